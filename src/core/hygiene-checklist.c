/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-checklist.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/record-check.h"
#include "core/store.h"

#define NEWEST                                                                                                         \
  "WHERE t.del = 0 AND t.version = (SELECT max (v.version) FROM hygiene_checklist AS v WHERE v.code = t.code "         \
  "AND v.del = 0) "
#define LIST_SQL NEWEST "ORDER BY t.target, t.name, t.code"
#define LIST_TARGET_SQL NEWEST "AND t.target = ?1 ORDER BY t.name, t.code"
#define BY_CODE_SQL "WHERE t.code = ?1 AND t.del = 0 ORDER BY t.version DESC"
#define CELLS 5

static const XySql statements[] = {
  { &xy_hygiene_checklist_type, LIST_SQL },
  { &xy_hygiene_checklist_type, LIST_TARGET_SQL },
  { &xy_hygiene_checklist_type, BY_CODE_SQL },
};

static gboolean check_checklist (XyTxn *txn, XyRecord *record, GError **error);

static const XyWord targets[] = {
  { "household", N_ ("households") },
  { "place", N_ ("public areas") },
  { NULL, NULL },
};

static const XyField checklist_fields[] = {
  { "code", N_ ("Code"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, code), XY_FIELD_IMMUTABLE },
  { "version", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyHygieneChecklist, version), XY_FIELD_IMMUTABLE },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, name),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "target", N_ ("What is judged"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, target),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, targets },
  { "items", N_ ("Items"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, items),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE | XY_FIELD_TABLE },
  { "source", N_ ("Source"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, source), XY_FIELD_IMMUTABLE },
  { "year", N_ ("Year"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, year), XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyHygieneChecklist, note),
    XY_FIELD_IMMUTABLE | XY_FIELD_LONG_TEXT },
  { "starts", N_ ("Holds from"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyHygieneChecklist, starts), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_hygiene_checklist_type = {
  .table = "hygiene_checklist",
  .noun = N_ ("checklist"),
  .topic = XY_TOPIC_HYGIENE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = checklist_fields,
  .n_fields = G_N_ELEMENTS (checklist_fields),
  .get_gtype = xy_hygiene_checklist_get_type,
  .check = check_checklist,
};

XY_DEFINE_RECORD (XyHygieneChecklist, xy_hygiene_checklist)

void
xy_hygiene_item_clear (XyHygieneItem *item)
{
  g_clear_pointer (&item->name, g_free);
  g_clear_pointer (&item->guidance, g_free);
}

GArray *
xy_hygiene_items_read (const char *items, gboolean on_only)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (XyHygieneItem));
  g_auto (GStrv) lines = g_strsplit (items != NULL ? items : "", "\n", -1);

  g_array_set_clear_func (list, (GDestroyNotify) xy_hygiene_item_clear);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", CELLS);
      guint n = g_strv_length (cells);
      XyHygieneItem item = { .on = n < 5 || !g_str_equal (cells[4], "0") };

      if (n < 2 || (on_only && !item.on))
        continue;
      item.name = g_strdup (cells[0]);
      item.most = g_ascii_strtoll (cells[1], NULL, 10);
      item.guidance = n > 2 && cells[2][0] != '\0' ? g_strdup (cells[2]) : NULL;
      item.inside = n > 3 && g_str_equal (cells[3], "1");
      g_array_append_val (list, item);
    }
  return list;
}

char *
xy_hygiene_items_write (const GArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      g_string_append_printf (text, "%s%s\t%" G_GINT64_FORMAT "\t%s\t%d\t%d", i > 0 ? "\n" : "", item->name, item->most,
                              item->guidance != NULL ? item->guidance : "", item->inside, item->on);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gint64
xy_hygiene_checklist_most (const XyHygieneChecklist *checklist)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, TRUE);
  gint64 most = 0;

  for (guint i = 0; i < items->len; i++)
    most += g_array_index (items, XyHygieneItem, i).most;
  return most;
}

static gboolean
check_items (const GArray *items, GError **error)
{
  guint n_on = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      n_on += item->on;
      if (item->name[0] == '\0')
        xy_set_invalid (error, "items", _ ("Item %u has no name."), i + 1);
      else if (item->most <= 0 || item->most > XY_HYGIENE_SCORE_MOST)
        xy_set_invalid (error, "items", _ ("“%s”: the most is from 0.01 to 1,000 points."), item->name);
      else
        {
          guint same = 0;
          while (!g_str_equal (g_array_index (items, XyHygieneItem, same).name, item->name))
            same++;
          if (same == i)
            continue;
          xy_set_invalid (error, "items", _ ("“%s” is there twice."), item->name);
        }
      return FALSE;
    }
  if (n_on > 0 && items->len <= XY_HYGIENE_ITEMS_MOST)
    return TRUE;
  xy_set_invalid (error, "items",
                  n_on == 0 ? _ ("The checklist has no item in use.") : _ ("A checklist has at most %d items."),
                  XY_HYGIENE_ITEMS_MOST);
  return FALSE;
}

static gboolean
check_checklist (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyHygieneChecklist *checklist = (const XyHygieneChecklist *) record;

  if (record->stored)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("A checklist that was written is not changed. A change is a new version of it."));
      return FALSE;
    }
  if (!xy_record_tidy (record, error))
    return FALSE;
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);
  return check_items (items, error);
}

GPtrArray *
xy_hygiene_checklist_list (XyStore *store, const char *target, GError **error)
{
  if (target == NULL)
    return xy_record_list (store, &xy_hygiene_checklist_type, LIST_SQL, XY_BIND_NONE, error);
  return xy_record_list (store, &xy_hygiene_checklist_type, LIST_TARGET_SQL, XY_BIND (XY_TEXT (target)), error);
}

/* Whether B is what A already says; the version apart. */
static gboolean
says_the_same (const XyHygieneChecklist *a, const XyHygieneChecklist *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (checklist_fields); i++)
    if (!g_str_equal (checklist_fields[i].name, "version") && !xy_record_field_equal (a, b, &checklist_fields[i]))
      return FALSE;
  return TRUE;
}

gboolean
xy_hygiene_checklist_save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneChecklist *checklist = data;

  if (checklist->code == NULL)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      XyId id = xy_id_new (xy_txn_get_env (txn));
      xy_id_to_text (&id, text);
      checklist->code = g_strdup (text);
    }
  g_autoptr (GPtrArray) versions = xy_record_list (xy_txn_get_store (txn), &xy_hygiene_checklist_type, BY_CODE_SQL,
                                                   XY_BIND (XY_TEXT (checklist->code)), error);
  if (versions == NULL || !xy_record_tidy (checklist, error))
    return FALSE;
  if (versions->len > 0 && says_the_same (versions->pdata[0], checklist))
    return TRUE;
  checklist->record.id = XY_ID_NONE;
  checklist->record.stored = FALSE;
  checklist->version = versions->len > 0 ? ((XyHygieneChecklist *) versions->pdata[0])->version + 1 : 1;
  if (!xy_record_save (txn, checklist, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Write the checklist “%s”"), checklist->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_hygiene_checklist_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
