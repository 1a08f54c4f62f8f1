/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "server/inbox-private.h"

static gboolean
on_writer_asked (XyServerStore *store,
                 gint64 account,
                 gint64 stream,
                 gint64 device,
                 XyInboxWho *who,
                 gpointer data,
                 GError **error)
{
  XyServerAccount *writer = data;
  XyServerDevice row;

  if (!xy_access_get (store, account, writer, error) || !xy_access_scope_ok (writer, stream)
      || !xy_server_device_read (store, stream, device, &row, error) || row.account != account
      || !xy_access_get_key (store, account, who->key, error))
    return FALSE;
  who->revoked = writer->revoked || row.revoked;
  xy_server_store_set_account (store, writer);
  return TRUE;
}

void
xy_inbox_init (XyInbox *inbox,
               XyServerStore *store,
               const XyServerKeys *keys,
               const char *work,
               XyServerAccount *writer)
{
  *inbox = (XyInbox){ .store = store, .work = work, .find = on_writer_asked, .data = writer };
  /* libsodium's secret key begins with its seed. */
  memcpy (inbox->seed, keys->sign_secret, sizeof inbox->seed);
  memcpy (inbox->box_secret, keys->box_secret, sizeof inbox->box_secret);
}

char *
xy_inbox_result_sentence (const XyInboxResult *result)
{
  g_autofree char *village = g_strdup_printf ("%" G_GINT64_FORMAT, result->stream);
  g_autofree char *name = g_path_get_basename (result->receipt);

  if (result->files > 0)
    return g_strdup_printf (_ ("%s: %d photos and papers are here. Receipt: %s"), village, (int) result->files, name);
  if (result->aside)
    return g_strdup_printf (
        _ ("%s: the computer was revoked; %d changes are held for somebody to look at. Receipt: %s"), village,
        (int) result->taken, name);
  if (result->split)
    return g_strdup_printf (_ ("%s: the computer was restored or copied and is given a number of its own; %d changes "
                               "were taken. Receipt: %s"),
                            village, (int) result->taken, name);
  if (result->parked > 0)
    return g_strdup_printf (_ ("%s: %d changes were taken, %d wait for a bundle that comes before them. Receipt: %s"),
                            village, (int) result->taken, (int) result->parked, name);
  return g_strdup_printf (_ ("%s: %d changes were taken. Receipt: %s"), village, (int) result->taken, name);
}
