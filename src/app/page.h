/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page: the scaffold that every page of the window stands in. A title with the one main verb, other buttons, a row of
 * tabs and filters, the content (usually an XyTable) and beside it the chosen record in full.
 *
 *   <template class="XyPointsPage" parent="XyPage">
 *     <property name="title" translatable="yes">Points</property>
 *     <child type="verb"><object class="GtkButton">…</object></child>      the main verb, at the right end
 *     <child type="button"><object class="GtkButton">…</object></child>    other buttons, before it
 *     <child type="filter"><object class="GtkDropDown">…</object></child>  right part of the second row
 *     <child><object class="XyTable" id="table"/></child>                  the content
 *     <child type="detail"><object class="GtkBox">…</object></child>       the pane beside it
 *   </template>
 *
 * A page has four states. xy_page_follow() sets them from a list: loading (only after 200 ms), filled, empty (says what
 * belongs here and has the button that starts) or failed (what happened and what to do). An empty list under filters is
 * none of these: it says that nothing fits, with a button that emits "clear-filters".
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/list.h"

G_BEGIN_DECLS

#define XY_TYPE_PAGE (xy_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyPage, xy_page, XY, PAGE, GtkWidget)

struct _XyPageClass
{
  GtkWidgetClass parent_class;

  /* All may be NULL. */
  void (*opened) (XyPage *page);                       /* once, when the page first has its desk: set lists up here */
  void (*shown) (XyPage *page);                        /* each time the person comes to it */
  void (*open) (XyPage *page, const XyId *id);         /* a result of the search was chosen: show this record */
  void (*tab_changed) (XyPage *page, const char *tab); /* also the signal "tab-changed" */
  /* Somebody comes for a place on it (xy_page_go()), whose tab is shown already. Without it "open" shows the record. */
  void (*go) (XyPage *page, const char *list, const XyId *record);
};

typedef enum
{
  XY_PAGE_LOADING,
  XY_PAGE_FILLED,
  XY_PAGE_EMPTY,
  XY_PAGE_NOTHING, /* no row fits the filters */
  XY_PAGE_FAILED,
} XyPageState;

/* The desk gives the worker, the operator and xy_desk_act(). Property "desk"; the window sets it. */
XyDesk *xy_page_get_desk (XyPage *page);
void xy_page_set_desk (XyPage *page, XyDesk *desk);

void xy_page_set_title (XyPage *page, const char *title);
const char *xy_page_get_title (XyPage *page);

/* Property "tab": the name of the tab that is chosen. The first one added is chosen at first. LABEL may be changed. */
void xy_page_add_tab (XyPage *page, const char *name, const char *label);
void xy_page_set_tab_label (XyPage *page, const char *name, const char *label);
void xy_page_set_tab (XyPage *page, const char *name);
const char *xy_page_get_tab (XyPage *page);

/* The parts, for pages without a template. */
void xy_page_set_verb (XyPage *page, GtkWidget *button);
void xy_page_add_button (XyPage *page, GtkWidget *button);
void xy_page_add_filter (XyPage *page, GtkWidget *filter);
/* A row of its own over the content, which the states do not cover. */
void xy_page_add_bar (XyPage *page, GtkWidget *bar);
void xy_page_set_content (XyPage *page, GtkWidget *content);
void xy_page_set_detail (XyPage *page, GtkWidget *detail);
void xy_page_set_detail_visible (XyPage *page, gboolean visible);

/* What an empty page says. VERB with ACTION, as "points.record", is the button that starts; both may be NULL. */
void xy_page_set_empty (XyPage *page,
                        const char *icon,
                        const char *heading,
                        const char *words,
                        const char *verb,
                        const char *action);

/* What needs a hand on this page, over its content. VERB with ACTION may be NULL; WORDS NULL takes it away. */
void xy_page_set_banner (XyPage *page, const char *words, const char *verb, const char *action);

/* Sets the states from LIST from now on (NULL: no more), and shows in its pane what waits to be settled with the
 * county about the row that is chosen (mark-bar.h). FILTERED: whether an empty list comes from the filters. */
void xy_page_follow (XyPage *page, XyList *list);
void xy_page_set_filtered (XyPage *page, gboolean filtered);

void xy_page_set_state (XyPage *page, XyPageState state);
XyPageState xy_page_get_state (XyPage *page);
void xy_page_set_failed (XyPage *page, const GError *error);

/* Puts the keyboard into the content, as into the table's rows. */
void xy_page_focus_content (XyPage *page);

/* For the window. */
void xy_page_show (XyPage *page);
void xy_page_open (XyPage *page, const XyId *id);

/*
 * To a place on the page: TAB, of its lists LIST as the core calls it ("overdue", "review"; may be NULL) and there
 * RECORD (may be none). What the filters say is cleared, so that it is to be seen.
 */
void xy_page_go (XyPage *page, const char *tab, const char *list, const XyId *record);

/*
 * Signals
 * "clear-filters" ()  the button of the state NOTHING
 * "retry" ()          the button of the state FAILED; a followed list asks again by itself
 * Actions: page.show-all page.retry
 */

G_END_DECLS
