/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-judge-box: who judges a round: found in the roster by name or initials, or typed, with a post in brackets
 * ("李主任（镇驻村干部）"), and shown as chips that a click takes away. Fits an XyForm; property "text" is what
 * xy_hygiene_seats_parse() reads.
 */
#pragma once

#include "app/field-box.h"
#include "app/worker.h"
#include "core/hygiene-round.h"

G_BEGIN_DECLS

#define XY_TYPE_HYGIENE_JUDGE_BOX (xy_hygiene_judge_box_get_type ())
G_DECLARE_FINAL_TYPE (XyHygieneJudgeBox, xy_hygiene_judge_box, XY, HYGIENE_JUDGE_BOX, XyFieldBox)

GtkWidget *xy_hygiene_judge_box_new (XyWorker *worker);

/* Of XyHygieneSeat; SEATS is copied, what is got is the box's. */
void xy_hygiene_judge_box_set (XyHygieneJudgeBox *box, const GArray *seats);
const GArray *xy_hygiene_judge_box_get (XyHygieneJudgeBox *box);

/* (transfer full) */
GArray *xy_hygiene_seats_copy (const GArray *seats);

/* Signals: "passed" (), the focus should go on. */

G_END_DECLS
