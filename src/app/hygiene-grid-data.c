/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-grid-data.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/points-rule.h"

static void
line_free (gpointer data)
{
  XyHygieneTypedLine *line = data;

  if (line == NULL)
    return;
  for (guint k = 0; k < line->n; k++)
    g_free (line->texts[k]);
  g_free (line->texts);
  g_free (line->note);
  g_free (line->refused);
  g_free (line);
}

static void
set_shape (XyHygieneTyping *self)
{
  const XyHygieneGrid *grid = self->grid;

  self->has_sum = g_strcmp0 (grid->round->mode, "items") == 0 && grid->items != NULL;
  self->ticks = g_strcmp0 (grid->round->mode, "tick") == 0;
  self->n_columns = self->has_sum ? grid->items->len + 1 : 1;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  g_ptr_array_set_size (self->lines, (int) (grid->judges->len * grid->rows->len));
}

XyHygieneTyping *
xy_hygiene_typing_new (XyHygieneGrid *grid)
{
  XyHygieneTyping *self = g_new0 (XyHygieneTyping, 1);

  self->grid = grid;
  set_shape (self);
  return self;
}

void
xy_hygiene_typing_free (XyHygieneTyping *self)
{
  g_ptr_array_unref (self->lines);
  xy_hygiene_grid_free (self->grid);
  g_free (self);
}

const XyHygieneGridRow *
xy_hygiene_typing_row (const XyHygieneTyping *self, guint row)
{
  return self->grid->rows->pdata[row];
}

static const XyHygieneJudge *
judge_at (const XyHygieneTyping *self, guint judge)
{
  return self->grid->judges->pdata[judge];
}

static const XyHygieneCell *
cell_at (const XyHygieneTyping *self, guint judge, guint row)
{
  return &xy_hygiene_typing_row (self, row)->cells[judge];
}

static gboolean
has_sheet (const XyHygieneTyping *self, guint judge, guint row)
{
  return !xy_id_is_none (&cell_at (self, judge, row)->sheet);
}

/* What the store has in a cell; NULL: nothing. (transfer full) */
static char *
kept_text (const XyHygieneTyping *self, guint judge, guint row, guint column)
{
  const XyHygieneCell *cell = cell_at (self, judge, row);

  if (!has_sheet (self, judge, row))
    return NULL;
  if (self->ticks)
    return g_strdup (cell->sum > 0 ? "1" : "0");
  if (self->has_sum && column + 1 < self->n_columns)
    return cell->scores != NULL ? xy_amount_format (cell->scores[column]) : NULL;
  return xy_amount_format (cell->sum);
}

static void
fill_line (const XyHygieneTyping *self, XyHygieneTypedLine *line, guint judge, guint row)
{
  for (guint k = 0; k < self->n_columns; k++)
    {
      g_free (line->texts[k]);
      line->texts[k] = kept_text (self, judge, row, k);
    }
  g_free (line->note);
  line->note = g_strdup (cell_at (self, judge, row)->note);
  g_clear_pointer (&line->refused, g_free);
  line->typed = line->asked = FALSE;
}

XyHygieneTypedLine *
xy_hygiene_typing_line (XyHygieneTyping *self, guint judge, guint row)
{
  gpointer *place = &self->lines->pdata[judge * self->grid->rows->len + row];

  if (*place == NULL)
    {
      XyHygieneTypedLine *line = g_new0 (XyHygieneTypedLine, 1);
      line->n = self->n_columns;
      line->texts = g_new0 (char *, line->n);
      fill_line (self, line, judge, row);
      *place = line;
    }
  return *place;
}

XyHygieneLineState
xy_hygiene_typing_state (XyHygieneTyping *self, guint judge, guint row)
{
  const XyHygieneGridRow *from = xy_hygiene_typing_row (self, row);

  if (g_strcmp0 (from->state, "excused") == 0)
    return XY_HYGIENE_LINE_EXCUSED;
  if (g_strcmp0 (from->state, "absent") == 0)
    return XY_HYGIENE_LINE_ABSENT;
  if (from->cells[judge].aside != NULL)
    return XY_HYGIENE_LINE_ASIDE;
  if (xy_hygiene_typing_line (self, judge, row)->typed)
    return XY_HYGIENE_LINE_TYPED;
  return has_sheet (self, judge, row) ? XY_HYGIENE_LINE_SAVED : XY_HYGIENE_LINE_EMPTY;
}

gboolean
xy_hygiene_typing_may_stand (XyHygieneTyping *self, guint judge, guint row)
{
  const XyHygieneGridRow *from = xy_hygiene_typing_row (self, row);

  return self->grid->round->closed_on == NULL && g_strcmp0 (from->state, "in") == 0 && from->cells[judge].aside == NULL;
}

gint64
xy_hygiene_typing_most (const XyHygieneTyping *self, guint column)
{
  if (self->has_sum && column + 1 < self->n_columns)
    return g_array_index (self->grid->items, XyHygieneItem, column).most;
  return self->grid->most;
}

const char *
xy_hygiene_typing_name (const XyHygieneTyping *self, guint column)
{
  if (self->has_sum && column + 1 < self->n_columns)
    return g_array_index (self->grid->items, XyHygieneItem, column).name;
  return self->has_sum ? C_ ("of scores", "Sum") : self->ticks ? _ ("Passed or not") : C_ ("hygiene", "Score");
}

const char *
xy_hygiene_typing_get (XyHygieneTyping *self, guint judge, guint row, guint column)
{
  return xy_hygiene_typing_line (self, judge, row)->texts[column];
}

/* 15 and 15.0 are the same score. */
static gboolean
same_score (const char *one, const char *other)
{
  gint64 first, second;

  return g_strcmp0 (one, other) == 0
         || (one != NULL && other != NULL && xy_points_parse (one, &first, NULL)
             && xy_points_parse (other, &second, NULL) && first == second);
}

static gboolean
same_as_kept (XyHygieneTyping *self, guint judge, guint row)
{
  XyHygieneTypedLine *line = xy_hygiene_typing_line (self, judge, row);

  for (guint k = 0; k < self->n_columns; k++)
    {
      g_autofree char *kept = kept_text (self, judge, row, k);
      if (!same_score (kept, line->texts[k]))
        return FALSE;
    }
  return TRUE;
}

static void
put (char **place, const char *text)
{
  char *copy = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;

  g_free (*place);
  *place = copy;
}

void
xy_hygiene_typing_set (XyHygieneTyping *self, guint judge, guint row, guint column, const char *text)
{
  XyHygieneTypedLine *line = xy_hygiene_typing_line (self, judge, row);
  guint last = self->n_columns - 1;

  put (&line->texts[column], text);
  if (self->has_sum && column != last && !line->typed)
    g_clear_pointer (&line->texts[last], g_free);
  g_clear_pointer (&line->refused, g_free);
  line->asked = FALSE;
  line->typed = !same_as_kept (self, judge, row);
}

void
xy_hygiene_typing_revert (XyHygieneTyping *self, guint judge, guint row)
{
  fill_line (self, xy_hygiene_typing_line (self, judge, row), judge, row);
}

/* What a cell says in hundredths; FALSE where it is empty or no score. */
static gboolean
read_cell (XyHygieneTyping *self, guint judge, guint row, guint column, gint64 *value)
{
  const char *text = xy_hygiene_typing_get (self, judge, row, column);

  *value = 0;
  if (text == NULL)
    return FALSE;
  if (self->ticks)
    {
      *value = g_str_equal (text, "1") ? XY_HYGIENE_FULL : 0;
      return g_str_equal (text, "1") || g_str_equal (text, "0");
    }
  return xy_points_parse (text, value, NULL) && *value >= 0;
}

gint64
xy_hygiene_typing_sum (XyHygieneTyping *self, guint judge, guint row)
{
  gint64 sum = 0;

  for (guint k = 0; k + 1 < self->n_columns || k == 0; k++)
    {
      gint64 value;
      if (read_cell (self, judge, row, k, &value))
        sum += value;
    }
  return sum;
}

static gboolean
is_sum (const XyHygieneTyping *self, guint column)
{
  return self->has_sum && column + 1 == self->n_columns;
}

/* A sum is right or wrong once all scores are there. */
static gboolean
items_are_there (XyHygieneTyping *self, guint judge, guint row)
{
  for (guint k = 0; k + 1 < self->n_columns; k++)
    {
      gint64 value;
      if (!read_cell (self, judge, row, k, &value) || value > xy_hygiene_typing_most (self, k))
        return FALSE;
    }
  return TRUE;
}

char *
xy_hygiene_typing_problem (XyHygieneTyping *self, guint judge, guint row, guint column)
{
  gint64 value;

  if (xy_hygiene_typing_get (self, judge, row, column) == NULL)
    return NULL;
  if (!read_cell (self, judge, row, column, &value))
    return g_strdup (_ ("This is no score."));
  if (is_sum (self, column))
    {
      gint64 sum = xy_hygiene_typing_sum (self, judge, row);
      if (value == sum || !items_are_there (self, judge, row))
        return NULL;
      g_autofree char *here = xy_amount_format (sum), *paper = xy_amount_format (value);
      return g_strdup_printf (_ ("The scores come to %s, the paper says %s. Please look which of them is wrong."), here,
                              paper);
    }
  if (value <= xy_hygiene_typing_most (self, column))
    return NULL;
  g_autofree char *most = xy_amount_format (xy_hygiene_typing_most (self, column));
  return g_strdup_printf (_ ("%s gives at most %s."), xy_hygiene_typing_name (self, column), most);
}

char *
xy_hygiene_typing_mark (XyHygieneTyping *self, guint judge, guint row, guint column)
{
  gint64 value;

  if (xy_hygiene_typing_get (self, judge, row, column) == NULL)
    return NULL;
  if (!read_cell (self, judge, row, column, &value))
    return g_strdup ("?");
  if (is_sum (self, column))
    {
      gint64 sum = xy_hygiene_typing_sum (self, judge, row);
      g_autofree char *here = xy_amount_format (sum);
      return value == sum || !items_are_there (self, judge, row) ? NULL : g_strconcat ("≠", here, NULL);
    }
  if (value <= xy_hygiene_typing_most (self, column))
    return NULL;
  g_autofree char *most = xy_amount_format (xy_hygiene_typing_most (self, column));
  return g_strdup_printf ("≤%s", most);
}

gboolean
xy_hygiene_typing_check (XyHygieneTyping *self, guint judge, guint row, guint *column, char **sentence)
{
  for (guint k = 0; k < self->n_columns; k++)
    {
      *column = k;
      *sentence = xy_hygiene_typing_problem (self, judge, row, k);
      if (*sentence != NULL)
        return FALSE;
      if (xy_hygiene_typing_get (self, judge, row, k) == NULL)
        {
          *sentence = is_sum (self, k) ? g_strdup (_ ("Please type the sum as the paper has it."))
                                       : g_strdup_printf (_ ("%s is still empty."), xy_hygiene_typing_name (self, k));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
xy_hygiene_typing_differs (XyHygieneTyping *self, guint judge, guint row)
{
  return has_sheet (self, judge, row) && !same_as_kept (self, judge, row);
}

/* Keeping */

XyHygieneKeeping *
xy_hygiene_keeping_new (XyHygieneTyping *self, guint judge, const guint *rows, guint n)
{
  XyHygieneKeeping *keeping = g_new0 (XyHygieneKeeping, 1);

  keeping->ones = g_array_new (FALSE, TRUE, sizeof (XyHygieneScoring));
  keeping->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  keeping->owned = g_ptr_array_new_with_free_func (g_free);
  keeping->judge = judge;
  g_array_append_vals (keeping->rows, rows, n);
  for (guint i = 0; i < n; i++)
    {
      const XyHygieneTypedLine *line = xy_hygiene_typing_line (self, judge, rows[i]);
      XyHygieneScoring one = { .result = xy_hygiene_typing_row (self, rows[i])->result,
                               .judge = judge_at (self, judge)->record.id,
                               .replace = TRUE };

      if (self->has_sum)
        {
          gint64 *scores = g_new0 (gint64, self->n_columns);
          g_ptr_array_add (keeping->owned, scores);
          for (guint k = 0; k + 1 < self->n_columns; k++)
            read_cell (self, judge, rows[i], k, &scores[k]);
          one.scores = scores;
          one.n_scores = self->n_columns - 1;
          one.has_said = read_cell (self, judge, rows[i], self->n_columns - 1, &one.said);
        }
      else
        read_cell (self, judge, rows[i], 0, &one.sum);
      if (line->note != NULL)
        {
          char *note = g_strdup (line->note);
          g_ptr_array_add (keeping->owned, note);
          one.note = note;
        }
      g_array_append_val (keeping->ones, one);
    }
  keeping->scorings.ones = (XyHygieneScoring *) (gpointer) keeping->ones->data;
  keeping->scorings.n = n;
  return keeping;
}

void
xy_hygiene_keeping_free (gpointer data)
{
  XyHygieneKeeping *keeping = data;

  g_array_unref (keeping->ones);
  g_array_unref (keeping->rows);
  g_ptr_array_unref (keeping->owned);
  g_free (keeping);
}

gboolean
xy_hygiene_keeping_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneKeeping *keeping = data;

  if (keeping->scorings.n == 1)
    return xy_hygiene_score_act (txn, keeping->scorings.ones, error);
  return xy_hygiene_scores_act (txn, &keeping->scorings, error);
}

/* What was kept is what the store has from now on. */
static void
take_kept (XyHygieneTyping *self, const XyHygieneKeeping *keeping, guint i)
{
  const XyHygieneScoring *one = &g_array_index (keeping->ones, XyHygieneScoring, i);
  guint row = g_array_index (keeping->rows, guint, i);
  XyHygieneGridRow *to = self->grid->rows->pdata[row];
  XyHygieneCell *cell = &to->cells[keeping->judge];

  gint64 sum = self->has_sum ? one->said : one->sum;

  if (xy_id_is_none (&cell->sheet))
    {
      self->grid->n_sheets++;
      to->n++;
      cell->sum = 0;
    }
  to->total += sum - cell->sum;
  to->score = xy_hygiene_average (to->total, to->n);
  cell->sheet = one->made;
  cell->sum = sum;
  if (self->has_sum && cell->scores == NULL)
    cell->scores = g_new0 (gint64, self->n_columns - 1);
  if (self->has_sum)
    memcpy (cell->scores, one->scores, (self->n_columns - 1) * sizeof (gint64));
  g_free (cell->note);
  cell->note = g_strdup (one->note);
}

void
xy_hygiene_typing_kept (XyHygieneTyping *self, const XyHygieneKeeping *keeping, const GError *refused)
{
  for (guint i = 0; i < keeping->rows->len; i++)
    {
      guint row = g_array_index (keeping->rows, guint, i);
      XyHygieneTypedLine *line;

      /* The grid may have been read anew meanwhile. */
      if (row >= self->grid->rows->len || keeping->judge >= self->grid->judges->len
          || !xy_id_same (&xy_hygiene_typing_row (self, row)->result,
                          &g_array_index (keeping->ones, XyHygieneScoring, i).result))
        continue;
      line = xy_hygiene_typing_line (self, keeping->judge, row);
      if (refused == NULL)
        {
          take_kept (self, keeping, i);
          line->typed = !same_as_kept (self, keeping->judge, row);
        }
      else if (i == keeping->scorings.failed || keeping->rows->len == 1)
        {
          g_free (line->refused);
          line->refused = g_strdup (refused->message);
        }
      line->asked = FALSE;
    }
}

static guint
find_judge (const XyHygieneTyping *self, const XyId *id)
{
  for (guint i = 0; i < self->grid->judges->len; i++)
    if (xy_id_same (&judge_at (self, i)->record.id, id))
      return i;
  return G_MAXUINT;
}

static GHashTable *
rows_by_result (const XyHygieneTyping *self)
{
  GHashTable *rows = g_hash_table_new (xy_id_hash, xy_id_equal);

  for (guint i = 0; i < self->grid->rows->len; i++)
    g_hash_table_insert (rows, (gpointer) &xy_hygiene_typing_row (self, i)->result, GUINT_TO_POINTER (i + 1));
  return rows;
}

void
xy_hygiene_typing_take (XyHygieneTyping *self, XyHygieneGrid *grid)
{
  g_autofree char *draft = xy_hygiene_typing_dump (self);
  guint judge, row;

  g_ptr_array_unref (self->lines);
  xy_hygiene_grid_free (self->grid);
  self->grid = grid;
  set_shape (self);
  if (draft != NULL)
    xy_hygiene_typing_restore (self, draft, &judge, &row);
}

void
xy_hygiene_typing_count (XyHygieneTyping *self, guint judge, guint *n, guint *expected)
{
  *n = *expected = 0;
  for (guint i = 0; i < self->grid->rows->len; i++)
    {
      const XyHygieneGridRow *from = xy_hygiene_typing_row (self, i);
      if (g_strcmp0 (from->state, "in") != 0 || from->cells[judge].aside != NULL)
        continue;
      (*expected)++;
      *n += has_sheet (self, judge, i);
    }
}

gboolean
xy_hygiene_typing_next_gap (XyHygieneTyping *self, guint judge, guint at, guint *row)
{
  guint n = self->grid->rows->len;

  for (guint i = 0; i < n; i++)
    {
      guint here = (at + i) % n;
      if (xy_hygiene_typing_may_stand (self, judge, here) && !has_sheet (self, judge, here))
        {
          *row = here;
          return TRUE;
        }
    }
  return FALSE;
}

/* The draft */

/* A line each: judge, result, note, cells. */
char *
xy_hygiene_typing_dump (XyHygieneTyping *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  char judge[XY_ID_TEXT_LENGTH + 1], result[XY_ID_TEXT_LENGTH + 1];
  guint n = self->grid->rows->len;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const XyHygieneTypedLine *line = self->lines->pdata[i];

      if (line == NULL || !line->typed)
        continue;
      xy_id_to_text (&judge_at (self, i / n)->record.id, judge);
      xy_id_to_text (&xy_hygiene_typing_row (self, i % n)->result, result);
      g_autofree char *note = g_strdup (line->note != NULL ? line->note : "");
      g_string_append_printf (out, "%s\t%s\t%s", judge, result, g_strdelimit (note, "\t\n", ' '));
      for (guint k = 0; k < line->n; k++)
        g_string_append_printf (out, "\t%s", line->texts[k] != NULL ? line->texts[k] : "");
      g_string_append_c (out, '\n');
    }
  return out->len > 0 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

guint
xy_hygiene_typing_restore (XyHygieneTyping *self, const char *draft, guint *judge, guint *row)
{
  g_auto (GStrv) lines = g_strsplit (draft, "\n", -1);
  g_autoptr (GHashTable) rows = rows_by_result (self);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      XyId judge_id, result;
      XyHygieneTypedLine *line;

      if (g_strv_length (cells) < 4 || !xy_id_from_text (cells[0], &judge_id) || !xy_id_from_text (cells[1], &result))
        continue;
      guint at = find_judge (self, &judge_id);
      guint there = GPOINTER_TO_UINT (g_hash_table_lookup (rows, &result));
      if (at == G_MAXUINT || there == 0 || !xy_hygiene_typing_may_stand (self, at, there - 1))
        continue;
      line = xy_hygiene_typing_line (self, at, there - 1);
      put (&line->note, cells[2]);
      for (guint k = 0; k < self->n_columns && cells[k + 3] != NULL; k++)
        put (&line->texts[k], cells[k + 3]);
      line->typed = !same_as_kept (self, at, there - 1);
      if (!line->typed)
        continue;
      *judge = at;
      *row = there - 1;
      n++;
    }
  return n;
}
