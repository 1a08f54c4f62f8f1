/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the fields of a decision, and what is said of it. */
#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/meeting-decision-private.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/day-limit.h"
#include "core/matter.h"

const char *
xy_meeting_decision_get (XyMeetingDecisionBox *self, int entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entries[entry]));

  return text[0] != '\0' ? text : NULL;
}

void
xy_meeting_decision_set (XyMeetingDecisionBox *self, int entry, const char *text)
{
  /* Nobody is looked for because of what is filled in. */
  if (XY_IS_SUGGEST_ENTRY (self->entries[entry]))
    xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (self->entries[entry]), NULL, text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entries[entry]), text != NULL ? text : "");
}

const GPtrArray *
xy_meeting_decision_matters (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;

  return sheet != NULL && self->rules != NULL ? sheet->rules->matters : NULL;
}

gboolean
xy_meeting_decision_read_until (XyMeetingDecisionBox *self, char day[XY_DAY_SIZE])
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;

  return sheet != NULL && xy_meeting_decision_get (self, XY_DECISION_UNTIL) != NULL
         && xy_day_parse_limit (xy_meeting_decision_get (self, XY_DECISION_UNTIL), sheet->meeting->day, day);
}

static void
fill_reserved (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (sheet == NULL || g_strcmp0 (sheet->rules->name, self->rules) == 0)
    return;
  g_free (self->rules);
  self->rules = g_strdup (sheet->rules->name);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reserved));
  xy_words_append (list, _ ("nothing reserved"));
  for (guint i = 0; i < sheet->rules->matters->len; i++)
    gtk_string_list_append (list, ((const XyMeetingMatter *) sheet->rules->matters->pdata[i])->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->reserved), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reserved), chosen != GTK_INVALID_LIST_POSITION ? chosen : 0);
}

static void
set_number (XyMeetingDecisionBox *self, int entry, gboolean voted, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  xy_meeting_decision_set (self, entry, voted ? text : NULL);
}

void
xy_meeting_decision_box_fill (XyMeetingDecisionBox *self, const XyMeetingLine *line)
{
  guint does = 0, reserved = 0;

  self->filling = TRUE;
  fill_reserved (self);
  xy_meeting_decision_set (self, XY_DECISION_OWNER, line->owner);
  xy_meeting_decision_set (self, XY_DECISION_UNTIL, line->until);
  xy_meeting_decision_set (self, XY_DECISION_HELPERS, line->helpers);
  xy_meeting_decision_set (self, XY_DECISION_PARTNER, line->partner);
  xy_meeting_decision_set (self, XY_DECISION_RESULT, line->result);
  for (guint i = 0; xy_matter_does[i].value != NULL; i++)
    if (g_strcmp0 (xy_matter_does[i].value, line->does) == 0)
      does = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->does), does);
  for (guint i = 0; xy_meeting_decision_matters (self) != NULL && i < xy_meeting_decision_matters (self)->len; i++)
    if (g_strcmp0 (((const XyMeetingMatter *) xy_meeting_decision_matters (self)->pdata[i])->key, line->reserved) == 0)
      reserved = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->reserved), reserved);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->voted), line->voted != 0);
  set_number (self, XY_DECISION_YES, line->voted != 0, line->yes);
  set_number (self, XY_DECISION_NO, line->voted != 0, line->no);
  set_number (self, XY_DECISION_ABSTAIN, line->voted != 0, line->abstain);
  self->filling = FALSE;
  xy_meeting_decision_box_show (self);
}

static gint64
get_number (XyMeetingDecisionBox *self, int entry)
{
  gint64 number = 0;

  return xy_meeting_decision_get (self, entry) != NULL
                 && g_ascii_string_to_signed (xy_meeting_decision_get (self, entry), 10, 0, G_MAXINT32, &number, NULL)
             ? number
             : 0;
}

void
xy_meeting_decision_box_read (XyMeetingDecisionBox *self, XyMeetingLine *line)
{
  gboolean decides = g_strcmp0 (line->kind, "decision") == 0;
  guint does = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->does));
  guint reserved = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reserved));
  gboolean voted = decides && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->voted));
  guint n_matters = xy_meeting_decision_matters (self) != NULL ? xy_meeting_decision_matters (self)->len : 0;

  xy_set_str (&line->owner, decides ? xy_meeting_decision_get (self, XY_DECISION_OWNER) : NULL);
  xy_set_str (&line->until, decides ? xy_meeting_decision_get (self, XY_DECISION_UNTIL) : NULL);
  xy_set_str (&line->helpers, decides ? xy_meeting_decision_get (self, XY_DECISION_HELPERS) : NULL);
  xy_set_str (&line->partner, decides ? xy_meeting_decision_get (self, XY_DECISION_PARTNER) : NULL);
  xy_set_str (&line->result, decides && gtk_widget_get_visible (self->result_place)
                                 ? xy_meeting_decision_get (self, XY_DECISION_RESULT)
                                 : NULL);
  xy_set_str (&line->does,
              decides && does > 0 && does != GTK_INVALID_LIST_POSITION ? xy_matter_does[does - 1].value : NULL);
  xy_set_str (&line->reserved,
              decides && reserved > 0 && reserved <= n_matters
                  ? ((const XyMeetingMatter *) xy_meeting_decision_matters (self)->pdata[reserved - 1])->key
                  : NULL);
  line->voted = voted;
  line->yes = voted ? get_number (self, XY_DECISION_YES) : 0;
  line->no = voted ? get_number (self, XY_DECISION_NO) : 0;
  line->abstain = voted ? get_number (self, XY_DECISION_ABSTAIN) : 0;
}

static void
show_sentence (GtkWidget *label, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (label), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (label, sentence != NULL);
}

void
xy_meeting_decision_box_show (XyMeetingDecisionBox *self)
{
  const XyMeetingSheet *sheet = self->hand->desk->sheet;
  g_autoptr (GError) error = NULL;
  g_auto (XyMeetingVerdict) verdict = { 0 };
  char day[XY_DAY_SIZE];

  if (sheet == NULL || self->filling || self->hand->line == NULL)
    return;
  self->filling = TRUE;
  fill_reserved (self);
  self->filling = FALSE;
  g_autoptr (XyMeetingLine) line = xy_meeting_hand_read (self->hand);
  if (g_strcmp0 (line->kind, "decision") != 0)
    return;
  gboolean fits = xy_meeting_sheet_check_vote (sheet, line, &error);
  gboolean voted = fits && xy_meeting_sheet_judge (sheet, line, &verdict);
  gtk_widget_set_visible (self->voted, line->voted || (sheet->body != NULL && sheet->body->votes));
  g_autofree char *warning = line->text != NULL ? xy_meeting_sheet_warn (sheet, line) : NULL;
  gboolean known = line->until == NULL || xy_meeting_decision_read_until (self, day);

  show_sentence (self->until_says,
                 known || gtk_widget_has_focus (gtk_widget_get_first_child (self->entries[XY_DECISION_UNTIL]))
                     ? NULL
                     : _ ("Until when? As 2026-12-01, 12月1日, 3天, 月底."));
  show_sentence (self->verdict, !fits ? error->message : voted ? verdict.sentence : NULL);
  xy_cells_set_css (self->verdict, "error-line", !fits);
  show_sentence (self->warning, warning);
  gtk_widget_set_visible (
      self->adopt,
      warning != NULL && line->reserved == NULL
          && (sheet->body == NULL || !xy_meeting_may_decide (xy_meeting_sheet_reserved (sheet, line), sheet->body)));
}
