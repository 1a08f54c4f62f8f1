/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include <sqlite3.h>

#include "core/event.h"
#include "core/op.h"
#include "core/paper-record.h"
#include "core/reveal.h"
#include "office.h"

#define SET(record, member, text) xy_set_str (&(record)->member, (text))

static gint64
count (Office *office, const char *sql)
{
  gint64 number = -1;

  xy_db_number (xy_store_get_db (office->store), sql, XY_BIND_NONE, &number, NULL);
  return number;
}

static gboolean
add_event (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyEvent) event = xy_record_new (&xy_event_type);

  SET (event, kind, "birth");
  SET (event, day, "2026-11-22");
  SET (event, note, data);
  return xy_record_save (txn, event, error);
}

static gboolean
change_notes (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) events =
      xy_record_list (xy_txn_get_store (txn), &xy_event_type, "WHERE t.del = 0", XY_BIND_NONE, error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      g_autoptr (XyEvent) event = xy_record_copy (events->pdata[i]);
      SET (event, note, data);
      if (!xy_record_save (txn, event, error))
        return FALSE;
    }
  return events != NULL;
}

static gboolean
add_then_fail (XyTxn *txn, gpointer data, GError **error)
{
  if (!add_event (txn, data, error))
    return FALSE;
  xy_set_invalid (error, "note", "no");
  return FALSE;
}

static void
test_capture (void)
{
  Office office;
  office_open (&office, 1);

  gint64 before = count (&office, "SELECT count (*) FROM op");
  office_act (&office, "Add", add_event, "1组");
  g_assert_cmpint (count (&office, "SELECT count (*) FROM op"), ==, before + 1);

  /* Only what changed is captured, with its old value; what changes nothing leaves nothing. */
  office_act (&office, "Rename", change_notes, "一组");
  g_autofree char *line = xy_db_text (xy_store_get_db (office.store),
                                      "SELECT line -> 'd' FROM op ORDER BY n DESC LIMIT 1", XY_BIND_NONE, NULL);
  g_autofree char *old =
      xy_db_text (xy_store_get_db (office.store), "SELECT old FROM op ORDER BY n DESC LIMIT 1", XY_BIND_NONE, NULL);
  g_assert_cmpstr (line, ==, "{\"note\":\"一组\"}");
  g_assert_cmpstr (old, ==, "{\"note\":\"1组\"}");

  gint64 acts = count (&office, "SELECT count (*) FROM act");
  office_act (&office, "Rename", change_notes, "一组");
  g_assert_cmpint (count (&office, "SELECT count (*) FROM act"), ==, acts);
  office_close (&office);
}

static void
test_rollback (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);

  g_autofree char *before = xy_store_dump (office.store, NULL);
  g_assert_false (xy_store_act (office.store, &office.actor, "Add", add_then_fail, "1组", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "note");
  g_autofree char *after = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count (&office, "SELECT count (*) FROM act"), ==, 1);

  /* Writing outside an act is refused by the connection itself. */
  g_clear_error (&error);
  g_assert_false (xy_db_run (xy_store_get_db (office.store), "UPDATE event SET note = 'x'", XY_BIND_NONE, &error));
  office_close (&office);
}

static void
test_permission (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 3);

  XyActor looker = { .user = office.actor.user, .name = "监督员", .permissions = 0 };
  g_assert_false (xy_store_act (office.store, &looker, "Add", add_event, "1组", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);

  office_act (&office, "Add", add_event, "1组");
  g_clear_error (&error);
  g_assert_false (xy_store_undo (office.store, &looker, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  office_close (&office);
}

static gboolean
log_reveal (XyTxn *txn, gpointer data, GError **error)
{
  return xy_reveal_log (txn, "户籍花名册", NULL, data, error);
}

/* Looking at full numbers needs a reason, stays in the log, and Undo passes it by. */
static void
test_reveal (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 8);

  office_act (&office, "Add", add_event, "1组");
  g_assert_false (xy_store_act (office.store, &office.actor, "Look", log_reveal, "  ", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "reason");
  office_act (&office, "Look", log_reveal, "核对医保名单");
  g_autoptr (XyActInfo) undo = xy_store_get_undo (office.store, NULL);
  g_assert_cmpstr (undo->title, ==, "Add");
  g_assert_cmpint (count (&office, "SELECT count (*) FROM reveal WHERE who = '曾小平' AND at > 0"), ==, 1);
  office_close (&office);
}

static gboolean
print_board (XyTxn *txn, gpointer data, GError **error)
{
  XyPaperPrint print = {
    .kind = "points-board", .prefix = "JF", .title = "积分公示榜", .period = "2026Q3", .pages = 12
  };
  g_autoptr (XyPaperRecord) paper = xy_paper_register (txn, &print, error);

  if (paper != NULL)
    *(char **) data = g_strdup (paper->number);
  return paper != NULL;
}

static void
test_paper_numbers (void)
{
  Office office;
  office_open (&office, 9);

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *expected = g_strdup_printf ("JF-2026-%04d", i);
      g_autofree char *next = xy_paper_next_number (office.store, "JF", NULL);
      g_autofree char *number = NULL;
      office_act (&office, "Print", print_board, &number);
      g_assert_cmpstr (next, ==, expected);
      g_assert_cmpstr (number, ==, expected);
    }
  office.fixed.instant += 366 * G_GINT64_CONSTANT (86400000);
  g_autofree char *number = NULL;
  g_autofree char *other = xy_paper_next_number (office.store, "HJ", NULL);
  office_act (&office, "Print", print_board, &number);
  g_assert_cmpstr (number, ==, "JF-2027-0001");
  g_assert_cmpstr (other, ==, "HJ-2027-0001");
  office_close (&office);
}

static void
test_undo_redo (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);

  g_autofree char *empty = xy_store_dump (office.store, NULL);
  office_act (&office, "Add 1组", add_event, "1组");
  g_autofree char *one = xy_store_dump (office.store, NULL);
  office_act (&office, "Rename", change_notes, "2组");
  g_autofree char *two = xy_store_dump (office.store, NULL);

  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *undone = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (undone, ==, one);

  office_reopen (&office);
  g_autoptr (XyActInfo) redo = xy_store_get_redo (office.store, NULL);
  g_assert_cmpstr (redo->title, ==, "Rename");
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_autofree char *all = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (all, ==, empty);

  g_assert_true (xy_store_redo (office.store, &office.actor, &error));
  g_assert_true (xy_store_redo (office.store, &office.actor, &error));
  g_autofree char *redone = xy_store_dump (office.store, NULL);
  g_assert_cmpstr (redone, ==, two);
  g_assert_false (xy_store_redo (office.store, &office.actor, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);

  /* A new act ends what could be done again. */
  g_clear_error (&error);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  office_act (&office, "Rename", change_notes, "3组");
  g_assert_null (xy_store_get_redo (office.store, NULL));

  gint64 n = 0;
  g_assert_true (xy_op_verify (office.store, &n, &error));
  g_assert_cmpint (n, ==, count (&office, "SELECT count (*) FROM op"));
  office_close (&office);
}

/* Any sequence of acts, undone step by step, gives the dumps of the way there, byte for byte; and the chains hold. */
static void
test_random_undo (void)
{
  static const char *const notes[] = { "1组", "2组", "\"引号\"", "塘坳\\屋场", "上屋\n场" };

  for (guint round = 0; round < 20; round++)
    {
      Office office;
      guint32 seed = (guint32) g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      office_open (&office, seed);

      for (int i = 0; i < 30; i++)
        {
          const char *note = notes[g_rand_int_range (rand, 0, G_N_ELEMENTS (notes))];
          gint64 acts = count (&office, "SELECT count (*) FROM act");
          g_autofree char *dump = xy_store_dump (office.store, NULL);

          office_act (&office, note, g_rand_boolean (rand) ? add_event : change_notes, (gpointer) note);
          if (count (&office, "SELECT count (*) FROM act") > acts)
            g_ptr_array_add (dumps, g_steal_pointer (&dump));
          if (dumps->len > 0 && g_rand_int_range (rand, 0, 4) == 0)
            {
              g_assert_true (xy_store_undo (office.store, &office.actor, &error));
              if (g_rand_boolean (rand))
                g_assert_true (xy_store_redo (office.store, &office.actor, &error));
              else
                g_ptr_array_set_size (dumps, (int) dumps->len - 1);
            }
        }
      while (dumps->len > 0)
        {
          g_assert_true (xy_store_undo (office.store, &office.actor, &error));
          g_autofree char *dump = xy_store_dump (office.store, NULL);
          g_assert_cmpstr (dump, ==, dumps->pdata[dumps->len - 1]);
          g_ptr_array_set_size (dumps, (int) dumps->len - 1);
        }
      gint64 n;
      g_assert_true (xy_op_verify (office.store, &n, &error));
      office_close (&office);
    }
}

/* What somebody else changed since is not undone over his head; and nothing of the act is. */
static void
test_undo_conflict (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Office office;
      sqlite3 *db;
      g_autoptr (GError) error = NULL;
      office_open (&office, 8);
      office_act (&office, "Add", add_event, "a");
      office_act (&office, "Add", add_event, "b");
      if (i == 1)
        office_act (&office, "Change", change_notes, "b");

      g_assert_cmpint (sqlite3_open (office.path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, "UPDATE event SET note = 'x' WHERE note = 'b'", NULL, NULL, NULL), ==,
                       SQLITE_OK);
      sqlite3_close (db);
      g_assert_true (xy_store_poll (office.store));
      g_autofree char *before = xy_store_dump (office.store, NULL);
      g_assert_false (xy_store_undo (office.store, &office.actor, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
      g_autofree char *after = xy_store_dump (office.store, NULL);
      g_assert_cmpstr (before, ==, after);
      g_assert_false (xy_store_poll (office.store));
      office_close (&office);
    }
}

/* The field tables and the schema say the same. */
static void
test_schema (void)
{
  Office office;
  office_open (&office, 5);
  XyDb *db = xy_store_get_db (office.store);

  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    {
      guint found = 0;
      g_autoptr (XyRows) rows =
          xy_db_query (db, "SELECT name FROM pragma_table_info (?1)", XY_BIND (XY_TEXT ((*type)->table)), NULL);

      while (xy_rows_next (rows, NULL))
        {
          const char *name = xy_rows_text (rows, 0);
          if (g_str_equal (name, "id") || g_str_equal (name, "del") || g_str_equal (name, "ext"))
            continue;
          g_assert_nonnull (xy_record_type_field (*type, name));
          found++;
        }
      g_assert_cmpuint (found, ==, (*type)->n_fields);
      g_assert_cmpuint ((*type)->n_fields * 2 + 4, <=, 127);
    }
  office_close (&office);
}

/* Changes one byte of one value of the history behind the program's back. */
static void
flip (const char *path, const char *table, const char *column, gint64 row, guint at)
{
  sqlite3 *db;
  g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s_never_changes", table);
  g_autofree char *keep = NULL;
  g_autofree char *update = NULL;
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  keep = g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE name = '%s_never_changes'", table);
  sqlite3_prepare_v2 (db, keep, -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_autofree char *trigger = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_exec (db, drop, NULL, NULL, NULL), ==, SQLITE_OK);

  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s WHERE n = %d", column, table, (int) row);
  update = g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE n = %d", table, column, (int) row);
  sqlite3_prepare_v2 (db, select, -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  int kind = sqlite3_column_type (stmt, 0);
  gint64 number = sqlite3_column_int64 (stmt, 0);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  if (kind != SQLITE_INTEGER)
    g_byte_array_append (bytes, sqlite3_column_blob (stmt, 0), (guint) sqlite3_column_bytes (stmt, 0));
  sqlite3_finalize (stmt);

  g_assert_cmpint (sqlite3_prepare_v2 (db, update, -1, &stmt, NULL), ==, SQLITE_OK);
  if (bytes->len > 0)
    bytes->data[at % bytes->len] ^= 1;
  if (kind == SQLITE_INTEGER)
    sqlite3_bind_int64 (stmt, 1, number ^ (1 << 20));
  else if (kind == SQLITE_TEXT)
    sqlite3_bind_text (stmt, 1, (const char *) bytes->data, (int) bytes->len, SQLITE_TRANSIENT);
  else if (kind == SQLITE_BLOB)
    sqlite3_bind_blob (stmt, 1, bytes->data, (int) bytes->len, SQLITE_TRANSIENT);
  else
    sqlite3_bind_text (stmt, 1, "{}", -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_exec (db, trigger, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_flips (void)
{
  static const char *const columns[][2] = {
    { "op", "n" },       { "op", "act" },    { "op", "tbl" },    { "op", "rec" },
    { "op", "line" },    { "op", "old" },    { "op", "h" },      { "act", "at" },
    { "act", "by" },     { "act", "who" },   { "act", "title" }, { "act", "kind" },
    { "act", "undoes" }, { "act", "n_ops" }, { "act", "final" }, { "act", "sum" },
  };

  for (guint c = 0; c < G_N_ELEMENTS (columns); c++)
    for (guint at = 0; at < 7; at++)
      {
        Office office;
        g_autoptr (GError) error = NULL;
        gint64 n;
        office_open (&office, 6);
        office_act (&office, "Add", add_event, "1组");
        office_act (&office, "Rename", change_notes, "2组");
        office_act (&office, "Add", add_event, "3组");

        gint64 rows = count (&office, columns[c][0][0] == 'o' ? "SELECT max (n) FROM op" : "SELECT max (n) FROM act");
        g_clear_object (&office.store);
        flip (office.path, columns[c][0], columns[c][1], 1 + at % rows, at * 13);
        office_reopen (&office);
        if (xy_op_verify (office.store, &n, &error))
          g_error ("a changed %s.%s was not found", columns[c][0], columns[c][1]);
        g_assert_error (error, XY_ERROR, XY_ERROR_CORRUPT);
        office_close (&office);
      }
}

static void
test_files (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 7);

  g_assert_null (xy_store_open (office.path, &office.fixed.env, XY_STORE_CREATE, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);

  g_autofree char *missing = g_build_filename (office.folder, "missing", NULL);
  g_assert_null (xy_store_open (missing, &office.fixed.env, 0, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_autofree char *text = g_build_filename (office.folder, "text", NULL);
  g_file_set_contents (text, "户主,姓名,这不是数据库,这不是数据库,这不是数据库,这不是数据库,这不是数据库", -1, NULL);
  g_assert_null (xy_store_open (text, &office.fixed.env, 0, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_OURS);
  g_clear_error (&error);

  sqlite3 *db;
  g_autofree char *newer = g_build_filename (office.folder, "newer", NULL);
  sqlite3_open (newer, &db);
  sqlite3_exec (db, "CREATE TABLE a (b); PRAGMA application_id = 0x58595545; PRAGMA user_version = 9999", NULL, NULL,
                NULL);
  sqlite3_close (db);
  g_assert_null (xy_store_open (newer, &office.fixed.env, 0, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NEWER_SCHEMA);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/act/capture", test_capture);
  g_test_add_func ("/act/rollback", test_rollback);
  g_test_add_func ("/act/permission", test_permission);
  g_test_add_func ("/act/reveal", test_reveal);
  g_test_add_func ("/paper/numbers", test_paper_numbers);
  g_test_add_func ("/act/undo-redo", test_undo_redo);
  g_test_add_func ("/act/random-undo", test_random_undo);
  g_test_add_func ("/act/undo-conflict", test_undo_conflict);
  g_test_add_func ("/record/schema", test_schema);
  g_test_add_func ("/op/flips", test_flips);
  g_test_add_func ("/store/files", test_files);
  return g_test_run ();
}
