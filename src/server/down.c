/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/down.h"

#include <glib/gi18n-lib.h>

#include "server/store-private.h"

/* Who changes the row has the list for himself until the commit. */
#define LOCK_SQL "UPDATE county SET v = v WHERE k = 'down'"
#define LAST_SQL "SELECT coalesce (max (seq), 0) FROM down"
#define FIND_SQL "SELECT seq, scope, kind, title, body, name, file, at_ FROM down WHERE id = ?1"
#define INSERT_SQL                                                                                                     \
  "INSERT INTO down (scope, seq, id, kind, title, body, name, file, who, account, at_) "                               \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
#define SENT_SQL                                                                                                       \
  "SELECT d.id, d.account, coalesce (a.scope, 0) FROM down AS d LEFT JOIN account AS a ON a.id = d.account "           \
  "WHERE d.scope = ?1 AND d.kind <> '" XY_DOWN_WITHDRAWAL "'"
#define ACCOUNT_SQL "SELECT coalesce (max (scope), 0) FROM account WHERE id = ?1"
/* What is above SCOPE, itself among it, and what is below. */
#define FOR_SCOPE "(scope IN (?1, ?2, ?3) OR scope BETWEEN ?4 AND ?5 OR scope BETWEEN ?6 AND ?7)"
#define HEAD_SQL "SELECT coalesce (max (seq), 0) FROM down WHERE " FOR_SCOPE
#define PAGE_SQL                                                                                                       \
  "SELECT seq, id, scope, kind, title, body, name, file, who, at_ FROM down WHERE " FOR_SCOPE                          \
  " AND seq > ?8 ORDER BY seq LIMIT 9"

/* One less than are asked for: then it is known whether there are more. */
#define PAGE_ITEMS 8

#define LIST_SQL                                                                                                       \
  "SELECT seq, id, scope, kind, title, body, name, ?8, who, at_ FROM down WHERE " FOR_SCOPE " ORDER BY seq"

#define TOWNSHIP G_GINT64_CONSTANT (1000)
#define COUNTY G_GINT64_CONSTANT (1000000)

typedef struct
{
  gint64 above[3];
  gint64 below[2][2];
} Span;

/* No code is negative. */
static Span
span_of (gint64 scope)
{
  if (scope >= TOWNSHIP * 100000000)
    return (Span){ { scope, scope / TOWNSHIP, scope / COUNTY }, { { 1, 0 }, { 1, 0 } } };
  if (scope >= COUNTY * 100)
    return (Span){ { scope, scope / TOWNSHIP, -1 }, { { scope * TOWNSHIP, scope * TOWNSHIP + 999 }, { 1, 0 } } };
  return (Span){ { scope, -1, -1 },
                 { { scope * TOWNSHIP, scope * TOWNSHIP + 999 }, { scope * COUNTY, scope * COUNTY + 999999 } } };
}

#define BIND_SPAN(span)                                                                                                \
  XY_INT ((span).above[0]), XY_INT ((span).above[1]), XY_INT ((span).above[2]), XY_INT ((span).below[0][0]),           \
      XY_INT ((span).below[0][1]), XY_INT ((span).below[1][0]), XY_INT ((span).below[1][1])

static GBytes *
bytes_of (XyBaseRows *rows, int column)
{
  gsize length;
  const void *bytes = xy_base_rows_bytes (rows, column, &length);

  return g_bytes_new (bytes, length);
}

/* Whether the list has it; then *SAME says whether it is what DOWN says. */
static gboolean
find (XyServerStore *store, XyDown *down, gboolean *found, gboolean *same, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (store->base, FIND_SQL, XY_BIND (XY_ID (&down->id)), &problem);

  *found = xy_base_rows_next (rows, &problem);
  if (!*found)
    return xy_error_pass (error, &problem);
  g_autoptr (GBytes) file = bytes_of (rows, 6), none = g_bytes_new (NULL, 0);
  *same = xy_base_rows_int (rows, 1) == down->scope && g_strcmp0 (xy_base_rows_text (rows, 2), down->kind) == 0
          && g_strcmp0 (xy_base_rows_text (rows, 3), down->title) == 0
          && g_strcmp0 (xy_base_rows_text (rows, 4), down->text) == 0
          && g_strcmp0 (xy_base_rows_text (rows, 5), down->name != NULL ? down->name : "") == 0
          && g_bytes_equal (file, down->file != NULL ? down->file : none);
  down->seq = xy_base_rows_int (rows, 0);
  down->at = xy_base_rows_int (rows, 7);
  return TRUE;
}

/* OWN is SCOPE, or it lies below. */
static gboolean
is_over (gint64 own, gint64 scope)
{
  while (scope > own)
    scope /= TOWNSHIP;
  return own > 0 && scope == own;
}

/* Whether ACCOUNT sent what DOWN withdraws, or its office did, or it is the county. */
static gboolean
check_withdrawal (XyServerStore *store, const XyDown *down, gint64 account, GError **error)
{
  GError *problem = NULL;
  gboolean found = FALSE;
  gint64 own = 0, sender = 0, by = 0;

  if (!xy_base_number (store->base, ACCOUNT_SQL, XY_BIND (XY_INT (account)), &own, error))
    return FALSE;
  {
    g_autoptr (XyBaseRows) rows = xy_base_query (store->base, SENT_SQL, XY_BIND (XY_INT (down->scope)), &problem);
    while (!found && xy_base_rows_next (rows, &problem))
      {
        XyId id = xy_base_rows_id (rows, 0), takes = xy_down_withdrawal_of (&id);
        found = xy_id_same (&takes, &down->id);
        by = xy_base_rows_int (rows, 1);
        sender = xy_base_rows_int (rows, 2);
      }
  }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (!found)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such notice or file of rules here."));
  else if (account != 0 && account != by && !is_over (own, sender) && !(own > 0 && own < COUNTY))
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED, _ ("Only the office that sent it can withdraw it."));
  else
    return TRUE;
  return FALSE;
}

/* In a transaction. */
static gboolean
add (XyServerStore *store, XyDown *down, gint64 account, GError **error)
{
  gboolean found, same = FALSE;
  gsize length = 0;
  const void *bytes = down->file != NULL ? g_bytes_get_data (down->file, &length) : "";

  if (!xy_base_run (store->base, LOCK_SQL, XY_BIND_NONE, error) || !find (store, down, &found, &same, error))
    return FALSE;
  if (found && !same)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT,
                           _ ("Something else was sent under this number already."));
      return FALSE;
    }
  if (found)
    return TRUE;
  if (g_str_equal (down->kind, XY_DOWN_WITHDRAWAL) && !check_withdrawal (store, down, account, error))
    return FALSE;
  if (!xy_base_number (store->base, LAST_SQL, XY_BIND_NONE, &down->seq, error))
    return FALSE;
  down->seq++;
  down->at = xy_env_now (store->env);
  return xy_base_run (store->base, INSERT_SQL,
                      XY_BIND (XY_INT (down->scope), XY_INT (down->seq), XY_ID (&down->id), XY_TEXT (down->kind),
                               XY_TEXT (down->title), XY_TEXT (down->text),
                               XY_TEXT (down->name != NULL ? down->name : ""), XY_BYTES (bytes, length),
                               XY_TEXT (down->who), XY_INT (account), XY_INT (down->at)),
                      error);
}

gboolean
xy_server_down_add (XyServerStore *store, XyDown *down, gint64 account, GError **error)
{
  if (!xy_down_check (store->wire, down, error) || !xy_base_begin (store->base, error))
    return FALSE;
  if (add (store, down, account, error) && xy_base_commit (store->base, error))
    return TRUE;
  xy_base_rollback (store->base);
  return FALSE;
}

gboolean
xy_server_down_head (XyServerStore *store, gint64 scope, gint64 *head, GError **error)
{
  const Span span = span_of (scope);

  *head = 0;
  return xy_base_number (store->base, HEAD_SQL, XY_BIND (BIND_SPAN (span)), head, error);
}

static XyDown *
from_row (XyBaseRows *rows)
{
  XyDown *down = xy_down_new ();
  const char *name = xy_base_rows_text (rows, 6);

  down->seq = xy_base_rows_int (rows, 0);
  down->id = xy_base_rows_id (rows, 1);
  down->scope = xy_base_rows_int (rows, 2);
  down->kind = g_strdup (xy_base_rows_text (rows, 3));
  down->title = g_strdup (xy_base_rows_text (rows, 4));
  xy_down_set_text (&down->text, xy_base_rows_text (rows, 5));
  if (name != NULL && *name != '\0')
    {
      down->name = g_strdup (name);
      down->file = bytes_of (rows, 7);
      down->size = (gint64) g_bytes_get_size (down->file);
    }
  xy_down_set_text (&down->who, xy_base_rows_text (rows, 8));
  down->at = xy_base_rows_int (rows, 9);
  return down;
}

gboolean
xy_server_down_page (XyServerStore *store,
                     gint64 scope,
                     gint64 cursor,
                     GString *out,
                     gint64 *to,
                     gboolean *more,
                     GError **error)
{
  const Span span = span_of (scope);
  g_autoptr (GString) items = g_string_new (NULL);
  GError *problem = NULL;
  {
    g_autoptr (XyBaseRows) rows =
        xy_base_query (store->base, PAGE_SQL, XY_BIND (BIND_SPAN (span), XY_INT (cursor)), &problem);

    *to = cursor;
    *more = FALSE;
    for (guint n = 0; !*more && xy_base_rows_next (rows, &problem); n++)
      {
        *more = n == PAGE_ITEMS || items->len > XY_DOWN_PAGE_BYTES;
        if (*more)
          break;
        g_autoptr (XyDown) down = from_row (rows);
        xy_down_append (items, store->wire, down);
        *to = down->seq;
      }
  }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  xy_down_append_head (out, cursor, *to, *more, xy_env_now (store->env));
  g_string_append_len (out, items->str, (gssize) items->len);
  return TRUE;
}

GPtrArray *
xy_server_down_list (XyServerStore *store, gint64 scope, GError **error)
{
  const Span span = span_of (scope);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_down_free);
  GError *problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, LIST_SQL, XY_BIND (BIND_SPAN (span), XY_BYTES ("", 0)), &problem);

  while (xy_base_rows_next (rows, &problem))
    g_ptr_array_add (list, from_row (rows));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}
