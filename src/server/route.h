/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * route: what the county's server is asked and what it answers, without a socket.
 *
 *   POST /v1/enroll    {"p":"xy1","ask":"enroll","code":"…","pub":"<64 hex>","name":"…","nonce":"<hex>"}
 *                      → {"p":"xy1","a":"ok","account":"<hex>","token":"<64 hex>","role":"village","scope":…,
 *                         "sid":…,"dev":"<hex>","ep":"…","server":"<64 hex>","box":"<64 hex>","now":…};
 *                         no sid, no dev where the account is none of a village
 *   POST /v1/join      {"p":"xy1","ask":"join","sid":…,"nonce":"<hex>"}
 *                      → {…,"a":"ok","sid":…,"dev":"<hex>","ep":"…"}
 *   GET  /v1/villages  → {…,"a":"ok","villages":[[sid,"name",head,last seen],…]}
 *   POST /v1/hello     talk.h; the answer is signed where it is ok
 *   POST /v1/push      wire.h, as it is or packed; likewise
 *   GET  /v1/pull?s=SID&d=DEVICE&c=CURSOR&ep=EPOCH&n=ROWS&sch=SCHEMA   426 where the program is too old to read
 *   GET  /v1/down?c=NUMBER   notices and files of rules for the account's scope behind NUMBER (sync/down.h)
 *   POST /v1/down            sends one, as a township or the county → {…,"a":"ok","seq":…,"at":…}
 *   GET  /v1/report    which reports there are; /v1/report/NAME?…  one of them (report.h)
 *   POST /v1/blob/SID/SHA256?at=OFFSET&size=BYTES   a piece of a file, or nothing, to ask how much of it is there
 *                      → {…,"a":"ok","got":bytes that are there,"whole":1 once it is what its name says}
 *   GET  /v1/blob/SID/SHA256?at=OFFSET   → {…,"a":"ok","at":OFFSET,"size":BYTES} LF and the next piece as it is
 *
 * All but enroll ask for "Authorization: Bearer TOKEN". Status is 200 for each answer of the protocol that is not a
 * refusal; 400 no request of the protocol · 401 no token, a wrong or revoked one · 403 out of the account's scope, or
 * the code is none · 404 · 405 · 411 no length · 413 too long · 415 of another type · 426 too old · 429 too often · 503
 * not now (both with Retry-After) · 507 the county's disk is full: nothing was taken. Their bodies are
 * {"p":"xy1","a":"bad" or "denied","why":"…","now":…}.
 *
 * A signature is base64 of Ed25519 over "xy1 receipt\nSID DEV LAST H EPOCH NOW\n" (DEV and H in hex) by the key that
 * enrolment has given, in the header X-Xy-Receipt.
 */
#pragma once

#include "server/access.h"
#include "server/audit.h"
#include "server/limit.h"
#include "server/metrics.h"

G_BEGIN_DECLS

/* What all workers share; nobody changes it but by the functions of its members and atomically. */
typedef struct
{
  const XyEnv *env;
  const XyServerKeys *keys;
  XyLimiter *accounts;  /* requests of an account */
  XyLimiter *addresses; /* enrolments from an address */
  XyMetrics *metrics;
  XyAudit *audit;
  const char *blobs; /* folder of the files; NULL: none are kept */
  GMutex writing;    /* who writes into a file of SQLite holds it: two would only wait for each other there */
  int disk_low;      /* atomic */
} XyRouteShared;

/* Strings are borrowed; NULL: the header is not there. */
typedef struct
{
  const char *method;
  const char *target; /* path and query as they were sent */
  const char *authorization;
  const char *type;     /* Content-Type */
  const char *encoding; /* Content-Encoding */
  const char *accept;   /* Accept-Encoding */
  const char *address;  /* of the other end */
  gint64 announced;     /* Content-Length; -1: there is none */
  const char *body;
  gsize length;
} XyServerRequest;

typedef struct
{
  guint status;
  const char *type; /* static */
  GBytes *body;
  gboolean packed;   /* Content-Encoding: gzip */
  char *receipt;     /* NULL: none */
  const char *allow; /* of 405 */
  guint retry_after; /* seconds; 0: none */
  guint delay;       /* ms to wait before it is sent */
  const char *name;  /* of the endpoint, static */
} XyServerResponse;

void xy_server_response_clear (XyServerResponse *response);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyServerResponse, xy_server_response_clear)

/* One of a thread. STORE and SHARED must outlive it. */
typedef struct _XyRoute XyRoute;
XyRoute *xy_route_new (XyServerStore *store, XyRouteShared *shared, GError **error);
void xy_route_free (XyRoute *route);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRoute, xy_route_free)

/*
 * Looks at a request whose body has not come yet. FALSE, and RESPONSE says so, where it is not worth to wait for it;
 * otherwise *MOST is how long it may be. From any thread.
 */
gboolean xy_route_admit (const XyServerRequest *request, const XyEnv *env, gsize *most, XyServerResponse *response);

/* RESPONSE is to be cleared. */
void xy_route_answer (XyRoute *route, const XyServerRequest *request, XyServerResponse *response);

/* The names of the endpoints: for who tries them all. */
const char *const *xy_route_names (guint *n);

/* An answer of the server itself: too slow, too many … */
void xy_route_refuse (XyServerResponse *response, const XyEnv *env, guint status, const char *why);

G_END_DECLS
