/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/hygiene-checklist-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/normalize.h"
#include "core/number.h"
#include "core/store.h"
#include "tabular/write.h"

/* The head of a table stands among the first rows, under a title and perhaps a note. */
#define HEAD_ROWS 10
#define COLUMNS_MOST 32

typedef enum
{
  NAME,
  MOST,
  GUIDANCE,
  INSIDE,
  ON,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  const char *others; /* what else such a column is called */
  XyColumnKind kind;
  guint width;
} columns[N_COLUMNS] = {
  [NAME] = { N_ ("Item"), "项目 评分项目 事项 内容 检查内容 考核内容 评比内容 名称", XY_COLUMN_TEXT, 20 },
  [MOST] = { N_ ("Most points"), "分值 满分 标准分 分数 最高分", XY_COLUMN_POINTS, 8 },
  [GUIDANCE] = { N_ ("How it is scored"), "评分说明 评分标准 扣分标准 计分办法 说明 标准", XY_COLUMN_TEXT, 40 },
  [INSIDE] = { N_ ("Inside the house"), "屋内 室内 是否屋内", XY_COLUMN_TEXT, 8 },
  [ON] = { N_ ("In use"), "启用 使用 评不评 是否启用", XY_COLUMN_TEXT, 8 },
};

/* The lines of the other sheet. */
static const struct
{
  const char *title;
  const char *others;
  gsize offset;
} heads[] = {
  { N_ ("Name of the checklist"), "评比表名称 名称 表名", G_STRUCT_OFFSET (XyHygieneChecklist, name) },
  { N_ ("What is judged"), "评什么 对象 评比对象", G_STRUCT_OFFSET (XyHygieneChecklist, target) },
  { N_ ("Source"), "来源 出处", G_STRUCT_OFFSET (XyHygieneChecklist, source) },
  { N_ ("Year"), "年份 年度", G_STRUCT_OFFSET (XyHygieneChecklist, year) },
  { N_ ("Note"), "备注 说明", G_STRUCT_OFFSET (XyHygieneChecklist, note) },
};

typedef struct
{
  XyHygieneChecklistSheet *result;
  const XySheet *sheet;
  guint row;
  int at[N_COLUMNS]; /* where each column is; -1: not there */
} Reading;

static void G_GNUC_PRINTF (2, 3) add_problem (Reading *reading, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (reading->result->problems,
                   g_strdup_printf (_ ("“%s” row %u: %s"), xy_sheet_get_name (reading->sheet), reading->row + 1, what));
}

static gboolean
is_called (const char *title, const char *others, const char *text)
{
  g_auto (GStrv) words = g_strsplit (others, " ", -1);

  return g_str_equal (text, title) || g_str_equal (text, _ (title))
         || g_strv_contains ((const char *const *) words, text);
}

static char *
target_word (const char *target)
{
  return g_strdup (g_str_equal (target, "place") ? _ ("public areas") : _ ("households"));
}

static gboolean
write_items (XyTableWriter *writer, const XyHygieneChecklist *checklist, GError **error)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);
  XyTableColumn table[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    table[i] = (XyTableColumn){ _ (columns[i].title), columns[i].kind, columns[i].width };
  if (!xy_table_writer_begin (writer, _ ("Items"), checklist->name, table, N_COLUMNS, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      xy_table_writer_text (writer, item->name);
      xy_table_writer_number (writer, item->most);
      xy_table_writer_text (writer, item->guidance);
      xy_table_writer_text (writer, item->inside ? _ ("yes") : NULL);
      xy_table_writer_text (writer, item->on ? _ ("yes") : _ ("no"));
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_head (XyTableWriter *writer, const XyHygieneChecklist *checklist, GError **error)
{
  const XyTableColumn table[] = { { _ ("Item"), XY_COLUMN_TEXT, 12 }, { _ ("What it says"), XY_COLUMN_TEXT, 40 } };

  if (!xy_table_writer_begin (writer, _ ("About the checklist"), checklist->name, table, G_N_ELEMENTS (table), error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const char *text = G_STRUCT_MEMBER (char *, checklist, heads[i].offset);
      g_autofree char *word = i == 1 ? target_word (text) : NULL;
      xy_table_writer_text (writer, _ (heads[i].title));
      xy_table_writer_text (writer, word != NULL ? word : text);
      if (!xy_table_writer_end_row (writer, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_hygiene_checklist_export (const XyHygieneChecklist *checklist, const char *path, GError **error)
{
  XyFormat format = xy_format_from_path (path);
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, format, error);

  return writer != NULL && write_items (writer, checklist, error)
         && (format == XY_FORMAT_CSV || write_head (writer, checklist, error))
         && xy_table_writer_finish (writer, error);
}

static char *
cell_at (const Reading *reading, int column)
{
  const XyCell *cell = column >= 0 ? xy_sheet_get_merged (reading->sheet, reading->row, (guint) column) : NULL;

  return xy_text_clean (cell != NULL ? cell->text : NULL);
}

static gboolean
is_word (const char *const *words, const char *text)
{
  return g_strv_contains (words, text);
}

/* Whether the row is the head of a table of items; then it is known where each column is. */
static gboolean
find_columns (Reading *reading)
{
  guint n = MIN (xy_sheet_get_columns (reading->sheet), COLUMNS_MOST);

  for (guint i = 0; i < N_COLUMNS; i++)
    reading->at[i] = -1;
  for (guint c = 0; c < n; c++)
    {
      g_autofree char *text = cell_at (reading, (int) c);
      for (guint i = 0; i < N_COLUMNS && text[0] != '\0'; i++)
        if (reading->at[i] < 0 && is_called (columns[i].title, columns[i].others, text))
          {
            reading->at[i] = (int) c;
            break;
          }
    }
  return reading->at[NAME] >= 0 && reading->at[MOST] >= 0;
}

static gboolean
read_item (Reading *reading, GArray *items)
{
  static const char *const yes[] = { "是", "有", "√", "✓", "1", "TRUE", "yes", NULL };
  static const char *const no[] = { "否", "不", "不评", "停用", "×", "0", "FALSE", "no", NULL };
  static const char *const sums[] = { "合计", "总计", "总分", "小计", "得分", NULL };
  g_autofree char *name = cell_at (reading, reading->at[NAME]), *most = cell_at (reading, reading->at[MOST]);
  g_autofree char *guidance = cell_at (reading, reading->at[GUIDANCE]);
  g_autofree char *inside = cell_at (reading, reading->at[INSIDE]), *on = cell_at (reading, reading->at[ON]);
  XyHygieneItem item = { .inside = is_word (yes, inside) || g_str_equal (inside, _ ("yes")) };

  /* A line without points is a heading or a note. */
  if (name[0] == '\0' || is_word (sums, name) || most[0] == '\0')
    return TRUE;
  if (!xy_points_parse (most, &item.most, NULL) || item.most <= 0 || item.most > XY_HYGIENE_SCORE_MOST)
    {
      add_problem (reading, _ ("“%s” is no value for %s."), most, _ (columns[MOST].title));
      return FALSE;
    }
  /* What is inside the house is judged only where the village says so. */
  item.on = on[0] == '\0' ? !item.inside : !is_word (no, on) && !g_str_equal (on, _ ("no"));
  item.name = g_steal_pointer (&name);
  item.guidance = guidance[0] != '\0' ? g_steal_pointer (&guidance) : NULL;
  g_array_append_val (items, item);
  return TRUE;
}

static gboolean
read_items (Reading *reading)
{
  g_autoptr (GArray) items = xy_hygiene_items_read (NULL, FALSE);
  guint rows = xy_sheet_get_rows (reading->sheet);
  g_autofree char *title = NULL;

  for (reading->row = 0; reading->row < MIN (rows, HEAD_ROWS) && !find_columns (reading); reading->row++)
    if (title == NULL || title[0] == '\0')
      {
        g_free (title);
        title = cell_at (reading, 0);
      }
  if (reading->row >= MIN (rows, HEAD_ROWS))
    return FALSE;
  for (reading->row = xy_sheet_next_row (reading->sheet, reading->row + 1); reading->row < rows;
       reading->row = xy_sheet_next_row (reading->sheet, reading->row + 1))
    read_item (reading, items);
  if (items->len == 0 && reading->result->problems->len == 0)
    return FALSE;
  XyHygieneChecklist *checklist = reading->result->checklist;
  checklist->items = xy_hygiene_items_write (items);
  if (checklist->name == NULL && title != NULL && title[0] != '\0')
    xy_set_str (&checklist->name, title);
  return TRUE;
}

/* A sheet whose first column has the names of the head's lines. */
static void
read_head (Reading *reading)
{
  XyHygieneChecklist *checklist = reading->result->checklist;

  for (reading->row = 0; reading->row < xy_sheet_get_rows (reading->sheet); reading->row++)
    {
      g_autofree char *title = cell_at (reading, 0), *text = cell_at (reading, 1);
      for (guint i = 0; i < G_N_ELEMENTS (heads) && title[0] != '\0' && text[0] != '\0'; i++)
        if (is_called (heads[i].title, heads[i].others, title))
          {
            xy_set_str (G_STRUCT_MEMBER_P (checklist, heads[i].offset), text);
            break;
          }
    }
}

static void
read_target (XyHygieneChecklist *checklist)
{
  g_autofree char *text = g_steal_pointer (&checklist->target);
  gboolean place = text != NULL
                   && (strstr (text, "公共") != NULL || strstr (text, "区域") != NULL || g_str_equal (text, "place")
                       || g_str_equal (text, _ ("public areas")));

  xy_set_str (&checklist->target, place ? "place" : "household");
}

/* The village's own of that name is what it is a version of. */
static gboolean
find_code (XyStore *store, XyHygieneChecklist *checklist, GError **error)
{
  g_autoptr (GPtrArray) present = xy_hygiene_checklist_list (store, checklist->target, error);

  for (guint i = 0; present != NULL && i < present->len; i++)
    if (g_strcmp0 (((XyHygieneChecklist *) present->pdata[i])->name, checklist->name) == 0)
      xy_set_str (&checklist->code, ((XyHygieneChecklist *) present->pdata[i])->code);
  return present != NULL;
}

void
xy_hygiene_checklist_sheet_free (XyHygieneChecklistSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_clear_object (&sheet->checklist);
  g_ptr_array_unref (sheet->problems);
  g_free (sheet);
}

XyHygieneChecklistSheet *
xy_hygiene_checklist_sheet_read (XyStore *store, XyWorkbook *workbook, const char *name, GError **error)
{
  g_autoptr (XyHygieneChecklistSheet) result = g_new0 (XyHygieneChecklistSheet, 1);
  Reading reading = { .result = result };
  const XySheet *items = NULL;

  result->checklist = xy_record_new (&xy_hygiene_checklist_type);
  result->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      reading.sheet = xy_workbook_get_sheet (workbook, i);
      if (xy_sheet_is_hidden (reading.sheet))
        continue;
      if (items == NULL && read_items (&reading))
        items = reading.sheet;
      else
        read_head (&reading);
    }
  if (items == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("No sheet of this file has items: a table with the columns “Item” and “Most points” is "
                              "needed."));
      return NULL;
    }
  if (result->checklist->name == NULL)
    xy_set_str (&result->checklist->name, name != NULL ? name : xy_sheet_get_name (items));
  read_target (result->checklist);
  return find_code (store, result->checklist, error) ? g_steal_pointer (&result) : NULL;
}

gboolean
xy_hygiene_checklist_sheet_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneChecklistSheet *sheet = data;
  g_autoptr (XyHygieneChecklist) checklist = xy_record_copy (sheet->checklist);

  if (sheet->problems->len > 0)
    {
      xy_set_invalid (error, "file", "%s", (const char *) sheet->problems->pdata[0]);
      return FALSE;
    }
  if (!xy_hygiene_checklist_save_act (txn, checklist, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Import the checklist “%s”"), checklist->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}
