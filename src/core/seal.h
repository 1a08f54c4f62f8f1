/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * seal: a file written or read in one pass, sealed with a password where one is given.
 *
 * A sealed file is a header of 100 bytes and chunks of up to 64 KiB, each encrypted and authenticated
 * (XChaCha20-Poly1305, libsodium's secretstream) in its order; the last one is marked, so a file cut short is told as
 * one that was altered. The key comes from the password by Argon2id, whose cost stands in the header. The header:
 *
 *   8 "XYSEALED"   1 version (1)   3 zero   4 passes   4 memory in KiB   16 salt   32 check of the key
 *   24 header of the stream   8 checksum of all before       (numbers big-endian)
 *
 * The check tells a wrong password from a damaged file. Reading takes a file that is not sealed as it is.
 */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef struct _XySealWriter XySealWriter;
typedef struct _XySealReader XySealReader;

/* Makes the file PATH, which must not exist, readable by its owner only; PASSWORD may be NULL. FULL, CONFLICT. */
XySealWriter *xy_seal_writer_new (const char *path, const char *password, GError **error);
gboolean xy_seal_writer_write (XySealWriter *writer, const void *data, gsize length, GError **error);
/* Writes what is left, and waits until the disk has it. */
gboolean xy_seal_writer_finish (XySealWriter *writer, GError **error);
/* Also after finish. Without a finish, the file is removed. */
void xy_seal_writer_free (XySealWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XySealWriter, xy_seal_writer_free)

/* Whether the file PATH is sealed, so that a password must be asked for. */
gboolean xy_seal_is_sealed (const char *path);

/* NOT_FOUND; DENIED where the password is missing or wrong; UNREADABLE where the header is damaged. */
XySealReader *xy_seal_reader_new (const char *path, const char *password, GError **error);
/* Up to LENGTH bytes; 0 at the end, -1 with UNREADABLE where the file was cut or altered. */
gssize xy_seal_reader_read (XySealReader *reader, void *data, gsize length, GError **error);
void xy_seal_reader_free (XySealReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XySealReader, xy_seal_reader_free)

G_END_DECLS
