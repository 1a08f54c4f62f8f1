/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/find.h"
#include "sync/exchange.h"
#include "sync/office-private.h"

#define ANSWER_SQL "SELECT ?1 ->> 'a' = 'ok' AND json_type (?1, '$.villages') = 'array' WHERE json_valid (?1)"
#define LIST_SQL                                                                                                       \
  "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each (?1, '$.villages') WHERE type = 'array'"
#define VILLAGE_SQL                                                                                                    \
  "INSERT INTO office_village (stream, name, find, head, seen_at, cursor, looked, synced_at, waiting, returned, "      \
  "conflicts, trouble) VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, '') ON CONFLICT (stream) DO UPDATE SET "          \
  "name = ?2, find = ?3, head = ?4, seen_at = ?5"
#define TRIED_SQL "UPDATE office_village SET trouble = ?2, synced_at = iif (?2 = '', ?3, synced_at) WHERE stream = ?1"

static gboolean
nonsense (GError **error)
{
  xy_trouble_set_error (XY_TROUBLE_SERVER, error);
  return FALSE;
}

static XyAccount *
load_account (XyStore *office, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyAccount) account = xy_account_load (office, &problem);

  if (account != NULL && account->token != NULL)
    return g_steal_pointer (&account);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This computer is not enrolled with the county yet."));
  return NULL;
}

/* What the county calls it, or its number while it has sent nothing yet. */
static gboolean
write_village (XyTxn *txn, XyRows *rows, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, xy_rows_int (rows, 0));
  const char *given = xy_rows_text (rows, 1), *name = given != NULL && given[0] != '\0' ? given : number;
  g_autofree char *find = xy_find_key (name, NULL, NULL, number);

  return xy_db_run (xy_txn_get_db (txn), VILLAGE_SQL,
                    XY_BIND (XY_INT (xy_rows_int (rows, 0)), XY_TEXT (name), XY_TEXT (find),
                             XY_INT (xy_rows_int (rows, 2)), XY_INT (xy_rows_int (rows, 3))),
                    error);
}

static gboolean
write_list (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyWire) wire = xy_wire_new (error);
  g_autoptr (GError) problem = NULL;
  gint64 fine = 0;

  if (wire == NULL)
    return FALSE;
  XyDb *reader = xy_wire_get_db (wire);
  if (!xy_db_number (reader, ANSWER_SQL, XY_BIND (XY_TEXT (data)), &fine, NULL) || !fine)
    return nonsense (error);
  g_autoptr (XyRows) rows = xy_db_query (reader, LIST_SQL, XY_BIND (XY_TEXT (data)), &problem);
  while (xy_rows_next (rows, &problem))
    if (!write_village (txn, rows, &problem))
      break;
  return xy_error_pass (error, &problem);
}

gboolean
xy_office_fetch (XyStore *office, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyAccount) account = load_account (office, error);
  g_autoptr (XyLine) line = account != NULL ? xy_account_open_line (account) : NULL;
  g_auto (XyLineReply) reply = { 0 };

  if (line == NULL)
    return FALSE;
  xy_line_ask (line, "/v1/villages", NULL, cancellable, &reply);
  if (reply.cancelled)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
      return FALSE;
    }
  gint64 now = xy_env_now (xy_store_get_env (office));
  if (!xy_account_keep_try (office, now, reply.trouble, error))
    return FALSE;
  if (reply.trouble == XY_TROUBLE_NONE)
    return xy_store_receive (office, write_list, reply.text->str, error);
  xy_trouble_set_error (reply.trouble, error);
  return FALSE;
}

/* Its file, with a number of this computer's in it. Enrolled anew, this computer is another to the county. */
static XyStore *
open_village (XyStore *office, const XyAccount *account, gint64 stream, GCancellable *cancellable, GError **error)
{
  const XyEnv *env = xy_store_get_env (office);
  g_autofree char *path = xy_office_village_file (office, stream);
  guint flags = g_file_test (path, G_FILE_TEST_EXISTS) ? 0 : XY_STORE_CREATE;
  g_autoptr (XyStore) village = xy_store_open (path, env, flags, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyAccount) there = village != NULL ? xy_account_load (village, &problem) : NULL;

  if (village == NULL)
    return NULL;
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (there != NULL && g_strcmp0 (there->account, account->account) == 0)
    return g_steal_pointer (&village);
  return xy_account_join (village, account, stream, cancellable, error) ? g_steal_pointer (&village) : NULL;
}

static gboolean
sync_village (XyStore *office, const XyAccount *account, gint64 stream, GCancellable *cancellable, GError **error)
{
  gint64 now = xy_env_now (xy_store_get_env (office));
  XyExchange exchange = { 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyStore) village = open_village (office, account, stream, cancellable, &problem);

  if (village != NULL && xy_exchange_run (village, TRUE, NULL, NULL, cancellable, &exchange, &problem))
    xy_office_look_at (office, village, stream, FALSE, &problem);
  if (exchange.cancelled || g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED))
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. What has arrived stays."));
      return FALSE;
    }
  XyTrouble trouble = problem != NULL ? xy_trouble_from_error (problem) : exchange.trouble;
  if (!xy_store_write_local (office, TRIED_SQL,
                             XY_BIND (XY_INT (stream), XY_TEXT (xy_trouble_word (trouble)), XY_INT (now)), error))
    return FALSE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (trouble != XY_TROUBLE_NONE)
    xy_trouble_set_error (trouble, error);
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_office_sync_one (XyStore *office, gint64 stream, GCancellable *cancellable, GError **error)
{
  XyOfficeVillage *village = xy_office_village (office, stream, error);
  g_autoptr (XyAccount) account = village != NULL ? load_account (office, error) : NULL;

  g_clear_pointer (&village, xy_office_village_free);
  return account != NULL && sync_village (office, account, stream, cancellable, error);
}

/* The other villages would fare no better. */
static gboolean
concerns_all (const GError *error)
{
  return g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED) || g_error_matches (error, XY_ERROR, XY_ERROR_FULL)
         || g_error_matches (error, XY_ERROR, XY_ERROR_OFFLINE);
}

gboolean
xy_office_sync (XyStore *office, XyOfficeFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyAccount) account = load_account (office, error);
  g_autoptr (GPtrArray) villages = NULL;

  if (account == NULL || !xy_office_fetch (office, cancellable, error)
      || (villages = xy_office_villages (office, NULL, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < villages->len; i++)
    {
      const XyOfficeVillage *village = villages->pdata[i];
      g_autoptr (GError) problem = NULL;

      if (func != NULL)
        func (village->name, i, villages->len, data);
      if (sync_village (office, account, village->stream, cancellable, &problem) || !concerns_all (problem))
        continue;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}
