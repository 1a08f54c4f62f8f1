/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tabbed-page: a page whose tabs (page-tab.h) are each in their own files, as 卫生 and 屋场会. It has the stack of
 * their contents and that of their panes, the filters that they share (group, what is looked for), remembers what its
 * filters say, and finds the tab of a record that somebody comes for. A page derives from it and, first thing after the
 * filters of its own in its init, calls xy_tabbed_page_set_up().
 */
#pragma once

#include "app/page-tab.h"
#include "app/page.h"

G_BEGIN_DECLS

#define XY_TYPE_TABBED_PAGE (xy_tabbed_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyTabbedPage, xy_tabbed_page, XY, TABBED_PAGE, XyPage)

struct _XyTabbedPageClass
{
  XyPageClass parent_class;

  /* All may be NULL. */
  void (*tab_shown) (XyTabbedPage *page, guint uses);         /* show or hide the filters of its own */
  void (*fill_scope) (XyTabbedPage *page, XyTabScope *scope); /* say what they say */
};

typedef struct
{
  const char *name;
  const char *label; /* N_ () */
  GType (*get_type) (void);
} XyTabEntry;

typedef struct
{
  const char *name;       /* the page's; its filters are remembered under it */
  const char *title;      /* N_ () */
  const char *find;       /* N_ (): what is looked for where a tab names nothing else */
  const char *find_label; /* N_ (): what a screen reader calls the entry */
  const XyTabEntry *tabs;
  guint n_tabs;
} XyTabbedPageUse;

/* USE is static. */
void xy_tabbed_page_set_up (XyTabbedPage *page, const XyTabbedPageUse *use);

/* Asks anew what is looked at. */
void xy_tabbed_page_ask (XyTabbedPage *page);

/* The tab that is looked at, and the one of TYPE, owned by the page. */
XyPageTab *xy_tabbed_page_get_current (XyTabbedPage *page);
XyPageTab *xy_tabbed_page_get_tab_of (XyTabbedPage *page, GType type);

/* The place of the tabs' main verbs, and the entry that typing on a table goes on in. */
GtkWidget *xy_tabbed_page_get_verbs (XyTabbedPage *page);
GtkWidget *xy_tabbed_page_get_find_entry (XyTabbedPage *page);

/* Keys: Ctrl+N the tab's main verb, Ctrl+P what it prints. */

G_END_DECLS
