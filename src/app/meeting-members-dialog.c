/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who belongs to a kind of meeting, of meeting-kind-dialogs.h. */
#include "app/meeting-kind-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "core/meeting-kind-act.h"
#include "core/store.h"

#define WIDTH 720
#define LIST_HEIGHT 190
#define PASTE_HEIGHT 72
#define PREVIEW_HEIGHT 110
#define DELAY 250

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  XyDesk *desk;
  XyMeetingKind *kind;
  GtkWidget *list;        /* who belongs to it */
  GtkWidget *composition; /* how many, by the rules */
  GtkWidget *view;        /* where names are pasted */
  GtkWidget *preview;     /* what they are */
  GPtrArray *pasted;      /* of XyMeetingPasted */
  guint source;           /* that reads what was pasted in a moment */
  guint asked;            /* the number of the last reading */
} Members;

/* What the worker reads. */
typedef struct
{
  GPtrArray *members;
  char *composition;
  gboolean missed;
} Now;

typedef struct
{
  Members *self;
  XyId kind;
  char *text;
  guint number;
} Reading;

static void
members_clear (gpointer data)
{
  Members *self = data;

  g_object_unref (self->desk);
  g_object_unref (self->kind);
  g_clear_pointer (&self->pasted, g_ptr_array_unref);
}

static void
members_unref (gpointer self)
{
  g_rc_box_release_full (self, members_clear);
}

static void
now_free (gpointer data)
{
  Now *now = data;

  g_clear_pointer (&now->members, g_ptr_array_unref);
  g_free (now->composition);
  g_free (now);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->text);
  g_free (reading);
}

static GtkWidget *
cell_new (const char *text, int width, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_max_width_chars (GTK_LABEL (label), width);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
row_new (guint number, const XyMeetingMember *member, const char *note)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *at = g_strdup_printf ("%u", number);
  GtkWidget *rest = cell_new (note, 12, "quiet");

  gtk_box_append (GTK_BOX (row), cell_new (at, 3, "quiet"));
  gtk_box_append (GTK_BOX (row), cell_new (member->name, 6, NULL));
  gtk_box_append (GTK_BOX (row), cell_new (member->woman ? _ ("woman") : "", 2, "quiet"));
  gtk_box_append (GTK_BOX (row), cell_new (member->post, 10, NULL));
  gtk_box_append (GTK_BOX (row), cell_new (member->represents, 10, "quiet"));
  gtk_widget_set_hexpand (rest, TRUE);
  gtk_box_append (GTK_BOX (row), rest);
  return row;
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_problem (Members *self, const GError *error)
{
  xy_dialog_set_error (XY_DIALOG (self->dialog), error != NULL ? error->message : NULL);
}

static void read_now (Members *self);

/* Leaving */

typedef struct
{
  Members *self;
  XyId member;
} Leaving;

static void
leaving_free (gpointer data, GClosure *closure)
{
  Leaving *leaving = data;

  members_unref (leaving->self);
  g_free (leaving);
}

/* From today on he belongs to it no more; the meetings before keep him. */
static gboolean
end_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  XyMeetingMembersEnding ending = { data, 1, today };

  return xy_meeting_members_end_act (txn, &ending, error);
}

static void
on_acted (GObject *source, GAsyncResult *result, gpointer data)
{
  Members *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      show_problem (self, error);
      if (done)
        read_now (self);
    }
  members_unref (self);
}

static void
on_left (GtkButton *button, gpointer data)
{
  const Leaving *leaving = data;

  xy_desk_act (leaving->self->desk, _ ("A member leaves"), end_act, xy_id_copy (&leaving->member), g_free, on_acted,
               g_rc_box_acquire (leaving->self));
}

static void
show_members (Members *self, const Now *now)
{
  clear_box (self->list);
  for (guint i = 0; i < now->members->len; i++)
    {
      const XyMeetingMember *member = now->members->pdata[i];
      const char *role = g_str_equal (member->role, "guest") ? xy_word_label (xy_meeting_roles, member->role) : NULL;
      GtkWidget *row = row_new (i + 1, member, role), *button = gtk_button_new_with_label (_ ("Leaves"));
      Leaving *leaving = g_new0 (Leaving, 1);
      g_autofree char *name = g_strdup_printf (_ ("%s leaves"), member->name);

      leaving->self = g_rc_box_acquire (self);
      leaving->member = member->record.id;
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_sensitive (button, xy_desk_may (self->desk, XY_MAY_KEEP_MEETINGS));
      g_signal_connect_data (button, "clicked", G_CALLBACK (on_left), leaving, leaving_free, 0);
      gtk_box_append (GTK_BOX (row), button);
      gtk_box_append (GTK_BOX (self->list), row);
    }
  if (now->members->len == 0)
    gtk_box_append (GTK_BOX (self->list), cell_new (_ ("Nobody belongs to it yet."), 20, "quiet"));
  gtk_label_set_text (GTK_LABEL (self->composition), now->composition != NULL ? now->composition : "");
  gtk_widget_set_visible (self->composition, now->composition != NULL);
  if (now->missed)
    gtk_widget_add_css_class (self->composition, "problem");
  else
    gtk_widget_remove_css_class (self->composition, "problem");
}

/* On the worker's thread. */
static gpointer
read_members (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Reading *reading = data;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyMeetingKind) kind = xy_record_get (store, &xy_meeting_kind_type, &reading->kind, error);
  Now *now;

  if (kind == NULL)
    return NULL;
  now = g_new0 (Now, 1);
  now->members = xy_meeting_members (store, &reading->kind, today, error);
  if (now->members != NULL)
    {
      now->composition = xy_meeting_composition (store, kind, today, &now->missed, NULL);
      return now;
    }
  now_free (now);
  return NULL;
}

static void
on_members_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Members *self = data;
  g_autoptr (GError) error = NULL;
  Now *now = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && now != NULL)
    show_members (self, now);
  else if (self->dialog != NULL)
    show_problem (self, error);
  g_clear_pointer (&now, now_free);
  members_unref (self);
}

static void
read_now (Members *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->kind = self->kind->record.id;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_members, reading, reading_free, now_free, NULL,
                 on_members_read, g_rc_box_acquire (self));
}

/* Pasting */

static guint
n_new (const GPtrArray *pasted)
{
  guint n = 0;

  for (guint i = 0; pasted != NULL && i < pasted->len; i++)
    n += !((const XyMeetingPasted *) pasted->pdata[i])->already;
  return n;
}

static void
show_pasted (Members *self)
{
  guint n = n_new (self->pasted);
  g_autofree char *verb =
      n > 0 ? g_strdup_printf (ngettext ("Add %u member", "Add %u members", n), n) : g_strdup (_ ("Add members"));

  clear_box (self->preview);
  for (guint i = 0; self->pasted != NULL && i < self->pasted->len; i++)
    {
      const XyMeetingPasted *pasted = self->pasted->pdata[i];
      gtk_box_append (GTK_BOX (self->preview), row_new (i + 1, pasted->member, pasted->note));
    }
  xy_dialog_set_verb (XY_DIALOG (self->dialog), verb);
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Close"));
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n > 0);
}

/* On the worker's thread. */
static gpointer
read_pasted (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Reading *reading = data;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  return xy_meeting_members_read (store, &reading->kind, reading->text, today, error);
}

static void
pasted_free (gpointer pasted)
{
  g_ptr_array_unref (pasted);
}

typedef struct
{
  Members *self;
  guint number;
} Waiting;

static void
on_pasted_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Waiting *waiting = data;
  Members *self = waiting->self;
  g_autoptr (GError) error = NULL;
  GPtrArray *pasted = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && waiting->number == self->asked && pasted != NULL)
    {
      g_clear_pointer (&self->pasted, g_ptr_array_unref);
      self->pasted = g_steal_pointer (&pasted);
      show_pasted (self);
    }
  else if (self->dialog != NULL && pasted == NULL)
    show_problem (self, error);
  g_clear_pointer (&pasted, g_ptr_array_unref);
  members_unref (self);
}

static gboolean
on_read_due (gpointer data)
{
  Members *self = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  Reading *reading = g_new0 (Reading, 1);
  Waiting *waiting = g_new0 (Waiting, 1);
  GtkTextIter start, end;

  self->source = 0;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  reading->kind = self->kind->record.id;
  reading->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  waiting->self = g_rc_box_acquire (self);
  waiting->number = ++self->asked;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_pasted, reading, reading_free, pasted_free,
                 NULL, on_pasted_read, waiting);
  return G_SOURCE_REMOVE;
}

static void
on_text_changed (Members *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (DELAY, on_read_due, self);
}

typedef struct
{
  XyMeetingMembers members;
} Adding;

static void
adding_free (gpointer data)
{
  g_ptr_array_unref (((Adding *) data)->members.members);
  g_free (data);
}

static gboolean
add_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_meeting_members_write_act (txn, &((Adding *) data)->members, error);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  Members *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      show_problem (self, error);
      if (done)
        {
          gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "", 0);
          read_now (self);
        }
    }
  members_unref (self);
}

static void
on_confirmed (Members *self)
{
  Adding *adding;

  if (n_new (self->pasted) == 0)
    return;
  adding = g_new0 (Adding, 1);
  adding->members.kind = self->kind->record.id;
  adding->members.members = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->pasted->len; i++)
    {
      const XyMeetingPasted *pasted = self->pasted->pdata[i];
      if (!pasted->already)
        g_ptr_array_add (adding->members.members, xy_record_copy (pasted->member));
    }
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, 0);
  xy_desk_act (self->desk, _ ("Members"), add_act, adding, adding_free, on_added, g_rc_box_acquire (self));
}

/* The dialog */

static GtkWidget *
scrolled_new (GtkWidget *child, int height)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_size_request (scrolled, -1, height);
  return scrolled;
}

static GtkWidget *
words_new (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
on_closed (Members *self)
{
  self->dialog = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  members_unref (self);
}

static GtkWidget *
make_content (Members *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *framed = gtk_frame_new (NULL);

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->composition = words_new (NULL, "quiet");
  self->view = gtk_text_view_new ();
  self->preview = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New members"), -1);
  gtk_frame_set_child (GTK_FRAME (framed), scrolled_new (self->view, PASTE_HEIGHT));
  gtk_box_append (GTK_BOX (box), scrolled_new (self->list, LIST_HEIGHT));
  gtk_box_append (GTK_BOX (box), self->composition);
  gtk_box_append (GTK_BOX (box), words_new (_ ("New members"), "bold"));
  gtk_box_append (GTK_BOX (box), words_new (_ ("Paste names from a chat or a table, or type them: a name a line with "
                                               "the post behind it, or several with commas between."),
                                            "quiet"));
  gtk_box_append (GTK_BOX (box), framed);
  gtk_box_append (GTK_BOX (box), scrolled_new (self->preview, PREVIEW_HEIGHT));
  return box;
}

void
xy_meeting_members_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingKind *kind)
{
  Members *self = g_rc_box_new0 (Members);
  g_autofree char *title = g_strdup_printf (_ ("Members: %s"), kind->name);

  self->desk = g_object_ref (desk);
  self->kind = xy_record_copy (kind);
  self->dialog = xy_dialog_new (from, title, _ ("Add members"));
  xy_dialog_set_closing (XY_DIALOG (self->dialog), _ ("Close"));
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  xy_dialog_set_content (XY_DIALOG (self->dialog), make_content (self));
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                            G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_closed), self);
  read_now (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->view);
}
