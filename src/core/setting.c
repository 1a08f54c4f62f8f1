/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/setting.h"

#include <glib/gi18n-lib.h>

#include "core/pin-policy.h"
#include "core/rule-file.h"
#include "core/store.h"

static const XyField fields[] = {
  { "key", N_ ("Setting"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XySetting, key), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "value", N_ ("Value"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XySetting, value), 0 },
};

const XyRecordType xy_setting_type = {
  .table = "setting",
  .noun = N_ ("setting"),
  .topic = XY_TOPIC_SETTING,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_CHANGE_SETTINGS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_setting_get_type,
};

XY_DEFINE_RECORD (XySetting, xy_setting)

static const XyWord spans[] = {
  { "month", N_ ("every month") },
  { "quarter", N_ ("every quarter") },
  { NULL, NULL },
};

static const XyWord switches[] = {
  { "0", N_ ("no") },
  { "1", N_ ("yes") },
  { NULL, NULL },
};

static const XyWord splits[] = {
  { "stay", N_ ("stay with the old household") },
  { "follow", N_ ("go along with who earned them") },
  { NULL, NULL },
};

static const XyWord pin_policies[] = {
  { XY_PIN_POLICY_OFFICE, N_ ("plain") },
  { XY_PIN_POLICY_DENGBAO2, N_ ("level 2 of protection") },
  { XY_PIN_POLICY_ASVS, N_ ("ASVS") },
  { NULL, NULL },
};

static const XySettingKey keys[] = {
  { XY_SETTING_PUBLICITY_DAYS, N_ ("Publicity days"),
    N_ ("How many days a list of points hangs for objections before it counts. Three by custom."), "3", FALSE, TRUE, 1,
    60 },
  { XY_SETTING_REPLY_DAYS, N_ ("Days to reply"), N_ ("In how many days an objection is answered."), "5", FALSE, TRUE, 1,
    60 },
  { XY_SETTING_BOARD_DAYS, N_ ("Days on the board"),
    N_ ("How many days a paper hangs on the notice board at least. The law asks for fifteen."), "15", FALSE, TRUE, 15,
    366 },
  { XY_SETTING_PROVINCE, N_ ("Province"),
    N_ ("Whose rules say how long a paper hangs and how soon an objection is answered. By itself, the village's own."),
    NULL, FALSE, FALSE, 0, 0, xy_provinces },
  { XY_SETTING_FINANCE_SPAN, N_ ("Finances hang"),
    N_ ("Every month where there is much traffic, otherwise every quarter, as the law has it."), "quarter", FALSE,
    FALSE, 0, 0, spans },
  { XY_SETTING_POINTS_SPAN, N_ ("Points hang"), N_ ("How often the list of points is put on the board."), "quarter",
    FALSE, FALSE, 0, 0, spans },
  { XY_SETTING_POINTS_CHECK, N_ ("Group checks points"),
    N_ ("Whether the head of the group looks at registered points first."), "0", FALSE, FALSE, 0, 0, switches },
  { XY_SETTING_POINTS_REVIEW, N_ ("Review group judges points"),
    N_ ("Whether the review group judges registered points before they count. Nobody judges his own household."), "0",
    FALSE, FALSE, 0, 0, switches },
  { XY_SETTING_POINTS_APPROVE, N_ ("Committee approves points"),
    N_ ("Whether somebody else than who typed them approves the points."), "0", FALSE, FALSE, 0, 0, switches },
  { XY_SETTING_POINTS_POST, N_ ("Points hang before they count"),
    N_ ("Whether registered points hang on the board for objections before they count."), "0", FALSE, FALSE, 0, 0,
    switches },
  { XY_SETTING_POINTS_REVIEWERS, N_ ("Judges of points"),
    N_ ("How many of the review group must judge, without those who step aside. Three by custom."), "3", FALSE, TRUE, 2,
    50 },
  { XY_SETTING_POINTS_SPLIT, N_ ("Points at a split"),
    N_ ("What becomes of the points that somebody earned for a household when he moves into one of his own."), "stay",
    FALSE, FALSE, 0, 0, splits },
  { XY_SETTING_HYGIENE_SPAN, N_ ("Hygiene rounds"), N_ ("How often households are judged."), "month", FALSE, FALSE, 0,
    0, spans },
  { XY_SETTING_HYGIENE_DAYS, N_ ("Days on the list to help"),
    N_ ("A household leaves the list when its notice is closed, at the latest after so many days. At most a quarter."),
    "92", FALSE, TRUE, 7, 92 },
  { XY_SETTING_BYLAW_DAYS, N_ ("Days for filing a bylaw"),
    N_ ("A bylaw that was passed is filed with the township within so many days. Suggested; no law for the whole country "
        "names a number."),
    "10", FALSE, TRUE, 1, 60 },
  { XY_SETTING_UNIT_KIND, N_ ("Word for a group"), N_ ("What the village calls its groups."), "组", FALSE, FALSE, 0,
    0 },
  { XY_SETTING_PIN_POLICY, N_ ("Rules for PINs"), N_ ("What a PIN must be like, and when the screen locks."),
    XY_PIN_POLICY_OFFICE, FALSE, FALSE, 0, 0, pin_policies, xy_pin_policies_explain },
  { XY_SETTING_BACKUP_MINUTES, N_ ("Minutes between backups"),
    N_ ("After so many minutes of use a backup is taken by itself."), "30", TRUE, TRUE, 5, 1440 },
  { NULL },
};

/* So that two computers that decide the same setting make one record of it. */
static XyId
id_of (const char *key)
{
  static const XyId settings = { { 0x58, 0x59, 0x55, 0x45, 's', 'e', 't', 't', 'i', 'n', 'g', 's', 0, 0, 0, 1 } };

  return xy_id_derive (&settings, key);
}

static XySetting *
find (XyStore *store, const char *key, GError **error)
{
  XyId id = id_of (key);
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_setting_type, "WHERE t.id = ?1", XY_BIND (XY_ID (&id)), error);

  return list != NULL && list->len > 0 ? g_object_ref (list->pdata[0]) : NULL;
}

static gboolean
check_word (const XySettingKey *known, const char *value, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (const XyWord *word = known->words; word->value != NULL; word++)
    {
      if (g_str_equal (word->value, value))
        return TRUE;
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word->value);
    }
  xy_set_invalid (error, known->key, _ ("%s is one of: %s."), _ (known->label), list->str);
  return FALSE;
}

typedef struct
{
  const char *key;
  const char *value;
} Change;

static gboolean
change (XyTxn *txn, gpointer data, GError **error)
{
  const Change *to = data;

  return xy_setting_set (txn, to->key, to->value, error);
}

const XySettingKey *
xy_setting_keys (void)
{
  return keys;
}

const XySettingKey *
xy_setting_key (const char *key)
{
  for (const XySettingKey *known = keys; known->key != NULL; known++)
    if (g_strcmp0 (known->key, key) == 0)
      return known;
  return NULL;
}

char *
xy_setting_explain (const XySettingKey *key)
{
  return key->explain != NULL ? key->explain () : g_strdup (_ (key->help));
}

char *
xy_setting_get (XyStore *store, const char *key)
{
  const XySettingKey *known = xy_setting_key (key);

  g_return_val_if_fail (known != NULL, NULL);
  if (known->local)
    {
      char *local = xy_store_get_local (store, key);
      return local != NULL ? local : g_strdup (known->fallback);
    }
  g_autoptr (XySetting) setting = find (store, key, NULL);
  gboolean decided = setting != NULL && !setting->record.deleted && setting->value != NULL;
  return g_strdup (decided ? setting->value : known->fallback);
}

gint64
xy_setting_get_number (XyStore *store, const char *key)
{
  const XySettingKey *known = xy_setting_key (key);
  gint64 number;

  g_return_val_if_fail (known != NULL && known->is_number, 0);
  g_autofree char *text = xy_setting_get (store, key);
  /* A value from a newer program, or from an edited file, must not reach a computation. */
  if (!g_ascii_string_to_signed (text, 10, known->least, known->most, &number, NULL))
    g_ascii_string_to_signed (known->fallback, 10, known->least, known->most, &number, NULL);
  return number;
}

gboolean
xy_setting_is_decided (XyStore *store, const char *key)
{
  const XySettingKey *known = xy_setting_key (key);

  g_return_val_if_fail (known != NULL, FALSE);
  if (known->local)
    {
      g_autofree char *local = xy_store_get_local (store, key);
      return local != NULL;
    }
  g_autoptr (XySetting) setting = find (store, key, NULL);
  return setting != NULL && !setting->record.deleted && setting->value != NULL;
}

gboolean
xy_setting_check (const char *key, const char *value, GError **error)
{
  const XySettingKey *known = xy_setting_key (key);

  if (known == NULL)
    {
      xy_set_invalid (error, key, _ ("There is no setting “%s”."), key);
      return FALSE;
    }
  if (value != NULL && known->words != NULL)
    return check_word (known, value, error);
  if (value == NULL || !known->is_number || g_ascii_string_to_signed (value, 10, known->least, known->most, NULL, NULL))
    return TRUE;
  xy_set_invalid (error, key, _ ("%s is a whole number from %d to %d."), _ (known->label), (int) known->least,
                  (int) known->most);
  return FALSE;
}

gboolean
xy_setting_set (XyTxn *txn, const char *key, const char *value, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!xy_setting_check (key, value, error))
    return FALSE;
  g_return_val_if_fail (!xy_setting_key (key)->local, FALSE);

  g_autoptr (XySetting) setting = find (xy_txn_get_store (txn), key, &problem);
  if (!xy_error_pass (error, &problem))
    return FALSE;
  if (setting == NULL)
    {
      setting = xy_record_new (&xy_setting_type);
      setting->record.id = id_of (key);
      xy_set_str (&setting->key, key);
    }
  setting->record.deleted = FALSE;
  xy_set_str (&setting->value, value);
  return xy_record_save (txn, setting, error);
}

gboolean
xy_setting_change (XyStore *store, const XyActor *actor, const char *key, const char *value, GError **error)
{
  Change to = { key, value };

  if (!xy_setting_check (key, value, error))
    return FALSE;
  if (xy_setting_key (key)->local)
    return xy_store_set_local (store, key, value, error);
  g_autofree char *title = g_strdup_printf (_ ("Change the setting “%s”"), _ (xy_setting_key (key)->label));
  return xy_store_act (store, actor, title, change, &to, error);
}
