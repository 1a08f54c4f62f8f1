/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-desk-private: what the files of the desk share: its frame (vote-desk.c), the figures at its head
 * (vote-desk-figures.c), the strokes of two (vote-desk-tally.c), voices with names (vote-desk-voices.c), and what goes
 * on behind it (vote-desk-work.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/cells.h"
#include "app/desk.h"
#include "app/draft-keeper.h"
#include "app/tally-pad.h"
#include "core/vote-act.h"
#include "core/vote-list.h"
#include "core/vote-roll.h"

G_BEGIN_DECLS

typedef struct _XyVoteDesk XyVoteDesk;

typedef enum
{
  XY_VOTE_PRESENT,
  XY_VOTE_WOMEN,
  XY_VOTE_PROXIES,
  XY_VOTE_GIVEN,
  XY_VOTE_RETURNED,
  XY_VOTE_YES,
  XY_VOTE_NO,
  XY_VOTE_OVERSEER, /* from here on names */
  XY_VOTE_CALLER,
  XY_VOTE_COUNTER,
  XY_VOTE_N_ENTRIES,
} XyVoteEntry;

/* Who has a voice, as a row of the list; those who have none stand at its end. */
typedef struct
{
  const XyVoter *voter;
  const char *why;    /* why he has no voice; NULL: he has */
  const char *choice; /* static; NULL: none yet */
  gboolean proxy;
  char *key; /* for finding him (find.h) */
} XyVoteLine;

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
struct _XyVoteDesk
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *from;
  XyDesk *desk;
  XyId id;
  XyVoteRow *row; /* NULL until it is read */
  XyVote *stored; /* as it stands in the file */
  XyVoteRoll *roll;
  gboolean by_proxy; /* the rules allow that one stands for another */

  /* the frame */
  GtkWidget *title, *place, *pill, *saved, *due, *excluded, *banner, *problem, *content, *figures, *people;
  GtkWidget *sentence, *rules, *papers, *recount;
  GMenu *paper_menu;

  /* the figures */
  GtkWidget *entries[XY_VOTE_N_ENTRIES], *boxes[XY_VOTE_N_ENTRIES];
  char *filled[XY_VOTE_N_ENTRIES]; /* as it stands in the file */
  GtkWidget *abstained;

  /* the strokes: who calls, who records */
  XyTallyPad *pads[2];
  GtkWidget *heads[2], *compared;

  /* the voices */
  XyCells *cells;
  GtkWidget *find, *left, *said;
  GArray *lines;      /* of XyVoteLine */
  GHashTable *places; /* their places, by the voter's id */
  guint asked_line;   /* who was asked about, and with which key */
  const char *asked_choice;

  gulong changed_handler, refused_handler;
  guint read_source, acts;
  gboolean reading, read_again, read_roll;
  char *draft; /* what is to be kept; NULL: nothing */
  XyDraftKeeper *keeper;
  gboolean loaded, filling, closing;
};

XyVoteDesk *xy_vote_desk_ref (XyVoteDesk *self);
void xy_vote_desk_unref (XyVoteDesk *self);

gboolean xy_vote_desk_is_method (const XyVoteDesk *self, const char *method);
gboolean xy_vote_desk_has_names (const XyVoteDesk *self);
/* Something may be counted. */
gboolean xy_vote_desk_is_open (const XyVoteDesk *self);

/* The frame: all that is shown follows what was read. FIRST: the content is made. */
void xy_vote_desk_show (XyVoteDesk *self, gboolean first);
/* What does not fit; NULL: all does. */
void xy_vote_desk_say (XyVoteDesk *self, const char *sentence);
void xy_vote_desk_show_saved (XyVoteDesk *self, const GError *error);

/* The figures */
GtkWidget *xy_vote_desk_make_figures (XyVoteDesk *self);
GtkWidget *xy_vote_desk_make_people (XyVoteDesk *self);
GtkWidget *xy_vote_desk_make_hands (XyVoteDesk *self);
void xy_vote_desk_show_figures (XyVoteDesk *self);
/* The vote with what stands in the entries; NULL with the sentence shown where it does not fit. (transfer full) */
XyVote *xy_vote_desk_read_figures (XyVoteDesk *self);
/* They go into the file where they fit. FALSE: they do not. */
gboolean xy_vote_desk_keep_figures (XyVoteDesk *self);
const char *xy_vote_desk_entry_name (XyVoteEntry entry);

/* The strokes */
GtkWidget *xy_vote_desk_make_tally (XyVoteDesk *self);
void xy_vote_desk_show_tally (XyVoteDesk *self);
/* TALLIES: of XyVoteTally. */
void xy_vote_desk_take_tallies (XyVoteDesk *self, const GPtrArray *tallies);
/* What both have goes into the file where it fits. FALSE: it does not. */
gboolean xy_vote_desk_keep_tally (XyVoteDesk *self);
extern const char *const xy_vote_desk_roles[2];

/* The voices */
GtkWidget *xy_vote_desk_make_voices (XyVoteDesk *self);
void xy_vote_desk_take_roll (XyVoteDesk *self, XyVoteRoll *roll);
/* BALLOTS: of XyBallot. */
void xy_vote_desk_take_ballots (XyVoteDesk *self, const GPtrArray *ballots);
void xy_vote_desk_show_voices (XyVoteDesk *self);
void xy_vote_desk_found_voter (XyVoteDesk *self, const XyId *voter, const char *name, const GError *error);
void xy_vote_lines_free (GArray *lines);

/* Behind it */
void xy_vote_desk_load (XyVoteDesk *self);
void xy_vote_desk_close (XyVoteDesk *self);
void xy_vote_desk_keep_draft_soon (XyVoteDesk *self);
/* XyDraftDump and XyDraftSaved. */
char *xy_vote_desk_dump_draft (gpointer desk);
void xy_vote_desk_draft_saved (gpointer desk, const GError *error);
void xy_vote_desk_act (XyVoteDesk *self, const char *title, XyActFunc func, gpointer data, GDestroyNotify free_data);
/* Looks in the whole roster for who may be meant by TEXT. */
void xy_vote_desk_look_for (XyVoteDesk *self, const char *text);
void xy_vote_desk_finish (XyVoteDesk *self);

G_END_DECLS
