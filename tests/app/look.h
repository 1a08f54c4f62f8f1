/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * look: walks through a window as it stands and finds what is clipped, outside, without a name, too pale to read, not
 * in Chinese where the rest is, or reached by the same key with Alt as another.
 */
#pragma once

#include <string.h>

#include <gtk/gtk.h>

#include "app/filter-keep.h"
#include "app/pane-box.h"
#include "tests/app/look-paint.h"

#define LOOK_CONTRAST 4.5

typedef struct
{
  GtkWidget *root;
  const char *where;
  const LookPaint *paint; /* NULL: colours are not looked at */
  gboolean chinese;
  guint n_seen;
  GHashTable *keys; /* with Alt: the label that has it */
  GString *problems;
} Look;

static const char *
look_name (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  return id != NULL ? id : G_OBJECT_TYPE_NAME (widget);
}

/* The words that stand in WIDGET or below it. */
static void
look_gather (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append (words, gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    g_string_append (words, gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    look_gather (w, words);
}

static void
look_complain (Look *look, GtkWidget *widget, const char *what)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) path = g_string_new (NULL);

  look_gather (widget, words);
  for (GtkWidget *w = widget; w != NULL && w != look->root && path->len < 120; w = gtk_widget_get_parent (w))
    g_string_append_printf (path, " < %s", look_name (w));
  g_string_append_printf (look->problems, "%s: %s: “%.60s”%s\n", look->where, what, words->str, path->str);
}

static gboolean
look_is_scrolled (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) != NULL;
}

/* A word in Latin letters that is none of those that offices use: ends of file names, keys, record numbers. */
static gboolean
look_is_foreign (const char *text)
{
  static const char *const known[] = { "Ctrl",   "Shift", "Alt",      "Enter", "Esc",   "Tab",
                                       "Delete", "PgUp",  "PgDn", /* keys */
                                       "xlsx",   "docx",  "csv",      "txt",   "xls",   "pdf",
                                       "xyb",    "xyr",   "xybackup", "json",  "http",  "https",
                                       "Wubi",   "Excel", "Windows",  "Noto",  "Serif", "Sans", /* names */
                                       "lyl", /* how 罗玉兰 is looked for */
                                       NULL };

  for (const char *at = text; *at != '\0';)
    {
      gsize length = strspn (at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
      g_autofree char *word = g_strndup (at, length);
      if (length >= 3 && strpbrk (word, "abcdefghijklmnopqrstuvwxyz") != NULL && !g_strv_contains (known, word))
        return TRUE;
      at += MAX (length, 1);
    }
  return FALSE;
}

static void
look_at_words (Look *look, GtkWidget *widget, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (look->chinese && look_is_foreign (text))
    look_complain (look, widget, "not in Chinese");
  if (look->paint == NULL)
    return;
  double contrast = look_paint_contrast (look->paint, widget);
  if (contrast < LOOK_CONTRAST)
    {
      g_autofree char *what = g_strdup_printf ("too pale (%.1f:1)", contrast);
      look_complain (look, widget, what);
    }
}

/* What can be used now only: what is greyed out takes no key. */
static void
look_at_key (Look *look, GtkWidget *widget)
{
  gpointer key = GUINT_TO_POINTER (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
  GtkWidget *other = g_hash_table_lookup (look->keys, key);

  if (key == NULL || key == GUINT_TO_POINTER (GDK_KEY_VoidSymbol) || !gtk_widget_is_sensitive (widget))
    return;
  if (other == NULL)
    {
      g_hash_table_insert (look->keys, key, widget);
      return;
    }
  g_autofree char *what = g_strdup_printf ("has Alt+%s as “%s” has", gdk_keyval_name (GPOINTER_TO_UINT (key)),
                                           gtk_label_get_text (GTK_LABEL (other)));
  look_complain (look, widget, what);
}

/* In English what stands alone on a control, or in a field to say what goes there, begins with a capital. */
static void
look_at_beginning (Look *look, GtkWidget *widget, const char *text)
{
  if (!look->chinese && text != NULL && g_ascii_islower (text[0]))
    look_complain (look, widget, "begins with a small letter");
}

/* What an empty field says of what goes there. */
static void
look_at_placeholder (Look *look, GtkWidget *widget)
{
  const char *text = gtk_text_get_placeholder_text (GTK_TEXT (widget));
  int width;

  if (text == NULL || gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (widget))) > 0)
    return;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > gtk_widget_get_width (widget))
    {
      g_autofree char *what = g_strdup_printf ("too narrow for “%s”", text);
      look_complain (look, widget, what);
    }
  look_at_beginning (look, widget, text);
}

static void
look_at_label (Look *look, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  PangoRectangle logical;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (pango_layout_is_ellipsized (layout) && gtk_widget_get_tooltip_text (widget) == NULL
      && !gtk_widget_get_has_tooltip (gtk_widget_get_parent (widget))
      && !gtk_widget_get_has_tooltip (gtk_widget_get_parent (gtk_widget_get_parent (widget)))
      && !look_is_scrolled (widget))
    look_complain (look, widget, "cut short, and no tooltip says the rest");
  if (gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE
      && (logical.width > gtk_widget_get_width (widget) + 1 || logical.height > gtk_widget_get_height (widget) + 1))
    look_complain (look, widget, "clipped");
  if (g_str_equal (G_OBJECT_TYPE_NAME (gtk_widget_get_parent (gtk_widget_get_parent (widget))), "GtkColumnViewTitle"))
    {
      /* GTK lets it reach out of its column unseen. */
      if (gtk_label_get_ellipsize (GTK_LABEL (widget)) == PANGO_ELLIPSIZE_NONE)
        look_complain (look, widget, "a column's title without an ellipsis");
      if (pango_layout_is_ellipsized (layout))
        look_complain (look, widget, "a column's title is cut");
    }
}

static void
look_at_control (Look *look, GtkWidget *widget)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean is_control = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_ENTRY (widget)
                        || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_DROP_DOWN (widget)
                        || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget);

  if (!is_control)
    return;
  /* GTK's own insides and the window's buttons have names of theirs. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
      || GTK_IS_SPIN_BUTTON (gtk_widget_get_parent (widget)) || GTK_IS_DROP_DOWN (gtk_widget_get_parent (widget))
      || GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    return;
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
    look_gather (widget, words);
  if (words->len == 0 && !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      && !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
      && !(GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_tooltip_text (widget) != NULL))
    look_complain (look, widget, "has no name");
}

/* Columns that end outside while the pane beside them says nothing. */
static void
look_at_table (Look *look, GtkWidget *widget)
{
  GtkWidget *box = gtk_widget_get_ancestor (widget, XY_TYPE_PANE_BOX);
  GtkAdjustment *sideways = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (widget));

  if (box != NULL && xy_pane_box_is_blank (XY_PANE_BOX (box))
      && gtk_adjustment_get_upper (sideways) > gtk_adjustment_get_page_size (sideways) + 1)
    look_complain (look, widget, "ends outside beside a pane that says nothing");
}

/* Among the filters of a page: a drop-down without a choice, and usual filters where there are none. */
static void
look_at_filter (Look *look, GtkWidget *widget)
{
  GtkWidget *other = gtk_widget_get_first_child (gtk_widget_get_parent (widget));
  GListModel *model = GTK_IS_DROP_DOWN (widget) ? gtk_drop_down_get_model (GTK_DROP_DOWN (widget)) : NULL;

  if (GTK_IS_DROP_DOWN (widget) && (model == NULL || g_list_model_get_n_items (model) == 0))
    look_complain (look, widget, "has nothing to choose from");
  while (other != NULL && (other == widget || !gtk_widget_get_visible (other)))
    other = gtk_widget_get_next_sibling (other);
  if (XY_IS_FILTER_KEEP (widget) && other == NULL)
    look_complain (look, widget, "stands beside no filter");
}

static void
look_at (Look *look, GtkWidget *widget)
{
  graphene_rect_t box;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_opacity (widget) < 0.01 || GTK_IS_POPOVER (widget))
    return;
  look->n_seen++;
  if (!look_is_scrolled (widget) && gtk_widget_compute_bounds (widget, look->root, &box) && box.size.width > 0
      && (box.origin.x < -1 || box.origin.y < -1
          || box.origin.x + box.size.width > (float) gtk_widget_get_width (look->root) + 1
          || box.origin.y + box.size.height > (float) gtk_widget_get_height (look->root) + 1))
    look_complain (look, widget, "reaches out of the window");
  if (GTK_IS_LABEL (widget))
    {
      look_at_label (look, widget);
      look_at_key (look, widget);
      look_at_words (look, widget, gtk_label_get_text (GTK_LABEL (widget)));
      if (gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON) != NULL
          || gtk_widget_get_ancestor (widget, GTK_TYPE_CHECK_BUTTON) != NULL)
        look_at_beginning (look, widget, gtk_label_get_text (GTK_LABEL (widget)));
    }
  if (GTK_IS_TEXT (widget))
    look_at_placeholder (look, widget);
  if (GTK_IS_INSCRIPTION (widget))
    look_at_words (look, widget, gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (GTK_IS_COLUMN_VIEW (widget))
    look_at_table (look, widget);
  if (gtk_widget_get_parent (widget) != NULL && gtk_widget_has_css_class (gtk_widget_get_parent (widget), "filters"))
    look_at_filter (look, widget);
  look_at_control (look, widget);
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    look_at (look, w);
}
