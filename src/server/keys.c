/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/clock.h"
#include "core/error.h"
#include "core/write-all.h"

#define SEED_SIZE 32
#define TEXT_MOST 4096

static const char *const names[] = { "sign", "box", "token" };

static gboolean
corrupt (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The file of the server's keys is damaged: %s"), path);
  return FALSE;
}

static void
derive (guint8 seeds[3][SEED_SIZE], XyServerKeys *keys)
{
  crypto_sign_seed_keypair (keys->sign_public, keys->sign_secret, seeds[0]);
  memcpy (keys->box_secret, seeds[1], SEED_SIZE);
  crypto_scalarmult_base (keys->box_public, keys->box_secret);
  memcpy (keys->token, seeds[2], SEED_SIZE);
}

static gboolean
make (const char *path, GError **error)
{
  guint8 seeds[3][SEED_SIZE];
  g_autoptr (GString) text = g_string_new ("# Keys of xiangyue-server. Keep a copy apart from the database.\n[keys]\n");

  xy_env_system ();
  randombytes_buf (seeds, sizeof seeds);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char hex[2 * SEED_SIZE + 1];
      sodium_bin2hex (hex, sizeof hex, seeds[i], SEED_SIZE);
      g_string_append_printf (text, "%s=%s\n", names[i], hex);
      sodium_memzero (hex, sizeof hex);
    }
  sodium_memzero (seeds, sizeof seeds);

  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0 && xy_write_all (fd, text->str, text->len) && fsync (fd) == 0;
  if (fd >= 0)
    {
      close (fd);
      if (!ok)
        unlink (path);
    }
  sodium_memzero (text->str, text->len);
  if (!ok)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The file of the server's keys cannot be written: %s"), path);
  return ok;
}

static gboolean
parse (const char *path, char *text, XyServerKeys *keys, GError **error)
{
  guint8 seeds[3][SEED_SIZE];
  g_autoptr (GKeyFile) file = g_key_file_new ();

  gboolean ok = g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL);
  for (guint i = 0; ok && i < G_N_ELEMENTS (names); i++)
    {
      gsize length = 0;
      g_autofree char *hex = g_key_file_get_string (file, "keys", names[i], NULL);
      ok = hex != NULL && sodium_hex2bin (seeds[i], SEED_SIZE, hex, strlen (hex), NULL, &length, NULL) == 0
           && length == SEED_SIZE;
      if (hex != NULL)
        sodium_memzero (hex, strlen (hex));
    }
  if (ok)
    derive (seeds, keys);
  sodium_memzero (seeds, sizeof seeds);
  return ok || corrupt (path, error);
}

gboolean
xy_server_keys_load (const char *path, gboolean create, XyServerKeys *keys, GError **error)
{
  char text[TEXT_MOST + 1];
  struct stat about;

  xy_env_system ();
  if (create && access (path, F_OK) != 0 && errno == ENOENT && !make (path, error))
    return FALSE;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || fstat (fd, &about) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The file of the server's keys cannot be read: %s"), path);
      return FALSE;
    }
  if ((about.st_mode & 077) != 0)
    {
      close (fd);
      g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
                   _ ("Others may read the file of the server's keys; please set its mode to 0600: %s"), path);
      return FALSE;
    }
  ssize_t n = read (fd, text, TEXT_MOST);
  close (fd);
  if (n <= 0)
    return corrupt (path, error);
  text[n] = '\0';
  gboolean ok = parse (path, text, keys, error);
  sodium_memzero (text, sizeof text);
  return ok;
}

void
xy_server_keys_clear (XyServerKeys *keys)
{
  sodium_memzero (keys, sizeof *keys);
}
