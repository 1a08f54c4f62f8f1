/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "../core/office.h"
#include "core/attachment.h"
#include "core/folder.h"
#include "core/publicity.h"
#include "core/rule-file.h"
#include "print/paper-keep.h"
#include "print/papers.h"

static void
close_office (Office *office)
{
  g_clear_object (&office->store);
  xy_folder_remove (office->folder);
  g_free (office->folder);
  g_free (office->path);
}

static gboolean
keep (XyTxn *txn, gpointer data, GError **error)
{
  XyPaperPrint print = { .kind = "announcement", .prefix = "GS", .period = "2026Q3" };
  g_autoptr (XyPaperRecord) kept = xy_paper_keep (txn, data, &print, error);

  return kept != NULL;
}

/* The register knows what was printed, and has the PDF itself. */
static void
test_kept (void)
{
  XyPageSetup setup = xy_page_setup (XY_PAGE_A3, TRUE);
  g_autoptr (XyPaper) paper = xy_paper_new ("关于道路硬化的公示", &setup);
  Office office;
  g_autoptr (GError) error = NULL;
  gsize size;
  office_open (&office, 1);

  xy_paper_add (paper, xy_block_title_new ("关于道路硬化的公示", (XyFont){ XY_FONT_TITLE, 22 }));
  office_act (&office, "Print", keep, paper);
  g_autoptr (XyPaperRecord) record = xy_paper_by_number (office.store, "GS-2026-0001", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->title, ==, "关于道路硬化的公示");
  g_assert_cmpint (record->pages, ==, 1);
  g_assert_cmpint (record->width, ==, 420);
  g_assert_cmpint (record->height, ==, 297);
  g_autoptr (GBytes) bytes = xy_attachment_read (office.path, record->pdf, &error);
  g_assert_no_error (error);
  const char *data = g_bytes_get_data (bytes, &size);
  g_assert_cmpint (record->bytes, ==, (gint64) size);
  g_assert_true (size > 5 && memcmp (data, "%PDF-", 5) == 0);
  g_autoptr (GPtrArray) orphans = xy_attachment_list_unreferenced (office.store, &error);
  g_assert_cmpuint (orphans->len, ==, 0);

  /* Nowhere to keep it: no row either. */
  g_autofree char *folder = xy_store_attachments_folder (office.path);
  xy_folder_remove (folder);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (xy_store_act (office.store, &office.actor, "Print", keep, paper, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_FULL);
  g_clear_error (&error);
  g_assert_null (xy_paper_by_number (office.store, "GS-2026-0002", &error));
  close_office (&office);
}

/* What the rules of publication ask for can be printed, and is made for the board. */
static void
test_items (void)
{
  static const char *const days[] = { "2025-06-01", "2026-06-01" };
  Office office;
  office_open (&office, 2);

  for (const XyWord *province = xy_provinces; province->value != NULL; province++)
    for (guint d = 0; d < G_N_ELEMENTS (days); d++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, province->value, &error);
        g_assert_no_error (error);
        const XyPublicityRules *rules = xy_publicity_at (publicity, days[d]);
        g_assert_cmpuint (rules->items->len, >=, 10);
        for (guint i = 0; i < rules->items->len; i++)
          {
            const XyPublicityItem *item = rules->items->pdata[i];
            const XyPaperKind *kind = xy_paper_kind_find (item->paper);
            g_assert_nonnull (kind);
            g_assert_true ((kind->flags & XY_PAPER_PUBLIC) != 0);
          }
      }
  close_office (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-keep/kept", test_kept);
  g_test_add_func ("/paper-keep/items", test_items);
  return g_test_run ();
}
