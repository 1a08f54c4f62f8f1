/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/hygiene-list.h"
#include "core/notice-list-private.h"
#include "core/paper-list.h"

#define ITEM "hygiene"

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

/* A line that is due about the round of WARNING, whose paper is of KIND. */
static gboolean
add_due (XyNoticeListing *list, const XyHygieneWarning *warning, const char *kind, GError **error)
{
  const XyPublicityItem *item = xy_publicity_item (xy_publicity_at (list->publicity, list->today), ITEM);
  g_autoptr (XyHygieneRound) round = xy_record_get (list->store, &xy_hygiene_round_type, &warning->round, error);

  if (round == NULL)
    return FALSE;
  g_autofree char *title = xy_hygiene_round_describe (round);
  XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);
  row->item = g_strdup (ITEM);
  row->item_name = g_strdup (item != NULL ? item->name : "");
  row->paper_kind = g_strdup (kind);
  row->period = g_strdup (round->period);
  row->list = warning->round;
  if (warning->kind == XY_HYGIENE_WARN_NOT_POSTED)
    {
      row->title = g_steal_pointer (&title);
      xy_paper_list_about (list->store, &row->list, &row->list_paper);
    }
  else
    /* Translators: a hygiene round, whose board is to be corrected */
    row->title = g_strdup_printf (_ ("%s: correction"), title);
  g_strlcpy (row->since, round->closed_on != NULL ? round->closed_on : round->day, sizeof row->since);
  xy_notice_row_set_until (row, warning->until, list->today);
  row->late = warning->late;
  row->sentence = g_strdup (warning->sentence);
  g_ptr_array_add (list->rows, row);
  return TRUE;
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
      else if (!add_due (list, warning,
                         warning->kind == XY_HYGIENE_WARN_NOT_POSTED ? XY_HYGIENE_RED_PAPER
                                                                     : XY_HYGIENE_CORRECTION_PAPER,
                         error))
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
