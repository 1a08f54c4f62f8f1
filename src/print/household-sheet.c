/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/household-sheet.h"

#include "core/day.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define TITLE "本户信息"
#define HEAD "户主"
#define NUMBER "户编号"
#define GROUP "组别"
#define PEOPLE "家庭人口"
#define PEOPLE_COUNT "%u人"
#define PHONE "联系电话"
#define ADDRESS "住址"
#define TAGS "户属性"
#define MEMBERS "一、家庭成员"
#define POINTS "二、积分"
#define ROUNDS "三、人居环境评比"
#define EVENTS "三、户籍变动"
#define EVENTS_AFTER_ROUNDS "四、户籍变动"
#define POINTS_TOTAL "累计积分"
#define POINTS_PERIOD "本期积分"
#define POINTS_TO_SPEND "可兑积分"
#define NO_MEMBERS "没有登记成员"
#define NO_ENTRIES "还没有积分记录"
#define NO_EVENTS "没有变动"
#define SHOWN "上表为最近%u笔，台账共有%u笔。"
#define CHECK "以上信息供本户核对。如有不符，请告知村委会更正。"
#define SIGN_HEAD "户主签名：______________"
#define SIGN_DAY "核对日期：______________"

#define TITLE_SIZE 26
#define TEXT_SIZE 11.5
#define SMALL_SIZE 10.5
#define ISSUER_SIZE 15
#define LEAST_ENTRIES 3

typedef struct
{
  const char *title;
  XyAlign align;
  XyFit fit;
  XyFontRole role;
  double size;
  double weight;
} Column;

static XyBlock *
new_table (const Column *from, guint n, const XyTableStyle *style, double k)
{
  g_autofree XyPaperColumn *columns = g_new0 (XyPaperColumn, n);

  for (guint c = 0; c < n; c++)
    columns[c] = (XyPaperColumn){ .title = from[c].title,
                                  .align = from[c].align,
                                  .fit = from[c].fit,
                                  .font = { from[c].role, from[c].size * k },
                                  .weight = from[c].weight };
  return xy_paper_table_new (style, columns, n);
}

/* Labels and values in boxes, N_PAIRS of them in a row. */
static XyBlock *
new_facts (guint n_pairs, double k)
{
  Column columns[6];
  XyTableStyle style = xy_paper_list_style (k, -1);

  g_assert (n_pairs <= 3);
  for (guint i = 0; i < n_pairs; i++)
    {
      columns[2 * i] = (Column){ NULL, XY_ALIGN_CENTRE, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 0 };
      columns[2 * i + 1] = (Column){ NULL, XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, TEXT_SIZE, 1 };
    }
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.head_height = 0;
  style.row_height = 21 * k;
  style.padding = 6 * k;
  return new_table (columns, 2 * n_pairs, &style, k);
}

static XyBlock *
build_facts (const XyHouseholdSheet *sheet, double k)
{
  XyBlock *table = new_facts (2, k);
  g_autofree char *people = g_strdup_printf (PEOPLE_COUNT, (guint) sheet->n_persons);
  const char *rows[][4] = { { HEAD, sheet->head, NUMBER, sheet->number },
                            { GROUP, sheet->group, PEOPLE, people },
                            { PHONE, sheet->phone, NULL, NULL },
                            { ADDRESS, sheet->address, NULL, NULL },
                            { TAGS, sheet->tags, NULL, NULL } };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    if (r < 2 || (rows[r][1] != NULL && *rows[r][1] != '\0'))
      xy_paper_table_add_row (table, r < 2 ? XY_ROW_PLAIN : XY_ROW_JOINED, rows[r]);
  return table;
}

static XyBlock *
build_members (const XyHouseholdSheet *sheet, double k)
{
  static const Column columns[] = {
    { "姓名", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, 12, 1 },
    { "与户主关系", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "性别", XY_ALIGN_CENTRE, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 0 },
    { "出生日期", XY_ALIGN_LEFT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "公民身份号码", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "联系电话", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "备注", XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, SMALL_SIZE, 2 },
  };
  XyTableStyle style = xy_paper_list_style (k, 0);
  style.empty = NO_MEMBERS;
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), &style, k);

  for (gsize i = 0; i < sheet->n_persons; i++)
    {
      const XyRosterPerson *person = &sheet->persons[i];
      const char *cells[] = { person->name,      person->relation, person->sex, person->birthday,
                              person->id_number, person->phone,    person->note };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyBlock *
build_balances (const XyHouseholdSheet *sheet, double k)
{
  XyBlock *table = new_facts (3, k);
  g_autofree char *total = xy_words_points (sheet->points_total, 1, FALSE);
  g_autofree char *of_period = xy_words_points (sheet->points_period, 1, TRUE);
  g_autofree char *to_spend = xy_words_points (sheet->points_to_spend, 1, FALSE);
  const char *cells[] = { POINTS_TOTAL, total, POINTS_PERIOD, of_period, POINTS_TO_SPEND, to_spend };

  xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
  return table;
}

static XyBlock *
build_entries (const XyHouseholdSheet *sheet, gsize n_entries, double k)
{
  static const Column columns[] = {
    { "日期", XY_ALIGN_LEFT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "事项", XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, TEXT_SIZE, 6 },
    { "分值", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "累计", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
  };
  XyTableStyle style = xy_paper_list_style (k, 1);
  style.empty = NO_ENTRIES;
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), &style, k);
  guint decimals = 1;

  for (gsize i = 0; i < n_entries; i++)
    decimals = MAX (decimals, MAX (xy_words_count_decimals (sheet->entries[i].delta),
                                   xy_words_count_decimals (sheet->entries[i].balance)));
  for (gsize i = 0; i < n_entries; i++)
    {
      const XyHouseholdEntry *entry = &sheet->entries[i];
      g_autofree char *delta = xy_words_points (entry->delta, decimals, TRUE);
      g_autofree char *balance = xy_words_points (entry->balance, decimals, FALSE);
      const char *cells[] = { entry->day, entry->item, delta, balance };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyBlock *
build_rounds (const XyHouseholdSheet *sheet, gsize n_rounds, double k)
{
  static const Column columns[] = {
    { "期次", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, TEXT_SIZE, 2 },
    { "评比日期", XY_ALIGN_LEFT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "得分", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "等次", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, TEXT_SIZE, 1 },
    { "名单", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, TEXT_SIZE, 1 },
    { "整改", XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, SMALL_SIZE, 3 },
  };
  XyTableStyle style = xy_paper_list_style (k, 0);
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), &style, k);

  for (gsize i = 0; i < n_rounds; i++)
    {
      const XyHouseholdRound *round = &sheet->rounds[i];
      const char *cells[] = { round->round, round->day, round->score, round->band, round->list, round->slip };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyBlock *
build_events (const XyHouseholdSheet *sheet, double k)
{
  static const Column columns[] = {
    { "日期", XY_ALIGN_LEFT, XY_FIT_WHOLE, XY_FONT_SANS, SMALL_SIZE, 1 },
    { "变动", XY_ALIGN_LEFT, XY_FIT_SHRINK, XY_FONT_SONG, TEXT_SIZE, 1 },
    { "说明", XY_ALIGN_LEFT, XY_FIT_WRAP, XY_FONT_SONG, TEXT_SIZE, 6 },
  };
  XyTableStyle style = xy_paper_list_style (k, 1);
  style.empty = NO_EVENTS;
  XyBlock *table = new_table (columns, G_N_ELEMENTS (columns), &style, k);

  for (gsize i = 0; i < sheet->n_events; i++)
    {
      const char *cells[] = { sheet->events[i].day, sheet->events[i].title, sheet->events[i].note };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  return table;
}

static XyPaper *
build (const XyHouseholdSheet *sheet, const XyPageSetup *setup, gsize n_entries, gsize n_rounds)
{
  static const char *const notes[] = { CHECK, SIGN_HEAD, SIGN_DAY, NULL };
  double k = xy_paper_get_scale (setup);
  g_autofree char *title = g_strconcat (TITLE, " ", sheet->head, NULL);
  g_autofree char *subtitle = g_strconcat (sheet->village, sheet->group != NULL ? " " : "", sheet->group, NULL);
  g_autofree char *day = xy_day_to_chinese (sheet->date);
  XyPaper *paper = xy_paper_new (title, setup);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = sheet->village,
                                                 .kind = TITLE,
                                                 .period = sheet->number,
                                                 .record_number = sheet->record_number,
                                                 .printed_at = sheet->printed_at });
  xy_paper_add_heading (paper, TITLE, TITLE_SIZE, subtitle, k);
  xy_block_set_space_before (xy_paper_add (paper, build_facts (sheet, k)), 6 * k);
  xy_paper_add_section (paper, MEMBERS, k);
  xy_paper_add (paper, build_members (sheet, k));
  xy_paper_add_section (paper, POINTS, k);
  xy_paper_add (paper, build_balances (sheet, k));
  XyBlock *entries = xy_paper_add (paper, build_entries (sheet, n_entries, k));
  xy_block_set_space_before (entries, 6 * k);
  if (n_entries < sheet->n_entries)
    {
      g_autofree char *shown = g_strdup_printf (SHOWN, (guint) n_entries, (guint) sheet->n_entries);
      XyFont font = { XY_FONT_SANS, 9 * k };
      XyBlock *line = xy_block_text_new (shown, font, font.size * 1.6, 0, XY_ALIGN_LEFT);
      xy_block_set_keep (line, XY_KEEP_WITH_PREVIOUS);
      xy_paper_add (paper, line);
    }
  if (n_rounds > 0)
    {
      xy_paper_add_section (paper, ROUNDS, k);
      xy_paper_add (paper, build_rounds (sheet, n_rounds, k));
    }
  xy_paper_add_section (paper, n_rounds > 0 ? EVENTS_AFTER_ROUNDS : EVENTS, k);
  xy_paper_add (paper, build_events (sheet, k));

  XyBlock *end = xy_block_signature_new (notes, (XyFont){ XY_FONT_BODY, TEXT_SIZE * k }, sheet->issuer, day,
                                         (XyFont){ XY_FONT_BODY, ISSUER_SIZE * k });
  xy_block_set_space_before (xy_paper_add (paper, end), 12 * k);
  return paper;
}

static gboolean
fits (const XyHouseholdSheet *sheet, const XyPageSetup *setup, gsize n_entries, gsize n_rounds)
{
  g_autoptr (XyPaper) tried = build (sheet, setup, n_entries, n_rounds);

  return xy_paper_get_n_pages (tried) == 1;
}

static gboolean
check_masked (const XyHouseholdSheet *sheet, GError **error)
{
  if (sheet->unmasked)
    return TRUE;
  for (gsize i = 0; i < sheet->n_persons; i++)
    {
      const XyRosterPerson *person = &sheet->persons[i];
      if (!xy_paper_check_masked (person->id_number, person->name, error)
          || !xy_paper_check_masked (person->phone, person->name, error)
          || !xy_paper_check_masked (person->note, person->name, error))
        return FALSE;
    }
  for (gsize i = 0; i < sheet->n_events; i++)
    if (!xy_paper_check_masked (sheet->events[i].note, sheet->head, error))
      return FALSE;
  return xy_paper_check_masked (sheet->phone, sheet->head, error);
}

XyPaper *
xy_household_sheet_new (const XyHouseholdSheet *sheet, XyPageSize size, GError **error)
{
  if (!check_masked (sheet, error))
    return NULL;

  XyPageSetup setup = xy_page_setup (size, FALSE);
  gsize n_rounds = sheet->n_rounds;
  XyPaper *whole = build (sheet, &setup, sheet->n_entries, n_rounds);
  if (xy_paper_get_n_pages (whole) == 1)
    return whole;

  /* As many of the latest rounds as leave room for some entries on one page; then as many entries as there is room. */
  while (n_rounds > 0 && !fits (sheet, &setup, MIN (LEAST_ENTRIES, sheet->n_entries), n_rounds))
    n_rounds--;
  gsize fitting = 0, too_many = sheet->n_entries;
  if (sheet->n_entries == 0 || !fits (sheet, &setup, 0, n_rounds))
    return whole;
  g_object_unref (whole);
  while (too_many - fitting > 1)
    {
      gsize middle = fitting + (too_many - fitting) / 2;
      if (fits (sheet, &setup, middle, n_rounds))
        fitting = middle;
      else
        too_many = middle;
    }
  return build (sheet, &setup, fitting, n_rounds);
}
