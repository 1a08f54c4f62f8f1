/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-basis-lists: what the tables of the tab 评比表 ask and show: checklists (records XyHygieneChecklist) and
 * public areas (XyHygienePlaceRow).
 */
#pragma once

#include "app/table.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-place.h"

G_BEGIN_DECLS

/* The query of all of them: what is looked for, lower case, or NULL. */
typedef struct
{
  char *text;
} XyHygieneBasisQuery;

XyHygieneBasisQuery *xy_hygiene_basis_query_new (const char *text);
void xy_hygiene_basis_query_free (gpointer query);
/* Whether what QUERY looks for stands in TEXT or MORE; both may be NULL. */
gboolean xy_hygiene_basis_query_fits (const XyHygieneBasisQuery *query, const char *text, const char *more);

typedef struct
{
  XyHygienePlace *place;
  char *unit_name; /* NULL: of no group */
} XyHygienePlaceRow;

extern const XyListSource xy_hygiene_checklist_source;
extern const XyColumn xy_hygiene_checklist_columns[];
extern const guint xy_hygiene_n_checklist_columns;

extern const XyListSource xy_hygiene_place_source;
extern const XyColumn xy_hygiene_place_columns[];
extern const guint xy_hygiene_n_place_columns;

/* 农户 or 公共区域, for the column 评什么; translated, static. */
const char *xy_hygiene_target_word (const char *target);

G_END_DECLS
