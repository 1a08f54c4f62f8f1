/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/correction.h"

#include "core/household.h"
#include "core/op.h"
#include "core/person.h"

static const XySql statements[] = {
  { &xy_person_type, "WHERE t.household = ?1 ORDER BY t.sort, t.id" },
};

void
xy_correction_free (XyCorrection *correction)
{
  if (correction == NULL)
    return;
  g_free (correction->who);
  g_free (correction->whose);
  g_free (correction->before);
  g_free (correction->after);
  g_free (correction);
}

/* Ids are links that the program keeps; the person reads the event that made them. */
static gboolean
is_told (const XyOpField *field)
{
  if (field->field == NULL)
    return g_str_equal (field->name, "del");
  return (field->field->flags & XY_FIELD_DERIVED) == 0 && field->field->type != XY_FIELD_ID
         && field->field->type != XY_FIELD_BYTES && g_strcmp0 (field->before, field->after) != 0;
}

static void
add_op (GPtrArray *list, const XyOpInfo *op, const char *whose)
{
  for (guint i = 0; i < op->fields->len; i++)
    {
      const XyOpField *field = op->fields->pdata[i];
      XyCorrection *correction;

      if (!is_told (field))
        continue;
      correction = g_new0 (XyCorrection, 1);
      correction->at = op->at;
      correction->who = g_strdup (op->who);
      correction->whose = g_strdup (whose);
      correction->field = field->field;
      correction->before = g_strdup (field->before);
      correction->after = g_strdup (field->after);
      g_ptr_array_add (list, correction);
    }
}

static gboolean
add_record (XyStore *store, GPtrArray *list, const XyId *id, const char *whose, GError **error)
{
  g_autoptr (GPtrArray) ops = xy_op_history (store, id, error);
  gint64 made = 0;

  for (guint i = 0; ops != NULL && i < ops->len; i++)
    {
      const XyOpInfo *op = ops->pdata[i];
      if (op->kind == 'i')
        made = op->act;
      else if (op->act != made)
        add_op (list, op, whose);
    }
  return ops != NULL;
}

/* Of one instant as they were found: the household's before its members'. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const XyCorrection *first = *(XyCorrection *const *) a, *second = *(XyCorrection *const *) b;

  return (first->at > second->at) - (first->at < second->at);
}

GPtrArray *
xy_correction_list (XyStore *store, const XyId *household, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_correction_free);
  g_autoptr (GPtrArray) persons =
      xy_record_list (store, statements[0].type, statements[0].text, XY_BIND (XY_ID (household)), error);

  if (persons == NULL || !add_record (store, list, household, NULL, error))
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    {
      const XyPerson *person = persons->pdata[i];
      if (!add_record (store, list, &person->record.id, person->name, error))
        return NULL;
    }
  g_ptr_array_sort (list, compare);
  return g_steal_pointer (&list);
}

const XySql *
xy_correction_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
