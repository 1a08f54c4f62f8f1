/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: figures after the county was restored, before all villages have sent again what is missing. */
#include "core/day.h"
#include "server/report-private.h"

/* Who is silent for longer has given it up, and is missed by other reports. */
#define DAYS_MOST 90
/* By line it is the account that is seen, on a stick the device. */
#define MISSING_SQL                                                                                                    \
  "SELECT count (*) FROM stream AS s WHERE s.sid BETWEEN ?1 AND ?2 "                                                   \
  "AND EXISTS (SELECT 1 FROM device AS d WHERE d.sid = s.sid AND d.last_n > 0 AND d.state = 0) "                       \
  "AND NOT EXISTS (SELECT 1 FROM device AS e WHERE e.sid = s.sid AND e.seen >= ?3) "                                   \
  "AND NOT EXISTS (SELECT 1 FROM account AS a WHERE a.scope = s.sid AND a.seen >= ?3)"

char *
xy_report_say_rebuilding (const XyReportSums *sums, GError **error)
{
  gint64 at, missing = 0;

  if (!xy_server_store_get_restored (sums->store, &at, error) || at == 0
      || xy_env_now (sums->store->env) - at > DAYS_MOST * XY_DAY_MS
      || !xy_base_number (sums->store->base, MISSING_SQL,
                          XY_BIND (XY_INT (sums->first_sid), XY_INT (sums->last_sid), XY_INT (at)), &missing, error)
      || missing == 0)
    return NULL;
  g_autofree char *day = xy_day_from_instant (at);
  return g_strdup_printf ("县里的数据%s从备份恢复，还有%d个村没有重新上报，表中数字暂不作为正式数据。", day,
                          (int) missing);
}
