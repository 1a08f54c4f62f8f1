/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xiangyue-server: the county's end of the line. */
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "config.h"
#include "core/i18n.h"
#include "server/admin.h"
#include "server/http.h"
#include "server/inbox-watch.h"

static void
print_help (void)
{
  g_print ("%s xiangyue-server [--config FILE] %s\n\n", _ ("Usage:"), _ ("COMMAND …"));
  xy_admin_print_line ("serve", _ ("answers the computers until it is told to end"));
  xy_admin_print_help ();
  g_print ("\n%s\n", _ ("More in xiangyue-server(1)."));
}

/* Tells systemd how it stands, where that has asked for it (sd_notify(3)). */
static void
notify (const char *text)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };

  if (path == NULL || (path[0] != '/' && path[0] != '@') || strlen (path) >= sizeof address.sun_path)
    return;
  memcpy (address.sun_path, path, strlen (path));
  if (path[0] == '@')
    address.sun_path[0] = '\0';
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  if (sendto (fd, text, strlen (text), MSG_NOSIGNAL, (struct sockaddr *) &address,
              (socklen_t) (G_STRUCT_OFFSET (struct sockaddr_un, sun_path) + strlen (path)))
      < 0)
    g_debug ("systemd does not listen");
  close (fd);
}

static gboolean
on_signal_came (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
serve (XyAdmin *admin, GError **error)
{
  const XyServerConfig *config = admin->config;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (XyMetrics) metrics = xy_metrics_new ();
  g_autoptr (XyLimiter) accounts = xy_limiter_new (config->requests_per_minute, config->requests_per_minute);
  g_autoptr (XyLimiter) addresses = xy_limiter_new (config->enrolments_per_minute, config->enrolments_per_minute);
  g_autofree char *blobs = xy_server_config_path (config, "files");
  XyRouteShared shared = { .env = admin->env,
                           .keys = &admin->keys,
                           .accounts = accounts,
                           .addresses = addresses,
                           .metrics = metrics,
                           .audit = admin->audit,
                           .blobs = blobs };
  int lock = xy_admin_lock (admin, error);

  /* The tables are made by one alone. */
  if (lock < 0 || !xy_admin_open (admin, error))
    return FALSE;
  g_clear_pointer (&admin->store, xy_server_store_close);
  g_mutex_init (&shared.writing);
  signal (SIGPIPE, SIG_IGN);
  /* A limit on the size of files is a full disk. */
  signal (SIGXFSZ, SIG_IGN);
  XyHttp *http = xy_http_start (config, &shared, error);
  g_autoptr (GError) problem = NULL;
  XyInboxWatch *watch = http != NULL ? xy_inbox_watch_start (config, &shared, &problem) : NULL;
  if (problem != NULL)
    {
      xy_http_stop (g_steal_pointer (&http));
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  if (http != NULL)
    {
      xy_audit_write (admin->audit, &(XyAuditLine){ .who = "server", .what = "start", .came = "ok" }, NULL);
      g_unix_signal_add (SIGTERM, on_signal_came, loop);
      g_unix_signal_add (SIGINT, on_signal_came, loop);
      g_print (_ ("The server listens on %s, port %u."), config->listen, config->port);
      g_print ("\n");
      notify ("READY=1");
      g_main_loop_run (loop);
      notify ("STOPPING=1");
      xy_inbox_watch_stop (watch);
      xy_http_stop (http);
      xy_audit_write (admin->audit, &(XyAuditLine){ .who = "server", .what = "stop", .came = "ok" }, NULL);
    }
  g_mutex_clear (&shared.writing);
  close (lock);
  return http != NULL;
}

int
main (int argc, char *argv[])
{
  XyAdmin admin;
  g_autofree char *path = NULL;
  gboolean version = FALSE, help = FALSE;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = { { "config", 'c', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
                                   { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
                                   { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);

  xy_i18n_init ();
  g_option_context_set_help_enabled (options, FALSE);
  /* What follows the command is the command's. */
  g_option_context_set_strict_posix (options, TRUE);
  g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return XY_ADMIN_USAGE;
    }
  if (version)
    {
      g_print ("xiangyue-server %s\n", XY_VERSION);
      return XY_ADMIN_DONE;
    }
  if (help || argc < 2)
    {
      print_help ();
      return help ? XY_ADMIN_DONE : XY_ADMIN_USAGE;
    }

  gboolean serving = g_str_equal (argv[1], "serve");
  int status = XY_ADMIN_FAILED;
  if (!xy_admin_init (&admin, path != NULL ? path : XY_SERVER_CONFIG, TRUE, &error))
    g_printerr ("%s\n", error->message);
  else if (!serving)
    status = xy_admin_run (&admin, argc - 1, argv + 1);
  else if (serve (&admin, &error))
    status = XY_ADMIN_DONE;
  else
    g_printerr ("%s\n", error->message);
  xy_admin_clear (&admin);
  return status;
}
