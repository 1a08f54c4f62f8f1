/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 事项卡: one matter with all that is known of it, for whoever goes to do it or to ask whether it was done. */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/store.h"
#include "print/matter-parts.h"
#include "print/paper-parts.h"

#define TITLE "%s事项办理卡"
#define NUMBER "编号：%s"
#define PRIVATE "　　不公开，只在村办使用"
#define HEARD "%s反映的%s"
#define TOOK "%s（配合：%s）"
#define SIGNED "反映人签名或手印：", "回访人签名：", "日期："
#define VISITED "%s，%s"
#define ASKED_HOW "□满意　□基本满意　□不满意"
#define AGAIN "%s　　再访：" ASKED_HOW

#define TITLE_SIZE 24
#define CELL_SIZE 11.5
#define LEAST_STEPS 3 /* rows, so that one can be written by hand */

typedef struct
{
  const XyPaperAsk *ask;
  XyVillage *village;
  GPtrArray *rows; /* the one XyMatterRow */
  GPtrArray *steps;
} Card;

static void
card_clear (Card *self)
{
  g_clear_object (&self->village);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Card, card_clear)

/* Who raised it. (transfer full) */
static char *
make_who (const XyMatterRow *row)
{
  if (row->matter->people != NULL)
    return xy_mask_text (row->matter->people);
  return row->household_number != NULL ? g_strdup_printf ("%s（%s）", row->head, row->household_number) : NULL;
}

/* 村民反映的困难. (transfer full) */
static char *
make_heard (const XyMatter *matter)
{
  const char *heard = xy_matter_paper_heard (matter->heard), *asked = xy_matter_paper_asked (matter->asked);

  if (heard == NULL && asked == NULL)
    return NULL;
  return g_strdup_printf (HEARD, heard != NULL ? heard : "", asked != NULL ? asked : "事");
}

static char *
mask (const char *text)
{
  return text != NULL ? xy_mask_text (text) : NULL;
}

static XyBlock *
build_facts (const Card *self, const XyMatterRow *row, double k)
{
  const XyMatter *matter = row->matter;
  XyBlock *form = xy_matter_paper_form_new (CELL_SIZE, 24, k);
  g_autofree char *day = xy_day_to_chinese (matter->day), *until = xy_day_to_chinese (matter->until);
  g_autofree char *who = make_who (row), *heard = make_heard (matter), *state = xy_matter_paper_state (row);
  g_autofree char *title = mask (matter->title), *content = mask (matter->content), *partner = mask (matter->partner);
  g_autofree char *phone = matter->phone == NULL ? NULL
                           : self->ask->unmasked ? g_strdup (matter->phone)
                                                 : xy_mask_phone (matter->phone);
  g_autofree char *owner = matter->helpers != NULL && matter->owner != NULL
                               ? g_strdup_printf (TOOK, matter->owner, matter->helpers)
                               : g_strdup (matter->owner);

  xy_matter_paper_form_add (form, "事项", title, NULL, NULL);
  xy_matter_paper_form_add (form, "详情", content, NULL, NULL);
  xy_matter_paper_form_add (form, "来源", xy_matter_paper_source (matter->source), "登记日期", day);
  xy_matter_paper_form_add (form, matter->level > 0 ? "当事人" : "反映人", who, "联系电话", phone);
  xy_matter_paper_form_add (form, "组别", row->unit_name, "地点", matter->place);
  if (heard != NULL || matter->visitor != NULL)
    xy_matter_paper_form_add (form, "听到的", heard, "走访人", matter->visitor);
  if (matter->level > 0)
    xy_matter_paper_form_add (form, "调解层级", xy_matter_paper_level (matter->level), "状态", state);
  else
    xy_matter_paper_form_add (form, "办理方式", xy_matter_paper_does (matter->kind), "状态", state);
  xy_matter_paper_form_add (form, "责任人", owner, "办理时限", until);
  if (partner != NULL)
    xy_matter_paper_form_add (form, "村外配合", partner, NULL, NULL);
  return form;
}

/* What a step says beside its name: "交林秀英，12月1日前办完", the note. (transfer full) */
static char *
describe_step (const XyMatterStep *step)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *satisfaction = xy_matter_paper_satisfaction (step->satisfaction);

  if (step->owner != NULL)
    g_string_append_printf (words, "交%s办", step->owner);
  if (step->until != NULL)
    {
      g_autofree char *until = xy_day_to_chinese (step->until);
      g_string_append_printf (words, "%s%s以前办完", words->len > 0 ? "，" : "", until);
    }
  if (satisfaction != NULL)
    g_string_append (words, satisfaction);
  if (step->note != NULL)
    {
      g_autofree char *note = xy_mask_text (step->note);
      g_string_append_printf (words, "%s%s", words->len > 0 ? "：" : "", note);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static XyBlock *
build_steps (const Card *self, double k)
{
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 74 * k },
    { .title = "办理", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = song, .min_width = 62 * k },
    { .title = "情况", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 180 * k, .limit = 20 },
    { .title = "办理人",
      .align = XY_ALIGN_CENTRE,
      .fit = XY_FIT_SHRINK,
      .font = song,
      .min_width = 60 * k,
      .limit = 6 },
  };
  XyTableStyle style = xy_paper_list_style (k, -1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 24 * k;
  style.head_height = 22 * k;
  style.continued = "办理经过（续）";
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MAX (self->steps->len + 1, LEAST_STEPS); i++)
    {
      const XyMatterStep *step = i < self->steps->len ? self->steps->pdata[i] : NULL;
      g_autofree char *words = step != NULL ? describe_step (step) : NULL;
      const char *cells[] = { step != NULL ? step->day : NULL, step != NULL ? xy_matter_paper_kind (step->kind) : NULL,
                              words, step != NULL ? step->by : NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

/* The note of the last step that finished it; NULL while none did. */
static const char *
get_result (const Card *self, const XyMatter *matter)
{
  if (matter->stage != XY_MATTER_DONE && matter->stage != XY_MATTER_VISITED && matter->stage != XY_MATTER_CLOSED)
    return NULL;
  for (guint i = self->steps->len; i-- > 0;)
    {
      const XyMatterStep *step = self->steps->pdata[i];
      if (g_str_equal (step->kind, "finish"))
        return step->note;
    }
  return NULL;
}

static XyBlock *
build_end (const Card *self, const XyMatterRow *row, double k)
{
  const XyMatter *matter = row->matter;
  XyBlock *form = xy_matter_paper_form_new (CELL_SIZE, 26, k);
  g_autofree char *result = mask (get_result (self, matter)), *done = xy_day_to_chinese (matter->done_on);
  g_autofree char *visited = xy_day_to_chinese (matter->visited_on), *closed = xy_day_to_chinese (matter->ended_on);
  gboolean asked = matter->stage == XY_MATTER_VISITED || matter->stage == XY_MATTER_CLOSED;
  g_autofree char *last = matter->satisfaction != NULL
                              ? g_strdup_printf (VISITED, visited, xy_matter_paper_satisfaction (matter->satisfaction))
                              : NULL;
  g_autofree char *answer = last == NULL ? g_strdup (ASKED_HOW)
                            : asked      ? g_strdup (last)
                                         : g_strdup_printf (AGAIN, last);

  xy_matter_paper_form_add (form, "办理结果", result, NULL, NULL);
  xy_matter_paper_form_add (form, "办结日期", done, "销号日期", matter->stage == XY_MATTER_CLOSED ? closed : NULL);
  xy_matter_paper_form_add (form, "回访", answer, NULL, NULL);
  return form;
}

static XyPaper *
build (const Card *self, const XyMatterRow *row)
{
  static const char *const blanks[] = { SIGNED, NULL };
  XyPageSetup setup = xy_page_setup (self->ask->size, self->ask->turned);
  double k = xy_paper_get_scale (&setup);
  g_autofree char *title = g_strdup_printf (TITLE, self->village->name),
                  *number = g_strdup_printf (NUMBER, row->number);
  g_autofree char *line = g_strconcat (number, row->matter->private ? PRIVATE : NULL, NULL);
  XyPaper *paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = "事项卡",
                                                 .period = row->number,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, NULL, k);
  xy_matter_paper_add_line (paper, line, (XyFont){ XY_FONT_SANS, 11 * k }, XY_ALIGN_RIGHT, XY_KEEP_WITH_NEXT);
  xy_block_set_space_before (xy_paper_add (paper, build_facts (self, row, k)), 2 * k);
  xy_paper_add_section (paper, "办理经过", k);
  xy_block_set_space_before (xy_paper_add (paper, build_steps (self, k)), 4 * k);
  xy_paper_add_section (paper, "结果和回访", k);
  xy_block_set_space_before (xy_paper_add (paper, build_end (self, row, k)), 4 * k);
  XyBlock *signatures = xy_block_blanks_new (blanks, (XyFont){ XY_FONT_BODY, 12 * k }, 34 * k);
  xy_block_set_keep (signatures, XY_KEEP_WITH_PREVIOUS);
  xy_block_set_space_before (xy_paper_add (paper, signatures), 8 * k);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Card) self = { .ask = ask };
  g_autoptr (XyMatter) matter = xy_matter_get (store, &ask->record, error);

  self.village = matter != NULL ? xy_village_get (store, error) : NULL;
  self.rows = self.village != NULL ? xy_matter_rows (store, &ask->record, 1, error) : NULL;
  self.steps = self.rows != NULL ? xy_matter_steps (store, &ask->record, error) : NULL;
  if (self.steps == NULL)
    return NULL;
  return build (&self, self.rows->pdata[0]);
}

const XyPaperKind xy_matter_card_paper = {
  .name = "matter-card",
  .title = N_ ("Card of a matter"),
  .act = N_ ("Print a matter's card"),
  .prefix = "SK",
  .flags = XY_PAPER_NUMBERS | XY_PAPER_TURNS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5,
  .of = &xy_matter_type,
  .make = make,
};
