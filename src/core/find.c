/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/find.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find-keys.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/pinyin.h"

#define ID_TAIL 6
#define ID_WHOLE 15
/* Up to here digits are taken for the end of a number, beyond for a part of a phone number. */
#define TAIL_MOST 6

enum
{
  FIND_ID_NUMBER,
  HOUSEHOLD_LINE,
  PERSON_LINE,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [FIND_ID_NUMBER] = { NULL, "SELECT id FROM person WHERE id_number = ?1 AND del = 0", NULL },
  [HOUSEHOLD_LINE] = { NULL,
                       "SELECT h.head_name, u.name, h.number, h.state, h.head,"
                       " (SELECT count (*) FROM person AS p WHERE p.household = h.id AND p.del = 0 AND p.state IN ('here', 'away'))"
                       " FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit WHERE h.id = ?1",
                       NULL },
  [PERSON_LINE] = { NULL,
                    "SELECT p.name, u.name, h.head_name, p.relation, p.state, p.household, h.head"
                    " FROM person AS p LEFT JOIN household AS h ON h.id = p.household"
                    " LEFT JOIN unit AS u ON u.id = h.unit WHERE p.id = ?1",
                    NULL },
};

static gboolean
is_chinese (gunichar c)
{
  return c >= 0x2e80;
}

static void
append_words (GString *key, const char *words)
{
  if (words != NULL && words[0] != '\0')
    g_string_append_printf (key, "%s ", words);
}

static void
append_number (GString *key, const char *number)
{
  if (number == NULL)
    return;
  append_words (key, number);
  const char *dash = strchr (number, '-');
  if (dash == NULL || dash[1] != '0')
    return;
  const char *tail = dash + 1 + strspn (dash + 1, "0");
  if (*tail != '\0')
    g_string_append_printf (key, "%.*s-%s ", (int) (dash - number), number, tail);
}

static void
add_part (XyFindPattern *pattern, const char *part)
{
  gsize length = strlen (part);
  gsize n_digits = strspn (part, "0123456789");
  gboolean number = n_digits > 0 && (n_digits == length || (part[n_digits] == 'x' && n_digits + 1 == length));
  char *needle;

  if (pattern->n == XY_FIND_PARTS || length == 0)
    return;
  if (number && length >= ID_WHOLE && pattern->id_number == NULL)
    pattern->id_number = g_ascii_strup (part, -1);

  if (number && length <= TAIL_MOST)
    needle = g_strconcat (part, " ", NULL);
  else if ((n_digits > 0 && part[n_digits] == '-') || (length == 1 && g_ascii_isalpha (part[0])))
    needle = g_strconcat (" ", part, NULL);
  else
    needle = g_strdup (part);
  g_free (pattern->needles[pattern->n]);
  pattern->needles[pattern->n] = needle;
  pattern->parts[pattern->n++] = g_strdup (part);
}

static int
match_part (const char *part, const char *needle, const char *key)
{
  char word[256];
  gsize length = strlen (part);
  const char *at = strstr (key, needle);

  if (at == NULL)
    return -1;
  if (length + 3 > sizeof word)
    return 2;
  word[0] = ' ';
  memcpy (word + 1, part, length + 1);
  word[length + 1] = ' ';
  word[length + 2] = '\0';
  if (strstr (key, word) != NULL)
    return 0;
  word[length + 1] = '\0';
  return g_ascii_isdigit (part[0]) || strstr (key, word) != NULL ? 1 : 2;
}

static XyHit *
hit_new (XyHitKind kind, XyId id, int rank)
{
  XyHit *hit = g_new0 (XyHit, 1);

  hit->kind = kind;
  hit->id = id;
  hit->rank = rank;
  return hit;
}

/* The best MOST of each rank, in the order of the keys. */
typedef struct
{
  XyHitKind kind;
  const XyFindPattern *pattern;
  guint most;
  guint counts[3];
  GPtrArray *hits;
} Collected;

static void
take_key (const XyId *id, const char *key, gpointer data)
{
  Collected *collected = data;
  int rank = xy_find_pattern_match (collected->pattern, key);

  if (rank >= 0 && collected->counts[rank]++ < collected->most)
    g_ptr_array_add (collected->hits, hit_new (collected->kind, *id, rank));
}

static gboolean
collect (XyStore *store, const XyFindPattern *pattern, guint most, GPtrArray *hits, GError **error)
{
  Collected households = { XY_HIT_HOUSEHOLD, pattern, most, { 0 }, hits };
  Collected persons = { XY_HIT_PERSON, pattern, most, { 0 }, hits };
  g_autoptr (XyFindKeys) keys = xy_find_keys_read (store, error);
  guint rarest = 0;

  if (keys == NULL)
    return FALSE;
  for (guint i = 1; i < pattern->n; i++)
    if (strlen (pattern->needles[i]) > strlen (pattern->needles[rarest]))
      rarest = i;
  xy_find_keys_each (keys, XY_FIND_HOUSEHOLDS, pattern->needles[rarest], take_key, &households);
  xy_find_keys_each (keys, XY_FIND_PERSONS, pattern->needles[rarest], take_key, &persons);
  return TRUE;
}

static gboolean
collect_id_number (XyStore *store, const char *id_number, GPtrArray *hits, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[FIND_ID_NUMBER].text, XY_BIND (XY_TEXT (id_number)), &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (hits, hit_new (XY_HIT_PERSON, xy_rows_id (rows, 0), 0));
  return xy_error_pass (error, &problem);
}

static void
append_part (GString *line, const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

static gboolean
lives_here (const char *state)
{
  return g_strcmp0 (state, "here") == 0 || g_strcmp0 (state, "away") == 0;
}

static void
fill_household (XyHit *hit, XyRows *rows, GHashTable *heads)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *state = xy_rows_text (rows, 3);
  XyId head = xy_rows_id (rows, 4);
  const char *name = xy_rows_text (rows, 0);
  /* Translators: how many people live in a household */
  g_autofree char *count = g_strdup_printf (_ ("%d persons"), (int) xy_rows_int (rows, 5));

  hit->household = hit->id;
  hit->here = lives_here (state);
  hit->title = g_strdup (name != NULL ? name : xy_rows_text (rows, 2));
  append_part (line, xy_rows_text (rows, 1));
  append_part (line, xy_rows_text (rows, 2));
  append_part (line, hit->here ? count : xy_household_state_label (state));
  hit->subtitle = g_string_free (g_steal_pointer (&line), FALSE);
  if (!xy_id_is_none (&head))
    g_hash_table_add (heads, xy_id_copy (&head));
}

static void
fill_person (XyHit *hit, XyRows *rows)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *state = xy_rows_text (rows, 4);
  const char *head_name = xy_rows_text (rows, 2);
  XyId head = xy_rows_id (rows, 6);

  hit->household = xy_rows_id (rows, 5);
  hit->here = lives_here (state);
  hit->title = g_strdup (xy_rows_text (rows, 0));
  append_part (line, xy_rows_text (rows, 1));
  if (head_name != NULL && !xy_id_same (&head, &hit->id))
    {
      /* Translators: the household of this head */
      g_autofree char *of = g_strdup_printf (_ ("household of %s"), head_name);
      append_part (line, of);
    }
  append_part (line, xy_rows_text (rows, 3));
  if (!g_str_equal (state, "here"))
    append_part (line, xy_person_state_label (state));
  hit->subtitle = g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
fill (XyStore *store, XyHit *hit, GHashTable *heads, GError **error)
{
  gboolean household = hit->kind == XY_HIT_HOUSEHOLD;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[household ? HOUSEHOLD_LINE : PERSON_LINE].text,
                   XY_BIND (XY_ID (&hit->id)), error);

  if (!xy_rows_next (rows, error))
    return FALSE;
  if (household)
    fill_household (hit, rows, heads);
  else
    fill_person (hit, rows);
  return TRUE;
}

static int
compare_hits (gconstpointer left, gconstpointer right)
{
  const XyHit *a = *(XyHit *const *) left, *b = *(XyHit *const *) right;

  if (a->rank != b->rank)
    return a->rank - b->rank;
  if (a->here != b->here)
    return a->here ? -1 : 1;
  if (a->kind != b->kind)
    return (int) a->kind - (int) b->kind;
  int order = g_strcmp0 (a->title, b->title);
  return order != 0 ? order : xy_id_compare (&a->id, &b->id);
}

char *
xy_find_key (const char *name, const char *phones, const char *id_number, const char *number)
{
  GString *key = g_string_new (" ");
  g_autofree char *full = NULL, *initials = NULL;
  g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

  xy_pinyin_keys (name, &full, &initials);
  append_words (key, lower);
  append_words (key, full);
  append_words (key, initials);
  if (phones != NULL)
    {
      g_autofree char *list = g_strdelimit (g_strdup (phones), "/", ' ');
      append_words (key, list);
    }
  if (id_number != NULL && strlen (id_number) > ID_TAIL)
    {
      g_autofree char *tail = g_ascii_strdown (id_number + strlen (id_number) - ID_TAIL, -1);
      if (g_utf8_validate (tail, -1, NULL))
        append_words (key, tail);
    }
  append_number (key, number);
  return g_string_free (key, FALSE);
}

XyFindPattern *
xy_find_pattern_new (const char *text)
{
  g_autofree char *clean = xy_text_clean (text);
  g_autofree char *lower = g_utf8_strdown (clean, -1);
  g_autoptr (GString) part = g_string_new (NULL);
  XyFindPattern *pattern = g_new0 (XyFindPattern, 1);
  gunichar last = ' ';

  for (guint i = 0; i < XY_FIND_PARTS; i++)
    pattern->needles[i] = g_strdup ("");
  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* Dashes as they come from an input method, and ü, which no keyboard has. */
      if (c == 0xff0d || (c >= 0x2010 && c <= 0x2015) || c == 0x2212)
        c = '-';
      else if (c == 0xfc)
        c = 'v';
      if (c == ' ' || is_chinese (c) != is_chinese (last))
        {
          add_part (pattern, part->str);
          g_string_truncate (part, 0);
        }
      if (c != ' ')
        g_string_append_unichar (part, c);
      last = c;
    }
  add_part (pattern, part->str);
  if (pattern->n > 0)
    return pattern;

  xy_find_pattern_free (pattern);
  return NULL;
}

void
xy_find_pattern_free (XyFindPattern *pattern)
{
  if (pattern == NULL)
    return;
  for (guint i = 0; i < XY_FIND_PARTS; i++)
    {
      g_free (pattern->parts[i]);
      g_free (pattern->needles[i]);
    }
  g_free (pattern->id_number);
  g_free (pattern);
}

int
xy_find_pattern_match (const XyFindPattern *pattern, const char *key)
{
  int worst = 0;

  if (key == NULL)
    return -1;
  for (guint i = 0; i < pattern->n; i++)
    {
      int rank = match_part (pattern->parts[i], pattern->needles[i], key);
      if (rank < 0)
        return -1;
      worst = MAX (worst, rank);
    }
  return worst;
}

void
xy_hit_free (XyHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->title);
  g_free (hit->subtitle);
  g_free (hit);
}

GPtrArray *
xy_find (XyStore *store, const char *text, guint limit, GError **error)
{
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hit_free);
  g_autoptr (GHashTable) heads = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  guint most = limit * 2;
  gboolean ok = TRUE;

  if (pattern == NULL)
    return g_steal_pointer (&hits);
  if (pattern->id_number != NULL)
    ok = collect_id_number (store, pattern->id_number, hits, error);
  else
    ok = collect (store, pattern, most, hits, error);

  for (guint i = 0; ok && i < hits->len; i++)
    ok = fill (store, hits->pdata[i], heads, error);
  if (!ok)
    return NULL;
  for (guint i = hits->len; i > 0; i--)
    {
      XyHit *hit = hits->pdata[i - 1];
      if (hit->kind == XY_HIT_PERSON && g_hash_table_contains (heads, &hit->id))
        g_ptr_array_remove_index (hits, i - 1);
    }
  g_ptr_array_sort (hits, compare_hits);
  if (hits->len > limit)
    g_ptr_array_set_size (hits, (int) limit);
  return g_steal_pointer (&hits);
}

const XySql *
xy_find_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
