/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/roster.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/record-format.h"
#include "core/reveal.h"
#include "core/tag.h"
#include "core/unit.h"

XyHousehold *
xy_cli_get_household (XyCli *cli, const char *text, GError **error)
{
  XyId id;

  return xy_cli_household (cli, text, &id, error) ? xy_record_get (cli->store, &xy_household_type, &id, error) : NULL;
}

/* The one of LIST. */
static XyPerson *
only_one (const GPtrArray *list, const char *text, GError **error)
{
  if (list->len == 1)
    return g_object_ref (list->pdata[0]);
  if (list->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("Nobody here is called %s."), text);
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("Several people are called %s. Please name one by the id."),
                 text);
  return NULL;
}

XyPerson *
xy_cli_get_person (XyCli *cli, const XyId *household, const char *text, GError **error)
{
  XyId id;

  if (xy_id_from_text (text, &id))
    return xy_record_get (cli->store, &xy_person_type, &id, error);
  g_autoptr (GPtrArray) list = xy_person_list_by_name (cli->store, text, household, error);
  return list != NULL ? only_one (list, text, error) : NULL;
}

XyPerson *
xy_cli_get_former (XyCli *cli, const char *text, GError **error)
{
  XyId id;

  if (xy_id_from_text (text, &id))
    return xy_record_get (cli->store, &xy_person_type, &id, error);
  g_autoptr (GPtrArray) list =
      xy_record_list (cli->store, &xy_person_type, "WHERE t.name = ?1 AND t.del = 0 AND t.state IN ('moved', 'dead')",
                      XY_BIND (XY_TEXT (text)), error);
  return list != NULL ? only_one (list, text, error) : NULL;
}

gboolean
xy_cli_get_tag (XyCli *cli, const char *text, const char *target, XyId *id, GError **error)
{
  g_autoptr (XyTag) tag = xy_tag_get_by_name (cli->store, text, target, error);

  if (tag != NULL)
    *id = tag->record.id;
  return tag != NULL;
}

gboolean
xy_cli_set_fields (XyRecord *record, char **fields, GError **error)
{
  const XyRecordType *type = xy_record_type (record);

  for (char **pair = fields; pair != NULL && *pair != NULL; pair++)
    {
      g_auto (GStrv) parts = g_strsplit (*pair, "=", 2);
      const XyField *field = xy_record_type_field (type, parts[0]);

      if (field == NULL || parts[1] == NULL || (field->flags & XY_FIELD_DERIVED) != 0
          || (field->type != XY_FIELD_TEXT && field->type != XY_FIELD_DAY && field->type != XY_FIELD_BOOL
              && (field->type != XY_FIELD_INT || (field->flags & XY_FIELD_IMMUTABLE) != 0)))
        {
          xy_set_invalid (error, parts[0], _ ("“%s” is no field that can be set. Please write FIELD=VALUE."), *pair);
          return FALSE;
        }
      if (!xy_record_set_text (record, field, parts[1]))
        {
          xy_set_invalid (error, parts[0], _ ("“%s” cannot be %s."), parts[1], _ (field->label));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
xy_cli_save_change (XyTxn *txn, gpointer data, GError **error)
{
  XyCliChange *change = data;

  if (!xy_cli_set_fields (change->record, change->fields, error))
    return FALSE;
  if (change->unit != NULL
      && !xy_unit_find_or_make (txn, change->unit, NULL, NULL, &((XyHousehold *) change->record)->unit, error))
    return FALSE;
  return xy_record_save (txn, change->record, error);
}

void
xy_cli_filter_clear (XyCliFilter *filter)
{
  g_free (filter->group);
  g_free (filter->tag);
  g_free (filter->state);
  g_free (filter->text);
  g_free (filter->sort);
}

gboolean
xy_cli_filter (XyCli *cli, const XyCliFilter *options, const char *target, XyRosterFilter *filter, GError **error)
{
  static const char *const states[] = { "live", "here", "away", "left", "all" };
  guint who = 0;

  *filter = (XyRosterFilter){ .text = options->text };
  while (options->state != NULL && who < G_N_ELEMENTS (states) && !g_str_equal (states[who], options->state))
    who++;
  if (who == G_N_ELEMENTS (states))
    {
      xy_set_invalid (error, "state", _ ("A state is live, here, away, left or all."));
      return FALSE;
    }
  filter->who = (XyRosterWho) who;
  return (xy_cli_unit (cli, options->group, &filter->unit, error))
         && (options->tag == NULL || xy_cli_get_tag (cli, options->tag, target, &filter->tag, error));
}

gboolean
xy_cli_order (const XyCliFilter *options, const char *const *names, guint n, guint *order, GError **error)
{
  *order = 0;
  if (options->sort == NULL)
    return TRUE;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], options->sort))
      {
        *order = i;
        return TRUE;
      }
  g_autoptr (GString) list = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", names[i]);
  xy_set_invalid (error, "sort", _ ("There is no such order as “%s”. There are: %s."), options->sort, list->str);
  return FALSE;
}

typedef struct
{
  const char *subject;
  const XyId *target;
  const char *reason;
} Reveal;

static gboolean
log_reveal (XyTxn *txn, gpointer data, GError **error)
{
  const Reveal *reveal = data;

  return xy_reveal_log (txn, reveal->subject, reveal->target, reveal->reason, error);
}

gboolean
xy_cli_reveal (XyCli *cli, const char *subject, const XyId *target, const char *reason, GError **error)
{
  Reveal reveal = { subject, target, reason };

  if (reason == NULL)
    return TRUE;
  return xy_cli_sign_in (cli, error)
         && xy_store_act (cli->store, &cli->actor, _ ("Look at whole numbers"), log_reveal, &reveal, error);
}

static gboolean
is_shown (const XyField *field)
{
  return (field->flags & XY_FIELD_DERIVED) == 0 && field->type != XY_FIELD_ID && field->type != XY_FIELD_BYTES;
}

void
xy_cli_print_line (const char *label, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_print ("%s: %s\n", label, text);
}

void
xy_cli_print_fields (gconstpointer record, gboolean masked)
{
  const XyRecordType *type = xy_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    if (is_shown (&type->fields[i]))
      {
        g_autofree char *text = xy_record_format (record, &type->fields[i], masked);
        xy_cli_print_line (_ (type->fields[i].label), text);
      }
}

void
xy_cli_open_record (XyJson *json, const char *key, gconstpointer record, gboolean masked)
{
  const XyRecordType *type = xy_record_type (record);
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (&((const XyRecord *) record)->id, id);
  xy_json_open (json, key, '{');
  xy_json_text (json, "id", id);
  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      if (!is_shown (field))
        continue;
      gboolean covered = masked && (field->flags & XY_FIELD_PERSONAL) != 0;
      g_autofree char *text = covered ? xy_record_format (record, field, TRUE) : xy_record_get_text (record, field);
      xy_json_text (json, field->name, text != NULL && text[0] != '\0' ? text : NULL);
    }
}
