/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the county's server is asked: the first byte is the method and which headers there are, the first line the
 * target, the rest the body. It is asked by a village that was enrolled; whatever it asks has an answer.
 */
#include <string.h>

#include "county.h"

#include "server/route.h"
#include "sync/wire.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static County county;
static XyServerKeys keys = { .token = { 1 } };
static XyRouteShared shared = { .env = &county.fixed.env, .keys = &keys };
static char authorization[80];

static XyRoute *
set_up (void)
{
  char code[XY_SERVER_CODE_LENGTH + 1];
  XyServerEnrolled out;
  XyServerEnrolling asked = { .code = code, .name = "fuzz", .nonce = "1" };

  shared.accounts = xy_limiter_new (G_MAXUINT / 60000, 1000000);
  shared.addresses = xy_limiter_new (G_MAXUINT / 60000, 1000000);
  g_mutex_init (&shared.writing);
  county_open (&county);
  g_assert_true (xy_access_make_code (county.store, &keys, SID, NULL, code, NULL));
  g_assert_true (xy_access_enroll (county.store, &keys, &asked, &out, NULL));
  g_snprintf (authorization, sizeof authorization, "Bearer %s", out.token);
  county_keep (&county);
  return xy_route_new (county.store, &shared, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const methods[] = { "GET", "POST", "HEAD", "PATCH" };
  static XyRoute *route;
  const guint8 *line;
  gsize most;

  if (route == NULL)
    route = set_up ();
  if (size == 0 || (line = memchr (data, '\n', size)) == NULL || memchr (data, '\0', (gsize) (line - data)) != NULL)
    return 0;
  g_autofree char *target = g_strndup ((const char *) data + 1, line > data ? (gsize) (line - data - 1) : 0);
  /* Of its own size, so that who reads behind it is seen. */
  gsize length = size - (gsize) (line + 1 - data);
  g_autofree char *body = g_memdup2 (line + 1, length);
  g_auto (XyServerResponse) response = { 0 }, early = { 0 };
  XyServerRequest request = { .method = methods[data[0] & 3],
                              .target = target,
                              .authorization = authorization,
                              .type = (data[0] & 4) != 0 ? "application/json" : NULL,
                              .encoding = (data[0] & 8) != 0 ? "gzip" : NULL,
                              .accept = (data[0] & 16) != 0 ? "gzip" : NULL,
                              .address = "fuzz",
                              .announced = (data[0] & 32) != 0 ? -1 : (gint64) length,
                              .body = body,
                              .length = length };
  gboolean admitted = xy_route_admit (&request, &county.fixed.env, &most, &early);
  xy_route_answer (route, &request, &response);
  g_assert_true (response.status >= 200 && response.status < 500 && response.body != NULL);
  /* What is refused early is refused late as well. */
  g_assert_true (admitted || response.status == early.status);
  county_put_back (&county);
  return 0;
}
