/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * metrics: what the server has done since it was started, in the text format that Prometheus reads. No name, no token
 * and no village is in it. May be used by several threads.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _XyMetrics XyMetrics;

XyMetrics *xy_metrics_new (void);
void xy_metrics_free (XyMetrics *metrics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMetrics, xy_metrics_free)

/* Adds N to the counter NAME ("xy_requests_total"), LABELS being NULL or what stands between its braces. */
void xy_metrics_add (XyMetrics *metrics, const char *name, const char *labels, gint64 n);
/* Sets what goes up and down. */
void xy_metrics_set (XyMetrics *metrics, const char *name, const char *labels, gint64 value);
gint64 xy_metrics_get (XyMetrics *metrics, const char *name, const char *labels);
/* A request at ENDPOINT was answered with STATUS after so many microseconds. */
void xy_metrics_request (XyMetrics *metrics, const char *endpoint, guint status, gint64 us, gsize in, gsize out);

/* Returns: (transfer full). */
char *xy_metrics_print (XyMetrics *metrics);

G_END_DECLS
