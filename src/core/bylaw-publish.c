/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-publish.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/paper-record.h"
#include "core/store.h"

#define ITEM "bylaw"

enum
{
  NOTICE,
  PRINTED,
};

static const XySql statements[] = {
  /* What hangs or waits of a print of the version, or was published without one under its name. */
  [NOTICE] = { NULL,
               "SELECT n.id, n.posted_on IS NOT NULL FROM notice AS n LEFT JOIN paper AS p ON p.id = n.paper "
               "WHERE n.item = 'bylaw' AND n.del = 0 AND n.taken_down_on IS NULL AND ((p.subject = ?1 AND "
               "p.kind IN ('bylaw', 'bylaw-board')) OR "
               "(n.paper IS NULL AND n.title = ?2)) ORDER BY n.posted_on IS NULL, n.prepared DESC, n.id LIMIT 1",
               "what hangs of one kind" },
  [PRINTED] = { NULL, "SELECT id FROM paper WHERE subject = ?1 AND kind IN ('bylaw', 'bylaw-board') "
                      "AND unmasked IS NULL AND del = 0 ORDER BY at DESC, id DESC LIMIT 1" },
};

/* The first row's id; none where there is no row. */
static gboolean
find_id (XyTxn *txn, const char *text, const XyValue *values, guint n, XyId *id, gboolean *flag, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_txn_get_db (txn), text, values, n, &problem);

  *id = XY_ID_NONE;
  if (xy_rows_next (rows, &problem))
    {
      *id = xy_rows_id (rows, 0);
      if (flag != NULL)
        *flag = xy_rows_int (rows, 1) != 0;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
hang (XyTxn *txn, XyBylawPublishing *publishing, const XyBylawVersion *version, const char *name, GError **error)
{
  XyNoticePosting posting = { .item = ITEM,
                              .title = name,
                              .happened = version->filed_on,
                              .boards = publishing->boards,
                              .n_boards = publishing->n_boards,
                              .wait = publishing->n_boards == 0,
                              .posted_on = publishing->stepping.day,
                              .posted_by = publishing->stepping.by };
  gboolean hangs = FALSE;

  if (!find_id (txn, statements[NOTICE].text, XY_BIND (XY_ID (&version->record.id), XY_TEXT (name)), &posting.notice,
                &hangs, error)
      || (xy_id_is_none (&posting.notice)
          && !find_id (txn, statements[PRINTED].text, XY_BIND (XY_ID (&version->record.id)), &posting.paper, NULL,
                       error)))
    return FALSE;
  publishing->notice = posting.notice;
  if (hangs || (posting.wait && !xy_id_is_none (&posting.notice)))
    return TRUE;
  if (!xy_notice_post_act (txn, &posting, error))
    return FALSE;
  publishing->notice = posting.made;
  return TRUE;
}

gboolean
xy_bylaw_publish_act (XyTxn *txn, gpointer data, GError **error)
{
  XyBylawPublishing *publishing = data;
  XyStore *store = xy_txn_get_store (txn);

  g_return_val_if_fail (publishing->stepping.kind == XY_BYLAW_PUBLISH, FALSE);
  if (!xy_bylaw_step_act (txn, &publishing->stepping, error))
    return FALSE;
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (store, &publishing->stepping.version, error);
  if (version == NULL)
    return FALSE;
  /* Who may not hang papers up says only that it was done. */
  if (publishing->n_boards == 0 && (xy_txn_get_actor (txn)->permissions & XY_MAY_POST) == 0)
    return TRUE;
  g_autofree char *name = xy_bylaw_version_describe (store, version);
  if (!hang (txn, publishing, version, name, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), name, xy_bylaw_step_label (XY_BYLAW_PUBLISH));
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_bylaw_posted (XyTxn *txn, const XyNotice *notice, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  XyBylawStage stage = XY_BYLAW_COLLECTING;

  if (notice->posted_on == NULL || !g_str_equal (notice->item, ITEM) || xy_id_is_none (&notice->paper)
      || (xy_txn_get_actor (txn)->permissions & XY_MAY_KEEP_BYLAWS) == 0)
    return TRUE;
  g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &notice->paper, error);
  if (paper == NULL)
    return FALSE;
  if (xy_id_is_none (&paper->subject)
      || (!g_str_equal (paper->kind, "bylaw") && !g_str_equal (paper->kind, "bylaw-board")))
    return TRUE;
  if (!xy_bylaw_read_stage (txn, &paper->subject, &stage, error))
    return FALSE;
  g_autoptr (XyBylawVersion) version =
      stage == XY_BYLAW_FILED ? xy_bylaw_version_get (store, &paper->subject, NULL) : NULL;
  if (version == NULL || strcmp (notice->posted_on, version->filed_on) < 0)
    return TRUE;
  XyBylawStepping stepping = {
    .version = version->record.id, .kind = XY_BYLAW_PUBLISH, .day = notice->posted_on, .by = notice->posted_by
  };
  return xy_bylaw_step_act (txn, &stepping, error);
}

const XySql *
xy_bylaw_publish_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
