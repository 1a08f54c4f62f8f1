/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reward: what the two files of the group share. */
#pragma once

#include "cli/cli.h"
#include "core/reward-list.h"

G_BEGIN_DECLS

typedef struct
{
  char *period, *group, *household, *text, *day, *source, *decision, *cost, *note, *taker, *person, *reason, *hours,
      *place;
  gboolean all, dry_run;
} XyCliReward;

/* The one good that TEXT means; with DAY among those that are given out on it. (transfer full) */
XyRewardGood *xy_cli_get_good (XyCli *cli, const char *text, const char *day, GError **error);

/* The lists; each returns the exit code. */
int xy_cli_reward_goods (XyCli *cli, const XyCliReward *options, GError **error);
int xy_cli_reward_stock (XyCli *cli, const XyCliReward *options, const char *good, GError **error);
int xy_cli_reward_days (XyCli *cli, const XyCliReward *options, GError **error);
int xy_cli_reward_redemptions (XyCli *cli, const XyCliReward *options, GError **error);
int xy_cli_reward_totals (XyCli *cli, const XyCliReward *options, GError **error);

G_END_DECLS
