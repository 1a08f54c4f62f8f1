/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One county in SQLite and one in PostgreSQL are told the same: they answer the same, give the same pages, and keep the
 * same rows. And what two processes do to one PostgreSQL at once.
 */
#include <locale.h>

#include "county.h"
#include "server/tables.h"

#define ID "0197a3f2-c1d4-7003-8000-0000000000"

static const char *const tables[] = { "household",    "person", "document", "ballot",  "points_entry",
                                      "points_entry", "vote",   "matter",   "meeting", "later_kind" };

/* A value that fits some field of some table, or none. */
static char *
random_fields (void)
{
  static const char *const fields[] = {
    "\"note\":\"独居\"",
    "\"name\":\"曾国强\"",
    "\"text\":null",
    "\"del\":1",
    "\"del\":0",
    "\"name\":5",
    "\"bank\":\"622\"",
    "\"phone\":\"19900000001\"",
    "\"phone\":\"19900000002\"",
    "\"later\":{\"a\":[1,\"二\"]}",
    "\"day\":\"2026-11-20\"",
    "\"day\":\"2036-11-20\"",
    "\"delta\":200,\"amount\":100,\"category\":\"环境\",\"item\":\"清扫\",\"kind\":\"entry\"",
    "\"delta\":-900,\"withheld\":0,\"amount\":100,\"item\":\"米\",\"kind\":\"redeem\"",
    "\"choice\":\"for\"",
    "\"choice\":\"against\"",
    "\"name\":\"已清除\",\"del\":1,\"purged\":\"2026-11-20\"",
    "\"note\":null,\"phone\":null,\"purged\":\"2026-11-20\"",
    "\"state\":\"here\"",
    "\"name\":\"已清除\",\"state\":\"moved\"",
  };
  GString *out = g_string_new ("{");
  guint from = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (fields));

  for (int i = 0, n = g_test_rand_int_range (0, 3); i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", fields[(from + 7 * (guint) i) % G_N_ELEMENTS (fields)]);
  if (g_test_rand_int_range (0, 2))
    g_string_append_printf (out, "%s\"%s\":\"" ID "%d\"", out->len > 1 ? "," : "",
                            g_test_rand_int_range (0, 3) ? "household" : "rev_of", g_test_rand_int_range (10, 40));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
random_line (gint64 n, gint64 head)
{
  static const char *const wrong[] = { "no JSON", "{\"n\":1,\"n\":1}", "\xff\xfe", "{}", "{\"a\":\"\\u0000\"}" };

  if (g_test_rand_int_range (0, 40) == 0)
    return g_strdup (wrong[g_test_rand_int_range (0, G_N_ELEMENTS (wrong))]);
  g_autofree char *fields = random_fields ();
  g_autofree char *clock =
      g_test_rand_int_range (0, 2) ? g_strdup_printf ("01a200c4%04x-0000", g_test_rand_int_range (0, 0xffff)) : NULL;
  return line_of (n, tables[g_test_rand_int_range (0, G_N_ELEMENTS (tables))], "iiuud"[g_test_rand_int_range (0, 5)],
                  g_test_rand_int_range (10, 40), g_test_rand_int_range (0, 3) * head / 2, clock, fields);
}

static void
open_at (County *county, const char *place)
{
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&county->fixed, 1795309200000, 5);
  county->store = xy_server_store_open (place, &county->fixed.env, &error);
  g_assert_no_error (error);
  county->wire = xy_wire_new (&error);
  g_assert_no_error (error);
}

static GString *
answer_of (County *county, const GString *push)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_server_store_push (county->store, push->str, push->len, out, &error));
  g_assert_no_error (error);
  return out;
}

static GString *
page_of (County *county, gint64 device, gint64 cursor, gint64 most)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_server_store_pull (county->store, SID, device, xy_server_store_get_epoch (county->store), cursor,
                                       most, out, &error));
  g_assert_no_error (error);
  return out;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All that is in the tables of BASE, sorted. */
static char *
dump (XyBase *base)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint t = 0; xy_server_tables[t] != NULL; t++)
    {
      if (!g_str_has_prefix (xy_server_tables[t], "CREATE TABLE "))
        continue;
      const char *name = xy_server_tables[t] + strlen ("CREATE TABLE ");
      g_autofree char *table = g_strndup (name, strcspn (name, " ("));
      g_autofree char *sql = g_strconcat ("SELECT * FROM ", table, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (XyBaseRows) rows = xy_base_query (base, sql, XY_BIND_NONE, &error);
      while (xy_base_rows_next (rows, &error))
        {
          GString *line = g_string_new (table);
          for (int i = 0; i < xy_base_rows_n_columns (rows); i++)
            {
              gsize length;
              XyValue value = xy_base_rows_value (rows, i);
              if (value.kind == 'n')
                g_string_append_printf (line, "|%" G_GINT64_FORMAT, value.number);
              else
                {
                  const char *bytes = xy_base_rows_bytes (rows, i, &length);
                  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);
                  g_autofree char *plain = g_strescape (text, NULL);
                  g_string_append_printf (line, "|%c%s", value.kind, plain);
                }
            }
          g_ptr_array_add (lines, g_string_free (line, FALSE));
        }
      g_assert_no_error (error);
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_twins (void)
{
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  County twins[2];
  Device devices[3];
  g_autoptr (GString) last = NULL;

  open_at (&twins[0], ":memory:");
  open_at (&twins[1], place);
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      devices[i] = county_device (&twins[0], i + 1);
      g_assert_cmpint (county_device (&twins[1], i + 1).number, ==, devices[i].number);
    }
  for (int round = 0; round < 120; round++)
    {
      Device *device = &devices[g_test_rand_int_range (0, G_N_ELEMENTS (devices))];
      int count = g_test_rand_int_range (1, round % 20 == 0 ? 200 : 12);
      g_auto (GStrv) lines = g_new0 (char *, count + 1);
      gint64 head = 0;

      g_assert_true (xy_base_number (xy_server_store_get_base (twins[0].store), "SELECT max (head) FROM stream",
                                     XY_BIND_NONE, &head, NULL));
      for (int i = 0; i < count; i++)
        lines[i] = random_line (device->n + 1 + i, head);
      g_autoptr (GString) push = push_text (&twins[0], device, device->n + 1, device->hash, lines, device->hash);
      device->n += count;
      /* The answer to some is lost, and they are sent again. */
      for (int times = g_test_rand_int_range (0, 5) == 0 ? 2 : 1; times > 0; times--)
        {
          g_autoptr (GString) here = answer_of (&twins[0], push), there = answer_of (&twins[1], push);
          g_assert_cmpstr (here->str, ==, there->str);
        }
      gint64 cursor = g_test_rand_int_range (0, (gint32) head + 1), most = g_test_rand_int_range (1, 50);
      g_autoptr (GString) here = page_of (&twins[0], device->number, cursor, most);
      g_autoptr (GString) there = page_of (&twins[1], device->number, cursor, most);
      g_assert_cmpstr (here->str, ==, there->str);
      if (round == 60)
        for (guint i = 0; i < 2; i++)
          g_assert_true (xy_server_store_begin_epoch (twins[i].store, NULL));
    }
  g_autofree char *here = dump (xy_server_store_get_base (twins[0].store));
  g_autofree char *there = dump (xy_server_store_get_base (twins[1].store));
  g_assert_cmpstr (here, ==, there);
  g_assert_cmpuint (strlen (here), >, 10000);
  for (guint i = 0; i < 2; i++)
    county_close (&twins[i]);
}

/* A key that is taken in a way that no device can bring about: the line fails alone, whichever make. */
static void
test_refused_alone (void)
{
  County county;
  county_open (&county);
  Device device = county_device (&county, 1);
  g_auto (XyAnswer) answer = { 0 };
  g_auto (GStrv) lines = g_new0 (char *, 5);
  XyBase *base = xy_server_store_get_base (county.store);
  XyId id = { .b = { 9 } };

  g_assert_true (xy_base_run (base,
                              "INSERT INTO entry (sid, seq, tbl, id, body, dev, n, h, by_, b, c, at_, rx) "
                              "VALUES (?1, 99999, 'points_entry', ?2, '{}', ?3, 3, ?2, 'u', 0, NULL, 0, 0)",
                              XY_BIND (XY_INT (SID), XY_ID (&id), XY_INT (device.number)), NULL));
  lines[0] = line_of (1, "household", 'i', 11, 0, NULL, "{\"note\":\"x\"}");
  lines[1] = line_of (2, "points_entry", 'i', 21, 0, NULL, "{\"delta\":1,\"household\":\"" ID "11\"}");
  lines[2] = line_of (3, "points_entry", 'i', 22, 0, NULL, "{\"delta\":2,\"household\":\"" ID "11\"}");
  lines[3] = line_of (4, "points_entry", 'i', 23, 0, NULL, "{\"delta\":4,\"household\":\"" ID "11\"}");
  push_lines (&county, &device, lines, &answer);
  g_assert_cmpuint (answer.results->len, ==, 1);
  g_assert_cmpint (g_array_index (answer.results, XyResult, 0).n, ==, 3);
  g_assert_cmpstr (g_array_index (answer.results, XyResult, 0).code, ==, "refused");
  assert_county (&county, "SELECT count (*) FROM entry WHERE seq < 99999", "2");
  assert_county (&county, "SELECT count (*) FROM rec WHERE tbl = '_quar' AND del = 0", "1");
  assert_county (&county, "SELECT points FROM purse", "5");
  county_close (&county);
}

typedef struct
{
  County county;
  Device device;
  GPtrArray *pushes;

} Process;

static gpointer
on_process_started (gpointer data)
{
  Process *process = data;

  for (guint i = 0; i < process->pushes->len; i++)
    g_string_free (answer_of (&process->county, process->pushes->pdata[i]), TRUE);
  return NULL;
}

/* N processes write at once: all as one device, which has sent the same twice, or each as its own. */
static void
run_processes (gboolean same)
{
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  Process processes[2];
  GThread *threads[2];
  County *county = &processes[0].county;

  for (guint i = 0; i < 2; i++)
    {
      open_at (&processes[i].county, place);
      processes[i].device = county_device (county, same ? 1 : i + 1);
      processes[i].pushes = g_ptr_array_new ();
      for (int k = 0; k < 15; k++)
        {
          Device *device = &processes[i].device;
          g_auto (GStrv) lines = g_new0 (char *, 21);
          for (int n = 0; n < 20; n++)
            lines[n] = line_of (device->n + 1 + n, "person", 'i', (same ? 0 : (int) i * 1000) + 20 * k + n, 0, NULL,
                                "{\"name\":\"曾\"}");
          g_ptr_array_add (processes[i].pushes,
                           push_text (county, device, device->n + 1, device->hash, lines, device->hash));
          device->n += 20;
        }
    }
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("process", on_process_started, &processes[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  assert_county (county, "SELECT group_concat (last_n) FROM device", same ? "300" : "300,300");
  assert_county (county, "SELECT count (*) || ' ' || count (DISTINCT seq) || ' ' || max (seq) FROM rec",
                 same ? "300 300 300" : "600 600 600");
  assert_county (county, "SELECT count (*) FROM op_log WHERE disp <> 'ok'", "0");
  for (guint i = 0; i < 2; i++)
    {
      for (guint k = 0; k < processes[i].pushes->len; k++)
        g_string_free (processes[i].pushes->pdata[k], TRUE);
      g_ptr_array_unref (processes[i].pushes);
      county_close (&processes[i].county);
    }
}

static void
test_one_village (void)
{
  run_processes (FALSE);
}

static void
test_one_device (void)
{
  run_processes (TRUE);
}

/* While one village is written, another one's push need not wait. */
static void
test_two_villages (void)
{
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  g_autoptr (GError) error = NULL;
  County county;
  gint64 other;

  open_at (&county, place);
  Device device = county_device (&county, 1);
  g_assert_true (xy_server_store_add_device (county.store, SID + 1000, 0, 1, &other, &error));
  g_autoptr (XyBase) base = xy_base_open (place, &error);
  g_assert_no_error (error);
  g_assert_true (xy_base_begin (base, &error));
  g_assert_true (
      xy_base_run (base, "UPDATE stream SET head = head WHERE sid = ?1", XY_BIND (XY_INT (SID + 1000)), &error));
  assert_push ("ok", &county, &device, "person", 'i', 11, 0, NULL, "{\"name\":\"曾\"}");
  xy_base_rollback (base);
  county_close (&county);
}

/* Another process restored the county: this one notices with the next request. */
static void
test_epoch_of_another (void)
{
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));
  County here, there;
  char *none[] = { NULL };
  guint8 hash[XY_HASH_SIZE];
  g_auto (XyAnswer) answer = { 0 };

  open_at (&here, place);
  open_at (&there, place);
  Device device = county_device (&here, 1);
  g_autoptr (GString) push = push_text (&here, &device, 1, device.hash, none, hash);
  /* The first random number of both is the same. */
  g_assert_true (xy_server_store_begin_epoch (there.store, NULL) && xy_server_store_begin_epoch (there.store, NULL));
  send_push (&here, push, &answer);
  g_assert_cmpint (answer.kind, ==, XY_ANSWER_EPOCH);
  g_assert_cmpstr (answer.epoch, ==, xy_server_store_get_epoch (there.store));
  county_close (&here);
  county_close (&there);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/twins/refused-alone", test_refused_alone);
  if (g_getenv ("XIANGYUE_TEST_PG") != NULL)
    {
      g_test_add_func ("/twins/twins", test_twins);
      g_test_add_func ("/twins/one-village", test_one_village);
      g_test_add_func ("/twins/one-device", test_one_device);
      g_test_add_func ("/twins/two-villages", test_two_villages);
      g_test_add_func ("/twins/epoch-of-another", test_epoch_of_another);
    }
  return g_test_run ();
}
