/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * duplicate: persons and households that are in the roster twice, found and made one.
 *
 * Points entries never change: what a household that is merged away has in the ledger stays with it, and the page of
 * the one that is kept shows both (household-overview.h). A merge is one act and is undone as one.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

typedef enum
{
  XY_SAME_ID_NUMBER = 1 << 0,
  XY_SAME_BIRTHDAY = 1 << 1, /* and name */
  XY_SAME_PHONE = 1 << 2,    /* and name */
  XY_SAME_HOUSEHOLD = 1 << 3 /* and name */
} XySameness;

/* Two records that may be one person. */
typedef struct
{
  XyId first; /* the older record */
  XyId second;
  XyId first_household;
  XyId second_household;
  char *first_name;
  char *second_name;
  guint same; /* XySameness */
} XyDuplicate;

void xy_duplicate_free (XyDuplicate *duplicate);

/* "same ID number, same birthday": translated. (transfer full) */
char *xy_duplicate_explain (const XyDuplicate *duplicate);

/*
 * Pairs of live persons who may be one, surest first, at most LIMIT (0: all). Two persons of one name whose good ID
 * numbers differ are two. Returns: (transfer full) array of XyDuplicate.
 */
GPtrArray *xy_person_list_duplicates (XyStore *store, guint limit, GError **error);

/*
 * Makes AWAY one with KEEP: what KEEP lacks is taken over, tags and events too; AWAY is marked deleted. Refused where
 * AWAY is the head of others, or is linked to a user of this program.
 */
gboolean xy_person_merge (XyTxn *txn, const XyId *keep, const XyId *away, GError **error);

/*
 * Makes household AWAY one with KEEP: persons that are in both become one, the others move over, tags too; AWAY becomes
 * "merged" and keeps its ledger.
 */
gboolean xy_household_merge (XyTxn *txn, const XyId *keep, const XyId *away, GError **error);

/* XyActFunc of either, with its sentence. */
typedef struct
{
  XyId keep;
  XyId away;
} XyMerger;
gboolean xy_person_merge_act (XyTxn *txn, gpointer merger, GError **error);
gboolean xy_household_merge_act (XyTxn *txn, gpointer merger, GError **error);

/* The whole of it, behind a backup of the village. Errors: also those of xy_backup_take(); nothing was changed then. */
gboolean xy_person_make_one (XyStore *store, const XyActor *actor, gpointer merger, GError **error);
gboolean xy_household_make_one (XyStore *store, const XyActor *actor, gpointer merger, GError **error);

const XySql *xy_duplicate_statements (guint *n);

G_END_DECLS
