/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/admin.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "server/admin-down.h"
#include "server/admin-report.h"
#include "server/copy.h"
#include "server/drill.h"
#include "server/inbox.h"

#define INT "%" G_GINT64_FORMAT
#define HEX "%" G_GINT64_MODIFIER "x"

#define USAGE_WIDTH 32

typedef struct
{
  const char *name;
  const char *usage;
  const char *summary; /* translatable */
  int least;
  int most;         /* arguments */
  gboolean stopped; /* needs the server stopped */
  gboolean changes; /* what it did is in the audit log */
  gboolean (*run) (XyAdmin *admin, int argc, char *argv[], GError **error);
} Command;

/* A number of decimal or hex digits. */
static gboolean
parse (const char *text, guint base, const char *field, gint64 *number, GError **error)
{
  guint64 value = 0;

  if (g_ascii_string_to_unsigned (text, base, 1, G_MAXINT64, &value, NULL))
    {
      *number = (gint64) value;
      return TRUE;
    }
  xy_set_invalid (error, field, _ ("“%s” is no number of that kind."), text);
  return FALSE;
}

static gboolean
run_enroll_code (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  char code[XY_SERVER_CODE_LENGTH + 1];
  gint64 scope;

  if (!parse (argv[0], 10, "scope", &scope, error)
      || !xy_access_make_code (admin->store, &admin->keys, scope, argc > 1 ? argv[1] : NULL, code, error))
    return FALSE;
  g_print ("%s\n", code);
  g_autofree char *until =
      xy_instant_format (xy_env_now (admin->env) + XY_SERVER_CODE_DAYS * 24 * 3600 * G_GINT64_CONSTANT (1000));
  g_print (_ ("It enrols one computer of %s, once, until %s."), argv[0], until);
  g_print ("\n");
  return TRUE;
}

static const char *
role_label (XyServerRole role)
{
  static const char *const labels[] = { N_ ("village"), N_ ("township"), N_ ("county") };

  return _ (labels[role]);
}

static gboolean
run_devices (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  gint64 scope = 0;

  if (argc > 0 && !parse (argv[0], 10, "scope", &scope, error))
    return FALSE;
  g_autoptr (GArray) list = xy_access_list (admin->store, scope, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyServerAccount *account = &g_array_index (list, XyServerAccount, i);
      g_autofree char *seen = xy_instant_format (account->seen);
      g_print (HEX "\t" INT "\t%s\t%s\t%s\t%s\n", account->id, account->scope, role_label (account->role),
               account->revoked ? _ ("revoked") : _ ("live"), seen, account->name);
    }
  return list != NULL;
}

static gboolean
run_revoke (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  gint64 id;

  return parse (argv[0], 16, "account", &id, error) && xy_access_revoke (admin->store, id, error);
}

static gboolean
run_release (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  gint64 stream, device, n;

  return parse (argv[0], 10, "stream", &stream, error) && parse (argv[1], 16, "device", &device, error)
         && parse (argv[2], 10, "n", &n, error) && xy_server_store_release (admin->store, stream, device, n, error);
}

static gboolean
run_stats (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  static const struct
  {
    const char *label;
    const char *sql;
  } counts[] = {
    { N_ ("villages"), "SELECT count (*) FROM stream" },
    { N_ ("computers"), "SELECT count (*) FROM account WHERE state = 0" },
    { N_ ("computers that were revoked"), "SELECT count (*) FROM account WHERE state = 1" },
    { N_ ("codes that wait"), "SELECT count (*) FROM code WHERE used = 0 AND until_ > ?1" },
    { N_ ("entries of points"), "SELECT count (*) FROM entry" },
    { N_ ("other records"), "SELECT count (*) FROM rec WHERE del = 0 AND tbl NOT IN ('_conflict', '_quar')" },
    { N_ ("returned or held"), "SELECT count (*) FROM rec WHERE del = 0 AND tbl = '_quar'" },
    { N_ ("conflicts"), "SELECT count (*) FROM rec WHERE del = 0 AND tbl = '_conflict'" },
  };
  XyBase *base = xy_server_store_get_base (admin->store);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      XyValue now = XY_INT (xy_env_now (admin->env));
      gint64 n = 0;
      if (!xy_base_number (base, counts[i].sql, &now, strstr (counts[i].sql, "?1") != NULL, &n, error))
        return FALSE;
      g_print ("%s\t" INT "\n", _ (counts[i].label), n);
    }
  return TRUE;
}

static gboolean
run_check (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  XyDb *db = xy_base_get_db (xy_server_store_get_base (admin->store));
  gint64 lines;

  /* PostgreSQL looks after its pages itself. */
  if ((db != NULL && !xy_db_check (db, TRUE, error)) || !xy_audit_verify (admin->audit, &lines, error))
    return FALSE;
  g_print (_ ("The settings, the keys and the database are in order; %d lines of the audit log are as they were "
              "written."),
           (int) lines);
  g_print ("\n");
  if (db == NULL && !xy_base_is_fenced (xy_server_store_get_base (admin->store)))
    g_print ("%s\n",
             _ ("The database's user is a superuser, whom PostgreSQL shows the rows of all villages at any time. "
                "Please give the server a user of its own."));
  return TRUE;
}

static gboolean
run_begin_epoch (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  if (!xy_server_store_begin_epoch (admin->store, error))
    return FALSE;
  g_print (_ ("All computers will notice that the database was restored, and send again what is missing."));
  g_print ("\n");
  return TRUE;
}

/* All of them, whatever becomes of one; the first that is refused is the error. */
static gboolean
run_import (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  g_autofree char *work = xy_server_config_path (admin->config, "bundle");
  g_autoptr (GError) first = NULL;
  XyServerAccount writer;
  XyInbox inbox;

  xy_inbox_init (&inbox, admin->store, &admin->keys, work, &writer);
  for (int i = 0; i < argc; i++)
    {
      g_auto (XyInboxResult) result = { 0 };
      g_autoptr (GError) problem = NULL;
      if (xy_inbox_take (&inbox, argv[i], NULL, &result, &problem))
        {
          g_autofree char *sentence = xy_inbox_result_sentence (&result);
          g_print ("%s\n", sentence);
        }
      else if (first == NULL)
        g_set_error (&first, problem->domain, problem->code, "%s: %s", argv[i], problem->message);
      else
        g_printerr ("%s: %s\n", argv[i], problem->message);
    }
  if (first == NULL)
    return xy_inbox_take_parked (&inbox, error);
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Of a file a copy is made, which stays where it is asked for; PostgreSQL's own copy is to be restored by its own tools
 * before, and is only compared. */
static gboolean
run_restore_drill (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  gboolean file = xy_base_get_db (xy_server_store_get_base (admin->store)) != NULL;
  g_autofree char *name = g_strdup_printf ("drill-" INT ".db", xy_env_now (admin->env));
  g_autofree char *path = argc > 0 ? g_strdup (argv[0]) : xy_server_config_path (admin->config, name);
  XyDrill drill = { 0 };

  if (file)
    {
      if (!xy_drill_run (admin->store, path, admin->env, &drill, error))
        return FALSE;
      if (argc == 0)
        unlink (path);
    }
  else
    {
      if (argc == 0)
        {
          xy_set_invalid (error, "database", _ ("Please name the database that the backup was restored to."));
          return FALSE;
        }
      g_autoptr (XyServerStore) copy = xy_server_store_open (path, admin->env, error);
      if (copy == NULL || !xy_drill_compare (admin->store, copy, &drill, error))
        return FALSE;
    }
  g_print (_ ("The backup is good: %d villages, %d devices, %d entries and %d records are as the server has them."),
           (int) drill.villages, (int) drill.devices, (int) drill.entries, (int) drill.records);
  g_print ("\n");
  return TRUE;
}

/* And looked at with the eyes of the drill: what was copied is what will be served from then on. */
static gboolean
run_copy (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  XyDrill drill = { 0 };
  g_autoptr (XyBase) to = xy_base_open (argv[0], error);

  if (to == NULL || !xy_server_copy (xy_server_store_get_base (admin->store), to, error))
    return FALSE;
  g_clear_pointer (&to, xy_base_close);
  g_autoptr (XyServerStore) copy = xy_server_store_open (argv[0], admin->env, error);
  if (copy == NULL || !xy_drill_compare (admin->store, copy, &drill, error))
    return FALSE;
  g_print (
      _ ("%d villages, %d devices, %d entries and %d records were copied. Name the new database in the settings now."),
      (int) drill.villages, (int) drill.devices, (int) drill.entries, (int) drill.records);
  g_print ("\n");
  return TRUE;
}

static const Command commands[] = {
  { "check", "check", N_ ("whether settings, keys, database and audit log are in order"), .run = run_check },
  { "enroll-code", "enroll-code DIVISION [NOTE]",
    N_ ("a code that enrols one computer: of a village (12 digits), a township (9), the county (6)"), .least = 1,
    .most = 2, .changes = TRUE, .run = run_enroll_code },
  { "devices", "devices [DIVISION]", N_ ("the computers that were enrolled"), .most = 1, .run = run_devices },
  { "revoke", "revoke COMPUTER", N_ ("a computer is let in no more"), .least = 1, .most = 1, .changes = TRUE,
    .run = run_revoke },
  { "release", "release VILLAGE DEVICE NUMBER", N_ ("lets an operation that is held pass"), .least = 3, .most = 3,
    .changes = TRUE, .run = run_release },
  { "import", "import FILE…", N_ ("takes bundles that came on a stick (.xyb), and writes a receipt beside each"),
    .least = 1, .most = G_MAXINT, .changes = TRUE, .run = run_import },
  { "report",
    "report [NAME --scope DIVISION --from PERIOD --to PERIOD --by AREA --each SPAN --format csv|xlsx|json --out FILE]",
    N_ ("a report, or which there are"), .most = 32, .run = xy_admin_report },
  { "rebuild-reports", "rebuild-reports [VILLAGE]", N_ ("reckons the figures of reports anew from the records"),
    .most = 1, .changes = TRUE, .run = xy_admin_rebuild_reports },
  { "send-down", "send-down DIVISION TITLE --from NAME [--text TEXT] [--file FILE] [--rules]",
    N_ ("a notice, or a file of rules, to all villages of the division"), .least = 3, .most = 16, .changes = TRUE,
    .run = xy_admin_send_down },
  { "sent-down", "sent-down DIVISION", N_ ("what was sent there"), .least = 1, .most = 1, .run = xy_admin_sent_down },
  { "least-reader", "least-reader [VERSION]",
    N_ ("programs whose files are of an older version pull nothing until they are upgraded; 0: any pulls"), .most = 1,
    .changes = TRUE, .run = xy_admin_least_reader },
  { "stats", "stats", N_ ("how much there is"), .run = run_stats },
  { "restore-drill", "restore-drill [FILE]", N_ ("makes a backup, restores it and compares; FILE keeps it"), .most = 1,
    .changes = TRUE, .run = run_restore_drill },
  { "copy", "copy DATABASE", N_ ("copies all to another database, a file or postgresql:…, where nothing is yet"),
    .least = 1, .most = 1, .stopped = TRUE, .changes = TRUE, .run = run_copy },
  { "begin-epoch", "begin-epoch", N_ ("after the database was restored from a backup, before the server is started"),
    .stopped = TRUE, .changes = TRUE, .run = run_begin_epoch },
};

void
xy_admin_print_line (const char *usage, const char *summary)
{
  glong width = g_utf8_strlen (usage, -1);

  if (width > USAGE_WIDTH)
    g_print ("  %s\n  %*s %s\n", usage, USAGE_WIDTH, "", summary);
  else
    g_print ("  %s%*s %s\n", usage, (int) (USAGE_WIDTH - width), "", summary);
}

void
xy_admin_print_help (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    xy_admin_print_line (commands[i].usage, _ (commands[i].summary));
}

/* Root's files would be closed to the server: who runs a command as root goes on as the folder's owner. */
static gboolean
become_owner (const XyServerConfig *config, GError **error)
{
  struct stat about;

  if (geteuid () != 0 || stat (config->folder, &about) != 0 || about.st_uid == 0)
    return TRUE;
  if (setgroups (0, NULL) == 0 && setgid (about.st_gid) == 0 && setuid (about.st_uid) == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_FAILED, _ ("This cannot go on as the owner of the folder: %s"),
               config->folder);
  return FALSE;
}

gboolean
xy_admin_init (XyAdmin *admin, const char *path, gboolean create, GError **error)
{
  *admin = (XyAdmin){ .path = path, .env = xy_env_system () };
  admin->config = xy_server_config_load (path, error);
  if (admin->config == NULL)
    return FALSE;
  if (!g_file_test (admin->config->folder, G_FILE_TEST_IS_DIR) && create)
    g_mkdir_with_parents (admin->config->folder, 0700);
  if (!become_owner (admin->config, error))
    return FALSE;
  umask (077);
  g_autofree char *keys = xy_server_config_path (admin->config, "server.key");
  admin->new_keys = !g_file_test (keys, G_FILE_TEST_EXISTS);
  if (!xy_server_keys_load (keys, create, &admin->keys, error))
    return FALSE;
  admin->audit = xy_audit_new (admin->config->folder, admin->env);
  return TRUE;
}

gboolean
xy_admin_open (XyAdmin *admin, GError **error)
{
  gint64 accounts = 0;

  admin->store = xy_server_store_open (admin->config->database, admin->env, error);
  if (admin->store == NULL)
    return FALSE;
  if (!admin->new_keys)
    return TRUE;
  if (!xy_base_number (xy_server_store_get_base (admin->store), "SELECT count (*) FROM account", XY_BIND_NONE,
                       &accounts, error))
    return FALSE;
  if (accounts == 0)
    return TRUE;
  /* New ones would sign what no computer believes. */
  g_autofree char *keys = xy_server_config_path (admin->config, "server.key");
  unlink (keys);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND,
               _ ("Computers were enrolled with keys that are missing. Please put the copy of the file back: %s"),
               keys);
  return FALSE;
}

void
xy_admin_clear (XyAdmin *admin)
{
  g_clear_pointer (&admin->store, xy_server_store_close);
  g_clear_pointer (&admin->audit, xy_audit_free);
  g_clear_pointer (&admin->config, xy_server_config_free);
  xy_server_keys_clear (&admin->keys);
}

int
xy_admin_lock (const XyAdmin *admin, GError **error)
{
  g_autofree char *path = xy_server_config_path (admin->config, "lock");
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd < 0)
    g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The folder cannot be written: %s"), admin->config->folder);
  else
    {
      close (fd);
      g_set_error (error, XY_ERROR, XY_ERROR_BUSY, _ ("The server is running. Stop it first."));
    }
  return -1;
}

static gboolean
run_command (XyAdmin *admin, const Command *command, int argc, char *argv[], GError **error)
{
  int lock = -1;

  if (command->stopped && (lock = xy_admin_lock (admin, error)) < 0)
    return FALSE;
  gboolean ok = xy_admin_open (admin, error) && command->run (admin, argc, argv, error);
  if (command->changes)
    {
      g_autofree char *who = g_strdup_printf ("admin:%s", g_get_user_name ());
      XyAuditLine line = {
        .who = who, .what = command->name, .of = argc > 0 ? argv[0] : NULL, .came = ok ? "ok" : "failed"
      };
      ok = xy_audit_write (admin->audit, &line, ok ? error : NULL) && ok;
    }
  if (lock >= 0)
    close (lock);
  return ok;
}

int
xy_admin_run (XyAdmin *admin, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const Command *command = &commands[i];
      if (!g_str_equal (command->name, argv[0]))
        continue;
      if (argc - 1 < command->least || argc - 1 > command->most)
        {
          g_printerr ("%s xiangyue-server %s\n", _ ("Usage:"), command->usage);
          return XY_ADMIN_USAGE;
        }
      if (run_command (admin, command, argc - 1, argv + 1, &error))
        return XY_ADMIN_DONE;
      g_printerr ("%s\n", error->message);
      return error->code == XY_ERROR_INVALID || error->code == XY_ERROR_NOT_FOUND || error->code == XY_ERROR_BUSY
                     || error->code == XY_ERROR_NOT_OURS || error->code == XY_ERROR_DENIED
                     || error->code == XY_ERROR_UNREADABLE || error->code == XY_ERROR_NEWER_SCHEMA
                     || error->code == XY_ERROR_CONFLICT
                 ? XY_ADMIN_REFUSED
                 : XY_ADMIN_FAILED;
    }
  g_printerr (_ ("There is no command “%s”; “xiangyue-server --help” lists them."), argv[0]);
  g_printerr ("\n");
  return XY_ADMIN_USAGE;
}
