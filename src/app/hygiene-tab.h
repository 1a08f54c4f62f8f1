/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-tab: what each tab of the page 卫生 is: a box for its content, a pane beside it, a group of actions, and the
 * buttons and filters at the page's head that are there while it is looked at.
 *
 * A tab derives from it, builds itself in "made", and is one line in the table of hygiene-page.c. The page has the
 * filters that tabs share (round, group, what is looked for) and hands what they say to "ask".
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
  XyId round;       /* none where there is no round yet */
  XyId unit;        /* none: the whole village */
  const char *text; /* lower case; NULL: all */
} XyHygieneScope;

/* Which of the page's filters a tab uses. */
typedef enum
{
  XY_HYGIENE_OF_ROUND = 1 << 0,
  XY_HYGIENE_OF_UNIT = 1 << 1,
  XY_HYGIENE_OF_TEXT = 1 << 2,
} XyHygieneUses;

#define XY_TYPE_HYGIENE_TAB (xy_hygiene_tab_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyHygieneTab, xy_hygiene_tab, XY, HYGIENE_TAB, GtkWidget)

struct _XyHygieneTabClass
{
  GtkWidgetClass parent_class;

  guint uses;        /* XyHygieneUses */
  const char *print; /* the action of Ctrl+P; NULL: there is nothing to print */
  const char *find;  /* N_ (): what is looked for; NULL: a household, a number */
  gboolean no_pane;  /* nothing stands beside it */

  void (*made) (XyHygieneTab *tab);   /* it knows its page: put in content, verbs, filters */
  void (*opened) (XyHygieneTab *tab); /* the page has its desk: make lists */
  /* It is looked at, or the page's filters say something else: follow a list, say what is empty, ask. */
  void (*ask) (XyHygieneTab *tab, const XyHygieneScope *scope);
  void (*left) (XyHygieneTab *tab); /* the page is gone: stop reading, let go of tables and lists; more than once */
  void (*clear_filters) (XyHygieneTab *tab);            /* its own; may be NULL */
  const XyRecordType *record_type;                      /* of its rows; NULL: nobody comes for one of them */
  void (*open) (XyHygieneTab *tab, const XyId *record); /* it is looked at: choose this one */
};

/* Returns: (transfer floating) */
GtkWidget *xy_hygiene_tab_new (GType type, XyPage *page, const char *name);

/* Both NULL once the page is gone. */
XyPage *xy_hygiene_tab_get_page (XyHygieneTab *tab);
XyDesk *xy_hygiene_tab_get_desk (XyHygieneTab *tab);
XyDetail *xy_hygiene_tab_get_detail (XyHygieneTab *tab);
gboolean xy_hygiene_tab_is_shown (XyHygieneTab *tab);
/* Its name in the page's row of tabs. */
const char *xy_hygiene_tab_get_name (XyHygieneTab *tab);

/* A widget of its content, below those before. */
void xy_hygiene_tab_append (XyHygieneTab *tab, GtkWidget *widget);

/* The page's action group GROUP with these entries; their data is the tab. Once, in "made". */
void xy_hygiene_tab_add_actions (XyHygieneTab *tab, const char *group, const GActionEntry *entries, guint n);

/* A button at the page's head; a MAIN one is the tab's main verb. ACTION as "slips.issue". */
GtkWidget *xy_hygiene_tab_add_verb (XyHygieneTab *tab, const char *label, const char *action, gboolean is_main);
/* Any widget there, as a menu button. */
void xy_hygiene_tab_add_button (XyHygieneTab *tab, GtkWidget *button);
/* A filter of its own; a drop-down of WORDS with the accessible NAME asks anew when something else is chosen. */
void xy_hygiene_tab_add_filter (XyHygieneTab *tab, GtkWidget *filter);
GtkWidget *xy_hygiene_tab_add_choice (XyHygieneTab *tab, const char *name, const char *const *words);

/* Other words for such a choice; asks nothing. */
void xy_hygiene_tab_fill_choice (GtkWidget *choice, GListModel *words, guint chosen);

/*
 * A row of toggles over the content, one for each of WORDS; the first is chosen. Another one asks anew. Returns:
 * (transfer none) the toggles by their places, ended by NULL, owned by the tab.
 */
GtkWidget **xy_hygiene_tab_add_toggles (XyHygieneTab *tab, const char *const *words);
/* The place of the one that is chosen. */
guint xy_hygiene_tab_get_toggle (XyHygieneTab *tab);

/* A verb of the chosen record: a button below the pane and a line of MENU (either may be left out). */
void
xy_hygiene_tab_add_row_verb (XyHygieneTab *tab, GMenu *menu, const char *label, const char *action, gboolean button);

/*
 * Whether the verb ACTION of whichever kind is offered now: where it is not, its button and its line are not there.
 * WHY_NOT: it is there and says why it cannot be done; NULL: it can.
 */
void xy_hygiene_tab_offer (XyHygieneTab *tab, const char *action, gboolean offered, const char *why_not);
/* The same with the sentence for somebody whose role has not PERMISSION. */
void xy_hygiene_tab_offer_if (XyHygieneTab *tab, const char *action, gboolean offered, guint permission);

/* Asks the page to ask anew, as its own filters do. */
void xy_hygiene_tab_ask_again (XyHygieneTab *tab);

/* For the page. What its choices and toggles say, as { "slips-toggle": "1" }, where it is not what stands there at
 * first; and back: what VALUES (a{ss}) does not say is as at first. */
void xy_hygiene_tab_get_filters (XyHygieneTab *tab, GVariantBuilder *values);
void xy_hygiene_tab_set_filters (XyHygieneTab *tab, GVariant *values);
/* Its main verb, or what it prints; FALSE where there is none now. */
gboolean xy_hygiene_tab_activate_main (XyHygieneTab *tab);
void xy_hygiene_tab_show (XyHygieneTab *tab, gboolean shown, const XyHygieneScope *scope);
void xy_hygiene_tab_open_desk (XyHygieneTab *tab);

/* The record of the one chosen row of TABLE, or NULL. Borrowed. */
gconstpointer xy_hygiene_chosen (XyTable *table);

/* Goes to the household's page from a widget of the window. */
void xy_hygiene_show_household (GtkWidget *from, const XyId *household);

G_END_DECLS
