/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/history.h"

#include <glib/gi18n-lib.h>

#include "core/act.h"

#define LAST_SQL "UPDATE line SET last_try_at = ?1, last_error = ?2"
#define AGAIN_SQL                                                                                                      \
  "UPDATE line_try SET at = ?1, times = times + 1 WHERE n = (SELECT max (n) FROM line_try) AND trouble = ?2 "          \
  "AND sent = 0 AND fetched = 0"
#define ADD_SQL                                                                                                        \
  "INSERT INTO line_try (first_at, at, times, sent, fetched, trouble) SELECT ?1, ?1, 1, ?3, ?4, ?2 "                   \
  "WHERE ?3 + ?4 > 0 OR changes () = 0"
#define FORGET_SQL "DELETE FROM line_try WHERE n <= (SELECT max (n) FROM line_try) - ?1"
#define LIST_SQL "SELECT n, first_at, at, times, sent, fetched, trouble FROM line_try ORDER BY n DESC"

typedef struct
{
  gint64 now, sent, fetched;
  const char *trouble;
} Keeping;

static gboolean
keep (XyTxn *txn, gpointer data, GError **error)
{
  const Keeping *keeping = data;
  XyDb *db = xy_txn_get_db (txn);
  gboolean nothing = keeping->sent == 0 && keeping->fetched == 0;

  if (!xy_db_run (db, LAST_SQL, XY_BIND (XY_INT (keeping->now), XY_TEXT (keeping->trouble)), error))
    return FALSE;
  if (nothing && !xy_db_run (db, AGAIN_SQL, XY_BIND (XY_INT (keeping->now), XY_TEXT (keeping->trouble)), error))
    return FALSE;
  return xy_db_run (db, ADD_SQL,
                    XY_BIND (XY_INT (keeping->now), XY_TEXT (keeping->trouble), XY_INT (keeping->sent),
                             XY_INT (keeping->fetched)),
                    error)
         && xy_db_run (db, FORGET_SQL, XY_BIND (XY_INT (XY_HISTORY_MOST)), error);
}

gboolean
xy_history_keep (XyStore *store, gint64 now, XyTrouble trouble, gint64 sent, gint64 fetched, GError **error)
{
  Keeping keeping = { now, MAX (sent, 0), MAX (fetched, 0), xy_trouble_word (trouble) };

  return xy_store_receive (store, keep, &keeping, error);
}

GArray *
xy_history_list (XyStore *store, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyTry));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), LIST_SQL, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyTry try = { .n = xy_rows_int (rows, 0),
                    .first_at = xy_rows_int (rows, 1),
                    .at = xy_rows_int (rows, 2),
                    .times = xy_rows_int (rows, 3),
                    .sent = xy_rows_int (rows, 4),
                    .fetched = xy_rows_int (rows, 5),
                    .trouble = xy_trouble_from_word (xy_rows_text (rows, 6)) };
      g_array_append_val (list, try);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

char *
xy_try_sentence (const XyTry *try)
{
  const char *why = xy_trouble_sentence (try->trouble);
  g_autofree char *what = NULL;

  if (try->sent > 0 && try->fetched > 0)
    what = g_strdup_printf (_ ("%d changes went up, %d came down."), (int) try->sent, (int) try->fetched);
  else if (try->sent > 0)
    what =
        g_strdup_printf (ngettext ("%d change went up.", "%d changes went up.", (gulong) try->sent), (int) try->sent);
  else if (try->fetched > 0)
    what = g_strdup_printf (ngettext ("%d change came down.", "%d changes came down.", (gulong) try->fetched),
                            (int) try->fetched);
  if (what != NULL)
    return why != NULL ? g_strconcat (what, why, NULL) : g_steal_pointer (&what);
  return g_strdup (why != NULL ? why : _ ("Nothing was new on either side."));
}
