/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/find.h"
#include "core/roster-list.h"
#include "core/unit.h"

#define MOST_NAMED 8

/* The households among which to choose, so that the person can say it better. */
static gboolean
ask_which (GPtrArray *rows, const char *text, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (rows->len, MOST_NAMED); i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      g_autofree char *name = xy_household_describe (row->household);
      g_string_append_printf (list, "\n  %s %s", row->unit_name != NULL ? row->unit_name : "", name);
    }
  if (rows->len > MOST_NAMED)
    g_string_append (list, "\n  …");
  xy_set_invalid (error, "household", _ ("Several households are found by “%s”; please give the household number:%s"),
                  text, list->str);
  return FALSE;
}

/* The one row that TEXT names in full; NULL where none does, or more than one. */
static const XyHouseholdRow *
named_in_full (GPtrArray *rows, const char *text)
{
  const XyHouseholdRow *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (g_strcmp0 (row->household->number, text) == 0)
        return row;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (g_strcmp0 (row->household->head_name, text) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = row;
    }
  return found;
}

gboolean
xy_cli_household (XyCli *cli, const char *text, XyId *id, GError **error)
{
  XyRosterFilter filter = { .text = text, .who = XY_WHO_ALL };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (xy_id_from_text (text, id))
    return TRUE;
  ids = xy_household_list_ids (cli->store, &filter, XY_HOUSEHOLDS_BY_NUMBER, FALSE, NULL, error);
  if (ids == NULL)
    return FALSE;
  rows = xy_household_list_rows (cli->store, (const XyId *) (void *) ids->data, ids->len, error);
  if (rows == NULL)
    return FALSE;

  const XyHouseholdRow *row = rows->len == 1 ? rows->pdata[0] : named_in_full (rows, text);
  if (row != NULL)
    *id = row->household->record.id;
  else if (rows->len == 0)
    g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No household is found by “%s”."), text);
  else
    ask_which (rows, text, error);
  return row != NULL;
}

gboolean
xy_cli_unit (XyCli *cli, const char *text, XyId *id, GError **error)
{
  *id = XY_ID_NONE;
  if (text == NULL)
    return TRUE;
  if (!xy_unit_find (cli->store, text, NULL, id, error))
    return FALSE;
  if (!xy_id_is_none (id))
    return TRUE;
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no group “%s”, or there are several."), text);
  return FALSE;
}
