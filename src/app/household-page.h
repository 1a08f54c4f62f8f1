/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * household-page: the page 户籍. Three tables (households, persons, what is to be mended) under the same filters, and
 * beside them everything about the chosen one's household.
 *
 * Actions: household.add .edit .add-member .edit-person .event .new-head .tag .reveal .delete .copy .paste .export
 * .import .print-roster .print-sheet
 */
#pragma once

#include "app/page.h"
#include "app/pages.h"

G_BEGIN_DECLS

#define XY_TYPE_HOUSEHOLD_PAGE (xy_household_page_get_type ())
G_DECLARE_FINAL_TYPE (XyHouseholdPage, xy_household_page, XY, HOUSEHOLD_PAGE, XyPage)

extern const XyPageEntry xy_household_page_entry;

G_END_DECLS
