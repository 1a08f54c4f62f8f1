/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample village's ledger: the last quarter's matters, some at each step of the way, one overdue. */
#include "core/matter.h"
#include "core/sample-private.h"

#define MOST_STEPS 5
#define OWNER "林秀英"
#define VISITOR "周立新"

/* One step, so many days ago; UNTIL: days from today. */
typedef struct
{
  XyMatterKind kind;
  int ago;
  const char *note;
  int until;
} Step;

static const struct
{
  const char *source, *title, *content, *heard, *asked, *people;
  int ago;
  int household; /* whose, in the order of the roster; −1: nobody's */
  const char *owner, *helpers;
  int n_steps;
  Step steps[MOST_STEPS];
} matters[] = {
  { "meeting",
    "塘坳路段安装路灯",
    "八户出工、村里出材料",
    NULL,
    NULL,
    NULL,
    84,
    -1,
    OWNER,
    "3组组长",
    5,
    { { XY_MATTER_ASSIGN, 84, NULL, -50 },
      { XY_MATTER_START, 80, NULL, 0 },
      { XY_MATTER_NOTE, 66, "灯杆已立好六根", 0 },
      { XY_MATTER_FINISH, 55, "八盏路灯全部亮了", 0 },
      { XY_MATTER_SATISFIED, 50, NULL, 0 } } },
  { "visit",
    "老井水浑浊",
    "下雨后发黄，不敢喝",
    "villager",
    "difficulty",
    NULL,
    70,
    2,
    OWNER,
    NULL,
    4,
    { { XY_MATTER_ASSIGN, 69, NULL, -40 },
      { XY_MATTER_FINISH, 45, "清了井底，装了井盖", 0 },
      { XY_MATTER_UNSATISFIED, 40, "雨后还是发黄", 0 },
      { XY_MATTER_EXTEND, 38, "请镇里水务站来看", -8 } } },
  { "wish",
    "给独居老人换灯泡",
    NULL,
    NULL,
    NULL,
    NULL,
    33,
    5,
    VISITOR,
    NULL,
    3,
    { { XY_MATTER_ASSIGN, 33, NULL, -25 },
      { XY_MATTER_FINISH, 30, "换了两个灯泡，修了开关", 0 },
      { XY_MATTER_SATISFIED, 27, NULL, 0 } } },
  { "dispute",
    "田埂界石争议",
    "两家对界石位置说法不一",
    NULL,
    NULL,
    "4组两户",
    41,
    -1,
    OWNER,
    "村调委会",
    3,
    { { XY_MATTER_ASSIGN, 41, NULL, 12 },
      { XY_MATTER_RAISE, 30, "组长调解没有谈成", 0 },
      { XY_MATTER_NOTE, 20, "到现场量过，约好再谈一次", 0 } } },
  { "dispute",
    "宅前排水朝向",
    "雨水流进邻家院子",
    NULL,
    NULL,
    "2组两户",
    62,
    -1,
    OWNER,
    NULL,
    4,
    { { XY_MATTER_ASSIGN, 62, NULL, -35 },
      { XY_MATTER_FINISH, 52, "改了出水口，签了协议", 0 },
      { XY_MATTER_SATISFIED, 45, NULL, 0 },
      { XY_MATTER_CLOSE, 45, NULL, 0 } } },
  { "suggestion",
    "村口装减速带",
    "接送孩子的车快",
    "villager",
    "advice",
    NULL,
    48,
    8,
    OWNER,
    NULL,
    2,
    { { XY_MATTER_ASSIGN, 47, NULL, -17 }, { XY_MATTER_PASS_ON, 44, "这段路归公路站管，已报镇里", 0 } } },
  { "township",
    "秋季防火宣传入户",
    NULL,
    NULL,
    NULL,
    NULL,
    28,
    -1,
    VISITOR,
    "各组组长",
    2,
    { { XY_MATTER_ASSIGN, 28, NULL, -1 }, { XY_MATTER_FINISH, 6, "各组都走到了", 0 } } },
  { "meeting",
    "新修机耕路筹资方案",
    "每户出多少要大家定",
    NULL,
    NULL,
    NULL,
    24,
    -1,
    OWNER,
    NULL,
    2,
    { { XY_MATTER_ASSIGN, 24, NULL, 20 }, { XY_MATTER_SUBMIT, 20, "筹资要村民会议或村民代表会议定", 0 } } },
  { "inspection",
    "变压器旁堆放柴草",
    NULL,
    NULL,
    NULL,
    NULL,
    15,
    -1,
    VISITOR,
    NULL,
    2,
    { { XY_MATTER_ASSIGN, 15, NULL, -3 }, { XY_MATTER_START, 12, NULL, 0 } } },
  { "visit", "想种油茶，缺技术", "问有没有人来教", "villager", "hope", NULL, 9, 11, NULL, NULL, 0, { { 0 } } },
  { "visit",
    "小作坊用电不够",
    NULL,
    "business",
    "difficulty",
    NULL,
    11,
    14,
    OWNER,
    "供电所",
    1,
    { { XY_MATTER_ASSIGN, 10, NULL, 2 } } },
  { "wish", "轮椅上下门槛不便", NULL, NULL, NULL, NULL, 4, 17, NULL, NULL, 0, { { 0 } } },
  { "suggestion",
    "在塘边装护栏",
    "钱还没有着落",
    "cadre",
    "advice",
    NULL,
    77,
    -1,
    OWNER,
    NULL,
    2,
    { { XY_MATTER_ASSIGN, 75, NULL, -45 }, { XY_MATTER_NOT_YET, 50, "今年没有这笔钱，明年再报", 0 } } },
};

static gboolean
take_steps (XyTxn *txn, const XySample *sample, guint at, const XyId *matter, GError **error)
{
  for (int i = 0; i < matters[at].n_steps; i++)
    {
      const Step *step = &matters[at].steps[i];
      gboolean visit = step->kind == XY_MATTER_SATISFIED || step->kind == XY_MATTER_UNSATISFIED;
      char day[XY_DAY_SIZE], until[XY_DAY_SIZE];
      const char *owner = xy_sample_official (xy_txn_get_store (txn), matters[at].owner);
      XyMatterStepping stepping = { .matters = matter,
                                    .n = 1,
                                    .kind = step->kind,
                                    .day = day,
                                    .note = step->note,
                                    .owner = owner,
                                    .helpers = matters[at].helpers,
                                    .by = visit ? (g_str_equal (owner, OWNER) ? VISITOR : OWNER) : owner };

      xy_day_add (sample->today, -step->ago, day);
      xy_day_add (sample->today, step->until, until);
      stepping.until = until;
      if (!xy_matter_step_act (txn, &stepping, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const XySample *sample;
  guint at;
} Entry;

static gboolean
enter (XyTxn *txn, gpointer data, GError **error)
{
  const XySample *sample = ((const Entry *) data)->sample;
  guint at = ((const Entry *) data)->at;
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };
  char day[XY_DAY_SIZE];

  xy_day_add (sample->today, -matters[at].ago, day);
  xy_set_str (&matter->source, matters[at].source);
  xy_set_str (&matter->title, matters[at].title);
  xy_set_str (&matter->content, matters[at].content);
  xy_set_str (&matter->heard, matters[at].heard);
  xy_set_str (&matter->asked, matters[at].asked);
  xy_set_str (&matter->people, matters[at].people);
  xy_set_str (&matter->visitor, matters[at].heard != NULL ? VISITOR : NULL);
  xy_set_str (&matter->day, day);
  if (matters[at].household >= 0 && (guint) matters[at].household < sample->households->len)
    matter->household = g_array_index (sample->households, XySampleHousehold, matters[at].household).id;
  return xy_matter_write_act (txn, &writing, error) && take_steps (txn, sample, at, &writing.made, error);
}

gboolean
xy_sample_matters (XySample *sample, XyStore *store, const XyActor *actor, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    {
      Entry entry = { sample, i };
      if (!xy_store_act (store, actor, "", enter, &entry, error))
        return FALSE;
    }
  return TRUE;
}
