/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * unit: the divisions of the village, a tree whose kinds the village names itself (组, 网格, 屋场, 院落).
 *
 * A group's name is written in many ways; name_key (group-name.h) folds them, and one parent has each key of one kind
 * once. sort is the group's number, or beyond XY_UNIT_NAMED for those that have a name only, in the order they came.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_UNIT_GROUP "组"
#define XY_UNIT_NAMED 1000

XY_DECLARE_RECORD (XyUnit, xy_unit)

struct _XyUnit
{
  XyRecord record;
  XyId parent;
  char *kind;
  char *name;
  gint64 sort;
  char *name_key;
};

/*
 * The unit that NAME means, made if there is none. KIND NULL: any kind, 组 if it must be made. PARENT NULL: wherever it
 * is, at the top if it must be made. *ID gets its id; none, and nothing is made, where NAME is empty.
 */
gboolean
xy_unit_find_or_make (XyTxn *txn, const char *name, const char *kind, const XyId *parent, XyId *id, GError **error);

/* The unit that NAME means, without making one. *ID is none where there is none or several. */
gboolean xy_unit_find (XyStore *store, const char *name, const char *kind, XyId *id, GError **error);

/* One line of the tree. */
typedef struct
{
  XyUnit *unit;
  guint depth;     /* 0 at the top */
  char *path;      /* 3组 / 塘坳屋场 */
  gint64 own;      /* households that live here, in it alone */
  gint64 together; /* with those of the units below */
} XyUnitNode;

void xy_unit_node_free (XyUnitNode *node);

/* All live units, each followed by those below it. Returns: (transfer full) array of XyUnitNode. */
GPtrArray *xy_unit_list_tree (XyStore *store, GError **error);

/*
 * The groups that UNITS (rows of ids, as rounds and meetings keep them; NULL: the whole village) mean, those below them
 * too: set of XyId; NULL where it is the whole village. NODES is xy_unit_list_tree(). INVALID, field "units".
 */
gboolean xy_unit_area (GPtrArray *nodes, const char *units, GHashTable **area, GError **error);

/* The names of the units whose ids stand in ROWS, one in each line: "3组、4组". (transfer full) NULL where there are
 * none.
 */
char *xy_unit_names (XyStore *store, const char *rows);

/* Marks the unit as deleted; refused while households or other units are in it. */
gboolean xy_unit_delete (XyTxn *txn, const XyId *id, GError **error);

/*
 * The number that households of the unit begin with: that of the nearest group above (or itself) that has one, else the
 * place among those that have none, after 100; 0 for no unit.
 */
gboolean xy_unit_number (XyStore *store, const XyId *id, gint64 *number, GError **error);

const XySql *xy_unit_statements (guint *n);

G_END_DECLS
