/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "cli-run.h"

static void
init (Cli *cli)
{
  cli_start (cli);
  g_assert_cmpint (cli_run (cli, "init", "--code", "431399101201", "--name", "石板溪村", "--user", "曾小平", NULL), ==,
                   0);
}

static void
test_usage (void)
{
  Cli cli;
  cli_start (&cli);

  g_assert_cmpint (cli_run (&cli, NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "help", NULL), ==, 0);
  g_assert_contains (cli.out, "undo [--list]");
  g_assert_cmpint (cli_run (&cli, "nonsense", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "undo", "--nonsense", NULL), ==, 2);
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", NULL), ==, 2);

  /* No village yet. */
  g_assert_cmpint (cli_run (&cli, "--json", "undo", NULL), ==, 1);
  g_assert_contains (cli.out, "{\"error\":{\"code\":\"not-found\"");
  cli_stop (&cli);
}

/* Each command that help names is in both pages of the manual. */
static void
test_manual (void)
{
  static const char *const pages[] = { "xiangyue-cli.1", "xiangyue-cli.zh_CN.1" };
  Cli cli;
  guint n = 0;
  cli_start (&cli);

  g_assert_cmpint (cli_run (&cli, "help", NULL), ==, 0);
  g_auto (GStrv) lines = g_strsplit (cli.out, "\n", -1);
  for (guint p = 0; p < G_N_ELEMENTS (pages); p++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", pages[p], NULL);
      g_autofree char *page = NULL;
      g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
      for (guint i = 0; lines[i] != NULL; i++)
        if (g_str_has_prefix (lines[i], "  "))
          {
            gsize length = strspn (lines[i] + 2, "abcdefghijklmnopqrstuvwxyz");
            g_autofree char *name = g_strdup_printf ("\\fB%.*s", (int) length, lines[i] + 2);
            if (strstr (page, name) == NULL)
              g_error ("%s does not tell of %s", pages[p], lines[i]);
            n++;
          }
    }
  g_assert_cmpuint (n, >, 20);
  cli_stop (&cli);
}

static void
test_init (void)
{
  Cli cli;
  cli_start (&cli);

  g_assert_cmpint (cli_run (&cli, "init", "--code", "43139910120", "--name", "石板溪村", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"field\":\"code\"");
  cli_stop (&cli);

  init (&cli);
  g_assert_cmpint (cli_run (&cli, "village", "show", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"village\":{\"code\":\"431399101201\",\"name\":\"石板溪村\",\"township\":null");
  g_assert_contains (cli.out, "\"committee\":\"石板溪村村民委员会\"");
  g_assert_cmpint (cli_run (&cli, "init", "--code", "431399101201", "--name", "石板溪村", NULL), ==, 1);

  /* Only its owner reads the file. */
  g_autofree char *path = g_build_filename (cli.folder, "431399101201.xiangyue", NULL);
  GStatBuf info;
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0077, ==, 0);

  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "village", "set", "phone=19900001234", "contact=曾小平", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "village", "set", "colour=red", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "undo", "--json", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "village", "show", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"phone\":null");
  g_assert_cmpint (cli_run (&cli, "redo", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "redo", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "village", "show", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"phone\":\"19900001234\"");
  g_assert_cmpint (cli_run (&cli, "undo", "--list", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"acts\":[{\"number\":4,");
  cli_stop (&cli);
}

static void
test_users (void)
{
  Cli cli;
  init (&cli);

  g_assert_cmpint (cli_run (&cli, "users", "add", "李四清", "clerk", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "users", "list", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"name\":\"李四清\",\"role\":\"clerk\",\"post\":null,\"pin\":false}");

  /* With two, one must say who he is; a clerk manages nobody; a name is one person's; the last administrator stays. */
  g_assert_cmpint (cli_run (&cli, "users", "add", "王五", "clerk", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--user", "李四清", "users", "add", "王五", "clerk", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "add", "李四清", "head", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"invalid\",\"field\":\"name\"");
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "remove", "曾小平", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "role", "曾小平", "clerk", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "role", "李四清", "king", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "role", "李四清", "administrator", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "remove", "曾小平", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "users", "list", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--user", "曾小平", "undo", NULL), ==, 1);

  g_setenv ("XIANGYUE_NEW_PIN", "739102", TRUE);
  g_assert_cmpint (cli_run (&cli, "users", "pin", "李四清", NULL), ==, 0);
  g_unsetenv ("XIANGYUE_NEW_PIN");
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 1);
  g_setenv ("XIANGYUE_PIN", "000000", TRUE);
  g_assert_cmpint (cli_run (&cli, "undo", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"denied\"");
  g_setenv ("XIANGYUE_PIN", "739102", TRUE);
  g_assert_cmpint (cli_run (&cli, "undo", NULL), ==, 0);
  g_unsetenv ("XIANGYUE_PIN");
  cli_stop (&cli);
}

static void
test_backup (void)
{
  Cli cli;
  init (&cli);
  g_autofree char *stick = g_build_filename (cli.folder, "stick.xybackup", NULL);
  g_autofree char *village = g_build_filename (cli.folder, "431399101201.xiangyue", NULL);

  g_assert_cmpint (cli_run (&cli, "settings", "set", "publicity_days", "7", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "backup", stick, "--password-env", "NOWHERE", NULL), ==, 1);
  g_setenv ("SECRET", "乡约", TRUE);
  g_assert_cmpint (cli_run (&cli, "backup", stick, "--password-env", "SECRET", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "backup", stick, NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "backup", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "backup", "--list", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"reason\":\"manual\",\"households\":0");

  g_assert_cmpint (cli_run (&cli, "settings", "set", "publicity_days", "soon", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "settings", "set", "publicity_days", "9", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "restore", stick, "--preview", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"denied\"");
  g_assert_cmpint (cli_run (&cli, "restore", stick, "--preview", "--password-env", "SECRET", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"acts\":2");
  g_assert_contains (cli.out, "\"acts\":3");
  g_assert_cmpint (cli_run (&cli, "restore", stick, "--password-env", "SECRET", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "settings", "get", "publicity_days", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli.out, ==, "{\"key\":\"publicity_days\",\"value\":\"7\"}\n");

  /* On a computer where there is no village yet. */
  g_unlink (village);
  g_assert_cmpint (cli_run (&cli, "restore", stick, "--password-env", "SECRET", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "settings", "get", "publicity_days", NULL), ==, 0);
  g_assert_cmpstr (cli.out, ==, "7\n");

  /* A file that is no village's is no village's. */
  g_file_set_contents (village, "这不是数据库,这不是数据库,这不是数据库,这不是数据库", -1, NULL);
  g_assert_cmpint (cli_run (&cli, "village", "show", "--json", NULL), ==, 3);
  g_assert_contains (cli.out, "\"code\":\"not-ours\"");
  g_assert_cmpint (cli_run (&cli, "restore", "--last", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "village", "show", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "--db", stick, "restore", "--last", "--json", NULL), ==, 1);
  g_assert_contains (cli.out, "\"code\":\"not-found\"");
  cli_stop (&cli);
}

static void
test_find (void)
{
  Cli cli;
  cli_start (&cli);

  g_assert_cmpint (cli_run (&cli, "sample", "--households", "40", "--years", "1", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "find", "z", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"hits\":[{\"kind\":\"");
  const char *person = strstr (cli.out, "{\"kind\":\"person\"");
  g_assert_nonnull (person);
  const char *id = strstr (person, "\"id\":\"");
  g_assert_nonnull (id);
  g_autofree char *record = g_strndup (id + 6, 36);
  g_assert_cmpint (cli_run (&cli, "find", "z", NULL), ==, 0);

  g_assert_cmpint (cli_run (&cli, "history", record, "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "\"kind\":\"insert\",\"field\":\"household\"");
  g_assert_contains (cli.out, "\"field\":\"id_number\",\"before\":null,\"after\":\"***\"");
  g_assert_cmpint (cli_run (&cli, "history", record, NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "history", "somebody", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "history", "01234567-89ab-7cde-8f01-23456789abcd", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "find", "nobody-at-all", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "find", "nobody-at-all", "--json", NULL), ==, 0);
  g_assert_cmpstr (cli.out, ==, "{\"hits\":[]}\n");
  g_assert_cmpint (cli_run (&cli, "settings", "list", "--json", NULL), ==, 0);
  g_assert_contains (cli.out, "{\"key\":\"publicity_days\",\"value\":\"3\",\"fallback\":\"3\",\"local\":false");
  g_assert_cmpint (cli_run (&cli, "settings", "get", "nothing", NULL), ==, 1);
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "undo", "--list", NULL), ==, 0);
  cli_stop (&cli);
}

static void
test_verify (void)
{
  Cli cli;
  init (&cli);
  g_autofree char *village = g_build_filename (cli.folder, "431399101201.xiangyue", NULL);
  g_autofree char *raw = NULL;
  gsize length;

  g_assert_cmpint (cli_run (&cli, "settings", "set", "publicity_days", "7", NULL), ==, 0);
  g_assert_cmpint (cli_run (&cli, "verify", "--json", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (cli.out, "{\"sound\":true,\"operations\":"));
  g_assert_true (g_str_has_suffix (cli.out, ",\"n_problems\":0,\"problems\":[]}\n"));

  /* Somebody edits the file's bytes. */
  g_assert_true (g_file_get_contents (village, &raw, &length, NULL));
  for (char *at = raw; (at = memmem (at, length - (gsize) (at - raw), "publicity", 9)) != NULL; at++)
    *at = 'P';
  g_assert_true (g_file_set_contents (village, raw, (gssize) length, NULL));
  g_assert_cmpint (cli_run (&cli, "verify", "--log", "--json", NULL), ==, 3);
  g_assert_contains (cli.out, "\"sound\":false");
  g_assert_cmpint (cli_run (&cli, "verify", NULL), ==, 3);
  cli_stop (&cli);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/usage", test_usage);
  g_test_add_func ("/cli/manual", test_manual);
  g_test_add_func ("/cli/init", test_init);
  g_test_add_func ("/cli/users", test_users);
  g_test_add_func ("/cli/backup", test_backup);
  g_test_add_func ("/cli/find", test_find);
  g_test_add_func ("/cli/verify", test_verify);
  return g_test_run ();
}
