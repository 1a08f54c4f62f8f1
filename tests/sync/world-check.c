/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invariants of the protocol (I1 to I5, I7). */
#include "world.h"

#include <string.h>

#include "core/verify.h"

static gint64
number (XyDb *db, const char *sql)
{
  gint64 found = 0;
  g_autoptr (GError) error = NULL;

  xy_db_number (db, sql, XY_BIND_NONE, &found, &error);
  g_assert_no_error (error);
  return found;
}

/* The ids that SQL selects, as text. */
static GHashTable *
list_ids (XyDb *db, const char *sql, GHashTable *into)
{
  g_autoptr (XyRows) rows = xy_db_query (db, sql, XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      XyId id = xy_rows_id (rows, 0);
      xy_id_to_text (&id, text);
      g_hash_table_add (into, g_strdup (text));
    }
  return into;
}

/* Records whose operations were returned: their authors show what they wrote. */
static GHashTable *
list_returned (World *world)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_base_get_db (xy_server_store_get_base (world->county)),
                   "SELECT body ->> 'id' FROM rec WHERE tbl = '_quar' AND del = 0 AND body ->> 'id' IS NOT NULL",
                   XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    g_hash_table_add (set, g_strdup (xy_rows_text (rows, 0)));
  return set;
}

static char *
dump_without (XyStore *store, GHashTable *returned)
{
  g_autofree char *dump = xy_store_dump (store, NULL);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  GString *out = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", 3);
      if (words[0] != NULL && words[1] != NULL && !g_hash_table_contains (returned, words[1]))
        g_string_append_printf (out, "%s\n", *line);
    }
  return g_string_free (out, FALSE);
}

/* The first line that is not in both. */
static char *
first_difference (guint which, const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);

  for (guint i = 0;; i++)
    if (g_strcmp0 (left[i], right[i]) != 0 || left[i] == NULL)
      return g_strdup_printf ("I3: computer %u has\n  %s\nthe county\n  %s", which, left[i], right[i]);
}

/* I3: all computers have what the county has. */
static char *
check_alike (World *world)
{
  g_autoptr (GHashTable) returned = list_returned (world);
  Computer *fresh = &world->computers[world->n - 1];
  g_autofree char *county = dump_without (fresh->store, returned);

  for (guint i = 0; i + 1 < world->n; i++)
    {
      g_autofree char *dump = dump_without (world->computers[i].store, returned);
      if (!g_str_equal (dump, county))
        return first_difference (i, dump, county);
      gint64 rows = number (xy_store_get_db (world->computers[i].store),
                            "SELECT count (*) FROM sync_row WHERE tbl LIKE '\\_%' ESCAPE '\\'");
      gint64 theirs =
          number (xy_store_get_db (fresh->store), "SELECT count (*) FROM sync_row WHERE tbl LIKE '\\_%' ESCAPE '\\'");
      /* Those of a history before the county was restored stay. */
      if (rows < theirs || (rows > theirs && !world->restores_county))
        return g_strdup_printf ("I4: computer %u shows %d of %d", i, (int) rows, (int) theirs);
    }
  return NULL;
}

/* I2: each entry once, and as it was written. */
static char *
check_ledger (World *world)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (world->county));
  g_autoptr (XyRows) rows = xy_db_query (db, "SELECT id, body ->> 'delta' FROM entry", XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    {
      XyId id = xy_rows_id (rows, 0);
      gpointer delta;
      if (!g_hash_table_lookup_extended (world->deltas, &id, NULL, &delta))
        return g_strdup ("I2: an entry that nobody wrote");
      if (GPOINTER_TO_INT (delta) != xy_rows_int (rows, 1))
        return g_strdup ("I2: an entry is not as it was written");
    }
  return NULL;
}

/* I7: what is not in a record any longer was seen by who wrote over it, or is shown. */
static char *
check_values (World *world)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (world->county));
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyRows) bodies = xy_db_query (
      db, "SELECT body, '' FROM rec UNION ALL SELECT line, '' FROM op_log WHERE disp IN ('held', 'rejected')",
      XY_BIND_NONE, NULL);

  while (xy_rows_next (bodies, NULL))
    {
      g_auto (GStrv) words = g_strsplit_set (xy_rows_text (bodies, 0), "\"\\", -1);
      for (char **word = words; *word != NULL; word++)
        if ((*word)[0] == 'v')
          g_hash_table_add (kept, g_strdup (*word));
    }
  for (guint i = 0; i < world->n; i++)
    {
      g_autoptr (XyRows) rows =
          xy_db_query (xy_store_get_db (world->computers[i].store),
                       "SELECT d.value, op.line FROM op, json_each (op.line, '$.d') AS d WHERE d.value GLOB 'v[0-9]*'",
                       XY_BIND_NONE, NULL);
      while (xy_rows_next (rows, NULL))
        {
          const char *value = xy_rows_text (rows, 0);
          if (!g_hash_table_contains (kept, value) && !g_hash_table_contains (world->replaced, value))
            return g_strdup_printf ("I7: %s is nowhere: %s", value, xy_rows_text (rows, 1));
        }
    }
  return NULL;
}

/* What the program itself says of one of the files; the making of a schema to compare with takes longer than the rest.
 */
static char *
check_file (World *world)
{
  XyVerifyFlags flags = world_pick (world, 16) == 0 ? XY_VERIFY_ALL : XY_VERIFY_ALL & ~XY_VERIFY_FILE;
  XyStore *store = world->computers[world_pick (world, world->n)].store;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (store, flags, &error);

  g_assert_no_error (error);
  if (report->n_problems > 0)
    return g_strdup (report->problems->pdata[0]);
  return xy_db_check (xy_store_get_db (store), TRUE, &error) ? NULL : g_strdup (error->message);
}

char *
world_check_step (World *world)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (world->county));
  gint64 head = number (db, "SELECT max (head) FROM stream");

  for (guint i = 0; i < world->n; i++)
    {
      const XyMachine *machine = &xy_session_get_local (world->computers[i].session)->machine;
      if (g_str_equal (machine->epoch, xy_server_store_get_epoch (world->county)) && machine->cursor > head)
        return g_strdup_printf ("I5: computer %u has read further than there is", i);
    }
  return NULL;
}

char *
world_check_end (World *world)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (world->county));
  char *wrong;

  if (number (db, "SELECT count (*) - count (DISTINCT seq) + sum (seq < 1 OR seq > (SELECT max (head) FROM stream)) "
                  "FROM (SELECT seq FROM entry UNION ALL SELECT seq FROM rec)")
      != 0)
    return g_strdup ("I5: a number was given twice");
  if (number (db, "SELECT (SELECT count (*) FROM op_log WHERE disp IN ('held', 'rejected')) - "
                  "(SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0)")
      != 0)
    return g_strdup ("I4: not each operation that was returned is shown once");
  if ((wrong = check_ledger (world)) != NULL || (wrong = check_values (world)) != NULL)
    return wrong;
  if ((wrong = check_alike (world)) != NULL)
    return wrong;
  return check_file (world);
}

GHashTable *
world_list_entries (World *world)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < world->n; i++)
    list_ids (xy_store_get_db (world->computers[i].store), "SELECT id FROM points_entry", set);
  return list_ids (xy_base_get_db (xy_server_store_get_base (world->county)), "SELECT id FROM entry", set);
}

/* Where the operation that made record ID is, for who must find out why it is not where it should be. */
static char *
tell_places (World *world, const char *id)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < world->n; i++)
    {
      const XyLocal *local = xy_session_get_local (world->computers[i].session);
      g_autofree char *ops =
          xy_db_text (xy_store_get_db (world->computers[i].store),
                      "SELECT group_concat (n) FROM op WHERE line ->> 'id' = ?1", XY_BIND (XY_TEXT (id)), NULL);
      gint64 max = number (xy_store_get_db (world->computers[i].store), "SELECT max (n) FROM op");
      g_string_append_printf (out,
                              "\n  computer %u: operations %s; first %d acked %d of %d, device %" G_GINT64_MODIFIER "x",
                              i, ops != NULL ? ops : "none", (int) local->first, (int) local->machine.acked,
                              (int) (max - local->first), local->machine.device);
    }
  g_autoptr (XyRows) rows =
      xy_db_query (xy_base_get_db (xy_server_store_get_base (world->county)),
                   "SELECT printf ('%x', dev), n, disp, code, line FROM op_log WHERE instr (line, ?1)",
                   XY_BIND (XY_TEXT (id)), NULL);
  while (xy_rows_next (rows, NULL))
    g_string_append_printf (out, "\n  county: %s %d %s %s\n    %s", xy_rows_text (rows, 0), (int) xy_rows_int (rows, 1),
                            xy_rows_text (rows, 2), xy_rows_text (rows, 3), xy_rows_text (rows, 4));
  return g_string_free (out, FALSE);
}

/* I1: what was on any disk is at the county, or shown as returned. */
char *
world_check_entries (World *world, GHashTable *before)
{
  g_autoptr (GHashTable) there = list_returned (world);
  GHashTableIter iter;
  gpointer id;

  list_ids (xy_base_get_db (xy_server_store_get_base (world->county)), "SELECT id FROM entry", there);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (there, id))
      {
        g_autofree char *places = tell_places (world, id);
        return g_strdup_printf ("I1: entry %s is lost:%s", (const char *) id, places);
      }
  return NULL;
}
