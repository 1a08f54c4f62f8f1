/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/sample-private.h"

#include <string.h>

#include "core/relation.h"

static const char *const sons[] = { "长子", "次子", "三子", "四子" };
static const char *const daughters[] = { "长女", "次女", "三女", "四女" };

typedef struct
{
  XySample *sample;
  XyDice *dice;
  GArray *members;
  guint n_sons;
  guint n_daughters;
} Family;

static void
add (Family *family, const char *relation, const char *surname, gboolean female, int age, gboolean married)
{
  XySampleMember member = { relation, surname, female, age, married, FALSE, 0 };

  /* Those of working age often work far away; who is old stays. */
  member.away =
      age >= 19 && age <= 52 && xy_dice_percent (family->dice, age < 35 ? 55 : 30) && !xy_relation_is_head (relation);
  g_array_append_val (family->members, member);
}

static const XySampleMember *
head_of (Family *family)
{
  return &g_array_index (family->members, XySampleMember, 0);
}

static void
add_grandchildren (Family *family, const char *surname, int parent_age)
{
  int n = xy_dice_percent (family->dice, 45) ? 2 : 1, age = parent_age - xy_dice_between (family->dice, 23, 29);

  for (int i = 0; i < n && age >= 0; i++)
    {
      gboolean female = xy_dice_percent (family->dice, 48);
      add (family, female ? "孙女" : "孙子", surname, female, age, FALSE);
      age -= xy_dice_between (family->dice, 2, 6);
    }
}

/* A child of the head; TRUE where it still belongs to the household. */
static void
add_child (Family *family, int age)
{
  XyDice *dice = family->dice;
  gboolean female = xy_dice_percent (dice, 48);
  const char *surname = head_of (family)->surname;
  guint *n = female ? &family->n_daughters : &family->n_sons;
  const char *relation = female ? daughters[MIN (*n, 3)] : sons[MIN (*n, 3)];

  (*n)++;
  if (age >= 24 && (female ? xy_dice_percent (dice, 75) : family->n_sons > 1 && xy_dice_percent (dice, 60)))
    return;
  gboolean married = age >= 25 && !female && xy_dice_percent (dice, 65);
  add (family, relation, surname, female, age, married);
  if (!married)
    return;
  int wife = MAX (22, age + xy_dice_between (dice, -4, 2));
  add (family, "儿媳", xy_sample_surname (dice), TRUE, wife, TRUE);
  add_grandchildren (family, surname, age);
}

static void
add_children (Family *family, int mother_age)
{
  static const guint8 numbers[20] = { 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4 };
  int n = numbers[xy_dice_below (family->dice, 20)];
  int age = mother_age - xy_dice_between (family->dice, 21, 26);

  for (int i = 0; i < n && age >= 0; i++)
    {
      add_child (family, age);
      age -= xy_dice_between (family->dice, 2, 5);
    }
}

static void
add_parents (Family *family)
{
  XyDice *dice = family->dice;
  int age = head_of (family)->age;
  const char *surname = head_of (family)->surname;
  gboolean female = head_of (family)->female;

  if (age > 62 || female)
    return;
  int father = age + xy_dice_between (dice, 22, 29), mother = age + xy_dice_between (dice, 20, 26);
  if (father < 92 && xy_dice_percent (dice, 22))
    add (family, "父亲", surname, FALSE, father, TRUE);
  if (mother < 95 && xy_dice_percent (dice, 34))
    add (family, "母亲", xy_sample_surname (dice), TRUE, mother, TRUE);
}

static void
invent_family (XySample *sample, XySampleHousehold *household, const char *clan, const char *second)
{
  XyDice *dice = &sample->dice;
  Family family = { sample, dice, household->members, 0, 0 };
  int age = 28 + xy_dice_below (dice, 19);
  age += xy_dice_below (dice, 18);
  age += xy_dice_below (dice, 18);
  gboolean female = xy_dice_percent (dice, 11);
  int which = xy_dice_below (dice, 100);
  const char *surname = which < 50 ? clan : which < 72 ? second : xy_sample_surname (dice);
  gboolean single = !female && age > 40 && xy_dice_percent (dice, 7);

  add (&family, XY_RELATION_HEAD, surname, female, age, !single);
  if (single)
    return;
  int mother = female ? age : MAX (22, age + xy_dice_between (dice, -5, 2));
  if (female ? xy_dice_percent (dice, 30) : xy_dice_percent (dice, 90))
    add (&family, female ? "夫" : "妻", xy_sample_surname (dice), !female, female ? age + 2 : mother, TRUE);
  /* Children have the name of the father. */
  add_children (&family, mother);
  add_parents (&family);
}

static gboolean
is_needed (const XySampleMember *member)
{
  int rank = xy_relation_rank (member->relation);

  return rank == 0 || rank == 1 || rank == 3 || member->married;
}

/* How many members have one of the four words. */
static guint
count_words (GArray *members, const char *const words[4])
{
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    for (guint w = 0; w < 4; w++)
      n += g_str_equal (g_array_index (members, XySampleMember, i).relation, words[w]);
  return n;
}

static XySampleHousehold *
any_household (XySample *sample)
{
  return &g_array_index (sample->households, XySampleHousehold,
                         xy_dice_below (&sample->dice, (int) sample->households->len));
}

/* A child or grandchild more; how many that made. */
static int
add_one (XySample *sample)
{
  XySampleHousehold *household = any_household (sample);
  XyDice *dice = &sample->dice;
  Family family = { sample, dice, household->members, 0, 0 };
  XySampleMember head = *head_of (&family);
  gboolean female = xy_dice_percent (dice, 48);
  guint n = count_words (household->members, female ? daughters : sons);

  if (household->members->len >= 8 || n >= 4)
    return 0;
  if (head.age >= 30 && head.age <= 48 && head.married)
    add (&family, female ? daughters[n] : sons[n], head.surname, female, xy_dice_between (dice, 0, head.age - 28),
         FALSE);
  else if (head.age > 55)
    add (&family, female ? "孙女" : "孙子", head.surname, female, xy_dice_between (dice, 0, MIN (head.age - 50, 18)),
         FALSE);
  else
    return 0;
  return 1;
}

/* Takes somebody away who leaves no gap. */
static int
remove_one (XySample *sample)
{
  GArray *members = any_household (sample)->members;

  if (members->len < 3 || is_needed (&g_array_index (members, XySampleMember, members->len - 1)))
    return 0;
  g_array_set_size (members, members->len - 1);
  return -1;
}

/* About seven of a thousand die in a year: old people, who are in the roster besides those who live. */
static void
add_dying (XySample *sample)
{
  guint n = sample->options.persons * 7 * sample->options.years / 1000;

  for (guint i = 0; i < n; i++)
    {
      XySampleHousehold *household = any_household (sample);
      const XySampleMember *head = &g_array_index (household->members, XySampleMember, 0);
      gboolean female = xy_dice_percent (&sample->dice, 50);
      XySampleMember member = { .relation = female ? "母亲" : "父亲", .female = female, .married = TRUE };

      if (head->age > 66 || head->female)
        continue;
      member.surname = female ? xy_sample_surname (&sample->dice) : head->surname;
      member.age = MAX (head->age + xy_dice_between (&sample->dice, 20, 26), 66);
      member.dies = xy_dice_between (&sample->dice, 1, sample->months);
      g_array_append_val (household->members, member);
    }
}

void
xy_sample_invent (XySample *sample)
{
  guint groups = sample->options.groups, n = 0;
  g_autofree const char **clans = g_new (const char *, groups * 2);

  for (guint g = 0; g < groups * 2; g++)
    clans[g] = xy_sample_surname (&sample->dice);
  for (guint i = 0; i < sample->options.households; i++)
    {
      XySampleHousehold household = { .group = i * groups / sample->options.households,
                                      .members = g_array_new (FALSE, FALSE, sizeof (XySampleMember)) };
      household.diligence = 1 + xy_dice_below (&sample->dice, 10);
      invent_family (sample, &household, clans[household.group * 2], clans[household.group * 2 + 1]);
      g_array_append_val (sample->households, household);
      n += household.members->len;
    }
  int missing = (int) sample->options.persons - (int) n;
  for (guint tries = 0; missing != 0 && tries < 100 * sample->options.persons; tries++)
    missing -= missing > 0 ? add_one (sample) : remove_one (sample);
  add_dying (sample);
}
