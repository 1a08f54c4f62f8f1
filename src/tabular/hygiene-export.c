/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/hygiene-export.h"

#include <glib/gi18n-lib.h>

#include "core/hygiene-decide.h"
#include "core/hygiene-list.h"
#include "core/hygiene-naming.h"
#include "core/mask.h"
#include "core/store.h"
#include "core/village.h"
#include "tabular/write.h"

static XyTableWriter *
begin (XyStore *store,
       const char *path,
       const char *what,
       const char *title,
       const XyTableColumn *columns,
       guint n,
       GError **error)
{
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyTableWriter) writer =
      village != NULL ? xy_table_writer_new (path, xy_format_from_path (path), error) : NULL;

  if (writer == NULL)
    return NULL;
  g_autofree char *whole = g_strdup_printf ("%s %s", village->name, title);
  return xy_table_writer_begin (writer, what, whole, columns, n, error) ? g_steal_pointer (&writer) : NULL;
}

/* NAME where it may stand beside something that blames. */
static const char *
name_beside (XyStore *store, const XyId *household, const char *name, gboolean names)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  if (names || xy_id_is_none (household) || xy_hygiene_may_name (store, household, today, NULL))
    return name;
  return NULL;
}

/* What somebody typed may hold a phone number. */
static void
write_remark (XyTableWriter *writer, const char *text)
{
  g_autofree char *masked = text != NULL ? xy_mask_text (text) : NULL;

  xy_table_writer_text (writer, masked);
}

/* What somebody typed beside the rows of a list, as it may go from hand to hand; with NAMES as it was typed. */
typedef struct
{
  char **texts;
  guint n;
} Typed;

/* Of each row of a round's results. */
enum
{
  PROBLEM,
  BRIGHT,
  REASON,
  N_TYPED
};

static void
typed_clear (Typed *typed)
{
  for (guint i = 0; i < typed->n; i++)
    g_free (typed->texts[i]);
  g_free (typed->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static void
write_count (XyTableWriter *writer, gint64 number, gboolean there)
{
  if (there)
    xy_table_writer_number (writer, number);
  else
    xy_table_writer_skip (writer);
}

static gboolean
write_outcome (XyStore *store,
               XyTableWriter *writer,
               const XyHygieneOutcome *outcome,
               char *const typed[],
               gboolean names,
               GError **error)
{
  gboolean ranked = outcome->rank > 0;
  gboolean delicate = g_strcmp0 (outcome->list, "low") == 0 || g_strcmp0 (outcome->suggested, "low") == 0
                      || g_str_equal (outcome->state, "excused");

  write_count (writer, outcome->rank, ranked);
  xy_table_writer_text (writer, outcome->unit_name);
  xy_table_writer_text (writer, outcome->number);
  xy_table_writer_text (writer,
                        delicate ? name_beside (store, &outcome->household, outcome->name, names) : outcome->name);
  xy_table_writer_text (writer, xy_word_label (xy_hygiene_words ("state"), outcome->state));
  xy_table_writer_number (writer, outcome->n);
  write_count (writer, outcome->score, ranked);
  xy_table_writer_text (writer, outcome->band);
  xy_table_writer_text (
      writer, outcome->suggested != NULL ? xy_word_label (xy_hygiene_words ("list"), outcome->suggested) : NULL);
  xy_table_writer_text (writer,
                        outcome->list != NULL ? xy_word_label (xy_hygiene_words ("list"), outcome->list) : NULL);
  write_remark (writer, names || !delicate ? typed[REASON] : NULL);
  write_count (writer, outcome->streak_list, outcome->streak_list > 0);
  write_remark (writer, typed[BRIGHT]);
  write_remark (writer, typed[PROBLEM]);
  xy_table_writer_text (writer, outcome->plate);
  return xy_table_writer_end_row (writer, error);
}

gboolean
xy_hygiene_export_results (XyStore *store,
                           const XyId *round,
                           gboolean names,
                           const char *path,
                           guint *n,
                           GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Rank"), XY_COLUMN_INTEGER, 4 },       { _ ("Group"), XY_COLUMN_TEXT, 5 },
    { _ ("House no."), XY_COLUMN_TEXT, 6 },     { _ ("Head or area"), XY_COLUMN_TEXT, 8 },
    { _ ("State"), XY_COLUMN_TEXT, 7 },         { _ ("Sheets in"), XY_COLUMN_INTEGER, 5 },
    { _ ("Score"), XY_COLUMN_POINTS, 5 },       { _ ("Grade"), XY_COLUMN_TEXT, 5 },
    { _ ("Suggested"), XY_COLUMN_TEXT, 5 },     { _ ("List"), XY_COLUMN_TEXT, 5 },
    { _ ("Reason"), XY_COLUMN_TEXT, 12 },       { _ ("List in a row"), XY_COLUMN_INTEGER, 5 },
    { _ ("Bright point"), XY_COLUMN_TEXT, 14 }, { _ ("Problem"), XY_COLUMN_TEXT, 14 },
    { _ ("Plate"), XY_COLUMN_TEXT, 6 },
  };
  g_autoptr (XyHygieneRound) record = xy_record_get (store, &xy_hygiene_round_type, round, error);
  g_autoptr (GPtrArray) outcomes = record != NULL ? xy_hygiene_outcomes (store, round, error) : NULL;
  g_auto (Typed) typed = { 0 };

  if (outcomes == NULL)
    return FALSE;
  typed.n = outcomes->len * N_TYPED;
  typed.texts = g_new0 (char *, typed.n + 1);
  for (guint i = 0; i < outcomes->len; i++)
    {
      const XyHygieneOutcome *outcome = outcomes->pdata[i];
      char **texts = typed.texts + i * N_TYPED;
      texts[PROBLEM] = g_strdup (outcome->problem);
      texts[BRIGHT] = g_strdup (outcome->bright);
      texts[REASON] = g_strdup (outcome->reason);
    }
  if (!names && !xy_hygiene_hide_persons (store, &record->checklist, typed.texts, typed.n, error))
    return FALSE;
  g_autofree char *title = xy_hygiene_round_describe (record);
  g_autoptr (XyTableWriter) writer = begin (store, path, _ ("Results"), title, columns, G_N_ELEMENTS (columns), error);
  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < outcomes->len; i++)
    if (!write_outcome (store, writer, outcomes->pdata[i], typed.texts + i * N_TYPED, names, error))
      return FALSE;
  *n = outcomes->len;
  return xy_table_writer_finish (writer, error);
}

static gboolean
write_slip (XyStore *store,
            XyTableWriter *writer,
            const XyHygieneSlipRow *row,
            const char *problem,
            gboolean names,
            GError **error)
{
  const XyHygieneSlip *slip = row->slip;

  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, row->word);
  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, row->household_number);
  xy_table_writer_text (writer, name_beside (store, &slip->household, row->name, names));
  write_remark (writer, problem);
  xy_table_writer_text (writer, slip->day);
  xy_table_writer_text (writer, slip->due);
  xy_table_writer_text (writer, slip->until);
  xy_table_writer_text (writer, slip->helper);
  xy_table_writer_text (writer, slip->received_on);
  xy_table_writer_number (writer, row->n_rechecks);
  xy_table_writer_text (writer, row->last_on);
  xy_table_writer_text (writer, row->last_by);
  xy_table_writer_text (writer, slip->closed_on);
  xy_table_writer_text (writer, row->round_title);
  return xy_table_writer_end_row (writer, error);
}

gboolean
xy_hygiene_export_slips (XyStore *store,
                         const XyHygieneSlipFilter *filter,
                         gboolean names,
                         const char *path,
                         guint *n,
                         GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Notice number"), XY_COLUMN_TEXT, 6 }, { _ ("State"), XY_COLUMN_TEXT, 6 },
    { _ ("Group"), XY_COLUMN_TEXT, 5 },         { _ ("House no."), XY_COLUMN_TEXT, 6 },
    { _ ("Head or area"), XY_COLUMN_TEXT, 8 },  { _ ("Problem"), XY_COLUMN_TEXT, 16 },
    { _ ("Issued on"), XY_COLUMN_DAY, 7 },      { _ ("To be done by"), XY_COLUMN_DAY, 7 },
    { _ ("Last day"), XY_COLUMN_DAY, 7 },       { _ ("Helper"), XY_COLUMN_TEXT, 6 },
    { _ ("Received on"), XY_COLUMN_DAY, 7 },    { _ ("Rechecks"), XY_COLUMN_INTEGER, 5 },
    { _ ("Last recheck"), XY_COLUMN_DAY, 7 },   { _ ("Looked by"), XY_COLUMN_TEXT, 6 },
    { _ ("Closed on"), XY_COLUMN_DAY, 7 },      { _ ("Round"), XY_COLUMN_TEXT, 16 },
  };
  g_autoptr (GArray) ids = xy_hygiene_slip_ids (store, filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_hygiene_slip_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_autoptr (XyTableWriter) writer = rows != NULL
                                         ? begin (store, path, _ ("Rectification notices"), _ ("Rectification notices"),
                                                  columns, G_N_ELEMENTS (columns), error)
                                         : NULL;

  g_auto (Typed) typed = { 0 };

  if (writer == NULL)
    return FALSE;
  typed.texts = g_new0 (char *, rows->len + 1);
  for (; typed.n < rows->len; typed.n++)
    if (rows->pdata[typed.n] != NULL)
      typed.texts[typed.n] = g_strdup (((XyHygieneSlipRow *) rows->pdata[typed.n])->slip->problem);
  if (!names && !xy_hygiene_hide_persons (store, NULL, typed.texts, typed.n, error))
    return FALSE;
  *n = 0;
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      {
        if (!write_slip (store, writer, rows->pdata[i], typed.texts[i], names, error))
          return FALSE;
        ++*n;
      }
  return xy_table_writer_finish (writer, error);
}

static gboolean
write_round (XyTableWriter *writer, const XyHygieneRoundRow *row, GError **error)
{
  const XyHygieneRound *round = row->round;
  gboolean closed = round->closed_on != NULL;

  xy_table_writer_text (writer, row->title);
  xy_table_writer_text (writer, xy_word_label (xy_hygiene_words ("kind"), round->kind));
  xy_table_writer_text (writer, xy_word_label (xy_hygiene_words ("target"), round->target));
  xy_table_writer_text (writer, round->day);
  xy_table_writer_text (writer, row->unit_names);
  xy_table_writer_number (writer, row->n_judges);
  xy_table_writer_number (writer, row->n_results);
  xy_table_writer_number (writer, row->n_in);
  xy_table_writer_number (writer, row->n_excused);
  xy_table_writer_number (writer, row->n_absent);
  xy_table_writer_number (writer, row->n_sheets);
  xy_table_writer_number (writer, row->n_expected);
  write_count (writer, row->n_red, closed);
  write_count (writer, row->n_low, closed);
  write_count (writer, row->n_open_slips, closed);
  xy_table_writer_text (writer, round->closed_on);
  xy_table_writer_text (writer, row->red_posted_on);
  xy_table_writer_text (writer, row->low_posted_on);
  return xy_table_writer_end_row (writer, error);
}

gboolean
xy_hygiene_export_rounds (XyStore *store,
                          const XyHygieneRoundFilter *filter,
                          const char *path,
                          guint *n,
                          GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Round"), XY_COLUMN_TEXT, 16 },          { _ ("Kind"), XY_COLUMN_TEXT, 5 },
    { _ ("What is judged"), XY_COLUMN_TEXT, 6 },  { _ ("Day"), XY_COLUMN_DAY, 7 },
    { _ ("Groups"), XY_COLUMN_TEXT, 10 },         { _ ("Judges"), XY_COLUMN_INTEGER, 4 },
    { _ ("In the round"), XY_COLUMN_INTEGER, 5 }, { _ ("Judged"), XY_COLUMN_INTEGER, 4 },
    { _ ("Excused"), XY_COLUMN_INTEGER, 5 },      { _ ("Not judged"), XY_COLUMN_INTEGER, 5 },
    { _ ("Sheets in"), XY_COLUMN_INTEGER, 5 },    { _ ("Sheets expected"), XY_COLUMN_INTEGER, 6 },
    { _ ("Red list"), XY_COLUMN_INTEGER, 4 },     { _ ("Households to help"), XY_COLUMN_INTEGER, 5 },
    { _ ("Open notices"), XY_COLUMN_INTEGER, 5 }, { _ ("Lists decided on"), XY_COLUMN_DAY, 7 },
    { _ ("Red list posted"), XY_COLUMN_DAY, 7 },  { _ ("List to help posted"), XY_COLUMN_DAY, 7 },
  };
  g_autoptr (GArray) ids = xy_hygiene_round_ids (store, filter, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_hygiene_round_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_autoptr (XyTableWriter) writer = rows != NULL ? begin (store, path, _ ("Hygiene rounds"), _ ("Hygiene rounds"),
                                                           columns, G_N_ELEMENTS (columns), error)
                                                  : NULL;

  if (writer == NULL)
    return FALSE;
  *n = 0;
  for (guint i = 0; i < rows->len; i++)
    if (rows->pdata[i] != NULL)
      {
        if (!write_round (writer, rows->pdata[i], error))
          return FALSE;
        ++*n;
      }
  return xy_table_writer_finish (writer, error);
}
