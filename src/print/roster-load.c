/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/words.h"
#include "print/roster-load.h"

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/error.h"
#include "core/household-overview.h"
#include "core/mask.h"
#include "core/record-format.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/village.h"

#define N_ENTRIES 60

enum
{
  BY_NUMBER,
  BY_STROKES,
};

/* The bit after those of XyRosterColumns. */
#define GROUP_PAGES (1u << 4)

/* Texts and records that a paper borrows until it is made. */
typedef struct
{
  GPtrArray *texts;
  GPtrArray *arrays; /* of persons */
  gboolean unmasked;
} Keeper;

static void
keeper_init (Keeper *keeper, gboolean unmasked)
{
  keeper->texts = g_ptr_array_new_with_free_func (g_free);
  keeper->arrays = g_ptr_array_new_with_free_func (g_free);
  keeper->unmasked = unmasked;
}

static void
keeper_clear (Keeper *keeper)
{
  g_clear_pointer (&keeper->texts, g_ptr_array_unref);
  g_clear_pointer (&keeper->arrays, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keeper, keeper_clear)

static const char *
keep (Keeper *keeper, char *text)
{
  if (text != NULL)
    g_ptr_array_add (keeper->texts, text);
  return text;
}

static const char *
keep_field (Keeper *keeper, gconstpointer record, const char *name)
{
  const XyField *field = xy_record_type_field (xy_record_type (record), name);
  return keep (keeper, xy_record_format (record, field, !keeper->unmasked));
}

/* 备注 on the roster: where somebody works who is away. */
static const char *
make_note (Keeper *keeper, const XyPerson *person)
{
  if (g_strcmp0 (person->state, "away") != 0)
    return keeper->unmasked ? person->note : keep (keeper, xy_mask_text (person->note));
  return person->work_place != NULL ? keep (keeper, g_strconcat ("外出，", person->work_place, NULL)) : "外出";
}

static XyRosterPerson *
make_persons (Keeper *keeper, GPtrArray *members)
{
  XyRosterPerson *persons = g_new0 (XyRosterPerson, MAX (members->len, 1));

  for (guint i = 0; i < members->len; i++)
    {
      const XyPerson *member = members->pdata[i];
      persons[i] = (XyRosterPerson){ .name = keep (keeper, g_strdup (member->name)),
                                     .relation = keep (keeper, g_strdup (member->relation)),
                                     .sex = keep (keeper, g_strdup (member->sex)),
                                     .birthday = keep_field (keeper, member, "birthday"),
                                     .id_number = keep_field (keeper, member, "id_number"),
                                     .phone = keep_field (keeper, member, "phone"),
                                     .note = keep (keeper, g_strdup (make_note (keeper, member))) };
    }
  g_ptr_array_add (keeper->arrays, persons);
  return persons;
}

static XyRosterHousehold *
make_households (XyStore *store, Keeper *keeper, GPtrArray *rows, GError **error)
{
  g_autofree XyRosterHousehold *households = g_new0 (XyRosterHousehold, rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (row == NULL)
        continue;
      g_autoptr (GPtrArray) members = xy_household_list_members (store, &row->household->record.id, TRUE, error);
      if (members == NULL)
        return NULL;
      households[i] = (XyRosterHousehold){ .number = row->household->number,
                                           .group = row->unit_name,
                                           .persons = make_persons (keeper, members),
                                           .n_persons = members->len };
    }
  return g_steal_pointer (&households);
}

XyPaper *
xy_roster_load (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Keeper) keeper = { 0 };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree XyRosterHousehold *households = NULL;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  XyRosterFilter filter = { .unit = ask->unit };
  XyRosterOptions options = { .size = ask->size,
                              .portrait = ask->turned,
                              .group_pages = (ask->parts & GROUP_PAGES) != 0,
                              .columns = ask->parts & XY_ROSTER_ALL };

  if (ask->filter != NULL)
    filter = *ask->filter;
  keeper_init (&keeper, ask->unmasked);
  if (village != NULL)
    ids = xy_household_list_ids (store, &filter,
                                 ask->order == BY_STROKES ? XY_HOUSEHOLDS_BY_GROUP_AND_HEAD : XY_HOUSEHOLDS_BY_GROUP,
                                 FALSE, NULL, error);
  rows = ids != NULL ? xy_household_list_rows (store, (const XyId *) (void *) ids->data, ids->len, error) : NULL;
  households = rows != NULL ? make_households (store, &keeper, rows, error) : NULL;
  if (households == NULL && (rows == NULL || rows->len > 0))
    return NULL;
  if (rows->len == 0)
    {
      g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("No household fits what you chose."));
      return NULL;
    }
  XyRoster roster = { .village = village->name,
                      .as_of = today,
                      .scope = ask->scope,
                      .households = households,
                      .n_households = rows->len,
                      .unmasked = ask->unmasked,
                      .record_number = ask->number,
                      .printed_at = ask->printed_at };
  return xy_roster_new (&roster, &options, error);
}

static char *
join_tags (GPtrArray *tags)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "、" : "", ((const XyTag *) tags->pdata[i])->name);
  return g_string_free (line, FALSE);
}

static XyHouseholdEntry *
make_entries (const XyHouseholdOverview *overview)
{
  XyHouseholdEntry *entries = g_new0 (XyHouseholdEntry, MAX (overview->entries->len, 1));
  gint64 balance = overview->total;

  for (guint i = 0; i < overview->entries->len; i++)
    {
      const XyPointsEntry *entry = overview->entries->pdata[i];
      /* A reward that was fetched takes from what can be spent, and nothing from what counts. */
      gint64 change = entry->delta != 0 ? entry->delta : -entry->withheld;
      entries[i] = (XyHouseholdEntry){ .day = entry->day, .item = entry->item, .delta = change, .balance = balance };
      balance -= entry->delta;
    }
  return entries;
}

static XyHouseholdEvent *
make_events (Keeper *keeper, const XyHouseholdOverview *overview)
{
  XyHouseholdEvent *events = g_new0 (XyHouseholdEvent, MAX (overview->events->len, 1));

  for (guint i = 0; i < overview->events->len; i++)
    {
      const XyEventLine *line = overview->events->pdata[i];
      const char *title = xy_event_kind_label (line->kind);
      events[i] = (XyHouseholdEvent){
        .day = line->day,
        .title = line->persons != NULL ? keep (keeper, g_strconcat (title, " ", line->persons, NULL)) : title,
        .note = keeper->unmasked ? line->note : keep (keeper, xy_mask_text (line->note))
      };
    }
  return events;
}

/* What a paper calls the stages of a rectification notice, in Chinese whatever the window speaks. */
static const char *const slip_words[XY_HYGIENE_N_STAGES] = { "待整改", "已转村", "待销号", "已销号", "已作废" };

/* "整改 2026-014 已销号 2026-06-26", of the slip that followed from RESULT; NULL. */
static const char *
say_slip (Keeper *keeper, const XyHouseholdOverview *overview, const XyId *result)
{
  for (guint i = 0; i < overview->slips->len; i++)
    {
      const XyHygieneSlipRow *row = overview->slips->pdata[i];
      if (row != NULL && xy_id_same (&row->slip->result, result))
        return keep (keeper, g_strdup_printf ("整改 %s %s %s", row->number,
                                              row->overdue ? "已逾期" : slip_words[row->slip->stage],
                                              row->slip->closed_on != NULL ? row->slip->closed_on : row->slip->until));
    }
  return NULL;
}

static XyHouseholdRound *
make_rounds (Keeper *keeper, const XyHouseholdOverview *overview)
{
  XyHouseholdRound *rounds = g_new0 (XyHouseholdRound, MAX (overview->stays->len, 1));

  for (guint i = 0; i < overview->stays->len; i++)
    {
      const XyHygieneStay *stay = overview->stays->pdata[i];
      const XyHygieneResult *result = stay->result;
      gboolean scored = result->rank > 0 && !g_str_equal (stay->round->mode, "tick");
      rounds[i] = (XyHouseholdRound){
        .round = stay->round->name != NULL
                     ? stay->round->name
                     : keep (keeper, g_strdup_printf ("%.4s年第%d期", stay->round->day, (int) stay->round->number)),
        .day = stay->round->day,
        .score = scored ? keep (keeper, xy_words_points (result->score, 2, FALSE)) : NULL,
        .band = result->rank > 0                         ? result->band
                : g_str_equal (result->state, "excused") ? "帮扶（不参评）"
                                                         : "没有评",
        .list = result->list == NULL                ? NULL
                : g_str_equal (result->list, "red") ? "红榜"
                                                    : "待改进",
        .slip = say_slip (keeper, overview, &result->record.id),
      };
    }
  return rounds;
}

XyPaper *
xy_household_sheet_load (XyStore *store, const XyPaperAsk *ask, GError **error)
{
  g_auto (Keeper) keeper = { 0 };
  g_autoptr (XyVillage) village = xy_village_get (store, error);
  g_autoptr (XyHouseholdOverview) overview =
      village != NULL ? xy_household_load_overview (store, &ask->record, N_ENTRIES, error) : NULL;
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  if (overview == NULL)
    return NULL;
  keeper_init (&keeper, ask->unmasked);
  g_autofree XyHouseholdEntry *entries = make_entries (overview);
  g_autofree XyHouseholdEvent *events = make_events (&keeper, overview);
  g_autofree XyHouseholdRound *rounds = make_rounds (&keeper, overview);
  g_autofree char *committee = xy_village_committee (village);
  g_autofree char *period = xy_period_to_chinese (overview->period);
  const XyHousehold *household = overview->household;
  XyHouseholdSheet sheet = { .village = village->name,
                             .number = household->number,
                             .group = overview->unit_path,
                             .head = household->head_name,
                             .address = keep_field (&keeper, household, "address"),
                             .phone = keep_field (&keeper, household, "phone"),
                             .tags = keep (&keeper, join_tags (overview->tags)),
                             .persons = make_persons (&keeper, overview->members),
                             .n_persons = overview->members->len,
                             .period = period,
                             .points_total = overview->total,
                             .points_period = overview->current,
                             .points_to_spend = MAX (overview->spend, 0),
                             .entries = entries,
                             .n_entries = overview->entries->len,
                             .rounds = rounds,
                             .n_rounds = overview->stays->len,
                             .events = events,
                             .n_events = overview->events->len,
                             .unmasked = ask->unmasked,
                             .issuer = committee,
                             .date = today,
                             .record_number = ask->number,
                             .printed_at = ask->printed_at };
  return xy_household_sheet_new (&sheet, ask->size, error);
}

static const XyPaperOrder orders[] = {
  [BY_NUMBER] = { "number", N_ ("By household number") },
  [BY_STROKES] = { "strokes", N_ ("By strokes of the name") },
  { NULL },
};

/* In the order of the bits of XyRosterColumns. */
static const XyPaperPart parts[] = {
  { "birthday", N_ ("Birthday") },
  { "id-number", N_ ("ID number") },
  { "phone", N_ ("Telephone") },
  { "note", N_ ("Note") },
  { "group-pages", N_ ("Each group on a new page"), TRUE },
  { NULL },
};

const XyPaperKind xy_roster_paper = {
  .name = "roster",
  .title = N_ ("Roster of households"),
  .act = N_ ("Print the roster"),
  .prefix = "HJ",
  .flags = XY_PAPER_UNIT | XY_PAPER_NUMBERS | XY_PAPER_TURNS | XY_PAPER_LANDSCAPE,
  .orders = orders,
  .parts = parts,
  .make = xy_roster_load,
};

const XyPaperKind xy_household_sheet_paper = {
  .name = "household",
  .title = N_ ("Household sheet"),
  .act = N_ ("Print a household's sheet"),
  .prefix = "BH",
  .flags = XY_PAPER_NUMBERS,
  .of = &xy_household_type,
  .make = xy_household_sheet_load,
};
