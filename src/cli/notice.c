/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/board.h"
#include "core/household.h"
#include "core/mask.h"
#include "core/notice-guess.h"
#include "core/notice-list.h"
#include "core/paper-record.h"
#include "print/papers.h"
#include "tabular/notice-export.h"

typedef struct
{
  char *item, *title, *period, *happened, *on, *by, *reason, *size, *state, *text, *about, *from, *household, *entry,
      *answer, *result, *out, *place, *add, *remove;
  char **boards;
  int sheets, year;
  gboolean wait, open;
} Options;

static void
options_clear (Options *options)
{
  char **const texts[] = { &options->item,      &options->title, &options->period, &options->happened,
                           &options->on,        &options->by,    &options->reason, &options->size,
                           &options->state,     &options->text,  &options->about,  &options->from,
                           &options->household, &options->entry, &options->answer, &options->result,
                           &options->out,       &options->place, &options->add,    &options->remove };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (options->boards);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
act (XyCli *cli, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (cli->store, &cli->actor, "", func, data, error);
}

static char *
text_of (const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  xy_id_to_text (id, text);
  return g_strdup (text);
}

static int
print_rows (XyCli *cli, GPtrArray *rows)
{
  static const XyCliColumn columns[] = {
    { "kind", N_ ("State") },
    { "item", N_ ("Item") },
    { "title", N_ ("Title") },
    { "period", N_ ("Period") },
    { "since", N_ ("Since") },
    { "until", N_ ("Until") },
    { "days", N_ ("Days left") },
    { "late", N_ ("Late"), XY_CLI_FLAG },
    { "boards", N_ ("Boards") },
    { "number", N_ ("Number") },
    { "open", N_ ("Unanswered"), XY_CLI_NUMBER },
    { "sentence", N_ ("What is the matter") },
    { "basis", N_ ("Rule or custom") },
    { "check", N_ ("To be compared"), XY_CLI_FLAG },
    { "notice", N_ ("Notice") },
    { "objection", N_ ("Objection") },
  };
  /* On the terminal, what a person reads. */
  static const XyCliColumn few[] = {
    { "kind", N_ ("State") },    { "title", N_ ("Title") },
    { "boards", N_ ("Boards") }, { "sentence", N_ ("What is the matter") },
    { "notice", N_ ("Notice") },
  };
  g_autoptr (XyCliTable) table = cli->json ? xy_cli_table_new ("rows", columns, G_N_ELEMENTS (columns))
                                           : xy_cli_table_new ("rows", few, G_N_ELEMENTS (few));

  for (guint i = 0; i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      g_autofree char *notice = row->notice != NULL ? text_of (&row->notice->record.id) : NULL;
      g_autofree char *objection = row->objection != NULL ? text_of (&row->objection->record.id) : NULL;
      g_autofree char *days = row->has_until ? g_strdup_printf ("%d", row->days) : NULL;

      if (cli->json)
        xy_cli_table_add (table, xy_notice_row_kind_name (row->kind), row->item, row->title, row->period,
                          row->since[0] != '\0' ? row->since : NULL, row->has_until ? row->until : NULL, days,
                          row->late, row->boards, row->number, (gint64) row->n_open, row->sentence, row->basis,
                          row->check, notice, objection);
      else
        xy_cli_table_add (table, xy_notice_row_kind_label (row->kind), row->title, row->boards, row->sentence,
                          objection != NULL ? objection : notice);
    }
  return xy_cli_table_print (cli, table);
}

static int
due (XyCli *cli, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) rows = xy_notice_due (cli->store, today, error);
  return rows != NULL ? print_rows (cli, rows) : XY_CLI_FAILED;
}

static gboolean
board_of (XyCli *cli, const char *name, XyId *id, GError **error)
{
  g_autoptr (XyBoard) board = xy_board_by_name (cli->store, name, error);

  if (board != NULL)
    *id = board->record.id;
  return board != NULL;
}

static int
list (XyCli *cli, const Options *options, GError **error)
{
  static const char *const states[] = { "waiting", "hanging", "may-come-down", "down" };
  g_autofree char *today = xy_env_today (cli->env);
  XyNoticeFilter filter = { .item = options->item, .year = options->year, .text = options->text };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (options->state, states[i]) == 0)
      filter.states = 1u << i;
  if (options->state != NULL && filter.states == 0)
    {
      xy_set_invalid (error, "state", _ ("“%s” is no state of a notice."), options->state);
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_open (cli, error)
      || (options->boards != NULL && !board_of (cli, options->boards[0], &filter.board, error)))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) rows = xy_notice_list (cli->store, &filter, today, error);
  return rows != NULL ? print_rows (cli, rows) : XY_CLI_FAILED;
}

/* The notice that TEXT names: its id, or the number of a paper with one notice that was not taken down. */
static gboolean
notice_of (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autofree char *today = xy_env_today (cli->env);
  XyNoticeFilter filter = { .text = text };
  guint n = 0;

  if (xy_id_from_text (text, id))
    return TRUE;
  g_autoptr (GPtrArray) rows = xy_notice_list (cli->store, &filter, today, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyNoticeRow *row = rows->pdata[i];
      if (g_strcmp0 (row->number, text) == 0 && row->notice->taken_down_on == NULL)
        {
          *id = row->notice->record.id;
          n++;
        }
    }
  if (rows != NULL && n > 1)
    xy_set_invalid (error, "notice",
                    _ ("There are several notices of this paper; please name one as “notice list” does."));
  else if (rows != NULL && n == 0)
    xy_set_invalid (error, "notice",
                    _ ("Please name the notice as “notice list” does, or by the number of its paper."));
  return rows != NULL && n == 1;
}

static gboolean
parse_size (const char *text, gint64 *width, gint64 *height, GError **error)
{
  g_auto (GStrv) sides = text != NULL ? g_strsplit_set (text, "xX*", 2) : NULL;

  if (text == NULL)
    return TRUE;
  if (g_strv_length (sides) == 2 && g_ascii_string_to_signed (sides[0], 10, 1, 100000, width, NULL)
      && g_ascii_string_to_signed (sides[1], 10, 1, 100000, height, NULL))
    return TRUE;
  xy_set_invalid (error, "size", _ ("Please write the size as 2400x1200, in millimetres."));
  return FALSE;
}

/* What is posted: a notice that waits, a paper of the register, or by its title a paper from elsewhere. */
static gboolean
choose_paper (XyCli *cli, const char *name, XyNoticePosting *posting, char **item, char **period, GError **error)
{

  if (name == NULL)
    return TRUE;
  if (xy_id_from_text (name, &posting->notice))
    return TRUE;
  g_autoptr (XyPaperRecord) paper = xy_paper_by_number (cli->store, name, error);
  if (paper == NULL)
    return FALSE;
  const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
  if (kind != NULL && (kind->flags & XY_PAPER_PUBLIC) == 0)
    {
      xy_set_invalid (error, "paper", _ ("%s is not made for the notice board."), paper->number);
      return FALSE;
    }
  g_autoptr (XyDocument) document = xy_notice_guess_document (cli->store, paper);
  posting->paper = paper->record.id;
  if (posting->period == NULL)
    {
      *period = xy_notice_guess_period (paper, document);
      posting->period = *period;
    }
  if (posting->item == NULL)
    {
      g_autofree char *today = xy_env_today (cli->env);
      g_autoptr (XyPublicity) publicity = xy_publicity_load (cli->store, NULL, error);
      if (publicity == NULL)
        return FALSE;
      g_autoptr (GPtrArray) templates = xy_template_list (cli->store, error);
      if (templates == NULL)
        return FALSE;
      *item = xy_notice_guess_item (xy_publicity_at (publicity, today), templates, paper, document);
      posting->item = *item;
    }
  return TRUE;
}

static int
post (XyCli *cli, const Options *options, const char *name, GError **error)
{
  g_autoptr (GArray) boards = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autofree char *item = NULL, *period = NULL, *today = xy_env_today (cli->env);
  XyNoticePosting posting = { .item = options->item,
                              .title = options->title,
                              .period = options->period,
                              .happened = options->happened,
                              .sheets = options->sheets,
                              .wait = options->wait,
                              .posted_on = options->on,
                              .posted_by = options->by };

  if (!parse_size (options->size, &posting.width, &posting.height, error) || !xy_cli_sign_in (cli, error)
      || !choose_paper (cli, name, &posting, &item, &period, error))
    return XY_CLI_REFUSED;
  for (char **board = options->boards; board != NULL && *board != NULL; board++)
    {
      XyId id;
      if (!board_of (cli, *board, &id, error))
        return XY_CLI_REFUSED;
      g_array_append_val (boards, id);
    }
  posting.boards = (const XyId *) (void *) boards->data;
  posting.n_boards = boards->len;
  if (!act (cli, xy_notice_post_act, &posting, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyNoticeRow) row = xy_notice_row_get (cli->store, &posting.made, today, error);
  if (row == NULL)
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_notice_row_free);
  g_ptr_array_add (rows, g_steal_pointer (&row));
  return print_rows (cli, rows);
}

static int
take_down (XyCli *cli, const Options *options, const char *name, GError **error)
{
  XyNoticeTakingDown taking = { .day = options->on, .by = options->by, .reason = options->reason };

  if (!xy_cli_sign_in (cli, error) || !notice_of (cli, name, &taking.notice, error)
      || !act (cli, xy_notice_take_down_act, &taking, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyNotice) notice = xy_record_get (cli->store, &xy_notice_type, &taking.notice, error);
  return notice != NULL ? xy_cli_done (cli, _ ("Taken down: %s"), notice->title) : XY_CLI_FAILED;
}

static int
discard (XyCli *cli, const char *name, GError **error)
{
  XyId id;

  if (!xy_cli_sign_in (cli, error) || !notice_of (cli, name, &id, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyNotice) notice = xy_record_get (cli->store, &xy_notice_type, &id, error);
  if (notice == NULL || !act (cli, xy_notice_discard_act, &id, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("Discarded: %s"), notice->title);
}

static int
object (XyCli *cli, const Options *options, const char *name, GError **error)
{
  static const XyCliColumn columns[] = { { "objection", N_ ("Objection") }, { "due", N_ ("Answer due") } };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("objection", columns, G_N_ELEMENTS (columns));
  XyObjectionFiling filing = { .name = options->from, .received_on = options->on, .about = options->about };

  if (!xy_cli_sign_in (cli, error) || !notice_of (cli, name, &filing.notice, error)
      || (options->household != NULL && !xy_cli_household (cli, options->household, &filing.household, error)))
    return XY_CLI_REFUSED;
  if (options->entry != NULL && !xy_id_from_text (options->entry, &filing.entry))
    {
      xy_set_invalid (error, "entry", _ ("Please name the entry as “points list” does."));
      return XY_CLI_REFUSED;
    }
  if (!act (cli, xy_objection_file_act, &filing, error))
    return XY_CLI_REFUSED;
  g_autoptr (XyObjection) objection = xy_record_get (cli->store, &xy_objection_type, &filing.made, error);
  if (objection == NULL)
    return XY_CLI_FAILED;
  g_autofree char *id = text_of (&filing.made);
  xy_cli_table_add (table, id, objection->answer_due);
  return xy_cli_table_print_card (cli, table);
}

static int
answer (XyCli *cli, const Options *options, const char *name, GError **error)
{
  XyObjectionAnswer words = {
    .day = options->on, .by = options->by, .answer = options->answer, .result = options->result
  };

  if (!xy_id_from_text (name, &words.objection))
    {
      xy_set_invalid (error, "objection", _ ("Please name the objection as “notice objections” does."));
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_sign_in (cli, error) || !act (cli, xy_objection_answer_act, &words, error))
    return XY_CLI_REFUSED;
  return xy_cli_done (cli, _ ("The answer is entered."));
}

/* Who objects stays covered here, as numbers do in lists. */
static char *
objector (XyCli *cli, const XyObjection *objection)
{
  g_autoptr (XyHousehold) household = NULL;

  if (objection->name != NULL)
    return xy_mask_name (objection->name);
  if (!xy_id_is_none (&objection->household))
    household = xy_record_get (cli->store, &xy_household_type, &objection->household, NULL);
  return household != NULL ? g_strdup (household->number) : NULL;
}

static int
objections (XyCli *cli, const Options *options, const char *name, GError **error)
{
  static const XyCliColumn columns[] = {
    { "objection", N_ ("Objection") },
    { "notice", N_ ("Notice") },
    { "received", N_ ("Received on") },
    { "from", N_ ("Who objects") },
    { "about", N_ ("What is the matter") },
    { "due", N_ ("Answer due") },
    { "answered", N_ ("Answered on") },
    { "result", N_ ("Result") },
    { "answer", N_ ("Answer") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("objections", columns, G_N_ELEMENTS (columns));
  XyId id = XY_ID_NONE;

  if (!xy_cli_open (cli, error) || (name != NULL && !notice_of (cli, name, &id, error)))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) found = xy_objection_list (cli->store, name != NULL ? &id : NULL, options->open, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const XyObjection *objection = found->pdata[i];
      g_autofree char *own = text_of (&objection->record.id), *notice = text_of (&objection->notice);
      g_autofree char *from = objector (cli, objection), *about = xy_mask_text (objection->about);
      g_autofree char *reply = objection->answer != NULL ? xy_mask_text (objection->answer) : NULL;
      const char *result = cli->json ? NULL : xy_word_label (xy_objection_results, objection->result);

      xy_cli_table_add (table, own, notice, objection->received_on, from, about, objection->answer_due,
                        objection->answered_on, result != NULL ? result : objection->result, reply);
    }
  return found != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
boards (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "name", N_ ("Notice board") },
    { "place", N_ ("Where") },
    { "width", N_ ("Wide"), XY_CLI_NUMBER },
    { "height", N_ ("High"), XY_CLI_NUMBER },
    { "papers", N_ ("Papers hanging"), XY_CLI_NUMBER },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("boards", columns, G_N_ELEMENTS (columns));

  if (options->add != NULL)
    {
      g_autoptr (XyBoard) board = xy_record_new (&xy_board_type);
      xy_set_str (&board->name, options->add);
      xy_set_str (&board->place, options->place);
      if (!parse_size (options->size, &board->width, &board->height, error) || !xy_cli_sign_in (cli, error)
          || !act (cli, xy_board_save_act, board, error))
        return XY_CLI_REFUSED;
      return xy_cli_done (cli, _ ("The board is added: %s"), board->name);
    }
  if (options->remove != NULL)
    {
      g_autoptr (XyBoard) found =
          xy_cli_sign_in (cli, error) ? xy_board_by_name (cli->store, options->remove, error) : NULL;
      g_autoptr (XyBoard) board = found != NULL ? xy_record_copy (found) : NULL;
      if (board == NULL || !act (cli, xy_board_remove_act, board, error))
        return XY_CLI_REFUSED;
      return xy_cli_done (cli, _ ("The board is removed: %s"), board->name);
    }
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) all = xy_board_list (cli->store, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const XyBoard *board = all->pdata[i];
      g_autoptr (GPtrArray) papers = xy_notice_places (cli->store, &board->record.id, error);
      if (papers == NULL)
        return XY_CLI_FAILED;
      xy_cli_table_add (table, board->name, board->place, board->width, board->height, (gint64) papers->len);
    }
  return all != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
items (XyCli *cli, const Options *options, GError **error)
{
  static const XyCliColumn columns[] = {
    { "item", N_ ("Item") },
    { "name", N_ ("Name") },
    { "span", N_ ("How often") },
    { "paper", N_ ("Paper") },
    { "law", N_ ("By law"), XY_CLI_FLAG },
    { "basis", N_ ("Rule or custom") },
    { "check", N_ ("To be compared"), XY_CLI_FLAG },
  };
  static const char *const spans[] = { "month", "quarter", "event", "free" };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("items", columns, G_N_ELEMENTS (columns));
  g_autofree char *today = xy_env_today (cli->env);

  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (XyPublicity) publicity = xy_publicity_load (cli->store, NULL, error);
  if (publicity == NULL)
    return XY_CLI_FAILED;
  const XyPublicityRules *rules = xy_publicity_at (publicity, options->on != NULL ? options->on : today);
  for (guint i = 0; i < rules->items->len; i++)
    {
      const XyPublicityItem *item = rules->items->pdata[i];
      xy_cli_table_add (table, item->key, item->name, spans[item->span], item->paper, item->law, item->source,
                        item->check);
    }
  return xy_cli_table_print (cli, table);
}

static int
archive (XyCli *cli, const Options *options, const char *year, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("File number") },
    { "responsible", N_ ("Responsible") },
    { "document", N_ ("Document number") },
    { "title", N_ ("Title") },
    { "day", N_ ("Day") },
    { "posted", N_ ("On the board") },
    { "pages", N_ ("Page count"), XY_CLI_NUMBER },
    { "retention", N_ ("Retention") },
    { "file", N_ ("Kept as") },
    { "problem", N_ ("Problem") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("archive", columns, G_N_ELEMENTS (columns));
  gint64 number = 0;

  if (!g_ascii_string_to_signed (year, 10, 1949, 9999, &number, NULL))
    {
      xy_set_invalid (error, "year", _ ("“%s” is no year."), year);
      return XY_CLI_REFUSED;
    }
  if (!xy_cli_open (cli, error))
    return XY_CLI_FAILED;
  g_autoptr (GPtrArray) rows = options->out != NULL
                                   ? xy_notice_export_archive (cli->store, (int) number, options->out, NULL, error)
                                   : xy_notice_archive (cli->store, (int) number, NULL, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyArchiveRow *row = rows->pdata[i];
      const char *posted =
          cli->json ? (row->posted ? "posted" : "unposted") : (row->posted ? _ ("posted") : _ ("not posted"));
      xy_cli_table_add (table, row->number, row->responsible, row->document, row->title, row->day, posted, row->pages,
                        row->retention, row->file, row->problem);
    }
  return rows != NULL ? xy_cli_table_print (cli, table) : XY_CLI_FAILED;
}

static int
run_one (XyCli *cli, const Options *options, int argc, char *argv[], GError **error)
{
  const char *verb = argv[1], *name = argc == 3 ? argv[2] : NULL;

  if (g_str_equal (verb, "due") && argc == 2)
    return due (cli, error);
  if (g_str_equal (verb, "list") && argc == 2)
    return list (cli, options, error);
  if (g_str_equal (verb, "post") && argc <= 3 && (name != NULL || options->title != NULL))
    return post (cli, options, name, error);
  if (g_str_equal (verb, "takedown") && name != NULL)
    return take_down (cli, options, name, error);
  if (g_str_equal (verb, "discard") && name != NULL)
    return discard (cli, name, error);
  if (g_str_equal (verb, "objection") && name != NULL)
    return object (cli, options, name, error);
  if (g_str_equal (verb, "objections") && argc <= 3)
    return objections (cli, options, name, error);
  if (g_str_equal (verb, "answer") && name != NULL)
    return answer (cli, options, name, error);
  if (g_str_equal (verb, "boards") && argc == 2)
    return boards (cli, options, error);
  if (g_str_equal (verb, "items") && argc == 2)
    return items (cli, options, error);
  if (g_str_equal (verb, "archive") && name != NULL)
    return archive (cli, options, name, error);
  return xy_cli_usage (cli);
}

static int
run_notice (XyCli *cli, int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "item", 0, 0, G_OPTION_ARG_STRING, &options.item, NULL, NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, NULL, NULL },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period, NULL, NULL },
    { "happened", 0, 0, G_OPTION_ARG_STRING, &options.happened, NULL, NULL },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, NULL, NULL },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, NULL, NULL },
    { "size", 0, 0, G_OPTION_ARG_STRING, &options.size, NULL, NULL },
    { "sheets", 0, 0, G_OPTION_ARG_INT, &options.sheets, NULL, NULL },
    { "board", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.boards, NULL, NULL },
    { "wait", 0, 0, G_OPTION_ARG_NONE, &options.wait, NULL, NULL },
    { "state", 0, 0, G_OPTION_ARG_STRING, &options.state, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_INT, &options.year, NULL, NULL },
    { "about", 0, 0, G_OPTION_ARG_STRING, &options.about, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    { "household", 0, 0, G_OPTION_ARG_STRING, &options.household, NULL, NULL },
    { "entry", 0, 0, G_OPTION_ARG_STRING, &options.entry, NULL, NULL },
    { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, NULL, NULL },
    { "answer", 0, 0, G_OPTION_ARG_STRING, &options.answer, NULL, NULL },
    { "result", 0, 0, G_OPTION_ARG_STRING, &options.result, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, NULL, NULL },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, NULL, NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &options.remove, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2)
    return xy_cli_usage (cli);
  int status = run_one (cli, &options, argc, argv, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_notices = {
  .name = "notice",
  .usage =
      "notice due\n"
      "notice list [--state waiting|hanging|may-come-down|down] [--board BOARD] [--item ITEM] [--year YEAR] "
      "[--text TEXT]\n"
      "notice items [--on DAY]\n"
      "notice post NOTICE|NUMBER [--item ITEM] [--board BOARD]… [--on DAY] [--by NAME] [--wait]\n"
      "notice post --title TITLE --item ITEM [--period P] [--happened DAY] [--board BOARD]… [--on DAY] [--by NAME] "
      "[--size 210x297] [--sheets N] [--wait]\n"
      "notice takedown NOTICE|NUMBER [--on DAY] [--by NAME] [--reason TEXT]\n"
      "notice discard NOTICE|NUMBER\n"
      "notice objection NOTICE|NUMBER --about TEXT [--from NAME] [--household HOUSEHOLD] [--entry ENTRY] [--on DAY]\n"
      "notice objections [NOTICE|NUMBER] [--open]\n"
      "notice answer OBJECTION --answer TEXT --result upheld|partly|rejected|withdrawn [--on DAY] [--by NAME]\n"
      "notice boards [--add BOARD [--place TEXT] [--size 2400x1200] | --remove BOARD]\n"
      "notice archive YEAR [--out FOLDER]",
  .summary = N_ ("The notice board: what is due, what hangs, objections, the archive"),
  .run = run_notice,
};
