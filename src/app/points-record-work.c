/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/form.h"
#include "app/photo-field.h"
#include "app/points-people.h"
#include "app/points-record-find.h"
#include "app/points-record-private.h"
#include "core/attachment.h"
#include "core/day.h"
#include "core/number.h"
#include "core/person.h"
#include "core/points-batch.h"
#include "core/store.h"

#define MOST_NAMED 5 /* households whose repeat is named one by one */

/* All that is to be recorded, with what it points to. */
typedef struct
{
  XyPointsBatch batch;
  XyPointsOne *ones;
  char **titles; /* of the households */
  char *day, *witness, *note;
  GBytes *photo;
  char *photo_name;
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  xy_points_batch_clear (&held->batch);
  g_free (held->ones);
  g_strfreev (held->titles);
  g_free (held->day);
  g_free (held->witness);
  g_free (held->note);
  g_free (held->photo_name);
  g_clear_pointer (&held->photo, g_bytes_unref);
  g_free (held);
}

static void
record_clear (gpointer data)
{
  XyPointsRecord *self = data;

  g_clear_object (&self->desk);
  g_clear_object (&self->rule);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_array_unref (self->repeated);
}

XyPointsRecord *
xy_points_record_ref (XyPointsRecord *self)
{
  return g_rc_box_acquire (self);
}

void
xy_points_record_unref (XyPointsRecord *self)
{
  g_rc_box_release_full (self, record_clear);
}

static XyWorker *
worker_of (XyPointsRecord *self)
{
  return xy_desk_get_worker (self->desk);
}

/* On the worker's thread. */

static gpointer
look_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Held *held = data;

  return xy_points_batch_look (store, &held->batch, error) ? held : NULL;
}

/* The picture first: power that fails in between leaves at most a file that nobody names. */
static gboolean
record_act (XyTxn *txn, gpointer data, GError **error)
{
  Held *held = data;

  if (held->photo != NULL)
    {
      gsize length = 0;
      const void *bytes = g_bytes_get_data (held->photo, &length);
      held->photo_name = xy_attachment_add (xy_store_get_path (xy_txn_get_store (txn)), bytes, length, error);
      if (held->photo_name == NULL)
        return FALSE;
      for (guint i = 0; i < held->batch.n; i++)
        held->ones[i].photo = held->photo_name;
    }
  return xy_points_batch_act (txn, &held->batch, error);
}

/* On the main thread. */

gint64
xy_points_record_get_points (XyPointsRecord *self, const char *field, gint64 otherwise)
{
  g_autofree char *text = xy_form_get_text (XY_FORM (self->form), field);
  gint64 value;

  return text[0] != '\0' && xy_points_parse (text, &value, NULL) ? value : otherwise;
}

GPtrArray *
xy_points_record_taken (XyPointsRecord *self)
{
  return xy_points_people_get (XY_POINTS_PEOPLE (self->people));
}

XyId
xy_points_record_person (XyPointsRecord *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->person));

  return self->members != NULL && chosen > 0 && chosen <= self->members->len
             ? ((XyRecord *) self->members->pdata[chosen - 1])->id
             : XY_ID_NONE;
}

static Held *
make_held (XyPointsRecord *self)
{
  Held *held = g_new0 (Held, 1);
  GPtrArray *taken = xy_points_record_taken (self);
  g_autofree char *typed = xy_form_get_text (XY_FORM (self->form), "day");
  char day[XY_DAY_SIZE];
  gboolean range = self->rule != NULL && xy_points_rule_is_range (self->rule);
  GBytes *photo = xy_photo_field_get (XY_PHOTO_FIELD (self->photo));

  held->day = g_strdup (xy_day_parse (typed, day) == XY_DAY_FULL ? day : typed);
  held->witness = xy_form_get_text (XY_FORM (self->form), "witness");
  held->note = xy_form_get_text (XY_FORM (self->form), "note");
  held->photo = photo != NULL ? g_bytes_ref (photo) : NULL;
  held->ones = g_new0 (XyPointsOne, taken->len);
  held->titles = g_new0 (char *, taken->len + 1);
  held->batch.ones = held->ones;
  held->batch.n = taken->len;
  for (guint i = 0; i < taken->len; i++)
    {
      const XyPointsTaken *one = taken->pdata[i];

      held->titles[i] = g_strdup (one->title);
      held->ones[i] = (XyPointsOne){
        .household = one->id,
        .person = taken->len == 1 ? xy_points_record_person (self) : one->person,
        .rule = self->rule != NULL ? self->rule->record.id : XY_ID_NONE,
        .amount = one->amount != 0 && !range ? one->amount : xy_points_record_get_points (self, "amount", 0),
        .score = !range             ? 0
                 : one->amount != 0 ? one->amount
                                    : xy_points_record_get_points (self, "score", 0),
        .day = held->day,
        .witness = held->witness[0] != '\0' ? held->witness : NULL,
        .note = held->note[0] != '\0' ? held->note : NULL,
      };
    }
  return held;
}

/* "曾国强 3组、刘桂英 2组 … (12 户)" */
static char *
name_repeats (const Held *held, guint n)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint named = 0;

  for (guint i = 0; i < held->batch.n && named < MOST_NAMED; i++)
    if (((XyPointsOutcome *) held->batch.outcomes->pdata[i])->repeat)
      g_string_append_printf (names, "%s%s", named++ > 0 ? "、" : "", held->titles[i]);
  if (n > named)
    g_string_append (names, "…");
  return g_strdup_printf (ngettext ("%s has the same of that day already.",
                                    "%s (%u households) have the same of that "
                                    "day already.",
                                    n),
                          names->str, n);
}

static void
show_repeats (XyPointsRecord *self, const Held *held)
{
  g_array_set_size (self->repeated, 0);
  for (guint i = 0; i < held->batch.n; i++)
    if (((XyPointsOutcome *) held->batch.outcomes->pdata[i])->repeat)
      g_array_append_val (self->repeated, held->ones[i].household);
  gtk_widget_set_visible (self->repeats, self->repeated->len > 0);
  if (self->repeated->len == 0)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->again), FALSE);
      return;
    }
  g_autofree char *words = name_repeats (held, self->repeated->len);
  gtk_label_set_text (GTK_LABEL (self->repeat_words), words);
}

/* What it comes to; of what is wrong, the first in words. */
static void
show_sum (XyPointsRecord *self, const Held *held)
{
  gint64 cut = 0;
  guint n_cut = 0, n_wrong = 0;
  const char *problem = NULL, *why = NULL, *field = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < held->batch.n; i++)
    {
      const XyPointsOutcome *outcome = held->batch.outcomes->pdata[i];
      cut += outcome->line.cut;
      n_cut += outcome->line.cut != 0;
      n_wrong += outcome->problem != NULL;
      if (problem == NULL && outcome->problem != NULL)
        {
          problem = outcome->problem;
          field = outcome->field;
        }
      if (why == NULL)
        why = outcome->line.why;
    }
  /* Who cannot get points is said where he was chosen; the rest is not yet typed. */
  xy_form_set_error (XY_FORM (self->form), "household",
                     g_strcmp0 (field, "household") == 0 || g_strcmp0 (field, "person") == 0 ? problem : NULL);
  if (n_wrong > 0)
    {
      gtk_label_set_text (GTK_LABEL (self->sum), problem);
      show_repeats (self, held);
      return;
    }
  g_autofree char *total = xy_points_format_change (held->batch.sum);
  g_string_printf (words, ngettext ("%u household, %s in all", "%u households, %s in all", held->batch.n),
                   held->batch.n, total);
  if (n_cut > 0)
    {
      g_autofree char *less = xy_points_format (ABS (cut));
      g_autofree char *part =
          g_strdup_printf (ngettext ("%u reaches its cap, %s less", "%u reach their cap, %s less", n_cut), n_cut, less);
      g_string_append_printf (words, "\n%s", part);
    }
  if (why != NULL && held->batch.n == 1)
    g_string_append_printf (words, "\n%s", why);
  gtk_label_set_text (GTK_LABEL (self->sum), words->str);
  show_repeats (self, held);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsRecord *self = data;
  g_autoptr (GError) error = NULL;
  Held *held = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->dialog != NULL && held != NULL)
    show_sum (self, held);
  else if (self->dialog != NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED))
    gtk_label_set_text (GTK_LABEL (self->sum), error->message);
  xy_points_record_unref (self);
}

/* Says what it comes to. */
void
xy_points_record_count_up (XyPointsRecord *self)
{
  gboolean ready = self->rule != NULL && xy_points_record_taken (self)->len > 0;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), ready);
  gtk_label_set_text (GTK_LABEL (self->sum), ready ? "" : _ ("Choose households and what they did."));
  if (!ready)
    {
      gtk_widget_set_visible (self->repeats, FALSE);
      xy_form_set_error (XY_FORM (self->form), "household", NULL);
      return;
    }
  self->counting = g_cancellable_new ();
  xy_worker_run (worker_of (self), XY_WORKER_QUERY, look_on_worker, make_held (self), held_free, NULL, self->counting,
                 on_counted, xy_points_record_ref (self));
}

void
xy_points_record_run (XyPointsRecord *self, GAsyncReadyCallback callback)
{
  xy_desk_act (self->desk, _ ("Record points"), record_act, make_held (self), held_free, callback,
               xy_points_record_ref (self));
}
