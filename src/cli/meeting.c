/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/meeting.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-kind-act.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"

static void
options_clear (XyCliMeetingOptions *options)
{
  char *texts[] = { options->which, options->kind,  options->group, options->period, options->text,
                    options->sort,  options->day,   options->by,    options->note,   options->until,
                    options->who,   options->words, options->state, options->post,   options->matter };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyCliMeetingOptions, options_clear)

static gboolean
act (XyCli *cli, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (cli->store, &cli->actor, "", func, data, error);
}

static int
add_kind (XyCli *cli, const char *name, char **fields, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, name);
  xy_set_str (&kind->form, "official");
  if (!xy_cli_sign_in (cli, error) || !xy_cli_set_fields (&kind->record, fields, error)
      || !act (cli, xy_meeting_kind_write_act, kind, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Saved: %s"), kind->name);
}

/* The ready kinds of those names; without one, all that the village has not got. */
static int
adopt_kinds (XyCli *cli, char **names, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (GPtrArray) ready = xy_cli_sign_in (cli, error) ? xy_meeting_kinds_ready (cli->store, today, error) : NULL;

  if (ready == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; names[0] != NULL && i < ready->len;)
    if (g_strv_contains ((const char *const *) names, ((const XyMeetingKind *) ready->pdata[i])->name))
      i++;
    else
      g_ptr_array_remove_index (ready, i);
  if (!act (cli, xy_meeting_kinds_adopt_act, ready, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Kinds of meetings: %u"), ready->len);
}

static int
add_members (XyCli *cli, const char *name, const char *text, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (XyMeetingKind) kind = xy_cli_sign_in (cli, error) ? xy_meeting_kind_find (cli->store, name, error) : NULL;
  g_autoptr (GPtrArray) read =
      kind != NULL ? xy_meeting_members_read (cli->store, &kind->record.id, text, today, error) : NULL;
  g_autoptr (GPtrArray) members = g_ptr_array_new ();

  for (guint i = 0; read != NULL && i < read->len; i++)
    if (!((const XyMeetingPasted *) read->pdata[i])->already)
      g_ptr_array_add (members, ((const XyMeetingPasted *) read->pdata[i])->member);
  XyMeetingMembers writing = { .members = members };
  if (read == NULL)
    return XY_CLI_FAILED;
  writing.kind = kind->record.id;
  if (!act (cli, xy_meeting_members_write_act, &writing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Members of %s: %u more"), kind->name, members->len);
}

static int
call (XyCli *cli, const XyCliMeetingOptions *options, const char *name, char **fields, GError **error)
{
  char day[XY_DAY_SIZE], unit[XY_ID_TEXT_LENGTH + 1];
  XyId group = XY_ID_NONE;
  g_autoptr (XyMeetingKind) kind = xy_cli_sign_in (cli, error) ? xy_meeting_kind_find (cli->store, name, error) : NULL;

  if (kind == NULL)
    return XY_CLI_FAILED;
  if (options->day != NULL && xy_day_parse (options->day, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day."), options->day);
      return XY_CLI_FAILED;
    }
  g_autoptr (XyMeeting) meeting =
      xy_meeting_propose (cli->store, &kind->record.id, options->day != NULL ? day : NULL, error);
  if (meeting == NULL || !xy_cli_set_fields (&meeting->record, fields, error)
      || !xy_cli_unit (cli, options->group, &group, error))
    return XY_CLI_FAILED;
  if (!xy_id_is_none (&group))
    {
      xy_id_to_text (&group, unit);
      xy_set_str (&meeting->units, unit);
      meeting->due = xy_meeting_count_due (cli->store, meeting, kind, error);
      if (meeting->due < 0)
        return XY_CLI_FAILED;
    }
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = options->sure };
  if (!act (cli, xy_meeting_write_act, &writing, error))
    return XY_CLI_FAILED;
  g_autofree char *title = xy_meeting_describe (meeting, kind->name);
  return xy_cli_done (cli, _ ("Called: %s"), title);
}

static int
edit (XyCli *cli, const XyCliMeetingOptions *options, const char *day, char **fields, GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_cli_sign_in (cli, error) ? xy_cli_get_meeting (cli, options, day, error) : NULL;
  g_autoptr (XyMeeting) copy = meeting != NULL ? xy_record_copy (meeting) : NULL;
  XyMeetingWriting writing = { .meeting = copy, .day_sure = options->sure };

  if (copy == NULL || !xy_cli_set_fields (&copy->record, fields, error)
      || !act (cli, xy_meeting_write_act, &writing, error))
    return XY_CLI_FAILED;
  g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (cli->store, copy, error);
  g_autofree char *title = kind != NULL ? xy_meeting_describe (copy, kind->name) : NULL;
  return kind != NULL ? xy_cli_done (cli, _ ("Saved: %s"), title) : XY_CLI_FAILED;
}

static int
take_step (XyCli *cli, const XyCliMeetingOptions *options, XyMeetingStepKind kind, const char *day, GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_cli_sign_in (cli, error) ? xy_cli_get_meeting (cli, options, day, error) : NULL;
  XyMeetingStepping stepping = {
    .kind = kind, .day = options->day, .by = options->by, .note = options->note, .until = options->until
  };

  if (meeting == NULL)
    return XY_CLI_FAILED;
  stepping.meeting = meeting->record.id;
  if (!act (cli, xy_meeting_step_act, &stepping, error))
    return XY_CLI_FAILED;
  g_autoptr (XyMeeting) now = xy_meeting_get (cli->store, &meeting->record.id, error);
  g_autoptr (XyMeetingKind) of = now != NULL ? xy_meeting_get_kind (cli->store, now, error) : NULL;
  if (of == NULL)
    return XY_CLI_FAILED;
  g_autofree char *title = xy_meeting_describe (now, of->name);
  return xy_cli_done (cli, "%s: %s", title, xy_meeting_stage_word ((XyMeetingStage) now->stage));
}

/* Whom NAME means, of those who are due. */
static gboolean
find_comer (XyCli *cli, const XyMeeting *meeting, const char *name, XyMeetingArriving *arriving, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (cli->store, meeting, error);

  if (kind == NULL)
    return FALSE;
  if (g_strcmp0 (kind->comes, "household") == 0)
    return xy_cli_household (cli, name, &arriving->household, error);
  if (g_strcmp0 (kind->comes, "person") == 0)
    {
      g_autoptr (XyPerson) person = xy_cli_get_person (cli, NULL, name, error);
      if (person != NULL)
        arriving->person = person->record.id;
      return person != NULL;
    }
  g_autoptr (GPtrArray) members = xy_meeting_members (cli->store, &kind->record.id, meeting->day, error);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      if (g_strcmp0 (member->name, name) == 0)
        {
          arriving->member = member->record.id;
          return TRUE;
        }
    }
  if (members != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("%s does not belong to %s."), name, kind->name);
  return FALSE;
}

/* All in one act. */
typedef struct
{
  XyMeetingArriving *one;
  guint n;
} Arrivals;

static gboolean
arrive_all (XyTxn *txn, gpointer data, GError **error)
{
  Arrivals *all = data;

  for (guint i = 0; i < all->n; i++)
    if (!xy_meeting_arrive_act (txn, &all->one[i], error))
      return FALSE;
  return TRUE;
}

static int
arrive (XyCli *cli, const XyCliMeetingOptions *options, const char *day, char **names, GError **error)
{
  guint n = g_strv_length (names);
  g_autofree XyMeetingArriving *list = g_new0 (XyMeetingArriving, n);
  Arrivals all = { list, n };
  g_autoptr (XyMeeting) meeting = xy_cli_sign_in (cli, error) ? xy_cli_get_meeting (cli, options, day, error) : NULL;

  if (meeting == NULL)
    return XY_CLI_FAILED;
  for (guint i = 0; i < n; i++)
    {
      list[i] = (XyMeetingArriving){ .meeting = meeting->record.id,
                                     .state = options->state,
                                     .post = options->post,
                                     .note = options->note,
                                     .guest = options->guest,
                                     .people = options->people,
                                     .sure = options->sure };
      if (options->guest)
        list[i].name = names[i];
      else if (!find_comer (cli, meeting, names[i], &list[i], error))
        return XY_CLI_FAILED;
    }
  if (!act (cli, arrive_all, &all, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("On the list: %u more"), n);
}

/* The topic of that text, or the only one. */
static gboolean
find_topic (XyCli *cli, const XyMeeting *meeting, const char *text, XyId *topic, GError **error)
{
  g_autoptr (GPtrArray) lines = xy_meeting_lines (cli->store, &meeting->record.id, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      if (g_strcmp0 (line->kind, "topic") == 0 && g_str_has_prefix (line->text, text))
        {
          *topic = line->record.id;
          return TRUE;
        }
    }
  if (lines != NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no topic “%s” on the agenda."), text);
  return FALSE;
}

static int
write_line (XyCli *cli,
            const XyCliMeetingOptions *options,
            const char *kind,
            const char *day,
            char **words,
            GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_cli_sign_in (cli, error) ? xy_cli_get_meeting (cli, options, day, error) : NULL;
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  g_autofree char *today = xy_env_today (cli->env);
  XyMeetingLineWriting writing = { .line = line };

  if (meeting == NULL)
    return XY_CLI_FAILED;
  line->meeting = meeting->record.id;
  xy_set_str (&line->kind, kind);
  xy_set_str (&line->text, words[0]);
  xy_set_str (&line->who, options->who);
  xy_set_str (&line->words, options->words);
  if (!xy_cli_set_fields (&line->record, words + 1, error)
      || (options->text != NULL && !find_topic (cli, meeting, options->text, &line->topic, error)))
    return XY_CLI_FAILED;
  if (options->matter != NULL)
    {
      g_autoptr (XyMatter) matter = xy_matter_by_number (cli->store, options->matter, today, error);
      if (matter == NULL)
        return XY_CLI_FAILED;
      line->matter = matter->record.id;
    }
  if (!act (cli, xy_meeting_line_write_act, &writing, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("Written: %s"), line->text);
}

static int
drawing (XyCli *cli)
{
  g_autofree char *text = xy_meeting_drawing ();

  if (!cli->json)
    {
      g_print ("%s", text);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "drawing", text);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* What is only looked at. */
static int
look (XyCli *cli, const XyCliMeetingOptions *options, int argc, char *argv[], GError **error)
{
  if (g_str_equal (argv[1], "list") && argc == 2)
    return xy_cli_meeting_list (cli, options, error);
  if (g_str_equal (argv[1], "show") && argc == 3)
    return xy_cli_meeting_show (cli, options, argv[2], error);
  if (g_str_equal (argv[1], "kinds") && argc == 2)
    return xy_cli_meeting_kinds (cli, error);
  if (g_str_equal (argv[1], "members") && argc == 3)
    return xy_cli_meeting_members (cli, argv[2], error);
  if (g_str_equal (argv[1], "search") && argc == 3)
    return xy_cli_meeting_search (cli, options, argv[2], error);
  if (g_str_equal (argv[1], "summary") && argc == 2)
    return xy_cli_meeting_summary (cli, options, error);
  if (g_str_equal (argv[1], "due") && argc == 2)
    return xy_cli_meeting_due (cli, error);
  if (g_str_equal (argv[1], "chain") && argc == 2)
    return xy_cli_meeting_chains (cli, options, error);
  if (g_str_equal (argv[1], "chain") && argc == 3)
    return xy_cli_meeting_chain (cli, argv[2], error);
  return g_str_equal (argv[1], "drawing") && argc == 2 ? drawing (cli) : XY_CLI_USAGE;
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const XyCliMeetingOptions *options = data;
  static const char *const line_verbs[][2] = { { "topic", "topic" },     { "say", "speech" },
                                               { "policy", "policy" },   { "decide", "decision" },
                                               { "dissent", "dissent" }, { "add", "addition" } };
  XyMeetingStepKind step = xy_meeting_step_from_name (argv[1]);

  if (step != XY_MEETING_N_KINDS && argc == 3)
    return take_step (cli, options, step, argv[2], error);
  for (guint i = 0; i < G_N_ELEMENTS (line_verbs); i++)
    if (g_str_equal (argv[1], line_verbs[i][0]) && argc >= 4)
      return write_line (cli, options, line_verbs[i][1], argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "kind") && argc >= 4)
    return add_kind (cli, argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "adopt"))
    return adopt_kinds (cli, argv + 2, error);
  if (g_str_equal (argv[1], "members") && argc == 4)
    return add_members (cli, argv[2], argv[3], error);
  if (g_str_equal (argv[1], "new") && argc >= 3)
    return call (cli, options, argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "edit") && argc >= 4)
    return edit (cli, options, argv[2], argv + 3, error);
  if (g_str_equal (argv[1], "arrive") && argc >= 4)
    return arrive (cli, options, argv[2], argv + 3, error);
  return look (cli, options, argc, argv, error);
}

static int
run_meeting (XyCli *cli, int argc, char *argv[])
{
  g_auto (XyCliMeetingOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "which", 0, 0, G_OPTION_ARG_STRING, &options.which, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "topic", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, NULL, NULL },
    { "reverse", 0, 0, G_OPTION_ARG_NONE, &options.reverse, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, NULL, NULL },
    { "months", 0, 0, G_OPTION_ARG_INT, &options.months, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, NULL, NULL },
    { "matter", 0, 0, G_OPTION_ARG_STRING, &options.matter, NULL, NULL },
    { "who", 0, 0, G_OPTION_ARG_STRING, &options.who, NULL, NULL },
    { "words", 0, 0, G_OPTION_ARG_STRING, &options.words, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state, NULL, NULL },
    { "post", 0, 0, G_OPTION_ARG_STRING, &options.post, NULL, NULL },
    { "people", 0, 0, G_OPTION_ARG_INT, &options.people, NULL, NULL },
    { "guest", 0, 0, G_OPTION_ARG_NONE, &options.guest, NULL, NULL },
    { "sure", 0, 0, G_OPTION_ARG_NONE, &options.sure, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}

const XyCliGroup xy_cli_meetings = {
  .name = "meeting",
  .usage =
      "meeting list [--which open|soon|planned|late|recording|ready|signed|follow|filed|gone|all] [--kind KIND] "
      "[--group GROUP] [--period P] [--text TEXT] [--sort due|day|kind|open] [--reverse]\n"
      "meeting show DAY [--kind KIND]\n"
      "meeting kinds\n"
      "meeting kind NAME body=BODY comes=household|person|member [FIELD=VALUE]…\n"
      "meeting adopt [NAME]…\n"
      "meeting members KIND [NAMES]\n"
      "meeting new KIND [--day DAY] [--group GROUP] [FIELD=VALUE]… [--sure]\n"
      "meeting edit DAY [--kind KIND] FIELD=VALUE… [--sure]\n"
      "meeting topic DAY TEXT [--matter NUMBER] [--kind KIND]\n"
      "meeting begin|finish|resume|sign|file|cancel|void DAY [--kind KIND] [--day DAY] [--by NAMES] [--note TEXT]\n"
      "meeting postpone DAY --until DAY --note TEXT [--kind KIND]\n"
      "meeting arrive DAY NAME… [--guest] [--post POST] [--state present|online|proxy|leave] [--people N] [--sure] "
      "[--kind KIND]\n"
      "meeting say|policy|dissent|add DAY TEXT [--who NAME] [--words TEXT] [--topic TOPIC] [--kind KIND]\n"
      "meeting decide DAY TEXT owner=NAME until=DAY [does=spot|village|township|meeting] "
      "[voted=1 yes=N no=N abstain=N] [FIELD=VALUE]… "
      "[--topic TOPIC] [--kind KIND]\n"
      "meeting search TEXT [--limit N]\n"
      "meeting summary [--period P] [--kind KIND] [--months N]\n"
      "meeting due\n"
      "meeting chain [NUMBER] [--open]\n"
      "meeting drawing",
  .summary = N_ ("Meetings, their minutes, and what is searched in them"),
  .run = run_meeting,
};
