/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/papers.h"

#include "print/bylaw-paper.h"
#include "print/document-papers.h"
#include "print/handover-list.h"
#include "print/hygiene-correction.h"
#include "print/hygiene-groups.h"
#include "print/hygiene-low.h"
#include "print/hygiene-plate.h"
#include "print/hygiene-red.h"
#include "print/hygiene-results.h"
#include "print/hygiene-sheet.h"
#include "print/hygiene-slip-paper.h"
#include "print/matter-parts.h"
#include "print/meeting-papers.h"
#include "print/points-board-load.h"
#include "print/points-card.h"
#include "print/points-public-list.h"
#include "print/points-review-sheet.h"
#include "print/points-statement.h"
#include "print/points-rules-paper.h"
#include "print/reward-papers.h"
#include "print/privacy-papers.h"
#include "print/roster-load.h"
#include "print/sign-in.h"
#include "print/stamp-register.h"
#include "print/vote-papers.h"

/* The shorter side of a sheet that no office printer takes. */
#define BOARD_MM 300

XyPaperAsk *
xy_paper_ask_copy (const XyPaperAsk *ask)
{
  XyPaperAsk *copy = g_memdup2 (ask, sizeof *ask);

  copy->period = g_strdup (ask->period);
  copy->scope = g_strdup (ask->scope);
  copy->number = g_strdup (ask->number);
  if (ask->filter != NULL)
    {
      XyRosterFilter *filter = g_memdup2 (ask->filter, sizeof *filter);
      filter->text = g_strdup (filter->text);
      copy->filter = filter;
    }
  return copy;
}

void
xy_paper_ask_free (XyPaperAsk *ask)
{
  if (ask == NULL)
    return;
  if (ask->filter != NULL)
    g_free ((char *) ask->filter->text);
  g_free ((XyRosterFilter *) ask->filter);
  g_free ((char *) ask->period);
  g_free ((char *) ask->scope);
  g_free ((char *) ask->number);
  g_free (ask);
}

const XyPaperKind *const *
xy_paper_kinds (void)
{
  static const XyPaperKind *const kinds[] = {
    &xy_points_board_paper,
    &xy_roster_paper,
    &xy_household_sheet_paper,
    &xy_announcement_paper,
    &xy_finance_paper,
    &xy_letter_paper,
    &xy_pledge_paper,
    &xy_award_paper,
    &xy_plaque_paper,
    &xy_sign_in_paper,
    &xy_stamp_register_paper,
    &xy_points_review_paper,
    &xy_points_list_paper,
    &xy_points_card_paper,
    &xy_points_statement_paper,
    &xy_points_rules_paper,
    &xy_reward_register_paper,
    &xy_reward_slip_paper,
    &xy_reward_board_paper,
    &xy_hygiene_slip_paper,
    &xy_hygiene_sheet_paper,
    &xy_hygiene_red_paper,
    &xy_hygiene_low_paper,
    &xy_hygiene_results_paper,
    &xy_hygiene_groups_paper,
    &xy_hygiene_correction_paper,
    &xy_hygiene_plate_paper,
    &xy_matter_ledger_paper,
    &xy_matter_card_paper,
    &xy_matter_agreement_paper,
    &xy_matter_summary_paper,
    &xy_meeting_notice_paper,
    &xy_meeting_invitation_paper,
    &xy_meeting_sign_in_paper,
    &xy_meeting_minutes_paper,
    &xy_meeting_decisions_paper,
    &xy_meeting_resolution_paper,
    &xy_vote_ballot_paper,
    &xy_vote_sheet_paper,
    &xy_vote_count_paper,
    &xy_vote_result_paper,
    &xy_bylaw_paper,
    &xy_bylaw_board_paper,
    &xy_bylaw_draft_paper,
    &xy_bylaw_leaflet_paper,
    &xy_bylaw_filing_paper,
    &xy_bylaw_redline_paper,
    &xy_handover_list_paper,
    &xy_correction_paper,
    &xy_reveal_register_paper,
    &xy_impact_assessment_paper,
    &xy_clearing_register_paper,
    NULL,
  };

  return kinds;
}

const XyPaperKind *
xy_paper_kind_find (const char *name)
{
  for (const XyPaperKind *const *kind = xy_paper_kinds (); *kind != NULL; kind++)
    if (g_strcmp0 ((*kind)->name, name) == 0)
      return *kind;
  return NULL;
}

static const char *const seal_names[XY_N_SEALS] = { "right", "none", "two" };

const char *
xy_seal_get_name (XySeal seal)
{
  return seal_names[seal];
}

gboolean
xy_seal_from_name (const char *name, XySeal *seal)
{
  for (guint i = 0; i < XY_N_SEALS; i++)
    if (g_str_equal (name, seal_names[i]))
      {
        *seal = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
xy_paper_kind_has_size (const XyPaperKind *kind, XyPageSize size)
{
  guint sizes = kind->sizes != 0 ? kind->sizes : 1 << XY_PAGE_A4 | 1 << XY_PAGE_A3 | 1 << XY_PAGE_8K;
  XyPageSetup setup = xy_page_setup (size, FALSE);

  /* What hangs on A3 hangs on a board too. */
  if (MIN (setup.width_mm, setup.height_mm) > BOARD_MM)
    return (kind->flags & XY_PAPER_PUBLIC) != 0 && (sizes & 1 << XY_PAGE_A3) != 0;
  return size < XY_N_PAGE_SIZES && (sizes & 1 << size) != 0;
}

guint
xy_paper_kind_get_parts (const XyPaperKind *kind)
{
  guint parts = 0;

  for (guint i = 0; kind->parts != NULL && kind->parts[i].name != NULL; i++)
    if (!kind->parts[i].off)
      parts |= 1u << i;
  return parts;
}

int
xy_paper_kind_find_order (const XyPaperKind *kind, const char *name)
{
  if (name == NULL)
    return 0;
  for (guint i = 0; kind->orders != NULL && kind->orders[i].name != NULL; i++)
    if (g_str_equal (kind->orders[i].name, name))
      return (int) i;
  return -1;
}

int
xy_paper_kind_find_part (const XyPaperKind *kind, const char *name)
{
  for (guint i = 0; kind->parts != NULL && kind->parts[i].name != NULL; i++)
    if (g_str_equal (kind->parts[i].name, name))
      return (int) i;
  return -1;
}
