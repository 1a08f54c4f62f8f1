/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * correction: what was corrected in the personal information of a household, from the record of changes (op.h). A
 * villager may have it corrected and completed (个人信息保护法 46), and may see that it was.
 *
 * Only what was written on this computer is in its record of changes; corrections made on another one stand in that
 * one's.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 at;
  char *who;            /* who corrected it */
  char *whose;          /* a person's name as it is now; NULL: the household's own */
  const XyField *field; /* NULL: the record was marked deleted, or is back */
  char *before;         /* as the machine writes them (xy_record_get_text()); NULL where nothing stood there */
  char *after;
} XyCorrection;

void xy_correction_free (XyCorrection *correction);

/*
 * Changes of HOUSEHOLD and of all who are or were last in it, the oldest first, field by field; not what was there from
 * the beginning (a new household gets its head in the act that makes it), nor what the program works out itself.
 * (transfer full) array of XyCorrection.
 */
GPtrArray *xy_correction_list (XyStore *store, const XyId *household, GError **error);

/* For the test of every statement. */
const XySql *xy_correction_statements (guint *n);

G_END_DECLS
