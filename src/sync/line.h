/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * line: HTTP to the county's server, by libcurl. One request at a time; the connection is kept open between them. Where
 * a page says that more follows, the next one is asked for before the caller has it, so that it is made and on its way
 * while this one is written.
 *
 * No request has a total time: on a bad line the least batch may take minutes. It ends where nobody answers for twenty
 * seconds, or less than 50 bytes a second have come and gone for a minute. What is sent is packed, what comes is
 * unpacked behind the guards of pack.h, and no more is received than an answer may have. Nothing is followed to another
 * address. Whatever does not begin as the protocol's answers do is some network's login page, whatever its status says.
 *
 * Belongs to one thread; the cancellable may be cancelled from any.
 */
#pragma once

#include <gio/gio.h>

#include "sync/session.h"
#include "sync/trouble.h"

G_BEGIN_DECLS

#define XY_LINE_PACKED_MOST (8 * 1024 * 1024)    /* bytes of an answer as it comes */
#define XY_LINE_RAW_MOST (32 * 1024 * 1024)      /* unpacked: a page is made whole up to the end of a push */
#define XY_LINE_PAUSE_MOST XY_MACHINE_PAUSE_MOST /* what the county may ask for */

typedef struct _XyLine XyLine;

/* Paths of requests are put behind URL. CA: PEM of the one certificate to trust; PINS: "sha256//…;…"; either may be
 * NULL. */
XyLine *xy_line_new (const char *url, const char *ca, const char *pins, const char *token);
void xy_line_free (XyLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyLine, xy_line_free)

typedef struct
{
  XyTrouble trouble; /* none: TEXT is an answer or a page, to be read by who asked */
  gboolean cancelled;
  guint status;  /* of HTTP; 0: there was none */
  GString *text; /* NUL-terminated; may be NULL where there is trouble */
  gint64 pause;  /* ms that the county asked for; 0 */
  char *receipt; /* header X-Xy-Receipt, or NULL */
  gsize sent;    /* bytes of the bodies as they went and came */
  gsize came;
} XyLineReply;

void xy_line_reply_clear (XyLineReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyLineReply, xy_line_reply_clear)

/* Sends what the session wants sent. REPLY is cleared before it is filled, here and below. */
void xy_line_send (XyLine *line, const XySessionRequest *request, GCancellable *cancellable, XyLineReply *reply);

/* POSTs JSON (NULL: GETs) to PATH, "/v1/enroll". */
void xy_line_ask (XyLine *line, const char *path, const char *json, GCancellable *cancellable, XyLineReply *reply);

/* POSTs the bytes of BODY (NULL: GETs); the answer's first line is as of other requests, bytes may stand behind it. */
void xy_line_carry (XyLine *line, const char *path, GBytes *body, GCancellable *cancellable, XyLineReply *reply);

/* What status and beginning of an answer mean; pure, for tests. */
XyTrouble xy_line_judge (guint status, const char *text, gsize length);
/* Retry-After as seconds or as a date (of HTTP, in GMT), in ms; 0 where it is neither. NOW: instant. */
gint64 xy_line_read_pause (const char *value, gint64 now);

G_END_DECLS
