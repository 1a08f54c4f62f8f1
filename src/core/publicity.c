/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/publicity-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/rule-file.h"
#include "core/setting.h"
#include "core/store.h"

struct _XyPublicity
{
  const char *province;
  char *finance_span; /* what the village decided, or NULL */
  char *points_span;
  char *hygiene_span;
  XyPublicityEdition *national;
  XyPublicityEdition *own; /* NULL where the province has none */
  GHashTable *by_sets;     /* "0/1" → XyPublicityRules */
};

static void
rules_free (gpointer data)
{
  XyPublicityRules *rules = data;

  g_free (rules->name);
  g_free (rules->source);
  for (guint i = 0; i < XY_PUBLICITY_N_VALUES; i++)
    xy_publicity_value_clear (&rules->values[i]);
  g_ptr_array_unref (rules->items);
  g_free (rules);
}

/* The edition of PROVINCE with the later date: the one inside the program, or one in the data folder. */
static XyPublicityEdition *
load_edition (XyDb *db, const char *province, GError **error)
{
  gboolean national = g_str_equal (province, xy_provinces[0].value);
  g_autofree char *name = g_strdup_printf ("publicity-%s.json", province);
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (name);
  g_autoptr (XyPublicityEdition) edition = NULL;

  g_assert (texts->len > 0);
  for (guint i = 0; i < texts->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (texts->pdata[i], &length);
      XyPublicityEdition *other = xy_publicity_edition_parse (db, text, length, national, i == 0 ? error : NULL);
      if (other == NULL && i == 0)
        return NULL;
      if (other != NULL && edition != NULL && strcmp (other->date, edition->date) < 0)
        xy_publicity_edition_free (other);
      else if (other != NULL)
        {
          g_clear_pointer (&edition, xy_publicity_edition_free);
          edition = other;
        }
    }
  return g_steal_pointer (&edition);
}

/* The set of DAY; of the national edition always one. */
static int
find_set (const XyPublicityEdition *edition, const char *day, gboolean national)
{
  for (guint i = 0; edition != NULL && i < edition->sets->len; i++)
    {
      const XyPublicitySet *set = edition->sets->pdata[i];
      if (strcmp (set->from, day) <= 0 && (set->until == NULL || strcmp (day, set->until) <= 0))
        return (int) i;
    }
  return national ? 0 : -1;
}

static void
copy_value (XyPublicityValue *to, const XyPublicityValue *from)
{
  xy_publicity_value_clear (to);
  *to = *from;
  to->source = g_strdup (from->source);
  to->date = g_strdup (from->date);
}

static XyPublicityItem *
find_item (GPtrArray *items, const char *key)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (((XyPublicityItem *) items->pdata[i])->key, key) == 0)
      return items->pdata[i];
  return NULL;
}

static void
lay_over (GPtrArray *items, const XyPublicityItem *from)
{
  XyPublicityItem *item = find_item (items, from->key);

  if (item == NULL)
    {
      item = g_new0 (XyPublicityItem, 1);
      item->key = g_strdup (from->key);
      item->shown = from->shown;
      item->law = from->law;
      g_ptr_array_add (items, item);
    }
  item->span = from->span;
  item->check = from->check;
  xy_set_str (&item->source, from->source);
  if (from->name != NULL || item->name == NULL)
    xy_set_str (&item->name, from->name != NULL ? from->name : from->key);
  if (from->paper != NULL || item->paper == NULL)
    xy_set_str (&item->paper, from->paper != NULL ? from->paper : "announcement");
}

/* A village may publish more often than it must, and chooses what is custom. */
static void
decide_span (GPtrArray *items, const char *key, const char *span, gboolean only_more_often)
{
  XyPublicityItem *item = find_item (items, key);
  int decided = xy_publicity_span_from_word (span);

  if (item != NULL && decided >= 0 && decided <= XY_PUBLICITY_QUARTER
      && (!only_more_often || decided < (int) item->span))
    item->span = (XyPublicitySpan) decided;
}

static XyPublicityRules *
merge (XyPublicity *self, const XyPublicitySet *national, const XyPublicitySet *own)
{
  XyPublicityRules *rules = g_new0 (XyPublicityRules, 1);

  rules->items = g_ptr_array_new_with_free_func (xy_publicity_item_free);
  rules->source = g_strdup (own != NULL ? own->source : national->source);
  rules->check = national->check || (own != NULL && own->check);
  rules->name = g_strdup_printf ("%s %s", own != NULL ? self->own->name : self->national->name,
                                 own != NULL && strcmp (own->from, national->from) > 0 ? own->from : national->from);
  for (guint i = 0; i < XY_PUBLICITY_N_VALUES; i++)
    {
      const XyPublicityValue *base = &national->values[i], *over = own != NULL ? &own->values[i] : NULL;
      gboolean takes = over != NULL && over->value > 0 && (i != XY_PUBLICITY_BOARD_DAYS || over->value > base->value);
      copy_value (&rules->values[i], takes ? over : base);
    }
  for (guint i = 0; i < national->items->len; i++)
    {
      const XyPublicityItem *item = national->items->pdata[i];
      lay_over (rules->items, item);
    }
  for (guint i = 0; own != NULL && i < own->items->len; i++)
    lay_over (rules->items, own->items->pdata[i]);
  decide_span (rules->items, "finance", self->finance_span, TRUE);
  decide_span (rules->items, "points", self->points_span, FALSE);
  decide_span (rules->items, "hygiene", self->hygiene_span, FALSE);
  return rules;
}

static XyPublicity *
publicity_new (XyStore *store, const char *province, XyPublicityEdition *national, XyPublicityEdition *own)
{
  XyPublicity *self = g_new0 (XyPublicity, 1);

  self->province = province;
  self->national = national;
  self->own = own;
  self->finance_span = xy_setting_get (store, XY_SETTING_FINANCE_SPAN);
  self->points_span = xy_setting_get (store, XY_SETTING_POINTS_SPAN);
  self->hygiene_span = xy_setting_get (store, XY_SETTING_HYGIENE_SPAN);
  self->by_sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rules_free);
  return self;
}

XyPublicity *
xy_publicity_load (XyStore *store, const char *province, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  const char *known = xy_province_of (store, province);

  g_autoptr (XyPublicityEdition) national = load_edition (db, xy_provinces[0].value, error);
  if (national == NULL)
    return NULL;
  g_autoptr (XyPublicityEdition) own = NULL;
  if (known != xy_provinces[0].value)
    {
      own = load_edition (db, known, error);
      if (own == NULL)
        return NULL;
    }
  return publicity_new (store, known, g_steal_pointer (&national), g_steal_pointer (&own));
}

XyPublicity *
xy_publicity_parse (XyStore *store, const char *national_text, const char *province_text, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (XyPublicityEdition) national =
      xy_publicity_edition_parse (db, national_text, strlen (national_text), TRUE, error);
  g_autoptr (XyPublicityEdition) own = NULL;

  if (national == NULL)
    return NULL;
  if (province_text != NULL)
    {
      own = xy_publicity_edition_parse (db, province_text, strlen (province_text), FALSE, error);
      if (own == NULL)
        return NULL;
    }
  return publicity_new (store, xy_provinces[0].value, g_steal_pointer (&national), g_steal_pointer (&own));
}

void
xy_publicity_free (XyPublicity *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_sets);
  xy_publicity_edition_free (self->national);
  xy_publicity_edition_free (self->own);
  g_free (self->finance_span);
  g_free (self->points_span);
  g_free (self->hygiene_span);
  g_free (self);
}

const char *
xy_publicity_get_province (XyPublicity *self)
{
  return self->province;
}

const XyPublicityRules *
xy_publicity_at (XyPublicity *self, const char *day)
{
  int national = find_set (self->national, day, TRUE), own = find_set (self->own, day, FALSE);
  g_autofree char *key = g_strdup_printf ("%d/%d", national, own);
  XyPublicityRules *rules = g_hash_table_lookup (self->by_sets, key);

  if (rules == NULL)
    {
      rules = merge (self, self->national->sets->pdata[national], own >= 0 ? self->own->sets->pdata[own] : NULL);
      g_hash_table_insert (self->by_sets, g_steal_pointer (&key), rules);
    }
  return rules;
}

const XyPublicityItem *
xy_publicity_item (const XyPublicityRules *rules, const char *key)
{
  return find_item (rules->items, key);
}

gboolean
xy_publicity_due_day (XyPublicity *self, const char *item, const char *period, const char *happened, char *day)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  XySpan span;

  day[0] = '\0';
  if (xy_period_parse (period, &span, first, last) && span != XY_SPAN_YEAR && xy_day_add (last, 1, first))
    {
      /* The duty is that of the day on which it arises. */
      const XyPublicityRules *rules = xy_publicity_at (self, first);
      XyPublicityKey key = span == XY_SPAN_MONTH ? XY_PUBLICITY_MONTH_DAY : XY_PUBLICITY_QUARTER_DAY;
      const XyPublicityItem *known = find_item (rules->items, item);

      return known != NULL && known->span <= XY_PUBLICITY_QUARTER && rules->values[key].value > 0
             && xy_day_add (first, rules->values[key].value - 1, day);
    }
  if (happened != NULL && xy_day_is_valid (happened))
    {
      const XyPublicityRules *rules = xy_publicity_at (self, happened);
      const XyPublicityItem *known = find_item (rules->items, item);

      return known != NULL && known->span == XY_PUBLICITY_EVENT && rules->values[XY_PUBLICITY_EVENT_DAYS].value > 0
             && xy_day_add (happened, rules->values[XY_PUBLICITY_EVENT_DAYS].value, day);
    }
  return FALSE;
}
