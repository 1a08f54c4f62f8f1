/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-scheme-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/words.h"
#include "core/catalogue.h"
#include "core/number.h"
#include "core/points-account.h"

/* The one that is offered first: by households, as most villages score. */
#define FIRST_CATALOGUE "points-wendeng-household"

static const char *const accounts[] = { NULL, XY_POINTS_PERSON, XY_POINTS_VOLUNTEER };

static gboolean
parse_count (const char *text, gint64 *number, GError **error)
{
  if (g_ascii_string_to_signed (text, 10, 0, 100000, number, NULL))
    return TRUE;
  xy_set_invalid (error, NULL, _ ("A whole number of people is needed here."));
  return FALSE;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const XyPointsScheme *base = data;
  g_autoptr (XyPointsScheme) scheme = base != NULL ? xy_record_copy (base) : xy_record_new (&xy_points_scheme_type);
  g_autofree char *adopted_on = NULL, *starts = NULL;

  if (!xy_roster_form_get_day (form, "adopted_on", &adopted_on) || !xy_roster_form_get_day (form, "starts", &starts)
      || !xy_form_take_number (form, "present", parse_count, &scheme->present, TRUE)
      || !xy_form_take_number (form, "in_favour", parse_count, &scheme->in_favour, TRUE)
      || !xy_form_take_number (form, "base", xy_points_parse, &scheme->base, TRUE)
      || !xy_form_take_number (form, "value", xy_money_parse, &scheme->value, TRUE))
    return NULL;
  xy_form_take_into (form, "name", &scheme->name);
  xy_form_take_into (form, "meeting", &scheme->meeting);
  xy_form_take_into (form, "bands", &scheme->bands);
  xy_form_take_into (form, "note", &scheme->note);
  xy_set_str (&scheme->adopted_on, adopted_on);
  xy_set_str (&scheme->starts, starts);
  xy_set_str (&scheme->account,
              accounts[gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "account")))]);
  return g_steal_pointer (&scheme);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please give the scheme a name.")) : NULL;
}

static GtkWidget *
make_lines (void)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_set_size_request (view, -1, 132);
  return view;
}

static void
set_number (XyForm *form, const char *name, char *text)
{
  if (g_str_has_suffix (text, ".0"))
    text[strlen (text) - 2] = '\0';
  xy_form_set_text (form, name, g_str_equal (text, "0") || g_str_equal (text, "0.00") ? "" : text);
  g_free (text);
}

static void
fill (XyForm *form, const XyPointsScheme *scheme)
{
  g_autoptr (GString) bands = g_string_new (scheme->bands);
  guint account = 0;

  g_string_replace (bands, "\t", " ", 0);
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (g_strcmp0 (accounts[i], scheme->account) == 0)
      account = i;
  xy_form_set_text (form, "name", scheme->name);
  xy_form_set_text (form, "meeting", scheme->meeting);
  xy_form_set_text (form, "adopted_on", scheme->adopted_on);
  set_number (form, "present", g_strdup_printf ("%d", (int) scheme->present));
  set_number (form, "in_favour", g_strdup_printf ("%d", (int) scheme->in_favour));
  xy_form_set_text (form, "starts", scheme->starts);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "account")), account);
  set_number (form, "base", xy_points_to_text (scheme->base));
  xy_form_set_text (form, "bands", bands->str);
  set_number (form, "value", xy_money_to_text (scheme->value));
  xy_form_set_text (form, "note", scheme->note);
}

void
xy_points_scheme_dialog_open (GtkWidget *from, XyDesk *desk, const XyPointsScheme *scheme)
{
  static const XyFormDialogAct act = { .title = N_ ("Write the points scheme"),
                                       .act = xy_points_scheme_save_act,
                                       .collect = collect,
                                       .free_collected = g_object_unref };
  const char *const meetings[] = { "村民代表会议", "村民会议", "户代表会议", NULL };
  const char *const whose[] = { xy_points_account_label (NULL), xy_points_account_label (XY_POINTS_PERSON),
                                xy_points_account_label (XY_POINTS_VOLUNTEER), NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  xy_form_add (form, "name", _ ("_Name of the scheme"), gtk_entry_new (), NULL);
  xy_roster_form_add_words (form, "meeting", _ ("Adopted _by"), meetings,
                            _ ("The rules are the villagers' own: which meeting passed them"));
  xy_roster_form_add_day (form, "adopted_on", _ ("Adopted _on"), FALSE);
  xy_form_add (form, "present", _ ("How many _came"), gtk_entry_new (), NULL);
  xy_form_add (form, "in_favour", _ ("How many in _favour"), gtk_entry_new (), NULL);
  xy_roster_form_add_day (form, "starts", _ ("In force f_rom"), FALSE);
  xy_form_add (form, "note", _ ("_Note"), gtk_entry_new (), NULL);
  xy_form_add_column (form);
  xy_form_add (form, "account", _ ("_Base and grades are of"), xy_words_new_choice (whose), NULL);
  xy_form_add (form, "base", _ ("Ba_se points"), gtk_entry_new (),
               _ ("What everybody has at the start of each year; they count and cannot be spent"));
  xy_form_add (form, "bands", _ ("_Grades"), make_lines (),
               _ ("A line for each, the highest first: its name and the points from which it begins"));
  xy_form_add (form, "value", _ ("A point is _worth (yuan)"), gtk_entry_new (),
               _ ("For goods; left empty where each good has its own points"));
  xy_form_set_check (form, "name", check_name, NULL);
  if (scheme != NULL)
    fill (form, scheme);
  dialog = xy_form_dialog_new (from, desk, _ ("Points scheme"),
                               scheme != NULL ? _ ("Write the new version") : _ ("Add it"), GTK_WIDGET (form), &act,
                               scheme != NULL ? xy_record_copy (scheme) : NULL, scheme != NULL ? g_object_unref : NULL);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 780, -1);
  xy_form_dialog_keep_draft (dialog, "points-scheme");
  xy_form_dialog_present (dialog);
}

/* The choice of a catalogue. */
typedef struct
{
  GPtrArray *ids; /* of char *, as the drop-down stands */
  GPtrArray *words;
  GtkWidget *about;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_ptr_array_unref (choice->ids);
  g_ptr_array_unref (choice->words);
  g_free (choice);
}

static gboolean
adopt (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyCatalogue) catalogue = xy_catalogue_get (xy_txn_get_store (txn), data, error);

  return catalogue != NULL && xy_catalogue_adopt_act (txn, catalogue, error);
}

static guint
chosen (XyForm *form)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "catalogue")));
}

static gpointer
collect_choice (XyForm *form, gpointer data)
{
  const Choice *choice = data;

  return g_strdup (choice->ids->pdata[chosen (form)]);
}

static void
show_about (XyForm *form, const char *name, Choice *choice)
{
  gtk_label_set_text (GTK_LABEL (choice->about), choice->words->pdata[chosen (form)]);
}

static char *
about_text (const XyCatalogue *catalogue)
{
  g_autofree char *rules =
      catalogue->rules->len > 0
          ? g_strdup_printf (ngettext ("%u rule", "%u rules", catalogue->rules->len), catalogue->rules->len)
          : g_strdup (_ ("only the scheme, no rules"));

  return g_strdup_printf ("%s · %s · %s\n\n%s", rules, catalogue->year, catalogue->source,
                          catalogue->note != NULL ? catalogue->note : "");
}

void
xy_points_adopt_dialog_open (GtkWidget *from, XyDesk *desk, GPtrArray *catalogues)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Adopt rules"), .act = adopt, .collect = collect_choice, .free_collected = g_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  Choice *choice = g_new0 (Choice, 1);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;
  guint first = 0;

  choice->ids = g_ptr_array_new_with_free_func (g_free);
  choice->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < catalogues->len; i++)
    {
      const XyCatalogue *catalogue = catalogues->pdata[i];
      if (catalogue->problem != NULL)
        continue;
      if (g_str_equal (catalogue->id, FIRST_CATALOGUE))
        first = choice->ids->len;
      gtk_string_list_append (names, catalogue->name);
      g_ptr_array_add (choice->ids, g_strdup (catalogue->id));
      g_ptr_array_add (choice->words, about_text (catalogue));
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  xy_form_add (form, "catalogue", _ ("_Catalogue"), drop_down, NULL);
  choice->about = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (choice->about), 0);
  gtk_label_set_yalign (GTK_LABEL (choice->about), 0);
  gtk_label_set_wrap (GTK_LABEL (choice->about), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (choice->about), 62);
  gtk_label_set_max_width_chars (GTK_LABEL (choice->about), 62);
  gtk_widget_set_size_request (choice->about, -1, 216);
  gtk_widget_add_css_class (choice->about, "quiet");
  xy_form_add_widget (form, choice->about);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), first);
  g_signal_connect (form, "changed", G_CALLBACK (show_about), choice);
  show_about (form, NULL, choice);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("Adopt ready rules"), _ ("Adopt"), GTK_WIDGET (form), &act,
                                              choice, choice_free));
}
