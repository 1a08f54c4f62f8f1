/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-gather.h"

#include <glib/gi18n-lib.h>

#include "core/act.h"

/* Characters of a month, 2026-11: of a day that is none, as many of whatever it is. */
#define MONTH 7

#define BEGIN_SQL "INSERT INTO points_gathered (one) VALUES (1)"
#define END_SQL "DELETE FROM points_gathered"

/* As the triggers of points_entry have it. */
#define ADD                                                                                                            \
  "DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus, total = total + excluded.total, "        \
  "spend = spend + excluded.spend"
#define TOTAL_SQL                                                                                                      \
  "INSERT INTO points_total (household, plus, minus, total, spend) VALUES (?1, ?2, ?3, ?4, ?5) "                       \
  "ON CONFLICT (household) " ADD
#define PERSON_TOTAL_SQL                                                                                               \
  "INSERT INTO points_person_total (person, plus, minus, total, spend, account) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "      \
  "ON CONFLICT (account, person) " ADD
#define ADD_MONTH "DO UPDATE SET plus = plus + excluded.plus, minus = minus + excluded.minus, total = total + ?4"
#define MONTH_SQL                                                                                                       \
  "INSERT INTO points_month (household, plus, minus, total, month) VALUES (?1, ?2, ?3, ?4 + coalesce ("                 \
  "(SELECT b.total FROM points_month AS b WHERE b.household = ?1 AND b.month < ?5 ORDER BY b.month DESC LIMIT 1), 0), " \
  "?5) ON CONFLICT (household, month) " ADD_MONTH
#define LATER_SQL "UPDATE points_month SET total = total + ?2 WHERE household = ?1 AND month > ?3"
#define PERSON_MONTH_SQL                                                                                               \
  "INSERT INTO points_person_month (person, plus, minus, total, month, account) VALUES (?1, ?2, ?3, ?4 + coalesce ("   \
  "(SELECT b.total FROM points_person_month AS b WHERE b.account = ?6 AND b.person = ?1 AND b.month < ?5 "             \
  "ORDER BY b.month DESC LIMIT 1), 0), ?5, ?6) ON CONFLICT (account, person, month) " ADD_MONTH
#define PERSON_LATER_SQL                                                                                               \
  "UPDATE points_person_month SET total = total + ?2 WHERE person = ?1 AND month > ?3 AND account = ?4"

/* Of one owner in one month. */
typedef struct
{
  XyId owner;
  const char *account; /* both texts are in the chunk: the same text is the same pointer */
  const char *month;
  gint64 plus, minus, total, spend;
} Sum;

struct _XyPointsGather
{
  XyDb *db;
  GStringChunk *texts;
  GHashTable *set; /* of Sum */
  gboolean beyond; /* what 64 bits hold */
};

static guint
sum_hash (gconstpointer data)
{
  const Sum *sum = data;

  return xy_id_hash (&sum->owner) ^ g_str_hash (sum->month);
}

static gboolean
sum_equal (gconstpointer a, gconstpointer b)
{
  const Sum *left = a, *right = b;

  return xy_id_same (&left->owner, &right->owner) && left->month == right->month && left->account == right->account;
}

static gint
sign (gint64 number)
{
  return (number > 0) - (number < 0);
}

/* A county that has lost its mind may send any number. */
static void
add (XyPointsGather *gather, gint64 *to, gint64 number)
{
  gather->beyond |= __builtin_add_overflow (*to, number, to);
}

static gboolean
write_sum (XyDb *db, const Sum *sum, GError **error)
{
  const XyValue total[] = { XY_ID (&sum->owner), XY_INT (sum->plus),  XY_INT (sum->minus),
                            XY_INT (sum->total), XY_INT (sum->spend), XY_TEXT (sum->account) };
  const XyValue month[] = { XY_ID (&sum->owner), XY_INT (sum->plus),   XY_INT (sum->minus),
                            XY_INT (sum->total), XY_TEXT (sum->month), XY_TEXT (sum->account) };
  const XyValue later[] = { XY_ID (&sum->owner), XY_INT (sum->total), XY_TEXT (sum->month), XY_TEXT (sum->account) };
  gboolean person = sum->account != NULL;
  guint n = person ? 0 : 1; /* the account is the last of each */

  return xy_db_run (db, person ? PERSON_TOTAL_SQL : TOTAL_SQL, total, G_N_ELEMENTS (total) - n, error)
         && xy_db_run (db, person ? PERSON_MONTH_SQL : MONTH_SQL, month, G_N_ELEMENTS (month) - n, error)
         && xy_db_run (db, person ? PERSON_LATER_SQL : LATER_SQL, later, G_N_ELEMENTS (later) - n, error);
}

XyPointsGather *
xy_points_gather_begin (XyTxn *txn, GError **error)
{
  g_autoptr (XyPointsGather) gather = g_new0 (XyPointsGather, 1);

  gather->db = xy_txn_get_db (txn);
  gather->texts = g_string_chunk_new (256);
  gather->set = g_hash_table_new_full (sum_hash, sum_equal, g_free, NULL);
  return xy_db_run (gather->db, BEGIN_SQL, XY_BIND_NONE, error) ? g_steal_pointer (&gather) : NULL;
}

void
xy_points_gather_add (XyPointsGather *gather, const XyPointsEntry *entry)
{
  char month[4 * MONTH + 1];
  gint side = sign (entry->amount), way = sign (entry->delta);
  gint64 spend = 0;

  g_utf8_strncpy (month, entry->day, MONTH);
  const Sum key = { .owner = entry->account != NULL ? entry->person : entry->household,
                    .account =
                        entry->account != NULL ? g_string_chunk_insert_const (gather->texts, entry->account) : NULL,
                    .month = g_string_chunk_insert_const (gather->texts, month) };
  Sum *sum = g_hash_table_lookup (gather->set, &key);
  if (sum == NULL)
    {
      sum = g_memdup2 (&key, sizeof key);
      g_hash_table_add (gather->set, sum);
    }
  add (gather, &sum->plus, side == way ? entry->delta : 0);
  add (gather, &sum->minus, side == -way ? entry->delta : 0);
  add (gather, &sum->total, entry->delta);
  gather->beyond |= __builtin_sub_overflow (entry->delta, entry->withheld, &spend);
  add (gather, &sum->spend, spend);
}

gboolean
xy_points_gather_end (XyPointsGather *gather, GError **error)
{
  GHashTableIter iter;
  gpointer sum;

  if (gather->beyond)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("This does not fit what is already recorded, so it was not saved."));
      return FALSE;
    }
  g_hash_table_iter_init (&iter, gather->set);
  while (g_hash_table_iter_next (&iter, &sum, NULL))
    if (!write_sum (gather->db, sum, error))
      return FALSE;
  return xy_db_run (gather->db, END_SQL, XY_BIND_NONE, error);
}

void
xy_points_gather_free (XyPointsGather *gather)
{
  if (gather == NULL)
    return;
  g_hash_table_unref (gather->set);
  g_string_chunk_free (gather->texts);
  g_free (gather);
}
