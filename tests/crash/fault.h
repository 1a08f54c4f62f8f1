/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fault: a disk that fails. It stands between SQLite and the system's files as SQLite's default VFS, counts what
 * changes a file (write, truncate, sync), and from the K-th of these on does what it was told:
 *
 *   kill     the process dies before it
 *   torn     half of it is written, then the process dies
 *   cut      the power goes: of all that was written since each file's last sync, any part is lost, in sectors of 512
 *            bytes, in any order; then the process dies
 *   full     no space (SQLITE_FULL), for N operations
 *   eio      the disk does not answer (SQLITE_IOERR), for N operations; reads are not counted and go on
 *   read     reads fail, for N operations; only reads are counted
 */
#pragma once

#include <glib.h>

typedef enum
{
  FAULT_NONE,
  FAULT_KILL,
  FAULT_TORN,
  FAULT_CUT,
  FAULT_FULL,
  FAULT_EIO,
  FAULT_READ,
} FaultKind;

void fault_install (void);
/* Counting starts again from zero. */
void fault_arm (FaultKind kind, guint at, guint count, guint32 seed);
/* How many operations were counted since. */
guint fault_counted (void);
