/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/points-rules.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/number.h"
#include "core/points-account.h"
#include "core/points-rule.h"
#include "core/points-scheme.h"
#include "core/sentence.h"
#include "tabular/points-scheme-sheet.h"
#include "tabular/read.h"

typedef struct
{
  char *day, *year;
  gboolean dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->day);
  g_free (options->year);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Sets one field as a person writes it: points and units with decimals, money in yuan, lines with ";" between them. */
static gboolean
set_field (XyRecord *record, const char *name, const char *text, GError **error)
{
  static const char *const own[] = { "version", "catalogue", "find", "code", NULL };
  const XyField *field = xy_record_type_field (xy_record_type (record), name);
  gpointer member = field != NULL ? G_STRUCT_MEMBER_P (record, field->offset) : NULL;

  if (field == NULL || g_strv_contains (own, name))
    {
      xy_set_invalid (error, name, _ ("There is no field “%s” here."), name);
      return FALSE;
    }
  if (text[0] != '\0' && (field->type == XY_FIELD_POINTS || g_str_equal (name, "step")))
    return xy_points_parse (text, member, error);
  if (text[0] != '\0' && field->type == XY_FIELD_MONEY)
    return xy_money_parse (text, member, error);
  if ((field->flags & XY_FIELD_TABLE) != 0)
    {
      g_autoptr (GString) lines = g_string_new (text);
      g_string_replace (lines, ";", "\n", 0);
      g_string_replace (lines, "；", "\n", 0);
      xy_set_str (member, lines->str);
      return TRUE;
    }
  if (xy_record_set_text (record, field, text[0] != '\0' ? text : NULL))
    return TRUE;
  xy_set_invalid (error, name, _ ("“%s” is no value for %s."), text, _ (field->label));
  return FALSE;
}

static gboolean
set_fields (XyRecord *record, char **pairs, GError **error)
{
  gboolean has_high = FALSE;

  for (; *pairs != NULL; pairs++)
    {
      const char *equals = strchr (*pairs, '=');
      g_autofree char *name = equals != NULL ? g_strndup (*pairs, (gsize) (equals - *pairs)) : NULL;
      if (name == NULL)
        {
          xy_set_invalid (error, NULL, _ ("“%s” is not of the form field=value."), *pairs);
          return FALSE;
        }
      if (!set_field (record, name, equals + 1, error))
        return FALSE;
      has_high |= g_str_equal (name, "score_max");
      if (g_str_equal (name, "score") && !has_high)
        ((XyPointsRule *) record)->score_max = ((XyPointsRule *) record)->score;
    }
  return TRUE;
}

static gboolean
is_scheme_missing (XyCli *cli, XyPointsScheme **scheme, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *scheme = xy_points_scheme_get (cli->store, NULL, &problem);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (*scheme == NULL)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("The village has not written down a points scheme."));
  return *scheme == NULL;
}

static int
show_scheme (XyCli *cli, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Name of the scheme") },
    { "version", N_ ("Version"), XY_CLI_NUMBER },
    { "meeting", N_ ("Meeting") },
    { "adopted_on", N_ ("Adopted on") },
    { "present", N_ ("Present"), XY_CLI_NUMBER },
    { "in_favour", N_ ("In favour"), XY_CLI_NUMBER },
    { "starts", N_ ("From") },
    { "account", N_ ("Account") },
    { "base", N_ ("Base points"), XY_CLI_POINTS },
    { "bands", N_ ("Grades") },
    { "value", N_ ("Worth of a point") },
    { "note", N_ ("Note") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("scheme", columns, G_N_ELEMENTS (columns));
  g_autoptr (XyPointsScheme) scheme = NULL;

  if (!xy_cli_open (cli, error) || is_scheme_missing (cli, &scheme, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) bands = xy_points_bands (scheme->bands, NULL);
  g_autofree char *grades = bands != NULL && bands->len > 0 ? xy_points_bands_sentence (bands) : NULL;
  g_autofree char *value = scheme->value > 0 ? xy_money_to_text (scheme->value) : NULL;
  xy_cli_table_add (table, scheme->name, scheme->version, scheme->meeting, scheme->adopted_on, scheme->present,
                    scheme->in_favour, scheme->starts,
                    cli->json ? scheme->account : xy_points_account_label (scheme->account), scheme->base, grades,
                    value, scheme->note);
  return xy_cli_table_print_card (cli, table);
}

static int
set_scheme (XyCli *cli, char **pairs, GError **error)
{
  g_autoptr (XyPointsScheme) present = NULL;
  g_autoptr (GError) missing = NULL;

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  is_scheme_missing (cli, &present, &missing);
  g_autoptr (XyPointsScheme) scheme =
      present != NULL ? xy_record_copy (present) : xy_record_new (&xy_points_scheme_type);
  if (!set_fields (XY_RECORD (scheme), pairs, error)
      || !xy_store_act (cli->store, &cli->actor, "", xy_points_scheme_save_act, scheme, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The points scheme “%s” is written."), scheme->name);
}

static int
export_scheme (XyCli *cli, const Options *options, const char *path, GError **error)
{
  guint n = 0;

  if (!xy_cli_open (cli, error) || !xy_points_scheme_export (cli->store, options->day, path, &n, error))
    return XY_CLI_FAILED;
  return xy_cli_done (cli, _ ("%u rules are in %s."), n, path);
}

static int
import_scheme (XyCli *cli, const Options *options, const char *path, GError **error)
{
  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (path, NULL, NULL, NULL, NULL, error);
  g_autoptr (XyPointsSchemeSheet) sheet =
      workbook != NULL ? xy_points_scheme_sheet_read (cli->store, workbook, error) : NULL;

  if (sheet == NULL)
    return XY_CLI_REFUSED;
  for (guint i = 0; i < sheet->problems->len && !cli->json; i++)
    g_printerr ("%s\n", (const char *) sheet->problems->pdata[i]);
  if (options->dry_run && sheet->problems->len == 0)
    return xy_cli_done (cli, _ ("%u rules can be taken from %s."), sheet->rules->len, path);
  if (!xy_store_act (cli->store, &cli->actor, "", xy_points_scheme_sheet_act, sheet, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("%u rules were new or changed."), sheet->n_changed);
}

static int
show_rule (XyCli *cli, const char *code, GError **error)
{
  static const XyCliColumn columns[] = {
    { "version", N_ ("Version"), XY_CLI_NUMBER },
    { "code", N_ ("Code") },
    { "category", N_ ("Category") },
    { "name", N_ ("Item") },
    { "says", N_ ("What it says") },
    { "starts", N_ ("From") },
    { "ends", N_ ("Until") },
    { "basis", N_ ("Basis") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("versions", columns, G_N_ELEMENTS (columns));

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPointsRule) newest = xy_points_rule_find (cli->store, code, NULL, error);
  g_autoptr (GPtrArray) versions = newest != NULL ? xy_points_rule_versions (cli->store, code, error) : NULL;
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const XyPointsRule *rule = versions->pdata[i];
      g_auto (GStrv) sentences = xy_points_rule_sentences (rule);
      g_autoptr (GString) says = g_string_new (NULL);
      for (guint k = 0; sentences != NULL && sentences[k] != NULL; k++)
        xy_sentence_append (says, sentences[k]);
      xy_cli_table_add (table, rule->version, rule->code, rule->category, rule->name, says->str, rule->starts,
                        rule->ends, rule->basis);
    }
  return versions != NULL ? xy_cli_table_print (cli, table) : XY_CLI_REFUSED;
}

static gboolean
save_rule (XyTxn *txn, gpointer data, GError **error)
{
  XyPointsRule *rule = data;
  gboolean is_new = rule->code == NULL;

  if (is_new)
    rule->code = xy_points_rule_free_code (xy_txn_get_store (txn), "C", error);
  if (rule->code == NULL || !xy_points_rule_save (txn, rule, NULL, error))
    return FALSE;
  g_autofree char *title = is_new ? g_strdup_printf (_ ("Add the rule “%s”"), rule->name)
                                  : g_strdup_printf (_ ("Change the rule “%s”"), rule->name);
  xy_txn_set_title (txn, title);
  return TRUE;
}

static int
write_rule (XyCli *cli, const char *code, char **pairs, GError **error)
{
  g_autoptr (XyPointsRule) rule = NULL;

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (code == NULL)
    rule = xy_record_new (&xy_points_rule_type);
  else
    {
      g_autoptr (XyPointsRule) present = xy_points_rule_find (cli->store, code, NULL, error);
      rule = present != NULL ? xy_record_copy (present) : NULL;
    }
  if (rule == NULL || !set_fields (XY_RECORD (rule), pairs, error)
      || !xy_store_act (cli->store, &cli->actor, "", save_rule, rule, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The rule %s “%s” is written."), rule->code, rule->name);
}

typedef struct
{
  const char *code;
  const char *day;
} Ending;

static gboolean
end_act (XyTxn *txn, gpointer data, GError **error)
{
  const Ending *ending = data;

  return xy_points_rule_end (txn, ending->code, ending->day, error);
}

static int
end_rule (XyCli *cli, const Options *options, const char *code, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  Ending ending = { code, options->day != NULL ? options->day : today };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!xy_store_act (cli->store, &cli->actor, "", end_act, &ending, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The rule %s holds until %s."), code, ending.day);
}

typedef struct
{
  const char *year;
  guint n;
} Giving;

static gboolean
give_act (XyTxn *txn, gpointer data, GError **error)
{
  Giving *giving = data;

  return xy_points_scheme_give_base (txn, giving->year, &giving->n, error);
}

static int
give_base (XyCli *cli, const Options *options, GError **error)
{
  Giving giving = { .year = options->year };

  if (!xy_cli_sign_in (cli, error))
    return XY_CLI_FAILED;
  if (!xy_store_act (cli->store, &cli->actor, "", give_act, &giving, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("%u were given the base points of %s."), giving.n, giving.year);
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  const Options *options = data;
  const char *verb = argv[1], *form = argc > 2 ? argv[2] : "";

  if (g_str_equal (verb, "base") && argc == 2 && options->year != NULL)
    return give_base (cli, options, error);
  if (g_str_equal (verb, "scheme") && g_str_equal (form, "show") && argc == 3)
    return show_scheme (cli, error);
  if (g_str_equal (verb, "scheme") && g_str_equal (form, "set") && argc > 3)
    return set_scheme (cli, argv + 3, error);
  if (g_str_equal (verb, "scheme") && g_str_equal (form, "export") && argc == 4)
    return export_scheme (cli, options, argv[3], error);
  if (g_str_equal (verb, "scheme") && g_str_equal (form, "import") && argc == 4)
    return import_scheme (cli, options, argv[3], error);
  if (g_str_equal (verb, "rule") && g_str_equal (form, "show") && argc == 4)
    return show_rule (cli, argv[3], error);
  if (g_str_equal (verb, "rule") && g_str_equal (form, "add") && argc > 3)
    return write_rule (cli, NULL, argv + 3, error);
  if (g_str_equal (verb, "rule") && g_str_equal (form, "change") && argc > 4)
    return write_rule (cli, argv[3], argv + 4, error);
  if (g_str_equal (verb, "rule") && g_str_equal (form, "end") && argc == 4)
    return end_rule (cli, options, argv[3], error);
  return XY_CLI_USAGE;
}

gboolean
xy_cli_points_rules_has (const char *verb)
{
  static const char *const verbs[] = { "scheme", "rule", "base", NULL };

  return verb != NULL && g_strv_contains (verbs, verb);
}

int
xy_cli_points_rules (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_STRING, &options.year, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return xy_cli_run (cli, entries, dispatch, &options, argc, argv);
}
