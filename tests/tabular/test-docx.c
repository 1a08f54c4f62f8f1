/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a .docx and of plain text, and what is no such file. */
#include "fixture.h"

#include "core/error.h"
#include "tabular/read-docx.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#define BODY(inside)                                                                                                   \
  "<w:document xmlns:w=\"http://x/main\" xmlns:mc=\"http://x/mc\"><w:body>" inside "</w:body></w:document>"
#define P(inside) "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:t xml:space=\"preserve\">" inside "</w:t></w:r></w:p>"

static GBytes *
docx (const char *document)
{
  return fixture_zip ("[Content_Types].xml", "<Types/>", "word/document.xml", document, "word/media/image1.png", "x",
                      NULL);
}

static void
expect (const char *document, const char *text)
{
  g_autoptr (GBytes) bytes = docx (document);
  g_autoptr (GError) error = NULL;
  g_autofree char *read = xy_text_file_read_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, text);
}

static void
refuse (GBytes *bytes, int code)
{
  g_autoptr (GBytes) own = bytes;
  g_autoptr (GError) error = NULL;
  g_autofree char *read = xy_text_file_read_bytes (own, NULL, &error);

  g_assert_null (read);
  g_assert_error (error, XY_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_words (void)
{
  expect (BODY (P ("石板溪村村规民约") P ("第一条　爱护环境。")), "石板溪村村规民约\n第一条　爱护环境。\n");
  /* A paragraph in pieces, a break, a tab, a non-breaking hyphen. */
  expect (BODY ("<w:p><w:r><w:t>第</w:t></w:r><w:r><w:t>二条</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t>"
                "<w:noBreakHyphen/></w:r></w:p>"),
          "第二条 甲\n乙-\n");
  /* Tables are read row by row. */
  expect (BODY ("<w:tbl><w:tr><w:tc>" P ("一") "</w:tc><w:tc>" P ("二") "</w:tc></w:tr></w:tbl>" P ("三")),
          "一\n二\n三\n");
  expect (BODY (""), "");
}

/* What was taken out, moved away, or is there twice. */
static void
test_left_out (void)
{
  expect (BODY ("<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
                "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>"),
          "留增\n");
  expect (
      BODY (
          "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t>"
          "</mc:Fallback></mc:AlternateContent><w:fldSimple><w:instrText>PAGE</w:instrText></w:fldSimple></w:r></w:p>"),
      "新\n");
}

static void
test_plain (void)
{
  static const char gbk[] = "\xb4\xe5\xb9\xe6\xc3\xf1\xd4\xbc"; /* 村规民约 */
  g_autoptr (GBytes) utf8 = g_bytes_new_static ("\xef\xbb\xbf第一条\n", 13);
  g_autoptr (GBytes) old = g_bytes_new_static (gbk, strlen (gbk));
  g_autofree char *one = xy_text_file_read_bytes (utf8, NULL, NULL), *two = xy_text_file_read_bytes (old, NULL, NULL);

  g_assert_cmpstr (one, ==, "第一条\n");
  g_assert_cmpstr (two, ==, "村规民约");
}

static void
test_refused (void)
{
  refuse (g_bytes_new_static ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1zz", 10), XY_ERROR_NOT_OURS);
  refuse (g_bytes_new_static ("%PDF-1.7 zz", 11), XY_ERROR_NOT_OURS);
  refuse (fixture_zip ("xl/workbook.xml", "<workbook/>", NULL), XY_ERROR_NOT_OURS);
  refuse (docx ("<w:document"), XY_ERROR_UNREADABLE);
  refuse (docx ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), XY_ERROR_UNREADABLE);

  g_autoptr (GString) deep = g_string_new (NULL);
  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<a>");
  refuse (docx (deep->str), XY_ERROR_UNREADABLE);

  /* More words than a bylaw could have. */
  g_autoptr (GString) long_one = g_string_new ("<w:document xmlns:w=\"x\"><w:p><w:r><w:t>");
  g_autofree char *chunk = g_strnfill (1 << 20, 'a');
  for (guint i = 0; i < 9; i++)
    g_string_append (long_one, chunk);
  g_string_append (long_one, "</w:t></w:r></w:p></w:document>");
  refuse (docx (long_one->str), XY_ERROR_UNREADABLE);
}

/* Cut short and with bits flipped: a text or a sentence. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = docx (BODY (P ("石板溪村村规民约") P ("第一条　爱护环境。")));
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (whole, &length);

  for (guint i = 0; i < length + 500; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      gsize n = i < length ? i : length;
      g_autoptr (GError) error = NULL;

      if (n == length)
        copy[g_rand_int_range (random, 0, (gint32) length)] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      g_autoptr (GBytes) bytes = g_bytes_new (copy, n);
      g_autofree char *text = xy_text_file_read_bytes (bytes, NULL, &error);
      g_assert_true ((text == NULL) == (error != NULL));
      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("xy-XXXXXX", NULL),
                  *path = g_build_filename (folder, "村规民约.docx", NULL);
  g_autoptr (GBytes) bytes = docx (BODY (P ("第一条　爱护环境。")));
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  g_autofree char *text = xy_text_file_read (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "第一条　爱护环境。\n");
  g_assert_null (xy_text_file_read (folder, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_OURS);
  g_clear_error (&error);
  g_unlink (path);
  g_assert_null (xy_text_file_read (path, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/words", test_words);
  g_test_add_func ("/docx/left-out", test_left_out);
  g_test_add_func ("/docx/plain", test_plain);
  g_test_add_func ("/docx/refused", test_refused);
  g_test_add_func ("/docx/damaged", test_damaged);
  g_test_add_func ("/docx/file", test_file);
  return g_test_run ();
}
