/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-rules-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/rule-file.h"

#define LAST_DAY "9999-12-31"
#define DEN_MOST 100

enum
{
  VALID,
  HEAD,
  SETS,
  BODIES,
  MATTERS,
  CHAIN,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.sets') = 'array'" },
  [HEAD] = { NULL, "SELECT ?1 ->> '$.name', ?1 ->> '$.date'" },
  [SETS] = { NULL, "SELECT key, value ->> '$.from', value ->> '$.until', value ->> '$.source', value ->> '$.check'"
                   " FROM json_each (?1, '$.sets') WHERE type = 'object'" },
  [BODIES] = { NULL,
               "SELECT v.value ->> '$.key', v.value ->> '$.name', v.value ->> '$.attend', v.value ->> '$.pass',"
               " v.value ->> '$.women', v.value ->> '$.notice_days', v.value ->> '$.notice_special',"
               " v.value ->> '$.topic_days', v.value ->> '$.least', v.value ->> '$.online', v.value ->> '$.proxy',"
               " v.value ->> '$.meets', v.value ->> '$.source', v.value ->> '$.from'"
               " FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.bodies') AS v"
               " WHERE s.key = ?2 AND v.type = 'object'" },
  [CHAIN] = { NULL, "SELECT s.value ->> '$.chain.steps', s.value ->> '$.chain.attend', s.value ->> '$.chain.agree',"
                    " s.value ->> '$.chain.publish_days', s.value ->> '$.chain.run_days', s.value ->> '$.chain.merge',"
                    " s.value ->> '$.chain.source' FROM json_each (?1, '$.sets') AS s"
                    " WHERE s.key = ?2 AND json_type (s.value, '$.chain') = 'object'" },
  [MATTERS] = { NULL, "SELECT v.value ->> '$.key', v.value ->> '$.name', v.value ->> '$.bodies', v.value ->> '$.party',"
                      " v.value ->> '$.collective', v.value ->> '$.words', v.value ->> '$.source'"
                      " FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.matters') AS v"
                      " WHERE s.key = ?2 AND v.type = 'object'" },
};

static const char *const basis_words[] = { "adults", "households", "members", "present" };

static gboolean
unreadable (GError **error, const char *detail)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The rules of meetings cannot be used: %s"), detail);
  return FALSE;
}

/* The reading ended with PROBLEM (NULL: with what cannot be): somebody stopped it, or the file is damaged. */
static gboolean
damaged (GError **error, const GError *problem)
{
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED))
    return unreadable (error, _ ("the file is damaged."));
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

/* "households >= 2/3". */
static gboolean
share_parse (const char *text, XyMeetingShare *share)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  char *end;
  int basis = 0;

  if (g_strv_length (words) != 3 || (!g_str_equal (words[1], ">") && !g_str_equal (words[1], ">=")))
    return FALSE;
  while (basis < (int) G_N_ELEMENTS (basis_words) && !g_str_equal (words[0], basis_words[basis]))
    basis++;
  share->of = (XyMeetingBasis) basis;
  share->over = words[1][1] == '\0';
  share->num = (int) g_ascii_strtoll (words[2], &end, 10);
  if (basis == (int) G_N_ELEMENTS (basis_words) || *end != '/')
    return FALSE;
  share->den = (int) g_ascii_strtoll (end + 1, &end, 10);
  return *end == '\0' && share->num >= 1 && share->den >= share->num && share->den <= DEN_MOST;
}

static gboolean
read_shares (const char *text, XyMeetingShare *shares, guint most, guint *n)
{
  g_auto (GStrv) parts = g_strsplit (text, " or ", -1);

  *n = g_strv_length (parts);
  if (*n == 0 || *n > most)
    return FALSE;
  for (guint i = 0; i < *n; i++)
    if (!share_parse (parts[i], &shares[i]))
      return FALSE;
  return TRUE;
}

/* "none" says that there is no rule, where a province takes one away. */
static char *
dup_unless_none (XyRows *rows, int column)
{
  char *text = xy_rule_word (rows, column);

  if (g_strcmp0 (text, "none") == 0)
    g_clear_pointer (&text, g_free);
  return text;
}

/* A source that begins with an article's number is one of the set's own law. */
static char *
dup_source (XyRows *rows, int column, const char *law)
{
  g_autofree char *source = xy_rule_word (rows, column);

  return source != NULL && g_str_has_prefix (source, "第") ? g_strconcat (law, source, NULL)
                                                           : g_steal_pointer (&source);
}

static gboolean
read_body (XyRows *rows, const char *law, XyMeetingBody *body)
{
  guint n = 0;

  body->key = xy_rule_word (rows, 0);
  body->name = xy_rule_word (rows, 1);
  if (!xy_rows_is_null (rows, 2)
      && !read_shares (xy_rows_text (rows, 2), body->attend, XY_MEETING_ATTEND_MOST, &body->n_attend))
    return FALSE;
  if (!xy_rows_is_null (rows, 3) && !read_shares (xy_rows_text (rows, 3), &body->pass, 1, &n))
    return FALSE;
  if (!xy_rows_is_null (rows, 4) && !read_shares (xy_rows_text (rows, 4), &body->women, 1, &n))
    return FALSE;
  body->votes = body->pass.num > 0;
  body->notice_days = xy_rows_is_null (rows, 5) ? -1 : (int) xy_rows_int (rows, 5);
  body->special = xy_rows_int (rows, 6) != 0;
  body->topic_days = xy_rows_is_null (rows, 7) ? -1 : (int) xy_rows_int (rows, 7);
  body->least = xy_rows_is_null (rows, 8) ? -1 : (int) xy_rows_int (rows, 8);
  body->online = xy_rows_int (rows, 9) != 0;
  g_autofree char *proxy = dup_unless_none (rows, 10);
  body->proxy = proxy != NULL;
  body->meets = dup_unless_none (rows, 11);
  body->source = dup_source (rows, 12, law);
  return body->key != NULL && body->source != NULL && body->notice_days <= 366 && body->topic_days <= 366
         && (body->n_attend > 0) == body->votes;
}

/* FALSE where the figures cannot be used. */
static gboolean
read_chain (XyRows *rows, const char *law, gboolean check, XyMeetingChain *chain)
{
  g_autofree char *steps = xy_rule_word (rows, 0);
  guint n = 0;

  chain->steps = g_strsplit (steps != NULL ? steps : "", " ", -1);
  chain->publish_days = (int) xy_rows_int (rows, 3);
  chain->run_days = (int) xy_rows_int (rows, 4);
  chain->merge = xy_rows_int (rows, 5) != 0;
  chain->source = dup_source (rows, 6, law);
  chain->check = check;
  return steps != NULL && chain->source != NULL && !xy_rows_is_null (rows, 1) && !xy_rows_is_null (rows, 2)
         && read_shares (xy_rows_text (rows, 1), &chain->attend, 1, &n)
         && read_shares (xy_rows_text (rows, 2), &chain->agree, 1, &n) && chain->publish_days >= 0
         && chain->publish_days <= 366 && chain->run_days >= 0 && chain->run_days <= 366;
}

static XyMeetingRules *
read_set (XyDb *db, const char *text, gint64 set, const char *day, const char *source, gboolean check, GError **error)
{
  g_autoptr (XyMeetingRules) rules = g_new0 (XyMeetingRules, 1);
  g_autoptr (GError) problem = NULL;

  rules->source = g_strdup (source);
  rules->check = check;
  rules->bodies = g_ptr_array_new ();
  rules->matters = g_ptr_array_new ();
  g_autoptr (XyRows) bodies =
      xy_db_query (db, statements[BODIES].text, XY_BIND (XY_TEXT (text), XY_INT (set)), &problem);
  while (xy_rows_next (bodies, &problem))
    {
      g_autofree char *from = xy_rule_word (bodies, 13);
      if (from != NULL && strcmp (from, day) > 0)
        continue;
      XyMeetingBody *body = g_new0 (XyMeetingBody, 1);
      g_ptr_array_add (rules->bodies, body);
      body->check = check;
      if (!read_body (bodies, source, body))
        return unreadable (error, _ ("a body does not say who must come, how many must agree, or whence that comes.")),
               NULL;
    }
  g_autoptr (XyRows) matters =
      problem != NULL ? NULL
                      : xy_db_query (db, statements[MATTERS].text, XY_BIND (XY_TEXT (text), XY_INT (set)), &problem);
  while (problem == NULL && xy_rows_next (matters, &problem))
    {
      XyMeetingMatter *matter = g_new0 (XyMeetingMatter, 1);
      g_ptr_array_add (rules->matters, matter);
      matter->key = xy_rule_word (matters, 0);
      matter->name = xy_rule_word (matters, 1);
      g_autofree char *names = xy_rule_word (matters, 2), *words = xy_rule_word (matters, 5);
      matter->bodies = g_strsplit (names != NULL ? names : "", " ", -1);
      matter->party = xy_rows_int (matters, 3) != 0;
      matter->collective = xy_rows_int (matters, 4) != 0;
      matter->words = g_strsplit (words != NULL ? words : "", " ", -1);
      matter->source = dup_source (matters, 6, source);
      matter->check = check;
      if (matter->key == NULL || names == NULL || matter->source == NULL)
        return unreadable (error, _ ("a matter does not say who decides it, or whence that comes.")), NULL;
    }
  g_autoptr (XyRows) chain =
      problem != NULL ? NULL
                      : xy_db_query (db, statements[CHAIN].text, XY_BIND (XY_TEXT (text), XY_INT (set)), &problem);
  if (problem == NULL && xy_rows_next (chain, &problem))
    {
      rules->chain = g_new0 (XyMeetingChain, 1);
      if (!read_chain (chain, source, check, rules->chain))
        return unreadable (error, _ ("a chain of meetings does not say its steps, its figures, or whence they come.")),
               NULL;
    }
  if (problem != NULL)
    return damaged (error, problem), NULL;
  return g_steal_pointer (&rules);
}

/* Reads the set that holds on DAY; all sets are looked at, so that a file is good or bad whatever the day. */
static gboolean
read_sets (XyMeetingEdition *edition, XyDb *db, const char *text, const char *day, gboolean fallback, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[SETS].text, XY_BIND (XY_TEXT (text)), &problem);
  g_autofree char *before = g_strdup ("");

  while (xy_rows_next (rows, &problem))
    {
      g_autofree char *from = xy_rule_word (rows, 1), *until = xy_rule_word (rows, 2), *source = xy_rule_word (rows, 3);

      if (!xy_day_is_valid (from) || (until != NULL && !xy_day_is_valid (until)) || source == NULL)
        return unreadable (error, _ ("a set has no source, or a day that is none."));
      if (strcmp (until != NULL ? until : LAST_DAY, from) < 0 || strcmp (before, from) >= 0)
        return unreadable (error, _ ("two sets hold at the same time."));
      g_free (before);
      before = g_strdup (until != NULL ? until : LAST_DAY);
      g_autoptr (XyMeetingRules) rules =
          read_set (db, text, xy_rows_int (rows, 0), day, source, xy_rows_int (rows, 4) != 0, error);
      if (rules == NULL)
        return FALSE;
      if ((strcmp (from, day) <= 0 && strcmp (day, before) <= 0) || (fallback && edition->rules == NULL))
        {
          g_clear_pointer (&edition->rules, xy_meeting_rules_free);
          edition->rules = g_steal_pointer (&rules);
          xy_set_str (&edition->from, from);
        }
    }
  return problem == NULL || damaged (error, problem);
}

void
xy_meeting_edition_free (XyMeetingEdition *edition)
{
  if (edition == NULL)
    return;
  g_free (edition->name);
  g_free (edition->date);
  g_free (edition->from);
  xy_meeting_rules_free (edition->rules);
  g_free (edition);
}

XyMeetingEdition *
xy_meeting_edition_parse (XyDb *db, const char *text, gsize length, const char *day, gboolean fallback, GError **error)
{
  g_autoptr (XyMeetingEdition) edition = g_new0 (XyMeetingEdition, 1);
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr (GError) problem = NULL;
  gint64 valid = 0;

  if (length > XY_RULE_FILE_SIZE || !xy_text_is_valid (copy, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (copy)), &valid, &problem) || !valid)
    return damaged (error, problem), NULL;
  {
    g_autoptr (XyRows) head = xy_db_query (db, statements[HEAD].text, XY_BIND (XY_TEXT (copy)), &problem);
    if (xy_rows_next (head, &problem))
      {
        edition->name = xy_rule_word (head, 0);
        edition->date = xy_rule_word (head, 1);
      }
  }
  if (problem != NULL)
    return damaged (error, problem), NULL;
  if (edition->name == NULL || !xy_day_is_valid (edition->date))
    return unreadable (error, _ ("it does not say its name and date.")), NULL;
  return read_sets (edition, db, copy, day, fallback, error) ? g_steal_pointer (&edition) : NULL;
}

const XySql *
xy_meeting_rules_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
