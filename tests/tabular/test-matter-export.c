/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a spreadsheet of the ledger leaves unsaid: no party of a dispute, no household of what stays in the office. */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/household.h"
#include "core/unit.h"
#include "tabular/matter-export.h"

#define N 60

static gboolean
add_household (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_new (&xy_household_type);
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *number = g_strdup_printf ("9-%03u", i),
                  *head = g_strdup_printf ("钭渊%c%c", 'A' + i / 26, 'A' + i % 26);

  xy_set_str (&household->number, number);
  xy_set_str (&household->head_name, head);
  xy_set_str (&household->state, "here");
  return xy_record_save (txn, household, error);
}

/* One of each kind in turn, with names and numbers also where they do not belong. */
static void
enter (Office *office, guint i, const XyHousehold *household, gboolean private, gboolean dispute)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  g_autofree char *title = g_strdup_printf ("%s家的沟", household->head_name);
  g_autofree char *people = g_strdup_printf ("甲%u与乙%u", i, i), *phone = g_strdup_printf ("1990000%04u", 3000 + i);
  g_autofree char *note = g_strdup_printf ("%s说好了，电话%s", people, phone);
  XyMatterStepping assign = { .kind = XY_MATTER_ASSIGN, .owner = "林秀英", .until = "2026-12-20" };
  XyMatterWriting writing = { .matter = matter, .first = &assign };

  xy_set_str (&matter->source, dispute ? "dispute" : "visit");
  xy_set_str (&matter->title, title);
  xy_set_str (&matter->content, note);
  xy_set_str (&matter->phone, phone);
  xy_set_str (&matter->people, dispute ? people : NULL);
  xy_set_str (&matter->day, "2026-11-01");
  matter->household = household->record.id;
  matter->private = private;
  office_act (office, "", xy_matter_write_act, &writing);
  XyMatterStepping told = { .matters = &writing.made, .n = 1, .kind = XY_MATTER_NOTE, .note = note };
  office_act (office, "", xy_matter_step_act, &told);
}

static char *export(Office *office, gboolean in_full)
{
  XyMatterFilter filter = { .which = XY_MATTERS_ALL };
  g_autofree char *path = g_build_filename (office->folder, "matters.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  guint n = 0;

  xy_matter_export (office->store, &filter, in_full, path, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, N);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_private (void)
{
  Office office;
  office_open (&office, 8);
  for (guint i = 0; i < N; i++)
    office_act (&office, "", add_household, GUINT_TO_POINTER (i));
  g_autoptr (GPtrArray) households =
      xy_record_list (office.store, &xy_household_type, "WHERE t.del = 0 ORDER BY t.number", XY_BIND_NONE, NULL);
  gboolean private[N], dispute[N];
  g_assert_cmpuint (households->len, ==, N);
  for (guint i = 0; i < N; i++)
    {
      dispute[i] = g_test_rand_int_range (0, 3) == 0;
      private[i] = dispute[i] || g_test_rand_int_range (0, 2) == 0;
      enter (&office, i, households->pdata[i], private[i], dispute[i]);
    }
  g_autofree char *out = export(&office, FALSE), *full = export(&office, TRUE);
  for (guint i = 0; i < N; i++)
    {
      const XyHousehold *household = households->pdata[i];
      g_autofree char *party = g_strdup_printf ("甲%u与", i), *phone = g_strdup_printf ("1990000%04u", 3000 + i);
      g_assert_cmpint (strstr (out, household->head_name) != NULL, ==, !private[i]);
      g_assert_cmpint (strstr (out, household->number) != NULL, ==, !private[i]);
      g_assert_cmpint (strstr (out, party) != NULL, ==, !private[i]);
      g_assert_null (strstr (out, phone));
      g_assert_nonnull (strstr (full, phone));
      g_assert_nonnull (strstr (full, household->head_name));
    }
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matter-export/private", test_private);
  return g_test_run ();
}
