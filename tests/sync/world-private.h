/* SPDX-License-Identifier: GPL-3.0-or-later */
/* world: for its own files. */
#pragma once

#include "world.h"

/* Is nowhere: what makes a file there beside SQLite makes none. */
#define WORLD_FOLDER "/no-such-folder/"
#define WORLD_COUNTY WORLD_FOLDER "county"

/* A computer with a blank disk, switched off. */
Computer *world_next_computer (World *world, guint village);
void world_switch_off (Computer *computer);
void world_switch_on (World *world, Computer *computer);
/* What was under way is given up; the disk is well. */
void world_begin_session (World *world, Computer *computer);
void world_open_county (World *world);

/* Disks and clocks are well. */
void world_heal (World *world);

/* What the county has answered. */
void world_note_county (World *world);

/* Number of the last operation that is on the computer's disk. */
gint64 world_last_op (Computer *computer);
/* The county's file, to look into. */
XyDb *world_county_db (World *world);
gint64 world_county_number (World *world, const char *sql, gint64 value);

/* Where the operations on record ID are, for who must find out why it is not where it should be. */
char *world_tell_places (World *world, const char *id);

/* world-check-ways.c: I8, as world_check_end(). */
char *world_check_votes (World *world);
char *world_check_bylaws (World *world);
