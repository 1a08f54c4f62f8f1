/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rosters of random people written in a random layout are read back to the same people; and of tables of anything,
 * whatever is read can be saved, once.
 */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "../core/random-text.h"
#include "roster.h"
#include "tabular/roster-plan.h"

#define ROUNDS 300
#define ROUNDS_OF_ANYTHING 150

typedef struct
{
  char *name;
  const char *relation;
  const char *sex;
  char *id_number;
  char *phone;
} Person;

typedef struct
{
  guint group;
  char *number;
  GPtrArray *persons; /* the head first */
} Household;

/* How one file is laid out. */
typedef enum
{
  BLOCK_MERGED,
  BLOCK_REPEATED,
  BLOCK_FIRST_LINE,
} Block;

typedef enum
{
  GROUP_COLUMN,
  GROUP_SHEET,
  GROUP_LINE,
} GroupStyle;

typedef enum
{
  BY_NUMBER,
  BY_HEAD,
  BY_RELATION,
} By;

typedef enum
{
  SERIAL,
  GROUP,
  NUMBER,
  HEAD,
  NAME,
  RELATION,
  SEX,
  ID_NUMBER,
  PHONE,
  AREA, /* a column that the roster has no place for */
  N_COLUMNS,
} Column;

typedef struct
{
  GRand *rand;
  Block block;
  GroupStyle groups;
  By by;
  gboolean sums, blanks, foot, repeats, two_rows, remarks;
  guint titles;
  Column order[N_COLUMNS];
  guint n_columns;
  const char *headings[N_COLUMNS];
  GString *out;
  GString *merges; /* of the sheet */
  guint row;
  guint serial;
} Layout;

static int
pick (GRand *rand, int n)
{
  return g_rand_int_range (rand, 0, n);
}

static gboolean
maybe (GRand *rand)
{
  return g_rand_boolean (rand);
}

static Person *
new_person (GRand *rand, const char *relation, guint *n)
{
  static const char *const surnames[] = { "曾", "刘", "王", "欧阳", "覃", "单", "周" };
  static const char *const given[] = { "国强", "桂英", "小平", "明", "春兰", "家旺", "丽", "建军" };
  Person *person = g_new0 (Person, 1);
  guint order = (*n)++;
  g_autofree char *birthday =
      g_strdup_printf ("%04d%02d%02d", 1930 + pick (rand, 90), 1 + pick (rand, 12), 1 + pick (rand, 28));

  person->name =
      g_strconcat (surnames[pick (rand, G_N_ELEMENTS (surnames))], given[pick (rand, G_N_ELEMENTS (given))], NULL);
  person->relation = relation;
  person->sex = order % 2 ? "男" : "女";
  /* Nobody has another's number: the order goes up. */
  person->id_number = roster_id (birthday, order);
  person->phone = maybe (rand) ? g_strdup_printf ("1990000%04u", order) : NULL;
  return person;
}

static void
person_free (gpointer data)
{
  Person *person = data;

  g_free (person->name);
  g_free (person->id_number);
  g_free (person->phone);
  g_free (person);
}

static void
household_free (gpointer data)
{
  Household *household = data;

  g_free (household->number);
  g_ptr_array_unref (household->persons);
  g_free (household);
}

static GPtrArray *
new_people (GRand *rand)
{
  static const char *const relations[] = { "妻", "夫", "长子", "次子", "长女", "父亲", "母亲", "孙子" };
  GPtrArray *people = g_ptr_array_new_with_free_func (household_free);
  guint n = 1;
  int n_groups = 1 + pick (rand, 3);

  for (int g = 0; g < n_groups; g++)
    for (int h = 0, n_households = 1 + pick (rand, 4); h < n_households; h++)
      {
        Household *household = g_new0 (Household, 1);
        household->group = (guint) g + 1;
        household->number = g_strdup_printf ("%d-%03d", g + 1, h + 1);
        household->persons = g_ptr_array_new_with_free_func (person_free);
        g_ptr_array_add (household->persons, new_person (rand, "户主", &n));
        for (int m = pick (rand, 4); m > 0; m--)
          g_ptr_array_add (household->persons, new_person (rand, relations[pick (rand, G_N_ELEMENTS (relations))], &n));
        g_ptr_array_add (people, household);
      }
  return people;
}

static char *
group_name (GRand *rand, guint group)
{
  static const char *const numerals[] = { "", "一", "二", "三", "四", "五" };

  switch (pick (rand, 4))
    {
    case 0:
      return g_strdup_printf ("%u组", group);
    case 1:
      return g_strdup_printf ("%s组", numerals[group]);
    case 2:
      return g_strdup_printf ("第%s村民小组", numerals[group]);
    default:
      return g_strdup_printf ("第 %u 组", group);
    }
}

static void
choose (Layout *layout, GRand *rand)
{
  static const char *const headings[N_COLUMNS][4] = {
    { "序号", "编号", "序 号", "顺序号" },           { "组别", "村民组", "所属小组", "村组" },
    { "户号", "户编号", "户 籍 号", "家庭编号" },    { "户主", "户主姓名", "户主\\n姓名", "户 主" },
    { "姓名", "成员姓名", "家庭成员姓名", "姓 名" }, { "与户主关系", "关系", "家庭关系", "与户主\\n关系" },
    { "性别", "性 别", "性别*", "性\\n别" },         { "身份证号", "公民身份号码", "证件号码(必填)", "身份证\\n号码" },
    { "联系电话", "手机号", "电话", "联系方式" },    { "面积", "人持股数", "签字", "户口性质" },
  };

  layout->rand = rand;
  layout->block = (Block) pick (rand, 3);
  layout->groups = (GroupStyle) pick (rand, 3);
  layout->by = (By) pick (rand, 3);
  layout->sums = maybe (rand);
  layout->blanks = maybe (rand);
  layout->foot = maybe (rand);
  layout->repeats = maybe (rand);
  layout->two_rows = maybe (rand);
  layout->remarks = maybe (rand);
  layout->titles = (guint) pick (rand, 3);
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      layout->headings[c] = headings[c][pick (rand, 4)];
      if ((c == GROUP && layout->groups != GROUP_COLUMN) || (c == NUMBER && layout->by != BY_NUMBER)
          || (c == HEAD && layout->by == BY_RELATION) || ((c == SERIAL || c == AREA) && maybe (rand)))
        continue;
      layout->order[layout->n_columns++] = (Column) c;
    }
  for (guint i = layout->n_columns; i > 1; i--)
    {
      guint j = (guint) pick (rand, (int) i);
      Column other = layout->order[i - 1];
      layout->order[i - 1] = layout->order[j];
      layout->order[j] = other;
    }
}

static void
merge (Layout *layout, guint row, guint column, guint last_row, guint last_column)
{
  if (row != last_row || column != last_column)
    g_string_append_printf (layout->merges, "!merge %u %u %u %u\n", row, column, last_row, last_column);
}

/* A row with TEXT in its first cell, merged over all of them if WIDE. */
static void
add_line (Layout *layout, const char *text, gboolean wide)
{
  if (wide)
    merge (layout, layout->row, 0, layout->row, layout->n_columns - 1);
  g_string_append (layout->out, text);
  for (guint c = 1; c < layout->n_columns; c++)
    g_string_append_c (layout->out, '|');
  g_string_append_c (layout->out, '\n');
  layout->row++;
}

static void
add_headings (Layout *layout)
{
  /* "基本情况" over all but the first column, which goes through both rows. */
  if (layout->two_rows)
    {
      merge (layout, layout->row, 0, layout->row + 1, 0);
      merge (layout, layout->row, 1, layout->row, layout->n_columns - 1);
      g_string_append_printf (layout->out, "%s|基本情况\n|", layout->headings[layout->order[0]]);
      layout->row++;
    }
  for (guint c = layout->two_rows ? 1 : 0; c < layout->n_columns; c++)
    g_string_append_printf (layout->out, "%s%s", layout->headings[layout->order[c]],
                            c + 1 < layout->n_columns ? "|" : "\n");
  layout->row++;
}

static char *
cell_of (Layout *layout, const Household *household, guint member, Column column, gboolean first_of_group)
{
  const Person *person = household->persons->pdata[member];
  const Person *head = household->persons->pdata[0];
  gboolean shown = member == 0 || layout->block == BLOCK_REPEATED;

  switch (column)
    {
    case SERIAL:
      return g_strdup_printf ("%u", layout->serial);
    case GROUP:
      return layout->block == BLOCK_REPEATED || (member == 0 && (first_of_group || layout->block == BLOCK_MERGED))
                 ? group_name (layout->rand, household->group)
                 : NULL;
    case NUMBER:
      return shown ? g_strdup (household->number) : NULL;
    case HEAD:
      return shown ? g_strdup (head->name) : NULL;
    case NAME:
      return strlen (person->name) == strlen ("张三") && maybe (layout->rand)
                 ? g_strdup_printf ("%.3s  %s", person->name, person->name + 3)
                 : g_strdup (person->name);
    case RELATION:
      return g_strdup (person->relation);
    case SEX:
      return g_strdup (person->sex);
    case ID_NUMBER:
      return g_strdup (person->id_number);
    case PHONE:
      return g_strdup (person->phone);
    case AREA:
    case N_COLUMNS:
    default:
      return g_strdup ("120.5");
    }
}

static gboolean
is_block (Column column)
{
  return column == GROUP || column == NUMBER || column == HEAD;
}

static void
add_household (Layout *layout, const Household *household, gboolean first_of_group)
{
  for (guint m = 0; m < household->persons->len; m++)
    {
      layout->serial++;
      for (guint c = 0; c < layout->n_columns; c++)
        {
          g_autofree char *cell = cell_of (layout, household, m, layout->order[c], first_of_group);
          if (m == 0 && layout->block == BLOCK_MERGED && is_block (layout->order[c]))
            merge (layout, layout->row, c, layout->row + household->persons->len - 1, c);
          g_string_append_printf (layout->out, "%s%s", cell != NULL ? cell : "",
                                  c + 1 < layout->n_columns ? "|" : "\n");
        }
      layout->row++;
    }
}

static void
begin_sheet (Layout *layout, const char *name)
{
  if (name != NULL)
    g_string_append_printf (layout->out, "@%s\n", name);
  layout->row = 0;
  if (layout->titles > 0)
    add_line (layout, "石板溪村户籍花名册", TRUE);
  if (layout->titles > 1)
    add_line (layout, "单位\uff1a石板溪村村民委员会  2026年11月22日", maybe (layout->rand));
  add_headings (layout);
  if (layout->remarks)
    add_line (layout, "注\uff1a身份证号必填\uff0c按户口本填写", TRUE);
}

static void
end_group (Layout *layout, guint group, gboolean last)
{
  if (layout->sums)
    add_line (layout, maybe (layout->rand) ? "小 计" : "合计", FALSE);
  if (layout->blanks)
    add_line (layout, "", FALSE);
  if (layout->foot && (last || layout->groups == GROUP_SHEET))
    add_line (layout, "制表人\uff1a曾小平      审核\uff1a", maybe (layout->rand));
  if (layout->repeats && !last && layout->groups != GROUP_SHEET)
    add_headings (layout);
}

/* Merges are told before the sheet's rows. */
static void
flush (Layout *layout, GString *all)
{
  char *rows = layout->out->str, *sheet = NULL;

  if (rows[0] == '@')
    {
      char *end = strchr (rows, '\n');
      sheet = g_strndup (rows, (gsize) (end - rows) + 1);
      rows = end + 1;
    }
  g_string_append_printf (all, "%s%s%s", sheet != NULL ? sheet : "", layout->merges->str, rows);
  g_string_truncate (layout->out, 0);
  g_string_truncate (layout->merges, 0);
  g_free (sheet);
}

static char *
write_people (Layout *layout, const GPtrArray *people)
{
  GString *all = g_string_new (NULL);
  guint group = 0;

  layout->out = g_string_new (NULL);
  layout->merges = g_string_new (NULL);
  if (layout->groups != GROUP_SHEET)
    begin_sheet (layout, NULL);
  for (guint h = 0; h < people->len; h++)
    {
      const Household *household = people->pdata[h];
      gboolean first = household->group != group;
      if (first)
        {
          g_autofree char *name = group_name (layout->rand, household->group);
          if (group > 0)
            end_group (layout, group, FALSE);
          if (layout->groups == GROUP_SHEET)
            {
              flush (layout, all);
              begin_sheet (layout, name);
            }
          if (layout->groups == GROUP_LINE)
            add_line (layout, name, maybe (layout->rand));
          group = household->group;
        }
      add_household (layout, household, first);
    }
  end_group (layout, group, TRUE);
  flush (layout, all);
  g_string_free (layout->out, TRUE);
  g_string_free (layout->merges, TRUE);
  return g_string_free (all, FALSE);
}

static void
show_person (GString *out, const char *relation, const char *name, const char *sex, const char *id, const char *phone)
{
  g_string_append_printf (out, " %s %s %s %s %s,", relation, name, sex, id, phone != NULL ? phone : "-");
}

static char *
show_people (const Layout *layout, const GPtrArray *people)
{
  GString *out = g_string_new (NULL);

  for (guint h = 0; h < people->len; h++)
    {
      const Household *household = people->pdata[h];
      g_string_append_printf (out, "%s %u组:", layout->by == BY_NUMBER ? household->number : "-", household->group);
      for (guint m = 0; m < household->persons->len; m++)
        {
          const Person *person = household->persons->pdata[m];
          show_person (out, person->relation, person->name, person->sex, person->id_number, person->phone);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static char *
show_read (const XyRosterRead *read)
{
  GString *out = g_string_new (NULL);

  for (guint h = 0; h < read->households->len; h++)
    {
      const XyRosterHousehold *household = xy_roster_read_household (read, h);
      g_string_append_printf (out, "%s %s:", household->number != NULL ? household->number : "-",
                              household->group != NULL ? household->group : "-");
      for (guint r = household->first; r != XY_ROSTER_NOBODY; r = xy_roster_read_row (read, r)->next)
        {
          const XyRosterRow *row = xy_roster_read_row (read, r);
          show_person (out, row->value[XY_ROSTER_RELATION], row->value[XY_ROSTER_NAME], row->value[XY_ROSTER_SEX],
                       row->value[XY_ROSTER_ID_NUMBER], row->value[XY_ROSTER_PHONE]);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      guint32 seed = (guint32) g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GPtrArray) people = new_people (rand);
      Layout layout = { 0 };

      choose (&layout, rand);
      g_autofree char *text = write_people (&layout, people);
      g_autoptr (XyWorkbook) workbook = roster_workbook (text);
      g_autoptr (XyRosterRead) read = roster_read (workbook);
      g_autofree char *expected = show_people (&layout, people), *found = show_read (read);
      g_autofree char *shown = roster_show (read);
      if (g_strcmp0 (expected, found) != 0 || read->n_errors > 0)
        g_test_message ("seed %u:\n%s%s", seed, text, shown);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpuint (read->n_errors, ==, 0);
    }
}

/* A cell of anything that rosters hold, and of much that they do not. */
static char *
anything (GRand *rand, guint row, guint column)
{
  static const char *const headings[] = { "姓名",     "与户主关系", "户号",     "组别",       "身份证号", "出生日期",
                                          "联系电话", "性别",       "家庭住址", "一卡通账号", "备注",     "户属性",
                                          "是否常住", "户主",       "序号",     "年龄" };
  static const char *const words[] = { "户主",
                                       "户主",
                                       "妻",
                                       "长子",
                                       "男",
                                       "女",
                                       "1",
                                       "2",
                                       "3组",
                                       "一组",
                                       "曾国强",
                                       "刘桂英",
                                       "1963.5.12",
                                       "19900001001",
                                       "合计",
                                       "#19630512.001",
                                       "#19650803.002",
                                       "汉",
                                       "是",
                                       "0739-8881234/19900001002",
                                       "6217000000000000001",
                                       "曾国强(妻)" };

  if (row == 0)
    return g_strdup (headings[(column * 7 + (guint) pick (rand, 2)) % G_N_ELEMENTS (headings)]);
  if (pick (rand, 5) == 0)
    return random_text (rand);
  return pick (rand, 4) == 0 ? g_strdup ("") : roster_expand (words[pick (rand, G_N_ELEMENTS (words))]);
}

static XyWorkbook *
workbook_of_anything (GRand *rand)
{
  XyWorkbook *workbook = xy_workbook_new (XY_FORMAT_XLSX);
  XySheet *sheet = xy_workbook_add_sheet (workbook, "一组", FALSE, FALSE, NULL);
  guint n_columns = 3 + (guint) pick (rand, 8), n_rows = 1 + (guint) pick (rand, 40);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        g_autofree char *raw = anything (rand, row, column), *text = g_utf8_make_valid (raw, -1);
        XyNewCell cell = { .row = row, .column = column, .text = text, .length = strlen (text) };
        gboolean digits = text[0] != '\0' && strspn (text, "0123456789.") == strlen (text);
        cell.kind = digits && maybe (rand) ? XY_CELL_NUMBER : pick (rand, 50) == 0 ? XY_CELL_ERROR : XY_CELL_TEXT;
        g_assert_true (xy_sheet_put (sheet, &cell, NULL));
      }
  for (int n = pick (rand, 4); n > 0; n--)
    {
      guint row = (guint) pick (rand, (int) n_rows), column = (guint) pick (rand, (int) n_columns);
      XyCellRange range = { row, column, row + (guint) pick (rand, 4), column + (guint) pick (rand, 2) };
      xy_sheet_merge (sheet, &range, NULL);
    }
  g_assert_true (xy_sheet_seal (sheet, NULL));
  return workbook;
}

/* What would be changed, for whoever must find out why. */
static void
show_changes (const XyRosterPlan *plan, guint32 seed)
{
  for (guint i = 0; i < plan->households->len + plan->persons->len; i++)
    {
      gboolean is_household = i < plan->households->len;
      const XyRosterItem *item =
          is_household ? xy_roster_plan_household (plan, i) : xy_roster_plan_person (plan, i - plan->households->len);
      if (item->diff != XY_ROSTER_ADDED && item->diff != XY_ROSTER_CHANGED)
        continue;
      g_test_message ("seed %u: %s %s %s", seed, is_household ? "household" : "person", item->number, item->name);
      for (guint c = 0; c < item->n_changes; c++)
        {
          const XyRosterChange *change = xy_roster_plan_change (plan, item, c);
          g_test_message ("  %s: %s > %s", change->field->name, change->before, change->after);
        }
    }
}

static void
test_anything (void)
{
  Office office;
  guint n_saved = 0;

  office_open (&office, 1);
  for (guint32 seed = 1; seed <= ROUNDS_OF_ANYTHING; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (XyWorkbook) workbook = workbook_of_anything (rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) layouts = xy_roster_detect (workbook, NULL, &error);
      if (!((XyRosterLayout *) layouts->pdata[0])->used)
        continue;
      g_autoptr (XyRosterRead) read = xy_roster_read (workbook, layouts, ROSTER_TODAY, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (XyRosterPlan) plan = xy_roster_plan (office.store, read, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      xy_roster_apply (office.store, &office.actor, plan, "花名册.xlsx", NULL, NULL, NULL, &error);
      if (error != NULL)
        g_test_message ("seed %u: %s", seed, error->message);
      g_assert_no_error (error);
      n_saved += xy_roster_plan_changes_anything (plan);
      g_autoptr (XyRosterPlan) again = xy_roster_plan (office.store, read, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      show_changes (again, seed);
      g_assert_false (xy_roster_plan_changes_anything (again));
    }
  /* Not a test of nothing. */
  g_assert_cmpuint (n_saved, >, ROUNDS_OF_ANYTHING / 4);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster-random/layouts", test_random);
  g_test_add_func ("/roster-random/anything", test_anything);
  return g_test_run ();
}
