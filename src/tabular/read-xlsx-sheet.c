/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One worksheet part. Cells and rows may leave their place out and then follow the one before; a formula counts as the
 * result the file holds of it.
 */
#include "tabular/xlsx.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT,
  TYPE_BOOL,
  TYPE_ERROR,
  TYPE_ISO_DATE,
} CellType;

typedef struct
{
  const XyXlsx *xlsx;
  XySheet *sheet;
  gboolean in_data, in_cell, has_formula;
  guint phonetic;
  guint row, column, style;
  guint next_row, next_column;
  CellType type;
  GString *value, *formula;
  GString *into; /* where text goes now, or NULL */
} SheetPart;

void
xy_xlsx_unescape (GString *text)
{
  char *out = strstr (text->str, "_x");

  if (out == NULL)
    return;
  for (const char *in = out; *in != '\0';)
    {
      gunichar c = 0;
      guint digits = 0;
      if (in[0] == '_' && in[1] == 'x')
        while (digits < 4 && g_ascii_isxdigit (in[2 + digits]))
          c = c << 4 | (gunichar) g_ascii_xdigit_value (in[2 + digits++]);
      if (digits == 4 && in[6] == '_' && g_unichar_validate (c))
        {
          /* Seven characters become three at most; a NUL would end the text early. */
          if (c != 0)
            out += g_unichar_to_utf8 (c, out);
          in += 7;
        }
      else
        *out++ = *in++;
    }
  g_string_truncate (text, (gsize) (out - text->str));
}

static void
set_bad_reference (XyPackage *package)
{
  g_set_error_literal (xy_package_error (package), XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("The file names a cell outside any sheet; it is damaged or not genuine, and was not read."));
  xy_package_stop (package);
}

static CellType
cell_type (const XyAttributes *attributes)
{
  gsize length;
  const char *type = xy_attributes_find (attributes, "t", &length);

  if (type == NULL || length == 0)
    return TYPE_NUMBER;
  switch (*type)
    {
    case 's':
      return length == 1 ? TYPE_SHARED : TYPE_TEXT;
    case 'i':
      return TYPE_TEXT;
    case 'b':
      return TYPE_BOOL;
    case 'e':
      return TYPE_ERROR;
    case 'd':
      return TYPE_ISO_DATE;
    default:
      return TYPE_NUMBER;
    }
}

static void
start_row (SheetPart *part, XyPackage *package, const XyAttributes *attributes)
{
  gsize length;
  gboolean told = xy_attributes_find (attributes, "r", &length) != NULL;
  guint number = xy_attributes_number (attributes, "r", 0);

  if (told && (number == 0 || number > XY_TABLE_MAX_ROWS))
    {
      set_bad_reference (package);
      return;
    }
  part->row = told ? number - 1 : part->next_row;
  part->next_row = part->row + 1;
  part->next_column = 0;
  if (xy_attributes_flag (attributes, "hidden"))
    xy_sheet_hide_row (part->sheet, part->row);
}

static void
start_cell (SheetPart *part, XyPackage *package, const XyAttributes *attributes)
{
  gsize length;
  const char *reference = xy_attributes_find (attributes, "r", &length);

  part->column = part->next_column;
  if (reference != NULL && xy_reference_parse (reference, length, &part->row, &part->column) != length)
    {
      set_bad_reference (package);
      return;
    }
  part->next_column = part->column + 1;
  part->next_row = part->row + 1;
  part->style = xy_attributes_number (attributes, "s", 0);
  part->type = cell_type (attributes);
  part->in_cell = TRUE;
  part->has_formula = FALSE;
  g_string_truncate (part->value, 0);
  g_string_truncate (part->formula, 0);
}

static void
add_merge (SheetPart *part, XyPackage *package, const XyAttributes *attributes)
{
  gsize length;
  const char *range = xy_attributes_find (attributes, "ref", &length);
  XyCellRange merge;

  if (range == NULL)
    return;
  gsize first = xy_reference_parse (range, length, &merge.row, &merge.column);
  if (first == length && first > 0)
    return;
  if (first == 0 || range[first] != ':'
      || xy_reference_parse (range + first + 1, length - first - 1, &merge.last_row, &merge.last_column)
             != length - first - 1)
    set_bad_reference (package);
  else if (!xy_sheet_merge (part->sheet, &merge, xy_package_error (package)))
    xy_package_stop (package);
}

static void
on_sheet_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  SheetPart *part = data;

  if (part->in_cell)
    {
      if (strcmp (name, "v") == 0 || (strcmp (name, "t") == 0 && part->phonetic == 0))
        part->into = part->value;
      else if (strcmp (name, "f") == 0)
        {
          part->has_formula = TRUE;
          part->into = part->formula;
        }
      else if (strcmp (name, "rPh") == 0)
        part->phonetic++;
    }
  else if (part->in_data)
    {
      if (strcmp (name, "c") == 0)
        start_cell (part, package, attributes);
      else if (strcmp (name, "row") == 0)
        start_row (part, package, attributes);
    }
  else if (strcmp (name, "sheetData") == 0)
    part->in_data = TRUE;
  else if (strcmp (name, "col") == 0)
    {
      guint first = xy_attributes_number (attributes, "min", 0), last = xy_attributes_number (attributes, "max", 0);
      if (first > 0 && xy_attributes_flag (attributes, "hidden"))
        xy_sheet_hide_columns (part->sheet, first - 1, last - 1);
    }
  else if (strcmp (name, "mergeCell") == 0)
    add_merge (part, package, attributes);
}

static gboolean
put_text (SheetPart *part, XyCellKind kind, const char *text, gsize length, GError **error)
{
  XyNewCell cell = {
    .row = part->row, .column = part->column, .kind = kind, .formula = part->has_formula, .text = text, .length = length
  };

  return xy_sheet_put (part->sheet, &cell, error);
}

static gboolean
put_shared (SheetPart *part, GError **error)
{
  GPtrArray *strings = part->xlsx->strings;
  char *end;
  guint64 index = g_ascii_strtoull (part->value->str, &end, 10);

  if (part->value->len == 0)
    return TRUE;
  if (*end != '\0' || index >= strings->len)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  return xy_sheet_put_interned (part->sheet, part->row, part->column, XY_CELL_TEXT, part->has_formula,
                                g_ptr_array_index (strings, (guint) index), NULL, error);
}

static gboolean
put_number (SheetPart *part, GError **error)
{
  XyNumberFormat format = { 0 };
  char shown[XY_NUMBER_SHOWN];

  if (part->value->len == 0)
    {
      /* Written by a program that does not calculate: WPS would show a result here, and nobody knows it. */
      if (!part->has_formula)
        return TRUE;
      g_string_prepend_c (part->formula, '=');
      return put_text (part, XY_CELL_ERROR, part->formula->str, part->formula->len, error);
    }
  if (part->style < part->xlsx->formats->len)
    format = g_array_index (part->xlsx->formats, XyNumberFormat, part->style);

  XyCellKind kind = xy_number_format_show (format, xy_sheet_is_1904 (part->sheet), part->value->str, shown);
  if (kind == XY_CELL_TEXT)
    return put_text (part, XY_CELL_TEXT, part->value->str, part->value->len, error);

  XyNewCell cell = { .row = part->row,
                     .column = part->column,
                     .kind = kind,
                     .formula = part->has_formula,
                     .text = shown,
                     .length = strlen (shown),
                     .raw = part->value->str,
                     .raw_length = part->value->len };
  if (strcmp (shown, part->value->str) == 0)
    cell.raw = NULL;
  return xy_sheet_put (part->sheet, &cell, error);
}

/* Strict files may write "2026-11-22T00:00:00". */
static gboolean
put_iso_date (SheetPart *part, GError **error)
{
  g_autofree char *shown = g_strdup (part->value->str);
  char *time = strchr (shown, 'T');

  if (time != NULL)
    {
      if (g_str_has_prefix (time + 1, "00:00"))
        *time = '\0';
      else
        *time = ' ';
    }
  XyNewCell cell = { .row = part->row,
                     .column = part->column,
                     .kind = XY_CELL_DATE,
                     .formula = part->has_formula,
                     .text = shown,
                     .length = strlen (shown),
                     .raw = part->value->str,
                     .raw_length = part->value->len };
  return xy_sheet_put (part->sheet, &cell, error);
}

static gboolean
end_cell (SheetPart *part, GError **error)
{
  switch (part->type)
    {
    case TYPE_SHARED:
      return put_shared (part, error);
    case TYPE_TEXT:
      xy_xlsx_unescape (part->value);
      return put_text (part, XY_CELL_TEXT, part->value->str, part->value->len, error);
    case TYPE_BOOL:
      if (part->value->len == 0)
        return TRUE;
      return strcmp (part->value->str, "0") == 0 ? put_text (part, XY_CELL_BOOL, "FALSE", 5, error)
                                                 : put_text (part, XY_CELL_BOOL, "TRUE", 4, error);
    case TYPE_ERROR:
      return put_text (part, XY_CELL_ERROR, part->value->str, part->value->len, error);
    case TYPE_ISO_DATE:
      return put_iso_date (part, error);
    case TYPE_NUMBER:
    default:
      return put_number (part, error);
    }
}

static void
on_sheet_ended (XyPackage *package, gpointer data, const char *name)
{
  SheetPart *part = data;

  if (part->in_cell)
    {
      part->into = NULL;
      if (strcmp (name, "rPh") == 0)
        part->phonetic -= part->phonetic > 0;
      if (strcmp (name, "c") != 0)
        return;
      part->in_cell = FALSE;
      part->phonetic = 0;
      if (!end_cell (part, xy_package_error (package)))
        xy_package_stop (package);
    }
  else if (part->in_data && strcmp (name, "sheetData") == 0)
    part->in_data = FALSE;
}

static void
on_sheet_text (XyPackage *package, gpointer data, const char *text, gsize length)
{
  SheetPart *part = data;

  /* One byte more than allowed is enough to be refused for it. */
  if (part->into != NULL && part->into->len <= XY_TABLE_MAX_CELL)
    g_string_append_len (part->into, text, (gssize) length);
}

gboolean
xy_xlsx_read_sheet (const XyXlsx *xlsx, XyPackage *package, const char *name, XySheet *sheet, GError **error)
{
  static const XyPartHandler handler = { on_sheet_started, on_sheet_ended, on_sheet_text };
  SheetPart part = {
    .xlsx = xlsx,
    .sheet = sheet,
    .value = g_string_new (NULL),
    .formula = g_string_new (NULL),
  };
  gboolean ok = xy_package_parse (package, name, TRUE, &handler, &part, error) && xy_sheet_seal (sheet, error);

  g_string_free (part.value, TRUE);
  g_string_free (part.formula, TRUE);
  return ok;
}
