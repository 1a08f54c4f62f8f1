/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-low.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/hygiene-list.h"
#include "core/mask.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"

#define WHAT "待改进通报"
#define CONTINUED "%s（续）"
#define LEAD                                                                                                                                                                \
  "本期评比中，下列%u户还有地方要收拾。请在时限以前收拾好，复查合格的当天销号，不再列在通报上。家里做起来有困难的，" \
  "请告诉组长或村委会，村里上门帮忙。"
#define LEAD_PLACES "本期评比中，下列%u处公共区域还有地方要收拾，请责任人在时限以前收拾好，复查合格的当天销号。"
#define SEE_SLIP "见整改通知书"
#define RECHECK "%s以前逐户复查。"
#define RECHECK_PLACES "%s以前逐处复查。"
#define RECHECK_LATE "整改时限已过，近日再上门复查。"
#define RECHECK_LATE_PLACES "整改时限已过，近日再去复查。"
#define GROUND "公布户主姓名的依据：%s。"
#define NUMBERS "通报只列户编号，不公布姓名。"
#define DOWN "本通报最迟于%s撤下。"

/* Sizes on A4, points; fewer rows are set larger. */
#define TITLE_SIZE 34
#define LEAD_SIZE 14
#define CELL_SIZE 13
#define NAME_SIZE 14.5
#define ROW_HEIGHT 24
#define LARGEST 1.3
#define STEP 0.95

typedef struct
{
  XyHygienePaper of;
  GPtrArray *rows; /* XyHygieneBoardRow */
  char *grounds;   /* NULL: nobody is named */
} Low;

static void
low_clear (Low *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->grounds, g_free);
  xy_hygiene_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Low, low_clear)

/* "11月27日"; with the year where it is not that of the round. (transfer full) */
static char *
format_day (const Low *self, const char *day)
{
  g_autofree char *words = xy_day_to_chinese (day);

  if (day == NULL || strncmp (day, self->of.round->day, 4) != 0)
    return g_steal_pointer (&words);
  return g_strdup (strstr (words, "年") + strlen ("年"));
}

static XyBlock *
build_table (const Low *self, const char *continued, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  gboolean places = self->of.places;
  guint n = 0, shown[5];
  const XyPaperColumn all[] = {
    { .title = "组别", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = sans, .min_width = 50 * k, .limit = 6 },
    { .title = "户编号", .align = XY_ALIGN_CENTRE, .font = { XY_FONT_SANS, NAME_SIZE * k }, .min_width = 66 * k },
    { .title = places ? "地点" : "户主",
      .align = XY_ALIGN_CENTRE,
      .fit = places ? XY_FIT_WRAP : XY_FIT_SHRINK,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .min_width = 76 * k,
      .limit = places ? 12 : 6,
      .name = !places },
    { .title = "主要问题", .fit = XY_FIT_WRAP, .font = song, .weight = 4, .min_width = 150 * k, .limit = 20 },
    { .title = "整改时限", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 80 * k },
  };
  XyPaperColumn columns[G_N_ELEMENTS (all)];

  for (guint c = 0; c < G_N_ELEMENTS (all); c++)
    if (!(c <= 1 && places) && !(c == 2 && !places && self->grounds == NULL))
      {
        shown[n] = c;
        columns[n++] = all[c];
      }
  XyTableStyle style = xy_paper_list_style (k, places ? 0 : 1);
  style.lines = XY_TABLE_ROWS;
  style.row_height = ROW_HEIGHT * k;
  style.head_height = 27 * k;
  style.head_font.size = CELL_SIZE * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, columns, n);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyHygieneBoardRow *row = self->rows->pdata[i];
      g_autofree char *problem = row->problem != NULL ? xy_mask_text (row->problem) : g_strdup (SEE_SLIP);
      g_autofree char *until = format_day (self, row->until);
      const char *texts[] = { row->unit_name, row->number, row->name, problem, until };
      const char *cells[G_N_ELEMENTS (texts)];
      for (guint c = 0; c < n; c++)
        cells[c] = texts[shown[c]];
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

/* The last of the days on which somebody looks again. */
static const char *
get_recheck_day (const Low *self)
{
  const char *last = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyHygieneBoardRow *row = self->rows->pdata[i];
      if (last == NULL || g_strcmp0 (row->until, last) > 0)
        last = row->until;
    }
  return last;
}

/* 复查日期. (transfer full) */
static char *
make_recheck (const Low *self)
{
  const char *day = get_recheck_day (self);
  g_autofree char *today = xy_day_from_instant (self->of.ask->printed_at), *words = xy_day_to_chinese (day);

  if (g_strcmp0 (day, today) < 0)
    return g_strdup (self->of.places ? RECHECK_LATE_PLACES : RECHECK_LATE);
  return g_strdup_printf (self->of.places ? RECHECK_PLACES : RECHECK, words);
}

static XyPaper *
build (const Low *self, double larger, GError **error)
{
  const XyHygienePaper *of = &self->of;
  double k = of->k;
  char last[XY_DAY_SIZE];
  g_autofree char *title = xy_hygiene_paper_title (of, WHAT), *continued = g_strdup_printf (CONTINUED, title);
  g_autofree char *lead = g_strdup_printf (of->places ? LEAD_PLACES : LEAD, self->rows->len);
  g_autofree char *recheck = make_recheck (self);
  g_autofree char *ground = self->grounds != NULL ? g_strdup_printf (GROUND, self->grounds) : NULL;
  g_autoptr (XyPaper) paper = xy_hygiene_paper_new (of, WHAT);

  xy_hygiene_low_last_day (of->store, of->round, last);
  g_autofree char *down_day = xy_day_to_chinese (last), *down = g_strdup_printf (DOWN, down_day);
  const char *notes[] = { recheck, of->places ? NULL : ground != NULL ? ground : NUMBERS, down };
  xy_paper_add_heading (paper, title, TITLE_SIZE, of->issue, k);
  XyBlock *text =
      xy_block_text_new (lead, (XyFont){ XY_FONT_BODY, LEAD_SIZE * k }, LEAD_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT);
  xy_block_set_keep (text, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, text), 6 * k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (self, continued, k * larger)), 8 * k);
  if (!xy_hygiene_add_end (of, paper, notes, G_N_ELEMENTS (notes), error))
    return NULL;
  return g_steal_pointer (&paper);
}

static gboolean
load (Low *self, GError **error)
{
  const XyPaperAsk *ask = self->of.ask;
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  self->rows = xy_hygiene_low_board (self->of.store, &ask->record, today, ask->unmasked, error);
  if (self->rows == NULL)
    return FALSE;
  if (self->rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is nothing left on this list."));
      return FALSE;
    }
  self->grounds = xy_hygiene_board_grounds (self->rows);
  if (!ask->unmasked || self->grounds != NULL)
    return TRUE;
  g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                       _ ("Nobody on this list may be named: there is neither consent nor a clause that passed its "
                          "legal review. Print it with numbers only."));
  return FALSE;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Low) self = { 0 };

  if (!xy_hygiene_paper_open (&self.of, store, ask, TRUE, error) || !load (&self, error))
    return NULL;
  for (double larger = LARGEST; larger > 1; larger *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, larger, error);
      if (tried == NULL || xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, 1, error);
}

const XyPaperKind xy_hygiene_low_paper = {
  .name = XY_HYGIENE_LOW_PAPER,
  .title = N_ ("Board of households to help"),
  .act = N_ ("Print the board of households to help"),
  .prefix = "HG",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS | XY_PAPER_NAMES,
  .of = &xy_hygiene_round_type,
  .make = make,
};
