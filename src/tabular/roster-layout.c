/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-layout-private.h"

#include <string.h>

#include "core/normalize.h"

#define RECALL "SELECT mapping FROM import_mapping WHERE header = ?1"
#define REMEMBER "INSERT OR REPLACE INTO import_mapping (header, mapping) VALUES (?1, ?2)"

static XyRosterColumn *
column_at (const XyRosterLayout *layout, guint column)
{
  for (guint i = 0; i < layout->columns->len; i++)
    {
      XyRosterColumn *found = layout->columns->pdata[i];
      if (found->column == column)
        return found;
    }
  return NULL;
}

static gboolean
has (const XyRosterLayout *layout, XyRosterField field)
{
  return layout->at[field] >= 0;
}

/* FROM's column is TO, unless TO has one. */
static void
take_as (XyRosterLayout *layout, XyRosterField from, XyRosterField to)
{
  if (has (layout, from) && !has (layout, to))
    {
      layout->at[to] = layout->at[from];
      layout->at[from] = -1;
    }
}

static gboolean
filled (const XySheet *sheet, guint row, int column)
{
  return column >= 0 && xy_sheet_get (sheet, row, (guint) column)->text[0] != '\0';
}

/* Whether COLUMN leaves lines empty on which there is a name, as one does that is filled once for each household. */
static gboolean
has_gaps (const XyRosterLayout *layout, const XySheet *sheet, XyRosterField field)
{
  guint rows = xy_sheet_get_rows (sheet), names = 0, gaps = 0;

  for (guint row = layout->header_last + 1; row < rows && row <= layout->header_last + XY_ROSTER_SAMPLE; row++)
    if (filled (sheet, row, layout->at[XY_ROSTER_NAME]))
      {
        names++;
        gaps += !filled (sheet, row, layout->at[field]);
      }
  return gaps > 0 && gaps * 20 >= names;
}

static gboolean
has_values (const XyRosterLayout *layout, const XySheet *sheet, XyRosterField field)
{
  guint rows = xy_sheet_get_rows (sheet);

  for (guint row = layout->header_last + 1; row < rows && row <= layout->header_last + XY_ROSTER_SAMPLE; row++)
    if (filled (sheet, row, layout->at[field]))
      return TRUE;
  return FALSE;
}

void
xy_roster_layout_settle (XyRosterLayout *layout, const XySheet *sheet)
{
  for (guint f = 0; f < XY_ROSTER_N_FIELDS; f++)
    layout->at[f] = -1;
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyRosterColumn *column = layout->columns->pdata[i];
      if (column->field != XY_ROSTER_NONE && !has (layout, column->field))
        layout->at[column->field] = (int) column->column;
    }

  /* One column that has "张三" and "李四(妻)" is the name, and says the relation with it. */
  gboolean joined = has (layout, XY_ROSTER_HEAD_RELATION) && !has (layout, XY_ROSTER_NAME);
  if (joined)
    take_as (layout, XY_ROSTER_HEAD_RELATION, XY_ROSTER_NAME);
  else if (!has (layout, XY_ROSTER_NAME))
    {
      take_as (layout, XY_ROSTER_HEAD, XY_ROSTER_NAME);
      take_as (layout, XY_ROSTER_HEAD_ID, XY_ROSTER_ID_NUMBER);
      take_as (layout, XY_ROSTER_HEAD_PHONE, XY_ROSTER_PHONE);
    }

  layout->rest = has (layout, XY_ROSTER_REASON);
  if (has (layout, XY_ROSTER_NUMBER) && has_values (layout, sheet, XY_ROSTER_NUMBER))
    layout->grouping = XY_ROSTER_BY_NUMBER;
  else if (has (layout, XY_ROSTER_HEAD) && has_values (layout, sheet, XY_ROSTER_HEAD))
    layout->grouping = XY_ROSTER_BY_HEAD;
  else if (has (layout, XY_ROSTER_RELATION) || has (layout, XY_ROSTER_IS_HEAD) || joined)
    layout->grouping = XY_ROSTER_BY_RELATION;
  else if (has (layout, XY_ROSTER_SERIAL) && has_gaps (layout, sheet, XY_ROSTER_SERIAL))
    layout->grouping = XY_ROSTER_BY_SERIAL;
  else
    layout->grouping = XY_ROSTER_EACH_ROW;
}

void
xy_roster_layout_free (gpointer data)
{
  XyRosterLayout *layout = data;

  g_free (layout->name);
  g_free (layout->remark);
  g_free (layout->group);
  g_free (layout->fingerprint);
  g_clear_pointer (&layout->columns, g_ptr_array_unref);
  g_free (layout);
}

static gboolean
assign (XyRosterLayout *layout, guint column, XyRosterField field)
{
  XyRosterColumn *chosen = column_at (layout, column);

  if (chosen == NULL)
    return FALSE;
  /* The marks of a household may stand in several columns (低保, 五保); everything else is in one. */
  for (guint i = 0; field != XY_ROSTER_CATEGORY && i < layout->columns->len; i++)
    {
      XyRosterColumn *other = layout->columns->pdata[i];
      if (other->field == field)
        other->field = XY_ROSTER_NONE;
    }
  chosen->field = field;
  chosen->score = 100;
  layout->corrected = TRUE;
  return TRUE;
}

gboolean
xy_roster_layout_set_field (XyRosterLayout *layout, const XyWorkbook *workbook, guint column, XyRosterField field)
{
  if (!assign (layout, column, field))
    return FALSE;
  xy_roster_layout_settle (layout, xy_workbook_get_sheet (workbook, layout->sheet));
  return TRUE;
}

int
xy_roster_layout_find_column (const XyRosterLayout *layout, const char *text)
{
  g_autofree char *folded = xy_roster_heading_fold (text);

  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyRosterColumn *column = layout->columns->pdata[i];
      g_autofree char *heading = xy_roster_heading_fold (column->heading);
      g_autofree char *letters = xy_roster_column_letters (column->column);
      if (g_str_equal (heading, folded) || g_ascii_strcasecmp (letters, text) == 0)
        return (int) column->column;
    }
  return -1;
}

char *
xy_roster_column_letters (guint column)
{
  char letters[8];
  guint at = sizeof letters;

  letters[--at] = '\0';
  for (guint left = column + 1; left > 0 && at > 0; left = (left - 1) / 26)
    letters[--at] = (char) ('A' + (left - 1) % 26);
  return g_strdup (letters + at);
}

void
xy_roster_layouts_recall (GPtrArray *layouts, const XyWorkbook *workbook, XyStore *store)
{
  for (guint i = 0; i < layouts->len; i++)
    {
      XyRosterLayout *layout = layouts->pdata[i];
      if (!layout->used)
        continue;

      g_autofree char *mapping =
          xy_db_text (xy_store_get_db (store), RECALL, XY_BIND (XY_TEXT (layout->fingerprint)), NULL);
      g_auto (GStrv) pairs = g_strsplit (mapping != NULL ? mapping : "", " ", -1);
      gboolean any = FALSE;
      for (char **pair = pairs; *pair != NULL; pair++)
        {
          const char *equals = strchr (*pair, '=');
          XyRosterField field;
          if (equals == NULL || !xy_roster_field_from_name (equals + 1, &field))
            continue;
          any |= assign (layout, (guint) g_ascii_strtoull (*pair, NULL, 10), field);
        }
      layout->corrected = FALSE;
      if (any)
        xy_roster_layout_settle (layout, xy_workbook_get_sheet (workbook, layout->sheet));
    }
}

gboolean
xy_roster_layouts_remember (GPtrArray *layouts, XyStore *store, GError **error)
{
  for (guint i = 0; i < layouts->len; i++)
    {
      XyRosterLayout *layout = layouts->pdata[i];
      if (!layout->used || !layout->corrected)
        continue;

      g_autoptr (GString) mapping = g_string_new (NULL);
      for (guint c = 0; c < layout->columns->len; c++)
        {
          const XyRosterColumn *column = layout->columns->pdata[c];
          g_string_append_printf (mapping, "%s%u=%s", c > 0 ? " " : "", column->column,
                                  xy_roster_field_name (column->field));
        }
      if (!xy_store_write_local (store, REMEMBER, XY_BIND (XY_TEXT (layout->fingerprint), XY_TEXT (mapping->str)),
                                 error))
        return FALSE;
    }
  return TRUE;
}
