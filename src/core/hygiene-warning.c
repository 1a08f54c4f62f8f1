/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-list.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/publicity.h"
#include "core/store.h"

/* Somebody who was right is not asked about for ever: the answer may have been enough. */
#define UPHELD_DAYS 30
#define LOOK_BACK -365

enum
{
  HANGING,
  NOT_POSTED,
  CORRECTED,
  UPHELD,
};

static const XySql statements[] = {
  /* The lists to help that hang, and how many of each have left it since it was printed: now they are off, and
   * something took them off after the paper. */
  [HANGING] = { NULL,
                "SELECT p.subject, n.id, (SELECT count (*) FROM hygiene_result AS r WHERE r.round = p.subject AND r.del = 0 "
                "AND (r.list IS NOT 'low' OR (EXISTS (SELECT 1 FROM hygiene_slip AS s WHERE s.result = r.id AND s.del = 0) "
                "AND NOT EXISTS (SELECT 1 FROM hygiene_slip AS s WHERE s.result = r.id AND s.del = 0 AND s.stage < 3))) "
                "AND (EXISTS (SELECT 1 FROM hygiene_correction AS c WHERE c.result = r.id AND c.del = 0 "
                "AND c.was = 'low' AND c.at > p.at) OR (r.list = 'low' AND EXISTS (SELECT 1 FROM hygiene_slip AS s "
                "JOIN hygiene_recheck AS c ON c.slip = s.id AND c.del = 0 AND c.kind IN ('close', 'void') "
                "WHERE s.result = r.id AND s.del = 0 AND c.at > p.at)))), n.posted_on "
                "FROM notice AS n JOIN paper AS p ON p.id = n.paper "
                "WHERE n.del = 0 AND n.posted_on IS NOT NULL AND n.taken_down_on IS NULL AND p.kind = 'hygiene-low' "
                "ORDER BY n.posted_on, n.id" },
  /* Also where the board was written by hand: a notice of the item for the round's period. */
  [NOT_POSTED] = { &xy_hygiene_round_type,
                   "WHERE t.del = 0 AND t.day >= ?1 AND t.closed_on IS NOT NULL "
                   "AND EXISTS (SELECT 1 FROM hygiene_result AS r WHERE r.round = t.id AND r.del = 0 AND r.state = 'in') "
                   "AND NOT EXISTS (SELECT 1 FROM paper AS p JOIN notice AS n ON n.paper = p.id AND n.del = 0 "
                   "WHERE p.subject = t.id AND n.posted_on IS NOT NULL) "
                   "AND NOT EXISTS (SELECT 1 FROM notice AS n WHERE n.del = 0 AND n.item = 'hygiene' "
                   "AND n.posted_on IS NOT NULL AND n.period = t.period) ORDER BY t.day, t.number" },
  [CORRECTED] = { NULL,
                  "SELECT r.round, count (*) FROM hygiene_correction AS c "
                  "JOIN hygiene_result AS r ON r.id = c.result WHERE c.del = 0 AND c.day >= ?1 "
                  "AND NOT EXISTS (SELECT 1 FROM paper AS p JOIN notice AS n ON n.paper = p.id AND n.del = 0 "
                  "WHERE p.subject = r.round AND p.kind = 'hygiene-correction' AND p.at >= c.at "
                  "AND n.posted_on IS NOT NULL) GROUP BY r.round ORDER BY min (c.day), r.round",
                  "corrections are rare" },
  [UPHELD] = { NULL,
               "SELECT p.subject, n.id, count (*) FROM objection AS o JOIN notice AS n ON n.id = o.notice "
               "AND n.del = 0 JOIN paper AS p ON p.id = n.paper JOIN hygiene_round AS r ON r.id = p.subject "
               "WHERE o.del = 0 AND o.result IN ('upheld', 'partly') AND o.answered_on >= ?1 "
               "AND NOT EXISTS (SELECT 1 FROM hygiene_correction AS c JOIN hygiene_result AS x ON x.id = c.result "
               "WHERE x.round = p.subject AND c.del = 0 AND c.day >= o.received_on) GROUP BY p.subject, n.id" },
};

static const char *const names[] = { "over", "left", "not-posted", "correction", "upheld" };

G_STATIC_ASSERT (G_N_ELEMENTS (names) == XY_HYGIENE_N_WARNINGS);

typedef struct
{
  XyStore *store;
  const char *today;
  GPtrArray *warnings;
} Work;

void
xy_hygiene_warning_free (XyHygieneWarning *warning)
{
  if (warning == NULL)
    return;
  g_free (warning->sentence);
  g_free (warning);
}

const char *
xy_hygiene_warning_name (XyHygieneWarningKind kind)
{
  return kind < XY_HYGIENE_N_WARNINGS ? names[kind] : NULL;
}

static XyHygieneWarning *
add (Work *work, XyHygieneWarningKind kind, const XyId *round, const XyId *notice, guint n)
{
  XyHygieneWarning *warning = g_new0 (XyHygieneWarning, 1);

  warning->kind = kind;
  warning->round = *round;
  warning->notice = notice != NULL ? *notice : XY_ID_NONE;
  warning->n = n;
  warning->late = TRUE;
  g_ptr_array_add (work->warnings, warning);
  return warning;
}

/* "2026年第3期人居环境评比"; "" where the round is gone. (transfer full) */
static char *
describe (Work *work, const XyId *id, char *last)
{
  g_autoptr (XyHygieneRound) round = xy_record_get (work->store, &xy_hygiene_round_type, id, NULL);

  if (round == NULL)
    return g_strdup ("");
  if (last != NULL)
    xy_hygiene_low_last_day (work->store, round, last);
  return xy_hygiene_round_describe (round);
}

static void
look_at_hanging (Work *work, const XyId *round, const XyId *notice, guint n_left)
{
  char last[XY_DAY_SIZE] = "";
  g_autofree char *title = describe (work, round, last);

  if (last[0] != '\0' && strcmp (work->today, last) > 0)
    {
      XyHygieneWarning *over = add (work, XY_HYGIENE_WARN_OVER, round, notice, 0);
      g_strlcpy (over->until, last, sizeof over->until);
      over->sentence = g_strdup_printf (
          _ ("The list of households to help of %s may hang until %s. Please take it down."), title, last);
    }
  else if (n_left > 0)
    add (work, XY_HYGIENE_WARN_LEFT, round, notice, n_left)->sentence = g_strdup_printf (
        ngettext (
            "On the list of households to help that hangs of %s, %u household has left it since. Please replace it.",
            "On the list of households to help that hangs of %s, %u households have left it since. Please replace it.",
            n_left),
        title, n_left);
}

static gboolean
add_hanging (Work *work, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (work->store), statements[HANGING].text, XY_BIND_NONE, &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId round = xy_rows_id (rows, 0), notice = xy_rows_id (rows, 1);
      look_at_hanging (work, &round, &notice, (guint) xy_rows_int (rows, 2));
    }
  return xy_error_pass (error, &problem);
}

/* By when it is to hang: so many days after the lists were decided, as of anything that happened. */
static gboolean
post_by (XyPublicity *publicity, const XyHygieneRound *round, char day[])
{
  int days = xy_publicity_at (publicity, round->closed_on)->values[XY_PUBLICITY_EVENT_DAYS].value;

  return days > 0 && xy_day_add (round->closed_on, days, day);
}

static gboolean
add_not_posted (Work *work, const char *since, GError **error)
{
  g_autoptr (GPtrArray) rounds = xy_record_list (work->store, &xy_hygiene_round_type, statements[NOT_POSTED].text,
                                                 XY_BIND (XY_TEXT (since)), error);
  g_autoptr (XyPublicity) publicity =
      rounds != NULL && rounds->len > 0 ? xy_publicity_load (work->store, NULL, error) : NULL;

  if (rounds == NULL || (rounds->len > 0 && publicity == NULL))
    return FALSE;
  for (guint i = 0; i < rounds->len; i++)
    {
      const XyHygieneRound *round = rounds->pdata[i];
      XyHygieneWarning *warning = add (work, XY_HYGIENE_WARN_NOT_POSTED, &round->record.id, NULL, 0);
      g_autofree char *title = xy_hygiene_round_describe (round);

      warning->late = post_by (publicity, round, warning->until) && strcmp (warning->until, work->today) < 0;
      if (warning->until[0] == '\0')
        warning->sentence =
            g_strdup_printf (_ ("%s was decided on %s and does not hang yet."), title, round->closed_on);
      else if (warning->late)
        warning->sentence =
            g_strdup_printf (_ ("%s was decided on %s and was to hang by %s. Judged but not posted costs points in an "
                                "inspection."),
                             title, round->closed_on, warning->until);
      else
        warning->sentence =
            g_strdup_printf (_ ("%s was decided on %s; it is to hang by %s."), title, round->closed_on, warning->until);
    }
  return TRUE;
}

static gboolean
add_corrected (Work *work, const char *since, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (work->store), statements[CORRECTED].text, XY_BIND (XY_TEXT (since)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId round = xy_rows_id (rows, 0);
      guint n = (guint) xy_rows_int (rows, 1);
      g_autofree char *title = describe (work, &round, NULL);
      add (work, XY_HYGIENE_WARN_CORRECTION, &round, NULL, n)->sentence = g_strdup_printf (
          ngettext ("A list of %s was changed for %u household after it hung. Please post a correction.",
                    "Lists of %s were changed for %u households after they hung. Please post a "
                    "correction.",
                    n),
          title, n);
    }
  return xy_error_pass (error, &problem);
}

static gboolean
add_upheld (Work *work, GError **error)
{
  char since[XY_DAY_SIZE];
  g_autoptr (GError) problem = NULL;

  xy_day_add (work->today, -UPHELD_DAYS, since);
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (work->store), statements[UPHELD].text, XY_BIND (XY_TEXT (since)), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId round = xy_rows_id (rows, 0), notice = xy_rows_id (rows, 1);
      g_autofree char *title = describe (work, &round, NULL);
      add (work, XY_HYGIENE_WARN_UPHELD, &round, &notice, (guint) xy_rows_int (rows, 2))->sentence = g_strdup_printf (
          _ ("An objection to a board of %s was upheld. Please correct the list, and post the correction."), title);
    }
  return xy_error_pass (error, &problem);
}

GPtrArray *
xy_hygiene_warnings (XyStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_hygiene_warning_free);
  Work work = { store, today, warnings };
  char since[XY_DAY_SIZE];

  xy_day_add (today, LOOK_BACK, since);
  return add_hanging (&work, error) && add_upheld (&work, error) && add_corrected (&work, since, error)
                 && add_not_posted (&work, since, error)
             ? g_steal_pointer (&warnings)
             : NULL;
}

const XySql *
xy_hygiene_warning_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
