/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody types. Each value that he types is another one, so that it can be told afterwards where it has gone. */
#include "world-private.h"

#include <string.h>

#include "core/bylaw.h"
#include "core/household.h"
#include "core/person.h"
#include "core/points-entry.h"
#include "core/tag.h"
#include "core/unit.h"
#include "core/vote.h"
#include "sync/settle.h"

#define DOORS 5

typedef struct
{
  World *world;
  Computer *computer;
} Typing;

/* One of the records of TYPE, or NULL. */
static gpointer
any_record (Typing *typing, XyTxn *txn, const XyRecordType *type, const char *tail)
{
  g_autoptr (GPtrArray) list = xy_record_list (xy_txn_get_store (txn), type, tail, XY_BIND_NONE, NULL);

  /* Of the first few: so that people meet at one record. */
  return list->len > 0 ? g_object_ref (list->pdata[world_pick (typing->world, MIN (list->len, 3))]) : NULL;
}

static char *
new_value (Typing *typing)
{
  return g_strdup_printf ("v%u", typing->world->n_values++ * WORLD_VILLAGES + typing->computer->village);
}

/* Without the checks of who may do it and when: those are no matter of the line. */
static gboolean
put (XyTxn *txn, gpointer object, GError **error)
{
  XyRecord *record = object;

  if (xy_id_is_none (&record->id))
    record->id = xy_id_new (xy_txn_get_env (txn));
  return xy_record_receive (txn, record, error);
}

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  g_autofree char *name = new_value (data);

  xy_set_str (&household->head_name, name);
  return xy_record_save (txn, household, error);
}

static gboolean
edit_household (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyHousehold) stored = any_record (typing, txn, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id");

  if (stored == NULL)
    return add_household (txn, data, error);
  g_autoptr (XyHousehold) household = xy_record_copy (stored);
  char **members[] = { &household->note, &household->address, &household->bank, &household->category };
  for (guint n = 1 + world_pick (typing->world, 2); n > 0; n--)
    {
      g_autofree char *value = new_value (typing);
      xy_set_str (members[world_pick (typing->world, G_N_ELEMENTS (members))], value);
    }
  return xy_record_save (txn, household, error);
}

static gboolean
delete_household (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyHousehold) stored = any_record (typing, txn, &xy_household_type, "ORDER BY t.id");

  if (stored == NULL)
    return add_household (txn, data, error);
  g_autoptr (XyHousehold) household = xy_record_copy (stored);
  return xy_record_set_deleted (txn, household, !household->record.deleted, error);
}

static gboolean
add_entry (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyHousehold) household = any_record (typing, txn, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  if (household == NULL)
    return add_household (txn, data, error);
  entry->household = household->record.id;
  entry->amount = 100;
  entry->delta = 100 * (1 + world_pick (typing->world, 9));
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->category, "环境");
  xy_set_str (&entry->item, "清扫");
  xy_set_str (&entry->day, "2026-11-20");
  xy_set_str (&entry->kind, "entry");
  return xy_record_save (txn, entry, error);
}

/* Two computers may take the same entry back: the id is the same on both. */
static gboolean
reverse_entry (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyPointsEntry) entry =
      any_record (typing, txn, &xy_points_entry_type, "WHERE t.kind = 'entry' AND t.reversed = 0 ORDER BY t.id");

  if (entry == NULL)
    return add_entry (txn, data, error);
  g_autoptr (XyPointsEntry) opposite = xy_points_entry_new_opposite (txn, entry, "reversal");
  opposite->record.id = xy_id_derive (&entry->record.id, "reversal");
  return xy_record_save (txn, opposite, error);
}

/* More at once than somebody deletes who knows what he does. */
static gboolean
delete_many (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_household_type, "WHERE t.del = 0 ORDER BY t.id", XY_BIND_NONE, NULL);

  for (guint i = world_pick (typing->world, 2); list != NULL && i < list->len; i++)
    {
      g_autoptr (XyHousehold) household = xy_record_copy (list->pdata[i]);
      if (!xy_record_set_deleted (txn, household, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

/* It goes away from the village, or comes again. */
static gboolean
move_household (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const states[] = { "here", "away", "moved", "gone" };
  Typing *typing = data;
  g_autoptr (XyHousehold) stored = any_record (typing, txn, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id");

  if (stored == NULL)
    return add_household (txn, data, error);
  g_autoptr (XyHousehold) household = xy_record_copy (stored);
  xy_set_str (&household->state, states[world_pick (typing->world, G_N_ELEMENTS (states))]);
  xy_set_str (&household->since, "2026-11-01");
  return xy_record_save (txn, household, error);
}

/* Somebody is written down, or goes to live with others. */
static gboolean
edit_person (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyHousehold) household = any_record (typing, txn, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyPerson) stored = any_record (typing, txn, &xy_person_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyPerson) person =
      stored != NULL && world_pick (typing->world, 3) > 0 ? xy_record_copy (stored) : xy_record_new (&xy_person_type);

  if (household == NULL)
    return add_household (txn, data, error);
  g_autofree char *value = new_value (typing);
  person->household = household->record.id;
  if (person->name == NULL)
    xy_set_str (&person->name, "曾国强");
  xy_set_str (world_pick (typing->world, 2) == 0 ? &person->nation : &person->education, value);
  return xy_record_save (txn, person, error);
}

static gboolean
edit_unit (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyUnit) stored = any_record (typing, txn, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyUnit) unit =
      stored != NULL && world_pick (typing->world, 2) == 0 ? xy_record_copy (stored) : xy_record_new (&xy_unit_type);
  g_autofree char *name = new_value (typing);

  xy_set_str (&unit->kind, "组");
  xy_set_str (&unit->name, name);
  return xy_record_save (txn, unit, error);
}

/* A vote is a whole: of two versions one is set aside. */
static gboolean
edit_vote (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyVoteTally) stored = any_record (typing, txn, &xy_vote_tally_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyVoteTally) tally = stored != NULL ? xy_record_copy (stored) : xy_record_new (&xy_vote_tally_type);

  if (stored == NULL)
    {
      tally->vote = xy_id_new (xy_txn_get_env (txn));
      xy_set_str (&tally->role, "called");
    }
  tally->yes = (gint64) typing->world->n_values++;
  return put (txn, tally, error);
}

/* Goods for points, more perhaps than there are. */
static gboolean
redeem (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyHousehold) household = any_record (typing, txn, &xy_household_type, "WHERE t.del = 0 ORDER BY t.id");
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  if (household == NULL)
    return add_household (txn, data, error);
  entry->household = household->record.id;
  entry->withheld = 100 * (1 + world_pick (typing->world, 9));
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->category, "兑换");
  xy_set_str (&entry->item, "洗衣粉");
  xy_set_str (&entry->day, "2026-11-20");
  xy_set_str (&entry->kind, "redeem");
  return xy_record_save (txn, entry, error);
}

static gboolean
add_vote (XyTxn *txn, Typing *typing, GError **error)
{
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);
  g_autofree char *title = new_value (typing);

  vote->meeting = xy_id_new (xy_txn_get_env (txn));
  vote->number = 1;
  xy_set_str (&vote->title, title);
  xy_set_str (&vote->basis, "household");
  xy_set_str (&vote->as_of, "2026-11-20");
  xy_set_str (&vote->method, "doors");
  xy_set_str (&vote->recorder, "曾小平");
  return put (txn, vote, error);
}

/* A vote that is still open here, rarely any. */
static XyVote *
find_vote (Typing *typing, XyTxn *txn)
{
  return any_record (typing, txn, &xy_vote_type,
                     world_pick (typing->world, 8) == 0 ? "WHERE t.del = 0 ORDER BY t.id"
                                                        : "WHERE t.del = 0 AND t.closed_on IS NULL ORDER BY t.id");
}

/* Two computers go from door to door; at some doors both were. NULL: at all of them somebody was already. */
static XyBallot *
next_door (Typing *typing, XyTxn *txn, const XyVote *vote)
{
  guint first = world_pick (typing->world, DOORS);

  for (guint i = 0; i < DOORS; i++)
    {
      g_autofree char *door = g_strdup_printf ("door %u", (first + i) % DOORS);
      XyId voter = xy_id_derive (&vote->record.id, door), id = xy_ballot_id (&vote->record.id, &voter);
      g_autoptr (XyBallot) stored = (XyBallot *) xy_record_get (xy_txn_get_store (txn), &xy_ballot_type, &id, NULL);
      if (stored != NULL)
        continue;
      XyBallot *ballot = xy_record_new (&xy_ballot_type);
      ballot->record.id = id;
      ballot->vote = vote->record.id;
      ballot->voter = voter;
      ballot->at = xy_txn_get_now (txn);
      return ballot;
    }
  return NULL;
}

static gboolean
close_it (XyTxn *txn, Typing *typing, const XyVote *open, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ballots = xy_vote_ballots (xy_txn_get_store (txn), &open->record.id, error);

  for (guint i = 0; ballots != NULL && i < ballots->len; i++)
    {
      const XyBallot *ballot = ballots->pdata[i];
      g_ptr_array_add (lines, xy_ballot_line (&ballot->record.id, ballot->choice));
    }
  if (lines->len == 0)
    return ballots != NULL;
  g_autoptr (XyVote) vote = xy_record_copy (open);
  g_autofree char *day = g_strdup_printf ("2026-11-2%u", 1 + world_pick (typing->world, 3));
  g_free (vote->ballots);
  vote->ballots = xy_ballots_digest (lines);
  xy_set_str (&vote->closed_on, day);
  return put (txn, vote, error);
}

static gboolean
cast_ballot (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyVote) vote = find_vote (typing, txn);

  if (vote == NULL)
    return add_vote (txn, typing, error);
  g_autoptr (XyBallot) ballot = next_door (typing, txn, vote);
  if (ballot == NULL)
    return vote->closed_on != NULL || close_it (txn, typing, vote, error);
  xy_set_str (&ballot->choice, world_pick (typing->world, 3) == 0 ? "no" : "yes");
  return put (txn, ballot, error);
}

static gboolean
close_vote (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyVote) vote =
      any_record (typing, txn, &xy_vote_type, "WHERE t.del = 0 AND t.closed_on IS NULL ORDER BY t.id");

  return vote != NULL ? close_it (txn, typing, vote, error) : cast_ballot (txn, data, error);
}

static gboolean
add_version (XyTxn *txn, Typing *typing, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_record_new (&xy_bylaw_version_type);
  g_autofree char *value = new_value (typing);

  version->bylaw = xy_id_new (xy_txn_get_env (txn));
  version->number = 1;
  xy_set_str (&version->since, "2026-10-01");
  xy_set_str (&version->recorder, value);
  return put (txn, version, error);
}

static gboolean
edit_clause (XyTxn *txn, Typing *typing, const XyBylawVersion *version, GError **error)
{
  g_autoptr (GPtrArray) list = xy_bylaw_clauses (xy_txn_get_store (txn), &version->record.id, error);

  if (list == NULL)
    return FALSE;
  gboolean stored = list->len > 0 && world_pick (typing->world, 3) > 0;
  g_autoptr (XyBylawClause) clause = stored
                                         ? xy_record_copy (list->pdata[world_pick (typing->world, MIN (list->len, 2))])
                                         : xy_record_new (&xy_bylaw_clause_type);
  g_autofree char *value = new_value (typing);
  clause->version = version->record.id;
  clause->level = 1;
  if (!stored)
    {
      clause->code = xy_id_new (xy_txn_get_env (txn));
      clause->sort = 1;
    }
  xy_set_str (&clause->text, value);
  return put (txn, clause, error);
}

/* One of the steps that may be taken from STAGE, rarely any. */
static XyBylawStepKind
next_step (Typing *typing, XyBylawStage stage)
{
  guint first = world_pick (typing->world, XY_BYLAW_N_KINDS);

  for (guint i = 0; world_pick (typing->world, 6) > 0 && i < XY_BYLAW_N_KINDS; i++)
    {
      XyBylawStepKind kind = (XyBylawStepKind) ((first + i) % XY_BYLAW_N_KINDS);
      /* It would soon be over. */
      if (kind < XY_BYLAW_CORRECT && xy_bylaw_stage_after (stage, kind) != XY_BYLAW_N_STAGES)
        return kind;
    }
  return (XyBylawStepKind) first;
}

/* A bylaw goes on, or its text is changed, whatever others do. */
static gboolean
go_on (XyTxn *txn, gpointer data, GError **error)
{
  Typing *typing = data;
  g_autoptr (XyBylawVersion) version =
      any_record (typing, txn, &xy_bylaw_version_type, "WHERE t.del = 0 ORDER BY t.id");
  guint what = world_pick (typing->world, 8);

  if (version == NULL)
    return add_version (txn, typing, error);
  if (what < 2 || (what < 4 && xy_bylaw_is_open (version)))
    return edit_clause (txn, typing, version, error);
  g_autofree char *value = new_value (typing);
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (xy_txn_get_store (txn), &version->record.id, error);
  g_autoptr (XyBylawStep) step = xy_record_new (&xy_bylaw_step_type);
  step->version = version->record.id;
  step->at = xy_txn_get_now (txn);
  step->number = steps->len > 0 ? ((XyBylawStep *) steps->pdata[steps->len - 1])->number + 1 : 1;
  xy_set_str (&step->kind, xy_bylaw_step_name (next_step (typing, (XyBylawStage) version->stage)));
  xy_set_str (&step->day, "2026-11-20");
  xy_set_str (&step->by, "曾小平");
  xy_set_str (&step->recorder, value);
  return put (txn, step, error);
}

/* Somebody looks at the page. */
static gboolean
settle_one (XyTxn *txn, gpointer data, GError **error)
{
  static const XySettleWay ways[] = { XY_SETTLE_SEND, XY_SETTLE_DROP, XY_SETTLE_KEEP, XY_SETTLE_TAKE };
  Typing *typing = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) returned = xy_standing_list_returned (store, error);
  g_autoptr (GPtrArray) conflicts = returned != NULL ? xy_standing_list_conflicts (store, TRUE, error) : NULL;
  XySettlement settlement = { .way = ways[world_pick (typing->world, G_N_ELEMENTS (ways))] };

  if (conflicts == NULL || returned->len + conflicts->len == 0)
    return conflicts != NULL;
  guint which = world_pick (typing->world, returned->len + conflicts->len);
  if (which < returned->len)
    settlement.row = g_array_index (((XyReturned *) returned->pdata[which])->rows, XyReturnedRow, 0).row;
  else
    settlement.row = ((XyConflict *) conflicts->pdata[which - returned->len])->row;
  return xy_settle (txn, &settlement, error);
}

static const XyActFunc acts[] = {
  add_household, edit_household, edit_household, edit_household, edit_household, move_household, delete_household,
  add_entry,     add_entry,      add_entry,      reverse_entry,  edit_unit,      edit_vote,      edit_person,
  edit_person,   redeem,         cast_ballot,    cast_ballot,    close_vote,     go_on,          go_on,
  go_on,         settle_one,     settle_one,     settle_one
};

/* What the village is busy with. */
static XyActFunc
any_act (World *world)
{
  static const XyActFunc busy[][4] = {
    [WORLD_ROSTER] = { edit_household, edit_household, edit_household, delete_household },
    [WORLD_VOTES] = { cast_ballot, cast_ballot, cast_ballot, close_vote },
    [WORLD_BYLAWS] = { go_on, go_on, go_on, settle_one },
  };

  return busy[world->theme][world_pick (world, 4)];
}

/* In which history of the county what is new was written. */
static void
note_written (World *world, Computer *computer)
{
  XyLocal local;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (computer->store), "SELECT line FROM op WHERE n > ?1",
                                         XY_BIND (XY_INT (computer->noted)), NULL);

  if (!xy_local_load (computer->store, &local, NULL))
    return;
  while (xy_rows_next (rows, NULL))
    {
      const char *line = strchr (xy_rows_text (rows, 0), ',');
      if (!g_hash_table_contains (world->written, line))
        g_hash_table_insert (world->written, g_strdup (line), g_strdup (local.machine.epoch));
    }
}

void
world_note (World *world, Computer *computer)
{
  XyDb *db = xy_store_get_db (computer->store);
  g_autoptr (XyRows) old =
      xy_db_query (db, "SELECT o.value FROM op, json_each (op.old) AS o WHERE op.n > ?1 AND o.type = 'text'",
                   XY_BIND (XY_INT (computer->noted)), NULL);
  g_autoptr (XyRows) entries =
      xy_db_query (db,
                   "SELECT rec, line ->> '$.d.delta' FROM op WHERE n > ?1 AND tbl = 'points_entry' "
                   "AND line ->> '$.d.delta' IS NOT NULL",
                   XY_BIND (XY_INT (computer->noted)), NULL);

  note_written (world, computer);
  while (xy_rows_next (old, NULL))
    g_hash_table_add (world->replaced, g_strdup (xy_rows_text (old, 0)));
  while (xy_rows_next (entries, NULL))
    {
      XyId id = xy_rows_id (entries, 0);
      g_hash_table_insert (world->deltas, xy_id_copy (&id), GINT_TO_POINTER ((gint) xy_rows_int (entries, 1)));
    }
  computer->noted = world_last_op (computer);

  /* What a number stands for: the county must know no other history by it. A stick may have changed the number behind
   * the session. */
  XyLocal local;
  guint8 hash[XY_HASH_SIZE];
  char text[XY_WIRE_HEX_SIZE];
  if (!xy_local_load (computer->store, &local, NULL)
      || !xy_local_hash (computer->store, &local, computer->noted - local.first, hash, NULL))
    return;
  xy_wire_hash_to_text (hash, text);
  g_hash_table_add (world->histories, g_strdup_printf ("%" G_GINT64_FORMAT " %s", local.machine.device, text));
}

/* ACT; NULL: undo. */
static void
write_act (World *world, Computer *computer, XyActFunc act)
{
  Typing typing = { world, computer };
  g_autoptr (GError) error = NULL;
  gboolean done = act != NULL ? xy_store_act (computer->store, &computer->actor, "act", act, &typing, &error)
                              : xy_store_undo (computer->store, &computer->actor, &error);

  /* The office may refuse what nobody may do: that is no matter of the line. */
  g_assert_false (g_error_matches (error, XY_ERROR, XY_ERROR_FAILED));
  g_assert_false (g_error_matches (error, XY_ERROR, XY_ERROR_CORRUPT));
  /* A disk that is off cannot be asked. */
  if (!disk_is_off (computer->disk))
    world_note (world, computer);
  if (done)
    computer->done = world_last_op (computer);
  world_mend (world, computer);
}

void
world_write (World *world, Computer *computer)
{
  gboolean busy = world->theme != WORLD_MIXED && world_pick (world, 2) == 0;
  guint act = busy ? 4 : world_pick (world, 4 + 2 * G_N_ELEMENTS (acts));

  write_act (world, computer,
             act == 0  ? delete_many
             : act < 4 ? NULL
             : busy    ? any_act (world)
                       : acts[act % G_N_ELEMENTS (acts)]);
}

void
world_edit (World *world, Computer *computer)
{
  write_act (world, computer, edit_household);
}
