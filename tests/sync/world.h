/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * world: one county and a few computers of one village in one process, with a line between them that does what lines
 * do. One thread, one seed: the same seed does the same again.
 */
#pragma once

#include "disk.h"

#include "core/act.h"
#include "core/store.h"
#include "server/store.h"
#include "sync/session.h"

#define WORLD_STREAM 431399101201
#define WORLD_DEVICES 8

/* A computer's clock may be wrong, and it has random numbers of its own even where its disk was copied. */
typedef struct
{
  XyFixedEnv fixed;
  gint64 *now; /* the true time */
  gint64 wrong;
} Clock;

typedef struct
{
  XyEnv env;
  Clock clock;
  Disk *disk;
  DiskImage *backup; /* of before; NULL */
  XyStore *store;    /* is kept from world to world */
  XySession *session;
  XyActor actor;
  XySessionRequest request; /* under way */
  gint64 sent;
} Computer;

typedef struct
{
  GRand *rand;
  gint64 now; /* ms */
  XyEnv env;  /* of the county */
  Clock clock;
  Disk *disk;
  DiskImage *backup;
  XyServerStore *county;
  Computer *computers; /* WORLD_DEVICES, and one to compare with at the end */
  guint n;
  guint n_values; /* each value that is typed is another */
  guint n_requests;
  gboolean restores_county;
  GString *old_request; /* one that is still somewhere on the line */
  GHashTable *deltas;   /* XyId → points of each entry that was ever written */
  GHashTable *replaced; /* values that somebody saw and wrote over */
} World;

World *world_new (guint32 seed);
void world_free (World *world);

/* One of COUNT, from 0. */
guint world_pick (World *world, guint count);

void world_add_computer (World *world);
/* It was switched off in the middle of whatever it did, and on again. */
void world_crash (World *world, Computer *computer);
void world_back_up (World *world, Computer *computer);
void world_restore (World *world, Computer *computer);
/* A further computer with a copy of the disk. */
void world_clone (World *world, Computer *computer);
void world_back_up_county (World *world);
void world_restore_county (World *world);

/* The computer sends what it has to, if nothing of it is under way. */
void world_tick (World *world, Computer *computer, gboolean wanted);
/* Something happens to what is under way. SOUND: all goes well. */
void world_deliver (World *world, Computer *computer, gboolean sound);

/* Somebody types something. */
void world_write (World *world, Computer *computer);

/* All lines sound, nobody types, until nothing is left to do; FALSE where that does not come to an end. */
gboolean world_settle (World *world);

/* What holds after each step; and at the end. NULL, or what is wrong. Returns: (transfer full). */
char *world_check_step (World *world);
char *world_check_end (World *world);
/* Ids of entries that are on any disk, for world_check_end(). To be taken before world_settle(). */
GHashTable *world_list_entries (World *world);
char *world_check_entries (World *world, GHashTable *before);
