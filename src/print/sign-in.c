/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/sign-in.h"

#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/day.h"
#include "core/error.h"
#include "core/roster-list.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"

#define TITLE "签到表"
#define CONTINUED "签到表（续）"

#define TITLE_SIZE 26
#define CELL_SIZE 12
#define NAME_SIZE 13.5
#define BLANK_ROWS 25
#define SPARE_ROWS 3 /* for those who come from outside */
#define GROWN_UP 18  /* 村民委员会组织法 25: villagers of eighteen and more sit in the assembly */

enum
{
  BY_NUMBER,
  BY_STROKES,
};

enum
{
  PART_PHONE = 1 << 0,
  PART_PERSONS = 1 << 1,
  PART_BLANK = 1 << 2,
};

static const XyPaperOrder orders[] = {
  { "number", N_ ("By household number") },
  { "strokes", N_ ("Strokes of the surname") },
  { NULL, NULL },
};

static const XyPaperPart parts[] = {
  { "phone", N_ ("Column for telephones"), FALSE },
  { "persons", N_ ("Every grown-up, not only the heads"), TRUE },
  { "blank", N_ ("Empty rows"), TRUE },
  { NULL, NULL, FALSE },
};

/* The columns 组别 and 户主 (or 姓名), one after the other. */
static gboolean
list_heads (XyStore *store, const XyPaperAsk *ask, GPtrArray *names, GError **error)
{
  XyRosterFilter filter = { .unit = ask->unit };
  g_autoptr (GArray) ids = xy_household_list_ids (
      store, &filter, ask->order == BY_STROKES ? XY_HOUSEHOLDS_BY_GROUP_AND_HEAD : XY_HOUSEHOLDS_BY_GROUP, FALSE, NULL,
      error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_household_list_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (row == NULL)
        continue;
      g_ptr_array_add (names, g_strdup (row->unit_name));
      g_ptr_array_add (names, g_strdup (row->household->head_name));
    }
  return rows != NULL;
}

static gboolean
list_persons (XyStore *store, const XyPaperAsk *ask, const char *today, GPtrArray *names, GError **error)
{
  XyRosterFilter filter = { .unit = ask->unit };
  g_autoptr (GArray) ids = xy_person_list_ids (
      store, &filter, ask->order == BY_STROKES ? XY_PERSONS_BY_NAME : XY_PERSONS_BY_GROUP, FALSE, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_person_list_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPersonRow *row = rows->pdata[i];
      int age = row != NULL ? xy_day_age (row->person->birthday, today) : 0;
      if (row == NULL || (age >= 0 && age < GROWN_UP))
        continue;
      g_ptr_array_add (names, g_strdup (row->unit_name));
      g_ptr_array_add (names, g_strdup (row->person->name));
    }
  return rows != NULL;
}

static XyBlock *
build_table (const XyPaperAsk *ask, GPtrArray *names, double k)
{
  gboolean persons = (ask->parts & PART_PERSONS) != 0;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, NAME_SIZE * k };
  const XyPaperColumn all[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 34 * k },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 48 * k },
    { .title = persons ? "姓名" : "户主",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = song,
      .weight = 1,
      .min_width = 84 * k,
      .limit = 8,
      .name = TRUE },
    { .title = "参会人", .align = XY_ALIGN_CENTRE, .font = song, .weight = 2, .min_width = 70 * k },
    { .title = "签名", .align = XY_ALIGN_CENTRE, .font = song, .weight = 3, .min_width = 90 * k },
    { .title = "电话", .align = XY_ALIGN_CENTRE, .font = sans, .weight = 2, .min_width = 90 * k },
  };
  XyPaperColumn columns[G_N_ELEMENTS (all)];
  guint n = 0, places[G_N_ELEMENTS (all)];

  for (guint c = 0; c < G_N_ELEMENTS (all); c++)
    if (!(c == 3 && persons) && !(c == 5 && (ask->parts & PART_PHONE) == 0))
      {
        places[n] = c;
        columns[n++] = all[c];
      }

  XyTableStyle style = xy_paper_list_style (k, 2);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 25.5 * k;
  style.head_height = 27 * k;
  style.head_font.size = 12 * k;
  style.continued = CONTINUED;
  XyBlock *table = xy_paper_table_new (&style, columns, n);
  guint filled = names->len / 2, rows = filled > 0 ? filled + SPARE_ROWS : BLANK_ROWS;
  for (guint r = 0; r < rows; r++)
    {
      const char *cells[G_N_ELEMENTS (all)] = { NULL };
      g_autofree char *number = g_strdup_printf ("%u", r + 1);
      for (guint i = 0; i < n; i++)
        cells[i] = places[i] == 0 ? number : places[i] <= 2 && r < filled ? names->pdata[2 * r + places[i] - 1] : NULL;
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static void
add_blanks (XyPaper *paper, const char *const *labels, XyKeep keep, double k)
{
  XyBlock *line = xy_block_blanks_new (labels, (XyFont){ XY_FONT_BODY, 12 * k }, 23 * k);

  xy_block_set_keep (line, keep);
  xy_paper_add (paper, line);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today = xy_day_from_instant (ask->printed_at);
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (village == NULL)
    return NULL;
  if ((ask->parts & PART_BLANK) == 0)
    {
      if ((ask->parts & PART_PERSONS) != 0 ? !list_persons (store, ask, today, names, error)
                                           : !list_heads (store, ask, names, error))
        return NULL;
      if (names->len == 0)
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No household fits what you chose."));
          return NULL;
        }
    }

  g_autofree char *title = g_strconcat (village->name, ask->scope != NULL ? ask->scope : "", TITLE, NULL);
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = TITLE,
                                                 .period = ask->scope,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, NULL, k);
  add_blanks (paper, (const char *const[]){ "会议名称：", NULL }, XY_KEEP_WITH_NEXT, k);
  add_blanks (paper, (const char *const[]){ "时间：", "地点：", NULL }, XY_KEEP_WITH_NEXT, k);
  add_blanks (paper, (const char *const[]){ "主持人：", "记录人：", NULL }, XY_KEEP_WITH_NEXT, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (ask, names, k)), 4 * k);
  add_blanks (paper, (const char *const[]){ "应到：", "实到：", "缺席：", NULL }, XY_KEEP_WITH_PREVIOUS, k);
  return paper;
}

const XyPaperKind xy_sign_in_paper = {
  .name = "sign-in",
  .title = N_ ("Sign-in sheet"),
  .act = N_ ("Print a sign-in sheet"),
  .prefix = "QD",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS,
  .orders = orders,
  .parts = parts,
  .make = make,
};
