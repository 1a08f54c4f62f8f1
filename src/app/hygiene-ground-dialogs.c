/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs of points and of naming among those of hygiene-basis-dialogs.h. */
#include "app/hygiene-basis-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/points-record-find.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/number.h"
#include "core/points-rule.h"

#define MOST_RULES 20

/* What a result is worth */

enum
{
  OF_RED,
  OF_LOW,
  OF_BAND,
};

/* The rule is found by its id, and kept by its code. */
typedef struct
{
  XyHygieneEffect *effect;
  XyId rule; /* none: as it was */
} Effect;

static void
effect_free (gpointer data)
{
  Effect *effect = data;

  g_object_unref (effect->effect);
  g_free (effect);
}

static gboolean
save_effect (XyTxn *txn, gpointer data, GError **error)
{
  Effect *effect = data;

  if (!xy_id_is_none (&effect->rule))
    {
      g_autoptr (XyPointsRule) rule =
          xy_record_get (xy_txn_get_store (txn), &xy_points_rule_type, &effect->rule, error);
      if (rule == NULL)
        return FALSE;
      xy_set_str (&effect->effect->rule, rule->code);
    }
  return xy_hygiene_effect_save_act (txn, effect->effect, error);
}

static GPtrArray *
find_rules (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) hits = xy_points_find_rules (store, text, MOST_RULES, NULL, error);
  GPtrArray *found;

  if (hits == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  for (guint i = 0; i < hits->len; i++)
    {
      const XySearchHit *hit = hits->pdata[i];
      g_ptr_array_add (found, xy_suggestion_new (&hit->id, hit->title, hit->more));
    }
  return found;
}

static guint
effect_of (XyForm *form)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "list")));
}

static gpointer
collect_effect (XyForm *form, gpointer data)
{
  Effect *effect = g_new0 (Effect, 1);
  const XyId *rule = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "rule")));
  g_autofree char *times = xy_form_get_text (form, "times"), *score = xy_form_get_text (form, "score");
  g_autoptr (GError) problem = NULL;
  XyHygieneEffect *record;

  effect->effect = record = data != NULL ? xy_record_copy (data) : xy_record_new (&xy_hygiene_effect_type);
  record->times = g_ascii_strtoll (times, NULL, 10);
  record->score = 0;
  if (rule == NULL && record->rule == NULL)
    xy_form_set_error (form, "rule", _ ("Please choose a points rule: type its name."));
  else if (score[0] != '\0' && !xy_points_parse (score, &record->score, &problem))
    xy_form_set_error (form, "score", problem->message);
  else
    {
      effect->rule = rule != NULL ? *rule : XY_ID_NONE;
      xy_set_str (&record->list, effect_of (form) == OF_RED ? "red" : effect_of (form) == OF_LOW ? "low" : NULL);
      xy_set_str (&record->band, NULL);
      if (effect_of (form) == OF_BAND)
        xy_form_take_into (form, "band", &record->band);
      return effect;
    }
  effect_free (effect);
  return NULL;
}

static void
show_band (XyForm *form)
{
  xy_form_set_field_visible (form, "band", effect_of (form) == OF_BAND);
}

static void
on_rule_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) entry = data;
  g_autoptr (XyPointsRule) rule = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (rule != NULL && gtk_widget_get_root (entry) != NULL)
    xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (entry), &rule->record.id, rule->name);
}

void
xy_hygiene_effect_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneEffect *effect)
{
  static const XyFormDialogAct act = { .title = N_ ("Say what a result is worth"),
                                       .act = save_effect,
                                       .collect = collect_effect,
                                       .free_collected = effect_free };
  static const char *const bands[] = { "清洁", "合格", "不合格", "优", "良", "差", NULL };
  const char *const lists[] = { _ ("being on the red list"), _ ("being on the list to improve"), _ ("a band"), NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *rule = xy_suggest_entry_new (), *dialog;

  xy_form_add (form, "list", _ ("_For"), xy_words_new_choice (lists), NULL);
  xy_roster_form_add_words (form, "band", _ ("_Band"), bands, _ ("As it is called in the rounds"));
  xy_form_add (form, "times", _ ("_Rounds in a row"), gtk_entry_new (),
               _ ("1: each time; 3: at the third, the sixth, the ninth"));
  xy_suggest_entry_set_find (XY_SUGGEST_ENTRY (rule), xy_desk_get_worker (desk), find_rules);
  gtk_entry_set_placeholder_text (GTK_ENTRY (rule), _ ("Name or initials of the rule"));
  xy_form_add (form, "rule", _ ("_Points rule"), rule,
               _ ("Only a proposal: it goes into the points by somebody's hand, through every step of the village"));
  xy_form_add (form, "score", _ ("Points of a rule with a _range"), gtk_entry_new (), NULL);
  xy_form_set_text (form, "times", "1");
  if (effect != NULL)
    {
      g_autofree char *times = g_strdup_printf ("%d", (int) effect->times);
      g_autofree char *score = effect->score != 0 ? xy_points_to_text (effect->score) : NULL;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "list")),
                                  effect->band != NULL                   ? OF_BAND
                                  : g_strcmp0 (effect->list, "low") == 0 ? OF_LOW
                                                                         : OF_RED);
      xy_form_set_text (form, "band", effect->band);
      xy_form_set_text (form, "times", times);
      xy_form_set_text (form, "score", score);
    }
  show_band (form);
  g_signal_connect (form, "changed", G_CALLBACK (show_band), NULL);
  dialog = xy_form_dialog_new (from, desk, _ ("Points for a result"), effect != NULL ? _ ("Change it") : _ ("Add"),
                               GTK_WIDGET (form), &act, effect != NULL ? xy_record_copy (effect) : NULL,
                               effect != NULL ? g_object_unref : NULL);
  if (effect != NULL)
    xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, xy_points_read_rule_of_code, g_strdup (effect->rule),
                   g_free, g_object_unref, NULL, on_rule_read, g_object_ref (rule));
  xy_form_dialog_present (dialog);
}

/* On what ground */

static gpointer
collect_naming (XyForm *form, gpointer data)
{
  g_autoptr (XyHygieneNaming) naming = data != NULL ? xy_record_copy (data) : xy_record_new (&xy_hygiene_naming_type);
  g_autofree char *day = NULL, *reviewed = NULL;

  if (!xy_roster_form_get_day (form, "day", &day) || !xy_roster_form_get_day (form, "reviewed_on", &reviewed))
    return NULL;
  if (data == NULL)
    {
      const XyId *household = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")));
      gboolean one = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "whose"))) == 0;
      if (one && household == NULL)
        {
          xy_form_set_error (form, "household", _ ("Please choose a household: type its head or number."));
          return NULL;
        }
      naming->household = one ? *household : XY_ID_NONE;
    }
  xy_form_take_into (form, "basis", &naming->basis);
  xy_form_take_into (form, "reviewer", &naming->reviewer);
  xy_set_str (&naming->day, day);
  xy_set_str (&naming->reviewed_on, reviewed);
  return g_steal_pointer (&naming);
}

static void
show_whose (XyForm *form)
{
  gboolean one = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "whose"))) == 0;

  xy_form_set_field_visible (form, "household", one);
  xy_form_set_field_visible (form, "reviewed_on", !one);
  xy_form_set_field_visible (form, "reviewer", !one);
}

void
xy_hygiene_naming_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneNaming *naming, const char *whose)
{
  static const XyFormDialogAct act = { .title = N_ ("Enter a ground for naming"),
                                       .act = xy_hygiene_naming_save_act,
                                       .collect = collect_naming,
                                       .free_collected = g_object_unref };
  static const char *const bases[] = { "本人签字同意书", "户代表书面同意", NULL };
  static const char *const reviewers[] = { "乡镇司法所", "村法律顾问", NULL };
  const char *const words[] = { _ ("one household, by its own consent"), _ ("all, by a clause of the bylaws"), NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  gboolean clause = naming != NULL && xy_id_is_none (&naming->household);

  if (naming == NULL)
    {
      xy_form_add (form, "whose", _ ("_Whose name"), xy_words_new_choice (words), NULL);
      xy_roster_form_add_household (form, "household", _ ("Ho_usehold"), desk);
    }
  else
    {
      GtkWidget *label = gtk_label_new (whose);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "bold");
      xy_form_add_widget (form, label);
    }
  xy_roster_form_add_words (form, "basis", _ ("_Ground"), bases,
                            _ ("The paper that was signed, or which clause: 村规民约第八条"));
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_roster_form_add_day (form, "reviewed_on", _ ("_Legal review on"), FALSE);
  xy_roster_form_add_words (form, "reviewer", _ ("Reviewed _by"), reviewers,
                            _ ("A clause names people only after the legal review"));
  xy_form_set_text (form, "day", naming != NULL ? naming->day : today);
  if (naming != NULL)
    {
      xy_form_set_text (form, "basis", naming->basis);
      xy_form_set_text (form, "reviewed_on", naming->reviewed_on);
      xy_form_set_text (form, "reviewer", naming->reviewer);
      xy_form_set_field_visible (form, "reviewed_on", clause);
      xy_form_set_field_visible (form, "reviewer", clause);
    }
  else
    {
      show_whose (form);
      g_signal_connect (form, "changed", G_CALLBACK (show_whose), NULL);
    }
  xy_form_dialog_present (xy_form_dialog_new (
      from, desk, _ ("Ground for naming"), naming != NULL ? _ ("Change it") : _ ("Add"), GTK_WIDGET (form), &act,
      naming != NULL ? xy_record_copy (naming) : NULL, naming != NULL ? g_object_unref : NULL));
}

typedef struct
{
  XyHygieneNamingEnd end;
  char *day;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_free (ending->day);
  g_free (ending);
}

static gboolean
end_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_naming_end_act (txn, &((Ending *) data)->end, error);
}

static gpointer
collect_end (XyForm *form, gpointer data)
{
  Ending *ending = g_new0 (Ending, 1);

  if (!xy_roster_form_get_day (form, "day", &ending->day))
    {
      ending_free (ending);
      return NULL;
    }
  ending->end = (XyHygieneNamingEnd){ .naming = *(const XyId *) data, .day = ending->day };
  return ending;
}

void
xy_hygiene_naming_end_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneNaming *naming)
{
  static const XyFormDialogAct act = {
    .title = N_ ("End a ground for naming"), .act = end_act, .collect = collect_end, .free_collected = ending_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();

  xy_roster_form_add_day (form, "day", _ ("No longer _from"), FALSE);
  xy_form_set_text (form, "day", today);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("End the ground for naming"), _ ("End it"),
                                              GTK_WIDGET (form), &act, xy_id_copy (&naming->record.id), g_free));
}
