/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-county.h"

#include <string.h>

#include <sodium.h>

#include "sync/account.h"
#include "sync/pack.h"
#include "sync/session.h"

static void
request_clear (FakeRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->head);
  if (request->body != NULL)
    g_string_free (request->body, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FakeRequest, request_clear)

static gsize
length_of (const char *head)
{
  const char *at = strcasestr (head, "\r\nContent-Length:");
  guint64 length = 0;

  if (at == NULL)
    return 0;
  g_autofree char *value = g_strndup (at + strlen ("\r\nContent-Length:"), strcspn (at + 2, "\r") - 15);
  g_ascii_string_to_unsigned (g_strstrip (value), 10, 0, 64 * 1024 * 1024, &length, NULL);
  return length;
}

static gboolean
read_request (GInputStream *in, FakeRequest *request)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  char buffer[4096];
  const char *end = NULL;
  gssize n;

  while (end == NULL && (n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      g_string_append_len (bytes, buffer, n);
      end = strstr (bytes->str, "\r\n\r\n");
    }
  if (end == NULL)
    return FALSE;
  gsize head = (gsize) (end - bytes->str) + 4;
  request->head = g_strndup (bytes->str, head);
  gsize length = length_of (request->head);
  while (bytes->len < head + length && (n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (bytes, buffer, n);
  request->body = g_string_new_len (bytes->str + head, (gssize) (bytes->len - head));
  g_auto (GStrv) words = g_strsplit (request->head, " ", 3);
  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  return TRUE;
}

static gint64
query_number (const char *path, const char *name, guint base)
{
  g_autofree char *sign = g_strconcat (name, "=", NULL);
  const char *query = strchr (path, '?');
  g_auto (GStrv) parts = g_strsplit (query != NULL ? query + 1 : "", "&", -1);
  guint64 number = 0;

  for (char **part = parts; *part != NULL; part++)
    if (g_str_has_prefix (*part, sign))
      g_ascii_string_to_unsigned (*part + strlen (sign), base, 0, G_MAXINT64, &number, NULL);
  return (gint64) number;
}

static char *
query_text (const char *path, const char *name)
{
  g_autofree char *sign = g_strconcat (name, "=", NULL);
  g_auto (GStrv) parts = g_strsplit (strchr (path, '?') + 1, "&", -1);

  for (char **part = parts; *part != NULL; part++)
    if (g_str_has_prefix (*part, sign))
      return g_strdup (*part + strlen (sign));
  return NULL;
}

static void
serve_enroll (FakeCounty *county, const FakeRequest *request, GString *out)
{
  guint8 public[32], private[64];
  char hex[65];
  gint64 device;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *nonce = g_strdup (strstr (request->body->str, "\"nonce\":"));

  if (strstr (request->body->str, "\"code\":\"" FAKE_CODE "\"") == NULL
      || (county->nonce != NULL && !g_str_equal (nonce, county->nonce)))
    {
      const char *no = "{\"p\":\"xy1\",\"a\":\"denied\",\"why\":\"code\"}\n";
      fake_county_answer (out, "401 Unauthorized", "", no, strlen (no));
      return;
    }
  g_free (county->nonce);
  county->nonce = g_steal_pointer (&nonce);
  g_assert_true (xy_server_store_add_device (county->store, SID, 0, g_str_hash (county->nonce) + 1u, &device, NULL));
  crypto_sign_seed_keypair (public, private, county->seed);
  sodium_bin2hex (hex, sizeof hex, public, sizeof public);
  g_string_printf (text,
                   "{\"p\":\"xy1\",\"a\":\"ok\",\"account\":\"7\",\"token\":\"" FAKE_TOKEN
                   "\",\"role\":\"village\",\"scope\":%" G_GINT64_FORMAT ",\"sid\":%" G_GINT64_FORMAT
                   ",\"dev\":\"%" G_GINT64_MODIFIER "x\",\"ep\":\"%s\",\"server\":\"%s\",\"box\":\"%s\",\"now\":1}\n",
                   SID, SID, device, xy_server_store_get_epoch (county->store), hex, hex);
  fake_county_answer (out, "200 OK", "", text->str, text->len);
}

/* The signature under an answer. */
static char *
sign (FakeCounty *county, const GString *text)
{
  guint8 public[32], private[64], signature[64];
  g_autoptr (XyWire) wire = xy_wire_new (NULL);
  g_auto (XyAnswer) answer = { 0 };

  g_assert_true (xy_answer_read (wire, text->str, text->len, &answer));
  g_autofree char *signed_text = xy_account_receipt_text (SID, &answer);
  crypto_sign_seed_keypair (public, private, county->seed);
  crypto_sign_detached (signature, NULL, (const guint8 *) signed_text, strlen (signed_text), private);
  g_autofree char *base64 = g_base64_encode (signature, sizeof signature);
  return g_strdup_printf ("X-Xy-Receipt: %s\r\n", base64);
}

static void
serve_pull (FakeCounty *county, const FakeRequest *request, GString *out)
{
  g_autofree char *epoch = query_text (request->path, "ep");
  g_autoptr (GString) page = g_string_new (NULL);

  g_assert_true (xy_server_store_pull (
      county->store, query_number (request->path, "s", 10), query_number (request->path, "d", 16), epoch,
      query_number (request->path, "c", 10), query_number (request->path, "n", 10), page, NULL));
  g_autoptr (GBytes) packed = xy_pack (page->str, page->len);
  fake_county_answer (out, "200 OK", "Content-Encoding: gzip\r\n", g_bytes_get_data (packed, NULL),
                      g_bytes_get_size (packed));
}

void
fake_county_serve (FakeCounty *county, const FakeRequest *request, GString *out)
{
  g_autoptr (GString) answer = g_string_new (NULL);

  if (g_str_equal (request->path, "/v1/enroll"))
    {
      serve_enroll (county, request, out);
      return;
    }
  if (strstr (request->head, "Authorization: Bearer " FAKE_TOKEN "\r\n") == NULL)
    {
      const char *no = "{\"p\":\"xy1\",\"a\":\"denied\",\"why\":\"token\"}\n";
      fake_county_answer (out, "401 Unauthorized", "", no, strlen (no));
      return;
    }
  if (g_str_has_prefix (request->path, "/v1/pull?"))
    {
      serve_pull (county, request, out);
      return;
    }
  if (g_str_equal (request->path, "/v1/push"))
    {
      g_autoptr (GString) text = xy_unpack (request->body->str, request->body->len, XY_WIRE_RAW_MOST, NULL);
      g_assert_nonnull (text);
      g_assert_true (xy_server_store_push (county->store, text->str, text->len, answer, NULL));
      g_autofree char *receipt = sign (county, answer);
      fake_county_answer (out, "200 OK", receipt, answer->str, answer->len);
      return;
    }
  g_assert_cmpstr (request->path, ==, "/v1/hello");
  g_assert_true (xy_server_store_ask (county->store, request->body->str, request->body->len, answer, NULL));
  fake_county_answer (out, "200 OK", "", answer->str, answer->len);
}

void
fake_county_answer (GString *out, const char *status, const char *headers, const char *body, gsize length)
{
  g_string_append_printf (out, "HTTP/1.1 %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\nConnection: close\r\n%s\r\n",
                          status, length, headers);
  g_string_append_len (out, body, (gssize) length);
}

static gpointer
run_county (gpointer data)
{
  FakeCounty *county = data;

  xy_fixed_env_init (&county->fixed, 1795309200000, 5);
  county->store = xy_server_store_open (":memory:", &county->fixed.env, NULL);
  for (;;)
    {
      g_autoptr (GSocketConnection) line = g_socket_listener_accept (county->listener, NULL, county->cancellable, NULL);
      g_autoptr (GString) out = g_string_new (NULL);
      g_auto (FakeRequest) request = { NULL };

      if (line == NULL)
        break;
      if (!read_request (g_io_stream_get_input_stream (G_IO_STREAM (line)), &request))
        continue;
      g_atomic_int_inc (&county->n_requests);
      if (county->func != NULL)
        county->func (county, &request, out, county->data);
      else
        fake_county_serve (county, &request, out);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (line)), out->str, out->len, NULL, NULL,
                                 NULL);
    }
  xy_server_store_close (county->store);
  return NULL;
}

FakeCounty *
fake_county_new (void)
{
  FakeCounty *county = g_new0 (FakeCounty, 1);

  county->listener = g_socket_listener_new ();
  county->cancellable = g_cancellable_new ();
  memset (county->seed, 9, sizeof county->seed);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_assert_true (g_socket_listener_add_address (county->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                                NULL, &bound, NULL));
  county->url = g_strdup_printf ("http://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  county->thread = g_thread_new ("county", run_county, county);
  return county;
}

void
fake_county_free (FakeCounty *county)
{
  g_cancellable_cancel (county->cancellable);
  g_thread_join (county->thread);
  g_object_unref (county->cancellable);
  g_object_unref (county->listener);
  g_free (county->url);
  g_free (county->nonce);
  g_free (county);
}
