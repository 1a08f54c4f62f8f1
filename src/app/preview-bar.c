/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar over the pages, and what is to be known about the paper. */
#include "app/preview-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "app/paper-view.h"

void
xy_preview_name (GtkWidget *control, const char *words)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = words; *at != '\0'; at++)
    if (g_str_has_prefix (at, "(_") && at[2] != '\0' && at[3] == ')')
      at += 3;
    else if (*at != '_')
      g_string_append_c (plain, *at);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, plain->str, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static GtkWidget *
add_icon_button (GtkWidget *bar, const char *icon, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  xy_preview_name (button, words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static GtkWidget *
make_group (GtkWidget *bar)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (group, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bar), group);
  return group;
}

static GMenuModel *
make_zooms (void)
{
  static const int percents[] = { 50, 75, 100, 125, 150, 200 };
  GMenu *menu = g_menu_new (), *fitting = g_menu_new (), *fixed = g_menu_new ();

  g_menu_append (fitting, _ ("Fit width"), "preview.zoom(0)");
  g_menu_append (fitting, _ ("Fit page"), "preview.zoom(-1)");
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *words = g_strdup_printf ("%d %%", percents[i]);
      g_autofree char *action = g_strdup_printf ("preview.zoom(%d)", percents[i]);
      g_menu_append (fixed, words, action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fitting));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fixed));
  g_object_unref (fitting);
  g_object_unref (fixed);
  return G_MENU_MODEL (menu);
}

static void
on_page_typed (GtkEntry *entry, XyPreview *self)
{
  int page = (int) strtol (gtk_editable_get_text (GTK_EDITABLE (entry)), NULL, 10);

  if (page > 0)
    xy_paper_view_set_page (XY_PAPER_VIEW (self->view), (guint) page - 1);
  xy_preview_update_bar (self);
}

static void
on_page_left (XyPreview *self)
{
  if (self->window != NULL)
    xy_preview_update_bar (self);
}

GtkWidget *
xy_preview_make_bar (XyPreview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *group = make_group (bar);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autoptr (GMenuModel) zooms = make_zooms ();

  gtk_widget_add_css_class (bar, "preview-bar");
  add_icon_button (group, "xy-previous-symbolic", _ ("Page before (Ctrl+PgUp)"), "preview.page-before");
  self->page_entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->page_entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->page_entry), 4);
  gtk_editable_set_alignment (GTK_EDITABLE (self->page_entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->page_entry), GTK_INPUT_PURPOSE_DIGITS);
  xy_preview_name (self->page_entry, _ ("Page number"));
  g_signal_connect (self->page_entry, "activate", G_CALLBACK (on_page_typed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_page_left), self);
  gtk_widget_add_controller (self->page_entry, focus);
  gtk_box_append (GTK_BOX (group), self->page_entry);
  self->page_count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->page_count, "quiet");
  gtk_widget_add_css_class (self->page_count, "numeric");
  gtk_box_append (GTK_BOX (group), self->page_count);
  add_icon_button (group, "xy-next-symbolic", _ ("Next page (Ctrl+PgDn)"), "preview.page-next");

  group = make_group (bar);
  GtkWidget *smaller = gtk_button_new_with_label ("−");
  gtk_widget_set_tooltip_text (smaller, _ ("Smaller (Ctrl+−)"));
  xy_preview_name (smaller, _ ("Smaller"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (smaller), "preview.smaller");
  gtk_box_append (GTK_BOX (group), smaller);
  self->zoom_button = gtk_menu_button_new ();
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->zoom_button), zooms);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->zoom_button), TRUE);
  gtk_box_append (GTK_BOX (group), self->zoom_button);
  GtkWidget *larger = gtk_button_new_with_label ("+");
  gtk_widget_set_tooltip_text (larger, _ ("Larger (Ctrl++)"));
  xy_preview_name (larger, _ ("Larger"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (larger), "preview.larger");
  gtk_box_append (GTK_BOX (group), larger);

  self->spinner = gtk_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_box_append (GTK_BOX (bar), self->spinner);
  return bar;
}

void
xy_preview_update_bar (XyPreview *self)
{
  guint n = self->paper != NULL ? xy_paper_get_n_pages (self->paper) : 0;
  guint page = xy_paper_view_get_page (XY_PAPER_VIEW (self->view));
  double zoom = xy_paper_view_get_zoom (XY_PAPER_VIEW (self->view));
  int percent = (int) (xy_paper_view_get_shown_zoom (XY_PAPER_VIEW (self->view)) * 100 + 0.5);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *count = g_strdup_printf (ngettext ("of %u page", "of %u pages", n), n);
  g_autofree char *size = zoom > 0                ? g_strdup_printf ("%d %%", percent)
                          : zoom == XY_ZOOM_WIDTH ? g_strdup_printf (_ ("Fit width (%d %%)"), percent)
                                                  : g_strdup_printf (_ ("Fit page (%d %%)"), percent);
  g_autofree char *size_words = g_strdup_printf (_ ("Size on the screen: %s"), size);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "zoom");

  gtk_editable_set_text (GTK_EDITABLE (self->page_entry), n > 0 ? number : "");
  gtk_label_set_text (GTK_LABEL (self->page_count), n > 0 ? count : "");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->zoom_button), size);
  xy_preview_name (self->zoom_button, size_words);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_int32 (zoom > 0 ? percent : (int) zoom));
}

guint
xy_preview_count_undrawable (XyPreview *self)
{
  const GPtrArray *notices = xy_paper_get_notices (self->whole);
  guint n = 0;

  for (guint i = 0; i < notices->len; i++)
    n += ((const XyPaperNotice *) notices->pdata[i])->kind == XY_PAPER_NOTICE_UNDRAWABLE;
  return n;
}

/* What spoils the paper stands over the pages in red; typefaces that stand in are a quiet line under the choices. */
void
xy_preview_update_notices (XyPreview *self)
{
  const GPtrArray *notices = xy_paper_get_notices (self->whole);
  g_autoptr (GString) serious = g_string_new (NULL);
  g_autoptr (GString) quiet = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++)
    {
      const XyPaperNotice *notice = notices->pdata[i];
      GString *words = notice->kind == XY_PAPER_NOTICE_STAND_IN ? quiet : serious;
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", notice->message);
    }
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->notice), "words")), serious->str);
  gtk_widget_set_visible (self->notice, serious->len > 0);
  gtk_label_set_text (GTK_LABEL (self->stand_ins), quiet->str);
  gtk_widget_set_visible (self->stand_ins, quiet->len > 0);
}
