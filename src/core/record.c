/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/record.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/act.h"
#include "core/store.h"

G_DEFINE_ABSTRACT_TYPE (XyRecord, xy_record, G_TYPE_OBJECT)

#define MEMBER(record, field, Type) (*(Type *) ((char *) (record) + (field)->offset))

static gboolean
is_string (const XyField *field)
{
  return field->type == XY_FIELD_TEXT || field->type == XY_FIELD_DAY;
}

static XyRecordClass *
class_of (const XyRecordType *type)
{
  /* Record classes are never unloaded; the reference is kept on purpose. */
  static GMutex mutex;
  g_mutex_lock (&mutex);
  XyRecordClass *klass = g_type_class_peek (type->get_gtype ());
  if (klass == NULL)
    klass = g_type_class_ref (type->get_gtype ());
  g_mutex_unlock (&mutex);
  return klass;
}

static void
clear_field (gpointer record, const XyField *field)
{
  switch (field->type)
    {
    case XY_FIELD_TEXT:
    case XY_FIELD_DAY:
      g_clear_pointer (&MEMBER (record, field, char *), g_free);
      break;
    case XY_FIELD_BYTES:
      g_clear_pointer (&MEMBER (record, field, GBytes *), g_bytes_unref);
      break;
    case XY_FIELD_ID:
      MEMBER (record, field, XyId) = XY_ID_NONE;
      break;
    case XY_FIELD_INT:
    case XY_FIELD_BOOL:
    case XY_FIELD_POINTS:
    case XY_FIELD_MONEY:
    case XY_FIELD_INSTANT:
      MEMBER (record, field, gint64) = 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
load_field (gpointer record, const XyField *field, XyRows *rows, int column)
{
  if (is_string (field))
    MEMBER (record, field, char *) = g_strdup (xy_rows_text (rows, column));
  else if (field->type == XY_FIELD_ID)
    MEMBER (record, field, XyId) = xy_rows_id (rows, column);
  else if (field->type == XY_FIELD_BYTES)
    {
      gsize size;
      const void *data = xy_rows_bytes (rows, column, &size);
      MEMBER (record, field, GBytes *) = data != NULL ? g_bytes_new (data, size) : NULL;
    }
  else
    MEMBER (record, field, gint64) = xy_rows_int (rows, column);
}

static gboolean
check_required (gconstpointer record, const XyRecordType *type, GError **error)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      if ((field->flags & XY_FIELD_REQUIRED) != 0)
        {
          XyValue value = xy_record_get_value (record, field);
          if (value.kind == '0' || (value.kind != 'n' && value.pointer == NULL))
            {
              xy_set_invalid (error, field->name, _ ("%s must not be empty."), _ (field->label));
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
check_words (gconstpointer record, const XyRecordType *type, GError **error)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      const char *text = field->words != NULL ? MEMBER (record, field, char *) : NULL;

      if (text == NULL || text[0] == '\0')
        continue;
      if (xy_word_label (field->words, text) == NULL)
        {
          xy_set_invalid (error, field->name, _ ("%s cannot be “%s”."), _ (field->label), text);
          return FALSE;
        }
    }
  return TRUE;
}

/* The N + 2 values of RECORD's row. */
static void
set_values (const XyRecord *record, const XyRecordType *type, XyValue *values)
{
  values[0] = XY_ID (&record->id);
  values[1] = XY_INT (record->deleted);
  for (guint i = 0; i < type->n_fields; i++)
    values[i + 2] = xy_record_get_value (record, &type->fields[i]);
}

static gboolean
put_row (XyTxn *txn, XyRecord *record, GError **error)
{
  XyRecordClass *klass = (XyRecordClass *) G_OBJECT_GET_CLASS (record);
  const XyRecordType *type = klass->type;
  g_autofree XyValue *values = g_new (XyValue, type->n_fields + 2);
  XyDb *db = xy_txn_get_db (txn);

  set_values (record, type, values);
  if (!xy_db_run (db, record->stored ? klass->update : klass->insert, values, type->n_fields + 2, error))
    return FALSE;

  if (record->stored && xy_db_changes (db) == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), _ (type->noun));
      return FALSE;
    }
  record->stored = TRUE;
  xy_txn_touch (txn, type->topic);
  return TRUE;
}

static gboolean
write_row (XyTxn *txn, XyRecord *record, GError **error)
{
  const XyRecordType *type = xy_record_type (record);

  return put_row (txn, record, error) && (type->guard == NULL || type->guard (txn, record, error));
}

static void
xy_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  const XyField *field = &xy_record_type (object)->fields[id - 1];

  if (is_string (field))
    g_value_set_string (value, MEMBER (object, field, char *));
  else if (field->type == XY_FIELD_ID || field->type == XY_FIELD_BYTES)
    g_value_take_string (value, xy_record_get_text (object, field));
  else
    g_value_set_int64 (value, MEMBER (object, field, gint64));
}

static void
xy_record_finalize (GObject *object)
{
  const XyRecordType *type = xy_record_type (object);

  for (guint i = 0; i < type->n_fields; i++)
    clear_field (object, &type->fields[i]);
  G_OBJECT_CLASS (xy_record_parent_class)->finalize (object);
}

static void
xy_record_class_init (XyRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_record_finalize;
}

static void
xy_record_init (XyRecord *self)
{
}

void
xy_record_class_set_up (XyRecordClass *klass, const XyRecordType *type)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  g_autoptr (GString) columns = g_string_new ("t.id, t.del");
  g_autoptr (GString) insert = g_string_new (NULL);
  g_autoptr (GString) update = g_string_new (NULL);

  /* GObject clears get_property in every subclass. */
  object_class->get_property = xy_record_get_property;

  g_string_printf (insert, "INSERT INTO %s (id, del", type->table);
  g_string_printf (update, "UPDATE %s SET del = ?2", type->table);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB;

      g_string_append_printf (columns, ", t.%s", field->name);
      g_string_append_printf (insert, ", %s", field->name);
      g_string_append_printf (update, ", %s = ?%u", field->name, i + 3);
      if (is_string (field) || field->type == XY_FIELD_ID || field->type == XY_FIELD_BYTES)
        g_object_class_install_property (object_class, i + 1,
                                         g_param_spec_string (field->name, NULL, NULL, NULL, flags));
      else
        g_object_class_install_property (
            object_class, i + 1, g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags));
    }
  g_string_append (insert, ") VALUES (?1, ?2");
  for (guint i = 0; i < type->n_fields; i++)
    g_string_append_printf (insert, ", ?%u", i + 3);
  g_string_append_c (insert, ')');
  g_string_append (update, " WHERE id = ?1");

  klass->type = type;
  klass->columns = g_string_free (g_steal_pointer (&columns), FALSE);
  klass->insert = g_string_free (g_steal_pointer (&insert), FALSE);
  klass->update = g_string_free (g_steal_pointer (&update), FALSE);
}

const XyRecordType *
xy_record_type_by_table (const char *table)
{
  for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
    if ((*type)->table[0] == table[0] && strcmp ((*type)->table, table) == 0)
      return *type;
  return NULL;
}

const char *
xy_word_label (const XyWord *words, const char *value)
{
  for (const XyWord *word = words; word != NULL && word->value != NULL; word++)
    if (g_strcmp0 (word->value, value) == 0)
      return _ (word->label);
  return NULL;
}

const XyField *
xy_record_type_field (const XyRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].name[0] == name[0] && strcmp (type->fields[i].name, name) == 0)
      return &type->fields[i];
  return NULL;
}

gpointer
xy_record_new (const XyRecordType *type)
{
  return g_object_new (type->get_gtype (), NULL);
}

gpointer
xy_record_copy (gconstpointer record)
{
  const XyRecord *from = record;
  const XyRecordType *type = xy_record_type (record);
  XyRecord *copy = xy_record_new (type);

  copy->id = from->id;
  copy->deleted = from->deleted;
  copy->stored = from->stored;
  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];

      if (is_string (field))
        MEMBER (copy, field, char *) = g_strdup (MEMBER (from, field, char *));
      else if (field->type == XY_FIELD_ID)
        MEMBER (copy, field, XyId) = MEMBER (from, field, XyId);
      else if (field->type == XY_FIELD_BYTES)
        {
          GBytes *bytes = MEMBER (from, field, GBytes *);
          MEMBER (copy, field, GBytes *) = bytes != NULL ? g_bytes_ref (bytes) : NULL;
        }
      else
        MEMBER (copy, field, gint64) = MEMBER (from, field, gint64);
    }
  return copy;
}

const XyRecordType *
xy_record_type (gconstpointer record)
{
  return ((XyRecordClass *) G_OBJECT_GET_CLASS ((GObject *) record))->type;
}

void
xy_set_str (char **member, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

guint
xy_clear_strs (char **const members[], guint n)
{
  guint n_full = 0;

  for (guint i = 0; i < n; i++)
    {
      n_full += *members[i] != NULL;
      g_clear_pointer (members[i], g_free);
    }
  return n_full;
}

XyValue
xy_record_get_value (gconstpointer record, const XyField *field)
{
  if (is_string (field))
    {
      const char *text = MEMBER (record, field, char *);
      return XY_TEXT (text != NULL && text[0] != '\0' ? text : NULL);
    }
  if (field->type == XY_FIELD_ID)
    return XY_ID (&MEMBER (record, field, XyId));
  if (field->type == XY_FIELD_BYTES)
    {
      GBytes *bytes = MEMBER (record, field, GBytes *);
      gsize size = 0;
      const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
      return XY_BYTES (data, size);
    }

  gint64 number = MEMBER (record, field, gint64);
  if (field->type == XY_FIELD_INSTANT && number == 0)
    return (XyValue){ .kind = '0' };
  return XY_INT (number);
}

char *
xy_record_get_text (gconstpointer record, const XyField *field)
{
  XyValue value = xy_record_get_value (record, field);

  switch (value.kind)
    {
    case 'n':
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.number);
    case 't':
      return g_strdup (value.pointer);
    case 'i':
      {
        char text[XY_ID_TEXT_LENGTH + 1];
        xy_id_to_text (value.pointer, text);
        return g_strdup (text);
      }
    case 'b':
      {
        GString *hex = g_string_new (NULL);
        for (gsize i = 0; i < value.length; i++)
          g_string_append_printf (hex, "%02x", ((const guint8 *) value.pointer)[i]);
        return g_string_free (hex, FALSE);
      }
    default:
      return NULL;
    }
}

gboolean
xy_record_set_text (gpointer record, const XyField *field, const char *text)
{
  clear_field (record, field);
  if (text == NULL || text[0] == '\0')
    return TRUE;
  if (is_string (field))
    {
      MEMBER (record, field, char *) = g_strdup (text);
      return TRUE;
    }
  if (field->type == XY_FIELD_ID)
    return xy_id_from_text (text, &MEMBER (record, field, XyId));
  if (field->type == XY_FIELD_BYTES)
    return FALSE;
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &MEMBER (record, field, gint64), NULL);
}

gboolean
xy_record_field_equal (gconstpointer a, gconstpointer b, const XyField *field)
{
  g_autofree char *left = xy_record_get_text (a, field), *right = xy_record_get_text (b, field);

  return g_strcmp0 (left, right) == 0;
}

const char *
xy_record_columns (const XyRecordType *type)
{
  return class_of (type)->columns;
}

gpointer
xy_record_from_row (const XyRecordType *type, XyRows *rows, int first)
{
  XyRecord *record = xy_record_new (type);

  record->id = xy_rows_id (rows, first);
  record->deleted = xy_rows_int (rows, first + 1) != 0;
  record->stored = TRUE;
  for (guint i = 0; i < type->n_fields; i++)
    load_field (record, &type->fields[i], rows, first + 2 + (int) i);
  return record;
}

GPtrArray *
xy_record_list (XyStore *store,
                const XyRecordType *type,
                const char *tail,
                const XyValue *values,
                guint n_values,
                GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s AS t %s", xy_record_columns (type), type->table, tail);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), sql, values, n_values, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  while (xy_rows_next (rows, &problem))
    g_ptr_array_add (list, xy_record_from_row (type, rows, 0));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gpointer
xy_record_get (XyStore *store, const XyRecordType *type, const XyId *id, GError **error)
{
  g_autoptr (GPtrArray) list = xy_record_list (store, type, "WHERE t.id = ?1", XY_BIND (XY_ID (id)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);

  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This %s is no longer there."), _ (type->noun));
  return NULL;
}

gboolean
xy_record_save (XyTxn *txn, gpointer object, GError **error)
{
  XyRecord *record = object;
  const XyRecordType *type = xy_record_type (record);

  if (!xy_txn_require (txn, type->permission, error))
    return FALSE;
  if (record->stored && type->merge == XY_MERGE_APPEND_ONLY)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   _ ("This %s is already recorded and cannot be changed. Correct it with a further one."),
                   _ (type->noun));
      return FALSE;
    }
  if (type->check != NULL && !type->check (txn, record, error))
    return FALSE;
  if (!check_required (record, type, error) || !check_words (record, type, error))
    return FALSE;
  if (type->derive != NULL)
    type->derive (record);
  if (xy_id_is_none (&record->id))
    record->id = xy_id_new (xy_txn_get_env (txn));
  return write_row (txn, record, error) && (type->saved == NULL || type->saved (txn, record, error));
}

gboolean
xy_record_set_deleted (XyTxn *txn, gpointer object, gboolean deleted, GError **error)
{
  XyRecord *record = object;
  const XyRecordType *type = xy_record_type (record);
  gboolean done = xy_txn_get_kind (txn) == XY_ACT_DO;

  if (!xy_txn_require (txn, type->permission, error))
    return FALSE;
  if (done && deleted && type->check_delete != NULL && !type->check_delete (txn, record, error))
    return FALSE;
  record->deleted = deleted;
  return write_row (txn, record, error) && (!done || type->saved == NULL || type->saved (txn, record, error));
}

gboolean
xy_record_receive (XyTxn *txn, gpointer object, GError **error)
{
  XyRecord *record = object;
  const XyRecordType *type = xy_record_type (record);

  if (type->derive != NULL)
    type->derive (record);
  return put_row (txn, record, error);
}

/* KLASS's insert for XY_RECORD_MANY rows. */
static char *
insert_many (const XyRecordClass *klass)
{
  guint n_values = klass->type->n_fields + 2;
  const char *values = strstr (klass->insert, " VALUES ") + strlen (" VALUES ");
  GString *sql = g_string_new_len (klass->insert, values - klass->insert);

  for (guint i = 0; i < XY_RECORD_MANY; i++)
    for (guint j = 0; j < n_values; j++)
      g_string_append_printf (sql, "%s?%u%s",
                              j > 0   ? ", "
                              : i > 0 ? ", ("
                                      : "(",
                              i * n_values + j + 1, j + 1 == n_values ? ")" : "");
  return g_string_free (sql, FALSE);
}

gboolean
xy_record_receive_many (XyTxn *txn, XyRecord *const *records, GError **error)
{
  XyRecordClass *klass = (XyRecordClass *) G_OBJECT_GET_CLASS (records[0]);
  const XyRecordType *type = klass->type;
  guint n_values = type->n_fields + 2;
  g_autofree XyValue *values = g_new (XyValue, (gsize) XY_RECORD_MANY * n_values);

  if (g_once_init_enter (&klass->insert_many))
    g_once_init_leave (&klass->insert_many, insert_many (klass));
  for (guint i = 0; i < XY_RECORD_MANY; i++)
    {
      if (type->derive != NULL)
        type->derive (records[i]);
      set_values (records[i], type, values + (gsize) i * n_values);
    }
  if (!xy_db_run (xy_txn_get_db (txn), klass->insert_many, values, XY_RECORD_MANY * n_values, error))
    return FALSE;
  for (guint i = 0; i < XY_RECORD_MANY; i++)
    records[i]->stored = TRUE;
  xy_txn_touch (txn, type->topic);
  return TRUE;
}
