/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"

enum
{
  STAGE,
  N_STEPS,
  N_LATER,
  KIND_BEFORE,
  NEXT_VERSION,
  NEXT_CLAUSE,
  NEXT_OPINION,
  BYLAWS,
  VERSIONS,
  CLAUSES,
  OPINIONS,
  STEPS,
  VERIFY,
};

#define OF "FROM bylaw_step AS s WHERE s.version = v.id AND s.del = 0 "
#define LAST "ORDER BY s.number DESC LIMIT 1"

static const XySql statements[] = {
  [STAGE] = { NULL, "SELECT stage FROM bylaw_version WHERE id = ?1" },
  [N_STEPS] = { NULL, XY_FLOW_COUNT ("bylaw_step", "version") },
  [N_LATER] = { NULL, XY_FLOW_LATER ("bylaw_step", "version") },
  [KIND_BEFORE] = { NULL, XY_FLOW_BEFORE ("bylaw_step", "version") },
  [NEXT_VERSION] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM bylaw_version WHERE bylaw = ?1" },
  [NEXT_CLAUSE] = { NULL, "SELECT 1024 + coalesce (max (sort), 0) FROM bylaw_clause WHERE version = ?1 AND del = 0" },
  [NEXT_OPINION] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM bylaw_opinion WHERE version = ?1" },
  [BYLAWS] = { &xy_bylaw_type, "WHERE t.del = 0 ORDER BY t.kind, t.sort, t.id", "some dozens of bylaws" },
  [VERSIONS] = { &xy_bylaw_version_type, "WHERE t.bylaw = ?1 AND t.del = 0 ORDER BY t.number DESC" },
  [CLAUSES] = { &xy_bylaw_clause_type, "WHERE t.version = ?1 AND t.del = 0 ORDER BY t.sort, t.id" },
  [OPINIONS] = { &xy_bylaw_opinion_type, "WHERE t.version = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [STEPS] = { &xy_bylaw_step_type, "WHERE t.version = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [VERIFY] = { NULL,
               "SELECT v.id, v.stage, (SELECT s.kind " OF LAST "), v.passed_on IS NOT (SELECT s.day " OF
               "AND s.kind = 'pass' " LAST ") "
               "OR v.filed_on IS NOT (SELECT s.day " OF "AND s.kind = 'file' " LAST ") "
               "OR v.force_on IS NOT (SELECT s.day " OF "AND s.kind = 'force' " LAST ") "
               "OR v.ended_on IS NOT (SELECT iif (s.kind IN ('correct', 'replace', 'repeal', 'drop'), s.day, NULL) " OF
                   LAST ") FROM bylaw_version AS v ORDER BY v.id",
               "verifying reads all versions" },
};

static gboolean check_bylaw (XyTxn *txn, XyRecord *record, GError **error);
static gboolean check_version (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_version (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_clause (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_clause (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean check_opinion (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_step (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_bylaw_kinds[] = {
  { "general", N_ ("general bylaw") },
  { "single", N_ ("bylaw on a single matter") },
  { NULL, NULL },
};

const XyWord xy_bylaw_sources[] = {
  { "meeting", N_ ("meeting") },
  { "visit", N_ ("visit") },
  { "slip", N_ ("slip of paper") },
  { "township", N_ ("township") },
  { "adviser", N_ ("legal adviser") },
  { "other", N_ ("other") },
  { NULL, NULL },
};

const XyWord xy_bylaw_takings[] = {
  { "yes", N_ ("taken up") },
  { "part", N_ ("taken up in part") },
  { "no", N_ ("not taken up") },
  { NULL, NULL },
};

static const XyField bylaw_fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylaw, name), XY_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylaw, kind), XY_FIELD_REQUIRED, xy_bylaw_kinds },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylaw, note), XY_FIELD_LONG_TEXT },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylaw, sort), 0 },
};

const XyRecordType xy_bylaw_type = {
  .table = "bylaw",
  .noun = N_ ("bylaw"),
  .topic = XY_TOPIC_BYLAW,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_BYLAWS,
  .fields = bylaw_fields,
  .n_fields = G_N_ELEMENTS (bylaw_fields),
  .get_gtype = xy_bylaw_get_type,
  .check = check_bylaw,
};

XY_DEFINE_RECORD (XyBylaw, xy_bylaw)

static const XyField version_fields[] = {
  { "bylaw", N_ ("Bylaw"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawVersion, bylaw),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Version"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawVersion, number), XY_FIELD_IMMUTABLE },
  { "since", N_ ("Work began on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawVersion, since), XY_FIELD_REQUIRED },
  { "preamble", N_ ("Preamble"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawVersion, preamble), XY_FIELD_LONG_TEXT },
  { "board", N_ ("Short form for a board"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawVersion, board),
    XY_FIELD_LONG_TEXT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawVersion, recorder), XY_FIELD_REQUIRED },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawVersion, stage), XY_FIELD_DERIVED },
  { "passed_on", N_ ("Passed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawVersion, passed_on), XY_FIELD_DERIVED },
  { "filed_on", N_ ("Filed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawVersion, filed_on), XY_FIELD_DERIVED },
  { "force_on", N_ ("In force since"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawVersion, force_on), XY_FIELD_DERIVED },
  { "ended_on", N_ ("Ended on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawVersion, ended_on), XY_FIELD_DERIVED },
};

const XyRecordType xy_bylaw_version_type = {
  .table = "bylaw_version",
  .noun = N_ ("version of a bylaw"),
  .topic = XY_TOPIC_BYLAW,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_KEEP_BYLAWS,
  .fields = version_fields,
  .n_fields = G_N_ELEMENTS (version_fields),
  .get_gtype = xy_bylaw_version_get_type,
  .check = check_version,
  .guard = guard_version,
};

XY_DEFINE_RECORD (XyBylawVersion, xy_bylaw_version)

static const XyField clause_fields[] = {
  { "version", N_ ("Version"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawClause, version),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawClause, sort), 0 },
  { "code", N_ ("Clause"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawClause, code), XY_FIELD_IMMUTABLE },
  { "level", N_ ("Rank in the text"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawClause, level), 0 },
  { "text", N_ ("Text"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawClause, text), XY_FIELD_REQUIRED | XY_FIELD_LONG_TEXT },
  { "story", N_ ("Why it is there"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawClause, story), XY_FIELD_LONG_TEXT },
  { "rules", N_ ("Points rules"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawClause, rules), XY_FIELD_TABLE },
  { "items", N_ ("Hygiene items"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawClause, items), XY_FIELD_TABLE },
};

const XyRecordType xy_bylaw_clause_type = {
  .table = "bylaw_clause",
  .noun = N_ ("clause of a bylaw"),
  .topic = XY_TOPIC_BYLAW,
  .merge = XY_MERGE_DOCUMENT,
  .permission = XY_MAY_KEEP_BYLAWS,
  .fields = clause_fields,
  .n_fields = G_N_ELEMENTS (clause_fields),
  .get_gtype = xy_bylaw_clause_get_type,
  .check = check_clause,
  .guard = guard_clause,
};

XY_DEFINE_RECORD (XyBylawClause, xy_bylaw_clause)

static const XyField opinion_fields[] = {
  { "version", N_ ("Version"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawOpinion, version),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawOpinion, number), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawOpinion, day), XY_FIELD_REQUIRED },
  { "source", N_ ("Source"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, source), XY_FIELD_REQUIRED,
    xy_bylaw_sources },
  { "meeting", N_ ("Meeting"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawOpinion, meeting), 0 },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawOpinion, household), 0 },
  { "who", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, who), XY_FIELD_PERSONAL },
  { "clause", N_ ("Clause"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawOpinion, clause), 0 },
  { "text", N_ ("Opinion"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, text),
    XY_FIELD_REQUIRED | XY_FIELD_LONG_TEXT },
  { "answer", N_ ("Answer"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, answer), XY_FIELD_LONG_TEXT },
  { "taken", N_ ("What came of it"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, taken), 0, xy_bylaw_takings },
  { "answered_on", N_ ("Answered on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawOpinion, answered_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawOpinion, recorder), XY_FIELD_REQUIRED },
};

const XyRecordType xy_bylaw_opinion_type = {
  .table = "bylaw_opinion",
  .noun = N_ ("opinion"),
  .topic = XY_TOPIC_BYLAW,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_BYLAWS,
  .fields = opinion_fields,
  .n_fields = G_N_ELEMENTS (opinion_fields),
  .get_gtype = xy_bylaw_opinion_get_type,
  .check = check_opinion,
};

XY_DEFINE_RECORD (XyBylawOpinion, xy_bylaw_opinion)

static const XyField step_fields[] = {
  { "version", N_ ("Version"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawStep, version),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, NULL, "bylaw_version" },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyBylawStep, number), XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Step"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawStep, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_bylaw_step_kinds },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyBylawStep, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "by", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawStep, by), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawStep, note), XY_FIELD_IMMUTABLE | XY_FIELD_LONG_TEXT },
  { "vote", N_ ("Vote"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawStep, vote), XY_FIELD_IMMUTABLE },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawStep, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyBylawStep, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "user", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyBylawStep, user), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyBylawStep, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_bylaw_step_type = {
  .table = "bylaw_step",
  .noun = N_ ("step of a bylaw"),
  .topic = XY_TOPIC_BYLAW,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0, /* see guard_step() */
  .fields = step_fields,
  .n_fields = G_N_ELEMENTS (step_fields),
  .get_gtype = xy_bylaw_step_get_type,
  .check = xy_flow_check_step,
  .guard = guard_step,
};

XY_DEFINE_RECORD (XyBylawStep, xy_bylaw_step)

static gboolean
check_bylaw (XyTxn *txn, XyRecord *record, GError **error)
{
  if (!xy_record_tidy (record, error))
    return FALSE;
  if (((XyBylaw *) record)->name != NULL)
    return TRUE;
  xy_set_invalid (error, "name", _ ("Please write what the bylaw is called."));
  return FALSE;
}

static gboolean
check_version (XyTxn *txn, XyRecord *record, GError **error)
{
  XyBylawVersion *version = (XyBylawVersion *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  return version->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_VERSION].text, XY_BIND (XY_ID (&version->bylaw)),
                          &version->number, error);
}

static gboolean
guard_version (XyTxn *txn, const XyRecord *record, GError **error)
{
  return xy_flow_guard_thing (txn, statements[N_STEPS].text, record,
                              _ ("This cannot be undone: the bylaw has gone on since. Give it up instead."), error);
}

static gboolean
check_clause (XyTxn *txn, XyRecord *record, GError **error)
{
  XyBylawClause *clause = (XyBylawClause *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (clause->text == NULL)
    {
      xy_set_invalid (error, "text", _ ("Please write the clause."));
      return FALSE;
    }
  if (xy_id_is_none (&clause->code))
    clause->code = xy_id_new (xy_txn_get_env (txn));
  return clause->sort != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_CLAUSE].text, XY_BIND (XY_ID (&clause->version)),
                          &clause->sort, error);
}

/* By whatever way, undo too: what was reviewed is what is voted on. */
static gboolean
guard_clause (XyTxn *txn, const XyRecord *record, GError **error)
{
  XyBylawStage stage = XY_BYLAW_COLLECTING;

  if (!xy_bylaw_read_stage (txn, &((const XyBylawClause *) record)->version, &stage, error))
    return FALSE;
  if (stage <= XY_BYLAW_DRAFTED)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The text does not change any more: %s. Take it back as a draft, or begin a new version."),
               xy_bylaw_stage_word (stage));
  return FALSE;
}

static gboolean
check_opinion (XyTxn *txn, XyRecord *record, GError **error)
{
  XyBylawOpinion *opinion = (XyBylawOpinion *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (opinion->text == NULL)
    {
      xy_set_invalid (error, "text", _ ("Please write the opinion."));
      return FALSE;
    }
  return opinion->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_OPINION].text, XY_BIND (XY_ID (&opinion->version)),
                          &opinion->number, error);
}

static gboolean
guard_step (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyBylawStep *step = (const XyBylawStep *) record;
  XyFlowStep of = { step->version, step->number, step->kind, statements[N_LATER].text, statements[KIND_BEFORE].text };

  if (!xy_bylaw_require_step (txn, xy_bylaw_step_from_name (step->kind), record->deleted, error))
    return FALSE;
  return xy_flow_guard_step (txn, &xy_bylaw_flow, &of, record,
                             _ ("This cannot be done now: the bylaw has gone on a step since."), error);
}

gboolean
xy_bylaw_read_stage (XyTxn *txn, const XyId *version, XyBylawStage *stage, GError **error)
{
  gint64 number = XY_BYLAW_COLLECTING;

  if (!xy_db_number (xy_txn_get_db (txn), statements[STAGE].text, XY_BIND (XY_ID (version)), &number, error))
    return FALSE;
  *stage = (XyBylawStage) number;
  return TRUE;
}

gboolean
xy_bylaw_require_step (XyTxn *txn, XyBylawStepKind kind, gboolean taken_back, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  guint permissions = xy_txn_get_actor (txn)->permissions;
  XyScope scope;
  gboolean reviews;

  if (!xy_scope_read (store, &scope, error) || !xy_scope_township_reviews (store, &reviews, error))
    return FALSE;
  /* What the village entered before may go, as all that the county returned. */
  if (xy_bylaw_may_step (permissions, scope, reviews && !taken_back, kind))
    return TRUE;
  if (scope == XY_SCOPE_VILLAGE && (permissions & XY_MAY_KEEP_BYLAWS) != 0)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                         _ ("The township reviews over the line: it enters this step itself, and it comes with the "
                            "next synchronisation."));
  else
    xy_txn_require (txn, XY_MAY_KEEP_BYLAWS, error);
  return FALSE;
}

gboolean
xy_bylaw_is_open (const XyBylawVersion *version)
{
  return version->stage <= XY_BYLAW_DRAFTED;
}

GPtrArray *
xy_bylaws (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_bylaw_type, statements[BYLAWS].text, XY_BIND_NONE, error);
}

GPtrArray *
xy_bylaw_versions (XyStore *store, const XyId *bylaw, GError **error)
{
  return xy_record_list (store, &xy_bylaw_version_type, statements[VERSIONS].text, XY_BIND (XY_ID (bylaw)), error);
}

GPtrArray *
xy_bylaw_clauses (XyStore *store, const XyId *version, GError **error)
{
  return xy_record_list (store, &xy_bylaw_clause_type, statements[CLAUSES].text, XY_BIND (XY_ID (version)), error);
}

GPtrArray *
xy_bylaw_opinions (XyStore *store, const XyId *version, GError **error)
{
  return xy_record_list (store, &xy_bylaw_opinion_type, statements[OPINIONS].text, XY_BIND (XY_ID (version)), error);
}

GPtrArray *
xy_bylaw_steps (XyStore *store, const XyId *version, GError **error)
{
  return xy_record_list (store, &xy_bylaw_step_type, statements[STEPS].text, XY_BIND (XY_ID (version)), error);
}

XyBylaw *
xy_bylaw_find (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) bylaws = xy_bylaws (store, error);
  XyBylaw *found = NULL;
  guint n = 0;
  XyId id;

  if (bylaws == NULL)
    return NULL;
  gboolean is_id = xy_id_from_text (text, &id);
  for (guint i = 0; i < bylaws->len; i++)
    {
      XyBylaw *bylaw = bylaws->pdata[i];
      if (is_id ? xy_id_same (&bylaw->record.id, &id) : g_str_equal (bylaw->name, text))
        return g_object_ref (bylaw);
      if (strstr (bylaw->name, text) == NULL)
        continue;
      found = bylaw;
      n++;
    }
  if (n == 1)
    return g_object_ref (found);
  if (n == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no bylaw called “%s”."), text);
  else
    xy_set_invalid (error, "bylaw", _ ("“%s” stands in the names of several bylaws. Please write more of one."), text);
  return NULL;
}

XyBylawVersion *
xy_bylaw_version_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyBylawVersion) version = xy_record_get (store, &xy_bylaw_version_type, id, error);

  if (version == NULL || !version->record.deleted)
    return g_steal_pointer (&version);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Version %d of the bylaw was undone."), (int) version->number);
  return NULL;
}

XyBylawVersion *
xy_bylaw_version_of (XyStore *store, const XyId *bylaw, gint64 number, GError **error)
{
  g_autoptr (GPtrArray) versions = xy_bylaw_versions (store, bylaw, error);

  if (versions == NULL)
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    {
      XyBylawVersion *version = versions->pdata[i];
      if (number == 0 || version->number == number)
        return g_object_ref (version);
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The bylaw has no version %d."), (int) number);
  return NULL;
}

char *
xy_bylaw_version_describe (XyStore *store, const XyBylawVersion *version)
{
  g_autoptr (XyBylaw) bylaw = xy_record_get (store, &xy_bylaw_type, &version->bylaw, NULL);

  return g_strdup_printf ("%s（第%d版）", bylaw != NULL ? bylaw->name : "", (int) version->number);
}

GArray *
xy_bylaw_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, error);

  return xy_flow_verify (&xy_bylaw_flow, rows, error);
}

const XySql *
xy_bylaw_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
