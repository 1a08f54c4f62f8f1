/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/document.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/roster.h"
#include "core/clock.h"
#include "core/setting.h"
#include "core/template.h"
#include "tabular/document-sheet.h"

typedef struct
{
  char *kind, *template, *table, *sheet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->kind);
  g_free (options->template);
  g_free (options->table);
  g_free (options->sheet);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
kind_label (XyCli *cli, const char *kind)
{
  const char *label = cli->json ? NULL : xy_word_label (xy_document_kinds (), kind);

  return label != NULL ? label : kind;
}

static int
list_templates (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "id", N_ ("Template") },
    { "kind", N_ ("Kind") },
    { "name", N_ ("Name") },
    { "about", N_ ("When it is used") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("templates", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) templates = xy_template_list (cli->store, error);
  for (guint i = 0; templates != NULL && i < templates->len; i++)
    {
      const XyTemplate *template = templates->pdata[i];
      xy_cli_table_add (table, template->id, kind_label (cli, template->kind), template->name, template->about);
    }
  return templates != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
list (XyCli *cli, const char *kind, GError **error)
{
  static const XyCliColumn columns[] = {
    { "title", N_ ("Title") },           { "kind", N_ ("Kind") }, { "day", N_ ("Date") },
    { "written_at", N_ ("Written at") }, { "id", N_ ("Record") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("documents", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) documents = xy_document_list (cli->store, kind, error);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const XyDocument *document = documents->pdata[i];
      g_autofree char *written = xy_instant_format (document->written_at);
      char id[XY_ID_TEXT_LENGTH + 1];
      xy_id_to_text (&document->record.id, id);
      g_autofree char *title = xy_document_dup_title (document);
      xy_cli_table_add (table, title, kind_label (cli, document->kind), document->day, written, id);
    }
  return documents != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
show (XyCli *cli, const char *name, GError **error)
{
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyDocument) document = xy_document_find (cli->store, name, error);
  if (document == NULL)
    return XY_CLI_FAILED;
  if (!cli->json)
    {
      xy_cli_print_fields (document, TRUE);
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_cli_open_record (json, "document", document, TRUE);
  xy_json_close (json);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* A field of the record, or of the document's own: 会议时间=明晚7点. */
static gboolean
set_field (XyDocument *document, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = equals != NULL ? g_strndup (assignment, (gsize) (equals - assignment)) : NULL;
  const XyField *field = name != NULL ? xy_record_type_field (&xy_document_type, name) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (field != NULL && g_str_equal (name, "written_at"))
    field = NULL;
  if (field != NULL)
    {
      /* A shell's word holds "\n" for a line's end. */
      g_autofree char *value = (field->flags & (XY_FIELD_LONG_TEXT | XY_FIELD_TABLE)) != 0 ? g_strcompress (equals + 1)
                                                                                           : g_strdup (equals + 1);
      if (xy_record_set_text (document, field, value[0] != '\0' ? value : NULL))
        return TRUE;
      xy_set_invalid (error, name, _ ("“%s” cannot be %s."), equals + 1, _ (field->label));
      return FALSE;
    }
  xy_template_add_names (document->title, names);
  xy_template_add_names (document->addressee, names);
  xy_template_add_names (document->issuer, names);
  xy_template_add_names (document->body, names);
  g_ptr_array_add (names, g_strdup (XY_TEMPLATE_COPIES));
  g_ptr_array_add (names, g_strdup (XY_TEMPLATE_PRINTER));
  for (guint i = 0; name != NULL && i < names->len; i++)
    if (g_str_equal (names->pdata[i], name))
      {
        xy_document_set_field (document, name, equals + 1);
        return TRUE;
      }
  xy_set_invalid (error, "field", _ ("A document has no field “%s”."), assignment);
  return FALSE;
}

static gboolean
set_all (XyDocument *document, const Options *options, char **fields, GError **error)
{
  for (; *fields != NULL; fields++)
    if (!set_field (document, *fields, error))
      return FALSE;
  if (options->table == NULL)
    return TRUE;
  g_autofree char *text = xy_document_sheet_read_file (options->table, options->sheet, NULL, error);
  if (text == NULL)
    return FALSE;
  xy_set_str (&document->sheet, text);
  return TRUE;
}

static gboolean
save (XyTxn *txn, gpointer document, GError **error)
{
  return xy_record_save (txn, document, error);
}

static int
add (XyCli *cli, const Options *options, char **fields, GError **error)
{
  static const XyCliColumn columns[] = { { "id", N_ ("Record") }, { "title", N_ ("Title") } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("document", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyDocument) document = xy_record_new (&xy_document_type);
  char id[XY_ID_TEXT_LENGTH + 1];

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (options->template != NULL)
    {
      g_autoptr (XyTemplate) template = xy_template_get (cli->store, options->template, error);
      if (template == NULL)
        return XY_CLI_FAILED;
      g_object_unref (document);
      document = xy_document_from_template (template, xy_setting_get_number (cli->store, XY_SETTING_BOARD_DAYS));
    }
  if (!set_all (document, options, fields, error))
    return XY_CLI_FAILED;
  g_autofree char *name = document->title != NULL ? xy_document_dup_title (document) : g_strdup ("");
  g_autofree char *title = g_strdup_printf (_ ("Write “%s”"), name);
  if (!xy_store_act (cli->store, &cli->actor, title, save, document, error))
    return XY_CLI_FAILED;
  xy_id_to_text (&document->record.id, id);
  xy_cli_table_add (table, id, name);
  return xy_cli_table_print_card (cli, table);
}

static int
edit (XyCli *cli, const char *name, const Options *options, char **fields, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyDocument) found = xy_document_find (cli->store, name, error);
  if (found == NULL)
    return XY_CLI_FAILED;
  g_autoptr (XyDocument) document = xy_record_copy (found);
  g_autofree char *old = xy_document_dup_title (found);
  g_autofree char *title = g_strdup_printf (_ ("Change “%s”"), old);
  if (!set_all (document, options, fields, error)
      || !xy_store_act (cli->store, &cli->actor, title, save, document, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was changed."), old);
}

static gboolean
delete_document (XyTxn *txn, gpointer document, GError **error)
{
  return xy_record_set_deleted (txn, document, TRUE, error);
}

static int
remove_one (XyCli *cli, const char *name, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyDocument) found = xy_document_find (cli->store, name, error);
  if (found == NULL)
    return XY_CLI_FAILED;
  g_autoptr (XyDocument) document = xy_record_copy (found);
  g_autofree char *old = xy_document_dup_title (found);
  g_autofree char *title = g_strdup_printf (_ ("Delete “%s”"), old);
  if (!xy_store_act (cli->store, &cli->actor, title, delete_document, document, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%s was deleted."), old);
}

static int
run_document (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind, NULL, NULL },
    { "template", 0, 0, G_OPTION_ARG_STRING, &options.template, NULL, NULL },
    { "table", 0, 0, G_OPTION_ARG_FILENAME, &options.table, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  int status = XY_CLI_USAGE;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  if (argc == 2 && g_str_equal (argv[1], "list"))
    status = list (cli, options.kind, &error);
  else if (argc == 2 && g_str_equal (argv[1], "templates"))
    status = list_templates (cli, &error);
  else if (argc == 3 && g_str_equal (argv[1], "show"))
    status = show (cli, argv[2], &error);
  else if (g_str_equal (argv[1], "add") && (argc > 2 || options.template != NULL))
    status = add (cli, &options, argv + 2, &error);
  else if (g_str_equal (argv[1], "edit") && argc > 2 && (argc > 3 || options.table != NULL))
    status = edit (cli, argv[2], &options, argv + 3, &error);
  else if (argc == 3 && g_str_equal (argv[1], "delete"))
    status = remove_one (cli, argv[2], &error);
  if (error != NULL)
    return xy_cli_fail (cli, error);
  return status == XY_CLI_USAGE ? xy_cli_usage (cli) : status;
}

const XyCliGroup xy_cli_documents = {
  .name = "document",
  .usage = "document templates\n"
           "document list [--kind announcement|finance|letter|pledge|award|plaque]\n"
           "document show DOCUMENT\n"
           "document add [--template TEMPLATE] [--table FILE [--sheet NAME]] FIELD=VALUE …\n"
           "document edit DOCUMENT [--table FILE [--sheet NAME]] FIELD=VALUE …\n"
           "document delete DOCUMENT",
  .summary = N_ ("Announcements, letters, certificates"),
  .run = run_document,
};
