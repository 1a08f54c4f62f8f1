/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-topics-box.h"

#include <glib/gi18n-lib.h>

#include "app/picker.h"
#include "core/matter-list.h"

#define WORDS 26
#define HEIGHT 150

struct _XyMeetingTopicsBox
{
  XyFieldBox parent_instance;
  GtkWidget *picker;
  GtkWidget *scrolled;
  GtkWidget *list;
  GArray *topics; /* of XyMeetingTopic */
};

G_DEFINE_FINAL_TYPE (XyMeetingTopicsBox, xy_meeting_topics_box, XY_TYPE_FIELD_BOX)

static void show_list (XyMeetingTopicsBox *self);

static void
topic_clear (gpointer data)
{
  g_free (((XyMeetingTopic *) data)->text);
}

static char *
xy_meeting_topics_box_get_text (XyFieldBox *field)
{
  XyMeetingTopicsBox *self = XY_MEETING_TOPICS_BOX (field);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyMeetingTopic *topic = &g_array_index (self->topics, XyMeetingTopic, i);
      char line[XY_ID_TEXT_LENGTH + 1] = "", matter[XY_ID_TEXT_LENGTH + 1] = "";
      if (!xy_id_is_none (&topic->line))
        xy_id_to_text (&topic->line, line);
      if (!xy_id_is_none (&topic->matter))
        xy_id_to_text (&topic->matter, matter);
      g_string_append_printf (text, "%s%s\t%s\t%s", i > 0 ? "\n" : "", line, matter, topic->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add (XyMeetingTopicsBox *self, const XyId *line, const XyId *matter, const char *text)
{
  XyMeetingTopic topic = { *line, *matter, NULL };
  g_autofree char *tidy = g_strstrip (g_strdelimit (g_strdup (text), "\t\n", ' '));

  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyMeetingTopic *other = &g_array_index (self->topics, XyMeetingTopic, i);
      if (!xy_id_is_none (matter) ? xy_id_same (matter, &other->matter)
                                  : xy_id_is_none (&other->matter) && g_str_equal (other->text, tidy))
        return;
    }
  if (tidy[0] == '\0')
    return;
  topic.text = g_steal_pointer (&tidy);
  g_array_append_val (self->topics, topic);
}

static void
xy_meeting_topics_box_set_text (XyFieldBox *field, const char *text)
{
  XyMeetingTopicsBox *self = XY_MEETING_TOPICS_BOX (field);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  g_array_set_size (self->topics, 0);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", 3);
      XyId of = XY_ID_NONE, matter = XY_ID_NONE;
      if (g_strv_length (cells) != 3)
        continue;
      if ((cells[0][0] != '\0' && !xy_id_from_text (cells[0], &of))
          || (cells[1][0] != '\0' && !xy_id_from_text (cells[1], &matter)))
        continue;
      add (self, &of, &matter, cells[2]);
    }
  show_list (self);
}

static void
on_removed (GtkButton *button, XyMeetingTopicsBox *self)
{
  g_array_remove_index (self->topics, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
  show_list (self);
  gtk_widget_grab_focus (self->picker);
}

static GtkWidget *
make_row (XyMeetingTopicsBox *self, guint at)
{
  const XyMeetingTopic *topic = &g_array_index (self->topics, XyMeetingTopic, at);
  g_autofree char *words = g_strdup_printf ("%u. %s", at + 1, topic->text);
  g_autofree char *name = g_strdup_printf (_ ("Take “%s” off the agenda"), topic->text);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (words);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), WORDS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WORDS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  if (!xy_id_is_none (&topic->matter))
    {
      GtkWidget *from = gtk_image_new_from_icon_name ("xy-matter-symbolic");
      gtk_widget_set_tooltip_text (from, _ ("from the ledger"));
      gtk_box_append (GTK_BOX (row), from);
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
  g_signal_connect (button, "clicked", G_CALLBACK (on_removed), self);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
show_list (XyMeetingTopicsBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; i < self->topics->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_row (self, i));
  gtk_widget_set_visible (self->scrolled, self->topics->len > 0);
  xy_field_box_changed (XY_FIELD_BOX (self));
}

/* On the worker's thread: what was typed, as it is, and what the ledger has of it. */
static GPtrArray *
find_topics (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  XyMatterFilter filter = { .which = XY_MATTERS_OPEN, .text = text, .order = XY_MATTERS_BY_DUE };
  g_autoptr (GArray) ids = text[0] != '\0' ? xy_matter_ids (store, &filter, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_matter_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, limit - 1), error)
                  : NULL;
  GPtrArray *hits;

  if (text[0] != '\0' && rows == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  if (text[0] != '\0')
    g_ptr_array_add (hits, xy_search_hit_new (&XY_ID_NONE, text, _ ("as it is written")));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyMatterRow *row = rows->pdata[i];
      g_autofree char *more = row != NULL ? g_strdup_printf ("%s · %s", row->number, row->word) : NULL;
      if (row != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&row->matter->record.id, row->matter->title, more));
    }
  return hits;
}

static void
on_picked (XyPicker *picker, const XySearchHit *hit, XyMeetingTopicsBox *self)
{
  add (self, &XY_ID_NONE, &hit->id, hit->title);
  show_list (self);
}

/* Enter before the answer came, or in an empty entry. */
static void
on_passed (XyPicker *picker, XyMeetingTopicsBox *self)
{
  g_autofree char *text = g_strdup (xy_picker_get_text (picker));

  xy_picker_set_text (picker, "");
  add (self, &XY_ID_NONE, &XY_ID_NONE, text);
  show_list (self);
}

static gboolean
xy_meeting_topics_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_MEETING_TOPICS_BOX (widget)->picker);
}

static void
xy_meeting_topics_box_finalize (GObject *object)
{
  g_array_unref (XY_MEETING_TOPICS_BOX (object)->topics);
  G_OBJECT_CLASS (xy_meeting_topics_box_parent_class)->finalize (object);
}

static void
xy_meeting_topics_box_class_init (XyMeetingTopicsBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = xy_meeting_topics_box_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_meeting_topics_box_grab_focus;
  XY_FIELD_BOX_CLASS (klass)->get_text = xy_meeting_topics_box_get_text;
  XY_FIELD_BOX_CLASS (klass)->set_text = xy_meeting_topics_box_set_text;
}

static void
xy_meeting_topics_box_init (XyMeetingTopicsBox *self)
{
  self->topics = g_array_new (FALSE, TRUE, sizeof (XyMeetingTopic));
  g_array_set_clear_func (self->topics, topic_clear);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_visible (self->scrolled, FALSE);
}

GtkWidget *
xy_meeting_topics_box_new (XyWorker *worker)
{
  XyMeetingTopicsBox *self = g_object_new (XY_TYPE_MEETING_TOPICS_BOX, NULL);

  self->picker = xy_picker_new (worker, find_topics, XY_PICK_MANY, _ ("Topic…"));
  g_signal_connect (self->picker, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (self->picker, "passed", G_CALLBACK (on_passed), self);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
xy_meeting_topics_box_add (XyMeetingTopicsBox *self, const XyId *line, const XyId *matter, const char *text)
{
  add (self, line, matter, text);
  show_list (self);
}

const GArray *
xy_meeting_topics_box_get (XyMeetingTopicsBox *self)
{
  /* What nobody pressed Enter behind counts too. */
  if (xy_picker_get_text (XY_PICKER (self->picker))[0] != '\0')
    on_passed (XY_PICKER (self->picker), self);
  return self->topics;
}
