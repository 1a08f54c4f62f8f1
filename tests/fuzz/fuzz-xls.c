/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Old .xls. Bytes that are no compound file are taken for the records of a workbook stream and put into one, so that
 * the records are reached without the sectors around them being right.
 */
#include "fixture.h"

#include <string.h>

#define MAX_SECTORS 120 /* one sector of table holds 128 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
put_32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, 4);
}

static GBytes *
wrap (const guint8 *data, gsize size)
{
  guint sectors = (guint) MAX ((size + 511) / 512, 8);
  gsize length = 512 * (gsize) (sectors + 3);
  guint8 *file = g_malloc0 (length);
  const char name[] = "W\0o\0r\0k\0b\0o\0o\0k\0";

  memcpy (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  file[30] = 9;
  file[32] = 6;
  put_32 (file + 44, 1);
  put_32 (file + 48, 1);
  put_32 (file + 56, 4096);
  put_32 (file + 60, 0xfffffffe);
  put_32 (file + 68, 0xfffffffe);
  put_32 (file + 512, 0xfffffffd);
  put_32 (file + 516, 0xfffffffe);
  for (guint i = 0; i < sectors; i++)
    put_32 (file + 520 + 4 * i, i + 1 < sectors ? 3 + i : 0xfffffffe);
  guint8 *root = file + 1024, *entry = root + 128;
  root[66] = 5;
  put_32 (root + 76, 1);
  put_32 (root + 116, 0xfffffffe);
  memcpy (entry, name, sizeof name);
  entry[64] = sizeof name;
  entry[66] = 2;
  put_32 (entry + 68, 0xffffffff);
  put_32 (entry + 72, 0xffffffff);
  put_32 (entry + 116, 2);
  put_32 (entry + 120, 512 * sectors);
  memcpy (file + 1536, data, size);
  return g_bytes_new_take (file, length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean is_file = size >= 8 && memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;

  if (!is_file && size > 512 * MAX_SECTORS)
    return 0;
  g_autoptr (GBytes) bytes = is_file ? g_bytes_new (data, size) : wrap (data, size);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, NULL, NULL, NULL);
  if (workbook != NULL)
    {
      g_autofree char *dump = fixture_dump (workbook);
      g_assert_true (g_utf8_validate (dump, -1, NULL));
    }
  return 0;
}
