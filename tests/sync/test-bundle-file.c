/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The container: what goes in comes out, whoever touches it is seen, and the folder it lies in keeps what it had. */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "sync/bundle-file.h"

#define STREAM 431399101201

typedef struct
{
  char *folder;
  char *work;
  XyWire *wire;
  guint8 seed[32]; /* of the writer */
  guint8 secret[32];
  XyBundleHead head;
} Stick;

static void
stick_open (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  stick->folder = g_dir_make_tmp ("xiangyue-bundle-XXXXXX", &error);
  g_assert_no_error (error);
  stick->work = g_build_filename (stick->folder, "village.xiangyue", NULL);
  stick->wire = xy_wire_new (&error);
  g_assert_no_error (error);
  memset (stick->seed, 7, sizeof stick->seed);
  stick->head = (XyBundleHead){ .stream = STREAM,
                                .device = 0x5f1c,
                                .account = 0xa11ce,
                                .epoch = "a1b2",
                                .from = 1201,
                                .to = 1300,
                                .at = 1795309200000 };
  crypto_box_keypair (stick->head.box, stick->secret);
}

static guint
count_files (Stick *stick)
{
  g_autoptr (GDir) dir = g_dir_open (stick->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
stick_close (Stick *stick, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (stick->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (stick->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (stick->folder);
  g_free (stick->folder);
  g_free (stick->work);
  xy_wire_free (stick->wire);
}

/* A file with a text and LENGTH bytes. */
static char *
write_file (Stick *stick, gsize length, GError **error)
{
  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (stick->folder, &stick->head, stick->seed, error);
  g_autofree guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (i * 31 + i / 251);
  if (writer == NULL || !xy_bundle_writer_text (writer, 't', "曾国强\n", strlen ("曾国强\n"), error)
      || !xy_bundle_writer_begin (writer, 'd', length, error))
    return NULL;
  for (gsize at = 0; at < length; at += MIN (length - at, 50001))
    if (!xy_bundle_writer_write (writer, data + at, MIN (length - at, 50001), error))
      return NULL;
  return xy_bundle_writer_finish (writer, error);
}

/* Bytes of its second frame; -1. */
static gint64
read_file (Stick *stick, const char *path, GError **error)
{
  g_autoptr (XyBundleReader) reader = xy_bundle_reader_new (path, stick->work, stick->wire, error);
  guint8 block[3001];
  guint64 length;
  gint64 total = 0;
  gssize n;
  char frame;

  if (reader == NULL || !xy_bundle_reader_open (reader, stick->secret, error)
      || !xy_bundle_reader_next (reader, &frame, &length, error))
    return -1;
  g_assert_cmpint (frame, ==, 't');
  g_autoptr (GString) text = xy_bundle_reader_text (reader, 100, error);
  if (text == NULL || !xy_bundle_reader_next (reader, &frame, &length, error))
    return -1;
  g_assert_cmpstr (text->str, ==, "曾国强\n");
  g_assert_cmpint (frame, ==, 'd');
  while ((n = xy_bundle_reader_read (reader, block, sizeof block, error)) > 0)
    {
      for (gssize i = 0; i < n; i++)
        g_assert_cmpint (block[i], ==, (guint8) ((total + i) * 31 + (total + i) / 251));
      total += n;
    }
  if (n < 0)
    return -1;
  g_assert_cmpint (total, ==, (gint64) length);
  g_assert_false (xy_bundle_reader_next (reader, &frame, &length, error));
  return error != NULL && *error != NULL ? -1 : total;
}

static void
test_sizes (Stick *stick, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 65000, 65536, 131072 - 60, 200001, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = write_file (stick, sizes[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (read_file (stick, path, &error), ==, (gint64) sizes[i]);
      g_assert_no_error (error);
    }
  /* Each has a name of its own, and no unfinished file is left. */
  g_assert_cmpuint (count_files (stick), ==, G_N_ELEMENTS (sizes));
}

static void
test_name (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = write_file (stick, 10, &error), *before = NULL, *after = NULL;
  gsize length, length_after;

  g_assert_true (g_str_has_suffix (first, "/XY-431399101201-5f1c-1201-1300.xyb"));
  g_assert_true (g_file_get_contents (first, &before, &length, NULL));
  g_autofree char *second = write_file (stick, 10, &error);
  g_assert_true (g_str_has_suffix (second, "/XY-431399101201-5f1c-1201-1300-2.xyb"));
  g_assert_true (g_file_get_contents (first, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);

  g_autoptr (XyBundleReader) reader = xy_bundle_reader_new (first, stick->work, stick->wire, &error);
  g_assert_no_error (error);
  const XyBundleHead *head = xy_bundle_reader_get_head (reader);
  guint8 key[32];
  xy_bundle_public (stick->seed, key);
  g_assert_cmpint (head->kind, ==, XY_BUNDLE_OPERATIONS);
  g_assert_cmpint (head->stream, ==, STREAM);
  g_assert_cmpint (head->device, ==, 0x5f1c);
  g_assert_cmpint (head->account, ==, 0xa11ce);
  g_assert_cmpstr (head->epoch, ==, "a1b2");
  g_assert_cmpint (head->from, ==, 1201);
  g_assert_cmpint (head->to, ==, 1300);
  g_assert_cmpint (head->at, ==, 1795309200000);
  g_assert_cmpmem (head->key, 32, key, 32);
  g_assert_cmpmem (head->box, 32, stick->head.box, 32);
}

/* Nobody but the receiver reads it, and nothing of what is in it stands in it. */
static void
test_sealed (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file (stick, 100, &error), *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (memmem (content, length, "曾", strlen ("曾")));
  stick->secret[5] ^= 1;
  g_assert_cmpint (read_file (stick, path, &error), ==, -1);
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
}

/* A key of signing serves to seal to, as for receipts. */
static void
test_box_of_key (Stick *stick, gconstpointer data)
{
  guint8 key[32];
  g_autoptr (GError) error = NULL;

  xy_bundle_public (stick->seed, key);
  g_assert_true (xy_bundle_box_of_key (key, stick->head.box));
  xy_bundle_box_of_seed (stick->seed, stick->secret);
  g_autofree char *path = write_file (stick, 5, &error);
  g_assert_cmpint (read_file (stick, path, &error), ==, 5);
  g_assert_no_error (error);
}

/* Every byte that is another, and every length that is less, is seen. */
static void
test_altered (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_file (stick, 300, &error), *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize i = 0; i < 2 * length; i++)
    {
      gboolean cut = i >= length;
      gsize at = cut ? i - length : i;
      g_autoptr (GError) problem = NULL;

      content[at] ^= cut ? 0 : (char) (1 << (at % 8));
      g_assert_true (
          g_file_set_contents_full (path, content, (gssize) (cut ? at : length), G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      content[at] ^= cut ? 0 : (char) (1 << (at % 8));
      g_assert_cmpint (read_file (stick, path, &problem), ==, -1);
      g_assert_true (g_error_matches (problem, XY_ERROR, XY_ERROR_UNREADABLE)
                     || g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_OURS)
                     || g_error_matches (problem, XY_ERROR, XY_ERROR_NEWER_SCHEMA));
    }
  g_autofree char *more = g_malloc0 (length + 1);
  memcpy (more, content, length);
  g_assert_true (g_file_set_contents_full (path, more, (gssize) length + 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (read_file (stick, path, &error), ==, -1);
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
}

static void
assert_newer (Stick *stick, const char *text)
{
  XyBundleHead head;
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_bundle_head_read (stick->wire, text, strlen (text), &head, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA);
}

static void
test_head (Stick *stick, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const bad[] = { "", "{}", "[]", "{\"p\":\"xy1\"}", "{\"p\":\"xy2\",\"file\":\"operations\"}" };
  XyBundleHead head;

  xy_bundle_head_append (text, &stick->head);
  g_assert_true (xy_bundle_head_read (stick->wire, text->str, text->len, &head, NULL));
  g_assert_cmpmem (&head.box, 32, &stick->head.box, 32);
  g_autoptr (GString) other = g_string_new (text->str);
  g_string_replace (other, "\"x25519\"", "\"sm2\"", 0);
  assert_newer (stick, other->str);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (xy_bundle_head_read (stick->wire, bad[i], strlen (bad[i]), &head, &error));
      g_assert_nonnull (error);
    }
  g_string_replace (text, "\"from\":1201", "\"from\":0", 0);
  g_assert_false (xy_bundle_head_read (stick->wire, text->str, text->len, &head, NULL));
}

/* A stick that is not there, is pulled out, or is full: a sentence each, and nothing of the file is left. */
static void
test_trouble (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL, full = NULL, busy = NULL;
  g_autofree char *folder = g_steal_pointer (&stick->folder);
  struct rlimit before, small = { 100000, 100000 };

  stick->folder = g_build_filename (folder, "no-such-stick", NULL);
  g_assert_null (write_file (stick, 10, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  g_free (stick->folder);
  stick->folder = g_steal_pointer (&folder);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_null (write_file (stick, 300000, &full));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (full, XY_ERROR, XY_ERROR_FULL);
  g_assert_cmpuint (count_files (stick), ==, 0);

  g_autoptr (XyBundleWriter) writer = xy_bundle_writer_new (stick->folder, &stick->head, stick->seed, NULL);
  g_assert_nonnull (writer);
  g_assert_null (write_file (stick, 10, &busy));
  g_assert_error (busy, XY_ERROR, XY_ERROR_BUSY);
  g_clear_pointer (&writer, xy_bundle_writer_free);
  g_assert_cmpuint (count_files (stick), ==, 0);
}

#define ADD(name) g_test_add ("/bundle-file/" #name, Stick, NULL, stick_open, test_##name, stick_close)

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD (sizes);
  ADD (name);
  ADD (sealed);
  ADD (box_of_key);
  ADD (altered);
  ADD (head);
  ADD (trouble);
  return g_test_run ();
}
