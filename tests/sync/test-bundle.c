/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two villages' computers, one county, no line: what goes there and comes back on a stick, and what is refused. */
#include <locale.h>
#include <string.h>

#include <sodium.h>

#include "../core/office.h"
#include "../server/county.h"
#include "core/attachment.h"
#include "core/household.h"
#include "core/points-entry.h"
#include "core/verify.h"
#include "server/inbox.h"
#include "sync/bundle.h"
#include "sync/local.h"
#include "sync/session.h"

#define N 2
#define ENROLL_SQL                                                                                                     \
  "INSERT INTO line (one, url, account, role, scope, token, secret, server_key, box_key, receipt_at, receipt_n, "      \
  "last_try_at, last_error) VALUES (1, '', ?1, 'village', ?2, 't', ?3, ?4, ?5, 0, 0, 0, '')"

typedef struct
{
  Office office[N];
  XyInbox inbox;
  char *stick;
  char *work;
  gint64 revoked; /* account */
} Post;

static void
seed_of (gint64 account, guint8 seed[XY_BUNDLE_KEY_SIZE])
{
  memset (seed, (int) account, XY_BUNDLE_KEY_SIZE);
}

static gboolean
on_writer_asked (XyServerStore *store,
                 gint64 account,
                 gint64 stream,
                 gint64 device,
                 XyInboxWho *who,
                 gpointer data,
                 GError **error)
{
  Post *post = data;
  guint8 seed[XY_BUNDLE_KEY_SIZE];

  seed_of (account, seed);
  xy_bundle_public (seed, who->key);
  who->revoked = account == post->revoked;
  return account >= 1 && account <= N && stream == SID;
}

static void
enroll (Post *post, guint i, gint64 stream)
{
  XyStore *store = post->office[i].store;
  guint8 seed[XY_BUNDLE_KEY_SIZE], sign[XY_BUNDLE_KEY_SIZE], box[XY_BUNDLE_KEY_SIZE];
  g_autofree char *name = g_strdup_printf ("%x", i + 1);
  g_autoptr (GError) error = NULL;
  gint64 device;

  seed_of (i + 1, seed);
  xy_bundle_public (post->inbox.seed, sign);
  crypto_scalarmult_base (box, post->inbox.box_secret);
  g_assert_true (xy_server_store_add_device (post->inbox.store, stream, 0, i + 1, &device, &error));
  g_assert_true (xy_local_enroll (store, stream, device, xy_server_store_get_epoch (post->inbox.store), &error));
  g_assert_true (xy_store_write_local (store, ENROLL_SQL,
                                       XY_BIND (XY_TEXT (name), XY_INT (stream), XY_BYTES (seed, sizeof seed),
                                                XY_BYTES (sign, sizeof sign), XY_BYTES (box, sizeof box)),
                                       &error));
  g_assert_no_error (error);
}

static void
post_open (Post *post)
{
  g_autoptr (GError) error = NULL;

  *post = (Post){ .inbox = { .find = on_writer_asked, .data = post } };
  g_assert_cmpint (sodium_init (), >=, 0);
  post->stick = g_dir_make_tmp ("xiangyue-stick-XXXXXX", &error);
  g_assert_no_error (error);
  memset (post->inbox.seed, 11, XY_BUNDLE_KEY_SIZE);
  memset (post->inbox.box_secret, 12, XY_BUNDLE_KEY_SIZE);
  post->work = g_build_filename (post->stick, "county", NULL);
  post->inbox.work = post->work;
  for (guint i = 0; i < N; i++)
    office_open (&post->office[i], 3 + i);
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  post->inbox.store = xy_server_store_open (place, &post->office[0].fixed.env, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    enroll (post, i, SID);
}

static void
post_close (Post *post)
{
  g_autoptr (GDir) dir = g_dir_open (post->stick, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (post->stick, name, NULL);
      g_unlink (path);
    }
  g_rmdir (post->stick);
  g_free (post->stick);
  g_free (post->work);
  for (guint i = 0; i < N; i++)
    office_close (&post->office[i]);
  xy_server_store_close (post->inbox.store);
}

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, data);
  return xy_record_save (txn, household, error);
}

static void
write_some (Post *post, guint i, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (
      xy_store_act (post->office[i].store, &post->office[i].actor, "add", add_household, (gpointer) name, &error));
  g_assert_no_error (error);
}

static char *export(Post *post, guint i, gint64 n)
{
  g_auto (XyBundleExport) result = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_bundle_export (post->office[i].store, post->stick, NULL, NULL, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.n, ==, n);
  g_autofree char *sentence = xy_bundle_export_sentence (&result);
  g_assert_nonnull (sentence);
  return g_steal_pointer (&result.path);
}

/* The county takes FILE. Returns: (transfer full) the receipt. */
static char *
take (Post *post, const char *file, gint64 taken)
{
  g_auto (XyInboxResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_inbox_take (&post->inbox, file, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.taken, ==, taken);
  return g_steal_pointer (&result.receipt);
}

static XyBundleImport
back (Post *post, guint i, const char *receipt, XyCarried carried)
{
  XyBundleImport result;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_bundle_import (post->office[i].store, receipt, NULL, NULL, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.carried, ==, carried);
  g_autofree char *sentence = xy_bundle_import_sentence (&result);
  g_assert_nonnull (sentence);
  return result;
}

static gint64
waiting (Post *post, guint i)
{
  g_autoptr (GError) error = NULL;
  XyLocalCounts counts;
  XyLocal local;

  g_assert_true (xy_local_load (post->office[i].store, &local, &error));
  g_assert_true (xy_local_count (post->office[i].store, &local, &counts, &error));
  return counts.waiting;
}

static void
assert_alike (Post *post)
{
  g_autofree char *a = xy_store_dump (post->office[0].store, NULL), *b = xy_store_dump (post->office[1].store, NULL);

  g_assert_cmpstr (a, ==, b);
  for (guint i = 0; i < N; i++)
    {
      g_autoptr (XyVerifyReport) report = xy_verify (post->office[i].store, XY_VERIFY_ALL, NULL);
      g_assert_cmpuint (report->n_problems, ==, 0);
    }
}

static void
test_there_and_back (void)
{
  Post post;
  XyBundleState state;

  post_open (&post);
  gint64 first = waiting (&post, 0), second = waiting (&post, 1);
  write_some (&post, 0, "曾国强");
  write_some (&post, 1, "李秀英");
  g_autofree char *a = export(&post, 0, first + 1), *b = export(&post, 1, second + 1);
  g_assert_cmpint (waiting (&post, 0), ==, first + 1);
  g_assert_true (xy_bundle_state_read (post.office[0].store, &state, NULL));
  g_assert_cmpint (state.at, !=, 0);
  g_assert_cmpint (state.waiting, ==, first + 1);

  g_autofree char *ra = take (&post, a, first + 1), *rb = take (&post, b, second + 1);
  g_assert_true (g_str_has_suffix (ra, XY_RECEIPT_SUFFIX));
  /* What was written since waits on. */
  write_some (&post, 0, "王小明");
  XyBundleImport result = back (&post, 0, ra, XY_CARRIED_TAKEN);
  g_assert_cmpint (result.answered, ==, first + 1);
  g_assert_cmpint (result.waiting, ==, 1);
  g_assert_true (xy_bundle_state_read (post.office[0].store, &state, NULL));
  g_assert_cmpint (state.waiting, ==, 0);
  result = back (&post, 1, rb, XY_CARRIED_TAKEN);
  g_assert_cmpint (result.rows, >, 0);

  /* Only what is not answered; and from the county, what the other has written. */
  g_autofree char *a2 = export(&post, 0, 1), *ra2 = take (&post, a2, 1);
  back (&post, 0, ra2, XY_CARRIED_TAKEN);
  g_autofree char *b2 = export(&post, 1, 0), *rb2 = take (&post, b2, 0);
  back (&post, 1, rb2, XY_CARRIED_TAKEN);
  assert_alike (&post);
  post_close (&post);
}

/* A lost stick costs nothing; an old bundle, and an old receipt, change nothing. */
static void
test_again (void)
{
  Post post;

  post_open (&post);
  gint64 first = waiting (&post, 0);
  write_some (&post, 0, "曾国强");
  g_autofree char *lost = export(&post, 0, first + 1);
  write_some (&post, 0, "李秀英");
  g_autofree char *found = export(&post, 0, first + 2);
  g_autofree char *receipt = take (&post, found, first + 2);
  g_autofree char *late = take (&post, lost, 0), *again = take (&post, found, 0);
  back (&post, 0, receipt, XY_CARRIED_TAKEN);
  g_assert_cmpint (waiting (&post, 0), ==, 0);
  g_autofree char *before = xy_store_dump (post.office[0].store, NULL);
  back (&post, 0, receipt, XY_CARRIED_TAKEN);
  back (&post, 0, late, XY_CARRIED_TAKEN);
  back (&post, 0, again, XY_CARRIED_TAKEN);
  write_some (&post, 0, "王小明");
  g_autofree char *next = export(&post, 0, 1), *answer = take (&post, next, 1);
  back (&post, 0, answer, XY_CARRIED_TAKEN);
  back (&post, 0, receipt, XY_CARRIED_OLD);
  g_assert_cmpint (waiting (&post, 0), ==, 0);
  g_assert_cmpstr (before, !=, "");
  post_close (&post);
}

static void
assert_refused (Post *post, guint i, const char *file, int code)
{
  XyBundleImport result;
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_bundle_import (post->office[i].store, file, NULL, NULL, NULL, &result, &error));
  g_assert_error (error, XY_ERROR, code);
}

static void
assert_county_refuses (Post *post, const char *file, int code)
{
  g_auto (XyInboxResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_inbox_take (&post->inbox, file, NULL, &result, &error));
  g_assert_error (error, XY_ERROR, code);
}

/* Another computer's, another county's, the bundle in the receipt's place, and the other way round. */
static void
test_foreign (void)
{
  Post post;

  post_open (&post);
  g_autofree char *a = export(&post, 0, waiting (&post, 0)), *ra = take (&post, a, waiting (&post, 0));
  g_autofree char *before = xy_store_dump (post.office[1].store, NULL);
  assert_refused (&post, 1, ra, XY_ERROR_INVALID);
  assert_refused (&post, 0, a, XY_ERROR_INVALID);
  assert_county_refuses (&post, ra, XY_ERROR_NOT_OURS);
  /* Signed with another county's key. */
  post.inbox.seed[3] ^= 1;
  g_autofree char *other = take (&post, a, 0);
  assert_refused (&post, 0, other, XY_ERROR_INVALID);
  post.inbox.seed[3] ^= 1;
  /* Sealed for another county. */
  post.inbox.box_secret[3] ^= 1;
  assert_county_refuses (&post, a, XY_ERROR_DENIED);
  post.inbox.box_secret[3] ^= 1;
  /* Not signed by whose it says it is. */
  g_assert_true (
      xy_store_write_local (post.office[1].store, "UPDATE line SET secret = zeroblob (32)", XY_BIND_NONE, NULL));
  g_autofree char *forged = export(&post, 1, waiting (&post, 1));
  assert_county_refuses (&post, forged, XY_ERROR_DENIED);
  /* Of an account that is not there. */
  g_assert_true (xy_store_write_local (post.office[1].store, "UPDATE line SET account = '77'", XY_BIND_NONE, NULL));
  g_autofree char *stranger = export(&post, 1, waiting (&post, 1));
  assert_county_refuses (&post, stranger, XY_ERROR_DENIED);
  g_assert_true (xy_store_write_local (post.office[1].store, "UPDATE line SET token = NULL", XY_BIND_NONE, NULL));
  assert_refused (&post, 1, ra, XY_ERROR_DENIED);
  g_autofree char *after = xy_store_dump (post.office[1].store, NULL);
  g_assert_cmpstr (before, ==, after);
  post_close (&post);
}

static gint64
number (Post *post, const char *sql)
{
  gint64 n = -1;
  g_autoptr (GError) error = NULL;

  xy_base_number (xy_server_store_get_base (post->inbox.store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

/* What a computer that was struck off has written is kept, and shown, and can still be let pass. */
static void
test_revoked (void)
{
  Post post;
  XyLocal local;
  g_autoptr (GError) error = NULL;

  post_open (&post);
  gint64 n = waiting (&post, 1);
  g_assert_true (xy_local_load (post.office[1].store, &local, NULL));
  g_assert_true (xy_server_store_revoke (post.inbox.store, SID, local.machine.device, NULL));
  post.revoked = 2;
  g_autofree char *b = export(&post, 1, n), *rb = take (&post, b, n);
  g_assert_cmpint (number (&post, "SELECT count (*) FROM op_log WHERE disp = 'held' AND code = 'revoked'"), ==, n);
  g_assert_cmpint (number (&post, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0"), ==, n);
  g_assert_cmpint (number (&post, "SELECT count (*) FROM rec WHERE tbl <> '_quar'"), ==, 0);
  back (&post, 1, rb, XY_CARRIED_DENIED);
  g_assert_cmpint (waiting (&post, 1), ==, n);
  g_assert_true (xy_server_store_release (post.inbox.store, SID, local.machine.device, 1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (number (&post, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0"), ==, n - 1);
  post_close (&post);
}

/* A bundle that follows on what the county has lost waits, and is taken when that has come again. */
static void
test_parked (void)
{
  Post post;

  post_open (&post);
  gint64 n = waiting (&post, 0);
  g_autofree char *first = export(&post, 0, n), *r1 = take (&post, first, n);
  back (&post, 0, r1, XY_CARRIED_TAKEN);
  write_some (&post, 0, "曾国强");
  g_autofree char *second = export(&post, 0, 1);
  /* The county is a new one, restored to before the first. */
  XyLocal local;
  g_assert_true (xy_local_load (post.office[0].store, &local, NULL));
  g_autoptr (GError) error = NULL;
  XyBase *base = xy_server_store_get_base (post.inbox.store);
  const guint8 zeros[XY_HASH_SIZE] = { 0 };
  const char *const lose[] = { "DELETE FROM rec",   "DELETE FROM entry",   "DELETE FROM op_log",
                               "DELETE FROM batch", "DELETE FROM waiting", "UPDATE stream SET head = 0" };
  for (guint i = 0; i < G_N_ELEMENTS (lose); i++)
    g_assert_true (xy_base_run (base, lose[i], XY_BIND_NONE, &error));
  g_assert_true (xy_base_run (base, "UPDATE device SET last_n = 0, last_h = ?1, old = 0",
                              XY_BIND (XY_BYTES (zeros, sizeof zeros)), &error));
  g_assert_true (xy_server_store_begin_epoch (post.inbox.store, &error));

  g_auto (XyInboxResult) result = { 0 };
  g_assert_true (xy_inbox_take (&post.inbox, second, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.taken, ==, 0);
  g_assert_cmpint (result.parked, ==, 1);
  g_autofree char *rfirst = take (&post, first, n + 1);
  g_assert_cmpint (number (&post, "SELECT count (*) FROM parked"), ==, 0);
  /* Its receipt brings the computer into the new history, with nothing to send again. */
  back (&post, 0, rfirst, XY_CARRIED_TAKEN);
  g_assert_cmpint (waiting (&post, 0), ==, 0);
  g_autofree char *b = export(&post, 1, waiting (&post, 1)), *rb = take (&post, b, waiting (&post, 1));
  back (&post, 1, rb, XY_CARRIED_TAKEN);
  g_autofree char *a = export(&post, 0, 0), *ra = take (&post, a, 0);
  back (&post, 0, ra, XY_CARRIED_TAKEN);
  assert_alike (&post);
  post_close (&post);
}

static void
on_told (const char *file, const XyInboxResult *result, const GError *problem, gpointer data)
{
  guint *told = data;

  told[result != NULL ? 0 : 1]++;
}

/* A folder is swept: each bundle once, what is damaged is told once and waits for better days. */
static void
test_folder (void)
{
  Post post;
  guint told[2] = { 0 }, n;
  g_autoptr (GError) error = NULL;

  post_open (&post);
  g_autoptr (XyInboxFolder) folder = xy_inbox_folder_new (post.stick);
  g_autofree char *a = export(&post, 0, waiting (&post, 0)), *b = export(&post, 1, waiting (&post, 1));
  g_autofree char *content = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (b, &content, &length, NULL));
  g_assert_true (g_file_set_contents (b, content, (gssize) length / 2, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (xy_inbox_folder_sweep (folder, &post.inbox, on_told, told, &n, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, i == 0);
    }
  g_assert_cmpuint (told[0], ==, 1);
  g_assert_cmpuint (told[1], ==, 1);
  g_assert_true (g_file_set_contents (b, content, (gssize) length, NULL));
  g_assert_true (xy_inbox_folder_sweep (folder, &post.inbox, on_told, told, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (told[1], ==, 1);
  post_close (&post);
}

static gboolean
add_photo (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  xy_set_str (&household->head_name, "曾国强");
  if (!xy_record_save (txn, household, error))
    return FALSE;
  entry->household = household->record.id;
  entry->amount = 100;
  entry->delta = 500;
  entry->at = xy_txn_get_now (txn);
  xy_set_str (&entry->category, "环境");
  xy_set_str (&entry->item, "清扫");
  xy_set_str (&entry->day, "2026-11-20");
  xy_set_str (&entry->kind, "entry");
  xy_set_str (&entry->photo, data);
  return xy_record_save (txn, entry, error);
}

/* Photos go beside the bundle until the county says that it has them. */
static void
test_files (void)
{
  Post post;
  g_auto (XyBundleExport) first = { NULL }, again = { NULL }, last = { NULL };
  g_autoptr (GError) error = NULL;
  const gsize sizes[] = { 0, 70000, 300000 };
  g_autofree char *data = g_malloc0 (300000);
  char *names[3];

  post_open (&post);
  XyStore *store = post.office[0].store;
  for (guint i = 0; i < 3; i++)
    {
      names[i] = xy_attachment_add (post.office[0].path, data, sizes[i], &error);
      g_assert_true (xy_store_act (store, &post.office[0].actor, "add", add_photo, names[i], &error));
      g_assert_no_error (error);
    }
  g_assert_true (xy_bundle_export (store, post.stick, NULL, NULL, NULL, &first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (first.files, ==, 3);
  g_assert_cmpint (first.left, ==, 0);
  g_autofree char *part = g_strndup (first.path, strlen (first.path) - strlen (XY_BUNDLE_SUFFIX));
  g_autofree char *file = g_strconcat (part, "-p1" XY_BUNDLE_SUFFIX, NULL);
  g_autofree char *receipt = take (&post, first.path, first.n), *have = take (&post, file, 0);
  back (&post, 0, receipt, XY_CARRIED_TAKEN);
  /* Not said yet: they go once more. */
  g_assert_true (xy_bundle_export (store, post.stick, NULL, NULL, NULL, &again, &error));
  g_assert_cmpint (again.files, ==, 3);
  XyBundleImport result = back (&post, 0, have, XY_CARRIED_TAKEN);
  g_assert_true (result.part);
  g_assert_cmpint (result.files, ==, 3);
  g_assert_true (xy_bundle_export (store, post.stick, NULL, NULL, NULL, &last, &error));
  g_assert_cmpint (last.files, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *path = xy_inbox_file_path (&post.inbox, SID, names[i]), *content = NULL;
      gsize length;
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpmem (content, length, data, sizes[i]);
      g_unlink (path);
      g_free (names[i]);
      if (i < 2)
        continue;
      g_autofree char *folder = g_path_get_dirname (path), *over = g_path_get_dirname (folder);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
      g_assert_cmpint (g_rmdir (over), ==, 0);
    }
  post_close (&post);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/there-and-back", test_there_and_back);
  g_test_add_func ("/bundle/again", test_again);
  g_test_add_func ("/bundle/foreign", test_foreign);
  g_test_add_func ("/bundle/revoked", test_revoked);
  g_test_add_func ("/bundle/parked", test_parked);
  g_test_add_func ("/bundle/folder", test_folder);
  g_test_add_func ("/bundle/files", test_files);
  return g_test_run ();
}
