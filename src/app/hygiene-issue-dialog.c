/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-issue-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/hygiene-issue-list.h"
#include "app/print-preview.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/hygiene-place.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "print/hygiene-slip-paper.h"

#define WIDTH 860
#define MOST_ROUNDS 12

/* The dialog's own. */
typedef struct
{
  XyDesk *desk;
  GtkWidget *from;
  GtkWidget *dialog; /* a weak pointer */
  XyForm *form;
  GtkWidget *list;
  GArray *rounds; /* XyId, by place in the drop-down */
  GArray *places; /* likewise, of one slip */
  XyId wanted;    /* the round or household that is asked for */
} Issuing;

/* What the worker reads. */
typedef struct
{
  XyId round;        /* in and out: whose offers these are */
  gboolean only;     /* in: nothing but its offers */
  GArray *rounds;    /* decided ones */
  GPtrArray *titles; /* of char * */
  GPtrArray *offers;
  int limit_days;
} Offers;

/* What is issued, with all that it points to. */
typedef struct
{
  XyHygieneIssuing issuing;
  XyHygieneSlipOne *ones;
  GArray *lines; /* of XyHygieneIssueLine */
  char *day;
  char *due;
  XyId *made;
  XyId round;
} Issue;

static void
issuing_free (gpointer data)
{
  Issuing *self = data;

  if (self->dialog != NULL)
    g_object_set_data (G_OBJECT (self->dialog), "issuing", NULL);
  g_clear_weak_pointer (&self->dialog);
  g_array_unref (self->rounds);
  g_array_unref (self->places);
  g_object_unref (self->desk);
  g_object_unref (self->from);
  g_free (self);
}

static void
offers_free (gpointer data)
{
  Offers *offers = data;

  g_clear_pointer (&offers->rounds, g_array_unref);
  g_clear_pointer (&offers->titles, g_ptr_array_unref);
  g_clear_pointer (&offers->offers, g_ptr_array_unref);
  g_free (offers);
}

static void
issue_free (gpointer data)
{
  Issue *issue = data;

  g_array_unref (issue->lines);
  g_free (issue->ones);
  g_free (issue->made);
  g_free (issue->day);
  g_free (issue->due);
  g_free (issue);
}

static Issue *
issue_new (void)
{
  Issue *issue = g_new0 (Issue, 1);

  issue->lines = g_array_new (FALSE, TRUE, sizeof (XyHygieneIssueLine));
  g_array_set_clear_func (issue->lines, (GDestroyNotify) xy_hygiene_issue_line_clear);
  return issue;
}

static gboolean
issue_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_issue_act (txn, &((Issue *) data)->issuing, error);
}

/* What was issued is printed: two copies on a sheet, of one slip or of those nobody has signed for yet. */
static void
issued (gconstpointer collected, gpointer data)
{
  const Issue *issue = collected;
  Issuing *self = data;
  XyPaperAsk ask = { .record = issue->issuing.n == 1 ? issue->made[0] : issue->round };

  if (gtk_widget_get_root (self->from) != NULL && xy_desk_may (self->desk, XY_MAY_PRINT))
    xy_print_preview_open (self->from, self->desk, &xy_hygiene_slip_paper, &ask);
}

/* Of a round */

static gpointer
read_offers (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Offers *asked = data;
  XyHygieneRoundFilter filter = { .open = -1 };
  Offers *offers = g_new0 (Offers, 1);

  offers->round = asked->round;
  offers->only = asked->only;
  offers->titles = g_ptr_array_new_with_free_func (g_free);
  offers->rounds = xy_hygiene_round_ids (store, &filter, error);
  if (offers->rounds != NULL)
    {
      g_array_set_size (offers->rounds, MIN (offers->rounds->len, MOST_ROUNDS));
      g_autoptr (GPtrArray) rows =
          xy_hygiene_round_rows (store, (const XyId *) (gpointer) offers->rounds->data, offers->rounds->len, error);
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        {
          const XyHygieneRoundRow *row = rows->pdata[i];
          g_ptr_array_add (offers->titles, g_strdup_printf (_ ("%s · %u to improve"), row->title, row->n_low));
          if (xy_id_is_none (&offers->round))
            offers->round = row->round->record.id;
          if (xy_id_same (&offers->round, &row->round->record.id))
            offers->limit_days = (int) row->round->limit_days;
        }
      offers->offers = rows == NULL                     ? NULL
                       : xy_id_is_none (&offers->round) ? g_ptr_array_new ()
                                                        : xy_hygiene_slip_offers (store, &offers->round, error);
    }
  if (offers->offers != NULL)
    return offers;
  offers_free (offers);
  return NULL;
}

static void
set_due (XyForm *form, int days)
{
  g_autofree char *today = xy_roster_form_today ();
  char due[XY_DAY_SIZE];

  if (xy_day_add (today, days, due))
    xy_form_set_text (form, "due", due);
}

static void
fill_rounds (Issuing *self, Offers *offers)
{
  GtkDropDown *drop = GTK_DROP_DOWN (xy_form_get_field (self->form, "round"));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint at = 0;

  g_array_set_size (self->rounds, 0);
  g_array_append_vals (self->rounds, offers->rounds->data, offers->rounds->len);
  for (guint i = 0; i < offers->titles->len; i++)
    {
      gtk_string_list_append (words, offers->titles->pdata[i]);
      if (xy_id_same (&g_array_index (self->rounds, XyId, i), &offers->round))
        at = i;
    }
  if (offers->titles->len == 0)
    xy_words_append (words, _ ("no round is decided yet"));
  gtk_drop_down_set_model (drop, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop, at);
}

static void ask_offers (Issuing *self, const XyId *round, gboolean only);

static void
on_form_changed (Issuing *self, const char *name)
{
  guint at;

  if (!g_str_equal (name, "round"))
    return;
  at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, "round")));
  if (at < self->rounds->len)
    ask_offers (self, &g_array_index (self->rounds, XyId, at), TRUE);
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Issuing *self = g_object_get_data (G_OBJECT (dialog), "issuing");
  g_autoptr (GError) error = NULL;
  Offers *offers = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self != NULL && offers != NULL)
    {
      self->wanted = offers->round;
      if (!offers->only)
        fill_rounds (self, offers);
      xy_hygiene_issue_list_set (XY_HYGIENE_ISSUE_LIST (self->list), offers->offers);
      set_due (self->form, offers->limit_days > 0 ? offers->limit_days : XY_HYGIENE_LIMIT_DAYS);
      if (!offers->only)
        {
          g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed), self);
          xy_form_dialog_keep_draft (dialog, "hygiene-issue");
        }
    }
  else if (self != NULL)
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
  g_clear_pointer (&offers, offers_free);
}

static void
ask_offers (Issuing *self, const XyId *round, gboolean only)
{
  Offers *asked = g_new0 (Offers, 1);

  asked->round = *round;
  asked->only = only;
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_offers, asked, offers_free, offers_free, NULL,
                 on_offers_read, g_object_ref (self->dialog));
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Issuing *self = data;
  Issue *issue = issue_new ();

  if (!xy_roster_form_get_day (form, "day", &issue->day) || !xy_roster_form_get_day (form, "due", &issue->due))
    {
      issue_free (issue);
      return NULL;
    }
  g_array_unref (issue->lines);
  issue->lines = xy_hygiene_issue_list_get (XY_HYGIENE_ISSUE_LIST (self->list));
  issue->ones = g_new0 (XyHygieneSlipOne, MAX (issue->lines->len, 1));
  issue->made = g_new0 (XyId, MAX (issue->lines->len, 1));
  issue->round = self->wanted;
  for (guint i = 0; i < issue->lines->len; i++)
    {
      const XyHygieneIssueLine *line = &g_array_index (issue->lines, XyHygieneIssueLine, i);
      issue->ones[i] = (XyHygieneSlipOne){
        .result = line->result, .problem = line->problem, .helper = line->helper, .help = line->help
      };
    }
  issue->issuing = (XyHygieneIssuing){
    .ones = issue->ones, .n = issue->lines->len, .day = issue->day, .due = issue->due, .made = issue->made
  };
  return issue;
}

static Issuing *
issuing_new (GtkWidget *from, XyDesk *desk, const XyId *wanted)
{
  Issuing *self = g_new0 (Issuing, 1);

  self->desk = g_object_ref (desk);
  self->from = g_object_ref (from);
  self->form = XY_FORM (xy_form_new ());
  self->rounds = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->places = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->wanted = wanted != NULL ? *wanted : XY_ID_NONE;
  return self;
}

static void
add_days (XyForm *form)
{
  g_autofree char *today = xy_roster_form_today ();

  xy_roster_form_add_day (form, "day", _ ("_Issued on"), FALSE);
  xy_form_set_text (form, "day", today);
  xy_roster_form_add_day (form, "due", _ ("To be _done by"), FALSE);
  set_due (form, XY_HYGIENE_LIMIT_DAYS);
}

void
xy_hygiene_issue_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round)
{
  static const XyFormDialogAct act = { .title = N_ ("Issue rectification notices"),
                                       .act = issue_act,
                                       .collect = collect,
                                       .free_collected = issue_free,
                                       .done = issued };
  Issuing *self = issuing_new (from, desk, round);
  GtkWidget *dialog;

  xy_form_add (self->form, "round", _ ("_Round"), xy_words_new_choice ((const char *[]){ "", NULL }), NULL);
  self->list = xy_hygiene_issue_list_new ();
  xy_form_add (self->form, "ones", _ ("_To whom"), self->list,
               _ ("What is to be put right is what the judges noted; the old, the ill and those who live alone are "
                  "helped"));
  add_days (self->form);
  dialog = xy_form_dialog_new (from, desk, _ ("Issue rectification notices"), _ ("Issue"), GTK_WIDGET (self->form),
                               &act, self, issuing_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "issuing", self);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, -1);
  ask_offers (self, &self->wanted, FALSE);
  xy_form_dialog_present (dialog);
}

/* One of its own */

/* What the worker reads for it: the public areas, and the household that is asked for. */
typedef struct
{
  GPtrArray *places; /* of XyHygienePlace */
  char *household;   /* how it is called; NULL */
} Whose;

static void
whose_free (gpointer data)
{
  Whose *whose = data;

  g_ptr_array_unref (whose->places);
  g_free (whose->household);
  g_free (whose);
}

static gpointer
read_whose (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autoptr (XyHousehold) household = xy_id_is_none (id) ? NULL : xy_record_get (store, &xy_household_type, id, NULL);
  GPtrArray *places = xy_hygiene_place_list (store, error);
  Whose *whose;

  if (places == NULL)
    return NULL;
  whose = g_new0 (Whose, 1);
  whose->places = places;
  whose->household = household != NULL ? xy_household_describe (household) : NULL;
  return whose;
}

static void
show_whose (Issuing *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, "whose")));

  xy_form_set_field_visible (self->form, "household", place == 0);
  xy_form_set_field_visible (self->form, "place", place == 1);
  xy_form_set_field_visible (self->form, "help", place == 0);
}

static void
on_whose_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Issuing *self = g_object_get_data (G_OBJECT (dialog), "issuing");
  Whose *whose = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (self != NULL && whose != NULL)
    {
      for (guint i = 0; i < whose->places->len; i++)
        {
          const XyHygienePlace *place = whose->places->pdata[i];
          g_array_append_val (self->places, place->record.id);
          gtk_string_list_append (names, place->name);
        }
      gtk_drop_down_set_model (GTK_DROP_DOWN (xy_form_get_field (self->form, "place")), G_LIST_MODEL (names));
      if (whose->household != NULL)
        xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (xy_form_get_field (self->form, "household")), &self->wanted,
                                 whose->household);
      /* Without public areas there is nothing to choose. */
      xy_form_set_field_visible (self->form, "whose", whose->places->len > 0 && whose->household == NULL);
    }
  g_clear_pointer (&whose, whose_free);
}

static gpointer
collect_one (XyForm *form, gpointer data)
{
  Issuing *self = data;
  Issue *issue = issue_new ();
  XyHygieneIssueLine line = { 0 };
  gboolean of_place = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "whose"))) == 1;
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "place")));
  const XyId *household = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")));

  if (!xy_roster_form_get_day (form, "day", &issue->day) || !xy_roster_form_get_day (form, "due", &issue->due))
    {
      issue_free (issue);
      return NULL;
    }
  if (!of_place && household == NULL)
    {
      xy_form_set_error (form, "household", _ ("Please choose a household: type its head or number."));
      issue_free (issue);
      return NULL;
    }
  line.problem = xy_form_get_text (form, "problem");
  line.helper = xy_form_get_text (form, "helper");
  line.help = !of_place && gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "help")));
  g_array_append_val (issue->lines, line);
  issue->ones = g_new0 (XyHygieneSlipOne, 1);
  issue->made = g_new0 (XyId, 1);
  issue->ones[0] =
      (XyHygieneSlipOne){ .household = of_place ? XY_ID_NONE : *household,
                          .place = of_place && place < self->places->len ? g_array_index (self->places, XyId, place)
                                                                         : XY_ID_NONE,
                          .problem = line.problem[0] != '\0' ? line.problem : NULL,
                          .helper = line.helper[0] != '\0' ? line.helper : NULL,
                          .help = line.help };
  issue->issuing =
      (XyHygieneIssuing){ .ones = issue->ones, .n = 1, .day = issue->day, .due = issue->due, .made = issue->made };
  return issue;
}

static char *
check_problem (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please say what is to be put right.")) : NULL;
}

void
xy_hygiene_issue_one_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *household)
{
  static const XyFormDialogAct act = { .title = N_ ("Issue a rectification notice"),
                                       .act = issue_act,
                                       .collect = collect_one,
                                       .free_collected = issue_free,
                                       .done = issued };
  Issuing *self = issuing_new (from, desk, household);
  const char *const whose[] = { _ ("a household"), _ ("a public area"), NULL };
  XyForm *form = self->form;
  GtkWidget *dialog;

  xy_form_add (form, "whose", _ ("_Of what"), xy_words_new_choice (whose), NULL);
  xy_roster_form_add_household (form, "household", _ ("Ho_usehold"), desk);
  xy_form_add (form, "place", _ ("_Public area"), xy_words_new_choice ((const char *[]){ "", NULL }), NULL);
  xy_form_add (form, "problem", _ ("_What is to be put right"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "problem", check_problem, NULL);
  add_days (form);
  xy_form_add (form, "helper", _ ("_Helper"), gtk_entry_new (), _ ("Who goes along and helps"));
  xy_form_add (form, "help", _ ("H_elped"), gtk_check_button_new_with_label (_ ("Somebody does it with them")),
               _ ("The old, the ill and those who live alone are helped, not told off"));
  show_whose (self);
  g_signal_connect_swapped (form, "changed", G_CALLBACK (show_whose), self);
  dialog = xy_form_dialog_new (from, desk, _ ("Issue a rectification notice"), _ ("Issue"), GTK_WIDGET (form), &act,
                               self, issuing_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "issuing", self);
  xy_form_dialog_keep_draft (dialog, "hygiene-issue-one");
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_whose, xy_id_copy (&self->wanted), g_free, whose_free,
                 NULL, on_whose_read, g_object_ref (dialog));
  xy_form_dialog_present (dialog);
}
