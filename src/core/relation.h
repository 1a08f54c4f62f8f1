/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * relation: 与户主关系, what a person is to the head of his household, in the words of GB/T 4761 (家庭关系代码).
 *
 * Words that mean the same are folded (妻子 and 老婆 are 妻, 二儿子 is 次子, 本人 is 户主); a word that nobody knows is
 * kept as it was written and counts as another relative. 妻 and 长子 stay what they are: they say more than 配偶 and
 * 子.
 *
 * When a household gets a new head, or two households become one, everybody's word changes. What follows from blood and
 * marriage is worked out; what does not (whose wife a 儿媳 is, when there are two sons) becomes 其他亲属, which the
 * office can correct.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_RELATION_HEAD "户主"

/* The word as it is stored; NULL where TEXT is empty. (transfer full) */
char *xy_relation_clean (const char *text);

/* Whether RELATION, as stored, is 户主. NULL is not. */
gboolean xy_relation_is_head (const char *relation);

/* FALSE where RELATION, as stored, is not in the dictionary. */
gboolean xy_relation_is_known (const char *relation);

/*
 * The place in the list of a household: head 0, spouse 1, children 2, their spouses 3, grandchildren 4, parents 5,
 * grandparents 6, brothers and sisters 7, others 8, no relatives 9. RELATION is as stored; NULL is 8.
 */
int xy_relation_rank (const char *relation);

/* "男", "女", or NULL where the word fits both. */
const char *xy_relation_sex (const char *relation);

/* The words that a form offers, most usual first. Static, NULL-terminated. */
const char *const *xy_relation_words (void);

/* What a recasting must know of a person; all of it borrowed, and each may be NULL. */
typedef struct
{
  const char *relation;
  const char *sex;
  const char *birthday;
} XyKin;

/*
 * The words of MEMBERS (of one household, the old head among them if he is known) once the one at HEAD is its head.
 * Returns: (transfer full) N words, NULL-terminated; that of HEAD is 户主.
 */
char **xy_relation_recast (const XyKin *members, guint n, guint head);

/*
 * The word for MEMBER of another household when it joins one to whose head its own head is HEAD.
 * NEW_HEAD is the head of the household that it joins. (transfer full)
 */
char *xy_relation_join (const XyKin *new_head, const XyKin *head, const XyKin *member);

G_END_DECLS
