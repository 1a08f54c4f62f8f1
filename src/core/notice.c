/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/board.h"
#include "core/bylaw-publish.h"
#include "core/paper-record.h"
#include "core/points-flow-private.h"
#include "core/record-check.h"
#include "core/setting.h"
#include "core/store.h"

#define MOST_SHEETS 2000
#define MOST_SIDE 5000

enum
{
  N_OPEN,
  N_OBJECTIONS,
  PLACES,
  PLACES_OF,
  ALL_PLACES_OF,
};

static const XySql statements[] = {
  [N_OPEN] = { NULL, "SELECT count (*) FROM objection WHERE notice = ?1 AND del = 0 AND answered_on IS NULL" },
  [N_OBJECTIONS] = { NULL, "SELECT count (*) FROM objection WHERE notice = ?1 AND del = 0" },
  [PLACES] = { &xy_notice_place_type,
               "JOIN notice AS n ON n.id = t.notice WHERE t.del = 0 AND n.del = 0 AND n.posted_on IS NOT NULL"
               " AND n.taken_down_on IS NULL AND (?1 IS NULL OR t.board = ?1) ORDER BY t.board, n.posted_on, t.notice" },
  [PLACES_OF] = { &xy_notice_place_type, "WHERE t.notice = ?1 AND t.del = 0 ORDER BY t.board" },
  [ALL_PLACES_OF] = { &xy_notice_place_type, "WHERE t.notice = ?1 ORDER BY t.board" },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard (XyTxn *txn, const XyRecord *record, GError **error);

static const XyField fields[] = {
  { "item", N_ ("What is published"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, item), XY_FIELD_REQUIRED },
  { "title", N_ ("Title"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, title), XY_FIELD_REQUIRED },
  { "paper", N_ ("Paper"), XY_FIELD_ID, G_STRUCT_OFFSET (XyNotice, paper), 0 },
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, period), 0 },
  { "happened", N_ ("Day of the matter"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, happened), 0 },
  { "width", N_ ("Width"), XY_FIELD_INT, G_STRUCT_OFFSET (XyNotice, width), 0 },
  { "height", N_ ("Height"), XY_FIELD_INT, G_STRUCT_OFFSET (XyNotice, height), 0 },
  { "sheets", N_ ("Sheets"), XY_FIELD_INT, G_STRUCT_OFFSET (XyNotice, sheets), 0 },
  { "prepared", N_ ("Prepared on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, prepared), XY_FIELD_REQUIRED },
  { "posted_on", N_ ("Posted on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, posted_on), 0 },
  { "posted_by", N_ ("Posted by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, posted_by), 0 },
  { "hang_until", N_ ("Hangs at least until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, hang_until), 0 },
  { "objections_until", N_ ("Objections until"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, objections_until), 0 },
  { "rules", N_ ("By the rules of"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, rules), 0 },
  { "taken_down_on", N_ ("Taken down on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyNotice, taken_down_on), 0 },
  { "taken_down_by", N_ ("Taken down by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, taken_down_by), 0 },
  { "reason", N_ ("Reason"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyNotice, reason), XY_FIELD_LONG_TEXT },
};

const XyRecordType xy_notice_type = {
  .table = "notice",
  .noun = N_ ("notice"),
  .topic = XY_TOPIC_NOTICE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_POST,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_notice_get_type,
  .check = check,
  .check_delete = check_delete,
  .guard = guard,
};

XY_DEFINE_RECORD (XyNotice, xy_notice)

static const XyField place_fields[] = {
  { "notice", N_ ("Notice"), XY_FIELD_ID, G_STRUCT_OFFSET (XyNoticePlace, notice),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "board", N_ ("Notice board"), XY_FIELD_ID, G_STRUCT_OFFSET (XyNoticePlace, board),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "x", N_ ("From the left"), XY_FIELD_INT, G_STRUCT_OFFSET (XyNoticePlace, x), 0 },
  { "y", N_ ("From the top"), XY_FIELD_INT, G_STRUCT_OFFSET (XyNoticePlace, y), 0 },
};

const XyRecordType xy_notice_place_type = {
  .table = "notice_place",
  .noun = N_ ("place on a board"),
  .topic = XY_TOPIC_NOTICE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_POST,
  .fields = place_fields,
  .n_fields = G_N_ELEMENTS (place_fields),
  .get_gtype = xy_notice_place_get_type,
};

XY_DEFINE_RECORD (XyNoticePlace, xy_notice_place)

static gboolean
full_day (const char *field, const char *label, const char *day, GError **error)
{
  if (day == NULL || xy_day_is_valid (day))
    return TRUE;
  xy_set_invalid (error, field, _ ("%s is no day of the calendar. Please write it as 2026-11-22."), label);
  return FALSE;
}

/* FIELD's DAY, of something that was done, is not yet to come and not before EARLIEST (NULL: any). */
static gboolean
check_done (XyTxn *txn, const char *field, const char *day, const char *earliest, GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  if (strcmp (day, today) > 0)
    {
      xy_set_invalid (error, field, _ ("%s is still to come. Please enter what was done, when it is done."), day);
      return FALSE;
    }
  if (earliest != NULL && strcmp (day, earliest) < 0)
    {
      if (g_str_equal (field, "posted_on"))
        xy_set_invalid (error, field, _ ("The paper was printed on %s; it cannot have hung before."), earliest);
      else
        xy_set_invalid (error, field, _ ("The paper was posted on %s; it cannot have come down before."), earliest);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_posted (XyTxn *txn, XyNotice *notice, GError **error)
{
  g_autofree char *printed = NULL;

  if (notice->posted_on == NULL)
    return TRUE;
  if (!xy_id_is_none (&notice->paper))
    {
      g_autoptr (XyPaperRecord) paper =
          xy_record_get (xy_txn_get_store (txn), &xy_paper_record_type, &notice->paper, error);
      if (paper == NULL)
        return FALSE;
      printed = xy_day_from_instant (paper->at);
    }
  return check_done (txn, "posted_on", notice->posted_on, printed, error)
         && (notice->taken_down_on == NULL
             || check_done (txn, "taken_down_on", notice->taken_down_on, notice->posted_on, error));
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyNotice *notice = (XyNotice *) record;

  if (!xy_record_tidy (notice, error) || !full_day ("happened", _ ("Day of the matter"), notice->happened, error)
      || !full_day ("prepared", _ ("Prepared on"), notice->prepared, error)
      || !full_day ("posted_on", _ ("Posted on"), notice->posted_on, error)
      || !full_day ("taken_down_on", _ ("Taken down on"), notice->taken_down_on, error))
    return FALSE;
  if (notice->period != NULL && !xy_period_parse (notice->period, NULL, NULL, NULL))
    {
      xy_set_invalid (error, "period", _ ("A period is a year, a quarter or a month: 2026, 2026Q3, 2026-11."));
      return FALSE;
    }
  if (notice->sheets < 1 || notice->sheets > MOST_SHEETS)
    {
      xy_set_invalid (error, "sheets", _ ("A notice has from 1 to %d sheets."), MOST_SHEETS);
      return FALSE;
    }
  if (notice->width < 0 || notice->width > MOST_SIDE || notice->height < 0 || notice->height > MOST_SIDE)
    {
      xy_set_invalid (error, "width", _ ("A sheet is at most %d mm wide and high."), MOST_SIDE);
      return FALSE;
    }
  return check_posted (txn, notice, error);
}

static gboolean
check_delete (XyTxn *txn, XyRecord *record, GError **error)
{
  if (((XyNotice *) record)->posted_on == NULL)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("This paper hung on the board; that stays known. Take it down instead."));
  return FALSE;
}

/* No objection to what never hung, whatever was undone. */
static gboolean
guard (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyNotice *notice = (const XyNotice *) record;
  gint64 n = 0;

  if (!record->deleted && notice->posted_on != NULL)
    return TRUE;
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_OBJECTIONS].text, XY_BIND (XY_ID (&record->id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Somebody objected to this paper, so it stays as posted."));
  return FALSE;
}

XyNoticeState
xy_notice_state (const XyNotice *notice, const char *today)
{
  if (notice->posted_on == NULL)
    return XY_NOTICE_WAITING;
  if (notice->taken_down_on != NULL)
    return XY_NOTICE_TAKEN_DOWN;
  return g_strcmp0 (notice->hang_until, today) < 0 ? XY_NOTICE_MAY_COME_DOWN : XY_NOTICE_HANGING;
}

gboolean
xy_notice_was_early (const XyNotice *notice)
{
  return notice->taken_down_on != NULL && g_strcmp0 (notice->taken_down_on, notice->hang_until) < 0;
}

int
xy_notice_days_hung (const XyNotice *notice, const char *today)
{
  if (notice->posted_on == NULL)
    return 0;
  return MAX (xy_day_between (notice->posted_on, notice->taken_down_on != NULL ? notice->taken_down_on : today), 0);
}

gboolean
xy_notice_terms (XyStore *store, XyPublicity *publicity, const char *item, const char *posted_on, XyNoticeTerms *terms)
{
  *terms = (XyNoticeTerms){ 0 };
  if (!xy_day_is_valid (posted_on))
    return FALSE;

  const XyPublicityRules *rules = xy_publicity_at (publicity, posted_on);
  const XyPublicityValue *least = &rules->values[XY_PUBLICITY_BOARD_DAYS];
  const XyPublicityItem *known = xy_publicity_item (rules, item);
  int window = rules->values[XY_PUBLICITY_OBJECTION_DAYS].value;

  terms->days = least->value;
  if (xy_setting_is_decided (store, XY_SETTING_BOARD_DAYS))
    terms->days = MAX (terms->days, (int) xy_setting_get_number (store, XY_SETTING_BOARD_DAYS));
  if (window == 0 && known != NULL && known->shown == XY_PUBLICITY_POINTS)
    window = (int) xy_setting_get_number (store, XY_SETTING_PUBLICITY_DAYS);
  if (window == 0)
    window = terms->days;
  terms->rules = rules->name;
  terms->source = least->source != NULL ? least->source : rules->source;
  terms->check = least->check;
  return xy_day_add (posted_on, terms->days, terms->hang_until)
         && xy_day_add (posted_on, window, terms->objections_until);
}

/* Fills in what the paper of the register says. */
static gboolean
take_from_paper (XyTxn *txn, XyNotice *notice, GError **error)
{
  g_autoptr (XyPaperRecord) paper = NULL;

  if (xy_id_is_none (&notice->paper))
    return TRUE;
  paper = xy_record_get (xy_txn_get_store (txn), &xy_paper_record_type, &notice->paper, error);
  if (paper == NULL)
    return FALSE;
  /* 个人信息保护法 25: what hangs is seen by everybody. */
  if (paper->unmasked != NULL)
    {
      xy_set_invalid (error, "paper",
                      _ ("%s shows numbers of persons in full. Print it with covered numbers before it hangs."),
                      paper->number);
      return FALSE;
    }
  if (notice->title == NULL)
    xy_set_str (&notice->title, paper->title);
  if (notice->period == NULL && xy_period_parse (paper->period, NULL, NULL, NULL))
    xy_set_str (&notice->period, paper->period);
  if (notice->width == 0)
    notice->width = paper->width;
  if (notice->height == 0)
    notice->height = paper->height;
  if (notice->sheets == 0)
    notice->sheets = paper->pages;
  return TRUE;
}

static XyNotice *
prepare (XyTxn *txn, const XyNoticePosting *posting, GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  g_autoptr (XyNotice) notice = NULL;
  gint64 objections = 0;

  if (xy_id_is_none (&posting->notice))
    {
      notice = xy_record_new (&xy_notice_type);
      xy_set_str (&notice->item, posting->item);
      xy_set_str (&notice->title, posting->title);
      xy_set_str (&notice->period, posting->period);
      xy_set_str (&notice->happened, posting->happened);
      xy_set_str (&notice->prepared, today);
      notice->paper = posting->paper;
      notice->width = posting->width;
      notice->height = posting->height;
      notice->sheets = posting->sheets;
      if (!take_from_paper (txn, notice, error))
        return NULL;
      if (notice->sheets == 0)
        notice->sheets = 1;
      return g_steal_pointer (&notice);
    }

  g_autoptr (XyNotice) stored = xy_record_get (xy_txn_get_store (txn), &xy_notice_type, &posting->notice, error);
  if (stored == NULL)
    return NULL;
  if (stored->record.deleted || stored->taken_down_on != NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("This paper was taken down. To hang it up again, post it as a new one."));
      return NULL;
    }
  if (!xy_db_number (xy_txn_get_db (txn), statements[N_OBJECTIONS].text, XY_BIND (XY_ID (&posting->notice)),
                     &objections, error))
    return NULL;
  if (objections > 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Somebody objected to this paper, so it stays as posted."));
      return NULL;
    }
  return xy_record_copy (stored);
}

static gboolean
set_posted (XyTxn *txn, const XyNoticePosting *posting, XyNotice *notice, GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  g_autoptr (XyPublicity) publicity = xy_publicity_load (xy_txn_get_store (txn), NULL, error);
  char day[XY_DAY_SIZE];
  XyNoticeTerms terms;

  if (publicity == NULL)
    return FALSE;
  if (xy_day_parse (posting->posted_on != NULL ? posting->posted_on : today, day) != XY_DAY_FULL)
    return full_day ("posted_on", _ ("Posted on"), posting->posted_on, error);
  /* The item must be one that is known on the day. */
  if (notice->item == NULL || xy_publicity_item (xy_publicity_at (publicity, day), notice->item) == NULL)
    {
      xy_set_invalid (error, "item", _ ("Please say what the paper publishes."));
      return FALSE;
    }
  if (posting->wait)
    return TRUE;
  xy_notice_terms (xy_txn_get_store (txn), publicity, notice->item, day, &terms);
  xy_set_str (&notice->posted_on, day);
  xy_set_str (&notice->posted_by, posting->posted_by != NULL ? posting->posted_by : xy_txn_get_actor (txn)->name);
  xy_set_str (&notice->hang_until, terms.hang_until);
  xy_set_str (&notice->objections_until, terms.objections_until);
  xy_set_str (&notice->rules, terms.rules);
  if (strcmp (notice->prepared, day) > 0)
    xy_set_str (&notice->prepared, day);
  return TRUE;
}

static gboolean
has_id (const XyId *ids, guint n, const XyId *id)
{
  for (guint i = 0; i < n; i++)
    if (xy_id_same (&ids[i], id))
      return TRUE;
  return FALSE;
}

static gboolean
add_place (XyTxn *txn, const XyId *notice, const XyId *board, GError **error)
{
  g_autoptr (XyNoticePlace) place = xy_record_new (&xy_notice_place_type);
  g_autoptr (XyBoard) known = xy_record_get (xy_txn_get_store (txn), &xy_board_type, board, error);
  char name[XY_ID_TEXT_LENGTH + 1];

  if (known == NULL)
    return FALSE;
  if (known->record.deleted)
    {
      xy_set_invalid (error, "boards", _ ("The board %s is no longer there."), known->name);
      return FALSE;
    }
  /* Two computers that hang the same paper on the same board make the same record. */
  xy_id_to_text (board, name);
  place->record.id = xy_id_derive (notice, name);
  place->notice = *notice;
  place->board = *board;
  place->x = place->y = -1;
  return xy_record_save (txn, place, error);
}

static gboolean
set_places (XyTxn *txn, const XyNotice *notice, const XyNoticePosting *posting, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  const XyId *wanted = posting->boards;
  guint n_wanted = posting->n_boards, n_live = 0;
  g_autoptr (GPtrArray) present = xy_record_list (store, &xy_notice_place_type, statements[ALL_PLACES_OF].text,
                                                  XY_BIND (XY_ID (&notice->record.id)), error);
  g_autoptr (GPtrArray) boards = present != NULL ? xy_board_list (store, error) : NULL;

  if (boards == NULL)
    return FALSE;
  for (guint i = 0; i < present->len; i++)
    n_live += !((XyRecord *) present->pdata[i])->deleted;
  if (n_wanted == 0 && n_live == 0 && boards->len == 1)
    {
      wanted = &((XyRecord *) boards->pdata[0])->id;
      n_wanted = 1;
    }
  if (n_wanted == 0 && n_live == 0 && notice->posted_on != NULL)
    {
      if (boards->len == 0)
        xy_set_invalid (error, "boards", _ ("There is no notice board yet. Please add one first."));
      else
        xy_set_invalid (error, "boards", _ ("Please say on which board it hangs."));
      return FALSE;
    }
  if (n_wanted == 0)
    return TRUE;

  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < present->len; i++)
    {
      XyNoticePlace *place = present->pdata[i];
      gboolean keep = has_id (wanted, n_wanted, &place->board);
      if (place->record.deleted == keep && !xy_record_set_deleted (txn, place, !keep, error))
        return FALSE;
      g_array_append_val (there, place->board);
    }
  for (guint i = 0; i < n_wanted; i++)
    if (!has_id ((const XyId *) (void *) there->data, there->len, &wanted[i]))
      {
        if (!add_place (txn, &notice->record.id, &wanted[i], error))
          return FALSE;
        g_array_append_val (there, wanted[i]);
      }
  return TRUE;
}

gboolean
xy_notice_post_act (XyTxn *txn, gpointer data, GError **error)
{
  XyNoticePosting *posting = data;
  g_autoptr (XyNotice) notice = prepare (txn, posting, error);

  if (notice == NULL)
    return FALSE;
  gboolean again = notice->posted_on != NULL;
  if (!set_posted (txn, posting, notice, error) || !xy_record_save (txn, notice, error)
      || !set_places (txn, notice, posting, error) || !xy_points_list_posted (txn, notice, error)
      || !xy_bylaw_posted (txn, notice, error))
    return FALSE;
  posting->made = notice->record.id;
  g_autofree char *title = g_strdup_printf (posting->wait ? _ ("Prepare %s for the board")
                                            : again       ? _ ("Correct when %s was posted")
                                                          : _ ("Post %s"),
                                            notice->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* The notice ID that hangs, as a copy. */
static XyNotice *
get_hanging (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyNotice) stored = xy_record_get (xy_txn_get_store (txn), &xy_notice_type, id, error);

  if (stored == NULL)
    return NULL;
  if (!stored->record.deleted && stored->posted_on != NULL && stored->taken_down_on == NULL)
    return xy_record_copy (stored);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” does not hang on the board."), stored->title);
  return NULL;
}

gboolean
xy_notice_take_down_act (XyTxn *txn, gpointer data, GError **error)
{
  XyNoticeTakingDown *taking = data;
  g_autoptr (XyNotice) notice = get_hanging (txn, &taking->notice, error);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));
  char day[XY_DAY_SIZE];
  gint64 open = 0;

  if (notice == NULL || !xy_notice_count_open (xy_txn_get_store (txn), &taking->notice, &open, error))
    return FALSE;
  if (open > 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   ngettext ("%d objection to “%s” is not answered yet. It hangs until then.",
                             "%d objections to “%s” are not answered yet. It hangs until then.", (gulong) open),
                   (int) open, notice->title);
      return FALSE;
    }
  if (xy_day_parse (taking->day != NULL ? taking->day : today, day) != XY_DAY_FULL)
    return full_day ("taken_down_on", _ ("Taken down on"), taking->day, error);
  xy_set_str (&notice->taken_down_on, day);
  xy_set_str (&notice->taken_down_by, taking->by != NULL ? taking->by : xy_txn_get_actor (txn)->name);
  xy_set_str (&notice->reason, taking->reason);
  if (!xy_record_save (txn, notice, error))
    return FALSE;
  if (xy_notice_was_early (notice) && notice->reason == NULL)
    {
      xy_set_invalid (error, "reason", _ ("It has to hang until %s. Please say why it comes down before."),
                      notice->hang_until);
      return FALSE;
    }
  g_autofree char *title = g_strdup_printf (_ ("Take down %s"), notice->title);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_notice_discard_act (XyTxn *txn, gpointer id, GError **error)
{
  g_autoptr (XyNotice) notice = xy_record_get (xy_txn_get_store (txn), &xy_notice_type, id, error);

  if (notice == NULL)
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Discard %s, which was not posted"), notice->title);
  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, notice, TRUE, error);
}

gboolean
xy_notice_move_act (XyTxn *txn, gpointer data, GError **error)
{
  XyNoticePlace *place = data;
  g_autoptr (XyNotice) notice = xy_record_get (xy_txn_get_store (txn), &xy_notice_type, &place->notice, error);

  if (notice == NULL)
    return FALSE;
  place->x = CLAMP (place->x, -1, XY_BOARD_MOST_MM);
  place->y = CLAMP (place->y, -1, XY_BOARD_MOST_MM);
  g_autofree char *title = g_strdup_printf (_ ("Move %s on the board"), notice->title);
  xy_txn_set_title (txn, title);
  return xy_record_save (txn, place, error);
}

GPtrArray *
xy_notice_places (XyStore *store, const XyId *board, GError **error)
{
  static const XyId none = { { 0 } };

  return xy_record_list (store, &xy_notice_place_type, statements[PLACES].text,
                         XY_BIND (XY_ID (board != NULL ? board : &none)), error);
}

GPtrArray *
xy_notice_places_of (XyStore *store, const XyId *notice, GError **error)
{
  return xy_record_list (store, &xy_notice_place_type, statements[PLACES_OF].text, XY_BIND (XY_ID (notice)), error);
}

gboolean
xy_notice_count_open (XyStore *store, const XyId *notice, gint64 *n, GError **error)
{
  *n = 0;
  return xy_db_number (xy_store_get_db (store), statements[N_OPEN].text, XY_BIND (XY_ID (notice)), n, error);
}

const XySql *
xy_notice_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
