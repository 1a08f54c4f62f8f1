/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/rules.h"

#include <string.h>

#include <sodium.h>

#include "core/bylaw.h"
#include "core/points-entry.h"
#include "core/vote.h"

#define RECORD_SQL                                                                                                     \
  "SELECT del, body, CASE WHEN del <> 0 AND fmeta NOT LIKE '%\"_all\"%' THEN 1 ELSE 0 END FROM rec "                   \
  "WHERE sid = ?1 AND tbl = ?2 AND id = ?3"
#define RECORDS_SQL "SELECT id, seq, body, fmeta FROM rec WHERE sid = ?1 AND tbl = ?2 AND del = 0 ORDER BY seq"

#define AGAIN_SQL "UPDATE rec SET seq = ?4 WHERE sid = ?1 AND tbl = ?2 AND id = ?3"
#define GONE_SQL "INSERT INTO rec (sid, tbl, id, seq, del, body, fmeta) VALUES (?1, ?2, ?3, ?4, 1, ?5, '{}')"

#define HINT_SQL                                                                                                       \
  "SELECT json_object ('t', ?1, 'id', ?2, 'kind', ?3, 'f', ?4, 'kept', json (?5), 'lost', json (?6), "                 \
  "'kept_by', json_object ('dev', ?7, 'n', ?8, 'by', ?9, 'at', ?10), 'lost_by', json (?11))"

/* A thing that goes from stage to stage: its steps, and what of it does not change behind a stage. */
typedef struct
{
  const char *table; /* of the thing */
  const char *steps; /* and of its steps */
  const char *of;    /* field of a step that names the thing */
  const XyFlow *flow;
} Way;

typedef struct
{
  const Way *way;
  const char *table;
  const char *of;    /* field that names the thing; NULL: it is the thing */
  const char *field; /* which does not change; NULL: none does */
  guint last;        /* stage up to which it may */
} Fixed;

static const Way bylaw = { "bylaw_version", "bylaw_step", "version", &xy_bylaw_flow };
static const Way *const ways[] = { &bylaw };

/* What the township has looked at is what is voted on (law.md). */
static const Fixed fixed[] = {
  { &bylaw, "bylaw_clause", "version", NULL, XY_BYLAW_DRAFTED },
  { &bylaw, "bylaw_version", NULL, "preamble", XY_BYLAW_DRAFTED },
};

typedef struct
{
  gint64 number;
  guint kind;
  XyId id;
} TakenStep;

/* A record as it would be with OP in it, as far as rules ask for it. */
typedef struct
{
  XyBatch *batch;
  const XyWireOp *op;
  gboolean there, live;
  gboolean refused; /* it is there only as one that was given back */
  char *body;       /* of the record before; NULL */
} Look;

static XyDb *
json_db (XyBatch *batch)
{
  return xy_wire_get_db (batch->store->wire);
}

/* A field as OP leaves it. (transfer full), NULL where it is none. */
static char *
read_field (const Look *look, const char *name, GError **error)
{
  return xy_db_text (json_db (look->batch), "SELECT iif (json_type (?1, '$.' || ?3) IS NULL, ?2 ->> ?3, ?1 ->> ?3)",
                     XY_BIND (XY_TEXT (look->op->fields), XY_TEXT (look->body), XY_TEXT (name)), error);
}

static gboolean
mentions (const Look *look, const char *name, GError **error)
{
  gint64 found = 0;

  return xy_db_number (json_db (look->batch), "SELECT json_type (?1, '$.' || ?2) IS NOT NULL",
                       XY_BIND (XY_TEXT (look->op->fields), XY_TEXT (name)), &found, error)
         && found;
}

static gboolean
read_record (XyBatch *batch, const char *table, const XyId *id, Look *look, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (batch->store->base, RECORD_SQL,
                                               XY_BIND (XY_INT (batch->stream), XY_TEXT (table), XY_ID (id)), &problem);

  look->there = xy_base_rows_next (rows, &problem);
  if (look->there)
    {
      look->live = xy_base_rows_int (rows, 0) == 0;
      look->body = g_strdup (xy_base_rows_text (rows, 1));
      look->refused = xy_base_rows_int (rows, 2) != 0;
    }
  return xy_error_pass (error, &problem);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const TakenStep *left = a, *right = b;

  return (left->number > right->number) - (left->number < right->number);
}

/* The steps of THING, in their order. */
static GArray *
list_steps (XyBatch *batch, const Way *way, const char *thing, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (TakenStep));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (batch->store->base, RECORDS_SQL, XY_BIND (XY_INT (batch->stream), XY_TEXT (way->steps)), &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      TakenStep step = { .id = xy_base_rows_id (rows, 0) };
      g_autoptr (XyRows) fields =
          xy_db_query (json_db (batch), "SELECT ?1 ->> ?2, ?1 ->> 'number', ?1 ->> 'kind'",
                       XY_BIND (XY_TEXT (xy_base_rows_text (rows, 2)), XY_TEXT (way->of)), &problem);
      if (!xy_rows_next (fields, &problem) || g_strcmp0 (xy_rows_text (fields, 0), thing) != 0)
        continue;
      step.number = xy_rows_int (fields, 1);
      step.kind = xy_flow_kind (way->flow, xy_rows_text (fields, 2));
      g_array_append_val (list, step);
    }
  if (!xy_error_pass (error, &problem))
    return NULL;
  g_array_sort (list, compare_steps);
  return g_steal_pointer (&list);
}

static guint
stage_of (const Way *way, const GArray *steps)
{
  guint stage = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      guint next = xy_flow_after (way->flow, stage, g_array_index (steps, TakenStep, i).kind);
      if (next < way->flow->n_stages)
        stage = next;
    }
  return stage;
}

/* Of what is not here nothing can be said. */
static gboolean
is_here (XyBatch *batch, const char *table, const char *thing, gboolean *here, GError **error)
{
  Look look = { .batch = batch };
  XyId id;

  *here = FALSE;
  if (thing == NULL || !xy_id_from_text (thing, &id))
    return TRUE;
  if (!read_record (batch, table, &id, &look, error))
    return FALSE;
  *here = look.there;
  g_free (look.body);
  return TRUE;
}

/* A thing goes only the ways of its flow, and is taken back from its end. */
static gboolean
check_step (const Look *look, const Way *way, XyDecision *decision, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *thing = read_field (look, way->of, &problem);
  g_autofree char *number = read_field (look, "number", &problem);
  g_autofree char *kind = read_field (look, "kind", &problem);
  g_autofree char *gone = read_field (look, "del", &problem);
  g_autoptr (GArray) steps = problem == NULL ? list_steps (look->batch, way, thing, &problem) : NULL;

  if (steps == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  gboolean here;
  if (!is_here (look->batch, way->table, thing, &here, error))
    return FALSE;
  if (!here)
    return TRUE;
  const TakenStep *last = steps->len > 0 ? &g_array_index (steps, TakenStep, steps->len - 1) : NULL;
  gboolean removed = g_strcmp0 (gone, "1") == 0, fine = TRUE;
  if (look->live && look->there)
    fine = !removed || (last != NULL && xy_id_equal (&last->id, &look->op->id));
  else if (!removed)
    fine = (last == NULL || (number != NULL && g_ascii_strtoll (number, NULL, 10) > last->number))
           && xy_flow_after (way->flow, stage_of (way, steps), xy_flow_kind (way->flow, kind)) < way->flow->n_stages;
  if (!fine)
    xy_decision_set (decision, XY_RESULT_REJECTED, "step");
  return TRUE;
}

/* What was looked at stays as it was looked at. */
static gboolean
check_fixed (const Look *look, const Fixed *rule, XyDecision *decision, GError **error)
{
  char id[XY_ID_TEXT_LENGTH + 1];
  g_autoptr (GError) problem = NULL;
  g_autofree char *thing = NULL;

  if (rule->field != NULL && (look->op->kind != 'u' || !mentions (look, rule->field, &problem)))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return problem == NULL;
    }
  if (rule->of != NULL)
    thing = read_field (look, rule->of, &problem);
  else
    {
      xy_id_to_text (&look->op->id, id);
      thing = g_strdup (id);
    }
  g_autoptr (GArray) steps = problem == NULL ? list_steps (look->batch, rule->way, thing, &problem) : NULL;
  if (steps == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (stage_of (rule->way, steps) > rule->last)
    xy_decision_set (decision, XY_RESULT_REJECTED, "closed");
  return TRUE;
}

/* The voices of VOTE as they are here: LINES for their hash; MISSING names those that who wrote OP had not read. */
static gboolean
list_voices (const Look *look, const char *vote, GPtrArray *lines, GString *missing, GError **error)
{
  XyBatch *batch = look->batch;
  g_autoptr (GError) problem = NULL;
  g_autofree char *device = g_strdup_printf ("%" G_GINT64_MODIFIER "x", batch->device);
  g_autoptr (XyBaseRows) rows = xy_base_query (
      batch->store->base, RECORDS_SQL, XY_BIND (XY_INT (batch->stream), XY_TEXT (xy_ballot_type.table)), &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      XyId id = xy_base_rows_id (rows, 0);
      g_autoptr (XyRows) fields = xy_db_query (
          json_db (batch), "SELECT ?1 ->> 'vote', ?1 ->> 'choice', ?2 ->> '$._all[1]'",
          XY_BIND (XY_TEXT (xy_base_rows_text (rows, 2)), XY_TEXT (xy_base_rows_text (rows, 3))), &problem);
      if (!xy_rows_next (fields, &problem) || g_strcmp0 (xy_rows_text (fields, 0), vote) != 0)
        continue;
      g_ptr_array_add (lines, xy_ballot_line (&id, xy_rows_text (fields, 1)));
      if (xy_base_rows_int (rows, 1) > look->op->base && g_strcmp0 (xy_rows_text (fields, 2), device) != 0)
        {
          char text[XY_ID_TEXT_LENGTH + 1];
          xy_id_to_text (&id, text);
          g_string_append_printf (missing, "%s\"%s\"", missing->len > 0 ? "," : "", text);
        }
    }
  return xy_error_pass (error, &problem);
}

/* Voices of VOTE of which two say different things, and nobody has said which is right. */
static gboolean
list_contested (XyBatch *batch, const char *vote, GString *contested, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (batch->store->base, RECORDS_SQL,
                                               XY_BIND (XY_INT (batch->stream), XY_TEXT (CONFLICT_TABLE)), &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      g_autofree char *id = xy_db_text (
          json_db (batch), "SELECT ?1 ->> 'id' WHERE ?1 ->> 'kind' = 'contested' AND ?1 ->> '$.kept.vote' = ?2",
          XY_BIND (XY_TEXT (xy_base_rows_text (rows, 2)), XY_TEXT (vote)), &problem);
      if (id != NULL)
        g_string_append_printf (contested, "%s\"%s\"", contested->len > 0 ? "," : "", id);
    }
  return xy_error_pass (error, &problem);
}

/* A vote is closed over all its voices, and over none that is contested. */
static gboolean
check_closing (const Look *look, XyDecision *decision, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *seal = mentions (look, "ballots", &problem) ? read_field (look, "ballots", &problem) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) missing = g_string_new (NULL), contested = g_string_new (NULL);
  char vote[XY_ID_TEXT_LENGTH + 1];

  if (problem != NULL || seal == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return problem == NULL;
    }
  xy_id_to_text (&look->op->id, vote);
  if (!list_voices (look, vote, lines, missing, error) || !list_contested (look->batch, vote, contested, error))
    return FALSE;
  g_autofree char *here = xy_ballots_digest (lines);
  if (contested->len == 0 && g_str_equal (seal, here))
    return TRUE;
  xy_decision_set (decision, XY_RESULT_REJECTED, "ballots-differ");
  decision->detail =
      g_strdup_printf ("{\"here\":%u,\"missing\":[%s],\"contested\":[%s]}", lines->len, missing->str, contested->str);
  return TRUE;
}

/* Nobody votes behind the closing. */
static gboolean
check_voice (const Look *look, XyDecision *decision, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *vote = read_field (look, "vote", &problem);
  g_autofree char *body = NULL, *closed = NULL;
  XyId id;
  Look there = { .batch = look->batch };

  if (problem == NULL && vote != NULL && xy_id_from_text (vote, &id)
      && read_record (look->batch, xy_vote_type.table, &id, &there, &problem))
    {
      body = there.body;
      if (body != NULL)
        closed = xy_db_text (json_db (look->batch), "SELECT ?1 ->> 'closed_on'", XY_BIND (XY_TEXT (body)), &problem);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (closed != NULL)
    xy_decision_set (decision, XY_RESULT_REJECTED, "closed");
  return TRUE;
}

static gboolean
check (const Look *look, XyDecision *decision, GError **error)
{
  const char *table = look->op->table;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (table, ways[i]->steps) && !check_step (look, ways[i], decision, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fixed) && decision->kind == XY_RESULT_OK; i++)
    if (g_str_equal (table, fixed[i].table) && !check_fixed (look, &fixed[i], decision, error))
      return FALSE;
  if (g_str_equal (table, xy_vote_type.table))
    return check_closing (look, decision, error);
  if (g_str_equal (table, xy_ballot_type.table))
    return check_voice (look, decision, error);
  return TRUE;
}

/*
 * The device shows what it wrote: the record goes down to it again as it is here, or as one that is gone. All have the
 * same then, and what was returned is shown beside it.
 */
static gboolean
give_back (const Look *look, GError **error)
{
  XyBatch *batch = look->batch;
  const XyWireOp *op = look->op;

  if (look->there)
    return xy_base_run (
        batch->store->base, AGAIN_SQL,
        XY_BIND (XY_INT (batch->stream), XY_TEXT (op->table), XY_ID (&op->id), XY_INT (xy_batch_next (batch))), error);
  return xy_base_run (batch->store->base, GONE_SQL,
                      XY_BIND (XY_INT (batch->stream), XY_TEXT (op->table), XY_ID (&op->id),
                               XY_INT (xy_batch_next (batch)), XY_TEXT (op->fields)),
                      error);
}

/* Whether OP says something else than what is here. */
static gboolean
is_other (const Look *look, gboolean *other, GError **error)
{
  gint64 differs = 0;

  if (!xy_db_number (json_db (look->batch),
                     "SELECT EXISTS (SELECT 1 FROM json_each (?1) AS d WHERE d.value IS NOT ?2 ->> d.key)",
                     XY_BIND (XY_TEXT (look->op->fields), XY_TEXT (look->body)), &differs, error))
    return FALSE;
  *other = differs != 0;
  return TRUE;
}

gboolean
xy_rules_check (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  static const char *const tables[] = { "bylaw_step", "bylaw_clause", "bylaw_version", "vote", "ballot", NULL };
  Look look = { .batch = batch, .op = op };

  if (!g_strv_contains (tables, op->table))
    return TRUE;
  /* These read, and give back, in the table itself. */
  if (!xy_batch_settle (batch, error) || !read_record (batch, op->table, &op->id, &look, error))
    return FALSE;
  /* What comes a second time was looked at the first time; but another voice of the same voter is none. */
  gboolean again = (op->kind == 'i') == look.there && !look.refused, other = FALSE;
  if (again && look.there && g_str_equal (op->table, xy_ballot_type.table) && !is_other (&look, &other, error))
    {
      g_free (look.body);
      return FALSE;
    }
  gboolean ok =
      (again && !other)
      || (check (&look, decision, error) && (decision->kind != XY_RESULT_REJECTED || give_back (&look, error)));
  g_free (look.body);
  return ok;
}

/* A row that says what was seen of the entry OP; OTHER (may be NULL) is who wrote what it is like, JSON. */
static gboolean
write_hint (XyBatch *batch,
            const XyWireOp *op,
            XyDecision *decision,
            const char *kind,
            const char *field,
            const char *kept,
            const char *lost,
            const char *other,
            GError **error)
{
  char id[XY_ID_TEXT_LENGTH + 1];
  g_autofree char *device = g_strdup_printf ("%" G_GINT64_MODIFIER "x", batch->device);
  g_autofree char *name = g_strdup_printf ("conflict %s %" G_GINT64_FORMAT " %s", device, op->n, kind);

  xy_id_to_text (&op->id, id);
  g_autofree char *body = xy_db_text (json_db (batch), HINT_SQL,
                                      XY_BIND (XY_TEXT (op->table), XY_TEXT (id), XY_TEXT (kind), XY_TEXT (field),
                                               XY_TEXT (kept), XY_TEXT (lost), XY_TEXT (device), XY_INT (op->n),
                                               XY_TEXT (op->by), XY_INT (op->at), XY_TEXT (other)),
                                      error);
  if (body == NULL)
    return FALSE;
  xy_decision_set (decision, XY_RESULT_MERGED, kind);
  g_free (decision->detail);
  decision->detail = g_strdup_printf ("{\"lost\":[],\"won\":[\"%s\"]}", field);
  XyId conflict = xy_id_derive (&op->id, name);
  return xy_batch_write_own (batch, CONFLICT_TABLE, &conflict, FALSE, body, error);
}

/* Of a deed's key, the day: those of one day, which come together, stand together. */
#define DAY_SIZE 4
#define KEY_SIZE (DAY_SIZE + 16)

/* What an entry says, as far as rules ask. Its texts are the operation's. */
typedef struct
{
  XyId owner; /* of the purse; none: it is nobody's */
  const char *account;
  gint64 change;
  const char *kind;
  const char *of;
  guint8 key[KEY_SIZE]; /* the same for the same deed */
} Facts;

/* 2026-11-22 as 20261122; any other text as something. */
static guint32
number_of_day (const char *day)
{
  guint32 number = 0;

  for (; day != NULL && *day != '\0'; day++)
    if (g_ascii_isdigit (*day))
      number = 10 * number + (guint32) (*day - '0');
  return number;
}

static void
hash_deed (const XyWireFields *entry, guint8 key[KEY_SIZE])
{
  static const char *const names[] = { "household", "person", "rule", "item", "day", "amount", "delta", "account" };
  guint32 day = GUINT32_TO_BE (number_of_day (xy_wire_fields_text (entry, "day")));
  crypto_generichash_state state;

  memcpy (key, &day, DAY_SIZE);
  crypto_generichash_init (&state, NULL, 0, KEY_SIZE - DAY_SIZE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const XyWireField *field = xy_wire_fields_find (entry, names[i]);
      /* With its NUL, which stands in no text. */
      if (field != NULL && field->kind != '0')
        crypto_generichash_update (&state, (const guint8 *) field->text, strlen (field->text) + 1);
      else
        crypto_generichash_update (&state, (const guint8 *) "\1", 2);
    }
  crypto_generichash_final (&state, key + DAY_SIZE, KEY_SIZE - DAY_SIZE);
}

/* FALSE: these rules are not for it. */
static gboolean
read_facts (const XyWireOp *op, Facts *facts)
{
  const XyWireFields *entry = &op->values;

  if (op->type != &xy_points_entry_type)
    return FALSE;
  const char *account = xy_wire_fields_text (entry, "account");
  const char *person = account != NULL ? xy_wire_fields_text (entry, "person") : NULL;
  const char *owner = person != NULL ? person : xy_wire_fields_text (entry, "household");
  *facts = (Facts){ .account = account != NULL ? account : "",
                    .change = xy_wire_fields_int (entry, "delta") - xy_wire_fields_int (entry, "withheld"),
                    .kind = xy_wire_fields_text (entry, "kind"),
                    .of = xy_wire_fields_text (entry, "rev_of") };
  if (owner != NULL)
    xy_id_from_text (owner, &facts->owner);
  hash_deed (entry, facts->key);
  return TRUE;
}

/* The goods were handed out: it is taken, and said. */
static gboolean
keep_purse (XyBatch *batch, const XyWireOp *op, const Facts *facts, XyDecision *decision, GError **error)
{
  gint64 points, change = facts->change;
  g_autoptr (GError) problem = NULL;

  if (xy_id_is_none (&facts->owner))
    return TRUE;
  XyValue row[] = { XY_ID (&facts->owner), XY_TEXT (facts->account), XY_INT (change) };
  const XyShelfRow *there = xy_shelf_find (batch->purses, row, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  points = row[2].number += there != NULL ? there->values[2].number : 0;
  if (!xy_shelf_put (batch->purses, row, FALSE, error))
    return FALSE;
  if (g_strcmp0 (facts->kind, "redeem") != 0 || points >= 0 || change >= 0)
    return TRUE;
  g_autofree char *left = g_strdup_printf ("%" G_GINT64_FORMAT, points);
  g_autofree char *taken = g_strdup_printf ("%" G_GINT64_FORMAT, change);
  return write_hint (batch, op, decision, "overdraft", "withheld", taken, left, NULL, error);
}

/* What was taken back is not there to be like. */
static gboolean
forget_deed (XyBatch *batch, const XyId *of, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (XyWireFields) entry = { 0 };
  guint8 key[KEY_SIZE];
  const XyShelfRow *there = xy_batch_find_entry (batch, of, &problem);
  XyShelfRow *row = NULL;

  if (there != NULL)
    {
      const char *body = there->values[XY_BATCH_ENTRY_BODY].pointer;
      xy_wire_fields_read (&entry, body, strlen (body));
      hash_deed (&entry, key);
      const XyValue keys[] = { XY_BYTES (key, KEY_SIZE), XY_ID (of) };
      row = xy_shelf_find (batch->alikes, keys, &problem);
    }
  if (row != NULL)
    xy_shelf_drop (batch->alikes, row);
  return xy_error_pass (error, &problem);
}

/* Two devices have the same deed of the same day: perhaps it was one. */
static gboolean
look_for_double (XyBatch *batch, const XyWireOp *op, const Facts *facts, XyDecision *decision, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *other = NULL, *who = NULL;
  XyId id;

  if (facts->of != NULL && xy_id_from_text (facts->of, &id))
    return forget_deed (batch, &id, error);
  if (g_strcmp0 (facts->kind, "entry") != 0)
    return TRUE;
  const XyShelfRow *row = xy_shelf_rows (batch->alikes, XY_BYTES (facts->key, KEY_SIZE), &problem), *first = NULL;
  if (!xy_error_pass (error, &problem))
    return FALSE;
  for (; row != NULL; row = row->next)
    {
      if (!row->gone && row->values[2].number != batch->device
          && (first == NULL || memcmp (row->values[1].pointer, first->values[1].pointer, sizeof id.b) < 0))
        first = row;
    }
  if (first != NULL)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      memcpy (id.b, first->values[1].pointer, sizeof id.b);
      xy_id_to_text (&id, text);
      other = g_strdup_printf ("\"%s\"", text);
      who = g_strdup_printf ("{\"dev\":\"%" G_GINT64_MODIFIER "x\",\"n\":%" G_GINT64_FORMAT "}",
                             first->values[2].number, first->values[3].number);
    }
  const XyValue own[] = { XY_BYTES (facts->key, KEY_SIZE), XY_ID (&op->id), XY_INT (batch->device), XY_INT (op->n) };
  return xy_shelf_put (batch->alikes, own, FALSE, error)
         && (other == NULL || write_hint (batch, op, decision, "double", "item", other, other, who, error));
}

void
xy_rules_want (XyBatch *batch, const XyWireOp *op)
{
  Facts facts;

  if (!read_facts (op, &facts))
    return;
  if (batch->facts == NULL)
    batch->facts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (batch->facts, (gpointer) op, g_memdup2 (&facts, sizeof facts));
  if (!xy_id_is_none (&facts.owner))
    xy_shelf_want (batch->purses, XY_ID (&facts.owner));
  if (facts.of == NULL)
    xy_shelf_want (batch->alikes, XY_BYTES (facts.key, KEY_SIZE));
}

gboolean
xy_rules_entry (XyBatch *batch, const XyWireOp *op, XyDecision *decision, GError **error)
{
  const Facts *facts = batch->facts != NULL ? g_hash_table_lookup (batch->facts, op) : NULL;
  Facts own;

  if (facts == NULL && read_facts (op, &own))
    facts = &own;
  return facts == NULL
         || (keep_purse (batch, op, facts, decision, error) && look_for_double (batch, op, facts, decision, error));
}
