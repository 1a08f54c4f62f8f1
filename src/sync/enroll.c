/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "core/scope.h"
#include "core/village.h"
#include "sync/account-private.h"
#include "sync/local.h"
#include "sync/writer.h"

#define NONCE_BYTES 16
#define CODE_MOST 64
#define NAME_MOST 64 /* characters; the county takes no longer one */
#define CA_MOST (64 * 1024)
#define ASKED_SQL "SELECT ask, ask_secret FROM line WHERE ask IS NOT NULL"
/* What is there of an enrolment before stays until the new one is answered. */
#define BEGIN_SQL                                                                                                      \
  "INSERT OR IGNORE INTO line (one, url, receipt_at, receipt_n, last_try_at, last_error) VALUES (1, ?1, 0, 0, 0, '')"
#define ASK_SQL "UPDATE line SET ask = ?1, ask_secret = ?2"
#define REQUEST_SQL                                                                                                    \
  "SELECT json_object ('p', 'xy1', 'ask', 'enroll', 'code', ?1, 'pub', ?2, 'name', ?3, 'nonce', ?4, 'for', ?5)"
#define JOIN_SQL "SELECT json_object ('p', 'xy1', 'ask', 'join', 'sid', ?1, 'nonce', ?2)"
/* In a refusal of the county's: the code is for the other kind of computer, and was not used. */
#define OTHER_KIND "\"why\":\"kind\""
#define ANSWER_SQL                                                                                                     \
  "SELECT ?1 ->> 'a', ?1 ->> 'account', ?1 ->> 'token', ?1 ->> 'role', ?1 ->> 'scope', ?1 ->> 'sid', ?1 ->> 'dev', "   \
  "?1 ->> 'ep', ?1 ->> 'server', ?1 ->> 'box' WHERE json_valid (?1)"
#define KEEP_SQL                                                                                                       \
  "UPDATE line SET url = ?1, ca = ?2, pins = ?3, account = ?4, role = ?5, scope = ?6, token = ?7, secret = ?8, "       \
  "server_key = ?9, box_key = ?10, ask = NULL, ask_secret = NULL, nonce = NULL, receipt = NULL, receipt_at = 0, "      \
  "receipt_n = 0, last_error = ''"

/* What is asked and what comes of it. */
typedef struct
{
  const XyEnrolment *enrolment;
  char *url;
  char *code;
  char *nonce;
  guint8 secret[XY_ACCOUNT_KEY_SIZE];
  gint64 stream; /* 0: of a township's own file, which writes none */

  char *account;
  char *token;
  char *role;
  gint64 scope;
  gint64 sid;
  gint64 device;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  guint8 server_key[XY_ACCOUNT_KEY_SIZE];
  guint8 box_key[XY_ACCOUNT_KEY_SIZE];
} Ask;

static void
ask_clear (Ask *ask)
{
  g_free (ask->url);
  g_free (ask->code);
  g_free (ask->nonce);
  g_free (ask->account);
  g_free (ask->token);
  g_free (ask->role);
  sodium_memzero (ask->secret, sizeof ask->secret);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

/* Without what people put between the letters. */
static char *
tidy_code (const char *code)
{
  GString *tidy = g_string_new (NULL);

  for (; *code != '\0'; code++)
    if (!g_ascii_isspace (*code) && *code != '-')
      g_string_append_c (tidy, g_ascii_toupper (*code));
  return g_string_free (tidy, FALSE);
}

static char *
tidy_url (const char *url)
{
  char *tidy = g_strstrip (g_strdup (url));

  while (g_str_has_suffix (tidy, "/"))
    tidy[strlen (tidy) - 1] = '\0';
  return tidy;
}

/* A token that anybody on the way can read is no secret. */
static gboolean
is_safe (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);

  if (host == NULL || host[0] == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL)
    return FALSE;
  if (g_str_equal (scheme, "https"))
    return TRUE;
  return g_str_equal (scheme, "http")
         && (g_str_equal (host, "localhost") || g_str_equal (host, "127.0.0.1") || g_str_equal (host, "::1"));
}

static gboolean
are_pins (const char *pins)
{
  g_auto (GStrv) list = g_strsplit (pins, ";", -1);

  for (char **pin = list; *pin != NULL; pin++)
    if (!g_str_has_prefix (*pin, "sha256//") || strlen (*pin) != strlen ("sha256//") + 44)
      return FALSE;
  return TRUE;
}

static gboolean
nonsense (GError **error)
{
  xy_trouble_set_error (XY_TROUBLE_SERVER, error);
  return FALSE;
}

static gboolean
read_key (const char *hex, guint8 key[XY_ACCOUNT_KEY_SIZE])
{
  gsize length = 0;

  return hex != NULL && sodium_hex2bin (key, XY_ACCOUNT_KEY_SIZE, hex, strlen (hex), NULL, &length, NULL) == 0
         && length == XY_ACCOUNT_KEY_SIZE;
}

/* The device's number and the epoch it begins in, as the answer has them. */
static gboolean
read_device (XyRows *rows, Ask *ask)
{
  return xy_wire_number_from_text (xy_rows_text (rows, 6), &ask->device) && ask->device > 0
         && xy_wire_epoch_from_text (xy_rows_text (rows, 7), ask->epoch) && ask->epoch[0] != '\0';
}

static gboolean
read_answer (Ask *ask, const char *text, GError **error)
{
  static const char *const roles[] = { "village", "township", "county", NULL };
  g_autoptr (XyWire) wire = xy_wire_new (error);
  g_autoptr (XyRows) rows =
      wire != NULL ? xy_db_query (xy_wire_get_db (wire), ANSWER_SQL, XY_BIND (XY_TEXT (text)), error) : NULL;

  if (rows == NULL)
    return FALSE;
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), "ok") != 0)
    return nonsense (error);
  ask->account = g_strdup (xy_rows_text (rows, 1));
  ask->token = g_strdup (xy_rows_text (rows, 2));
  ask->role = g_strdup (xy_rows_text (rows, 3));
  ask->scope = xy_rows_int (rows, 4);
  ask->sid = xy_rows_int (rows, 5);
  if (ask->account == NULL || ask->token == NULL || strlen (ask->token) != XY_ACCOUNT_TOKEN_LENGTH || ask->role == NULL
      || !g_strv_contains (roles, ask->role) || !read_key (xy_rows_text (rows, 8), ask->server_key)
      || !read_key (xy_rows_text (rows, 9), ask->box_key) || (ask->sid != 0 && !read_device (rows, ask)))
    return nonsense (error);
  return TRUE;
}

/* OFFICE: it was asked for a township's (county's) computer. */
static gboolean
say_other_kind (gboolean office, GError **error)
{
  g_set_error_literal (
      error, XY_ERROR, XY_ERROR_CONFLICT,
      office
          ? _ ("This code is for the computer of a village. Please ask the county for the township's.")
          : _ ("This code is for the computer of a township or the county. It is not used up, and can be used there."));
  return FALSE;
}

static gboolean
say_trouble (const XyLineReply *reply, gboolean office, GError **error)
{
  if (reply->cancelled)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
  else if (reply->trouble == XY_TROUBLE_REFUSED && reply->text != NULL && strstr (reply->text->str, OTHER_KIND) != NULL)
    return say_other_kind (office, error);
  else if (reply->trouble == XY_TROUBLE_REFUSED)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_DENIED,
                         _ ("The county does not take this code: it is mistyped, was used already, or is too old."));
  else
    xy_trouble_set_error (reply->trouble, error);
  return FALSE;
}

/* Text of SQL that makes JSON, with VALUES. Returns: (transfer full). */
static char *
make_json (const char *sql, const XyValue *values, guint n_values, GError **error)
{
  g_autoptr (XyWire) wire = xy_wire_new (error);

  return wire != NULL ? xy_db_text (xy_wire_get_db (wire), sql, values, n_values, error) : NULL;
}

/* What the county lists this computer as. */
static char *
name_of (const XyEnrolment *enrolment)
{
  g_autofree char *name = g_utf8_make_valid (enrolment->name != NULL ? enrolment->name : g_get_host_name (), -1);

  g_strstrip (g_strdelimit (name, "\t\n", ' '));
  if (name[0] == '\0')
    return g_strdup ("PC");
  return g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_MOST));
}

static gboolean
send_ask (Ask *ask, GCancellable *cancellable, GError **error)
{
  guint8 public[crypto_sign_PUBLICKEYBYTES], private[crypto_sign_SECRETKEYBYTES];
  char hex[2 * sizeof public + 1];
  const XyEnrolment *enrolment = ask->enrolment;
  g_auto (XyLineReply) reply = { 0 };
  g_autoptr (XyLine) line = xy_line_new (ask->url, enrolment->ca, enrolment->pins, NULL);

  crypto_sign_seed_keypair (public, private, ask->secret);
  sodium_memzero (private, sizeof private);
  sodium_bin2hex (hex, sizeof hex, public, sizeof public);
  g_autofree char *name = name_of (enrolment);
  g_autofree char *json = make_json (REQUEST_SQL,
                                     XY_BIND (XY_TEXT (ask->code), XY_TEXT (hex), XY_TEXT (name), XY_TEXT (ask->nonce),
                                              XY_TEXT (ask->stream == 0 ? "office" : "village")),
                                     error);
  if (json == NULL)
    return FALSE;
  xy_line_ask (line, "/v1/enroll", json, cancellable, &reply);
  if (reply.trouble != XY_TROUBLE_NONE || reply.cancelled)
    return say_trouble (&reply, ask->stream == 0, error);
  return read_answer (ask, reply.text->str, error);
}

/* Township and county are given a number for each village that they look at. */
static gboolean
send_join (Ask *ask, GCancellable *cancellable, GError **error)
{
  g_auto (XyLineReply) reply = { 0 };
  g_autoptr (XyLine) line = xy_line_new (ask->url, ask->enrolment->ca, ask->enrolment->pins, ask->token);
  g_autofree char *json = make_json (JOIN_SQL, XY_BIND (XY_INT (ask->stream), XY_TEXT (ask->nonce)), error);

  if (json == NULL)
    return FALSE;
  xy_line_ask (line, "/v1/join", json, cancellable, &reply);
  if (reply.trouble != XY_TROUBLE_NONE || reply.cancelled)
    return say_trouble (&reply, TRUE, error);
  g_autoptr (XyWire) wire = xy_wire_new (error);
  g_autoptr (XyRows) rows =
      wire != NULL ? xy_db_query (xy_wire_get_db (wire), ANSWER_SQL, XY_BIND (XY_TEXT (reply.text->str)), error) : NULL;
  if (rows == NULL)
    return FALSE;
  if (!xy_rows_next (rows, NULL) || g_strcmp0 (xy_rows_text (rows, 0), "ok") != 0 || !read_device (rows, ask))
    return nonsense (error);
  ask->sid = ask->stream;
  return TRUE;
}

static gboolean
keep_ask (XyTxn *txn, gpointer data, GError **error)
{
  const Ask *ask = data;
  XyDb *db = xy_txn_get_db (txn);

  return xy_db_run (db, BEGIN_SQL, XY_BIND (XY_TEXT (ask->url)), error)
         && xy_db_run (db, ASK_SQL, XY_BIND (XY_TEXT (ask->nonce), XY_BYTES (ask->secret, sizeof ask->secret)), error);
}

static gboolean
keep_answer (XyTxn *txn, gpointer data, GError **error)
{
  const Ask *ask = data;

  return xy_db_run (xy_txn_get_db (txn), KEEP_SQL,
                    XY_BIND (XY_TEXT (ask->url), XY_TEXT (ask->enrolment->ca), XY_TEXT (ask->enrolment->pins),
                             XY_TEXT (ask->account), XY_TEXT (ask->role), XY_INT (ask->scope), XY_TEXT (ask->token),
                             XY_BYTES (ask->secret, sizeof ask->secret),
                             XY_BYTES (ask->server_key, sizeof ask->server_key),
                             XY_BYTES (ask->box_key, sizeof ask->box_key)),
                    error)
         && (ask->stream == 0 || xy_local_take_number (txn, ask->sid, ask->device, ask->epoch, error));
}

/* Nonce and key: those of an enrolment that was not answered, or new ones, kept before anybody is asked. */
static gboolean
begin_ask (XyStore *store, Ask *ask, GError **error)
{
  const XyEnv *env = xy_store_get_env (store);
  g_autoptr (GError) problem = NULL;
  {
    gsize length;
    g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), ASKED_SQL, XY_BIND_NONE, &problem);
    const void *secret = xy_rows_next (rows, &problem) ? xy_rows_bytes (rows, 1, &length) : NULL;
    if (secret != NULL && length == sizeof ask->secret)
      {
        ask->nonce = g_strdup (xy_rows_text (rows, 0));
        memcpy (ask->secret, secret, sizeof ask->secret);
        return TRUE;
      }
  }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  ask->nonce = xy_account_random_hex (env, NONCE_BYTES);
  env->random (ask->secret, sizeof ask->secret, env->data);
  return xy_store_receive (store, keep_ask, ask, error);
}

/* Whose file this is. */
static gboolean
find_stream (XyStore *store, Ask *ask, GError **error)
{
  g_autoptr (XyVillage) village = NULL;
  guint64 code = 0;
  gboolean office;

  if (!xy_scope_is_office (store, &office, error))
    return FALSE;
  ask->stream = ask->enrolment->stream;
  if (ask->stream != 0 || office)
    return TRUE;
  village = xy_village_get (store, error);
  if (village == NULL)
    return FALSE;
  if (village->sample)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_INVALID,
                           _ ("This is the village to practise in; it is not sent to the county."));
      return FALSE;
    }
  g_ascii_string_to_unsigned (village->code, 10, 0, G_MAXINT64, &code, NULL);
  ask->stream = (gint64) code;
  return TRUE;
}

static gboolean
ask_county (Ask *ask, GCancellable *cancellable, GError **error)
{
  if (!send_ask (ask, cancellable, error))
    return FALSE;
  if (ask->sid == ask->stream)
    return TRUE;
  /* A county of before took the code for whatever it is. */
  if (ask->sid == 0 || ask->stream == 0)
    return say_other_kind (ask->stream == 0, error);
  g_autofree char *theirs = g_strdup_printf ("%" G_GINT64_FORMAT, ask->sid);
  g_autofree char *ours = g_strdup_printf ("%" G_GINT64_FORMAT, ask->stream);
  g_set_error (error, XY_ERROR, XY_ERROR_DENIED,
               _ ("This code is for the village with the number %s, and this is the file of %s."), theirs, ours);
  return FALSE;
}

char *
xy_account_random_hex (const XyEnv *env, gsize length)
{
  g_autofree guint8 *bytes = g_malloc (length);
  char *hex = g_malloc (2 * length + 1);

  env->random (bytes, length, env->data);
  return sodium_bin2hex (hex, 2 * length + 1, bytes, length);
}

gboolean
xy_enrolment_check (const XyEnrolment *enrolment, GError **error)
{
  g_autofree char *url = tidy_url (enrolment->url), *code = tidy_code (enrolment->code);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || !is_safe (uri))
    xy_set_invalid (error, "url",
                    _ ("The county's address begins with https:// and stands on the slip with the code."));
  else if (code[0] == '\0' || strlen (code) > CODE_MOST)
    xy_set_invalid (error, "code", _ ("Please type the code that the county gave you."));
  else if (enrolment->pins != NULL && !are_pins (enrolment->pins))
    xy_set_invalid (error, "pins", _ ("The mark of the county's key is written sha256//… and stands on the slip."));
  else if (enrolment->ca != NULL
           && (strlen (enrolment->ca) > CA_MOST || strstr (enrolment->ca, "BEGIN CERTIFICATE") == NULL))
    xy_set_invalid (error, "ca", _ ("This is not a certificate. Please take the file that the county gave you."));
  else
    return TRUE;
  return FALSE;
}

gboolean
xy_account_enroll (XyStore *store, const XyEnrolment *enrolment, GCancellable *cancellable, GError **error)
{
  g_auto (Ask) ask = { .enrolment = enrolment };

  if (!xy_enrolment_check (enrolment, error) || !find_stream (store, &ask, error))
    return FALSE;
  ask.url = tidy_url (enrolment->url);
  ask.code = tidy_code (enrolment->code);
  return begin_ask (store, &ask, error) && ask_county (&ask, cancellable, error)
         && xy_store_receive (store, keep_answer, &ask, error) && (ask.stream == 0 || xy_writer_begin (store, error));
}

gboolean
xy_account_join (XyStore *store, const XyAccount *office, gint64 stream, GCancellable *cancellable, GError **error)
{
  const XyEnrolment enrolment = { .url = office->url, .ca = office->ca, .pins = office->pins, .stream = stream };
  g_auto (Ask) ask = { .enrolment = &enrolment, .stream = stream, .scope = office->scope };

  ask.url = g_strdup (office->url);
  ask.account = g_strdup (office->account);
  ask.token = g_strdup (office->token);
  ask.role = g_strdup (office->role);
  memcpy (ask.server_key, office->server_key, sizeof ask.server_key);
  memcpy (ask.box_key, office->box_key, sizeof ask.box_key);
  if (!begin_ask (store, &ask, error))
    return FALSE;
  memcpy (ask.secret, office->secret, sizeof ask.secret);
  return send_join (&ask, cancellable, error) && xy_store_receive (store, keep_answer, &ask, error)
         && xy_writer_begin (store, error);
}
