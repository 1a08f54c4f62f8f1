/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/meeting-sheet.h"
#include "core/notice-list-private.h"
#include "core/store.h"

/* 涉及村民利益的重大事项应当随时公布 (村民委员会组织法 35). */
#define ITEM "major"
#define PAPER "meeting-resolution"

enum
{
  DECIDED,
  PRIVATE,
  PRINTED,
};

static const XySql statements[] = {
  /* Signed since a day, with a vote, and no notice of it: by its paper, by its day, or with the quarter's decisions. */
  [DECIDED] = { NULL,
                "SELECT m.id FROM meeting AS m JOIN meeting_kind AS k ON k.id = m.kind WHERE m.del = 0 "
                "AND m.stage IN (3, 4) AND m.signed_on >= ?1 AND k.body IN ('villagers', 'representatives') "
                "AND EXISTS (SELECT 1 FROM meeting_line AS l WHERE l.meeting = m.id AND l.del = 0 AND l.voted = 1) "
                "AND NOT EXISTS (SELECT 1 FROM notice AS n LEFT JOIN paper AS p ON p.id = n.paper WHERE n.del = 0 "
                "AND (p.subject = m.id OR (n.item IN ('major', 'decisions') AND (n.happened = m.day OR n.period = "
                "substr (m.day, 1, 4) || 'Q' || ((substr (m.day, 6, 2) + 2) / 3))))) ORDER BY m.signed_on, m.id",
                "all meetings" },
  [PRIVATE] = { NULL, "SELECT private FROM matter WHERE id = ?1" },
  [PRINTED] = { NULL, "SELECT id FROM paper WHERE subject = ?1 AND kind = ?2 AND unmasked IS NULL AND del = 0 "
                      "ORDER BY at DESC, id DESC LIMIT 1" },
};

/* Something passed that may be on a board. */
static gboolean
has_decided (XyStore *store, const XyMeetingSheet *sheet, gboolean *decided, GError **error)
{
  *decided = FALSE;
  for (guint i = 0; i < sheet->lines->len && !*decided; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      g_auto (XyMeetingVerdict) verdict = { 0 };
      gint64 private = 0;

      if (g_strcmp0 (line->kind, "decision") != 0 || sheet->body == NULL
          || !xy_meeting_sheet_judge (sheet, line, &verdict) || !verdict.passed)
        continue;
      if (!xy_db_number (xy_store_get_db (store), statements[PRIVATE].text, XY_BIND (XY_ID (&line->matter)), &private,
                         error))
        return FALSE;
      *decided = private == 0;
    }
  return TRUE;
}

static gboolean
add_due (XyNoticeListing *list, const XyMeetingSheet *sheet, GError **error)
{
  const XyMeeting *meeting = sheet->meeting;
  const XyPublicityItem *item = xy_publicity_item (xy_publicity_at (list->publicity, meeting->signed_on), ITEM);
  g_autofree char *name = xy_meeting_sheet_name (sheet);
  g_autoptr (GError) problem = NULL;
  char until[XY_DAY_SIZE];
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (list->store), statements[PRINTED].text,
                                         XY_BIND (XY_ID (&meeting->record.id), XY_TEXT (PAPER)), &problem);
  XyNoticeRow *row = xy_notice_row_new (XY_NOTICE_ROW_DUE);

  g_ptr_array_add (list->rows, row);
  row->item = g_strdup (ITEM);
  row->item_name = g_strdup (item != NULL ? item->name : "");
  row->title = g_strconcat (name, "决议公告", NULL);
  row->paper_kind = g_strdup (PAPER);
  row->basis = g_strdup (item != NULL ? item->source : NULL);
  row->check = item != NULL && item->check;
  row->list = meeting->record.id;
  g_strlcpy (row->since, meeting->signed_on, sizeof row->since);
  if (xy_publicity_due_day (list->publicity, ITEM, NULL, meeting->signed_on, until))
    xy_notice_row_set_until (row, until, list->today);
  row->late = row->has_until && row->days < 0;
  g_autofree char *left = xy_notice_days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (
                      _ ("It was decided; the decision hangs at once, by %s at the latest: %s."), row->until, left)
                                 : g_strdup (_ ("It was decided; the decision hangs at once."));
  if (xy_rows_next (rows, &problem))
    row->list_paper = xy_rows_id (rows, 0);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_notice_listing_add_meetings (XyNoticeListing *list, const char *since, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (list->store), statements[DECIDED].text, XY_BIND (XY_TEXT (since)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; problem == NULL && i < ids->len; i++)
    {
      gboolean decided = FALSE;
      g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (list->store, &g_array_index (ids, XyId, i), &problem);
      if (sheet != NULL && has_decided (list->store, sheet, &decided, &problem) && decided)
        add_due (list, sheet, &problem);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const XySql *
xy_notice_meeting_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
