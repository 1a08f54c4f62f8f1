/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-export.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/toast.h"
#include "core/record-format.h"
#include "core/roster-list.h"
#include "tabular/write.h"

#define BLOCK 200

typedef struct
{
  char *path;
  XyExportKind kind;
  XyId *ids;
  guint n_ids;
  gboolean unmasked;
} Job;

typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  Job *job;
} Asking;

/* Titles are Chinese whatever the window speaks: the importer reads them back. */
static const XyTableColumn household_columns[] = {
  { "组别", XY_COLUMN_TEXT, 0 },        { "户编号", XY_COLUMN_TEXT, 0 }, { "户主", XY_COLUMN_TEXT, 0 },
  { "家庭人数", XY_COLUMN_INTEGER, 0 }, { "电话", XY_COLUMN_TEXT, 14 },  { "住址", XY_COLUMN_TEXT, 16 },
  { "户属性", XY_COLUMN_TEXT, 0 },      { "标签", XY_COLUMN_TEXT, 12 },  { "累计积分", XY_COLUMN_POINTS, 0 },
  { "状态", XY_COLUMN_TEXT, 0 },        { "备注", XY_COLUMN_TEXT, 16 },
};

static const XyTableColumn person_columns[] = {
  { "组别", XY_COLUMN_TEXT, 0 },     { "户编号", XY_COLUMN_TEXT, 0 },     { "户主姓名", XY_COLUMN_TEXT, 0 },
  { "姓名", XY_COLUMN_TEXT, 0 },     { "与户主关系", XY_COLUMN_TEXT, 0 }, { "性别", XY_COLUMN_TEXT, 0 },
  { "民族", XY_COLUMN_TEXT, 0 },     { "身份证号", XY_COLUMN_TEXT, 20 },  { "出生日期", XY_COLUMN_DAY, 0 },
  { "电话", XY_COLUMN_TEXT, 14 },    { "政治面貌", XY_COLUMN_TEXT, 0 },   { "文化程度", XY_COLUMN_TEXT, 0 },
  { "婚姻状况", XY_COLUMN_TEXT, 0 }, { "务工地点", XY_COLUMN_TEXT, 0 },   { "状态", XY_COLUMN_TEXT, 0 },
  { "备注", XY_COLUMN_TEXT, 16 },
};

static void
job_free (gpointer p)
{
  Job *job = p;
  g_free (job->path);
  g_free (job->ids);
  g_free (job);
}

static void
write_field (XyTableWriter *writer, gconstpointer record, const char *name, gboolean masked)
{
  const XyField *field = xy_record_type_field (xy_record_type (record), name);
  g_autofree char *text = xy_record_format (record, field, masked);
  xy_table_writer_text (writer, text);
}

static void
write_household (XyTableWriter *writer, const XyHouseholdRow *row, gboolean masked)
{
  const XyField *phone = xy_record_type_field (&xy_household_type, "phone");
  g_autofree char *number = xy_field_format (phone, row->phone, masked);

  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, row->household->number);
  xy_table_writer_text (writer, row->household->head_name);
  xy_table_writer_number (writer, row->people);
  xy_table_writer_text (writer, number);
  write_field (writer, row->household, "address", masked);
  xy_table_writer_text (writer, row->household->category);
  xy_table_writer_text (writer, row->tags);
  xy_table_writer_number (writer, row->points);
  xy_table_writer_text (writer, xy_household_state_label (row->household->state));
  write_field (writer, row->household, "note", masked);
}

static void
write_person (XyTableWriter *writer, const XyPersonRow *row, gboolean masked)
{
  static const char *const names[] = { "nation",   "id_number", "birthday", "phone",
                                       "politics", "education", "marriage", "work_place" };
  const XyPerson *person = row->person;

  xy_table_writer_text (writer, row->unit_name);
  xy_table_writer_text (writer, row->number);
  xy_table_writer_text (writer, row->head_name);
  xy_table_writer_text (writer, person->name);
  xy_table_writer_text (writer, person->relation);
  xy_table_writer_text (writer, person->sex);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    write_field (writer, person, names[i], masked);
  xy_table_writer_text (writer, xy_person_state_label (person->state));
  write_field (writer, person, "note", masked);
}

static gboolean
write_rows (XyStore *store, XyTableWriter *writer, const Job *job, GError **error)
{
  for (guint done = 0; done < job->n_ids; done += BLOCK)
    {
      guint n = MIN (BLOCK, job->n_ids - done);
      g_autoptr (GPtrArray) rows = job->kind == XY_EXPORT_HOUSEHOLDS
                                       ? xy_household_list_rows (store, job->ids + done, n, error)
                                       : xy_person_list_rows (store, job->ids + done, n, error);
      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          if (rows->pdata[i] == NULL)
            continue;
          if (job->kind == XY_EXPORT_HOUSEHOLDS)
            write_household (writer, rows->pdata[i], !job->unmasked);
          else
            write_person (writer, rows->pdata[i], !job->unmasked);
          if (!xy_table_writer_end_row (writer, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* On the worker's thread. */
static gpointer
write_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const Job *job = p;
  gboolean households = job->kind == XY_EXPORT_HOUSEHOLDS;
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (job->path, xy_format_from_path (job->path), error);

  if (writer == NULL
      || !xy_table_writer_begin (writer, households ? "户" : "户籍", NULL,
                                 households ? household_columns : person_columns,
                                 households ? G_N_ELEMENTS (household_columns) : G_N_ELEMENTS (person_columns), error)
      || !write_rows (store, writer, job, error) || !xy_table_writer_finish (writer, error))
    return NULL;
  return g_path_get_basename (job->path);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (GtkWidget) from = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (name == NULL)
    {
      xy_message_dialog_tell (from, _ ("The spreadsheet was not written."), error->message);
      return;
    }
  g_autofree char *words = g_strdup_printf (_ ("Saved as “%s”."), name);
  xy_toast_show (from, words, NULL, NULL);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Asking *asking)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      asking->job->path = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (asking->desk), XY_WORKER_QUERY, write_on_worker,
                     g_steal_pointer (&asking->job), job_free, g_free, NULL, on_written, g_object_ref (asking->from));
    }
  g_clear_pointer (&asking->job, job_free);
  g_object_unref (asking->from);
  g_object_unref (asking->desk);
  g_free (asking);
  g_object_unref (native);
}

void
xy_roster_export_open (GtkWidget *from,
                       XyDesk *desk,
                       XyExportKind kind,
                       const XyId *ids,
                       guint n_ids,
                       gboolean unmasked)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (from));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (_ ("Save the List as a Spreadsheet"), window,
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  const XyVillage *village = xy_desk_get_village (desk);
  g_autofree char *name = g_strdup_printf ("%s%s.xlsx", village != NULL ? village->name : "",
                                           kind == XY_EXPORT_HOUSEHOLDS ? "户名单" : "户籍花名册");
  Asking *asking = g_new0 (Asking, 1);

  asking->from = g_object_ref (from);
  asking->desk = g_object_ref (desk);
  asking->job = g_new0 (Job, 1);
  asking->job->kind = kind;
  asking->job->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  asking->job->n_ids = n_ids;
  asking->job->unmasked = unmasked;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
