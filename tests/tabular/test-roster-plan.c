/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an import would change, and what it does: files that were edited, households that split or got another head, the
 * dead, numbers, rows left to mend, and what goes wrong on the way.
 */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/error.h"
#include "core/person.h"
#include "core/statements.h"
#include "roster.h"
#include "tabular/roster-import.h"

#define FILE_NAME "花名册.xlsx"

#define HEADINGS "组别|户号|姓名|与户主关系|性别|身份证号|联系电话|出生日期\n"

#define VILLAGE                                                                                                        \
  HEADINGS "1组|1-001|曾国强|户主|男|#19630512.001|19900001001|\n"                                              \
           "1组|1-001|刘桂英|妻|女|#19650803.002||\n"                                                            \
           "1组|1-001|曾明|长子|男|#19900101.003|19900001003|\n"                                                 \
           "1组|1-001|王芳|儿媳|女|#19920202.004||\n"                                                            \
           "1组|1-002|曾小平|户主|男||19900001002|1980-01-01\n"                                                 \
           "2组|2-001|周家旺|户主|男|#19700101.005||\n"

static XyRosterRead *
read_text (const char *text)
{
  g_autoptr (XyWorkbook) workbook = roster_workbook (text);

  return roster_read (workbook);
}

static XyRosterPlan *
make_plan (Office *office, XyRosterRead *read)
{
  g_autoptr (GError) error = NULL;
  XyRosterPlan *plan = xy_roster_plan (office->store, read, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static char *
dump (Office *office)
{
  g_autoptr (GError) error = NULL;
  char *text = xy_store_dump (office->store, &error);

  g_assert_no_error (error);
  return text;
}

static void
show_item (GString *out, const XyRosterPlan *plan, const char *what, const XyRosterItem *item)
{
  static const char signs[] = { [XY_ROSTER_ADDED] = '+', [XY_ROSTER_CHANGED] = '~', [XY_ROSTER_MISSING] = '?' };

  if (item->diff == XY_ROSTER_UNCHANGED)
    return;
  g_string_append_printf (out, "%c%s %s %s", signs[item->diff], what, item->number != NULL ? item->number : "-",
                          item->name);
  for (guint i = 0; i < item->n_changes; i++)
    {
      const XyRosterChange *change = xy_roster_plan_change (plan, item, i);
      g_string_append_printf (out, " %s: %s > %s", change->field->name, change->before != NULL ? change->before : "-",
                              change->after != NULL ? change->after : "-");
    }
  g_string_append_c (out, '\n');
}

static char *
show (const XyRosterPlan *plan)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < plan->households->len; i++)
    show_item (out, plan, "户", xy_roster_plan_household (plan, i));
  for (guint i = 0; i < plan->persons->len; i++)
    show_item (out, plan, "", xy_roster_plan_person (plan, i));
  for (guint i = 0; i < plan->messages->len; i++)
    {
      const XyRosterMessage *message = &g_array_index (plan->messages, XyRosterMessage, i);
      g_string_append_printf (out, "%c %u\n", message->severity == XY_ROSTER_ERROR ? 'E' : 'W', message->row + 1);
    }
  return g_string_free (out, FALSE);
}

static void
apply (Office *office, const XyRosterPlan *plan)
{
  g_autoptr (GError) error = NULL;

  xy_roster_apply (office->store, &office->actor, plan, FILE_NAME, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Imports TEXT, whose plan must be EXPECTED (NULL: whatever); a second import of it must change nothing. */
static void
import (Office *office, const char *text, const char *expected)
{
  g_autoptr (XyRosterRead) read = read_text (text);
  g_autoptr (XyRosterPlan) plan = make_plan (office, read);
  g_autofree char *shown = show (plan), *before = dump (office);
  g_autoptr (GError) error = NULL;

  if (expected != NULL)
    g_assert_cmpstr (shown, ==, expected);
  gboolean changes = xy_roster_plan_changes_anything (plan);
  apply (office, plan);
  g_autofree char *after = dump (office);

  g_autoptr (XyRosterPlan) again = make_plan (office, read);
  g_autofree char *twice = show (again);
  g_test_message ("%s", twice);
  g_assert_false (xy_roster_plan_changes_anything (again));
  if (!changes)
    return;

  /* Back, byte for byte, and forth. */
  xy_store_undo (office->store, &office->actor, &error);
  g_assert_no_error (error);
  g_autofree char *undone = dump (office);
  g_assert_cmpstr (undone, ==, before);
  xy_store_redo (office->store, &office->actor, &error);
  g_assert_no_error (error);
  g_autofree char *redone = dump (office);
  g_assert_cmpstr (redone, ==, after);
}

/* The households as they are stored: "1-001 1组: 户主 曾国强, …", heads as the household names them in front. */
static char *
stored (Office *office)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyRows) rows = xy_db_query (
      xy_store_get_db (office->store),
      "SELECT h.number, u.name, p.relation, p.name, p.id = h.head, h.head_name = p.name FROM household AS h"
      " LEFT JOIN unit AS u ON u.id = h.unit JOIN person AS p ON p.household = h.id AND p.del = 0 WHERE h.del = 0"
      " ORDER BY h.number, p.sort, p.birthday, p.name",
      XY_BIND_NONE, &error);
  g_autofree char *number = g_strdup ("");

  while (xy_rows_next (rows, &error))
    {
      if (strcmp (number, xy_rows_text (rows, 0)) != 0)
        g_string_append_printf (out, "%s%s %s:", out->len > 0 ? "\n" : "", xy_rows_text (rows, 0),
                                xy_rows_text (rows, 1));
      g_free (number);
      number = g_strdup (xy_rows_text (rows, 0));
      const char *relation = xy_rows_text (rows, 2);
      g_string_append_printf (out, " %s %s", relation != NULL ? relation : "-", xy_rows_text (rows, 3));
      g_assert_cmpint (xy_rows_int (rows, 4), ==, g_strcmp0 (relation, "户主") == 0);
      g_assert_true (g_strcmp0 (relation, "户主") != 0 || xy_rows_int (rows, 5) != 0);
    }
  g_assert_no_error (error);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

static void
expect_stored (Office *office, const char *expected)
{
  g_autofree char *found = stored (office);

  g_assert_cmpstr (found, ==, expected);
}

static void
open_village (Office *office)
{
  office_open (office, 1);
  import (office, VILLAGE,
          "+户 1-001 曾国强\n+户 1-002 曾小平\n+户 2-001 周家旺\n+ 1-001 曾国强\n+ 1-001 刘桂英\n"
          "+ 1-001 曾明\n+ 1-001 王芳\n+ 1-002 曾小平\n+ 2-001 周家旺\n");
}

/* Changed, added and missing, exactly; the group that the file does not cover is left in peace. */
static void
test_edited (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "1组|1-001|曾国强|户主|男|#19630512.001|19900009999|\n"
                   "1组|1-001|刘桂英|妻|女|#19650803.002||\n"
                   "1组|1-001|曾明|长子|男|#19900101.003||1990\n"
                   "1组|1-001|曾小宝|孙子|男|#20200101.007||\n"
                   "1组|1-003|覃海|户主|男|#19850101.009||\n",
          "+户 1-003 覃海\n"
          "?户 1-002 曾小平\n"
          "~ 1-001 曾国强 phone: 19900001001 > 19900009999\n"
          "+ 1-001 曾小宝\n"
          "+ 1-003 覃海\n"
          "? 1-001 王芳\n"
          "? 1-002 曾小平\n");
  expect_stored (&office, "1-001 1组: 户主 曾国强 妻 刘桂英 长子 曾明 儿媳 王芳 孙子 曾小宝\n"
                          "1-002 1组: 户主 曾小平\n"
                          "1-003 1组: 户主 覃海\n"
                          "2-001 2组: 户主 周家旺\n");
  office_close (&office);
}

/* Found without an ID number, which the file brings now; a name corrected under the same number. */
static void
test_found (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "1组|1-002|曾小平|户主|男|#19800101.011||\n"
                   "1组|1-001|曾国强|户主|男|#19630512.001||\n"
                   "1组|1-001|刘桂莲|妻|女|#19650803.002||\n"
                   "1组|1-001|曾明|长子|男|#19900101.003||\n"
                   "1组|1-001|王芳|儿媳|女|#19920202.004||\n",
          "~ 1-002 曾小平 id_number: - > 431399198001010119\n"
          "~ 1-001 刘桂莲 name: 刘桂英 > 刘桂莲\n");
  office_close (&office);
}

/* Two heads of one name in one group, and two people of one name in one household, without ID numbers. */
static void
test_namesakes (void)
{
  static const char first[] = "组别|姓名|与户主关系|出生日期|联系电话\n"
                              "1组|张伟|户主||19900001001\n"
                              "1组|李娟|妻|1980-01-01|\n"
                              "1组|张伟|户主||19900001002\n"
                              "1组|王娟|妻|1981-01-01|\n"
                              "1组|张小|长子|2001-01-01|\n"
                              "1组|张小|次子|2003-03-03|\n";
  Office office;

  office_open (&office, 1);
  import (&office, first, NULL);
  /* The other way round in the file, and one of them has another phone. */
  import (&office,
          "组别|姓名|与户主关系|出生日期|联系电话\n"
          "1组|张伟|户主||19900001002\n"
          "1组|张小|次子|2003-03-03|\n"
          "1组|张小|长子|2001-01-01|\n"
          "1组|王娟|妻|1981-01-01|\n"
          "1组|张伟|户主||19900001009\n"
          "1组|李娟|妻|1980-01-01|\n",
          "~ 1-001 张伟 phone: 19900001001 > 19900001009\n");
  office_close (&office);
}

/* The son is the head now and the old one his father; then the old one is not in the file at all. */
static void
test_new_head (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "1组|1-001|曾明|户主|男|#19900101.003||\n"
                   "1组|1-001|王芳|妻|女|#19920202.004||\n"
                   "1组|1-001|曾国强|父亲|男|#19630512.001||\n"
                   "1组|1-001|刘桂英|母亲|女|#19650803.002||\n"
                   "1组|1-002|曾小平|户主|男||19900001002|1980-01-01\n",
          "~ 1-001 曾明 relation: 长子 > 户主\n"
          "~ 1-001 王芳 relation: 儿媳 > 妻\n"
          "~ 1-001 曾国强 relation: 户主 > 父亲\n"
          "~ 1-001 刘桂英 relation: 妻 > 母亲\n");
  expect_stored (&office, "1-001 1组: 户主 曾明 妻 王芳 父亲 曾国强 母亲 刘桂英\n"
                          "1-002 1组: 户主 曾小平\n"
                          "2-001 2组: 户主 周家旺\n");
  import (&office,
          HEADINGS "1组|1-001|王芳|户主|女|#19920202.004||\n"
                   "1组|1-001|刘桂英|婆婆|女|#19650803.002||\n"
                   "1组|1-001|曾国强|公公|男|#19630512.001||\n"
                   "1组|1-002|曾小平|户主|男||19900001002|1980-01-01\n",
          "~ 1-001 王芳 relation: 妻 > 户主\n"
          "~ 1-001 刘桂英 relation: 母亲 > 婆婆\n"
          "~ 1-001 曾国强 relation: 父亲 > 公公\n"
          "~ 1-001 曾明 relation: 户主 > -\n"
          "W 2\n");
  office_close (&office);
}

/* The son has a household of his own. */
static void
test_split (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "1组|1-001|曾国强|户主|男|#19630512.001||\n"
                   "1组|1-001|刘桂英|妻|女|#19650803.002||\n"
                   "1组||曾明|户主|男|#19900101.003||\n"
                   "1组||王芳|妻|女|#19920202.004||\n"
                   "1组|1-002|曾小平|户主|男||19900001002|1980-01-01\n",
          "+户 - 曾明\n"
          "~ - 曾明 relation: 长子 > 户主 household: 曾国强(1-001) > 曾明\n"
          "~ - 王芳 relation: 儿媳 > 妻 household: 曾国强(1-001) > 曾明\n");
  expect_stored (&office, "1-001 1组: 户主 曾国强 妻 刘桂英\n"
                          "1-002 1组: 户主 曾小平\n"
                          "1-003 1组: 户主 曾明 妻 王芳\n"
                          "2-001 2组: 户主 周家旺\n");
  office_close (&office);
}

/* An ID number that is somebody else's, of a member and of a head. */
static void
test_strangers (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "3组|3-001|孙一|户主|男|#19750101.013||\n"
                   "3组|3-001|孙二|妻|女|#19650803.002||\n"
                   "3组|3-002|孙三|户主|男|#19700101.005||\n"
                   "3组|3-002|孙四|妻|女|#19770101.014||\n",
          "+户 3-001 孙一\n"
          "+ 3-001 孙一\n"
          "E 3\n"
          "E 4\n"
          "E 5\n");
  office_close (&office);
}

static gboolean
bury (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (xy_txn_get_store (txn), &xy_person_type, "WHERE t.name = ?1", XY_BIND (XY_TEXT (data)), error);
  g_autoptr (XyPerson) person = xy_record_copy (list->pdata[0]);

  xy_set_str (&person->state, "dead");
  return xy_record_save (txn, person, error);
}

/* Old lists go on naming the dead. */
static void
test_dead (void)
{
  Office office;

  open_village (&office);
  office_act (&office, "Death", bury, (gpointer) "刘桂英");
  import (&office, VILLAGE, "W 3\n");
  office_act (&office, "Death", bury, (gpointer) "周家旺");
  import (&office, VILLAGE, "W 3\nW 7\n");
  office_close (&office);
}

/* Numbers that another household has, and numbers that begin anew. */
static void
test_numbers (void)
{
  Office office;

  open_village (&office);
  import (&office,
          HEADINGS "4组|1-001|郑一|户主|男|#19710101.015||\n"
                   "4组||郑二|户主|男|#19720101.017||\n"
                   "4组|4-001|郑三|户主|男|#19730101.019||\n",
          "+户 - 郑一\n"
          "+户 - 郑二\n"
          "+户 4-001 郑三\n"
          "+ 1-001 郑一\n"
          "+ - 郑二\n"
          "+ 4-001 郑三\n"
          "W 2\n");
  expect_stored (&office, "1-001 1组: 户主 曾国强 妻 刘桂英 长子 曾明 儿媳 王芳\n"
                          "1-002 1组: 户主 曾小平\n"
                          "2-001 2组: 户主 周家旺\n"
                          "4-001 4组: 户主 郑三\n"
                          "4-002 4组: 户主 郑一\n"
                          "4-003 4组: 户主 郑二\n");
  import (&office,
          HEADINGS "5组|1|吴一|户主|男|#19710301.015||\n"
                   "6组|1|吴二|户主|男|#19720301.017||\n",
          "+户 5-001 吴一\n"
          "+户 6-001 吴二\n"
          "+ 5-001 吴一\n"
          "+ 6-001 吴二\n");
  office_close (&office);
}

/* A household that moved to another group, with its marks and its telephone. */
static void
test_household (void)
{
  Office office;

  open_village (&office);
  import (&office,
          "组别|户号|姓名|与户主关系|身份证号|家庭住址|户主电话|户属性|一卡通账号\n"
          "塘坳屋场|2-001|周家旺|户主|#19700101.005|石板溪村塘坳|0739-8881234|脱贫户|6217000000000000001\n",
          "~户 2-001 周家旺 unit: 2组 > 塘坳屋场 address: - > 石板溪村塘坳 phone: - > 07398881234"
          " bank: - > 6217000000000000001 category: - > 脱贫户\n");
  office_close (&office);
}

/* What a list says of people's coming and going stands in their history. */
static void
test_events (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  open_village (&office);
  import (&office,
          "组别|户号|姓名|与户主关系|身份证号|务工情况|是否常住|是否死亡|户备注\n"
          "2组|2-001|周家旺|户主|#19700101.005|长沙|否||房屋常年空置\n",
          NULL);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (office.store),
                   "SELECT e.kind, e.day, p.name, h.note FROM event AS e JOIN person AS p ON p.id = e.person"
                   " JOIN household AS h ON h.id = e.household WHERE e.del = 0 ORDER BY e.id",
                   XY_BIND_NONE, &error);
  while (xy_rows_next (rows, &error))
    g_string_append_printf (line, "%s %s %s %s\n", xy_rows_text (rows, 0), xy_rows_text (rows, 1),
                            xy_rows_text (rows, 2), xy_rows_text (rows, 3));
  g_assert_no_error (error);
  g_assert_cmpstr (line->str, ==, "leave 2026-11-22 周家旺 房屋常年空置\n");
  g_clear_pointer (&rows, xy_rows_free);
  office_close (&office);
}

/* What was left to mend comes back, and lands once it is mended. */
static void
test_rest (void)
{
  Office office;
  g_autoptr (GError) error = NULL;

  open_village (&office);
  g_autofree char *path = g_build_filename (office.folder, "rest.xlsx", NULL);
  g_autoptr (XyRosterRead) read = read_text ("@5组\n"
                                             "姓名|与户主关系|身份证号|低保\n"
                                             "卫一|户主|#19760501.027|\n"
                                             "冯一|户主|#19710501.021|是\n"
                                             "冯二|妻|4.31399E+17|\n"
                                             "陈一|户主|4.31399E+17|\n"
                                             "陈二|妻|#19740501.024|\n"
                                             "褚一|妻|#19650803.002|\n");
  g_autoptr (XyRosterPlan) plan = make_plan (&office, read);
  g_assert_cmpuint (xy_roster_rest_count (plan), ==, 4);
  apply (&office, plan);
  g_assert_true (xy_roster_rest_write (plan, path, &error));
  g_assert_no_error (error);

  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (XyRosterRead) rest = roster_read (workbook);
  g_autofree char *shown = roster_show (rest);
  g_assert_cmpstr (shown, ==,
                   "- 5组: 户主 冯一 [妻 冯二]\n"
                   "- 5组: [户主 陈一] [妻 陈二] [妻 褚一]\n"
                   "E 1!E3\nE 1!E4\nE 1!5\nE 1!6\n");
  g_autoptr (XyRosterPlan) nothing = make_plan (&office, rest);
  g_autofree char *none = show (nothing);
  g_assert_cmpstr (none, ==, "");

  import (&office,
          "未导入原因|组别|姓名|与户主关系|身份证号|低保\n"
          "在册|5组|冯一|户主|#19710501.021|是\n"
          "改好|5组|冯二|妻|#19720501.022|\n"
          "改好|5组|陈一|户主|#19730501.023|\n"
          "改好|5组|陈二|妻|#19740501.024|\n",
          "+户 - 陈一\n"
          "+ 5-002 冯二\n"
          "+ - 陈一\n"
          "+ - 陈二\n");
  g_unlink (path);
  office_close (&office);
}

/* What the person decides about columns holds for the next file of these headings. */
static void
test_mapping (void)
{
  static const char text[] = "农户|户内|证件\n"
                             "曾国强|户主|#19630512.001\n"
                             "刘桂英|妻|#19650803.002\n";
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) workbook = roster_workbook (text), other = roster_workbook (text);
  g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, NULL, &error);
  XyRosterLayout *layout = layouts->pdata[0];

  /* Nothing of it is known, so there is no heading to be found. */
  g_assert_false (layout->used);
  g_assert_nonnull (layout->remark);
  XyRosterRead *none = xy_roster_read (workbook, layouts, ROSTER_TODAY, NULL, NULL, NULL, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_clear_error (&error);

  office_open (&office, 1);
  g_autoptr (XyWorkbook) known = roster_workbook ("姓名|户内|性别|证件\n曾国强|户主|男|#19630512.001\n");
  g_autoptr (GPtrArray) first = xy_roster_detect (known, NULL, &error);
  layout = first->pdata[0];
  g_assert_cmpint (layout->at[XY_ROSTER_RELATION], ==, -1);
  g_assert_cmpint (layout->grouping, ==, XY_ROSTER_EACH_ROW);
  /* The cells tell what the heading does not. */
  g_assert_cmpint (layout->at[XY_ROSTER_ID_NUMBER], ==, 3);
  g_assert_cmpint (xy_roster_layout_find_column (layout, "b"), ==, 1);
  g_assert_cmpint (xy_roster_layout_find_column (layout, "户内"), ==, 1);
  g_assert_true (xy_roster_layout_set_field (layout, known, 1, XY_ROSTER_RELATION));
  g_assert_true (xy_roster_layout_set_field (layout, known, 2, XY_ROSTER_NONE));
  g_assert_false (xy_roster_layout_set_field (layout, known, 9, XY_ROSTER_NONE));
  g_assert_cmpint (layout->grouping, ==, XY_ROSTER_BY_RELATION);
  g_assert_true (xy_roster_layouts_remember (first, office.store, &error));

  g_autoptr (GPtrArray) second = xy_roster_detect (known, NULL, &error);
  layout = second->pdata[0];
  xy_roster_layouts_recall (second, known, office.store);
  g_assert_cmpint (layout->at[XY_ROSTER_RELATION], ==, 1);
  g_assert_cmpint (layout->at[XY_ROSTER_SEX], ==, -1);
  g_assert_cmpint (layout->grouping, ==, XY_ROSTER_BY_RELATION);
  g_assert_false (layout->corrected);

  g_assert_null (xy_roster_detect (known, "没有", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  office_close (&office);
}

static void
on_progress (guint done, guint total, gpointer data)
{
  g_assert_cmpuint (done, <=, total);
  g_cancellable_cancel (data);
}

/* Stopped at each step, refused for who asks and for a roster that went on: nothing is changed. */
static void
test_stopped (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (XyWorkbook) workbook = roster_workbook (VILLAGE);
  g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, NULL, NULL);

  office_open (&office, 1);
  g_autofree char *before = dump (&office);
  g_autoptr (XyRosterRead) read = read_text (VILLAGE);
  g_autoptr (XyRosterPlan) plan = make_plan (&office, read);

  g_cancellable_cancel (cancellable);
  g_assert_null (xy_roster_read (workbook, layouts, ROSTER_TODAY, NULL, cancellable, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (xy_roster_plan (office.store, read, cancellable, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (xy_roster_apply (office.store, &office.actor, plan, FILE_NAME, cancellable, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);

  /* In the midst of it. */
  g_autoptr (GString) many = g_string_new (HEADINGS);
  for (guint i = 0; i < 600; i++)
    g_string_append_printf (many, "1组|7-%03u|吴%u|户主|男|#19710101.%03u||\n", i, i, i);
  g_autoptr (XyRosterRead) large = read_text (many->str);
  g_autoptr (XyRosterPlan) large_plan = make_plan (&office, large);
  g_autoptr (GCancellable) midway = g_cancellable_new ();
  g_assert_false (
      xy_roster_apply (office.store, &office.actor, large_plan, FILE_NAME, midway, on_progress, midway, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CANCELLED);
  g_clear_error (&error);

  XyActor nobody = office.actor;
  nobody.permissions = XY_MAY_EDIT_ROSTER;
  g_assert_false (xy_roster_apply (office.store, &nobody, plan, FILE_NAME, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  g_autofree char *after = dump (&office);
  g_assert_cmpstr (after, ==, before);

  apply (&office, plan);
  g_assert_false (xy_roster_apply (office.store, &office.actor, plan, FILE_NAME, NULL, NULL, NULL, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  office_close (&office);
}

/* Files that mean harm, or nothing. */
static void
test_hostile (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) wide = g_string_new (NULL), longest = g_string_new (NULL);

  open_village (&office);
  g_autofree char *before = dump (&office);

  /* Three hundred columns that all say they are the name. */
  for (guint i = 0; i < 300; i++)
    g_string_append (wide, "姓名|");
  g_string_append (wide, "身份证号\n");
  for (guint i = 0; i < 300; i++)
    g_string_append (wide, "户主|");
  g_autoptr (XyWorkbook) columns = roster_workbook (wide->str);
  g_autoptr (GPtrArray) layouts = xy_roster_detect (columns, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (((XyRosterLayout *) layouts->pdata[0])->used);

  /* Cells as long as a spreadsheet allows, in each column. */
  for (guint i = 0; i < 30000; i++)
    g_string_append (longest, "长");
  g_autofree char *text =
      g_strdup_printf ("组别|户号|姓名|与户主关系|身份证号|联系电话|出生日期|备注|家庭住址|户属性\n"
                       "%s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n"
                       "1组|9-001|吴一|户主|%s||||%s|\n",
                       longest->str, longest->str, longest->str, longest->str, longest->str, longest->str, longest->str,
                       longest->str, longest->str, longest->str, longest->str, longest->str);
  g_autoptr (XyRosterRead) read = read_text (text);
  g_assert_cmpuint (read->n_persons, ==, 0);

  /* What a spreadsheet would run, and what a database might: only names. */
  import (&office,
          HEADINGS "1组|=1+1|=cmd()|户主|男|||\n"
                   "1组|1-001'--|'; DROP TABLE person; --|户主|男|||\n",
          NULL);
  g_autofree char *whole = stored (&office);
  g_assert_nonnull (strstr (whole, "DROP TABLE person"));
  xy_store_undo (office.store, &office.actor, &error);
  g_assert_no_error (error);

  /* Headings and nothing more; and everybody in one household without end. */
  g_autoptr (XyRosterRead) empty = read_text (HEADINGS);
  g_assert_cmpuint (empty->rows->len, ==, 0);
  g_autoptr (XyRosterPlan) nothing = make_plan (&office, empty);
  g_assert_false (xy_roster_plan_changes_anything (nothing));
  g_autoptr (GString) crowd = g_string_new (HEADINGS);
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (crowd, "|1|吴%u|长子||||\n", i);
  g_autoptr (XyRosterRead) headless = read_text (crowd->str);
  g_assert_cmpuint (headless->n_left_out, ==, 3000);
  g_assert_cmpuint (headless->n_errors, ==, 3000);
  g_string_append (crowd, "|1|吴氏|户主||||\n");
  g_autoptr (XyRosterRead) headed = read_text (crowd->str);
  g_assert_cmpuint (headed->n_left_out, ==, 3001);

  g_autofree char *after = dump (&office);
  g_assert_cmpstr (after, ==, before);
  office_close (&office);
}

static void
test_statements (void)
{
  Office office;
  guint n;
  const XySql *statements = xy_roster_plan_statements (&n);

  office_open (&office, 1);
  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      xy_db_check_statement (xy_store_get_db (office.store), statements[i].text, &error);
      g_assert_no_error (error);
    }
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-plan/edited", test_edited);
  g_test_add_func ("/roster-plan/found", test_found);
  g_test_add_func ("/roster-plan/namesakes", test_namesakes);
  g_test_add_func ("/roster-plan/new-head", test_new_head);
  g_test_add_func ("/roster-plan/split", test_split);
  g_test_add_func ("/roster-plan/strangers", test_strangers);
  g_test_add_func ("/roster-plan/dead", test_dead);
  g_test_add_func ("/roster-plan/numbers", test_numbers);
  g_test_add_func ("/roster-plan/household", test_household);
  g_test_add_func ("/roster-plan/events", test_events);
  g_test_add_func ("/roster-plan/rest", test_rest);
  g_test_add_func ("/roster-plan/mapping", test_mapping);
  g_test_add_func ("/roster-plan/stopped", test_stopped);
  g_test_add_func ("/roster-plan/hostile", test_hostile);
  g_test_add_func ("/roster-plan/statements", test_statements);
  return g_test_run ();
}
