/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/sentence.h"

#define STEP 512        /* rows between two looks at the cancellable */
#define BLOCK 256       /* rows allocated together */
#define LONGEST_NOTE 60 /* characters of a skipped line that are shown */

static XyRosterRow *
add_row (XyRosterReader *reader)
{
  XyRosterRead *read = reader->read;

  if (read->rows->len % BLOCK == 0)
    g_ptr_array_add (read->blocks, g_new0 (XyRosterRow, BLOCK));
  XyRosterRow *row = (XyRosterRow *) read->blocks->pdata[read->blocks->len - 1] + read->rows->len % BLOCK;
  row->sheet = reader->layout->sheet;
  row->row = reader->row;
  row->household = XY_ROSTER_NOBODY;
  row->next = XY_ROSTER_NOBODY;
  g_ptr_array_add (read->rows, row);
  return row;
}

const char *
xy_roster_keep (XyRosterRead *read, const char *text)
{
  return g_string_chunk_insert_const (read->texts, text);
}

void
xy_roster_tell (XyRosterRead *read, XyRosterSeverity severity, guint sheet, guint row, int column, const char *text)
{
  XyRosterMessage message = { severity, sheet, row, column, xy_roster_keep (read, text) };

  g_array_append_val (read->messages, message);
  read->n_errors += severity == XY_ROSTER_ERROR;
  read->n_warnings += severity == XY_ROSTER_WARNING;
}

void
xy_roster_tell_cell (XyRosterReader *reader, XyRosterSeverity severity, XyRosterField field, const char *text)
{
  xy_roster_tell (reader->read, severity, reader->layout->sheet, reader->row, reader->layout->at[field], text);
}

/* Puts the row's cells under their fields; those of a household, which may be merged over its rows, by the merging. */
static void
set_cells (XyRosterReader *reader, const XyCell *cells, guint n)
{
  static const XyRosterField blocks[] = { XY_ROSTER_SERIAL, XY_ROSTER_GROUP, XY_ROSTER_NUMBER, XY_ROSTER_HEAD,
                                          XY_ROSTER_COUNT };

  memset (reader->cells, 0, sizeof reader->cells);
  for (guint i = 0; i < n; i++)
    if (cells[i].column < reader->n_columns && cells[i].text[0] != '\0')
      reader->cells[reader->fields[cells[i].column]] = &cells[i];
  reader->cells[XY_ROSTER_NONE] = NULL;
  if (!reader->merged)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      int column = reader->layout->at[blocks[i]];
      if (column < 0 || reader->cells[blocks[i]] != NULL)
        continue;
      const XyCell *cell = xy_sheet_get_merged (reader->sheet, reader->row, (guint) column);
      if (cell->text[0] != '\0')
        reader->cells[blocks[i]] = cell;
    }
}

static void
note_skipped (XyRosterReader *reader, XyRosterRowKind kind, const XyCell *cells, guint n)
{
  const char *why = kind == XY_ROSTER_ROW_SUM         ? _ ("a sum")
                    : kind == XY_ROSTER_ROW_SIGNATURE ? _ ("signatures")
                    : kind == XY_ROSTER_ROW_REMARK    ? _ ("a remark")
                    : kind == XY_ROSTER_ROW_HEADING   ? _ ("the heading once more")
                    : kind == XY_ROSTER_ROW_GROUP     ? _ ("the name of a group")
                                                      : _ ("a title, or nobody's line");
  const char *shown = "";

  for (guint i = 0; i < n && shown[0] == '\0'; i++)
    shown = cells[i].text;
  g_autofree char *start = g_utf8_substring (shown, 0, MIN (g_utf8_strlen (shown, -1), LONGEST_NOTE));
  g_autofree char *text = g_strdup_printf (_ ("Passed over, %s: %s"), why, start);
  xy_roster_tell (reader->read, XY_ROSTER_HINT, reader->layout->sheet, reader->row, -1, text);
}

static void
read_row (XyRosterReader *reader, const XyCell *cells, guint n)
{
  set_cells (reader, cells, n);
  XyRosterRowKind kind = xy_roster_classify (reader, cells, n);

  if (kind == XY_ROSTER_ROW_PERSON)
    {
      guint index = reader->read->rows->len;
      XyRosterRow *row = add_row (reader);
      xy_roster_take_cells (reader, row);
      xy_roster_place (reader, row, index);
      return;
    }
  if (kind == XY_ROSTER_ROW_BLANK)
    return;
  /* After a sum or a group's name nobody belongs to the household above. */
  if (kind == XY_ROSTER_ROW_SUM || kind == XY_ROSTER_ROW_GROUP)
    reader->household = XY_ROSTER_NOBODY;
  note_skipped (reader, kind, cells, n);
}

static void
begin_sheet (XyRosterReader *reader, const XyRosterLayout *layout)
{
  reader->layout = layout;
  reader->sheet = xy_workbook_get_sheet (reader->read->workbook, layout->sheet);
  reader->n_columns = xy_sheet_get_columns (reader->sheet);
  reader->merged = xy_sheet_has_merges (reader->sheet);
  g_free (reader->fields);
  reader->fields = g_new0 (guint8, MAX (reader->n_columns, 1));
  for (guint f = XY_ROSTER_NONE + 1; f < XY_ROSTER_N_FIELDS; f++)
    if (layout->at[f] >= 0 && (guint) layout->at[f] < reader->n_columns)
      reader->fields[layout->at[f]] = (guint8) f;
  reader->group = layout->group != NULL ? xy_roster_find_group (reader, layout->group) : reader->fallback;
  reader->household = XY_ROSTER_NOBODY;
  reader->number = reader->head_name = NULL;
}

static gboolean
read_sheet (XyRosterReader *reader,
            guint *done,
            guint total,
            GCancellable *cancellable,
            XyRosterProgress progress,
            gpointer data,
            GError **error)
{
  guint rows = xy_sheet_get_rows (reader->sheet), hidden = 0;

  for (reader->row = reader->layout->header_last + 1; reader->row < rows; reader->row++)
    {
      if ((*done)++ % STEP == 0)
        {
          if (g_cancellable_is_cancelled (cancellable))
            {
              g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; nothing was changed."));
              return FALSE;
            }
          if (progress != NULL)
            progress (*done, total, data);
        }
      guint n;
      const XyCell *cells = xy_sheet_get_row (reader->sheet, reader->row, &n);
      if (n == 0)
        continue;
      hidden += xy_sheet_is_row_hidden (reader->sheet, reader->row);
      read_row (reader, cells, n);
    }
  if (hidden > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u hidden row of this sheet was read like the others.",
                                     "%u hidden rows of this sheet were read like the others.", hidden),
                           hidden);
      xy_roster_tell (reader->read, XY_ROSTER_HINT, reader->layout->sheet, reader->layout->header_last, -1, text);
    }
  return TRUE;
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const XyRosterMessage *left = a, *right = b;

  if (left->sheet != right->sheet)
    return left->sheet < right->sheet ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static void
reader_clear (XyRosterReader *reader)
{
  g_hash_table_unref (reader->groups);
  g_hash_table_unref (reader->by_key);
  g_hash_table_unref (reader->by_id);
  g_free (reader->fields);
}

static XyRosterRead *
read_new (XyWorkbook *workbook, GPtrArray *layouts)
{
  XyRosterRead *read = g_new0 (XyRosterRead, 1);

  read->workbook = xy_workbook_ref (workbook);
  read->layouts = g_ptr_array_ref (layouts);
  read->rows = g_ptr_array_new ();
  read->blocks = g_ptr_array_new_with_free_func (g_free);
  read->households = g_array_new (FALSE, TRUE, sizeof (XyRosterHousehold));
  read->messages = g_array_new (FALSE, FALSE, sizeof (XyRosterMessage));
  read->texts = g_string_chunk_new (16384);
  return read;
}

static gboolean
any_used (GPtrArray *layouts, guint *total, const XyWorkbook *workbook, GError **error)
{
  const XyRosterLayout *first = layouts->len > 0 ? layouts->pdata[0] : NULL;

  for (guint i = 0; i < layouts->len; i++)
    {
      const XyRosterLayout *layout = layouts->pdata[i];
      if (layout->used)
        *total += xy_sheet_get_rows (xy_workbook_get_sheet (workbook, layout->sheet));
    }
  if (*total > 0)
    return TRUE;
  if (layouts->len == 1)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, first->remark);
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID,
                         _ ("No sheet of this file has a row of headings with a name (姓名, 户主) in it."));
  return FALSE;
}

XyRosterRead *
xy_roster_read (XyWorkbook *workbook,
                GPtrArray *layouts,
                const char *today,
                const char *group,
                GCancellable *cancellable,
                XyRosterProgress progress,
                gpointer data,
                GError **error)
{
  guint total = 0, done = 0;

  if (!any_used (layouts, &total, workbook, error))
    return NULL;

  g_autoptr (XyRosterRead) read = read_new (workbook, layouts);
  XyRosterReader reader = { .read = read, .today = today, .household = XY_ROSTER_NOBODY };
  gboolean ok = TRUE;
  reader.groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  reader.fallback = group != NULL ? xy_roster_find_group (&reader, group) : NULL;
  for (guint i = 0; ok && i < layouts->len; i++)
    if (((XyRosterLayout *) layouts->pdata[i])->used)
      {
        begin_sheet (&reader, layouts->pdata[i]);
        ok = read_sheet (&reader, &done, total, cancellable, progress, data, error);
      }
  if (ok)
    xy_roster_finish_households (&reader);
  reader_clear (&reader);
  if (!ok)
    return NULL;

  g_array_sort (read->messages, compare_messages);
  return g_steal_pointer (&read);
}

void
xy_roster_read_free (XyRosterRead *read)
{
  g_ptr_array_unref (read->rows);
  g_ptr_array_unref (read->blocks);
  g_array_unref (read->households);
  g_array_unref (read->messages);
  g_string_chunk_free (read->texts);
  g_ptr_array_unref (read->layouts);
  xy_workbook_unref (read->workbook);
  g_free (read);
}

const XyRosterRow *
xy_roster_read_row (const XyRosterRead *read, guint index)
{
  return g_ptr_array_index (read->rows, index);
}

const XyRosterHousehold *
xy_roster_read_household (const XyRosterRead *read, guint index)
{
  return &g_array_index (read->households, XyRosterHousehold, index);
}

/* The first message about ROW or later; they are in order. */
static guint
find_messages (const XyRosterRead *read, const XyRosterRow *row)
{
  guint low = 0, high = read->messages->len;
  XyRosterMessage key = { .sheet = row->sheet, .row = row->row };

  while (low < high)
    {
      guint mid = low + (high - low) / 2;
      if (compare_messages (&g_array_index (read->messages, XyRosterMessage, mid), &key) < 0)
        low = mid + 1;
      else
        high = mid;
    }
  return low;
}

char *
xy_roster_read_reasons (const XyRosterRead *read, const XyRosterRow *row)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = find_messages (read, row); i < read->messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (read->messages, XyRosterMessage, i);
      if (message->sheet != row->sheet || message->row != row->row)
        break;
      if (message->severity == XY_ROSTER_ERROR)
        xy_sentence_append (all, message->text);
    }
  return all->len > 0 ? g_string_free (g_steal_pointer (&all), FALSE) : NULL;
}

static const XyRosterLayout *
layout_of (const XyRosterRead *read, guint sheet, guint *n_used)
{
  const XyRosterLayout *found = NULL;

  *n_used = 0;
  for (guint i = 0; i < read->layouts->len; i++)
    {
      const XyRosterLayout *layout = read->layouts->pdata[i];
      *n_used += layout->used;
      if (layout->sheet == sheet)
        found = layout;
    }
  return found;
}

char *
xy_roster_message_where (const XyRosterRead *read, const XyRosterMessage *message)
{
  guint n_used;
  const XyRosterLayout *layout = layout_of (read, message->sheet, &n_used);
  g_autoptr (GString) where = g_string_new (NULL);

  if (n_used > 1)
    /* Translators: name of a sheet; "row 12" follows */
    g_string_append_printf (where, _ ("Sheet “%s”, "), layout->name);
  g_string_append_printf (where, _ ("row %u"), message->row + 1);
  for (guint c = 0; message->column >= 0 && c < layout->columns->len; c++)
    {
      const XyRosterColumn *column = layout->columns->pdata[c];
      if ((int) column->column == message->column)
        g_string_append_printf (where, _ (", %s"), column->heading);
    }
  return g_string_free (g_steal_pointer (&where), FALSE);
}
