/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-rules-paper.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/points-account.h"
#include "core/points-rule.h"
#include "core/points-scheme.h"
#include "core/points-tiers.h"
#include "core/store.h"
#include "core/village.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define KIND "积分细则"
#define CONTINUED "积分细则（续）"
#define GIVES "加"
#define TAKES "扣"

/* Sizes on A4, points. */
#define TITLE_SIZE 32
#define CELL_SIZE 12
#define NAME_SIZE 13
#define FOOT_SIZE 12.5
#define ISSUER_SIZE 16

enum
{
  PART_BASIS = 1 << 0,
  PART_CODES = 1 << 1,
};

static const XyPaperPart parts[] = {
  { "basis", N_ ("What a rule rests on"), FALSE },
  { "codes", N_ ("Codes of the rules"), TRUE },
  { NULL, NULL, FALSE },
};

/* What all rules have in common is said once, at the foot. */
typedef struct
{
  const char *account; /* of all, "" where they differ */
  const char *exempt;
  gboolean pools;   /* some of them count the largest only */
  gboolean doubles; /* repeats double within a year wherever points are taken */
} Common;

static const char *
period_word (const char *period)
{
  return g_strcmp0 (period, "month") == 0 ? "月" : g_strcmp0 (period, "quarter") == 0 ? "季" : "年";
}

static const char *
account_word (const char *account)
{
  return account == NULL ? "家庭" : g_str_equal (account, XY_POINTS_PERSON) ? "个人" : "志愿者";
}

static Common
find_common (GPtrArray *rules)
{
  const XyPointsRule *first = rules->pdata[0];
  Common common = { first->account != NULL ? first->account : "household", first->exempt, FALSE, FALSE };
  guint n_doubles = 0, n_taking = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const XyPointsRule *rule = rules->pdata[i];
      if (g_strcmp0 (rule->account, first->account) != 0)
        common.account = "";
      if (g_strcmp0 (rule->exempt, first->exempt) != 0)
        common.exempt = NULL;
      common.pools |= rule->pool != NULL;
      n_taking += rule->score < 0;
      n_doubles += rule->score < 0 && g_strcmp0 (rule->repeat_period, "year") == 0;
    }
  common.doubles = n_doubles > 1 && n_doubles * 2 > n_taking;
  return common;
}

static char *
tiers_words (const XyPointsRule *rule)
{
  g_autoptr (GArray) tiers = xy_points_tiers (rule->tiers, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  const char *unit = rule->unit != NULL ? rule->unit : "";

  if (rule->tiers_period != NULL)
    g_string_append_printf (words, "%s累计", period_word (rule->tiers_period));
  for (guint i = 0; tiers != NULL && i < tiers->len; i++)
    {
      const XyPointsTier *tier = &g_array_index (tiers, XyPointsTier, i);
      g_autofree char *from = xy_amount_format (tier->from), *step = xy_amount_format (tier->step);
      g_autofree char *score = xy_amount_format (ABS (tier->score));

      g_string_append (words, i > 0 ? "，" : "");
      if (tier->from > 0)
        g_string_append_printf (words, "满%s%s", from, unit);
      if (tier->step > 0)
        g_string_append_printf (words, "%s每%s%s", tier->from > 0 ? "的" : "", step, unit);
      g_string_append_printf (words, "%s分", score);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* "每次5分", "每次2至3分", "每10元0.1分": the sign has a column of its own. */
static char *
score_words (const XyPointsRule *rule)
{
  gint64 low = MIN (ABS (rule->score), ABS (rule->score_max)), high = MAX (ABS (rule->score), ABS (rule->score_max));
  g_autofree char *least = xy_amount_format (low), *most = xy_amount_format (high);
  g_autofree char *step = rule->step > 0 ? xy_amount_format (rule->step) : g_strdup ("");
  const char *unit = rule->unit != NULL ? rule->unit : "次";

  if (rule->tiers != NULL)
    return tiers_words (rule);
  return low == high ? g_strdup_printf ("每%s%s%s分", step, unit, least)
                     : g_strdup_printf ("每%s%s%s至%s分", step, unit, least, most);
}

static void G_GNUC_PRINTF (2, 3) add_words (GString *words, const char *format, ...)
{
  va_list args;
  g_autofree char *more = NULL;

  va_start (args, format);
  more = g_strdup_vprintf (format, args);
  va_end (args);
  g_string_append_printf (words, "%s%s", words->len > 0 ? "；" : "", more);
}

static char *
tags_words (const char *tags)
{
  g_auto (GStrv) list = xy_points_rule_tags (tags);

  return g_strjoinv ("、", list);
}

static char *
note_words (const XyPointsRule *rule, const Common *common, guint wanted)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *cap = xy_amount_format (rule->cap), *act = xy_amount_format (rule->cap_act);
  g_autofree char *target = tags_words (rule->target), *exempt = tags_words (rule->exempt);

  if (rule->cap_act > 0)
    add_words (words, "每次最多%s分", act);
  if (rule->cap > 0)
    add_words (words, "每%s最多%s分", period_word (rule->cap_period), cap);
  if (rule->repeat_period != NULL && !(common->doubles && rule->score < 0 && g_str_equal (rule->repeat_period, "year")))
    add_words (words, "%s内再次加倍", period_word (rule->repeat_period));
  if (rule->pool != NULL)
    add_words (words, "就高不重复：%s", rule->pool);
  if (rule->round > 0)
    add_words (words, rule->round == 100 ? "不足1分不计" : "不足0.1分不计");
  if (common->account[0] == '\0')
    add_words (words, "记入%s", account_word (rule->account));
  if (rule->unspendable)
    add_words (words, "不可兑换");
  if (target[0] != '\0')
    add_words (words, "只适用于%s", target);
  if (exempt[0] != '\0' && common->exempt == NULL)
    add_words (words, "不适用于%s", exempt);
  if (rule->ends != NULL)
    add_words (words, "到%s止", rule->ends);
  if (rule->basis != NULL && (wanted & PART_BASIS) != 0)
    add_words (words, "依据：%s", rule->basis);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_rules (XyBlock *table, GPtrArray *rules, const char *category, const Common *common, guint wanted)
{
  guint n = 0;

  for (guint i = 0; i < rules->len; i++)
    n += g_str_equal (((XyPointsRule *) rules->pdata[i])->category, category);
  g_autofree char *count = g_strdup_printf ("%u条", n);
  const char *head[4] = { category, count };
  xy_paper_table_add_row (table, XY_ROW_GROUP, head);
  for (int side = 1; side >= -1; side -= 2)
    for (guint i = 0; i < rules->len; i++)
      {
        const XyPointsRule *rule = rules->pdata[i];
        if ((rule->score < 0) != (side < 0) || !g_str_equal (rule->category, category))
          continue;
        g_autofree char *score = score_words (rule), *note = note_words (rule, common, wanted);
        g_autofree char *name =
            (wanted & PART_CODES) != 0 ? g_strdup_printf ("%s %s", rule->code, rule->name) : g_strdup (rule->name);
        const char *cells[] = { side > 0 ? GIVES : TAKES, name, score, note };
        xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
      }
}

static XyBlock *
build_table (GPtrArray *rules, const Common *common, guint wanted, double k)
{
  XyFont song = { XY_FONT_SONG, CELL_SIZE * k };
  const XyPaperColumn columns[] = {
    { .title = "加扣", .align = XY_ALIGN_CENTRE, .font = { XY_FONT_HEI, CELL_SIZE * k }, .min_width = 34 * k },
    { .title = "事项",
      .fit = XY_FIT_WRAP,
      .font = { XY_FONT_SONG, NAME_SIZE * k },
      .weight = 4,
      .min_width = 150 * k,
      .limit = 24 },
    { .title = "分值", .fit = XY_FIT_WRAP, .font = song, .weight = 2, .min_width = 96 * k, .limit = 24 },
    { .title = "说明", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 96 * k, .limit = 24 },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  XyTableStyle style = xy_paper_rows_style (k, 1, 21, 25, CELL_SIZE, CONTINUED);
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < rules->len; i++)
    {
      const char *category = ((XyPointsRule *) rules->pdata[i])->category;
      if (g_hash_table_add (seen, (gpointer) category))
        add_rules (table, rules, category, common, wanted);
    }
  return table;
}

static char *
adoption_words (const XyPointsScheme *scheme)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *starts = scheme->starts != NULL ? scheme->starts : scheme->adopted_on;

  if (scheme->adopted_on != NULL)
    {
      g_autofree char *day = xy_day_to_chinese (scheme->adopted_on);
      g_string_append_printf (words, "本细则%s经%s讨论通过", day,
                              scheme->meeting != NULL ? scheme->meeting : "村民代表会议");
      if (scheme->present > 0)
        g_string_append_printf (words, "（到会%d人，赞成%d人）", (int) scheme->present, (int) scheme->in_favour);
    }
  if (starts != NULL)
    {
      g_autofree char *day = xy_day_to_chinese (starts);
      g_string_append_printf (words, "%s%s起施行", words->len > 0 ? "，自" : "本细则自", day);
    }
  if (words->len > 0)
    g_string_append (words, "。");
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
base_words (const XyPointsScheme *scheme)
{
  g_autoptr (GPtrArray) bands = xy_points_bands (scheme->bands, NULL);
  g_autofree char *base = xy_amount_format (scheme->base);
  g_autoptr (GString) words = g_string_new (NULL);

  if (scheme->base > 0)
    g_string_append_printf (words, "每%s每年基础分%s分，计入累计，不能兑换。", scheme->account != NULL ? "人" : "户",
                            base);
  for (guint i = 0; bands != NULL && i < bands->len; i++)
    {
      const XyPointsBand *band = bands->pdata[i];
      gboolean above = band->least % 100 == 1, last = i + 1 == bands->len;
      g_autofree char *least = xy_amount_format (band->least - above);
      if (last && i > 0 && band->least <= 0)
        g_string_append_printf (words, "其余%s", band->name);
      else
        g_string_append_printf (words, above ? "超过%s分%s" : "%s分以上%s", least, band->name);
      g_string_append (words, last ? "。" : "，");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
common_words (const Common *common)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *exempt = tags_words (common->exempt);

  if (common->account[0] != '\0' && !g_str_equal (common->account, "household"))
    add_words (words, "积分记入%s名下", g_str_equal (common->account, XY_POINTS_PERSON) ? "个人" : "志愿者本人");
  if (common->doubles)
    add_words (words, "同一扣分事项一年内再犯的，加倍扣分");
  if (common->pools)
    add_words (words, "注明就高不重复的，同类几项在同一天只计分值最高的一项");
  if (exempt[0] != '\0')
    add_words (words, "不适用于：%s", exempt);
  if (words->len > 0)
    g_string_append (words, "。");
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static XyBlock *
build_end (const XyVillage *village,
           const XyPointsScheme *scheme,
           const Common *common,
           const XyPaperAsk *ask,
           double k)
{
  g_autofree char *committee = xy_village_committee (village), *today = xy_day_from_instant (ask->printed_at);
  g_autofree char *date = xy_day_to_chinese (today), *shared = common_words (common);
  g_autofree char *base = scheme != NULL ? base_words (scheme) : g_strdup ("");
  g_autofree char *adoption = scheme != NULL ? adoption_words (scheme) : g_strdup ("");
  const char *notes[4] = { NULL };
  const char *const all[] = { shared, base, adoption };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i][0] != '\0')
      notes[n++] = all[i];
  XyBlock *end = xy_block_signature_new (notes, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k }, committee, date,
                                         (XyFont){ XY_FONT_BODY, ISSUER_SIZE * k });
  xy_block_signature_set_seal (end, ask->seal, "村务监督委员会");
  xy_block_set_space_before (end, 12 * k);
  return end;
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_autofree char *today = xy_day_from_instant (ask->printed_at);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GPtrArray) rules = village != NULL ? xy_points_rule_list (store, today, error) : NULL;
  XyPageSetup setup = xy_page_setup (ask->size, ask->turned);
  double k = xy_paper_get_scale (&setup);

  if (rules == NULL)
    return NULL;
  g_autoptr (XyPointsScheme) scheme = xy_points_scheme_get (store, today, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  if (rules->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The village has no rules that hold today."));
      return NULL;
    }
  Common common = find_common (rules);
  g_autofree char *title = g_strconcat (village->name, KIND, NULL);
  XyPaper *paper = xy_paper_new (title, &setup);
  xy_paper_set_furniture (
      paper, &(XyFurniture){
                 .village = village->name, .kind = KIND, .record_number = ask->number, .printed_at = ask->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, scheme != NULL ? scheme->name : NULL, k);
  xy_block_set_space_before (xy_paper_add (paper, build_table (rules, &common, ask->parts, k)), 8 * k);
  xy_paper_add (paper, build_end (village, scheme, &common, ask, k));
  return paper;
}

const XyPaperKind xy_points_rules_paper = {
  .name = "points-rules",
  .title = N_ ("Points rules for the board"),
  .act = N_ ("Print the points rules"),
  .prefix = "XZ",
  .flags = XY_PAPER_PUBLIC | XY_PAPER_SEAL | XY_PAPER_TURNS,
  .parts = parts,
  .make = make,
};
