/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office-guide: the window at a township's computer (sync/office.h): it goes from the list of villages into one of them
 * and back, says over every page which village that is and that it is only looked at, and speaks with the county, on a
 * thread of its own with stores of its own: all villages when the office is opened and every ten minutes, one as soon
 * as a step was taken in it or somebody comes back from it.
 *
 * Actions: win.open-village(stream, page, id of a record on it or "") win.office (back to the list; only in a village)
 * win.sync-villages win.cancel-villages win.enroll-office (the one that is open; where none is, a new one)
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _XyWindow XyWindow;
typedef struct _XyOfficeGuide XyOfficeGuide;

/* Of the window, which outlives it. */
XyOfficeGuide *xy_office_guide_new (XyWindow *window);
void xy_office_guide_free (XyOfficeGuide *guide);

/* Shows the band where a village is looked at. Returns: whether it is. Also follows what is open now. */
gboolean xy_office_guide_show_banner (XyOfficeGuide *guide);
/* Goes where somebody wanted to, in the file that has just been opened. Returns: FALSE where nobody wanted anything. */
gboolean xy_office_guide_go (XyOfficeGuide *guide);

/* What is going on or how it went last, as a sentence; NULL: nothing was tried. */
const char *xy_office_guide_get_words (XyOfficeGuide *guide);
gboolean xy_office_guide_is_busy (XyOfficeGuide *guide);
/* FUNC is called whenever these change; until LISTENER is gone. */
void xy_office_guide_listen (XyOfficeGuide *guide, GtkWidget *listener, void (*func) (GtkWidget *listener));

G_END_DECLS
