/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-export.h"

#include <glib/gi18n-lib.h>

#include "core/record-format.h"
#include "core/store.h"
#include "tabular/write.h"

/* So many are read before they are written. */
#define BLOCK 200

typedef struct
{
  XyStore *store;
  XyTableWriter *writer;
  gboolean masked;
  XyId household; /* of the person before, and its address */
  char *address;
} Export;

static const XyTableColumn household_columns[] = {
  { "组别", XY_COLUMN_TEXT, 0 },        { "户编号", XY_COLUMN_TEXT, 0 },    { "户主", XY_COLUMN_TEXT, 0 },
  { "家庭人数", XY_COLUMN_INTEGER, 0 }, { "电话", XY_COLUMN_TEXT, 14 },     { "住址", XY_COLUMN_TEXT, 16 },
  { "户属性", XY_COLUMN_TEXT, 0 },      { "标签", XY_COLUMN_TEXT, 12 },     { "累计积分", XY_COLUMN_POINTS, 0 },
  { "状态", XY_COLUMN_TEXT, 0 },        { "银行卡号", XY_COLUMN_TEXT, 20 }, { "户备注", XY_COLUMN_TEXT, 16 },
};

static const XyTableColumn person_columns[] = {
  { "组别", XY_COLUMN_TEXT, 0 },     { "户编号", XY_COLUMN_TEXT, 0 },     { "户主姓名", XY_COLUMN_TEXT, 0 },
  { "姓名", XY_COLUMN_TEXT, 0 },     { "与户主关系", XY_COLUMN_TEXT, 0 }, { "性别", XY_COLUMN_TEXT, 0 },
  { "民族", XY_COLUMN_TEXT, 0 },     { "身份证号", XY_COLUMN_TEXT, 20 },  { "出生日期", XY_COLUMN_DAY, 0 },
  { "电话", XY_COLUMN_TEXT, 14 },    { "住址", XY_COLUMN_TEXT, 16 },      { "政治面貌", XY_COLUMN_TEXT, 0 },
  { "文化程度", XY_COLUMN_TEXT, 0 }, { "婚姻状况", XY_COLUMN_TEXT, 0 },   { "健康状况", XY_COLUMN_TEXT, 0 },
  { "务工地点", XY_COLUMN_TEXT, 0 }, { "状态", XY_COLUMN_TEXT, 0 },       { "标签", XY_COLUMN_TEXT, 12 },
  { "备注", XY_COLUMN_TEXT, 16 },
};

static void
write_field (const Export *export, gconstpointer record, const char *name)
{
  const XyField *field = xy_record_type_field (xy_record_type (record), name);
  g_autofree char *text = xy_record_format (record, field, export->masked);

  xy_table_writer_text (export->writer, text);
}

static gboolean
write_household (Export *export, gconstpointer data, GError **error)
{
  const XyHouseholdRow *row = data;
  const XyHousehold *household = row->household;
  XyTableWriter *writer = export->writer;
  g_autofree char *phone =
      xy_field_format (xy_record_type_field (&xy_household_type, "phone"), row->phone, export->masked);

  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, household->number);
  xy_table_writer_text (writer, household->head_name);
  xy_table_writer_number (writer, row->people);
  xy_table_writer_text (writer, phone);
  write_field (export, household, "address");
  write_field (export, household, "category");
  xy_table_writer_text (writer, row->tags);
  xy_table_writer_number (writer, row->points);
  write_field (export, household, "state");
  write_field (export, household, "bank");
  write_field (export, household, "note");
  return xy_table_writer_end_row (writer, error);
}

/* The address is the household's; its members come one after the other. */
static gboolean
find_address (Export *export, const XyPerson *person, GError **error)
{
  if (xy_id_same (&export->household, &person->household))
    return TRUE;
  export->household = person->household;
  g_clear_pointer (&export->address, g_free);
  if (xy_id_is_none (&person->household))
    return TRUE;
  g_autoptr (XyHousehold) household = xy_record_get (export->store, &xy_household_type, &person->household, error);
  if (household == NULL)
    return FALSE;
  export->address = xy_record_format (household, xy_record_type_field (&xy_household_type, "address"), export->masked);
  return TRUE;
}

static gboolean
write_person (Export *export, gconstpointer data, GError **error)
{
  static const char *const after_address[] = { "politics", "education", "marriage", "health", "work_place", "state" };
  const XyPersonRow *row = data;
  const XyPerson *person = row->person;
  XyTableWriter *writer = export->writer;

  if (!find_address (export, person, error))
    return FALSE;
  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, row->head_name);
  xy_table_writer_text (writer, person->name);
  xy_table_writer_text (writer, person->relation);
  xy_table_writer_text (writer, person->sex);
  write_field (export, person, "nation");
  write_field (export, person, "id_number");
  write_field (export, person, "birthday");
  write_field (export, person, "phone");
  xy_table_writer_text (writer, export->address);
  for (guint i = 0; i < G_N_ELEMENTS (after_address); i++)
    write_field (export, person, after_address[i]);
  xy_table_writer_text (writer, row->tags);
  write_field (export, person, "note");
  return xy_table_writer_end_row (writer, error);
}

static gboolean
write_block (Export *export, gboolean persons, const XyId *ids, guint n, GError **error)
{
  g_autoptr (GPtrArray) rows = persons ? xy_person_list_rows (export->store, ids, n, error)
                                       : xy_household_list_rows (export->store, ids, n, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (rows->pdata[i] != NULL && !(persons ? write_person : write_household) (export, rows->pdata[i], error))
      return FALSE;
  return rows != NULL;
}

static gboolean
write_all (XyStore *store,
           gboolean persons,
           const XyId *ids,
           guint n_ids,
           gboolean masked,
           const char *path,
           GCancellable *cancellable,
           XyRosterProgress progress,
           gpointer data,
           GError **error)
{
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, xy_format_from_path (path), error);
  Export export = { .store = store, .writer = writer, .masked = masked };
  gboolean ok =
      writer != NULL
      && (persons
              ? xy_table_writer_begin (writer, "户籍", NULL, person_columns, G_N_ELEMENTS (person_columns), error)
              : xy_table_writer_begin (writer, "户", NULL, household_columns, G_N_ELEMENTS (household_columns), error));

  for (guint at = 0; ok && at < n_ids; at += BLOCK)
    {
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
          ok = FALSE;
        }
      if (ok && progress != NULL)
        progress (at, n_ids, data);
      ok = ok && write_block (&export, persons, ids + at, MIN (BLOCK, n_ids - at), error);
    }
  g_free (export.address);
  return ok && xy_table_writer_finish (writer, error);
}

gboolean
xy_roster_export_households (XyStore *store,
                             const XyId *ids,
                             guint n_ids,
                             gboolean masked,
                             const char *path,
                             GCancellable *cancellable,
                             XyRosterProgress progress,
                             gpointer data,
                             GError **error)
{
  return write_all (store, FALSE, ids, n_ids, masked, path, cancellable, progress, data, error);
}

gboolean
xy_roster_export_persons (XyStore *store,
                          const XyId *ids,
                          guint n_ids,
                          gboolean masked,
                          const char *path,
                          GCancellable *cancellable,
                          XyRosterProgress progress,
                          gpointer data,
                          GError **error)
{
  return write_all (store, TRUE, ids, n_ids, masked, path, cancellable, progress, data, error);
}
