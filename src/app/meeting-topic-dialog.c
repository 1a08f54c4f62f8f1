/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-topic-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/meeting-dialog.h"
#include "app/window.h"
#include "app/words.h"
#include "core/meeting-list.h"
#include "core/meeting-topic.h"

#define MOST 30

/* The dialog's own. */
typedef struct
{
  GtkWidget *page;
  XyDesk *desk;
  GArray *matters; /* XyId */
  GPtrArray *rows; /* of XyMeetingRow: meetings that are called, by place in the drop-down before "a new one" */
  gboolean call;   /* a new one is to be called once the dialog has gone */
} Bringing;

typedef struct
{
  XyMeetingTopicAdding adding;
  GArray *matters;
} Brought;

static void
bringing_free (gpointer data)
{
  Bringing *self = data;

  if (self->call)
    xy_meeting_dialog_open (self->page, self->desk,
                            &(XyMeetingCalling){ .matters = (const XyId *) (gpointer) self->matters->data,
                                                 .n_matters = self->matters->len });
  g_object_unref (self->page);
  g_object_unref (self->desk);
  g_array_unref (self->matters);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static void
brought_free (gpointer data)
{
  Brought *brought = data;

  g_array_unref (brought->matters);
  g_free (brought);
}

static gboolean
add_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_topic_add_act (txn, &((Brought *) data)->adding, error);
}

static gboolean
on_close_due (gpointer window)
{
  gtk_window_destroy (window);
  return G_SOURCE_REMOVE;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Bringing *self = data;
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "meeting")));
  Brought *brought;

  if (at >= self->rows->len)
    {
      self->call = TRUE;
      /* It is being confirmed: it goes when that is over. */
      g_idle_add_full (G_PRIORITY_DEFAULT, on_close_due, g_object_ref (gtk_widget_get_root (GTK_WIDGET (form))),
                       g_object_unref);
      return NULL;
    }
  brought = g_new0 (Brought, 1);
  brought->matters = g_array_ref (self->matters);
  brought->adding =
      (XyMeetingTopicAdding){ .meeting = ((const XyMeetingRow *) self->rows->pdata[at])->meeting->record.id,
                              .matters = (const XyId *) (gpointer) self->matters->data,
                              .n = self->matters->len };
  return brought;
}

static void
done (gconstpointer collected, gpointer data)
{
  xy_window_go (((const Bringing *) data)->page, "meetings", &((const Brought *) collected)->adding.meeting);
}

/* On the worker's thread: what is called and not over, the soonest first. */
static gpointer
read_called (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_row_free);
  const XyMeetingsWhich which[] = { XY_MEETINGS_RECORDING, XY_MEETINGS_PLANNED };

  for (guint i = 0; i < G_N_ELEMENTS (which); i++)
    {
      XyMeetingFilter filter = { .which = which[i], .order = XY_MEETINGS_BY_DUE };
      g_autoptr (GArray) ids = xy_meeting_ids (store, &filter, error);
      g_autoptr (GPtrArray) some =
          ids != NULL ? xy_meeting_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, MOST), error)
                      : NULL;
      if (some == NULL)
        {
          g_ptr_array_unref (rows);
          return NULL;
        }
      g_ptr_array_set_free_func (some, NULL);
      for (guint k = 0; k < some->len; k++)
        if (some->pdata[k] != NULL)
          g_ptr_array_add (rows, some->pdata[k]);
    }
  return rows;
}

static void
rows_free (gpointer rows)
{
  g_ptr_array_unref (rows);
}

static void
present (Bringing *self)
{
  static const XyFormDialogAct act = { .title = N_ ("Bring matters to a meeting"),
                                       .act = add_act,
                                       .collect = collect,
                                       .free_collected = brought_free,
                                       .done = done };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Bring %u matter to a meeting", "Bring %u matters to a meeting", self->matters->len),
                       self->matters->len);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const XyMeetingRow *row = self->rows->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s · %s", row->title, row->meeting->day);
      gtk_string_list_append (words, line);
    }
  xy_words_append (words, _ ("a new meeting…"));
  xy_form_add (form, "meeting", _ ("To which _meeting"),
               gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL), NULL);
  xy_form_dialog_present (xy_form_dialog_new (
      self->page, self->desk, title, ngettext ("Put it on the agenda", "Put them on the agenda", self->matters->len),
      GTK_WIDGET (form), &act, self, bringing_free));
}

static void
on_called_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Bringing *self = data;

  self->rows = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  if (self->rows != NULL && self->rows->len > 0)
    {
      present (self);
      return;
    }
  self->call = self->rows != NULL;
  bringing_free (self);
}

void
xy_meeting_topic_dialog_open (GtkWidget *page, XyDesk *desk, const XyId *matters, guint n)
{
  Bringing *self = g_new0 (Bringing, 1);

  self->page = g_object_ref (page);
  self->desk = g_object_ref (desk);
  self->matters = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_array_append_vals (self->matters, matters, n);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_called, NULL, NULL, rows_free, NULL, on_called_read,
                 self);
}
