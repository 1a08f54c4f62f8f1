/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/draft.h"

gboolean
xy_draft_save (XyStore *store, const char *form, const char *body, GError **error)
{
  if (body == NULL)
    return xy_store_write_local (store, "DELETE FROM draft WHERE form = ?1", XY_BIND (XY_TEXT (form)), error);

  gint64 now = xy_env_now (xy_store_get_env (store));
  return xy_store_write_local (store,
                               "INSERT INTO draft (form, body, at) VALUES (?1, ?2, ?3)"
                               " ON CONFLICT (form) DO UPDATE SET body = excluded.body, at = excluded.at",
                               XY_BIND (XY_TEXT (form), XY_TEXT (body), XY_INT (now)), error);
}

char *
xy_draft_load (XyStore *store, const char *form, GError **error)
{
  return xy_db_text (xy_store_get_db (store), "SELECT body FROM draft WHERE form = ?1", XY_BIND (XY_TEXT (form)),
                     error);
}
