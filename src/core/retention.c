/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/retention.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/rule-file.h"
#include "core/store.h"

#define FILE_NAME "retention-personal.json"
#define ASIDE_SUFFIX ".old"
#define KEPT "xy-retention"
/* Where the file of data cannot be read: nothing goes early, and every paper is an archive. */
#define YEARS_UNKNOWN 30

#define ONCE "the office looks once in a year, and the front page only until it did"
/* Of a day that is only a year or a month, the whole of it must be past. */
#define IS_PAST(t)                                                                                                     \
  "(length (" t ".since) = 10 AND " t ".since <= ?2 OR " t ".since < substr (?2, 1, length (" t ".since)))"
#define HAS_TAGS(t) "EXISTS (SELECT 1 FROM tag_link AS l WHERE l.target = " t ".id AND l.del = 0)"
#define PERSON_KEEPS                                                                                                   \
  "(coalesce (p.id_number, p.phone, p.birthday, p.health, p.note, p.work_place, p.nation, p.education, p.politics,"    \
  " p.marriage) IS NOT NULL OR " HAS_TAGS ("p") ")"
#define HOUSEHOLD_KEEPS "(coalesce (h.bank, h.phone, h.address, h.category, h.note) IS NOT NULL OR " HAS_TAGS ("h") ")"
#define DAY_OF(at) "date (" at " / 1000 + 28800, 'unixepoch')"
/* Photos of a kind; one that something else shows too, or that was shown again lately, stays. */
#define PHOTOS_OF(what, day, from)                                                                                     \
  "SELECT " what " AS what, " day " AS day, photo FROM " from " WHERE photo IS NOT NULL "

enum
{
  VALID,
  RULES,
  ITEM,
  PEOPLE,
  HOUSEHOLDS,
  PAPERS,
  PHOTOS,
  DRAFTS,
  LAST,
};

static const XySql statements[] = {
  [VALID] = { NULL, "SELECT json_valid (?1) AND json_type (?1, '$.items') = 'object'"
                    " AND json_type (?1, '$.archives') = 'array' AND json_type (?1, '$.law') = 'text'" },
  [RULES] = { NULL, "SELECT ?1 ->> '$.law', ?1 ->> '$.date', ?1 -> '$.archives'" },
  [ITEM] = { NULL, "SELECT coalesce (?1 -> '$.items' -> ?2 ->> '$.years', 0), ?1 -> '$.items' -> ?2 ->> '$.source'" },
  [PEOPLE] = { NULL, "SELECT p.id, p.name || coalesce ('（' || u.name || '）', ''), p.since FROM person AS p"
                     " LEFT JOIN household AS h ON h.id = p.household LEFT JOIN unit AS u ON u.id = h.unit"
                     " WHERE p.del = 0 AND p.state IN ('moved', 'dead') AND p.state = ?1 AND " IS_PAST (
                         "p") " AND " PERSON_KEEPS " ORDER BY p.since, p.id" },
  [HOUSEHOLDS] = { NULL,
                   "SELECT h.id, coalesce (h.head_name, h.number, '') || coalesce ('（' || u.name || '）', ''), h.since"
                   " FROM household AS h LEFT JOIN unit AS u ON u.id = h.unit"
                   " WHERE h.del = 0 AND h.state IN ('moved', 'merged', 'gone') AND ?1 IS NOT NULL AND " IS_PAST (
                       "h") " AND " HOUSEHOLD_KEEPS " ORDER BY h.since, h.id",
                   ONCE },
  [PAPERS] = { NULL,
               "SELECT pdf, max (number || ' ' || title), max (" DAY_OF (
                   "at") ") AS day FROM paper AS p"
                         " WHERE pdf IS NOT NULL GROUP BY pdf HAVING min (unmasked IS NOT NULL) = 1 AND max (" DAY_OF (
                             "at") ") <= ?1 AND max (kind IN (SELECT value FROM json_each (?2))"
                                   " OR EXISTS (SELECT 1 FROM notice AS n WHERE n.paper = p.id AND n.del = 0)) = ?3 ORDER BY day, pdf",
               ONCE },
  [PHOTOS] = { NULL,
               "SELECT photo, min (what), max (day) AS last FROM ("
               "SELECT 0 AS what, o.day AS day, r.photo AS photo FROM hygiene_result AS r"
               " JOIN hygiene_round AS o ON o.id = r.round WHERE r.photo IS NOT NULL UNION ALL " PHOTOS_OF ("0", "day", "hygiene_slip") "UNION ALL " PHOTOS_OF (
                   "0",
                   "day",
                   "hygiene_recheck") "UNION ALL " PHOTOS_OF ("1",
                                                              "day",
                                                              "points_item") "UNION ALL " PHOTOS_OF ("1",
                                                                                                     "day",
                                                                                                     "points_entry")
               /* What belongs to minutes, matters and bylaws is an archive. */
               "UNION ALL " PHOTOS_OF ("2", "'9999'", "matter_step") "UNION ALL " PHOTOS_OF (
                   "2",
                   "'9999'",
                   "meeting_step") "UNION ALL " PHOTOS_OF ("2",
                                                           "'9999'",
                                                           "bylaw_step") ") GROUP BY photo HAVING max (day) <= ?1 ORDER BY min (what), last, photo",
               ONCE },
  [DRAFTS] = { NULL, "SELECT form, " DAY_OF ("at") " FROM draft WHERE " DAY_OF ("at") " <= ?1 ORDER BY at, form",
               "there are some dozens" },
  [LAST] = { NULL, "SELECT max (day) FROM cleaning WHERE del = 0", "one for each year" },
};

static const struct
{
  const char *name, *label, *what;
} kinds[XY_RETENTION_N_KINDS] = {
  [XY_RETENTION_MOVED] = { "moved", N_ ("People who moved out"),
                           N_ ("ID number, phone, birthday, health, marks and all else but the name") },
  [XY_RETENTION_DEAD] = { "dead", N_ ("People who died"),
                          N_ ("ID number, phone, birthday, health, marks and all else but the name") },
  [XY_RETENTION_HOUSEHOLDS] = { "households", N_ ("Households that are no more"),
                                N_ ("bank account, phone, address, marks; number and name stay") },
  [XY_RETENTION_PAPERS] = { "papers", N_ ("Papers with full numbers"),
                            N_ ("the kept PDF; the register keeps its line") },
  [XY_RETENTION_PHOTOS] = { "photos", N_ ("Photos of hygiene and points"), N_ ("the picture; scores and points stay") },
  [XY_RETENTION_DRAFTS] = { "drafts", N_ ("Half-typed forms"), N_ ("what was typed and never saved") },
  [XY_RETENTION_ASIDE] = { "aside", N_ ("Village files put aside"), N_ ("the old file, with all that is in it") },
  [XY_RETENTION_ARCHIVES] = { "archives", N_ ("Archives, to be handed over"),
                              N_ ("Archives are kept. Those that are due go to the archive, as the township says.") },
};

const char *
xy_retention_kind_name (XyRetentionKind kind)
{
  return kinds[kind].name;
}

const char *
xy_retention_kind_label (XyRetentionKind kind)
{
  return _ (kinds[kind].label);
}

const char *
xy_retention_kind_what (XyRetentionKind kind)
{
  return _ (kinds[kind].what);
}

XyRetentionKind
xy_retention_kind_of (const char *name)
{
  int kind = 0;

  while (kind < XY_RETENTION_N_KINDS && g_strcmp0 (kinds[kind].name, name) != 0)
    kind++;
  return (XyRetentionKind) kind;
}

gboolean
xy_retention_kind_is_attachment (XyRetentionKind kind)
{
  return kind == XY_RETENTION_PAPERS || kind == XY_RETENTION_PHOTOS;
}

/* --- the rules --- */

void
xy_retention_rules_free (XyRetentionRules *rules)
{
  if (rules == NULL)
    return;
  for (guint i = 0; i < XY_RETENTION_N_KINDS; i++)
    g_free (rules->sources[i]);
  g_free (rules->law);
  g_free (rules->date);
  g_free (rules->archives);
  g_free (rules);
}

static void
fill_item (XyDb *json, const char *text, XyRetentionKind kind, XyRetentionRules *rules)
{
  g_autoptr (XyRows) rows =
      xy_db_query (json, statements[ITEM].text, XY_BIND (XY_TEXT (text), XY_TEXT (kinds[kind].name)), NULL);

  if (rows == NULL || !xy_rows_next (rows, NULL) || xy_rows_int (rows, 0) < 1)
    return;
  rules->years[kind] = MIN (xy_rows_int (rows, 0), YEARS_UNKNOWN);
  rules->sources[kind] = xy_rule_word (rows, 1);
}

XyRetentionRules *
xy_retention_rules_read (void)
{
  XyRetentionRules *rules = g_new0 (XyRetentionRules, 1);
  g_autoptr (XyDb) json = xy_db_open (":memory:", XY_DB_CREATE, NULL);
  g_autofree char *text = json != NULL ? xy_rule_file_newest (json, FILE_NAME, statements[VALID].text, NULL) : NULL;
  g_autoptr (XyRows) rows =
      text != NULL ? xy_db_query (json, statements[RULES].text, XY_BIND (XY_TEXT (text)), NULL) : NULL;

  for (guint i = 0; i < XY_RETENTION_N_KINDS; i++)
    rules->years[i] = YEARS_UNKNOWN;
  if (rows == NULL || !xy_rows_next (rows, NULL))
    return rules;
  rules->law = xy_rule_word (rows, 0);
  rules->date = xy_rule_word (rows, 1);
  rules->archives = g_strdup (xy_rows_text (rows, 2));
  for (guint i = 0; i < XY_RETENTION_N_KINDS; i++)
    fill_item (json, text, (XyRetentionKind) i, rules);
  return rules;
}

void
xy_retention_line_free (XyRetentionLine *line)
{
  if (line == NULL)
    return;
  g_free (line->title);
  g_free (line->since);
  g_free (line->file);
  g_free (line);
}

/* --- what there is --- */

/* One kind of what is past its time, while it is gathered. */
typedef struct
{
  XyStore *store;
  const XyRetentionRules *rules;
  XyRetentionKind kind;
  char limit[XY_DAY_SIZE]; /* the last day that is past */
  GPtrArray *list;
} Work;

static void
find_limit (Work *work)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (work->store));
  int years = (int) work->rules->years[work->kind];
  g_autofree char *text = g_strdup_printf ("%04d%s", (int) g_ascii_strtoll (today, NULL, 10) - years, today + 4);

  /* There is no 29 February in most years. */
  if (xy_day_parse (text, work->limit) != XY_DAY_FULL)
    xy_day_add (today, -366 * years, work->limit);
}

static XyRetentionLine *
add_line (Work *work, const char *title, const char *since, const char *file)
{
  XyRetentionLine *line = g_new0 (XyRetentionLine, 1);

  line->kind = work->kind;
  line->years = work->rules->years[work->kind];
  line->title = g_strdup (title);
  line->since = g_strdup (since);
  line->file = g_strdup (file);
  g_ptr_array_add (work->list, line);
  return line;
}

static gboolean
add_records (Work *work, int which, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (work->store), statements[which].text,
                                         XY_BIND (XY_TEXT (kinds[work->kind].name), XY_TEXT (work->limit)), &problem);

  while (xy_rows_next (rows, &problem))
    add_line (work, xy_rows_text (rows, 1), xy_rows_text (rows, 2), NULL)->record = xy_rows_id (rows, 0);
  return xy_error_pass (error, &problem);
}

static gboolean
is_here (Work *work, const char *name)
{
  g_autofree char *path = xy_attachment_path (xy_store_get_path (work->store), name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
add_papers (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = NULL;

  if (work->rules->archives == NULL)
    return TRUE;
  rows = xy_db_query (
      xy_store_get_db (work->store), statements[PAPERS].text,
      XY_BIND (XY_TEXT (work->limit), XY_TEXT (work->rules->archives), XY_INT (work->kind == XY_RETENTION_ARCHIVES)),
      &problem);
  while (xy_rows_next (rows, &problem))
    if (is_here (work, xy_rows_text (rows, 0)))
      add_line (work, xy_rows_text (rows, 1), xy_rows_text (rows, 2), xy_rows_text (rows, 0));
  return xy_error_pass (error, &problem);
}

static gboolean
add_photos (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (work->store), statements[PHOTOS].text, XY_BIND (XY_TEXT (work->limit)), &problem);

  while (xy_rows_next (rows, &problem))
    if (is_here (work, xy_rows_text (rows, 0)))
      add_line (work, xy_rows_int (rows, 1) == 0 ? _ ("Photo of hygiene") : _ ("Photo of points"),
                xy_rows_text (rows, 2), xy_rows_text (rows, 0));
  return xy_error_pass (error, &problem);
}

static gboolean
add_drafts (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (work->store), statements[DRAFTS].text, XY_BIND (XY_TEXT (work->limit)), &problem);

  while (xy_rows_next (rows, &problem))
    add_line (work, _ ("A form that was never saved"), xy_rows_text (rows, 1), xy_rows_text (rows, 0));
  return xy_error_pass (error, &problem);
}

static int
compare_since (gconstpointer a, gconstpointer b)
{
  const XyRetentionLine *first = *(XyRetentionLine *const *) a, *second = *(XyRetentionLine *const *) b;
  int order = strcmp (first->since, second->since);

  return order != 0 ? order : strcmp (first->file, second->file);
}

/* Village files that a restore put aside. */
static void
add_asides (Work *work)
{
  g_autofree char *folder = g_path_get_dirname (xy_store_get_path (work->store));
  g_autofree char *base = g_path_get_basename (xy_store_get_path (work->store));
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  Work aside = *work;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  aside.list = found;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info =
          g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ASIDE_SUFFIX)
              ? g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                   G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL)
              : NULL;
      if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
        continue;
      g_autofree char *day =
          xy_day_from_instant ((gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000);
      if (strcmp (day, work->limit) <= 0)
        add_line (&aside, name, day, path);
    }
  g_ptr_array_sort (found, compare_since);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (work->list, found->pdata[i]);
}

gboolean
xy_retention_add (XyStore *store, const XyRetentionRules *rules, XyRetentionKind kind, GPtrArray *list, GError **error)
{
  Work work = { .store = store, .rules = rules, .kind = kind, .list = list };

  find_limit (&work);
  switch (kind)
    {
    case XY_RETENTION_MOVED:
    case XY_RETENTION_DEAD:
      return add_records (&work, PEOPLE, error);
    case XY_RETENTION_HOUSEHOLDS:
      return add_records (&work, HOUSEHOLDS, error);
    case XY_RETENTION_PAPERS:
    case XY_RETENTION_ARCHIVES:
      return add_papers (&work, error);
    case XY_RETENTION_PHOTOS:
      return add_photos (&work, error);
    case XY_RETENTION_DRAFTS:
      return add_drafts (&work, error);
    case XY_RETENTION_ASIDE:
      add_asides (&work);
      return TRUE;
    case XY_RETENTION_N_KINDS:
    default:
      return TRUE;
    }
}

GPtrArray *
xy_retention_list (XyStore *store, const XyRetentionRules *rules, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_retention_line_free);

  for (guint kind = 0; kind < XY_RETENTION_N_KINDS; kind++)
    if (!xy_retention_add (store, rules, (XyRetentionKind) kind, list, error))
      return NULL;
  return g_steal_pointer (&list);
}

/* What a store found when it looked last. */
typedef struct
{
  char *day;
  char *stamp; /* of the rules */
  gboolean any;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->day);
  g_free (kept->stamp);
  g_free (kept);
}

static gboolean
look (XyStore *store, gboolean *any, GError **error)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_retention_line_free);

  for (guint kind = 0; list->len == 0 && kind < XY_RETENTION_ARCHIVES; kind++)
    if (!xy_retention_add (store, rules, (XyRetentionKind) kind, list, error))
      return FALSE;
  *any = list->len > 0;
  return TRUE;
}

/* Time passes by days: what was found today, by the same rules, holds until tomorrow. */
static gboolean
look_daily (XyStore *store, const char *today, gboolean *any, GError **error)
{
  g_autofree char *stamp = xy_rule_file_stamp (FILE_NAME);
  Kept *kept = g_object_get_data (G_OBJECT (store), KEPT);

  if (kept == NULL || !g_str_equal (kept->day, today) || !g_str_equal (kept->stamp, stamp))
    {
      gboolean found;
      if (!look (store, &found, error))
        return FALSE;
      kept = g_new0 (Kept, 1);
      *kept = (Kept){ g_strdup (today), g_steal_pointer (&stamp), found };
      g_object_set_data_full (G_OBJECT (store), KEPT, kept, kept_free);
    }
  *any = kept->any;
  return TRUE;
}

gboolean
xy_retention_is_due (XyStore *store, gboolean *due, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *last = xy_db_text (xy_store_get_db (store), statements[LAST].text, XY_BIND_NONE, &problem);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  *due = FALSE;
  if (!xy_error_pass (error, &problem))
    return FALSE;
  return (last != NULL && xy_day_between (last, today) < 365) || look_daily (store, today, due, error);
}

const XySql *
xy_retention_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
