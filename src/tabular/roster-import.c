/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-import.h"

#include "core/backup.h"
#include "core/user.h"

gboolean
xy_roster_import (XyStore *store,
                  const XyActor *actor,
                  const XyRosterPlan *plan,
                  const char *file_name,
                  char **backup,
                  GCancellable *cancellable,
                  XyRosterProgress progress,
                  gpointer data,
                  GError **error)
{
  g_autofree char *taken = NULL;

  if (backup != NULL)
    *backup = NULL;
  if (!xy_roster_layouts_remember (plan->read->layouts, store, error))
    return FALSE;
  if (!xy_roster_plan_changes_anything (plan))
    return TRUE;
  /* Who may not import is told so before a large village is copied. */
  if (!xy_actor_require (actor, XY_MAY_IMPORT, error))
    return FALSE;
  taken =
      xy_backup_take (xy_store_get_path (store), xy_store_get_env (store), NULL, XY_BACKUP_IMPORT, cancellable, error);
  if (taken == NULL || !xy_roster_apply (store, actor, plan, file_name, cancellable, progress, data, error))
    return FALSE;
  if (backup != NULL)
    *backup = g_steal_pointer (&taken);
  return TRUE;
}
