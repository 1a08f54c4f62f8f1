/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is unpacked before anybody is known: gzip, damaged or made to burst. */
#include <string.h>

#include "sync/pack.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const gsize most = 64 * 1024;
  GString *text = xy_unpack (data, size, most, NULL);

  if (text != NULL)
    {
      g_assert_cmpuint (text->len, <=, most);
      g_string_free (text, TRUE);
    }
  /* And there and back again. */
  g_autoptr (GBytes) packed = xy_pack ((const char *) data, size);
  gsize length;
  const void *bytes = g_bytes_get_data (packed, &length);
  text = xy_unpack (bytes, length, G_MAXSIZE / 2, NULL);
  if (text != NULL)
    {
      g_assert_cmpmem (text->str, text->len, data, size);
      g_string_free (text, TRUE);
    }
  return 0;
}
