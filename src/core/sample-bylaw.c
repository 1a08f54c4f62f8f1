/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sample village's bylaws: the general one, voted on at a village meeting of a year ago by the law of that day and
 * in force; its second version, for which opinions are collected; and one on customs, which the township sent back once
 * and reviews again.
 */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/bylaw-act.h"
#include "core/household.h"
#include "core/meeting.h"
#include "core/sample-private.h"

#define GENERAL "石板溪村村规民约"
#define CUSTOMS "石板溪村移风易俗公约"
#define CLERK "曾小平"
#define ADVISER "何律师（村法律顾问）"
#define TOWNSHIP "云岭镇司法所"
/* Months of the sample, counted back from the last. */
#define MONTH_VOTED 11
#define MONTH_FILED 10
#define MONTH_CUSTOMS 4
#define MONTH_REVISED 3

/* A clause as it was first written; RULE: the code of a points rule, ITEMS: of hygiene. */
typedef struct
{
  gint64 level;
  const char *text, *story, *rule, *items;
} Clause;

static const Clause general[] = {
  { 0, "爱国爱党", NULL, NULL, NULL },
  { 1, "热爱祖国，拥护中国共产党的领导，升国旗、唱国歌时肃立致敬。", NULL, NULL, NULL },
  { 1, "村里的大事，按时参加村民会议和屋场会，有话当面说、会上说。",
    "从前开会来的人少，会后议论多。各组商量，到会的每次加1分，来的人一年比一年多。", "S03", NULL },
  { 0, "守法遵规", NULL, NULL, NULL },
  { 1, "学法守法，不赌博、不吸毒，不参与传销和非法集资，遇到可疑的人和事及时报告。", NULL, NULL, NULL },
  { 1, "建房先申请、后动工，不占耕地，不占公路和水渠。", NULL, NULL, NULL },
  { 0, "孝老爱亲", NULL, NULL, NULL },
  { 1, "子女赡养父母，常回家看看，让老人吃得好、穿得暖、住得稳。", NULL, NULL, NULL },
  { 1, "夫妻互敬互爱，不打骂家人；父母教育好子女，让孩子读完义务教育。", NULL, NULL, NULL },
  { 0, "互助友邻", NULL, NULL, NULL },
  { 1, "邻里之间排水、通行、采光，先打招呼、多商量。", NULL, NULL, NULL },
  { 1, "一家有难大家帮，独居老人、留守儿童和残疾人，左邻右舍多照看。", NULL, NULL, NULL },
  { 0, "移风易俗", NULL, NULL, NULL },
  { 1, "红白喜事不大操大办，办酒提前告诉红白理事会：",
    "有一年腊月，一户人家半个月收到十一张请柬。大家在屋场会上算了账，都说人情要减下来。", NULL, NULL },
  { 2, "除婚丧外不办酒席，升学、乔迁、生日请亲人吃餐便饭；", NULL, NULL, NULL },
  { 2, "亲友随礼不超过一百元；", NULL, NULL, NULL },
  { 2, "酒席不超过十五桌。", NULL, NULL, NULL },
  { 1, "文明祭扫，用鲜花、鞠躬代替烧纸放炮。", NULL, NULL, NULL },
  { 0, "爱护环境", NULL, NULL, NULL },
  { 1, "门前屋后自己打扫，柴草农具码放整齐，庭院评比按期进行。", "3组几位婶子先扫了起来，别的组跟着学。", "S02",
    "门前屋后无垃圾\n庭院柴草农具堆放整齐" },
  { 1, "垃圾分类投放，不向水塘、沟渠和路边乱倒。", NULL, "S01", "垃圾分类投放" },
  { 1, "禽畜圈养，粪污不直排。", NULL, NULL, "禽畜圈养" },
  { 0, "珍惜资源", NULL, NULL, NULL },
  { 1, "节约用水用电，保护山林和水源，防火期野外不用火。",
    "后山起过一次火，全村人扑了一夜。从那以后，防火期人人都是巡山员。", NULL, NULL },
  { 1, "爱护路灯、水渠、广场和健身器材，损坏的修好或者按实际损失赔偿。", NULL, NULL, NULL },
  { 0, "保障权益", NULL, NULL, NULL },
  { 1, "村务、财务按时公开，村民可以查、可以问、可以提建议。", NULL, NULL, NULL },
  { 1, "男女平等，出嫁、离婚、丧偶的妇女和到女方家落户的男子，权益依法受保护。", NULL, NULL, NULL },
  { 0, "促进和谐", NULL, NULL, NULL },
  { 1, "有矛盾先自己谈，谈不拢找组长和调解员，再不行依法解决。", NULL, NULL, NULL },
  { 1, "遵守得好的，给予表扬、加积分，优先评选文明户；没有做到的，由组长上门提醒，帮助改正。", NULL, NULL, NULL },
  { 1, "本规约经村民会议表决通过，报云岭镇人民政府备案，自公布之日起施行。", NULL, NULL, NULL },
};

static const Clause customs[] = {
  { 1, "提倡婚事新办、丧事简办，除婚丧外不办酒席；升学、乔迁、生日、满月，请亲人吃餐便饭。", NULL, NULL, NULL },
  { 1, "随喜百元礼：亲友随礼不超过一百元，只记情分，不比多少。",
    "最先这样做的是老支书家。娶媳妇那天，门口贴出告亲友书，随礼一律一百元。", NULL, NULL },
  { 1, "酒席不超过十二桌，每桌菜金不超过四百元，烟酒用本地平价的。", NULL, NULL, NULL },
  { 1, "彩礼由两家商量，提倡不超过三万元，不借债、不攀比。", NULL, NULL, NULL },
  { 1, "丧事一般三天办完，不通宵吹打，祭扫用鲜花，林区里不烧纸放炮。", NULL, NULL, NULL },
  { 1, "办事的人家提前七天告诉红白理事会，桌椅、厨具由理事会借给，不收钱。", NULL, NULL, NULL },
  { 1, "党员、干部和理事会成员带头，在自家门口贴《告亲友书》。", NULL, NULL, NULL },
  { 1, "没有做到的，在公开栏张贴其姓名，当年不参加文明户评选。", NULL, NULL, NULL },
  { 1, "本公约经村民会议表决通过，报云岭镇人民政府备案，自公布之日起施行。", NULL, NULL, NULL },
};

#define PREAMBLE                                                                                                                                                             \
  "为了把村里的事商量着办好，让日子过得安稳、和气、有奔头，根据《中华人民共和国村民委员会组织法》，结合本村实际，经" \
  "村民会议讨论通过，订立本规约。"
#define CUSTOMS_PREAMBLE                                                                                               \
  "人情越来越重，家家都有难处。为了让喜事喜气、丧事庄重，大家都松一口气，经村民会议讨论通过，订立本公约。"
#define BOARD                                                                                                                                                              \
  "爱党爱国，遵纪守法\n敬老爱幼，家庭和睦\n邻里有事，多多商量\n红白喜事，一切从简\n亲友随礼，不过百元\n门前屋后，勤扫" \
  "勤收\n垃圾分类，不乱倾倒\n山林水源，人人看护\n村务公开，大家来议\n有了矛盾，先找调解"
#define CUSTOMS_BOARD                                                                                                                                                         \
  "喜事新办，丧事简办\n婚丧之外，不办酒席\n随喜百元，只记情分\n酒席不过，一十二桌\n彩礼多少，两家商量\n鲜花祭扫，安全文" \
  "明\n党员干部，带头来做"

/* The board of the second version has the two new things on it. */
#define BOARD_REVISED                                                                                                                                                      \
  "爱党爱国，遵纪守法\n敬老爱幼，家庭和睦\n邻里有事，多多商量\n红白喜事，一切从简\n亲友随礼，不过百元\n门前屋后，勤扫" \
  "勤收\n垃圾分类，秸秆不烧\n进村减速，平安回家\n用火用电，常查常看\n有了矛盾，先找调解"

/* WHERE: how the clause begins that it is about; OF: whose household, counted through the village, below 0 nobody's. */
typedef struct
{
  int ago;
  const char *source, *where, *text, *taken, *answer;
  int of;
} Opinion;

static const Opinion first_opinions[] = {
  { 3, "visit", "红白喜事", "人情一年要送出去一万多，随礼要有个数。", "yes", "第九条写明不超过一百元。", 5 },
  { 4, "visit", "门前屋后", "扫地不能只看评比那天。", "yes", "改为按期评比，平时由各户自己打扫。", 11 },
  { 5, "slip", "爱护路灯", "损坏了东西照价赔就行，不要罚。", "yes", "只写修好或者按实际损失赔偿。", -1 },
};

static const Opinion opinions[] = {
  { 43, "meeting", "村道上", "村口车速快，规约里要写上进村慢行。", "yes", "在“守法遵规”里加了一条。", -1 },
  { 37, "visit", "酒席", "十五桌还是多了，十二桌够了，菜金也要有个数。", "part",
    "桌数改为十二桌；菜金写成提倡，不作硬性规定。", 8 },
  { 21, "slip", "垃圾分类", "秸秆不准烧，就要有地方放，我们组离堆放点太远。", NULL, NULL, 17 },
  { 15, "visit", "用火用电", "老屋的电线几十年没有换，能不能请电工每年看一遍。", NULL, NULL, 22 },
  { 6, "slip", NULL, "广场和公共厕所由谁打扫，也要写明白。", NULL, NULL, -1 },
};

typedef struct
{
  XySample *sample;
  XyStore *store;
  const XyActor *actor;
  XyFixedEnv *fixed;
  int month;
  XyId bylaw, version, vote;
} Work;

static gboolean
act (Work *work, const char *title, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (work->store, work->actor, title, func, data, error);
}

/* The N-th of the month, for the clock too. */
static void
go_to (Work *work, int n, char day[XY_DAY_SIZE])
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  xy_sample_month (work->sample, work->month, first, last);
  xy_day_add (first, n - 1, day);
  xy_sample_set_clock (work->fixed, day);
}

static gboolean
step (Work *work, XyBylawStepKind kind, const char *day, const char *by, const char *note, GError **error)
{
  XyBylawStepping stepping = { .version = work->version, .kind = kind, .day = day, .by = by, .note = note };

  if (kind == XY_BYLAW_PASS)
    stepping.vote = work->vote;
  return act (work, "", xy_bylaw_step_act, &stepping, error);
}

/* So many days before the last day of the sample. */
static gboolean
step_ago (Work *work, XyBylawStepKind kind, int ago, const char *by, const char *note, GError **error)
{
  char day[XY_DAY_SIZE];

  xy_day_add (work->sample->today, -ago, day);
  return step (work, kind, day, by, note, error);
}

/* The clause of the version that begins with BEGINNING, as a copy; NULL with no error: there is none. */
static XyBylawClause *
find_clause (Work *work, const char *beginning, GError **error)
{
  g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (work->store, &work->version, error);

  for (guint i = 0; clauses != NULL && i < clauses->len; i++)
    if (g_str_has_prefix (((XyBylawClause *) clauses->pdata[i])->text, beginning))
      return xy_record_copy (clauses->pdata[i]);
  return NULL;
}

/* Preamble, board, stories and links of what is new. */
static gboolean
dress (XyTxn *txn, gpointer data, GError **error)
{
  gpointer *args = data;
  Work *work = args[0];
  const Clause *clauses = args[1];
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (store, &work->version, error);
  g_autoptr (GPtrArray) written = version != NULL ? xy_bylaw_clauses (store, &work->version, error) : NULL;

  if (written == NULL)
    return FALSE;
  g_autoptr (XyBylawVersion) changed = xy_record_copy (version);
  xy_set_str (&changed->preamble, args[2]);
  xy_set_str (&changed->board, args[3]);
  if (!xy_bylaw_version_write_act (txn, changed, error))
    return FALSE;
  for (guint i = 0; i < written->len; i++)
    {
      g_autoptr (XyBylawClause) clause = xy_record_copy (written->pdata[i]);
      XyBylawClauseWriting writing = { .clause = clause };
      const XyId *rule = clauses[i].rule != NULL ? g_hash_table_lookup (work->sample->rules, clauses[i].rule) : NULL;
      char text[XY_ID_TEXT_LENGTH + 1];

      if (clauses[i].story == NULL && rule == NULL && clauses[i].items == NULL)
        continue;
      if (rule != NULL)
        {
          xy_id_to_text (rule, text);
          xy_set_str (&clause->rules, text);
        }
      xy_set_str (&clause->story, clauses[i].story);
      xy_set_str (&clause->items, clauses[i].items);
      if (!xy_bylaw_clause_write_act (txn, &writing, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_bylaw (Work *work,
             const char *name,
             const char *kind,
             const Clause *clauses,
             guint n,
             const char *preamble,
             const char *board,
             GError **error)
{
  g_autoptr (XyBylaw) bylaw = xy_record_new (&xy_bylaw_type);
  g_autofree XyBylawTyped *typed = g_new0 (XyBylawTyped, n);
  XyBylawWriting writing = { .bylaw = bylaw, .clauses = typed, .n_clauses = n };

  for (guint i = 0; i < n; i++)
    typed[i] = (XyBylawTyped){ clauses[i].level, (char *) clauses[i].text };
  xy_set_str (&bylaw->name, name);
  xy_set_str (&bylaw->kind, kind);
  if (!act (work, "", xy_bylaw_write_act, &writing, error))
    return FALSE;
  work->version = writing.made;
  return act (work, _ ("Write a clause"), dress,
              (gpointer[]){ work, (gpointer) clauses, (gpointer) preamble, (gpointer) board }, error);
}

/* Whoever gave it is one who lives in the village. */
static gboolean
find_who (Work *work, int of, XyBylawOpinion *opinion, GError **error)
{
  guint all = work->sample->households->len;

  for (guint i = 0; of >= 0 && i < all; i++)
    {
      const XySampleHousehold *at =
          &g_array_index (work->sample->households, XySampleHousehold, ((guint) of + i) % all);
      g_autoptr (XyHousehold) household = xy_record_get (work->store, &xy_household_type, &at->id, error);
      if (household == NULL)
        return FALSE;
      if (!xy_household_is_live (household) || household->head_name == NULL)
        continue;
      opinion->household = at->id;
      xy_set_str (&opinion->who, household->head_name);
      return TRUE;
    }
  return TRUE;
}

static gboolean
hear (Work *work, const Opinion *heard, const char *day, GError **error)
{
  g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);
  XyBylawHearing hearing = { .opinion = opinion };
  GError *problem = NULL;

  opinion->version = work->version;
  xy_set_str (&opinion->day, day);
  xy_set_str (&opinion->source, heard->source);
  xy_set_str (&opinion->text, heard->text);
  xy_set_str (&opinion->answer, heard->answer);
  xy_set_str (&opinion->taken, heard->taken);
  if (g_str_equal (heard->source, "meeting"))
    {
      g_autoptr (GPtrArray) held =
          xy_record_list (work->store, &xy_meeting_type, "WHERE t.day = ?1 AND t.del = 0 ORDER BY t.id LIMIT 1",
                          XY_BIND (XY_TEXT (day)), error);
      if (held == NULL)
        return FALSE;
      if (held->len > 0)
        opinion->meeting = ((XyRecord *) held->pdata[0])->id;
    }
  if (heard->where != NULL)
    {
      g_autoptr (XyBylawClause) clause = find_clause (work, heard->where, &problem);
      if (!xy_error_pass (error, &problem))
        return FALSE;
      if (clause != NULL)
        opinion->clause = clause->code;
    }
  return find_who (work, heard->of, opinion, error)
         && act (work, _ ("Record an opinion"), xy_bylaw_hear_act, &hearing, error);
}

/* Something of the version in hand is written anew; where nothing begins with BEGINNING nothing is. */
static gboolean
rewrite (Work *work, const char *beginning, const char *text, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyBylawClause) clause = find_clause (work, beginning, &problem);
  XyBylawClauseWriting writing = { .clause = clause };

  if (clause == NULL)
    {
      g_propagate_error (error, problem);
      return problem == NULL;
    }
  xy_set_str (&clause->text, text);
  return act (work, _ ("Write a clause"), xy_bylaw_clause_write_act, &writing, error);
}

static gboolean
insert_after (Work *work, const char *beginning, const char *text, const char *story, GError **error)
{
  GError *problem = NULL;
  g_autoptr (XyBylawClause) before = find_clause (work, beginning, &problem);
  g_autoptr (XyBylawClause) clause = xy_record_new (&xy_bylaw_clause_type);
  XyBylawClauseWriting writing = { .clause = clause };

  if (before == NULL)
    {
      g_propagate_error (error, problem);
      return problem == NULL;
    }
  clause->version = work->version;
  clause->level = 1;
  xy_set_str (&clause->text, text);
  xy_set_str (&clause->story, story);
  writing.after = before->record.id;
  return act (work, _ ("Write a clause"), xy_bylaw_clause_write_act, &writing, error);
}

/* From the first opinion to the vote in one month. */
static gboolean
make_general (Work *work, GError **error)
{
  char day[XY_DAY_SIZE];
  XyId meeting;

  go_to (work, 1, day);
  if (!write_bylaw (work, GENERAL, "general", general, G_N_ELEMENTS (general), PREAMBLE, BOARD, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (first_opinions); i++)
    {
      go_to (work, first_opinions[i].ago, day);
      if (!hear (work, &first_opinions[i], day, error))
        return FALSE;
    }
  go_to (work, 8, day);
  if (!step (work, XY_BYLAW_DRAFT, day, CLERK, NULL, error))
    return FALSE;
  go_to (work, 10, day);
  if (!step (work, XY_BYLAW_ADVISE, day, ADVISER, "没有同法律法规相抵触的内容，可以提请审核。", error))
    return FALSE;
  go_to (work, 11, day);
  if (!step (work, XY_BYLAW_SUBMIT, day, CLERK, NULL, error))
    return FALSE;
  go_to (work, 15, day);
  if (!step (work, XY_BYLAW_APPROVE, day, TOWNSHIP, "政治审核、合法性审核通过。", error))
    return FALSE;
  go_to (work, 26, day);
  if (!xy_sample_bylaw_vote (work->store, work->actor, &work->version, day, &meeting, &work->vote, error)
      || !step (work, XY_BYLAW_PASS, day, CLERK, NULL, error))
    return FALSE;
  go_to (work, 27, day);
  return xy_sample_bylaw_sign (work->store, work->actor, &meeting, day, error);
}

static gboolean
bring_into_force (Work *work, GError **error)
{
  char day[XY_DAY_SIZE];

  go_to (work, 5, day);
  if (!step (work, XY_BYLAW_FILE, day, CLERK, "送镇人民政府备案，回执存村档案柜", error))
    return FALSE;
  go_to (work, 7, day);
  return step (work, XY_BYLAW_PUBLISH, day, CLERK, "张贴在村部公示栏和各组", error)
         && step (work, XY_BYLAW_FORCE, day, CLERK, NULL, error)
         && xy_sample_bylaw_close (work->store, work->actor, day, error);
}

/* One clause gives way to the bylaw on customs, one is moved, two are new, two are changed. */
static gboolean
revise (Work *work, GError **error)
{
  XyBylawRevising revising = { .bylaw = work->bylaw };
  char day[XY_DAY_SIZE];
  GError *problem = NULL;

  go_to (work, 20, day);
  if (!act (work, "", xy_bylaw_revise_act, &revising, error))
    return FALSE;
  work->version = revising.made;
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (work->store, &work->version, error);
  if (version == NULL)
    return FALSE;
  g_autoptr (XyBylawVersion) changed = xy_record_copy (version);
  xy_set_str (&changed->preamble, PREAMBLE);
  xy_set_str (&changed->board, BOARD_REVISED);
  if (!act (work, _ ("Write the short form for the board"), xy_bylaw_version_write_act, changed, error)
      || !insert_after (work, "建房先申请", "村道上慢行，摩托车、电动车进村减速，骑车戴好头盔。",
                        "放学时候差点撞到人，屋场会上大家说，光立牌子不够，要写进规约。", error)
      || !rewrite (work, "酒席不超过", "酒席不超过十二桌，提倡每桌菜金不超过四百元。", error)
      || !rewrite (work, "垃圾分类投放", "垃圾分类投放，不向水塘、沟渠和路边乱倒，秸秆不焚烧，送到各组堆放点。", error)
      || !insert_after (work, "节约用水用电", "用火用电常检查，老线老插座及时换，烤火、做饭不离人。", NULL, error))
    return FALSE;
  g_autoptr (XyBylawClause) gone = find_clause (work, "文明祭扫", &problem);
  g_autoptr (XyBylawClause) moved = gone != NULL ? find_clause (work, "爱护路灯", &problem) : NULL;
  if (moved == NULL)
    {
      g_propagate_error (error, problem);
      return problem == NULL;
    }
  XyBylawClauseMoving moving = { .clause = moved->record.id, .by = -6 };
  return act (work, _ ("Take out a clause"), xy_bylaw_clause_delete_act, &gone->record.id, error)
         && act (work, _ ("Move a clause"), xy_bylaw_clause_move_act, &moving, error);
}

/* Returned with the reason, mended, and under review again. */
static gboolean
make_customs (Work *work, GError **error)
{
  char day[XY_DAY_SIZE];

  go_to (work, 20, day);
  return write_bylaw (work, CUSTOMS, "single", customs, G_N_ELEMENTS (customs), CUSTOMS_PREAMBLE, CUSTOMS_BOARD, error);
}

static gboolean
review_customs (Work *work, GError **error)
{
  return step_ago (work, XY_BYLAW_DRAFT, 60, CLERK, NULL, error)
         && step_ago (work, XY_BYLAW_ADVISE, 52, ADVISER, "第八条公布姓名的写法请再斟酌。", error)
         && step_ago (work, XY_BYLAW_SUBMIT, 49, CLERK, NULL, error)
         && step_ago (work, XY_BYLAW_RETURN, 38, TOWNSHIP,
                      "第八条在公开栏张贴姓名，有损村民的名誉和隐私，请改为上门劝导、批评教育。", error)
         && rewrite (work, "没有做到的", "没有做到的，由理事会上门劝导，扣减家庭积分5分，当年不参加文明户评选。", error)
         && step_ago (work, XY_BYLAW_ADVISE, 30, ADVISER, "第八条已经改好，没有别的意见。", error)
         && step_ago (work, XY_BYLAW_SUBMIT, 9, CLERK, NULL, error);
}

static gboolean
find_version (Work *work, const char *name, GError **error)
{
  g_autoptr (XyBylaw) bylaw = xy_bylaw_find (work->store, name, error);
  g_autoptr (XyBylawVersion) version =
      bylaw != NULL ? xy_bylaw_version_of (work->store, &bylaw->record.id, 0, error) : NULL;

  if (version == NULL)
    return FALSE;
  work->bylaw = bylaw->record.id;
  work->version = version->record.id;
  return TRUE;
}

gboolean
xy_sample_bylaws (XySample *sample, XyStore *store, const XyActor *actor, XyFixedEnv *fixed, int month, GError **error)
{
  Work work = { .sample = sample, .store = store, .actor = actor, .fixed = fixed, .month = month };
  int back = sample->months - month;

  if (sample->households->len < XY_SAMPLE_MEETINGS_LEAST)
    return TRUE;
  if (back == MONTH_VOTED)
    return make_general (&work, error);
  if (back == MONTH_CUSTOMS)
    return make_customs (&work, error);
  if (back != MONTH_FILED && back != MONTH_REVISED)
    return TRUE;
  return find_version (&work, GENERAL, error)
         && (back == MONTH_FILED ? bring_into_force (&work, error) : revise (&work, error));
}

gboolean
xy_sample_bylaw_steps (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  Work work = { .sample = sample, .store = store, .actor = actor };
  char day[XY_DAY_SIZE];

  if (sample->households->len < XY_SAMPLE_MEETINGS_LEAST)
    return TRUE;
  if (!find_version (&work, CUSTOMS, error) || !review_customs (&work, error) || !find_version (&work, GENERAL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (opinions); i++)
    {
      xy_day_add (sample->today, -opinions[i].ago, day);
      if (!hear (&work, &opinions[i], day, error))
        return FALSE;
    }
  return TRUE;
}
