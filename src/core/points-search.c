/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-search.h"

#include "core/find.h"
#include "core/number.h"
#include "core/points-rule.h"

/* ?1 to ?3 what a key must have, "" for no part; ?4 how many; ?5 to ?7 the parts as they were typed. */
#define RULE_HAS(needle) "AND instr (r.find, " needle ") "
#define ENTRY_HAS(needle, part)                                                                                        \
  "AND (" needle " = '' OR instr (e.item, " part ") "                                                                  \
  "OR e.rule IN (SELECT r.id FROM points_rule AS r WHERE instr (r.find, " needle ")) OR instr (h.find, " needle ")) "

enum
{
  RULES,
  ENTRIES,
};

static const XySql statements[] = {
  [RULES] = { NULL,
              "SELECT r.id FROM points_rule AS r WHERE r.del = 0 " RULE_HAS ("?1") RULE_HAS ("?2") RULE_HAS (
                  "?3") "AND r.version = (SELECT max (v.version) FROM points_rule AS v WHERE v.code = r.code AND v.del = 0) "
                        "ORDER BY r.sort, r.code LIMIT ?4",
              "the scheme has some hundred rules" },
  [ENTRIES] = { NULL,
                "SELECT e.id, e.item, e.delta, e.day, h.head_name, h.number FROM (SELECT n.id, n.item, n.delta, n.day, "
                "n.rule, n.household FROM points_entry AS n WHERE n.cancelled = 0 ORDER BY n.day DESC, n.id DESC "
                "LIMIT " G_STRINGIFY (
                    XY_POINTS_SEARCH_NEWEST) ") AS e LEFT JOIN household AS h ON h.id = e.household "
                                             "WHERE 1 " ENTRY_HAS ("?1", "?5") ENTRY_HAS ("?2", "?6")
                                                 ENTRY_HAS ("?3", "?7") "ORDER BY e.day DESC, e.id DESC LIMIT ?4",
                "a search reads the rules, and the newest entries" },
};

void
xy_points_hit_free (XyPointsHit *hit)
{
  g_free (hit->title);
  g_free (hit->more);
  g_free (hit);
}

static XyPointsHit *
hit_new (gboolean is_rule, XyId id)
{
  XyPointsHit *hit = g_new0 (XyPointsHit, 1);

  hit->is_rule = is_rule;
  hit->id = id;
  return hit;
}

static gboolean
add_rules (XyStore *store, const XyFindPattern *pattern, guint limit, GPtrArray *hits, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[RULES].text,
                                         XY_BIND (XY_TEXT (pattern->needles[0]), XY_TEXT (pattern->needles[1]),
                                                  XY_TEXT (pattern->needles[2]), XY_INT (limit)),
                                         &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyPointsHit *hit = hit_new (TRUE, xy_rows_id (rows, 0));
      g_autoptr (XyPointsRule) rule = xy_record_get (store, &xy_points_rule_type, &hit->id, &problem);

      g_ptr_array_add (hits, hit);
      if (rule == NULL)
        break;
      g_autofree char *score = xy_points_rule_score_text (rule);
      hit->title = g_strdup_printf ("%s %s", rule->name, score);
      hit->more = g_strdup_printf ("%s · %s", rule->code, rule->category);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
add_entries (XyStore *store, const XyFindPattern *pattern, guint limit, GPtrArray *hits, GError **error)
{
  static char nothing[] = "";
  g_autoptr (GError) problem = NULL;
  char *parts[XY_FIND_PARTS];

  for (guint i = 0; i < XY_FIND_PARTS; i++)
    parts[i] = i < pattern->n ? pattern->parts[i] : nothing;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[ENTRIES].text,
                   XY_BIND (XY_TEXT (pattern->needles[0]), XY_TEXT (pattern->needles[1]), XY_TEXT (pattern->needles[2]),
                            XY_INT (limit), XY_TEXT (parts[0]), XY_TEXT (parts[1]), XY_TEXT (parts[2])),
                   &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyPointsHit *hit = hit_new (FALSE, xy_rows_id (rows, 0));
      g_autofree char *delta = xy_points_format_change (xy_rows_int (rows, 2));
      const char *const parts_of_more[] = { xy_rows_text (rows, 3), xy_rows_text (rows, 4), xy_rows_text (rows, 5) };
      g_autoptr (GString) more = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (parts_of_more); i++)
        if (parts_of_more[i] != NULL)
          g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", parts_of_more[i]);
      hit->title = g_strdup_printf ("%s %s", xy_rows_text (rows, 1), delta);
      hit->more = g_string_free (g_steal_pointer (&more), FALSE);
      g_ptr_array_add (hits, hit);
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_points_search (XyStore *store, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_points_hit_free);
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);

  G_STATIC_ASSERT (XY_FIND_PARTS == 3);
  if (pattern != NULL
      && (!add_rules (store, pattern, MAX (limit / 2, 1), hits, error)
          || !add_entries (store, pattern, limit - MIN (hits->len, limit), hits, error)))
    return NULL;
  return g_steal_pointer (&hits);
}

const XySql *
xy_points_search_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
