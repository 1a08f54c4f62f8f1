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
} XyCliSync;

/* sync-settle.c: ARGS are what stands behind the verb. */
int xy_cli_sync_returned (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_conflicts (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_settle (XyCli *cli, const XyCliSync *options, char **args, GError **error);

/* sync-bundle.c: ARGS are what stands behind the verb. */
int xy_cli_sync_export (XyCli *cli, const XyCliSync *options, char **args, GError **error);
int xy_cli_sync_import (XyCli *cli, const XyCliSync *options, char **args, GError **error);

G_END_DECLS
