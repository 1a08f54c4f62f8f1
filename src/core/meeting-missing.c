/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record lacks before it can be finished and signed. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/meeting-decide.h"
#include "core/meeting-private.h"
#include "core/person.h"
#include "core/store.h"

typedef struct
{
  XyStore *store;
  const XyMeetingSheet *sheet;
  GPtrArray *gaps;
} Look;

void
xy_meeting_gap_free (XyMeetingGap *gap)
{
  g_free (gap->field);
  g_free (gap->sentence);
  g_free (gap);
}

/* Takes SENTENCE. */
static void
add (Look *look, const XyMeetingLine *line, const char *field, char *sentence)
{
  XyMeetingGap *gap;

  /* What the meeting lacks, it lacks once. */
  for (guint i = 0; line == NULL && i < look->gaps->len; i++)
    if (g_strcmp0 (((XyMeetingGap *) look->gaps->pdata[i])->field, field) == 0
        && xy_id_is_none (&((XyMeetingGap *) look->gaps->pdata[i])->line))
      {
        g_free (sentence);
        return;
      }
  gap = g_new0 (XyMeetingGap, 1);
  if (line != NULL)
    gap->line = line->record.id;
  gap->field = g_strdup (field);
  gap->sentence = sentence;
  g_ptr_array_add (look->gaps, gap);
}

/* The sentence of what was refused is what is missing. */
static void
add_error (Look *look, const XyMeetingLine *line, const GError *problem)
{
  const char *field = xy_error_get_field (problem);

  add (look, field != NULL && g_str_equal (field, "due") ? NULL : line, field, g_strdup (problem->message));
}

/* "“修路” has no owner": the first words of a long line are enough. */
static char *
short_text (const XyMeetingLine *line)
{
  g_autofree char *first = NULL;

  if (g_utf8_strlen (line->text, -1) <= 16)
    return g_strdup (line->text);
  first = g_utf8_substring (line->text, 0, 15);
  return g_strconcat (first, "…", NULL);
}

static void
look_at_meeting (Look *look)
{
  const XyMeeting *meeting = look->sheet->meeting;

  if (meeting->starts == NULL)
    add (look, NULL, "starts", g_strdup (_ ("Please write when the meeting began.")));
  if (meeting->ends == NULL)
    add (look, NULL, "ends", g_strdup (_ ("Please write when the meeting ended.")));
  if (meeting->place == NULL)
    add (look, NULL, "place", g_strdup (_ ("Please write where the meeting was held.")));
  if (meeting->host == NULL)
    add (look, NULL, "host", g_strdup (_ ("Please write who presided.")));
  if (meeting->recorder == NULL)
    add (look, NULL, "recorder", g_strdup (_ ("Please write who kept the minutes.")));
  if (look->sheet->n_present == 0)
    add (look, NULL, "presences", g_strdup (_ ("Nobody is on the list of those who came.")));
  else if (look->sheet->due > 0 && look->sheet->n_present > look->sheet->due)
    add (look, NULL, "due",
         g_strdup_printf (_ ("%d were to come, and %u came. Please count again who was to come."),
                          (int) look->sheet->due, look->sheet->n_present));
}

static gboolean
look_at_owner (Look *look, const XyMeetingLine *line, GError **error)
{
  g_autofree char *text = short_text (line);
  g_autoptr (GError) problem = NULL;

  if (line->owner == NULL)
    add (look, line, "owner", g_strdup_printf (_ ("“%s”: please write who is to do it."), text));
  else if (!xy_person_check_lives (look->store, line->owner, "owner", &problem))
    {
      if (!g_error_matches (problem, XY_ERROR, XY_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      add_error (look, line, problem);
    }
  if (g_strcmp0 (line->does, "spot") == 0)
    {
      if (line->result == NULL)
        add (look, line, "result",
             g_strdup_printf (_ ("“%s” was done on the spot: please write what came of it."), text));
    }
  else if (line->until == NULL)
    add (look, line, "until", g_strdup_printf (_ ("“%s”: please write by when it is to be done."), text));
  if (line->until != NULL && strcmp (line->until, look->sheet->meeting->day) < 0)
    add (look, line, "until",
         g_strdup_printf (_ ("“%s”: the last day %s is before the meeting of %s."), text, line->until,
                          look->sheet->meeting->day));
  return TRUE;
}

/* 村民委员会组织法 28: what is reserved goes to the meeting that may decide it, past the Party organisation first. */
static void
look_at_law (Look *look, const XyMeetingLine *line)
{
  const XyMeetingSheet *sheet = look->sheet;
  const XyMeetingMatter *matter =
      line->reserved != NULL ? xy_meeting_rules_matter (sheet->rules, line->reserved) : NULL;
  gboolean may = sheet->body != NULL && xy_meeting_may_decide (matter, sheet->body);
  gboolean here = g_strcmp0 (line->does, "meeting") != 0;
  g_autofree char *text = short_text (line);

  if (matter == NULL || !here)
    return;
  if (!may)
    {
      g_autofree char *warning = xy_meeting_sheet_warn (sheet, line);
      add (look, line, "does", g_strdup_printf (_ ("“%s” cannot be decided here: %s"), text, warning));
      return;
    }
  if (!line->voted)
    add (look, line, "voted",
         g_strdup_printf (_ ("“%s” is decided by a vote: please write how many were in favour."), text));
  if (matter->party && !xy_meeting_sheet_party_first (sheet, line))
    add (look, NULL, "party_on",
         g_strdup_printf (
             _ ("“%s”: the village's Party organisation discusses it first (%s). Please write when it did."), text,
             matter->source));
}

/* A matter that waits for a meeting's vote is not carried out without one. */
static gboolean
look_at_matter (Look *look, const XyMeetingLine *line, GError **error)
{
  XyId id = xy_meeting_decide_matter (look->sheet, line);

  if (xy_id_is_none (&id))
    return TRUE;
  g_autoptr (XyMatter) matter = xy_matter_get (look->store, &id, error);
  if (matter == NULL)
    return FALSE;
  if (matter->stage != XY_MATTER_AT_MEETING || line->voted || g_strcmp0 (line->does, "meeting") == 0)
    return TRUE;
  g_autofree char *what = xy_matter_describe (matter);
  if (look->sheet->body != NULL && look->sheet->body->votes)
    add (look, line, "voted", g_strdup_printf (_ ("%s waits for a vote: please write how many were in favour."), what));
  else
    add (look, line, "does",
         g_strdup_printf (_ ("%s waits for a meeting that may decide it; this one consults."), what));
  return TRUE;
}

static gboolean
look_at_decision (Look *look, const XyMeetingLine *line, GError **error)
{
  const XyVote *vote = xy_meeting_sheet_vote (look->sheet, line);
  g_autoptr (GError) problem = NULL;
  g_auto (XyMeetingVerdict) verdict = { 0 };

  if (!xy_meeting_sheet_check_vote (look->sheet, line, &problem))
    add_error (look, line, problem);
  if (vote != NULL && vote->closed_on == NULL && g_strcmp0 (vote->method, "hands") != 0)
    add (look, line, "voted",
         g_strdup_printf (_ ("“%s” is still being counted: close the counting first."), vote->title));
  /* What did not pass is carried out by nobody. */
  look_at_law (look, line);
  if (xy_meeting_sheet_judge (look->sheet, line, &verdict) && !verdict.passed)
    return TRUE;
  return look_at_owner (look, line, error) && look_at_matter (look, line, error);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const XyMeetingGap *first = *(XyMeetingGap *const *) a, *second = *(XyMeetingGap *const *) b;

  return xy_id_is_none (&second->line) - xy_id_is_none (&first->line);
}

GPtrArray *
xy_meeting_sheet_missing (XyStore *store, const XyMeetingSheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_gap_free);
  Look look = { store, sheet, gaps };

  look_at_meeting (&look);
  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const XyMeetingLine *line = sheet->lines->pdata[i];
      if (g_strcmp0 (line->kind, "decision") == 0 && !look_at_decision (&look, line, error))
        return NULL;
    }
  /* Those of the meeting first; the rest as they come (the sort of GLib is stable). */
  g_ptr_array_sort (gaps, compare);
  return g_steal_pointer (&gaps);
}

GPtrArray *
xy_meeting_missing (XyStore *store, const XyId *meeting, GError **error)
{
  g_autoptr (XyMeetingSheet) sheet = xy_meeting_sheet_load (store, meeting, error);

  return sheet != NULL ? xy_meeting_sheet_missing (store, sheet, error) : NULL;
}
