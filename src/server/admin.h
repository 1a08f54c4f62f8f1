/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * admin: the commands of xiangyue-server but serving. They work beside a server that runs, except those that say that
 * it is to be stopped first. Each is in the audit log.
 */
#pragma once

#include "server/access.h"
#include "server/audit.h"
#include "server/conf.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path; /* of the settings */
  XyServerConfig *config;
  XyServerKeys keys;
  gboolean new_keys;    /* were made just now */
  XyServerStore *store; /* opened by xy_admin_open() */
  XyAudit *audit;
  const XyEnv *env;
} XyAdmin;

/* Reads the settings at PATH and the keys (made where there are none, if CREATE). ADMIN is to be cleared whatever came
 * out. */
gboolean xy_admin_init (XyAdmin *admin, const char *path, gboolean create, GError **error);
void xy_admin_clear (XyAdmin *admin);
gboolean xy_admin_open (XyAdmin *admin, GError **error);

/* Whoever serves holds it; -1 with BUSY where somebody does. To be closed. */
int xy_admin_lock (const XyAdmin *admin, GError **error);

typedef enum
{
  XY_ADMIN_DONE,
  XY_ADMIN_REFUSED,
  XY_ADMIN_USAGE,
  XY_ADMIN_FAILED,
} XyAdminStatus;

/* ARGV[0] is the command's name; prints what came of it. */
int xy_admin_run (XyAdmin *admin, int argc, char *argv[]);

void xy_admin_print_line (const char *usage, const char *summary);
/* Lines of help, a command each. */
void xy_admin_print_help (void);

G_END_DECLS
