/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-lint.h"

#include <locale.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/rule-file.h"
#include "office.h"

static XyBylawRules *
load (XyStore *store, const char *province)
{
  g_autoptr (GError) error = NULL;
  XyBylawRules *rules = xy_bylaw_rules_load (store, province, &error);

  g_assert_no_error (error);
  return rules;
}

static char **
read_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "bylaws", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

/* The keys of what is found in CLAUSE, each once. (transfer full) */
static GPtrArray *
keys_of (const XyBylawRules *rules, const char *clause)
{
  g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, clause);
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const XyBylawFinding *finding = findings->pdata[i];
      if (!g_ptr_array_find_with_equal_func (keys, finding->rule->key, g_str_equal, NULL))
        g_ptr_array_add (keys, finding->rule->key);
    }
  return keys;
}

typedef struct
{
  guint clauses; /* bad ones */
  guint wanted;  /* keys that must be named */
  guint named;   /* of those */
  guint extra;   /* keys named beside them */
  guint decent;  /* clauses */
  guint alarms;  /* of those */
} Count;

/* Whether the rule of KEY was left as it is. */
static gboolean
rules_whole (const XyBylawRules *rules, const char *key)
{
  return xy_bylaw_rules_get (rules, key)->find->len > 0;
}

/* "fine shaming<TAB>clause": the clause is found by each of these rules. */
static void
count_bad (const XyBylawRules *rules, const char *name, Count *count)
{
  g_auto (GStrv) lines = read_lines (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 2);

      if (lines[i][0] == '#' || g_strv_length (parts) != 2)
        continue;
      g_auto (GStrv) wanted = g_strsplit (parts[0], " ", -1);
      g_autoptr (GPtrArray) keys = keys_of (rules, parts[1]);
      count->clauses++;
      for (guint k = 0; wanted[k] != NULL; k++)
        {
          g_assert_nonnull (xy_bylaw_rules_get (rules, wanted[k]));
          count->wanted++;
          if (g_ptr_array_find_with_equal_func (keys, wanted[k], g_str_equal, NULL))
            count->named++;
          else if (rules_whole (rules, wanted[k]))
            g_test_message ("not found by %s: %s", wanted[k], parts[1]);
        }
      for (guint k = 0; k < keys->len; k++)
        if (!g_strv_contains ((const char *const *) wanted, keys->pdata[k]))
          {
            count->extra++;
            g_test_message ("also found by %s: %s", (char *) keys->pdata[k], parts[1]);
          }
    }
}

static void
count_decent (const XyBylawRules *rules, const char *name, Count *count)
{
  g_auto (GStrv) lines = read_lines (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, lines[i]);
      count->decent++;
      count->alarms += findings->len > 0;
      for (guint k = 0; k < findings->len; k++)
        {
          const XyBylawFinding *finding = findings->pdata[k];
          g_test_message ("false alarm of %s, “%s”: %s", finding->rule->key, finding->words, lines[i]);
        }
    }
}

static void
print_count (const char *name, const Count *count)
{
  g_test_message ("%s: %u bad clauses, recall %u of %u keys (%.1f %%); keys beside them %u; %u decent clauses, false "
                  "alarms in %u; precision %.1f %%",
                  name, count->clauses, count->named, count->wanted, 100.0 * count->named / MAX (count->wanted, 1),
                  count->extra, count->decent, count->alarms,
                  100.0 * count->named / MAX (count->named + count->extra + count->alarms, 1));
}

/* The texts that the rules were written with: all bad ones are found, no decent one is. */
static void
test_known (void)
{
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  Count count = { 0 };

  count_bad (rules, "bad.txt", &count);
  count_decent (rules, "decent.txt", &count);
  print_count ("known", &count);
  g_assert_cmpuint (count.clauses, >=, 100);
  g_assert_cmpuint (count.named, ==, count.wanted);
  g_assert_cmpuint (count.decent, >=, 100);
  g_assert_cmpuint (count.alarms, ==, 0);
}

/* Texts that were written after the rules, and made them better. */
static void
test_later (void)
{
  static const char *const files[][2] = { { "bad-2.txt", "decent-2.txt" }, { "bad-3.txt", "decent-3.txt" } };
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      Count count = { 0 };

      count_bad (rules, files[i][0], &count);
      count_decent (rules, files[i][1], &count);
      print_count (files[i][0], &count);
      g_assert_cmpuint (count.named, ==, count.wanted);
      g_assert_cmpuint (count.alarms, ==, 0);
    }

  /* Words that are found elsewhere, said in a lawful way. */
  Count count = { 0 };
  count_decent (rules, "decent-4.txt", &count);
  print_count ("near misses", &count);
  g_assert_cmpuint (count.decent, >=, 50);
  g_assert_cmpuint (count.alarms, ==, 0);
}

/* Without one of the rules something is missed; the texts prove each of them. */
static void
test_each_rule (void)
{
  g_autoptr (XyBylawRules) all = load (NULL, NULL);

  g_assert_cmpuint (all->rules->len, >=, 15);
  for (guint i = 0; i < all->rules->len; i++)
    {
      g_autoptr (XyBylawRules) rules = load (NULL, NULL);
      XyBylawRule *rule = rules->rules->pdata[i];
      Count count = { 0 };

      g_ptr_array_set_size (rule->find, 0);
      count_bad (rules, "bad.txt", &count);
      if (count.named == count.wanted)
        g_error ("nothing is missed without %s", rule->key);
    }
}

static const char *const decent_files[] = { "decent.txt", "decent-2.txt", "decent-3.txt", "decent-4.txt" };

/* Whether any decent clause is found by what is left of RULES. */
static gboolean
alarms (const XyBylawRules *rules, GPtrArray *decent)
{
  for (guint i = 0; i < decent->len; i++)
    {
      g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, decent->pdata[i]);
      if (findings->len > 0)
        return TRUE;
    }
  return FALSE;
}

/* Without one of the patterns that clear a decent clause is found: the texts prove each of them too. */
static void
test_each_clearing (void)
{
  g_autoptr (GPtrArray) decent = g_ptr_array_new_with_free_func (g_free);

  for (guint f = 0; f < G_N_ELEMENTS (decent_files); f++)
    {
      g_auto (GStrv) lines = read_lines (decent_files[f]);
      for (guint i = 0; lines[i] != NULL; i++)
        if (lines[i][0] != '#' && lines[i][0] != '\0')
          g_ptr_array_add (decent, g_strdup (lines[i]));
    }
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  while (rules->rules->len > 0)
    {
      /* One rule by itself. */
      g_autoptr (XyBylawRules) one = load (NULL, NULL);
      guint at = rules->rules->len - 1;
      g_ptr_array_remove_range (one->rules, at + 1, one->rules->len - at - 1);
      if (at > 0)
        g_ptr_array_remove_range (one->rules, 0, at);
      g_ptr_array_set_size (rules->rules, (int) at);

      const XyBylawRule *rule = one->rules->pdata[0];
      g_assert_false (alarms (one, decent));
      /* The last is the file's own, for all rules. */
      for (guint j = 0; j + 1 < rule->unless->len; j++)
        {
          GRegex *regex = g_ptr_array_steal_index (rule->unless, j);
          if (!alarms (one, decent))
            g_error ("%s: nothing needs %s", rule->key, g_regex_get_pattern (regex));
          g_ptr_array_insert (rule->unless, (int) j, regex);
        }
    }
}

/* A wording that is chosen takes the fault away, and brings none. */
static void
check_wordings (const XyBylawRules *rules, const char *clause)
{
  g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, clause);

  for (guint i = 0; i < findings->len; i++)
    {
      const XyBylawFinding *finding = findings->pdata[i];
      g_autofree char *words = g_strndup (clause + finding->from, finding->to - finding->from);
      g_autofree char *same = g_utf8_substring (clause, finding->first, finding->first + finding->n);

      g_assert_cmpstr (words, ==, finding->words);
      g_assert_cmpstr (same, ==, finding->words);
      g_assert_cmpuint (finding->wordings->len, >, 0);
      for (guint w = 0; w < finding->wordings->len; w++)
        {
          const XyBylawWording *wording = finding->wordings->pdata[w];
          g_autoptr (GPtrArray) alone = xy_bylaw_lint_clause (rules, NULL, wording->words);
          g_autoptr (GPtrArray) after = xy_bylaw_lint_clause (rules, NULL, wording->clause);

          if (alone->len > 0)
            g_error ("“%s” is found by %s", wording->words, ((XyBylawFinding *) alone->pdata[0])->rule->key);
          if (after->len >= findings->len)
            g_error ("“%s” is no better than “%s”", wording->clause, clause);
          g_assert_null (strchr (wording->words, '{'));
        }
    }
}

static void
test_wordings (void)
{
  static const char *const files[] = { "bad.txt", "bad-2.txt", "bad-3.txt" };
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_auto (GStrv) lines = read_lines (files[f]);
      for (guint i = 0; lines[i] != NULL; i++)
        if (strchr (lines[i], '\t') != NULL)
          check_wordings (rules, strchr (lines[i], '\t') + 1);
    }
}

/* Figures outside of what is found stay, those inside come along where the wording has a place for them. */
static void
test_figures (void)
{
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  g_autoptr (GPtrArray) findings =
      xy_bylaw_lint_clause (rules, NULL, "办酒超过10桌的，3日内交押金2000元，超出的押金不退。");
  const XyBylawFinding *finding = findings->pdata[0];
  const XyBylawWording *last = finding->wordings->pdata[finding->wordings->len - 1];

  g_assert_cmpstr (finding->rule->key, ==, "fine");
  g_assert_cmpstr (finding->words, ==, "交押金2000元，超出的押金不退");
  g_assert_cmpstr (last->clause, ==, "办酒超过10桌的，3日内交纳的2000元在查看合格后全额退还。");

  g_autoptr (GPtrArray) donation = xy_bylaw_lint_clause (rules, NULL, "修路每户必须捐款300元。");
  finding = donation->pdata[0];
  last = finding->wordings->pdata[1];
  g_assert_cmpstr (last->clause, ==, "修路需要筹资300元的，先由村民会议讨论决定，困难户可以减免。");
}

/* An item of a list is read with what stands over it, and named by its place. */
static void
test_document (void)
{
  static const char source[] =
      "石板溪村村规民约\n第一条 爱护环境。\n第二条 违反本规约的，作如下处理：\n（一）批评教育。\n"
      "（二）罚款50元；\n第三条 村委会不得有下列行为：\n（一）罚款。\n（二）停水停电。";
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  g_autoptr (XyBylawText) text = xy_bylaw_text_parse (source);
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  g_autoptr (GPtrArray) findings = xy_bylaw_lint (rules, lines);

  g_assert_cmpuint (findings->len, ==, 1);
  const XyBylawFinding *finding = findings->pdata[0];
  const XyBylawLine *line = lines->pdata[finding->line];
  g_assert_cmpstr (line->name, ==, "第二条（二）");
  g_assert_cmpstr (finding->words, ==, "罚款50元");
  g_assert_cmpuint (finding->first, ==, 0);
  g_assert_nonnull (strstr (finding->rule->source, "《行政处罚法》第九条、第十六条、第十七条"));
  g_assert_nonnull (strstr (finding->rule->source, "《村民委员会组织法》第三十一条（尚未核实）"));
}

/* Any text: it ends, and the spans are of whole characters. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "罚款", "500元", "不", "禁止",   "由公安机关", "全家", "取消", "低保", "，",   "。",       "、",
    "停水", "每次",  "交", "外嫁女", "不得",       "张贴", "姓名", "捐款", "每户", "乱倒垃圾", "的",
    "结婚", "违反",  "扣", "押金",   "不退",       "赶出", "本村", "上访", "：",   "abc",      "\xf0\xa0\x80\x80"
  };
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) clause = g_string_new (NULL);

      for (int n = g_rand_int_range (rand, 0, 60); n > 0; n--)
        g_string_append (clause, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, clause->str);
      for (guint k = 0; k < findings->len; k++)
        {
          const XyBylawFinding *finding = findings->pdata[k];
          g_assert_true (g_utf8_validate (finding->words, -1, NULL));
          g_assert_cmpuint (finding->to, <=, clause->len);
        }
    }
}

/* A clause that is nothing but faults. */
static void
test_many (void)
{
  g_autoptr (XyBylawRules) rules = load (NULL, NULL);
  g_autoptr (GString) clause = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (clause, "罚款5元，");
  g_autoptr (GPtrArray) findings = xy_bylaw_lint_clause (rules, NULL, clause->str);
  g_assert_cmpuint (findings->len, ==, 50);
}

static void
write_rules (const char *name, const char *text)
{
  g_autofree char *data = xy_store_default_folder (), *folder = g_build_filename (data, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
remove_rules (const char *name)
{
  g_autofree char *data = xy_store_default_folder (), *path = g_build_filename (data, "rules", name, NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

#define ONE_RULE(date, key, find)                                                                                                   \
  "{\"name\":\"县里的\",\"date\":\"" date "\",\"words\":{\"a\":\"乱罚\",\"b\":\"{a}款\"},\"rules\":[{\"key\":\"" key                \
  "\",\"name\":\"罚\",\"reason\":\"不行。\",\"sources\":[{\"law\":\"本县办法\",\"article\":\"第一条\",\"check\":true}]," \
  "\"find\":[\"" find "\"],\"wordings\":[\"劝\"]}]}"

/* A newer file holds without a new program, an older or damaged one does not, and a province adds to it. */
static void
test_editions (void)
{
  Office office;
  office_open (&office, 1);
  g_autofree char *folder = g_path_get_dirname (office.path);
  g_setenv ("XIANGYUE_DATA", folder, TRUE);

  write_rules ("bylaw-lint.json", ONE_RULE ("2027-01-01", "fine", "{b}"));
  {
    g_autoptr (XyBylawRules) rules = load (office.store, NULL);
    g_assert_cmpuint (rules->rules->len, ==, 1);
    g_assert_cmpstr (rules->date, ==, "2027-01-01");
    g_assert_cmpstr (xy_bylaw_rules_get (rules, "fine")->source, ==, "《本县办法》第一条（尚未核实）");
    g_autoptr (GPtrArray) keys = keys_of (rules, "乱罚款。"), none = keys_of (rules, "罚款50元，停水停电。");
    g_assert_cmpuint (keys->len, ==, 1);
    g_assert_cmpuint (none->len, ==, 0);
  }
  write_rules ("bylaw-lint.json", ONE_RULE ("2020-01-01", "fine", "{b}"));
  {
    g_autoptr (XyBylawRules) rules = load (NULL, NULL);
    g_assert_cmpuint (rules->rules->len, >, 10);
    g_assert_null (rules->problem);
  }
  static const char *const damaged[] = { "{",
                                         "[]",
                                         ONE_RULE ("2027-13-01", "fine", "罚"),
                                         ONE_RULE ("2027-01-01", "fine", "(罚"),
                                         ONE_RULE ("2027-01-01", "fine", "{unknown}"),
                                         "{\"name\":\"x\",\"date\":\"2027-01-01\",\"rules\":[{\"key\":\"fine\"}]}" };
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      write_rules ("bylaw-lint.json", damaged[i]);
      g_autoptr (XyBylawRules) rules = load (NULL, NULL);
      g_assert_cmpuint (rules->rules->len, >, 10);
      g_assert_nonnull (rules->problem);
    }
  remove_rules ("bylaw-lint.json");

  write_rules ("bylaw-lint-hunan.json", ONE_RULE ("2026-12-01", "firework", "{money}的鞭炮"));
  {
    g_autoptr (XyBylawRules) rules = load (NULL, "hunan"), other = load (NULL, "hubei");
    g_assert_cmpuint (rules->rules->len, ==, other->rules->len + 1);
    g_autoptr (GPtrArray) keys = keys_of (rules, "不放500元的鞭炮。");
    g_assert_cmpstr (keys->pdata[0], ==, "firework");
    g_assert_nonnull (strstr (rules->name, "县里的（2026-12-01）"));
  }
  remove_rules ("bylaw-lint-hunan.json");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-lint/known", test_known);
  g_test_add_func ("/bylaw-lint/later", test_later);
  g_test_add_func ("/bylaw-lint/each-rule", test_each_rule);
  g_test_add_func ("/bylaw-lint/each-clearing", test_each_clearing);
  g_test_add_func ("/bylaw-lint/wordings", test_wordings);
  g_test_add_func ("/bylaw-lint/figures", test_figures);
  g_test_add_func ("/bylaw-lint/document", test_document);
  g_test_add_func ("/bylaw-lint/random", test_random);
  g_test_add_func ("/bylaw-lint/many", test_many);
  g_test_add_func ("/bylaw-lint/editions", test_editions);
  return g_test_run ();
}
