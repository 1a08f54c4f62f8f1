/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "cli/bylaw.h"
#include "core/bylaw-lint.h"
#include "core/text-diff.h"
#include "tabular/read-docx.h"

/* A bylaw is some 10 kB. */
#define SIZE_MOST (1 << 18)

/* The bytes of the file NAME, or of the standard input for "-". Returns: (transfer full). */
static GBytes *
read_bytes (const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  FILE *file = g_str_equal (name, "-") ? stdin : fopen (name, "rb");
  guint8 part[4096];
  gsize n;

  if (file == NULL)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("There is no file “%s”, or it cannot be read."), name);
      return NULL;
    }
  while (bytes->len <= XY_DOCX_MAX && (n = fread (part, 1, sizeof part, file)) > 0)
    g_byte_array_append (bytes, part, (guint) n);
  gboolean bad = ferror (file) != 0;
  if (file != stdin)
    fclose (file);
  if (bad || bytes->len > XY_DOCX_MAX)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE,
                   bad ? _ ("The file “%s” cannot be read.") : _ ("The file “%s” is far too large for a bylaw."), name);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* A .docx, or text as editors save it, in whatever charset. */
XyBylawText *
xy_cli_bylaw_read (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = read_bytes (name, error);
  g_autofree char *text = bytes != NULL ? xy_text_file_read_bytes (bytes, NULL, error) : NULL;

  if (text == NULL)
    return NULL;
  if (strlen (text) > SIZE_MOST)
    {
      g_set_error (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file “%s” is far too large for a bylaw."), name);
      return NULL;
    }
  return xy_bylaw_text_parse (text);
}

/* A text is checked without a village too; where there is one its province counts. */
static XyBylawRules *
load_rules (XyCli *cli, const XyCliBylawOptions *options, GError **error)
{
  if (!xy_cli_open (cli, cli->file != NULL ? error : NULL) && cli->file != NULL)
    return NULL;
  return xy_bylaw_rules_load (cli->store, options->province, error);
}

static void
print_finding (const XyBylawFinding *finding, const XyBylawLine *line)
{
  const char *text = line->node->text;

  g_print ("%s%s%.*s【%s】%s\n", line->name, line->name[0] != '\0' ? "　" : "", (int) finding->from, text,
           finding->words, text + finding->to);
  g_print ("  %s：%s\n", finding->rule->name, finding->rule->reason);
  g_print ("  %s%s\n", _ ("Source: "), finding->rule->source);
  for (guint i = 0; i < finding->wordings->len; i++)
    g_print ("  %s%s\n", _ ("Or: "), ((const XyBylawWording *) finding->wordings->pdata[i])->clause);
}

static void
add_finding (XyJson *json, const XyBylawFinding *finding, const XyBylawLine *line)
{
  xy_json_open (json, NULL, '{');
  xy_json_int (json, "line", finding->line);
  xy_json_text (json, "clause", line->name);
  xy_json_text (json, "text", line->node->text);
  xy_json_int (json, "first", finding->first);
  xy_json_int (json, "length", finding->n);
  xy_json_text (json, "words", finding->words);
  xy_json_text (json, "rule", finding->rule->key);
  xy_json_text (json, "name", finding->rule->name);
  xy_json_text (json, "reason", finding->rule->reason);
  xy_json_text (json, "source", finding->rule->source);
  xy_json_bool (json, "check", finding->rule->check);
  xy_json_open (json, "wordings", '[');
  for (guint i = 0; i < finding->wordings->len; i++)
    {
      const XyBylawWording *wording = finding->wordings->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "words", wording->words);
      xy_json_text (json, "clause", wording->clause);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
}

static int
check (XyCli *cli, const XyCliBylawOptions *options, const char *name, GError **error)
{
  g_autoptr (XyBylawText) text = xy_cli_bylaw_read (name, error);
  g_autoptr (XyBylawRules) rules = text != NULL ? load_rules (cli, options, error) : NULL;

  if (rules == NULL)
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) lines = xy_bylaw_text_lines (text);
  g_autoptr (GPtrArray) findings = xy_bylaw_lint (rules, lines);
  if (rules->problem != NULL)
    g_printerr ("%s\n", rules->problem);
  if (!cli->json)
    {
      for (guint i = 0; i < findings->len; i++)
        {
          const XyBylawFinding *finding = findings->pdata[i];
          print_finding (finding, lines->pdata[finding->line]);
        }
      g_print (_ ("Looked at %u paragraphs, %u to think about. By: %s, %s."), lines->len, findings->len, rules->name,
               rules->date);
      g_print ("\n");
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_int (json, "paragraphs", lines->len);
  xy_json_open (json, "findings", '[');
  for (guint i = 0; i < findings->len; i++)
    {
      const XyBylawFinding *finding = findings->pdata[i];
      add_finding (json, finding, lines->pdata[finding->line]);
    }
  xy_json_close (json);
  xy_json_text (json, "rules", rules->name);
  xy_json_text (json, "date", rules->date);
  xy_json_text (json, "problem", rules->problem);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

/* A version as it is compared: its texts, the title first, and the marks that stand before them. */
typedef struct
{
  XyBylawText *text;
  GPtrArray *lines;
  GPtrArray *texts, *marks; /* of const char * */
} Version;

static gboolean
version_read (Version *self, const char *name, GError **error)
{
  self->text = xy_cli_bylaw_read (name, error);
  if (self->text == NULL)
    return FALSE;
  self->lines = xy_bylaw_text_lines (self->text);
  self->texts = g_ptr_array_new ();
  self->marks = g_ptr_array_new ();
  if (self->text->title != NULL)
    {
      g_ptr_array_add (self->texts, self->text->title);
      g_ptr_array_add (self->marks, (gpointer) "");
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const XyBylawLine *line = self->lines->pdata[i];
      g_ptr_array_add (self->texts, line->node->text);
      g_ptr_array_add (self->marks, line->mark);
    }
  return TRUE;
}

static void
version_clear (Version *self)
{
  if (self->text == NULL)
    return;
  xy_bylaw_text_free (self->text);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->marks);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static const char *
mark_at (const Version *version, int at)
{
  return at >= 0 ? version->marks->pdata[at] : NULL;
}

static void
print_clause (const XyDiffClause *clause, const Version *old, const Version *new)
{
  static const char *const open[] = { "", "[-", "{+", "", "" }, *const close[] = { "", "-]", "+}", "", "" };
  const char *sign[] = { clause->changed ? "~" : " ", "-", "+", "<", ">" };
  gboolean away = clause->kind == XY_DIFF_DELETED || clause->kind == XY_DIFF_MOVED_FROM;
  const char *mark = away ? mark_at (old, clause->old_at) : mark_at (new, clause->new_at);

  g_print ("%s %s%s", sign[clause->kind], mark, mark[0] != '\0' ? "　" : "");
  for (guint i = 0; i < clause->runs->len; i++)
    {
      const XyDiffRun *run = clause->runs->pdata[i];
      gboolean bare = run->kind == clause->kind;
      g_print ("%s%s%s", bare ? "" : open[run->kind], run->text, bare ? "" : close[run->kind]);
    }
  if (clause->kind == XY_DIFF_MOVED_FROM)
    g_print (_ (" (now %s)"), mark_at (new, clause->new_at));
  else if (clause->kind == XY_DIFF_MOVED_TO)
    g_print (_ (" (was %s)"), mark_at (old, clause->old_at));
  g_print ("\n");
}

static const char *const kinds[] = { "same", "deleted", "inserted", "moved-from", "moved-to" };

static void
add_clause (XyJson *json, const XyDiffClause *clause, const Version *old, const Version *new)
{
  xy_json_open (json, NULL, '{');
  xy_json_text (json, "kind", kinds[clause->kind]);
  xy_json_text (json, "old", mark_at (old, clause->old_at));
  xy_json_text (json, "new", mark_at (new, clause->new_at));
  xy_json_bool (json, "changed", clause->changed);
  xy_json_open (json, "runs", '[');
  for (guint i = 0; i < clause->runs->len; i++)
    {
      const XyDiffRun *run = clause->runs->pdata[i];
      xy_json_open (json, NULL, '{');
      xy_json_text (json, "kind", kinds[run->kind]);
      xy_json_text (json, "text", run->text);
      xy_json_close (json);
    }
  xy_json_close (json);
  xy_json_close (json);
}

static int
compare (XyCli *cli, const char *before, const char *after, GError **error)
{
  g_auto (Version) old = { 0 }, new = { 0 };
  guint n[G_N_ELEMENTS (kinds)] = { 0 }, changed = 0;

  if (!version_read (&old, before, error) || !version_read (&new, after, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) list = xy_text_diff ((const char *const *) old.texts->pdata, old.texts->len,
                                             (const char *const *) new.texts->pdata, new.texts->len);
  for (guint i = 0; i < list->len; i++)
    {
      const XyDiffClause *clause = list->pdata[i];
      n[clause->kind]++;
      changed += clause->kind == XY_DIFF_SAME && clause->changed;
    }
  if (!cli->json)
    {
      for (guint i = 0; i < list->len; i++)
        print_clause (list->pdata[i], &old, &new);
      g_print (_ ("%u the same, %u changed, %u taken out, %u put in, %u moved."), n[XY_DIFF_SAME] - changed, changed,
               n[XY_DIFF_DELETED], n[XY_DIFF_INSERTED], n[XY_DIFF_MOVED_TO]);
      g_print ("\n");
      return XY_CLI_DONE;
    }
  g_autoptr (XyJson) json = xy_json_new ();
  xy_json_open (json, NULL, '{');
  xy_json_open (json, "clauses", '[');
  for (guint i = 0; i < list->len; i++)
    add_clause (json, list->pdata[i], &old, &new);
  xy_json_close (json);
  xy_json_int (json, "same", n[XY_DIFF_SAME] - changed);
  xy_json_int (json, "changed", changed);
  xy_json_int (json, "deleted", n[XY_DIFF_DELETED]);
  xy_json_int (json, "inserted", n[XY_DIFF_INSERTED]);
  xy_json_int (json, "moved", n[XY_DIFF_MOVED_TO]);
  xy_json_close (json);
  return xy_cli_answer (cli, json);
}

static int
dispatch (XyCli *cli, gconstpointer data, int argc, char *argv[], GError **error)
{
  if (g_str_equal (argv[1], "check") && argc == 3)
    return check (cli, data, argv[2], error);
  if (g_str_equal (argv[1], "compare") && argc == 4)
    return compare (cli, argv[2], argv[3], error);
  return xy_cli_bylaw_keep (cli, data, argc, argv, error);
}

static int
run_bylaw (XyCli *cli, int argc, char *argv[])
{
  XyCliBylawOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "province", 0, 0, G_OPTION_ARG_STRING, &options.province, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_INT, &options.version, NULL, NULL },
    { "single", 0, 0, G_OPTION_ARG_NONE, &options.single, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options.day, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, NULL, NULL },
    { "vote", 0, 0, G_OPTION_ARG_STRING, &options.vote, NULL, NULL },
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, NULL, NULL },
    { "taken", 0, 0, G_OPTION_ARG_STRING, &options.taken, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  int status = xy_cli_run (cli, entries, dispatch, &options, argc, argv);
  char *texts[] = {
    options.province, options.day, options.by, options.note, options.vote, options.source, options.taken
  };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  return status;
}

const XyCliGroup xy_cli_bylaws = {
  .name = "bylaw",
  .usage = "bylaw check FILE|- [--province NAME]\n"
           "bylaw compare OLD NEW\n"
           "bylaw list|due\n"
           "bylaw show|text|opinions BYLAW [--version N]\n"
           "bylaw new NAME FILE|- [--single]\n"
           "bylaw revise BYLAW\n"
           "bylaw write|insert BYLAW N TEXT\n"
           "bylaw remove BYLAW N\n"
           "bylaw move BYLAW N BY\n"
           "bylaw hear BYLAW TEXT [--source meeting|visit|slip|township|adviser|other] [--by NAME] [--day DAY]\n"
           "bylaw answer BYLAW N TEXT --taken yes|part|no\n"
           "bylaw draft|redraft|submit|approve|file|publish|force BYLAW [--day DAY] [--by NAME] [--note TEXT]\n"
           "bylaw advise|return|correct|drop BYLAW --note TEXT [--by NAME] [--day DAY]\n"
           "bylaw pass|lose|repeal BYLAW --vote VOTE [--day DAY]\n"
           "bylaw drawing",
  .summary = N_ ("Village bylaws, their steps, and what a village may not write"),
  .run = run_bylaw,
};
