/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/table.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK 65536
#define RECENT 8192 /* texts remembered for interning; a power of two */

typedef struct
{
  guint32 row;
  guint16 n; /* 0 stands for 65536 nowhere: columns are fewer */
  guint16 hidden;
  XyCell *cells;
} Row;

typedef struct
{
  guint32 column, row, last_row, merge;
} Cover;

struct _XySheet
{
  XyWorkbook *workbook;
  const char *name;
  gboolean hidden, is_1904;
  GArray *rows;      /* Row, in order once sealed */
  GArray *line;      /* XyCell of the row being filled */
  GArray *gone_rows; /* guint32, hidden rows as told */
  guint32 line_row;
  gboolean line_sorted, sorted, sealed;
  guint columns;
  GArray *merges; /* XyCellRange */
  GArray *covers; /* Cover, by column and row, none overlapping */
  guint8 *gone;   /* bits of hidden columns, or NULL */
};

/* Most texts are others: the hash says so without a look at the text, which is far off. */
typedef struct
{
  const char *text;
  guint32 hash;
} Recent;

struct _XyWorkbook
{
  gatomicrefcount count;
  XyFormat format;
  char *charset;
  gboolean guessed;
  gunichar separator;
  guint unreadable;
  GPtrArray *sheets;
  GPtrArray *blocks;
  char *free;
  gsize left;
  gsize text;
  guint cells;
  Recent *recent;
};

static const XyCell empty = { "", NULL, 0, XY_CELL_EMPTY, FALSE };

static gpointer
workbook_alloc (XyWorkbook *workbook, gsize size, gsize align)
{
  gsize pad = (align - ((gsize) workbook->free & (align - 1))) & (align - 1);

  if (size > BLOCK / 4)
    {
      char *own = g_malloc (size);
      g_ptr_array_add (workbook->blocks, own);
      return own;
    }
  if (workbook->left < size + pad)
    {
      workbook->free = g_malloc (BLOCK);
      workbook->left = BLOCK;
      pad = 0;
      g_ptr_array_add (workbook->blocks, workbook->free);
    }
  char *at = workbook->free + pad;
  workbook->free = at + size;
  workbook->left -= size + pad;
  return at;
}

static void
sheet_free (gpointer data)
{
  XySheet *sheet = data;

  g_array_unref (sheet->rows);
  g_array_unref (sheet->line);
  g_array_unref (sheet->gone_rows);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->covers);
  g_free (sheet->gone);
  g_free (sheet);
}

static gboolean
is_control (guchar c)
{
  return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

/* Writes TEXT without control characters and with plain line breaks to OUT, which has room for all of it. */
static gsize
clean (char *out, const char *text, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\r')
        {
          if (i + 1 == length || text[i + 1] != '\n')
            out[n++] = '\n';
        }
      else if (!is_control ((guchar) text[i]))
        out[n++] = text[i];
    }
  return n;
}

static int
compare_cells (const void *a, const void *b)
{
  const XyCell *x = a, *y = b;

  return (int) x->column - (int) y->column;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  return x->row < y->row ? -1 : x->row > y->row;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

static int
compare_covers (gconstpointer a, gconstpointer b)
{
  const Cover *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->merge < y->merge ? -1 : x->merge > y->merge;
}

/* g_array_sort() is stable, so of two cells at one place the later stays behind. */
static void
cells_sort (GArray *cells)
{
  g_array_sort (cells, compare_cells);

  guint n = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      const XyCell *cell = &g_array_index (cells, XyCell, i);
      if (n > 0 && g_array_index (cells, XyCell, n - 1).column == cell->column)
        n--;
      g_array_index (cells, XyCell, n++) = *cell;
    }
  g_array_set_size (cells, n);
}

static void
sheet_end_row (XySheet *sheet)
{
  GArray *line = sheet->line;

  if (line->len == 0)
    return;
  if (!sheet->line_sorted)
    cells_sort (line);

  Row row = { sheet->line_row, (guint16) line->len, FALSE, NULL };
  row.cells = workbook_alloc (sheet->workbook, line->len * sizeof (XyCell), sizeof (gpointer));
  memcpy (row.cells, line->data, line->len * sizeof (XyCell));
  if (sheet->rows->len > 0 && g_array_index (sheet->rows, Row, sheet->rows->len - 1).row >= row.row)
    sheet->sorted = FALSE;
  g_array_append_val (sheet->rows, row);
  g_array_set_size (line, 0);
  sheet->line_sorted = TRUE;
}

/* Rows come in order from every program that writes spreadsheets; this is for those that do not. */
static void
sheet_sort_rows (XySheet *sheet)
{
  g_array_sort (sheet->rows, compare_rows);

  guint n = 0;
  for (guint i = 0; i < sheet->rows->len;)
    {
      Row row = g_array_index (sheet->rows, Row, i);
      guint end = i + 1;
      while (end < sheet->rows->len && g_array_index (sheet->rows, Row, end).row == row.row)
        end++;
      if (end > i + 1)
        {
          for (guint j = i; j < end; j++)
            {
              const Row *part = &g_array_index (sheet->rows, Row, j);
              g_array_append_vals (sheet->line, part->cells, part->n);
            }
          cells_sort (sheet->line);
          row.n = (guint16) sheet->line->len;
          row.cells = workbook_alloc (sheet->workbook, row.n * sizeof (XyCell), sizeof (gpointer));
          memcpy (row.cells, sheet->line->data, row.n * sizeof (XyCell));
          g_array_set_size (sheet->line, 0);
        }
      g_array_index (sheet->rows, Row, n++) = row;
      i = end;
    }
  g_array_set_size (sheet->rows, n);
  sheet->sorted = TRUE;
}

/* The index of the first filled row at or after ROW. */
static guint
sheet_lower_bound (const XySheet *sheet, guint row)
{
  guint n = sheet->rows->len;
  const Row *rows = (const Row *) (gconstpointer) sheet->rows->data;

  if (row < n && rows[row].row == row)
    return row;

  guint low = 0, high = row < n ? row + 1 : n;
  while (low < high)
    {
      guint mid = low + (high - low) / 2;
      if (rows[mid].row < row)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}

static Row *
sheet_find_row (const XySheet *sheet, guint row)
{
  guint index = sheet_lower_bound (sheet, row);

  if (index == sheet->rows->len)
    return NULL;
  Row *found = &g_array_index (sheet->rows, Row, index);
  return found->row == row ? found : NULL;
}

/* Merged ranges become spans of rows in each column, so that looking one up is a search in one sorted list. */
static gboolean
sheet_seal_merges (XySheet *sheet, GError **error)
{
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const XyCellRange *merge = &g_array_index (sheet->merges, XyCellRange, i);
      guint last = MIN (merge->last_column, MAX (sheet->columns, merge->column + 1) - 1);
      for (guint c = merge->column; c <= last; c++)
        {
          Cover cover = { c, merge->row, merge->last_row, i };
          if (sheet->covers->len >= XY_TABLE_MAX_MERGED)
            {
              g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                                   _ ("The table has far too many merged cells and was not read."));
              return FALSE;
            }
          g_array_append_val (sheet->covers, cover);
        }
    }
  g_array_sort (sheet->covers, compare_covers);

  guint n = 0;
  for (guint i = 0; i < sheet->covers->len; i++)
    {
      Cover cover = g_array_index (sheet->covers, Cover, i);
      const Cover *before = n > 0 ? &g_array_index (sheet->covers, Cover, n - 1) : NULL;
      if (before == NULL || before->column != cover.column || before->last_row < cover.row)
        g_array_index (sheet->covers, Cover, n++) = cover;
    }
  g_array_set_size (sheet->covers, n);
  return TRUE;
}

XyWorkbook *
xy_workbook_ref (XyWorkbook *workbook)
{
  g_atomic_ref_count_inc (&workbook->count);
  return workbook;
}

void
xy_workbook_unref (XyWorkbook *workbook)
{
  if (!g_atomic_ref_count_dec (&workbook->count))
    return;

  g_ptr_array_unref (workbook->sheets);
  g_ptr_array_unref (workbook->blocks);
  g_free (workbook->recent);
  g_free (workbook->charset);
  g_free (workbook);
}

XyWorkbook *
xy_workbook_new (XyFormat format)
{
  XyWorkbook *workbook = g_new0 (XyWorkbook, 1);

  g_atomic_ref_count_init (&workbook->count);
  workbook->format = format;
  workbook->sheets = g_ptr_array_new_with_free_func (sheet_free);
  workbook->blocks = g_ptr_array_new_with_free_func (g_free);
  workbook->recent = g_new0 (Recent, RECENT);
  return workbook;
}

void
xy_workbook_set_decoding (XyWorkbook *workbook,
                          const char *charset,
                          gboolean guessed,
                          gunichar separator,
                          guint unreadable)
{
  g_free (workbook->charset);
  workbook->charset = g_strdup (charset);
  workbook->guessed = guessed;
  workbook->separator = separator;
  workbook->unreadable = unreadable;
}

XyFormat
xy_workbook_get_format (const XyWorkbook *workbook)
{
  return workbook->format;
}

const char *
xy_workbook_get_charset (const XyWorkbook *workbook)
{
  return workbook->charset;
}

gboolean
xy_workbook_charset_was_guessed (const XyWorkbook *workbook)
{
  return workbook->guessed;
}

gunichar
xy_workbook_get_separator (const XyWorkbook *workbook)
{
  return workbook->separator;
}

guint
xy_workbook_get_unreadable (const XyWorkbook *workbook)
{
  return workbook->unreadable;
}

guint
xy_workbook_get_n_sheets (const XyWorkbook *workbook)
{
  return workbook->sheets->len;
}

const XySheet *
xy_workbook_get_sheet (const XyWorkbook *workbook, guint index)
{
  g_return_val_if_fail (index < workbook->sheets->len, NULL);

  return g_ptr_array_index (workbook->sheets, index);
}

const char *
xy_workbook_intern (XyWorkbook *workbook, const char *text, gsize length, GError **error)
{
  guint32 hash = 2166136261u;
  gboolean dirty = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      dirty |= is_control ((guchar) text[i]);
      hash = (hash ^ (guchar) text[i]) * 16777619u;
    }
  if (length == 0)
    return "";
  if (length > XY_TABLE_MAX_CELL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("A cell holds far more text than a spreadsheet allows; the file was not read."));
      return NULL;
    }

  Recent *recent = &workbook->recent[(hash ^ (hash >> 16)) & (RECENT - 1)];
  if (!dirty && recent->hash == hash && recent->text != NULL && strncmp (recent->text, text, length) == 0
      && recent->text[length] == '\0')
    return recent->text;

  workbook->text += length + 1;
  if (workbook->text > XY_TABLE_MAX_TEXT)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The table holds too much text to be read; divide it into several files."));
      return NULL;
    }

  char *copy = workbook_alloc (workbook, length + 1, 1);
  if (dirty)
    length = clean (copy, text, length);
  else
    memcpy (copy, text, length);
  copy[length] = '\0';
  if (!dirty)
    *recent = (Recent){ copy, hash };
  return copy;
}

XySheet *
xy_workbook_add_sheet (XyWorkbook *workbook, const char *name, gboolean hidden, gboolean is_1904, GError **error)
{
  const char *kept = xy_workbook_intern (workbook, name, strlen (name), error);

  if (kept == NULL)
    return NULL;
  if (workbook->sheets->len >= XY_TABLE_MAX_SHEETS)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The file has too many sheets and was not read; divide it into several files."));
      return NULL;
    }

  XySheet *sheet = g_new0 (XySheet, 1);
  sheet->workbook = workbook;
  sheet->name = kept;
  sheet->hidden = hidden;
  sheet->is_1904 = is_1904;
  sheet->line_sorted = sheet->sorted = TRUE;
  sheet->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  sheet->line = g_array_new (FALSE, FALSE, sizeof (XyCell));
  sheet->gone_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (XyCellRange));
  sheet->covers = g_array_new (FALSE, FALSE, sizeof (Cover));
  g_ptr_array_add (workbook->sheets, sheet);
  return sheet;
}

gboolean
xy_sheet_put_interned (XySheet *sheet,
                       guint row,
                       guint column,
                       XyCellKind kind,
                       gboolean formula,
                       const char *text,
                       const char *raw,
                       GError **error)
{
  g_return_val_if_fail (!sheet->sealed, FALSE);

  if (row >= XY_TABLE_MAX_ROWS || column >= XY_TABLE_MAX_COLUMNS)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The table is larger than a spreadsheet can be; the file is damaged or not genuine."));
      return FALSE;
    }
  if (*text == '\0')
    return TRUE;
  if (sheet->workbook->cells >= XY_TABLE_MAX_CELLS)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The table has too many cells to be read at once; divide it into several files."));
      return FALSE;
    }
  sheet->workbook->cells++;

  GArray *line = sheet->line;
  if (line->len > 0 && sheet->line_row != row)
    sheet_end_row (sheet);
  sheet->line_row = row;
  if (line->len > 0 && g_array_index (line, XyCell, line->len - 1).column >= column)
    {
      sheet->line_sorted = FALSE;
      /* A hostile row that repeats one cell without end. */
      if (line->len >= 2 * XY_TABLE_MAX_COLUMNS)
        cells_sort (line);
    }

  XyCell cell = { text, raw, (guint16) column, (guint8) kind, formula != FALSE };
  g_array_append_val (line, cell);
  sheet->columns = MAX (sheet->columns, column + 1);
  return TRUE;
}

gboolean
xy_sheet_put (XySheet *sheet, const XyNewCell *cell, GError **error)
{
  const char *text = xy_workbook_intern (sheet->workbook, cell->text, cell->length, error), *raw = NULL;

  if (text == NULL)
    return FALSE;
  if (cell->kind == XY_CELL_NUMBER || cell->kind == XY_CELL_DATE)
    {
      raw = cell->raw != NULL ? xy_workbook_intern (sheet->workbook, cell->raw, cell->raw_length, error) : text;
      if (raw == NULL)
        return FALSE;
    }
  return xy_sheet_put_interned (sheet, cell->row, cell->column, cell->kind, cell->formula, text, raw, error);
}

gboolean
xy_sheet_put_text (XySheet *sheet, guint row, guint column, const char *text, GError **error)
{
  XyNewCell cell = { .row = row, .column = column, .kind = XY_CELL_TEXT, .text = text, .length = strlen (text) };

  return xy_sheet_put (sheet, &cell, error);
}

gboolean
xy_sheet_merge (XySheet *sheet, const XyCellRange *merge, GError **error)
{
  if (merge->last_row < merge->row || merge->last_column < merge->column || merge->last_row >= XY_TABLE_MAX_ROWS
      || merge->last_column >= XY_TABLE_MAX_COLUMNS || sheet->merges->len >= XY_TABLE_MAX_MERGED)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The list of merged cells in the file is damaged; the file was not read."));
      return FALSE;
    }
  g_array_append_val (sheet->merges, *merge);
  return TRUE;
}

void
xy_sheet_hide_row (XySheet *sheet, guint row)
{
  guint32 number = row;

  if (sheet->gone_rows->len < XY_TABLE_MAX_ROWS)
    g_array_append_val (sheet->gone_rows, number);
}

void
xy_sheet_hide_columns (XySheet *sheet, guint first, guint last)
{
  if (sheet->gone == NULL)
    sheet->gone = g_new0 (guint8, XY_TABLE_MAX_COLUMNS / 8);
  for (guint c = first; c <= last && c < XY_TABLE_MAX_COLUMNS; c++)
    sheet->gone[c / 8] |= (guint8) (1u << (c % 8));
}

gboolean
xy_sheet_seal (XySheet *sheet, GError **error)
{
  sheet_end_row (sheet);
  if (!sheet->sorted)
    sheet_sort_rows (sheet);
  if (!sheet_seal_merges (sheet, error))
    return FALSE;

  g_array_sort (sheet->gone_rows, compare_numbers);
  for (guint i = 0; i < sheet->gone_rows->len; i++)
    {
      Row *row = sheet_find_row (sheet, g_array_index (sheet->gone_rows, guint32, i));
      if (row != NULL)
        row->hidden = TRUE;
    }
  g_array_set_size (sheet->gone_rows, 0);
  sheet->sealed = TRUE;
  return TRUE;
}

const char *
xy_sheet_get_name (const XySheet *sheet)
{
  return sheet->name;
}

gboolean
xy_sheet_is_hidden (const XySheet *sheet)
{
  return sheet->hidden;
}

gboolean
xy_sheet_is_1904 (const XySheet *sheet)
{
  return sheet->is_1904;
}

guint
xy_sheet_get_rows (const XySheet *sheet)
{
  return sheet->rows->len > 0 ? g_array_index (sheet->rows, Row, sheet->rows->len - 1).row + 1 : 0;
}

guint
xy_sheet_get_columns (const XySheet *sheet)
{
  return sheet->columns;
}

guint
xy_sheet_next_row (const XySheet *sheet, guint row)
{
  guint index = sheet_lower_bound (sheet, row);

  return index < sheet->rows->len ? g_array_index (sheet->rows, Row, index).row : xy_sheet_get_rows (sheet);
}

const XyCell *
xy_sheet_get_row (const XySheet *sheet, guint row, guint *n)
{
  const Row *found = sheet_find_row (sheet, row);

  *n = found != NULL ? found->n : 0;
  return found != NULL ? found->cells : NULL;
}

const XyCell *
xy_sheet_get (const XySheet *sheet, guint row, guint column)
{
  guint n;
  const XyCell *cells = xy_sheet_get_row (sheet, row, &n);

  if (column < n && cells[column].column == column)
    return &cells[column];
  if (column >= XY_TABLE_MAX_COLUMNS || n == 0)
    return &empty;

  XyCell key = { .column = (guint16) column };
  const XyCell *cell = bsearch (&key, cells, n, sizeof (XyCell), compare_cells);
  return cell != NULL ? cell : &empty;
}

gboolean
xy_sheet_has_merges (const XySheet *sheet)
{
  return sheet->merges->len > 0;
}

const XyCellRange *
xy_sheet_merge_at (const XySheet *sheet, guint row, guint column)
{
  const Cover *covers = (const Cover *) (gconstpointer) sheet->covers->data;
  guint low = 0, high = sheet->covers->len;

  /* The first cover after (column, row); the one before it is the only that can hold the cell. */
  while (low < high)
    {
      guint mid = low + (high - low) / 2;
      if (covers[mid].column < column || (covers[mid].column == column && covers[mid].row <= row))
        low = mid + 1;
      else
        high = mid;
    }
  if (low == 0)
    return NULL;
  const Cover *cover = &covers[low - 1];
  if (cover->column != column || row > cover->last_row)
    return NULL;
  return &g_array_index (sheet->merges, XyCellRange, cover->merge);
}

const XyCell *
xy_sheet_get_merged (const XySheet *sheet, guint row, guint column)
{
  const XyCellRange *merge = xy_sheet_merge_at (sheet, row, column);

  return merge != NULL ? xy_sheet_get (sheet, merge->row, merge->column) : xy_sheet_get (sheet, row, column);
}

gboolean
xy_sheet_is_row_hidden (const XySheet *sheet, guint row)
{
  const Row *found = sheet_find_row (sheet, row);

  return found != NULL && found->hidden;
}

gboolean
xy_sheet_is_column_hidden (const XySheet *sheet, guint column)
{
  return sheet->gone != NULL && column < XY_TABLE_MAX_COLUMNS && (sheet->gone[column / 8] & (1u << (column % 8))) != 0;
}
