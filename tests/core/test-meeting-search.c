/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/meeting-search.h"
#include "meeting-office.h"

static GPtrArray *
all_of (Office *office, const XyRecordType *type)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_record_list (office->store, type, "WHERE t.del = 0", XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return list;
}

static gpointer
by_id (GPtrArray *list, const XyId *id)
{
  for (guint i = 0; i < list->len; i++)
    if (xy_id_same (&XY_RECORD (list->pdata[i])->id, id))
      return list->pdata[i];
  return NULL;
}

/* Letter by letter, without any library's search. */
static gboolean
stands_in (const char *text, const char *part)
{
  for (; text != NULL && *text != '\0'; text++)
    {
      gsize n = 0;
      while (part[n] != '\0' && g_ascii_tolower (text[n]) == g_ascii_tolower (part[n]))
        n++;
      if (part[n] == '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
all_stand_in (const char *const *texts, guint n, const char *looked_for)
{
  g_auto (GStrv) parts = g_strsplit (looked_for, " ", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      gboolean found = (*part)[0] == '\0';
      for (guint i = 0; i < n; i++)
        found = found || stands_in (texts[i], *part);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* All that there is to be found, as id → day. */
static GHashTable *
expect (Office *office, const char *looked_for)
{
  g_autoptr (GPtrArray) meetings = all_of (office, &xy_meeting_type), lines = all_of (office, &xy_meeting_line_type);
  g_autoptr (GPtrArray) matters = all_of (office, &xy_matter_type), steps = all_of (office, &xy_matter_step_type);
  GHashTable *found = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const XyMeetingLine *line = lines->pdata[i];
      const XyMeeting *meeting = by_id (meetings, &line->meeting);
      const char *const texts[] = { line->text, line->words, line->who, line->result, line->owner };
      if (meeting != NULL && all_stand_in (texts, G_N_ELEMENTS (texts), looked_for))
        g_hash_table_insert (found, xy_id_copy (&line->record.id), g_strdup (meeting->day));
    }
  for (guint i = 0; i < matters->len; i++)
    {
      const XyMatter *matter = matters->pdata[i];
      const char *const texts[] = { matter->title, matter->content, matter->place, matter->people };
      if (all_stand_in (texts, G_N_ELEMENTS (texts), looked_for) && !g_hash_table_contains (found, &matter->origin))
        g_hash_table_insert (found, xy_id_copy (&matter->record.id), g_strdup (matter->day));
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const XyMatterStep *step = steps->pdata[i];
      const char *const texts[] = { step->note, step->by };
      if (all_stand_in (texts, G_N_ELEMENTS (texts), looked_for))
        g_hash_table_insert (found, xy_id_copy (&step->record.id), g_strdup (step->day));
    }
  return found;
}

static void
assert_hit (const XyMeetingHit *hit, const char *looked_for)
{
  g_auto (GStrv) parts = g_strsplit (looked_for, " ", -1);

  g_assert_true (g_utf8_validate (hit->sentence, -1, NULL));
  g_assert_cmpuint (hit->to, <=, strlen (hit->sentence));
  if (hit->to > hit->from)
    {
      g_autofree char *marked = g_strndup (hit->sentence + hit->from, hit->to - hit->from);
      g_assert_cmpint (g_ascii_strcasecmp (marked, parts[0]), ==, 0);
    }
  g_assert_true (hit->title != NULL && hit->day != NULL);
  g_assert_false (xy_id_is_none (&hit->meeting) && xy_id_is_none (&hit->matter));
  g_assert_cmpint (xy_id_is_none (&hit->meeting), ==,
                   g_str_equal (hit->kind, "matter") || g_str_equal (hit->kind, "step"));
}

static void
assert_search (Office *office, const char *looked_for, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) expected = expect (office, looked_for);
  guint n = g_hash_table_size (expected);
  gboolean more = FALSE;
  g_autoptr (GPtrArray) hits = xy_meeting_search (office->store, looked_for, limit, &more, &error);
  const char *last = "9";

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, MIN (n, limit));
  g_assert_cmpint (more, ==, n > limit);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyMeetingHit *hit = hits->pdata[i];
      assert_hit (hit, looked_for);
      g_assert_cmpstr (g_hash_table_lookup (expected, &hit->id), ==, hit->day);
      g_assert_cmpstr (hit->day, <=, last);
      last = hit->day;
      g_hash_table_remove (expected, &hit->id);
    }

  /* What was left out is not newer than what is shown. */
  GHashTableIter iter;
  gpointer day;
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    g_assert_cmpstr (day, <=, last);
}

static void
test_random (void)
{
  static const char *const words[] = { "路灯", "灯",   "塘坳",         "led",        "WIFI",      "wifi 同意",
                                       "来水", "水水", "曾国强",       "林秀",       "的，",      "%",
                                       "_",    "。",   "路灯 水塘 了", "没有人说的", "曾国 国强", "垃圾" };
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Office office;
  MeetingWorld world = {
    .rand = rand, .n_meetings = (guint) g_rand_int_range (rand, 0, 160), .n_matters = 10, .most_lines = 5
  };

  office_open (&office, 1);
  meeting_world_open (&office, &world);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_search (&office, words[i], (guint) g_rand_int_range (rand, 1, 60));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *some = meeting_words (rand, 2);
      assert_search (&office, some, (guint) g_rand_int_range (rand, 1, 500));
    }
  office_close (&office);
}

static void
assert_sentence (const char *text, const char *part, const char *expected)
{
  guint from = 0;
  const char *at = strstr (text, part);
  g_autofree char *sentence = xy_meeting_sentence (text, (gsize) (at - text), strlen (part), &from);

  g_assert_cmpstr (sentence, ==, expected);
  g_assert_true (g_str_has_prefix (sentence + from, part));
}

/* A sentence is cut where it ends, and where it is long; never inside a character. */
static void
test_sentence (void)
{
  g_autoptr (GString) text = g_string_new ("第一句。"), expected = g_string_new ("…");

  assert_sentence ("路灯坏了。水塘要清淤！谁来管？", "清淤", "水塘要清淤！");
  assert_sentence ("水塘", "水塘", "水塘");
  assert_sentence ("路灯坏了；水塘", "路灯", "路灯坏了；");
  assert_sentence ("第一行\n水塘要清\n第三行", "水塘", "水塘要清");
  for (guint i = 0; i < 50; i++)
    g_string_append (text, "前");
  g_string_append (text, "水塘");
  for (guint i = 0; i < 50; i++)
    g_string_append (text, "后");
  for (guint i = 0; i < 40; i++)
    g_string_append (expected, "前");
  g_string_append (expected, "水塘");
  for (guint i = 0; i < 40; i++)
    g_string_append (expected, "后");
  g_string_append (expected, "…");
  assert_sentence (text->str, "水塘", expected->str);
}

/* Nothing typed finds nothing; full width is half width. */
static void
test_typed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 20, .most_lines = 8 };

  office_open (&office, 2);
  meeting_world_open (&office, &world);
  g_autoptr (GPtrArray) none = xy_meeting_search (office.store, "  ", 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (GPtrArray) half = xy_meeting_search (office.store, "led", 500, NULL, &error);
  g_autoptr (GPtrArray) full = xy_meeting_search (office.store, "\uff2c\uff25\uff24", 500, NULL, &error);
  g_assert_cmpuint (half->len, >, 0);
  g_assert_cmpuint (half->len, ==, full->len);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-search/random", test_random);
  g_test_add_func ("/meeting-search/sentence", test_sentence);
  g_test_add_func ("/meeting-search/typed", test_typed);
  return g_test_run ();
}
