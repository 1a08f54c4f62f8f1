/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exchange: one try to reach the county, from the first request until there is nothing more to say or it goes no
 * further. Window and command line both do it this way.
 */
#pragma once

#include "sync/account.h"

G_BEGIN_DECLS

typedef struct
{
  XyPhase phase;
  gint64 sent;     /* operations that were answered */
  gint64 to_send;  /* and that there were */
  gint64 fetched;  /* changes of the county that came */
  gint64 to_fetch; /* and that there are, as far as is known */
} XyExchangeProgress;

/* Called before each request, in the thread that runs the exchange. */
typedef void (*XyExchangeFunc) (const XyExchangeProgress *progress, gpointer data);

typedef struct
{
  XyTrouble trouble; /* none: all that was to be said was said, or it was too early to try */
  gboolean cancelled;
  gboolean tried;  /* somebody was asked */
  gboolean copied; /* the file was found to be a copy */
  gboolean more;   /* files are left to be carried, and rows may want to go first: run again at once */
  XyExchangeProgress progress;
} XyExchange;

/*
 * Tries where it is time, or whatever the time where it is WANTED, which also goes on where somebody had to look first.
 * How it went is kept (history.h). FALSE where the village's file could not be written, with the trouble
 * set as well; nothing is lost then, and the next try finds out how things stand. NOT_FOUND where it is not enrolled.
 */
gboolean xy_exchange_run (XyStore *store,
                          gboolean wanted,
                          XyExchangeFunc func,
                          gpointer data,
                          GCancellable *cancellable,
                          XyExchange *exchange,
                          GError **error);

G_END_DECLS
