/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a version across the top of the page, and what is next. */
#include <gtk/gtk.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/bylaw-page-private.h"
#include "app/step-line.h"
#include "app/wrap-row.h"
#include "core/sentence.h"
#include "core/store.h"

#define N_PLACES 8

/* The places of the line in their order, and the step that each is over with. */
static const struct
{
  const char *word;
  XyBylawStepKind by;
} places[N_PLACES] = {
  { N_ ("Collect opinions"), XY_BYLAW_DRAFT },
  { N_ ("Draft"), XY_BYLAW_DRAFT },
  { N_ ("Legal adviser"), XY_BYLAW_ADVISE },
  { N_ ("Approval"), XY_BYLAW_APPROVE },
  { N_ ("Vote"), XY_BYLAW_PASS },
  { N_ ("Filing"), XY_BYLAW_FILE },
  { N_ ("Posting"), XY_BYLAW_PUBLISH },
  { N_ ("In force"), XY_BYLAW_FORCE },
};

enum
{
  COLLECT,
  DRAFT,
  ADVISER,
  REVIEW,
  VOTE,
};

void
xy_bylaw_standing_free (gpointer data)
{
  XyBylawStanding *standing = data;

  g_clear_object (&standing->version);
  g_clear_pointer (&standing->steps, g_ptr_array_unref);
  g_clear_pointer (&standing->due, g_ptr_array_unref);
  g_clear_object (&standing->vote);
  g_free (standing);
}

gpointer
xy_bylaw_standing_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  XyBylawStanding *standing = g_new0 (XyBylawStanding, 1);
  g_autoptr (GPtrArray) votes = NULL;

  standing->version = xy_bylaw_version_get (store, id, error);
  standing->steps = standing->version != NULL ? xy_bylaw_steps (store, id, error) : NULL;
  standing->due = standing->steps != NULL ? xy_bylaw_due_of (store, standing->version, error) : NULL;
  votes = standing->due != NULL ? xy_bylaw_votes (store, id, error) : NULL;
  if (votes == NULL)
    {
      xy_bylaw_standing_free (standing);
      return NULL;
    }
  if (!xy_scope_read (store, &standing->scope, error) || !xy_scope_township_reviews (store, &standing->reviews, error))
    {
      xy_bylaw_standing_free (standing);
      return NULL;
    }
  if (votes->len > 0)
    standing->vote = g_object_ref (votes->pdata[0]);
  return standing;
}

/* The last step that is of one of these two kinds, or NULL. */
static const XyBylawStep *
last_of (const XyBylawStanding *standing, XyBylawStepKind kind, XyBylawStepKind other)
{
  for (guint i = standing->steps->len; i-- > 0;)
    {
      const XyBylawStep *step = standing->steps->pdata[i];
      XyBylawStepKind is = xy_bylaw_step_from_name (step->kind);
      if (is == kind || is == other)
        return step;
    }
  return NULL;
}

static gboolean
is_kind (const XyBylawStep *step, XyBylawStepKind kind)
{
  return step != NULL && xy_bylaw_step_from_name (step->kind) == kind;
}

/* Where in the line a version stands; N_PLACES: nowhere, all is done or it is over. */
static guint
place_of (XyBylawStage stage)
{
  static const guint at[XY_BYLAW_N_STAGES] = {
    [XY_BYLAW_COLLECTING] = COLLECT,
    [XY_BYLAW_DRAFTED] = DRAFT,
    [XY_BYLAW_ADVISED] = REVIEW,
    [XY_BYLAW_REVIEWING] = REVIEW,
    [XY_BYLAW_APPROVED] = VOTE,
    [XY_BYLAW_PASSED] = 5,
    [XY_BYLAW_FILED] = 6,
    [XY_BYLAW_PUBLISHED] = 7,
    [XY_BYLAW_IN_FORCE] = N_PLACES,
    [XY_BYLAW_CORRECTED] = N_PLACES,
    [XY_BYLAW_REPLACED] = N_PLACES,
    [XY_BYLAW_REPEALED] = N_PLACES,
    [XY_BYLAW_DROPPED] = N_PLACES,
  };

  return at[stage];
}

/* The stage in which an ended version was when it ended. */
static XyBylawStage
stage_before_end (const XyBylawStanding *standing)
{
  XyBylawStage stage = XY_BYLAW_COLLECTING;

  for (guint i = 0; i < standing->steps->len; i++)
    {
      XyBylawStage next =
          xy_bylaw_stage_after (stage, xy_bylaw_step_from_name (((XyBylawStep *) standing->steps->pdata[i])->kind));
      if (next > XY_BYLAW_IN_FORCE)
        break;
      stage = next;
    }
  return stage;
}

/* "11-20" of this year's days too; the year stands in the pane 经过. (transfer full) */
static char *
short_day (const char *day)
{
  return g_strdup (day != NULL && strlen (day) == 10 ? day + 5 : "");
}

static void
set_place (XyStep *step, char **more, XyStepState state, const char *words, const char *day)
{
  g_autofree char *brief = short_day (day);

  step->state = state;
  g_free (*more);
  *more = words == NULL ? g_strdup (brief) : g_strdup_printf ("%s %s", words, brief);
  step->more = *more;
}

static void
fill_line (XyStepLine *line, const XyBylawStanding *standing)
{
  XyBylawStage stage = (XyBylawStage) standing->version->stage;
  gboolean ended = stage > XY_BYLAW_IN_FORCE;
  guint now = place_of (ended ? stage_before_end (standing) : stage);
  const XyBylawStep *review = last_of (standing, XY_BYLAW_RETURN, XY_BYLAW_APPROVE);
  const XyBylawStep *vote = last_of (standing, XY_BYLAW_PASS, XY_BYLAW_LOSE);
  XyStep steps[N_PLACES];
  char *more[N_PLACES] = { NULL };

  for (guint i = 0; i < N_PLACES; i++)
    {
      const XyBylawStep *over = last_of (standing, places[i].by, places[i].by);

      steps[i] = (XyStep){ .word = _ (places[i].word) };
      if (i < now)
        set_place (&steps[i], &more[i], XY_STEP_DONE, NULL,
                   i == COLLECT   ? standing->version->since
                   : over != NULL ? over->day
                                  : NULL);
      else if (i == now && !ended)
        set_place (&steps[i], &more[i], XY_STEP_NOW, NULL, i == COLLECT ? standing->version->since : NULL);
    }
  if (stage == XY_BYLAW_REVIEWING)
    set_place (&steps[REVIEW], &more[REVIEW], XY_STEP_NOW, _ ("submitted"),
               last_of (standing, XY_BYLAW_SUBMIT, XY_BYLAW_SUBMIT)->day);
  else if (now <= REVIEW && is_kind (review, XY_BYLAW_RETURN))
    set_place (&steps[REVIEW], &more[REVIEW], XY_STEP_BACK, _ ("returned"), review->day);
  if (now <= VOTE && is_kind (vote, XY_BYLAW_LOSE))
    set_place (&steps[VOTE], &more[VOTE], XY_STEP_BACK, _ ("not passed"), vote->day);
  if (ended && (stage == XY_BYLAW_CORRECTED || stage == XY_BYLAW_DROPPED) && now > 0)
    set_place (&steps[MIN (now, N_PLACES - 1)], &more[MIN (now, N_PLACES - 1)], XY_STEP_BACK,
               stage == XY_BYLAW_CORRECTED ? _ ("stopped") : _ ("given up"), standing->version->ended_on);
  xy_step_line_set (line, steps, N_PLACES);
  for (guint i = 0; i < N_PLACES; i++)
    g_free (more[i]);
}

/* What is next, and by when. (transfer full) */
static char *
say_next (const XyBylawStanding *standing)
{
  const XyBylawVersion *version = standing->version;
  const XyBylawStep *last = standing->steps->len > 0 ? standing->steps->pdata[standing->steps->len - 1] : NULL;
  const char *note = last != NULL && last->note != NULL ? last->note : "";
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < standing->due->len; i++)
    xy_sentence_append (words, ((XyBylawDue *) standing->due->pdata[i])->sentence);
  /* What the township wrote is what is to be mended. */
  if (is_kind (last, XY_BYLAW_RETURN))
    g_string_append_printf (words, _ (" The reason: %s"), note);
  else if (version->stage == XY_BYLAW_IN_FORCE)
    g_string_append_printf (words, _ ("In force since %s. To change it, begin a new version."), version->force_on);
  else if (version->stage == XY_BYLAW_CORRECTED)
    g_string_append_printf (words, _ ("The township ordered a correction on %s: %s"), version->ended_on, note);
  else if (version->stage == XY_BYLAW_REPLACED)
    g_string_append_printf (words, _ ("Replaced by the next version on %s."), version->ended_on);
  else if (version->stage == XY_BYLAW_REPEALED)
    g_string_append_printf (words, _ ("Repealed on %s."), version->ended_on);
  else if (version->stage == XY_BYLAW_DROPPED)
    g_string_append_printf (words, _ ("Given up on %s: %s"), version->ended_on, note);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The buttons */

typedef enum
{
  MAIN,   /* leads on */
  BESIDE, /* leads back to the draft */
  OTHER,  /* ends it: in the menu */
  UNSEEN, /* happens by itself, or by the vote's own button */
} Rank;

static const struct
{
  Rank rank;
  const char *label;
} verbs[XY_BYLAW_N_KINDS] = {
  [XY_BYLAW_DRAFT] = { MAIN, N_ ("Put up the draft…") },
  [XY_BYLAW_ADVISE] = { MAIN, N_ ("The adviser looked at it…") },
  [XY_BYLAW_REDRAFT] = { BESIDE, N_ ("Take back to change…") },
  [XY_BYLAW_SUBMIT] = { MAIN, N_ ("Submit to the township…") },
  [XY_BYLAW_RETURN] = { BESIDE, N_ ("Returned…") },
  [XY_BYLAW_APPROVE] = { MAIN, N_ ("The review passed it…") },
  [XY_BYLAW_PASS] = { MAIN, N_ ("Vote…") },
  [XY_BYLAW_LOSE] = { UNSEEN, NULL },
  [XY_BYLAW_FILE] = { MAIN, N_ ("File with the township…") },
  [XY_BYLAW_PUBLISH] = { MAIN, N_ ("Publish…") },
  [XY_BYLAW_FORCE] = { MAIN, N_ ("Put in force…") },
  [XY_BYLAW_CORRECT] = { OTHER, N_ ("The township ordered a correction…") },
  [XY_BYLAW_REPLACE] = { UNSEEN, NULL },
  [XY_BYLAW_REPEAL] = { OTHER, N_ ("Repeal…") },
  [XY_BYLAW_DROP] = { OTHER, N_ ("Give up…") },
};

/* What the township's own hand does, at its computer. */
static const char *
label_of (XyBylawStepKind kind, XyScope scope)
{
  if (scope == XY_SCOPE_VILLAGE || !xy_bylaw_step_is_township (kind))
    return _ (verbs[kind].label);
  return kind == XY_BYLAW_RETURN    ? _ ("Return it to the village…")
         : kind == XY_BYLAW_APPROVE ? _ ("Let it pass…")
         : kind == XY_BYLAW_FILE    ? _ ("Note the filing…")
                                    : _ ("Order a correction…");
}

/* The panel */

typedef struct
{
  GtkWidget *line, *sentence, *buttons, *others;
} Panel;

static GtkWidget *
make_step_button (XyBylawStepKind kind, XyScope scope)
{
  GtkWidget *button = gtk_button_new_with_label (label_of (kind, scope));

  if (kind != XY_BYLAW_PASS)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", xy_bylaw_step_name (kind));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), kind == XY_BYLAW_PASS ? "bylaw.vote" : "bylaw.step");
  if (verbs[kind].rank == MAIN)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/* Only what the drawing allows now, and whoever sits here may do. */
static gboolean
fill_buttons (Panel *panel, const XyBylawStanding *standing, guint permissions)
{
  XyBylawStage stage = (XyBylawStage) standing->version->stage;
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *child, *main_verb = NULL;

  while ((child = gtk_widget_get_first_child (panel->buttons)) != NULL)
    gtk_widget_unparent (child);
  for (XyBylawStepKind kind = 0; kind < XY_BYLAW_N_KINDS; kind++)
    {
      if (verbs[kind].rank == UNSEEN || !xy_bylaw_may_step (permissions, standing->scope, standing->reviews, kind)
          || xy_bylaw_stage_after (stage, kind) == XY_BYLAW_N_STAGES)
        continue;
      if (verbs[kind].rank == OTHER)
        {
          g_autofree char *action = g_strdup_printf ("bylaw.step::%s", xy_bylaw_step_name (kind));
          g_menu_append (menu, label_of (kind, standing->scope), action);
          continue;
        }
      GtkWidget *button = make_step_button (kind, standing->scope);
      if (verbs[kind].rank == MAIN)
        main_verb = button;
      else
        xy_wrap_row_insert_before (XY_WRAP_ROW (panel->buttons), button, gtk_widget_get_first_child (panel->buttons));
    }
  if (main_verb != NULL)
    xy_wrap_row_append (XY_WRAP_ROW (panel->buttons), main_verb);
  gtk_widget_set_visible (panel->others, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (panel->others), G_MENU_MODEL (menu));
  return main_verb != NULL;
}

GtkWidget *
xy_bylaw_step_panel_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *below = xy_wrap_row_new (12);
  Panel *panel = g_new0 (Panel, 1);

  panel->line = xy_step_line_new (_ ("Steps of this version"));
  panel->sentence = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (panel->sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (panel->sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (panel->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (panel->sentence), 16);
  gtk_widget_set_hexpand (panel->sentence, TRUE);
  panel->buttons = xy_wrap_row_new (6);
  gtk_widget_set_halign (panel->buttons, GTK_ALIGN_END);
  gtk_widget_set_valign (panel->buttons, GTK_ALIGN_CENTER);
  panel->others = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (panel->others), "xy-more-symbolic");
  gtk_widget_set_valign (panel->others, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (panel->others, _ ("Another step…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (panel->others), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Another step…"),
                                  -1);
  xy_wrap_row_append (XY_WRAP_ROW (below), panel->sentence);
  xy_wrap_row_append (XY_WRAP_ROW (below), panel->buttons);
  xy_wrap_row_append (XY_WRAP_ROW (below), panel->others);
  gtk_box_append (GTK_BOX (box), panel->line);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "bylaw-steps");
  gtk_widget_set_visible (box, FALSE);
  g_object_set_data_full (G_OBJECT (box), "panel", panel, g_free);
  return box;
}

void
xy_bylaw_step_panel_set_line (GtkWidget *widget, gboolean seen)
{
  Panel *panel = g_object_get_data (G_OBJECT (widget), "panel");

  gtk_widget_set_visible (panel->line, seen);
}

gboolean
xy_bylaw_step_panel_show (GtkWidget *widget, const XyBylawStanding *standing, guint permissions)
{
  Panel *panel = g_object_get_data (G_OBJECT (widget), "panel");

  gtk_widget_set_visible (widget, standing != NULL);
  if (standing == NULL)
    return FALSE;
  g_autofree char *sentence = say_next (standing);
  fill_line (XY_STEP_LINE (panel->line), standing);
  gtk_label_set_text (GTK_LABEL (panel->sentence), sentence);
  return fill_buttons (panel, standing, permissions);
}
