/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/cells.h"
#include "app/words.h"
#include "core/matter.h"

/* Pixels at the standard text size. */
#define SIGN_WIDTH 96

static void
row_free (gpointer data)
{
  XyMeetingRow *row = data;

  g_object_unref (row->line);
  g_object_unref (row->shown);
  g_free (row->says);
  g_free (row);
}

char *
xy_meeting_desk_sign (const char *kind)
{
  static const struct
  {
    const char *kind, *sign;
  } signs[] = { { "topic", "◆" },    { "policy", "□" },  { "speech", "○" },
                { "decision", "✓" }, { "dissent", "✗" }, { "addition", "＋" } };
  const char *sign = "";

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (signs[i].kind, kind))
      sign = signs[i].sign;
  return g_strdup_printf ("%s %s", sign, xy_word_label (xy_meeting_line_kinds, kind));
}

static GtkWidget *
make_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = xy_words_new (NULL, css_class, 20, -1);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

XyMeetingRow *
xy_meeting_row_new (void)
{
  XyMeetingRow *row = g_new0 (XyMeetingRow, 1);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->shown = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  row->sign = xy_cells_label (SIGN_WIDTH, 0, NULL);
  gtk_widget_set_valign (row->sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (row->sign, "sign");
  gtk_box_append (GTK_BOX (row->shown), row->sign);
  gtk_box_append (GTK_BOX (row->shown), column);
  row->text = make_label (column, NULL);
  row->words = make_label (column, "quiet");
  row->more = make_label (column, "more");
  row->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), row->shown);
  g_object_set_data_full (G_OBJECT (row->row), "row", row, row_free);
  return row;
}

XyMeetingRow *
xy_meeting_row_get (gpointer widget)
{
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "row") : NULL;
}

static void
append (GString *text, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", name != NULL ? name : "",
                          name != NULL ? " " : "", value);
}

/* What a decision has besides its text. */
static char *
describe_decision (const XyMeetingSheet *sheet, const XyMeetingLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (XyMeetingVerdict) verdict = { 0 };

  append (text, _ ("owner"), line->owner);
  append (text, _ ("last day"), line->until);
  append (text, NULL, xy_word_label (xy_matter_does, line->does));
  append (text, _ ("helpers"), line->helpers);
  append (text, _ ("with"), line->partner);
  append (text, _ ("result"), line->result);
  if (xy_meeting_sheet_judge (sheet, line, &verdict))
    append (text, NULL, verdict.sentence);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_label (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && text[0] != '\0');
}

static gboolean
has_gap (XyMeetingDesk *self, const XyId *line)
{
  for (guint i = 0; self->gaps != NULL && i < self->gaps->len; i++)
    if (xy_id_same (&((const XyMeetingGap *) self->gaps->pdata[i])->line, line))
      return TRUE;
  return FALSE;
}

void
xy_meeting_row_show (XyMeetingDesk *self, XyMeetingRow *row, XyMeetingLine *line, guint topic)
{
  static const char *const classes[] = { "topic", "policy", "speech", "decision", "dissent", "addition" };
  g_autofree char *sign = xy_meeting_desk_sign (line->kind);
  g_autofree char *numbered = topic > 0 ? g_strdup_printf ("%s %u", sign, topic) : NULL;
  g_autofree char *who = line->who != NULL ? g_strdup_printf ("%s：", line->who) : NULL;
  g_autofree char *text = g_strconcat (who != NULL ? who : "", line->text, NULL);
  g_autofree char *words = line->words != NULL ? g_strdup_printf ("“%s”", line->words) : NULL;
  g_autofree char *more =
      g_str_equal (line->kind, "decision") ? describe_decision (self->sheet, line) : g_strdup (NULL);
  gboolean gap = has_gap (self, &line->record.id);
  g_autofree char *says = g_strjoin ("\n", line->kind, numbered != NULL ? numbered : sign, text,
                                     words != NULL ? words : "", more != NULL ? more : "", gap ? "gap" : "", NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  g_set_object (&row->line, line);
  if (g_strcmp0 (says, row->says) == 0)
    return;
  g_free (row->says);
  row->says = g_steal_pointer (&says);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    xy_cells_set_css (row->row, classes[i], g_str_equal (classes[i], line->kind));
  xy_cells_set_css (row->row, "gap", gap);
  gtk_label_set_text (GTK_LABEL (row->sign), numbered != NULL ? numbered : sign);
  if (who != NULL)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      bold->end_index = (guint) strlen (who);
      pango_attr_list_insert (attributes, bold);
    }
  gtk_label_set_attributes (GTK_LABEL (row->text), attributes);
  show_label (row->text, text);
  show_label (row->words, words);
  show_label (row->more, more);
  g_autofree char *name = g_strdup_printf ("%s %s", sign, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
