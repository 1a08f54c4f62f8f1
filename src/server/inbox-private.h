/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inbox: what its files share. */
#pragma once

#include "server/inbox.h"
#include "server/store-private.h"

G_BEGIN_DECLS

/* One bundle that is being taken. */
typedef struct
{
  const XyInbox *inbox;
  XyBundleReader *reader;
  const XyBundleHead *head;
  XyInboxWho who;
  XyAsk ask;
  gboolean has_ask;
  XyInboxResult *result;
} XyInboxBundle;

void xy_inbox_lock (const XyInbox *inbox);
void xy_inbox_unlock (const XyInbox *inbox);

/* Answers BUNDLE in a receipt, in FOLDER and with the name of FILE. */
gboolean xy_inbox_write_receipt (XyInboxBundle *bundle, const char *file, const char *folder, GError **error);

G_END_DECLS
