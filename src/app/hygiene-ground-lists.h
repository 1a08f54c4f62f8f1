/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-ground-lists: what two further tables of the tab 评比表 ask and show: what results are worth in points
 * (records XyHygieneEffectRow), and on what ground households may be named (XyHygieneNamingRow).
 */
#pragma once

#include "app/hygiene-basis-lists.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-naming.h"

G_BEGIN_DECLS

typedef struct
{
  XyHygieneEffect *effect;
  char *what;      /* 红榜, 连续3期“清洁” */
  char *rule_name; /* NULL: no rule of that code is in force */
  char *points;    /* what it gives; NULL likewise */
} XyHygieneEffectRow;

typedef struct
{
  XyHygieneNaming *naming;
  char *whose; /* 曾国强 3-016; NULL: all, by a clause */
  gboolean stands;
} XyHygieneNamingRow;

extern const XyListSource xy_hygiene_effect_source;
extern const XyColumn xy_hygiene_effect_columns[];
extern const guint xy_hygiene_n_effect_columns;

extern const XyListSource xy_hygiene_naming_source;
extern const XyColumn xy_hygiene_naming_columns[];
extern const guint xy_hygiene_n_naming_columns;

/* 管用, 已终止, 未到日期: (transfer full) */
char *xy_hygiene_naming_word (gconstpointer row);
XyPillKind xy_hygiene_naming_pill (gconstpointer row);

G_END_DECLS
