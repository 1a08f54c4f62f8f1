/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/search-box.h"
#include "app/prefs.h"

#include <glib/gi18n-lib.h>

#define HITS_OF_A_PAGE 6

struct _XySearchBox
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *hits; /* a list box */
  GtkWidget *nothing;

  XyWorker *worker;
  GPtrArray *pages; /* const XyPageEntry * */
  GCancellable *asking;
};

typedef struct
{
  const XyPageEntry *page;
  XySearchHit *hit;
} Hit;

typedef struct
{
  GPtrArray *pages;
  char *text;
} SearchJob;

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XySearchBox, xy_search_box, GTK_TYPE_WIDGET)

static void
hit_free (gpointer p)
{
  Hit *hit = p;
  xy_search_hit_free (hit->hit);
  g_free (hit);
}

static void
search_job_free (gpointer p)
{
  SearchJob *job = p;
  g_ptr_array_unref (job->pages);
  g_free (job->text);
  g_free (job);
}

/* On the worker's thread. */
static gpointer
search_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  SearchJob *job = p;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (hit_free);

  for (guint i = 0; store != NULL && i < job->pages->len; i++)
    {
      const XyPageEntry *page = job->pages->pdata[i];
      g_autoptr (GPtrArray) hits = page->search (store, job->text, HITS_OF_A_PAGE, cancellable, error);
      if (hits == NULL)
        return NULL;
      g_ptr_array_set_free_func (hits, NULL);
      for (guint k = 0; k < hits->len; k++)
        {
          Hit *hit = g_new0 (Hit, 1);
          hit->page = page;
          hit->hit = hits->pdata[k];
          g_ptr_array_add (all, hit);
        }
    }
  return g_steal_pointer (&all);
}

static GtkWidget *
make_row (Hit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (hit->hit->title);
  GtkWidget *more = gtk_label_new (hit->hit->more);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (more, "more");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "xy-hit", hit, hit_free);

  g_autofree char *name = g_strjoin (" ", hit->hit->title, hit->hit->more, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
clear_hits (XySearchBox *self)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (self->hits)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->hits), row);
}

static void
put_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  Hit *hit = g_object_get_data (G_OBJECT (row), "xy-hit");
  Hit *previous = before != NULL ? g_object_get_data (G_OBJECT (before), "xy-hit") : NULL;

  if (previous != NULL && previous->page == hit->page)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (_ (hit->page->title));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XySearchBox) self = p;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (hits == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  clear_hits (self);
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->hits), make_row (hits->pdata[i]));
  gtk_list_box_select_row (GTK_LIST_BOX (self->hits), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->hits), 0));
  gtk_widget_set_visible (self->hits, hits->len > 0);
  gtk_widget_set_visible (self->nothing, hits->len == 0);
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_text_changed (XySearchBox *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (*text == '\0' || self->worker == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return;
    }

  SearchJob *job = g_new0 (SearchJob, 1);
  job->pages = g_ptr_array_ref (self->pages);
  job->text = g_steal_pointer (&text);
  self->asking = g_cancellable_new ();
  xy_worker_run (self->worker, XY_WORKER_QUERY, search_on_worker, job, search_job_free,
                 (GDestroyNotify) g_ptr_array_unref, self->asking, on_found, g_object_ref (self));
}

static void
give_up (XySearchBox *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
open_row (XySearchBox *self, GtkListBoxRow *row)
{
  Hit *hit = row != NULL ? g_object_get_data (G_OBJECT (row), "xy-hit") : NULL;
  if (hit == NULL)
    return;

  const char *page = hit->page->name;
  XyId id = hit->hit->id;
  give_up (self);
  g_signal_emit (self, signals[OPENED], 0, page, &id);
}

static void
on_activated (XySearchBox *self)
{
  if (gtk_widget_get_visible (self->popover))
    open_row (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->hits)));
}

/* The focus stays in the entry while the arrows walk through the results, so that typing can go on. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XySearchBox *self)
{
  if (!gtk_widget_get_visible (self->popover))
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      give_up (self);
      return TRUE;
    }
  if (key != GDK_KEY_Down && key != GDK_KEY_Up && key != GDK_KEY_KP_Down && key != GDK_KEY_KP_Up)
    return FALSE;

  GtkListBoxRow *now = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->hits));
  int step = key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? 1 : -1;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->hits),
                                                       now != NULL ? gtk_list_box_row_get_index (now) + step : 0);
  if (next != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->hits), next);
  return TRUE;
}

/* Larger text gives the box fewer characters, so that the undo beside it still can name the act. */
static void
fit_width (XySearchBox *self)
{
  static const int chars[] = { 42, 34, 22 };
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), chars[g_settings_get_enum (xy_prefs (), "text-size")]);
}

static gboolean
xy_search_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (XY_SEARCH_BOX (widget)->entry);
}

static void
xy_search_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XySearchBox *self = XY_SEARCH_BOX (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
xy_search_box_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (XY_SEARCH_BOX (widget)->entry, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
xy_search_box_dispose (GObject *object)
{
  XySearchBox *self = XY_SEARCH_BOX (object);

  g_signal_handlers_disconnect_by_data (xy_prefs (), self);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (xy_search_box_parent_class)->dispose (object);
}

static void
xy_search_box_finalize (GObject *object)
{
  g_ptr_array_unref (XY_SEARCH_BOX (object)->pages);
  G_OBJECT_CLASS (xy_search_box_parent_class)->finalize (object);
}

static void
xy_search_box_class_init (XySearchBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = xy_search_box_dispose;
  object_class->finalize = xy_search_box_finalize;
  widget_class->grab_focus = xy_search_box_grab_focus;
  widget_class->size_allocate = xy_search_box_size_allocate;
  widget_class->measure = xy_search_box_measure;

  signals[OPENED] = g_signal_new ("opened", XY_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_POINTER);
}

static void
xy_search_box_init (XySearchBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pages = g_ptr_array_new ();
  self->entry = gtk_search_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  fit_width (self);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  g_object_set (self->entry, "placeholder-text", _ ("Find a household or person · Ctrl+F"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  self->hits = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->hits), GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->hits), put_header, NULL, NULL);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->hits), TRUE);
  self->nothing = gtk_label_new (_ ("Nothing found. Names, pinyin, initials, phone and ID endings are searched."));
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_label_set_width_chars (GTK_LABEL (self->nothing), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (self->nothing), 36);
  gtk_widget_add_css_class (self->nothing, "quiet");
  gtk_box_append (GTK_BOX (box), self->hits);
  gtk_box_append (GTK_BOX (box), self->nothing);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_widget_add_css_class (self->popover, "hits");
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  g_signal_connect_object (xy_prefs (), "changed::text-size", G_CALLBACK (fit_width), self, G_CONNECT_SWAPPED);

  GtkEventController *key = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->entry, key);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (gtk_popover_popdown), self->popover);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->hits, "row-activated", G_CALLBACK (open_row), self);
}

void
xy_search_box_set_worker (XySearchBox *self, XyWorker *worker)
{
  g_return_if_fail (XY_IS_SEARCH_BOX (self));
  g_set_object (&self->worker, worker);
}

void
xy_search_box_add (XySearchBox *self, const XyPageEntry *entry)
{
  g_return_if_fail (XY_IS_SEARCH_BOX (self));

  if (entry->search == NULL)
    return;
  /* A search under way keeps the array that it has. */
  GPtrArray *pages = g_ptr_array_copy (self->pages, NULL, NULL);
  g_ptr_array_add (pages, (gpointer) entry);
  g_ptr_array_unref (self->pages);
  self->pages = pages;
}
