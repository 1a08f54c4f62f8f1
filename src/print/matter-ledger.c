/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 台账: what is open, or all that was raised in a period, in groups. What stays in the office is on an office copy
 * only; on any other, names that somebody typed into a matter are covered.
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/matter-statistics.h"
#include "core/store.h"
#include "print/matter-parts.h"
#include "print/paper-parts.h"

#define TITLE "%s%s事项台账"
#define OFFICE_TITLE "%s%s事项台账（村办留存）"
#define CONTINUED "%s（续）"
#define OPEN_NOW "%s止，没有办完的"
#define RAISED_IN "%s登记的"
#define NOBODY "还没有分办"
#define NO_GROUP "未分组"
#define COUNT "%u件"
#define COUNT_OVERDUE "%u件，逾期%u件"
#define NOTHING "没有事项"
#define MARK "▲为逾期。不公开的事项不在此表。"
#define MARK_OFFICE "▲为逾期，※为不公开的事项。此表含个人信息，只在村办使用，不得张贴、外传。"
#define PRIVATE "※"
#define SIGNATURES "制表：", "审核：", "制表日期："

#define TITLE_SIZE 24
#define CELL_SIZE 10.5
#define NAME_SIZE 11.5

enum
{
  BY_STATE,
  BY_OWNER,
  BY_GROUP,
  BY_SOURCE,
};

enum
{
  PART_NOTES = 1 << 0,
  PART_PAGES = 1 << 1,
  PART_OFFICE = 1 << 2,
};

static const XyPaperOrder orders[] = {
  { "state", N_ ("By state") },
  { "owner", N_ ("By owner") },
  { "group", N_ ("By group") },
  { "source", N_ ("By source") },
  { NULL, NULL },
};

static const XyPaperPart parts[] = {
  { "notes", N_ ("What was done last"), FALSE },
  { "pages", N_ ("Each begins a page"), TRUE },
  { "office", N_ ("Office copy, with what is private"), TRUE },
  { NULL, NULL, FALSE },
};

/* A row as it stands on the paper. */
typedef struct
{
  const XyMatterRow *row;
  char *title, *note;
  char *key; /* orders the groups */
  char *group;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->title);
  g_free (line->note);
  g_free (line->key);
  g_free (line->group);
  g_free (line);
}

static guint
place_of_source (const char *source)
{
  guint place = 0;

  while (xy_matter_sources[place].value != NULL && g_strcmp0 (xy_matter_sources[place].value, source) != 0)
    place++;
  return place;
}

static Line *
line_new (const XyMatterRow *row, guint order)
{
  const XyMatter *matter = row->matter;
  Line *line = g_new0 (Line, 1);

  line->row = row;
  line->title = xy_mask_text (matter->title);
  line->note = row->last_note != NULL ? xy_mask_text (row->last_note) : NULL;
  switch (order)
    {
    case BY_OWNER:
      line->key = g_strdup_printf ("%d%s", matter->owner == NULL, matter->owner != NULL ? matter->owner : "");
      line->group = g_strdup (matter->owner != NULL ? matter->owner : NOBODY);
      break;
    case BY_GROUP:
      line->key = g_strdup_printf ("%d%08d%s", row->unit_name == NULL, (int) row->unit_sort,
                                   row->unit_name != NULL ? row->unit_name : "");
      line->group = g_strdup (row->unit_name != NULL ? row->unit_name : NO_GROUP);
      break;
    case BY_SOURCE:
      line->key = g_strdup_printf ("%02u", place_of_source (matter->source));
      line->group = g_strdup (xy_matter_paper_source (matter->source));
      break;
    default:
      line->key = g_strdup_printf ("%02d", (int) matter->stage);
      line->group = g_strdup (xy_matter_paper_stage (matter->stage));
    }
  return line;
}

/* Within a group they stand as the ledger has them: the most overdue first. */
static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Line *first = *(const Line *const *) a, *second = *(const Line *const *) b;

  return strcmp (first->key, second->key);
}

/* What somebody typed, without the names that are in it. */
static gboolean
cover (XyStore *store, GPtrArray *lines, GError **error)
{
  g_autofree char **texts = g_new0 (char *, 2 * lines->len + 1);

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];
      texts[2 * i] = g_steal_pointer (&line->title);
      texts[2 * i + 1] = g_steal_pointer (&line->note);
    }
  gboolean covered = xy_matter_cover (store, texts, 2 * lines->len, error);
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = lines->pdata[i];
      line->title = texts[2 * i];
      line->note = texts[2 * i + 1];
    }
  return covered;
}

static void
add_group (XyBlock *table, GPtrArray *lines, guint first)
{
  const char *name = ((const Line *) lines->pdata[first])->group;
  guint n = 0, overdue = 0;

  for (guint i = first; i < lines->len && g_str_equal (((const Line *) lines->pdata[i])->group, name); i++)
    {
      n++;
      overdue += ((const Line *) lines->pdata[i])->row->overdue;
    }
  g_autofree char *count = overdue > 0 ? g_strdup_printf (COUNT_OVERDUE, n, overdue) : g_strdup_printf (COUNT, n);
  const char *cells[] = { name, count, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  xy_paper_table_add_row (table, XY_ROW_GROUP, cells);
}

static void
add_line (XyBlock *table, const Line *line, gboolean notes)
{
  const XyMatter *matter = line->row->matter;
  g_autofree char *state = xy_matter_paper_state (line->row), *number = NULL, *owner = NULL;

  number = g_strconcat (line->row->number, matter->private ? PRIVATE : NULL, NULL);
  owner =
      matter->helpers != NULL ? g_strdup_printf ("%s（%s）", matter->owner, matter->helpers) : g_strdup (matter->owner);
  const char *cells[] = { number,
                          matter->day,
                          xy_matter_paper_source (matter->source),
                          line->title,
                          line->row->unit_name,
                          owner,
                          matter->until,
                          state,
                          notes ? line->note : NULL };
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
}

static XyBlock *
build_table (const XyPaperAsk *ask, GPtrArray *lines, const char *continued, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, NAME_SIZE * k };
  gboolean notes = (ask->parts & PART_NOTES) != 0;
  const XyPaperColumn columns[] = {
    { .title = "编号", .font = sans, .min_width = 60 * k },
    { .title = "登记日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 64 * k },
    { .title = "来源", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 48 * k },
    { .title = "事项", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 120 * k, .limit = 14 },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 38 * k, .limit = 5 },
    { .title = "责任人（配合）", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 74 * k, .limit = 8 },
    { .title = "办理时限", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 64 * k },
    { .title = "状态", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 68 * k },
    { .title = "办理情况", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 90 * k, .limit = 12 },
  };
  XyTableStyle style = xy_paper_rows_style (k, 3, 20, 24, 11, continued);
  guint overdue = 0;

  style.shaded = FALSE;
  style.group_pages = (ask->parts & PART_PAGES) != 0;
  style.empty = NOTHING;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns) - !notes);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = lines->pdata[i];
      if (i == 0 || !g_str_equal (line->group, ((const Line *) lines->pdata[i - 1])->group))
        add_group (table, lines, i);
      add_line (table, line, notes);
      overdue += line->row->overdue;
    }
  if (lines->len == 0)
    return table;
  g_autofree char *count = g_strdup_printf (COUNT, lines->len);
  g_autofree char *late = overdue > 0 ? g_strdup_printf ("逾期%u件", overdue) : NULL;
  const char *totals[] = { "合计", NULL, NULL, count, NULL, NULL, NULL, late, NULL };
  xy_paper_table_set_totals (table, totals);
  return table;
}

static XyPaper *
build (const XyVillage *village, const XyPaperAsk *ask, GPtrArray *lines)
{
  gboolean office = (ask->parts & PART_OFFICE) != 0;
  XyPageSetup setup = xy_page_setup (ask->size, !ask->turned);
  double k = xy_paper_get_scale (&setup);
  g_autofree char *today = xy_day_from_instant (ask->printed_at);
  g_autofree char *when = ask->period != NULL ? xy_period_to_chinese (ask->period) : xy_day_to_chinese (today);
  g_autofree char *said = g_strdup_printf (ask->period != NULL ? RAISED_IN : OPEN_NOW, when);
  g_autofree char *title =
      g_strdup_printf (office ? OFFICE_TITLE : TITLE, village->name, ask->scope != NULL ? ask->scope : "");
  g_autofree char *continued = g_strdup_printf (CONTINUED, title);
  XyPaper *paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = village->name,
                                                 .kind = "台账",
                                                 .period = said,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, said, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (ask, lines, continued, k)), 6 * k);
  xy_matter_paper_add_line (paper, office ? MARK_OFFICE : MARK, (XyFont){ XY_FONT_BODY, 10.5 * k }, XY_ALIGN_LEFT,
                            XY_KEEP_WITH_PREVIOUS);
  XyBlock *signatures =
      xy_block_blanks_new ((const char *const[]){ SIGNATURES, NULL }, (XyFont){ XY_FONT_BODY, 12 * k }, 25 * k);
  xy_block_set_keep (signatures, XY_KEEP_WITH_PREVIOUS);
  xy_paper_add (paper, signatures);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  gboolean office = (ask->parts & PART_OFFICE) != 0;
  XyMatterFilter filter = { .which = ask->period != NULL ? XY_MATTERS_ALL : XY_MATTERS_OPEN,
                            .unit = ask->unit,
                            .period = ask->period,
                            .board = !office };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GArray) ids = village != NULL ? xy_matter_ids (store, &filter, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      if (row != NULL && row->matter->stage != XY_MATTER_VOID)
        g_ptr_array_add (lines, line_new (row, ask->order));
    }
  if (rows == NULL || (!office && !cover (store, lines, error)))
    return NULL;
  g_ptr_array_sort (lines, compare_keys);
  return build (village, ask, lines);
}

const XyPaperKind xy_matter_ledger_paper = {
  .name = "matter-ledger",
  .title = N_ ("Ledger of matters"),
  .act = N_ ("Print the ledger"),
  .prefix = "ST",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .orders = orders,
  .parts = parts,
  .make = make,
};
