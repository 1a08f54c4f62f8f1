/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-steps-pane.h"

#include <glib/gi18n-lib.h>

#include "app/bylaw-pane.h"
#include "app/detail.h"
#include "app/paper-open.h"
#include "app/words.h"
#include "core/attachment.h"
#include "core/clock.h"
#include "core/store.h"
#include "core/vote.h"

#define XY_TYPE_BYLAW_STEPS_PANE (xy_bylaw_steps_pane_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawStepsPane, xy_bylaw_steps_pane, XY, BYLAW_STEPS_PANE, XyBylawPane)

struct _XyBylawStepsPane
{
  XyBylawPane parent_instance;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (XyBylawStepsPane, xy_bylaw_steps_pane, XY_TYPE_BYLAW_PANE)

typedef struct
{
  XyBylawVersion *version;
  GPtrArray *steps;
  GHashTable *votes;  /* XyId → XyVote */
  GHashTable *photos; /* name → path, of those that are there */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_object (&answer->version);
  g_clear_pointer (&answer->steps, g_ptr_array_unref);
  g_hash_table_unref (answer->votes);
  g_hash_table_unref (answer->photos);
  g_free (answer);
}

/* On the worker's thread. */
static gpointer
read_steps (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyBylawPaneAsk *ask = data;
  Answer *answer = g_new0 (Answer, 1);

  answer->votes = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_object_unref);
  answer->photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  answer->version = xy_bylaw_version_get (store, &ask->version, error);
  if (answer->version != NULL)
    answer->steps = xy_bylaw_steps (store, &ask->version, error);
  if (answer->steps == NULL)
    {
      answer_free (answer);
      return NULL;
    }
  for (guint i = 0; i < answer->steps->len; i++)
    {
      const XyBylawStep *step = answer->steps->pdata[i];
      XyVote *vote = xy_id_is_none (&step->vote) ? NULL : xy_vote_get (store, &step->vote, NULL);
      if (vote != NULL)
        g_hash_table_insert (answer->votes, xy_id_copy (&step->vote), vote);
      g_autofree char *path = step->photo != NULL ? xy_attachment_path (xy_store_get_path (store), step->photo) : NULL;
      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
        g_hash_table_insert (answer->photos, g_strdup (step->photo), g_steal_pointer (&path));
    }
  return answer;
}

static const char *
icon_of (XyBylawStepKind kind)
{
  switch (kind)
    {
    case XY_BYLAW_APPROVE:
    case XY_BYLAW_PASS:
    case XY_BYLAW_FILE:
    case XY_BYLAW_PUBLISH:
    case XY_BYLAW_FORCE:
      return "xy-check-symbolic";
    case XY_BYLAW_RETURN:
    case XY_BYLAW_LOSE:
    case XY_BYLAW_CORRECT:
      return "xy-alert-symbolic";
    case XY_BYLAW_REPLACE:
    case XY_BYLAW_REPEAL:
    case XY_BYLAW_DROP:
      return "xy-close-symbolic";
    case XY_BYLAW_DRAFT:
    case XY_BYLAW_ADVISE:
    case XY_BYLAW_REDRAFT:
    case XY_BYLAW_SUBMIT:
    case XY_BYLAW_N_KINDS:
    default:
      return "xy-calendar-symbolic";
    }
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  return xy_words_new (words, css_class, 10, -1);
}

/* The day stands in front, as in a diary; then what, by whom, and what was said. */
static GtkWidget *
add_row (XyBylawStepsPane *self, const char *day, const char *icon, const char *what, const char *who)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *when = gtk_label_new (day), *by = gtk_label_new (who);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *row = gtk_list_box_row_new ();
  GtkWidget *words = make_label (what, "bold");
  g_autofree char *name = g_strdup_printf ("%s %s %s", day, what, who);

  gtk_widget_add_css_class (when, "numeric");
  gtk_widget_set_valign (when, GTK_ALIGN_START);
  gtk_widget_add_css_class (by, "quiet");
  gtk_widget_set_valign (by, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), by);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (line), when);
  gtk_box_append (GTK_BOX (line), xy_words_new_sign (icon));
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  return box;
}

static void
on_photo_clicked (GtkButton *button, XyBylawStepsPane *self)
{
  xy_paper_open_photo (GTK_WIDGET (button), xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)),
                       g_object_get_data (G_OBJECT (button), "photo"));
}

static GtkWidget *
make_photo (XyBylawStepsPane *self, const char *photo, const char *path)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), xy_detail_make_photo (path));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Look at the paper in full"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Look at the paper in full"), -1);
  g_object_set_data_full (G_OBJECT (button), "photo", g_strdup (photo), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_photo_clicked), self);
  return button;
}

/* Where that is not who took the step, on the same day. */
static void
add_recorder (GtkWidget *box, const XyBylawStep *step)
{
  g_autofree char *day = xy_day_from_instant (step->at), *at = xy_instant_format (step->at);

  if (step->at == 0 || (g_str_equal (step->recorder, step->by) && g_str_equal (day, step->day)))
    return;
  g_autofree char *recorded = g_strdup_printf (_ ("Recorded by %s, %s"), step->recorder, at);
  gtk_box_append (GTK_BOX (box), make_label (recorded, "quiet"));
}

static void
add_step (XyBylawStepsPane *self, const Answer *answer, const XyBylawStep *step)
{
  XyBylawStepKind kind = xy_bylaw_step_from_name (step->kind);
  const XyVote *vote = g_hash_table_lookup (answer->votes, &step->vote);
  const char *photo = step->photo != NULL ? g_hash_table_lookup (answer->photos, step->photo) : NULL;
  GtkWidget *box = add_row (self, step->day, icon_of (kind), xy_bylaw_step_label (kind), step->by);

  if (step->note != NULL)
    gtk_box_append (GTK_BOX (box), make_label (step->note, NULL));
  if (vote != NULL && vote->sentence != NULL)
    gtk_box_append (GTK_BOX (box), make_label (vote->sentence, NULL));
  if (photo != NULL)
    gtk_box_append (GTK_BOX (box), make_photo (self, step->photo, photo));
  add_recorder (box, step);
}

static void
xy_bylaw_steps_pane_fill (XyBylawPane *pane, gpointer data)
{
  XyBylawStepsPane *self = XY_BYLAW_STEPS_PANE (pane);
  Answer *answer = data;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  add_row (self, answer->version->since, "xy-document-symbolic", _ ("Work on this version began"),
           answer->version->recorder);
  for (guint i = 0; i < answer->steps->len; i++)
    add_step (self, answer, answer->steps->pdata[i]);
  answer_free (answer);
}

static void
xy_bylaw_steps_pane_class_init (XyBylawStepsPaneClass *klass)
{
  XyBylawPaneClass *pane_class = XY_BYLAW_PANE_CLASS (klass);

  pane_class->topics = XY_TOPIC_BYLAW;
  pane_class->read = read_steps;
  pane_class->free_answer = answer_free;
  pane_class->fill = xy_bylaw_steps_pane_fill;
}

static void
xy_bylaw_steps_pane_init (XyBylawStepsPane *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "bylaw-lines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What happened"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  xy_bylaw_pane_set_content (XY_BYLAW_PANE (self), scrolled);
}

GtkWidget *
xy_bylaw_steps_pane_new (XyDesk *desk)
{
  GtkWidget *pane = g_object_new (XY_TYPE_BYLAW_STEPS_PANE, NULL);

  xy_bylaw_pane_set_desk (XY_BYLAW_PANE (pane), desk);
  return pane;
}

void
xy_bylaw_steps_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  xy_bylaw_pane_show (XY_BYLAW_PANE (pane), bylaw, version);
}
