/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/record.h"

#include "core/village.h"
#include "core/unit.h"
#include "core/household.h"
#include "core/person.h"
#include "core/tag.h"
#include "core/tag-link.h"
#include "core/event.h"
#include "core/points-rule.h"
#include "core/points-entry.h"
#include "core/points-scheme.h"
#include "core/points-item.h"
#include "core/points-close.h"
#include "core/points-template.h"
#include "core/reward.h"
#include "core/user.h"
#include "core/setting.h"
#include "core/paper-record.h"
#include "core/reveal.h"
#include "core/board.h"
#include "core/notice.h"
#include "core/objection.h"
#include "core/document.h"
#include "core/stamp.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-place.h"
#include "core/hygiene-round.h"
#include "core/hygiene-slip.h"
#include "core/matter.h"
#include "core/meeting.h"
#include "core/meeting-kind.h"
#include "core/meeting-line.h"
#include "core/meeting-presence.h"
#include "core/vote.h"
#include "core/bylaw.h"
#include "core/cleaning.h"

const XyRecordType *const *
xy_record_types (void)
{
  /* The number of a type is its place here; it is used within one connection only, so the order may change. What
   * another type's triggers reckon into stands before it: in this order records are received from the county. */
  static const XyRecordType *const types[] = {
    &xy_village_type,
    &xy_unit_type,
    &xy_household_type,
    &xy_person_type,
    &xy_tag_type,
    &xy_tag_link_type,
    &xy_event_type,
    &xy_points_rule_type,
    &xy_points_entry_type,
    &xy_user_type,
    &xy_setting_type,
    &xy_paper_record_type,
    &xy_reveal_type,
    &xy_board_type,
    &xy_notice_type,
    &xy_notice_place_type,
    &xy_document_type,
    &xy_stamp_type,
    &xy_cleaning_type,
    &xy_points_scheme_type,
    &xy_points_item_type,
    &xy_points_step_type,
    &xy_objection_type,
    &xy_points_sitting_type,
    &xy_points_close_type,
    &xy_points_template_type,
    &xy_reward_good_type,
    &xy_reward_day_type,
    &xy_reward_move_type,
    &xy_reward_redemption_type,
    &xy_hygiene_place_type,
    &xy_hygiene_checklist_type,
    &xy_hygiene_round_type,
    &xy_hygiene_judge_type,
    &xy_hygiene_result_type,
    &xy_hygiene_sheet_type,
    &xy_hygiene_correction_type,
    &xy_hygiene_slip_type,
    &xy_hygiene_recheck_type,
    &xy_hygiene_naming_type,
    &xy_hygiene_effect_type,
    &xy_matter_type,
    &xy_matter_step_type,
    &xy_matter_link_type,
    &xy_meeting_kind_type,
    &xy_meeting_member_type,
    &xy_meeting_type,
    &xy_meeting_step_type,
    &xy_meeting_presence_type,
    &xy_meeting_line_type,
    &xy_vote_type,
    &xy_ballot_type,
    &xy_vote_tally_type,
    &xy_bylaw_type,
    &xy_bylaw_version_type,
    &xy_bylaw_clause_type,
    &xy_bylaw_opinion_type,
    &xy_bylaw_step_type,
    NULL,
  };

  return types;
}
