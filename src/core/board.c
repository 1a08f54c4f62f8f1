/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/board.h"

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

enum
{
  LIST,
  BY_NAME,
  TWIN,
  HANGING,
  LAST_SORT,
};

static const XySql statements[] = {
  [LIST] = { &xy_board_type, "WHERE t.del = 0 ORDER BY t.sort, t.name, t.id", NULL },
  [BY_NAME] = { &xy_board_type, "WHERE t.name = ?1 AND t.del = 0 ORDER BY t.id LIMIT 1", NULL },
  [TWIN] = { NULL, "SELECT count (*) FROM board WHERE name = ?1 AND del = 0 AND id IS NOT ?2", NULL },
  [HANGING] = { NULL,
                "SELECT count (*) FROM notice_place AS p JOIN notice AS n ON n.id = p.notice"
                " WHERE p.board = ?1 AND p.del = 0 AND n.del = 0 AND n.taken_down_on IS NULL",
                NULL },
  [LAST_SORT] = { NULL, "SELECT max (sort) FROM board WHERE del = 0", NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "name", N_ ("Notice board"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBoard, name), XY_FIELD_REQUIRED },
  { "place", N_ ("Place"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBoard, place), 0 },
  { "width", N_ ("Width"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBoard, width), 0 },
  { "height", N_ ("Height"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBoard, height), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBoard, sort), 0 },
};

const XyRecordType xy_board_type = {
  .table = "board",
  .noun = N_ ("notice board"),
  .topic = XY_TOPIC_NOTICE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_POST,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_board_get_type,
  .check = check,
  .check_delete = check_delete,
};

XY_DEFINE_RECORD (XyBoard, xy_board)

static gboolean
check_side (const char *field, gint64 *side, gint64 usual, GError **error)
{
  if (*side == 0)
    *side = usual;
  if (*side >= XY_BOARD_LEAST_MM && *side <= XY_BOARD_MOST_MM)
    return TRUE;
  xy_set_invalid (error, field, _ ("A board's sides are from %d to %d mm."), XY_BOARD_LEAST_MM, XY_BOARD_MOST_MM);
  return FALSE;
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyBoard *board = (XyBoard *) record;
  XyDb *db = xy_txn_get_db (txn);
  gint64 twins = 0;

  if (!xy_record_tidy (board, error) || !xy_record_check_length (board, "name", board->name, XY_NAME_MOST, error)
      || !check_side ("width", &board->width, XY_BOARD_USUAL_WIDTH_MM, error)
      || !check_side ("height", &board->height, XY_BOARD_USUAL_HEIGHT_MM, error)
      || !xy_db_number (db, statements[TWIN].text, XY_BIND (XY_TEXT (board->name), XY_ID (&record->id)), &twins, error))
    return FALSE;
  if (twins > 0)
    {
      xy_set_invalid (error, "name", _ ("There is a board %s already."), board->name);
      return FALSE;
    }
  if (!record->stored && board->sort == 0)
    {
      if (!xy_db_number (db, statements[LAST_SORT].text, XY_BIND_NONE, &board->sort, error))
        return FALSE;
      board->sort++;
    }
  return TRUE;
}

static gboolean
check_delete (XyTxn *txn, XyRecord *record, GError **error)
{
  gint64 hanging = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[HANGING].text, XY_BIND (XY_ID (&record->id)), &hanging, error))
    return FALSE;
  if (hanging == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Papers hang on the board %s. Take them down first."),
               ((XyBoard *) record)->name);
  return FALSE;
}

GPtrArray *
xy_board_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_board_type, statements[LIST].text, XY_BIND_NONE, error);
}

XyBoard *
xy_board_by_name (XyStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_board_type, statements[BY_NAME].text, XY_BIND (XY_TEXT (name)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no board %s."), name);
  return NULL;
}

gboolean
xy_board_save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBoard *board = data;
  gboolean is_new = !board->record.stored;

  if (!xy_record_save (txn, board, error))
    return FALSE;
  g_autofree char *title = is_new ? g_strdup_printf (_ ("Add the board %s"), board->name)
                                  : g_strdup_printf (_ ("Change the board %s"), board->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_board_remove_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBoard *board = data;
  g_autofree char *title = g_strdup_printf (_ ("Remove the board %s"), board->name);

  xy_txn_set_title (txn, title);
  return xy_record_set_deleted (txn, board, TRUE, error);
}

const XySql *
xy_board_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
