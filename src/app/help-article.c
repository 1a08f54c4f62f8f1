/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/help-article.h"

#include <glib/gi18n-lib.h>

#define LEAST_CHARS 18
#define LINK_APART "#"

struct _XyHelpArticle
{
  GtkWidget parent_instance;

  const XyHelp *help;
  GtkWidget *scrolled;
  GtkWidget *box;
  GtkWidget *marked; /* what is to be seen; NULL: the beginning */
  guint scroll_source;
};

enum
{
  LINK_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHelpArticle, xy_help_article, GTK_TYPE_WIDGET)

static gboolean
on_link_activated (GtkLabel *label, const char *uri, XyHelpArticle *self)
{
  g_auto (GStrv) parts = g_strsplit (uri, LINK_APART, 2);

  g_signal_emit (self, signals[LINK_CHOSEN], 0, parts[0], parts[1] != NULL ? parts[1] : "");
  return TRUE;
}

/* Names stand out, links can be pressed; a link to a word names it, so that the word is what is seen. */
static char *
make_markup (XyHelpArticle *self, const XyHelpBlock *block)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    {
      const XyHelpRun *run = block->runs->pdata[i];
      const XyHelpTopic *to = run->kind == XY_HELP_LINK ? xy_help_topic (self->help, run->topic) : NULL;
      g_autofree char *text = g_markup_escape_text (run->text, -1);
      if (run->kind == XY_HELP_NAME)
        g_string_append_printf (markup, "“<b>%s</b>”", text);
      else if (to != NULL && xy_help_word (to, run->text) != NULL)
        g_string_append_printf (markup, "<a href=\"%s" LINK_APART "%s\">%s</a>", run->topic, text, text);
      else if (to != NULL)
        g_string_append_printf (markup, "<a href=\"%s\">%s</a>", run->topic, text);
      else
        g_string_append (markup, text);
    }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_label (XyHelpArticle *self, const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect (label, "activate-link", G_CALLBACK (on_link_activated), self);
  return label;
}

/* SIGN before the words. */
static GtkWidget *
make_line (GtkWidget *sign, GtkWidget *label, const char *css_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), sign);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_add_css_class (line, css_class);
  return line;
}

static GtkWidget *
make_sign (const char *text, const char *css_class)
{
  GtkWidget *sign = gtk_label_new (text);

  gtk_widget_add_css_class (sign, css_class);
  return sign;
}

static GtkWidget *
make_picture (const XyHelpBlock *block)
{
  g_autoptr (GBytes) bytes = xy_help_picture (block->term);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, NULL) : NULL;
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *caption = gtk_label_new (block->text);

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), block->text);
  gtk_widget_set_halign (picture, GTK_ALIGN_START);
  gtk_widget_add_css_class (picture, "help-picture");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_widget_add_css_class (caption, "quiet");
  gtk_widget_add_css_class (caption, "small");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), caption);
  return box;
}

static GtkWidget *
make_block (XyHelpArticle *self, const XyHelpBlock *block)
{
  g_autofree char *markup = make_markup (self, block), *number = NULL, *term = NULL, *whole = NULL;
  GtkWidget *label;

  switch (block->kind)
    {
    case XY_HELP_STEP:
      number = g_strdup_printf ("%u", block->number);
      return make_line (make_sign (number, "help-number"), make_label (self, markup), "help-step");
    case XY_HELP_ITEM:
      return make_line (make_sign ("•", "quiet"), make_label (self, markup), "help-item");
    case XY_HELP_NOTE:
      return make_line (gtk_image_new_from_icon_name ("xy-alert-symbolic"), make_label (self, markup), "help-note");
    case XY_HELP_WORD:
      term = g_markup_printf_escaped ("<b>%s</b>　", block->term);
      whole = g_strconcat (term, markup, NULL);
      label = make_label (self, whole);
      gtk_widget_add_css_class (label, "help-word");
      return label;
    case XY_HELP_PICTURE:
      return make_picture (block);
    case XY_HELP_HEADING:
    case XY_HELP_QUESTION:
    case XY_HELP_PARAGRAPH:
    default:
      label = make_label (self, markup);
      gtk_widget_add_css_class (label, block->kind == XY_HELP_HEADING    ? "help-heading"
                                       : block->kind == XY_HELP_QUESTION ? "help-question"
                                                                         : "help-text");
      return label;
    }
}

static gboolean
scroll (gpointer p)
{
  XyHelpArticle *self = p;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t place;

  /* Not laid out yet. */
  if (self->marked != NULL && gtk_widget_get_height (self->marked) == 0)
    return G_SOURCE_CONTINUE;
  self->scroll_source = 0;
  if (self->marked == NULL)
    gtk_adjustment_set_value (adjustment, 0);
  else if (gtk_widget_compute_bounds (self->marked, self->box, &place))
    gtk_adjustment_set_value (adjustment, (double) place.origin.y - gtk_adjustment_get_page_size (adjustment) / 4);
  return G_SOURCE_REMOVE;
}

static void
xy_help_article_dispose (GObject *object)
{
  XyHelpArticle *self = XY_HELP_ARTICLE (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_help_article_parent_class)->dispose (object);
}

static void
xy_help_article_class_init (XyHelpArticleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_help_article_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[LINK_CHOSEN] = g_signal_new ("link-chosen", XY_TYPE_HELP_ARTICLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
xy_help_article_init (XyHelpArticle *self)
{
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "help-article");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  /* A picture can be as small as one likes, and would be. */
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), self->box);
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), viewport);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_help_article_new (const XyHelp *help)
{
  XyHelpArticle *self = g_object_new (XY_TYPE_HELP_ARTICLE, NULL);

  self->help = help;
  return GTK_WIDGET (self);
}

void
xy_help_article_show (XyHelpArticle *self, const XyHelpTopic *topic, const XyHelpBlock *block)
{
  g_return_if_fail (XY_IS_HELP_ARTICLE (self));
  GtkWidget *child, *title = gtk_label_new (topic->title);

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  self->marked = NULL;
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "page-title");
  gtk_box_append (GTK_BOX (self->box), title);
  for (guint i = 0; i < topic->blocks->len; i++)
    {
      child = make_block (self, topic->blocks->pdata[i]);
      gtk_box_append (GTK_BOX (self->box), child);
      if (topic->blocks->pdata[i] != block)
        continue;
      gtk_widget_add_css_class (child, "help-marked");
      self->marked = child;
    }
  if (self->scroll_source == 0)
    self->scroll_source = g_idle_add (scroll, self);
}

void
xy_help_article_turn (XyHelpArticle *self, gboolean on)
{
  g_return_if_fail (XY_IS_HELP_ARTICLE (self));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double step = gtk_adjustment_get_page_increment (adjustment);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (on ? step : -step));
}
