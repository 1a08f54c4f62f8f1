/* SPDX-License-Identifier: GPL-3.0-or-later */
/* http: for its own files. */
#pragma once

#include <microhttpd.h>

#include "server/http.h"
#include "server/watch.h"

G_BEGIN_DECLS

/* A connection. */
typedef struct
{
  XyHttp *http;
  int fd;
  XyWatch watch;
  char address[64];
} XyHttpLine;

/* A request. */
typedef struct
{
  XyHttp *http;
  XyHttpLine *line;
  struct MHD_Connection *connection;
  char *target;
  GByteArray *body;
  gsize most;
  enum
  {
    XY_HTTP_NEW,
    XY_HTTP_BODY,
    XY_HTTP_ASKED,
    XY_HTTP_ANSWERED,
  } state;
  XyServerRequest request;
  XyServerResponse response;
  gint64 since; /* monotonic, of the head */
  gint64 due;   /* when an answer that is held back goes */
} XyHttpAsk;

struct _XyHttp
{
  const XyServerConfig *config;
  XyRouteShared *shared;
  struct MHD_Daemon *daemon;
  struct MHD_Daemon *status;
  GAsyncQueue *queue; /* of XyHttpAsk; of the HTTP itself: end */
  GPtrArray *workers; /* of GThread */
  GThread *monitor;
  GMutex lock;
  GCond wake;
  GHashTable *lines;    /* with the lock: set of XyHttpLine */
  GQueue held;          /* with the lock: XyHttpAsk that are answered later */
  gboolean end;         /* with the lock: of the monitor */
  gboolean workers_end; /* with the lock: who asks now would wait for ever */
  int stopping;         /* atomic, as all below */
  int active;           /* requests */
  int ready;
  gsize body_bytes;
};

/* The monitor's thread: cuts lines, sends what is held back, looks after the disk. */
gpointer xy_http_monitor (gpointer http);
/* The daemon of the loopback address. */
gboolean xy_http_start_status (XyHttp *http, GError **error);
/* A worker's thread. */
gpointer xy_http_work (gpointer http);

G_END_DECLS
