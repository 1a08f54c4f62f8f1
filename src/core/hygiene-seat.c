/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hygiene-private.h"

#include <string.h>

#include "core/kin.h"
#include "core/normalize.h"
#include "core/store.h"

enum
{
  JUDGES,
  LAST_ROUND,
};

static const XySql statements[] = {
  [JUDGES] = { &xy_hygiene_judge_type, "WHERE t.round = ?1 AND t.del = 0 ORDER BY t.number, t.id" },
  [LAST_ROUND] = { &xy_hygiene_round_type,
                   "WHERE t.target = ?1 AND t.del = 0 ORDER BY t.day DESC, t.number DESC, t.id DESC LIMIT 1" },
};

GPtrArray *
xy_hygiene_judges (XyStore *store, const XyId *round, GError **error)
{
  return xy_record_list (store, &xy_hygiene_judge_type, statements[JUDGES].text, XY_BIND (XY_ID (round)), error);
}

void
xy_hygiene_seat_clear (XyHygieneSeat *seat)
{
  g_clear_pointer (&seat->name, g_free);
  g_clear_pointer (&seat->post, g_free);
}

static GArray *
new_seats (void)
{
  GArray *seats = g_array_new (FALSE, TRUE, sizeof (XyHygieneSeat));

  g_array_set_clear_func (seats, (GDestroyNotify) xy_hygiene_seat_clear);
  return seats;
}

static gboolean
add_seat (XyStore *store, GArray *seats, const char *name, const char *post, GError **error)
{
  g_autofree char *clean = xy_name_clean (name), *clean_post = xy_text_clean (post);

  if (clean[0] == '\0')
    return TRUE;
  g_autoptr (GPtrArray) persons = xy_person_list_by_name (store, clean, NULL, error);
  if (persons == NULL)
    return FALSE;
  XyHygieneSeat seat = { .name = g_steal_pointer (&clean),
                         .person = persons->len == 1 ? ((XyRecord *) persons->pdata[0])->id : XY_ID_NONE };
  if (clean_post[0] != '\0')
    seat.post = g_steal_pointer (&clean_post);
  g_array_append_val (seats, seat);
  return TRUE;
}

GArray *
xy_hygiene_seats_parse (XyStore *store, const char *names, GError **error)
{
  g_autoptr (GArray) seats = new_seats ();
  g_autofree char *clean = xy_text_clean_lines (names);
  g_autoptr (GString) name = g_string_new (NULL), post = g_string_new (NULL);
  gboolean in_post = FALSE;

  for (const char *at = clean;; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean ends = c == 0
                      || (!in_post
                          && (c == ' ' || (c < 128 && strchr (",;\n\t", (int) c) != NULL) || c == 0x3001 || c == 0xff0c
                              || c == 0xff1b));

      if (ends && !add_seat (store, seats, name->str, post->str, error))
        return NULL;
      if (ends)
        {
          g_string_truncate (name, 0);
          g_string_truncate (post, 0);
        }
      else if (c == '(' || c == 0xff08)
        in_post = TRUE;
      else if (c == ')' || c == 0xff09)
        in_post = FALSE;
      else
        g_string_append_unichar (in_post ? post : name, c);
      if (c == 0)
        return g_steal_pointer (&seats);
    }
}

GArray *
xy_hygiene_seats (XyStore *store, const XyId *round, const char *target, GError **error)
{
  g_autoptr (GArray) seats = new_seats ();
  g_autoptr (GPtrArray) last = NULL;

  if (xy_id_is_none (round))
    {
      last = xy_record_list (store, &xy_hygiene_round_type, statements[LAST_ROUND].text, XY_BIND (XY_TEXT (target)),
                             error);
      if (last == NULL)
        return NULL;
      if (last->len == 0)
        return g_steal_pointer (&seats);
      round = &((XyRecord *) last->pdata[0])->id;
    }
  g_autoptr (GPtrArray) judges = xy_hygiene_judges (store, round, error);
  for (guint i = 0; judges != NULL && i < judges->len; i++)
    {
      const XyHygieneJudge *judge = judges->pdata[i];
      XyHygieneSeat seat = { g_strdup (judge->name), judge->person, g_strdup (judge->post) };
      g_array_append_val (seats, seat);
    }
  return judges != NULL ? g_steal_pointer (&seats) : NULL;
}

GHashTable *
xy_hygiene_asides (XyStore *store, const char *name, const XyId *person, GError **error)
{
  g_autoptr (GHashTable) asides = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  g_autoptr (GPtrArray) persons = xy_kin_persons (store, name, person, error);

  if (persons == NULL)
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    {
      const XyPerson *known = persons->pdata[i];
      g_autoptr (GHashTable) kin = xy_kin_households (store, known, error);
      GHashTableIter iter;
      gpointer key;

      if (kin == NULL)
        return NULL;
      g_hash_table_iter_init (&iter, kin);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        if (!g_hash_table_contains (asides, key))
          g_hash_table_insert (asides, xy_id_copy (key), xy_kin_near_sentence (known->name));
      if (!xy_id_is_none (&known->household))
        g_hash_table_insert (asides, xy_id_copy (&known->household), xy_kin_own_sentence (known->name));
    }
  return g_steal_pointer (&asides);
}

const XySql *
xy_hygiene_seat_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
