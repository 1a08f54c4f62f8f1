/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-close-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/period-words.h"
#include "app/words.h"
#include "app/worker.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-close.h"

/* How many months, quarters and years before today can be chosen. */
#define MONTHS 12
#define QUARTERS 4
#define YEARS 2

/* What the form says; it owns its texts. */
typedef struct
{
  XyPointsClosing closing;
  char *period;
  char *mode;
  char *decision;
} Wish;

/* The dialog's own. */
typedef struct
{
  XyDesk *desk;
  GtkWidget *dialog; /* a weak pointer */
  GtkWidget *preview;
  GtkWidget *last; /* the last close, with its buttons */
  GtkWidget *words;
  XyForm *form;
  char **periods;
  XyId close; /* the last one */
  GCancellable *asking;
} Closing;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->period);
  g_free (wish->mode);
  g_free (wish->decision);
  g_free (wish);
}

static void
closing_free (gpointer data)
{
  Closing *self = data;

  /* Answers that are under way find nobody. */
  if (self->dialog != NULL)
    g_object_set_data (G_OBJECT (self->dialog), "closing", NULL);
  g_clear_weak_pointer (&self->dialog);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_strfreev (self->periods);
  g_object_unref (self->desk);
  g_free (self);
}

/* The periods that are over, years first. (transfer full) */
static char **
list_periods (void)
{
  static const struct
  {
    XySpan span;
    int n;
  } spans[] = { { XY_SPAN_MONTH, MONTHS }, { XY_SPAN_QUARTER, QUARTERS }, { XY_SPAN_YEAR, YEARS } };
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *now = xy_period_of (today, spans[i].span);
      for (int n = 1; n <= spans[i].n; n++)
        {
          g_autofree char *period = xy_period_move (now, -n);
          g_strv_builder_add (list, period);
        }
    }
  return g_strv_builder_end (list);
}

static gint64
number_of (XyForm *form, const char *name)
{
  g_autofree char *text = xy_form_get_text (form, name);

  return g_ascii_strtoll (text, NULL, 10);
}

static Wish *
make_wish (Closing *self)
{
  Wish *wish = g_new0 (Wish, 1);
  guint period = (guint) number_of (self->form, "period"), mode = (guint) number_of (self->form, "mode");

  wish->period = g_strdup (self->periods[MIN (period, g_strv_length (self->periods) - 1)]);
  wish->mode = g_strdup (xy_points_close_modes[MIN (mode, 3)].value);
  wish->decision = xy_form_get_text (self->form, "decision");
  wish->closing = (XyPointsClosing){ .period = wish->period,
                                     .mode = wish->mode,
                                     .share = number_of (self->form, "share"),
                                     .months = number_of (self->form, "months"),
                                     .decision = wish->decision[0] != '\0' ? wish->decision : NULL };
  return wish;
}

/* --- what it would do, before it is done --- */

static gpointer
ask_preview (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  g_autoptr (GPtrArray) rows = xy_points_close_preview (store, &wish->closing, error);
  gint64 total = 0, spend = 0, kept = 0;
  guint n = 0;

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const XyPointsCloseRow *row = rows->pdata[i];
      total += row->take_total;
      spend += row->take_spend;
      kept += row->total - row->take_total;
      n += row->take_total != 0 || row->take_spend != 0;
    }
  g_autofree char *kept_words = xy_points_format (kept);
  if (n == 0)
    return g_strdup_printf (_ ("%u households have points, and keep them all: %s together. Nothing can be entered in "
                               "that time any more."),
                            rows->len, kept_words);
  g_autofree char *total_words = xy_points_format (ABS (total)), *spend_words = xy_points_format (ABS (spend));
  return g_strdup_printf (_ ("Of %u households with points %u lose some: %s of what counts, %s of what can be spent. "
                             "%s that count are carried on."),
                          rows->len, n, total_words, spend_words, kept_words);
}

static void
on_preview_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) preview = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_text (GTK_LABEL (preview), error != NULL ? error->message : words);
  if (error != NULL)
    gtk_widget_add_css_class (preview, "error");
  else
    gtk_widget_remove_css_class (preview, "error");
}

static void
on_form_changed (Closing *self)
{
  gint64 mode = number_of (self->form, "mode");

  xy_form_set_field_visible (self->form, "share", mode == 1);
  xy_form_set_field_visible (self->form, "months", mode == 3);
  g_cancellable_cancel (self->asking);
  g_set_object (&self->asking, NULL);
  self->asking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, ask_preview, make_wish (self), wish_free, g_free,
                 self->asking, on_preview_ready, g_object_ref (self->preview));
}

/* --- the last close --- */

static gpointer
ask_last (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) closes = xy_points_close_list (store, error);

  return closes != NULL && closes->len > 0 ? g_object_ref (closes->pdata[0]) : NULL;
}

static void
on_last_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Closing *self = g_object_get_data (G_OBJECT (dialog), "closing");
  g_autoptr (XyPointsClose) close = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self == NULL)
    return;
  gtk_widget_set_visible (self->last, close != NULL);
  if (close == NULL)
    return;
  g_autofree char *period = xy_period_words (close->period), *taken = xy_points_format (ABS (close->delta));
  const char *mode = xy_word_label (xy_points_close_modes, close->mode);
  g_autofree char *words =
      close->confirmed_on != NULL
          ? g_strdup_printf (_ ("%s was closed on %s (%s), %s of what counted taken. It is confirmed."), period,
                             close->day, mode, taken)
          : g_strdup_printf (_ ("%s was closed on %s (%s), %s of what counted taken. Until it is confirmed it can be "
                                "taken back."),
                             period, close->day, mode, taken);
  self->close = close->record.id;
  gtk_label_set_text (GTK_LABEL (self->words), words);
  for (GtkWidget *button = gtk_widget_get_next_sibling (self->words); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (button, close->confirmed_on == NULL);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  g_autoptr (GError) error = NULL;
  Closing *self = g_object_get_data (G_OBJECT (dialog), "closing");
  gboolean done = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self == NULL)
    return;
  xy_dialog_set_idle (XY_DIALOG (dialog));
  if (!done)
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, ask_last, NULL, NULL, g_object_unref, NULL,
                 on_last_ready, g_object_ref (dialog));
  on_form_changed (self);
}

static void
settle (Closing *self, const char *title, XyActFunc act)
{
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  xy_dialog_set_busy (XY_DIALOG (self->dialog), NULL, -1);
  xy_desk_act (self->desk, title, act, xy_id_copy (&self->close), g_free, on_settled, g_object_ref (self->dialog));
}

static void
on_confirm_clicked (Closing *self)
{
  settle (self, _ ("Confirm the close"), xy_points_close_confirm_act);
}

static void
on_take_back_clicked (Closing *self)
{
  settle (self, _ ("Take the close back"), xy_points_close_take_back_act);
}

/* --- the form --- */

static gboolean
close_period (XyTxn *txn, gpointer data, GError **error)
{
  Wish *wish = data;

  return xy_points_close_act (txn, &wish->closing, error);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  return make_wish (data);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_last (Closing *self)
{
  GtkWidget *confirm = gtk_button_new_with_label (_ ("Confirm the close"));
  GtkWidget *back = gtk_button_new_with_label (_ ("Take the close back"));

  self->last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = make_label ("quiet");
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_set_valign (confirm, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->last), self->words);
  gtk_box_append (GTK_BOX (self->last), confirm);
  gtk_box_append (GTK_BOX (self->last), back);
  gtk_widget_set_visible (self->last, FALSE);
  g_signal_connect_swapped (confirm, "clicked", G_CALLBACK (on_confirm_clicked), self);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_take_back_clicked), self);
  xy_form_add_widget (self->form, self->last);
}

static void
add_fields (Closing *self)
{
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL), modes = gtk_string_list_new (NULL);

  for (char **period = self->periods; *period != NULL; period++)
    {
      g_autofree char *words = xy_period_words (*period);
      xy_words_append (periods, words);
    }
  for (const XyWord *mode = xy_points_close_modes; mode->value != NULL; mode++)
    xy_words_append (modes, _ (mode->label));
  xy_form_add (self->form, "period", _ ("_Period"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&periods)), NULL),
               _ ("Afterwards nothing can be entered or corrected in it, nor before it"));
  xy_form_add (self->form, "mode", _ ("The _points are"),
               gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&modes)), NULL),
               _ ("What the scheme or the meeting decided"));
  xy_form_add (self->form, "share", _ ("Share carried _on, %"), gtk_entry_new (),
               _ ("From 1 to 99; what is owed is carried on whole"));
  xy_form_add (self->form, "months", _ ("_Months that points can be spent"), gtk_entry_new (),
               _ ("What was earned longer ago and not spent falls away"));
  xy_form_add (self->form, "decision", _ ("_Decision"), gtk_entry_new (), _ ("Of which meeting, and when"));
  xy_form_set_text (self->form, "share", "50");
  xy_form_set_text (self->form, "months", "12");
}

void
xy_points_close_dialog_open (GtkWidget *from, XyDesk *desk)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Close a period"), .act = close_period, .collect = collect, .free_collected = wish_free
  };
  Closing *self = g_new0 (Closing, 1);

  self->desk = g_object_ref (desk);
  self->periods = list_periods ();
  self->form = XY_FORM (xy_form_new ());
  self->preview = make_label (NULL);
  add_last (self);
  add_fields (self);
  xy_form_add_widget (self->form, self->preview);
  GtkWidget *dialog = xy_form_dialog_new (from, desk, _ ("Close a period"), _ ("Close it"), GTK_WIDGET (self->form),
                                          &act, self, closing_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "closing", self);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed), self);
  on_form_changed (self);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, ask_last, NULL, NULL, g_object_unref, NULL, on_last_ready,
                 g_object_ref (self->dialog));
  xy_form_dialog_present (self->dialog);
}
