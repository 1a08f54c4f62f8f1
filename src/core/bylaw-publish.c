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
  [NOTICE] = { &xy_notice_type,
               "WHERE t.item = 'bylaw' AND t.del = 0 AND t.taken_down_on IS NULL AND (EXISTS (SELECT 1 FROM paper AS p "
               "WHERE p.id = t.paper AND p.subject = ?1 AND p.kind IN ('bylaw', 'bylaw-board')) OR (t.paper IS NULL "
               "AND t.title = ?2)) ORDER BY t.posted_on IS NULL, t.prepared DESC, t.id LIMIT 1",
               "what hangs of one kind" },
  [PRINTED] = { &xy_paper_record_type,
                "WHERE t.subject = ?1 AND t.kind IN ('bylaw', 'bylaw-board') AND t.unmasked IS NULL AND t.del = 0 "
                "ORDER BY t.at DESC, t.id DESC LIMIT 1" },
};

gboolean
xy_bylaw_find_notice (XyStore *store, const XyBylawVersion *version, XyNotice **notice, GError **error)
{
  g_autofree char *name = xy_bylaw_version_describe (store, version);
  g_autoptr (GPtrArray) found = xy_record_list (store, &xy_notice_type, statements[NOTICE].text,
                                                XY_BIND (XY_ID (&version->record.id), XY_TEXT (name)), error);

  *notice = found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
  return found != NULL;
}

static gboolean
hang (XyTxn *txn, XyBylawPublishing *publishing, const XyBylawVersion *version, const char *name, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyNotice) notice = NULL;
  XyNoticePosting posting = { .item = ITEM,
                              .title = name,
                              .happened = version->filed_on,
                              .boards = publishing->boards,
                              .n_boards = publishing->n_boards,
                              .wait = publishing->n_boards == 0,
                              .posted_on = publishing->stepping.day,
                              .posted_by = publishing->stepping.by };

  if (!xy_bylaw_find_notice (store, version, &notice, error))
    return FALSE;
  publishing->notice = posting.notice = notice != NULL ? notice->record.id : XY_ID_NONE;
  if (notice != NULL && (notice->posted_on != NULL || posting.wait))
    return TRUE;
  g_autoptr (GPtrArray) printed = xy_record_list (store, &xy_paper_record_type, statements[PRINTED].text,
                                                  XY_BIND (XY_ID (&version->record.id)), error);
  if (printed == NULL)
    return FALSE;
  if (printed->len > 0)
    posting.paper = ((XyRecord *) printed->pdata[0])->id;
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
