/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/meeting-private.h"
#include "core/store.h"
#include "core/vote-act.h"

enum
{
  DISCUSSED,
};

static const XySql statements[] = {
  /* Stages 1 to 4: it was held. */
  [DISCUSSED] = { NULL,
                  "SELECT EXISTS (SELECT 1 FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                  "JOIN meeting_kind AS k ON k.id = m.kind WHERE l.matter = ?1 AND l.del = 0 AND m.id <> ?2 "
                  "AND m.day <= ?3 AND m.stage BETWEEN 1 AND 4 AND m.del = 0 AND k.body IN ('branch', 'party'))" },
};

void
xy_meeting_sheet_free (XyMeetingSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_clear_object (&sheet->meeting);
  g_clear_object (&sheet->kind);
  xy_meeting_rules_free (sheet->rules);
  g_clear_pointer (&sheet->presences, g_ptr_array_unref);
  g_clear_pointer (&sheet->lines, g_ptr_array_unref);
  g_clear_pointer (&sheet->steps, g_ptr_array_unref);
  g_clear_pointer (&sheet->votes, g_ptr_array_unref);
  g_clear_pointer (&sheet->discussed, g_array_unref);
  g_free (sheet);
}

void
xy_meeting_sheet_count (XyMeetingSheet *sheet)
{
  sheet->n_present = sheet->n_people = sheet->n_guests = sheet->n_leave = 0;
  for (guint i = 0; i < sheet->presences->len; i++)
    {
      const XyMeetingPresence *presence = sheet->presences->pdata[i];
      if (g_strcmp0 (presence->state, "leave") == 0)
        sheet->n_leave++;
      else if (g_strcmp0 (presence->role, "guest") == 0)
        sheet->n_guests++;
      else
        {
          sheet->n_present++;
          sheet->n_people += (guint) presence->people;
        }
    }
}

static gboolean
read_discussed (XyStore *store, XyMeetingSheet *sheet, GError **error)
{
  const XyMeeting *meeting = sheet->meeting;

  sheet->discussed = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      gint64 is = 0;
      if (g_strcmp0 (line->kind, "topic") != 0 || xy_id_is_none (&line->matter))
        continue;
      if (!xy_db_number (xy_store_get_db (store), statements[DISCUSSED].text,
                         XY_BIND (XY_ID (&line->matter), XY_ID (&meeting->record.id), XY_TEXT (meeting->day)), &is,
                         error))
        return FALSE;
      if (is)
        g_array_append_val (sheet->discussed, line->matter);
    }
  return TRUE;
}

static gboolean
read_votes (XyStore *store, XyMeetingSheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) votes = xy_votes (store, &sheet->meeting->record.id, error);

  sheet->votes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; votes != NULL && i < votes->len; i++)
    {
      XyVote *sum = xy_vote_sum (store, votes->pdata[i], error);
      if (sum == NULL)
        return FALSE;
      g_ptr_array_add (sheet->votes, sum);
    }
  return votes != NULL;
}

XyMeetingSheet *
xy_meeting_sheet_load (XyStore *store, const XyId *meeting, GError **error)
{
  g_autoptr (XyMeetingSheet) sheet = g_new0 (XyMeetingSheet, 1);

  sheet->meeting = xy_meeting_get (store, meeting, error);
  if (sheet->meeting == NULL)
    return NULL;
  sheet->kind = xy_meeting_get_kind (store, sheet->meeting, error);
  if (sheet->kind == NULL)
    return NULL;
  sheet->rules = xy_meeting_rules_of (store, sheet->meeting, sheet->kind, &sheet->body, error);
  if (sheet->rules == NULL)
    return NULL;
  sheet->presences = xy_meeting_presences (store, meeting, error);
  if (sheet->presences == NULL)
    return NULL;
  sheet->lines = xy_meeting_lines (store, meeting, error);
  if (sheet->lines == NULL)
    return NULL;
  sheet->steps = xy_meeting_steps (store, meeting, error);
  if (sheet->steps == NULL || !read_votes (store, sheet, error) || !read_discussed (store, sheet, error))
    return NULL;
  sheet->due = sheet->meeting->due;
  xy_meeting_sheet_count (sheet);
  return g_steal_pointer (&sheet);
}

char *
xy_meeting_sheet_name (const XyMeetingSheet *sheet)
{
  return xy_meeting_describe (sheet->meeting, sheet->kind->name);
}

XyMeetingLine *
xy_meeting_sheet_line (const XyMeetingSheet *sheet, const XyId *id)
{
  for (guint i = 0; i < sheet->lines->len; i++)
    if (xy_id_same (&((XyMeetingLine *) sheet->lines->pdata[i])->record.id, id))
      return sheet->lines->pdata[i];
  return NULL;
}

XyMeetingLine *
xy_meeting_sheet_topic (const XyMeetingSheet *sheet, const XyMeetingLine *line)
{
  return xy_id_is_none (&line->topic) ? NULL : xy_meeting_sheet_line (sheet, &line->topic);
}

/* By what the body counts: households where one of each comes, villagers of 18 and more, its members. */
static guint
attend_by (const XyMeetingSheet *sheet)
{
  XyMeetingBasis basis = XY_MEETING_MEMBERS;

  if (g_strcmp0 (sheet->kind->comes, "household") == 0)
    basis = XY_MEETING_HOUSEHOLDS;
  else if (g_strcmp0 (sheet->kind->comes, "person") == 0)
    basis = XY_MEETING_ADULTS;
  for (guint i = 0; i < sheet->body->n_attend; i++)
    if (sheet->body->attend[i].of == basis)
      return i;
  return 0;
}

const XyVote *
xy_meeting_sheet_vote (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  for (guint i = 0; sheet->votes != NULL && !xy_id_is_none (&decision->vote) && i < sheet->votes->len; i++)
    if (xy_id_same (&((XyVote *) sheet->votes->pdata[i])->record.id, &decision->vote))
      return sheet->votes->pdata[i];
  return NULL;
}

/* Hands that are typed with the line are of those who came; what was counted on its own knows who came. */
static XyMeetingCount
count_of (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  const XyVote *vote = xy_meeting_sheet_vote (sheet, decision);

  if (vote != NULL && (vote->closed_on != NULL || g_strcmp0 (vote->method, "hands") != 0))
    return (XyMeetingCount){ .attend = (guint) MAX (xy_vote_share_of (sheet->body, vote->basis), 0),
                             .due = vote->due,
                             .present = vote->present,
                             .yes = vote->yes,
                             .no = vote->no,
                             .abstain = vote->abstain };
  return (XyMeetingCount){ .attend = attend_by (sheet),
                           .due = sheet->due,
                           .present = sheet->n_present,
                           .yes = decision->yes,
                           .no = decision->no,
                           .abstain = decision->abstain };
}

gboolean
xy_meeting_sheet_check_vote (const XyMeetingSheet *sheet, const XyMeetingLine *decision, GError **error)
{
  if (!decision->voted)
    return TRUE;
  if (sheet->body == NULL || !sheet->body->votes)
    {
      xy_set_invalid (error, "voted",
                      _ ("%s only consults and does not vote. What it agrees goes to the meeting that may decide it."),
                      sheet->kind->name);
      return FALSE;
    }
  XyMeetingCount count = count_of (sheet, decision);
  return xy_meeting_count_check (sheet->body, &count, error);
}

gboolean
xy_meeting_sheet_judge (const XyMeetingSheet *sheet, const XyMeetingLine *decision, XyMeetingVerdict *verdict)
{
  *verdict = (XyMeetingVerdict){ 0 };
  if (!decision->voted || !xy_meeting_sheet_check_vote (sheet, decision, NULL))
    return FALSE;
  XyMeetingCount count = count_of (sheet, decision);
  xy_meeting_count_judge (sheet->body, &count, verdict);
  /* What was closed does not change with the rules. */
  const XyVote *vote = xy_meeting_sheet_vote (sheet, decision);
  if (vote != NULL && vote->closed_on != NULL && vote->sentence != NULL
      && sheet->body == xy_meeting_rules_body (sheet->rules, sheet->body->key))
    {
      xy_set_str (&verdict->sentence, vote->sentence);
      verdict->passed = vote->passed != 0;
    }
  return TRUE;
}

const XyMeetingMatter *
xy_meeting_sheet_reserved (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  if (decision->reserved != NULL)
    return xy_meeting_rules_matter (sheet->rules, decision->reserved);
  return xy_meeting_rules_guess (sheet->rules, decision->text);
}

gboolean
xy_meeting_sheet_party_first (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  const XyMeeting *meeting = sheet->meeting;
  const XyMeetingLine *topic = xy_meeting_sheet_topic (sheet, decision);

  if (meeting->party_on != NULL && strcmp (meeting->party_on, meeting->day) <= 0)
    return TRUE;
  for (guint i = 0; topic != NULL && i < sheet->discussed->len; i++)
    if (xy_id_same (&g_array_index (sheet->discussed, XyId, i), &topic->matter))
      return TRUE;
  return FALSE;
}

char *
xy_meeting_sheet_warn (const XyMeetingSheet *sheet, const XyMeetingLine *decision)
{
  const XyMeetingMatter *matter = xy_meeting_sheet_reserved (sheet, decision);

  if (matter == NULL)
    return NULL;
  if (sheet->body == NULL || !xy_meeting_may_decide (matter, sheet->body))
    {
      g_autofree char *bodies = xy_meeting_matter_bodies (sheet->rules, matter);
      if (matter->party)
        /* Translators: what the law reserves, the bodies that may decide it, where the law says so. */
        return g_strdup_printf (_ ("“%s” is decided by %s, after the village's Party organisation discussed it (%s)."),
                                matter->name, bodies, matter->source);
      return g_strdup_printf (_ ("“%s” is decided by %s (%s)."), matter->name, bodies, matter->source);
    }
  if (matter->party && !xy_meeting_sheet_party_first (sheet, decision))
    return g_strdup_printf (_ ("The village's Party organisation discusses “%s” first (%s). Please write when it did."),
                            matter->name, matter->source);
  return NULL;
}

char *
xy_meeting_sheet_notice (const XyMeetingSheet *sheet)
{
  const XyMeetingBody *body = sheet->body;
  const char *told = sheet->meeting->notified_on;
  int days = told != NULL ? xy_day_between (told, sheet->meeting->day) : 0;

  if (body == NULL || body->notice_days == 0 || days >= body->notice_days)
    return NULL;
  if (told == NULL)
    return g_strdup_printf (_ ("%s: people are told %d days before, and it is not written when they were (%s)."),
                            body->name, body->notice_days, body->source);
  if (body->special && sheet->meeting->special != NULL)
    return NULL;
  return g_strdup_printf (_ ("%s: people are told %d days before; here it was %d (%s)."), body->name, body->notice_days,
                          days, body->source);
}

const XySql *
xy_meeting_sheet_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
