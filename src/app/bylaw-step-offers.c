/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-step-offers.h"

#include "core/bylaw-due.h"
#include "core/bylaw-publish.h"
#include "core/store.h"
#include "core/village.h"

/* The township's review is one, whatever it comes to. */
static gboolean
is_such (XyBylawStepKind kind, XyBylawStepKind other)
{
  return kind == other || (kind == XY_BYLAW_RETURN && other == XY_BYLAW_APPROVE)
         || (kind == XY_BYLAW_APPROVE && other == XY_BYLAW_RETURN);
}

/* Whoever outside the village took such a step last, for that is mostly the same person again. (transfer full) */
static char *
read_usual (XyStore *store, XyBylawStepKind kind, const char *township)
{
  g_autoptr (GPtrArray) bylaws = xy_bylaws (store, NULL);
  g_autofree char *by = kind != XY_BYLAW_ADVISE ? g_strdup (township) : NULL;
  gint64 at = G_MININT64;

  for (guint b = 0; bylaws != NULL && b < bylaws->len; b++)
    {
      g_autoptr (GPtrArray) versions = xy_bylaw_versions (store, &((XyRecord *) bylaws->pdata[b])->id, NULL);
      for (guint v = 0; versions != NULL && v < versions->len; v++)
        {
          g_autoptr (GPtrArray) taken = xy_bylaw_steps (store, &((XyRecord *) versions->pdata[v])->id, NULL);
          for (guint i = 0; taken != NULL && i < taken->len; i++)
            {
              const XyBylawStep *step = taken->pdata[i];
              if (!is_such (kind, xy_bylaw_step_from_name (step->kind)) || step->at < at)
                continue;
              at = step->at;
              xy_set_str (&by, step->by);
            }
        }
    }
  return g_steal_pointer (&by);
}

void
xy_bylaw_step_offers_free (gpointer data)
{
  XyBylawStepOffers *offers = data;

  g_free (offers->name);
  g_free (offers->counted);
  g_free (offers->by);
  g_free (offers->hangs);
  g_clear_pointer (&offers->votes, g_ptr_array_unref);
  g_clear_pointer (&offers->boards, g_ptr_array_unref);
  g_free (offers);
}

gboolean
xy_bylaw_step_is_outside (XyBylawStepKind kind)
{
  return kind == XY_BYLAW_ADVISE || kind == XY_BYLAW_RETURN || kind == XY_BYLAW_APPROVE || kind == XY_BYLAW_CORRECT;
}

gpointer
xy_bylaw_step_offers_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyBylawStepQuestion *question = data;
  const XyId *id = &question->version;
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (store, id, error);
  g_autoptr (GPtrArray) taken = version != NULL ? xy_bylaw_steps (store, id, error) : NULL;
  g_autoptr (GPtrArray) votes = taken != NULL ? xy_bylaw_votes (store, id, error) : NULL;
  g_autoptr (GPtrArray) boards = votes != NULL ? xy_board_list (store, error) : NULL;
  g_autoptr (XyNotice) notice = NULL;
  g_autoptr (XyVillage) village =
      boards != NULL && xy_bylaw_find_notice (store, version, &notice, error) ? xy_village_get (store, error) : NULL;
  XyBylawStepOffers *offers;

  if (village == NULL)
    return NULL;
  offers = g_new0 (XyBylawStepOffers, 1);
  offers->name = xy_bylaw_version_describe (store, version);
  if (xy_bylaw_step_is_outside (question->kind))
    offers->by = read_usual (store, question->kind, village->township);
  g_strlcpy (offers->last, taken->len > 0 ? ((XyBylawStep *) taken->pdata[taken->len - 1])->day : version->since,
             sizeof offers->last);
  offers->boards = g_ptr_array_ref (boards);
  offers->hangs = notice != NULL ? g_strdup (notice->posted_on) : NULL;
  offers->votes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < votes->len; i++)
    {
      XyVote *vote = votes->pdata[i];
      if (vote->closed_on != NULL)
        g_ptr_array_add (offers->votes, g_object_ref (vote));
      else if (offers->counted == NULL)
        offers->counted = g_strdup (vote->title);
    }
  return offers;
}
