/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-judge-box.h"
#include "app/chip.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/picker.h"
#include "app/points-judge-data.h"

struct _XyHygieneJudgeBox
{
  XyFieldBox parent_instance;
  GtkWidget *picker;
  GtkWidget *chips;
  GArray *seats; /* of XyHygieneSeat */
};

enum
{
  PASSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyHygieneJudgeBox, xy_hygiene_judge_box, XY_TYPE_FIELD_BOX)

static void show_chips (XyHygieneJudgeBox *self);

static GArray *
new_seats (void)
{
  GArray *seats = g_array_new (FALSE, TRUE, sizeof (XyHygieneSeat));

  g_array_set_clear_func (seats, (GDestroyNotify) xy_hygiene_seat_clear);
  return seats;
}

static void
add_copy (GArray *seats, const XyHygieneSeat *seat)
{
  XyHygieneSeat copy = { g_strdup (seat->name), seat->person, g_strdup (seat->post) };

  g_array_append_val (seats, copy);
}

GArray *
xy_hygiene_seats_copy (const GArray *seats)
{
  GArray *copy = new_seats ();

  for (guint i = 0; seats != NULL && i < seats->len; i++)
    add_copy (copy, &g_array_index (seats, XyHygieneSeat, i));
  return copy;
}

/* "李主任（镇驻村干部）" */
static char *
describe (const XyHygieneSeat *seat)
{
  return seat->post != NULL ? g_strdup_printf ("%s（%s）", seat->name, seat->post) : g_strdup (seat->name);
}

static char *
xy_hygiene_judge_box_get_text (XyFieldBox *field)
{
  XyHygieneJudgeBox *self = XY_HYGIENE_JUDGE_BOX (field);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->seats->len; i++)
    {
      g_autofree char *words = describe (&g_array_index (self->seats, XyHygieneSeat, i));
      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Takes one that was typed or restored: the name, and the post in brackets of either width. */
static void
add_typed (XyHygieneJudgeBox *self, const char *typed, const XyId *person)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));
  char *open = strstr (text, "（"), *name = text, *post = NULL;
  gsize width = strlen ("（");

  if (open == NULL)
    {
      open = strchr (text, '(');
      width = 1;
    }
  if (open != NULL)
    {
      char *close = strstr (open, "）") != NULL ? strstr (open, "）") : strchr (open, ')');
      post = open + width;
      *open = '\0';
      if (close != NULL)
        *close = '\0';
      g_strstrip (post);
      g_strchomp (name);
    }
  if (name[0] == '\0')
    return;
  for (guint i = 0; i < self->seats->len; i++)
    if (g_str_equal (g_array_index (self->seats, XyHygieneSeat, i).name, name))
      return;
  XyHygieneSeat seat = { name, *person, post != NULL && post[0] != '\0' ? post : NULL };
  add_copy (self->seats, &seat);
}

static void
xy_hygiene_judge_box_set_text (XyFieldBox *field, const char *text)
{
  XyHygieneJudgeBox *self = XY_HYGIENE_JUDGE_BOX (field);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "、", -1);
  g_autofree char *now = xy_hygiene_judge_box_get_text (XY_FIELD_BOX (self));

  /* A draft knows no persons; what is the same keeps its own. */
  if (g_strcmp0 (now, text) == 0)
    return;
  g_array_set_size (self->seats, 0);
  for (char **part = parts; *part != NULL; part++)
    add_typed (self, *part, &XY_ID_NONE);
  show_chips (self);
}

static void
on_chip_clicked (GtkButton *button, XyHygieneJudgeBox *self)
{
  g_array_remove_index (self->seats, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "at")));
  show_chips (self);
  gtk_widget_grab_focus (self->picker);
}

static GtkWidget *
make_chip (XyHygieneJudgeBox *self, guint at)
{
  g_autofree char *words = describe (&g_array_index (self->seats, XyHygieneSeat, at));
  g_autofree char *name = g_strdup_printf (_ ("%s does not judge"), words);
  GtkWidget *button = xy_chip_new (words, name);

  g_object_set_data (G_OBJECT (button), "at", GUINT_TO_POINTER (at));
  g_signal_connect (button, "clicked", G_CALLBACK (on_chip_clicked), self);
  return button;
}

static void
show_chips (XyHygieneJudgeBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  for (guint i = 0; i < self->seats->len; i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (self->chips), make_chip (self, i));
      gtk_widget_set_focusable (gtk_widget_get_last_child (self->chips), FALSE);
    }
  gtk_widget_set_visible (self->chips, self->seats->len > 0);
  xy_field_box_changed (XY_FIELD_BOX (self));
}

static void
on_picked (XyPicker *picker, const XySearchHit *hit, XyHygieneJudgeBox *self)
{
  add_typed (self, hit->title, &hit->id);
  show_chips (self);
}

/* Somebody from outside, as an official of the township, is known by his name only. */
static void
on_passed (XyPicker *picker, XyHygieneJudgeBox *self)
{
  g_autofree char *name = g_strstrip (g_strdup (xy_picker_get_text (picker)));

  if (name[0] == '\0')
    {
      g_signal_emit (self, signals[PASSED], 0);
      return;
    }
  xy_picker_set_text (picker, "");
  add_typed (self, name, &XY_ID_NONE);
  show_chips (self);
}

static gboolean
xy_hygiene_judge_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_HYGIENE_JUDGE_BOX (widget)->picker);
}

static void
xy_hygiene_judge_box_finalize (GObject *object)
{
  g_array_unref (XY_HYGIENE_JUDGE_BOX (object)->seats);
  G_OBJECT_CLASS (xy_hygiene_judge_box_parent_class)->finalize (object);
}

static void
xy_hygiene_judge_box_class_init (XyHygieneJudgeBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = xy_hygiene_judge_box_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_hygiene_judge_box_grab_focus;
  XY_FIELD_BOX_CLASS (klass)->get_text = xy_hygiene_judge_box_get_text;
  XY_FIELD_BOX_CLASS (klass)->set_text = xy_hygiene_judge_box_set_text;
  signals[PASSED] =
      g_signal_new ("passed", XY_TYPE_HYGIENE_JUDGE_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_hygiene_judge_box_init (XyHygieneJudgeBox *self)
{
  self->seats = new_seats ();
  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->chips), 6);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->chips), 6);
  gtk_widget_set_visible (self->chips, FALSE);
}

GtkWidget *
xy_hygiene_judge_box_new (XyWorker *worker)
{
  XyHygieneJudgeBox *self = g_object_new (XY_TYPE_HYGIENE_JUDGE_BOX, NULL);

  self->picker = xy_picker_new (worker, xy_points_find_persons, XY_PICK_MANY, _ ("Name or initials, Enter"));
  g_signal_connect (self->picker, "picked", G_CALLBACK (on_picked), self);
  g_signal_connect (self->picker, "passed", G_CALLBACK (on_passed), self);
  gtk_widget_set_parent (self->picker, GTK_WIDGET (self));
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
xy_hygiene_judge_box_set (XyHygieneJudgeBox *self, const GArray *seats)
{
  g_array_set_size (self->seats, 0);
  for (guint i = 0; seats != NULL && i < seats->len; i++)
    add_copy (self->seats, &g_array_index (seats, XyHygieneSeat, i));
  show_chips (self);
}

const GArray *
xy_hygiene_judge_box_get (XyHygieneJudgeBox *self)
{
  return self->seats;
}
