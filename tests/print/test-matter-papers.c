/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each paper of the ledger says and leaves unsaid; how it looks is told in test-papers. */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/matter-agreement.h"
#include "core/matter-statistics.h"
#include "fixture.h"
#include "papers-world.h"

#define TODAY "2026-11-22"

static World world;

static XyPaper *
make (const char *name, const XyId *record, const char *period, guint order, int parts, GError **error)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask = { .record = record != NULL ? *record : XY_ID_NONE,
                     .period = period,
                     .order = order,
                     .parts = parts < 0 ? xy_paper_kind_get_parts (kind) : (guint) parts,
                     .number = "ZZ-2026-0001",
                     .printed_at = WORLD_NOW };

  return kind->make (world.store, &ask, error);
}

/* The paper as its PDF says it, without spaces and line ends. */
static char *
make_text (const char *name, const XyId *record, const char *period, guint order, int parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = make (name, record, period, order, parts, &error);

  g_assert_no_error (error);
  g_autofree char *pdf = fixture_write (paper, "matter.pdf"), *text = fixture_text (pdf);
  g_autofree char *squeezed = fixture_squeeze (text);
  g_auto (GStrv) lines = g_strsplit_set (squeezed, "\n\f", -1);
  return g_strjoinv ("", lines);
}

static GPtrArray *
list_matters (const char *tail)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *matters = xy_record_list (world.store, &xy_matter_type, tail, XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return matters;
}

/* All that is open is on it once, in each order, the office's copy with what is private. */
static void
test_ledger (void)
{
  g_autoptr (GPtrArray) open = list_matters ("WHERE t.del = 0 AND t.stage < 7");
  guint n_private = 0;

  for (guint order = 0; order < 4; order++)
    {
      g_autofree char *text = make_text ("matter-ledger", NULL, NULL, order, -1);
      g_autofree char *office = make_text ("matter-ledger", NULL, NULL, order, 1 | 4);
      for (guint i = 0; i < open->len; i++)
        {
          const XyMatter *matter = open->pdata[i];
          g_autofree char *number = xy_matter_number (matter);
          g_assert_cmpuint (fixture_count (text, number), ==, matter->private ? 0 : 1);
          g_assert_cmpuint (fixture_count (office, number), ==, 1);
          n_private += matter->private;
        }
      g_assert_nonnull (strstr (text, "▲逾期"));
      g_assert_nonnull (strstr (office, "不得张贴"));
      g_assert_null (strstr (text, "晒谷坪"));
    }
  g_assert_cmpuint (n_private, >, 0);
  g_autofree char *owners = make_text ("matter-ledger", NULL, NULL, 1, -1);
  g_assert_nonnull (strstr (owners, "林秀英"));
  g_assert_nonnull (strstr (owners, "还没有分办"));
  /* Of a period all that was raised in it, closed ones too. */
  g_autofree char *autumn = make_text ("matter-ledger", NULL, "2026Q3", 0, 4);
  g_assert_nonnull (strstr (autumn, "宅前排水朝向"));
  g_assert_null (strstr (autumn, "想种油茶"));
}

/* Each owner begins a page. */
static void
test_owner_pages (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = make ("matter-ledger", NULL, NULL, 1, 1 | 2, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (xy_paper_get_n_pages (paper), ==, 3);
}

static void
test_card (void)
{
  g_autoptr (GPtrArray) matters = list_matters ("WHERE t.phone IS NOT NULL AND t.level = 0");
  const XyMatter *matter = matters->pdata[0];
  g_autofree char *text = make_text ("matter-card", &matter->record.id, NULL, 0, -1);
  static const char *const said[] = { "水渠垮了两处", "村民反映的困难", "周立新",   "垮的两处砌好了", "不满意",
                                      "延期",         "3组组长",        "镇水务站", "再访",           "▲逾期4天" };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (text, said[i]));
  g_assert_null (strstr (text, "19900001234"));
}

/* What was agreed, how and when it is kept; both sides sign, and there is a copy for each and the committee. */
static void
test_agreement (void)
{
  g_autoptr (GPtrArray) matters = list_matters ("WHERE t.phone IS NOT NULL ORDER BY t.level DESC");
  const XyMatter *dispute = matters->pdata[0], *visit = matters->pdata[1];
  g_autofree char *text = make_text ("matter-agreement", &dispute->record.id, NULL, 0, -1);
  g_autoptr (GError) error = NULL;
  static const char *const said[] = {
    "甲方曾国强", "乙方周小平", "一方砌了围墙", "围墙退后一米五", "方式：双方一起",        "2026年10月30",
    "一式三份",   "甲方签名",   "调解员签名",   "手印",           "石板溪村人民调解委员会"
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (text, said[i]));
  g_assert_null (strstr (text, "履行方式：双方"));
  g_assert_null (make ("matter-agreement", &visit->record.id, NULL, 0, -1, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_assert_cmpint (xy_paper_kind_find ("matter-agreement")->flags & XY_PAPER_PUBLIC, ==, 0);
  g_assert_cmpint (xy_paper_kind_find ("matter-card")->flags & XY_PAPER_PUBLIC, ==, 0);
}

/* However the parties are written, there are at least two, and what was put together comes apart again. */
static void
test_parties (void)
{
  static const char *const cases[][4] = {
    { "曾国强、周小平", "曾国强", "周小平", NULL },
    { "曾国强与周小平", "曾国强", "周小平", NULL },
    { "曾国强和周小平", "曾国强", "周小平", NULL },
    { "曾国强，周和平", "曾国强", "周和平", NULL },
    { "4组两户", "4组两户", "", NULL },
    { "和平", "和平", "", NULL },
    { " 曾国强； ；周小平 ", "曾国强", "周小平", NULL },
    { "", "", "", NULL },
  };
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
      xy_set_str (&matter->people, cases[i][0]);
      g_autoptr (XyMatterAgreement) agreement = xy_matter_agreement_read (matter, none);
      g_assert_cmpuint (g_strv_length (agreement->parties), ==, 2);
      g_assert_cmpstr (agreement->parties[0], ==, cases[i][1]);
      g_assert_cmpstr (agreement->parties[1], ==, cases[i][2]);
      g_assert_null (agreement->agreed);
    }
}

/* The board's figures are the ledger's, and nobody is named. */
static void
test_summary (void)
{
  const XyMatterQuestion question = { .period = "2026Q4" };
  g_autoptr (GPtrArray) flows = xy_matter_flows (world.store, &question, NULL);
  const XyMatterFlow *all = flows->pdata[0];
  g_autofree char *text = make_text ("matter-summary", NULL, "2026Q4", 0, -1);
  g_autofree char *totals = g_strdup_printf ("合计%d%d%d%d%d%d%d%d%d%d", (int) all->carried, (int) all->raised,
                                             (int) all->done, (int) all->visited, (int) all->good, (int) all->fair,
                                             (int) all->bad, (int) all->closed, (int) all->shelved, (int) all->left);
  g_autofree char *owners = make_text ("matter-summary", NULL, "2026Q4", 0, 7);
  static const char *const names[] = { "林秀英", "周立新" };

  g_assert_nonnull (strstr (text, totals));
  g_assert_nonnull (strstr (text, "纠纷"));
  g_assert_nonnull (strstr (text, "公示期：自张贴之日起十五日"));
  g_assert_nonnull (strstr (text, "新修机耕路筹资方案"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_null (strstr (text, names[i]));
      g_assert_nonnull (strstr (owners, names[i]));
    }
}

/* --- privacy --- */

#define FAMILY "钭" /* nobody of the sample's */
#define MATTERS 30

/* A name that stands for one person only. */
static char *
invent_name (guint i)
{
  static const char *const first[] = { "渊", "栩", "翀", "霁", "珩", "璟", "昱", "钰", "堃", "晟" };

  return g_strconcat (FAMILY, first[i / 10 % 10], first[i % 10], NULL);
}

static const char *
pick (const char *const *words, guint n)
{
  return words[g_test_rand_int_range (0, (gint32) n)];
}

/* Whatever somebody might write where it does not belong: names and numbers in titles and notes. */
static gboolean
enter (XyTxn *txn, gpointer data, GError **error)
{
  static const char *const sources[] = { "visit", "wish", "dispute", "meeting", "suggestion" };
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *name = invent_name (2 * i), *other = invent_name (2 * i + 1);
  const char *source = pick (sources, G_N_ELEMENTS (sources));
  gboolean private = g_test_rand_int_range (0, 2) == 0, dispute = g_str_equal (source, "dispute");
  g_autofree char *phone = g_strdup_printf ("1990000%04d", g_test_rand_int_range (1000, 9999));
  g_autofree char *titles[] = { g_strdup ("屋后的沟堵了"), g_strdup_printf ("%s家屋后的沟堵了", name),
                                g_strdup_printf ("沟堵了，电话%s", phone) };
  g_autofree char *note = g_strdup_printf ("%s同意了，打%s", name, phone);
  g_autofree char *title = g_strdup (pick ((const char *const *) titles, G_N_ELEMENTS (titles)));
  g_autofree char *people = g_strdup_printf ("%s、%s", name, other);
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterStepping assign = { .kind = XY_MATTER_ASSIGN, .day = "2026-10-02", .owner = "林秀英", .until = "2026-10-20" };
  XyMatterWriting writing = { .matter = matter, .first = g_test_rand_int_range (0, 4) > 0 ? &assign : NULL };

  for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
    g_clear_pointer (&titles[k], g_free);
  xy_set_str (&matter->source, source);
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->content, note);
  xy_set_str (&matter->day, "2026-10-01");
  xy_set_str (&matter->people, dispute ? people : name);
  xy_set_str (&matter->phone, phone);
  matter->private = private;
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  if (writing.first == NULL || g_test_rand_int_range (0, 3) == 0)
    return TRUE;
  XyMatterStepping done = {
    .matters = &writing.made, .n = 1, .kind = XY_MATTER_FINISH, .day = "2026-10-10", .note = note
  };
  return xy_matter_step_act (txn, &done, error);
}

static void
look_through (const char *text, const char *name, GPtrArray *secrets)
{
  for (guint i = 0; i < secrets->len; i++)
    if (strstr (text, secrets->pdata[i]) != NULL)
      {
        g_test_message ("%s: “%s” is on it", name, (const char *) secrets->pdata[i]);
        g_test_fail ();
      }
  /* Those that were invented, and not the village's own. */
  for (const char *at = text; (at = strstr (at, "1990000")) != NULL; at++)
    g_assert_true (strspn (at, "0123456789") != 11 || strncmp (at + 7, "1201", 4) == 0
                   || strncmp (at + 7, "1101", 4) == 0);
}

/* No party, nobody who raised something, no telephone on any paper that may leave the office. */
static void
test_private (void)
{
  XyActor actor = { .user = xy_id_new (&world.fixed.env), .name = "曾小平", .permissions = ~0u };
  g_autoptr (GPtrArray) secrets = g_ptr_array_new_with_free_func (g_free);
  static const char *const periods[] = { NULL, "2026Q4", "2026-10", "2026" };
  guint n_texts = 0;

  for (guint i = 0; i < MATTERS; i++)
    {
      g_autoptr (GError) error = NULL;
      xy_store_act (world.store, &actor, "", enter, GUINT_TO_POINTER (i), &error);
      g_assert_no_error (error);
      g_ptr_array_add (secrets, invent_name (2 * i));
      g_ptr_array_add (secrets, invent_name (2 * i + 1));
    }
  g_autoptr (GPtrArray) all = list_matters ("WHERE t.day = '2026-10-01' AND t.private = 1 AND t.del = 0");
  g_assert_cmpuint (all->len, >, 0);
  for (guint p = 0; p < G_N_ELEMENTS (periods); p++)
    {
      for (guint order = 0; order < 4; order++)
        {
          g_autofree char *ledger = make_text ("matter-ledger", NULL, periods[p], order, order % 2 == 0 ? 1 : 3);
          look_through (ledger, "matter-ledger", secrets);
          for (guint i = 0; i < all->len; i++)
            {
              g_autofree char *number = xy_matter_number (all->pdata[i]);
              g_assert_null (strstr (ledger, number));
            }
          n_texts++;
        }
      for (int parts = 0; parts < 8; parts++)
        {
          g_autofree char *summary = make_text ("matter-summary", NULL, periods[p], 0, parts);
          look_through (summary, "matter-summary", secrets);
          n_texts++;
        }
    }
  /* The look that finds none would see them. */
  g_autofree char *office = make_text ("matter-ledger", NULL, "2026", 0, 5);
  g_assert_nonnull (strstr (office, FAMILY));
  g_assert_cmpuint (n_texts, ==, 48);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  world_open (&world, 40);
  g_test_add_func ("/matter-papers/ledger", test_ledger);
  g_test_add_func ("/matter-papers/owner-pages", test_owner_pages);
  g_test_add_func ("/matter-papers/card", test_card);
  g_test_add_func ("/matter-papers/agreement", test_agreement);
  g_test_add_func ("/matter-papers/parties", test_parties);
  g_test_add_func ("/matter-papers/summary", test_summary);
  g_test_add_func ("/matter-papers/private", test_private);
  int status = g_test_run ();
  world_close (&world);
  return status;
}
