/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-pane: what the panes of the page 村规民约 below its step line have in common: one version of a bylaw is shown,
 * read on the worker, and read anew when one of the pane's topics was touched: at once while it is looked at, else when
 * it is looked at next. A pane that is not looked at reads nothing.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/bylaw.h"

G_BEGIN_DECLS

#define XY_TYPE_BYLAW_PANE (xy_bylaw_pane_get_type ())
G_DECLARE_DERIVABLE_TYPE (XyBylawPane, xy_bylaw_pane, XY, BYLAW_PANE, GtkWidget)

/* What is read about. */
typedef struct
{
  XyId bylaw;
  XyId version;
  XyId other; /* that the pane names besides: the version to compare with; or none */
} XyBylawPaneAsk;

struct _XyBylawPaneClass
{
  GtkWidgetClass parent_class;

  guint topics; /* XyTopic bits */
  /* On the worker's thread; ASK: XyBylawPaneAsk. */
  gpointer (*read) (XyStore *store, gpointer ask, GCancellable *cancellable, GError **error);
  GDestroyNotify free_answer;
  /* ANSWER (taken) of read, of the version that is shown now. The keyboard should stay where it is. */
  void (*fill) (XyBylawPane *pane, gpointer answer);
};

/* Shows VERSION of BYLAW; both NULL: nothing is there. */
void xy_bylaw_pane_show (XyBylawPane *pane, const XyBylaw *bylaw, const XyBylawVersion *version);
void xy_bylaw_pane_set_other (XyBylawPane *pane, const XyId *other);
void xy_bylaw_pane_set_desk (XyBylawPane *pane, XyDesk *desk);
XyDesk *xy_bylaw_pane_get_desk (XyBylawPane *pane);
/* What is shown; NULL for nothing. Borrowed, never changed. */
const XyBylaw *xy_bylaw_pane_get_bylaw (XyBylawPane *pane);
const XyBylawVersion *xy_bylaw_pane_get_version (XyBylawPane *pane);

/* Once, in the class's init: what is there when there is something to show. Taken. */
void xy_bylaw_pane_set_content (XyBylawPane *pane, GtkWidget *content);
/* Words in the place of the content: why there is none. Until the next fill. */
void xy_bylaw_pane_set_words (XyBylawPane *pane, const char *words);
/* Asks anew. */
void xy_bylaw_pane_ask (XyBylawPane *pane);

G_END_DECLS
