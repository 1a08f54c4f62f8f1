/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-insert: rows written through acts, with capture and both chains, against the same rows put into the same tables
 * and indexes through bare SQLite, both with synchronous=FULL and a commit every 1,000 rows. The two take turns.
 */
#include <sqlite3.h>

#include "../core/office.h"
#include "bench.h"
#include "core/points-entry.h"

#define BATCH 1000

typedef struct
{
  XyId household[100];
  int from;
} Batch;

static gboolean
add_batch (XyTxn *txn, gpointer data, GError **error)
{
  Batch *batch = data;

  for (int i = 0; i < BATCH; i++)
    {
      g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);
      entry->household = batch->household[i % 100];
      xy_set_str (&entry->category, "环境整治");
      xy_set_str (&entry->item, "义务清扫主次干道");
      xy_set_str (&entry->day, "2026-11-21");
      xy_set_str (&entry->kind, "entry");
      xy_set_str (&entry->recorder, "曾小平");
      entry->amount = 100;
      entry->delta = 200;
      entry->at = 1795309200000 + batch->from + i;
      if (!xy_record_save (txn, entry, error))
        return FALSE;
    }
  return TRUE;
}

static double
through_acts (Office *office, Batch *batch, int rows)
{
  double start = bench_now ();

  for (batch->from = 0; batch->from < rows; batch->from += BATCH)
    office_act (office, "Record", add_batch, batch);
  return (double) rows / (bench_now () - start);
}

static double
bare (Office *office, sqlite3 *db, Batch *batch, int rows)
{
  sqlite3_stmt *stmt;
  double start = bench_now ();

  sqlite3_prepare_v2 (
      db,
      "INSERT INTO points_entry (id, del, household, category, item, day, amount, delta, cut, kind, recorder, at, "
      "cancelled, reversed) VALUES (?1, 0, ?2, ?3, ?4, ?5, 100, 200, 0, 'entry', ?6, ?7, 0, 0)",
      -1, &stmt, NULL);
  for (int i = 0; i < rows; i++)
    {
      XyId id = xy_id_new (&office->fixed.env);
      if (i % BATCH == 0)
        sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
      sqlite3_bind_blob (stmt, 1, id.b, 16, SQLITE_TRANSIENT);
      sqlite3_bind_blob (stmt, 2, batch->household[i % 100].b, 16, SQLITE_TRANSIENT);
      sqlite3_bind_text (stmt, 3, "环境整治", -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 4, "义务清扫主次干道", -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 5, "2026-11-21", -1, SQLITE_STATIC);
      sqlite3_bind_text (stmt, 6, "曾小平", -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 7, 1795309200000 + i);
      if (sqlite3_step (stmt) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_reset (stmt);
      if (i % BATCH == BATCH - 1)
        sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
    }
  sqlite3_finalize (stmt);
  return (double) rows / (bench_now () - start);
}

int
main (int argc, char *argv[])
{
  int rows = argc > 1 ? (int) g_ascii_strtoll (argv[1], NULL, 10) : 50000, rounds = 5;
  double acts[5], bares[5], ratios[5];

  for (int r = 0; r < rounds; r++)
    {
      Office with, without;
      sqlite3 *db;
      Batch batch;

      office_open (&with, 1);
      office_open (&without, 2);
      for (int i = 0; i < 100; i++)
        batch.household[i] = xy_id_new (&with.fixed.env);
      g_clear_object (&without.store);
      sqlite3_open (without.path, &db);
      sqlite3_exec (db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY", NULL, NULL,
                    NULL);

      bares[r] = bare (&without, db, &batch, rows);
      acts[r] = through_acts (&with, &batch, rows);
      ratios[r] = acts[r] / bares[r];
      sqlite3_close (db);
      office_close (&with);
      office_close (&without);
    }
  bench_print ("insert through acts", bench_quantile (acts, 5, 0.5), "rows/s");
  bench_print ("insert bare", bench_quantile (bares, 5, 0.5), "rows/s");
  bench_print ("insert ratio", bench_quantile (ratios, 5, 0.5), "x");
  return 0;
}
