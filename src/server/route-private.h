/* SPDX-License-Identifier: GPL-3.0-or-later */
/* route: for the files of its endpoints. */
#pragma once

#include "server/route.h"

G_BEGIN_DECLS

struct _XyRoute
{
  XyServerStore *store;
  XyWire *wire;
  XyRouteShared *shared;
  gboolean alone; /* who writes into a file of SQLite does so alone; PostgreSQL locks village by village */
};

/* One request that is being answered. */
typedef struct
{
  XyRoute *route;
  const XyServerRequest *request;
  XyServerResponse *response;
  XyServerAccount account; /* who asks; none in an enrolment */
  gint64 stream;           /* that it is about, for the audit; 0: none, or not known */
} XyCall;

/* FALSE: the store failed, and the request is answered by the error. */
typedef gboolean (*XyCallFunc) (XyCall *call, GError **error);

typedef struct
{
  const char *method;
  const char *path; /* one that ends in "/" stands for all that begin so */
  const char *name;
  gsize most;      /* bytes of a body; 0: none is asked for */
  gboolean anyone; /* without a token */
  gboolean writes; /* needs room on the disk */
  XyCallFunc answer;
} XyEndpoint;

/* The value of KEY in the query, in OUT, which is "" where there is none. FALSE where it does not fit. */
gboolean xy_call_query (const XyCall *call, const char *key, char *out, gsize size);
/* A number of decimal, or hex, digits in the query. FALSE where it is none, or not there. */
gboolean xy_call_number (const XyCall *call, const char *key, guint base, gint64 *number);
/* The body as one line of JSON of the protocol that asks ASK. Returns: (transfer full) NULL where it is none. */
char *xy_call_json (const XyCall *call, const char *ask);

/* Answers with TEXT, packed where that is welcome. (transfer full) */
void xy_call_give (XyCall *call, GString *text, const char *type);
gboolean xy_call_refuse (XyCall *call, guint status, const char *why);

G_END_DECLS
