/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/error.h"
#include "print/meeting-paper.h"
#include "print/meeting-papers.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"
#include "print/meeting-sign-in.h"
#include "print/sign-in-table.h"

#define TITLE "签到表"
#define TITLE_SIZE 24
#define TEXT_SIZE 12
#define LINE 23
#define SPARE_ROWS 3 /* for those who come from outside */
#define CAME "√"
#define ONLINE "线上参加"
#define PROXY "书面委托"
#define LEAVE "请假"
#define OF_HOUSEHOLD "%s等%d人"

enum
{
  PART_PHONE = 1 << 0,
};

static const XyPaperPart parts[] = {
  { "phone", N_ ("Column for telephones"), TRUE },
  { NULL, NULL, FALSE },
};

/* In the place of the signature. */
static const char *
get_mark (const XyMeetingPresence *presence)
{
  if (presence == NULL)
    return NULL;
  return g_str_equal (presence->state, "leave")    ? LEAVE
         : g_str_equal (presence->state, "online") ? ONLINE
         : g_str_equal (presence->state, "proxy")  ? PROXY
                                                   : CAME;
}

/* Who came for a household, and with how many. */
static char *
say_who (const XyMeetingPresence *presence)
{
  g_autofree char *name = presence != NULL ? xy_meeting_words_text (presence->name) : NULL;

  if (presence == NULL || g_str_equal (presence->state, "leave"))
    return NULL;
  return presence->people > 1 ? g_strdup_printf (OF_HOUSEHOLD, name, (int) presence->people) : g_steal_pointer (&name);
}

XyBlock *
xy_meeting_sign_in_table (const XyMeetingPaper *self, const GPtrArray *dues, gboolean phone, guint spare, double k)
{
  gboolean household = g_str_equal (self->sheet->kind->comes, "household");
  gboolean member = g_str_equal (self->sheet->kind->comes, "member");
  const XySignInStyle style = { .beside = member ? "组别或职务" : "组别",
                                .name = household ? "户主" : "姓名",
                                .came = household,
                                .phone = phone,
                                .spare = spare };
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (XySignInRow));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < dues->len; i++)
    {
      const XyMeetingDue *due = dues->pdata[i];
      char *who = household && !due->guest ? say_who (due->presence) : NULL;
      XySignInRow row = { .beside = member || due->guest ? due->post : due->unit,
                          .name = due->name,
                          .came = who,
                          .mark = get_mark (due->presence),
                          .guest = due->guest };
      g_ptr_array_add (texts, who);
      g_array_append_val (rows, row);
    }
  return xy_sign_in_table_new (&style, rows, k);
}

/* What is known of LABEL, or a line to write it on. */
static void
add_pair (XyPaper *paper, const char *const *labels, const char *const *texts, double k)
{
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * k };
  g_autofree char *first = g_strconcat (labels[0], texts[0], NULL);
  g_autofree char *second = labels[1] != NULL ? g_strconcat (labels[1], texts[1], NULL) : NULL;
  const char *said[] = { first, second, NULL };
  gboolean blank = *texts[0] == '\0' || (labels[1] != NULL && *texts[1] == '\0');
  XyBlock *line = blank ? xy_block_blanks_new (said, font, LINE * k)
                        : xy_block_list_new (said, labels[1] != NULL ? 2 : 1, font, LINE * k);

  xy_block_set_keep (line, XY_KEEP_WITH_NEXT);
  xy_paper_add (paper, line);
}

static void
add_head (const XyMeetingPaper *self, XyPaper *paper)
{
  const XyMeeting *meeting = self->sheet->meeting;
  g_autofree char *when = xy_meeting_words_span (meeting), *place = xy_meeting_words_text (meeting->place);
  g_autofree char *host = xy_meeting_words_text (meeting->host), *recorder = xy_meeting_words_text (meeting->recorder);

  add_pair (paper, (const char *const[]){ "时间：", NULL }, (const char *const[]){ when, NULL }, self->k);
  add_pair (paper, (const char *const[]){ "地点：", NULL }, (const char *const[]){ place, NULL }, self->k);
  add_pair (paper, (const char *const[]){ "主持人：", "记录人：" }, (const char *const[]){ host, recorder }, self->k);
}

/* The sums, as they were, or to be written there. */
static void
add_foot (const XyMeetingPaper *self, XyPaper *paper)
{
  XyFont font = { XY_FONT_BODY, TEXT_SIZE * self->k };
  g_autofree char *sums = xy_meeting_words_attendance (self->sheet);
  g_autofree char *due = self->sheet->due > 0 ? g_strdup_printf ("应到%d%s，实到：", (int) self->sheet->due,
                                                                 xy_meeting_words_measure (self->sheet->kind))
                                              : NULL;
  const char *const filled[] = { due, "请假：", "缺席：", NULL }, *const blank[] = { "应到：", "实到：", "缺席：",
                                                                                     NULL };
  XyBlock *line = self->sheet->meeting->stage >= XY_MEETING_READY && self->sheet->n_present > 0
                      ? xy_block_text_new (sums, font, LINE * self->k, 0, XY_ALIGN_LEFT)
                      : xy_block_blanks_new (due != NULL ? filled : blank, font, LINE * self->k);

  xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
  xy_block_set_space_before (line, 4 * self->k);
  xy_paper_add (paper, line);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (XyMeetingPaper) self = { 0 };
  g_autoptr (GPtrArray) dues =
      xy_meeting_paper_open (&self, store, ask, error) ? xy_meeting_paper_due (&self, &ask->unit, error) : NULL;

  if (dues == NULL)
    return NULL;
  if (dues->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody is due at this meeting."));
      return NULL;
    }
  const XyMeeting *meeting = self.sheet->meeting;
  g_autofree char *title =
      g_strconcat (self.village->name, ask->scope != NULL ? ask->scope : "", self.name, TITLE, NULL);
  gboolean open = meeting->stage <= XY_MEETING_RECORDING;
  XyPaper *paper = xy_paper_new (title, &self.setup);
  xy_meeting_paper_set_furniture (&self, paper, TITLE, FALSE);
  xy_paper_add_heading (paper, title, TITLE_SIZE, self.issue, self.k);
  add_head (&self, paper);
  XyBlock *table =
      xy_meeting_sign_in_table (&self, dues, (ask->parts & PART_PHONE) != 0, open ? SPARE_ROWS : 0, self.k);
  xy_block_set_space_before (xy_paper_add (paper, table), 4 * self.k);
  add_foot (&self, paper);
  return paper;
}

const XyPaperKind xy_meeting_sign_in_paper = {
  .name = "meeting-sign-in",
  .title = N_ ("Sign-in sheet of a meeting"),
  .act = N_ ("Print the sign-in sheet of a meeting"),
  .prefix = "HQ",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS,
  .parts = parts,
  .of = &xy_meeting_type,
  .make = make,
};
