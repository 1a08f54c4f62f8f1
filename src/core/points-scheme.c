/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-scheme.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/points-rule.h"
#include "core/record-check.h"
#include "core/store.h"

#define BASE_LIMIT 10000000
#define BANDS_LIMIT 20
/* No village has more people in a meeting, and no point is worth more. */
#define PEOPLE_LIMIT 100000
#define VALUE_LIMIT 100000

#define OF_DAY_SQL "WHERE t.del = 0 AND coalesce (t.starts, t.adopted_on, '') <= ?1 ORDER BY t.version DESC LIMIT 1"
#define NEWEST_SQL "WHERE t.del = 0 ORDER BY t.version DESC"

static const XySql statements[] = {
  { &xy_points_scheme_type, OF_DAY_SQL },
  { &xy_points_scheme_type, NEWEST_SQL },
};

static gboolean check_scheme (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "version", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, version), 0 },
  { "name", N_ ("Name of the scheme"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, name), XY_FIELD_REQUIRED },
  { "catalogue", N_ ("Catalogue"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, catalogue), 0 },
  { "meeting", N_ ("Meeting"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, meeting), 0 },
  { "adopted_on", N_ ("Adopted on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsScheme, adopted_on), 0 },
  { "present", N_ ("Present"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, present), 0 },
  { "in_favour", N_ ("In favour"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsScheme, in_favour), 0 },
  { "starts", N_ ("From"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsScheme, starts), 0 },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, account), 0, xy_points_accounts },
  { "base", N_ ("Base points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsScheme, base), 0 },
  { "bands", N_ ("Grades"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, bands), XY_FIELD_TABLE },
  { "value", N_ ("Worth of a point"), XY_FIELD_MONEY, G_STRUCT_OFFSET (XyPointsScheme, value), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsScheme, note), XY_FIELD_LONG_TEXT },
};

const XyRecordType xy_points_scheme_type = {
  .table = "points_scheme",
  .noun = N_ ("points scheme"),
  .topic = XY_TOPIC_RULE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_scheme_get_type,
  .check = check_scheme,
};

XY_DEFINE_RECORD (XyPointsScheme, xy_points_scheme)

static gboolean
check_adoption (XyTxn *txn, XyPointsScheme *scheme, GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));

  if (scheme->adopted_on != NULL && !xy_day_is_valid (scheme->adopted_on))
    xy_set_invalid (error, "adopted_on", _ ("“%s” is not a day of the calendar."), scheme->adopted_on);
  else if (scheme->adopted_on != NULL && strcmp (scheme->adopted_on, today) > 0)
    xy_set_invalid (error, "adopted_on", _ ("%s is still to come; today is %s. Please check the date."),
                    scheme->adopted_on, today);
  else if (scheme->starts != NULL && !xy_day_is_valid (scheme->starts))
    xy_set_invalid (error, "starts", _ ("“%s” is not a day of the calendar."), scheme->starts);
  else if (scheme->starts != NULL && scheme->adopted_on != NULL && strcmp (scheme->starts, scheme->adopted_on) < 0)
    xy_set_invalid (error, "starts", _ ("The scheme holds from %s on, before it was adopted on %s."), scheme->starts,
                    scheme->adopted_on);
  else if (scheme->present < 0 || scheme->present > PEOPLE_LIMIT)
    xy_set_invalid (error, "present", _ ("How many came is a number from 0 to %d."), PEOPLE_LIMIT);
  else if (scheme->in_favour < 0 || scheme->in_favour > scheme->present)
    xy_set_invalid (error, "in_favour", _ ("%d were in favour, but only %d had come."), (int) scheme->in_favour,
                    (int) scheme->present);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_figures (XyPointsScheme *scheme, GError **error)
{
  if (scheme->account != NULL && xy_word_label (xy_points_accounts, scheme->account) == NULL)
    xy_set_invalid (error, "account", _ ("“%s” is no account of points."), scheme->account);
  else if (scheme->base < 0 || scheme->base > BASE_LIMIT)
    xy_set_invalid (error, "base", _ ("Base points are a number from 0 to 100,000."));
  else if (scheme->base > 0 && g_strcmp0 (scheme->account, XY_POINTS_VOLUNTEER) == 0)
    xy_set_invalid (error, "base", _ ("Volunteers begin with nothing; base points are for households or persons."));
  else if (scheme->value < 0 || scheme->value > VALUE_LIMIT)
    xy_set_invalid (error, "value", _ ("A point is worth from ¥0 to ¥1,000."));
  else
    return TRUE;
  return FALSE;
}

/* BANDS as they are stored. */
static char *
bands_to_text (GPtrArray *bands)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bands->len; i++)
    {
      const XyPointsBand *band = bands->pdata[i];
      g_autofree char *least = xy_points_to_text (band->least);
      if (g_str_has_suffix (least, ".0"))
        least[strlen (least) - 2] = '\0';
      g_string_append_printf (text, "%s%s\t%s", i > 0 ? "\n" : "", band->name, least);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
tidy_scheme (XyTxn *txn, XyPointsScheme *scheme, GError **error)
{
  if (!xy_record_tidy (scheme, error))
    return FALSE;
  if (scheme->name == NULL)
    {
      xy_set_invalid (error, "name", _ ("Please give the scheme a name."));
      return FALSE;
    }
  if (!check_adoption (txn, scheme, error) || !check_figures (scheme, error))
    return FALSE;
  if (scheme->bands == NULL)
    return TRUE;

  g_autoptr (GPtrArray) bands = xy_points_bands (scheme->bands, error);
  if (bands == NULL)
    return FALSE;
  g_free (scheme->bands);
  scheme->bands = bands->len > 0 ? bands_to_text (bands) : NULL;
  return TRUE;
}

static gboolean
check_scheme (XyTxn *txn, XyRecord *record, GError **error)
{
  if (!record->stored)
    return tidy_scheme (txn, (XyPointsScheme *) record, error);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("A scheme that was written is not changed. A change is a new version of it."));
  return FALSE;
}

/* Whether B is what A already says; the version apart. */
static gboolean
says_the_same (const XyPointsScheme *a, const XyPointsScheme *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!g_str_equal (fields[i].name, "version") && !xy_record_field_equal (a, b, &fields[i]))
      return FALSE;
  return TRUE;
}

static XyPointsScheme *
first_of (GPtrArray *list)
{
  XyPointsScheme *first = list != NULL && list->len > 0 ? g_object_ref (list->pdata[0]) : NULL;

  g_clear_pointer (&list, g_ptr_array_unref);
  return first;
}

XyPointsScheme *
xy_points_scheme_get (XyStore *store, const char *day, GError **error)
{
  if (day == NULL)
    return first_of (xy_points_scheme_versions (store, error));
  return first_of (xy_record_list (store, &xy_points_scheme_type, OF_DAY_SQL, XY_BIND (XY_TEXT (day)), error));
}

GPtrArray *
xy_points_scheme_versions (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_points_scheme_type, NEWEST_SQL, XY_BIND_NONE, error);
}

gboolean
xy_points_scheme_save (XyTxn *txn, XyPointsScheme *scheme, GError **error)
{
  g_autoptr (GPtrArray) versions = xy_points_scheme_versions (xy_txn_get_store (txn), error);

  if (versions == NULL || !tidy_scheme (txn, scheme, error))
    return FALSE;
  if (versions->len > 0 && says_the_same (versions->pdata[0], scheme))
    return TRUE;
  scheme->record.id = XY_ID_NONE;
  scheme->record.stored = FALSE;
  scheme->version = versions->len > 0 ? ((XyPointsScheme *) versions->pdata[0])->version + 1 : 1;
  return xy_record_save (txn, scheme, error);
}

gboolean
xy_points_scheme_save_act (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsScheme *scheme = data;

  if (!xy_points_scheme_save (txn, scheme, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Write the points scheme “%s”"), scheme->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

char *
xy_points_scheme_adoption (const XyPointsScheme *scheme)
{
  if (scheme->adopted_on == NULL)
    return NULL;

  g_autofree char *day = xy_day_to_chinese (scheme->adopted_on);
  const char *meeting = scheme->meeting != NULL ? scheme->meeting : _ ("a meeting of the village");
  if (scheme->present == 0)
    /* Translators: the meeting, the day. */
    return g_strdup_printf (_ ("Adopted by %s on %s"), meeting, day);
  /* Translators: the meeting, the day, how many came, how many were in favour. */
  return g_strdup_printf (_ ("Adopted by %s on %s; %d came, %d in favour"), meeting, day, (int) scheme->present,
                          (int) scheme->in_favour);
}

void
xy_points_band_free (XyPointsBand *band)
{
  g_free (band->name);
  g_free (band);
}

GPtrArray *
xy_points_bands (const char *text, GError **error)
{
  g_autoptr (GPtrArray) bands = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_band_free);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *clean = xy_text_clean (*line), *name = NULL;
      /* The last blank: the name may have some, and people type one instead of a tab. */
      const char *gap = strrchr (clean, ' ');
      gint64 least;

      if (clean[0] == '\0')
        continue;
      if (gap == NULL || !xy_points_parse (gap + 1, &least, NULL) || bands->len >= BANDS_LIMIT)
        {
          xy_set_invalid (error, "bands", _ ("A grade is a name and the points from which it begins: “%s”."), clean);
          return NULL;
        }
      if (bands->len > 0 && ((XyPointsBand *) bands->pdata[bands->len - 1])->least <= least)
        {
          xy_set_invalid (error, "bands",
                          _ ("The highest grade comes first, and each begins below the one before: “%s”."), clean);
          return NULL;
        }
      XyPointsBand *band = g_new (XyPointsBand, 1);
      band->name = g_strndup (clean, (gsize) (gap - clean));
      band->least = least;
      g_ptr_array_add (bands, band);
    }
  return g_steal_pointer (&bands);
}

const char *
xy_points_band_of (GPtrArray *bands, gint64 total)
{
  for (guint i = 0; i < bands->len; i++)
    if (total >= ((XyPointsBand *) bands->pdata[i])->least)
      return ((XyPointsBand *) bands->pdata[i])->name;
  return NULL;
}

char *
xy_points_bands_sentence (GPtrArray *bands)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bands->len; i++)
    {
      const XyPointsBand *band = bands->pdata[i];
      /* What begins with a hundredth begins above the whole: no catalogue gives less than a tenth. */
      gboolean above = band->least % 100 == 1;
      g_autofree char *least = xy_amount_format (band->least - above);
      if (i > 0)
        g_string_append (text, _ (", "));
      /* Translators: a grade and the points from which, or above which, it begins. */
      g_string_append_printf (text, above ? _ ("%s above %s") : _ ("%s from %s"), band->name, least);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const XySql *
xy_points_scheme_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
