/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/hygiene-catalogue.h"
#include "round-office.h"

static XyHygieneCatalogue *
get (RoundOffice *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  XyHygieneCatalogue *catalogue = xy_hygiene_catalogue_get (self->store, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (catalogue->problem, ==, NULL);
  return catalogue;
}

static guint
count (RoundOffice *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = xy_hygiene_checklist_list (self->store, NULL, &error);

  g_assert_no_error (error);
  return list->len;
}

/* What is inside: each with its source, its items in use making a hundred, those inside the house off. */
static void
test_bundled (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 1);
  g_setenv ("XIANGYUE_DATA", office.points.office.folder, TRUE);
  g_autoptr (GPtrArray) list = xy_hygiene_catalogue_list (office.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 4);
  for (guint i = 0; i < list->len; i++)
    {
      XyHygieneCatalogue *catalogue = list->pdata[i];
      g_assert_cmpstr (catalogue->problem, ==, NULL);
      g_assert_nonnull (catalogue->source);
      g_assert_nonnull (catalogue->year);
      g_assert_nonnull (catalogue->round);
      if (catalogue->checklist == NULL)
        continue;
      g_assert_cmpint (xy_hygiene_checklist_most (catalogue->checklist), ==, 10000);
      g_autoptr (GArray) items = xy_hygiene_items_read (catalogue->checklist->items, FALSE);
      for (guint k = 0; k < items->len; k++)
        g_assert_false (g_array_index (items, XyHygieneItem, k).inside && g_array_index (items, XyHygieneItem, k).on);
    }
  g_autoptr (GPtrArray) places = xy_hygiene_catalogue_list (office.store, "place", &error);
  g_assert_cmpuint (places->len, ==, 1);
  hygiene_close (&office);
}

static void
test_adopt (void)
{
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 2);
  g_setenv ("XIANGYUE_DATA", office.points.office.folder, TRUE);
  g_autoptr (XyHygieneCatalogue) catalogue = get (&office, "hygiene-household");
  guint before = count (&office);
  hygiene_do (&office, xy_hygiene_catalogue_adopt_act, catalogue);
  g_assert_cmpuint (count (&office), ==, before + 1);
  /* The same again is nothing, a changed one a further version. */
  hygiene_do (&office, xy_hygiene_catalogue_adopt_act, catalogue);
  xy_set_str (&catalogue->checklist->note, "改过");
  hygiene_do (&office, xy_hygiene_catalogue_adopt_act, catalogue);
  g_assert_cmpuint (count (&office), ==, before + 1);

  g_autoptr (XyHygieneCatalogue) method = get (&office, "hygiene-rongjiang");
  g_assert_null (method->checklist);
  g_assert_false (hygiene_act (&office, xy_hygiene_catalogue_adopt_act, method, &error));
  g_assert_cmpstr (xy_error_get_field (error), ==, "items");
  g_autoptr (XyHygieneRound) round = hygiene_propose (&office, "quarterly", "2026-11-20");
  xy_hygiene_catalogue_apply (method, round);
  g_assert_cmpstr (round->red_by, ==, "number");
  g_assert_cmpint (round->low_value, ==, 10);
  XyId id = hygiene_make (&office, round);
  g_autoptr (XyHygieneRound) made = hygiene_round (&office, &id);
  g_assert_cmpstr (made->period, ==, "2026Q4");
  g_assert_cmpstr (made->bands, ==, "清洁\t90\n合格\t75\n不合格\t0");
  hygiene_close (&office);
}

static char *
write_file (RoundOffice *self, const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (self->points.office.folder, "rules", NULL);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* Of two editions the later holds; a damaged one hides nothing. */
static void
test_editions (void)
{
  static const char *const bad[] = {
    "{",
    "[]",
    "{}",
    "{\"name\":\"x\",\"target\":\"household\"}",
    "{\"name\":\"x\",\"target\":\"dog\",\"items\":[{\"name\":\"a\",\"most\":\"5\"}]}",
    "{\"name\":\"x\",\"target\":\"place\",\"items\":[]}",
    "{\"name\":\"x\",\"target\":\"place\",\"items\":[{\"name\":\"a\",\"most\":\"many\"}]}",
    "{\"name\":\"x\",\"target\":\"place\",\"items\":[3]}",
    "{\"name\":\"x\",\"target\":\"place\",\"round\":{\"kind\":\"hourly\"}}",
    "{\"name\":\"x\",\"target\":\"place\",\"round\":{\"mode\":\"score\",\"red_by\":\"share\",\"red_value\":\"-1\"}}",
  };
  RoundOffice office;
  g_autoptr (GError) error = NULL;

  hygiene_open (&office, 3);
  g_setenv ("XIANGYUE_DATA", office.points.office.folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (XyHygieneCatalogue) catalogue =
          xy_hygiene_catalogue_parse (office.store, "hygiene-x", bad[i], strlen (bad[i]));
      g_assert_nonnull (catalogue->problem);
      g_assert_false (hygiene_act (&office, xy_hygiene_catalogue_adopt_act, catalogue, &error));
      g_assert_error (error, XY_ERROR, XY_ERROR_UNREADABLE);
      g_clear_error (&error);
    }
  g_autofree char *old = write_file (&office, "hygiene-household.json",
                                     "{\"name\":\"旧\",\"date\":\"2020-01-01\",\"target\":\"household\","
                                     "\"items\":[{\"name\":\"a\",\"most\":\"5\"}]}");
  g_autofree char *damaged = write_file (&office, "hygiene-rongjiang.json", "{");
  {
    g_autoptr (XyHygieneCatalogue) catalogue = get (&office, "hygiene-household");
    g_autoptr (XyHygieneCatalogue) method = get (&office, "hygiene-rongjiang");
    g_autoptr (GPtrArray) list = xy_hygiene_catalogue_list (office.store, NULL, &error);
    g_assert_cmpstr (catalogue->name, !=, "旧");
    g_assert_cmpuint (list->len, ==, 5);
  }
  g_autofree char *later = write_file (&office, "hygiene-household.json",
                                       "{\"name\":\"新\",\"date\":\"2027-01-01\",\"target\":\"household\","
                                       "\"items\":[{\"name\":\"a\",\"most\":\"5\"}]}");
  g_autoptr (XyHygieneCatalogue) catalogue = get (&office, "hygiene-household");
  g_assert_cmpstr (catalogue->name, ==, "新");
  hygiene_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hygiene-catalogue/bundled", test_bundled);
  g_test_add_func ("/hygiene-catalogue/adopt", test_adopt);
  g_test_add_func ("/hygiene-catalogue/editions", test_editions);
  return g_test_run ();
}
