/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/points-flow.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/objection.h"
#include "core/points-flow.h"
#include "core/points-sitting.h"

#define MOST_ROWS 200 /* of a list, unless --limit says otherwise */

typedef struct
{
  char *step, *group, *household, *category, *text, *sitting, *kind, *reason, *judges, *on, *place, *note, *take_back,
      *about, *from, *year;
  char **reject, **aside;
  gboolean all;
  int limit;
} Options;

static void
options_clear (Options *options)
{
  char **const texts[] = { &options->step,  &options->group,     &options->household, &options->category,
                           &options->text,  &options->sitting,   &options->kind,      &options->reason,
                           &options->on,    &options->judges,    &options->place,     &options->note,
                           &options->about, &options->take_back, &options->from,      &options->year };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (options->reject);
  g_strfreev (options->aside);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
act (XyCli *cli, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (cli->store, &cli->actor, "", func, data, error);
}

static gboolean
item_of (const char *text, XyId *id, GError **error)
{
  if (xy_id_from_text (text, id))
    return TRUE;
  xy_set_invalid (error, "item", _ ("Please name the registration as “points waiting” does."));
  return FALSE;
}

/* The ids that TEXTS, ended by NULL, name. (transfer full) */
static GArray *
items_of (char **texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (; texts != NULL && *texts != NULL; texts++)
    {
      XyId id;
      if (!item_of (*texts, &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static const XyId *
ids_in (const GArray *array)
{
  return (const XyId *) (void *) array->data;
}

static gboolean
sitting_of (XyCli *cli, const char *kind, const char *text, XyId *id, GError **error)
{
  g_autoptr (XyPointsSitting) sitting = xy_points_sitting_find (cli->store, kind, text, error);

  if (sitting == NULL)
    return FALSE;
  *id = sitting->record.id;
  return TRUE;
}

static int
waiting (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") },
    { "group", N_ ("Group") },
    { "number", N_ ("Household") },
    { "head", N_ ("Head") },
    { "person", N_ ("Name") },
    { "item", N_ ("Item") },
    { "points", N_ ("Points"), XY_CLI_POINTS },
    { "cut", N_ ("Cut by cap"), XY_CLI_POINTS },
    { "step", N_ ("State") },
    { "until", N_ ("Objections until") },
    { "due", N_ ("Answer due") },
    { "reason", N_ ("Reason") },
    { "recorder", N_ ("Recorded by") },
    { "id", N_ ("Record") },
  };
  static const char *const ends[] = { "booked", "rejected", "withdrawn" };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("waiting", columns, G_N_ELEMENTS (columns));
  XyPointsItemFilter filter = { .text = options->text,
                                .category = options->category,
                                .what = xy_points_waiting_from_name (options->step),
                                .order = XY_POINTS_BY_HOUSEHOLD };
  guint limit = options->limit > 0 ? (guint) options->limit : MOST_ROWS;

  if (options->step != NULL && g_strcmp0 (options->step, xy_points_waiting_name (filter.what)) != 0)
    {
      xy_set_invalid (error, "step", _ ("There is no step “%s”."), options->step);
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_open (cli, error) || !xy_cli_unit (cli, options->group, &filter.unit, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filter.household, error))
      || (options->sitting != NULL
          && !sitting_of (cli, options->kind != NULL ? options->kind : "review", options->sitting, &filter.sitting,
                          error)))
    return XY_CLI_REFUSED;
  g_autoptr (GArray) ids = xy_points_item_ids (cli->store, &filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_points_item_rows (cli->store, ids_in (ids), MIN (ids->len, limit), error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPointsItemRow *row = rows->pdata[i];
      char id[XY_ID_TEXT_LENGTH + 1];

      if (row == NULL)
        continue;
      xy_id_to_text (&row->item->record.id, id);
      const char *step =
          row->what == XY_POINTS_DONE ? ends[row->item->stage - XY_POINTS_BOOKED] : xy_points_waiting_name (row->what);
      xy_cli_table_add (table, row->item->day, row->unit_name, row->number, row->head, row->person_name,
                        row->item->item, row->item->delta, row->item->cut, cli->json ? step : row->word, row->until,
                        row->due, row->reason, row->item->recorder, id);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static gboolean
has_id (const GArray *ids, const XyId *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (xy_id_same (&g_array_index (ids, XyId, i), id))
      return TRUE;
  return FALSE;
}

/* The names after "ITEM=" in --aside. */
static gboolean
add_aside (GArray *verdicts, char **aside, GError **error)
{
  for (; aside != NULL && *aside != NULL; aside++)
    {
      const char *names = strchr (*aside, '=');
      g_autofree char *text = names != NULL ? g_strndup (*aside, (gsize) (names - *aside)) : g_strdup (*aside);
      gboolean found = FALSE;
      XyId id;

      if (!item_of (text, &id, error))
        return FALSE;
      for (guint i = 0; i < verdicts->len; i++)
        if (xy_id_same (&g_array_index (verdicts, XyPointsVerdict, i).item, &id))
          {
            g_array_index (verdicts, XyPointsVerdict, i).recused = names != NULL ? names + 1 : "";
            found = TRUE;
          }
      if (!found)
        {
          xy_set_invalid (error, "recused", _ ("--aside names a registration that is not judged here."));
          return FALSE;
        }
    }
  return TRUE;
}

/* What passes is named, or with --all is all that waits and is not rejected. */
static GArray *
choose_verdicts (XyCli *cli, const Options *options, XyPointsStepKind kind, char **texts, GError **error)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, TRUE, sizeof (XyPointsVerdict));
  g_autoptr (GArray) rejected = items_of (options->reject, error);
  g_autoptr (GArray) passed = NULL;
  XyPointsItemFilter filter = { .what = (XyPointsWaiting) (XY_POINTS_WAIT_CHECK + kind),
                                .order = XY_POINTS_BY_HOUSEHOLD };

  if (rejected == NULL || !xy_cli_unit (cli, options->group, &filter.unit, error))
    return NULL;
  passed = options->all ? xy_points_item_ids (cli->store, &filter, error) : items_of (texts, error);
  for (guint i = 0; passed != NULL && i < passed->len; i++)
    {
      XyPointsVerdict verdict = { .item = g_array_index (passed, XyId, i), .pass = TRUE };
      if (!options->all || !has_id (rejected, &verdict.item))
        g_array_append_val (verdicts, verdict);
    }
  for (guint i = 0; i < rejected->len; i++)
    {
      XyPointsVerdict verdict = { .item = g_array_index (rejected, XyId, i), .reason = options->reason };
      g_array_append_val (verdicts, verdict);
    }
  return passed != NULL && add_aside (verdicts, options->aside, error) ? g_steal_pointer (&verdicts) : NULL;
}

static int
judge (XyCli *cli, const Options *options, XyPointsStepKind kind, char **texts, GError **error)
{
  static const XyCliColumn columns[] = {
    { "sitting", N_ ("Sitting") },
    { "day", N_ ("Day") },
    { "passed", N_ ("Passed"), XY_CLI_NUMBER },
    { "rejected", N_ ("Rejected"), XY_CLI_NUMBER },
    { "booked", N_ ("Booked"), XY_CLI_NUMBER },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("sitting", columns, G_N_ELEMENTS (columns));
  gint64 n_rejected = options->reject != NULL ? (gint64) g_strv_length (options->reject) : 0;
  char id[XY_ID_TEXT_LENGTH + 1];

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GArray) judges =
      xy_points_judges_parse (cli->store, options->judges != NULL ? options->judges : "", error);
  g_autoptr (GArray) verdicts = judges != NULL ? choose_verdicts (cli, options, kind, texts, error) : NULL;
  if (verdicts == NULL)
    return XY_CLI_REFUSED;
  XyPointsJudging judging = { .kind = kind,
                              .day = options->on,
                              .place = options->place,
                              .note = options->note,
                              .judges = (const XyPointsJudge *) (void *) judges->data,
                              .n_judges = judges->len,
                              .verdicts = (const XyPointsVerdict *) (void *) verdicts->data,
                              .n_verdicts = verdicts->len };
  if (!act (cli, xy_points_judge_act, &judging, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyPointsSitting) sitting = xy_record_get (cli->store, &xy_points_sitting_type, &judging.made, error);
  if (sitting == NULL)
    return XY_CLI_FAILED;
  g_autofree char *name = xy_points_sitting_describe (sitting);
  g_autofree char *number = g_strdup_printf ("%.4s-%d", sitting->day, (int) sitting->number);
  xy_id_to_text (&judging.made, id);
  xy_cli_table_add (table, cli->json ? number : name, sitting->day, (gint64) verdicts->len - n_rejected, n_rejected,
                    (gint64) judging.booked, id);
  return xy_cli_table_print_card (cli, table);
}

static int
withdraw (XyCli *cli, const Options *options, const char *text, GError **error)
{
  XyPointsWithdrawal withdrawal = { .reason = options->reason };

  if (!item_of (text, &withdrawal.item, error) || !xy_cli_sign_in (cli, error)
      || !act (cli, xy_points_withdraw_act, &withdrawal, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The registration is withdrawn."));
}

static int
take_back (XyCli *cli, const Options *options, GError **error)
{
  XyId id;

  if (!xy_cli_sign_in (cli, error) || !sitting_of (cli, "post", options->take_back, &id, error)
      || !act (cli, xy_points_unlist_act, &id, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The list is taken back; what was on it waits for another one."));
}

static int
publish (XyCli *cli, const Options *options, char **texts, GError **error)
{
  static const XyCliColumn columns[] = {
    { "list", N_ ("List") },
    { "day", N_ ("Day") },
    { "items", N_ ("Registrations"), XY_CLI_NUMBER },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("list", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) ids = items_of (texts, error);
  char id[XY_ID_TEXT_LENGTH + 1];

  if (ids == NULL || !xy_cli_sign_in (cli, error))
    return XY_CLI_REFUSED;
  XyPointsListing listing = { .items = ids_in (ids), .n = ids->len, .day = options->on };
  if (!act (cli, xy_points_list_act, &listing, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyPointsSitting) list = xy_record_get (cli->store, &xy_points_sitting_type, &listing.made, error);
  if (list == NULL)
    return XY_CLI_FAILED;
  g_autofree char *number = g_strdup_printf ("%.4s-%d", list->day, (int) list->number);
  xy_id_to_text (&listing.made, id);
  xy_cli_table_add (table, number, list->day, (gint64) listing.listed, id);
  return xy_cli_table_print_card (cli, table);
}

static int
book (XyCli *cli, char **texts, GError **error)
{
  static const XyCliColumn columns[] = {
    { "booked", N_ ("Booked"), XY_CLI_NUMBER },
    { "waiting", N_ ("On the board"), XY_CLI_NUMBER },
    { "frozen", N_ ("Objected to"), XY_CLI_NUMBER },
    { "closed", N_ ("In a closed period"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("booking", columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) ids = items_of (texts, error);

  if (ids == NULL || !xy_cli_sign_in (cli, error))
    return XY_CLI_REFUSED;
  XyPointsBooking booking = { .items = ids_in (ids), .n = ids->len };
  if (!act (cli, xy_points_book_act, &booking, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, (gint64) booking.booked, (gint64) booking.waiting, (gint64) booking.frozen,
                    (gint64) booking.closed);
  return xy_cli_table_print_card (cli, table);
}

static int
object (XyCli *cli, const Options *options, const char *text, GError **error)
{
  static const XyCliColumn columns[] = { { "objection", N_ ("Objection") }, { "due", N_ ("Answer due") } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("objection", columns, G_N_ELEMENTS (columns));
  XyObjectionFiling filing = { .name = options->from, .received_on = options->on, .about = options->about };
  char id[XY_ID_TEXT_LENGTH + 1];

  if (!item_of (text, &filing.item, error) || !xy_cli_sign_in (cli, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filing.household, error)))
    return XY_CLI_REFUSED;
  g_autoptr (GPtrArray) rows = xy_points_item_rows (cli->store, &filing.item, 1, error);
  if (rows == NULL)
    return XY_CLI_FAILED;
  const XyPointsItemRow *row = rows->pdata[0];
  if (row == NULL || xy_id_is_none (&row->notice))
    {
      xy_set_invalid (error, "item", _ ("It does not hang on the board, so nobody can object to it yet."));
      return XY_CLI_REFUSED;
    }
  filing.notice = row->notice;
  if (!act (cli, xy_objection_file_act, &filing, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyObjection) objection = xy_record_get (cli->store, &xy_objection_type, &filing.made, error);
  if (objection == NULL)
    return XY_CLI_FAILED;
  xy_id_to_text (&filing.made, id);
  xy_cli_table_add (table, id, objection->answer_due);
  return xy_cli_table_print_card (cli, table);
}

static int
steps (XyCli *cli, const char *text, GError **error)
{
  static const XyCliColumn columns[] = {
    { "day", N_ ("Day") }, { "step", N_ ("Step") },           { "by", N_ ("By whom") },
    { "at", N_ ("When") }, { "aside", N_ ("Stepped aside") }, { "note", N_ ("Note") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("steps", columns, G_N_ELEMENTS (columns));
  XyId id;

  if (!item_of (text, &id, error) || !xy_cli_open (cli, error))
    return XY_CLI_REFUSED;
  g_autoptr (GPtrArray) list = xy_points_steps_of (cli->store, &id, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyPointsStep *step = list->pdata[i];
      g_autofree char *at = xy_instant_format (step->at);
      xy_cli_table_add (table, step->day, cli->json ? step->kind : xy_points_step_word (step->kind), step->by, at,
                        step->recused, step->note);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
sittings (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "kind", N_ ("Kind") },
    { "sitting", N_ ("Sitting") },
    { "day", N_ ("Day") },
    { "place", N_ ("Where they sat") },
    { "members", N_ ("Members") },
    { "note", N_ ("Note") },
    { "posted", N_ ("Hangs"), XY_CLI_FLAG },
    { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("sittings", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_points_sitting_list (cli->store, options->kind, options->year, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyPointsSitting *sitting = list->pdata[i];
      g_auto (GStrv) names = xy_points_sitting_names (sitting);
      g_autofree char *members = g_strjoinv ("、", names);
      g_autofree char *number = g_strdup_printf ("%.4s-%d", sitting->day, (int) sitting->number);
      const char *label = xy_points_step_label (xy_points_step_from_name (sitting->kind));
      char id[XY_ID_TEXT_LENGTH + 1];

      xy_id_to_text (&sitting->record.id, id);
      xy_cli_table_add (table, cli->json ? sitting->kind : label, number, sitting->day, sitting->place,
                        members[0] != '\0' ? members : NULL, sitting->note, !xy_id_is_none (&sitting->notice), id);
    }
  return list != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;
  const char *verb = argv[1];
  XyPointsStepKind kind = xy_points_step_from_name (verb);

  if (kind < XY_POINTS_STEP_POST)
    return judge (cli, options, kind, argv + 2, error);
  if (g_str_equal (verb, "waiting") && argc == 2)
    return waiting (cli, options, error);
  if (g_str_equal (verb, "withdraw") && argc == 3)
    return withdraw (cli, options, argv[2], error);
  if (g_str_equal (verb, "publish") && options->take_back != NULL && argc == 2)
    return take_back (cli, options, error);
  if (g_str_equal (verb, "publish") && options->take_back == NULL)
    return publish (cli, options, argv + 2, error);
  if (g_str_equal (verb, "book"))
    return book (cli, argv + 2, error);
  if (g_str_equal (verb, "object") && argc == 3)
    return object (cli, options, argv[2], error);
  if (g_str_equal (verb, "steps") && argc == 3)
    return steps (cli, argv[2], error);
  if (g_str_equal (verb, "sittings") && argc == 2)
    return sittings (cli, options, error);
  return XY_CLI_USAGE;
}

gboolean
xy_cli_points_flow_has (const char *verb)
{
  static const char *const verbs[] = { "waiting", "check",  "review", "approve",  "withdraw", "publish",
                                       "book",    "object", "steps",  "sittings", NULL };

  return verb != NULL && g_strv_contains (verbs, verb);
}

int
xy_cli_points_flow (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "step", 0, 0, G_OPTION_ARG_STRING, &options.step, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "sitting", 0, 0, G_OPTION_ARG_STRING, &options.sitting, NULL, NULL },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &options.year, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, NULL, NULL },
    { "reject", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.reject, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "judges", 0, 0, G_OPTION_ARG_STRING, &options.judges, NULL, NULL },
    { "aside", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.aside, NULL, NULL },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "take-back", 0, 0, G_OPTION_ARG_STRING, &options.take_back, NULL, NULL },
    { "about", 0, 0, G_OPTION_ARG_STRING, &options.about, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}
