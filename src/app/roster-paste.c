/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-paste.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/import-assistant.h"
#include "app/message-dialog.h"
#include "app/tsv.h"
#include "core/day.h"
#include "core/group-name.h"
#include "core/id-number.h"
#include "core/normalize.h"
#include "core/relation.h"
#include "tabular/roster-columns.h"

#define SURE 60
#define MOST_COLUMNS 60

static gboolean
looks_like_number (const char *text)
{
  gsize group = strspn (text, "0123456789");
  return group > 0 && text[group] == '-' && strspn (text + group + 1, "0123456789") == strlen (text + group + 1)
         && text[group + 1] != '\0' && strlen (text) <= 8;
}

static gboolean
looks_like_name (const char *text)
{
  glong n = g_utf8_strlen (text, -1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) < 0x3400 && g_utf8_get_char (at) != 0xb7)
      return FALSE;
  return n >= 2 && n <= 5;
}

/* What CELL looks like by itself. */
static XyRosterField
guess_cell (const char *cell)
{
  g_autofree char *text = xy_text_clean (cell);
  g_autofree char *relation = xy_relation_clean (text);
  char day[XY_DAY_SIZE];

  if (*text == '\0')
    return XY_ROSTER_NONE;
  if ((xy_id_number_check (text, NULL, NULL) & (XY_ID_BAD_CHARACTERS | XY_ID_BAD_LENGTH)) == 0)
    return XY_ROSTER_ID_NUMBER;
  if (xy_phone_is_mobile (text))
    return XY_ROSTER_PHONE;
  if (strcmp (text, "男") == 0 || strcmp (text, "女") == 0)
    return XY_ROSTER_SEX;
  if (xy_relation_is_known (relation))
    return XY_ROSTER_RELATION;
  if (g_str_has_suffix (text, "组") && xy_group_name_parse (text, NULL, NULL, NULL))
    return XY_ROSTER_GROUP;
  if (looks_like_number (text))
    return XY_ROSTER_NUMBER;
  if (strlen (text) >= 6 && xy_day_parse (text, day) >= XY_DAY_MONTH)
    return XY_ROSTER_BIRTHDAY;
  if (g_str_has_suffix (text, "族"))
    return XY_ROSTER_NATION;
  return looks_like_name (text) ? XY_ROSTER_NAME : XY_ROSTER_NOTE;
}

static const char *
get_cell (GPtrArray *rows, guint row, guint column)
{
  GPtrArray *cells = rows->pdata[row];
  return column < cells->len ? cells->pdata[column] : "";
}

/* What most cells of the column look like. */
static XyRosterField
guess_column (GPtrArray *rows, guint column)
{
  guint counts[XY_ROSTER_N_FIELDS] = { 0 };
  XyRosterField best = XY_ROSTER_NONE;

  for (guint i = 0; i < rows->len; i++)
    counts[guess_cell (get_cell (rows, i, column))]++;
  for (guint field = XY_ROSTER_NONE + 1; field < XY_ROSTER_N_FIELDS; field++)
    if (counts[field] > (best == XY_ROSTER_NONE ? 0 : counts[best]))
      best = (XyRosterField) field;
  return best;
}

/* Two headings that the importer knows: 户主 alone may as well be the relation of the first person. */
static gboolean
has_headings (GPtrArray *rows)
{
  GPtrArray *cells = rows->pdata[0];
  guint known = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      guint score;
      xy_roster_heading_match (cells->pdata[i], &score);
      known += score >= SURE;
    }
  return known >= 2;
}

/* The fields of the columns; each but NONE once. */
static XyRosterField *
find_fields (GPtrArray *rows, guint n_columns, gboolean headings)
{
  XyRosterField *fields = g_new0 (XyRosterField, n_columns);
  gboolean taken[XY_ROSTER_N_FIELDS] = { FALSE };

  for (guint i = 0; i < n_columns; i++)
    {
      XyRosterField field = headings ? xy_roster_heading_match (get_cell (rows, 0, i), NULL) : guess_column (rows, i);
      if (taken[field])
        field = XY_ROSTER_NONE;
      taken[field] = TRUE;
      fields[i] = field;
    }
  return fields;
}

static int
find_field (const XyRosterField *fields, guint n_columns, XyRosterField field)
{
  for (guint i = 0; i < n_columns; i++)
    if (fields[i] == field)
      return (int) i;
  return -1;
}

/* Whether some row begins a household of its own. */
static gboolean
has_households (GPtrArray *rows, const XyRosterField *fields, guint n_columns)
{
  int relation = find_field (fields, n_columns, XY_ROSTER_RELATION);

  if (find_field (fields, n_columns, XY_ROSTER_NUMBER) >= 0 || find_field (fields, n_columns, XY_ROSTER_HEAD) >= 0
      || find_field (fields, n_columns, XY_ROSTER_HEAD_RELATION) >= 0)
    return TRUE;
  for (guint i = 0; relation >= 0 && i < rows->len; i++)
    {
      g_autofree char *word = xy_relation_clean (get_cell (rows, i, (guint) relation));
      if (xy_relation_is_head (word))
        return TRUE;
    }
  return FALSE;
}

static void
append_row (GString *out, GPtrArray *cells)
{
  xy_tsv_append_row (out, (const char *const *) cells->pdata, cells->len);
}

/* The head of the household that is chosen, by whom the importer finds it. */
static void
append_head (GString *out, const XyRosterField *fields, guint n_columns, const XyPasteHousehold *household)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  g_ptr_array_add (cells, (char *) (household->group != NULL ? household->group : ""));
  g_ptr_array_add (cells, (char *) household->number);
  g_ptr_array_add (cells, (char *) "");
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (cells, (char *) (fields[i] == XY_ROSTER_NAME       ? household->head
                                      : fields[i] == XY_ROSTER_RELATION ? XY_RELATION_HEAD
                                                                        : ""));
  append_row (out, cells);
}

char *
xy_roster_paste_prepare (const char *text, const XyPasteHousehold *household)
{
  g_autoptr (GPtrArray) rows = xy_tsv_parse (text);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *) rows->pdata[i])->len);
  n_columns = MIN (n_columns, MOST_COLUMNS);
  if (n_columns == 0)
    return NULL;
  gboolean headings = has_headings (rows);
  g_autofree XyRosterField *fields = find_fields (rows, n_columns, headings);
  gboolean joins = household != NULL && household->number != NULL && household->head != NULL
                   && find_field (fields, n_columns, XY_ROSTER_NAME) >= 0
                   && find_field (fields, n_columns, XY_ROSTER_RELATION) >= 0
                   && !has_households (rows, fields, n_columns);
  g_autoptr (GPtrArray) first = g_ptr_array_new ();

  if (joins)
    {
      g_ptr_array_add (first, (char *) xy_roster_field_heading (XY_ROSTER_GROUP));
      g_ptr_array_add (first, (char *) xy_roster_field_heading (XY_ROSTER_NUMBER));
      /* The mark of a part of a roster: who is not in it is not missing. */
      g_ptr_array_add (first, (char *) xy_roster_field_heading (XY_ROSTER_REASON));
    }
  for (guint i = 0; i < n_columns; i++)
    {
      const char *heading = headings ? get_cell (rows, 0, i) : xy_roster_field_heading (fields[i]);
      g_ptr_array_add (first, (char *) (heading != NULL ? heading : ""));
    }
  append_row (out, first);
  if (joins)
    append_head (out, fields, n_columns, household);
  for (guint i = headings ? 1 : 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();
      if (joins)
        {
          g_ptr_array_add (cells, (char *) (household->group != NULL ? household->group : ""));
          g_ptr_array_add (cells, (char *) household->number);
          g_ptr_array_add (cells, (char *) "");
        }
      for (guint j = 0; j < n_columns; j++)
        g_ptr_array_add (cells, (char *) get_cell (rows, i, j));
      append_row (out, cells);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The block lies in the session's own folder only while it is looked at. */
static void
on_assistant_gone (GtkWidget *assistant, const char *path)
{
  g_unlink (path);
}

void
xy_roster_paste_open (GtkWidget *from, XyDesk *desk, const char *text, const XyPasteHousehold *household)
{
  g_autofree char *block = text != NULL ? xy_roster_paste_prepare (text, household) : NULL;
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "xiangyue", NULL);
  g_autofree char *name = g_strconcat (_ ("What was pasted"), ".txt", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (block == NULL)
    {
      xy_message_dialog_tell (from, _ ("There is nothing to paste."),
                              _ ("Copy the rows in WPS first: name, relation, ID number, phone."));
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, block, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    {
      xy_message_dialog_tell (from, _ ("The block could not be read."), error->message);
      return;
    }
  GtkWidget *assistant = xy_import_assistant_open_file (from, desk, path);
  if (assistant == NULL)
    g_unlink (path);
  else
    g_signal_connect_data (assistant, "destroy", G_CALLBACK (on_assistant_gone), g_strdup (path),
                           (GClosureNotify) (void (*) (void)) g_free, 0);
}
