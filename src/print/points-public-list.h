/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-public-list: 积分公示名单: what was judged and is to count, hung before it does. Of a list (a sitting of the
 * kind "post"). It says the item and the points and no more: no note, no reason, no number of a person.
 *
 * The days for objections are counted from the day it is hung, which nobody knows when it is printed: the paper says
 * how many they are, and has room for the day.
 */
#pragma once

#include "print/papers.h"

G_BEGIN_DECLS

extern const XyPaperKind xy_points_list_paper;

G_END_DECLS
