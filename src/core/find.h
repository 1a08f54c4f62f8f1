/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * find: looking for a household or a person by what somebody types.
 *
 * Each household and person stores a key, lower-case words with a space before, between and after them: the name, its
 * full pinyin and initials (pinyin.h), phone numbers, the last six of the ID number, the household number with and
 * without padding: " 曾国强 zengguoqiang zgq 19900001234 3-016 3-16 ". A search goes through the keys from end to end
 * (find-keys.h).
 *
 * What is typed is split at spaces and between Chinese and other characters, and all parts must be found: 汉字 anywhere
 * in a name; letters anywhere in the pinyin, one letter only at a start; up to six digits at the end of a phone, ID or
 * household number, more of them anywhere; digits with a dash at the start of a household number. A whole ID number is
 * looked up as it is.
 */
#pragma once

#include "core/record.h"
#include "core/store.h"

G_BEGIN_DECLS

/* The key of a record; each may be NULL, PHONES are separated by "/". (transfer full) */
char *xy_find_key (const char *name, const char *phones, const char *id_number, const char *number);

#define XY_FIND_PARTS 3

/* What was typed, ready to be compared. Parts beyond XY_FIND_PARTS are left out. */
typedef struct
{
  guint n;
  char *parts[XY_FIND_PARTS];
  char *needles[XY_FIND_PARTS]; /* what instr() must find in a key; "" for no part, which all keys have */
  char *id_number;              /* a whole ID number; or NULL */
} XyFindPattern;

/* NULL where TEXT has nothing to look for. Free with xy_find_pattern_free(). */
XyFindPattern *xy_find_pattern_new (const char *text);
void xy_find_pattern_free (XyFindPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyFindPattern, xy_find_pattern_free)

/* 0 a word of KEY is what was typed, 1 a word begins (a number ends) with it, 2 it is inside, -1 not found. */
int xy_find_pattern_match (const XyFindPattern *pattern, const char *key);

typedef enum
{
  XY_HIT_HOUSEHOLD,
  XY_HIT_PERSON,
} XyHitKind;

typedef struct
{
  XyHitKind kind;
  XyId id;
  XyId household; /* where to go */
  int rank;       /* of xy_find_pattern_match() */
  gboolean here;  /* lives in the village */
  char *title;    /* 曾国强 */
  char *subtitle; /* 3组 · 3-016 · 4人 */
} XyHit;

void xy_hit_free (XyHit *hit);

/*
 * At most LIMIT hits for TEXT: whole words before beginnings before insides, those who live here before those who do
 * not, households before their members. The head of a household that is itself found is left out.
 * Returns: (transfer full) array of XyHit.
 */
GPtrArray *xy_find (XyStore *store, const char *text, guint limit, GError **error);

const XySql *xy_find_statements (guint *n);

G_END_DECLS
