/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-act.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/store.h"
#include "core/vote.h"

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyBylawStepping *asked;
  XyBylawVersion *version;
  char *what;
  char day[XY_DAY_SIZE];
  char *by;
  char *note;
} Work;

static void
work_clear (Work *work)
{
  g_clear_object (&work->version);
  g_free (work->what);
  g_free (work->by);
  g_free (work->note);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
read_day (Work *work, GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (work->txn));
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (work->store, &work->version->record.id, error);

  if (steps == NULL)
    return FALSE;
  const char *last = steps->len > 0 ? ((XyBylawStep *) steps->pdata[steps->len - 1])->day : work->version->since;
  if (work->asked->day == NULL || work->asked->day[0] == '\0')
    g_strlcpy (work->day, today, sizeof work->day);
  else if (xy_day_parse (work->asked->day, work->day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("This is no day of the calendar. Please write it as 2026-11-22."));
      return FALSE;
    }
  if (strcmp (work->day, today) > 0)
    xy_set_invalid (error, "day", _ ("%s is still to come."), work->day);
  else if (strcmp (work->day, last) < 0)
    xy_set_invalid (error, "day", _ ("%s: the last thing that happened was on %s; what came after cannot be older."),
                    work->what, last);
  else
    return TRUE;
  return FALSE;
}

static gboolean
needs_note (XyBylawStepKind kind)
{
  return kind == XY_BYLAW_ADVISE || kind == XY_BYLAW_RETURN || kind == XY_BYLAW_CORRECT || kind == XY_BYLAW_DROP;
}

/* The vote must be the last count of a vote on this version, closed, and with that outcome. */
static gboolean
check_vote (Work *work, GError **error)
{
  XyBylawStepKind kind = work->asked->kind;

  if (kind != XY_BYLAW_PASS && kind != XY_BYLAW_LOSE && kind != XY_BYLAW_REPEAL)
    return TRUE;
  g_autoptr (XyVote) vote =
      xy_id_is_none (&work->asked->vote) ? NULL : xy_vote_get (work->store, &work->asked->vote, error);
  if (vote == NULL)
    {
      if (error == NULL || *error == NULL)
        xy_set_invalid (error, "vote", _ ("Please choose the vote on it."));
      return FALSE;
    }
  g_autoptr (GPtrArray) votes = xy_votes (work->store, &vote->meeting, error);
  if (votes == NULL)
    return FALSE;
  for (guint i = 0; i < votes->len; i++)
    if (xy_id_same (&((XyVote *) votes->pdata[i])->recount_of, &vote->record.id))
      {
        xy_set_invalid (error, "vote", _ ("“%s” was counted again; choose the last count."), vote->title);
        return FALSE;
      }
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (work->store, &work->version->record.id, error);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (xy_id_same (&((XyBylawStep *) steps->pdata[i])->vote, &vote->record.id))
      {
        xy_set_invalid (error, "vote", _ ("“%s” decided an earlier step already."), vote->title);
        return FALSE;
      }
  if (steps == NULL)
    return FALSE;
  gboolean passes = kind != XY_BYLAW_LOSE;
  if (!xy_id_same (&vote->bylaw, &work->version->record.id))
    xy_set_invalid (error, "vote", _ ("“%s” was not a vote on %s."), vote->title, work->what);
  else if (vote->closed_on == NULL)
    xy_set_invalid (error, "vote", _ ("“%s” is not closed yet; go on counting."), vote->title);
  else if (passes != (vote->passed != 0))
    xy_set_invalid (error, "vote", "%s", vote->sentence != NULL ? vote->sentence : vote->title);
  else if (strcmp (work->day, vote->closed_on) < 0)
    xy_set_invalid (error, "day", _ ("The vote was closed on %s."), vote->closed_on);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_ready (Work *work, GError **error)
{
  XyBylawStepKind kind = work->asked->kind;
  guint n_open = 0;

  if (needs_note (kind) && work->note[0] == '\0')
    {
      xy_set_invalid (error, "note",
                      kind == XY_BYLAW_ADVISE ? _ ("Please write what the legal adviser said.")
                                              : _ ("Please write the reason."));
      return FALSE;
    }
  if (kind == XY_BYLAW_DRAFT)
    {
      g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (work->store, &work->version->record.id, error);
      if (clauses == NULL || clauses->len > 0)
        return clauses != NULL;
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s has no clause yet."), work->what);
      return FALSE;
    }
  if (kind != XY_BYLAW_SUBMIT)
    return TRUE;
  g_autoptr (GPtrArray) opinions = xy_bylaw_opinions (work->store, &work->version->record.id, error);
  if (opinions == NULL)
    return FALSE;
  for (guint i = 0; i < opinions->len; i++)
    n_open += ((XyBylawOpinion *) opinions->pdata[i])->answered_on == NULL;
  if (n_open == 0)
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               ngettext ("%u opinion is not answered yet. Each is answered before the review.",
                         "%u opinions are not answered yet. Each is answered before the review.", n_open),
               n_open);
  return FALSE;
}

static gboolean
write_step (Work *work, const XyBylawVersion *version, XyBylawStepKind kind, const XyId *vote, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (work->txn);
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (work->store, &version->record.id, error);
  g_autoptr (XyBylawStep) step = xy_record_new (&xy_bylaw_step_type);

  if (steps == NULL)
    return FALSE;
  step->number = steps->len > 0 ? ((XyBylawStep *) steps->pdata[steps->len - 1])->number + 1 : 1;
  step->version = version->record.id;
  step->vote = *vote;
  step->at = xy_txn_get_now (work->txn);
  step->user = actor->user;
  xy_set_str (&step->kind, xy_bylaw_step_name (kind));
  xy_set_str (&step->day, work->day);
  xy_set_str (&step->by, work->by);
  xy_set_str (&step->note, work->note);
  xy_set_str (&step->photo, work->asked->photo);
  xy_set_str (&step->recorder, actor->name);
  return xy_record_save (work->txn, step, error);
}

/* The version that was in force until now gives way. */
static gboolean
replace_older (Work *work, GError **error)
{
  g_autoptr (GPtrArray) versions = xy_bylaw_versions (work->store, &work->version->bylaw, error);

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const XyBylawVersion *other = versions->pdata[i];
      if (other->stage == XY_BYLAW_IN_FORCE && !xy_id_same (&other->record.id, &work->version->record.id)
          && !write_step (work, other, XY_BYLAW_REPLACE, &(XyId){ 0 }, error))
        return FALSE;
    }
  return versions != NULL;
}

gboolean
xy_bylaw_step_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyBylawStepping *asked = data;
  g_auto (Work) work = { .txn = txn, .store = xy_txn_get_store (txn), .asked = asked };

  if (!xy_bylaw_require_step (txn, asked->kind, FALSE, error)
      || (work.version = xy_bylaw_version_get (work.store, &asked->version, error)) == NULL)
    return FALSE;
  work.what = xy_bylaw_version_describe (work.store, work.version);
  work.by =
      asked->by != NULL && asked->by[0] != '\0' ? xy_name_clean (asked->by) : g_strdup (xy_txn_get_actor (txn)->name);
  work.note = xy_text_clean_lines (asked->note);
  if (asked->kind == XY_BYLAW_REPLACE
      || xy_bylaw_stage_after ((XyBylawStage) work.version->stage, asked->kind) == XY_BYLAW_N_STAGES)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s: “%s” does not fit now. It stands at: %s."), work.what,
                   xy_bylaw_step_label (asked->kind), xy_bylaw_stage_word ((XyBylawStage) work.version->stage));
      return FALSE;
    }
  if (!read_day (&work, error) || !check_ready (&work, error) || !check_vote (&work, error)
      || !write_step (&work, work.version, asked->kind, &asked->vote, error)
      || (asked->kind == XY_BYLAW_FORCE && !replace_older (&work, error)))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), work.what, xy_bylaw_step_label (asked->kind));
  xy_txn_set_title (txn, title);
  /* What the township has answered stands; it answers again. */
  if ((xy_txn_get_actor (txn)->permissions & XY_MAY_KEEP_BYLAWS) == 0)
    xy_txn_set_final (txn);
  return TRUE;
}
