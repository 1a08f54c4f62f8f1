/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of the villagers' matters in a period, for the board: figures by source, what was agreed in consultation
 * and how far it is (村民委员会组织法 35), and what was done for the village. Nobody's name is on it, unless the office
 * asks for the owners'; what stays in the office is counted and not told.
 */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/matter-statistics.h"
#include "core/notice.h"
#include "core/number.h"
#include "core/publicity.h"
#include "core/store.h"
#include "print/matter-parts.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define TITLE "%s%s村民事项办理情况公开"
#define EVER "到%s止"
#define LEAD                                                                                                                                                            \
  "%s，从会议、走访、微心愿等新登记村民的事%d件，上期转来%d件。办结%d件，销号%d件；回访%d件，满意%d件、基本满意%d件、" \
  "不满意%d件。%s"
#define LEFT "还在办的%d件"
#define LEFT_AWAY "，其中转镇、等会议定的%d件"
#define LEFT_OVERDUE "，逾期的%d件，正在催办"
#define NOTHING_LEFT "没有留下的事"
#define BY_SOURCE "各种来源的事项"
#define AGREED "协商确定的事项和落实情况"
#define DEEDS "办成的事"
#define MORE "……另有%u件，台账上都有，可到村委会查问。"
#define DEED "%s（%s）"
#define PUBLICITY "公示期：自张贴之日起%s日。"
#define OBJECTION "对办理情况有不同意见的，请在公示期内向村民委员会提出。"

#define TITLE_SIZE 30
#define TEXT_SIZE 14
#define CELL_SIZE 12.5
#define MOST_DEEDS 14
#define MOST_AGREED 12
#define LARGEST 1.25
#define STEP 0.95

enum
{
  PART_AGREED = 1 << 0,
  PART_DEEDS = 1 << 1,
  PART_OWNERS = 1 << 2,
};

static const XyPaperPart parts[] = {
  { "agreed", N_ ("What was agreed in consultation"), FALSE },
  { "deeds", N_ ("What was done"), FALSE },
  { "owners", N_ ("Owners' names"), TRUE },
  { NULL, NULL, FALSE },
};

/* One line of a list, as it may hang. */
typedef struct
{
  char *title;
  char *day;
  char *owner;
  const char *state;
} Deed;

typedef struct
{
  const XyPaperAsk *ask;
  XyVillage *village;
  GPtrArray *flows;  /* XyMatterFlow */
  GPtrArray *agreed; /* Deed, as the next */
  GPtrArray *deeds;
  guint n_agreed, n_deeds; /* that there are */
  int days;                /* that it hangs */
} Summary;

static void
deed_free (gpointer data)
{
  Deed *deed = data;

  g_free (deed->title);
  g_free (deed->day);
  g_free (deed->owner);
  g_free (deed);
}

static void
summary_clear (Summary *self)
{
  g_clear_object (&self->village);
  g_clear_pointer (&self->flows, g_ptr_array_unref);
  g_clear_pointer (&self->agreed, g_ptr_array_unref);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Summary, summary_clear)

/* Names that somebody typed into a title are covered. */
static gboolean
cover (XyStore *store, GPtrArray *deeds, GError **error)
{
  g_autofree char **texts = g_new0 (char *, deeds->len + 1);

  for (guint i = 0; i < deeds->len; i++)
    texts[i] = g_steal_pointer (&((Deed *) deeds->pdata[i])->title);
  gboolean covered = xy_matter_cover (store, texts, deeds->len, error);
  for (guint i = 0; i < deeds->len; i++)
    ((Deed *) deeds->pdata[i])->title = texts[i];
  return covered;
}

/* (transfer full) array of at most MOST Deed; N becomes how many there are. */
static GPtrArray *
load_deeds (XyStore *store,
            const XyMatterQuestion *question,
            XyMatterBoardList list,
            guint most,
            guint *n,
            GError **error)
{
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func (deed_free);
  g_autoptr (GArray) ids = xy_matter_board_ids (store, question, list, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, most), error) : NULL;

  if (rows == NULL)
    return NULL;
  *n = ids->len;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMatter *matter = ((const XyMatterRow *) rows->pdata[i])->matter;
      Deed *deed = g_new0 (Deed, 1);
      deed->title = g_strdup (matter->title);
      deed->day = g_strdup (list == XY_MATTER_AGREED ? matter->day : matter->done_on);
      deed->owner = g_strdup (matter->owner);
      deed->state = xy_matter_paper_stage (matter->stage);
      g_ptr_array_add (deeds, deed);
    }
  return cover (store, deeds, error) ? g_steal_pointer (&deeds) : NULL;
}

/* How many days it hangs, by the rules of its day. 0 where they cannot be read. */
static int
count_days (XyStore *store, const char *day, GError **error)
{
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  XyNoticeTerms terms;

  if (publicity == NULL)
    return 0;
  if (!xy_notice_terms (store, publicity, "consultation", day, &terms) || terms.objections_until[0] == '\0')
    return 15;
  return xy_day_between (day, terms.objections_until);
}

/* "还在办的3件，其中…。" (transfer full) */
static char *
describe_left (const XyMatterFlow *all)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (all->left == 0)
    return g_strdup (NOTHING_LEFT "。");
  g_string_append_printf (words, LEFT, (int) all->left);
  if (all->away > 0)
    g_string_append_printf (words, LEFT_AWAY, (int) all->away);
  if (all->overdue > 0)
    g_string_append_printf (words, LEFT_OVERDUE, (int) all->overdue);
  g_string_append (words, "。");
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_text (XyPaper *paper, const char *text, XyKeep keep, double k)
{
  XyBlock *block =
      xy_block_text_new (text, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, TEXT_SIZE * 1.7 * k, 2, XY_ALIGN_LEFT);

  xy_block_set_keep (block, keep);
  xy_paper_add (paper, block);
}

static void
add_figures (XyBlock *table, const XyMatterFlow *flow, gboolean total)
{
  const gint64 figures[] = { flow->carried, flow->raised, flow->done,   flow->visited, flow->good,
                             flow->fair,    flow->bad,    flow->closed, flow->shelved, flow->left };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (total ? "合计" : xy_matter_paper_source (flow->source)));
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_ptr_array_add (cells, g_strdup_printf ("%d", (int) figures[i]));
  if (total)
    xy_paper_table_set_totals (table, (const char *const *) cells->pdata);
  else
    xy_paper_table_add_row (table, XY_ROW_PLAIN, (const char *const *) cells->pdata);
}

static XyBlock *
build_figures (const Summary *self, double k)
{
  static const char *const heads[] = { "来源",     "上期转来", "新登记", "办结", "回访",  "满意",
                                       "基本满意", "不满意",   "销号",   "暂缓", "还在办" };
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k };
  XyPaperColumn columns[G_N_ELEMENTS (heads)];
  XyTableStyle style = xy_paper_rows_style (k, -1, 24, 26, 12, "各种来源的事项（续）");

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    columns[i] = (XyPaperColumn){ .title = heads[i], .align = XY_ALIGN_CENTRE, .font = sans, .weight = 1 };
  style.empty = "本期没有登记";
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 1; i < self->flows->len; i++)
    add_figures (table, self->flows->pdata[i], FALSE);
  if (self->flows->len > 1)
    add_figures (table, self->flows->pdata[0], TRUE);
  return table;
}

static void
add_more (XyPaper *paper, guint n, guint shown, double k)
{
  g_autofree char *more = n > shown ? g_strdup_printf (MORE, n - shown) : NULL;

  if (more != NULL)
    add_text (paper, more, XY_KEEP_WITH_PREVIOUS, k);
}

/* What was agreed, when, and how far it is. */
static void
add_agreed (const Summary *self, XyPaper *paper, double k)
{
  gboolean owners = (self->ask->parts & PART_OWNERS) != 0;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, (CELL_SIZE + 0.5) * k };
  const XyPaperColumn columns[] = {
    { .title = "商定日期", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 86 * k },
    { .title = "商定的事", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 180 * k, .limit = 20 },
    { .title = "落实情况", .align = XY_ALIGN_CENTRE, .fit = XY_FIT_SHRINK, .font = song, .min_width = 92 * k },
    xy_paper_name_column ("责任人", CELL_SIZE * k, 70 * k),
  };
  XyTableStyle style = xy_paper_rows_style (k, -1, 24, 26, 12, "协商确定的事项（续）");
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns) - !owners);

  for (guint i = 0; i < self->agreed->len; i++)
    {
      const Deed *deed = self->agreed->pdata[i];
      const char *cells[] = { deed->day, deed->title, deed->state, owners ? deed->owner : NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  xy_block_set_space_before (xy_paper_add (paper, table), 3 * k);
  add_more (paper, self->n_agreed, self->agreed->len, k);
}

static void
add_deeds (const Summary *self, XyPaper *paper, double k)
{
  gboolean owners = (self->ask->parts & PART_OWNERS) != 0;

  for (guint i = 0; i < self->deeds->len; i++)
    {
      const Deed *deed = self->deeds->pdata[i];
      g_autofree char *day = xy_day_to_chinese (deed->day), *level = xy_words_level (3, i + 1);
      g_autofree char *when =
          owners && deed->owner != NULL ? g_strdup_printf ("%s，%s办理", day, deed->owner) : g_strdup (day);
      g_autofree char *said = g_strdup_printf (DEED, deed->title, when), *line = g_strconcat (level, said, NULL);
      add_text (paper, line, i == 0 ? XY_KEEP_WITH_PREVIOUS : 0, k);
    }
  add_more (paper, self->n_deeds, self->deeds->len, k);
}

static void
add_section (XyPaper *paper, guint *number, const char *words, double k)
{
  g_autofree char *level = xy_words_level (1, ++*number), *text = g_strconcat (level, words, NULL);

  xy_paper_add_section (paper, text, k * 1.15);
}

static XyPaper *
build (const Summary *self, double larger)
{
  const XyPaperAsk *ask = self->ask;
  const XyMatterFlow *all = self->flows->pdata[0];
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);
  g_autofree char *today = xy_day_from_instant (ask->printed_at), *day = xy_day_to_chinese (today);
  g_autofree char *period = ask->period != NULL ? xy_period_to_chinese (ask->period) : g_strdup_printf (EVER, day);
  g_autofree char *title = g_strdup_printf (TITLE, self->village->name, ask->scope != NULL ? ask->scope : "");
  g_autofree char *left = describe_left (all), *days = xy_chinese_number (self->days);
  g_autofree char *lead =
      g_strdup_printf (LEAD, period, (int) all->raised, (int) all->carried, (int) all->done, (int) all->closed,
                       (int) all->visited, (int) all->good, (int) all->fair, (int) all->bad, left);
  g_autofree char *publicity = g_strdup_printf (PUBLICITY, days);
  const char *notes[] = { publicity, OBJECTION };
  guint number = 0;
  XyPaper *paper = xy_paper_new (title, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = "事项办理公开",
                                                 .period = period,
                                                 .record_number = ask->number,
                                                 .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, period, k);
  xy_paper_add (paper, xy_block_space_new (6 * k));
  add_text (paper, lead, XY_KEEP_WITH_NEXT, k * larger);
  add_section (paper, &number, BY_SOURCE, k * larger);
  xy_block_set_space_before (xy_paper_add (paper, build_figures (self, k * MIN (larger, 1.1))), 3 * k);
  if ((ask->parts & PART_AGREED) != 0 && self->agreed->len > 0)
    {
      add_section (paper, &number, AGREED, k * larger);
      add_agreed (self, paper, k * larger);
    }
  if ((ask->parts & PART_DEEDS) != 0 && self->deeds->len > 0)
    {
      add_section (paper, &number, DEEDS, k * larger);
      add_deeds (self, paper, k * larger);
    }
  xy_paper_add (paper, xy_paper_public_end_new (self->village, ask, notes, G_N_ELEMENTS (notes), today, k));
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  const XyMatterQuestion question = { .period = ask->period, .unit = ask->unit };
  g_auto (Summary) self = { .ask = ask };
  g_autofree char *today = xy_day_from_instant (ask->printed_at);

  self.village = xy_village_get (store, error);
  self.flows = self.village != NULL ? xy_matter_flows (store, &question, error) : NULL;
  if (self.flows != NULL)
    self.agreed = load_deeds (store, &question, XY_MATTER_AGREED, MOST_AGREED, &self.n_agreed, error);
  if (self.agreed != NULL)
    self.deeds = load_deeds (store, &question, XY_MATTER_DEEDS, MOST_DEEDS, &self.n_deeds, error);
  if (self.deeds != NULL)
    self.days = count_days (store, today, error);
  if (self.days == 0)
    return NULL;
  /* What is short hangs in larger type. */
  for (double larger = LARGEST; larger > 1; larger *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, larger);
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, 1);
}

const XyPaperKind xy_matter_summary_paper = {
  .name = "matter-summary",
  .title = N_ ("What became of matters"),
  .act = N_ ("Print what became of matters"),
  .prefix = "SJ",
  .flags = XY_PAPER_PERIOD | XY_PAPER_UNIT | XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .parts = parts,
  .make = make,
};
