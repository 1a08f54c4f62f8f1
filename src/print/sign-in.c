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
#include "print/sign-in-table.h"

#define TITLE "签到表"

#define TITLE_SIZE 26
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
  const XySignInStyle style = {
    .beside = "组别",
    .name = persons ? "姓名" : "户主",
    .came = !persons,
    .phone = (ask->parts & PART_PHONE) != 0,
    .spare = names->len > 0 ? SPARE_ROWS : BLANK_ROWS,
  };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (XySignInRow));

  for (guint i = 0; i + 1 < names->len; i += 2)
    {
      XySignInRow row = { .beside = names->pdata[i], .name = names->pdata[i + 1] };
      g_array_append_val (rows, row);
    }
  return xy_sign_in_table_new (&style, rows, k);
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
