/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page-tab: what each tab of a page of tabs (tabbed-page.h) is: a box for its content, a pane beside it, a group of
 * actions, and the buttons and filters at the page's head that are there while it is looked at.
 *
 * A tab derives from it, builds itself in "made", and is one line in its page's table. The page has the filters that
 * tabs share (group, what is looked for, one of its own) and hands what they say to "ask".
 */
#pragma once

#include "app/detail.h"
#include "app/page.h"
#include "app/table.h"
#include "core/record.h"

G_BEGIN_DECLS

/* What the page's own filters say. */
typedef struct
{
  XyId one;         /* what the page's own filter has chosen, as a round; may be none */
  XyId unit;        /* none: the whole village */
  const char *text; /* lower case; NULL: all */
} XyTabScope;

/* Which of the page's filters a tab uses. */
typedef enum
{
  XY_TAB_OF_ONE = 1 << 0,
  XY_TAB_OF_UNIT = 1 << 1,
  XY_TAB_OF_TEXT = 1 << 2,
} XyTabUses;

#define XY_TYPE_PAGE_TAB (xy_page_tab_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyPageTab, xy_page_tab, XY, PAGE_TAB, GtkWidget)

struct _XyPageTabClass
{
  GtkWidgetClass parent_class;

  guint uses;        /* XyTabUses */
  const char *print; /* the action of Ctrl+P; NULL: there is nothing to print */
  const char *find;  /* N_ (): what is looked for; NULL: a household, a number */
  gboolean no_pane;  /* nothing stands beside it */

  void (*made) (XyPageTab *tab);   /* it knows its page: put in content, verbs, filters */
  void (*opened) (XyPageTab *tab); /* the page has its desk: make lists */
  /* It is looked at, or the page's filters say something else: follow a list, say what is empty, ask. */
  void (*ask) (XyPageTab *tab, const XyTabScope *scope);
  void (*left) (XyPageTab *tab); /* the page is gone: stop reading, let go of tables and lists; more than once */
  void (*clear_filters) (XyPageTab *tab);            /* its own; may be NULL */
  const XyRecordType *record_type;                   /* of its rows; NULL: nobody comes for one of them */
  void (*open) (XyPageTab *tab, const XyId *record); /* it is looked at: choose this one */
  /* It is looked at: show of its lists the one that the core calls so. May be NULL. */
  void (*show_list) (XyPageTab *tab, const char *list);
  /* Choose this one, in the list that is shown. May be NULL: "open" does. */
  void (*choose) (XyPageTab *tab, const XyId *record);
};

/* Returns: (transfer floating) */
GtkWidget *xy_page_tab_new (GType type, XyPage *page, const char *name);

/* Both NULL once the page is gone. */
XyPage *xy_page_tab_get_page (XyPageTab *tab);
XyDesk *xy_page_tab_get_desk (XyPageTab *tab);
XyDetail *xy_page_tab_get_detail (XyPageTab *tab);
gboolean xy_page_tab_is_shown (XyPageTab *tab);
/* Its name in the page's row of tabs. */
const char *xy_page_tab_get_name (XyPageTab *tab);

/* A widget of its content, below those before. */
void xy_page_tab_append (XyPageTab *tab, GtkWidget *widget);

/* The page's action group GROUP with these entries; their data is the tab. Once, in "made". */
void xy_page_tab_add_actions (XyPageTab *tab, const char *group, const GActionEntry *entries, guint n);

/* A button at the page's head; a MAIN one is the tab's main verb. ACTION as "slips.issue". */
GtkWidget *xy_page_tab_add_verb (XyPageTab *tab, const char *label, const char *action, gboolean is_main);
/* Any widget there, as a menu button. */
void xy_page_tab_add_button (XyPageTab *tab, GtkWidget *button);
/* A filter of its own; a drop-down of WORDS with the accessible NAME asks anew when something else is chosen. */
void xy_page_tab_add_filter (XyPageTab *tab, GtkWidget *filter);
GtkWidget *xy_page_tab_add_choice (XyPageTab *tab, const char *name, const char *const *words);

/* Other words for such a choice; asks nothing. */
void xy_page_tab_fill_choice (GtkWidget *choice, GListModel *words, guint chosen);

/* Its words are read from the village: one that was chosen the last time is chosen again before they are there. */
void xy_page_tab_read_choice_later (GtkWidget *choice);

/*
 * A row of toggles over the content, one for each of WORDS; the first is chosen. Another one asks anew. Returns:
 * (transfer none) the toggles by their places, ended by NULL, owned by the tab.
 */
GtkWidget **xy_page_tab_add_toggles (XyPageTab *tab, const char *const *words);
/* The place of the one that is chosen. */
guint xy_page_tab_get_toggle (XyPageTab *tab);

/* A verb of the chosen record: a button below the pane and a line of MENU (either may be left out). */
void xy_page_tab_add_row_verb (XyPageTab *tab, GMenu *menu, const char *label, const char *action, gboolean button);

/*
 * Whether the verb ACTION of whichever kind is offered now: where it is not, its button and its line are not there.
 * WHY_NOT: it is there and says why it cannot be done; NULL: it can.
 */
void xy_page_tab_offer (XyPageTab *tab, const char *action, gboolean offered, const char *why_not);
/* The same with the sentence for somebody whose role has not PERMISSION. */
void xy_page_tab_offer_if (XyPageTab *tab, const char *action, gboolean offered, guint permission);

/* Asks the page to ask anew, as its own filters do. */
void xy_page_tab_ask_again (XyPageTab *tab);

/* For the page. Whether a tab has anything to filter by: of the page's, or its own. */
gboolean xy_page_tab_has_filters (XyPageTab *tab);
/* What its choices and toggles say, as { "slips-toggle": "1" }, where it is not what stands there at
 * first; and back: what VALUES (a{ss}) does not say is as at first. */
void xy_page_tab_get_filters (XyPageTab *tab, GVariantBuilder *values);
void xy_page_tab_set_filters (XyPageTab *tab, GVariant *values);
/* Its main verb, or what it prints; FALSE where there is none now. */
gboolean xy_page_tab_activate_main (XyPageTab *tab);
void xy_page_tab_show (XyPageTab *tab, gboolean shown, const XyTabScope *scope);
void xy_page_tab_open_desk (XyPageTab *tab);

G_END_DECLS
