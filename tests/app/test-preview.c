/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The print preview over the window: what it shows is what the PDF has, pixel by pixel; the last choice wins; nothing
 * is clipped or without a name at any size of text, in light and dark, with a paper and without.
 */
#include "app/form.h"
#include "app/paper-pages.h"
#include "app/paper-view.h"
#include "app/preview-private.h"
#include "app/print-preview.h"
#include "core/clock.h"
#include "core/hygiene-list.h"
#include "core/store.h"
#include "print/points-board-load.h"
#include "print/roster-load.h"
#include "tests/app/practice.h"

#include <glib/gstdio.h>
#include <string.h>

static Practice practice;

static XyWindow *
open_window (int size, gboolean dark)
{
  return practice_open_window (&practice, size, dark, 1366, 768);
}

static XyPreview *
find_preview (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_object_get_data (l->data, "preview") != NULL && gtk_widget_has_css_class (l->data, "preview"))
      return g_object_get_data (l->data, "preview");
  g_assert_not_reached ();
}

static XyPreview *
open_preview (XyWindow *window, const XyPaperKind *kind, const XyPaperAsk *ask)
{
  xy_print_preview_open (GTK_WIDGET (window), xy_window_get_desk (window), kind, ask);
  XyPreview *self = find_preview ();
  for (int i = 0; i < 500 && self->is_making; i++)
    wait_ms (10);
  g_assert_false (self->is_making);
  wait_ms (100);
  return self;
}

static void
close_all (XyWindow *window, XyPreview *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  practice_close_window (window);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_child (w, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first sheet as the window draws it. */
static cairo_surface_t *
take_picture (XyPreview *self, int width, int height)
{
  GtkWidget *pages = find_child (self->view, XY_TYPE_PAPER_PAGES);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (pages)->snapshot (pages, snapshot);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (snapshot);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (image);
  cairo_translate (cr, -(gtk_widget_get_width (pages) - width) / 2, -XY_PAPER_GAP);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static void
test_pixels (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_points_board_paper, &(XyPaperAsk){ .period = "2026Q3" });
  g_autofree char *pdf = g_build_filename (practice.folder, "preview.pdf", NULL);
  g_autofree char *root = g_build_filename (practice.folder, "preview", NULL);
  g_autofree char *png = g_strconcat (root, ".png", NULL);
  const char *argv[] = { "pdftocairo", "-png", "-r", "96", "-f", "1", "-singlefile", pdf, root, NULL };
  g_autoptr (GError) error = NULL;
  guint n_ink = 0, n_differ = 0;

  g_assert_nonnull (self->paper);
  xy_paper_view_set_zoom (XY_PAPER_VIEW (self->view), 1);
  wait_ms (200);
  g_assert_true (xy_paper_write_pdf (self->paper, pdf, NULL, NULL, NULL, &error));
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  cairo_surface_t *wanted = cairo_image_surface_create_from_png (png);
  int width = (int) (xy_paper_get_width (self->paper) * 96 / 72 + 0.5);
  int height = (int) (xy_paper_get_height (self->paper) * 96 / 72 + 0.5);
  cairo_surface_t *shown = take_picture (self, width, height);
  for (int y = 0; y < MIN (height, cairo_image_surface_get_height (wanted)); y++)
    for (int x = 0; x < MIN (width, cairo_image_surface_get_width (wanted)); x++)
      {
        const guint8 *a = cairo_image_surface_get_data (shown) + y * cairo_image_surface_get_stride (shown) + 4 * x;
        const guint8 *b = cairo_image_surface_get_data (wanted) + y * cairo_image_surface_get_stride (wanted) + 4 * x;
        n_ink += a[1] < 230 || b[1] < 230;
        n_differ += ABS (a[1] - b[1]) > 51;
      }
  g_test_message ("%u pixels have ink, %u differ", n_ink, n_differ);
  g_assert_cmpuint (n_ink, >, 10000);
  g_assert_cmpuint (n_differ * 100, <=, n_ink);
  cairo_surface_destroy (wanted);
  cairo_surface_destroy (shown);
  g_unlink (pdf);
  g_unlink (png);
  close_all (window, self);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* As a printer without colours: of a red plaque nothing but greys is left, and the red is still seen. */
/* Keys do not wait until a paper or a size that was just chosen has been laid out. */
static void
test_page_at_once (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_roster_paper, &(XyPaperAsk){ 0 });
  XyPaperView *view = XY_PAPER_VIEW (self->view);
  GtkWidget *scrolled = find_child (self->view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  XyPaperPages *pages = XY_PAPER_PAGES (find_child (self->view, XY_TYPE_PAPER_PAGES));
  static const double zooms[] = { 0.5, 2, XY_ZOOM_PAGE, 1.5 };

  g_assert_cmpuint (xy_paper_get_n_pages (self->paper), >, 2);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint page = 1 - i % 2;
      xy_paper_view_set_zoom (view, zooms[i]);
      xy_paper_view_set_page (view, page);
      wait_ms (200);
      g_assert_cmpuint (xy_paper_view_get_page (view), ==, page);
      g_assert_cmpfloat (
          ABS (gtk_adjustment_get_value (adjustment) - page * (xy_paper_pages_get_page_height (pages) + XY_PAPER_GAP)),
          <, 2);
    }
  close_all (window, self);
}

static void
test_mono (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_points_board_paper, &(XyPaperAsk){ .period = "2026Q3" });
  XyPageSetup setup = xy_page_setup (XY_PAGE_A4, FALSE);
  g_autoptr (XyPaper) plaque = xy_paper_new ("文明户", &setup);
  guint coloured[2] = { 0 }, inked[2] = { 0 };

  xy_paper_set_border (plaque, XY_BORDER_FRET, XY_INK_RED, 24);
  xy_paper_add (plaque, xy_block_title_new ("文明户", (XyFont){ XY_FONT_HEI, 60 }));
  xy_paper_view_set_paper (XY_PAPER_VIEW (self->view), plaque);
  xy_paper_view_set_zoom (XY_PAPER_VIEW (self->view), 1);
  for (int mono = 0; mono < 2; mono++)
    {
      xy_paper_view_set_mono (XY_PAPER_VIEW (self->view), mono);
      wait_ms (300);
      cairo_surface_t *shown = take_picture (self, 790, 1100);
      for (int y = 0; y < 1100; y++)
        for (int x = 0; x < 790; x++)
          {
            const guint8 *p = cairo_image_surface_get_data (shown) + y * cairo_image_surface_get_stride (shown) + 4 * x;
            coloured[mono] += ABS (p[2] - p[1]) > 12 || ABS (p[1] - p[0]) > 12;
            inked[mono] += p[1] < 200;
          }
      cairo_surface_destroy (shown);
    }
  g_assert_cmpuint (coloured[0], >, 1000);
  g_assert_cmpuint (coloured[1], ==, 0);
  g_assert_cmpuint (inked[1] * 10, >, inked[0] * 9);
  close_all (window, self);
}

/* A picture of each page, in its order, and none where it was cancelled. */
static void
test_pictures (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_points_board_paper, &(XyPaperAsk){ .period = "2026Q3" });
  g_autofree char *album = g_build_filename (practice.folder, "album", NULL);
  guint n = xy_paper_get_n_pages (self->paper);

  g_mkdir (album, 0700);
  g_assert_cmpuint (n, >=, 2);
  xy_preview_write (self, XY_PREVIEW_TO_PICTURES, album);
  g_cancellable_cancel (self->writing);
  for (int i = 0; i < 500 && self->writing != NULL; i++)
    wait_ms (10);
  g_assert_cmpuint (count_files (album), ==, 0);

  xy_preview_write (self, XY_PREVIEW_TO_PICTURES, album);
  for (int i = 0; i < 1000 && self->writing != NULL; i++)
    wait_ms (10);
  g_assert_null (self->writing);
  g_assert_true (self->registered);
  g_assert_cmpuint (count_files (album), ==, n);
  g_autoptr (GDir) dir = g_dir_open (album, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (album, name, NULL);
      cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
      double ratio = (double) cairo_image_surface_get_height (picture) / cairo_image_surface_get_width (picture);
      g_assert_nonnull (strstr (name, self->number));
      g_assert_cmpint (cairo_image_surface_get_width (picture), >, 1000);
      g_assert_cmpfloat_with_epsilon (ratio, xy_paper_get_height (self->paper) / xy_paper_get_width (self->paper),
                                      0.01);
      cairo_surface_destroy (picture);
      g_unlink (path);
    }
  g_rmdir (album);
  close_all (window, self);
}

/* However quickly things are chosen, what is shown at the end is what was chosen last; a verb waits for it. */
static XyPageSize verb_size;

static void
note_size (XyPreview *self)
{
  verb_size = xy_paper_get_width (self->paper) > 280 * XY_MM ? XY_PAGE_A3 : XY_PAGE_A4;
}

static void
test_last_choice (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_points_board_paper, &(XyPaperAsk){ .period = "2026Q3" });

  for (int i = 0; i < 9; i++)
    {
      self->ask->size = i % 2 == 0 ? XY_PAGE_A3 : XY_PAGE_A4;
      xy_preview_make (self);
      if (i % 3 == 1)
        wait_ms (5);
    }
  verb_size = XY_N_PAGE_SIZES;
  self->wanted = note_size;
  for (int i = 0; i < 500 && self->is_making; i++)
    wait_ms (10);
  g_assert_cmpfloat_with_epsilon (xy_paper_get_width (self->paper) / XY_MM, 297, 0.1);
  g_assert_cmpint (verb_size, ==, XY_PAGE_A3);

  /* A3 may be put together from A4. */
  g_assert_true (gtk_widget_get_visible (self->tile));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->tile), TRUE);
  g_assert_cmpfloat (MAX (xy_paper_get_width (self->paper), xy_paper_get_height (self->paper)), <, 298 * XY_MM);
  g_assert_cmpuint (xy_paper_get_n_pages (self->paper), >=, 2 * xy_paper_get_n_pages (self->whole));
  g_assert_cmpfloat_with_epsilon (xy_paper_get_width (self->whole) / XY_MM, 297, 0.1);
  close_all (window, self);
}

/* Closed while its paper is being made. */
static void
test_closed_early (void)
{
  XyWindow *window = open_window (0, FALSE);

  xy_print_preview_open (GTK_WIDGET (window), xy_window_get_desk (window), &xy_roster_paper, &(XyPaperAsk){ 0 });
  XyPreview *self = xy_preview_ref (find_preview ());
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_assert_null (self->window);
  wait_ms (300);
  g_assert_null (self->paper);
  xy_preview_unref (self);
  practice_close_window (window);
}

/* What is cancelled leaves nothing; what is not leaves the file, the PDF that is kept, and the entry. */
static void
test_cancelled (void)
{
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, &xy_roster_paper, &(XyPaperAsk){ 0 });
  g_autofree char *kept = xy_store_attachments_folder (practice.village);
  g_autofree char *path = g_build_filename (practice.folder, "roster.pdf", NULL);
  guint before = count_files (kept), here = count_files (practice.folder);

  xy_preview_write (self, XY_PREVIEW_TO_PDF, path);
  g_assert_nonnull (self->writing);
  g_cancellable_cancel (self->writing);
  for (int i = 0; i < 500 && self->writing != NULL; i++)
    wait_ms (10);
  g_assert_null (self->writing);
  g_assert_false (self->registered);
  g_assert_cmpuint (count_files (kept), ==, before);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  xy_preview_write (self, XY_PREVIEW_TO_PDF, path);
  for (int i = 0; i < 500 && self->writing != NULL; i++)
    wait_ms (10);
  g_assert_true (self->registered);
  g_assert_cmpuint (count_files (kept), ==, before + 1);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  g_assert_cmpuint (count_files (practice.folder), <=, here + 1); /* the folder of what is kept */
  close_all (window, self);
}

/* A round whose list to help still has somebody on it whom a clause names. */
static XyId
find_round (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyStore) store = xy_store_open (practice.village, xy_env_system (), 0, &error);
  g_autoptr (GArray) ids = xy_hygiene_round_ids (store, &(XyHygieneRoundFilter){ .open = -1 }, &error);
  g_autofree char *today = xy_env_today (xy_env_system ());

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      const XyId *id = &g_array_index (ids, XyId, i);
      g_autoptr (GPtrArray) rows = xy_hygiene_low_board (store, id, today, TRUE, &error);
      g_autofree char *grounds = rows != NULL ? xy_hygiene_board_grounds (rows) : NULL;
      g_assert_no_error (error);
      if (grounds != NULL)
        return *id;
    }
  g_assert_not_reached ();
}

/* Of households to help the numbers, until somebody says on what ground they are named. */
static void
test_names (void)
{
  XyId round = find_round ();
  XyWindow *window = open_window (0, FALSE);
  XyPreview *self = open_preview (window, xy_paper_kind_find (XY_HYGIENE_LOW_PAPER), &(XyPaperAsk){ .record = round });
  g_autofree char *before = xy_paper_get_text (self->paper);

  g_assert_nonnull (self->unmask);
  g_assert_nonnull (strstr (before, "通报只列户编号"));
  practice_check_look (self->window, "preview of households to help", 1280, 700);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->unmask), TRUE);
  wait_ms (200);
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow *dialog = NULL;
  for (GList *l = windows; l != NULL && dialog == NULL; l = l->next)
    dialog = g_object_get_data (l->data, "form") != NULL ? l->data : NULL;
  g_assert_nonnull (dialog);
  practice_check_look (GTK_WIDGET (dialog), "the ground", 1280, 700);
  gtk_editable_set_text (GTK_EDITABLE (xy_form_get_field (g_object_get_data (G_OBJECT (dialog), "form"), "reason")),
                         "村规民约第八条");
  g_signal_emit_by_name (dialog, "confirmed");
  for (int i = 0; i < 500 && (!self->ask->unmasked || self->is_making); i++)
    wait_ms (10);
  g_autofree char *after = xy_paper_get_text (self->paper);
  g_assert_null (strstr (after, "通报只列户编号"));
  g_assert_nonnull (strstr (after, "公布户主姓名的依据"));
  /* Where there is no paper there are no pictures either. */
  g_assert_true (gtk_widget_get_sensitive (self->pictures));
  XyPaper *paper = g_steal_pointer (&self->paper);
  xy_preview_update_actions (self);
  g_assert_false (gtk_widget_get_sensitive (self->pictures));
  self->paper = paper;
  close_all (window, self);
}

static void
test_look (gconstpointer p)
{
  int size = GPOINTER_TO_INT (p) % 3;
  XyWindow *window = open_window (size, GPOINTER_TO_INT (p) / 3);
  XyRosterFilter nobody = { .text = "没有这个人" };
  const struct
  {
    const XyPaperKind *kind;
    XyPaperAsk ask;
    gboolean fails;
  } cases[] = {
    { &xy_points_board_paper, { .period = "2026Q3" }, FALSE },
    { &xy_roster_paper, { 0 }, FALSE },
    { &xy_roster_paper, { .filter = &nobody }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyPreview *self = open_preview (window, cases[i].kind, &cases[i].ask);
      g_autofree char *where = g_strdup_printf ("preview %u, text %d", i, size);
      GAction *print = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "print");

      g_assert_cmpint (self->paper == NULL, ==, cases[i].fails);
      g_assert_cmpint (g_action_get_enabled (print), ==, !cases[i].fails);
      if (cases[i].fails)
        g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), ==, "failed");
      practice_check_look (self->window, where, 1280, 700);
      gtk_window_destroy (GTK_WINDOW (self->window));
      wait_ms (50);
    }
  practice_close_window (window);
}

int
main (int argc, char **argv)
{
  practice_set_up (&practice, "Preview", &argc, &argv);
  g_test_add_func ("/preview/pixels", test_pixels);
  g_test_add_func ("/preview/page-at-once", test_page_at_once);
  g_test_add_func ("/preview/mono", test_mono);
  g_test_add_func ("/preview/pictures", test_pictures);
  g_test_add_func ("/preview/last-choice", test_last_choice);
  g_test_add_func ("/preview/closed-early", test_closed_early);
  g_test_add_func ("/preview/cancelled", test_cancelled);
  g_test_add_func ("/preview/names", test_names);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/preview/look/%s/%d", i / 3 ? "dark" : "light", i % 3);
      g_test_add_data_func (path, GINT_TO_POINTER (i), test_look);
    }
  return g_test_run ();
}
