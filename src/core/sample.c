/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/user.h"
#include "core/village.h"

#define PERSON_SHARE 37 /* tenths of a person in a household */
#define MOST_HOUSEHOLDS 100000
#define MOST_YEARS 10
#define MS_A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

/* One month as an act. */
typedef struct
{
  XySample *sample;
  int month;
} Month;

static gboolean
save_month (XyTxn *txn, gpointer data, GError **error)
{
  Month *month = data;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (!xy_sample_save_events (txn, month->sample, month->month, error)
      || !xy_sample_record_month (txn, month->sample, month->month, error))
    return FALSE;
  xy_sample_month (month->sample, month->month, first, last);
  g_autofree char *period = xy_period_of (first, XY_SPAN_MONTH), *words = xy_period_to_chinese (period);
  g_autofree char *title = g_strdup_printf (_ ("Roster and points of %s"), words);
  xy_txn_set_title (txn, title);
  return TRUE;
}

void
xy_sample_set_clock (XyFixedEnv *fixed, const char *day)
{
  fixed->instant = MAX (fixed->instant, xy_day_between ("1970-01-01", day) * MS_A_DAY);
}

static gboolean
check_options (const XySampleOptions *options, GError **error)
{
  if (options->households < 1 || options->households > MOST_HOUSEHOLDS)
    xy_set_invalid (error, "households", _ ("A sample village has from 1 to %d households."), MOST_HOUSEHOLDS);
  else if (options->years < 1 || options->years > MOST_YEARS)
    xy_set_invalid (error, "years", _ ("A sample village has from 1 to %d years of points."), MOST_YEARS);
  else if (options->today != NULL && !xy_day_is_valid (options->today))
    xy_set_invalid (error, "today", _ ("“%s” is not a day of the calendar."), options->today);
  else if (options->entries < 0 || options->groups > options->households)
    xy_set_invalid (error, "entries", _ ("A sample village cannot be made of these numbers."));
  else
    return TRUE;
  return FALSE;
}

static XyStore *
found (XySample *sample, const char *path, const XyEnv *env, GError **error)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);

  xy_set_str (&village->code, XY_SAMPLE_CODE);
  xy_set_str (&village->name, "石板溪村");
  xy_set_str (&village->township, "云岭镇");
  xy_set_str (&village->county, "清江县");
  xy_set_str (&village->contact, "曾小平");
  xy_set_str (&village->phone, "19900001201");
  xy_set_str (&village->township_phone, "19900001101");
  village->sample = TRUE;
  return xy_village_found (path, env, village, "曾小平", TRUE, error);
}

static gboolean
fill (XySample *sample, XyStore *store, XyFixedEnv *fixed, GError **error)
{
  g_autoptr (GPtrArray) users = xy_user_list (store, error);
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  XyActor actor;

  if (users == NULL)
    return FALSE;
  xy_user_actor (users->pdata[0], &actor);
  if (!xy_store_act (store, &actor, _ ("Enter the roster"), xy_sample_save_roster, sample, error)
      || !xy_store_act (store, &actor, _ ("Adopt the scheme of points"), xy_sample_adopt_rules, sample, error))
    return FALSE;
  for (int n = 1; n <= sample->months; n++)
    {
      Month month = { sample, n };
      xy_sample_month (sample, n, first, last);
      if (!xy_sample_bylaws (sample, store, &actor, fixed, n, error)
          || !xy_sample_print (sample, store, &actor, fixed, n, error))
        return FALSE;
      xy_sample_set_clock (fixed, last);
      if (!xy_store_act (store, &actor, "", save_month, &month, error)
          || !xy_sample_hygiene (sample, store, &actor, n, error)
          || !xy_sample_publish (sample, store, &actor, n, error))
        return FALSE;
    }
  /* Last what is small, for Undo begins there. */
  return xy_sample_exchange (sample, store, &actor, error) && xy_sample_meetings (sample, store, &actor, FALSE, error)
         && xy_sample_matters (sample, store, &actor, error) && xy_sample_meetings (sample, store, &actor, TRUE, error)
         && xy_sample_bylaw_steps (sample, store, &actor, error)
         && xy_sample_print_meetings (sample, store, &actor, error)
         && xy_sample_record_days (sample, store, &actor, error)
         && (sample->options.direct || xy_sample_flow (sample, store, &actor, error));
}

static void
clear_household (gpointer data)
{
  g_array_unref (((XySampleHousehold *) data)->members);
}

static void
clear_event (gpointer data)
{
  g_clear_object (&((XySampleEvent *) data)->newcomer);
}

static void
sample_init (XySample *sample, const XySampleOptions *options)
{
  sample->options = *options;
  if (options->persons == 0)
    sample->options.persons = options->households * PERSON_SHARE / 10;
  if (options->groups == 0)
    sample->options.groups = MAX (options->households / 45, 1);
  if (options->today != NULL)
    g_strlcpy (sample->today, options->today, sizeof sample->today);
  else
    {
      g_autofree char *today = xy_env_today (xy_env_system ());
      g_strlcpy (sample->today, today, sizeof sample->today);
    }
  sample->dice.state = options->seed;
  sample->months = (int) options->years * 12;
  sample->households = g_array_new (FALSE, FALSE, sizeof (XySampleHousehold));
  sample->events = g_array_new (FALSE, FALSE, sizeof (XySampleEvent));
  sample->doubtful = g_array_new (FALSE, FALSE, sizeof (XyId));
  sample->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sample->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sample->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_array_set_clear_func (sample->households, clear_household);
  g_array_set_clear_func (sample->events, clear_event);
}

static void
sample_clear (XySample *sample)
{
  g_array_unref (sample->households);
  g_array_unref (sample->events);
  g_array_unref (sample->doubtful);
  g_hash_table_unref (sample->numbers);
  g_hash_table_unref (sample->rules);
  g_hash_table_unref (sample->papers);
  g_free (sample->units);
}

static void
remove_file (const char *path)
{
  static const char *const tails[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *name = g_strconcat (path, tails[i], NULL);
      g_unlink (name);
    }
}

void
xy_sample_month (const XySample *sample, int n, char first[XY_DAY_SIZE], char last[XY_DAY_SIZE])
{
  g_autofree char *now = xy_period_of (sample->today, XY_SPAN_MONTH);
  g_autofree char *period = xy_period_move (now, n - sample->months);

  xy_period_parse (period, NULL, first, last);
  if (n == sample->months)
    g_strlcpy (last, sample->today, XY_DAY_SIZE);
}

gboolean
xy_sample_create (const char *path, const XySampleOptions *options, GError **error)
{
  XySample sample = { 0 };
  XyFixedEnv fixed;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (!check_options (options, error))
    return FALSE;
  sample_init (&sample, options);
  xy_fixed_env_init (&fixed, 0, options->seed);
  xy_sample_month (&sample, 1, first, last);
  xy_sample_set_clock (&fixed, first);
  xy_sample_invent (&sample);

  XyStore *store = found (&sample, path, &fixed.env, error);
  gboolean ok = store != NULL && fill (&sample, store, &fixed, error);
  gboolean made = store != NULL;
  g_clear_object (&store);
  /* Half a village is none. */
  if (made && !ok)
    remove_file (path);
  sample_clear (&sample);
  return ok;
}
