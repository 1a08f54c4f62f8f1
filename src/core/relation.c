/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/relation.h"

#include <string.h>

#include "core/normalize.h"

/*
 * A word is a way through the family from the head: P to a parent, C to a child, S to the spouse; "?" is some other
 * relative, "!" none. 孙子 is CC, 岳父 SP, 弟 PC. LINK tells apart what the way alone does not: the sex of the one in
 * the middle (外孙子 is the child of a daughter), for SP that of the head (公公 or 岳父).
 */
typedef struct
{
  const char *word;
  const char *way;
  char sex;  /* 'm', 'f', 0 both */
  char link; /* likewise */
  const char *also;
} Word;

/* Of several words for one way the first that fits is written. */
static const Word words[] = {
  { "户主", "", 0, 0, "本人|自己|户主本人" },
  { "配偶", "S", 0, 0, "爱人" },
  { "夫", "S", 'm', 0, "丈夫|老公" },
  { "妻", "S", 'f', 0, "妻子|老婆" },
  { "子", "C", 'm', 0, "儿子|儿|男孩" },
  { "长子", "C", 'm', 0, "大儿子|大子|长男|大儿" },
  { "次子", "C", 'm', 0, "二儿子|二子|次男|二儿" },
  { "三子", "C", 'm', 0, "三儿子|三儿" },
  { "四子", "C", 'm', 0, "四儿子" },
  { "五子", "C", 'm', 0, "五儿子" },
  { "独生子", "C", 'm', 0, "独子" },
  { "养子", "C", 'm', 0, "养子或继子" },
  { "继子", "C", 'm', 0, NULL },
  { "女", "C", 'f', 0, "女儿|女孩" },
  { "长女", "C", 'f', 0, "大女儿|大女" },
  { "次女", "C", 'f', 0, "二女儿|二女" },
  { "三女", "C", 'f', 0, "三女儿" },
  { "四女", "C", 'f', 0, "四女儿" },
  { "五女", "C", 'f', 0, "五女儿" },
  { "独生女", "C", 'f', 0, "独女" },
  { "养女", "C", 'f', 0, "养女或继女" },
  { "继女", "C", 'f', 0, NULL },
  { "儿媳", "CS", 'f', 0, "媳|媳妇|儿媳妇|子媳" },
  { "长媳", "CS", 'f', 0, "大儿媳|大媳" },
  { "次媳", "CS", 'f', 0, "二儿媳|二媳" },
  { "女婿", "CS", 'm', 0, "婿" },
  { "孙子", "CC", 'm', 'm', "孙|孙儿|内孙" },
  { "孙女", "CC", 'f', 'm', "孙女儿" },
  { "长孙", "CC", 'm', 'm', NULL },
  { "次孙", "CC", 'm', 'm', NULL },
  { "外孙子", "CC", 'm', 'f', "外孙" },
  { "外孙女", "CC", 'f', 'f', NULL },
  { "孙媳妇", "CCS", 'f', 0, "孙媳|孙媳妇或外孙媳妇" },
  { "孙女婿", "CCS", 'm', 0, "孙女婿或外孙女婿" },
  { "曾孙子", "CCC", 'm', 0, "曾孙|重孙|重孙子|曾外孙子" },
  { "曾孙女", "CCC", 'f', 0, "重孙女|曾外孙女" },
  { "父亲", "P", 'm', 0, "父|爸爸|爸" },
  { "母亲", "P", 'f', 0, "母|妈妈|妈" },
  { "父母", "P", 0, 0, NULL },
  { "继父", "P", 'm', 0, "继父或养父" },
  { "养父", "P", 'm', 0, NULL },
  { "继母", "P", 'f', 0, "继母或养母" },
  { "养母", "P", 'f', 0, NULL },
  { "岳父", "SP", 'm', 'm', "丈人|岳丈|老丈人" },
  { "岳母", "SP", 'f', 'm', "丈母|丈母娘" },
  { "公公", "SP", 'm', 'f', "家公|公爹" },
  { "婆婆", "SP", 'f', 'f', "家婆|婆母" },
  { "祖父", "PP", 'm', 'm', "爷爷" },
  { "祖母", "PP", 'f', 'm', "奶奶" },
  { "外祖父", "PP", 'm', 'f', "外公|姥爷" },
  { "外祖母", "PP", 'f', 'f', "外婆|姥姥" },
  { "曾祖父", "PPP", 'm', 0, "太爷爷" },
  { "曾祖母", "PPP", 'f', 0, "太奶奶" },
  { "兄弟姐妹", "PC", 0, 0, "兄弟|姐妹|兄弟姊妹" },
  { "兄", "PC", 'm', 0, "哥|哥哥|兄长|胞兄" },
  { "弟", "PC", 'm', 0, "弟弟|胞弟" },
  { "姐姐", "PC", 'f', 0, "姐|胞姐" },
  { "妹妹", "PC", 'f', 0, "妹|胞妹" },
  { "嫂", "PCS", 'f', 0, "嫂子|嫂嫂" },
  { "弟媳", "PCS", 'f', 0, "弟妹|弟媳妇" },
  { "姐夫", "PCS", 'm', 0, NULL },
  { "妹夫", "PCS", 'm', 0, NULL },
  { "侄子", "PCC", 'm', 'm', "侄|侄儿" },
  { "侄女", "PCC", 'f', 'm', "侄女儿" },
  { "外甥", "PCC", 'm', 'f', "外甥子" },
  { "外甥女", "PCC", 'f', 'f', NULL },
  { "伯父", "?", 'm', 0, "伯|伯伯|大伯" },
  { "伯母", "?", 'f', 0, "伯娘" },
  { "叔父", "?", 'm', 0, "叔|叔叔" },
  { "婶母", "?", 'f', 0, "婶|婶婶|婶娘" },
  { "舅父", "?", 'm', 0, "舅|舅舅" },
  { "舅母", "?", 'f', 0, "舅妈" },
  { "姨父", "?", 'm', 0, "姨夫" },
  { "姨母", "?", 'f', 0, "姨|姨妈" },
  { "姑父", "?", 'm', 0, "姑夫|姑丈" },
  { "姑母", "?", 'f', 0, "姑|姑姑|姑妈" },
  { "堂兄弟", "?", 'm', 0, "堂兄|堂弟" },
  { "堂姐妹", "?", 'f', 0, "堂姐|堂妹" },
  { "表兄弟", "?", 'm', 0, "表兄|表弟|表哥" },
  { "表姐妹", "?", 'f', 0, "表姐|表妹" },
  { "其他亲属", "?", 0, 0, "其他|其它|亲属|亲戚|其它亲属" },
  { "保姆", "!", 0, 0, "护工" },
  { "非亲属", "!", 0, 0, "无|无关系|非亲|非亲属关系" },
};

#define OTHER "其他亲属"
#define NO_RELATIVE "非亲属"

static gboolean
is_also (const Word *word, const char *text)
{
  gsize length = strlen (text);

  for (const char *also = word->also; also != NULL; also = strchr (also, '|'))
    {
      also += *also == '|';
      if (strncmp (also, text, length) == 0 && (also[length] == '\0' || also[length] == '|'))
        return TRUE;
    }
  return FALSE;
}

/* By the stored word itself, or with ALSO by what it may be called. */
static const Word *
look_up (const char *text, gboolean also)
{
  if (text == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, text) || (also && is_also (&words[i], text)))
      return &words[i];
  return NULL;
}

static const char *
way_of (const char *relation)
{
  const Word *word = look_up (relation, FALSE);

  return word != NULL ? word->way : "?";
}

static char
sex_letter (const char *sex)
{
  return g_strcmp0 (sex, "男") == 0 ? 'm' : g_strcmp0 (sex, "女") == 0 ? 'f' : 0;
}

static char
sex_of (const XyKin *kin)
{
  const Word *word = look_up (kin->relation, FALSE);
  char sex = sex_letter (kin->sex);

  return sex == 0 && word != NULL ? word->sex : sex;
}

static gboolean
replace_first (GString *way, const char *what, const char *by)
{
  char *at = strstr (way->str, what);

  if (at == NULL)
    return FALSE;
  gssize position = at - way->str;
  g_string_erase (way, position, (gssize) strlen (what));
  g_string_insert (way, position, by);
  return TRUE;
}

/* The shortest way to the same person: a parent's spouse is a parent, a sibling's parent is one's own. */
static void
shorten (GString *way)
{
  while (replace_first (way, "SS", "") || replace_first (way, "PS", "P") || replace_first (way, "SC", "C")
         || replace_first (way, "PCP", "P") || replace_first (way, "CPC", "C"))
    ;
  if (g_str_equal (way->str, "CP"))
    g_string_assign (way, "S");
}

static char *
reverse (const char *way)
{
  char *back = g_utf8_strreverse (way, -1);

  for (char *at = back; *at != '\0'; at++)
    *at = *at == 'P' ? 'C' : *at == 'C' ? 'P' : *at;
  return back;
}

static const char *
sibling (const XyKin *person, const XyKin *head)
{
  char sex = sex_of (person);
  int order = g_strcmp0 (person->birthday, head->birthday);

  if (sex == 0 || person->birthday == NULL || head->birthday == NULL || order == 0)
    return "兄弟姐妹";
  if (sex == 'm')
    return order < 0 ? "兄" : "弟";
  return order < 0 ? "姐姐" : "妹妹";
}

/* The word of PERSON for WAY from HEAD; LINK is the sex of the one in the middle. */
static char *
write_word (const XyKin *person, const XyKin *head, const char *way, char link)
{
  const Word *old = look_up (person->relation, FALSE);
  char sex = sex_of (person);

  if (g_str_equal (way, "SP"))
    link = sex_of (head);
  else if (old != NULL && g_str_equal (old->way, way) && !g_str_equal (way, "PC") && !g_str_equal (way, "PCS"))
    return g_strdup (old->word);

  if (g_str_equal (way, "PC"))
    return g_strdup (sibling (person, head));
  /* Whether he is a brother's or a sister's, an elder's or a younger's, cannot be known. */
  if (g_str_equal (way, "PCS") || way[0] == '\0')
    return g_strdup (OTHER);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].way, way) && (words[i].sex == 0 || words[i].sex == sex)
        && (words[i].link == 0 || words[i].link == link))
      return g_strdup (words[i].word);
  return g_strdup (OTHER);
}

static guint
count_way (const XyKin *members, guint n, const char *way)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += g_str_equal (way_of (members[i].relation), way);
  return count;
}

static char *
recast_one (const XyKin *members, guint n, const XyKin *head, const XyKin *person, char old_head_sex)
{
  const char *there = way_of (head->relation), *way = way_of (person->relation);

  if (way[0] == '!' || there[0] == '!')
    return g_strdup (way[0] == '!' ? person->relation : NO_RELATIVE);
  if (way[0] == '?' || there[0] == '?')
    return g_strdup (way[0] == '?' && there[0] == '\0' ? person->relation : OTHER);

  g_autofree char *back = reverse (there);
  gboolean one_branch = MAX (count_way (members, n, "C"), count_way (members, n, "CS")) <= 1;

  /* Down the branch one came up: where there is one child only, his wife is one's own, and his children too. */
  if (one_branch && g_str_has_suffix (back, "P") && way[0] == 'C')
    {
      back[strlen (back) - 1] = '\0';
      way++;
    }
  g_autoptr (GString) joined = g_string_new (back);
  g_string_append (joined, way);
  shorten (joined);

  const Word *old = look_up (person->relation, FALSE), *from = look_up (head->relation, FALSE);
  char link = old_head_sex;
  if (g_str_equal (joined->str, old->way))
    link = old->link;
  else if (way[0] == '\0' || g_str_equal (way, "S"))
    link = from->link != 0 ? from->link : link;
  else if (g_str_has_suffix (back, "P") && way[0] == 'C')
    link = 0; /* up and down again: in the middle is one of several children */
  return write_word (person, head, joined->str, link);
}

char *
xy_relation_clean (const char *text)
{
  static const char *const prefixes[] = { "户主之", "户主的", "之" };
  g_autofree char *clean = xy_name_clean (text);
  const char *start = clean;

  if (clean[0] == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (start, prefixes[i]) && start[strlen (prefixes[i])] != '\0')
      {
        start += strlen (prefixes[i]);
        break;
      }
  const Word *word = look_up (start, TRUE);
  return g_strdup (word != NULL ? word->word : clean);
}

gboolean
xy_relation_is_head (const char *relation)
{
  return g_strcmp0 (relation, XY_RELATION_HEAD) == 0;
}

gboolean
xy_relation_is_known (const char *relation)
{
  return look_up (relation, FALSE) != NULL;
}

int
xy_relation_rank (const char *relation)
{
  static const struct
  {
    const char *way;
    int rank;
  } ranks[] = {
    { "", 0 },  { "S", 1 },  { "C", 2 },  { "CS", 3 },  { "CC", 4 }, { "CCS", 4 }, { "CCC", 4 },
    { "P", 5 }, { "SP", 5 }, { "PP", 6 }, { "PPP", 6 }, { "PC", 7 }, { "PCS", 7 }, { "!", 9 },
  };
  const char *way = way_of (relation);

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_str_equal (ranks[i].way, way))
      return ranks[i].rank;
  return 8;
}

const char *
xy_relation_sex (const char *relation)
{
  const Word *word = look_up (relation, FALSE);

  return word == NULL || word->sex == 0 ? NULL : word->sex == 'm' ? "男" : "女";
}

const char *const *
xy_relation_words (void)
{
  static const char *const usual[] = {
    "户主", "配偶", "妻",   "夫",     "子",     "女",     "长子",     "次子",   "三子", "长女", "次女",
    "三女", "儿媳", "女婿", "孙子",   "孙女",   "外孙子", "外孙女",   "父亲",   "母亲", "岳父", "岳母",
    "公公", "婆婆", "祖父", "祖母",   "兄",     "弟",     "姐姐",     "妹妹",   "侄子", "侄女", "养子",
    "养女", "继子", "继女", "孙媳妇", "曾孙子", "曾孙女", "其他亲属", "非亲属", NULL,
  };

  return usual;
}

char **
xy_relation_recast (const XyKin *members, guint n, guint head)
{
  char **list = g_new0 (char *, n + 1);
  char old_head_sex = 0;

  for (guint i = 0; i < n; i++)
    if (xy_relation_is_head (members[i].relation))
      old_head_sex = sex_of (&members[i]);
  /* Without the old head, his spouse tells. */
  for (guint i = 0; i < n && old_head_sex == 0; i++)
    if (g_str_equal (way_of (members[i].relation), "S") && sex_of (&members[i]) != 0)
      old_head_sex = sex_of (&members[i]) == 'm' ? 'f' : 'm';
  for (guint i = 0; i < n; i++)
    list[i] =
        i == head ? g_strdup (XY_RELATION_HEAD) : recast_one (members, n, &members[head], &members[i], old_head_sex);
  return list;
}

char *
xy_relation_join (const XyKin *new_head, const XyKin *head, const XyKin *member)
{
  const char *first = way_of (head->relation), *second = way_of (member->relation);

  if (second[0] == '\0')
    return g_strdup (head->relation != NULL ? head->relation : OTHER);
  if (first[0] == '!' || second[0] == '!')
    return g_strdup (NO_RELATIVE);
  if (first[0] == '?' || second[0] == '?')
    return g_strdup (OTHER);

  g_autoptr (GString) joined = g_string_new (first);
  g_string_append (joined, second);
  shorten (joined);
  return write_word (member, new_head, joined->str, sex_of (head));
}
