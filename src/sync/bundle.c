/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/bundle.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "sync/down.h"
#include "sync/local.h"
#include "sync/salvage.h"

#define KEYS_SQL "SELECT account, secret, server_key, box_key FROM line WHERE token IS NOT NULL"

static gboolean
not_enrolled (GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                       _ ("This computer is not enrolled with the county. Please ask the county for a code first."));
  return FALSE;
}

static gboolean
read_key (XyRows *rows, int column, guint8 key[XY_BUNDLE_KEY_SIZE])
{
  gsize length;
  const void *bytes = xy_rows_bytes (rows, column, &length);

  if (bytes == NULL || length != XY_BUNDLE_KEY_SIZE)
    return FALSE;
  memcpy (key, bytes, XY_BUNDLE_KEY_SIZE);
  return TRUE;
}

gboolean
xy_bundle_keys_load (XyStore *store, XyBundleKeys *keys, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), KEYS_SQL, XY_BIND_NONE, &problem);
  guint64 account;

  if (!xy_rows_next (rows, &problem))
    {
      return xy_error_pass (error, &problem) ? not_enrolled (error) : FALSE;
    }
  const char *text = xy_rows_text (rows, 0);
  if (text == NULL || !g_ascii_string_to_unsigned (text, 16, 0, G_MAXINT64, &account, NULL)
      || !read_key (rows, 1, keys->seed) || !read_key (rows, 2, keys->server_key) || !read_key (rows, 3, keys->box_key))
    return not_enrolled (error);
  keys->account = (gint64) account;
  return TRUE;
}

void
xy_bundle_export_clear (XyBundleExport *result)
{
  g_clear_pointer (&result->path, g_free);
}

/* What this computer would say over the line. */
static gboolean
fill_ask (XyStore *store, const XyLocal *local, XyAsk *ask, GError **error)
{
  const XyMachine *machine = &local->machine;
  const XyEnv *env = xy_store_get_env (store);
  guint64 random;

  env->random ((guint8 *) &random, sizeof random, env->data);
  /* A number of its own that the county may have to give is asked for with the bundle's own nonce. */
  *ask = (XyAsk){ .kind = machine->nonce != 0 ? XY_ASK_FORK : XY_ASK_HELLO,
                  .stream = machine->stream,
                  .device = machine->device,
                  .acked = machine->acked,
                  .cursor = machine->staged,
                  .schema = xy_migrate_newest (),
                  .nonce = machine->nonce != 0 ? machine->nonce : random | 1 };
  g_strlcpy (ask->epoch, machine->epoch, sizeof ask->epoch);
  memcpy (ask->acked_hash, machine->acked_hash, XY_HASH_SIZE);
  return xy_down_get_cursor (store, &ask->down, error) && xy_local_max (store, local, &ask->max, error)
         && xy_local_hash (store, local, ask->max, ask->max_hash, error);
}

typedef struct
{
  XyStore *store;
  const XyLocal *local;
  const XyBundleHead *head;
  GCancellable *cancellable;
  GFileProgressCallback progress;
  gpointer data;
} Export;

/* Lines of a push, which has a head and an end beside them. */
static gint64
count_lines (const GString *push)
{
  gint64 n = 0;

  for (const char *at = push->str; (at = strchr (at, '\n')) != NULL; at++)
    n++;
  return n - 2;
}

static gboolean
write_pushes (const Export *export, XyBundleWriter *writer, GError **error)
{
  gint64 n = export->head->from, to = export->head->to;

  while (n <= to)
    {
      if (g_cancellable_is_cancelled (export->cancellable))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was written to the stick."));
          return FALSE;
        }
      g_autoptr (GString) push =
          xy_local_make_push (export->store, export->local, n, MIN (n + XY_WIRE_OPS_MOST - 1, to), error);
      if (push == NULL || !xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_PUSH, push->str, push->len, error))
        return FALSE;
      n += count_lines (push);
      if (export->progress != NULL)
        export->progress (n - export->head->from, to - export->head->from + 1, export->data);
    }
  return TRUE;
}

static gboolean
write_bundle (const Export *export,
              const char *folder,
              const XyAsk *ask,
              const XyBundleKeys *keys,
              XyBundleExport *result,
              GError **error)
{
  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (folder, export->head, keys->seed, error);
  g_autoptr (GString) text = g_string_new (NULL);

  xy_ask_append (text, ask);
  if (writer == NULL || !xy_bundle_writer_text (writer, XY_BUNDLE_FRAME_ASK, text->str, text->len, error)
      || !write_pushes (export, writer, error))
    return FALSE;
  result->path = xy_bundle_writer_finish (writer, error);
  result->bytes = xy_bundle_writer_size (writer);
  return result->path != NULL;
}

gboolean
xy_bundle_export (XyStore *store,
                  const char *folder,
                  GCancellable *cancellable,
                  GFileProgressCallback progress,
                  gpointer data,
                  XyBundleExport *result,
                  GError **error)
{
  XyBundleKeys keys;
  XyLocal local;
  XyAsk ask;
  g_autoptr (GError) problem = NULL;

  *result = (XyBundleExport){ NULL };
  if (!xy_bundle_keys_load (store, &keys, error) || !xy_salvage_offer (store, error))
    return FALSE;
  if (!xy_local_load (store, &local, &problem))
    {
      return xy_error_pass (error, &problem) ? not_enrolled (error) : FALSE;
    }
  if (!fill_ask (store, &local, &ask, error))
    return FALSE;

  gint64 now = xy_env_now (xy_store_get_env (store));
  XyBundleHead head = { .kind = XY_BUNDLE_OPERATIONS,
                        .stream = ask.stream,
                        .device = ask.device,
                        .account = keys.account,
                        .from = ask.acked + 1,
                        .to = ask.kind == XY_ASK_FORK ? ask.acked : ask.max,
                        .at = now };
  g_strlcpy (head.epoch, ask.epoch, sizeof head.epoch);
  memcpy (head.box, keys.box_key, sizeof head.box);
  Export export = { store, &local, &head, cancellable, progress, data };
  result->n = head.to - head.from + 1;
  result->number = ask.kind == XY_ASK_FORK;
  gboolean ok =
      write_bundle (&export, folder, &ask, &keys, result, error)
      && xy_store_write_local (store, "UPDATE line SET carried_at = ?1, carried_op = ?2",
                               XY_BIND (XY_INT (now), XY_INT (local.first + head.to)), error)
      && xy_bundle_export_files (store, folder, &head, keys.seed, cancellable, &result->files, &result->left, error);
  memset (&keys, 0, sizeof keys);
  return ok;
}

/* What is said of photos and papers, behind what is said of the changes. */
static char *
files_sentence (const XyBundleExport *result)
{
  if (result->left > 0)
    return g_strdup_printf (_ (" %d photos and papers lie beside it; %d more do not fit and go with the next one."),
                            (int) result->files, (int) result->left);
  if (result->files > 0)
    return g_strdup_printf (_ (" %d photos and papers lie beside it: carry all files together."), (int) result->files);
  return g_strdup ("");
}

char *
xy_bundle_export_sentence (const XyBundleExport *result)
{
  g_autofree char *name = g_path_get_basename (result->path), *files = files_sentence (result), *changes = NULL;

  if (result->number)
    changes = g_strdup_printf (_ ("%s is on the stick. It asks the county for a number of this computer's own; the "
                                  "changes follow with the next one."),
                               name);
  else if (result->n == 0)
    changes = g_strdup_printf (
        _ ("%s is on the stick. No change waits; what has changed at the county comes back with the receipt."), name);
  else
    changes =
        g_strdup_printf (_ ("%s is on the stick, with %d changes. They wait until the county's receipt comes back."),
                         name, (int) result->n);
  return g_strconcat (changes, files, NULL);
}

gboolean
xy_bundle_state_read (XyStore *store, XyBundleState *state, GError **error)
{
  XyLocal local;
  gint64 op = 0;
  g_autoptr (GError) problem = NULL;

  *state = (XyBundleState){ 0 };
  if (!xy_local_load (store, &local, &problem))
    {
      return xy_error_pass (error, &problem);
    }
  if (!xy_db_number (xy_store_get_db (store), "SELECT carried_at FROM line", XY_BIND_NONE, &state->at, error)
      || !xy_db_number (xy_store_get_db (store), "SELECT carried_op FROM line", XY_BIND_NONE, &op, error))
    return FALSE;
  if (state->at != 0)
    state->waiting = MAX (0, op - local.first - local.machine.acked);
  return TRUE;
}
