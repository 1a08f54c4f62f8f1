/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-account: whose points they are. A household's account is the usual one; a scheme may also score persons (文登:
 * everybody of 18 and more) and volunteers (上梅红: hours of service in five kinds). In records NULL is the
 * household's.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

/* Of a filter and on the command line, where NULL means all accounts; never in a record. */
#define XY_POINTS_HOUSEHOLD "household"
#define XY_POINTS_PERSON "person"
#define XY_POINTS_VOLUNTEER "volunteer"

/* 个人账户, 志愿者账户; ended by a value of NULL. */
extern const XyWord xy_points_accounts[];

/* month, quarter, year; ended by a value of NULL. */
extern const XyWord xy_points_spans[];

/* TEXT (may be NULL) as one of the static words, so that it can be kept; NULL for the household's. */
const char *xy_points_account (const char *text);

/*
 * ACCOUNT as people say which: household (NULL too) becomes NULL, person and volunteer stay. INVALID, field "account".
 */
gboolean xy_points_account_parse (const char *text, const char **account, GError **error);

/* INVALID, field "period": PERIOD is no month, quarter or year. Returns FALSE. */
gboolean xy_points_refuse_period (const char *period, GError **error);

/* 家庭账户 where ACCOUNT is NULL; translated. Static. */
const char *xy_points_account_label (const char *account);

G_END_DECLS
