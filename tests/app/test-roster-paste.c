/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-paste.h"

static void
check (const char *text, const XyPasteHousehold *household, const char *expected)
{
  g_autofree char *prepared = xy_roster_paste_prepare (text, household);
  g_autofree char *plain = prepared != NULL ? g_strdelimit (g_strdup (prepared), "\r", ' ') : NULL;
  g_auto (GStrv) lines = plain != NULL ? g_strsplit (plain, " \n", -1) : NULL;
  g_autofree char *joined = lines != NULL ? g_strjoinv ("\n", lines) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_headings (void)
{
  check ("姓名\t与户主关系\t身份证号\n曾国强\t户主\t431399196305120013\n", NULL,
         "姓名\t与户主关系\t身份证号\n曾国强\t户主\t431399196305120013\n");
  check ("", NULL, NULL);
}

/* Without headings each column is what it looks like. */
static void
test_guess (void)
{
  check ("3组\t曾国强\t户主\t男\t431399196305120013\t19900001234\n3组\t刘桂花\t妻\t女\t\t\n", NULL,
         "组别\t姓名\t与户主关系\t性别\t身份证号\t联系电话\n"
         "3组\t曾国强\t户主\t男\t431399196305120013\t19900001234\n3组\t刘桂花\t妻\t女\t\t\n");
  check ("3-016\t曾国强\t户主\t1963-05-12\n", NULL,
         "户编号\t姓名\t与户主关系\t出生日期\n3-016\t曾国强\t户主\t1963-05-12\n");
}

/* Rows that begin no household join the one that is chosen, behind its head. */
static void
test_members (void)
{
  const XyPasteHousehold chosen = { "3组", "3-016", "曾国强" };

  check ("曾小宝\t孙子\t2020-01-02\n曾小红\t孙女\t2022-03-04\n", &chosen,
         "组别\t户编号\t未导入原因\t姓名\t与户主关系\t出生日期\n3组\t3-016\t\t曾国强\t户主\t\n"
         "3组\t3-016\t\t曾小宝\t孙子\t2020-01-02\n3组\t3-016\t\t曾小红\t孙女\t2022-03-04\n");
  check ("罗玉兰\t户主\n", &chosen, "姓名\t与户主关系\n罗玉兰\t户主\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-paste/headings", test_headings);
  g_test_add_func ("/roster-paste/guess", test_guess);
  g_test_add_func ("/roster-paste/members", test_members);
  return g_test_run ();
}
