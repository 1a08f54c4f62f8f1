/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command group "sync" of a computer that no county knows yet; with one: tests/sync/processes.py. */
#include <locale.h>

#include "cli-run.h"

static void
test_sync (void)
{
  Cli cli;

  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "status", NULL), ==, 0);
  g_assert_nonnull (strstr (cli.out, "\"enrolment\":\"none\""));
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "deletions", NULL), ==, 0);
  g_assert_nonnull (strstr (cli.out, "\"deletions\":[]"));
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "allow-deletions", NULL), ==, 1);
  g_assert_nonnull (strstr (cli.out, "\"code\":\"not-found\""));
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "run", NULL), ==, 1);
  g_assert_nonnull (strstr (cli.out, "\"code\":\"not-found\""));

  /* The token is nothing to be read on the way. */
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "enroll", "http://sync.example.cn", "ABCDE12345", NULL), ==, 1);
  g_assert_nonnull (strstr (cli.out, "\"field\":\"url\""));
  g_assert_cmpint (
      cli_run (&cli, "sync", "enroll", "https://sync.example.cn", "ABCDE12345", "--ca", "/nowhere.pem", NULL), ==, 1);
  /* Nobody listens there. */
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "enroll", "http://127.0.0.1:1", "ABCDE12345", NULL), ==, 1);
  g_assert_nonnull (strstr (cli.out, "\"code\":\"offline\""));
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "status", NULL), ==, 0);
  g_assert_nonnull (strstr (cli.out, "\"enrolment\":\"none\""));
  cli_stop (&cli);
}

/* Every field that is captured is told of, what the program only computes is not. */
static void
test_leave_list (void)
{
  Cli cli;

  cli_start (&cli);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (&cli, "--json", "sync", "leave-list", NULL), ==, 0);
  const char *number = strstr (cli.out, "\"table\":\"person\"");
  g_assert_nonnull (number);
  number = strstr (number, "\"field\":\"id_number\"");
  g_assert_nonnull (number);
  g_assert_nonnull (strstr (number, "\"personal\":true"));
  g_assert_cmpint (strstr (number, "\"personal\":true") - number, <, 200);
  g_assert_nonnull (strstr (cli.out, "\"table\":\"points_entry\""));
  g_assert_null (strstr (cli.out, "pinyin"));
  g_assert_null (strstr (cli.out, "\"table\":\"pin\""));
  g_assert_null (strstr (cli.out, "\"table\":\"line\""));
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/sync/alone", test_sync);
  g_test_add_func ("/cli/sync/leave-list", test_leave_list);
  return g_test_run ();
}
