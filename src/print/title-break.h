/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * title-break: a title in as few lines as it needs, broken by its sense, the lines together in the shape of a trapezoid
 * or a diamond (GB/T 9704-2012, 7.3.1).
 */
#pragma once

#include "print/typeset.h"

G_BEGIN_DECLS

/* Appends XyLine to LINES. A newline in TEXT is a break that somebody wants: then there are no others. */
void xy_title_break (XyFontSet *fonts, XyFont font, const char *text, double width, GArray *lines);

G_END_DECLS
