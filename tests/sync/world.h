/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * world: one county and a few computers of one or two villages in one process, with a line between them that does what
 * lines do, and disks that do what disks do. One thread, one seed: the same seed does the same again.
 *
 * What must hold, and where it is looked at: (S) after each step, (E) at the end, when all is well and nobody writes
 *   I1  (S) what an act or an answer said is done is there after a power cut      world_crash(), world_crash_county()
 *       (E) each entry that was on any disk is at the county, or shown as returned             world_check_entries()
 *   I2  (S) each entry once at the county, and as it was written; (E) each record made once
 *                                                                          check_ledger(), check_inserts()
 *   I3  (S) two computers that have read and sent all say the same; (E) all of them                    check_alike()
 *   I4  (E) an operation that was not taken has one row that shows it, one of which something
 *           gave way at least one; all computers have those rows, and who wrote it knows; an overdraft is shown
 *                                              check_shown(), check_alike(), check_results(), check_purses()
 *   I5  (S) numbers of a village are given once and never again, nobody has read further         world_check_step()
 *       and who wrote what is taken had not read what was not there                        check_bases()
 *       (E) the county has by each number one of the histories that were written by it      check_histories()
 *   I6  (S) no page, and (E) no file, has a value of another village; nothing is taken of who was revoked
 *                                                             check_page(), check_own_village(), check_revoked()
 *   I7  (S) who wrote over what he had not read is told so                                  check_unseen()
 *       (E) each value that was typed is in a record, or shown, or was seen by who wrote over it      check_values()
 *   I8  (E) a vote that is closed has no voice that is contested; a bylaw has gone only the ways that
 *           there are, and is as it was reviewed                              world_check_votes(), world_check_bylaws()
 *   I9  (E) with sound lines and without anybody's hand all comes to its end, and with sticks alone
 *                                                                         world_settle(), world_settle_by_stick()
 *   I10 (E) restoring a computer or the county takes no entry away: I1 over all backups      world_check_entries()
 *   I11 (E) what a newer program wrote is as it was, at the county and at each older program           check_newer()
 *   I12 (S) no more deletions than that pass without somebody's word, up or down  check_deletions(),
 * world_check_brake()
 */
#pragma once

#include "disk.h"

#include "core/act.h"
#include "core/store.h"
#include "server/store.h"
#include "sync/session.h"

#define WORLD_STREAM 431399101201
#define WORLD_VILLAGES 2
#define WORLD_DEVICES 8
#define WORLD_LATE 4
/* So many deletions are few here: see brake.h. */
#define WORLD_FEW 1

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
  guint village;
  XySessionRequest request; /* under way */
  gint64 sent;
  gboolean failed; /* and the session could not even be told so */
  gint64 done;     /* operations that were said to be done */
  gint64 noted;    /* and that are known to world.deltas and world.replaced */
  gint64 next;     /* operations behind this one were not looked at for what they lost */
  gint64 acked;    /* what the county had answered when it was backed up last; -1: never */
} Computer;

/* A program of a version to come, which knows fields and tables that are not yet. */
typedef struct
{
  gint64 device;
  gint64 n;
  guint8 hash[XY_HASH_SIZE];
  GString *push; /* on its way; NULL */
  guint8 after[XY_HASH_SIZE];
  GHashTable *wrote; /* "table id" → value */
  char *key, *value; /* what is on its way */
} Newer;

typedef struct
{
  XySend kind;
  GString *text;
} Late;

/* What a village is busy with: half of what is typed is about that, so that people meet at it. */
typedef enum
{
  WORLD_MIXED,
  WORLD_ROSTER,
  WORLD_VOTES,
  WORLD_BYLAWS,
  WORLD_N_THEMES,
} WorldTheme;

typedef struct
{
  GRand *rand;
  gint64 now;  /* ms */
  char *stick; /* a folder */
  XyEnv env;   /* of the county */
  Clock clock;
  Disk *disk;
  DiskImage *backup;
  XyServerStore *county;
  Computer *computers; /* WORLD_DEVICES, and those to compare with at the end */
  guint n;
  guint n_villages;
  guint n_values; /* each value that is typed is another */
  guint n_requests;
  WorldTheme theme;
  gboolean restores_county;
  gboolean restores_both;       /* and the computers too: of each number that it gives it makes a backup */
  gint64 n_devices;             /* in its last backup, then */
  gboolean by_stick;            /* nothing goes over the line until the end */
  gboolean county_clock;        /* it was wrong at some time */
  gint64 heads[WORLD_VILLAGES]; /* that were answered */
  gint64 looked[WORLD_VILLAGES];
  gint64 backup_heads[WORLD_VILLAGES]; /* of the backup */
  GPtrArray *late;                     /* of Late: requests that are still somewhere on the line */
  GHashTable *deltas;                  /* XyId → points of each entry that was ever written */
  GHashTable *replaced;                /* values that somebody saw and wrote over */
  GHashTable *histories;               /* "device hash" of all that was ever written */
  GHashTable *written;                 /* a line behind its number → the county's epoch when it was written */
  GHashTable *released;                /* "device n" that somebody at the county let pass */
  GHashTable *revoked;                 /* "device" → its last operation that was taken */
  Newer newer;
  char *wrong;   /* what was found on the way */
  guint64 trace; /* of all that happened */
} World;

World *world_new (guint32 seed);
void world_free (World *world);

/* One of COUNT, from 0. */
guint world_pick (World *world, guint count);
guint64 world_draw (World *world);
/* Takes PROBLEM (may be NULL) as what is wrong, unless something is already. */
void world_blame (World *world, char *problem);
gint64 world_stream (guint village);

void world_add_computer (World *world, guint village);
/* Whether it has something to offer that the county has lost. */
gboolean world_has_lost (Computer *computer);
/* Whether the county answers it no longer, by somebody's word. */
gboolean world_is_out (World *world, Computer *computer);

/* world-mishap.c: what befalls a disk. That it is a copy the program sees now and then. */
/* It was switched off in the middle of whatever it did, and on again. */
void world_crash (World *world, Computer *computer);
void world_crash_county (World *world);
/* After something failed: the power was cut at a write, or the disk is full. */
void world_mend (World *world, Computer *computer);
void world_back_up (World *world, Computer *computer);
void world_restore (World *world, Computer *computer);
/* Its disk is in another computer now. */
void world_move (World *world, Computer *computer);
/* A further computer with a copy of the disk. */
void world_clone (World *world, Computer *computer);
void world_back_up_county (World *world);
void world_restore_county (World *world);
/* And that while the computer sends what was written over what the county forgets with it. */
void world_restore_county_under (World *world, Computer *computer);
/* What it wrote is gone there and at the county, which both go back; others of the village have read it. */
void world_lose_both (World *world, Computer *computer);
/* Its disk is in another computer now, when it is about to send again what it wrote over in a history before. */
void world_move_behind (World *world, Computer *computer);
/* Whether a county that is restored now would take what the computer is about to send, and not know what it has read.
 */
gboolean world_is_telling (World *world, Computer *computer);
/* The log goes into the database. */
void world_checkpoint (World *world, Computer *computer);
void world_revoke (World *world, Computer *computer);
/* Somebody at the county lets one of the operations pass that wait for that. */
void world_release (World *world);

/* Somebody at the computer lets through what would delete much there. */
void world_allow (World *world, Computer *computer);
/* How many records are there and live, of the kind that is deleted most; -1 where that may be as it likes. */
gint64 world_live (Computer *computer);
/* I12: so many were there BEFORE something came. */
void world_check_brake (World *world, Computer *computer, gint64 before);

/* The computer sends what it has to, if nothing of it is under way. */
void world_tick (World *world, Computer *computer, gboolean wanted);
/* Something happens to what is under way. SOUND: all goes well. */
void world_deliver (World *world, Computer *computer, gboolean sound);
/* It says all that it has to say, and all goes well; FALSE where that does not come to an end. */
gboolean world_talk (World *world, Computer *computer, gboolean wanted);
/* All lines sound, nobody types, until nothing is left to do; FALSE where that does not come to an end. */
gboolean world_settle (World *world);

/* world-stick.c: a stick, with all bundles and receipts that were ever written to it: a computer writes one, the county
 * takes any of them, a computer takes any receipt. */
char *world_make_stick (void);
void world_remove_stick (char *stick);
void world_give_keys (World *world, Computer *computer);
void world_export (World *world, Computer *computer);
void world_take_bundle (World *world);
void world_carry_back (World *world, Computer *computer);
/* A bundle is written and carried there; its receipt stays there. */
void world_carry_there (World *world, Computer *computer);
/* A bundle is written, carried there, and its receipt back. */
void world_journey (World *world, Computer *computer);
/* Journeys, with all well, until all know all; FALSE where that does not come to an end. */
gboolean world_settle_by_stick (World *world);

/* Somebody types something. */
void world_write (World *world, Computer *computer);
/* The same of one of the few households. */
void world_edit (World *world, Computer *computer);
/* What was written since, for the checks. */
void world_note (World *world, Computer *computer);
/* The newer program writes something, or sends again what was not answered. */
void world_write_newer (World *world);

/* What holds after each step; and at the end. NULL, or what is wrong. Returns: (transfer full). */
char *world_check_step (World *world);
char *world_check_end (World *world);
/* Ids of entries that are on any disk, for world_check_entries(). To be taken before world_settle(). */
GHashTable *world_list_entries (World *world);
char *world_check_entries (World *world, GHashTable *before);
