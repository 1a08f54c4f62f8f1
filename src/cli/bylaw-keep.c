/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/bylaw.h"
#include "cli/roster.h"
#include "core/bylaw-act.h"
#include "core/bylaw-due.h"
#include "core/bylaw-publish.h"
#include "core/vote.h"

/* The version of the bylaw NAME that is meant: --version, or the last. */
static XyBylawVersion *
find (XyCli *cli, const XyCliBylawOptions *options, const char *name, GError **error)
{
  g_autoptr (XyBylaw) bylaw = xy_bylaw_find (cli->store, name, error);

  return bylaw != NULL ? xy_bylaw_version_of (cli->store, &bylaw->record.id, options->version, error) : NULL;
}

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "kind", N_ ("Kind") },
    { "version", N_ ("Version"), XY_CLI_NUMBER },
    { "stage", N_ ("Stage") },
    { "passed_on", N_ ("Passed on") },
    { "file_by", N_ ("File by") },
    { "filed_on", N_ ("Filed on") },
    { "force_on", N_ ("In force since") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("bylaws", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) bylaws = xy_cli_open (cli, error) ? xy_bylaws (cli->store, error) : NULL;

  for (guint i = 0; bylaws != NULL && i < bylaws->len; i++)
    {
      const XyBylaw *bylaw = bylaws->pdata[i];
      g_autoptr (GPtrArray) versions = xy_bylaw_versions (cli->store, &bylaw->record.id, error);
      const char *kind = cli->json ? bylaw->kind : xy_word_label (xy_bylaw_kinds, bylaw->kind);
      if (versions == NULL)
        return XY_CLI_FAILED;
      for (guint v = 0; v < versions->len; v++)
        {
          const XyBylawVersion *version = versions->pdata[v];
          XyBylawStage stage = (XyBylawStage) version->stage;
          g_autofree char *file_by = stage == XY_BYLAW_PASSED ? xy_bylaw_filing_day (cli->store, version) : NULL;
          xy_cli_table_add (table, bylaw->name, kind, version->number,
                            cli->json ? xy_bylaw_stage_name (stage) : xy_bylaw_stage_word (stage), version->passed_on,
                            file_by, version->filed_on, version->force_on);
        }
    }
  return bylaws != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
due (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "stage", N_ ("Stage") },
    { "kind", N_ ("Waits for") },
    { "open", N_ ("Not answered"), XY_CLI_NUMBER },
    { "elsewhere", N_ ("With others"), XY_CLI_FLAG },
    { "since", N_ ("Since") },
    { "until", N_ ("Best by") },
    { "days", N_ ("Days left"), XY_CLI_NUMBER },
    { "late", N_ ("Late"), XY_CLI_FLAG },
    { "sentence", N_ ("What is to be done") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("due", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) all = xy_cli_open (cli, error) ? xy_bylaw_due (cli->store, error) : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const XyBylawDue *one = all->pdata[i];
      xy_cli_table_add (table, one->name,
                        cli->json ? xy_bylaw_stage_name (one->stage) : xy_bylaw_stage_word (one->stage),
                        cli->json                          ? xy_bylaw_due_kind_name (one->kind)
                        : one->kind == XY_BYLAW_DUE_ANSWER ? _ ("answers")
                                                           : xy_bylaw_step_label (one->step),
                        (gint64) one->n_open, one->elsewhere, one->since, one->has_until ? one->until : NULL,
                        (gint64) one->days, one->late, one->sentence);
    }
  return all != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
text (XyCli *cli, const XyCliBylawOptions *options, const char *name, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_open (cli, error) ? find (cli, options, name, error) : NULL;
  g_autoptr (GPtrArray) clauses = version != NULL ? xy_bylaw_clauses (cli->store, &version->record.id, error) : NULL;

  if (clauses == NULL)
    return XY_CLI_FAILED;
  g_autofree char *written = xy_bylaw_clauses_write (version->preamble, clauses);
  if (!cli->json)
    {
      g_print ("%s", written);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "text", written);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
show (XyCli *cli, const XyCliBylawOptions *options, const char *name, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_open (cli, error) ? find (cli, options, name, error) : NULL;
  g_autoptr (GPtrArray) steps = version != NULL ? xy_bylaw_steps (cli->store, &version->record.id, error) : NULL;
  g_autoptr (GPtrArray) clauses = steps != NULL ? xy_bylaw_clauses (cli->store, &version->record.id, error) : NULL;

  if (clauses == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      g_autofree char *written = xy_bylaw_clauses_write (version->preamble, clauses);
      g_autofree char *what = xy_bylaw_version_describe (cli->store, version);
      g_print ("%s  %s\n%s", what, xy_bylaw_stage_word ((XyBylawStage) version->stage), written);
      for (guint i = 0; i < steps->len; i++)
        {
          const XyBylawStep *step = steps->pdata[i];
          g_print ("%s  %s  %s  %s\n", step->day, step->by, xy_bylaw_step_label (xy_bylaw_step_from_name (step->kind)),
                   step->note != NULL ? step->note : "");
        }
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "version", version, TRUE);
  xy_json_text (json, "stage_name", xy_bylaw_stage_name ((XyBylawStage) version->stage));
  xy_json_close (json);
  xy_json_open (json, "clauses", '[');
  for (guint i = 0; i < clauses->len; i++)
    {
      xy_cli_open_record (json, NULL, clauses->pdata[i], TRUE);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_open (json, "steps", '[');
  for (guint i = 0; i < steps->len; i++)
    {
      xy_cli_open_record (json, NULL, steps->pdata[i], TRUE);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
opinions (XyCli *cli, const XyCliBylawOptions *options, const char *name, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number"), XY_CLI_NUMBER },
    { "day", N_ ("Day") },
    { "source", N_ ("Source") },
    { "who", N_ ("Who") },
    { "text", N_ ("Opinion") },
    { "answer", N_ ("Answer") },
    { "taken", N_ ("What came of it") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("opinions", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyBylawVersion) version = xy_cli_open (cli, error) ? find (cli, options, name, error) : NULL;
  g_autoptr (GPtrArray) all = version != NULL ? xy_bylaw_opinions (cli->store, &version->record.id, error) : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const XyBylawOpinion *opinion = all->pdata[i];
      xy_cli_table_add (table, opinion->number, opinion->day,
                        cli->json ? opinion->source : xy_word_label (xy_bylaw_sources, opinion->source), opinion->who,
                        opinion->text, opinion->answer,
                        cli->json ? opinion->taken : xy_word_label (xy_bylaw_takings, opinion->taken));
    }
  return all != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
make (XyCli *cli, const XyCliBylawOptions *options, const char *name, const char *file, GError **error)
{
  g_autoptr (XyBylawText) typed = xy_cli_sign_in (cli, error) ? xy_cli_bylaw_read (file, error) : NULL;
  g_autoptr (XyBylaw) bylaw = xy_record_new (&xy_bylaw_type);

  if (typed == NULL)
    return XY_CLI_FAILED;
  g_autofree char *preamble = NULL;
  g_autoptr (GArray) clauses = xy_bylaw_typed_from (typed, &preamble);
  XyBylawWriting writing = { .bylaw = bylaw,
                             .preamble = preamble,
                             .clauses = (const XyBylawTyped *) (const void *) clauses->data,
                             .n_clauses = clauses->len };
  xy_set_str (&bylaw->name, name);
  xy_set_str (&bylaw->kind, options->single ? "single" : "general");
  if (!xy_store_act (cli->store, &cli->actor, "", xy_bylaw_write_act, &writing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, ngettext ("%s: %u clause", "%s: %u clauses", clauses->len), name, clauses->len);
}

static int
revise (XyCli *cli, const char *name, GError **error)
{
  g_autoptr (XyBylaw) bylaw = xy_cli_sign_in (cli, error) ? xy_bylaw_find (cli->store, name, error) : NULL;
  XyBylawRevising revising = { 0 };

  if (bylaw == NULL)
    return XY_CLI_FAILED;
  revising.bylaw = bylaw->record.id;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_bylaw_revise_act, &revising, error))
    return XY_CLI_FAILED;
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (cli->store, &revising.made, error);
  if (version == NULL)
    return XY_CLI_FAILED;
  g_autofree char *what = xy_bylaw_version_describe (cli->store, version);
  return xy_cli_done (cli, _ ("Saved: %s"), what);
}

/* write, insert, remove and move of the clause that stands at place WORDS[1], counted from 1. */
static int
change_clause (XyCli *cli, const XyCliBylawOptions *options, const char *verb, char **words, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_sign_in (cli, error) ? find (cli, options, words[0], error) : NULL;
  g_autoptr (GPtrArray) clauses = version != NULL ? xy_bylaw_clauses (cli->store, &version->record.id, error) : NULL;
  gint64 at = 0, by = 0;
  gboolean done = FALSE;

  if (clauses == NULL)
    return XY_CLI_FAILED;
  if (!g_ascii_string_to_signed (words[1], 10, 1, clauses->len, &at, NULL))
    {
      xy_set_invalid (error, "clause", _ ("The bylaw has %u lines; there is none at “%s”."), clauses->len, words[1]);
      return XY_CLI_FAILED;
    }
  XyBylawClause *here = clauses->pdata[at - 1];
  if (g_str_equal (verb, "remove"))
    done = xy_store_act (cli->store, &cli->actor, _ ("Take out a clause"), xy_bylaw_clause_delete_act, &here->record.id,
                         error);
  else if (g_str_equal (verb, "move"))
    {
      if (!g_ascii_string_to_signed (words[2], 10, -1000, 1000, &by, NULL))
        return XY_CLI_USAGE;
      done = xy_store_act (cli->store, &cli->actor, _ ("Move a clause"), xy_bylaw_clause_move_act,
                           &(XyBylawClauseMoving){ .clause = here->record.id, .by = (int) by }, error);
    }
  else
    {
      gboolean inserted = g_str_equal (verb, "insert");
      g_autoptr (XyBylawClause) clause = inserted ? xy_record_new (&xy_bylaw_clause_type) : xy_record_copy (here);
      XyBylawClauseWriting writing = { .clause = clause };
      xy_set_str (&clause->text, words[2]);
      if (inserted)
        {
          clause->version = version->record.id;
          clause->level = MAX (here->level, 1);
          writing.after = here->record.id;
        }
      done = xy_store_act (cli->store, &cli->actor, _ ("Write a clause"), xy_bylaw_clause_write_act, &writing, error);
    }
  return done ? xy_cli_done (cli, _ ("Saved: %s"), words[0]) : XY_CLI_FAILED;
}

static int
hear (XyCli *cli, const XyCliBylawOptions *options, char **words, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_sign_in (cli, error) ? find (cli, options, words[0], error) : NULL;
  g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);

  if (version == NULL)
    return XY_CLI_FAILED;
  opinion->version = version->record.id;
  xy_set_str (&opinion->source, options->source != NULL ? options->source : "other");
  xy_set_str (&opinion->who, options->by);
  xy_set_str (&opinion->day, options->day);
  xy_set_str (&opinion->text, words[1]);
  if (xy_word_label (xy_bylaw_sources, opinion->source) == NULL)
    {
      xy_set_invalid (error, "source", _ ("“%s” cannot be %s."), opinion->source, _ ("Source"));
      return XY_CLI_FAILED;
    }
  XyBylawHearing hearing = { .opinion = opinion };
  if (!xy_store_act (cli->store, &cli->actor, _ ("Record an opinion"), xy_bylaw_hear_act, &hearing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Recorded: %s"), words[1]);
}

static int
answer (XyCli *cli, const XyCliBylawOptions *options, char **words, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_sign_in (cli, error) ? find (cli, options, words[0], error) : NULL;
  g_autoptr (GPtrArray) all = version != NULL ? xy_bylaw_opinions (cli->store, &version->record.id, error) : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      g_autoptr (XyBylawOpinion) opinion = xy_record_copy (all->pdata[i]);
      g_autofree char *number = g_strdup_printf ("%d", (int) opinion->number);
      XyBylawHearing hearing = { .opinion = opinion };
      if (!g_str_equal (number, words[1]))
        continue;
      xy_set_str (&opinion->answer, words[2]);
      xy_set_str (&opinion->taken, options->taken);
      if (!xy_store_act (cli->store, &cli->actor, _ ("Answer an opinion"), xy_bylaw_hear_act, &hearing, error))
        return XY_CLI_FAILED;
      return xy_cli_done (cli, _ ("Recorded: %s"), words[2]);
    }
  if (all != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no opinion number %s."), words[1]);
  return XY_CLI_FAILED;
}

static int
take (XyCli *cli, const XyCliBylawOptions *options, XyBylawStepKind kind, const char *name, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_cli_sign_in (cli, error) ? find (cli, options, name, error) : NULL;
  XyBylawStepping asked = { .kind = kind, .day = options->day, .by = options->by, .note = options->note };

  if (version == NULL)
    return XY_CLI_FAILED;
  asked.version = version->record.id;
  if (options->vote != NULL)
    {
      g_autoptr (XyVote) vote = xy_vote_find (cli->store, options->vote, error);
      if (vote == NULL)
        return XY_CLI_FAILED;
      asked.vote = vote->record.id;
    }
  XyBylawPublishing publishing = { .stepping = asked };
  gboolean publishes = kind == XY_BYLAW_PUBLISH;
  if (!xy_store_act (cli->store, &cli->actor, "", publishes ? xy_bylaw_publish_act : xy_bylaw_step_act,
                     publishes ? (gpointer) &publishing : &asked, error))
    return XY_CLI_FAILED;
  g_autofree char *what = xy_bylaw_version_describe (cli->store, version);
  return xy_cli_done (cli, "%s：%s", what, xy_bylaw_step_label (kind));
}

static int
drawing (XyCli *cli)
{
  g_autofree char *drawn = xy_bylaw_drawing ();

  if (!cli->json)
    {
      g_print ("%s", drawn);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "drawing", drawn);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

int
xy_cli_bylaw_keep (XyCli *cli, const XyCliBylawOptions *options, int argc, char *argv[], GError **error)
{
  const char *verb = argv[1];
  XyBylawStepKind kind = xy_bylaw_step_from_name (verb);

  if (g_str_equal (verb, "list") && argc == 2)
    return list (cli, error);
  if (g_str_equal (verb, "due") && argc == 2)
    return due (cli, error);
  if (g_str_equal (verb, "drawing") && argc == 2)
    return drawing (cli);
  if (g_str_equal (verb, "show") && argc == 3)
    return show (cli, options, argv[2], error);
  if (g_str_equal (verb, "text") && argc == 3)
    return text (cli, options, argv[2], error);
  if (g_str_equal (verb, "opinions") && argc == 3)
    return opinions (cli, options, argv[2], error);
  if (g_str_equal (verb, "new") && argc == 4)
    return make (cli, options, argv[2], argv[3], error);
  if (g_str_equal (verb, "revise") && argc == 3)
    return revise (cli, argv[2], error);
  if ((g_str_equal (verb, "write") || g_str_equal (verb, "insert") || g_str_equal (verb, "move")) && argc == 5)
    return change_clause (cli, options, verb, argv + 2, error);
  if (g_str_equal (verb, "remove") && argc == 4)
    return change_clause (cli, options, verb, argv + 2, error);
  if (g_str_equal (verb, "hear") && argc == 4)
    return hear (cli, options, argv + 2, error);
  if (g_str_equal (verb, "answer") && argc == 5)
    return answer (cli, options, argv + 2, error);
  if (kind != XY_BYLAW_N_KINDS && argc == 3)
    return take (cli, options, kind, argv[2], error);
  return XY_CLI_USAGE;
}
