/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * statements: every query of the core, collected so that one test prepares each against a fresh schema and fails on one
 * that reads a large table from end to end without saying why.
 *
 * A module that queries keeps its SQL in a static array of XySql beside the code that binds it, gives it out with a
 * function of its own, and adds that to the list in statements.c.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *module;
  const XySql *(*get) (guint *n);
} XyStatements;

/* Ended by a module of NULL. */
const XyStatements *xy_statements (void);

G_END_DECLS
