/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/meeting.h"
#include "core/day.h"
#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-chain.h"
#include "core/meeting-due.h"
#include "core/meeting-list.h"
#include "core/meeting-search.h"
#include "core/meeting-statistics.h"

#define SEARCH_LIMIT 100

XyMeeting *
xy_cli_get_meeting (XyCli *cli, const XyCliMeetingOptions *options, const char *day, GError **error)
{
  char parsed[XY_DAY_SIZE];

  if (xy_day_parse (day, parsed) == XY_DAY_FULL)
    return xy_meeting_of_day (cli->store, parsed, options->kind, error);
  xy_set_invalid (error, "day", _ ("“%s” is not a day."), day);
  return NULL;
}

static gboolean
read_filter (XyCli *cli, const XyCliMeetingOptions *options, XyMeetingFilter *filter, GError **error)
{
  static const char *const orders[] = { "due", "day", "kind", "open" };
  XyCliFilter said = { .sort = options->sort };
  guint order = XY_MEETINGS_BY_DUE;

  *filter = (XyMeetingFilter){ .text = options->text, .period = options->period, .reversed = options->reverse };
  filter->which = options->which != NULL ? xy_meetings_from_name (options->which) : XY_MEETINGS_ALL;
  if (filter->which == XY_MEETINGS_N)
    xy_set_invalid (error, "which", _ ("There is no list “%s” of meetings."), options->which);
  else if (options->period != NULL && !xy_period_parse (options->period, NULL, NULL, NULL))
    xy_set_invalid (error, "period", _ ("“%s” is no period. Please write 2026, 2026Q3 or 2026-11."), options->period);
  else if (xy_cli_order (&said, orders, G_N_ELEMENTS (orders), &order, error)
           && xy_cli_unit (cli, options->group, &filter->unit, error))
    {
      g_autoptr (XyMeetingKind) kind =
          options->kind != NULL ? xy_meeting_kind_find (cli->store, options->kind, error) : NULL;
      if (options->kind != NULL && kind == NULL)
        return FALSE;
      if (kind != NULL)
        filter->kind = kind->record.id;
      filter->order = (XyMeetingsOrder) order;
      return TRUE;
    }
  return FALSE;
}

int
xy_cli_meeting_list (XyCli *cli, const XyCliMeetingOptions *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "title", N_ ("Meeting") },
    { "kind", N_ ("Kind") },
    { "units", N_ ("Groups") },
    { "place", N_ ("Held at") },
    { "due", N_ ("Should come"), XY_CLI_NUMBER },
    { "present", N_ ("Came"), XY_CLI_NUMBER },
    { "people", N_ ("People"), XY_CLI_NUMBER },
    { "topics", N_ ("Topics"), XY_CLI_NUMBER },
    { "decisions", N_ ("Agreed"), XY_CLI_NUMBER },
    { "open", N_ ("To be done"), XY_CLI_NUMBER },
    { "stage", N_ ("Stage") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("meetings", columns, G_N_ELEMENTS (columns));
  XyMeetingFilter filter;

  if (!xy_cli_open (cli, error) || !read_filter (cli, options, &filter, error))
    return XY_CLI_FAILED;
  g_autoptr (GArray) ids = xy_meeting_ids (cli->store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_meeting_rows (cli->store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      const XyMeeting *meeting = row->meeting;
      const char *stage = cli->json ? xy_meeting_stage_name ((XyMeetingStage) meeting->stage) : row->word;
      xy_cli_table_add (table, meeting->day, row->title, row->kind_name, row->unit_names, meeting->place, meeting->due,
                        (gint64) row->n_present, (gint64) row->n_people, (gint64) row->n_topics,
                        (gint64) row->n_decisions, (gint64) row->n_open, stage);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static void
print_sheet (const XyMeetingSheet *sheet, GPtrArray *gaps)
{
  g_autofree char *name = xy_meeting_sheet_name (sheet), *notice = xy_meeting_sheet_notice (sheet);

  g_print ("%s  %s\n", name, xy_meeting_stage_word ((XyMeetingStage) sheet->meeting->stage));
  xy_cli_print_fields (sheet->meeting, TRUE);
  for (guint i = 0; i < sheet->presences->len; i++)
    {
      const XyMeetingPresence *presence = sheet->presences->pdata[i];
      g_print ("%d  %s  %s%s%s\n", (int) presence->number, presence->name,
               xy_word_label (xy_meeting_presence_states, presence->state), presence->post != NULL ? "  " : "",
               presence->post != NULL ? presence->post : "");
    }
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      g_autofree char *warning = g_strcmp0 (line->kind, "decision") == 0 ? xy_meeting_sheet_warn (sheet, line) : NULL;
      g_auto (XyMeetingVerdict) verdict = { 0 };
      g_print ("%s  %s%s%s\n", xy_word_label (xy_meeting_line_kinds, line->kind), line->who != NULL ? line->who : "",
               line->who != NULL ? "  " : "", line->text);
      if (xy_meeting_sheet_judge (sheet, line, &verdict))
        g_print ("  %s\n", verdict.sentence);
      if (warning != NULL)
        g_print ("  %s\n", warning);
    }
  for (guint i = 0; i < sheet->steps->len; i++)
    {
      const XyMeetingStep *step = sheet->steps->pdata[i];
      g_print ("%s  %s  %s  %s\n", step->day, step->by, xy_meeting_step_label (xy_meeting_step_from_name (step->kind)),
               step->note != NULL ? step->note : "");
    }
  if (notice != NULL)
    g_print ("%s\n", notice);
  for (guint i = 0; i < gaps->len; i++)
    g_print ("%s\n", ((const XyMeetingGap *) gaps->pdata[i])->sentence);
}

static void
add_records (XyJson *json, const char *key, GPtrArray *records)
{
  xy_json_open (json, key, '[');
  for (guint i = 0; i < records->len; i++)
    {
      xy_cli_open_record (json, NULL, records->pdata[i], TRUE);
      xy_json_close (json);
    }
  xy_json_close (json);
}

static void
add_lines (XyJson *json, const XyMeetingSheet *sheet)
{
  xy_json_open (json, "lines", '[');
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      gboolean decision = g_strcmp0 (line->kind, "decision") == 0;
      g_autofree char *warning = decision ? xy_meeting_sheet_warn (sheet, line) : NULL;
      g_auto (XyMeetingVerdict) verdict = { 0 };
      gboolean judged = decision && xy_meeting_sheet_judge (sheet, line, &verdict);

      xy_cli_open_record (json, NULL, line, TRUE);
      if (judged)
        {
          xy_json_bool (json, "passed", verdict.passed);
          xy_json_text (json, "verdict", verdict.sentence);
        }
      if (decision)
        xy_json_text (json, "warning", warning);
      xy_json_close (json);
    }
  xy_json_close (json);
}

int
xy_cli_meeting_show (XyCli *cli, const XyCliMeetingOptions *options, const char *day, GError **error)
{
  g_autoptr (XyMeeting) meeting = xy_cli_open (cli, error) ? xy_cli_get_meeting (cli, options, day, error) : NULL;
  g_autoptr (XyMeetingSheet) sheet =
      meeting != NULL ? xy_meeting_sheet_load (cli->store, &meeting->record.id, error) : NULL;
  g_autoptr (GPtrArray) gaps = sheet == NULL ? NULL
                               : xy_meeting_is_open (meeting)
                                   ? xy_meeting_missing (cli->store, &meeting->record.id, error)
                                   : g_ptr_array_new ();

  if (gaps == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      print_sheet (sheet, gaps);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  g_autofree char *name = xy_meeting_sheet_name (sheet), *notice = xy_meeting_sheet_notice (sheet);
  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "meeting", meeting, TRUE);
  xy_json_text (json, "title", name);
  xy_json_text (json, "stage_name", xy_meeting_stage_name ((XyMeetingStage) meeting->stage));
  xy_json_int (json, "present", sheet->n_present);
  xy_json_int (json, "people", sheet->n_people);
  xy_json_int (json, "guests", sheet->n_guests);
  xy_json_int (json, "leave", sheet->n_leave);
  xy_json_text (json, "notice", notice);
  xy_json_close (json);
  add_records (json, "presences", sheet->presences);
  add_lines (json, sheet);
  add_records (json, "steps", sheet->steps);
  xy_json_open (json, "missing", '[');
  for (guint i = 0; i < gaps->len; i++)
    {
      const XyMeetingGap *gap = gaps->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "field", gap->field);
      xy_json_text (json, "sentence", gap->sentence);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

int
xy_cli_meeting_kinds (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "body", N_ ("What it is by law") },
    { "comes", N_ ("Who is to come") },
    { "recurs", N_ ("How often") },
    { "hour", N_ ("Usual time") },
    { "place", N_ ("Usual place") },
    { "purpose", N_ ("What it is for") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("kinds", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (GPtrArray) kinds = xy_cli_open (cli, error) ? xy_meeting_kinds (cli->store, today, error) : NULL;

  g_autoptr (XyMeetingRules) rules = kinds != NULL ? xy_meeting_rules_at (cli->store, NULL, today, error) : NULL;

  for (guint i = 0; rules != NULL && i < kinds->len; i++)
    {
      const XyMeetingKind *kind = kinds->pdata[i];
      const XyMeetingBody *body = xy_meeting_rules_body (rules, kind->body);
      g_autofree char *often = xy_meeting_recurs_words (kind->recurs);
      xy_cli_table_add (table, kind->name, cli->json || body == NULL ? kind->body : body->name,
                        cli->json ? kind->comes : xy_word_label (xy_meeting_comes, kind->comes),
                        cli->json ? kind->recurs : often, kind->hour, kind->place, kind->purpose);
    }
  return rules != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

int
xy_cli_meeting_members (XyCli *cli, const char *name, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name") },
    { "role", N_ ("Role") },
    { "post", N_ ("Post") },
    { "woman", N_ ("Woman"), XY_CLI_FLAG },
    { "represents", N_ ("Stands for") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("members", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (XyMeetingKind) kind = xy_cli_open (cli, error) ? xy_meeting_kind_find (cli->store, name, error) : NULL;
  g_autoptr (GPtrArray) members = kind != NULL ? xy_meeting_members (cli->store, &kind->record.id, today, error) : NULL;

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      xy_cli_table_add (table, member->name, cli->json ? member->role : xy_word_label (xy_meeting_roles, member->role),
                        member->post, (gboolean) (member->woman != 0), member->represents);
    }
  return members != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

int
xy_cli_meeting_search (XyCli *cli, const XyCliMeetingOptions *options, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") }, { "title", N_ ("Where") },       { "kind", N_ ("Kind") },
    { "who", N_ ("Who") }, { "sentence", N_ ("Sentence") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("hits", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) hits =
      xy_cli_open (cli, error) ? xy_meeting_search (
          cli->store, text, options->limit > 0 ? (guint) options->limit : SEARCH_LIMIT, NULL, error)
                               : NULL;

  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const XyMeetingHit *hit = hits->pdata[i];
      const char *kind = xy_word_label (xy_meeting_line_kinds, hit->kind);
      if (kind == NULL)
        kind = g_str_equal (hit->kind, "step") ? _ ("step of a matter") : _ ("matter");
      xy_cli_table_add (table, hit->day, hit->title, cli->json ? hit->kind : kind, hit->who, hit->sentence);
    }
  return hits != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

/* By kind, or by month where so many are asked for. */
int
xy_cli_meeting_summary (XyCli *cli, const XyCliMeetingOptions *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "key", N_ ("Meetings") },
    { "held", N_ ("Held"), XY_CLI_NUMBER },
    { "due", N_ ("Should come"), XY_CLI_NUMBER },
    { "came", N_ ("Came"), XY_CLI_NUMBER },
    { "people", N_ ("People"), XY_CLI_NUMBER },
    { "agreed", N_ ("Agreed"), XY_CLI_NUMBER },
    { "over", N_ ("Closed"), XY_CLI_NUMBER },
    { "satisfied", N_ ("Satisfied"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("summary", columns, G_N_ELEMENTS (columns));
  XyMeetingFilter filter;

  if (!xy_cli_open (cli, error) || !read_filter (cli, options, &filter, error))
    return XY_CLI_FAILED;
  XyMeetingQuestion question = { .period = options->period, .kind = filter.kind, .unit = filter.unit };
  g_autoptr (GPtrArray) sums = options->months > 0
                                   ? xy_meeting_by_month (cli->store, &question, (guint) options->months, error)
                                   : xy_meeting_by_kind (cli->store, &question, error);
  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const XyMeetingSum *sum = sums->pdata[i];
      xy_cli_table_add (table, sum->key == NULL && !cli->json ? _ ("All") : sum->key, sum->held, sum->due, sum->came,
                        sum->people, sum->agreed, sum->over, sum->satisfied);
    }
  return sums != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

int
xy_cli_meeting_due (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Meeting") },
    { "recurs", N_ ("How often") },
    { "day", N_ ("Day") },
    { "days", N_ ("Days left"), XY_CLI_NUMBER },
    { "late", N_ ("Late"), XY_CLI_FLAG },
    { "planned_on", N_ ("Called for") },
    { "last", N_ ("Last held") },
    { "sentence", N_ ("What is to be done") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("due", columns, G_N_ELEMENTS (columns));
  g_autoptr (GPtrArray) list = xy_cli_open (cli, error) ? xy_meeting_due (cli->store, error) : NULL;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyMeetingDue *due = list->pdata[i];
      g_autofree char *often = xy_meeting_recurs_words (due->recurs);
      xy_cli_table_add (table, due->name, cli->json ? due->recurs : often, due->day, (gint64) due->days, due->late,
                        due->planned_on[0] != '\0' ? due->planned_on : NULL, due->last[0] != '\0' ? due->last : NULL,
                        due->sentence);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static void
print_chain (const XyMatterChain *chain)
{
  for (guint i = 0; i < chain->steps->len; i++)
    {
      const XyMatterChainStep *step = chain->steps->pdata[i];
      g_print ("%u  %s  %s  %s\n", i + 1, step->word, step->day[0] != '\0' ? step->day : "—",
               step->title != NULL ? step->title : "");
      if (step->verdict != NULL)
        g_print ("   %s\n", step->verdict);
      if (step->note != NULL)
        g_print ("   %s\n", step->note);
    }
  for (guint i = 0; i < chain->warnings->len; i++)
    g_print ("%s\n", (const char *) chain->warnings->pdata[i]);
  if (chain->missing != NULL)
    g_print ("%s\n", chain->missing);
}

static void
add_chain (XyJson *json, const XyMatterChain *chain)
{
  xy_json_open (json, "steps", '[');
  for (guint i = 0; i < chain->steps->len; i++)
    {
      const XyMatterChainStep *step = chain->steps->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "bodies", step->bodies);
      xy_json_text (json, "word", step->word);
      xy_json_bool (json, "done", step->done);
      xy_json_bool (json, "merged", step->merged);
      xy_json_text (json, "day", step->day[0] != '\0' ? step->day : NULL);
      xy_json_text (json, "title", step->title);
      xy_json_text (json, "until", step->until[0] != '\0' ? step->until : NULL);
      xy_json_text (json, "verdict", step->verdict);
      xy_json_text (json, "note", step->note);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_text (json, "missing", chain->missing);
  xy_json_open (json, "warnings", '[');
  for (guint i = 0; i < chain->warnings->len; i++)
    xy_json_text (json, NULL, chain->warnings->pdata[i]);
  xy_json_close (json);
  xy_json_int (json, "days", chain->days);
  xy_json_int (json, "most_days", chain->most_days);
  xy_json_text (json, "source", chain->source);
}

int
xy_cli_meeting_chain (XyCli *cli, const char *number, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  g_autoptr (XyMatter) matter =
      xy_cli_open (cli, error) ? xy_matter_by_number (cli->store, number, today, error) : NULL;
  g_autoptr (XyMatterChain) chain = matter != NULL ? xy_matter_chain (cli->store, &matter->record.id, error) : NULL;

  if (chain == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      print_chain (chain);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  g_autofree char *full = xy_matter_number (matter);
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "number", full);
  xy_json_text (json, "title", matter->title);
  add_chain (json, chain);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

int
xy_cli_meeting_chains (XyCli *cli, const XyCliMeetingOptions *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number") },
    { "title", N_ ("Matter") },
    { "done", N_ ("Steps done"), XY_CLI_NUMBER },
    { "missing", N_ ("What is to be done") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("chains", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) ids = xy_cli_open (cli, error) ? xy_matter_chain_ids (cli->store, options->open, error) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const XyId *id = &g_array_index (ids, XyId, i);
      g_autoptr (XyMatter) matter = xy_matter_get (cli->store, id, error);
      g_autoptr (XyMatterChain) chain = matter != NULL ? xy_matter_chain (cli->store, id, error) : NULL;
      if (chain == NULL)
        return XY_CLI_FAILED;
      g_autofree char *number = xy_matter_number (matter);
      xy_cli_table_add (table, number, matter->title, (gint64) chain->next, chain->missing);
    }
  return ids != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}
