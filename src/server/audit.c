/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/error.h"

#define HEX 64
/* A line's end: ,"h":"<64 hex>"} and a line feed. */
#define LINE_HASH ",\"h\":\""
#define TAIL (6 + HEX + 2 + 1)
#define LINE_MOST 1024
#define REFUSALS_MOST 60
#define MINUTE 60000

struct _XyAudit
{
  char *folder;
  const XyEnv *env;
  GMutex lock;
  gint64 minute; /* of the refusals */
  guint refusals;
};

XyAudit *
xy_audit_new (const char *folder, const XyEnv *env)
{
  XyAudit *audit = g_new0 (XyAudit, 1);

  audit->folder = g_strdup (folder);
  audit->env = env;
  g_mutex_init (&audit->lock);
  return audit;
}

void
xy_audit_free (XyAudit *audit)
{
  if (audit == NULL)
    return;
  g_mutex_clear (&audit->lock);
  g_free (audit->folder);
  g_free (audit);
}

static void
append_text (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) strnlen (text, 128));
  g_string_append_printf (out, ",\"%s\":\"", key);
  for (const char *at = valid; *at != '\0'; at++)
    if ((guchar) *at < 0x20 || *at == '"' || *at == '\\' || *at == 0x7f)
      g_string_append_c (out, '?');
    else
      g_string_append_c (out, *at);
  g_string_append_c (out, '"');
}

static void
hash_line (const char before[HEX + 1], const char *line, gsize length, char after[HEX + 1])
{
  crypto_hash_sha256_state state;
  guint8 hash[32];

  crypto_hash_sha256_init (&state);
  crypto_hash_sha256_update (&state, (const guint8 *) before, HEX);
  crypto_hash_sha256_update (&state, (const guint8 *) line, length);
  crypto_hash_sha256_final (&state, hash);
  sodium_bin2hex (after, HEX + 1, hash, sizeof hash);
}

/* The h of the file's last line; zeros of an empty one. FALSE where it ends within a line. */
static gboolean
read_last (int fd, char hash[HEX + 1])
{
  char tail[TAIL];
  struct stat about;

  memset (hash, '0', HEX);
  hash[HEX] = '\0';
  if (fstat (fd, &about) != 0)
    return FALSE;
  if (about.st_size == 0)
    return TRUE;
  if (about.st_size < TAIL || pread (fd, tail, TAIL, about.st_size - TAIL) != TAIL || memcmp (tail, LINE_HASH, 6) != 0
      || memcmp (tail + 6 + HEX, "\"}\n", 3) != 0)
    return FALSE;
  memcpy (hash, tail + 6, HEX);
  return TRUE;
}

/* A line that was cut when the disk was full or the power went goes on its own: what follows can be read. */
static gboolean
append (int fd, const char *line, gsize length)
{
  char before[HEX + 1], after[HEX + 1];
  g_autoptr (GString) out = g_string_new (NULL);
  struct stat about;

  if (!read_last (fd, before))
    g_string_append_c (out, '\n');
  hash_line (before, line, length, after);
  g_string_append_len (out, line, (gssize) length);
  g_string_append_printf (out, ",\"h\":\"%s\"}\n", after);
  if (fstat (fd, &about) != 0)
    return FALSE;
  if (write (fd, out->str, out->len) == (ssize_t) out->len)
    return TRUE;
  /* All of it or nothing. */
  return ftruncate (fd, about.st_size) == 0 && FALSE;
}

gboolean
xy_audit_write (XyAudit *audit, const XyAuditLine *line, GError **error)
{
  gint64 now = xy_env_now (audit->env);
  g_autofree char *day = xy_day_from_instant (now);
  g_autofree char *path = g_strdup_printf ("%s/audit-%.7s.log", audit->folder, day);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "{\"at\":%" G_GINT64_FORMAT, now);
  append_text (text, "who", line->who);
  append_text (text, "from", line->from);
  append_text (text, "what", line->what);
  append_text (text, "of", line->of);
  append_text (text, "came", line->came);

  g_mutex_lock (&audit->lock);
  int fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0 && flock (fd, LOCK_EX) == 0 && append (fd, text->str, text->len);
  if (fd >= 0)
    close (fd);
  g_mutex_unlock (&audit->lock);
  if (!ok)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The audit log cannot be written: %s"), path);
  return ok;
}

void
xy_audit_refusal (XyAudit *audit, const XyAuditLine *line)
{
  gint64 minute = xy_env_now (audit->env) / MINUTE;
  guint before = 0;

  g_mutex_lock (&audit->lock);
  if (minute != audit->minute)
    {
      before = audit->refusals;
      audit->minute = minute;
      audit->refusals = 0;
    }
  gboolean write = ++audit->refusals <= REFUSALS_MOST;
  g_mutex_unlock (&audit->lock);

  if (before > REFUSALS_MOST)
    {
      g_autofree char *more = g_strdup_printf ("%u", before - REFUSALS_MOST);
      xy_audit_write (audit, &(XyAuditLine){ .who = "", .what = "refused", .of = more, .came = "not listed" }, NULL);
    }
  if (write)
    xy_audit_write (audit, line, NULL);
}

static gboolean
verify_file (const char *path, gint64 *n, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  guint number = 0;
  char hash[HEX + 1], after[HEX + 1];

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;
  memset (hash, '0', HEX);
  hash[HEX] = '\0';
  for (const char *at = text, *end; (end = memchr (at, '\n', (gsize) (text + length - at))) != NULL; at = end + 1)
    {
      gsize size = (gsize) (end + 1 - at);
      number++;
      if (size > TAIL)
        hash_line (hash, at, size - TAIL, after);
      if (size <= TAIL || size > LINE_MOST || memcmp (end + 1 - TAIL, LINE_HASH, 6) != 0
          || memcmp (end + 1 - TAIL + 6, after, HEX) != 0 || memcmp (end - 2, "\"}", 2) != 0)
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CORRUPT, _ ("The audit log is not as it was written: %s, line %u."),
                       path, number);
          return FALSE;
        }
      memcpy (hash, after, sizeof hash);
      (*n)++;
    }
  return TRUE;
}

gboolean
xy_audit_verify (XyAudit *audit, gint64 *n, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (audit->folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  *n = 0;
  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "audit-") && g_str_has_suffix (name, ".log"))
      g_ptr_array_add (names, g_build_filename (audit->folder, name, NULL));
  for (guint i = 0; i < names->len; i++)
    if (!verify_file (names->pdata[i], n, error))
      return FALSE;
  return TRUE;
}
