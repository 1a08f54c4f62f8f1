/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which verbs of the tab 待办 are offered, and where. */
#include "app/points-waiting-tab-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/detail.h"

/* What the buttons at the head do, each with what must wait for it. */
static const struct
{
  const char *action; /* detailed */
  const char *label;
  XyPointsWaiting what;
  guint permission;
} verbs[] = {
  { "waiting.judge('check')", N_ ("Check…"), XY_POINTS_WAIT_CHECK, XY_MAY_REVIEW_POINTS },
  { "waiting.print-review", N_ ("Print the review sheet…"), XY_POINTS_WAIT_REVIEW, XY_MAY_PRINT },
  { "waiting.judge('review')", N_ ("Review…"), XY_POINTS_WAIT_REVIEW, XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS },
  { "waiting.judge('approve')", N_ ("Approve…"), XY_POINTS_WAIT_APPROVE, XY_MAY_REVIEW_POINTS },
  { "waiting.list", N_ ("List for the board…"), XY_POINTS_WAIT_LIST, XY_MAY_PRINT },
  { "waiting.book", N_ ("Book"), XY_POINTS_WAIT_BOOK, XY_MAY_RECORD_POINTS },
};

/* What the buttons below the pane do. */
static const struct
{
  const char *action;
  const char *label;
  gboolean menu_only;
} row_verbs[] = {
  { "waiting.judge-chosen", N_ ("Judge…") },
  { "waiting.print-list", N_ ("Print the list…") },
  { "waiting.post", N_ ("Register the posting…") },
  { "waiting.unlist", N_ ("Take the list back") },
  { "waiting.answer", N_ ("Answer…") },
  { "waiting.object", N_ ("Enter an objection…") },
  { "waiting.withdraw", N_ ("Withdraw…") },
  { "waiting.notice", N_ ("Show the posting") },
  { "waiting.sheet", N_ ("Review sheet…"), TRUE },
  { "waiting.household", N_ ("Show the household"), TRUE },
};

static XyDesk *
desk_of (XyPointsWaitingTab *self)
{
  return xy_page_get_desk (self->page);
}

static void
set_enabled (XyPointsWaitingTab *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* What is offered */

static void
offer (XyPointsWaitingTab *self, const char *action, gboolean offered)
{
  GtkWidget *button = g_hash_table_lookup (self->buttons, action);

  set_enabled (self, action + strlen ("waiting."), offered);
  if (button != NULL)
    gtk_widget_set_visible (button, offered);
}

/* Whether one of the PERMISSIONS is there. */
static gboolean
may_one (XyDesk *desk, guint permissions)
{
  for (guint bit = 1; bit != 0 && bit <= permissions; bit <<= 1)
    if ((permissions & bit) != 0 && xy_desk_may (desk, bit))
      return TRUE;
  return FALSE;
}

/* Why who sits here cannot judge ITEM at STEP; NULL: he can. */
static const char *
why_not (XyDesk *desk, XyPointsStepKind step, const XyPointsItem *item)
{
  const XyUser *user = xy_desk_get_user (desk);
  guint needed = step == XY_POINTS_STEP_REVIEW ? XY_MAY_REVIEW_POINTS | XY_MAY_RECORD_POINTS : XY_MAY_REVIEW_POINTS;

  if (!may_one (desk, needed))
    return _ ("Your role may not do this.");
  if (step != XY_POINTS_STEP_REVIEW && user != NULL && xy_id_same (&item->typist, &user->record.id))
    return _ ("You registered it yourself, so somebody else looks at it.");
  return NULL;
}

static void
update_row_verbs (XyPointsWaitingTab *self)
{
  XyDesk *desk = desk_of (self);
  const XyPointsItemFacts *facts = self->facts;
  const XyPointsItem *item = facts != NULL ? facts->row->item : NULL;
  gboolean may_hear = facts != NULL && xy_desk_may (desk, XY_MAY_HEAR_OBJECTIONS);
  gboolean listed = facts != NULL && facts->row->what == XY_POINTS_WAIT_POST && !xy_id_is_none (&facts->list);
  XyPointsStepKind step;

  offer (self, "waiting.judge-chosen", facts != NULL && xy_points_waiting_step_of (facts->row, &step));
  if (facts != NULL && xy_points_waiting_step_of (facts->row, &step))
    {
      const char *problem = why_not (desk, step, item);
      GtkWidget *button = g_hash_table_lookup (self->buttons, "waiting.judge-chosen");
      set_enabled (self, "judge-chosen", problem == NULL);
      gtk_widget_set_tooltip_text (button, problem);
    }
  offer (self, "waiting.print-list", listed && xy_desk_may (desk, XY_MAY_PRINT));
  offer (self, "waiting.post", listed && !xy_id_is_none (&facts->paper) && xy_desk_may (desk, XY_MAY_POST));
  offer (self, "waiting.unlist", listed && xy_id_is_none (&facts->notice) && xy_desk_may (desk, XY_MAY_RECORD_POINTS));
  offer (self, "waiting.answer", may_hear && xy_points_waiting_open_objection (facts) != NULL);
  offer (self, "waiting.object",
         may_hear && item->frozen == 0 && !xy_id_is_none (&facts->notice) && item->stage <= XY_POINTS_BOOKED);
  offer (self, "waiting.withdraw",
         facts != NULL && item->stage < XY_POINTS_BOOKED && item->frozen == 0
             && xy_desk_may (desk, XY_MAY_RECORD_POINTS));
  offer (self, "waiting.notice", facts != NULL && !xy_id_is_none (&facts->notice));
  offer (self, "waiting.sheet", facts != NULL && !xy_id_is_none (&facts->review) && xy_desk_may (desk, XY_MAY_PRINT));
  offer (self, "waiting.household", facts != NULL);
}

void
xy_points_waiting_tab_update_actions (XyPointsWaitingTab *self)
{
  XyDesk *desk = desk_of (self);

  if (desk == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      GtkWidget *button = g_hash_table_lookup (self->buttons, verbs[i].action);
      guint n = self->counts[verbs[i].what];
      gboolean may = may_one (desk, verbs[i].permission);

      gtk_widget_set_visible (button, self->shown && n > 0);
      gtk_widget_set_sensitive (button, may);
      gtk_widget_set_tooltip_text (button, may ? NULL : _ ("Your role may not do this."));
    }
  update_row_verbs (self);
}

void
xy_points_waiting_tab_install_actions (XyPointsWaitingTab *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), xy_points_waiting_tab_entries,
                                   xy_points_waiting_tab_n_entries, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->page), "waiting", G_ACTION_GROUP (self->actions));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (verbs[i].label));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), verbs[i].action);
      gtk_widget_set_visible (button, FALSE);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_hash_table_insert (self->buttons, (gpointer) verbs[i].action, button);
      xy_page_add_button (self->page, button);
    }
  for (guint i = 0; i < G_N_ELEMENTS (row_verbs); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (row_verbs[i].label), row_verbs[i].action);
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
      g_menu_append_item (menu, item);
      if (row_verbs[i].menu_only)
        continue;
      GtkWidget *button = gtk_button_new_with_label (_ (row_verbs[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), row_verbs[i].action);
      g_hash_table_insert (self->buttons, (gpointer) row_verbs[i].action, button);
      xy_detail_add_button (XY_DETAIL (self->detail), button);
    }
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
}
