/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * disk: disks in memory for SQLite, that can be switched off at a write, be full, be copied, and be put back.
 *
 * A disk holds one database with its log. What was written and not synced is lost when it is switched off, wholly, in
 * part, or not at all, each write for itself, and one may be torn between two sectors. What a program then still writes
 * fails. A connection stays open over all that: disk_power_on() lets it find the file as if another program had changed
 * it, which costs a hundredth of opening a village's file anew.
 */
#pragma once

#include <glib.h>

typedef struct _Disk Disk;

/* What is on a disk. */
typedef struct
{
  GByteArray *files[3]; /* the database, its log, its journal */
} DiskImage;

/* A disk for the database at PATH, which SQLite opens as any other. It is there until the program ends. */
Disk *disk_new (const char *path);

/* At the N-th write (or sync) from now on the power fails; 0: no more. */
void disk_fail_at (Disk *disk, guint n);
gboolean disk_is_off (Disk *disk);
/* Files on it may not grow. */
void disk_set_full (Disk *disk, gboolean full);
/* How often it has been written or synced. */
guint disk_get_writes (Disk *disk);

/* The power goes, and comes again. RAND: what of the writes that were not synced is there; NULL: all of it. */
void disk_power_on (Disk *disk, GRand *rand);

DiskImage *disk_copy (Disk *disk);
void disk_put (Disk *disk, const DiskImage *image);
void disk_image_free (DiskImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DiskImage, disk_image_free)
