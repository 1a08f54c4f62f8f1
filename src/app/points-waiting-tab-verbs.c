/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the tab 待办. */
#include "app/points-waiting-tab-private.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/objection-dialog.h"
#include "app/points-judge-dialog.h"
#include "app/print-preview.h"
#include "app/toast.h"
#include "app/window.h"
#include "core/number.h"
#include "print/points-public-list.h"
#include "print/points-review-sheet.h"

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

gboolean
xy_points_waiting_step_of (const XyPointsItemRow *row, XyPointsStepKind *step)
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

  if (self->facts != NULL && xy_points_waiting_step_of (self->facts->row, &step))
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

const XyObjectionLine *
xy_points_waiting_open_objection (const XyPointsItemFacts *facts)
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
  const XyObjectionLine *line = self->facts != NULL ? xy_points_waiting_open_objection (self->facts) : NULL;

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

const GActionEntry xy_points_waiting_tab_entries[] = {
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
const guint xy_points_waiting_tab_n_entries = G_N_ELEMENTS (xy_points_waiting_tab_entries);
