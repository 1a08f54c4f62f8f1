/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as a file: PDF, PNG, SVG. */
#include "print/paper.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "core/clock.h"
#include "core/error.h"
#include "print/paper-picture.h"
#include "print/paper-private.h"

/* A file that becomes PATH only when it is complete. */
typedef struct
{
  FILE *stream;
  char *temporary;
  int failed; /* errno of the first write that failed */
} Output;

static gboolean
output_open (Output *output, const char *path, GError **error)
{
  output->temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (output->temporary, O_RDWR | O_CREAT, 0666);
  if (fd >= 0)
    output->stream = fdopen (fd, "wb");
  if (output->stream != NULL)
    return TRUE;

  int saved = errno;
  g_autofree char *name = g_filename_display_basename (path);
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("“%s” cannot be written: %s."), name, g_strerror (saved));
  g_clear_pointer (&output->temporary, g_free);
  return FALSE;
}

static cairo_status_t
on_output_written (void *closure, const unsigned char *data, unsigned int length)
{
  Output *output = closure;

  if (fwrite (data, 1, length, output->stream) == length)
    return CAIRO_STATUS_SUCCESS;
  if (output->failed == 0)
    output->failed = errno;
  return CAIRO_STATUS_WRITE_ERROR;
}

static void
output_discard (Output *output)
{
  fclose (output->stream);
  g_unlink (output->temporary);
  g_clear_pointer (&output->temporary, g_free);
}

static gboolean
output_commit (Output *output, cairo_status_t status, const char *path, GError **error)
{
  int saved = output->failed;

  if (status == CAIRO_STATUS_SUCCESS && saved == 0)
    {
      if (fflush (output->stream) != 0 || g_fsync (fileno (output->stream)) != 0)
        saved = errno;
      if (fclose (output->stream) != 0 && saved == 0)
        saved = errno;
      if (saved == 0 && g_rename (output->temporary, path) == 0)
        {
          g_clear_pointer (&output->temporary, g_free);
          return TRUE;
        }
      saved = saved != 0 ? saved : errno;
      g_unlink (output->temporary);
      g_clear_pointer (&output->temporary, g_free);
    }
  else
    output_discard (output);

  g_autofree char *name = g_filename_display_basename (path);
  if (saved != 0)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("“%s” cannot be written: %s."), name, g_strerror (saved));
  else
    {
      g_warning ("cairo: %s", cairo_status_to_string (status));
      g_set_error (error, XY_ERROR, XY_ERROR_FAILED, _ ("“%s” could not be drawn."), name);
    }
  return FALSE;
}

/* The same paper is the same file, whenever it is written. */
static void
set_date (cairo_surface_t *surface, gint64 printed_at)
{
  if (printed_at <= 0)
    return;
  g_autofree char *minute = xy_instant_format (printed_at);
  g_autofree char *date = g_strdup_printf ("%.10sT%s:00+08:00", minute, minute + strlen ("2026-11-22 "));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

gboolean
xy_paper_write_pdf (XyPaper *paper,
                    const char *path,
                    GCancellable *cancellable,
                    XyPaperProgress progress,
                    gpointer data,
                    GError **error)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), FALSE);

  Output output = { 0 };
  gboolean cancelled = FALSE;

  if (!xy_paper_lay_out (paper, cancellable, error))
    return FALSE;
  guint n_pages = xy_paper_get_n_pages (paper);
  if (!output_open (&output, path, error))
    return FALSE;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (
      on_output_written, &output, xy_paper_get_width (paper), xy_paper_get_height (paper));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, xy_paper_get_title (paper));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "乡约");
  set_date (surface, xy_paper_get_printed_at (paper));
  int picture_width, picture_height;
  xy_paper_picture_size (xy_paper_get_width (paper), xy_paper_get_height (paper), &picture_width, &picture_height);
  cairo_pdf_surface_set_thumbnail_size (surface, picture_width, picture_height);
  cairo_t *cr = cairo_create (surface);

  for (guint page = 0; page < n_pages && cairo_status (cr) == CAIRO_STATUS_SUCCESS; page++)
    {
      cancelled = g_cancellable_is_cancelled (cancellable);
      if (cancelled)
        break;
      xy_paper_draw_page (paper, page, cr, XY_PAPER_TARGET_PRINT);
      cairo_show_page (cr);
      if (page + 1 == XY_PAPER_PICTURE_PAGES)
        cairo_pdf_surface_set_thumbnail_size (surface, 0, 0);
      if (progress != NULL)
        progress (page + 1, n_pages, data);
    }
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (cancelled || g_cancellable_is_cancelled (cancellable))
    {
      output_discard (&output);
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped; no file was written."));
      return FALSE;
    }
  return output_commit (&output, status, path, error);
}

gboolean
xy_paper_write_png (XyPaper *paper, guint page, double dpi, const char *path, GError **error)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), FALSE);
  g_return_val_if_fail (dpi > 0, FALSE);

  Output output = { 0 };
  double scale = dpi / 72;

  if (!output_open (&output, path, error))
    return FALSE;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (xy_paper_get_width (paper) * scale + 0.5),
                                  (int) (xy_paper_get_height (paper) * scale + 0.5));
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  xy_paper_draw_page (paper, page, cr, XY_PAPER_TARGET_PRINT);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, on_output_written, &output);
  cairo_surface_destroy (surface);
  return output_commit (&output, status, path, error);
}

gboolean
xy_paper_write_svg (XyPaper *paper, guint page, const char *path, GError **error)
{
  g_return_val_if_fail (XY_IS_PAPER (paper), FALSE);

  Output output = { 0 };

  if (!output_open (&output, path, error))
    return FALSE;
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
      on_output_written, &output, xy_paper_get_width (paper), xy_paper_get_height (paper));
  cairo_t *cr = cairo_create (surface);
  xy_paper_draw_page (paper, page, cr, XY_PAPER_TARGET_PRINT);
  cairo_show_page (cr);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return output_commit (&output, status, path, error);
}
