/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-round-lists.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-basis-lists.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-score.h"
#include "core/number.h"
#include "core/paper-list.h"
#include "core/points-scheme.h"
#include "core/store.h"

XyHygieneRoundQuery *
xy_hygiene_round_query_new (const char *kind, const char *target, const char *year, const XyId *unit, int open)
{
  XyHygieneRoundQuery *query = g_new0 (XyHygieneRoundQuery, 1);

  query->kind = g_strdup (kind);
  query->target = g_strdup (target);
  query->year = g_strdup (year);
  query->filter = (XyHygieneRoundFilter){
    .kind = query->kind, .target = query->target, .year = query->year, .unit = *unit, .open = open
  };
  return query;
}

void
xy_hygiene_round_query_free (gpointer data)
{
  XyHygieneRoundQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->kind);
  g_free (query->target);
  g_free (query->year);
  g_free (query);
}

static XyListAnswer *
round_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyHygieneRoundQuery *query = asked->data;
  GArray *ids = xy_hygiene_round_ids (store, &query->filter, error);

  return ids != NULL ? xy_list_answer_new (ids) : NULL;
}

static GPtrArray *
round_records (XyStore *store,
               const XyListQuery *asked,
               const XyId *ids,
               guint n_ids,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *rows = xy_hygiene_round_rows (store, ids, n_ids, error);

  /* The list frees them one by one. */
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static void
row_free (gpointer row)
{
  if (row != NULL)
    xy_hygiene_round_row_free (row);
}

#define ROUND(record) (((const XyHygieneRoundRow *) (record))->round)

char *
xy_hygiene_round_short (const XyHygieneRound *round)
{
  /* Translators: the year, and the number of the round in it: 2026年第3期. */
  return round->name != NULL ? g_strdup (round->name)
                             : g_strdup_printf (_ ("%.4s No. %d"), round->day, (int) round->number);
}

static char *
get_title (gconstpointer record)
{
  return xy_hygiene_round_short (ROUND (record));
}

static char *
get_kind (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_hygiene_words ("kind"), ROUND (record)->kind));
}

static char *
get_target (gconstpointer record)
{
  return g_strdup (xy_hygiene_target_word (ROUND (record)->target));
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (ROUND (record)->day);
}

static char *
get_area (gconstpointer record)
{
  const XyHygieneRoundRow *row = record;

  return g_strdup (row->unit_names != NULL ? row->unit_names : _ ("the whole village"));
}

/* Nothing is said of none, so that what there is stands out. */
static char *
format_count (guint n)
{
  return n > 0 ? g_strdup_printf ("%u", n) : NULL;
}

static char *
get_in (gconstpointer record)
{
  return g_strdup_printf ("%u", ((const XyHygieneRoundRow *) record)->n_in);
}

static char *
get_excused (gconstpointer record)
{
  return format_count (((const XyHygieneRoundRow *) record)->n_excused);
}

static char *
get_absent (gconstpointer record)
{
  return format_count (((const XyHygieneRoundRow *) record)->n_absent);
}

static char *
get_sheets (gconstpointer record)
{
  const XyHygieneRoundRow *row = record;

  return g_strdup_printf ("%u/%u", row->n_sheets, row->n_expected);
}

static char *
get_red (gconstpointer record)
{
  return format_count (((const XyHygieneRoundRow *) record)->n_red);
}

static char *
get_low (gconstpointer record)
{
  return format_count (((const XyHygieneRoundRow *) record)->n_low);
}

static char *
get_closed (gconstpointer record)
{
  return g_strdup (ROUND (record)->closed_on);
}

XY_TEXT_GETTER (get_red_posted, XyHygieneRoundRow, red_posted_on)
XY_TEXT_GETTER (get_low_posted, XyHygieneRoundRow, low_posted_on)

static char *
get_slips (gconstpointer record)
{
  return format_count (((const XyHygieneRoundRow *) record)->n_open_slips);
}

const XyColumn xy_hygiene_round_columns[] = {
  { "title", N_ ("Round"), 114, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_title, NULL },
  { "kind", N_ ("Kind"), 60, XY_COLUMN_TEXT, 0, get_kind, NULL },
  { "day", N_ ("Day"), 96, XY_COLUMN_TEXT, 0, get_day, NULL },
  { "in", N_ ("Entered"), 54, XY_COLUMN_NUMBER, 0, get_in, NULL },
  { "excused", N_ ("Excused"), 60, XY_COLUMN_NUMBER, 0, get_excused, NULL },
  { "absent", N_ ("Missed"), 60, XY_COLUMN_NUMBER, 0, get_absent, NULL },
  { "sheets", N_ ("Sheets in"), 78, XY_COLUMN_NUMBER, 0, get_sheets, NULL },
  { "red", N_ ("Red list"), 54, XY_COLUMN_NUMBER, 0, get_red, NULL },
  { "low", N_ ("To improve"), 60, XY_COLUMN_NUMBER, 0, get_low, NULL },
  { "state", N_ ("State"), 102, XY_COLUMN_PILL, XY_COLUMN_MARKED, xy_hygiene_round_word, xy_hygiene_round_pill },
  { "target", N_ ("Judges what"), 84, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_target, NULL },
  { "area", N_ ("Area"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_area, NULL },
  { "closed", N_ ("Decided on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_closed, NULL },
  { "red-posted", N_ ("Red list posted"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_red_posted, NULL },
  { "low-posted", N_ ("To improve posted"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_low_posted, NULL },
  { "slips", N_ ("Open notices"), 72, XY_COLUMN_NUMBER, XY_COLUMN_HIDDEN, get_slips, NULL },
};
const guint xy_hygiene_n_round_columns = G_N_ELEMENTS (xy_hygiene_round_columns);

const XyListSource xy_hygiene_round_source = {
  .ids = round_ids,
  .records = round_records,
  .free_record = row_free,
};

/* How it stands */

XyHygieneNext
xy_hygiene_round_next (const XyHygieneRoundRow *row)
{
  gboolean red_waits = row->n_red > 0 && row->red_posted_on == NULL;
  gboolean low_waits = row->n_low > 0 && row->low_posted_on == NULL;

  if (row->round->closed_on == NULL)
    return row->n_sheets == 0                ? XY_HYGIENE_NEXT_PRINT
           : row->n_sheets < row->n_expected ? XY_HYGIENE_NEXT_TYPE
                                             : XY_HYGIENE_NEXT_CLOSE;
  /* A village may post the red list only; the other one leaves the board by itself when all is mended. */
  if (red_waits || (row->n_red == 0 && low_waits))
    return XY_HYGIENE_NEXT_POST;
  return row->n_open_slips > 0 ? XY_HYGIENE_NEXT_MEND : XY_HYGIENE_NEXT_NONE;
}

XyPillKind
xy_hygiene_round_pill (gconstpointer record)
{
  switch (xy_hygiene_round_next (record))
    {
    case XY_HYGIENE_NEXT_TYPE:
    case XY_HYGIENE_NEXT_CLOSE:
    case XY_HYGIENE_NEXT_MEND:
      return XY_PILL_WAITING;
    case XY_HYGIENE_NEXT_POST:
      return XY_PILL_ALERT;
    case XY_HYGIENE_NEXT_NONE:
      return XY_PILL_DONE;
    case XY_HYGIENE_NEXT_PRINT:
    default:
      return XY_PILL_PLAIN;
    }
}

char *
xy_hygiene_round_word (gconstpointer record)
{
  const XyHygieneRoundRow *row = record;

  switch (xy_hygiene_round_next (row))
    {
    case XY_HYGIENE_NEXT_TYPE:
      return g_strdup (_ ("typing scores"));
    case XY_HYGIENE_NEXT_CLOSE:
      return g_strdup (_ ("to be decided"));
    case XY_HYGIENE_NEXT_MEND:
      return g_strdup_printf (_ ("mending %u"), row->n_open_slips);
    case XY_HYGIENE_NEXT_POST:
      return g_strdup (_ ("to be posted"));
    case XY_HYGIENE_NEXT_NONE:
      return g_strdup (row->red_posted_on != NULL || row->low_posted_on != NULL ? _ ("posted") : _ ("decided"));
    case XY_HYGIENE_NEXT_PRINT:
    default:
      return g_strdup (_ ("to be scored"));
    }
}

/* In words */

char *
xy_hygiene_list_words (const char *by, gint64 value, gboolean low)
{
  if (g_strcmp0 (by, "share") == 0)
    return g_strdup_printf (low ? _ ("the last %d %%") : _ ("the first %d %%"), (int) value);
  if (g_strcmp0 (by, "number") == 0)
    return g_strdup_printf (low ? _ ("the last %d") : _ ("the first %d"), (int) value);
  if (g_strcmp0 (by, "score") == 0)
    {
      g_autofree char *score = xy_points_format (value);
      return g_strdup_printf (low ? _ ("below %s") : _ ("%s and more"), score);
    }
  return g_strdup (_ ("none"));
}

char *
xy_hygiene_bands_words (const char *text)
{
  g_autoptr (GPtrArray) bands = xy_points_bands (text, NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; bands != NULL && i < bands->len; i++)
    {
      const XyPointsBand *band = bands->pdata[i];
      g_autofree char *least = xy_points_format (band->least);
      if (i > 0)
        g_string_append (words, _ (", "));
      if (band->least > 0)
        g_string_append_printf (words, _ ("%s from %s"), band->name, least);
      else
        g_string_append (words, band->name);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* One round */

gpointer
xy_hygiene_round_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (GPtrArray) rows = xy_hygiene_round_rows (store, id, 1, error);
  XyHygieneRoundFacts *facts;

  if (rows == NULL || rows->pdata[0] == NULL)
    return NULL;
  facts = g_new0 (XyHygieneRoundFacts, 1);
  g_ptr_array_set_free_func (rows, NULL);
  facts->row = rows->pdata[0];
  facts->judges = xy_hygiene_judges (store, id, error);
  facts->corrections = facts->judges != NULL ? xy_hygiene_corrections (store, id, error) : NULL;
  if (facts->corrections == NULL)
    {
      xy_hygiene_round_facts_free (facts);
      return NULL;
    }
  xy_paper_list_about (store, id, &facts->paper);
  if (!xy_id_is_none (&facts->row->round->checklist))
    {
      g_autoptr (XyHygieneChecklist) checklist =
          xy_record_get (store, &xy_hygiene_checklist_type, &facts->row->round->checklist, NULL);
      facts->checklist = checklist != NULL ? g_strdup (checklist->name) : NULL;
    }
  if (facts->row->round->closed_on == NULL && facts->row->n_sheets > 0)
    {
      g_autoptr (XyHygieneGrid) grid = xy_hygiene_grid (store, id, NULL);
      if (grid != NULL)
        {
          g_auto (XyHygieneMissing) missing = { 0 };
          xy_hygiene_grid_missing (grid, &missing);
          facts->missing = g_steal_pointer (&missing.sentence);
        }
    }
  return facts;
}

void
xy_hygiene_round_facts_free (gpointer data)
{
  XyHygieneRoundFacts *facts = data;

  if (facts == NULL)
    return;
  row_free (facts->row);
  g_clear_pointer (&facts->judges, g_ptr_array_unref);
  g_clear_pointer (&facts->corrections, g_ptr_array_unref);
  g_free (facts->checklist);
  g_free (facts->missing);
  g_free (facts);
}
