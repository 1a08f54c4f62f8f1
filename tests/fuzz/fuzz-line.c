/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One operation's line; and the head of a push or page, with what belongs behind it. The first byte says which. */
#include <string.h>

#include "sync/wire.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_op (XyWire *wire, const char *text, gsize length)
{
  g_auto (XyWireOp) op = { 0 };
  XyWireFlaw flaw = xy_wire_read_op (text, length, &op);

  if (flaw != XY_WIRE_FINE)
    {
      g_assert_nonnull (xy_wire_flaw_code (flaw));
      return;
    }
  g_assert_nonnull (op.table);
  g_assert_nonnull (op.fields);
  g_assert_true (g_utf8_validate (op.fields, -1, NULL));
  g_assert_nonnull (strchr ("iud", op.kind));
  /* SQLite, which reads it later, reads the same. */
  g_autofree char *line = g_strndup (text, length);
  gint64 same = 0;
  xy_db_number (xy_wire_get_db (wire), "SELECT ?1 ->> 'n' = ?2 AND json (?1 -> 'd') = json (?3) AND ?1 ->> 't' = ?4",
                XY_BIND (XY_TEXT (line), XY_INT (op.n), XY_TEXT (op.fields), XY_TEXT (op.table)), &same, NULL);
  g_assert_true (same);
  g_assert_cmpint (op.n, >, 0);
}

/* The head alone is what the caller has: the sum is made here. */
static void
try_push (XyWire *wire, const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_new_len (text, (gssize) length);
  XyWirePush head;
  XyWireLines lines;
  guint8 hash[XY_HASH_SIZE] = { 0 };

  g_string_append_c (out, '\n');
  if (memchr (text, '\n', length) == NULL)
    xy_wire_append_push_end (out, 0, hash);
  if (xy_wire_read_push (wire, out->str, out->len, &head, &lines, NULL, NULL))
    g_assert_true (g_utf8_validate (head.epoch, -1, NULL));
}

static void
try_page (XyWire *wire, const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_new_len (text, (gssize) length);
  XyWirePage head;
  XyWireLines lines;
  gint64 n = 0;

  g_string_append_c (out, '\n');
  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';
  xy_wire_append_page_end (out, n);
  if (xy_wire_read_page (wire, out->str, out->len, &head, &lines, NULL))
    {
      g_assert_cmpint (lines.n, ==, n);
      g_assert_cmpint (head.to, >=, head.from);
      g_assert_cmpint (head.head, >=, head.to);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static void (*const tries[]) (XyWire *, const char *, gsize) = { try_op, try_push, try_page, try_op };
  static XyWire *wire;

  if (wire == NULL)
    wire = xy_wire_new (NULL);
  if (size > 0)
    tries[data[0] & 3](wire, (const char *) data + 1, size - 1);
  return 0;
}
