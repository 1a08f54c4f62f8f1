/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What entries and records come to. Numbers of stages are those of the drawings in src/core (matter.h, bylaw.h …). */
#include "server/rollup-private.h"

#include <string.h>

#include "core/day.h"
#include "server/rollup-walk.h"

/* 2015-01-01 here: some clocks say 1970. */
#define FIRST_INSTANT G_GINT64_CONSTANT (1420041600000)
#define RULE_MOST 64 /* characters of a village's own word */

#define ENTRY_BODY_SQL "SELECT body FROM entry WHERE sid = ?1 AND id = ?2"
#define REVERSALS_MOST 4 /* an undo of a reversal of an entry; a redo has the entry itself */

#define OWNER_SQL "SELECT ?1 ->> ?2"
#define VILLAGE_SQL "SELECT ?1 ->> 'name', ?1 ->> 'township', ?1 ->> 'county'"
#define ROUND_SQL "SELECT ?1 ->> 'day', ?1 ->> 'closed_on', ?1 ->> 'target'"
#define RESULT_SQL "SELECT ?1 ->> 'state', ?1 ->> 'rank', ?1 ->> 'score', ?1 ->> 'list'"
#define SLIP_SQL "SELECT ?1 ->> 'day', ?1 ->> 'due'"
#define MATTER_SQL "SELECT ?1 ->> 'day', ?1 ->> 'source'"
#define MEETING_SQL "SELECT ?1 ->> 'day', ?1 ->> 'due', ?1 ->> 'kind'"
#define PRESENCE_SQL "SELECT ?1 ->> 'role', ?1 ->> 'state', coalesce (?1 ->> 'people', 1)"
#define LINE_SQL "SELECT ?1 ->> 'kind', ?1 ->> 'does', ?1 ->> 'matter'"
#define NOTICE_SQL                                                                                                     \
  "SELECT ?1 ->> 'item', ?1 ->> 'period', ?1 ->> 'prepared', ?1 ->> 'posted_on', ?1 ->> 'hang_until', "                \
  "?1 ->> 'taken_down_on'"
#define VERSION_SQL "SELECT ?1 ->> 'bylaw', ?1 ->> 'since'"

#define AREA_SQL "SELECT 1 FROM rollup_village WHERE sid = ?1"
#define AREA_ADD_SQL "INSERT INTO rollup_village (sid, name, township, county, since) VALUES (?1, ?2, ?3, ?4, 0)"
#define AREA_SET_SQL "UPDATE rollup_village SET name = ?2, township = ?3, county = ?4 WHERE sid = ?1"

static const char *const tables[XY_ROLLUP_N_WHOLES] = {
  [XY_ROLLUP_VILLAGE] = "village",
  [XY_ROLLUP_ROUND] = "hygiene_round",
  [XY_ROLLUP_SLIP] = "hygiene_slip",
  [XY_ROLLUP_MATTER] = "matter",
  [XY_ROLLUP_MEETING] = "meeting",
  [XY_ROLLUP_NOTICE] = "notice",
  [XY_ROLLUP_BYLAW_VERSION] = "bylaw_version",
  [XY_ROLLUP_MEETING_KIND] = "meeting_kind",
  [XY_ROLLUP_BYLAW] = "bylaw",
};

/* What belongs to a whole, and which field says so. */
static const struct
{
  const char *table;
  const char *field;
  XyRollupWhole whole;
} parts[] = {
  { "hygiene_result", "round", XY_ROLLUP_ROUND },       { "hygiene_recheck", "slip", XY_ROLLUP_SLIP },
  { "matter_step", "matter", XY_ROLLUP_MATTER },        { "meeting_step", "meeting", XY_ROLLUP_MEETING },
  { "meeting_presence", "meeting", XY_ROLLUP_MEETING }, { "meeting_line", "meeting", XY_ROLLUP_MEETING },
  { "bylaw_step", "version", XY_ROLLUP_BYLAW_VERSION },
};

static XyDb *
json_db (XyRollup *rollup)
{
  return xy_wire_get_db (rollup->store->wire);
}

const char *
xy_rollup_table (XyRollupWhole whole)
{
  return tables[whole];
}

/* TEXT as a cell's rule: short, and on one line. */
static char *
rule_of (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), RULE_MOST));

  return g_strdelimit (g_steal_pointer (&start), "\n\t", ' ');
}

static void
note_since (XyRollup *rollup, gint64 at)
{
  if (at >= FIRST_INSTANT && (rollup->since == 0 || at < rollup->since))
    rollup->since = at;
}

/* ---- entries ---- */

/* Of what takes back: what kind of entry it is about in the end. NULL with no error where that is not here. */
static char *
root_kind (XyRollup *rollup, const char *kind, const char *of, GError **error)
{
  g_autofree char *found = g_strdup (kind), *next = g_strdup (of);
  XyId id;

  for (guint i = 0; i < REVERSALS_MOST && (g_str_equal (found, "reversal") || g_str_equal (found, "undo")); i++)
    {
      g_autoptr (GError) problem = NULL;
      if (next == NULL || !xy_id_from_text (next, &id))
        return NULL;
      g_autofree char *body =
          xy_base_text (rollup->store->base, ENTRY_BODY_SQL, XY_BIND (XY_INT (rollup->stream), XY_ID (&id)), &problem);
      if (body == NULL)
        {
          if (problem != NULL)
            g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      g_auto (XyWireFields) entry = { 0 };
      xy_wire_fields_read (&entry, body, strlen (body));
      if (xy_wire_fields_text (&entry, "kind") == NULL)
        return NULL;
      xy_set_str (&found, xy_wire_fields_text (&entry, "kind"));
      xy_set_str (&next, xy_wire_fields_text (&entry, "rev_of"));
    }
  return g_steal_pointer (&found);
}

static void
add_points (XyRollup *rollup, const char *account, const char *side, gint64 month, const char *rule, gint64 n, gint64 v)
{
  g_autofree char *kind = g_strconcat (account != NULL ? account : "points", side, NULL);

  xy_rollup_add (rollup, kind, month, rule, n, v);
}

/* An entry by a rule, or what takes one back. */
static void
add_by_rule (XyRollup *rollup, const XyWireFields *entry, gint64 month)
{
  gint64 amount = xy_wire_fields_int (entry, "amount"), delta = xy_wire_fields_int (entry, "delta");
  gint64 n = amount > 0 ? 1 : -1;
  const char *side = delta == 0 || (delta > 0) == (amount > 0) ? ".plus" : ".minus";
  const char *account = xy_wire_fields_text (entry, "account"), *category = xy_wire_fields_text (entry, "category");
  const char *household = xy_wire_fields_text (entry, "household"), *person = xy_wire_fields_text (entry, "person");
  g_autofree char *rule = category != NULL ? rule_of (category) : NULL;
  gboolean grouped = account == NULL && rule != NULL && *rule != '\0';
  XyId who;

  add_points (rollup, account, side, month, "", n, delta);
  if (grouped)
    add_points (rollup, NULL, side, month, rule, n, delta);
  if (household != NULL && xy_id_from_text (household, &who))
    {
      xy_rollup_take_part (rollup, &who, "points.households", "", month, n);
      if (grouped)
        xy_rollup_take_part (rollup, &who, "points.households", rule, month, n);
    }
  if (person != NULL && xy_id_from_text (person, &who))
    xy_rollup_take_part (rollup, &who, "points.people", "", month, n);
}

/* What was fetched of what can be spent, or given back. */
static gboolean
add_redeemed (XyRollup *rollup, const XyWireFields *entry, gint64 month, gint64 withheld, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *root =
      root_kind (rollup, xy_wire_fields_text (entry, "kind"), xy_wire_fields_text (entry, "rev_of"), &problem);

  if (g_strcmp0 (root, "redeem") == 0)
    xy_rollup_add (rollup, "points.redeemed", month, "", withheld > 0 ? 1 : -1, withheld);
  return xy_error_pass (error, &problem);
}

gboolean
xy_rollup_entry (XyRollup *rollup, const char *table, const XyWireFields *entry, gint64 at, GError **error)
{
  note_since (rollup, at);
  if (!g_str_equal (table, "points_entry"))
    return TRUE;
  gint64 month = xy_rollup_month (xy_wire_fields_text (entry, "day"));
  gint64 withheld = xy_wire_fields_int (entry, "withheld");
  if (xy_wire_fields_int (entry, "amount") != 0)
    add_by_rule (rollup, entry, month);
  else if (withheld != 0 && xy_wire_fields_text (entry, "kind") != NULL)
    return add_redeemed (rollup, entry, month, withheld, error);
  return TRUE;
}

/* ---- records ---- */

static gboolean
owner_of (XyRollup *rollup, const char *body, const char *field, XyId *owner, GError **error)
{
  g_autofree char *text = xy_db_text (json_db (rollup), OWNER_SQL, XY_BIND (XY_TEXT (body), XY_TEXT (field)), error);

  return text != NULL && xy_id_from_text (text, owner);
}

gboolean
xy_rollup_record (XyRollup *rollup,
                  const char *table,
                  const XyId *id,
                  const char *before,
                  const char *body,
                  gint64 at,
                  GError **error)
{
  g_autoptr (GError) problem = NULL;
  XyId owner;

  note_since (rollup, at);
  for (guint i = 0; i < XY_ROLLUP_N_WHOLES; i++)
    if (g_str_equal (tables[i], table))
      xy_rollup_set_dirty (rollup, i, id);
  for (guint i = 0; i < G_N_ELEMENTS (parts) && problem == NULL; i++)
    if (g_str_equal (parts[i].table, table))
      {
        if (before != NULL && owner_of (rollup, before, parts[i].field, &owner, &problem))
          xy_rollup_set_dirty (rollup, parts[i].whole, &owner);
        if (problem == NULL && owner_of (rollup, body, parts[i].field, &owner, &problem))
          {
            xy_rollup_set_dirty (rollup, parts[i].whole, &owner);
            xy_rollup_link (rollup, &owner, table, id, &problem);
          }
      }
  return xy_error_pass (error, &problem);
}

/* The parts of TABLE that say that they belong to OF: one may have been moved since. */
static GArray *
own_parts (XyRollup *rollup, const XyId *of, const char *table, GError **error)
{
  g_autoptr (GArray) all = xy_rollup_parts (rollup, of, table, error);
  const char *field = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].table, table))
      field = parts[i].field;
  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    {
      g_autoptr (GError) problem = NULL;
      XyId owner;
      if (owner_of (rollup, g_array_index (all, XyRollupPart, i - 1).body, field, &owner, &problem)
          && xy_id_same (&owner, of))
        continue;
      if (!xy_error_pass (error, &problem))
        return NULL;
      g_array_remove_index (all, i - 1);
    }
  return g_steal_pointer (&all);
}

/* A row of the fields of BODY that SQL names. */
static XyRows *
fields_of (XyRollup *rollup, const char *sql, const char *body, GError **error)
{
  XyRows *rows = xy_db_query (json_db (rollup), sql, XY_BIND (XY_TEXT (body)), error);

  if (xy_rows_next (rows, error))
    return rows;
  xy_rows_free (rows);
  return NULL;
}

static gboolean
is (XyRows *rows, int column, const char *word)
{
  return g_strcmp0 (xy_rows_text (rows, column), word) == 0;
}

static gboolean
reckon_village (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  XyBase *base = rollup->store->base;
  g_autoptr (XyRows) rows = fields_of (rollup, VILLAGE_SQL, body, error);
  const char *names[3];
  gint64 there = 0;

  if (rows == NULL || !xy_base_number (base, AREA_SQL, XY_BIND (XY_INT (rollup->stream)), &there, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    names[i] = xy_rows_text (rows, i) != NULL ? xy_rows_text (rows, i) : "";
  return xy_base_run (base, there ? AREA_SET_SQL : AREA_ADD_SQL,
                      XY_BIND (XY_INT (rollup->stream), XY_TEXT (names[0]), XY_TEXT (names[1]), XY_TEXT (names[2])),
                      error);
}

static gboolean
reckon_round (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autoptr (XyRows) rows = fields_of (rollup, ROUND_SQL, body, error);
  g_autoptr (GArray) results = rows != NULL ? own_parts (rollup, &dirty->id, "hygiene_result", error) : NULL;

  if (results == NULL)
    return FALSE;
  gint64 month = xy_rollup_month (xy_rows_text (rows, 0));
  if (xy_rows_text (rows, 1) == NULL)
    return TRUE;
  if (is (rows, 2, "place"))
    {
      xy_rollup_add (rollup, "hygiene.places", month, "", 1, 0);
      return TRUE;
    }
  xy_rollup_add (rollup, "hygiene.rounds", month, "", 1, 0);
  for (guint i = 0; i < results->len; i++)
    {
      g_autoptr (XyRows) result = fields_of (rollup, RESULT_SQL, g_array_index (results, XyRollupPart, i).body, error);
      if (result == NULL)
        return FALSE;
      if (is (result, 0, "excused"))
        xy_rollup_add (rollup, "hygiene.excused", month, "", 1, 0);
      else if (is (result, 0, "absent"))
        xy_rollup_add (rollup, "hygiene.absent", month, "", 1, 0);
      else if (xy_rows_int (result, 1) > 0)
        xy_rollup_add (rollup, "hygiene.ranked", month, "", 1, xy_rows_int (result, 2));
      if (is (result, 3, "red"))
        xy_rollup_add (rollup, "hygiene.red", month, "", 1, 0);
      else if (is (result, 3, "low"))
        xy_rollup_add (rollup, "hygiene.low", month, "", 1, 0);
    }
  return TRUE;
}

static gboolean
reckon_slip (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autoptr (XyRows) rows = fields_of (rollup, SLIP_SQL, body, error);
  g_autoptr (GArray) found = rows != NULL ? own_parts (rollup, &dirty->id, "hygiene_recheck", error) : NULL;
  g_autoptr (XyRollupWalk) walk =
      found != NULL ? xy_rollup_walk_new (json_db (rollup), &xy_rollup_slip_stages, found, error) : NULL;

  if (walk == NULL)
    return FALSE;
  if (xy_rollup_walk_ends_void (walk))
    return TRUE;
  xy_rollup_add (rollup, "slip.issued", xy_rollup_month (xy_rows_text (rows, 0)), "", 1, 0);
  xy_rollup_walk_add (walk, rollup, xy_rows_text (rows, 0), xy_rows_text (rows, 1));
  return TRUE;
}

/* The steps of a matter, and what is answered in each month. */
static gboolean
reckon_matter (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autoptr (XyRows) rows = fields_of (rollup, MATTER_SQL, body, error);
  g_autoptr (GArray) found = rows != NULL ? own_parts (rollup, &dirty->id, "matter_step", error) : NULL;
  g_autoptr (XyRollupWalk) walk =
      found != NULL ? xy_rollup_walk_new (json_db (rollup), &xy_rollup_matter_stages, found, error) : NULL;

  if (walk == NULL)
    return FALSE;
  if (xy_rollup_walk_ends_void (walk))
    return TRUE;
  g_autofree char *source = rule_of (xy_rows_text (rows, 1) != NULL ? xy_rows_text (rows, 1) : "");
  xy_rollup_add (rollup, "matter.raised", xy_rollup_month (xy_rows_text (rows, 0)), source, 1, 0);
  xy_rollup_walk_add (walk, rollup, xy_rows_text (rows, 0), NULL);
  return TRUE;
}

static gboolean
add_presences (XyRollup *rollup, const XyRollupDirty *dirty, gint64 month, const char *rule, gint64 due, GError **error)
{
  g_autoptr (GArray) found = own_parts (rollup, &dirty->id, "meeting_presence", error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autoptr (XyRows) rows = fields_of (rollup, PRESENCE_SQL, g_array_index (found, XyRollupPart, i).body, error);
      if (rows == NULL)
        return FALSE;
      if (!is (rows, 0, "due") || is (rows, 1, "leave"))
        continue;
      if (due > 0)
        xy_rollup_add (rollup, "meeting.came", month, rule, 1, 0);
      xy_rollup_add (rollup, "meeting.people", month, rule, xy_rows_int (rows, 2), 0);
    }
  return found != NULL;
}

/* What became of a matter that was agreed: whether it is over, and whether whoever raised it is content. */
static gboolean
add_follow_up (XyRollup *rollup, const XyId *matter, gint64 month, const char *rule, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *body = xy_rollup_body (rollup, "matter", matter, &problem);
  g_autoptr (GArray) found =
      problem == NULL && body != NULL ? own_parts (rollup, matter, "matter_step", &problem) : NULL;
  g_autoptr (XyRollupWalk) walk =
      found != NULL ? xy_rollup_walk_new (json_db (rollup), &xy_rollup_matter_stages, found, &problem) : NULL;

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (walk == NULL || !xy_rollup_walk_is_over (walk))
    return TRUE;
  xy_rollup_add (rollup, "meeting.ended", month, rule, 1, 0);
  if (xy_rollup_walk_is_content (walk))
    xy_rollup_add (rollup, "meeting.content", month, rule, 1, 0);
  return TRUE;
}

static gboolean
add_decisions (XyRollup *rollup, const XyRollupDirty *dirty, gint64 month, const char *rule, GError **error)
{
  g_autoptr (GArray) found = own_parts (rollup, &dirty->id, "meeting_line", error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      XyId matter = XY_ID_NONE;
      gboolean spot;
      {
        g_autoptr (XyRows) rows = fields_of (rollup, LINE_SQL, g_array_index (found, XyRollupPart, i).body, error);
        if (rows == NULL)
          return FALSE;
        if (!is (rows, 0, "decision"))
          continue;
        spot = is (rows, 1, "spot");
        if (xy_rows_text (rows, 2) == NULL || !xy_id_from_text (xy_rows_text (rows, 2), &matter))
          matter = XY_ID_NONE;
      }
      xy_rollup_add (rollup, "meeting.decided", month, rule, 1, 0);
      if (xy_id_is_none (&matter))
        {
          if (spot)
            xy_rollup_add (rollup, "meeting.spot", month, rule, 1, 0);
          continue;
        }
      xy_rollup_add (rollup, "meeting.matter", month, rule, 1, 0);
      if (!xy_rollup_link (rollup, &matter, "meeting", &dirty->id, error)
          || !add_follow_up (rollup, &matter, month, rule, error))
        return FALSE;
    }
  return found != NULL;
}

static gboolean
reckon_meeting (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *rule = NULL, *kind = NULL;
  gint64 month = 0, due = 0;
  XyId of = XY_ID_NONE;

  {
    g_autoptr (XyRows) rows = fields_of (rollup, MEETING_SQL, body, error);
    if (rows == NULL)
      return FALSE;
    month = xy_rollup_month (xy_rows_text (rows, 0));
    due = xy_rows_int (rows, 1);
    if (xy_rows_text (rows, 2) != NULL && xy_id_from_text (xy_rows_text (rows, 2), &of)
        && !xy_rollup_link (rollup, &of, "meeting", &dirty->id, error))
      return FALSE;
  }
  g_autoptr (GArray) found = own_parts (rollup, &dirty->id, "meeting_step", error);
  g_autoptr (XyRollupWalk) walk =
      found != NULL ? xy_rollup_walk_new (json_db (rollup), &xy_rollup_meeting_stages, found, error) : NULL;
  if (walk == NULL)
    return FALSE;
  if (!xy_rollup_walk_is_held (walk))
    return TRUE;

  kind = xy_rollup_body (rollup, "meeting_kind", &of, &problem);
  if (problem == NULL && kind != NULL)
    rule = xy_db_text (json_db (rollup), OWNER_SQL, XY_BIND (XY_TEXT (kind), XY_TEXT ("body")), &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autofree char *own = rule_of (rule != NULL ? rule : "");
  xy_rollup_add (rollup, "meeting.held", month, own, 1, 0);
  xy_rollup_add (rollup, "meeting.due", month, own, MAX (due, 0), 0);
  return add_presences (rollup, dirty, month, own, due, error) && add_decisions (rollup, dirty, month, own, error);
}

/* A notice is ready, hangs, is taken down: as a walk, of days instead of steps. */
static void
add_notice_state (XyRollup *rollup, XyRows *rows)
{
  static const struct
  {
    int day;
    const char *state;
  } states[] = { { 2, "waiting" }, { 3, "up" }, { 5, "down" } };
  const char *state = NULL;
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gint64 month = xy_rollup_month (xy_rows_text (rows, states[i].day));
      if (month == 0)
        continue;
      month = before = MAX (month, before);
      if (state != NULL)
        xy_rollup_add (rollup, "notice.state", month, state, -1, 0);
      state = states[i].state;
      xy_rollup_add (rollup, "notice.state", month, state, 1, 0);
    }
}

static gboolean
reckon_notice (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autoptr (XyRows) rows = fields_of (rollup, NOTICE_SQL, body, error);
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (rows == NULL)
    return FALSE;
  g_autofree char *item = rule_of (xy_rows_text (rows, 0) != NULL ? xy_rows_text (rows, 0) : "");
  const char *posted = xy_rows_text (rows, 3), *until = xy_rows_text (rows, 4), *down = xy_rows_text (rows, 5);

  add_notice_state (rollup, rows);
  if (xy_rollup_month (posted) == 0)
    return TRUE;
  xy_rollup_add (rollup, "notice.posted", xy_rollup_month (posted), item, 1, 0);
  if (until != NULL && down != NULL && strcmp (down, until) < 0)
    xy_rollup_add (rollup, "notice.short", xy_rollup_month (down), "", 1, 0);
  if (xy_rows_text (rows, 1) != NULL && xy_period_parse (xy_rows_text (rows, 1), NULL, first, last))
    {
      gint64 end = xy_rollup_month (last);
      for (gint64 month = xy_rollup_month (first); month != 0 && month <= end; month++)
        xy_rollup_add (rollup, "notice.for", month, item, 1, 0);
    }
  return TRUE;
}

static gboolean
reckon_version (XyRollup *rollup, const XyRollupDirty *dirty, const char *body, GError **error)
{
  g_autofree char *since = NULL;
  XyId of = XY_ID_NONE;
  g_autoptr (GError) problem = NULL;

  {
    g_autoptr (XyRows) rows = fields_of (rollup, VERSION_SQL, body, error);
    if (rows == NULL)
      return FALSE;
    since = g_strdup (xy_rows_text (rows, 1));
    if (xy_rows_text (rows, 0) != NULL && xy_id_from_text (xy_rows_text (rows, 0), &of)
        && !xy_rollup_link (rollup, &of, "bylaw_version", &dirty->id, error))
      return FALSE;
  }
  g_autofree char *bylaw = xy_rollup_body (rollup, "bylaw", &of, &problem);
  g_autofree char *kind =
      problem == NULL && bylaw != NULL
          ? xy_db_text (json_db (rollup), OWNER_SQL, XY_BIND (XY_TEXT (bylaw), XY_TEXT ("kind")), &problem)
          : NULL;
  g_autoptr (GArray) found = kind != NULL ? own_parts (rollup, &dirty->id, "bylaw_step", &problem) : NULL;
  g_autoptr (XyRollupWalk) walk =
      found != NULL ? xy_rollup_walk_new (json_db (rollup), &xy_rollup_bylaw_stages, found, &problem) : NULL;
  if (!xy_error_pass (error, &problem))
    return FALSE;
  /* Of a bylaw that is not here yet nobody knows which it is; or it was deleted. */
  if (walk == NULL)
    return TRUE;
  g_autofree char *rule = rule_of (kind);
  xy_rollup_walk_set_rule (walk, rule);
  xy_rollup_walk_add (walk, rollup, since, NULL);
  return TRUE;
}

gboolean
xy_rollup_reckon (XyRollup *rollup, const XyRollupDirty *dirty, GError **error)
{
  static gboolean (*const reckon[XY_ROLLUP_N_WHOLES]) (XyRollup *, const XyRollupDirty *, const char *, GError **) = {
    [XY_ROLLUP_VILLAGE] = reckon_village,
    [XY_ROLLUP_ROUND] = reckon_round,
    [XY_ROLLUP_SLIP] = reckon_slip,
    [XY_ROLLUP_MATTER] = reckon_matter,
    [XY_ROLLUP_MEETING] = reckon_meeting,
    [XY_ROLLUP_NOTICE] = reckon_notice,
    [XY_ROLLUP_BYLAW_VERSION] = reckon_version,
  };
  g_autoptr (GError) problem = NULL;

  if (reckon[dirty->whole] == NULL)
    return TRUE;
  g_autofree char *body = xy_rollup_body (rollup, tables[dirty->whole], &dirty->id, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  return body == NULL || reckon[dirty->whole](rollup, dirty, body, error);
}
