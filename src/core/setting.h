/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setting: what the office decided for itself, by key. Settings of the office are records, the same on each of its
 * computers; local ones belong to this computer (table local_setting) and are no acts. One table says which keys there
 * are, of what kind, and what holds until somebody decides.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XySetting, xy_setting)

struct _XySetting
{
  XyRecord record;
  char *key;
  char *value;
};

typedef struct
{
  const char *key;
  const char *label; /* translatable */
  const char *help;  /* translatable: what follows from it, or which law or custom it is about */
  const char *fallback;
  gboolean local;     /* of this computer only */
  gboolean is_number; /* whole, from least to most */
  gint64 least, most;
  const XyWord *words;     /* the few values it may have, ended by one of NULL; NULL: any text or number */
  char *(*explain) (void); /* what says more than HELP, out of a file of data; may be NULL. (transfer full) */
} XySettingKey;

/* Days that a list of points hangs for objections before it counts. Custom; villages take 3, 5 or 7. */
#define XY_SETTING_PUBLICITY_DAYS "publicity_days"
/* Days in which an objection is answered. */
#define XY_SETTING_REPLY_DAYS "reply_days"
/* Days that a paper hangs on the board: 村民委员会组织法 (2025) 35(4) asks for at least fifteen. */
#define XY_SETTING_BOARD_DAYS "board_days"
/* Whose rules of publication hold (publicity.h); nothing: those of the province that the village's code begins with. */
#define XY_SETTING_PROVINCE "province"
/* Finances hang by the month where there is much traffic, by the quarter otherwise (村民委员会组织法 (2025) 35(3)). */
#define XY_SETTING_FINANCE_SPAN "finance_span"
/* The list of points hangs by the month or by the quarter. */
#define XY_SETTING_POINTS_SPAN "points_span"
/* Which steps registered points go before they count (points-item.h): "1" or "0". */
#define XY_SETTING_POINTS_CHECK "points_check"
#define XY_SETTING_POINTS_REVIEW "points_review"
#define XY_SETTING_POINTS_APPROVE "points_approve"
#define XY_SETTING_POINTS_POST "points_post"
/* How many must judge an item, after all who step aside: three by custom (domain.md 4.3). */
#define XY_SETTING_POINTS_REVIEWERS "points_reviewers"
/* What becomes of the points that somebody earned for the household he leaves by a split: "stay" or "follow". */
#define XY_SETTING_POINTS_SPLIT "points_split"
/* For how many days after a round a household stays on the list of those to help, where its slip is not closed before.
 */
#define XY_SETTING_HYGIENE_DAYS "hygiene_days"
/* Rounds are held by the month or by the quarter. */
#define XY_SETTING_HYGIENE_SPAN "hygiene_span"
/* Days after its passing in which a bylaw is filed with the township: a suggestion, no law that holds everywhere names
 * any (law.md 3). */
#define XY_SETTING_BYLAW_DAYS "bylaw_days"
/* What the village calls its lowest division: 组, 网格, 屋场. */
#define XY_SETTING_UNIT_KIND "unit_kind"
/* Which rules hold for PINs: "office", "dengbao2" or "asvs" (pin-policy.h). */
#define XY_SETTING_PIN_POLICY "pin_policy"
/* Local: minutes of use between automatic backups. */
#define XY_SETTING_BACKUP_MINUTES "backup_minutes"

/* All keys, ended by one whose key is NULL. */
const XySettingKey *xy_setting_keys (void);
const XySettingKey *xy_setting_key (const char *key);

/* The sentence that explains KEY to people. (transfer full) */
char *xy_setting_explain (const XySettingKey *key);

/* The value, or what holds where nobody decided. KEY must be in the table. Returns: (transfer full). */
char *xy_setting_get (XyStore *store, const char *key);
gint64 xy_setting_get_number (XyStore *store, const char *key);
/* Whether the office decided it. */
gboolean xy_setting_is_decided (XyStore *store, const char *key);

/* INVALID, field KEY, unless VALUE may stand there; NULL (back to what holds by itself) always may. */
gboolean xy_setting_check (const char *key, const char *value, GError **error);

/* Decides a setting of the office, inside an act. */
gboolean xy_setting_set (XyTxn *txn, const char *key, const char *value, GError **error);

/* Decides either kind: a setting of the office by an act of its own, a local one directly. */
gboolean xy_setting_change (XyStore *store, const XyActor *actor, const char *key, const char *value, GError **error);

G_END_DECLS
