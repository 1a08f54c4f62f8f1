/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-due.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/bylaw-act.h"
#include "core/store.h"
#include "core/vote.h"

enum
{
  OPEN,
  OPINIONS,
  VOTES,
};

static const XySql statements[] = {
  [OPEN] = { &xy_bylaw_version_type, "WHERE t.stage < 8 AND t.del = 0 ORDER BY t.since, t.id",
             "some dozens of bylaws" },
  [OPINIONS] = { NULL, "SELECT count (*), min (day) FROM bylaw_opinion WHERE version = ?1 AND answered_on IS NULL "
                       "AND del = 0" },
  [VOTES] = { &xy_vote_type,
              "WHERE t.bylaw = ?1 AND t.del = 0 AND NOT EXISTS (SELECT 1 FROM vote AS r WHERE r.meeting = t.meeting "
              "AND r.recount_of = t.id AND r.del = 0) AND NOT EXISTS (SELECT 1 FROM bylaw_step AS s WHERE "
              "s.version = ?1 AND s.vote = t.id AND s.del = 0) ORDER BY t.closed_on DESC, t.as_of DESC, t.id DESC" },
};

static const char *const kind_names[] = { "answer", "draft", "advise",  "submit", "review",
                                          "vote",   "file",  "publish", "force" };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == XY_BYLAW_DUE_N_KINDS);

/* What a version waits for at each stage. */
static const struct
{
  XyBylawDueKind kind;
  XyBylawStepKind step;
} waits[] = {
  [XY_BYLAW_COLLECTING] = { XY_BYLAW_DUE_DRAFT, XY_BYLAW_DRAFT },
  [XY_BYLAW_DRAFTED] = { XY_BYLAW_DUE_ADVISE, XY_BYLAW_ADVISE },
  [XY_BYLAW_ADVISED] = { XY_BYLAW_DUE_SUBMIT, XY_BYLAW_SUBMIT },
  [XY_BYLAW_REVIEWING] = { XY_BYLAW_DUE_REVIEW, XY_BYLAW_APPROVE },
  [XY_BYLAW_APPROVED] = { XY_BYLAW_DUE_VOTE, XY_BYLAW_PASS },
  [XY_BYLAW_PASSED] = { XY_BYLAW_DUE_FILE, XY_BYLAW_FILE },
  [XY_BYLAW_FILED] = { XY_BYLAW_DUE_PUBLISH, XY_BYLAW_PUBLISH },
  [XY_BYLAW_PUBLISHED] = { XY_BYLAW_DUE_FORCE, XY_BYLAW_FORCE },
};

/* One version that is being looked at. */
typedef struct
{
  XyStore *store;
  const XyBylawVersion *version;
  const char *today;
  GPtrArray *list;
} Asking;

void
xy_bylaw_due_free (XyBylawDue *due)
{
  g_free (due->name);
  g_free (due->sentence);
  g_free (due);
}

const char *
xy_bylaw_due_kind_name (XyBylawDueKind kind)
{
  return kind_names[kind];
}

static XyBylawDue *
add_due (const Asking *asking, XyBylawDueKind kind, const char *since)
{
  XyBylawDue *due = g_new0 (XyBylawDue, 1);

  due->kind = kind;
  due->bylaw = asking->version->bylaw;
  due->version = asking->version->record.id;
  due->name = xy_bylaw_version_describe (asking->store, asking->version);
  due->stage = (XyBylawStage) asking->version->stage;
  due->step = XY_BYLAW_N_KINDS;
  g_strlcpy (due->since, since, sizeof due->since);
  due->waited = MAX (xy_day_between (since, asking->today), 0);
  g_ptr_array_add (asking->list, due);
  return due;
}

static gboolean
add_opinions (const Asking *asking, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (asking->store), statements[OPINIONS].text,
                                         XY_BIND (XY_ID (&asking->version->record.id)), &problem);

  if (xy_rows_next (rows, &problem) && xy_rows_int (rows, 0) > 0)
    {
      XyBylawDue *due = add_due (asking, XY_BYLAW_DUE_ANSWER, xy_rows_text (rows, 1));
      due->n_open = (guint) xy_rows_int (rows, 0);
      due->sentence = g_strdup_printf (
          ngettext ("%u opinion is not answered yet.", "%u opinions are not answered yet.", due->n_open), due->n_open);
    }
  return xy_error_pass (error, &problem);
}

/* After the township's return or a lost vote the same stage asks for something else than after the first draft. */
static char *
say_draft (const XyBylawDue *due, const XyBylawStep *last)
{
  XyBylawStepKind kind = last != NULL ? xy_bylaw_step_from_name (last->kind) : XY_BYLAW_N_KINDS;

  if (kind == XY_BYLAW_RETURN)
    return g_strdup_printf (_ ("Sent back by the township on %s. Mend it, then the legal adviser looks at it again."),
                            due->since);
  if (kind == XY_BYLAW_LOSE)
    return g_strdup_printf (_ ("Lost the vote on %s. Change it, then the legal adviser looks at it again."),
                            due->since);
  return g_strdup_printf (_ ("A draft since %s. The legal adviser looks at it."), due->since);
}

static char *
say_vote (const XyBylawDue *due, const XyVote *vote)
{
  if (vote == NULL)
    return g_strdup_printf (_ ("Let through by the township on %s. The village votes on it."), due->since);
  if (vote->closed_on == NULL)
    return g_strdup_printf (_ ("The vote “%s” is being counted."), vote->title);
  return g_strdup_printf (vote->passed != 0 ? _ ("The vote was closed on %s and passed. Enter it.")
                                            : _ ("The vote was closed on %s and lost. Enter it."),
                          vote->closed_on);
}

static char *
say_days (int days)
{
  if (days > 0)
    return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong) days), days);
  if (days == 0)
    return g_strdup (_ ("today is the last day"));
  return g_strdup_printf (ngettext ("%d day late", "%d days late", (gulong) -days), -days);
}

static void
set_until (XyBylawDue *due, const char *until, const char *today)
{
  due->has_until = TRUE;
  g_strlcpy (due->until, until, sizeof due->until);
  due->days = xy_day_between (today, until);
  due->late = due->days < 0;
}

static char *
say (const XyBylawDue *due, const XyBylawStep *last, const XyVote *vote)
{
  switch (due->kind)
    {
    case XY_BYLAW_DUE_DRAFT:
      return g_strdup_printf (_ ("Opinions have been heard since %s. Next the draft is put up."), due->since);
    case XY_BYLAW_DUE_ADVISE:
      return say_draft (due, last);
    case XY_BYLAW_DUE_SUBMIT:
      return g_strdup_printf (_ ("The legal adviser looked at it on %s. It goes to the township's review."),
                              due->since);
    case XY_BYLAW_DUE_REVIEW:
      return g_strdup_printf (ngettext ("With the township since %s, %d day.", "With the township since %s, %d days.",
                                        (gulong) due->waited),
                              due->since, due->waited);
    case XY_BYLAW_DUE_VOTE:
      return say_vote (due, vote);
    case XY_BYLAW_DUE_FILE:
      {
        g_autofree char *left = say_days (due->days);
        return g_strdup_printf (_ ("Passed on %s. File it with the township, best by %s: %s."), due->since, due->until,
                                left);
      }
    case XY_BYLAW_DUE_PUBLISH:
      return g_strdup_printf (_ ("Filed on %s. It is put up on the board."), due->since);
    case XY_BYLAW_DUE_FORCE:
      return g_strdup_printf (_ ("Published on %s. Enter the day from which it is in force."), due->since);
    case XY_BYLAW_DUE_ANSWER:
    case XY_BYLAW_DUE_N_KINDS:
    default:
      return NULL;
    }
}

static gboolean
add_step (const Asking *asking, GError **error)
{
  const XyBylawVersion *version = asking->version;
  g_autoptr (GPtrArray) steps = xy_bylaw_steps (asking->store, &version->record.id, error);
  g_autoptr (GPtrArray) votes = steps != NULL && version->stage == XY_BYLAW_APPROVED
                                    ? xy_bylaw_votes (asking->store, &version->record.id, error)
                                    : NULL;
  const XyBylawStep *last = steps != NULL && steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
  const XyVote *vote = votes != NULL && votes->len > 0 ? votes->pdata[0] : NULL;

  if (steps == NULL || (version->stage == XY_BYLAW_APPROVED && votes == NULL))
    return FALSE;
  XyBylawDue *due = add_due (asking, waits[version->stage].kind, last != NULL ? last->day : version->since);
  due->step = waits[version->stage].step;
  due->elsewhere = due->kind == XY_BYLAW_DUE_REVIEW;
  if (vote != NULL)
    {
      due->vote = vote->record.id;
      if (vote->closed_on != NULL && vote->passed == 0)
        due->step = XY_BYLAW_LOSE;
    }
  if (due->kind == XY_BYLAW_DUE_FILE)
    {
      g_autofree char *until = xy_bylaw_filing_day (asking->store, version);
      set_until (due, until, asking->today);
    }
  due->sentence = say (due, last, vote);
  return TRUE;
}

static gboolean
ask (const Asking *asking, GError **error)
{
  if (asking->version->stage >= XY_BYLAW_IN_FORCE)
    return TRUE;
  /* After the vote nothing can be answered any more. */
  if (asking->version->stage < XY_BYLAW_PASSED && !add_opinions (asking, error))
    return FALSE;
  return add_step (asking, error);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const XyBylawDue *first = *(XyBylawDue *const *) a, *second = *(XyBylawDue *const *) b;
  int order = second->late - first->late;

  if (order == 0)
    order = second->has_until - first->has_until;
  if (order == 0 && first->has_until)
    order = strcmp (first->until, second->until);
  if (order == 0)
    order = first->elsewhere - second->elsewhere;
  if (order == 0)
    order = strcmp (first->since, second->since);
  if (order == 0)
    order = xy_id_compare (&first->version, &second->version);
  return order != 0 ? order : (int) first->kind - (int) second->kind;
}

GPtrArray *
xy_bylaw_due (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_due_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) versions =
      xy_record_list (store, &xy_bylaw_version_type, statements[OPEN].text, XY_BIND_NONE, error);

  if (versions == NULL)
    return NULL;
  for (guint i = 0; i < versions->len; i++)
    if (!ask (&(Asking){ store, versions->pdata[i], today, list }, error))
      return NULL;
  g_ptr_array_sort (list, compare_due);
  return g_steal_pointer (&list);
}

GPtrArray *
xy_bylaw_due_of (XyStore *store, const XyBylawVersion *version, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_due_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  return ask (&(Asking){ store, version, today, list }, error) ? g_steal_pointer (&list) : NULL;
}

guint
xy_bylaw_due_count (const GPtrArray *list)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += !((const XyBylawDue *) list->pdata[i])->elsewhere;
  return n;
}

GPtrArray *
xy_bylaw_votes (XyStore *store, const XyId *version, GError **error)
{
  return xy_record_list (store, &xy_vote_type, statements[VOTES].text, XY_BIND (XY_ID (version)), error);
}

const XySql *
xy_bylaw_due_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
