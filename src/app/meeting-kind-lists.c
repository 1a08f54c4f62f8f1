/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-kind-lists.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/meeting-due.h"
#include "core/meeting-list.h"
#include "core/store.h"

XyMeetingKindQuery *
xy_meeting_kind_query_new (const char *text)
{
  XyMeetingKindQuery *query = g_new0 (XyMeetingKindQuery, 1);

  query->text = g_strdup (text);
  return query;
}

void
xy_meeting_kind_query_free (gpointer data)
{
  XyMeetingKindQuery *query = data;

  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

static gboolean
fits (const XyMeetingKindQuery *query, const XyMeetingKind *kind)
{
  g_autofree char *lower = g_utf8_strdown (kind->name, -1);

  return query->text == NULL || strstr (lower, query->text) != NULL;
}

static XyListAnswer *
kind_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (store, NULL, error);
  GArray *ids;

  if (kinds == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; i < kinds->len; i++)
    if (fits (asked->data, kinds->pdata[i]))
      g_array_append_val (ids, ((const XyMeetingKind *) kinds->pdata[i])->record.id);
  return xy_list_answer_new (ids);
}

static void
row_free (gpointer data)
{
  XyMeetingKindRow *row = data;

  if (row == NULL)
    return;
  g_object_unref (row->kind);
  g_free (row->body_name);
  g_free (row);
}

static XyMeetingKindRow *
row_new (XyStore *store, const XyMeetingRules *rules, const char *today, const XyId *id, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_record_get (store, &xy_meeting_kind_type, id, NULL);
  XyMeetingFilter filter = { .which = XY_MEETINGS_ALL, .kind = *id };
  g_autoptr (GPtrArray) members = kind != NULL ? xy_meeting_members (store, id, today, error) : NULL;
  g_autoptr (GArray) held = members != NULL ? xy_meeting_ids (store, &filter, error) : NULL;
  XyMeetingKindRow *row;
  const XyMeetingBody *body;

  if (held == NULL)
    return NULL;
  body = xy_meeting_rules_body (rules, kind->body);
  row = g_new0 (XyMeetingKindRow, 1);
  row->kind = g_steal_pointer (&kind);
  row->body_name = body != NULL ? g_strdup (body->name) : NULL;
  row->n_held = held->len;
  for (guint i = 0; i < members->len; i++)
    row->n_members += g_strcmp0 (((const XyMeetingMember *) members->pdata[i])->role, "guest") != 0;
  return row;
}

static GPtrArray *
kind_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (store, NULL, today, error);
  GPtrArray *rows;

  if (rules == NULL)
    return NULL;
  rows = g_ptr_array_new ();
  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (rows, row_new (store, rules, today, &ids[i], NULL));
  return rows;
}

#define KIND(record) (((const XyMeetingKindRow *) (record))->kind)

XY_TEXT_GETTER (get_body, XyMeetingKindRow, body_name)

static char *
get_name (gconstpointer record)
{
  return g_strdup (KIND (record)->name);
}

static char *
get_comes (gconstpointer record)
{
  return g_strdup (xy_word_label (xy_meeting_comes, KIND (record)->comes));
}

static char *
get_recurs (gconstpointer record)
{
  char *words = xy_meeting_recurs_words (KIND (record)->recurs);

  return words != NULL ? words : g_strdup (_ ("as needed"));
}

static char *
get_hour (gconstpointer record)
{
  return g_strdup (KIND (record)->hour);
}

static char *
get_place (gconstpointer record)
{
  return g_strdup (KIND (record)->place);
}

static char *
get_members (gconstpointer record)
{
  const XyMeetingKindRow *row = record;

  return row->n_members > 0 ? g_strdup_printf ("%u", row->n_members) : NULL;
}

static char *
get_held (gconstpointer record)
{
  const XyMeetingKindRow *row = record;

  return row->n_held > 0 ? g_strdup_printf ("%u", row->n_held) : NULL;
}

static char *
get_ends (gconstpointer record)
{
  return g_strdup (KIND (record)->ends);
}

const XyColumn xy_meeting_kind_columns[] = {
  { "name", N_ ("Local name"), 126, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_name, NULL },
  { "body", N_ ("By law"), 126, XY_COLUMN_TEXT, 0, get_body, NULL },
  { "comes", N_ ("Attendees"), 108, XY_COLUMN_TEXT, 0, get_comes, NULL },
  { "recurs", N_ ("How often"), 90, XY_COLUMN_TEXT, 0, get_recurs, NULL },
  { "hour", N_ ("Time of day"), 66, XY_COLUMN_TEXT, 0, get_hour, NULL },
  { "members", N_ ("Members"), 60, XY_COLUMN_NUMBER, 0, get_members, NULL },
  { "held", N_ ("Called"), 72, XY_COLUMN_NUMBER, 0, get_held, NULL },
  { "place", N_ ("Usual place"), 120, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_place, NULL },
  { "ends", N_ ("Held until"), 96, XY_COLUMN_TEXT, XY_COLUMN_HIDDEN, get_ends, NULL },
};
const guint xy_meeting_n_kind_columns = G_N_ELEMENTS (xy_meeting_kind_columns);

const XyListSource xy_meeting_kind_source = {
  .ids = kind_ids,
  .records = kind_records,
  .free_record = row_free,
};

/* The pane */

static char *
describe_rule (const XyMeetingBody *body)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append (words, body->votes ? _ ("It may decide by a vote what is its own.")
                                      : _ ("It consults: nothing is voted on, and what the law reserves for another "
                                           "meeting is passed to that one."));
  if (body->notice_days > 0)
    g_string_append_printf (
        words, ngettext (" People are told %d day before.", " People are told %d days before.", body->notice_days),
        body->notice_days);
  if (body->meets != NULL)
    {
      g_autofree char *often = xy_meeting_recurs_words (body->meets);
      g_string_append_printf (words, _ (" It meets at least %s."), often);
    }
  g_string_append_printf (words, body->check ? _ (" By %s (to be compared with the official text).") : _ (" By %s."),
                          body->source);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

gpointer
xy_meeting_kind_read (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_at (store, NULL, today, error);
  XyMeetingKindRow *row = rules != NULL ? row_new (store, rules, today, id, error) : NULL;
  const XyMeetingBody *body;
  XyMeetingKindFacts *facts;

  if (row == NULL)
    return NULL;
  facts = g_new0 (XyMeetingKindFacts, 1);
  facts->row = row;
  facts->members = xy_meeting_members (store, id, today, error);
  if (facts->members == NULL)
    {
      xy_meeting_kind_facts_free (facts);
      return NULL;
    }
  facts->composition = xy_meeting_composition (store, row->kind, today, &facts->missed, NULL);
  body = xy_meeting_rules_body (rules, row->kind->body);
  facts->rule = body != NULL ? describe_rule (body) : NULL;
  return facts;
}

void
xy_meeting_kind_facts_free (gpointer data)
{
  XyMeetingKindFacts *facts = data;

  if (facts == NULL)
    return;
  row_free (facts->row);
  g_clear_pointer (&facts->members, g_ptr_array_unref);
  g_free (facts->composition);
  g_free (facts->rule);
  g_free (facts);
}
