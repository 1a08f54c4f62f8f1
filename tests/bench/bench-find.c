/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-find: search as one types among 100,000 people, the core's part of it: each query is typed letter by letter,
 * and each letter is one search. Also the pages' lists of all households and persons, and a household's page.
 */
#include "../core/office.h"
#include "bench.h"
#include "core/find.h"
#include "core/household-overview.h"
#include "core/household.h"
#include "core/person.h"
#include "core/roster-list.h"
#include "core/unit.h"

#define GROUPS 40
#define BATCH 500

typedef struct
{
  Office *office;
  GRand *rand;
  guint n_persons;
  guint done;
} Village;

static const char *const surnames[] = { "曾", "刘", "李", "周",   "王", "张", "陈", "杨", "吴", "谢",
                                        "罗", "邓", "肖", "欧阳", "覃", "吕", "单", "彭", "袁", "康" };
static const char *const given[] = { "国", "强", "桂", "花", "大", "明", "小", "红", "建", "军", "丽", "华", "秀", "英",
                                     "志", "勇", "春", "梅", "伟", "芳", "海", "燕", "文", "斌", "玉", "兰", "永", "福",
                                     "德", "清", "雪", "松", "一", "鸣", "子", "涵", "浩", "然", "欣", "怡" };
static const char *const relations[] = { "户主", "妻", "长子", "次女", "孙子" };

static const char *
any (GRand *rand, const char *const *list, guint n)
{
  return list[g_rand_int_range (rand, 0, (gint32) n)];
}

static gboolean
add_household (XyTxn *txn, Village *village, GError **error)
{
  GRand *rand = village->rand;
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  g_autofree char *group = g_strdup_printf ("%d组", g_rand_int_range (rand, 1, GROUPS + 1));
  const char *surname = any (rand, surnames, G_N_ELEMENTS (surnames));
  guint members = (guint) g_rand_int_range (rand, 2, 6);

  if (!xy_unit_find_or_make (txn, group, NULL, NULL, &household->unit, error)
      || !xy_record_save (txn, household, error))
    return FALSE;
  for (guint i = 0; i < members; i++, village->done++)
    {
      g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
      person->household = household->record.id;
      person->name =
          g_strconcat (surname, any (rand, given, G_N_ELEMENTS (given)), any (rand, given, G_N_ELEMENTS (given)), NULL);
      person->phone = g_strdup_printf ("1990000%04d", g_rand_int_range (rand, 0, 10000));
      person->id_number = g_strdup_printf ("431399%d%02d%02d%03d%d", g_rand_int_range (rand, 1935, 2025),
                                           g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29),
                                           g_rand_int_range (rand, 0, 1000), g_rand_int_range (rand, 0, 10));
      xy_set_str (&person->relation, relations[i]);
      if (!xy_record_save (txn, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_batch (XyTxn *txn, gpointer data, GError **error)
{
  Village *village = data;

  for (guint i = 0; i < BATCH && village->done < village->n_persons; i++)
    if (!add_household (txn, village, error))
      return FALSE;
  return TRUE;
}

static void
search (Office *office, GArray *times, gsize *hits)
{
  static const char *const typed[] = {
    "曾国强", "欧阳",   "桂花", "zgq",    "ouyangguohua", "zengguo", "qiang",  "lvx",
    "1234",   "990000", "3-01", "12-117", "19900001234",  "001x",    "不存在", "w g"
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (const char *end = typed[i]; *end != '\0';)
      {
        end = g_utf8_next_char (end);
        g_autofree char *text = g_strndup (typed[i], (gsize) (end - typed[i]));
        double start = bench_now ();
        g_autoptr (GPtrArray) list = xy_find (office->store, text, 20, NULL);
        double took = (bench_now () - start) * 1000;
        *hits += list->len;
        g_array_append_val (times, took);
        if (g_getenv ("BENCH_VERBOSE") != NULL)
          g_print ("  %-16s %6.1f ms  %u\n", text, took, list->len);
      }
}

static void
time_lists (Office *office)
{
  XyRosterFilter all = { NULL }, some = { .text = "zgq" };
  const struct
  {
    const char *name;
    XyRosterFilter *filter;
    gboolean persons;
    int order;
  } lists[] = {
    { "list households by number", &all, FALSE, XY_HOUSEHOLDS_BY_NUMBER },
    { "list households by stroke", &all, FALSE, XY_HOUSEHOLDS_BY_HEAD },
    { "list households by text", &some, FALSE, XY_HOUSEHOLDS_BY_NUMBER },
    { "list persons by household", &all, TRUE, XY_PERSONS_BY_HOUSEHOLD },
    { "list persons by text", &some, TRUE, XY_PERSONS_BY_HOUSEHOLD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      double times[5];
      for (guint r = 0; r < 5; r++)
        {
          double start = bench_now ();
          g_autoptr (GArray) ids =
              lists[i].persons
                  ? xy_person_list_ids (office->store, lists[i].filter, (XyPersonOrder) lists[i].order, FALSE, NULL)
                  : xy_household_list_ids (office->store, lists[i].filter, (XyHouseholdOrder) lists[i].order, FALSE,
                                           NULL, NULL);
          times[r] = (bench_now () - start) * 1000;
          if (r == 0 && lists[i].filter == &all && !lists[i].persons && i == 0)
            {
              double page = bench_now ();
              g_autoptr (GPtrArray) rows =
                  xy_household_list_rows (office->store, (const XyId *) (gpointer) ids->data, 100, NULL);
              bench_print ("100 rows of households", (bench_now () - page) * 1000, "ms");
              page = bench_now ();
              g_autoptr (XyHouseholdOverview) overview =
                  xy_household_load_overview (office->store, &g_array_index (ids, XyId, ids->len / 2), 20, NULL);
              bench_print ("page of a household", (bench_now () - page) * 1000, "ms");
            }
        }
      bench_print (lists[i].name, bench_quantile (times, 5, 0.5), "ms");
    }
}

int
main (int argc, char *argv[])
{
  Office office;
  Village village = { &office, NULL, argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 100000, 0 };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  gsize hits = 0;

  office_open (&office, 1);
  village.rand = g_rand_new_with_seed (1);
  double start = bench_now ();
  while (village.done < village.n_persons)
    office_act (&office, "Add", add_batch, &village);
  bench_print ("people put in through acts", (double) village.done / (bench_now () - start), "persons/s");
  g_rand_free (village.rand);
  /* As after starting the program: the file is in the system's memory, nothing is in the connection's. */
  office_reopen (&office);
  for (guint round = 0; round < 3; round++)
    search (&office, times, &hits);
  double *list = (double *) (gpointer) times->data;
  bench_print ("searches", times->len, "");
  bench_print ("hits", (double) hits, "");
  bench_print ("search, first", list[0], "ms");
  bench_print ("search, median", bench_quantile (list, (int) times->len, 0.5), "ms");
  bench_print ("search, p95", bench_quantile (list, (int) times->len, 0.95), "ms");
  bench_print ("search, slowest", bench_quantile (list, (int) times->len, 1.0), "ms");
  time_lists (&office);
  office_close (&office);
  return 0;
}
