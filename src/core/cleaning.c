/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/cleaning.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/attachment.h"
#include "core/backup.h"
#include "core/clock.h"
#include "core/day.h"
#include "core/household.h"
#include "core/normalize.h"
#include "core/person.h"
#include "core/purge.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/user.h"

/* So much of a name tells it from every other, and of a title it says what it was. */
#define FILE_LENGTH 16
#define TITLE_MOST 40
#define N_PATTERN "%" G_GINT64_FORMAT

enum
{
  LIST,
  CLEARED,
  ANY,
  CALLED,
};

static const XySql statements[] = {
  [LIST] = { &xy_cleaning_type, "WHERE t.del = 0 ORDER BY t.at DESC, t.id DESC", "one for each year" },
  [CLEARED] = { NULL, "SELECT EXISTS (SELECT 1 FROM cleaning WHERE del = 0 AND instr (list, '|' || ?1) > 0)",
                "one for each year" },
  [ANY] = { NULL, "SELECT EXISTS (SELECT 1 FROM cleaning WHERE del = 0)", "one for each year" },
  [CALLED] = { NULL, "SELECT a.name || coalesce ('（' || u.name || '）', '') FROM ("
                     "SELECT p.name AS name, h.unit AS unit FROM person AS p LEFT JOIN household AS h"
                     " ON h.id = p.household WHERE p.id = ?1 UNION ALL"
                     " SELECT coalesce (head_name, number, ''), unit FROM household WHERE id = ?1) AS a"
                     " LEFT JOIN unit AS u ON u.id = a.unit" },
};

static const XyField fields[] = {
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyCleaning, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("When"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyCleaning, at), XY_FIELD_IMMUTABLE },
  { "who", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyCleaning, who), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "witness", N_ ("Who stands by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyCleaning, witness),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "n", N_ ("How many"), XY_FIELD_INT, G_STRUCT_OFFSET (XyCleaning, n), XY_FIELD_IMMUTABLE },
  { "list", N_ ("What was cleared"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyCleaning, list),
    XY_FIELD_LONG_TEXT | XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_cleaning_type = {
  .table = "cleaning",
  .noun = N_ ("record of clearing"),
  .topic = XY_TOPIC_PAPER,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_cleaning_get_type,
};

XY_DEFINE_RECORD (XyCleaning, xy_cleaning)

/* --- what goes --- */

static gboolean
refuse_live (const char *name, GError **error)
{
  g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("%s lives here again. Nothing was cleared."), name);
  return FALSE;
}

static gboolean
clear_person (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_get (xy_txn_get_store (txn), &xy_person_type, id, error);

  if (person == NULL)
    return FALSE;
  if (xy_person_is_live (person))
    return refuse_live (person->name, error);
  xy_person_empty (person);
  g_free (person->purged);
  person->purged = xy_env_today (xy_txn_get_env (txn));
  return xy_record_save (txn, person, error) && xy_tag_clear (txn, id, error);
}

static gboolean
clear_household (XyTxn *txn, const XyId *id, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (xy_txn_get_store (txn), &xy_household_type, id, error);

  if (household == NULL)
    return FALSE;
  if (g_str_equal (household->state, "here") || g_str_equal (household->state, "away"))
    return refuse_live (household->head_name != NULL ? household->head_name : household->number, error);
  xy_household_empty (household);
  g_free (household->purged);
  household->purged = xy_env_today (xy_txn_get_env (txn));
  return xy_record_save (txn, household, error) && xy_tag_clear (txn, id, error);
}

static gboolean
clear_line (XyTxn *txn, const XyRetentionLine *line, GError **error)
{
  switch (line->kind)
    {
    case XY_RETENTION_MOVED:
    case XY_RETENTION_DEAD:
      return clear_person (txn, &line->record, error);
    case XY_RETENTION_HOUSEHOLDS:
      return clear_household (txn, &line->record, error);
    case XY_RETENTION_DRAFTS:
      return xy_db_run (xy_txn_get_db (txn), "DELETE FROM draft WHERE form = ?1", XY_BIND (XY_TEXT (line->file)),
                        error);
    case XY_RETENTION_ARCHIVES:
      xy_set_invalid (error, NULL, _ ("Archives are not cleared: %s"), line->title);
      return FALSE;
    case XY_RETENTION_PAPERS: /* files go once the record is on the disk */
    case XY_RETENTION_PHOTOS:
    case XY_RETENTION_ASIDE:
    case XY_RETENTION_N_KINDS:
    default:
      return TRUE;
    }
}

/* --- the record --- */

/* Of a person or a household its id; else the title, with no bar and no end of line. */
static char *
title_of (const XyRetentionLine *line)
{
  char *title;

  if (!xy_id_is_none (&line->record))
    {
      title = g_malloc (XY_ID_TEXT_LENGTH + 1);
      xy_id_to_text (&line->record, title);
      return title;
    }
  title = g_utf8_substring (line->title, 0, MIN (g_utf8_strlen (line->title, -1), TITLE_MOST));
  return g_strdelimit (title, "|\n", ' ');
}

static void
append_row (GString *list, const XyRetentionLine *line)
{
  g_autofree char *title = title_of (line);
  const char *file = xy_retention_kind_is_attachment (line->kind) ? line->file : "";

  g_string_append_printf (list, "%s%s|%s|%s|" N_PATTERN "|%.*s", list->len > 0 ? "\n" : "",
                          xy_retention_kind_name (line->kind), title, line->since, line->years, FILE_LENGTH, file);
}

/* What stands there is the id: whoever is purged has no name here either. */
static void
name_row (XyStore *store, char **row)
{
  XyId id;

  if (!xy_id_from_text (row[XY_CLEANED_TITLE], &id))
    return;
  g_free (row[XY_CLEANED_TITLE]);
  row[XY_CLEANED_TITLE] = xy_db_text (xy_store_get_db (store), statements[CALLED].text, XY_BIND (XY_ID (&id)), NULL);
  if (row[XY_CLEANED_TITLE] == NULL)
    row[XY_CLEANED_TITLE] = g_strdup ("–");
}

GPtrArray *
xy_cleaning_rows (XyStore *store, const XyCleaning *cleaning)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_auto (GStrv) lines = g_strsplit (cleaning->list != NULL ? cleaning->list : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) row = g_strsplit (*line, "|", -1);
      if (g_strv_length (row) < XY_CLEANED_N_COLUMNS)
        continue;
      name_row (store, row);
      g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  return rows;
}

static gboolean
record (XyTxn *txn, const XyCleaningRun *run, guint from, guint to, GError **error)
{
  g_autoptr (XyCleaning) cleaning = xy_record_new (&xy_cleaning_type);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    append_row (list, run->lines->pdata[i]);
  cleaning->at = xy_txn_get_now (txn);
  cleaning->day = xy_day_from_instant (cleaning->at);
  cleaning->n = to - from;
  cleaning->list = g_string_free (g_steal_pointer (&list), FALSE);
  xy_set_str (&cleaning->who, xy_txn_get_actor (txn)->name);
  xy_set_str (&cleaning->witness, run->witness);
  return xy_record_save (txn, cleaning, error);
}

static gboolean
clear_chosen (XyTxn *txn, gpointer data, GError **error)
{
  const XyCleaningRun *run = data;
  g_autofree char *title = g_strdup_printf (_ ("Yearly clearing of personal information: %u"), run->lines->len);

  for (guint i = 0; i < run->lines->len; i++)
    if (!clear_line (txn, run->lines->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < run->lines->len; i += XY_CLEANING_MOST)
    if (!record (txn, run, i, MIN (i + XY_CLEANING_MOST, run->lines->len), error))
      return FALSE;
  xy_txn_set_title (txn, title);
  xy_txn_set_final (txn);
  return TRUE;
}

/* --- the files --- */

static void
remove_attachment (XyStore *store, const char *name)
{
  g_autofree char *path = xy_attachment_path (xy_store_get_path (store), name);

  g_remove (path);
}

/* What cannot be removed is listed again. */
static void
remove_files (XyStore *store, const GPtrArray *lines)
{
  static const char *const journals[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < lines->len; i++)
    {
      const XyRetentionLine *line = lines->pdata[i];

      if (xy_retention_kind_is_attachment (line->kind))
        remove_attachment (store, line->file);
      for (guint k = 0; line->kind == XY_RETENTION_ASIDE && k < G_N_ELEMENTS (journals); k++)
        {
          g_autofree char *path = g_strconcat (line->file, journals[k], NULL);
          g_remove (path);
        }
    }
}

gboolean
xy_cleaning_follow (XyStore *store, GError **error)
{
  gint64 any = 0;

  if (!xy_db_number (xy_store_get_db (store), statements[ANY].text, XY_BIND_NONE, &any, error))
    return FALSE;
  if (any == 0)
    return TRUE;
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_retention_line_free);
  if (!xy_retention_add (store, rules, XY_RETENTION_PAPERS, list, error)
      || !xy_retention_add (store, rules, XY_RETENTION_PHOTOS, list, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const XyRetentionLine *line = list->pdata[i];
      if (xy_cleaning_has_file (store, line->file))
        remove_attachment (store, line->file);
    }
  return TRUE;
}

gboolean
xy_cleaning_has_file (XyStore *store, const char *name)
{
  g_autofree char *start = g_strndup (name, FILE_LENGTH);
  gint64 cleared = 0;

  return xy_db_number (xy_store_get_db (store), statements[CLEARED].text, XY_BIND (XY_TEXT (start)), &cleared, NULL)
         && cleared != 0;
}

gboolean
xy_cleaning_run (XyStore *store, const XyActor *actor, const XyCleaningRun *run, GError **error)
{
  g_autofree char *witness = xy_text_clean (run->witness);
  g_autofree char *taken = NULL;
  g_autoptr (GError) problem = NULL;
  XyCleaningRun clean = { run->lines, witness };

  if (!xy_actor_require (actor, XY_MAY_EDIT_ROSTER | XY_MAY_BACK_UP, error))
    return FALSE;
  if (run->lines->len == 0)
    {
      xy_set_invalid (error, NULL, _ ("Nothing is chosen."));
      return FALSE;
    }
  if (!xy_actor_check_witness (actor, witness, error))
    return FALSE;
  taken = xy_backup_take (xy_store_get_path (store), xy_store_get_env (store), NULL, XY_BACKUP_MANUAL, NULL, error);
  if (taken == NULL || !xy_store_act (store, actor, "", clear_chosen, &clean, error))
    return FALSE;
  remove_files (store, run->lines);
  if (!xy_purge_finish (store, &problem))
    g_warning ("the history is cleared the next time: %s", problem->message);
  return TRUE;
}

GPtrArray *
xy_cleaning_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_cleaning_type, statements[LIST].text, XY_BIND_NONE, error);
}

const XySql *
xy_cleaning_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
