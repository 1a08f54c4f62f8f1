/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-format: the text that shows a field to people, the same on pages, in spreadsheets and on paper.
 *
 * Masked is the default everywhere; who asks for whole numbers has logged a reason (reveal.h). Masked are the fields
 * flagged PERSONAL: of an ID, phone or card number the middle (mask.h), of a birthday all but the year, of an address
 * all after the village.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/*
 * Field FIELD of RECORD; "" where it is empty. An id names another record, which is for the caller to look up: "".
 * (transfer full)
 */
char *xy_record_format (gconstpointer record, const XyField *field, gboolean masked);

/* The same for a value as the machine writes it (xy_record_get_text(), XyOpField). (transfer full) */
char *xy_field_format (const XyField *field, const char *text, gboolean masked);

G_END_DECLS
