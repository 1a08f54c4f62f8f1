/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 家庭折页: A4 folded once, a copy for each household: the short form on its cover, all clauses inside, at the back
 * whom to ask. In large type, for it is read by old people; a long bylaw takes a second sheet rather than small type.
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "print/bylaw-paper.h"
#include "print/paper-sheets.h"
#include "print/words.h"

#define KIND "家庭折页"
#define UNDER "（%s）"
#define BACK "有事找谁"
#define NOTES "我家的约定"
#define CONTACT "村委会　%s"
#define TOWNSHIP_PHONE "%s　%s"
#define POLICE "报警　110"
#define AMBULANCE "急救　120　　火警　119"
#define KEEP "请放在家里看得见的地方，一家人照着做。"

/* Points, on A5. */
#define TITLE_SIZE 30
#define SHORT_SIZE 22
#define BACK_SIZE 18
#define LARGEST 20
#define SMALLEST 13
#define LINE 1.4
#define MOST_SHEETS 8

typedef struct
{
  XyBylawPaper *of;
  char *under;
  GPtrArray *brief; /* lines of the short form */
} Leaflet;

static void
leaflet_clear (Leaflet *leaflet)
{
  g_free (leaflet->under);
  g_clear_pointer (&leaflet->brief, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Leaflet, leaflet_clear)

static void
add_line (XyPaper *paper, const char *text, XyFontRole role, double size, XyAlign align, double before)
{
  XyBlock *block = xy_block_text_new (text, (XyFont){ role, size }, size * 1.5, 0, align);

  xy_block_set_space_before (block, before);
  xy_paper_add (paper, block);
}

static void
add_cover (const Leaflet *leaflet, XyPaper *paper)
{
  const XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  double width = (setup.width_mm - setup.left_mm - setup.right_mm) * XY_MM, size = SHORT_SIZE;
  g_autofree char *committee = xy_village_committee (leaflet->of->village);

  for (guint i = 0; i < leaflet->brief->len; i++)
    size = MIN (size, width / (double) g_utf8_strlen (leaflet->brief->pdata[i], -1));
  xy_paper_add (paper, xy_block_title_new (leaflet->of->bylaw->name, (XyFont){ XY_FONT_TITLE, TITLE_SIZE }));
  add_line (paper, leaflet->under, XY_FONT_KAI, 12, XY_ALIGN_CENTRE, 4);
  xy_block_set_space_before (xy_paper_add (paper, xy_block_rule_new (1)), 10);
  for (guint i = 0; i < leaflet->brief->len; i++)
    add_line (paper, leaflet->brief->pdata[i], XY_FONT_KAI, size, XY_ALIGN_CENTRE, i == 0 ? 10 : 3);
  xy_block_set_space_before (xy_paper_add (paper, xy_block_rule_new (1)), 12);
  add_line (paper, committee, XY_FONT_BODY, 14, XY_ALIGN_CENTRE, 6);
}

/* The office's own numbers; those of others are written in by hand. */
static void
add_back (const Leaflet *leaflet, XyPaper *paper)
{
  static const char *const by_hand[][3] = { { "组长：", "电话：", NULL },
                                            { "调解员：", "电话：", NULL },
                                            { "村法律顾问：", "电话：", NULL } };
  const XyVillage *village = leaflet->of->village;
  g_autofree char *own = xy_words_phone (village->phone), *township = xy_words_phone (village->township_phone);
  XyFont font = { XY_FONT_BODY, BACK_SIZE - 2 };

  xy_paper_add (paper, xy_block_title_new (BACK, (XyFont){ XY_FONT_TITLE, TITLE_SIZE }));
  xy_block_set_space_before (xy_paper_add (paper, xy_block_rule_new (1)), 8);
  xy_paper_add (paper, xy_block_space_new (10));
  if (*own != '\0')
    {
      g_autofree char *line = g_strdup_printf (CONTACT, own);
      add_line (paper, line, XY_FONT_BODY, BACK_SIZE, XY_ALIGN_LEFT, 8);
    }
  if (*township != '\0')
    {
      g_autofree char *line =
          g_strdup_printf (TOWNSHIP_PHONE, village->township != NULL ? village->township : "乡镇", township);
      add_line (paper, line, XY_FONT_BODY, BACK_SIZE, XY_ALIGN_LEFT, 8);
    }
  add_line (paper, POLICE, XY_FONT_BODY, BACK_SIZE, XY_ALIGN_LEFT, 8);
  add_line (paper, AMBULANCE, XY_FONT_BODY, BACK_SIZE, XY_ALIGN_LEFT, 8);
  for (guint i = 0; i < G_N_ELEMENTS (by_hand); i++)
    {
      XyBlock *blanks = xy_block_blanks_new (by_hand[i], font, BACK_SIZE * 3);
      xy_paper_add (paper, blanks);
    }
  add_line (paper, KEEP, XY_FONT_KAI, BACK_SIZE, XY_ALIGN_LEFT, 30);
}

/* A page that the clauses do not need: the family's own. */
static void
add_notes (XyPaper *paper)
{
  static const char *const line[] = { " ", NULL };

  xy_paper_add (paper, xy_block_title_new (NOTES, (XyFont){ XY_FONT_TITLE, 26 }));
  for (guint i = 0; i < 10; i++)
    xy_paper_add (paper, xy_block_blanks_new (line, (XyFont){ XY_FONT_BODY, BACK_SIZE }, 44));
}

static XyPaper *
new_pages (const Leaflet *leaflet)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A5, FALSE);
  XyPaper *paper = xy_paper_new (leaflet->of->bylaw->name, &setup);

  xy_bylaw_paper_set_furniture (leaflet->of, paper, KIND, FALSE);
  return paper;
}

static guint
count_inside (const Leaflet *leaflet, double size)
{
  g_autoptr (XyPaper) paper = new_pages (leaflet);

  xy_bylaw_paper_add_clauses (leaflet->of, paper, size, size * LINE, 0);
  return xy_paper_get_n_pages (paper);
}

/* All in the order in which they are read. */
static XyPaper *
build (const Leaflet *leaflet)
{
  XyPaper *paper = NULL;
  guint n_sheets = 1, inside = 0;
  double size = LARGEST;

  for (;; n_sheets++)
    {
      for (size = LARGEST; size >= SMALLEST && (inside = count_inside (leaflet, size)) > 4 * n_sheets - 2; size -= 0.5)
        ;
      if (size >= SMALLEST || n_sheets == MOST_SHEETS)
        break;
    }
  size = MAX (size, SMALLEST);
  n_sheets = MAX (n_sheets, (inside + 2 + 3) / 4);
  paper = new_pages (leaflet);
  add_cover (leaflet, paper);
  xy_paper_add (paper, xy_block_page_break_new ());
  xy_bylaw_paper_add_clauses (leaflet->of, paper, size, size * LINE, 0);
  for (guint i = inside; i < 4 * n_sheets - 2; i++)
    {
      xy_paper_add (paper, xy_block_page_break_new ());
      add_notes (paper);
    }
  xy_paper_add (paper, xy_block_page_break_new ());
  add_back (leaflet, paper);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyBylawPaper) of = { 0 };
  g_auto (Leaflet) leaflet = { .of = &of };
  GError *problem = NULL;

  if (!xy_bylaw_paper_open (&of, store, ask, error))
    return NULL;
  g_autofree char *passed = xy_bylaw_paper_passed (&of, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (of.version->board != NULL ? of.version->board : "", "\n", -1);
  leaflet.brief = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (leaflet.brief, xy_bylaw_paper_text (lines[i]));
  leaflet.under = g_strdup_printf (UNDER, passed != NULL ? passed : xy_bylaw_paper_state (&of));
  g_autoptr (XyPaper) pages = build (&leaflet);
  return ask->size == XY_PAGE_A5 ? g_steal_pointer (&pages) : xy_paper_fold (pages);
}

const XyPaperKind xy_bylaw_leaflet_paper = {
  .name = "bylaw-leaflet",
  .title = N_ ("Leaflet of the bylaw for each household"),
  .act = N_ ("Print the leaflet of the bylaw"),
  .prefix = "GZ",
  .flags = XY_PAPER_CARDS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5,
  .of = &xy_bylaw_version_type,
  .make = make,
};
