/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit.h"

#include <glib/gi18n-lib.h>

#include "core/group-name.h"
#include "core/normalize.h"
#include "core/record-check.h"
#include "core/store.h"

/* Deeper than any village; a loop is found before. */
#define DEPTH_MOST 20
#define NAMED_NUMBER 100

enum
{
  LIST,
  FIND,
  TWIN,
  PARENT,
  LAST_SORT,
  IS_USED,
  COUNT,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [LIST] = { &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort, t.name_key, t.id", NULL },
  [FIND] = { NULL,
             "SELECT id FROM unit WHERE name_key = ?1 AND del = 0 AND (?2 IS NULL OR kind = ?2)"
             " AND (?3 IS NULL OR parent = ?3) ORDER BY sort, id LIMIT 2",
             NULL },
  [TWIN] = { NULL,
             "SELECT count (*) FROM unit WHERE name_key = ?1 AND del = 0 AND kind = ?2 AND parent IS ?3 AND id IS NOT ?4",
             NULL },
  [PARENT] = { NULL, "SELECT parent, del, sort FROM unit WHERE id = ?1", NULL },
  [LAST_SORT] = { NULL, "SELECT max (sort) FROM unit", NULL },
  [IS_USED] = { NULL,
                "SELECT EXISTS (SELECT 1 FROM household WHERE unit = ?1 AND del = 0)"
                " + 2 * EXISTS (SELECT 1 FROM unit WHERE parent = ?1 AND del = 0)",
                NULL },
  [COUNT] = { NULL,
              "SELECT unit, count (*) FROM household WHERE unit IS NOT NULL AND del = 0 AND state IN ('here', 'away')"
              " GROUP BY unit",
              "counts every household once, from the index alone" },
};

static void derive (XyRecord *record);
static gboolean check (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_delete (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "parent", N_ ("Belongs to"), XY_FIELD_ID, G_STRUCT_OFFSET (XyUnit, parent), 0 },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, kind), XY_FIELD_REQUIRED },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, name), XY_FIELD_REQUIRED },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyUnit, sort), 0 },
  { "name_key", N_ ("Key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUnit, name_key), XY_FIELD_DERIVED },
};

const XyRecordType xy_unit_type = {
  .table = "unit",
  .noun = N_ ("unit"),
  .topic = XY_TOPIC_UNIT,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_unit_get_type,
  .derive = derive,
  .check = check,
  .check_delete = check_delete,
};

XY_DEFINE_RECORD (XyUnit, xy_unit)

/* *PARENT becomes the unit above ID, none at the top; *SORT (optional) the order of ID. */
static gboolean
get_parent (XyStore *store, const XyId *id, XyId *parent, gint64 *sort, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[PARENT].text, XY_BIND (XY_ID (id)), &problem);

  *parent = XY_ID_NONE;
  if (xy_rows_next (rows, &problem))
    {
      *parent = xy_rows_id (rows, 0);
      if (sort != NULL)
        *sort = xy_rows_int (rows, 2);
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    xy_set_invalid (error, "parent", _ ("The unit above is no longer there."));
  return FALSE;
}

static gboolean
check_parents (XyStore *store, const XyUnit *unit, GError **error)
{
  XyId above = unit->parent;

  for (guint depth = 0; !xy_id_is_none (&above); depth++)
    {
      if (xy_id_same (&above, &unit->record.id) || depth == DEPTH_MOST)
        {
          xy_set_invalid (error, "parent", _ ("%s cannot belong to itself or to a unit below it."), unit->name);
          return FALSE;
        }
      XyId id = above;
      if (!get_parent (store, &id, &above, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_sort (XyTxn *txn, XyUnit *unit, int number, GError **error)
{
  gint64 last = 0;

  if (number > 0)
    {
      unit->sort = number;
      return TRUE;
    }
  if (!xy_db_number (xy_txn_get_db (txn), statements[LAST_SORT].text, XY_BIND_NONE, &last, error))
    return FALSE;
  unit->sort = MAX (last, XY_UNIT_NAMED) + 1;
  return TRUE;
}

static void
derive (XyRecord *record)
{
  XyUnit *unit = (XyUnit *) record;

  g_free (unit->name_key);
  unit->name_key = xy_group_name_key (unit->name);
}

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyUnit *unit = (XyUnit *) record;
  g_autofree char *display = NULL, *key = NULL;
  int number = 0;
  gint64 twins = 0;

  if (!xy_record_tidy (unit, error) || !xy_record_check_length (unit, "name", unit->name, XY_NAME_MOST, error))
    return FALSE;
  if (unit->kind == NULL)
    xy_set_str (&unit->kind, XY_UNIT_GROUP);
  xy_group_name_parse (unit->name, &number, &key, &display);
  if (g_str_equal (unit->kind, XY_UNIT_GROUP) && unit->name != NULL)
    xy_set_str (&unit->name, display);
  if (unit->sort == 0 && !set_sort (txn, unit, number, error))
    return FALSE;
  if (!check_parents (xy_txn_get_store (txn), unit, error)
      || !xy_db_number (xy_txn_get_db (txn), statements[TWIN].text,
                        XY_BIND (XY_TEXT (key), XY_TEXT (unit->kind), XY_ID (&unit->parent), XY_ID (&record->id)),
                        &twins, error))
    return FALSE;
  if (twins == 0)
    return TRUE;

  xy_set_invalid (error, "name", _ ("There is a unit %s already."), unit->name);
  return FALSE;
}

static gboolean
check_delete (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyUnit *unit = (const XyUnit *) record;
  gint64 used = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[IS_USED].text, XY_BIND (XY_ID (&record->id)), &used, error))
    return FALSE;
  if (used == 0)
    return TRUE;

  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               (used & 1) != 0 ? _ ("There are households in %s. Move them to another unit first.")
                               : _ ("There are units below %s. Move or delete them first."),
               unit->name);
  return FALSE;
}

static gboolean
find (XyStore *store, const char *name, const char *kind, const XyId *parent, XyId *id, guint *n, GError **error)
{
  g_autofree char *key = xy_group_name_key (name);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[FIND].text,
                                         XY_BIND (XY_TEXT (key), XY_TEXT (kind), XY_ID (parent)), &problem);

  *id = XY_ID_NONE;
  for (*n = 0; xy_rows_next (rows, &problem); (*n)++)
    if (*n == 0)
      *id = xy_rows_id (rows, 0);
  return xy_error_pass (error, &problem);
}

/* Adds the units whose parent is PARENT, and those below; returns the households of all of them. */
static gint64
add_below (GPtrArray *tree, GPtrArray *units, GHashTable *counts, const XyId *parent, guint depth, const char *path)
{
  gint64 sum = 0;

  for (guint i = 0; depth < DEPTH_MOST && i < units->len; i++)
    {
      XyUnit *unit = units->pdata[i];
      if (!xy_id_same (&unit->parent, parent))
        continue;
      XyUnitNode *node = g_new0 (XyUnitNode, 1);
      const gint64 *own = g_hash_table_lookup (counts, &unit->record.id);
      node->unit = g_object_ref (unit);
      node->depth = depth;
      node->path = path == NULL ? g_strdup (unit->name) : g_strdup_printf ("%s / %s", path, unit->name);
      node->own = own != NULL ? *own : 0;
      g_ptr_array_add (tree, node);
      node->together = node->own + add_below (tree, units, counts, &unit->record.id, depth + 1, node->path);
      sum += node->together;
    }
  return sum;
}

gboolean
xy_unit_find (XyStore *store, const char *name, const char *kind, XyId *id, GError **error)
{
  guint n;

  if (!find (store, name, kind, NULL, id, &n, error))
    return FALSE;
  if (n != 1)
    *id = XY_ID_NONE;
  return TRUE;
}

gboolean
xy_unit_find_or_make (XyTxn *txn, const char *name, const char *kind, const XyId *parent, XyId *id, GError **error)
{
  g_autofree char *clean = xy_text_clean (name);
  guint n;

  *id = XY_ID_NONE;
  if (clean[0] == '\0')
    return TRUE;
  if (!find (xy_txn_get_store (txn), clean, kind, parent, id, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;

  g_autoptr (XyUnit) unit = xy_record_new (&xy_unit_type);
  xy_set_str (&unit->kind, kind != NULL ? kind : XY_UNIT_GROUP);
  xy_set_str (&unit->name, clean);
  unit->parent = parent != NULL ? *parent : XY_ID_NONE;
  if (!xy_record_save (txn, unit, error))
    return FALSE;
  *id = unit->record.id;
  return TRUE;
}

void
xy_unit_node_free (XyUnitNode *node)
{
  if (node == NULL)
    return;
  g_clear_object (&node->unit);
  g_free (node->path);
  g_free (node);
}

GPtrArray *
xy_unit_list_tree (XyStore *store, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (GPtrArray) tree = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_unit_node_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) units = xy_record_list (store, &xy_unit_type, statements[LIST].text, XY_BIND_NONE, error);

  if (units == NULL)
    return NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[COUNT].text, XY_BIND_NONE, &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      gint64 *count = g_new (gint64, 1);
      *count = xy_rows_int (rows, 1);
      g_hash_table_insert (counts, xy_id_copy (&id), count);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  add_below (tree, units, counts, &XY_ID_NONE, 0, NULL);
  return g_steal_pointer (&tree);
}

char *
xy_unit_names (XyStore *store, const char *rows)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (rows != NULL ? rows : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      XyId id;
      g_autoptr (XyUnit) unit = xy_id_from_text (*line, &id) ? xy_record_get (store, &xy_unit_type, &id, NULL) : NULL;
      if (unit != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", unit->name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

gboolean
xy_unit_area (GPtrArray *nodes, const char *units, GHashTable **area, GError **error)
{
  g_auto (GStrv) rows = g_strsplit (units != NULL ? units : "", "\n", -1);
  guint n = 0;

  *area = NULL;
  if (units == NULL)
    return TRUE;
  g_autoptr (GHashTable) set = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  for (char **row = rows; *row != NULL; row++)
    {
      XyId id;
      if (!xy_id_from_text (*row, &id))
        {
          xy_set_invalid (error, "units", _ ("One of the groups is no longer there. Please choose them again."));
          return FALSE;
        }
      g_hash_table_add (set, xy_id_copy (&id));
    }
  /* Each unit comes before those below it. */
  for (guint i = 0; i < nodes->len; i++)
    {
      const XyUnit *unit = ((XyUnitNode *) nodes->pdata[i])->unit;
      n += g_hash_table_contains (set, &unit->record.id);
      if (g_hash_table_contains (set, &unit->parent) && g_hash_table_add (set, xy_id_copy (&unit->record.id)))
        n++;
    }
  if (n < g_hash_table_size (set))
    {
      xy_set_invalid (error, "units", _ ("One of the groups is no longer there. Please choose them again."));
      return FALSE;
    }
  *area = g_steal_pointer (&set);
  return TRUE;
}

gboolean
xy_unit_delete (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyUnit) unit = xy_record_get (xy_txn_get_store (txn), &xy_unit_type, id, error);

  return unit != NULL && xy_record_set_deleted (txn, unit, TRUE, error);
}

gboolean
xy_unit_number (XyStore *store, const XyId *id, gint64 *number, GError **error)
{
  XyId at = id != NULL ? *id : XY_ID_NONE;
  gint64 named = 0;

  *number = 0;
  for (guint depth = 0; !xy_id_is_none (&at) && depth < DEPTH_MOST; depth++)
    {
      XyId unit = at;
      gint64 sort = 0;
      if (!get_parent (store, &unit, &at, &sort, error))
        return FALSE;
      if (sort > 0 && sort < XY_UNIT_NAMED)
        {
          *number = sort;
          return TRUE;
        }
      named = sort;
    }
  *number = named > XY_UNIT_NAMED ? NAMED_NUMBER + named - XY_UNIT_NAMED : 0;
  return TRUE;
}

const XySql *
xy_unit_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
