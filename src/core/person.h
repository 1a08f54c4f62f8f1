/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * person: one person of the roster.
 *
 * Saving tidies what was typed: the name without padding, the relation in the words of relation.h, phones as digits
 * with "/" between, the ID number as it was given with id_flags saying what is wrong with it (never refused), sex and
 * birthday filled in from a good ID number where they are empty.
 *
 * The household follows: a live person whose relation is 户主 becomes its head, and one who no longer is stops being
 * so. A second 户主 in one household is refused. The place in the household (sort) is that of the relation; among the
 * same, the older first.
 *
 * States: here, away (works elsewhere), moved, dead. Who moved or died stays with his last household as a former
 * member.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyPerson, xy_person)

struct _XyPerson
{
  XyRecord record;
  XyId household;
  char *name;
  char *relation;
  char *sex;
  char *nation;
  char *id_number;
  char *birthday;
  char *phone;
  char *politics;
  char *education;
  char *marriage;
  char *health;
  char *work_place;
  char *note;
  char *state;
  char *since;
  char *purged; /* day when what is personal of him was purged (purge.h); NULL: it was not */
  gint64 sort;
  gint64 id_flags;
  char *find;
  GBytes *stroke;
  char *pinyin;
};

/* Whether he lives here now: not deleted, here or away. */
gboolean xy_person_is_live (const XyPerson *person);

/* Empties all that is known of PERSON, a copy, but name, relation, sex and where he is. Returns: how many there were.
 */
guint xy_person_empty (XyPerson *person);

/* 在村, 外出, 已迁出, 已去世; translated. STATE as stored. Static. */
const char *xy_person_state_label (const char *state);

/* The phone numbers in TEXT as they are stored: digits, "/" between them; NULL where there is none. (transfer full) */
char *xy_phones_clean (const char *text);

/*
 * Those who live here and have the name NAME, or the ID number NAME; in HOUSEHOLD only, unless that is NULL.
 * Returns: (transfer full) array of XyPerson.
 */
GPtrArray *xy_person_list_by_name (XyStore *store, const char *name, const XyId *household, GError **error);

/*
 * Whether somebody can do a thing: NAMES is one or several (with 、 or ， between). INVALID, FIELD, where one of them
 * is a name that only people have who moved out or died; a name that nobody has may be of somebody outside the village.
 */
gboolean xy_person_check_lives (XyStore *store, const char *names, const char *field, GError **error);

/*
 * Marks a person as deleted, for what was entered by mistake; who died or left has an event (event.h). The head of a
 * household is refused while there are others in it.
 */
gboolean xy_person_delete (XyTxn *txn, const XyId *id, GError **error);

const XySql *xy_person_statements (guint *n);

G_END_DECLS
