/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the tab 待办. */
#include "app/points-waiting-tab-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/detail.h"
#include "app/form-dialog.h"
#include "app/objection-dialog.h"
#include "app/points-judge-dialog.h"
#include "app/print-preview.h"
#include "app/toast.h"
#include "app/window.h"
#include "core/number.h"
#include "print/points-public-list.h"
#include "print/points-review-sheet.h"

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

static GtkWidget *
from_of (XyPointsWaitingTab *self)
{
  return GTK_WIDGET (self->page);
}

static void
set_enabled (XyPointsWaitingTab *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Judging */

/* The chosen items where several are, and the list shows what waits for WHAT; otherwise none, which means all. */
static GArray *
chosen_of (XyPointsWaitingTab *self, XyPointsWaiting what)
{
  if (self->what == what && xy_table_get_n_chosen (self->table) > 1)
    return xy_table_get_chosen (self->table);
  return g_array_new (FALSE, FALSE, sizeof (XyId));
}

static void
judge (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  XyPointsStepKind step = xy_points_step_from_name (g_variant_get_string (parameter, NULL));
  XyPointsWaiting what = step == XY_POINTS_STEP_CHECK    ? XY_POINTS_WAIT_CHECK
                         : step == XY_POINTS_STEP_REVIEW ? XY_POINTS_WAIT_REVIEW
                                                         : XY_POINTS_WAIT_APPROVE;
  g_autoptr (GArray) ids = chosen_of (self, what);

  xy_points_judge_dialog_open (from_of (self), desk_of (self), step, (const XyId *) (gpointer) ids->data, ids->len,
                               &self->unit);
}

static gboolean
step_of (const XyPointsItemRow *row, XyPointsStepKind *step)
{
  *step = row->what == XY_POINTS_WAIT_CHECK    ? XY_POINTS_STEP_CHECK
          : row->what == XY_POINTS_WAIT_REVIEW ? XY_POINTS_STEP_REVIEW
                                               : XY_POINTS_STEP_APPROVE;
  return row->what == XY_POINTS_WAIT_CHECK || row->what == XY_POINTS_WAIT_REVIEW || row->what == XY_POINTS_WAIT_APPROVE;
}

static void
judge_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  XyPointsStepKind step;

  if (self->facts != NULL && step_of (self->facts->row, &step))
    xy_points_judge_dialog_open (from_of (self), desk_of (self), step, &self->facts->row->item->record.id, 1,
                                 &self->unit);
}

static void
print_review (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;

  xy_print_preview_open (from_of (self), desk_of (self), &xy_points_review_paper, &(XyPaperAsk){ .unit = self->unit });
}

static void
print_sheet (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;

  if (self->facts != NULL)
    xy_print_preview_open (from_of (self), desk_of (self), &xy_points_review_paper,
                           &(XyPaperAsk){ .record = self->facts->review });
}

/* The list for the board */

typedef struct
{
  XyPointsListing listing;
  GArray *ids;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_array_unref (listing->ids);
  g_free (listing);
}

static gboolean
list_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_points_list_act (txn, &((Listing *) data)->listing, error);
}

typedef struct
{
  XyPointsWaitingTab *self;
  gpointer data;
} Doing;

static Doing *
doing_new (XyPointsWaitingTab *self, gpointer data)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->self = g_object_ref (self);
  doing->data = data;
  return doing;
}

static void
doing_free (Doing *doing)
{
  g_object_unref (doing->self);
  g_free (doing);
}

static void
print_list_of (XyPointsWaitingTab *self, const XyId *list)
{
  xy_print_preview_open (from_of (self), desk_of (self), &xy_points_list_paper, &(XyPaperAsk){ .record = *list });
}

static void
tell_refused (XyPointsWaitingTab *self, const GError *error)
{
  xy_toast_show (from_of (self), error->message, NULL, NULL);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  Listing *listing = doing->data;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    tell_refused (doing->self, error);
  else if (doing->self->table != NULL)
    print_list_of (doing->self, &listing->listing.made);
  listing_free (listing);
  doing_free (doing);
}

static void
list (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  Listing *listing = g_new0 (Listing, 1);

  listing->ids = chosen_of (self, XY_POINTS_WAIT_LIST);
  listing->listing.items = (const XyId *) (gpointer) listing->ids->data;
  listing->listing.n = listing->ids->len;
  xy_desk_act (desk_of (self), _ ("List points for the board"), list_act, listing, NULL, on_listed,
               doing_new (self, listing));
}

static void
print_list (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;

  if (self->facts != NULL)
    print_list_of (self, &self->facts->list);
}

static void
unlist (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;

  if (self->facts != NULL)
    xy_desk_act (desk_of (self), _ ("Take a list back"), xy_points_unlist_act, xy_id_copy (&self->facts->list), g_free,
                 NULL, NULL);
}

/* The page of the notice board takes over: what was printed hangs. */
static void
post (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  char id[XY_ID_TEXT_LENGTH + 1];

  if (self->facts == NULL || !G_IS_ACTION_GROUP (root))
    return;
  xy_id_to_text (&self->facts->paper, id);
  g_action_group_activate_action (G_ACTION_GROUP (root), "post-paper", g_variant_new_string (id));
}

static void
show_notice (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->facts != NULL && XY_IS_WINDOW (root))
    xy_window_show_page (XY_WINDOW (root), "notice", &self->facts->notice);
}

/* Booking */

static char *
say_booked (const XyPointsBooking *booking)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, ngettext ("%u item booked", "%u items booked", booking->booked), booking->booked);
  if (booking->waiting > 0)
    g_string_append_printf (words, ngettext ("; %u still hangs", "; %u still hang", booking->waiting),
                            booking->waiting);
  if (booking->frozen > 0)
    g_string_append_printf (words, ngettext ("; %u is objected to", "; %u are objected to", booking->frozen),
                            booking->frozen);
  if (booking->closed > 0)
    g_string_append_printf (words,
                            ngettext ("; %u lies in a closed period", "; %u lie in a closed period", booking->closed),
                            booking->closed);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
on_booked (GObject *source, GAsyncResult *result, gpointer data)
{
  Doing *doing = data;
  XyPointsBooking *booking = doing->data;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error))
    tell_refused (doing->self, error);
  else if (doing->self->table != NULL)
    {
      g_autofree char *words = say_booked (booking);
      xy_toast_show (from_of (doing->self), words, booking->booked > 0 ? _ ("_Undo") : NULL,
                     booking->booked > 0 ? "win.undo" : NULL);
    }
  g_free (booking);
  doing_free (doing);
}

static void
book (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  XyPointsBooking *booking = g_new0 (XyPointsBooking, 1);

  xy_desk_act (desk_of (self), _ ("Book points"), xy_points_book_act, booking, NULL, on_booked,
               doing_new (self, booking));
}

/* Withdrawing and objecting */

typedef struct
{
  XyPointsWithdrawal withdrawal;
  char *reason;
} Withdrawal;

static void
withdrawal_free (gpointer data)
{
  Withdrawal *withdrawal = data;

  g_free (withdrawal->reason);
  g_free (withdrawal);
}

static gboolean
withdraw_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_points_withdraw_act (txn, &((Withdrawal *) data)->withdrawal, error);
}

static gpointer
collect_withdrawal (XyForm *form, gpointer item)
{
  Withdrawal *withdrawal = g_new0 (Withdrawal, 1);

  withdrawal->reason = xy_form_get_text (form, "reason");
  withdrawal->withdrawal = (XyPointsWithdrawal){ .item = *(const XyId *) item, .reason = withdrawal->reason };
  return withdrawal;
}

static char *
check_reason (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please say why.")) : NULL;
}

/* "谭卫东：义务清扫 +1.0" */
static char *
describe (const XyPointsItemRow *row)
{
  g_autofree char *delta = xy_points_format_change (row->item->delta);

  return g_strdup_printf (_ ("%s: %s %s"), row->head != NULL ? row->head : "—", row->item->item, delta);
}

static void
withdraw (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const XyFormDialogAct act = { .title = N_ ("Withdraw points"),
                                       .act = withdraw_act,
                                       .collect = collect_withdrawal,
                                       .free_collected = withdrawal_free };
  XyPointsWaitingTab *self = data;
  XyForm *form = XY_FORM (xy_form_new ());

  if (self->facts == NULL)
    {
      g_object_ref_sink (form);
      g_object_unref (form);
      return;
    }
  g_autofree char *what = describe (self->facts->row);
  GtkWidget *label = gtk_label_new (what);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "bold");
  xy_form_add_widget (form, label);
  xy_form_add (form, "reason", _ ("_Reason"), gtk_entry_new (), _ ("It stays with the item, which never counts then."));
  xy_form_set_check (form, "reason", check_reason, NULL);
  xy_form_dialog_present (xy_form_dialog_new (from_of (self), desk_of (self), _ ("Withdraw points"), _ ("Withdraw"),
                                              GTK_WIDGET (form), &act, xy_id_copy (&self->facts->row->item->record.id),
                                              g_free));
}

static void
object (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;

  if (self->facts == NULL)
    return;
  g_autofree char *what = describe (self->facts->row);
  xy_objection_dialog_file_item (from_of (self), desk_of (self), &self->facts->notice,
                                 &self->facts->row->item->record.id, what);
}

/* The objection that is not answered, or NULL. */
static const XyObjectionLine *
open_objection (const XyPointsItemFacts *facts)
{
  for (guint i = 0; i < facts->objections->len; i++)
    if (((const XyObjectionLine *) facts->objections->pdata[i])->objection->answered_on == NULL)
      return facts->objections->pdata[i];
  return NULL;
}

static void
answer (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  const XyObjectionLine *line = self->facts != NULL ? open_objection (self->facts) : NULL;

  if (line != NULL)
    xy_objection_dialog_answer (from_of (self), desk_of (self), line);
}

static void
household (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyPointsWaitingTab *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->facts != NULL && XY_IS_WINDOW (root))
    xy_window_show_page (XY_WINDOW (root), "households", &self->facts->row->item->household);
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

  offer (self, "waiting.judge-chosen", facts != NULL && step_of (facts->row, &step));
  if (facts != NULL && step_of (facts->row, &step))
    {
      const char *problem = why_not (desk, step, item);
      GtkWidget *button = g_hash_table_lookup (self->buttons, "waiting.judge-chosen");
      set_enabled (self, "judge-chosen", problem == NULL);
      gtk_widget_set_tooltip_text (button, problem);
    }
  offer (self, "waiting.print-list", listed && xy_desk_may (desk, XY_MAY_PRINT));
  offer (self, "waiting.post", listed && !xy_id_is_none (&facts->paper) && xy_desk_may (desk, XY_MAY_POST));
  offer (self, "waiting.unlist", listed && xy_id_is_none (&facts->notice) && xy_desk_may (desk, XY_MAY_RECORD_POINTS));
  offer (self, "waiting.answer", may_hear && open_objection (facts) != NULL);
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

static const GActionEntry entries[] = {
  { .name = "judge", .activate = judge, .parameter_type = "s" },
  { .name = "judge-chosen", .activate = judge_chosen },
  { .name = "print-review", .activate = print_review },
  { .name = "sheet", .activate = print_sheet },
  { .name = "list", .activate = list },
  { .name = "print-list", .activate = print_list },
  { .name = "unlist", .activate = unlist },
  { .name = "post", .activate = post },
  { .name = "notice", .activate = show_notice },
  { .name = "book", .activate = book },
  { .name = "withdraw", .activate = withdraw },
  { .name = "object", .activate = object },
  { .name = "answer", .activate = answer },
  { .name = "household", .activate = household },
};

void
xy_points_waiting_tab_install_actions (XyPointsWaitingTab *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
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
