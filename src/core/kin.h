/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kin: who must step aside where something is judged: those of the household itself, and those whose household is near
 * kin to it. The roster knows near kin by what happened (event.h): a split, a marriage or a merger that ties the two
 * households, or a person and a household that he left; and brothers and sisters who each left the same home.
 *
 * Custom (domain.md 4.3, 4.5): nobody judges his own household or that of a near relative.
 */
#pragma once

#include "core/person.h"
#include "core/store.h"

G_BEGIN_DECLS

/*
 * Whom a judge's NAME means: PERSON, or where that is none everybody who lives here and has the name; empty where he is
 * from outside. Returns: (transfer full) array of XyPerson.
 */
GPtrArray *xy_kin_persons (XyStore *store, const char *name, const XyId *person, GError **error);

/*
 * The households that are near kin to PERSON or to his household; his own is not among them. Empty where he is in none.
 * Returns: (transfer full) set of XyId.
 */
GHashTable *xy_kin_households (XyStore *store, const XyPerson *person, GError **error);

/* The sentences that say why he steps aside; translated. (transfer full) */
char *xy_kin_own_sentence (const char *name);
char *xy_kin_near_sentence (const char *name);

/* For the test of every statement. */
const XySql *xy_kin_statements (guint *n);

G_END_DECLS
