/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * user: who works with the program, what his role may do, and the PIN that says he is it.
 *
 * Roles follow how a village divides the work on points, so that nobody judges what he wrote himself:
 *
 *   clerk          村文书: keeps the roster, types points and hygiene rounds, imports, sees full numbers (with a
 *                  reason), backs up, prints, posts on the notice board.
 *   reviewer       评议小组: judges what the clerk typed, and types nothing.
 *   head           村主任: all of that, and the rules and settings. He may type and review, but never review what he
 *                  typed himself: that is checked entry by entry, not by the role.
 *   supervisor     村务监督委员会: looks and prints, receives and answers objections to what hangs on the board, and
 *                  changes nothing else (村民委员会组织法 37: it oversees, so it must not act).
 *   administrator  keeps users, settings, backups and restores; in a small village he is the clerk as well, so he may
 *                  do a clerk's work too. He does not review.
 *   township       乡镇工作人员, at the township's computer: looks at its villages, prints, and takes the township's
 *                  steps of a bylaw: returns it with the reason or lets it pass (民发〔2018〕144号, 提请审核), notes
 * its filing and orders a correction (村民委员会组织法 31). Nothing else of a village is his to change: a township
 * guides, and does not meddle with what villagers govern themselves. In the township's own file he keeps its users and
 * settings. He is no user of a village: a village's file knows no such role, a township's no other.
 *
 * Undo asks for the same permissions as the act that it takes back.
 *
 * A PIN belongs to one computer (table pin) and is kept as an Argon2id hash. What it must be like says pin-policy.h,
 * and for how long wrong ones make wait. A try is counted before it is looked at, so that pulling the plug gives no
 * free tries.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyUser, xy_user)

struct _XyUser
{
  XyRecord record;
  char *name;
  char *post; /* 村文书, 村主任 … */
  char *role; /* one of XyRole's ids */
  XyId person;
};

typedef struct
{
  const char *id;    /* as stored */
  const char *label; /* translatable */
  guint permissions;
} XyRole;

#define XY_ROLE_ADMINISTRATOR "administrator"
#define XY_ROLE_TOWNSHIP "township"

/* All roles, ended by one whose id is NULL. */
const XyRole *xy_roles (void);
/* Those that a user of a village may have: they are the first of all, so many. */
guint xy_village_roles (void);
/* NULL where there is none of that id. */
const XyRole *xy_role_by_id (const char *id);

/* Live users by name. Returns: (transfer full) array of XyUser. */
GPtrArray *xy_user_list (XyStore *store, GError **error);

/* The live user of that name. NOT_FOUND. Returns: (transfer full). */
XyUser *xy_user_by_name (XyStore *store, const char *name, GError **error);

/* Fills ACTOR, which borrows USER's name: USER must outlive it. */
void xy_user_actor (const XyUser *user, XyActor *actor);

/* DENIED unless ACTOR may do all of PERMISSION; for what is no act, such as a backup. */
gboolean xy_actor_require (const XyActor *actor, guint permission, GError **error);

/* INVALID ("witness") unless WITNESS (tidied) is somebody, and not who does it himself: of what two do together. */
gboolean xy_actor_check_witness (const XyActor *actor, const char *witness, GError **error);

/*
 * Whether a PIN must be asked. A user without a PIN is let in by his name alone, as long as the office wants it so.
 */
gboolean xy_user_has_pin (XyStore *store, const XyUser *user);

/*
 * Sets USER's PIN on this computer; NULL takes it away. ACTOR is the user himself or may manage users: else DENIED.
 * INVALID, field "pin", where the rules do not allow it (pin-policy.h); where they ask for renewing, nor the same
 * again.
 */
gboolean xy_user_set_pin (XyStore *store, const XyActor *actor, const XyUser *user, const char *pin, GError **error);

/* TRUE where PIN is right or the user has none. DENIED says how many tries are left or for how long he is locked. */
gboolean xy_user_check_pin (XyStore *store, const XyUser *user, const char *pin, GError **error);

/*
 * The same for who comes in, as the office's rules have it: INVALID, field "new", where he needs a new PIN first, since
 * his is too old, or not what the rules ask for, or he has none where everybody has one. Then RENEWED becomes his PIN;
 * NULL: he was not asked yet. What is wrong with RENEWED is INVALID, field "pin".
 */
gboolean xy_user_come_in (XyStore *store, const XyUser *user, const char *pin, const char *renewed, GError **error);

G_END_DECLS
