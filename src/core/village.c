/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/village.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/setting.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/user.h"

static const XyField fields[] = {
  { "code", N_ ("Village code"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, code), XY_FIELD_REQUIRED | XY_FIELD_HARD },
  { "name", N_ ("Village"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, name), XY_FIELD_REQUIRED },
  { "township", N_ ("Township"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, township), 0 },
  { "county", N_ ("County"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, county), 0 },
  { "committee", N_ ("Signs as"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, committee), 0 },
  { "contact", N_ ("Contact"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, contact), 0 },
  { "phone", N_ ("Supervision phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, phone), 0 },
  { "township_phone", N_ ("Township phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyVillage, township_phone), 0 },
  { "sample", N_ ("Practice village"), XY_FIELD_BOOL, G_STRUCT_OFFSET (XyVillage, sample), XY_FIELD_IMMUTABLE },
};

static gboolean
check_village (XyTxn *txn, XyRecord *record, GError **error)
{
  XyVillage *village = (XyVillage *) record;

  if (village->name != NULL)
    g_strstrip (village->name);
  return xy_village_check_code (village->code, error);
}

const XyRecordType xy_village_type = {
  .table = "village",
  .noun = N_ ("village"),
  .topic = XY_TOPIC_VILLAGE,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_CHANGE_SETTINGS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_village_get_type,
  .check = check_village,
};

XY_DEFINE_RECORD (XyVillage, xy_village)

typedef struct
{
  XyVillage *village;
  XyUser *user;
  gboolean direct;
} Founding;

static gboolean
found (XyTxn *txn, gpointer data, GError **error)
{
  Founding *founding = data;

  xy_txn_set_final (txn);
  return xy_record_save (txn, founding->village, error) && xy_record_save (txn, founding->user, error)
         && xy_tag_add_defaults (txn, error)
         && (founding->direct
             || (xy_setting_set (txn, XY_SETTING_POINTS_REVIEW, "1", error)
                 && xy_setting_set (txn, XY_SETTING_POINTS_POST, "1", error)));
}

static void
remove_file (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (path);
  g_unlink (wal);
  g_unlink (shm);
}

gboolean
xy_village_check_code (const char *code, GError **error)
{
  if (code == NULL || strlen (code) != XY_VILLAGE_CODE_LENGTH || strspn (code, "0123456789") != XY_VILLAGE_CODE_LENGTH)
    xy_set_invalid (error, "code", _ ("A village code has twelve digits."));
  else if (g_str_has_suffix (code, "000"))
    xy_set_invalid (error, "code",
                    _ ("This is the code of the whole township: a village's does not end in 000. The township office "
                       "knows the village's own."));
  else
    return TRUE;
  return FALSE;
}

XyStore *
xy_village_found (const char *path,
                  const XyEnv *env,
                  XyVillage *village,
                  const char *administrator,
                  gboolean direct,
                  GError **error)
{
  g_autoptr (XyUser) user = xy_record_new (&xy_user_type);
  g_autofree char *folder = g_path_get_dirname (path);

  if (!xy_village_check_code (village->code, error))
    return NULL;
  /* Nobody else on a shared computer need read a village's people. */
  g_mkdir_with_parents (folder, 0700);
  XyStore *store = xy_store_open (path, env, XY_STORE_CREATE, error);
  if (store == NULL)
    return NULL;

  user->record.id = xy_id_new (env);
  xy_set_str (&user->name, administrator);
  xy_set_str (&user->role, XY_ROLE_ADMINISTRATOR);
  XyActor actor;
  xy_user_actor (user, &actor);
  Founding founding = { village, user, direct };
  if (xy_store_act (store, &actor, _ ("Found the village"), found, &founding, error))
    return store;

  g_object_unref (store);
  remove_file (path);
  return NULL;
}

XyVillage *
xy_village_get (XyStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = xy_record_list (store, &xy_village_type, "WHERE t.del = 0", XY_BIND_NONE, error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("This file has no village yet."));
  return NULL;
}

char *
xy_village_committee (const XyVillage *village)
{
  if (village->committee != NULL && village->committee[0] != '\0')
    return g_strdup (village->committee);
  return g_strconcat (village->name, "村民委员会", NULL);
}

gboolean
xy_village_count (XyStore *store, gint64 *households, gint64 *persons, gint64 *units, GError **error)
{
  XyDb *db = xy_store_get_db (store);

  return xy_db_number (db, "SELECT count (*) FROM household WHERE del = 0", XY_BIND_NONE, households, error)
         && xy_db_number (db, "SELECT count (*) FROM person WHERE del = 0", XY_BIND_NONE, persons, error)
         && xy_db_number (db, "SELECT count (*) FROM unit WHERE del = 0", XY_BIND_NONE, units, error);
}
