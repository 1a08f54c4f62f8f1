/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Old .xls, BIFF 8 (Excel 97 to 2003, WPS, most .et) and BIFF 5 (Excel 95). Read here rather than with FreeXL, which
 * drops every formula together with its result, merged ranges, and what is hidden.
 */
#include "tabular/biff.h"
#include "tabular/input.h"
#include "tabular/number-format.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define VERSION_5 0x0500
#define VERSION_8 0x0600
#define KIND_WORKBOOK 0x0005
#define KIND_SHEET 0x0010
#define ROW_HIDDEN 0x0020
#define STEP 4096 /* records between looks at the cancel button */

typedef struct
{
  guint32 offset;
  gboolean hidden;
  char *name;
} Bound;

typedef struct
{
  XyWorkbook *workbook;
  XyInput *input;
  XyBiff *biff;
  GPtrArray *strings; /* shared texts; owned by the workbook */
  GHashTable *codes;  /* format id to XyNumberFormat packed into the pointer's bytes */
  GArray *styles;     /* guint16, format id of each cell style */
  GArray *bounds;     /* Bound */
  gboolean is_1904;
  XySheet *sheet;
  guint text_row, text_column; /* where a formula waits for its text */
  guint records;
} Xls;

G_STATIC_ASSERT (sizeof (XyNumberFormat) <= sizeof (guint));

static void
bound_clear (gpointer data)
{
  g_free (((Bound *) data)->name);
}

static void
read_codepage (Xls *xls)
{
  guint page = xy_biff_u16 (xls->biff);

  if (page == 936)
    g_strlcpy (xls->biff->charset, "GB18030", sizeof xls->biff->charset);
  else if (page == 1200)
    g_strlcpy (xls->biff->charset, "UTF-16LE", sizeof xls->biff->charset);
  else
    g_snprintf (xls->biff->charset, sizeof xls->biff->charset, "CP%u", page);
}

static void
read_format (Xls *xls)
{
  guint id = xy_biff_u16 (xls->biff), packed = 0;
  const GString *code = xy_biff_text (xls->biff, xls->biff->bytes_only);
  XyNumberFormat format = xy_number_format_parse (code->str, code->len);

  memcpy (&packed, &format, sizeof format);
  g_hash_table_insert (xls->codes, GUINT_TO_POINTER (id), GUINT_TO_POINTER (packed));
}

static void
read_style (Xls *xls)
{
  xy_biff_u16 (xls->biff);
  guint16 id = (guint16) xy_biff_u16 (xls->biff);

  if (xls->styles->len < XY_READ_MAX_STYLES)
    g_array_append_val (xls->styles, id);
}

static void
read_bound (Xls *xls)
{
  Bound bound = { .offset = xy_biff_u32 (xls->biff) };
  guint state = xy_biff_u8 (xls->biff), kind = xy_biff_u8 (xls->biff);

  bound.hidden = (state & 3) != 0;
  bound.name = g_strdup (xy_biff_text (xls->biff, TRUE)->str);
  /* Others are charts and macros. */
  if (kind == 0 && xls->bounds->len < 2 * XY_TABLE_MAX_SHEETS)
    g_array_append_val (xls->bounds, bound);
  else
    g_free (bound.name);
}

static gboolean
read_strings (Xls *xls, GError **error)
{
  xy_biff_u32 (xls->biff);
  guint32 n = xy_biff_u32 (xls->biff);

  for (guint32 i = 0; i < n && !xls->biff->failed; i++)
    {
      const GString *text = xy_biff_shared_text (xls->biff);
      if (xls->biff->failed)
        break;
      if (xls->strings->len >= XY_TABLE_MAX_CELLS)
        {
          xy_set_too_large (error);
          return FALSE;
        }
      const char *kept = xy_workbook_intern (xls->workbook, text->str, text->len, error);
      if (kept == NULL)
        return FALSE;
      g_ptr_array_add (xls->strings, (gpointer) kept);
    }
  return TRUE;
}

static gboolean
read_globals (Xls *xls, GError **error)
{
  XyBiff *biff = xls->biff;

  if (!xy_biff_next (biff) || biff->type != BIFF_BOF)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  guint version = xy_biff_u16 (biff);
  biff->bytes_only = version == VERSION_5;
  if ((version != VERSION_5 && version != VERSION_8) || xy_biff_u16 (biff) != KIND_WORKBOOK)
    {
      xy_set_damaged (error);
      return FALSE;
    }

  while (!biff->failed && xy_biff_next (biff) && biff->type != BIFF_EOF)
    switch (biff->type)
      {
      case BIFF_FILEPASS:
        g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                             _ ("The file has a password. Take the password off in WPS, save it, then import it."));
        return FALSE;
      case BIFF_CODEPAGE:
        read_codepage (xls);
        break;
      case BIFF_DATEMODE:
        xls->is_1904 = xy_biff_u16 (biff) == 1;
        break;
      case BIFF_FORMAT:
        read_format (xls);
        break;
      case BIFF_XF:
        read_style (xls);
        break;
      case BIFF_BOUNDSHEET:
        read_bound (xls);
        break;
      case BIFF_SST:
        if (!read_strings (xls, error))
          return FALSE;
        break;
      default:
        break;
      }
  if (biff->failed || biff->type != BIFF_EOF)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  return TRUE;
}

static XyNumberFormat
find_format (const Xls *xls, guint style)
{
  XyNumberFormat format = { 0 };
  gpointer packed;

  if (style >= xls->styles->len)
    return format;
  guint id = g_array_index (xls->styles, guint16, style);
  if (!g_hash_table_lookup_extended (xls->codes, GUINT_TO_POINTER (id), NULL, &packed))
    return xy_number_format_builtin (id);
  guint bits = GPOINTER_TO_UINT (packed);
  memcpy (&format, &bits, sizeof format);
  return format;
}

static gboolean
put_text (Xls *xls,
          guint row,
          guint column,
          XyCellKind kind,
          gboolean formula,
          const char *text,
          gsize length,
          GError **error)
{
  XyNewCell cell = { .row = row, .column = column, .kind = kind, .formula = formula, .text = text, .length = length };

  return xy_sheet_put (xls->sheet, &cell, error);
}

static gboolean
put_number (Xls *xls, guint row, guint column, guint style, gboolean formula, double value, GError **error)
{
  char raw[G_ASCII_DTOSTR_BUF_SIZE], shown[XY_NUMBER_SHOWN];

  if (!isfinite (value))
    return put_text (xls, row, column, XY_CELL_ERROR, formula, "#NUM!", 5, error);
  xy_number_write (value, raw);
  XyNewCell cell = { .row = row, .column = column, .formula = formula, .text = shown };
  cell.kind = xy_number_format_show (find_format (xls, style), xls->is_1904, raw, shown);
  cell.length = strlen (shown);
  if (strcmp (raw, shown) != 0)
    {
      cell.raw = raw;
      cell.raw_length = strlen (raw);
    }
  return xy_sheet_put (xls->sheet, &cell, error);
}

static gboolean
put_bool_or_error (Xls *xls, guint row, guint column, gboolean formula, guint value, gboolean is_error, GError **error)
{
  const char *text;

  if (!is_error)
    text = value != 0 ? "TRUE" : "FALSE";
  else
    switch (value)
      {
      case 0x00:
        text = "#NULL!";
        break;
      case 0x07:
        text = "#DIV/0!";
        break;
      case 0x0f:
        text = "#VALUE!";
        break;
      case 0x17:
        text = "#REF!";
        break;
      case 0x1d:
        text = "#NAME?";
        break;
      case 0x24:
        text = "#NUM!";
        break;
      default:
        text = "#N/A";
        break;
      }
  return put_text (xls, row, column, is_error ? XY_CELL_ERROR : XY_CELL_BOOL, formula, text, strlen (text), error);
}

/* The result is a number, or where its last two bytes are all ones, something else named by its first byte. */
static gboolean
read_formula (Xls *xls, GError **error)
{
  XyBiff *biff = xls->biff;
  guint row = xy_biff_u16 (biff), column = xy_biff_u16 (biff), style = xy_biff_u16 (biff);

  if (biff->failed || biff->length < 14)
    {
      biff->failed = TRUE;
      return TRUE;
    }
  if (biff->data[12] != 0xff || biff->data[13] != 0xff)
    return put_number (xls, row, column, style, TRUE, xy_biff_double (biff), error);
  switch (biff->data[6])
    {
    case 0:
      xls->text_row = row;
      xls->text_column = column;
      return TRUE;
    case 1:
      return put_bool_or_error (xls, row, column, TRUE, biff->data[8], FALSE, error);
    case 2:
      return put_bool_or_error (xls, row, column, TRUE, biff->data[8], TRUE, error);
    default: /* an empty text */
      return TRUE;
    }
}

static gboolean
read_many (Xls *xls, GError **error)
{
  XyBiff *biff = xls->biff;
  guint row = xy_biff_u16 (biff), column = xy_biff_u16 (biff);

  /* Each is a style and a number; the last column's number ends the record. */
  while (!biff->failed && biff->at + 8 <= biff->length)
    {
      guint style = xy_biff_u16 (biff);
      if (!put_number (xls, row, column++, style, FALSE, xy_biff_rk (biff), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_merges (Xls *xls, GError **error)
{
  XyBiff *biff = xls->biff;
  guint n = xy_biff_u16 (biff);

  while (n-- > 0 && !biff->failed)
    {
      XyCellRange merge;
      merge.row = xy_biff_u16 (biff);
      merge.last_row = xy_biff_u16 (biff);
      merge.column = xy_biff_u16 (biff);
      merge.last_column = xy_biff_u16 (biff);
      if (!biff->failed && !xy_sheet_merge (xls->sheet, &merge, error))
        return FALSE;
    }
  return TRUE;
}

static void
read_columns (Xls *xls)
{
  guint first = xy_biff_u16 (xls->biff), last = xy_biff_u16 (xls->biff);

  xy_biff_u32 (xls->biff);
  if ((xy_biff_u16 (xls->biff) & 1) != 0)
    xy_sheet_hide_columns (xls->sheet, first, last);
}

static void
read_row (Xls *xls)
{
  guint row = xy_biff_u16 (xls->biff);

  xy_biff_skip (xls->biff, 10);
  if ((xy_biff_u16 (xls->biff) & ROW_HIDDEN) != 0)
    xy_sheet_hide_row (xls->sheet, row);
}

static gboolean
read_cell (Xls *xls, GError **error)
{
  XyBiff *biff = xls->biff;
  guint type = biff->type, row = xy_biff_u16 (biff), column = xy_biff_u16 (biff), style = xy_biff_u16 (biff);

  if (type == BIFF_LABELSST)
    {
      guint32 index = xy_biff_u32 (biff);
      if (biff->failed || index >= xls->strings->len)
        {
          biff->failed = TRUE;
          return TRUE;
        }
      return xy_sheet_put_interned (xls->sheet, row, column, XY_CELL_TEXT, FALSE,
                                    g_ptr_array_index (xls->strings, index), NULL, error);
    }
  if (type == BIFF_LABEL || type == BIFF_RSTRING)
    {
      const GString *text = xy_biff_text (biff, FALSE);
      return biff->failed || put_text (xls, row, column, XY_CELL_TEXT, FALSE, text->str, text->len, error);
    }
  if (type == BIFF_BOOLERR)
    {
      guint value = xy_biff_u8 (biff);
      gboolean is_error = xy_biff_u8 (biff) != 0;
      return biff->failed || put_bool_or_error (xls, row, column, FALSE, value, is_error, error);
    }
  double value = type == BIFF_RK ? xy_biff_rk (biff) : xy_biff_double (biff);
  return biff->failed || put_number (xls, row, column, style, FALSE, value, error);
}

static gboolean
read_record (Xls *xls, GError **error)
{
  switch (xls->biff->type)
    {
    case BIFF_LABELSST:
    case BIFF_LABEL:
    case BIFF_RSTRING:
    case BIFF_BOOLERR:
    case BIFF_RK:
    case BIFF_NUMBER:
      return read_cell (xls, error);
    case BIFF_MULRK:
      return read_many (xls, error);
    case BIFF_FORMULA:
      return read_formula (xls, error);
    case BIFF_STRING:
      {
        const GString *text = xy_biff_text (xls->biff, FALSE);
        return xls->biff->failed
               || put_text (xls, xls->text_row, xls->text_column, XY_CELL_TEXT, TRUE, text->str, text->len, error);
      }
    case BIFF_MERGEDCELLS:
      return read_merges (xls, error);
    case BIFF_COLINFO:
      read_columns (xls);
      return TRUE;
    case BIFF_ROW:
      read_row (xls);
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
read_sheet (Xls *xls, const Bound *bound, GError **error)
{
  XyBiff *biff = xls->biff;
  guint depth = 0;

  biff->next = bound->offset;
  if (!xy_biff_next (biff) || biff->type != BIFF_BOF)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  xy_biff_u16 (biff);
  if (xy_biff_u16 (biff) != KIND_SHEET)
    return TRUE;

  xls->sheet = xy_workbook_add_sheet (xls->workbook, bound->name, bound->hidden, xls->is_1904, error);
  if (xls->sheet == NULL)
    return FALSE;
  while (!biff->failed && xy_biff_next (biff))
    {
      /* Sheets that all point at one place would be read without end. */
      if (biff->scanned / 2 > biff->stream->length + XY_TABLE_MAX_CELL)
        break;
      if (xls->records++ % STEP == 0 && !xy_input_step (xls->input, biff->next, biff->stream->length, error))
        return FALSE;
      if (biff->type == BIFF_EOF && depth == 0)
        return xy_sheet_seal (xls->sheet, error);
      /* A chart within the sheet has records of its own between these two. */
      if (biff->type == BIFF_BOF)
        depth++;
      else if (biff->type == BIFF_EOF)
        depth--;
      else if (depth == 0 && !read_record (xls, error))
        return FALSE;
    }
  xy_set_damaged (error);
  return FALSE;
}

static gboolean
read_stream (XyWorkbook *workbook, XyInput *input, const XyCompoundStream *stream, GError **error)
{
  g_autofree XyBiff *biff = g_new0 (XyBiff, 1);
  Xls xls = { .workbook = workbook, .input = input, .biff = biff };

  biff->stream = stream;
  biff->text = g_string_new (NULL);
  g_strlcpy (biff->charset, "GB18030", sizeof biff->charset);
  xls.strings = g_ptr_array_new ();
  xls.codes = g_hash_table_new (NULL, NULL);
  xls.styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  xls.bounds = g_array_new (FALSE, FALSE, sizeof (Bound));
  g_array_set_clear_func (xls.bounds, bound_clear);

  gboolean ok = read_globals (&xls, error);
  for (guint i = 0; ok && i < xls.bounds->len; i++)
    ok = read_sheet (&xls, &g_array_index (xls.bounds, Bound, i), error);
  if (ok && xy_workbook_get_n_sheets (workbook) == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file holds no sheet with a table in it."));
      ok = FALSE;
    }

  g_string_free (biff->text, TRUE);
  g_ptr_array_unref (xls.strings);
  g_hash_table_unref (xls.codes);
  g_array_unref (xls.styles);
  g_array_unref (xls.bounds);
  return ok;
}

/* What else is a compound file. */
static void
set_stranger (const XyCompound *compound, GError **error)
{
  if (xy_compound_has (compound, "EncryptedPackage"))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                         _ ("The file has a password. Take the password off in WPS, save it, then import it."));
  else if (xy_compound_has (compound, "WordDocument"))
    g_set_error_literal (
        error, XY_ERROR, XY_ERROR_NOT_OURS,
        _ ("This is a text document, not a spreadsheet. Copy its table into WPS and save it as .xlsx."));
  else if (xy_compound_has (compound, "PowerPoint Document"))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("This is a presentation, not a spreadsheet."));
  else
    g_set_error_literal (
        error, XY_ERROR, XY_ERROR_NOT_OURS,
        _ ("This kind of file cannot be read here. If it is WPS's own .et, open it in WPS and save it as "
           ".xlsx, then import that."));
}

gboolean
xy_read_xls (XyWorkbook *workbook, XyInput *input, GError **error)
{
  g_autofree guint8 *owned = NULL;
  const guint8 *bytes = xy_input_read_all (input, &owned, error);

  if (bytes == NULL)
    return FALSE;
  g_autoptr (XyCompound) compound = xy_compound_open (bytes, (gsize) input->length);
  if (compound == NULL)
    {
      xy_set_damaged (error);
      return FALSE;
    }

  const char *name = xy_compound_has (compound, "Workbook") ? "Workbook" : "Book";
  if (!xy_compound_has (compound, name))
    {
      set_stranger (compound, error);
      return FALSE;
    }

  XyCompoundStream stream;
  if (!xy_compound_find (compound, name, &stream))
    {
      xy_set_damaged (error);
      return FALSE;
    }
  gboolean ok = read_stream (workbook, input, &stream, error);
  xy_compound_stream_clear (&stream);
  return ok;
}
