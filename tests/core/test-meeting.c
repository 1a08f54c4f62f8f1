/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/user.h"
#include "core/verify.h"
#include "meeting-acts.h"

#define NO XY_MEETING_N_STAGES

/* Written anew from the drawing of the header, act by act. */
static XyMeetingStage
drawn (XyMeetingStage stage, XyMeetingStepKind kind)
{
  gboolean writing = stage == XY_MEETING_RECORDING || stage == XY_MEETING_READY;

  switch (kind)
    {
    case XY_MEETING_POSTPONE:
      return stage == XY_MEETING_PLANNED ? stage : NO;
    case XY_MEETING_BEGIN:
      return stage == XY_MEETING_PLANNED ? XY_MEETING_RECORDING : NO;
    case XY_MEETING_CANCEL:
      return stage == XY_MEETING_PLANNED ? XY_MEETING_CANCELLED : NO;
    case XY_MEETING_FINISH:
      return stage == XY_MEETING_RECORDING ? XY_MEETING_READY : NO;
    case XY_MEETING_RESUME:
      return stage == XY_MEETING_READY ? XY_MEETING_RECORDING : NO;
    case XY_MEETING_SIGN:
      return stage == XY_MEETING_READY ? XY_MEETING_SIGNED : NO;
    case XY_MEETING_FILE:
      return stage == XY_MEETING_SIGNED ? XY_MEETING_FILED : NO;
    case XY_MEETING_MAKE_VOID:
      return writing ? XY_MEETING_VOID : NO;
    case XY_MEETING_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* KIND at STAGE by ROLE: done if it is drawn and he may, and then taken back, done again, and taken back. */
static void
try_as (Office *office, const XyId *id, XyMeetingStage stage, XyMeetingStepKind kind, const XyRole *role)
{
  XyMeetingStage to = drawn (stage, kind);
  gboolean may = g_str_equal (role->id, "clerk") || g_str_equal (role->id, "head")
                 || g_str_equal (role->id, XY_ROLE_ADMINISTRATOR);
  XyMeetingStepping asked = meeting_stepping (id, kind);
  g_autoptr (GError) error = NULL;

  office->actor.permissions = role->permissions;
  gboolean done = xy_store_act (office->store, &office->actor, "", xy_meeting_step_act, &asked, &error);
  g_assert_cmpint (done, ==, to != NO && may);
  g_assert_cmpint (meeting_stage (office, id), ==, done ? to : stage);
  if (done)
    {
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      g_assert_cmpint (meeting_stage (office, id), ==, stage);
      g_assert_true (xy_store_redo (office->store, &office->actor, &error));
      g_assert_cmpint (meeting_stage (office, id), ==, to);
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
    }
  else
    g_assert_cmpint (error->code, ==, may ? XY_ERROR_CONFLICT : XY_ERROR_DENIED);
  office->actor.permissions = ~0u;
}

/* Every state × every act × every role: only what is drawn, only by who may, and undo leads back. */
static void
test_ways (void)
{
  Office office;
  meeting_acts_open (&office, 1);

  for (guint stage = 0; stage < XY_MEETING_N_STAGES; stage++)
    for (guint kind = 0; kind < XY_MEETING_N_KINDS; kind++)
      {
        XyId id = meeting_at (&office, stage);

        g_assert_cmpint (xy_meeting_stage_after (stage, kind), ==, drawn (stage, kind));
        for (const XyRole *role = xy_roles (); role->id != NULL; role++)
          try_as (&office, &id, stage, kind, role);
      }
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wrong = xy_meeting_verify (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* The drawing in the documentation is the table's. */
static void
test_drawing (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "CONTRIBUTING.md", NULL);
  g_autofree char *text = NULL, *drawing = xy_meeting_drawing ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, drawing));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting/ways", test_ways);
  g_test_add_func ("/meeting/drawing", test_drawing);
  return g_test_run ();
}
