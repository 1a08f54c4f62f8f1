/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several matters of one visit, what belongs to a matter, and what was agreed in a dispute. */
#include <locale.h>
#include <string.h>

#include "core/matter-agreement.h"
#include "core/matter-thread.h"
#include "core/matter-visit.h"
#include "office.h"

static GPtrArray *
list_matters (Office *office)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *matters =
      xy_record_list (office->store, &xy_matter_type, "WHERE t.del = 0 ORDER BY t.number", XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return matters;
}

static XyMatter *
heard_new (void)
{
  XyMatter *heard = xy_record_new (&xy_matter_type);

  xy_set_str (&heard->day, "2026-11-20");
  xy_set_str (&heard->visitor, "周立新");
  xy_set_str (&heard->heard, "villager");
  return heard;
}

static void
test_visit (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (XyMatter) heard = heard_new ();
  XyMatterVisit visit = {
    .heard = heard,
    .lines = "困难：水渠漏水\n\n  微心愿:换灯泡 \n建议 装减速带\n困难户多\n"
             "去年修的机耕路被大水冲垮了一截，板车过不去。要两车片石，人工大家出",
  };
  static const char *const wanted[][3] = {
    { "visit", "difficulty", "水渠漏水" },
    { "wish", NULL, "换灯泡" },
    { "visit", "advice", "装减速带" },
    { "visit", NULL, "困难户多" },
    { "visit", NULL, "去年修的机耕路被大水冲垮了一截，板车过不去" },
  };

  office_act (&office, "", xy_matter_visit_act, &visit);
  g_autoptr (GPtrArray) matters = list_matters (&office);
  g_assert_cmpuint (matters->len, ==, G_N_ELEMENTS (wanted));
  g_assert_cmpuint (visit.made->len, ==, matters->len);
  for (guint i = 0; i < matters->len; i++)
    {
      const XyMatter *matter = matters->pdata[i];
      g_assert_cmpstr (matter->source, ==, wanted[i][0]);
      g_assert_cmpstr (matter->asked, ==, wanted[i][1]);
      g_assert_cmpstr (matter->title, ==, wanted[i][2]);
      g_assert_cmpstr (matter->visitor, ==, "周立新");
      g_assert_true ((matter->content != NULL) == (i == 4));
    }
  g_array_unref (visit.made);
  /* One act: undone as one. */
  g_assert_true (xy_store_undo (office.store, &office.actor, NULL));
  g_autoptr (GPtrArray) none = list_matters (&office);
  g_assert_cmpuint (none->len, ==, 0);

  XyMatterVisit empty = { .heard = heard, .lines = " \n\n" };
  g_autoptr (GError) error = NULL;
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_matter_visit_act, &empty, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, "lines");
  office_close (&office);
}

/* Tied and untied from either side, never twice, never to itself or to nothing. */
static void
test_thread (void)
{
  Office office;
  office_open (&office, 2);
  g_autoptr (XyMatter) heard = heard_new ();
  XyMatterVisit visit = { .heard = heard, .lines = "路灯\n水渠" };
  g_autoptr (GError) error = NULL;

  office_act (&office, "", xy_matter_visit_act, &visit);
  XyId lamp = g_array_index (visit.made, XyId, 0), ditch = g_array_index (visit.made, XyId, 1);
  g_array_unref (visit.made);
  XyMatterTying tying = { .matter = lamp, .target = ditch, .note = "同一段路" },
                back = { .matter = ditch, .target = lamp };
  office_act (&office, "", xy_matter_tie_act, &tying);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_matter_tie_act, &tying, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_matter_tie_act, &back, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  XyMatterTying itself = { .matter = lamp, .target = lamp }, nothing = { .matter = lamp, .target = office.actor.user };
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_matter_tie_act, &itself, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_matter_tie_act, &nothing, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_autoptr (GPtrArray) from = xy_matter_thread (office.store, &lamp, &error);
  g_autoptr (GPtrArray) to = xy_matter_thread (office.store, &ditch, &error);
  g_assert_cmpuint (from->len, ==, 1);
  g_assert_cmpuint (to->len, ==, 1);
  const XyMatterTie *tie = to->pdata[0];
  g_assert_cmpstr (tie->kind, ==, "matter");
  g_assert_true (xy_id_same (&tie->target, &lamp));
  g_assert_cmpstr (tie->title, ==, "2026-001 路灯");
  XyId link = tie->link;
  office_act (&office, "", xy_matter_untie_act, &link);
  g_autoptr (GPtrArray) gone = xy_matter_thread (office.store, &lamp, &error);
  g_assert_cmpuint (gone->len, ==, 0);

  g_autoptr (GPtrArray) found = xy_matter_tie_find (office.store, "水渠", 9, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (xy_id_same (&((const XyMatterTie *) found->pdata[0])->target, &ditch));
  office_close (&office);
}

/* What was put together for the result comes apart again. */
static void
test_agreement (void)
{
  static const char *const agreed[] = { "1. 围墙退后。\n2. 工钱平摊。", "履行方式方法另议" };
  static const char *const hows[] = { "一起动工", "", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (agreed); i++)
    for (guint h = 0; h < G_N_ELEMENTS (hows); h++)
      {
        g_autofree char *note = xy_matter_agreement_note (agreed[i], hows[h], "年底以前");
        g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
        g_autoptr (XyMatterStep) step = xy_record_new (&xy_matter_step_type);
        g_autoptr (GPtrArray) steps = g_ptr_array_new ();
        xy_set_str (&step->kind, "finish");
        xy_set_str (&step->note, note);
        xy_set_str (&step->day, "2026-11-20");
        g_ptr_array_add (steps, step);
        g_autoptr (XyMatterAgreement) open = xy_matter_agreement_read (matter, steps);
        g_assert_null (open->agreed);
        matter->stage = XY_MATTER_DONE;
        g_autoptr (XyMatterAgreement) done = xy_matter_agreement_read (matter, steps);
        g_assert_cmpstr (done->agreed, ==, agreed[i]);
        g_assert_cmpstr (done->how, ==, hows[h] != NULL && hows[h][0] != '\0' ? hows[h] : NULL);
        g_assert_cmpstr (done->until, ==, "年底以前");
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matter-thread/visit", test_visit);
  g_test_add_func ("/matter-thread/thread", test_thread);
  g_test_add_func ("/matter-thread/agreement", test_agreement);
  return g_test_run ();
}
