/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ready kinds: bodies as the law has them, and how consultation is held here and there, as a dated file says. */
#include <string.h>

#include "core/day.h"
#include "core/meeting-due.h"
#include "core/meeting-kind-act.h"
#include "core/normalize.h"
#include "core/rule-file.h"
#include "core/store.h"

#define FILE_NAME "meeting-kinds.json"

enum
{
  VALID,
  DATE,
  LIST,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.kinds') = 'array'" },
  [DATE] = { NULL, "SELECT ?1 ->> '$.date'" },
  [LIST] = { NULL, "SELECT value ->> '$.name', value ->> '$.recurs', value ->> '$.hour' FROM json_each (?1, '$.kinds')"
                   " ORDER BY key" },
};

static XyMeetingKind *
ready_new (const char *name, const char *body, const char *comes, const char *recurs, const char *hour)
{
  XyMeetingKind *kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, name);
  xy_set_str (&kind->body, body);
  xy_set_str (&kind->comes, comes);
  xy_set_str (&kind->recurs, recurs);
  xy_set_str (&kind->hour, hour);
  xy_set_str (&kind->form, g_str_equal (body, "consult") ? "table" : "official");
  return kind;
}

static gboolean
is_hour (const char *text)
{
  return text == NULL || g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]$", text, 0, 0);
}

/* The consultations of one edition, and its DATE. NULL where BYTES are no such file. */
static GPtrArray *
read_edition (XyDb *db, GBytes *bytes, char **date)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) problem = NULL;
  gint64 valid = 0;

  if (strlen (text) != g_bytes_get_size (bytes) || !xy_text_is_valid (text, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (text)), &valid, NULL) || !valid)
    return NULL;
  *date = xy_db_text (db, statements[DATE].text, XY_BIND (XY_TEXT (text)), NULL);
  g_autoptr (XyRows) rows = xy_db_query (db, statements[LIST].text, XY_BIND (XY_TEXT (text)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      const char *name = xy_rows_text (rows, 0), *recurs = xy_rows_text (rows, 1), *hour = xy_rows_text (rows, 2);
      XyMeetingRecurs parsed;
      if (name == NULL || *name == '\0' || !is_hour (hour)
          || (recurs != NULL && !xy_meeting_recurs_parse (recurs, &parsed)))
        return NULL;
      g_ptr_array_add (list, ready_new (name, "consult", "household", recurs, hour));
    }
  return problem == NULL && *date != NULL && xy_day_is_valid (*date) ? g_steal_pointer (&list) : NULL;
}

/* Those of the newest edition that can be read; a damaged one hides none. */
static GPtrArray *
read_consultations (XyDb *db)
{
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (FILE_NAME);
  GPtrArray *best = NULL;
  g_autofree char *newest = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *date = NULL;
      GPtrArray *list = read_edition (db, texts->pdata[i], &date);

      if (list == NULL || (newest != NULL && strcmp (date, newest) < 0))
        {
          g_clear_pointer (&list, g_ptr_array_unref);
          continue;
        }
      g_clear_pointer (&best, g_ptr_array_unref);
      best = list;
      g_free (newest);
      newest = g_steal_pointer (&date);
    }
  return best != NULL ? best : g_ptr_array_new_with_free_func (g_object_unref);
}

/* Who is due at a body: its members, where it has some; each of age where the law counts all members of the collective;
 * one of each household else. */
static const char *
comes_of (const XyMeetingBody *body)
{
  if (g_str_equal (body->key, "collective"))
    return "person";
  if (g_str_equal (body->key, "consult"))
    return "household";
  for (guint i = 0; i < body->n_attend; i++)
    if (body->attend[i].of == XY_MEETING_HOUSEHOLDS)
      return "household";
  return body->n_attend > 0 && body->attend[0].of == XY_MEETING_ADULTS ? "person" : "member";
}

GPtrArray *
xy_meeting_kinds_ready (XyStore *store, const char *day, GError **error)
{
  g_autoptr (GPtrArray) ready = read_consultations (xy_store_get_db (store));
  g_autoptr (GPtrArray) known = xy_meeting_kinds (store, NULL, error);
  g_autoptr (XyMeetingRules) rules = known != NULL ? xy_meeting_rules_at (store, NULL, day, error) : NULL;

  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < rules->bodies->len; i++)
    {
      const XyMeetingBody *body = rules->bodies->pdata[i];
      if (!g_str_equal (body->key, "consult"))
        g_ptr_array_add (ready, ready_new (body->name, body->key, comes_of (body), body->meets, NULL));
    }
  for (guint i = ready->len; i-- > 0;)
    for (guint k = 0; k < known->len; k++)
      if (g_strcmp0 (((const XyMeetingKind *) ready->pdata[i])->name, ((const XyMeetingKind *) known->pdata[k])->name)
          == 0)
        {
          g_ptr_array_remove_index (ready, i);
          break;
        }
  return g_steal_pointer (&ready);
}

const XySql *
xy_meeting_kind_ready_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
