/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/document-blocks.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/stroke.h"
#include "print/official.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define BODY_SIZE 16
#define LINE XY_OFFICIAL_LINE
#define INDENT 2
#define CELL_SIZE 12
#define NAME_SIZE 14
#define NAME_WIDTH 53 /* three characters on one line */
#define NAMES_BESIDE 5
#define NO_ROWS "（无）"
#define TOTAL "合计"
#define SUPERVISION "村务监督委员会" /* the other seal */

const XyPaperOrder xy_document_orders[] = {
  { "given", N_ ("As they were given") },
  { "strokes", N_ ("Strokes of the surname") },
  { NULL, NULL },
};

XyPageSetup
xy_document_page_setup (XyPageSize size, gboolean landscape)
{
  XyPageSetup setup = xy_page_setup (size, landscape);
  double x = setup.width_mm / 210, y = setup.height_mm / 297;

  if (landscape)
    {
      x = setup.width_mm / 297;
      y = setup.height_mm / 210;
    }
  setup.top_mm = (landscape ? 28 : 37) * y;
  setup.bottom_mm = (landscape ? 26 : 35) * y;
  setup.left_mm = (landscape ? 37 : 28) * x;
  setup.right_mm = (landscape ? 35 : 26) * x;
  return setup;
}

static XyTextStyle
make_style_of_text (const XyDocumentText *text, double k)
{
  return (XyTextStyle){
    .font = { XY_FONT_BODY, BODY_SIZE * k },
    .line_height = LINE * k,
    .indent = INDENT,
    .pitch = text->pitch * k,
  };
}

void
xy_document_add_paragraph (XyPaper *paper, const XyDocumentText *text, const char *words, double k)
{
  XyTextStyle style = make_style_of_text (text, k);
  guint level = xy_words_find_level (words);

  if (level == 1 || level == 2)
    {
      style.lead_role = level == 1 ? XY_FONT_HEI : XY_FONT_KAI;
      style.lead = xy_words_head_length (words);
    }
  XyBlock *block = xy_block_paragraph_new (words, &style);
  if (style.lead > 0 && style.lead == strlen (words))
    xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

void
xy_document_add_addressee (XyPaper *paper, const XyDocumentText *text, double k)
{
  XyTextStyle style = make_style_of_text (text, k);

  if (text->addressee == NULL)
    return;
  style.indent = 0;
  XyBlock *block = xy_block_paragraph_new (text->addressee, &style);
  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* --- the table --- */

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer keys)
{
  GBytes **key = keys;

  return g_bytes_compare (key[*(const guint *) a], key[*(const guint *) b]);
}

/* The places of the rows in the order they stand in; without the row 合计, which the paper makes itself. */
static GArray *
order_rows (const XyDocumentText *text, int names)
{
  const XyDocumentTable *table = text->table;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean whole = TRUE;

  for (guint r = 0; r < table->n_rows; r++)
    {
      if (table->row_kinds[r] != XY_TABLE_ROW_TOTAL)
        g_array_append_val (rows, r);
      whole &= table->row_kinds[r] != XY_TABLE_ROW_SUBTOTAL;
    }
  /* Rows with subtotals belong where they are. */
  if (names < 0 || !whole || (text->ask.order != 1 && !text->by_strokes))
    return rows;

  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint r = 0; r < table->n_rows; r++)
    g_ptr_array_add (keys, xy_stroke_key (xy_document_table_get (table, r, (guint) names)));
  g_array_sort_with_data (rows, compare_keys, keys->pdata);
  return rows;
}

static gboolean
is_count (const char *head)
{
  return g_str_equal (head, "序号") || g_str_equal (head, "名次");
}

static gboolean
has_long_cells (const XyDocumentTable *table, guint column)
{
  for (guint r = 0; r < table->n_rows; r++)
    if (g_utf8_strlen (xy_document_table_get (table, r, column), -1) > 10)
      return TRUE;
  return FALSE;
}

static XyPaperColumn
make_column (const XyDocumentTable *table, guint c, double k)
{
  XyColumnKind kind = table->kinds[c];
  gboolean is_name = kind == XY_COLUMN_NAME;
  gboolean is_number = kind == XY_COLUMN_NUMBER;
  gboolean wide = kind == XY_COLUMN_TEXT && has_long_cells (table, c);

  return (XyPaperColumn){
    .title = table->heads[c],
    .align = is_number && !is_count (table->heads[c]) ? XY_ALIGN_RIGHT
             : wide                                   ? XY_ALIGN_LEFT
                                                      : XY_ALIGN_CENTRE,
    .fit = is_number || kind >= XY_COLUMN_ID ? XY_FIT_WHOLE
           : wide                            ? XY_FIT_WRAP
                                             : XY_FIT_SHRINK,
    .font = { is_name || wide ? XY_FONT_SONG : XY_FONT_SANS, (is_name ? NAME_SIZE : CELL_SIZE) * k },
    .weight = wide                         ? 3
              : is_count (table->heads[c]) ? 0.4
                                           : 1,
    .min_width = is_name ? NAME_WIDTH * k : 0,
    .limit = wide      ? 24
             : is_name ? 8
                       : 0,
    .name = is_name,
  };
}

static void
set_totals (XyBlock *block, const XyDocumentTable *table, const guint *columns, guint n_columns, int names)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **cells = g_new0 (const char *, n_columns);
  gboolean any = FALSE;

  for (guint i = 0; i < n_columns; i++)
    {
      guint c = columns[i];
      char *cell = NULL;
      if (table->summed[c] && table->uses[c] == XY_COLUMN_SHOW)
        {
          cell = xy_document_table_sum (table, c);
          any = TRUE;
        }
      else if (i == 0)
        cell = g_strdup (TOTAL);
      else if ((int) c == names)
        cell = g_strdup_printf ("%u%s", table->n_plain, strstr (table->heads[c], "户") != NULL ? "户" : "人");
      if (cell != NULL)
        g_ptr_array_add (texts, cell);
      cells[i] = cell;
    }
  if (any)
    xy_paper_table_set_totals (block, cells);
}

static XyTableStyle
make_style (double k, int owner)
{
  XyTableStyle style = xy_paper_list_style (k, owner);

  style.row_height = 21 * k;
  style.head_height = 25 * k;
  style.head_font.size = 12 * k;
  style.empty = NO_ROWS;
  /* Rows as high as the lines of an official paper would make two pages of what one sheet holds. */
  style.own_heights = TRUE;
  return style;
}

static XyBlock *
build_table (const XyDocumentText *text, double k)
{
  const XyDocumentTable *table = text->table;
  g_autofree guint *shown = g_new0 (guint, table->n_columns);
  g_autofree XyPaperColumn *columns = g_new0 (XyPaperColumn, table->n_columns);
  g_autofree const char **cells = g_new0 (const char *, table->n_columns);
  int names = xy_document_table_find_names (table), owner = -1;
  g_autoptr (GArray) rows = order_rows (text, names);
  guint n = 0;

  for (guint c = 0; c < table->n_columns; c++)
    if (table->uses[c] != XY_COLUMN_HIDE)
      {
        if ((int) c == names)
          owner = (int) n;
        columns[n] = make_column (table, c, k);
        shown[n++] = c;
      }
  if (n == 0)
    return NULL;

  XyTableStyle style = make_style (k, owner);
  XyBlock *block = xy_paper_table_new (&style, columns, n);
  for (guint i = 0; i < rows->len; i++)
    {
      guint r = g_array_index (rows, guint, i);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      for (guint j = 0; j < n; j++)
        {
          guint c = shown[j];
          char *cell = g_str_equal (table->heads[c], "序号") && table->row_kinds[r] == XY_TABLE_ROW_PLAIN && r != i
                           ? g_strdup_printf ("%u", i + 1)
                           : xy_document_table_format (table, r, c, text->ask.unmasked);
          g_ptr_array_add (texts, cell);
          cells[j] = cell;
        }
      xy_paper_table_add_row (block, table->row_kinds[r] == XY_TABLE_ROW_SUBTOTAL ? XY_ROW_SUBTOTAL : XY_ROW_PLAIN,
                              cells);
    }
  set_totals (block, table, shown, n, names);
  return block;
}

/* Names alone stand five beside each other, long ones two. */
static XyBlock *
build_names (const XyDocumentText *text, double k)
{
  const XyDocumentTable *table = text->table;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean by_strokes = text->ask.order == 1 || text->by_strokes;

  for (guint r = 0; r < table->n_rows; r++)
    if (table->row_kinds[r] == XY_TABLE_ROW_PLAIN)
      g_ptr_array_add (names, xy_document_table_format (table, r, 0, text->ask.unmasked));
  if (names->len == 0)
    g_ptr_array_add (names, g_strdup (NO_ROWS));
  g_ptr_array_add (names, NULL);
  return xy_block_names_new ((const char *const *) names->pdata, by_strokes ? XY_NAMES_BY_STROKES : XY_NAMES_AS_GIVEN,
                             has_long_cells (table, 0) ? 2 : NAMES_BESIDE, (XyFont){ XY_FONT_BODY, BODY_SIZE * k },
                             LINE * k);
}

void
xy_document_add_table (XyPaper *paper, const XyDocumentText *text, double k)
{
  const XyDocumentTable *table = text->table;
  XyBlock *block = NULL;

  if (table->n_columns == 0)
    return;
  block = table->n_columns == 1 && xy_document_table_find_names (table) == 0 ? build_names (text, k)
                                                                             : build_table (text, k);
  if (block == NULL)
    return;
  xy_paper_add (paper, block);
  if (text->on_lines)
    return;
  xy_block_set_space_before (block, 6 * k);
  /* A little air before what follows. */
  xy_paper_add (paper, xy_block_space_new (6 * k));
}

/* --- the whole --- */

static void
add_notes (XyPaper *paper, const XyDocumentText *text, double k)
{
  if (text->publicity == NULL)
    return;
  xy_document_add_paragraph (paper, text, text->publicity, k);
  if (text->contact != NULL)
    xy_document_add_paragraph (paper, text, text->contact, k);
  if (text->phones != NULL)
    xy_document_add_paragraph (paper, text, text->phones, k);
}

void
xy_document_add_body (XyPaper *paper, const XyDocumentText *text, double k)
{
  guint n = g_strv_length (text->paragraphs);
  gboolean placed = FALSE, noted = FALSE;

  xy_document_add_addressee (paper, text, k);
  for (guint i = 0; i < n; i++)
    {
      const char *words = text->paragraphs[i];
      gboolean closing = i + 1 == n && (g_str_has_prefix (words, "特此") || g_str_has_prefix (words, "此告"));

      if (closing && !placed)
        xy_document_add_table (paper, text, k);
      placed |= closing || xy_document_text_is_list (words);
      if (closing)
        add_notes (paper, text, k);
      noted |= closing;
      if (xy_document_text_is_list (words))
        xy_document_add_table (paper, text, k);
      else if (*words != '\0')
        xy_document_add_paragraph (paper, text, words, k);
    }
  if (!placed)
    xy_document_add_table (paper, text, k);
  if (!noted)
    add_notes (paper, text, k);
}

void
xy_document_set_seal (XyBlock *signature, const XyDocumentText *text)
{
  xy_block_signature_set_seal (signature, text->of_committee ? text->ask.seal : XY_SEAL_NONE, SUPERVISION);
}

void
xy_document_add_signature (XyPaper *paper, const XyDocumentText *text, double k)
{
  XyFont font = { XY_FONT_BODY, BODY_SIZE * k };
  XyBlock *block = xy_block_signature_new (NULL, font, text->issuer, text->date, font);

  xy_document_set_seal (block, text);
  xy_block_set_space_before (block, 8 * k);
  xy_paper_add (paper, block);
}
