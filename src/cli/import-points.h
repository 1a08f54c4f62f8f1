/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import-points: "import points FILE", the part of the group "import" that is about points. */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* What was asked; all but path may be NULL. */
typedef struct
{
  const char *path;
  const char *sheet;
  const char *group;
  const char *day;
  const char *charset;
  const char *rest;
  gboolean dry_run;
} XyCliPointsFile;

int xy_cli_import_points (XyCli *cli, const XyCliPointsFile *file, GError **error);

G_END_DECLS
