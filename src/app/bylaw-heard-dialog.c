/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/bylaw-opinion-dialog.h"
#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/words.h"
#include "core/bylaw-heard.h"

#define MOST 60
#define LIST_WIDTH 520
#define LIST_HEIGHT 360

/* Shared by the dialog and what is read for it. */
typedef struct
{
  XyDesk *desk;
  XyId version;
  GtkWidget *dialog; /* weak, as the others */
  GtkWidget *form;
  GtkWidget *list;
  GPtrArray *found;   /* of XyBylawHeard, in the order of the rows; NULL: not read yet */
  GHashTable *chosen; /* key → XyBylawHeard, wherever it stands */
  GCancellable *reading;
} Asked;

typedef struct
{
  XyId version;
  char *text;
} Question;

static void
asked_clear (gpointer data)
{
  Asked *asked = data;

  g_cancellable_cancel (asked->reading);
  g_clear_object (&asked->reading);
  g_clear_weak_pointer (&asked->dialog);
  g_clear_weak_pointer (&asked->form);
  g_clear_weak_pointer (&asked->list);
  g_clear_pointer (&asked->found, g_ptr_array_unref);
  g_hash_table_unref (asked->chosen);
  g_object_unref (asked->desk);
}

static void
asked_unref (gpointer asked)
{
  g_rc_box_release_full (asked, asked_clear);
}

static void
question_free (gpointer data)
{
  g_free (((Question *) data)->text);
  g_free (data);
}

static void
list_free (gpointer list)
{
  g_ptr_array_unref (list);
}

static void
heard_free (gpointer heard)
{
  xy_bylaw_heard_free (heard);
}

static void
taking_free (gpointer data)
{
  g_ptr_array_unref (((XyBylawTaking *) data)->heard);
  g_free (data);
}

/* On the worker's thread. */
static gpointer
read_heard (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return xy_bylaw_heard (store, &question->version, question->text, MOST, error);
}

static char *
key_of (const XyBylawHeard *heard)
{
  return g_strdup_printf ("%s\n%s\n%s\n%s", heard->source, heard->day, heard->who != NULL ? heard->who : "",
                          heard->text);
}

static void
say_how_many (Asked *asked)
{
  guint n = g_hash_table_size (asked->chosen);
  g_autofree char *words = g_strdup_printf (ngettext ("%u chosen", "%u chosen", n), n);

  xy_dialog_set_note (XY_DIALOG (asked->dialog), n > 0 ? words : NULL);
  xy_dialog_set_verb_enabled (XY_DIALOG (asked->dialog), n > 0);
}

static void
on_toggled (GtkCheckButton *check, Asked *asked)
{
  const XyBylawHeard *heard = g_object_get_data (G_OBJECT (check), "heard");

  if (gtk_check_button_get_active (check))
    g_hash_table_insert (asked->chosen, key_of (heard), xy_bylaw_heard_copy (heard));
  else
    {
      g_autofree char *key = key_of (heard);
      g_hash_table_remove (asked->chosen, key);
    }
  say_how_many (asked);
}

static void
add_row (Asked *asked, const XyBylawHeard *heard)
{
  GtkWidget *row = gtk_list_box_row_new (), *check = gtk_check_button_new (),
            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *key = key_of (heard);
  g_autofree char *more = g_strdup_printf (
      "%s · %s%s%s%s%s", heard->day, xy_word_label (xy_bylaw_sources, heard->source), heard->title != NULL ? " · " : "",
      heard->title != NULL ? heard->title : "", heard->who != NULL ? " · " : "", heard->who != NULL ? heard->who : "");
  g_autofree char *name = g_strdup_printf ("%s %s", heard->text, more);

  gtk_box_append (GTK_BOX (box), xy_words_new (heard->text, NULL, 20, -1));
  gtk_box_append (GTK_BOX (box), xy_words_new (more, "quiet", 20, -1));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_widget_set_focusable (check, FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (asked->chosen, key));
  g_object_set_data_full (G_OBJECT (check), "heard", xy_bylaw_heard_copy (heard), heard_free);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), asked);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, heard->text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "check", check);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_append (GTK_LIST_BOX (asked->list), row);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = xy_worker_run_finish (XY_WORKER (source), result, &error);
  gboolean stale = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                   || g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED);

  if (asked->list != NULL && !stale && found == NULL)
    xy_dialog_set_error (XY_DIALOG (asked->dialog), error->message);
  else if (asked->list != NULL && !stale)
    {
      GtkWidget *row;
      while ((row = gtk_widget_get_first_child (asked->list)) != NULL && GTK_IS_LIST_BOX_ROW (row))
        gtk_list_box_remove (GTK_LIST_BOX (asked->list), row);
      for (guint i = 0; i < found->len; i++)
        add_row (asked, found->pdata[i]);
    }
  asked_unref (asked);
}

static void
look (Asked *asked)
{
  Question *question = g_new0 (Question, 1);

  g_cancellable_cancel (asked->reading);
  g_clear_object (&asked->reading);
  asked->reading = g_cancellable_new ();
  question->version = asked->version;
  question->text = xy_form_take_text (XY_FORM (asked->form), "find");
  xy_worker_run (xy_desk_get_worker (asked->desk), XY_WORKER_QUERY, read_heard, question, question_free, list_free,
                 asked->reading, on_read, g_rc_box_acquire (asked));
}

static void
on_form_changed (XyForm *form, const char *name, Asked *asked)
{
  look (asked);
}

/* Enter, space or a click on the line. */
static void
on_activated (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Asked *asked = data;
  GHashTableIter iter;
  gpointer heard;

  if (g_hash_table_size (asked->chosen) == 0)
    return NULL;
  XyBylawTaking *taking = g_new0 (XyBylawTaking, 1);
  taking->version = asked->version;
  taking->heard = g_ptr_array_new_with_free_func (heard_free);
  g_hash_table_iter_init (&iter, asked->chosen);
  while (g_hash_table_iter_next (&iter, NULL, &heard))
    g_ptr_array_add (taking->heard, xy_bylaw_heard_copy (heard));
  return taking;
}

static GtkWidget *
make_list (void)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *nothing = xy_words_new (
      _ ("Nothing that was said at a meeting or on a visit fits, or all of it is here already."), "quiet", 20, -1);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "bylaw-lines");
  gtk_widget_set_margin_top (nothing, 24);
  gtk_widget_set_margin_start (nothing, 12);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What was heard"), -1);
  return list;
}

void
xy_bylaw_heard_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Take up opinions"), .act = xy_bylaw_take_heard_act, .collect = collect, .free_collected = taking_free
  };
  Asked *asked = g_rc_box_new0 (Asked);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *entry = gtk_entry_new ();

  asked->desk = g_object_ref (desk);
  asked->version = version->record.id;
  asked->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, heard_free);
  g_set_weak_pointer (&asked->form, xy_form_new ());
  g_set_weak_pointer (&asked->list, make_list ());
  xy_form_add (XY_FORM (asked->form), "find", _ ("_Look for"), entry, _ ("A word of it, or who said it"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), asked->list);
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, LIST_HEIGHT);
  gtk_widget_add_css_class (scrolled, "panel");
  xy_form_add_widget (XY_FORM (asked->form), scrolled);
  g_set_weak_pointer (&asked->dialog,
                      xy_form_dialog_new (from, desk, _ ("What was said at meetings and on visits"), _ ("Take it up"),
                                          asked->form, &act, g_rc_box_acquire (asked), asked_unref));
  g_signal_connect (asked->form, "changed", G_CALLBACK (on_form_changed), asked);
  g_signal_connect (asked->list, "row-activated", G_CALLBACK (on_activated), NULL);
  say_how_many (asked);
  look (asked);
  xy_form_dialog_present (asked->dialog);
  asked_unref (asked);
}
