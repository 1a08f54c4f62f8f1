/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/statements.h"

#include "core/attachment.h"
#include "core/board.h"
#include "core/bylaw-due.h"
#include "core/bylaw-heard.h"
#include "core/bylaw-lint.h"
#include "core/bylaw-publish.h"
#include "core/bylaw-template.h"
#include "core/catalogue.h"
#include "core/cleaning.h"
#include "core/correction.h"
#include "core/document.h"
#include "core/duplicate.h"
#include "core/event.h"
#include "core/find-keys.h"
#include "core/find.h"
#include "core/handover.h"
#include "core/household-index.h"
#include "core/household-overview.h"
#include "core/household.h"
#include "core/hygiene-catalogue.h"
#include "core/hygiene-checklist.h"
#include "core/hygiene-decide.h"
#include "core/hygiene-effect.h"
#include "core/hygiene-list.h"
#include "core/hygiene-naming.h"
#include "core/hygiene-place.h"
#include "core/hygiene-private.h"
#include "core/hygiene-round.h"
#include "core/hygiene-score.h"
#include "core/hygiene-slip.h"
#include "core/hygiene-statistics.h"
#include "core/hygiene-trend.h"
#include "core/kin.h"
#include "core/matter-list.h"
#include "core/matter-statistics.h"
#include "core/meeting-chain.h"
#include "core/meeting-due.h"
#include "core/matter-thread.h"
#include "core/meeting-kind-act.h"
#include "core/meeting-act.h"
#include "core/meeting-decide.h"
#include "core/meeting-line-vote.h"
#include "core/meeting-line.h"
#include "core/meeting-list.h"
#include "core/meeting-people.h"
#include "core/meeting-presence.h"
#include "core/bylaw-act.h"
#include "core/vote-act.h"
#include "core/vote-list.h"
#include "core/vote-roll.h"
#include "core/meeting-rules.h"
#include "core/meeting-search.h"
#include "core/meeting-statistics.h"
#include "core/meeting-topic.h"
#include "core/notice-archive.h"
#include "core/notice-list.h"
#include "core/notice.h"
#include "core/objection.h"
#include "core/paper-list.h"
#include "core/paper-record.h"
#include "core/person.h"
#include "core/points-balance.h"
#include "core/points-bearer.h"
#include "core/points-close.h"
#include "core/points-flow.h"
#include "core/points-list.h"
#include "core/points-rank.h"
#include "core/points-returned.h"
#include "core/points-scheme.h"
#include "core/points-search.h"
#include "core/points-sitting.h"
#include "core/points-statistics.h"
#include "core/points-template.h"
#include "core/points-weigh.h"
#include "core/privacy.h"
#include "core/purge.h"
#include "core/practice.h"
#include "core/publicity.h"
#include "core/reward-list.h"
#include "core/reward-redeem.h"
#include "core/reward-stock.h"
#include "core/retention.h"
#include "core/reveal.h"
#include "core/roster-list.h"
#include "core/scope.h"
#include "core/stamp.h"
#include "core/tag.h"
#include "core/template.h"
#include "core/today.h"
#include "core/unit.h"

const XyStatements *
xy_statements (void)
{
  static const XyStatements list[] = {
    { "attachment", xy_attachment_statements },
    { "board", xy_board_statements },
    { "bylaw", xy_bylaw_statements },
    { "bylaw-act", xy_bylaw_act_statements },
    { "bylaw-due", xy_bylaw_due_statements },
    { "bylaw-heard", xy_bylaw_heard_statements },
    { "bylaw-publish", xy_bylaw_publish_statements },
    { "bylaw-rules", xy_bylaw_rules_statements },
    { "bylaw-template", xy_bylaw_template_statements },
    { "catalogue", xy_catalogue_statements },
    { "cleaning", xy_cleaning_statements },
    { "correction", xy_correction_statements },
    { "document", xy_document_statements },
    { "duplicate", xy_duplicate_statements },
    { "event", xy_event_statements },
    { "event-points", xy_event_points_statements },
    { "find", xy_find_statements },
    { "find-keys", xy_find_keys_statements },
    { "handover", xy_handover_statements },
    { "household", xy_household_statements },
    { "household-index", xy_household_index_statements },
    { "household-overview", xy_household_overview_statements },
    { "household-problem", xy_household_problem_statements },
    { "hygiene-checklist", xy_hygiene_checklist_statements },
    { "hygiene-catalogue", xy_hygiene_catalogue_statements },
    { "hygiene-change", xy_hygiene_change_statements },
    { "hygiene-decide", xy_hygiene_decide_statements },
    { "hygiene-effect", xy_hygiene_effect_statements },
    { "hygiene-grid", xy_hygiene_grid_statements },
    { "hygiene-issue", xy_hygiene_issue_statements },
    { "hygiene-list", xy_hygiene_list_statements },
    { "hygiene-make", xy_hygiene_make_statements },
    { "hygiene-naming", xy_hygiene_naming_statements },
    { "hygiene-outcome", xy_hygiene_outcome_statements },
    { "hygiene-place", xy_hygiene_place_statements },
    { "hygiene-propose", xy_hygiene_propose_statements },
    { "hygiene-recheck", xy_hygiene_recheck_statements },
    { "hygiene-round", xy_hygiene_round_statements },
    { "hygiene-round-list", xy_hygiene_round_list_statements },
    { "hygiene-score", xy_hygiene_score_statements },
    { "hygiene-seat", xy_hygiene_seat_statements },
    { "hygiene-series", xy_hygiene_series_statements },
    { "hygiene-statistics", xy_hygiene_statistics_statements },
    { "hygiene-trend", xy_hygiene_trend_statements },
    { "hygiene-walk", xy_hygiene_walk_statements },
    { "hygiene-slip", xy_hygiene_slip_statements },
    { "hygiene-slip-list", xy_hygiene_slip_list_statements },
    { "hygiene-warning", xy_hygiene_warning_statements },
    { "kin", xy_kin_statements },
    { "matter", xy_matter_statements },
    { "matter-list", xy_matter_list_statements },
    { "matter-statistics", xy_matter_statistics_statements },
    { "matter-step", xy_matter_step_statements },
    { "matter-thread", xy_matter_thread_statements },
    { "meeting", xy_meeting_statements },
    { "meeting-act", xy_meeting_act_statements },
    { "meeting-area", xy_meeting_area_statements },
    { "meeting-arrive", xy_meeting_arrive_statements },
    { "meeting-decide", xy_meeting_decide_statements },
    { "meeting-chain", xy_meeting_chain_statements },
    { "meeting-due", xy_meeting_due_statements },
    { "meeting-kind", xy_meeting_kind_statements },
    { "meeting-kind-act", xy_meeting_kind_act_statements },
    { "meeting-kind-ready", xy_meeting_kind_ready_statements },
    { "meeting-topic", xy_meeting_topic_statements },
    { "meeting-line", xy_meeting_line_statements },
    { "meeting-line-vote", xy_meeting_line_vote_statements },
    { "meeting-list", xy_meeting_list_statements },
    { "meeting-line-act", xy_meeting_line_act_statements },
    { "meeting-people", xy_meeting_people_statements },
    { "meeting-presence", xy_meeting_presence_statements },
    { "meeting-rules", xy_meeting_rules_statements },
    { "meeting-search", xy_meeting_search_statements },
    { "meeting-sheet", xy_meeting_sheet_statements },
    { "meeting-statistics", xy_meeting_statistics_statements },
    { "meeting-step", xy_meeting_step_statements },
    { "notice", xy_notice_statements },
    { "notice-archive", xy_notice_archive_statements },
    { "notice-due", xy_notice_due_statements },
    { "notice-hygiene", xy_notice_hygiene_statements },
    { "notice-list", xy_notice_list_statements },
    { "notice-bylaw", xy_notice_bylaw_statements },
    { "notice-meeting", xy_notice_meeting_statements },
    { "notice-vote", xy_notice_vote_statements },
    { "objection", xy_objection_statements },
    { "paper-list", xy_paper_list_statements },
    { "paper-record", xy_paper_record_statements },
    { "person", xy_person_statements },
    { "points-balance", xy_points_balance_statements },
    { "points-bearer", xy_points_bearer_statements },
    { "points-close", xy_points_close_statements },
    { "points-close-weigh", xy_points_close_weigh_statements },
    { "points-entry", xy_points_entry_statements },
    { "points-flow", xy_points_flow_statements },
    { "points-item", xy_points_item_statements },
    { "points-item-list", xy_points_item_list_statements },
    { "points-list", xy_points_list_statements },
    { "points-post", xy_points_post_statements },
    { "points-rank", xy_points_rank_statements },
    { "points-returned", xy_points_returned_statements },
    { "points-rule", xy_points_rule_statements },
    { "points-scheme", xy_points_scheme_statements },
    { "points-scheme-base", xy_points_scheme_base_statements },
    { "points-search", xy_points_search_statements },
    { "points-sitting", xy_points_sitting_statements },
    { "points-statistics", xy_points_statistics_statements },
    { "points-template", xy_points_template_statements },
    { "points-weigh", xy_points_weigh_statements },
    { "privacy", xy_privacy_statements },
    { "purge", xy_purge_statements },
    { "purge-history", xy_purge_history_statements },
    { "practice", xy_practice_statements },
    { "publicity", xy_publicity_statements },
    { "reward", xy_reward_statements },
    { "reward-list", xy_reward_list_statements },
    { "reward-redeem", xy_reward_redeem_statements },
    { "reward-stock", xy_reward_stock_statements },
    { "retention", xy_retention_statements },
    { "reveal", xy_reveal_statements },
    { "roster-list", xy_roster_list_statements },
    { "scope", xy_scope_statements },
    { "stamp", xy_stamp_statements },
    { "tag", xy_tag_statements },
    { "template", xy_template_statements },
    { "today", xy_today_statements },
    { "unit", xy_unit_statements },
    { "vote", xy_vote_statements },
    { "vote-act", xy_vote_act_statements },
    { "vote-close", xy_vote_close_statements },
    { "vote-list", xy_vote_list_statements },
    { "vote-roll", xy_vote_roll_statements },
    { NULL, NULL },
  };

  return list;
}
