/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/meeting-list.h"
#include "meeting-office.h"

/* All that there is, read without the list. */
typedef struct
{
  GPtrArray *meetings, *lines, *presences, *matters, *kinds, *units;
} Model;

static GPtrArray *
all_of (Office *office, const XyRecordType *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_record_list (office->store, type, "WHERE t.del = 0", XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return list;
}

static void
model_open (Model *model, Office *office)
{
  model->meetings = all_of (office, &xy_meeting_type);
  model->lines = all_of (office, &xy_meeting_line_type);
  model->presences = all_of (office, &xy_meeting_presence_type);
  model->matters = all_of (office, &xy_matter_type);
  model->kinds = all_of (office, &xy_meeting_kind_type);
  model->units = all_of (office, &xy_unit_type);
}

static void
model_close (Model *model)
{
  g_ptr_array_unref (model->meetings);
  g_ptr_array_unref (model->lines);
  g_ptr_array_unref (model->presences);
  g_ptr_array_unref (model->matters);
  g_ptr_array_unref (model->kinds);
  g_ptr_array_unref (model->units);
}

static gpointer
by_id (GPtrArray *list, const XyId *id)
{
  for (guint i = 0; i < list->len; i++)
    if (xy_id_same (&XY_RECORD (list->pdata[i])->id, id))
      return list->pdata[i];
  return NULL;
}

static const XyMatter *
open_matter (const Model *model, const XyMeetingLine *line)
{
  const XyMatter *matter = g_str_equal (line->kind, "decision") ? by_id (model->matters, &line->matter) : NULL;

  return matter != NULL && matter->stage < XY_MATTER_CLOSED ? matter : NULL;
}

static guint
count_open (const Model *model, const XyMeeting *meeting)
{
  guint n = 0;

  for (guint i = 0; i < model->lines->len; i++)
    {
      const XyMeetingLine *line = model->lines->pdata[i];
      if (xy_id_same (&line->meeting, &meeting->record.id) && open_matter (model, line) != NULL)
        n++;
    }
  return n;
}

static gboolean
belongs (const Model *model, const XyMeeting *meeting, XyMeetingsWhich which, const char *today)
{
  char soon[XY_DAY_SIZE];

  xy_day_add (today, 7, soon);
  switch (which)
    {
    case XY_MEETINGS_OPEN:
      return meeting->stage <= XY_MEETING_SIGNED;
    case XY_MEETINGS_SOON:
      return meeting->stage == XY_MEETING_PLANNED && strcmp (meeting->day, soon) <= 0;
    case XY_MEETINGS_PLANNED:
      return meeting->stage == XY_MEETING_PLANNED;
    case XY_MEETINGS_LATE:
      return meeting->stage == XY_MEETING_PLANNED && strcmp (meeting->day, today) < 0;
    case XY_MEETINGS_RECORDING:
      return meeting->stage == XY_MEETING_RECORDING;
    case XY_MEETINGS_READY:
      return meeting->stage == XY_MEETING_READY;
    case XY_MEETINGS_SIGNED:
      return meeting->stage == XY_MEETING_SIGNED;
    case XY_MEETINGS_FOLLOW:
      return xy_meeting_is_locked (meeting) && count_open (model, meeting) > 0;
    case XY_MEETINGS_FILED:
      return meeting->stage == XY_MEETING_FILED;
    case XY_MEETINGS_GONE:
      return meeting->stage == XY_MEETING_CANCELLED || meeting->stage == XY_MEETING_VOID;
    case XY_MEETINGS_ALL:
    case XY_MEETINGS_N:
    default:
      return TRUE;
    }
}

static gboolean
says (const char *text, const char *part)
{
  g_autofree char *low = text != NULL ? g_ascii_strdown (text, -1) : NULL;
  g_autofree char *low_part = g_ascii_strdown (part, -1);

  return low != NULL && strstr (low, low_part) != NULL;
}

static gboolean
has_part (const Model *model, const XyMeeting *meeting, const char *part)
{
  const XyMeetingKind *kind = by_id (model->kinds, &meeting->kind);
  g_autofree char *numbered = g_strdup_printf ("%.4s年第%d次%s", meeting->day, (int) meeting->number, kind->name);

  if (says (meeting->name != NULL ? meeting->name : numbered, part) || says (meeting->place, part))
    return TRUE;
  for (guint i = 0; i < model->lines->len; i++)
    {
      const XyMeetingLine *line = model->lines->pdata[i];
      if (xy_id_same (&line->meeting, &meeting->record.id)
          && (says (line->text, part) || says (line->words, part) || says (line->who, part)
              || says (line->owner, part)))
        return TRUE;
    }
  for (guint i = 0; i < model->presences->len; i++)
    {
      const XyMeetingPresence *presence = model->presences->pdata[i];
      if (xy_id_same (&presence->meeting, &meeting->record.id) && says (presence->name, part))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_text (const Model *model, const XyMeeting *meeting, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (char **part = parts; *part != NULL; part++)
    if ((*part)[0] != '\0' && !has_part (model, meeting, *part))
      return FALSE;
  return TRUE;
}

static gboolean
is_for (const Model *model, const XyMeeting *meeting, const XyId *unit)
{
  for (guint i = 0; meeting->units != NULL && i < model->units->len; i++)
    {
      const XyUnit *one = model->units->pdata[i];
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&one->record.id, text);
      if (strstr (meeting->units, text) != NULL
          && (xy_id_same (&one->record.id, unit) || xy_id_same (&one->parent, unit)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
passes (const Model *model, const XyMeeting *meeting, const XyMeetingFilter *filter, const char *today)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  xy_period_parse (filter->period != NULL ? filter->period : "2026", NULL, first, last);
  return belongs (model, meeting, filter->which, today)
         && (xy_id_is_none (&filter->kind) || xy_id_same (&filter->kind, &meeting->kind))
         && (xy_id_is_none (&filter->unit) || is_for (model, meeting, &filter->unit))
         && (filter->period == NULL || (strcmp (meeting->day, first) >= 0 && strcmp (meeting->day, last) <= 0))
         && (filter->text == NULL || has_text (model, meeting, filter->text));
}

/* Where a meeting stands before others; the same for two: then the newer day is first. */
static gint64
place_of (const Model *model, const XyMeeting *meeting, XyMeetingsOrder order)
{
  static const int due[XY_MEETING_N_STAGES] = { 2, 0, 1, 3, 4, 4, 4 };

  switch (order)
    {
    case XY_MEETINGS_BY_DUE:
      return due[meeting->stage];
    case XY_MEETINGS_BY_KIND:
      return ((const XyMeetingKind *) by_id (model->kinds, &meeting->kind))->sort;
    case XY_MEETINGS_BY_OPEN:
      return -(gint64) count_open (model, meeting);
    case XY_MEETINGS_BY_DAY:
    default:
      return 0;
    }
}

static void
assert_order (const Model *model, GArray *ids, XyMeetingsOrder order, gboolean reversed)
{
  for (guint i = 1; i < ids->len; i++)
    {
      const XyMeeting *a = by_id (model->meetings, &g_array_index (ids, XyId, reversed ? i : i - 1));
      const XyMeeting *b = by_id (model->meetings, &g_array_index (ids, XyId, reversed ? i - 1 : i));
      gint64 first = place_of (model, a, order), second = place_of (model, b, order);
      gboolean rising = order == XY_MEETINGS_BY_DUE && a->stage == XY_MEETING_PLANNED;

      g_assert_cmpint (first, <=, second);
      if (first == second)
        g_assert_cmpint (strcmp (a->day, b->day) * (rising ? 1 : -1), <=, 0);
    }
}

static void
assert_counts (Office *office, const Model *model, const char *today)
{
  g_autoptr (GError) error = NULL;
  guint counts[XY_MEETINGS_N];

  g_assert_true (xy_meeting_counts (office->store, counts, &error));
  for (int which = 0; which < XY_MEETINGS_N; which++)
    {
      guint n = 0;
      for (guint i = 0; i < model->meetings->len; i++)
        n += belongs (model, model->meetings->pdata[i], (XyMeetingsWhich) which, today);
      g_assert_cmpuint (counts[which], ==, n);
    }
}

/* What a row counts, counted from all lines, presences and matters that there are. */
static void
assert_row (const Model *model, const XyMeetingRow *row, const char *today)
{
  const XyId *id = &row->meeting->record.id;
  guint n_topics = 0, n_decisions = 0, n_open = 0, n_overdue = 0, n_present = 0, n_people = 0, n_guests = 0,
        n_leave = 0;

  for (guint i = 0; i < model->lines->len; i++)
    {
      const XyMeetingLine *line = model->lines->pdata[i];
      const XyMatter *matter;
      if (!xy_id_same (&line->meeting, id))
        continue;
      n_topics += g_str_equal (line->kind, "topic");
      n_decisions += g_str_equal (line->kind, "decision");
      if ((matter = open_matter (model, line)) == NULL)
        continue;
      n_open++;
      n_overdue += xy_matter_is_overdue (matter, today);
    }
  for (guint i = 0; i < model->presences->len; i++)
    {
      const XyMeetingPresence *presence = model->presences->pdata[i];
      gboolean leave = g_str_equal (presence->state, "leave"), guest = g_str_equal (presence->role, "guest");
      if (!xy_id_same (&presence->meeting, id))
        continue;
      n_leave += leave;
      n_guests += guest && !leave;
      n_present += !guest && !leave;
      if (!guest && !leave)
        n_people += (guint) presence->people;
    }
  g_assert_cmpuint (row->n_topics, ==, n_topics);
  g_assert_cmpuint (row->n_decisions, ==, n_decisions);
  g_assert_cmpuint (row->n_open, ==, n_open);
  g_assert_cmpuint (row->n_overdue, ==, n_overdue);
  g_assert_cmpuint (row->n_present, ==, n_present);
  g_assert_cmpuint (row->n_people, ==, n_people);
  g_assert_cmpuint (row->n_guests, ==, n_guests);
  g_assert_cmpuint (row->n_leave, ==, n_leave);
  g_assert_cmpint (row->late, ==, belongs (model, row->meeting, XY_MEETINGS_LATE, today));
  g_assert_cmpint (row->days, ==, xy_day_between (today, row->meeting->day));
  g_assert_nonnull (row->word);
}

static void
assert_filter (Office *office, const Model *model, const XyMeetingFilter *filter, const char *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = xy_meeting_ids (office->store, filter, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < model->meetings->len; i++)
    n += passes (model, model->meetings->pdata[i], filter, today);
  g_assert_cmpuint (ids->len, ==, n);
  for (guint i = 0; i < ids->len; i++)
    {
      const XyMeeting *meeting = by_id (model->meetings, &g_array_index (ids, XyId, i));
      g_assert_true (meeting != NULL && passes (model, meeting, filter, today));
    }
  assert_order (model, ids, filter->order, filter->reversed);

  g_autoptr (GPtrArray) rows = xy_meeting_rows (office->store, (const XyId *) ids->data, MIN (ids->len, 5), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    assert_row (model, rows->pdata[i], today);
}

static void
test_random (void)
{
  static const char *const texts[] = { NULL,       "路灯",  "灯",     "led", "WIFI 修", "水管 曾国强", "同意",
                                       "塘坳屋场", "第1次", "屋场会", "%",   "_",       "没有人说的",  "  " };
  static const char *const periods[] = { NULL, "2026", "2026Q4", "2025", "2026-11" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 60, .n_matters = 5, .most_lines = 8 };
  Model model;

  office_open (&office, 1);
  meeting_world_open (&office, &world);
  model_open (&model, &office);
  assert_counts (&office, &model, world.today);
  for (int i = 0; i < 150; i++)
    {
      XyMeetingFilter filter = { .which = (XyMeetingsWhich) g_rand_int_range (rand, 0, XY_MEETINGS_N),
                                 .text = texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))],
                                 .period = periods[g_rand_int_range (rand, 0, G_N_ELEMENTS (periods))],
                                 .order = (XyMeetingsOrder) g_rand_int_range (rand, 0, XY_MEETINGS_BY_OPEN + 1),
                                 .reversed = g_rand_boolean (rand) };
      if (g_rand_int_range (rand, 0, 3) == 0)
        filter.kind = world.kinds[g_rand_int_range (rand, 0, MEETING_KINDS)];
      if (g_rand_int_range (rand, 0, 3) == 0)
        filter.unit = world.units[g_rand_int_range (rand, 0, MEETING_UNITS)];
      assert_filter (&office, &model, &filter, world.today);
    }
  model_close (&model);
  office_close (&office);
}

/* A row of what is gone is none, and names are those of the drawing. */
static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 3, .most_lines = 2 };
  XyId ids[2];

  office_open (&office, 2);
  meeting_world_open (&office, &world);
  XyMeetingFilter filter = { .which = XY_MEETINGS_ALL };
  g_autoptr (GArray) found = xy_meeting_ids (office.store, &filter, &error);
  ids[0] = xy_id_new (&office.fixed.env);
  ids[1] = g_array_index (found, XyId, 0);
  g_autoptr (GPtrArray) rows = xy_meeting_rows (office.store, ids, 2, &error);
  g_assert_no_error (error);
  g_assert_null (rows->pdata[0]);
  const XyMeetingRow *row = rows->pdata[1];
  g_autofree char *title = xy_meeting_describe (row->meeting, row->kind_name);
  g_assert_cmpstr (row->title, ==, title);
  for (int which = 0; which < XY_MEETINGS_N; which++)
    {
      g_assert_cmpint (xy_meetings_from_name (xy_meetings_name ((XyMeetingsWhich) which)), ==, which);
      g_assert_cmpstr (xy_meetings_word ((XyMeetingsWhich) which), !=, "");
    }
  g_assert_cmpint (xy_meetings_from_name ("of no kind"), ==, XY_MEETINGS_N);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-list/random", test_random);
  g_test_add_func ("/meeting-list/names", test_names);
  return g_test_run ();
}
