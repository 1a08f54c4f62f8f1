/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-office: what the tests of bylaws have in common: an office with bylaws at any stage, and the votes on them.
 */
#pragma once

#include "core/bylaw-act.h"
#include "core/vote-act.h"
#include "office.h"

static const XyBylawTyped draft[] = {
  { 0, (char *) "爱护环境" },
  { 1, (char *) "垃圾分类投放，房前屋后自己打扫。" },
  { 1, (char *) "不往水渠里倒污水。" },
  { 0, (char *) "互助友邻" },
  { 1, (char *) "红白喜事互相帮忙，礼金不超过一百元。" },
};

static inline XyId
make_bylaw (Office *office, const char *name, const char *kind)
{
  g_autoptr (XyBylaw) bylaw = xy_record_new (&xy_bylaw_type);
  XyBylawWriting writing = { .bylaw = bylaw, .clauses = draft, .n_clauses = G_N_ELEMENTS (draft) };

  xy_set_str (&bylaw->name, name);
  xy_set_str (&bylaw->kind, kind);
  office_act (office, "", xy_bylaw_write_act, &writing);
  return writing.made;
}

static inline XyBylawVersion *
get (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyBylawVersion *version = xy_bylaw_version_get (office->store, id, &error);

  g_assert_no_error (error);
  return version;
}

static inline XyBylawStage
stage_of (Office *office, const XyId *id)
{
  g_autoptr (XyBylawVersion) version = get (office, id);
  return (XyBylawStage) version->stage;
}

static inline gboolean
save_all (XyTxn *txn, gpointer data, GError **error)
{
  XyRecord **records = data;

  for (guint i = 0; records[i] != NULL; i++)
    if (!xy_record_save (txn, records[i], error))
      return FALSE;
  return TRUE;
}

/* A closed vote on VERSION by hands, of a village of ten people by members; PASSED or lost. */
static inline XyId
make_vote (Office *office, const XyId *version, gboolean passed)
{
  g_autoptr (XyVote) vote = xy_record_new (&xy_vote_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, "村民会议");
  xy_set_str (&kind->body, "villagers");
  xy_set_str (&kind->comes, "person");
  xy_set_str (&kind->form, "official");
  office_act (office, "", save_all, (gpointer[]){ kind, NULL });
  meeting->kind = kind->record.id;
  xy_set_str (&meeting->day, "2026-11-22");
  xy_set_str (&meeting->maker, "曾小平");
  office_act (office, "", save_all, (gpointer[]){ meeting, NULL });
  vote->meeting = meeting->record.id;
  vote->bylaw = *version;
  vote->due = 10;
  vote->present = 6;
  vote->yes = passed ? 4 : 3;
  xy_set_str (&vote->title, "村规民约");
  xy_set_str (&vote->basis, "person");
  xy_set_str (&vote->as_of, "2026-11-22");
  xy_set_str (&vote->method, "hands");
  xy_set_str (&vote->recorder, "曾小平");
  vote->given = vote->returned = 6;
  office_act (office, "", save_all, (gpointer[]){ vote, NULL });
  office_act (office, "", xy_vote_close_act, &vote->record.id);
  return vote->record.id;
}

static inline XyBylawStepping
stepping (Office *office, const XyId *version, XyBylawStepKind kind)
{
  XyBylawStepping asked = { .version = *version, .kind = kind, .by = "云岭镇司法所", .note = "意见" };

  if (kind == XY_BYLAW_PASS || kind == XY_BYLAW_REPEAL || kind == XY_BYLAW_LOSE)
    asked.vote = make_vote (office, version, kind != XY_BYLAW_LOSE);
  return asked;
}

static inline void
step (Office *office, const XyId *version, XyBylawStepKind kind)
{
  XyBylawStepping asked = stepping (office, version, kind);

  office_act (office, "", xy_bylaw_step_act, &asked);
}

static const XyBylawStepKind road[] = { XY_BYLAW_DRAFT, XY_BYLAW_ADVISE, XY_BYLAW_SUBMIT,  XY_BYLAW_APPROVE,
                                        XY_BYLAW_PASS,  XY_BYLAW_FILE,   XY_BYLAW_PUBLISH, XY_BYLAW_FORCE };

/* A version at STAGE. */
static inline XyId
bring_to (Office *office, XyBylawStage stage, guint number)
{
  static const XyBylawStepKind ends[] = { XY_BYLAW_CORRECT, XY_BYLAW_REPLACE, XY_BYLAW_REPEAL, XY_BYLAW_DROP };
  g_autofree char *name = g_strdup_printf ("第%u个办法", number);
  XyId version = make_bylaw (office, name, "single");
  guint n = stage <= XY_BYLAW_IN_FORCE ? stage : stage == XY_BYLAW_DROPPED ? 0 : G_N_ELEMENTS (road);

  for (guint i = 0; i < n; i++)
    step (office, &version, road[i]);
  if (stage == XY_BYLAW_REPLACED)
    {
      g_autoptr (XyBylawVersion) old = get (office, &version);
      XyBylawRevising revising = { .bylaw = old->bylaw };
      office_act (office, "", xy_bylaw_revise_act, &revising);
      for (guint i = 0; i < G_N_ELEMENTS (road); i++)
        step (office, &revising.made, road[i]);
    }
  else if (stage > XY_BYLAW_IN_FORCE)
    step (office, &version, ends[stage - XY_BYLAW_CORRECTED]);
  g_assert_cmpint (stage_of (office, &version), ==, stage);
  return version;
}
