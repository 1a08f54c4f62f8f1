/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-basis-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/store.h"
#include "core/unit.h"

XyHygieneBasisQuery *
xy_hygiene_basis_query_new (const char *text)
{
  XyHygieneBasisQuery *query = g_new0 (XyHygieneBasisQuery, 1);

  query->text = g_strdup (text);
  return query;
}

void
xy_hygiene_basis_query_free (gpointer data)
{
  XyHygieneBasisQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

gboolean
xy_hygiene_basis_query_fits (const XyHygieneBasisQuery *query, const char *text, const char *more)
{
  g_autofree char *all = NULL;

  if (query->text == NULL)
    return TRUE;
  g_autofree char *joined = g_strdup_printf ("%s\n%s", text != NULL ? text : "", more != NULL ? more : "");
  all = g_utf8_strdown (joined, -1);
  return strstr (all, query->text) != NULL;
}

const char *
xy_hygiene_target_word (const char *target)
{
  return g_strcmp0 (target, "place") == 0 ? _ ("public areas") : _ ("farm households");
}

/* Checklists */

static XyListAnswer *
checklist_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = xy_hygiene_checklist_list (store, NULL, error);
  GArray *ids;

  if (all == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < all->len; i++)
    {
      const XyHygieneChecklist *checklist = all->pdata[i];
      if (xy_hygiene_basis_query_fits (asked->data, checklist->name, checklist->items))
        g_array_append_val (ids, checklist->record.id);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
checklist_records (XyStore *store,
                   const XyListQuery *asked,
                   const XyId *ids,
                   guint n_ids,
                   GCancellable *cancellable,
                   GError **error)
{
  return xy_list_get_records (store, &xy_hygiene_checklist_type, ids, n_ids);
}

XY_TEXT_GETTER (get_checklist_name, XyHygieneChecklist, name)
XY_TEXT_GETTER (get_checklist_year, XyHygieneChecklist, year)
XY_TEXT_GETTER (get_checklist_source, XyHygieneChecklist, source)
XY_TEXT_GETTER (get_checklist_starts, XyHygieneChecklist, starts)

static char *
get_checklist_target (gconstpointer record)
{
  return g_strdup (xy_hygiene_target_word (((const XyHygieneChecklist *) record)->target));
}

static char *
get_checklist_items (gconstpointer record)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (((const XyHygieneChecklist *) record)->items, TRUE);

  return g_strdup_printf ("%u", items->len);
}

static char *
get_checklist_most (gconstpointer record)
{
  return xy_points_format (xy_hygiene_checklist_most (record));
}

static char *
get_checklist_version (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) ((const XyHygieneChecklist *) record)->version);
}

const XyColumn xy_hygiene_checklist_columns[] = {
  { "name", N_ ("Checklist"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_checklist_name, NULL },
  { "target", N_ ("Judges what"), 90, XY_COLUMN_TEXT, 0, get_checklist_target, NULL },
  { "items", N_ ("Items"), 60, XY_COLUMN_NUMBER, 0, get_checklist_items, NULL },
  { "most", N_ ("Full"), 72, XY_COLUMN_SCORE, 0, get_checklist_most, NULL },
  { "version", N_ ("Version"), 60, XY_COLUMN_NUMBER, 0, get_checklist_version, NULL },
  { "starts", N_ ("Holds from"), 96, XY_COLUMN_TEXT, 0, get_checklist_starts, NULL },
  { "year", N_ ("Year"), 60, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_checklist_year, NULL },
  { "source", N_ ("Source"), 180, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_checklist_source, NULL },
};
const guint xy_hygiene_n_checklist_columns = G_N_ELEMENTS (xy_hygiene_checklist_columns);

const XyListSource xy_hygiene_checklist_source = {
  .ids = checklist_ids,
  .records = checklist_records,
  .free_record = g_object_unref,
};

/* Public areas */

static XyListAnswer *
place_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = xy_hygiene_place_list (store, error);
  GArray *ids;

  if (all == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < all->len; i++)
    {
      const XyHygienePlace *place = all->pdata[i];
      if (xy_hygiene_basis_query_fits (asked->data, place->name, place->keeper))
        g_array_append_val (ids, place->record.id);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
place_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *places = xy_list_get_records (store, &xy_hygiene_place_type, ids, n_ids);

  for (guint i = 0; i < places->len; i++)
    {
      XyHygienePlace *place = places->pdata[i];
      XyHygienePlaceRow *row = place != NULL ? g_new0 (XyHygienePlaceRow, 1) : NULL;
      if (row != NULL)
        {
          g_autoptr (XyUnit) unit =
              !xy_id_is_none (&place->unit) ? xy_record_get (store, &xy_unit_type, &place->unit, NULL) : NULL;
          row->place = place;
          row->unit_name = unit != NULL ? g_strdup (unit->name) : NULL;
        }
      places->pdata[i] = row;
    }
  return places;
}

static void
place_row_free (gpointer data)
{
  XyHygienePlaceRow *row = data;

  if (row == NULL)
    return;
  g_object_unref (row->place);
  g_free (row->unit_name);
  g_free (row);
}

#define PLACE(record) (((const XyHygienePlaceRow *) (record))->place)

XY_TEXT_GETTER (get_place_unit, XyHygienePlaceRow, unit_name)

static char *
get_place_name (gconstpointer record)
{
  return g_strdup (PLACE (record)->name);
}

static char *
get_place_kind (gconstpointer record)
{
  return g_strdup (PLACE (record)->kind);
}

static char *
get_place_keeper (gconstpointer record)
{
  return g_strdup (PLACE (record)->keeper);
}

static char *
get_place_note (gconstpointer record)
{
  return g_strdup (PLACE (record)->note);
}

static char *
get_place_sort (gconstpointer record)
{
  return g_strdup_printf ("%d", (int) PLACE (record)->sort);
}

const XyColumn xy_hygiene_place_columns[] = {
  { "sort", N_ ("Order"), 54, XY_COLUMN_NUMBER, 0, get_place_sort, NULL },
  { "name", N_ ("Public area"), 180, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_place_name, NULL },
  { "kind", N_ ("Kind"), 84, XY_COLUMN_TEXT, 0, get_place_kind, NULL },
  { "unit", N_ ("Group"), 72, XY_COLUMN_TEXT, 0, get_place_unit, NULL },
  { "keeper", N_ ("Looked after by"), 120, XY_COLUMN_TEXT, 0, get_place_keeper, NULL },
  { "note", N_ ("Note"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_place_note, NULL },
};
const guint xy_hygiene_n_place_columns = G_N_ELEMENTS (xy_hygiene_place_columns);

const XyListSource xy_hygiene_place_source = {
  .ids = place_ids,
  .records = place_records,
  .free_record = place_row_free,
};
