/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/sample-papers.h"

#include <string.h>

#include "core/clock.h"
#include "core/day.h"
#include "core/document.h"
#include "core/hygiene-list.h"
#include "core/roster-list.h"
#include "core/stamp.h"
#include "core/template.h"
#include "print/paper-keep.h"
#include "print/papers.h"

#define BOARD_DAYS 15
#define APPROVER "覃建国"
#define KEEPER "曾小平"

/*
 * What is written for an item of publicity. "@12" is the day 12 days after the first of its period (or after the day on
 * which it happened); rows of the roster come after those that stand here.
 */
static const struct
{
  const char *item, *template;
  const char *fields; /* name=value, one a line */
  const char *rows;   /* cells apart by "|", one row a line */
  guint n_households;
} texts[] = {
  { "decisions", "decisions", NULL,
    "安装太阳能路灯46盏|村民代表会议|@12|已安装31盏，下月完工\n"
    "聘请保洁员4名，每人每月补助900元|村民代表会议|@12|已到岗\n"
    "修复水毁渠道两处|村民代表会议|@57|已完工，决算另行公示" },
  { "relief", "relief", NULL,
    "@9|县财政|村级组织运转经费|30000.00|办公、水电和会议\n"
    "@21|镇政府|防汛物资补助|6800.00|购买沙袋、水泵\n"
    "@40|在外乡亲捐款|助学金|12000.00|资助新考上大学的学生4人" },
  { "government", "government", NULL,
    "居民医疗保险参保登记|县医疗保障局|已登记，尚未参保的逐户联系\n"
    "农村低保动态核查|镇民政办|核查完毕，新增2户，退出1户\n"
    "森林防火巡查|镇应急管理办公室|每日两次，无火情" },
  { "consultation", "consultation", NULL,
    "排水沟清淤，每户出工一天|丁家院子屋场会|@18|已完成，42户出工\n"
    "红白喜事不放鞭炮、宴席不超过15桌|塘坳夜话会|@33|写入村规民约修订稿\n"
    "学校路口加装减速带|村部议事会|@61|已报镇里，等待施工" },
  { "finance", "accounts", NULL,
    "@2|上级拨付村级运转经费|30000.00||曾小平\n"
    "@8|村部电费、网络费||1286.50|曾小平\n"
    "@14|鱼塘承包费|8000.00||曾小平\n"
    "@20|保洁员补助4人||3600.00|曾小平\n"
    "@26|渠道修复材料款||9420.00|覃建国\n"
    "@35|在外乡亲捐款|12000.00||曾小平\n"
    "@41|资助大学新生4人||12000.00|覃建国\n"
    "@50|保洁员补助4人||3600.00|曾小平\n"
    "@58|防火宣传条幅、印刷||640.00|曾小平\n"
    "@80|保洁员补助4人||3600.00|曾小平" },
  { "hygiene", "hygiene", "评比日期=@20", NULL, 5 },
  { "subsidies", "subsidies", "补贴名称=耕地地力保护补贴", NULL, 16 },
  { "bylaw", "bylaw",
    "会议日期=@0\n应到人数=1286人\n实到人数=702人\n赞成票数=655票\n反对票数=31票\n弃权票数=16票\n表决结果=通过\n施行日期=@30" },
  { "list", "name-list", "名单名称=年度最美庭院拟评名单\n产生办法=各组推荐、评议小组逐户查看", NULL, 15 },
  { "major", "blank",
    "公告内容=因集中供水管网改造施工，@5起每日8时至17时分段停水，约需20天。停水前一日由各组组长通知到户，请提前储水。施工路"
    "段请慢行，看护好老人和孩子" },
  { "project", "project",
    "项目名称=塘坳至村部道路硬化项目\n决定会议=村民代表会议\n项目内容=硬化塘坳至村部道路1.2公里，宽4.5米、厚0.2米\n"
    "资金情况=以奖代补资金42万元，村民捐款6.8万元\n实施单位=清江县云岭建筑工程队\n开工日期=@20\n完工日期=@80" },
  { "meeting", "meeting",
    "会议名称=村民代表会议\n会议时间=@5上午9时\n会议地点=村部会议室\n会议内容=讨论道路硬化项目的实施办法，通报积分和人居环境评比"
    "情况\n参加人员=全体村民代表、村两委成员、村务监督委员会成员" },
};

/* The seal is used for people too. */
static const char *const errands[][2] = {
  { "外出务工，用工单位要求证明", "户籍情况证明" },
  { "申请助学贷款", "家庭情况说明" },
  { "老人领取高龄补贴", "健在证明" },
};

static const char *const praises[] = { "庭院干净，花草整齐", "柴草农具堆放有序", "厨房厕所清洁", "垃圾分类做得好" };

/* TEXT with each @N made the day N after FIRST: 7月12日. (transfer full) */
static char *
set_days (const char *text, const char *first)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (text != NULL && *text != '\0')
    {
      char *end;
      char day[XY_DAY_SIZE];

      if (*text != '@')
        {
          g_string_append_c (out, *text++);
          continue;
        }
      xy_day_add (first, (int) g_ascii_strtoull (text + 1, &end, 10), day);
      g_autofree char *words = xy_day_to_chinese (day);
      g_string_append (out, strstr (words, "年") + strlen ("年"));
      text = end;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* N households from all over the village, others for another TITLE. (transfer full) array of XyHouseholdRow */
static GPtrArray *
pick_households (XyStore *store, const char *title, guint n, GError **error)
{
  const XyRosterFilter filter = { .who = XY_WHO_LIVE };
  g_autoptr (GArray) all = xy_household_list_ids (store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  g_autoptr (GArray) picked = g_array_new (FALSE, FALSE, sizeof (XyId));

  if (all == NULL)
    return NULL;
  n = MIN (n, all->len);
  for (guint i = 0; i < n; i++)
    {
      guint at = (i * all->len + g_str_hash (title) % all->len) / n % all->len;
      g_array_append_val (picked, g_array_index (all, XyId, at));
    }
  return xy_household_list_rows (store, (const XyId *) (gpointer) picked->data, picked->len, error);
}

static void
append_household (GString *sheet, const char *item, const XyHouseholdRow *row, guint i)
{
  const char *head = row->household->head_name, *unit = row->unit_name != NULL ? row->unit_name : "";

  if (g_str_equal (item, "hygiene"))
    g_string_append_printf (sheet, "\n%s\t%s\t%u\t%s", unit, head, 98 - i / 2, praises[i % G_N_ELEMENTS (praises)]);
  else if (g_str_equal (item, "subsidies"))
    g_string_append_printf (sheet, "\n%u\t%s\t%s\t4313991963%02u%02u%04u\t95.00\t%u.50", i + 1, unit, head, i % 12 + 1,
                            i % 28 + 1, 11 + i, 190 + i % 7 * 47);
  else
    g_string_append_printf (sheet, "\n%s", head);
}

/* (transfer full) */
static XyDocument *
write_document (XyTxn *txn, const XySampleNotice *notice, guint which, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyTemplate) template = xy_template_get (store, texts[which].template, error);
  char first[XY_DAY_SIZE];

  if (template == NULL)
    return NULL;
  g_strlcpy (first, notice->happened != NULL ? notice->happened : notice->day, sizeof first);
  if (notice->period != NULL)
    xy_period_parse (notice->period, NULL, first, NULL);
  g_autoptr (XyDocument) document = xy_document_from_template (template, BOARD_DAYS);
  g_autoptr (GString) sheet = g_string_new (template->heads);
  g_autofree char *fields = set_days (texts[which].fields, first), *rows = set_days (texts[which].rows, first);
  g_autofree char *period = xy_period_to_chinese (notice->period != NULL ? notice->period : "");
  g_autofree char *year = g_strdup_printf ("%.4s年", notice->day);

  if (*rows != '\0')
    g_string_append_printf (sheet, "\n%s", g_strdelimit (rows, "|", '\t'));
  if (texts[which].n_households > 0)
    {
      g_autoptr (GPtrArray) households = pick_households (store, notice->title, texts[which].n_households, error);
      if (households == NULL)
        return NULL;
      for (guint i = 0; i < households->len; i++)
        append_household (sheet, texts[which].item, households->pdata[i], i);
    }
  xy_set_str (&document->title, notice->title);
  xy_set_str (&document->fields, *fields != '\0' ? fields : NULL);
  xy_document_set_field (document, XY_TEMPLATE_PERIOD, *period != '\0' ? period : year);
  if (strstr (notice->title, "救助") != NULL)
    xy_document_set_field (document, "补贴名称", "临时救助");
  xy_set_str (&document->sheet, template->heads != NULL ? sheet->str : NULL);
  return xy_record_save (txn, document, error) ? g_steal_pointer (&document) : NULL;
}

static gboolean
use_seal (XyTxn *txn,
          const char *matter,
          const char *paper,
          const XyId *document,
          const char *applicant,
          GError **error)
{
  g_autoptr (XyStamp) stamp = xy_record_new (&xy_stamp_type);
  g_autofree char *today = xy_day_from_instant (xy_txn_get_now (txn));

  xy_set_str (&stamp->day, today);
  xy_set_str (&stamp->matter, matter);
  xy_set_str (&stamp->paper, paper);
  stamp->document = document != NULL ? *document : XY_ID_NONE;
  stamp->copies = 1;
  xy_set_str (&stamp->applicant, applicant);
  xy_set_str (&stamp->approver, APPROVER);
  xy_set_str (&stamp->keeper, KEEPER);
  return xy_record_save (txn, stamp, error);
}

static gboolean
use_seal_for_people (XyTxn *txn, const char *title, GError **error)
{
  g_autoptr (GPtrArray) households = pick_households (xy_txn_get_store (txn), title, G_N_ELEMENTS (errands), error);

  for (guint i = 0; households != NULL && i < households->len; i++)
    {
      const XyHouseholdRow *row = households->pdata[i];
      if (!use_seal (txn, errands[i][0], errands[i][1], NULL, row->household->head_name, error))
        return FALSE;
    }
  return households != NULL;
}

/* The round whose red list hangs: of households, of the period, decided by the day. None: there is none. */
static gboolean
find_round (XyStore *store, const XySampleNotice *notice, XyId *round, GError **error)
{
  const XyHygieneRoundFilter filter = { .target = "household", .open = -1 };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!g_str_equal (notice->item, "hygiene"))
    return TRUE;
  ids = xy_hygiene_round_ids (store, &filter, error);
  rows = ids != NULL ? xy_hygiene_round_rows (store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHygieneRoundRow *row = rows->pdata[i];
      if (row != NULL && row->n_red > 0 && g_strcmp0 (row->round->period, notice->period) == 0
          && strcmp (row->round->closed_on, notice->day) <= 0)
        *round = row->round->record.id;
    }
  return rows != NULL;
}

/* Kept in the register, under a number of its own. (transfer full) */
static XyPaperRecord *
print_and_keep (XyTxn *txn, const XyPaperKind *kind, const XyPaperAsk *asked, GError **error)
{
  XyPaperAsk ask = *asked;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *number = xy_paper_next_number (store, kind->prefix, error);

  ask.parts = xy_paper_kind_get_parts (kind);
  ask.number = number;
  g_autoptr (XyPaper) paper = number != NULL ? kind->make (store, &ask, error) : NULL;
  const XyPaperPrint print = {
    .kind = kind->name, .prefix = kind->prefix, .period = ask.period, .subject = ask.record
  };
  return paper != NULL ? xy_paper_keep (txn, paper, &print, error) : NULL;
}

gboolean
xy_sample_paper_print (XyTxn *txn, const XySampleNotice *notice, XyId *id, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  const XyPaperKind *kind = NULL;
  g_autoptr (XyDocument) document = NULL;
  XyPaperAsk ask = { .period = notice->period, .printed_at = xy_txn_get_now (txn) };

  if (notice->paper != NULL)
    {
      ask.record = notice->subject;
      g_autoptr (XyPaperRecord) of_subject = print_and_keep (txn, xy_paper_kind_find (notice->paper), &ask, error);
      if (of_subject != NULL)
        *id = of_subject->record.id;
      return of_subject != NULL;
    }
  if (!find_round (store, notice, &ask.record, error))
    return FALSE;
  if (!xy_id_is_none (&ask.record))
    kind = xy_paper_kind_find (XY_HYGIENE_RED_PAPER);
  for (guint i = 0; i < G_N_ELEMENTS (texts) && kind == NULL; i++)
    if (g_str_equal (texts[i].item, notice->item))
      {
        document = write_document (txn, notice, i, error);
        if (document == NULL)
          return FALSE;
        kind = xy_paper_kind_find (document->kind);
        ask.record = document->record.id;
      }
  if (kind == NULL)
    {
      kind = xy_paper_kind_find ("points-board");
      ask.size = XY_PAGE_A3;
    }
  g_autoptr (XyPaperRecord) kept = print_and_keep (txn, kind, &ask, error);
  if (kept == NULL)
    return FALSE;
  *id = kept->record.id;
  return use_seal (txn, notice->title, kept->number, document != NULL ? &ask.record : NULL, KEEPER, error)
         && (!g_str_equal (notice->item, "hygiene") || use_seal_for_people (txn, notice->title, error));
}
