/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-columns.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "tabular/roster-words.h"

#define HEADINGS "/org/xiangyue/Xiangyue/data/rules/roster-headers.txt"
#define LONGEST_LIKE 14 /* characters of a heading that may be matched by a part of it */

typedef struct
{
  XyRosterField field;
  guint score;
} Match;

typedef struct
{
  const char *name;
  const char *heading;
  const char *label;
} FieldName;

static const FieldName field_names[XY_ROSTER_N_FIELDS] = {
  [XY_ROSTER_NONE] = { "none", NULL, N_ ("Not taken") },
  [XY_ROSTER_SERIAL] = { "serial", "序号", N_ ("Serial number") },
  [XY_ROSTER_GROUP] = { "group", "组别", N_ ("Group") },
  [XY_ROSTER_NUMBER] = { "number", "户编号", N_ ("Household number") },
  [XY_ROSTER_HEAD] = { "head", "户主", N_ ("Head of household") },
  [XY_ROSTER_HEAD_ID] = { "head_id", "户主身份证号", N_ ("ID number of the head") },
  [XY_ROSTER_HEAD_PHONE] = { "head_phone", "户主电话", N_ ("Phone of the household") },
  [XY_ROSTER_HEAD_RELATION] = { "head_relation", "户主(与户主关系)", N_ ("Name and relation") },
  [XY_ROSTER_NAME] = { "name", "姓名", N_ ("Name") },
  [XY_ROSTER_RELATION] = { "relation", "与户主关系", N_ ("Relation to head") },
  [XY_ROSTER_IS_HEAD] = { "is_head", "是否户主", N_ ("Is the head") },
  [XY_ROSTER_SEX] = { "sex", "性别", N_ ("Sex") },
  [XY_ROSTER_NATION] = { "nation", "民族", N_ ("Ethnic group") },
  [XY_ROSTER_ID_NUMBER] = { "id_number", "身份证号", N_ ("ID number") },
  [XY_ROSTER_BIRTHDAY] = { "birthday", "出生日期", N_ ("Birthday") },
  [XY_ROSTER_AGE] = { "age", "年龄", N_ ("Age") },
  [XY_ROSTER_COUNT] = { "count", "家庭人数", N_ ("Persons in the household") },
  [XY_ROSTER_PHONE] = { "phone", "联系电话", N_ ("Phone") },
  [XY_ROSTER_ADDRESS] = { "address", "家庭住址", N_ ("Address") },
  [XY_ROSTER_POLITICS] = { "politics", "政治面貌", N_ ("Political status") },
  [XY_ROSTER_EDUCATION] = { "education", "文化程度", N_ ("Education") },
  [XY_ROSTER_MARRIAGE] = { "marriage", "婚姻状况", N_ ("Marital status") },
  [XY_ROSTER_HEALTH] = { "health", "健康状况", N_ ("Health") },
  [XY_ROSTER_RESIDENT] = { "resident", "是否常住", N_ ("Lives in the village") },
  [XY_ROSTER_WORK_PLACE] = { "work_place", "务工地点", N_ ("Works at") },
  [XY_ROSTER_DEAD] = { "dead", "是否死亡", N_ ("Has died") },
  [XY_ROSTER_MOVED] = { "moved", "是否迁出", N_ ("Has moved away") },
  [XY_ROSTER_CATEGORY] = { "category", "户属性", N_ ("Category") },
  [XY_ROSTER_BANK] = { "bank", "一卡通账号", N_ ("Bank account") },
  [XY_ROSTER_NOTE] = { "note", "备注", N_ ("Note") },
  [XY_ROSTER_HOUSEHOLD_NOTE] = { "household_note", "户备注", N_ ("Note on the household") },
  [XY_ROSTER_REASON] = { "reason", "未导入原因", N_ ("Why not imported") },
};

static void
add_line (GHashTable *table, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", -1);
  Match match = { 0 };

  if (words[0] == NULL || words[0][0] == '\0' || words[0][0] == '#' || words[1] == NULL)
    return;
  if (!xy_roster_field_from_name (words[0], &match.field))
    g_error ("%s names no field: %s", HEADINGS, words[0]);
  match.score = (guint) g_ascii_strtoull (words[1], NULL, 10);
  for (char **word = words + 2; *word != NULL; word++)
    if (**word != '\0')
      g_hash_table_insert (table, xy_roster_heading_fold (*word), g_memdup2 (&match, sizeof match));
}

static GHashTable *
headings (void)
{
  static GHashTable *table;

  if (g_once_init_enter (&table))
    {
      g_autoptr (GBytes) bytes = g_resources_lookup_data (HEADINGS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      GHashTable *made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);
      g_autofree char *text = g_strndup (data, length);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (char **line = lines; *line != NULL; line++)
        add_line (made, *line);
      g_once_init_leave (&table, made);
    }
  return table;
}

static gboolean
look_up (const char *folded, Match *match)
{
  const Match *found = g_hash_table_lookup (headings (), folded);

  if (found != NULL)
    *match = *found;
  return found != NULL;
}

/* FOLDED without what stands in brackets. */
static char *
without_brackets (const char *folded)
{
  GString *out = g_string_new (NULL);
  int depth = 0;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p == '(')
      depth++;
    else if (*p == ')')
      depth = MAX (depth - 1, 0);
    else if (depth == 0)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* "组别/屋场", "姓名、曾用名": the first part that is known. */
static gboolean
match_parts (const char *folded, Match *match)
{
  static const char *const separators[] = { "/", "、", "及", "和", "或", "|", "," };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      if (strstr (folded, separators[i]) == NULL)
        continue;
      g_auto (GStrv) parts = g_strsplit (folded, separators[i], -1);
      for (char **part = parts; *part != NULL; part++)
        if (look_up (*part, match) && match->field != XY_ROSTER_NONE)
          {
            match->score -= MIN (match->score, 10);
            return TRUE;
          }
    }
  return FALSE;
}

static gboolean
match_prefixed (const char *folded, Match *match)
{
  static const char *const prefixes[] = { "家庭成员", "成员",     "本人",     "村民",         "人员",
                                          "居民",     "基本情况", "基本信息", "家庭成员情况", "家庭成员信息",
                                          "成员信息", "成员情况", "家庭情况", "户籍信息" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (folded, prefixes[i]) && look_up (folded + strlen (prefixes[i]), match))
      {
        match->score -= MIN (match->score, 10);
        return TRUE;
      }
  return FALSE;
}

/* A heading that begins or ends with a known one; but not with somebody else's: "配偶身份证号". */
static gboolean
match_like (const char *folded, Match *match)
{
  static const char *const others[] = { "户主", "配偶", "父亲", "母亲", "监护", "联系人", "开户",
                                        "代理", "紧急", "子女", "是否", "日期", "合计",   "小计" };
  GHashTableIter iter;
  gpointer key, value;
  gsize best = 0, length = strlen (folded);

  if (g_utf8_strlen (folded, -1) > LONGEST_LIKE)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (folded, others[i]) != NULL)
      return FALSE;

  g_hash_table_iter_init (&iter, headings ());
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gsize size = strlen (key);
      /* Two Chinese characters at least: one alone says nothing. */
      if (size < 6 || size >= length || (size <= best && size != 0))
        continue;
      if (!g_str_has_prefix (folded, key) && !g_str_has_suffix (folded, key))
        continue;
      best = size;
      *match = *(const Match *) value;
    }
  if (best == 0)
    return FALSE;
  match->score = 50;
  return TRUE;
}

char *
xy_roster_heading_fold (const char *heading)
{
  g_autofree char *squeezed = xy_roster_squeeze (heading);
  GString *out = g_string_new (NULL);

  for (const char *p = squeezed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c != '*' && c != ':' && c != 0x2605 /* ★ */)
        g_string_append_unichar (out, g_unichar_tolower (c));
    }
  return g_string_free (out, FALSE);
}

XyRosterField
xy_roster_heading_match (const char *heading, guint *score)
{
  g_autofree char *folded = xy_roster_heading_fold (heading);
  g_autofree char *bare = without_brackets (folded);
  Match match = { XY_ROSTER_NONE, 0 };

  if (bare[0] != '\0' && !look_up (folded, &match) && !look_up (bare, &match) && !match_parts (bare, &match)
      && !match_prefixed (bare, &match))
    match_like (bare, &match);
  if (score != NULL)
    *score = match.score;
  return match.field;
}

const char *
xy_roster_field_name (XyRosterField field)
{
  return field_names[field].name;
}

gboolean
xy_roster_field_from_name (const char *name, XyRosterField *field)
{
  for (guint i = 0; i < XY_ROSTER_N_FIELDS; i++)
    if (g_str_equal (field_names[i].name, name))
      {
        *field = (XyRosterField) i;
        return TRUE;
      }
  return FALSE;
}

const char *
xy_roster_field_heading (XyRosterField field)
{
  return field_names[field].heading;
}

const char *
xy_roster_field_label (XyRosterField field)
{
  return _ (field_names[field].label);
}
