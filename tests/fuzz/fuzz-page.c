/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page that comes down to a village's file: what the county (or who stands in its place) sends must neither break the
 * file nor stop the reading. The first byte says whether the text is whole, or is rows that get a true head and end.
 * What was applied is taken back, so that each input means the same whatever came before it.
 */
#include <string.h>

#include "core/verify.h"
#include "sync/apply.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define SID 431399101201

typedef struct
{
  XyFixedEnv fixed;
  XyStore *store;
  XyWire *wire;
  XyLocal local;
  XyWireLines lines;
} Office;

static void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&office->fixed, 1795309200000, 5);
  office->store = xy_store_open (":memory:", &office->fixed.env, XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (xy_local_enroll (office->store, SID, 7, "e1", NULL));
  g_assert_true (xy_local_load (office->store, &office->local, NULL));
  office->wire = xy_wire_new (NULL);
}

static GString *
wrap (const char *text, gsize length)
{
  XyWirePage head = { .stream = SID, .epoch = "e1", .to = 9, .head = 9, .now = 1795309200000 };
  GString *out = g_string_new (NULL);
  gint64 n = 0;

  xy_wire_append_page_head (out, &head);
  for (gsize i = 0; i < length; i++)
    n += text[i] == '\n';
  g_string_append_len (out, text, (gssize) length);
  if (length > 0 && text[length - 1] != '\n')
    {
      g_string_append_c (out, '\n');
      n++;
    }
  xy_wire_append_page_end (out, n);
  return out;
}

static gint64
count (XyTxn *txn, const char *sql)
{
  gint64 n = 0;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_txn_get_db (txn), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gboolean
apply (XyTxn *txn, gpointer data, GError **error)
{
  Office *office = data;
  gint64 staged = 0, rows[2];

  /* A page may come twice. The second time all is kept aside row by row. */
  for (guint i = 0; i < 2; i++)
    {
      if (!xy_apply_stage (txn, office->lines, error))
        return FALSE;
      staged = count (txn, "SELECT count (*) FROM sync_staged");
      xy_apply (txn, &office->local, error);
      g_assert_no_error (*error);
      /* Each row is in a record, or kept. */
      g_assert_cmpint (count (txn, "SELECT count (*) FROM sync_staged"), ==, 0);
      g_assert_cmpint (count (txn, "SELECT count (*) FROM sync_entries"), ==, 0);
      rows[i] = count (txn, "SELECT count (*) FROM sync_row");
      g_assert_true (i == 0 || (rows[1] == rows[0] && rows[1] == staged));
    }
  g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, "");
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static Office office;
  static guint runs;
  XyWirePage head;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0;
  if (office.store == NULL)
    begin (&office);
  const char *text = (const char *) data + 1;
  g_autoptr (GString) page = (data[0] & 1) != 0 ? g_string_new_len (text, (gssize) (size - 1)) : wrap (text, size - 1);
  if (!xy_wire_read_page (office.wire, page->str, page->len, &head, &office.lines, NULL))
    return 0;
  /* A row that is none is the only reason not to go on. */
  g_assert_false (xy_store_receive (office.store, apply, &office, &error));
  g_assert_true (g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED)
                 || g_error_matches (error, XY_ERROR, XY_ERROR_INVALID));
  if (++runs % 10000 == 0)
    {
      g_autoptr (XyVerifyReport) report = xy_verify (office.store, XY_VERIFY_ALL, NULL);
      g_assert_cmpint (report->n_problems, ==, 0);
    }
  return 0;
}
