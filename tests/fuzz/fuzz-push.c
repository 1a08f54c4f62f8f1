/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A push as it is unpacked, at the county. The first byte says whether the text is whole, or is lines that get a true
 * head and end: without these nobody comes to what is behind them.
 */
#include <string.h>

#include "server/base.h"
#include "server/store.h"
#include "sync/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define SID 431399101201
/* A county that grows for ever is slow. */
#define RUNS 500

typedef struct
{
  XyFixedEnv fixed;
  XyServerStore *store;
  XyWire *wire;
  gint64 device, last;
  guint8 hash[XY_HASH_SIZE];
  guint runs;
} County;

static void
begin (County *county)
{
  g_clear_pointer (&county->store, xy_server_store_close);
  if (county->wire == NULL)
    county->wire = xy_wire_new (NULL);
  xy_fixed_env_init (&county->fixed, 1795309200000, 5);
  county->store = xy_server_store_open (":memory:", &county->fixed.env, NULL);
  county->last = county->runs = 0;
  memset (county->hash, 0, sizeof county->hash);
  g_assert_true (xy_server_store_add_device (county->store, SID, 0, 1, &county->device, NULL));
}

static GString *
wrap (County *county, const char *text, gsize length)
{
  XyWirePush head = { .stream = SID, .device = county->device, .from = county->last + 1, .schema = 12 };
  GString *out = g_string_new (NULL);
  const char *at = text, *end = text + length, *line;
  gsize line_length;
  guint8 hash[XY_HASH_SIZE];
  gint64 n = 0;

  g_strlcpy (head.epoch, xy_server_store_get_epoch (county->store), sizeof head.epoch);
  memcpy (head.before, county->hash, XY_HASH_SIZE);
  memcpy (hash, county->hash, XY_HASH_SIZE);
  xy_wire_append_push_head (out, &head);
  while (xy_wire_next_line (&at, end, &line, &line_length))
    {
      /* "#" at its number's place is the number. */
      g_autoptr (GString) made = g_string_new_len (line, (gssize) line_length);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, head.from + n);
      if (memchr (made->str, '\0', made->len) == NULL)
        g_string_replace (made, "#", number, 1);
      g_string_append_len (out, made->str, (gssize) made->len);
      g_string_append_c (out, '\n');
      xy_wire_chain (hash, made->str, made->len);
      n++;
    }
  xy_wire_append_push_end (out, n, hash);
  return out;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static County county;
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 kept = 0;

  if (size == 0)
    return 0;
  if (county.store == NULL || county.runs++ == RUNS)
    begin (&county);
  const char *text = (const char *) data + 1;
  g_autoptr (GString) push =
      (data[0] & 1) != 0 ? g_string_new_len (text, (gssize) (size - 1)) : wrap (&county, text, size - 1);
  g_assert_true (xy_server_store_push (county.store, push->str, push->len, out, &error));
  g_assert_no_error (error);
  g_assert_true (xy_answer_read (county.wire, out->str, out->len, &answer));
  if (answer.kind != XY_ANSWER_OK)
    return 0;
  g_assert_cmpint (answer.last, >=, county.last);
  county.last = answer.last;
  memcpy (county.hash, answer.hash, XY_HASH_SIZE);
  /* Each has its place, and what was not taken is shown. */
  XyBase *base = xy_server_store_get_base (county.store);
  g_assert_true (xy_base_number (base,
                                 "SELECT count(*) FROM (SELECT n FROM op_log WHERE sid = ?1 UNION SELECT n FROM entry "
                                 "WHERE sid = ?1) AS t",
                                 XY_BIND (XY_INT (SID)), &kept, NULL));
  g_assert_cmpint (kept, ==, county.last);
  g_assert_true (xy_base_number (base,
                                 "SELECT (SELECT count(*) FROM op_log WHERE disp IN ('held', 'rejected')) - "
                                 "(SELECT count(*) FROM rec WHERE tbl = '_quar' AND del = 0)",
                                 XY_BIND_NONE, &kept, NULL));
  g_assert_cmpint (kept, ==, 0);
  return 0;
}
