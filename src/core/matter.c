/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "core/record-check.h"
#include "core/serial.h"
#include "core/store.h"

enum
{
  NEXT_NUMBER,
  BY_NUMBER,
  N_STEPS,
  N_LATER,
  KIND_BEFORE,
  STEPS,
  LINKS,
  VERIFY,
};

#define MOVES "kind NOT IN ('note', 'extend', 'raise')"
#define OF "FROM matter_step AS s WHERE s.matter = m.id AND s.del = 0 "
#define LAST "ORDER BY s.number DESC LIMIT 1"

static const XySql statements[] = {
  /* One that was undone keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM matter WHERE day BETWEEN "
                          "substr (?1, 1, 4) || '-01-01' AND substr (?1, 1, 4) || '-12-31'" },
  [BY_NUMBER] = { &xy_matter_type, "WHERE t.day BETWEEN ?1 || '-01-01' AND ?1 || '-12-31' AND t.number = ?2 "
                                   "AND t.del = 0" },
  [N_STEPS] = { NULL, XY_FLOW_COUNT ("matter_step", "matter") },
  [N_LATER] = { NULL, XY_FLOW_LATER ("matter_step", "matter") },
  [KIND_BEFORE] = { NULL, XY_FLOW_BEFORE ("matter_step", "matter") },
  [STEPS] = { &xy_matter_step_type, "WHERE t.matter = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [LINKS] = { &xy_matter_link_type, "WHERE ?1 IN (t.matter, t.target) AND t.del = 0 ORDER BY t.id",
              "some thousands of links" },
  [VERIFY] = { NULL,
               "SELECT m.id, m.stage, (SELECT s.kind " OF "AND s." MOVES " " LAST
               "), m.owner IS NOT (SELECT s.owner " OF "AND s.kind = 'assign' " LAST ") "
               "OR m.helpers IS NOT (SELECT s.helpers " OF "AND s.kind = 'assign' " LAST ") "
               "OR m.kind IS NOT (SELECT s.does " OF "AND s.kind = 'assign' " LAST ") "
               "OR m.partner IS NOT (SELECT s.partner " OF
               "AND s.kind IN ('assign', 'pass-on') AND s.partner IS NOT NULL " LAST
               ") OR m.until IS NOT (SELECT s.until " OF "AND s.until IS NOT NULL " LAST ") "
               "OR m.level <> iif (m.source = 'dispute', min (3, 1 + (SELECT count (*) " OF
               "AND s.kind = 'raise')), 0) "
               "OR m.done_on IS NOT (SELECT s.day " OF "AND s.kind = 'finish' " LAST ") "
               "OR m.satisfaction IS NOT (SELECT s.satisfaction " OF "AND s.satisfaction IS NOT NULL " LAST ") "
               "OR m.visited_on IS NOT (SELECT s.day " OF "AND s.satisfaction IS NOT NULL " LAST ") "
               "OR m.ended_on IS NOT (SELECT iif (s.kind IN ('close', 'unready', 'unsettled', 'void'), s.day, NULL) " OF
               "AND s." MOVES " " LAST ") FROM matter AS m ORDER BY m.id",
               "verifying reads all matters" },
};

static void derive_matter (XyRecord *record);
static gboolean check_matter (XyTxn *txn, XyRecord *record, GError **error);
static gboolean guard_matter (XyTxn *txn, const XyRecord *record, GError **error);
static gboolean guard_step (XyTxn *txn, const XyRecord *record, GError **error);

const XyWord xy_matter_sources[] = {
  { "meeting", N_ ("meeting") },
  { "visit", N_ ("visit") },
  { "wish", N_ ("small wish") },
  { "suggestion", N_ ("suggestion") },
  { "inspection", N_ ("inspection") },
  { "dispute", N_ ("dispute") },
  { "township", N_ ("task of the township") },
  { "other", N_ ("other") },
  { NULL, NULL },
};

const XyWord xy_matter_heard[] = {
  { "business", N_ ("a business") },
  { "villager", N_ ("a villager") },
  { "cadre", N_ ("a cadre or worker") },
  { NULL, NULL },
};

const XyWord xy_matter_asked[] = {
  { "difficulty", N_ ("a difficulty") },
  { "hope", N_ ("a hope") },
  { "advice", N_ ("an advice") },
  { NULL, NULL },
};

const XyWord xy_matter_does[] = {
  { "spot", N_ ("done on the spot") },
  { "village", N_ ("done by the village") },
  { "township", N_ ("passed on to the township") },
  { "meeting", N_ ("to be decided by a meeting") },
  { NULL, NULL },
};

const XyWord xy_matter_satisfactions[] = {
  { "good", N_ ("satisfied") },
  { "fair", N_ ("mostly satisfied") },
  { "bad", N_ ("not satisfied") },
  { NULL, NULL },
};

const XyWord xy_matter_levels[] = {
  { "1", N_ ("settled by the head of the group") },
  { "2", N_ ("settled by the village's committee") },
  { "3", N_ ("settled by the township") },
  { NULL, NULL },
};

static const XyWord link_kinds[] = {
  { "matter", N_ ("matter") },     { "meeting", N_ ("meeting") },           { "paper", N_ ("paper") },
  { "document", N_ ("document") }, { "slip", N_ ("rectification notice") }, { NULL, NULL },
};

static const XyField matter_fields[] = {
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMatter, number), XY_FIELD_IMMUTABLE },
  { "source", N_ ("Source"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, source), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_matter_sources },
  { "origin", N_ ("Agreed at"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatter, origin), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Raised on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatter, day), XY_FIELD_REQUIRED },
  { "title", N_ ("Matter"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, title), XY_FIELD_REQUIRED },
  { "content", N_ ("Details"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, content),
    XY_FIELD_LONG_TEXT | XY_FIELD_PERSONAL },
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatter, household), 0 },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatter, person), 0 },
  { "people", N_ ("Raised by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, people),
    XY_FIELD_PERSONAL | XY_FIELD_SENSITIVE },
  { "phone", N_ ("Phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, phone), XY_FIELD_PERSONAL | XY_FIELD_SENSITIVE },
  { "unit", N_ ("Group"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatter, unit), 0 },
  { "place", N_ ("Where it is"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, place), 0 },
  { "heard", N_ ("Who was heard"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, heard), 0, xy_matter_heard },
  { "asked", N_ ("What was asked"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, asked), 0, xy_matter_asked },
  { "visitor", N_ ("Heard by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, visitor), 0 },
  { "reserved", N_ ("Reserved matter"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, reserved), 0 },
  { "private", N_ ("Stays off boards"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyMatter, private), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, recorder), XY_FIELD_REQUIRED },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, find), XY_FIELD_DERIVED },
  { "stage", N_ ("Stage"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMatter, stage), XY_FIELD_DERIVED },
  { "owner", N_ ("Owner"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, owner), XY_FIELD_DERIVED },
  { "helpers", N_ ("Helpers"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, helpers), XY_FIELD_DERIVED },
  { "partner", N_ ("Partner outside"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, partner), XY_FIELD_DERIVED },
  { "kind", N_ ("Who does it"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, kind), XY_FIELD_DERIVED, xy_matter_does },
  { "until", N_ ("Last day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatter, until), XY_FIELD_DERIVED },
  { "level", N_ ("Level"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMatter, level), XY_FIELD_DERIVED },
  { "done_on", N_ ("Done on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatter, done_on), XY_FIELD_DERIVED },
  { "visited_on", N_ ("Visited on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatter, visited_on), XY_FIELD_DERIVED },
  { "satisfaction", N_ ("Satisfaction"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatter, satisfaction), XY_FIELD_DERIVED,
    xy_matter_satisfactions },
  { "ended_on", N_ ("Ended on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatter, ended_on), XY_FIELD_DERIVED },
};

const XyRecordType xy_matter_type = {
  .table = "matter",
  .noun = N_ ("matter"),
  .topic = XY_TOPIC_MATTER,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MATTERS,
  .fields = matter_fields,
  .n_fields = G_N_ELEMENTS (matter_fields),
  .get_gtype = xy_matter_get_type,
  .derive = derive_matter,
  .check = check_matter,
  .guard = guard_matter,
};

XY_DEFINE_RECORD (XyMatter, xy_matter)

static const XyField matter_step_fields[] = {
  { "matter", N_ ("Matter"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatterStep, matter),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "number", N_ ("Number"), XY_FIELD_INT, G_STRUCT_OFFSET (XyMatterStep, number), XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Step"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    xy_matter_kinds },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatterStep, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "by", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, by), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, note), XY_FIELD_IMMUTABLE | XY_FIELD_LONG_TEXT },
  { "owner", N_ ("Owner"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, owner), XY_FIELD_IMMUTABLE },
  { "helpers", N_ ("Helpers"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, helpers), XY_FIELD_IMMUTABLE },
  { "partner", N_ ("Partner outside"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, partner), XY_FIELD_IMMUTABLE },
  { "does", N_ ("Who does it"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, does), XY_FIELD_IMMUTABLE,
    xy_matter_does },
  { "until", N_ ("Last day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyMatterStep, until), XY_FIELD_IMMUTABLE },
  { "satisfaction", N_ ("Satisfaction"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, satisfaction),
    XY_FIELD_IMMUTABLE, xy_matter_satisfactions },
  { "photo", N_ ("Photo"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, photo),
    XY_FIELD_IMMUTABLE | XY_FIELD_ATTACHMENT },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterStep, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "user", N_ ("User"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatterStep, user), XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyMatterStep, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_matter_step_type = {
  .table = "matter_step",
  .noun = N_ ("step of a matter"),
  .topic = XY_TOPIC_MATTER,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = 0,
  .fields = matter_step_fields,
  .n_fields = G_N_ELEMENTS (matter_step_fields),
  .get_gtype = xy_matter_step_get_type,
  .check = xy_flow_check_step,
  .guard = guard_step,
};

XY_DEFINE_RECORD (XyMatterStep, xy_matter_step)

static const XyField matter_link_fields[] = {
  { "matter", N_ ("Matter"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatterLink, matter),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterLink, kind), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE,
    link_kinds },
  { "target", N_ ("What it is tied to"), XY_FIELD_ID, G_STRUCT_OFFSET (XyMatterLink, target),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyMatterLink, note), 0 },
};

const XyRecordType xy_matter_link_type = {
  .table = "matter_link",
  .noun = N_ ("link of a matter"),
  .topic = XY_TOPIC_MATTER,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_KEEP_MATTERS,
  .fields = matter_link_fields,
  .n_fields = G_N_ELEMENTS (matter_link_fields),
  .get_gtype = xy_matter_link_get_type,
};

XY_DEFINE_RECORD (XyMatterLink, xy_matter_link)

static void
derive_matter (XyRecord *record)
{
  XyMatter *matter = (XyMatter *) record;

  g_free (matter->find);
  matter->find = xy_find_key (matter->title, NULL, NULL, NULL);
}

static gboolean
check_matter (XyTxn *txn, XyRecord *record, GError **error)
{
  XyMatter *matter = (XyMatter *) record;

  if (!xy_record_tidy (record, error))
    return FALSE;
  if (matter->title == NULL)
    {
      xy_set_invalid (error, "title", _ ("Please write in a few words what it is about."));
      return FALSE;
    }
  matter->private = matter->private || g_strcmp0 (matter->source, "dispute") == 0;
  return matter->number != 0
         || xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text, XY_BIND (XY_TEXT (matter->day)),
                          &matter->number, error);
}

/* What somebody worked on stays known; void takes it out of use. */
static gboolean
guard_matter (XyTxn *txn, const XyRecord *record, GError **error)
{
  return xy_flow_guard_thing (txn, statements[N_STEPS].text, record,
                              _ ("This cannot be undone: the matter has gone on since. Make it void instead."), error);
}

static gboolean
guard_step (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyMatterStep *step = (const XyMatterStep *) record;
  guint may = xy_matter_kind_permissions (xy_matter_kind_from_name (step->kind));
  XyFlowStep of = { step->matter, step->number, step->kind, statements[N_LATER].text, statements[KIND_BEFORE].text };

  if ((xy_txn_get_actor (txn)->permissions & may) == 0)
    return xy_txn_require (txn, XY_MAY_KEEP_MATTERS, error);
  return xy_flow_guard_step (txn, &xy_matter_flow, &of, record,
                             _ ("This cannot be done now: the matter has gone on a step since."), error);
}

gboolean
xy_matter_is_overdue (const XyMatter *matter, const char *today)
{
  return (matter->stage == XY_MATTER_ASSIGNED || matter->stage == XY_MATTER_WORKING) && matter->until != NULL
         && strcmp (matter->until, today) < 0;
}

char *
xy_matter_number (const XyMatter *matter)
{
  return g_strdup_printf ("%.4s-%03d", matter->day, (int) matter->number);
}

char *
xy_matter_describe (const XyMatter *matter)
{
  return g_strdup_printf ("%.4s-%03d %s", matter->day, (int) matter->number, matter->title);
}

XyMatter *
xy_matter_by_number (XyStore *store, const char *number, const char *today, GError **error)
{
  char year[5];
  gint64 n;

  if (xy_serial_parse (number, today, year, &n))
    {
      g_autoptr (GPtrArray) found = xy_record_list (store, &xy_matter_type, statements[BY_NUMBER].text,
                                                    XY_BIND (XY_TEXT (year), XY_INT (n)), error);
      if (found == NULL)
        return NULL;
      if (found->len > 0)
        return g_object_ref (found->pdata[0]);
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no matter %s in the ledger."), number);
  return NULL;
}

XyMatter *
xy_matter_get (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyMatter) matter = xy_record_get (store, &xy_matter_type, id, error);

  if (matter == NULL || !matter->record.deleted)
    return g_steal_pointer (&matter);
  g_autofree char *number = xy_matter_number (matter);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The matter %s was undone."), number);
  return NULL;
}

GPtrArray *
xy_matter_steps (XyStore *store, const XyId *matter, GError **error)
{
  return xy_record_list (store, &xy_matter_step_type, statements[STEPS].text, XY_BIND (XY_ID (matter)), error);
}

GPtrArray *
xy_matter_links (XyStore *store, const XyId *matter, GError **error)
{
  return xy_record_list (store, &xy_matter_link_type, statements[LINKS].text, XY_BIND (XY_ID (matter)), error);
}

GArray *
xy_matter_verify (XyStore *store, GError **error)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[VERIFY].text, XY_BIND_NONE, error);

  return xy_flow_verify (&xy_matter_flow, rows, error);
}

const XySql *
xy_matter_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
