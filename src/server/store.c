/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "server/access.h"
#include "server/down.h"
#include "server/store-private.h"
#include "server/tables.h"

#define DEVICE_SQL                                                                                                     \
  "SELECT d.last_n, d.last_h, d.state, d.account, (SELECT c.v FROM county AS c WHERE c.k = 'epoch'), "                 \
  "(SELECT c.v FROM county AS c WHERE c.k = 'reader') "                                                                \
  "FROM device AS d WHERE d.sid = ?1 AND d.dev = ?2"
#define LOGGED_HASH_SQL "SELECT h FROM op_log WHERE sid = ?1 AND dev = ?2 AND n = ?3"
#define ENTRY_HASH_SQL "SELECT h FROM entry WHERE sid = ?1 AND dev = ?2 AND n = ?3"
#define RESULTS_SQL                                                                                                    \
  "SELECT n, disp, code, detail FROM op_log WHERE sid = ?1 AND dev = ?2 AND n BETWEEN ?3 AND ?4 AND disp <> 'ok' "     \
  "ORDER BY n"

static gboolean
read_text (XyServerStore *store, const char *key, char **value, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *value = xy_base_text (store->base, "SELECT v FROM county WHERE k = ?1", XY_BIND (XY_TEXT (key)), &problem);
  return xy_error_pass (error, &problem);
}

static gboolean
write_epoch (XyServerStore *store, GError **error)
{
  guint8 random[8];

  store->env->random (random, sizeof random, store->env->data);
  for (guint i = 0; i < sizeof random; i++)
    g_snprintf (store->epoch + 2 * i, 3, "%02x", random[i]);
  return xy_base_run (store->base, "DELETE FROM county WHERE k = 'epoch'", XY_BIND_NONE, error)
         && xy_base_run (store->base, "INSERT INTO county (k, v) VALUES ('epoch', ?1)",
                         XY_BIND (XY_TEXT (store->epoch)), error);
}

static gboolean
write_restored (XyServerStore *store, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, xy_env_now (store->env));

  return xy_base_run (store->base, "DELETE FROM county WHERE k = 'restored'", XY_BIND_NONE, error)
         && xy_base_run (store->base, "INSERT INTO county (k, v) VALUES ('restored', ?1)", XY_BIND (XY_TEXT (now)),
                         error);
}

gboolean
xy_server_store_get_restored (XyServerStore *store, gint64 *at, GError **error)
{
  g_autofree char *text = NULL;

  if (!read_text (store, "restored", &text, error))
    return FALSE;
  *at = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

static gboolean
make_tables (XyServerStore *store, GError **error)
{
  for (guint i = 0; xy_server_tables[i] != NULL; i++)
    if (!xy_base_define (store->base, xy_server_tables[i], error))
      return FALSE;
  return xy_base_run (store->base, "INSERT INTO county (k, v) VALUES ('schema', ?1)",
                      XY_BIND (XY_TEXT (G_STRINGIFY (XY_SERVER_SCHEMA))), error)
         && xy_base_run (store->base, "INSERT INTO county (k, v) VALUES ('down', '')", XY_BIND_NONE, error)
         && write_epoch (store, error);
}

static gboolean
set_up (XyServerStore *store, GError **error)
{
  gboolean there = FALSE;
  g_autofree char *schema = NULL, *epoch = NULL;

  if (!xy_base_has_table (store->base, "county", &there, error))
    return FALSE;
  if (!there)
    {
      if (xy_base_begin (store->base, error) && make_tables (store, error) && xy_base_commit (store->base, error))
        return TRUE;
      xy_base_rollback (store->base);
      return FALSE;
    }
  if (!read_text (store, "schema", &schema, error) || !read_text (store, "epoch", &epoch, error))
    return FALSE;
  if (g_strcmp0 (schema, G_STRINGIFY (XY_SERVER_SCHEMA)) != 0 || epoch == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA,
                   _ ("The county's file was written by a newer version of the program."));
      return FALSE;
    }
  g_strlcpy (store->epoch, epoch, sizeof store->epoch);
  return TRUE;
}

XyServerStore *
xy_server_store_open (const char *where, const XyEnv *env, GError **error)
{
  g_autoptr (XyServerStore) store = g_new0 (XyServerStore, 1);

  store->env = env;
  store->base = xy_base_open (where, error);
  store->wire = store->base != NULL ? xy_wire_new (error) : NULL;
  if (store->wire == NULL || !set_up (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

void
xy_server_store_close (XyServerStore *store)
{
  if (store == NULL)
    return;
  xy_wire_free (store->wire);
  xy_base_close (store->base);
  g_free (store);
}

gint64
xy_server_store_get_reader (XyServerStore *store)
{
  return store->reader;
}

gboolean
xy_server_store_set_reader (XyServerStore *store, gint64 schema, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, schema);

  if (xy_base_begin (store->base, error)
      && xy_base_run (store->base, "DELETE FROM county WHERE k = 'reader'", XY_BIND_NONE, error)
      && xy_base_run (store->base, "INSERT INTO county (k, v) VALUES ('reader', ?1)", XY_BIND (XY_TEXT (text)), error)
      && xy_base_commit (store->base, error))
    {
      store->reader = schema;
      return TRUE;
    }
  xy_base_rollback (store->base);
  return FALSE;
}

XyBase *
xy_server_store_get_base (XyServerStore *store)
{
  return store->base;
}

const char *
xy_server_store_get_epoch (XyServerStore *store)
{
  return store->epoch;
}

gboolean
xy_server_store_begin_epoch (XyServerStore *store, GError **error)
{
  char before[sizeof store->epoch];

  memcpy (before, store->epoch, sizeof before);
  if (xy_base_begin (store->base, error) && write_epoch (store, error) && write_restored (store, error)
      && xy_base_run (store->base, "UPDATE stream SET same_upto = head WHERE same_upto > head", XY_BIND_NONE, error)
      && xy_base_commit (store->base, error))
    return TRUE;
  xy_base_rollback (store->base);
  memcpy (store->epoch, before, sizeof before);
  return FALSE;
}

void
xy_server_store_set_account (XyServerStore *store, const XyServerAccount *account)
{
  store->account = account;
  xy_server_store_set_scope (store);
}

void
xy_server_store_set_scope (XyServerStore *store)
{
  const XyServerAccount *account = store->account;

  xy_base_set_scope (store->base, account == NULL ? 0 : account->scope > 0 ? account->scope : XY_BASE_NOBODY);
}

const XyServerReceipt *
xy_server_store_get_receipt (XyServerStore *store)
{
  return &store->receipt;
}

void
xy_server_receipt_set (XyServerStore *store, gint64 stream, const XyAnswer *answer)
{
  if (answer->kind != XY_ANSWER_OK)
    return;
  store->receipt =
      (XyServerReceipt){ .stream = stream, .device = answer->device, .last = answer->last, .now = answer->now };
  memcpy (store->receipt.hash, answer->hash, XY_HASH_SIZE);
}

gboolean
xy_server_device_refused (XyServerStore *store, const XyServerDevice *device)
{
  return (device->revoked && !store->aside)
         || (store->account != NULL
             && (device->account != store->account->id || !xy_access_scope_ok (store->account, device->stream)));
}

/* A number that no device of the stream has. */
static gboolean
draw_device (XyServerStore *store, gint64 stream, gint64 *device, GError **error)
{
  gint64 taken = 1;

  while (taken)
    {
      guint64 random;
      store->env->random ((guint8 *) &random, sizeof random, store->env->data);
      *device = (gint64) (random & G_MAXINT64);
      taken = *device == 0;
      if (!taken
          && !xy_base_number (store->base, "SELECT count (*) FROM device WHERE sid = ?1 AND dev = ?2",
                              XY_BIND (XY_INT (stream), XY_INT (*device)), &taken, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_server_device_add (XyServerStore *store,
                      gint64 stream,
                      gint64 parent,
                      gint64 account,
                      const char *nonce,
                      gint64 *device,
                      GError **error)
{
  static const guint8 zeros[XY_HASH_SIZE];

  *device = 0;
  if (!xy_base_number (store->base, "SELECT dev FROM device WHERE sid = ?1 AND nonce = ?2",
                       XY_BIND (XY_INT (stream), XY_TEXT (nonce)), device, error))
    return FALSE;
  if (*device != 0)
    return TRUE;
  return draw_device (store, stream, device, error)
         && xy_base_run (store->base,
                         "INSERT INTO stream (sid, head, same_upto) SELECT ?1, 0, ?2 "
                         "WHERE NOT EXISTS (SELECT 1 FROM stream WHERE sid = ?1)",
                         XY_BIND (XY_INT (stream), XY_INT (G_MAXINT64)), error)
         && xy_base_run (store->base,
                         "INSERT INTO device (sid, dev, parent, nonce, last_n, last_h, old, seen, off_ms, sch, state, "
                         "account) VALUES (?1, ?2, ?3, ?4, 0, ?5, 0, ?6, 0, 0, 0, ?7)",
                         XY_BIND (XY_INT (stream), XY_INT (*device), XY_INT (parent), XY_TEXT (nonce),
                                  XY_BYTES (zeros, sizeof zeros), XY_INT (xy_env_now (store->env)), XY_INT (account)),
                         error);
}

gboolean
xy_server_store_add_device (XyServerStore *store,
                            gint64 stream,
                            gint64 parent,
                            guint64 nonce,
                            gint64 *device,
                            GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_MODIFIER "x", nonce);
  gint64 account = store->account != NULL ? store->account->id : 0;

  if (xy_base_begin (store->base, error) && xy_server_device_add (store, stream, parent, account, text, device, error)
      && xy_base_commit (store->base, error))
    return TRUE;
  xy_base_rollback (store->base);
  return FALSE;
}

gboolean
xy_server_store_revoke (XyServerStore *store, gint64 stream, gint64 device, GError **error)
{
  return xy_base_run (store->base, "UPDATE device SET state = 1 WHERE sid = ?1 AND dev = ?2",
                      XY_BIND (XY_INT (stream), XY_INT (device)), error);
}

gboolean
xy_server_device_read (XyServerStore *store, gint64 stream, gint64 device, XyServerDevice *out, GError **error)
{
  gsize length;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, DEVICE_SQL, XY_BIND (XY_INT (stream), XY_INT (device)), error);

  *out = (XyServerDevice){ .stream = stream, .device = device };
  if (!xy_base_rows_next (rows, error))
    return FALSE;
  out->last = xy_base_rows_int (rows, 0);
  const void *hash = xy_base_rows_bytes (rows, 1, &length);
  if (length == XY_HASH_SIZE)
    memcpy (out->hash, hash, XY_HASH_SIZE);
  out->revoked = xy_base_rows_int (rows, 2) != 0;
  out->account = xy_base_rows_int (rows, 3);
  /* Another process may have begun another one. */
  if (xy_base_rows_text (rows, 4) != NULL)
    g_strlcpy (store->epoch, xy_base_rows_text (rows, 4), sizeof store->epoch);
  const char *reader = xy_base_rows_text (rows, 5);
  store->reader = reader != NULL ? g_ascii_strtoll (reader, NULL, 10) : 0;
  return TRUE;
}

gboolean
xy_server_hash_read (XyServerStore *store,
                     const XyServerDevice *device,
                     gint64 n,
                     guint8 hash[XY_HASH_SIZE],
                     GError **error)
{
  static const char *const sqls[] = { LOGGED_HASH_SQL, ENTRY_HASH_SQL };
  g_autoptr (GError) problem = NULL;

  memset (hash, 0, XY_HASH_SIZE);
  if (n == device->last)
    memcpy (hash, device->hash, XY_HASH_SIZE);
  for (guint i = 0; n > 0 && n < device->last && i < G_N_ELEMENTS (sqls); i++)
    {
      gsize length;
      g_autoptr (XyBaseRows) rows = xy_base_query (
          store->base, sqls[i], XY_BIND (XY_INT (device->stream), XY_INT (device->device), XY_INT (n)), &problem);
      if (xy_base_rows_next (rows, &problem))
        {
          const void *kept = xy_base_rows_bytes (rows, 0, &length);
          if (length == XY_HASH_SIZE)
            memcpy (hash, kept, XY_HASH_SIZE);
          break;
        }
    }
  return xy_error_pass (error, &problem);
}

gboolean
xy_server_results_read (XyServerStore *store,
                        const XyServerDevice *device,
                        gint64 from,
                        gint64 to,
                        XyAnswer *answer,
                        GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, RESULTS_SQL,
                     XY_BIND (XY_INT (device->stream), XY_INT (device->device), XY_INT (from), XY_INT (to)), &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      XyResultKind kind = XY_RESULT_OK;
      xy_result_from_word (xy_base_rows_text (rows, 1), &kind);
      xy_answer_add (answer, xy_base_rows_int (rows, 0), kind, xy_base_rows_text (rows, 2),
                     xy_base_rows_text (rows, 3));
    }
  return xy_error_pass (error, &problem);
}

void
xy_server_answer_init (XyServerStore *store, XyAnswer *answer, XyAnswerKind kind, const XyServerDevice *device)
{
  *answer = (XyAnswer){ .kind = kind, .now = xy_env_now (store->env), .reader = store->reader };
  g_strlcpy (answer->epoch, store->epoch, sizeof answer->epoch);
  if (device == NULL)
    return;
  answer->device = device->device;
  answer->last = device->last;
  memcpy (answer->hash, device->hash, XY_HASH_SIZE);
  xy_base_number (store->base, "SELECT head FROM stream WHERE sid = ?1", XY_BIND (XY_INT (device->stream)),
                  &answer->head, NULL);
}

/* Whether what DEVICE says of its history is what is known of it. */
static gboolean
same_history (XyServerStore *store, const XyServerDevice *device, const XyAsk *ask, gboolean *same, GError **error)
{
  guint8 hash[XY_HASH_SIZE];

  *same = FALSE;
  if (device->last > ask->max)
    return TRUE;
  if (ask->acked <= device->last)
    {
      if (!xy_server_hash_read (store, device, ask->acked, hash, error))
        return FALSE;
      if (memcmp (hash, ask->acked_hash, XY_HASH_SIZE) != 0)
        return TRUE;
    }
  if (ask->max == device->last && memcmp (device->hash, ask->max_hash, XY_HASH_SIZE) != 0)
    return TRUE;
  *same = TRUE;
  return TRUE;
}

static gboolean
answer_ask (XyServerStore *store, const XyAsk *ask, GString *out, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (XyAnswer) answer = { 0 };
  XyServerDevice device;
  gboolean same;

  if (!xy_server_device_read (store, ask->stream, ask->device, &device, &problem)
      || xy_server_device_refused (store, &device))
    {
      if (!xy_error_pass (error, &problem))
        return FALSE;
      xy_server_answer_init (store, &answer, XY_ANSWER_DENIED, NULL);
    }
  else if (ask->kind == XY_ASK_FORK)
    {
      gint64 number = 0;
      if (!xy_server_store_add_device (store, ask->stream, ask->device, ask->nonce, &number, error)
          || !xy_server_device_read (store, ask->stream, number, &device, error))
        return FALSE;
      /* Somebody else's nonce, or that of a copy which was struck off since: it is to ask with another. */
      gboolean own = !xy_server_device_refused (store, &device);
      xy_server_answer_init (store, &answer, own ? XY_ANSWER_OK : XY_ANSWER_FORK, own ? &device : NULL);
    }
  else
    {
      if (!same_history (store, &device, ask, &same, error))
        return FALSE;
      gboolean epoch = g_str_equal (ask->epoch, store->epoch);
      xy_server_answer_init (store, &answer, !same ? XY_ANSWER_FORK : epoch ? XY_ANSWER_OK : XY_ANSWER_EPOCH, &device);
      if (ask->kind == XY_ASK_HELLO && !xy_server_down_head (store, ask->stream, &answer.down, error))
        return FALSE;
      if (ask->kind == XY_ASK_RESULTS && answer.kind == XY_ANSWER_OK
          && !xy_server_results_read (store, &device, ask->acked + 1, device.last, &answer, error))
        return FALSE;
      xy_server_receipt_set (store, ask->stream, &answer);
    }
  xy_answer_append (out, &answer);
  return TRUE;
}

gboolean
xy_server_store_ask (XyServerStore *store, const char *text, gsize length, GString *answer, GError **error)
{
  XyAsk ask;

  store->receipt = (XyServerReceipt){ 0 };
  if (xy_ask_read (store->wire, text, length, &ask))
    return answer_ask (store, &ask, answer, error);

  g_auto (XyAnswer) bad = { 0 };
  xy_server_answer_init (store, &bad, XY_ANSWER_BAD, NULL);
  xy_answer_append (answer, &bad);
  return TRUE;
}
