/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli-run: runs xiangyue-cli in a data folder of its own and keeps what it answered.
 */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

typedef struct
{
  char *folder; /* the data folder */
  char *out;    /* of the last run */
  char *err;
} Cli;

static inline void
cli_start (Cli *cli)
{
  *cli = (Cli){ .folder = g_dir_make_tmp ("xiangyue-cli-XXXXXX", NULL) };
  g_setenv ("XIANGYUE_DATA", cli->folder, TRUE);
}

/* Runs with the arguments that follow, up to NULL; returns the exit code. */
static inline int G_GNUC_NULL_TERMINATED
cli_run (Cli *cli, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *arg;
  va_list list;

  g_ptr_array_add (args, (gpointer) g_getenv ("XIANGYUE_CLI"));
  va_start (list, cli);
  while ((arg = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (args, (gpointer) arg);
  va_end (list);
  g_ptr_array_add (args, NULL);

  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      (const char *const *) args->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &cli->out, &cli->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static inline void
cli_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        cli_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static inline void
cli_stop (Cli *cli)
{
  cli_remove_folder (cli->folder);
  g_free (cli->folder);
  g_free (cli->out);
  g_free (cli->err);
}

#define g_assert_contains(text, part) g_assert_nonnull (strstr ((text), (part)))
