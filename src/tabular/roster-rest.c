/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-rest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/sentence.h"
#include "tabular/write.h"

typedef struct
{
  const XyRosterPlan *plan;
  const XyRosterRead *read;
  XyTableWriter *writer;
  const XyRosterLayout *layout;
  const XySheet *sheet;
  gboolean add_group; /* the sheet has no column for it */
} Rest;

static gboolean
is_left (const XyRosterPlan *plan, guint index)
{
  const XyRosterRow *row = xy_roster_read_row (plan->read, index);

  return row->state == XY_ROSTER_BAD || row->state == XY_ROSTER_WAITS || plan->refused[index] != 0;
}

static char *
reasons (const Rest *rest, const XyRosterRow *row)
{
  g_autofree char *read = xy_roster_read_reasons (rest->read, row);
  g_autoptr (GString) all = g_string_new (read);

  for (guint i = 0; i < rest->plan->messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (rest->plan->messages, XyRosterMessage, i);
      if (message->severity == XY_ROSTER_ERROR && message->sheet == row->sheet && message->row == row->row)
        xy_sentence_append (all, message->text);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* What stands in the cell, or for what is said once for a household, what was said. */
static const char *
cell_text (const Rest *rest, const XyRosterRow *row, const XyRosterColumn *column)
{
  const char *text = xy_sheet_get (rest->sheet, row->row, column->column)->text;
  const XyRosterHousehold *household =
      row->household != XY_ROSTER_NOBODY ? xy_roster_read_household (rest->read, row->household) : NULL;

  if (text[0] != '\0' || household == NULL)
    return text;
  switch ((guint) column->field)
    {
    case XY_ROSTER_GROUP:
      return household->group;
    case XY_ROSTER_NUMBER:
      return household->number;
    case XY_ROSTER_HEAD:
      return household->head_name;
    default:
      return text;
    }
}

static gboolean
write_row (const Rest *rest, const XyRosterRow *row, const char *reason, GError **error)
{
  const XyRosterHousehold *household =
      row->household != XY_ROSTER_NOBODY ? xy_roster_read_household (rest->read, row->household) : NULL;

  xy_table_writer_text (rest->writer, reason);
  if (rest->add_group)
    xy_table_writer_text (rest->writer, household != NULL ? household->group : rest->layout->group);
  for (guint c = 0; c < rest->layout->columns->len; c++)
    {
      const XyRosterColumn *column = rest->layout->columns->pdata[c];
      if (column->field != XY_ROSTER_REASON)
        xy_table_writer_text (rest->writer, cell_text (rest, row, column));
    }
  return xy_table_writer_end_row (rest->writer, error);
}

static gboolean
begin_sheet (const Rest *rest, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (XyTableColumn));
  XyTableColumn first = { xy_roster_field_heading (XY_ROSTER_REASON), XY_COLUMN_TEXT, 30 };

  g_array_append_val (columns, first);
  if (rest->add_group)
    {
      XyTableColumn group = { xy_roster_field_heading (XY_ROSTER_GROUP), XY_COLUMN_TEXT, 0 };
      g_array_append_val (columns, group);
    }
  for (guint c = 0; c < rest->layout->columns->len; c++)
    {
      const XyRosterColumn *column = rest->layout->columns->pdata[c];
      /* The heading that is surely understood; but marks of households tell by theirs which they are. */
      gboolean own = column->field == XY_ROSTER_NONE || column->field == XY_ROSTER_CATEGORY;
      XyTableColumn one = { own ? column->heading : xy_roster_field_heading (column->field), XY_COLUMN_TEXT, 0 };
      if (column->field != XY_ROSTER_REASON)
        g_array_append_val (columns, one);
    }
  return xy_table_writer_begin (rest->writer, rest->layout->name, NULL,
                                (const XyTableColumn *) (gpointer) columns->data, columns->len, error);
}

/* The rows of one household that are left, its head above them where that landed. */
static gboolean
write_household (const Rest *rest, const XyRosterHousehold *household, GError **error)
{
  gboolean headed = FALSE;

  for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (rest->read, r)->next)
    {
      const XyRosterRow *row = xy_roster_read_row (rest->read, r);
      if (!is_left (rest->plan, r) || row->sheet != rest->layout->sheet)
        continue;
      if (!headed && household->n_good > 0 && !is_left (rest->plan, household->head))
        {
          const XyRosterRow *head = xy_roster_read_row (rest->read, household->head);
          if (head->sheet == row->sheet
              && !write_row (rest, head, _ ("Is in already; the head of those below."), error))
            return FALSE;
        }
      headed = TRUE;
      g_autofree char *why = reasons (rest, row);
      if (!write_row (rest, row, why, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_in (const XyRosterPlan *plan, guint sheet)
{
  guint n = 0;

  for (guint r = 0; r < plan->read->rows->len; r++)
    n += xy_roster_read_row (plan->read, r)->sheet == sheet && is_left (plan, r);
  return n;
}

static gboolean
write_sheet (Rest *rest, GError **error)
{
  rest->sheet = xy_workbook_get_sheet (rest->read->workbook, rest->layout->sheet);
  rest->add_group = rest->layout->at[XY_ROSTER_GROUP] < 0;
  if (!begin_sheet (rest, error))
    return FALSE;
  for (guint h = 0; h < rest->read->households->len; h++)
    if (!write_household (rest, xy_roster_read_household (rest->read, h), error))
      return FALSE;
  for (guint r = 0; r < rest->read->rows->len; r++)
    {
      const XyRosterRow *row = xy_roster_read_row (rest->read, r);
      if (row->household != XY_ROSTER_NOBODY || row->sheet != rest->layout->sheet || !is_left (rest->plan, r))
        continue;
      g_autofree char *why = reasons (rest, row);
      if (!write_row (rest, row, why, error))
        return FALSE;
    }
  return TRUE;
}

guint
xy_roster_rest_count (const XyRosterPlan *plan)
{
  return plan->read->n_left_out + plan->n_refused;
}

gboolean
xy_roster_rest_write (const XyRosterPlan *plan, const char *path, GError **error)
{
  Rest rest = { .plan = plan, .read = plan->read };

  if (xy_roster_rest_count (plan) == 0)
    return TRUE;
  g_autoptr (XyTableWriter) writer = xy_table_writer_new (path, XY_FORMAT_XLSX, error);
  rest.writer = writer;
  if (writer == NULL)
    return FALSE;
  for (guint i = 0; i < plan->read->layouts->len; i++)
    {
      rest.layout = plan->read->layouts->pdata[i];
      if (rest.layout->used && count_in (plan, rest.layout->sheet) > 0 && !write_sheet (&rest, error))
        return FALSE;
    }
  return xy_table_writer_finish (writer, error);
}
