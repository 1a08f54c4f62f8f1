/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/publicity.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/setting.h"
#include "core/store.h"

#define RESOURCE_FOLDER "/org/xiangyue/Xiangyue/data/rules/"
#define SIZE_LIMIT (1 << 20)
#define LAST_DAY "9999-12-31"

enum
{
  VALID,
  HEAD,
  SETS,
  VALUES,
  ITEMS,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.sets') = 'array'" },
  [HEAD] = { NULL, "SELECT ?1 ->> '$.name', ?1 ->> '$.date'" },
  [SETS] = { NULL, "SELECT value ->> '$.from', value ->> '$.until', value ->> '$.source', value ->> '$.check'"
                   " FROM json_each (?1, '$.sets') WHERE type = 'object'" },
  [VALUES] = { NULL, "SELECT s.key, v.key, v.value ->> '$.value', v.value ->> '$.source', v.value ->> '$.date',"
                     " v.value ->> '$.check' FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.values') AS v"
                     " WHERE v.type = 'object'" },
  [ITEMS] = { NULL, "SELECT s.key, v.value ->> '$.key', v.value ->> '$.name', v.value ->> '$.span',"
                    " v.value ->> '$.shown', v.value ->> '$.paper', v.value ->> '$.law', v.value ->> '$.source',"
                    " v.value ->> '$.check' FROM json_each (?1, '$.sets') AS s, json_each (s.value, '$.items') AS v"
                    " WHERE v.type = 'object'" },
};

static const char *const value_keys[] = { "board_days",  "objection_days", "reply_days",
                                          "quarter_day", "month_day",      "event_days" };
static const char *const span_words[] = { "month", "quarter", "event", "free" };
static const char *const shown_words[] = { "always", "points", "used", "event" };

const XyWord xy_publicity_provinces[] = {
  { "national", N_ ("The whole country") },
  { "hunan", N_ ("Hunan") },
  { "hubei", N_ ("Hubei") },
  { "shandong", N_ ("Shandong") },
  { "chongqing", N_ ("Chongqing") },
  { "shanghai", N_ ("Shanghai") },
  { "sichuan", N_ ("Sichuan") },
  { "hainan", N_ ("Hainan") },
  { NULL, NULL },
};

/* What the division codes of the provinces begin with (GB/T 2260), in the order of xy_publicity_provinces. */
static const char *const codes[] = { "", "43", "42", "37", "50", "31", "51", "46" };

/* A dated set as a file has it. */
typedef struct
{
  char *from;
  char *until; /* NULL: still */
  char *source;
  gboolean check;
  XyPublicityValue values[XY_PUBLICITY_N_VALUES];
  GPtrArray *items; /* of XyPublicityItem; what a province leaves out is NULL */
} Set;

typedef struct
{
  char *name;
  char *date;
  GPtrArray *sets;
} Edition;

struct _XyPublicity
{
  const char *province;
  char *finance_span; /* what the village decided, or NULL */
  char *points_span;
  Edition *national;
  Edition *own;        /* NULL where the province has none */
  GHashTable *by_sets; /* "0/1" → XyPublicityRules */
};

static void
value_clear (XyPublicityValue *value)
{
  g_free (value->source);
  g_free (value->date);
}

static void
item_free (gpointer data)
{
  XyPublicityItem *item = data;

  g_free (item->key);
  g_free (item->name);
  g_free (item->paper);
  g_free (item->source);
  g_free (item);
}

static void
set_free (gpointer data)
{
  Set *set = data;

  g_free (set->from);
  g_free (set->until);
  g_free (set->source);
  for (guint i = 0; i < XY_PUBLICITY_N_VALUES; i++)
    value_clear (&set->values[i]);
  g_ptr_array_unref (set->items);
  g_free (set);
}

static void
edition_free (Edition *edition)
{
  if (edition == NULL)
    return;
  g_free (edition->name);
  g_free (edition->date);
  g_ptr_array_unref (edition->sets);
  g_free (edition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Edition, edition_free)

static void
rules_free (gpointer data)
{
  XyPublicityRules *rules = data;

  g_free (rules->name);
  g_free (rules->source);
  for (guint i = 0; i < XY_PUBLICITY_N_VALUES; i++)
    value_clear (&rules->values[i]);
  g_ptr_array_unref (rules->items);
  g_free (rules);
}

static gboolean
unreadable (GError **error, const char *detail)
{
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The rules of publication cannot be used: %s"), detail);
  return FALSE;
}

static char *
dup_clean (XyRows *rows, int column)
{
  g_autofree char *text = xy_text_clean (xy_rows_text (rows, column));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

/* The place of TEXT in WORDS, or -1. */
static int
place_of (const char *text, const char *const *words, int n)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (text, words[i]) == 0)
      return i;
  return -1;
}

static gboolean
read_sets (Edition *edition, XyDb *db, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[SETS].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      Set *set = g_new0 (Set, 1);
      const Set *before = edition->sets->len > 0 ? edition->sets->pdata[edition->sets->len - 1] : NULL;

      set->items = g_ptr_array_new_with_free_func (item_free);
      g_ptr_array_add (edition->sets, set);
      set->from = dup_clean (rows, 0);
      set->until = dup_clean (rows, 1);
      set->source = dup_clean (rows, 2);
      set->check = xy_rows_int (rows, 3) != 0;
      if (!xy_day_is_valid (set->from) || (set->until != NULL && !xy_day_is_valid (set->until)) || set->source == NULL)
        return unreadable (error, _ ("a set has no source, or a day that is none."));
      if ((set->until != NULL && strcmp (set->until, set->from) < 0)
          || (before != NULL && strcmp (before->until != NULL ? before->until : LAST_DAY, set->from) >= 0))
        return unreadable (error, _ ("two sets hold at the same time."));
    }
  if (problem != NULL || edition->sets->len == 0)
    return unreadable (error, _ ("the file is damaged."));
  return TRUE;
}

static gboolean
read_values (Edition *edition, XyDb *db, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[VALUES].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint64 at = xy_rows_int (rows, 0), number = xy_rows_int (rows, 2);
      int key = place_of (xy_rows_text (rows, 1), value_keys, XY_PUBLICITY_N_VALUES);
      gboolean is_day = key == XY_PUBLICITY_QUARTER_DAY || key == XY_PUBLICITY_MONTH_DAY;

      if (key < 0 || at >= edition->sets->len || number < 1 || number > (is_day ? 28 : 366))
        return unreadable (error, _ ("it has a number that cannot be."));
      XyPublicityValue *value = &((Set *) edition->sets->pdata[at])->values[key];
      value->value = (int) number;
      value->source = dup_clean (rows, 3);
      value->date = dup_clean (rows, 4);
      value->check = xy_rows_int (rows, 5) != 0;
      if (value->source == NULL || !xy_day_is_valid (value->date))
        return unreadable (error, _ ("a number does not say its source and date."));
    }
  return problem == NULL || unreadable (error, _ ("the file is damaged."));
}

static gboolean
read_items (Edition *edition, XyDb *db, const char *text, gboolean national, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[ITEMS].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      gint64 at = xy_rows_int (rows, 0);
      int span = place_of (xy_rows_text (rows, 3), span_words, G_N_ELEMENTS (span_words));
      int shown = place_of (xy_rows_text (rows, 4), shown_words, G_N_ELEMENTS (shown_words));
      XyPublicityItem *item = g_new0 (XyPublicityItem, 1);

      if (at >= edition->sets->len)
        {
          item_free (item);
          return unreadable (error, _ ("the file is damaged."));
        }
      g_ptr_array_add (((Set *) edition->sets->pdata[at])->items, item);
      item->key = dup_clean (rows, 1);
      item->name = dup_clean (rows, 2);
      item->paper = dup_clean (rows, 5);
      item->law = xy_rows_int (rows, 6) != 0;
      item->source = dup_clean (rows, 7);
      item->check = xy_rows_int (rows, 8) != 0;
      if (item->key == NULL || item->source == NULL || span < 0 || (shown < 0 && !xy_rows_is_null (rows, 4))
          || (national && (item->name == NULL || item->paper == NULL || shown < 0)))
        return unreadable (error, _ ("an item does not say what it is, how often it is due or whence it comes."));
      item->span = (XyPublicitySpan) span;
      item->shown = shown < 0 ? XY_PUBLICITY_ALWAYS : (XyPublicityShown) shown;
    }
  return problem == NULL || unreadable (error, _ ("the file is damaged."));
}

static Edition *
parse (XyDb *db, const char *text, gsize length, gboolean national, GError **error)
{
  g_autoptr (Edition) edition = g_new0 (Edition, 1);
  g_autofree char *copy = g_strndup (text, length);
  gint64 valid = 0;

  edition->sets = g_ptr_array_new_with_free_func (set_free);
  if (length > SIZE_LIMIT || !xy_text_is_valid (copy, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (copy)), &valid, NULL) || !valid)
    {
      unreadable (error, _ ("the file is damaged."));
      return NULL;
    }
  {
    g_autoptr (XyRows) head = xy_db_query (db, statements[HEAD].text, XY_BIND (XY_TEXT (copy)), NULL);
    if (xy_rows_next (head, NULL))
      {
        edition->name = dup_clean (head, 0);
        edition->date = dup_clean (head, 1);
      }
  }
  if (edition->name == NULL || !xy_day_is_valid (edition->date))
    {
      unreadable (error, _ ("it does not say its name and date."));
      return NULL;
    }
  if (!read_sets (edition, db, copy, error) || !read_values (edition, db, copy, error)
      || !read_items (edition, db, copy, national, error))
    return NULL;
  return g_steal_pointer (&edition);
}

/* The edition of PROVINCE with the later date: the one inside the program, or one in the data folder. */
static Edition *
load_edition (XyDb *db, const char *province, GError **error)
{
  gboolean national = g_str_equal (province, xy_publicity_provinces[0].value);
  g_autofree char *name = g_strdup_printf ("publicity-%s.json", province);
  g_autofree char *inside = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autofree char *data = xy_store_default_folder (), *path = g_build_filename (data, "rules", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (inside, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length = 0;

  g_assert (bytes != NULL);
  g_autoptr (Edition) edition = parse (db, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), national, error);
  if (edition == NULL)
    return NULL;
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= SIZE_LIMIT
      && g_file_get_contents (path, &text, &length, NULL))
    {
      g_autoptr (Edition) newer = parse (db, text, length, national, NULL);
      if (newer != NULL && strcmp (newer->date, edition->date) >= 0)
        return g_steal_pointer (&newer);
    }
  return g_steal_pointer (&edition);
}

/* The set of DAY; of the national edition always one. */
static int
find_set (const Edition *edition, const char *day, gboolean national)
{
  for (guint i = 0; edition != NULL && i < edition->sets->len; i++)
    {
      const Set *set = edition->sets->pdata[i];
      if (strcmp (set->from, day) <= 0 && (set->until == NULL || strcmp (day, set->until) <= 0))
        return (int) i;
    }
  return national ? 0 : -1;
}

static void
copy_value (XyPublicityValue *to, const XyPublicityValue *from)
{
  value_clear (to);
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
  int decided = place_of (span, span_words, XY_PUBLICITY_EVENT);

  if (item != NULL && decided >= 0 && (!only_more_often || decided < (int) item->span))
    item->span = (XyPublicitySpan) decided;
}

static XyPublicityRules *
merge (XyPublicity *self, const Set *national, const Set *own)
{
  XyPublicityRules *rules = g_new0 (XyPublicityRules, 1);

  rules->items = g_ptr_array_new_with_free_func (item_free);
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
  return rules;
}

static const char *
province_of (XyStore *store)
{
  g_autofree char *decided = xy_setting_get (store, XY_SETTING_PROVINCE);
  g_autofree char *code =
      xy_db_text (xy_store_get_db (store), "SELECT code FROM village WHERE del = 0", XY_BIND_NONE, NULL);

  for (guint i = 0; xy_publicity_provinces[i].value != NULL; i++)
    if (g_strcmp0 (decided, xy_publicity_provinces[i].value) == 0)
      return xy_publicity_provinces[i].value;
  for (guint i = 1; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (code, codes[i]))
      return xy_publicity_provinces[i].value;
  return xy_publicity_provinces[0].value;
}

static XyPublicity *
publicity_new (XyStore *store, const char *province, Edition *national, Edition *own)
{
  XyPublicity *self = g_new0 (XyPublicity, 1);

  self->province = province;
  self->national = national;
  self->own = own;
  self->finance_span = xy_setting_get (store, XY_SETTING_FINANCE_SPAN);
  self->points_span = xy_setting_get (store, XY_SETTING_POINTS_SPAN);
  self->by_sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rules_free);
  return self;
}

XyPublicity *
xy_publicity_load (XyStore *store, const char *province, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  const char *known = NULL;

  for (guint i = 0; province != NULL && xy_publicity_provinces[i].value != NULL; i++)
    if (g_str_equal (xy_publicity_provinces[i].value, province))
      known = xy_publicity_provinces[i].value;
  if (known == NULL)
    known = province_of (store);
  g_autoptr (Edition) national = load_edition (db, xy_publicity_provinces[0].value, error);
  if (national == NULL)
    return NULL;
  g_autoptr (Edition) own = NULL;
  if (known != xy_publicity_provinces[0].value)
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
  g_autoptr (Edition) national = parse (db, national_text, strlen (national_text), TRUE, error);
  g_autoptr (Edition) own = NULL;

  if (national == NULL)
    return NULL;
  if (province_text != NULL)
    {
      own = parse (db, province_text, strlen (province_text), FALSE, error);
      if (own == NULL)
        return NULL;
    }
  return publicity_new (store, xy_publicity_provinces[0].value, g_steal_pointer (&national), g_steal_pointer (&own));
}

void
xy_publicity_free (XyPublicity *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_sets);
  edition_free (self->national);
  edition_free (self->own);
  g_free (self->finance_span);
  g_free (self->points_span);
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

const XySql *
xy_publicity_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
