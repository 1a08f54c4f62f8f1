/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * font-chain: for each role of a typeface, the families that are the proper one under any of the names it is sold by,
 * and after them those that may stand in, best first.
 */
#pragma once

#include "print/font.h"

G_BEGIN_DECLS

typedef struct
{
  const char *family; /* NULL ends a chain */
  gboolean bold;
} XyFontChoice;

typedef struct
{
  const char *name; /* of the proper face, as a person knows it */
  guint n_proper;   /* so many choices are the proper face */
  const XyFontChoice *choices;
} XyFontChain;

/* Static. */
const XyFontChain *xy_font_chain_get (XyFontRole role);

G_END_DECLS
