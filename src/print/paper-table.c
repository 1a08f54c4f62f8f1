/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/paper-table.h"

#include <string.h>

#include "print/paper-table-private.h"

#define SMALLEST_CELL 0.7
#define SMALLEST_LINE 0.85
#define SMALLEST_TABLE 0.55
#define CELL_MARGIN 3.0 /* above and below the lines of a cell */
#define CAPTION_LINE 1.5
#define TOTALS_LINE 1.05

#define CARRY_IN "承前页"
#define CARRY_OUT "过次页"

/* The last page has so many rows at least, if there are three times as many to share. */
#define ROWS_ALONG 5

static const char *
get_text (const XyPaperTable *self, guint32 offset)
{
  return self->arena->str + offset;
}

static guint32
add_text (XyPaperTable *self, const XyPaperColumn *column, const char *text)
{
  if (text == NULL || *text == '\0')
    return 0;

  guint32 offset = (guint32) self->arena->len;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  for (char *at = valid; *at != '\0'; at++)
    if (((guchar) *at < 0x20 && !(*at == '\n' && column->fit == XY_FIT_WRAP)) || *at == 0x7f)
      *at = ' ';
  g_string_append_len (self->arena, valid, strlen (valid) + 1);
  return offset;
}

static gboolean
is_head_face (XyRowKind kind)
{
  return kind == XY_ROW_GROUP || kind == XY_ROW_SUBTOTAL;
}

/* The widest line of TEXT. */
static double
measure (XyFontSet *fonts, XyFont font, const char *text)
{
  const char *newline = strchr (text, '\n');
  double width = 0;

  while (newline != NULL)
    {
      width = MAX (width, xy_typeset_width (fonts, font, text, newline - text));
      text = newline + 1;
      newline = strchr (text, '\n');
    }
  return MAX (width, xy_typeset_width (fonts, font, text, -1));
}

static double
measure_cell (XyPaperTable *self, XyFontSet *fonts, const XyTableColumn *column, XyFont font, const char *text)
{
  if (*text == '\0')
    return 0;
  double width = measure (fonts, font, text);
  return width + xy_paper_table_get_name_spread (column, text, font.size);
}

static gboolean
is_last_filled (const XyPaperTable *self, guint row, guint column)
{
  for (guint c = column + 1; c < self->n_columns; c++)
    if (*xy_paper_table_get_cell (self, row, c) != '\0')
      return FALSE;
  return *xy_paper_table_get_cell (self, row, column) != '\0';
}

/* What the first N_ROWS rows come to, for the end of a page and the start of the next. */
static const guint32 *
get_carried (XyPaperTable *self, guint n_rows)
{
  guint32 *offsets = g_hash_table_lookup (self->carried, GUINT_TO_POINTER (n_rows));

  if (offsets != NULL)
    return offsets;
  g_autofree char **cells = g_new0 (char *, self->n_columns);
  offsets = g_new0 (guint32, self->n_columns);
  self->carry (n_rows, cells, self->carry_data);
  for (guint c = 0; c < self->n_columns; c++)
    {
      offsets[c] = add_text (self, &self->columns[c].spec, cells[c]);
      g_free (cells[c]);
    }
  g_hash_table_insert (self->carried, GUINT_TO_POINTER (n_rows), offsets);
  return offsets;
}

/* Asked at each row, looked for at some. */
static gboolean
is_cancelled (const XyLayout *layout, guint row)
{
  return row % 64 == 0 && xy_layout_is_cancelled (layout);
}

/* Natural widths; on the way every character of the table is looked up once. */
static void
measure_columns (XyPaperTable *self, XyLayout *layout)
{
  XyFontSet *fonts = layout->fonts;
  gboolean unlimited = TRUE;

  for (guint c = 0; c < self->n_columns; c++)
    {
      XyTableColumn *column = &self->columns[c];
      xy_font_set_watch (fonts, "");
      column->widest = self->style.head_height > 0 && column->spec.title != NULL
                           ? measure (fonts, self->style.head_font, column->spec.title)
                           : 0;
      if (self->totals != NULL)
        column->widest = MAX (column->widest, measure (fonts, self->style.head_font, get_text (self, self->totals[c])));
      /* Sums grow, so that of all rows is the longest. */
      if (self->carry != NULL)
        {
          const char *text =
              c == self->carry_label ? CARRY_OUT : get_text (self, get_carried (self, self->rows->len)[c]);
          column->widest = MAX (column->widest, measure (fonts, self->style.head_font, text));
        }
      column->widest = MAX (column->widest, column->spec.min_width - 2 * self->style.padding);
      unlimited = unlimited && column->spec.limit <= 0;
    }

  const char *owner = "";
  for (guint r = 0; r < self->rows->len; r++)
    {
      XyRowKind kind = g_array_index (self->rows, XyTableRow, r).kind;
      if (is_cancelled (layout, r))
        break;
      /* Rows that belong with the one above it are of the same household. */
      if (kind != XY_ROW_GLUED || r == 0)
        owner = self->style.owner_column >= 0 ? xy_paper_table_get_cell (self, r, self->style.owner_column) : "";
      xy_font_set_watch (fonts, owner);
      for (guint c = 0; c < self->n_columns; c++)
        {
          XyTableColumn *column = &self->columns[c];
          XyFont font = is_head_face (kind) ? self->style.head_font : column->spec.font;
          double width = measure_cell (self, fonts, column, font, xy_paper_table_get_cell (self, r, c));
          if (column->spec.limit > 0)
            width = MIN (width, column->spec.limit * font.size);
          if (kind != XY_ROW_GROUP && !(kind == XY_ROW_JOINED && is_last_filled (self, r, c)))
            column->widest = MAX (column->widest, width);
        }
    }
  xy_font_set_watch (fonts, NULL);
}

static void
settle_widths (XyPaperTable *self, XyFontSet *fonts)
{
  double padding = 2 * self->style.padding;
  double natural = 0, least = 0, weights = 0;
  g_autofree double *leasts = g_new0 (double, self->n_columns);

  for (guint c = 0; c < self->n_columns; c++)
    {
      XyTableColumn *column = &self->columns[c];
      double head = column->spec.title != NULL ? measure (fonts, self->style.head_font, column->spec.title) : 0;
      leasts[c] = column->widest + padding;
      if (column->spec.fit == XY_FIT_SHRINK)
        leasts[c] = MAX (column->widest * SMALLEST_CELL, head) + padding;
      else if (column->spec.fit == XY_FIT_WRAP)
        leasts[c] = MAX (MIN (column->widest, 6 * column->spec.font.size), head) + padding;
      leasts[c] = MAX (leasts[c], column->spec.min_width);
      natural += column->widest + padding;
      least += leasts[c];
      weights += column->spec.weight;
    }

  self->scale = 1;
  if (least > self->block.width)
    self->scale = MAX (self->block.width / least, SMALLEST_TABLE);
  for (guint c = 0; c < self->n_columns; c++)
    {
      XyTableColumn *column = &self->columns[c];
      double wanted = column->widest + padding;
      if (natural <= self->block.width)
        column->width =
            wanted + (self->block.width - natural) * (weights > 0 ? column->spec.weight / weights : wanted / natural);
      else if (least <= self->block.width)
        column->width =
            leasts[c] + (self->block.width - least) * (natural > least ? (wanted - leasts[c]) / (natural - least) : 0);
      else
        column->width = leasts[c] * self->block.width / least;
    }

  double x = 0;
  for (guint c = 0; c < self->n_columns; c++)
    {
      self->columns[c].x = x;
      x += self->columns[c].width;
    }
}

/* Whether the column may hold a cell that does not fit on one line at its own size. */
static gboolean
is_tight (const XyPaperTable *self, const XyTableColumn *column)
{
  return column->spec.limit > 0 || column->spec.fit == XY_FIT_WRAP
         || column->widest * self->scale > column->width - 2 * self->style.padding + 0.01;
}

static void
settle_heights (XyPaperTable *self, XyLayout *layout)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (XyLine));
  g_autofree gboolean *tight = g_new (gboolean, self->n_columns);
  guint8 shade = 0;

  for (guint c = 0; c < self->n_columns; c++)
    tight[c] = is_tight (self, &self->columns[c]);

  for (guint r = 0; r < self->rows->len; r++)
    {
      XyTableRow *row = &g_array_index (self->rows, XyTableRow, r);
      double height = self->style.row_height;

      if (is_cancelled (layout, r))
        return;
      if (row->kind == XY_ROW_PLAIN)
        shade = !shade;
      else if (is_head_face (row->kind))
        shade = 1;
      row->shade = !is_head_face (row->kind) && !shade;
      for (guint c = 0; c < self->n_columns && !is_head_face (row->kind); c++)
        {
          const XyTableColumn *column = &self->columns[c];
          const char *text = xy_paper_table_get_cell (self, r, c);
          if (*text == '\0' || !(tight[c] || row->kind == XY_ROW_JOINED))
            continue;
          g_array_set_size (lines, 0);
          double room = xy_paper_table_get_cell_width (self, r, c) - 2 * self->style.padding;
          XyFont font = xy_paper_table_fit (self, layout->fonts, column, room, text, column->spec.font, lines);
          if (lines->len > 1)
            height = MAX (height, lines->len * font.size * XY_CELL_LINE + 2 * CELL_MARGIN);
        }
      if (height > self->tallest)
        {
          int owner = MAX (self->style.owner_column, 0);
          g_ptr_array_add (layout->cut, g_strdup (xy_paper_table_get_cell (self, r, owner)));
          height = self->tallest;
        }
      row->height = (float) (self->style.own_heights ? height : xy_layout_round (layout, height));
    }
}

static double
head_height (const XyPaperTable *self, gboolean continued)
{
  return self->style.head_height + (continued ? xy_paper_table_get_caption_height (self) : 0);
}

static double
row_height (const XyPaperTable *self, guint row)
{
  return (double) g_array_index (self->rows, XyTableRow, row).height;
}

/* Whether a page may end before ROW. */
static gboolean
may_end_before (const XyPaperTable *self, guint row)
{
  XyRowKind kind = g_array_index (self->rows, XyTableRow, row).kind;

  return kind != XY_ROW_GLUED && kind != XY_ROW_SUBTOTAL
         && (row == 0 || g_array_index (self->rows, XyTableRow, row - 1).kind != XY_ROW_GROUP);
}

static double
totals_height (const XyPaperTable *self)
{
  return self->totals != NULL ? self->totals_height : 0;
}

static double
carry_height (const XyPaperTable *self)
{
  return self->carry != NULL ? self->totals_height : 0;
}

static void
measure_caption (XyPaperTable *self, XyFontSet *fonts)
{
  XyFont font = xy_paper_table_get_caption_font (self);

  g_array_set_size (self->caption, 0);
  self->caption_height = 0;
  if (self->style.continued == NULL)
    return;
  xy_typeset_break (fonts, font, self->style.continued, self->block.width, 0, self->caption);
  self->caption_height =
      self->style.head_font.size * CAPTION_LINE + (self->caption->len - 1) * font.size * XY_CELL_LINE;
}

static void
table_prepare (XyBlock *block, XyLayout *layout)
{
  XyPaperTable *self = (XyPaperTable *) block;

  self->totals_height = TOTALS_LINE * self->style.row_height;
  if (layout->pitch > 0 && !self->style.own_heights)
    {
      self->style.row_height = xy_layout_round (layout, self->style.row_height);
      self->style.head_height = xy_layout_round (layout, self->style.head_height);
      self->totals_height = self->style.row_height;
    }
  measure_caption (self, layout->fonts);
  if (!self->style.own_heights)
    self->caption_height = xy_layout_round (layout, self->caption_height);
  measure_columns (self, layout);
  settle_widths (self, layout->fonts);
  self->tallest =
      layout->bottom - layout->top - head_height (self, TRUE) - 2.2 * self->style.row_height - 2 * carry_height (self);
  settle_heights (self, layout);
}

/* The head and the rows that stay together under it. */
static double
table_need (XyBlock *block, XyLayout *layout)
{
  XyPaperTable *self = (XyPaperTable *) block;
  double room = layout->bottom - layout->top;
  double height = head_height (self, FALSE);

  if (self->rows->len == 0)
    return height + self->style.row_height + totals_height (self);
  height += row_height (self, 0);
  for (guint r = 1; r < self->rows->len && !may_end_before (self, r); r++)
    {
      /* A large household may be parted rather than leave a title alone. */
      if (r > 1 && height + row_height (self, r) > room / 2)
        break;
      height += row_height (self, r);
      if (r + 1 == self->rows->len)
        height += totals_height (self);
    }
  return height + (self->rows->len == 1 ? totals_height (self) : 0);
}

/* The group whose head stands above ROW, to be repeated when ROW begins a page; -1: none. */
static int
get_group (const XyPaperTable *self, guint row)
{
  if (g_array_index (self->rows, XyTableRow, row).kind == XY_ROW_GROUP)
    return -1;
  for (guint r = row; r-- > 0;)
    if (g_array_index (self->rows, XyTableRow, r).kind == XY_ROW_GROUP)
      return (int) r;
  return -1;
}

/* N rows from FIRST, but no group's head as the last of them. */
static guint
leave_head (const XyPaperTable *self, guint first, guint n)
{
  while (n > 0 && g_array_index (self->rows, XyTableRow, first + n - 1).kind == XY_ROW_GROUP)
    n--;
  return n;
}

/* Whether the rows from FIRST are not higher than ROOM. */
static gboolean
ends_here (const XyPaperTable *self, guint first, double room)
{
  for (guint r = first; r < self->rows->len && room >= -0.01; r++)
    room -= row_height (self, r);
  return room >= -0.01;
}

/* How many rows from FIRST go on a page with ROOM below the head; all of them only if the table's end fits too. */
static guint
fill_page (const XyPaperTable *self, guint first, double room, double end, gboolean may_tear, double fresh_room)
{
  guint n_rows = self->rows->len;
  guint r = first;
  double height = 0;

  /* The sums need a row below all but the last page. */
  if (self->carry != NULL && !ends_here (self, first, room - end))
    room -= carry_height (self);
  while (r < n_rows && height + row_height (self, r) <= room + 0.01)
    {
      if (r > first && self->style.group_pages && g_array_index (self->rows, XyTableRow, r).kind == XY_ROW_GROUP
          && may_end_before (self, r))
        return r - first;
      height += row_height (self, r);
      r++;
    }
  if (r == n_rows && height + end <= room + 0.01)
    return n_rows - first;

  if (r == n_rows)
    {
      /* The end needs a page of its own: some rows go along with it. */
      guint along = n_rows - first >= 3 * ROWS_ALONG ? ROWS_ALONG : (n_rows - first) / 3;
      double carried = 0;
      guint from = n_rows, torn = 0;
      while (from > first + 1 && carried + row_height (self, from - 1) + end <= fresh_room)
        {
          from--;
          carried += row_height (self, from);
          if (n_rows - from >= MAX (along, 1) && may_end_before (self, from))
            return from - first;
          torn = from - first;
        }
      /* Nothing to part with, only one household or row: a fresh page, and if it has one already, torn after all. */
      return may_tear ? leave_head (self, first, torn) : 0;
    }

  /* A last page of a row or two looks like a mistake. */
  guint end_row = r;
  if (n_rows - r < ROWS_ALONG && n_rows - first >= 3 * ROWS_ALONG)
    end_row = n_rows - ROWS_ALONG;
  while (end_row > first && !may_end_before (self, end_row))
    end_row--;
  if (end_row > first)
    return end_row - first;
  /* A household longer than what is left here: where that is a whole page, it has to be parted. */
  return may_tear ? leave_head (self, first, r - first) : 0;
}

/* Rows that nearly fit the page together with the table's end are set a little closer. */
static void
squeeze (XyPaperTable *self, double room, double end)
{
  double height = 0;

  for (guint r = 0; r < self->rows->len; r++)
    height += row_height (self, r);
  if (height + end <= room || height * XY_TIGHTEST + end > room)
    return;
  for (guint r = 0; r < self->rows->len; r++)
    g_array_index (self->rows, XyTableRow, r).height *= (float) ((room - end) / height);
}

static void
table_lay (XyBlock *block, XyLayout *layout)
{
  XyPaperTable *self = (XyPaperTable *) block;
  guint n_rows = self->rows->len;
  double room = layout->bottom - layout->top;
  double tail = layout->tail;

  /* What follows begins on the next line of the grid. */
  if (self->style.own_heights && tail > 0)
    tail += layout->pitch;
  if (n_rows == 0)
    {
      double height = table_need (block, layout);
      xy_layout_begin (layout, block, xy_layout_add_tail (layout, height));
      xy_layout_place (layout, block, height, 0, 0, XY_PIECE_EMPTY | (self->totals != NULL ? XY_PIECE_TOTALS : 0));
      return;
    }

  xy_layout_begin (layout, block, table_need (block, layout));
  if (layout->pitch <= 0 || self->style.own_heights)
    squeeze (self, layout->bottom - layout->y - head_height (self, FALSE), totals_height (self) + tail);
  gboolean continued = FALSE;
  for (guint first = 0; first < n_rows && !xy_layout_is_cancelled (layout);)
    {
      int group = continued ? get_group (self, first) : -1;
      double head = head_height (self, continued) + (group >= 0 ? self->style.row_height : 0)
                    + (continued ? carry_height (self) : 0);
      double fresh_room = room - head_height (self, TRUE) - self->style.row_height - carry_height (self);
      double end = totals_height (self) + tail;
      if (end + row_height (self, n_rows - 1) > fresh_room)
        end = totals_height (self);

      double left = layout->bottom - layout->y - head;
      gboolean may_tear = xy_layout_at_top (layout) || (first == 0 && left > room / 2);
      guint n = fill_page (self, first, left, end, may_tear, fresh_room);
      if (n == 0 && xy_layout_at_top (layout))
        n = 1; /* higher than the sheet */
      if (n == 0)
        {
          xy_layout_new_page (layout);
          continue;
        }
      guint flags = continued ? XY_PIECE_CONTINUED : 0;
      double height = head;
      if (self->carry != NULL && continued)
        flags |= XY_PIECE_CARRY_IN;
      if (self->carry != NULL && first + n < n_rows)
        {
          flags |= XY_PIECE_CARRY_OUT;
          height += carry_height (self);
          get_carried (self, first + n);
        }
      for (guint r = first; r < first + n; r++)
        height += row_height (self, r);
      if (first + n == n_rows && self->totals != NULL)
        {
          flags |= XY_PIECE_TOTALS;
          height += totals_height (self);
        }
      xy_layout_place (layout, block, height, first, n, flags | (guint) (group + 1) << XY_PIECE_GROUP_SHIFT);
      first += n;
      continued = TRUE;
      if (first < n_rows)
        xy_layout_new_page (layout);
    }
}

/* Cells of one line; nothing is written for those that are empty at its end. */
static void
append_cells (GString *text, const XyPaperTable *self, const guint32 *cells)
{
  gsize end = text->len;

  for (guint c = 0; c < self->n_columns; c++)
    {
      const char *cell = get_text (self, cells[c]);
      gsize from = text->len;
      g_string_append_printf (text, "%s%s", c > 0 ? "　" : "", *cell != '\0' ? cell : "—");
      g_strdelimit (text->str + from, "\n", ' ');
      if (*cell != '\0')
        end = text->len;
    }
  g_string_truncate (text, end);
  g_string_append_c (text, '\n');
}

static void
table_text (XyBlock *block, GString *text)
{
  const XyPaperTable *self = (const XyPaperTable *) block;

  for (guint c = 0; self->style.head_height > 0 && c < self->n_columns; c++)
    {
      const char *title = self->columns[c].spec.title;
      gsize from = text->len;
      g_string_append_printf (text, "%s%s", c > 0 ? "　" : "", title != NULL ? title : "");
      g_strdelimit (text->str + from, "\n", ' ');
      if (c + 1 == self->n_columns)
        g_string_append_c (text, '\n');
    }
  for (guint r = 0; r < self->rows->len; r++)
    append_cells (text, self, &g_array_index (self->cells, guint32, r * self->n_columns));
  if (self->rows->len == 0 && self->style.empty != NULL)
    g_string_append_printf (text, "%s\n", self->style.empty);
  if (self->totals != NULL)
    append_cells (text, self, self->totals);
}

static void
table_free (XyBlock *block)
{
  XyPaperTable *self = (XyPaperTable *) block;

  for (guint c = 0; c < self->n_columns; c++)
    g_free ((char *) self->columns[c].spec.title);
  g_free (self->columns);
  g_free ((char *) self->style.continued);
  g_array_unref (self->caption);
  g_free ((char *) self->style.empty);
  g_string_free (self->arena, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->rows);
  g_free (self->totals);
  if (self->carry_destroy != NULL)
    self->carry_destroy (self->carry_data);
  g_hash_table_unref (self->carried);
}

static const XyBlockClass table_class = {
  .prepare = table_prepare,
  .need = table_need,
  .lay = table_lay,
  .draw = xy_paper_table_draw,
  .text = table_text,
  .free = table_free,
  .splits = TRUE,
};

const char *
xy_paper_table_get_cell (const XyPaperTable *self, guint row, guint column)
{
  return get_text (self, g_array_index (self->cells, guint32, row * self->n_columns + column));
}

const char *
xy_paper_table_get_carried (const XyPaperTable *self, guint n_rows, guint column, gboolean carry_in)
{
  const guint32 *offsets = g_hash_table_lookup (self->carried, GUINT_TO_POINTER (n_rows));

  if (column == self->carry_label)
    return carry_in ? CARRY_IN : CARRY_OUT;
  return get_text (self, offsets[column]);
}

double
xy_paper_table_get_cell_width (const XyPaperTable *self, guint row, guint column)
{
  const XyTableColumn *at = &self->columns[column];

  if (g_array_index (self->rows, XyTableRow, row).kind == XY_ROW_JOINED && is_last_filled (self, row, column))
    return self->block.width - at->x;
  return at->width;
}

XyFont
xy_paper_table_get_caption_font (const XyPaperTable *self)
{
  return (XyFont){ XY_FONT_SANS, self->style.head_font.size * 0.9 };
}

double
xy_paper_table_get_caption_height (const XyPaperTable *self)
{
  return self->caption_height;
}

double
xy_paper_table_get_name_spread (const XyTableColumn *column, const char *text, double size)
{
  if (!column->spec.name || strlen (text) < 6)
    return 0;
  const char *second = g_utf8_next_char (text);
  const char *end = g_utf8_next_char (second);
  return *end == '\0' && g_utf8_get_char (text) >= 0x3400 && g_utf8_get_char (second) >= 0x3400 ? size : 0;
}

XyFont
xy_paper_table_fit (const XyPaperTable *self,
                    XyFontSet *fonts,
                    const XyTableColumn *column,
                    double room,
                    const char *text,
                    XyFont font,
                    GArray *lines)
{
  font.size *= self->scale;
  double width = xy_typeset_width (fonts, font, text, -1);
  if (width <= room + 0.01 && strchr (text, '\n') == NULL)
    return font;
  /* Text that runs over several lines is set smaller only where one line then holds all of it. */
  double smallest = column->spec.fit == XY_FIT_WRAP ? SMALLEST_LINE : SMALLEST_CELL;
  if (room / width >= smallest && strchr (text, '\n') == NULL)
    {
      font.size *= room / width;
      return font;
    }
  if (column->spec.fit != XY_FIT_WRAP)
    font.size *= SMALLEST_CELL;
  xy_typeset_break (fonts, font, text, room, 0, lines);
  return font;
}

XyBlock *
xy_paper_table_new (const XyTableStyle *style, const XyPaperColumn *columns, guint n_columns)
{
  g_return_val_if_fail (n_columns > 0, NULL);

  XyPaperTable *self = g_new0 (XyPaperTable, 1);
  self->block.class = &table_class;
  self->style = *style;
  self->style.continued = g_strdup (style->continued);
  self->caption = g_array_new (FALSE, FALSE, sizeof (XyLine));
  self->style.empty = g_strdup (style->empty);
  self->columns = g_new0 (XyTableColumn, n_columns);
  self->n_columns = n_columns;
  for (guint c = 0; c < n_columns; c++)
    {
      self->columns[c].spec = columns[c];
      self->columns[c].spec.title = g_strdup (columns[c].title);
    }
  self->carried = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->arena = g_string_new (NULL);
  g_string_append_c (self->arena, '\0');
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, TRUE, sizeof (XyTableRow));
  return &self->block;
}

void
xy_paper_table_add_row (XyBlock *block, XyRowKind kind, const char *const *cells)
{
  g_return_if_fail (block->class == &table_class);

  XyPaperTable *self = (XyPaperTable *) block;
  XyTableRow row = { .kind = (guint8) kind };
  g_array_append_val (self->rows, row);
  for (guint c = 0; c < self->n_columns; c++)
    {
      guint32 offset = add_text (self, &self->columns[c].spec, cells[c]);
      g_array_append_val (self->cells, offset);
    }
}

void
xy_paper_table_set_totals (XyBlock *block, const char *const *cells)
{
  g_return_if_fail (block->class == &table_class);

  XyPaperTable *self = (XyPaperTable *) block;
  g_free (self->totals);
  self->totals = g_new0 (guint32, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    self->totals[c] = add_text (self, &self->columns[c].spec, cells[c]);
}

void
xy_paper_table_set_carry (XyBlock *block, guint label_column, XyTableCarry carry, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (block->class == &table_class);

  XyPaperTable *self = (XyPaperTable *) block;
  g_return_if_fail (label_column < self->n_columns);
  self->carry = carry;
  self->carry_data = data;
  self->carry_destroy = destroy;
  self->carry_label = label_column;
}
