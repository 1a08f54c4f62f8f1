/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of registered points: what waits, what a sitting judged, the list that hangs before they count. */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

#define RUN(...) g_assert_cmpint (cli_run (&cli, __VA_ARGS__, NULL), ==, 0)
#define REFUSED(...) g_assert_cmpint (cli_run (&cli, "--json", __VA_ARGS__, NULL), ==, 1)

/* "2026-3" of the newest sitting that was listed. (transfer full) */
static char *
newest (const Cli *cli)
{
  const char *at = strstr (cli->out, "\"sitting\":\"");

  g_assert_nonnull (at);
  at += strlen ("\"sitting\":\"");
  return g_strndup (at, strcspn (at, "\""));
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

static void
test_papers (void)
{
  Cli cli;
  cli_start (&cli);
  RUN ("sample", "--households", "30", "--years", "1", "--entries", "300");
  g_autofree char *pdf = g_build_filename (cli.folder, "paper.pdf", NULL);

  RUN ("settings", "set", "points_review", "1");
  RUN ("settings", "set", "points_post", "1");
  RUN ("points", "record", "S01", "1-001", "1-002");
  RUN ("--json", "print", "points-review", "--out", pdf);
  g_assert_contains (cli.out, "\"number\":\"PY-");
  g_assert_true (g_file_test (pdf, G_FILE_TEST_EXISTS));

  RUN ("points", "review", "--all", "--judges", "甲一、乙二、丙三");
  RUN ("--json", "points", "sittings", "--kind", "review");
  g_autofree char *review = newest (&cli);
  RUN ("--json", "print", "points-review", review, "--out", pdf);
  REFUSED ("print", "points-review", "--out", pdf);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");

  RUN ("points", "publish");
  RUN ("--json", "points", "sittings", "--kind", "post");
  g_autofree char *list = newest (&cli);
  RUN ("--json", "points", "waiting", "--step", "post");
  guint waiting = count (cli.out, "\"item\":");
  g_assert_cmpuint (waiting, >=, 2);
  RUN ("--json", "print", "points-list", list, "--out", pdf);
  const char *at = strstr (cli.out, "JM-");
  g_assert_nonnull (at);
  g_autofree char *number = g_strndup (at, strlen ("JM-2026-0001"));

  /* Hung by the number of its paper, its items wait out their days. */
  RUN ("notice", "post", number);
  RUN ("--json", "points", "waiting", "--step", "post");
  g_assert_cmpuint (count (cli.out, "\"item\":"), <=, waiting - 2);
  RUN ("--json", "notice", "list", "--text", number);
  g_assert_contains (cli.out, "\"item\":\"points\"");

  REFUSED ("print", "points-list", "1999-1", "--out", pdf);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  REFUSED ("print", "points-list", review + 5, "--unmask", "看看", "--out", pdf);
  g_assert_cmpint (cli_run (&cli, "print", "points-list", "--out", pdf, NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "print", "points-review", list, list, "--out", pdf, NULL), ==, 2);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/points-papers", test_papers);
  return g_test_run ();
}
