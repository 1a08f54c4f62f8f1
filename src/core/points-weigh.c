/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-weigh.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/number.h"
#include "core/points-bearer.h"
#include "core/points-close.h"
#include "core/points-tiers.h"
#include "core/store.h"

/* A million of the unit, and ten thousand points for one thing: more is a slip of the finger. */
#define AMOUNT_LIMIT 100000000
#define POINTS_LIMIT 1000000

/* What stands of one rule (?2), and of one pool (?3), between two days (?4, ?5). Each looks into the bearer's own
 * index: the planner, which knows nothing of how few entries a household has, would take the day's. */
#define COLUMNS(item) "SELECT r.code, r.pool, e.day, e.amount, e.delta, e.cut, e.item, " item " FROM "
#define OF_ENTRY                                                                                                       \
  "e.kind = 'entry' AND e.cancelled = 0 AND e.reversed = 0 AND e.day BETWEEN ?4 AND ?5 "                               \
  "AND (r.code = ?2 OR r.pool = ?3)"
#define OF_ITEM "e.stage < 6 AND e.del = 0 AND e.day BETWEEN ?4 AND ?5 AND (r.code = ?2 OR r.pool = ?3)"
#define HOUSEHOLD_SQL                                                                                                  \
  COLUMNS ("NULL")                                                                                                     \
  "points_entry AS e INDEXED BY points_entry_by_household JOIN points_rule AS r ON r.id = e.rule "                     \
  "WHERE e.household = ?1 AND e.account IS NULL AND " OF_ENTRY " UNION ALL " COLUMNS (                                 \
      "e.id") "points_item AS e INDEXED BY points_item_by_household JOIN points_rule AS r ON r.id = e.rule "           \
              "WHERE e.household = ?1 AND e.account IS NULL AND " OF_ITEM
#define PERSON_SQL                                                                                                     \
  COLUMNS ("NULL")                                                                                                     \
  "points_entry AS e INDEXED BY points_entry_by_person JOIN points_rule AS r ON r.id = e.rule "                        \
  "WHERE e.person = ?1 AND e.account = ?6 AND " OF_ENTRY " UNION ALL " COLUMNS (                                       \
      "e.id") "points_item AS e INDEXED BY points_item_waiting JOIN points_rule AS r ON r.id = e.rule "                \
              "WHERE e.person = ?1 AND e.account = ?6 AND " OF_ITEM

static const XySql statements[] = {
  { NULL, HOUSEHOLD_SQL },
  { NULL, PERSON_SQL },
};

/* What stands, or was weighed just before in the same act. */
typedef struct
{
  gboolean same_rule; /* otherwise of the same pool */
  gboolean same_pool;
  char day[XY_DAY_SIZE];
  gint64 amount;
  gint64 delta;
  gint64 cut;
  char *item;
  gboolean later; /* registered after the item that is booked */
} Standing;

/* What is the same for all households of a draft. */
typedef struct
{
  const XyPointsDraft *draft;
  const XyPointsItem *item; /* that is booked, or NULL */
  XyPointsRule *rule;
  GArray *tiers;
  gint64 amount;
  gint64 raw; /* of one alone; of tiers with a period what they say of the amount */
  guint offset;
  char first[XY_DAY_SIZE]; /* the days that have to be looked at */
  char last[XY_DAY_SIZE];
} Work;

static void
standing_clear (gpointer data)
{
  g_free (((Standing *) data)->item);
}

static void
work_clear (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->rule);
  g_clear_pointer (&work->tiers, g_array_unref);
}

static gboolean
check_rule (const XyPointsRule *rule, const char *day, GError **error)
{
  if (rule->record.deleted)
    {
      xy_set_invalid (error, "rule", _ ("The rule “%s” was taken out of the scheme."), rule->name);
      return FALSE;
    }
  if (xy_points_rule_holds (rule, day))
    return TRUE;
  if (rule->ends != NULL && strcmp (day, rule->ends) > 0)
    xy_set_invalid (error, "rule", _ ("The rule “%s” held until %s only."), rule->name, rule->ends);
  else
    xy_set_invalid (error, "rule", _ ("The rule “%s” holds from %s on."), rule->name, rule->starts);
  return FALSE;
}

static gboolean
choose_score (const XyPointsRule *rule, gint64 wanted, gint64 *score, GError **error)
{
  *score = xy_points_rule_is_range (rule) || wanted != 0 ? wanted : rule->score;
  if (*score >= rule->score && *score <= rule->score_max && *score != 0)
    return TRUE;

  g_autofree char *low = xy_points_format_change (rule->score), *high = xy_points_format_change (rule->score_max);
  if (xy_points_rule_is_range (rule))
    xy_set_invalid (error, "score", _ ("“%s” gives between %s and %s. Please choose."), rule->name, low, high);
  else
    xy_set_invalid (error, "score", _ ("“%s” gives %s, nothing else."), rule->name, low);
  return FALSE;
}

static gint64
rounded (const XyPointsRule *rule, gint64 points)
{
  return rule->round > 0 ? points / rule->round * rule->round : points;
}

static void
set_too_little (const Work *work, GError **error)
{
  const XyPointsRule *rule = work->rule;
  const char *unit = rule->unit != NULL ? rule->unit : "";
  g_autofree char *amount = xy_amount_format (work->amount), *step = xy_amount_format (rule->step);

  if (work->tiers == NULL && rule->round == 0)
    {
      xy_set_invalid (error, "amount", _ ("%s %s is too little to count: “%s” counts every %s %s."), amount, unit,
                      rule->name, rule->step > 0 ? step : "1", unit);
      return;
    }
  g_auto (GStrv) says = xy_points_rule_sentences (rule);
  xy_set_invalid (error, "amount", _ ("%s %s is too little to count for “%s”. %s"), amount, unit, rule->name, says[0]);
}

static gboolean
weigh_amount (Work *work, gint64 score, GError **error)
{
  const XyPointsRule *rule = work->rule;
  gboolean must_say = rule->step > 0 || work->tiers != NULL;

  work->amount = work->draft->amount != 0 ? work->draft->amount : must_say ? 0 : 100;
  if (work->amount <= 0 || work->amount > AMOUNT_LIMIT)
    {
      xy_set_invalid (error, "amount", _ ("Please say how much: a number above 0 and up to a million."));
      return FALSE;
    }
  if (work->tiers != NULL)
    work->raw = xy_points_tiers_value (work->tiers, work->amount);
  else
    work->raw = rule->step > 0 ? score * (work->amount / rule->step) : score * work->amount / 100;
  work->raw = rounded (rule, work->raw);
  if (work->raw == 0 && rule->tiers_period == NULL)
    {
      set_too_little (work, error);
      return FALSE;
    }
  if (ABS (work->raw) > POINTS_LIMIT)
    {
      xy_set_invalid (error, "amount", _ ("More than 10,000 points for one thing cannot be right."));
      return FALSE;
    }
  return TRUE;
}

/* Widens the days to look at to those of PERIOD. */
static void
look_at (Work *work, const char *period)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (period == NULL)
    return;
  xy_points_span_days (period, work->draft->day, first, last);
  if (strcmp (first, work->first) < 0)
    g_strlcpy (work->first, first, sizeof work->first);
  if (strcmp (last, work->last) > 0)
    g_strlcpy (work->last, last, sizeof work->last);
}

/* Reads the rule of the draft, and says which days have to be looked at. */
static gboolean
work_start (Work *work, XyStore *store, GError **error)
{
  const char *day = work->draft->day;

  work->rule = xy_record_get (store, &xy_points_rule_type, &work->draft->rule, error);
  if (work->rule == NULL)
    return FALSE;
  if (work->rule->tiers != NULL)
    {
      work->tiers = xy_points_tiers (work->rule->tiers, error);
      if (work->tiers == NULL)
        return FALSE;
    }
  g_strlcpy (work->first, day, sizeof work->first);
  g_strlcpy (work->last, day, sizeof work->last);
  look_at (work, work->rule->cap_period);
  look_at (work, work->rule->tiers_period);
  look_at (work, work->rule->repeat_period);
  return TRUE;
}

static gboolean
work_init (Work *work, XyStore *store, const XyPointsDraft *draft, GError **error)
{
  gint64 score;

  work->draft = draft;
  if (!work_start (work, store, error) || !xy_points_close_check (store, work->rule->account, draft->day, error)
      || !check_rule (work->rule, draft->day, error) || !choose_score (work->rule, draft->score, &score, error)
      || !weigh_amount (work, score, error))
    return FALSE;
  if (draft->n_households > 0)
    return TRUE;
  xy_set_invalid (error, "household", _ ("Please say for which household."));
  return FALSE;
}

static const XyId *
bearer_of (const Work *work, const XyPointsLine *line)
{
  return work->rule->account != NULL ? &line->person : &line->household;
}

static gboolean
add_stored (XyStore *store, const Work *work, const XyPointsLine *line, GArray *standing, GError **error)
{
  const XyPointsRule *rule = work->rule;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = NULL;

  if (rule->account == NULL)
    rows = xy_db_query (xy_store_get_db (store), HOUSEHOLD_SQL,
                        XY_BIND (XY_ID (&line->household), XY_TEXT (rule->code), XY_TEXT (rule->pool),
                                 XY_TEXT (work->first), XY_TEXT (work->last)),
                        &problem);
  else
    rows = xy_db_query (xy_store_get_db (store), PERSON_SQL,
                        XY_BIND (XY_ID (&line->person), XY_TEXT (rule->code), XY_TEXT (rule->pool),
                                 XY_TEXT (work->first), XY_TEXT (work->last), XY_TEXT (rule->account)),
                        &problem);
  while (xy_rows_next (rows, &problem))
    {
      Standing one = { .same_rule = g_str_equal (xy_rows_text (rows, 0), rule->code),
                       .same_pool = rule->pool != NULL && g_strcmp0 (xy_rows_text (rows, 1), rule->pool) == 0,
                       .amount = xy_rows_int (rows, 3),
                       .delta = xy_rows_int (rows, 4),
                       .cut = xy_rows_int (rows, 5),
                       .item = g_strdup (xy_rows_text (rows, 6)) };
      if (work->item != NULL && !xy_rows_is_null (rows, 7))
        {
          XyId id = xy_rows_id (rows, 7);
          /* Ids are in the order of their time. */
          one.later = memcmp (id.b, work->item->record.id.b, sizeof id.b) > 0;
        }
      g_strlcpy (one.day, xy_rows_text (rows, 2), sizeof one.day);
      g_array_append_val (standing, one);
    }
  return xy_error_pass (error, &problem);
}

/* What the drafts that were weighed before, in the same act, gave LINE's bearer. */
static void
add_weighed (GArray *works, guint n_done, const guint *order, GArray *lines, const XyPointsLine *line, GArray *standing)
{
  const Work *work = &g_array_index (works, Work, line->draft);

  for (guint i = 0; i < n_done; i++)
    {
      const Work *other = &g_array_index (works, Work, order[i]);

      if (g_strcmp0 (other->rule->account, work->rule->account) != 0)
        continue;
      for (guint h = 0; h < other->draft->n_households; h++)
        {
          const XyPointsLine *before = &g_array_index (lines, XyPointsLine, other->offset + h);
          if (!xy_id_same (bearer_of (other, before), bearer_of (work, line)))
            continue;
          Standing one = { .same_rule = g_str_equal (other->rule->code, work->rule->code),
                           .same_pool =
                               work->rule->pool != NULL && g_strcmp0 (other->rule->pool, work->rule->pool) == 0,
                           .amount = before->amount,
                           .delta = before->delta,
                           .cut = before->cut,
                           .item = g_strdup (other->rule->name) };
          g_strlcpy (one.day, other->draft->day, sizeof one.day);
          if (one.same_rule || one.same_pool)
            g_array_append_val (standing, one);
          else
            standing_clear (&one);
        }
    }
}

static void G_GNUC_PRINTF (2, 3) add_why (XyPointsLine *line, const char *format, ...)
{
  va_list args;
  g_autofree char *words = NULL, *before = line->why;

  va_start (args, format);
  words = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: between two reasons why points were cut or doubled. */
  line->why = before != NULL ? g_strconcat (before, _ ("; "), words, NULL) : g_steal_pointer (&words);
}

/* What stood of the rule itself in PERIOD. */
typedef struct
{
  gint64 n;
  gint64 amount;
  gint64 delta;
  gint64 cut;
} Sum;

static Sum
sum_of (const Work *work, GArray *standing, const char *period)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];
  Sum sum = { 0 };

  xy_points_span_days (period, work->draft->day, first, last);
  for (guint i = 0; i < standing->len; i++)
    {
      const Standing *one = &g_array_index (standing, Standing, i);
      if (!one->same_rule || strcmp (one->day, first) < 0 || strcmp (one->day, last) > 0)
        continue;
      sum.n += !one->later;
      sum.amount += one->amount;
      sum.delta += one->delta;
      sum.cut += one->cut;
    }
  return sum;
}

/* The lesser in size of two scores of one direction, never across nothing. */
static gint64
limit (gint64 points, gint64 room)
{
  return points > 0 ? MAX (MIN (points, room), 0) : MIN (MAX (points, -room), 0);
}

/* What was registered once is not doubled later; and of a range what was is in the raw score already. */
static gboolean
may_double (const Work *work)
{
  return work->item == NULL
         || (!xy_points_rule_is_range (work->rule) && work->item->delta + work->item->cut == 2 * work->raw);
}

static gint64
weigh_score (const Work *work, GArray *standing, XyPointsLine *line)
{
  const XyPointsRule *rule = work->rule;

  if (work->tiers != NULL && rule->tiers_period != NULL)
    {
      Sum before = sum_of (work, standing, rule->tiers_period);
      gint64 gave = before.delta + before.cut, all = before.amount + work->amount;
      gint64 value = rounded (rule, xy_points_tiers_value (work->tiers, all));
      g_autofree char *together = xy_amount_format (all);

      add_why (line, _ ("%s %s together %s"), together, rule->unit != NULL ? rule->unit : "",
               xy_points_span_word (rule->tiers_period));
      return rule->score > 0 ? MAX (value - gave, 0) : MIN (value - gave, 0);
    }
  if (rule->repeat_period != NULL)
    {
      Sum before = sum_of (work, standing, rule->repeat_period);
      if (before.n > 0 && may_double (work))
        {
          /* Translators: the how many-th time in the period, "for the 2. time this year: double". */
          add_why (line, _ ("time %d %s: double"), (int) before.n + 1, xy_points_span_word (rule->repeat_period));
          return 2 * work->raw;
        }
    }
  return work->raw;
}

/* Of its pool only the largest counts on one day. */
static void
weigh_pool (const Work *work, GArray *standing, XyPointsLine *line)
{
  const Standing *largest = NULL;
  gint64 given = 0, before = line->delta;

  for (guint i = 0; i < standing->len; i++)
    {
      const Standing *one = &g_array_index (standing, Standing, i);
      if (!one->same_pool || !g_str_equal (one->day, work->draft->day) || (one->delta > 0) != (line->delta > 0)
          || one->delta == 0)
        continue;
      given += one->delta;
      if (largest == NULL || ABS (one->delta) > ABS (largest->delta))
        largest = one;
    }
  if (largest == NULL || line->delta == 0)
    return;
  line->delta = before > 0 ? MAX (before - given, 0) : MIN (before - given, 0);
  if (line->delta == 0)
    add_why (line, _ ("“%s” of the same day counts already, and only the largest does"), largest->item);
  else
    add_why (line, _ ("only what is above “%s” of the same day"), largest->item);
}

static void
weigh_caps (const Work *work, GArray *standing, XyPointsLine *line)
{
  const XyPointsRule *rule = work->rule;
  gint64 before = line->delta;

  if (rule->cap == 0)
    return;
  line->used = sum_of (work, standing, rule->cap_period).delta;
  line->delta = limit (before, rule->cap - ABS (line->used));
  if (line->delta == before)
    return;
  g_autoptr (XyPointsRule) alone = xy_record_copy (rule);
  alone->cap_act = 0;
  g_autofree char *cap = xy_points_rule_cap_text (alone), *used = xy_points_format (ABS (line->used));
  g_autofree char *cut = xy_points_format (ABS (before - line->delta));
  add_why (line, _ ("%s; %s counted before, so %s is cut"), cap, used, cut);
}

static gboolean
weigh_line (const Work *work, GArray *standing, XyPointsLine *line, GError **error)
{
  const XyPointsRule *rule = work->rule;
  gint64 raw = weigh_score (work, standing, line);

  if (ABS (raw) > POINTS_LIMIT)
    {
      xy_set_invalid (error, "amount", _ ("More than 10,000 points for one thing cannot be right."));
      return FALSE;
    }
  line->delta = raw;
  if (rule->cap_act > 0 && ABS (raw) > rule->cap_act)
    {
      g_autofree char *most = xy_points_format (rule->cap_act);
      line->delta = limit (raw, rule->cap_act);
      add_why (line, _ ("at most %s each time"), most);
    }
  if (rule->pool != NULL)
    weigh_pool (work, standing, line);
  weigh_caps (work, standing, line);
  line->cut = raw - line->delta;
  line->withheld = rule->unspendable ? line->delta : 0;
  for (guint i = 0; i < standing->len; i++)
    {
      const Standing *one = &g_array_index (standing, Standing, i);
      line->repeat |= one->same_rule && one->amount == work->amount && g_str_equal (one->day, work->draft->day);
    }
  return TRUE;
}

static gboolean
weigh_draft (XyStore *store, GArray *works, const guint *order, guint place, GArray *lines, GError **error)
{
  const Work *work = &g_array_index (works, Work, order[place]);
  const XyPointsDraft *draft = work->draft;
  g_autoptr (XyPointsBearer) bearer = xy_points_bearer_new (store, work->rule);
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);

  for (guint i = 0; i < draft->n_households; i++)
    {
      XyPointsLine *line = &g_array_index (lines, XyPointsLine, work->offset + i);
      g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (Standing));

      g_array_set_clear_func (standing, standing_clear);
      line->draft = order[place];
      line->household = draft->households[i];
      line->person = draft->persons != NULL ? draft->persons[i] : draft->person;
      line->amount = work->amount;
      if (!xy_points_bearer_check (bearer, &line->household, &line->person, draft->day, error))
        return FALSE;
      if (!g_hash_table_add (seen, (gpointer) bearer_of (work, line)))
        {
          xy_points_bearer_set_twice (bearer, &line->household, &line->person, error);
          return FALSE;
        }
      add_weighed (works, place, order, lines, line, standing);
      if (!add_stored (store, work, line, standing, error) || !weigh_line (work, standing, line, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_raw (gconstpointer a, gconstpointer b, gpointer data)
{
  GArray *works = data;
  guint left = *(const guint *) a, right = *(const guint *) b;
  gint64 first = ABS (g_array_index (works, Work, left).raw), second = ABS (g_array_index (works, Work, right).raw);

  return first != second ? (first < second) - (first > second) : (left > right) - (left < right);
}

static void
line_clear (gpointer data)
{
  g_free (((XyPointsLine *) data)->why);
}

GArray *
xy_points_weigh (XyStore *store, const XyPointsDraft *drafts, guint n_drafts, GPtrArray **rules, GError **error)
{
  g_autoptr (GArray) works = g_array_new (FALSE, TRUE, sizeof (Work));
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (XyPointsLine));
  g_autofree guint *order = g_new (guint, n_drafts);
  guint n_lines = 0;

  g_array_set_clear_func (works, work_clear);
  g_array_set_clear_func (lines, line_clear);
  g_array_set_size (works, n_drafts);
  for (guint i = 0; i < n_drafts; i++)
    {
      Work *work = &g_array_index (works, Work, i);
      if (!work_init (work, store, &drafts[i], error))
        return NULL;
      order[i] = i;
      work->offset = n_lines;
      n_lines += drafts[i].n_households;
    }
  g_array_set_size (lines, n_lines);
  /* The largest first, so that of a pool it is the one that counts. */
  g_qsort_with_data (order, (int) n_drafts, sizeof *order, compare_raw, works);
  for (guint i = 0; i < n_drafts; i++)
    if (!weigh_draft (store, works, order, i, lines, error))
      return NULL;
  if (rules != NULL)
    {
      *rules = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < n_drafts; i++)
        g_ptr_array_add (*rules, g_object_ref (g_array_index (works, Work, i).rule));
    }
  return g_steal_pointer (&lines);
}

static void
keep_item (const XyPointsItem *item, XyPointsLine *line)
{
  g_free (line->why);
  line->delta = item->delta;
  line->cut = item->cut;
  line->withheld = item->withheld;
  line->why = g_strdup (item->why);
}

gboolean
xy_points_weigh_item (XyStore *store, const XyPointsItem *item, XyPointsLine *line, GError **error)
{
  XyPointsDraft draft = { .rule = item->rule, .day = item->day, .amount = item->amount };
  Work work = { .draft = &draft, .item = item, .amount = item->amount };
  g_autoptr (GArray) standing = g_array_new (FALSE, FALSE, sizeof (Standing));
  gboolean ok;

  line->household = item->household;
  line->person = item->person;
  line->amount = item->amount;
  keep_item (item, line);
  if (item->why == NULL)
    return TRUE;
  g_array_set_clear_func (standing, standing_clear);
  ok = work_start (&work, store, error);
  /* A rule that says something else by now, as a hand in the file might have it, is no reason not to book. */
  if (ok && (xy_points_rule_is_range (work.rule) || !weigh_amount (&work, work.rule->score, NULL)))
    work.raw = item->delta + item->cut;
  g_clear_pointer (&line->why, g_free);
  ok = ok && add_stored (store, &work, line, standing, error) && weigh_line (&work, standing, line, error);
  if (ok && line->delta == item->delta)
    keep_item (item, line);
  else if (ok)
    {
      g_autofree char *before = xy_points_format_change (item->delta);
      add_why (line, _ ("registered as %s, weighed anew when booked"), before);
    }
  work_clear (&work);
  return ok;
}

const XySql *
xy_points_weigh_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
