/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/household.h"
#include "core/meeting-rules.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/store.h"
#include "core/user.h"

/* A last day that is further off is a slip of the finger. */
#define UNTIL_MOST 1100

enum
{
  NEXT_NUMBER,
  SAME_LINK,
};

static const XySql statements[] = {
  /* One that was undone keeps its number, so that the order of those that stand is never in doubt. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM matter_step WHERE matter = ?1" },
  [SAME_LINK] = { NULL, "SELECT count (*) FROM matter_link WHERE matter = ?1 AND target = ?2 AND del = 0" },
};

typedef struct
{
  XyTxn *txn;
  XyStore *store;
  const XyMatterStepping *asked;
  char day[XY_DAY_SIZE];
  char until[XY_DAY_SIZE]; /* "" for none */
  char *by;
  char *note;
  char *owner;
} Work;

static void
work_clear (Work *work)
{
  g_free (work->by);
  g_free (work->note);
  g_free (work->owner);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* DAY becomes TYPED (NULL: today); INVALID where it is none or still to come. */
static gboolean
read_day (XyTxn *txn, const char *typed, char day[XY_DAY_SIZE], GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));

  if (typed == NULL || typed[0] == '\0')
    g_strlcpy (day, today, XY_DAY_SIZE);
  else if (xy_day_parse (typed, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "day", _ ("This is no day of the calendar. Please write it as 2026-11-22."));
      return FALSE;
    }
  if (strcmp (day, today) <= 0)
    return TRUE;
  xy_set_invalid (error, "day", _ ("%s is still to come."), day);
  return FALSE;
}

static gboolean
read_until (Work *work, GError **error)
{
  const char *typed = work->asked->until;

  work->until[0] = '\0';
  if (typed == NULL || typed[0] == '\0')
    return TRUE;
  if (xy_day_parse (typed, work->until) != XY_DAY_FULL)
    xy_set_invalid (error, "until", _ ("This is no day of the calendar. Please write it as 2026-11-22."));
  else if (strcmp (work->until, work->day) < 0)
    xy_set_invalid (error, "until", _ ("The last day %s is before %s."), work->until, work->day);
  else if (xy_day_between (work->day, work->until) > UNTIL_MOST)
    xy_set_invalid (error, "until", _ ("The last day %s is more than three years off."), work->until);
  else
    return TRUE;
  return FALSE;
}

/* Which kinds must say what. */
static gboolean
needs_note (XyMatterKind kind)
{
  static const XyMatterKind kinds[] = { XY_MATTER_NOTE,     XY_MATTER_FINISH,    XY_MATTER_UNSATISFIED,
                                        XY_MATTER_PASS_ON,  XY_MATTER_ANSWER,    XY_MATTER_DECIDE,
                                        XY_MATTER_NOT_YET,  XY_MATTER_NO_ACCORD, XY_MATTER_REOPEN,
                                        XY_MATTER_MAKE_VOID };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == kind)
      return TRUE;
  return FALSE;
}

static const char *
ask_note (XyMatterKind kind)
{
  if (kind == XY_MATTER_FINISH)
    return _ ("Please write what came of it.");
  if (kind == XY_MATTER_UNSATISFIED)
    return _ ("Please write what they are not satisfied with.");
  if (kind == XY_MATTER_NOTE)
    return _ ("Please write what was done.");
  if (kind == XY_MATTER_ANSWER || kind == XY_MATTER_DECIDE)
    return _ ("Please write the answer.");
  return _ ("Please write the reason.");
}

static gboolean
check_asked (Work *work, GError **error)
{
  const XyMatterStepping *asked = work->asked;

  if (!read_day (work->txn, asked->day, work->day, error) || !read_until (work, error))
    return FALSE;
  if (needs_note (asked->kind) && work->note[0] == '\0')
    xy_set_invalid (error, "note", "%s", ask_note (asked->kind));
  else if (asked->kind == XY_MATTER_ASSIGN && work->owner[0] == '\0')
    xy_set_invalid (error, "owner", _ ("Please write who is to do it."));
  else if ((asked->kind == XY_MATTER_ASSIGN || asked->kind == XY_MATTER_EXTEND) && work->until[0] == '\0')
    xy_set_invalid (error, "until", _ ("Please write by when it is to be done."));
  else
    return asked->kind != XY_MATTER_ASSIGN || xy_person_check_lives (work->store, work->owner, "owner", error);
  return FALSE;
}

static gboolean
refuse_way (const XyMatter *matter, XyMatterKind kind, GError **error)
{
  g_autofree char *what = xy_matter_describe (matter);

  if (matter->stage == XY_MATTER_CLOSED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s was closed on %s. What comes up now is a new matter."),
                 what, matter->ended_on);
  else if (matter->stage == XY_MATTER_VOID)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is void since %s."), what, matter->ended_on);
  else if (kind == XY_MATTER_CLOSE)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("%s can only be closed after a visit to whoever raised it. It stands at: %s."), what,
                 xy_matter_stage_word ((XyMatterStage) matter->stage));
  else
    /* Translators: a matter, what somebody wanted to do, where the matter stands. */
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s: “%s” does not fit now. It stands at: %s."), what,
                 xy_matter_kind_label (kind), xy_matter_stage_word ((XyMatterStage) matter->stage));
  return FALSE;
}

static gboolean
check_against (Work *work, const XyMatter *matter, GError **error)
{
  XyMatterKind kind = work->asked->kind;
  g_autoptr (GPtrArray) steps = xy_matter_steps (work->store, &matter->record.id, error);
  g_autofree char *what = xy_matter_describe (matter);

  if (steps == NULL)
    return FALSE;
  const char *last = steps->len > 0 ? ((XyMatterStep *) steps->pdata[steps->len - 1])->day : matter->day;
  if (strcmp (work->day, last) < 0)
    xy_set_invalid (error, "day", _ ("%s: the last thing that happened was on %s; what came after cannot be older."),
                    what, last);
  else if (kind == XY_MATTER_EXTEND && matter->until != NULL && strcmp (work->until, matter->until) <= 0)
    xy_set_invalid (error, "until", _ ("%s: the last day is %s already; more time is until a later day."), what,
                    matter->until);
  else if (kind == XY_MATTER_RAISE && matter->level == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is no dispute; only disputes go one level up."), what);
  else if (kind == XY_MATTER_RAISE && matter->level >= XY_MATTER_LEVELS)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is with the township already; there is no further level."),
                 what);
  /* Who did it does not ask himself whether it was done. */
  else if ((kind == XY_MATTER_SATISFIED || kind == XY_MATTER_UNSATISFIED) && g_strcmp0 (work->by, matter->owner) == 0)
    xy_set_invalid (error, "by", _ ("%s did it; somebody else makes the visit."), work->by);
  else
    return TRUE;
  return FALSE;
}

static XyMatterStep *
step_new (Work *work, const XyMatter *matter, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (work->txn);
  const XyMatterStepping *asked = work->asked;
  g_autoptr (XyMatterStep) step = xy_record_new (&xy_matter_step_type);

  if (!xy_db_number (xy_txn_get_db (work->txn), statements[NEXT_NUMBER].text, XY_BIND (XY_ID (&matter->record.id)),
                     &step->number, error))
    return NULL;
  step->matter = matter->record.id;
  step->at = xy_txn_get_now (work->txn);
  step->user = actor->user;
  xy_set_str (&step->kind, xy_matter_kind_name (asked->kind));
  xy_set_str (&step->day, work->day);
  xy_set_str (&step->by, work->by);
  xy_set_str (&step->note, work->note);
  xy_set_str (&step->photo, asked->photo);
  xy_set_str (&step->recorder, actor->name);
  if (asked->kind == XY_MATTER_ASSIGN)
    {
      xy_set_str (&step->owner, work->owner);
      xy_set_str (&step->helpers, asked->helpers);
      xy_set_str (&step->does, asked->does != NULL ? asked->does : "village");
    }
  if (asked->kind == XY_MATTER_ASSIGN || asked->kind == XY_MATTER_PASS_ON)
    xy_set_str (&step->partner, asked->partner);
  if (asked->kind == XY_MATTER_ASSIGN || asked->kind == XY_MATTER_EXTEND)
    xy_set_str (&step->until, work->until);
  if (asked->kind == XY_MATTER_SATISFIED)
    xy_set_str (&step->satisfaction, g_strcmp0 (asked->satisfaction, "fair") == 0 ? "fair" : "good");
  else if (asked->kind == XY_MATTER_UNSATISFIED)
    xy_set_str (&step->satisfaction, "bad");
  return g_steal_pointer (&step);
}

static gboolean
take (Work *work, const XyId *id, GError **error)
{
  XyMatterKind kind = work->asked->kind;
  g_autoptr (XyMatter) matter = xy_matter_get (work->store, id, error);

  if (matter == NULL)
    return FALSE;
  if (xy_matter_stage_after ((XyMatterStage) matter->stage, kind) == XY_MATTER_N_STAGES)
    return refuse_way (matter, kind, error);
  if (!check_against (work, matter, error))
    return FALSE;
  g_autoptr (XyMatterStep) step = step_new (work, matter, error);
  return step != NULL && xy_record_save (work->txn, step, error);
}

static gboolean
step_all (XyTxn *txn, const XyMatterStepping *asked, const XyId *matters, guint n, GError **error)
{
  const XyActor *actor = xy_txn_get_actor (txn);
  g_auto (Work) work = { .txn = txn, .store = xy_txn_get_store (txn), .asked = asked };

  g_return_val_if_fail (asked->kind < XY_MATTER_N_KINDS, FALSE);
  if ((actor->permissions & xy_matter_kind_permissions (asked->kind)) == 0)
    return xy_txn_require (txn, XY_MAY_KEEP_MATTERS, error);
  work.by = asked->by != NULL && asked->by[0] != '\0' ? xy_name_clean (asked->by) : g_strdup (actor->name);
  work.note = xy_text_clean_lines (asked->note);
  work.owner = xy_text_clean (asked->owner);
  if (!check_asked (&work, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!take (&work, &matters[i], error))
      return FALSE;
  return TRUE;
}

gboolean
xy_matter_step_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMatterStepping *asked = data;
  g_autofree char *title = NULL;

  if (asked->n == 0)
    {
      xy_set_invalid (error, "matters", _ ("Please choose a matter."));
      return FALSE;
    }
  if (!step_all (txn, asked, asked->matters, asked->n, error))
    return FALSE;
  if (asked->n == 1)
    {
      g_autoptr (XyMatter) matter = xy_matter_get (xy_txn_get_store (txn), asked->matters, error);
      if (matter == NULL)
        return FALSE;
      g_autofree char *what = xy_matter_describe (matter);
      /* Translators: a matter, what was done with it */
      title = g_strdup_printf (_ ("%s: %s"), what, xy_matter_kind_label (asked->kind));
    }
  else
    title = g_strdup_printf (ngettext ("%u matter: %s", "%u matters: %s", asked->n), asked->n,
                             xy_matter_kind_label (asked->kind));
  xy_txn_set_title (txn, title);
  return TRUE;
}

/* Who raised it must be in the village, and a dispute has parties. */
static gboolean
check_who (XyStore *store, const XyMatter *matter, GError **error)
{
  if (!xy_id_is_none (&matter->household))
    {
      g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &matter->household, error);
      if (household == NULL)
        return FALSE;
      if (!matter->record.stored && !xy_household_is_live (household))
        {
          g_autofree char *who = xy_household_describe (household);
          xy_set_invalid (error, "household", _ ("%s does not live here any more: %s."), who,
                          xy_household_state_label (household->state));
          return FALSE;
        }
    }
  if (g_strcmp0 (matter->source, "dispute") != 0 || (matter->people != NULL && matter->people[0] != '\0'))
    return TRUE;
  xy_set_invalid (error, "people", _ ("Please write between whom the dispute is. It stays in the office."));
  return FALSE;
}

static gboolean
check_writing (XyTxn *txn, XyMatter *matter, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  char day[XY_DAY_SIZE];

  if (!read_day (txn, matter->day, day, error))
    return FALSE;
  xy_set_str (&matter->day, day);
  if (!check_who (store, matter, error))
    return FALSE;
  if (!matter->record.stored)
    {
      xy_set_str (&matter->recorder, xy_txn_get_actor (txn)->name);
      return TRUE;
    }
  g_autoptr (XyMatter) was = xy_matter_get (store, &matter->record.id, error);
  if (was == NULL)
    return FALSE;
  if (was->stage < XY_MATTER_CLOSED)
    return TRUE;
  g_autofree char *what = xy_matter_describe (was);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s is over; it stays as it is."), what);
  return FALSE;
}

gboolean
xy_matter_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMatterWriting *writing = data;
  XyMatter *matter = writing->matter;
  gboolean is_new = !matter->record.stored;

  if (!check_writing (txn, matter, error) || !xy_record_save (txn, matter, error))
    return FALSE;
  writing->made = matter->record.id;
  XyMatterStepping first = is_new && writing->first != NULL ? *writing->first : (XyMatterStepping){ 0 };
  if (first.day == NULL)
    first.day = matter->day;
  if (is_new && writing->first != NULL && !step_all (txn, &first, &writing->made, 1, error))
    {
      /* The caller mends it and tries again with the same record. */
      matter->record.id = XY_ID_NONE;
      matter->record.stored = FALSE;
      matter->number = 0;
      return FALSE;
    }
  g_autofree char *what = xy_matter_describe (matter);
  g_autofree char *title = g_strdup_printf (is_new ? _ ("Register the matter %s") : _ ("Change the matter %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

gboolean
xy_matter_link_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMatterLink *link = data;
  g_autoptr (XyMatter) matter = xy_matter_get (xy_txn_get_store (txn), &link->matter, error);
  gint64 same = 0;

  if (matter == NULL
      || !xy_db_number (xy_txn_get_db (txn), statements[SAME_LINK].text,
                        XY_BIND (XY_ID (&link->matter), XY_ID (&link->target)), &same, error))
    return FALSE;
  g_autofree char *what = xy_matter_describe (matter);
  if (same > 0 || xy_id_same (&link->matter, &link->target))
    {
      g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                   same > 0 ? _ ("That is tied to %s already.") : _ ("%s cannot be tied to itself."), what);
      return FALSE;
    }
  if (!xy_record_save (txn, link, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Tie to the matter %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_matter_step_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
