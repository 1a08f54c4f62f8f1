/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "bylaw-office.h"
#include "core/user.h"
#include "core/verify.h"

#define NO XY_BYLAW_N_STAGES

static gboolean
try (Office *office, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (office->store, &office->actor, "", func, data, error);
}

static void
assert_refused (Office *office, XyActFunc func, gpointer data, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try (office, func, data, &error));
  g_assert_error (error, XY_ERROR, code);
  if (field != NULL)
    g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

/* Written anew from the drawing in issue and header. */
static XyBylawStage
drawn (XyBylawStage stage, XyBylawStepKind kind)
{
  gboolean passed = stage >= XY_BYLAW_PASSED && stage <= XY_BYLAW_IN_FORCE;

  switch (kind)
    {
    case XY_BYLAW_DRAFT:
      return stage == XY_BYLAW_COLLECTING ? XY_BYLAW_DRAFTED : NO;
    case XY_BYLAW_ADVISE:
      return stage == XY_BYLAW_DRAFTED ? XY_BYLAW_ADVISED : NO;
    case XY_BYLAW_REDRAFT:
      return stage == XY_BYLAW_ADVISED || stage == XY_BYLAW_APPROVED ? XY_BYLAW_DRAFTED : NO;
    case XY_BYLAW_SUBMIT:
      return stage == XY_BYLAW_ADVISED ? XY_BYLAW_REVIEWING : NO;
    case XY_BYLAW_RETURN:
      return stage == XY_BYLAW_REVIEWING ? XY_BYLAW_DRAFTED : NO;
    case XY_BYLAW_APPROVE:
      return stage == XY_BYLAW_REVIEWING ? XY_BYLAW_APPROVED : NO;
    case XY_BYLAW_PASS:
      return stage == XY_BYLAW_APPROVED ? XY_BYLAW_PASSED : NO;
    case XY_BYLAW_LOSE:
      return stage == XY_BYLAW_APPROVED ? XY_BYLAW_DRAFTED : NO;
    case XY_BYLAW_FILE:
      return stage == XY_BYLAW_PASSED ? XY_BYLAW_FILED : NO;
    case XY_BYLAW_PUBLISH:
      return stage == XY_BYLAW_FILED ? XY_BYLAW_PUBLISHED : NO;
    case XY_BYLAW_FORCE:
      return stage == XY_BYLAW_PUBLISHED ? XY_BYLAW_IN_FORCE : NO;
    case XY_BYLAW_CORRECT:
      return passed ? XY_BYLAW_CORRECTED : NO;
    case XY_BYLAW_REPLACE:
      return stage == XY_BYLAW_IN_FORCE ? XY_BYLAW_REPLACED : NO;
    case XY_BYLAW_REPEAL:
      return stage == XY_BYLAW_IN_FORCE ? XY_BYLAW_REPEALED : NO;
    case XY_BYLAW_DROP:
      return stage <= XY_BYLAW_APPROVED && stage != XY_BYLAW_REVIEWING ? XY_BYLAW_DROPPED : NO;
    case XY_BYLAW_N_KINDS:
    default:
      return NO;
    }
}

/* Every stage × every step × every role: only the drawn ways exist, and only for whom they are. */
static void
test_ways (void)
{
  Office office;
  guint number = 0;
  office_open (&office, 1);
  const XyActor all = office.actor;

  for (guint stage = 0; stage < XY_BYLAW_N_STAGES; stage++)
    for (guint kind = 0; kind < XY_BYLAW_N_KINDS; kind++)
      {
        XyBylawStage to = drawn ((XyBylawStage) stage, (XyBylawStepKind) kind);
        g_assert_cmpint (xy_bylaw_stage_after ((XyBylawStage) stage, (XyBylawStepKind) kind), ==, to);
        XyId version = bring_to (&office, (XyBylawStage) stage, number++);
        XyBylawStepping asked = stepping (&office, &version, (XyBylawStepKind) kind);
        for (const XyRole *role = xy_roles (); role->id != NULL; role++)
          {
            g_autoptr (GError) error = NULL;
            if ((role->permissions & XY_MAY_KEEP_BYLAWS) != 0)
              continue;
            office.actor.permissions = role->permissions;
            g_assert_false (try (&office, xy_bylaw_step_act, &asked, &error));
            g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
          }
        office.actor = all;
        g_autoptr (GError) error = NULL;
        gboolean done = try (&office, xy_bylaw_step_act, &asked, &error);
        /* A version is replaced by the next one only, not by hand. */
        g_assert_true (done == (to != NO && kind != XY_BYLAW_REPLACE));
        if (!done)
          g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
        g_assert_cmpint (stage_of (&office, &version), ==, done ? to : (XyBylawStage) stage);
      }
  g_autoptr (GArray) wrong = xy_bylaw_verify (office.store, NULL);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* From three opinions over a lost vote and a returned review to a bylaw in force; undone to the beginning. */
static void
test_road (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  XyId version = make_bylaw (&office, "石板溪村村规民约", "general");
  XyBylawStepping asked = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (XyBylawOpinion) opinion = xy_record_new (&xy_bylaw_opinion_type);
      opinion->version = version;
      xy_set_str (&opinion->source, i == 0 ? "visit" : "slip");
      xy_set_str (&opinion->text, "礼金写明数目");
      office_act (&office, "", xy_bylaw_hear_act, &(XyBylawHearing){ .opinion = opinion });
    }
  step (&office, &version, XY_BYLAW_DRAFT);
  asked = (XyBylawStepping){ .version = version, .kind = XY_BYLAW_ADVISE };
  assert_refused (&office, xy_bylaw_step_act, &asked, XY_ERROR_INVALID, "note");
  step (&office, &version, XY_BYLAW_ADVISE);
  asked = stepping (&office, &version, XY_BYLAW_SUBMIT);
  assert_refused (&office, xy_bylaw_step_act, &asked, XY_ERROR_CONFLICT, NULL);
  g_autoptr (GPtrArray) opinions = xy_bylaw_opinions (office.store, &version, &error);
  g_assert_cmpuint (opinions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (XyBylawOpinion) opinion = xy_record_copy (opinions->pdata[i]);
      xy_set_str (&opinion->answer, "写明一百元");
      assert_refused (&office, xy_bylaw_hear_act, &(XyBylawHearing){ .opinion = opinion }, XY_ERROR_INVALID, "taken");
      xy_set_str (&opinion->taken, "yes");
      office_act (&office, "", xy_bylaw_hear_act, &(XyBylawHearing){ .opinion = opinion });
    }
  step (&office, &version, XY_BYLAW_SUBMIT);

  /* What is reviewed does not change. */
  g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (office.store, &version, &error);
  g_autoptr (XyBylawClause) clause = xy_record_copy (clauses->pdata[1]);
  xy_set_str (&clause->text, "改过的一条");
  XyBylawClauseWriting writing = { .clause = clause };
  assert_refused (&office, xy_bylaw_clause_write_act, &writing, XY_ERROR_CONFLICT, NULL);
  step (&office, &version, XY_BYLAW_RETURN);
  office_act (&office, "", xy_bylaw_clause_write_act, &writing);
  step (&office, &version, XY_BYLAW_ADVISE);
  step (&office, &version, XY_BYLAW_SUBMIT);
  step (&office, &version, XY_BYLAW_APPROVE);

  XyId lost = make_vote (&office, &version, FALSE), of_other = make_vote (&office, &(XyId){ { 1 } }, TRUE);
  asked = (XyBylawStepping){ .version = version, .kind = XY_BYLAW_PASS };
  assert_refused (&office, xy_bylaw_step_act, &asked, XY_ERROR_INVALID, "vote");
  asked.vote = lost;
  assert_refused (&office, xy_bylaw_step_act, &asked, XY_ERROR_INVALID, "vote");
  asked.vote = of_other;
  assert_refused (&office, xy_bylaw_step_act, &asked, XY_ERROR_INVALID, "vote");
  asked = (XyBylawStepping){ .version = version, .kind = XY_BYLAW_LOSE, .vote = lost };
  office_act (&office, "", xy_bylaw_step_act, &asked);
  g_assert_cmpint (stage_of (&office, &version), ==, XY_BYLAW_DRAFTED);
  for (guint i = 1; i < G_N_ELEMENTS (road); i++)
    step (&office, &version, road[i]);
  g_autoptr (XyBylawVersion) in_force = get (&office, &version);
  g_assert_cmpint (in_force->stage, ==, XY_BYLAW_IN_FORCE);
  g_assert_cmpstr (in_force->force_on, ==, "2026-11-22");
  g_autofree char *filing = xy_bylaw_filing_day (office.store, in_force);
  g_assert_cmpstr (filing, ==, "2026-12-02");

  XyBylawRevising revising = { .bylaw = in_force->bylaw };
  office_act (&office, "", xy_bylaw_revise_act, &revising);
  assert_refused (&office, xy_bylaw_revise_act, &revising, XY_ERROR_CONFLICT, NULL);
  g_autoptr (GPtrArray) again = xy_bylaw_clauses (office.store, &revising.made, &error);
  g_autoptr (GPtrArray) now = xy_bylaw_clauses (office.store, &version, &error);
  g_assert_cmpuint (again->len, ==, now->len);
  for (guint i = 0; i < now->len; i++)
    {
      const XyBylawClause *a = now->pdata[i], *b = again->pdata[i];
      g_assert_true (xy_id_same (&a->code, &b->code) && !xy_id_same (&a->record.id, &b->record.id));
      g_assert_cmpstr (a->text, ==, b->text);
    }
  g_autoptr (XyBylaw) second = xy_record_new (&xy_bylaw_type);
  xy_set_str (&second->name, "另一部村规民约");
  xy_set_str (&second->kind, "general");
  assert_refused (&office, xy_bylaw_write_act, &(XyBylawWriting){ .bylaw = second }, XY_ERROR_INVALID, "kind");
  g_assert_cmpint (stage_of (&office, &version), ==, XY_BYLAW_IN_FORCE);
  office_close (&office);
}

/* Clauses put between others and moved, against a list kept beside them. */
static void
test_moves (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  XyId version = make_bylaw (&office, "环境卫生公约", "single");
  g_autoptr (GPtrArray) model = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (draft); i++)
    g_ptr_array_add (model, g_strdup (draft[i].text));
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (office.store, &version, &error);
      guint at = (guint) g_test_rand_int_range (0, (int) model->len);
      XyId id = ((XyRecord *) clauses->pdata[at])->id;
      int what = g_test_rand_int_range (0, 4);
      if (what == 0 || model->len < 3)
        {
          g_autoptr (XyBylawClause) clause = xy_record_new (&xy_bylaw_clause_type);
          g_autofree char *text = g_strdup_printf ("新的第%u条", round);
          clause->version = version;
          clause->level = 1;
          xy_set_str (&clause->text, text);
          office_act (&office, "", xy_bylaw_clause_write_act, &(XyBylawClauseWriting){ .clause = clause, .after = id });
          g_ptr_array_insert (model, (int) at + 1, g_strdup (text));
        }
      else if (what == 1 && model->len > 6)
        {
          office_act (&office, "", xy_bylaw_clause_delete_act, &id);
          g_ptr_array_remove_index (model, at);
        }
      else
        {
          int by = g_test_rand_int_range (-3, 4);
          office_act (&office, "", xy_bylaw_clause_move_act, &(XyBylawClauseMoving){ .clause = id, .by = by });
          int to = CLAMP ((int) at + by, 0, (int) model->len - 1);
          char *text = g_ptr_array_steal_index (model, at);
          g_ptr_array_insert (model, to, text);
        }
      g_autoptr (GPtrArray) after = xy_bylaw_clauses (office.store, &version, &error);
      g_assert_cmpuint (after->len, ==, model->len);
      for (guint i = 0; i < model->len; i++)
        g_assert_cmpstr (((XyBylawClause *) after->pdata[i])->text, ==, model->pdata[i]);
    }
  office_close (&office);
}

/* A text becomes clauses and is written as it was. */
static void
test_text (void)
{
  static const char source[] =
      "石板溪村村规民约\n为了把村里的事办好，订立本规约。\n大家遵守。\n一、爱护环境\n第一条　垃圾分类投放。\n（一）有害垃圾另放。\n（二）不进水渠。\n"
      "第二条　房前屋后自己打扫。\n二、互助友邻\n第三条　红白喜事互相帮忙。\n";
  g_autoptr (XyBylawText) parsed = xy_bylaw_text_parse (source);
  g_autofree char *preamble = NULL, *none = NULL;
  g_autoptr (GArray) typed = xy_bylaw_typed_from (parsed, &preamble);
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpstr (parsed->title, ==, "石板溪村村规民约");
  for (guint i = 0; i < typed->len; i++)
    {
      XyBylawClause *clause = xy_record_new (&xy_bylaw_clause_type);
      clause->level = g_array_index (typed, XyBylawTyped, i).level;
      xy_set_str (&clause->text, g_array_index (typed, XyBylawTyped, i).text);
      g_ptr_array_add (clauses, clause);
    }
  g_autofree char *text = xy_bylaw_clauses_write (preamble, clauses);
  g_autofree char *whole = g_strconcat (parsed->title, "\n", text, NULL);
  g_assert_cmpstr (whole, ==, source);

  /* Lines without any number are clauses, each. */
  g_autoptr (XyBylawText) plain = xy_bylaw_text_parse ("垃圾分类投放。\n房前屋后自己打扫。\n");
  g_autoptr (GArray) lines = xy_bylaw_typed_from (plain, &none);
  g_assert_null (none);
  g_assert_cmpuint (lines->len, ==, 2);
}

/* The drawing of the documentation is the one of the table. */
static void
test_drawing (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "CONTRIBUTING.md", NULL), *text = NULL;
  g_autofree char *drawing = xy_bylaw_drawing ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, drawing));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bylaw/ways", test_ways);
  g_test_add_func ("/bylaw/road", test_road);
  g_test_add_func ("/bylaw/moves", test_moves);
  g_test_add_func ("/bylaw/text", test_text);
  g_test_add_func ("/bylaw/drawing", test_drawing);
  return g_test_run ();
}
