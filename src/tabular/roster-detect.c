/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-layout-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "core/normalize.h"

#define SEARCH_ROWS 100 /* how far down a heading may begin */
#define MAX_HEIGHT 3    /* rows of a heading */
#define MAX_COLUMNS 256
#define SURE 60
#define LONGEST_HEADING 40 /* characters; longer ones are titles or notes */

/* A heading tried out: rows FIRST to LAST, a guess for each column. */
typedef struct
{
  guint first, last;
  guint n_columns;
  char **texts; /* as shown to the person */
  XyRosterField *fields;
  guint *scores;
  guint total; /* how good it is */
  guint n_sure;
} Heading;

static void
heading_free (Heading *heading)
{
  if (heading == NULL)
    return;
  for (guint c = 0; c < heading->n_columns; c++)
    g_free (heading->texts[c]);
  g_free (heading->texts);
  g_free (heading->fields);
  g_free (heading->scores);
  g_free (heading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Heading, heading_free)

static gboolean
is_title (const XySheet *sheet, guint row, guint column, guint n_columns)
{
  const XyCellRange *merge = xy_sheet_merge_at (sheet, row, column);

  return merge != NULL && merge->last_column - merge->column + 1 > MAX (n_columns * 2 / 3, 2);
}

/* One line of what the heading's cell says; "" for a cell of a title. */
static char *
heading_part (const XySheet *sheet, guint row, guint column, guint n_columns)
{
  const char *text = xy_sheet_get_merged (sheet, row, column)->text;

  if (text[0] == '\0' || g_utf8_strlen (text, -1) > LONGEST_HEADING || is_title (sheet, row, column, n_columns))
    return g_strdup ("");
  return xy_text_clean (text);
}

/* "户主情况" over "姓名" is 户主姓名. */
static char *
join_parts (const char *above, const char *below)
{
  static const char *const ends[] = { "基本情况", "基本信息", "情况", "信息" };
  g_autofree char *top = g_strdup (above);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (top, ends[i]))
      {
        top[strlen (top) - strlen (ends[i])] = '\0';
        break;
      }
  return g_strconcat (top, below, NULL);
}

static void
consider (Heading *heading, guint column, const char *text)
{
  guint score;
  XyRosterField field = xy_roster_heading_match (text, &score);

  if (score > heading->scores[column])
    {
      heading->fields[column] = field;
      heading->scores[column] = score;
    }
}

static void
match_column (Heading *heading, guint column, GPtrArray *parts)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  guint n = parts->len;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (shown, "%s%s", i > 0 ? " " : "", (const char *) parts->pdata[i]);
  heading->texts[column] = g_string_free (g_steal_pointer (&shown), FALSE);
  if (n == 0)
    return;
  if (n >= 2)
    {
      g_autofree char *joined = join_parts (parts->pdata[n - 2], parts->pdata[n - 1]);
      consider (heading, column, joined);
    }
  for (guint i = n; i > 0; i--)
    consider (heading, column, parts->pdata[i - 1]);
}

/*
 * The parts of the heading over COLUMN from top to bottom. SPREAD holds what stands to the left in each row: a csv has
 * lost the merging, so that a group of columns has its name over the first only.
 */
static GPtrArray *
column_parts (const XySheet *sheet, const Heading *heading, guint column, char **spread)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint row = heading->first; row <= heading->last; row++)
    {
      g_autofree char *part = heading_part (sheet, row, column, heading->n_columns);
      gboolean more = row < heading->last && xy_sheet_get (sheet, row + 1, column)->text[0] != '\0';
      char **left = &spread[row - heading->first];

      if (part[0] != '\0')
        {
          g_free (*left);
          *left = more && xy_sheet_merge_at (sheet, row, column) == NULL ? g_strdup (part) : NULL;
        }
      else if (more && *left != NULL)
        part = (g_free (part), g_strdup (*left));
      if (part[0] == '\0' || (parts->len > 0 && g_str_equal (parts->pdata[parts->len - 1], part)))
        continue;
      g_ptr_array_add (parts, g_steal_pointer (&part));
    }
  return parts;
}

/* A field counts once; where two columns claim it, the better. */
static void
count (Heading *heading)
{
  guint best[XY_ROSTER_N_FIELDS] = { 0 };

  for (guint c = 0; c < heading->n_columns; c++)
    best[heading->fields[c]] = MAX (best[heading->fields[c]], heading->scores[c]);
  for (guint f = XY_ROSTER_NONE + 1; f < XY_ROSTER_N_FIELDS; f++)
    {
      heading->total += best[f];
      heading->n_sure += best[f] >= SURE;
    }
  if (best[XY_ROSTER_NAME] < SURE && best[XY_ROSTER_HEAD] < SURE && best[XY_ROSTER_HEAD_RELATION] < SURE)
    heading->n_sure = 0;
}

static Heading *
try_heading (const XySheet *sheet, guint first, guint last, guint n_columns)
{
  Heading *heading = g_new0 (Heading, 1);
  char *spread[MAX_HEIGHT] = { NULL };

  heading->first = first;
  heading->last = last;
  heading->n_columns = n_columns;
  heading->texts = g_new0 (char *, n_columns);
  heading->fields = g_new0 (XyRosterField, n_columns);
  heading->scores = g_new0 (guint, n_columns);
  for (guint c = 0; c < n_columns; c++)
    {
      g_autoptr (GPtrArray) parts = column_parts (sheet, heading, c, spread);
      match_column (heading, c, parts);
    }
  for (guint i = 0; i < MAX_HEIGHT; i++)
    g_free (spread[i]);
  count (heading);
  return heading;
}

/*
 * Whether ROW can be the second line of a heading: under each of its cells' names there is a wider or an empty cell, or
 * the same merged one. A line of data or of remarks has cells under single headings.
 */
static gboolean
continues (const XySheet *sheet, guint row, guint n_columns)
{
  guint filled = 0;

  for (guint c = 0; c < n_columns; c++)
    {
      const char *below = xy_sheet_get (sheet, row, c)->text;
      if (below[0] == '\0')
        continue;
      filled++;
      if (g_utf8_strlen (below, -1) > LONGEST_HEADING || g_ascii_isdigit (below[0]))
        return FALSE;
      if (xy_sheet_get (sheet, row - 1, c)->text[0] == '\0')
        continue;
      const XyCellRange *merge = xy_sheet_merge_at (sheet, row - 1, c);
      gboolean wide = merge != NULL ? merge->last_column > merge->column
                                    : c + 1 < n_columns && xy_sheet_get (sheet, row - 1, c + 1)->text[0] == '\0'
                                          && xy_sheet_get (sheet, row, c + 1)->text[0] != '\0';
      if (!wide)
        return FALSE;
    }
  return filled > 0;
}

/* A cell that is merged downwards into the heading began in a row of it. */
static void
reach_up (Heading *heading, const XySheet *sheet)
{
  for (guint c = 0; c < heading->n_columns; c++)
    {
      const XyCellRange *merge = xy_sheet_merge_at (sheet, heading->first, c);
      if (merge != NULL && merge->row < heading->first && heading->first - merge->row < MAX_HEIGHT)
        heading->first = merge->row;
    }
}

/* Of two that say the same, the one of fewer rows: the other has a title in it. */
static gboolean
is_better (const Heading *heading, const Heading *best)
{
  return heading->total > best->total
         || (heading->total == best->total && heading->last - heading->first < best->last - best->first);
}

static Heading *
find_heading (const XySheet *sheet)
{
  guint rows = MIN (xy_sheet_get_rows (sheet), SEARCH_ROWS),
        n_columns = MIN (xy_sheet_get_columns (sheet), MAX_COLUMNS);
  g_autoptr (Heading) best = NULL;

  for (guint first = 0; first < rows; first++)
    {
      guint n;
      xy_sheet_get_row (sheet, first, &n);
      if (n == 0)
        continue;
      for (guint height = 1; height <= MAX_HEIGHT && first + height <= rows; height++)
        {
          if (height > 1 && !continues (sheet, first + height - 1, n_columns))
            break;
          Heading *heading = try_heading (sheet, first, first + height - 1, n_columns);
          if (heading->n_sure >= 2 && (best == NULL || is_better (heading, best)))
            {
              heading_free (best);
              best = g_steal_pointer (&heading);
            }
          heading_free (heading);
        }
    }
  if (best != NULL)
    reach_up (best, sheet);
  return g_steal_pointer (&best);
}

/* Where two columns claim a field, the surer has it (the marks of a household may be in several). */
static void
leave_one_each (Heading *heading)
{
  for (guint c = 0; c < heading->n_columns; c++)
    for (guint d = c + 1; d < heading->n_columns; d++)
      {
        XyRosterField field = heading->fields[c];
        if (field == XY_ROSTER_NONE || field == XY_ROSTER_CATEGORY || field != heading->fields[d]
            || field == XY_ROSTER_HEAD_RELATION)
          continue;
        guint loser = heading->scores[d] > heading->scores[c] ? c : d;
        heading->fields[loser] = XY_ROSTER_NONE;
        heading->scores[loser] = 0;
      }
}

/* What the cells of a column are mostly, in hundredths of those filled. */
typedef struct
{
  guint filled, relations, ids, phones;
} Content;

static gboolean
looks_like_id (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return (length == 18 && text[18] == '\0')
         || (length == 17 && (text[17] == 'X' || text[17] == 'x') && text[18] == '\0');
}

static Content
look_into (const XySheet *sheet, guint first, guint column)
{
  guint rows = xy_sheet_get_rows (sheet);
  Content content = { 0 };

  for (guint row = first; row < rows && row < first + XY_ROSTER_SAMPLE; row++)
    {
      const char *text = xy_sheet_get (sheet, row, column)->text;
      if (text[0] == '\0')
        continue;
      g_autofree char *clean = xy_digits_clean (text);
      content.filled++;
      content.relations += xy_roster_is_relation (clean);
      content.ids += looks_like_id (clean);
      content.phones += xy_phone_is_mobile (clean);
    }
  return content;
}

static gboolean
claimed (const Heading *heading, XyRosterField field)
{
  for (guint c = 0; c < heading->n_columns; c++)
    if (heading->fields[c] == field)
      return TRUE;
  return FALSE;
}

/* "户主(与户主关系)" stands over one column or two; which is the name and which the relation only the cells say. */
static void
part_name_from_relation (Heading *heading, const XySheet *sheet)
{
  guint first = heading->last + 1;

  for (guint c = 0; c < heading->n_columns; c++)
    {
      if (heading->fields[c] != XY_ROSTER_HEAD_RELATION)
        continue;
      Content here = look_into (sheet, first, c), next = { 0 };
      gboolean pair = c + 1 < heading->n_columns
                      && (heading->fields[c + 1] == XY_ROSTER_HEAD_RELATION || heading->texts[c + 1][0] == '\0');
      if (pair)
        next = look_into (sheet, first, c + 1);
      if (pair && next.filled > 0)
        {
          gboolean second = (guint64) next.relations * here.filled > (guint64) here.relations * next.filled;
          heading->fields[c] = second ? XY_ROSTER_NAME : XY_ROSTER_RELATION;
          heading->fields[c + 1] = second ? XY_ROSTER_RELATION : XY_ROSTER_NAME;
          heading->scores[c] = heading->scores[c + 1] = 90;
          c++;
        }
      else if (claimed (heading, XY_ROSTER_NAME) && here.relations * 2 > here.filled)
        heading->fields[c] = XY_ROSTER_RELATION;
      else if (claimed (heading, XY_ROSTER_NAME))
        heading->fields[c] = XY_ROSTER_HEAD;
    }
}

/* A column whose heading says nothing but whose cells do. */
static void
guess_by_content (Heading *heading, const XySheet *sheet)
{
  for (guint c = 0; c < heading->n_columns; c++)
    {
      if (heading->scores[c] > 0)
        continue;
      Content content = look_into (sheet, heading->last + 1, c);
      XyRosterField field = content.ids * 10 > content.filled * 8      ? XY_ROSTER_ID_NUMBER
                            : content.phones * 10 > content.filled * 8 ? XY_ROSTER_PHONE
                                                                       : XY_ROSTER_NONE;
      if (field == XY_ROSTER_NONE || claimed (heading, field)
          || claimed (heading, field == XY_ROSTER_PHONE ? XY_ROSTER_HEAD_PHONE : XY_ROSTER_HEAD_ID))
        continue;
      heading->fields[c] = field;
      heading->scores[c] = 55;
    }
}

static char *
find_group (const XySheet *sheet, const Heading *heading)
{
  char *group = xy_roster_group_in (xy_sheet_get_name (sheet), TRUE);

  for (guint row = 0; group == NULL && row < heading->first; row++)
    {
      guint n;
      const XyCell *cells = xy_sheet_get_row (sheet, row, &n);
      for (guint i = 0; group == NULL && i < n; i++)
        group = xy_roster_group_in (cells[i].text, FALSE);
    }
  return group;
}

static void
add_columns (XyRosterLayout *layout, const XySheet *sheet, const Heading *heading)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint c = 0; c < heading->n_columns; c++)
    {
      XyRosterColumn *column;
      g_autofree char *folded = xy_roster_heading_fold (heading->texts[c]);

      g_string_append_printf (all, "%s|", folded);
      if (heading->texts[c][0] == '\0' && heading->fields[c] == XY_ROSTER_NONE)
        continue;
      column = g_new0 (XyRosterColumn, 1);
      column->column = c;
      column->heading = g_strdup (heading->texts[c]);
      column->field = heading->fields[c];
      column->score = heading->scores[c];
      column->hidden = xy_sheet_is_column_hidden (sheet, c);
      g_ptr_array_add (layout->columns, column);
    }
  layout->fingerprint = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, (gssize) all->len);
}

static void
column_free (gpointer data)
{
  XyRosterColumn *column = data;

  g_free (column->heading);
  g_free (column);
}

static void
set_remark (XyRosterLayout *layout)
{
  for (guint i = 0; i < layout->columns->len; i++)
    {
      const XyRosterColumn *column = layout->columns->pdata[i];
      if (column->hidden && column->field != XY_ROSTER_NONE && layout->remark == NULL)
        layout->remark = g_strdup_printf (_ ("Some columns of this sheet are hidden (%s and perhaps others); "
                                             "they are read like the rest."),
                                          column->heading);
    }
  if (layout->remark == NULL && layout->grouping == XY_ROSTER_EACH_ROW && layout->at[XY_ROSTER_COUNT] < 0)
    layout->remark = g_strdup (_ ("Nothing in this sheet tells who belongs to one household, so each row is taken as "
                                  "a household of its own."));
}

static XyRosterLayout *
detect_sheet (const XyWorkbook *workbook, guint index, gboolean wanted)
{
  const XySheet *sheet = xy_workbook_get_sheet (workbook, index);
  XyRosterLayout *layout = g_new0 (XyRosterLayout, 1);

  layout->sheet = index;
  layout->name = g_strdup (xy_sheet_get_name (sheet));
  layout->columns = g_ptr_array_new_with_free_func (column_free);
  if (xy_sheet_get_rows (sheet) == 0)
    {
      layout->remark = g_strdup (_ ("This sheet is empty."));
      return layout;
    }
  if (xy_sheet_is_hidden (sheet) && !wanted)
    {
      layout->remark = g_strdup (_ ("This sheet is hidden and was left out."));
      return layout;
    }
  g_autoptr (Heading) heading = find_heading (sheet);
  if (heading == NULL)
    {
      layout->remark = g_strdup (_ ("No row of headings with a name (姓名, 户主) was found in this sheet."));
      return layout;
    }

  part_name_from_relation (heading, sheet);
  leave_one_each (heading);
  guess_by_content (heading, sheet);
  layout->used = TRUE;
  layout->header_first = heading->first;
  layout->header_last = heading->last;
  add_columns (layout, sheet, heading);
  xy_roster_layout_settle (layout, sheet);
  layout->group = find_group (sheet, heading);
  set_remark (layout);
  return layout;
}

GPtrArray *
xy_roster_detect (const XyWorkbook *workbook, const char *sheet, GError **error)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (xy_roster_layout_free);
  gboolean found = FALSE;

  for (guint i = 0; i < xy_workbook_get_n_sheets (workbook); i++)
    {
      const char *name = xy_sheet_get_name (xy_workbook_get_sheet (workbook, i));
      gboolean wanted = sheet != NULL && g_str_equal (sheet, name);

      found |= wanted;
      if (sheet == NULL || wanted)
        g_ptr_array_add (layouts, detect_sheet (workbook, i, wanted));
    }
  if (sheet == NULL || found)
    return g_steal_pointer (&layouts);

  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file has no sheet “%s”."), sheet);
  return NULL;
}
