/* SPDX-License-Identifier: GPL-3.0-or-later */
/* household-page-private: what household-page.c (tables, filters) and household-page-actions.c (verbs) share. */
#pragma once

#include "app/household-lists.h"
#include "app/household-page.h"
#include "app/household-view.h"

G_BEGIN_DECLS

typedef enum
{
  XY_TAB_HOUSEHOLDS,
  XY_TAB_PERSONS,
  XY_TAB_PROBLEMS,
  XY_N_TABS,
} XyHouseholdTab;

struct _XyHouseholdPage
{
  XyPage parent_instance;

  GtkStack *tables;
  GtkWidget *find_entry;
  GtkDropDown *unit_filter;
  GtkDropDown *who_filter;
  GtkDropDown *tag_filter;
  XyHouseholdView *view;
  GMenuModel *household_menu;

  XyTable *table[XY_N_TABS];
  XyList *list[XY_N_TABS];
  XyHouseholdTab tab;
  GArray *units; /* of XyId, as in unit_filter after its first line */
  GArray *tags;
  XyId wanted_unit; /* to be chosen once they are known; none else */
  XyId wanted_tag;
  GtkWidget *keep;
  gboolean is_filling;

  /* Whom the verbs are about; none while no single row is chosen. */
  XyId household;
  XyId person;
  XyId twin; /* of the person, where there are two records of him */
  /* To be chosen as soon as the list has it. */
  XyId wanted;
};

/* household-page-actions.c */
void xy_household_page_install_actions (GtkWidgetClass *widget_class);
void xy_household_page_add_shortcuts (XyHouseholdPage *page);
void xy_household_page_update_actions (XyHouseholdPage *page);
void xy_household_page_open_person (XyHouseholdPage *page, const XyId *person);
void xy_household_page_paste (XyHouseholdPage *page, const char *text);

/* household-page.c: chooses the household among all, whatever the filters are. */
void xy_household_page_go_to (XyHouseholdPage *page, const XyId *household);
/* A copy of the filters as they are. */
XyRosterAsk *xy_household_page_get_ask (XyHouseholdPage *page);
gboolean xy_household_page_is_filtered (XyHouseholdPage *page);
/* Asks anew by the filters. */
void xy_household_page_ask (XyHouseholdPage *page);

/* household-page-filters.c: what the filters say, and the button that keeps them; last, once the others are there. */
XyId xy_household_page_get_unit (XyHouseholdPage *page);
XyId xy_household_page_get_tag (XyHouseholdPage *page);
void xy_household_page_keep_filters (XyHouseholdPage *page);
void xy_household_page_note_filters (XyHouseholdPage *page);

G_END_DECLS
