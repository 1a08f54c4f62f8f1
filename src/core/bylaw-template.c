/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-template.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/normalize.h"
#include "core/rule-file.h"

#define FILE_NAME "bylaw-templates.json"

enum
{
  VALID,
  DATE,
  LIST,
};

static const XySql statements[] = {
  [VALID] = { NULL,
              "SELECT json_valid (?1) AND json_type (?1) = 'object' AND json_type (?1, '$.templates') = 'array'" },
  [DATE] = { NULL, "SELECT ?1 ->> '$.date'" },
  [LIST] = { NULL, "SELECT t.value ->> '$.key', t.value ->> '$.kind', t.value ->> '$.name', t.value ->> '$.about',"
                   " t.value ->> '$.source', (SELECT group_concat (l.value, char (10)) FROM (SELECT value FROM"
                   " json_each (t.value, '$.text') WHERE type = 'text' ORDER BY key) AS l)"
                   " FROM json_each (?1, '$.templates') AS t WHERE t.type = 'object' ORDER BY t.key" },
};

/* What was read of one file. */
typedef struct
{
  GPtrArray *list;
  char *date;
} Edition;

static void
edition_clear (Edition *edition)
{
  g_clear_pointer (&edition->list, g_ptr_array_unref);
  g_clear_pointer (&edition->date, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edition, edition_clear)

void
xy_bylaw_template_free (XyBylawTemplate *template)
{
  g_free (template->key);
  g_free (template->name);
  g_free (template->about);
  g_free (template->source);
  g_free (template->text);
  g_free (template);
}

static XyBylawTemplate *
read_template (XyRows *rows)
{
  XyBylawTemplate *template = g_new0 (XyBylawTemplate, 1);

  template->key = g_strdup (xy_rows_text (rows, 0));
  template->general = g_strcmp0 (xy_rows_text (rows, 1), "general") == 0;
  template->name = g_strdup (xy_rows_text (rows, 2));
  template->about = g_strdup (xy_rows_text (rows, 3));
  template->source = g_strdup (xy_rows_text (rows, 4));
  template->text = g_strdup (xy_rows_text (rows, 5));
  return template;
}

/* FALSE where BYTES are no such file. */
static gboolean
read_edition (XyDb *db, GBytes *bytes, Edition *edition)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) problem = NULL;
  gint64 valid = 0;

  if (strlen (text) != g_bytes_get_size (bytes) || !xy_text_is_valid (text, -1)
      || !xy_db_number (db, statements[VALID].text, XY_BIND (XY_TEXT (text)), &valid, NULL) || !valid)
    return FALSE;
  edition->list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_template_free);
  edition->date = xy_db_text (db, statements[DATE].text, XY_BIND (XY_TEXT (text)), NULL);
  if (edition->date == NULL || !xy_day_is_valid (edition->date))
    return FALSE;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[LIST].text, XY_BIND (XY_TEXT (text)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyBylawTemplate *template = read_template (rows);

      g_ptr_array_add (edition->list, template);
      if (template->key == NULL || template->name == NULL || template->text == NULL)
        return FALSE;
    }
  return problem == NULL;
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const XyBylawTemplate *x = *(const XyBylawTemplate *const *) a, *y = *(const XyBylawTemplate *const *) b;

  return y->general - x->general;
}

GPtrArray *
xy_bylaw_template_list (XyStore *store, char **problem, GError **error)
{
  g_autoptr (XyDb) own = store == NULL ? xy_db_open (":memory:", XY_DB_CREATE, error) : NULL;
  XyDb *db = store != NULL ? xy_store_get_db (store) : own;
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (FILE_NAME);
  g_auto (Edition) best = { NULL };
  gboolean damaged = FALSE;

  if (problem != NULL)
    *problem = NULL;
  if (db == NULL)
    return NULL;
  for (guint i = 0; i < texts->len; i++)
    {
      g_auto (Edition) edition = { NULL };

      if (!read_edition (db, texts->pdata[i], &edition))
        damaged = TRUE;
      else if (best.list == NULL || strcmp (edition.date, best.date) >= 0)
        {
          Edition swap = best;
          best = edition;
          edition = swap;
        }
    }
  if (damaged && problem != NULL)
    *problem = g_strdup (_ ("The file of bylaw texts in the data folder is damaged; the program's own are used."));
  if (best.list == NULL)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file of bylaw texts cannot be read."));
      return NULL;
    }
  g_ptr_array_sort (best.list, compare_kinds);
  return g_steal_pointer (&best.list);
}

const XySql *
xy_bylaw_template_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
