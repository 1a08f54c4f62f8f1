/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-post-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/period-words.h"
#include "app/points-page-lists.h"
#include "app/roster-form.h"
#include "core/board.h"
#include "core/notice-guess.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "core/store.h"
#include "core/village.h"
#include "print/papers.h"

#define MOST_PAPERS 60

/* Sizes that a paper of other hands may have, mm upright. */
static const struct
{
  const char *name;
  int width, height;
} sizes[] = {
  { "A4", 210, 297 },
  { "A3", 420, 297 },
  { "8K", 370, 260 },
  { N_ ("Large sheet, 787 × 1092 mm"), 787, 1092 },
};

/* One line of the papers to choose from. */
typedef struct
{
  XyId paper;
  XyId notice; /* that waits; or none */
  char *words;
  char *item; /* key */
  char *title;
  char *period; /* NULL: not known */
} Choice;

typedef struct
{
  char *key;
  char *name;
  XyPublicitySpan span;
} Item;

/* What the dialog offers, read on the worker's thread. */
typedef struct
{
  GPtrArray *choices;
  GPtrArray *items;
  GPtrArray *boards; /* of XyBoard */
} Offers;

typedef struct
{
  GtkWidget *dialog; /* weak */
  GtkWidget *form;   /* weak */
  GtkWidget *boards; /* a box of check buttons, in the order of the offers */
  GtkWidget *terms;
  XyDesk *desk;
  Offers *offers;
  char **periods;
  XyId paper, notice; /* wanted at first */
  XyNoticePosted posted;
  GObject *data;
  GCancellable *asking;
} Post;

/* An XyNoticePosting with all that it points to, and the first board. */
typedef struct
{
  XyNoticePosting posting;
  XyBoard *board; /* to be made; or NULL */
  GArray *boards;
  char *item, *title, *period, *happened, *day, *by;
} Held;

typedef struct
{
  char *item;
  char *day;
} TermsAsk;

static void
choice_free (gpointer p)
{
  Choice *choice = p;

  g_free (choice->words);
  g_free (choice->item);
  g_free (choice->title);
  g_free (choice->period);
  g_free (choice);
}

static void
item_free (gpointer p)
{
  Item *item = p;

  g_free (item->key);
  g_free (item->name);
  g_free (item);
}

static void
offers_free (gpointer p)
{
  Offers *offers = p;

  g_clear_pointer (&offers->choices, g_ptr_array_unref);
  g_clear_pointer (&offers->items, g_ptr_array_unref);
  g_clear_pointer (&offers->boards, g_ptr_array_unref);
  g_free (offers);
}

static void
held_free (gpointer p)
{
  Held *held = p;

  g_clear_object (&held->board);
  g_array_unref (held->boards);
  g_free (held->item);
  g_free (held->title);
  g_free (held->period);
  g_free (held->happened);
  g_free (held->day);
  g_free (held->by);
  g_free (held);
}

static void
terms_ask_free (gpointer p)
{
  TermsAsk *ask = p;

  g_free (ask->item);
  g_free (ask->day);
  g_free (ask);
}

static void
post_clear (gpointer p)
{
  Post *self = p;

  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->form);
  g_clear_pointer (&self->offers, offers_free);
  g_strfreev (self->periods);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->data);
  g_object_unref (self->desk);
}

static void
post_unref (gpointer p)
{
  g_rc_box_release_full (p, post_clear);
}

/* On the worker's thread */

static void
add_choice (Offers *offers,
            const XyId *paper,
            const XyId *notice,
            const char *words,
            const char *item,
            const char *title,
            const char *period)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->paper = paper != NULL ? *paper : XY_ID_NONE;
  choice->notice = notice != NULL ? *notice : XY_ID_NONE;
  choice->words = g_strdup (words);
  choice->item = g_strdup (item);
  choice->title = g_strdup (title);
  choice->period = g_strdup (period);
  g_ptr_array_add (offers->choices, choice);
}

static gboolean
read_waiting (XyStore *store, Offers *offers, const char *today, GError **error)
{
  XyNoticeFilter filter = { .states = 1 << XY_NOTICE_WAITING };
  g_autoptr (GPtrArray) rows = xy_notice_list (store, &filter, today, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      g_autofree char *words =
          row->number != NULL ? g_strdup_printf ("%s  %s", row->title, row->number) : g_strdup (row->title);
      add_choice (offers, &row->notice->paper, &row->notice->record.id, words, row->item, row->title, row->period);
    }
  return rows != NULL;
}

static gboolean
has_paper (const Offers *offers, const XyId *paper)
{
  for (guint i = 0; i < offers->choices->len; i++)
    if (xy_id_same (&((const Choice *) offers->choices->pdata[i])->paper, paper))
      return TRUE;
  return FALSE;
}

static void
add_paper (XyStore *store,
           Offers *offers,
           const XyPublicityRules *rules,
           GPtrArray *templates,
           const XyPaperRecord *paper)
{
  const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
  g_autofree char *words = g_strdup_printf ("%s  %s", paper->title, paper->number);

  /* A roster hangs nowhere. */
  if (kind != NULL && (kind->flags & XY_PAPER_PUBLIC) == 0)
    return;
  if (has_paper (offers, &paper->record.id))
    return;
  g_autoptr (XyDocument) document = xy_notice_guess_document (store, paper);
  g_autofree char *item = xy_notice_guess_item (rules, templates, paper, document);
  g_autofree char *period = xy_notice_guess_period (paper, document);
  add_choice (offers, &paper->record.id, NULL, words, item, paper->title, period);
}

static gpointer
read_offers (XyStore *store, gpointer wanted, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  const XyPublicityRules *rules = publicity != NULL ? xy_publicity_at (publicity, today) : NULL;
  g_autoptr (GPtrArray) templates = rules != NULL ? xy_template_list (store, error) : NULL;
  g_autoptr (GPtrArray) papers = NULL;
  Offers *offers;

  if (templates == NULL)
    return NULL;
  offers = g_new0 (Offers, 1);
  offers->choices = g_ptr_array_new_with_free_func (choice_free);
  offers->items = g_ptr_array_new_with_free_func (item_free);
  offers->boards = xy_board_list (store, error);
  papers = xy_notice_list_unposted (store, MOST_PAPERS, offers->boards != NULL ? error : NULL);
  if (offers->boards == NULL || papers == NULL || !read_waiting (store, offers, today, error))
    {
      offers_free (offers);
      return NULL;
    }
  for (guint i = 0; i < papers->len; i++)
    add_paper (store, offers, rules, templates, papers->pdata[i]);
  /* One that is chosen on the page may be older than those of the list, or hang already and hang a second time. */
  if (!xy_id_is_none (wanted) && !has_paper (offers, wanted))
    {
      g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, wanted, NULL);
      if (paper != NULL)
        add_paper (store, offers, rules, templates, paper);
    }
  for (guint i = 0; i < rules->items->len; i++)
    {
      const XyPublicityItem *item = rules->items->pdata[i];
      Item *copy = g_new0 (Item, 1);

      copy->key = g_strdup (item->key);
      copy->name = g_strdup (item->name);
      copy->span = item->span;
      g_ptr_array_add (offers->items, copy);
    }
  return offers;
}

/* The sentence about how long it must hang. */
static gpointer
read_terms (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const TermsAsk *ask = p;
  g_autoptr (XyPublicity) publicity = xy_publicity_load (store, NULL, error);
  g_autofree char *rule = NULL;
  XyNoticeTerms terms;

  if (publicity == NULL || !xy_notice_terms (store, publicity, ask->item, ask->day, &terms))
    return NULL;
  if (terms.days == 0)
    return g_strdup (_ ("No rule says how long it must hang."));
  rule = terms.check ? g_strdup_printf (_ ("By %s (to be compared with the official text)."), terms.source)
                     : g_strdup_printf (_ ("By %s."), terms.source);
  return g_strdup_printf (_ ("Must hang until %s, %d days. Objections until %s.\n%s"), terms.hang_until, terms.days,
                          terms.objections_until, rule);
}

static gboolean
post (XyTxn *txn, gpointer p, GError **error)
{
  Held *held = p;

  if (held->board != NULL)
    {
      if (!xy_board_save_act (txn, held->board, error))
        return FALSE;
      g_array_set_size (held->boards, 0);
      g_array_append_val (held->boards, held->board->record.id);
    }
  held->posting.boards = (const XyId *) (gpointer) held->boards->data;
  held->posting.n_boards = held->boards->len;
  return xy_notice_post_act (txn, &held->posting, error);
}

/* On the main thread */

static guint
get_choice (Post *self, const char *field)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (XY_FORM (self->form), field)));

  return chosen == GTK_INVALID_LIST_POSITION ? 0 : chosen;
}

/* NULL for a paper that was not printed with this program, the last line. */
static const Choice *
chosen_paper (Post *self)
{
  guint at = get_choice (self, "paper");

  return self->offers != NULL && at < self->offers->choices->len ? self->offers->choices->pdata[at] : NULL;
}

static const Item *
chosen_item (Post *self)
{
  guint at = get_choice (self, "item");

  return self->offers != NULL && at < self->offers->items->len ? self->offers->items->pdata[at] : NULL;
}

static void
on_terms_read (GObject *source, GAsyncResult *result, gpointer p)
{
  Post *self = p;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->form != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED))
    gtk_label_set_text (GTK_LABEL (self->terms), words != NULL ? words : error != NULL ? error->message : "");
  post_unref (self);
}

static void
show_terms (Post *self)
{
  const Item *item = chosen_item (self);
  g_autofree char *typed = xy_form_get_text (XY_FORM (self->form), "posted_on");
  char day[XY_DAY_SIZE];
  TermsAsk *ask;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (item == NULL || xy_day_parse (typed, day) != XY_DAY_FULL)
    return;
  ask = g_new0 (TermsAsk, 1);
  ask->item = g_strdup (item->key);
  ask->day = g_strdup (day);
  self->asking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_terms, ask, terms_ask_free, g_free,
                 self->asking, on_terms_read, g_rc_box_acquire (self));
}

static gboolean
is_of_period (const Item *item)
{
  return item != NULL && (item->span == XY_PUBLICITY_MONTH || item->span == XY_PUBLICITY_QUARTER);
}

/* Without its period a notice is not what is due. */
static gboolean
asks_period (const Choice *choice, const Item *item)
{
  return is_of_period (item) && (choice == NULL || (xy_id_is_none (&choice->notice) && choice->period == NULL));
}

/* What is asked of a paper depends on who made it and on what it publishes. */
static void
show_fields (Post *self)
{
  XyForm *form = XY_FORM (self->form);
  const Item *item = chosen_item (self);
  const Choice *choice = chosen_paper (self);
  gboolean own = choice == NULL, waits = choice != NULL && !xy_id_is_none (&choice->notice);

  xy_form_set_field_visible (form, "title", own);
  xy_form_set_field_visible (form, "size", own);
  xy_form_set_field_visible (form, "period", asks_period (choice, item));
  /* One that waits knows already what it publishes. */
  xy_form_set_field_visible (form, "item", !waits);
  xy_form_set_field_visible (form, "happened", !waits && item != NULL && item->span == XY_PUBLICITY_EVENT);
}

static void
choose_item_of (Post *self, const Choice *choice)
{
  for (guint i = 0; choice != NULL && choice->item != NULL && i < self->offers->items->len; i++)
    if (g_str_equal (((const Item *) self->offers->items->pdata[i])->key, choice->item))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (XY_FORM (self->form), "item")), i);
}

static void
on_form_changed (XyForm *form, const char *name, Post *self)
{
  if (self->offers == NULL)
    return;
  if (g_str_equal (name, "paper"))
    choose_item_of (self, chosen_paper (self));
  if (g_str_equal (name, "paper") || g_str_equal (name, "item"))
    show_fields (self);
  if (g_str_equal (name, "item") || g_str_equal (name, "posted_on"))
    show_terms (self);
}

static gpointer
collect (XyForm *form, gpointer p)
{
  Post *self = p;
  const Choice *choice = chosen_paper (self);
  const Item *item = chosen_item (self);
  Held *held = g_new0 (Held, 1);
  guint at = 0;

  held->boards = g_array_new (FALSE, FALSE, sizeof (XyId));
  if (self->offers == NULL || item == NULL || !xy_roster_form_get_day (form, "posted_on", &held->day)
      || !xy_roster_form_get_day (form, "happened", &held->happened))
    {
      held_free (held);
      return NULL;
    }
  held->item = g_strdup (item->key);
  held->by = xy_form_get_text (form, "posted_by");
  for (GtkWidget *check = gtk_widget_get_first_child (self->boards); check != NULL;
       check = gtk_widget_get_next_sibling (check), at++)
    if (GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check))
        && at < self->offers->boards->len)
      g_array_append_val (held->boards, ((const XyBoard *) self->offers->boards->pdata[at])->record.id);
  if (self->offers->boards->len == 0)
    {
      held->board = xy_record_new (&xy_board_type);
      xy_set_str (&held->board->name, _ ("Board of the village office"));
    }
  held->posting = (XyNoticePosting){ .item = held->item,
                                     .posted_on = held->day,
                                     .posted_by = held->by[0] != '\0' ? held->by : NULL,
                                     .happened = item->span == XY_PUBLICITY_EVENT ? held->happened : NULL };
  if (asks_period (choice, item))
    held->period = g_strdup (self->periods[get_choice (self, "period")]);
  else if (choice != NULL && is_of_period (item))
    held->period = g_strdup (choice->period);
  held->posting.period = held->period;
  if (choice != NULL)
    {
      held->posting.paper = choice->paper;
      held->posting.notice = choice->notice;
      return held;
    }
  held->title = xy_form_get_text (form, "title");
  held->posting.title = held->title;
  held->posting.width = sizes[get_choice (self, "size")].width;
  held->posting.height = sizes[get_choice (self, "size")].height;
  held->posting.sheets = 1;
  return held;
}

static void
on_posted (gconstpointer collected, gpointer p)
{
  Post *self = p;

  if (self->posted != NULL)
    self->posted (&((const Held *) collected)->posting.made, self->data);
}

static void
fill (GtkWidget *drop_down, GStrv words)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *) words);

  gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (list));
}

static void
fill_papers (Post *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  GtkWidget *drop_down = xy_form_get_field (XY_FORM (self->form), "paper");
  guint chosen = 0;

  for (guint i = 0; i < self->offers->choices->len; i++)
    {
      const Choice *choice = self->offers->choices->pdata[i];

      g_strv_builder_add (words, choice->words);
      if ((!xy_id_is_none (&self->notice) && xy_id_same (&choice->notice, &self->notice))
          || (!xy_id_is_none (&self->paper) && xy_id_same (&choice->paper, &self->paper)))
        chosen = i;
    }
  g_strv_builder_add (words, _ ("One that was not printed with this program"));
  all = g_strv_builder_end (words);
  fill (drop_down, all);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
}

static void
fill_boards (Post *self)
{
  for (guint i = 0; i < self->offers->boards->len; i++)
    {
      const XyBoard *board = self->offers->boards->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (board->name);

      gtk_widget_set_tooltip_text (check, board->place);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), i == 0);
      gtk_box_append (GTK_BOX (self->boards), check);
    }
  if (self->offers->boards->len == 0)
    {
      GtkWidget *words = gtk_label_new (_ ("The first board is entered with this: of the village office, 2.4 × 1.2 m. "
                                           "Its name and size can be changed under Boards."));
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_xalign (GTK_LABEL (words), 0);
      gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
      gtk_widget_add_css_class (words, "quiet");
      gtk_box_append (GTK_BOX (self->boards), words);
    }
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer p)
{
  Post *self = p;
  g_autoptr (GError) error = NULL;
  Offers *offers = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->form == NULL)
    g_clear_pointer (&offers, offers_free);
  else if (offers == NULL)
    xy_dialog_set_error (XY_DIALOG (self->dialog), error->message);
  else
    {
      g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
      g_auto (GStrv) items = NULL;

      for (guint i = 0; i < offers->items->len; i++)
        g_strv_builder_add (names, ((const Item *) offers->items->pdata[i])->name);
      items = g_strv_builder_end (names);
      fill (xy_form_get_field (XY_FORM (self->form), "item"), items);
      self->offers = offers;
      fill_papers (self);
      fill_boards (self);
      choose_item_of (self, chosen_paper (self));
      show_fields (self);
      show_terms (self);
      xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), TRUE);
    }
  post_unref (self);
}

static char *
check_title (XyForm *form, const char *text, gpointer p)
{
  Post *self = p;

  return self->offers != NULL && chosen_paper (self) == NULL && text[0] == '\0'
             ? g_strdup (_ ("Please write what stands at the head of the paper."))
             : NULL;
}

/* A paper's title may be long: it is cut, not the dialog made wider. */
static void
on_item_set_up (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_item_set_child (item, label);
}

static void
on_item_bound (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), words);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), words);
}

static GtkWidget *
make_drop_down (void)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_item_set_up), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_item_bound), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  return drop_down;
}

static void
add_drop_down (XyForm *form, const char *name, const char *label, const char *tooltip)
{
  GtkWidget *drop_down = make_drop_down ();

  xy_form_add (form, name, label, drop_down, tooltip);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (drop_down, TRUE);
}

static void
fill_form (Post *self)
{
  XyForm *form = XY_FORM (self->form);
  g_autofree char *today = xy_roster_form_today ();
  g_autoptr (GStrvBuilder) periods = g_strv_builder_new (), names = g_strv_builder_new ();
  g_auto (GStrv) period_words = NULL, size_words = NULL;
  const XyUser *user = xy_desk_get_user (self->desk);

  add_drop_down (form, "paper", _ ("_Paper"), _ ("Printed and on no board yet, the newest first"));
  add_drop_down (form, "item", _ ("_Matter"), _ ("What it publishes: how long it hangs follows from it"));
  xy_form_add (form, "title", _ ("_Title"), gtk_entry_new (), _ ("As it stands at the head of the paper"));
  add_drop_down (form, "period", _ ("P_eriod"), NULL);
  add_drop_down (form, "size", _ ("_Size"), _ ("For the picture of the board"));
  xy_roster_form_add_day (form, "happened", _ ("_Happened"), FALSE);
  self->boards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  xy_form_add_heading (form, _ ("Board"));
  xy_form_add_widget (form, self->boards);
  xy_roster_form_add_day (form, "posted_on", _ ("Posted _on"), FALSE);
  xy_form_add (form, "posted_by", _ ("Posted _by"), gtk_entry_new (), NULL);
  self->terms = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->terms), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->terms), 0);
  gtk_label_set_width_chars (GTK_LABEL (self->terms), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (self->terms), 44);
  gtk_widget_add_css_class (self->terms, "terms");
  xy_form_add_widget (form, self->terms);

  self->periods = xy_points_periods (today);
  for (guint i = 0; self->periods[i] != NULL; i++)
    {
      g_autofree char *words = xy_period_words (self->periods[i]);
      g_strv_builder_add (periods, words);
    }
  period_words = g_strv_builder_end (periods);
  fill (xy_form_get_field (form, "period"), period_words);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_strv_builder_add (names, _ (sizes[i].name));
  size_words = g_strv_builder_end (names);
  fill (xy_form_get_field (form, "size"), size_words);

  xy_form_set_check (form, "title", check_title, self);
  xy_form_set_text (form, "posted_on", today);
  xy_form_set_text (form, "posted_by", user != NULL ? user->name : "");
  for (const char *const *name = (const char *const[]){ "title", "period", "size", "happened", NULL }; *name != NULL;
       name++)
    xy_form_set_field_visible (form, *name, FALSE);
}

void
xy_notice_post_dialog_open (GtkWidget *from,
                            XyDesk *desk,
                            const XyId *paper,
                            const XyId *notice,
                            XyNoticePosted posted,
                            GObject *data)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Post a paper"), .act = post, .collect = collect, .free_collected = held_free, .done = on_posted
  };
  Post *self = g_rc_box_new0 (Post);

  self->desk = g_object_ref (desk);
  self->paper = paper != NULL ? *paper : XY_ID_NONE;
  self->notice = notice != NULL ? *notice : XY_ID_NONE;
  self->posted = posted;
  self->data = data != NULL ? g_object_ref (data) : NULL;
  g_set_weak_pointer (&self->form, xy_form_new ());
  fill_form (self);
  g_set_weak_pointer (&self->dialog, xy_form_dialog_new (from, desk, _ ("Register a posting"), _ ("Mark as posted"),
                                                         self->form, &act, g_rc_box_acquire (self), post_unref));
  g_signal_connect (self->form, "changed", G_CALLBACK (on_form_changed), self);
  xy_dialog_set_verb_enabled (XY_DIALOG (self->dialog), FALSE);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_offers, xy_id_copy (&self->paper), g_free,
                 offers_free, NULL, on_offers_read, g_rc_box_acquire (self));
  xy_form_dialog_present (self->dialog);
  post_unref (self);
}
