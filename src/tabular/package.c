/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/package.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define CHUNK 65536
#define RATIO_FROM (4 << 20)
#define TAIL (65535 + 22 + 20)

struct _XyPackage
{
  XyInput *input;
  zip_t *zip;
  guint64 unpacked, expected, elements;
  const XyPartHandler *handler;
  gpointer data;
  xmlParserCtxt *parser;
  guint depth;
  gboolean stopped;
  GError *error;
};

static void
set_hostile (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                       _ ("The file is built in a way no spreadsheet program writes, perhaps on purpose to do harm. "
                          "It was not read."));
}

static void
on_element_started (void *user,
                    const xmlChar *name,
                    const xmlChar *prefix,
                    const xmlChar *uri,
                    int n_namespaces,
                    const xmlChar **namespaces,
                    int n_attributes,
                    int n_defaulted,
                    const xmlChar **values)
{
  XyPackage *package = user;
  XyAttributes attributes = { n_attributes, values };

  if (package->stopped)
    return;
  if (++package->depth > XY_READ_MAX_DEPTH)
    {
      set_hostile (&package->error);
      xy_package_stop (package);
      return;
    }
  if (++package->elements > XY_READ_MAX_ELEMENTS)
    {
      xy_set_too_large (&package->error);
      xy_package_stop (package);
      return;
    }
  package->handler->start (package, package->data, (const char *) name, &attributes);
}

static void
on_element_ended (void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  XyPackage *package = user;

  if (package->stopped)
    return;
  package->depth--;
  if (package->handler->end != NULL)
    package->handler->end (package, package->data, (const char *) name);
}

static void
on_text_found (void *user, const xmlChar *text, int length)
{
  XyPackage *package = user;

  if (!package->stopped && package->handler->text != NULL)
    package->handler->text (package, package->data, (const char *) text, (gsize) length);
}

static void
on_doctype_found (void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  XyPackage *package = user;

  if (package->stopped)
    return;
  set_hostile (&package->error);
  xy_package_stop (package);
}

/* The verdict is xmlParseChunk()'s; nothing goes to the terminal. */
static void
on_xml_complained (void *user, xmlErrorPtr error)
{
}

static xmlSAXHandler sax = {
  .initialized = XML_SAX2_MAGIC,
  .startElementNs = on_element_started,
  .endElementNs = on_element_ended,
  .characters = on_text_found,
  .ignorableWhitespace = on_text_found,
  .cdataBlock = on_text_found,
  .internalSubset = on_doctype_found,
  .serror = on_xml_complained,
};

static guint64
little_endian (const guint8 *bytes, guint n)
{
  guint64 value = 0;

  while (n-- > 0)
    value = value << 8 | bytes[n];
  return value;
}

/* libzip allocates for each entry the directory claims; so the claim is read first. */
static gboolean
has_sane_directory (XyInput *input)
{
  gsize length = (gsize) MIN (input->length, TAIL);
  guint64 start = input->length - length;
  g_autofree guint8 *tail = g_malloc (length);

  length = xy_input_read (input, start, tail, length);
  for (gsize i = 0; i + 20 <= length; i++)
    {
      if (tail[i] != 'P' || tail[i + 1] != 'K')
        continue;
      guint64 claimed = 0;
      if (memcmp (tail + i, "PK\5\6", 4) == 0)
        {
          claimed = little_endian (tail + i + 10, 2);
          if (claimed == 0xffff)
            claimed = 0; /* told by the zip64 record, whose locator stands before this */
        }
      else if (memcmp (tail + i, "PK\6\7", 4) == 0)
        {
          guint8 record[56];
          if (xy_input_read (input, little_endian (tail + i + 8, 8), record, sizeof record) == sizeof record)
            claimed = little_endian (record + 32, 8);
        }
      if (claimed > XY_READ_MAX_PARTS)
        return FALSE;
    }
  return TRUE;
}

/* libzip closes the file it is given, and this one is the caller's: it gets a second handle. */
static zip_source_t *
make_source (XyInput *input, zip_error_t *zip_error)
{
  if (input->file == NULL)
    return zip_source_buffer_create (input->bytes, input->length, 0, zip_error);

  int fd = dup (fileno (input->file));
  FILE *file = fd >= 0 ? fdopen (fd, "rb") : NULL;
  if (file == NULL)
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  zip_source_t *source = zip_source_filep_create (file, 0, -1, zip_error);
  if (source == NULL)
    fclose (file);
  return source;
}

XyPackage *
xy_package_open (XyInput *input, GError **error)
{
  static gsize once = 0;
  zip_error_t zip_error;
  zip_source_t *source;

  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }
  if (!has_sane_directory (input))
    {
      set_hostile (error);
      return NULL;
    }

  zip_error_init (&zip_error);
  source = make_source (input, &zip_error);
  zip_t *zip = source != NULL ? zip_open_from_source (source, ZIP_RDONLY, &zip_error) : NULL;
  zip_error_fini (&zip_error);
  if (zip == NULL)
    {
      zip_source_free (source);
      xy_set_damaged (error);
      return NULL;
    }
  if (zip_get_num_entries (zip, 0) > XY_READ_MAX_PARTS)
    {
      zip_discard (zip);
      set_hostile (error);
      return NULL;
    }

  XyPackage *package = g_new0 (XyPackage, 1);
  package->input = input;
  package->zip = zip;
  return package;
}

void
xy_package_free (XyPackage *package)
{
  zip_discard (package->zip);
  g_clear_error (&package->error);
  g_free (package);
}

gboolean
xy_package_has (XyPackage *package, const char *name)
{
  return zip_name_locate (package->zip, name, ZIP_FL_NOCASE) >= 0;
}

void
xy_package_expect (XyPackage *package, const char *name)
{
  zip_stat_t stat;

  if (zip_stat (package->zip, name, ZIP_FL_NOCASE, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0)
    package->expected += MIN (stat.size, XY_READ_MAX_UNPACKED);
}

GError **
xy_package_error (XyPackage *package)
{
  return &package->error;
}

void
xy_package_stop (XyPackage *package)
{
  package->stopped = TRUE;
  if (package->parser != NULL)
    xmlStopParser (package->parser);
}

/* FALSE where so many bytes out of so few are no table but a bomb, or simply too many. */
static gboolean
is_size_allowed (guint64 unpacked, guint64 packed, guint64 before, GError **error)
{
  if (unpacked > RATIO_FROM && unpacked / XY_READ_MAX_RATIO > packed)
    {
      set_hostile (error);
      return FALSE;
    }
  if (before + unpacked > XY_READ_MAX_UNPACKED)
    {
      xy_set_too_large (error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
stream_part (XyPackage *package, zip_file_t *file, const zip_stat_t *stat, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  guint64 found = 0, before = package->unpacked;

  for (;;)
    {
      zip_int64_t n = zip_fread (file, buffer, CHUNK);
      if (n < 0)
        {
          xy_set_damaged (error);
          return FALSE;
        }
      found += (guint64) n;
      package->unpacked += (guint64) n;
      if (!is_size_allowed (found, stat->comp_size, before, error)
          || !xy_input_step (package->input, package->unpacked, MAX (package->expected, package->unpacked), error))
        return FALSE;

      int bad = xmlParseChunk (package->parser, buffer, (int) n, n == 0);
      if (package->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&package->error));
          return FALSE;
        }
      if (package->stopped)
        return TRUE;
      if (bad != 0 || !package->parser->wellFormed)
        {
          xy_set_damaged (error);
          return FALSE;
        }
      if (n == 0)
        return TRUE;
    }
}

gboolean
xy_package_parse (XyPackage *package,
                  const char *name,
                  gboolean required,
                  const XyPartHandler *handler,
                  gpointer data,
                  GError **error)
{
  const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_INDEX | ZIP_STAT_ENCRYPTION_METHOD;
  zip_stat_t stat;

  if (zip_stat (package->zip, name, ZIP_FL_NOCASE, &stat) != 0)
    {
      if (required)
        xy_set_damaged (error);
      return !required;
    }
  if ((stat.valid & needed) != needed)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  if (stat.encryption_method != ZIP_EM_NONE)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE,
                           _ ("The file has a password. Take the password off in WPS, save it, then import it."));
      return FALSE;
    }
  if (!is_size_allowed (stat.size, stat.comp_size, package->unpacked, error))
    return FALSE;

  zip_file_t *file = zip_fopen_index (package->zip, stat.index, 0);
  if (file == NULL)
    {
      xy_set_damaged (error);
      return FALSE;
    }
  package->handler = handler;
  package->data = data;
  package->depth = 0;
  package->stopped = FALSE;
  package->parser = xmlCreatePushParserCtxt (&sax, package, NULL, 0, NULL);
  xmlCtxtUseOptions (package->parser, XML_PARSE_NONET);

  gboolean ok = stream_part (package, file, &stat, error);

  g_clear_pointer (&package->parser, xmlFreeParserCtxt);
  g_clear_error (&package->error);
  zip_fclose (file);
  return ok;
}

const char *
xy_attributes_find (const XyAttributes *attributes, const char *name, gsize *length)
{
  for (int i = 0; i < attributes->n; i++)
    {
      const xmlChar **attribute = attributes->values + 5 * i;
      if (strcmp ((const char *) attribute[0], name) == 0)
        {
          *length = (gsize) (attribute[4] - attribute[3]);
          return (const char *) attribute[3];
        }
    }
  *length = 0;
  return NULL;
}

char *
xy_attributes_dup (const XyAttributes *attributes, const char *name)
{
  gsize length;
  const char *value = xy_attributes_find (attributes, name, &length);

  if (value == NULL)
    return NULL;
  /* The parser leaves an ampersand as "&#38;" where entities are not to be replaced, and reads all others. */
  GString *text = g_string_new_len (value, (gssize) length);
  g_string_replace (text, "&#38;", "&", 0);
  return g_string_free (text, FALSE);
}

guint
xy_attributes_number (const XyAttributes *attributes, const char *name, guint fallback)
{
  gsize length;
  const char *value = xy_attributes_find (attributes, name, &length);
  guint number = 0;

  if (value == NULL || length == 0 || length > 9)
    return fallback;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (value[i]))
        return fallback;
      number = number * 10 + (guint) (value[i] - '0');
    }
  return number;
}

gboolean
xy_attributes_flag (const XyAttributes *attributes, const char *name)
{
  gsize length;
  const char *value = xy_attributes_find (attributes, name, &length);

  return value != NULL && ((length == 1 && *value == '1') || (length == 4 && memcmp (value, "true", 4) == 0));
}

gsize
xy_reference_parse (const char *text, gsize length, guint *row, guint *column)
{
  gsize i = 0;
  guint c = 0, r = 0;

  for (; i < length && g_ascii_isalpha (text[i]); i++)
    {
      c = c * 26 + (guint) (g_ascii_toupper (text[i]) - 'A') + 1;
      if (c > XY_TABLE_MAX_COLUMNS)
        return 0;
    }
  gsize letters = i;
  for (; i < length && g_ascii_isdigit (text[i]); i++)
    {
      r = r * 10 + (guint) (text[i] - '0');
      if (r > XY_TABLE_MAX_ROWS)
        return 0;
    }
  if (c == 0 || r == 0 || i == letters)
    return 0;
  *row = r - 1;
  *column = c - 1;
  return i;
}
