/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, batches and pages: what is made can be read, and nothing else can. */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/household.h"
#include "core/op.h"
#include "sync/pack.h"
#include "sync/wire.h"

#define LINE                                                                                                           \
  "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":{\"phone\":null}}"

static XyWireFlaw
check (const char *line)
{
  return xy_wire_check_line (line, strlen (line));
}

static void
test_check (void)
{
  g_autofree char *long_line = g_strnfill (XY_WIRE_LINE_MOST + 1, 'a');
  GString *keys = g_string_new ("{");

  g_assert_cmpint (check (LINE), ==, XY_WIRE_FINE);
  g_assert_cmpint (check ("{\"a\":\"曾国强\\u000a\\n\\t𠮷\",\"b\":-9223372036854775808}"), ==, XY_WIRE_FINE);
  g_assert_cmpint (check ("{\"a\":\"\\ud842\\udfb7\"}"), ==, XY_WIRE_FINE);
  g_assert_cmpint (check ("{\"a\":{\"b\":{\"c\":[1,2]}}}"), ==, XY_WIRE_FINE);
  g_assert_cmpint (check ("{\"a\":{\"b\":1},\"c\":{\"b\":1}}"), ==, XY_WIRE_FINE);

  g_assert_cmpint (check (""), ==, XY_WIRE_LENGTH);
  g_assert_cmpint (check (long_line), ==, XY_WIRE_LENGTH);
  g_assert_cmpint (xy_wire_check_line ("{\"a\":\"\0\"}", 9), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\x1b\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\x7f\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\xc2\x85\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\xff\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\xed\xa0\x80\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\u0000\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\u001b\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\b\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\ud842\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\udfb7\\ud842\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\ud842\\u0041\"}"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"b"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":\"\\"), ==, XY_WIRE_TEXT);
  g_assert_cmpint (check ("{\"a\":1,\"a\":1}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"a\":1,\"b\":{\"c\":1,\"c\" : 2}}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"A\":1}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"\":1}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"2emount\":1}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"\\u0061\":1}"), ==, XY_WIRE_KEY);
  g_assert_cmpint (check ("{\"a\":{\"b\":{\"c\":[[1]]}}}"), ==, XY_WIRE_DEPTH);
  g_assert_cmpint (check ("{\"a\":1}}"), ==, XY_WIRE_JSON);
  g_assert_cmpint (check ("{\"a\":1"), ==, XY_WIRE_JSON);
  g_assert_cmpint (check ("{\"a\":1.5}"), ==, XY_WIRE_NUMBER);
  g_assert_cmpint (check ("{\"a\":1e3}"), ==, XY_WIRE_NUMBER);
  g_assert_cmpint (check ("{\"a\":9223372036854775808}"), ==, XY_WIRE_NUMBER);
  g_assert_cmpint (check ("{\"a\":-}"), ==, XY_WIRE_NUMBER);

  for (int i = 0; i <= XY_WIRE_KEYS_MOST; i++)
    g_string_append_printf (keys, "%s\"k%d\":1", i > 0 ? "," : "", i);
  g_string_append_c (keys, '}');
  g_assert_cmpint (check (keys->str), ==, XY_WIRE_KEY);
  g_string_free (keys, TRUE);
}

static XyWireFlaw
read_op (const char *line, XyWireOp *op)
{
  return xy_wire_read_op (line, strlen (line), op);
}

static void
test_read_op (void)
{
  static const char *const shapes[] = {
    "{}",
    "{\"n\":0,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":\"7\",\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"Person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"x\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"00000000-0000-0000-0000-000000000000\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":null,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"at\":5,\"by\":\"u3\",\"d\":[]}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"b\":-1,\"at\":5,\"by\":\"u3\",\"d\":{}}",
    "{\"n\":7,\"t\":\"person\",\"k\":\"u\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"c\":\"now\",\"at\":5,\"by\":\"u3\",\"d\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_auto (XyWireOp) op = { 0 };
      g_assert_cmpint (read_op (shapes[i], &op), ==, XY_WIRE_SHAPE);
    }
  g_auto (XyWireOp) bad = { 0 };
  g_assert_cmpint (read_op ("[1]", &bad), ==, XY_WIRE_JSON);
  g_assert_cmpint (read_op ("{\"a\":tru}", &bad), ==, XY_WIRE_JSON);
  g_assert_cmpint (read_op ("{\"a\":1 2}", &bad), ==, XY_WIRE_JSON);

  g_auto (XyWireOp) op = { 0 };
  g_assert_cmpint (read_op (LINE, &op), ==, XY_WIRE_FINE);
  g_assert_cmpint (op.n, ==, 7);
  g_assert_cmpstr (op.table, ==, "person");
  g_assert_cmpint (op.kind, ==, 'u');
  g_assert_cmpint (op.base, ==, 0);
  g_assert_null (op.clock);
  g_assert_cmpstr (op.fields, ==, "{\"phone\":null}");

  g_auto (XyWireOp) full = { 0 };
  g_assert_cmpint (
      read_op ("{\"n\":8,\"t\":\"person\",\"k\":\"d\",\"id\":\"0197a3f2-c1d4-7003-8000-000000000001\",\"b\":88120,"
               "\"c\":\"0197a3f2c2aa-0003\",\"at\":1767225600123,\"by\":\"u3\",\"d\":{\"del\":1},\"later\":[1]}",
               &full),
      ==, XY_WIRE_FINE);
  g_assert_cmpint (full.base, ==, 88120);
  g_assert_cmpint (full.at, ==, 1767225600123);
  g_assert_cmpstr (full.clock, ==, "0197a3f2c2aa-0003");
}

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, data);
  xy_set_str (&household->note, "低洼处，\n汛期\"先\"转移\\");
  return xy_record_save (txn, household, error);
}

/* The office's own lines are lines of the wire, and the office's chain is the wire's chain. */
static void
test_office (void)
{
  Office office;
  guint8 hash[XY_HASH_SIZE] = { 0 };
  gint64 n = 0;

  office_open (&office, 3);
  office_act (&office, "Add", add_household, "曾国强");
  {
    g_autoptr (XyRows) rows =
        xy_db_query (xy_store_get_db (office.store), "SELECT line, h FROM op ORDER BY n", XY_BIND_NONE, NULL);

    while (xy_rows_next (rows, NULL))
      {
        g_auto (XyWireOp) op = { 0 };
        g_autoptr (GString) again = g_string_new (NULL), other = g_string_new (NULL);
        gsize length;
        const char *line = xy_rows_text (rows, 0);

        n++;
        g_assert_cmpint (read_op (line, &op), ==, XY_WIRE_FINE);
        g_assert_cmpint (op.n, ==, n);
        xy_wire_append_op (again, line, n);
        g_assert_cmpstr (again->str, ==, line);
        xy_wire_chain (hash, line, strlen (line));
        g_assert_cmpmem (xy_rows_bytes (rows, 1, &length), XY_HASH_SIZE, hash, XY_HASH_SIZE);

        xy_wire_append_op (other, line, 1000000007);
        g_auto (XyWireOp) moved = { 0 };
        g_assert_cmpint (read_op (other->str, &moved), ==, XY_WIRE_FINE);
        g_assert_cmpint (moved.n, ==, 1000000007);
        g_assert_cmpstr (moved.fields, ==, op.fields);
      }
  }
  g_assert_cmpint (n, ==, 2);
  office_close (&office);
}

static GString *
make_push (gint64 n)
{
  XyWirePush head = {
    .stream = 431399101201, .device = 0x5f1c, .epoch = "a1", .from = 1201, .old = 3, .schema = 11, .offset = -3200
  };
  GString *push = g_string_new (NULL);
  guint8 hash[XY_HASH_SIZE] = { 9 };

  memcpy (head.before, hash, sizeof hash);
  xy_wire_append_push_head (push, &head);
  for (gint64 i = 0; i < n; i++)
    {
      gsize start = push->len;
      xy_wire_append_op (push, LINE, 1201 + i);
      xy_wire_chain (hash, push->str + start, push->len - start);
      g_string_append_c (push, '\n');
    }
  xy_wire_append_push_end (push, n, hash);
  return push;
}

static void
test_push (void)
{
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autoptr (GString) push = make_push (3), empty = make_push (0), too_many = make_push (XY_WIRE_OPS_MOST + 1);
  g_autoptr (GError) error = NULL;
  XyWirePush head;
  XyWireLines lines;
  guint8 hash[XY_HASH_SIZE];
  const char *line;
  gsize length;
  gint64 n = 1201;

  g_assert_true (xy_wire_read_push (wire, push->str, push->len, &head, &lines, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (head.stream, ==, 431399101201);
  g_assert_cmpint (head.device, ==, 0x5f1c);
  g_assert_cmpstr (head.epoch, ==, "a1");
  g_assert_cmpint (head.from, ==, 1201);
  g_assert_cmpint (head.old, ==, 3);
  g_assert_cmpint (head.offset, ==, -3200);
  g_assert_cmpint (lines.n, ==, 3);
  memcpy (hash, head.before, sizeof hash);
  while (xy_wire_next_line (&lines.at, lines.end, &line, &length))
    {
      g_auto (XyWireOp) op = { 0 };
      g_assert_cmpint (xy_wire_read_op (line, length, &op), ==, XY_WIRE_FINE);
      g_assert_cmpint (op.n, ==, n++);
      xy_wire_chain (hash, line, length);
    }
  g_assert_cmpint (n, ==, 1204);

  g_assert_true (xy_wire_read_push (wire, empty->str, empty->len, &head, &lines, NULL, NULL));
  g_assert_cmpint (lines.n, ==, 0);
  g_assert_false (xy_wire_read_push (wire, too_many->str, too_many->len, &head, &lines, NULL, NULL));
  for (gsize i = 0; i < push->len; i++)
    {
      char was = push->str[i];

      g_assert_false (xy_wire_read_push (wire, push->str, i, &head, &lines, NULL, NULL));
      push->str[i] = was == '7' ? '8' : '7';
      g_assert_false (xy_wire_read_push (wire, push->str, push->len, &head, &lines, NULL, NULL));
      push->str[i] = was;
    }
}

static void
test_page (void)
{
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  XyWirePage head = { .stream = 431399101201,
                      .epoch = "a1",
                      .from = 5,
                      .to = 9,
                      .head = 12,
                      .more = TRUE,
                      .last = 4,
                      .hash = { 1, 2 },
                      .now = 1767225601000 };
  XyWirePage read;
  XyWireLines lines;
  XyId id = { { 1 } };

  xy_wire_append_page_head (text, &head);
  xy_wire_append_page_row (text, "household", &id, 7, FALSE, "{\"note\":\"\\n\"}");
  xy_wire_append_page_row (text, "person", &id, 9, TRUE, "{}");
  xy_wire_append_page_end (text, 2);
  g_assert_true (xy_wire_read_page (wire, text->str, text->len, &read, &lines, NULL));
  g_assert_cmpint (read.to, ==, 9);
  g_assert_true (read.more);
  g_assert_cmpint (read.last, ==, 4);
  g_assert_cmpmem (read.hash, XY_HASH_SIZE, head.hash, XY_HASH_SIZE);
  g_assert_cmpint (read.now, ==, 1767225601000);
  g_assert_cmpint (lines.n, ==, 2);

  for (gsize i = 0; i < text->len; i++)
    {
      g_autoptr (GError) error = NULL;
      char was = text->str[i];

      g_assert_false (xy_wire_read_page (wire, text->str, i, &read, &lines, NULL));
      /* The last line says what it says of all that stands before it; in itself only its sum and count matter. */
      text->str[i] = was == '7' ? '8' : '7';
      g_assert_false (xy_wire_read_page (wire, text->str, text->len, &read, &lines, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
      text->str[i] = was;
    }
  static const char login[] = "<html><body>Please log in\n</body></html>\n";
  g_assert_false (xy_wire_read_page (wire, login, strlen (login), &read, &lines, NULL));
}

static void
test_pack (void)
{
  g_autoptr (GString) push = make_push (500);
  g_autoptr (GBytes) packed = xy_pack (push->str, push->len);
  g_autofree char *zeros = g_malloc0 (8 * 1024 * 1024);
  g_autoptr (GBytes) bomb = xy_pack (zeros, 8 * 1024 * 1024);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);
  g_autoptr (GString) text = xy_unpack (data, size, XY_WIRE_RAW_MOST, NULL);
  g_autofree guint8 *more = g_malloc0 (size + 1);

  g_assert_cmpmem (text->str, text->len, push->str, push->len);
  g_assert_null (xy_unpack (data, size, push->len - 1, NULL));
  g_assert_null (xy_unpack (data, 0, 100, NULL));
  for (gsize cut = 0; cut < size; cut += 7)
    g_assert_null (xy_unpack (data, cut, XY_WIRE_RAW_MOST, NULL));
  memcpy (more, data, size);
  g_assert_null (xy_unpack (more, size + 1, XY_WIRE_RAW_MOST, NULL));
  g_assert_null (xy_unpack (g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb), G_MAXINT32, NULL));
}

static char
kind_of (const char *type)
{
  return g_str_equal (type, "integer")                               ? 'n'
         : g_str_equal (type, "text")                                ? 't'
         : g_str_equal (type, "null")                                ? '0'
         : g_str_equal (type, "true") || g_str_equal (type, "false") ? 'b'
         : g_str_equal (type, "object")                              ? '{'
                                                                     : '[';
}

/* The members of OBJECT are what SQLite says they are. */
static void
compare_fields (XyDb *db, const char *object)
{
  g_auto (XyWireFields) fields = { 0 };
  g_autoptr (XyRows) rows = xy_db_query (
      db,
      "SELECT f.key, f.type, f.value, json (CASE WHEN f.type IN ('object', 'array') THEN f.value END) FROM json_each (?1) AS f",
      XY_BIND (XY_TEXT (object)), NULL);
  guint n = 0;

  xy_wire_fields_read (&fields, object, strlen (object));
  while (xy_rows_next (rows, NULL))
    {
      g_assert_cmpuint (n, <, fields.n);
      const XyWireField *field = &fields.list[n++];
      g_assert_cmpstr (field->name, ==, xy_rows_text (rows, 0));
      g_assert_cmpint (field->kind, ==, kind_of (xy_rows_text (rows, 1)));
      if (field->kind == 't')
        g_assert_cmpstr (field->text, ==, xy_rows_text (rows, 2));
      else if (field->kind == 'n')
        g_assert_cmpint (field->number, ==, xy_rows_int (rows, 2));
      else if (field->kind == '{' || field->kind == '[')
        {
          g_autofree char *again = xy_db_text (db, "SELECT json (?1)", XY_BIND (XY_TEXT (field->text)), NULL);
          g_assert_cmpstr (again, ==, xy_rows_text (rows, 3));
        }
      if (field->kind == '{')
        compare_fields (db, field->text);
    }
  g_assert_cmpuint (n, ==, fields.n);
}

static void
test_fields (void)
{
  g_autoptr (XyDb) db = xy_db_open (":memory:", XY_DB_CREATE, NULL);
  g_auto (XyWireFields) fields = { 0 };
  static const char *const objects[] = {
    "{}",
    " { } ",
    "{\"a\":null,\"b\" : true , \"c\":false}",
    "{\"a\":-9223372036854775808,\"b\":9223372036854775807,\"c\":0}",
    "{\"a\":\"\",\"b\":\"\\\"\\\\\\/\\n\\t\\u66fe\\ud842\\udfb7}{,\",\"c\":\"曾𠮷\"}",
    "{\"a\":{\"z\":\"},{\",\"y\":[1,[2],\"]\"]} ,\"b\":[ ],\"c\":{ }}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_assert_cmpint (check (objects[i]), ==, XY_WIRE_FINE);
      compare_fields (db, objects[i]);
    }
  xy_wire_fields_read (&fields, objects[3], strlen (objects[3]));
  g_assert_cmpint (xy_wire_fields_int (&fields, "b"), ==, G_MAXINT64);
  g_assert_null (xy_wire_fields_text (&fields, "b"));
  g_assert_null (xy_wire_fields_find (&fields, "d"));
  g_assert_cmpint (xy_wire_fields_int (&fields, "d"), ==, 0);
}

/* What is fine for us is so for SQLite, has each key once, at every depth, and says the same. */
static void
test_random_lines (void)
{
  static const char *const pieces[] = { "{",  "}",    "[",    "]",      "\"a\"",       "\"b\"",    ":", ",",       "1",
                                        "-3", "null", "true", "\"曾\"", "\"\\u0009\"", "\"\\\\\"", " ", "\"\\\"\"" };
  g_autoptr (XyDb) db = xy_db_open (":memory:", XY_DB_CREATE, NULL);
  guint fine = 0;

  for (int i = 0; i < 40000; i++)
    {
      g_autoptr (GString) line = g_string_new ("{\"n\":{\"a\":1");
      gint64 doubled = 1;

      for (int n = g_test_rand_int_range (1, 8); n > 0; n--)
        g_string_append (line, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append (line, "}}");
      gint64 valid = 0;
      xy_db_number (db, "SELECT json_valid (?1)", XY_BIND (XY_TEXT (line->str)), &valid, NULL);
      XyWireFlaw flaw = check (line->str);
      if (!valid)
        {
          g_assert_cmpint (flaw, !=, XY_WIRE_FINE);
          continue;
        }
      xy_db_number (db, "SELECT count (*) <> count (DISTINCT fullkey) FROM json_tree (?1)",
                    XY_BIND (XY_TEXT (line->str)), &doubled, NULL);
      /* Keys of other characters than ours are refused too, doubled or not. */
      if (doubled)
        g_assert_cmpint (flaw, ==, XY_WIRE_KEY);
      else
        g_assert_true (flaw == XY_WIRE_FINE || flaw == XY_WIRE_DEPTH || flaw == XY_WIRE_KEY);
      if (flaw != XY_WIRE_FINE)
        continue;
      compare_fields (db, line->str);
      fine++;
    }
  g_assert_cmpuint (fine, >, 10);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/check", test_check);
  g_test_add_func ("/wire/read-op", test_read_op);
  g_test_add_func ("/wire/office", test_office);
  g_test_add_func ("/wire/push", test_push);
  g_test_add_func ("/wire/page", test_page);
  g_test_add_func ("/wire/pack", test_pack);
  g_test_add_func ("/wire/fields", test_fields);
  g_test_add_func ("/wire/random-lines", test_random_lines);
  return g_test_run ();
}
