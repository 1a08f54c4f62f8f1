/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * matter-agreement: what two sides of a dispute agreed on. It is the result with which the dispute was finished, so
 * that it is written once: the points of the agreement, then lines that begin with 履行方式： and 履行期限：. What an
 * agreement says: 人民调解法 29.
 */
#pragma once

#include "core/matter.h"

G_BEGIN_DECLS

typedef struct
{
  char **parties; /* as they were written, at least two; "" for one that is not known */
  char *facts;    /* NULL where nothing is written, as all below */
  char *agreed;
  char *how;   /* it is kept */
  char *until; /* when it is kept */
  char *day;   /* when they agreed */
} XyMatterAgreement;

/* Of a dispute with STEPS, also one that is not finished. (transfer full) */
XyMatterAgreement *xy_matter_agreement_read (const XyMatter *matter, const GPtrArray *steps);
void xy_matter_agreement_free (XyMatterAgreement *agreement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMatterAgreement, xy_matter_agreement_free)

/* The note of the step that finishes it. HOW and UNTIL may be NULL or empty. (transfer full) */
char *xy_matter_agreement_note (const char *agreed, const char *how, const char *until);

G_END_DECLS
