/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table-private: what the files of the table share: table.c (its parts, menu and list), table-choose.c, table-foot.c,
 * table-fill.c, table-columns.c, table-cells.c, table-fit.c, table-copy.c, table-export.c. */
#pragma once

#include "app/first-rows.h"
#include "app/table.h"
#include "tabular/list-export.h"

G_BEGIN_DECLS

/* Between a figure and the words of the next column, beside the room of each cell: "6" and "1组" are not 61. */
#define XY_BEHIND_NUMBER 9

struct _XyTable
{
  GtkWidget parent_instance;

  char *name;
  const XyColumn *columns;
  guint n_columns;

  GtkWidget *box;
  GtkColumnView *view;
  GtkAdjustment *vertical; /* the view's */
  GtkWidget *foot;
  GtkLabel *foot_text;
  GtkLabel *foot_chosen;
  GtkWidget *menu_popover;
  GMenuModel *menu;

  XyList *list;
  XyFirstRows *rows; /* those that the view was told of */
  GtkSelectionModel *selection;
  gboolean is_single;
  gboolean left_unchosen;
  XyId by_itself; /* the row that the table chose, and nobody took over yet */
  char *foot_words;

  /* While the list changes: what was chosen in the part that is replaced. */
  GArray *chosen_before;
  gboolean scroll_again; /* the row was chosen while other rows were on their way */
  guint scroll_tick;     /* it is scrolled to */
  guint frames_to_scroll;
  XyRow *current;
  gulong current_id;
  GCancellable *summing;
  guint sum_source;

  guint look; /* counts the changes of it, such as from light to dark */

  guint fill_tick; /* the rest of the rows is on its way */
  guint frames_filled;

  guint fit_tick; /* the columns are fitted into the room there is */
  guint frames_fitted;
  gboolean is_fitted; /* with the words of rows */
  gboolean if_cut;    /* what fit_tick does only where a pill is cut */

  guint focus_tick; /* the keys are on their way to the chosen row */
  guint frames_left;

  guint save_source;
  gboolean is_arranging; /* the table itself moves or widens columns */
};

/* table-fill.c */
/* The list changes in a moment: the view is told of what is seen first, and of the rest frame by frame. */
void xy_table_fill_soon (XyTable *table);
/* The view is told of all rows now. */
void xy_table_fill_now (XyTable *table);

/* table-fit.c */
/* The room, the text or the columns are others: in the next frame each gets a width that suits. */
void xy_table_fit_soon (XyTable *table);
/* The same where a state in the rows that came would be cut; else the columns stay where they are. */
void xy_table_fit_if_cut (XyTable *table);

/* table-columns.c */
const XyColumn *xy_table_describe (GtkColumnViewColumn *column);
/* In pixels at the standard text size: what COLUMN has where there is room, and whether the person gave it that. */
int xy_table_get_wanted (GtkColumnViewColumn *column, gboolean *by_hand);
/* Whether COLUMN is one of those that the person has, also while it is set aside. */
gboolean xy_table_is_shown (GtkColumnViewColumn *column);
/* Whether it was set aside and the person had it back. */
gboolean xy_table_is_kept (GtkColumnViewColumn *column);
/* ASIDE: hides it for a while, which is not remembered. The table is_arranging. */
void xy_table_set_aside (GtkColumnViewColumn *column, gboolean aside);
void xy_table_add_columns (XyTable *table);
/* WIDTH at the standard text size, in pixels of the size there is. */
int xy_table_scaled (int width);
void xy_table_scale_columns (XyTable *table);
void xy_table_save_columns (XyTable *table);
/* Tells the list which column's arrow is shown. */
void xy_table_apply_sort (XyTable *table);
/* The columns that are shown, in their order. Returns: (transfer container) array of const XyColumn *. */
GPtrArray *xy_table_list_columns (XyTable *table);

/* table-cells.c */
/* The factory of a column's cells. (transfer full) */
GtkListItemFactory *xy_table_make_cells (XyTable *table, const XyColumn *column);
/* Shows in the cells in sight what they do not show yet: another row, a newer record, or the same in another look. */
void xy_table_fill_cells (XyTable *table);
/* The list item's position that the widget at X, Y of the view shows, or GTK_INVALID_LIST_POSITION. */
guint xy_table_pick (XyTable *table, double x, double y);

/* table-choose.c */
/* The list inside the view, which holds the rows. */
GtkWidget *xy_table_get_rows (XyTable *table);
/* The list changes in a moment: what is chosen in the part that goes is remembered. */
void xy_table_keep_chosen (XyTable *table, guint from, guint removed, guint added, XyList *list);
/* It has answered: what was chosen and only moved is chosen still. */
void xy_table_restore_chosen (XyTable *table);
/* The rows or the room are others: the first row fills an empty pane, and gives its room back in a narrow window. */
void xy_table_choose_for_pane (XyTable *table);
/* A person points at a row, or takes it with the keys: ADDS_ANOTHER to what is chosen. */
void xy_table_take_over (XyTable *table, gboolean adds_another);
/* The keys go to the chosen row, as soon as it is there. */
void xy_table_focus_chosen (XyTable *table);
/* Chooses the row where the keys stand, or the first where they stand before all of them. FALSE where one is chosen. */
gboolean xy_table_choose_where_keys_are (XyTable *table);

/* table-foot.c */
void xy_table_add_foot (XyTable *table);
void xy_table_show_count (XyTable *table);
/* What the chosen rows come to is reckoned anew. */
void xy_table_sum_soon (XyTable *table);

/* table-export.c; what is saved, apart from where. For xy_table_export() and its test. */
typedef struct _XyTableExport XyTableExport;
/* The chosen rows of TABLE where several are, else all that it shows; its list has been asked. */
XyTableExport *xy_table_export_new (XyTable *table, const char *village, const char *name);
void xy_table_export_free (gpointer data);
/* An XyExportFunc; DATA is an XyTableExport. */
gboolean xy_table_export_write (XyStore *store,
                                const char *path,
                                gpointer data,
                                GCancellable *cancellable,
                                XyListProgress progress,
                                gpointer progress_data,
                                guint *n,
                                GError **error);

G_END_DECLS
