/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/talk.h"

#include <string.h>

#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"
#define ASK_SQL                                                                                                        \
  "SELECT ?1 ->> 'p', ?1 ->> 'ask', ?1 ->> 'sid', ?1 ->> 'dev', ?1 ->> 'ep', ?1 ->> 'acked', ?1 ->> 'max', "           \
  "?1 ->> 'ha', ?1 ->> 'hm', ?1 ->> 'cursor', ?1 ->> 'sch', ?1 ->> 'nonce', ?1 ->> 'down'"
#define ANSWER_SQL                                                                                                     \
  "SELECT ?1 ->> 'p', ?1 ->> 'a', ?1 ->> 'ep', ?1 ->> 'dev', ?1 ->> 'last', ?1 ->> 'h', ?1 ->> 'head', ?1 ->> 'now', " \
  "?1 ->> 'minsch', ?1 ->> 'down'"
#define RESULTS_SQL "SELECT r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value -> 3 FROM json_each (?1, '$.res') AS r"

static const char *const asks[] = { "hello", "results", "fork" };
static const char *const answers[] = { "ok", "gap", "fork", "epoch", "denied", "bad" };
static const char *const words[] = { "ok", "dup", "merged", "held", "rejected" };

static int
find_word (const char *const *list, guint n, const char *word)
{
  for (guint i = 0; word != NULL && i < n; i++)
    if (g_str_equal (list[i], word))
      return (int) i;
  return -1;
}

/* The text without its line feed; FALSE where it is no line, or not to be read. */
static gboolean
as_line (const char *text, gsize *length)
{
  if (*length > 0 && text[*length - 1] == '\n')
    (*length)--;
  return *length > 0 && *length <= XY_WIRE_RAW_MOST && g_utf8_validate_len (text, *length, NULL);
}

static XyRows *
ask_json (XyWire *wire, const char *sql, const char *text)
{
  gint64 valid = 0;

  if (!xy_db_number (xy_wire_get_db (wire), "SELECT json_valid (?1) AND json_type (?1) = 'object'",
                     XY_BIND (XY_TEXT (text)), &valid, NULL)
      || !valid)
    return NULL;
  return xy_db_query (xy_wire_get_db (wire), sql, XY_BIND (XY_TEXT (text)), NULL);
}

static void
result_clear (gpointer data)
{
  XyResult *result = data;

  g_free (result->code);
  g_free (result->detail);
}

/* What is mostly 0 is mostly left out. */
static void
append_number (GString *out, const char *key, gint64 number)
{
  if (number > 0)
    g_string_append_printf (out, ",\"%s\":" INT, key, number);
}

void
xy_ask_append (GString *out, const XyAsk *ask)
{
  char acked[XY_WIRE_HEX_SIZE], max[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (ask->acked_hash, acked);
  xy_wire_hash_to_text (ask->max_hash, max);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"ask\":\"%s\",\"sid\":" INT ",\"dev\":\"" HEX
                          "\",\"ep\":\"%s\",\"acked\":" INT ",\"max\":" INT
                          ",\"ha\":\"%s\",\"hm\":\"%s\",\"cursor\":" INT ",\"sch\":" INT ",\"nonce\":\"" HEX "\"",
                          asks[ask->kind], ask->stream, ask->device, ask->epoch, ask->acked, ask->max, acked, max,
                          ask->cursor, ask->schema, ask->nonce);
  append_number (out, "down", ask->down);
  g_string_append (out, "}\n");
}

gboolean
xy_ask_read (XyWire *wire, const char *text, gsize length, XyAsk *ask)
{
  *ask = (XyAsk){ 0 };
  if (!as_line (text, &length) || xy_wire_check_line (text, length) != XY_WIRE_FINE)
    return FALSE;
  g_autofree char *line = g_strndup (text, length);
  g_autoptr (XyRows) rows = ask_json (wire, ASK_SQL, line);
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0)
    return FALSE;
  int kind = find_word (asks, G_N_ELEMENTS (asks), xy_rows_text (rows, 1));
  if (kind < 0 || !xy_wire_number_from_text (xy_rows_text (rows, 3), &ask->device)
      || !xy_wire_epoch_from_text (xy_rows_text (rows, 4), ask->epoch)
      || !xy_wire_hash_from_text (xy_rows_text (rows, 7), ask->acked_hash)
      || !xy_wire_hash_from_text (xy_rows_text (rows, 8), ask->max_hash) || xy_rows_text (rows, 11) == NULL
      || !g_ascii_string_to_unsigned (xy_rows_text (rows, 11), 16, 0, G_MAXUINT64, &ask->nonce, NULL))
    return FALSE;
  ask->kind = (XyAskKind) kind;
  ask->stream = xy_rows_int (rows, 2);
  ask->acked = xy_rows_int (rows, 5);
  ask->max = xy_rows_int (rows, 6);
  ask->cursor = xy_rows_int (rows, 9);
  ask->schema = xy_rows_int (rows, 10);
  ask->down = xy_rows_int (rows, 12);
  return ask->acked >= 0 && ask->max >= ask->acked && ask->cursor >= 0 && ask->down >= 0;
}

const char *
xy_result_word (XyResultKind kind)
{
  return words[kind];
}

gboolean
xy_result_from_word (const char *word, XyResultKind *kind)
{
  int found = find_word (words, G_N_ELEMENTS (words), word);

  if (found >= 0)
    *kind = (XyResultKind) found;
  return found >= 0;
}

void
xy_answer_clear (XyAnswer *answer)
{
  g_clear_pointer (&answer->results, g_array_unref);
}

void
xy_answer_add (XyAnswer *answer, gint64 n, XyResultKind kind, const char *code, const char *detail)
{
  XyResult result = { .n = n, .kind = kind, .code = g_strdup (code), .detail = g_strdup (detail) };

  if (answer->results == NULL)
    {
      answer->results = g_array_new (FALSE, FALSE, sizeof (XyResult));
      g_array_set_clear_func (answer->results, result_clear);
    }
  g_array_append_val (answer->results, result);
}

void
xy_answer_append (GString *out, const XyAnswer *answer)
{
  char hash[XY_WIRE_HEX_SIZE];

  xy_wire_hash_to_text (answer->hash, hash);
  g_string_append_printf (out,
                          "{\"p\":\"" XY_WIRE_MAGIC "\",\"a\":\"%s\",\"ep\":\"%s\",\"dev\":\"" HEX "\",\"last\":" INT
                          ",\"h\":\"%s\",\"head\":" INT ",\"now\":" INT,
                          answers[answer->kind], answer->epoch, answer->device, answer->last, hash, answer->head,
                          answer->now);
  append_number (out, "minsch", answer->reader);
  append_number (out, "down", answer->down);
  g_string_append (out, ",\"res\":[");
  for (guint i = 0; answer->results != NULL && i < answer->results->len; i++)
    {
      const XyResult *result = &g_array_index (answer->results, XyResult, i);
      g_string_append_printf (out, "%s[" INT ",\"%s\",\"%s\",%s]", i > 0 ? "," : "", result->n, words[result->kind],
                              result->code != NULL ? result->code : "", result->detail != NULL ? result->detail : "{}");
    }
  g_string_append (out, "]}\n");
}

/* A word of the protocol: "mass-delete", or nothing. */
static gboolean
is_code (const char *code)
{
  return code == NULL || code[strspn (code, "abcdefghijklmnopqrstuvwxyz-")] == '\0';
}

static gboolean
read_results (XyWire *wire, const char *line, XyAnswer *answer)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), RESULTS_SQL, XY_BIND (XY_TEXT (line)), NULL);

  while (xy_rows_next (rows, NULL))
    {
      XyResultKind kind;
      if (!xy_result_from_word (xy_rows_text (rows, 1), &kind) || !is_code (xy_rows_text (rows, 2)))
        return FALSE;
      xy_answer_add (answer, xy_rows_int (rows, 0), kind, xy_rows_text (rows, 2), xy_rows_text (rows, 3));
    }
  return TRUE;
}

gboolean
xy_answer_read (XyWire *wire, const char *text, gsize length, XyAnswer *answer)
{
  *answer = (XyAnswer){ 0 };
  if (!as_line (text, &length))
    return FALSE;
  g_autofree char *line = g_strndup (text, length);
  g_autoptr (XyRows) rows = ask_json (wire, ANSWER_SQL, line);
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), XY_WIRE_MAGIC) != 0)
    return FALSE;
  int kind = find_word (answers, G_N_ELEMENTS (answers), xy_rows_text (rows, 1));
  if (kind < 0 || !xy_wire_epoch_from_text (xy_rows_text (rows, 2), answer->epoch)
      || !xy_wire_number_from_text (xy_rows_text (rows, 3), &answer->device)
      || !xy_wire_hash_from_text (xy_rows_text (rows, 5), answer->hash))
    return FALSE;
  answer->kind = (XyAnswerKind) kind;
  answer->last = xy_rows_int (rows, 4);
  answer->head = xy_rows_int (rows, 6);
  answer->now = xy_rows_int (rows, 7);
  answer->reader = xy_rows_int (rows, 8);
  answer->down = xy_rows_int (rows, 9);
  return read_results (wire, line, answer);
}
