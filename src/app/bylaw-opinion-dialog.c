/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-opinion-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/bylaw-act.h"

#define CLAUSE_CHARS 10
#define WIDTH 760

typedef struct
{
  XyBylawOpinion *was; /* NULL: a new one */
  XyId version;
  GArray *codes; /* of the clauses to choose from */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->was);
  g_array_unref (asked->codes);
  g_free (asked);
}

static void
hearing_free (gpointer data)
{
  XyBylawHearing *hearing = data;

  g_object_unref (hearing->opinion);
  g_free (hearing);
}

/* WORDS to choose from, NOTHING (may be NULL) before them. */
static GtkWidget *
drop_new (const XyWord *words, const char *nothing)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (nothing != NULL)
    xy_words_append (list, nothing);
  for (const XyWord *word = words; word->value != NULL; word++)
    xy_words_append (list, _ (word->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

static guint
drop_at (XyForm *form, const char *name)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)));
}

static void
drop_choose (XyForm *form, const char *name, guint at)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)), at);
}

static guint
place_of (const XyWord *words, const char *value)
{
  for (guint i = 0; words[i].value != NULL; i++)
    if (g_strcmp0 (words[i].value, value) == 0)
      return i;
  return 0;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Asked *asked = data;
  const XyId *household = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")));
  g_autofree char *typed = xy_form_take_text (form, "household"), *day = NULL;
  guint clause = drop_at (form, "clause"), taken = drop_at (form, "taken");

  if (!xy_roster_form_get_day (form, "day", &day))
    return NULL;
  if (typed != NULL && household == NULL)
    {
      xy_form_set_error (form, "household", _ ("Choose the household from the list, or leave it empty."));
      return NULL;
    }
  XyBylawHearing *hearing = g_new0 (XyBylawHearing, 1);
  XyBylawOpinion *opinion = asked->was != NULL ? xy_record_copy (asked->was) : xy_record_new (&xy_bylaw_opinion_type);
  hearing->opinion = opinion;
  opinion->version = asked->version;
  opinion->household = household != NULL ? *household : XY_ID_NONE;
  opinion->clause =
      clause > 0 && clause <= asked->codes->len ? g_array_index (asked->codes, XyId, clause - 1) : XY_ID_NONE;
  xy_set_str (&opinion->source, xy_bylaw_sources[drop_at (form, "source")].value);
  xy_set_str (&opinion->day, day);
  xy_set_str (&opinion->taken, taken > 0 ? xy_bylaw_takings[taken - 1].value : NULL);
  xy_form_take_into (form, "who", &opinion->who);
  xy_form_take_into (form, "text", &opinion->text);
  xy_form_take_into (form, "answer", &opinion->answer);
  return hearing;
}

static char *
check_text (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write the opinion.")) : NULL;
}

/* The whole bylaw, or one of its clauses by its number and first words. */
static GtkWidget *
make_clauses (Asked *asked, GPtrArray *clauses, guint *chosen)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_auto (GStrv) names = xy_bylaw_clauses_names (clauses);

  *chosen = 0;
  xy_words_append (list, _ ("the bylaw as a whole"));
  for (guint i = 0; i < clauses->len; i++)
    {
      const XyBylawClause *clause = clauses->pdata[i];
      g_autofree char *start = g_utf8_substring (clause->text, 0, MIN (g_utf8_strlen (clause->text, -1), CLAUSE_CHARS));
      gboolean cut = g_utf8_strlen (clause->text, -1) > CLAUSE_CHARS;
      g_autofree char *word = g_strdup_printf ("%s %s%s", names[i], start, cut ? "…" : "");
      xy_words_append (list, word);
      g_array_append_val (asked->codes, clause->code);
      if (asked->was != NULL && xy_id_same (&asked->was->clause, &clause->code))
        *chosen = i + 1;
    }
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

static void
add_opinion (XyForm *form, XyDesk *desk, Asked *asked, GPtrArray *clauses, const char *whom)
{
  const XyBylawOpinion *was = asked->was;
  g_autofree char *today = xy_roster_form_today ();
  guint chosen = 0;

  xy_form_add_heading (form, _ ("What was said"));
  xy_form_add (form, "text", _ ("_Opinion"), xy_form_lines_new (300, 96), NULL);
  xy_form_set_check (form, "text", check_text, NULL);
  xy_form_add (form, "source", _ ("_Source"), drop_new (xy_bylaw_sources, NULL), NULL);
  xy_form_add (form, "who", _ ("_Who"), gtk_entry_new (), _ ("Who said it, or whose slip it was"));
  xy_roster_form_add_household (form, "household", _ ("H_ousehold"), desk);
  xy_form_add (form, "clause", _ ("_About"), make_clauses (asked, clauses, &chosen), NULL);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  drop_choose (form, "clause", chosen);
  drop_choose (form, "source", was != NULL ? place_of (xy_bylaw_sources, was->source) : 2);
  xy_form_set_text (form, "day", was != NULL ? was->day : today);
  if (was == NULL)
    return;
  xy_form_set_text (form, "text", was->text);
  xy_form_set_text (form, "who", was->who);
  if (!xy_id_is_none (&was->household))
    xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")), &was->household,
                             whom != NULL ? whom : "");
}

static void
add_answer (XyForm *form, const XyBylawOpinion *was)
{
  xy_form_add_column (form);
  xy_form_add_heading (form, _ ("What came of it"));
  xy_form_add (form, "answer", _ ("A_nswer"), xy_form_lines_new (300, 96),
               _ ("What the village says to it; whoever said it is told so"));
  xy_form_add (form, "taken", _ ("_Taken up"), drop_new (xy_bylaw_takings, _ ("not answered yet")), NULL);
  if (was == NULL)
    return;
  xy_form_set_text (form, "answer", was->answer);
  if (was->taken != NULL)
    drop_choose (form, "taken", place_of (xy_bylaw_takings, was->taken) + 1);
}

void
xy_bylaw_opinion_dialog_open (GtkWidget *from,
                              XyDesk *desk,
                              const XyBylawVersion *version,
                              GPtrArray *clauses,
                              const XyBylawOpinion *opinion,
                              const char *whom)
{
  static const XyFormDialogAct recording = {
    .title = N_ ("Record an opinion"), .act = xy_bylaw_hear_act, .collect = collect, .free_collected = hearing_free
  };
  static const XyFormDialogAct answering = {
    .title = N_ ("Answer an opinion"), .act = xy_bylaw_hear_act, .collect = collect, .free_collected = hearing_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  Asked *asked = g_new0 (Asked, 1);
  g_autofree char *title =
      opinion != NULL ? g_strdup_printf (_ ("Opinion %d"), (int) opinion->number) : g_strdup (_ ("Record an opinion"));
  GtkWidget *dialog;

  asked->was = opinion != NULL ? g_object_ref ((XyBylawOpinion *) opinion) : NULL;
  asked->version = version->record.id;
  asked->codes = g_array_new (FALSE, FALSE, sizeof (XyId));
  add_opinion (form, desk, asked, clauses, whom);
  add_answer (form, opinion);
  dialog = xy_form_dialog_new (from, desk, title, opinion != NULL ? _ ("Save") : _ ("Record it"), GTK_WIDGET (form),
                               opinion != NULL ? &answering : &recording, asked, asked_free);
  gtk_window_set_default_size (GTK_WINDOW (dialog), WIDTH, -1);
  if (opinion == NULL)
    xy_form_dialog_keep_draft (dialog, "bylaw-opinion");
  xy_form_dialog_present (dialog);
  /* Who opens one wants to answer it. */
  if (opinion != NULL)
    gtk_widget_grab_focus (xy_form_get_field (form, "answer"));
}
