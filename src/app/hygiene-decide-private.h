/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hygiene-decide-private: what the files of the deciding desk share: its frame (hygiene-decide.c), its rows and keys
 * (hygiene-decide-line.c), and what goes on behind it (hygiene-decide-work.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cells.h"
#include "app/desk.h"
#include "core/hygiene-decide.h"

G_BEGIN_DECLS

/* What people chose for a household; its list is another than the one it is on, or is another than suggested. */
typedef struct
{
  XyId result;
  const char *list; /* red, low, NULL; static */
  char *reason;
} XyHygieneChoice;

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *which;
  GtkWidget *summary;
  GtkWidget *missing, *missing_words, *missing_reason;
  GtkWidget *status;
  GtkWidget *print, *post, *points, *reopen;
  XyCells *cells;
  XyDesk *desk;
  XyId id;
  XyHygieneRound *round;
  GPtrArray *outcomes; /* of XyHygieneOutcome */
  GHashTable *choices; /* of XyHygieneChoice, by its result */
  char *sentence;      /* what is missing; NULL: nothing */
  XyId paper;          /* the last one about it; none */
  gboolean posted;     /* a board of it hangs or hung */
  gboolean in_reason;  /* its entry has, or is to have, the keys */
  gulong changed_handler;
  guint read_source, draft_source;
  gboolean filling;
  gboolean busy;
} XyHygieneDesk;

XyHygieneDesk *xy_hygiene_desk_ref (XyHygieneDesk *self);
void xy_hygiene_desk_unref (XyHygieneDesk *self);

const XyHygieneOutcome *xy_hygiene_desk_outcome (const XyHygieneDesk *self, guint row);
gboolean xy_hygiene_desk_is_closed (const XyHygieneDesk *self);
/* What is chosen for ROW, NULL: it stays on its list. */
XyHygieneChoice *xy_hygiene_desk_choice (const XyHygieneDesk *self, guint row);
/* The list that ROW is on, with what is chosen. */
const char *xy_hygiene_desk_list (const XyHygieneDesk *self, guint row);
/* Whether ROW needs a reason, and its reason so far, "" for none. */
gboolean xy_hygiene_desk_wants_reason (const XyHygieneDesk *self, guint row);
const char *xy_hygiene_desk_reason (const XyHygieneDesk *self, guint row);
/* LIST for ROW, from the keys; then on, or to the reason. */
void xy_hygiene_desk_choose (XyHygieneDesk *self, guint row, const char *list);
void xy_hygiene_desk_set_reason (XyHygieneDesk *self, guint row, const char *reason);
/* Enter in the reason. */
void xy_hygiene_desk_reason_entered (XyHygieneDesk *self, guint row);
/* As suggested, or as decided before. */
void xy_hygiene_desk_forget (XyHygieneDesk *self, guint row);

/* "★ 红榜", "△ 待改进", "—". (static) */
const char *xy_hygiene_list_sign (const char *list);
/* "红榜, 2 轮", "" for none. (transfer full) */
char *xy_hygiene_streak_words (const XyHygieneOutcome *outcome);
/* Whether the streak has a column of its own. In the largest text the reason needs its room. */
gboolean xy_hygiene_desk_has_streak (void);

/* The rows and keys */
GtkWidget *xy_hygiene_desk_make_head (XyHygieneDesk *self);
extern const XyCellsUse xy_hygiene_desk_use;

/* The frame */
void xy_hygiene_desk_show_all (XyHygieneDesk *self);
void xy_hygiene_desk_show_state (XyHygieneDesk *self);
void xy_hygiene_desk_remark (XyHygieneDesk *self, guint row);

/* Behind it */
void xy_hygiene_desk_load (XyHygieneDesk *self);
void xy_hygiene_desk_keep_draft (XyHygieneDesk *self);
void xy_hygiene_desk_keep_draft_now (XyHygieneDesk *self);
void xy_hygiene_desk_drop_draft (XyHygieneDesk *self);
/* All that is chosen, as the one act that closes the round. */
void xy_hygiene_desk_close_round (XyHygieneDesk *self, const char *missing);
/* What is chosen for ROW of a closed round: a decision, or a correction of what hung. */
void xy_hygiene_desk_change (XyHygieneDesk *self, guint row);
void xy_hygiene_desk_plate (XyHygieneDesk *self, guint row);
void xy_hygiene_desk_reopen (XyHygieneDesk *self);

G_END_DECLS
