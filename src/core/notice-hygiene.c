/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/hygiene-list.h"
#include "core/notice-list-private.h"
#include "core/store.h"

#define ITEM "hygiene"

enum
{
  FIRST_PAPER,
  PRINTED,
};

static const XySql statements[] = {
  /* What of a round is to hang first: its praise, else whom to help; else somebody writes a notice. */
  [FIRST_PAPER] = { NULL, "SELECT CASE WHEN max (list = 'red') THEN 'hygiene-red' WHEN max (list = 'low') "
                          "THEN 'hygiene-low' END FROM hygiene_result WHERE round = ?1 "
                          "AND del = 0" },
  [PRINTED] = { NULL, "SELECT id FROM paper WHERE subject = ?1 AND kind = ?2 AND unmasked IS NULL AND del = 0 "
                      "ORDER BY at DESC, id DESC LIMIT 1" },
};

static XyNoticeRow *
find_row (XyNoticeListing *list, const XyId *notice)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      XyNoticeRow *row = list->rows->pdata[i];
      if (row->kind != XY_NOTICE_ROW_OBJECTION && row->notice != NULL && xy_id_same (&row->notice->record.id, notice))
        return row;
    }
  return NULL;
}

/* The kind of the paper that ROW takes, and the paper where it was printed. */
static gboolean
set_paper (XyNoticeListing *list, XyNoticeRow *row, GError **error)
{
  XyDb *db = xy_store_get_db (list->store);
  g_autoptr (GError) problem = NULL;

  row->paper_kind = xy_db_text (db, statements[FIRST_PAPER].text, XY_BIND (XY_ID (&row->list)), &problem);
  g_autoptr (XyRows) rows = problem == NULL
                                ? xy_db_query (db, statements[PRINTED].text,
                                               XY_BIND (XY_ID (&row->list), XY_TEXT (row->paper_kind)), &problem)
                                : NULL;
  if (xy_rows_next (rows, &problem))
    row->list_paper = xy_rows_id (rows, 0);
  return xy_error_pass (error, &problem);
}

/* A line that is due about the round of WARNING. */
static gboolean
add_due (XyNoticeListing *list, const XyHygieneWarning *warning, GError **error)
{
  const XyPublicityItem *item = xy_publicity_item (xy_publicity_at (list->publicity, list->today), ITEM);
  g_autoptr (XyHygieneRound) round = xy_record_get (list->store, &xy_hygiene_round_type, &warning->round, error);

  if (round == NULL)
    return FALSE;
  g_autofree char *title = xy_hygiene_round_describe (round);
  XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);
  row->item = g_strdup (ITEM);
  row->item_name = g_strdup (item != NULL ? item->name : "");
  row->period = g_strdup (round->period);
  row->list = warning->round;
  g_ptr_array_add (list->rows, row);
  if (warning->kind == XY_HYGIENE_WARN_NOT_POSTED)
    row->title = g_steal_pointer (&title);
  else
    {
      /* Translators: a hygiene round, whose board is to be corrected */
      row->title = g_strdup_printf (_ ("%s: correction"), title);
      row->paper_kind = g_strdup (XY_HYGIENE_CORRECTION_PAPER);
    }
  g_strlcpy (row->since, round->closed_on != NULL ? round->closed_on : round->day, sizeof row->since);
  xy_notice_row_set_until (row, warning->until, list->today);
  row->late = warning->late;
  row->sentence = g_strdup (warning->sentence);
  return row->paper_kind != NULL || set_paper (list, row, error);
}

gboolean
xy_notice_listing_add_hygiene (XyNoticeListing *list, GError **error)
{
  g_autoptr (GPtrArray) warnings = xy_hygiene_warnings (list->store, list->today, error);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const XyHygieneWarning *warning = warnings->pdata[i];
      XyNoticeRow *row = find_row (list, &warning->notice);

      if (row != NULL)
        {
          /* More pressing than how long it has hung. */
          g_free (row->sentence);
          row->sentence = g_strdup (warning->sentence);
          row->late = TRUE;
        }
      else if (!add_due (list, warning, error))
        return FALSE;
    }
  return warnings != NULL;
}

gboolean
xy_notice_listing_has_round (XyNoticeListing *list, const char *item, const char *period)
{
  for (guint i = 0; i < list->rows->len; i++)
    {
      const XyNoticeRow *row = list->rows->pdata[i];
      if (row->kind == XY_NOTICE_ROW_DUE && g_str_equal (row->item, item) && g_strcmp0 (row->period, period) == 0)
        return TRUE;
    }
  return FALSE;
}

const XySql *
xy_notice_hygiene_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
