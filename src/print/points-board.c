/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/points-board.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/day.h"
#include "core/error.h"
#include "core/number.h"
#include "print/paper-parts.h"
#include "print/words.h"

#define KIND "积分公示"
#define TITLE "%s积分公示榜"
#define SUBTITLE "%s（%s）"
#define CONTINUED "%s积分公示榜 · %s（续）"
#define TOTAL "合计"
#define HOUSEHOLDS "%u户"
#define AGREES "与台账一致"
#define NO_ROWS "本期没有农户积分记录"
#define NOTICE_PERIOD "公示期：%s（%s日）。"
#define OBJECTION "如有异议，请在公示期内向%s提出，%s日内答复。"
#define OBJECTION_OPEN "如有异议，请在公示期内向%s提出。"
#define OBJECTIONS_TO "村务监督委员会"
#define CONTACT "联系人：%s"
#define PHONE "监督电话："
#define VILLAGE_PHONE "（村）%s"
#define TOWNSHIP_PHONE "（镇）%s"

/* Sizes on A4, points; larger sheets are read from further away and take all in proportion. */
#define TITLE_SIZE 36
#define NAME_SIZE 15
#define FIGURE_SIZE 12
#define NOTE_SIZE 11.5
#define FOOT_SIZE 12.5
#define ISSUER_SIZE 16
#define ROW_HEIGHT 19
#define HEAD_HEIGHT 25

#define N_COLUMNS 9

enum
{
  COLUMN_RANK,
  COLUMN_GROUP,
  COLUMN_NAME,
  COLUMN_OPENING,
  COLUMN_ADDED,
  COLUMN_DEDUCTED,
  COLUMN_NET,
  COLUMN_CLOSING,
  COLUMN_NOTE,
};

static const struct
{
  XyBoardColumns flag; /* 0: always there */
  const char *title;
  XyAlign align;
  XyFit fit;
  XyFontRole role;
  double size;
  double weight;
  double limit;
} columns[N_COLUMNS] = {
  { XY_BOARD_RANK, "名次", XY_ALIGN_CENTRE, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_GROUP, "组别", XY_ALIGN_CENTRE, XY_FIT_SHRINK, XY_FONT_SANS, FIGURE_SIZE, 1, 6 },
  { 0, "户主", XY_ALIGN_CENTRE, XY_FIT_SHRINK, XY_FONT_SONG, NAME_SIZE, 2, 5 },
  { XY_BOARD_OPENING, "上期累计", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_ADDED, "加分", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_DEDUCTED, "减分", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_NET, "本期", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_CLOSING, "累计", XY_ALIGN_RIGHT, XY_FIT_WHOLE, XY_FONT_SANS, FIGURE_SIZE, 1, 0 },
  { XY_BOARD_NOTE, "备注", XY_ALIGN_CENTRE, XY_FIT_WRAP, XY_FONT_SONG, NOTE_SIZE, 3, 7 },
};

typedef struct
{
  gint64 opening, added, deducted;
  guint decimals;
} Sums;

static gint64
get_net (const XyPointsBoardRow *row)
{
  return row->added + row->deducted;
}

static gint64
get_closing (const XyPointsBoardRow *row)
{
  return row->opening + get_net (row);
}

static Sums
add_up (const XyPointsBoard *board)
{
  Sums sums = { 0 };

  for (gsize i = 0; i < board->n_rows; i++)
    {
      const XyPointsBoardRow *row = &board->rows[i];
      const gint64 values[] = { row->opening, row->added, row->deducted };
      sums.opening += row->opening;
      sums.added += row->added;
      sums.deducted += row->deducted;
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        sums.decimals = MAX (sums.decimals, xy_words_count_decimals (values[v]));
    }
  return sums;
}

static gboolean
check_ledger (const XyPointsBoard *board, const Sums *sums, GError **error)
{
  if (!board->has_ledger
      || (sums->opening == board->ledger_opening && sums->added == board->ledger_added
          && sums->deducted == board->ledger_deducted))
    return TRUE;

  gint64 rows = sums->opening + sums->added + sums->deducted;
  gint64 ledger = board->ledger_opening + board->ledger_added + board->ledger_deducted;
  g_autofree char *rows_text = xy_words_points (rows, 2, FALSE);
  g_autofree char *ledger_text = xy_words_points (ledger, 2, FALSE);
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
               _ ("The households of the board add up to %s points, but the ledger has %s. The board was not made."),
               rows_text, ledger_text);
  return FALSE;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const XyPointsBoardRow *first = *(const XyPointsBoardRow *const *) a;
  const XyPointsBoardRow *second = *(const XyPointsBoardRow *const *) b;
  gint64 by_points = get_closing (second) - get_closing (first);

  switch ((XyBoardOrder) GPOINTER_TO_INT (data))
    {
    case XY_BOARD_BY_POINTS:
      return by_points > 0 ? 1 : (by_points < 0 ? -1 : 0);
    case XY_BOARD_BY_GROUP:
      return first->group_order - second->group_order;
    case XY_BOARD_BY_NAME:
      return g_strcmp0 (first->sort_key, second->sort_key);
    case XY_BOARD_AS_GIVEN:
    default:
      return 0;
    }
}

/* Equal rows stay as given. Returns: (transfer container). */
static GPtrArray *
sort_rows (const XyPointsBoard *board, XyBoardOrder order)
{
  GPtrArray *rows = g_ptr_array_sized_new ((guint) board->n_rows);

  for (gsize i = 0; i < board->n_rows; i++)
    g_ptr_array_add (rows, (gpointer) &board->rows[i]);
  if (order != XY_BOARD_AS_GIVEN)
    g_ptr_array_sort_with_data (rows, compare_rows, GINT_TO_POINTER (order));
  return rows;
}

/* Adds the chosen ones of CELLS, which are one for each possible column. */
static void
pick (const XyPointsBoardOptions *options, const char *const *cells, const char **picked)
{
  guint n = 0;

  for (guint c = 0; c < N_COLUMNS; c++)
    if (columns[c].flag == 0 || (options->columns & columns[c].flag))
      picked[n++] = cells[c];
}

static void
add_row (XyBlock *table, const XyPointsBoardOptions *options, const XyPointsBoardRow *row, guint decimals)
{
  g_autofree char *rank = row->rank > 0 ? g_strdup_printf ("%u", row->rank) : NULL;
  g_autofree char *opening = xy_words_points (row->opening, decimals, FALSE);
  g_autofree char *added = xy_words_points (row->added, decimals, TRUE);
  g_autofree char *deducted = xy_words_points (row->deducted, decimals, TRUE);
  g_autofree char *net = xy_words_points (get_net (row), decimals, TRUE);
  g_autofree char *closing = xy_words_points (get_closing (row), decimals, FALSE);
  const char *cells[N_COLUMNS] = { rank, row->group, row->head, opening, added, deducted, net, closing, row->note };
  const char *picked[N_COLUMNS];

  pick (options, cells, picked);
  xy_paper_table_add_row (table, XY_ROW_PLAIN, picked);
}

static void
set_totals (XyBlock *table, const XyPointsBoard *board, const XyPointsBoardOptions *options, const Sums *sums)
{
  gint64 net = sums->added + sums->deducted;
  g_autofree char *households = g_strdup_printf (HOUSEHOLDS, (guint) board->n_rows);
  g_autofree char *opening = xy_words_points (sums->opening, sums->decimals, FALSE);
  g_autofree char *added = xy_words_points (sums->added, sums->decimals, TRUE);
  g_autofree char *deducted = xy_words_points (sums->deducted, sums->decimals, TRUE);
  g_autofree char *net_text = xy_words_points (net, sums->decimals, TRUE);
  g_autofree char *closing = xy_words_points (sums->opening + net, sums->decimals, FALSE);
  gboolean has_rank = options->columns & XY_BOARD_RANK;
  gboolean has_group = options->columns & XY_BOARD_GROUP;
  g_autofree char *alone = g_strconcat (TOTAL, households, NULL);
  const char *cells[N_COLUMNS] = { TOTAL,
                                   has_rank ? NULL : TOTAL,
                                   has_rank || has_group ? households : alone,
                                   opening,
                                   added,
                                   deducted,
                                   net_text,
                                   closing,
                                   board->has_ledger ? AGREES : NULL };
  const char *picked[N_COLUMNS];

  pick (options, cells, picked);
  xy_paper_table_set_totals (table, picked);
}

static XyBlock *
build_table (const XyPointsBoard *board, const XyPointsBoardOptions *options, const Sums *sums, double k)
{
  XyPaperColumn chosen[N_COLUMNS];
  guint n = 0;
  int name = 0;

  for (guint c = 0; c < N_COLUMNS; c++)
    {
      if (columns[c].flag != 0 && !(options->columns & columns[c].flag))
        continue;
      if (c == COLUMN_NAME)
        name = (int) n;
      chosen[n++] = (XyPaperColumn){
        .title = columns[c].title,
        .align = columns[c].align,
        .fit = columns[c].fit,
        .font = { columns[c].role, columns[c].size * k },
        .weight = columns[c].weight,
        .limit = columns[c].limit,
        .name = c == COLUMN_NAME,
      };
    }

  g_autofree char *continued = g_strdup_printf (CONTINUED, board->village, board->period);
  const XyTableStyle style = {
    .lines = XY_TABLE_OPEN,
    .shaded = TRUE,
    .row_height = ROW_HEIGHT * k,
    .head_height = HEAD_HEIGHT * k,
    .head_font = { XY_FONT_SANS_BOLD, FIGURE_SIZE * k },
    .padding = 4 * k,
    .owner_column = name,
    .continued = continued,
    .empty = NO_ROWS,
  };
  XyBlock *table = xy_paper_table_new (&style, chosen, n);
  g_autoptr (GPtrArray) rows = sort_rows (board, options->order);
  for (guint i = 0; i < rows->len; i++)
    add_row (table, options, rows->pdata[i], sums->decimals);
  set_totals (table, board, options, sums);
  return table;
}

static XyBlock *
build_end (const XyPointsBoard *board, XySeal seal, double k)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *date = xy_day_to_chinese (board->date);

  if (board->notice_from != NULL && board->notice_to != NULL)
    {
      const char *to = board->objections_to != NULL ? board->objections_to : OBJECTIONS_TO;
      g_autofree char *span = xy_words_span (board->notice_from, board->notice_to);
      g_autofree char *days = xy_chinese_number (xy_day_between (board->notice_from, board->notice_to) + 1);
      g_autofree char *reply = xy_chinese_number ((int) board->reply_days);
      g_ptr_array_add (notes, g_strdup_printf (NOTICE_PERIOD, span, days));
      g_ptr_array_add (notes, board->reply_days > 0 ? g_strdup_printf (OBJECTION, to, reply)
                                                    : g_strdup_printf (OBJECTION_OPEN, to));
    }
  if (board->contact != NULL && *board->contact != '\0')
    g_ptr_array_add (notes, g_strdup_printf (CONTACT, board->contact));

  g_autoptr (GString) phones = g_string_new (NULL);
  const char *numbers[] = { board->village_phone, board->township_phone };
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = xy_words_phone (numbers[i]);
      if (*number == '\0')
        continue;
      g_string_append (phones, phones->len == 0 ? PHONE : " ");
      if (i == 0)
        g_string_append_printf (phones, VILLAGE_PHONE, number);
      else
        g_string_append_printf (phones, TOWNSHIP_PHONE, number);
    }
  if (phones->len > 0)
    g_ptr_array_add (notes, g_strdup (phones->str));
  g_ptr_array_add (notes, NULL);

  XyBlock *end = xy_block_signature_new ((const char *const *) notes->pdata, (XyFont){ XY_FONT_BODY, FOOT_SIZE * k },
                                         board->issuer, date, (XyFont){ XY_FONT_BODY, ISSUER_SIZE * k });
  xy_block_signature_set_seal (end, seal, board->objections_to != NULL ? board->objections_to : OBJECTIONS_TO);
  return end;
}

XyPaper *
xy_points_board_new (const XyPointsBoard *board, const XyPointsBoardOptions *options, GError **error)
{
  static const XyPointsBoardOptions standard = XY_POINTS_BOARD_OPTIONS_DEFAULT;
  Sums sums = add_up (board);

  if (options == NULL)
    options = &standard;
  if (!check_ledger (board, &sums, error))
    return NULL;

  XyPageSetup setup = xy_page_setup (options->size, FALSE);
  double k = xy_paper_get_scale (&setup);
  g_autofree char *title = g_strdup_printf (TITLE, board->village);
  g_autofree char *span = board->from != NULL ? xy_words_short_span (board->from, board->to) : NULL;
  g_autofree char *subtitle = span != NULL ? g_strdup_printf (SUBTITLE, board->period, span) : g_strdup (board->period);
  g_autofree char *full_title = g_strconcat (title, " ", board->period, NULL);

  XyPaper *paper = xy_paper_new (full_title, &setup);
  xy_paper_set_furniture (paper, &(XyFurniture){ .village = board->village,
                                                 .kind = KIND,
                                                 .period = board->period,
                                                 .record_number = board->record_number,
                                                 .printed_at = board->printed_at });
  xy_paper_add_heading (paper, title, TITLE_SIZE, subtitle, k);
  XyBlock *table = xy_paper_add (paper, build_table (board, options, &sums, k));
  xy_block_set_space_before (table, 8 * k);
  XyBlock *end = xy_paper_add (paper, build_end (board, options->seal, k));
  xy_block_set_space_before (end, 14 * k);
  return paper;
}
