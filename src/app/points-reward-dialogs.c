/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-reward-dialogs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/roster-form.h"
#include "app/words.h"
#include "core/number.h"
#include "core/points-account.h"
#include "core/reward-redeem.h"
#include "core/reward-stock.h"

static void
take_text (XyForm *form, const char *name, char **member)
{
  g_free (*member);
  *member = xy_form_get_text (form, name);
}

static gboolean
save (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_save (txn, record, error);
}

static char *
check_points (XyForm *form, const char *text, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 points;

  if (!xy_points_parse (text, &points, &error))
    return g_strdup (error->message);
  return points > 0 ? NULL : g_strdup (_ ("Please say how many points one takes: above 0 and up to 10,000."));
}

static char *
check_money (XyForm *form, const char *text, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 fen;

  return text[0] == '\0' || xy_money_parse (text, &fen, &error) ? NULL : g_strdup (error->message);
}

static char *
check_count (XyForm *form, const char *text, gpointer data)
{
  gint64 count, least = GPOINTER_TO_INT (data);

  return (text[0] == '\0' && least == 0) || g_ascii_string_to_signed (text, 10, least, 100000, &count, NULL)
             ? NULL
             : g_strdup (_ ("Please say how many pieces: from 1 to 100,000."));
}

static char *
check_needed (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ (data)) : NULL;
}

static gint64
get_count (XyForm *form, const char *name)
{
  g_autofree char *text = xy_form_get_text (form, name);

  return g_ascii_strtoll (text, NULL, 10);
}

static gint64
get_money (XyForm *form, const char *name)
{
  g_autofree char *text = xy_form_get_text (form, name);
  gint64 fen = 0;

  xy_money_parse (text, &fen, NULL);
  return fen;
}

static void
set_number (XyForm *form, const char *name, gint64 number)
{
  g_autofree char *text = number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");

  xy_form_set_text (form, name, text);
}

static GtkWidget *
make_drop_down (const char *const *words)
{
  return xy_words_new_choice (words);
}

/* A good */

static gpointer
collect_good (XyForm *form, gpointer data)
{
  const XyRewardGood *stored = data;
  g_autoptr (XyRewardGood) good = stored != NULL ? xy_record_copy (stored) : xy_record_new (&xy_reward_good_type);
  g_autofree char *points = xy_form_get_text (form, "points");

  if (!xy_roster_form_get_day (form, "ends", &good->ends) || !xy_points_parse (points, &good->points, NULL))
    return NULL;
  take_text (form, "name", &good->name);
  take_text (form, "unit", &good->unit);
  take_text (form, "note", &good->note);
  good->cost = get_money (form, "cost");
  good->most = get_count (form, "most");
  good->sort = get_count (form, "sort");
  if (stored == NULL)
    {
      g_autofree char *kind = xy_form_get_text (form, "kind"), *account = xy_form_get_text (form, "account");
      guint at = (guint) g_ascii_strtoull (account, NULL, 10);
      xy_set_str (&good->kind, g_str_equal (kind, "1") ? XY_REWARD_SERVICE : XY_REWARD_GOODS);
      xy_set_str (&good->account, at > 0 ? xy_points_accounts[at - 1].value : NULL);
    }
  return g_steal_pointer (&good);
}

static void
fill_good (XyForm *form, const XyRewardGood *good)
{
  g_autofree char *points = xy_points_to_text (good->points), *cost = xy_money_to_text (good->cost);

  xy_form_set_text (form, "name", good->name);
  xy_form_set_text (form, "unit", good->unit != NULL ? good->unit : "");
  xy_form_set_text (form, "points", points);
  xy_form_set_text (form, "cost", cost);
  set_number (form, "most", good->most);
  set_number (form, "sort", good->sort);
  xy_form_set_text (form, "ends", good->ends != NULL ? good->ends : "");
  xy_form_set_text (form, "note", good->note != NULL ? good->note : "");
}

void
xy_reward_good_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardGood *good)
{
  static const XyFormDialogAct add_act = {
    .title = N_ ("Add goods"), .act = save, .collect = collect_good, .free_collected = g_object_unref
  };
  static const XyFormDialogAct change_act = {
    .title = N_ ("Change goods"), .act = save, .collect = collect_good, .free_collected = g_object_unref
  };
  const char *const kinds[] = { _ (xy_reward_kinds[0].label), _ (xy_reward_kinds[1].label), NULL };
  const char *const accounts[] = { xy_points_account_label (NULL),
                                   xy_points_account_label (xy_points_accounts[0].value),
                                   xy_points_account_label (xy_points_accounts[1].value), NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  xy_form_add (form, "name", _ ("_Name of the good"), gtk_entry_new (), NULL);
  if (good == NULL)
    xy_form_add (form, "kind", _ ("_Kind"), make_drop_down (kinds),
                 _ ("A service, as a haircut or a repair, has no stock"));
  xy_form_add (form, "unit", _ ("_Unit"), gtk_entry_new (), _ ("Bottle, piece, bag"));
  xy_form_add (form, "points", _ ("_Points for one"), gtk_entry_new (), NULL);
  xy_form_add (form, "cost", _ ("P_rice of one"), gtk_entry_new (),
               _ ("What the village paid; the quarter's total is published"));
  xy_form_add (form, "most", _ ("_Most in a quarter"), gtk_entry_new (), _ ("For one household; empty: any number"));
  if (good == NULL)
    xy_form_add (form, "account", _ ("Pai_d from"), make_drop_down (accounts), NULL);
  xy_form_add (form, "sort", _ ("Good nu_mber"), gtk_entry_new (),
               _ ("What is typed at the counter; empty: the next free one"));
  xy_roster_form_add_day (form, "ends", _ ("U_ntil"), FALSE);
  xy_form_add (form, "note", _ ("N_ote"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "name", check_needed, N_ ("Please say what is given out."));
  xy_form_set_check (form, "points", check_points, NULL);
  xy_form_set_check (form, "cost", check_money, NULL);
  xy_form_set_check (form, "most", check_count, NULL);
  xy_form_set_check (form, "sort", check_count, NULL);
  if (good != NULL)
    fill_good (form, good);
  dialog = xy_form_dialog_new (
      from, desk, good != NULL ? _ ("Change goods") : _ ("Add goods"), good != NULL ? _ ("Change it") : _ ("Add it"),
      GTK_WIDGET (form), good != NULL ? &change_act : &add_act, good != NULL ? g_object_ref ((gpointer) good) : NULL,
      good != NULL ? g_object_unref : NULL);
  if (good == NULL)
    xy_form_dialog_keep_draft (dialog, "reward-good");
  xy_form_dialog_present (dialog);
}

/* Its stock */

typedef struct
{
  XyRewardStocking stocking;
  char *day, *source, *decision, *note;
} Stocking;

static void
stocking_free (gpointer data)
{
  Stocking *held = data;

  g_free (held->day);
  g_free (held->source);
  g_free (held->decision);
  g_free (held->note);
  g_free (held);
}

static gboolean
do_stock (XyTxn *txn, gpointer data, GError **error)
{
  return xy_reward_stock_act (txn, &((Stocking *) data)->stocking, error);
}

/* What the dialog is about. */
typedef struct
{
  XyId good;
  const char *kind;
} Stock;

static gpointer
collect_stock (XyForm *form, gpointer data)
{
  const Stock *stock = data;
  Stocking *held = g_new0 (Stocking, 1);
  gboolean in = g_str_equal (stock->kind, "in");

  held->stocking = (XyRewardStocking){ .good = stock->good, .kind = stock->kind };
  held->stocking.pieces = get_count (form, "pieces");
  if (!g_str_equal (stock->kind, "count") && !xy_roster_form_get_day (form, "day", &held->day))
    {
      stocking_free (held);
      return NULL;
    }
  take_text (form, "note", &held->note);
  if (in)
    {
      take_text (form, "source", &held->source);
      take_text (form, "decision", &held->decision);
      held->stocking.cost = get_money (form, "cost");
    }
  held->stocking.day = held->day;
  held->stocking.note = held->note[0] != '\0' ? held->note : NULL;
  held->stocking.source = in && held->source[0] != '\0' ? held->source : NULL;
  held->stocking.decision = in && held->decision[0] != '\0' ? held->decision : NULL;
  return held;
}

static void
on_pieces_changed (XyForm *form, const char *name, gpointer data)
{
  const XyRewardGood *good = data;
  g_autofree char *cost = g_str_equal (name, "pieces") && good->cost > 0
                              ? xy_money_to_text (get_count (form, "pieces") * good->cost)
                              : NULL;

  if (cost != NULL)
    xy_form_set_text (form, "cost", cost);
}

static void
add_incoming (XyForm *form, const XyRewardGood *good)
{
  xy_form_add (form, "cost", _ ("_Cost all together"), gtk_entry_new (), NULL);
  xy_roster_form_add_words (form, "source", _ ("_Source of the money"), xy_reward_sources,
                            _ ("Published with the quarter's totals"));
  xy_form_add (form, "decision", _ ("_Decision"), gtk_entry_new (),
               _ ("Which meeting on which day; asked for where the collective's income is used (村民委员会组织法 28)"));
  xy_form_set_check (form, "cost", check_money, NULL);
  xy_form_set_check (form, "source", check_needed,
                     N_ ("Please say where the money or the goods come from; it is published."));
  g_signal_connect_data (form, "changed", G_CALLBACK (on_pieces_changed), g_object_ref ((gpointer) good),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

void
xy_reward_stock_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardGood *good, const char *kind)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Move of stock"), .act = do_stock, .collect = collect_stock, .free_collected = stocking_free
  };
  gboolean in = g_str_equal (kind, "in"), count = g_str_equal (kind, "count");
  XyForm *form = XY_FORM (xy_form_new ());
  Stock *stock = g_new0 (Stock, 1);
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *there = g_strdup_printf (_ ("There are %d."), (int) good->stock);
  g_autofree char *title = g_strdup_printf ("%s · %s",
                                            in      ? _ ("Goods come in")
                                            : count ? _ ("Count the stock")
                                                    : _ ("Spoilt or lost"),
                                            good->name);
  GtkWidget *words = gtk_label_new (there), *dialog;

  *stock = (Stock){ good->record.id, in ? "in" : count ? "count" : "out" };
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "quiet");
  xy_form_add_widget (form, words);
  xy_form_add (form, "pieces", count ? _ ("_Found") : _ ("_Pieces"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "pieces", check_count, GINT_TO_POINTER (count ? 0 : 1));
  if (in)
    add_incoming (form, good);
  if (!count)
    {
      xy_roster_form_add_day (form, "day", _ ("D_ay"), FALSE);
      xy_form_set_text (form, "day", today);
    }
  xy_form_add (form, "note", in || count ? _ ("N_ote") : _ ("_Reason"), gtk_entry_new (), NULL);
  if (!in && !count)
    xy_form_set_check (form, "note", check_needed,
                       N_ ("Please say what became of them: spoilt, lost, past their date."));
  dialog = xy_form_dialog_new (from, desk, title,
                               in      ? _ ("Take in")
                               : count ? _ ("Enter the count")
                                       : _ ("Write off"),
                               GTK_WIDGET (form), &act, stock, g_free);
  xy_form_dialog_present (dialog);
}

/* A day */

static gpointer
collect_day (XyForm *form, gpointer data)
{
  g_autoptr (XyRewardDay) day = xy_record_new (&xy_reward_day_type);

  if (!xy_roster_form_get_day (form, "day", &day->day))
    return NULL;
  take_text (form, "hours", &day->hours);
  take_text (form, "place", &day->place);
  take_text (form, "note", &day->note);
  return g_steal_pointer (&day);
}

void
xy_reward_day_dialog_open (GtkWidget *from, XyDesk *desk)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Exchange day"), .act = save, .collect = collect_day, .free_collected = g_object_unref
  };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_add (form, "hours", _ ("_Hours"), gtk_entry_new (), _ ("As 9:00—11:30"));
  xy_form_add (form, "place", _ ("_Where it is"), gtk_entry_new (), NULL);
  xy_form_add (form, "note", _ ("N_ote"), gtk_entry_new (), NULL);
  dialog = xy_form_dialog_new (from, desk, _ ("Exchange day"), _ ("Set the day"), GTK_WIDGET (form), &act, NULL, NULL);
  xy_form_dialog_keep_draft (dialog, "reward-day");
  xy_form_dialog_present (dialog);
}

/* Taking back */

typedef struct
{
  XyRewardReturn taking_back;
  char *reason;
} Return;

static void
return_free (gpointer data)
{
  Return *held = data;

  g_free (held->reason);
  g_free (held);
}

static gboolean
do_return (XyTxn *txn, gpointer data, GError **error)
{
  return xy_reward_take_back_act (txn, &((Return *) data)->taking_back, error);
}

static gpointer
collect_return (XyForm *form, gpointer data)
{
  Return *held = g_new0 (Return, 1);

  held->reason = xy_form_get_text (form, "note");
  held->taking_back = (XyRewardReturn){ .redemption = *(const XyId *) data, .reason = held->reason };
  return held;
}

void
xy_reward_return_dialog_open (GtkWidget *from, XyDesk *desk, const XyRewardRow *row)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Take an exchange back"), .act = do_return, .collect = collect_return, .free_collected = return_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *points = xy_points_format (row->redemption->points);
  g_autofree char *what =
      g_strdup_printf ("%s  %s  %s × %d  %s", row->redemption->day, row->head != NULL ? row->head : "", row->good,
                       (int) row->redemption->pieces, points);
  GtkWidget *words = gtk_label_new (what);
  GtkWidget *more = gtk_label_new (_ ("The goods are on the shelf again, and the points come back by a correction."));

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "bold");
  gtk_label_set_xalign (GTK_LABEL (more), 0);
  gtk_label_set_wrap (GTK_LABEL (more), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (more), 36);
  gtk_widget_add_css_class (more, "quiet");
  xy_form_add_widget (form, words);
  xy_form_add_widget (form, more);
  xy_form_add (form, "note", _ ("_Reason"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "note", check_needed,
                     N_ ("Please say why it is taken back; the reason stays in the ledger."));
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("Take an exchange back"), _ ("Take it back"),
                                              GTK_WIDGET (form), &act, xy_id_copy (&row->redemption->record.id),
                                              g_free));
}
