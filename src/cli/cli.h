/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli: what the command groups of xiangyue-cli share. A group is one file that defines one XyCliGroup, declared below
 * and listed in main.c:
 *
 *   static int
 *   run (XyCli *cli, int argc, char *argv[])
 *   {
 *     int days = 0;
 *     const GOptionEntry entries[] = { { "days", 0, 0, G_OPTION_ARG_INT, &days, NULL, NULL }, G_OPTION_ENTRY_NULL };
 *     g_autoptr (GError) error = NULL;
 *
 *     if (!xy_cli_parse (cli, entries, &argc, &argv) || argc != 2)
 *       return xy_cli_usage (cli);
 *     if (!xy_cli_open (cli, &error) || !…(cli->store, …, &error))
 *       return xy_cli_fail (cli, error);
 *     return xy_cli_done (cli, _("Done: %s"), …);
 *   }
 *   const XyCliGroup xy_cli_thing = { "thing", N_ ("thing list | show NAME [--days N]"), run };
 *
 * Answers go to the standard output: plain text, or with --json one object. Sentences about what is wrong go to the
 * standard error output, and with --json also as {"error":{"code":…,"field":…,"message":…}} to the standard output.
 */
#pragma once

#include "cli/json.h"
#include "core/act.h"
#include "core/store.h"
#include "core/user.h"

G_BEGIN_DECLS

/* Exit codes. */
enum
{
  XY_CLI_DONE = 0,
  XY_CLI_REFUSED = 1, /* for a reason in the user's matter, which is printed */
  XY_CLI_USAGE = 2,   /* wrong usage */
  XY_CLI_FAILED = 3,  /* the file or the disk failed */
};

typedef struct _XyCliGroup XyCliGroup;

typedef struct
{
  const XyEnv *env;
  const XyCliGroup *group; /* the one that runs */
  char *file;              /* --db */
  char *user_name;         /* --user */
  gboolean json;           /* --json */
  XyStore *store;          /* after xy_cli_open() */
  XyUser *user;            /* after xy_cli_sign_in() */
  XyActor actor;           /* likewise */
  gboolean renewed;        /* his PIN was renewed as he came in */
} XyCli;

struct _XyCliGroup
{
  const char *name;
  const char *usage;                               /* one line for each form, without the program's name */
  const char *summary;                             /* translatable: what it is for, in a few words */
  int (*run) (XyCli *cli, int argc, char *argv[]); /* argv[0] is the group's name; returns an exit code */
};

extern const XyCliGroup xy_cli_init;
extern const XyCliGroup xy_cli_sample;
extern const XyCliGroup xy_cli_village;
extern const XyCliGroup xy_cli_today;
extern const XyCliGroup xy_cli_find;
extern const XyCliGroup xy_cli_households;
extern const XyCliGroup xy_cli_persons;
extern const XyCliGroup xy_cli_events;
extern const XyCliGroup xy_cli_units;
extern const XyCliGroup xy_cli_tags;
extern const XyCliGroup xy_cli_import;
extern const XyCliGroup xy_cli_export;
extern const XyCliGroup xy_cli_points;
extern const XyCliGroup xy_cli_rewards;
extern const XyCliGroup xy_cli_hygiene;
extern const XyCliGroup xy_cli_documents;
extern const XyCliGroup xy_cli_stamps;
extern const XyCliGroup xy_cli_print;
extern const XyCliGroup xy_cli_notices;
extern const XyCliGroup xy_cli_users;
extern const XyCliGroup xy_cli_settings;
extern const XyCliGroup xy_cli_matters;
extern const XyCliGroup xy_cli_meetings;
extern const XyCliGroup xy_cli_rules;
extern const XyCliGroup xy_cli_bylaws;
extern const XyCliGroup xy_cli_votes;
extern const XyCliGroup xy_cli_undo;
extern const XyCliGroup xy_cli_redo;
extern const XyCliGroup xy_cli_history;
extern const XyCliGroup xy_cli_verify;
extern const XyCliGroup xy_cli_sync;
extern const XyCliGroup xy_cli_office;
extern const XyCliGroup xy_cli_manual;
extern const XyCliGroup xy_cli_handover;
extern const XyCliGroup xy_cli_privacy;
extern const XyCliGroup xy_cli_backup;
extern const XyCliGroup xy_cli_restore;

/*
 * Parses the group's own options, wherever they stand, and takes them out of ARGV; --db, --user and --json are also
 * understood here. FALSE after a message about a wrong option.
 */
gboolean xy_cli_parse (XyCli *cli, const GOptionEntry *entries, int *argc, char ***argv);

/*
 * Runs a group of several verbs: parses its options into OPTIONS, and has DISPATCH do what argv[1] says, with a store
 * or without. DISPATCH returns an exit code, whatever it is where it sets ERROR; XY_CLI_USAGE where it knows no such
 * form.
 */
typedef int (*XyCliDispatch) (XyCli *cli, gconstpointer options, int argc, char *argv[], GError **error);
int xy_cli_run (XyCli *cli,
                const GOptionEntry *entries,
                XyCliDispatch dispatch,
                gconstpointer options,
                int argc,
                char *argv[]);

/* Prints how the group is used; returns XY_CLI_USAGE. */
int xy_cli_usage (XyCli *cli);

/* The file that --db names, or the only village in the data folder. Returns: (transfer full), NULL with an error. */
char *xy_cli_path (XyCli *cli, GError **error);

/* Opens it as cli->store. */
gboolean xy_cli_open (XyCli *cli, GError **error);

/*
 * Opens the store and finds out who acts: --user, or the only user there is. His PIN, where he has one, comes from the
 * environment (XIANGYUE_PIN) or is asked for on the terminal. A file without users lets anybody act.
 */
gboolean xy_cli_sign_in (XyCli *cli, GError **error);

/*
 * The household that TEXT means, its number, the head's name, or anything that finds it alone. INVALID with the list of
 * those among which to choose, NOT_FOUND. The store must be open.
 */
gboolean xy_cli_household (XyCli *cli, const char *text, XyId *id, GError **error);

/* The group of that name; none for NULL. */
gboolean xy_cli_unit (XyCli *cli, const char *text, XyId *id, GError **error);

/* Asks for a secret on the terminal, not shown. NULL where there is no terminal. Returns: (transfer full). */
char *xy_cli_ask_secret (const char *question);

/* Each returns the exit code. */
int xy_cli_done (XyCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3); /* {"done":true,"message":…} */
int xy_cli_fail (XyCli *cli, const GError *error);
int xy_cli_answer (XyCli *cli, XyJson *json); /* prints JSON, whole */

/*
 * A table: printed in columns, or with --json as {"NAME":[{"column":…},…]}.
 *
 *   g_autoptr (XyCliTable) table = xy_cli_table_new ("users", columns, G_N_ELEMENTS (columns));
 *   xy_cli_table_add (table, user->name, user->role);
 *   return xy_cli_table_print (cli, table);
 */
typedef enum
{
  XY_CLI_TEXT,   /* const char *, may be NULL */
  XY_CLI_NUMBER, /* gint64: cast what you pass */
  XY_CLI_POINTS, /* gint64 hundredths: 12.5 in the table, 1250 in JSON */
  XY_CLI_MONEY,  /* gint64 fen: ¥12.50 in the table, 1250 in JSON */
  XY_CLI_FLAG,   /* gboolean: a tick in the table */
} XyCliKind;

typedef struct
{
  const char *key;   /* member in JSON */
  const char *label; /* translatable heading */
  XyCliKind kind;
} XyCliColumn;

typedef struct _XyCliTable XyCliTable;

XyCliTable *xy_cli_table_new (const char *name, const XyCliColumn *columns, guint n_columns);
void xy_cli_table_free (XyCliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyCliTable, xy_cli_table_free)

/* One value for each column. */
void xy_cli_table_add (XyCliTable *table, ...);
guint xy_cli_table_rows (XyCliTable *table);
/* Prints and returns XY_CLI_DONE. */
int xy_cli_table_print (XyCli *cli, XyCliTable *table);

/* One record: printed as "label: value" lines, or with --json as {"NAME":{"column":…}}. Takes one row. */
int xy_cli_table_print_card (XyCli *cli, XyCliTable *table);

G_END_DECLS
