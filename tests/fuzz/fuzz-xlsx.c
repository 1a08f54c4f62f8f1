/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx. What does not begin as a zip is taken for the text of parts, divided by form feeds: sheet, shared texts,
 * styles, workbook and its relations; those left out are a fixed frame's.
 */
#include "fixture.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GBytes *
wrap (const guint8 *data, gsize size)
{
  static const char *const names[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                       "xl/workbook.xml", "xl/_rels/workbook.xml.rels" };
  const char *parts[] = {
    "<worksheet/>", "<sst/>", "<styleSheet/>", "<workbook><sheets><sheet name=\"a\" id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>"
  };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) given = g_strsplit (text, "\f", G_N_ELEMENTS (parts));

  for (guint i = 0; given[i] != NULL; i++)
    if (*given[i] != '\0')
      parts[i] = given[i];
  return fixture_zip (names[0], parts[0], names[1], parts[1], names[2], parts[2], names[3], parts[3], names[4],
                      parts[4], NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean is_zip = size >= 4 && memcmp (data, "PK", 2) == 0;
  g_autoptr (GBytes) bytes = is_zip ? g_bytes_new (data, size) : wrap (data, size);
  g_autoptr (XyWorkbook) workbook = xy_workbook_read_bytes (bytes, NULL, NULL, NULL);

  if (workbook != NULL)
    {
      g_autofree char *dump = fixture_dump (workbook);
      g_assert_true (g_utf8_validate (dump, -1, NULL));
    }
  return 0;
}
