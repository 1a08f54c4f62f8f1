/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/roster-form.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/find.h"
#include "core/id-number.h"
#include "core/unit.h"

/* What rosters write in these columns; any other word may be typed. */
const char *const xy_nation_words[] = { "汉族", "土家族", "苗族", "侗族",     "瑶族", "白族",
                                        "回族", "壮族",   "满族", "维吾尔族", NULL };
const char *const xy_politics_words[] = { "群众", "中共党员", "中共预备党员", "共青团员", "民主党派", NULL };
const char *const xy_education_words[] = { "小学", "初中",   "高中", "中专",   "大专",
                                           "本科", "研究生", "文盲", "学龄前", NULL };
const char *const xy_marriage_words[] = { "已婚", "未婚", "丧偶", "离异", NULL };
const char *const xy_health_words[] = { "健康", "慢性病", "大病", "残疾", NULL };
const char *const xy_category_words[] = { "一般户", "脱贫户", "监测户", "低保户", "特困户", NULL };

static const char *const sexes[] = { "男", "女" };

/* What the ID number says that the form did not know: filled in, and taken back when another number is typed. */
typedef struct
{
  XyForm *form;
  char birthday[XY_DAY_SIZE];
  gboolean is_filling;
  gboolean sex_filled;
} Identity;

char *
xy_roster_form_today (void)
{
  return xy_env_today (xy_env_system ());
}

static char *
check_id_number (XyForm *form, const char *text, gpointer data)
{
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *birthday = xy_form_get_text (form, "birthday");
  char day[XY_DAY_SIZE];
  XyIdNumber number;

  if (*text == '\0' || strchr (text, '*') != NULL)
    return NULL;
  XyIdFlags flags = xy_id_number_check (text, today, &number);
  xy_day_parse (birthday, day);
  flags |= xy_id_number_compare (&number, xy_roster_form_get_sex (form), day);
  const char *sentence = xy_id_number_explain (flags);
  return sentence != NULL ? g_strdup_printf (_ ("%s It can be saved as it is."), sentence) : NULL;
}

static char *
check_day (XyForm *form, const char *text, gpointer data)
{
  char day[XY_DAY_SIZE];
  XyDayPrecision precision = xy_day_parse (text, day);
  gboolean partial = GPOINTER_TO_INT (data);
  g_autofree char *today = xy_roster_form_today ();

  /* What may be known by its year alone has been: a birthday, the day of an event. */
  if (partial && strncmp (day, today, strlen (day)) > 0)
    return g_strdup_printf (_ ("%s is still to come; today is %s. Please check the date."), day, today);
  if (*text == '\0' || precision == XY_DAY_FULL || (partial && precision != XY_DAY_NONE))
    return NULL;
  return g_strdup (partial ? _ ("This is no day. Write 1963-05-12, or 1963 where only the year is known.")
                           : _ ("This is no day. Write 2026-11-22."));
}

static void
on_day_left (GtkEventControllerFocus *focus, gpointer data)
{
  GtkWidget *field = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (field));
  char day[XY_DAY_SIZE];

  if (xy_day_parse (text, day) != XY_DAY_NONE && strcmp (day, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (field), day);
}

static void
fill_in (Identity *identity)
{
  XyForm *form = identity->form;
  g_autofree char *text = xy_form_get_text (form, "id_number");
  g_autofree char *birthday = xy_form_get_text (form, "birthday");
  const XyIdFlags bad =
      XY_ID_EMPTY | XY_ID_BAD_CHARACTERS | XY_ID_BAD_LENGTH | XY_ID_BAD_DATE | XY_ID_FUTURE_DATE | XY_ID_PRECISION_LOST;
  g_autofree char *today = xy_roster_form_today ();
  XyIdNumber number;

  if ((xy_id_number_check (text, today, &number) & bad) != 0)
    return;
  identity->is_filling = TRUE;
  if (number.birthday[0] != '\0' && (*birthday == '\0' || strcmp (birthday, identity->birthday) == 0))
    {
      g_strlcpy (identity->birthday, number.birthday, sizeof identity->birthday);
      xy_form_set_text (form, "birthday", number.birthday);
    }
  if (number.sex != NULL && (xy_roster_form_get_sex (form) == NULL || identity->sex_filled))
    {
      xy_roster_form_set_sex (form, number.sex);
      identity->sex_filled = TRUE;
    }
  identity->is_filling = FALSE;
  g_autofree char *sentence = check_id_number (form, text, NULL);
  xy_form_set_error (form, "id_number", sentence);
}

static void
show_age (XyForm *form)
{
  GtkWidget *age = g_object_get_data (G_OBJECT (form), "xy-age");
  g_autofree char *birthday = xy_form_get_text (form, "birthday");
  g_autofree char *today = xy_roster_form_today ();
  char day[XY_DAY_SIZE];

  xy_day_parse (birthday, day);
  int years = xy_day_age (day, today);
  g_autofree char *words = years >= 0 ? g_strdup_printf (_ ("%d years old"), years) : NULL;
  gtk_label_set_text (GTK_LABEL (age), words != NULL ? words : "");
  gtk_widget_set_visible (age, words != NULL);
}

static void
on_changed (XyForm *form, const char *name, Identity *identity)
{
  if (identity->is_filling)
    {
      show_age (form);
      return;
    }
  if (strcmp (name, "id_number") == 0)
    fill_in (identity);
  else if (strcmp (name, "sex") == 0)
    identity->sex_filled = FALSE;
  else if (strcmp (name, "birthday") == 0)
    show_age (form);
}

/* On the worker's thread. */
static GPtrArray *
find_households (XyStore *store, const char *text, GError **error)
{
  g_autoptr (GPtrArray) hits = xy_find (store, text, 12, error);
  GPtrArray *found = NULL;

  if (hits == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_suggestion_free);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyHit *hit = hits->pdata[i];
      if (hit->kind == XY_HIT_HOUSEHOLD && hit->here)
        {
          g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &hit->id, NULL);
          g_autofree char *title = household != NULL ? xy_household_describe (household) : NULL;
          if (title != NULL)
            g_ptr_array_add (found, xy_suggestion_new (&hit->id, title, hit->subtitle));
        }
    }
  return found;
}

GtkWidget *
xy_roster_form_add_words (XyForm *form,
                          const char *name,
                          const char *label,
                          const char *const *words,
                          const char *tooltip)
{
  GtkWidget *entry = xy_suggest_entry_new ();
  xy_suggest_entry_set_words (XY_SUGGEST_ENTRY (entry), words);
  xy_form_add (form, name, label, entry, tooltip);
  return entry;
}

GtkWidget *
xy_roster_form_add_household (XyForm *form, const char *name, const char *label, XyDesk *desk)
{
  GtkWidget *entry = xy_suggest_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 18);
  xy_suggest_entry_set_find (XY_SUGGEST_ENTRY (entry), xy_desk_get_worker (desk), find_households);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name or house no."));
  xy_form_add (form, name, label, entry, NULL);
  return entry;
}

GtkWidget *
xy_roster_form_add_day (XyForm *form, const char *name, const char *label, gboolean partial)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_day_left), NULL);
  gtk_widget_add_controller (entry, focus);
  xy_form_add (form, name, label, entry, partial ? _ ("1963-05-12, 19630512, May 1963 or only the year") : NULL);
  xy_form_set_check (form, name, check_day, GINT_TO_POINTER (partial));
  return entry;
}

void
xy_roster_form_add_identity (XyForm *form)
{
  Identity *identity = g_new0 (Identity, 1);
  const char *const words[] = { _ ("male"), _ ("female"), NULL };
  GtkWidget *sex = xy_words_new_choice (words);
  GtkWidget *number = gtk_entry_new ();
  GtkWidget *age = gtk_label_new (NULL);

  identity->form = form;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sex), GTK_INVALID_LIST_POSITION);
  gtk_entry_set_input_purpose (GTK_ENTRY (number), GTK_INPUT_PURPOSE_ALPHA);
  gtk_entry_set_max_length (GTK_ENTRY (number), 40);
  gtk_editable_set_width_chars (GTK_EDITABLE (number), 20);
  xy_form_add (
      form, "id_number", _ ("_ID number"), number,
      _ ("May stay empty: the roster does not need it (Personal Information Protection Law, article 6). Fills in "
         "birthday, sex and age."));
  xy_form_set_check (form, "id_number", check_id_number, NULL);
  xy_form_add (form, "sex", _ ("_Sex"), sex, NULL);
  xy_roster_form_add_day (form, "birthday", _ ("_Birthday"), TRUE);
  gtk_label_set_xalign (GTK_LABEL (age), 1);
  gtk_widget_add_css_class (age, "quiet");
  gtk_widget_set_visible (age, FALSE);
  g_object_set_data (G_OBJECT (form), "xy-age", age);
  xy_form_add_beside (form, "birthday", age);
  g_signal_connect_data (form, "changed", G_CALLBACK (on_changed), identity, (GClosureNotify) (void (*) (void)) g_free,
                         0);
}

const char *
xy_roster_form_get_sex (XyForm *form)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "sex")));
  return chosen < G_N_ELEMENTS (sexes) ? sexes[chosen] : NULL;
}

void
xy_roster_form_set_sex (XyForm *form, const char *sex)
{
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (sex, sexes[i]) == 0)
      chosen = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "sex")), chosen);
}

gboolean
xy_roster_form_get_day (XyForm *form, const char *name, char **day)
{
  g_autofree char *text = xy_form_get_text (form, name);
  char parsed[XY_DAY_SIZE];

  *day = NULL;
  if (*text == '\0')
    return TRUE;
  g_autofree char *sentence = check_day (form, text, GINT_TO_POINTER (g_str_equal (name, "birthday")));
  if (xy_day_parse (text, parsed) == XY_DAY_NONE || (sentence != NULL && g_str_equal (name, "birthday")))
    {
      xy_form_set_error (form, name, sentence);
      gtk_widget_grab_focus (xy_form_get_field (form, name));
      return FALSE;
    }
  *day = g_strdup (parsed);
  return TRUE;
}

char **
xy_roster_list_groups (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) tree = xy_unit_list_tree (store, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (tree == NULL)
    return NULL;
  for (guint i = 0; i < tree->len; i++)
    {
      const XyUnitNode *node = tree->pdata[i];
      g_strv_builder_add (names, node->unit->name);
    }
  return g_strv_builder_end (names);
}
