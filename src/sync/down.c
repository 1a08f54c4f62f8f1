/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/down.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/day.h"
#include "core/record.h"

#define INT "%" G_GINT64_FORMAT
/* For those whose program does not know withdrawals; it travels, so it is not translated. */
#define WITHDRAWAL_TITLE "撤回：%s"
/* Bytes of a file in one line: in base64, and with the rest of it, less than XY_WIRE_LINE_MOST. */
#define PART 45000

#define WRITE_SQL                                                                                                       \
  "SELECT json_object ('seq', ?1, 'id', ?2, 'scope', ?3, 'kind', ?4, 'title', ?5, 'text', ?6, 'name', ?7, 'size', ?8, " \
  "'sha', ?9, 'who', ?10, 'at', ?11)"
#define READ_SQL                                                                                                       \
  "SELECT ?1 ->> 'seq', ?1 ->> 'id', ?1 ->> 'scope', ?1 ->> 'kind', ?1 ->> 'title', ?1 ->> 'text', ?1 ->> 'name', "    \
  "?1 ->> 'size', ?1 ->> 'sha', ?1 ->> 'who', ?1 ->> 'at'"
#define HEAD_SQL "SELECT ?1 ->> 'p', ?1 ->> 'a', ?1 ->> 'ask', ?1 ->> 'from', ?1 ->> 'to', ?1 ->> 'more'"

XyDown *
xy_down_new (void)
{
  XyDown *down = g_new0 (XyDown, 1);

  down->text = g_strdup ("");
  down->who = g_strdup ("");
  return down;
}

void
xy_down_free (XyDown *down)
{
  if (down == NULL)
    return;
  g_free (down->kind);
  g_free (down->title);
  g_free (down->text);
  g_free (down->name);
  g_free (down->who);
  g_free (down->withdrawn_why);
  g_clear_pointer (&down->file, g_bytes_unref);
  g_free (down);
}

XyId
xy_down_withdrawal_of (const XyId *id)
{
  return xy_id_derive (id, XY_DOWN_WITHDRAWAL);
}

XyDown *
xy_down_new_withdrawal (const XyDown *down, const char *reason)
{
  XyDown *withdrawal = xy_down_new ();
  g_autofree char *title = g_strdup_printf (WITHDRAWAL_TITLE, down->title);

  withdrawal->id = xy_down_withdrawal_of (&down->id);
  withdrawal->scope = down->scope;
  withdrawal->kind = g_strdup (XY_DOWN_WITHDRAWAL);
  withdrawal->title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), XY_DOWN_TITLE_MOST));
  xy_down_set_text (&withdrawal->text, reason);
  return withdrawal;
}

void
xy_down_set_text (char **member, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*member);
  *member = copy;
}

gboolean
xy_down_set_file (XyDown *down, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > XY_DOWN_FILE_MOST
      || !g_file_get_contents (path, &text, &length, NULL))
    {
      xy_set_invalid (error, "file", _ ("This file cannot be opened, or is larger than 256 KiB: %s"), path);
      return FALSE;
    }
  g_free (down->name);
  g_clear_pointer (&down->file, g_bytes_unref);
  down->name = g_path_get_basename (path);
  down->size = (gint64) length;
  down->file = g_bytes_new_take (g_steal_pointer (&text), length);
  return TRUE;
}

/* ------------------------------------------------------------------ what can be sent */

/* What is read as one line, or as lines, by people and by machines. */
static gboolean
is_text (const char *text, glong most, gboolean lines)
{
  if (text == NULL || !g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > most)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)) && !(lines && (*at == '\n' || *at == '\t')))
      return FALSE;
  return TRUE;
}

/* A name that is one on every system, and hides nothing. */
static gboolean
is_file_name (const char *name)
{
  return is_text (name, XY_DOWN_NAME_MOST, FALSE) && *name != '\0' && *name != '.'
         && strpbrk (name, "/\\:*?\"<>|") == NULL;
}

static gboolean
is_rules_name (const char *name)
{
  static const char *const kinds[] = { "bylaw-",     "hygiene-", "meeting-",   "points-",
                                       "publicity-", "reports.", "retention.", "templates." };
  gsize length = strlen (name);

  if (!g_str_has_suffix (name, ".json") || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-.") != length
      || strchr (name, '.') != name + length - strlen (".json"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i]))
      return TRUE;
  return FALSE;
}

/* The date of the edition; NULL where it is no file of rules. (transfer full) */
static char *
rules_date (XyDb *json, GBytes *file)
{
  gsize length;
  const char *text = g_bytes_get_data (file, &length);
  gint64 fine = 0;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  g_autofree char *copy = g_strndup (text, length);
  if (!xy_db_number (json, "SELECT json_valid (?1) AND json_type (?1) = 'object'", XY_BIND (XY_TEXT (copy)), &fine,
                     NULL)
      || !fine)
    return NULL;
  g_autofree char *date = xy_db_text (json, "SELECT ?1 ->> 'date'", XY_BIND (XY_TEXT (copy)), NULL);
  return date != NULL && xy_day_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

static gboolean
check_file (XyWire *wire, const XyDown *down, GError **error)
{
  gboolean rules = g_str_equal (down->kind, XY_DOWN_RULES);

  if (rules && down->name == NULL)
    xy_set_invalid (error, "file", _ ("Please choose the file of rules."));
  else if (down->name == NULL)
    return TRUE;
  else if (down->file == NULL || (gint64) g_bytes_get_size (down->file) != down->size)
    xy_set_invalid (error, "file", _ ("This file cannot be read."));
  else if (down->size == 0 || down->size > XY_DOWN_FILE_MOST)
    xy_set_invalid (error, "file", _ ("The file is empty, or larger than 256 KiB. Please make it smaller."));
  else if (!is_file_name (down->name))
    xy_set_invalid (error, "name",
                    _ ("The file's name is too long, or has characters that a file's name must not have."));
  else if (rules && !is_rules_name (down->name))
    xy_set_invalid (error, "name",
                    _ ("A file of rules is called as those of the program, such as hygiene-household.json "
                       "or points-NAME.json."));
  else if (rules)
    {
      g_autofree char *date = rules_date (xy_wire_get_db (wire), down->file);
      if (date != NULL)
        return TRUE;
      xy_set_invalid (error, "file", _ ("This is no file of rules: it is no JSON, or has no date."));
    }
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_down_check (XyWire *wire, const XyDown *down, GError **error)
{
  gboolean withdraws = g_strcmp0 (down->kind, XY_DOWN_WITHDRAWAL) == 0;

  if (g_strcmp0 (down->kind, XY_DOWN_NOTICE) != 0 && g_strcmp0 (down->kind, XY_DOWN_RULES) != 0 && !withdraws)
    xy_set_invalid (error, "kind", _ ("It is a notice or a file of rules."));
  else if (!is_text (down->title, XY_DOWN_TITLE_MOST, FALSE) || *down->title == '\0')
    xy_set_invalid (error, "title", _ ("A title of at most %d characters is needed."), XY_DOWN_TITLE_MOST);
  else if (!is_text (down->text, XY_DOWN_TEXT_MOST, TRUE))
    xy_set_invalid (error, "text", _ ("The text is longer than %d characters, or has characters that nobody can read."),
                    XY_DOWN_TEXT_MOST);
  else if (down->scope < 100000)
    xy_set_invalid (error, "scope", _ ("It goes to a village, a township or the county: a code of 12, 9 or 6 digits."));
  else if (withdraws && *down->text == '\0')
    xy_set_invalid (error, "text", _ ("Please say why it is withdrawn; the villages read it."));
  else if (withdraws && down->name != NULL)
    xy_set_invalid (error, "file", _ ("A withdrawal has no file."));
  else if (*down->text == '\0' && down->name == NULL)
    xy_set_invalid (error, "text", _ ("Please write a text, or choose a file."));
  else
    return check_file (wire, down, error);
  return FALSE;
}

const char *
xy_down_kind_label (const XyDown *down)
{
  static const struct
  {
    const char *prefix;
    const char *label;
  } kinds[] = {
    { "hygiene-", N_ ("Hygiene checklist") },
    { "points-", N_ ("Points catalogue") },
    { "bylaw-templates", N_ ("Bylaw templates") },
    { "", N_ ("File of rules") },
  };

  if (g_strcmp0 (down->kind, XY_DOWN_WITHDRAWAL) == 0)
    return _ ("Withdrawal");
  if (g_strcmp0 (down->kind, XY_DOWN_RULES) != 0 || down->name == NULL)
    return _ ("Circular");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (down->name, kinds[i].prefix))
      return _ (kinds[i].label);
  return _ ("File of rules");
}

/* ------------------------------------------------------------------ as it travels */

void
xy_down_append (GString *out, XyWire *wire, const XyDown *down)
{
  gsize length = 0;
  const guint8 *bytes = down->file != NULL ? g_bytes_get_data (down->file, &length) : NULL;
  g_autofree char *sha =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, length > 0 ? bytes : (const guint8 *) "", length);
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&down->id, id);
  g_autofree char *line =
      xy_db_text (xy_wire_get_db (wire), WRITE_SQL,
                  XY_BIND (XY_INT (down->seq), XY_TEXT (id), XY_INT (down->scope), XY_TEXT (down->kind),
                           XY_TEXT (down->title), XY_TEXT (down->text), XY_TEXT (down->name), XY_INT ((gint64) length),
                           XY_TEXT (sha), XY_TEXT (down->who), XY_INT (down->at)),
                  NULL);
  g_return_if_fail (line != NULL);
  g_string_append_printf (out, "%s\n", line);
  for (gsize at = 0; at < length; at += PART)
    {
      g_autofree char *part = g_base64_encode (bytes + at, MIN (PART, length - at));
      g_string_append_printf (out, "{\"part\":\"%s\"}\n", part);
    }
}

GString *
xy_down_make_request (XyWire *wire, const XyDown *down)
{
  GString *out = g_string_new ("{\"p\":\"" XY_WIRE_MAGIC "\",\"ask\":\"down\"}\n");

  xy_down_append (out, wire, down);
  return out;
}

void
xy_down_append_head (GString *out, gint64 from, gint64 to, gboolean more, gint64 now)
{
  g_string_append_printf (
      out, "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"ok\",\"from\":" INT ",\"to\":" INT ",\"more\":%d,\"now\":" INT "}\n",
      from, to, more, now);
}

/* The next line as JSON; NULL where there is none, or it is no object. (transfer full) */
static char *
next_json (XyWire *wire, const char **at, const char *end)
{
  const char *line;
  gsize length;
  gint64 fine = 0;

  if (!xy_wire_next_line (at, end, &line, &length) || xy_wire_check_line (line, length) != XY_WIRE_FINE)
    return NULL;
  g_autofree char *text = g_strndup (line, length);
  return xy_db_number (xy_wire_get_db (wire), "SELECT json_valid (?1) AND json_type (?1) = 'object'",
                       XY_BIND (XY_TEXT (text)), &fine, NULL)
                 && fine
             ? g_steal_pointer (&text)
             : NULL;
}

/* The file in the lines that follow. */
static gboolean
read_parts (XyWire *wire, const char **at, const char *end, const char *sha, XyDown *down)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (bytes->len < down->size)
    {
      gsize length = 0;
      g_autofree char *line = next_json (wire, at, end);
      g_autofree char *part =
          line != NULL ? xy_db_text (xy_wire_get_db (wire), "SELECT ?1 ->> 'part'", XY_BIND (XY_TEXT (line)), NULL)
                       : NULL;
      if (part == NULL || *part == '\0')
        return FALSE;
      g_base64_decode_inplace (part, &length);
      if (length == 0 || (gint64) (bytes->len + length) > down->size)
        return FALSE;
      g_byte_array_append (bytes, (const guint8 *) part, (guint) length);
    }
  g_autofree char *own =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->len > 0 ? bytes->data : (const guint8 *) "", bytes->len);
  if (g_strcmp0 (own, sha) != 0)
    return FALSE;
  if (down->name != NULL)
    down->file = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

/* NULL where there is none. (transfer full) */
static XyDown *
read_item (XyWire *wire, const char **at, const char *end)
{
  g_autofree char *line = next_json (wire, at, end);
  g_autoptr (XyDown) down = xy_down_new ();

  if (line == NULL)
    return NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), READ_SQL, XY_BIND (XY_TEXT (line)), NULL);
  if (!xy_rows_next (rows, NULL) || xy_rows_text (rows, 1) == NULL
      || !xy_id_from_text (xy_rows_text (rows, 1), &down->id))
    return NULL;
  down->seq = xy_rows_int (rows, 0);
  down->scope = xy_rows_int (rows, 2);
  down->kind = g_strdup (xy_rows_text (rows, 3));
  down->title = g_strdup (xy_rows_text (rows, 4));
  xy_down_set_text (&down->text, xy_rows_text (rows, 5));
  down->name = g_strdup (xy_rows_text (rows, 6));
  down->size = xy_rows_int (rows, 7);
  xy_down_set_text (&down->who, xy_rows_text (rows, 9));
  down->at = xy_rows_int (rows, 10);
  /* A kind of a newer program's is no reason to refuse it. */
  if (!is_text (down->kind, 20, FALSE) || !is_text (down->title, XY_DOWN_TITLE_MOST, FALSE)
      || !is_text (down->text, XY_DOWN_TEXT_MOST, TRUE) || !is_text (down->who, XY_DOWN_TITLE_MOST, FALSE)
      || (down->name != NULL && !is_file_name (down->name)) || down->size < 0 || down->size > XY_DOWN_FILE_MOST
      || down->seq < 0 || (down->name == NULL) != (down->size == 0))
    return NULL;
  return read_parts (wire, at, end, xy_rows_text (rows, 8), down) ? g_steal_pointer (&down) : NULL;
}

XyDown *
xy_down_read_request (XyWire *wire, const char *text, gsize length)
{
  const char *at = text, *end = text + length;
  g_autofree char *line = length <= XY_DOWN_SEND_MOST ? next_json (wire, &at, end) : NULL;
  g_autoptr (XyDown) down = NULL;

  if (line == NULL)
    return NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), HEAD_SQL, XY_BIND (XY_TEXT (line)), NULL);
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0
      || g_strcmp0 (xy_rows_text (rows, 2), "down") != 0)
    return NULL;
  down = read_item (wire, &at, end);
  return down != NULL && at == end ? g_steal_pointer (&down) : NULL;
}

void
xy_down_page_clear (XyDownPage *page)
{
  g_clear_pointer (&page->list, g_ptr_array_unref);
}

gboolean
xy_down_read_page (XyWire *wire, const char *text, gsize length, XyDownPage *page)
{
  const char *at = text, *end = text + length;
  g_autofree char *line = length <= XY_DOWN_PAGE_MOST ? next_json (wire, &at, end) : NULL;

  *page = (XyDownPage){ .list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_down_free) };
  if (line == NULL)
    return FALSE;
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), HEAD_SQL, XY_BIND (XY_TEXT (line)), NULL);
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0
      || g_strcmp0 (xy_rows_text (rows, 1), "ok") != 0 || xy_rows_is_null (rows, 3) || xy_rows_is_null (rows, 4))
    return FALSE;
  page->from = xy_rows_int (rows, 3);
  page->to = xy_rows_int (rows, 4);
  page->more = xy_rows_int (rows, 5) != 0;
  gint64 last = page->from;
  while (at < end)
    {
      XyDown *down = read_item (wire, &at, end);
      if (down == NULL)
        return FALSE;
      g_ptr_array_add (page->list, down);
      if (down->seq <= last || down->seq > page->to)
        return FALSE;
      last = down->seq;
    }
  return page->from >= 0 && page->to >= page->from && (!page->more || page->list->len > 0);
}
