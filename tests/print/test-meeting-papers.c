/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What only the papers of meetings promise; the rest is test-papers. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "meeting-world.h"
#include "paper-look.h"
#include "papers-world.h"
#include "print/official.h"

#define LEFT (28 * XY_MM)
#define TOP (37 * XY_MM)
#define RIGHT (184 * XY_MM)
#define BOTTOM (262 * XY_MM)

#define RARE "\U0002B4B6\u4DAE"
#define LONG_NAME "阿卜杜热西提·买买提艾力·吐尔逊江·阿不力孜·木沙"
#define NUMBER_MM 10 /* below the text stands the number of the page */
#define LONGEST 4000 /* characters of one speech */
#define N_SPEECHES 24

/* Of the world's meetings; see meeting-world.h. */
enum
{
  SIGNED_YARD,
  REPRESENTATIVES,
  CALLED,
  OPEN_YARD,
};

static World world;

static XyPaper *
make (const char *name, guint which, guint turned_parts)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  g_autoptr (GPtrArray) meetings = world_list_records (&world, xy_paper_kind_find ("meeting-minutes"));
  XyPaperAsk ask;

  g_assert_true (world_ask (&world, kind, &ask));
  ask.record = ((XyRecord *) meetings->pdata[which])->id;
  ask.parts ^= turned_parts;
  return world_make (&world, kind, &ask);
}

/* The text without page numbers and line ends. */
static char *
read_all (const Look *look)
{
  GString *text = g_string_new (NULL);

  for (guint p = 0; p < look->pages->len; p++)
    for (guint l = 0; l < look_get_page (look, p)->lines->len; l++)
      {
        const LookLine *line = look_get_page (look, p)->lines->pdata[l];
        if (!g_str_has_prefix (line->text, "—"))
          g_string_append (text, line->text);
      }
  return g_string_free (text, FALSE);
}

static char *
read_paper (const char *name, guint which, guint turned_parts)
{
  g_autoptr (XyPaper) paper = make (name, which, turned_parts);
  g_autoptr (Look) look = look_at (paper);

  return read_all (look);
}

/* Signs that are each one cell of the grid, COUNT of them, others for each SEED. */
static char *
invent_speech (guint seed, guint count)
{
  static const char *const signs[] = { "水", "渠", "路", "灯", "村", "民", "大", "会", "商", "量", "修", "田" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append (text, signs[(i * 7 + i / 12 + seed) % G_N_ELEMENTS (signs)]);
  return g_string_free (text, FALSE);
}

static gboolean
write_long (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyMeetingPresence) guest = xy_record_new (&xy_meeting_presence_type);
  const XyId *meeting = data;

  guest->meeting = *meeting;
  guest->people = 1;
  xy_set_str (&guest->name, LONG_NAME);
  xy_set_str (&guest->role, "guest");
  xy_set_str (&guest->state, "present");
  xy_set_str (&guest->post, "镇驻村" RARE);
  if (!xy_record_save (txn, guest, error))
    return FALSE;
  for (guint i = 0; i < N_SPEECHES; i++)
    {
      g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
      g_autofree char *text = invent_speech (i, i == 3 ? LONGEST : 120 + i);
      line->meeting = *meeting;
      line->at = xy_txn_get_now (txn);
      xy_set_str (&line->kind, "speech");
      xy_set_str (&line->who, i % 2 == 0 ? LONG_NAME : RARE);
      xy_set_str (&line->text, text);
      xy_set_str (&line->recorder, "曾小平");
      if (!xy_record_save (txn, line, error))
        return FALSE;
    }
  return TRUE;
}

static XyId
get_meeting (guint which)
{
  g_autoptr (GPtrArray) meetings = world_list_records (&world, xy_paper_kind_find ("meeting-minutes"));

  return ((XyRecord *) meetings->pdata[which])->id;
}

/* A line of the text by its middle: its number on the page, from 0; OFF: points beside it. */
static guint
get_line (const FixtureWord *word, double *off)
{
  double line = ((word->top + word->bottom) / 2 - TOP) / XY_OFFICIAL_LINE - 0.5;

  *off = fabs (line - round (line)) * XY_OFFICIAL_LINE;
  return (guint) MAX (round (line), 0);
}

/* Minutes of a dozen pages: 22 lines of 28 characters within 37, 28, 26 and 35 mm, each a millimetre at most beside. */
static void
test_grid (void)
{
  g_autoptr (XyPaper) paper = make ("meeting-minutes", OPEN_YARD, 0);
  g_autoptr (Look) look = look_at (paper);
  XyPageSetup setup = xy_official_setup ();
  guint n_full = 0, whole_pages = 0;

  g_assert_cmpuint (look->pages->len, >=, 12);
  setup.bottom_mm -= NUMBER_MM;
  look_check_sheet (look, &setup);
  for (guint p = 0; p < look->pages->len; p++)
    {
      const GPtrArray *words = look_get_page (look, p)->words;
      guint full = 0;
      for (guint i = 0; i < words->len; i++)
        {
          const FixtureWord *word = words->pdata[i];
          double off;
          /* The first lines of paragraphs begin two characters in. */
          if (word->top > BOTTOM || g_utf8_strlen (word->text, -1) != 28 || word->left > LEFT + XY_OFFICIAL_CHARACTER)
            continue;
          guint line = get_line (word, &off);
          g_assert_cmpuint (line, <, 22);
          g_assert_cmpfloat (off, <, XY_MM);
          g_assert_cmpfloat (fabs (word->left - LEFT), <, XY_MM);
          g_assert_cmpfloat (fabs (word->right - RIGHT), <, XY_MM);
          full++;
        }
      n_full += full;
      whole_pages += full == 22;
    }
  /* The longest speech alone fills so many. */
  g_assert_cmpuint (whole_pages, >=, 5);
  g_assert_cmpuint (n_full, >=, LONGEST / 28);
}

/* All that was written stands there, in the order of the minutes, whichever form they have. */
static void
test_order (void)
{
  static const char *const heads[] = {
    "会议记录", "时间", "地点", "主持人", "记录人", "出席", "列席", LONG_NAME, "发言"
  };

  for (guint form = 0; form < 2; form++)
    {
      g_autoptr (XyPaper) paper = make ("meeting-minutes", OPEN_YARD, form == 0 ? 0 : 1 << 3);
      g_autoptr (Look) look = look_at (paper);
      g_autofree char *all = read_all (look);
      const char *at = all;
      const GPtrArray *notices = xy_paper_get_notices (paper);
      for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
        {
          at = strstr (at, heads[i]);
          g_assert_nonnull (at);
        }
      for (guint i = 0; i < N_SPEECHES; i++)
        {
          g_autofree char *text = invent_speech (i, i == 3 ? LONGEST : 120 + i);
          g_autoptr (GString) plain = g_string_new (at);
          /* A form says on each page what goes on there. */
          if (form == 1)
            g_string_replace (plain, "发言", "", 0);
          g_autofree char *rest = g_strdup (plain->str);
          const char *found = strstr (rest, text);
          g_assert_nonnull (found);
          at = form == 0 ? at + (found - rest) : at;
        }
      at = strstr (at, "议定事项");
      g_assert_nonnull (at);
      g_assert_nonnull (strstr (at, "院子公厕保洁轮班"));
      g_assert_nonnull (strstr (strstr (at, "院子公厕保洁轮班"), "主持人（签名）"));
      for (guint i = 0; i < notices->len; i++)
        g_assert_cmpint (((const XyPaperNotice *) notices->pdata[i])->kind, !=, XY_PAPER_NOTICE_CUT);
    }
}

/* Ink in the upper right corner above the text, where nothing else stands. */
static gboolean
has_mark (XyPaper *paper, guint page)
{
  cairo_surface_t *image = fixture_draw_page (paper, page, 72, XY_PAPER_TARGET_PRINT);
  int inked = 0, top = (int) (12 * XY_MM), right = cairo_image_surface_get_width (image);

  for (int y = (int) (4 * XY_MM); y < (int) (TOP - XY_MM); y++)
    for (int x = right / 2; x < right; x++)
      inked += y < top + (int) (24 * XY_MM) && fixture_get_ink (image, x, y) > 100;
  cairo_surface_destroy (image);
  return inked > 60;
}

/* On every page as long as they are not signed, and never in the text; then no more. */
static void
test_mark (void)
{
  static const struct
  {
    guint which;
    gboolean draft;
  } cases[] = { { OPEN_YARD, TRUE }, { SIGNED_YARD, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyPaper) paper = make ("meeting-minutes", cases[i].which, 0);
      g_autoptr (Look) look = look_at (paper);
      g_autofree char *all = read_all (look);
      for (guint p = 0; p < look->pages->len; p++)
        {
          g_assert_cmpint (has_mark (paper, p), ==, cases[i].draft);
          g_assert_cmpint (strstr (look_get_page (look, p)->foot, "草稿") != NULL, ==, cases[i].draft);
        }
      g_assert_null (strstr (all, "草稿"));
      g_assert_cmpint (strstr (all, "日期：2026年11月15日") != NULL, ==, !cases[i].draft);
      g_assert_cmpint (strstr (all, "补充：清淤的起点应为水井东侧第二块石板。") != NULL, ==, !cases[i].draft);
    }
}

static void
test_parts (void)
{
  g_autofree char *whole = read_paper ("meeting-minutes", SIGNED_YARD, 0);
  g_autofree char *silent = read_paper ("meeting-minutes", SIGNED_YARD, 1 << 0);
  g_autofree char *indirect = read_paper ("meeting-minutes", SIGNED_YARD, 1 << 1);
  g_autofree char *alone = read_paper ("meeting-minutes", SIGNED_YARD, 1 << 2);

  g_assert_nonnull (strstr (whole, "原话：“沟不清，水就进屋，年年说年年不动。”"));
  g_assert_nonnull (strstr (whole, "曾国强（1组）：去年汛期"));
  g_assert_nonnull (strstr (whole, "一、议题1.丁家院子排水沟清淤和看管。2."));
  g_assert_nonnull (strstr (whole, "二、政策宣讲宣讲医保"));
  g_assert_nonnull (strstr (whole, "四、议定事项（一）排水沟清淤"));
  g_assert_nonnull (strstr (whole, "五、未达成一致事项路边停车收不收费，大家意见不一。会议于21时10分散会。"));
  g_assert_null (strstr (silent, "去年汛期"));
  g_assert_null (strstr (indirect, "原话"));
  g_assert_nonnull (strstr (indirect, "去年汛期"));
  /* Who came stands behind: the list ends with those who sat in. */
  const char *end = strstr (whole, "附件参会签到表");
  g_assert_nonnull (end);
  g_assert_nonnull (strstr (strstr (end, "列席人员"), "周晓明"));
  g_assert_null (strstr (alone, "签到表"));
}

/* The words of a paper are Chinese in any language, the arithmetic of a vote too. */
static void
test_vote (void)
{
  g_autofree char *minutes = read_paper ("meeting-minutes", REPRESENTATIVES, 0);
  g_autofree char *resolution = read_paper ("meeting-resolution", REPRESENTATIVES, 0);
  g_autofree char *result = read_paper ("meeting-resolution", REPRESENTATIVES, 1);
  const char *const passed =
      "应到12人，实到10人，达到三分之二（8人）；赞成8人、反对1人、弃权1人，赞成的超过到会人数的半数（6"
      "人），通过。";

  g_assert_nonnull (strstr (minutes, passed));
  g_assert_nonnull (strstr (resolution, passed));
  g_assert_nonnull (strstr (resolution, "赞成的未超过到会人数的半数（6人），未通过。"));
  g_assert_nonnull (strstr (resolution, "公示期：2026年11月23日至12月7日（十五日）"));
  g_assert_nonnull (strstr (result, "决议实施结果公告"));
  /* Only what was passed has a result. */
  g_assert_nonnull (strstr (result, "筹劳两个工"));
  g_assert_null (strstr (result, "六万八千元"));
}

/* A dispute of two households is on the minutes and on no paper that hangs or is handed out. */
static void
test_private (void)
{
  static const char *const public[] = { "meeting-notice", "meeting-invitation", "meeting-decisions" };

  for (guint i = 0; i < G_N_ELEMENTS (public); i++)
    for (guint which = SIGNED_YARD; which <= CALLED; which += CALLED - SIGNED_YARD)
      {
        if (which == CALLED && g_str_equal (public[i], "meeting-decisions"))
          continue;
        g_autofree char *text = read_paper (public[i], which, 0);
        g_assert_null (strstr (text, "地界"));
        g_assert_null (strstr (text, "李秀兰"));
      }
  g_autofree char *minutes = read_paper ("meeting-minutes", SIGNED_YARD, 0);
  g_autofree char *office = read_paper ("meeting-decisions", SIGNED_YARD, 1 << 1);
  g_assert_nonnull (strstr (minutes, "丁友生、李秀兰两户的地界"));
  g_assert_nonnull (strstr (office, "两户地界由村调委会上门丈量"));
  g_assert_null (strstr (office, "公示期"));
}

/* Those whom a meeting is for, and nobody else; who came is marked. */
static void
test_people (void)
{
  g_autofree char *sheet = read_paper ("meeting-sign-in", SIGNED_YARD, 0);
  g_autofree char *blank = read_paper ("meeting-sign-in", CALLED, 0);
  g_autofree char *cards = read_paper ("meeting-invitation", SIGNED_YARD, 0);
  gint64 here = world_count (&world, "SELECT count (*) FROM household WHERE del = 0 AND state IN ('here', 'away') AND "
                                     "unit = (SELECT id FROM unit WHERE del = 0 ORDER BY sort LIMIT 1)");
  gint64 came = world_count (&world, "SELECT count (*) FROM meeting_presence WHERE state = 'present' AND meeting = "
                                     "(SELECT id FROM meeting WHERE note = '" MEETING_WORLD_NOTE "' ORDER BY id)");

  g_assert_cmpuint (fixture_count (sheet, "√"), ==, came);
  g_assert_cmpuint (fixture_count (sheet, "请假"), >=, here > 7);
  g_assert_cmpuint (fixture_count (blank, "√"), ==, 0);
  g_assert_cmpuint (fixture_count (cards, "参会通知"), ==, here);
  g_assert_cmpuint (fixture_count (cards, "邀请函"), ==, 2);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  world_open (&world, 40);
  XyId meeting = get_meeting (OPEN_YARD);
  XyActor actor = { .user = xy_id_new (&world.fixed.env), .name = "曾小平", .permissions = ~0u };
  g_autoptr (GError) error = NULL;
  xy_store_act (world.store, &actor, "", write_long, &meeting, &error);
  g_assert_no_error (error);
  g_test_add_func ("/meeting-papers/grid", test_grid);
  g_test_add_func ("/meeting-papers/order", test_order);
  g_test_add_func ("/meeting-papers/mark", test_mark);
  g_test_add_func ("/meeting-papers/parts", test_parts);
  g_test_add_func ("/meeting-papers/vote", test_vote);
  g_test_add_func ("/meeting-papers/private", test_private);
  g_test_add_func ("/meeting-papers/people", test_people);
  int status = g_test_run ();
  world_close (&world);
  return status;
}
