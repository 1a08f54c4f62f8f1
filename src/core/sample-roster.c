/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

#include "core/household.h"
#include "core/relation.h"
#include "core/tag.h"
#include "core/unit.h"

static const char *const work_places[] = { "长沙", "深圳", "广州", "东莞", "佛山",
                                           "株洲", "宁波", "县城", "杭州", "中山" };
static const char *const schools[] = { "小学", "初中", "高中", "中专", "大专", "本科" };

/* The last digit after GB 11643. */
static char
last_digit (const char *digits)
{
  static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (int i = 0; i < 17; i++)
    sum += (digits[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

/* A number that nobody else has; even orders are women. */
static char *
make_id_number (XySample *sample, const char *birthday, gboolean female)
{
  for (;;)
    {
      int order = xy_dice_below (&sample->dice, 500) * 2 + (female ? 0 : 1);
      g_autofree char *number = g_strdup_printf ("431399%.4s%.2s%.2s%03d", birthday, birthday + 5, birthday + 8, order);
      g_autofree char *whole = g_strdup_printf ("%s%c", number, last_digit (number));

      if (g_hash_table_add (sample->numbers, g_strdup (whole)))
        return g_steal_pointer (&whole);
    }
}

/* 7919 is prime to 10,000: all numbers come before one comes twice. */
static char *
make_phone (XySample *sample)
{
  return g_strdup_printf ("1990000%04u", (sample->phones++ * 7919 + 1000) % 10000);
}

static void
make_birthday (XySample *sample, int age, char day[XY_DAY_SIZE])
{
  int year = (int) g_ascii_strtoll (sample->today, NULL, 10) - age;
  int date = xy_dice_between (&sample->dice, 1, 28), month = xy_dice_between (&sample->dice, 1, 12);

  xy_day_from_parts (year, month, date, day);
  if (age == 0 && strcmp (day, sample->today) > 0)
    xy_day_add (sample->today, -xy_dice_between (&sample->dice, 1, 90), day);
  else if (strcmp (day + 5, sample->today + 5) > 0)
    xy_day_from_parts (year - 1, (int) g_ascii_strtoll (day + 5, NULL, 10), (int) g_ascii_strtoll (day + 8, NULL, 10),
                       day);
}

/* The month of the sample that DAY lies in; 0 or less: before. */
static int
month_of (XySample *sample, const char *day)
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  xy_sample_month (sample, 1, first, last);
  return ((int) g_ascii_strtoll (day, NULL, 10) - (int) g_ascii_strtoll (first, NULL, 10)) * 12
         + (int) g_ascii_strtoll (day + 5, NULL, 10) - (int) g_ascii_strtoll (first + 5, NULL, 10) + 1;
}

/* Puts off what happens to PERSON; FALSE where it is not in the time of the sample. */
static gboolean
plan_event (XySample *sample, XyEventKind kind, const char *day, XyPerson *person, gboolean is_new)
{
  XySampleEvent event = {
    .month = month_of (sample, day), .kind = kind, .household = person->household, .person = person->record.id
  };

  if (event.month < 1 || event.month > sample->months || strcmp (day, sample->today) > 0)
    return FALSE;
  g_strlcpy (event.day, day, sizeof event.day);
  event.newcomer = is_new ? g_object_ref (person) : NULL;
  g_array_append_val (sample->events, event);
  return TRUE;
}

static void
fill_life (XySample *sample, XyPerson *person, const XySampleMember *member)
{
  XyDice *dice = &sample->dice;

  if (member->age >= 16 && xy_dice_percent (dice, member->age > 70 ? 25 : 60))
    person->phone = make_phone (sample);
  if (member->age >= 18)
    {
      xy_set_str (&person->education, schools[member->age > 60   ? xy_dice_below (dice, 2)
                                              : member->age > 40 ? xy_dice_below (dice, 4)
                                                                 : xy_dice_between (dice, 1, 5)]);
      xy_set_str (&person->politics, member->age > 25 && xy_dice_percent (dice, 7) ? "中共党员" : "群众");
      xy_set_str (&person->marriage, member->married ? "已婚" : "未婚");
    }
  xy_set_str (&person->nation, xy_dice_percent (dice, 96) ? "汉族" : xy_dice_percent (dice, 60) ? "土家族" : "苗族");
  if (member->away && !xy_dice_percent (dice, 8))
    {
      xy_set_str (&person->state, "away");
      xy_set_str (&person->work_place, work_places[xy_dice_below (dice, G_N_ELEMENTS (work_places))]);
    }
}

/* A day in month N of the sample. */
static void
any_day (XySample *sample, int n, char day[XY_DAY_SIZE])
{
  char first[XY_DAY_SIZE], last[XY_DAY_SIZE];

  xy_sample_month (sample, n, first, last);
  xy_day_add (first, xy_dice_between (&sample->dice, 0, xy_day_between (first, last)), day);
}

/* Whether he is to come into the roster only later, by birth or marriage. */
static gboolean
comes_later (XySample *sample, const XySampleMember *member, XyPerson *person)
{
  char day[XY_DAY_SIZE];

  if (member->age < 3 && plan_event (sample, XY_EVENT_BIRTH, person->birthday, person, TRUE))
    return TRUE;
  if (!g_str_equal (member->relation, "儿媳") || member->age > 31 || !xy_dice_percent (&sample->dice, 20))
    return FALSE;
  any_day (sample, xy_dice_between (&sample->dice, 1, sample->months), day);
  return plan_event (sample, XY_EVENT_MARRIAGE, day, person, TRUE);
}

/* What happens to him in the time of the sample. */
static void
plan_life (XySample *sample, const XySampleMember *member, XyPerson *person)
{
  char day[XY_DAY_SIZE];

  if (member->dies > 0)
    {
      any_day (sample, member->dies, day);
      plan_event (sample, XY_EVENT_DEATH, day, person, FALSE);
    }
  else if (member->away && g_str_equal (person->state, "here"))
    {
      /* They go after the spring festival. */
      xy_day_from_parts ((int) g_ascii_strtoll (sample->today, NULL, 10), 2, xy_dice_between (&sample->dice, 15, 28),
                         day);
      plan_event (sample, XY_EVENT_LEAVE, day, person, FALSE);
    }
}

static gboolean
save_person (XyTxn *txn, XySample *sample, XySampleHousehold *household, const XySampleMember *member, GError **error)
{
  g_autoptr (XyPerson) person = xy_record_new (&xy_person_type);
  char birthday[XY_DAY_SIZE];

  make_birthday (sample, member->age, birthday);
  g_autofree char *given =
      xy_sample_given_name (&sample->dice, (int) g_ascii_strtoll (birthday, NULL, 10), member->female);
  person->household = household->id;
  person->name = g_strconcat (member->surname, given, NULL);
  /* Now and then a roster lacks a number. */
  if (!xy_dice_percent (&sample->dice, 2))
    person->id_number = make_id_number (sample, birthday, member->female);
  xy_set_str (&person->relation, member->relation);
  xy_set_str (&person->sex, member->female ? "女" : "男");
  xy_set_str (&person->birthday, birthday);
  xy_set_str (&person->state, "here");
  fill_life (sample, person, member);
  if (comes_later (sample, member, person))
    return TRUE;
  if (!xy_record_save (txn, person, error))
    return FALSE;
  plan_life (sample, member, person);
  return TRUE;
}

static gboolean
save_household (XyTxn *txn, XySample *sample, XySampleHousehold *household, GError **error)
{
  static const char *const categories[] = { "脱贫户", "脱贫户", "脱贫户", "低保", "低保", "监测户", "五保" };
  g_autoptr (XyHousehold) record = xy_record_new (&xy_household_type);

  record->unit = sample->units[household->group];
  xy_set_str (&record->state, "here");
  if (xy_dice_percent (&sample->dice, 9))
    xy_set_str (&record->category, categories[xy_dice_below (&sample->dice, G_N_ELEMENTS (categories))]);
  g_autofree char *address = g_strdup_printf ("石板溪村%u组", household->group + 1);
  xy_set_str (&record->address, address);
  if (!xy_record_save (txn, record, error))
    return FALSE;

  household->id = record->record.id;
  for (guint i = 0; i < household->members->len; i++)
    if (!save_person (txn, sample, household, &g_array_index (household->members, XySampleMember, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
save_tags (XyTxn *txn, XySample *sample, GError **error)
{
  static const struct
  {
    const char *name;
    int percent;
  } tags[] = { { "党员户", 6 }, { "军属", 3 }, { "志愿者", 12 }, { "独居老人", 3 } };

  for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
    {
      g_autoptr (GArray) bearers = g_array_new (FALSE, FALSE, sizeof (XyId));
      XyId tag;

      for (guint i = 0; i < sample->households->len; i++)
        if (xy_dice_percent (&sample->dice, tags[t].percent))
          g_array_append_val (bearers, g_array_index (sample->households, XySampleHousehold, i).id);
      if (!xy_tag_find_or_make (txn, tags[t].name, XY_TAG_HOUSEHOLD, &tag, error)
          || !xy_tag_set (txn, &tag, (const XyId *) (gpointer) bearers->data, bearers->len, TRUE, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
xy_sample_save_roster (XyTxn *txn, gpointer data, GError **error)
{
  XySample *sample = data;

  sample->units = g_new0 (XyId, sample->options.groups);
  for (guint g = 0; g < sample->options.groups; g++)
    {
      g_autofree char *name = g_strdup_printf ("%u组", g + 1);
      if (!xy_unit_find_or_make (txn, name, XY_UNIT_GROUP, NULL, &sample->units[g], error))
        return FALSE;
    }
  for (guint i = 0; i < sample->households->len; i++)
    if (!save_household (txn, sample, &g_array_index (sample->households, XySampleHousehold, i), error))
      return FALSE;
  return save_tags (txn, sample, error);
}

gboolean
xy_sample_save_events (XyTxn *txn, XySample *sample, int month, GError **error)
{
  for (guint i = 0; i < sample->events->len; i++)
    {
      const XySampleEvent *event = &g_array_index (sample->events, XySampleEvent, i);
      gboolean is_new = event->newcomer != NULL;
      XyEventPlan plan = {
        .kind = event->kind,
        .day = event->day,
        .household = event->household,
        .persons = &event->person,
        .n_persons = is_new ? 0 : 1,
        .newcomers = &event->newcomer,
        .n_newcomers = is_new ? 1 : 0,
        .relation = is_new ? event->newcomer->relation : NULL,
        .place = event->kind == XY_EVENT_LEAVE ? "长沙" : NULL,
      };

      if (event->month == month && !xy_event_apply (txn, &plan, error))
        return FALSE;
    }
  return TRUE;
}
