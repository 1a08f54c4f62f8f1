/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be talked about: each open matter is in one place at most, and goes where its agenda and its stage say. */
#include <locale.h>

#include "core/meeting-act.h"
#include "core/meeting-kind-act.h"
#include "core/meeting-line.h"
#include "core/meeting-topic.h"
#include "office.h"

#define TODAY "2026-11-22"

static XyId
add_matter (Office *office, const char *title, const char *source)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->title, title);
  xy_set_str (&matter->source, source);
  xy_set_str (&matter->day, "2026-11-10");
  if (g_str_equal (source, "dispute"))
    xy_set_str (&matter->people, "甲户与乙户");
  office_act (office, "Register", xy_matter_write_act, &writing);
  return writing.made;
}

static void
step (Office *office, const XyId *matter, XyMatterKind kind)
{
  XyMatterStepping stepping = {
    .matters = matter, .n = 1, .kind = kind, .note = "要开会定", .owner = "李建国", .until = "2026-12-20"
  };

  office_act (office, "Step", xy_matter_step_act, &stepping);
}

/* In which of the lists MATTER is; XY_MEETING_TOPICS_N: in none. In two is a defect. */
static XyMeetingTopics
place_of (Office *office, const XyId *matter)
{
  XyMeetingTopics found = XY_MEETING_TOPICS_N;
  guint counts[XY_MEETING_TOPICS_N];

  g_assert_true (xy_meeting_topic_counts (office->store, counts, NULL));
  for (XyMeetingTopics which = 0; which < XY_MEETING_TOPICS_N; which++)
    {
      XyMatterFilter filter = { .which = XY_MATTERS_OVERDUE };
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) ids = xy_meeting_topic_ids (office->store, which, &filter, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, counts[which]);
      for (guint i = 0; i < ids->len; i++)
        if (xy_id_same (&g_array_index (ids, XyId, i), matter))
          {
            g_assert_cmpint (found, ==, XY_MEETING_TOPICS_N);
            found = which;
          }
    }
  return found;
}

static XyId
call_meeting (Office *office, const XyId *matters, guint n)
{
  g_autoptr (GPtrArray) ready = xy_meeting_kinds_ready (office->store, TODAY, NULL);
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (office->store, TODAY, NULL);
  g_autoptr (GError) error = NULL;

  if (kinds->len == 0)
    {
      office_act (office, "Adopt", xy_meeting_kinds_adopt_act, ready);
      g_clear_pointer (&kinds, g_ptr_array_unref);
      kinds = xy_meeting_kinds (office->store, TODAY, NULL);
    }
  g_autoptr (XyMeeting) meeting =
      xy_meeting_propose (office->store, &((XyMeetingKind *) kinds->pdata[0])->record.id, TODAY, &error);
  g_assert_no_error (error);
  XyMeetingWriting writing = { .meeting = meeting, .n_topics = n, .topic_matters = matters };
  office_act (office, "Call", xy_meeting_write_act, &writing);
  return writing.made;
}

static void
test_places (void)
{
  Office office;

  office_open (&office, 4);
  XyId lamp = add_matter (&office, "路灯不亮", "visit"), road = add_matter (&office, "修路筹资", "suggestion");
  XyId quarrel = add_matter (&office, "田埂界石争议", "dispute");

  g_assert_cmpint (place_of (&office, &lamp), ==, XY_MEETING_TOPICS_OFFERED);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_OFFERED);
  /* A dispute is nobody else's business. */
  g_assert_cmpint (place_of (&office, &quarrel), ==, XY_MEETING_TOPICS_N);
  step (&office, &road, XY_MATTER_ASSIGN);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_OFFERED);
  step (&office, &road, XY_MATTER_SUBMIT);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_WAITING);

  XyId meeting = call_meeting (&office, &lamp, 1), on;
  g_assert_cmpint (place_of (&office, &lamp), ==, XY_MEETING_TOPICS_CALLED);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_WAITING);
  XyMeetingTopicAdding adding = { meeting, &road, 1 };
  office_act (&office, "Add", xy_meeting_topic_add_act, &adding);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_CALLED);
  g_assert_true (xy_meeting_topic_meeting (office.store, &road, &on, NULL));
  g_assert_true (xy_id_same (&on, &meeting));
  /* Not twice. */
  g_autoptr (GError) twice = NULL;
  g_assert_false (xy_store_act (office.store, &office.actor, "Add", xy_meeting_topic_add_act, &adding, &twice));
  g_assert_error (twice, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (twice), ==, "topics");

  /* Called off, both are where they were. */
  XyMeetingStepping cancel = { .meeting = meeting, .kind = XY_MEETING_CANCEL, .note = "大雨" };
  office_act (&office, "Call off", xy_meeting_step_act, &cancel);
  g_assert_cmpint (place_of (&office, &lamp), ==, XY_MEETING_TOPICS_OFFERED);
  g_assert_cmpint (place_of (&office, &road), ==, XY_MEETING_TOPICS_WAITING);
  g_assert_true (xy_meeting_topic_meeting (office.store, &road, &on, NULL));
  g_assert_true (xy_id_is_none (&on));
  office_close (&office);
}

/* What is looked for narrows each list. */
static void
test_text (void)
{
  Office office;

  office_open (&office, 5);
  add_matter (&office, "路灯不亮", "visit");
  add_matter (&office, "水渠漏水", "visit");
  XyMatterFilter filter = { .text = "水渠" };
  g_autoptr (GArray) ids = xy_meeting_topic_ids (office.store, XY_MEETING_TOPICS_OFFERED, &filter, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-topic/places", test_places);
  g_test_add_func ("/meeting-topic/text", test_text);
  return g_test_run ();
}
