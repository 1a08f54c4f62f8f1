/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/id-array.h"
#include "core/notice-list-private.h"
#include "core/store.h"
#include "core/vote.h"

/* 涉及村民利益的重大事项应当随时公布 (村民委员会组织法 35); of a bylaw the item of its own. */
#define ITEM "major"
#define ITEM_BYLAW "bylaw"
#define PAPER "vote-result"

enum
{
  CLOSED,
};

static const XySql statements[] = {
  /*
   * Closed since a day by a body of the villagers, not counted again, about nobody's own matter, and no notice of it:
   * by its paper, by the resolutions of its meeting, typed by hand for that day, or with the quarter's decisions.
   */
  [CLOSED] = { NULL,
               "SELECT v.id FROM vote AS v JOIN meeting AS m ON m.id = v.meeting "
               "JOIN meeting_kind AS k ON k.id = m.kind LEFT JOIN matter AS a ON a.id = v.matter "
               "WHERE v.del = 0 AND m.del = 0 AND v.closed_on >= ?1 AND coalesce (a.private, 0) = 0 AND k.body IN "
               "('villagers', 'representatives', 'group', 'collective', 'collective-representatives') AND NOT EXISTS "
               "(SELECT 1 FROM vote AS r WHERE r.recount_of = v.id AND r.del = 0 AND r.closed_on IS NOT NULL) AND NOT "
               "EXISTS (SELECT 1 FROM notice AS n LEFT JOIN paper AS p ON p.id = n.paper WHERE n.del = 0 AND ("
               "p.subject = v.id OR (p.subject = m.id AND p.kind = 'meeting-resolution') OR (n.item IN "
               "('major', 'decisions', 'bylaw') AND ((p.id IS NULL AND n.happened = m.day) OR n.period = "
               "substr (m.day, 1, 4) || 'Q' || ((substr (m.day, 6, 2) + 2) / 3))))) ORDER BY v.closed_on, v.id",
               "all votes" },
};

static gboolean
add_due (XyNoticeListing *list, const XyVote *vote, GError **error)
{
  gboolean bylaw = !xy_id_is_none (&vote->bylaw) || g_strcmp0 (vote->reserved, "bylaw") == 0;
  const char *key = bylaw ? ITEM_BYLAW : ITEM;
  XyNoticeRow *row = xy_notice_listing_add_due (list, key, PAPER, &vote->record.id, vote->closed_on,
                                                g_strconcat ("表决结果公告：", vote->title, NULL), error);

  if (row == NULL)
    return FALSE;
  xy_notice_listing_set_at_once (list, row);
  g_autofree char *left = xy_notice_days_left (row->days);
  row->sentence = row->has_until ? g_strdup_printf (
                      _ ("The vote is closed; its result hangs at once, by %s at the latest: %s."), row->until, left)
                                 : g_strdup (_ ("The vote is closed; its result hangs at once."));
  return TRUE;
}

gboolean
xy_notice_listing_add_votes (XyNoticeListing *list, const char *since, GError **error)
{
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (list->store), statements[CLOSED].text, XY_BIND (XY_TEXT (since)), error);
  g_autoptr (GArray) ids = xy_id_array_read (rows, FALSE, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (XyVote) vote = xy_vote_get (list->store, &g_array_index (ids, XyId, i), error);
      if (vote == NULL || !add_due (list, vote, error))
        return FALSE;
    }
  return ids != NULL;
}

const XySql *
xy_notice_vote_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
