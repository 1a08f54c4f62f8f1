/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-slip.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/hygiene-place.h"
#include "core/hygiene-slip-private.h"
#include "core/normalize.h"
#include "core/store.h"

enum
{
  OF_SLIP,
  NEXT_NUMBER,
};

static const XySql statements[] = {
  [OF_SLIP] = { &xy_hygiene_recheck_type, "WHERE t.slip = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  /* One that was undone keeps its number, so that the order of those that stand is never in doubt. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM hygiene_recheck WHERE slip = ?1" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyHygieneRechecking *asked;
  char day[XY_DAY_SIZE];
  char until[XY_DAY_SIZE];
  char *note;
} Work;

static gboolean
check_slips (guint n, GError **error)
{
  if (n == 0)
    xy_set_invalid (error, "slips", _ ("Please choose a rectification notice."));
  return n > 0;
}

/* INVALID, field "day", where DAY is before the slip was issued. */
static gboolean
check_issued (const XyHygieneSlip *slip, const char *day, GError **error)
{
  if (strcmp (day, slip->day) >= 0)
    return TRUE;
  g_autofree char *number = xy_hygiene_slip_number (slip);
  xy_set_invalid (error, "day", _ ("The notice %s was issued on %s; nothing can have happened to it before."), number,
                  slip->day);
  return FALSE;
}

/* Who is asked to sign: the head, or who looks after the place. (transfer full), NULL where nobody is known. */
static char *
usual_signer (XyStore *store, const XyHygieneSlip *slip)
{
  g_autoptr (XyHousehold) household =
      xy_id_is_none (&slip->household) ? NULL : xy_record_get (store, &xy_household_type, &slip->household, NULL);
  g_autoptr (XyHygienePlace) place =
      xy_id_is_none (&slip->place) ? NULL : xy_record_get (store, &xy_hygiene_place_type, &slip->place, NULL);

  return g_strdup (household != NULL ? household->head_name : place != NULL ? place->keeper : NULL);
}

static gboolean
receive (XyTxn *txn, const XyHygieneReceipt *receipt, const XyId *id, const char *day, GError **error)
{
  g_autoptr (XyHygieneSlip) slip = xy_hygiene_slip_get (xy_txn_get_store (txn), id, error);

  if (slip == NULL || !check_issued (slip, day, error))
    return FALSE;
  if (slip->stage == XY_HYGIENE_VOID)
    {
      g_autofree char *what = xy_hygiene_slip_describe (xy_txn_get_store (txn), slip);
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s is void; nobody needs to sign it."), what);
      return FALSE;
    }
  g_autofree char *usual = usual_signer (xy_txn_get_store (txn), slip);
  const char *by = receipt->by != NULL && receipt->by[0] != '\0' ? receipt->by : usual;
  if (by == NULL || by[0] == '\0')
    {
      xy_set_invalid (error, "by", _ ("Please write who signed for it."));
      return FALSE;
    }
  g_autoptr (XyHygieneSlip) copy = xy_record_copy (slip);
  xy_set_str (&copy->received_on, day);
  xy_set_str (&copy->received_by, by);
  return xy_record_save (txn, copy, error);
}

gboolean
xy_hygiene_receive_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyHygieneReceipt *receipt = data;
  char day[XY_DAY_SIZE];

  if (!check_slips (receipt->n, error) || !xy_hygiene_slip_day (txn, receipt->day, day, error))
    return FALSE;
  for (guint i = 0; i < receipt->n; i++)
    if (!receive (txn, receipt, &receipt->slips[i], day, error))
      return FALSE;

  g_autofree char *title = NULL;
  if (receipt->n == 1)
    {
      g_autoptr (XyHygieneSlip) slip = xy_hygiene_slip_get (xy_txn_get_store (txn), receipt->slips, error);
      if (slip == NULL)
        return FALSE;
      g_autofree char *what = xy_hygiene_slip_describe (xy_txn_get_store (txn), slip);
      title = g_strdup_printf (_ ("Signed for: %s"), what);
    }
  else
    title = g_strdup_printf (ngettext ("Signed for: %u notice", "Signed for: %u notices", receipt->n), receipt->n);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gboolean
refuse_way (Work *work, const XyHygieneSlip *slip, XyHygieneRecheckKind kind, GError **error)
{
  g_autofree char *what = xy_hygiene_slip_describe (work->store, slip);

  if (slip->stage == XY_HYGIENE_CLOSED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s was closed on %s. What is wrong now is a new notice."),
                 what, slip->closed_on);
  else if (slip->stage == XY_HYGIENE_VOID)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s is void since %s."), what, slip->closed_on);
  else if (kind == XY_HYGIENE_CLOSE)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The %s can only be closed once somebody has found it put right."), what);
  else if (slip->stage == XY_HYGIENE_GOOD)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s was found good already. It can be closed."), what);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s was passed on already."), what);
  return FALSE;
}

static gboolean
check_day (Work *work, const XyHygieneSlip *slip, GError **error)
{
  g_autoptr (GPtrArray) before = xy_hygiene_rechecks_of (work->store, &slip->record.id, error);

  if (before == NULL || !check_issued (slip, work->day, error))
    return FALSE;
  const char *last = before->len > 0 ? ((XyHygieneRecheck *) before->pdata[before->len - 1])->day : slip->day;
  if (strcmp (work->day, last) >= 0)
    return TRUE;
  g_autofree char *number = xy_hygiene_slip_number (slip);
  xy_set_invalid (error, "day", _ ("The notice %s was looked at on %s; what came after it cannot be older."), number,
                  last);
  return FALSE;
}

static gboolean
check_until (Work *work, const XyHygieneSlip *slip, GError **error)
{
  if (strcmp (work->until, slip->until) > 0)
    return TRUE;
  g_autofree char *number = xy_hygiene_slip_number (slip);
  xy_set_invalid (error, "until", _ ("The last day of the notice %s is %s already; more time is until a later day."),
                  number, slip->until);
  return FALSE;
}

static gboolean
add (Work *work, const XyId *slip, XyHygieneRecheckKind kind, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (work->txn);
  const XyHygieneRechecking *asked = work->asked;
  g_autoptr (XyHygieneRecheck) recheck = xy_record_new (&xy_hygiene_recheck_type);

  if (!xy_db_number (xy_txn_get_db (work->txn), statements[NEXT_NUMBER].text, XY_BIND (XY_ID (slip)), &recheck->number,
                     error))
    return FALSE;
  recheck->slip = *slip;
  recheck->at = xy_txn_get_now (work->txn);
  xy_set_str (&recheck->kind, xy_hygiene_recheck_name (kind));
  xy_set_str (&recheck->day, work->day);
  xy_set_str (&recheck->until, kind == XY_HYGIENE_EXTEND ? work->until : NULL);
  xy_set_str (&recheck->by, asked->by != NULL && asked->by[0] != '\0' ? asked->by : actor->name);
  xy_set_str (&recheck->recorder, actor->name);
  /* Of a pass that closes at once, what was seen belongs to the pass. */
  if (kind == asked->kind)
    {
      xy_set_str (&recheck->note, work->note);
      xy_set_str (&recheck->photo, asked->photo);
    }
  return xy_record_save (work->txn, recheck, error);
}

static gboolean
look (Work *work, const XyId *id, GError **error)
{
  XyHygieneRecheckKind kind = work->asked->kind;
  g_autoptr (XyHygieneSlip) slip = xy_hygiene_slip_get (work->store, id, error);

  if (slip == NULL)
    return FALSE;
  if (xy_hygiene_stage_after ((XyHygieneStage) slip->stage, kind) == XY_HYGIENE_N_STAGES)
    return refuse_way (work, slip, kind, error);
  return check_day (work, slip, error) && (kind != XY_HYGIENE_EXTEND || check_until (work, slip, error))
         && add (work, id, kind, error)
         && (kind != XY_HYGIENE_PASS || !work->asked->close || add (work, id, XY_HYGIENE_CLOSE, error));
}

static gboolean
check_asked (Work *work, GError **error)
{
  const XyHygieneRechecking *asked = work->asked;

  if (!check_slips (asked->n, error) || !xy_hygiene_slip_day (work->txn, asked->day, work->day, error))
    return FALSE;
  if (asked->kind == XY_HYGIENE_MAKE_VOID && work->note[0] == '\0')
    {
      xy_set_invalid (error, "note", _ ("Please write why the notice is made void; the household may ask."));
      return FALSE;
    }
  if (asked->kind != XY_HYGIENE_EXTEND)
    return TRUE;
  if (asked->until != NULL)
    return xy_hygiene_slip_due (asked->until, "until", work->day, work->until, error);
  xy_set_invalid (error, "until", _ ("Please write until when there is more time."));
  return FALSE;
}

static gboolean
set_title (Work *work, GError **error)
{
  const XyHygieneRechecking *asked = work->asked;
  const char *done = asked->kind == XY_HYGIENE_PASS && asked->close ? _ ("put right and closed")
                                                                    : xy_hygiene_recheck_label (asked->kind);
  g_autofree char *title = NULL;

  if (asked->n == 1)
    {
      g_autoptr (XyHygieneSlip) slip = xy_hygiene_slip_get (work->store, asked->slips, error);
      if (slip == NULL)
        return FALSE;
      g_autofree char *what = xy_hygiene_slip_describe (work->store, slip);
      /* Translators: a rectification notice, what was done with it */
      title = g_strdup_printf (_ ("%s: %s"), what, done);
    }
  else
    title = g_strdup_printf (ngettext ("%u rectification notice: %s", "%u rectification notices: %s", asked->n),
                             asked->n, done);
  xy_txn_set_title (work->txn, title);
  return TRUE;
}

gboolean
xy_hygiene_recheck_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneRechecking *asked = data;
  g_autofree char *note = xy_text_clean (asked->note);
  Work work = { .txn = txn, .store = xy_txn_get_store (txn), .asked = asked, .note = note };

  g_return_val_if_fail (asked->kind < XY_HYGIENE_N_KINDS, FALSE);
  if (!check_asked (&work, error))
    return FALSE;
  for (guint i = 0; i < asked->n; i++)
    if (!look (&work, &asked->slips[i], error))
      return FALSE;
  return set_title (&work, error);
}

static gboolean
may_change (XyStore *store, const XyHygieneSlip *was, const XyHygieneSlip *slip, GError **error)
{
  g_autofree char *what = xy_hygiene_slip_describe (store, was);
  gboolean on_paper = g_strcmp0 (was->problem, slip->problem) != 0 || g_strcmp0 (was->due, slip->due) != 0;

  if (was->stage >= XY_HYGIENE_CLOSED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The %s is done with; it stays as it is."), what);
  else if (was->received_on != NULL && on_paper)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The %s was handed over on %s. More time is given at a recheck; another problem is a new notice."),
                 what, was->received_on);
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_hygiene_slip_change_act (XyTxn *txn, gpointer data, GError **error)
{
  XyHygieneSlip *slip = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyHygieneSlip) was = xy_hygiene_slip_get (store, &slip->record.id, error);
  char due[XY_DAY_SIZE];

  if (was == NULL || !xy_hygiene_slip_due (slip->due != NULL ? slip->due : "", "due", was->day, due, error))
    return FALSE;
  xy_set_str (&slip->due, due);
  if (!may_change (store, was, slip, error))
    return FALSE;
  if (slip->help && (slip->helper == NULL || slip->helper[0] == '\0'))
    {
      g_autofree char *whose = xy_hygiene_slip_whose (store, slip);
      xy_set_invalid (error, "helper", _ ("%s is to be helped. Please write who helps."), whose);
      return FALSE;
    }
  if (!xy_record_save (txn, slip, error))
    return FALSE;
  g_autofree char *what = xy_hygiene_slip_describe (store, slip);
  g_autofree char *title = g_strdup_printf (_ ("Change the %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

GPtrArray *
xy_hygiene_rechecks_of (XyStore *store, const XyId *slip, GError **error)
{
  return xy_record_list (store, &xy_hygiene_recheck_type, statements[OF_SLIP].text, XY_BIND (XY_ID (slip)), error);
}

const XySql *
xy_hygiene_recheck_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
