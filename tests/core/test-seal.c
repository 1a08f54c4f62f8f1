/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/clock.h"
#include "core/seal.h"

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *path, const char *password, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XySealWriter) writer = xy_seal_writer_new (path, password, &error);

  g_assert_no_error (error);
  for (gsize at = 0; at < length; at += 1000)
    g_assert_true (xy_seal_writer_write (writer, data + at, MIN (1000, length - at), &error));
  g_assert_true (xy_seal_writer_finish (writer, &error));
}

/* The whole file, or NULL. */
static GByteArray *
read_file (const char *path, const char *password, GError **error)
{
  g_autoptr (XySealReader) reader = xy_seal_reader_new (path, password, error);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 block[777];
  gssize length;

  if (reader == NULL)
    return NULL;
  while ((length = xy_seal_reader_read (reader, block, sizeof block, error)) > 0)
    g_byte_array_append (all, block, (guint) length);
  return length == 0 ? g_steal_pointer (&all) : NULL;
}

static void
test_sizes (void)
{
  static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200001 };
  XyFixedEnv fixed;
  xy_fixed_env_init (&fixed, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int sealed = 0; sealed < 2; sealed++)
      {
        g_autofree char *path = path_of ("sizes");
        g_autofree guint8 *data = g_malloc (sizes[i] + 1);
        g_autoptr (GError) error = NULL;
        const char *password = sealed ? "乡约 2026" : NULL;

        fixed.env.random (data, sizes[i], fixed.env.data);
        write_file (path, password, data, sizes[i]);
        g_assert_cmpint (xy_seal_is_sealed (path), ==, sealed);
        g_autoptr (GByteArray) back = read_file (path, password, &error);
        g_assert_no_error (error);
        g_assert_cmpmem (back->data, back->len, data, sizes[i]);
        g_unlink (path);
      }
}

static void
test_password (void)
{
  g_autofree char *path = path_of ("password");
  g_autoptr (GError) error = NULL;

  write_file (path, "right", (const guint8 *) "secret", 6);
  g_assert_null (read_file (path, "wrong", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_null (read_file (path, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);

  g_autofree char *raw = NULL;
  gsize length;
  g_file_get_contents (path, &raw, &length, NULL);
  g_assert_null (memmem (raw, length, "secret", 6));
  g_assert_null (xy_seal_writer_new (path, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_unlink (path);
}

/* Each changed byte, each cut and each addition is told; none gives other bytes than were written. */
static void
test_tampering (void)
{
  g_autofree char *path = path_of ("good"), *bad = path_of ("bad");
  g_autofree guint8 *data = g_malloc0 (70000);
  g_autofree char *raw = NULL;
  gsize length;

  write_file (path, "right", data, 70000);
  g_file_get_contents (path, &raw, &length, NULL);
  for (gsize at = 0; at < length + 2; at += at < 116 ? 19 : length / 4)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *changed = g_memdup2 (raw, length);

      if (at < length)
        changed[at] ^= 4;
      g_file_set_contents (bad, changed, (gssize) length, NULL);
      g_autoptr (GByteArray) back = read_file (bad, "right", &error);
      if (at < 8)
        continue; /* without its first word it is no sealed file, and read as it is */
      g_assert_true (at >= length || back == NULL);
      if (at < length)
        g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
    }
  for (gsize cut = 50; cut < length; cut += cut < 200 ? 70 : length / 3)
    {
      g_autoptr (GError) error = NULL;
      g_file_set_contents (bad, raw, (gssize) cut, NULL);
      g_assert_null (read_file (bad, "right", &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
    }
  g_unlink (path);

  /* What was hung on behind a last part that fills its room. */
  write_file (path, "right", data, 65536);
  g_autofree char *full = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &full, &length, NULL);
  g_autofree char *longer = g_malloc0 (length + 1);
  memcpy (longer, full, length);
  g_file_set_contents (bad, longer, (gssize) length + 1, NULL);
  g_assert_null (read_file (bad, "right", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
  g_unlink (path);
  g_unlink (bad);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  xy_env_system ();
  folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  g_test_add_func ("/seal/sizes", test_sizes);
  g_test_add_func ("/seal/password", test_password);
  g_test_add_func ("/seal/tampering", test_tampering);
  int status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
