/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-read-private.h"

#include <string.h>

#include "core/group-name.h"
#include "core/record-check.h"

#define REMARKS_BELOW 3 /* rows under a heading that may tell how to fill the columns */

static gboolean
all_digits (const char *text)
{
  return text[0] != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* What the program itself wrote beside the row is none of the row's words. */
static gboolean
is_reason (const XyRosterReader *reader, const XyCell *cell)
{
  return cell->column < reader->n_columns && reader->fields[cell->column] == XY_ROSTER_REASON;
}

static gboolean
has_id (const XyRosterReader *reader)
{
  const XyCell *cell = reader->cells[XY_ROSTER_ID_NUMBER];

  return cell != NULL && strspn (cell->text, "0123456789 '") >= 15;
}

/* A line of the heading once more, as on each page that was printed. */
static gboolean
is_heading_again (XyRosterReader *reader, const XyCell *cells, guint n)
{
  const XyRosterLayout *layout = reader->layout;

  for (guint row = layout->header_first; row <= layout->header_last; row++)
    {
      guint same = 0;
      for (guint i = 0; i < n; i++, same++)
        if (!g_str_equal (cells[i].text, xy_sheet_get (reader->sheet, row, cells[i].column)->text))
          break;
      if (same == n && n >= 2)
        return TRUE;
    }
  return FALSE;
}

/* Right under the heading: how to fill the columns, or their numbers (1 2 3, 甲 乙 丙). */
static gboolean
is_below_heading (XyRosterReader *reader, const XyCell *cells, guint n)
{
  static const char *const letters[] = { "甲", "乙", "丙", "丁", "A", "B", "C", "D", "栏次" };
  guint instructions = 0;

  if (reader->row > reader->layout->header_last + REMARKS_BELOW)
    return FALSE;
  for (guint i = 0; i < n; i++)
    instructions += !is_reason (reader, &cells[i]) && xy_roster_is_instruction (cells[i].text);
  if (instructions >= 2 || (instructions == 1 && !has_id (reader)))
    return TRUE;

  const XyCell *name = reader->cells[XY_ROSTER_NAME];
  g_autofree char *squeezed = xy_roster_squeeze (name != NULL ? name->text : "");
  g_autofree char *bare = squeezed[0] == '(' ? g_strndup (squeezed + 1, strcspn (squeezed + 1, ")")) : NULL;
  const char *text = bare != NULL ? bare : squeezed;
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_str_equal (text, letters[i]))
      return TRUE;
  return all_digits (text) && strlen (text) <= 2;
}

/* Something that only a person has. */
static gboolean
speaks_of_person (XyRosterReader *reader)
{
  const XyCell *sex = reader->cells[XY_ROSTER_SEX], *relation = reader->cells[XY_ROSTER_RELATION];

  if (has_id (reader))
    return TRUE;
  if (relation != NULL && xy_roster_is_relation (relation->text))
    return TRUE;
  return sex != NULL && xy_roster_sex (sex->text) != NULL && !all_digits (sex->text);
}

/* Cells of a row that are the first of theirs, and the first of them that says anything. */
static guint
count_cells (XyRosterReader *reader, const XyCell *cells, guint n, const XyCell **first)
{
  guint filled = 0;

  *first = NULL;
  for (guint i = 0; i < n; i++)
    if (cells[i].text[strspn (cells[i].text, " \n\t")] != '\0' && !is_reason (reader, &cells[i]))
      {
        filled++;
        if (*first == NULL)
          *first = &cells[i];
      }
  return filled;
}

/* An empty line of a form on which the numbers stand already. */
static gboolean
is_prepared (XyRosterReader *reader, const XyCell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      XyRosterField field = cells[i].column < reader->n_columns ? reader->fields[cells[i].column] : XY_ROSTER_NONE;
      if (cells[i].text[0] != '\0' && field != XY_ROSTER_SERIAL && field != XY_ROSTER_NUMBER
          && field != XY_ROSTER_GROUP)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_wide (XyRosterReader *reader, const XyCell *cell)
{
  const XyCellRange *merge = reader->merged ? xy_sheet_merge_at (reader->sheet, reader->row, cell->column) : NULL;

  return merge != NULL && merge->last_column > merge->column + 1;
}

/* The kind of a row by what stands in CELL, its first or that of its name. */
static XyRosterRowKind
kind_by_words (XyRosterReader *reader, const XyCell *cell)
{
  if (cell == NULL || has_id (reader))
    return XY_ROSTER_ROW_PERSON;
  switch (xy_roster_line_of (cell->text))
    {
    case XY_ROSTER_LINE_SUM:
      return XY_ROSTER_ROW_SUM;
    case XY_ROSTER_LINE_SIGNATURE:
      return XY_ROSTER_ROW_SIGNATURE;
    case XY_ROSTER_LINE_REMARK:
      return XY_ROSTER_ROW_REMARK;
    case XY_ROSTER_LINE_NONE:
    default:
      return XY_ROSTER_ROW_PERSON;
    }
}

const XyRosterGroup *
xy_roster_find_group (XyRosterReader *reader, const char *text)
{
  XyRosterGroup *group = g_hash_table_lookup (reader->groups, text);

  if (group == NULL)
    {
      g_autofree char *key = NULL, *shown = NULL;

      xy_group_name_parse (text, NULL, &key, &shown);
      group = g_new0 (XyRosterGroup, 1);
      if (key[0] != '\0' && !xy_roster_says_nothing (key) && g_utf8_strlen (shown, -1) <= XY_NAME_MOST)
        {
          group->shown = xy_roster_keep (reader->read, shown);
          group->key = xy_roster_keep (reader->read, key);
        }
      g_hash_table_insert (reader->groups, g_strdup (text), group);
    }
  return group->key != NULL ? group : NULL;
}

XyRosterRowKind
xy_roster_classify (XyRosterReader *reader, const XyCell *cells, guint n)
{
  const XyCell *first, *name = reader->cells[XY_ROSTER_NAME];
  guint filled = count_cells (reader, cells, n, &first);

  if (filled == 0)
    return XY_ROSTER_ROW_BLANK;

  XyRosterRowKind kind = kind_by_words (reader, first);
  if (kind == XY_ROSTER_ROW_PERSON && name != first)
    kind = kind_by_words (reader, name);
  if (kind != XY_ROSTER_ROW_PERSON)
    return kind;
  if (is_below_heading (reader, cells, n))
    return XY_ROSTER_ROW_REMARK;
  if (is_heading_again (reader, cells, n))
    return XY_ROSTER_ROW_HEADING;

  if (filled == 1)
    {
      g_autofree char *group = xy_roster_group_in (first->text, TRUE);
      gboolean is_name = name == first && !is_wide (reader, first) && !xy_roster_is_group_word (group);
      if (group != NULL && !is_name && first->kind == XY_CELL_TEXT && !all_digits (first->text))
        {
          const XyRosterGroup *found = xy_roster_find_group (reader, group);
          reader->group = found != NULL ? found : reader->group;
          return XY_ROSTER_ROW_GROUP;
        }
    }
  if (name == NULL)
    return speaks_of_person (reader)        ? XY_ROSTER_ROW_PERSON
           : is_prepared (reader, cells, n) ? XY_ROSTER_ROW_BLANK
                                            : XY_ROSTER_ROW_TITLE;
  return filled == 1 && is_wide (reader, first) ? XY_ROSTER_ROW_TITLE : XY_ROSTER_ROW_PERSON;
}
