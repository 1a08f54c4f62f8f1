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

/* Keeps the files of a part; NAMES gets those that are here. */
gboolean xy_inbox_take_files (XyInboxBundle *bundle, GString *names, GError **error);

/* Answers BUNDLE in a receipt, in FOLDER and with the name of FILE. NAMES: of a part's files that are here. */
gboolean xy_inbox_write_receipt (XyInboxBundle *bundle,
                                 const char *file,
                                 const char *folder,
                                 const GString *names,
                                 GError **error);

G_END_DECLS
