/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-rules-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/rule-file.h"
#include "core/store.h"

gint64
xy_meeting_share_need (const XyMeetingShare *share, gint64 n)
{
  if (share->over)
    return n * share->num / share->den + 1;
  return (n * share->num + share->den - 1) / share->den;
}

static void
body_free (XyMeetingBody *body)
{
  g_free (body->key);
  g_free (body->name);
  g_free (body->meets);
  g_free (body->source);
  g_free (body);
}

static void
matter_free (XyMeetingMatter *matter)
{
  g_free (matter->key);
  g_free (matter->name);
  g_strfreev (matter->bodies);
  g_strfreev (matter->words);
  g_free (matter->source);
  g_free (matter);
}

static void
chain_free (XyMeetingChain *chain)
{
  if (chain == NULL)
    return;
  g_strfreev (chain->steps);
  g_free (chain->source);
  g_free (chain);
}

void
xy_meeting_rules_free (XyMeetingRules *rules)
{
  if (rules == NULL)
    return;
  for (guint i = 0; i < rules->bodies->len; i++)
    body_free (rules->bodies->pdata[i]);
  for (guint i = 0; i < rules->matters->len; i++)
    matter_free (rules->matters->pdata[i]);
  g_ptr_array_unref (rules->bodies);
  g_ptr_array_unref (rules->matters);
  chain_free (rules->chain);
  g_free (rules->name);
  g_free (rules->source);
  g_free (rules);
}

const XyMeetingBody *
xy_meeting_rules_body (const XyMeetingRules *rules, const char *key)
{
  for (guint i = 0; i < rules->bodies->len; i++)
    if (g_strcmp0 (((XyMeetingBody *) rules->bodies->pdata[i])->key, key) == 0)
      return rules->bodies->pdata[i];
  return NULL;
}

const XyMeetingMatter *
xy_meeting_rules_matter (const XyMeetingRules *rules, const char *key)
{
  for (guint i = 0; i < rules->matters->len; i++)
    if (g_strcmp0 (((XyMeetingMatter *) rules->matters->pdata[i])->key, key) == 0)
      return rules->matters->pdata[i];
  return NULL;
}

/* What a province says of a body goes before what the country says; what it does not say stays. */
static void
lay_body (XyMeetingRules *rules, XyMeetingBody *from)
{
  XyMeetingBody *body = (XyMeetingBody *) xy_meeting_rules_body (rules, from->key);

  if (body == NULL)
    {
      g_ptr_array_add (rules->bodies, from);
      return;
    }
  if (from->n_attend > 0)
    {
      memcpy (body->attend, from->attend, sizeof body->attend);
      body->n_attend = from->n_attend;
      body->pass = from->pass;
      body->votes = TRUE;
    }
  if (from->women.num > 0)
    body->women = from->women;
  if (from->notice_days >= 0)
    {
      body->notice_days = from->notice_days;
      body->special = from->special;
    }
  body->topic_days = from->topic_days >= 0 ? from->topic_days : body->topic_days;
  body->least = from->least >= 0 ? from->least : body->least;
  if (from->meets != NULL)
    xy_set_str (&body->meets, from->meets);
  if (from->name != NULL)
    xy_set_str (&body->name, from->name);
  g_autofree char *both = g_strdup_printf ("%s；%s", body->source, from->source);
  xy_set_str (&body->source, both);
  body->check = body->check || from->check;
  body_free (from);
}

static void
lay_matter (XyMeetingRules *rules, XyMeetingMatter *from)
{
  XyMeetingMatter *matter = (XyMeetingMatter *) xy_meeting_rules_matter (rules, from->key);

  if (matter == NULL)
    {
      g_ptr_array_add (rules->matters, from);
      return;
    }
  g_strfreev (matter->bodies);
  matter->bodies = g_steal_pointer (&from->bodies);
  xy_set_str (&matter->source, from->source);
  matter->check = matter->check || from->check;
  matter_free (from);
}

/* What a file leaves out, and no other says. */
static void
settle (XyMeetingRules *rules)
{
  for (guint i = 0; i < rules->bodies->len; i++)
    {
      XyMeetingBody *body = rules->bodies->pdata[i];
      body->notice_days = MAX (body->notice_days, 0);
      body->topic_days = MAX (body->topic_days, 0);
      body->least = MAX (body->least, 0);
      if (body->name == NULL)
        body->name = g_strdup (body->key);
    }
  for (guint i = 0; i < rules->matters->len; i++)
    {
      XyMeetingMatter *matter = rules->matters->pdata[i];
      if (matter->name == NULL)
        matter->name = g_strdup (matter->key);
    }
}

static XyMeetingRules *
merge (XyMeetingEdition *national, XyMeetingEdition *own)
{
  XyMeetingRules *rules = g_steal_pointer (&national->rules);
  gboolean has_own = own != NULL && own->rules != NULL;
  const char *from = has_own && strcmp (own->from, national->from) > 0 ? own->from : national->from;

  rules->name = g_strdup_printf ("%s %s", own != NULL ? own->name : national->name, from);
  if (has_own)
    {
      for (guint i = 0; i < own->rules->bodies->len; i++)
        lay_body (rules, own->rules->bodies->pdata[i]);
      for (guint i = 0; i < own->rules->matters->len; i++)
        lay_matter (rules, own->rules->matters->pdata[i]);
      g_ptr_array_set_size (own->rules->bodies, 0);
      g_ptr_array_set_size (own->rules->matters, 0);
      if (own->rules->chain != NULL)
        {
          chain_free (rules->chain);
          rules->chain = g_steal_pointer (&own->rules->chain);
        }
      rules->check = rules->check || own->rules->check;
    }
  settle (rules);
  return rules;
}

/* The edition of the file with the later date; NULL and no error where there is no such file. */
static XyMeetingEdition *
load (XyDb *db, const char *which, const char *day, gboolean fallback, GError **error)
{
  g_autofree char *name = g_strdup_printf ("meeting-%s.json", which);
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (name);
  g_autoptr (XyMeetingEdition) edition = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (texts->pdata[i], &length);
      g_autoptr (XyMeetingEdition) other =
          xy_meeting_edition_parse (db, text, length, day, fallback, i == 0 ? error : NULL);
      if (other == NULL && i == 0)
        return NULL;
      if (other != NULL && (edition == NULL || strcmp (other->date, edition->date) >= 0))
        {
          g_clear_pointer (&edition, xy_meeting_edition_free);
          edition = g_steal_pointer (&other);
        }
    }
  return g_steal_pointer (&edition);
}

XyMeetingRules *
xy_meeting_rules_at (XyStore *store, const char *province, const char *day, GError **error)
{
  XyDb *db = xy_store_get_db (store);
  const char *known = xy_province_of (store, province);
  gboolean community = province == NULL && xy_village_is_community (store);
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyMeetingEdition) base = load (db, community ? "community" : xy_provinces[0].value, day, TRUE, &problem);
  g_autoptr (XyMeetingEdition) own = NULL;

  if (problem == NULL && !community && known != xy_provinces[0].value)
    own = load (db, known, day, FALSE, &problem);
  if (!xy_error_pass (error, &problem))
    return NULL;
  return merge (base, own);
}

XyMeetingRules *
xy_meeting_rules_parse (XyStore *store,
                        const char *national_text,
                        const char *province_text,
                        const char *day,
                        GError **error)
{
  XyDb *db = xy_store_get_db (store);
  g_autoptr (XyMeetingEdition) national =
      xy_meeting_edition_parse (db, national_text, strlen (national_text), day, TRUE, error);
  g_autoptr (XyMeetingEdition) own = NULL;

  if (national == NULL)
    return NULL;
  if (province_text != NULL)
    {
      own = xy_meeting_edition_parse (db, province_text, strlen (province_text), day, FALSE, error);
      if (own == NULL)
        return NULL;
    }
  if (national->rules != NULL)
    return merge (national, own);
  g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The rules of meetings cannot be used: %s"),
               _ ("the file is damaged."));
  return NULL;
}

gboolean
xy_meeting_may_decide (const XyMeetingMatter *matter, const XyMeetingBody *body)
{
  if (!body->votes)
    return FALSE;
  return matter == NULL || g_strv_contains ((const char *const *) matter->bodies, body->key);
}

const XyMeetingMatter *
xy_meeting_rules_guess (const XyMeetingRules *rules, const char *text)
{
  for (guint i = 0; text != NULL && i < rules->matters->len; i++)
    {
      const XyMeetingMatter *matter = rules->matters->pdata[i];
      for (char **word = matter->words; *word != NULL; word++)
        if ((*word)[0] != '\0' && strstr (text, *word) != NULL)
          return matter;
    }
  return NULL;
}

char *
xy_meeting_matter_bodies (const XyMeetingRules *rules, const XyMeetingMatter *matter)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (char **key = matter->bodies; *key != NULL; key++)
    {
      const XyMeetingBody *body = xy_meeting_rules_body (rules, *key);
      /* Translators: stands between the two bodies that may decide a matter. */
      g_string_append_printf (names, "%s%s", names->len > 0 ? _ (" or ") : "", body != NULL ? body->name : *key);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}
