/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "core/backup-private.h"
#include "core/day.h"
#include "core/setting.h"
#include "core/village.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))
#define DAY (24 * HOUR)
#define DAILY_UNTIL (7 * DAY)
#define MONTHLY_UNTIL (366 * DAY)

/* The slot that a backup stands for; of each slot the last one is kept. */
static char *
slot_of (gint64 at, gint64 now)
{
  gint64 age = now - at;
  g_autofree char *time = xy_instant_format (at); /* 2026-11-22 09:12 */

  if (age < DAY)
    return g_strdup_printf ("hour %.13s", time);
  if (age < DAILY_UNTIL)
    return g_strdup_printf ("day %.10s", time);
  if (age < MONTHLY_UNTIL)
    return g_strdup_printf ("month %.7s", time);
  return NULL;
}

void
xy_backup_thin (const gint64 *times, guint n_times, gint64 now, guint *keeper)
{
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint newest = 0;

  for (guint i = 0; i < n_times; i++)
    {
      g_autofree char *slot = slot_of (times[i], now);
      gpointer other;

      newest = times[i] > times[newest] ? i : newest;
      if (slot != NULL
          && (!g_hash_table_lookup_extended (last, slot, NULL, &other) || times[GPOINTER_TO_UINT (other)] < times[i]))
        g_hash_table_replace (last, g_steal_pointer (&slot), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < n_times; i++)
    {
      g_autofree char *slot = slot_of (times[i], now);
      keeper[i] = i == newest || slot == NULL ? newest : GPOINTER_TO_UINT (g_hash_table_lookup (last, slot));
    }
}

/* Those taken before something happened are what one goes back to after it: for a week they stay, timer or not. */
static gboolean
is_thinned (const XyBackupInfo *info, gint64 now)
{
  return g_strcmp0 (info->reason, XY_BACKUP_TIMER) == 0 || now - info->at >= DAILY_UNTIL;
}

/* Whether INFO can still be read whole; otherwise it gets a name that no longer counts. */
static gboolean
is_sound (const XyBackupInfo *info)
{
  g_autofree char *bad = g_strconcat (info->path, XY_BACKUP_BAD_SUFFIX, NULL);
  g_autoptr (GError) error = NULL;

  if (xy_backup_check (info->path, NULL, &error))
    return TRUE;
  g_warning ("A backup has gone bad: %s", error->message);
  g_rename (info->path, bad);
  return FALSE;
}

void
xy_backup_thin_folder (const char *folder, const char *code, gint64 now)
{
  g_autoptr (GPtrArray) list = xy_backup_list (folder, code);
  g_autoptr (GPtrArray) candidates = g_ptr_array_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < list->len; i++)
    {
      XyBackupInfo *info = list->pdata[i];
      if (!info->sealed && is_thinned (info, now))
        {
          g_ptr_array_add (candidates, info);
          g_array_append_val (times, info->at);
        }
    }
  g_autofree guint *keeper = g_new0 (guint, candidates->len + 1);
  g_autofree char *sound = g_new0 (char, candidates->len + 1);
  xy_backup_thin ((const gint64 *) (gpointer) times->data, times->len, now, keeper);

  /* Nothing goes before what stays in its place was read whole once more. */
  for (guint i = 0; i < candidates->len; i++)
    {
      guint other = keeper[i];
      if (other == i)
        continue;
      if (sound[other] == 0)
        sound[other] = is_sound (candidates->pdata[other]) ? 1 : 2;
      if (sound[other] == 1)
        g_unlink (((XyBackupInfo *) candidates->pdata[i])->path);
    }
}

/* Whether something was done since the last backup, which was at LAST; 0 where there is none. */
static gboolean
is_behind (XyStore *store, gint64 *last)
{
  g_autofree char *at = xy_store_get_local (store, "backup_at");
  g_autofree char *act = xy_store_get_local (store, "backup_act");
  gint64 acts = 0;

  *last = at != NULL ? g_ascii_strtoll (at, NULL, 10) : 0;
  xy_db_number (xy_store_get_db (store), "SELECT max (n) FROM act", XY_BIND_NONE, &acts, NULL);
  return act == NULL || g_ascii_strtoll (act, NULL, 10) != acts;
}

gboolean
xy_backup_is_late (XyStore *store, char last[])
{
  g_autoptr (XyVillage) village = xy_village_get (store, NULL);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  gint64 at, first = 0;

  last[0] = '\0';
  if (village == NULL || village->sample != 0 || !is_behind (store, &at))
    return FALSE;
  if (at == 0
      && (!xy_db_number (xy_store_get_db (store), "SELECT at FROM act ORDER BY n LIMIT 1", XY_BIND_NONE, &first, NULL)
          || first == 0))
    return FALSE;
  g_autofree char *day = xy_day_from_instant (at != 0 ? at : first);
  if (at != 0)
    g_strlcpy (last, day, XY_DAY_SIZE);
  return xy_day_between (day, today) >= XY_BACKUP_LATE_DAYS;
}

gboolean
xy_backup_due (XyStore *store)
{
  gint64 now = xy_env_now (xy_store_get_env (store)), last;
  gint64 pause = xy_setting_get_number (store, XY_SETTING_BACKUP_MINUTES) * 60000;

  if (!is_behind (store, &last))
    return FALSE;
  /* A clock that was set back must not put backups off. */
  return now - last >= pause || last > now;
}
