/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * writer: whether this is the file that wrote last under the number that stands in it, or a copy of it.
 *
 * Two computers that write under one number would lose what one of them wrote. So a nonce is kept in the village's file
 * and in a file of the user's, <config folder>/xiangyue/writer (or in $XIANGYUE_CONFIG), together with the computer's
 * /etc/machine-id and the inode of the village's file. Where one of them is another, the file was copied, moved to
 * another computer or restored: nothing more is sent under the old number, and the county is asked for a new one. What
 * the county gave as a secret is kept there too, so that a backup, which has it not, can be restored on the same
 * computer without asking for another code.
 *
 * A copy of a whole disk shows none of that; the county sees it by the chain of hashes.
 */
#pragma once

#include "sync/account.h"

G_BEGIN_DECLS

/*
 * Before anything is sent. Where the file is a copy, says so in it (xy_local_set_copied()), with a new nonce in both
 * places; where the token was left out of the file and is known here, puts it back. COPIED may be NULL. What is not
 * enrolled is fine.
 */
gboolean xy_writer_check (XyStore *store, gboolean *copied, GError **error);

/* A new nonce in both places: of a file that was just enrolled. */
gboolean xy_writer_begin (XyStore *store, GError **error);

G_END_DECLS
