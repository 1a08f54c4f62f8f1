/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/hygiene-checklist.h"
#include "core/hygiene-naming.h"
#include "core/mask.h"
#include "core/setting.h"
#include "core/store.h"

/* As many digits in a row are a phone, a card or an ID number. */
#define LONG_NUMBER 5

/* Who is not named. */
#define SOMEBODY "某某"

enum
{
  RED,
  LOW,
  NAMES,
};

#define WHO                                                                                                            \
  "r.id, r.household, r.place, u.name, h.number, coalesce (h.head_name, p.name), r.score, r.rank, r.band, r.bright, "  \
  "r.plate, r.problem"
#define FROM                                                                                                           \
  "FROM hygiene_result AS r LEFT JOIN household AS h ON h.id = r.household "                                           \
  "LEFT JOIN hygiene_place AS p ON p.id = r.place LEFT JOIN unit AS u ON u.id = r.unit "

static const XySql statements[] = {
  [RED] = { NULL, "SELECT " WHO " " FROM "WHERE r.round = ?1 AND r.list = 'red' AND r.del = 0 "
                  "ORDER BY r.rank = 0, r.rank, u.sort, u.id, r.sort, r.id" },
  /* Of the slips that were not closed or void by ?2, the last; whoever had slips and has none such has left. */
  [LOW] = { NULL,
            "SELECT " WHO ", s.id, s.day, s.number, s.until, s.problem " FROM
            "LEFT JOIN hygiene_slip AS s ON s.id = (SELECT o.id FROM hygiene_slip AS o WHERE o.result = r.id "
            "AND o.del = 0 AND o.day <= ?2 AND (o.closed_on IS NULL OR o.closed_on > ?2) ORDER BY o.number DESC LIMIT 1) "
            "WHERE r.round = ?1 AND r.list = 'low' AND r.del = 0 AND (s.id IS NOT NULL OR NOT EXISTS "
            "(SELECT 1 FROM hygiene_slip AS o WHERE o.result = r.id AND o.del = 0 AND o.day <= ?2)) "
            "ORDER BY u.sort, u.id, r.sort, r.id" },
  [NAMES] = { NULL,
              "SELECT name FROM person WHERE length (name) > 1 AND instr (?1, name) UNION "
              "SELECT head_name FROM household WHERE length (head_name) > 1 AND instr (?1, head_name)",
              "a board that blames is made once a month; nobody at all may be named in it" },
};

/* Words for what is inside a house (domain.md 2b: that is nobody's business but the family's). */
static const char *const inside[] = { "厨房", "灶台", "卧室", "床铺", "被子", "被褥",
                                      "碗筷", "室内", "屋内", "客厅", "房内" };

void
xy_hygiene_board_row_free (XyHygieneBoardRow *row)
{
  if (row == NULL)
    return;
  g_free (row->unit_name);
  g_free (row->number);
  g_free (row->name);
  g_free (row->band);
  g_free (row->bright);
  g_free (row->plate);
  g_free (row->problem);
  g_free (row->until);
  g_free (row->slip_number);
  g_free (row->ground);
  g_free (row);
}

static XyHygieneRound *
get_closed (XyStore *store, const XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, id, error);

  if (round == NULL || round->closed_on != NULL)
    return g_steal_pointer (&round);
  g_autofree char *title = xy_hygiene_round_describe (round);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The lists of %s are not decided yet."), title);
  return NULL;
}

static XyHygieneBoardRow *
read_who (XyRows *rows)
{
  XyHygieneBoardRow *row = g_new0 (XyHygieneBoardRow, 1);

  row->result = xy_rows_id (rows, 0);
  row->household = xy_rows_id (rows, 1);
  row->place = xy_rows_id (rows, 2);
  row->unit_name = g_strdup (xy_rows_text (rows, 3));
  row->number = g_strdup (xy_rows_text (rows, 4));
  row->name = g_strdup (xy_rows_text (rows, 5));
  return row;
}

GPtrArray *
xy_hygiene_red_board (XyStore *store, const XyId *round, GError **error)
{
  g_autoptr (GPtrArray) board = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_board_row_free);
  g_autoptr (XyHygieneRound) closed = get_closed (store, round, error);
  g_autoptr (GError) problem = NULL;

  if (closed == NULL)
    return NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[RED].text, XY_BIND (XY_ID (round)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyHygieneBoardRow *row = read_who (rows);
      row->score = xy_rows_int (rows, 6);
      row->rank = xy_rows_int (rows, 7);
      row->band = g_strdup (xy_rows_text (rows, 8));
      row->bright = g_strdup (xy_rows_text (rows, 9));
      row->plate = g_strdup (xy_rows_text (rows, 10));
      row->may_name = TRUE;
      g_ptr_array_add (board, row);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&board) : NULL;
}

void
xy_hygiene_low_last_day (XyStore *store, const XyHygieneRound *round, char day[])
{
  xy_day_add (round->day, (int) xy_setting_get_number (store, XY_SETTING_HYGIENE_DAYS), day);
}

static gboolean
has_long_number (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      n = g_unichar_isdigit (g_utf8_get_char (text)) ? n + 1 : 0;
      if (n == LONG_NUMBER)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_for_all (const char *text, GPtrArray *hidden)
{
  for (guint i = 0; i < hidden->len; i++)
    if (strstr (text, hidden->pdata[i]) != NULL)
      return FALSE;
  return !has_long_number (text);
}

/* What of PROBLEM may hang: without the parts that have one of HIDDEN or a long number. (transfer full), or NULL. */
static char *
public_problem (const char *problem, GPtrArray *hidden)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *from = problem;

  if (problem == NULL)
    return NULL;
  for (const char *at = problem;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (c != 0 && g_utf8_strchr ("，,；;。、", -1, c) == NULL)
        continue;
      g_autofree char *part = g_strndup (from, (gsize) (at - from));
      g_strstrip (part);
      if (part[0] != '\0' && is_for_all (part, hidden))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "；" : "", part);
      if (c == 0)
        break;
      from = g_utf8_next_char (at);
    }
  /* Where nothing was taken out, it stands as it was written. */
  return text->len == 0                 ? NULL
         : is_for_all (problem, hidden) ? g_strdup (problem)
                                        : g_string_free (g_steal_pointer (&text), FALSE);
}

/* Adds the names of whoever is named in TEXT. */
static gboolean
find_names (XyStore *store, const char *text, GPtrArray *hidden, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[NAMES].text, XY_BIND (XY_TEXT (text)), &problem);

  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (hidden, g_strdup (xy_rows_text (rows, 0)));
  return xy_error_pass (error, &problem);
}

/* Adds the names of whoever is named in TEXTS. */
static gboolean
add_names (XyStore *store, char *const *texts, guint n, GPtrArray *hidden, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    if (texts[i] != NULL)
      g_string_append_printf (all, "%s\n", texts[i]);
  return find_names (store, all->str, hidden, error);
}

static int
compare_length (gconstpointer a, gconstpointer b)
{
  gsize x = strlen (*(const char *const *) a), y = strlen (*(const char *const *) b);

  return (x < y) - (x > y);
}

char *
xy_hygiene_public_text (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) covered = g_string_new (text);

  if (!find_names (store, text, names, error))
    return NULL;
  /* 曾国强 before 曾国. */
  g_ptr_array_sort (names, compare_length);
  for (guint i = 0; i < names->len; i++)
    g_string_replace (covered, names->pdata[i], SOMEBODY, 0);
  return xy_mask_text (covered->str);
}

/* Adds what CHECKLIST looks at inside the house. */
static gboolean
add_inside (XyStore *store, const XyId *id, GPtrArray *hidden, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    g_ptr_array_add (hidden, g_strdup (inside[i]));
  if (id == NULL || xy_id_is_none (id))
    return TRUE;
  g_autoptr (XyHygieneChecklist) checklist = xy_record_get (store, &xy_hygiene_checklist_type, id, error);
  if (checklist == NULL)
    return FALSE;
  g_autoptr (GArray) items = xy_hygiene_items_read (checklist->items, FALSE);
  for (guint i = 0; i < items->len; i++)
    if (g_array_index (items, XyHygieneItem, i).inside)
      g_ptr_array_add (hidden, g_strdup (g_array_index (items, XyHygieneItem, i).name));
  return TRUE;
}

gboolean
xy_hygiene_hide_persons (XyStore *store, const XyId *checklist, char **texts, guint n, GError **error)
{
  g_autoptr (GPtrArray) hidden = g_ptr_array_new_with_free_func (g_free);

  if (!add_inside (store, checklist, hidden, error) || !add_names (store, texts, n, hidden, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char *text = public_problem (texts[i], hidden);
      g_free (texts[i]);
      texts[i] = text;
    }
  return TRUE;
}

/* Takes out of BOARD what may not hang. */
static gboolean
tidy_problems (XyStore *store, const XyHygieneRound *round, GPtrArray *board, GError **error)
{
  g_autofree char **texts = g_new0 (char *, board->len + 1);

  for (guint i = 0; i < board->len; i++)
    texts[i] = g_steal_pointer (&((XyHygieneBoardRow *) board->pdata[i])->problem);
  gboolean done = xy_hygiene_hide_persons (store, &round->checklist, texts, board->len, error);
  for (guint i = 0; i < board->len; i++)
    ((XyHygieneBoardRow *) board->pdata[i])->problem = texts[i];
  return done;
}

static void
set_name (XyStore *store, XyHygieneBoardRow *row, const char *day, gboolean names)
{
  row->may_name = TRUE;
  if (xy_id_is_none (&row->household))
    return;
  g_autofree char *ground = NULL;
  row->may_name = xy_hygiene_may_name (store, &row->household, day, &ground);
  if (row->may_name && names)
    row->ground = g_steal_pointer (&ground);
  else
    g_clear_pointer (&row->name, g_free);
}

GPtrArray *
xy_hygiene_low_board (XyStore *store, const XyId *round, const char *day, gboolean names, GError **error)
{
  g_autoptr (GPtrArray) board = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_board_row_free);
  g_autoptr (XyHygieneRound) closed = get_closed (store, round, error);
  g_autoptr (GError) problem = NULL;
  char last[XY_DAY_SIZE], until[XY_DAY_SIZE];

  if (closed == NULL)
    return NULL;
  xy_hygiene_low_last_day (store, closed, last);
  if (strcmp (day, last) > 0)
    return g_steal_pointer (&board);
  xy_day_add (closed->closed_on, (int) closed->limit_days, until);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[LOW].text, XY_BIND (XY_ID (round), XY_TEXT (day)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyHygieneBoardRow *row = read_who (rows);
      row->problem = g_strdup (xy_rows_text (rows, xy_rows_is_null (rows, 11) ? 16 : 11));
      row->slip = xy_rows_id (rows, 12);
      if (!xy_id_is_none (&row->slip))
        row->slip_number = g_strdup_printf ("%.4s-%03d", xy_rows_text (rows, 13), (int) xy_rows_int (rows, 14));
      row->until = g_strdup (xy_id_is_none (&row->slip) ? until : xy_rows_text (rows, 15));
      set_name (store, row, day, names);
      g_ptr_array_add (board, row);
    }
  return xy_error_pass (error, &problem) ? tidy_problems (store, closed, board, error) ? g_steal_pointer (&board) : NULL
                                         : NULL;
}

char *
xy_hygiene_board_grounds (GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const XyHygieneBoardRow *row = rows->pdata[i];
      if (row->ground != NULL && g_hash_table_add (seen, row->ground))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "；" : "", row->ground);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

const XySql *
xy_hygiene_list_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
