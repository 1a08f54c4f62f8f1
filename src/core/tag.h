/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tag: a mark that households or persons may bear, from the village's dictionary or the county's.
 *
 * A sensitive one (poverty, health, children; domain.md 3.6) never appears on a board, whatever the board shows. The
 * village starts with those of data/rules/tags.txt; one of its own that sounds like a sensitive one there is so too,
 * until somebody who knows better says otherwise.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_TAG_HOUSEHOLD "household"
#define XY_TAG_PERSON "person"

XY_DECLARE_RECORD (XyTag, xy_tag)

struct _XyTag
{
  XyRecord record;
  char *name;
  char *target; /* XY_TAG_HOUSEHOLD or XY_TAG_PERSON */
  char *source; /* village or county; NULL is village */
  gint64 sensitive;
};

/* The tags for TARGET (NULL: for both), by name. Returns: (transfer full) array of XyTag. */
GPtrArray *xy_tag_list (XyStore *store, const char *target, GError **error);

/* The tags that the household or person BEARER has. Returns: (transfer full) array of XyTag. */
GPtrArray *xy_tag_list_of (XyStore *store, const XyId *bearer, GError **error);

/* The tag NAME for TARGET; NOT_FOUND where there is none. (transfer full) */
XyTag *xy_tag_get_by_name (XyStore *store, const char *name, const char *target, GError **error);

/* The tag NAME for TARGET, made if there is none. *ID is none, and nothing is made, where NAME is empty. */
gboolean xy_tag_find_or_make (XyTxn *txn, const char *name, const char *target, XyId *id, GError **error);

/* Adds what is missing of the tags that a new village starts with. */
gboolean xy_tag_add_defaults (XyTxn *txn, GError **error);

/* Takes every tag away from BEARER, those of deleted tags too. */
gboolean xy_tag_clear (XyTxn *txn, const XyId *bearer, GError **error);

/*
 * Gives the tag to BEARERS, or takes it away. N_CHANGED (may be NULL) gets how many had not been so before.
 */
gboolean xy_tag_set (XyTxn *txn,
                     const XyId *tag,
                     const XyId *bearers,
                     guint n_bearers,
                     gboolean on,
                     guint *n_changed,
                     GError **error);

/* XyActFunc of an act that does that, with its sentence. */
typedef struct
{
  XyId tag;
  const XyId *bearers;
  guint n_bearers;
  gboolean on;
} XyTagging;
gboolean xy_tag_set_act (XyTxn *txn, gpointer tagging, GError **error);

const XySql *xy_tag_statements (guint *n);

G_END_DECLS
