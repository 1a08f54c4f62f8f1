/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/hygiene.h"
#include "core/hygiene-checklist.h"
#include "core/number.h"

/* "share:20", "number:10", "score:90", "none". */
static gboolean
set_list (char **by, gint64 *value, const char *field, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  gint64 number = 0;

  if (parts[0] == NULL || xy_word_label (xy_hygiene_words ("red_by"), parts[0]) == NULL
      || (parts[1] == NULL) != g_str_equal (parts[0], "none"))
    {
      xy_set_invalid (error, field,
                      _ ("“%s” is no rule for a list: please write share:20, number:10, score:90 or none."), text);
      return FALSE;
    }
  if (parts[1] != NULL && !xy_points_parse (parts[1], &number, error))
    return FALSE;
  xy_set_str (by, parts[0]);
  *value = g_str_equal (parts[0], "score") ? number : number / 100;
  return TRUE;
}

/* What commas of either width separate. (transfer full) */
static char **
split (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "，", ",", 0);
  g_string_replace (lines, "、", ",", 0);
  return g_strsplit (lines->str, ",", -1);
}

/* "清洁 90，合格 75，不合格 0" as the record has it. */
static void
set_bands (XyHygieneRound *round, const char *text)
{
  g_auto (GStrv) bands = split (text);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (char **band = bands; *band != NULL; band++)
    {
      g_strstrip (*band);
      char *space = strrchr (*band, ' ');
      if (space != NULL)
        *space = '\t';
      if ((*band)[0] != '\0')
        g_string_append_printf (rows, "%s%s", rows->len > 0 ? "\n" : "", *band);
    }
  xy_set_str (&round->bands, rows->len > 0 ? rows->str : NULL);
}

/* "1组,3组"; nothing: the whole village. */
static gboolean
set_groups (XyCli *cli, XyHygieneRound *round, const char *text, GError **error)
{
  g_auto (GStrv) names = split (text);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (char **name = names; *name != NULL; name++)
    {
      char id_text[XY_ID_TEXT_LENGTH + 1];
      XyId id;
      if (g_strstrip (*name)[0] == '\0')
        continue;
      if (!xy_cli_unit (cli, *name, &id, error))
        return FALSE;
      xy_id_to_text (&id, id_text);
      g_string_append_printf (rows, "%s%s", rows->len > 0 ? "\n" : "", id_text);
    }
  xy_set_str (&round->units, rows->len > 0 ? rows->str : NULL);
  return TRUE;
}

static gboolean
set_checklist (XyCli *cli, XyHygieneRound *round, const char *text, GError **error)
{
  g_autoptr (GPtrArray) list = xy_hygiene_checklist_list (cli->store, round->target, error);

  if (list == NULL)
    return FALSE;
  if (text[0] == '\0')
    {
      round->checklist = XY_ID_NONE;
      return TRUE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const XyHygieneChecklist *checklist = list->pdata[i];
      if (!g_str_equal (checklist->name, text) && !g_str_equal (checklist->code, text))
        continue;
      round->checklist = checklist->record.id;
      return TRUE;
    }
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no checklist “%s”."), text);
  return FALSE;
}

static gboolean
set_field (XyCli *cli, XyHygieneRound *round, const char *pair, GError **error)
{
  static const char *const plain[] = { "name",         "period",     "day",  "mode", "ties",
                                       "judges_least", "limit_days", "note", NULL };
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const char *name = parts[0] != NULL ? parts[0] : "", *value = name[0] != '\0' ? parts[1] : NULL;

  if (value != NULL && g_str_equal (name, "groups"))
    return set_groups (cli, round, value, error);
  if (value != NULL && g_str_equal (name, "checklist"))
    return set_checklist (cli, round, value, error);
  if (value != NULL && g_str_equal (name, "red"))
    return set_list (&round->red_by, &round->red_value, name, value, error);
  if (value != NULL && g_str_equal (name, "low"))
    return set_list (&round->low_by, &round->low_value, name, value, error);
  if (value != NULL && g_str_equal (name, "bands"))
    {
      set_bands (round, value);
      return TRUE;
    }
  if (value != NULL && g_strv_contains (plain, name))
    {
      const XyField *field = xy_record_type_field (&xy_hygiene_round_type, name);
      if (xy_record_set_text (round, field, value[0] != '\0' ? value : NULL))
        return TRUE;
      xy_set_invalid (error, name, _ ("“%s” cannot stand there."), value);
      return FALSE;
    }
  xy_set_invalid (error, name, _ ("“%s” is no field that can be set. Please write FIELD=VALUE."), pair);
  return FALSE;
}

gboolean
xy_cli_hygiene_fields (XyCli *cli, XyHygieneRound *round, char **pairs, GError **error)
{
  for (; *pairs != NULL; pairs++)
    if (!set_field (cli, round, *pairs, error))
      return FALSE;
  return TRUE;
}
