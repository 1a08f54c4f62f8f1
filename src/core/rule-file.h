/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rule-file: where rules of law and custom come from. Each file is inside the program; a newer edition of it may lie in
 * <data folder>/rules, brought by hand or by the county, and then holds without a new program. Whoever reads a file
 * takes the edition with the later date; a damaged one never hides the other.
 *
 * Which province's files hold is chosen here, once for all of them.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* A file of rules is some 10 kB, a catalogue of a thousand points rules some 200 kB. */
#define XY_RULE_FILE_SIZE (1 << 20)

/* The texts of the file NAME ("publicity-hunan.json"): that inside the program, then that of the data folder, as far
 * as they are there and not larger than XY_RULE_FILE_SIZE. Returns: (transfer full) array of GBytes. */
GPtrArray *xy_rule_file_texts (const char *name);

/* Another text whenever the file NAME in the data folder is another one; "" where there is none. (transfer full) */
char *xy_rule_file_stamp (const char *name);

/*
 * The text of the edition of NAME that holds, of those that VALID says are sound: a statement that is 1 of them, its ?1
 * being the text. *DATE (may be NULL) is its day. NULL where none is sound. Returns: (transfer full).
 */
char *xy_rule_file_newest (XyDb *json, const char *name, const char *valid, char **date);

/* A value read out of such a file, without needless spaces; NULL where it has none. Returns: (transfer full). */
char *xy_rule_word (XyRows *rows, int column);

/* One of several files of a kind: "points-wendeng-2020", and what is in it. */
typedef struct
{
  char *id;      /* the file's name without .json */
  GBytes *bytes; /* NULL: it cannot be read, or is far too large */
} XyRuleFile;

void xy_rule_file_free (XyRuleFile *file);

/* All files PREFIX….json, those inside the program first. Returns: (transfer full) array of XyRuleFile. */
GPtrArray *xy_rule_files (const char *prefix, GError **error);

/* What was read of such a file; borrowed from it. */
typedef struct
{
  const char *id;
  const char *date;    /* of the edition */
  const char *problem; /* not NULL: it is damaged, and hides nothing */
} XyEdition;

/*
 * Puts ITEM, which the list owns from now on, among those that were read already: of two with the same id the one with
 * the later date stays, the last of equals.
 */
void xy_rule_editions_add (GPtrArray *list, gpointer item, XyEdition (*what) (gconstpointer item));
/* By id, a damaged one behind the one that holds. */
void xy_rule_editions_sort (GPtrArray *list, XyEdition (*what) (gconstpointer item));

/* The provinces with files of their own, and "national" as the first; ended by a value of NULL. */
extern const XyWord xy_provinces[];

/* PROVINCE where it is one of those; else the one that the setting "province" names, or that the village's code begins
 * with, or "national". Static. */
const char *xy_province_of (XyStore *store, const char *province);

/* Whether the village is one of a town: its committee is a 居民委员会 (the village part of its code is 001 to 199). */
gboolean xy_village_is_community (XyStore *store);

G_END_DECLS
