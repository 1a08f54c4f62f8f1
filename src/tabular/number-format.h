/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * number-format: what a spreadsheet's number format makes of a stored number, as far as a village's table needs it:
 * is it a date, and to what precision; leading zeros; per cent. Other formats (thousands, colours, units) show the
 * bare number.
 */
#pragma once

#include "tabular/table.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 year : 1, month : 1, day : 1, hour : 1, minute : 1, second : 1;
  guint8 elapsed : 1; /* [h]: hours run past 24 */
  guint8 percent : 1;
  guint8 zeros; /* "00000": at least so many digits; 0 for none */
} XyNumberFormat;

/* The format of a built-in id as Excel and WPS in Chinese have it. */
XyNumberFormat xy_number_format_builtin (guint id);

/* CODE need not end in NUL. */
XyNumberFormat xy_number_format_parse (const char *code, gsize length);

gboolean xy_number_format_is_date (XyNumberFormat format);

/* Room for whatever xy_number_format_show() writes. */
#define XY_NUMBER_SHOWN 400

/* Writes what RAW, a number as stored, shows as and returns DATE or NUMBER; TEXT if RAW is no number at all. */
XyCellKind
xy_number_format_show (XyNumberFormat format, gboolean is_1904, const char *raw, char shown[XY_NUMBER_SHOWN]);

/* The shortest digits that give VALUE back. */
void xy_number_write (double value, char text[G_ASCII_DTOSTR_BUF_SIZE]);

G_END_DECLS
