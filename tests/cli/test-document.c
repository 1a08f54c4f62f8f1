/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
make_sample (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "sample", "--households", "30", "--years", "1", "--today", "2026-11-22", "--entries",
                            "100", "--no-papers", NULL),
                   ==, 0);
}

static char *
text_of (Cli *cli, const char *pdf)
{
  g_autoptr (GError) error = NULL;
  const char *const args[] = { "pdftotext", "-layout", pdf, "-", NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (args, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *text = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_write (void)
{
  Cli cli;
  make_sample (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "a.pdf", NULL);

  g_assert_cmpint (cli_run (&cli, "--json", "document", "templates", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"templates\":[{\"id\":\"points\",\"kind\":\"announcement\"");
  g_assert_cmpint (cli_run (&cli, "--json", "document", "add", "--template", "yard-meeting", "会议时间=明晚7点", NULL),
                   ==, 0);
  g_assert_contains (cli.out, "{\"document\":{\"id\":");

  /* Not on paper before every field is filled. */
  g_assert_cmpint (cli_run (&cli, "--json", "print", "announcement", "屋场会", "--out", pdf, NULL), ==, 1);
  g_assert_contains (cli.out, "会议地点、主持人、商量事项、参加范围");
  g_assert_false (g_file_test (pdf, G_FILE_TEST_EXISTS));
  g_assert_cmpint (cli_run (&cli, "document", "edit", "屋场会", "会议地点=老樟树下", "主持人=曾小平",
                            "商量事项=水渠怎么修，可打19900000009问", "参加范围=1组", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "announcement", "屋场会", "--out", pdf, "--paper", "A3", NULL), ==,
                   0);
  g_assert_contains (cli.out, "\"number\":\"GG-");
  g_autofree char *text = text_of (&cli, pdf);
  g_assert_contains (text, "老樟树下");
  g_assert_null (strstr (text, "19900000009"));

  g_assert_cmpint (cli_run (&cli, "--json", "document", "edit", "屋场会", "天气=晴", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"field\"");
  g_assert_cmpint (cli_run (&cli, "document", "delete", "屋场会", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "document", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"documents\":[]}");
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "document", "list", "--kind", "announcement", NULL), ==, 0);
  g_assert_contains (cli.out, "\"title\":\"屋场会通知\"");
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  cli_stop (&cli);
}

static void
test_table (void)
{
  static const char csv[] = "补贴发放表,,,\n姓名,身份证号,电话,金额\n张三,431399195005121234,19900000001,300\n"
                            "李四,431399195105121234,19900000002,450.5\n合计,,,750.5\n";
  static const char wrong[] = "姓名,金额\n张三,300\n合计,200\n";
  Cli cli;
  make_sample (&cli);
  g_autofree char *table = g_build_filename (cli.folder, "t.csv", NULL);
  g_autofree char *bad = g_build_filename (cli.folder, "w.csv", NULL);
  g_autofree char *pdf = g_build_filename (cli.folder, "f.pdf", NULL);

  g_assert_true (g_file_set_contents (table, csv, -1, NULL));
  g_assert_true (g_file_set_contents (bad, wrong, -1, NULL));
  g_assert_cmpint (cli_run (&cli, "document", "add", "--template", "subsidies", "--table", table, "时期=2026年",
                            "补贴名称=临时救助", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "finance", "临时救助", "--out", pdf, NULL), ==, 0);
  g_autofree char *text = text_of (&cli, pdf);
  g_assert_contains (text, "431399********1234");
  g_assert_contains (text, "199****0001");
  g_assert_contains (text, "750.5");
  g_assert_null (strstr (text, "补贴发放表"));

  /* Shown, and with a reason: whole. Shown only: not. */
  g_assert_cmpint (cli_run (&cli, "document", "edit", "临时救助", "columns=show,hide,show,show", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "print", "finance", "临时救助", "--out", pdf, NULL), ==, 0);
  g_autofree char *shown = text_of (&cli, pdf);
  g_assert_null (strstr (shown, "19900000001"));
  g_assert_null (strstr (shown, "431399"));
  g_assert_cmpint (
      cli_run (&cli, "print", "finance", "临时救助", "--out", pdf, "--unmask", "发放人员核对联系方式", NULL), ==, 0);
  g_autofree char *whole = text_of (&cli, pdf);
  g_assert_contains (whole, "19900000001");

  g_assert_cmpint (cli_run (&cli, "document", "edit", "临时救助", "--table", bad, "columns=", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "print", "finance", "临时救助", "--out", pdf, NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"conflict\"");
  cli_stop (&cli);
}

static void
test_stamp (void)
{
  Cli cli;
  make_sample (&cli);
  g_autofree char *pdf = g_build_filename (cli.folder, "s.pdf", NULL);

  g_assert_cmpint (cli_run (&cli, "stamp", "add", "matter=居住证明", "applicant=张三", "approver=李四", "keeper=王五",
                            "copies=2", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (&cli, "--json", "stamp", "add", "matter=合同", "applicant=张三", "keeper=王五", NULL), ==,
                   1);
  g_assert_contains (cli.out, "\"field\":\"approver\"");
  g_assert_cmpint (cli_run (&cli, "stamp", "add", "matter=合同", "number=7", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "stamp", "add", "matter=合同", "copies=two", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--json", "stamp", "list", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"stamps\":[{\"number\":1,");
  g_assert_contains (cli.out, "\"copies\":2");
  g_assert_cmpint (cli_run (&cli, "print", "stamp-register", "--out", pdf, NULL), ==, 0);
  g_autofree char *text = text_of (&cli, pdf);
  g_assert_contains (text, "居住证明");
  g_assert_cmpint (cli_run (&cli, "print", "sign-in", "--group", "1组", "--out", pdf, NULL), ==, 0);
  g_autofree char *sheet = text_of (&cli, pdf);
  g_assert_contains (sheet, "参会人");
  /* A meeting is named by its day. */
  g_assert_cmpint (cli_run (&cli, "--json", "print", "meeting-minutes", "屋场会", "--out", pdf, NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"meeting\"");
  g_assert_cmpint (cli_run (&cli, "--json", "print", "meeting-minutes", "1999-01-01 屋场会", "--out", pdf, NULL), ==,
                   1);
  /* A bylaw by its name, the last version unless another is meant. */
  g_assert_cmpint (cli_run (&cli, "print", "bylaw", "村规民约", "--out", pdf, NULL), ==, 0);
  g_autofree char *draft = text_of (&cli, pdf);
  g_assert_contains (draft, "征求意见稿");
  g_assert_cmpint (cli_run (&cli, "print", "bylaw", "石板溪村村规民约 1", "--out", pdf, NULL), ==, 0);
  g_autofree char *passed = text_of (&cli, pdf);
  g_assert_contains (passed, "村民会议表决通过");
  g_assert_cmpint (cli_run (&cli, "--json", "print", "bylaw", "村规民约 9", "--out", pdf, NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/document/write", test_write);
  g_test_add_func ("/cli/document/table", test_table);
  g_test_add_func ("/cli/document/stamp", test_stamp);
  return g_test_run ();
}
