/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/cli.h"
#include "core/attachment.h"
#include "core/bylaw.h"
#include "core/day.h"
#include "core/document.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "core/matter.h"
#include "core/meeting.h"
#include "core/points-sitting.h"
#include "core/reveal.h"
#include "core/reward.h"
#include "core/vote.h"
#include "print/paper-keep.h"
#include "print/paper-sheets.h"
#include "print/papers.h"
#include "print/points-public-list.h"

/* What a paper is printed with. */
typedef struct
{
  XyCli *cli;
  const XyPaperKind *kind;
  char *period, *group, *out, *paper, *order, *seal, *reason;
  char **with, **without;
  gboolean tiled;
  XyPaperAsk ask;

  guint n_pages; /* out */
  char *number;
} Printing;

static void
printing_clear (Printing *printing)
{
  char **const texts[] = { &printing->period, &printing->group, &printing->out,    &printing->paper,
                           &printing->order,  &printing->seal,  &printing->reason, &printing->number };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
  g_strfreev (printing->with);
  g_strfreev (printing->without);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, printing_clear)

/* What should be known before the paper hangs: a stand-in font, a character that no font has. */
static void
print_notices (XyPaper *paper)
{
  const GPtrArray *notices = xy_paper_get_notices (paper);

  for (guint i = 0; i < notices->len; i++)
    g_printerr ("%s\n", ((const XyPaperNotice *) notices->pdata[i])->message);
}

/* The paper is kept, registered and written in one act: no paper without its number, no number without its paper. */
static gboolean
print_act (XyTxn *txn, gpointer data, GError **error)
{
  Printing *printing = data;
  XyPaperAsk ask = printing->ask;
  XyStore *store = xy_txn_get_store (txn);
  g_autofree char *number = xy_paper_next_number (store, printing->kind->prefix, error);
  g_autoptr (XyPaper) paper = NULL;

  ask.number = number;
  ask.printed_at = xy_txn_get_now (txn);
  paper = number != NULL ? printing->kind->make (store, &ask, error) : NULL;
  if (paper == NULL)
    return FALSE;
  printing->n_pages = xy_paper_get_n_pages (paper);
  print_notices (paper);
  if (ask.unmasked && !xy_reveal_log (txn, xy_paper_get_title (paper), &ask.record, printing->reason, error))
    return FALSE;
  XyPaperPrint print = { .kind = printing->kind->name,
                         .prefix = printing->kind->prefix,
                         .period = ask.period,
                         /* With names it may hang, with numbers it may not. */
                         .unmasked = (printing->kind->flags & XY_PAPER_NUMBERS) != 0 ? printing->reason : NULL,
                         .subject = ask.record };
  g_autoptr (XyPaperRecord) kept = xy_paper_keep (txn, paper, &print, error);
  if (kept == NULL)
    return FALSE;
  printing->number = g_strdup (kept->number);
  if (printing->tiled)
    {
      /* What is kept is the board as it hangs; what is written are the sheets that are glued together. */
      g_autoptr (XyPaper) tiles = xy_paper_tile (paper);
      printing->n_pages = xy_paper_get_n_pages (tiles);
      return xy_paper_write_pdf (tiles, printing->out, NULL, NULL, NULL, error);
    }
  return xy_attachment_copy (xy_store_get_path (store), kept->pdf, printing->out, error);
}

/* The parts named by --with and --without. */
static gboolean
choose_parts (Printing *printing, GError **error)
{
  guint *parts = &printing->ask.parts;

  *parts = xy_paper_kind_get_parts (printing->kind);
  for (guint side = 0; side < 2; side++)
    for (char **name = side == 0 ? printing->with : printing->without; name != NULL && *name != NULL; name++)
      {
        int part = xy_paper_kind_find_part (printing->kind, *name);
        if (part < 0)
          {
            xy_set_invalid (error, side == 0 ? "with" : "without", _ ("This paper has no part “%s”."), *name);
            return FALSE;
          }
        *parts = side == 0 ? *parts | 1u << part : *parts & ~(1u << part);
      }
  return TRUE;
}

static gboolean
choose (Printing *printing, GError **error)
{
  const XyPaperKind *kind = printing->kind;
  XyPaperAsk *ask = &printing->ask;
  int order = xy_paper_kind_find_order (kind, printing->order);

  if (order < 0)
    {
      xy_set_invalid (error, "order", _ ("This paper has no order “%s”."), printing->order);
      return FALSE;
    }
  if (printing->paper != NULL
      && (!xy_page_size_from_name (printing->paper, &ask->size) || !xy_paper_kind_has_size (kind, ask->size)))
    {
      xy_set_invalid (error, "paper", _ ("There is no paper size “%s”."), printing->paper);
      return FALSE;
    }
  if (printing->reason != NULL && (kind->flags & (XY_PAPER_NUMBERS | XY_PAPER_NAMES)) == 0)
    {
      xy_set_invalid (error, "unmask", _ ("There are no covered numbers on this paper."));
      return FALSE;
    }
  if (printing->seal != NULL && ((kind->flags & XY_PAPER_SEAL) == 0 || !xy_seal_from_name (printing->seal, &ask->seal)))
    {
      xy_set_invalid (error, "seal", _ ("This paper has no room for a seal “%s”: right, none or two."), printing->seal);
      return FALSE;
    }
  ask->order = (guint) order;
  ask->period = printing->period;
  ask->scope = printing->group;
  ask->unmasked = printing->reason != NULL;
  return choose_parts (printing, error);
}

static gboolean
find_household (XyCli *cli, const char *text, XyId *id, GError **error)
{
  return xy_cli_household (cli, text, id, error);
}

static gboolean
find_document (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autoptr (XyDocument) document = xy_document_find (cli->store, text, error);

  if (document != NULL)
    *id = document->record.id;
  return document != NULL;
}

static gboolean
find_redemption (XyCli *cli, const char *text, XyId *id, GError **error)
{
  if (xy_id_from_text (text, id))
    return TRUE;
  xy_set_invalid (error, "redemption", _ ("Please name the exchange as “reward redemptions” does."));
  return FALSE;
}

static gboolean
find_round (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autoptr (XyHygieneRound) round = xy_hygiene_round_find (cli->store, text, error);

  if (round != NULL)
    *id = round->record.id;
  return round != NULL;
}

static gboolean
find_slip (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (cli->store));
  g_autoptr (XyHygieneSlip) slip = xy_hygiene_slip_by_number (cli->store, text, today, error);

  if (slip != NULL)
    *id = slip->record.id;
  return slip != NULL;
}

static gboolean
find_matter (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (cli->store));
  g_autoptr (XyMatter) matter = xy_matter_by_number (cli->store, text, today, error);

  if (matter != NULL)
    *id = matter->record.id;
  return matter != NULL;
}

/* By its day, and where there are several on it by its kind too: "2026-11-14", "2026-11-14 屋场会". */
static gboolean
find_meeting (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  char day[XY_DAY_SIZE];

  if (parts[0] == NULL || xy_day_parse (parts[0], day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, "meeting", _ ("Please name the meeting by its day, as in 2026-11-14."));
      return FALSE;
    }
  g_autoptr (XyMeeting) meeting = xy_meeting_of_day (cli->store, day, parts[1], error);
  if (meeting != NULL)
    *id = meeting->record.id;
  return meeting != NULL;
}

/* By words of its title, or its id. */
static gboolean
find_vote (XyCli *cli, const char *text, XyId *id, GError **error)
{
  g_autoptr (XyVote) vote = xy_vote_find (cli->store, text, error);

  if (vote != NULL)
    *id = vote->record.id;
  return vote != NULL;
}

/* By its name, and the number of the version where it is not the last: "村规民约", "村规民约 1". */
static gboolean
find_bylaw (XyCli *cli, const char *text, XyId *id, GError **error)
{
  const char *space = strrchr (text, ' ');
  char *end = NULL;
  gint64 number = space != NULL ? g_ascii_strtoll (space + 1, &end, 10) : 0;
  gboolean numbered = number > 0 && *end == '\0';
  g_autofree char *name = numbered ? g_strndup (text, (gsize) (space - text)) : g_strdup (text);

  if (xy_id_from_text (text, id))
    return TRUE;
  g_autoptr (XyBylaw) bylaw = xy_bylaw_find (cli->store, name, error);
  g_autoptr (XyBylawVersion) version =
      bylaw != NULL ? xy_bylaw_version_of (cli->store, &bylaw->record.id, numbered ? number : 0, error) : NULL;
  if (version != NULL)
    *id = version->record.id;
  return version != NULL;
}

/* What the record of a paper is named by. */
static const struct
{
  const XyRecordType *type;
  gboolean (*find) (XyCli *cli, const char *text, XyId *id, GError **error);
} finders[] = {
  { &xy_household_type, find_household },
  { &xy_document_type, find_document },
  { &xy_reward_redemption_type, find_redemption },
  { &xy_hygiene_round_type, find_round },
  { &xy_hygiene_slip_type, find_slip },
  { &xy_matter_type, find_matter },
  { &xy_meeting_type, find_meeting },
  { &xy_vote_type, find_vote },
  { &xy_bylaw_version_type, find_bylaw },
};

/* A review of the review sheet, a list of the public list. */
static gboolean
find_sitting (Printing *printing, const char *text, GError **error)
{
  const char *kind = printing->kind == &xy_points_list_paper ? "post" : "review";
  g_autoptr (XyPointsSitting) sitting = xy_points_sitting_find (printing->cli->store, kind, text, error);

  if (sitting != NULL)
    printing->ask.record = sitting->record.id;
  return sitting != NULL;
}

static gboolean
find_record (Printing *printing, const char *text, GError **error)
{
  if (printing->kind->of == &xy_points_sitting_type)
    return find_sitting (printing, text, error);
  for (guint i = 0; i < G_N_ELEMENTS (finders); i++)
    if (finders[i].type == printing->kind->of)
      return finders[i].find (printing->cli, text, &printing->ask.record, error);
  return TRUE;
}

static int
print_paper (Printing *printing, const char *record, GError **error)
{
  static const XyCliColumn columns[] = {
    { "number", N_ ("Number") },
    { "pages", N_ ("Page count"), XY_CLI_NUMBER },
    { "file", N_ ("File") },
  };
  g_autoptr (XyCliTable) table = xy_cli_table_new ("paper", columns, G_N_ELEMENTS (columns));
  XyCli *cli = printing->cli;

  if (!choose (printing, error) || !xy_cli_sign_in (cli, error)
      || !xy_cli_unit (cli, printing->group, &printing->ask.unit, error)
      || (record != NULL && !find_record (printing, record, error))
      || !xy_store_act (cli->store, &cli->actor, _ (printing->kind->act), print_act, printing, error))
    return XY_CLI_REFUSED;
  xy_cli_table_add (table, printing->number, (gint64) printing->n_pages, printing->out);
  return xy_cli_table_print_card (cli, table);
}

static int
run_print (XyCli *cli, int argc, char *argv[])
{
  g_auto (Printing) printing = { .cli = cli };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &printing.period, NULL, NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &printing.group, NULL, NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &printing.out, NULL, NULL },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &printing.paper, NULL, NULL },
    { "order", 0, 0, G_OPTION_ARG_STRING, &printing.order, NULL, NULL },
    { "seal", 0, 0, G_OPTION_ARG_STRING, &printing.seal, NULL, NULL },
    { "tile", 0, 0, G_OPTION_ARG_NONE, &printing.tiled, NULL, NULL },
    { "turned", 0, 0, G_OPTION_ARG_NONE, &printing.ask.turned, NULL, NULL },
    { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &printing.with, NULL, NULL },
    { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &printing.without, NULL, NULL },
    { "unmask", 0, 0, G_OPTION_ARG_STRING, &printing.reason, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!xy_cli_parse (cli, entries, &argc, &argv) || argc < 2 || printing.out == NULL)
    return xy_cli_usage (cli);
  printing.kind = xy_paper_kind_find (argv[1]);
  if (printing.kind == NULL || argc > (printing.kind->of != NULL ? 3 : 2)
      || (argc == 2 && printing.kind->of != NULL && (printing.kind->flags & XY_PAPER_OF_ALL) == 0))
    return xy_cli_usage (cli);
  int status = print_paper (&printing, argc == 3 ? argv[2] : NULL, &error);
  return error != NULL ? xy_cli_fail (cli, error) : status;
}

const XyCliGroup xy_cli_print = {
  .name = "print",
  .usage =
      "print points-board --out FILE.pdf [--period 2026|2026Q3|2026-11] [--group GROUP] [--paper SIZE] "
      "[--tile] [--order place|group|strokes] [--without PART] [--seal right|none|two]\n"
      "print roster --out FILE.pdf [--group GROUP] [--paper SIZE] [--turned] [--order number|strokes] "
      "[--with PART] [--without PART] [--unmask REASON]\n"
      "print household HOUSEHOLD --out FILE.pdf [--paper SIZE] [--unmask REASON]\n"
      "print announcement|finance|letter|pledge|award|plaque DOCUMENT --out FILE.pdf [--paper SIZE] [--tile] "
      "[--turned] [--order given|strokes] [--with PART] [--seal right|none|two] [--unmask REASON]\n"
      "print sign-in --out FILE.pdf [--group GROUP] [--paper SIZE] [--order number|strokes] [--with PART]\n"
      "print points-review [SITTING] --out FILE.pdf [--group GROUP] [--paper SIZE] [--turned]\n"
      "print points-list LIST --out FILE.pdf [--paper SIZE] [--tile] [--turned]\n"
      "print points-card [HOUSEHOLD] --out FILE.pdf [--period P] [--group GROUP] [--paper A4|A5|A6] [--with two|code]\n"
      "print points-statement [HOUSEHOLD] --out FILE.pdf [--period P] [--group GROUP] [--paper A4|A3] [--turned]\n"
      "print points-rules --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--with codes] [--without basis] "
      "[--seal right|none|two]\n"
      "print stamp-register --out FILE.pdf [--period 2026|2026Q3|2026-11] [--paper SIZE] [--with blank]\n"
      "print reward-register --out FILE.pdf [--period 2026-11-22|2026-11|2026Q3] [--group GROUP] [--with blank]\n"
      "print reward-slip [REDEMPTION] --out FILE.pdf [--period P] [--group GROUP] [--paper A4|A5|A6] [--with two]\n"
      "print reward-board --out FILE.pdf [--period P] [--paper SIZE] [--seal right|none|two]\n"
      "print hygiene-sheet|hygiene-results ROUND --out FILE.pdf [--group GROUP] [--paper SIZE] [--turned] [--with PART] "
      "[--without PART]\n"
      "print hygiene-red ROUND --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--order score|group|strokes] "
      "[--without PART] [--seal right|none|two]\n"
      "print hygiene-low ROUND --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--seal right|none|two] "
      "[--unmask REASON]\n"
      "print hygiene-groups|hygiene-correction ROUND --out FILE.pdf [--paper SIZE] [--tile] [--turned] "
      "[--seal right|none|two]\n"
      "print hygiene-plate ROUND --out FILE.pdf [--paper SIZE] [--turned] [--with award] [--without red] "
      "[--seal right|none|two]\n"
      "print hygiene-slip [NOTICE] --out FILE.pdf [--group GROUP] [--seal right|none]\n"
      "print matter-ledger --out FILE.pdf [--period P] [--group GROUP] [--paper SIZE] [--turned] "
      "[--order state|owner|group|source] [--with pages] [--with office] [--without notes]\n"
      "print matter-card MATTER --out FILE.pdf [--paper SIZE] [--turned] [--unmask REASON]\n"
      "print matter-agreement MATTER --out FILE.pdf [--seal right|none]\n"
      "print matter-summary --out FILE.pdf [--period P] [--group GROUP] [--paper SIZE] [--tile] [--turned] "
      "[--with owners] [--without PART] [--seal right|none|two]\n"
      "print meeting-notice MEETING --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--seal right|none|two]\n"
      "print meeting-invitation MEETING --out FILE.pdf [--group GROUP] [--paper A4|A5|A6] [--with two|blank]\n"
      "print meeting-sign-in MEETING --out FILE.pdf [--group GROUP] [--paper SIZE] [--turned] [--with phone]\n"
      "print meeting-minutes MEETING --out FILE.pdf [--with other-form] [--without speeches|words|sign-in]\n"
      "print meeting-decisions MEETING --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--with private] "
      "[--without state] [--seal right|none|two]\n"
      "print meeting-resolution MEETING --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--with result] "
      "[--seal right|none|two]\n"
      "print vote-ballot VOTE --out FILE.pdf [--paper A4|A5|A6] [--with two|alone]\n"
      "print vote-sheet VOTE --out FILE.pdf [--group GROUP] [--paper SIZE] [--turned] [--with blank|rest]\n"
      "print vote-count VOTE --out FILE.pdf [--paper SIZE] [--turned] [--with blank]\n"
      "print vote-result VOTE --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--seal right|none|two]\n"
      "print bylaw|bylaw-filing BYLAW --out FILE.pdf [--seal right|none]\n"
      "print bylaw-board BYLAW --out FILE.pdf [--paper SIZE] [--tile] [--turned] [--with numbers] [--without red]\n"
      "print bylaw-draft BYLAW --out FILE.pdf [--paper SIZE] [--tile] [--without slip|day]\n"
      "print bylaw-leaflet BYLAW --out FILE.pdf [--paper A4|A5]\n"
      "print bylaw-redline BYLAW --out FILE.pdf [--paper SIZE] [--tile]\n"
      "print corrections HOUSEHOLD --out FILE.pdf [--paper A4|A3]\n"
      "print reveal-register --out FILE.pdf [--period 2026|2026Q3|2026-11] [--paper A4|A3] [--turned]\n"
      "print impact-assessment|handover --out FILE.pdf [--paper A4|A3]",
  .summary = N_ ("Papers, as PDF"),
  .run = run_print,
};
