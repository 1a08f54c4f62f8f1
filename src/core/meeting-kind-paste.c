/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members as people have them, of meeting-kind-act.h. */
#include "core/meeting-kind-act.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/person.h"

/* What a column of a block of cells holds. */
typedef enum
{
  OTHER,
  NAME,
  SEX,
  POST,
  STANDS_FOR,
} Column;

#define MOST_COLUMNS 16

void
xy_meeting_pasted_free (XyMeetingPasted *pasted)
{
  g_object_unref (pasted->member);
  g_free (pasted->note);
  g_free (pasted);
}

/* A running number: "1", "1.", "（3）", "12、". */
static gboolean
is_number (const char *word)
{
  gboolean digit = FALSE;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (g_unichar_isdigit (u))
        digit = TRUE;
      else if (!g_unichar_ispunct (u))
        return FALSE;
    }
  return digit;
}

/* Without a running number before it, and without what people put at its ends. (transfer full) */
static char *
tidy (const char *word)
{
  const char *start = word;
  char *text;

  while (g_ascii_isdigit (*start))
    start++;
  if (start > word && (*start == '.' || g_str_has_prefix (start, "．") || g_str_has_prefix (start, "）")))
    start = g_utf8_next_char (start);
  else
    start = word;
  text = g_strdup (start);
  g_strstrip (text);
  return text;
}

static gboolean
is_sex (const char *word)
{
  return g_str_equal (word, "男") || g_str_equal (word, "女");
}

static Column
column_of (const char *heading)
{
  static const struct
  {
    const char *word;
    Column column;
  } known[] = { { "姓名", NAME },       { "名字", NAME },      { "性别", SEX },          { "职务", POST },
                { "身份", POST },       { "职位", POST },      { "代表户", STANDS_FOR }, { "代表", STANDS_FOR },
                { "组别", STANDS_FOR }, { "小组", STANDS_FOR } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strstr (heading, known[i].word) != NULL)
      return known[i].column;
  return OTHER;
}

/* Takes "（支书）" off the end of NAME. (transfer full) what stood in the brackets, or NULL. */
static char *
split_post (char *name)
{
  char *open = strstr (name, "（"), *wide = open;
  char *close, *post;

  if (open == NULL)
    open = strchr (name, '(');
  if (open == NULL || open == name)
    return NULL;
  post = g_strdup (open + (wide != NULL ? strlen ("（") : 1));
  *open = '\0';
  g_strstrip (name);
  close = strstr (post, "）");
  if (close == NULL)
    close = strchr (post, ')');
  if (close != NULL)
    *close = '\0';
  g_strstrip (post);
  return post;
}

static XyMeetingPasted *
pasted_new (const XyId *kind)
{
  XyMeetingPasted *pasted = g_new0 (XyMeetingPasted, 1);

  pasted->member = xy_record_new (&xy_meeting_member_type);
  pasted->member->kind = *kind;
  xy_set_str (&pasted->member->role, "member");
  return pasted;
}

static void
take_cell (XyMeetingMember *member, Column column, const char *text)
{
  if (text[0] == '\0')
    return;
  if (column == SEX)
    member->woman = g_str_equal (text, "女");
  else if (column == POST)
    xy_set_str (&member->post, text);
  else if (column == STANDS_FOR)
    xy_set_str (&member->represents, text);
  else if (column == NAME)
    {
      g_autofree char *name = tidy (text);
      g_autofree char *post = split_post (name);
      xy_set_str (&member->name, name);
      if (post != NULL)
        xy_set_str (&member->post, post);
    }
}

/* The cells of a line without headings: a name, and then whatever is known by itself. */
static void
take_words (GPtrArray *list, const XyId *kind, char **words)
{
  XyMeetingPasted *pasted = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      g_strstrip (*word);
      if ((*word)[0] == '\0' || is_number (*word))
        continue;
      if (pasted == NULL)
        {
          pasted = pasted_new (kind);
          take_cell (pasted->member, NAME, *word);
        }
      else
        take_cell (pasted->member,
                   is_sex (*word)                       ? SEX
                   : pasted->member->post == NULL       ? POST
                   : pasted->member->represents == NULL ? STANDS_FOR
                                                        : OTHER,
                   *word);
    }
  if (pasted != NULL)
    g_ptr_array_add (list, pasted);
}

/* A line of text: several names with commas between, or one with what belongs to it behind blanks. */
static void
take_line (GPtrArray *list, const XyId *kind, const char *line)
{
  g_auto (GStrv) items = g_regex_split_simple ("[、，,;；]", line, 0, 0);

  for (char **item = items; *item != NULL; item++)
    {
      g_auto (GStrv) words = g_regex_split_simple ("[ \t　]+", *item, 0, 0);
      take_words (list, kind, words);
    }
}

static GPtrArray *
read_lines (const XyId *kind, const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_pasted_free);
  g_auto (GStrv) lines = g_regex_split_simple ("\r?\n", text, 0, 0);
  Column columns[MOST_COLUMNS] = { OTHER };
  gboolean has_head = FALSE;

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", MOST_COLUMNS);
      if (!has_head && strchr (*line, '\t') != NULL && strstr (*line, "姓名") != NULL)
        {
          for (guint i = 0; cells[i] != NULL; i++)
            columns[i] = column_of (cells[i]);
          has_head = TRUE;
          continue;
        }
      if (strchr (*line, '\t') == NULL)
        {
          take_line (list, kind, *line);
          continue;
        }
      if (!has_head)
        {
          take_words (list, kind, cells);
          continue;
        }
      XyMeetingPasted *pasted = pasted_new (kind);
      for (guint i = 0; cells[i] != NULL; i++)
        take_cell (pasted->member, columns[i], g_strstrip (cells[i]));
      if (pasted->member->name != NULL)
        g_ptr_array_add (list, pasted);
      else
        xy_meeting_pasted_free (pasted);
    }
  return list;
}

/* Ties PASTED to the roster, and says what is to be looked at. */
static gboolean
look_up (XyStore *store, XyMeetingPasted *pasted, GError **error)
{
  g_autoptr (GPtrArray) persons = xy_person_list_by_name (store, pasted->member->name, NULL, error);

  if (persons == NULL)
    return FALSE;
  if (persons->len == 1)
    {
      const XyPerson *person = persons->pdata[0];
      pasted->member->person = person->record.id;
      pasted->member->woman = g_strcmp0 (person->sex, "女") == 0;
    }
  else
    pasted->note = persons->len == 0 ? g_strdup (_ ("not in the roster"))
                                     : g_strdup_printf (_ ("%u in the roster have this name"), persons->len);
  return TRUE;
}

GPtrArray *
xy_meeting_members_read (XyStore *store, const XyId *kind, const char *text, const char *day, GError **error)
{
  g_autoptr (GPtrArray) list = read_lines (kind, text);
  g_autoptr (GPtrArray) known = xy_meeting_members (store, kind, day, error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (known == NULL)
    return NULL;
  for (guint i = 0; i < known->len; i++)
    g_hash_table_add (names, ((const XyMeetingMember *) known->pdata[i])->name);
  for (guint i = 0; i < list->len; i++)
    {
      XyMeetingPasted *pasted = list->pdata[i];
      if (!look_up (store, pasted, error))
        return NULL;
      pasted->already = !g_hash_table_add (names, pasted->member->name);
      if (pasted->already)
        {
          g_free (pasted->note);
          pasted->note = g_strdup (_ ("belongs to it already"));
        }
      xy_set_str (&pasted->member->starts, day);
    }
  return g_steal_pointer (&list);
}
