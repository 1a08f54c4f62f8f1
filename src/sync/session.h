/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * session: the machine on a village's file. It turns what came over the line into an event, does what the machine says
 * in one transaction, and makes the text of what is to be sent next. Sending is the caller's, over whatever line.
 *
 *   xy_session_start (session, now, random, &error);
 *   xy_session_tick (session, now, random, FALSE, &request, &error);
 *   while (request.send != XY_SEND_NOTHING)
 *     {
 *       text = … what the county answered to request …
 *       xy_session_answer (session, now, random, text, length, &request, &error);     or xy_session_fail()
 *     }
 *
 * A function that returns FALSE has changed nothing, in the file or in the session: the disk is full, the file busy or
 * damaged. It may be called again with the same. BUSY is also said where another program has spoken to the county since
 * the session was made: then another session is to be made.
 */
#pragma once

#include "sync/local.h"

G_BEGIN_DECLS

typedef struct _XySession XySession;

typedef struct
{
  XySend send;
  GString *text; /* of a push, a hello …; NULL for a pull */
  /* Of a pull. */
  gint64 stream;
  gint64 device;
  gint64 cursor;
  int rows; /* of a page; fewer where the line is bad */
  char epoch[XY_WIRE_EPOCH_MOST + 1];
} XySessionRequest;

void xy_session_request_clear (XySessionRequest *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XySessionRequest, xy_session_request_clear)

/* NULL with no error where the computer is not enrolled. STORE must outlive the session, and belongs to its thread. */
XySession *xy_session_new (XyStore *store, GError **error);
void xy_session_free (XySession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XySession, xy_session_free)

/* As it is kept in the file. Borrowed. */
const XyLocal *xy_session_get_local (XySession *session);

gboolean xy_session_start (XySession *session, gint64 now, guint64 random, GError **error);
/* REQUEST is cleared before it is filled, here and below. */
gboolean xy_session_tick (XySession *session,
                          gint64 now,
                          guint64 random,
                          gboolean wanted,
                          XySessionRequest *request,
                          GError **error);
/* SENT: when the request was sent, by the clock of NOW. */
gboolean xy_session_answer (XySession *session,
                            gint64 sent,
                            gint64 now,
                            guint64 random,
                            const char *text,
                            gsize length,
                            XySessionRequest *request,
                            GError **error);
/* No answer came. PAUSE: ms that the county asked for, or 0. */
gboolean xy_session_fail (XySession *session, gint64 now, guint64 random, gint64 pause, GError **error);
/* The county does not know who asked, and said no more than that. */
gboolean xy_session_refuse (XySession *session, gint64 now, GError **error);

/*
 * What a stick brought back: TEXT is the county's answer to ASKED, FORKED says that it is of a new number. INVALID
 * where it is no answer. CARRIED says what became of it; only where it was taken are the pages that came with it of
 * use.
 */
gboolean xy_session_carry (XySession *session,
                           gint64 now,
                           guint64 random,
                           const XyAsk *asked,
                           gboolean forked,
                           const char *text,
                           gsize length,
                           XyCarried *carried,
                           GError **error);
/* A page that came with it; *ROWS gets how many there are in it. */
gboolean xy_session_carry_page (XySession *session,
                                gint64 now,
                                const char *text,
                                gsize length,
                                XyCarried *carried,
                                gint64 *rows,
                                GError **error);

G_END_DECLS
