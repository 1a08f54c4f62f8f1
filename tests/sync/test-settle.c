/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came back and what met, and that settling it leaves all computers alike and no value without a trace. */
#include <locale.h>
#include <string.h>

#include "core/person.h"
#include "core/points-rank.h"
#include "core/verify.h"
#include "core/vote.h"
#include "pair.h"
#include "sync/marks.h"

static void
assert_value (Pair *pair, const char *head, const char *field, const char *expected)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *found = pair_value (pair, i, head, field);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
assert_sound (Pair *pair)
{
  pair_assert_alike (pair);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (XyVerifyReport) report = xy_verify (pair->offices[i].store, XY_VERIFY_ALL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (report->n_problems, ==, 0);
    }
}

/* Nothing is left to do on either computer. */
static void
assert_settled (Pair *pair)
{
  for (guint i = 0; i < 2; i++)
    {
      XyStanding standing = pair_standing (pair, i);

      g_assert_true (standing.enrolled);
      g_assert_cmpint (standing.returned, ==, 0);
      g_assert_cmpint (standing.held, ==, 0);
      g_assert_cmpint (standing.conflicts, ==, 0);
      g_assert_cmpint (standing.waiting, ==, 0);
    }
  assert_sound (pair);
}

static GPtrArray *
list_conflicts (Pair *pair, guint which)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_standing_list_conflicts (pair->offices[which].store, FALSE, &error);

  g_assert_no_error (error);
  return list;
}

static GPtrArray *
list_returned (Pair *pair, guint which)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_standing_list_returned (pair->offices[which].store, &error);

  g_assert_no_error (error);
  return list;
}

/* What a list shows of RECORD on one computer; ROW may be NULL. */
static void
assert_mark (Pair *pair, guint which, const XyId *record, XyMarkKind kind, const XyId *row)
{
  XyId ids[] = { XY_ID_NONE, *record };
  g_autofree XyMark *marks = xy_marks_find (pair->offices[which].store, ids, G_N_ELEMENTS (ids));

  g_assert_cmpint (marks != NULL ? marks[1].kind : XY_MARK_NONE, ==, kind);
  if (marks == NULL)
    return;
  g_assert_cmpint (marks[0].kind, ==, XY_MARK_NONE);
  g_assert_nonnull (marks[1].reason);
  g_assert_cmpstr (xy_mark_word (&marks[1]), !=, "");
  g_assert_true (row == NULL || xy_id_same (&marks[1].row, row));
}

/* Both computers have the household, and neither has anything to say. */
static void
begin (Pair *pair)
{
  pair_open (pair);
  pair_talk_all (pair);
  pair_edit (pair, 0, "曾国强", "note", "first");
  pair_talk_all (pair);
  assert_settled (pair);
}

/* Two values of one field, and the row that shows them on both. */
static XyId
make_conflict (Pair *pair, const char *field, const char *first, const char *second)
{
  pair_edit (pair, 0, "曾国强", field, first);
  pair_edit (pair, 1, "曾国强", field, second);
  pair_talk_all (pair);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (pair_standing (pair, i).conflicts, ==, 1);
  g_autoptr (GPtrArray) list = list_conflicts (pair, 0);
  return ((XyConflict *) list->pdata[0])->row;
}

static void
test_conflict_kept (void)
{
  Pair pair;

  begin (&pair);
  XyId row = make_conflict (&pair, "note", "from the one", "from the other");
  g_autofree char *before = pair_value (&pair, 0, "曾国强", "note");
  g_autoptr (GPtrArray) list = list_conflicts (&pair, 0);
  const XyConflict *conflict = list->pdata[0];
  const XyConflictField *field = conflict->fields->pdata[0];

  g_assert_cmpint (conflict->kind, ==, XY_CONFLICT_FIELD);
  g_assert_cmpint (conflict->ways, ==, XY_SETTLE_KEEP | XY_SETTLE_TAKE);
  g_assert_cmpuint (conflict->fields->len, ==, 1);
  g_assert_cmpstr (field->stands, ==, before);
  g_assert_cmpstr (field->field->name, ==, "note");
  g_assert_true (conflict->stands.here != conflict->gave_way.here);
  g_assert_nonnull (strstr (conflict->what, "曾国强"));
  assert_mark (&pair, 0, &conflict->record, XY_MARK_CONFLICT, &row);
  assert_mark (&pair, 1, &conflict->record, XY_MARK_CONFLICT, &row);

  pair_settle (&pair, 1, &row, XY_SETTLE_KEEP);
  g_assert_cmpint (pair_standing (&pair, 1).conflicts, ==, 0);
  assert_mark (&pair, 1, &conflict->record, XY_MARK_NONE, NULL);
  pair_talk_all (&pair);
  assert_mark (&pair, 0, &conflict->record, XY_MARK_NONE, NULL);
  assert_value (&pair, "曾国强", "note", before);
  assert_settled (&pair);
  /* Once is enough. */
  g_autoptr (GError) error = NULL;
  XySettlement again = { row, XY_SETTLE_KEEP };
  g_assert_false (xy_store_act (pair.offices[0].store, &pair.offices[0].actor, "Again", xy_settle, &again, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  pair_close (&pair);
}

static void
test_conflict_taken (void)
{
  Pair pair;

  begin (&pair);
  XyId row = make_conflict (&pair, "note", "from the one", "from the other");
  g_autofree char *before = pair_value (&pair, 0, "曾国强", "note");
  pair_settle (&pair, 0, &row, XY_SETTLE_TAKE);
  pair_talk_all (&pair);
  assert_value (&pair, "曾国强", "note", g_str_equal (before, "from the one") ? "from the other" : "from the one");
  assert_settled (&pair);
  pair_close (&pair);
}

/* Both settle it at once, each as he likes: that is another conflict, and still nothing is lost. */
static void
test_conflict_settled_twice (void)
{
  Pair pair;

  begin (&pair);
  XyId row = make_conflict (&pair, "note", "from the one", "from the other");
  pair_settle (&pair, 0, &row, XY_SETTLE_TAKE);
  pair_settle (&pair, 1, &row, XY_SETTLE_KEEP);
  pair_talk_all (&pair);
  assert_settled (&pair);
  pair_close (&pair);
}

static void
test_conflict_deleted (void)
{
  Pair pair;

  begin (&pair);
  pair_edit (&pair, 0, "曾国强", "note", "still needed");
  pair_edit (&pair, 1, "曾国强", "del", "1");
  pair_talk_all (&pair);
  assert_value (&pair, "曾国强", "del", "0");
  g_autoptr (GPtrArray) list = list_conflicts (&pair, 1);
  g_assert_cmpuint (list->len, ==, 1);
  const XyConflict *conflict = list->pdata[0];
  g_assert_cmpint (conflict->kind, ==, XY_CONFLICT_EXISTENCE);
  pair_settle (&pair, 1, &conflict->row, XY_SETTLE_TAKE);
  pair_talk_all (&pair);
  assert_value (&pair, "曾国强", "del", "1");
  assert_settled (&pair);
  pair_close (&pair);
}

/* A phone number is shown in part unless somebody has said why he wants it. */
static void
test_conflict_masked (void)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  begin (&pair);
  make_conflict (&pair, "phone", "19900001111", "19900002222");
  g_autoptr (GPtrArray) list = xy_standing_list_conflicts (pair.offices[0].store, TRUE, &error);
  const XyConflict *conflict = list->pdata[0];
  const XyConflictField *field = conflict->fields->pdata[0];
  g_assert_true (conflict->masked);
  g_assert_null (strstr (field->stands, "0000"));
  g_assert_null (strstr (field->gave_way, "0000"));
  g_autoptr (GPtrArray) whole = list_conflicts (&pair, 0);
  g_assert_false (((XyConflict *) whole->pdata[0])->masked);
  pair_close (&pair);
}

static gboolean
add_entry (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_household_type, "WHERE t.head_name = '曾国强'", XY_BIND_NONE, error);
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = ((XyRecord *) list->pdata[0])->id;
  entry->amount = 100;
  entry->delta = 500;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->category, "环境");
  xy_set_str (&entry->item, "清扫");
  xy_set_str (&entry->day, data);
  xy_set_str (&entry->kind, "entry");
  return xy_record_save (txn, entry, error);
}

/* The points of the only household. */
static gint64
rank_total (Pair *pair, guint which, gboolean posted)
{
  XyPointsRankQuery query = { .posted = posted };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_points_rank (pair->offices[which].store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  return ((XyPointsStanding *) list->pdata[0])->total;
}

static XyReturned *
only_returned (Pair *pair, guint which, GPtrArray **list)
{
  *list = list_returned (pair, which);
  g_assert_cmpuint ((*list)->len, ==, 1);
  return (*list)->pdata[0];
}

/* A day that nobody has seen yet: the county holds it; its author takes it back, and both ledgers are alike. */
static void
test_entry_dropped (void)
{
  Pair pair;
  g_autoptr (GPtrArray) list = NULL, other = NULL;

  begin (&pair);
  office_act (&pair.offices[0], "Entry", add_entry, (gpointer) "2051-11-20");
  pair_talk_all (&pair);
  const XyReturned *returned = only_returned (&pair, 0, &list);
  g_assert_cmpstr (returned->why->code, ==, "day");
  g_assert_true (returned->held && returned->here && returned->absent);
  g_assert_cmpint (returned->ways, ==, XY_SETTLE_DROP);
  g_assert_nonnull (strstr (returned->what, "曾国强"));
  /* The other computer sees that there is something, and can do nothing about it. */
  const XyReturned *seen = only_returned (&pair, 1, &other);
  g_assert_false (seen->here);
  g_assert_cmpint (seen->ways, ==, 0);
  g_assert_nonnull (strstr (seen->what, "清扫"));
  assert_mark (&pair, 0, &returned->record, XY_MARK_HELD, NULL);
  assert_mark (&pair, 1, &seen->record, XY_MARK_HELD, NULL);

  /* What is posted is what all computers of the village have. */
  g_assert_cmpint (rank_total (&pair, 0, FALSE), ==, 500);
  g_assert_cmpint (rank_total (&pair, 0, TRUE), ==, 0);
  g_assert_cmpint (rank_total (&pair, 1, FALSE), ==, 0);

  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_DROP);
  pair_talk_all (&pair);
  g_assert_cmpint (rank_total (&pair, 0, FALSE), ==, 0);
  g_assert_cmpint (rank_total (&pair, 0, TRUE), ==, 0);
  assert_settled (&pair);
  pair_close (&pair);
}

static gboolean
reverse_entry (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_points_entry_type, "WHERE t.kind = 'entry'", XY_BIND_NONE, error);
  const XyPointsEntry *entry = list->pdata[0];
  g_autoptr (XyPointsEntry) opposite = xy_points_entry_new_opposite (txn, entry, "reversal");

  xy_set_str (&opposite->note, data);
  return xy_points_entry_next_id (xy_txn_get_store (txn), &entry->record.id, "rev", &opposite->record.id, error)
         && xy_record_save (txn, opposite, error);
}

/* The only reversal, as computer WHICH has it. */
static XyPointsEntry *
read_reversal (Pair *pair, guint which)
{
  g_autoptr (GPtrArray) list = xy_record_list (pair->offices[which].store, &xy_points_entry_type,
                                               "WHERE t.kind = 'reversal'", XY_BIND_NONE, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  return g_object_ref (list->pdata[0]);
}

/* Two computers take the same entry back: once is enough, and who did it, when and why is the county's on both. */
static void
test_entry_reversed_twice (void)
{
  Pair pair;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  begin (&pair);
  office_act (&pair.offices[0], "Entry", add_entry, (gpointer) "2026-11-20");
  pair_talk_all (&pair);
  office_act (&pair.offices[0], "Reverse", reverse_entry, (gpointer) "wrong household");
  pair.offices[1].fixed.instant += 5000;
  office_act (&pair.offices[1], "Reverse", reverse_entry, (gpointer) "counted twice");
  pair_talk_all (&pair);
  const XyReturned *returned = only_returned (&pair, 1, &list);
  g_assert_cmpstr (returned->why->code, ==, "already");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (XyPointsEntry) reversal = read_reversal (&pair, i);
      g_assert_cmpstr (reversal->note, ==, "wrong household");
      g_assert_cmpint (rank_total (&pair, i, FALSE), ==, 0);
    }
  pair_settle (&pair, 1, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_KEEP);
  pair_talk_all (&pair);
  assert_settled (&pair);

  /* Nobody else changes it. */
  g_assert_false (xy_store_write_local (
      pair.offices[1].store, "UPDATE points_entry SET note = 'x' WHERE kind = 'reversal'", XY_BIND_NONE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  pair_close (&pair);
}

static gboolean
add_vote (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);

  vote->record.id = xy_id_new (xy_txn_get_env (txn));
  vote->meeting = xy_id_new (xy_txn_get_env (txn));
  vote->number = 1;
  xy_set_str (&vote->title, "修路");
  xy_set_str (&vote->basis, "household");
  xy_set_str (&vote->as_of, "2026-11-20");
  xy_set_str (&vote->method, "doors");
  xy_set_str (&vote->recorder, "曾小平");
  return xy_record_receive (txn, vote, error);
}

static gboolean
close_vote (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_vote_type, "WHERE t.del = 0", XY_BIND_NONE, error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (XyVote) vote = xy_record_copy (list->pdata[0]);

  vote->ballots = xy_ballots_digest (lines);
  xy_set_str (&vote->closed_on, data);
  return xy_record_receive (txn, vote, error);
}

/* Two computers close the same vote, each in its words: the county has one's, and so have both. */
static void
test_vote_closed_twice (void)
{
  Pair pair;
  g_autoptr (GError) error = NULL;

  begin (&pair);
  office_act (&pair.offices[0], "Vote", add_vote, NULL);
  pair_talk_all (&pair);
  office_act (&pair.offices[0], "Close", close_vote, (gpointer) "2026-11-21");
  office_act (&pair.offices[1], "Close", close_vote, (gpointer) "2026-11-22");
  pair_talk_all (&pair);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *closed =
          xy_db_text (xy_store_get_db (pair.offices[i].store), "SELECT closed_on FROM vote", XY_BIND_NONE, NULL);
      g_assert_cmpstr (closed, ==, "2026-11-21");
      g_assert_cmpint (pair_standing (&pair, i).conflicts, ==, 1);
    }
  assert_sound (&pair);
  g_assert_false (xy_store_write_local (pair.offices[1].store, "UPDATE vote SET note = 'x'", XY_BIND_NONE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  pair_close (&pair);
}

/* A text that is too long for the line. Returns: (transfer full). */
static char *
long_text (void)
{
  return g_strnfill (70000, 'x');
}

/* A record that never came: mended and sent again whole, with what was written to it since. */
static void
test_record_sent_again (void)
{
  Pair pair;
  g_autofree char *text = long_text ();
  g_autoptr (GPtrArray) list = NULL, other = NULL, more = NULL;

  begin (&pair);
  pair_edit (&pair, 0, "李秀英", "note", text);
  pair_talk_all (&pair);
  const XyReturned *returned = only_returned (&pair, 0, &list);
  g_assert_cmpstr (returned->why->code, ==, "length");
  g_assert_true (returned->here && returned->absent && !returned->held);
  g_assert_true (returned->type == &xy_household_type);
  g_assert_cmpint (returned->ways, ==, XY_SETTLE_SEND | XY_SETTLE_DROP);
  g_assert_cmpstr (returned->who, ==, NULL);
  only_returned (&pair, 1, &other);
  assert_mark (&pair, 0, &returned->record, XY_MARK_RETURNED, &g_array_index (returned->rows, XyReturnedRow, 0).row);

  /* What is written to it meanwhile waits for it, and is the same matter. */
  pair_edit (&pair, 0, "李秀英", "note", "short");
  pair_talk_all (&pair);
  returned = only_returned (&pair, 0, &more);
  g_assert_cmpuint (returned->rows->len, ==, 2);
  g_assert_cmpint (pair_standing (&pair, 0).returned, ==, 1);

  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 1).row, XY_SETTLE_SEND);
  g_assert_cmpint (pair_standing (&pair, 0).returned, ==, 0);
  pair_talk_all (&pair);
  assert_value (&pair, "李秀英", "note", "short");
  assert_settled (&pair);
  pair_close (&pair);
}

/* A member of a household, and that the county sent him back. */
static gboolean
add_member (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list = xy_record_list (xy_txn_get_store (txn), &xy_household_type, "", XY_BIND_NONE, error);
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
  char id[XY_ID_TEXT_LENGTH + 1];

  g_assert_cmpuint (list->len, >, 0);
  person->household = ((XyRecord *) list->pdata[0])->id;
  xy_set_str (&person->name, "曾小宝");
  if (!xy_record_save (txn, person, error))
    return FALSE;
  *(XyId *) data = person->record.id;
  xy_id_to_text (&person->record.id, id);
  return xy_db_run (xy_txn_get_db (txn),
                    "INSERT INTO sync_row (tbl, id, seq, op, kept, body) VALUES ('_quar', ?1, 1, 0, 0, json_object "
                    "('dev', '1f', 'n', 1, 't', 'person', 'id', ?2, 'disp', 'rejected', 'code', 'value', 'del', 0))",
                    XY_BIND (XY_ID (&person->record.id), XY_TEXT (id)), error);
}

/* What is a part of what names its whole in a field that there is, and of a kind that there is. */
static void
test_parts (void)
{
  guint n;
  const XyMarkPart *parts = xy_mark_parts (&n);

  for (guint i = 0; i < n; i++)
    {
      const XyRecordType *type = xy_record_type_by_table (parts[i].table);
      g_test_message ("%s", parts[i].table);
      g_assert_nonnull (type);
      const XyField *field = xy_record_type_field (type, parts[i].field);
      g_assert_true (field != NULL && field->type == XY_FIELD_ID);
      g_assert_nonnull (xy_record_type_by_table (parts[i].of));
      g_assert_cmpstr (parts[i].table, !=, parts[i].of);
    }
}

/* What came back of a member is shown at his household too. */
static void
test_part_marked (void)
{
  Pair pair;
  XyId member;

  begin (&pair);
  office_act (&pair.offices[0], "Member", add_member, &member);
  g_autoptr (XyPerson) person = xy_record_get (pair.offices[0].store, &xy_person_type, &member, NULL);
  assert_mark (&pair, 0, &member, XY_MARK_RETURNED, &member);
  assert_mark (&pair, 0, &person->household, XY_MARK_RETURNED, &member);
  g_autofree XyMark *both = xy_marks_find (pair.offices[0].store, &person->household, 1);
  g_assert_true (both[0].of_part);
  pair_close (&pair);
}

/* Sent again without being mended, it comes back again. */
static void
test_record_comes_back_again (void)
{
  Pair pair;
  g_autofree char *text = long_text ();
  g_autoptr (GPtrArray) list = NULL, again = NULL;

  begin (&pair);
  pair_edit (&pair, 0, "李秀英", "note", text);
  pair_talk_all (&pair);
  const XyReturned *returned = only_returned (&pair, 0, &list);
  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_SEND);
  pair_talk_all (&pair);
  g_assert_cmpint (pair_standing (&pair, 0).returned, ==, 1);
  returned = only_returned (&pair, 0, &again);
  g_assert_cmpuint (returned->rows->len, ==, 2);
  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_DROP);
  pair_talk_all (&pair);
  assert_settled (&pair);
  pair_close (&pair);
}

/* A change that was not taken: the old value is there again. */
static void
test_change_dropped (void)
{
  Pair pair;
  g_autofree char *text = long_text ();
  g_autoptr (GPtrArray) list = NULL;

  begin (&pair);
  pair_edit (&pair, 0, "曾国强", "note", text);
  pair_talk_all (&pair);
  const XyReturned *returned = only_returned (&pair, 0, &list);
  g_assert_false (returned->absent);
  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_DROP);
  pair_talk_all (&pair);
  assert_value (&pair, "曾国强", "note", "first");
  assert_settled (&pair);
  pair_close (&pair);
}

/* And one that is mended: what it holds now goes up. */
static void
test_change_sent_again (void)
{
  Pair pair;
  g_autofree char *text = long_text ();
  g_autoptr (GPtrArray) list = NULL;

  begin (&pair);
  pair_edit (&pair, 0, "曾国强", "note", text);
  pair_talk_all (&pair);
  pair_edit (&pair, 0, "曾国强", "note", "mended");
  const XyReturned *returned = only_returned (&pair, 0, &list);
  pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_SEND);
  pair_talk_all (&pair);
  assert_value (&pair, "曾国强", "note", "mended");
  assert_settled (&pair);
  pair_close (&pair);
}

/* Too much was deleted at once: all of it is held, and each can be had back. */
static void
test_deletions_dropped (void)
{
  Pair pair;

  begin (&pair);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("户%d", i);
      pair_edit (&pair, 0, name, NULL, NULL);
    }
  pair_talk_all (&pair);
  for (int i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("户%d", i);
      pair_edit (&pair, 0, name, "del", "1");
    }
  pair_talk_all (&pair);
  XyStanding standing = pair_standing (&pair, 0);
  g_assert_cmpint (standing.held, >, 0);
  for (gint64 n = standing.held; n > 0; n--)
    {
      g_autoptr (GPtrArray) list = list_returned (&pair, 0);
      const XyReturned *returned = list->pdata[0];
      g_assert_cmpstr (returned->why->code, ==, "mass-delete");
      pair_settle (&pair, 0, &g_array_index (returned->rows, XyReturnedRow, 0).row, XY_SETTLE_DROP);
    }
  pair_talk_all (&pair);
  assert_settled (&pair);
  assert_value (&pair, "户5", "del", "0");
  pair_close (&pair);
}

/* Each code that the county can give has words of its own. */
static void
test_reasons (void)
{
  static const char *const codes[] = { "missing",     "step",   "closed", "ballots-differ", "revoked",   "day",
                                       "mass-delete", "schema", "id",     "already",        "immutable", "value",
                                       "table",       "number", "role",   "refused",        "length",    "text",
                                       "key",         "depth",  "json",   "shape" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const XyReturnReason *reason = xy_return_reason (codes[i]);
      g_assert_cmpstr (reason->code, ==, codes[i]);
      g_assert_true (g_str_has_suffix (reason->reason, ".") && g_str_has_suffix (reason->advice, "."));
      g_assert_cmpint (reason->ways, !=, 0);
    }
  for (XyWireFlaw flaw = XY_WIRE_LENGTH; flaw <= XY_WIRE_SHAPE; flaw++)
    g_assert_cmpstr (xy_return_reason (xy_wire_flaw_code (flaw))->code, ==, xy_wire_flaw_code (flaw));
  g_assert_null (xy_return_reason ("of a later year")->code);
  g_assert_nonnull (xy_return_reason (NULL)->reason);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settle/conflict/kept", test_conflict_kept);
  g_test_add_func ("/settle/conflict/taken", test_conflict_taken);
  g_test_add_func ("/settle/conflict/settled-twice", test_conflict_settled_twice);
  g_test_add_func ("/settle/conflict/deleted", test_conflict_deleted);
  g_test_add_func ("/settle/conflict/masked", test_conflict_masked);
  g_test_add_func ("/settle/entry/dropped", test_entry_dropped);
  g_test_add_func ("/settle/entry/reversed-twice", test_entry_reversed_twice);
  g_test_add_func ("/settle/vote/closed-twice", test_vote_closed_twice);
  g_test_add_func ("/settle/record/sent-again", test_record_sent_again);
  g_test_add_func ("/settle/record/part-marked", test_part_marked);
  g_test_add_func ("/settle/record/parts", test_parts);
  g_test_add_func ("/settle/record/comes-back-again", test_record_comes_back_again);
  g_test_add_func ("/settle/change/dropped", test_change_dropped);
  g_test_add_func ("/settle/change/sent-again", test_change_sent_again);
  g_test_add_func ("/settle/deletions/dropped", test_deletions_dropped);
  g_test_add_func ("/settle/reasons", test_reasons);
  return g_test_run ();
}
