/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-meeting: 2,000 meetings with 5 MB of minutes and 10,000 matters: words looked for in all that was said, beside
 * the same LIKE in the sqlite3 shell, and the lists of meetings and of matters as their pages open. The rows go in
 * through bare SQLite.
 */
#include <sqlite3.h>

#include "../core/office.h"
#include "bench.h"
#include "core/day.h"
#include "core/matter-list.h"
#include "core/meeting-list.h"
#include "core/meeting-search.h"

#define MEETINGS 2000
#define LINES_OF_EACH 25
#define MATTERS 10000
#define ROWS_IN_SIGHT 60
#define TIMES 15

/* About 2,400 characters of Chinese, as often as they are said: the first ones often. */
static const char common[] =
    "的一是了我不在人们有来他这上着个地到大里说就去子得也和那要下看天时过出小么起你都把好还多没为又可家学只以主会样"
    "年想生同老中十从自面前头道它后然走很像见两用她国动进成回什边作对开而己些现山民候经发工向事命给长水几义三声于高手知"
    "理眼志点心战二问但身方实吃做叫当住听革打呢真全才四已所敌之最光产情路分总条白话东席次亲如被花口放儿常气五第使写军"
    "吧文运再果怎定许快明行因别飞外树物活部门无往船望新带队先力完却站代员机更九您每风级跟笑啊孩万少直意夜比阶连车重便"
    "斗马哪化太指变社似士者干石满日决百原拿群究各六本思解立河村八难早论吗根共让相研今其书坐接应关信觉步反处记将千找争"
    "领或师结块跑谁草越字加脚紧爱等习阵怕月青半火法题建赶位唱海七女任件感准张团屋离色脸片科倒睛利世刚且由送切星导晚表"
    "够整认响雪流未场该并底深刻平伟忙提确近亮轻讲农古黑告界拉名呀土清阳照办史改历转画造嘴此治北必服雨穿内识验传业菜爬"
    "睡兴形量咱观苦体众通冲合破友度术饭公旁房极南枪读沙岁线野坚空收算至政城劳落钱特围弟胜教热展包歌类渐强数乡呼性音答"
    "哥际旧神座章帮啦受系令跳非何牛取入岸敢掉忽种装顶急林停息句区衣般报叶压慢叔背细";

static void
run (sqlite3 *db, const char *sql)
{
  char *problem = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &problem);
  if (problem != NULL)
    g_error ("%s: %s", problem, sql);
}

static char *
say (GRand *rand, guint n)
{
  static gunichar *characters = NULL;
  static glong n_characters = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  if (characters == NULL)
    characters = g_utf8_to_ucs4_fast (common, -1, &n_characters);
  for (guint i = 0; i < n; i++)
    {
      double at = g_rand_double (rand);
      g_string_append_unichar (text, characters[(glong) (at * at * (double) n_characters)]);
      if (i % 17 == 16)
        g_string_append (text, "。");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A prepared statement's next row. */
static void
put (sqlite3 *db, sqlite3_stmt *insert)
{
  if (sqlite3_step (insert) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (db));
  sqlite3_reset (insert);
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (db), sql);
  return statement;
}

static void
bind_id (sqlite3_stmt *statement, int at, guint8 table, guint number)
{
  guint8 id[16] = { 1, 0x90, table, 0, 0, 0, 0x70, 0, 0x80 };

  id[12] = (guint8) (number >> 24);
  id[13] = (guint8) (number >> 16);
  id[14] = (guint8) (number >> 8);
  id[15] = (guint8) number;
  sqlite3_bind_blob (statement, at, id, sizeof id, SQLITE_TRANSIENT);
}

/* Twelve years of meetings, the last in the week before today; each with lines, people and two agreed matters. */
static gsize
fill_meetings (sqlite3 *db, GRand *rand)
{
  static const char *const kinds[] = { "topic", "policy", "speech", "speech", "speech", "decision" };
  sqlite3_stmt *meeting = prepare (db, "INSERT INTO meeting (id, kind, number, day, starts, place, host, maker, due, "
                                       "stage, signed_on) VALUES (?1, ?2, ?3, ?4, '19:30', '塘坳屋场', '曾国强', "
                                       "'曾小平', 40, 4, ?4)");
  sqlite3_stmt *line = prepare (db, "INSERT INTO meeting_line (id, meeting, sort, kind, text, words, who, matter, "
                                    "owner, recorder, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '林秀英', ?7, ?8, "
                                    "'曾小平', 1)");
  sqlite3_stmt *came = prepare (db, "INSERT INTO meeting_presence (id, meeting, number, name, role) VALUES (?1, ?2, "
                                    "?3, '来人', 'due')");
  char day[XY_DAY_SIZE];
  gsize bytes = 0;

  xy_day_add ("2026-11-22", -2 * MEETINGS - 1, day);
  for (guint i = 0; i < MEETINGS; i++)
    {
      xy_day_add (day, 2, day);
      bind_id (meeting, 1, 1, i);
      bind_id (meeting, 2, 2, i % 3);
      sqlite3_bind_int (meeting, 3, (int) i / 3);
      sqlite3_bind_text (meeting, 4, day, -1, SQLITE_TRANSIENT);
      put (db, meeting);
      for (guint k = 0; k < LINES_OF_EACH; k++)
        {
          const char *kind = kinds[k < 2 ? 5 : k % 5];
          gboolean speech = g_str_equal (kind, "speech");
          g_autofree char *text = say (rand, 16), *words = speech ? say (rand, 25) : NULL;

          bytes += strlen (text) + (words != NULL ? strlen (words) : 0);
          bind_id (line, 1, 3, i * LINES_OF_EACH + k);
          bind_id (line, 2, 1, i);
          sqlite3_bind_int (line, 3, (int) (k + 1) * 1024);
          sqlite3_bind_text (line, 4, kind, -1, SQLITE_STATIC);
          sqlite3_bind_text (line, 5, text, -1, SQLITE_TRANSIENT);
          sqlite3_bind_text (line, 6, words, -1, SQLITE_TRANSIENT);
          if (k < 2)
            bind_id (line, 7, 4, i * 2 + k);
          else
            sqlite3_bind_null (line, 7);
          sqlite3_bind_text (line, 8, k < 2 ? "何大爷" : NULL, -1, SQLITE_STATIC);
          put (db, line);
          bind_id (came, 1, 5, i * LINES_OF_EACH + k);
          bind_id (came, 2, 1, i);
          sqlite3_bind_int (came, 3, (int) k + 1);
          put (db, came);
        }
    }
  sqlite3_finalize (meeting);
  sqlite3_finalize (line);
  sqlite3_finalize (came);
  return bytes;
}

/* Those of the meetings, two of each, come first. */
static gsize
fill_matters (sqlite3 *db, GRand *rand)
{
  sqlite3_stmt *matter = prepare (db, "INSERT INTO matter (id, number, source, origin, day, title, content, recorder, "
                                      "find, stage, owner, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '曾小平', ' ', "
                                      "?8, '何大爷', ?5)");
  sqlite3_stmt *step = prepare (db, "INSERT INTO matter_step (id, matter, number, kind, day, by, note, owner, until, "
                                    "recorder, at) VALUES (?1, ?2, ?3, ?4, ?5, '曾小平', ?6, '何大爷', ?5, "
                                    "'曾小平', 1)");
  char day[XY_DAY_SIZE];
  gsize bytes = 0;

  for (guint i = 0; i < MATTERS; i++)
    {
      gboolean agreed = i < 2 * MEETINGS;
      g_autofree char *title = say (rand, 10), *content = say (rand, 30);

      xy_day_add ("2026-11-22", -(int) (agreed ? 2 * (MEETINGS - i / 2) - 1 : i % 4000), day);
      bytes += strlen (title) + strlen (content);
      bind_id (matter, 1, 4, i);
      sqlite3_bind_int (matter, 2, (int) i);
      sqlite3_bind_text (matter, 3, agreed ? "meeting" : "visit", -1, SQLITE_STATIC);
      if (agreed)
        bind_id (matter, 4, 3, i / 2 * LINES_OF_EACH + i % 2);
      else
        sqlite3_bind_null (matter, 4);
      sqlite3_bind_text (matter, 5, day, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (matter, 6, title, -1, SQLITE_TRANSIENT);
      sqlite3_bind_text (matter, 7, content, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int (matter, 8, i % 20 == 0 ? 2 : 7);
      put (db, matter);
      for (guint k = 0; k < 3; k++)
        {
          static const char *const kinds[] = { "assign", "finish", "close" };
          g_autofree char *note = say (rand, 12);

          bytes += strlen (note);
          bind_id (step, 1, 6, i * 3 + k);
          bind_id (step, 2, 4, i);
          sqlite3_bind_int (step, 3, (int) k + 1);
          sqlite3_bind_text (step, 4, kinds[k], -1, SQLITE_STATIC);
          sqlite3_bind_text (step, 5, day, -1, SQLITE_TRANSIENT);
          sqlite3_bind_text (step, 6, note, -1, SQLITE_TRANSIENT);
          put (db, step);
        }
    }
  sqlite3_finalize (matter);
  sqlite3_finalize (step);
  return bytes;
}

static void
fill (const char *path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  sqlite3 *db;

  sqlite3_open (path, &db);
  run (db,
       "PRAGMA cache_size = -262144; BEGIN; DROP TRIGGER matter_step_made;"
       "INSERT INTO meeting_kind (id, name, body, comes) VALUES (x'01900200000070008000000000000000', '屋场会', "
       "'consult', 'household'), (x'01900200000070008000000000000001', '村民代表会议', 'representatives', 'member'), "
       "(x'01900200000070008000000000000002', '党员大会', 'party', 'member')");
  gsize bytes = fill_meetings (db, rand);
  bench_print ("meeting: MB of minutes", (double) bytes / 1e6, "MB");
  bytes = fill_matters (db, rand);
  bench_print ("meeting: MB of the ledger", (double) bytes / 1e6, "MB");
  run (db, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
}

static void
open_village (Office *office)
{
  office_open (office, 1);
  fill (office->path);
  office_reopen (office);
}

/* Words of two characters, from those that are in every second line to those that nobody said. */
static const char *const words[] = { "的一", "是了", "乡呼", "叔背", "细的", "路分", "水几",
                                     "强数", "没有", "龙潭", "wifi", "林秀", "山民", "林秀英 水",
                                     "度术", "一",   "麒麟", "帮啦", "百原", "压慢" };

static double
time_search (Office *office)
{
  double times[G_N_ELEMENTS (words) * 3];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      double start = bench_now ();
      g_autoptr (GPtrArray) hits = xy_meeting_search (office->store, words[i % G_N_ELEMENTS (words)], 100, NULL, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (hits == NULL)
        g_error ("no search");
      if (g_getenv ("BENCH_WORDS") != NULL)
        g_printerr ("%s\t%u\t%.1f\n", words[i % G_N_ELEMENTS (words)], hits->len, times[i]);
    }
  return bench_quantile (times, G_N_ELEMENTS (times), 0.95);
}

static double
time_filter (Office *office)
{
  double times[G_N_ELEMENTS (words)];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      XyMeetingFilter filter = { .which = XY_MEETINGS_ALL, .text = words[i] };
      double start = bench_now ();
      g_autoptr (GArray) ids = xy_meeting_ids (office->store, &filter, NULL);
      times[i] = (bench_now () - start) * 1000;
      if (ids == NULL)
        g_error ("no filter");
    }
  return bench_quantile (times, G_N_ELEMENTS (times), 0.95);
}

/* The same words by LIKE in the sqlite3 shell, all in one run of it, without what the shell itself takes. */
static double
time_shell (Office *office)
{
  g_autoptr (GString) sql = g_string_new (".timer on\n");
  g_autofree char *path = g_build_filename (office->folder, "words.sql", NULL),
                  *read = g_strdup_printf (".read %s", path);
  g_autofree char *output = NULL;
  double times[G_N_ELEMENTS (words) + 1];
  guint n = 0;

  g_string_append (sql, "SELECT count (*) FROM meeting_line WHERE text LIKE '%x%' OR words LIKE '%x%';\n");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (
        sql,
        "SELECT * FROM (SELECT m.day, l.id, l.text FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
        "WHERE l.text LIKE '%%%s%%' OR l.words LIKE '%%%s%%' OR l.who LIKE '%%%s%%' UNION ALL SELECT day, id, title "
        "FROM matter WHERE title LIKE '%%%s%%' OR content LIKE '%%%s%%' UNION ALL SELECT day, id, note FROM "
        "matter_step WHERE note LIKE '%%%s%%') ORDER BY 1 DESC LIMIT 100;\n",
        words[i], words[i], words[i], words[i], words[i], words[i]);
  if (!g_file_set_contents (path, sql->str, -1, NULL))
    g_error ("%s", path);
  const char *argv[] = { "sqlite3", office->path, read, NULL };
  g_autoptr (GError) error = NULL;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);
  for (const char *at = strstr (output, "Run Time: real "); at != NULL && n < G_N_ELEMENTS (times);
       at = strstr (at + 1, "Run Time: real "))
    times[n++] = g_ascii_strtod (at + strlen ("Run Time: real "), NULL) * 1000;
  if (n != G_N_ELEMENTS (times))
    g_error ("%u times", n);
  return bench_quantile (times + 1, n - 1, 0.95); /* the first reads the file from the disk */
}

/* What the page reads as it opens: the ids, the rows in sight, the counts on the tabs. */
static double
time_meetings (Office *office, XyMeetingsWhich which)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      XyMeetingFilter filter = { .which = which };
      guint counts[XY_MEETINGS_N];
      double start = bench_now ();
      g_autoptr (GArray) ids = xy_meeting_ids (office->store, &filter, NULL);
      g_autoptr (GPtrArray) rows =
          xy_meeting_rows (office->store, (const XyId *) (void *) ids->data, MIN (ids->len, ROWS_IN_SIGHT), NULL);
      if (rows == NULL || !xy_meeting_counts (office->store, counts, NULL))
        g_error ("no meetings");
      times[i] = (bench_now () - start) * 1000;
    }
  return bench_quantile (times, TIMES, 0.5);
}

static double
time_matters (Office *office)
{
  double times[TIMES];

  for (guint i = 0; i < TIMES; i++)
    {
      XyMatterFilter filter = { .which = XY_MATTERS_ALL };
      guint counts[XY_MATTERS_N];
      double start = bench_now ();
      g_autoptr (GArray) ids = xy_matter_ids (office->store, &filter, NULL);
      g_autoptr (GPtrArray) rows =
          xy_matter_rows (office->store, (const XyId *) (void *) ids->data, MIN (ids->len, ROWS_IN_SIGHT), NULL);
      if (rows == NULL || !xy_matter_counts (office->store, counts, NULL))
        g_error ("no matters");
      times[i] = (bench_now () - start) * 1000;
    }
  return bench_quantile (times, TIMES, 0.5);
}

/* With a village's FILE it only fills that, for bench-window to open its pages. */
int
main (int argc, char *argv[])
{
  Office office;
  double search, shell;

  if (argc == 2)
    {
      fill (argv[1]);
      return 0;
    }
  open_village (&office);
  search = time_search (&office);
  shell = time_shell (&office);
  bench_print ("said p95", search, "ms");
  bench_print ("said by LIKE in the shell p95", shell, "ms");
  bench_print ("said ratio", search / shell, "x");
  bench_print ("meetings with a word p95", time_filter (&office), "ms");
  bench_print ("meetings list", time_meetings (&office, XY_MEETINGS_ALL), "ms");
  bench_print ("meetings with matters to be done", time_meetings (&office, XY_MEETINGS_FOLLOW), "ms");
  bench_print ("matters list", time_matters (&office), "ms");
  office_close (&office);
  return 0;
}
