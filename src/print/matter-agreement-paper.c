/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * 人民调解协议书: what 人民调解法 29 asks of it, in the order in which mediators write it. It is the parties' own
 * paper, so their names are on it, and nothing else of it leaves the office. What is not written yet is left to be
 * filled in by hand.
 */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/mask.h"
#include "core/matter-agreement.h"
#include "core/number.h"
#include "core/store.h"
#include "print/matter-parts.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define TITLE "人民调解协议书"
#define NUMBER "%s人调〔%.4s〕%d号"
#define SIDES "甲乙丙丁戊己庚辛"
#define SIDE "%s方"
#define OTHER_SIDE "当事人"
#define FACTS "纠纷的主要事实和争议"
#define AGREED "经调解，各方自愿达成下面的协议"
#define KEPT "履行的方式和期限"
#define HOW "方式：%s"
#define UNTIL "期限：%s"
#define EFFECT                                                                                                                                                                  \
  "本协议由各方签名、盖章或者按手印，经调解员签名并盖人民调解委员会印章后生效，各方应当按协议办。各方认为有必要的，可" \
  "以在协议生效之日起三十日内，一起向人民法院申请司法确认。"
#define COPIES "本协议一式%s份，当事人各执一份，人民调解委员会留存一份。"
#define THUMB "（手印）　　　"
#define COMMITTEE "%s人民调解委员会"
#define NO_DATE "　　　　年　　月　　日"

#define TITLE_SIZE 24
#define TEXT_SIZE 13.5
#define CELL_SIZE 12
#define ROOM 92 /* to write in what is not known yet, points on A4 */
#define STEP 0.96
#define SMALLEST 0.8

typedef struct
{
  const XyPaperAsk *ask;
  const XyMatter *matter;
  const XyMatterAgreement *agreement;
  const XyVillage *village;
} Deed;

static void
add_section (XyPaper *paper, guint number, const char *words, double k)
{
  g_autofree char *level = xy_words_level (1, number), *text = g_strconcat (level, words, NULL);

  xy_paper_add_section (paper, text, k);
}

/* What is written, a paragraph a line, or room to write it by hand. */
static void
add_text (XyPaper *paper, const char *text, double k)
{
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * k };

  if (text == NULL)
    {
      xy_block_set_space_before (xy_paper_add (paper, xy_block_box_new (NULL, font, ROOM * k)), 3 * k);
      return;
    }
  g_autofree char *masked = xy_mask_text (text);
  g_auto (GStrv) lines = g_strsplit (masked, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    xy_paper_add (paper, xy_block_text_new (*line, font, TEXT_SIZE * 1.6 * k, 2, XY_ALIGN_LEFT));
}

/* 甲方. (transfer full) */
static char *
make_side (guint i)
{
  const char *at = g_utf8_offset_to_pointer (SIDES, i);
  g_autofree char *sign = NULL;

  if (i >= (guint) g_utf8_strlen (SIDES, -1))
    return g_strdup (OTHER_SIDE);
  sign = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
  return g_strdup_printf (SIDE, sign);
}

static void
add_parties (const Deed *self, XyPaper *paper, double k)
{
  XyBlock *form = xy_matter_paper_form_new (CELL_SIZE, 24, k);

  add_section (paper, 1, "当事人", k);
  for (guint i = 0; self->agreement->parties[i] != NULL; i++)
    {
      g_autofree char *side = make_side (i), *name = xy_mask_text (self->agreement->parties[i]);
      xy_matter_paper_form_add (form, side, name, "性别　年龄", " ");
      xy_matter_paper_form_add (form, "住址", NULL, "联系电话", " ");
    }
  xy_block_set_space_before (xy_paper_add (paper, form), 3 * k);
}

/* How and when it is kept; NULL where neither is said. (transfer full) */
static char *
make_kept (const XyMatterAgreement *agreement)
{
  g_autofree char *how = agreement->how != NULL ? g_strdup_printf (HOW, agreement->how) : NULL;
  g_autofree char *until = agreement->until != NULL ? g_strdup_printf (UNTIL, agreement->until) : NULL;

  if (how == NULL && until == NULL)
    return NULL;
  return how == NULL || until == NULL ? g_strdup (how != NULL ? how : until) : g_strconcat (how, "\n", until, NULL);
}

/* A line for each who signs, with room for a name and a thumb. */
static XyBlock *
build_signers (const Deed *self, double k)
{
  XyFont hei = { XY_FONT_HEI, CELL_SIZE * k };
  XyPaperColumn label = { .align = XY_ALIGN_CENTRE, .font = hei, .min_width = 76 * k };
  XyPaperColumn room = { .align = XY_ALIGN_RIGHT, .font = { XY_FONT_SONG, 10 * k }, .weight = 1, .min_width = 140 * k };
  const XyPaperColumn columns[] = { label, room, label, room };
  XyTableStyle style = xy_paper_list_style (k, -1);
  char **parties = self->agreement->parties;

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 46 * k; /* of a thumb */
  style.head_height = 0;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; parties[i] != NULL; i += 2)
    {
      g_autofree char *first = make_side (i), *second = parties[i + 1] != NULL ? make_side (i + 1) : NULL;
      g_autofree char *left = g_strconcat (first, "签名", NULL);
      g_autofree char *right = second != NULL ? g_strconcat (second, "签名", NULL) : NULL;
      const char *cells[] = { left, THUMB, right, second != NULL ? THUMB : NULL };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  const char *office[] = { "调解员签名", NULL, "记录人签名", NULL };
  xy_paper_table_add_row (table, XY_ROW_PLAIN, office);
  return table;
}

static XyPaper *
build (const Deed *self, double k)
{
  XyPageSetup setup = xy_page_setup (self->ask->size, self->ask->turned);
  const XyMatterAgreement *agreement = self->agreement;
  const char *body = self->matter->level == XY_MATTER_LEVELS && self->village->township != NULL
                         ? self->village->township
                         : self->village->name;
  g_autofree char *number = g_strdup_printf (NUMBER, body, self->matter->day, (int) self->matter->number);
  g_autofree char *committee = g_strdup_printf (COMMITTEE, body), *kept = make_kept (agreement);
  g_autofree char *day = agreement->day != NULL ? xy_day_to_chinese (agreement->day) : g_strdup (NO_DATE);
  g_autofree char *n = xy_chinese_number ((int) g_strv_length (agreement->parties) + 1);
  g_autofree char *copies = g_strdup_printf (COPIES, n);
  XyPaper *paper = xy_paper_new (TITLE, &setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = TITLE,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
  xy_paper_add_heading (paper, TITLE, TITLE_SIZE, NULL, k);
  xy_matter_paper_add_line (paper, number, (XyFont){ XY_FONT_BODY, 12 * k }, XY_ALIGN_RIGHT, XY_KEEP_WITH_NEXT);
  add_parties (self, paper, k);
  add_section (paper, 2, FACTS, k);
  add_text (paper, agreement->facts, k);
  add_section (paper, 3, AGREED, k);
  add_text (paper, agreement->agreed, k);
  add_section (paper, 4, KEPT, k);
  add_text (paper, kept, k);
  xy_block_set_space_before (xy_paper_add (paper, xy_block_text_new (EFFECT, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k },
                                                                     TEXT_SIZE * 1.6 * k, 2, XY_ALIGN_LEFT)),
                             8 * k);
  xy_paper_add (paper, xy_block_text_new (copies, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, TEXT_SIZE * 1.6 * k, 2,
                                          XY_ALIGN_LEFT));
  xy_block_set_space_before (xy_paper_add (paper, build_signers (self, k)), 8 * k);
  XyBlock *end =
      xy_block_signature_new (NULL, (XyFont){ XY_FONT_BODY, 12 * k }, committee, day, (XyFont){ XY_FONT_BODY, 14 * k });
  xy_block_signature_set_seal (end, self->ask->seal, NULL);
  xy_block_set_space_before (end, 8 * k);
  xy_paper_add (paper, end);
  return paper;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autoptr (XyMatter) matter = xy_matter_get (store, &ask->record, error);
  g_autoptr (XyVillage) village = matter != NULL ? xy_village_get (store, error) : NULL;
  g_autoptr (GPtrArray) steps = village != NULL ? xy_matter_steps (store, &ask->record, error) : NULL;

  if (steps == NULL)
    return NULL;
  if (matter->level == 0)
    {
      g_autofree char *what = xy_matter_describe (matter);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is no dispute; there is nothing to mediate."), what);
      return NULL;
    }
  g_autoptr (XyMatterAgreement) agreement = xy_matter_agreement_read (matter, steps);
  const Deed self = { ask, matter, agreement, village };
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  /* A little smaller rather than signatures on a page of their own. */
  for (double k = xy_paper_get_scale (&setup), least = k * SMALLEST; k > least; k *= STEP)
    {
      g_autoptr (XyPaper) tried = build (&self, k);
      if (xy_paper_get_n_pages (tried) == 1)
        return g_steal_pointer (&tried);
    }
  return build (&self, xy_paper_get_scale (&setup));
}

const XyPaperKind xy_matter_agreement_paper = {
  .name = "matter-agreement",
  .title = N_ ("Mediation agreement"),
  .act = N_ ("Print a mediation agreement"),
  .prefix = "TX",
  .flags = XY_PAPER_SEAL,
  .sizes = 1 << XY_PAGE_A4,
  .of = &xy_matter_type,
  .make = make,
};
