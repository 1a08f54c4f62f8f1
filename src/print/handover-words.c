/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/handover-words.h"

#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "core/matter-list.h"
#include "core/points-sitting.h"
#include "core/store.h"

/* WORDS, with NOTE behind them where there is one. Takes both. */
static char *
join (char *words, char *note)
{
  g_autofree char *first = words, *second = note;

  return second != NULL ? g_strdup_printf ("%s（%s）", first, second) : g_steal_pointer (&first);
}

static char *
describe_round (const XyHygieneRound *round)
{
  return round->name != NULL ? g_strdup (round->name)
                             : g_strdup_printf ("%.4s年第%d期人居环境评比", round->day, (int) round->number);
}

/* NULL where ID is no round's. */
static char *
name_round (XyStore *store, const XyId *id)
{
  g_autoptr (XyHygieneRound) round =
      !xy_id_is_none (id) ? xy_record_get (store, &xy_hygiene_round_type, id, NULL) : NULL;

  return round != NULL ? describe_round (round) : NULL;
}

/* What is to be published: a round's lists, or what corrects them; a list of points; what the village names itself. */
static char *
name_due (XyStore *store, const XyTodayLine *line)
{
  g_autoptr (XyHygieneRound) round = xy_record_get (store, &xy_hygiene_round_type, &line->record, NULL);
  g_autoptr (XyPointsSitting) sitting =
      round == NULL ? xy_record_get (store, &xy_points_sitting_type, &line->record, NULL) : NULL;

  if (round != NULL)
    {
      g_autofree char *called = xy_hygiene_round_describe (round), *name = describe_round (round);
      return g_str_equal (line->title, called) ? g_steal_pointer (&name) : g_strdup_printf ("%s：更正", name);
    }
  return sitting != NULL ? g_strdup_printf ("%.4s年第%d期积分公示名单", sitting->day, (int) sitting->number)
                         : g_strdup (line->title);
}

static char *
name_matter (XyStore *store, const XyTodayLine *line)
{
  g_autoptr (GPtrArray) rows = xy_matter_rows (store, &line->record, 1, NULL);
  const XyMatterRow *row = rows != NULL ? rows->pdata[0] : NULL;

  if (row == NULL)
    return g_strdup (line->title);
  if (row->matter->private != 0)
    return g_strdup_printf ("纠纷 %s", row->number);
  return join (g_strdup (row->matter->title),
               row->matter->owner != NULL ? g_strdup_printf ("%s，%s负责", row->number, row->matter->owner) : NULL);
}

static char *
name_slip (XyStore *store, const XyTodayLine *line)
{
  g_autoptr (GPtrArray) rows = xy_hygiene_slip_rows (store, &line->record, 1, NULL);
  const XyHygieneSlipRow *row = rows != NULL ? rows->pdata[0] : NULL;

  if (row == NULL)
    return g_strdup (line->title);
  const char *whose = row->household_number != NULL ? row->household_number : row->name;
  return join (g_strdup_printf ("整改通知书 %s · %s", row->number, whose != NULL ? whose : "—"),
               name_round (store, &row->round));
}

/* What is said beside an objection or a bylaw is no name of anything, and in the language of the session. */
static char *
name_one (XyStore *store, const XyTodayLine *line)
{
  char *round;

  switch ((int) line->kind)
    {
    case XY_TODAY_PUBLISH:
      return name_due (store, line);
    case XY_TODAY_MATTER:
    case XY_TODAY_ASSIGN:
    case XY_TODAY_VISIT:
    case XY_TODAY_CLOSE:
      return name_matter (store, line);
    case XY_TODAY_RECTIFY:
    case XY_TODAY_CLOSE_SLIP:
      return name_slip (store, line);
    case XY_TODAY_DECIDE:
      round = name_round (store, &line->record);
      return round != NULL ? round : g_strdup (line->title);
    case XY_TODAY_ANSWER:
    case XY_TODAY_OPINIONS:
    case XY_TODAY_BYLAW:
      return g_strdup (line->title);
    default:
      return join (g_strdup (line->title), g_strdup (line->note));
    }
}

char *
xy_handover_words (XyStore *store, const XyTodayLine *line)
{
  switch ((int) line->kind)
    {
    case XY_TODAY_CHECK:
    case XY_TODAY_REVIEW:
    case XY_TODAY_APPROVE:
    case XY_TODAY_LIST:
    case XY_TODAY_BOOK:
      return g_strdup_printf ("积分 %u 条", line->n);
    case XY_TODAY_BACK_UP:
      return line->day[0] != '\0' ? g_strdup_printf ("最近一次备份是 %s", line->day) : g_strdup ("还没有备份");
    default:
      return line->n > 1 ? g_strdup_printf ("另有 %u 件", line->n) : name_one (store, line);
    }
}
