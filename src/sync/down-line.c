/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/down-line.h"

#include <glib/gi18n-lib.h>

#include "core/scope.h"

/* Where the office stands with the county. */
typedef struct
{
  XyAccount *account;
  XyLine *line;
  XyWire *wire;
} Desk;

static void
desk_clear (Desk *desk)
{
  g_clear_pointer (&desk->wire, xy_wire_free);
  g_clear_pointer (&desk->line, xy_line_free);
  g_clear_pointer (&desk->account, xy_account_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

gboolean
xy_down_fetch (XyStore *store,
               XyLine *line,
               XyWire *wire,
               GCancellable *cancellable,
               XyTrouble *trouble,
               gboolean *cancelled,
               GError **error)
{
  gint64 cursor;
  gboolean more = TRUE;

  if (!xy_down_get_cursor (store, &cursor, error))
    return FALSE;
  while (more)
    {
      g_autofree char *path = g_strdup_printf ("/v1/down?c=%" G_GINT64_FORMAT, cursor);
      g_auto (XyLineReply) reply = { 0 };
      g_auto (XyDownPage) page = { 0 };

      xy_line_ask (line, path, NULL, cancellable, &reply);
      *cancelled = reply.cancelled;
      *trouble = reply.trouble;
      if (reply.cancelled || reply.trouble != XY_TROUBLE_NONE)
        return TRUE;
      if (!xy_down_read_page (wire, reply.text->str, reply.text->len, &page) || page.from != cursor)
        {
          *trouble = XY_TROUBLE_SERVER;
          return TRUE;
        }
      if (!xy_down_keep (store, &page, error))
        return FALSE;
      cursor = page.to;
      more = page.more;
    }
  return TRUE;
}

static gboolean
denied (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, sentence);
  return FALSE;
}

static gboolean
open_desk (XyStore *office, Desk *desk, GError **error)
{
  gboolean is = FALSE;
  g_autoptr (GError) problem = NULL;

  if (!xy_scope_is_office (office, &is, error))
    return FALSE;
  if (!is)
    return denied (error, _ ("Only a township's or the county's office sends down to villages."));
  desk->account = xy_account_load (office, &problem);
  if (desk->account == NULL || desk->account->token == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND,
                             _ ("This computer is not enrolled with the county yet."));
      return FALSE;
    }
  desk->line = xy_account_open_line (desk->account);
  desk->wire = xy_wire_new (error);
  return desk->wire != NULL;
}

/* What the reply says where it is none that was hoped for. */
static gboolean
refuse (XyTrouble trouble, gboolean cancelled, GError **error)
{
  if (cancelled)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. What has arrived stays."));
  else
    xy_trouble_set_error (trouble, error);
  return FALSE;
}

static gboolean
fetch_sent (XyStore *office, Desk *desk, GCancellable *cancellable, GError **error)
{
  XyTrouble trouble = XY_TROUBLE_NONE;
  gboolean cancelled = FALSE;

  if (!xy_down_fetch (office, desk->line, desk->wire, cancellable, &trouble, &cancelled, error))
    return FALSE;
  return (!cancelled && trouble == XY_TROUBLE_NONE) || refuse (trouble, cancelled, error);
}

gboolean
xy_down_fetch_sent (XyStore *office, GCancellable *cancellable, GError **error)
{
  g_auto (Desk) desk = { NULL };

  return open_desk (office, &desk, error) && fetch_sent (office, &desk, cancellable, error);
}

/* SCOPE with as many digits as OWN has. */
static gboolean
is_below (gint64 scope, gint64 own)
{
  while (scope > own)
    scope /= 1000;
  return scope == own;
}

gboolean
xy_down_send (XyStore *office, XyDown *down, GCancellable *cancellable, GError **error)
{
  g_auto (Desk) desk = { NULL };
  g_auto (XyLineReply) reply = { 0 };

  if (!open_desk (office, &desk, error) || !xy_down_check (desk.wire, down, error))
    return FALSE;
  if (!is_below (down->scope, desk.account->scope))
    {
      if (g_str_equal (down->kind, XY_DOWN_WITHDRAWAL))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, _ ("Only the office that sent it can withdraw it."));
          return FALSE;
        }
      xy_set_invalid (error, "scope", _ ("This office sends to its own villages only."));
      return FALSE;
    }
  g_autoptr (GString) text = xy_down_make_request (desk.wire, down);
  xy_line_ask (desk.line, "/v1/down", text->str, cancellable, &reply);
  if (reply.cancelled || reply.trouble != XY_TROUBLE_NONE)
    return refuse (reply.trouble, reply.cancelled, error);
  return fetch_sent (office, &desk, cancellable, error);
}

gboolean
xy_down_withdraw (XyStore *office, const XyId *id, const char *reason, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyDown) down = xy_down_get (office, id, error);
  g_autoptr (XyDown) withdrawal = NULL;

  if (down == NULL)
    return FALSE;
  if (down->withdrawn_at != 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("It was withdrawn already."));
      return FALSE;
    }
  withdrawal = xy_down_new_withdrawal (down, reason);
  return xy_down_send (office, withdrawal, cancellable, error);
}
