/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * picker: an entry that finds while one types and gives back what was meant. Results drop down; Down and Up walk
 * through them, Enter takes the first or the chosen one, Esc gives up. Enter in an empty entry goes on to the next
 * field.
 *
 * One thing (XY_PICK_ONE): all there is drops down when the entry gets the focus, the entry then shows the title of
 * what was taken, and the focus goes on. Many, one after the other (XY_PICK_MANY): the entry empties itself, and its
 * owner shows what was taken elsewhere. A picker fits into an XyForm; property "text" is what stands in the entry.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/hit-entry.h"

G_BEGIN_DECLS

typedef enum
{
  XY_PICK_ONE,
  XY_PICK_MANY,
} XyPickerMode;

/* On the worker's thread: at most LIMIT hits for TEXT, the best first. Returns: (transfer full) array of XySearchHit.
 */
typedef GPtrArray *(
    *XyPickerFind) (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error);

#define XY_TYPE_PICKER (xy_picker_get_type ())
G_DECLARE_FINAL_TYPE (XyPicker, xy_picker, XY, PICKER, XyHitEntry)

GtkWidget *xy_picker_new (XyWorker *worker, XyPickerFind find, XyPickerMode mode, const char *placeholder);

/* Puts TEXT into the entry without looking for it. */
void xy_picker_set_text (XyPicker *picker, const char *text);
const char *xy_picker_get_text (XyPicker *picker);

/*
 * Signals
 * "picked" (const XySearchHit *)   a result was taken; it is the picker's until the signal ends
 * "passed" ()                      the focus should go on
 */

G_END_DECLS
