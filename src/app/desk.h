/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * desk: one village's file as the window works with it: the worker that owns the store, who sits here, what Undo would
 * take back, and how old the last backup is. Every page gets it from xy_page_get_desk().
 *
 *   xy_worker_run (xy_desk_get_worker (desk), …)       reading
 *   xy_desk_act (desk, _("Record points"), func, …)    writing: on the worker, as the operator; then the toast with
 *                                                      Undo appears by itself and lists of the touched topics reload
 *
 * Main thread only.
 */
#pragma once

#include <gio/gio.h>

#include "app/worker.h"
#include "core/pin-policy.h"
#include "core/act.h"
#include "core/scope.h"
#include "core/store.h"
#include "core/user.h"
#include "core/village.h"

G_BEGIN_DECLS

#define XY_TYPE_DESK (xy_desk_get_type ())
G_DECLARE_FINAL_TYPE (XyDesk, xy_desk, XY, DESK, GObject)

XyDesk *xy_desk_new (void);

/* Opens the file at PATH in the place of the one that is open. FLAGS: XyStoreFlags. */
void xy_desk_open (XyDesk *desk, const char *path, guint flags, GAsyncReadyCallback callback, gpointer user_data);
gboolean xy_desk_open_finish (XyDesk *desk, GAsyncResult *result, GError **error);

/* Nothing can be changed: a damaged file is only looked at. */
gboolean xy_desk_is_read_only (XyDesk *desk);

/*
 * Closes the file at PATH where it is the one that is open, puts the backup FILE in its place (core/restore.h), and
 * opens it; where that fails, what was there is opened again if it can be. ASIDE gets where the damaged file went,
 * (transfer full), NULL where there was none.
 */
void xy_desk_restore (XyDesk *desk,
                      const char *path,
                      const char *file,
                      const char *password,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
gboolean xy_desk_restore_finish (XyDesk *desk, GAsyncResult *result, char **aside, GError **error);

/* For what meets a damaged page of the open file by another way than the worker: emits "damaged". */
void xy_desk_tell_damaged (XyDesk *desk, const GError *error);

/* NULL while none is open. */
const char *xy_desk_get_path (XyDesk *desk);

/* Waits for what is queued and closes the file. The desk is of no use afterwards. */
void xy_desk_close (XyDesk *desk);

XyWorker *xy_desk_get_worker (XyDesk *desk);

/* The office's name where a township's own file is open (sync/office.h), else NULL. Owned by the desk. */
const char *xy_desk_get_office (XyDesk *desk);
/* Whether that is the county's. */
gboolean xy_desk_is_county (XyDesk *desk);
/* From whose computer the village is looked at: what may be done is less than a role says (core/scope.h). */
XyScope xy_desk_get_scope (XyDesk *desk);

/* NULL while there is none. Owned by the desk. */
const XyVillage *xy_desk_get_village (XyDesk *desk);
gboolean xy_desk_is_sample (XyDesk *desk);

/*
 * Makes a new village's file and opens it, with ADMINISTRATOR signed in. VILLAGE is a new record; for DIRECT too, see
 * village.h.
 * Finish with xy_desk_open_finish().
 */
void xy_desk_found (XyDesk *desk,
                    const char *path,
                    XyVillage *village,
                    const char *administrator,
                    gboolean direct,
                    GAsyncReadyCallback callback,
                    gpointer user_data);

/*
 * Who sits here; every act is done in this name. After opening nobody does, and acts are refused, unless the village
 * has one user only and he has no PIN and need not have one.
 */
void xy_desk_sign_in (XyDesk *desk,
                      XyUser *user,
                      const char *pin,
                      const char *renewed, /* as for xy_user_come_in() */
                      GAsyncReadyCallback callback,
                      gpointer user_data);
gboolean xy_desk_sign_in_finish (XyDesk *desk, GAsyncResult *result, GError **error);
const XyUser *xy_desk_get_user (XyDesk *desk);
gboolean xy_desk_user_has_pin (XyDesk *desk, const XyUser *user);
/* The rules for PINs that the office goes by. Owned by the desk, until it changes. */
const XyPinPolicy *xy_desk_get_pin_policy (XyDesk *desk);
/* Whether USER has to say who he is when he comes in again: he has a PIN, or must have one. */
gboolean xy_desk_asks_pin (XyDesk *desk, const XyUser *user);
gboolean xy_desk_may (XyDesk *desk, guint permission);
guint xy_desk_get_permissions (XyDesk *desk);

/* The village's users, of XyUser. Owned by the desk. */
GPtrArray *xy_desk_get_users (XyDesk *desk);

/* The sentence that names the act; NULL where there is nothing to undo or redo. */
const char *xy_desk_get_undo_title (XyDesk *desk);
const char *xy_desk_get_redo_title (XyDesk *desk);

/*
 * Runs FUNC as an act on the worker. TITLE is the sentence that Undo shows. FREE_DATA frees DATA when the act is over.
 * CALLBACK may be NULL: then an error is shown by the window.
 */
void xy_desk_act (XyDesk *desk,
                  const char *title,
                  XyActFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GAsyncReadyCallback callback,
                  gpointer user_data);
gboolean xy_desk_act_finish (XyDesk *desk, GAsyncResult *result, GError **error);

/*
 * The same for a function that makes its one act by itself (an import, an event); with FALSE it must have changed
 * nothing. Finish with xy_desk_act_finish().
 */
typedef gboolean (*XyDeskFunc) (XyStore *store, const XyActor *actor, gpointer data, GError **error);
void xy_desk_run (XyDesk *desk,
                  XyDeskFunc func,
                  gpointer data,
                  GDestroyNotify free_data,
                  GAsyncReadyCallback callback,
                  gpointer user_data);

void xy_desk_undo (XyDesk *desk);
void xy_desk_redo (XyDesk *desk);

/*
 * Drafts of forms (core/draft.h). BODY NULL forgets it. Fits XyFormSave by way of a function of one's own that knows
 * the form's name.
 */
void xy_desk_save_draft (XyDesk *desk, const char *form, const char *body);
void xy_desk_load_draft (XyDesk *desk, const char *form, GAsyncReadyCallback callback, gpointer user_data);
char *xy_desk_load_draft_finish (XyDesk *desk, GAsyncResult *result, GError **error);

/*
 * Signals
 * "changed" ()                    village, users, operator, or the titles of undo and redo
 * "acted" (const char *title, gboolean can_undo)  an act was done: the window shows the toast
 * "refused" (const GError *error) an act without a callback, an undo or a redo was refused
 * "leaving" ()                  a file is about to be opened or restored: whoever has it open besides lets go of it
 * "damaged" (const GError *error) a damaged page of the open file was met (CORRUPT); or, where it is only looked at,
 * not even who works here can be read (UNREADABLE)
 */

G_END_DECLS
