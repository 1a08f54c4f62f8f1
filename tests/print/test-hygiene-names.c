/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On random villages and rounds, what the papers and spreadsheets of hygiene say of people: none that blames names
 * anybody of a list of households to help who has not agreed, whatever somebody typed into a problem or a reason; and
 * none has a whole ID or telephone number.
 */
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "core/clock.h"
#include "core/hygiene-list.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-score.h"
#include "core/sample.h"
#include "fixture.h"
#include "papers-world.h"
#include "tabular/hygiene-export.h"
#include "tabular/read.h"

#define VILLAGES 3
#define ROUNDS_LOOKED_AT 3 /* of each village, the last ones */
#define PHONE "19900001234"
#define ID_NUMBER "431399196305120019"

typedef struct
{
  World world;
  GPtrArray *rounds; /* XyHygieneRound, closed ones */
  guint n_low, n_named, n_in_tables;
} Village;

static void
village_act (Village *self, XyActFunc func, gpointer data)
{
  XyActor actor = { .user = xy_id_new (&self->world.fixed.env), .name = "曾小平", .permissions = ~0u };
  g_autoptr (GError) error = NULL;

  xy_store_act (self->world.store, &actor, "", func, data, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_names (Village *self, const char *sql, const XyId *id)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (self->world.store), sql, XY_BIND (XY_ID (id)), &error);

  while (xy_rows_next (rows, &error))
    if (xy_rows_text (rows, 0) != NULL)
      g_ptr_array_add (names, g_strdup (xy_rows_text (rows, 0)));
  g_assert_no_error (error);
  return names;
}

/* A sentence as a careless person types it. */
static char *
invent_text (GPtrArray *names)
{
  static const char *const yards[] = { "门前堆柴草", "鸡鸭散养", "水沟堵塞", "垃圾没有分类" };
  const char *yard = yards[g_test_rand_int_range (0, G_N_ELEMENTS (yards))];
  const char *who = names->pdata[g_test_rand_int_range (0, (int) names->len)];

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      return g_strdup (yard);
    case 1:
      return g_strdup_printf ("%s家%s", who, yard);
    case 2:
      return g_strdup_printf ("%s，联系%s %s", yard, who, PHONE);
    case 3:
      return g_strdup_printf ("%s；身份证%s", yard, ID_NUMBER);
    case 4:
      return g_strdup_printf ("%s。厨房脏乱，%s不在家", yard, who);
    case 5:
      return g_strdup_printf ("%s%s", who, yard);
    default:
      return g_strdup_printf ("电话%s%s：%s", PHONE, who, yard);
    }
}

/* Problems, reasons and grounds as chance has them. */
static gboolean
scribble (XyTxn *txn, gpointer data, GError **error)
{
  Village *self = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (GPtrArray) names = list_names (self, "SELECT name FROM person WHERE del = 0 AND ?1 IS NULL", &XY_ID_NONE);
  g_autoptr (GPtrArray) results = xy_record_list (store, &xy_hygiene_result_type,
                                                  "WHERE t.del = 0 AND t.rank > 0 ORDER BY t.id", XY_BIND_NONE, error);
  g_autoptr (GHashTable) agreed = g_hash_table_new (xy_id_hash, xy_id_equal);

  g_autoptr (GPtrArray) slips =
      xy_record_list (store, &xy_hygiene_slip_type, "WHERE t.del = 0 ORDER BY t.id", XY_BIND_NONE, error);

  if (!xy_db_run (xy_txn_get_db (txn), "UPDATE hygiene_naming SET del = 1", XY_BIND_NONE, error))
    return FALSE;
  for (guint i = 0; i < slips->len; i++)
    {
      g_autoptr (XyHygieneSlip) slip = xy_record_copy (slips->pdata[i]);
      g_autofree char *problem = invent_text (names);
      xy_set_str (&slip->problem, problem);
      if (!xy_record_save (txn, slip, error))
        return FALSE;
    }
  for (guint i = 0; i < results->len; i++)
    {
      XyHygieneResult *result = results->pdata[i];
      g_autofree char *problem = invent_text (names), *reason = invent_text (names), *bright = invent_text (names);
      gboolean low = g_strcmp0 (result->list, "low") == 0;

      if (low || g_test_rand_int_range (0, 3) == 0)
        {
          g_autoptr (XyHygieneResult) changed = xy_record_copy (result);
          xy_set_str (&changed->problem, problem);
          xy_set_str (&changed->reason, reason);
          xy_set_str (&changed->bright, bright);
          if (g_test_rand_int_range (0, 9) == 0)
            xy_set_str (&changed->list, "low");
          if (!xy_record_save (txn, changed, error))
            return FALSE;
          low = g_strcmp0 (changed->list, "low") == 0;
        }
      if (low && !xy_id_is_none (&result->household) && g_test_rand_int_range (0, 4) == 0
          && g_hash_table_add (agreed, &result->household))
        {
          g_autoptr (XyHygieneNaming) naming = xy_record_new (&xy_hygiene_naming_type);
          naming->household = result->household;
          xy_set_str (&naming->basis, "本人签字同意书");
          xy_set_str (&naming->day, "2026-01-05");
          xy_set_str (&naming->recorder, "曾小平");
          if (!xy_record_save (txn, naming, error))
            return FALSE;
        }
      if (g_test_rand_int_range (0, 12) == 0)
        {
          static const char *const lists[] = { NULL, "red", "low" };
          g_autoptr (XyHygieneCorrection) correction = xy_record_new (&xy_hygiene_correction_type);
          correction->result = result->record.id;
          correction->at = WORLD_NOW;
          xy_set_str (&correction->day, "2026-11-20");
          xy_set_str (&correction->was, lists[g_test_rand_int_range (0, 3)]);
          xy_set_str (&correction->list, low ? "low" : result->list);
          xy_set_str (&correction->reason, reason);
          xy_set_str (&correction->recorder, "曾小平");
          if (!xy_record_save (txn, correction, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
village_open (Village *self)
{
  XySampleOptions options = { .households = (guint) g_test_rand_int_range (16, 60),
                              .groups = 3,
                              .years = 1,
                              .seed = (guint64) g_test_rand_int_range (1, G_MAXINT32),
                              .today = "2026-11-22" };
  g_autofree char *folder = g_dir_make_tmp ("xiangyue-names-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_test_message ("a village of %u households, seed %u", options.households, (guint) options.seed);
  *self = (Village){ 0 };
  xy_fixed_env_init (&self->world.fixed, WORLD_NOW, options.seed);
  self->world.path = g_build_filename (folder, XY_SAMPLE_CODE ".xiangyue", NULL);
  xy_sample_create (self->world.path, &options, &error);
  g_assert_no_error (error);
  self->world.store = xy_store_open (self->world.path, &self->world.fixed.env, 0, &error);
  g_assert_no_error (error);
  village_act (self, scribble, self);
  self->rounds =
      xy_record_list (self->world.store, &xy_hygiene_round_type,
                      "WHERE t.del = 0 AND t.closed_on IS NOT NULL ORDER BY t.day DESC, t.id", XY_BIND_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->rounds->len, >=, ROUNDS_LOOKED_AT);
}

static void
village_close (Village *self)
{
  g_ptr_array_unref (self->rounds);
  world_close (&self->world);
}

/* Without spaces; NULL where the paper was refused. */
static char *
make_text (Village *self, const char *name, const XyId *record, gboolean unmasked)
{
  const XyPaperKind *kind = xy_paper_kind_find (name);
  XyPaperAsk ask = { .record = *record,
                     .parts = xy_paper_kind_get_parts (kind),
                     .unmasked = unmasked,
                     .number = "ZZ-2026-0001",
                     .printed_at = WORLD_NOW };
  g_autoptr (GError) error = NULL;
  g_autoptr (XyPaper) paper = kind->make (self->world.store, &ask, &error);

  if (paper == NULL)
    {
      g_assert_true (error->code == XY_ERROR_NOT_FOUND || error->code == XY_ERROR_DENIED);
      return NULL;
    }
  g_autofree char *pdf = fixture_write (paper, "names.pdf"), *text = fixture_text (pdf);
  g_autofree char *said = xy_paper_get_text (paper);
  g_assert_false (fixture_has_long_number (text));
  g_assert_false (fixture_has_long_number (said));
  g_assert_null (strstr (said, PHONE));
  g_autofree char *squeezed = fixture_squeeze (text);
  g_auto (GStrv) lines = g_strsplit (squeezed, "\n", -1);
  return g_strjoinv ("", lines);
}

static gboolean
is_among (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strstr (names->pdata[i], name) != NULL)
      return TRUE;
  return FALSE;
}

/* Nobody of LOW is named in TEXT but those in ALLOWED. */
static void
check_names (const char *paper, const char *text, GPtrArray *low, GPtrArray *allowed)
{
  for (guint i = 0; i < low->len; i++)
    if (strstr (text, low->pdata[i]) != NULL && !is_among (allowed, low->pdata[i]))
      {
        g_test_message ("“%s” is named on %s: %s", (char *) low->pdata[i], paper, text);
        g_test_fail ();
      }
}

/* Who lives in a household that is, or was, on a list of those to help. */
#define LOW_SQL                                                                                                        \
  "SELECT p.name FROM person AS p JOIN hygiene_result AS r ON r.household = p.household WHERE r.round = ?1 AND "       \
  "p.del = 0 AND length (p.name) > 1 AND (r.list = 'low' OR EXISTS (SELECT 1 FROM hygiene_correction AS c WHERE "      \
  "c.result = r.id AND (c.was = 'low' OR c.list = 'low')))"
/* Who is on these papers for another reason: the judges, the office. */
#define OFFICE_SQL                                                                                                     \
  "SELECT name FROM hygiene_judge WHERE round = ?1 AND del = 0 UNION SELECT contact FROM village UNION "               \
  "SELECT name FROM village"
/* Who is named by a correction that has nothing to do with such a list. */
#define RED_SQL                                                                                                        \
  OFFICE_SQL " UNION SELECT h.head_name FROM household AS h JOIN hygiene_result AS r ON r.household = h.id JOIN "      \
             "hygiene_correction AS c ON c.result = r.id WHERE r.round = ?1 AND coalesce (r.list, '') <> 'low' AND "   \
             "NOT EXISTS (SELECT 1 FROM hygiene_correction AS o WHERE o.result = r.id AND (o.was = 'low' OR o.list = " \
             "'low'))"

static void
check_low (Village *self, const XyId *round, GPtrArray *low)
{
  g_autoptr (GPtrArray) allowed = list_names (self, OFFICE_SQL, round);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = xy_hygiene_low_board (self->world.store, round, "2026-11-22", TRUE, &error);
  g_autofree char *covered = make_text (self, "hygiene-low", round, FALSE);
  g_autofree char *named = make_text (self, "hygiene-low", round, TRUE);
  guint n_named = 0;

  g_assert_no_error (error);
  self->n_low += rows->len;
  g_assert_cmpint (covered != NULL, ==, rows->len > 0);
  if (covered != NULL)
    check_names ("the board without names", covered, low, allowed);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyHygieneBoardRow *row = rows->pdata[i];
      if (row->ground == NULL)
        continue;
      n_named++;
      g_ptr_array_add (allowed, g_strdup (row->name));
      g_assert_nonnull (named);
      g_assert_nonnull (strstr (named, row->name));
      g_assert_nonnull (strstr (named, "本人签字同意书"));
    }
  self->n_named += n_named;
  if (named == NULL)
    return;
  g_assert_cmpuint (n_named, >, 0);
  check_names ("the board with names", named, low, allowed);
}

/* All that stands in the spreadsheet at PATH. */
static char *
read_table (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyWorkbook) book = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint s = 0; s < xy_workbook_get_n_sheets (book); s++)
    {
      const XySheet *sheet = xy_workbook_get_sheet (book, s);
      for (guint row = 0; row < xy_sheet_get_rows (sheet); row++)
        for (guint column = 0; column < xy_sheet_get_columns (sheet); column++)
          {
            const XyCell *cell = xy_sheet_get (sheet, row, column);
            if (cell != NULL && cell->text != NULL)
              g_string_append_printf (text, "%s\n", cell->text);
          }
    }
  g_assert_cmpint (g_unlink (path), ==, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whose name stands in a list of the round for another reason: heads that are on no list to help, who agreed, and who
 * helps. */
#define BESIDE_SQL                                                                                                     \
  OFFICE_SQL " UNION SELECT h.head_name FROM household AS h JOIN hygiene_result AS r ON r.household = h.id WHERE "     \
             "r.round = ?1 AND coalesce (r.list, '') <> 'low' AND coalesce (r.suggested, '') <> 'low' AND r.state <> " \
             "'excused' UNION SELECT h.head_name FROM household AS h JOIN hygiene_naming AS n ON n.household = h.id "  \
             "WHERE n.del = 0 UNION SELECT helper FROM hygiene_slip UNION SELECT by FROM hygiene_recheck"

static void
check_tables (Village *self, const XyId *round)
{
  static const char *const endings[] = { "csv", "xlsx" };
  const XyHygieneSlipFilter slips = { .which = XY_HYGIENE_SLIPS_ALL, .round = *round };
  g_autoptr (GPtrArray) low = list_names (self, LOW_SQL, round);
  g_autoptr (GPtrArray) allowed = list_names (self, BESIDE_SQL, round);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strdup_printf ("names.%s", endings[i]);
      g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
      g_autoptr (GError) error = NULL;
      guint n = 0;

      g_assert_true (xy_hygiene_export_results (self->world.store, round, FALSE, path, &n, &error));
      g_assert_cmpuint (n, >, 0);
      g_autofree char *results = read_table (path);
      check_names ("the table of results", results, low, allowed);
      g_assert_false (fixture_has_long_number (results));
      g_assert_true (xy_hygiene_export_slips (self->world.store, &slips, FALSE, path, &n, &error));
      g_autofree char *notices = read_table (path);
      check_names ("the table of notices", notices, low, allowed);
      g_assert_false (fixture_has_long_number (notices));
      g_assert_true (xy_hygiene_export_results (self->world.store, round, TRUE, path, &n, &error));
      g_autofree char *whole = read_table (path);
      for (guint k = 0; k < low->len; k++)
        self->n_in_tables += strstr (whole, low->pdata[k]) != NULL;
    }
}

static void
check_round (Village *self, const XyId *round)
{
  static const char *const others[] = { "hygiene-sheet", "hygiene-red", "hygiene-results", "hygiene-plate" };
  g_autoptr (GPtrArray) low = list_names (self, LOW_SQL, round);
  g_autoptr (GPtrArray) office = list_names (self, OFFICE_SQL, round);
  g_autoptr (GPtrArray) red = list_names (self, RED_SQL, round);
  g_autofree char *groups = make_text (self, "hygiene-groups", round, FALSE);
  g_autofree char *correction = make_text (self, "hygiene-correction", round, FALSE);

  check_low (self, round, low);
  check_tables (self, round);
  g_assert_nonnull (groups);
  check_names ("the groups", groups, low, office);
  if (correction != NULL)
    check_names ("the correction", correction, low, red);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = make_text (self, others[i], round, FALSE);
      g_assert_true (text == NULL || text[0] != '\0');
    }
}

static void
test_names (void)
{
  guint n_low = 0, n_named = 0, n_in_tables = 0;

  for (guint v = 0; v < VILLAGES; v++)
    {
      Village village;
      village_open (&village);
      for (guint i = 0; i < ROUNDS_LOOKED_AT; i++)
        check_round (&village, &((XyRecord *) village.rounds->pdata[i])->id);
      g_free (make_text (&village, "hygiene-slip", &XY_ID_NONE, FALSE));
      n_low += village.n_low;
      n_named += village.n_named;
      n_in_tables += village.n_in_tables;
      village_close (&village);
    }
  g_test_message ("%u lines of lists to help, %u of them named", n_low, n_named);
  g_assert_cmpuint (n_low, >, 0);
  /* What is withheld is there to be withheld. */
  g_assert_cmpuint (n_in_tables, >, 0);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-names/negative-papers", test_names);
  return g_test_run ();
}
