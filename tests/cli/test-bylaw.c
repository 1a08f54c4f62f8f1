/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static char *
write_file (Cli *cli, const char *name, const char *text, gssize length)
{
  char *path = g_build_filename (cli->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static const char before[] =
    "石板溪村村规民约\n第一条 随喜不超过100元。\n第二条 乱倒垃圾的，罚款50元。\n第三条 每户门前屋后由自家打扫，垃圾入桶。\n"
    "第四条 山塘水渠由各组轮流清淤，每年两次。\n";
static const char after[] =
    "石板溪村村规民约\n第一条 乱倒垃圾的，由小组长上门劝说。\n第二条 每户门前屋后由自家打扫，垃圾入桶。\n"
    "第三条 山塘水渠由各组轮流清淤，每年三次。\n第四条 随喜不超过100元。\n第五条 爱护古树名木。\n";

static void
test_check (void)
{
  Cli cli;
  cli_start (&cli);
  g_autofree char *old = write_file (&cli, "old.txt", before, -1), *new = write_file (&cli, "new.txt", after, -1);

  /* No village is needed, and a warning is no refusal. */
  g_assert_cmpint (cli_run (&cli, "bylaw", "check", old, NULL), ==, 0);
  g_assert_contains (cli.out, "第二条　乱倒垃圾的，【罚款50元】。");
  g_assert_contains (cli.out, "《行政处罚法》第九条、第十六条、第十七条");
  g_assert_contains (cli.out, "乱倒垃圾的，由村民小组长上门批评教育，督促改正。");
  g_assert_contains (cli.out, "2026-11-22");

  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", old, NULL), ==, 0);
  g_assert_contains (cli.out,
                     "\"line\":1,\"clause\":\"第二条\",\"text\":\"乱倒垃圾的，罚款50元。\",\"first\":6,\"length\":5");
  g_assert_contains (cli.out, "\"rule\":\"fine\"");
  g_assert_contains (cli.out, "\"problem\":null");
  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", new, "--province", "hunan", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"paragraphs\":5,\"findings\":[],");

  /* As Windows saves it. */
  gsize length = 0;
  g_autofree char *gbk = g_convert (before, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autofree char *path = write_file (&cli, "gbk.txt", gbk, (gssize) length);
  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", path, NULL), ==, 0);
  g_assert_contains (cli.out, "\"words\":\"罚款50元\"");

  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", "/nowhere/x.txt", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  g_autofree char *docx = write_file (&cli, "x.docx", "PK\3\4xxxx", -1);
  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", docx, NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"unreadable\"");
  g_autofree char *empty = write_file (&cli, "empty.txt", "", -1);
  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "check", empty, NULL), ==, 0);
  g_assert_contains (cli.out, "\"paragraphs\":0");
  g_autofree char *huge = g_strnfill (2 << 20, 'x'), *large = write_file (&cli, "large.txt", huge, -1);
  g_assert_cmpint (cli_run (&cli, "bylaw", "check", large, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "bylaw", "check", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "bylaw", NULL), ==, 2);
  cli_stop (&cli);
}

static void
test_compare (void)
{
  Cli cli;
  cli_start (&cli);
  g_autofree char *old = write_file (&cli, "old.txt", before, -1), *new = write_file (&cli, "new.txt", after, -1);

  g_assert_cmpint (cli_run (&cli, "bylaw", "compare", old, new, NULL), ==, 0);
  g_assert_contains (cli.out, "~ 第一条　乱倒垃圾的，[-罚款50元-]{+由小组长上门劝说+}。\n");
  g_assert_contains (cli.out, "  第二条　每户门前屋后由自家打扫，垃圾入桶。\n");
  g_assert_contains (cli.out, "~ 第三条　山塘水渠由各组轮流清淤，每年[-两-]{+三+}次。\n");
  g_assert_contains (cli.out, "< 第一条　随喜不超过100元。");
  g_assert_contains (cli.out, "> 第四条　随喜不超过100元。");
  g_assert_contains (cli.out, "+ 第五条　爱护古树名木。\n");

  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "compare", old, new, NULL), ==, 0);
  g_assert_contains (
      cli.out,
      "{\"kind\":\"moved-to\",\"old\":\"第一条\",\"new\":\"第四条\",\"changed\":false,\"runs\":[{\"kind\":\"moved-to\","
      "\"text\":\"随喜不超过100元。\"}]}");
  g_assert_contains (cli.out, "\"same\":2,\"changed\":2,\"deleted\":0,\"inserted\":1,\"moved\":1}");
  g_assert_cmpint (cli_run (&cli, "--json", "bylaw", "compare", old, old, NULL), ==, 0);
  g_assert_contains (cli.out, "\"same\":5,\"changed\":0,\"deleted\":0,\"inserted\":0,\"moved\":0}");
  g_assert_cmpint (cli_run (&cli, "bylaw", "compare", old, NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/bylaw/check", test_check);
  g_test_add_func ("/cli/bylaw/compare", test_compare);
  return g_test_run ();
}
