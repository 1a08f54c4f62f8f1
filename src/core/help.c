/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/help.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/find.h"

#define FOLDER "/org/xiangyue/Xiangyue/data/help/zh_CN/"
#define PICTURES "/org/xiangyue/Xiangyue/data/help/pictures/"
#define CONTENTS "contents"
#define GROUP_MARK "= "
#define SUFFIX ".txt"

/* Characters of an excerpt before what was found, and altogether. */
#define EXCERPT_BEFORE 10
#define EXCERPT_LENGTH 36

/* Where something stands, better ones first; find.h's three ranks fit between two of them. */
enum
{
  IN_WORD = 0,
  IN_TITLE = 1,
  IN_HEADING = 4,
  IN_TEXT = 7,
  HERE_AND_THERE = 8,
};

struct _XyHelp
{
  GPtrArray *topics;
  GPtrArray *groups; /* char * */
};

static void G_GNUC_PRINTF (2, 3) add_mistake (GPtrArray *mistakes, const char *format, ...)
{
  va_list args;

  if (mistakes == NULL)
    return;
  va_start (args, format);
  g_ptr_array_add (mistakes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* (transfer full), NULL where there is no such file. */
static char *
read_text (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, SUFFIX, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length = 0;

  if (bytes == NULL)
    return NULL;
  const char *text = g_bytes_get_data (bytes, &length);
  return g_strndup (text, length);
}

static void
read_contents (XyHelp *self, GPtrArray *mistakes)
{
  g_autofree char *contents = read_text (CONTENTS);
  g_auto (GStrv) lines = g_strsplit (contents != NULL ? contents : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      if (*line == '\0')
        continue;
      if (g_str_has_prefix (line, GROUP_MARK))
        {
          g_ptr_array_add (self->groups, g_strdup (line + strlen (GROUP_MARK)));
          continue;
        }
      g_autofree char *text = read_text (line);
      if (text == NULL || self->groups->len == 0 || xy_help_topic (self, line) != NULL)
        {
          add_mistake (mistakes, CONTENTS SUFFIX ":%u: %s is no file, in no group, or there twice", i + 1, line);
          continue;
        }
      XyHelpTopic *topic = xy_help_topic_parse (line, text, mistakes);
      topic->group = self->groups->pdata[self->groups->len - 1];
      g_ptr_array_add (self->topics, topic);
    }
}

/* A text that the contents do not name is read by nobody. */
static void
check_files (const XyHelp *self, GPtrArray *mistakes)
{
  g_auto (GStrv) names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (g_str_has_suffix (names[i], SUFFIX))
        names[i][strlen (names[i]) - strlen (SUFFIX)] = '\0';
      if (!g_str_equal (names[i], CONTENTS) && xy_help_topic (self, names[i]) == NULL)
        add_mistake (mistakes, "%s" SUFFIX ":1: the contents do not name it", names[i]);
    }
}

/* What F1 finds by VALUES must be of one topic. */
static void
check_once (const XyHelpTopic *topic, const GPtrArray *values, GHashTable *seen, GPtrArray *mistakes)
{
  for (guint i = 0; i < values->len; i++)
    if (!g_hash_table_add (seen, values->pdata[i]))
      add_mistake (mistakes, "%s" SUFFIX ":1: another topic is of “%s” too", topic->name, (char *) values->pdata[i]);
}

static void
check_block (const XyHelp *self, const XyHelpTopic *topic, const XyHelpBlock *block, GPtrArray *mistakes)
{
  g_autoptr (GBytes) picture = block->kind == XY_HELP_PICTURE ? xy_help_picture (block->term) : NULL;

  if (block->kind == XY_HELP_PICTURE && picture == NULL)
    add_mistake (mistakes, "%s" SUFFIX ":%u: there is no picture %s", topic->name, block->line, block->term);
  for (guint i = 0; i < block->runs->len; i++)
    {
      const XyHelpRun *run = block->runs->pdata[i];
      if (run->kind == XY_HELP_LINK && xy_help_topic (self, run->topic) == NULL)
        add_mistake (mistakes, "%s" SUFFIX ":%u: [%s](%s) leads nowhere", topic->name, block->line, run->text,
                     run->topic);
    }
}

static void
check (const XyHelp *self, GPtrArray *mistakes)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) windows = g_hash_table_new (g_str_hash, g_str_equal);

  check_files (self, mistakes);
  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyHelpTopic *topic = self->topics->pdata[i];
      check_once (topic, topic->places, places, mistakes);
      check_once (topic, topic->windows, windows, mistakes);
      for (guint k = 0; k < topic->blocks->len; k++)
        check_block (self, topic, topic->blocks->pdata[k], mistakes);
    }
}

XyHelp *
xy_help_new (GPtrArray *mistakes)
{
  XyHelp *self = g_new0 (XyHelp, 1);

  self->topics = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_help_topic_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  read_contents (self, mistakes);
  if (mistakes != NULL)
    check (self, mistakes);
  return self;
}

void
xy_help_free (XyHelp *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

const GPtrArray *
xy_help_topics (const XyHelp *self)
{
  return self->topics;
}

const XyHelpTopic *
xy_help_topic (const XyHelp *self, const char *name)
{
  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyHelpTopic *topic = self->topics->pdata[i];
      if (g_str_equal (topic->name, name))
        return topic;
    }
  return NULL;
}

static const XyHelpTopic *
find_place (const XyHelp *self, const char *place)
{
  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyHelpTopic *topic = self->topics->pdata[i];
      if (g_ptr_array_find_with_equal_func (topic->places, place, g_str_equal, NULL))
        return topic;
    }
  return NULL;
}

const XyHelpTopic *
xy_help_topic_of_page (const XyHelp *self, const char *page, const char *tab)
{
  g_autofree char *place = tab != NULL ? g_strconcat (page, " ", tab, NULL) : NULL;
  const XyHelpTopic *topic = place != NULL ? find_place (self, place) : NULL;

  return topic != NULL ? topic : find_place (self, page);
}

const XyHelpTopic *
xy_help_topic_of_window (const XyHelp *self, const char *title)
{
  for (guint i = 0; i < self->topics->len; i++)
    {
      const XyHelpTopic *topic = self->topics->pdata[i];
      for (guint k = 0; k < topic->windows->len; k++)
        {
          const char *known = _ (topic->windows->pdata[k]), *open = strchr (known, '%');
          if (open != NULL ? open > known && strncmp (known, title, (gsize) (open - known)) == 0
                           : g_str_equal (known, title))
            return topic;
        }
    }
  return NULL;
}

const XyHelpBlock *
xy_help_word (const XyHelpTopic *topic, const char *word)
{
  for (guint i = 0; i < topic->blocks->len; i++)
    {
      const XyHelpBlock *block = topic->blocks->pdata[i];
      if (block->kind == XY_HELP_WORD && g_str_equal (block->term, word))
        return block;
    }
  return NULL;
}

GBytes *
xy_help_picture (const char *name)
{
  g_autofree char *path = g_strconcat (PICTURES, name, ".png", NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* Looking for something */

void
xy_help_hit_free (XyHelpHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->excerpt);
  g_free (hit);
}

/* TEXT around AT, a place in it, short enough for a line. */
static char *
cut_excerpt (const char *text, const char *at)
{
  const char *from = at;
  guint i;

  for (i = 0; i < EXCERPT_BEFORE && from > text; i++)
    from = g_utf8_find_prev_char (text, from);
  const char *end = from;
  for (i = 0; i < EXCERPT_LENGTH && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%s%.*s%s", from > text ? "…" : "", (int) (end - from), from, *end != '\0' ? "…" : "");
}

static void
take_hit (XyHelpHit *best, const XyHelpBlock *block, int rank, const char *text, const char *at)
{
  if (best->rank >= 0 && best->rank <= rank)
    return;
  g_free (best->excerpt);
  best->rank = rank;
  best->block = block;
  best->excerpt = text != NULL ? cut_excerpt (text, at != NULL ? at : text) : NULL;
}

/* Letters must begin a word, or half of the topics would come up at once. */
static int
match_key (const XyFindPattern *pattern, const char *key, gboolean letters)
{
  int rank = key != NULL ? xy_find_pattern_match (pattern, key) : -1;

  return letters && rank > 1 ? -1 : rank;
}

/* Whether all that was typed stands in TEXT, and where the first of it does. */
static gboolean
find_parts (const XyFindPattern *pattern, const char *text, const char **at)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; i < pattern->n; i++)
    {
      const char *found = strstr (lower, pattern->parts[i]);
      if (found == NULL)
        return FALSE;
      /* Lower case may be of another length: the place is found again by its characters. */
      if (i == 0)
        *at = g_utf8_offset_to_pointer (text, g_utf8_pointer_to_offset (lower, found));
    }
  return TRUE;
}

static void
look_in_block (const XyFindPattern *pattern, const XyHelpBlock *block, gboolean letters, XyHelpHit *best)
{
  int rank = match_key (pattern, block->key, letters);
  const char *at = NULL;

  if (rank >= 0 && block->kind == XY_HELP_WORD)
    take_hit (best, block, rank == 0 ? IN_WORD : IN_HEADING + rank, block->text, NULL);
  else if (rank >= 0)
    take_hit (best, block, IN_HEADING + rank, block->text, NULL);
  else if (find_parts (pattern, block->text, &at))
    take_hit (best, block, IN_TEXT, block->text, at);
}

/* NULL where TEXT is nowhere in TOPIC. */
static XyHelpHit *
look_in_topic (const XyFindPattern *pattern, const XyHelpTopic *topic, gboolean letters)
{
  XyHelpHit *best = g_new0 (XyHelpHit, 1);
  g_autoptr (GString) whole = g_string_new (topic->key);
  int rank = match_key (pattern, topic->key, letters);
  const char *at = NULL;

  best->topic = topic;
  best->rank = -1;
  if (rank >= 0)
    take_hit (best, NULL, IN_TITLE + rank, NULL, NULL);
  for (guint i = 0; i < topic->blocks->len; i++)
    {
      const XyHelpBlock *block = topic->blocks->pdata[i];
      look_in_block (pattern, block, letters, best);
      g_string_append_printf (whole, "%s\n", block->text);
    }
  if (!letters && pattern->n > 1 && find_parts (pattern, whole->str, &at))
    take_hit (best, NULL, HERE_AND_THERE, NULL, NULL);
  if (best->rank < 0)
    g_clear_pointer (&best, xy_help_hit_free);
  return best;
}

/* Of those that are alike the topic that stands earlier comes first. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const XyHelpHit *left = *(XyHelpHit *const *) a, *right = *(XyHelpHit *const *) b;

  return left->rank - right->rank;
}

GPtrArray *
xy_help_find (const XyHelp *self, const char *text)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_help_hit_free);
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);

  if (pattern == NULL)
    return hits;
  for (guint i = 0; i < self->topics->len; i++)
    {
      XyHelpHit *hit = look_in_topic (pattern, self->topics->pdata[i], g_str_is_ascii (text));
      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  g_ptr_array_sort (hits, compare_hits);
  return hits;
}
