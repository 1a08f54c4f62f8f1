/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/paper-list.h"

#include "core/id-array.h"

enum
{
  IDS,
  NOTICE,
  ABOUT,
  OF,
};

static const XySql statements[] = {
  [IDS] = { NULL,
            "SELECT id FROM paper WHERE del = 0 AND (?1 IS NULL OR instr (lower (title), ?1) > 0"
            " OR instr (lower (number), ?1) > 0 OR instr (lower (by), ?1) > 0) ORDER BY at DESC, id DESC",
            NULL },
  [NOTICE] = { NULL, "SELECT id FROM notice WHERE paper = ?1 AND del = 0 ORDER BY prepared DESC, id DESC LIMIT 1",
               NULL },
  [ABOUT] = { NULL, "SELECT id FROM paper WHERE subject = ?1 AND del = 0 AND unmasked IS NULL ORDER BY at DESC LIMIT 1",
              NULL },
  [OF] = { &xy_paper_record_type, "WHERE t.subject = ?1 AND t.del = 0 ORDER BY t.at DESC, t.id DESC" },
};

GArray *
xy_paper_list_ids (XyStore *store, const char *text, GError **error)
{
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[IDS].text, XY_BIND (XY_TEXT (lower)), error);

  return xy_id_array_read (rows, FALSE, error);
}

gboolean
xy_paper_list_notice (XyStore *store, const XyId *paper, XyId *notice)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[NOTICE].text, XY_BIND (XY_ID (paper)), NULL);

  if (!xy_rows_next (rows, NULL))
    return FALSE;
  *notice = xy_rows_id (rows, 0);
  return TRUE;
}

gboolean
xy_paper_list_about (XyStore *store, const XyId *subject, XyId *paper)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[ABOUT].text, XY_BIND (XY_ID (subject)), NULL);

  if (!xy_rows_next (rows, NULL))
    return FALSE;
  *paper = xy_rows_id (rows, 0);
  return TRUE;
}

GPtrArray *
xy_paper_list_of (XyStore *store, const XyId *subject, GError **error)
{
  return xy_record_list (store, &xy_paper_record_type, statements[OF].text, XY_BIND (XY_ID (subject)), error);
}

const XySql *
xy_paper_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
