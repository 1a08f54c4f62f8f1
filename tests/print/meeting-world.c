/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meeting-world.h"

#include "core/matter.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/roster-list.h"
#include "core/unit.h"

#define TALK                                                                                                                                                                       \
  "去年汛期丁家院子门口的排水沟堵了两次，水漫到晒谷坪上，老人出门都不方便。建议秋收以后每户出一个工，把从水井到机耕路的" \
  "这一段一起清了，沟边的杂树也砍掉，以后由住得近的三户轮流看着，发现堵了就喊大家。"

/* Who belongs to the representatives, and what they stand for. */
static const char *const members[][3] = {
  { "谢满生", "村党组织书记", "1组" },
  { "刘桂英", "妇女主任", "1组" },
  { "欧阳建军", NULL, "2组" },
  { "曾国强", NULL, "2组" },
  { "周小平", NULL, "3组" },
  { "王伟", NULL, "3组" },
  { "阿卜杜热合曼·麦麦提", NULL, "4组" },
  { "覃建国", "村委会主任", "4组" },
  { "丁友生", NULL, "5组" },
  { "李秀兰", NULL, "5组" },
  { "张三妹", NULL, "6组" },
  { "黄德胜", NULL, "6组" },
};

typedef struct
{
  XyTxn *txn;
  GError **error;
  XyId meeting;
  gint64 sort;
} Writer;

static gboolean
save (Writer *w, gpointer record)
{
  return xy_record_save (w->txn, record, w->error);
}

static gboolean
step (Writer *w, const char *kind, const char *day, const char *by, const char *note)
{
  g_autoptr (XyMeetingStep) step = xy_record_new (&xy_meeting_step_type);
  g_autoptr (GPtrArray) before = xy_meeting_steps (xy_txn_get_store (w->txn), &w->meeting, w->error);

  if (before == NULL)
    return FALSE;
  step->meeting = w->meeting;
  step->number = before->len + 1;
  step->at = xy_txn_get_now (w->txn);
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, day);
  xy_set_str (&step->by, by);
  xy_set_str (&step->note, note);
  xy_set_str (&step->recorder, "曾小平");
  return save (w, step);
}

/* Fills in what all lines have, and saves LINE. (transfer full) of LINE. */
static XyId
put (Writer *w, XyMeetingLine *line, const char *kind, const char *text)
{
  g_autoptr (XyMeetingLine) owned = line;

  w->sort += XY_MEETING_LINE_GAP;
  line->meeting = w->meeting;
  line->sort = w->sort;
  line->at = xy_txn_get_now (w->txn);
  xy_set_str (&line->kind, kind);
  xy_set_str (&line->text, text);
  xy_set_str (&line->recorder, "曾小平");
  if (*w->error == NULL)
    save (w, line);
  return line->record.id;
}

static XyId
topic (Writer *w, const char *text, const XyId *matter)
{
  XyMeetingLine *line = xy_record_new (&xy_meeting_line_type);

  line->matter = matter != NULL ? *matter : XY_ID_NONE;
  return put (w, line, "topic", text);
}

static void
speech (Writer *w, const XyId *topic_line, const char *who, const XyId *household, const char *text, const char *words)
{
  XyMeetingLine *line = xy_record_new (&xy_meeting_line_type);

  line->topic = topic_line != NULL ? *topic_line : XY_ID_NONE;
  line->household = household != NULL ? *household : XY_ID_NONE;
  xy_set_str (&line->who, who);
  xy_set_str (&line->words, words);
  put (w, line, "speech", text);
}

static XyMeetingLine *
decision (const XyId *topic_line, const char *owner, const char *until, const char *does)
{
  XyMeetingLine *line = xy_record_new (&xy_meeting_line_type);

  line->topic = topic_line != NULL ? *topic_line : XY_ID_NONE;
  xy_set_str (&line->owner, owner);
  xy_set_str (&line->until, until);
  xy_set_str (&line->does, does);
  return line;
}

static void
vote (Writer *w, const char *text, gint64 yes, gint64 no, gint64 abstain)
{
  XyMeetingLine *line = decision (NULL, "覃建国", "2026-12-31", "village");

  xy_set_str (&line->helpers, "各组组长");
  line->voted = TRUE;
  line->yes = yes;
  line->no = no;
  line->abstain = abstain;
  put (w, line, "decision", text);
}

static gboolean
come (Writer *w,
      const XyId *household,
      const XyId *member,
      const char *name,
      const char *role,
      const char *state,
      gint64 people,
      const char *post)
{
  g_autoptr (XyMeetingPresence) presence = xy_record_new (&xy_meeting_presence_type);

  presence->meeting = w->meeting;
  presence->household = household != NULL ? *household : XY_ID_NONE;
  presence->member = member != NULL ? *member : XY_ID_NONE;
  presence->people = people;
  xy_set_str (&presence->name, name);
  xy_set_str (&presence->role, role);
  xy_set_str (&presence->state, state);
  xy_set_str (&presence->post, post);
  return save (w, presence);
}

static XyId
add_kind (Writer *w, const char *name, const char *body, const char *comes, const char *form)
{
  g_autoptr (XyMeetingKind) kind = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&kind->name, name);
  xy_set_str (&kind->body, body);
  xy_set_str (&kind->comes, comes);
  xy_set_str (&kind->form, form);
  kind->sort = 900;
  save (w, kind);
  return kind->record.id;
}

/* Calls a meeting; what is written from here on is of it. */
static gboolean
call (Writer *w,
      const XyId *kind,
      gint64 number,
      const char *day,
      const char *starts,
      const char *ends,
      gint64 due,
      const XyId *unit)
{
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);

  meeting->kind = *kind;
  meeting->number = number;
  meeting->due = due;
  xy_set_str (&meeting->day, day);
  xy_set_str (&meeting->starts, starts);
  xy_set_str (&meeting->ends, ends);
  xy_set_str (&meeting->place, "丁家院子晒谷坪");
  xy_set_str (&meeting->host, "覃建国");
  xy_set_str (&meeting->host_post, "村党组织书记、村委会主任");
  xy_set_str (&meeting->recorder, "曾小平");
  xy_set_str (&meeting->notified_on, "2026-11-10");
  xy_set_str (&meeting->note, MEETING_WORLD_NOTE);
  xy_set_str (&meeting->maker, "曾小平");
  if (unit != NULL)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (unit, text);
      xy_set_str (&meeting->units, text);
    }
  if (!save (w, meeting))
    return FALSE;
  w->meeting = meeting->record.id;
  w->sort = 0;
  return TRUE;
}

/* A matter of the ledger: a dispute, which never hangs on a board, or one of everybody. */
static gboolean
find_matter (Writer *w, gboolean private, XyId *id)
{
  g_autoptr (GPtrArray) found =
      xy_record_list (xy_txn_get_store (w->txn), &xy_matter_type,
                      "WHERE t.del = 0 AND t.private = ?1 ORDER BY t.id LIMIT 1", XY_BIND (XY_INT (private)), w->error);

  if (found == NULL || found->len == 0)
    return FALSE;
  *id = ((XyRecord *) found->pdata[0])->id;
  return TRUE;
}

static gboolean
hold_yard (Writer *w, const XyId *kind, const XyId *unit, GPtrArray *households, const XyId *dispute, const XyId *road)
{
  guint n = MIN (households->len, 48);

  if (!call (w, kind, 3, "2026-11-14", "19:30", "21:10", n, unit))
    return FALSE;
  XyId first = topic (w, "丁家院子排水沟清淤和看管", NULL), second = topic (w, "塘坳路灯不亮怎么修", road),
       third = topic (w, "丁友生、李秀兰两户的地界", dispute);
  if (!step (w, "begin", "2026-11-14", "曾小平", NULL))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const XyHousehold *household = ((const XyHouseholdRow *) households->pdata[i])->household;
      if (i % 6 == 5)
        continue;
      if (!come (w, &household->record.id, NULL, i % 4 == 1 ? "刘桂英" : household->head_name, "due",
                 i == 7 ? "leave" : "present", 1 + i % 5 / 4, NULL))
        return FALSE;
    }
  if (!come (w, NULL, NULL, "周晓明", "guest", "present", 1, "云岭镇驻村干部")
      || !come (w, NULL, NULL, "陈立", "guest", "present", 1, "驻村工作队队长"))
    return FALSE;
  put (w, xy_record_new (&xy_meeting_line_type), "policy", "宣讲医保缴费和秋冬护林防火的要求，电话19900001234。");
  const XyId *at = n > 0 ? &((const XyHouseholdRow *) households->pdata[0])->household->record.id : NULL;
  for (guint i = 0; i < 3; i++)
    {
      speech (w, &first, "曾国强", at, TALK, i == 0 ? "沟不清，水就进屋，年年说年年不动。" : NULL);
      speech (w, &second, "欧阳建军", at, "路灯坏了四盏，晚上接学生看不见路。", NULL);
    }
  speech (w, &third, "丁友生", at, "地界按老田埂。", NULL);
  speech (w, NULL, "周晓明", NULL, "镇里支持大家商量着办。", "能当场定的就当场定。");
  XyMeetingLine *ditch = decision (&first, "丁友生", "2026-12-20", "village");
  xy_set_str (&ditch->helpers, "丁家院子各户");
  put (w, ditch, "decision", "排水沟清淤，每户出一个工，十二月二十日前完成。");
  put (w, decision (&second, "覃建国", "2026-11-30", "township"), "decision", "塘坳四盏路灯报镇里维修");
  XyMeetingLine *done = decision (NULL, "曾小平", "2026-11-14", "spot");
  xy_set_str (&done->result, "已当场登记十七户");
  put (w, done, "decision", "登记愿意参加义务巡查的户");
  put (w, decision (&third, "覃建国", "2026-12-05", "village"), "decision", "两户地界由村调委会上门丈量");
  XyMeetingLine *money = decision (&first, "覃建国", "2026-12-31", "meeting");
  xy_set_str (&money->reserved, "public-works");
  put (w, money, "decision", "水沟硬化筹资方案提交村民代表会议");
  put (w, xy_record_new (&xy_meeting_line_type), "dissent", "路边停车收不收费，大家意见不一。");
  if (*w->error != NULL || !step (w, "finish", "2026-11-14", "曾小平", NULL)
      || !step (w, "sign", "2026-11-15", "覃建国、曾小平", NULL))
    return FALSE;
  XyMeetingLine *addition = xy_record_new (&xy_meeting_line_type);
  xy_set_str (&addition->day, "2026-11-18");
  xy_set_str (&addition->who, "曾小平");
  put (w, addition, "addition", "清淤的起点应为水井东侧第二块石板。");
  return *w->error == NULL;
}

static gboolean
hold_representatives (Writer *w, const XyId *kind)
{
  XyId ids[G_N_ELEMENTS (members)];

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (XyMeetingMember) member = xy_record_new (&xy_meeting_member_type);
      member->kind = *kind;
      member->sort = i;
      xy_set_str (&member->name, members[i][0]);
      xy_set_str (&member->post, members[i][1]);
      xy_set_str (&member->represents, members[i][2]);
      xy_set_str (&member->role, "member");
      if (!save (w, member))
        return FALSE;
      ids[i] = member->record.id;
    }
  if (!call (w, kind, 2, "2026-11-16", "09:00", "11:30", G_N_ELEMENTS (members), NULL))
    return FALSE;
  topic (w, "水沟硬化筹资筹劳方案", NULL);
  topic (w, "村级公益事业捐款使用", NULL);
  if (!step (w, "begin", "2026-11-16", "曾小平", NULL))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (i != 3 && !come (w, NULL, &ids[i], members[i][0], "due", i == 9 ? "leave" : "present", 1, members[i][1]))
      return FALSE;
  put (w, xy_record_new (&xy_meeting_line_type), "policy", "学习村民委员会组织法关于村民代表会议的规定。");
  for (guint i = 0; i < 8; i++)
    speech (w, NULL, members[i % 4][0], NULL, TALK, i == 2 ? "钱怎么用，一笔一笔要贴出来。" : NULL);
  vote (w, "同意水沟硬化筹资筹劳方案，每户筹劳两个工", 8, 1, 1);
  vote (w, "捐款六万八千元用于水沟硬化", 5, 4, 1);
  put (w, xy_record_new (&xy_meeting_line_type), "dissent", "外出户筹劳折算的标准。");
  return *w->error == NULL && step (w, "finish", "2026-11-16", "曾小平", NULL)
         && step (w, "sign", "2026-11-17", "覃建国、曾小平", NULL);
}

gboolean
meeting_world_make (XyTxn *txn, gpointer data, GError **error)
{
  GError *problem = NULL;
  Writer w = { .txn = txn, .error = &problem };
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) units =
      xy_record_list (store, &xy_unit_type, "WHERE t.del = 0 ORDER BY t.sort LIMIT 1", XY_BIND_NONE, error);
  const XyId *unit = units != NULL && units->len > 0 ? &((XyRecord *) units->pdata[0])->id : NULL;
  const XyRosterFilter filter = { .unit = unit != NULL ? *unit : XY_ID_NONE };
  g_autoptr (GArray) ids = xy_household_list_ids (store, &filter, XY_HOUSEHOLDS_BY_GROUP, FALSE, NULL, error);
  g_autoptr (GPtrArray) households =
      ids != NULL ? xy_household_list_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  XyId dispute, road;

  if (units == NULL || households == NULL)
    return FALSE;
  XyId yard = add_kind (&w, "屋场会", "consult", "household", "official"),
       voices = add_kind (&w, "村民代表会议", "representatives", "member", "table"),
       assembly = add_kind (&w, "村民会议", "villagers", "household", "official");
  if (problem == NULL && find_matter (&w, TRUE, &dispute) && find_matter (&w, FALSE, &road)
      && hold_yard (&w, &yard, unit, households, &dispute, &road) && hold_representatives (&w, &voices)
      && call (&w, &assembly, 0, "2026-11-28", "19:30", NULL, 0, NULL))
    {
      topic (&w, "修订村规民约", NULL);
      topic (&w, "丁友生、李秀兰两户的地界", &dispute);
      topic (&w, "2027年公益事业计划", NULL);
    }
  if (problem == NULL && step (&w, "postpone", "2026-11-20", "曾小平", "下雨")
      && call (&w, &yard, 4, "2026-11-21", "19:30", NULL, households->len, unit)
      && step (&w, "begin", "2026-11-21", "曾小平", NULL) && households->len > 0)
    {
      const XyHousehold *household = ((const XyHouseholdRow *) households->pdata[0])->household;
      if (come (&w, &household->record.id, NULL, household->head_name, "due", "present", 1, NULL))
        put (&w, decision (NULL, "丁友生", NULL, "village"), "decision", "院子公厕保洁轮班");
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}
