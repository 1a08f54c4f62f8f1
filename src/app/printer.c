/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/printer.h"

static void
on_print_page_drawn (GtkPrintOperation *operation, GtkPrintContext *context, int page, XyPaper *paper)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = xy_paper_get_width (paper), height = xy_paper_get_height (paper);
  double room_x = gtk_print_context_get_width (context), room_y = gtk_print_context_get_height (context);

  /* Another sheet was chosen at the printer: the page is fitted into it. */
  if (ABS (room_x - width) > 2 || ABS (room_y - height) > 2)
    {
      double scale = MIN (room_x / width, room_y / height);
      cairo_translate (cr, (room_x - width * scale) / 2, (room_y - height * scale) / 2);
      cairo_scale (cr, scale, scale);
    }
  xy_paper_draw_page (paper, (guint) page, cr, XY_PAPER_TARGET_PRINT);
}

static char *
get_printer_file (void)
{
  return g_build_filename (g_get_user_config_dir (), "xiangyue", "printer.ini", NULL);
}

static GtkPrintSettings *
recall_printer (void)
{
  g_autofree char *file = get_printer_file ();
  GtkPrintSettings *settings = gtk_print_settings_new_from_file (file, NULL);

  return settings != NULL ? settings : gtk_print_settings_new ();
}

/* Many drivers fall back to Letter unless the size is said outright; one they know goes by its own name. */
static GtkPageSetup *
make_page_setup (XyPaper *paper)
{
  static const char *const known[] = { GTK_PAPER_NAME_A3, GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A5, "iso_a6" };
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = xy_paper_get_width (paper) / XY_MM, height = xy_paper_get_height (paper) / XY_MM;
  gboolean lies = width > height;
  GtkPaperSize *size = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known) && size == NULL; i++)
    {
      size = gtk_paper_size_new (known[i]);
      if (ABS (gtk_paper_size_get_width (size, GTK_UNIT_MM) - MIN (width, height)) > 0.6
          || ABS (gtk_paper_size_get_height (size, GTK_UNIT_MM) - MAX (width, height)) > 0.6)
        g_clear_pointer (&size, gtk_paper_size_free);
    }
  if (size == NULL)
    {
      g_autofree char *name = g_strdup_printf ("custom_xiangyue_%.0fx%.0fmm", MIN (width, height), MAX (width, height));
      g_autofree char *words = g_strdup_printf ("%.0f × %.0f mm", MIN (width, height), MAX (width, height));
      size = gtk_paper_size_new_custom (name, words, MIN (width, height), MAX (width, height), GTK_UNIT_MM);
    }
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, lies ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);
  return setup;
}

GtkPrintOperation *
xy_printer_new (XyPaper *paper, guint n, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_page_setup (paper);
  g_autoptr (GtkPrintSettings) settings = recall_printer ();

  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) n);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_job_name (operation, xy_paper_get_title (paper));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "paper", g_object_ref (paper), g_object_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_print_page_drawn), paper);
  return operation;
}

/* What belongs to one print only is not kept. */
void
xy_printer_remember (GtkPrintOperation *operation)
{
  GtkPrintSettings *from = gtk_print_operation_get_print_settings (operation);
  static const char *const passing[] = {
    GTK_PRINT_SETTINGS_N_COPIES,     GTK_PRINT_SETTINGS_PRINT_PAGES, GTK_PRINT_SETTINGS_PAGE_RANGES,
    GTK_PRINT_SETTINGS_PAGE_SET,     GTK_PRINT_SETTINGS_OUTPUT_URI,  GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
    GTK_PRINT_SETTINGS_PAPER_FORMAT, GTK_PRINT_SETTINGS_PAPER_WIDTH, GTK_PRINT_SETTINGS_PAPER_HEIGHT,
    GTK_PRINT_SETTINGS_ORIENTATION,
  };
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_copy (from);
  g_autofree char *file = get_printer_file ();
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    gtk_print_settings_unset (settings, passing[i]);
  g_mkdir_with_parents (folder, 0700);
  if (!gtk_print_settings_to_file (settings, file, &error))
    g_warning ("The printer is not remembered: %s", error->message);
}
