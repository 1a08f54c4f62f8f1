/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/matter-lists.h"
#include "app/vote-lists.h"
#include "core/i18n.h"
#include "core/paper-record.h"
#include "print/papers.h"

#define BUTTON_WORDS 22

/* 曾小平 11-21 */
static void
add_step (GtkWidget *steps, const char *icon, const char *what, const char *who, const char *day)
{
  g_autofree char *when =
      g_strdup_printf ("%s %s", who != NULL ? who : "", day != NULL && strlen (day) == 10 ? day + 5 : "");

  xy_detail_add_step (steps, icon, what, when);
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), BUTTON_WORDS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), BUTTON_WORDS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* TEXT with MORE below it (may be NULL), and PILL (taken; may be NULL); with ACTION a button that leads to ID. */
static void
add_entry (GtkWidget *box, const char *text, const char *more, GtkWidget *pill, const char *action, const XyId *id)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *entry = lines;

  g_autofree char *below = xy_i18n_alone (more);

  gtk_box_append (GTK_BOX (lines), make_line (text, NULL));
  if (below != NULL && below[0] != '\0')
    gtk_box_append (GTK_BOX (lines), make_line (below, "quiet"));
  if (pill != NULL)
    {
      gtk_widget_set_halign (pill, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (lines), pill);
    }
  if (action != NULL)
    {
      char target[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (id, target);
      entry = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (entry), lines);
      gtk_widget_add_css_class (entry, "flat");
      gtk_widget_add_css_class (entry, "entry");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (entry), action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (entry), "s", target);
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_box_append (GTK_BOX (box), entry);
}

static void
add_figures (XyDetail *detail, const XyMeetingRow *row)
{
  GtkWidget *figures = xy_detail_add_figures (detail);
  g_autofree char *due = row->meeting->due > 0 ? g_strdup_printf ("%d", (int) row->meeting->due) : g_strdup ("—");
  g_autofree char *present = g_strdup_printf ("%u", row->n_present), *people = g_strdup_printf ("%u", row->n_people);

  xy_detail_add_figure (figures, due, _ ("Should come"));
  if (row->meeting->stage == XY_MEETING_PLANNED)
    return;
  xy_detail_add_figure (figures, present, _ ("Came"));
  xy_detail_add_figure (figures, people, _ ("Heads"));
}

static void
add_facts (XyDetail *detail, const XyMeetingRow *row)
{
  const XyMeeting *meeting = row->meeting;
  GtkWidget *grid = xy_detail_add_facts (detail);
  g_autofree char *hours = xy_meeting_hours_text (meeting);
  g_autofree char *day = g_strjoin (" ", meeting->day, hours, NULL);
  g_autofree char *host = meeting->host != NULL && meeting->host_post != NULL
                              ? g_strdup_printf ("%s（%s）", meeting->host, meeting->host_post)
                              : g_strdup (meeting->host);
  g_autofree char *guests = row->n_guests > 0 ? g_strdup_printf ("%u", row->n_guests) : NULL;
  g_autofree char *leave = row->n_leave > 0 ? g_strdup_printf ("%u", row->n_leave) : NULL;

  xy_detail_add_fact (grid, _ ("Day and time"), day);
  xy_detail_add_fact (grid, _ ("Place of the meeting"), meeting->place);
  xy_detail_add_fact (grid, _ ("For whom"), row->unit_names != NULL ? row->unit_names : _ ("the whole village"));
  xy_detail_add_fact (grid, _ ("Presided by"), host);
  xy_detail_add_fact (grid, _ ("Written by"), meeting->recorder);
  xy_detail_add_fact (grid, _ ("People were told on"), meeting->notified_on);
  xy_detail_add_fact (grid, _ ("Special reason"), meeting->special);
  xy_detail_add_fact (grid, _ ("Discussed by the Party"), meeting->party_on);
  xy_detail_add_fact (grid, _ ("Sat in"), guests);
  xy_detail_add_fact (grid, _ ("On leave"), leave);
  xy_detail_add_fact (grid, _ ("Asked for leave"), meeting->excused);
  xy_detail_add_fact (grid, _ ("Signed on"), meeting->signed_on);
  if (meeting->note != NULL)
    xy_detail_add_words (detail, meeting->note, NULL);
}

/* What it lacks, first: that is what a hand is needed for. */
static void
add_gaps (XyDetail *detail, const XyMeetingFacts *facts)
{
  GtkWidget *steps;

  if (facts->notice != NULL)
    xy_detail_add_words (detail, facts->notice, "problem");
  if (facts->gaps == NULL || facts->gaps->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("What the record still lacks"));
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->gaps->len; i++)
    xy_detail_add_step (steps, "xy-alert-symbolic", ((const XyMeetingGap *) facts->gaps->pdata[i])->sentence, NULL);
}

/* 李建国 · 12月1日前 …, and what the vote came to. */
static char *
describe_decision (const XyMeetingSheet *sheet, const XyMeetingLine *line)
{
  g_autoptr (GString) words = g_string_new (line->owner);
  g_auto (XyMeetingVerdict) verdict = { 0 };
  const char *does = xy_word_label (xy_matter_does, line->does);

  if (line->until != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", line->until);
  if (does != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", does);
  if (xy_meeting_sheet_judge (sheet, line, &verdict))
    g_string_append_printf (words, "\n%s", verdict.sentence);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_decision (GtkWidget *box, const XyMeetingFacts *facts, const XyMeetingLine *line, guint number)
{
  const XyMatterRow *matter = g_hash_table_lookup (facts->states, &line->matter);
  g_autofree char *text = g_strdup_printf ("%u. %s", number, line->text);
  g_autofree char *more = describe_decision (facts->sheet, line);
  g_autofree char *state = matter != NULL ? g_strdup_printf ("%s %s", matter->number, matter->word) : NULL;

  add_entry (box, text, more, matter != NULL ? xy_pill_new (xy_matter_pill (matter), state) : NULL,
             matter != NULL ? "meetings.matter" : NULL, &line->matter);
}

static void
add_topic (GtkWidget *box, const XyMeetingFacts *facts, const XyMeetingLine *line, guint number)
{
  const XyMatterRow *matter = g_hash_table_lookup (facts->states, &line->matter);
  g_autofree char *text = g_strdup_printf ("%u. %s", number, line->text);
  g_autofree char *more = matter != NULL ? g_strdup_printf (_ ("from the ledger, %s"), matter->number) : NULL;

  add_entry (box, text, more, NULL, matter != NULL ? "meetings.matter" : NULL, &line->matter);
}

/* The lines of one KIND under HEADING, where there are some. */
static void
add_lines (XyDetail *detail, const XyMeetingFacts *facts, const char *kind, const char *heading)
{
  GtkWidget *box = NULL;
  guint n = 0;

  for (guint i = 0; i < facts->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = facts->sheet->lines->pdata[i];
      if (g_strcmp0 (line->kind, kind) != 0)
        continue;
      if (box == NULL)
        {
          xy_detail_add_heading (detail, heading);
          box = xy_detail_add_steps (detail);
        }
      n++;
      if (g_str_equal (kind, "decision"))
        add_decision (box, facts, line, n);
      else if (g_str_equal (kind, "topic"))
        add_topic (box, facts, line, n);
      else
        {
          g_autofree char *more = line->day != NULL && line->recorder != NULL
                                      ? g_strdup_printf ("%s · %s", line->day, line->recorder)
                                      : g_strdup (line->day);
          add_entry (box, line->text, more, NULL, NULL, NULL);
        }
    }
}

/* What was put to the vote, each with its sentence; it leads to where it is counted. */
static void
add_votes (XyDetail *detail, const XyMeetingFacts *facts)
{
  GtkWidget *box;

  if (facts->votes->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Votes"));
  box = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->votes->len; i++)
    {
      const XyVoteRow *row = facts->votes->pdata[i];
      g_autofree char *text = g_strdup_printf ("%d. %s", (int) row->vote->number, row->vote->title);
      add_entry (box, text, row->sentence, xy_pill_new (xy_vote_pill (row), xy_vote_state_word (row->state)),
                 "meetings.vote", &row->vote->record.id);
    }
}

static const char *
icon_of (XyMeetingStepKind kind)
{
  switch (kind)
    {
    case XY_MEETING_FINISH:
    case XY_MEETING_SIGN:
    case XY_MEETING_FILE:
      return "xy-check-symbolic";
    case XY_MEETING_CANCEL:
    case XY_MEETING_MAKE_VOID:
      return "xy-close-symbolic";
    case XY_MEETING_POSTPONE:
    case XY_MEETING_BEGIN:
    case XY_MEETING_RESUME:
    case XY_MEETING_N_KINDS:
    default:
      return "xy-calendar-symbolic";
    }
}

static void
add_steps (XyDetail *detail, const XyMeetingFacts *facts)
{
  GtkWidget *steps;

  if (facts->sheet->steps->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("What happened"));
  steps = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->sheet->steps->len; i++)
    {
      const XyMeetingStep *step = facts->sheet->steps->pdata[i];
      XyMeetingStepKind kind = xy_meeting_step_from_name (step->kind);
      const char *label = xy_meeting_step_label (kind);
      g_autofree char *what = step->note != NULL ? g_strdup_printf (_ ("%s: %s"), label, step->note) : g_strdup (label);
      add_step (steps, icon_of (kind), what, step->by, step->day);
    }
}

static void
add_papers (XyDetail *detail, const XyMeetingFacts *facts)
{
  GtkWidget *box;

  if (facts->papers->len == 0)
    return;
  xy_detail_add_heading (detail, _ ("Papers printed"));
  box = xy_detail_add_steps (detail);
  for (guint i = 0; i < facts->papers->len; i++)
    {
      const XyPaperRecord *paper = facts->papers->pdata[i];
      const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
      add_entry (box, kind != NULL ? _ (kind->title) : paper->title, paper->number, NULL,
                 paper->pdf != NULL ? "meetings.paper" : NULL, &paper->record.id);
    }
}

void
xy_meeting_detail_show (XyDetail *detail, const XyMeetingRow *row, const XyMeetingFacts *facts)
{
  xy_detail_start (detail);
  xy_detail_add_title (detail, row->title, row->kind_name, xy_pill_new (xy_meeting_pill (row), row->word));
  add_figures (detail, row);
  if (facts != NULL)
    add_gaps (detail, facts);
  add_facts (detail, row);
  if (facts == NULL)
    return;
  add_lines (detail, facts, "topic", _ ("Agenda"));
  add_lines (detail, facts, "decision", _ ("What was agreed"));
  add_votes (detail, facts);
  add_lines (detail, facts, "dissent", _ ("Not agreed"));
  add_lines (detail, facts, "addition", _ ("Additions"));
  add_steps (detail, facts);
  add_papers (detail, facts);
}
