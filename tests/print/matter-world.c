/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "matter-world.h"

#include "core/household.h"
#include "core/matter-agreement.h"

typedef struct
{
  XyMatterKind kind;
  const char *day, *note, *until;
} Step;

static gboolean
take (XyTxn *txn, const XyId *matter, const Step *steps, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean visit = steps[i].kind == XY_MATTER_SATISFIED || steps[i].kind == XY_MATTER_UNSATISFIED;
      XyMatterStepping asked = { .matters = matter,
                                 .n = 1,
                                 .kind = steps[i].kind,
                                 .day = steps[i].day,
                                 .note = steps[i].note,
                                 .owner = "林秀英",
                                 .helpers = "3组组长、水管员",
                                 .partner = "镇水务站",
                                 .until = steps[i].until,
                                 .by = visit ? "周立新" : "林秀英" };
      if (!xy_matter_step_act (txn, &asked, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
register_one (XyTxn *txn, gboolean dispute, XyId *id, GError **error)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  g_autoptr (GPtrArray) households =
      xy_record_list (xy_txn_get_store (txn), &xy_household_type,
                      "WHERE t.del = 0 AND t.state = 'here' ORDER BY t.sort LIMIT 1", XY_BIND_NONE, error);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, dispute ? "dispute" : "visit");
  xy_set_str (&matter->day, "2026-09-02");
  xy_set_str (&matter->title, dispute ? "晒谷坪出入的路" : "塘坳到新屋场的水渠垮了两处，下面十二户的田灌不上水");
  xy_set_str (&matter->content, dispute ? "一方砌了围墙，另一方板车进不去。"
                                        : "去年冬天就裂了，今年大水冲垮。反映人的电话19900001234，夜里也打得通。");
  xy_set_str (&matter->people, dispute ? "曾国强、周小平" : NULL);
  xy_set_str (&matter->phone, "19900001234");
  xy_set_str (&matter->place, "塘坳");
  xy_set_str (&matter->heard, dispute ? NULL : "villager");
  xy_set_str (&matter->asked, dispute ? NULL : "difficulty");
  xy_set_str (&matter->visitor, dispute ? NULL : "周立新");
  if (!dispute && households != NULL && households->len > 0)
    matter->household = ((XyRecord *) households->pdata[0])->id;
  if (!xy_matter_write_act (txn, &writing, error))
    return FALSE;
  *id = writing.made;
  return TRUE;
}

gboolean
matter_world_make (XyTxn *txn, gpointer data, GError **error)
{
  g_autofree char *agreed = xy_matter_agreement_note ("1. 围墙退后一米五，路两家共用。\n2. 退墙的工钱两家各出一半。",
                                                      "双方一起动工，组长到场", "2026年10月30日以前");
  const Step visit[] = {
    { XY_MATTER_ASSIGN, "2026-09-03", NULL, "2026-10-10" },
    { XY_MATTER_START, "2026-09-05", NULL, NULL },
    { XY_MATTER_NOTE, "2026-09-12", "请镇水务站看过，要两车片石和三十包水泥", NULL },
    { XY_MATTER_FINISH, "2026-09-25", "垮的两处砌好了，通了水", NULL },
    { XY_MATTER_UNSATISFIED, "2026-10-08", "下雨以后还漏，田里进不了多少水", NULL },
    { XY_MATTER_EXTEND, "2026-10-09", "等天晴补缝", "2026-11-18" },
  };
  const Step dispute[] = {
    { XY_MATTER_ASSIGN, "2026-09-03", NULL, "2026-10-10" },
    { XY_MATTER_RAISE, "2026-09-08", "组长没有谈成", NULL },
    { XY_MATTER_FINISH, "2026-09-20", agreed, NULL },
  };
  XyId id;

  return register_one (txn, FALSE, &id, error) && take (txn, &id, visit, G_N_ELEMENTS (visit), error)
         && register_one (txn, TRUE, &id, error) && take (txn, &id, dispute, G_N_ELEMENTS (dispute), error);
}
