/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-tables.h"
#include "core/mask.h"
#include "core/record.h"
#include "core/relation.h"
#include "tabular/roster-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A row of one of the tables; which member counts is known by the table. */
typedef struct
{
  XyImportResult *result;
  const XyRosterItem *item;
  XyImportChange change;
  const XyRosterMessage *message;
} Record;

/* What a list's query holds. */
typedef struct
{
  XyImportTable which;
  XyImportResult *result;
} Query;

static void
query_free (gpointer p)
{
  Query *query = p;
  xy_import_result_unref (query->result);
  g_free (query);
}

static void
record_free (gpointer p)
{
  Record *record = p;
  xy_import_result_unref (record->result);
  g_free (record);
}

/* Cells */

static char *
item_group (const XyRosterItem *item)
{
  return g_strdup (item->group);
}

static char *
item_number (const XyRosterItem *item)
{
  return g_strdup (item->number != NULL ? item->number : _ ("a new one"));
}

static const XyRosterRow *
row_of (const Record *record)
{
  const XyRosterItem *item = record->item != NULL ? record->item : record->change.item;

  if (item == NULL)
    return xy_import_result_find_row (record->result, record->message->sheet, record->message->row);
  if (item->index == XY_ROSTER_NOBODY)
    return NULL;
  guint index =
      record->change.is_household ? xy_roster_read_household (record->result->read, item->index)->head : item->index;
  return xy_roster_read_row (record->result->read, index);
}

/* FALSE for a row that the file does not have. */
static gboolean
find_place (const Record *record, guint *sheet, guint *line)
{
  const XyRosterRow *row = record->message == NULL ? row_of (record) : NULL;

  if (record->message == NULL && row == NULL)
    return FALSE;
  *sheet = row != NULL ? row->sheet : record->message->sheet;
  *line = (row != NULL ? row->row : record->message->row) + 1;
  return TRUE;
}

/* "12", and where the file has several sheets "3组 12". */
static char *
get_row (gconstpointer p)
{
  const Record *record = p;
  const XyWorkbook *workbook = record->result->read->workbook;
  guint sheet, line;

  if (!find_place (record, &sheet, &line))
    return NULL;
  if (xy_workbook_get_n_sheets (workbook) == 1)
    return g_strdup_printf ("%u", line);
  return g_strdup_printf ("%s %u", xy_sheet_get_name (xy_workbook_get_sheet (workbook, sheet)), line);
}

static char *
get_group (gconstpointer record)
{
  return item_group (((const Record *) record)->item);
}

static char *
get_number (gconstpointer record)
{
  return item_number (((const Record *) record)->item);
}

static char *
get_name (gconstpointer record)
{
  return g_strdup (((const Record *) record)->item->name);
}

static char *
value_of (gconstpointer record, XyRosterField field)
{
  const XyRosterRow *row = row_of (record);
  return row != NULL ? g_strdup (row->value[field]) : NULL;
}

static char *
get_relation (gconstpointer record)
{
  return value_of (record, XY_ROSTER_RELATION);
}

static char *
get_sex (gconstpointer record)
{
  return value_of (record, XY_ROSTER_SEX);
}

static char *
get_id_number (gconstpointer record)
{
  g_autofree char *number = value_of (record, XY_ROSTER_ID_NUMBER);
  return number != NULL ? xy_mask_id_number (number) : NULL;
}

static char *
get_head (gconstpointer p)
{
  const Record *record = p;
  const XyRosterRow *row = row_of (record);

  if (row == NULL)
    return NULL;
  const XyRosterHousehold *household = xy_roster_read_household (record->result->read, row->household);
  return household->head != XY_ROSTER_NOBODY
             ? g_strdup (xy_roster_read_row (record->result->read, household->head)->value[XY_ROSTER_NAME])
             : NULL;
}

static char *
get_change_group (gconstpointer record)
{
  return item_group (((const Record *) record)->change.item);
}

static char *
get_change_number (gconstpointer record)
{
  return item_number (((const Record *) record)->change.item);
}

static char *
get_who (gconstpointer p)
{
  const Record *record = p;
  const char *name = record->change.item->name;

  /* Translators: the household of 曾国强 */
  return record->change.is_household ? g_strdup_printf (_ ("household of %s"), name) : g_strdup (name);
}

static char *
get_field (gconstpointer p)
{
  const XyField *field = ((const Record *) p)->change.change->field;
  return field != NULL ? g_strdup (_ (field->label)) : NULL;
}

/* VALUE masked, but for the characters in which it is not OTHER: else nobody could judge the change. */
static char *
mask_beside (char *(*mask) (const char *), const char *value, const char *other)
{
  g_autofree char *masked = mask (value);

  if (other != NULL && strlen (other) == strlen (value) && strlen (masked) == strlen (value))
    for (gsize i = 0; value[i] != '\0'; i++)
      if (masked[i] == '*' && value[i] != other[i])
        masked[i] = value[i];
  return g_steal_pointer (&masked);
}

static char *
show_value (const XyField *field, const char *value, const char *other)
{
  if (value == NULL)
    return g_strdup (_ ("(empty)"));
  if (field != NULL && g_str_equal (field->name, "id_number"))
    return mask_beside (xy_mask_id_number, value, other);
  if (field != NULL && g_str_equal (field->name, "phone"))
    return mask_beside (xy_mask_phone, value, other);
  if (field != NULL && g_str_equal (field->name, "bank"))
    return mask_beside (xy_mask_bank_card, value, other);
  return g_strdup (value);
}

static char *
get_before (gconstpointer p)
{
  const XyRosterChange *change = ((const Record *) p)->change.change;
  return show_value (change->field, change->before, change->after);
}

static char *
get_after (gconstpointer p)
{
  const XyRosterChange *change = ((const Record *) p)->change.change;
  return show_value (change->field, change->after, change->before);
}

static char *
get_extent (gconstpointer p)
{
  const Record *record = p;
  gboolean whole = record->item->number != NULL && g_hash_table_contains (record->result->gone, record->item->number);

  return g_strdup (whole ? _ ("The whole household is missing") : _ ("Others of the household are in the file"));
}

static char *
get_severity (gconstpointer p)
{
  switch (((const Record *) p)->message->severity)
    {
    case XY_ROSTER_ERROR:
      return g_strdup (_ ("Must be mended"));
    case XY_ROSTER_WARNING:
      return g_strdup (_ ("Look at it"));
    case XY_ROSTER_HINT:
    default:
      return g_strdup (_ ("For information"));
    }
}

static XyPillKind
get_severity_kind (gconstpointer p)
{
  XyRosterSeverity severity = ((const Record *) p)->message->severity;
  return severity == XY_ROSTER_ERROR ? XY_PILL_ALERT : severity == XY_ROSTER_WARNING ? XY_PILL_WAITING : XY_PILL_PLAIN;
}

static char *
get_column (gconstpointer p)
{
  const Record *record = p;
  const XyRosterMessage *message = record->message;
  GPtrArray *layouts = record->result->read->layouts;

  if (message->column < 0)
    return g_strdup (_ ("Whole row"));
  g_autofree char *letters = xy_roster_column_letters ((guint) message->column);
  for (guint i = 0; i < layouts->len; i++)
    {
      const XyRosterLayout *layout = layouts->pdata[i];
      for (guint c = 0; layout->sheet == message->sheet && c < layout->columns->len; c++)
        {
          const XyRosterColumn *column = layout->columns->pdata[c];
          if ((int) column->column == message->column && column->heading[0] != '\0')
            return g_strdup_printf ("%s %s", letters, column->heading);
        }
    }
  return g_steal_pointer (&letters);
}

static char *
get_cell (gconstpointer p)
{
  const Record *record = p;
  const XyRosterMessage *message = record->message;

  if (message->column < 0)
    return NULL;
  const XySheet *sheet = xy_workbook_get_sheet (record->result->read->workbook, message->sheet);
  return xy_mask_text (xy_sheet_get_merged (sheet, message->row, (guint) message->column)->text);
}

static char *
get_problem_name (gconstpointer record)
{
  return value_of (record, XY_ROSTER_NAME);
}

static char *
get_reason (gconstpointer p)
{
  return g_strdup (((const Record *) p)->message->text);
}

/* clang-format off */
static const XyColumn added_columns[] = {
  { "row", N_ ("Row"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_row },
  { "group", N_ ("Group"), 60, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_group },
  { "number", N_ ("House no."), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number },
  { "head", N_ ("Head"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_head },
  { "name", N_ ("Name"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_name },
  { "relation", N_ ("Relation to head"), 100, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_relation },
  { "sex", N_ ("Sex"), 50, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_sex },
  { "id_number", N_ ("ID number"), 170, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_id_number },
};

static const XyColumn change_columns[] = {
  { "row", N_ ("Row"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_row },
  { "group", N_ ("Group"), 60, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_change_group },
  { "number", N_ ("House no."), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_change_number },
  { "who", N_ ("Whose"), 100, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_who },
  { "field", N_ ("Which field"), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_field },
  { "before", N_ ("Until now"), 145, XY_COLUMN_TEXT, 0, get_before },
  { "after", N_ ("From now on"), 145, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_after },
};

static const XyColumn missing_columns[] = {
  { "group", N_ ("Group"), 100, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_group },
  { "number", N_ ("House no."), 110, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number },
  { "name", N_ ("Name"), 150, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_name },
  { "extent", N_ ("In the file"), 240, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE | XY_COLUMN_EXPAND, get_extent },
};

static const XyColumn problem_columns[] = {
  { "severity", N_ ("How bad"), 80, XY_COLUMN_PILL, XY_COLUMN_SORTABLE, get_severity, get_severity_kind },
  { "row", N_ ("Row"), 70, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_row },
  { "name", N_ ("Name"), 80, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_problem_name },
  { "column", N_ ("Which cell"), 110, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_column },
  { "text", N_ ("What it says"), 120, XY_COLUMN_TEXT, 0, get_cell },
  { "reason", N_ ("What is wrong"), 240, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_reason },
};
/* clang-format on */

static const struct
{
  const char *name;
  const XyColumn *columns;
  guint n_columns;
} tables[XY_IMPORT_N_TABLES] = {
  [XY_IMPORT_ADDED] = { "import-added", added_columns, G_N_ELEMENTS (added_columns) },
  [XY_IMPORT_CHANGES] = { "import-changes", change_columns, G_N_ELEMENTS (change_columns) },
  [XY_IMPORT_MISSING] = { "import-missing", missing_columns, G_N_ELEMENTS (missing_columns) },
  [XY_IMPORT_PROBLEMS] = { "import-problems", problem_columns, G_N_ELEMENTS (problem_columns) },
};

/* The list */

static Record *
make_record (const Query *query, guint index)
{
  Record *record = g_new0 (Record, 1);
  XyImportResult *result = query->result;

  record->result = xy_import_result_ref (result);
  switch (query->which)
    {
    case XY_IMPORT_ADDED:
      record->item = g_array_index (result->added, const XyRosterItem *, index);
      break;
    case XY_IMPORT_CHANGES:
      record->change = g_array_index (result->changes, XyImportChange, index);
      break;
    case XY_IMPORT_MISSING:
      record->item = g_array_index (result->missing, const XyRosterItem *, index);
      break;
    case XY_IMPORT_PROBLEMS:
    case XY_IMPORT_N_TABLES:
    default:
      record->message = g_array_index (result->messages, const XyRosterMessage *, index);
      break;
    }
  return record;
}

typedef struct
{
  char *key;
  gint64 number;
  guint index;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer descending)
{
  const Place *left = a, *right = b;
  int order = left->number != right->number ? (left->number < right->number ? -1 : 1) : strcmp (left->key, right->key);

  if (order == 0)
    return left->index < right->index ? -1 : left->index > right->index;
  return descending != NULL ? -order : order;
}

static const XyColumn *
find_column (XyImportTable which, const char *name)
{
  for (guint i = 0; name != NULL && i < tables[which].n_columns; i++)
    if (g_str_equal (tables[which].columns[i].name, name))
      return &tables[which].columns[i];
  return NULL;
}

/* By the text of the column, digits in it by their value; rows by where they stand. */
static GArray *
sorted_places (const Query *query, guint n, const XyListQuery *asked)
{
  const XyColumn *column = find_column (query->which, asked->sort);
  GArray *places = g_array_sized_new (FALSE, TRUE, sizeof (Place), n);

  for (guint i = 0; i < n; i++)
    {
      Place place = { .index = i };
      if (column != NULL)
        {
          Record *record = make_record (query, i);
          g_autofree char *text = column->text (record);
          guint sheet, line;
          place.key = g_utf8_collate_key_for_filename (text != NULL ? text : "", -1);
          if (column->text == get_row && find_place (record, &sheet, &line))
            place.number = ((gint64) sheet << 32) + line;
          record_free (record);
        }
      g_array_append_val (places, place);
    }
  if (column != NULL)
    g_array_sort_with_data (places, compare_places, GINT_TO_POINTER (asked->descending));
  return places;
}

/* Rows have no ids of their own: their place in the result serves as one. */
static XyListAnswer *
find_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const Query *query = asked->data;
  guint n = xy_import_table_count (query->which, query->result);
  g_autoptr (GArray) places = sorted_places (query, n, asked);
  GArray *ids = g_array_sized_new (FALSE, TRUE, sizeof (XyId), n);

  for (guint i = 0; i < n; i++)
    {
      Place *place = &g_array_index (places, Place, i);
      XyId id = { { 1 } };
      memcpy (id.b + sizeof id.b - sizeof place->index, &place->index, sizeof place->index);
      g_array_append_val (ids, id);
      g_free (place->key);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
find_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      guint index;
      memcpy (&index, ids[i].b + sizeof ids[i].b - sizeof index, sizeof index);
      g_ptr_array_add (records, make_record (asked->data, index));
    }
  return records;
}

static const XyListSource source = { .ids = find_ids, .records = find_records, .free_record = record_free };

GtkWidget *
xy_import_table_new (XyImportTable which)
{
  return xy_table_new (tables[which].name, tables[which].columns, tables[which].n_columns);
}

guint
xy_import_table_count (XyImportTable which, const XyImportResult *result)
{
  switch (which)
    {
    case XY_IMPORT_ADDED:
      return result->added->len;
    case XY_IMPORT_CHANGES:
      return result->changes->len;
    case XY_IMPORT_MISSING:
      return result->missing->len;
    case XY_IMPORT_PROBLEMS:
    case XY_IMPORT_N_TABLES:
    default:
      return result->messages->len;
    }
}

char *
xy_import_table_describe (gconstpointer p)
{
  g_autofree char *row = get_row (p), *column = get_column (p);

  /* Translators: row, column or "Whole row", what is wrong */
  return g_strdup_printf (_ ("Row %s, %s: %s"), row, column, ((const Record *) p)->message->text);
}

void
xy_import_table_show (XyTable *table, XyImportTable which, XyWorker *worker, XyImportResult *result)
{
  g_autoptr (XyList) list = NULL;

  if (result != NULL)
    {
      Query *query = g_new0 (Query, 1);
      query->which = which;
      query->result = xy_import_result_ref (result);
      list = xy_list_new (worker, &source, 0);
      xy_list_set_query (list, query, query_free);
    }
  xy_table_set_list (table, list);
}
