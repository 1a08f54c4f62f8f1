/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/document-table.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "core/mask.h"
#include "core/normalize.h"
#include "core/number.h"

static const char *const use_names[] = { "show", "mask", "hide" };

/* Columns of numbers that mean nothing when they are added up. */
static const char *const not_summed[] = { "序号", "编号", "户编号", "户号", "组别", "年龄", "年度", "年份",
                                          "月份", "日期", "单价",   "标准", "比例", "电话", "号码", "账号",
                                          "名次", "得分", "率",     "邮编", "代码", "每",   NULL };
static const char *const id_heads[] = { "身份证", "证件号", "身份号码", "证号", NULL };
static const char *const phone_heads[] = { "电话", "手机", "联系方式", NULL };
static const char *const bank_heads[] = { "银行", "账号", "帐号", "卡号", "一卡通", "社保卡", "存折", NULL };
static const char *const name_heads[] = {
  "姓名", "户主", "名单", "受益人", "领取人", "补贴对象", "代表", "候选人", NULL
};

static gboolean
has_word (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

const char *
xy_document_table_get (const XyDocumentTable *table, guint row, guint column)
{
  return table->cells[row * table->n_columns + column];
}

/* A text that begins with WORD, spaces between the characters or not: 合计, 合 计. */
static gboolean
is_word (const char *cell, const char *word)
{
  g_autofree char *bare = g_strdup (cell);
  char *to = bare;

  for (const char *from = bare; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return g_str_has_prefix (bare, word);
}

static XyTableRowKind
row_kind (const XyDocumentTable *table, guint row)
{
  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *cell = xy_document_table_get (table, row, c);
      if (*cell == '\0')
        continue;
      if (is_word (cell, "小计"))
        return XY_TABLE_ROW_SUBTOTAL;
      if (is_word (cell, "合计") || is_word (cell, "总计") || is_word (cell, "共计"))
        return row + 1 == table->n_rows ? XY_TABLE_ROW_TOTAL : XY_TABLE_ROW_SUBTOTAL;
      /* The word may stand in the second column, beside a number of the row. */
      if (c > 0)
        break;
    }
  return XY_TABLE_ROW_PLAIN;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text) ? 1 : 0;
  return n;
}

/* What the cells are: the kind of number that at least one in four filled cells of a column looks like. */
static XyColumnKind
guess_from_cells (const XyDocumentTable *table, guint column)
{
  guint filled = 0, ids = 0, phones = 0, banks = 0, numbers = 0;

  for (guint r = 0; r < table->n_rows; r++)
    {
      const char *cell = xy_document_table_get (table, r, column);
      gint64 value;
      if (*cell == '\0' || table->row_kinds[r] != XY_TABLE_ROW_PLAIN)
        continue;
      g_autofree char *bare = xy_digits_clean (cell), *masked = xy_mask_text (cell);
      guint digits = count_digits (bare);
      filled++;
      numbers += xy_money_parse (cell, &value, NULL) ? 1 : 0;
      if (g_str_equal (masked, cell))
        continue;
      ids += digits == 18 || digits == 17 || digits == 15 ? 1 : 0;
      phones += digits <= 13 ? 1 : 0;
      banks += digits == 16 || digits >= 19 ? 1 : 0;
    }
  if (filled == 0)
    return XY_COLUMN_TEXT;
  if (ids * 4 >= filled)
    return XY_COLUMN_ID;
  if (phones * 4 >= filled)
    return XY_COLUMN_PHONE;
  if (banks * 4 >= filled)
    return XY_COLUMN_BANK;
  return numbers == filled ? XY_COLUMN_NUMBER : XY_COLUMN_TEXT;
}

static XyColumnKind
guess_kind (const XyDocumentTable *table, guint column)
{
  const char *head = table->heads[column];

  if (has_word (head, id_heads))
    return XY_COLUMN_ID;
  if (has_word (head, bank_heads))
    return guess_from_cells (table, column) == XY_COLUMN_TEXT && strstr (head, "号") == NULL ? XY_COLUMN_TEXT
                                                                                             : XY_COLUMN_BANK;
  if (has_word (head, phone_heads))
    return XY_COLUMN_PHONE;
  if (has_word (head, name_heads))
    return XY_COLUMN_NAME;
  return guess_from_cells (table, column);
}

static gboolean
is_summed (const XyDocumentTable *table, guint column)
{
  return table->kinds[column] == XY_COLUMN_NUMBER && table->n_plain > 0 && !has_word (table->heads[column], not_summed);
}

static XyColumnUse
parse_use (const char *name, XyColumnUse otherwise)
{
  for (guint i = 0; i < G_N_ELEMENTS (use_names); i++)
    if (g_strcmp0 (name, use_names[i]) == 0)
      return (XyColumnUse) i;
  return otherwise;
}

static void
read_cells (XyDocumentTable *table, char **lines, guint n_lines)
{
  table->heads = g_new0 (char *, table->n_columns + 1);
  table->cells = g_new0 (char *, (gsize) table->n_rows * table->n_columns + 1);
  for (guint l = 0; l < n_lines; l++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[l], "\t", -1);
      char **row = l == 0 ? table->heads : table->cells + (gsize) (l - 1) * table->n_columns;
      guint c = 0;

      for (; cells[c] != NULL; c++)
        row[c] = g_strstrip (g_strdup (cells[c]));
      for (; c < table->n_columns; c++)
        row[c] = g_strdup ("");
    }
}

XyDocumentTable *
xy_document_table_parse (const char *text, const char *uses)
{
  XyDocumentTable *table = g_new0 (XyDocumentTable, 1);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_auto (GStrv) names = g_strsplit (uses != NULL ? uses : "", ",", -1);
  guint n_lines = g_strv_length (lines), n_names = g_strv_length (names);

  while (n_lines > 0 && *lines[n_lines - 1] == '\0')
    n_lines--;
  for (guint l = 0; l < n_lines; l++)
    {
      guint n = 1;
      for (const char *at = lines[l]; *at != '\0'; at++)
        n += *at == '\t' ? 1 : 0;
      table->n_columns = MAX (table->n_columns, n);
    }
  table->n_rows = n_lines > 0 ? n_lines - 1 : 0;
  read_cells (table, lines, n_lines);

  table->row_kinds = g_new0 (guint8, table->n_rows + 1);
  for (guint r = 0; r < table->n_rows; r++)
    {
      table->row_kinds[r] = (guint8) row_kind (table, r);
      table->n_plain += table->row_kinds[r] == XY_TABLE_ROW_PLAIN ? 1 : 0;
    }
  table->kinds = g_new0 (XyColumnKind, table->n_columns + 1);
  table->uses = g_new0 (XyColumnUse, table->n_columns + 1);
  table->summed = g_new0 (gboolean, table->n_columns + 1);
  for (guint c = 0; c < table->n_columns; c++)
    {
      table->kinds[c] = guess_kind (table, c);
      table->summed[c] = is_summed (table, c);
      table->uses[c] =
          parse_use (c < n_names ? names[c] : NULL, table->kinds[c] >= XY_COLUMN_ID ? XY_COLUMN_MASK : XY_COLUMN_SHOW);
    }
  return table;
}

void
xy_document_table_free (XyDocumentTable *table)
{
  if (table == NULL)
    return;
  g_strfreev (table->heads);
  g_strfreev (table->cells);
  g_free (table->row_kinds);
  g_free (table->kinds);
  g_free (table->uses);
  g_free (table->summed);
  g_free (table);
}

int
xy_document_table_find_names (const XyDocumentTable *table)
{
  for (guint c = 0; c < table->n_columns; c++)
    if (table->kinds[c] == XY_COLUMN_NAME)
      return (int) c;
  return -1;
}

char *
xy_document_table_format (const XyDocumentTable *table, guint row, guint column, gboolean unmasked)
{
  const char *cell = xy_document_table_get (table, row, column);

  if (*cell == '\0' || table->row_kinds[row] != XY_TABLE_ROW_PLAIN)
    return unmasked ? g_strdup (cell) : xy_mask_text (cell);
  if (table->uses[column] != XY_COLUMN_MASK)
    return unmasked ? g_strdup (cell) : xy_mask_text (cell);
  switch (table->kinds[column])
    {
    case XY_COLUMN_ID:
      return xy_mask_id_number (cell);
    case XY_COLUMN_PHONE:
      return xy_mask_phone (cell);
    case XY_COLUMN_BANK:
      return xy_mask_bank_card (cell);
    case XY_COLUMN_NAME:
      return xy_mask_name (cell);
    case XY_COLUMN_TEXT:
    case XY_COLUMN_NUMBER:
    default:
      return g_strdup ("***");
    }
}

/* The sum in hundredths, how many decimals its cells have, and whether they group thousands. */
static gint64
add_up (const XyDocumentTable *table, guint column, guint *decimals, gboolean *commas)
{
  gint64 sum = 0;

  *decimals = 0;
  *commas = FALSE;
  for (guint r = 0; r < table->n_rows; r++)
    {
      const char *cell = xy_document_table_get (table, r, column);
      gint64 value = 0;
      if (table->row_kinds[r] != XY_TABLE_ROW_PLAIN || !xy_money_parse (cell, &value, NULL))
        continue;
      const char *point = strchr (cell, '.');
      *decimals = MAX (*decimals, point != NULL ? (guint) strspn (point + 1, "0123456789") : 0);
      *commas |= strchr (cell, ',') != NULL;
      sum += value;
    }
  return sum;
}

char *
xy_document_table_sum (const XyDocumentTable *table, guint column)
{
  gboolean commas;
  guint decimals;
  gint64 sum = add_up (table, column, &decimals, &commas);
  g_autofree char *text = commas ? xy_money_format (sum) : xy_money_to_text (sum);

  if (commas)
    {
      /* The column's head says that it is money. */
      const char *sign = "¥";
      char *at = strstr (text, sign);
      if (at != NULL)
        memmove (at, at + strlen (sign), strlen (at + strlen (sign)) + 1);
    }
  if (decimals < 2)
    text[strlen (text) - (decimals == 0 ? 3 : 1)] = '\0';
  return g_steal_pointer (&text);
}

gboolean
xy_document_table_check_totals (const XyDocumentTable *table, GError **error)
{
  guint last = table->n_rows;

  if (last == 0 || table->row_kinds[last - 1] != XY_TABLE_ROW_TOTAL)
    return TRUE;
  for (guint c = 0; c < table->n_columns; c++)
    {
      const char *said = xy_document_table_get (table, last - 1, c);
      gboolean commas;
      guint decimals;
      gint64 value;
      if (!table->summed[c] || !xy_money_parse (said, &value, NULL) || value == add_up (table, c, &decimals, &commas))
        continue;
      g_autofree char *sum = xy_document_table_sum (table, c);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("The total of the column “%s” says %s, but its rows add up to %s. Please mend the table."),
                   table->heads[c], said, sum);
      return FALSE;
    }
  return TRUE;
}

char *
xy_document_table_uses (const XyDocumentTable *table)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint c = 0; c < table->n_columns; c++)
    g_string_append_printf (text, "%s%s", c > 0 ? "," : "", use_names[table->uses[c]]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
xy_document_table_check_uses (const char *uses, GError **error)
{
  g_auto (GStrv) names = g_strsplit (uses != NULL ? uses : "", ",", -1);

  for (char **name = names; *name != NULL; name++)
    if (parse_use (*name, (XyColumnUse) G_N_ELEMENTS (use_names)) == (XyColumnUse) G_N_ELEMENTS (use_names))
      {
        xy_set_invalid (error, "columns", _ ("A column is shown, masked or left out (show, mask, hide)."));
        return FALSE;
      }
  return TRUE;
}

static guint
count_filled (char **cells, guint n_columns, guint *first)
{
  guint n = 0;

  for (guint c = n_columns; c > 0; c--)
    if (*cells[c - 1] != '\0')
      {
        n++;
        *first = c - 1;
      }
  return n;
}

char *
xy_document_table_from_cells (const char *const *cells, guint n_rows, guint n_columns, char **title)
{
  g_autoptr (GPtrArray) clean = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gboolean *used = g_new0 (gboolean, n_columns + 1);
  guint n_used = 0, first_row = n_rows, first;

  if (title != NULL)
    *title = NULL;
  for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
    {
      char *cell = xy_text_clean (cells[i]);
      if (*cell != '\0' && !used[i % n_columns])
        {
          used[i % n_columns] = TRUE;
          n_used++;
        }
      g_ptr_array_add (clean, cell);
    }

  /* Above the heads often stands a title, merged over the table, and a line with the unit and the date. */
  for (guint r = 0; r < n_rows && first_row == n_rows; r++)
    {
      char **row = (char **) clean->pdata + (gsize) r * n_columns;
      guint filled = count_filled (row, n_columns, &first);
      if (filled > 1 || (filled == 1 && n_used == 1))
        first_row = r;
      else if (filled == 1 && title != NULL && *title == NULL)
        *title = g_strdup (row[first]);
    }
  for (guint r = first_row; r < n_rows; r++)
    {
      char **row = (char **) clean->pdata + (gsize) r * n_columns;
      gboolean begun = FALSE;
      if (count_filled (row, n_columns, &first) == 0)
        continue;
      for (guint c = 0; c < n_columns; c++)
        {
          if (!used[c])
            continue;
          g_string_append_printf (text, "%s%s", begun ? "\t" : "", row[c]);
          begun = TRUE;
        }
      g_string_append_c (text, '\n');
    }
  if (text->len == 0)
    return NULL;
  g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
