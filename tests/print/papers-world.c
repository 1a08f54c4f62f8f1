/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "papers-world.h"

#include <glib/gstdio.h>

#include <string.h>

#include "core/act.h"
#include "core/bylaw.h"
#include "core/cleaning.h"
#include "core/document.h"
#include "core/hygiene-round.h"
#include "core/matter.h"
#include "core/meeting.h"
#include "core/points-entry.h"
#include "core/points-rule.h"
#include "core/points-sitting.h"
#include "core/reward-list.h"
#include "core/reward-redeem.h"
#include "core/sample.h"
#include "core/stamp.h"
#include "core/template.h"
#include "core/village.h"
#include "hygiene-world.h"
#include "matter-world.h"
#include "meeting-world.h"
#include "vote-world.h"

static gboolean
found (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);

  xy_set_str (&village->code, XY_SAMPLE_CODE);
  xy_set_str (&village->name, "石板溪村");
  xy_set_str (&village->township, "云岭镇");
  xy_set_str (&village->county, "清江县");
  return xy_record_save (txn, village, error);
}

static gboolean
run_sql (XyTxn *txn, gpointer sql, GError **error)
{
  return xy_db_run (xy_txn_get_db (txn), sql, XY_BIND_NONE, error);
}

static void
act (World *world, XyActFunc func, gpointer data)
{
  XyActor actor = { .user = xy_id_new (&world->fixed.env), .name = "曾小平", .permissions = ~0u };
  g_autoptr (GError) error = NULL;

  xy_store_act (world->store, &actor, "", func, data, &error);
  g_assert_no_error (error);
}

/* --- what the office wrote itself: a document from each template, all filled in --- */

/* Cells as somebody would paste them, numbers in full. */
static const char *
invent_cell (const char *head, guint row)
{
  static const char *const names[] = { "曾国强", "刘桂英", "欧阳建军", "周小平", "王伟" };

  if (strstr (head, "身份证") != NULL)
    return "431399196305120019";
  if (strstr (head, "电话") != NULL)
    return "19900001234";
  if (strstr (head, "账号") != NULL || strstr (head, "卡号") != NULL)
    return "6217000000000000001";
  if (strstr (head, "名") != NULL || strstr (head, "户主") != NULL)
    return names[row % G_N_ELEMENTS (names)];
  if (strstr (head, "组") != NULL)
    return row % 2 == 0 ? "1组" : "12组";
  if (strstr (head, "元") != NULL || strstr (head, "金额") != NULL)
    return "1280.50";
  return "合格";
}

static char *
invent_sheet (const char *heads, guint n_rows)
{
  g_auto (GStrv) names = g_strsplit (heads, "\t", -1);
  GString *sheet = g_string_new (heads);

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; names[c] != NULL; c++)
      {
        g_autofree char *number = g_strdup_printf ("%u", r + 1);
        gboolean counts = strstr (names[c], "序号") != NULL;
        g_string_append_printf (sheet, "%s%s", c == 0 ? "\n" : "\t", counts ? number : invent_cell (names[c], r));
      }
  return g_string_free (sheet, FALSE);
}

static void
fill_fields (XyDocument *document)
{
  const char *const texts[] = { document->title, document->addressee, document->issuer, document->body };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    xy_template_add_names (texts[i], names);
  for (guint i = 0; i < names->len; i++)
    if (!g_strv_contains (xy_template_builtins (), names->pdata[i]) && !g_str_equal (names->pdata[i], XY_TEMPLATE_LIST))
      xy_document_set_field (document, names->pdata[i], "十一月二十五日");
}

static gboolean
write_documents (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) templates = xy_template_list (xy_txn_get_store (txn), error);

  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const XyTemplate *template = templates->pdata[i];
      g_autoptr (XyDocument) document = xy_document_from_template (template, 15);
      g_autofree char *body =
          g_strconcat (template->body != NULL ? template->body : "", "\n可拨打19900001234询问。", NULL);
      g_autofree char *sheet = template->heads != NULL ? invent_sheet (template->heads, 60) : NULL;
      xy_set_str (&document->body, body);
      xy_set_str (&document->sheet, sheet);
      xy_set_str (&document->day, "2026-11-22");
      fill_fields (document);
      if (!xy_record_save (txn, document, error))
        return FALSE;
    }
  return templates != NULL;
}

static gboolean
use_seal (XyTxn *txn, gpointer data, GError **error)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (XyStamp) stamp = xy_record_new (&xy_stamp_type);
      g_autofree char *day = g_strdup_printf ("2026-08-%02u", i % 28 + 1);
      xy_set_str (&stamp->day, day);
      xy_set_str (&stamp->matter,
                  i % 7 == 0 ? "关于修缮村民小组之间机耕道路并向镇人民政府申请以奖代补资金的请示" : "居住证明");
      xy_set_str (&stamp->paper, "证明");
      stamp->copies = 1 + i % 3;
      xy_set_str (&stamp->applicant, "曾国强");
      xy_set_str (&stamp->approver, "谢满生");
      xy_set_str (&stamp->keeper, "曾小平");
      if (!xy_record_save (txn, stamp, error))
        return FALSE;
    }
  return TRUE;
}

/* What the yearly clearing took away: a long list, on one day of the quarter. */
static gboolean
clear_old (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const kinds[] = { "moved", "dead", "households", "papers", "photos", "drafts", "aside" };
  g_autoptr (XyCleaning) cleaning = xy_record_new (&xy_cleaning_type);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (list, "%s%s|%s|20%02u-03-15|%u|", i > 0 ? "\n" : "", kinds[i / 6],
                            i / 6 == 3 ? "HC-2021-0031 户籍花名册19900001234" : "阿卜杜热合曼·麦麦提（12组）", i % 20,
                            i / 6 + 1);
  cleaning->day = g_strdup ("2026-08-20");
  cleaning->at = WORLD_NOW;
  cleaning->who = g_strdup ("曾小平");
  cleaning->witness = g_strdup ("谢满生");
  cleaning->n = 40;
  cleaning->list = g_strdup (list->str);
  return xy_record_save (txn, cleaning, error);
}

/* --- what was exchanged in the quarter before: three dozen visits, the first of them with a long list --- */

/* To be spent only, so that no other paper says anything else. */
static gboolean
give_points (XyTxn *txn, const XyId *household, GError **error)
{
  g_autoptr (XyPointsEntry) entry = xy_record_new (&xy_points_entry_type);

  entry->household = *household;
  entry->withheld = -30000;
  entry->at = WORLD_NOW;
  xy_set_str (&entry->category, "结转");
  xy_set_str (&entry->item, "上年结转");
  xy_set_str (&entry->day, "2026-01-01");
  xy_set_str (&entry->kind, "base");
  return xy_record_save (txn, entry, error);
}

static gboolean
exchange (XyTxn *txn, gpointer data, GError **error)
{
  /* Of these a household may have any number. */
  static const char *const goods[] = { "食用盐", "香皂", "家电维修", "理发" };
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) households = xy_record_list (
      store, &xy_household_type,
      "WHERE t.del = 0 AND t.state = 'here' AND t.id NOT IN (SELECT i.household FROM points_item AS i WHERE i.frozen) "
      "ORDER BY t.sort",
      XY_BIND_NONE, error);

  for (guint i = 0; households != NULL && i < MIN (households->len, 36); i++)
    {
      const XyHousehold *household = households->pdata[i];
      XyRewardWish wishes[9];
      XyRewardCart cart = { .household = household->record.id,
                            .taker = i % 5 == 4 ? "阿卜杜热合曼·麦麦提" : NULL,
                            .day = i == 35 ? "2026-10-16" : "2026-09-12",
                            .wishes = wishes,
                            .n_wishes = i == 0 ? 9 : 1 + i % 3 };
      for (guint w = 0; w < cart.n_wishes; w++)
        {
          g_autoptr (GPtrArray) found =
              xy_reward_good_find (store, goods[(i + w) % G_N_ELEMENTS (goods)], cart.day, error);
          wishes[w] = (XyRewardWish){ ((XyRecord *) found->pdata[0])->id, 1 };
        }
      if (!give_points (txn, &household->record.id, error) || !xy_reward_redeem_act (txn, &cart, error))
        return FALSE;
      g_clear_pointer (&cart.made, g_array_unref);
    }
  return households != NULL;
}

/* --- points that were judged, and hang before they count --- */

#define OF_WORLD "看样"
#define JUDGED 60

static gboolean
add_sitting (XyTxn *txn, const char *kind, XyId *id, GError **error)
{
  g_autoptr (XyPointsSitting) sitting = xy_record_new (&xy_points_sitting_type);

  xy_set_str (&sitting->kind, kind);
  sitting->number = 7;
  xy_set_str (&sitting->day, "2026-11-20");
  xy_set_str (&sitting->place, "村部二楼会议室");
  xy_set_str (&sitting->members, "曾小平\n刘桂英\n欧阳建军\n谢满生\n");
  xy_set_str (&sitting->note, OF_WORLD);
  xy_set_str (&sitting->recorder, "曾小平");
  if (!xy_record_save (txn, sitting, error))
    return FALSE;
  *id = sitting->record.id;
  return TRUE;
}

static gboolean
add_step (XyTxn *txn,
          const XyId *item,
          const char *kind,
          const XyId *sitting,
          const char *recused,
          const char *note,
          GError **error)
{
  g_autoptr (XyPointsStep) step = xy_record_new (&xy_points_step_type);

  step->item = *item;
  step->sitting = *sitting;
  xy_set_str (&step->kind, kind);
  xy_set_str (&step->day, "2026-11-20");
  xy_set_str (&step->note, note);
  xy_set_str (&step->recused, recused);
  xy_set_str (&step->by, "曾小平");
  step->at = WORLD_NOW;
  return xy_record_save (txn, step, error);
}

static gboolean
add_item (XyTxn *txn, const XyId *household, const XyPointsRule *rule, guint i, XyId *id, GError **error)
{
  g_autoptr (XyPointsItem) item = xy_record_new (&xy_points_item_type);
  g_autofree char *day = g_strdup_printf ("2026-11-%02u", i % 18 + 1);

  item->household = *household;
  item->rule = rule->record.id;
  xy_set_str (&item->category, rule->category);
  xy_set_str (&item->item, rule->name);
  xy_set_str (&item->day, day);
  item->amount = 100 + i % 3 * 50;
  item->delta = rule->score * (1 + i % 2);
  xy_set_str (&item->note, i % 4 == 0 ? "证明人电话19900001234" : NULL);
  xy_set_str (&item->recorder, "曾小平");
  item->at = WORLD_NOW;
  if (!xy_record_save (txn, item, error))
    return FALSE;
  *id = item->record.id;
  return TRUE;
}

static gboolean
judge_points (XyTxn *txn, gpointer data, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, error);
  g_autoptr (GPtrArray) households = xy_record_list (
      store, &xy_household_type, "WHERE t.del = 0 AND t.state = 'here' ORDER BY t.sort", XY_BIND_NONE, error);
  XyId review, list, item;

  if (rules == NULL || households == NULL || !add_sitting (txn, "review", &review, error)
      || !add_sitting (txn, "post", &list, error))
    return FALSE;
  guint n = MIN (households->len, JUDGED);
  for (guint i = 0; i < n; i++)
    {
      gboolean refused = i % 9 == 8;
      const XyRecord *household = households->pdata[i * households->len / n];
      if (!add_item (txn, &household->id, rules->pdata[i * 5 % rules->len], i, &item, error))
        return FALSE;
      /* Every sixth still waits. */
      if (i % 6 == 5)
        continue;
      if (!add_step (txn, &item, refused ? "reject" : "review", &review, i % 7 == 3 ? "刘桂英" : NULL,
                     refused ? "记错了户，见19900001234" : NULL, error)
          || (!refused && !add_step (txn, &item, "list", &list, NULL, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

void
world_open (World *world, guint households)
{
  XySampleOptions options = { .households = households, .years = 1, .seed = 1, .today = "2026-11-22" };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-papers-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&world->fixed, WORLD_NOW, 1);
  world->path = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  if (households > 0)
    xy_sample_create (world->path, &options, &error);
  g_assert_no_error (error);
  world->store = xy_store_open (world->path, &world->fixed.env, households > 0 ? 0 : XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  if (households == 0)
    act (world, found, NULL);
  else
    {
      act (world, write_documents, NULL);
      act (world, use_seal, NULL);
      act (world, clear_old, NULL);
      act (world, judge_points, NULL);
      act (world, exchange, NULL);
      act (world, hygiene_world_make, NULL);
      act (world, matter_world_make, NULL);
      act (world, meeting_world_make, NULL);
      act (world, vote_world_make, NULL);
    }
  g_autoptr (XyVillage) village = xy_village_get (world->store, &error);
  g_assert_no_error (error);
  world->issuer = xy_village_committee (village);
}

void
world_close (World *world)
{
  g_autofree char *folder = g_path_get_dirname (world->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_clear_object (&world->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (world->path);
  g_free (world->issuer);
}

void
world_change (World *world, const char *sql)
{
  act (world, run_sql, (gpointer) sql);
}

gint64
world_count (World *world, const char *sql)
{
  gint64 number = -1;
  g_autoptr (GError) error = NULL;

  xy_db_number (xy_store_get_db (world->store), sql, XY_BIND_NONE, &number, &error);
  g_assert_no_error (error);
  return number;
}

GPtrArray *
world_list_records (World *world, const XyPaperKind *kind)
{
  static const struct
  {
    const XyRecordType *of;
    const char *tail;
  } tails[] = {
    { &xy_document_type, "WHERE t.del = 0 AND t.kind = ?1 ORDER BY t.id" },
    { &xy_points_sitting_type,
      "WHERE t.del = 0 AND t.note = '" OF_WORLD "' AND (t.kind = 'post') = (?1 = 'points-list')" },
    { &xy_meeting_type,
      "WHERE t.del = 0 AND t.note = '" MEETING_WORLD_NOTE "' AND (?1 <> 'meeting-decisions' OR t.stage > 0) "
      "AND (?1 <> 'meeting-resolution' OR t.kind IN (SELECT k.id FROM meeting_kind AS k "
      "WHERE k.body = 'representatives')) ORDER BY t.id" },
    { &xy_hygiene_round_type, "WHERE t.del = 0 AND t.note = '" HYGIENE_WORLD_NOTE "' AND ?1 > '' ORDER BY t.id" },
    { &xy_vote_type,
      "WHERE t.del = 0 AND t.note = '" VOTE_WORLD_NOTE "' AND (?1 <> 'vote-ballot' OR t.method = 'ballots' "
      "AND t.closed_on IS NULL) AND (?1 <> 'vote-sheet' OR t.method = 'doors') AND (?1 <> 'vote-result' "
      "OR t.closed_on IS NOT NULL) ORDER BY t.number" },
    { &xy_matter_type, "WHERE t.del = 0 AND t.phone IS NOT NULL AND (?1 <> 'matter-agreement' OR t.level > 0) "
                       "ORDER BY t.id" },
    { &xy_bylaw_version_type, "WHERE t.del = 0 AND (?1 <> 'bylaw-redline' OR t.number > 1) AND (?1 <> 'bylaw-filing' "
                              "OR t.passed_on IS NOT NULL) ORDER BY t.number, t.id" },
  };
  const char *tail = "WHERE t.del = 0 AND ?1 > '' ORDER BY t.id LIMIT 2";
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (tails[i].of == kind->of)
      tail = tails[i].tail;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = kind->of != NULL
                           ? xy_record_list (world->store, kind->of, tail, XY_BIND (XY_TEXT (kind->name)), &error)
                           : g_ptr_array_new ();

  g_assert_no_error (error);
  return records;
}

gboolean
world_ask (World *world, const XyPaperKind *kind, XyPaperAsk *ask)
{
  g_autoptr (GPtrArray) records = world_list_records (world, kind);

  *ask = (XyPaperAsk){ .period = (kind->flags & XY_PAPER_PERIOD) != 0 ? "2026Q3" : NULL,
                       .parts = xy_paper_kind_get_parts (kind),
                       .number = "ZZ-2026-0001",
                       .printed_at = WORLD_NOW };
  while (!xy_paper_kind_has_size (kind, ask->size))
    ask->size++;
  /* Cards of all there are, or of one record. */
  if (kind->of == NULL || (kind->flags & (XY_PAPER_CARDS | XY_PAPER_OF_ALL)) == (XY_PAPER_CARDS | XY_PAPER_OF_ALL))
    return TRUE;
  if (records->len == 0)
    {
      g_test_message ("The village has nothing in “%s” that the paper “%s” could be of.", kind->of->table, kind->name);
      return FALSE;
    }
  ask->record = ((XyRecord *) records->pdata[0])->id;
  return TRUE;
}

XyPageSetup
world_get_setup (const XyPaperKind *kind, const XyPaperAsk *ask, XyPaper *paper)
{
  /* Who cannot be turned knows how it lies. */
  gboolean lies = (kind->flags & XY_PAPER_TURNS) != 0 ? ((kind->flags & XY_PAPER_LANDSCAPE) != 0) != ask->turned
                                                      : xy_paper_get_width (paper) > xy_paper_get_height (paper);
  XyPageSetup setup = xy_page_setup (ask->size, lies);
  if ((kind->flags & XY_PAPER_CARDS) != 0 && ask->size == XY_PAGE_A4)
    {
      XyPageSetup card = xy_page_setup (XY_PAGE_A6, FALSE);
      setup.top_mm = card.top_mm;
      setup.right_mm = card.right_mm;
      setup.bottom_mm = card.bottom_mm;
      setup.left_mm = card.left_mm;
    }
  return setup;
}

XyPaper *
world_make (World *world, const XyPaperKind *kind, const XyPaperAsk *ask)
{
  g_autoptr (GError) error = NULL;
  XyPaper *paper = kind->make (world->store, ask, &error);

  g_assert_no_error (error);
  return paper;
}
