/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A push as it is unpacked, at the county. The first byte says whether the text is whole, or is lines that get a true
 * head and end: without these nobody comes to what is behind them. The county has some records of another device, with
 * which they may meet.
 */
#include <string.h>

#include "county.h"

#include "sync/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define OP(table, id, fields)                                                                                          \
  "{\"n\":#,\"t\":\"" table "\",\"k\":\"i\",\"id\":\"0197a3f2-c1d4-7003-8000-0000000000" id                            \
  "\",\"b\":0,\"c\":\"0197a3f2c1d4-0001\",\"at\":1795309100000,\"by\":\"u1\",\"d\":{" fields "}}\n"
#define REF(name, id) "\"" name "\":\"0197a3f2-c1d4-7003-8000-0000000000" id "\","

static const char others[] = OP ("household", "a1", "\"head_name\":\"李秀英\",\"note\":\"x\"")
    OP ("person", "a2", REF ("household", "a1") "\"name\":\"李秀英\"")
        OP ("points_entry",
            "a3",
            REF ("household", "a1") "\"category\":\"环境\",\"item\":\"清扫\",\"day\":\"2026-11-20\",\"amount\":100,"
                                    "\"delta\":200,\"kind\":\"entry\"")
            OP ("vote",
                "a4",
                REF ("meeting", "a9") "\"number\":1,\"title\":\"x\",\"basis\":\"household\","
                                      "\"as_of\":\"2026-11-20\",\"method\":\"doors\",\"recorder\":\"x\"")
                OP ("ballot", "a5", REF ("vote", "a4") REF ("voter", "a1") "\"choice\":\"yes\"")
                    OP ("bylaw_version",
                        "a6",
                        REF ("bylaw", "a9") "\"number\":1,\"since\":\"2026-10-01\",\"recorder\":\"x\"")
                        OP ("bylaw_clause", "a7", REF ("version", "a6") "\"level\":1,\"text\":\"x\"")
                            OP ("bylaw_step",
                                "a8",
                                REF ("version", "a6") "\"number\":1,\"kind\":\"draft\",\"day\":\"2026-11-20\","
                                                      "\"by\":\"x\",\"recorder\":\"x\"");

static gint64 device;

/* A push of TEXT as the first of DEVICE. */
static GString *
wrap (County *county, gint64 number, const char *text, gsize length)
{
  XyWirePush head = { .stream = SID, .device = number, .from = 1, .schema = 12 };
  GString *out = g_string_new (NULL);
  const char *at = text, *end = text + length, *line;
  gsize line_length;
  guint8 hash[XY_HASH_SIZE] = { 0 };
  gint64 n = 0;

  g_strlcpy (head.epoch, xy_server_store_get_epoch (county->store), sizeof head.epoch);
  xy_wire_append_push_head (out, &head);
  while (xy_wire_next_line (&at, end, &line, &line_length))
    {
      /* "#" at its number's place is the number. */
      g_autoptr (GString) made = g_string_new_len (line, (gssize) line_length);
      g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, ++n);
      if (memchr (made->str, '\0', made->len) == NULL)
        g_string_replace (made, "#", own, 1);
      g_string_append_len (out, made->str, (gssize) made->len);
      g_string_append_c (out, '\n');
      xy_wire_chain (hash, made->str, made->len);
    }
  xy_wire_append_push_end (out, n, hash);
  return out;
}

static void
begin (County *county)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  gint64 other;

  county_open (county);
  g_assert_true (xy_server_store_add_device (county->store, SID, 0, 1, &device, NULL));
  g_assert_true (xy_server_store_add_device (county->store, SID, 0, 2, &other, NULL));
  g_autoptr (GString) push = wrap (county, other, others, sizeof others - 1);
  g_assert_true (xy_server_store_push (county->store, push->str, push->len, answer, NULL));
  g_assert_null (strstr (answer->str, "rejected"));
  g_assert_null (strstr (answer->str, "held"));
  county_keep (county);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static County county;
  static XyWire *wire;
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (XyAnswer) answer = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 kept = 0;

  if (size == 0)
    return 0;
  if (wire == NULL)
    {
      wire = xy_wire_new (NULL);
      begin (&county);
    }
  const char *text = (const char *) data + 1;
  g_autoptr (GString) push =
      (data[0] & 1) != 0 ? g_string_new_len (text, (gssize) (size - 1)) : wrap (&county, device, text, size - 1);
  g_assert_true (xy_server_store_push (county.store, push->str, push->len, out, &error));
  g_assert_no_error (error);
  g_assert_true (xy_answer_read (wire, out->str, out->len, &answer));
  if (answer.kind == XY_ANSWER_OK)
    {
      /* Each has its place, and what was not taken is shown. */
      XyBase *base = xy_server_store_get_base (county.store);
      g_assert_true (
          xy_base_number (base,
                          "SELECT count(*) FROM (SELECT n FROM op_log WHERE sid = ?1 AND dev = ?2 UNION SELECT n "
                          "FROM entry WHERE sid = ?1 AND dev = ?2) AS t",
                          XY_BIND (XY_INT (SID), XY_INT (answer.device)), &kept, NULL));
      g_assert_cmpint (kept, ==, answer.last);
      g_assert_true (xy_base_number (base,
                                     "SELECT (SELECT count(*) FROM op_log WHERE disp IN ('held', 'rejected')) - "
                                     "(SELECT count(*) FROM rec WHERE tbl = '_quar' AND del = 0)",
                                     XY_BIND_NONE, &kept, NULL));
      g_assert_cmpint (kept, ==, 0);
    }
  county_put_back (&county);
  return 0;
}
