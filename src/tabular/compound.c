/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/compound.h"

#include <string.h>

#define HEADER 512
#define ENTRY 128
#define MINI 64
#define LAST_SECTOR 0xfffffff9u /* above it are marks: end of chain, free, table */
#define END_OF_CHAIN 0xfffffffeu
#define MAX_ENTRIES 100000

typedef enum
{
  ENTRY_STREAM = 2,
  ENTRY_ROOT = 5,
} EntryType;

typedef struct
{
  char name[97]; /* 32 characters of UTF-16 as UTF-8 */
  guint8 type;
  guint32 left, right, child, start;
  guint64 length;
} Entry;

struct _XyCompound
{
  const guint8 *bytes;
  gsize length;
  gsize sector;
  GArray *table;      /* guint32, the sector after each */
  GArray *mini_table; /* the same of small blocks */
  guint32 mini_cutoff;
  GArray *entries;      /* Entry of the root folder */
  GArray *mini_sectors; /* where the small blocks lie */
};

static guint16
read_16 (const guint8 *at)
{
  return (guint16) (at[0] | at[1] << 8);
}

static guint32
read_32 (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static const guint8 *
sector_at (const XyCompound *compound, guint32 sector)
{
  guint64 offset = ((guint64) sector + 1) * compound->sector;

  return offset + compound->sector <= compound->length ? compound->bytes + offset : NULL;
}

/* The sectors from START to the end of the chain; NULL where it runs in circles or out of the table. */
static GArray *
follow (const GArray *table, guint32 start)
{
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 at = start; at != END_OF_CHAIN; at = g_array_index (table, guint32, at))
    {
      if (at >= table->len || chain->len >= table->len)
        return NULL;
      g_array_append_val (chain, at);
    }
  return g_steal_pointer (&chain);
}

static gboolean
append_table_sector (XyCompound *compound, GArray *table, guint32 sector)
{
  const guint8 *at = sector <= LAST_SECTOR ? sector_at (compound, sector) : NULL;

  if (at == NULL)
    return FALSE;
  for (gsize i = 0; i < compound->sector; i += 4)
    {
      guint32 next = read_32 (at + i);
      g_array_append_val (table, next);
    }
  return TRUE;
}

static gboolean
read_table (XyCompound *compound)
{
  const guint8 *header = compound->bytes;
  guint32 n = read_32 (header + 44), list = read_32 (header + 68);
  guint32 most = (guint32) (compound->length / compound->sector);

  if (n == 0 || n > most)
    return FALSE;
  for (guint32 i = 0; i < MIN (n, 109); i++)
    if (!append_table_sector (compound, compound->table, read_32 (header + 76 + 4 * i)))
      return FALSE;

  guint32 done = MIN (n, 109), steps = 0;
  while (done < n)
    {
      const guint8 *at = list <= LAST_SECTOR ? sector_at (compound, list) : NULL;
      if (at == NULL || steps++ > most)
        return FALSE;
      for (gsize i = 0; i + 4 < compound->sector && done < n; i += 4, done++)
        if (!append_table_sector (compound, compound->table, read_32 (at + i)))
          return FALSE;
      list = read_32 (at + compound->sector - 4);
    }
  return TRUE;
}

static void
read_entry (const guint8 *at, Entry *entry)
{
  gunichar2 name[32];
  gsize n = MIN (read_16 (at + 64) / 2, 32);

  memset (entry, 0, sizeof *entry);
  for (gsize i = 0; i < n; i++)
    name[i] = read_16 (at + 2 * i);
  g_autofree char *text = g_utf16_to_utf8 (name, (glong) n, NULL, NULL, NULL);
  if (text != NULL)
    g_strlcpy (entry->name, text, sizeof entry->name);
  entry->type = at[66];
  entry->left = read_32 (at + 68);
  entry->right = read_32 (at + 72);
  entry->child = read_32 (at + 76);
  entry->start = read_32 (at + 116);
  entry->length = read_32 (at + 120);
}

/* Keeps what is in the root folder: an embedded object may hold a "Workbook" of its own, deeper down. */
static gboolean
read_root (XyCompound *compound, guint32 start)
{
  g_autoptr (GArray) chain = follow (compound->table, start);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Entry));

  if (chain == NULL)
    return FALSE;
  for (guint i = 0; i < chain->len && all->len < MAX_ENTRIES; i++)
    {
      const guint8 *at = sector_at (compound, g_array_index (chain, guint32, i));
      for (gsize j = 0; at != NULL && j < compound->sector; j += ENTRY)
        {
          Entry entry;
          read_entry (at + j, &entry);
          g_array_append_val (all, entry);
        }
    }
  if (all->len == 0 || g_array_index (all, Entry, 0).type != ENTRY_ROOT)
    return FALSE;

  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_new0 (guint8, all->len);
  g_array_append_val (compound->entries, g_array_index (all, Entry, 0));
  g_array_append_val (waiting, g_array_index (all, Entry, 0).child);
  while (waiting->len > 0)
    {
      guint32 index = g_array_index (waiting, guint32, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      if (index >= all->len || seen[index])
        continue;
      seen[index] = 1;
      const Entry *entry = &g_array_index (all, Entry, index);
      g_array_append_val (compound->entries, *entry);
      g_array_append_val (waiting, entry->left);
      g_array_append_val (waiting, entry->right);
    }
  return TRUE;
}

static gboolean
read_mini (XyCompound *compound)
{
  const Entry *root = &g_array_index (compound->entries, Entry, 0);
  guint32 start = read_32 (compound->bytes + 60);

  if (start > LAST_SECTOR || root->start > LAST_SECTOR)
    return TRUE;
  g_autoptr (GArray) chain = follow (compound->table, start);
  compound->mini_sectors = follow (compound->table, root->start);
  if (chain == NULL || compound->mini_sectors == NULL)
    return FALSE;
  for (guint i = 0; i < chain->len; i++)
    if (!append_table_sector (compound, compound->mini_table, g_array_index (chain, guint32, i)))
      return FALSE;
  return TRUE;
}

XyCompound *
xy_compound_open (const guint8 *bytes, gsize length)
{
  if (length < HEADER)
    return NULL;
  guint16 shift = read_16 (bytes + 30);
  if ((shift != 9 && shift != 12) || read_16 (bytes + 32) != 6)
    return NULL;

  g_autoptr (XyCompound) compound = g_new0 (XyCompound, 1);
  compound->bytes = bytes;
  compound->length = length;
  compound->sector = (gsize) 1 << shift;
  compound->mini_cutoff = read_32 (bytes + 56);
  compound->table = g_array_new (FALSE, FALSE, sizeof (guint32));
  compound->mini_table = g_array_new (FALSE, FALSE, sizeof (guint32));
  compound->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  if (!read_table (compound) || !read_root (compound, read_32 (bytes + 48)) || !read_mini (compound))
    return NULL;
  return g_steal_pointer (&compound);
}

void
xy_compound_free (XyCompound *compound)
{
  g_array_unref (compound->table);
  g_array_unref (compound->mini_table);
  g_array_unref (compound->entries);
  g_clear_pointer (&compound->mini_sectors, g_array_unref);
  g_free (compound);
}

static const Entry *
find_entry (const XyCompound *compound, const char *name)
{
  for (guint i = 1; i < compound->entries->len; i++)
    {
      const Entry *entry = &g_array_index (compound->entries, Entry, i);
      if (entry->type == ENTRY_STREAM && g_ascii_strcasecmp (entry->name, name) == 0)
        return entry;
    }
  return NULL;
}

gboolean
xy_compound_has (const XyCompound *compound, const char *name)
{
  return find_entry (compound, name) != NULL;
}

gboolean
xy_compound_find (const XyCompound *compound, const char *name, XyCompoundStream *stream)
{
  const Entry *entry = find_entry (compound, name);

  memset (stream, 0, sizeof *stream);
  if (entry == NULL || entry->length > compound->length)
    return FALSE;

  gboolean small = entry->length < compound->mini_cutoff;
  if (small && compound->mini_sectors == NULL)
    return FALSE;
  stream->bytes = compound->bytes;
  stream->file_length = compound->length;
  stream->length = (gsize) entry->length;
  stream->block_size = small ? MINI : compound->sector;
  /* Sector 0 follows the header, which takes one sector's room. */
  stream->base = compound->sector;
  stream->blocks = follow (small ? compound->mini_table : compound->table, entry->start);
  if (stream->blocks == NULL)
    return FALSE;

  /* Small blocks are numbered within their own stream; find where each lies in the file. */
  for (guint i = 0; small && i < stream->blocks->len; i++)
    {
      guint32 *block = &g_array_index (stream->blocks, guint32, i);
      guint32 each = (guint32) (compound->sector / MINI);
      if (*block / each >= compound->mini_sectors->len)
        {
          xy_compound_stream_clear (stream);
          return FALSE;
        }
      *block = g_array_index (compound->mini_sectors, guint32, *block / each) * each + *block % each;
    }
  return TRUE;
}

void
xy_compound_stream_clear (XyCompoundStream *stream)
{
  g_clear_pointer (&stream->blocks, g_array_unref);
}

gsize
xy_compound_stream_read (const XyCompoundStream *stream, gsize offset, guint8 *buffer, gsize length)
{
  gsize done = 0;

  if (offset >= stream->length)
    return 0;
  length = MIN (length, stream->length - offset);
  while (done < length)
    {
      gsize index = (offset + done) / stream->block_size, within = (offset + done) % stream->block_size;
      if (index >= stream->blocks->len)
        break;
      gsize at = stream->base + (gsize) g_array_index (stream->blocks, guint32, index) * stream->block_size + within;
      gsize n = MIN (stream->block_size - within, length - done);
      if (at >= stream->file_length)
        break;
      n = MIN (n, stream->file_length - at);
      memcpy (buffer + done, stream->bytes + at, n);
      done += n;
      if (at + n == stream->file_length)
        break;
    }
  return done;
}
