/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/base-pg-error.h"

#include <glib/gi18n-lib.h>

#include "core/error.h"

static gboolean
has_class (const char *state, const char *const *classes)
{
  for (; *classes != NULL; classes++)
    if (g_str_has_prefix (state, *classes))
      return TRUE;
  return FALSE;
}

/* What STATE, an SQLSTATE, is to the caller; NULL: the connection was lost. */
static XyError
error_of (const char *state)
{
  /* A key that is there; a value that the column does not take. */
  static const char *const conflict[] = { "23", "22", "54", NULL };
  /* Deadlock, serialization, waited too long for a lock, too many connections. */
  static const char *const busy[] = { "40", "55P03", "53300", NULL };
  static const char *const full[] = { "53100", "58", NULL };
  /* Shut down, starting up, became a read-only standby. */
  static const char *const offline[] = { "08", "57P", "25006", "25P03", NULL };
  static const char *const corrupt[] = { "XX001", "XX002", NULL };

  if (state == NULL || has_class (state, offline))
    return XY_ERROR_OFFLINE;
  return has_class (state, conflict)  ? XY_ERROR_CONFLICT
         : has_class (state, busy)    ? XY_ERROR_BUSY
         : has_class (state, full)    ? XY_ERROR_FULL
         : has_class (state, corrupt) ? XY_ERROR_CORRUPT
                                      : XY_ERROR_FAILED;
}

gboolean
xy_pg_set_error (const char *state, const char *detail, GError **error)
{
  static const char *const sentences[] = {
    [XY_ERROR_CONFLICT] = N_ ("This does not fit what is already recorded, so it was not saved."),
    [XY_ERROR_BUSY] = N_ ("The county's database is busy. Please try again in a moment."),
    [XY_ERROR_FULL] =
        N_ ("The disk is full or cannot be written, so nothing was saved. Everything saved before is intact."),
    [XY_ERROR_CORRUPT] = N_ ("The county's database is damaged; please restore the last good backup."),
    [XY_ERROR_OFFLINE] = N_ ("The connection to the county's database was lost."),
    [XY_ERROR_FAILED] = N_ ("The county's database could not be used. Nothing was changed."),
  };
  XyError code = error_of (state);

  if (code == XY_ERROR_FAILED)
    g_warning ("PostgreSQL %s: %s", state, detail);
  else
    g_info ("PostgreSQL %s: %s", state != NULL ? state : "-", detail);
  g_set_error_literal (error, XY_ERROR, (int) code, _ (sentences[code]));
  return FALSE;
}
