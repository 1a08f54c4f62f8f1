/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/route-report.h"

#include <string.h>

#include "server/report.h"

#define PATH "/v1/report/"
#define NAME_MOST 32

static const struct
{
  const char *word;
  const char *suffix; /* NULL: no file */
  const char *type;
} formats[] = {
  { "json", NULL, "application/json" },
  { "csv", ".csv", "text/csv; charset=utf-8" },
  { "xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
};

gboolean
xy_route_report_list (XyCall *call, GError **error)
{
  GString *out = g_string_new (NULL);

  if (!xy_report_list_json (call->route->store, out, error))
    {
      g_string_free (out, TRUE);
      return FALSE;
    }
  xy_call_give (call, out, "application/json");
  return TRUE;
}

/* The name in the path. */
static gboolean
read_name (const XyCall *call, char name[NAME_MOST])
{
  const char *start = call->request->target + strlen (PATH);
  gsize length = strcspn (start, "?");

  if (length == 0 || length >= NAME_MOST || memchr (start, '/', length) != NULL)
    return FALSE;
  memcpy (name, start, length);
  name[length] = '\0';
  return TRUE;
}

static gboolean
read_words (const XyCall *call, XyReportAsk *ask, guint *format)
{
  char by[16], each[16], word[8];

  if (!xy_call_query (call, "by", by, sizeof by) || !xy_call_query (call, "each", each, sizeof each)
      || !xy_call_query (call, "format", word, sizeof word) || (by[0] != '\0' && !xy_report_by_from_word (by, &ask->by))
      || !xy_report_each_from_word (each, &ask->each))
    return FALSE;
  for (*format = 0; *format < G_N_ELEMENTS (formats); (*format)++)
    if (g_str_equal (word[0] != '\0' ? word : "json", formats[*format].word))
      return TRUE;
  return FALSE;
}

gboolean
xy_route_report (XyCall *call, GError **error)
{
  char name[NAME_MOST], from[16], to[16], scope[16];
  XyReportAsk ask = { .name = name, .scope = call->account.scope };
  guint format = 0;
  g_autoptr (GError) problem = NULL;

  if (!read_name (call, name))
    return xy_call_refuse (call, 404, "report");
  if (!xy_call_query (call, "scope", scope, sizeof scope) || !xy_call_query (call, "from", from, sizeof from)
      || !xy_call_query (call, "to", to, sizeof to)
      || (scope[0] != '\0' && !xy_call_number (call, "scope", 10, &ask.scope)) || !read_words (call, &ask, &format))
    return xy_call_refuse (call, 400, "query");
  call->stream = ask.scope;
  if (!xy_access_scope_ok (&call->account, ask.scope))
    return xy_call_refuse (call, 403, "scope");
  ask.from = from[0] != '\0' ? from : NULL;
  ask.to = to[0] != '\0' ? to : NULL;

  g_autoptr (XyReport) report = xy_report_run (call->route->store, &ask, &problem);
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_NOT_FOUND))
    return xy_call_refuse (call, 404, "report");
  if (g_error_matches (problem, XY_ERROR, XY_ERROR_INVALID))
    return xy_call_refuse (call, 400, "query");
  GString *out = NULL;
  if (report != NULL && formats[format].suffix != NULL)
    out = xy_report_file (report, formats[format].suffix, &problem);
  else if (report != NULL)
    {
      out = g_string_new (NULL);
      xy_report_append_json (out, call->route->store, report);
    }
  if (out == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  xy_call_give (call, out, formats[format].type);
  return TRUE;
}
