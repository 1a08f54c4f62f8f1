/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Through a printing queue, where the machine has one that writes PDFs (cups and printer-driver-cups-pdf, its scheduler
 * running): what comes out has the size that was asked for. CUPS is a hundred megabytes, so no machine needs it for
 * this: without it the test is skipped and says so.
 */
#include "fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "print/official.h"

#define PATIENCE 90 /* seconds; Ghostscript is slow with Chinese fonts */

/* The name of a queue that writes PDFs; NULL: none. (transfer full) */
static char *
find_queue (void)
{
  const char *argv[] = { "lpstat", "-v", NULL };
  g_autofree char *out = NULL, *lp = g_find_program_in_path ("lp");
  g_auto (GStrv) lines = NULL;

  if (lp == NULL
      || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out,
                        NULL, NULL, NULL))
    return NULL;
  /* "device for PDF: cups-pdf:/", in the machine's language. */
  lines = g_strsplit (out, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *colon = strstr (*line, ": cups-pdf:/");
      char *space = colon != NULL ? (*colon = '\0', strrchr (*line, ' ')) : NULL;
      if (space != NULL)
        return g_strdup (space + 1);
    }
  return NULL;
}

static char *
find_in (const char *folder, const char *title)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, title) != NULL && g_str_has_suffix (name, ".pdf"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* Where cups-pdf puts what somebody, or nobody, printed. */
static char *
wait_for (const char *title)
{
  const struct passwd *user = getpwuid (getuid ());
  g_autofree char *own = g_build_filename (user != NULL ? user->pw_dir : g_get_home_dir (), "PDF", NULL);
  const char *const folders[] = { own, "/var/spool/cups-pdf/ANONYMOUS" };

  for (guint waited = 0; waited < PATIENCE * 10; waited++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
        {
          char *found = find_in (folders[i], title);
          GStatBuf info;
          if (found != NULL && g_stat (found, &info) == 0 && info.st_size > 0)
            return found;
          g_free (found);
        }
      g_usleep (100000);
    }
  return NULL;
}

static void
read_size (const char *pdf, double *width, double *height)
{
  g_autofree char *info = fixture_run ("pdfinfo", pdf, NULL);
  const char *at = strstr (info, "Page size:");

  g_assert_nonnull (at);
  *width = g_ascii_strtod (at + strlen ("Page size:"), NULL) / XY_MM;
  at = strstr (at, " x ");
  *height = g_ascii_strtod (at + strlen (" x "), NULL) / XY_MM;
}

static void
test_sizes (void)
{
  static const struct
  {
    XyPageSize size;
    const char *media;
  } cases[] = { { XY_PAGE_A4, "A4" }, { XY_PAGE_A3, "A3" }, { XY_PAGE_8K, "Custom.260x370mm" } };
  g_autofree char *queue = find_queue ();

  if (queue == NULL)
    {
      g_test_skip ("no printing queue that writes PDFs (cups with printer-driver-cups-pdf) on this machine");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      XyPageSetup setup = xy_page_setup (cases[i].size, FALSE);
      g_autoptr (XyPaper) paper = xy_paper_new ("公示", &setup);
      g_autofree char *title = g_strdup_printf ("xiangyue-%d-%u", (int) getpid (), i);
      g_autofree char *name = g_strconcat (title, "-sent.pdf", NULL);
      double width, height;

      xy_paper_add (paper, xy_block_title_new ("公示", (XyFont){ XY_FONT_HEI, 40 }));
      g_autofree char *sent = fixture_write (paper, name);
      g_autofree char *media = g_strconcat ("media=", cases[i].media, NULL);
      g_free (fixture_run ("lp", "-d", queue, "-t", title, "-o", media, sent, NULL));
      g_autofree char *printed = wait_for (title);
      g_assert_nonnull (printed);
      g_usleep (200000);
      read_size (printed, &width, &height);
      g_assert_cmpfloat (fabs (width - setup.width_mm), <, 1);
      g_assert_cmpfloat (fabs (height - setup.height_mm), <, 1);
      g_unlink (printed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue/sizes", test_sizes);
  return g_test_run ();
}
