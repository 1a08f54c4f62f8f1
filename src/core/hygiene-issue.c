/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/hygiene-place.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip-private.h"
#include "core/store.h"

enum
{
  STANDING,
  OFFERS,
};

static const XySql statements[] = {
  [STANDING] = { &xy_hygiene_slip_type, "WHERE t.result = ?1 AND t.stage <> 4 AND t.del = 0" },
  [OFFERS] = { NULL, "SELECT r.id, r.household, r.place, u.name, h.number, coalesce (h.head_name, p.name), r.problem, "
                     "r.photo, r.state = 'excused', p.keeper, (SELECT s.id FROM hygiene_slip AS s "
                     "WHERE s.result = r.id AND s.stage <> 4 AND s.del = 0 ORDER BY s.id LIMIT 1) "
                     "FROM hygiene_result AS r LEFT JOIN household AS h ON h.id = r.household "
                     "LEFT JOIN hygiene_place AS p ON p.id = r.place LEFT JOIN unit AS u ON u.id = r.unit "
                     "WHERE r.round = ?1 AND r.del = 0 AND (r.list = 'low' OR r.state = 'excused') "
                     "ORDER BY r.state = 'excused', u.sort, u.id, r.sort, r.id" },
};

/* What is the same for all slips of an act. */
typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyHygieneIssuing *issuing;
  char day[XY_DAY_SIZE];
  XyHygieneRound *round; /* of the last result */
} Work;

gboolean
xy_hygiene_slip_day (XyTxn *txn, const char *typed, char day[], GError **error)
{
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  if (xy_day_parse (typed != NULL ? typed : today, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("“%s” is not a day of the calendar."), typed);
      return FALSE;
    }
  if (strcmp (day, today) <= 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("%s is still to come. Please enter what was done, when it is done."), day);
  return FALSE;
}

gboolean
xy_hygiene_slip_due (const char *typed, const char *field, const char *day, char due[], GError **error)
{
  if (xy_day_parse (typed, due) != XY_DAY_FULL)
    xy_set_invalid (error, field, _ ("“%s” is not a day of the calendar."), typed);
  else if (strcmp (due, day) < 0)
    xy_set_invalid (error, field, _ ("The last day, %s, is before the day of the notice, %s."), due, day);
  else if (xy_day_between (day, due) > XY_HYGIENE_DUE_MOST)
    xy_set_invalid (error, field, _ ("%s is more than a year off. Please look at the last day again."), due);
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_round (Work *work, const XyHygieneResult *result, GError **error)
{
  if (work->round != NULL && xy_id_same (&work->round->record.id, &result->round))
    return TRUE;
  g_clear_object (&work->round);
  work->round = xy_record_get (work->store, &xy_hygiene_round_type, &result->round, error);
  if (work->round == NULL)
    return FALSE;
  g_autofree char *title = xy_hygiene_round_describe (work->round);
  if (work->round->closed_on == NULL)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The lists of %s are not decided yet. Notices are issued once they are."), title);
  else if (strcmp (work->day, work->round->day) < 0)
    xy_set_invalid (error, "day", _ ("%s was judged on %s; its notices cannot be older."), title, work->round->day);
  else
    return TRUE;
  return FALSE;
}

/* Fills SLIP with what RESULT says. */
static gboolean
follow_result (Work *work, const XyHygieneSlipOne *one, XyHygieneSlip *slip, GError **error)
{
  g_autoptr (XyHygieneResult) result = xy_record_get (work->store, &xy_hygiene_result_type, &one->result, error);

  if (result == NULL || !take_round (work, result, error))
    return FALSE;
  slip->result = one->result;
  slip->household = result->household;
  slip->place = result->place;
  g_autofree char *whose = xy_hygiene_slip_whose (work->store, slip);
  g_autoptr (GPtrArray) standing = xy_record_list (work->store, &xy_hygiene_slip_type, statements[STANDING].text,
                                                   XY_BIND (XY_ID (&one->result)), error);
  if (standing == NULL)
    return FALSE;
  if (standing->len > 0)
    {
      g_autofree char *number = xy_hygiene_slip_number (standing->pdata[0]);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s already has the notice %s of this round."), whose,
                   number);
      return FALSE;
    }
  gboolean excused = g_str_equal (result->state, "excused");
  if (result->record.deleted || (!excused && g_strcmp0 (result->list, "low") != 0))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("%s is not among the households to help of this round. Issue the notice outside the round."),
                   whose);
      return FALSE;
    }
  slip->help = one->help || excused;
  xy_set_str (&slip->problem, one->problem != NULL ? one->problem : result->problem);
  xy_set_str (&slip->photo, one->photo != NULL ? one->photo : result->photo);
  return TRUE;
}

static gboolean
check_household (Work *work, const XyId *id, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, id, error);

  if (household == NULL)
    return FALSE;
  if (xy_household_is_live (household))
    return TRUE;
  g_autofree char *whose = xy_household_describe (household);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s no longer lives in the village."), whose);
  return FALSE;
}

static gboolean
check_place (Work *work, XyHygieneSlip *slip, GError **error)
{
  g_autoptr (XyHygienePlace) place = xy_record_get (work->store, &xy_hygiene_place_type, &slip->place, error);

  if (place == NULL)
    return FALSE;
  if (place->record.deleted)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("“%s” is no longer looked after."), place->name);
      return FALSE;
    }
  if (slip->helper == NULL)
    xy_set_str (&slip->helper, place->keeper);
  return TRUE;
}

static gboolean
set_due (Work *work, const XyHygieneSlipOne *one, XyHygieneSlip *slip, GError **error)
{
  const char *typed = one->due != NULL ? one->due : work->issuing->due;
  gint64 limit = !xy_id_is_none (&one->result) ? work->round->limit_days : XY_HYGIENE_LIMIT_DAYS;
  char due[XY_DAY_SIZE];

  if (typed == NULL)
    xy_day_add (work->day, (int) limit, due);
  else if (!xy_hygiene_slip_due (typed, "due", work->day, due, error))
    return FALSE;
  xy_set_str (&slip->due, due);
  return TRUE;
}

static gboolean
issue (Work *work, const XyHygieneSlipOne *one, XyId *made, GError **error)
{
  g_autoptr (XyHygieneSlip) slip = xy_record_new (&xy_hygiene_slip_type);

  slip->household = one->household;
  slip->place = one->place;
  slip->help = one->help;
  xy_set_str (&slip->problem, one->problem);
  xy_set_str (&slip->photo, one->photo);
  xy_set_str (&slip->helper, one->helper);
  if (!xy_id_is_none (&one->result) && !follow_result (work, one, slip, error))
    return FALSE;
  if (xy_id_is_none (&slip->household) == xy_id_is_none (&slip->place))
    {
      xy_set_invalid (error, "household", _ ("Please choose the household or the public area."));
      return FALSE;
    }
  if (xy_id_is_none (&slip->place) ? !check_household (work, &slip->household, error)
                                   : !check_place (work, slip, error))
    return FALSE;

  g_autofree char *whose = xy_hygiene_slip_whose (work->store, slip);
  if (slip->problem == NULL || slip->problem[0] == '\0')
    {
      xy_set_invalid (error, "problem", _ ("Please write what %s is to put right."), whose);
      return FALSE;
    }
  if (slip->help && (slip->helper == NULL || slip->helper[0] == '\0'))
    {
      xy_set_invalid (error, "helper", _ ("%s is to be helped. Please write who helps."), whose);
      return FALSE;
    }
  if (!set_due (work, one, slip, error))
    return FALSE;
  xy_set_str (&slip->day, work->day);
  xy_set_str (&slip->recorder, xy_txn_get_actor (work->txn)->name);
  if (!xy_record_save (work->txn, slip, error))
    return FALSE;
  if (made != NULL)
    *made = slip->record.id;
  return TRUE;
}

static gboolean
check_ones (const XyHygieneIssuing *issuing, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (xy_id_hash, xy_id_equal);

  if (issuing->n == 0)
    {
      xy_set_invalid (error, "ones", _ ("Please choose who gets a notice."));
      return FALSE;
    }
  for (guint i = 0; i < issuing->n; i++)
    {
      const XyId *result = &issuing->ones[i].result;
      if (!xy_id_is_none (result) && !g_hash_table_add (seen, (gpointer) result))
        {
          xy_set_invalid (error, "ones", _ ("The same household is in the list twice."));
          return FALSE;
        }
    }
  return TRUE;
}

static void
set_title (Work *work)
{
  guint n = work->issuing->n;
  g_autofree char *title = NULL;

  if (n == 1)
    {
      const XyHygieneSlipOne *one = &work->issuing->ones[0];
      g_autoptr (XyHygieneSlip) slip = xy_record_new (&xy_hygiene_slip_type);
      g_autoptr (XyHygieneResult) result =
          xy_id_is_none (&one->result) ? NULL
                                       : xy_record_get (work->store, &xy_hygiene_result_type, &one->result, NULL);
      slip->household = result != NULL ? result->household : one->household;
      slip->place = result != NULL ? result->place : one->place;
      g_autofree char *whose = xy_hygiene_slip_whose (work->store, slip);
      title = g_strdup_printf (_ ("Issue a rectification notice to %s"), whose);
    }
  else
    title = g_strdup_printf (ngettext ("Issue %u rectification notice", "Issue %u rectification notices", n), n);
  xy_txn_set_title (work->txn, title);
}

gboolean
xy_hygiene_issue_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneIssuing *issuing = data;
  Work work = { .txn = txn, .store = xy_txn_get_store (txn), .issuing = issuing };
  gboolean done = check_ones (issuing, error) && xy_hygiene_slip_day (txn, issuing->day, work.day, error);

  for (guint i = 0; done && i < issuing->n; i++)
    done = issue (&work, &issuing->ones[i], issuing->made != NULL ? &issuing->made[i] : NULL, error);
  g_clear_object (&work.round);
  if (done)
    set_title (&work);
  return done;
}

void
xy_hygiene_slip_offer_free (XyHygieneSlipOffer *offer)
{
  if (offer == NULL)
    return;
  g_free (offer->unit_name);
  g_free (offer->number);
  g_free (offer->name);
  g_free (offer->problem);
  g_free (offer->photo);
  g_free (offer->helper);
  g_free (offer);
}

GPtrArray *
xy_hygiene_slip_offers (XyStore *store, const XyId *round, GError **error)
{
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_slip_offer_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[OFFERS].text, XY_BIND (XY_ID (round)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyHygieneSlipOffer *offer = g_new0 (XyHygieneSlipOffer, 1);
      offer->result = xy_rows_id (rows, 0);
      offer->household = xy_rows_id (rows, 1);
      offer->place = xy_rows_id (rows, 2);
      offer->unit_name = g_strdup (xy_rows_text (rows, 3));
      offer->number = g_strdup (xy_rows_text (rows, 4));
      offer->name = g_strdup (xy_rows_text (rows, 5));
      offer->problem = g_strdup (xy_rows_text (rows, 6));
      offer->photo = g_strdup (xy_rows_text (rows, 7));
      offer->help = xy_rows_int (rows, 8) != 0;
      offer->helper = g_strdup (xy_rows_text (rows, 9));
      offer->slip = xy_rows_id (rows, 10);
      g_ptr_array_add (offers, offer);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&offers) : NULL;
}

const XySql *
xy_hygiene_issue_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
