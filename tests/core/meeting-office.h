/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-office: what the tests of meetings' lists start from: an office with groups, kinds of meetings, and as many
 * meetings as are asked for, written by chance: what was said, who came, what was agreed and how far its matters are.
 */
#pragma once

#include <string.h>

#include "core/day.h"
#include "core/matter.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/unit.h"
#include "office.h"

#define MEETING_KINDS 5
#define MEETING_UNITS 4

typedef struct
{
  GRand *rand;
  guint n_meetings;
  guint n_matters; /* of the ledger, besides those that come of meetings */
  guint most_lines;
  const char *today;
  XyId kinds[MEETING_KINDS]; /* out */
  XyId units[MEETING_UNITS]; /* the last is below the first */
} MeetingWorld;

static const char *const meeting_names[MEETING_KINDS] = { "屋场会", "塆组夜话", "村民代表会议", "党员大会",
                                                          "村两委会" };
static const char *const meeting_bodies[MEETING_KINDS] = { "consult", "consult", "representatives", "party",
                                                           "committees" };

/* Pieces that meet each other in many ways, so that a word is found in some texts and across two pieces. */
static inline char *
meeting_words (GRand *rand, guint most)
{
  static const char *const pieces[] = { "路灯", "水塘", "塘坳",   "清淤", "硬化", "村道", "的", "了", "，", "。",
                                        "LED",  "WiFi", "wifi",   "自来", "来水", "水管", "停", "修", "，", "；",
                                        "曾国", "国强", "林秀英", "同意", "不同", "意",   "垃", "圾", "%",  "_" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 1 + (guint) g_rand_int_range (rand, 0, (gint32) most);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static inline gboolean
meeting_world_chance (const MeetingWorld *self, int percent)
{
  return g_rand_int_range (self->rand, 0, 100) < percent;
}

static inline gboolean
meeting_world_step (XyTxn *txn, const XyId *meeting, gint64 number, const char *kind, const char *day, GError **error)
{
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);

  step->meeting = *meeting;
  step->at = 1795309200000;
  step->number = number;
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, day);
  xy_set_str (&step->by, "曾小平");
  xy_set_str (&step->recorder, "曾小平");
  return xy_record_save (txn, step, error);
}

/* A matter of the ledger, as far as chance brings it. */
static inline gboolean
meeting_world_matter (XyTxn *txn,
                      MeetingWorld *self,
                      const char *day,
                      const char *source,
                      const char *title,
                      const XyId *origin,
                      XyId *id,
                      GError **error)
{
  static const XyMatterKind ways[] = { XY_MATTER_ASSIGN, XY_MATTER_START, XY_MATTER_FINISH, XY_MATTER_SATISFIED,
                                       XY_MATTER_CLOSE };
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };
  guint n = (guint) g_rand_int_range (self->rand, 0, G_N_ELEMENTS (ways) + 1);
  g_autofree char *content = meeting_words (self->rand, 8);
  g_autofree char *note = meeting_words (self->rand, 6);
  char until[XY_DAY_SIZE];

  xy_set_str (&matter->source, source);
  xy_set_str (&matter->day, day);
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->content, content);
  if (origin != NULL)
    matter->origin = *origin;
  if (g_str_equal (source, "dispute"))
    xy_set_str (&matter->people, "甲户与乙户");
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  *id = writing.made;
  xy_day_add (day, g_rand_int_range (self->rand, 0, 60), until);
  if (meeting_world_chance (self, 30) && strcmp (day, self->today) <= 0)
    g_strlcpy (until, self->today, sizeof until);
  for (guint i = 0; i < n; i++)
    {
      gboolean bad = ways[i] == XY_MATTER_SATISFIED && meeting_world_chance (self, 10);
      XyMatterStepping stepping = { .matters = id,
                                    .n = 1,
                                    .kind = bad ? XY_MATTER_UNSATISFIED : ways[i],
                                    .day = day,
                                    .by = "林秀英",
                                    .note = note,
                                    .owner = "曾国强",
                                    .until = until,
                                    .satisfaction = meeting_world_chance (self, 30) ? "fair" : "good" };
      if (!xy_matter_step_act (txn, &stepping, error))
        return FALSE;
      if (bad)
        break;
    }
  return TRUE;
}

static inline gboolean
meeting_world_line (XyTxn *txn, MeetingWorld *self, const XyMeeting *meeting, const char *kind, GError **error)
{
  static const char *const people[] = { "曾国强", "林秀英", "何大爷", NULL };
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  g_autofree char *text = meeting_words (self->rand, 8);
  g_autofree char *words = g_str_equal (kind, "speech") ? meeting_words (self->rand, 12) : NULL;

  line->meeting = meeting->record.id;
  line->record.id = xy_id_new (xy_store_get_env (xy_txn_get_store (txn)));
  line->at = 1795309200000;
  xy_set_str (&line->kind, kind);
  xy_set_str (&line->text, text);
  xy_set_str (&line->words, words);
  xy_set_str (&line->who, people[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (people))]);
  xy_set_str (&line->recorder, "曾小平");
  if (g_str_equal (kind, "decision"))
    {
      xy_set_str (&line->owner, "曾国强");
      if (strcmp (meeting->day, self->today) <= 0 && meeting_world_chance (self, 80)
          && !meeting_world_matter (txn, self, meeting->day, "meeting", text, &line->record.id, &line->matter, error))
        return FALSE;
    }
  if (!xy_record_save (txn, line, error))
    return FALSE;
  return !meeting_world_chance (self, 5) || xy_record_set_deleted (txn, line, TRUE, error);
}

static inline gboolean
meeting_world_presence (XyTxn *txn, MeetingWorld *self, const XyMeeting *meeting, guint i, GError **error)
{
  static const char *const states[] = { "present", "present", "present", "online", "proxy", "leave" };
  g_autoptr (XyMeetingPresence) presence = xy_record_new (&xy_meeting_presence_type);
  g_autofree char *name = g_strdup_printf ("%s%u", i % 3 == 0 ? "曾国强" : "来人", i);

  presence->meeting = meeting->record.id;
  presence->record.id = xy_meeting_presence_id (&meeting->record.id, NULL, name);
  presence->people = g_rand_int_range (self->rand, 1, 4);
  xy_set_str (&presence->name, name);
  xy_set_str (&presence->role, meeting_world_chance (self, 15) ? "guest" : "due");
  xy_set_str (&presence->state, states[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (states))]);
  if (!xy_record_save (txn, presence, error))
    return FALSE;
  return !meeting_world_chance (self, 5) || xy_record_set_deleted (txn, presence, TRUE, error);
}

static inline gboolean
meeting_world_meeting (XyTxn *txn, MeetingWorld *self, guint i, GError **error)
{
  static const char *const lines[] = { "topic", "policy", "speech", "speech", "speech", "decision", "dissent" };
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  guint kind = (guint) g_rand_int_range (self->rand, 0, MEETING_KINDS);
  char day[XY_DAY_SIZE], text[XY_ID_TEXT_LENGTH + 1], other[XY_ID_TEXT_LENGTH + 1];
  gint64 step = 1;
  int stage = g_rand_int_range (self->rand, 0, XY_MEETING_N_STAGES);
  guint n_lines, n_present = (guint) g_rand_int_range (self->rand, 0, 9);

  xy_day_add (self->today, g_rand_int_range (self->rand, -400, 30), day);
  xy_id_to_text (&self->units[i % MEETING_UNITS], text);
  xy_id_to_text (&self->units[(i + 1) % MEETING_UNITS], other);
  g_autofree char *two = g_strdup_printf ("%s\n%s", text, other);
  meeting->kind = self->kinds[kind];
  meeting->due = meeting_world_chance (self, 70) ? 12 : 0;
  xy_set_str (&meeting->day, day);
  xy_set_str (&meeting->units, meeting_world_chance (self, 30) ? NULL : meeting_world_chance (self, 30) ? two : text);
  xy_set_str (&meeting->name, meeting_world_chance (self, 10) ? "修路灯专题会" : NULL);
  xy_set_str (&meeting->place, meeting_world_chance (self, 20) ? "塘坳屋场" : NULL);
  xy_set_str (&meeting->maker, "曾小平");
  meeting->number = stage == XY_MEETING_PLANNED || stage == XY_MEETING_CANCELLED ? 0 : i + 1;
  if (!xy_record_save (txn, meeting, error))
    return FALSE;
  const XyId *id = &meeting->record.id;
  if (meeting_world_chance (self, 3) && !xy_record_set_deleted (txn, meeting, TRUE, error))
    return FALSE;
  if (meeting->record.deleted)
    return TRUE;
  for (int n = g_rand_int_range (self->rand, 0, 3); n > 0; n--)
    if (!meeting_world_line (txn, self, meeting, "topic", error))
      return FALSE;
  if (stage == XY_MEETING_PLANNED)
    return TRUE;
  if (stage == XY_MEETING_CANCELLED)
    return meeting_world_step (txn, id, step, "cancel", day, error);
  if (!meeting_world_step (txn, id, step++, "begin", day, error))
    return FALSE;
  n_lines = (guint) g_rand_int_range (self->rand, 0, (gint32) self->most_lines);
  for (guint n = 0; n < n_lines; n++)
    if (!meeting_world_line (txn, self, meeting, lines[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (lines))], error))
      return FALSE;
  for (guint n = 0; n < n_present; n++)
    if (!meeting_world_presence (txn, self, meeting, n, error))
      return FALSE;
  if (stage == XY_MEETING_VOID)
    return meeting_world_step (txn, id, step, "void", day, error);
  return (stage < XY_MEETING_READY || meeting_world_step (txn, id, step++, "finish", day, error))
         && (stage < XY_MEETING_SIGNED || meeting_world_step (txn, id, step++, "sign", day, error))
         && (stage < XY_MEETING_FILED || meeting_world_step (txn, id, step++, "file", day, error));
}

static inline gboolean
meeting_world_write (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const sources[] = { "visit", "wish", "suggestion", "dispute", "township" };
  MeetingWorld *self = data;

  for (guint i = 0; i < MEETING_UNITS; i++)
    {
      g_autofree char *name = g_strdup_printf (i < MEETING_UNITS - 1 ? "%u组" : "塘坳屋场%u", i + 1);
      if (!xy_unit_find_or_make (txn, name, i < MEETING_UNITS - 1 ? "组" : "屋场",
                                 i < MEETING_UNITS - 1 ? NULL : &self->units[0], &self->units[i], error))
        return FALSE;
    }
  for (guint i = 0; i < MEETING_KINDS; i++)
    {
      g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);
      xy_set_str (&kind->name, meeting_names[i]);
      xy_set_str (&kind->body, meeting_bodies[i]);
      xy_set_str (&kind->comes, i < 2 ? "household" : "member");
      xy_set_str (&kind->form, "official");
      kind->sort = MEETING_KINDS - i;
      if (!xy_record_save (txn, kind, error))
        return FALSE;
      self->kinds[i] = kind->record.id;
    }
  for (guint i = 0; i < self->n_meetings; i++)
    if (!meeting_world_meeting (txn, self, i, error))
      return FALSE;
  for (guint i = 0; i < self->n_matters; i++)
    {
      g_autofree char *title = meeting_words (self->rand, 6);
      char day[XY_DAY_SIZE];
      XyId id;

      xy_day_add (self->today, -g_rand_int_range (self->rand, 0, 400), day);
      if (!meeting_world_matter (txn, self, day, sources[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (sources))],
                                 title, NULL, &id, error))
        return FALSE;
    }
  return TRUE;
}

/* The world of a test; today is the office's. */
static inline void
meeting_world_open (Office *office, MeetingWorld *self)
{
  self->today = "2026-11-22";
  office_act (office, "Write a world", meeting_world_write, self);
}
