/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/input.h"

#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_NONBLOCK
#define O_NONBLOCK 0
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif

#define HEAD 4096

/* What a file that is no spreadsheet begins with. */
static const struct
{
  const char *magic;
  gsize length;
  const char *sentence;
} strangers[] = {
  { "%PDF-", 5,
    N_ ("This is a PDF, not a spreadsheet. Ask for the .xlsx file it was made from, or type the table into WPS.") },
  { "\x89PNG", 4, N_ ("This is a picture, not a spreadsheet. Type the table into WPS and save it as .xlsx.") },
  { "\xff\xd8\xff", 3, N_ ("This is a picture, not a spreadsheet. Type the table into WPS and save it as .xlsx.") },
  { "GIF8", 4, N_ ("This is a picture, not a spreadsheet. Type the table into WPS and save it as .xlsx.") },
  { "RIFF", 4, N_ ("This is a picture or a recording, not a spreadsheet.") },
  { "Rar!", 4, N_ ("This is a compressed archive. Unpack it first, then import the spreadsheet inside.") },
  { "7z\xbc\xaf", 4, N_ ("This is a compressed archive. Unpack it first, then import the spreadsheet inside.") },
  { "\x1f\x8b", 2, N_ ("This is a compressed archive. Unpack it first, then import the spreadsheet inside.") },
  { "{\\rtf", 5, N_ ("This is a text document, not a spreadsheet. Copy its table into WPS and save it as .xlsx.") },
  { "SQLite format 3", 15,
    N_ ("This is a database, not a spreadsheet. If it is a backup of this program, use Restore instead.") },
  { "\x09\x00\x04\x00", 4,
    N_ ("This spreadsheet is of a kind from before 1995. Open it in WPS and save it as .xlsx, then import that.") },
  { "\x09\x02\x06\x00", 4,
    N_ ("This spreadsheet is of a kind from before 1995. Open it in WPS and save it as .xlsx, then import that.") },
  { "\x09\x04\x06\x00", 4,
    N_ ("This spreadsheet is of a kind from before 1995. Open it in WPS and save it as .xlsx, then import that.") },
  { "\x09\x08\x08\x00", 4,
    N_ ("This spreadsheet is of a kind from before 1995. Open it in WPS and save it as .xlsx, then import that.") },
};

static const char *const web_marks[] = { "<html", "<!doctype html", "<table", "<meta", "<head", "<?xml", NULL };

gsize
xy_input_read (XyInput *input, guint64 offset, guint8 *buffer, gsize length)
{
  if (offset >= input->length)
    return 0;
  length = (gsize) MIN ((guint64) length, input->length - offset);
  if (input->file == NULL)
    {
      memcpy (buffer, input->bytes + offset, length);
      return length;
    }
  if (fseeko (input->file, (off_t) offset, SEEK_SET) != 0)
    return 0;
  return fread (buffer, 1, length, input->file);
}

const guint8 *
xy_input_read_all (XyInput *input, guint8 **owned, GError **error)
{
  if (input->file == NULL)
    return input->bytes;

  *owned = g_malloc ((gsize) input->length + 1);
  if (xy_input_read (input, 0, *owned, (gsize) input->length) == input->length)
    return *owned;

  g_clear_pointer (owned, g_free);
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("The file could not be read to its end. If it is on a USB stick, copy it to this computer."));
  return NULL;
}

gboolean
xy_input_step (XyInput *input, guint64 done, guint64 total, GError **error)
{
  if (input->cancellable != NULL && g_cancellable_is_cancelled (input->cancellable))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED,
                           _ ("Reading the file was stopped; nothing was changed."));
      return FALSE;
    }
  if (input->progress != NULL)
    input->progress (MIN (done, total), total, input->progress_data);
  return TRUE;
}

void
xy_set_damaged (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("The file is damaged or incomplete. Ask for it again, or open it in WPS and save it anew."));
}

void
xy_set_too_large (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("The file is too large to be read. Copy the cells that are needed into a new file, without "
                          "empty rows and pictures, and import that."));
}

static void
set_web_page (GError **error)
{
  g_set_error_literal (
      error, XY_ERROR, XY_ERROR_NOT_OURS,
      _ ("Inside, this file is a web page, whatever its name says. Open it in WPS and save it as .xlsx, "
         "then import that."));
}

static gboolean
looks_like_web (const guint8 *head, gsize n)
{
  gsize i = n >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < n && g_ascii_isspace (head[i]))
    i++;
  for (guint m = 0; web_marks[m] != NULL; m++)
    if (n - i >= strlen (web_marks[m])
        && g_ascii_strncasecmp ((const char *) head + i, web_marks[m], strlen (web_marks[m])) == 0)
      return TRUE;
  return FALSE;
}

static XyWorkbook *
read_input (XyInput *input, GError **error)
{
  guint8 head[HEAD];
  gsize n = xy_input_read (input, 0, head, sizeof head);
  gboolean (*reader) (XyWorkbook *, XyInput *, GError **) = xy_read_csv;
  XyFormat format = XY_FORMAT_CSV;
  guint64 limit = XY_READ_MAX_CSV;

  if (input->length == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The file is empty: there is nothing in it at all."));
      return NULL;
    }
  if (n >= 4 && (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "PK\5\6", 4) == 0))
    {
      reader = xy_read_xlsx;
      format = XY_FORMAT_XLSX;
      limit = XY_READ_MAX_XLSX;
    }
  else if (n >= 8 && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    {
      reader = xy_read_xls;
      format = XY_FORMAT_XLS;
      limit = XY_READ_MAX_XLS;
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
        if (n >= strangers[i].length && memcmp (head, strangers[i].magic, strangers[i].length) == 0)
          {
            g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS, _ (strangers[i].sentence));
            return NULL;
          }
      if (looks_like_web (head, n))
        {
          set_web_page (error);
          return NULL;
        }
    }
  if (input->length > limit)
    {
      xy_set_too_large (error);
      return NULL;
    }

  g_autoptr (XyWorkbook) workbook = xy_workbook_new (format);
  if (!reader (workbook, input, error))
    return NULL;
  if (!xy_input_step (input, 1, 1, error))
    return NULL;
  return g_steal_pointer (&workbook);
}

static FILE *
open_regular (const char *path, guint64 *length, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Not to hang on a pipe that somebody named .xlsx. */
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_BINARY | O_CLOEXEC, 0);
  struct stat info;

  if (fd < 0 && errno == ENOENT)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no file %s here any more."), name);
      return NULL;
    }
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
                   _ ("%s cannot be opened: this account may not read it, or another program holds it."), name);
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      close (fd);
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("%s is a folder or a device. Choose a spreadsheet."), name);
      return NULL;
    }

  *length = (guint64) info.st_size;
  FILE *file = fdopen (fd, "rb");
  if (file == NULL)
    close (fd);
  return file;
}

XyWorkbook *
xy_workbook_read (const char *path,
                  const XyReadOptions *options,
                  GCancellable *cancellable,
                  XyReadProgress progress,
                  gpointer data,
                  GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  XyReadOptions none = { 0 };
  XyInput input = {
    .options = options != NULL ? options : &none,
    .cancellable = cancellable,
    .progress = progress,
    .progress_data = data,
  };

  input.file = open_regular (path, &input.length, error);
  if (input.file == NULL)
    return NULL;

  XyWorkbook *workbook = read_input (&input, error);
  fclose (input.file);
  return workbook;
}

XyWorkbook *
xy_workbook_read_bytes (GBytes *bytes, const XyReadOptions *options, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  XyReadOptions none = { 0 };
  gsize length;
  XyInput input = { .options = options != NULL ? options : &none, .cancellable = cancellable };

  input.bytes = g_bytes_get_data (bytes, &length);
  input.length = length;
  return read_input (&input, error);
}

XyWorkbook *
xy_workbook_read_pasted (const char *text, GError **error)
{
  g_return_val_if_fail (text != NULL, NULL);

  XyReadOptions options = { .charset = "UTF-8", .separator = '\t' };
  XyInput input = { .bytes = (const guint8 *) text, .length = strlen (text), .options = &options };
  g_autoptr (XyWorkbook) workbook = xy_workbook_new (XY_FORMAT_CSV);

  if (input.length > XY_READ_MAX_CSV)
    {
      xy_set_too_large (error);
      return NULL;
    }
  if (!xy_read_csv (workbook, &input, error))
    return NULL;
  return g_steal_pointer (&workbook);
}
