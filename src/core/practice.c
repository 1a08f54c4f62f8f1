/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/practice.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/store.h"
#include "core/village.h"

/* Small values of this computer only (xy_store_get_local()). */
#define MARK "practice_mark" /* the last operation before it began */
#define SINCE "practice_at"  /* and the instant */
#define TASK "practice_task"
#define OPEN "practice_open"

static const XyPracticeTaskInfo tasks[] = {
  [XY_PRACTICE_BIRTH] = { "birth", N_ ("Enter a child that was born"),
                          N_ ("A child was born in some family. On the page of households choose that household, "
                              "press “Record event…”; what happened is “Birth”. Fill in the child's name, birthday "
                              "and relation to the head, then “Record”."),
                          "events", "households", NULL },
  [XY_PRACTICE_POINTS] = { "points", N_ ("Give two households points"),
                           N_ ("Two households swept the village road. Press “Record points”; type a household's "
                               "number or the initials of a name and Enter, then the other's. Enter once more "
                               "goes on to the item; choose it, then “Record the points”."),
                           "points-record", "points", "rank" },
  [XY_PRACTICE_REVIEW] = { "review", N_ ("Let the group review them"),
                           N_ ("Whoever types does not decide. Under “To do” press “Review…”: who sat last time "
                               "is there already. Enter passes one item after the other, minus does not; or “Agree to "
                               "all others”. Then register the results."),
                           "points-waiting", "points", "waiting" },
  [XY_PRACTICE_POST] = { "post", N_ ("Hang up the list of points"),
                         N_ ("What the group passed hangs before it counts. Under “To do” press “List for the "
                             "board…”, save the paper as PDF or print it. Then “Enter the posting…” comes up "
                             "below; press it, and “Mark as posted”."),
                         "points-waiting", "points", "waiting" },
  [XY_PRACTICE_HYGIENE] = { "hygiene", N_ ("Judge one group's hygiene"),
                            N_ ("Press “Start a round”: a special one, of one group, by one score. Who judged "
                                "last time is there already. “Type the sheets”: a score and Enter for each "
                                "household, Alt+2 and Alt+3 for the next judges. Then “Decide the lists”."),
                            "hygiene", "hygiene", "rounds" },
  [XY_PRACTICE_MEETING] = { "meeting", N_ ("Hold a yard talk"),
                            N_ ("“New meeting”: today, from an hour ago; then “Begin the minutes”. F7: who came. "
                                "F4: what was agreed, who does it, until when; Enter keeps it. F12: it ends now. "
                                "“The record is complete”, “Back”, “Signed…”."),
                            "minutes", "meetings", "meetings" },
  [XY_PRACTICE_MATTER] = { "matter", N_ ("Ask whether a matter was done, and close it"),
                           N_ ("In the ledger under “to be visited” choose a matter and press “Visit…”: who "
                               "asked, not the one who did it, and whether people are satisfied. Then find it "
                               "under “to be closed”, choose it, and “Close the number”."),
                           "matters", "matters", "matters" },
  [XY_PRACTICE_BACKUP] = { "backup", N_ ("Take a backup"),
                           N_ ("At the end of the month look at the upper right of the window: it says when the last "
                               "backup was taken. Press there; when it says “Backed up just now”, there is one."),
                           "backup", NULL, NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (tasks) == XY_PRACTICE_N_TASKS);

/* That a record x of TABLE stands of which MORE is so, and that was made after operation ?1: one that is only changed
 * since, or was there and was undone and done again, is not. */
#define MADE(table, more)                                                                                              \
  "EXISTS (SELECT 1 FROM op AS o JOIN " table " AS x ON x.id = o.rec WHERE o.n > ?1 AND o.tbl = '" table               \
  "' AND x.del = 0 AND " NEW ("x") " AND " more ")"
#define NEW(x) "NOT EXISTS (SELECT 1 FROM op AS f WHERE f.rec = " x ".id AND f.n <= ?1)"

static const char is_born[] =
    "SELECT " MADE ("event",
                    "x.kind = 'birth' AND EXISTS (SELECT 1 FROM person AS p WHERE p.id = x.person AND p.del = 0)");
static const char is_recorded[] =
    "SELECT " MADE ("points_item", "1") " OR " MADE ("points_entry",
                                                     "x.kind = 'entry' AND x.cancelled = 0 AND x.origin IS NULL");
static const char is_reviewed[] =
    "SELECT " MADE ("points_step",
                    "x.kind = 'review' AND EXISTS (SELECT 1 FROM points_item AS i WHERE i.id = x.item"
                    " AND " NEW ("i") ")");
static const char is_posted[] =
    "SELECT " MADE ("points_step",
                    "x.kind = 'post' AND EXISTS (SELECT 1 FROM points_sitting AS l JOIN notice AS c ON c.id = l.notice"
                    " WHERE l.id = x.sitting AND c.del = 0 AND c.posted_on IS NOT NULL AND c.paper IS NOT NULL)");
static const char is_decided[] =
    "SELECT " MADE ("hygiene_sheet",
                    "EXISTS (SELECT 1 FROM hygiene_result AS t JOIN hygiene_round AS r ON r.id = t.round"
                    " WHERE t.id = x.result AND r.del = 0 AND r.closed_on IS NOT NULL)");
static const char is_signed[] =
    "SELECT " MADE ("meeting_step",
                    "x.kind = 'sign' AND EXISTS (SELECT 1 FROM meeting_line AS l JOIN matter AS m ON m.id = l.matter"
                    " WHERE l.meeting = x.meeting AND l.kind = 'decision' AND l.del = 0 AND m.del = 0"
                    " AND " NEW ("l") ")");
static const char is_closed[] =
    "SELECT " MADE ("matter_step",
                    "x.kind = 'close' AND EXISTS (SELECT 1 FROM matter_step AS v WHERE v.matter = x.matter"
                    " AND v.kind = 'satisfied' AND v.del = 0 AND " NEW ("v") ")");

/* One for each task, of what was written after operation ?1; the last from the instant ?1 on. */
static const XySql statements[] = {
  { NULL, is_born, NULL },
  { NULL, is_recorded, NULL },
  { NULL, is_reviewed, NULL },
  { NULL, is_posted, NULL },
  { NULL, is_decided, NULL },
  { NULL, is_signed, NULL },
  { NULL, is_closed, NULL },
  { NULL, "SELECT EXISTS (SELECT 1 FROM local_setting WHERE key = 'backup_at' AND CAST (value AS INTEGER) >= ?1)",
    NULL },
  { NULL, "SELECT coalesce (max (n), 0) FROM op", NULL },
};

#define LAST_OP XY_PRACTICE_N_TASKS

static gint64
get_number (XyStore *store, const char *key, gint64 otherwise)
{
  g_autofree char *text = xy_store_get_local (store, key);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static gboolean
set_number (XyStore *store, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return xy_store_set_local (store, key, text, error);
}

static gboolean
is_sample (XyStore *store)
{
  g_autoptr (XyVillage) village = xy_village_get (store, NULL);

  return village != NULL && village->sample != 0;
}

const XyPracticeTaskInfo *
xy_practice_task (XyPracticeTask task)
{
  g_return_val_if_fail (task < XY_PRACTICE_N_TASKS, NULL);
  return &tasks[task];
}

gboolean
xy_practice_read (XyStore *store, XyPracticeState *state, GError **error)
{
  gint64 mark = get_number (store, MARK, -1), since = get_number (store, SINCE, 0);

  *state = (XyPracticeState){ 0 };
  if (mark < 0 || !is_sample (store))
    return TRUE;
  state->begun = TRUE;
  state->open = get_number (store, OPEN, 1) != 0;
  state->at = (XyPracticeTask) CLAMP (get_number (store, TASK, 0), 0, XY_PRACTICE_N_TASKS - 1);
  for (guint i = 0; i < XY_PRACTICE_N_TASKS; i++)
    {
      gint64 done = 0, from = i == XY_PRACTICE_BACKUP ? since : mark;
      if (!xy_db_number (xy_store_get_db (store), statements[i].text, XY_BIND (XY_INT (from)), &done, error))
        return FALSE;
      state->done[i] = done != 0;
      state->n_done += done != 0;
    }
  return TRUE;
}

gboolean
xy_practice_begin (XyStore *store, GError **error)
{
  gint64 last = 0;

  if (!is_sample (store))
    {
      xy_set_invalid (error, "sample", _ ("Only a village to practise in has practice tasks."));
      return FALSE;
    }
  if (get_number (store, MARK, -1) < 0
      && (!xy_db_number (xy_store_get_db (store), statements[LAST_OP].text, XY_BIND_NONE, &last, error)
          || !set_number (store, SINCE, xy_env_now (xy_store_get_env (store)), error)
          || !set_number (store, MARK, last, error)))
    return FALSE;
  return xy_practice_set_open (store, TRUE, error);
}

gboolean
xy_practice_go (XyStore *store, XyPracticeTask task, GError **error)
{
  g_return_val_if_fail (task < XY_PRACTICE_N_TASKS, FALSE);
  return set_number (store, TASK, task, error);
}

gboolean
xy_practice_set_open (XyStore *store, gboolean open, GError **error)
{
  return set_number (store, OPEN, open, error);
}

const XySql *
xy_practice_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
