/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/search-box.h"

#include <glib/gi18n-lib.h>

#include "app/help-window.h"
#include "app/prefs.h"
#include "app/search-verbs.h"
#include "core/help.h"

#define HITS_OF_A_PAGE 6
#define HITS_OF_HELP 3
/* As many as stand in a window with the headings of their groups, most often without scrolling. */
#define HITS_MOST 16

struct _XySearchBox
{
  XyHitEntry parent_instance;

  XyWorker *worker;
  GPtrArray *pages; /* const XyPageEntry * */
  XySearchVerbs *verbs;
};

/* One of a page's records, something that it does, or a topic of the help. */
typedef struct
{
  const char *group; /* the heading that it stands under, translated */
  const XyPageEntry *page;
  const XyPageVerb *verb;
  const char *topic, *word;
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
  VERB_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XySearchBox, xy_search_box, XY_TYPE_HIT_ENTRY)

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

static Hit *
hit_new (const char *group, const XyPageEntry *page, XySearchHit *found)
{
  Hit *hit = g_new0 (Hit, 1);

  hit->group = group;
  hit->page = page;
  hit->hit = found;
  return hit;
}

/* The help of this process, read at the first search; it stays, and hits name its topics. */
static gpointer
read_help (gpointer data)
{
  return xy_help_new (NULL);
}

static void
add_help (const char *text, GPtrArray *all)
{
  static GOnce once = G_ONCE_INIT;
  g_autoptr (GPtrArray) found = xy_help_find (g_once (&once, read_help, NULL), text);
  XyId none = XY_ID_NONE;

  for (guint i = 0; i < MIN (found->len, HITS_OF_HELP); i++)
    {
      const XyHelpHit *at = found->pdata[i];
      const char *word = at->block != NULL && at->block->kind == XY_HELP_WORD ? at->block->term : NULL;
      Hit *hit =
          hit_new (_ ("Help"), NULL, xy_search_hit_new (&none, word != NULL ? word : at->topic->title, at->excerpt));
      hit->topic = at->topic->name;
      hit->word = word;
      g_ptr_array_add (all, hit);
    }
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
        g_ptr_array_add (all, hit_new (_ (page->title), page, hits->pdata[k]));
    }
  add_help (job->text, all);
  return g_steal_pointer (&all);
}

static void
put_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  Hit *hit = g_object_get_data (G_OBJECT (row), "xy-hit");
  Hit *previous = before != NULL ? g_object_get_data (G_OBJECT (before), "xy-hit") : NULL;

  if (previous != NULL && g_str_equal (hit->group, previous->group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (hit->group);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
add_verbs (XySearchBox *self, const char *text, GPtrArray *shown)
{
  g_autoptr (GArray) verbs = xy_search_verbs_find (self->verbs, text, HITS_OF_A_PAGE);
  XyId none = XY_ID_NONE;

  for (guint i = 0; i < verbs->len; i++)
    {
      const XyVerbHit *found = &g_array_index (verbs, XyVerbHit, i);
      Hit *hit = hit_new (_ ("What to do"), found->page,
                          xy_search_hit_new (&none, _ (found->verb->label), _ (found->page->title)));
      hit->verb = found->verb;
      g_ptr_array_add (shown, hit);
    }
}

/* Those of the help, or all others. */
static void
add_hits (GPtrArray *hits, gboolean help, GPtrArray *shown)
{
  for (guint i = 0; i < hits->len; i++)
    if ((((Hit *) hits->pdata[i])->topic != NULL) == help)
      g_ptr_array_add (shown, hits->pdata[i]);
}

/* The last of the largest group goes, the lowest group first, until there are HITS_MOST. */
static void
share (GPtrArray *shown)
{
  while (shown->len > HITS_MOST)
    {
      guint run = 0, most = 0, last = 0;

      for (guint i = 0; i < shown->len; i++)
        {
          Hit *hit = shown->pdata[i], *before = i > 0 ? shown->pdata[i - 1] : NULL;
          run = before != NULL && g_str_equal (hit->group, before->group) ? run + 1 : 1;
          if (run >= most)
            {
              most = run;
              last = i;
            }
        }
      g_ptr_array_remove_index (shown, last);
    }
}

static GtkWidget *
make_row (Hit *hit)
{
  GtkWidget *row = xy_hit_entry_make_row (hit->hit);

  g_object_set_data_full (G_OBJECT (row), "xy-hit", hit, hit_free);
  return row;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHitEntry) entry = p;
  g_autoptr (GPtrArray) hits = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  if (hits == NULL || !xy_hit_entry_answered (entry))
    return;
  XySearchBox *self = XY_SEARCH_BOX (entry);
  const char *text = xy_hit_entry_get_text (entry);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (hit_free);
  /* Letters are somebody's initials more often than a verb's. */
  gboolean first = !g_str_is_ascii (text);
  g_ptr_array_set_free_func (hits, NULL);
  if (first)
    add_verbs (self, text, shown);
  add_hits (hits, FALSE, shown);
  if (!first)
    add_verbs (self, text, shown);
  add_hits (hits, TRUE, shown);
  share (shown);
  g_ptr_array_set_free_func (shown, NULL);
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (rows, make_row (shown->pdata[i]));
  xy_hit_entry_show_hits (entry, rows, 0);
}

static void
on_text_changed (XySearchBox *self)
{
  XyHitEntry *entry = XY_HIT_ENTRY (self);
  g_autofree char *text = g_strstrip (g_strdup (xy_hit_entry_get_text (entry)));

  xy_hit_entry_stop (entry);
  if (*text == '\0' || self->worker == NULL)
    {
      xy_hit_entry_pop_down (entry);
      return;
    }

  SearchJob *job = g_new0 (SearchJob, 1);
  job->pages = g_ptr_array_ref (self->pages);
  job->text = g_steal_pointer (&text);
  xy_hit_entry_ask (entry, self->worker, search_on_worker, job, search_job_free, on_found);
}

static gboolean
xy_search_box_escaped (XyHitEntry *entry)
{
  xy_hit_entry_pop_down (entry);
  gtk_editable_set_text (GTK_EDITABLE (xy_hit_entry_get_entry (entry)), "");
  return TRUE;
}

static void
xy_search_box_took (XyHitEntry *entry, GtkListBoxRow *row)
{
  Hit *hit = g_object_get_data (G_OBJECT (row), "xy-hit");
  const char *page = hit->page != NULL ? hit->page->name : NULL, *topic = hit->topic, *word = hit->word;
  const XyPageVerb *verb = hit->verb;
  XyId id = hit->hit->id;

  xy_search_box_escaped (entry);
  if (topic != NULL)
    xy_help_window_show (xy_help_open (GTK_WIDGET (entry)), topic, word);
  else if (verb != NULL)
    g_signal_emit (entry, signals[VERB_CHOSEN], 0, page, verb);
  else
    g_signal_emit (entry, signals[OPENED], 0, page, &id);
}

static void
on_activated (XyHitEntry *entry)
{
  if (xy_hit_entry_is_down (entry))
    xy_hit_entry_take (entry);
}

/* Larger text gives the box fewer characters, so that the undo beside it still can name the act. */
static void
fit_width (XySearchBox *self)
{
  static const int chars[] = { 42, 34, 22 };
  gtk_editable_set_max_width_chars (GTK_EDITABLE (xy_hit_entry_get_entry (XY_HIT_ENTRY (self))),
                                    chars[xy_prefs_get_shown_size ()]);
}

static void
xy_search_box_dispose (GObject *object)
{
  XySearchBox *self = XY_SEARCH_BOX (object);

  g_signal_handlers_disconnect_by_data (xy_prefs (), self);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (xy_search_box_parent_class)->dispose (object);
}

static void
xy_search_box_finalize (GObject *object)
{
  g_ptr_array_unref (XY_SEARCH_BOX (object)->pages);
  xy_search_verbs_free (XY_SEARCH_BOX (object)->verbs);
  G_OBJECT_CLASS (xy_search_box_parent_class)->finalize (object);
}

static void
xy_search_box_class_init (XySearchBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = xy_search_box_dispose;
  object_class->finalize = xy_search_box_finalize;
  XY_HIT_ENTRY_CLASS (klass)->took = xy_search_box_took;
  XY_HIT_ENTRY_CLASS (klass)->escaped = xy_search_box_escaped;

  signals[OPENED] = g_signal_new ("opened", XY_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_POINTER);
  signals[VERB_CHOSEN] = g_signal_new ("verb-chosen", XY_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);
}

static void
xy_search_box_init (XySearchBox *self)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *nothing = gtk_label_new (_ (
      "Nothing found. Names, pinyin, initials, phone and ID endings, points, titles, minutes, clauses and what is to be done are searched."));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->pages = g_ptr_array_new ();
  self->verbs = xy_search_verbs_new ();
  xy_hit_entry_set_entry (XY_HIT_ENTRY (self), entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  fit_width (self);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  g_object_set (entry, "placeholder-text", _ ("Find anything · Ctrl+F"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);

  gtk_list_box_set_header_func (xy_hit_entry_get_list (XY_HIT_ENTRY (self)), put_header, NULL, NULL);
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_label_set_xalign (GTK_LABEL (nothing), 0);
  gtk_label_set_width_chars (GTK_LABEL (nothing), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (nothing), 36);
  gtk_widget_add_css_class (nothing, "quiet");
  xy_hit_entry_set_nothing (XY_HIT_ENTRY (self), nothing);

  g_signal_connect_object (xy_prefs (), "changed::text-size", G_CALLBACK (fit_width), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (xy_hit_entry_pop_down), self);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "search-changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activated), self);
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

  xy_search_verbs_add (self->verbs, entry);
  if (entry->search == NULL)
    return;
  /* A search under way keeps the array that it has. */
  GPtrArray *pages = g_ptr_array_copy (self->pages, NULL, NULL);
  g_ptr_array_add (pages, (gpointer) entry);
  g_ptr_array_unref (self->pages);
  self->pages = pages;
}
