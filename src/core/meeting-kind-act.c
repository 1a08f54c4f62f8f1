/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-kind-act.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/meeting-act.h"
#include "core/person.h"
#include "core/store.h"

enum
{
  SAME_NAME,
  LAST_KIND,
  N_MEETINGS,
  LAST_MEMBER,
  SAME_MEMBER,
};

static const XySql statements[] = {
  [SAME_NAME] = { NULL, "SELECT count (*) FROM meeting_kind WHERE name = ?1 AND del = 0 AND id IS NOT ?2",
                  "some dozens of kinds" },
  [LAST_KIND] = { NULL, "SELECT coalesce (max (sort), 0) FROM meeting_kind WHERE del = 0", "some dozens of kinds" },
  [N_MEETINGS] = { NULL, "SELECT count (*) FROM meeting WHERE kind = ?1 AND del = 0" },
  [LAST_MEMBER] = { NULL, "SELECT coalesce (max (sort), 0) FROM meeting_member WHERE kind = ?1 AND del = 0" },
  [SAME_MEMBER] = { NULL, "SELECT count (*) FROM meeting_member WHERE kind = ?1 AND name = ?2 AND del = 0 "
                          "AND id IS NOT ?3 AND coalesce (person, x'') = coalesce (?4, x'') "
                          "AND coalesce (ends, '9') > coalesce (?5, '')" },
};

/* Behind all others. */
static gboolean
save_new (XyTxn *txn, XyMeetingKind *kind, GError **error)
{
  gint64 last = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[LAST_KIND].text, XY_BIND_NONE, &last, error))
    return FALSE;
  kind->sort = last + 1;
  return xy_record_save (txn, kind, error);
}

static gboolean
check_name (XyTxn *txn, const XyMeetingKind *kind, GError **error)
{
  const XyId *id = kind->record.stored ? &kind->record.id : &XY_ID_NONE;
  gint64 same = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[SAME_NAME].text, XY_BIND (XY_TEXT (kind->name), XY_ID (id)), &same,
                     error))
    return FALSE;
  if (same == 0)
    return TRUE;
  xy_set_invalid (error, "name", _ ("There is already a kind of meeting called %s."), kind->name);
  return FALSE;
}

gboolean
xy_meeting_kinds_adopt_act (XyTxn *txn, gpointer data, GError **error)
{
  const GPtrArray *kinds = data;
  g_autofree char *title =
      g_strdup_printf (ngettext ("Adopt %u kind of meeting", "Adopt %u kinds of meetings", kinds->len), kinds->len);

  xy_txn_set_title (txn, title);
  for (guint i = 0; i < kinds->len; i++)
    if (!check_name (txn, kinds->pdata[i], error) || !save_new (txn, kinds->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* "7:30" is "07:30"; NULL stays. */
static gboolean
tidy_hour (XyMeetingKind *kind, GError **error)
{
  char hour[XY_MEETING_HOUR_SIZE];

  if (kind->hour == NULL || kind->hour[0] == '\0')
    {
      xy_set_str (&kind->hour, NULL);
      return TRUE;
    }
  if (xy_meeting_hour_parse (kind->hour, hour))
    {
      xy_set_str (&kind->hour, hour);
      return TRUE;
    }
  xy_set_invalid (error, "hour", _ ("“%s” is no time of day. Please write it as 19:30."), kind->hour);
  return FALSE;
}

gboolean
xy_meeting_kind_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingKind *kind = data;
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (xy_txn_get_store (txn), NULL, today, error);
  gboolean is_new = !kind->record.stored;

  if (rules == NULL || !tidy_hour (kind, error) || !check_name (txn, kind, error))
    return FALSE;
  if (kind->body == NULL || xy_meeting_rules_body (rules, kind->body) == NULL)
    {
      xy_set_invalid (error, "body", _ ("Please choose what this meeting is by law."));
      return FALSE;
    }
  g_autofree char *title =
      g_strdup_printf (is_new ? _ ("Add the kind of meeting %s") : _ ("Change the kind of meeting %s"), kind->name);
  xy_txn_set_title (txn, title);
  return is_new ? save_new (txn, kind, error) : xy_record_save (txn, kind, error);
}

static gboolean
delete_members (XyTxn *txn, const XyId *kind, GError **error)
{
  g_autoptr (GPtrArray) members = xy_meeting_members (xy_txn_get_store (txn), kind, NULL, error);

  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!xy_record_set_deleted (txn, members->pdata[i], TRUE, error))
      return FALSE;
  return members != NULL;
}

gboolean
xy_meeting_kind_end_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingKindEnding *ending = data;
  g_autoptr (XyMeetingKind) kind = xy_record_get (xy_txn_get_store (txn), &xy_meeting_kind_type, &ending->kind, error);
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  gint64 n = 0;

  if (kind == NULL
      || !xy_db_number (xy_txn_get_db (txn), statements[N_MEETINGS].text, XY_BIND (XY_ID (&ending->kind)), &n, error))
    return FALSE;
  g_autofree char *title = g_strdup_printf (_ ("Hold no more %s"), kind->name);
  xy_txn_set_title (txn, title);
  if (n == 0)
    return delete_members (txn, &ending->kind, error) && xy_record_set_deleted (txn, kind, TRUE, error);
  g_autoptr (XyMeetingKind) copy = xy_record_copy (kind);
  xy_set_str (&copy->ends, ending->day != NULL ? ending->day : today);
  return xy_record_save (txn, copy, error);
}

/* Members */

static gboolean
check_member_name (XyTxn *txn, const XyMeetingMember *member, GError **error)
{
  const XyId *id = member->record.stored ? &member->record.id : &XY_ID_NONE;
  gint64 same = 0;

  if (!xy_db_number (xy_txn_get_db (txn), statements[SAME_MEMBER].text,
                     XY_BIND (XY_ID (&member->kind), XY_TEXT (member->name), XY_ID (id), XY_ID (&member->person),
                              XY_TEXT (member->starts)),
                     &same, error))
    return FALSE;
  if (same == 0)
    return TRUE;
  xy_set_invalid (error, "name", _ ("%s belongs to it already."), member->name);
  return FALSE;
}

gboolean
xy_meeting_members_write_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingMembers *members = data;
  g_autoptr (XyMeetingKind) kind = xy_record_get (xy_txn_get_store (txn), &xy_meeting_kind_type, &members->kind, error);
  gint64 last = 0;

  if (kind == NULL
      || !xy_db_number (xy_txn_get_db (txn), statements[LAST_MEMBER].text, XY_BIND (XY_ID (&members->kind)), &last,
                        error))
    return FALSE;
  g_autofree char *title = members->members->len == 1
                               ? g_strdup_printf (_ ("%s: %s belongs to it"), kind->name,
                                                  ((const XyMeetingMember *) members->members->pdata[0])->name)
                               : g_strdup_printf (ngettext ("%s: %u member", "%s: %u members", members->members->len),
                                                  kind->name, members->members->len);
  xy_txn_set_title (txn, title);
  for (guint i = 0; i < members->members->len; i++)
    {
      XyMeetingMember *member = members->members->pdata[i];
      if (!member->record.stored)
        {
          member->kind = members->kind;
          member->sort = ++last;
        }
      if (!check_member_name (txn, member, error) || !xy_record_save (txn, member, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_meeting_members_end_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMeetingMembersEnding *ending = data;

  for (guint i = 0; i < ending->n; i++)
    {
      g_autoptr (XyMeetingMember) member =
          xy_record_get (xy_txn_get_store (txn), &xy_meeting_member_type, &ending->members[i], error);
      g_autoptr (XyMeetingMember) copy = member != NULL ? xy_record_copy (member) : NULL;
      if (copy == NULL)
        return FALSE;
      xy_set_str (&copy->ends, ending->day);
      if (ending->day == NULL ? !xy_record_set_deleted (txn, copy, TRUE, error) : !xy_record_save (txn, copy, error))
        return FALSE;
    }
  return TRUE;
}

char *
xy_meeting_composition (XyStore *store, const XyMeetingKind *kind, const char *day, gboolean *missed, GError **error)
{
  g_autoptr (GPtrArray) members = xy_meeting_members (store, &kind->record.id, day, error);
  g_autoptr (XyMeetingRules) rules = members != NULL ? xy_meeting_rules_at (store, NULL, day, error) : NULL;
  const XyMeetingBody *body = rules != NULL ? xy_meeting_rules_body (rules, kind->body) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 n = 0, women = 0;
  gboolean less = FALSE;

  if (missed != NULL)
    *missed = FALSE;
  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++)
    if (g_strcmp0 (((const XyMeetingMember *) members->pdata[i])->role, "guest") != 0)
      {
        n++;
        women += ((const XyMeetingMember *) members->pdata[i])->woman;
      }
  if (n == 0)
    return NULL;
  g_string_append_printf (words, _ ("%d members, of them %d women"), (int) n, (int) women);
  if (body != NULL && body->women.num > 0)
    {
      gint64 need = xy_meeting_share_need (&body->women, n);
      g_string_append_printf (words,
                              women >= need ? _ ("; at least %d/%d are to be women (%d), which holds")
                                            : _ ("; at least %d/%d are to be women (%d), which does not hold"),
                              body->women.num, body->women.den, (int) need);
      less = women < need;
    }
  if (body != NULL && body->least > 0)
    {
      g_string_append_printf (words,
                              n >= body->least ? _ ("; it must have at least %d members, which holds")
                                               : _ ("; it must have at least %d members, which does not hold"),
                              body->least);
      less = less || n < body->least;
    }
  g_string_append (words, _ ("."));
  if (missed != NULL)
    *missed = less;
  return g_string_free (g_steal_pointer (&words), FALSE);
}

const XySql *
xy_meeting_kind_act_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
