/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any sequence of preparing, posting, taking down, objecting, answering, undo and redo: each notice is what a model
 * says that counts days one by one and knows nothing of SQL; nothing is taken down while somebody waits for an answer;
 * and undone step by step the village is byte for byte what it was.
 */
#include <locale.h>
#include <string.h>

#include "notice-office.h"

#define STEPS 60
#define MOST 40

static const char *const items[] = { "finance", "points", "decisions", "other" };

typedef struct
{
  XyId id;
  char posted[XY_DAY_SIZE]; /* "": waits */
  char down[XY_DAY_SIZE];
  gboolean discarded;
} Known;

typedef struct
{
  XyId id;
  guint notice;
  char received[XY_DAY_SIZE];
  gboolean answered;
} Asked;

typedef struct
{
  Known notices[MOST];
  guint n_notices;
  Asked asked[MOST];
  guint n_asked;
} State;

typedef struct
{
  NoticeOffice self;
  GRand *rand;
  State states[STEPS + 1];
  char *dumps[STEPS + 1];
  guint now, top;
  int least; /* days on the board */
} Run;

static State *
state (Run *run)
{
  return &run->states[run->now];
}

static char *
today (Run *run)
{
  return xy_day_from_instant (run->self.office.fixed.instant);
}

/* What the rules ask for, counted one day after the other from the one after FROM. */
static void
count_on (const char *from, int days, char to[XY_DAY_SIZE])
{
  g_strlcpy (to, from, XY_DAY_SIZE);
  for (int i = 0; i < days; i++)
    xy_day_add (to, 1, to);
}

static guint
count_open (const State *now, guint notice)
{
  guint n = 0;

  for (guint i = 0; i < now->n_asked; i++)
    n += now->asked[i].notice == notice && !now->asked[i].answered;
  return n;
}

static guint
count_all (const State *now, guint notice)
{
  guint n = 0;

  for (guint i = 0; i < now->n_asked; i++)
    n += now->asked[i].notice == notice;
  return n;
}

static void
note_dump (Run *run)
{
  char *dump = xy_store_dump (run->self.office.store, NULL);

  if (run->dumps[run->now] == NULL)
    run->dumps[run->now] = dump;
  else
    {
      g_assert_true (g_str_equal (dump, run->dumps[run->now]));
      g_free (dump);
    }
}

/* A new state; what could be done again no longer can. */
static State *
push (Run *run)
{
  run->states[run->now + 1] = run->states[run->now];
  run->now++;
  for (guint i = run->now; i <= STEPS; i++)
    g_clear_pointer (&run->dumps[i], g_free);
  run->top = run->now;
  return state (run);
}

/* The number of the act that Undo would take back. */
static gint64
last_act (Run *run)
{
  g_autoptr (XyActInfo) act = xy_store_get_undo (run->self.office.store, NULL);

  return act != NULL ? act->number : 0;
}

static void
some_day (Run *run, const char *not_before, char day[XY_DAY_SIZE])
{
  g_autofree char *now = today (run);
  int back = g_rand_int_range (run->rand, 0, 20);

  xy_day_add (now, -back, day);
  if (not_before != NULL && strcmp (day, not_before) < 0)
    g_strlcpy (day, not_before, XY_DAY_SIZE);
}

static void
post (Run *run)
{
  State *now = state (run);
  gboolean is_new = now->n_notices == 0 || (now->n_notices < MOST && g_rand_boolean (run->rand));
  guint at = is_new ? now->n_notices : (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_notices);
  g_autofree char *title = g_strdup_printf ("公告%u", at);
  g_autoptr (GError) error = NULL;
  char day[XY_DAY_SIZE];
  XyNoticePosting posting = { .item = items[g_rand_int_range (run->rand, 0, G_N_ELEMENTS (items))],
                              .title = title,
                              .boards = run->self.board,
                              .n_boards = (guint) g_rand_int_range (run->rand, 1, 3),
                              .wait = is_new && g_rand_int_range (run->rand, 0, 3) == 0,
                              .posted_on = day };

  some_day (run, NULL, day);
  if (!is_new)
    posting.notice = now->notices[at].id;
  gboolean may =
      is_new || (!now->notices[at].discarded && now->notices[at].down[0] == '\0' && count_all (now, at) == 0);
  gint64 before = last_act (run);
  gboolean ok = notice_try (&run->self, xy_notice_post_act, &posting, &error);
  g_assert_true (ok == may);
  if (!ok)
    {
      g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
      return;
    }
  /* The same day once more, on the same boards, is nothing. */
  if (last_act (run) == before)
    return;
  now = push (run);
  if (is_new)
    now->n_notices++;
  now->notices[at].id = posting.made;
  if (!posting.wait)
    g_strlcpy (now->notices[at].posted, day, XY_DAY_SIZE);
}

static void
take_down (Run *run)
{
  State *now = state (run);
  g_autoptr (GError) error = NULL;
  char day[XY_DAY_SIZE], until[XY_DAY_SIZE];

  if (now->n_notices == 0)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_notices);
  Known *known = &now->notices[at];
  gboolean reason = g_rand_boolean (run->rand);
  XyNoticeTakingDown down = { .notice = known->id, .day = day, .reason = reason ? "被风吹落" : NULL };

  some_day (run, known->posted[0] != '\0' ? known->posted : NULL, day);
  gboolean hangs = !known->discarded && known->posted[0] != '\0' && known->down[0] == '\0';
  if (hangs)
    count_on (known->posted, run->least, until);
  gboolean early = hangs && strcmp (day, until) < 0;
  gboolean ok = notice_try (&run->self, xy_notice_take_down_act, &down, &error);
  g_assert_true (ok == (hangs && count_open (now, at) == 0 && (!early || reason)));
  if (!ok)
    {
      int code = hangs && count_open (now, at) == 0 ? XY_ERROR_INVALID : XY_ERROR_CONFLICT;
      g_assert_error (error, XY_ERROR, code);
      return;
    }
  now = push (run);
  g_strlcpy (now->notices[at].down, day, XY_DAY_SIZE);
  g_autoptr (XyNotice) notice = notice_get (&run->self, &known->id);
  g_assert_true (xy_notice_was_early (notice) == early);
}

static void
discard (Run *run)
{
  State *now = state (run);

  if (now->n_notices == 0)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_notices);
  if (now->notices[at].discarded)
    return;
  gboolean ok = notice_try (&run->self, xy_notice_discard_act, &now->notices[at].id, NULL);
  g_assert_true (ok == (now->notices[at].posted[0] == '\0'));
  if (ok)
    push (run)->notices[at].discarded = TRUE;
}

static void
object (Run *run)
{
  State *now = state (run);
  g_autoptr (GError) error = NULL;
  char day[XY_DAY_SIZE];

  if (now->n_notices == 0 || now->n_asked == MOST)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_notices);
  Known *known = &now->notices[at];
  XyObjectionFiling filing = { .notice = known->id, .about = "有出入", .received_on = day };

  some_day (run, known->posted[0] != '\0' ? known->posted : NULL, day);
  gboolean ok = notice_try (&run->self, xy_objection_file_act, &filing, &error);
  g_assert_true (ok == (known->posted[0] != '\0' && !known->discarded));
  if (!ok)
    return;
  now = push (run);
  Asked *asked = &now->asked[now->n_asked++];
  *asked = (Asked){ .id = filing.made, .notice = at };
  g_strlcpy (asked->received, day, XY_DAY_SIZE);
}

static void
answer (Run *run)
{
  State *now = state (run);

  if (now->n_asked == 0)
    return;
  guint at = (guint) g_rand_int_range (run->rand, 0, (gint32) now->n_asked);
  XyObjectionAnswer words = { .objection = now->asked[at].id, .answer = "已核对", .result = XY_OBJECTION_REJECTED };
  gboolean ok = notice_try (&run->self, xy_objection_answer_act, &words, NULL);
  g_assert_true (ok == !now->asked[at].answered);
  if (ok)
    push (run)->asked[at].answered = TRUE;
}

static void
undo_or_redo (Run *run)
{
  NoticeOffice *self = &run->self;

  if (g_rand_int_range (run->rand, 0, 3) > 0)
    {
      if (run->now > 0)
        {
          g_assert_true (xy_store_undo (self->office.store, &self->office.actor, NULL));
          run->now--;
        }
    }
  else if (run->now < run->top)
    {
      g_assert_true (xy_store_redo (self->office.store, &self->office.actor, NULL));
      run->now++;
    }
}

static void
compare (Run *run)
{
  const State *now = state (run);
  g_autofree char *day = today (run);
  guint expected[XY_NOTICE_N_ROW_KINDS] = { 0 }, found[XY_NOTICE_N_ROW_KINDS] = { 0 };
  g_autoptr (GPtrArray) rows = xy_notice_due (run->self.office.store, day, NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; i < now->n_notices; i++)
    {
      const Known *known = &now->notices[i];
      g_autoptr (XyNotice) notice = notice_get (&run->self, &known->id);
      char until[XY_DAY_SIZE] = "";
      gint64 open = 0;

      g_assert_true (notice->record.deleted == known->discarded);
      g_assert_cmpstr (notice->posted_on != NULL ? notice->posted_on : "", ==, known->posted);
      g_assert_cmpstr (notice->taken_down_on != NULL ? notice->taken_down_on : "", ==, known->down);
      g_assert_true (xy_notice_count_open (run->self.office.store, &known->id, &open, NULL));
      g_assert_cmpint (open, ==, count_open (now, i));
      if (known->posted[0] != '\0')
        {
          count_on (known->posted, run->least, until);
          g_assert_cmpstr (notice->hang_until, ==, until);
        }
      if (known->discarded || known->down[0] != '\0')
        continue;
      if (known->posted[0] == '\0')
        expected[XY_NOTICE_ROW_WAITING]++;
      else
        expected[strcmp (until, day) < 0 ? XY_NOTICE_ROW_MAY_COME_DOWN : XY_NOTICE_ROW_HANGING]++;
    }
  for (guint i = 0; i < now->n_asked; i++)
    expected[XY_NOTICE_ROW_OBJECTION] += !now->asked[i].answered;
  for (guint i = 0; i < rows->len; i++)
    found[((const XyNoticeRow *) rows->pdata[i])->kind]++;
  g_assert_cmpuint (found[XY_NOTICE_ROW_WAITING], ==, expected[XY_NOTICE_ROW_WAITING]);
  g_assert_cmpuint (found[XY_NOTICE_ROW_HANGING], ==, expected[XY_NOTICE_ROW_HANGING]);
  g_assert_cmpuint (found[XY_NOTICE_ROW_MAY_COME_DOWN], ==, expected[XY_NOTICE_ROW_MAY_COME_DOWN]);
  g_assert_cmpuint (found[XY_NOTICE_ROW_OBJECTION], ==, expected[XY_NOTICE_ROW_OBJECTION]);
}

static gboolean
set_days (XyTxn *txn, gpointer days, GError **error)
{
  return xy_setting_set (txn, XY_SETTING_BOARD_DAYS, days, error);
}

static void
run_sequence (guint32 seed)
{
  g_autofree Run *run = g_new0 (Run, 1);
  void (*const steps[]) (Run *) = { post,   post,   post,    take_down,    take_down,   object,
                                    answer, answer, discard, undo_or_redo, undo_or_redo };

  run->rand = g_rand_new_with_seed (seed);
  notice_open (&run->self, seed);
  run->least = g_rand_int_range (run->rand, 15, 22);
  g_autofree char *days = g_strdup_printf ("%d", run->least);
  office_act (&run->self.office, "Days", set_days, days);
  notice_go_to (&run->self, "2027-02-20");
  note_dump (run);
  for (guint i = 0; i < 2 * STEPS && run->now < STEPS; i++)
    {
      run->self.office.fixed.instant += g_rand_int_range (run->rand, 0, 4) * A_DAY;
      steps[g_rand_int_range (run->rand, 0, G_N_ELEMENTS (steps))](run);
      note_dump (run);
      compare (run);
    }
  while (run->now > 0)
    {
      g_assert_true (xy_store_undo (run->self.office.store, &run->self.office.actor, NULL));
      run->now--;
      note_dump (run);
    }
  for (guint i = 0; i <= STEPS; i++)
    g_free (run->dumps[i]);
  g_rand_free (run->rand);
  notice_close (&run->self);
}

static void
test_random (void)
{
  for (guint i = 0; i < 3; i++)
    run_sequence ((guint32) g_test_rand_int ());
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notice-random/random", test_random);
  return g_test_run ();
}
