/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "print/meeting-paper.h"
#include "print/meeting-papers.h"
#include "print/meeting-words.h"
#include "print/paper-sheets.h"

#define TITLE "参会通知"
#define TITLE_GUEST "邀请函"
#define OF_HOUSEHOLD "%s　户："
#define OF_PERSON "%s%s："
#define BLANK "＿＿＿＿＿＿＿＿："
#define TEXT "定于%s%s%s召开%s%s。"
#define TOPICS "，议题：%s"
#define MANY_TOPICS "%s等%u项"
#define COME_HOUSEHOLD "请您家派一名能做主的成年人准时参加。"
#define COME "请您准时参加。"
#define COME_GUEST "诚邀您届时列席。"
#define OTHER_TOPICS "其他有关事项"

/* On an A6 card, points. */
#define TITLE_SIZE 21
#define TEXT_SIZE 14
#define LARGEST 1.3
#define SMALLEST 0.72
#define STEP 0.95
#define TOPIC_MOST 40 /* characters of one */

enum
{
  PART_TWO = 1 << 0,
  PART_BLANK = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "two", N_ ("Two on a sheet, larger"), TRUE },
  { "blank", N_ ("Without names, to be written in"), TRUE },
  { NULL, NULL, FALSE },
};

typedef struct
{
  XyMeetingPaper of;
  GPtrArray *dues;   /* XyMeetingDue; of blank ones none */
  guint n;           /* cards */
  GPtrArray *topics; /* what everybody may know */
  guint n_topics;    /* those that there is room for */
} Cards;

static void
cards_clear (Cards *self)
{
  g_clear_pointer (&self->dues, g_ptr_array_unref);
  g_clear_pointer (&self->topics, g_ptr_array_unref);
  xy_meeting_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cards, cards_clear)

/* No longer than a card has room for. */
static char *
shorten (const char *text)
{
  g_autofree char *clean = xy_meeting_words_text (text);

  if (g_utf8_strlen (clean, -1) <= TOPIC_MOST)
    return g_steal_pointer (&clean);
  g_autofree char *cut = g_utf8_substring (clean, 0, TOPIC_MOST - 1);
  return g_strconcat (cut, "…", NULL);
}

static void
load_topics (Cards *self)
{
  g_autoptr (GPtrArray) lines = xy_meeting_paper_lines (&self->of, "topic");
  gboolean hidden = FALSE;

  self->topics = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < lines->len; i++)
    if (xy_meeting_paper_is_private (&self->of, lines->pdata[i]))
      hidden = TRUE;
    else
      g_ptr_array_add (self->topics, shorten (((const XyMeetingLine *) lines->pdata[i])->text));
  if (hidden)
    g_ptr_array_add (self->topics, g_strdup (OTHER_TOPICS));
  self->n_topics = self->topics->len;
}

/* "，议题：…、…等三项", or nothing. */
static char *
say_topics (const Cards *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < self->n_topics; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "；" : "", (char *) self->topics->pdata[i]);
  if (all->len == 0)
    return g_strdup ("");
  g_autofree char *said = self->n_topics < self->topics->len
                              ? g_strdup_printf (MANY_TOPICS, all->str, self->topics->len)
                              : g_strdup (all->str);
  return g_strdup_printf (TOPICS, said);
}

static void
add_text (XyPaper *paper, const char *text, XyFontRole role, double indent, XyAlign align, double k)
{
  XyBlock *block = xy_block_text_new (text, (XyFont){ role, TEXT_SIZE * k }, TEXT_SIZE * 1.6 * k, indent, align);

  xy_block_set_keep (block, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, block);
}

/* DUE NULL: a blank one. */
static void
add_card (const Cards *self, XyPaper *paper, const XyMeetingDue *due, double k)
{
  const XyMeeting *meeting = self->of.sheet->meeting;
  gboolean guest = due != NULL && due->guest, household = g_str_equal (self->of.sheet->kind->comes, "household");
  g_autofree char *name = due == NULL           ? g_strdup (BLANK)
                          : household && !guest ? g_strdup_printf (OF_HOUSEHOLD, due->name)
                                                : g_strdup_printf (OF_PERSON, due->name, guest ? "同志" : "");
  g_autofree char *when = xy_meeting_words_when (meeting), *place = xy_meeting_words_text (meeting->place);
  g_autofree char *topics = say_topics (self);
  g_autofree char *text = g_strdup_printf (TEXT, when, *place != '\0' ? "在" : "", place, self->of.name, topics);
  g_autofree char *issuer = xy_meeting_paper_issuer (&self->of),
                  *today = xy_day_from_instant (self->of.ask->printed_at);
  g_autofree char *day = xy_day_to_chinese (meeting->notified_on != NULL ? meeting->notified_on : today);
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * k };

  xy_paper_add (paper, xy_block_title_new (guest ? TITLE_GUEST : TITLE, (XyFont){ XY_FONT_TITLE, TITLE_SIZE * k }));
  xy_block_set_keep (xy_paper_add (paper, xy_block_space_new (8 * k)), XY_KEEP_WITH_NEXT);
  add_text (paper, name, XY_FONT_KAI, 0, XY_ALIGN_LEFT, k);
  add_text (paper, text, XY_FONT_BODY, 2, XY_ALIGN_LEFT, k);
  add_text (paper, guest ? COME_GUEST : household ? COME_HOUSEHOLD : COME, XY_FONT_BODY, 2, XY_ALIGN_LEFT, k);
  XyBlock *end = xy_block_signature_new (NULL, font, issuer, day, font);
  xy_block_signature_set_seal (end, XY_SEAL_NONE, NULL);
  xy_block_set_space_before (xy_paper_add (paper, end), 10 * k);
}

static const XyMeetingDue *
get_due (const Cards *self, guint i)
{
  return self->dues != NULL ? self->dues->pdata[i] : NULL;
}

/* The cards from FIRST on, N of them, of SIZE. */
static XyPaper *
build (const Cards *self, guint first, guint n, XyPageSize size, double k)
{
  XyPageSetup setup = xy_page_setup (size, self->of.ask->size == XY_PAGE_A4 && size == XY_PAGE_A5);
  double side = MAX (setup.left_mm, setup.top_mm);
  g_autofree char *title = g_strconcat (self->of.village->name, TITLE, NULL);

  /* Lying or upright, the scissors leave as much. */
  setup.left_mm = setup.right_mm = side;
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_page_numbers (paper, XY_PAGE_NUMBERS_NONE);
  for (guint i = first; i < first + n; i++)
    {
      if (i > first)
        xy_paper_add (paper, xy_block_page_break_new ());
      add_card (self, paper, get_due (self, i), k);
    }
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->of.village->name,
                                                 .record_number = self->of.ask->number,
                                                 .printed_at = self->of.ask->printed_at });
  return paper;
}

/* The card that needs most room. */
static guint
find_fullest (const Cards *self)
{
  guint fullest = 0;
  glong longest = -1;

  for (guint i = 0; self->dues != NULL && i < self->n; i++)
    {
      glong length = g_utf8_strlen (get_due (self, i)->name, -1);
      if (length > longest)
        {
          longest = length;
          fullest = i;
        }
    }
  return fullest;
}

/* All of one size, at which the fullest is one page; of too many topics only the first. */
static XyPaper *
build_fitting (Cards *self, XyPageSize size)
{
  double most = size == XY_PAGE_A6 ? LARGEST : LARGEST * 1.3, k = most;
  guint fullest = find_fullest (self);

  for (;; k *= STEP)
    {
      if (k < SMALLEST && self->n_topics > 0)
        {
          self->n_topics--;
          k = 1;
        }
      g_autoptr (XyPaper) tried = build (self, fullest, 1, size, k);
      if (xy_paper_get_n_pages (tried) == 1 || k < SMALLEST / 2)
        return build (self, 0, self->n, size, k);
    }
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Cards) self = { 0 };
  gboolean two = (ask->parts & PART_TWO) != 0;

  if (!xy_meeting_paper_open (&self.of, store, ask, error))
    return NULL;
  if ((ask->parts & PART_BLANK) == 0)
    {
      self.dues = xy_meeting_paper_due (&self.of, &ask->unit, error);
      if (self.dues == NULL)
        return NULL;
      if (self.dues->len == 0)
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody is due at this meeting."));
          return NULL;
        }
    }
  self.n = self.dues != NULL ? self.dues->len : ask->size != XY_PAGE_A4 ? 1 : two ? 2 : 4;
  load_topics (&self);
  if (ask->size != XY_PAGE_A4)
    return build_fitting (&self, ask->size);
  g_autoptr (XyPaper) cards = build_fitting (&self, two ? XY_PAGE_A5 : XY_PAGE_A6);
  return xy_paper_n_up (cards, two ? 2 : 4);
}

const XyPaperKind xy_meeting_invitation_paper = {
  .name = "meeting-invitation",
  .title = N_ ("Invitations to a meeting"),
  .act = N_ ("Print invitations to a meeting"),
  .prefix = "HY",
  .flags = XY_PAPER_UNIT | XY_PAPER_CARDS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A5 | 1 << XY_PAGE_A6,
  .parts = parts,
  .of = &xy_meeting_type,
  .make = make,
};
