/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/bylaw.h"
#include "core/matter.h"
#include "core/vote-act.h"
#include "core/vote-list.h"
#include "core/vote-roll.h"

typedef struct
{
  char *meeting, *kind, *bylaw, *matter, *role, *signer, *reason;
  gint64 yes, no, abstain, invalid;
  gboolean proxy, again;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->meeting);
  g_free (options->kind);
  g_free (options->bylaw);
  g_free (options->matter);
  g_free (options->role);
  g_free (options->signer);
  g_free (options->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static int
list (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "title", N_ ("Put to the vote") },
    { "day", N_ ("Day") },
    { "method", N_ ("Method") },
    { "due", N_ ("Should come"), XY_CLI_NUMBER },
    { "present", N_ ("Came"), XY_CLI_NUMBER },
    { "yes", N_ ("In favour"), XY_CLI_NUMBER },
    { "no", N_ ("Against"), XY_CLI_NUMBER },
    { "abstain", N_ ("Abstained"), XY_CLI_NUMBER },
    { "closed", N_ ("Closed on") },
    { "passed", N_ ("Passed"), XY_CLI_FLAG },
    { "id", N_ ("Id") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("votes", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) votes = xy_cli_open (cli, error) ? xy_vote_list (cli->store, error) : NULL;

  for (guint i = 0; votes != NULL && i < votes->len; i++)
    {
      const XyVote *vote = votes->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];
      const char *method = cli->json ? vote->method : xy_word_label (xy_vote_methods, vote->method);
      g_autoptr (XyMeeting) meeting = xy_meeting_get (cli->store, &vote->meeting, NULL);

      xy_id_to_text (&vote->record.id, id);
      xy_cli_table_add (table, vote->title, meeting != NULL ? meeting->day : NULL, method, vote->due, vote->present,
                        vote->yes, vote->no, vote->abstain, vote->closed_on, vote->passed != 0, id);
    }
  return votes != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* The vote with its figures as they stand and what they come to: the sentence, or why there is none yet. */
static int
show (XyCli *cli, const char *text, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_open (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  g_autoptr (XyVoteRow) row = vote != NULL ? xy_vote_row (cli->store, &vote->record.id, error) : NULL;
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (row == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      xy_cli_print_fields (row->vote, TRUE);
      g_print ("%s\n%s\n", row->sentence, row->rules != NULL ? row->rules : "");
      return XY_CLI_DONE;
    }
  gboolean quorum = row->judged && xy_vote_judge (cli->store, row->vote, &verdict, NULL) && verdict.quorum;
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "vote", row->vote, TRUE);
  xy_json_close (json);
  xy_json_bool (json, "judged", row->judged);
  xy_json_bool (json, "quorum", quorum);
  xy_json_bool (json, "passed", row->passes);
  xy_json_text (json, "sentence", row->sentence);
  xy_json_text (json, "source", row->rules);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* Who has a voice in it, and who has none and why. */
static int
roll (XyCli *cli, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Household") }, { "name", N_ ("Name") }, { "unit", N_ ("Group") }, { "why_not", N_ ("No voice") }
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("voters", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyVote) vote = xy_cli_open (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  g_autoptr (XyMeeting) meeting = vote != NULL ? xy_meeting_get (cli->store, &vote->meeting, error) : NULL;
  g_autoptr (XyVoteRoll) all =
      meeting != NULL ? xy_vote_roll (cli->store, meeting, vote->basis, vote->as_of, error) : NULL;

  if (all == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < all->voters->len + all->excluded->len; i++)
    {
      gboolean out = i >= all->voters->len;
      const XyVoter *voter = out ? all->excluded->pdata[i - all->voters->len] : all->voters->pdata[i];
      xy_cli_table_add (table, voter->number, voter->name, voter->unit_name,
                        out ? (const char *) all->whys->pdata[i - all->voters->len] : NULL);
    }
  return xy_cli_table_print (cli, table);
}

/* What the vote is about: --bylaw, the last version of it, and --matter of the ledger. */
static gboolean
read_about (XyCli *cli, const Options *options, XyVote *vote, GError **error)
{
  if (options->bylaw != NULL)
    {
      g_autoptr (XyBylaw) bylaw = xy_bylaw_find (cli->store, options->bylaw, error);
      g_autoptr (XyBylawVersion) version =
          bylaw != NULL ? xy_bylaw_version_of (cli->store, &bylaw->record.id, 0, error) : NULL;
      if (version == NULL)
        return FALSE;
      vote->bylaw = version->record.id;
      if (vote->reserved == NULL)
        xy_set_str (&vote->reserved, "bylaw");
    }
  if (options->matter != NULL)
    {
      g_autofree char *today = xy_env_today (cli->env);
      g_autoptr (XyMatter) matter = xy_matter_by_number (cli->store, options->matter, today, error);
      if (matter == NULL)
        return FALSE;
      vote->matter = matter->record.id;
      if (vote->reserved == NULL)
        xy_set_str (&vote->reserved, matter->reserved);
    }
  return TRUE;
}

static int
open_vote (XyCli *cli, const Options *options, char **fields, GError **error)
{
  g_autoptr (XyMeeting) meeting = NULL;

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  meeting = xy_meeting_of_day (cli->store, options->meeting, options->kind, error);
  g_autoptr (XyVote) vote = meeting != NULL ? xy_vote_propose (cli->store, &meeting->record.id, error) : NULL;
  XyVoteWriting writing = { .vote = vote };
  if (vote == NULL || !xy_cli_set_fields (&vote->record, fields, error) || !read_about (cli, options, vote, error)
      || !xy_store_act (cli->store, &cli->actor, "", xy_vote_write_act, &writing, error))
    return XY_CLI_FAILED;
  char id[XY_ID_TEXT_LENGTH + 1];
  xy_id_to_text (&writing.made, id);
  return xy_cli_done (cli, _ ("The vote is open: %s"), id);
}

static int
edit (XyCli *cli, const char *text, char **fields, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  g_autoptr (XyVote) copy = vote != NULL ? xy_record_copy (vote) : NULL;
  XyVoteWriting writing = { .vote = copy };

  if (copy == NULL || !xy_cli_set_fields (&copy->record, fields, error)
      || !xy_store_act (cli->store, &cli->actor, "", xy_vote_write_act, &writing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Saved: %s"), copy->title);
}

/* "yes", or as it stands on paper: 赞成 同意 反对 不同意 弃权 无效; "-" takes a voice away. NULL with an error. */
static const char *
read_choice (const char *text, GError **error)
{
  static const char *const known[][2] = { { "赞成", "yes" },    { "同意", "yes" },     { "反对", "no" },
                                          { "不同意", "no" },   { "弃权", "abstain" }, { "无效", "invalid" },
                                          { "废票", "invalid" } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i][0], text) == 0)
      return known[i][1];
  for (guint i = 0; xy_vote_choices[i].value != NULL; i++)
    if (g_strcmp0 (xy_vote_choices[i].value, text) == 0)
      return xy_vote_choices[i].value;
  xy_set_invalid (error, "choice", _ ("“%s” is no voice. Please write 赞成, 反对, 弃权 or 无效."), text);
  return NULL;
}

/* The voter that TEXT means: a household, or of the roll a name that only one has. */
static gboolean
find_voter (XyCli *cli, const XyVote *vote, const char *text, XyId *id, GError **error)
{
  guint n = 0;

  if (g_str_equal (vote->basis, "household"))
    return xy_cli_household (cli, text, id, error);
  g_autoptr (XyMeeting) meeting = xy_meeting_get (cli->store, &vote->meeting, error);
  g_autoptr (XyVoteRoll) all =
      meeting != NULL ? xy_vote_roll (cli->store, meeting, vote->basis, vote->as_of, error) : NULL;
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->voters->len; i++)
    {
      const XyVoter *voter = all->voters->pdata[i];
      if (g_strcmp0 (voter->name, text) != 0)
        continue;
      *id = voter->id;
      n++;
    }
  if (n == 1)
    return TRUE;
  xy_set_invalid (
      error, "voter",
      n == 0 ? _ ("%s does not belong to those who vote here.") : _ ("Several who vote here are called %s."), text);
  return FALSE;
}

static int
say (XyCli *cli, const Options *options, char **words, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, words[0], error) : NULL;
  XyVoteVoice voice = { .signer = options->signer, .proxy = options->proxy, .again = options->again };
  gboolean away = g_str_equal (words[2], "-");

  if (vote == NULL || !find_voter (cli, vote, words[1], &voice.voter, error))
    return XY_CLI_FAILED;
  voice.vote = vote->record.id;
  voice.choice = away ? NULL : read_choice (words[2], error);
  if ((voice.choice == NULL && !away)
      || !xy_store_act (cli->store, &cli->actor, _ ("Record a voice"), xy_vote_voice_act, &voice, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, away ? _ ("Taken away: %s") : _ ("Recorded: %s"), words[1]);
}

typedef struct
{
  XyVoteVoice *voices;
  guint n;
  guint line; /* out: of the one that was refused */
} Sheet;

static gboolean
sheet_act (XyTxn *txn, gpointer data, GError **error)
{
  Sheet *sheet = data;

  for (sheet->line = 0; sheet->line < sheet->n; sheet->line++)
    if (!xy_vote_voice_act (txn, &sheet->voices[sheet->line], error))
      return FALSE;
  return TRUE;
}

/* A sheet that was carried from door to door: a line for each, who and what he said; all or none. */
static int
tally (XyCli *cli, const Options *options, const char *text, const char *file, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  g_autoptr (GArray) voices = g_array_new (FALSE, TRUE, sizeof (XyVoteVoice));
  g_autoptr (GError) problem = NULL;

  if (vote == NULL || !g_file_get_contents (file, &content, NULL, error))
    return XY_CLI_FAILED;
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit_set (g_strstrip (lines[i]), ",\t", 3);
      XyVoteVoice voice = { .vote = vote->record.id, .again = options->again };
      if (g_strv_length (cells) == 0 || cells[0][0] == '\0')
        continue;
      if (cells[1] == NULL)
        xy_set_invalid (&problem, "choice", _ ("There is no voice in it."));
      else if ((voice.choice = read_choice (g_strstrip (cells[1]), &problem)) != NULL)
        find_voter (cli, vote, g_strstrip (cells[0]), &voice.voter, &problem);
      if (problem != NULL)
        {
          g_propagate_prefixed_error (error, g_steal_pointer (&problem), _ ("Line %u: "), i + 1);
          return XY_CLI_FAILED;
        }
      g_array_append_val (voices, voice);
    }
  Sheet sheet = { (XyVoteVoice *) (void *) voices->data, voices->len, 0 };
  if (!xy_store_act (cli->store, &cli->actor, _ ("Record a sheet of voices"), sheet_act, &sheet, &problem))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&problem), _ ("Line %u: "), sheet.line + 1);
      return XY_CLI_FAILED;
    }
  return show (cli, text, error);
}

static int
count (XyCli *cli, const Options *options, const char *text, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  XyVoteCounting counting = { .role = options->role,
                              .yes = options->yes,
                              .no = options->no,
                              .abstain = options->abstain,
                              .invalid = options->invalid };

  if (vote == NULL)
    return XY_CLI_FAILED;
  if (options->role == NULL || xy_word_label (xy_vote_roles, options->role) == NULL)
    {
      xy_set_invalid (error, "role", _ ("Please say who counted: --role called or --role recorded."));
      return XY_CLI_FAILED;
    }
  counting.vote = vote->record.id;
  if (!xy_store_act (cli->store, &cli->actor, _ ("Count ballots"), xy_vote_count_act, &counting, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Recorded: %s"), vote->title);
}

static int
close_vote (XyCli *cli, const char *text, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;

  if (vote == NULL || !xy_store_act (cli->store, &cli->actor, "", xy_vote_close_act, &vote->record.id, error))
    return XY_CLI_FAILED;
  g_autofree char *id = g_malloc (XY_ID_TEXT_LENGTH + 1);
  xy_id_to_text (&vote->record.id, id);
  return show (cli, id, error);
}

static int
recount (XyCli *cli, const Options *options, const char *text, GError **error)
{
  g_autoptr (XyVote) vote = xy_cli_sign_in (cli, error) ? xy_vote_find (cli->store, text, error) : NULL;
  XyVoteRecounting recounting = { .reason = options->reason };

  if (vote == NULL)
    return XY_CLI_FAILED;
  recounting.of = vote->record.id;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_vote_recount_act, &recounting, error))
    return XY_CLI_FAILED;
  char id[XY_ID_TEXT_LENGTH + 1];
  xy_id_to_text (&recounting.made, id);
  return xy_cli_done (cli, _ ("The vote is open: %s"), id);
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;
  const char *verb = argv[1];

  if (g_str_equal (verb, "list") && argc == 2)
    return list (cli, error);
  if (g_str_equal (verb, "show") && argc == 3)
    return show (cli, argv[2], error);
  if (g_str_equal (verb, "roll") && argc == 3)
    return roll (cli, argv[2], error);
  if (g_str_equal (verb, "open") && argc >= 3)
    return open_vote (cli, options, argv + 2, error);
  if (g_str_equal (verb, "edit") && argc >= 4)
    return edit (cli, argv[2], argv + 3, error);
  if (g_str_equal (verb, "say") && argc == 5)
    return say (cli, options, argv + 2, error);
  if (g_str_equal (verb, "tally") && argc == 4)
    return tally (cli, options, argv[2], argv[3], error);
  if (g_str_equal (verb, "count") && argc == 3)
    return count (cli, options, argv[2], error);
  if (g_str_equal (verb, "close") && argc == 3)
    return close_vote (cli, argv[2], error);
  if (g_str_equal (verb, "recount") && argc == 3)
    return recount (cli, options, argv[2], error);
  return XY_CLI_USAGE;
}

static int
run_vote (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &options.meeting, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "bylaw", 0, 0, G_OPTION_ARG_STRING, &options.bylaw, NULL, NULL },
    { "matter", 0, 0, G_OPTION_ARG_STRING, &options.matter, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, NULL, NULL },
    { "yes", 0, 0, G_OPTION_ARG_INT64, &options.yes, NULL, NULL },
    { "no", 0, 0, G_OPTION_ARG_INT64, &options.no, NULL, NULL },
    { "abstain", 0, 0, G_OPTION_ARG_INT64, &options.abstain, NULL, NULL },
    { "invalid", 0, 0, G_OPTION_ARG_INT64, &options.invalid, NULL, NULL },
    { "signer", 0, 0, G_OPTION_ARG_STRING, &options.signer, NULL, NULL },
    { "proxy", 0, 0, G_OPTION_ARG_NONE, &options.proxy, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &options.again, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}

const XyCliGroup xy_cli_votes = {
  .name = "vote",
  .usage = "vote list\n"
           "vote show|roll VOTE\n"
           "vote open title=TEXT --meeting DAY [--kind NAME] [basis=person|household|member] "
           "[method=hands|ballots|signatures|doors] [reserved=KEY] [--bylaw BYLAW] [--matter NUMBER] [FIELD=VALUE]…\n"
           "vote edit VOTE FIELD=VALUE…\n"
           "vote say VOTE VOTER yes|no|abstain|invalid|- [--signer NAME] [--proxy] [--again]\n"
           "vote tally VOTE FILE [--again]\n"
           "vote count VOTE --role called|recorded --yes N --no N [--abstain N] [--invalid N]\n"
           "vote close VOTE\n"
           "vote recount VOTE --reason TEXT",
  .summary = N_ ("Votes and their arithmetic"),
  .run = run_vote,
};
