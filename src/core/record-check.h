/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-check: what every record's text must be before it is kept, however it came: typed, pasted or imported.
 *
 * Text is cleaned (normalize.h). Refused are control characters and broken UTF-8, days that are not in the calendar,
 * and texts longer than XY_TEXT_MOST characters (XY_LONG_TEXT_MOST where the field is for long ones,
 * XY_TABLE_ROWS_MOST rows where it is a table).
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

#define XY_NAME_MOST 50 /* the longest registered names, of Uyghur and Kazakh people, have about 40 */
#define XY_TEXT_MOST 200
#define XY_LONG_TEXT_MOST 4000
#define XY_TABLE_ROWS_MOST 2000   /* with the heads */
#define XY_TABLE_TEXT_MOST 200000 /* bytes */
/* Bytes deflated, as a table goes over the wire (in base64): with all else a record must fit a line there, 64 KiB. */
#define XY_TABLE_PACKED_MOST 30000

/* Tidies all text and day fields of RECORD, a copy; INVALID with the field where one cannot be kept. */
gboolean xy_record_tidy (gpointer record, GError **error);

/* Refuses TEXT (may be NULL) of more than MOST characters for FIELD of RECORD. */
gboolean xy_record_check_length (gconstpointer record, const char *field, const char *text, glong most, GError **error);

G_END_DECLS
