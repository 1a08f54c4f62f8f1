/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draft: half-typed forms, kept on this computer only so that a power cut loses nothing. FORM names the form and, where
 * it is about one record, the record: "household:0197…". What BODY means is the form's own matter.
 */
#pragma once

#include "core/store.h"

G_BEGIN_DECLS

/* Keeps BODY in the place of an older one; NULL: the form was finished, forget it. */
gboolean xy_draft_save (XyStore *store, const char *form, const char *body, GError **error);

/* Returns: (transfer full), NULL where there is none. */
char *xy_draft_load (XyStore *store, const char *form, GError **error);

G_END_DECLS
