/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/metrics.h"

#include <string.h>

/* Upper edges of the histogram, microseconds. */
static const gint64 edges[] = { 5000, 20000, 50000, 100000, 500000, 1000000, 5000000 };
static const char *const edge_names[] = { "0.005", "0.02", "0.05", "0.1", "0.5", "1", "5", "+Inf" };

struct _XyMetrics
{
  GMutex lock;
  GHashTable *values; /* "name{labels}" → gint64 * */
};

XyMetrics *
xy_metrics_new (void)
{
  XyMetrics *metrics = g_new0 (XyMetrics, 1);

  g_mutex_init (&metrics->lock);
  metrics->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return metrics;
}

void
xy_metrics_free (XyMetrics *metrics)
{
  if (metrics == NULL)
    return;
  g_hash_table_unref (metrics->values);
  g_mutex_clear (&metrics->lock);
  g_free (metrics);
}

static char *
make_key (const char *name, const char *labels)
{
  return labels != NULL ? g_strdup_printf ("%s{%s}", name, labels) : g_strdup (name);
}

/* With the lock. */
static gint64 *
find (XyMetrics *metrics, const char *name, const char *labels)
{
  g_autofree char *key = make_key (name, labels);
  gint64 *value = g_hash_table_lookup (metrics->values, key);

  if (value == NULL)
    {
      value = g_new0 (gint64, 1);
      g_hash_table_insert (metrics->values, g_steal_pointer (&key), value);
    }
  return value;
}

void
xy_metrics_add (XyMetrics *metrics, const char *name, const char *labels, gint64 n)
{
  g_mutex_lock (&metrics->lock);
  *find (metrics, name, labels) += n;
  g_mutex_unlock (&metrics->lock);
}

void
xy_metrics_set (XyMetrics *metrics, const char *name, const char *labels, gint64 value)
{
  g_mutex_lock (&metrics->lock);
  *find (metrics, name, labels) = value;
  g_mutex_unlock (&metrics->lock);
}

gint64
xy_metrics_get (XyMetrics *metrics, const char *name, const char *labels)
{
  g_mutex_lock (&metrics->lock);
  gint64 value = *find (metrics, name, labels);
  g_mutex_unlock (&metrics->lock);
  return value;
}

void
xy_metrics_request (XyMetrics *metrics, const char *endpoint, guint status, gint64 us, gsize in, gsize out)
{
  g_autofree char *by_status = g_strdup_printf ("endpoint=\"%s\",status=\"%u\"", endpoint, status);
  g_autofree char *by_endpoint = g_strdup_printf ("endpoint=\"%s\"", endpoint);

  g_mutex_lock (&metrics->lock);
  *find (metrics, "xy_requests_total", by_status) += 1;
  *find (metrics, "xy_request_bytes_total", by_endpoint) += (gint64) in;
  *find (metrics, "xy_response_bytes_total", by_endpoint) += (gint64) out;
  for (guint i = 0; i < G_N_ELEMENTS (edge_names); i++)
    if (i == G_N_ELEMENTS (edges) || us <= edges[i])
      {
        g_autofree char *labels = g_strdup_printf ("%s,le=\"%s\"", by_endpoint, edge_names[i]);
        *find (metrics, "xy_request_seconds_bucket", labels) += 1;
      }
  *find (metrics, "xy_request_seconds_count", by_endpoint) += 1;
  *find (metrics, "xy_request_microseconds_total", by_endpoint) += us;
  g_mutex_unlock (&metrics->lock);
}

char *
xy_metrics_print (XyMetrics *metrics)
{
  GString *out = g_string_new (NULL);

  g_mutex_lock (&metrics->lock);
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (metrics->values), (GCompareFunc) strcmp);
  for (const GList *item = keys; item != NULL; item = item->next)
    g_string_append_printf (out, "%s %" G_GINT64_FORMAT "\n", (const char *) item->data,
                            *(gint64 *) g_hash_table_lookup (metrics->values, item->data));
  g_mutex_unlock (&metrics->lock);
  return g_string_free (out, FALSE);
}
