/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-search.h"

#include <string.h>

#include "core/matter.h"
#include "core/normalize.h"
#include "core/store.h"

/* So many meetings are read before all are: what is often said is found in them, and what is not is seldom said. */
#define NEWEST 100
/* Characters of a sentence on either side of the words. */
#define ROOM 40

/*
 * What came of an agreed matter and says what the minutes said is found there only. ?1 to ?3 parts, "" for none; ?4 how
 * many; ?5 the first day.
 */
#define LINE_HAS(part) "AND (" part " = '' OR says (" part ", l.text, l.words, l.who, l.result, l.owner)) "
#define LINE_COLUMNS                                                                                                   \
  "SELECT l.kind, l.meeting, l.matter, l.id, m.day, l.who, l.text, l.words, l.result, l.owner, m.name, m.day, "        \
  "m.number, k.name "
#define LINE_WHERE "WHERE l.del = 0 AND m.del = 0 " LINE_HAS ("?1") LINE_HAS ("?2") LINE_HAS ("?3")
#define LINE_ORDER "ORDER BY m.day DESC, m.id DESC, l.sort, l.id LIMIT ?4"
#define MATTER_HAS(part) "AND (" part " = '' OR says (" part ", t.title, t.content, t.place, t.people)) "
#define STEP_HAS(part) "AND (" part " = '' OR says (" part ", s.note, s.by)) "

enum
{
  SINCE,
  NEW_LINES,
  ALL_LINES,
  MATTERS,
  STEPS,
};

static const XySql statements[] = {
  [SINCE] = { NULL, "SELECT day FROM meeting ORDER BY day DESC LIMIT 1 OFFSET ?1" },
  [NEW_LINES] = { NULL, LINE_COLUMNS "FROM meeting AS m CROSS JOIN meeting_line AS l ON l.meeting = m.id "
                                     "LEFT JOIN meeting_kind AS k ON k.id = m.kind " LINE_WHERE
                                     "AND m.day >= ?5 " LINE_ORDER },
  [ALL_LINES] = { NULL,
                  LINE_COLUMNS "FROM meeting_line AS l CROSS JOIN meeting AS m ON m.id = l.meeting "
                               "LEFT JOIN meeting_kind AS k ON k.id = m.kind " LINE_WHERE LINE_ORDER,
                  "each line of the minutes" },
  [MATTERS] = { NULL,
                "SELECT 'matter', NULL, t.id, t.id, t.day, coalesce (t.people, t.visitor), t.title, t.content, t.place, "
                "t.number FROM matter AS t WHERE t.del = 0 " MATTER_HAS ("?1") MATTER_HAS ("?2") MATTER_HAS (
                    "?3") "AND NOT EXISTS (SELECT 1 FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting " LINE_WHERE
                          "AND l.id = t.origin) ORDER BY t.day DESC, t.number DESC, t.id DESC LIMIT ?4",
                "all matters" },
  [STEPS] = { NULL,
              "SELECT 'step', NULL, s.matter, s.id, s.day, s.by, s.note, t.day, t.number, t.title "
              "FROM matter_step AS s CROSS JOIN matter AS t ON t.id = s.matter WHERE s.del = 0 AND t.del = 0 " STEP_HAS (
                  "?1") STEP_HAS ("?2") STEP_HAS ("?3") "ORDER BY s.day DESC, s.id DESC LIMIT ?4",
              "all steps of matters" },
};

void
xy_meeting_hit_free (XyMeetingHit *hit)
{
  g_free (hit->kind);
  g_free (hit->day);
  g_free (hit->title);
  g_free (hit->who);
  g_free (hit->sentence);
  g_free (hit);
}

void
xy_meeting_search_split (const char *text, char *parts[XY_FIND_PARTS])
{
  g_autofree char *clean = xy_text_clean (text);
  g_autofree char *small = g_ascii_strdown (clean, -1);
  g_auto (GStrv) words = g_strsplit (small, " ", -1);
  guint n = 0;

  for (char **word = words; *word != NULL && n < XY_FIND_PARTS; word++)
    if ((*word)[0] != '\0')
      parts[n++] = g_strdup (*word);
  while (n < XY_FIND_PARTS)
    parts[n++] = g_strdup ("");
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '\n' || c == 0x3002 /* 。 */ || c == 0xff01 /* ！ */ || c == 0xff1f /* ？ */ || c == 0xff1b /* ； */;
}

char *
xy_meeting_sentence (const char *text, gsize at, gsize length, guint *from)
{
  g_autoptr (GString) sentence = g_string_new (NULL);
  const char *start = text + at, *end = text + at + length;
  int n = 0;

  for (; start > text && n < ROOM; n++)
    {
      const char *before = g_utf8_prev_char (start);
      if (ends_sentence (g_utf8_get_char (before)))
        break;
      start = before;
    }
  if (n == ROOM && start > text && !ends_sentence (g_utf8_get_char (g_utf8_prev_char (start))))
    g_string_append (sentence, "…");
  *from = (guint) (sentence->len + (gsize) (text + at - start));
  for (n = 0; *end != '\0' && *end != '\n' && n < ROOM; n++)
    {
      gboolean last = ends_sentence (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
      if (last)
        break;
    }
  g_string_append_len (sentence, start, end - start);
  if (n == ROOM && *end != '\0' && *end != '\n')
    g_string_append (sentence, "…");
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/* Where the first part stands in the first of TEXTS that has it; of none that has it the first is shown from its
 * beginning. */
static void
take_sentence (XyMeetingHit *hit, const char *part, const char *const *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *small = texts[i] != NULL ? g_ascii_strdown (texts[i], -1) : NULL;
      const char *at = small != NULL ? strstr (small, part) : NULL;
      if (at == NULL)
        continue;
      hit->sentence = xy_meeting_sentence (texts[i], (gsize) (at - small), strlen (part), &hit->from);
      hit->to = hit->from + (guint) strlen (part);
      return;
    }
  hit->sentence = xy_meeting_sentence (texts[0] != NULL ? texts[0] : "", 0, 0, &hit->from);
  hit->to = hit->from;
}

/* The columns that all statements begin with. */
static XyMeetingHit *
start_hit (XyRows *rows)
{
  XyMeetingHit *hit = g_new0 (XyMeetingHit, 1);

  hit->kind = g_strdup (xy_rows_text (rows, 0));
  hit->meeting = xy_rows_id (rows, 1);
  hit->matter = xy_rows_id (rows, 2);
  hit->id = xy_rows_id (rows, 3);
  hit->day = g_strdup (xy_rows_text (rows, 4));
  hit->who = g_strdup (xy_rows_text (rows, 5));
  return hit;
}

static XyMeetingHit *
line_hit (XyRows *rows, const char *part)
{
  const char *const texts[] = { xy_rows_text (rows, 6), xy_rows_text (rows, 7), xy_rows_text (rows, 8),
                                xy_rows_text (rows, 9) };
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  XyMeetingHit *hit = start_hit (rows);

  /* The owner is shown behind what he does; whoever is looked for by name is found with the sentence's beginning. */
  take_sentence (hit, part, texts, G_N_ELEMENTS (texts) - 1);
  xy_set_str (&meeting->name, xy_rows_text (rows, 10));
  xy_set_str (&meeting->day, xy_rows_text (rows, 11));
  meeting->number = xy_rows_int (rows, 12);
  hit->title = xy_meeting_describe (meeting, xy_rows_text (rows, 13));
  if (hit->who == NULL)
    hit->who = g_strdup (texts[3]);
  return hit;
}

static XyMeetingHit *
matter_hit (XyRows *rows, const char *part)
{
  const char *const texts[] = { xy_rows_text (rows, 6), xy_rows_text (rows, 7), xy_rows_text (rows, 8) };
  XyMeetingHit *hit = start_hit (rows);

  take_sentence (hit, part, texts, G_N_ELEMENTS (texts));
  hit->title = g_strdup_printf ("%.4s-%03d %s", hit->day, (int) xy_rows_int (rows, 9), texts[0]);
  return hit;
}

static XyMeetingHit *
step_hit (XyRows *rows, const char *part)
{
  const char *const texts[] = { xy_rows_text (rows, 6) };
  XyMeetingHit *hit = start_hit (rows);

  take_sentence (hit, part, texts, G_N_ELEMENTS (texts));
  hit->title =
      g_strdup_printf ("%.4s-%03d %s", xy_rows_text (rows, 7), (int) xy_rows_int (rows, 8), xy_rows_text (rows, 9));
  return hit;
}

/* What was looked for, and what is found of it. */
typedef struct
{
  XyStore *store;
  char *parts[XY_FIND_PARTS];
  guint limit;
  GPtrArray *hits;
} Search;

static gboolean
look (Search *self, int statement, const char *since, GError **error)
{
  const XyValue values[] = { XY_TEXT (self->parts[0]), XY_TEXT (self->parts[1]), XY_TEXT (self->parts[2]),
                             XY_INT (self->limit), XY_TEXT (since) };
  gboolean of_lines = statement == NEW_LINES || statement == ALL_LINES;
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (self->store), statements[statement].text, values,
                                         since != NULL ? G_N_ELEMENTS (values) : G_N_ELEMENTS (values) - 1, &problem);

  while (xy_rows_next (rows, &problem))
    {
      g_ptr_array_add (self->hits, of_lines               ? line_hit (rows, self->parts[0])
                                   : statement == MATTERS ? matter_hit (rows, self->parts[0])
                                                          : step_hit (rows, self->parts[0]));
    }
  return xy_error_pass (error, &problem);
}

static gboolean
look_in_lines (Search *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *since =
      xy_db_text (xy_store_get_db (self->store), statements[SINCE].text, XY_BIND (XY_INT (NEWEST)), &problem);

  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (since != NULL && !look (self, NEW_LINES, since, error))
    return FALSE;
  if (since != NULL && self->hits->len >= self->limit)
    return TRUE;
  g_ptr_array_set_size (self->hits, 0);
  return look (self, ALL_LINES, NULL, error);
}

/* Newest first; what was said on one day stays as it was found. */
static int
compare_days (gconstpointer a, gconstpointer b)
{
  const XyMeetingHit *first = *(XyMeetingHit *const *) a, *second = *(XyMeetingHit *const *) b;

  return strcmp (second->day, first->day);
}

GPtrArray *
xy_meeting_search (XyStore *store, const char *text, guint limit, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_meeting_hit_free);
  Search self = { .store = store, .limit = limit + 1, .hits = hits };
  gboolean found;

  if (more != NULL)
    *more = FALSE;
  xy_meeting_search_split (text, self.parts);
  found = self.parts[0][0] == '\0'
          || (look_in_lines (&self, error) && look (&self, MATTERS, NULL, error) && look (&self, STEPS, NULL, error));
  for (guint i = 0; i < XY_FIND_PARTS; i++)
    g_free (self.parts[i]);
  if (!found)
    return NULL;
  g_ptr_array_sort (hits, compare_days);
  if (more != NULL)
    *more = hits->len > limit;
  if (hits->len > limit)
    g_ptr_array_set_size (hits, (int) limit);
  return g_steal_pointer (&hits);
}

const XySql *
xy_meeting_search_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
