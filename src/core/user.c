/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/user.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/pin-policy.h"
#include "core/scope.h"
#include "core/store.h"

#define CLERK                                                                                                          \
  (XY_MAY_EDIT_ROSTER | XY_MAY_RECORD_POINTS | XY_MAY_IMPORT | XY_MAY_UNMASK | XY_MAY_BACK_UP | XY_MAY_PRINT           \
   | XY_MAY_POST | XY_MAY_HEAR_OBJECTIONS | XY_MAY_KEEP_HYGIENE | XY_MAY_KEEP_MATTERS | XY_MAY_KEEP_MEETINGS           \
   | XY_MAY_KEEP_BYLAWS)
#define HEAD (CLERK | XY_MAY_REVIEW_POINTS | XY_MAY_EDIT_RULES | XY_MAY_CHANGE_SETTINGS)
#define TOWNSHIP                                                                                                       \
  (XY_MAY_PRINT | XY_MAY_REVIEW_BYLAWS | XY_MAY_BACK_UP | XY_MAY_RESTORE | XY_MAY_MANAGE_USERS | XY_MAY_CHANGE_SETTINGS)
#define ADMINISTRATOR (CLERK | XY_MAY_EDIT_RULES | XY_MAY_CHANGE_SETTINGS | XY_MAY_MANAGE_USERS | XY_MAY_RESTORE)

static const XyRole roles[] = {
  { "clerk", N_ ("Clerk"), CLERK },
  { "reviewer", N_ ("Reviewer"), XY_MAY_REVIEW_POINTS | XY_MAY_PRINT },
  { "head", N_ ("Village head"), HEAD },
  { "supervisor", N_ ("Supervisor"), XY_MAY_PRINT | XY_MAY_HEAR_OBJECTIONS },
  { XY_ROLE_ADMINISTRATOR, N_ ("Admin"), ADMINISTRATOR },
  { XY_ROLE_TOWNSHIP, N_ ("Township officer"), TOWNSHIP },
  { NULL, NULL, 0 },
};

static const XyWord role_words[] = {
  { "clerk", N_ ("Clerk") },
  { "reviewer", N_ ("Reviewer") },
  { "head", N_ ("Village head") },
  { "supervisor", N_ ("Supervisor") },
  { XY_ROLE_ADMINISTRATOR, N_ ("Admin") },
  { XY_ROLE_TOWNSHIP, N_ ("Township officer") },
  { NULL },
};

static const XyField fields[] = {
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, name), XY_FIELD_REQUIRED },
  { "post", N_ ("Post"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, post), 0 },
  { "role", N_ ("Role"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyUser, role), XY_FIELD_REQUIRED, role_words },
  { "person", N_ ("Person"), XY_FIELD_ID, G_STRUCT_OFFSET (XyUser, person), 0 },
};

static gboolean
check_user (XyTxn *txn, XyRecord *record, GError **error)
{
  XyUser *user = (XyUser *) record;

  if (user->name != NULL)
    g_strstrip (user->name);
  return TRUE;
}

/* What holds after each change of a user, undo and deletion included. */
static gboolean
guard_users (XyTxn *txn, const XyRecord *record, GError **error)
{
  const XyUser *user = (const XyUser *) record;
  XyDb *db = xy_txn_get_db (txn);
  gint64 same = 0, live = 0, administrators = 0;
  /* The first user of a file may be undone with it. */
  gboolean may_be_none = xy_txn_get_kind (txn) != XY_ACT_DO, office = FALSE;

  if (!xy_scope_is_office (xy_txn_get_store (txn), &office, error))
    return FALSE;
  if (!user->record.deleted && office != (g_strcmp0 (user->role, XY_ROLE_TOWNSHIP) == 0))
    {
      xy_set_invalid (error, "role",
                      office ? _ ("Who works at the township's computer is a township officer.")
                             : _ ("A township officer works at the township's computer, and is no user of a village."));
      return FALSE;
    }
  if (!xy_db_number (db, "SELECT count (*) FROM user WHERE name = ?1 AND del = 0", XY_BIND (XY_TEXT (user->name)),
                     &same, error)
      || !xy_db_number (db, "SELECT count (*) FROM user WHERE del = 0", XY_BIND_NONE, &live, error)
      || !xy_db_number (db, "SELECT count (*) FROM user WHERE del = 0 AND role = ?1",
                        XY_BIND (XY_TEXT (office ? XY_ROLE_TOWNSHIP : XY_ROLE_ADMINISTRATOR)), &administrators, error))
    return FALSE;

  if (same > 1)
    {
      xy_set_invalid (error, "name", _ ("There is already a user named %s."), user->name);
      return FALSE;
    }
  if (administrators == 0 && (live > 0 || !may_be_none))
    {
      xy_set_invalid (error, "role", _ ("The village needs at least one administrator. Make another one first."));
      return FALSE;
    }
  return TRUE;
}

const XyRecordType xy_user_type = {
  .table = "user",
  .noun = N_ ("user"),
  .topic = XY_TOPIC_USER,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_MANAGE_USERS,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_user_get_type,
  .check = check_user,
  .guard = guard_users,
};

XY_DEFINE_RECORD (XyUser, xy_user)

typedef struct
{
  char *hash; /* NULL: no PIN */
  gint64 failures;
  gint64 locked_until;
  gint64 set_at;
} Pin;

static gboolean
read_pin (XyStore *store, const XyId *user, Pin *pin, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), "SELECT hash, failures, locked_until, set_at FROM pin WHERE user = ?1",
                   XY_BIND (XY_ID (user)), &problem);

  *pin = (Pin){ 0 };
  if (xy_rows_next (rows, &problem))
    *pin =
        (Pin){ g_strdup (xy_rows_text (rows, 0)), xy_rows_int (rows, 1), xy_rows_int (rows, 2), xy_rows_int (rows, 3) };
  return xy_error_pass (error, &problem);
}

static gboolean
write_failures (XyStore *store, const XyId *user, gint64 failures, gint64 locked_until, GError **error)
{
  return xy_store_write_local (store, "UPDATE pin SET failures = ?2, locked_until = ?3 WHERE user = ?1",
                               XY_BIND (XY_ID (user), XY_INT (failures), XY_INT (locked_until)), error);
}

static gboolean
refuse_locked (gint64 left, GError **error)
{
  gint64 minutes = (left + 59999) / 60000;

  g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
               ngettext ("Too many wrong PINs. Please try again in %d minute.",
                         "Too many wrong PINs. Please try again in %d minutes.", (gulong) minutes),
               (int) minutes);
  return FALSE;
}

static gboolean
refuse_wrong (gint64 left_tries, GError **error)
{
  int left = (int) left_tries;

  g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
               ngettext ("The PIN is wrong. %d try left.", "The PIN is wrong. %d tries left.", (gulong) left), left);
  return FALSE;
}

const XyRole *
xy_roles (void)
{
  return roles;
}

guint
xy_village_roles (void)
{
  return G_N_ELEMENTS (roles) - 2;
}

const XyRole *
xy_role_by_id (const char *id)
{
  for (const XyRole *role = roles; role->id != NULL; role++)
    if (g_strcmp0 (role->id, id) == 0)
      return role;
  return NULL;
}

GPtrArray *
xy_user_list (XyStore *store, GError **error)
{
  return xy_record_list (store, &xy_user_type, "WHERE t.del = 0 ORDER BY t.name", XY_BIND_NONE, error);
}

XyUser *
xy_user_by_name (XyStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) list =
      xy_record_list (store, &xy_user_type, "WHERE t.del = 0 AND t.name = ?1", XY_BIND (XY_TEXT (name)), error);

  if (list == NULL)
    return NULL;
  if (list->len > 0)
    return g_object_ref (list->pdata[0]);
  g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no user named %s."), name);
  return NULL;
}

void
xy_user_actor (const XyUser *user, XyActor *actor)
{
  const XyRole *role = xy_role_by_id (user->role);

  *actor = (XyActor){ user->record.id, user->name, role != NULL && !user->record.deleted ? role->permissions : 0 };
}

gboolean
xy_actor_require (const XyActor *actor, guint permission, GError **error)
{
  if ((actor->permissions & permission) == permission)
    return TRUE;

  g_set_error (error, XY_ERROR, XY_ERROR_DENIED, _ ("%s may not do this. Please ask the village's administrator."),
               actor->name);
  return FALSE;
}

gboolean
xy_actor_check_witness (const XyActor *actor, const char *witness, GError **error)
{
  if (*witness != '\0' && g_strcmp0 (witness, actor->name) != 0)
    return TRUE;
  xy_set_invalid (error, "witness", "%s",
                  *witness == '\0' ? _ ("Please write who stands by: two do this together.")
                                   : _ ("Who stands by is somebody else than who does it."));
  return FALSE;
}

gboolean
xy_user_has_pin (XyStore *store, const XyUser *user)
{
  Pin pin;
  /* Where it cannot be read, better ask in vain than let in. */
  gboolean has = !read_pin (store, &user->record.id, &pin, NULL) || pin.hash != NULL;

  g_free (pin.hash);
  return has;
}

/* Whether PIN is what HASH was made of. */
static gboolean
is_same (const char *hash, const char *pin)
{
  return pin != NULL && crypto_pwhash_str_verify (hash, pin, strlen (pin)) == 0;
}

/* What the rules say of a new PIN. */
static gboolean
check_new (XyStore *store, const XyPinPolicy *policy, const XyUser *user, const char *text, GError **error)
{
  Pin pin;

  if (!xy_pin_check (policy, text, user->name, error))
    return FALSE;
  if (policy->days == 0)
    return TRUE;
  if (!read_pin (store, &user->record.id, &pin, error))
    return FALSE;
  g_autofree char *hash = pin.hash;
  if (hash == NULL || !is_same (hash, text))
    return TRUE;
  xy_set_invalid (error, "pin", _ ("This is the PIN that there was. Please take another."));
  return FALSE;
}

static gboolean
write_pin (XyStore *store, const XyUser *user, const char *pin, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (crypto_pwhash_str (hash, pin, strlen (pin), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE)
      != 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_FAILED,
                   _ ("The computer is short of memory. Please close other programs and try again."));
      return FALSE;
    }
  return xy_store_write_local (
      store, "INSERT OR REPLACE INTO pin (user, hash, failures, locked_until, set_at) VALUES (?1, ?2, 0, 0, ?3)",
      XY_BIND (XY_ID (&user->record.id), XY_TEXT (hash), XY_INT (xy_env_now (xy_store_get_env (store)))), error);
}

gboolean
xy_user_set_pin (XyStore *store, const XyActor *actor, const XyUser *user, const char *pin, GError **error)
{
  if (!xy_id_same (&actor->user, &user->record.id) && !xy_actor_require (actor, XY_MAY_MANAGE_USERS, error))
    return FALSE;
  if (xy_store_is_read_only (store))
    return xy_store_refuse_write (error);

  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (store);
  if (pin == NULL && policy->required)
    {
      xy_set_invalid (error, "pin", _ ("By the village's rules everybody has a PIN."));
      return FALSE;
    }
  if (pin == NULL)
    return xy_store_write_local (store, "DELETE FROM pin WHERE user = ?1", XY_BIND (XY_ID (&user->record.id)), error);
  return check_new (store, policy, user, pin, error) && write_pin (store, user, pin, error);
}

gboolean
xy_user_check_pin (XyStore *store, const XyUser *user, const char *text, GError **error)
{
  const XyId *id = &user->record.id;
  gint64 now = xy_env_now (xy_store_get_env (store));
  Pin pin;

  if (!read_pin (store, id, &pin, error))
    return FALSE;
  g_autofree char *hash = pin.hash;
  if (hash == NULL)
    return TRUE;

  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (store);
  gint64 left = pin.locked_until - now;
  if (left > policy->longest_wait)
    {
      /* The clock was set back: it must not lock for longer than the longest lock. */
      left = policy->longest_wait;
      if (!write_failures (store, id, pin.failures, now + left, error))
        return FALSE;
    }
  if (left > 0)
    return refuse_locked (left, error);

  gint64 failures = pin.failures + 1, lock = xy_pin_policy_wait (policy, failures);
  if (!write_failures (store, id, failures, lock > 0 ? now + lock : 0, error))
    return FALSE;
  if (is_same (hash, text))
    return write_failures (store, id, 0, 0, error);
  return lock > 0 ? refuse_locked (lock, error) : refuse_wrong (policy->tries - failures, error);
}

/* Why the PIN that was right is good no longer; NULL where it is. */
static const char *
why_renew (const XyPinPolicy *policy, const Pin *pin, const char *text, const XyUser *user, gint64 now)
{
  if (pin->hash == NULL)
    return policy->required ? _ ("By the village's rules everybody has a PIN. Please choose yours.") : NULL;
  if (policy->days > 0 && now - pin->set_at > policy->days * 24 * 3600 * 1000)
    return _ ("By the village's rules a PIN is renewed from time to time. Please choose a new one.");
  return xy_pin_check (policy, text, user->name, NULL)
             ? NULL
             : _ ("This PIN is not what the village's rules ask for. Please choose a new one.");
}

gboolean
xy_user_come_in (XyStore *store, const XyUser *user, const char *text, const char *renewed, GError **error)
{
  g_autoptr (XyPinPolicy) policy = xy_pin_policy_of (store);
  const char *why;
  Pin pin;

  if (!xy_user_check_pin (store, user, text, error) || !read_pin (store, &user->record.id, &pin, error))
    return FALSE;
  g_autofree char *hash = pin.hash;
  why = why_renew (policy, &pin, text, user, xy_env_now (xy_store_get_env (store)));
  /* A file that is only looked at takes no PIN. */
  if (why == NULL || xy_store_is_read_only (store))
    return TRUE;
  if (renewed == NULL)
    {
      xy_set_invalid (error, "new", "%s", why);
      return FALSE;
    }
  return check_new (store, policy, user, renewed, error) && write_pin (store, user, renewed, error);
}
