/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a version across the top of the page, and what is next. */
#include <gtk/gtk.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/bylaw-page-private.h"
#include "app/step-line.h"
#include "core/bylaw-act.h"
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
  { N_ ("Township's review"), XY_BYLAW_APPROVE },
  { N_ ("Vote"), XY_BYLAW_PASS },
  { N_ ("Filing"), XY_BYLAW_FILE },
  { N_ ("Publication"), XY_BYLAW_PUBLISH },
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
  g_free (standing->file_by);
  g_free (standing);
}

gpointer
xy_bylaw_standing_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  XyBylawStanding *standing = g_new0 (XyBylawStanding, 1);
  g_autoptr (GPtrArray) clauses = NULL, opinions = NULL;

  standing->version = xy_bylaw_version_get (store, id, error);
  standing->steps = standing->version != NULL ? xy_bylaw_steps (store, id, error) : NULL;
  clauses = standing->steps != NULL ? xy_bylaw_clauses (store, id, error) : NULL;
  opinions = clauses != NULL ? xy_bylaw_opinions (store, id, error) : NULL;
  if (opinions == NULL)
    {
      xy_bylaw_standing_free (standing);
      return NULL;
    }
  standing->n_clauses = clauses->len;
  standing->n_opinions = opinions->len;
  for (guint i = 0; i < opinions->len; i++)
    standing->n_unanswered += ((XyBylawOpinion *) opinions->pdata[i])->answered_on == NULL;
  if (standing->version->stage == XY_BYLAW_PASSED)
    standing->file_by = xy_bylaw_filing_day (store, standing->version);
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

/* Of the time before the review. */
static char *
say_before_review (const XyBylawStanding *standing)
{
  XyBylawStage stage = (XyBylawStage) standing->version->stage;
  g_autofree char *heard = standing->n_opinions == 0
                               ? g_strdup (_ ("No opinion is recorded yet."))
                               : g_strdup_printf (_ ("%u opinions are recorded, %u are to be answered."),
                                                  standing->n_opinions, standing->n_unanswered);

  if (stage == XY_BYLAW_COLLECTING && standing->n_clauses == 0)
    return g_strdup_printf (_ ("Opinions are collected. %s Write the clauses, then put them up as a draft."), heard);
  if (stage == XY_BYLAW_COLLECTING)
    return g_strdup_printf (_ ("Opinions are collected. %s Next it is put up as a draft."), heard);
  if (stage == XY_BYLAW_DRAFTED)
    {
      const XyBylawStep *last = standing->steps->pdata[standing->steps->len - 1];
      if (is_kind (last, XY_BYLAW_RETURN))
        return g_strdup_printf (_ ("The township returned it: %s Correct it, then show it to the legal adviser."),
                                last->note);
      if (is_kind (last, XY_BYLAW_LOSE))
        return g_strdup (_ ("It did not pass. Change it, then it goes to the legal adviser and the township again."));
      return g_strdup_printf (_ ("The draft can be changed. %s Next the legal adviser looks at it."), heard);
    }
  if (standing->n_unanswered > 0)
    return g_strdup_printf (ngettext ("%u opinion is to be answered before it goes to the township.",
                                      "%u opinions are to be answered before it goes to the township.",
                                      standing->n_unanswered),
                            standing->n_unanswered);
  return g_strdup (_ ("The legal adviser has looked at it. Next it goes to the township for review."));
}

char *
xy_bylaw_standing_sentence (const XyBylawStanding *standing)
{
  const XyBylawVersion *version = standing->version;
  const XyBylawStep *last = standing->steps->len > 0 ? standing->steps->pdata[standing->steps->len - 1] : NULL;

  switch ((XyBylawStage) version->stage)
    {
    case XY_BYLAW_COLLECTING:
    case XY_BYLAW_DRAFTED:
    case XY_BYLAW_ADVISED:
      return say_before_review (standing);
    case XY_BYLAW_REVIEWING:
      return g_strdup_printf (_ ("With the township since %s. Enter what the review came to."), last->day);
    case XY_BYLAW_APPROVED:
      return g_strdup (_ ("The review passed it. Next the village meeting votes on it."));
    case XY_BYLAW_PASSED:
      /* No law that holds everywhere names the days (law.md 3). */
      return g_strdup_printf (_ ("Passed on %s. To be filed with the township; best until %s."), version->passed_on,
                              standing->file_by);
    case XY_BYLAW_FILED:
      return g_strdup_printf (_ ("Filed on %s. Next it is published on the notice board."), version->filed_on);
    case XY_BYLAW_PUBLISHED:
      return g_strdup (_ ("Published. Enter the day from which it is in force."));
    case XY_BYLAW_IN_FORCE:
      return g_strdup_printf (_ ("In force since %s. To change it, begin a new version."), version->force_on);
    case XY_BYLAW_CORRECTED:
      return g_strdup_printf (_ ("The township ordered a correction on %s: %s"), version->ended_on,
                              last->note != NULL ? last->note : "");
    case XY_BYLAW_REPLACED:
      return g_strdup_printf (_ ("Replaced by the next version on %s."), version->ended_on);
    case XY_BYLAW_REPEALED:
      return g_strdup_printf (_ ("Repealed on %s."), version->ended_on);
    case XY_BYLAW_DROPPED:
      return g_strdup_printf (_ ("Given up on %s: %s"), version->ended_on, last->note != NULL ? last->note : "");
    case XY_BYLAW_N_STAGES:
    default:
      return g_strdup ("");
    }
}

/* The panel */

typedef struct
{
  GtkWidget *line, *sentence;
} Panel;

GtkWidget *
xy_bylaw_step_panel_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  Panel *panel = g_new0 (Panel, 1);

  panel->line = xy_step_line_new (_ ("Steps of this version"));
  panel->sentence = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (panel->sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (panel->sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (panel->sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (panel->sentence), 20);
  gtk_widget_set_hexpand (panel->sentence, TRUE);
  gtk_box_append (GTK_BOX (box), panel->line);
  gtk_box_append (GTK_BOX (box), panel->sentence);
  gtk_widget_add_css_class (box, "panel");
  gtk_widget_add_css_class (box, "bylaw-steps");
  g_object_set_data_full (G_OBJECT (box), "panel", panel, g_free);
  return box;
}

void
xy_bylaw_step_panel_show (GtkWidget *widget, const XyBylawStanding *standing)
{
  Panel *panel = g_object_get_data (G_OBJECT (widget), "panel");

  gtk_widget_set_visible (widget, standing != NULL);
  if (standing == NULL)
    return;
  g_autofree char *sentence = xy_bylaw_standing_sentence (standing);
  fill_line (XY_STEP_LINE (panel->line), standing);
  gtk_label_set_text (GTK_LABEL (panel->sentence), sentence);
}
