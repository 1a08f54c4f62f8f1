/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-checklist: what is looked at in a round, with the most that each item gives; versions of it, never changed
 * once written. Scores are hundredths of a point.
 *
 * Items inside the house (kitchen, bedroom) are off unless the village turns them on: a household is judged by what
 * can be seen from the yard (domain.md 2b, 4.5). Ready lists are data (data/rules/hygiene-NAME.json), with their source
 * and year.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_HYGIENE_ITEMS_MOST 24
/* A score is at most a thousand points. */
#define XY_HYGIENE_SCORE_MOST 100000

XY_DECLARE_RECORD (XyHygieneChecklist, xy_hygiene_checklist)

struct _XyHygieneChecklist
{
  XyRecord record;
  char *code; /* the same for all versions */
  gint64 version;
  char *name;
  char *target; /* household, place */
  char *items;  /* rows; see xy_hygiene_items_read() */
  char *source;
  char *year;
  char *note;
  char *starts; /* NULL: at once */
};

typedef struct
{
  char *name;
  gint64 most;
  char *guidance; /* what gives how much; may be NULL */
  gboolean inside;
  gboolean on;
} XyHygieneItem;

void xy_hygiene_item_clear (XyHygieneItem *item);

/* ITEMS as they are stored, and back. ON_ONLY leaves out those that are not in use: a sheet's scores are those, in that
 * order. (transfer full) array of XyHygieneItem; empty where ITEMS is NULL. */
GArray *xy_hygiene_items_read (const char *items, gboolean on_only);
char *xy_hygiene_items_write (const GArray *items);

/* The most that a sheet may sum up to, of the items in use. */
gint64 xy_hygiene_checklist_most (const XyHygieneChecklist *checklist);

/* The newest version of each for TARGET (NULL: either), by name. (transfer full) array of XyHygieneChecklist. */
GPtrArray *xy_hygiene_checklist_list (XyStore *store, const char *target, GError **error);

/*
 * XyActFunc: keeps CHECKLIST (an XyHygieneChecklist copy or new one) as the next version of its code; a code that is
 * new, or NULL, begins one. The same content is no new version. INVALID: name, items (none in use, one twice, more
 * than XY_HYGIENE_ITEMS_MOST, a most of 0 or less).
 */
gboolean xy_hygiene_checklist_save_act (XyTxn *txn, gpointer checklist, GError **error);

const XySql *xy_hygiene_checklist_statements (guint *n);

G_END_DECLS
