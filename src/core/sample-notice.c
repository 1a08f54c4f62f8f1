/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/board.h"
#include "core/meeting-list.h"
#include "core/notice-list.h"

/* The last months of the sample that publish, and those whose papers are printed too. */
#define MONTHS 12
#define PRINTED_MONTHS 3
/* Of so many meetings that were held the minutes are printed. */
#define PRINTED_MEETINGS 3

/* What goes on the board every quarter, each with the last quarter's mishap. */
typedef enum
{
  GOES_WELL,
  IS_FORGOTTEN,
  COMES_DOWN_EARLY,
  IS_OBJECTED_TO,
} Mishap;

static const struct
{
  const char *item, *title;
  int sheets;
  Mishap mishap;
} quarterly[] = {
  { "decisions", "村民代表会议决定事项及实施情况", 1, GOES_WELL },
  { "relief", "政府拨付和社会捐赠款物管理使用情况", 1, GOES_WELL },
  { "government", "协助政府开展工作情况", 1, COMES_DOWN_EARLY },
  { "consultation", "屋场会协商事项及落实情况", 1, IS_FORGOTTEN },
  { "finance", "财务收支公开表", 2, GOES_WELL },
  { "points", "积分公示", 3, IS_OBJECTED_TO },
};

/* Once in a year, by the month before the last one. */
static const struct
{
  int ago;
  const char *item, *title;
} events[] = {
  { 8, "subsidies", "耕地地力保护补贴发放公示" }, { 6, "bylaw", "村规民约修订表决结果公告" },
  { 4, "major", "集中供水管网改造施工公告" },     { 2, "list", "年度最美庭院拟评名单公示" },
  { 0, "project", "塘坳至村部道路硬化项目公示" },
};

typedef struct
{
  XySample *sample;
  XyStore *store;
  const XyActor *actor;
  XyDice dice; /* of its own: what is posted changes nothing in the roster and the points */
  XyPublicity *publicity;
  XyId boards[2];
  guint n_boards;
  GPtrArray *plan; /* of Planned: nothing is done, only asked what would be posted; NULL: it is done */
} Work;

/* A paper that is to be printed. */
typedef struct
{
  char *title, *period;
  const char *item;
  char happened[XY_DAY_SIZE], day[XY_DAY_SIZE];
} Planned;

static void
planned_free (gpointer p)
{
  Planned *planned = p;

  g_free (planned->title);
  g_free (planned->period);
  g_free (planned);
}

static gboolean
act (Work *work, XyActFunc func, gpointer data, GError **error)
{
  return work->plan != NULL || xy_store_act (work->store, work->actor, "", func, data, error);
}

/* Both times the same: when it is asked what will be posted, and when it is. */
static guint64
dice_of (const XySample *sample, int month)
{
  return sample->options.seed * 1000 + (guint64) month;
}

static gboolean
add_board (Work *work, const char *name, const char *place, int width, int height, GError **error)
{
  g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);

  xy_set_str (&board->name, name);
  xy_set_str (&board->place, place);
  board->width = width;
  board->height = height;
  if (!act (work, xy_board_save_act, board, error))
    return FALSE;
  work->boards[work->n_boards++] = board->record.id;
  return TRUE;
}

static gboolean
add_boards (Work *work, GError **error)
{
  return add_board (work, "村部公示栏", "村部门口", 2400, 1200, error)
         && (work->sample->options.groups < 3 || add_board (work, "3组公示栏", "3组小广场", 1200, 900, error));
}

/* Posts on DAY, or with DAY NULL only prepares it. */
static gboolean
post (Work *work,
      const char *item,
      const char *title,
      const char *period,
      const char *happened,
      const char *day,
      int sheets,
      XyId *id,
      GError **error)
{
  const XyId *paper = g_hash_table_lookup (work->sample->papers, title);
  XyNoticePosting posting = { .item = item,
                              .title = title,
                              .period = period,
                              .happened = happened,
                              .width = sheets > 1 ? 297 : 210,
                              .height = sheets > 1 ? 420 : 297,
                              .sheets = sheets,
                              .boards = work->boards,
                              .n_boards = sheets > 1 ? work->n_boards : 1,
                              .wait = day == NULL,
                              .posted_on = day };

  if (work->plan != NULL)
    {
      Planned *planned = g_new0 (Planned, 1);
      planned->item = item;
      planned->title = g_strdup (title);
      planned->period = g_strdup (period);
      g_strlcpy (planned->happened, happened != NULL ? happened : "", sizeof planned->happened);
      g_strlcpy (planned->day, day != NULL ? day : work->sample->today, sizeof planned->day);
      g_ptr_array_add (work->plan, planned);
      return TRUE;
    }
  if (paper != NULL)
    {
      posting.paper = *paper;
      posting.width = posting.height = posting.sheets = 0; /* as the paper is */
    }
  if (!act (work, xy_notice_post_act, &posting, error))
    return FALSE;
  if (id != NULL)
    *id = posting.made;
  return TRUE;
}

static gboolean
take_down (Work *work, const XyId *id, const char *day, const char *reason, GError **error)
{
  XyNoticeTakingDown taking = { .notice = *id, .day = day, .reason = reason };

  return act (work, xy_notice_take_down_act, &taking, error);
}

/* Asked on the second day; answered on the fifth, or with ANSWERED FALSE not yet. */
static gboolean
object_to (Work *work,
           const XyId *id,
           const char *posted,
           const char *about,
           const char *answer,
           const char *last,
           GError **error)
{
  const XySampleHousehold *household =
      &g_array_index (work->sample->households, XySampleHousehold,
                      (guint) xy_dice_below (&work->dice, (int) work->sample->households->len));
  char received[XY_DAY_SIZE], answered[XY_DAY_SIZE];
  XyObjectionFiling filing = { .notice = *id, .household = household->id, .received_on = received, .about = about };

  xy_day_add (posted, 2, received);
  xy_day_add (posted, 5, answered);
  if (strcmp (answer != NULL ? answered : received, last) > 0)
    return TRUE;
  if (!act (work, xy_objection_file_act, &filing, error))
    return FALSE;
  XyObjectionAnswer words = {
    .objection = filing.made, .day = answered, .answer = answer, .result = XY_OBJECTION_UPHELD
  };
  return answer == NULL || act (work, xy_objection_answer_act, &words, error);
}

static gboolean
post_quarter (Work *work, const char *first, const char *last, gboolean is_last, GError **error)
{
  char before[XY_DAY_SIZE], day[XY_DAY_SIZE], down[XY_DAY_SIZE];

  xy_day_add (first, -1, before);
  g_autofree char *quarter = xy_period_of (before, XY_SPAN_QUARTER), *words = xy_period_to_chinese (quarter);
  for (guint i = 0; i < G_N_ELEMENTS (quarterly); i++)
    {
      Mishap mishap = is_last ? quarterly[i].mishap : GOES_WELL;
      g_autofree char *title = g_strdup_printf ("%s%s", words, quarterly[i].title);
      XyId id;

      xy_day_add (first, xy_dice_between (&work->dice, 5, 12), day);
      xy_day_add (day, 9, down);
      if (mishap == IS_FORGOTTEN || strcmp (day, last) > 0
          || xy_publicity_item (xy_publicity_at (work->publicity, day), quarterly[i].item) == NULL)
        continue;
      if (!post (work, quarterly[i].item, title, quarter, NULL, day, quarterly[i].sheets, &id, error))
        return FALSE;
      if (mishap == COMES_DOWN_EARLY && strcmp (down, last) <= 0
          && !take_down (work, &id, down, "被大风吹落，没有及时补贴", error))
        return FALSE;
      if (mishap == IS_OBJECTED_TO
          && !object_to (work, &id, day, "上月义务清扫只记了一次，实际参加了两次。",
                         "核对出工登记，确系漏记一次，已补记1分。", last, error))
        return FALSE;
    }
  return TRUE;
}

/* What has hung long enough is taken down some days later. */
static gboolean
take_down_old (Work *work, const char *last, GError **error)
{
  XyNoticeFilter filter = { .states = 1 << XY_NOTICE_MAY_COME_DOWN };
  g_autoptr (GPtrArray) rows = xy_notice_list (work->store, &filter, last, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      char day[XY_DAY_SIZE];

      xy_day_add (row->notice->hang_until, xy_dice_between (&work->dice, 1, 8), day);
      if (row->n_open == 0 && strcmp (day, last) <= 0 && !take_down (work, &row->notice->record.id, day, NULL, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
post_event (Work *work, guint event, const char *first, const char *last, GError **error)
{
  char happened[XY_DAY_SIZE], day[XY_DAY_SIZE];
  XyId id;

  /* The last one a week ago, the others in the first half of their month. */
  if (events[event].ago == 0)
    xy_day_add (last, -7, happened);
  else
    xy_day_add (first, xy_dice_between (&work->dice, 2, 12), happened);
  xy_day_add (happened, 3, day);
  if (strcmp (happened, first) < 0 || strcmp (day, last) > 0)
    return TRUE;
  return post (work, events[event].item, events[event].title, NULL, happened, day, 1, &id, error)
         && (events[event].ago > 0
             || object_to (work, &id, day, "公示里没有写明宽度和厚度，请补充说明。", NULL, last, error));
}

static gboolean
publish_month (Work *work, int month, GError **error)
{
  int ago = work->sample->months - month, of_year;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE], before[XY_DAY_SIZE], day[XY_DAY_SIZE];

  xy_sample_month (work->sample, month, first, last);
  of_year = (int) g_ascii_strtoll (first + 5, NULL, 10);
  /* The hygiene of the month, or quarter, before. */
  gboolean monthly = xy_sample_judges_monthly (work->sample);
  xy_day_add (first, -1, before);
  xy_day_add (first, xy_dice_between (&work->dice, 3, 9), day);
  g_autofree char *period = xy_period_of (before, monthly ? XY_SPAN_MONTH : XY_SPAN_QUARTER);
  g_autofree char *words = xy_period_to_chinese (period), *title = g_strdup_printf ("%s人居环境评比红榜", words);
  if ((monthly || of_year % 3 == 1) && strcmp (day, last) <= 0
      && !post (work, "hygiene", title, period, NULL, day, 1, NULL, error))
    return FALSE;
  if (of_year % 3 == 1 && !post_quarter (work, first, last, ago < 3, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (events[i].ago == ago && !post_event (work, i, first, last, error))
      return FALSE;
  /* In the last month nobody has got round to it. */
  return ago == 0 || work->plan != NULL || take_down_old (work, last, error);
}

/* Something that waits, so that there is something to do. */
static gboolean
leave_waiting (Work *work, GError **error)
{
  char happened[XY_DAY_SIZE], day[XY_DAY_SIZE];

  xy_day_add (work->sample->today, -6, happened);
  xy_day_add (work->sample->today, -2, day);
  return post (work, "meeting", "村民代表会议通知", NULL, NULL, day, 1, NULL, error)
         && post (work, "subsidies", "临时救助对象公示", NULL, happened, NULL, 1, NULL, error);
}

static int
compare_planned (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Planned *const *) a)->day, (*(Planned *const *) b)->day);
}

typedef struct
{
  XySamplePrint print;
  XySampleNotice notice;
  XyId paper; /* out */
} Printing;

static gboolean
print_on_board (XyTxn *txn, gpointer data, GError **error)
{
  Printing *printing = data;

  xy_txn_set_title (txn, printing->notice.title);
  return printing->print (txn, &printing->notice, &printing->paper, error);
}

gboolean
xy_sample_print (XySample *sample, XyStore *store, const XyActor *actor, XyFixedEnv *fixed, int month, GError **error)
{
  Work work = { .sample = sample, .store = store, .actor = actor };

  if (sample->options.print == NULL || month <= sample->months - PRINTED_MONTHS)
    return TRUE;
  g_autoptr (GPtrArray) plan = g_ptr_array_new_with_free_func (planned_free);
  work.plan = plan;
  work.dice.state = dice_of (sample, month);
  work.publicity = xy_publicity_load (store, NULL, error);
  gboolean ok = work.publicity != NULL && publish_month (&work, month, error)
                && (month < sample->months || leave_waiting (&work, error));
  xy_publicity_free (work.publicity);
  g_ptr_array_sort (plan, compare_planned);
  for (guint i = 0; ok && i < plan->len; i++)
    {
      const Planned *planned = plan->pdata[i];
      Printing printing = { .print = sample->options.print,
                            .notice = { planned->item, planned->title, planned->period,
                                        planned->happened[0] != '\0' ? planned->happened : NULL, planned->day } };
      xy_sample_set_clock (fixed, planned->day);
      ok = xy_store_act (store, actor, "", print_on_board, &printing, error);
      g_hash_table_replace (sample->papers, g_strdup (planned->title), xy_id_copy (&printing.paper));
    }
  return ok;
}

gboolean
xy_sample_publish (XySample *sample, XyStore *store, const XyActor *actor, int month, GError **error)
{
  Work work = { .sample = sample, .store = store, .actor = actor };
  gboolean ok = TRUE;

  if (month <= sample->months - MONTHS)
    return TRUE;
  work.dice.state = dice_of (sample, month);
  work.publicity = xy_publicity_load (store, NULL, error);
  g_autoptr (GPtrArray) boards = work.publicity != NULL ? xy_board_list (store, error) : NULL;
  if (boards == NULL || (boards->len == 0 && !add_boards (&work, error)))
    ok = FALSE;
  for (guint i = 0; ok && i < boards->len && i < G_N_ELEMENTS (work.boards); i++)
    work.boards[work.n_boards++] = ((XyRecord *) boards->pdata[i])->id;
  ok = ok && publish_month (&work, month, error);
  ok = ok && (month < sample->months || leave_waiting (&work, error));
  xy_publicity_free (work.publicity);
  return ok;
}

/* PAPER of the MOST first meetings that are WHICH. */
static gboolean
print_of_meetings (XySample *sample,
                   XyStore *store,
                   const XyActor *actor,
                   XyMeetingsWhich which,
                   const char *paper,
                   guint most,
                   GError **error)
{
  const XyMeetingFilter filter = { .which = which, .order = XY_MEETINGS_BY_DAY };
  g_autoptr (GArray) ids = xy_meeting_ids (store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_meeting_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, most), error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      Printing printing = {
        .print = sample->options.print,
        .notice = { .title = row->title, .day = row->meeting->day, .paper = paper, .subject = row->meeting->record.id }
      };
      if (!xy_store_act (store, actor, "", print_on_board, &printing, error))
        return FALSE;
    }
  return rows != NULL;
}

gboolean
xy_sample_print_meetings (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  return sample->options.print == NULL
         || (print_of_meetings (sample, store, actor, XY_MEETINGS_SIGNED, "meeting-minutes", PRINTED_MEETINGS, error)
             && print_of_meetings (sample, store, actor, XY_MEETINGS_PLANNED, "meeting-notice", G_MAXUINT, error));
}
