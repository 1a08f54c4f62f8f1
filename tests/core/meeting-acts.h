/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-acts: an office with a small roster and some kinds of meetings. Invented people. */
#pragma once

#include "core/meeting-act.h"
#include "core/meeting-decide.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/meeting-sheet.h"
#include "roster.h"

typedef struct
{
  const char *name, *body, *comes;
  XyId id;
} MeetingKindSpec;

enum
{
  YARD,
  REPRESENTATIVES,
  VILLAGERS,
  PARTY,
  GROUP,
  N_MEETING_KINDS,
};

static MeetingKindSpec meeting_kinds[N_MEETING_KINDS] = {
  [YARD] = { "屋场会", "consult", "household", { { 0 } } },
  [REPRESENTATIVES] = { "村民代表会议", "representatives", "member", { { 0 } } },
  [VILLAGERS] = { "村民会议", "villagers", "household", { { 0 } } },
  [PARTY] = { "党员大会", "party", "member", { { 0 } } },
  [GROUP] = { "村民小组会议", "group", "person", { { 0 } } },
};

#define N_MEETING_HOUSEHOLDS 6
#define N_MEETING_MEMBERS 6

static XyId meeting_households[N_MEETING_HOUSEHOLDS];
static XyId meeting_members[N_MEETING_MEMBERS]; /* of the representatives */

static inline gboolean
meeting_save_kinds (XyTxn *txn, gpointer data, GError **error)
{
  for (guint i = 0; i < N_MEETING_KINDS; i++)
    {
      g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);
      xy_set_str (&kind->name, meeting_kinds[i].name);
      xy_set_str (&kind->body, meeting_kinds[i].body);
      xy_set_str (&kind->comes, meeting_kinds[i].comes);
      xy_set_str (&kind->form, "official");
      if (!xy_record_save (txn, kind, error))
        return FALSE;
      meeting_kinds[i].id = kind->record.id;
      for (guint j = 0; g_str_equal (meeting_kinds[i].comes, "member") && j < N_MEETING_MEMBERS; j++)
        {
          static const char *const names[N_MEETING_MEMBERS] = { "曾国强", "林秀英", "周立新",
                                                                "刘桂花", "陈小满", "何守义" };
          g_autoptr (XyMeetingMember) member = xy_record_new (&xy_meeting_member_type);
          member->kind = kind->record.id;
          xy_set_str (&member->name, names[j]);
          xy_set_str (&member->role, "member");
          if (!xy_record_save (txn, member, error))
            return FALSE;
          if (i == REPRESENTATIVES)
            meeting_members[j] = member->record.id;
        }
    }
  return TRUE;
}

static inline void
meeting_acts_open (Office *office, guint64 seed)
{
  office_open (office, seed);
  meeting_households[0] =
      roster_add (office, "1组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965;曾小宝 孙 男 2012-01-01");
  meeting_households[1] = roster_add (office, "1组", "林秀英 户主 女 1971-03-08");
  meeting_households[2] = roster_add (office, "1组", "周立新 户主 男 1980-10-01;陈小满 妻 女 1982");
  meeting_households[3] = roster_add (office, "1组", "何守义 户主 男 1955");
  meeting_households[4] = roster_add (office, "3组", "彭三元 户主 男 1960;彭四喜 弟 男 1966");
  meeting_households[5] = roster_add (office, "3组", "易长庚 户主 男 1949");
  office_act (office, "", meeting_save_kinds, NULL);
}

/* A meeting of 2026-11-10, in the evening, whole but for what is said and who came. */
static inline XyId
meeting_call (Office *office, guint kind)
{
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyMeetingWriting writing = { .meeting = meeting };

  meeting->kind = meeting_kinds[kind].id;
  xy_set_str (&meeting->day, "2026-11-10");
  xy_set_str (&meeting->starts, "19:30");
  xy_set_str (&meeting->ends, "21:00");
  xy_set_str (&meeting->place, "塘坳屋场");
  xy_set_str (&meeting->host, "林秀英");
  xy_set_str (&meeting->recorder, "曾小平");
  office_act (office, "", xy_meeting_write_act, &writing);
  return writing.made;
}

static inline XyMeeting *
meeting_get (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyMeeting *meeting = xy_meeting_get (office->store, id, &error);

  g_assert_no_error (error);
  return meeting;
}

static inline XyMeetingStage
meeting_stage (Office *office, const XyId *id)
{
  g_autoptr (XyMeeting) meeting = meeting_get (office, id);

  return (XyMeetingStage) meeting->stage;
}

static inline XyMeetingSheet *
meeting_sheet (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyMeetingSheet *sheet = xy_meeting_sheet_load (office->store, id, &error);

  g_assert_no_error (error);
  return sheet;
}

static inline XyMeetingStepping
meeting_stepping (const XyId *id, XyMeetingStepKind kind)
{
  return (
      XyMeetingStepping){ .meeting = *id, .kind = kind, .day = "2026-11-20", .note = "原因", .until = "2026-11-30" };
}

static inline void
meeting_step (Office *office, const XyId *id, XyMeetingStepKind kind)
{
  XyMeetingStepping asked = meeting_stepping (id, kind);

  office_act (office, "", xy_meeting_step_act, &asked);
}

static inline XyId
meeting_arrive (Office *office, const XyId *id, const XyId *household)
{
  XyMeetingArriving asked = { .meeting = *id, .household = *household };

  office_act (office, "", xy_meeting_arrive_act, &asked);
  return asked.made;
}

static inline void
meeting_come (Office *office, const XyId *id, const XyId *ids, guint n)
{
  XyMeetingArrivingAll all = { .meeting = *id, .ids = ids, .n = n };

  office_act (office, "", xy_meeting_arrive_all_act, &all);
}

static inline XyId
meeting_write (Office *office, XyMeetingLine *line)
{
  XyMeetingLineWriting writing = { .line = line };

  office_act (office, "", xy_meeting_line_write_act, &writing);
  return writing.made;
}

/* A line, not saved. */
static inline XyMeetingLine *
meeting_line (const XyId *id, const char *kind, const char *text)
{
  XyMeetingLine *line = xy_record_new (&xy_meeting_line_type);

  line->meeting = *id;
  xy_set_str (&line->kind, kind);
  xy_set_str (&line->text, text);
  return line;
}

/* A decision of the village, not saved. */
static inline XyMeetingLine *
meeting_decision (const XyId *id, const char *text)
{
  XyMeetingLine *line = meeting_line (id, "decision", text);

  xy_set_str (&line->owner, "林秀英");
  xy_set_str (&line->until, "2026-12-31");
  xy_set_str (&line->does, "village");
  return line;
}

static inline XyId
meeting_say (Office *office, const XyId *id, const char *kind, const char *text)
{
  g_autoptr (XyMeetingLine) line = meeting_line (id, kind, text);

  return meeting_write (office, line);
}

/* A yard meeting with a decision that was brought to STAGE. */
static inline XyId
meeting_at (Office *office, XyMeetingStage stage)
{
  static const XyMeetingStepKind way[XY_MEETING_N_STAGES][5] = {
    [XY_MEETING_PLANNED] = { XY_MEETING_N_KINDS },
    [XY_MEETING_RECORDING] = { XY_MEETING_BEGIN, XY_MEETING_N_KINDS },
    [XY_MEETING_READY] = { XY_MEETING_BEGIN, XY_MEETING_FINISH, XY_MEETING_N_KINDS },
    [XY_MEETING_SIGNED] = { XY_MEETING_BEGIN, XY_MEETING_FINISH, XY_MEETING_SIGN, XY_MEETING_N_KINDS },
    [XY_MEETING_FILED] = { XY_MEETING_BEGIN, XY_MEETING_FINISH, XY_MEETING_SIGN, XY_MEETING_FILE, XY_MEETING_N_KINDS },
    [XY_MEETING_CANCELLED] = { XY_MEETING_CANCEL, XY_MEETING_N_KINDS },
    [XY_MEETING_VOID] = { XY_MEETING_BEGIN, XY_MEETING_MAKE_VOID, XY_MEETING_N_KINDS },
  };
  XyId id = meeting_call (office, YARD);

  for (guint i = 0; way[stage][i] != XY_MEETING_N_KINDS; i++)
    {
      meeting_step (office, &id, way[stage][i]);
      if (way[stage][i] != XY_MEETING_BEGIN)
        continue;
      meeting_arrive (office, &id, &meeting_households[0]);
      g_autoptr (XyMeetingLine) line = meeting_decision (&id, "清理塘坳水渠");
      meeting_write (office, line);
    }
  return id;
}
