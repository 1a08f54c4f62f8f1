/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever stands in the village's file is found from the search box, under the page that it belongs to: households,
 * people, rules and entries of points, matters, what was said in meetings, clauses, papers.
 */
#include "app/pages.h"
#include "core/bylaw.h"
#include "core/household.h"
#include "core/i18n.h"
#include "core/matter.h"
#include "core/meeting-line.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "core/points-entry.h"
#include "core/points-rule.h"
#include "core/sample.h"
#include "core/store.h"
#include "print/sample-papers.h"

#define LIMIT 6

static XyStore *store;

/* The last of TYPE that WHERE says. */
static gpointer
last (const XyRecordType *type, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_record_list (store, type, where, XY_BIND_NONE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 0);
  return g_object_ref (list->pdata[0]);
}

/* Whether the page NAME finds TEXT; ID (may be NULL) is among what it finds then. */
static void
check (const char *name, const char *text, const XyId *id)
{
  for (const XyPageEntry *const *page = xy_pages (); *page != NULL; page++)
    {
      g_autoptr (GError) error = NULL;
      if (!g_str_equal ((*page)->name, name))
        continue;
      g_assert_nonnull ((*page)->search);
      g_autoptr (GPtrArray) hits = (*page)->search (store, text, LIMIT, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s: %u", name, text, hits->len);
      g_assert_cmpuint (hits->len, >, 0);
      g_assert_cmpuint (hits->len, <=, LIMIT);
      gboolean found = id == NULL;
      for (guint i = 0; i < hits->len; i++)
        {
          const XySearchHit *hit = hits->pdata[i];
          g_assert_true (hit->title != NULL && hit->title[0] != '\0');
          found = found || xy_id_same (&hit->id, id);
        }
      g_assert_true (found);
      return;
    }
  g_assert_not_reached ();
}

/* N characters of TEXT, from the second on. */
static char *
piece (const char *text, glong n)
{
  return g_utf8_substring (text, 1, MIN (g_utf8_strlen (text, -1), n + 1));
}

static void
test_groups (void)
{
  g_autoptr (XyHousehold) household = last (&xy_household_type, "WHERE t.del = 0 AND t.state = 'here' LIMIT 1");
  g_autoptr (XyPerson) person = last (&xy_person_type, "WHERE t.del = 0 AND t.relation <> '户主' LIMIT 1");
  g_autoptr (XyPointsRule) rule = last (&xy_points_rule_type, "WHERE t.del = 0 ORDER BY t.sort LIMIT 1");
  g_autoptr (XyPointsEntry) entry =
      last (&xy_points_entry_type, "WHERE t.cancelled = 0 ORDER BY t.day DESC, t.id DESC LIMIT 1");
  g_autoptr (XyMatter) matter = last (&xy_matter_type, "WHERE t.del = 0 LIMIT 1");
  g_autoptr (XyMeetingLine) line =
      last (&xy_meeting_line_type, "WHERE t.del = 0 AND length (t.text) > 8 ORDER BY t.id DESC LIMIT 1");
  g_autoptr (XyPaperRecord) paper = last (&xy_paper_record_type, "WHERE t.del = 0 LIMIT 1");
  g_autofree char *said = piece (line->text, 6);

  check ("households", household->number, &household->record.id);
  check ("households", person->name, &person->record.id);
  check ("points", rule->name, &rule->record.id);
  check ("points", rule->code, &rule->record.id);
  check ("points", entry->item, NULL);
  check ("matters", matter->title, &matter->record.id);
  check ("meetings", said, &line->meeting);
  check ("bylaws", "垃圾", NULL);
  check ("notice", paper->title, NULL);
  check ("notice", paper->number, NULL);
  check ("hygiene", "评比", NULL);
}

int
main (int argc, char **argv)
{
  XySampleOptions options = XY_SAMPLE_OPTIONS_DEFAULT;
  g_autoptr (GError) error = NULL;

  xy_i18n_init ();
  gtk_disable_setlocale ();
  gtk_test_init (&argc, &argv, NULL);
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-search-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  options.households = 60;
  options.persons = 0;
  options.groups = 4;
  options.today = "2026-11-20";
  options.print = xy_sample_paper_print;
  xy_sample_create (path, &options, &error);
  g_assert_no_error (error);
  store = xy_store_open (path, xy_env_system (), 0, &error);
  g_assert_no_error (error);
  g_test_add_func ("/search/groups", test_groups);
  int rc = g_test_run ();
  g_clear_object (&store);
  return rc;
}
