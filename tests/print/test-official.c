/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of official documents, measured in the PDF: GB/T 9704-2012. */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "core/template.h"
#include "print/document-papers.h"
#include "print/official.h"

#define LEFT (28 * XY_MM)
#define TOP (37 * XY_MM)
#define RIGHT (184 * XY_MM)
#define BOTTOM (262 * XY_MM)
#define HALF_MM (0.5 * XY_MM)

static const XyFurniture furniture = {
  .village = "石板溪村",
  .kind = "通知",
  .record_number = "GG-2026-0007",
  .printed_at = G_GINT64_CONSTANT (1791421920000),
};

/* A line of the text by its middle: its number on the page, from 0. */
static guint
get_line (const FixtureWord *word, double *off)
{
  double line = ((word->top + word->bottom) / 2 - TOP) / XY_OFFICIAL_LINE - 0.5;

  *off = line - round (line);
  return (guint) MAX (round (line), 0);
}

/* 28 full-width characters in each of 22 lines of a page, each in its cell. */
static void
test_grid (void)
{
  g_autoptr (XyPaper) paper = xy_official_new (NULL, &furniture);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const signs[] = { "石", "板", "溪", "村", "民", "委", "员", "会" };

  for (guint i = 0; i < 28 * 50 - 2; i++)
    g_string_append (text, signs[i % G_N_ELEMENTS (signs)]);
  xy_official_add_paragraph (paper, text->str);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 3);
  g_autofree char *pdf = fixture_write (paper, "grid.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  guint lines[3] = { 0 };
  double off = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      glong length = g_utf8_strlen (word->text, -1);
      if (word->top > BOTTOM || length < 20)
        continue;
      guint line = get_line (word, &off);
      g_assert_cmpfloat (fabs (off), <, 0.15);
      g_assert_cmpuint (line, ==, lines[word->page]);
      lines[word->page]++;
      gboolean first = word->page == 0 && line == 0;
      g_assert_cmpint (length, ==, first ? 26 : 28);
      g_assert_cmpfloat (fabs (word->left - LEFT - (first ? 2 * XY_OFFICIAL_CHARACTER : 0)), <, HALF_MM);
      g_assert_cmpfloat (fabs (word->right - RIGHT), <, HALF_MM);
    }
  g_assert_cmpuint (lines[0], ==, 22);
  g_assert_cmpuint (lines[1], ==, 22);
  g_assert_cmpuint (lines[2], ==, 6);
}

/* A closing mark that is one too many goes into its line, at the end of a paragraph too, and no ink out of the area. */
static void
test_push_in (void)
{
  g_autoptr (XyPaper) paper = xy_official_new (NULL, NULL);
  const char *const text = "村民小组会议由组长召集，商量组里的事，大家的事大家议。";

  g_assert_cmpint (g_utf8_strlen (text, -1), ==, 27);
  xy_official_add_paragraph (paper, text);
  g_autofree char *pdf = fixture_write (paper, "push-in.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  double off, right = 0;
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      if (word->top > BOTTOM)
        continue;
      g_assert_cmpuint (get_line (word, &off), ==, 0);
      right = MAX (right, word->right);
    }
  /* The blank half of the mark is outside. */
  g_assert_cmpfloat (fabs (right - RIGHT - 8), <, HALF_MM);
}

/* Where the ink of a column of pixels begins and ends: the cells of the grid are seen in the picture too. */
static void
test_cells (void)
{
  g_autoptr (XyPaper) paper = xy_official_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Marks within a line keep the grid. */
  for (guint i = 0; i < 6; i++)
    g_string_append (text, "田田田，田田田田田。");
  xy_official_add_paragraph (paper, text->str);
  cairo_surface_t *image = fixture_draw_page (paper, 0, 144, XY_PAPER_TARGET_PRINT);
  int y = (int) ((TOP + 0.5 * XY_OFFICIAL_LINE) * 2);
  guint inked = 0;
  for (guint cell = 2; cell < 28; cell++)
    {
      /* The middle stroke of 田 stands in the middle of its cell. */
      int x = (int) ((LEFT + (cell + 0.5) * XY_OFFICIAL_CHARACTER) * 2);
      int ink = 0;
      for (int dx = -3; dx <= 3; dx++)
        for (int dy = -8; dy <= 8; dy++)
          ink = MAX (ink, fixture_get_ink (image, x + dx, y + dy));
      inked += ink > 120;
    }
  cairo_surface_destroy (image);
  g_assert_cmpuint (inked, ==, 26 - 5);
}

static const char *const sample =
    "各村民小组、全体村民：\n"
    "为进一步改善人居环境，落实《石板溪村村规民约》，经2026年9月28日村民代表会议讨论，决定从2026年第四季度起开展户户清行动。现将"
    "有关事项通知如下：\n"
    "\n"
    "一、评比范围和时间\n"
    "（一）评比范围。本村1至14组全部常住农户，共计486户，外出务工、整户不在村的农户由所在小组登记后可以缓评。\n"
    "（二）评比时间。每月20日至25日逐户查看，月底前在村务公开栏公示不少于15日。\n"
    "二、评比办法\n"
    "1. 房前屋后无垃圾、无积水，柴草农具堆放整齐，畜禽圈养，厕所干净。每户满分100分，按五个等次评定。\n"
    "2．评比小组由村民代表、党员、妇女组长组成，每组不少于3人，与被评农户有亲属关系的应当回避。\n"
    "（1）得分90分以上的列入红榜，每户记积分5分；\n"
    "（2）得分60分以下的发给整改通知，七日内复查。\n"
    "三、有关要求\n"
    "各组组长要逐户上门讲清楚，对评比结果有异议的，请在公示期内向村务监督委员会提出，五日内答复。\n"
    "附件：1. 石板溪村户户清行动评分表\n"
    "2. 石板溪村各组评比小组成员名单及各小组负责联系的农户范围一览表\n";

static char *
find_faces (const char *pdf)
{
  return fixture_run ("pdffonts", pdf, NULL);
}

static const FixtureWord *
find_word (const GPtrArray *words, const char *part)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (((FixtureWord *) words->pdata[i])->text, part) != NULL)
      return words->pdata[i];
  g_error ("no %s", part);
}

/* A whole notice: places of its parts. */
static void
test_notice (void)
{
  g_autoptr (XyPaper) paper =
      xy_official_new ("石板溪村民委员会关于开展2026年第四季度人居环境“户户清”行动的通知", &furniture);
  double off = 0;

  xy_official_add_text (paper, sample);
  xy_official_add_signature (paper, "石板溪村民委员会", "2026年10月8日", TRUE);
  g_autofree char *pdf = fixture_write (paper, "notice.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 2);

  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      g_assert_cmpfloat (word->left, >=, LEFT - HALF_MM);
      g_assert_cmpfloat (word->right, <=, RIGHT + 8 + HALF_MM);
      if (word->top > BOTTOM - 2)
        continue;
      get_line (word, &off);
      g_assert_cmpfloat (fabs (off), <, 0.2);
    }

  /* Title in two lines, centred; an empty line; the addressee flush left; paragraphs two characters in. */
  const FixtureWord *addressee = find_word (words, "各村民小组");
  g_assert_cmpuint (get_line (addressee, &off), ==, 3);
  g_assert_cmpfloat (fabs (addressee->left - LEFT), <, HALF_MM);
  const FixtureWord *first = find_word (words, "为进一步");
  g_assert_cmpuint (get_line (first, &off), ==, 4);
  g_assert_cmpfloat (fabs (first->left - LEFT - 2 * XY_OFFICIAL_CHARACTER), <, HALF_MM);
  const FixtureWord *level = find_word (words, "一、评比");
  g_assert_cmpfloat (fabs (level->left - LEFT - 2 * XY_OFFICIAL_CHARACTER), <, HALF_MM);

  /* The date ends four characters from the right, the issuer is centred over it, with the text on the same page. */
  const FixtureWord *issuer = NULL, *date = NULL, *label = find_word (words, "附件：1");
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      if (word->page == 1 && strcmp (word->text, "石板溪村民委员会") == 0)
        issuer = word;
      if (word->page == 1 && strstr (word->text, "2026年10月8日") && word->top < BOTTOM)
        date = word;
    }
  g_assert_nonnull (issuer);
  g_assert_nonnull (date);
  g_assert_cmpfloat (fabs (date->right - RIGHT + 4 * XY_OFFICIAL_CHARACTER), <, HALF_MM);
  g_assert_cmpfloat (fabs (issuer->left + issuer->right - date->left - date->right), <, 2);
  g_assert_cmpuint (get_line (date, &off), ==, get_line (issuer, &off) + 1);
  g_assert_cmpfloat (fabs (label->left - LEFT - 2 * XY_OFFICIAL_CHARACTER), <, HALF_MM);

  /* "— 1 —" right on odd pages, "— 2 —" left on even ones, 7 mm below the text. */
  guint numbers = 0;
  gboolean has_text = FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      double middle = (word->top + word->bottom) / 2;
      if (word->page == 1 && word->top < BOTTOM)
        has_text = has_text || strstr (word->text, "各组组长") != NULL;
      if (strcmp (word->text, "—") != 0 || word->top < BOTTOM)
        continue;
      g_assert_cmpfloat (fabs (middle - BOTTOM - 7 * XY_MM), <, 1.5 * XY_MM);
      numbers++;
      if (word->page == 0)
        g_assert_cmpfloat (word->right, >, RIGHT - 14 - 45);
      else
        g_assert_cmpfloat (word->left, <, LEFT + 14 + 45);
      g_assert_cmpfloat (word->right, <, RIGHT - 14 + HALF_MM);
      g_assert_cmpfloat (word->left, >, LEFT + 14 - HALF_MM);
    }
  g_assert_cmpuint (numbers, ==, 4);
  g_assert_true (has_text);

  g_autofree char *fonts = find_faces (pdf);
  g_assert_null (strstr (fonts, " no "));
  for (guint p = 0; p < 2; p++)
    g_assert_cmpfloat (fixture_compare_page (paper, p, pdf, 96), <=, 0.01);
}

/* Titles of one, two and three lines; no line longer than the area; what is one word stays so. */
static void
test_titles (void)
{
  static const struct
  {
    const char *title;
    guint n_lines;
  } cases[] = {
    { "石板溪村村规民约", 1 },
    { "关于石板溪村2026年第三季度积分评定结果的公示", 2 },
    { "石板溪村民委员会关于对2026年度农村最低生活保障对象和特困供养人员动态调整情况进行公示并征求全体村民意见的通知",
      3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPaper) paper = xy_official_new (cases[i].title, &furniture);
      g_autofree char *name = g_strdup_printf ("title-%u.pdf", i);
      xy_official_add_paragraph (paper, "正文。");
      g_autofree char *pdf = fixture_write (paper, name);
      g_autoptr (GPtrArray) words = fixture_words (pdf);
      double off, left[4] = { 1000, 1000, 1000, 1000 }, right[4] = { 0 };
      guint last = get_line (find_word (words, "正文"), &off);
      g_assert_cmpuint (last, ==, cases[i].n_lines + 1);
      for (guint w = 0; w < words->len; w++)
        {
          const FixtureWord *word = words->pdata[w];
          if (word->top > BOTTOM || get_line (word, &off) >= cases[i].n_lines)
            continue;
          guint line = get_line (word, &off);
          left[line] = MIN (left[line], word->left);
          right[line] = MAX (right[line], word->right);
        }
      double longest = 0, shortest = 1000;
      for (guint line = 0; line < cases[i].n_lines; line++)
        {
          g_assert_cmpfloat (fabs (left[line] + right[line] - LEFT - RIGHT), <, 4);
          longest = MAX (longest, right[line] - left[line]);
          shortest = MIN (shortest, right[line] - left[line]);
        }
      g_assert_cmpfloat (longest, <=, RIGHT - LEFT + 1);
      if (cases[i].n_lines > 1)
        g_assert_cmpfloat (shortest, <, longest - 20);
    }
}

/* A table in the text stands on the grid, and so does what follows it. */
static void
test_table (void)
{
  const XyPaperColumn columns[] = {
    { .title = "序号", .align = XY_ALIGN_CENTRE, .font = xy_official_cell_font () },
    { .title = "姓名", .align = XY_ALIGN_CENTRE, .font = xy_official_cell_font (), .weight = 1, .name = TRUE },
    { .title = "负责小组和联系的农户", .fit = XY_FIT_WRAP, .font = xy_official_cell_font (), .weight = 3 },
  };
  g_autoptr (XyPaper) paper = xy_official_new ("评比小组成员名单", &furniture);
  XyTableStyle style = xy_official_table_style (1);
  double off;

  xy_official_add_paragraph (paper, "评比小组由下列人员组成：");
  XyBlock *table = xy_paper_add (paper, xy_paper_table_new (&style, columns, G_N_ELEMENTS (columns)));
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *cells[] = { number, i % 3 == 0 ? "李伟" : "欧阳建军",
                              i % 7 == 3 ? "负责1组、2组和3组，联系沿河一带的农户以及学校后面山上散居的各户" : "1组" };
      xy_paper_table_add_row (table, XY_ROW_PLAIN, cells);
    }
  xy_official_add_paragraph (paper, "以上名单请各组核对。");
  xy_official_begin_attachment (paper, 1, "评分表");
  xy_official_add_paragraph (paper, "评分表正文。");
  g_autofree char *pdf = fixture_write (paper, "official-table.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  get_line (find_word (words, "以上名单"), &off);
  g_assert_cmpfloat (fabs (off), <, 0.15);
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      if (word->top < BOTTOM && strcmp (word->text, "欧阳建军") == 0)
        {
          double line = ((word->top + word->bottom) / 2 - TOP) / XY_OFFICIAL_LINE;
          /* In the middle of one line or between two. */
          g_assert_cmpfloat (fabs (line * 2 - round (line * 2)), <, 0.3);
        }
    }
  const FixtureWord *attachment = find_word (words, "附件1");
  g_assert_cmpuint (attachment->page, ==, xy_paper_get_n_pages (paper) - 1);
  g_assert_cmpuint (get_line (attachment, &off), ==, 0);
  g_assert_cmpuint (get_line (find_word (words, "评分表正文"), &off), ==, 4);
}

/* Without a seal (7.3.5.2), and the lines at the foot of the last page (7.4). */
static void
test_end_matter (void)
{
  g_autoptr (XyPaper) paper = xy_official_new ("关于做好冬季防火工作的通知", &furniture);
  double off;

  xy_official_add_text (paper, sample);
  xy_official_add_signature (paper, "石板溪村民委员会", "2026年10月8日", FALSE);
  xy_official_add_end_matter (paper,
                              "云岭镇人民政府，云岭镇派出所，云岭镇司法所，云岭镇应急管理办公室，村务监督委员会，"
                              "各村民小组",
                              "石板溪村民委员会", "2026年10月8日");
  g_autofree char *pdf = fixture_write (paper, "end-matter.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);
  const FixtureWord *issuer = NULL, *date = NULL, *printer = NULL, *copies = find_word (words, "抄送：");
  const FixtureWord *printed = find_word (words, "2026年10月8日印发"), *turned = find_word (words, "各村民小组。");
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      if (strcmp (word->text, "石板溪村民委员会") == 0 && word->bottom - word->top < 1.5 * 14)
        printer = word;
      else if (strcmp (word->text, "石板溪村民委员会") == 0)
        issuer = word;
      if (strcmp (word->text, "2026年10月8日") == 0)
        date = word;
    }
  guint last = xy_paper_get_n_pages (paper) - 1;

  /* The issuer ends two characters from the right; the date begins two after it, or ends there too. */
  g_assert_cmpfloat (fabs (date->right - RIGHT + 2 * XY_OFFICIAL_CHARACTER), <, 2 * HALF_MM);
  g_assert_cmpfloat (fabs (date->left - issuer->left - 2 * XY_OFFICIAL_CHARACTER), <, 2 * HALF_MM);
  g_assert_cmpuint (get_line (date, &off), ==, get_line (issuer, &off) + 1);

  /* The copies in two lines, the second under the first's text; below them who printed it, on the last line. */
  g_assert_cmpuint (copies->page, ==, last);
  g_assert_cmpuint (get_line (copies, &off), ==, 19);
  g_assert_cmpuint (get_line (turned, &off), ==, 20);
  g_assert_cmpuint (get_line (printer, &off), ==, 21);
  g_assert_cmpuint (get_line (printed, &off), ==, 21);
  g_assert_cmpfloat (fabs (copies->left - LEFT - 14), <, HALF_MM);
  g_assert_cmpfloat (fabs (printer->left - LEFT - 14), <, HALF_MM);
  g_assert_cmpfloat (fabs (printed->right - RIGHT + 14), <, HALF_MM);
  g_assert_cmpfloat (turned->left, >, copies->left + 3 * 14 - HALF_MM);

  /* The last rule is the lower edge of the text, from side to side; 0.35 mm are two dots and more at 200 dpi. */
  cairo_surface_t *image = fixture_draw_page (paper, last, 200, XY_PAPER_TARGET_PRINT);
  const double lines[] = { BOTTOM - 3 * XY_OFFICIAL_LINE, BOTTOM - XY_OFFICIAL_LINE, BOTTOM };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint x = 0; x <= 10; x++)
      {
        int ink = 0, at = (int) ((LEFT + 1 + x * (RIGHT - LEFT - 2) / 10) * 200 / 72);
        for (int dy = -2; dy <= 2; dy++)
          ink = MAX (ink, fixture_get_ink (image, at, (int) (lines[i] * 200 / 72) + dy));
        g_assert_cmpint (ink, >, 150);
      }
  cairo_surface_destroy (image);
}

/* An announcement with a table of several columns: what is not the table stands on the lines. */
static void
test_announcement (void)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  g_autoptr (GString) sheet = g_string_new ("组别\t户主\t本期加分\t累计积分");
  g_autoptr (GError) error = NULL;
  double off;

  xy_set_str (&village->name, "石板溪村");
  xy_set_str (&village->phone, "19900001201");
  xy_set_str (&document->kind, XY_DOCUMENT_ANNOUNCEMENT);
  xy_set_str (&document->title, "关于2026年第三季度农户积分的公示");
  xy_set_str (&document->body, "现将农户积分公示如下。\n{名单}\n如有错漏，请向联系人提出。\n特此公示。");
  xy_document_set_field (document, XY_TEMPLATE_COPIES, "云岭镇人民政府");
  document->notice_days = 15;
  for (guint i = 0; i < 34; i++)
    g_string_append_printf (sheet, "\n%u组\t欧阳建军\t%u\t%u", i / 4 + 1, i % 9, 40 + i % 7);
  xy_set_str (&document->sheet, sheet->str);
  XyDocumentSource source = { .document = document, .village = village };
  g_autoptr (XyPaper) paper =
      xy_document_paper_new (&source, &(XyPaperAsk){ .printed_at = furniture.printed_at }, &error);
  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "announcement-table.pdf");
  g_autoptr (GPtrArray) words = fixture_words (pdf);

  static const char *const on_lines[] = { "现将农户", "如有错漏", "特此公示", "公示期", "监督电话", "抄送", "印发" };
  for (guint i = 0; i < G_N_ELEMENTS (on_lines); i++)
    {
      get_line (find_word (words, on_lines[i]), &off);
      g_assert_cmpfloat (fabs (off), <, 0.15);
    }
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 2);
  guint n = 0;
  for (guint i = 0; i < words->len; i++)
    {
      const FixtureWord *word = words->pdata[i];
      n += strcmp (word->text, "欧阳建军") == 0;
      g_assert_true (strcmp (word->text, "欧阳建军") != 0 || word->bottom < BOTTOM + 1);
    }
  g_assert_cmpuint (n, ==, 34);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/official/grid", test_grid);
  g_test_add_func ("/official/push-in", test_push_in);
  g_test_add_func ("/official/cells", test_cells);
  g_test_add_func ("/official/notice", test_notice);
  g_test_add_func ("/official/titles", test_titles);
  g_test_add_func ("/official/table", test_table);
  g_test_add_func ("/official/end-matter", test_end_matter);
  g_test_add_func ("/official/announcement", test_announcement);
  return g_test_run ();
}
