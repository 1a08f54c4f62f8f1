/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * account-private: what account.c, enroll.c and writer.c share.
 */
#pragma once

#include "sync/account.h"

G_BEGIN_DECLS

/* LENGTH random bytes as hex. Returns: (transfer full). */
char *xy_account_random_hex (const XyEnv *env, gsize length);

G_END_DECLS
