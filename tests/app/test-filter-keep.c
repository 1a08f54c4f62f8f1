/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/filter-keep.h"

/* A page of one filter and a search text. */
typedef struct
{
  char *period; /* NULL: as at first */
  char *text;
  guint n_set;
} Page;

static GVariant *
get (gboolean with_text, gpointer data)
{
  Page *page = data;
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  if (page->period != NULL)
    g_variant_builder_add (&values, "{ss}", "period", page->period);
  if (with_text && page->text != NULL)
    g_variant_builder_add (&values, "{ss}", "text", page->text);
  return g_variant_builder_end (&values);
}

static void
set (GVariant *values, gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->period, g_free);
  g_clear_pointer (&page->text, g_free);
  g_variant_lookup (values, "period", "s", &page->period);
  g_variant_lookup (values, "text", "s", &page->text);
  page->n_set++;
}

static void
change (Page *page, const char *period, const char *text)
{
  g_free (page->period);
  g_free (page->text);
  page->period = g_strdup (period);
  page->text = g_strdup (text);
}

/* The button below WIDGET that shows WORDS. */
static GtkWidget *
find_button (GtkWidget *widget, const char *words)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *inner = GTK_IS_BUTTON (child) ? gtk_button_get_child (GTK_BUTTON (child)) : NULL;
      if (GTK_IS_LABEL (inner) && g_str_equal (gtk_label_get_text (GTK_LABEL (inner)), words))
        return child;
      GtkWidget *found = find_button (child, words);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_keep (void)
{
  Page page = { 0 };
  GtkWidget *keep = g_object_ref_sink (xy_filter_keep_new ("one", get, set, &page));
  GtkWidget *other = g_object_ref_sink (xy_filter_keep_new ("two", get, set, &page));

  change (&page, "2026Q3", "清扫");
  xy_filter_keep_add (XY_FILTER_KEEP (keep), "第三季度");
  change (&page, NULL, NULL);
  xy_filter_keep_add (XY_FILTER_KEEP (keep), "全部");
  xy_filter_keep_add (XY_FILTER_KEEP (other), "别的页");
  g_assert_nonnull (find_button (keep, "全部"));
  g_assert_null (find_button (keep, "别的页"));

  /* Chosen again, with its text. */
  g_signal_emit_by_name (find_button (keep, "第三季度"), "clicked");
  g_assert_cmpuint (page.n_set, ==, 1);
  g_assert_cmpstr (page.period, ==, "2026Q3");
  g_assert_cmpstr (page.text, ==, "清扫");

  /* The same name takes its place. */
  change (&page, "2026-11", NULL);
  xy_filter_keep_add (XY_FILTER_KEEP (keep), "第三季度");
  g_signal_emit_by_name (find_button (keep, "第三季度"), "clicked");
  g_assert_cmpstr (page.period, ==, "2026-11");
  g_assert_null (page.text);

  /* After a restart they are there still; what is deleted is not. */
  GtkWidget *delete = gtk_widget_get_next_sibling (find_button (keep, "全部"));
  g_signal_emit_by_name (delete, "clicked");
  g_object_unref (keep);
  keep = g_object_ref_sink (xy_filter_keep_new ("one", get, set, &page));
  g_assert_null (find_button (keep, "全部"));
  g_assert_nonnull (find_button (keep, "第三季度"));
  g_assert_nonnull (find_button (other, "别的页"));
  g_object_unref (keep);
  g_object_unref (other);
  change (&page, NULL, NULL);
}

/* What was chosen last is there after a restart, but for the text; another page's stays what it is. */
static void
test_last (void)
{
  Page page = { 0 };
  GtkWidget *keep = g_object_ref_sink (xy_filter_keep_new ("three", get, set, &page));
  GtkWidget *other = g_object_ref_sink (xy_filter_keep_new ("four", get, set, &page));
  g_autoptr (GVariant) none = xy_filter_keep_get_last ("three");

  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  change (&page, "2026Q2", "清扫");
  xy_filter_keep_note (XY_FILTER_KEEP (keep));
  change (&page, "2025", NULL);
  xy_filter_keep_note (XY_FILTER_KEEP (other));
  g_autoptr (GVariant) last = xy_filter_keep_get_last ("three");
  g_autofree char *text = g_variant_print (last, FALSE);
  g_assert_cmpstr (text, ==, "{'period': '2026Q2'}");
  g_autoptr (GVariant) others = xy_filter_keep_get_last ("four");
  g_autofree char *others_text = g_variant_print (others, FALSE);
  g_assert_cmpstr (others_text, ==, "{'period': '2025'}");
  g_object_unref (keep);
  g_object_unref (other);
  change (&page, NULL, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-keep/keep", test_keep);
  g_test_add_func ("/filter-keep/last", test_last);
  return g_test_run ();
}
