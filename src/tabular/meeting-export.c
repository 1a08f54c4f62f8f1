/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/meeting-export.h"

#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/matter-list.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/village.h"
#include "tabular/write.h"

typedef struct
{
  XyStore *store;
  XyTableWriter *writer;
  const char *village;
  gboolean in_full;
} Export;

static gboolean
begin (const Export *self, const char *what, const XyTableColumn *columns, guint n, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s %s", self->village, what);

  return xy_table_writer_begin (self->writer, what, title, columns, n, error);
}

static gboolean
write_meetings (const Export *self, GPtrArray *rows, guint *n, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Day"), XY_COLUMN_DAY, 7 },
    { _ ("Meeting"), XY_COLUMN_TEXT, 16 },
    { _ ("Kind"), XY_COLUMN_TEXT, 8 },
    { _ ("Groups"), XY_COLUMN_TEXT, 8 },
    { _ ("Held at"), XY_COLUMN_TEXT, 10 },
    { _ ("Begins"), XY_COLUMN_TEXT, 5 },
    { _ ("Ends"), XY_COLUMN_TEXT, 5 },
    { _ ("Presided by"), XY_COLUMN_TEXT, 6 },
    { _ ("Minutes by"), XY_COLUMN_TEXT, 6 },
    { _ ("Should come"), XY_COLUMN_INTEGER, 5 },
    { _ ("Came"), XY_COLUMN_INTEGER, 5 },
    { _ ("People"), XY_COLUMN_INTEGER, 5 },
    { _ ("Topics"), XY_COLUMN_INTEGER, 5 },
    { _ ("Agreed"), XY_COLUMN_INTEGER, 5 },
    { _ ("To be done"), XY_COLUMN_INTEGER, 5 },
    { _ ("State"), XY_COLUMN_TEXT, 8 },
  };

  if (!begin (self, _ ("Meetings"), columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  *n = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      const char *texts[] = { row->meeting->day,  row->title,          row->kind_name,
                              row->unit_names,    row->meeting->place, row->meeting->starts,
                              row->meeting->ends, row->meeting->host,  row->meeting->recorder };
      const gint64 figures[] = { row->meeting->due, row->n_present,   row->n_people,
                                 row->n_topics,     row->n_decisions, row->n_open };
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        xy_table_writer_text (self->writer, texts[k]);
      for (guint k = 0; k < G_N_ELEMENTS (figures); k++)
        xy_table_writer_number (self->writer, figures[k]);
      xy_table_writer_text (self->writer, row->word);
      if (!xy_table_writer_end_row (self->writer, error))
        return FALSE;
      *n += 1;
    }
  return TRUE;
}

static gboolean
write_decision (const Export *self, const XyMeetingRow *row, const XyMeetingLine *line, GError **error)
{
  g_autoptr (GPtrArray) found =
      xy_matter_rows (self->store, &line->matter, xy_id_is_none (&line->matter) ? 0 : 1, error);
  const XyMatterRow *matter = found != NULL && found->len > 0 ? found->pdata[0] : NULL;
  gboolean covered = matter != NULL && matter->matter->private && !self->in_full;
  g_autofree char *vote = line->voted ? g_strdup_printf (_ ("in favour %d, against %d, abstained %d"), (int) line->yes,
                                                         (int) line->no, (int) line->abstain)
                                      : NULL;
  const char *texts[] = { row->meeting->day,
                          row->title,
                          covered ? NULL : line->text,
                          line->owner,
                          line->helpers,
                          line->partner,
                          line->until,
                          xy_word_label (xy_matter_does, line->does),
                          vote,
                          matter != NULL ? matter->number : NULL,
                          matter != NULL ? matter->word : NULL,
                          matter != NULL ? matter->matter->done_on : NULL,
                          matter != NULL ? matter->matter->visited_on : NULL,
                          matter != NULL ? xy_word_label (xy_matter_satisfactions, matter->matter->satisfaction)
                                         : NULL };

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    xy_table_writer_text (self->writer, texts[i]);
  return xy_table_writer_end_row (self->writer, error);
}

static gboolean
write_decisions (const Export *self, GPtrArray *rows, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Day"), XY_COLUMN_DAY, 7 },
    { _ ("Meeting"), XY_COLUMN_TEXT, 16 },
    { _ ("Agreed matter"), XY_COLUMN_TEXT, 24 },
    { _ ("Owner"), XY_COLUMN_TEXT, 6 },
    { _ ("Helpers"), XY_COLUMN_TEXT, 8 },
    { _ ("Partner"), XY_COLUMN_TEXT, 8 },
    { _ ("Last day"), XY_COLUMN_DAY, 7 },
    { _ ("Who does it"), XY_COLUMN_TEXT, 8 },
    { _ ("Vote"), XY_COLUMN_TEXT, 12 },
    { _ ("Number in the ledger"), XY_COLUMN_TEXT, 6 },
    { _ ("State"), XY_COLUMN_TEXT, 8 },
    { _ ("Done on"), XY_COLUMN_DAY, 7 },
    { _ ("Visited on"), XY_COLUMN_DAY, 7 },
    { _ ("Satisfaction"), XY_COLUMN_TEXT, 6 },
  };

  if (!begin (self, _ ("Agreed matters"), columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      g_autoptr (GPtrArray) lines = xy_meeting_lines (self->store, &row->meeting->record.id, error);
      for (guint k = 0; lines != NULL && k < lines->len; k++)
        if (g_strcmp0 (((const XyMeetingLine *) lines->pdata[k])->kind, "decision") == 0
            && !write_decision (self, row, lines->pdata[k], error))
          return FALSE;
      if (lines == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_presence (const Export *self, const XyMeetingRow *row, const XyMeetingPresence *presence, GError **error)
{
  g_autoptr (XyHousehold) household =
      xy_id_is_none (&presence->household)
          ? NULL
          : xy_record_get (self->store, &xy_household_type, &presence->household, error);

  if (household == NULL && !xy_id_is_none (&presence->household))
    return FALSE;
  xy_table_writer_text (self->writer, row->meeting->day);
  xy_table_writer_text (self->writer, row->title);
  xy_table_writer_number (self->writer, presence->number);
  xy_table_writer_text (self->writer, household != NULL ? household->number : NULL);
  xy_table_writer_text (self->writer, presence->name);
  xy_table_writer_text (self->writer, xy_word_label (xy_meeting_presence_roles, presence->role));
  xy_table_writer_text (self->writer, xy_word_label (xy_meeting_presence_states, presence->state));
  xy_table_writer_number (self->writer, presence->people);
  xy_table_writer_text (self->writer, presence->post);
  return xy_table_writer_end_row (self->writer, error);
}

static gboolean
write_presences (const Export *self, GPtrArray *rows, GError **error)
{
  const XyTableColumn columns[] = {
    { _ ("Day"), XY_COLUMN_DAY, 7 },         { _ ("Meeting"), XY_COLUMN_TEXT, 16 },
    { _ ("Number"), XY_COLUMN_INTEGER, 4 },  { _ ("House no."), XY_COLUMN_TEXT, 6 },
    { _ ("Name"), XY_COLUMN_TEXT, 6 },       { _ ("Role"), XY_COLUMN_TEXT, 6 },
    { _ ("Attendance"), XY_COLUMN_TEXT, 8 }, { _ ("How many came"), XY_COLUMN_INTEGER, 5 },
    { _ ("Post"), XY_COLUMN_TEXT, 8 },
  };

  if (!begin (self, _ ("Who came"), columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyMeetingRow *row = rows->pdata[i];
      g_autoptr (GPtrArray) presences = xy_meeting_presences (self->store, &row->meeting->record.id, error);
      for (guint k = 0; presences != NULL && k < presences->len; k++)
        if (!write_presence (self, row, presences->pdata[k], error))
          return FALSE;
      if (presences == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_meeting_export (XyStore *store,
                   const XyMeetingFilter *filter,
                   gboolean in_full,
                   const char *path,
                   guint *n,
                   GError **error)
{
  XyFormat format = xy_format_from_path (path);
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GArray) ids = village != NULL ? xy_meeting_ids (store, filter, error) : NULL;
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_meeting_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  g_autoptr (XyTableWriter) writer = rows != NULL ? xy_table_writer_new (path, format, error) : NULL;

  if (writer == NULL)
    return FALSE;
  Export self = { store, writer, village->name, in_full };
  return write_meetings (&self, rows, n, error)
         && (format == XY_FORMAT_CSV || (write_decisions (&self, rows, error) && write_presences (&self, rows, error)))
         && xy_table_writer_finish (writer, error);
}
