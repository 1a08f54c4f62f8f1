/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spreadsheet of the meetings against what is in the file; and that nothing of a private matter is in it. */
#include <locale.h>
#include <string.h>

#include "../core/meeting-office.h"
#include "tabular/meeting-export.h"
#include "tabular/read.h"

#define SECRET "钭渊家的田埂"

static gboolean
add_secret (XyTxn *txn, gpointer data, GError **error)
{
  MeetingWorld *world = data;
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "dispute");
  xy_set_str (&matter->day, world->today);
  xy_set_str (&matter->title, SECRET);
  xy_set_str (&matter->people, "甲户与乙户");
  meeting->kind = world->kinds[0];
  xy_set_str (&meeting->day, world->today);
  xy_set_str (&meeting->maker, "曾小平");
  if (!xy_matter_write_act (txn, &writing, error) || !xy_record_save (txn, meeting, error)
      || !meeting_world_step (txn, &meeting->record.id, 1, "begin", world->today, error))
    return FALSE;
  line->meeting = meeting->record.id;
  line->matter = writing.made;
  line->at = 1795309200000;
  xy_set_str (&line->kind, "decision");
  xy_set_str (&line->text, SECRET);
  xy_set_str (&line->recorder, "曾小平");
  return xy_record_save (txn, line, error);
}

/* How many rows stand under the title and the head of the sheet, and in how many of them SECRET is. */
static guint
count_rows (XyWorkbook *workbook, guint at, guint *n_secret)
{
  const XySheet *sheet = xy_workbook_get_sheet (workbook, at);
  guint rows = xy_sheet_get_rows (sheet);

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < xy_sheet_get_columns (sheet); column++)
      {
        const XyCell *cell = xy_sheet_get (sheet, row, column);
        if (cell->text != NULL && strstr (cell->text, SECRET) != NULL)
          *n_secret += 1;
      }
  return rows - 2;
}

static guint
count_of (Office *office, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  xy_db_number (xy_store_get_db (office->store), sql, XY_BIND_NONE, &n, &error);
  g_assert_no_error (error);
  return (guint) n;
}

static void
test_export (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  Office office;
  MeetingWorld world = { .rand = rand, .n_meetings = 25, .most_lines = 6 };
  XyMeetingFilter filter = { .which = XY_MEETINGS_ALL };

  office_open (&office, 3);
  meeting_world_open (&office, &world);
  office_act (&office, "", add_secret, &world);
  for (int in_full = 0; in_full < 2; in_full++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_build_filename (office.folder, "meetings.xlsx", NULL);
      guint n = 0, n_secret = 0;

      g_assert_true (xy_meeting_export (office.store, &filter, in_full, path, &n, &error));
      g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (xy_workbook_get_n_sheets (workbook), ==, 3);
      g_assert_cmpuint (n, ==, count_of (&office, "SELECT count (*) FROM meeting WHERE del = 0"));
      g_assert_cmpuint (count_rows (workbook, 0, &n_secret), ==, n);
      g_assert_cmpuint (count_rows (workbook, 1, &n_secret), ==,
                        count_of (&office,
                                  "SELECT count (*) FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                                  "WHERE l.del = 0 AND m.del = 0 AND l.kind = 'decision'"));
      g_assert_cmpuint (count_rows (workbook, 2, &n_secret), ==,
                        count_of (&office, "SELECT count (*) FROM meeting_presence AS p JOIN meeting AS m "
                                           "ON m.id = p.meeting WHERE p.del = 0 AND m.del = 0"));
      g_assert_cmpuint (n_secret, ==, in_full ? 1 : 0);
    }
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-export/sheets", test_export);
  return g_test_run ();
}
