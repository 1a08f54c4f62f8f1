/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "core/purge.h"
#include "core/sentence.h"
#include "sync/account.h"
#include "sync/brake.h"
#include "sync/bundle.h"
#include "sync/down.h"
#include "sync/session.h"

typedef struct
{
  XyStore *store;
  XyWire *wire;
  XySession *session;
  XyBundleReader *reader;
  XyAsk asked;
  gboolean has_asked;
  GString *answer; /* kept until it is seen whether a new number comes with it */
  gboolean answered;
  gboolean pages; /* they are of use */
  XyBundleImport *result;
} Import;

static void
import_clear (Import *import)
{
  g_clear_pointer (&import->session, xy_session_free);
  g_clear_pointer (&import->reader, xy_bundle_reader_free);
  g_clear_pointer (&import->wire, xy_wire_free);
  if (import->answer != NULL)
    g_string_free (import->answer, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID, sentence);
  return FALSE;
}

/* Whether the receipt is for this computer, before it is opened. */
static gboolean
check_head (const XyBundleHead *head, const XyBundleKeys *keys, const XyMachine *machine, GError **error)
{
  if (head->kind != XY_BUNDLE_RECEIPT)
    return refuse (error,
                   _ ("This is a bundle on its way to the county, not the county's receipt. The receipt lies beside "
                      "it once the county has taken it, and ends in .xyr."));
  if (memcmp (head->key, keys->server_key, sizeof head->key) != 0)
    return refuse (error, _ ("This receipt was not written by the county that this computer is enrolled with."));
  if (head->stream != machine->stream)
    {
      g_autofree char *code = g_strdup_printf ("%" G_GINT64_FORMAT, head->stream);
      g_set_error (error, XY_ERROR, XY_ERROR_INVALID, _ ("This receipt is for another village: %s."), code);
      return FALSE;
    }
  if (head->account != keys->account)
    return refuse (error,
                   _ ("This receipt is for another computer of the village, or from before this one was enrolled."));
  return TRUE;
}

/* The answer, or the new number that came in its place. */
static gboolean
take_answer (Import *import, const GString *text, gboolean forked, GError **error)
{
  const XyEnv *env = xy_store_get_env (import->store);
  guint64 random;
  g_auto (XyAnswer) answer = { 0 };

  if (!xy_answer_read (import->wire, text->str, text->len, &answer))
    return refuse (error, _ ("The receipt is damaged."));
  import->result->at = answer.now;
  import->result->old = answer.reader > xy_migrate_newest ();
  import->result->number = forked;
  import->answered = TRUE;
  /* What is sent again must be there first: the county may have it from elsewhere, and says no more of it then. */
  import->pages = !forked && answer.last >= import->asked.max;
  env->random ((guint8 *) &random, sizeof random, env->data);
  return xy_session_carry (import->session, xy_env_now (env), random, &import->asked, forked, text->str, text->len,
                           &import->result->carried, error);
}

/* The answer waits for the number that may follow. */
static gboolean
settle_answer (Import *import, GError **error)
{
  if (import->answered)
    return TRUE;
  if (import->answer == NULL || !import->has_asked)
    return refuse (error, _ ("The receipt is damaged."));
  return take_answer (import, import->answer, FALSE, error);
}

/* The county's word, kept as the last one. */
static gboolean
take_signature (Import *import, const GString *text, GError **error)
{
  g_autoptr (XyAccount) account = NULL;
  g_auto (XyAnswer) answer = { 0 };

  if (!settle_answer (import, error))
    return FALSE;
  if (import->result->carried != XY_CARRIED_TAKEN || import->result->number
      || !xy_answer_read (import->wire, import->answer->str, import->answer->len, &answer))
    return TRUE;
  account = xy_account_load (import->store, error);
  return account != NULL
         && xy_account_keep_receipt (import->store, account, import->asked.stream, &answer, text->str, error);
}

static gboolean
take_page (Import *import, const GString *text, GError **error)
{
  XyCarried carried;
  gint64 rows;

  if (!settle_answer (import, error))
    return FALSE;
  if (import->result->carried != XY_CARRIED_TAKEN || !import->pages)
    return TRUE;
  if (!xy_session_carry_page (import->session, xy_env_now (xy_store_get_env (import->store)), text->str, text->len,
                              &carried, &rows, error))
    return FALSE;
  if (carried == XY_CARRIED_TAKEN)
    import->result->rows += rows;
  else if (carried == XY_CARRIED_AHEAD)
    import->result->carried = carried;
  return TRUE;
}

static gboolean
take_down (Import *import, const GString *text, GError **error)
{
  g_auto (XyDownPage) page = { 0 };
  gint64 before, after;

  if (!settle_answer (import, error))
    return FALSE;
  if (import->result->carried == XY_CARRIED_DENIED)
    return TRUE;
  if (!xy_down_read_page (import->wire, text->str, text->len, &page))
    return refuse (error, _ ("The receipt is damaged."));
  if (!xy_down_count_new (import->store, &before, error) || !xy_down_keep (import->store, &page, error)
      || !xy_down_count_new (import->store, &after, error))
    return FALSE;
  import->result->news += after - before;
  return TRUE;
}

static gboolean
take_frame (Import *import, char frame, GError **error)
{
  g_autoptr (GString) text = NULL;

  if (strchr ("qafsghd", frame) == NULL)
    return TRUE;
  /* A page may be larger than a push: it ends where a push ended. */
  text = xy_bundle_reader_text (import->reader, 4 * XY_WIRE_RAW_MOST, error);
  if (text == NULL)
    return FALSE;
  switch (frame)
    {
    case XY_BUNDLE_FRAME_ASK:
      import->has_asked = xy_ask_read (import->wire, text->str, text->len, &import->asked);
      return TRUE;
    case XY_BUNDLE_FRAME_ANSWER:
      if (import->answer == NULL)
        import->answer = g_steal_pointer (&text);
      return TRUE;
    case XY_BUNDLE_FRAME_NUMBER:
      if (!import->has_asked)
        return refuse (error, _ ("The receipt is damaged."));
      return import->answered || take_answer (import, text, TRUE, error);
    case XY_BUNDLE_FRAME_HAVE:
      import->result->part = TRUE;
      return xy_bundle_keep_files (import->store, text->str, &import->result->files, error);
    case XY_BUNDLE_FRAME_DOWN:
      return take_down (import, text, error);
    case XY_BUNDLE_FRAME_SIGNATURE:
      return take_signature (import, text, error);
    default:
      return take_page (import, text, error);
    }
}

static gboolean
take_frames (Import *import, GCancellable *cancellable, GFileProgressCallback progress, gpointer data, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 done = 0;
  guint64 length;
  char frame;

  while (xy_bundle_reader_next (import->reader, &frame, &length, &problem))
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED,
                               _ ("Stopped. The receipt may be taken again at any time."));
          return FALSE;
        }
      if (!take_frame (import, frame, error))
        return FALSE;
      if (progress != NULL)
        progress (done += (gint64) length, xy_bundle_reader_size (import->reader), data);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  return import->result->part || settle_answer (import, error);
}

/* The session that does what the line does, where this computer is enrolled. */
static gboolean
open_session (Import *import, GError **error)
{
  g_autoptr (GError) problem = NULL;

  import->session = xy_session_new (import->store, &problem);
  if (import->session != NULL)
    return TRUE;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                         _ ("This computer is not enrolled with the county. Please ask the county for a code first."));
  return FALSE;
}

gboolean
xy_bundle_import (XyStore *store,
                  const char *file,
                  GCancellable *cancellable,
                  GFileProgressCallback progress,
                  gpointer data,
                  XyBundleImport *result,
                  GError **error)
{
  g_auto (Import) import = { .store = store, .result = result };
  XyBundleKeys keys;
  XyLocalCounts before, after;
  guint8 secret[XY_BUNDLE_KEY_SIZE];

  *result = (XyBundleImport){ 0 };
  if (!xy_bundle_keys_load (store, &keys, error) || !open_session (&import, error))
    return FALSE;
  import.wire = xy_wire_new (error);
  if (import.wire == NULL)
    return FALSE;
  import.reader = xy_bundle_reader_new (file, xy_store_get_path (store), import.wire, error);
  if (import.reader == NULL
      || !check_head (xy_bundle_reader_get_head (import.reader), &keys, &xy_session_get_local (import.session)->machine,
                      error)
      || !xy_local_count (store, xy_session_get_local (import.session), &before, error))
    return FALSE;
  xy_bundle_box_of_seed (keys.seed, secret);
  gboolean ok = xy_bundle_reader_open (import.reader, secret, error);
  memset (secret, 0, sizeof secret);
  memset (&keys, 0, sizeof keys);
  if (!ok || !take_frames (&import, cancellable, progress, data, error)
      || !xy_local_count (store, xy_session_get_local (import.session), &after, error)
      || !xy_brake_read (store, &result->deletions, error) || !xy_purge_finish (store, error))
    return FALSE;
  result->waiting = after.waiting;
  result->answered = MAX (0, before.waiting - after.waiting);
  return TRUE;
}

static char *
say (const XyBundleImport *result)
{
  if (result->part && result->carried == XY_CARRIED_TAKEN)
    return g_strdup_printf (_ ("The receipt is in: the county has %d photos and papers of that part."),
                            (int) result->files);
  switch (result->carried)
    {
    case XY_CARRIED_TAKEN:
      if (result->number)
        return g_strdup_printf (
            _ ("The county has given this computer a number of its own. %d changes wait: please make a "
               "new bundle and carry it there."),
            (int) result->waiting);
      if (result->deletions > 0)
        return g_strdup_printf (_ ("The receipt is in, and %d changes made here are answered. But what came would "
                                   "delete %d records here, so it waits until somebody has looked at it on the page "
                                   "“Reporting”."),
                                (int) result->answered, (int) result->deletions);
      return g_strdup_printf (_ ("The receipt is in: %d changes made here are answered, %d came from the county, %d "
                                 "still wait."),
                              (int) result->answered, (int) result->rows, (int) result->waiting);
    case XY_CARRIED_OLD:
      return g_strdup (_ ("This receipt is older than what this computer knows already. Nothing was changed."));
    case XY_CARRIED_AHEAD:
      return g_strdup (
          _ ("Something that comes before this receipt is missing here. Please make a new bundle and carry "
             "it to the county."));
    case XY_CARRIED_SPLIT:
      return g_strdup (
          _ ("This computer was restored or copied since the bundle was made, and needs a number of its own. "
             "Please make a new bundle and carry it to the county. Nothing is lost."));
    case XY_CARRIED_DENIED:
    default:
      return g_strdup (
          _ ("The county does not know this computer any longer; what it sent was set aside there. Please ask "
             "the county for a new code."));
    }
}

char *
xy_bundle_import_sentence (const XyBundleImport *result)
{
  g_autofree char *words = say (result), *news = NULL;

  if (result->news > 0)
    news = g_strdup_printf (
        ngettext ("%d notice from above came with it.", "%d notices from above came with it.", (gulong) result->news),
        (int) result->news);
  g_autofree char *both = xy_sentence_join (words, news);
  return xy_sentence_join (both, result->old ? xy_trouble_sentence (XY_TROUBLE_UPGRADE) : NULL);
}
