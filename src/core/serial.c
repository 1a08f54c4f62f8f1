/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/serial.h"

#include <string.h>

#include "core/normalize.h"

gboolean
xy_serial_parse (const char *number, const char *today, char year[5], gint64 *serial)
{
  g_autofree char *typed = xy_digits_clean (number);
  const char *dash = strchr (typed, '-');
  guint64 n = 0;

  *serial = 0;
  g_strlcpy (year, dash != NULL ? typed : today, 5);
  if ((dash != NULL && dash - typed != 4)
      || !g_ascii_string_to_unsigned (dash != NULL ? dash + 1 : typed, 10, 1, G_MAXINT, &n, NULL))
    return FALSE;
  *serial = (gint64) n;
  return TRUE;
}
