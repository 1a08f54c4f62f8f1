/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hit-entry: what every entry has under which results drop down while one types. The focus stays in the entry, so that
 * typing can go on: Down and Up walk through the results, Enter takes the one that is selected, Esc puts them away.
 *
 * A class that derives from it sets the entry in its init, runs its search, fills the list with
 * xy_hit_entry_show_hits(), and says what taking a row means.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/pages.h"
#include "app/worker.h"

G_BEGIN_DECLS

#define XY_TYPE_HIT_ENTRY (xy_hit_entry_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyHitEntry, xy_hit_entry, XY, HIT_ENTRY, GtkWidget)

struct _XyHitEntryClass
{
  GtkWidgetClass parent_class;

  void (*took) (XyHitEntry *self, GtkListBoxRow *row); /* Enter or a click; ROW is never NULL */
  gboolean (*escaped) (XyHitEntry *self);              /* TRUE: that was all that Esc means here; may be NULL */
  gboolean (*down) (XyHitEntry *self);                 /* Down while nothing hangs below; may be NULL */
};

/* Takes ENTRY, any GtkEditable. */
void xy_hit_entry_set_entry (XyHitEntry *self, GtkWidget *entry);
GtkWidget *xy_hit_entry_get_entry (XyHitEntry *self);
const char *xy_hit_entry_get_text (XyHitEntry *self);
GtkListBox *xy_hit_entry_get_list (XyHitEntry *self);

/* WIDGET stands below the list; shown while there are no hits. */
void xy_hit_entry_set_nothing (XyHitEntry *self, GtkWidget *widget);

/*
 * Runs FUNC on the worker in the place of what was asked before; CALLBACK gets SELF with a reference. As
 * xy_worker_run().
 */
void xy_hit_entry_ask (XyHitEntry *self,
                       XyWorker *worker,
                       XyWorkerFunc func,
                       gpointer data,
                       GDestroyNotify free_data,
                       GAsyncReadyCallback callback);
/* An answer came: FALSE where nobody looks any more. */
gboolean xy_hit_entry_answered (XyHitEntry *self);
gboolean xy_hit_entry_is_asking (XyHitEntry *self);
void xy_hit_entry_stop (XyHitEntry *self);

/* A row for HIT, which stays its owner's. */
GtkWidget *xy_hit_entry_make_row (const XySearchHit *hit);

/*
 * Fills the list with ROWS (of GtkWidget), selects the first, and lets it drop down at least WIDTH wide. What would
 * hang out of the window is scrolled to.
 */
void xy_hit_entry_show_hits (XyHitEntry *self, GPtrArray *rows, int width);
void xy_hit_entry_clear (XyHitEntry *self);
void xy_hit_entry_pop_down (XyHitEntry *self);
gboolean xy_hit_entry_is_down (XyHitEntry *self);

/* Takes the row that is selected. */
void xy_hit_entry_take (XyHitEntry *self);

G_END_DECLS
