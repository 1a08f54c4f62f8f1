/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/computers.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sync/account.h"
#include "sync/wire.h"

#define KEY "county-computers"
#define STREAM_SQL "SELECT stream FROM sync"
#define FINE_SQL                                                                                                       \
  "SELECT ?1 ->> 'a' = 'ok' AND json_type (?1, '$.devices') = 'array' AND json_type (?1, '$.now') = 'integer' "        \
  "WHERE json_valid (?1)"
#define NOW_SQL "SELECT ?1 ->> 'now'"
#define LIST_SQL                                                                                                       \
  "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each (?1, "           \
  "'$.devices') WHERE type = 'array'"

void
xy_computer_free (XyComputer *computer)
{
  g_free (computer->name);
  g_free (computer->role);
  g_free (computer);
}

const char *
xy_computer_role_label (const XyComputer *computer)
{
  if (g_strcmp0 (computer->role, "township") == 0)
    return _ ("the township");
  return g_strcmp0 (computer->role, "county") == 0 ? _ ("the county") : _ ("the village");
}

static gboolean
is_fine (const char *text)
{
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  gint64 fine = 0;

  return wire != NULL && xy_db_number (xy_wire_get_db (wire), FINE_SQL, XY_BIND (XY_TEXT (text)), &fine, NULL) && fine;
}

gboolean
xy_computers_fetch (XyStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyAccount) account = xy_account_load (store, &problem);
  g_auto (XyLineReply) reply = { 0 };
  gint64 stream = 0;

  if (account != NULL && account->token != NULL)
    xy_db_number (xy_store_get_db (store), STREAM_SQL, XY_BIND_NONE, &stream, &problem);
  else if (problem == NULL)
    g_set_error_literal (&problem, XY_ERROR, XY_ERROR_NOT_FOUND,
                         _ ("This computer is not enrolled with the county yet."));
  if (!xy_error_pass (error, &problem))
    return FALSE;
  g_autoptr (XyLine) line = xy_account_open_line (account);
  g_autofree char *path = g_strdup_printf ("/v1/devices?s=%" G_GINT64_FORMAT, stream);
  xy_line_ask (line, path, NULL, cancellable, &reply);
  if (reply.cancelled)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
  else if (reply.trouble != XY_TROUBLE_NONE)
    xy_trouble_set_error (reply.trouble, error);
  else if (!is_fine (reply.text->str))
    xy_trouble_set_error (XY_TROUBLE_SERVER, error);
  else
    return xy_store_set_local (store, KEY, reply.text->str, error);
  return FALSE;
}

static XyComputer *
computer_from_row (XyRows *rows, guint number, const char *own)
{
  XyComputer *computer = g_new0 (XyComputer, 1);
  const char *account = xy_rows_text (rows, 0) != NULL ? xy_rows_text (rows, 0) : "";
  const XyId nobody = XY_ID_NONE;
  g_autofree char *what = g_strconcat ("computer ", account, NULL);

  computer->id = xy_id_derive (&nobody, what);
  computer->number = number;
  computer->name = g_strdup (xy_rows_text (rows, 1));
  computer->role = g_strdup (xy_rows_text (rows, 2));
  computer->made = xy_rows_int (rows, 3);
  computer->seen = xy_rows_int (rows, 4);
  computer->live = xy_rows_int (rows, 5) == 0;
  computer->own = g_strcmp0 (account, own) == 0;
  return computer;
}

GPtrArray *
xy_computers_list (XyStore *store, gint64 *at, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_computer_free);
  g_autofree char *text = xy_store_get_local (store, KEY);
  g_autoptr (XyAccount) account = xy_account_load (store, NULL);
  g_autoptr (XyWire) wire = xy_wire_new (error);
  g_autoptr (GError) problem = NULL;

  if (at != NULL)
    *at = 0;
  if (wire == NULL)
    return NULL;
  if (text == NULL || !is_fine (text))
    return g_steal_pointer (&list);
  if (at != NULL)
    xy_db_number (xy_wire_get_db (wire), NOW_SQL, XY_BIND (XY_TEXT (text)), at, NULL);
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (wire), LIST_SQL, XY_BIND (XY_TEXT (text)), &problem);
  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, computer_from_row (rows, list->len + 1, account != NULL ? account->account : NULL));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

char **
xy_computers_names (XyStore *store)
{
  g_autoptr (GPtrArray) computers = xy_computers_list (store, NULL, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; computers != NULL && i < computers->len; i++)
    {
      const XyComputer *computer = computers->pdata[i];
      if (computer->live && g_str_equal (computer->role, "village"))
        g_ptr_array_add (names, g_strdup (computer->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}
