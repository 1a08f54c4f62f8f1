/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * print-preview: the paper before it is printed, with the few things that may be chosen about it, and the verbs: print,
 * save as PDF.
 *
 * A page says once what the paper is (XyPreviewSource); the preview makes it on the worker's thread, anew at each
 * choice. What is shown is what comes out: the same drawing. A paper that goes out is registered (core/paper-record.h)
 * and carries its number.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "print/paper.h"

G_BEGIN_DECLS

#define XY_PREVIEW_MAX_CHOICES 4

/* A drop-down over the paper, "Paper size: A4 / A3 / 8K". Texts are N_(). */
typedef struct
{
  const char *label;
  const char *const *options; /* NULL-terminated */
  guint preset;
} XyPreviewChoice;

/* What is asked of make(). */
typedef struct
{
  guint chosen[XY_PREVIEW_MAX_CHOICES]; /* by place in the source's choices */
  gboolean unmasked;                    /* numbers in full */
  const char *number;                   /* record number for the foot */
  gint64 printed_at;                    /* instant */
} XyPreviewAsk;

typedef struct
{
  const char *kind; /* of the register: "points-board" */
  const XyPreviewChoice *choices;
  guint n_choices;
  gboolean can_unmask; /* the paper has numbers that are masked unless a reason is given */

  /* On the worker's thread. Returns: (transfer full). */
  XyPaper *(*make) (XyStore *store, gpointer data, const XyPreviewAsk *ask, GError **error);
} XyPreviewSource;

/*
 * Opens the preview over FROM's window. SOURCE is static. PERIOD goes into the register ("2026Q3") and may be NULL.
 * FREE_DATA frees DATA when the preview is closed.
 */
void xy_print_preview_open (GtkWidget *from,
                            XyDesk *desk,
                            const XyPreviewSource *source,
                            const char *period,
                            gpointer data,
                            GDestroyNotify free_data);

G_END_DECLS
