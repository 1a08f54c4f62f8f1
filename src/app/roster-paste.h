/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-paste: a block of cells from WPS, pasted into the roster. It becomes a workbook of one sheet and goes through
 * the import assistant, so that it passes the same checks as typing and is looked at before anything is saved.
 *
 * A block with headings is taken as it is. Without headings each column is what most of its cells look like: ID
 * numbers, phones, relations, days, and first of all names. Rows that say nothing of a household (no number, no head)
 * are members of the household that is chosen.
 */
#pragma once

#include "app/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The household that a block without one is for; all may be NULL. */
typedef struct
{
  const char *group;
  const char *number;
  const char *head;
} XyPasteHousehold;

/* TEXT as the assistant reads it: tab-separated, with headings. NULL where it holds no row. (transfer full) */
char *xy_roster_paste_prepare (const char *text, const XyPasteHousehold *household);

void xy_roster_paste_open (GtkWidget *from, XyDesk *desk, const char *text, const XyPasteHousehold *household);

G_END_DECLS
