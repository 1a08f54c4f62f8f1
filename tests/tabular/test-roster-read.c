/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "roster.h"

static void
expect (const char *text, const char *shown)
{
  g_autoptr (XyWorkbook) workbook = roster_workbook (text);
  g_autoptr (XyRosterRead) read = roster_read (workbook);
  g_autofree char *found = roster_show (read);

  g_assert_cmpstr (found, ==, shown);
}

static void
test_plain (void)
{
  expect ("组别|户号|姓名|与户主关系|性别|身份证号\n"
          "1组|1-001|曾国强|户主|男|#19630512.001\n"
          "1组|1-001|刘桂英|妻|女|#19650803.002\n"
          "1组|1-002|曾小平|户主|男|#19800101.003\n",
          "1-001 1组: 户主 曾国强 妻 刘桂英\n"
          "1-002 1组: 户主 曾小平\n");
}

static void
test_messes (void)
{
  expect ("石板溪村第三村民小组户籍花名册||||||\n"
          "单位:石板溪村|||||2026年11月|\n"
          "序号|户主|家庭成员|与户主关系|性别|公民身份\n号码(必填)|联系电话\n"
          "1|曾国强|曾国强|本人|男|#19630512.001|19900001234/19900001235\n"
          "||刘 桂 英|妻子|女|#19650803.002|\n"
          "小计||2||||\n"
          "2|曾小平|曾小平|户主|男|#19800101.003|\n"
          "||||||\n"
          "合 计||3||||\n"
          "制表人:曾小平|||审核:||日期:2026-11-22|\n",
          "- 3组: 户主 曾国强 妻 刘桂英\n"
          "- 3组: 户主 曾小平\n");
}

/* Two rows of headings with the merging lost; the head's own columns beside those of the members. */
static void
test_two_rows (void)
{
  expect ("序号|户主情况|||家庭成员||||备注\n"
          "|姓名|身份证号|电话|姓名|与户主关系|性别|身份证号|\n"
          "1|曾国强|#19630512.001|19900001234|曾国强|户主|男|#19630512.001|\n"
          "||||刘桂英|妻|女|#19650803.002|\n",
          "- -: 户主 曾国强 妻 刘桂英\n");
}

static void
test_name_with_relation (void)
{
  expect ("户编号|户主(与户主关系)||性别|身份证号|人持股数|合计人数|合计股数|备注\n"
          "1|曾国强|户主|男|#19630512.001|1|2|2|\n"
          "|刘桂英|妻|女|#19650803.002|1|||\n",
          "1 -: 户主 曾国强 妻 刘桂英\n");
  expect ("组|户主(与户主关系)|性别|身份证号\n"
          "二组|曾国强(户主)|男|#19630512.001\n"
          "|刘桂英(妻)|女|#19650803.002\n"
          "|曾大明(已故)|男|#19350803.005\n",
          "- 2组: 户主 曾国强 妻 刘桂英 - 曾大明\n");
}

static void
test_faults (void)
{
  expect ("组别|户号|姓名|与户主关系|性别|身份证号|出生日期|年龄\n"
          "1|1|曾国强|户主|男|#19630512.001|1963.5.12|63\n"
          "1|1|刘桂英|妻|男|#19650803.002|19650803|61\n"        /* sex differs */
          "1|1|曾明|长子|男|431399199001010010|1990-01-01|36\n" /* check digit */
          "1|1||长女|女|#19920101.004||\n"                      /* no name */
          "1|1|曾丽|次女|女|4.31399E+17||\n"                    /* lost */
          "1|2|王一|长子|男|#19700101.001||\n"                  /* no head */
          "1|3|赵一|户主|男|#19720101.001||\n"                  /* two heads */
          "1|3|赵二|户主|男|#19740101.001||\n"
          "1|4|孙一|户主|男|#19760101.001|1976年13月|\n" /* no day, and its household waits */
          "1|4|孙二|长子|男|#19960101.001||\n"
          "1|5|周一|户主|男|#19780101.001||20\n"
          "1|5|周二|长子|男|#19980101.001||20\n",
          "1 1组: 户主 曾国强 妻 刘桂英 长子 曾明 [长女 -] [次女 曾丽]\n"
          "2 1组: [长子 王一]\n"
          "3 1组: [户主 赵一] [户主 赵二]\n"
          "4 1组: [户主 孙一] [长子 孙二]\n"
          "5 1组: 户主 周一 长子 周二\n"
          "W 1!E3\n"
          "W 1!F4\n"
          "E 1!C5\n"
          "E 1!F6\n"
          "E 1!7\n"
          "E 1!8\n"
          "E 1!9\n"
          "E 1!G10\n"
          "E 1!11\n"
          "W 1!H12\n"
          "W 1!H13\n");
}

/* A merged number holds its rows together: two heads in it are a fault, where an empty cell would start a household. */
static void
test_merged (void)
{
  expect ("!merge 1 0 3 0\n"
          "户号|姓名|与户主关系|身份证号\n"
          "1|曾国强|户主|#19630512.001\n"
          "|刘桂英|妻|#19650803.002\n"
          "|曾明|户主|#19900101.003\n"
          "|曾小平|户主|#19800101.003\n",
          "1 -: [户主 曾国强] [妻 刘桂英] [户主 曾明]\n"
          "- -: 户主 曾小平\n"
          "E 1!2\n"
          "E 1!3\n"
          "E 1!4\n");
}

static void
test_sheets (void)
{
  expect ("@一组\n"
          "姓名|与户主关系|身份证号\n"
          "曾国强|户主|#19630512.001\n"
          "刘桂英|妻|#19650803.002\n"
          "@第2村民小组\n"
          "姓名|与户主关系|身份证号\n"
          "曾小平|户主|#19800101.003\n"
          "@汇总\n"
          "组别|姓名|与户主关系|身份证号\n"
          "一组|曾国强|户主|#19630512.001\n"
          "|刘桂英|妻|#19650803.002\n"
          "|曾小宝|长子|#20050803.003\n"
          "二组|曾小平|户主|#19800101.003\n",
          "- 1组: 户主 曾国强 妻 刘桂英 长子 曾小宝\n"
          "- 2组: 户主 曾小平\n"
          "W 3!D2\n"
          "W 3!D3\n"
          "W 3!D5\n");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-read/plain", test_plain);
  g_test_add_func ("/roster-read/messes", test_messes);
  g_test_add_func ("/roster-read/two-rows", test_two_rows);
  g_test_add_func ("/roster-read/name-with-relation", test_name_with_relation);
  g_test_add_func ("/roster-read/merged", test_merged);
  g_test_add_func ("/roster-read/sheets", test_sheets);
  g_test_add_func ("/roster-read/faults", test_faults);
  return g_test_run ();
}
