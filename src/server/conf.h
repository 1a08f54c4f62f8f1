/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * conf: the server's one file of settings, xiangyue-server.conf; each key is described in xiangyue-server(1). A key or
 * group that is not known is refused: a limit that somebody has misspelt is none.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_SERVER_CONFIG "/etc/xiangyue/server.conf"

typedef struct
{
  /* [server] */
  char *listen; /* address */
  guint port;
  char *certificate; /* PEM, the chain; NULL: without TLS, on the loopback address only */
  char *key;
  guint status_port; /* of 127.0.0.1: health, readiness, metrics; 0: none */
  guint workers;     /* threads that answer */
  /* [store] */
  char *folder;   /* keys, audit log, and the database unless it is elsewhere */
  char *database; /* as xy_server_store_open() takes it */
  /* [inbox] */
  char *inbox;         /* folder of bundles that is watched; NULL: none */
  guint inbox_seconds; /* between two looks */
  /* [limits] */
  guint connections;
  guint connections_per_address;
  guint head_seconds;          /* from the connection, or the answer before, to the end of a request's head */
  guint request_seconds;       /* a whole request */
  guint bytes_per_second;      /* least of a body and of an answer */
  guint body_megabytes;        /* of all bodies that are under way */
  guint waiting;               /* requests that wait for a worker */
  guint requests_per_minute;   /* of an account */
  guint enrolments_per_minute; /* from an address */
  guint disk_megabytes;        /* free ones, below which nothing is taken */
  guint stop_seconds;          /* for requests that are under way when the server is stopped */
} XyServerConfig;

/* Returns: (transfer full) NULL with NOT_FOUND, or INVALID: the message names the key. */
XyServerConfig *xy_server_config_load (const char *path, GError **error);
void xy_server_config_free (XyServerConfig *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyServerConfig, xy_server_config_free)

/* A file in the folder. Returns: (transfer full). */
char *xy_server_config_path (const XyServerConfig *config, const char *name);

G_END_DECLS
