/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A computer of the village whose program is of a version to come, as far as others see it: by what it sends. */
#include "world-private.h"

#include <string.h>

/* A field that no program has of a record that all have, or a record that none has. */
static char *
make_line (World *world, Newer *newer)
{
  g_autoptr (XyRows) rows = xy_db_query (world_county_db (world),
                                         "SELECT id FROM rec WHERE sid = ?1 AND tbl = 'household' ORDER BY id LIMIT 3",
                                         XY_BIND (XY_INT (WORLD_STREAM)), NULL);
  guint skip = world_pick (world, 3);
  gboolean known = world_pick (world, 2) == 0 && xy_rows_next (rows, NULL);
  XyId id = known ? xy_rows_id (rows, 0) : xy_id_new (&world->env);
  char text[XY_ID_TEXT_LENGTH + 1];

  for (; known && skip > 0 && xy_rows_next (rows, NULL); skip--)
    id = xy_rows_id (rows, 0);
  xy_id_to_text (&id, text);
  newer->key = g_strdup_printf ("%s %s", known ? "household" : "drone", text);
  newer->value = g_strdup_printf ("n%" G_GINT64_FORMAT, newer->n + 1);
  return g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT ",\"t\":\"%s\",\"k\":\"%c\",\"id\":\"%s\",\"b\":%" G_GINT64_FORMAT
                          ",\"at\":%" G_GINT64_FORMAT ",\"by\":\"u3\",\"d\":{\"solar\":\"%s\"}}",
                          newer->n + 1, known ? "household" : "drone", known ? 'u' : 'i', text,
                          world_county_number (world, "SELECT head FROM stream WHERE sid = ?1", WORLD_STREAM),
                          world->now, newer->value);
}

/* Something that nobody can take must not stop what is behind it. */
static char *
make_flaw (Newer *newer)
{
  return g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT ",\"t\":\"drone\",\"k\":\"i\",\"d\":{\"a\":1,\"a\":2}}",
                          newer->n + 1);
}

static void
make_push (World *world, Newer *newer)
{
  g_autofree char *line = world_pick (world, 6) == 0 ? make_flaw (newer) : make_line (world, newer);
  XyWirePush head = { .stream = WORLD_STREAM, .device = newer->device, .from = newer->n + 1, .schema = 99 };

  g_strlcpy (head.epoch, xy_server_store_get_epoch (world->county), sizeof head.epoch);
  memcpy (head.before, newer->hash, XY_HASH_SIZE);
  memcpy (newer->after, newer->hash, XY_HASH_SIZE);
  newer->push = g_string_new (NULL);
  xy_wire_append_push_head (newer->push, &head);
  g_string_append (newer->push, line);
  g_string_append_c (newer->push, '\n');
  xy_wire_chain (newer->after, line, strlen (line));
  xy_wire_append_push_end (newer->push, 1, newer->after);
}

void
world_write_newer (World *world)
{
  Newer *newer = &world->newer;
  g_autoptr (GString) answer = g_string_new (NULL);

  if (newer->device == 0)
    return;
  if (newer->push == NULL)
    make_push (world, newer);
  gboolean ok = xy_server_store_push (world->county, newer->push->str, newer->push->len, answer, NULL);
  world_mend (world, NULL);
  if (!ok || world_pick (world, 4) == 0)
    return;
  newer->n++;
  memcpy (newer->hash, newer->after, XY_HASH_SIZE);
  if (newer->key != NULL)
    g_hash_table_replace (newer->wrote, g_steal_pointer (&newer->key), g_steal_pointer (&newer->value));
  g_string_free (g_steal_pointer (&newer->push), TRUE);
}
