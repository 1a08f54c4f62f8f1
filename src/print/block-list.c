/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in columns, and names of persons in the order a village accepts. */
#include "print/block-private.h"

#include <math.h>
#include <string.h>

#include "core/stroke.h"
#include "print/typeset.h"

/* Between two items of a line, in characters. */
#define APART 1.0
#define SMALLEST_ITEM 0.7

typedef struct
{
  guint line;
  guint column;
  double width; /* of what is drawn */
  double size;  /* where it had to be set smaller */
  double spread;
} Item;

typedef struct
{
  XyBlock block;
  GPtrArray *texts;
  gboolean names;
  guint n_columns; /* 0: as many as fit */
  XyFont font;
  double line_height;
  GArray *items; /* Item */
  guint n_lines;
  double pitch; /* from column to column */
} ListBlock;

typedef struct
{
  char *text;
  GBytes *key;
} Named;

static double
get_spread (const ListBlock *self, const char *text)
{
  return self->names && g_utf8_strlen (text, -1) == 2 && g_utf8_get_char (text) >= 0x3400
                 && g_utf8_get_char (g_utf8_next_char (text)) >= 0x3400
             ? self->font.size
             : 0;
}

/* Columns that all but a few long items fit: as wide as the widest of names of up to four characters. */
static guint
count_columns (const ListBlock *self, XyLayout *layout)
{
  double widest = 0;

  for (guint i = 0; i < self->texts->len; i++)
    {
      const char *text = self->texts->pdata[i];
      if (self->names && g_utf8_strlen (text, -1) > 4)
        continue;
      double width = xy_typeset_width (layout->fonts, self->font, text, -1) + get_spread (self, text);
      widest = MAX (widest, width);
    }
  widest = MAX (widest, 3 * self->font.size);
  double apart = APART * self->font.size;
  return (guint) MAX (floor ((self->block.width + apart) / (widest + apart)), 1);
}

static void
list_prepare (XyBlock *block, XyLayout *layout)
{
  ListBlock *self = (ListBlock *) block;
  guint n = self->n_columns > 0 ? self->n_columns : count_columns (self, layout);
  double apart = APART * self->font.size;
  guint line = 0, column = 0;

  self->pitch = (block->width + apart) / n;
  g_array_set_size (self->items, 0);
  for (guint i = 0; i < self->texts->len && !xy_layout_is_cancelled (layout); i++)
    {
      const char *text = self->texts->pdata[i];
      xy_font_set_watch (layout->fonts, text);
      Item item = { .size = self->font.size, .spread = get_spread (self, text) };
      item.width = xy_typeset_width (layout->fonts, self->font, text, -1) + item.spread;
      guint takes = CLAMP ((guint) ceil ((item.width + apart - 0.01) / self->pitch), 1, n);
      double room = takes * self->pitch - apart;
      if (item.width > room)
        {
          item.size *= MAX (room / item.width, SMALLEST_ITEM);
          item.width *= MAX (room / item.width, SMALLEST_ITEM);
          if (item.width > room + 0.01)
            g_ptr_array_add (layout->cut, g_strdup (text));
        }
      if (column + takes > n && column > 0)
        {
          line++;
          column = 0;
        }
      item.line = line;
      item.column = column;
      g_array_append_val (self->items, item);
      column += takes;
    }
  self->n_lines = self->texts->len > 0 ? line + 1 : 0;
  xy_font_set_watch (layout->fonts, NULL);
}

static double
list_need (XyBlock *block, XyLayout *layout)
{
  const ListBlock *self = (const ListBlock *) block;

  return MIN (self->n_lines, 2) * self->line_height;
}

static void
list_lay (XyBlock *block, XyLayout *layout)
{
  const ListBlock *self = (const ListBlock *) block;
  guint at = 0;

  if (self->n_lines == 0)
    return;
  xy_layout_begin (layout, block,
                   self->n_lines <= 2 ? xy_layout_add_tail (layout, list_need (block, layout))
                                      : list_need (block, layout));
  while (at < self->n_lines)
    {
      guint left = self->n_lines - at;
      double room = layout->bottom - layout->y + 0.01;
      guint fits = (guint) MAX (floor (room / self->line_height), 1);
      guint fits_with_tail = (guint) MAX (floor ((room - layout->tail) / self->line_height), 0);
      guint take = MIN (fits, left);
      /* What has to stand below the list takes its last line along to the next page. */
      if (take == left && left > fits_with_tail && left > 1)
        take = left - 1;
      xy_layout_place (layout, block, take * self->line_height, at, take, 0);
      at += take;
      if (at < self->n_lines)
        xy_layout_new_page (layout);
    }
}

static void
list_draw (XyBlock *block, const XyPlaced *placed, XyFontSet *fonts, cairo_t *cr, XyPaperTarget target)
{
  const ListBlock *self = (const ListBlock *) block;

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);
      if (item->line < placed->first || item->line >= placed->first + placed->n)
        continue;
      XyFont font = { self->font.role, item->size };
      double y = placed->y + (item->line - placed->first + 0.5) * self->line_height + xy_typeset_drop (font);
      xy_typeset_draw (fonts, font, cr, block->left + item->column * self->pitch, y, self->texts->pdata[i], -1,
                       item->spread);
    }
}

static void
list_text (XyBlock *block, GString *text)
{
  const ListBlock *self = (const ListBlock *) block;

  for (guint i = 0; i < self->texts->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : (self->names ? "、" : "\n"), (char *) self->texts->pdata[i]);
  if (self->texts->len > 0)
    g_string_append_c (text, '\n');
}

static void
list_free (XyBlock *block)
{
  ListBlock *self = (ListBlock *) block;

  g_ptr_array_unref (self->texts);
  g_array_unref (self->items);
}

static const XyBlockClass list_class = {
  .prepare = list_prepare,
  .need = list_need,
  .lay = list_lay,
  .draw = list_draw,
  .text = list_text,
  .free = list_free,
  .splits = TRUE,
};

static int
compare_named (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (((const Named *) a)->key, ((const Named *) b)->key);
}

/* Names with one key stay as given. */
static void
sort_by_strokes (GPtrArray *texts)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));

  for (guint i = 0; i < texts->len; i++)
    {
      Named one = { .text = texts->pdata[i], .key = xy_stroke_key (texts->pdata[i]) };
      g_array_append_val (named, one);
    }
  g_array_sort (named, compare_named);
  for (guint i = 0; i < texts->len; i++)
    {
      const Named *one = &g_array_index (named, Named, i);
      texts->pdata[i] = one->text;
      g_bytes_unref (one->key);
    }
}

static ListBlock *
list_new (const char *const *items, guint n_columns, XyFont font, double line_height)
{
  ListBlock *self = xy_block_new (sizeof *self, &list_class);

  self->texts = g_ptr_array_new_with_free_func (g_free);
  for (; items != NULL && *items != NULL; items++)
    g_ptr_array_add (self->texts, g_strdelimit (xy_block_clean_text (*items), "\n", ' '));
  self->n_columns = n_columns;
  self->font = font;
  self->line_height = line_height;
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  return self;
}

XyBlock *
xy_block_list_new (const char *const *items, guint n_columns, XyFont font, double line_height)
{
  return &list_new (items, n_columns, font, line_height)->block;
}

XyBlock *
xy_block_names_new (const char *const *names, XyNameOrder order, guint n_columns, XyFont font, double line_height)
{
  ListBlock *self = list_new (names, n_columns, font, line_height);

  self->names = TRUE;
  if (order == XY_NAMES_BY_STROKES)
    sort_by_strokes (self->texts);
  return &self->block;
}
