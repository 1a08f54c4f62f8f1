/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/write-all.h"

#include <errno.h>
#include <unistd.h>

gboolean
xy_write_all (int fd, const void *data, gsize length)
{
  const guint8 *from = data;

  while (length > 0)
    {
      gssize n = write (fd, from, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          errno = n < 0 ? errno : ENOSPC;
          return FALSE;
        }
      from += n;
      length -= (gsize) n;
    }
  return TRUE;
}
