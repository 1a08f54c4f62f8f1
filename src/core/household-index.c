/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/household-index.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/group-name.h"
#include "core/normalize.h"

enum
{
  HOUSEHOLDS,
  PERSONS,
  N_STATEMENTS,
};

static const char whole_roster[] = "a list of names is looked for in the whole roster";

static const XySql statements[] = {
  [HOUSEHOLDS] = { NULL,
                   "SELECT h.id, h.unit, h.head, h.number, h.head_name, u.name, u.name_key, h.address,"
                   " h.state IN ('here', 'away') FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit"
                   " WHERE h.del = 0 ORDER BY u.sort, h.sort, h.number",
                   whole_roster },
  [PERSONS] = { NULL, "SELECT id, household, name, state IN ('here', 'away') FROM person WHERE del = 0", whole_roster },
};

typedef struct
{
  guint card;
  XyId person;
  const char *name;
  gboolean live;
} Member;

struct _XyHouseholdIndex
{
  GArray *cards;         /* of XyHouseholdCard */
  GArray *members;       /* of Member */
  GHashTable *by_id;     /* → card + 1 */
  GHashTable *by_number; /* → GArray of card */
  GHashTable *by_head;   /* → GArray of card */
  GHashTable *by_name;   /* → GArray of member */
  GStringChunk *texts;
};

static const char *
keep (XyHouseholdIndex *self, XyRows *rows, int column)
{
  const char *text = xy_rows_text (rows, column);

  return text != NULL ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

/* "3-16" for "3-016". (transfer full) */
static char *
fold_number (const char *number)
{
  g_autofree char *clean = xy_digits_clean (number);
  GString *out = g_string_new (NULL);
  gboolean start = TRUE;

  for (const char *p = clean; *p != '\0'; p++)
    {
      if (start && *p == '0' && g_ascii_isdigit (p[1]))
        continue;
      start = !g_ascii_isdigit (*p);
      g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static void
add (GHashTable *table, const char *key, guint value)
{
  GArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (key), list);
    }
  g_array_append_val (list, value);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static gboolean
read_households (XyHouseholdIndex *self, XyStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[HOUSEHOLDS].text, XY_BIND_NONE, &problem);

  while (rows != NULL && xy_rows_next (rows, &problem))
    {
      XyHouseholdCard card = {
        .id = xy_rows_id (rows, 0),
        .unit = xy_rows_id (rows, 1),
        .head_id = xy_rows_id (rows, 2),
        .number = keep (self, rows, 3),
        .head = keep (self, rows, 4),
        .unit_name = keep (self, rows, 5),
        .unit_key = keep (self, rows, 6),
        .address = keep (self, rows, 7),
        .live = xy_rows_int (rows, 8) != 0,
      };
      g_autofree char *number = fold_number (card.number);
      guint at = self->cards->len;

      g_array_append_val (self->cards, card);
      g_hash_table_insert (self->by_id, xy_id_copy (&card.id), GUINT_TO_POINTER (at + 1));
      if (number[0] != '\0')
        add (self->by_number, number, at);
      if (card.head != NULL)
        add (self->by_head, card.head, at);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
read_persons (XyHouseholdIndex *self, XyStore *store, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[PERSONS].text, XY_BIND_NONE, &problem);

  while (rows != NULL && xy_rows_next (rows, &problem))
    {
      XyId household = xy_rows_id (rows, 1);
      guint card = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &household));
      Member member = { .card = card - 1, .person = xy_rows_id (rows, 0), .live = xy_rows_int (rows, 3) != 0 };

      if (card == 0)
        continue;
      member.name = keep (self, rows, 2);
      if (member.name != NULL)
        add (self->by_name, member.name, self->members->len);
      g_array_append_val (self->members, member);
    }
  return xy_error_pass (error, &problem);
}

static const XyHouseholdCard *
card_at (const XyHouseholdIndex *self, guint at)
{
  return &g_array_index (self->cards, XyHouseholdCard, at);
}

static gboolean
is_of_group (const XyHouseholdCard *card, const char *group_key)
{
  return group_key[0] == '\0' || g_strcmp0 (card->unit_key, group_key) == 0;
}

/* NAME, as a list has it: "曾国强", "曾国强户", "曾国强家". (transfer full) */
static char *
strip_name (const XyHouseholdIndex *self, const char *name)
{
  g_autofree char *clean = xy_name_clean (name);
  static const char *const ends[] = { "户", "家", "（户主）", "(户主)" };

  if (g_hash_table_contains (self->by_head, clean) || g_hash_table_contains (self->by_name, clean))
    return g_steal_pointer (&clean);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (clean, ends[i]) && strlen (clean) > strlen (ends[i]))
      return g_strndup (clean, strlen (clean) - strlen (ends[i]));
  return g_steal_pointer (&clean);
}

/* Whether NAME is of the household at CARD, and which person that is. */
static gboolean
lives_there (const XyHouseholdIndex *self, guint card, const char *name, XyHouseholdMatch *match)
{
  GArray *members = g_hash_table_lookup (self->by_name, name);
  const XyHouseholdCard *found = card_at (self, card);
  gboolean is_head = g_strcmp0 (found->head, name) == 0, is_there = FALSE;

  *match = (XyHouseholdMatch){ .card = found, .live = found->live };
  if (is_head)
    match->person = found->head_id;
  for (guint i = 0; !is_head && members != NULL && i < members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, g_array_index (members, guint, i));
      if (member->card != card || (is_there && !member->live))
        continue;
      is_there = TRUE;
      match->person = member->person;
      match->name = member->name;
      match->live = found->live && member->live;
    }
  return is_head || is_there;
}

static void
find_by_number (const XyHouseholdIndex *self, const char *number, const char *name, const char *group, GArray *found)
{
  g_autofree char *folded = fold_number (number);
  g_autofree char *in_group = group[0] != '\0' ? g_strconcat (group, "-", folded, NULL) : NULL;
  const char *keys[] = { folded, in_group };

  for (guint k = 0; k < G_N_ELEMENTS (keys) && found->len == 0; k++)
    {
      GArray *cards = keys[k] != NULL ? g_hash_table_lookup (self->by_number, keys[k]) : NULL;
      for (guint i = 0; cards != NULL && i < cards->len; i++)
        {
          guint at = g_array_index (cards, guint, i);
          XyHouseholdMatch match = { .card = card_at (self, at), .live = card_at (self, at)->live };
          if (is_of_group (match.card, group) && (name == NULL || lives_there (self, at, name, &match)))
            g_array_append_val (found, match);
        }
    }
}

static void
find_by_head (const XyHouseholdIndex *self, const char *name, const char *group, gboolean live, GArray *found)
{
  GArray *cards = g_hash_table_lookup (self->by_head, name);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    {
      const XyHouseholdCard *card = card_at (self, g_array_index (cards, guint, i));
      XyHouseholdMatch match = { .card = card, .person = card->head_id, .live = card->live };
      if (is_of_group (card, group) && card->live == live)
        g_array_append_val (found, match);
    }
}

static int
compare_cards (gconstpointer a, gconstpointer b)
{
  const XyHouseholdMatch *one = a, *other = b;

  return one->card < other->card ? -1 : one->card > other->card;
}

static void
find_by_member (const XyHouseholdIndex *self, const char *name, const char *group, gboolean live, GArray *found)
{
  GArray *members = g_hash_table_lookup (self->by_name, name);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, g_array_index (members, guint, i));
      const XyHouseholdCard *card = card_at (self, member->card);
      XyHouseholdMatch match = {
        .card = card, .person = member->person, .name = member->name, .live = card->live && member->live
      };
      if (is_of_group (card, group) && match.live == live)
        g_array_append_val (found, match);
    }
  g_array_sort (found, compare_cards);
}

XyHouseholdIndex *
xy_household_index_new (XyStore *store, GError **error)
{
  XyHouseholdIndex *self = g_new0 (XyHouseholdIndex, 1);
  g_autoptr (GError) problem = NULL;

  self->cards = g_array_new (FALSE, FALSE, sizeof (XyHouseholdCard));
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  self->by_id = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  self->by_number = new_table ();
  self->by_head = new_table ();
  self->by_name = new_table ();
  self->texts = g_string_chunk_new (4096);
  if (read_households (self, store, &problem) && read_persons (self, store, &problem))
    return self;
  g_propagate_error (error, g_steal_pointer (&problem));
  xy_household_index_free (self);
  return NULL;
}

void
xy_household_index_free (XyHouseholdIndex *self)
{
  g_array_unref (self->cards);
  g_array_unref (self->members);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_number);
  g_hash_table_unref (self->by_head);
  g_hash_table_unref (self->by_name);
  g_string_chunk_free (self->texts);
  g_free (self);
}

GArray *
xy_household_index_find (const XyHouseholdIndex *self, const char *number, const char *name, const char *group)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (XyHouseholdMatch));
  g_autofree char *key = group != NULL ? xy_group_name_key (group) : g_strdup ("");
  g_autofree char *wanted = name != NULL && name[0] != '\0' ? strip_name (self, name) : NULL;

  if (number != NULL && number[0] != '\0')
    find_by_number (self, number, wanted, key, found);
  else if (wanted != NULL)
    for (guint live = 1; found->len == 0 && live <= 1; live--)
      {
        find_by_head (self, wanted, key, live != 0, found);
        if (found->len == 0)
          find_by_member (self, wanted, key, live != 0, found);
      }
  return found;
}

const XyHouseholdCard *
xy_household_index_get (const XyHouseholdIndex *self, const XyId *id)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return at > 0 ? card_at (self, at - 1) : NULL;
}

char *
xy_household_match_describe (const XyHouseholdMatch *match)
{
  const XyHouseholdCard *card = match->card;
  GString *words = g_string_new (card->unit_name);
  const char *parts[] = { card->number, card->head, card->address };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", parts[i]);
  if (match->name != NULL)
    /* Translators: " (member 刘桂英)" */
    g_string_append_printf (words, _ (" (member %s)"), match->name);
  return g_string_free (words, FALSE);
}

char *
xy_household_index_explain (const XyHouseholdIndex *self, const char *number, const char *name, const char *group)
{
  gboolean numbered = number != NULL && number[0] != '\0', named = name != NULL && name[0] != '\0';

  if (numbered && named)
    {
      g_autoptr (GArray) others = xy_household_index_find (self, number, NULL, group);
      if (others->len > 0)
        {
          const XyHouseholdCard *card = g_array_index (others, XyHouseholdMatch, 0).card;
          return g_strdup_printf (_ ("%s is the household of %s; no %s lives there."), number,
                                  card->head != NULL ? card->head : "—", name);
        }
    }
  if (!numbered && named && group != NULL && group[0] != '\0')
    {
      g_autoptr (GArray) others = xy_household_index_find (self, NULL, name, NULL);
      if (others->len > 0)
        {
          g_autofree char *other = xy_household_match_describe (&g_array_index (others, XyHouseholdMatch, 0));
          return g_strdup_printf (_ ("There is no %s in %s, but elsewhere: %s"), name, group, other);
        }
    }
  if (numbered)
    return g_strdup_printf (_ ("No household has the number %s."), number);
  if (named)
    return g_strdup_printf (_ ("Nobody in the roster is called %s."), name);
  return g_strdup (_ ("Neither a name nor a household number is given."));
}

const XySql *
xy_household_index_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
