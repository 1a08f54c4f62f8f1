/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/merge-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/duplicate.h"
#include "core/number.h"
#include "core/record-format.h"
#include "core/roster-list.h"

typedef struct
{
  GtkWidget *dialog;
  GtkWidget *keep[2]; /* check buttons of one group */
  GtkWidget *grid;
  XyDesk *desk;
  XyMergeKind kind;
  XyId ids[2];
} Merging;

typedef struct
{
  XyMergeKind kind;
  XyId ids[2];
} Asked;

/* A label and what both records have there. */
typedef struct
{
  char *label;
  char *texts[2];
} Line;

static void
merging_clear (gpointer p)
{
  Merging *merging = p;
  g_object_unref (merging->dialog);
  g_object_unref (merging->desk);
}

static void
merging_release (gpointer p)
{
  g_rc_box_release_full (p, merging_clear);
}

static void
line_free (gpointer p)
{
  Line *line = p;
  g_free (line->label);
  g_free (line->texts[0]);
  g_free (line->texts[1]);
  g_free (line);
}

/* Takes the texts. */
static void
add_line (GPtrArray *lines, const char *label, char *first, char *second)
{
  Line *line;

  if ((first == NULL || *first == '\0') && (second == NULL || *second == '\0'))
    {
      g_free (first);
      g_free (second);
      return;
    }
  line = g_new0 (Line, 1);
  line->label = g_strdup (label);
  line->texts[0] = first;
  line->texts[1] = second;
  g_ptr_array_add (lines, line);
}

static void
add_fields (GPtrArray *lines, gconstpointer first, gconstpointer second)
{
  const XyRecordType *type = xy_record_type (first);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      if ((field->flags & XY_FIELD_DERIVED) == 0 && field->type != XY_FIELD_ID)
        add_line (lines, _ (field->label), xy_record_format (first, field, TRUE),
                  xy_record_format (second, field, TRUE));
    }
}

static char *
list_members (XyStore *store, const XyId *household)
{
  g_autoptr (GPtrArray) members = xy_household_list_members (store, household, TRUE, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; members != NULL && i < members->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", ((const XyPerson *) members->pdata[i])->name);
  return g_string_free (names, FALSE);
}

/* On the worker's thread. Returns: (transfer full) array of Line. */
static gpointer
load_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Asked *asked = p;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) rows = asked->kind == XY_MERGE_PERSONS ? xy_person_list_rows (store, asked->ids, 2, error)
                                                               : xy_household_list_rows (store, asked->ids, 2, error);

  if (rows == NULL || rows->pdata[0] == NULL || rows->pdata[1] == NULL)
    return rows != NULL ? g_steal_pointer (&lines) : NULL;
  if (asked->kind == XY_MERGE_PERSONS)
    {
      const XyPersonRow *first = rows->pdata[0], *second = rows->pdata[1];
      add_line (lines, _ ("Household"), g_strdup (first->head_name), g_strdup (second->head_name));
      add_line (lines, _ ("Household number"), g_strdup (first->number), g_strdup (second->number));
      add_fields (lines, first->person, second->person);
      add_line (lines, _ ("Tags"), g_strdup (first->tags), g_strdup (second->tags));
    }
  else
    {
      const XyHouseholdRow *first = rows->pdata[0], *second = rows->pdata[1];
      add_line (lines, _ ("Group"), g_strdup (first->unit_name), g_strdup (second->unit_name));
      add_fields (lines, first->household, second->household);
      add_line (lines, _ ("Members"), list_members (store, &asked->ids[0]), list_members (store, &asked->ids[1]));
      add_line (lines, _ ("Tags"), g_strdup (first->tags), g_strdup (second->tags));
      add_line (lines, _ ("Points"), xy_points_format (first->points), xy_points_format (second->points));
    }
  return g_steal_pointer (&lines);
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer p)
{
  Merging *merging = p;
  g_autoptr (GError) error = NULL;

  xy_dialog_set_idle (XY_DIALOG (merging->dialog));
  if (xy_desk_act_finish (XY_DESK (source), result, &error))
    gtk_window_destroy (GTK_WINDOW (merging->dialog));
  else
    xy_dialog_set_error (XY_DIALOG (merging->dialog), error->message);
  merging_release (merging);
}

static void
on_confirmed (Merging *merging)
{
  XyMerger *merger = g_new0 (XyMerger, 1);
  guint kept = gtk_check_button_get_active (GTK_CHECK_BUTTON (merging->keep[1])) ? 1 : 0;

  merger->keep = merging->ids[kept];
  merger->away = merging->ids[1 - kept];
  xy_dialog_set_error (XY_DIALOG (merging->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (merging->dialog), NULL, -1);
  xy_desk_run (merging->desk, merging->kind == XY_MERGE_PERSONS ? xy_person_make_one : xy_household_make_one, merger,
               g_free, on_merged, g_rc_box_acquire (merging));
}

static GtkWidget *
make_cell (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  Merging *merging = p;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (lines == NULL)
    xy_dialog_set_error (XY_DIALOG (merging->dialog), error->message);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const Line *line = lines->pdata[i];
      gboolean differ = g_strcmp0 (line->texts[0], line->texts[1]) != 0;
      gtk_grid_attach (GTK_GRID (merging->grid), make_cell (line->label, "quiet"), 0, (int) i + 1, 1, 1);
      for (guint j = 0; j < 2; j++)
        gtk_grid_attach (GTK_GRID (merging->grid), make_cell (line->texts[j], differ ? "bold" : NULL), (int) j + 1,
                         (int) i + 1, 1, 1);
    }
  merging_release (merging);
}

void
xy_merge_dialog_open (GtkWidget *from, XyDesk *desk, XyMergeKind kind, const XyId *first, const XyId *second)
{
  Merging *merging = g_rc_box_new0 (Merging);
  Asked *asked = g_new0 (Asked, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  merging->dialog = g_object_ref_sink (xy_dialog_new (
      from, kind == XY_MERGE_PERSONS ? _ ("Are these one person?") : _ ("Are these one household?"), _ ("_Make one")));
  merging->desk = g_object_ref (desk);
  merging->kind = kind;
  merging->ids[0] = *first;
  merging->ids[1] = *second;
  merging->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (merging->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (merging->grid), 6);
  merging->keep[0] = gtk_check_button_new_with_label (_ ("Keep this one"));
  merging->keep[1] = gtk_check_button_new_with_label (_ ("Keep that one"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (merging->keep[1]), GTK_CHECK_BUTTON (merging->keep[0]));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (merging->keep[0]), TRUE);
  gtk_grid_attach (GTK_GRID (merging->grid), merging->keep[0], 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (merging->grid), merging->keep[1], 2, 0, 1, 1);
  gtk_box_append (GTK_BOX (box), merging->grid);
  gtk_box_append (GTK_BOX (box),
                  make_cell (kind == XY_MERGE_PERSONS
                                 ? _ ("What the kept record lacks is taken from the other. It can be undone.")
                                 : _ ("The members come together; each ledger stays what it is. It can be undone."),
                             "quiet"));
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_widget_get_last_child (box)), 48);
  xy_dialog_set_content (XY_DIALOG (merging->dialog), box);
  g_signal_connect_swapped (merging->dialog, "confirmed", G_CALLBACK (on_confirmed), merging);
  g_signal_connect_swapped (merging->dialog, "destroy", G_CALLBACK (merging_release), merging);
  asked->kind = kind;
  asked->ids[0] = *first;
  asked->ids[1] = *second;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, load_on_worker, asked, g_free,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_loaded, g_rc_box_acquire (merging));
  gtk_window_present (GTK_WINDOW (merging->dialog));
  gtk_widget_grab_focus (merging->keep[0]);
}
