/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync: the verbs of "xiangyue-cli sync", each in the file of its matter.
 */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* What the group's options were. */
typedef struct
{
  char *ca;
  char *pin;
  char *name;
  char *village;
  char *out;
} XyCliSync;

/* sync-settle.c: ARGS are what stands behind the verb. */
int xy_cli_sync_returned (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_conflicts (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_settle (XyCli *cli, const XyCliSync *options, char **args, GError **error);

/* sync-bundle.c: ARGS are what stands behind the verb. */
int xy_cli_sync_export (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_import (XyCli *cli, const XyCliSync *options, char **args, GError **error);

/* sync-look.c */
int xy_cli_sync_history (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_computers (XyCli *cli, const XyCliSync *options, char **args, GError **error);

/* sync-down.c: what came down from the township and the county. */
int xy_cli_sync_news (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_read (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_adopt (XyCli *cli, const XyCliSync *options, char **args, GError **error);
/* The same list of a township's own file, which is open. */
int xy_cli_print_down (XyCli *cli, GError **error);

G_END_DECLS
