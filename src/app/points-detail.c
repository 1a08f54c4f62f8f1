/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-detail.h"

#include <glib/gi18n-lib.h>

#include "app/detail.h"
#include "app/period-words.h"
#include "core/attachment.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/points-balance.h"
#include "core/points-item.h"

#define N_LAST 8

struct _XyPointsDetail
{
  GtkWidget parent_instance;
  XyDetail *detail;
  GtkWidget *total; /* of the household that is shown, NULL where there is none */
  GtkWidget *current;
  GtkWidget *spend;
  GtkWidget *pending;
  GtkWidget *photo; /* of the entry that is shown */
  GtkWidget *last;
  GCancellable *asking;
};

G_DEFINE_FINAL_TYPE (XyPointsDetail, xy_points_detail, GTK_TYPE_WIDGET)

typedef struct
{
  XyId household;
  char *period;
  char *photo; /* of the entry, or of the item that it comes from */
  XyId item;
} Asked;

typedef struct
{
  gint64 total;
  gint64 current;
  gint64 spend;
  guint n_pending; /* registered, not booked */
  gint64 pending;
  char *photo;     /* its file */
  GPtrArray *last; /* of XyPointsRow */
} Figures;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->period);
  g_free (asked->photo);
  g_free (asked);
}

static void
figures_free (gpointer data)
{
  Figures *figures = data;

  g_clear_pointer (&figures->last, g_ptr_array_unref);
  g_free (figures->photo);
  g_free (figures);
}

/* On the worker's thread. */

/* Where the picture is; NULL where there is none. */
static char *
find_photo (XyStore *store, const Asked *asked)
{
  g_autoptr (XyPointsItem) item = asked->photo == NULL && !xy_id_is_none (&asked->item)
                                      ? xy_record_get (store, &xy_points_item_type, &asked->item, NULL)
                                      : NULL;
  const char *name = item != NULL ? item->photo : asked->photo;
  g_autofree char *path = name != NULL ? xy_attachment_path (xy_store_get_path (store), name) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static gpointer
read_figures (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;
  XyPointsBalance balance = { 0 };
  XyPointsFilter filter = { .period = asked->period, .household = asked->household, .account = XY_POINTS_HOUSEHOLD };
  XyPointsFilter all = { .household = asked->household };
  XyPointsSums sums = { 0 };
  g_autoptr (GArray) now = xy_points_list_ids (store, &filter, XY_POINTS_BY_DAY, FALSE, &sums, error);
  g_autoptr (GArray) ids = now != NULL ? xy_points_list_ids (store, &all, XY_POINTS_BY_DAY, FALSE, NULL, error) : NULL;
  Figures *figures;
  gint64 pending = 0;
  guint n_pending = 0;

  if (ids == NULL || !xy_points_balance (store, &asked->household, &balance, error)
      || !xy_points_item_pending (store, &asked->household, &n_pending, &pending, error))
    return NULL;
  figures = g_new0 (Figures, 1);
  figures->total = balance.total;
  figures->current = sums.plus + sums.minus;
  figures->spend = xy_points_spendable (&balance);
  figures->n_pending = n_pending;
  figures->pending = pending;
  figures->photo = find_photo (store, asked);
  figures->last = xy_points_list_rows (store, (const XyId *) (gpointer) ids->data, MIN (ids->len, N_LAST), NULL);
  if (figures->last != NULL)
    g_ptr_array_set_free_func (figures->last, NULL);
  return figures;
}

/* An empty pane in the place of the one before. */
static void
start (XyPointsDetail *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->total = self->current = self->spend = self->pending = self->photo = self->last = NULL;
  xy_detail_start (self->detail);
}

static void
add_figures (XyPointsDetail *self, const char *period)
{
  GtkWidget *figures = xy_detail_add_figures (self->detail);
  g_autofree char *words = xy_period_words (period != NULL ? period : "");

  self->total = xy_detail_add_figure (figures, "…", _ ("Balance"));
  self->current = xy_detail_add_figure (figures, "…", words[0] != '\0' ? words : _ ("All time"));
  self->spend = xy_detail_add_figure (figures, "…", _ ("Can be spent"));
  self->pending = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->pending), 0);
  gtk_widget_add_css_class (self->pending, "quiet");
  GtkWidget *place = xy_detail_add_steps (self->detail);
  gtk_box_append (GTK_BOX (place), self->pending);
  gtk_widget_set_visible (place, FALSE);
}

/* Of an account that persons have: what it holds touches no household's balance. */
static void
add_person_figures (XyPointsDetail *self, const XyPointsStanding *standing, const char *period)
{
  GtkWidget *figures = xy_detail_add_figures (self->detail);
  g_autofree char *words = xy_period_words (period != NULL ? period : "");
  g_autofree char *total = xy_points_format (standing->total);
  g_autofree char *current = xy_points_format_change (xy_points_standing_current (standing));

  xy_detail_add_figure (figures, total, _ ("Balance"));
  xy_detail_add_figure (figures, current, words[0] != '\0' ? words : _ ("All time"));
}

static void
add_last (XyPointsDetail *self)
{
  xy_detail_add_heading (self->detail, _ ("Last entries"));
  self->last = xy_detail_add_steps (self->detail);
}

static GtkWidget *
make_entry_line (const XyPointsRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *day = gtk_label_new (row->entry->day + 5), *item = gtk_label_new (row->entry->item), *points;
  g_autofree char *delta = xy_points_format_change (row->entry->delta);

  gtk_widget_add_css_class (day, "quiet");
  gtk_label_set_ellipsize (GTK_LABEL (item), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (item), 0);
  gtk_widget_set_hexpand (item, TRUE);
  gtk_widget_set_tooltip_text (item, row->entry->item);
  points = gtk_label_new (delta);
  gtk_widget_add_css_class (points, "score");
  gtk_widget_add_css_class (points, "numeric");
  if (row->entry->delta < 0)
    gtk_widget_add_css_class (points, "minus");
  gtk_box_append (GTK_BOX (line), day);
  gtk_box_append (GTK_BOX (line), item);
  gtk_box_append (GTK_BOX (line), points);
  return line;
}

static void
on_figures_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyPointsDetail) self = data;
  Figures *figures = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (figures == NULL)
    return;
  if (self->total != NULL)
    {
      g_autofree char *total = xy_points_format (figures->total), *current = xy_points_format_change (figures->current);
      g_autofree char *spend = xy_points_format (figures->spend);

      gtk_label_set_text (GTK_LABEL (self->total), total);
      gtk_label_set_text (GTK_LABEL (self->current), current);
      gtk_label_set_text (GTK_LABEL (self->spend), spend);
      if (figures->n_pending > 0)
        {
          g_autofree char *sum = xy_points_format_change (figures->pending);
          g_autofree char *words =
              g_strdup_printf (ngettext ("Not counted yet: %u item registered, %s.",
                                         "Not counted yet: %u items registered, %s.", figures->n_pending),
                               figures->n_pending, sum);
          gtk_label_set_text (GTK_LABEL (self->pending), words);
        }
      /* An empty box would leave its gap. */
      gtk_widget_set_visible (gtk_widget_get_parent (self->pending), figures->n_pending > 0);
    }
  if (self->photo != NULL && figures->photo != NULL)
    {
      gtk_box_append (GTK_BOX (self->photo), xy_detail_make_photo (figures->photo));
      gtk_widget_set_visible (self->photo, TRUE);
    }
  for (guint i = 0; figures->last != NULL && i < figures->last->len; i++)
    if (figures->last->pdata[i] != NULL)
      {
        if (self->last != NULL)
          gtk_box_append (GTK_BOX (self->last), make_entry_line (figures->last->pdata[i]));
        xy_points_row_free (figures->last->pdata[i]);
      }
  figures_free (figures);
}

static void
ask_figures (XyPointsDetail *self, XyDesk *desk, const XyId *household, const char *period, const XyPointsEntry *entry)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->household = *household;
  asked->period = g_strdup (period);
  if (entry != NULL)
    {
      asked->photo = g_strdup (entry->photo);
      asked->item = entry->origin;
    }
  self->asking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_figures, asked, asked_free, figures_free,
                 self->asking, on_figures_read, g_object_ref (self));
}

static void
xy_points_detail_dispose (GObject *object)
{
  XyPointsDetail *self = XY_POINTS_DETAIL (object);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->total = self->current = self->spend = self->pending = self->photo = self->last = NULL;
  if (self->detail != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->detail));
  self->detail = NULL;
  G_OBJECT_CLASS (xy_points_detail_parent_class)->dispose (object);
}

static void
xy_points_detail_class_init (XyPointsDetailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_points_detail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_points_detail_init (XyPointsDetail *self)
{
  self->detail = XY_DETAIL (xy_detail_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->detail), GTK_WIDGET (self));
  xy_detail_hide_buttons (self->detail);
}

GtkWidget *
xy_points_detail_new (void)
{
  return g_object_new (XY_TYPE_POINTS_DETAIL, NULL);
}

void
xy_points_detail_add_button (XyPointsDetail *self, GtkWidget *button)
{
  xy_detail_add_button (self->detail, button);
}

void
xy_points_detail_show_row (XyPointsDetail *self, XyDesk *desk, const XyPointsRow *row, const char *period)
{
  const XyPointsEntry *entry = row->entry;
  g_autofree char *title = g_strdup_printf (_ ("Household of %s"), row->head != NULL ? row->head : "—");
  g_autoptr (GString) more = g_string_new (row->unit_name);
  g_autofree char *delta = xy_points_format_change (entry->delta);
  g_autofree char *cut = xy_points_format (ABS (entry->cut));
  g_autofree char *at = xy_instant_format (entry->at);
  g_autofree char *recorded = g_strdup_printf ("%s, %s", entry->recorder != NULL ? entry->recorder : "", at);
  GtkWidget *facts;

  if (row->number != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", row->number);
  start (self);
  xy_detail_add_title (self->detail, title, more->str,
                       xy_pill_new (xy_points_state_pill (row->state), xy_points_state_label (row->state)));
  add_figures (self, period);
  xy_detail_add_heading (self->detail, entry->item);
  facts = xy_detail_add_facts (self->detail);
  xy_detail_add_fact (facts, _ ("Points"), delta);
  if (entry->cut != 0)
    xy_detail_add_fact (facts, _ ("Cut by cap"), cut);
  xy_detail_add_fact (facts, _ ("Category"), entry->category);
  xy_detail_add_fact (facts, _ ("Happened"), entry->day);
  xy_detail_add_fact (facts, _ ("Recorded"), recorded);
  xy_detail_add_fact (facts, _ ("Witness"), entry->witness);
  xy_detail_add_fact (facts, row->state == XY_POINTS_CORRECTION ? _ ("Reason") : _ ("Note"), entry->note);
  self->photo = xy_detail_add_steps (self->detail);
  gtk_widget_set_visible (self->photo, FALSE);
  add_last (self);
  ask_figures (self, desk, &entry->household, period, entry);
}

void
xy_points_detail_show_standing (XyPointsDetail *self,
                                XyDesk *desk,
                                const XyPointsStanding *standing,
                                const char *period)
{
  gboolean is_person = !xy_id_is_none (&standing->person);
  g_autofree char *title = is_person
                               ? g_strdup (standing->name)
                               : g_strdup_printf (_ ("Household of %s"), standing->head != NULL ? standing->head : "—");
  g_autofree char *place = g_strdup_printf (_ ("Place %u"), standing->place);
  g_autofree char *before = xy_points_format (standing->before), *plus = xy_points_format_change (standing->plus),
                  *minus = xy_points_format_change (standing->minus);
  g_autoptr (GString) more = g_string_new (standing->unit_name);
  GtkWidget *facts;

  if (standing->number != NULL)
    g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", standing->number);
  g_string_append_printf (more, "%s%s", more->len > 0 ? " · " : "", place);
  start (self);
  xy_detail_add_title (self->detail, title, more->str, NULL);
  if (is_person)
    add_person_figures (self, standing, period);
  else
    add_figures (self, period);
  facts = xy_detail_add_facts (self->detail);
  xy_detail_add_fact (facts, _ ("Brought forward"), before);
  xy_detail_add_fact (facts, _ ("Given"), plus);
  xy_detail_add_fact (facts, _ ("Taken"), minus);
  /* What stands below is the household's. */
  if (is_person)
    return;
  add_last (self);
  ask_figures (self, desk, &standing->household, period, NULL);
}

void
xy_points_detail_show_count (XyPointsDetail *self, guint n)
{
  start (self);
  xy_detail_show_count (self->detail, n);
  xy_detail_hide_buttons (self->detail);
}
