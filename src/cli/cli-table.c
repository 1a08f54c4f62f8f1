/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/number.h"

typedef struct
{
  char *text;
  gint64 number;
} Cell;

struct _XyCliTable
{
  const char *name;
  const XyCliColumn *columns;
  guint n_columns;
  GArray *cells; /* row after row */
};

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

/* How many columns of a terminal TEXT takes: Chinese characters take two. */
static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      width += g_unichar_iszerowidth (u) ? 0 : g_unichar_iswide (u) ? 2 : 1;
    }
  return width;
}

/* gettext answers an empty text with the catalogue's own head. */
static const char *
label_of (const XyCliColumn *column)
{
  return column->label[0] != '\0' ? _ (column->label) : "";
}

static char *
cell_text (const XyCliColumn *column, const Cell *cell)
{
  switch (column->kind)
    {
    case XY_CLI_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case XY_CLI_POINTS:
      return xy_points_format (cell->number);
    case XY_CLI_MONEY:
      return xy_money_format (cell->number);
    case XY_CLI_FLAG:
      return g_strdup (cell->number != 0 ? "✓" : "");
    case XY_CLI_TEXT:
    default:
      {
        /* One line each; and text without control characters cannot play with the terminal. */
        char *text = g_utf8_make_valid (cell->text != NULL ? cell->text : "", -1);
        for (char *c = text; *c != '\0'; c++)
          if ((guchar) *c < 0x20 || *c == 0x7f)
            *c = ' ';
        return text;
      }
    }
}

static void
add_member (XyJson *json, const XyCliColumn *column, const Cell *cell)
{
  switch (column->kind)
    {
    case XY_CLI_NUMBER:
    case XY_CLI_POINTS:
    case XY_CLI_MONEY:
      xy_json_int (json, column->key, cell->number);
      break;
    case XY_CLI_FLAG:
      xy_json_bool (json, column->key, cell->number != 0);
      break;
    case XY_CLI_TEXT:
    default:
      xy_json_text (json, column->key, cell->text);
      break;
    }
}

static const Cell *
cell_at (XyCliTable *table, guint row, guint column)
{
  return &g_array_index (table->cells, Cell, row * table->n_columns + column);
}

static void
add_row (XyJson *json, const char *key, XyCliTable *table, guint row)
{
  xy_json_open (json, key, '{');
  for (guint c = 0; c < table->n_columns; c++)
    add_member (json, &table->columns[c], cell_at (table, row, c));
  xy_json_close (json);
}

/* Pads TEXT to WIDTH: numbers to the right, the rest to the left; nothing is added after the last column. */
static void
append_padded (GString *out, const char *text, guint width, gboolean right, gboolean last)
{
  guint pad = width - MIN (width, width_of (text));

  if (right)
    g_string_append_printf (out, "%*s", (int) pad, "");
  g_string_append (out, text);
  if (!right && !last)
    g_string_append_printf (out, "%*s", (int) pad, "");
  g_string_append (out, last ? "\n" : "  ");
}

static gboolean
is_number (const XyCliColumn *column)
{
  return column->kind == XY_CLI_NUMBER || column->kind == XY_CLI_POINTS || column->kind == XY_CLI_MONEY;
}

XyCliTable *
xy_cli_table_new (const char *name, const XyCliColumn *columns, guint n_columns)
{
  XyCliTable *table = g_new0 (XyCliTable, 1);

  table->name = name;
  table->columns = columns;
  table->n_columns = n_columns;
  table->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (table->cells, clear_cell);
  return table;
}

void
xy_cli_table_free (XyCliTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->cells);
  g_free (table);
}

void
xy_cli_table_add (XyCliTable *table, ...)
{
  va_list args;

  va_start (args, table);
  for (guint c = 0; c < table->n_columns; c++)
    {
      Cell cell = { 0 };

      switch (table->columns[c].kind)
        {
        case XY_CLI_NUMBER:
        case XY_CLI_POINTS:
        case XY_CLI_MONEY:
          cell.number = va_arg (args, gint64);
          break;
        case XY_CLI_FLAG:
          cell.number = va_arg (args, gboolean);
          break;
        case XY_CLI_TEXT:
        default:
          cell.text = g_strdup (va_arg (args, const char *));
          break;
        }
      g_array_append_val (table->cells, cell);
    }
  va_end (args);
}

guint
xy_cli_table_rows (XyCliTable *table)
{
  return table->cells->len / table->n_columns;
}

int
xy_cli_table_print (XyCli *cli, XyCliTable *table)
{
  guint n_rows = xy_cli_table_rows (table);

  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      xy_json_open (json, table->name, '[');
      for (guint r = 0; r < n_rows; r++)
        add_row (json, NULL, table, r);
      xy_json_close (json);
      xy_json_close (json);
      return xy_cli_answer (cli, json);
    }

  g_autofree guint *widths = g_new0 (guint, table->n_columns);
  for (guint c = 0; c < table->n_columns; c++)
    {
      widths[c] = width_of (label_of (&table->columns[c]));
      for (guint r = 0; r < n_rows; r++)
        {
          g_autofree char *text = cell_text (&table->columns[c], cell_at (table, r, c));
          widths[c] = MAX (widths[c], width_of (text));
        }
    }
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint c = 0; c < table->n_columns; c++)
    append_padded (out, label_of (&table->columns[c]), widths[c], is_number (&table->columns[c]),
                   c + 1 == table->n_columns);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < table->n_columns; c++)
      {
        g_autofree char *text = cell_text (&table->columns[c], cell_at (table, r, c));
        append_padded (out, text, widths[c], is_number (&table->columns[c]), c + 1 == table->n_columns);
      }
  g_print ("%s", out->str);
  return XY_CLI_DONE;
}

int
xy_cli_table_print_card (XyCli *cli, XyCliTable *table)
{
  g_return_val_if_fail (xy_cli_table_rows (table) == 1, XY_CLI_FAILED);

  if (cli->json)
    {
      g_autoptr (XyJson) json = xy_json_new ();
      xy_json_open (json, NULL, '{');
      add_row (json, table->name, table, 0);
      xy_json_close (json);
      return xy_cli_answer (cli, json);
    }

  guint width = 0;
  for (guint c = 0; c < table->n_columns; c++)
    width = MAX (width, width_of (label_of (&table->columns[c])));
  g_autoptr (GString) out = g_string_new (NULL);
  for (guint c = 0; c < table->n_columns; c++)
    {
      g_autofree char *text = cell_text (&table->columns[c], cell_at (table, 0, c));
      append_padded (out, label_of (&table->columns[c]), width, FALSE, FALSE);
      g_string_append_printf (out, "%s\n", text);
    }
  g_print ("%s", out->str);
  return XY_CLI_DONE;
}
