/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reveal.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/store.h"

/* In the place of the name of whose numbers they were. */
#define NAME "{name}"

enum
{
  CALLED,
};

static const XySql statements[] = {
  [CALLED] = { NULL, "SELECT name FROM person WHERE id = ?1 UNION ALL SELECT head_name FROM household WHERE id = ?1" },
};

static const XyField fields[] = {
  { "subject", N_ ("Subject"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyReveal, subject), XY_FIELD_REQUIRED },
  { "target", N_ ("Whose"), XY_FIELD_ID, G_STRUCT_OFFSET (XyReveal, target), 0 },
  { "reason", N_ ("Reason"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyReveal, reason), XY_FIELD_REQUIRED },
  { "who", N_ ("Who"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyReveal, who), XY_FIELD_REQUIRED },
  { "at", N_ ("When"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyReveal, at), 0 },
};

const XyRecordType xy_reveal_type = {
  .table = "reveal",
  .noun = N_ ("reason"),
  .topic = XY_TOPIC_PAPER,
  .merge = XY_MERGE_APPEND_ONLY,
  .permission = XY_MAY_UNMASK,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_reveal_get_type,
};

XY_DEFINE_RECORD (XyReveal, xy_reveal)

static char *
name_of (XyStore *store, const XyId *target)
{
  return xy_id_is_none (target)
             ? NULL
             : xy_db_text (xy_store_get_db (store), statements[CALLED].text, XY_BIND (XY_ID (target)), NULL);
}

static void
replace (char **text, const char *from, const char *to)
{
  GString *string = g_string_new (*text);

  g_string_replace (string, from, to, 0);
  g_free (*text);
  *text = g_string_free (string, FALSE);
}

void
xy_reveal_name (XyStore *store, XyReveal *reveal)
{
  g_autofree char *name = name_of (store, &reveal->target);

  if (name == NULL)
    return;
  replace (&reveal->subject, NAME, name);
  replace (&reveal->reason, NAME, name);
}

gboolean
xy_reveal_log (XyTxn *txn, const char *subject, const XyId *target, const char *reason, GError **error)
{
  g_autoptr (XyReveal) reveal = xy_record_new (&xy_reveal_type);
  g_autofree char *clean = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (clean[0] == '\0')
    {
      xy_set_invalid (error, "reason", _ ("Please write why the full numbers are needed."));
      return FALSE;
    }
  if (strlen (clean) > XY_REVEAL_MAX_REASON)
    {
      xy_set_invalid (error, "reason", _ ("The reason is too long; 200 characters are enough."));
      return FALSE;
    }
  xy_set_str (&reveal->subject, subject);
  xy_set_str (&reveal->reason, clean);
  xy_set_str (&reveal->who, xy_txn_get_actor (txn)->name);
  reveal->at = xy_txn_get_now (txn);
  if (target != NULL)
    reveal->target = *target;
  g_autofree char *name = name_of (xy_txn_get_store (txn), &reveal->target);
  if (name != NULL && *name != '\0')
    {
      replace (&reveal->subject, name, NAME);
      replace (&reveal->reason, name, NAME);
    }
  xy_txn_set_final (txn);
  return xy_record_save (txn, reveal, error);
}

const XySql *
xy_reveal_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
