/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/clock.h"
#include "core/event.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/purge-private.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/user.h"

enum
{
  SITTING,
  USER,
  EVENTS,
};

static const XySql statements[] = {
  /* Whether anybody lives in the household of which he is the head. */
  [SITTING] = { NULL,
                "SELECT p.id IS NOT NULL FROM household AS h LEFT JOIN person AS p ON p.household = h.id AND p.del = 0"
                " AND p.state IN ('here', 'away') WHERE h.id = ?1 AND h.head = ?2 LIMIT 1" },
  [USER] = { NULL, "SELECT name FROM user WHERE person = ?1 AND del = 0", "there are a dozen users" },
  [EVENTS] = { &xy_event_type, "WHERE t.person = ?1 AND t.note IS NOT NULL ORDER BY t.id" },
};

/* --- what there is --- */

void
xy_purge_facts_clear (XyPurgeFacts *facts)
{
  g_free (facts->name);
  g_free (facts->household);
  *facts = (XyPurgeFacts){ NULL };
}

static gboolean
check_person (XyStore *store, const XyPerson *person, gboolean *head, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *user =
      xy_db_text (xy_store_get_db (store), statements[USER].text, XY_BIND (XY_ID (&person->record.id)), &problem);
  gint64 sitting = -1;

  if (!xy_error_pass (error, &problem)
      || !xy_db_number (xy_store_get_db (store), statements[SITTING].text,
                        XY_BIND (XY_ID (&person->household), XY_ID (&person->record.id)), &sitting, error))
    return FALSE;
  *head = sitting == 0;
  const char *why =
      g_strcmp0 (person->name, XY_PURGED_NAME) == 0 ? _ ("The information on this person was purged already.")
      : xy_person_is_live (person)
          ? _ ("%s lives in the village, and the office must know who does. What is wrong in the record "
               "can be corrected; who moved out or died can be purged.")
      : user != NULL ? _ ("%s is a user of this program. Please close that under Settings › Users first.")
      : sitting == 1 ? _ ("%s is the head of a household in which people live. Choose its new head first.")
                     : NULL;
  if (why != NULL)
    {
      g_autoptr (GString) text = g_string_new (why);
      g_string_replace (text, "%s", person->name, 1);
      g_set_error_literal (error, XY_ERROR, XY_ERROR_CONFLICT, text->str);
    }
  return why == NULL;
}

/* Its number. (transfer full) */
static char *
household_of (XyStore *store, const XyPerson *person)
{
  g_autoptr (XyHousehold) household =
      !xy_id_is_none (&person->household) ? xy_record_get (store, &xy_household_type, &person->household, NULL) : NULL;

  return household != NULL ? g_strdup (household->number) : NULL;
}

gboolean
xy_purge_look (XyStore *store, const XyId *id, XyPurgeFacts *facts, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, id, error);

  *facts = (XyPurgeFacts){ NULL };
  if (person == NULL || !check_person (store, person, &facts->head, error))
    return FALSE;
  g_autoptr (GPtrArray) lines = xy_purge_list_lines (xy_store_get_db (store), id, facts->head, &facts->waiting, error);
  if (lines == NULL)
    return FALSE;
  facts->name = g_strdup (person->name);
  facts->household = household_of (store, person);
  facts->fields = 1 + xy_person_empty (person);
  facts->changes = lines->len;
  return TRUE;
}

/* --- the act --- */

/* Before him, and without a head: it would take his name again. */
static gboolean
clear_household (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, id, error);

  if (household == NULL)
    return FALSE;
  household->head = XY_ID_NONE;
  xy_set_str (&household->head_name, XY_PURGED_NAME);
  xy_set_str (&household->phone, NULL);
  xy_set_str (&household->bank, NULL);
  xy_set_str (&household->note, NULL);
  xy_set_str (&household->category, NULL);
  return xy_record_save (txn, household, error);
}

static gboolean
clear_notes (XyTxn *txn, const XyId *person, GError **error)
{
  g_autoptr (GPtrArray) events = xy_record_list (xy_txn_get_store (txn), statements[EVENTS].type,
                                                 statements[EVENTS].text, XY_BIND (XY_ID (person)), error);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      XyEvent *event = events->pdata[i];
      xy_set_str (&event->note, NULL);
      if (!xy_record_save (txn, event, error))
        return FALSE;
    }
  return events != NULL;
}

static gboolean
clear_person (XyTxn *txn, XyPerson *person, GError **error)
{
  xy_set_str (&person->name, XY_PURGED_NAME);
  xy_person_empty (person);
  g_free (person->purged);
  person->purged = xy_env_today (xy_txn_get_env (txn));
  xy_person_type.derive (&person->record);
  return xy_record_set_deleted (txn, person, TRUE, error);
}

static gboolean
purge (XyTxn *txn, gpointer data, GError **error)
{
  const XyPurge *purge = data;
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, &purge->person, error);
  gboolean head;

  if (person == NULL || !check_person (store, person, &head, error))
    return FALSE;
  g_autofree char *household = household_of (store, person);
  g_autofree char *title = g_strdup_printf (_ ("Purge the information on a person of household %s: %s; beside: %s"),
                                            household != NULL ? household : "–", purge->reason, purge->witness);
  xy_txn_set_title (txn, title);
  xy_txn_set_final (txn);
  /* He himself last: by then all of it is with the county, and it knows what is to be cleared. */
  return xy_tag_clear (txn, &purge->person, error) && clear_notes (txn, &purge->person, error)
         && (!head || clear_household (txn, &person->household, error)) && clear_person (txn, person, error);
}

gboolean
xy_purge_run (XyStore *store, const XyActor *actor, const XyPurge *asked, GError **error)
{
  g_autofree char *reason = xy_text_clean (asked->reason), *witness = xy_text_clean (asked->witness);
  XyPurge clean = { asked->person, reason, witness };

  if (!xy_actor_require (actor, XY_MAY_EDIT_ROSTER | XY_MAY_BACK_UP, error))
    return FALSE;
  if (*reason == '\0' || g_utf8_strlen (reason, -1) > XY_PURGE_REASON_MOST)
    xy_set_invalid (error, "reason",
                    *reason == '\0' ? _ ("Please write why: he asked for it, or there is no reason left to keep it.")
                                    : _ ("The reason is longer than %d characters."),
                    XY_PURGE_REASON_MOST);
  else if (g_utf8_strlen (witness, -1) > XY_PURGE_REASON_MOST)
    xy_set_invalid (error, "witness", _ ("The name is longer than %d characters."), XY_PURGE_REASON_MOST);
  else if (!xy_actor_check_witness (actor, witness, error))
    return FALSE;
  else if (xy_store_act (store, actor, "", purge, &clean, error))
    {
      g_autoptr (GError) problem = NULL;
      if (!xy_purge_finish (store, &problem))
        g_warning ("the history is cleared the next time: %s", problem->message);
      return TRUE;
    }
  return FALSE;
}

const XySql *
xy_purge_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
