/* SPDX-License-Identifier: GPL-3.0-or-later */
/* docx. What does not begin as a zip is taken for the part with the words. */
#include "fixture.h"

#include "tabular/read-docx.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean is_zip = size >= 4 && memcmp (data, "PK", 2) == 0;
  g_autofree char *part = g_strndup ((const char *) data, size);
  g_autoptr (GBytes) bytes = is_zip ? g_bytes_new (data, size) : fixture_zip ("word/document.xml", part, NULL);
  g_autofree char *text = xy_text_file_read_bytes (bytes, NULL, NULL);

  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  return 0;
}
