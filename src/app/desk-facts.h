/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * desk-facts: what the desk knows of the open file, read in one job: whose it is, who works here, what Undo would take
 * back. At a township's computer those who work here are in the office's own file, whatever village is open.
 */
#pragma once

#include "core/act.h"
#include "core/pin-policy.h"
#include "core/scope.h"
#include "core/user.h"
#include "core/village.h"

G_BEGIN_DECLS

typedef struct
{
  XyVillage *village; /* NULL: it is an office's own file, or none is open */
  char *office;       /* the office's name, where it is its own file */
  gboolean county;    /* it is the county's */
  XyScope scope;
  GPtrArray *users; /* of XyUser; NULL: none is open */
  GArray *pins;     /* gboolean for each: whether his PIN is asked */
  XyPinPolicy *policy;
  XyActInfo *undo;
  XyActInfo *redo;
} XyDeskFacts;

void xy_desk_facts_free (gpointer facts);

/* On the worker's thread; STORE may be NULL. (transfer full) XyDeskFacts. */
gpointer xy_desk_facts_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* The store whose users work here. On the worker's thread. (transfer full) */
XyStore *xy_desk_open_users (XyStore *store, GError **error);

/* Who comes in, and by what; then, on the worker's thread, whether he may: (transfer full) XyUser. */
gpointer xy_desk_coming_new (XyUser *user, const char *pin, const char *renewed);
void xy_desk_coming_free (gpointer coming);
gpointer xy_desk_come_in (XyStore *store, gpointer coming, GCancellable *cancellable, GError **error);

/* Whether both files belong to one office: who signed in there is known in the other. PATH may be NULL. */
gboolean xy_desk_same_office (const char *path, const char *other);

G_END_DECLS
