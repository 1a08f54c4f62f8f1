/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-catalogue.h"

#include <glib/gi18n-lib.h>

#include "core/normalize.h"
#include "core/number.h"
#include "core/points-scheme.h"
#include "core/rule-file.h"
#include "core/store.h"

enum
{
  VALID,
  HEAD,
  ITEMS,
  ROUND,
};

#define ITEM(name) "iif (i.type = 'object', i.value, '{}') ->> '$." name "'"
#define SETTING(name) "?1 ->> '$.round." name "'"

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object'" },
  [HEAD] = { NULL, "SELECT ?1 ->> '$.name', ?1 ->> '$.source', ?1 ->> '$.year', ?1 ->> '$.date', ?1 ->> '$.note', "
                   "?1 ->> '$.target', json_type (?1, '$.items') = 'array', json_type (?1, '$.round') = 'object'" },
  [ITEMS] = { NULL, "SELECT " ITEM ("name") ", " ITEM ("most") ", " ITEM ("guidance") ", " ITEM ("inside") ", " ITEM (
                        "on") " FROM json_each (?1, '$.items') AS i" },
  [ROUND] = { NULL,
              "SELECT " SETTING ("kind") ", " SETTING ("mode") ", " SETTING ("red_by") ", " SETTING ("low_by") ", " SETTING ("ties") ", " SETTING (
                  "red_value") ", " SETTING ("low_value") ", " SETTING ("judges_least") ", " SETTING ("limit_days") ", (SELECT group_concat (b.value, char (10)) "
                                                                                                                    "FROM json_each (?1, '$.round.bands') AS b)" },
};

void
xy_hygiene_catalogue_free (XyHygieneCatalogue *catalogue)
{
  if (catalogue == NULL)
    return;
  g_free (catalogue->id);
  g_free (catalogue->name);
  g_free (catalogue->source);
  g_free (catalogue->year);
  g_free (catalogue->date);
  g_free (catalogue->note);
  g_free (catalogue->target);
  g_clear_object (&catalogue->checklist);
  g_clear_object (&catalogue->round);
  g_free (catalogue->problem);
  g_free (catalogue);
}

static void
set_problem (XyHygieneCatalogue *catalogue, const char *detail)
{
  if (catalogue->problem == NULL)
    catalogue->problem = g_strdup_printf (_ ("The checklist “%s” cannot be used: %s"), catalogue->id, detail);
}

static void
read_items (XyHygieneCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (NULL, FALSE);
  g_autoptr (XyRows) rows = xy_db_query (db, statements[ITEMS].text, XY_BIND (XY_TEXT (text)), NULL);

  while (xy_rows_next (rows, NULL))
    {
      XyHygieneItem item = { .name = xy_rule_word (rows, 0), .guidance = xy_rule_word (rows, 2) };
      gboolean good = item.name != NULL && xy_points_parse (xy_rows_text (rows, 1), &item.most, NULL) && item.most > 0;

      item.inside = xy_rows_int (rows, 3) != 0;
      item.on = xy_rows_is_null (rows, 4) ? !item.inside : xy_rows_int (rows, 4) != 0;
      if (item.name == NULL)
        item.name = g_strdup ("");
      g_array_append_val (items, item);
      if (!good)
        set_problem (catalogue, _ ("an item has no name, or no points."));
    }
  if (items->len == 0 || items->len > XY_HYGIENE_ITEMS_MOST)
    set_problem (catalogue, _ ("it has no items, or far too many."));
  if (catalogue->problem != NULL)
    return;
  catalogue->checklist = xy_record_new (&xy_hygiene_checklist_type);
  catalogue->checklist->items = xy_hygiene_items_write (items);
  xy_set_str (&catalogue->checklist->code, catalogue->id);
  xy_set_str (&catalogue->checklist->name, catalogue->name);
  xy_set_str (&catalogue->checklist->target, catalogue->target);
  xy_set_str (&catalogue->checklist->source, catalogue->source);
  xy_set_str (&catalogue->checklist->year, catalogue->year);
  xy_set_str (&catalogue->checklist->note, catalogue->note);
}

/* By score the value is in points, otherwise a plain number. */
static gboolean
read_value (const char *by, const char *text, gint64 *value)
{
  *value = 0;
  if (text == NULL)
    return by == NULL || g_str_equal (by, "none");
  if (g_strcmp0 (by, "score") == 0)
    return xy_points_parse (text, value, NULL);
  return g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, value, NULL);
}

static gboolean
read_settings (XyHygieneRound *round, XyRows *rows)
{
  static const char *const fields[] = { "kind", "mode", "red_by", "low_by", "ties" };
  char **const texts[] = { &round->kind, &round->mode, &round->red_by, &round->low_by, &round->ties };
  g_autoptr (GPtrArray) bands = xy_points_bands (xy_rows_text (rows, 9), NULL);
  gboolean good = bands != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      *texts[i] = xy_rule_word (rows, (int) i);
      good = good && *texts[i] != NULL && xy_word_label (xy_hygiene_words (fields[i]), *texts[i]) != NULL;
    }
  xy_set_str (&round->bands, xy_rows_text (rows, 9));
  round->judges_least = xy_rows_int (rows, 7);
  round->limit_days = xy_rows_int (rows, 8);
  return good && read_value (round->red_by, xy_rows_text (rows, 5), &round->red_value)
         && read_value (round->low_by, xy_rows_text (rows, 6), &round->low_value);
}

static void
read_round (XyHygieneCatalogue *catalogue, XyDb *db, const char *text)
{
  g_autoptr (XyRows) rows = xy_db_query (db, statements[ROUND].text, XY_BIND (XY_TEXT (text)), NULL);

  if (!xy_rows_next (rows, NULL))
    return;
  catalogue->round = xy_record_new (&xy_hygiene_round_type);
  xy_set_str (&catalogue->round->target, catalogue->target);
  if (!read_settings (catalogue->round, rows))
    set_problem (catalogue, _ ("how the lists are made is not understood."));
}

XyHygieneCatalogue *
xy_hygiene_catalogue_parse (XyStore *store, const char *id, const char *text, gsize length)
{
  XyHygieneCatalogue *catalogue = g_new0 (XyHygieneCatalogue, 1);
  g_autofree char *copy = g_strndup (text, length);
  XyDb *db = xy_store_get_db (store);
  gint64 valid = 0;

  catalogue->id = g_strdup (id);
  if (!xy_text_is_valid (text, (gssize) length)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (copy)), &valid, NULL) || !valid)
    {
      set_problem (catalogue, _ ("the file is damaged, or no checklist."));
      return catalogue;
    }
  g_autoptr (XyRows) rows = xy_db_query (db, statements[HEAD].text, XY_BIND (XY_TEXT (copy)), NULL);
  if (!xy_rows_next (rows, NULL))
    {
      set_problem (catalogue, _ ("the file is damaged, or no checklist."));
      return catalogue;
    }
  char **const texts[] = { &catalogue->name, &catalogue->source, &catalogue->year,
                           &catalogue->date, &catalogue->note,   &catalogue->target };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = xy_rule_word (rows, (int) i);
  if (catalogue->name == NULL
      || (g_strcmp0 (catalogue->target, "household") != 0 && g_strcmp0 (catalogue->target, "place") != 0))
    set_problem (catalogue, _ ("it does not say its name, or what is judged by it."));
  gboolean has_items = xy_rows_int (rows, 6) != 0, has_round = xy_rows_int (rows, 7) != 0;
  if (!has_items && !has_round)
    set_problem (catalogue, _ ("it has neither items nor a way of judging."));
  if (catalogue->problem == NULL && has_items)
    read_items (catalogue, db, copy);
  if (catalogue->problem == NULL && has_round)
    read_round (catalogue, db, copy);
  return catalogue;
}

static XyEdition
edition (gconstpointer item)
{
  const XyHygieneCatalogue *catalogue = item;

  return (XyEdition){ catalogue->id, catalogue->date, catalogue->problem };
}

GPtrArray *
xy_hygiene_catalogue_list (XyStore *store, const char *target, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_catalogue_free);
  g_autoptr (GPtrArray) files = xy_rule_files ("hygiene-", error);

  if (files == NULL)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    {
      const XyRuleFile *file = files->pdata[i];
      XyHygieneCatalogue *catalogue = NULL;

      if (file->bytes != NULL)
        catalogue = xy_hygiene_catalogue_parse (store, file->id, g_bytes_get_data (file->bytes, NULL),
                                                g_bytes_get_size (file->bytes));
      else
        {
          catalogue = g_new0 (XyHygieneCatalogue, 1);
          catalogue->id = g_strdup (file->id);
          set_problem (catalogue, _ ("the file cannot be read, or is far too large."));
        }
      xy_rule_editions_add (list, catalogue, edition);
    }
  for (guint i = list->len; i-- > 0;)
    {
      const XyHygieneCatalogue *catalogue = list->pdata[i];
      if (target != NULL && catalogue->problem == NULL && !g_str_equal (catalogue->target, target))
        g_ptr_array_remove_index (list, i);
    }
  xy_rule_editions_sort (list, edition);
  return g_steal_pointer (&list);
}

XyHygieneCatalogue *
xy_hygiene_catalogue_get (XyStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = xy_hygiene_catalogue_list (store, NULL, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_str_equal (((XyHygieneCatalogue *) list->pdata[i])->id, id))
      return g_ptr_array_steal_index (list, i);
  if (list != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no ready checklist “%s”."), id);
  return NULL;
}

gboolean
xy_hygiene_catalogue_adopt_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneCatalogue *catalogue = data;
  g_autoptr (XyHygieneChecklist) checklist = NULL;

  if (catalogue->problem != NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, catalogue->problem);
      return FALSE;
    }
  if (catalogue->checklist == NULL)
    {
      xy_set_invalid (error, "items", _ ("“%s” is a way of judging only; its items are not known."), catalogue->name);
      return FALSE;
    }
  checklist = xy_record_copy (catalogue->checklist);
  if (!xy_hygiene_checklist_save_act (txn, checklist, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Adopt the checklist “%s”"), catalogue->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

void
xy_hygiene_catalogue_apply (const XyHygieneCatalogue *catalogue, XyHygieneRound *round)
{
  const XyHygieneRound *from = catalogue->round;

  if (from == NULL)
    return;
  xy_set_str (&round->mode, from->mode);
  xy_set_str (&round->red_by, from->red_by);
  xy_set_str (&round->low_by, from->low_by);
  xy_set_str (&round->ties, from->ties);
  xy_set_str (&round->bands, from->bands);
  round->red_value = from->red_value;
  round->low_value = from->low_value;
  if (from->judges_least > 0)
    round->judges_least = from->judges_least;
  if (from->limit_days > 0)
    round->limit_days = from->limit_days;
}

const XySql *
xy_hygiene_catalogue_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
