/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/admin-down.h"

#include <glib/gi18n-lib.h>

#include "core/migrate.h"
#include "server/down.h"

#define INT "%" G_GINT64_FORMAT

typedef struct
{
  char *from;
  char *text;
  char *file;
  gboolean rules;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->from);
  g_free (options->text);
  g_free (options->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What stands behind the division and the title. */
static gboolean
parse_options (int argc, char *argv[], Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->from, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options->text, NULL, NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &options->file, NULL, NULL },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &options->rules, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char **words = g_new0 (char *, (gsize) argc + 1);
  g_autoptr (GError) problem = NULL;

  for (int i = 1; i < argc; i++)
    words[i] = argv[i];
  words[0] = (char *) "send-down";
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &words, &problem))
    xy_set_invalid (error, "option", "%s", problem->message);
  else if (argc > 1)
    xy_set_invalid (error, "option", _ ("“%s” is one word too many."), words[1]);
  else if (options->from == NULL || *options->from == '\0' || g_utf8_strlen (options->from, -1) > XY_DOWN_TITLE_MOST)
    xy_set_invalid (error, "from", _ ("Say who sends it: --from NAME."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_scope (const char *text, gint64 *scope, GError **error)
{
  guint64 number = 0;
  XyServerRole role;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL)
      && xy_server_role_of_scope ((gint64) number, &role))
    {
      *scope = (gint64) number;
      return TRUE;
    }
  xy_set_invalid (error, "scope", _ ("It goes to a village, a township or the county: a code of 12, 9 or 6 digits."));
  return FALSE;
}

gboolean
xy_admin_send_down (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  g_auto (Options) options = { NULL };
  g_autoptr (XyDown) down = xy_down_new ();

  /* The title takes the place of a program's name. */
  if (!read_scope (argv[0], &down->scope, error) || !parse_options (argc - 1, argv + 1, &options, error)
      || (options.file != NULL && !xy_down_set_file (down, options.file, error)))
    return FALSE;
  down->id = xy_id_new (admin->env);
  down->kind = g_strdup (options.rules ? XY_DOWN_RULES : XY_DOWN_NOTICE);
  down->title = g_strdup (argv[1]);
  xy_down_set_text (&down->text, options.text);
  xy_down_set_text (&down->who, options.from);
  if (!xy_server_down_add (admin->store, down, 0, error))
    return FALSE;
  g_print (_ ("It is number %d and goes to %s with the next report of each."), (int) down->seq, argv[0]);
  g_print ("\n");
  return TRUE;
}

gboolean
xy_admin_sent_down (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  gint64 scope = 0;

  if (!read_scope (argv[0], &scope, error))
    return FALSE;
  g_autoptr (GPtrArray) list = xy_server_down_list (admin->store, scope, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const XyDown *down = list->pdata[i];
      g_autofree char *at = xy_instant_format (down->at);
      g_print (INT "\t" INT "\t%s\t%s\t%s\t%s\t%s\n", down->seq, down->scope, xy_down_kind_label (down), down->title,
               down->name != NULL ? down->name : "", down->who, at);
    }
  return list != NULL;
}

gboolean
xy_admin_least_reader (XyAdmin *admin, int argc, char *argv[], GError **error)
{
  guint64 schema = 0;
  g_autofree char *kept = NULL;

  if (argc > 0 && !g_ascii_string_to_unsigned (argv[0], 10, 0, (guint64) xy_migrate_newest (), &schema, NULL))
    {
      xy_set_invalid (error, "schema", _ ("The version of a file is a number from 0 to %d, that of this program."),
                      (int) xy_migrate_newest ());
      return FALSE;
    }
  if (argc > 0)
    return xy_server_store_set_reader (admin->store, (gint64) schema, error);
  kept = xy_base_text (xy_server_store_get_base (admin->store), "SELECT v FROM county WHERE k = 'reader'", XY_BIND_NONE,
                       NULL);
  g_print ("%s\n", kept != NULL ? kept : "0");
  return TRUE;
}
