/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-slip-lists.h"

#include <glib/gi18n-lib.h>

#include "core/attachment.h"
#include "core/store.h"

XyHygieneSlipQuery *
xy_hygiene_slip_query_new (XyHygieneSlipWhich which, const XyId *unit, const char *text)
{
  XyHygieneSlipQuery *query = g_new0 (XyHygieneSlipQuery, 1);

  query->text = g_strdup (text);
  query->filter = (XyHygieneSlipFilter){ .which = which, .unit = *unit, .text = query->text };
  return query;
}

void
xy_hygiene_slip_query_free (gpointer data)
{
  XyHygieneSlipQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

static XyListAnswer *
slip_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  XyHygieneSlipFilter filter = ((const XyHygieneSlipQuery *) asked->data)->filter;
  GArray *ids;

  filter.reversed = asked->descending;
  if (g_strcmp0 (asked->sort, "number") == 0)
    {
      /* Newest first by itself. */
      filter.order = XY_HYGIENE_SLIPS_BY_NUMBER;
      filter.reversed = !asked->descending;
    }
  else if (g_strcmp0 (asked->sort, "name") == 0 || g_strcmp0 (asked->sort, "unit") == 0)
    filter.order = XY_HYGIENE_SLIPS_BY_HOUSEHOLD;
  else
    filter.order = XY_HYGIENE_SLIPS_BY_DUE;
  ids = xy_hygiene_slip_ids (store, &filter, error);
  return ids != NULL ? xy_list_answer_new (ids) : NULL;
}

static GPtrArray *
slip_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  GPtrArray *rows = xy_hygiene_slip_rows (store, ids, n_ids, error);

  /* The list frees them one by one. */
  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static void
row_free (gpointer row)
{
  if (row != NULL)
    xy_hygiene_slip_row_free (row);
}

#define SLIP(record) (((const XyHygieneSlipRow *) (record))->slip)

XY_TEXT_GETTER (get_number, XyHygieneSlipRow, number)
XY_TEXT_GETTER (get_unit, XyHygieneSlipRow, unit_name)
XY_TEXT_GETTER (get_name, XyHygieneSlipRow, name)
XY_TEXT_GETTER (get_household_number, XyHygieneSlipRow, household_number)
XY_TEXT_GETTER (get_word, XyHygieneSlipRow, word)
XY_TEXT_GETTER (get_round, XyHygieneSlipRow, round_title)

static char *
get_problem (gconstpointer record)
{
  return g_strdup (SLIP (record)->problem);
}

static char *
get_day (gconstpointer record)
{
  return g_strdup (SLIP (record)->day);
}

static char *
get_until (gconstpointer record)
{
  return g_strdup (SLIP (record)->until != NULL ? SLIP (record)->until : SLIP (record)->due);
}

static char *
get_helper (gconstpointer record)
{
  return g_strdup (SLIP (record)->helper);
}

static char *
get_received (gconstpointer record)
{
  return g_strdup (SLIP (record)->received_on);
}

static char *
get_closed (gconstpointer record)
{
  return g_strdup (SLIP (record)->closed_on);
}

char *
xy_hygiene_slip_left (gconstpointer record)
{
  const XyHygieneSlipRow *row = record;

  return row->slip->stage <= XY_HYGIENE_PASSED_ON ? xy_list_days_left (row->days) : NULL;
}

char *
xy_hygiene_slip_owner (const XyHygieneSlipRow *row)
{
  if (row->household_number == NULL)
    return g_strdup (row->name);
  return g_strdup_printf ("%s %s", row->name != NULL ? row->name : "—", row->household_number);
}

XyPillKind
xy_hygiene_slip_pill (gconstpointer record)
{
  const XyHygieneSlipRow *row = record;

  return row->overdue                               ? XY_PILL_ALERT
         : row->slip->stage == XY_HYGIENE_CLOSED    ? XY_PILL_DONE
         : row->slip->stage == XY_HYGIENE_GOOD      ? XY_PILL_WAITING
         : row->slip->stage == XY_HYGIENE_PASSED_ON ? XY_PILL_WAITING
                                                    : XY_PILL_PLAIN;
}

const XyColumn xy_hygiene_slip_columns[] = {
  { "number", N_ ("Notice no."), 90, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_number, NULL },
  { "unit", N_ ("Group"), 54, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_unit, NULL },
  { "name", N_ ("Head or place"), 93, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_name, NULL },
  { "problem", N_ ("To be put right"), 150, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_problem, NULL },
  { "until", N_ ("Last day"), 96, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_until, NULL },
  { "left", N_ ("Time left"), 81, XY_COLUMN_TEXT, XY_COLUMN_WHOLE, xy_hygiene_slip_left, NULL },
  { "helper", N_ ("Helper"), 84, XY_COLUMN_TEXT, 0, get_helper, NULL },
  { "state", N_ ("State"), 111, XY_COLUMN_PILL, XY_COLUMN_MARKED, get_word, xy_hygiene_slip_pill },
  { "household", N_ ("House no."), 78, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_household_number, NULL },
  { "day", N_ ("Issued"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_day, NULL },
  { "received", N_ ("Signed for"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_received, NULL },
  { "closed", N_ ("Closed on"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_closed, NULL },
  { "round", N_ ("Round"), 150, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_round, NULL },
};
const guint xy_hygiene_n_slip_columns = G_N_ELEMENTS (xy_hygiene_slip_columns);

const XyListSource xy_hygiene_slip_source = {
  .ids = slip_ids,
  .records = slip_records,
  .free_record = row_free,
};

gpointer
xy_hygiene_slip_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (GPtrArray) rows = xy_hygiene_slip_rows (store, id, 1, error);
  XyHygieneSlipFacts *facts;

  if (rows == NULL || rows->pdata[0] == NULL)
    return NULL;
  facts = g_new0 (XyHygieneSlipFacts, 1);
  g_ptr_array_set_free_func (rows, NULL);
  facts->row = rows->pdata[0];
  facts->rechecks = xy_hygiene_rechecks_of (store, id, error);
  if (facts->rechecks == NULL)
    {
      xy_hygiene_slip_facts_free (facts);
      return NULL;
    }
  if (facts->row->slip->photo != NULL)
    facts->photo = xy_attachment_path (xy_store_get_path (store), facts->row->slip->photo);
  return facts;
}

void
xy_hygiene_slip_facts_free (gpointer data)
{
  XyHygieneSlipFacts *facts = data;

  if (facts == NULL)
    return;
  row_free (facts->row);
  g_clear_pointer (&facts->rechecks, g_ptr_array_unref);
  g_free (facts->photo);
  g_free (facts);
}
