/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/read-docx.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/error.h"
#include "tabular/charset.h"
#include "tabular/package.h"

#define DOCUMENT "word/document.xml"

typedef struct
{
  GString *text;
  guint skipped; /* how deep in something that is left out */
  guint in_text; /* how deep in words */
} Reading;

/* What is there twice, is there no more, or stands beside the text. */
static gboolean
is_left_out (const char *name)
{
  static const char *const names[] = { "del", "moveFrom", "Fallback", "txbxContent", "rt", "pict" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return TRUE;
  return FALSE;
}

static void
on_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  Reading *reading = data;

  if (is_left_out (name))
    reading->skipped++;
  if (reading->skipped > 0)
    return;
  if (g_str_equal (name, "t"))
    reading->in_text++;
  else if (g_str_equal (name, "tab"))
    g_string_append_c (reading->text, ' ');
  else if (g_str_equal (name, "br") || g_str_equal (name, "cr"))
    g_string_append_c (reading->text, '\n');
  else if (g_str_equal (name, "noBreakHyphen"))
    g_string_append_c (reading->text, '-');
}

static void
on_ended (XyPackage *package, gpointer data, const char *name)
{
  Reading *reading = data;

  if (is_left_out (name))
    {
      reading->skipped--;
      return;
    }
  if (reading->skipped > 0)
    return;
  if (g_str_equal (name, "t") && reading->in_text > 0)
    reading->in_text--;
  else if (g_str_equal (name, "p"))
    g_string_append_c (reading->text, '\n');
}

static void
on_text (XyPackage *package, gpointer data, const char *text, gsize length)
{
  Reading *reading = data;

  if (reading->skipped > 0 || reading->in_text == 0)
    return;
  if (reading->text->len + length > XY_DOCX_MAX_TEXT)
    {
      xy_set_too_large (xy_package_error (package));
      xy_package_stop (package);
      return;
    }
  g_string_append_len (reading->text, text, (gssize) length);
}

static char *
read_docx (XyInput *input, GError **error)
{
  static const XyPartHandler handler = { .start = on_started, .end = on_ended, .text = on_text };
  g_autoptr (XyPackage) package = xy_package_open (input, error);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .text = text };

  if (package == NULL)
    return NULL;
  if (!xy_package_has (package, DOCUMENT))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                           _ ("This is no text document. Open it in WPS and save it as .docx, or copy its text."));
      return NULL;
    }
  xy_package_expect (package, DOCUMENT);
  if (!xy_package_parse (package, DOCUMENT, TRUE, &handler, &reading, error))
    return NULL;
  return g_utf8_make_valid (text->str, (gssize) text->len);
}

/* What is neither a text nor a .docx, by how it begins. */
static const char *
name_stranger (const guint8 *bytes, gsize length)
{
  static const struct
  {
    const char *magic;
    gsize length;
    const char *sentence;
  } strangers[] = {
    { "\xd0\xcf\x11\xe0", 4,
      N_ ("This is a document of the older kind (.doc, .wps). Open it in WPS and save it as "
          ".docx, or copy its text.") },
    { "%PDF-", 5, N_ ("This is a PDF. Ask for the document it was made from, or copy its text.") },
    { "{\\rtf", 5, N_ ("This is a document of another kind (.rtf). Open it in WPS and save it as .docx.") },
    { "\x89PNG", 4, N_ ("This is a picture, not a text.") },
    { "\xff\xd8\xff", 3, N_ ("This is a picture, not a text.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (length >= strangers[i].length && memcmp (bytes, strangers[i].magic, strangers[i].length) == 0)
      return _ (strangers[i].sentence);
  return NULL;
}

static char *
read_plain (const guint8 *bytes, gsize length, GError **error)
{
  XyDecoded decoded = { NULL };

  if (length > XY_DOCX_MAX_TEXT)
    {
      xy_set_too_large (error);
      return NULL;
    }
  if (!xy_charset_decode (bytes, length, NULL, &decoded, error))
    return NULL;
  char *text = decoded.length > 0 ? g_utf8_make_valid (decoded.text, (gssize) decoded.length) : g_strdup ("");
  g_free (decoded.owned);
  return text;
}

char *
xy_text_file_read_bytes (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  const XyReadOptions none = { 0 };
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  XyInput input = { .bytes = data, .length = length, .options = &none, .cancellable = cancellable };
  const char *stranger = name_stranger (data, length);

  if (stranger != NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS, stranger);
      return NULL;
    }
  if (length >= 4 && memcmp (data, "PK", 2) == 0 && data[2] < 9 && data[3] < 9)
    return read_docx (&input, error);
  return read_plain (data, length, error);
}

char *
xy_text_file_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  char *contents = NULL;
  gsize length = 0;

  if (info == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no file %s here any more."), name);
      return NULL;
    }
  /* Not to hang on a pipe. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_OURS, _ ("%s is a folder or a device. Choose a document."), name);
      return NULL;
    }
  if (g_file_info_get_size (info) > XY_DOCX_MAX)
    {
      xy_set_too_large (error);
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &contents, &length, NULL, NULL))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
                   _ ("%s cannot be opened: this account may not read it, or another program holds it."), name);
      return NULL;
    }
  g_autoptr (GBytes) bytes = g_bytes_new_take (contents, length);
  return xy_text_file_read_bytes (bytes, cancellable, error);
}
