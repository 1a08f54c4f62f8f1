/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/access.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/bylaw.h"
#include "server/store-private.h"
#include "server/township.h"

/* No 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B. */
#define CODE_LETTERS "34679ACDEFGHJKMNPQRTUVWXY"
#define SEEN_EVERY (10 * 60 * 1000)

#define ACCOUNT_COLUMNS "id, scope, role, made, seen, state, name"
#define FIND_SQL "SELECT " ACCOUNT_COLUMNS " FROM account WHERE tok = ?1"
#define GET_SQL "SELECT " ACCOUNT_COLUMNS " FROM account WHERE id = ?1"
#define LIST_SQL "SELECT " ACCOUNT_COLUMNS " FROM account ORDER BY scope, made, id"
#define INSERT_SQL                                                                                                     \
  "INSERT INTO account (id, scope, role, pub, tok, name, made, seen, state) "                                          \
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, 0)"
#define CODE_SQL "SELECT scope, role, until_, used, nonce, account FROM code WHERE h = ?1"
#define USE_SQL "UPDATE code SET used = ?2, nonce = ?3, account = ?4 WHERE h = ?1"

static const char *const roles[] = { "village", "township", "county" };

const char *
xy_server_role_word (XyServerRole role)
{
  return roles[role];
}

gboolean
xy_server_role_from_word (const char *word, XyServerRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (word, roles[i]) == 0)
      {
        *role = (XyServerRole) i;
        return TRUE;
      }
  return FALSE;
}

static guint
count_digits (gint64 code)
{
  guint n = 0;

  for (; code > 0; code /= 10)
    n++;
  return n;
}

gboolean
xy_server_role_of_scope (gint64 scope, XyServerRole *role)
{
  switch (count_digits (scope))
    {
    case 12:
      *role = XY_SERVER_VILLAGE;
      return TRUE;
    case 9:
      *role = XY_SERVER_TOWNSHIP;
      return TRUE;
    case 6:
      *role = XY_SERVER_COUNTY;
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
xy_access_scope_ok (const XyServerAccount *account, gint64 stream)
{
  guint have = count_digits (account->scope), asked = count_digits (stream);

  if (account->revoked || (have != 12 && have != 9 && have != 6) || (asked != 12 && asked != 9 && asked != 6))
    return FALSE;
  for (; asked > have; asked--)
    stream /= 10;
  return stream == account->scope;
}

static XyBylawStepKind
step_of (const char *table, const char *step)
{
  return g_str_equal (table, xy_bylaw_step_type.table) ? xy_bylaw_step_from_name (step) : XY_BYLAW_N_KINDS;
}

gboolean
xy_access_may_push (const XyServerAccount *account,
                    const char *table,
                    char kind,
                    const char *step,
                    gint64 written,
                    gint64 township_since,
                    gboolean *held)
{
  *held = FALSE;
  switch (account->role)
    {
    case XY_SERVER_VILLAGE:
      if (township_since == 0 || !xy_bylaw_step_is_review (step_of (table, step)))
        return TRUE;
      /* Until then the village kept on record what came on paper. */
      *held = kind == 'i' && written < township_since;
      return FALSE;
    case XY_SERVER_TOWNSHIP:
      return kind == 'i' && xy_bylaw_step_is_township (step_of (table, step));
    case XY_SERVER_COUNTY:
    default:
      return FALSE;
    }
}

static void
hash_code (const XyServerKeys *keys, const char *code, guint8 hash[32])
{
  g_autofree char *text = g_strdup_printf ("xy1 code\n%s\n", code);

  crypto_generichash (hash, 32, (const guint8 *) text, strlen (text), keys->token, sizeof keys->token);
}

/* As it was made: people write small letters, and spaces or lines between groups of four. */
static gboolean
clean_code (const char *typed, char code[XY_SERVER_CODE_LENGTH + 1])
{
  guint n = 0;

  for (; *typed != '\0'; typed++)
    {
      char c = g_ascii_toupper (*typed);
      if (c == ' ' || c == '-')
        continue;
      if (n == XY_SERVER_CODE_LENGTH || strchr (CODE_LETTERS, c) == NULL)
        return FALSE;
      code[n++] = c;
    }
  code[n] = '\0';
  return n == XY_SERVER_CODE_LENGTH;
}

gboolean
xy_access_make_code (XyServerStore *store,
                     const XyServerKeys *keys,
                     gint64 scope,
                     const char *note,
                     char *code,
                     GError **error)
{
  const guint n_letters = sizeof CODE_LETTERS - 1;
  XyServerRole role;
  guint8 hash[32];
  gint64 now = xy_env_now (store->env);

  if (!xy_server_role_of_scope (scope, &role))
    {
      xy_set_invalid (error, "scope",
                      _ ("This is no division code: a village has 12 digits, a township 9, a county 6."));
      return FALSE;
    }
  for (guint n = 0; n < XY_SERVER_CODE_LENGTH;)
    {
      guint8 byte;
      store->env->random (&byte, 1, store->env->data);
      if (byte < 256 / n_letters * n_letters)
        code[n++] = CODE_LETTERS[byte % n_letters];
    }
  code[XY_SERVER_CODE_LENGTH] = '\0';
  hash_code (keys, code, hash);
  return xy_base_run (store->base,
                      "INSERT INTO code (h, scope, role, note, made, until_, used, nonce, account) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, '', 0)",
                      XY_BIND (XY_BYTES (hash, sizeof hash), XY_INT (scope), XY_INT (role),
                               XY_TEXT (note != NULL ? note : ""), XY_INT (now),
                               XY_INT (now + XY_SERVER_CODE_DAYS * XY_DAY_MS)),
                      error);
}

static void
read_account (XyBaseRows *rows, XyServerAccount *account)
{
  *account = (XyServerAccount){ .id = xy_base_rows_int (rows, 0),
                                .scope = xy_base_rows_int (rows, 1),
                                .role = (XyServerRole) CLAMP (xy_base_rows_int (rows, 2), 0, 2),
                                .made = xy_base_rows_int (rows, 3),
                                .seen = xy_base_rows_int (rows, 4),
                                .revoked = xy_base_rows_int (rows, 5) != 0 };
  g_strlcpy (account->name, xy_base_rows_text (rows, 6), sizeof account->name);
}

static gboolean
find (XyServerStore *store, const char *sql, XyValue value, XyServerAccount *account, GError **error)
{
  g_autoptr (XyBaseRows) rows = xy_base_query (store->base, sql, &value, 1, error);

  *account = (XyServerAccount){ 0 };
  if (!xy_base_rows_next (rows, error))
    return FALSE;
  read_account (rows, account);
  return TRUE;
}

gboolean
xy_access_get (XyServerStore *store, gint64 id, XyServerAccount *account, GError **error)
{
  return find (store, GET_SQL, XY_INT (id), account, error);
}

gboolean
xy_access_find (XyServerStore *store, const char *token, XyServerAccount *account, GError **error)
{
  guint8 bytes[XY_SERVER_TOKEN_SIZE], hash[32];
  gsize length = 0;

  *account = (XyServerAccount){ 0 };
  if (strlen (token) != 2 * XY_SERVER_TOKEN_SIZE
      || sodium_hex2bin (bytes, sizeof bytes, token, strlen (token), NULL, &length, NULL) != 0
      || length != sizeof bytes)
    return FALSE;
  crypto_hash_sha256 (hash, bytes, sizeof bytes);
  sodium_memzero (bytes, sizeof bytes);
  return find (store, FIND_SQL, XY_BYTES (hash, sizeof hash), account, error);
}

gboolean
xy_access_of_device (XyServerStore *store, gint64 stream, gint64 device, XyServerAccount *account, GError **error)
{
  g_autoptr (GError) problem = NULL;
  XyServerDevice row;

  *account = (XyServerAccount){ 0 };
  if (xy_server_device_read (store, stream, device, &row, &problem) && row.account != 0)
    return xy_access_get (store, row.account, account, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_access_get_key (XyServerStore *store, gint64 id, guint8 pub[32], GError **error)
{
  gsize length;
  g_autoptr (XyBaseRows) rows =
      xy_base_query (store->base, "SELECT pub FROM account WHERE id = ?1", XY_BIND (XY_INT (id)), error);

  memset (pub, 0, 32);
  if (!xy_base_rows_next (rows, error))
    return FALSE;
  const void *bytes = xy_base_rows_bytes (rows, 0, &length);
  if (length != 32)
    return FALSE;
  memcpy (pub, bytes, 32);
  return TRUE;
}

gboolean
xy_access_is_due (XyServerStore *store, const XyServerAccount *account)
{
  return xy_env_now (store->env) - account->seen >= SEEN_EVERY;
}

gboolean
xy_access_touch (XyServerStore *store, XyServerAccount *account, GError **error)
{
  gint64 now = xy_env_now (store->env);

  if (!xy_access_is_due (store, account))
    return TRUE;
  account->seen = now;
  return xy_base_run (store->base, "UPDATE account SET seen = ?2 WHERE id = ?1",
                      XY_BIND (XY_INT (account->id), XY_INT (now)), error);
}

/* A code's row. */
typedef struct
{
  gint64 scope;
  XyServerRole role;
  gint64 until;
  gint64 used;
  gint64 account;
  char nonce[XY_SERVER_NONCE_MOST + 1];
} Code;

static gboolean
read_code (XyServerStore *store, const guint8 hash[32], Code *code, GError **error)
{
  /* Two who come at once with the same code come one behind the other. */
  if (!xy_base_run (store->base, "UPDATE code SET used = used WHERE h = ?1", XY_BIND (XY_BYTES (hash, 32)), error))
    return FALSE;
  g_autoptr (XyBaseRows) rows = xy_base_query (store->base, CODE_SQL, XY_BIND (XY_BYTES (hash, 32)), error);
  if (!xy_base_rows_next (rows, error))
    return FALSE;
  *code = (Code){ .scope = xy_base_rows_int (rows, 0),
                  .role = (XyServerRole) CLAMP (xy_base_rows_int (rows, 1), 0, 2),
                  .until = xy_base_rows_int (rows, 2),
                  .used = xy_base_rows_int (rows, 3),
                  .account = xy_base_rows_int (rows, 5) };
  g_strlcpy (code->nonce, xy_base_rows_text (rows, 4), sizeof code->nonce);
  return TRUE;
}

/* It follows from the code, so that it can be given again while it is kept nowhere. */
static void
make_token (const XyServerKeys *keys, const char *code, const XyServerEnrolling *asked, guint8 token[32])
{
  g_autofree char *text = g_strdup_printf ("xy1 token\n%s\n%s\n", code, asked->nonce);
  crypto_generichash_state state;

  crypto_generichash_init (&state, keys->token, sizeof keys->token, XY_SERVER_TOKEN_SIZE);
  crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
  crypto_generichash_update (&state, asked->pub, sizeof asked->pub);
  crypto_generichash_final (&state, token, XY_SERVER_TOKEN_SIZE);
  sodium_memzero (text, strlen (text));
}

static gboolean
draw_account (XyServerStore *store, gint64 *id, GError **error)
{
  gint64 taken = 1;

  while (taken)
    {
      guint64 random;
      store->env->random ((guint8 *) &random, sizeof random, store->env->data);
      *id = (gint64) (random & G_MAXINT64);
      taken = *id == 0;
      if (!taken
          && !xy_base_number (store->base, "SELECT count (*) FROM account WHERE id = ?1", XY_BIND (XY_INT (*id)),
                              &taken, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_account (XyServerStore *store,
             const guint8 hash[32],
             const Code *code,
             const guint8 token[32],
             const XyServerEnrolling *asked,
             gint64 *id,
             GError **error)
{
  guint8 kept[32];
  gint64 now = xy_env_now (store->env);

  crypto_hash_sha256 (kept, token, XY_SERVER_TOKEN_SIZE);
  return draw_account (store, id, error)
         && xy_base_run (store->base, INSERT_SQL,
                         XY_BIND (XY_INT (*id), XY_INT (code->scope), XY_INT (code->role),
                                  XY_BYTES (asked->pub, sizeof asked->pub), XY_BYTES (kept, sizeof kept),
                                  XY_TEXT (asked->name), XY_INT (now)),
                         error)
         && xy_base_run (store->base, USE_SQL,
                         XY_BIND (XY_BYTES (hash, 32), XY_INT (now), XY_TEXT (asked->nonce), XY_INT (*id)), error);
}

/* In a transaction. FALSE with no error: no. */
static gboolean
enroll (XyServerStore *store,
        const XyServerKeys *keys,
        const char *clean,
        const XyServerEnrolling *asked,
        XyServerEnrolled *out,
        GError **error)
{
  guint8 hash[32], token[XY_SERVER_TOKEN_SIZE];
  gint64 now = xy_env_now (store->env);
  Code code;

  hash_code (keys, clean, hash);
  if (!read_code (store, hash, &code, error))
    return FALSE;
  make_token (keys, clean, asked, token);
  sodium_bin2hex (out->token, sizeof out->token, token, sizeof token);
  if (code.used == 0 && now <= code.until && asked->kind != NULL
      && g_str_equal (asked->kind, "village") != (code.role == XY_SERVER_VILLAGE))
    {
      out->other_kind = TRUE;
      return FALSE;
    }
  if (code.used == 0)
    {
      if (now > code.until || !add_account (store, hash, &code, token, asked, &code.account, error)
          || !xy_access_get (store, code.account, &out->account, error))
        return FALSE;
    }
  /* The token follows from the public key too: another computer's is none of an account. */
  else if (now - code.used > XY_SERVER_ENROLL_AGAIN || !g_str_equal (code.nonce, asked->nonce)
           || !xy_access_find (store, out->token, &out->account, error) || out->account.id != code.account
           || out->account.revoked)
    return FALSE;
  sodium_memzero (token, sizeof token);
  if (code.role != XY_SERVER_VILLAGE)
    return TRUE;
  xy_base_set_scope (store->base, code.scope);
  g_autofree char *nonce = g_strdup_printf ("enroll %" G_GINT64_MODIFIER "x", code.account);
  return xy_server_device_add (store, code.scope, 0, code.account, nonce, &out->device, error);
}

gboolean
xy_access_enroll (XyServerStore *store,
                  const XyServerKeys *keys,
                  const XyServerEnrolling *asked,
                  XyServerEnrolled *enrolled,
                  GError **error)
{
  char code[XY_SERVER_CODE_LENGTH + 1];

  *enrolled = (XyServerEnrolled){ 0 };
  if (!clean_code (asked->code, code) || !xy_base_begin (store->base, error))
    return FALSE;
  gboolean yes = enroll (store, keys, code, asked, enrolled, error) && xy_base_commit (store->base, error);
  if (!yes)
    {
      gboolean other_kind = enrolled->other_kind;
      sodium_memzero (enrolled, sizeof *enrolled);
      enrolled->other_kind = other_kind;
      xy_base_rollback (store->base);
    }
  xy_server_store_set_scope (store);
  sodium_memzero (code, sizeof code);
  return yes;
}

static gboolean
join (XyServerStore *store,
      const XyServerAccount *account,
      gint64 stream,
      const char *nonce,
      gint64 *device,
      GError **error)
{
  gint64 there = 0;
  g_autofree char *own = g_strdup_printf ("join %" G_GINT64_MODIFIER "x %s", account->id, nonce);

  return xy_base_number (store->base, "SELECT count (*) FROM stream WHERE sid = ?1", XY_BIND (XY_INT (stream)), &there,
                         error)
         && there > 0 && xy_server_device_add (store, stream, 0, account->id, own, device, error);
}

gboolean
xy_access_join (XyServerStore *store,
                const XyServerAccount *account,
                gint64 stream,
                const char *nonce,
                gint64 *device,
                GError **error)
{
  if (!xy_access_scope_ok (account, stream) || !xy_base_begin (store->base, error))
    return FALSE;
  if (join (store, account, stream, nonce, device, error) && xy_base_commit (store->base, error))
    return account->role != XY_SERVER_TOWNSHIP || xy_township_settle (store, stream, *device, error);
  xy_base_rollback (store->base);
  return FALSE;
}

gboolean
xy_access_revoke (XyServerStore *store, gint64 id, GError **error)
{
  XyServerAccount account;
  g_autoptr (GError) problem = NULL;

  if (!xy_access_get (store, id, &account, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no such computer."));
      return FALSE;
    }
  return xy_base_run (store->base, "UPDATE account SET state = 1 WHERE id = ?1", XY_BIND (XY_INT (id)), error)
         && (account.role != XY_SERVER_TOWNSHIP || xy_township_settle_account (store, id, error));
}

GArray *
xy_access_list (XyServerStore *store, gint64 scope, GError **error)
{
  const XyServerAccount over = { .scope = scope };
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (XyServerAccount));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyBaseRows) rows = xy_base_query (store->base, LIST_SQL, XY_BIND_NONE, &problem);

  while (xy_base_rows_next (rows, &problem))
    {
      XyServerAccount account;
      read_account (rows, &account);
      if (scope == 0 || xy_access_scope_ok (&over, account.scope))
        g_array_append_val (list, account);
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&list) : NULL;
}
