/* SPDX-License-Identifier: GPL-3.0-or-later */
/* minutes-world: a meeting as it stands after an hour, for the tests of the desk where its minutes are kept. */
#pragma once

#include "core/meeting-act.h"
#include "core/meeting-kind-act.h"
#include "core/meeting-people.h"
#include "core/meeting-sheet.h"
#include "core/store.h"
#include "core/unit.h"

typedef struct
{
  const char *body; /* consult … */
  const char *day;
  guint groups;  /* the first so many groups are asked; 0: the whole village */
  guint n_lines; /* in the minutes */
  guint n_come;  /* households */
  gboolean planned;
  XyId made;
} MinutesMaking;

static XyMeetingKind *
minutes_kind (XyTxn *txn, const MinutesMaking *making, GError **error)
{
  g_autoptr (GPtrArray) there = xy_meeting_kinds (xy_txn_get_store (txn), making->day, error);
  g_autoptr (GPtrArray) ready = xy_meeting_kinds_ready (xy_txn_get_store (txn), making->day, error);

  for (guint i = 0; there != NULL && i < there->len; i++)
    if (g_strcmp0 (((XyMeetingKind *) there->pdata[i])->body, making->body) == 0)
      return g_object_ref (there->pdata[i]);
  for (guint i = 0; ready != NULL && i < ready->len; i++)
    {
      XyMeetingKind *kind = ready->pdata[i];
      if (g_strcmp0 (kind->body, making->body) == 0)
        return xy_meeting_kind_write_act (txn, kind, error) ? g_object_ref (kind) : NULL;
    }
  g_assert_not_reached ();
}

/* People speak in the order of a meeting: a topic, speeches, what was agreed, what was not. */
static gboolean
minutes_write_line (XyTxn *txn, const XyId *meeting, guint number, GPtrArray *people, XyId *topic, GError **error)
{
  static const char *const topics[] = { "村道硬化工程占地", "自来水管冬季防冻", "垃圾清运收费标准", "广场舞音响时间" };
  static const char *const speeches[] = {
    "路口那一段只有三米二，农用车会不了车，建议拓到四米五，我家菜地让出半米没有意见。",
    "水管去年冻裂了四处，要赶在十二月以前包好，材料村里出，工各家自己出。",
    "收费可以，但是独居老人和低保户要减免，账要每个季度贴出来给大家看。", "晚上九点以后声音太大，小孩子要写作业。"
  };
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingLineWriting writing = { .line = line };
  const XyMeetingPerson *person = people->len > 0 ? people->pdata[number % people->len] : NULL;

  line->meeting = *meeting;
  line->topic = number % 8 == 0 ? XY_ID_NONE : *topic;
  switch (number % 8)
    {
    case 0:
      xy_set_str (&line->kind, "topic");
      xy_set_str (&line->text, topics[number / 8 % 4]);
      break;
    case 6:
      xy_set_str (&line->kind, "decision");
      xy_set_str (&line->text, "十二月十日以前把四处破损的水管换好，由各组出工，村里出材料。");
      xy_set_str (&line->owner, number % 16 == 6 ? person->name : NULL);
      xy_set_str (&line->until, "2026-12-10");
      xy_set_str (&line->does, "village");
      break;
    case 7:
      xy_set_str (&line->kind, "dissent");
      xy_set_str (&line->text, "收费标准每户每月五元还是八元没有说拢，下次再议。");
      break;
    case 1:
      xy_set_str (&line->kind, "policy");
      xy_set_str (&line->text, "宣讲人居环境整治以奖代补办法。");
      xy_set_str (&line->who, person->name);
      break;
    default:
      xy_set_str (&line->kind, "speech");
      xy_set_str (&line->text, speeches[number % 4]);
      xy_set_str (&line->who, person->name);
      line->household = person->household;
      break;
    }
  if (!xy_meeting_line_write_act (txn, &writing, error))
    return FALSE;
  if (number % 8 == 0)
    *topic = writing.made;
  return TRUE;
}

/* XyActFunc; DATA is a MinutesMaking. */
static gboolean
minutes_make (XyTxn *txn, gpointer data, GError **error)
{
  MinutesMaking *making = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyMeetingKind) kind = minutes_kind (txn, making, error);
  g_autoptr (XyMeeting) meeting =
      kind != NULL ? xy_meeting_propose (store, &kind->record.id, making->day, error) : NULL;
  XyId topic = XY_ID_NONE;

  if (meeting == NULL)
    return FALSE;
  g_autoptr (GString) units = g_string_new (NULL);
  g_autoptr (GPtrArray) groups =
      xy_record_list (store, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort, t.id", XY_BIND_NONE, error);
  for (guint i = 0; i < MIN (making->groups, groups->len); i++)
    {
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&((XyRecord *) groups->pdata[i])->id, id);
      g_string_append_printf (units, "%s%s", units->len > 0 ? "\n" : "", id);
    }
  xy_set_str (&meeting->units, units->len > 0 ? units->str : NULL);
  xy_set_str (&meeting->starts, "19:30");
  xy_set_str (&meeting->place, "文化广场");
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = TRUE };
  if (!xy_meeting_write_act (txn, &writing, error))
    return FALSE;
  making->made = writing.made;
  XyMeetingStepping begin = { .meeting = writing.made, .kind = XY_MEETING_BEGIN };
  if (making->planned)
    return TRUE;
  if (!xy_meeting_step_act (txn, &begin, error))
    return FALSE;
  g_autoptr (XyMeeting) made = xy_meeting_get (store, &writing.made, error);
  g_autoptr (GPtrArray) people = xy_meeting_people_due (store, made, kind, error);
  for (guint i = 0; i < MIN (making->n_come, people->len); i++)
    {
      const XyMeetingPerson *person = people->pdata[i];
      XyMeetingArriving arriving = {
        .meeting = writing.made, .household = person->household, .person = person->person, .member = person->member
      };
      if (!xy_meeting_arrive_act (txn, &arriving, error))
        return FALSE;
    }
  for (guint i = 0; i < making->n_lines; i++)
    if (!minutes_write_line (txn, &writing.made, i, people, &topic, error))
      return FALSE;
  return TRUE;
}
