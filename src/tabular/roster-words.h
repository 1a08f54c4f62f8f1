/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-words: the words that stand in the cells of a village's roster, and what they mean. Not for use outside
 * src/tabular.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TEXT without any space or line break, its brackets, colons, commas and slashes in half width: "合 计" is 合计.
 * Returns: (transfer full). */
char *xy_roster_squeeze (const char *text);

/* Whether TEXT is how somebody is related to the head: 妻, 长子, 外孙女. */
gboolean xy_roster_is_relation (const char *text);

/* "无", "/", "-", "不详": nothing is said. */
gboolean xy_roster_says_nothing (const char *text);

/* 1 yes, 0 no, -1 neither. */
int xy_roster_yes_or_no (const char *text);

/* "男" or "女", or NULL. Static. */
const char *xy_roster_sex (const char *text);

/* "土家" is 土家族. TEXT where there is nothing to add. Static or TEXT itself. */
const char *xy_roster_nation (const char *text);

/* "here", "away", "moved", "dead" for what a column 是否常住 or brackets after a name say, or NULL. Static. */
const char *xy_roster_life (const char *text);

/*
 * The group that TEXT speaks of, as shown, or NULL. With WHOLE, TEXT is a name ("3", "一组", "塘坳屋场"); else a title
 * with a group's number somewhere in it. Returns: (transfer full).
 */
char *xy_roster_group_in (const char *text, gboolean whole);

/* Whether a group's name, as shown, can be nobody's: it ends in 组, 屋场, 院落, 网格. NULL is not. */
gboolean xy_roster_is_group_word (const char *group);

/* What a row is that lists nobody, by its first words. */
typedef enum
{
  XY_ROSTER_LINE_NONE, /* nothing of the kind */
  XY_ROSTER_LINE_SUM,
  XY_ROSTER_LINE_SIGNATURE,
  XY_ROSTER_LINE_REMARK,
} XyRosterLine;
XyRosterLine xy_roster_line_of (const char *text);

/* Whether TEXT tells how to fill a cell: "必填", "格式:YYYYMMDD". */
gboolean xy_roster_is_instruction (const char *text);

G_END_DECLS
