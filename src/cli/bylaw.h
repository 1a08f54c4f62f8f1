/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bylaw: the office's own bylaws on the command line; texts in files are in bylaw.c. */
#pragma once

#include "cli/cli.h"
#include "core/bylaw-text.h"

G_BEGIN_DECLS

typedef struct
{
  char *province;
  char *day, *by, *note, *vote, *source, *taken;
  int version;
  gboolean single;
} XyCliBylawOptions;

/* The text in the file NAME, or of the standard input for "-", in whatever charset. (transfer full) */
XyBylawText *xy_cli_bylaw_read (const char *name, GError **error);

/* What is done with the bylaws in the store; XY_CLI_USAGE where VERB is none of these. */
int xy_cli_bylaw_keep (XyCli *cli, const XyCliBylawOptions *options, int argc, char *argv[], GError **error);

G_END_DECLS
