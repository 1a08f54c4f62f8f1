/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/retention-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/message-dialog.h"
#include "app/print-preview.h"
#include "app/roster-form.h"
#include "core/cleaning.h"
#include "print/privacy-papers.h"

#define WIDTH 760
#define HEIGHT 600
#define WITNESS "witness"
#define MONTH 7 /* letters of a day */

/* What was read, and which of it has a tick. */
typedef struct
{
  XyRetentionRules *rules;
  GPtrArray *lines; /* of XyRetentionLine */
} Found;

/* One tick is for some lines that follow each other: photos of a month are one. */
typedef struct
{
  GtkCheckButton *button;
  guint first, n;
} Tick;

typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *box;
  XyForm *form;
  Found *found;                              /* NULL: not read yet */
  GArray *ticks;                             /* of Tick */
  GtkCheckButton *all[XY_RETENTION_N_KINDS]; /* that tick all of a kind; NULL: there is none of it */
  gboolean ticking;
  XyDesk *desk;
} Retention;

/* What an act of this dialog clears. */
typedef struct
{
  Found *found; /* which the chosen ones are of */
  GPtrArray *chosen;
  char *witness;
} Clearing;

/* What happened on the day since when its time runs. */
static const char *const happened[XY_RETENTION_N_KINDS] = {
  [XY_RETENTION_MOVED] = N_ ("moved out"),  [XY_RETENTION_DEAD] = N_ ("died"),
  [XY_RETENTION_HOUSEHOLDS] = N_ ("ended"), [XY_RETENTION_PAPERS] = N_ ("printed"),
  [XY_RETENTION_PHOTOS] = N_ ("taken"),     [XY_RETENTION_DRAFTS] = N_ ("last touched"),
  [XY_RETENTION_ASIDE] = N_ ("put aside"),  [XY_RETENTION_ARCHIVES] = N_ ("printed"),
};

static void read_anew (Retention *self);

static void
found_clear (gpointer p)
{
  Found *found = p;

  xy_retention_rules_free (found->rules);
  g_clear_pointer (&found->lines, g_ptr_array_unref);
}

static void
found_unref (gpointer p)
{
  g_rc_box_release_full (p, found_clear);
}

static void
retention_clear (gpointer p)
{
  Retention *self = p;

  g_clear_pointer (&self->found, found_unref);
  g_array_unref (self->ticks);
  g_object_unref (self->desk);
}

static void
retention_unref (gpointer p)
{
  g_rc_box_release_full (p, retention_clear);
}

static void
clearing_free (gpointer p)
{
  Clearing *clearing = p;

  g_ptr_array_unref (clearing->chosen);
  found_unref (clearing->found);
  g_free (clearing->witness);
  g_free (clearing);
}

/* --- what is shown --- */

static const XyRetentionLine *
line_at (Retention *self, guint i)
{
  return self->found->lines->pdata[i];
}

static guint
count_chosen (Retention *self)
{
  guint n = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    {
      const Tick *tick = &g_array_index (self->ticks, Tick, i);
      n += gtk_check_button_get_active (tick->button) ? tick->n : 0;
    }
  return n;
}

static guint
count_due (Retention *self)
{
  guint n = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    n += g_array_index (self->ticks, Tick, i).n;
  return n;
}

/* The tick of a kind says whether all, none or some of it are chosen. */
static void
update_all (Retention *self)
{
  guint on[XY_RETENTION_N_KINDS] = { 0 }, of[XY_RETENTION_N_KINDS] = { 0 };

  for (guint i = 0; i < self->ticks->len; i++)
    {
      const Tick *tick = &g_array_index (self->ticks, Tick, i);
      XyRetentionKind kind = line_at (self, tick->first)->kind;
      of[kind]++;
      on[kind] += gtk_check_button_get_active (tick->button);
    }
  self->ticking = TRUE;
  for (guint kind = 0; kind < XY_RETENTION_N_KINDS; kind++)
    if (self->all[kind] != NULL)
      {
        gtk_check_button_set_active (self->all[kind], on[kind] == of[kind]);
        gtk_check_button_set_inconsistent (self->all[kind], on[kind] > 0 && on[kind] < of[kind]);
      }
  self->ticking = FALSE;
}

static void
update (Retention *self)
{
  guint n = count_chosen (self), due = count_due (self);
  gboolean may = xy_desk_may (self->desk, XY_MAY_EDIT_ROSTER | XY_MAY_BACK_UP) && !xy_desk_is_read_only (self->desk);
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u thing is past its time, %u chosen.", "%u things are past their time, %u chosen.", due), due, n);

  update_all (self);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), n > 0 && may);
  xy_dialog_set_note (XY_DIALOG (self->dialog), due == 0 ? _ ("Nothing is past its time.")
                                                : may    ? words
                                                         : _ ("Your post does not do this."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), may && due > 0);
}

static void
on_ticked (Retention *self)
{
  if (!self->ticking)
    update (self);
}

static void
on_all_toggled (GtkCheckButton *button, Retention *self)
{
  XyRetentionKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "xy-kind"));

  if (self->ticking)
    return;
  self->ticking = TRUE;
  for (guint i = 0; i < self->ticks->len; i++)
    {
      const Tick *tick = &g_array_index (self->ticks, Tick, i);
      if (line_at (self, tick->first)->kind == kind)
        gtk_check_button_set_active (tick->button, gtk_check_button_get_active (button));
    }
  self->ticking = FALSE;
  update (self);
}

static GtkWidget *
make_label (const char *words, gboolean quiet)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  if (quiet)
    gtk_widget_add_css_class (label, "quiet");
  return label;
}

/* A check button whose words go on in the next row. */
static GtkWidget *
make_tick (const char *words)
{
  GtkWidget *tick = gtk_check_button_new_with_label (words);

  for (GtkWidget *child = gtk_widget_get_first_child (tick); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        gtk_label_set_wrap (GTK_LABEL (child), TRUE);
        gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
        gtk_label_set_xalign (GTK_LABEL (child), 0);
      }
  return tick;
}

static void
add_kind (Retention *self, XyRetentionKind kind, guint n)
{
  const XyRetentionRules *rules = self->found->rules;
  g_autofree char *words =
      g_strdup_printf (_ ("%s: %u, past %d years"), xy_retention_kind_label (kind), n, (int) rules->years[kind]);
  gboolean stays = kind == XY_RETENTION_ARCHIVES;
  g_autofree char *what = g_strdup_printf (stays ? "%s" : _ ("What goes: %s"), xy_retention_kind_what (kind));
  GtkWidget *heading, *why = make_label (what, TRUE);

  if (stays)
    heading = make_label (words, FALSE);
  else
    {
      heading = make_tick (words);
      self->all[kind] = GTK_CHECK_BUTTON (heading);
      g_object_set_data (G_OBJECT (heading), "xy-kind", GUINT_TO_POINTER (kind));
      g_signal_connect (heading, "toggled", G_CALLBACK (on_all_toggled), self);
    }
  gtk_widget_set_tooltip_text (heading, rules->sources[kind]);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (why, "small");
  gtk_widget_set_margin_top (heading, 12);
  gtk_widget_set_margin_start (why, 30);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), why);
}

/* How many of the lines from FIRST on one row shows. */
static guint
count_row (Retention *self, guint first)
{
  const XyRetentionLine *line = line_at (self, first);
  guint n = 1;

  while (line->kind == XY_RETENTION_PHOTOS && first + n < self->found->lines->len
         && g_str_equal (line->title, line_at (self, first + n)->title)
         && strncmp (line->since, line_at (self, first + n)->since, MONTH) == 0)
    n++;
  return n;
}

static void
add_row (Retention *self, guint first, guint n)
{
  const XyRetentionLine *line = line_at (self, first);
  g_autofree char *what = n > 1 ? g_strdup_printf (_ ("%s × %u"), line->title, n) : g_strdup (line->title);
  g_autofree char *since = n > 1 ? g_strndup (line->since, MONTH) : g_strdup (line->since);
  g_autofree char *words = g_strdup_printf (_ ("%s, %s %s"), what, _ (happened[line->kind]), since);
  GtkWidget *row = line->kind == XY_RETENTION_ARCHIVES ? make_label (words, FALSE) : make_tick (words);

  gtk_widget_set_margin_start (row, 30);
  if (line->kind == XY_RETENTION_ARCHIVES)
    gtk_label_set_selectable (GTK_LABEL (row), TRUE); /* the keys come to it, and its number can be copied */
  else
    {
      const Tick tick = { GTK_CHECK_BUTTON (row), first, n };
      g_signal_connect_swapped (row, "toggled", G_CALLBACK (on_ticked), self);
      g_array_append_val (self->ticks, tick);
    }
  gtk_box_append (GTK_BOX (self->box), row);
}

static guint
count_kind (Retention *self, XyRetentionKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->found->lines->len; i++)
    n += line_at (self, i)->kind == kind;
  return n;
}

static void
show_lines (Retention *self)
{
  GtkWidget *child;
  int kind = -1;

  g_array_set_size (self->ticks, 0);
  memset (self->all, 0, sizeof self->all);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (self->found->lines->len == 0)
    gtk_box_append (GTK_BOX (self->box),
                    make_label (_ ("What is past its time stands here, for you to choose from."), TRUE));
  for (guint i = 0, n; i < self->found->lines->len; i += n)
    {
      const XyRetentionLine *line = line_at (self, i);
      if ((int) line->kind != kind)
        add_kind (self, line->kind, count_kind (self, line->kind));
      kind = (int) line->kind;
      n = count_row (self, i);
      add_row (self, i, n);
    }
  update (self);
}

/* On the worker's thread. */
static gpointer
read_found (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found;

  if (store == NULL)
    return NULL;
  found = g_rc_box_new0 (Found);
  found->rules = xy_retention_rules_read ();
  found->lines = xy_retention_list (store, found->rules, error);
  if (found->lines == NULL)
    g_clear_pointer (&found, found_unref);
  return found;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer p)
{
  Retention *self = p;
  g_autoptr (GError) error = NULL;
  Found *found = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (found != NULL)
    {
      g_clear_pointer (&self->found, found_unref);
      self->found = found;
    }
  if (self->dialog != NULL && found != NULL)
    show_lines (self);
  else if (self->dialog != NULL && error != NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  retention_unref (self);
}

static void
read_anew (Retention *self)
{
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_found, NULL, NULL, found_unref, NULL, on_read,
                 g_rc_box_acquire (self));
}

/* --- what is done --- */

/* Of this year, as it is signed and kept in the binder. */
static void
on_print_clicked (Retention *self)
{
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *year = g_strndup (today, 4);

  xy_print_preview_open (self->dialog, self->desk, &xy_clearing_register_paper, &(XyPaperAsk){ .period = year });
}

/* On the worker's thread. */
static gboolean
clear_on_worker (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  Clearing *clearing = data;
  const XyCleaningRun run = { clearing->chosen, clearing->witness };

  return xy_cleaning_run (store, actor, &run, error);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer p)
{
  Retention *self = p;
  g_autoptr (GError) error = NULL;
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->dialog != NULL)
    {
      xy_dialog_set_idle (XY_DIALOG (self->dialog));
      if (!done && !xy_form_show_error (self->form, error))
        xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
      if (done)
        {
          xy_form_set_text (self->form, WITNESS, "");
          read_anew (self);
          on_print_clicked (self);
        }
    }
  retention_unref (self);
}

static void
on_answered (gboolean confirmed, gpointer p)
{
  Retention *self = p;

  if (confirmed && self->dialog != NULL && self->found != NULL)
    {
      Clearing *clearing = g_new0 (Clearing, 1);

      clearing->found = g_rc_box_acquire (self->found);
      clearing->chosen = g_ptr_array_new ();
      clearing->witness = xy_form_get_text (self->form, WITNESS);
      for (guint i = 0; i < self->ticks->len; i++)
        {
          const Tick *tick = &g_array_index (self->ticks, Tick, i);
          for (guint k = 0; k < tick->n && gtk_check_button_get_active (tick->button); k++)
            g_ptr_array_add (clearing->chosen, self->found->lines->pdata[tick->first + k]);
        }
      xy_dialog_set_busy (XY_DIALOG (self->dialog), _ ("Backing up and clearing"), -1);
      xy_desk_run (self->desk, clear_on_worker, clearing, clearing_free, on_cleared, g_rc_box_acquire (self));
    }
  retention_unref (self);
}

/* Nobody is asked whether he is sure before it is known who stands by. */
static void
on_confirmed (Retention *self)
{
  guint n = count_chosen (self);
  g_autofree char *heading = g_strdup_printf (ngettext ("Clear %u thing?", "Clear %u things?", n), n);

  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  if (!xy_form_check (self->form))
    return;
  xy_message_dialog_ask (
      self->dialog, heading,
      _ ("A backup is taken first. Then this cannot be undone. What is cleared of people and households goes from the record of changes, the county and other computers too. The files that the county has, and older backups, still have it; they only keep it."),
      _ ("C_lear"), TRUE, on_answered, g_rc_box_acquire (self));
}

static void
on_destroyed (Retention *self)
{
  self->dialog = NULL;
  retention_unref (self);
}

static GtkWidget *
make_list (Retention *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (self->box, "settings-row");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "panel");
  return scrolled;
}

void
xy_retention_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Retention *self = g_rc_box_new0 (Retention);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *print = gtk_button_new_with_mnemonic (_ ("_Print the record…"));

  self->desk = g_object_ref (desk);
  self->ticks = g_array_new (FALSE, FALSE, sizeof (Tick));
  self->dialog = xy_dialog_new (from, _ ("Yearly clearing"), _ ("C_lear what is chosen…"));
  xy_dialog_set_destructive (XY_DIALOG (self->dialog), TRUE);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  gtk_box_append (
      GTK_BOX (content),
      make_label (_ ("Personal information is kept no longer than it is needed. Once a year, look through what is past "
                     "its time, and choose what goes. Minutes, accounts of points and bylaws are archives and stay."),
                  TRUE));
  gtk_box_append (GTK_BOX (content), make_list (self));
  self->form = XY_FORM (xy_form_new ());
  xy_form_add (self->form, WITNESS, _ ("Who stands _by"), gtk_entry_new (),
               _ ("Two do this together, and both sign the record"));
  xy_form_set_check (self->form, WITNESS, xy_form_check_filled,
                     (gpointer) N_ ("Please write who stands by: two do this together."));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->form));
  xy_dialog_set_content (XY_DIALOG (self->dialog), content);
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (on_print_clicked), self);
  xy_dialog_add_button (XY_DIALOG (self->dialog), print);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  g_signal_connect_swapped (self->dialog, "confirmed", G_CALLBACK (on_confirmed), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroyed), self);
  read_anew (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
