/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of votes and bylaws (world.h, I8). */
#include "world-private.h"

#include "core/bylaw.h"
#include "core/vote.h"

/* A bylaw, as the county has it. */
typedef struct
{
  gint64 stream;
  char *version;
  XyBylawStage stage;
  gint64 since; /* number by which it was no longer a draft */
} Bylaw;

/* I8: what is voted on is what was reviewed. */
static char *
check_clauses (World *world, const Bylaw *bylaw)
{
  gint64 later = 0;

  if (bylaw->stage <= XY_BYLAW_DRAFTED)
    return NULL;
  xy_db_number (
      world_county_db (world),
      "SELECT count (*) FROM rec AS c, json_each (c.fmeta) AS m WHERE c.sid = ?1 AND c.tbl = 'bylaw_clause' "
      "AND c.body ->> 'version' = ?2 AND m.value ->> 0 > max (?3, coalesce ((SELECT max (s.fmeta ->> '$.del[0]') "
      "FROM rec AS s WHERE s.sid = ?1 AND s.tbl = 'bylaw_step' AND s.body ->> 'version' = ?2), 0))",
      XY_BIND (XY_INT (bylaw->stream), XY_TEXT (bylaw->version), XY_INT (bylaw->since)), &later, NULL);
  if (later == 0)
    return NULL;
  g_autofree char *places = world_tell_places (world, bylaw->version);
  return g_strdup_printf ("I8: bylaw %s was changed since it was reviewed:%s", bylaw->version, places);
}

/* I8: a bylaw has gone only the ways that there are. */
char *
world_check_bylaws (World *world)
{
  g_autoptr (XyRows) steps = xy_db_query (
      world_county_db (world),
      "SELECT s.sid, s.body ->> 'version', s.body ->> 'kind', coalesce (nullif (s.fmeta ->> '$._all[0]', 0), s.seq) "
      "FROM rec AS s "
      "WHERE s.tbl = 'bylaw_step' AND s.del = 0 ORDER BY s.sid, s.body ->> 'version', s.body ->> 'number'",
      XY_BIND_NONE, NULL);
  Bylaw bylaw = { 0 };
  char *wrong = NULL;

  while (wrong == NULL && xy_rows_next (steps, NULL))
    {
      if (bylaw.stream != xy_rows_int (steps, 0) || g_strcmp0 (bylaw.version, xy_rows_text (steps, 1)) != 0)
        {
          wrong = check_clauses (world, &bylaw);
          g_free (bylaw.version);
          bylaw = (Bylaw){ .stream = xy_rows_int (steps, 0), .version = g_strdup (xy_rows_text (steps, 1)) };
        }
      XyBylawStage next = xy_bylaw_stage_after (bylaw.stage, xy_bylaw_step_from_name (xy_rows_text (steps, 2)));
      if (next == XY_BYLAW_N_STAGES && wrong == NULL)
        wrong =
            g_strdup_printf ("I8: bylaw %s went a way that there is not: %s", bylaw.version, xy_rows_text (steps, 2));
      if (next > XY_BYLAW_DRAFTED && bylaw.stage <= XY_BYLAW_DRAFTED)
        bylaw.since = xy_rows_int (steps, 3);
      bylaw.stage = next;
    }
  if (wrong == NULL)
    wrong = check_clauses (world, &bylaw);
  g_free (bylaw.version);
  return wrong;
}

/* I8: a vote is closed over the voices that the county has, of which none is contested. */
char *
world_check_votes (World *world)
{
  g_autoptr (XyRows) votes = xy_db_query (
      world_county_db (world),
      "SELECT sid, id, body ->> 'ballots', EXISTS (SELECT 1 FROM rec AS c WHERE c.sid = v.sid AND c.tbl = '_conflict' "
      "AND c.del = 0 AND c.body ->> 'kind' = 'contested' AND c.body ->> '$.kept.vote' = lower (substr (hex (v.id), 1, 8) "
      "|| '-' || substr (hex (v.id), 9, 4) || '-' || substr (hex (v.id), 13, 4) || '-' || substr (hex (v.id), 17, 4) "
      "|| '-' || substr (hex (v.id), 21))) FROM rec AS v WHERE tbl = 'vote' AND body ->> 'ballots' IS NOT NULL",
      XY_BIND_NONE, NULL);

  while (xy_rows_next (votes, NULL))
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      char text[XY_ID_TEXT_LENGTH + 1];
      XyId vote = xy_rows_id (votes, 1);
      xy_id_to_text (&vote, text);
      g_autoptr (XyRows) ballots =
          xy_db_query (world_county_db (world),
                       "SELECT id, body ->> 'choice' FROM rec WHERE sid = ?1 AND tbl = 'ballot' AND del = 0 "
                       "AND body ->> 'vote' = ?2",
                       XY_BIND (XY_INT (xy_rows_int (votes, 0)), XY_TEXT (text)), NULL);
      while (xy_rows_next (ballots, NULL))
        {
          XyId id = xy_rows_id (ballots, 0);
          g_ptr_array_add (lines, xy_ballot_line (&id, xy_rows_text (ballots, 1)));
        }
      g_autofree char *seal = xy_ballots_digest (lines);
      if (!g_str_equal (seal, xy_rows_text (votes, 2)))
        return g_strdup ("I8: a vote is closed over other voices than there are");
      if (xy_rows_int (votes, 3))
        return g_strdup ("I8: a vote is closed over a voice that is contested");
    }
  return NULL;
}
