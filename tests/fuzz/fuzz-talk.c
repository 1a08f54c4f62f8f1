/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Requests and answers of one line, and what is sent down; the first byte says which. What is read is written and read
 * again as the same.
 */
#include <string.h>

#include "sync/down.h"
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

static void
try_down (XyWire *wire, const char *text, gsize length)
{
  g_autoptr (XyDown) down = xy_down_read_request (wire, text, length);

  if (down == NULL)
    return;
  g_autoptr (GString) out = xy_down_make_request (wire, down);
  g_autoptr (XyDown) again = xy_down_read_request (wire, out->str, out->len);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->title, ==, down->title);
  g_assert_cmpstr (again->name, ==, down->name);
  g_assert_cmpint (again->size, ==, down->size);
  g_assert_true (again->name == NULL || strchr (again->name, '/') == NULL);
  xy_down_check (wire, down, NULL);
}

static void
try_down_page (XyWire *wire, const char *text, gsize length)
{
  g_auto (XyDownPage) page = { 0 };

  if (!xy_down_read_page (wire, text, length, &page))
    return;
  g_assert_cmpint (page.to, >=, page.from);
  for (guint i = 0; i < page.list->len; i++)
    g_assert_cmpint (((XyDown *) page.list->pdata[i])->seq, <=, page.to);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static void (*const tries[]) (XyWire *, const char *, gsize) = { try_answer, try_ask, try_down, try_down_page };
  static XyWire *wire;

  if (wire == NULL)
    wire = xy_wire_new (NULL);
  if (size == 0)
    return 0;
  tries[data[0] & 3](wire, (const char *) data + 1, size - 1);
  return 0;
}
