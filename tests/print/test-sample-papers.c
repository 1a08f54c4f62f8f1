/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The papers of the village to practise in: printed on their days, kept, hanging, the same each time. */
#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/attachment.h"
#include "core/clock.h"
#include "core/document.h"
#include "core/notice-list.h"
#include "core/op.h"
#include "core/paper-list.h"
#include "core/paper-record.h"
#include "core/stamp.h"
#include "print/sample-papers.h"

#define TODAY "2026-11-20"

typedef struct
{
  char *folder;
  char *path;
  XyStore *store;
} Sample;

static void
sample_open (Sample *sample)
{
  XySampleOptions options = { .households = 60, .groups = 4, .years = 1, .seed = 3, .today = TODAY };
  g_autoptr (GError) error = NULL;

  options.print = xy_sample_paper_print;
  sample->folder = g_dir_make_tmp ("xiangyue-sample-XXXXXX", NULL);
  sample->path = g_build_filename (sample->folder, "village.xiangyue", NULL);
  xy_sample_create (sample->path, &options, &error);
  g_assert_no_error (error);
  sample->store = xy_store_open (sample->path, xy_env_system (), 0, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      if (g_file_test (inner, G_FILE_TEST_IS_DIR))
        remove_folder (inner);
      else
        g_unlink (inner);
    }
  g_rmdir (path);
}

static void
sample_close (Sample *sample)
{
  g_clear_object (&sample->store);
  remove_folder (sample->folder);
  g_free (sample->folder);
  g_free (sample->path);
}

static void
test_papers (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  guint n_hanging = 0, n_meetings = 0;
  gint64 n_ops = 0;

  sample_open (&sample);
  g_autoptr (GArray) ids = xy_paper_list_ids (sample.store, NULL, &error);
  g_assert_cmpuint (ids->len, >=, 10);
  for (guint i = 0; i < ids->len; i++)
    {
      const XyId *id = &g_array_index (ids, XyId, i);
      g_autoptr (XyPaperRecord) paper = xy_record_get (sample.store, &xy_paper_record_type, id, &error);
      g_autofree char *pdf = xy_attachment_path (sample.path, paper->pdf),
                      *text = fixture_run ("pdftotext", pdf, "-", NULL);
      XyId notice;

      g_assert_nonnull (strstr (text, paper->number));
      g_assert_null (strstr (text, "【"));
      g_assert_false (fixture_has_long_number (text));
      /* Minutes do not hang, and a notice is posted by hand. */
      if (g_str_has_prefix (paper->kind, "meeting-"))
        {
          n_meetings++;
          continue;
        }
      g_assert_true (xy_paper_list_notice (sample.store, id, &notice));
      g_autoptr (XyNoticeRow) row = xy_notice_row_get (sample.store, &notice, TODAY, &error);
      g_autofree char *printed = xy_day_from_instant (paper->at);
      g_assert_cmpint (row->notice->sheets, ==, paper->pages);
      g_assert_cmpint (row->notice->width, ==, paper->width);
      g_assert_true (row->notice->posted_on == NULL || strcmp (printed, row->notice->posted_on) <= 0);
      g_assert_null (strstr (text, "@"));
    }

  g_assert_cmpuint (n_meetings, >=, 2);

  /* All that hangs was printed, but for the points on their way, which are posted by themselves. */
  XyNoticeFilter hanging = { .states = 1 << XY_NOTICE_HANGING | 1 << XY_NOTICE_MAY_COME_DOWN };
  g_autoptr (GPtrArray) rows = xy_notice_list (sample.store, &hanging, TODAY, &error);
  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      gboolean printed = !xy_id_is_none (&row->notice->paper);
      g_assert_true (printed || g_str_equal (row->item, "points"));
      n_hanging += printed;
    }
  g_assert_cmpuint (n_hanging, >=, 3);

  g_autoptr (GPtrArray) documents = xy_document_list (sample.store, NULL, &error);
  g_autoptr (GPtrArray) stamps = xy_stamp_list (sample.store, "2026", &error);
  g_assert_cmpuint (documents->len, >=, 8);
  g_assert_cmpuint (stamps->len, >, ids->len);
  for (guint i = 1; i < stamps->len; i++)
    g_assert_cmpstr (((const XyStamp *) stamps->pdata[i - 1])->day, <=, ((const XyStamp *) stamps->pdata[i])->day);
  g_assert_true (xy_op_verify (sample.store, &n_ops, &error));
  sample_close (&sample);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_attachments (Sample *sample)
{
  g_autofree char *folder = xy_store_attachments_folder (sample->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* The same options, the same PDFs, to the byte: they are called by their sum. */
static void
test_same (void)
{
  Sample one, other;

  sample_open (&one);
  g_usleep (1100000); /* no second of today is in them */
  sample_open (&other);
  g_autoptr (GPtrArray) a = list_attachments (&one), b = list_attachments (&other);
  g_assert_cmpuint (a->len, >=, 10);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (a->pdata[i], ==, b->pdata[i]);
  sample_close (&one);
  sample_close (&other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-papers/papers", test_papers);
  g_test_add_func ("/sample-papers/same", test_same);
  return g_test_run ();
}
