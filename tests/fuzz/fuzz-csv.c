/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text with separators. The first byte says what the caller forces: nothing, a charset, a separator. */
#include "fixture.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const charsets[] = { NULL, "UTF-8", "GB18030", "UTF-16LE" };
  static const gunichar separators[] = { 0, ',', '\t', 0xff0c };

  if (size == 0)
    return 0;
  XyReadOptions options = { .charset = charsets[data[0] & 3], .separator = separators[data[0] >> 2 & 3] };
  g_autoptr (GBytes) bytes = g_bytes_new (data + 1, size - 1);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, &options, NULL, NULL);
  if (workbook != NULL)
    {
      g_autofree char *dump = fixture_dump (workbook);
      g_assert_true (g_utf8_validate (dump, -1, NULL));
    }
  return 0;
}
