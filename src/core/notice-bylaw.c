/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/bylaw.h"
#include "core/id-array.h"
#include "core/notice-list-private.h"
#include "core/store.h"

#define ITEM "bylaw"
#define PAPER "bylaw"

enum
{
  FILED,
};

static const XySql statements[] = {
  /* Filed, and neither hanging nor prepared to: by its print, or under its name. */
  [FILED] = { NULL,
              "SELECT v.id FROM bylaw_version AS v JOIN bylaw AS b ON b.id = v.bylaw WHERE v.stage = 6 AND v.del = 0 "
              "AND NOT EXISTS (SELECT 1 FROM notice AS n LEFT JOIN paper AS p ON p.id = n.paper WHERE n.item = 'bylaw' "
              "AND n.del = 0 AND n.taken_down_on IS NULL AND ((p.subject = v.id AND p.kind IN ('bylaw', 'bylaw-board')) "
              "OR (n.paper IS NULL AND n.title = b.name || '（第' || v.number || '版）'))) ORDER BY v.filed_on, v.id",
              "some dozens of bylaws" },
};

static gboolean
add_due (XyNoticeListing *list, const XyId *id, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (list->store, id, error);

  if (version == NULL)
    return FALSE;
  XyNoticeRow *row = xy_notice_listing_add_due (list, ITEM, PAPER, id, version->filed_on,
                                                xy_bylaw_version_describe (list->store, version), error);
  if (row == NULL)
    return FALSE;
  row->sentence = g_strdup_printf (_ ("It was filed with the township on %s; hung up it is published."), row->since);
  return TRUE;
}

gboolean
xy_notice_listing_add_bylaws (XyNoticeListing *list, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (list->store), statements[FILED].text, XY_BIND_NONE, error);
  g_autoptr (GArray) ids = xy_id_array_read (rows, FALSE, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!add_due (list, &g_array_index (ids, XyId, i), error))
      return FALSE;
  return ids != NULL;
}

const XySql *
xy_notice_bylaw_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
