/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/hygiene-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/hygiene-place.h"
#include "core/hygiene-score.h"
#include "core/roster-list.h"
#include "core/store.h"
#include "core/unit.h"
#include "print/hygiene-parts.h"
#include "print/paper-parts.h"

#define WHAT "评比打分表"
#define CONTINUED "%s（续）"
#define NOT_JUDGED "不参评"
#define ASIDE "回避"
#define TO_TICK "□合格　□不合格"
#define RULE_ITEMS "每项打分不超过表头所列的最高分，可以打半分；合计由评委本人加总。"
#define RULE_SCORE "满分%s分，可以打半分。"
#define RULE_TICK "在“合格”或“不合格”前的方框内打“√”。"
#define RULE_ALL "本户和近亲属的户请回避，在备注栏写“回避”。改动处由评委本人签名。"
#define RULE_OUTSIDE "只看屋外，不进屋，不拍人。"
#define RULE_PLACES "改动处由评委本人签名。"
#define GUIDANCE "评分说明"

#define TITLE_SIZE 22
#define CELL_SIZE 10.5
#define NAME_SIZE 12.5
#define HEAD_SIZE 9
#define ITEM_WIDTH 25.5 /* least and most */
#define ITEM_ROOM 46
#define NUMBER_WIDTH 34
#define NAME_WIDTH 58
#define PLACE_WIDTH 88
#define BESIDE_WIDTH 44
#define SUM_WIDTH 38
#define NOTE_WIDTH 70
#define ROOMY_ITEMS 9 /* so few have room for an address beside them on an upright sheet */
#define WIDE_HEAD 4   /* characters in a line of an item's head where there is room */

enum
{
  PART_JUDGES = 1 << 0,
  PART_ADDRESS = 1 << 1,
  PART_GUIDANCE = 1 << 2,
};

static const XyPaperPart parts[] = {
  { "judges", N_ ("A copy for each judge"), FALSE },
  { "address", N_ ("Address"), FALSE },
  { "guidance", N_ ("How to score"), TRUE },
  { NULL, NULL, FALSE },
};

typedef struct
{
  XyHygienePaper of;
  XyPaper *paper;
  XyHygieneGrid *grid;
  GPtrArray *rows;    /* XyHygieneGridRow, those of the group that was asked for */
  GHashTable *beside; /* what stands beside the name: id of the household or place → text; often empty */
  guint across;       /* characters in a line of an item's head */
  double item_width;
} Sheet;

static void
sheet_clear (Sheet *self)
{
  g_clear_pointer (&self->grid, xy_hygiene_grid_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->beside, g_hash_table_unref);
  xy_hygiene_paper_clear (&self->of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static const XyId *
get_key (const XyHygieneGridRow *row)
{
  return xy_id_is_none (&row->household) ? &row->place : &row->household;
}

/* NAME in lines of about the same length, and its most below. */
static char *
make_head (const Sheet *sheet, const XyHygieneItem *item, guint *n_lines)
{
  GString *head = g_string_new (NULL);
  guint left = (guint) g_utf8_strlen (item->name, -1), lines = (left + sheet->across - 1) / sheet->across;
  const char *at = item->name;

  for (guint line = 0; line < lines; line++)
    {
      guint n = (left + lines - line - 1) / (lines - line);
      const char *end = g_utf8_offset_to_pointer (at, n);
      g_string_append_len (head, at, end - at);
      g_string_append_c (head, '\n');
      left -= n;
      at = end;
    }
  g_autofree char *most = xy_hygiene_words_score (item->most);
  g_string_append_printf (head, "%s分", most);
  *n_lines = MAX (*n_lines, lines + 1);
  return g_string_free (head, FALSE);
}

/* What ADDRESS says beside the village and the group, which stand at the head. (transfer full), or NULL. */
static char *
shorten_address (const Sheet *sheet, const char *address, const char *unit)
{
  const char *village = address != NULL ? strstr (address, sheet->of.village->name) : NULL;
  const char *at = village != NULL ? village + strlen (sheet->of.village->name) : address;

  if (at != NULL && unit != NULL && g_str_has_prefix (at, unit))
    at += strlen (unit);
  return at != NULL && *at != '\0' ? g_strdup (at) : NULL;
}

/* Who looks after each public area. */
static gboolean
load_keepers (Sheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) places = xy_hygiene_place_list (sheet->of.store, error);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const XyHygienePlace *place = places->pdata[i];
      if (place->keeper != NULL)
        g_hash_table_insert (sheet->beside, g_memdup2 (&place->record.id, sizeof (XyId)), g_strdup (place->keeper));
    }
  return places != NULL;
}

/* Where each household lives. */
static gboolean
load_addresses (Sheet *sheet, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (guint i = 0; i < sheet->rows->len; i++)
    g_array_append_val (ids, ((const XyHygieneGridRow *) sheet->rows->pdata[i])->household);
  g_autoptr (GPtrArray) households =
      xy_household_list_rows (sheet->of.store, (const XyId *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; households != NULL && i < households->len; i++)
    {
      const XyHouseholdRow *row = households->pdata[i];
      char *address = row != NULL ? shorten_address (sheet, row->household->address, row->unit_name) : NULL;
      if (address != NULL)
        g_hash_table_insert (sheet->beside, g_memdup2 (&row->household->record.id, sizeof (XyId)), address);
    }
  return households != NULL;
}

static gboolean
has_beside (const Sheet *sheet)
{
  return g_hash_table_size (sheet->beside) > 0;
}

static void
add_columns (const Sheet *sheet, GArray *columns, GPtrArray *heads, guint *n_lines)
{
  double k = sheet->of.k;
  gboolean places = sheet->of.places;
  XyFont sans = { XY_FONT_SANS, CELL_SIZE * k }, song = { XY_FONT_SONG, CELL_SIZE * k };
  const GArray *items = sheet->grid->items;
  XyPaperColumn number = {
    .title = places ? "序号" : "户编号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = NUMBER_WIDTH * k
  };
  XyPaperColumn name = xy_paper_name_column ("户主", NAME_SIZE * k, NAME_WIDTH * k);
  XyPaperColumn place = {
    .title = "地点", .fit = XY_FIT_WRAP, .font = song, .min_width = PLACE_WIDTH * k, .limit = 10
  };
  XyPaperColumn beside = { .title = places ? "责任人" : "门牌",
                           .align = XY_ALIGN_CENTRE,
                           .fit = XY_FIT_SHRINK,
                           .font = song,
                           .min_width = BESIDE_WIDTH * k,
                           .limit = 6 };
  XyPaperColumn note = { .title = items->len > 0 ? "备注" : "亮点或主要问题",
                         .align = XY_ALIGN_CENTRE,
                         .font = song,
                         .weight = 4,
                         .min_width = 50 * k };

  name.weight = 0.5;
  g_array_append_val (columns, number);
  g_array_append_val (columns, *(places ? &place : &name));
  if (has_beside (sheet))
    g_array_append_val (columns, beside);
  for (guint i = 0; i < items->len; i++)
    {
      char *head = make_head (sheet, &g_array_index (items, XyHygieneItem, i), n_lines);
      XyPaperColumn column = { .title = head, .align = XY_ALIGN_CENTRE, .font = sans, .min_width = sheet->item_width };
      g_ptr_array_add (heads, head);
      g_array_append_val (columns, column);
    }
  g_autofree char *most = xy_hygiene_words_score (sheet->grid->most);
  char *sum =
      sheet->of.ticks ? g_strdup ("评定") : g_strdup_printf ("%s\n%s分", items->len > 0 ? "合计" : "得分", most);
  XyPaperColumn result = { .title = sum, .align = XY_ALIGN_CENTRE, .font = sans, .min_width = SUM_WIDTH * k };
  g_ptr_array_add (heads, sum);
  if (!sheet->of.ticks)
    *n_lines = MAX (*n_lines, 2);
  g_array_append_val (columns, result);
  g_array_append_val (columns, note);
}

/* Of judge JUDGE, G_MAXUINT: of nobody. */
static XyBlock *
build_table (const Sheet *sheet, guint judge, guint first, guint n, const char *continued)
{
  double k = sheet->of.k;
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (XyPaperColumn));
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  guint n_lines = 1, blank = has_beside (sheet) ? 3 : 2;

  add_columns (sheet, columns, heads, &n_lines);
  XyTableStyle style = xy_paper_list_style (k, 1);
  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 23.5 * k;
  style.head_font.size = HEAD_SIZE * k;
  style.head_height = (n_lines * HEAD_SIZE * 1.25 + 8) * k;
  style.padding = 2 * k;
  style.continued = continued;
  XyBlock *table = xy_paper_table_new (&style, (const XyPaperColumn *) (gpointer) columns->data, columns->len);
  g_autofree const char **cells = g_new (const char *, columns->len);
  for (guint i = first; i < first + n; i++)
    {
      const XyHygieneGridRow *row = sheet->rows->pdata[i];
      gboolean excused = g_str_equal (row->state, "excused");
      gboolean aside = judge < sheet->of.judges->len && row->cells[judge].aside != NULL;
      g_autofree char *place_number = g_strdup_printf ("%u", i - first + 1);
      memset (cells, 0, columns->len * sizeof *cells);
      cells[0] = sheet->of.places ? place_number : row->number;
      cells[1] = row->name;
      if (has_beside (sheet))
        cells[2] = g_hash_table_lookup (sheet->beside, get_key (row));
      cells[blank] = excused ? NOT_JUDGED : aside ? ASIDE : sheet->of.ticks ? TO_TICK : NULL;
      xy_paper_table_add_row (table, excused || aside ? XY_ROW_JOINED : XY_ROW_PLAIN, cells);
    }
  return table;
}

/* Only what can be seen from outside is looked at. */
static gboolean
is_outside (const Sheet *sheet)
{
  for (guint i = 0; i < sheet->grid->items->len; i++)
    if (g_array_index (sheet->grid->items, XyHygieneItem, i).inside)
      return FALSE;
  return !sheet->of.places;
}

static void
add_rule (const Sheet *sheet)
{
  g_autofree char *most = xy_hygiene_words_score (sheet->grid->most);
  g_autofree char *of_score = g_strdup_printf (RULE_SCORE, most);
  const char *how = sheet->of.ticks ? RULE_TICK : sheet->grid->items->len > 0 ? RULE_ITEMS : of_score;
  g_autofree char *rule =
      g_strconcat (how, sheet->of.places ? RULE_PLACES : RULE_ALL, is_outside (sheet) ? RULE_OUTSIDE : NULL, NULL);

  xy_hygiene_add_line (sheet->paper, rule, (XyFont){ XY_FONT_BODY, 10.5 * sheet->of.k }, XY_ALIGN_LEFT,
                       XY_KEEP_WITH_PREVIOUS);
}

/* One group of one judge's copy, N rows from FIRST on. */
static void
add_group (const Sheet *sheet, guint at, guint first, guint n)
{
  double k = sheet->of.k;
  const XyHygieneJudge *judge = at < sheet->of.judges->len ? sheet->of.judges->pdata[at] : NULL;
  const char *unit = sheet->of.places ? NULL : ((const XyHygieneGridRow *) sheet->rows->pdata[first])->unit_name;
  g_autofree char *day = xy_day_to_chinese (sheet->of.round->day);
  g_autofree char *title = xy_hygiene_paper_title (&sheet->of, WHAT);
  g_autofree char *subtitle =
      unit != NULL ? g_strdup_printf ("%s　%s　%u户", unit, sheet->of.issue, n) : g_strdup (sheet->of.issue);
  g_autofree char *continued = g_strdup_printf (CONTINUED, subtitle);
  g_autofree char *when = g_strdup_printf ("评比日期：%s", day);

  xy_paper_add_heading (sheet->paper, title, TITLE_SIZE, subtitle, k);
  if (judge == NULL)
    xy_hygiene_add_blanks (sheet->paper, (const char *const[]){ "评委：", when, NULL }, XY_KEEP_WITH_NEXT, k);
  else
    {
      g_autofree char *post = judge->post != NULL ? g_strdup_printf ("（%s）", judge->post) : g_strdup ("");
      g_autofree char *line = g_strdup_printf ("评委：%s%s　　%s", judge->name, post, when);
      xy_block_set_space_before (
          xy_hygiene_add_line (sheet->paper, line, (XyFont){ XY_FONT_BODY, 12 * k }, XY_ALIGN_LEFT, XY_KEEP_WITH_NEXT),
          4 * k);
    }
  xy_block_set_space_before (xy_paper_add (sheet->paper, build_table (sheet, at, first, n, continued)), 4 * k);
  xy_hygiene_add_blanks (sheet->paper, (const char *const[]){ "评委签名：", "打分日期：", NULL }, XY_KEEP_WITH_PREVIOUS,
                         k);
  add_rule (sheet);
}

/* What gives how much, on a page of its own. */
static void
add_guidance (const Sheet *sheet)
{
  double k = sheet->of.k;
  XyFont song = { XY_FONT_SONG, 12 * k }, sans = { XY_FONT_SANS, 11 * k };
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 36 * k },
    { .title = "项目", .fit = XY_FIT_WRAP, .font = song, .weight = 1, .min_width = 120 * k, .limit = 14 },
    { .title = "最高分", .align = XY_ALIGN_CENTRE, .font = sans, .min_width = 46 * k },
    { .title = "怎样打分", .fit = XY_FIT_WRAP, .font = song, .weight = 3, .min_width = 200 * k, .limit = 30 },
  };
  XyTableStyle style = xy_paper_list_style (k, 1);

  style.lines = XY_TABLE_GRID;
  style.shaded = FALSE;
  style.row_height = 24 * k;
  style.head_height = 26 * k;
  style.continued = GUIDANCE;
  XyBlock *table = xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < sheet->grid->items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (sheet->grid->items, XyHygieneItem, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1), *most = xy_hygiene_words_score (item->most);
      const char *cells[] = { number, item->name, most, item->guidance };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  xy_paper_add (sheet->paper, xy_block_page_break_new ());
  xy_paper_add_heading (sheet->paper, GUIDANCE, TITLE_SIZE, sheet->of.issue, k);
  xy_block_set_space_before (xy_paper_add (sheet->paper, table), 4 * k);
}

/* How many rows from FIRST on are of its group; public areas are all one. */
static guint
count_group (const Sheet *sheet, guint first)
{
  const XyHygieneGridRow *row = sheet->rows->pdata[first];
  guint n = 1;

  while (first + n < sheet->rows->len
         && (sheet->of.places
             || xy_id_same (&((const XyHygieneGridRow *) sheet->rows->pdata[first + n])->unit, &row->unit)))
    n++;
  return n;
}

static void
add_copies (const Sheet *sheet)
{
  guint n_judges = (sheet->of.ask->parts & PART_JUDGES) != 0 ? sheet->of.judges->len : 0;

  for (guint j = 0; j < MAX (n_judges, 1); j++)
    {
      for (guint first = 0, n; first < sheet->rows->len; first += n)
        {
          n = count_group (sheet, first);
          if (j + first > 0)
            xy_paper_add (sheet->paper, xy_block_page_break_new ());
          add_group (sheet, n_judges > 0 ? j : G_MAXUINT, first, n);
        }
      if ((sheet->of.ask->parts & PART_GUIDANCE) != 0 && sheet->grid->items->len > 0)
        add_guidance (sheet);
    }
}

/* Items share what the other columns leave. */
static void
settle_items (Sheet *sheet)
{
  const XyPageSetup *setup = &sheet->of.setup;
  double others = NUMBER_WIDTH + (sheet->of.places ? PLACE_WIDTH : NAME_WIDTH) + (has_beside (sheet) ? BESIDE_WIDTH : 0)
                  + SUM_WIDTH + NOTE_WIDTH;
  double width = (setup->width_mm - setup->left_mm - setup->right_mm) * XY_MM / sheet->of.k - others;

  width = CLAMP (width / MAX (sheet->grid->items->len, 1), ITEM_WIDTH, ITEM_ROOM);
  sheet->item_width = width * sheet->of.k;
  sheet->across = (guint) MAX ((width - 5) / HEAD_SIZE, 1);
}

static gboolean
load (Sheet *sheet, GError **error)
{
  const XyPaperAsk *ask = sheet->of.ask;
  g_autoptr (GHashTable) units = xy_hygiene_units_below (sheet->of.store, &ask->unit, error);

  sheet->grid = units != NULL ? xy_hygiene_grid (sheet->of.store, &ask->record, error) : NULL;
  if (sheet->grid == NULL)
    return FALSE;
  sheet->rows = g_ptr_array_new ();
  for (guint i = 0; i < sheet->grid->rows->len; i++)
    {
      XyHygieneGridRow *row = sheet->grid->rows->pdata[i];
      if (xy_id_is_none (&ask->unit) || g_hash_table_contains (units, &row->unit))
        g_ptr_array_add (sheet->rows, row);
    }
  if (sheet->rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is nothing to judge here in this round."));
      return FALSE;
    }
  sheet->beside = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  gboolean lies = sheet->of.setup.width_mm > sheet->of.setup.height_mm;
  if (sheet->of.places)
    return load_keepers (sheet, error);
  return (ask->parts & PART_ADDRESS) == 0 || !(lies || sheet->grid->items->len <= ROOMY_ITEMS)
         || load_addresses (sheet, error);
}

static XyPaper *
make (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Sheet) sheet = { 0 };

  if (!xy_hygiene_paper_open (&sheet.of, store, ask, FALSE, error) || !load (&sheet, error))
    return NULL;
  settle_items (&sheet);
  sheet.paper = xy_hygiene_paper_new (&sheet.of, WHAT);
  add_copies (&sheet);
  return sheet.paper;
}

const XyPaperKind xy_hygiene_sheet_paper = {
  .name = "hygiene-sheet",
  .title = N_ ("Score sheet of a hygiene round"),
  .act = N_ ("Print the score sheets of a hygiene round"),
  .prefix = "DF",
  .flags = XY_PAPER_UNIT | XY_PAPER_TURNS,
  .sizes = 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3,
  .parts = parts,
  .of = &xy_hygiene_round_type,
  .make = make,
};
