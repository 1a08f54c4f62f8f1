/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-sheet-data.h"

#include <string.h>

#include "core/number.h"
#include "core/roster-list.h"

static void
cell_clear (XyPointsSheetCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  g_clear_pointer (&cell->problem, g_free);
  g_clear_pointer (&cell->why, g_free);
  memset (cell, 0, sizeof *cell);
}

static void
row_free (gpointer data)
{
  XyPointsSheetRow *row = data;

  for (guint i = 0; i < XY_POINTS_SHEET_COLUMNS; i++)
    cell_clear (&row->cells[i]);
  g_free (row->number);
  g_free (row->head);
  g_free (row->group);
  g_free (row);
}

static void
cell_uncheck (XyPointsSheetCell *cell)
{
  g_clear_pointer (&cell->problem, g_free);
  g_clear_pointer (&cell->why, g_free);
  cell->delta = cell->cut = 0;
  cell->repeat = cell->checked = FALSE;
}

XyPointsSheetData *
xy_points_sheet_data_new (void)
{
  XyPointsSheetData *self = g_new0 (XyPointsSheetData, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
xy_points_sheet_data_free (XyPointsSheetData *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->rules);
  g_free (self->day);
  g_free (self->witness);
  g_free (self);
}

GPtrArray *
xy_points_sheet_read_rows (XyStore *store, GError **error)
{
  XyRosterFilter filter = { .who = XY_WHO_LIVE };
  g_autoptr (GArray) ids = xy_household_list_ids (store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  g_autoptr (GPtrArray) list =
      ids != NULL ? xy_household_list_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  GPtrArray *rows;

  if (list == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < list->len; i++)
    {
      const XyHouseholdRow *from = list->pdata[i];
      XyPointsSheetRow *row;

      if (from == NULL)
        continue;
      row = g_new0 (XyPointsSheetRow, 1);
      row->household = from->household->record.id;
      row->unit = from->household->unit;
      row->number = g_strdup (from->household->number);
      row->head = g_strdup (from->household->head_name);
      row->group = g_strdup (from->unit_name);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

XyPointsSheetRow *
xy_points_sheet_row (const XyPointsSheetData *self, guint row)
{
  return self->rows->pdata[row];
}

XyPointsSheetCell *
xy_points_sheet_cell (const XyPointsSheetData *self, guint row, guint column)
{
  return &xy_points_sheet_row (self, row)->cells[column];
}

gboolean
xy_points_sheet_add_rule (XyPointsSheetData *self, XyPointsRule *rule)
{
  if (self->rules->len >= XY_POINTS_SHEET_COLUMNS)
    return FALSE;
  for (guint i = 0; i < self->rules->len; i++)
    if (g_strcmp0 (((XyPointsRule *) self->rules->pdata[i])->code, rule->code) == 0)
      return FALSE;
  g_ptr_array_add (self->rules, g_object_ref (rule));
  return TRUE;
}

void
xy_points_sheet_remove_rule (XyPointsSheetData *self, guint column)
{
  guint last = self->rules->len - 1;

  for (guint i = 0; i < self->rows->len; i++)
    {
      XyPointsSheetRow *row = self->rows->pdata[i];
      cell_clear (&row->cells[column]);
      memmove (&row->cells[column], &row->cells[column + 1], (last - column) * sizeof row->cells[0]);
      memset (&row->cells[last], 0, sizeof row->cells[0]);
    }
  g_ptr_array_remove_index (self->rules, column);
}

void
xy_points_sheet_set_text (XyPointsSheetData *self, guint row, guint column, const char *text)
{
  XyPointsSheetCell *cell = xy_points_sheet_cell (self, row, column);
  char *copy = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;

  g_free (cell->text);
  cell->text = copy;
  cell_uncheck (cell);
}

gboolean
xy_points_sheet_value (const XyPointsSheetData *self, guint row, guint column, gint64 *value)
{
  const XyPointsSheetCell *cell = xy_points_sheet_cell (self, row, column);

  *value = 0;
  return cell->text == NULL || xy_points_parse (cell->text, value, NULL);
}

const char *
xy_points_sheet_text_above (const XyPointsSheetData *self, const guint *rows, guint n, guint column)
{
  while (n-- > 0)
    {
      const char *text = xy_points_sheet_cell (self, rows[n], column)->text;
      if (text != NULL)
        return text;
    }
  return NULL;
}

XyPointsSheetSum
xy_points_sheet_sum (const XyPointsSheetData *self, guint column)
{
  XyPointsSheetSum sum = { 0 };

  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyPointsSheetCell *cell = xy_points_sheet_cell (self, i, column);
      gint64 value;

      if (cell->text == NULL)
        continue;
      if (!xy_points_sheet_value (self, i, column, &value))
        {
          sum.n_wrong++;
          continue;
        }
      sum.n += value != 0;
      sum.sum += value;
      sum.points += cell->delta;
      sum.n_wrong += cell->problem != NULL;
      sum.n_repeat += cell->repeat;
      sum.n_cut += cell->cut != 0;
    }
  return sum;
}

typedef struct
{
  guint row, column;
  gint64 value;
} Place;

/* Equal amounts stand together: they go into one draft. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->column != other->column)
    return one->column < other->column ? -1 : 1;
  if (one->value != other->value)
    return one->value < other->value ? -1 : 1;
  return one->row < other->row ? -1 : one->row > other->row;
}

XyPointsSheetJob *
xy_points_sheet_job_new (const XyPointsSheetData *self, gboolean unchecked)
{
  XyPointsSheetJob *job = g_new0 (XyPointsSheetJob, 1);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint column = 0; column < self->rules->len; column++)
    for (guint row = 0; row < self->rows->len; row++)
      {
        Place place = { .row = row, .column = column };
        if (xy_points_sheet_value (self, row, column, &place.value) && place.value != 0
            && !(unchecked && xy_points_sheet_cell (self, row, column)->checked))
          g_array_append_val (places, place);
      }
  g_array_sort (places, compare_places);

  job->day = g_strdup (self->day);
  job->witness = self->witness != NULL && self->witness[0] != '\0' ? g_strdup (self->witness) : NULL;
  job->ones = g_new0 (XyPointsOne, places->len);
  job->rows = g_new (guint, places->len);
  job->columns = g_new (guint, places->len);
  job->texts = g_new0 (char *, places->len + 1);
  job->batch.ones = job->ones;
  job->batch.n = places->len;
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const XyPointsRule *rule = self->rules->pdata[place->column];
      gboolean range = xy_points_rule_is_range (rule);

      job->rows[i] = place->row;
      job->columns[i] = place->column;
      job->texts[i] = g_strdup (xy_points_sheet_cell (self, place->row, place->column)->text);
      /* On paper a deduction is written without its sign. */
      job->ones[i] = (XyPointsOne){
        .household = xy_points_sheet_row (self, place->row)->household,
        .rule = rule->record.id,
        .amount = range ? 0 : place->value,
        .score = !range                                    ? 0
                 : rule->score_max < 0 && place->value > 0 ? -place->value
                                                           : place->value,
        .day = job->day,
        .witness = job->witness,
      };
    }
  return job;
}

void
xy_points_sheet_job_free (XyPointsSheetJob *job)
{
  xy_points_batch_clear (&job->batch);
  g_strfreev (job->texts);
  g_free (job->ones);
  g_free (job->rows);
  g_free (job->columns);
  g_free (job->day);
  g_free (job->witness);
  g_free (job);
}

gboolean
xy_points_sheet_take (XyPointsSheetData *self, const XyPointsSheetJob *job)
{
  gboolean changed = FALSE;

  if (g_strcmp0 (self->day, job->day) != 0)
    return FALSE;
  for (guint i = 0; job->batch.outcomes != NULL && i < job->batch.n; i++)
    {
      const XyPointsOutcome *outcome = job->batch.outcomes->pdata[i];
      XyPointsSheetCell *cell;

      if (job->rows[i] >= self->rows->len || job->columns[i] >= self->rules->len
          || !xy_id_same (&((XyRecord *) self->rules->pdata[job->columns[i]])->id, &job->ones[i].rule))
        continue;
      cell = xy_points_sheet_cell (self, job->rows[i], job->columns[i]);
      if (g_strcmp0 (cell->text, job->texts[i]) != 0)
        continue;
      changed = changed || !cell->checked || g_strcmp0 (cell->problem, outcome->problem) != 0
                || cell->delta != outcome->line.delta || cell->repeat != outcome->repeat;
      cell_uncheck (cell);
      cell->checked = TRUE;
      cell->problem = g_strdup (outcome->problem);
      if (outcome->problem == NULL)
        {
          cell->why = g_strdup (outcome->line.why);
          cell->delta = outcome->line.delta;
          cell->cut = outcome->line.cut;
          cell->repeat = outcome->repeat;
        }
    }
  return changed;
}

void
xy_points_sheet_uncheck (XyPointsSheetData *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint k = 0; k < XY_POINTS_SHEET_COLUMNS; k++)
      cell_uncheck (xy_points_sheet_cell (self, i, k));
}

void
xy_points_sheet_clear (XyPointsSheetData *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint k = 0; k < XY_POINTS_SHEET_COLUMNS; k++)
      cell_clear (xy_points_sheet_cell (self, i, k));
}

/* First line: day, witness, unit; second: codes of the rules; then a line for each household that has anything. */
char *
xy_points_sheet_dump (const XyPointsSheetData *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char id[XY_ID_TEXT_LENGTH + 1];
  gboolean any = FALSE;

  xy_id_to_text (&self->unit, id);
  g_string_append_printf (out, "%s\t%s\t%s\n", self->day != NULL ? self->day : "",
                          self->witness != NULL ? self->witness : "", id);
  for (guint k = 0; k < self->rules->len; k++)
    g_string_append_printf (out, "%s%s", k > 0 ? "\t" : "", ((XyPointsRule *) self->rules->pdata[k])->code);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyPointsSheetRow *row = self->rows->pdata[i];
      gboolean filled = FALSE;

      for (guint k = 0; k < self->rules->len; k++)
        filled = filled || row->cells[k].text != NULL;
      if (!filled)
        continue;
      any = TRUE;
      xy_id_to_text (&row->household, id);
      g_string_append_printf (out, "\n%s", id);
      for (guint k = 0; k < self->rules->len; k++)
        g_string_append_printf (out, "\t%s", row->cells[k].text != NULL ? row->cells[k].text : "");
    }
  return any ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

char **
xy_points_sheet_draft_codes (const char *draft)
{
  g_auto (GStrv) lines = g_strsplit (draft, "\n", 3);

  return g_strsplit (g_strv_length (lines) > 1 ? lines[1] : "", "\t", -1);
}

/* Columns whose rule is gone are passed over. */
void
xy_points_sheet_restore (XyPointsSheetData *self, const char *draft)
{
  g_auto (GStrv) lines = g_strsplit (draft, "\n", -1), codes = xy_points_sheet_draft_codes (draft);
  g_auto (GStrv) first = g_strsplit (lines[0] != NULL ? lines[0] : "", "\t", -1);
  g_autoptr (GHashTable) rows = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (g_strv_length (lines) < 2 || g_strv_length (first) < 3)
    return;
  g_free (self->day);
  g_free (self->witness);
  self->day = g_strdup (first[0]);
  self->witness = g_strdup (first[1]);
  if (!xy_id_from_text (first[2], &self->unit))
    self->unit = XY_ID_NONE;
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_insert (rows, &xy_points_sheet_row (self, i)->household, GUINT_TO_POINTER (i + 1));
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      XyId id;
      guint row =
          cells[0] != NULL && xy_id_from_text (cells[0], &id) ? GPOINTER_TO_UINT (g_hash_table_lookup (rows, &id)) : 0;

      for (guint k = 0; row > 0 && codes[k] != NULL && cells[k + 1] != NULL; k++)
        for (guint column = 0; column < self->rules->len; column++)
          if (g_strcmp0 (((XyPointsRule *) self->rules->pdata[column])->code, codes[k]) == 0)
            xy_points_sheet_set_text (self, row - 1, column, cells[k + 1]);
    }
}
