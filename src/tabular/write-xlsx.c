/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx, each row deflated as it comes. Written here rather than with libxlsxwriter, which writes through temporary
 * files without looking whether that worked, and a score of 0.07 as 0.07000000000000001.
 */
#include "tabular/output.h"

#include "core/day.h"
#include "core/error.h"
#include "tabular/zip-writer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FLUSH_AT 65536
#define MAX_CHARACTERS 32767                          /* in a cell */
#define MAX_NAME 27                                   /* characters of a sheet's name: 31, less room for a number */
#define MAX_EXACT G_GINT64_CONSTANT (999999999999999) /* beyond it a spreadsheet rounds */

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define PART_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* In the order of cellXfs below. */
typedef enum
{
  STYLE_PLAIN,
  STYLE_TITLE,
  STYLE_HEAD,
  STYLE_TEXT,
  STYLE_LINES,
  STYLE_INTEGER,
  STYLE_POINTS,
  STYLE_MONEY,
  STYLE_DAY,
} Style;

#define MIDDLE "<alignment vertical=\"center\"/>"
#define FORMAT(id)                                                                                                     \
  "<xf numFmtId=\"" #id                                                                                                \
  "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">"

static const char styles[] = DECLARATION
    "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0.0#\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
    "<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"宋体\"/><charset val=\"134\"/></font>"
    "<font><b/><sz val=\"16\"/><name val=\"宋体\"/><charset val=\"134\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
    "<border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"9\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">"
    "<alignment horizontal=\"center\" vertical=\"center\"/></xf>"
    "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"1\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" "
    "applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>" FORMAT (
        49) MIDDLE "</xf>" FORMAT (49) "<alignment vertical=\"center\" wrapText=\"1\"/></xf>" FORMAT (1) MIDDLE
    "</xf>" FORMAT (164) MIDDLE "</xf>" FORMAT (4) MIDDLE "</xf>" FORMAT (165) MIDDLE
    "</xf></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";

static const char package_relations[] =
    DECLARATION "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
                "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

typedef struct
{
  char *name;
  guint top;  /* rows above the table's own: title and head */
  guint rows; /* with them */
} Sheet;

typedef struct
{
  XyZipWriter *zip;
  GString *xml;
  GArray *sheets; /* Sheet */
  char (*letters)[4];
  guint n_columns;
  gboolean in_row;
} Xlsx;

static void
sheet_clear (gpointer data)
{
  g_free (((Sheet *) data)->name);
}

static gpointer
xlsx_open (const char *path)
{
  FILE *file = g_fopen (path, "w+b");

  if (file == NULL)
    return NULL;
  Xlsx *xlsx = g_new0 (Xlsx, 1);
  xlsx->zip = xy_zip_writer_new (file);
  xlsx->xml = g_string_sized_new (FLUSH_AT + 4096);
  xlsx->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_array_set_clear_func (xlsx->sheets, sheet_clear);
  return xlsx;
}

static void
xlsx_discard (gpointer file)
{
  Xlsx *xlsx = file;

  xy_zip_writer_free (xlsx->zip);
  g_string_free (xlsx->xml, TRUE);
  g_array_unref (xlsx->sheets);
  g_free (xlsx->letters);
  g_free (xlsx);
}

static Sheet *
last_sheet (Xlsx *xlsx)
{
  return &g_array_index (xlsx->sheets, Sheet, xlsx->sheets->len - 1);
}

static gboolean
flush (Xlsx *xlsx, GError **error)
{
  gboolean ok = xy_zip_writer_write (xlsx->zip, xlsx->xml->str, xlsx->xml->len);

  g_string_truncate (xlsx->xml, 0);
  if (!ok)
    xy_set_cannot_write (error);
  return ok;
}

/* Text as XML holds it. "_x0041_" would be read as a character's number and is therefore escaped the same way. */
static void
append_escaped (GString *xml, const char *text)
{
  const char *from = text, *p = text;

  for (; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;
      const char *instead = NULL;
      if (c == '&')
        instead = "&amp;";
      else if (c == '<')
        instead = "&lt;";
      else if (c == '>')
        instead = "&gt;";
      else if (c == '"')
        instead = "&quot;";
      else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
        instead = "";
      else if (c == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4])
               && g_ascii_isxdigit (p[5]) && p[6] == '_')
        instead = "_x005F_";
      if (instead == NULL)
        continue;
      g_string_append_len (xml, from, p - from);
      g_string_append (xml, instead);
      from = p + 1;
    }
  g_string_append_len (xml, from, p - from);
}

static void
append_number (GString *xml, gint64 number)
{
  char digits[24];

  g_string_append_len (xml, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number));
}

/* A name without what a sheet's name may not hold, short enough, and of no other sheet. */
static char *
make_name (const Xlsx *xlsx, const char *name)
{
  g_autofree char *clean = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_NAME));
  g_strdelimit (clean, "[]:*?/\\'\r\n\t", ' ');
  g_strstrip (clean);
  if (*clean == '\0')
    {
      g_free (clean);
      clean = g_strdup (_ ("Table"));
    }

  for (guint n = 1;; n++)
    {
      g_autofree char *unique = n == 1 ? g_strdup (clean) : g_strdup_printf ("%s %u", clean, n);
      g_autofree char *folded = g_utf8_casefold (unique, -1);
      gboolean taken = FALSE;
      for (guint i = 0; i < xlsx->sheets->len && !taken; i++)
        {
          g_autofree char *other = g_utf8_casefold (g_array_index (xlsx->sheets, Sheet, i).name, -1);
          taken = strcmp (other, folded) == 0;
        }
      if (!taken)
        return g_steal_pointer (&unique);
    }
}

/* In the widths of a 0, of which a Chinese character takes two. */
static guint
column_width (const XyTableColumn *column)
{
  static const guint needed[] = {
    [XY_COLUMN_TEXT] = 4, [XY_COLUMN_INTEGER] = 3, [XY_COLUMN_POINTS] = 4, [XY_COLUMN_MONEY] = 5, [XY_COLUMN_DAY] = 6
  };
  guint width = column->width;

  /* Two more than the title, for the filter's button. */
  if (width == 0)
    width = MAX (needed[column->kind], (guint) MIN (g_utf8_strlen (column->title, -1), 30) + 2);
  return 2 * MIN (width, 100) + 1;
}

static void
begin_cell (Xlsx *xlsx, guint row, guint column, Style style)
{
  GString *xml = xlsx->xml;

  if (!xlsx->in_row)
    {
      g_string_append (xml, "<row r=\"");
      append_number (xml, row + 1);
      g_string_append (xml, "\">");
      xlsx->in_row = TRUE;
      last_sheet (xlsx)->rows = row + 1;
    }
  g_string_append (xml, "<c r=\"");
  g_string_append (xml, xlsx->letters[column]);
  append_number (xml, row + 1);
  g_string_append (xml, "\" s=\"");
  g_string_append_c (xml, (char) ('0' + style));
  g_string_append_c (xml, '"');
}

static gboolean
put_text (Xlsx *xlsx, guint row, guint column, Style style, const char *text, GError **error)
{
  gsize length = strlen (text);

  if (length > MAX_CHARACTERS && g_utf8_strlen (text, -1) > MAX_CHARACTERS)
    {
      xy_set_invalid (error, NULL, _ ("Line %u holds a text longer than a spreadsheet's cell can be."), row + 1);
      return FALSE;
    }
  begin_cell (xlsx, row, column, style);
  g_string_append (xlsx->xml, " t=\"inlineStr\"><is><t");
  if (g_ascii_isspace (text[0]) || (length > 0 && g_ascii_isspace (text[length - 1])) || strchr (text, '\n') != NULL)
    g_string_append (xlsx->xml, " xml:space=\"preserve\"");
  g_string_append_c (xlsx->xml, '>');
  append_escaped (xlsx->xml, text);
  g_string_append (xlsx->xml, "</t></is></c>");
  return TRUE;
}

static void
put_integer (Xlsx *xlsx, guint row, guint column, Style style, gint64 number)
{
  begin_cell (xlsx, row, column, style);
  g_string_append (xlsx->xml, "><v>");
  append_number (xlsx->xml, number);
  g_string_append (xlsx->xml, "</v></c>");
}

/* Digits and a point: no floating point comes near an amount. */
static void
put_hundredths (Xlsx *xlsx, guint row, guint column, Style style, gint64 number)
{
  guint64 amount = number < 0 ? 0 - (guint64) number : (guint64) number;
  guint cents = (guint) (amount % 100);
  char digits[32];

  begin_cell (xlsx, row, column, style);
  g_snprintf (digits, sizeof digits, cents % 10 != 0 ? ".%02u" : ".%u", cents % 10 != 0 ? cents : cents / 10);
  g_string_append_printf (xlsx->xml, "><v>%s%" G_GUINT64_FORMAT "%s</v></c>", number < 0 ? "-" : "", amount / 100,
                          cents != 0 ? digits : "");
}

static gboolean
xlsx_put (gpointer file, guint row, guint column, XyColumnKind kind, const char *text, gint64 number, GError **error)
{
  Xlsx *xlsx = file;
  char digits[24];

  row += last_sheet (xlsx)->top;
  if (row >= XY_TABLE_MAX_ROWS)
    {
      xy_set_invalid (error, NULL, _ ("The table has more rows than a spreadsheet can hold; export it in parts."));
      return FALSE;
    }
  switch (kind)
    {
    case XY_COLUMN_POINTS:
      put_hundredths (xlsx, row, column, STYLE_POINTS, number);
      return TRUE;
    case XY_COLUMN_MONEY:
      put_hundredths (xlsx, row, column, STYLE_MONEY, number);
      return TRUE;
    case XY_COLUMN_DAY:
      /* A spreadsheet's calendar begins with 1900, and its first two months are a day off. */
      if (!xy_day_is_valid (text) || strcmp (text, "1900-03-01") < 0)
        return put_text (xlsx, row, column, STYLE_TEXT, text, error);
      put_integer (xlsx, row, column, STYLE_DAY, xy_day_between ("1899-12-30", text));
      return TRUE;
    case XY_COLUMN_INTEGER:
      if (number <= MAX_EXACT && number >= -MAX_EXACT)
        {
          put_integer (xlsx, row, column, STYLE_INTEGER, number);
          return TRUE;
        }
      g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
      return put_text (xlsx, row, column, STYLE_TEXT, digits, error);
    case XY_COLUMN_TEXT:
    default:
      return put_text (xlsx, row, column, strchr (text, '\n') != NULL ? STYLE_LINES : STYLE_TEXT, text, error);
    }
}

static gboolean
xlsx_end_row (gpointer file, GError **error)
{
  Xlsx *xlsx = file;

  if (xlsx->in_row)
    g_string_append (xlsx->xml, "</row>");
  xlsx->in_row = FALSE;
  return xlsx->xml->len < FLUSH_AT || flush (xlsx, error);
}

static void
name_columns (Xlsx *xlsx, guint n)
{
  g_free (xlsx->letters);
  xlsx->letters = g_malloc0_n (n, sizeof *xlsx->letters);
  xlsx->n_columns = n;
  for (guint i = 0; i < n; i++)
    {
      char reversed[4];
      guint digits = 0;
      for (guint c = i + 1; c > 0; c = (c - 1) / 26)
        reversed[digits++] = (char) ('A' + (c - 1) % 26);
      for (guint d = 0; d < digits; d++)
        xlsx->letters[i][d] = reversed[digits - 1 - d];
    }
}

/* What follows the rows. The green corners that WPS gives to every ID number kept as text are put out. */
static gboolean
end_sheet (Xlsx *xlsx, GError **error)
{
  if (xlsx->sheets->len == 0)
    return TRUE;

  const Sheet *sheet = last_sheet (xlsx);
  const char *last = xlsx->letters[xlsx->n_columns - 1];
  g_string_append_printf (xlsx->xml, "</sheetData><autoFilter ref=\"A%u:%s%u\"/>", sheet->top, last, sheet->rows);
  if (sheet->top == 2 && xlsx->n_columns > 1)
    g_string_append_printf (xlsx->xml, "<mergeCells count=\"1\"><mergeCell ref=\"A1:%s1\"/></mergeCells>", last);
  g_string_append_printf (xlsx->xml,
                          "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" "
                          "footer=\"0.3\"/><pageSetup paperSize=\"9\" fitToHeight=\"0\"/><ignoredErrors><ignoredError "
                          "sqref=\"A1:%s%u\" numberStoredAsText=\"1\"/></ignoredErrors></worksheet>",
                          last, sheet->rows);
  if (flush (xlsx, error) && xy_zip_writer_end (xlsx->zip))
    return TRUE;
  if (error != NULL && *error == NULL)
    xy_set_cannot_write (error);
  return FALSE;
}

static gboolean
xlsx_begin (gpointer file, const char *name, const char *title, const XyTableColumn *columns, guint n, GError **error)
{
  Xlsx *xlsx = file;
  GString *xml = xlsx->xml;

  if (!end_sheet (xlsx, error))
    return FALSE;
  Sheet sheet = { make_name (xlsx, name), title != NULL ? 2 : 1, 0 };
  g_array_append_val (xlsx->sheets, sheet);
  name_columns (xlsx, n);

  g_autofree char *part = g_strdup_printf ("xl/worksheets/sheet%u.xml", xlsx->sheets->len);
  if (!xy_zip_writer_begin (xlsx->zip, part))
    {
      xy_set_cannot_write (error);
      return FALSE;
    }
  g_string_append_printf (xml,
                          DECLARATION "<worksheet xmlns=\"" MAIN "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                                      "<sheetViews><sheetView%s workbookViewId=\"0\"><pane ySplit=\"%u\" "
                                      "topLeftCell=\"A%u\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
                                      "</sheetViews><sheetFormatPr defaultRowHeight=\"18\" customHeight=\"1\"/><cols>",
                          xlsx->sheets->len == 1 ? " tabSelected=\"1\"" : "", sheet.top, sheet.top + 1);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (xml, "<col min=\"%u\" max=\"%u\" width=\"%u\" customWidth=\"1\"/>", i + 1, i + 1,
                            column_width (&columns[i]));
  g_string_append (xml, "</cols><sheetData>");

  if (title != NULL && (!put_text (xlsx, 0, 0, STYLE_TITLE, title, error) || !xlsx_end_row (xlsx, error)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!put_text (xlsx, sheet.top - 1, i, STYLE_HEAD, columns[i].title, error))
      return FALSE;
  return xlsx_end_row (xlsx, error);
}

/* The parts that name the sheets. The filter's range and the rows repeated on each page are names of the workbook. */
static gboolean
write_workbook (Xlsx *xlsx)
{
  g_autoptr (GString) types = g_string_new (
      DECLARATION "<Types xmlns=\"" PACKAGE "/content-types\"><Default Extension=\"rels\" "
                  "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default "
                  "Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                  "ContentType=\"" PART_TYPE "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
                  "ContentType=\"" PART_TYPE "styles+xml\"/>");
  g_autoptr (GString) relations =
      g_string_new (DECLARATION "<Relationships xmlns=\"" PACKAGE "/relationships\"><Relationship Id=\"styles\" "
                                "Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>");
  g_autoptr (GString) workbook = g_string_new (DECLARATION "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
                                                           "\"><bookViews><workbookView/></bookViews><sheets>");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < xlsx->sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (xlsx->sheets, Sheet, i);
      g_autoptr (GString) name = g_string_new (NULL);
      append_escaped (name, sheet->name);
      g_string_append_printf (
          types, "<Override PartName=\"/xl/worksheets/sheet%u.xml\" ContentType=\"" PART_TYPE "worksheet+xml\"/>",
          i + 1);
      g_string_append_printf (
          relations, "<Relationship Id=\"sheet%u\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>",
          i + 1, i + 1);
      g_string_append_printf (workbook, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"sheet%u\"/>", name->str, i + 1,
                              i + 1);
      g_string_append_printf (names,
                              "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%u\">'%s'!$1:$%u</definedName>",
                              i, name->str, sheet->top);
    }
  g_string_append (types, "</Types>");
  g_string_append (relations, "</Relationships>");
  g_string_append_printf (workbook, "</sheets><definedNames>%s</definedNames></workbook>", names->str);
  return xy_zip_writer_add (xlsx->zip, "xl/workbook.xml", workbook->str)
         && xy_zip_writer_add (xlsx->zip, "xl/_rels/workbook.xml.rels", relations->str)
         && xy_zip_writer_add (xlsx->zip, "xl/styles.xml", styles)
         && xy_zip_writer_add (xlsx->zip, "_rels/.rels", package_relations)
         && xy_zip_writer_add (xlsx->zip, "[Content_Types].xml", types->str);
}

static gboolean
xlsx_close (gpointer file, GError **error)
{
  Xlsx *xlsx = file;
  gboolean ok = end_sheet (xlsx, error);

  if (ok && (!write_workbook (xlsx) || !xy_zip_writer_finish (xlsx->zip)))
    {
      xy_set_cannot_write (error);
      ok = FALSE;
    }
  xlsx_discard (xlsx);
  return ok;
}

const XyOutput xy_output_xlsx = {
  .open = xlsx_open,
  .begin = xlsx_begin,
  .put = xlsx_put,
  .end_row = xlsx_end_row,
  .close = xlsx_close,
  .discard = xlsx_discard,
};
