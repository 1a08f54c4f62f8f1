/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * help-booklet: the help as a booklet beside the computer: a title page, the contents with their pages, and all topics;
 * where one refers to another it names its page. No paper of the village: it has no number and is in no register.
 */
#pragma once

#include "core/help.h"
#include "print/paper.h"

G_BEGIN_DECLS

typedef enum
{
  XY_HELP_ON_A4,
  XY_HELP_FOLDED, /* A5 pages on A4 sheets, printed on both sides and folded once */
} XyHelpFormat;

XyPaper *xy_help_booklet_new (const XyHelp *help, XyHelpFormat format);

G_END_DECLS
