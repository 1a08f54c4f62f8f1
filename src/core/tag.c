/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/tag.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/record-check.h"
#include "core/store.h"
#include "core/tag-link.h"

#define DEFAULTS "/org/xiangyue/Xiangyue/data/rules/tags.txt"

enum
{
  LIST,
  LIST_OF,
  FIND,
  TWIN,
  LINK,
  LINKS,
  N_STATEMENTS,
};

static const XySql statements[] = {
  [LIST] = { &xy_tag_type, "WHERE t.del = 0 AND (?1 IS NULL OR t.target = ?1) ORDER BY t.target, t.name, t.id", NULL },
  [LIST_OF] = { &xy_tag_type,
                "JOIN tag_link AS l ON l.tag = t.id WHERE l.target = ?1 AND l.del = 0 AND t.del = 0"
                " ORDER BY t.name, t.id",
                NULL },
  [FIND] = { &xy_tag_type, "WHERE t.name = ?1 AND t.target = ?2 AND t.del = 0 ORDER BY t.id LIMIT 1", NULL },
  [TWIN] = { NULL, "SELECT count (*) FROM tag WHERE name = ?1 AND target = ?2 AND del = 0 AND id IS NOT ?3", NULL },
  /* Tied together by two computers, a tag may have two links. */
  [LINK] = { &xy_tag_link_type, "WHERE t.target = ?1 AND t.tag = ?2 ORDER BY t.del, t.id", NULL },
  [LINKS] = { &xy_tag_link_type, "WHERE t.target = ?1 AND t.del = 0 ORDER BY t.id", NULL },
};

static const XyWord targets[] = {
  { XY_TAG_HOUSEHOLD, N_ ("households") },
  { XY_TAG_PERSON, N_ ("persons") },
  { NULL, NULL },
};

static const XyWord sources[] = {
  { "village", N_ ("the village") },
  { "county", N_ ("the county") },
  { NULL, NULL },
};

static gboolean check (XyTxn *txn, XyRecord *record, GError **error);

static const XyField fields[] = {
  { "name", N_ ("Tag"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, name), XY_FIELD_REQUIRED },
  { "target", N_ ("For"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, target), XY_FIELD_REQUIRED, targets },
  { "source", N_ ("Source"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, source), 0, sources },
  { "sensitive", N_ ("Never on a board"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyTag, sensitive), 0 },
};

const XyRecordType xy_tag_type = {
  .table = "tag",
  .noun = N_ ("tag"),
  .topic = XY_TOPIC_TAG,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_tag_get_type,
  .check = check,
};

XY_DEFINE_RECORD (XyTag, xy_tag)

static gboolean
check (XyTxn *txn, XyRecord *record, GError **error)
{
  XyTag *tag = (XyTag *) record;
  gint64 twins = 0;

  if (tag->target == NULL)
    xy_set_str (&tag->target, XY_TAG_HOUSEHOLD);
  if (!xy_record_tidy (tag, error) || !xy_record_check_length (tag, "name", tag->name, XY_NAME_MOST, error)
      || !xy_db_number (xy_txn_get_db (txn), statements[TWIN].text,
                        XY_BIND (XY_TEXT (tag->name), XY_TEXT (tag->target), XY_ID (&record->id)), &twins, error))
    return FALSE;
  if (twins == 0)
    return TRUE;

  xy_set_invalid (error, "name", _ ("There is a tag %s already."), tag->name);
  return FALSE;
}

/* The lines of the file, each a vector of words: target, name and perhaps "sensitive". */
static GPtrArray *
read_defaults (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (DEFAULTS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (**line != '#' && **line != '\0')
      g_ptr_array_add (list, g_strsplit (*line, "\t", -1));
  return list;
}

/* Whether NAME says what a sensitive tag of the file says: 低保边缘户 has 低保 in it. */
static gboolean
sounds_sensitive (const char *name)
{
  g_autoptr (GPtrArray) defaults = read_defaults ();

  for (guint i = 0; i < defaults->len; i++)
    {
      char **words = defaults->pdata[i];
      if (words[2] == NULL)
        continue;
      const char *const ends[] = { "户", "对象", "人员", "家庭", "患者", "人" };
      g_autofree char *stem = g_strdup (words[1]);
      for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
        if (g_str_has_suffix (stem, ends[e]) && g_utf8_strlen (stem, -1) - g_utf8_strlen (ends[e], -1) >= 2)
          stem[strlen (stem) - strlen (ends[e])] = '\0';
      if (strstr (name, stem) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
xy_tag_clear (XyTxn *txn, const XyId *bearer, GError **error)
{
  g_autoptr (GPtrArray) links = xy_record_list (xy_txn_get_store (txn), &xy_tag_link_type, statements[LINKS].text,
                                                XY_BIND (XY_ID (bearer)), error);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (!xy_record_set_deleted (txn, links->pdata[i], TRUE, error))
      return FALSE;
  return links != NULL;
}

static gboolean
set_one (XyTxn *txn, const XyId *tag, const XyId *bearer, gboolean on, gboolean *changed, GError **error)
{
  g_autoptr (GPtrArray) links = xy_record_list (xy_txn_get_store (txn), &xy_tag_link_type, statements[LINK].text,
                                                XY_BIND (XY_ID (bearer), XY_ID (tag)), error);
  char name[XY_ID_TEXT_LENGTH + 1];

  if (links == NULL)
    return FALSE;
  *changed = on != (links->len > 0 && !((XyRecord *) links->pdata[0])->deleted);
  if (!*changed)
    return TRUE;
  if (on && links->len > 0)
    return xy_record_set_deleted (txn, links->pdata[0], FALSE, error);
  if (on)
    {
      g_autoptr (XyTagLink) link = xy_record_new (&xy_tag_link_type);
      /* Two computers that give the same tag make the same record. */
      xy_id_to_text (bearer, name);
      link->record.id = xy_id_derive (tag, name);
      link->tag = *tag;
      link->target = *bearer;
      return xy_record_save (txn, link, error);
    }
  for (guint i = 0; i < links->len; i++)
    if (!((XyRecord *) links->pdata[i])->deleted && !xy_record_set_deleted (txn, links->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
xy_tag_list (XyStore *store, const char *target, GError **error)
{
  return xy_record_list (store, &xy_tag_type, statements[LIST].text, XY_BIND (XY_TEXT (target)), error);
}

GPtrArray *
xy_tag_list_of (XyStore *store, const XyId *bearer, GError **error)
{
  return xy_record_list (store, &xy_tag_type, statements[LIST_OF].text, XY_BIND (XY_ID (bearer)), error);
}

XyTag *
xy_tag_get_by_name (XyStore *store, const char *name, const char *target, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_tag_type, statements[FIND].text, XY_BIND (XY_TEXT (name), XY_TEXT (target)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);

  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no tag %s."), name);
  return NULL;
}

gboolean
xy_tag_find_or_make (XyTxn *txn, const char *name, const char *target, XyId *id, GError **error)
{
  g_autoptr (XyTag) tag = xy_record_new (&xy_tag_type);
  g_autoptr (GPtrArray) found = NULL;

  *id = XY_ID_NONE;
  xy_set_str (&tag->name, name);
  xy_set_str (&tag->target, target);
  if (!xy_record_tidy (tag, error))
    return FALSE;
  if (tag->name == NULL)
    return TRUE;
  found = xy_record_list (xy_txn_get_store (txn), &xy_tag_type, statements[FIND].text,
                          XY_BIND (XY_TEXT (tag->name), XY_TEXT (target)), error);
  if (found == NULL)
    return FALSE;
  if (found->len == 0)
    {
      tag->sensitive = sounds_sensitive (tag->name);
      if (!xy_record_save (txn, tag, error))
        return FALSE;
    }
  *id = found->len > 0 ? ((XyRecord *) found->pdata[0])->id : tag->record.id;
  return TRUE;
}

gboolean
xy_tag_add_defaults (XyTxn *txn, GError **error)
{
  g_autoptr (GPtrArray) defaults = read_defaults ();

  for (guint i = 0; i < defaults->len; i++)
    {
      char **words = defaults->pdata[i];
      XyId id;
      if (!xy_tag_find_or_make (txn, words[1], words[0], &id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_tag_set (XyTxn *txn,
            const XyId *tag,
            const XyId *bearers,
            guint n_bearers,
            gboolean on,
            guint *n_changed,
            GError **error)
{
  guint n = 0;

  for (guint i = 0; i < n_bearers; i++)
    {
      gboolean changed;
      if (!set_one (txn, tag, &bearers[i], on, &changed, error))
        return FALSE;
      n += changed;
    }
  if (n_changed != NULL)
    *n_changed = n;
  return TRUE;
}

gboolean
xy_tag_set_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyTagging *tagging = data;
  g_autoptr (XyTag) tag = xy_record_get (xy_txn_get_store (txn), &xy_tag_type, &tagging->tag, error);
  guint n;

  if (tag == NULL || !xy_tag_set (txn, &tagging->tag, tagging->bearers, tagging->n_bearers, tagging->on, &n, error))
    return FALSE;
  /* Translators: name of the tag, how many households or persons */
  g_autofree char *title = tagging->on ? g_strdup_printf (_ ("Tag “%s” for %u"), tag->name, n)
                                       : g_strdup_printf (_ ("Tag “%s” taken from %u"), tag->name, n);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_tag_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
