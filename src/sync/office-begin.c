/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/office.h"
#include "core/folder.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Where the office's file lies until the county has answered: beside what is looked for when the program starts. */
#define BEGUN ".office-begun"
#define OFFICE "office"
#define ASKED_SQL "SELECT url, ask, ask_secret FROM line WHERE ask IS NOT NULL"
#define ASK_SQL                                                                                                        \
  "INSERT INTO line (one, url, ask, ask_secret, receipt_at, receipt_n, last_try_at, last_error) "                      \
  "VALUES (1, ?1, ?2, ?3, 0, 0, 0, '')"

/* What was asked and not answered: the code may have been used by it. */
typedef struct
{
  char *url;
  char *nonce;
  GBytes *secret;
} Asked;

static void
asked_clear (Asked *asked)
{
  g_free (asked->url);
  g_free (asked->nonce);
  g_clear_pointer (&asked->secret, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asked, asked_clear)

static void
read_asked (const char *file, const XyEnv *env, Asked *asked)
{
  g_autoptr (XyStore) store = g_file_test (file, G_FILE_TEST_EXISTS) ? xy_store_open (file, env, 0, NULL) : NULL;

  if (store == NULL)
    return;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), ASKED_SQL, XY_BIND_NONE, NULL);
  gsize length;
  if (!xy_rows_next (rows, NULL) || xy_rows_bytes (rows, 2, &length) == NULL)
    return;
  asked->url = g_strdup (xy_rows_text (rows, 0));
  asked->nonce = g_strdup (xy_rows_text (rows, 1));
  asked->secret = g_bytes_new (xy_rows_bytes (rows, 2, &length), length);
}

static gboolean
write_asked (XyStore *store, const Asked *asked, GError **error)
{
  gsize length;

  if (asked->secret == NULL)
    return TRUE;
  const void *secret = g_bytes_get_data (asked->secret, &length);
  return xy_store_write_local (
      store, ASK_SQL, XY_BIND (XY_TEXT (asked->url), XY_TEXT (asked->nonce), XY_BYTES (secret, length)), error);
}

/* A village's own file is none that a township looks at, and stays in a folder without an office. */
static char *
choose_place (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, XY_OFFICE_SUFFIX) && !g_str_equal (name, XY_OFFICE_FILE))
      return g_build_filename (folder, OFFICE, NULL);
  return g_strdup (folder);
}

static gboolean
enroll_new (const char *folder,
            const XyEnv *env,
            const char *name,
            const char *officer,
            const XyEnrolment *enrolment,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *file = g_build_filename (folder, XY_OFFICE_FILE, NULL);
  g_auto (Asked) asked = { NULL, NULL, NULL };

  read_asked (file, env, &asked);
  xy_folder_remove_flat (folder);
  g_autoptr (XyStore) office = xy_office_found (folder, env, name, officer, error);
  return office != NULL && write_asked (office, &asked, error)
         && xy_office_enroll (office, enrolment, cancellable, error);
}

char *
xy_office_begin (const char *folder,
                 const XyEnv *env,
                 const char *name,
                 const char *officer,
                 const XyEnrolment *enrolment,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *place = choose_place (folder), *begun = g_build_filename (folder, BEGUN, NULL);
  g_autofree char *from = g_build_filename (begun, XY_OFFICE_FILE, NULL);
  g_autofree char *path = g_build_filename (place, XY_OFFICE_FILE, NULL);
  g_autoptr (GError) problem = NULL;

  if (!xy_enrolment_check (enrolment, error))
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      xy_set_invalid (error, "office", "%s", _ ("There is a township's office on this computer already."));
      return NULL;
    }
  if (enroll_new (begun, env, name, officer, enrolment, cancellable, &problem))
    {
      g_mkdir_with_parents (place, 0700);
      if (g_rename (from, path) == 0)
        {
          xy_folder_remove_flat (begun);
          return g_steal_pointer (&path);
        }
      g_set_error (error, XY_ERROR, XY_ERROR_FULL, _ ("This file cannot be written: %s"), path);
      return NULL;
    }
  if (!g_error_matches (problem, XY_ERROR, XY_ERROR_OFFLINE)
      && !g_error_matches (problem, XY_ERROR, XY_ERROR_CANCELLED))
    xy_folder_remove_flat (begun);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
