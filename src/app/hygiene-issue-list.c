/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-issue-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define HEIGHT 240

/* One line. Borrowed widgets; the line is data of its box. */
typedef struct
{
  XyHygieneIssueList *list;
  XyId result;
  gboolean help;
  GtkWidget *tick;
  GtkWidget *problem;
  GtkWidget *helper;
} Line;

struct _XyHygieneIssueList
{
  XyFieldBox parent_instance;
  GtkWidget *scrolled;
  GtkWidget *lines;
  GtkWidget *count;
  char *wanted; /* a draft that came before the lines it is about */
  gboolean filling;
};

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHygieneIssueList, xy_hygiene_issue_list, XY_TYPE_FIELD_BOX)

static Line *
line_of (GtkWidget *box)
{
  return g_object_get_data (G_OBJECT (box), "line");
}

static gboolean
is_ticked (const Line *line)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (line->tick));
}

static char *
text_of (GtkWidget *entry)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  return g_strstrip (g_strdelimit (text, "\t\n", ' '));
}

static void
on_changed (XyHygieneIssueList *self)
{
  guint n = 0, of = 0;

  if (self->filling)
    return;
  for (GtkWidget *box = gtk_widget_get_first_child (self->lines); box != NULL; box = gtk_widget_get_next_sibling (box))
    if (line_of (box) != NULL)
      {
        n += is_ticked (line_of (box));
        of++;
      }
  g_autofree char *words =
      of == 0 ? g_strdup (_ ("Nobody of this round needs one: all who are to improve have a notice."))
              : g_strdup_printf (ngettext ("%u of %u gets a notice", "%u of %u get a notice", n), n, of);
  gtk_label_set_text (GTK_LABEL (self->count), words);
  gtk_widget_set_visible (self->scrolled, of > 0);
  xy_field_box_changed (XY_FIELD_BOX (self));
}

static void
on_problem_activated (Line *line)
{
  gtk_widget_grab_focus (line->helper);
}

static void
on_helper_activated (Line *line)
{
  GtkWidget *next = gtk_widget_get_next_sibling (gtk_widget_get_parent (line->helper));

  if (next != NULL)
    gtk_widget_grab_focus (line_of (next)->problem);
  else
    g_signal_emit (line->list, signals[PASSED], 0);
}

static GtkWidget *
make_entry (Line *line, GtkWidget *box, const char *name, const char *text, int width, GCallback activated)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed), line->list);
  g_signal_connect_swapped (entry, "activate", activated, line);
  gtk_box_append (GTK_BOX (box), entry);
  return entry;
}

static void
add_line (XyHygieneIssueList *self, const XyHygieneSlipOffer *offer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label;
  g_autoptr (GString) who = g_string_new (offer->name != NULL ? offer->name : "—");
  Line *line = g_new0 (Line, 1);

  line->list = self;
  line->result = offer->result;
  line->help = offer->help;
  g_object_set_data_full (G_OBJECT (box), "line", line, g_free);
  if (offer->number != NULL)
    g_string_append_printf (who, " %s", offer->number);
  line->tick = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->tick), !offer->help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, who->str, -1);
  g_signal_connect_swapped (line->tick, "toggled", G_CALLBACK (on_changed), self);
  if (offer->help)
    g_string_append (who, _ (" (helped)"));
  label = gtk_label_new (who->str);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_tooltip_text (label, who->str);
  gtk_box_append (GTK_BOX (box), line->tick);
  gtk_box_append (GTK_BOX (box), label);
  line->problem =
      make_entry (line, box, _ ("What is to be put right"), offer->problem, 20, G_CALLBACK (on_problem_activated));
  gtk_widget_set_hexpand (line->problem, TRUE);
  line->helper = make_entry (line, box, _ ("Helper"), offer->helper, 8, G_CALLBACK (on_helper_activated));
  gtk_box_append (GTK_BOX (self->lines), box);
}

/* The draft: result, tick, problem and helper of each. */
static char *
xy_hygiene_issue_list_get_text (XyFieldBox *field)
{
  XyHygieneIssueList *self = XY_HYGIENE_ISSUE_LIST (field);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *box = gtk_widget_get_first_child (self->lines); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      const Line *line = line_of (box);
      g_autofree char *problem = text_of (line->problem), *helper = text_of (line->helper);
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&line->result, id);
      g_string_append_printf (text, "%s%s\t%d\t%s\t%s", text->len > 0 ? "\n" : "", id, is_ticked (line), problem,
                              helper);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
xy_hygiene_issue_list_set_text (XyFieldBox *field, const char *text)
{
  XyHygieneIssueList *self = XY_HYGIENE_ISSUE_LIST (field);
  g_auto (GStrv) rows = g_strsplit (text != NULL ? text : "", "\n", -1);

  g_free (self->wanted);
  self->wanted = g_strdup (text);
  self->filling = TRUE;
  for (char **row = rows; *row != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (*row, "\t", 4);
      if (g_strv_length (cells) < 4)
        continue;
      for (GtkWidget *box = gtk_widget_get_first_child (self->lines); box != NULL;
           box = gtk_widget_get_next_sibling (box))
        {
          Line *line = line_of (box);
          char id[XY_ID_TEXT_LENGTH + 1];

          xy_id_to_text (&line->result, id);
          if (!g_str_equal (id, cells[0]))
            continue;
          gtk_check_button_set_active (GTK_CHECK_BUTTON (line->tick), g_str_equal (cells[1], "1"));
          gtk_editable_set_text (GTK_EDITABLE (line->problem), cells[2]);
          gtk_editable_set_text (GTK_EDITABLE (line->helper), cells[3]);
        }
    }
  self->filling = FALSE;
  on_changed (self);
}

static gboolean
xy_hygiene_issue_list_grab_focus (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (XY_HYGIENE_ISSUE_LIST (widget)->lines);

  return first != NULL && gtk_widget_grab_focus (line_of (first)->problem);
}

static void
xy_hygiene_issue_list_finalize (GObject *object)
{
  g_free (XY_HYGIENE_ISSUE_LIST (object)->wanted);
  G_OBJECT_CLASS (xy_hygiene_issue_list_parent_class)->finalize (object);
}

static void
xy_hygiene_issue_list_class_init (XyHygieneIssueListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = xy_hygiene_issue_list_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_issue_list_grab_focus;
  XY_FIELD_BOX_CLASS (klass)->get_text = xy_hygiene_issue_list_get_text;
  XY_FIELD_BOX_CLASS (klass)->set_text = xy_hygiene_issue_list_set_text;
  signals[PASSED] =
      g_signal_new ("passed", XY_TYPE_HYGIENE_ISSUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_hygiene_issue_list_init (XyHygieneIssueList *self)
{
  self->scrolled = gtk_scrolled_window_new ();
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_label_set_wrap (GTK_LABEL (self->count), TRUE);
  gtk_widget_add_css_class (self->count, "quiet");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT / 3);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->lines);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_parent (self->count, GTK_WIDGET (self));
}

GtkWidget *
xy_hygiene_issue_list_new (void)
{
  return g_object_new (XY_TYPE_HYGIENE_ISSUE_LIST, NULL);
}

void
xy_hygiene_issue_list_set (XyHygieneIssueList *self, const GPtrArray *offers)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; i < offers->len; i++)
    if (xy_id_is_none (&((const XyHygieneSlipOffer *) offers->pdata[i])->slip))
      add_line (self, offers->pdata[i]);
  self->filling = FALSE;
  xy_hygiene_issue_list_set_text (XY_FIELD_BOX (self), wanted);
}

void
xy_hygiene_issue_line_clear (XyHygieneIssueLine *line)
{
  g_clear_pointer (&line->problem, g_free);
  g_clear_pointer (&line->helper, g_free);
}

GArray *
xy_hygiene_issue_list_get (XyHygieneIssueList *self)
{
  GArray *got = g_array_new (FALSE, TRUE, sizeof (XyHygieneIssueLine));

  g_array_set_clear_func (got, (GDestroyNotify) xy_hygiene_issue_line_clear);
  for (GtkWidget *box = gtk_widget_get_first_child (self->lines); box != NULL; box = gtk_widget_get_next_sibling (box))
    {
      const Line *line = line_of (box);
      g_autofree char *problem = text_of (line->problem), *helper = text_of (line->helper);
      XyHygieneIssueLine one = { .result = line->result, .help = line->help };

      if (!is_ticked (line))
        continue;
      one.problem = problem[0] != '\0' ? g_steal_pointer (&problem) : NULL;
      one.helper = helper[0] != '\0' ? g_steal_pointer (&helper) : NULL;
      g_array_append_val (got, one);
    }
  return got;
}
