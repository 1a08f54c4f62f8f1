/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/vote.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  VOTES,
  ALL,
  BALLOTS,
  TALLIES,
  IS_CLOSED,
  IS_SIGNED,
};

static const XySql statements[] = {
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM vote WHERE meeting = ?1" },
  [VOTES] = { &xy_vote_type, "WHERE t.meeting = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [ALL] = { &xy_vote_type,
            "JOIN meeting AS m ON m.id = t.meeting WHERE t.del = 0 ORDER BY m.day DESC, t.meeting, t.number",
            "some hundreds of votes" },
  [BALLOTS] = { &xy_ballot_type, "WHERE t.vote = ?1 AND t.del = 0 ORDER BY t.at, t.id" },
  [TALLIES] = { &xy_vote_tally_type, "WHERE t.vote = ?1 AND t.del = 0 ORDER BY t.role" },
  /* Stages 3 and 4: signed, filed. */
  [IS_SIGNED] = { NULL, "SELECT count (*) FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                        "WHERE l.vote = ?1 AND l.del = 0 AND m.stage IN (3, 4)" },
  [IS_CLOSED] = { NULL, "SELECT count (*) FROM vote WHERE id = ?1 AND closed_on IS NOT NULL" },
};

static gboolean check_vote (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_vote (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean guard_ballot (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean guard_tally (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_vote_methods[] = {
  { "hands", N_ ("show of hands") },
  { "ballots", N_ ("by ballots") },
  { "signatures", N_ ("by signatures at the meeting") },
  { "doors", N_ ("from door to door") },
  { NULL, NULL },
};

const XyWord xy_vote_bases[] = {
  { "person", N_ ("villagers of 18 and more") },
  { "household", N_ ("households") },
  { "member", N_ ("members") },
  { NULL, NULL },
};

const XyWord xy_vote_choices[] = {
  { "yes", N_ ("in favour") },   { "no", N_ ("against") }, { "abstain", N_ ("abstains") },
  { "invalid", N_ ("invalid") }, { NULL, NULL },
};

const XyWord xy_vote_roles[] = {
  { "called", N_ ("who calls") },
  { "recorded", N_ ("who records") },
  { NULL, NULL },
};

static const XyField vote_fields[] = {
  { "meeting", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyVote, meeting), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, number), XY_FIELD_IMMUTABLE },
  { "title", N_ ("Put to the vote"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, title), XY_FIELD_REQUIRED },
  { "text", N_ ("Proposal"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, text), XY_FIELD_LONG_TEXT },
  { "reserved", N_ ("Reserved matter"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, reserved), 0 },
  { "matter", N_ ("Matter"), XY_FIELD_ID, G_STRUCT_OFFSET (XyVote, matter), 0 },
  { "bylaw", N_ ("Bylaw"), XY_FIELD_ID, G_STRUCT_OFFSET (XyVote, bylaw), 0 },
  { "basis", N_ ("Counted by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, basis), XY_FIELD_REQUIRED, xy_vote_bases },
  { "as_of", N_ ("Roster of"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyVote, as_of), XY_FIELD_REQUIRED },
  { "method", N_ ("Method"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, method), XY_FIELD_REQUIRED, xy_vote_methods },
  { "excluded", N_ ("Without a voice"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, excluded),
    XY_FIELD_TABLE | XY_FIELD_PERSONAL },
  { "due", N_ ("Should come"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, due), 0 },
  { "present", N_ ("Came"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, present), 0 },
  { "women", N_ ("Women"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, women), 0 },
  { "proxies", N_ ("Stood for"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, proxies), 0 },
  { "given", N_ ("Ballots given out"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, given), 0 },
  { "returned", N_ ("Ballots returned"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, returned), 0 },
  { "invalid", N_ ("Invalid"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, invalid), 0 },
  { "yes", N_ ("In favour"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, yes), 0 },
  { "no", N_ ("Against"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, no), 0 },
  { "abstain", N_ ("Abstained"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVote, abstain), 0 },
  { "overseer", N_ ("Overseer"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, overseer), 0 },
  { "caller", N_ ("Called by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, caller), 0 },
  { "counter", N_ ("Counted on paper by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, counter), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, recorder), XY_FIELD_REQUIRED },
  { "recount_of", N_ ("Recount of"), XY_FIELD_ID, G_STRUCT_OFFSET (XyVote, recount_of), XY_FIELD_IMMUTABLE },
  { "closed_on", N_ ("Counting closed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyVote, closed_on), 0 },
  { "passed", N_ ("Passed"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyVote, passed), 0 },
  { "sentence", N_ ("Result"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, sentence), 0 },
  { "rules", N_ ("By the rules"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, rules), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, note), XY_FIELD_LONG_TEXT },
  { "ballots", N_ ("Seal of the voices"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVote, ballots), 0 },
};

const XyRecordType xy_vote_type = {
  .table = "vote",
  .noun = N_ ("vote"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = vote_fields,
  .n_fields = G_N_ELEMENTS (vote_fields),
  .get_gtype = xy_vote_get_type,
  .check = check_vote,
  .guard = guard_vote,
};

XY_DEFINE_RECORD (XyVote, xy_vote)

static const XyField ballot_fields[] = {
  { "vote", N_ ("Vote"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBallot, vote), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "voter", N_ ("Voter"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBallot, voter), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "choice", N_ ("Choice"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBallot, choice), XY_FIELD_REQUIRED | XY_FIELD_PERSONAL,
    xy_vote_choices },
  { "signer", N_ ("Signed by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBallot, signer), XY_FIELD_PERSONAL },
  { "proxy", N_ ("Stood for"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyBallot, proxy), 0 },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyBallot, at), 0 },
};

const XyRecordType xy_ballot_type = {
  .table = "ballot",
  .noun = N_ ("voice"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_BALLOT,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = ballot_fields,
  .n_fields = G_N_ELEMENTS (ballot_fields),
  .get_gtype = xy_ballot_get_type,
  .guard = guard_ballot,
};

XY_DEFINE_RECORD (XyBallot, xy_ballot)

static const XyField tally_fields[] = {
  { "vote", N_ ("Vote"), XY_FIELD_ID, G_STRUCT_OFFSET (XyVoteTally, vote), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "role", N_ ("Role"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVoteTally, role), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_vote_roles },
  { "yes", N_ ("In favour"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVoteTally, yes), 0 },
  { "no", N_ ("Against"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVoteTally, no), 0 },
  { "abstain", N_ ("Abstained"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVoteTally, abstain), 0 },
  { "invalid", N_ ("Invalid"), XY_FIELD_INT, G_STRUCT_OFFSET (XyVoteTally, invalid), 0 },
};

const XyRecordType xy_vote_tally_type = {
  .table = "vote_tally",
  .noun = N_ ("tally"),
  .topic = XY_TOPIC_MEETING,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_KEEP_MEETINGS,
  .fields = tally_fields,
  .n_fields = G_N_ELEMENTS (tally_fields),
  .get_gtype = xy_vote_tally_get_type,
  .guard = guard_tally,
};

XY_DEFINE_RECORD (XyVoteTally, xy_vote_tally)

/* What is closed stays, for the ballots and tallies of VOTE too. */
static gboolean
require_open (XyTxn *txn, const XyId *vote, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[IS_CLOSED].text, XY_BIND (XY_ID (vote)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The result is closed and does not change any more. Where it is doubted, count again as a recount."));
  return FALSE;
}

/* By whatever way, undo too: what stands in signed minutes stays. */
static gboolean
guard_vote (XyTxn *txn, const XyRecord *record, GError **error)
{
  gint64 n = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[IS_SIGNED].text, XY_BIND (XY_ID (&record->id)), &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("This vote stands in minutes that are signed. Where it is doubted, count again as a recount."));
  return FALSE;
}

static gboolean
check_vote (XyTxn *txn, XyRecord *record, GError **error)
{
  XyVote *vote = (XyVote *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (record->stored && !require_open (txn, &record->id, error))
    return FALSE;
  if (vote->title == NULL)
    {
      xy_set_invalid (error, "title", _ ("Please write what is put to the vote."));
      return FALSE;
    }
  if (!xy_vote_check_figures (vote, FALSE, error))
    return FALSE;
  return vote->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text, XY_BIND (XY_ID (&vote->meeting)),
                          &vote->number, error);
}

static gboolean
guard_ballot (XyTxn *txn, const XyRecord *record, GError **error)
{
  return require_open (txn, &((const XyBallot *) record)->vote, error);
}

static gboolean
guard_tally (XyTxn *txn, const XyRecord *record, GError **error)
{
  return require_open (txn, &((const XyVoteTally *) record)->vote, error);
}

static XyId
derive (const XyId *of, const XyId *what)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (what, text);
  return xy_id_derive (of, text);
}

XyId
xy_ballot_id (const XyId *vote, const XyId *voter)
{
  return derive (vote, voter);
}

XyId
xy_vote_tally_id (const XyId *vote, const char *role)
{
  return xy_id_derive (vote, role);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
xy_ballot_line (const XyId *ballot, const char *choice)
{
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (ballot, id);
  return g_strdup_printf ("%s %s\n", id, choice != NULL ? choice : "");
}

char *
xy_ballots_digest (GPtrArray *lines)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_checksum_update (sum, lines->pdata[i], -1);
  return g_strdup_printf ("%u %s", lines->len, g_checksum_get_string (sum));
}

XyVote *
xy_vote_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyVote) vote = xy_record_get (store, &xy_vote_type, id, error);

  if (vote == NULL || !vote->record.deleted)
    return g_steal_pointer (&vote);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The vote “%s” was undone."), vote->title);
  return NULL;
}

GPtrArray *
xy_votes (XyStore *store, const XyId *meeting, GError **error)
{
  return xy_record_list (store, &xy_vote_type, statements[VOTES].text, XY_BIND (XY_ID (meeting)), error);
}

GPtrArray *
xy_vote_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_vote_type, statements[ALL].text, XY_BIND_NONE, error);
}

/* Those of VOTES whose title has TEXT; OPEN: only what is not closed. */
static GPtrArray *
with_title (GPtrArray *votes, const char *text, gboolean open)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < votes->len; i++)
    {
      XyVote *vote = votes->pdata[i];
      if (strstr (vote->title, text) != NULL && (!open || vote->closed_on == NULL))
        g_ptr_array_add (found, vote);
    }
  return found;
}

XyVote *
xy_vote_find (XyStore *store, const char *text, GError **error)
{
  XyId id;

  if (xy_id_from_text (text, &id))
    return xy_vote_get (store, &id, error);
  g_autoptr (GPtrArray) votes = xy_vote_list (store, error);
  if (votes == NULL)
    return NULL;
  g_autoptr (GPtrArray) open = with_title (votes, text, TRUE), any = with_title (votes, text, FALSE);
  GPtrArray *found = open->len > 0 ? open : any;
  if (found->len == 1)
    return g_object_ref (found->pdata[0]);
  if (found->len == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no vote on “%s”."), text);
      return NULL;
    }
  g_autoptr (GString) titles = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "、" : "", ((XyVote *) found->pdata[i])->title);
  xy_set_invalid (error, "vote", _ ("“%s” stands in several: %s. Please write more of one."), text, titles->str);
  return NULL;
}

GPtrArray *
xy_vote_ballots (XyStore *store, const XyId *vote, GError **error)
{
  return xy_record_list (store, &xy_ballot_type, statements[BALLOTS].text, XY_BIND (XY_ID (vote)), error);
}

GPtrArray *
xy_vote_tallies (XyStore *store, const XyId *vote, GError **error)
{
  return xy_record_list (store, &xy_vote_tally_type, statements[TALLIES].text, XY_BIND (XY_ID (vote)), error);
}

gboolean
xy_vote_check_figures (const XyVote *vote, gboolean done, GError **error)
{
  int counted = (int) (vote->yes + vote->no + vote->abstain + vote->invalid);

  if (vote->due < 0 || vote->present < 0 || vote->women < 0 || vote->proxies < 0 || vote->given < 0
      || vote->returned < 0 || vote->yes < 0 || vote->no < 0 || vote->abstain < 0 || vote->invalid < 0)
    xy_set_invalid (error, "yes", _ ("There is no number below nothing."));
  else if (vote->present > vote->due)
    xy_set_invalid (error, "present", _ ("%d should come, so %d cannot have come."), (int) vote->due,
                    (int) vote->present);
  else if (vote->women > vote->present)
    xy_set_invalid (error, "women", _ ("%d came, so that %d women are too many."), (int) vote->present,
                    (int) vote->women);
  else if (vote->proxies > vote->present)
    xy_set_invalid (error, "proxies", _ ("%d came, so that %d who are stood for are too many."), (int) vote->present,
                    (int) vote->proxies);
  else if (vote->given > vote->present)
    xy_set_invalid (error, "given", _ ("%d came, so that %d ballots given out are too many."), (int) vote->present,
                    (int) vote->given);
  else if (vote->returned > vote->given)
    xy_set_invalid (error, "returned", _ ("%d ballots were given out, so that %d cannot have come back."),
                    (int) vote->given, (int) vote->returned);
  else if (counted > vote->returned)
    xy_set_invalid (
        error, "yes", _ ("%d in favour, %d against, %d abstaining and %d invalid are %d, but only %d came back."),
        (int) vote->yes, (int) vote->no, (int) vote->abstain, (int) vote->invalid, counted, (int) vote->returned);
  else if (done && counted != vote->returned)
    xy_set_invalid (error, "yes", _ ("%d voices came back and only %d are counted; %d are missing."),
                    (int) vote->returned, counted, (int) vote->returned - counted);
  else
    return TRUE;
  return FALSE;
}

int
xy_vote_share_of (const XyMeetingBody *body, const char *basis)
{
  XyMeetingBasis of = g_strcmp0 (basis, "person") == 0      ? XY_MEETING_ADULTS
                      : g_strcmp0 (basis, "household") == 0 ? XY_MEETING_HOUSEHOLDS
                                                            : XY_MEETING_MEMBERS;

  for (guint i = 0; i < body->n_attend; i++)
    if (body->attend[i].of == of)
      return (int) i;
  return -1;
}

gboolean
xy_vote_check_asked (const XyMeetingRules *rules,
                     const XyMeetingBody *body,
                     const char *reserved,
                     const char *basis,
                     const char *method,
                     GError **error)
{
  const XyMeetingMatter *matter = reserved != NULL ? xy_meeting_rules_matter (rules, reserved) : NULL;

  if (!body->votes)
    xy_set_invalid (error, "meeting", _ ("%s consults; it takes no vote (%s)."), body->name, body->source);
  else if (matter != NULL && !xy_meeting_may_decide (matter, body))
    {
      g_autofree char *who = xy_meeting_matter_bodies (rules, matter);
      xy_set_invalid (error, "reserved", _ ("“%s” is decided by %s, not by %s (%s)."), matter->name, who, body->name,
                      matter->source);
    }
  else if (xy_vote_share_of (body, basis) < 0)
    xy_set_invalid (error, "basis", _ ("%s does not count by %s (%s)."), body->name,
                    xy_word_label (xy_vote_bases, basis), body->source);
  /* From door to door only who may be stood for by one of the household has a voice at home. */
  else if (g_strcmp0 (method, "doors") == 0 && g_strcmp0 (basis, "household") != 0)
    xy_set_invalid (error, "method", _ ("From door to door voices are taken household by household."));
  else
    return TRUE;
  return FALSE;
}

const XySql *
xy_vote_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
