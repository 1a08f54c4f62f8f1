/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings as chance has them: whatever is done, undone and done again in whatever order, what is promised holds. */
#include <locale.h>
#include <string.h>

#include "core/matter.h"
#include "core/verify.h"
#include "meeting-acts.h"

#define MOST_MEETINGS 6

typedef struct
{
  Office office;
  XyId meetings[MOST_MEETINGS];
  guint n_meetings;
  char *records[MOST_MEETINGS]; /* what each said when it was signed; NULL: it is not */
  GArray *matters;              /* of XyId: raised before */
  guint done[2];                /* acts that were refused, that were done */
  guint n_signed;               /* how often a signed one was looked at */
} World;

static int
below (int n)
{
  return g_test_rand_int_range (0, n);
}

static gint64
number (World *world, const char *sql, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  xy_db_number (xy_store_get_db (world->office.store), sql, XY_BIND (XY_ID (id)), &n, &error);
  g_assert_no_error (error);
  return n;
}

static void
say (GString *text, gpointer record)
{
  const XyRecordType *type = xy_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      g_autofree char *value = xy_record_get_text (record, &type->fields[i]);
      if (!(type->fields[i].flags & XY_FIELD_DERIVED))
        g_string_append_printf (text, "%s|", value != NULL ? value : "");
    }
  g_string_append_c (text, '\n');
}

/* All that a record says but its additions. */
static char *
record_of (const XyMeetingSheet *sheet)
{
  g_autoptr (GString) text = g_string_new (NULL);

  say (text, sheet->meeting);
  for (guint i = 0; i < sheet->presences->len; i++)
    say (text, sheet->presences->pdata[i]);
  for (guint i = 0; i < sheet->lines->len; i++)
    if (g_strcmp0 (((XyMeetingLine *) sheet->lines->pdata[i])->kind, "addition") != 0)
      say (text, sheet->lines->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Each decision has one matter, which the ledger has, and which knows the meeting. */
static void
check_decisions (World *world, const XyMeetingSheet *sheet)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      XyMeetingLine *line = sheet->lines->pdata[i];
      g_autoptr (GError) error = NULL;
      if (g_strcmp0 (line->kind, "decision") != 0)
        continue;
      g_assert_false (xy_id_is_none (&line->matter));
      g_autoptr (XyMatter) matter = xy_matter_get (world->office.store, &line->matter, &error);
      g_assert_no_error (error);
      g_autoptr (GPtrArray) links = xy_matter_links (world->office.store, &line->matter, &error);
      guint n_tied = 0;
      for (guint k = 0; k < links->len; k++)
        n_tied += xy_id_same (&((XyMatterLink *) links->pdata[k])->target, &sheet->meeting->record.id);
      g_assert_cmpuint (n_tied, ==, 1);
      gint64 own = number (world, "SELECT count (*) FROM matter WHERE origin = ?1 AND del = 0", &line->record.id);
      g_assert_cmpint (own, ==, xy_id_same (&matter->origin, &line->record.id) ? 1 : 0);
    }
}

/* FALSE where the meeting was undone. */
static gboolean
check_meeting (World *world, guint at)
{
  const XyId *id = &world->meetings[at];
  g_autoptr (GError) error = NULL;
  g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (world->office.store, id, &error);

  if (sheet == NULL)
    {
      /* It was undone. */
      g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
      g_clear_pointer (&world->records[at], g_free);
      return FALSE;
    }
#define PRESENT "FROM meeting_presence WHERE meeting = ?1 AND del = 0 AND state <> 'leave' AND "
  g_assert_cmpint (sheet->n_present, ==, number (world, "SELECT count (*) " PRESENT "role = 'due'", id));
  g_assert_cmpint (sheet->n_people, ==,
                   number (world, "SELECT coalesce (sum (people), 0) " PRESENT "role = 'due'", id));
  g_assert_cmpint (sheet->n_guests, ==, number (world, "SELECT count (*) " PRESENT "role = 'guest'", id));
  g_assert_cmpint (
      sheet->n_leave, ==,
      number (world, "SELECT count (*) FROM meeting_presence WHERE meeting = ?1 AND del = 0 AND state = 'leave'", id));
  /* Nobody is counted twice, and no more than should come. */
  g_assert_cmpint (
      sheet->n_present, ==,
      number (world, "SELECT count (DISTINCT coalesce (household, member, person)) " PRESENT "role = 'due'", id));
  g_assert_cmpint (number (world, "SELECT count (person) " PRESENT "state <> 'proxy'", id), ==,
                   number (world, "SELECT count (DISTINCT person) " PRESENT "state <> 'proxy'", id));
  if (sheet->due > 0)
    g_assert_cmpint (sheet->n_present, <=, sheet->due);
  for (guint i = 1; i < sheet->lines->len; i++)
    g_assert_cmpint (((XyMeetingLine *) sheet->lines->pdata[i - 1])->sort, <,
                     ((XyMeetingLine *) sheet->lines->pdata[i])->sort);
  if (!xy_meeting_is_locked (sheet->meeting))
    {
      g_clear_pointer (&world->records[at], g_free);
      return TRUE;
    }
  g_autofree char *record = record_of (sheet);
  if (world->records[at] == NULL)
    {
      check_decisions (world, sheet);
      world->records[at] = g_steal_pointer (&record);
    }
  else
    g_assert_cmpstr (record, ==, world->records[at]);
  world->n_signed++;
  return TRUE;
}

static const char *
one_of (const char *const *words)
{
  return words[below ((int) g_strv_length ((char **) words))];
}

static const char *const days[] = { "2026-11-03", "2026-11-10", "2026-11-19", "2026-11-22",
                                    "2026-12-03", "2025-11-10", NULL };
static const char *const names[] = { "曾国强", "林秀英", "周立新", "刘桂花", "彭四喜", "易长庚", "外来客", NULL };

/* Runs FUNC; it may be refused, and then nothing has changed. */
static void
act (World *world, XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean look = below (8) == 0;
  g_autofree char *before = look ? xy_store_dump (world->office.store, NULL) : NULL;
  gboolean done = xy_store_act (world->office.store, &world->office.actor, "", func, data, &error);

  world->done[done]++;
  if (done)
    return;
  g_assert_true (error->code == XY_ERROR_INVALID || error->code == XY_ERROR_CONFLICT
                 || error->code == XY_ERROR_NOT_FOUND);
  g_autofree char *after = look ? xy_store_dump (world->office.store, NULL) : NULL;
  g_assert_cmpstr (before, ==, after);
}

static void
call (World *world)
{
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyId topics[2] = { XY_ID_NONE, XY_ID_NONE };
  const char *const texts[] = { "修路", NULL };
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = below (2), .topics = texts, .n_topics = 2 };

  writing.topic_matters = topics;
  topics[1] = g_array_index (world->matters, XyId, (guint) below ((int) world->matters->len));
  meeting->kind = meeting_kinds[below (N_MEETING_KINDS)].id;
  xy_set_str (&meeting->day, one_of (days));
  xy_set_str (&meeting->starts, "19:30");
  xy_set_str (&meeting->ends, below (8) == 0 ? "19:00" : "21:00");
  xy_set_str (&meeting->place, "祠堂");
  xy_set_str (&meeting->host, "林秀英");
  xy_set_str (&meeting->recorder, "曾小平");
  xy_set_str (&meeting->party_on, below (3) == 0 ? NULL : "2025-11-01");
  act (world, xy_meeting_write_act, &writing);
  if (!xy_id_is_none (&writing.made) && meeting->record.stored)
    world->meetings[world->n_meetings++] = writing.made;
}

static void
change (World *world, const XyId *id)
{
  g_autoptr (XyMeeting) meeting = xy_meeting_get (world->office.store, id, NULL);
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = TRUE };

  if (meeting == NULL)
    return;
  if (below (2))
    xy_set_str (&meeting->day, one_of (days));
  else
    meeting->due = below (12);
  act (world, xy_meeting_write_act, &writing);
}

static void
go (World *world, const XyId *id)
{
  static const XyMeetingStepKind kinds[] = { XY_MEETING_BEGIN,  XY_MEETING_BEGIN,    XY_MEETING_FINISH,
                                             XY_MEETING_FINISH, XY_MEETING_SIGN,     XY_MEETING_SIGN,
                                             XY_MEETING_RESUME, XY_MEETING_FILE,     XY_MEETING_BEGIN,
                                             XY_MEETING_CANCEL, XY_MEETING_POSTPONE, XY_MEETING_MAKE_VOID };
  XyMeetingStepping asked = { .meeting = *id, .note = below (6) ? "原因" : NULL, .until = one_of (days) };

  asked.kind = below (3) ? kinds[below (6)] : kinds[below ((int) G_N_ELEMENTS (kinds))];
  asked.day = below (4) == 0 ? one_of (days) : NULL;
  act (world, xy_meeting_step_act, &asked);
}

static void
come (World *world, const XyId *id)
{
  static const char *const states[] = { "present", "present", "leave", "proxy", "online", NULL };
  XyMeetingArriving asked = { .meeting = *id, .people = below (4), .sure = below (2), .guest = below (8) == 0 };
  g_autoptr (GPtrArray) presences = xy_meeting_presences (world->office.store, id, NULL);

  asked.state = one_of (states);
  if (presences->len > 0 && below (4) == 0)
    {
      XyMeetingPresence *presence = presences->pdata[below ((int) presences->len)];
      if (below (2))
        {
          act (world, xy_meeting_leave_act, &presence->record.id);
          return;
        }
      asked.presence = presence->record.id;
    }
  if (below (2))
    asked.household = meeting_households[below (N_MEETING_HOUSEHOLDS)];
  if (below (4) == 0)
    asked.member = meeting_members[below (N_MEETING_MEMBERS)];
  if (below (3) == 0)
    asked.name = one_of (names);
  if (below (3) == 0)
    {
      g_autoptr (GPtrArray) found = xy_person_list_by_name (world->office.store, one_of (names), NULL, NULL);
      if (found->len > 0)
        asked.person = ((XyPerson *) found->pdata[0])->record.id;
    }
  act (world, xy_meeting_arrive_act, &asked);
}

static void
come_all (World *world, const XyId *id)
{
  XyMeetingArrivingAll all = { .meeting = *id, .n = (guint) below (N_MEETING_HOUSEHOLDS + 1) };

  all.ids = below (2) ? meeting_households : meeting_members;
  act (world, xy_meeting_arrive_all_act, &all);
}

static void
write_line (World *world, const XyId *id)
{
  static const char *const kinds[] = { "topic",    "policy",  "speech",   "decision", "decision",
                                       "decision", "dissent", "addition", NULL };
  static const char *const does[] = { "village", "village", "spot", "township", "meeting", NULL };
  g_autoptr (GPtrArray) lines = xy_meeting_lines (world->office.store, id, NULL);
  XyMeetingLine *other = lines->len > 0 ? lines->pdata[below ((int) lines->len)] : NULL;
  g_autoptr (XyMeetingLine) line = meeting_line (id, one_of (kinds), "塘坳到水井的路先量一量");
  XyMeetingLineWriting writing = { .line = line };

  if (other != NULL && below (3) == 0)
    {
      g_set_object (&line, other);
      if (below (6) == 0)
        xy_set_str (&line->kind, one_of (kinds));
      writing.line = line;
    }
  else if (other != NULL && below (2))
    writing.after = other->record.id;
  if (other != NULL && below (2))
    line->topic = other->record.id;
  if (g_str_equal (line->kind, "topic") && below (2))
    line->matter = g_array_index (world->matters, XyId, (guint) below ((int) world->matters->len));
  if (g_str_equal (line->kind, "decision"))
    {
      xy_set_str (&line->owner, below (8) ? "林秀英" : NULL);
      xy_set_str (&line->until, below (8) ? "2026-12-20" : one_of (days));
      xy_set_str (&line->does, one_of (does));
      xy_set_str (&line->result, "办好了");
      xy_set_str (&line->reserved, below (6) ? NULL : "public-works");
      line->voted = below (3) == 0;
      line->yes = below (5);
      line->no = below (3);
    }
  act (world, xy_meeting_line_write_act, &writing);
}

static void
shuffle_line (World *world, const XyId *id)
{
  g_autoptr (GPtrArray) lines = xy_meeting_lines (world->office.store, id, NULL);

  if (lines->len == 0)
    return;
  XyMeetingLine *line = lines->pdata[below ((int) lines->len)], *other = lines->pdata[below ((int) lines->len)];
  XyMeetingLineMoving moving = { .line = line->record.id, .after = below (4) ? other->record.id : XY_ID_NONE };
  if (below (3) == 0)
    act (world, xy_meeting_line_delete_act, &line->record.id);
  else
    act (world, xy_meeting_line_move_act, &moving);
}

static void
move_matter (World *world)
{
  const XyId *id = &g_array_index (world->matters, XyId, (guint) below ((int) world->matters->len));
  XyMatterStepping asked = { .matters = id,
                             .n = 1,
                             .kind = (XyMatterKind) below (XY_MATTER_N_KINDS),
                             .note = "原因",
                             .by = "易长庚",
                             .owner = "林秀英",
                             .until = "2026-12-31" };

  act (world, xy_matter_step_act, &asked);
}

/* The last act is taken back, or done again: always, for nothing came between. */
static void
undo_or_redo (World *world)
{
  g_autoptr (GError) error = NULL;
  gboolean undo = below (3) != 0;
  gboolean done = undo ? xy_store_undo (world->office.store, &world->office.actor, &error)
                       : xy_store_redo (world->office.store, &world->office.actor, &error);

  if (!done)
    g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
}

static void
raise_matters (World *world)
{
  static const char *const reserved[] = { NULL, "public-works", NULL, NULL };

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
      XyMatterWriting writing = { .matter = matter };
      xy_set_str (&matter->source, "visit");
      xy_set_str (&matter->title, "路灯不亮");
      xy_set_str (&matter->day, "2025-11-01");
      xy_set_str (&matter->reserved, reserved[i % G_N_ELEMENTS (reserved)]);
      office_act (&world->office, "", xy_matter_write_act, &writing);
      g_array_append_val (world->matters, writing.made);
    }
}

static void
test_random (void)
{
  World world = { .matters = g_array_new (FALSE, FALSE, sizeof (XyId)) };
  guint n_steps = g_test_slow () ? 6000 : 600;
  g_autoptr (GError) error = NULL;
  meeting_acts_open (&world.office, (guint64) g_test_rand_int ());

  raise_matters (&world);
  for (guint i = 0; i < n_steps; i++)
    {
      const XyId *id;
      guint at;

      if (world.n_meetings < MOST_MEETINGS && below (10) == 0)
        call (&world);
      if (world.n_meetings == 0)
        continue;
      at = (guint) below ((int) world.n_meetings);
      id = &world.meetings[at];
      switch (below (14))
        {
        case 0:
          change (&world, id);
          break;
        case 1:
        case 2:
        case 3:
          go (&world, id);
          break;
        case 4:
        case 5:
          come (&world, id);
          break;
        case 6:
          come_all (&world, id);
          break;
        case 7:
        case 8:
        case 9:
          write_line (&world, id);
          break;
        case 10:
          shuffle_line (&world, id);
          break;
        case 11:
          move_matter (&world);
          break;
        default:
          undo_or_redo (&world);
          break;
        }
      for (guint k = world.n_meetings; k-- > 0;)
        if ((k == at || below (4) == 0 || world.records[k] != NULL) && !check_meeting (&world, k))
          {
            world.meetings[k] = world.meetings[--world.n_meetings];
            world.records[k] = g_steal_pointer (&world.records[world.n_meetings]);
          }
    }
  g_autoptr (XyVerifyReport) report = xy_verify (world.office.store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_problems, ==, 0);
  g_test_message ("%u done, %u refused, signed ones seen %u times", world.done[TRUE], world.done[FALSE],
                  world.n_signed);
  g_assert_cmpuint (world.done[TRUE], >, n_steps / 20);
  for (guint k = 0; k < world.n_meetings; k++)
    g_free (world.records[k]);
  g_array_unref (world.matters);
  office_close (&world.office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-random/acts", test_random);
  return g_test_run ();
}
