/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/today.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/backup.h"
#include "core/bylaw-due.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "core/matter-list.h"
#include "core/meeting-due.h"
#include "core/meeting-list.h"
#include "core/notice-list.h"
#include "core/points-flow.h"
#include "core/retention.h"
#include "core/store.h"

static const XySql statements[] = {
  { NULL, "SELECT EXISTS (SELECT 1 FROM household WHERE del = 0)", "stops at the first" },
};

/* Of those that wait for the same so many have a line each. */
#define MOST 3

typedef struct
{
  XyStore *store;
  const char *today;
  GPtrArray *lines;
} Work;

/* Fills the line of one thing, the I-th of DATA; it has kind, word and place already. */
typedef gboolean (*Fill) (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error);

static const struct
{
  const char *name, *page, *tab;
} kinds[XY_TODAY_N_KINDS] = {
  [XY_TODAY_ANSWER] = { "answer", "notice", "objections" },
  [XY_TODAY_PUBLISH] = { "publish", "notice", "due" },
  [XY_TODAY_POST] = { "post", "notice", "due" },
  [XY_TODAY_REPOST] = { "repost", "notice", "due" },
  [XY_TODAY_REPLACE] = { "replace", "notice", "hanging" },
  [XY_TODAY_TAKE_DOWN] = { "take-down", "notice", "hanging" },
  [XY_TODAY_MATTER] = { "matter", "matters", "matters" },
  [XY_TODAY_RECTIFY] = { "rectify", "hygiene", "slips" },
  [XY_TODAY_HOLD] = { "hold", "meetings", "meetings" },
  [XY_TODAY_CALL] = { "call", "meetings", "meetings" },
  [XY_TODAY_DECIDE] = { "decide", "hygiene", "rounds" },
  [XY_TODAY_OPINIONS] = { "opinions", "bylaws", NULL },
  [XY_TODAY_BYLAW] = { "bylaw", "bylaws", NULL },
  [XY_TODAY_CHECK] = { "check", "points", "waiting" },
  [XY_TODAY_REVIEW] = { "review", "points", "waiting" },
  [XY_TODAY_APPROVE] = { "approve", "points", "waiting" },
  [XY_TODAY_LIST] = { "list", "points", "waiting" },
  [XY_TODAY_BOOK] = { "book", "points", "waiting" },
  [XY_TODAY_ASSIGN] = { "assign", "matters", "matters" },
  [XY_TODAY_VISIT] = { "visit", "matters", "matters" },
  [XY_TODAY_CLOSE] = { "close", "matters", "matters" },
  [XY_TODAY_CLOSE_SLIP] = { "close-slip", "hygiene", "slips" },
  [XY_TODAY_WRITE] = { "write", "meetings", "meetings" },
  [XY_TODAY_SIGN] = { "sign", "meetings", "meetings" },
  [XY_TODAY_BACK_UP] = { "back-up", NULL, NULL },
  [XY_TODAY_CLEAR] = { "clear", NULL, NULL },
};

static const XyWord whens[] = {
  { "overdue", N_ ("Overdue") },
  { "today", N_ ("Today") },
  { "week", N_ ("Within seven days") },
  { "open", N_ ("Other") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (whens) == XY_TODAY_N_WHENS);

const char *
xy_today_when_name (XyTodayWhen when)
{
  return when < XY_TODAY_N_WHENS ? whens[when].value : NULL;
}

const char *
xy_today_when_word (XyTodayWhen when)
{
  return when < XY_TODAY_N_WHENS ? _ (whens[when].label) : "";
}

const char *
xy_today_kind_name (XyTodayKind kind)
{
  return kind < XY_TODAY_N_KINDS ? kinds[kind].name : NULL;
}

void
xy_today_line_free (XyTodayLine *line)
{
  if (line == NULL)
    return;
  g_free (line->title);
  g_free (line->note);
  g_free (line->sentence);
  g_free (line->due);
  g_free (line);
}

static const char *
word_of (XyTodayKind kind)
{
  switch (kind)
    {
    case XY_TODAY_ANSWER:
      return _ ("To be answered");
    case XY_TODAY_PUBLISH:
      return _ ("To be published");
    case XY_TODAY_POST:
      return xy_notice_row_kind_label (XY_NOTICE_ROW_WAITING);
    case XY_TODAY_REPOST:
      return _ ("Hang it up again");
    case XY_TODAY_REPLACE:
      return _ ("Replace it");
    case XY_TODAY_TAKE_DOWN:
      return xy_notice_row_kind_label (XY_NOTICE_ROW_MAY_COME_DOWN);
    case XY_TODAY_MATTER:
      return _ ("To be finished");
    case XY_TODAY_RECTIFY:
      return xy_hygiene_stage_word (XY_HYGIENE_ISSUED);
    case XY_TODAY_HOLD:
      return _ ("To be held");
    case XY_TODAY_CALL:
      return _ ("To be called");
    case XY_TODAY_DECIDE:
      return _ ("Scores and lists");
    case XY_TODAY_OPINIONS:
      return _ ("To be answered");
    case XY_TODAY_CHECK:
      return xy_points_waiting_word (XY_POINTS_WAIT_CHECK);
    case XY_TODAY_REVIEW:
      return xy_points_waiting_word (XY_POINTS_WAIT_REVIEW);
    case XY_TODAY_APPROVE:
      return xy_points_waiting_word (XY_POINTS_WAIT_APPROVE);
    case XY_TODAY_LIST:
      return xy_points_waiting_word (XY_POINTS_WAIT_LIST);
    case XY_TODAY_BOOK:
      return xy_points_waiting_word (XY_POINTS_WAIT_BOOK);
    case XY_TODAY_ASSIGN:
      return xy_matters_word (XY_MATTERS_ASSIGN);
    case XY_TODAY_VISIT:
      return xy_matters_word (XY_MATTERS_VISIT);
    case XY_TODAY_CLOSE:
    case XY_TODAY_CLOSE_SLIP:
      return xy_matters_word (XY_MATTERS_CLOSE);
    case XY_TODAY_WRITE:
      return xy_meeting_stage_word (XY_MEETING_RECORDING);
    case XY_TODAY_SIGN:
      return xy_meeting_stage_word (XY_MEETING_READY);
    case XY_TODAY_BACK_UP:
      return _ ("To be backed up");
    case XY_TODAY_CLEAR:
      return _ ("To be cleared");
    case XY_TODAY_BYLAW: /* by its step */
    case XY_TODAY_N_KINDS:
    default:
      return "";
    }
}

static XyTodayLine *
line_new (XyTodayKind kind, const char *list)
{
  XyTodayLine *line = g_new0 (XyTodayLine, 1);

  line->kind = kind;
  line->when = XY_TODAY_OPEN;
  line->n = 1;
  line->word = word_of (kind);
  line->page = kinds[kind].page;
  line->tab = kinds[kind].tab;
  line->list = list;
  return line;
}

static void
set_limit (Work *work, XyTodayLine *line, const char *day)
{
  g_strlcpy (line->day, day, sizeof line->day);
  line->has_limit = TRUE;
  line->days = xy_day_between (work->today, day);
  line->when = line->days < 0                     ? XY_TODAY_OVERDUE
               : line->days == 0                  ? XY_TODAY_NOW
               : line->days <= XY_TODAY_WEEK_DAYS ? XY_TODAY_WEEK
                                                  : XY_TODAY_OPEN;
}

static void
set_since (XyTodayLine *line, const char *day)
{
  if (day != NULL)
    g_strlcpy (line->day, day, sizeof line->day);
}

/* "11-25"; of another year the whole day. */
static const char *
short_day (Work *work, const char *day)
{
  return strncmp (day, work->today, 4) == 0 ? day + 5 : day;
}

static void
say_due (Work *work, XyTodayLine *line)
{
  const char *day = short_day (work, line->day);

  if (line->has_limit && line->days < 0)
    line->due = g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -line->days), -line->days);
  else if (line->has_limit && line->days == 0)
    line->due = g_strdup (_ ("today"));
  else if (line->has_limit && line->when == XY_TODAY_WEEK)
    line->due = g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) line->days), line->days);
  else if (line->has_limit)
    line->due = g_strdup_printf (_ ("by %s"), day);
  else if (line->day[0] != '\0')
    line->due = g_strdup_printf (_ ("since %s"), day);
}

/* The N things of DATA, each a line as long as they are few. */
static gboolean
add_each (Work *work, XyTodayKind kind, const char *list, guint n, Fill fill, gpointer data, GError **error)
{
  guint shown = n <= MOST + 1 ? n : MOST;

  for (guint i = 0; i < MIN (shown + 1, n); i++)
    {
      XyTodayLine *line = line_new (kind, list);

      g_ptr_array_add (work->lines, line);
      if (!fill (work, data, i, line, error))
        return FALSE;
      /* Gone since the list was read, by another program that has the file open. */
      if (line->title == NULL)
        {
          g_ptr_array_remove_index (work->lines, work->lines->len - 1);
          continue;
        }
      if (i == shown)
        {
          line->n = n - shown;
          line->record = XY_ID_NONE;
          g_free (line->title);
          g_clear_pointer (&line->note, g_free);
          g_clear_pointer (&line->sentence, g_free);
          line->title = g_strdup_printf (ngettext ("%u more", "%u more", line->n), line->n);
        }
      say_due (work, line);
    }
  return TRUE;
}

/* Papers */

static gboolean
fill_notice (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  const XyNoticeRow *row = ((GPtrArray *) data)->pdata[i];

  line->title = g_strdup (row->title);
  line->note = line->kind == XY_TODAY_ANSWER ? g_strdup_printf (_ ("received on %s"), short_day (work, row->since))
                                             : g_strdup (row->boards);
  line->sentence = g_strdup (row->sentence);
  line->record = xy_notice_row_id (row);
  if (line->kind == XY_TODAY_TAKE_DOWN)
    set_since (line, row->until);
  else if (line->kind == XY_TODAY_REPOST)
    set_since (line, row->notice->taken_down_on);
  else if (line->kind != XY_TODAY_REPLACE && row->has_until)
    set_limit (work, line, row->until);
  else
    set_since (line, row->since);
  if (row->late)
    line->when = XY_TODAY_OVERDUE;
  return TRUE;
}

static XyTodayKind
kind_of_notice (const XyNoticeRow *row)
{
  switch (row->kind)
    {
    case XY_NOTICE_ROW_DUE:
      return XY_TODAY_PUBLISH;
    case XY_NOTICE_ROW_WAITING:
      return XY_TODAY_POST;
    case XY_NOTICE_ROW_TOO_SHORT:
      return XY_TODAY_REPOST;
    case XY_NOTICE_ROW_OBJECTION:
      return XY_TODAY_ANSWER;
    case XY_NOTICE_ROW_HANGING:
      return row->late ? XY_TODAY_REPLACE : XY_TODAY_N_KINDS;
    case XY_NOTICE_ROW_MAY_COME_DOWN:
      return row->late ? XY_TODAY_REPLACE : row->n_open > 0 ? XY_TODAY_N_KINDS : XY_TODAY_TAKE_DOWN;
    case XY_NOTICE_ROW_DOWN:
    case XY_NOTICE_N_ROW_KINDS:
    default:
      return XY_TODAY_N_KINDS;
    }
}

static gboolean
add_notices (Work *work, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_notice_due (work->store, work->today, error);

  if (rows == NULL)
    return FALSE;
  for (guint kind = XY_TODAY_ANSWER; kind <= XY_TODAY_TAKE_DOWN; kind++)
    {
      g_autoptr (GPtrArray) own = g_ptr_array_new ();
      for (guint i = 0; i < rows->len; i++)
        if (kind_of_notice (rows->pdata[i]) == (XyTodayKind) kind)
          g_ptr_array_add (own, rows->pdata[i]);
      if (!add_each (work, (XyTodayKind) kind, NULL, own->len, fill_notice, own, error))
        return FALSE;
    }
  return TRUE;
}

/* Matters */

static gboolean
fill_matter (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_matter_rows (work->store, &g_array_index ((GArray *) data, XyId, i), 1, error);
  const XyMatterRow *row = rows != NULL ? rows->pdata[0] : NULL;

  if (row == NULL)
    return rows != NULL;
  line->record = row->matter->record.id;
  line->title =
      row->matter->private != 0 ? g_strdup_printf (_ ("Dispute %s"), row->number) : g_strdup (row->matter->title);
  if (row->matter->owner != NULL && row->matter->private == 0)
    line->note = g_strdup_printf (_ ("%s, owner: %s"), row->number, row->matter->owner);
  if (row->has_days)
    set_limit (work, line, row->matter->until);
  else
    set_since (line, row->matter->ended_on != NULL ? row->matter->ended_on : row->matter->day);
  return TRUE;
}

static gboolean
add_matters (Work *work, GError **error)
{
  static const struct
  {
    XyMattersWhich which;
    XyTodayKind kind;
  } lists[] = {
    { XY_MATTERS_OVERDUE, XY_TODAY_MATTER }, { XY_MATTERS_SOON, XY_TODAY_MATTER },
    { XY_MATTERS_ASSIGN, XY_TODAY_ASSIGN },  { XY_MATTERS_VISIT, XY_TODAY_VISIT },
    { XY_MATTERS_CLOSE, XY_TODAY_CLOSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      XyMatterFilter filter = { .which = lists[i].which };
      g_autoptr (GArray) ids = xy_matter_ids (work->store, &filter, error);
      if (ids == NULL
          || !add_each (work, lists[i].kind, xy_matters_name (lists[i].which), ids->len, fill_matter, ids, error))
        return FALSE;
    }
  return TRUE;
}

/* Hygiene */

static gboolean
fill_slip (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_hygiene_slip_rows (work->store, &g_array_index ((GArray *) data, XyId, i), 1, error);
  const XyHygieneSlipRow *row = rows != NULL ? rows->pdata[0] : NULL;
  const char *whose = row == NULL ? NULL : row->household_number != NULL ? row->household_number : row->name;

  if (row == NULL)
    return rows != NULL;
  line->record = row->slip->record.id;
  line->title = g_strdup_printf (_ ("Rectification notice %s · %s"), row->number, whose != NULL ? whose : "—");
  line->note = g_strdup (row->round_title);
  if (line->kind == XY_TODAY_RECTIFY)
    set_limit (work, line, row->slip->until != NULL ? row->slip->until : row->slip->due);
  else
    set_since (line, row->last_on != NULL ? row->last_on : row->slip->day);
  return TRUE;
}

static gboolean
add_slips (Work *work, GError **error)
{
  static const XyHygieneSlipWhich lists[] = { XY_HYGIENE_SLIPS_OVERDUE, XY_HYGIENE_SLIPS_SOON, XY_HYGIENE_SLIPS_GOOD };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      XyHygieneSlipFilter filter = { .which = lists[i] };
      g_autoptr (GArray) ids = xy_hygiene_slip_ids (work->store, &filter, error);
      if (ids == NULL
          || !add_each (work, lists[i] == XY_HYGIENE_SLIPS_GOOD ? XY_TODAY_CLOSE_SLIP : XY_TODAY_RECTIFY,
                        xy_hygiene_slips_name (lists[i]), ids->len, fill_slip, ids, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_round (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  const XyHygieneRoundRow *row = ((GPtrArray *) data)->pdata[i];

  line->record = row->round->record.id;
  line->title = g_strdup (row->title);
  line->note = row->n_sheets < row->n_expected
                   ? g_strdup_printf (_ ("%u of %u score sheets are typed."), row->n_sheets, row->n_expected)
                   : g_strdup (_ ("All score sheets are typed; the lists are to be decided."));
  set_since (line, row->round->day);
  return TRUE;
}

/* Rounds that were walked, and whose lists are not decided. */
static gboolean
add_rounds (Work *work, GError **error)
{
  XyHygieneRoundFilter open = { .open = 1 };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (work->store, &open, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_hygiene_round_rows (work->store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  g_autoptr (GPtrArray) walked = g_ptr_array_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i-- > 0;)
    {
      XyHygieneRoundRow *row = rows->pdata[i];
      if (row != NULL && strcmp (row->round->day, work->today) <= 0)
        g_ptr_array_add (walked, row);
    }
  return add_each (work, XY_TODAY_DECIDE, NULL, walked->len, fill_round, walked, error);
}

/* Meetings */

static gboolean
fill_meeting (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  g_autoptr (GPtrArray) rows = xy_meeting_rows (work->store, &g_array_index ((GArray *) data, XyId, i), 1, error);
  const XyMeetingRow *row = rows != NULL ? rows->pdata[0] : NULL;

  if (row == NULL)
    return rows != NULL;
  line->record = row->meeting->record.id;
  line->title = g_strdup (row->title);
  line->note = g_strdup (row->unit_names);
  if (line->kind == XY_TODAY_HOLD)
    set_limit (work, line, row->meeting->day);
  else
    set_since (line, row->meeting->day);
  return TRUE;
}

static gboolean
fill_due (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  const XyMeetingDue *due = ((GPtrArray *) data)->pdata[i];

  line->title = g_strdup (due->name);
  line->sentence = g_strdup (due->sentence);
  set_limit (work, line, due->day);
  return TRUE;
}

static gboolean
add_meetings (Work *work, GError **error)
{
  static const struct
  {
    XyMeetingsWhich which, list;
    XyTodayKind kind;
  } lists[] = {
    { XY_MEETINGS_SOON, XY_MEETINGS_PLANNED, XY_TODAY_HOLD },
    { XY_MEETINGS_RECORDING, XY_MEETINGS_RECORDING, XY_TODAY_WRITE },
    { XY_MEETINGS_READY, XY_MEETINGS_READY, XY_TODAY_SIGN },
  };
  g_autoptr (GPtrArray) due = xy_meeting_due_to_call (work->store, error);

  if (due == NULL || !add_each (work, XY_TODAY_CALL, NULL, due->len, fill_due, due, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      XyMeetingFilter filter = { .which = lists[i].which, .order = XY_MEETINGS_BY_DAY, .reversed = TRUE };
      g_autoptr (GArray) ids = xy_meeting_ids (work->store, &filter, error);
      if (ids == NULL
          || !add_each (work, lists[i].kind, xy_meetings_name (lists[i].list), ids->len, fill_meeting, ids, error))
        return FALSE;
    }
  return TRUE;
}

/* Points */

static gboolean
add_points (Work *work, GError **error)
{
  static const struct
  {
    XyPointsWaiting what;
    XyTodayKind kind;
  } lists[] = {
    { XY_POINTS_WAIT_CHECK, XY_TODAY_CHECK },     { XY_POINTS_WAIT_REVIEW, XY_TODAY_REVIEW },
    { XY_POINTS_WAIT_APPROVE, XY_TODAY_APPROVE }, { XY_POINTS_WAIT_LIST, XY_TODAY_LIST },
    { XY_POINTS_WAIT_BOOK, XY_TODAY_BOOK },
  };
  guint counts[XY_POINTS_N_WAITING];
  char since[XY_POINTS_N_WAITING][XY_DAY_SIZE];

  if (!xy_points_flow_since (work->store, counts, since, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      guint n = counts[lists[i].what];
      if (n == 0)
        continue;
      XyTodayLine *line = line_new (lists[i].kind, xy_points_waiting_name (lists[i].what));
      line->n = n;
      line->title = g_strdup_printf (ngettext ("%u entry of points", "%u entries of points", n), n);
      set_since (line, since[lists[i].what]);
      say_due (work, line);
      g_ptr_array_add (work->lines, line);
    }
  return TRUE;
}

/* Bylaws */

static const char *
bylaw_word (XyBylawDueKind kind)
{
  switch (kind)
    {
    case XY_BYLAW_DUE_DRAFT:
      return _ ("To be drafted");
    case XY_BYLAW_DUE_ADVISE:
      return _ ("To the adviser");
    case XY_BYLAW_DUE_SUBMIT:
      return _ ("To be submitted");
    case XY_BYLAW_DUE_VOTE:
      return _ ("To be voted on");
    case XY_BYLAW_DUE_FILE:
      return _ ("To be filed");
    case XY_BYLAW_DUE_PUBLISH:
      return _ ("To be made public");
    case XY_BYLAW_DUE_FORCE:
      return _ ("To come into force");
    case XY_BYLAW_DUE_ANSWER:
    case XY_BYLAW_DUE_REVIEW:
    case XY_BYLAW_DUE_N_KINDS:
    default:
      return _ ("To be answered");
    }
}

/* What the township returned is not what is drafted for the first time. */
static gboolean
is_returned (Work *work, const XyBylawDue *due)
{
  g_autoptr (GPtrArray) steps =
      due->kind == XY_BYLAW_DUE_ADVISE ? xy_bylaw_steps (work->store, &due->version, NULL) : NULL;
  const XyBylawStep *last = steps != NULL && steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;

  return last != NULL && xy_bylaw_step_from_name (last->kind) == XY_BYLAW_RETURN;
}

static gboolean
fill_bylaw (Work *work, gpointer data, guint i, XyTodayLine *line, GError **error)
{
  const XyBylawDue *due = ((GPtrArray *) data)->pdata[i];

  line->record = due->version;
  line->title = g_strdup (due->name);
  gboolean returned = is_returned (work, due);
  line->word = returned ? xy_bylaw_step_label (XY_BYLAW_RETURN) : bylaw_word (due->kind);
  line->note = due->kind == XY_BYLAW_DUE_ANSWER || returned ? g_strdup (due->sentence) : NULL;
  line->sentence = g_strdup (due->sentence);
  if (due->has_until)
    set_limit (work, line, due->until);
  else
    set_since (line, due->since);
  return TRUE;
}

/* What others have in hand waits for nobody here. */
static gboolean
add_bylaws (Work *work, GError **error)
{
  g_autoptr (GPtrArray) list = xy_bylaw_due (work->store, error);
  g_autoptr (GPtrArray) opinions = g_ptr_array_new (), steps = g_ptr_array_new ();

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyBylawDue *due = list->pdata[i];
      if (!due->elsewhere)
        g_ptr_array_add (due->kind == XY_BYLAW_DUE_ANSWER ? opinions : steps, list->pdata[i]);
    }
  return list != NULL && add_each (work, XY_TODAY_OPINIONS, "opinions", opinions->len, fill_bylaw, opinions, error)
         && add_each (work, XY_TODAY_BYLAW, NULL, steps->len, fill_bylaw, steps, error);
}

static void
add_backup (Work *work)
{
  char last[XY_DAY_SIZE];

  if (!xy_backup_is_late (work->store, last))
    return;
  XyTodayLine *line = line_new (XY_TODAY_BACK_UP, NULL);
  line->title = last[0] != '\0' ? g_strdup_printf (_ ("The last backup is of %s"), last)
                                : g_strdup (_ ("There is no backup yet"));
  line->when = XY_TODAY_NOW;
  set_since (line, last);
  say_due (work, line);
  g_ptr_array_add (work->lines, line);
}

static gboolean
add_clearing (Work *work, GError **error)
{
  gboolean due;

  if (!xy_retention_is_due (work->store, &due, error))
    return FALSE;
  if (!due)
    return TRUE;
  XyTodayLine *line = line_new (XY_TODAY_CLEAR, NULL);
  line->title = g_strdup (_ ("Yearly clearing of personal information"));
  line->note = g_strdup (_ ("something is past its time"));
  g_ptr_array_add (work->lines, line);
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const XyTodayLine *first = *(XyTodayLine *const *) a, *second = *(XyTodayLine *const *) b;
  int order = (int) first->when - (int) second->when;

  if (order == 0)
    order = second->has_limit - first->has_limit;
  if (order == 0 && first->has_limit)
    order = strcmp (first->day, second->day);
  if (order == 0)
    order = (int) first->kind - (int) second->kind;
  /* Those of one kind stay as their module has them, and the line of all others comes last. */
  if (order == 0)
    order = xy_id_is_none (&first->record) - xy_id_is_none (&second->record);
  if (order == 0)
    order = strcmp (first->day, second->day);
  return order != 0 ? order : strcmp (first->title, second->title);
}

GPtrArray *
xy_today (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_today_line_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  Work work = { .store = store, .today = today, .lines = lines };

  if (!add_notices (&work, error) || !add_matters (&work, error) || !add_slips (&work, error)
      || !add_rounds (&work, error) || !add_meetings (&work, error) || !add_points (&work, error)
      || !add_bylaws (&work, error) || !add_clearing (&work, error))
    return NULL;
  add_backup (&work);
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

gboolean
xy_today_has_begun (XyStore *store, gboolean *begun, GError **error)
{
  gint64 some = 0;

  if (!xy_db_number (xy_store_get_db (store), statements[0].text, XY_BIND_NONE, &some, error))
    return FALSE;
  *begun = some != 0;
  return TRUE;
}

const XySql *
xy_today_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
