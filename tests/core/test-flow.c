/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw.h"
#include "core/matter.h"
#include "core/meeting.h"

/* A step of one kind leads to one stage wherever it is taken from, or moves nothing anywhere: the stage of a thing is
 * known from the last step that moved it. */
static void
test_led_to (gconstpointer data)
{
  const XyFlow *flow = data;

  for (guint i = 0; i < flow->n_ways; i++)
    {
      const XyFlowWay *way = &flow->ways[i];
      guint to = xy_flow_led_to (flow, way->kind);
      g_assert_cmpuint (way->to, ==, to < flow->n_stages ? to : way->from);
    }
  g_assert_cmpuint (xy_flow_led_to (flow, flow->n_kinds), ==, flow->n_stages);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/flow/matter", &xy_matter_flow, test_led_to);
  g_test_add_data_func ("/flow/meeting", &xy_meeting_flow, test_led_to);
  g_test_add_data_func ("/flow/bylaw", &xy_bylaw_flow, test_led_to);
  return g_test_run ();
}
