/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/event.h"

#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/number.h"

typedef struct
{
  char *day;
  char *to;
  char *group;
  char *head;
  char *new_head;
  char *relation;
  char *place;
  char *note;
  char *points;
  char **born; /* new people: NAME[/SEX[/BIRTHDAY]] */
} Options;

static void
options_clear (Options *options)
{
  g_free (options->day);
  g_free (options->to);
  g_free (options->group);
  g_free (options->head);
  g_free (options->new_head);
  g_free (options->relation);
  g_free (options->place);
  g_free (options->note);
  g_free (options->points);
  g_strfreev (options->born);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GPtrArray *
read_newcomers (char **born)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (char **text = born; text != NULL && *text != NULL; text++)
    {
      g_auto (GStrv) parts = g_strsplit (*text, "/", 3);
      XyPerson *person = xy_record_new (&xy_person_type);
      guint n = g_strv_length (parts);
      xy_set_str (&person->name, parts[0]);
      xy_set_str (&person->sex, n > 1 && parts[1][0] != '\0' ? parts[1] : NULL);
      xy_set_str (&person->birthday, n > 2 ? parts[2] : NULL);
      g_ptr_array_add (list, person);
    }
  return list;
}

static gboolean
get_household_id (XyCli *cli, const char *text, XyId *id, GError **error)
{
  if (text == NULL || g_str_equal (text, "-"))
    return TRUE;
  g_autoptr (XyHousehold) household = xy_cli_get_household (cli, text, error);
  if (household == NULL)
    return FALSE;
  *id = household->record.id;
  return TRUE;
}

static gboolean
get_person_id (XyCli *cli, const XyId *household, const char *text, XyId *id, GError **error)
{
  if (text == NULL)
    return TRUE;
  g_autoptr (XyPerson) person = xy_cli_get_person (cli, household, text, error);
  if (person == NULL)
    return FALSE;
  *id = person->record.id;
  return TRUE;
}

static int
happen (XyCli *cli, XyEventPlan *plan, const Options *options, const char *household, char **names, GError **error)
{
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GPtrArray) newcomers = read_newcomers (options->born);

  if (!xy_cli_sign_in (cli, error) || !get_household_id (cli, household, &plan->household, error)
      || !get_household_id (cli, options->to, &plan->other, error)
      || (options->group != NULL && !xy_cli_unit (cli, options->group, &plan->unit, error))
      || !get_person_id (cli, &plan->household, options->head, &plan->other_head, error)
      || !get_person_id (cli, &plan->household, options->new_head, &plan->new_head, error)
      || (options->points != NULL && !xy_points_parse (options->points, &plan->points, error)))
    return XY_CLI_FAILED;
  for (char **name = names; *name != NULL; name++)
    {
      XyId id;
      if (!get_person_id (cli, &plan->household, *name, &id, error))
        return XY_CLI_FAILED;
      g_array_append_val (persons, id);
    }
  plan->persons = (const XyId *) (gpointer) persons->data;
  plan->n_persons = persons->len;
  plan->newcomers = (XyPerson *const *) newcomers->pdata;
  plan->n_newcomers = newcomers->len;
  plan->follow = options->points == NULL;
  plan->day = options->day;
  plan->relation = options->relation;
  plan->place = options->place;
  plan->note = options->note;
  if (!xy_store_act (cli->store, &cli->actor, "", xy_event_apply, plan, error))
    return XY_CLI_FAILED;
  g_autoptr (XyActInfo) act = xy_store_get_undo (cli->store, error);
  return act != NULL ? xy_cli_done (cli, "%s", act->title) : XY_CLI_FAILED;
}

static int
run_event (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &options.group, NULL, NULL },
    { "head", 0, 0, G_OPTION_ARG_STRING, &options.head, NULL, NULL },
    { "new-head", 0, 0, G_OPTION_ARG_STRING, &options.new_head, NULL, NULL },
    { "relation", 0, 0, G_OPTION_ARG_STRING, &options.relation, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "points", 0, 0, G_OPTION_ARG_STRING, &options.points, NULL, NULL },
    { "new", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.born, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 3)
    return xy_cli_usage (cli);
  XyEventPlan plan = { .kind = xy_event_kind_from_name (argv[1]) };
  if (plan.kind == XY_EVENT_N_KINDS)
    return xy_cli_usage (cli);
  int status = happen (cli, &plan, &options, argv[2], argv + 3, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_events = {
  .name = "event",
  .usage = "event birth HOUSEHOLD --new NAME[/SEX[/BIRTHDAY]] --relation RELATION [--day DAY]\n"
           "event death HOUSEHOLD PERSON [--new-head PERSON] [--day DAY]\n"
           "event move-in HOUSEHOLD|- [PERSON …] [--new NAME …] [--group GROUP] [--relation RELATION]\n"
           "event move-out HOUSEHOLD [PERSON …] [--new-head PERSON] [--place PLACE]\n"
           "event split HOUSEHOLD PERSON … [--head PERSON] [--new-head PERSON] [--group GROUP] [--points POINTS]\n"
           "event merge HOUSEHOLD --to HOUSEHOLD [--relation RELATION]\n"
           "event head HOUSEHOLD --new-head PERSON\n"
           "event marriage HOUSEHOLD [PERSON …] [--to HOUSEHOLD] [--new NAME] [--relation RELATION]\n"
           "event leave HOUSEHOLD [PERSON …] [--place PLACE]\n"
           "event return HOUSEHOLD [PERSON …]",
  .summary = N_ ("What happens to households and persons: births, deaths, moves, splits"),
  .run = run_event,
};
