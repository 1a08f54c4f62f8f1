/* SPDX-License-Identifier: GPL-3.0-or-later */
/* points-rules: rules and people for the tests of schemes: a rule from pairs of a field's name and its text. */
#pragma once

#include "core/person.h"
#include "core/tag.h"
#include "points-office.h"

static inline gboolean
rules_save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_points_rule_save (txn, data, NULL, error);
}

/* A rule that is not yet saved: scores and caps in hundredths, as the records have them. */
static inline XyPointsRule *rules_new (const char *code, ...) G_GNUC_NULL_TERMINATED;
static inline XyPointsRule *
rules_new (const char *code, ...)
{
  XyPointsRule *rule = xy_record_new (&xy_points_rule_type);
  const char *field;
  va_list args;

  xy_set_str (&rule->code, code);
  xy_set_str (&rule->category, "文明乡风");
  xy_set_str (&rule->name, code);
  xy_set_str (&rule->unit, "次");
  va_start (args, code);
  while ((field = va_arg (args, const char *)) != NULL)
    {
      const char *text = va_arg (args, const char *);
      g_assert_true (xy_record_set_text (rule, xy_record_type_field (&xy_points_rule_type, field), text));
      if (g_str_equal (field, "score"))
        rule->score_max = rule->score;
    }
  va_end (args);
  return rule;
}

/* Saves RULE and gives it away; its id. */
static inline XyId
rules_add (Office *office, XyPointsRule *rule)
{
  XyId id;

  office_act (office, "Rule", rules_save, rule);
  id = rule->record.id;
  g_object_unref (rule);
  return id;
}

/* Refused, at FIELD. */
static inline void
rules_refused (Office *office, XyPointsRule *rule, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "", rules_save, rule, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
  g_object_unref (rule);
}

static inline gboolean
rules_save_person (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static inline XyId
rules_person (Office *office, const XyId *household, const char *name, const char *relation, const char *birthday)
{
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);

  person->household = *household;
  xy_set_str (&person->name, name);
  xy_set_str (&person->relation, relation);
  xy_set_str (&person->birthday, birthday);
  xy_set_str (&person->state, "here");
  office_act (office, "Person", rules_save_person, person);
  return person->record.id;
}

typedef struct
{
  const char *name, *target;
  const XyId *bearer;
} RulesTag;

static inline gboolean
rules_give_tag (XyTxn *txn, gpointer data, GError **error)
{
  const RulesTag *tag = data;
  XyId id;

  return xy_tag_find_or_make (txn, tag->name, tag->target, &id, error)
         && (tag->bearer == NULL || xy_tag_set (txn, &id, tag->bearer, 1, TRUE, NULL, error));
}

static inline void
rules_tag (Office *office, const char *name, const char *target, const XyId *bearer)
{
  RulesTag tag = { name, target, bearer };

  office_act (office, "Tag", rules_give_tag, &tag);
}
