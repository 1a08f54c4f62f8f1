/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-rank.h"

#include <stdlib.h>
#include <string.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/points-returned.h"
#include "core/store.h"

/* ?1 and ?2: first and last month (day, for a category), ?3: the unit, ?4: the account, ?5: the category. */
#define BELOW "below (id) AS (SELECT ?3 UNION SELECT u.id FROM unit AS u JOIN below ON u.parent = below.id) "
#define HOUSEHOLD "SELECT h.id, h.id, h.unit, h.number, h.head_name, NULL, h.state, h.sort, "
#define PERSON "SELECT t.person, p.household, h.unit, h.number, h.head_name, p.name, p.state, coalesce (h.sort, 0), "
/* In the order of the tables' keys, which is that of the balances too: each is found where the last one was. */
#define FROM_VILLAGE "FROM household AS h NOT INDEXED "
#define FROM_UNIT "FROM household AS h "
#define OF_VILLAGE "WHERE h.del = 0 "
#define OF_UNIT "WHERE h.unit IN below AND h.del = 0 "
/* Persons are those who have something in the account. */
#define FROM_PERSONS                                                                                                   \
  "FROM points_person_total AS t CROSS JOIN person AS p ON p.id = t.person "                                           \
  "LEFT JOIN household AS h ON h.id = p.household "
#define OF_PERSONS "WHERE t.account = ?4 AND p.del = 0 AND (?3 IS NULL OR h.unit IN below) "

#define FIGURES(t) t ".plus, " t ".minus, " t ".total "
/* Of an aggregate with one max () the other columns are of its row: the balance is that of the last month with an
 * entry. */
#define MONTHS(table, whose)                                                                                           \
  "sum (m.plus), sum (m.minus), iif (max (m.month) IS NULL, (SELECT k.total FROM " table " AS k WHERE " whose          \
  " AND k.month <= ?2 ORDER BY k.month DESC LIMIT 1), m.total) "
#define JOIN_TOTAL "LEFT JOIN points_total AS t ON t.household = h.id "
#define JOIN_MONTHS "LEFT JOIN points_month AS m ON m.household = h.id AND m.month BETWEEN ?1 AND ?2 "
#define JOIN_PERSON_MONTHS                                                                                             \
  "LEFT JOIN points_person_month AS m ON m.account = t.account AND m.person = t.person AND m.month BETWEEN ?1 AND ?2 "
#define CATEGORY_SUMS(whose)                                                                                           \
  "c AS MATERIALIZED (SELECT e." whose " AS id, sum (iif (sign (e.amount) = sign (e.delta), e.delta, 0)) AS plus, "    \
  "sum (iif (sign (e.amount) = - sign (e.delta), e.delta, 0)) AS minus, sum (e.delta) AS total "                       \
  "FROM points_entry AS e WHERE e.cancelled = 0 AND e.day BETWEEN ?1 AND ?2 AND e.category = ?5 "                      \
  "AND e.account IS ?4 GROUP BY e." whose ") "

#define OF_ALL "a ranking is of all households"

enum
{
  ALL,
  PERIOD,
  CATEGORY,
  N_KINDS,
  IN_VILLAGE = 0,
  IN_UNIT = N_KINDS,
  IN_ACCOUNT = 2 * N_KINDS,
  UNITS = 3 * N_KINDS,
  N_STATEMENTS,
};

static const XySql statements[N_STATEMENTS] = {
  [IN_VILLAGE + ALL] = { NULL, HOUSEHOLD FIGURES ("t") FROM_VILLAGE JOIN_TOTAL OF_VILLAGE, OF_ALL },
  [IN_VILLAGE + PERIOD] = { NULL,
                            HOUSEHOLD MONTHS ("points_month", "k.household = h.id") FROM_VILLAGE JOIN_MONTHS OF_VILLAGE
                            "GROUP BY h.id",
                            OF_ALL },
  [IN_VILLAGE + CATEGORY] = { NULL,
                              "WITH " CATEGORY_SUMS ("household") HOUSEHOLD FIGURES ("c") FROM_VILLAGE
                              "LEFT JOIN c ON c.id = h.id " OF_VILLAGE,
                              OF_ALL },
  [IN_UNIT + ALL] = { NULL, "WITH RECURSIVE " BELOW HOUSEHOLD FIGURES ("t") FROM_UNIT JOIN_TOTAL OF_UNIT, NULL },
  [IN_UNIT + PERIOD] = { NULL,
                         "WITH RECURSIVE " BELOW HOUSEHOLD MONTHS ("points_month", "k.household = h.id")
                             FROM_UNIT JOIN_MONTHS OF_UNIT "GROUP BY h.id",
                         NULL },
  [IN_UNIT + CATEGORY] = { NULL,
                           "WITH RECURSIVE " BELOW ", " CATEGORY_SUMS ("household") HOUSEHOLD FIGURES ("c") FROM_UNIT
                           "LEFT JOIN c ON c.id = h.id " OF_UNIT,
                           NULL },
  [IN_ACCOUNT + ALL] = { NULL, "WITH RECURSIVE " BELOW PERSON FIGURES ("t") FROM_PERSONS OF_PERSONS, NULL },
  [IN_ACCOUNT + PERIOD] = { NULL,
                            "WITH RECURSIVE " BELOW PERSON MONTHS ("points_person_month",
                                                                   "k.account = t.account AND k.person = t.person")
                                FROM_PERSONS JOIN_PERSON_MONTHS OF_PERSONS "GROUP BY t.person",
                            NULL },
  [IN_ACCOUNT + CATEGORY] = { NULL,
                              "WITH RECURSIVE " BELOW ", " CATEGORY_SUMS ("person") PERSON FIGURES ("c") FROM_PERSONS
                              "LEFT JOIN c ON c.id = t.person " OF_PERSONS,
                              NULL },
  [UNITS] = { NULL, "SELECT id, name, sort FROM unit", NULL },
};

/*
 * All standings of one answer lie in one block with their texts; the last of them to be freed takes it along. They may
 * go in different threads.
 */
typedef struct
{
  int n_left;
  GStringChunk *texts;
  GArray *rows; /* of Row */
} Block;

typedef struct
{
  XyPointsStanding standing;
  Block *block;
} Row;

typedef struct
{
  const char *name;
  gint64 sort;
} Unit;

static void
block_free (Block *block)
{
  g_string_chunk_free (block->texts);
  g_array_unref (block->rows);
  g_free (block);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Block, block_free)

static Block *
block_new (void)
{
  Block *block = g_new0 (Block, 1);

  block->texts = g_string_chunk_new (64 * 1024);
  block->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  return block;
}

static const char *
keep_text (Block *block, const char *text)
{
  return text != NULL ? g_string_chunk_insert (block->texts, text) : NULL;
}

/* A word that many share. */
static const char *
keep_word (Block *block, const char *text, const char **last)
{
  if (g_strcmp0 (text, *last) != 0)
    *last = text != NULL ? g_string_chunk_insert_const (block->texts, text) : NULL;
  return *last;
}

/* XyId → Unit; the names are BLOCK's. */
static GHashTable *
list_units (XyStore *store, Block *block, GError **error)
{
  g_autoptr (GHashTable) units = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[UNITS].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      Unit *unit = g_new (Unit, 1);
      *unit = (Unit){ keep_text (block, xy_rows_text (rows, 1)), xy_rows_int (rows, 2) };
      g_hash_table_insert (units, xy_id_copy (&id), unit);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&units) : NULL;
}

/* Whether who is no longer there is ranked because of what the period brought. */
static gboolean
has_figures (const XyPointsStanding *standing)
{
  return standing->plus != 0 || standing->minus != 0;
}

static gboolean
lives (const XyPointsStanding *standing)
{
  return g_strcmp0 (standing->state, "here") == 0 || g_strcmp0 (standing->state, "away") == 0;
}

static gboolean
read_standings (XyStore *store, guint statement, const XyValue *values, guint n, Block *block, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GHashTable) units = list_units (store, block, &problem);
  g_autoptr (XyRows) rows =
      units != NULL ? xy_db_query (xy_store_get_db (store), statements[statement].text, values, n, &problem) : NULL;
  const char *state = NULL;

  while (xy_rows_next (rows, &problem))
    {
      g_array_set_size (block->rows, block->rows->len + 1);
      Row *row = &g_array_index (block->rows, Row, block->rows->len - 1);
      XyPointsStanding *standing = &row->standing;
      XyId unit_id = xy_rows_id (rows, 2);
      const Unit *unit = g_hash_table_lookup (units, &unit_id);

      *row = (Row){ .block = block,
                    .standing = { .household = xy_rows_id (rows, 1),
                                  .unit = unit_id,
                                  .unit_name = unit != NULL ? unit->name : NULL,
                                  .unit_sort = unit != NULL ? unit->sort : G_MAXINT,
                                  .number = keep_text (block, xy_rows_text (rows, 3)),
                                  .head = keep_text (block, xy_rows_text (rows, 4)),
                                  .name = keep_text (block, xy_rows_text (rows, 5)),
                                  .state = keep_word (block, xy_rows_text (rows, 6), &state),
                                  .sort = xy_rows_int (rows, 7),
                                  .plus = xy_rows_int (rows, 8),
                                  .minus = xy_rows_int (rows, 9),
                                  .total = xy_rows_int (rows, 10) } };
      if (standing->name != NULL)
        standing->person = xy_rows_id (rows, 0);
    }
  return xy_error_pass (error, &problem);
}

/* What a standing is sorted by. */
typedef struct
{
  gint64 points;
  gint64 sort;
  Row *row;
} Key;

static int
compare (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;

  if (left->points != right->points)
    return left->points > right->points ? -1 : 1;
  if (left->sort != right->sort)
    return left->sort < right->sort ? -1 : 1;
  int order = xy_id_compare (&left->row->standing.household, &right->row->standing.household);
  return order != 0 ? order : xy_id_compare (&left->row->standing.person, &right->row->standing.person);
}

/* Takes BLOCK. */
static GPtrArray *
give_places (Block *block, gboolean of_period, gboolean by_total)
{
  g_autofree Key *keys = g_new (Key, MAX (block->rows->len, 1));
  GPtrArray *list = g_ptr_array_new_full (block->rows->len, (GDestroyNotify) xy_points_standing_free);
  guint n = 0;

  for (guint i = 0; i < block->rows->len; i++)
    {
      Row *row = &g_array_index (block->rows, Row, i);
      XyPointsStanding *standing = &row->standing;
      standing->before = standing->total - standing->plus - standing->minus;
      if (lives (standing) || (of_period && has_figures (standing)))
        keys[n++] = (Key){ by_total ? standing->total : xy_points_standing_current (standing), standing->sort, row };
    }
  qsort (keys, n, sizeof *keys, compare);
  for (guint i = 0; i < n; i++)
    {
      XyPointsStanding *standing = &keys[i].row->standing;
      gboolean equal = i > 0 && keys[i].points == keys[i - 1].points;
      standing->place = equal ? keys[i - 1].row->standing.place : i + 1;
      g_ptr_array_add (list, standing);
    }
  block->n_left = (int) n;
  if (n == 0)
    block_free (block);
  return list;
}

void
xy_points_standing_free (XyPointsStanding *standing)
{
  if (standing == NULL)
    return;
  Block *block = ((Row *) standing)->block;
  if (g_atomic_int_dec_and_test (&block->n_left))
    block_free (block);
}

static XyPointsStanding *
standing_of (Block *block, const XyPointsEntry *entry)
{
  const XyId *whose = entry->account != NULL ? &entry->person : &entry->household;

  for (guint i = 0; i < block->rows->len; i++)
    {
      XyPointsStanding *standing = &g_array_index (block->rows, Row, i).standing;
      if (xy_id_equal (xy_points_standing_id (standing), whose))
        return standing;
    }
  return NULL;
}

/* Takes what the county did not take out of the standings; FROM and TO are days, or months. */
static gboolean
leave_out_returned (XyStore *store,
                    const XyPointsRankQuery *query,
                    const char *from,
                    const char *to,
                    Block *block,
                    GError **error)
{
  g_autoptr (GPtrArray) returned = xy_points_returned (store, error);

  for (guint i = 0; returned != NULL && i < returned->len; i++)
    {
      const XyPointsEntry *entry = returned->pdata[i];
      gboolean within = strncmp (entry->day, from, strlen (from)) >= 0;
      XyPointsStanding *standing;

      if (strncmp (entry->day, to, strlen (to)) > 0 || g_strcmp0 (entry->account, query->account) != 0
          || (query->category != NULL && (!within || g_strcmp0 (entry->category, query->category) != 0))
          || (standing = standing_of (block, entry)) == NULL)
        continue;
      standing->total -= entry->delta;
      if (within && entry->amount != 0 && (entry->amount > 0) == (entry->delta > 0))
        standing->plus -= entry->delta;
      else if (within && entry->amount != 0)
        standing->minus -= entry->delta;
    }
  return returned != NULL;
}

GPtrArray *
xy_points_rank (XyStore *store, const XyPointsRankQuery *query, GError **error)
{
  char from[XY_DAY_SIZE] = "0001-01-01", to[XY_DAY_SIZE] = "9999-12-31";
  gboolean all = query->period == NULL;
  guint statement = query->category != NULL ? CATEGORY : all ? ALL : PERIOD;
  g_autoptr (Block) block = NULL;

  if (!all && !xy_period_parse (query->period, NULL, from, to))
    {
      xy_points_refuse_period (query->period, error);
      return NULL;
    }
  if (statement == PERIOD)
    from[7] = to[7] = '\0';
  statement += query->account != NULL ? IN_ACCOUNT : xy_id_is_none (&query->unit) ? IN_VILLAGE : IN_UNIT;
  block = block_new ();
  if (!read_standings (store, statement,
                       XY_BIND (XY_TEXT (from), XY_TEXT (to), XY_ID (&query->unit), XY_TEXT (query->account),
                                XY_TEXT (query->category)),
                       block, error))
    return NULL;
  if (query->posted && !leave_out_returned (store, query, from, to, block, error))
    return NULL;
  return give_places (g_steal_pointer (&block), !all, all || query->by_total);
}

GPtrArray *
xy_points_rank_shared (XyStore *store, const XyPointsRankQuery *query, GError **error)
{
  char unit[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&query->unit, unit);
  g_autofree char *name =
      g_strdup_printf ("ranking %s %s %s %s %d %d", query->period != NULL ? query->period : "", unit,
                       query->account != NULL ? query->account : "", query->category != NULL ? query->category : "",
                       query->by_total, query->posted);
  GPtrArray *all = xy_store_recall (store, name);

  if (all != NULL)
    return g_ptr_array_ref (all);
  all = xy_points_rank (store, query, error);
  if (all != NULL)
    xy_store_keep (store, name, g_ptr_array_ref (all), (GDestroyNotify) g_ptr_array_unref);
  return all;
}

GPtrArray *
xy_points_rank_rows (XyStore *store, const XyPointsRankQuery *query, const XyId *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) all = xy_points_rank_shared (store, query, error);

  if (all == NULL)
    return NULL;

  /* Copies: the whole ranking is kept for a moment only. */
  g_autoptr (GHashTable) wanted = g_hash_table_new (xy_id_hash, xy_id_equal);
  g_autoptr (GHashTable) found = g_hash_table_new (xy_id_hash, xy_id_equal);
  GPtrArray *list = g_ptr_array_new_full (n, (GDestroyNotify) xy_points_standing_free);
  Block *block = block_new ();

  for (guint i = 0; i < n; i++)
    g_hash_table_add (wanted, (gpointer) &ids[i]);
  for (guint i = 0; i < all->len; i++)
    {
      XyPointsStanding *standing = all->pdata[i];
      const XyId *id = xy_points_standing_id (standing);
      if (g_hash_table_contains (wanted, id))
        g_hash_table_insert (found, (gpointer) id, standing);
    }
  g_array_set_size (block->rows, g_hash_table_size (found));
  for (guint i = 0; i < n; i++)
    {
      const XyPointsStanding *standing = g_hash_table_lookup (found, &ids[i]);
      if (standing == NULL)
        {
          g_ptr_array_add (list, NULL);
          continue;
        }
      g_hash_table_remove (found, &ids[i]);
      Row *row = &g_array_index (block->rows, Row, block->n_left++);
      *row = (Row){ *standing, block };
      row->standing.number = keep_text (block, standing->number);
      row->standing.head = keep_text (block, standing->head);
      row->standing.name = keep_text (block, standing->name);
      row->standing.unit_name = keep_text (block, standing->unit_name);
      row->standing.state = keep_text (block, standing->state);
      g_ptr_array_add (list, row);
    }
  if (block->n_left == 0)
    block_free (block);
  return list;
}

const XySql *
xy_points_rank_statements (guint *n)
{
  *n = N_STATEMENTS;
  return statements;
}
