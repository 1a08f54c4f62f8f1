/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/scope.h"

#include <glib/gi18n-lib.h>

#include "core/bylaw.h"
#include "core/store.h"

enum
{
  ROLE,
  OFFICE,
  REVIEWS,
  OPERATIONS,
};

static const XySql statements[] = {
  [ROLE] = { NULL, "SELECT role FROM line WHERE NOT EXISTS (SELECT 1 FROM office)", "one row" },
  [OFFICE] = { NULL, "SELECT count (*) FROM office", "one row" },
  [REVIEWS] = { NULL, "SELECT count (*) FROM sync_row WHERE tbl = '" XY_SCOPE_TOWNSHIP_TABLE
                      "' AND coalesce (body ->> 'del', 0) = 0" },
  [OPERATIONS] = { NULL, "SELECT tbl, line ->> 'k', line ->> '$.d.kind' FROM op WHERE act = ?1" },
};

static gboolean
is_row (XyStore *store, guint statement, gboolean *is, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (xy_store_get_db (store), statements[statement].text, XY_BIND_NONE, &n, error))
    return FALSE;
  *is = n > 0;
  return TRUE;
}

gboolean
xy_scope_read (XyStore *store, XyScope *scope, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[ROLE].text, XY_BIND_NONE, &problem);

  *scope = XY_SCOPE_VILLAGE;
  if (xy_rows_next (rows, &problem))
    {
      const char *role = xy_rows_text (rows, 0);
      *scope = g_strcmp0 (role, "township") == 0 ? XY_SCOPE_TOWNSHIP
               : g_strcmp0 (role, "county") == 0 ? XY_SCOPE_COUNTY
                                                 : XY_SCOPE_VILLAGE;
    }
  return xy_error_pass (error, &problem);
}

guint
xy_scope_permissions (XyScope scope)
{
  switch (scope)
    {
    case XY_SCOPE_TOWNSHIP:
      return XY_MAY_PRINT | XY_MAY_REVIEW_BYLAWS;
    case XY_SCOPE_COUNTY:
      return XY_MAY_PRINT;
    case XY_SCOPE_VILLAGE:
    default:
      return ~0u;
    }
}

gboolean
xy_scope_is_office (XyStore *store, gboolean *office, GError **error)
{
  return is_row (store, OFFICE, office, error);
}

gboolean
xy_scope_township_reviews (XyStore *store, gboolean *reviews, GError **error)
{
  return is_row (store, REVIEWS, reviews, error);
}

/* A step that is the township's, and is new. */
static gboolean
is_review (XyRows *rows)
{
  return g_strcmp0 (xy_rows_text (rows, 0), xy_bylaw_step_type.table) == 0
         && g_strcmp0 (xy_rows_text (rows, 1), "i") == 0
         && xy_bylaw_step_is_township (xy_bylaw_step_from_name (xy_rows_text (rows, 2)));
}

gboolean
xy_scope_check_act (XyTxn *txn, XyScope scope, gint64 act, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean fine = TRUE;

  if (scope == XY_SCOPE_VILLAGE)
    return TRUE;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_txn_get_db (txn), statements[OPERATIONS].text, XY_BIND (XY_INT (act)), &problem);
  while (fine && xy_rows_next (rows, &problem))
    fine = scope == XY_SCOPE_TOWNSHIP && is_review (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (!fine)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                         _ ("This is the village's own: here it is only looked at. Nothing was changed."));
  else
    return TRUE;
  return FALSE;
}

const XySql *
xy_scope_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
