/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-rule-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/number.h"
#include "core/points-account.h"

/* How a rule scores, in the order of the drop-down. */
enum
{
  FIXED,
  RANGE,
  STEPS,
  TIERS,
};

/* In the order of the drop-downs; the first is none. */
static const char *const periods[] = { NULL, "month", "quarter", "year" };
static const char *const accounts[] = { NULL, XY_POINTS_PERSON, XY_POINTS_VOLUNTEER };
static const gint64 rounds[] = { 0, 10, 100 };

typedef struct
{
  XyPointsRule *base; /* what is changed; NULL: a new one */
  GtkWidget *preview;
} Editing;

static void
editing_free (gpointer data)
{
  Editing *editing = data;

  g_clear_object (&editing->base);
  g_free (editing);
}

static guint
chosen (XyForm *form, const char *name)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)));
}

static gboolean
take_score (XyForm *form, XyPointsRule *rule, gboolean tell)
{
  guint kind = chosen (form, "kind");

  rule->step = 0;
  xy_set_str (&rule->tiers, NULL);
  xy_set_str (&rule->tiers_period, NULL);
  if (kind == TIERS)
    {
      /* Without a line it is by amount all the same, and refused. */
      g_autofree char *tiers = xy_form_get_text (form, "tiers");
      xy_set_str (&rule->tiers, tiers);
      xy_set_str (&rule->tiers_period, periods[chosen (form, "tiers_period")]);
      return TRUE;
    }
  if (!xy_form_take_number (form, "score", xy_points_parse, &rule->score, tell))
    return FALSE;
  rule->score_max = rule->score;
  if (kind == RANGE && !xy_form_take_number (form, "score_max", xy_points_parse, &rule->score_max, tell))
    return FALSE;
  /* Who types 3 and 2, or -1 and -3, means the same range. */
  if (rule->score > rule->score_max)
    {
      gint64 high = rule->score;
      rule->score = rule->score_max;
      rule->score_max = high;
    }
  return kind != STEPS || xy_form_take_number (form, "step", xy_points_parse, &rule->step, tell);
}

/* What the form says, as a new record; NULL where a number is none. */
static XyPointsRule *
take_rule (XyForm *form, const Editing *editing, gboolean tell)
{
  g_autoptr (XyPointsRule) rule =
      editing->base != NULL ? xy_record_copy (editing->base) : xy_record_new (&xy_points_rule_type);
  g_autofree char *unspendable = xy_form_get_text (form, "unspendable");
  g_autofree char *evidence = xy_form_get_text (form, "evidence");

  xy_form_take_into (form, "category", &rule->category);
  xy_form_take_into (form, "name", &rule->name);
  xy_form_take_into (form, "unit", &rule->unit);
  xy_form_take_into (form, "pool", &rule->pool);
  xy_form_take_into (form, "target", &rule->target);
  xy_form_take_into (form, "exempt", &rule->exempt);
  xy_form_take_into (form, "basis", &rule->basis);
  if (!take_score (form, rule, tell) || !xy_form_take_number (form, "cap", xy_points_parse, &rule->cap, tell)
      || !xy_form_take_number (form, "cap_act", xy_points_parse, &rule->cap_act, tell))
    return NULL;
  xy_set_str (&rule->cap_period, rule->cap != 0 ? periods[chosen (form, "cap_period") + 1] : NULL);
  xy_set_str (&rule->repeat_period, periods[chosen (form, "repeat_period")]);
  xy_set_str (&rule->account, accounts[chosen (form, "account")]);
  rule->round = rounds[chosen (form, "round")];
  rule->unspendable = unspendable[0] != '\0';
  rule->evidence = evidence[0] != '\0';
  return g_steal_pointer (&rule);
}

static void
show_preview (XyForm *form, const char *name, Editing *editing)
{
  g_autoptr (XyPointsRule) rule = take_rule (form, editing, FALSE);
  guint kind = chosen (form, "kind");

  xy_form_set_field_visible (form, "score", kind != TIERS);
  xy_form_set_field_visible (form, "score_max", kind == RANGE);
  xy_form_set_field_visible (form, "step", kind == STEPS);
  xy_form_set_field_visible (form, "tiers", kind == TIERS);
  xy_form_set_field_visible (form, "tiers_period", kind == TIERS);
  if (rule == NULL || rule->name == NULL || (rule->score == 0 && rule->score_max == 0 && rule->tiers == NULL))
    {
      gtk_label_set_text (GTK_LABEL (editing->preview),
                          _ ("What the rule says stands here once it has a name and a score."));
      return;
    }
  g_auto (GStrv) sentences = xy_points_rule_sentences (rule);
  g_autofree char *all = g_strjoinv ("", sentences);
  /* Translators: the rule's name and what it says. */
  g_autofree char *words = g_strdup_printf (_ ("“%s”: %s"), rule->name, all);
  gtk_label_set_text (GTK_LABEL (editing->preview), words);
}

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsRule *rule = data;
  gboolean is_new = rule->code == NULL, changed = FALSE;

  if (is_new)
    rule->code = xy_points_rule_free_code (xy_txn_get_store (txn), "C", error);
  if (rule->code == NULL || !xy_points_rule_save (txn, rule, &changed, error))
    return FALSE;
  g_autofree char *title = is_new ? g_strdup_printf (_ ("Add the rule “%s”"), rule->name)
                                  : g_strdup_printf (_ ("Change the rule “%s”"), rule->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  g_autoptr (XyPointsRule) rule = take_rule (form, data, TRUE);
  g_autofree char *starts = NULL, *ends = NULL;

  if (rule == NULL || !xy_roster_form_get_day (form, "starts", &starts)
      || !xy_roster_form_get_day (form, "ends", &ends))
    return NULL;
  xy_set_str (&rule->starts, starts);
  xy_set_str (&rule->ends, ends);
  return g_steal_pointer (&rule);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please name what earns or costs points.")) : NULL;
}

static char *
check_category (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please choose a category, or write a new one.")) : NULL;
}

static void
add_choice (XyForm *form, const char *name, const char *label, const char *const *words, const char *tooltip)
{
  xy_form_add (form, name, label, xy_words_new_choice (words), tooltip);
}

static void
add_check (XyForm *form, const char *name, const char *label, const char *tooltip)
{
  xy_form_add (form, name, label, gtk_check_button_new (), tooltip);
}

static GtkWidget *
make_lines (void)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_set_size_request (view, -1, 84);
  return view;
}

static void
add_fields (XyForm *form,
            const char *const *categories,
            const char *const *pools,
            const char *const *tags,
            GtkWidget *preview)
{
  const char *const kinds[] = { _ ("the same each time"), _ ("from … to, chosen each time"), _ ("for every so much"),
                                _ ("by amount, in tiers"), NULL };
  const char *const spans[] = { _ ("a month"), _ ("a quarter"), _ ("a year"), NULL };
  const char *const sums[] = { _ ("each time by itself"), _ ("together in a month"), _ ("together in a quarter"),
                               _ ("together in a year"), NULL };
  const char *const repeats[] = { _ ("counts once"), _ ("double within a month"), _ ("double within a quarter"),
                                  _ ("double within a year"), NULL };
  const char *const whose[] = { xy_points_account_label (NULL), xy_points_account_label (XY_POINTS_PERSON),
                                xy_points_account_label (XY_POINTS_VOLUNTEER), NULL };
  const char *const rounding[] = { _ ("not at all"), _ ("to tenths"), _ ("to whole points"), NULL };

  xy_roster_form_add_words (form, "category", _ ("Cate_gory"), categories, _ ("A group of rules on the board"));
  xy_form_add (form, "name", _ ("_Item"), gtk_entry_new (), _ ("What earns or costs points, in the village's words"));
  xy_form_add (form, "unit", _ ("_Unit"), gtk_entry_new (), _ ("What is counted: a time, an hour, yuan"));
  add_choice (form, "kind", _ ("_How it scores"), kinds, NULL);
  xy_form_add (form, "score", _ ("_Score"), gtk_entry_new (), _ ("A deduction with a minus sign"));
  xy_form_add (form, "score_max", _ ("_to"), gtk_entry_new (), NULL);
  xy_form_add (form, "step", _ ("for e_very"), gtk_entry_new (),
               _ ("So much of the unit; what does not fill it does not count"));
  xy_form_add (
      form, "tiers", _ ("_Tiers"), make_lines (),
      _ ("A line for each: from how many / for every how many, or nothing / score. “4 / / 1” is: from 4 on, 1 point"));
  add_choice (form, "tiers_period", _ ("The amount is"), sums, NULL);
  xy_form_add (form, "cap_act", _ ("At most eac_h time"), gtk_entry_new (), NULL);
  xy_form_add (form, "cap", _ ("At _most"), gtk_entry_new (), _ ("For one household, or person"));
  add_choice (form, "cap_period", _ ("Within"), spans, NULL);
  xy_form_add_heading (form, _ ("So the rule says"));
  xy_form_add_widget (form, preview);
  xy_form_add_column (form);
  add_choice (form, "repeat_period", _ ("_Repeats"), repeats, NULL);
  xy_roster_form_add_words (form, "pool", _ ("Only the _largest of"), pools,
                            _ ("Rules with the same word here: of one day only the largest counts"));
  add_choice (form, "round", _ ("Rounded"), rounding, NULL);
  add_choice (form, "account", _ ("Whose points"), whose, NULL);
  add_check (form, "unspendable", _ ("Cannot be spent"), _ ("It counts for the ranking, not for rewards"));
  xy_roster_form_add_words (form, "target", _ ("Only _for"), tags, _ ("Tags, with commas; one of them must be borne"));
  xy_roster_form_add_words (form, "exempt", _ ("_Not for"), tags, _ ("Tags, with commas"));
  add_check (form, "evidence", _ ("Evidence expected"), _ ("A paper or a photo is welcome, never compulsory"));
  xy_form_add (form, "basis", _ ("_Basis"), gtk_entry_new (), _ ("The clause of the bylaw that it rests on"));
  xy_roster_form_add_day (form, "starts", _ ("F_rom"), FALSE);
  xy_roster_form_add_day (form, "ends", _ ("Unt_il"), FALSE);
  xy_form_set_check (form, "name", check_name, NULL);
  xy_form_set_check (form, "category", check_category, NULL);
}

static void
set_choice (XyForm *form, const char *name, guint at)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)), at);
}

static guint
place_of (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return 0;
}

static void
set_number (XyForm *form, const char *name, gint64 number)
{
  g_autofree char *text = number != 0 ? xy_points_to_text (number) : g_strdup ("");

  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  xy_form_set_text (form, name, text);
}

static void
fill (XyForm *form, const XyPointsRule *rule)
{
  g_autoptr (GString) tiers = g_string_new (rule->tiers);
  guint kind = rule->tiers != NULL ? TIERS : rule->step > 0 ? STEPS : xy_points_rule_is_range (rule) ? RANGE : FIXED;

  g_string_replace (tiers, "\t", " / ", 0);
  xy_form_set_text (form, "category", rule->category);
  xy_form_set_text (form, "name", rule->name);
  xy_form_set_text (form, "unit", rule->unit);
  set_choice (form, "kind", kind);
  set_number (form, "score", kind == TIERS ? 0 : rule->score);
  set_number (form, "score_max", kind == RANGE ? rule->score_max : 0);
  set_number (form, "step", rule->step);
  xy_form_set_text (form, "tiers", tiers->str);
  set_choice (form, "tiers_period", place_of (periods, G_N_ELEMENTS (periods), rule->tiers_period));
  set_number (form, "cap_act", rule->cap_act);
  set_number (form, "cap", rule->cap);
  set_choice (form, "cap_period",
              rule->cap_period != NULL ? place_of (periods, G_N_ELEMENTS (periods), rule->cap_period) - 1 : 2);
  set_choice (form, "repeat_period", place_of (periods, G_N_ELEMENTS (periods), rule->repeat_period));
  xy_form_set_text (form, "pool", rule->pool);
  set_choice (form, "round", rule->round == 10 ? 1 : rule->round == 100 ? 2 : 0);
  set_choice (form, "account", place_of (accounts, G_N_ELEMENTS (accounts), rule->account));
  xy_form_set_text (form, "unspendable", rule->unspendable ? "1" : "");
  xy_form_set_text (form, "target", rule->target);
  xy_form_set_text (form, "exempt", rule->exempt);
  xy_form_set_text (form, "evidence", rule->evidence ? "1" : "");
  xy_form_set_text (form, "basis", rule->basis);
  xy_form_set_text (form, "ends", rule->ends);
}

void
xy_points_rule_dialog_open (GtkWidget *from,
                            XyDesk *desk,
                            const XyPointsRule *rule,
                            const char *category,
                            const char *const *categories,
                            const char *const *pools,
                            const char *const *tags)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Write a rule"), .act = save, .collect = collect, .free_collected = g_object_unref
  };
  XyForm *form = XY_FORM (xy_form_new ());
  Editing *editing = g_new0 (Editing, 1);
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *dialog;

  editing->base = rule != NULL ? xy_record_copy (rule) : NULL;
  editing->preview = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (editing->preview), 0);
  gtk_label_set_wrap (GTK_LABEL (editing->preview), TRUE);
  gtk_label_set_yalign (GTK_LABEL (editing->preview), 0);
  gtk_label_set_width_chars (GTK_LABEL (editing->preview), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (editing->preview), 44);
  gtk_widget_set_size_request (editing->preview, -1, 84);
  add_fields (form, categories, pools, tags, editing->preview);
  if (rule != NULL)
    fill (form, rule);
  else
    {
      xy_form_set_text (form, "category", category);
      xy_form_set_text (form, "unit", "次");
      set_choice (form, "cap_period", 2);
    }
  /* A change holds from today on, so that what was recorded for earlier days goes by the rule of then. */
  xy_form_set_text (form, "starts", today);
  dialog = xy_form_dialog_new (from, desk, rule != NULL ? _ ("Change the rule") : _ ("Add a rule"),
                               rule != NULL ? _ ("Write the new version") : _ ("Add it"), GTK_WIDGET (form), &act,
                               editing, editing_free);
  g_signal_connect (form, "changed", G_CALLBACK (show_preview), editing);
  show_preview (form, NULL, editing);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 840, -1);
  xy_form_dialog_keep_draft (dialog, rule != NULL ? rule->code : "points-rule");
  xy_form_dialog_present (dialog);
}

/* A rule that is to end. */
typedef struct
{
  char *code;
  char *day;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_free (ending->code);
  g_free (ending->day);
  g_free (ending);
}

static gboolean
end (XyTxn *txn, gpointer data, GError **error)
{
  const Ending *ending = data;

  return xy_points_rule_end (txn, ending->code, ending->day, error);
}

static gpointer
collect_end (XyForm *form, gpointer data)
{
  g_autofree char *day = NULL;
  Ending *ending;

  if (!xy_roster_form_get_day (form, "ends", &day))
    return NULL;
  ending = g_new0 (Ending, 1);
  ending->code = g_strdup (data);
  ending->day = g_steal_pointer (&day);
  return ending;
}

void
xy_points_rule_end_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsRule *rule)
{
  static const XyFormDialogAct act = {
    .title = N_ ("End a rule"), .act = end, .collect = collect_end, .free_collected = ending_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today (), *words = g_strdup_printf ("%s  %s", rule->category, rule->name);
  GtkWidget *name = gtk_label_new (words);
  GtkWidget *more =
      gtk_label_new (_ ("What was recorded by it stays. After that day it gives and takes no more points."));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_add_css_class (name, "bold");
  gtk_label_set_xalign (GTK_LABEL (more), 0);
  gtk_label_set_wrap (GTK_LABEL (more), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (more), 36);
  gtk_widget_add_css_class (more, "quiet");
  xy_form_add_widget (form, name);
  xy_form_add_widget (form, more);
  xy_roster_form_add_day (form, "ends", _ ("_Last day"), FALSE);
  xy_form_set_text (form, "ends", today);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("End a rule"), _ ("End it"), GTK_WIDGET (form), &act,
                                              g_strdup (rule->code), g_free));
}
