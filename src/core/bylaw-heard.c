/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/bylaw-heard.h"

#include <glib/gi18n-lib.h>

#include "core/store.h"

enum
{
  HEARD,
};

static const XySql statements[] = {
  [HEARD] = { NULL,
              "SELECT * FROM (SELECT 0 AS visit, l.meeting, l.household, coalesce (l.who, h.head_name) AS who, m.day AS day, "
              "l.text AS text, k.name AS title, l.id AS id FROM meeting AS m JOIN meeting_line AS l ON l.meeting = m.id "
              "JOIN meeting_kind AS k ON k.id = m.kind LEFT JOIN household AS h ON h.id = l.household "
              "WHERE l.kind = 'speech' AND l.del = 0 AND m.del = 0 AND NOT EXISTS (SELECT 1 FROM bylaw_opinion AS o "
              "WHERE o.version = ?1 AND o.del = 0 AND o.meeting = l.meeting AND o.text = l.text) "
              "UNION ALL SELECT 1, NULL, a.household, coalesce (a.people, h.head_name), a.day, coalesce (a.content, a.title), "
              "a.visitor, a.id FROM matter AS a LEFT JOIN household AS h ON h.id = a.household "
              "WHERE a.source = 'visit' AND a.private = 0 AND a.del = 0 AND NOT EXISTS (SELECT 1 FROM bylaw_opinion AS o "
              "WHERE o.version = ?1 AND o.del = 0 AND o.source = 'visit' AND o.day = a.day "
              "AND o.text = coalesce (a.content, a.title))) "
              "WHERE ?2 IS NULL OR instr (text, ?2) > 0 OR instr (coalesce (who, ''), ?2) > 0 "
              "ORDER BY day DESC, id DESC LIMIT ?3",
              "looks through what was said" },
};

XyBylawHeard *
xy_bylaw_heard_copy (const XyBylawHeard *heard)
{
  XyBylawHeard *copy = g_new0 (XyBylawHeard, 1);

  *copy = *heard;
  copy->who = g_strdup (heard->who);
  copy->day = g_strdup (heard->day);
  copy->text = g_strdup (heard->text);
  copy->title = g_strdup (heard->title);
  return copy;
}

void
xy_bylaw_heard_free (XyBylawHeard *heard)
{
  g_free (heard->who);
  g_free (heard->day);
  g_free (heard->text);
  g_free (heard->title);
  g_free (heard);
}

GPtrArray *
xy_bylaw_heard (XyStore *store, const XyId *version, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_bylaw_heard_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[HEARD].text,
                                         XY_BIND (XY_ID (version), XY_TEXT (text), XY_INT (limit)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyBylawHeard *heard = g_new0 (XyBylawHeard, 1);
      heard->source = xy_rows_int (rows, 0) != 0 ? "visit" : "meeting";
      heard->meeting = xy_rows_id (rows, 1);
      heard->household = xy_rows_id (rows, 2);
      heard->who = g_strdup (xy_rows_text (rows, 3));
      heard->day = g_strdup (xy_rows_text (rows, 4));
      heard->text = g_strdup (xy_rows_text (rows, 5));
      heard->title = g_strdup (xy_rows_text (rows, 6));
      g_ptr_array_add (list, heard);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean
xy_bylaw_take_heard_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyBylawTaking *taking = data;

  for (guint i = 0; i < taking->heard->len; i++)
    {
      const XyBylawHeard *heard = taking->heard->pdata[i];
      g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);
      XyBylawHearing hearing = { .opinion = opinion };

      opinion->version = taking->version;
      opinion->meeting = heard->meeting;
      opinion->household = heard->household;
      xy_set_str (&opinion->source, heard->source);
      xy_set_str (&opinion->who, heard->who);
      xy_set_str (&opinion->day, heard->day);
      xy_set_str (&opinion->text, heard->text);
      if (!xy_bylaw_hear_act (txn, &hearing, error))
        return FALSE;
    }
  g_autofree char *title =
      g_strdup_printf (ngettext ("Take up %u opinion", "Take up %u opinions", taking->heard->len), taking->heard->len);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_bylaw_heard_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
