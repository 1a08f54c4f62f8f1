/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base on PostgreSQL, through libpq. The connection is in libpq's pipeline mode throughout: what is written later
 * (xy_base_later) is sent while the caller goes on, and only who asks for something waits for the answers.
 */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>

#include "server/base-pg-error.h"
#include "server/base-pg-rows.h"

#define VALUES_MOST 512
#define PLAN_ANEW "SET plan_cache_mode TO force_custom_plan"
#define PLAN_KEPT "SET plan_cache_mode TO force_generic_plan"
/* Rows that are gathered before they are sent: PostgreSQL works on them while the next ones come. */
#define ROWS_MOST 128

/* What is set within a transaction goes with it. */
#define SCOPE_UNKNOWN (-1)

typedef struct
{
  XyBase base;
  PGconn *conn;
  char *where;
  GHashTable *prepared; /* SQL text and kinds of its values → its name */
  GPtrArray *fresh;     /* of those, what is not known to have been taken yet */
  guint n_prepared;
  GString *key;
  GPtrArray *gathered; /* of XyPgRows, in the order in which they came first */
  gboolean in_transaction;
  gboolean plans; /* it can be told when to keep the plan of a statement */
  gboolean plan_kept;
  gint64 scope[2];      /* of villages, from and to */
  gint64 scope_told[2]; /* that PostgreSQL has, or SCOPE_UNKNOWN */
  guint unanswered;     /* statements that were sent */
  /* Of the statement that is sent now. */
  const char *values[VALUES_MOST];
  int lengths[VALUES_MOST];
  int formats[VALUES_MOST];
  gint64 numbers[VALUES_MOST];
  GByteArray *list; /* its one list */
} Pg;

typedef struct
{
  XyBaseRows base;
  PGresult *result;
  int at;
  char **texts; /* of columns that are numbers */
} Rows;

static const XyBaseMake pg_make;

static void
on_noticed (void *data, const char *message)
{
  g_debug ("PostgreSQL: %s", message);
}

static gboolean
set_lost (Pg *pg, GError **error)
{
  return xy_pg_set_error (NULL, PQerrorMessage (pg->conn), error);
}

/* An answer that is none: only the state and the main sentence of it, which names no value. */
static gboolean
set_refused (Pg *pg, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);

  return PQstatus (pg->conn) == CONNECTION_OK && state != NULL ? xy_pg_set_error (state, message, error)
                                                               : set_lost (pg, error);
}

/*
 * The answers to all that was sent; that to the last statement is *LAST (transfer full). Where one failed, those behind
 * it were not done.
 */
static gboolean
collect (Pg *pg, PGresult **last, GError **error)
{
  g_autoptr (GError) problem = NULL;
  PGresult *result = NULL;
  gboolean synced = PQpipelineSync (pg->conn) == 1, ended = FALSE;

  pg->unanswered = 0;
  while (synced)
    {
      PGresult *next = PQgetResult (pg->conn);
      ExecStatusType status = PQresultStatus (next);

      if (next == NULL)
        {
          /* Each statement's answers end so; twice, the connection has. */
          synced = !ended && PQstatus (pg->conn) == CONNECTION_OK;
          ended = TRUE;
          continue;
        }
      ended = FALSE;
      if (status == PGRES_PIPELINE_SYNC)
        {
          PQclear (next);
          break;
        }
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_PIPELINE_ABORTED
          && problem == NULL)
        set_refused (pg, next, &problem);
      PQclear (result);
      result = next;
    }
  if (problem == NULL && (!synced || PQstatus (pg->conn) != CONNECTION_OK))
    set_lost (pg, &problem);
  for (guint i = 0; problem != NULL && i < pg->fresh->len; i++)
    g_hash_table_remove (pg->prepared, pg->fresh->pdata[i]);
  g_ptr_array_set_size (pg->fresh, 0);
  pg->plan_kept = pg->plan_kept && problem == NULL;
  if (problem == NULL && last != NULL)
    *last = g_steal_pointer (&result);
  PQclear (result);
  return xy_error_pass (error, &problem);
}

static Oid
type_of (const XyValue *value)
{
  char kind = value->kind;

  if (kind == 'l')
    return xy_pg_list_type (value->pointer);
  return kind == 'n' ? TYPE_INT8 : kind == 't' ? TYPE_TEXT : kind == 'i' || kind == 'b' ? TYPE_BYTES : 0;
}

/* SQL with its values written $1, $2 … */
static char *
own_text (const char *sql)
{
  GString *own = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (; *sql != '\0'; sql++)
    {
      quoted ^= *sql == '\'';
      g_string_append_c (own, *sql == '?' && !quoted ? '$' : *sql);
    }
  return g_string_free (own, FALSE);
}

/* The name under which PostgreSQL has the statement OWN, that KEY is for. */
static const char *
prepare (Pg *pg, const char *key, const char *own, const Oid *types, guint n_values)
{
  char *name = g_strdup_printf ("xy%u", pg->n_prepared++);

  if (PQsendPrepare (pg->conn, name, own, (int) n_values, types) != 1)
    {
      g_free (name);
      return NULL;
    }
  g_hash_table_insert (pg->prepared, g_strdup (key), name);
  g_ptr_array_add (pg->fresh, g_strdup (key));
  return name;
}

static void
set_value (Pg *pg, guint at, const XyValue *value)
{
  pg->values[at] = value->pointer;
  pg->lengths[at] = (int) value->length;
  pg->formats[at] = 1;
  if (value->kind == 'n')
    {
      pg->numbers[at] = GINT64_TO_BE (value->number);
      pg->values[at] = (const char *) &pg->numbers[at];
      pg->lengths[at] = sizeof pg->numbers[at];
    }
  else if (value->kind == 'l')
    {
      xy_pg_list_write (value->pointer, (guint) value->length, pg->list);
      pg->values[at] = (const char *) pg->list->data;
      pg->lengths[at] = (int) pg->list->len;
    }
  else if (value->kind == 't')
    pg->lengths[at] = value->pointer != NULL ? (int) strlen (value->pointer) : 0;
}

/* Sends the statement NAME with the N_VALUES that were set; the answer is to be collected. */
static gboolean
send_named (Pg *pg, const char *name, guint n_values, GError **error)
{
  pg->unanswered++;
  return (name != NULL
          && PQsendQueryPrepared (pg->conn, name, (int) n_values, pg->values, pg->lengths, pg->formats, 1) == 1)
         || set_lost (pg, error);
}

/*
 * An INSERT has one plan, whatever its rows; of all else a plan that was made when a table was empty would be kept for
 * a full one. What is set in a transaction goes back with it: it begins and ends with plans that are not kept, and so
 * does each part of it that can be taken back.
 */
static gboolean
keep_plan (Pg *pg, gboolean kept, GError **error)
{
  if (pg->plan_kept == kept || !pg->plans)
    return TRUE;
  pg->plan_kept = kept;
  pg->unanswered++;
  return PQsendQueryParams (pg->conn, kept ? PLAN_KEPT : PLAN_ANEW, 0, NULL, NULL, NULL, NULL, 1) == 1
         || set_lost (pg, error);
}

static gboolean
send_one (Pg *pg, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  Oid types[VALUES_MOST];

  g_return_val_if_fail (n_values <= VALUES_MOST, FALSE);
  if (!keep_plan (pg, FALSE, error))
    return FALSE;
  g_string_truncate (pg->key, 0);
  for (guint i = 0; i < n_values; i++)
    {
      const XyValue *value = values[i].kind == 'l' ? values[i].pointer : &values[i];
      g_string_append_printf (pg->key, "%s%c", value != &values[i] ? "l" : "", value->kind);
    }
  g_string_append_c (pg->key, ' ');
  g_string_append (pg->key, sql);
  const char *name = g_hash_table_lookup (pg->prepared, pg->key->str);
  if (name == NULL)
    {
      g_autofree char *own = own_text (sql);
      for (guint i = 0; i < n_values; i++)
        types[i] = type_of (&values[i]);
      name = prepare (pg, pg->key->str, own, types, n_values);
    }
  for (guint i = 0; i < n_values; i++)
    set_value (pg, i, &values[i]);
  return send_named (pg, name, n_values, error);
}

/* Many rows in one statement, of which each column is one value. */
static gboolean
send_rows (Pg *pg, XyPgRows *rows, GError **error)
{
  guint n = xy_pg_rows_n_columns (rows);
  Oid types[VALUES_MOST];

  if (xy_pg_rows_count (rows) == 0)
    return TRUE;
  if (!keep_plan (pg, g_str_has_prefix (xy_pg_rows_sql (rows), "INSERT "), error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gsize length;
      pg->values[i] = xy_pg_rows_column (rows, i, &length, &types[i]);
      pg->lengths[i] = (int) length;
      pg->formats[i] = 1;
    }
  const char *text = xy_pg_rows_text (rows), *name = g_hash_table_lookup (pg->prepared, text);
  if (name == NULL)
    name = prepare (pg, text, text, types, n);
  gboolean sent = send_named (pg, name, n, error);
  xy_pg_rows_clear (rows);
  /* Left to itself libpq keeps up to 64 KiB back, and PostgreSQL would only begin when it is waited for. */
  return sent && (PQflush (pg->conn) == 0 || set_lost (pg, error));
}

static gboolean
send_later (Pg *pg, GError **error)
{
  for (guint i = 0; i < pg->gathered->len; i++)
    if (!send_rows (pg, pg->gathered->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The name of the table that SQL, an INSERT, UPDATE or DELETE, is about, with what stands behind it. */
static const char *
table_of (const char *sql, gsize *length)
{
  static const char *const verbs[] = { "INSERT INTO ", "DELETE FROM ", "UPDATE " };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_has_prefix (sql, verbs[i]))
      sql += strlen (verbs[i]);
  *length = strcspn (sql, " ") + 1;
  return sql;
}

/* What else is gathered for the table that SQL is about: what is about one table keeps its order, but for INSERTs. */
static gboolean
send_of_table (Pg *pg, const char *sql, GError **error)
{
  gsize length;
  const char *name = table_of (sql, &length);
  gboolean insert = g_str_has_prefix (sql, "INSERT ");

  for (guint i = 0; i < pg->gathered->len; i++)
    {
      XyPgRows *rows = pg->gathered->pdata[i];
      const char *other = xy_pg_rows_sql (rows);
      gsize n;
      if (xy_pg_rows_count (rows) > 0 && strncmp (table_of (other, &n), name, length) == 0 && !g_str_equal (other, sql)
          && !(insert && g_str_has_prefix (other, "INSERT ")) && !send_rows (pg, rows, error))
        return FALSE;
    }
  return TRUE;
}

static void
forget_later (Pg *pg)
{
  for (guint i = 0; i < pg->gathered->len; i++)
    xy_pg_rows_clear (pg->gathered->pdata[i]);
}

/* Costs no wait: the answer comes with that to what is asked next. */
static gboolean
send_scope (Pg *pg, GError **error)
{
  char from[24], to[24];

  if (memcmp (pg->scope, pg->scope_told, sizeof pg->scope) == 0)
    return TRUE;
  g_snprintf (from, sizeof from, "%" G_GINT64_FORMAT, pg->scope[0]);
  g_snprintf (to, sizeof to, "%" G_GINT64_FORMAT, pg->scope[1]);
  memcpy (pg->scope_told, pg->scope, sizeof pg->scope);
  return send_one (pg, "SELECT set_config ('xy.from', ?1, false), set_config ('xy.to', ?2, false)",
                   XY_BIND (XY_TEXT (from), XY_TEXT (to)), error);
}

/* Runs SQL behind all that waits to be written. */
static gboolean
ask (Pg *pg, const char *sql, const XyValue *values, guint n_values, PGresult **result, GError **error)
{
  return send_scope (pg, error) && send_later (pg, error) && send_one (pg, sql, values, n_values, error)
         && collect (pg, result, error);
}

/* What every connection is told; a product that does not know one of these goes without it. */
static void
set_up (Pg *pg)
{
  static const char *const settings[] = {
    /* An answer is given when the disk has it, whatever the cluster's habit is. */
    "SELECT set_config ('synchronous_commit', 'on', false) WHERE current_setting ('synchronous_commit') = 'off'",
    PLAN_ANEW, /* see keep_plan() */
    "SET lock_timeout TO 10000",
    "SET idle_in_transaction_session_timeout TO 60000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      PGresult *result = PQexec (pg->conn, settings[i]);
      ExecStatusType status = PQresultStatus (result);
      gboolean taken = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
      if (!taken)
        g_warning ("PostgreSQL does not take: %s", settings[i]);
      if (g_str_equal (settings[i], PLAN_ANEW))
        pg->plans = taken;
      PQclear (result);
    }
}

static gboolean
open_line (Pg *pg, GError **error)
{
  g_hash_table_remove_all (pg->prepared);
  forget_later (pg);
  pg->in_transaction = FALSE;
  pg->scope_told[0] = SCOPE_UNKNOWN;
  pg->plan_kept = FALSE;
  pg->unanswered = 0;
  g_clear_pointer (&pg->conn, PQfinish);
  pg->conn = PQconnectdb (pg->where);
  if (PQstatus (pg->conn) != CONNECTION_OK)
    return set_lost (pg, error);
  PQsetNoticeProcessor (pg->conn, on_noticed, NULL);
  if (PQsetClientEncoding (pg->conn, "UTF8") != 0)
    return set_lost (pg, error);
  set_up (pg);
  return PQenterPipelineMode (pg->conn) == 1 || set_lost (pg, error);
}

/* Outside of a transaction, once more on a new connection where the old one is found to be lost. */
static gboolean
ask_anew (Pg *pg, const char *sql, const XyValue *values, guint n_values, PGresult **result, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (PQstatus (pg->conn) == CONNECTION_OK)
    {
      if (ask (pg, sql, values, n_values, result, &problem))
        return TRUE;
      pg->scope_told[0] = SCOPE_UNKNOWN;
      if (PQstatus (pg->conn) == CONNECTION_OK)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return open_line (pg, error) && ask (pg, sql, values, n_values, result, error);
}

static void
pg_close (XyBase *base)
{
  Pg *pg = (Pg *) base;

  PQfinish (pg->conn);
  g_hash_table_unref (pg->prepared);
  g_ptr_array_unref (pg->fresh);
  g_ptr_array_unref (pg->gathered);
  g_string_free (pg->key, TRUE);
  g_byte_array_unref (pg->list);
  g_free (pg->where);
  g_free (pg);
}

static gboolean
pg_begin (XyBase *base, GError **error)
{
  Pg *pg = (Pg *) base;

  pg->in_transaction = ask_anew (pg, "BEGIN", XY_BIND_NONE, NULL, error);
  return pg->in_transaction;
}

static gboolean
pg_commit (XyBase *base, GError **error)
{
  Pg *pg = (Pg *) base;
  PGresult *result = NULL;

  if (!ask (pg, "COMMIT", XY_BIND_NONE, &result, error))
    return FALSE;
  /* A transaction in which something failed is committed as nothing. */
  gboolean done = g_str_equal (PQcmdStatus (result), "COMMIT");
  pg->in_transaction = FALSE;
  PQclear (result);
  if (!done)
    pg->scope_told[0] = SCOPE_UNKNOWN;
  return done || xy_pg_set_error ("25P02", "the transaction had failed", error);
}

static void
pg_rollback (XyBase *base)
{
  Pg *pg = (Pg *) base;

  forget_later (pg);
  if (pg->in_transaction && PQstatus (pg->conn) == CONNECTION_OK)
    {
      if (pg->unanswered > 0)
        collect (pg, NULL, NULL);
      ask (pg, "ROLLBACK", XY_BIND_NONE, NULL, NULL);
    }
  pg->in_transaction = FALSE;
  pg->scope_told[0] = SCOPE_UNKNOWN;
}

static gboolean
pg_run (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  Pg *pg = (Pg *) base;

  if (pg->in_transaction)
    return ask (pg, sql, values, n_values, NULL, error);
  /* Alone it could have been done when the connection is lost; an empty transaction cannot. */
  if (pg_begin (base, error) && ask (pg, sql, values, n_values, NULL, error) && pg_commit (base, error))
    return TRUE;
  pg_rollback (base);
  return FALSE;
}

static void
pg_set_scope (XyBase *base, gint64 from, gint64 to)
{
  Pg *pg = (Pg *) base;

  pg->scope[0] = from;
  pg->scope[1] = to;
}

static gboolean
pg_is_fenced (XyBase *base)
{
  gint64 binds = 0;

  return xy_base_number (base,
                         "SELECT count (*) FROM pg_roles WHERE rolname = current_user "
                         "AND NOT rolsuper AND NOT rolbypassrls",
                         XY_BIND_NONE, &binds, NULL)
         && binds > 0;
}

static XyPgRows *
find_gathered (Pg *pg, const char *sql, guint n_values)
{
  for (guint i = 0; i < pg->gathered->len; i++)
    if (g_str_equal (xy_pg_rows_sql (pg->gathered->pdata[i]), sql))
      return pg->gathered->pdata[i];
  XyPgRows *rows = xy_pg_rows_new (sql, n_values);
  g_ptr_array_add (pg->gathered, rows);
  return rows;
}

static gboolean
pg_later (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  Pg *pg = (Pg *) base;

  if (!pg->in_transaction)
    return pg_run (base, sql, values, n_values, error);
  if (!send_of_table (pg, sql, error))
    return FALSE;
  if (!xy_pg_rows_can (sql))
    return send_one (pg, sql, values, n_values, error);

  XyPgRows *rows = find_gathered (pg, sql, n_values);
  if (xy_pg_rows_has (rows, values) && !send_rows (pg, rows, error))
    return FALSE;
  xy_pg_rows_add (rows, values);
  return xy_pg_rows_count (rows) < ROWS_MOST || send_rows (pg, rows, error);
}

static XyBaseRows *
pg_query (XyBase *base, const char *sql, const XyValue *values, guint n_values, GError **error)
{
  Pg *pg = (Pg *) base;
  PGresult *result = NULL;

  if (!(pg->in_transaction ? ask : ask_anew) (pg, sql, values, n_values, &result, error))
    return NULL;
  Rows *rows = g_new (Rows, 1);
  *rows = (Rows){ { &pg_make }, result, -1, NULL };
  return &rows->base;
}

static gboolean
pg_next (XyBaseRows *base, GError **error)
{
  Rows *rows = (Rows *) base;

  if (rows->at + 1 >= PQntuples (rows->result))
    return FALSE;
  rows->at++;
  return TRUE;
}

static gboolean
is_null (Rows *rows, int column)
{
  return PQgetisnull (rows->result, rows->at, column) == 1;
}

static gboolean
is_number (Rows *rows, int column)
{
  Oid type = PQftype (rows->result, column);

  return type == TYPE_INT8 || type == TYPE_INT4 || type == TYPE_INT2 || type == TYPE_BOOL || type == TYPE_NUMERIC;
}

static char
pg_kind (XyBaseRows *base, int column)
{
  Rows *rows = (Rows *) base;

  if (is_null (rows, column))
    return '0';
  return is_number (rows, column) ? 'n' : PQftype (rows->result, column) == TYPE_BYTES ? 'b' : 't';
}

/* A numeric of PostgreSQL, such as a sum of whole numbers is: groups of four decimal digits. */
static gint64
read_numeric (const guint8 *bytes, gsize length)
{
  guint16 parts[4];
  gint64 number = 0;

  if (length < sizeof parts)
    return 0;
  for (guint i = 0; i < 4; i++)
    parts[i] = (guint16) (bytes[2 * i] << 8 | bytes[2 * i + 1]);
  for (int i = 0; i <= (gint16) parts[1]; i++)
    {
      gsize at = sizeof parts + 2 * (gsize) i;
      number = number * 10000 + (i < parts[0] && at + 2 <= length ? bytes[at] << 8 | bytes[at + 1] : 0);
    }
  return parts[2] == 0x4000 ? -number : number;
}

static gint64
pg_int (XyBaseRows *base, int column)
{
  Rows *rows = (Rows *) base;
  const char *bytes = PQgetvalue (rows->result, rows->at, column);
  gsize length = (gsize) PQgetlength (rows->result, rows->at, column);
  gint64 eight;
  gint32 four;
  gint16 two;

  if (is_null (rows, column))
    return 0;
  switch (PQftype (rows->result, column))
    {
    case TYPE_INT8:
      memcpy (&eight, bytes, sizeof eight);
      return GINT64_FROM_BE (eight);
    case TYPE_INT4:
      memcpy (&four, bytes, sizeof four);
      return GINT32_FROM_BE (four);
    case TYPE_INT2:
      memcpy (&two, bytes, sizeof two);
      return GINT16_FROM_BE (two);
    case TYPE_BOOL:
      return bytes[0] != 0;
    case TYPE_NUMERIC:
      return read_numeric ((const guint8 *) bytes, length);
    default:
      return g_ascii_strtoll (bytes, NULL, 10);
    }
}

static const char *
pg_text (XyBaseRows *base, int column)
{
  Rows *rows = (Rows *) base;

  if (is_null (rows, column))
    return NULL;
  if (!is_number (rows, column))
    return PQgetvalue (rows->result, rows->at, column);
  if (rows->texts == NULL)
    rows->texts = g_new0 (char *, (gsize) PQnfields (rows->result) + 1);
  g_free (rows->texts[column]);
  rows->texts[column] = g_strdup_printf ("%" G_GINT64_FORMAT, pg_int (base, column));
  return rows->texts[column];
}

static const void *
pg_bytes (XyBaseRows *base, int column, gsize *length)
{
  Rows *rows = (Rows *) base;

  *length = 0;
  if (is_null (rows, column))
    return NULL;
  *length = (gsize) PQgetlength (rows->result, rows->at, column);
  return PQgetvalue (rows->result, rows->at, column);
}

static int
pg_n_columns (XyBaseRows *base)
{
  return PQnfields (((Rows *) base)->result);
}

static const char *
pg_column_name (XyBaseRows *base, int column)
{
  return PQfname (((Rows *) base)->result, column);
}

static void
pg_rows_free (XyBaseRows *base)
{
  Rows *rows = (Rows *) base;

  for (int i = 0; rows->texts != NULL && i < PQnfields (rows->result); i++)
    g_free (rows->texts[i]);
  g_free (rows->texts);
  PQclear (rows->result);
  g_free (rows);
}

/*
 * PostgreSQL shows the rows of a table whose key begins with the village's number to nobody, its owner not excepted,
 * who did not say of which villages; once a statement, not once a row, it looks what was said. (Without IS TRUE it
 * would think that this leaves one row in two hundred, and read a whole village by any index for want of a better one.)
 */
static gboolean
fence (XyBase *base, const char *sql, GError **error)
{
  static const char create[] = "CREATE TABLE ";
  static const char *const statements[][2] = {
    { "ALTER TABLE ", " ENABLE ROW LEVEL SECURITY" },
    { "ALTER TABLE ", " FORCE ROW LEVEL SECURITY" },
    { "CREATE POLICY scope ON ", " USING ((sid BETWEEN (SELECT nullif (current_setting ('xy.from', true), '')::bigint) "
                                 "AND (SELECT nullif (current_setting ('xy.to', true), '')::bigint)) IS TRUE)" },
  };
  const char *columns = strchr (sql, '(');

  if (!g_str_has_prefix (sql, create) || !g_str_has_prefix (columns, "(sid BIGINT"))
    return TRUE;
  g_autofree char *table = g_strndup (sql + strlen (create), (gsize) (columns - sql) - strlen (create));
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autofree char *own = g_strconcat (statements[i][0], table, statements[i][1], NULL);
      if (!pg_run (base, own, XY_BIND_NONE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
pg_define (XyBase *base, const char *sql, GError **error)
{
  /* Sorted by bytes, as SQLite does, whatever the database's language is. */
  static const char *const types[][2] = { { "TEXT", "TEXT COLLATE \"C\"" }, { NULL, NULL } };
  g_autofree char *own = xy_base_translate (sql, types);

  return pg_run (base, own, XY_BIND_NONE, error) && fence (base, sql, error);
}

static gboolean
pg_has_table (XyBase *base, const char *table, gboolean *has, GError **error)
{
  gint64 n = 0;

  if (!xy_base_number (base,
                       "SELECT count (*) FROM information_schema.tables "
                       "WHERE table_schema = current_schema () AND table_name = ?1",
                       XY_BIND (XY_TEXT (table)), &n, error))
    return FALSE;
  *has = n > 0;
  return TRUE;
}

static const XyBaseMake pg_make = {
  .name = "postgresql",
  .close = pg_close,
  .define = pg_define,
  .has_table = pg_has_table,
  .set_scope = pg_set_scope,
  .is_fenced = pg_is_fenced,
  .run = pg_run,
  .later = pg_later,
  .query = pg_query,
  .next = pg_next,
  .int_at = pg_int,
  .text_at = pg_text,
  .bytes_at = pg_bytes,
  .kind = pg_kind,
  .n_columns = pg_n_columns,
  .column_name = pg_column_name,
  .rows_free = pg_rows_free,
  .begin = pg_begin,
  .commit = pg_commit,
  .rollback = pg_rollback,
  .lists = TRUE,
};

XyBase *
xy_base_pg_open (const char *where, GError **error)
{
  Pg *pg = g_new0 (Pg, 1);

  pg->scope[1] = G_MAXINT64;
  pg->base.make = &pg_make;
  /* "postgresql://host/name" is a name of its own; behind "postgresql:" alone stand libpq's keywords. */
  pg->where = g_strdup (g_str_has_prefix (where, "postgresql://") ? where : where + strlen ("postgresql:"));
  pg->prepared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  pg->fresh = g_ptr_array_new_with_free_func (g_free);
  pg->gathered = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_pg_rows_free);
  pg->key = g_string_new (NULL);
  pg->list = g_byte_array_new ();
  if (open_line (pg, error))
    return &pg->base;
  pg_close (&pg->base);
  return NULL;
}
