/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draft-keeper: writes what is in hand at a desk as a draft of this computer (core/draft.h), one writing at a time, so
 * that a kill or a power cut takes the last moment at most.
 */
#pragma once

#include "app/desk.h"
#include "core/id.h"

G_BEGIN_DECLS

typedef struct _XyDraftKeeper XyDraftKeeper;

/* What is in hand now; NULL: nothing, forget the draft. (transfer full) */
typedef char *(*XyDraftDump) (gpointer owner);
/* A writing has ended; ERROR is NULL where it went well. */
typedef void (*XyDraftSaved) (gpointer owner, const GError *error);

/*
 * A keeper of the draft "KIND:ID". SAVED may be NULL: then a failure is only in the log. OWNER must outlive the keeper.
 */
XyDraftKeeper *xy_draft_keeper_new (XyDesk *desk,
                                    const char *kind,
                                    const XyId *id,
                                    XyDraftDump dump,
                                    XyDraftSaved saved,
                                    gpointer owner);

/* The draft's name, for xy_draft_load(). Borrowed. */
const char *xy_draft_keeper_get_name (XyDraftKeeper *keeper);

/* Writes within a sixth of a second: from the first key on it stays far below a second. */
void xy_draft_keeper_soon (XyDraftKeeper *keeper);
/* Writes at once, or when the writing under way has ended. */
void xy_draft_keeper_now (XyDraftKeeper *keeper);
/* Hands over what still waits, because what DUMP reads is about to go. */
void xy_draft_keeper_flush (XyDraftKeeper *keeper);

/* What is being written still arrives; what only waits is dropped, see xy_draft_keeper_flush(). */
void xy_draft_keeper_free (XyDraftKeeper *keeper);

G_END_DECLS
