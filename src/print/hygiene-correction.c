/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-correction.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"

#define WHAT "更正公告"
#define CONTINUED "%s（续）"
#define LEAD "%s张贴的评比名单，经核实有下列%u处需要更正，以本公告为准。给大家带来不便，请谅解。"
#define LEAD_SOON "本期张贴的评比名单，经核实有下列%u处需要更正，以本公告为准。给大家带来不便，请谅解。"
#define NUMBER "户编号%s"

/* Sizes on A4, points. */
#define TITLE_SIZE 34
#define LEAD_SIZE 14
#define CELL_SIZE 13
#define NAME_SIZE 14.5
#define ROW_HEIGHT 26

typedef struct
{
  XyHygienePaper of;
  GPtrArray *corrections; /* XyHygieneCorrection */
  GPtrArray *outcomes;
  GHashTable *by_result; /* XyId → XyHygieneOutcome */
} Corrected;

static void
corrected_clear (Corrected *self)
{
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_clear_pointer (&self->by_result, g_hash_table_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  xy_hygiene_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Corrected, corrected_clear)

static const char *
get_word (const char *list)
{
  return g_strcmp0 (list, "red") == 0 ? "红榜" : g_strcmp0 (list, "low") == 0 ? "待改进" : "不在名单";
}

/* Whether a household of the list to help would be named. */
static gboolean
is_low (const XyHygieneCorrection *correction)
{
  return g_strcmp0 (correction->was, "low") == 0 || g_strcmp0 (correction->list, "low") == 0;
}

/* Somebody who was once on the list to help is not named in a later line either. */
static gboolean
may_name (const Corrected *self, const XyHygieneCorrection *correction, const XyHygieneOutcome *outcome)
{
  if (!xy_id_is_none (&outcome->place))
    return TRUE;
  for (guint i = 0; i < self->corrections->len; i++)
    {
      const XyHygieneCorrection *other = self->corrections->pdata[i];
      if (xy_id_same (&other->result, &correction->result) && is_low (other))
        return FALSE;
    }
  return g_strcmp0 (outcome->list, "low") != 0;
}

static gboolean
add_row (const Corrected *self, XyBlock *table, guint i, GError **error)
{
  const XyHygieneCorrection *correction = self->corrections->pdata[i];
  const XyHygieneOutcome *outcome = g_hash_table_lookup (self->by_result, &correction->result);
  g_autofree char *reason = xy_hygiene_public_text (self->of.store, correction->reason, error);

  if (reason == NULL)
    return FALSE;
  if (outcome == NULL)
    return TRUE;
  g_autofree char *number = g_strdup_printf (NUMBER, outcome->number != NULL ? outcome->number : "");
  g_autofree char *order = g_strdup_printf ("%u", i + 1);
  const char *cells[] = { order,
                          outcome->unit_name,
                          may_name (self, correction, outcome) ? outcome->name : number,
                          get_word (correction->was),
                          get_word (correction->list),
                          reason };
  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
  return TRUE;
}

static XyBlock *
build_table (const Corrected *self, const char *continued, GError **error)
{
  double k = self->of.k;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 38 * k },
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 46 * k, .limit = 6 },
    { .title = self->of.places ? "地点" : "户",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_WRAP,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .min_width = 84 * k,
      .limit = 8 },
    { .title = "原公布", .align = XY_ALIGN_CENTRE, .font = song, .min_width = 62 * k },
    { .title = "更正为", .align = XY_ALIGN_CENTRE, .font = song, .min_width = 62 * k },
    { .title = "更正原因", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 130 * k, .limit = 16 },
  };
  XyTableStyle style = xy_paper_list_style (k, 2);

  style.lines = XY_TABLE_ROWS;
  style.row_height = ROW_HEIGHT * k;
  style.head_height = 28 * k;
  style.head_font.size = CELL_SIZE * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < self->corrections->len; i++)
    if (!add_row (self, table, i, error))
      {
        xy_block_free (table);
        return NULL;
      }
  return table;
}

static gboolean
load (Corrected *self, GError **error)
{
  const XyPaperAsk *ask = self->of.ask;

  self->corrections = xy_hygiene_corrections (self->of.store, &ask->record, error);
  self->outcomes = self->corrections != NULL ? xy_hygiene_outcomes (self->of.store, &ask->record, error) : NULL;
  if (self->outcomes == NULL)
    return FALSE;
  self->by_result = g_hash_table_new (xy_id_hash, xy_id_equal);
  for (guint i = 0; i < self->outcomes->len; i++)
    g_hash_table_insert (self->by_result, &((XyHygieneOutcome *) self->outcomes->pdata[i])->result,
                         self->outcomes->pdata[i]);
  if (self->corrections->len > 0)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nothing of this round was corrected after it hung."));
  return FALSE;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Corrected) self = { 0 };

  if (!xy_hygiene_paper_open (&self.of, store, ask, TRUE, error) || !load (&self, error))
    return NULL;
  double k = self.of.k;
  g_autofree char *title = xy_hygiene_paper_title (&self.of, WHAT), *continued = g_strdup_printf (CONTINUED, title);
  g_autofree char *posted = xy_hygiene_posted_on (store, &ask->record, NULL, FALSE, NULL);
  g_autofree char *since = xy_day_to_chinese (posted);
  g_autofree char *lead = posted != NULL ? g_strdup_printf (LEAD, since, self.corrections->len)
                                         : g_strdup_printf (LEAD_SOON, self.corrections->len);
  XyBlock *table = build_table (&self, continued, error);

  if (table == NULL)
    return NULL;
  g_autoptr (XyPaper) paper = xy_hygiene_paper_new (&self.of, WHAT);
  xy_paper_add_heading (paper, title, TITLE_SIZE, self.of.issue, k);
  XyBlock *text =
      xy_block_text_new (lead, (XyFont){ XY_FONT_BODY, LEAD_SIZE * k }, LEAD_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT);
  xy_block_set_keep (text, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, text), 6 * k);
  xy_block_set_space_before (xy_paper_add (paper, table), 8 * k);
  return xy_hygiene_add_end (&self.of, paper, NULL, 0, error) ? g_steal_pointer (&paper) : NULL;
}

const XyPaperKind xy_hygiene_correction_paper = {
  .name = XY_HYGIENE_CORRECTION_PAPER,
  .title = N_ ("Correction of a hygiene list"),
  .act = N_ ("Print the correction of a hygiene list"),
  .prefix = "HC",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .of = &xy_hygiene_round_type,
  .make = make,
};
