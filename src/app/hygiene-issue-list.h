/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-issue-list: who of a round gets a slip: a line for each with a tick, what is to be put right, and who helps.
 * Enter goes on. Fits an XyForm; property "text" is what stands in it, for the draft.
 */
#pragma once

#include "app/field-box.h"

#include "core/hygiene-slip.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_ISSUE_LIST (xy_hygiene_issue_list_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneIssueList, xy_hygiene_issue_list, XY, HYGIENE_ISSUE_LIST, XyFieldBox)

GtkWidget *xy_hygiene_issue_list_new (void);

/* Of XyHygieneSlipOffer; those that have a slip are left out. */
void xy_hygiene_issue_list_set (XyHygieneIssueList *list, const GPtrArray *offers);

/* What is ticked. */
typedef struct
{
  XyId result;
  char *problem; /* NULL: none */
  char *helper;
  gboolean help;
} XyHygieneIssueLine;

void xy_hygiene_issue_line_clear (XyHygieneIssueLine *line);

/* (transfer full) array of XyHygieneIssueLine. */
GArray *xy_hygiene_issue_list_get (XyHygieneIssueList *list);

/* Signals: "passed" (), the focus should go on. */

G_END_DECLS
