/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/office.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/bylaw-due.h"
#include "core/find.h"
#include "core/scope.h"
#include "core/setting.h"
#include "core/user.h"
#include "sync/local.h"
#include "sync/office-private.h"
#include "sync/state.h"

#define FOUND_SQL "INSERT INTO office (one, name) VALUES (1, ?1)"
#define NAME_SQL "SELECT name FROM office"
#define COUNTY_SQL "SELECT count (*) FROM line WHERE role = 'county'"
#define LOOK_SQL                                                                                                       \
  "UPDATE office_village SET cursor = ?2, looked = iif (?3, ?2, looked), head = max (head, ?2), waiting = ?4, "        \
  "returned = ?5, conflicts = ?6 WHERE stream = ?1"
#define FORGET_REVIEWS_SQL "DELETE FROM office_review WHERE stream = ?1"
#define REVIEW_SQL                                                                                                     \
  "INSERT OR REPLACE INTO office_review (version, stream, name, step, since, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define VILLAGES_SQL                                                                                                   \
  "SELECT v.stream, v.name, v.seen_at, v.synced_at, max (v.cursor - v.looked, 0), max (v.head - v.cursor, 0), "        \
  "v.waiting, v.returned, v.conflicts, (SELECT count (*) FROM office_review AS r WHERE r.stream = v.stream), "         \
  "v.cursor > 0, v.trouble, v.find FROM office_village AS v "
#define REVIEWS_SQL                                                                                                    \
  "SELECT r.version, r.stream, v.name, r.name, r.step = 'file', r.since, r.until FROM office_review AS r "             \
  "JOIN office_village AS v ON v.stream = r.stream ORDER BY r.since, r.stream, r.version"

typedef struct
{
  const char *name;
  XyUser *user;
} Founding;

/* How a village's file stands. */
typedef struct
{
  gint64 stream;
  gboolean opened;
  gint64 cursor;
  XySyncState state;
  GPtrArray *due; /* of XyBylawDue */
  gint64 days;    /* that the office gives itself */
} Look;

static gboolean
found (XyTxn *txn, gpointer data, GError **error)
{
  const Founding *founding = data;

  xy_txn_set_final (txn);
  return xy_db_run (xy_txn_get_db (txn), FOUND_SQL, XY_BIND (XY_TEXT (founding->name)), error)
         && xy_record_save (txn, founding->user, error);
}

XyStore *
xy_office_found (const char *folder, const XyEnv *env, const char *name, const char *officer, GError **error)
{
  g_autofree char *path = g_build_filename (folder, XY_OFFICE_FILE, NULL);
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);
  Founding founding = { name, user };
  XyActor actor;

  if (name == NULL || name[0] == '\0' || officer == NULL || officer[0] == '\0')
    {
      xy_set_invalid (error, "name", _ ("Please write what the office is called, and who works there."));
      return NULL;
    }
  g_mkdir_with_parents (folder, 0700);
  g_autoptr (XyStore) store = xy_store_open (path, env, XY_STORE_CREATE, error);
  if (store == NULL)
    return NULL;
  user->record.id = xy_id_new (env);
  xy_set_str (&user->name, officer);
  xy_set_str (&user->role, XY_ROLE_TOWNSHIP);
  xy_user_actor (user, &actor);
  return xy_store_act (store, &actor, name, found, &founding, error) ? g_steal_pointer (&store) : NULL;
}

char *
xy_office_file_of (const char *path)
{
  g_autofree char *folder = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (path) : g_path_get_dirname (path);
  g_autofree char *file = g_build_filename (folder, XY_OFFICE_FILE, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS) ? g_steal_pointer (&file) : NULL;
}

char *
xy_office_village_file (XyStore *office, gint64 stream)
{
  g_autofree char *folder = g_path_get_dirname (xy_store_get_path (office));
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT XY_OFFICE_SUFFIX, stream);

  return g_build_filename (folder, name, NULL);
}

char *
xy_office_name (XyStore *office)
{
  return xy_db_text (xy_store_get_db (office), NAME_SQL, XY_BIND_NONE, NULL);
}

gboolean
xy_office_is_county (XyStore *office)
{
  gint64 county = 0;

  return xy_db_number (xy_store_get_db (office), COUNTY_SQL, XY_BIND_NONE, &county, NULL) && county > 0;
}

gboolean
xy_office_enroll (XyStore *office, const XyEnrolment *enrolment, GCancellable *cancellable, GError **error)
{
  gboolean is = FALSE;

  if (!xy_scope_is_office (office, &is, error))
    return FALSE;
  if (is)
    return xy_account_enroll (office, enrolment, cancellable, error);
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This is not the file of a township's office."));
  return FALSE;
}

static gboolean
write_look (XyTxn *txn, gpointer data, GError **error)
{
  const Look *look = data;
  XyDb *db = xy_txn_get_db (txn);

  if (!xy_db_run (db, LOOK_SQL,
                  XY_BIND (XY_INT (look->stream), XY_INT (look->cursor), XY_INT (look->opened),
                           XY_INT (look->state.waiting), XY_INT (look->state.returned), XY_INT (look->state.conflicts)),
                  error)
      || !xy_db_run (db, FORGET_REVIEWS_SQL, XY_BIND (XY_INT (look->stream)), error))
    return FALSE;
  for (guint i = 0; i < look->due->len; i++)
    {
      const XyBylawDue *due = look->due->pdata[i];
      gboolean filing = due->kind == XY_BYLAW_DUE_FILE;
      char until[XY_DAY_SIZE];

      if (!filing && due->kind != XY_BYLAW_DUE_REVIEW)
        continue;
      xy_day_add (due->since, (int) look->days, until);
      if (!xy_db_run (db, REVIEW_SQL,
                      XY_BIND (XY_ID (&due->version), XY_INT (look->stream), XY_TEXT (due->name),
                               XY_TEXT (filing ? "file" : "review"), XY_TEXT (due->since),
                               XY_TEXT (filing && due->has_until ? due->until : until)),
                      error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_office_look_at (XyStore *office, XyStore *village, gint64 stream, gboolean opened, GError **error)
{
  Look look = { .stream = stream, .opened = opened, .days = xy_setting_get_number (office, XY_SETTING_BYLAW_DAYS) };
  XyLocal local;
  g_autoptr (GError) problem = NULL;

  if (!xy_local_load (village, &local, &problem) && problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  look.cursor = local.machine.cursor;
  look.due = xy_bylaw_due (village, error);
  gboolean ok = look.due != NULL && xy_sync_state_read (village, &look.state, error)
                && xy_store_receive (office, write_look, &look, error);
  g_clear_pointer (&look.due, g_ptr_array_unref);
  xy_sync_state_clear (&look.state);
  return ok;
}

gboolean
xy_office_look (XyStore *office, gint64 stream, gboolean opened, GError **error)
{
  g_autofree char *path = xy_office_village_file (office, stream);
  g_autoptr (XyStore) village = xy_store_open (path, xy_store_get_env (office), 0, error);

  return village != NULL && xy_office_look_at (office, village, stream, opened, error);
}

void
xy_office_village_free (XyOfficeVillage *village)
{
  g_free (village->name);
  g_free (village);
}

static XyOfficeVillage *
village_from_row (XyRows *rows)
{
  XyOfficeVillage *village = g_new0 (XyOfficeVillage, 1);
  XyId of = { { 0 } };

  village->stream = xy_rows_int (rows, 0);
  memcpy (of.b, &village->stream, sizeof village->stream);
  village->id = xy_id_derive (&of, "village of an office");
  village->name = g_strdup (xy_rows_text (rows, 1));
  village->seen_at = xy_rows_int (rows, 2);
  village->synced_at = xy_rows_int (rows, 3);
  village->unread = xy_rows_int (rows, 4);
  village->to_fetch = xy_rows_int (rows, 5);
  village->waiting = xy_rows_int (rows, 6);
  village->returned = xy_rows_int (rows, 7);
  village->conflicts = xy_rows_int (rows, 8);
  village->reviews = xy_rows_int (rows, 9);
  village->here = xy_rows_int (rows, 10) != 0;
  village->trouble = xy_trouble_from_word (xy_rows_text (rows, 11));
  return village;
}

GPtrArray *
xy_office_villages (XyStore *office, const char *find, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_office_village_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyFindPattern) pattern = find != NULL ? xy_find_pattern_new (find) : NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (office), VILLAGES_SQL "ORDER BY v.stream", XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    if (pattern == NULL || xy_find_pattern_match (pattern, xy_rows_text (rows, 12)) >= 0)
      g_ptr_array_add (list, village_from_row (rows));
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

XyOfficeVillage *
xy_office_village (XyStore *office, gint64 stream, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (office), VILLAGES_SQL "WHERE v.stream = ?1", XY_BIND (XY_INT (stream)), &problem);

  if (xy_rows_next (rows, &problem))
    return village_from_row (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such village in the list."));
  return NULL;
}

void
xy_office_review_free (XyOfficeReview *review)
{
  g_free (review->village);
  g_free (review->name);
  g_free (review);
}

GPtrArray *
xy_office_reviews (XyStore *office, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_office_review_free);
  g_autofree char *today = xy_env_today (xy_store_get_env (office));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (office), REVIEWS_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyOfficeReview *review = g_new0 (XyOfficeReview, 1);
      review->version = xy_rows_id (rows, 0);
      review->stream = xy_rows_int (rows, 1);
      review->village = g_strdup (xy_rows_text (rows, 2));
      review->name = g_strdup (xy_rows_text (rows, 3));
      review->filing = xy_rows_int (rows, 4) != 0;
      g_strlcpy (review->since, xy_rows_text (rows, 5), sizeof review->since);
      g_strlcpy (review->until, xy_rows_text (rows, 6), sizeof review->until);
      review->waited = MAX (xy_day_between (review->since, today), 0);
      review->days = xy_day_between (today, review->until);
      g_ptr_array_add (list, review);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}
