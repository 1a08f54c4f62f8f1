/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-slip-paper.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "core/mask.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/paper-sheets.h"
#include "print/words.h"

#define TITLE "整改通知书"
#define TITLE_HELP "上门帮扶通知"
#define STUB "（存根）"
#define NUMBER "%s　　编号：整改%s"
#define OFFICE_COPY "第一联　村委会留存"
#define HOUSEHOLD_COPY "第二联　交户主"
#define PLACE_COPY "第二联　交责任人"
#define OF_ROUND "在%s中，"
#define NOTICE "%s您家还有下面的地方要收拾一下："
#define NOTICE_PLACE "%s该处还有下面的地方要收拾一下："
#define NOTICE_HELP "%s看到您家有下面的地方不方便收拾，村里安排%s上门帮忙："
#define LIMIT "请在%s以前收拾好，到时村里上门复查。合格的当天销号，以后的通报上不再列出。"
#define LIMIT_HELP "在%s以前收拾好，收拾好以后当天销号。还有什么要帮忙的，请告诉来的人或打村委会电话。"
#define HELPER "%s负责帮您，要人手、要车清运，请找他。"
#define ANY_HELP "做起来有困难，要人手、要车清运，请找组长或村委会，村里来帮忙。"
#define CALL "联系电话：%s"
#define CONTACT "联系人：%s"
#define SIGNED "签收人（签名或手印）：", "签收日期："
#define WAS_SIGNED "签收人：%s　　签收日期：%s"
#define TO_TICK "□合格　□延期　□转村"

/* On a sheet of A5 that lies, points. */
#define TITLE_SIZE 21
#define CELL_SIZE 11.5
#define TEXT_SIZE 14
#define LEAST_RECHECKS 3
#define STEP 0.95
#define SMALLEST 0.6

typedef struct
{
  XyStore *store;
  const XyPaperAsk *ask;
  XyVillage *village;
  GPtrArray *rows; /* XyHygieneSlipRow */
} Slips;

static void
slips_clear (Slips *self)
{
  g_clear_object (&self->village);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slips, slips_clear)

static gboolean
is_wanted (const XyHygieneSlip *slip, const XyPaperAsk *ask, gboolean one)
{
  if (one)
    return xy_id_same (&slip->record.id, &ask->record);
  if (slip->stage == XY_HYGIENE_VOID)
    return FALSE;
  return !xy_id_is_none (&ask->record) || (slip->received_on == NULL && slip->stage < XY_HYGIENE_GOOD);
}

/* (transfer full) array of XyHygieneSlipRow, those of one group together. */
static GPtrArray *
load_rows (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  XyHygieneSlipFilter filter = { .which = XY_HYGIENE_SLIPS_ALL,
                                 .unit = ask->unit,
                                 .order = XY_HYGIENE_SLIPS_BY_HOUSEHOLD };
  g_autoptr (XyHygieneSlip) slip =
      !xy_id_is_none (&ask->record) ? xy_record_get (store, &xy_hygiene_slip_type, &ask->record, NULL) : NULL;

  if (slip == NULL)
    filter.round = ask->record;
  else if (!xy_id_is_none (&slip->household))
    filter.household = slip->household;
  else
    filter.place = slip->place;
  g_autoptr (GArray) ids = xy_hygiene_slip_ids (store, &filter, error);
  GPtrArray *rows =
      ids != NULL ? xy_hygiene_slip_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  for (guint i = rows != NULL ? rows->len : 0; i-- > 0;)
    {
      const XyHygieneSlipRow *row = rows->pdata[i];
      if (row == NULL || !is_wanted (row->slip, ask, slip != NULL))
        g_ptr_array_remove_index (rows, i);
    }
  return rows;
}

static void
add_head (XyPaper *paper, const XyHygieneSlipRow *row, gboolean stub, double k)
{
  g_autofree char *title = g_strconcat (row->slip->help ? TITLE_HELP : TITLE, stub ? STUB : NULL, NULL);
  const char *copy = stub ? OFFICE_COPY : xy_id_is_none (&row->slip->place) ? HOUSEHOLD_COPY : PLACE_COPY;
  g_autofree char *number = g_strdup_printf (NUMBER, copy, row->number);
  XyBlock *line = xy_block_text_new (number, (XyFont){ XY_FONT_SANS, 10.5 * k }, 16 * k, 0, XY_ALIGN_RIGHT);

  xy_paper_add (paper, xy_block_title_new (title, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
}

/* A form of labels, each with what it is about beside it. */
static XyBlock *
build_form (const XyHygieneSlipRow *row, double k)
{
  const XyHygieneSlip *slip = row->slip;
  gboolean place = !xy_id_is_none (&slip->place);
  XyFont song = { XY_FONT_SONG, CELL_SIZE * k }, hei = { XY_FONT_HEI, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .align = XY_ALIGN_CENTRE, .font = hei, .min_width = 64 * k },
    { .align = XY_ALIGN_LEFT, .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 150 * k, .limit = 14 },
    { .align = XY_ALIGN_CENTRE, .font = hei, .min_width = 64 * k },
    { .align = XY_ALIGN_LEFT, .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 150 * k, .limit = 14 },
  };
  XyTableStyle style = xy_paper_list_style (k, -1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 24 * k;
  style.head_height = 0;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  g_autofree char *who = row->household_number != NULL ? g_strdup_printf ("%s（%s）", row->name, row->household_number)
                                                       : g_strdup (row->name);
  g_autofree char *problem = xy_mask_text (slip->problem), *helper = xy_mask_text (slip->helper);
  g_autofree char *day = xy_day_to_chinese (slip->day), *due = xy_day_to_chinese (slip->until);
  const char *of = row->round_title != NULL ? "评比发现" : "日常巡查";
  const char *first[] = { place ? "地点" : "户主", who, "组别", row->unit_name };
  const char *second[] = { "主要问题", problem, NULL, NULL };
  const char *third[] = { "发出日期", day, "整改时限", due };
  const char *fourth[] = { place ? "责任人" : "帮扶人", helper, "来由", of };
  xy_paper_table_add_row (table, XY_ROW_PLAIN, first);
  xy_paper_table_add_row (table, XY_ROW_JOINED, second);
  xy_paper_table_add_row (table, XY_ROW_PLAIN, third);
  xy_paper_table_add_row (table, XY_ROW_PLAIN, fourth);
  return table;
}

static const char *
get_result (const char *kind)
{
  static const char *const words[XY_HYGIENE_N_KINDS] = {
    [XY_HYGIENE_PASS] = "合格",  [XY_HYGIENE_EXTEND] = "延期",    [XY_HYGIENE_PASS_ON] = "转村",
    [XY_HYGIENE_CLOSE] = "销号", [XY_HYGIENE_MAKE_VOID] = "作废",
  };
  XyHygieneRecheckKind which = xy_hygiene_recheck_from_name (kind);

  return which < XY_HYGIENE_N_KINDS ? words[which] : NULL;
}

/* What was found when somebody looked again, and room for what will be. NULL on an error. */
static XyBlock *
build_rechecks (XyStore *store, const XyHygieneSlipRow *row, double k, GError **error)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "复查日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 84 * k },
    { .title = "复查结果", .align = XY_ALIGN_CENTRE, .font = song, .min_width = 150 * k },
    { .title = "延期至", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 84 * k },
    { .title = "复查人",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = song,
      .weight = 1,
      .min_width = 80 * k,
      .limit = 6 },
    { .title = "说明",
      .align = XY_ALIGN_LEFT,
      .fit = XY_FIT_WRAP,
      .font = song,
      .weight = 2,
      .min_width = 80 * k,
      .limit = 8 },
  };
  g_autoptr (GPtrArray) rechecks = xy_hygiene_rechecks_of (store, &row->slip->record.id, error);
  XyTableStyle style = xy_paper_list_style (k, -1);

  if (rechecks == NULL)
    return NULL;
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 24 * k;
  style.head_height = 20 * k;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MAX (rechecks->len + 1, LEAST_RECHECKS); i++)
    {
      const XyHygieneRecheck *recheck = i < rechecks->len ? rechecks->pdata[i] : NULL;
      g_autofree char *note = recheck != NULL && recheck->note != NULL ? xy_mask_text (recheck->note) : NULL;
      const char *cells[G_N_ELEMENTS (columns)] = { NULL };
      if (recheck == NULL)
        cells[1] = TO_TICK;
      else
        {
          cells[0] = recheck->day;
          cells[1] = get_result (recheck->kind);
          cells[2] = recheck->until;
          cells[3] = recheck->by;
          cells[4] = note;
        }
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static gboolean
add_stub (const Slips *self, XyPaper *paper, const XyHygieneSlipRow *row, double k, GError **error)
{
  XyBlock *rechecks = build_rechecks (self->store, row, k, error);

  if (rechecks == NULL)
    return FALSE;
  add_head (paper, row, TRUE, k);
  xy_paper_add (paper, build_form (row, k));
  XyFont font = { XY_FONT_BODY, 12 * k };
  g_autofree char *day = xy_day_to_chinese (row->slip->received_on);
  g_autofree char *signed_for = g_strdup_printf (WAS_SIGNED, row->slip->received_by, day);
  XyBlock *receipt = row->slip->received_on != NULL
                         ? xy_block_text_new (signed_for, font, 29 * k, 0, XY_ALIGN_LEFT)
                         : xy_block_blanks_new ((const char *const[]){ SIGNED, NULL }, font, 29 * k);
  xy_block_set_keep (receipt, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, receipt);
  xy_block_set_space_before (xy_paper_add (paper, rechecks), 3 * k);
  return TRUE;
}

static void
add_text (XyPaper *paper, const char *words, XyFontRole role, double indent, double k)
{
  XyBlock *block =
      xy_block_text_new (words, (XyFont){ role, TEXT_SIZE * k }, TEXT_SIZE * 1.6 * k, indent, XY_ALIGN_LEFT);

  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* "2026年第3期人居环境评比", as people there call the round; NULL outside one. */
static char *
make_round (const Slips *self, const XyHygieneSlipRow *row)
{
  g_autoptr (XyHygieneRound) round =
      !xy_id_is_none (&row->round) ? xy_record_get (self->store, &xy_hygiene_round_type, &row->round, NULL) : NULL;

  if (round == NULL)
    return NULL;
  return round->name != NULL ? g_strdup (round->name)
                             : g_strdup_printf ("%.4s年第%d期人居环境评比", round->day, (int) round->number);
}

static void
add_copy (const Slips *self, XyPaper *paper, const XyHygieneSlipRow *row, double k)
{
  const XyHygieneSlip *slip = row->slip;
  const XyVillage *village = self->village;
  gboolean place = !xy_id_is_none (&slip->place);
  g_autofree char *round = make_round (self, row),
                  *of = round != NULL ? g_strdup_printf (OF_ROUND, round) : g_strdup ("");
  g_autofree char *helper = xy_mask_text (slip->helper), *problem = xy_mask_text (slip->problem);
  g_autofree char *due = xy_day_to_chinese (slip->until), *day = xy_day_to_chinese (slip->day);
  g_autofree char *committee = xy_village_committee (village);
  g_autofree char *to = g_strdup_printf ("%s%s：", place ? helper : row->name, place ? "" : "户");
  g_autofree char *notice = slip->help ? g_strdup_printf (NOTICE_HELP, of, *helper != '\0' ? helper : "专人")
                                       : g_strdup_printf (place ? NOTICE_PLACE : NOTICE, of);
  g_autofree char *limit = g_strdup_printf (slip->help ? LIMIT_HELP : LIMIT, due);
  g_autofree char *has_helper = *helper != '\0' ? g_strdup_printf (HELPER, helper) : NULL;
  g_autofree char *phone = xy_words_phone (village->phone), *call = g_strdup_printf (CALL, phone);
  g_autofree char *contact = village->contact != NULL ? g_strdup_printf (CONTACT, village->contact) : NULL;
  const char *notes[4] = { NULL };
  guint n = 0;

  add_head (paper, row, FALSE, k);
  add_text (paper, place && *helper == '\0' ? row->name : to, XY_FONT_KAI, 0, k);
  add_text (paper, notice, XY_FONT_BODY, 2, k);
  g_autofree char *what = place ? g_strdup_printf ("%s：%s", row->name, problem) : g_strdup (problem);
  add_text (paper, what, XY_FONT_HEI, 2, k);
  add_text (paper, limit, XY_FONT_BODY, 2, k);
  if (!slip->help && !place)
    notes[n++] = has_helper != NULL ? has_helper : ANY_HELP;
  if (contact != NULL)
    notes[n++] = contact;
  if (*phone != '\0')
    notes[n++] = call;
  XyBlock *end = xy_block_signature_new (notes, (XyFont){ XY_FONT_BODY, 12 * k }, committee, day,
                                         (XyFont){ XY_FONT_BODY, 14 * k });
  xy_block_signature_set_seal (end, self->ask->seal == XY_SEAL_NONE ? XY_SEAL_NONE : XY_SEAL_RIGHT, NULL);
  xy_block_set_space_before (xy_paper_add (paper, end), 4 * k);
}

/* The copies of the slips from FIRST on, N of them, each on a page of its own if K is small enough. */
static XyPaper *
build (const Slips *self, guint first, guint n, double k, GError **error)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, TRUE);
  g_autofree char *title = g_strconcat (self->village->name, TITLE, NULL);
  g_autoptr (XyPaper) paper = NULL;

  setup.left_mm = setup.right_mm = 16;
  paper = xy_paper_new (title, &setup);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = TITLE,
                                                 .period = self->ask->scope,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
  for (guint i = first; i < first + n; i++)
    {
      if (i > first)
        xy_paper_add (paper, xy_block_page_break_new ());
      if (!add_stub (self, paper, self->rows->pdata[i], k, error))
        return NULL;
      xy_paper_add (paper, xy_block_page_break_new ());
      add_copy (self, paper, self->rows->pdata[i], k);
    }
  return g_steal_pointer (&paper);
}

/* The size at which the fullest of them is one page for each copy; 0 on an error. */
static double
find_size (const Slips *self, GError **error)
{
  double k = 1;

  for (guint i = 0; i < self->rows->len; i++)
    for (; k > SMALLEST; k *= STEP)
      {
        g_autoptr (XyPaper) tried = build (self, i, 1, k, error);
        if (tried == NULL)
          return 0;
        if (xy_paper_get_n_pages (tried) == 2)
          break;
      }
  return k;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Slips) self = { .store = store, .ask = ask };

  self.village = xy_village_get (store, error);
  self.rows = self.village != NULL ? load_rows (store, ask, error) : NULL;
  if (self.rows == NULL)
    return NULL;
  if (self.rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no rectification notice to hand out."));
      return NULL;
    }
  double k = find_size (&self, error);
  g_autoptr (XyPaper) copies = k > 0 ? build (&self, 0, self.rows->len, k, error) : NULL;
  return copies != NULL ? xy_paper_n_up (copies, 2) : NULL;
}

const XyPaperKind xy_hygiene_slip_paper = {
  .name = "hygiene-slip",
  .title = N_ ("Rectification notices"),
  .act = N_ ("Print rectification notices"),
  .prefix = "ZG",
  .flags = XY_PAPER_UNIT | XY_PAPER_OF_ALL | XY_PAPER_CARDS | XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4,
  .of = &xy_hygiene_slip_type,
  .make = make,
};
