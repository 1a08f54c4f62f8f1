/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-chain.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/store.h"

/* Stages 1 to 4 of a meeting: it was held. */
#define HELD "m.del = 0 AND m.stage BETWEEN 1 AND 4"

enum
{
  MEETINGS,
  NOTICES,
  IDS,
};

static const XySql statements[] = {
  [MEETINGS] = { NULL,
                 "SELECT m.id, m.day, k.body, m.party_on FROM meeting AS m JOIN meeting_kind AS k ON k.id = m.kind "
                 "WHERE m.id IN (SELECT l.meeting FROM meeting_line AS l WHERE l.matter = ?1 AND l.del = 0 "
                 "UNION SELECT n.target FROM matter_link AS n WHERE n.matter = ?1 AND n.kind = 'meeting' "
                 "AND n.del = 0) AND " HELD " ORDER BY m.day, m.starts, m.id" },
  /* Hung, oldest first; whether it is about the meeting that decided. */
  [NOTICES] = { NULL,
                "SELECT n.id, n.posted_on, n.taken_down_on, p.subject IS ?2 FROM notice AS n LEFT JOIN paper AS p "
                "ON p.id = n.paper WHERE n.del = 0 AND n.posted_on IS NOT NULL AND (p.subject = ?1 OR p.subject = ?2 "
                "OR EXISTS (SELECT 1 FROM matter_link AS k WHERE k.matter = ?1 AND k.kind = 'paper' AND k.del = 0 "
                "AND k.target IN (n.id, n.paper))) ORDER BY n.posted_on, n.id",
                "all notices: some hundreds" },
  [IDS] = { NULL,
            "SELECT t.id FROM matter AS t WHERE t.del = 0 AND t.stage <> 10 AND ((t.reserved IS NOT NULL AND "
            "t.stage < 7) OR t.id IN (SELECT l.matter FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
            "JOIN meeting_kind AS k ON k.id = m.kind WHERE k.body IN ('branch', 'committees', 'party', "
            "'representatives', 'villagers') AND l.matter IS NOT NULL AND l.del = 0 AND " HELD ")) "
            "ORDER BY t.day DESC, t.number DESC",
            "all matters" },
};

void
xy_matter_chain_free (XyMatterChain *chain)
{
  if (chain == NULL)
    return;
  g_clear_pointer (&chain->steps, g_ptr_array_unref);
  g_clear_pointer (&chain->warnings, g_ptr_array_unref);
  g_free (chain->missing);
  g_free (chain->source);
  g_free (chain);
}

static void
step_free (gpointer data)
{
  XyMatterChainStep *step = data;

  g_free (step->bodies);
  g_free (step->title);
  g_free (step->verdict);
  g_free (step->note);
  g_free (step);
}

static const char *
word_of (const char *bodies)
{
  static const XyWord words[] = {
    { "branch", N_ ("proposed by the Party organisation") },
    { "committees", N_ ("discussed by both committees") },
    { "party", N_ ("examined by the Party members") },
    { "villagers|representatives", N_ ("decided by the villagers or their representatives") },
    { NULL, NULL },
  };

  return xy_word_label (words, bodies);
}

static gboolean
is_body (const char *bodies, const char *body)
{
  g_auto (GStrv) names = g_strsplit (bodies, "|", -1);

  return body != NULL && g_strv_contains ((const char *const *) names, body);
}

/* Whose vote it takes: the Party members and those who decide; the others may agree without one. */
static gboolean
must_vote (const char *bodies)
{
  return !g_str_equal (bodies, "branch") && !g_str_equal (bodies, "committees");
}

/* What was voted on the matter at the meeting. The Party members pass by the figures of the chain. */
static gboolean
judge (XyStore *store,
       const XyMatterChain *chain,
       const XyMeetingChain *figures,
       XyMatterChainStep *step,
       GError **error)
{
  g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (store, &step->meeting, error);
  XyMeetingSheet judged;
  XyMeetingBody body;

  if (sheet == NULL)
    return FALSE;
  step->title = xy_meeting_sheet_name (sheet);
  judged = *sheet;
  if (sheet->body != NULL && g_str_equal (step->bodies, "party"))
    {
      body = *sheet->body;
      body.attend[0] = figures->attend;
      body.n_attend = 1;
      body.pass = figures->agree;
      judged.body = &body;
    }
  for (guint i = 0; i < sheet->lines->len && sheet->body != NULL && sheet->body->votes; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      const XyMeetingLine *topic = xy_meeting_sheet_topic (sheet, line);
      g_auto (XyMeetingVerdict) verdict = { 0 };

      if (g_strcmp0 (line->kind, "decision") != 0
          || !(xy_id_same (&line->matter, &chain->matter)
               || (topic != NULL && xy_id_same (&topic->matter, &chain->matter)))
          || !xy_meeting_sheet_judge (&judged, line, &verdict) || step->passed)
        continue;
      step->voted = TRUE;
      step->passed = verdict.passed;
      xy_set_str (&step->verdict, verdict.sentence);
    }
  return TRUE;
}

/* The latest meeting of each step, and the day on which the Party organisation met by the record of the decision. */
static gboolean
find_meetings (XyStore *store, XyMatterChain *chain, char party_on[XY_DAY_SIZE], GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[MEETINGS].text, XY_BIND (XY_ID (&chain->matter)), &problem);

  party_on[0] = '\0';
  while (xy_rows_next (rows, &problem))
    for (guint i = 0; i < chain->steps->len; i++)
      {
        XyMatterChainStep *step = chain->steps->pdata[i];
        if (step->bodies == NULL || !is_body (step->bodies, xy_rows_text (rows, 2)))
          continue;
        step->meeting = xy_rows_id (rows, 0);
        step->held = TRUE;
        g_strlcpy (step->day, xy_rows_text (rows, 1), sizeof step->day);
        if (!xy_rows_is_null (rows, 3))
          g_strlcpy (party_on, xy_rows_text (rows, 3), XY_DAY_SIZE);
      }
  return xy_error_pass (error, &problem);
}

static gboolean
weigh_meetings (XyStore *store, XyMatterChain *chain, const XyMeetingChain *figures, GError **error)
{
  char party_on[XY_DAY_SIZE];

  if (!find_meetings (store, chain, party_on, error))
    return FALSE;
  for (guint i = 0; i < chain->steps->len; i++)
    {
      XyMatterChainStep *step = chain->steps->pdata[i],
                        *next = i + 1 < chain->steps->len ? chain->steps->pdata[i + 1] : NULL;

      if (step->bodies == NULL)
        break;
      if (step->held && !judge (store, chain, figures, step, error))
        return FALSE;
      step->done = step->held && (step->voted ? step->passed : !must_vote (step->bodies));
      if (step->held && step->voted && !step->passed)
        step->note = g_strdup (_ ("It did not pass."));
      else if (step->held && !step->done)
        step->note = g_strdup (_ ("No vote on it is recorded."));
      if (step->held || i > 0)
        continue;
      if (party_on[0] != '\0')
        {
          step->done = step->held = TRUE;
          g_strlcpy (step->day, party_on, sizeof step->day);
          step->note = g_strdup (_ ("As the record of a later meeting says; it has no record here."));
        }
      else if (figures->merge && next != NULL && next->bodies != NULL && next->held)
        {
          step->done = step->merged = TRUE;
          step->note = g_strdup (_ ("With the next one: allowed only where one person heads both."));
        }
    }
  return TRUE;
}

/* The decision's notice is the first since the decision that hung before it was carried out, or is about the meeting;
 * that of the result is the last since it was. */
static gboolean
find_notices (XyStore *store,
              XyMatterChain *chain,
              const XyMatter *matter,
              const XyMeetingChain *figures,
              GError **error)
{
  XyMatterChainStep *decided = chain->steps->pdata[chain->steps->len - 3];
  XyMatterChainStep *decision = chain->steps->pdata[chain->steps->len - 2];
  XyMatterChainStep *result = chain->steps->pdata[chain->steps->len - 1];
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = decided->done
                                ? xy_db_query (xy_store_get_db (store), statements[NOTICES].text,
                                               XY_BIND (XY_ID (&chain->matter), XY_ID (&decided->meeting)), &problem)
                                : NULL;

  while (xy_rows_next (rows, &problem))
    {
      const char *posted = xy_rows_text (rows, 1), *down = xy_rows_text (rows, 2);
      gboolean carried_out = matter->done_on != NULL && strcmp (posted, matter->done_on) >= 0;
      XyMatterChainStep *step = !carried_out || xy_rows_int (rows, 3) != 0 ? decision : result;

      if (strcmp (posted, decided->day) < 0 || (step == decision && decision->done))
        continue;
      g_free (step->note);
      step->note = NULL;
      step->held = TRUE;
      step->notice = xy_rows_id (rows, 0);
      g_strlcpy (step->day, posted, sizeof step->day);
      xy_day_add (posted, figures->publish_days, step->until);
      step->done = down == NULL || strcmp (down, step->until) >= 0;
      if (!step->done)
        step->note = g_strdup_printf (_ ("It was taken down on %s; it should have hung to %s."), down, step->until);
      else if (strcmp (today, step->until) < 0)
        step->note = g_strdup_printf (_ ("It hangs to %s at least."), step->until);
    }
  return xy_error_pass (error, &problem);
}

static void
warn (XyMatterChain *chain, const char *today)
{
  const XyMatterChainStep *first = NULL, *before = NULL, *decided = chain->steps->pdata[chain->steps->len - 3];

  for (guint i = 0; i < chain->steps->len; i++)
    {
      const XyMatterChainStep *step = chain->steps->pdata[i];
      if (!step->held)
        continue;
      if (i > chain->next)
        {
          const XyMatterChainStep *missing = chain->steps->pdata[chain->next];
          /* Translators: both are steps of the chain: 党员大会审议 */
          g_ptr_array_add (chain->warnings,
                           g_strdup_printf (_ ("It was %s before it was %s."), step->word, missing->word));
          break;
        }
      if (before != NULL && strcmp (step->day, before->day) < 0)
        g_ptr_array_add (chain->warnings, g_strdup_printf (_ ("It was %s on %s, before it was %s on %s."), step->word,
                                                           step->day, before->word, before->day));
      before = step;
      if (first == NULL)
        first = step;
    }
  if (first == NULL || first->bodies == NULL)
    return;
  chain->days = xy_day_between (first->day, decided->done ? decided->day : today);
  if (chain->most_days > 0 && chain->days > chain->most_days)
    g_ptr_array_add (
        chain->warnings,
        decided->done
            ? g_strdup_printf (_ ("From the first meeting to the decision it took %d days; it should take %d at most."),
                               chain->days, chain->most_days)
            : g_strdup_printf (_ ("Since the first meeting %d days have gone by; it should take %d at most."),
                               chain->days, chain->most_days));
}

static char *
say_missing (const XyMatterChain *chain, const XyMatter *matter, const XyMeetingChain *figures)
{
  if (chain->next == chain->steps->len)
    return NULL;
  const XyMatterChainStep *step = chain->steps->pdata[chain->next];
  if (step->bodies != NULL)
    return step->held ? g_strdup_printf (_ ("To be %s once more: %s"), step->word, step->note)
                      : g_strdup_printf (_ ("To be %s."), step->word);
  if (chain->next + 2 == chain->steps->len)
    return g_strdup_printf (_ ("The decision is to be published, for %d days at least."), figures->publish_days);
  return g_strdup (matter->done_on != NULL
                       ? _ ("What came of it is to be published.")
                       : _ ("It is to be carried out, and then what came of it is to be published."));
}

static XyMatterChainStep *
add_step (XyMatterChain *chain, const char *bodies, const char *word)
{
  XyMatterChainStep *step = g_new0 (XyMatterChainStep, 1);

  step->bodies = g_strdup (bodies);
  step->word = word;
  g_ptr_array_add (chain->steps, step);
  return step;
}

XyMatterChain *
xy_matter_chain (XyStore *store, const XyId *matter_id, GError **error)
{
  g_autoptr (XyMatter) matter = xy_matter_get (store, matter_id, error);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyMeetingRules) rules = matter != NULL ? xy_meeting_rules_at (store, NULL, matter->day, error) : NULL;

  if (rules == NULL)
    return NULL;
  if (rules->chain == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The rules of meetings say nothing about such a chain."));
      return NULL;
    }
  g_autoptr (XyMatterChain) chain = g_new0 (XyMatterChain, 1);
  chain->matter = *matter_id;
  chain->steps = g_ptr_array_new_with_free_func (step_free);
  chain->warnings = g_ptr_array_new_with_free_func (g_free);
  chain->most_days = rules->chain->run_days;
  chain->source = g_strdup (rules->chain->source);
  chain->check = rules->chain->check;
  for (char **bodies = rules->chain->steps; *bodies != NULL; bodies++)
    {
      XyMatterChainStep *step = add_step (chain, *bodies, word_of (*bodies));
      if (step->word == NULL)
        step->word = step->bodies;
    }
  add_step (chain, NULL, _ ("published as decided"));
  add_step (chain, NULL, _ ("published as carried out"));
  if (!weigh_meetings (store, chain, rules->chain, error) || !find_notices (store, chain, matter, rules->chain, error))
    return NULL;
  while (chain->next < chain->steps->len && ((XyMatterChainStep *) chain->steps->pdata[chain->next])->done)
    chain->next++;
  chain->missing = say_missing (chain, matter, rules->chain);
  warn (chain, today);
  return g_steal_pointer (&chain);
}

GArray *
xy_matter_chain_ids (XyStore *store, gboolean open_only, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[IDS].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; open_only && problem == NULL && i < ids->len;)
    {
      g_autoptr (XyMatterChain) chain = xy_matter_chain (store, &g_array_index (ids, XyId, i), &problem);
      if (chain != NULL && chain->next == chain->steps->len)
        g_array_remove_index (ids, i);
      else
        i++;
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&ids) : NULL;
}

const XySql *
xy_meeting_chain_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
