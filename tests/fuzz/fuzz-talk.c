/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and answers of one line; the first byte says which. What is read is written and read again as the same. */
#include <string.h>

#include "sync/talk.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_ask (XyWire *wire, const char *text, gsize length)
{
  XyAsk ask, again;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!xy_ask_read (wire, text, length, &ask))
    return;
  xy_ask_append (out, &ask);
  g_assert_true (xy_ask_read (wire, out->str, out->len, &again));
  g_assert_cmpint (again.stream, ==, ask.stream);
  g_assert_cmpint (again.device, ==, ask.device);
  g_assert_cmpint (again.max, ==, ask.max);
  g_assert_cmpstr (again.epoch, ==, ask.epoch);
  g_assert_cmpmem (again.acked_hash, XY_HASH_SIZE, ask.acked_hash, XY_HASH_SIZE);
}

static void
try_answer (XyWire *wire, const char *text, gsize length)
{
  g_auto (XyAnswer) answer = { 0 }, again = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);

  if (!xy_answer_read (wire, text, length, &answer))
    return;
  xy_answer_append (out, &answer);
  g_assert_true (xy_answer_read (wire, out->str, out->len, &again));
  g_assert_cmpint (again.kind, ==, answer.kind);
  g_assert_cmpint (again.last, ==, answer.last);
  g_assert_cmpint (again.head, ==, answer.head);
  g_assert_cmpuint (again.results != NULL ? again.results->len : 0, ==,
                    answer.results != NULL ? answer.results->len : 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static XyWire *wire;

  if (wire == NULL)
    wire = xy_wire_new (NULL);
  if (size == 0)
    return 0;
  ((data[0] & 1) != 0 ? try_ask : try_answer) (wire, (const char *) data + 1, size - 1);
  return 0;
}
