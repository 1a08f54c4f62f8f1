/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/roster.h"

#include <string.h>

#include "core/day.h"
#include "print/paper-parts.h"

#define KIND "户籍花名册"
#define TITLE "%s户籍花名册"
#define AS_OF "截至%s"
#define CONTINUED "%s户籍花名册（续）"
#define COUNT "%u户 %u人"
#define TOTAL "合计"
#define HOUSEHOLDS "%u户"
#define PERSONS "%u人"
#define NO_GROUP "未分组"
#define NO_ROWS "没有农户"

#define TITLE_SIZE 24
#define N_COLUMNS 9

enum
{
  COLUMN_NUMBER,
  COLUMN_ORDER,
  COLUMN_NAME,
  COLUMN_RELATION,
  COLUMN_SEX,
  COLUMN_BIRTHDAY,
  COLUMN_ID_NUMBER,
  COLUMN_PHONE,
  COLUMN_NOTE,
};

static const struct
{
  XyRosterColumns flag;
  const char *title;
  XyAlign align;
  XyFit fit;
  XyFontRole role;
  double size;
  double weight;
  double limit;
} columns[N_COLUMNS] = {
  { 0, "户编号", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, 10.5, 1, 0 },
  { 0, "人数", XY_ALIGN_CENTRE, XY_FIT_WHOLE, XY_FONT_SANS, 10.5, 0.5, 0 },
  { 0, "姓名", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, 12.5, 2, 6 },
  { 0, "与户主关系", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, 10.5, 1, 6 },
  { 0, "性别", XY_ALIGN_CENTRE, XY_FIT_WHOLE, XY_FONT_SANS, 10.5, 0.5, 0 },
  { XY_ROSTER_BIRTHDAY, "出生日期", XY_ALIGN_LEFT, XY_FIT_WHOLE, XY_FONT_SANS, 10.5, 1, 0 },
  { XY_ROSTER_ID_NUMBER, "公民身份号码", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, 10.5, 1, 0 },
  { XY_ROSTER_PHONE, "联系电话", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, 10.5, 1, 0 },
  { XY_ROSTER_NOTE, "备注", XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, 10.5, 4, 14 },
};

static void
add_row (XyBlock *table, const XyRosterOptions *options, XyRowKind kind, const char *const *cells)
{
  const char *picked[N_COLUMNS];
  guint n = 0;

  for (guint c = 0; c < N_COLUMNS; c++)
    if (columns[c].flag == 0 || (options->columns & columns[c].flag))
      picked[n++] = cells[c];
  if (kind == XY_ROW_SUBTOTAL)
    xy_paper_table_set_totals (table, picked);
  else
    xy_paper_table_add_row (table, kind, picked);
}

static void
add_household (XyBlock *table, const XyRosterOptions *options, const XyRosterHousehold *household)
{
  g_autofree char *count = g_strdup_printf ("%u", (guint) household->n_persons);

  for (gsize i = 0; i < MAX (household->n_persons, 1); i++)
    {
      static const XyRosterPerson nobody = { 0 };
      const XyRosterPerson *person = i < household->n_persons ? &household->persons[i] : &nobody;
      const char *cells[N_COLUMNS] = {
        i == 0 ? household->number : NULL,
        i == 0 ? count : NULL,
        person->name,
        person->relation,
        person->sex,
        person->birthday,
        person->id_number,
        person->phone,
        person->note,
      };
      add_row (table, options, i == 0 ? XY_ROW_PLAIN : XY_ROW_GLUED, cells);
    }
}

/* The head of the group that begins with household FIRST. */
static void
add_group (XyBlock *table, const XyRosterOptions *options, const XyRoster *roster, gsize first)
{
  const char *group = roster->households[first].group;
  guint n_households = 0, n_persons = 0;

  for (gsize i = first; i < roster->n_households && g_strcmp0 (roster->households[i].group, group) == 0; i++)
    {
      n_households++;
      n_persons += (guint) roster->households[i].n_persons;
    }
  g_autofree char *count = g_strdup_printf (COUNT, n_households, n_persons);
  const char *cells[N_COLUMNS] = { group != NULL && *group != '\0' ? group : NO_GROUP, count };
  add_row (table, options, XY_ROW_GROUP, cells);
}

static XyBlock *
build_table (const XyRoster *roster, const XyRosterOptions *options, double k)
{
  XyPaperColumn chosen[N_COLUMNS];
  guint n = 0;
  guint n_persons = 0;

  for (guint c = 0; c < N_COLUMNS; c++)
    if (columns[c].flag == 0 || (options->columns & columns[c].flag))
      chosen[n++] = (XyPaperColumn){
        .title = columns[c].title,
        .align = columns[c].align,
        .fit = columns[c].fit,
        .font = { columns[c].role, columns[c].size * k },
        .weight = columns[c].weight,
        .limit = columns[c].limit,
        .name = c == COLUMN_NAME,
      };

  g_autofree char *continued = g_strdup_printf (CONTINUED, roster->village);
  XyTableStyle style = xy_paper_list_style (k, COLUMN_NAME);
  style.lines = XY_TABLE_ROWS;
  style.row_height = 16 * k;
  style.group_pages = options->group_pages;
  style.continued = continued;
  style.empty = NO_ROWS;
  XyBlock *table = xy_paper_table_new (&style, chosen, n);

  for (gsize i = 0; i < roster->n_households; i++)
    {
      const XyRosterHousehold *household = &roster->households[i];
      if (i == 0 || g_strcmp0 (household->group, household[-1].group) != 0)
        add_group (table, options, roster, i);
      add_household (table, options, household);
      n_persons += (guint) household->n_persons;
    }

  g_autofree char *households = g_strdup_printf (HOUSEHOLDS, (guint) roster->n_households);
  g_autofree char *persons = g_strdup_printf (PERSONS, n_persons);
  const char *totals[N_COLUMNS] = { TOTAL, NULL, households, persons };
  add_row (table, options, XY_ROW_SUBTOTAL, totals);
  return table;
}

static gboolean
check_masked (const XyRoster *roster, GError **error)
{
  if (roster->unmasked)
    return TRUE;
  for (gsize i = 0; i < roster->n_households; i++)
    for (gsize j = 0; j < roster->households[i].n_persons; j++)
      {
        const XyRosterPerson *person = &roster->households[i].persons[j];
        if (!xy_paper_check_masked (person->id_number, person->name, error)
            || !xy_paper_check_masked (person->phone, person->name, error)
            || !xy_paper_check_masked (person->note, person->name, error))
          return FALSE;
      }
  return TRUE;
}

XyPaper *
xy_roster_new (const XyRoster *roster, const XyRosterOptions *options, GError **error)
{
  static const XyRosterOptions standard = XY_ROSTER_OPTIONS_DEFAULT;

  if (options == NULL)
    options = &standard;
  if (!check_masked (roster, error))
    return NULL;

  XyPageSetup setup = xy_page_setup (options->size, !options->portrait);
  double k = xy_paper_get_scale (&setup);
  g_autofree char *title = g_strdup_printf (TITLE, roster->village);
  g_autofree char *day = xy_day_to_chinese (roster->as_of);
  g_autofree char *as_of = *day != '\0' ? g_strdup_printf (AS_OF, day) : g_strdup ("");
  g_autofree char *subtitle = roster->scope != NULL && *roster->scope != '\0'
                                  ? g_strconcat (roster->scope, *as_of != '\0' ? " · " : "", as_of, NULL)
                                  : g_strdup (as_of);

  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = roster->village,
                                                 .kind = KIND,
                                                 .period = subtitle,
                                                 .record_number = roster->record_number,
                                                 .printed_at = roster->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, subtitle, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (roster, options, k)), 6 * k);
  return paper;
}
