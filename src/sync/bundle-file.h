/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bundle-file: a file that is carried, on a stick or however else: only one can read it, and everybody can see who
 * wrote it. What it is about is bundle.h's; here it is a head and frames of bytes.
 *
 *   8 "XYBUNDL1" (up to the county) or "XYRECPT1" (back to the village); another last digit is a newer program's
 *   4 length of the head, big-endian, then the head: one object of JSON, without personal data
 *   80 the key of the content, sealed to the receiver (X25519, libsodium's sealed box)   24 header of its stream
 *   content: chunks of up to 64 KiB, each with 17 bytes more (XChaCha20-Poly1305, libsodium's secretstream, the head
 *   authenticated with the first); the last one is marked. Within, frames: 1 what it is, 8 length, bytes
 *   64 signature of the writer over all before (Ed25519ph, so that nobody needs the whole in memory)
 *
 * {"p":"xy1","file":"operations","sign":"ed25519ph","seal":"x25519","stream":"xchacha20poly1305","pack":"gzip",
 *  "sid":…,"dev":"5f1c…","account":"…","ep":"…","from":1201,"to":1300,"part":0,"at":…,"box":"…","key":"…"}
 *
 * The four names of methods stand there so that others can take their place one day; who does not know one says so.
 *
 * Writing goes into an unfinished file of a name of its own; when the disk has it, it is read again and compared, and
 * only then does it get its name. No other file of the folder is changed or removed. Reading copies the file into one
 * without a name on this computer's disk and checks the signature on the way: after that the stick may be pulled out,
 * and nobody can change what was checked. Neither takes more memory for a large file than for a small one.
 */
#pragma once

#include "sync/wire.h"

G_BEGIN_DECLS

#define XY_BUNDLE_SUFFIX ".xyb"
#define XY_RECEIPT_SUFFIX ".xyr"
#define XY_BUNDLE_KEY_SIZE 32
#define XY_BUNDLE_HEAD_MOST 4096
/* No file is larger: a stick with FAT32 ends at four times as much. */
#define XY_BUNDLE_SIZE_MOST (G_GINT64_CONSTANT (1) << 30)
/* A frame that is read into memory at once: as much as a packed push or page may have. */
#define XY_BUNDLE_FRAME_MOST (2 * XY_WIRE_RAW_MOST)

typedef enum
{
  XY_BUNDLE_OPERATIONS,
  XY_BUNDLE_PHOTOS,
  XY_BUNDLE_RECEIPT,
} XyBundleKind;

typedef struct
{
  XyBundleKind kind;
  gint64 stream;
  gint64 device;
  gint64 account;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 from; /* operations; from > to: none */
  gint64 to;
  gint64 part;                    /* of photos, from 1 */
  gint64 at;                      /* when it was made, by its writer's clock */
  guint8 box[XY_BUNDLE_KEY_SIZE]; /* X25519 of who may read */
  guint8 key[XY_BUNDLE_KEY_SIZE]; /* Ed25519 of who wrote; set by the writer */
} XyBundleHead;

/* The name that such a file gets, without a number for a second one. Returns: (transfer full). */
char *xy_bundle_head_name (const XyBundleHead *head);
void xy_bundle_head_append (GString *out, const XyBundleHead *head);
/* NOT_OURS where TEXT is no head; NEWER_SCHEMA where it names a method that is not known here. */
gboolean xy_bundle_head_read (XyWire *wire, const char *text, gsize length, XyBundleHead *head, GError **error);

/* The keys that follow from the SEED of an Ed25519 key: its public one; and those by which it is sealed to. */
void xy_bundle_public (const guint8 seed[XY_BUNDLE_KEY_SIZE], guint8 key[XY_BUNDLE_KEY_SIZE]);
void xy_bundle_box_of_seed (const guint8 seed[XY_BUNDLE_KEY_SIZE], guint8 secret[XY_BUNDLE_KEY_SIZE]);
/* FALSE where KEY is none. */
gboolean xy_bundle_box_of_key (const guint8 key[XY_BUNDLE_KEY_SIZE], guint8 box[XY_BUNDLE_KEY_SIZE]);

typedef struct _XyBundleWriter XyBundleWriter;

/*
 * Begins a file in FOLDER, sealed to head->box and signed with SEED. BUSY where somebody else writes the same there;
 * FULL in words that say what is the matter with the stick.
 */
XyBundleWriter *xy_bundle_writer_new (const char *folder,
                                      const XyBundleHead *head,
                                      const guint8 seed[XY_BUNDLE_KEY_SIZE],
                                      GError **error);
/* The name that it is to have, but for its suffix, where it is not that of xy_bundle_head_name(). */
void xy_bundle_writer_set_name (XyBundleWriter *writer, const char *name);
/* A frame; LENGTH bytes of data follow, by as many calls as one likes. */
gboolean xy_bundle_writer_begin (XyBundleWriter *writer, char frame, guint64 length, GError **error);
gboolean xy_bundle_writer_write (XyBundleWriter *writer, const void *data, gsize length, GError **error);
/* A frame of TEXT, packed. */
gboolean xy_bundle_writer_text (XyBundleWriter *writer, char frame, const char *text, gsize length, GError **error);
/* Bytes so far. */
gint64 xy_bundle_writer_size (XyBundleWriter *writer);
/* Ends the file, reads it again, and gives it its name. Returns: (transfer full) its path. */
char *xy_bundle_writer_finish (XyBundleWriter *writer, GError **error);
/* Without a finish, nothing is left of it. */
void xy_bundle_writer_free (XyBundleWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBundleWriter, xy_bundle_writer_free)

typedef struct _XyBundleReader XyBundleReader;

/*
 * Copies the file PATH beside WORK (a file of this computer) and checks that it is whole and signed with the key that
 * its head names; whose key that is, the caller looks up. NOT_FOUND, NOT_OURS, NEWER_SCHEMA, UNREADABLE (damaged, or
 * the stick was pulled out), FULL.
 */
XyBundleReader *xy_bundle_reader_new (const char *path, const char *work, XyWire *wire, GError **error);
const XyBundleHead *xy_bundle_reader_get_head (XyBundleReader *reader);
/* Bytes of the file. */
gint64 xy_bundle_reader_size (XyBundleReader *reader);
/* Reads from the first frame on, with the SECRET that belongs to head->box. DENIED where it does not. */
gboolean xy_bundle_reader_open (XyBundleReader *reader, const guint8 secret[XY_BUNDLE_KEY_SIZE], GError **error);
/* The next frame, behind what is left of the one before. FALSE with no error at the end. */
gboolean xy_bundle_reader_next (XyBundleReader *reader, char *frame, guint64 *length, GError **error);
/* Up to LENGTH bytes of it; 0 at its end, -1 with an error. */
gssize xy_bundle_reader_read (XyBundleReader *reader, void *data, gsize length, GError **error);
/* All of it, unpacked. Returns: (transfer full). */
GString *xy_bundle_reader_text (XyBundleReader *reader, gsize most, GError **error);
void xy_bundle_reader_free (XyBundleReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyBundleReader, xy_bundle_reader_free)

G_END_DECLS
