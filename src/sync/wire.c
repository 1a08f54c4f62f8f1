/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/wire.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/sha256.h"

#define PUSH_SQL                                                                                                       \
  "SELECT ?1 ->> 'p', ?1 ->> 'sid', ?1 ->> 'dev', ?1 ->> 'ep', ?1 ->> 'from', ?1 ->> 'h', ?1 ->> 'old', "              \
  "?1 ->> 'sch', ?1 ->> 'off'"
#define PAGE_SQL                                                                                                       \
  "SELECT ?1 ->> 'p', ?1 ->> 'sid', ?1 ->> 'ep', ?1 ->> 'from', ?1 ->> 'to', ?1 ->> 'head', ?1 ->> 'more', "           \
  "?1 ->> 'last', ?1 ->> 'h', ?1 ->> 'now'"
#define END_SQL "SELECT ?1 ->> 'end', ?1 ->> 'sum'"

#define INT "%" G_GINT64_FORMAT

struct _XyWire
{
  XyDb *db;
  GString *line; /* what is read now, NUL-terminated */
};

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, _ ("What came over the line is damaged or too large."));
  return FALSE;
}

/* The row that SQL makes of LINE, a head or an end; NULL where it is none. */
static XyRows *
read_line (XyWire *wire, const char *sql, const char *line, gsize length)
{
  if (xy_wire_check_line (line, length) != XY_WIRE_FINE)
    return NULL;
  g_string_truncate (wire->line, 0);
  g_string_append_len (wire->line, line, (gssize) length);
  XyRows *rows = xy_db_query (wire->db, sql, XY_BIND (XY_TEXT (wire->line->str)), NULL);
  if (rows != NULL && xy_rows_next (rows, NULL))
    return rows;
  xy_rows_free (rows);
  return NULL;
}

/* Splits TEXT into its first line, its last one, and those between. */
static gboolean
split (const char *text,
       gsize length,
       const char **head,
       gsize *head_length,
       XyWireLines *lines,
       const char **last,
       gsize *last_length)
{
  const char *at = text, *end = text + length;

  if (length == 0 || end[-1] != '\n' || !xy_wire_next_line (&at, end, head, head_length))
    return FALSE;
  const char *start = end - 1;
  while (start > at && start[-1] != '\n')
    start--;
  if (start < at || start == end - 1)
    return FALSE;
  *last = start;
  *last_length = (gsize) (end - 1 - start);
  *lines = (XyWireLines){ .at = at, .end = start };
  return TRUE;
}

static gint64
count_lines (const XyWireLines *lines)
{
  gint64 n = 0;

  for (const char *at = lines->at; (at = memchr (at, '\n', (gsize) (lines->end - at))) != NULL; at++)
    n++;
  return n;
}

static gboolean
read_end (XyWire *wire, const char *line, gsize length, XyWireLines *lines, guint8 sum[XY_HASH_SIZE])
{
  g_autoptr (XyRows) rows = read_line (wire, END_SQL, line, length);

  lines->n = count_lines (lines);
  return rows != NULL && !xy_rows_is_null (rows, 0) && xy_rows_int (rows, 0) == lines->n
         && xy_wire_hash_from_text (xy_rows_text (rows, 1), sum);
}

static void
append_end (GString *out, gint64 n, const guint8 sum[XY_HASH_SIZE])
{
  char hex[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (sum, hex);
  g_string_append_printf (out, "{\"end\":" INT ",\"sum\":\"%s\"}\n", n, hex);
}

const char *
xy_wire_flaw_code (XyWireFlaw flaw)
{
  static const char *const codes[] = { NULL, "length", "text", "key", "depth", "number", "json", "shape" };

  return codes[flaw];
}

void
xy_wire_chain (guint8 hash[XY_HASH_SIZE], const char *line, gsize length)
{
  xy_sha256 (hash, hash, XY_HASH_SIZE, line, length);
}

void
xy_wire_hash_to_text (const guint8 hash[XY_HASH_SIZE], char text[XY_WIRE_HEX_SIZE])
{
  sodium_bin2hex (text, XY_WIRE_HEX_SIZE, hash, XY_HASH_SIZE);
}

gboolean
xy_wire_hash_from_text (const char *text, guint8 hash[XY_HASH_SIZE])
{
  gsize length = 0;

  return text != NULL && strlen (text) == XY_WIRE_HEX_SIZE - 1
         && sodium_hex2bin (hash, XY_HASH_SIZE, text, XY_WIRE_HEX_SIZE - 1, NULL, &length, NULL) == 0
         && length == XY_HASH_SIZE;
}

gboolean
xy_wire_epoch_from_text (const char *text, char epoch[XY_WIRE_EPOCH_MOST + 1])
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (text == NULL || length > XY_WIRE_EPOCH_MOST || strspn (text, "0123456789abcdef") != length)
    return FALSE;
  memcpy (epoch, text, length + 1);
  return TRUE;
}

gboolean
xy_wire_number_from_text (const char *text, gint64 *number)
{
  guint64 value = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 16, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

void
xy_wire_append_op (GString *out, const char *line, gint64 n)
{
  g_assert (g_str_has_prefix (line, "{\"n\":"));
  const char *rest = line + strlen ("{\"n\":");
  rest += strspn (rest, "0123456789");
  g_string_append_printf (out, "{\"n\":" INT "%s", n, rest);
}

gboolean
xy_wire_next_line (const char **at, const char *end, const char **line, gsize *length)
{
  const char *stop = *at < end ? memchr (*at, '\n', (gsize) (end - *at)) : NULL;

  if (stop == NULL)
    return FALSE;
  *line = *at;
  *length = (gsize) (stop - *at);
  *at = stop + 1;
  return TRUE;
}

XyWire *
xy_wire_new (GError **error)
{
  XyDb *db = xy_db_open (":memory:", XY_DB_CREATE, error);

  if (db == NULL)
    return NULL;
  XyWire *wire = g_new0 (XyWire, 1);
  wire->db = db;
  wire->line = g_string_new (NULL);
  return wire;
}

void
xy_wire_free (XyWire *wire)
{
  if (wire == NULL)
    return;
  xy_db_close (wire->db);
  g_string_free (wire->line, TRUE);
  g_free (wire);
}

XyDb *
xy_wire_get_db (XyWire *wire)
{
  return wire->db;
}

XyId
xy_wire_returned_id (gint64 stream, gint64 device, gint64 n)
{
  XyId of;
  gint64 parts[2] = { GINT64_TO_BE (stream), GINT64_TO_BE (device) };
  char name[32];

  memcpy (of.b, parts, sizeof of.b);
  g_snprintf (name, sizeof name, "returned " INT, n);
  return xy_id_derive (&of, name);
}

XyId
xy_wire_conflict_id (const XyId *record, gint64 device, gint64 n, const char *field)
{
  g_autofree char *name = g_strdup_printf ("conflict %" G_GINT64_MODIFIER "x " INT " %s", device, n, field);

  return xy_id_derive (record, name);
}

void
xy_wire_append_push_head (GString *out, const XyWirePush *head)
{
  char hex[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (head->before, hex);
  g_string_append_printf (
      out,
      "{\"p\":\"" XY_WIRE_MAGIC "\",\"sid\":" INT ",\"dev\":\"%" G_GINT64_MODIFIER "x\",\"ep\":\"%s\",\"from\":" INT
      ",\"h\":\"%s\",\"old\":" INT ",\"sch\":" INT ",\"off\":" INT "}\n",
      head->stream, head->device, head->epoch, head->from, hex, head->old, head->schema, head->offset);
}

void
xy_wire_append_push_end (GString *out, gint64 n, const guint8 after[XY_HASH_SIZE])
{
  guint8 sum[XY_HASH_SIZE];
  const char *head_end = memchr (out->str, '\n', out->len);

  memcpy (sum, after, XY_HASH_SIZE);
  xy_wire_chain (sum, out->str, (gsize) (head_end - out->str));
  append_end (out, n, sum);
}

gboolean
xy_wire_read_push (XyWire *wire,
                   const char *text,
                   gsize length,
                   XyWirePush *head,
                   XyWireLines *lines,
                   GByteArray *hashes,
                   GError **error)
{
  const char *first, *last, *line;
  gsize first_length, last_length, line_length;
  guint8 claimed[XY_HASH_SIZE], sum[XY_HASH_SIZE];

  *head = (XyWirePush){ 0 };
  if (length > XY_WIRE_RAW_MOST || !split (text, length, &first, &first_length, lines, &last, &last_length)
      || !read_end (wire, last, last_length, lines, claimed) || lines->n > XY_WIRE_OPS_MOST)
    return refuse (error);
  g_autoptr (XyRows) rows = read_line (wire, PUSH_SQL, first, first_length);
  if (rows == NULL || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0
      || !xy_wire_number_from_text (xy_rows_text (rows, 2), &head->device) || head->device == 0
      || !xy_wire_epoch_from_text (xy_rows_text (rows, 3), head->epoch) || head->epoch[0] == '\0'
      || !xy_wire_hash_from_text (xy_rows_text (rows, 5), head->before))
    return refuse (error);
  memcpy (sum, head->before, XY_HASH_SIZE);
  for (XyWireLines rest = *lines; xy_wire_next_line (&rest.at, rest.end, &line, &line_length);)
    {
      xy_wire_chain (sum, line, line_length);
      if (hashes != NULL)
        g_byte_array_append (hashes, sum, XY_HASH_SIZE);
    }
  xy_wire_chain (sum, first, first_length);
  if (memcmp (sum, claimed, XY_HASH_SIZE) != 0)
    return refuse (error);
  head->stream = xy_rows_int (rows, 1);
  head->from = xy_rows_int (rows, 4);
  head->old = xy_rows_int (rows, 6);
  head->schema = xy_rows_int (rows, 7);
  head->offset = xy_rows_int (rows, 8);
  return (head->stream > 0 && head->from > 0) || refuse (error);
}

void
xy_wire_append_page_head (GString *out, const XyWirePage *head)
{
  char hex[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (head->hash, hex);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"sid\":" INT ",\"ep\":\"%s\",\"from\":" INT ",\"to\":" INT
                          ",\"head\":" INT ",\"more\":%d,\"last\":" INT ",\"h\":\"%s\",\"now\":" INT "}\n",
                          head->stream, head->epoch, head->from, head->to, head->head, head->more, head->last, hex,
                          head->now);
}

void
xy_wire_append_page_row (GString *out, const char *table, const XyId *id, gint64 seq, gboolean gone, const char *fields)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  char number[24];

  xy_id_to_text (id, text);
  g_snprintf (number, sizeof number, INT, seq);
  const char *const parts[] = {
    "{\"t\":\"", table, "\",\"id\":\"", text, "\",\"s\":", number, gone ? ",\"x\":1,\"d\":" : ",\"x\":0,\"d\":",
    fields,      "}\n"
  };
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append (out, parts[i]);
}

void
xy_wire_append_page_end (GString *out, gint64 n)
{
  guint8 sum[XY_HASH_SIZE];

  xy_sha256 (sum, out->str, out->len, "", 0);
  append_end (out, n, sum);
}

gboolean
xy_wire_read_page (XyWire *wire, const char *text, gsize length, XyWirePage *head, XyWireLines *lines, GError **error)
{
  const char *first, *last;
  gsize first_length, last_length;
  guint8 claimed[XY_HASH_SIZE], sum[XY_HASH_SIZE];

  *head = (XyWirePage){ 0 };
  if (!split (text, length, &first, &first_length, lines, &last, &last_length)
      || !read_end (wire, last, last_length, lines, claimed))
    return refuse (error);
  xy_sha256 (sum, text, (gsize) (last - text), "", 0);
  if (memcmp (sum, claimed, XY_HASH_SIZE) != 0)
    return refuse (error);
  g_autoptr (XyRows) rows = read_line (wire, PAGE_SQL, first, first_length);
  if (rows == NULL || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0
      || !xy_wire_epoch_from_text (xy_rows_text (rows, 2), head->epoch) || head->epoch[0] == '\0'
      || !xy_wire_hash_from_text (xy_rows_text (rows, 8), head->hash))
    return refuse (error);
  head->stream = xy_rows_int (rows, 1);
  head->from = xy_rows_int (rows, 3);
  head->to = xy_rows_int (rows, 4);
  head->head = xy_rows_int (rows, 5);
  head->more = xy_rows_int (rows, 6) != 0;
  head->last = xy_rows_int (rows, 7);
  head->now = xy_rows_int (rows, 9);
  return (head->from >= 0 && head->from <= head->to && head->to <= head->head) || refuse (error);
}
