/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-groups.h"

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/hygiene-statistics.h"
#include "print/block-bars.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define WHAT "各组对比"
#define CONTINUED "%s（续）"
#define NO_GROUP "未编组"
#define LEAD "本期应评%u户，参评%u户%s。各组按走访的先后排列，不排名次。"
#define LEAD_PLACES "本期应评%u处，评了%u处%s。"
#define AVERAGE "，平均%s分"
#define PASSED "，合格%s"
#define NOTHING "—"

/* Sizes on A4, points; fewer groups are set larger. */
#define TITLE_SIZE 34
#define LEAD_SIZE 14
#define CELL_SIZE 12.5
#define BAR_HEIGHT 25
#define ROW_HEIGHT 21
#define BAND_COLUMNS 6
#define HUNDRED 10000
#define LARGEST 1.4
#define STEP 0.95

/* "83.33%". (transfer full) */
static char *
format_share (guint n, guint of)
{
  g_autofree char *share = xy_words_points (xy_hygiene_share (n, of), 2, FALSE);

  return g_strconcat (share, "%", NULL);
}

/* What its households came to: the average, or how many passed. (transfer full) */
static char *
format_value (const XyHygienePaper *self, const XyHygieneGroup *group)
{
  if (group->n_ranked == 0)
    return g_strdup (NOTHING);
  return self->ticks ? format_share (group->n_bands[0], group->n_ranked) : xy_words_points (group->average, 2, FALSE);
}

static const char *
get_name (const XyHygieneGroup *group)
{
  return group->unit_name != NULL ? group->unit_name : NO_GROUP;
}

static XyBlock *
build_bars (const XyHygienePaper *self, const XyHygieneGroups *groups, gint64 most, double k)
{
  const XyBarsStyle style = {
    .names = { "组别", self->places ? "评了" : "参评", self->ticks ? "合格率" : "平均分",
               self->places ? "各等次处数" : "各等次户数" },
    .parts = (const char *const *) groups->bands,
    .most = most,
    .font = { XY_FONT_SANS, CELL_SIZE * k },
    .head_font = { XY_FONT_SANS_BOLD, CELL_SIZE * k },
    .row_height = BAR_HEIGHT * k,
  };
  XyBlock *bars = xy_block_bars_new (&style);

  for (guint i = 0; i < groups->groups->len; i++)
    {
      const XyHygieneGroup *group = groups->groups->pdata[i];
      gint64 value = self->ticks ? xy_hygiene_share (group->n_bands[0], group->n_ranked) : group->average;
      g_autofree char *note = g_strdup_printf (self->places ? "%u处" : "%u户", group->n_ranked);
      g_autofree char *said = format_value (self, group);
      xy_block_bars_add (bars, get_name (group), note, group->n_ranked > 0 ? value : -1, said, group->n_bands);
    }
  return bars;
}

static void
add_row (const XyHygienePaper *self, XyBlock *table, const XyHygieneGroup *group, guint n_bands, gboolean whole)
{
  const guint numbers[] = { group->n_results, group->n_ranked, group->n_excused, group->n_absent };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (whole ? "合计" : get_name (group)));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_ptr_array_add (cells, g_strdup_printf ("%u", numbers[i]));
  g_ptr_array_add (cells, format_value (self, group));
  for (guint i = 0; i < n_bands; i++)
    g_ptr_array_add (cells, g_strdup_printf ("%u", group->n_bands[i]));
  g_ptr_array_add (cells, g_strdup_printf ("%u", group->n_red));
  g_ptr_array_add (cells, g_strdup_printf ("%u", group->n_low));
  if (whole)
    xy_paper_table_set_totals (table, (const char *const *) cells->pdata);
  else
    xy_paper_table_add_row (table, XY_ROW_PLAIN, (const char *const *) cells->pdata);
}

static XyBlock *
build_table (const XyHygienePaper *self, const XyHygieneGroups *groups, const char *continued, double k)
{
  guint n_bands = MIN (g_strv_length (groups->bands), BAND_COLUMNS), n = 0;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k };
  const char *const before[] = { "组别",   self->places ? "处数" : "户数",   "参评", "不参评",
                                 "未评上", self->ticks ? "合格率" : "平均分" };
  XyPaperColumn columns[G_N_ELEMENTS (before) + BAND_COLUMNS + 2];
  XyTableStyle style = xy_paper_list_style (k, -1);

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    columns[n++] = (XyPaperColumn){ .title = before[i],
                                    .align = XY_ALIGN_CENTRE,
                                    .fit = i == 0 ? XY_FIT_SHRINK : XY_FIT_WHOLE,
                                    .font = sans,
                                    .weight = 1,
                                    .limit = i == 0 ? 6 : 0 };
  for (guint i = 0; i < n_bands; i++)
    columns[n++] = (XyPaperColumn){ .title = groups->bands[i], .align = XY_ALIGN_CENTRE, .font = sans, .weight = 1 };
  columns[n++] = (XyPaperColumn){ .title = "红榜", .align = XY_ALIGN_CENTRE, .font = sans, .weight = 1 };
  columns[n++] = (XyPaperColumn){ .title = "待改进", .align = XY_ALIGN_CENTRE, .font = sans, .weight = 1 };
  style.lines = XY_TABLE_ROWS;
  style.row_height = ROW_HEIGHT * k;
  style.head_height = 25 * k;
  style.head_font.size = 11.5 * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, columns, n);
  for (guint i = 0; i < groups->groups->len; i++)
    add_row (self, table, groups->groups->pdata[i], n_bands, FALSE);
  add_row (self, table, &groups->whole, n_bands, TRUE);
  return table;
}

/* "本期应评118户，参评112户，平均78.30分。…". (transfer full) */
static char *
make_lead (const XyHygienePaper *self, const XyHygieneGroup *whole)
{
  g_autofree char *value = format_value (self, whole);
  g_autofree char *said = whole->n_ranked > 0 ? g_strdup_printf (self->ticks ? PASSED : AVERAGE, value) : g_strdup ("");

  return g_strdup_printf (self->places ? LEAD_PLACES : LEAD, whole->n_results - whole->n_excused, whole->n_ranked,
                          said);
}

/* What a whole bar is: the most that a sheet may sum up to, or a hundred percent or points. */
static gboolean
get_most (const XyHygienePaper *self, gint64 *most, GError **error)
{
  *most = HUNDRED;
  if (self->ticks || xy_id_is_none (&self->round->checklist))
    return TRUE;
  g_autoptr (XyHygieneChecklist) checklist =
      xy_record_get (self->store, &xy_hygiene_checklist_type, &self->round->checklist, error);
  if (checklist != NULL)
    *most = MAX (xy_hygiene_checklist_most (checklist), 1);
  return checklist != NULL;
}

/* The rows LARGER than usual. */
static XyPaper *
build (const XyHygienePaper *self, const XyHygieneGroups *groups, gint64 most, double larger, GError **error)
{
  g_autofree char *title = xy_hygiene_paper_title (self, WHAT), *continued = g_strdup_printf (CONTINUED, title);
  g_autofree char *lead = make_lead (self, &groups->whole), *judged = xy_hygiene_words_judged (self);
  g_autoptr (XyPaper) paper = xy_hygiene_paper_new (self, WHAT);
  double k = self->k;

  xy_paper_add_heading (paper, title, TITLE_SIZE, self->issue, k);
  XyBlock *text =
      xy_block_text_new (lead, (XyFont){ XY_FONT_BODY, LEAD_SIZE * k }, LEAD_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT);
  xy_block_set_keep (text, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, text), 6 * k);
  if (groups->bands[0] != NULL)
    xy_block_set_space_before (xy_paper_add (paper, build_bars (self, groups, most, k * larger)), 6 * k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (self, groups, continued, k * MIN (larger, 1.15))),
                             16 * k);
  xy_block_set_space_before (
      xy_hygiene_add_line (paper, judged, (XyFont){ XY_FONT_BODY, 12.5 * k }, XY_ALIGN_LEFT, XY_KEEP_WITH_PREVIOUS),
      8 * k);
  return xy_hygiene_add_end (self, paper, NULL, 0, error) ? g_steal_pointer (&paper) : NULL;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyHygienePaper) self = { 0 };
  g_autoptr (XyHygieneGroups) groups = NULL;
  gint64 most = 0;

  if (!xy_hygiene_paper_open (&self, store, ask, TRUE, error))
    return NULL;
  groups = xy_hygiene_by_group (store, &ask->record, error);
  if (groups == NULL || !get_most (&self, &most, error))
    return NULL;
  for (double larger = LARGEST; larger > 1; larger *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, groups, most, larger, error);
      if (tried == NULL || xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, groups, most, 1, error);
}

const XyPaperKind xy_hygiene_groups_paper = {
  .name = "hygiene-groups",
  .title = N_ ("Groups side by side"),
  .act = N_ ("Print the groups side by side"),
  .prefix = "HD",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .of = &xy_hygiene_round_type,
  .make = make,
};
