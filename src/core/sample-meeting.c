/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample village's meetings of a year: kinds and members, yard meetings of its groups, the representatives' votes,
 * one matter on its way through the Party's meetings, one record that waits to be signed, one that is being written,
 * two that are called. What was agreed long ago is closed by now.
 */
#include <glib/gi18n-lib.h>

#include "core/household.h"
#include "core/matter.h"
#include "core/meeting-act.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/sample-private.h"

#define HEAD "林秀英"
#define CLERK "曾小平"
#define VISITOR "周立新"
/* Older ones come before the ledger's other matters, so that numbers follow the year. */
#define RECENT 85
/* What is older than that was filed, and what was agreed then is closed. */
#define FILED 60
#define CLOSED 70
#define MOST_LINES 9
#define MOST_COME 34
#define CHAIN_MATTER "新修机耕路筹资方案"

typedef enum
{
  YARD,
  REPRESENTATIVES,
  VILLAGERS,
  BRANCH,
  COMMITTEES,
  PARTY,
  N_KINDS,
} Kind;

static const struct
{
  const char *name, *body, *comes, *recurs, *hour, *place, *form;
  guint members;
} kinds[N_KINDS] = {
  [YARD] = { "屋场会", "consult", "household", "month 15", "19:30", NULL, "table", 0 },
  [REPRESENTATIVES] = { "村民代表会议", "representatives", "member", "quarter", "09:00", "村部二楼会议室", "official",
                        27 },
  [VILLAGERS] = { "村民会议", "villagers", "household", "year", "09:00", "村部文化广场", "official", 0 },
  [BRANCH] = { "村党组织会议", "branch", "member", "month", "15:00", "村部党员活动室", "official", 5 },
  [COMMITTEES] = { "村“两委”会议", "committees", "member", "month", "15:00", "村部二楼会议室", "official", 7 },
  [PARTY] = { "党员大会", "party", "member", "quarter", "09:00", "村部党员活动室", "official", 24 },
};

/* A line of the minutes; UNTIL: days after the meeting. */
typedef struct
{
  const char *kind, *text, *words, *does, *owner;
  int until;
  const char *result;
  int no, abstain; /* of a vote; all others are in favour; below 0: nobody voted */
  const char *reserved;
} Line;

#define TOPIC(text)                                                                                                    \
  {                                                                                                                    \
    "topic", text, NULL, NULL, NULL, 0, NULL, -1, 0, NULL                                                              \
  }
#define POLICY(text)                                                                                                   \
  {                                                                                                                    \
    "policy", text, NULL, NULL, NULL, 0, NULL, -1, 0, NULL                                                             \
  }
#define SPEECH(text, words)                                                                                            \
  {                                                                                                                    \
    "speech", text, words, NULL, NULL, 0, NULL, -1, 0, NULL                                                            \
  }
#define DISSENT(text)                                                                                                  \
  {                                                                                                                    \
    "dissent", text, NULL, NULL, NULL, 0, NULL, -1, 0, NULL                                                            \
  }
#define AGREED(text, owner, until)                                                                                     \
  {                                                                                                                    \
    "decision", text, NULL, "village", owner, until, NULL, -1, 0, NULL                                                 \
  }
#define SPOT(text, owner, result)                                                                                      \
  {                                                                                                                    \
    "decision", text, NULL, "spot", owner, 0, result, -1, 0, NULL                                                      \
  }
#define TOWNSHIP(text, owner, until)                                                                                   \
  {                                                                                                                    \
    "decision", text, NULL, "township", owner, until, NULL, -1, 0, NULL                                                \
  }
#define ONWARD(text, owner, until, reserved)                                                                           \
  {                                                                                                                    \
    "decision", text, NULL, "meeting", owner, until, NULL, -1, 0, reserved                                             \
  }
#define VOTED(text, owner, until, no, abstain, reserved)                                                               \
  {                                                                                                                    \
    "decision", text, NULL, "village", owner, until, NULL, no, abstain, reserved                                       \
  }

typedef enum
{
  TO_PLANNED,
  TO_RECORDING,
  TO_READY,
  TO_SIGNED,
} Until;

static const struct
{
  int ago; /* below 0: to come */
  Kind kind;
  int group; /* of a yard meeting: which; −1: the whole village */
  Until until;
  const char *matter; /* of its first topic: the title of one in the ledger */
  Line lines[MOST_LINES];
} meetings[] = {
  { 338,
    YARD,
    0,
    TO_SIGNED,
    NULL,
    { TOPIC ("垃圾桶放在哪里"), POLICY ("垃圾分类：可回收、厨余、有害、其他四类"),
      SPEECH ("桶离家太远，老人走不动", "下雨天提着垃圾走半里路，哪个愿意"), SPEECH ("夏天有气味，不要放在门口", NULL),
      AGREED ("增设三处垃圾桶，放在岔路口，每周清两次", HEAD, 30),
      SPOT ("老樟树下的旧桶当晚移走", CLERK, "会后四人一起移到岔路口") } },
  { 296,
    YARD,
    1,
    TO_SIGNED,
    NULL,
    { TOPIC ("春季水渠清淤"), SPEECH ("上游不清，下游清了也白清", NULL),
      SPEECH ("每户出一个工，不在家的出钱请人", NULL), AGREED ("每户出一个工，四十天内清完主渠", "2组组长", 40) } },
  { 254,
    REPRESENTATIVES,
    -1,
    TO_SIGNED,
    NULL,
    { TOPIC ("本年度公益事业计划"), SPEECH ("先修路灯，再修球场", NULL),
      VOTED ("安装路灯十二盏，村集体出材料，受益户出工", HEAD, 90, 1, 2, "public-works"), TOPIC ("合并两处文体活动点"),
      VOTED ("两处文体活动点合并到村部", HEAD, 60, 14, 1, NULL) } },
  { 225,
    YARD,
    2,
    TO_SIGNED,
    NULL,
    { TOPIC ("红白喜事怎样办"), POLICY ("村规民约第九条：红白喜事不大操大办"),
      SPEECH ("都说要少办，总要有人带头", NULL), AGREED ("办酒先报理事会，人情不超过一百元", "3组组长", 30),
      DISSENT ("烟酒标准没有谈拢，下次再议") } },
  { 186,
    YARD,
    3,
    TO_SIGNED,
    NULL,
    { TOPIC ("塘边安全"), SPEECH ("暑假孩子多，要有人看", NULL), AGREED ("暑假每天两人轮流巡塘", "4组组长", 20),
      TOWNSHIP ("请镇里在公路急弯处装反光镜", HEAD, 60) } },
  { 140,
    REPRESENTATIVES,
    -1,
    TO_SIGNED,
    NULL,
    { TOPIC ("保洁员误工补贴标准"), SPEECH ("三个人管一个村，补贴要说得过去", NULL),
      VOTED ("保洁员误工补贴每人每月八百元，从村集体收入列支", CLERK, 30, 0, 3, "subsidised-posts") } },
  { 117,
    YARD,
    0,
    TO_SIGNED,
    NULL,
    { TOPIC ("晒谷坪使用"), SPEECH ("收谷时候车子占坪", NULL),
      AGREED ("收割季晒谷坪不停车，按门牌号轮流用", "1组组长", 15) } },
  { 96,
    COMMITTEES,
    -1,
    TO_SIGNED,
    NULL,
    { TOPIC ("环境整治难点"), SPEECH ("把各组的难点列出来", NULL),
      AGREED ("各组报三个难点，汇总后排出先后", CLERK, 12) } },
  { 74,
    YARD,
    4,
    TO_SIGNED,
    NULL,
    { TOPIC ("秋季防火"), POLICY ("禁止野外焚烧秸秆"), SPEECH ("秸秆没有地方放", NULL),
      AGREED ("每组设一个秸秆堆放点", "5组组长", 20), AGREED ("防火期每天一次广播", CLERK, 60) } },
  { 43,
    YARD,
    1,
    TO_SIGNED,
    NULL,
    { TOPIC ("村口车速快"), SPEECH ("小孩放学都从那里过", "前天差点撞到人"),
      SPEECH ("减速带要公路站装，牌子我们自己能立", NULL), AGREED ("村口两头各立一块减速牌", HEAD, 50) } },
  { 18,
    BRANCH,
    -1,
    TO_SIGNED,
    CHAIN_MATTER,
    { TOPIC ("新修机耕路筹资方案"), SPEECH ("先听听各组的意见", NULL),
      ONWARD ("提议新修机耕路，按受益面积筹资", HEAD, 40, "public-works") } },
  { 16,
    COMMITTEES,
    -1,
    TO_SIGNED,
    CHAIN_MATTER,
    { TOPIC ("新修机耕路筹资方案"), SPEECH ("筹资要有上限，困难户不出", NULL),
      ONWARD ("方案：每亩出六十元，困难户出工", HEAD, 40, "public-works") } },
  { 12,
    PARTY,
    -1,
    TO_SIGNED,
    CHAIN_MATTER,
    { TOPIC ("新修机耕路筹资方案"), SPEECH ("党员先带头出", NULL),
      ONWARD ("同意方案，提交村民代表会议", HEAD, 40, "public-works") } },
  { 5,
    YARD,
    2,
    TO_READY,
    "想种油茶，缺技术",
    { TOPIC ("想种油茶，缺技术"), SPEECH ("苗好买，怕种不活", NULL),
      AGREED ("请县里的技术员来讲一次，现场教剪枝", HEAD, 30), TOPIC ("冬季用电安全"),
      POLICY ("烤火不离人，插座不过载"), SPEECH ("老屋的线几十年没换", NULL),
      AGREED ("电工逐户看一遍老线", "3组组长", 25), SPOT ("给五保户换插座", CLERK, "当晚换好两个") } },
  { 0,
    YARD,
    3,
    TO_RECORDING,
    NULL,
    { TOPIC ("路边菜地侵占沟渠"), SPEECH ("沟窄了，大雨就漫到路上", NULL),
      AGREED ("十天内各家退回沟边半米", "4组组长", 10) } },
  { -6, REPRESENTATIVES, -1, TO_PLANNED, CHAIN_MATTER, { TOPIC ("新修机耕路筹资方案"), TOPIC ("明年公益事业计划") } },
  { -9, YARD, 4, TO_PLANNED, NULL, { TOPIC ("年前大扫除") } },
};

typedef struct
{
  XySample *sample;
  XyDice dice; /* of its own: what else is invented stays as it is */
  XyId kinds[N_KINDS];
  guint at;
} Meetings;

const char *
xy_sample_official (XyStore *store, const char *name)
{
  /* Chance may have given the name to somebody who died or moved away. */
  return xy_person_check_lives (store, name, NULL, NULL) ? name : "村委会主任";
}

/* One of the households spread over the village: of each second a woman, so that the body has enough of them. */
static gboolean
add_member (XyTxn *txn, Meetings *self, Kind kind, guint n, GError **error)
{
  const XySampleHousehold *households = (const XySampleHousehold *) (gpointer) self->sample->households->data;
  guint step = MAX (self->sample->households->len / (kinds[kind].members + 1), 1), at = (n + 1) * step - 1 + kind;
  g_autoptr (GPtrArray) people = NULL;
  const XyPerson *person = NULL;

  if (at >= self->sample->households->len)
    return TRUE;
  people = xy_household_list_members (xy_txn_get_store (txn), &households[at].id, TRUE, error);
  if (people == NULL)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const XyPerson *other = people->pdata[i];
      gboolean woman = g_strcmp0 (other->sex, "女") == 0;
      int age = xy_day_age (other->birthday, self->sample->today);
      if (age >= 19 && age < 80 && (person == NULL || (n % 2 == 0 && woman && g_strcmp0 (person->sex, "女") != 0)))
        person = other;
    }
  if (person == NULL)
    return TRUE;
  g_autoptr (XyMeetingMember) member = xy_record_new (&xy_meeting_member_type);
  member->kind = self->kinds[kind];
  member->person = person->record.id;
  member->woman = g_strcmp0 (person->sex, "女") == 0;
  member->sort = n + 1;
  xy_set_str (&member->name, person->name);
  xy_set_str (&member->role, "member");
  return xy_record_save (txn, member, error);
}

/* The kind that the bylaws made already, or a new one. */
static XyMeetingKind *
make_kind (XyStore *store, Kind i, GError **error)
{
  g_autoptr (GPtrArray) made = xy_record_list (store, &xy_meeting_kind_type, "WHERE t.name = ?1 AND t.del = 0",
                                               XY_BIND (XY_TEXT (kinds[i].name)), error);

  if (made == NULL)
    return NULL;
  XyMeetingKind *kind = made->len > 0 ? xy_record_copy (made->pdata[0]) : xy_record_new (&xy_meeting_kind_type);
  xy_set_str (&kind->name, kinds[i].name);
  xy_set_str (&kind->body, kinds[i].body);
  xy_set_str (&kind->comes, kinds[i].comes);
  xy_set_str (&kind->recurs, kinds[i].recurs);
  xy_set_str (&kind->hour, kinds[i].hour);
  xy_set_str (&kind->place, kinds[i].place);
  xy_set_str (&kind->form, kinds[i].form);
  kind->sort = i + 1;
  return kind;
}

static gboolean
save_kinds (XyTxn *txn, gpointer data, GError **error)
{
  Meetings *self = data;

  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr (XyMeetingKind) kind = make_kind (xy_txn_get_store (txn), (Kind) i, error);
      if (kind == NULL || !xy_record_save (txn, kind, error))
        return FALSE;
      self->kinds[i] = kind->record.id;
      for (guint n = 0; n < kinds[i].members; n++)
        if (!add_member (txn, self, (Kind) i, n, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
save_villagers (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyMeetingKind) kind = make_kind (xy_txn_get_store (txn), VILLAGERS, error);

  if (kind == NULL || !xy_record_save (txn, kind, error))
    return FALSE;
  *(XyId *) data = kind->record.id;
  return TRUE;
}

gboolean
xy_sample_villagers (XyStore *store, const XyActor *actor, XyId *kind, GError **error)
{
  return xy_store_act (store, actor, _ ("Write a kind of meeting"), save_villagers, kind, error);
}

/* The matter of the ledger with this title; none where it is over by now. */
static gboolean
find_matter (XyStore *store, const char *title, XyId *id, GError **error)
{
  g_autoptr (GPtrArray) found = xy_record_list (store, &xy_matter_type, "WHERE t.title = ?1 AND t.stage < 7 LIMIT 1",
                                                XY_BIND (XY_TEXT (title)), error);

  if (found != NULL && found->len > 0)
    *id = ((XyMatter *) found->pdata[0])->record.id;
  return found != NULL;
}

static gboolean
write_topics (XyTxn *txn, const Meetings *self, const XyId *meeting, GError **error)
{
  for (guint i = 0; i < MOST_LINES && meetings[self->at].lines[i].kind != NULL; i++)
    {
      const Line *said = &meetings[self->at].lines[i];
      g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
      XyMeetingLineWriting writing = { .line = line };

      if (!g_str_equal (said->kind, "topic"))
        continue;
      line->meeting = *meeting;
      xy_set_str (&line->kind, "topic");
      xy_set_str (&line->text, said->text);
      if (i == 0 && meetings[self->at].matter != NULL
          && !find_matter (xy_txn_get_store (txn), meetings[self->at].matter, &line->matter, error))
        return FALSE;
      if (!xy_meeting_line_write_act (txn, &writing, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
call (XyTxn *txn, Meetings *self, XyId *made, GError **error)
{
  const XySample *sample = self->sample;
  Kind kind = meetings[self->at].kind;
  gboolean yard = kind == YARD;
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyMeetingWriting writing = { .meeting = meeting, .day_sure = TRUE };
  char day[XY_DAY_SIZE], before[XY_DAY_SIZE];

  xy_day_add (sample->today, -meetings[self->at].ago, day);
  meeting->kind = self->kinds[kind];
  xy_set_str (&meeting->day, day);
  xy_set_str (&meeting->starts, kinds[kind].hour);
  xy_set_str (&meeting->ends, yard ? "21:10" : g_str_equal (kinds[kind].hour, "09:00") ? "11:20" : "16:40");
  xy_set_str (&meeting->place, kinds[kind].place);
  if (yard)
    {
      char text[XY_ID_TEXT_LENGTH + 1];
      guint group = (guint) meetings[self->at].group % sample->options.groups;
      g_autofree char *place = g_strdup_printf ("%u组晒谷坪", group + 1);
      xy_id_to_text (&sample->units[group], text);
      xy_set_str (&meeting->units, text);
      xy_set_str (&meeting->place, place);
    }
  if (meetings[self->at].until != TO_PLANNED)
    xy_day_add (day, -3, before);
  else
    g_strlcpy (before, sample->today, sizeof before);
  xy_set_str (&meeting->notified_on, before);
  if (kind == REPRESENTATIVES && meetings[self->at].until != TO_PLANNED)
    xy_set_str (&meeting->party_on, before);
  xy_set_str (&meeting->host, HEAD);
  xy_set_str (&meeting->host_post, "村党组织书记、村委会主任");
  xy_set_str (&meeting->recorder, CLERK);
  if (!xy_meeting_write_act (txn, &writing, error))
    return FALSE;
  *made = writing.made;
  return write_topics (txn, self, made, error);
}

/* Households that live, of GROUP or (-1) of any, of each so many percent; at most MOST of them. */
static gboolean
draw_households (XyStore *store, Meetings *self, int group, int percent, guint most, GArray *ids, GError **error)
{
  for (guint i = 0; i < self->sample->households->len && ids->len < most; i++)
    {
      const XySampleHousehold *household = &g_array_index (self->sample->households, XySampleHousehold, i);
      gboolean comes = (group < 0 || household->group == (guint) group)
                       && (percent == 100 || xy_dice_percent (&self->dice, percent));
      g_autoptr (XyHousehold) now = comes ? xy_record_get (store, &xy_household_type, &household->id, error) : NULL;
      if (comes && now == NULL)
        return FALSE;
      if (comes && xy_household_is_live (now) && (group < 0 || xy_id_same (&now->unit, &self->sample->units[group])))
        g_array_append_val (ids, household->id);
    }
  return TRUE;
}

/* Households of the group, or members: most of them. Of a small group at least somebody; of one in which nobody lives,
 * a neighbour. */
static gboolean
come (XyTxn *txn, Meetings *self, const XyId *meeting, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  XyMeetingArrivingAll all = { .meeting = *meeting };

  if (meetings[self->at].kind == YARD)
    {
      int group = meetings[self->at].group % (int) self->sample->options.groups;
      if (!draw_households (store, self, group, 62, MOST_COME, ids, error)
          || (ids->len == 0 && !draw_households (store, self, group, 100, 1, ids, error))
          || (ids->len == 0 && !draw_households (store, self, -1, 100, 1, ids, error)))
        return FALSE;
    }
  else
    {
      g_autoptr (GPtrArray) members = xy_meeting_members (store, &self->kinds[meetings[self->at].kind], NULL, error);
      for (guint i = 0; members != NULL && i < members->len; i++)
        if (i == 0 || i % 7 != 3)
          g_array_append_val (ids, ((XyMeetingMember *) members->pdata[i])->record.id);
      if (members == NULL)
        return FALSE;
    }
  all.ids = (const XyId *) (gpointer) ids->data;
  all.n = ids->len;
  return xy_meeting_arrive_all_act (txn, &all, error);
}

static gboolean
come_as_guest (XyTxn *txn, const XyId *meeting, GError **error)
{
  XyMeetingArriving guest = { .meeting = *meeting, .name = "蒋海波", .post = "镇驻村干部", .guest = TRUE };

  return xy_meeting_arrive_act (txn, &guest, error);
}

/* What was said on each topic, behind it. */
static gboolean
say (XyTxn *txn, Meetings *self, const XyId *meeting, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) came = xy_meeting_presences (store, meeting, error);
  g_autoptr (GPtrArray) topics = came != NULL ? xy_meeting_lines (store, meeting, error) : NULL;
  XyId topic = XY_ID_NONE, last = XY_ID_NONE;
  guint n_topics = 0, n_present = 0, n_spoke = 0;

  if (topics == NULL)
    return FALSE;
  for (guint i = 0; i < came->len; i++)
    n_present += xy_meeting_presence_counts (came->pdata[i]);
  for (guint i = 0; i < MOST_LINES && meetings[self->at].lines[i].kind != NULL; i++)
    {
      const Line *said = &meetings[self->at].lines[i];
      g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
      XyMeetingLineWriting writing = { .line = line, .after = last };
      char until[XY_DAY_SIZE];

      if (g_str_equal (said->kind, "topic"))
        {
          last = topic = ((XyMeetingLine *) topics->pdata[n_topics++])->record.id;
          continue;
        }
      line->meeting = *meeting;
      line->topic = topic;
      xy_set_str (&line->kind, said->kind);
      xy_set_str (&line->text, said->text);
      xy_set_str (&line->words, said->words);
      if (g_str_equal (said->kind, "policy"))
        xy_set_str (&line->who, "蒋海波");
      else if (g_str_equal (said->kind, "speech") && came->len > 0)
        {
          const XyMeetingPresence *speaker = came->pdata[(n_spoke++ * 5 + 1) % came->len];
          xy_set_str (&line->who, speaker->name);
          line->household = speaker->household;
        }
      else if (g_str_equal (said->kind, "decision"))
        {
          xy_day_add (self->sample->today, said->until - meetings[self->at].ago, until);
          xy_set_str (&line->owner, xy_sample_official (store, said->owner));
          xy_set_str (&line->until, until);
          xy_set_str (&line->does, said->does);
          xy_set_str (&line->result, said->result);
          xy_set_str (&line->reserved, said->reserved);
          line->voted = said->no >= 0;
          if (line->voted)
            {
              line->no = MIN ((gint64) said->no, (gint64) n_present);
              line->abstain = MIN ((gint64) said->abstain, (gint64) n_present - line->no);
              line->yes = (gint64) n_present - line->no - line->abstain;
            }
        }
      if (!xy_meeting_line_write_act (txn, &writing, error))
        return FALSE;
      last = writing.made;
    }
  return TRUE;
}

static gboolean
go (XyTxn *txn, const XyId *meeting, XyMeetingStepKind kind, const char *day, const char *note, GError **error)
{
  XyMeetingStepping stepping = { .meeting = *meeting, .kind = kind, .day = day, .note = note };

  return xy_meeting_step_act (txn, &stepping, error);
}

static gboolean
step (XyTxn *txn, const XyId *matter, XyMatterKind kind, const char *day, const char *note, GError **error)
{
  XyMatterStepping stepping = { .matters = matter, .n = 1, .kind = kind, .day = day, .note = note, .by = VISITOR };

  return xy_matter_step_act (txn, &stepping, error);
}

/* What was agreed long ago was done, asked after and closed. */
static gboolean
follow_up (XyTxn *txn, const Meetings *self, const XyId *meeting, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) lines = xy_meeting_lines (store, meeting, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      if (g_strcmp0 (line->kind, "decision") != 0)
        continue;
      g_autoptr (XyMatter) matter = xy_matter_get (store, &line->matter, error);
      if (matter == NULL)
        return FALSE;
      if (matter->stage != XY_MATTER_ASSIGNED && matter->stage != XY_MATTER_PASSED_ON
          && matter->stage != XY_MATTER_DONE)
        continue;
      gboolean done = matter->stage == XY_MATTER_DONE;
      char visited[XY_DAY_SIZE];
      xy_day_add (line->until, 8, visited);
      if ((!done && !step (txn, &line->matter, XY_MATTER_FINISH, line->until, "按会上说的办好了", error))
          || !step (txn, &line->matter, XY_MATTER_SATISFIED, visited, NULL, error)
          || !step (txn, &line->matter, XY_MATTER_CLOSE, visited, NULL, error))
        return FALSE;
    }
  return lines != NULL;
}

static gboolean
hold (XyTxn *txn, gpointer data, GError **error)
{
  Meetings *self = data;
  Until until = meetings[self->at].until;
  int ago = meetings[self->at].ago;
  char day[XY_DAY_SIZE], later[XY_DAY_SIZE];
  XyId id;

  xy_day_add (self->sample->today, -ago, day);
  xy_day_add (day, MIN (2, MAX (ago, 0)), later);
  if (!call (txn, self, &id, error))
    return FALSE;
  if (until == TO_PLANNED)
    return TRUE;
  if (!go (txn, &id, XY_MEETING_BEGIN, day, NULL, error) || !come (txn, self, &id, error)
      || (meetings[self->at].kind == YARD && !come_as_guest (txn, &id, error)) || !say (txn, self, &id, error))
    return FALSE;
  if (until == TO_RECORDING)
    return TRUE;
  if (!go (txn, &id, XY_MEETING_FINISH, day, NULL, error))
    return FALSE;
  if (until == TO_READY)
    return TRUE;
  return go (txn, &id, XY_MEETING_SIGN, later, NULL, error)
         && (ago < FILED || go (txn, &id, XY_MEETING_FILE, later, "村部档案柜，会议记录盒", error))
         && (ago < CLOSED || follow_up (txn, self, &id, error));
}

gboolean
xy_sample_meetings (XySample *sample, XyStore *store, const XyActor *actor, gboolean recent, GError **error)
{
  Meetings self = { .sample = sample, .dice = { sample->options.seed * 2654435761u + recent } };

  /* A yard meeting of nobody is none. */
  if (sample->households->len < XY_SAMPLE_MEETINGS_LEAST)
    return TRUE;
  if (!recent && !xy_store_act (store, actor, _ ("Adopt kinds of meetings"), save_kinds, &self, error))
    return FALSE;
  for (guint i = 0; recent && i < N_KINDS; i++)
    {
      g_autoptr (XyMeetingKind) kind = xy_meeting_kind_find (store, kinds[i].name, error);
      if (kind == NULL)
        return FALSE;
      self.kinds[i] = kind->record.id;
    }
  for (self.at = 0; self.at < G_N_ELEMENTS (meetings); self.at++)
    if ((meetings[self.at].ago < RECENT) == recent && !xy_store_act (store, actor, "", hold, &self, error))
      return FALSE;
  return TRUE;
}
