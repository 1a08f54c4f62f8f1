/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/admin-report.h"

#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "server/report.h"
#include "server/rollup.h"

typedef struct
{
  char *scope, *from, *to, *by, *each, *format, *out;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->scope);
  g_free (options->from);
  g_free (options->to);
  g_free (options->by);
  g_free (options->each);
  g_free (options->format);
  g_free (options->out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (int argc, char *argv[], Options *options, char **name, GError **error)
{
  const GOptionEntry entries[] = { { "scope", 0, 0, G_OPTION_ARG_STRING, &options->scope, NULL, NULL },
                                   { "from", 0, 0, G_OPTION_ARG_STRING, &options->from, NULL, NULL },
                                   { "to", 0, 0, G_OPTION_ARG_STRING, &options->to, NULL, NULL },
                                   { "by", 0, 0, G_OPTION_ARG_STRING, &options->by, NULL, NULL },
                                   { "each", 0, 0, G_OPTION_ARG_STRING, &options->each, NULL, NULL },
                                   { "format", 0, 0, G_OPTION_ARG_STRING, &options->format, NULL, NULL },
                                   { "out", 'o', 0, G_OPTION_ARG_FILENAME, &options->out, NULL, NULL },
                                   G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GError) problem = NULL;

  g_strv_builder_add (words, "report");
  for (int i = 0; i < argc; i++)
    g_strv_builder_add (words, argv[i]);
  g_auto (GStrv) list = g_strv_builder_end (words);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &list, &problem))
    {
      xy_set_invalid (error, "option", "%s", problem->message);
      return FALSE;
    }
  if (g_strv_length (list) > 2)
    {
      xy_set_invalid (error, "name", _ ("One report at a time."));
      return FALSE;
    }
  *name = g_strdup (list[1]);
  return TRUE;
}

static gboolean
print_list (XyAdmin *admin, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!xy_report_list_json (admin->store, text, error))
    return FALSE;
  g_print ("%s\n", text->str);
  return TRUE;
}

/* The county's own code, where nobody says which scope: that of its villages, if all are of one. */
static gboolean
read_scope (XyAdmin *admin, const char *text, gint64 *scope, GError **error)
{
  XyBase *base = xy_server_store_get_base (admin->store);
  guint64 typed = 0;
  gint64 least = 0, most = 0;

  if (text != NULL)
    {
      if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &typed, NULL))
        {
          xy_set_invalid (error, "scope", _ ("A division code has 6, 9 or 12 digits."));
          return FALSE;
        }
      *scope = (gint64) typed;
      return TRUE;
    }
  if (!xy_base_number (base, "SELECT min (sid) FROM stream", XY_BIND_NONE, &least, error)
      || !xy_base_number (base, "SELECT max (sid) FROM stream", XY_BIND_NONE, &most, error))
    return FALSE;
  *scope = least / 1000000;
  if (least > 0 && most / 1000000 == *scope)
    return TRUE;
  xy_set_invalid (error, "scope", _ ("Say of which county, township or village: --scope DIVISION."));
  return FALSE;
}

static gboolean
print_file (const XyReport *report, const char *suffix, GError **error)
{
  g_autoptr (GString) bytes = xy_report_file (report, suffix, error);

  return bytes != NULL && fwrite (bytes->str, 1, bytes->len, stdout) == bytes->len;
}

static gboolean
give (XyAdmin *admin, const XyReport *report, const Options *options, GError **error)
{
  const char *format = options->format != NULL ? options->format : "csv";

  if (g_str_equal (format, "json"))
    {
      g_autoptr (GString) text = g_string_new (NULL);
      xy_report_append_json (text, admin->store, report);
      g_string_append_c (text, '\n');
      if (options->out != NULL)
        return g_file_set_contents (options->out, text->str, (gssize) text->len, error);
      g_print ("%s", text->str);
      return TRUE;
    }
  if (options->out != NULL)
    return xy_report_write (report, options->out, error);
  return print_file (report, g_str_equal (format, "xlsx") ? ".xlsx" : ".csv", error);
}

gboolean
xy_admin_report (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  g_auto (Options) options = { NULL };
  g_autofree char *name = NULL;

  if (!parse_options (argc, argv, &options, &name, error))
    return FALSE;
  if (name == NULL)
    return print_list (admin, error);
  XyReportAsk ask = { .name = name, .from = options.from, .to = options.to };
  if ((options.by != NULL && !xy_report_by_from_word (options.by, &ask.by))
      || (options.each != NULL && !xy_report_each_from_word (options.each, &ask.each)))
    {
      xy_set_invalid (error, "by", _ ("--by is village, township or county; --each is month, quarter or year."));
      return FALSE;
    }
  if (options.format != NULL && !g_str_equal (options.format, "csv") && !g_str_equal (options.format, "xlsx")
      && !g_str_equal (options.format, "json"))
    {
      xy_set_invalid (error, "format", _ ("--format is csv, xlsx or json."));
      return FALSE;
    }
  if (!read_scope (admin, options.scope, &ask.scope, error))
    return FALSE;
  g_autoptr (XyReport) report = xy_report_run (admin->store, &ask, error);
  return report != NULL && give (admin, report, &options, error);
}

gboolean
xy_admin_rebuild_reports (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  guint64 stream = 0;
  guint n = 0;

  if (argc > 0 && !g_ascii_string_to_unsigned (argv[0], 10, 1, G_MAXINT64, &stream, NULL))
    {
      xy_set_invalid (error, "stream", _ ("A village's code has 12 digits."));
      return FALSE;
    }
  if (!xy_rollup_rebuild (admin->store, (gint64) stream, &n, error))
    return FALSE;
  if (stream != 0 && n == 0)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no village %s."), argv[0]);
      return FALSE;
    }
  g_print (
      ngettext ("The figures of %u village were reckoned anew.", "The figures of %u villages were reckoned anew.", n),
      n);
  g_print ("\n");
  return TRUE;
}
