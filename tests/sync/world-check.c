/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold (world.h). */
#include "world-private.h"

#include <string.h>

#include "core/verify.h"
#include "sync/standing.h"

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

/* What the rules return goes down again as it is at the county (rules.h): of that there is one version only. */
#define GIVEN_BACK "('step', 'closed', 'ballots-differ')"

static gboolean
is_given_back (XyStore *store, const XyReturned *returned)
{
  for (guint i = 0; i < returned->rows->len; i++)
    {
      gint64 given = 0;
      xy_db_number (xy_store_get_db (store),
                    "SELECT body ->> 'code' IN " GIVEN_BACK " FROM sync_row WHERE tbl = '_quar' AND id = ?1",
                    XY_BIND (XY_ID (&g_array_index (returned->rows, XyReturnedRow, i).row)), &given, NULL);
      if (!given)
        return FALSE;
    }
  return TRUE;
}

/* Records that were returned, on whatever computer that is to be seen: their authors show what they wrote. */
static GHashTable *
list_returned (World *world)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < world->n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = xy_standing_list_returned (world->computers[i].store, &error);
      g_assert_no_error (error);
      /* What a returned entry takes back is marked as taken back where it was written. */
      if (list->len > 0)
        list_ids (xy_store_get_db (world->computers[i].store),
                  "SELECT e.rev_of FROM sync_row AS r JOIN op ON op.line ->> 'id' = r.body ->> 'id' "
                  "JOIN points_entry AS e ON e.id = op.rec WHERE r.tbl = '_quar' AND e.rev_of IS NOT NULL",
                  set);
      for (guint j = 0; j < list->len; j++)
        {
          const XyReturned *returned = list->pdata[j];
          char text[XY_ID_TEXT_LENGTH + 1];
          xy_id_to_text (&returned->record, text);
          if (!is_given_back (world->computers[i].store, returned))
            g_hash_table_add (set, g_strdup (text));
        }
    }
  return set;
}

/* And those that were, whatever was done about it. */
static GHashTable *
list_ever_returned (World *world)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world), "SELECT body ->> 'id' FROM rec WHERE tbl = '_quar' AND body ->> 'id' IS NOT NULL",
      XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    g_hash_table_add (set, g_strdup (xy_rows_text (rows, 0)));
  return set;
}

/* What the entries of SET take back: an undo that was returned lets a reversal stand, and that its entry. */
static void
add_taken_back (World *world, GHashTable *set)
{
  g_autoptr (XyRows) rows =
      xy_db_query (world_county_db (world),
                   "SELECT id, body ->> 'rev_of' FROM entry WHERE body ->> 'rev_of' IS NOT NULL", XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      XyId id = xy_rows_id (rows, 0);
      xy_id_to_text (&id, text);
      if (g_hash_table_contains (set, text))
        g_hash_table_add (set, g_strdup (xy_rows_text (rows, 1)));
    }
}

/* And what those reckon into: an entry that is taken back, a thing that goes on by steps. */
static GHashTable *
list_touched (World *world)
{
  GHashTable *set = list_returned (world);
  g_autoptr (XyRows) rows =
      xy_db_query (world_county_db (world),
                   "SELECT d.value FROM rec AS r, json_each (r.body ->> 'line', '$.d') AS d WHERE r.tbl = '_quar' "
                   "AND r.del = 0 AND json_valid (r.body ->> 'line') AND d.key IN ('rev_of', 'version') "
                   "AND r.body ->> 'code' NOT IN " GIVEN_BACK,
                   XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    g_hash_table_add (set, g_strdup (xy_rows_text (rows, 0)));
  add_taken_back (world, set);
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

char *
world_tell_places (World *world, const char *id)
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
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world),
      "SELECT printf ('%x', dev), n, disp, code, line, seq FROM op_log WHERE instr (line, ?1) UNION ALL "
      "SELECT printf ('%x', dev), n, 'entry', lower (hex (id)), body, seq FROM entry WHERE instr (body, ?1) ORDER BY seq",
      XY_BIND (XY_TEXT (id)), NULL);
  while (xy_rows_next (rows, NULL))
    g_string_append_printf (out, "\n  county: %s %d %s %s, number %d\n    %s", xy_rows_text (rows, 0),
                            (int) xy_rows_int (rows, 1), xy_rows_text (rows, 2), xy_rows_text (rows, 3),
                            (int) xy_rows_int (rows, 5), xy_rows_text (rows, 4));
  return g_string_free (out, FALSE);
}

/* The first line that is not in both, and where what it is about went. */
static char *
first_difference (World *world, guint which, const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);
  guint i = 0;

  while (left[i] != NULL && g_strcmp0 (left[i], right[i]) == 0)
    i++;
  g_auto (GStrv) words = g_strsplit (left[i] != NULL ? left[i] : "", " ", 3);
  g_autofree char *places = g_strv_length (words) > 1 ? world_tell_places (world, words[1]) : g_strdup ("");
  return g_strdup_printf ("I3: computer %u has\n  %s\nthe county\n  %s%s", which, left[i], right[i], places);
}

/* I6: no file has another village's value. */
static char *
check_own_village (Computer *computer, const char *dump)
{
  for (const char *at = dump; (at = strstr (at, "\"v")) != NULL; at += 2)
    if (g_ascii_isdigit (at[2]) && g_ascii_strtoull (at + 2, NULL, 10) % WORLD_VILLAGES != computer->village)
      return g_strdup_printf ("I6: a computer has a value of another village: %.12s", at);
  return NULL;
}

static gint64
count_shown (Computer *computer)
{
  return number (xy_store_get_db (computer->store), "SELECT count (*) FROM sync_row WHERE tbl LIKE '\\_%' ESCAPE '\\'");
}

/* I3: all computers of a village have what the county has. */
static char *
check_village (World *world, guint village, GHashTable *returned)
{
  Computer *fresh = &world->computers[world->n - world->n_villages + village];
  g_autofree char *county = dump_without (fresh->store, returned);

  for (guint i = 0; i + world->n_villages < world->n; i++)
    {
      Computer *computer = &world->computers[i];
      if (computer->village != village || world_is_out (world, computer))
        continue;
      g_autofree char *dump = dump_without (computer->store, returned);
      if (!g_str_equal (dump, county))
        return first_difference (world, i, dump, county);
      char *wrong = check_own_village (computer, dump);
      if (wrong != NULL)
        return wrong;
      gint64 rows = count_shown (computer), theirs = count_shown (fresh);
      /* Those of a history before the county was restored stay. */
      if (rows < theirs || (rows > theirs && !world->restores_county))
        return g_strdup_printf ("I4: computer %u shows %d of %d", i, (int) rows, (int) theirs);
    }
  return NULL;
}

static char *
check_alike (World *world)
{
  g_autoptr (GHashTable) returned = list_touched (world);
  char *wrong = NULL;

  for (guint i = 0; i < world->n_villages && wrong == NULL; i++)
    wrong = check_village (world, i, returned);
  return wrong;
}

/* Whether the computer has sent and read all that there is. */
static gboolean
is_up_to_date (World *world, Computer *computer)
{
  const XyLocal *local = xy_session_get_local (computer->session);
  const XyMachine *machine = &local->machine;

  return g_str_equal (machine->epoch, xy_server_store_get_epoch (world->county))
         && local->first + machine->acked == world_last_op (computer)
         && machine->cursor == world->heads[computer->village] && machine->staged == machine->cursor
         && !world_has_lost (computer);
}

/* I3 on the way: of two that have read and sent all neither knows more. */
static char *
check_two_alike (World *world)
{
  Computer *a = &world->computers[world_pick (world, world->n)], *b = &world->computers[world_pick (world, world->n)];

  if (a == b || a->village != b->village || !is_up_to_date (world, a) || !is_up_to_date (world, b))
    return NULL;
  g_autoptr (GHashTable) returned = list_touched (world);
  g_autofree char *left = dump_without (a->store, returned), *right = dump_without (b->store, returned);
  return g_str_equal (left, right) ? NULL : first_difference (world, world->n, left, right);
}

/* I2: each entry once, and as it was written; of those that are new. */
static char *
check_ledger (World *world, guint village)
{
  XyDb *db = world_county_db (world);
  g_autoptr (XyRows) rows =
      xy_db_query (db, "SELECT id, body ->> 'delta' FROM entry WHERE sid = ?1 AND seq > ?2",
                   XY_BIND (XY_INT (world_stream (village)), XY_INT (world->looked[village])), NULL);

  while (xy_rows_next (rows, NULL))
    {
      XyId id = xy_rows_id (rows, 0);
      gpointer delta;
      if (!g_hash_table_lookup_extended (world->deltas, &id, NULL, &delta))
        return g_strdup ("I2: an entry that nobody wrote");
      if (GPOINTER_TO_INT (delta) != xy_rows_int (rows, 1))
        {
          char text[XY_ID_TEXT_LENGTH + 1];
          xy_id_to_text (&id, text);
          return g_strdup_printf ("I2: entry %s is not as it was written: %d, not %d", text,
                                  (int) xy_rows_int (rows, 1), GPOINTER_TO_INT (delta));
        }
    }
  return NULL;
}

/* I12: three deletions of so few records, and what somebody let pass. */
static char *
check_deletions (World *world)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world),
      "SELECT printf ('%d %d', dev, n), printf ('%d %s', dev, tbl) FROM op_log WHERE k = 'd' AND disp IN ('ok', 'merged')",
      XY_BIND_NONE, NULL);

  while (!world->county_clock && xy_rows_next (rows, NULL))
    {
      if (g_hash_table_contains (world->released, xy_rows_text (rows, 0)))
        continue;
      const char *key = xy_rows_text (rows, 1);
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1;
      if (n > XY_SERVER_DELETIONS_FEW)
        return g_strdup ("I12: more was deleted than may be");
      g_hash_table_insert (counts, g_strdup (key), GINT_TO_POINTER (n));
    }
  return NULL;
}

/* I4: what was not taken is shown, once; so is what gave way. */
static char *
check_shown (World *world)
{
  XyDb *db = world_county_db (world);

  /* One row each, until it is settled; and none for what was taken. */
  if (number (db, "SELECT count (*) FROM op_log AS o WHERE disp IN ('held', 'rejected') AND NOT EXISTS "
                  "(SELECT 1 FROM rec AS r WHERE r.sid = o.sid AND r.tbl = '_quar' AND r.body ->> 'n' = o.n "
                  "AND r.body ->> 'dev' = printf ('%x', o.dev) "
                  "AND (r.del = 0 OR r.body ->> 'fx' IS NOT NULL OR o.code = 'settled'))")
          != 0
      || number (db, "SELECT count (*) FROM rec AS r WHERE r.tbl = '_quar' AND r.del = 0 AND NOT EXISTS "
                     "(SELECT 1 FROM op_log AS o WHERE r.sid = o.sid AND r.body ->> 'n' = o.n "
                     "AND r.body ->> 'dev' = printf ('%x', o.dev) AND o.disp IN ('held', 'rejected') "
                     "AND o.code <> 'settled')")
             != 0)
    return g_strdup ("I4: not each operation that was returned is shown once, or settled");
  if (number (
          db,
          "SELECT count (*) FROM waiting AS w WHERE EXISTS (SELECT 1 FROM rec AS r JOIN op_log AS o ON o.sid = w.sid "
          "AND o.dev = w.dev AND o.n = w.n WHERE r.sid = w.sid AND r.id = w.id AND (r.tbl = o.tbl OR r.tbl = 'household'))")
      != 0)
    return g_strdup ("I4: an operation waits for what is there");
  if (number (db, "SELECT count (*) FROM op_log AS o WHERE disp = 'merged' AND NOT EXISTS "
                  "(SELECT 1 FROM rec AS r WHERE r.sid = o.sid AND r.tbl = '_conflict' "
                  "AND ((r.body ->> '$.kept_by.n' = o.n AND r.body ->> '$.kept_by.dev' = printf ('%x', o.dev)) "
                  "OR (r.body ->> '$.lost_by.n' = o.n AND r.body ->> '$.lost_by.dev' = printf ('%x', o.dev))))")
      != 0)
    return g_strdup ("I4: something gave way, and that is not shown");
  return NULL;
}

/* What the county has written down of operation N of COMPUTER: "merged overdraft …". Returns: (transfer full). */
static char *
tell_decision (World *world, Computer *computer, gint64 n)
{
  const XyMachine *machine = &xy_session_get_local (computer->session)->machine;

  return xy_db_text (
      world_county_db (world),
      "SELECT printf ('%s %s %s', disp, code, CAST (line AS TEXT)) FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3",
      XY_BIND (XY_INT (machine->stream), XY_INT (machine->device), XY_INT (n)), NULL);
}

/* What became of an operation as COMPUTER knows it, "ok" where it knows nothing else. Returns: (transfer full). */
static char *
known_result (Computer *computer, gint64 n)
{
  char *known = xy_db_text (xy_store_get_db (computer->store), "SELECT result FROM sync_result WHERE op = ?1",
                            XY_BIND (XY_INT (xy_session_get_local (computer->session)->first + n)), NULL);

  return known != NULL ? known : g_strdup ("ok");
}

/* I4: who wrote an operation knows what became of it; of one that was held, that it was. */
static char *
check_results_of (World *world, guint which)
{
  Computer *computer = &world->computers[which];
  const XyLocal *local = xy_session_get_local (computer->session);
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world),
      "WITH RECURSIVE number (n) AS (SELECT 1 WHERE ?3 > 0 UNION ALL SELECT n + 1 FROM number WHERE n < ?3) "
      "SELECT n, coalesce ((SELECT disp FROM op_log AS o WHERE sid = ?1 AND dev = ?2 AND o.n = number.n), 'ok') "
      "FROM number",
      XY_BIND (XY_INT (local->machine.stream), XY_INT (local->machine.device), XY_INT (local->machine.acked)), NULL);

  while (xy_rows_next (rows, NULL))
    {
      gint64 n = xy_rows_int (rows, 0);
      g_autofree char *known = known_result (computer, n);
      if (g_str_equal (known, "held") || g_str_equal (known, xy_rows_text (rows, 1)))
        continue;
      g_autofree char *said = tell_decision (world, computer, n);
      return g_strdup_printf ("I4: computer %u does not know what became of operation %d, but %s: %s", which, (int) n,
                              known, said != NULL ? said : "ok");
    }
  return NULL;
}

static char *
check_results (World *world)
{
  char *wrong = NULL;

  for (guint i = 0; i < world->n && wrong == NULL; i++)
    wrong = check_results_of (world, i);
  return wrong;
}

/* I2: what can be spent is what the entries come to, and each time that it was too little is shown. */
static char *
check_purses (World *world)
{
  g_autoptr (GHashTable) purses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (XyRows) entries = xy_db_query (
      world_county_db (world),
      "SELECT body ->> 'household', body ->> 'delta' - coalesce (body ->> 'withheld', 0), body ->> 'kind', "
      "EXISTS (SELECT 1 FROM rec AS c WHERE c.sid = e.sid AND c.tbl = '_conflict' AND c.body ->> 'kind' = 'overdraft' "
      "AND c.body ->> '$.kept_by.n' = e.n AND c.body ->> '$.kept_by.dev' = printf ('%x', e.dev)) "
      "FROM entry AS e WHERE tbl = 'points_entry' ORDER BY sid, seq",
      XY_BIND_NONE, NULL);

  while (xy_rows_next (entries, NULL))
    {
      const char *owner = xy_rows_text (entries, 0);
      int change = (int) xy_rows_int (entries, 1);
      int left = GPOINTER_TO_INT (g_hash_table_lookup (purses, owner)) + change;
      g_hash_table_insert (purses, g_strdup (owner), GINT_TO_POINTER (left));
      gboolean over = left < 0 && change < 0 && g_str_equal (xy_rows_text (entries, 2), "redeem");
      if (over != (xy_rows_int (entries, 3) != 0))
        return g_strdup_printf ("I4: %d could be spent, and that is %sshown", left, over ? "not " : "");
    }
  return NULL;
}

/* Whether LINE was written in a history of the county before this one, whatever its author says. */
static gboolean
is_of_before (World *world, const char *line)
{
  const char *epoch = g_hash_table_lookup (world->written, strchr (line, ','));

  return epoch != NULL && !g_str_equal (epoch, xy_server_store_get_epoch (world->county));
}

/* I5: what somebody had read when he wrote has a number that was given by then; but for what was written in a history
 * before. Of what was taken behind LOOKED: later on the county may hear that it was written before another one. */
static char *
check_bases (World *world, guint village)
{
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world),
      "SELECT o.dev, o.n FROM (SELECT sid, dev, n, seq, CAST (line AS TEXT) ->> 'b' AS b FROM op_log "
      "WHERE seq > max (?2, 0) AND json_valid (CAST (line AS TEXT)) UNION ALL "
      "SELECT sid, dev, n, seq, b FROM entry WHERE seq > ?2) AS o "
      "JOIN device AS d ON d.sid = o.sid AND d.dev = o.dev WHERE o.sid = ?1 AND o.b >= o.seq AND o.n > d.old",
      XY_BIND (XY_INT (world_stream (village)), XY_INT (world->looked[village])), NULL);

  if (xy_rows_next (rows, NULL))
    return g_strdup_printf ("I5: operation %d of %" G_GINT64_MODIFIER "x had read what was not there",
                            (int) xy_rows_int (rows, 1), xy_rows_int (rows, 0));
  return NULL;
}

/* What the last operation before ?6 made of record ?3, where another device wrote it, all of it was taken as it came,
 * and ?4 had not read it; and whether ?5 sets something else where it set something, and to what ?7 had neither
 * read nor, before operation ?8, set it itself: a copy says the same once more. */
#define UNSEEN_SQL                                                                                                     \
  "SELECT p.dev, p.n, EXISTS (SELECT 1 FROM json_each (CAST (p.line AS TEXT), '$.d') AS a "                            \
  "JOIN json_each (?5, '$.d') AS b ON b.key = a.key WHERE b.value IS NOT a.value AND NOT EXISTS (SELECT 1 "            \
  "FROM op_log AS w, json_each (CAST (w.line AS TEXT), '$.d') AS c WHERE w.sid = ?1 AND w.tbl = ?2 "                   \
  "AND instr (w.line, ?3) AND c.key = a.key AND c.value IS a.value AND (w.seq BETWEEN 1 AND ?4 "                       \
  "OR (w.dev = ?7 AND w.n < ?8)))) "                                                                                   \
  "FROM op_log AS p WHERE p.sid = ?1 AND p.tbl = ?2 AND p.disp = 'ok' AND p.dev <> ?7 AND p.seq > ?4 "                 \
  "AND NOT instr (p.line, CAST (',\"sv\":1' AS BLOB)) "                                                                \
  "AND instr (p.line, ?3) AND p.seq = (SELECT max (q.seq) FROM op_log AS q WHERE q.sid = ?1 AND q.tbl = ?2 "           \
  "AND q.seq < ?6 AND instr (q.line, ?3)) AND NOT EXISTS (SELECT 1 FROM op_log AS r WHERE r.sid = ?1 "                 \
  "AND r.dev = p.dev AND r.n > p.n AND r.seq BETWEEN 1 AND p.seq AND r.tbl = ?2 AND instr (r.line, ?3))"

/* I7: who wrote over what he had not read is told so. Of what was taken behind LOOKED, as above. */
static char *
check_unseen (World *world, guint village)
{
  XyDb *db = world_county_db (world);
  gint64 stream = world_stream (village);
  g_autoptr (XyRows) rows = xy_db_query (
      db,
      "SELECT o.tbl, CAST (CAST (o.line AS TEXT) ->> 'id' AS BLOB), CAST (o.line AS TEXT), o.seq, o.dev, o.n, "
      "coalesce (CAST (o.line AS TEXT) ->> 'b', 0), s.same_upto FROM op_log AS o JOIN stream AS s ON s.sid = o.sid "
      "WHERE o.sid = ?1 AND o.seq > max (?2, 0) AND o.disp = 'ok' AND o.k IN ('i', 'u')",
      XY_BIND (XY_INT (stream), XY_INT (world->looked[village])), NULL);

  while (xy_rows_next (rows, NULL))
    {
      gsize length;
      const void *id = xy_rows_bytes (rows, 1, &length);
      gint64 base = xy_rows_int (rows, 6);
      if (is_of_before (world, xy_rows_text (rows, 2)))
        base = MIN (base, xy_rows_int (rows, 7));
      g_autoptr (XyRows) before =
          xy_db_query (db, UNSEEN_SQL,
                       XY_BIND (XY_INT (stream), XY_TEXT (xy_rows_text (rows, 0)), XY_BYTES (id, length), XY_INT (base),
                                XY_TEXT (xy_rows_text (rows, 2)), XY_INT (xy_rows_int (rows, 3)),
                                XY_INT (xy_rows_int (rows, 4)), XY_INT (xy_rows_int (rows, 5))),
                       NULL);
      if (!xy_rows_next (before, NULL) || xy_rows_int (before, 2) == 0)
        continue;
      g_autofree char *record = g_strndup (id, length), *places = world_tell_places (world, record);
      return g_strdup_printf ("I7: nobody was told that this is over what was not read, operation %d of "
                              "%" G_GINT64_MODIFIER "x: %s%s",
                              (int) xy_rows_int (before, 1), xy_rows_int (before, 0), xy_rows_text (rows, 2), places);
    }
  return NULL;
}

/* Whether an insert made record ID before the one of number SEQ came, which then found all as it says: a voice, say,
 * that was contested by the one that stands now. */
static gboolean
is_made_before (World *world, const char *id, gint64 seq)
{
  gint64 before = 0;

  xy_db_number (world_county_db (world),
                "SELECT 1 FROM op_log WHERE k = 'i' AND seq BETWEEN 1 AND ?2 - 1 AND instr (line, CAST (?1 AS BLOB))",
                XY_BIND (XY_TEXT (id), XY_INT (seq)), &before, NULL);
  return before != 0;
}

/* I2: what makes a record is taken once, however often and under whatever number it comes. */
static char *
check_inserts (World *world)
{
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world),
      "SELECT CAST (line AS TEXT) AS text, count (*), CAST (line AS TEXT) ->> 'id', min (seq) FROM op_log AS o "
      "WHERE k = 'i' AND disp IN ('ok', 'merged') AND coalesce (code, '') NOT IN ('contested', 'branch') "
      "AND NOT (disp = 'merged' AND instr (line, CAST (',\"sv\":1' AS BLOB))) "
      "AND EXISTS (SELECT 1 FROM rec AS r WHERE r.sid = o.sid AND r.tbl = o.tbl AND r.del = 0 "
      "AND lower (hex (r.id)) = replace (CAST (o.line AS TEXT) ->> 'id', '-', '')) "
      "GROUP BY sid, substr (CAST (line AS TEXT), instr (CAST (line AS TEXT), ',')) HAVING count (*) > 1",
      XY_BIND_NONE, NULL);

  /* A clock that was trusted the first time may not be the second time. */
  while (!world->county_clock && xy_rows_next (rows, NULL))
    if (!is_made_before (world, xy_rows_text (rows, 2), xy_rows_int (rows, 3)))
      {
        g_autofree char *places = world_tell_places (world, xy_rows_text (rows, 2));
        return g_strdup_printf ("I2: taken more than once: %s%s", xy_rows_text (rows, 0), places);
      }
  return NULL;
}

/* I6: of who was revoked nothing is taken but by somebody's word; what comes on a stick waits for that. */
static char *
check_revoked (World *world)
{
  GHashTableIter iter;
  gpointer device, last;

  g_hash_table_iter_init (&iter, world->revoked);
  while (g_hash_table_iter_next (&iter, &device, &last))
    {
      g_autoptr (XyRows) rows =
          xy_db_query (world_county_db (world),
                       "SELECT printf ('%d %d', dev, n) FROM entry WHERE dev = ?1 AND n > ?2 UNION ALL "
                       "SELECT printf ('%d %d', dev, n) FROM op_log WHERE dev = ?1 AND n > ?2 AND seq > 0",
                       XY_BIND (XY_INT (g_ascii_strtoll (device, NULL, 10)), XY_INT (GPOINTER_TO_INT (last))), NULL);
      while (xy_rows_next (rows, NULL))
        if (!g_hash_table_contains (world->released, xy_rows_text (rows, 0)))
          return g_strdup ("I6: something was taken of a computer that is no longer known");
    }
  return NULL;
}

/* I5: two copies of one disk are never taken for one computer. */
static char *
check_histories (World *world)
{
  g_autoptr (XyRows) rows = xy_db_query (
      world_county_db (world), "SELECT printf ('%d %s', dev, lower (hex (last_h))), dev FROM device WHERE last_n > 0",
      XY_BIND_NONE, NULL);

  while (xy_rows_next (rows, NULL))
    if (xy_rows_int (rows, 1) != world->newer.device
        && !g_hash_table_contains (world->histories, xy_rows_text (rows, 0)))
      return g_strdup_printf ("I5: nobody wrote what the county has of %s", xy_rows_text (rows, 0));
  return NULL;
}

/* I11: at the county, and at a computer that has read all. */
static char *
check_newer (World *world)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, world->newer.wrote);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_auto (GStrv) words = g_strsplit (key, " ", 2);
      XyId id;
      xy_id_from_text (words[1], &id);
      g_autofree char *there =
          xy_db_text (world_county_db (world), "SELECT body ->> 'solar' FROM rec WHERE tbl = ?1 AND id = ?2",
                      XY_BIND (XY_TEXT (words[0]), XY_ID (&id)), NULL);
      if (g_strcmp0 (there, value) != 0)
        return g_strdup_printf ("I11: the county has %s, not %s", there, (char *) value);
      for (guint i = 0; i < world->n; i++)
        {
          Computer *computer = &world->computers[i];
          if (computer->village != 0 || world_is_out (world, computer))
            continue;
          g_autofree char *kept =
              xy_db_text (xy_store_get_db (computer->store),
                          g_str_equal (words[0], "household") ? "SELECT ext ->> 'solar' FROM household WHERE id = ?1"
                                                              : "SELECT body ->> 'solar' FROM sync_row WHERE id = ?1",
                          XY_BIND (XY_ID (&id)), NULL);
          if (g_strcmp0 (kept, value) != 0)
            return g_strdup_printf ("I11: computer %u has %s, not %s, of %s", i, kept, (char *) value, (char *) key);
        }
    }
  return NULL;
}

/*
 * What each operation of a computer set, but for what the same computer set again later, where ?1: once the county was
 * restored its operations come anew, one behind the other, and what met another's then meets its own successor first.
 */
#define VALUES_SQL                                                                                                     \
  "SELECT d.value, op.line FROM op, json_each (op.line, '$.d') AS d WHERE d.value GLOB 'v[0-9]*' AND NOT (?1 AND "     \
  "EXISTS (SELECT 1 FROM op AS later, json_each (later.line, '$.d') AS e WHERE later.n > op.n "                        \
  "AND later.line ->> 'id' = op.line ->> 'id' AND e.key = d.key))"

/* I7: what is not in a record any longer was seen by who wrote over it, or is shown. */
static char *
check_values (World *world)
{
  XyDb *db = world_county_db (world);
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
      if (world_is_out (world, &world->computers[i]))
        continue;
      g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (world->computers[i].store), VALUES_SQL,
                                             XY_BIND (XY_INT (world->restores_county)), NULL);
      while (xy_rows_next (rows, NULL))
        {
          const char *value = xy_rows_text (rows, 0);
          if (!g_hash_table_contains (kept, value) && !g_hash_table_contains (world->replaced, value))
            {
              g_autofree char *id =
                  xy_db_text (db, "SELECT ?1 ->> 'id'", XY_BIND (XY_TEXT (xy_rows_text (rows, 1))), NULL);
              g_autofree char *places = world_tell_places (world, id);
              return g_strdup_printf ("I7: %s is nowhere: %s%s", value, xy_rows_text (rows, 1), places);
            }
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

/* I5: numbers go up, nobody has read further than there is. */
static char *
check_numbers (World *world, guint village, gint64 head)
{
  if (head < world->looked[village])
    return g_strdup ("I5: numbers are given again");
  if (world_county_number (world,
                           "SELECT max ((SELECT coalesce (max (seq), 0) FROM entry WHERE sid = ?1), "
                           "(SELECT coalesce (max (seq), 0) FROM rec WHERE sid = ?1))",
                           world_stream (village))
      > head)
    return g_strdup ("I5: a number is behind the last");
  for (guint i = 0; i < world->n; i++)
    {
      const XyMachine *machine = &xy_session_get_local (world->computers[i].session)->machine;
      if (world->computers[i].village == village
          && g_str_equal (machine->epoch, xy_server_store_get_epoch (world->county)) && machine->cursor > head)
        return g_strdup_printf ("I5: computer %u has read further than there is", i);
    }
  return NULL;
}

char *
world_check_step (World *world)
{
  char *wrong = g_steal_pointer (&world->wrong);

  for (guint i = 0; i < world->n_villages && wrong == NULL; i++)
    {
      gint64 head = world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", world_stream (i));
      wrong = check_numbers (world, i, head);
      if (wrong == NULL && head != world->looked[i])
        {
          wrong = check_ledger (world, i);
          if (wrong == NULL)
            wrong = check_bases (world, i);
          if (wrong == NULL)
            wrong = check_unseen (world, i);
          world->looked[i] = head;
          if (wrong == NULL)
            wrong = check_deletions (world);
        }
    }
  if (wrong == NULL && world_pick (world, 20) == 0)
    wrong = check_two_alike (world);
  return wrong;
}

char *
world_check_end (World *world)
{
  XyDb *db = world_county_db (world);
  char *wrong;

  if (number (db, "SELECT count (*) FROM (SELECT sid, seq FROM entry UNION ALL SELECT sid, seq FROM rec) "
                  "GROUP BY sid, seq HAVING count (*) > 1 OR seq < 1")
      != 0)
    return g_strdup ("I5: a number was given twice");
  static char *(*const checks[]) (World *) = { check_shown,        check_results, check_purses,    world_check_votes,
                                               world_check_bylaws, check_inserts, check_values,    check_alike,
                                               check_newer,        check_revoked, check_histories, check_file };
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if ((wrong = checks[i](world)) != NULL)
      return wrong;
  return NULL;
}

GHashTable *
world_list_entries (World *world)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < world->n; i++)
    list_ids (xy_store_get_db (world->computers[i].store), "SELECT id FROM points_entry", set);
  return list_ids (world_county_db (world), "SELECT id FROM entry", set);
}

/* I1: what was on any disk is at the county, or shown as returned. */
char *
world_check_entries (World *world, GHashTable *before)
{
  g_autoptr (GHashTable) there = list_ever_returned (world);
  GHashTableIter iter;
  gpointer id;

  list_ids (world_county_db (world), "SELECT id FROM entry", there);
  /* Whoever is no longer known keeps what he has. */
  for (guint i = 0; i < world->n; i++)
    if (world_is_out (world, &world->computers[i]))
      list_ids (xy_store_get_db (world->computers[i].store), "SELECT id FROM points_entry", there);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (there, id))
      {
        g_autofree char *places = world_tell_places (world, id);
        return g_strdup_printf ("I1: entry %s is lost:%s", (const char *) id, places);
      }
  return NULL;
}
