/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/vote-offer.h"

#include <glib/gi18n-lib.h>

#include "core/bylaw.h"
#include "core/day.h"
#include "core/store.h"
#include "core/vote-list.h"

void
xy_vote_offer_free (gpointer data)
{
  XyVoteOffer *offer = data;

  g_free (offer->day);
  g_free (offer->as_of);
  g_free (offer->basis);
  g_clear_pointer (&offer->meetings, g_ptr_array_unref);
  g_clear_pointer (&offer->names, g_ptr_array_unref);
  g_clear_pointer (&offer->kinds, g_ptr_array_unref);
  g_clear_object (&offer->base);
  g_clear_object (&offer->kind_of_base);
  g_clear_pointer (&offer->rules, xy_meeting_rules_free);
  g_free (offer->title);
  g_clear_pointer (&offer->roll, xy_vote_roll_free);
  g_free (offer);
}

static gboolean
body_votes (const XyMeetingRules *rules, const XyMeetingKind *kind)
{
  const XyMeetingBody *body = xy_meeting_rules_body (rules, kind->body);

  return body != NULL && body->votes;
}

static const XyMeetingKind *
kind_of (const GPtrArray *kinds, const XyId *id)
{
  for (guint i = 0; i < kinds->len; i++)
    if (xy_id_same (&((const XyMeetingKind *) kinds->pdata[i])->record.id, id))
      return kinds->pdata[i];
  return NULL;
}

/* Kinds that vote, and their meetings that are not over. */
static gboolean
read_places (XyStore *store, XyVoteOffer *offer, const XyMeetingRules *rules, GError **error)
{
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (store, NULL, error);
  g_autoptr (GPtrArray) meetings = kinds != NULL ? xy_vote_meetings (store, error) : NULL;

  if (meetings == NULL)
    return FALSE;
  offer->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  offer->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  offer->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < kinds->len; i++)
    if (body_votes (rules, kinds->pdata[i]))
      g_ptr_array_add (offer->kinds, g_object_ref (kinds->pdata[i]));
  for (guint i = 0; i < meetings->len; i++)
    {
      XyMeeting *meeting = meetings->pdata[i];
      const XyMeetingKind *kind = kind_of (offer->kinds, &meeting->kind);
      if (kind == NULL)
        continue;
      g_autofree char *name = xy_meeting_describe (meeting, kind->name);
      g_ptr_array_add (offer->meetings, g_object_ref (meeting));
      g_ptr_array_add (offer->names, g_strdup_printf ("%s %s", meeting->day, name));
    }
  return TRUE;
}

/* Whether KIND may decide on what is to be voted on. */
static gboolean
fits (const XyVoteOffer *offer, const XyMeetingRules *rules, const XyMeetingKind *kind)
{
  const XyMeetingMatter *matter = xy_id_is_none (&offer->bylaw) ? NULL : xy_meeting_rules_matter (rules, "bylaw");

  return xy_meeting_may_decide (matter, xy_meeting_rules_body (rules, kind->body));
}

static gboolean
choose_base (XyStore *store, XyVoteOffer *offer, const XyMeetingRules *rules, GError **error)
{
  const XyMeetingKind *kind = NULL;

  for (guint i = 0; i < offer->meetings->len && !offer->new_one && offer->base == NULL; i++)
    {
      XyMeeting *meeting = offer->meetings->pdata[i];
      if (xy_id_is_none (&offer->meeting) ? fits (offer, rules, kind_of (offer->kinds, &meeting->kind))
                                          : xy_id_same (&offer->meeting, &meeting->record.id))
        offer->base = g_object_ref (meeting);
    }
  if (offer->base != NULL)
    return TRUE;
  offer->new_one = TRUE;
  kind = kind_of (offer->kinds, &offer->kind);
  for (guint i = 0; kind == NULL && i < offer->kinds->len; i++)
    if (fits (offer, rules, offer->kinds->pdata[i]))
      kind = offer->kinds->pdata[i];
  if (kind == NULL)
    {
      g_set_error (
          error, XY_ERROR, XY_ERROR_NOT_FOUND,
          _ ("There is no kind of meeting yet that may decide this: adopt or add one on the page of meetings."));
      return FALSE;
    }
  offer->base = xy_meeting_propose (store, &kind->record.id, offer->day, error);
  return offer->base != NULL;
}

/* As it stands on the ballot: Chinese. */
static gboolean
read_title (XyStore *store, XyVoteOffer *offer, GError **error)
{
  if (xy_id_is_none (&offer->bylaw))
    return TRUE;
  g_autoptr (XyBylawVersion) version = xy_record_get (store, &xy_bylaw_version_type, &offer->bylaw, error);
  g_autoptr (XyBylaw) bylaw = version != NULL ? xy_record_get (store, &xy_bylaw_type, &version->bylaw, error) : NULL;
  if (bylaw == NULL)
    return FALSE;
  offer->title = g_strdup_printf (version->number > 1 ? "《%s》修订草案" : "《%s》草案", bylaw->name);
  return TRUE;
}

static gboolean
read_answer (XyStore *store, XyVoteOffer *offer, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyMeetingRules) now = xy_meeting_rules_at (store, NULL, today, error);
  char day[XY_DAY_SIZE];

  if (now == NULL || !read_places (store, offer, now, error) || !choose_base (store, offer, now, error)
      || !read_title (store, offer, error))
    return FALSE;
  if (offer->new_one && xy_day_parse (offer->day != NULL ? offer->day : "", day) == XY_DAY_FULL)
    xy_set_str (&offer->base->day, day);
  offer->kind_of_base = xy_meeting_get_kind (store, offer->base, error);
  if (offer->kind_of_base == NULL)
    return FALSE;
  offer->rules = xy_meeting_rules_at (store, NULL, offer->base->day, error);
  if (offer->rules == NULL)
    return FALSE;
  offer->body = xy_meeting_rules_body (offer->rules, offer->kind_of_base->body);
  if (xy_day_parse (offer->as_of != NULL ? offer->as_of : offer->base->day, day) != XY_DAY_FULL)
    return TRUE;
  if (offer->basis == NULL || xy_word_label (xy_vote_bases, offer->basis) == NULL)
    xy_set_str (&offer->basis, offer->kind_of_base->comes);
  offer->roll = xy_vote_roll (store, offer->base, offer->basis, day, error);
  return offer->roll != NULL;
}

gpointer
xy_vote_offer_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return read_answer (store, data, error) ? data : NULL;
}
