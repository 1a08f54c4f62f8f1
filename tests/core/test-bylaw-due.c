/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "bylaw-office.h"
#include "core/bylaw-due.h"
#include "core/setting.h"

#define TODAY "2026-11-22"
#define A_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static XyId
hear (Office *office, const XyId *version, const char *day)
{
  g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);
  XyBylawHearing hearing = { .opinion = opinion };

  opinion->version = *version;
  xy_set_str (&opinion->source, "slip");
  xy_set_str (&opinion->day, day);
  xy_set_str (&opinion->text, "礼金写明数目");
  office_act (office, "", xy_bylaw_hear_act, &hearing);
  return hearing.made;
}

static void
answer (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyBylawOpinion) was = xy_record_get (office->store, &xy_bylaw_opinion_type, id, &error);
  g_autoptr (XyBylawOpinion) opinion = xy_record_copy (was);

  xy_set_str (&opinion->answer, "写明一百元");
  xy_set_str (&opinion->taken, "part");
  office_act (office, "", xy_bylaw_hear_act, &(XyBylawHearing){ .opinion = opinion });
}

/* What VERSION waits for, the same whether asked for by itself or with all. */
static GPtrArray *
due_of (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyBylawVersion) version = get (office, id);
  GPtrArray *own = xy_bylaw_due_of (office->store, version, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) all = xy_bylaw_due (office->store, &error);
  guint n = 0;
  g_assert_no_error (error);

  for (guint i = 0; i < all->len; i++)
    {
      const XyBylawDue *one = all->pdata[i];
      if (!xy_id_same (&one->version, id))
        continue;
      gboolean found = FALSE;
      for (guint k = 0; k < own->len; k++)
        {
          const XyBylawDue *other = own->pdata[k];
          found = found || (other->kind == one->kind && g_str_equal (other->sentence, one->sentence));
        }
      g_assert_true (found);
      n++;
    }
  g_assert_cmpuint (n, ==, own->len);
  return own;
}

static const XyBylawDue *
of_kind (const GPtrArray *list, XyBylawDueKind kind)
{
  const XyBylawDue *found = NULL;

  for (guint i = 0; i < list->len; i++)
    if (((const XyBylawDue *) list->pdata[i])->kind == kind)
      {
        g_assert_null (found);
        found = list->pdata[i];
      }
  return found;
}

/* At each stage, with opinions open and without: exactly the next step of the road, and the answers before the vote. */
static void
test_stages (void)
{
  static const XyBylawDueKind kinds[] = { XY_BYLAW_DUE_DRAFT,   XY_BYLAW_DUE_ADVISE, XY_BYLAW_DUE_SUBMIT,
                                          XY_BYLAW_DUE_REVIEW,  XY_BYLAW_DUE_VOTE,   XY_BYLAW_DUE_FILE,
                                          XY_BYLAW_DUE_PUBLISH, XY_BYLAW_DUE_FORCE };
  guint number = 0;

  for (guint stage = 0; stage < XY_BYLAW_N_STAGES; stage++)
    for (guint n_open = 0; n_open < 3; n_open++)
      {
        Office office;
        office_open (&office, 1);
        XyId version = bring_to (&office, (XyBylawStage) stage, number++);
        guint heard = stage < XY_BYLAW_PASSED ? n_open : 0;
        for (guint i = 0; i < heard; i++)
          hear (&office, &version, TODAY);
        g_autoptr (GPtrArray) list = due_of (&office, &version);
        const XyBylawDue *answers = of_kind (list, XY_BYLAW_DUE_ANSWER);
        g_assert_true ((answers != NULL) == (heard > 0));
        if (answers != NULL)
          g_assert_cmpuint (answers->n_open, ==, heard);
        g_assert_cmpuint (list->len, ==, (heard > 0) + (stage < XY_BYLAW_IN_FORCE));
        if (stage < XY_BYLAW_IN_FORCE)
          {
            const XyBylawDue *due = of_kind (list, kinds[stage]);
            g_assert_nonnull (due);
            g_assert_cmpint (due->stage, ==, stage);
            g_assert_cmpint (xy_bylaw_stage_after ((XyBylawStage) stage, due->step), ==, stage + 1);
            g_assert_true (due->elsewhere == (stage == XY_BYLAW_REVIEWING));
            g_assert_true (due->has_until == (stage == XY_BYLAW_PASSED));
            g_assert_nonnull (due->sentence);
            g_assert_true (g_utf8_validate (due->sentence, -1, NULL));
            g_assert_cmpuint (xy_bylaw_due_count (list), ==, list->len - due->elsewhere);
          }
        office_close (&office);
      }
}

/* An opinion is waited for until it is answered, and is no longer when the village has voted. */
static void
test_opinions (void)
{
  Office office;
  office_open (&office, 1);
  XyId version = make_bylaw (&office, "石板溪村村规民约", "general");
  office.fixed.instant += 5 * A_DAY;
  XyId first = hear (&office, &version, "2026-11-24"), second = hear (&office, &version, "2026-11-23");
  g_autoptr (GPtrArray) two = due_of (&office, &version);
  const XyBylawDue *due = of_kind (two, XY_BYLAW_DUE_ANSWER);
  g_assert_cmpuint (due->n_open, ==, 2);
  g_assert_cmpstr (due->since, ==, "2026-11-23");
  g_assert_cmpint (due->waited, ==, 4);
  answer (&office, &second);
  g_autoptr (GPtrArray) one = due_of (&office, &version);
  due = of_kind (one, XY_BYLAW_DUE_ANSWER);
  g_assert_cmpuint (due->n_open, ==, 1);
  g_assert_cmpstr (due->since, ==, "2026-11-24");
  answer (&office, &first);
  g_autoptr (GPtrArray) none = due_of (&office, &version);
  g_assert_null (of_kind (none, XY_BYLAW_DUE_ANSWER));
  g_assert_cmpuint (none->len, ==, 1);

  for (guint i = 0; i < XY_BYLAW_APPROVED; i++)
    step (&office, &version, road[i]);
  hear (&office, &version, NULL);
  g_autoptr (GPtrArray) late = due_of (&office, &version);
  g_assert_nonnull (of_kind (late, XY_BYLAW_DUE_ANSWER));
  step (&office, &version, XY_BYLAW_PASS);
  g_autoptr (GPtrArray) passed = due_of (&office, &version);
  g_assert_cmpuint (passed->len, ==, 1);
  office_close (&office);
}

/* The day for filing is counted from the vote by the office's setting; the day after it is late. */
static void
test_filing (void)
{
  static const struct
  {
    int set, days;
    const char *until;
  } cases[] = { { 0, 10, "2026-12-02" }, { 1, 1, "2026-11-23" }, { 15, 15, "2026-12-07" }, { 30, 30, "2026-12-22" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Office office;
      office_open (&office, 1);
      if (cases[i].set > 0)
        {
          g_autofree char *value = g_strdup_printf ("%d", cases[i].set);
          g_assert_true (xy_setting_change (office.store, &office.actor, XY_SETTING_BYLAW_DAYS, value, NULL));
        }
      XyId version = bring_to (&office, XY_BYLAW_PASSED, i);
      for (int day = 0; day <= cases[i].days + 1; day++)
        {
          g_autoptr (GPtrArray) list = due_of (&office, &version);
          const XyBylawDue *due = of_kind (list, XY_BYLAW_DUE_FILE);
          g_assert_cmpstr (due->until, ==, cases[i].until);
          g_assert_cmpint (due->days, ==, cases[i].days - day);
          g_assert_true (due->late == (day > cases[i].days));
          g_assert_nonnull (strstr (due->sentence, cases[i].until));
          g_assert_cmpint (due->waited, ==, day);
          office.fixed.instant += 1 * A_DAY;
        }
      office_close (&office);
    }
}

/* A vote that is closed waits to be entered, with the step that fits it; after a lost one, and after a return, the
 * sentence says so. A recount takes the first count's place; another version's vote does not count. */
static void
test_votes (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  XyId version = bring_to (&office, XY_BYLAW_APPROVED, 0), other = bring_to (&office, XY_BYLAW_APPROVED, 1);
  make_vote (&office, &other, TRUE);
  g_autoptr (GPtrArray) before = due_of (&office, &version);
  g_assert_true (xy_id_is_none (&of_kind (before, XY_BYLAW_DUE_VOTE)->vote));

  XyId lost = make_vote (&office, &version, FALSE);
  g_autoptr (GPtrArray) after = due_of (&office, &version);
  const XyBylawDue *due = of_kind (after, XY_BYLAW_DUE_VOTE);
  g_assert_true (xy_id_same (&due->vote, &lost));
  g_assert_cmpint (due->step, ==, XY_BYLAW_LOSE);

  XyVoteRecounting recounting = { .of = lost, .reason = "票数有疑问" };
  office_act (&office, "", xy_vote_recount_act, &recounting);
  g_autoptr (GPtrArray) counted = due_of (&office, &version);
  due = of_kind (counted, XY_BYLAW_DUE_VOTE);
  g_assert_true (xy_id_same (&due->vote, &recounting.made));
  g_assert_cmpint (due->step, ==, XY_BYLAW_PASS);
  g_autoptr (GPtrArray) votes = xy_bylaw_votes (office.store, &version, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (votes->len, ==, 1);

  XyId again = make_vote (&office, &other, FALSE);
  XyBylawStepping losing = { .version = other, .kind = XY_BYLAW_LOSE, .vote = again };
  office_act (&office, "", xy_bylaw_step_act, &losing);
  g_autoptr (GPtrArray) drafted = due_of (&office, &other);
  due = of_kind (drafted, XY_BYLAW_DUE_ADVISE);
  g_assert_nonnull (strstr (due->sentence, "Lost the vote on " TODAY));
  g_autoptr (GPtrArray) left = xy_bylaw_votes (office.store, &other, &error);
  g_assert_cmpuint (left->len, ==, 1);
  step (&office, &other, XY_BYLAW_ADVISE);
  step (&office, &other, XY_BYLAW_SUBMIT);
  step (&office, &other, XY_BYLAW_RETURN);
  g_autoptr (GPtrArray) returned = due_of (&office, &other);
  g_assert_nonnull (strstr (of_kind (returned, XY_BYLAW_DUE_ADVISE)->sentence, "Sent back"));
  office_close (&office);
}

/* What is late stands first, what others have in hand last. */
static void
test_order (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  for (guint stage = 0; stage < XY_BYLAW_N_STAGES; stage++)
    bring_to (&office, (XyBylawStage) stage, stage);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) list = xy_bylaw_due (office.store, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (list->len, ==, XY_BYLAW_IN_FORCE);
      g_assert_cmpint (((XyBylawDue *) list->pdata[0])->kind, ==, XY_BYLAW_DUE_FILE);
      g_assert_true (((XyBylawDue *) list->pdata[0])->late == (i == 1));
      g_assert_cmpint (((XyBylawDue *) list->pdata[list->len - 1])->kind, ==, XY_BYLAW_DUE_REVIEW);
      g_assert_cmpuint (xy_bylaw_due_count (list), ==, list->len - 1);
      office.fixed.instant += 40 * A_DAY;
    }
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw-due/stages", test_stages);
  g_test_add_func ("/bylaw-due/opinions", test_opinions);
  g_test_add_func ("/bylaw-due/filing", test_filing);
  g_test_add_func ("/bylaw-due/votes", test_votes);
  g_test_add_func ("/bylaw-due/order", test_order);
  return g_test_run ();
}
