/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/notice-archive.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/clock.h"
#include "core/paper-record.h"
#include "core/store.h"
#include "core/village.h"

#define RETENTION "/org/xiangyue/Xiangyue/data/rules/retention.json"
/* Bytes of a file's name that the title may take: with number and suffix it fits every file system. */
#define MOST_TITLE 180

enum
{
  YEAR,
  UNPOSTED,
  KEEP,
};

static const XySql statements[] = {
  [YEAR] = { &xy_notice_type, "WHERE t.del = 0 AND t.posted_on BETWEEN ?1 AND ?2 ORDER BY t.posted_on, t.id" },
  [UNPOSTED] = { &xy_paper_record_type,
                 "WHERE t.del = 0 AND t.at BETWEEN ?1 AND ?2 AND t.unmasked IS NULL"
                 " AND t.subject IN (SELECT id FROM document)"
                 " AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.paper = t.id AND n.del = 0)"
                 " ORDER BY t.at DESC, t.number DESC",
                 "a village prints some hundred papers in a year, and archives them once" },
  [KEEP] = { NULL, "SELECT coalesce (?1 -> '$.items' ->> ?2, ?1 ->> '$.otherwise')" },
};

void
xy_archive_row_free (XyArchiveRow *row)
{
  if (row == NULL)
    return;
  g_free (row->number);
  g_free (row->responsible);
  g_free (row->document);
  g_free (row->title);
  g_free (row->day);
  g_free (row->retention);
  g_free (row->file);
  g_free (row->problem);
  g_free (row);
}

static char *
retention_of (XyStore *store, const char *item)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RETENTION, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return xy_db_text (xy_store_get_db (store), statements[KEEP].text, XY_BIND (XY_TEXT (text), XY_TEXT (item)), NULL);
}

/* TITLE as part of a file's name, on Windows too. */
static char *
safe_name (const char *title)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (name->len + 6 > MOST_TITLE)
        break;
      g_string_append_unichar (name, c < 0x20 || (c < 0x80 && strchr ("\\/:*?\"<>|", (int) c) != NULL) ? '-' : c);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Puts the PDF of PAPER into FOLDER; a file that is missing or damaged is told in the row, a full disk is an error. */
static gboolean
copy_pdf (XyStore *store, const XyPaperRecord *paper, const char *folder, XyArchiveRow *row, GError **error)
{
  g_autofree char *title = safe_name (row->title), *name = g_strdup_printf ("%s %s.pdf", row->number, title);
  g_autofree char *to = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (GError) problem = NULL;

  if (to != NULL && !xy_attachment_copy (xy_store_get_path (store), paper->pdf, to, &problem))
    {
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_FULL))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      row->problem = g_strdup (problem->message);
      return TRUE;
    }
  row->file = g_steal_pointer (&name);
  return TRUE;
}

typedef struct
{
  XyStore *store;
  const char *committee;
  const char *folder; /* NULL: only told */
  GPtrArray *rows;
  GHashTable *subjects; /* set of XyId: documents that are in it already */
} Archive;

/* The next row, with what is the same in all. */
static XyArchiveRow *
add_row (Archive *self, const char *title, const char *item)
{
  XyArchiveRow *row = g_new0 (XyArchiveRow, 1);

  g_ptr_array_add (self->rows, row);
  row->number = g_strdup_printf ("%04u", self->rows->len);
  row->responsible = g_strdup (self->committee);
  row->title = g_strdup (title);
  row->retention = retention_of (self->store, item);
  return row;
}

static gboolean
add_paper (Archive *self, XyArchiveRow *row, const XyPaperRecord *paper, GError **error)
{
  row->document = g_strdup (paper->number);
  if (!xy_id_is_none (&paper->subject))
    g_hash_table_add (self->subjects, xy_id_copy (&paper->subject));
  return paper->pdf == NULL || copy_pdf (self->store, paper, self->folder, row, error);
}

static gboolean
add_notice (Archive *self, const XyNotice *notice, GError **error)
{
  XyArchiveRow *row = add_row (self, notice->title, notice->item);
  g_autoptr (XyPaperRecord) paper = NULL;

  row->posted = TRUE;
  row->day = g_strdup (notice->posted_on);
  row->pages = notice->sheets;
  if (xy_id_is_none (&notice->paper))
    return TRUE;
  paper = xy_record_get (self->store, &xy_paper_record_type, &notice->paper, error);
  return paper != NULL && add_paper (self, row, paper, error);
}

/* Instants of the first and after the last day, as the calendar of Shanghai has them. */
static gint64
begins_at (const char *day, int days)
{
  return ((gint64) xy_day_between ("1970-01-01", day) + days) * 24 * 3600 * 1000 - (gint64) 8 * 3600 * 1000;
}

static gboolean
add_unposted (Archive *self, const char *first, const char *last, GError **error)
{
  g_autoptr (GPtrArray) papers =
      xy_record_list (self->store, &xy_paper_record_type, statements[UNPOSTED].text,
                      XY_BIND (XY_INT (begins_at (first, 0)), XY_INT (begins_at (last, 1) - 1)), error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  /* The newest first: of what was printed again only that. */
  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      XyPaperRecord *paper = papers->pdata[i];
      if (!g_hash_table_contains (self->subjects, &paper->subject))
        g_ptr_array_add (kept, paper);
      g_hash_table_add (self->subjects, xy_id_copy (&paper->subject));
    }
  for (guint i = kept->len; i-- > 0;)
    {
      const XyPaperRecord *paper = kept->pdata[i];
      XyArchiveRow *row = add_row (self, paper->title, paper->kind);
      row->day = xy_day_from_instant (paper->at);
      row->pages = paper->pages;
      if (!add_paper (self, row, paper, error))
        return FALSE;
    }
  return papers != NULL;
}

GPtrArray *
xy_notice_archive (XyStore *store, int year, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_archive_row_free);
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autofree char *period = g_strdup_printf ("%04d", year), *committee = NULL;
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  if (village == NULL)
    return NULL;
  if (!xy_period_parse (period, NULL, first, last))
    {
      xy_set_invalid (error, "year", _ ("“%s” is no year."), period);
      return NULL;
    }
  if (folder != NULL && g_mkdir_with_parents (folder, 0755) != 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("The disk is full or cannot be written: %s"), folder);
      return NULL;
    }
  committee = xy_village_committee (village);
  g_autoptr (GPtrArray) notices =
      xy_record_list (store, &xy_notice_type, statements[YEAR].text, XY_BIND (XY_TEXT (first), XY_TEXT (last)), error);
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  Archive archive = { store, committee, folder, rows, subjects };
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    if (!add_notice (&archive, notices->pdata[i], error))
      return NULL;
  return notices != NULL && add_unposted (&archive, first, last, error) ? g_steal_pointer (&rows) : NULL;
}

const XySql *
xy_notice_archive_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
