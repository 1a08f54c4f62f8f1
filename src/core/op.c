/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/op-private.h"

#include <string.h>

#include "core/packed.h"
#include "core/sha256.h"

/* A clock is wrong by so much at most, ms, while it is taken for right; and so long after it was set. */
#define CLOCK_WRONG (5 * 60 * 1000)
#define CLOCK_GOOD (30 * 24 * 3600 * G_GINT64_CONSTANT (1000))

struct _XyOpLog
{
  XyDb *db;
  gint64 n; /* of the last operation */
  guint8 hash[XY_HASH_SIZE];
  gint64 first; /* n before the act */
  gint64 act;   /* 0: no act runs, and nothing may be captured */
  gint64 at;
  char by[XY_ID_TEXT_LENGTH + 1];
  crypto_hash_sha256_state sum;
  GString *line;
  GString *old;
  XyId fixes; /* whose next operation has FIX */
  char *fix;
  char *salvaged; /* while a record is salvaged: its fields of newer programs, JSON */
  gboolean receiving;
  gboolean enrolled;
  gint64 base;
  gint64 clock; /* ms, by the county */
  gint64 tick;
  gboolean unsure;
};

static void
append_string (GString *json, const char *text, gsize length)
{
  gsize plain = 0; /* where what is written as it is begins */

  g_string_append_c (json, '"');
  for (gsize i = 0; i < length; i++)
    {
      unsigned char c = (unsigned char) text[i];

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, text + plain, (gssize) (i - plain));
      plain = i + 1;
      if (c < 0x20)
        g_string_append_printf (json, "\\u%04x", c);
      else
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, (char) c);
        }
    }
  g_string_append_len (json, text + plain, (gssize) (length - plain));
  g_string_append_c (json, '"');
}

static void
append_number (GString *json, gint64 number)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, number);
  g_string_append (json, digits);
}

static void
append_id (GString *json, const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (id, text);
  append_string (json, text, XY_ID_TEXT_LENGTH);
}

static void
append_value (GString *json, XyArg *arg)
{
  gsize length;

  switch (xy_arg_kind (arg))
    {
    case 'n':
      append_number (json, xy_arg_int (arg));
      break;
    case 't':
      {
        const char *text = xy_arg_text (arg, &length);
        append_string (json, text, length);
        break;
      }
    case 'b':
      {
        const void *bytes = xy_arg_bytes (arg, &length);
        if (length == sizeof (XyId))
          append_id (json, bytes);
        else
          g_string_append (json, "null");
        break;
      }
    default:
      g_string_append (json, "null");
      break;
    }
}

static gboolean
value_equal (XyArg *a, XyArg *b)
{
  char kind = xy_arg_kind (a);
  gsize left, right;

  if (kind != xy_arg_kind (b))
    return FALSE;
  if (kind == '0')
    return TRUE;
  if (kind == 'n')
    return xy_arg_int (a) == xy_arg_int (b);

  const void *x = xy_arg_bytes (a, &left), *y = xy_arg_bytes (b, &right);
  return left == right && (left == 0 || memcmp (x, y, left) == 0);
}

static void
append_field (GString *json, const char *name, XyArg *value)
{
  if (json->len > 0 && json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  g_string_append_c (json, '"');
  g_string_append (json, name);
  g_string_append (json, "\":");
  append_value (json, value);
}

/* As append_field(), as it travels: a long table packed. */
static void
append_sent (GString *json, const XyField *field, XyArg *value)
{
  gsize length = 0;
  const char *text = (field->flags & XY_FIELD_TABLE) != 0 ? xy_arg_text (value, &length) : NULL;

  if (text == NULL || length < XY_PACKED_LEAST)
    {
      append_field (json, field->name, value);
      return;
    }
  g_autofree char *packed = xy_packed_from_text (text, length);
  g_string_append_printf (json, "%s\"%s\":{\"z\":\"%s\"}", json->str[json->len - 1] != '{' ? "," : "", field->name,
                          packed);
}

static gboolean
is_captured (const XyField *field)
{
  return (field->flags & XY_FIELD_DERIVED) == 0;
}

void
xy_op_add_to_sum (crypto_hash_sha256_state *sum, gint64 n, const char *old, gsize length)
{
  guint64 head[2] = { GUINT64_TO_BE ((guint64) n), GUINT64_TO_BE ((guint64) length) };

  crypto_hash_sha256_update (sum, (const guint8 *) head, sizeof head);
  if (length > 0)
    crypto_hash_sha256_update (sum, (const guint8 *) old, length);
}

void
xy_op_chain (guint8 hash[XY_HASH_SIZE], const char *line, gsize length)
{
  xy_sha256 (hash, hash, XY_HASH_SIZE, line, length);
}

/* What only a computer says that is enrolled. */
static void
append_place (XyOpLog *log)
{
  if (!log->enrolled)
    return;
  if (++log->tick > 0xffff)
    {
      log->clock++;
      log->tick = 0;
    }
  g_string_append_printf (log->line, ",\"b\":%" G_GINT64_FORMAT ",\"c\":\"%012" G_GINT64_MODIFIER "x-%04x\"%s",
                          log->base, (guint64) log->clock, (guint) log->tick, log->unsure ? ",\"cu\":1" : "");
}

/* Where the computer stands with the county. */
static gboolean
read_place (XyOpLog *log, gint64 at, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (log->db, "SELECT cursor, offset, set_at, clock, tick FROM sync", XY_BIND_NONE, &problem);

  log->enrolled = xy_rows_next (rows, &problem);
  if (log->enrolled)
    {
      gint64 now = at + xy_rows_int (rows, 1), set_at = xy_rows_int (rows, 2);

      log->base = xy_rows_int (rows, 0);
      log->unsure = set_at == 0 || at - set_at > CLOCK_GOOD || set_at - at > CLOCK_WRONG;
      log->clock = xy_rows_int (rows, 3);
      log->tick = xy_rows_int (rows, 4);
      /* It never goes back, unless it had been set forward by mistake. */
      if (now > log->clock || log->clock - now > CLOCK_WRONG)
        {
          log->clock = MAX (now, 0);
          log->tick = -1;
        }
    }
  return xy_error_pass (error, &problem);
}

static void
open_line (XyOpLog *log, const XyRecordType *type, const XyId *id, const char *kind)
{
  GString *line = log->line;

  g_string_assign (line, "{\"n\":");
  append_number (line, log->n + 1);
  g_string_append (line, ",\"t\":\"");
  g_string_append (line, type->table);
  g_string_append (line, "\",\"k\":\"");
  g_string_append (line, kind);
  g_string_append (line, "\",\"id\":");
  append_id (line, id);
  append_place (log);
  g_string_append (line, ",\"at\":");
  append_number (line, log->at);
  g_string_append (line, ",\"by\":\"");
  g_string_append (line, log->by);
  g_string_append (line, "\",\"d\":{");
  g_string_truncate (log->old, 0);
}

static gboolean
close_line (XyOpLog *log, const XyRecordType *type, const XyId *id, GError **error)
{
  g_string_append_c (log->line, '}');
  if (log->fix != NULL && (xy_id_is_none (&log->fixes) || xy_id_equal (&log->fixes, id)))
    {
      g_string_append_printf (log->line, ",\"fx\":%s", log->fix);
      g_clear_pointer (&log->fix, g_free);
    }
  g_string_append (log->line, log->salvaged != NULL ? ",\"sv\":1}" : "}");
  log->n++;
  xy_op_chain (log->hash, log->line->str, log->line->len);
  xy_op_add_to_sum (&log->sum, log->n, log->old->str, log->old->len);

  return xy_db_run (log->db, "INSERT INTO op (n, act, tbl, rec, line, old, h) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    XY_BIND (XY_INT (log->n), XY_INT (log->act), XY_TEXT (type->table), XY_ID (id),
                             XY_TEXT (log->line->str), XY_TEXT (log->old->len > 0 ? log->old->str : NULL),
                             XY_BYTES (log->hash, XY_HASH_SIZE)),
                    error);
}

static const XyRecordType *
type_of (XyOpLog *log, XyArg **args, XyId *id, GError **error)
{
  gsize length;
  const void *bytes = xy_arg_bytes (args[1], &length);

  if (log->act == 0 || bytes == NULL || length != sizeof *id)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_FAILED, "write outside an act");
      return NULL;
    }
  memcpy (id, bytes, sizeof *id);
  return xy_record_types ()[xy_arg_int (args[0])];
}

/* What a newer program wrote of the record that is salvaged. */
static void
append_newer (XyOpLog *log)
{
  gsize length = log->salvaged != NULL ? strlen (log->salvaged) : 0;

  if (length <= 2)
    return;
  if (log->line->str[log->line->len - 1] != '{')
    g_string_append_c (log->line, ',');
  g_string_append_len (log->line, log->salvaged + 1, (gssize) length - 2);
}

/* xy_op_insert (type, id, value…) */
static gboolean
on_row_inserted (gpointer data, XyArg **args, int n_args, GError **error)
{
  XyOpLog *log = data;
  XyId id;
  const XyRecordType *type = type_of (log, args, &id, error);
  int at = 2;

  if (type == NULL)
    return FALSE;

  open_line (log, type, &id, "i");
  for (guint i = 0; i < type->n_fields; i++)
    if (is_captured (&type->fields[i]))
      {
        if (xy_arg_kind (args[at]) != '0')
          append_sent (log->line, &type->fields[i], args[at]);
        at++;
      }
  append_newer (log);
  return close_line (log, type, &id, error);
}

/* xy_op_update (type, id, old del, new del, old value, new value…) */
static gboolean
on_row_updated (gpointer data, XyArg **args, int n_args, GError **error)
{
  XyOpLog *log = data;
  XyId id;
  const XyRecordType *type = type_of (log, args, &id, error);
  gboolean changed = FALSE;

  if (type == NULL)
    return FALSE;

  gboolean was = xy_arg_int (args[2]) != 0, is = xy_arg_int (args[3]) != 0;
  open_line (log, type, &id, !was && is ? "d" : "u");
  g_string_append_c (log->old, '{');
  if (was != is)
    {
      append_field (log->line, "del", args[3]);
      append_field (log->old, "del", args[2]);
      changed = TRUE;
    }
  int at = 4;
  for (guint i = 0; i < type->n_fields; i++)
    if (is_captured (&type->fields[i]))
      {
        if (!value_equal (args[at], args[at + 1]))
          {
            append_sent (log->line, &type->fields[i], args[at + 1]);
            append_field (log->old, type->fields[i].name, args[at]);
            changed = TRUE;
          }
        at += 2;
      }
  if (!changed)
    return TRUE;
  g_string_append_c (log->old, '}');
  return close_line (log, type, &id, error);
}

static gboolean
add_triggers (XyDb *db, const XyRecordType *type, guint number, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) inserted = g_string_new (NULL);
  g_autoptr (GString) updated = g_string_new (NULL);

  for (guint i = 0; i < type->n_fields; i++)
    if (is_captured (&type->fields[i]))
      {
        const char *name = type->fields[i].name;
        g_string_append_printf (inserted, ", NEW.%s", name);
        g_string_append_printf (updated, ", OLD.%s, NEW.%s", name, name);
      }
  g_string_append_printf (sql,
                          "CREATE TEMP TRIGGER %s_inserted AFTER INSERT ON main.%s WHEN NOT xy_op_receiving () "
                          "BEGIN SELECT xy_op_insert (%u, NEW.id%s); END;\n",
                          type->table, type->table, number, inserted->str);
  g_string_append_printf (sql,
                          "CREATE TEMP TRIGGER %s_updated AFTER UPDATE ON main.%s WHEN NOT xy_op_receiving () "
                          "BEGIN SELECT xy_op_update (%u, NEW.id, OLD.del, NEW.del%s); END;\n",
                          type->table, type->table, number, updated->str);
  g_string_append_printf (sql,
                          "CREATE TEMP TRIGGER %s_deleted BEFORE DELETE ON main.%s "
                          "BEGIN SELECT RAISE (ABORT, 'rows of %s are marked deleted, never removed'); END;\n",
                          type->table, type->table, type->table);
  return xy_db_script (db, sql->str, error);
}

XyOpLog *
xy_op_log_new (XyDb *db, GError **error)
{
  XyOpLog *log = g_new0 (XyOpLog, 1);

  log->db = db;
  log->line = g_string_new (NULL);
  log->old = g_string_new (NULL);

  gboolean ok = xy_db_add_function (db, "xy_op_insert", on_row_inserted, log, error)
                && xy_db_add_function (db, "xy_op_update", on_row_updated, log, error)
                && xy_db_add_switch (db, "xy_op_receiving", &log->receiving, error);
  for (guint i = 0; ok && xy_record_types ()[i] != NULL; i++)
    ok = add_triggers (db, xy_record_types ()[i], i, error);
  if (ok)
    return log;

  xy_op_log_free (log);
  return NULL;
}

void
xy_op_log_free (XyOpLog *log)
{
  if (log == NULL)
    return;
  g_string_free (log->line, TRUE);
  g_string_free (log->old, TRUE);
  g_free (log->fix);
  g_free (log->salvaged);
  g_free (log);
}

gboolean
xy_op_log_begin (XyOpLog *log, gint64 act, gint64 at, const XyId *by, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize length = 0;

  log->n = 0;
  memset (log->hash, 0, sizeof log->hash);
  {
    g_autoptr (XyRows) rows =
        xy_db_query (log->db, "SELECT n, h FROM op ORDER BY n DESC LIMIT 1", XY_BIND_NONE, &problem);
    if (xy_rows_next (rows, &problem))
      {
        const void *hash = xy_rows_bytes (rows, 1, &length);
        log->n = xy_rows_int (rows, 0);
        if (length == XY_HASH_SIZE)
          memcpy (log->hash, hash, XY_HASH_SIZE);
      }
  }

  guint8 before[XY_HASH_SIZE] = { 0 };
  if (problem == NULL)
    {
      g_autoptr (XyRows) rows =
          xy_db_query (log->db, "SELECT sum FROM act ORDER BY n DESC LIMIT 1", XY_BIND_NONE, &problem);
      if (xy_rows_next (rows, &problem))
        {
          const void *sum = xy_rows_bytes (rows, 0, &length);
          if (length == XY_HASH_SIZE)
            memcpy (before, sum, XY_HASH_SIZE);
        }
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;

  if (!read_place (log, at, error))
    return FALSE;
  log->first = log->n;
  log->act = act;
  log->at = at;
  xy_id_to_text (by, log->by);
  crypto_hash_sha256_init (&log->sum);
  crypto_hash_sha256_update (&log->sum, before, sizeof before);
  return TRUE;
}

gint64
xy_op_log_count (XyOpLog *log)
{
  return log->n - log->first;
}

gboolean
xy_op_log_keep_clock (XyOpLog *log, GError **error)
{
  return !log->enrolled
         || xy_db_run (log->db, "UPDATE sync SET clock = ?1, tick = ?2",
                       XY_BIND (XY_INT (log->clock), XY_INT (log->tick)), error);
}

void
xy_op_log_set_receiving (XyOpLog *log, gboolean receiving)
{
  log->receiving = receiving;
}

void
xy_op_log_end (XyOpLog *log, const char *head, guint8 sum[XY_HASH_SIZE])
{
  if (head != NULL)
    {
      crypto_hash_sha256_update (&log->sum, (const guint8 *) head, strlen (head));
      crypto_hash_sha256_final (&log->sum, sum);
    }
  log->act = 0;
  g_clear_pointer (&log->fix, g_free);
}

void
xy_op_log_set_fix (XyOpLog *log, const XyId *id, const char *fix)
{
  g_free (log->fix);
  log->fix = g_strdup (fix);
  log->fixes = *id;
}

gboolean
xy_op_log_has_fix (XyOpLog *log)
{
  return log->fix != NULL;
}

static guint
number_of (const XyRecordType *type)
{
  guint number = 0;

  while (xy_record_types ()[number] != type)
    number++;
  return number;
}

/* The function of the trigger, asked for a row that nobody writes: all of it but the fields WITHOUT. (transfer full) */
static char *
insert_sql (const XyRecordType *type, const char *const *without)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT xy_op_insert (%u, t.id", number_of (type));
  for (guint i = 0; i < type->n_fields; i++)
    if (is_captured (&type->fields[i]))
      {
        const char *name = type->fields[i].name;
        gboolean left_out = g_strv_contains (without, name);
        g_string_append_printf (sql, ", %s%s", left_out ? "NULL" : "t.", left_out ? "" : name);
      }
  g_string_append_printf (sql, ") FROM %s AS t WHERE t.id = ?1", type->table);
  return g_string_free (sql, FALSE);
}

/* The same of its fields NAMES, as if each had been changed. (transfer full) */
static char *
update_sql (const XyRecordType *type, const char *const *names)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT xy_op_update (%u, t.id, t.del, t.del", number_of (type));
  for (guint i = 0; i < type->n_fields; i++)
    if (is_captured (&type->fields[i]))
      {
        const char *name = type->fields[i].name;
        if (g_strv_contains (names, name))
          g_string_append_printf (sql, ", iif (t.%s IS NULL, 0, NULL), t.%s", name, name);
        else
          g_string_append_printf (sql, ", t.%s, t.%s", name, name);
      }
  g_string_append_printf (sql, ") FROM %s AS t WHERE t.id = ?1", type->table);
  return g_string_free (sql, FALSE);
}

gboolean
xy_op_log_send (XyOpLog *log, const XyRecordType *type, const XyId *id, const char *names, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names != NULL ? names : "", " ", -1);
  const char *const *fields = (const char *const *) list;
  gint64 done;

  if (names != NULL && *names == '\0')
    {
      open_line (log, type, id, "u");
      return close_line (log, type, id, error);
    }
  g_autofree char *sql = names == NULL ? insert_sql (type, fields) : update_sql (type, fields);
  return xy_db_number (log->db, sql, XY_BIND (XY_ID (id)), &done, error);
}

gboolean
xy_op_log_salvage (XyOpLog *log, const XyRecordType *type, const XyId *id, const char *without, GError **error)
{
  g_auto (GStrv) list = g_strsplit (without, " ", -1);
  g_autofree char *sql = insert_sql (type, (const char *const *) list);
  g_autofree char *newer = g_strdup_printf ("SELECT coalesce (ext, '{}') FROM %s WHERE id = ?1", type->table);
  gint64 done;

  log->salvaged = xy_db_text (log->db, newer, XY_BIND (XY_ID (id)), error);
  gboolean ok = log->salvaged != NULL && xy_db_number (log->db, sql, XY_BIND (XY_ID (id)), &done, error);
  g_clear_pointer (&log->salvaged, g_free);
  return ok;
}

char *
xy_op_act_head (gint64 act,
                gint64 at,
                const char *by,
                const char *who,
                const char *title,
                int kind,
                gint64 undoes,
                gboolean final,
                gint64 n_ops)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n%s\n%s\n%d\n%" G_GINT64_FORMAT
                          "\n%d\n%" G_GINT64_FORMAT,
                          act, at, by, who, title, kind, undoes, final, n_ops);
}
