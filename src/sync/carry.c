/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/cleaning.h"
#include "core/write-all.h"
#include "sync/county-file.h"

#define INT "%" G_GINT64_FORMAT
#define PIECE_FIRST (8 * 1024)
#define ANSWER_SQL "SELECT ?1 ->> 'got', ?1 ->> 'whole', ?1 ->> 'at', ?1 ->> 'size' WHERE json_valid (?1)"
/* So many that the county does not have either are asked for in one go. */
#define SKIPPED_MOST 20
/* Beside the attachments, until it is whole; what begins with a dot is none of them. */
#define PART ".part-"

typedef struct
{
  XyStore *store;
  XyLine *line;
  XyWire *wire;
  gint64 stream;
  gint64 until; /* monotonic */
  gsize piece;
  GCancellable *cancellable;
  XyCarry *out;
} Carrier;

/* What the county says of a file. */
typedef struct
{
  gint64 got;
  gboolean whole;
  gint64 at;
  gint64 size;
} Said;

/* Why a file is not gone on with. */
typedef enum
{
  DONE,
  SKIPPED, /* go on with the next one */
  ENDED,   /* the line, the time or the user says no */
  BROKEN,  /* something here cannot be written */
} Outcome;

static gboolean
is_over (Carrier *carrier)
{
  if (g_get_monotonic_time () < carrier->until)
    return FALSE;
  carrier->out->more = TRUE;
  return TRUE;
}

static gboolean
read_said (Carrier *carrier, const char *line, Said *said)
{
  g_autoptr (XyRows) rows = xy_db_query (xy_wire_get_db (carrier->wire), ANSWER_SQL, XY_BIND (XY_TEXT (line)), NULL);

  *said = (Said){ 0 };
  if (!xy_rows_next (rows, NULL))
    return FALSE;
  said->got = xy_rows_int (rows, 0);
  said->whole = xy_rows_int (rows, 1) != 0;
  said->at = xy_rows_int (rows, 2);
  said->size = xy_rows_int (rows, 3);
  return said->got >= 0 && said->at >= 0 && said->size >= 0;
}

/* What the line made of a piece. DONE: REPLY has an answer. */
static Outcome
judge (Carrier *carrier, const XyLineReply *reply)
{
  XyCarry *out = carrier->out;

  if (reply->cancelled || g_cancellable_is_cancelled (carrier->cancellable))
    {
      out->cancelled = TRUE;
      return ENDED;
    }
  if (reply->trouble == XY_TROUBLE_NONE)
    {
      carrier->piece = MIN (carrier->piece * 2, XY_COUNTY_FILE_PIECE);
      return DONE;
    }
  /* It is not there yet, or is one that the county does not take. */
  if (reply->trouble == XY_TROUBLE_SERVER && reply->status < 500 && reply->status != 0)
    return SKIPPED;
  /* The records are there: what is asked to be patient with files is no trouble to tell anybody. */
  if (reply->trouble != XY_TROUBLE_BUSY)
    out->trouble = reply->trouble;
  return ENDED;
}

static Outcome
send_piece (Carrier *carrier, const XyCountyFile *file, GBytes *data, gint64 at, gsize length, Said *said)
{
  g_auto (XyLineReply) reply = { 0 };
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (data, (gsize) at, length);
  g_autofree char *path =
      g_strdup_printf ("/v1/blob/" INT "/%s?at=" INT "&size=" INT, carrier->stream, file->name, at, file->size);

  xy_line_carry (carrier->line, path, piece, carrier->cancellable, &reply);
  Outcome outcome = judge (carrier, &reply);
  if (outcome != DONE)
    return outcome;
  return read_said (carrier, reply.text->str, said) && said->got <= file->size ? DONE : SKIPPED;
}

/* From where the county says that it is, to the end. */
static Outcome
send_file (Carrier *carrier, const XyCountyFile *file, GError **error)
{
  const char *names[] = { file->name, NULL };
  g_autoptr (GBytes) data = xy_attachment_read (xy_store_get_path (carrier->store), file->name, NULL);
  gint64 before = -1;
  Said said;

  /* Gone bad here: a good one comes from where there is one, and this is told by the page of attachments. */
  if (data == NULL || (gint64) g_bytes_get_size (data) != file->size || file->size > XY_COUNTY_FILE_MOST)
    return SKIPPED;
  /* A small one is there at once; of one that was begun before, the answer says how far it is. */
  Outcome outcome = send_piece (carrier, file, data, 0, (gsize) MIN (file->size, (gint64) carrier->piece), &said);
  while (outcome == DONE && !said.whole)
    {
      /* No further than before: what is there is not what was sent, and begins anew another time. */
      if (said.got <= before)
        return SKIPPED;
      if (is_over (carrier))
        return ENDED;
      before = said.got;
      gsize length = (gsize) MIN (file->size - said.got, (gint64) carrier->piece);
      outcome = send_piece (carrier, file, data, said.got, length, &said);
    }
  if (outcome != DONE)
    return outcome;
  return xy_county_file_keep (carrier->store, names, error) ? DONE : BROKEN;
}

static Outcome
cannot_write (const char *path, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), path);
  return BROKEN;
}

static Outcome
append (const char *path, gint64 at, const char *data, gsize length, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  gboolean ok = fd >= 0 && lseek (fd, at, SEEK_SET) == at && xy_write_all (fd, data, length);

  if (!ok && fd >= 0 && ftruncate (fd, at) != 0)
    g_info ("carry: what was half written stays");
  if (fd >= 0)
    close (fd);
  return ok ? DONE : cannot_write (path, error);
}

static gboolean
is_what_it_says (const char *path, const char *name)
{
  g_autofree char *data = NULL, *sum = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return FALSE;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  return g_str_equal (sum, name);
}

/* All of it is here: it gets its name, or goes. */
static Outcome
finish (Carrier *carrier, const char *part, const char *name, GError **error)
{
  const char *names[] = { name, NULL };

  if (!is_what_it_says (part, name))
    {
      g_unlink (part);
      return SKIPPED;
    }
  g_autofree char *kept = xy_attachment_adopt (xy_store_get_path (carrier->store), part, NULL, error);
  return kept != NULL && xy_county_file_keep (carrier->store, names, error) ? DONE : BROKEN;
}

static gint64
size_of (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

/* The next piece of it; *WHOLE once there is no further one. */
static Outcome
fetch_piece (Carrier *carrier, const char *name, const char *part, gboolean *whole, GError **error)
{
  g_auto (XyLineReply) reply = { 0 };
  gint64 at = size_of (part);
  g_autofree char *path = g_strdup_printf ("/v1/blob/" INT "/%s?at=" INT, carrier->stream, name, at);
  Said said;

  xy_line_carry (carrier->line, path, NULL, carrier->cancellable, &reply);
  Outcome outcome = judge (carrier, &reply);
  if (outcome != DONE)
    return outcome;
  const char *end = memchr (reply.text->str, '\n', reply.text->len);
  g_autofree char *head = end != NULL ? g_strndup (reply.text->str, (gsize) (end - reply.text->str)) : NULL;
  if (head == NULL || !read_said (carrier, head, &said) || said.at != at)
    return SKIPPED;
  gsize length = reply.text->len - (gsize) (end + 1 - reply.text->str);
  if (said.size > XY_COUNTY_FILE_MOST || (gint64) length > said.size - at || (length == 0 && at != said.size))
    {
      g_unlink (part);
      return SKIPPED;
    }
  *whole = at + (gint64) length == said.size;
  return append (part, at, end + 1, length, error);
}

static Outcome
fetch_file (Carrier *carrier, const char *name, GError **error)
{
  g_autofree char *folder = xy_store_attachments_folder (xy_store_get_path (carrier->store));
  g_autofree char *hidden = g_strconcat (PART, name, NULL), *part = g_build_filename (folder, hidden, NULL);
  gboolean whole = FALSE;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cannot_write (folder, error);
  while (!whole)
    {
      Outcome outcome = fetch_piece (carrier, name, part, &whole, error);
      if (outcome != DONE)
        return outcome;
      if (!whole && is_over (carrier))
        return ENDED;
    }
  return finish (carrier, part, name, error);
}

/* Where to begin with what is missing: nobody may have it any more, and then the same ones would be asked for always.
 */
static guint
draw (Carrier *carrier, guint n)
{
  const XyEnv *env = xy_store_get_env (carrier->store);
  guint32 random;

  env->random ((guint8 *) &random, sizeof random, env->data);
  return n > 0 ? random % n : 0;
}

static Outcome
carry_all (Carrier *carrier, gboolean missing, GError **error)
{
  Outcome outcome = DONE;
  guint skipped = 0;
  g_autoptr (GArray) list = xy_county_file_list (carrier->store, missing, error);

  if (list == NULL)
    return BROKEN;
  guint from = missing ? draw (carrier, list->len) : 0;
  if (!missing)
    carrier->out->left = list->len;
  for (guint i = 0; i < list->len && outcome != ENDED && outcome != BROKEN && skipped < SKIPPED_MOST; i++)
    {
      const XyCountyFile *file = &g_array_index (list, XyCountyFile, (from + i) % list->len);
      if (is_over (carrier))
        return ENDED;
      outcome = missing ? fetch_file (carrier, file->name, error) : send_file (carrier, file, error);
      if (!missing && outcome == DONE)
        carrier->out->left--;
      skipped += missing && outcome == SKIPPED;
    }
  return outcome;
}

gboolean
xy_county_file_carry (XyStore *store,
                      XyLine *line,
                      gint64 stream,
                      gint64 ms,
                      GCancellable *cancellable,
                      XyCarry *carry,
                      GError **error)
{
  g_autoptr (XyWire) wire = xy_wire_new (error);
  Carrier carrier = { .store = store,
                      .line = line,
                      .wire = wire,
                      .stream = stream,
                      .until = g_get_monotonic_time () + ms * 1000,
                      .piece = PIECE_FIRST,
                      .cancellable = cancellable,
                      .out = carry };

  *carry = (XyCarry){ .trouble = XY_TROUBLE_NONE };
  if (wire == NULL)
    return FALSE;
  /* What was cleared away is carried nowhere. */
  Outcome outcome = xy_cleaning_follow (store, error) ? carry_all (&carrier, FALSE, error) : BROKEN;
  if (outcome != ENDED && outcome != BROKEN)
    outcome = carry_all (&carrier, TRUE, error);
  return outcome != BROKEN;
}
