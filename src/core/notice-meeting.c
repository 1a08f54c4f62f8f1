/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/id-array.h"
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
  g_autofree char *name = xy_meeting_sheet_name (sheet);
  XyNoticeRow *row = xy_notice_listing_add_due (list, ITEM, PAPER, &meeting->record.id, meeting->signed_on,
                                                g_strconcat (name, "决议公告", NULL), error);

  if (row == NULL)
    return FALSE;
  xy_notice_listing_set_at_once (list, row);
  g_autofree char *left = xy_notice_days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (
                      _ ("It was decided; the decision hangs at once, by %s at the latest: %s."), row->until, left)
                                 : g_strdup (_ ("It was decided; the decision hangs at once."));
  return TRUE;
}

gboolean
xy_notice_listing_add_meetings (XyNoticeListing *list, const char *since, GError **error)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (list->store), statements[DECIDED].text, XY_BIND (XY_TEXT (since)), error);
  g_autoptr (GArray) ids = xy_id_array_read (rows, FALSE, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gboolean decided = FALSE;
      g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (list->store, &g_array_index (ids, XyId, i), error);
      if (sheet == NULL || !has_decided (list->store, sheet, &decided, error)
          || (decided && !add_due (list, sheet, error)))
        return FALSE;
    }
  return ids != NULL;
}

const XySql *
xy_notice_meeting_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
