/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/state.h"

#include "sync/account.h"
#include "sync/brake.h"
#include "sync/down.h"
#include "sync/local.h"
#include "sync/standing-private.h"

#define DAY (24 * G_GINT64_CONSTANT (3600000))
#define CONFLICTS_SQL "SELECT count (*) FROM sync_row AS r WHERE r.tbl = '_conflict' AND " XY_STANDING_OPEN

static gboolean
read_account (XyStore *store, XySyncState *state, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyAccount) account = xy_account_load (store, &problem);

  if (account == NULL)
    return xy_error_pass (error, &problem);
  state->url = g_steal_pointer (&account->url);
  state->role = g_steal_pointer (&account->role);
  state->receipt_at = account->receipt_at;
  state->last_try_at = account->last_try_at;
  state->trouble = account->trouble;
  state->photos = account->files;
  state->enrolment =
      account->token == NULL || account->trouble == XY_TROUBLE_REFUSED ? XY_ENROLMENT_AGAIN : XY_ENROLMENT_FINE;
  return TRUE;
}

static gboolean
read_local (XyStore *store, XySyncState *state, GError **error)
{
  GError *problem = NULL;
  XyLocal local;
  XyLocalCounts counts;
  gint64 offset;

  if (!xy_local_load (store, &local, &problem))
    return xy_error_pass (error, &problem);
  if (!xy_local_count (store, &local, &counts, error)
      || !xy_db_number (xy_store_get_db (store), CONFLICTS_SQL, XY_BIND_NONE, &state->conflicts, error)
      || !xy_brake_read (store, &state->deletions, error) || !xy_down_count_new (store, &state->news, error)
      || !xy_local_get_offset (store, &offset, error))
    return FALSE;
  if (state->deletions == 0 && state->trouble == XY_TROUBLE_DELETIONS)
    state->trouble = XY_TROUBLE_NONE;
  state->stream = local.machine.stream;
  state->copied = local.machine.nonce != 0;
  state->phase = local.machine.phase;
  state->next_at = local.machine.next_at;
  state->waiting = counts.waiting;
  state->held = counts.held;
  state->returned = counts.rejected;
  state->accepted = MAX (local.first + local.machine.acked - counts.held - counts.rejected, 0);
  if (state->receipt_at != 0)
    state->receipt_age = MAX (xy_env_now (xy_store_get_env (store)) + offset - state->receipt_at, 0);
  return TRUE;
}

void
xy_sync_state_clear (XySyncState *state)
{
  g_free (state->url);
  g_free (state->role);
  *state = (XySyncState){ .receipt_age = -1 };
}

void
xy_sync_state_copy (const XySyncState *from, XySyncState *to)
{
  xy_sync_state_clear (to);
  *to = *from;
  to->url = g_strdup (from->url);
  to->role = g_strdup (from->role);
}

gboolean
xy_sync_state_read (XyStore *store, XySyncState *state, GError **error)
{
  *state = (XySyncState){ .receipt_age = -1 };
  return read_account (store, state, error) && read_local (store, state, error);
}

gboolean
xy_sync_state_is_silent (const XySyncState *state)
{
  return state->enrolment != XY_ENROLMENT_NONE && state->waiting > 0
         && (state->receipt_age < 0 || state->receipt_age > XY_SYNC_SILENCE_DAYS * DAY);
}
