/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-round-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/filter-drop.h"
#include "app/form-dialog.h"
#include "app/hygiene-basis-lists.h"
#include "app/hygiene-judge-box.h"
#include "app/period-words.h"
#include "app/unit-field.h"
#include "app/roster-form.h"
#include "app/words.h"
#include "core/day.h"
#include "core/hygiene-checklist.h"
#include "core/number.h"
#include "core/unit.h"

#define WIDTH 900
#define PERIODS 3 /* the one of the day, with one before and one after */
#define BANDS_HEIGHT 120

/* The dialog's own; the form outlives it. */
typedef struct
{
  XyDesk *desk;
  GtkWidget *page;
  GtkWidget *dialog; /* a weak pointer */
  XyForm *form;
  GtkWidget *judges;
  GtkWidget *units;
  GtkWidget *red_unit; /* the words behind the value: %, 户, 分 */
  GtkWidget *low_unit;
  GtkWidget *look;
  XyHygieneRound *base; /* what is changed, or what was proposed; NULL while it is read */
  gboolean is_new;
  gboolean filling;
  GPtrArray *checklists; /* of XyHygieneChecklist, by place in the drop-down */
  char *periods[PERIODS + 1];
  guint proposing; /* the source that will propose anew */
  GCancellable *looking;
} Round;

/* What the worker reads for the dialog. */
typedef struct
{
  XyHygieneRound *round; /* in: what is changed; out: what is proposed */
  char *kind;
  char *target;
  char *day;
  GArray *seats;
  GPtrArray *checklists;
  GPtrArray *units;
} Offer;

/* What is made, with all that it points to. */
typedef struct
{
  XyHygieneMaking making;
  GArray *seats;
} Making;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_object (&offer->round);
  g_free (offer->kind);
  g_free (offer->target);
  g_free (offer->day);
  g_clear_pointer (&offer->seats, g_array_unref);
  g_clear_pointer (&offer->checklists, g_ptr_array_unref);
  g_clear_pointer (&offer->units, g_ptr_array_unref);
  g_free (offer);
}

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->making.round);
  g_array_unref (making->seats);
  g_free (making);
}

static void
round_free (gpointer data)
{
  Round *self = data;

  if (self->dialog != NULL)
    g_object_set_data (G_OBJECT (self->dialog), "round", NULL);
  g_clear_weak_pointer (&self->dialog);
  g_clear_handle_id (&self->proposing, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_object (&self->base);
  g_clear_pointer (&self->checklists, g_ptr_array_unref);
  for (guint i = 0; i < PERIODS; i++)
    g_free (self->periods[i]);
  g_object_unref (self->desk);
  g_object_unref (self->page);
  g_free (self);
}

/* What stands in the form */

static const char *
word_of (Round *self, const char *field)
{
  const XyWord *words = xy_hygiene_words (field);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, field))), n = 0;

  while (words[n].value != NULL)
    n++;
  return words[MIN (at, n - 1)].value;
}

static void
set_word (Round *self, const char *field, const char *value)
{
  const XyWord *words = xy_hygiene_words (field);

  for (guint i = 0; words[i].value != NULL; i++)
    if (g_strcmp0 (words[i].value, value) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, field)), i);
}

/* FALSE, and a sentence there, where the field NAME holds no value of BY. */
static gboolean
take_value (Round *self, const char *name, const char *by, gint64 *value)
{
  g_autofree char *text = xy_form_get_text (self->form, name);
  g_autoptr (GError) problem = NULL;

  if (g_str_equal (by, "none"))
    return TRUE;
  if (g_str_equal (by, "score"))
    {
      if (xy_points_parse (text, value, &problem))
        return TRUE;
      xy_form_set_error (self->form, name, problem->message);
      return FALSE;
    }
  if (g_ascii_string_to_signed (text, 10, 0, 100000, value, NULL))
    return TRUE;
  xy_form_set_error (self->form, name, _ ("A whole number is needed here."));
  return FALSE;
}

static gboolean
take_count (Round *self, const char *name, gint64 *value)
{
  g_autofree char *text = xy_form_get_text (self->form, name);

  if (g_ascii_string_to_signed (text, 10, 0, 1000, value, NULL))
    return TRUE;
  xy_form_set_error (self->form, name, _ ("A whole number is needed here."));
  return FALSE;
}

static void
take_text (Round *self, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (self->form, name);

  xy_set_str (member, text[0] != '\0' ? text : NULL);
}

/* The round as the form says it. NULL: a field says no number or day; its sentence stands there. */
static XyHygieneRound *
take_round (Round *self)
{
  g_autoptr (XyHygieneRound) round = xy_record_copy (self->base);
  g_autofree char *day = NULL;
  guint period = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, "period")));
  guint checklist = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, "checklist")));

  if (!xy_roster_form_get_day (self->form, "day", &day))
    return NULL;
  xy_set_str (&round->day, day);
  xy_set_str (&round->kind, word_of (self, "kind"));
  if (self->is_new)
    xy_set_str (&round->target, word_of (self, "target"));
  xy_set_str (&round->mode, word_of (self, "mode"));
  xy_set_str (&round->red_by, word_of (self, "red_by"));
  xy_set_str (&round->low_by, word_of (self, "low_by"));
  xy_set_str (&round->ties, word_of (self, "ties"));
  if (g_str_equal (round->mode, "tick"))
    {
      xy_set_str (&round->red_by, "none");
      xy_set_str (&round->low_by, "none");
    }
  xy_set_str (&round->period, g_str_equal (round->kind, "special") || period >= PERIODS ? NULL : self->periods[period]);
  round->checklist = g_str_equal (round->mode, "items") && self->checklists != NULL && checklist < self->checklists->len
                         ? ((const XyHygieneChecklist *) self->checklists->pdata[checklist])->record.id
                         : XY_ID_NONE;
  take_text (self, "units", &round->units);
  take_text (self, "bands", &round->bands);
  take_text (self, "name", &round->name);
  if (!take_count (self, "judges_least", &round->judges_least) || !take_count (self, "limit_days", &round->limit_days)
      || !take_value (self, "red_value", round->red_by, &round->red_value)
      || !take_value (self, "low_value", round->low_by, &round->low_value))
    return NULL;
  return g_steal_pointer (&round);
}

static Making *
take_making (Round *self)
{
  XyHygieneRound *round = self->base != NULL ? take_round (self) : NULL;
  Making *making;

  if (round == NULL)
    return NULL;
  making = g_new0 (Making, 1);
  making->seats = xy_hygiene_seats_copy (xy_hygiene_judge_box_get (XY_HYGIENE_JUDGE_BOX (self->judges)));
  making->making = (XyHygieneMaking){ .round = round,
                                      .seats = (const XyHygieneSeat *) (gpointer) making->seats->data,
                                      .n_seats = making->seats->len };
  return making;
}

/* What it would come to */

static gpointer
look_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Making *making = data;
  XyHygieneLook *look = g_new0 (XyHygieneLook, 1);

  if (xy_hygiene_look (store, &making->making, look, error))
    return look;
  g_free (look);
  return NULL;
}

static void
look_free (gpointer data)
{
  xy_hygiene_look_clear (data);
  g_free (data);
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) label = data;
  g_autoptr (GError) error = NULL;
  XyHygieneLook *look = xy_worker_run_finish (XY_WORKER (source), result, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* What is wrong is said at its field when it is confirmed. */
  if (look != NULL)
    {
      g_string_append_printf (words, ngettext ("%u is judged", "%u are judged", look->n_results - look->n_excused),
                              look->n_results - look->n_excused);
      if (look->n_excused > 0)
        g_string_append_printf (words, ngettext (", %u is helped instead", ", %u are helped instead", look->n_excused),
                                look->n_excused);
      if (look->n_aside > 0)
        g_string_append_printf (words,
                                ngettext (", at %u a judge steps aside", ", at %u a judge steps aside", look->n_aside),
                                look->n_aside);
      g_string_append (words, _ ("."));
      if (look->warning != NULL)
        g_string_append_printf (words, "\n%s", look->warning);
    }
  gtk_label_set_text (GTK_LABEL (label), words->str);
  gtk_widget_set_visible (label, words->len > 0);
  if (look != NULL && look->warning != NULL)
    gtk_widget_add_css_class (label, "problem");
  else
    gtk_widget_remove_css_class (label, "problem");
  g_clear_pointer (&look, look_free);
}

static void
look_at_it (Round *self)
{
  Making *making;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  making = take_making (self);
  if (making == NULL)
    return;
  self->looking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, look_on_worker, making, making_free, look_free,
                 self->looking, on_looked, g_object_ref (self->look));
}

/* Filling in */

/* The periods around the day that the form says, by its kind. */
static void
fill_periods (Round *self, const char *period)
{
  const char *kind = word_of (self, "kind");
  XySpan span = g_str_equal (kind, "quarterly") ? XY_SPAN_QUARTER : XY_SPAN_MONTH;
  GtkDropDown *drop = GTK_DROP_DOWN (xy_form_get_field (self->form, "period"));
  g_autofree char *text = xy_form_get_text (self->form, "day");
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  char day[XY_DAY_SIZE];
  g_autofree char *now = xy_day_parse (text, day) == XY_DAY_FULL ? xy_period_of (day, span) : NULL;
  guint chosen = 1;

  xy_form_set_field_visible (self->form, "period", !g_str_equal (kind, "special"));
  if (now == NULL || (g_strcmp0 (self->periods[1], now) == 0 && period == NULL))
    return;
  for (int i = 0; i < PERIODS; i++)
    {
      g_free (self->periods[i]);
      self->periods[i] = xy_period_move (now, i - 1);
      g_autofree char *label = xy_period_words (self->periods[i]);
      gtk_string_list_append (words, label);
      if (g_strcmp0 (period, self->periods[i]) == 0)
        chosen = (guint) i;
    }
  gtk_drop_down_set_model (drop, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (drop, chosen);
}

static void
show_unit (GtkWidget *label, const char *by)
{
  gtk_label_set_text (GTK_LABEL (label), g_str_equal (by, "share")    ? "%"
                                         : g_str_equal (by, "number") ? _ ("of them")
                                         : g_str_equal (by, "score")  ? _ ("points")
                                                                      : "");
}

/* Fields that say nothing with what is chosen are not there. */
static void
show_fields (Round *self)
{
  const char *mode = word_of (self, "mode"), *red = word_of (self, "red_by"), *low = word_of (self, "low_by");
  gboolean tick = g_str_equal (mode, "tick"), red_edge, low_edge;

  red_edge = !tick && (g_str_equal (red, "share") || g_str_equal (red, "number"));
  low_edge = !tick && (g_str_equal (low, "share") || g_str_equal (low, "number"));
  xy_form_set_field_visible (self->form, "checklist", g_str_equal (mode, "items"));
  xy_form_set_field_visible (self->form, "red_by", !tick);
  xy_form_set_field_visible (self->form, "low_by", !tick);
  xy_form_set_field_visible (self->form, "red_value", !tick && !g_str_equal (red, "none"));
  xy_form_set_field_visible (self->form, "low_value", !tick && !g_str_equal (low, "none"));
  xy_form_set_field_visible (self->form, "ties", red_edge || low_edge);
  xy_form_set_field_visible (self->form, "bands", !tick);
  show_unit (self->red_unit, red);
  show_unit (self->low_unit, low);
}

static void
set_value (Round *self, const char *name, const char *by, gint64 value)
{
  g_autofree char *text =
      g_str_equal (by, "score") ? xy_points_to_text (value) : g_strdup_printf ("%" G_GINT64_FORMAT, value);

  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  xy_form_set_text (self->form, name, text);
}

static void
fill_checklists (Round *self, const XyId *chosen)
{
  GtkDropDown *drop = GTK_DROP_DOWN (xy_form_get_field (self->form, "checklist"));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  for (guint i = 0; i < self->checklists->len; i++)
    {
      const XyHygieneChecklist *checklist = self->checklists->pdata[i];
      g_autofree char *most = xy_points_format (xy_hygiene_checklist_most (checklist));
      g_autofree char *words = g_strdup_printf (_ ("%s (full score %s)"), checklist->name, most);
      xy_words_append (names, words);
      if (xy_id_same (chosen, &checklist->record.id))
        at = i;
    }
  if (self->checklists->len == 0)
    xy_words_append (names, _ ("None yet: adopt one in the tab “Checklists”"));
  gtk_drop_down_set_model (drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop, at);
}

static void
fill (Round *self, const XyHygieneRound *round)
{
  g_autofree char *least = g_strdup_printf ("%d", (int) round->judges_least);
  g_autofree char *limit = g_strdup_printf ("%d", (int) round->limit_days);
  g_autoptr (GString) bands = g_string_new (round->bands);

  g_string_replace (bands, "\t", " ", 0);
  self->filling = TRUE;
  set_word (self, "kind", round->kind);
  if (self->is_new)
    set_word (self, "target", round->target);
  xy_form_set_text (self->form, "day", round->day);
  set_word (self, "mode", round->mode);
  set_word (self, "red_by", round->red_by);
  set_word (self, "low_by", round->low_by);
  set_word (self, "ties", round->ties);
  set_value (self, "red_value", round->red_by, round->red_value);
  set_value (self, "low_value", round->low_by, round->low_value);
  xy_form_set_text (self->form, "judges_least", least);
  xy_form_set_text (self->form, "limit_days", limit);
  xy_form_set_text (self->form, "bands", bands->str);
  xy_form_set_text (self->form, "units", round->units);
  xy_form_set_text (self->form, "name", round->name);
  fill_periods (self, round->period != NULL ? round->period : "");
  fill_checklists (self, &round->checklist);
  show_fields (self);
  self->filling = FALSE;
}

static gpointer
read_offer (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Offer *asked = data;
  Offer *offer = g_new0 (Offer, 1);

  offer->round = asked->round != NULL ? g_object_ref (asked->round)
                                      : xy_hygiene_round_propose (store, asked->kind, asked->target, asked->day, error);
  if (offer->round != NULL)
    offer->seats = xy_hygiene_seats (store, asked->round != NULL ? &asked->round->record.id : &XY_ID_NONE,
                                     offer->round->target, error);
  if (offer->seats != NULL)
    offer->checklists = xy_hygiene_checklist_list (store, offer->round->target, error);
  if (offer->checklists != NULL)
    offer->units = xy_unit_list_tree (store, error);
  if (offer->units != NULL)
    return offer;
  offer_free (offer);
  return NULL;
}

static void
on_offer_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Round *self = g_object_get_data (G_OBJECT (dialog), "round");
  g_autoptr (GError) error = NULL;
  Offer *offer = xy_worker_run_finish (XY_WORKER (source), result, &error);
  gboolean first, other;

  if (self != NULL && offer != NULL)
    {
      first = self->base == NULL;
      other = first || g_strcmp0 (self->base->target, offer->round->target) != 0;
      g_set_object (&self->base, offer->round);
      g_clear_pointer (&self->checklists, g_ptr_array_unref);
      self->checklists = g_steal_pointer (&offer->checklists);
      self->filling = TRUE;
      xy_unit_field_set_units (XY_UNIT_FIELD (self->units), offer->units);
      if (other)
        xy_hygiene_judge_box_set (XY_HYGIENE_JUDGE_BOX (self->judges), offer->seats);
      fill (self, self->base);
      if (first)
        xy_form_dialog_keep_draft (dialog, self->is_new ? "hygiene-round" : "hygiene-round-change");
      xy_dialog_set_verb_enabled (XY_DIALOG (dialog), TRUE);
      look_at_it (self);
    }
  else if (self != NULL)
    xy_dialog_set_error (XY_DIALOG (dialog), error->message);
  g_clear_pointer (&offer, offer_free);
}

static void
ask_offer (Round *self, XyHygieneRound *round, const char *kind, const char *target, const char *day)
{
  Offer *asked = g_new0 (Offer, 1);

  asked->round = round != NULL ? g_object_ref (round) : NULL;
  asked->kind = g_strdup (kind);
  asked->target = g_strdup (target);
  asked->day = g_strdup (day);
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_offer, asked, offer_free, offer_free, NULL,
                 on_offer_read, g_object_ref (self->dialog));
}

static void
propose (Round *self)
{
  g_autofree char *text = xy_form_get_text (self->form, "day");
  char day[XY_DAY_SIZE];

  ask_offer (self, NULL, word_of (self, "kind"), word_of (self, "target"),
             xy_day_parse (text, day) == XY_DAY_FULL ? day : NULL);
}

static gboolean
on_propose_due (gpointer data)
{
  Round *self = data;

  self->proposing = 0;
  propose (self);
  return G_SOURCE_REMOVE;
}

/* Another kind or target comes with the settings of its last round; not where a draft fills in all fields at once. */
static void
on_form_changed (Round *self, const char *name)
{
  if (self->filling)
    return;
  if (self->is_new && (g_str_equal (name, "kind") || g_str_equal (name, "target")))
    {
      fill_periods (self, NULL);
      if (self->proposing == 0)
        self->proposing = g_idle_add (on_propose_due, self);
      return;
    }
  g_clear_handle_id (&self->proposing, g_source_remove);
  if (g_str_equal (name, "day") || g_str_equal (name, "kind"))
    fill_periods (self, NULL);
  show_fields (self);
  look_at_it (self);
}

/* The act */

static gboolean
make_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_make_act (txn, &((Making *) data)->making, error);
}

static gboolean
change_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_change_act (txn, &((Making *) data)->making, error);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  return take_making (data);
}

static void
made (gconstpointer collected, gpointer data)
{
  Round *self = data;

  if (self->is_new)
    xy_page_open (XY_PAGE (self->page), &((const Making *) collected)->making.made);
}

/* The form */

static GtkWidget *
add_words (Round *self, const char *field, const char *label, const char *tooltip)
{
  const XyWord *words = xy_hygiene_words (field);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop;

  for (guint i = 0; words[i].value != NULL; i++)
    xy_words_append (list, _ (words[i].label));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  xy_form_add (self->form, field, label, drop, tooltip);
  return drop;
}

static GtkWidget *
add_value (Round *self, const char *name, const char *label, const char *tooltip)
{
  GtkWidget *unit = gtk_label_new (NULL);

  xy_form_add (self->form, name, label, gtk_entry_new (), tooltip);
  gtk_widget_add_css_class (unit, "quiet");
  xy_form_add_beside (self->form, name, unit);
  return unit;
}

static void
add_left (Round *self)
{
  /* In the order of xy_hygiene_words ("target"). */
  const char *const targets[] = { xy_hygiene_target_word ("household"), xy_hygiene_target_word ("place"), NULL };
  XyForm *form = self->form;

  add_words (self, "kind", _ ("_Kind of round"), _ ("Special ones, as before a festival, count for no streak"));
  if (self->is_new)
    xy_form_add (form, "target", _ ("_Judges what"), xy_words_new_choice (targets),
                 _ ("Public areas are inspected in rounds of their own"));
  xy_roster_form_add_day (form, "day", _ ("Judged _on"), FALSE);
  xy_form_add (form, "period", _ ("For the _period"), xy_words_new_choice ((const char *[]){ "", NULL }), NULL);
  self->units = xy_unit_field_new ();
  xy_form_add (form, "units", _ ("_Area"), self->units, NULL);
  add_words (self, "mode", _ ("How it is _scored"), NULL);
  /* A long name gives way. */
  xy_form_add (form, "checklist", _ ("_Checklist"), xy_filter_drop_new (_ ("Checklist")), NULL);
  self->judges = xy_hygiene_judge_box_new (xy_desk_get_worker (self->desk));
  xy_form_add (form, "judges", _ ("J_udges"), self->judges,
               _ ("At least three. Nobody judges his own household or that of near relatives. The post goes into "
                  "brackets: 李建国（村妇联主席）."));
  self->look = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->look), 0);
  gtk_label_set_wrap (GTK_LABEL (self->look), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->look), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (self->look), 36);
  gtk_widget_add_css_class (self->look, "quiet");
  gtk_widget_set_visible (self->look, FALSE);
  xy_form_add_widget (form, self->look);
}

static void
add_right (Round *self)
{
  XyForm *form = self->form;
  GtkWidget *bands = gtk_text_view_new ();

  xy_form_set_uneven (form);
  xy_form_add_column (form);
  add_words (self, "red_by", _ ("_Red list by"), _ ("As the village decided in its meeting"));
  self->red_unit = add_value (self, "red_value", _ ("On the red list"), NULL);
  add_words (self, "low_by", _ ("_To improve by"),
             _ ("Who falls behind is helped and looked at again; by score a village where all is clean names nobody"));
  self->low_unit = add_value (self, "low_value", _ ("To improve"), NULL);
  add_words (self, "ties", _ ("With _equal scores"), _ ("Where the edge of a list runs through equal scores"));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (bands), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (bands), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (bands), 6);
  gtk_widget_set_size_request (bands, -1, BANDS_HEIGHT);
  xy_form_add (form, "bands", _ ("_Bands"), bands,
               _ ("A line for each, the highest first: its name and the score from which it begins"));
  xy_form_add (form, "judges_least", _ ("Judges at _least"), gtk_entry_new (),
               _ ("So many must have scored each household; three by custom"));
  xy_form_add (form, "limit_days", _ ("_Days for putting right"), gtk_entry_new (), NULL);
  xy_form_add (form, "name", _ ("Own _name"), gtk_entry_new (), _ ("Left empty it is called by year and number"));
}

void
xy_hygiene_round_dialog_open (GtkWidget *page, XyDesk *desk, const XyHygieneRound *round)
{
  static const XyFormDialogAct make = { .title = N_ ("Start a hygiene round"),
                                        .act = make_act,
                                        .collect = collect,
                                        .free_collected = making_free,
                                        .done = made };
  static const XyFormDialogAct change = { .title = N_ ("Change a hygiene round"),
                                          .act = change_act,
                                          .collect = collect,
                                          .free_collected = making_free,
                                          .done = made };
  Round *self = g_new0 (Round, 1);
  GtkWidget *dialog;

  self->desk = g_object_ref (desk);
  self->page = g_object_ref (page);
  self->is_new = round == NULL;
  self->form = XY_FORM (xy_form_new ());
  self->filling = TRUE; /* until it is known what is proposed */
  add_left (self);
  add_right (self);
  dialog = xy_form_dialog_new (page, desk, self->is_new ? _ ("Start a round") : _ ("Change the round"),
                               self->is_new ? _ ("Start") : _ ("Change it"), GTK_WIDGET (self->form),
                               self->is_new ? &make : &change, self, round_free);
  g_set_weak_pointer (&self->dialog, dialog);
  g_object_set_data (G_OBJECT (dialog), "round", self);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, -1);
  xy_dialog_set_verb_enabled (XY_DIALOG (dialog), FALSE);
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed), self);
  ask_offer (self, (XyHygieneRound *) round, NULL, "household", NULL);
  xy_form_dialog_present (dialog);
}
