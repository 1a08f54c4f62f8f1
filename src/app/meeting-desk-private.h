/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-desk-private: what the files of the desk share: its frame (meeting-desk.c), its head (meeting-desk-head.c),
 * who comes (meeting-desk-people.c, meeting-desk-present.c, meeting-desk-tick.c), the lines (meeting-desk-lines.c,
 * meeting-desk-edit.c), the line in hand (meeting-hand.c, meeting-hand-decision.c), its foot (meeting-desk-foot.c), and
 * what goes on behind it (meeting-desk-work.c, meeting-desk-acts.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "app/draft-keeper.h"
#include "app/meeting-who.h"
#include "core/meeting-act.h"
#include "core/meeting-sheet.h"

G_BEGIN_DECLS

typedef struct _XyMeetingDesk XyMeetingDesk;
typedef struct _XyMeetingDecisionBox XyMeetingDecisionBox;

/* A line that is being written. Owned by its desk, freed with it. */
typedef struct
{
  XyMeetingDesk *desk;
  GtkWidget *box;
  GtkWidget *kinds; /* the buttons of the kinds */
  GtkWidget *who, *text, *words, *words_place;
  XyMeetingDecisionBox *decision;
  GtkWidget *problem;    /* why it was refused */
  XyMeetingLine *line;   /* as it was when it came into the hand; a new one has its id too */
  const char *kind;      /* static */
  gboolean composing;    /* an input method is at work in its text */
  GdkModifierType enter; /* with what Enter was pressed last */
  gboolean filling;
} XyMeetingHand;

/* Somebody who comes, as long as it is not settled. */
typedef struct
{
  XyMeetingPerson *person; /* NULL: a guest by name */
  char *typed, *name, *post;
  gint64 people;
  gboolean leave, guest, sure;
  char *question; /* what Enter says yes to */
} XyMeetingComing;

/* Counted by reference (g_rc_box), for answers that come after the window is gone. */
struct _XyMeetingDesk
{
  GtkWidget *dialog; /* NULL once it is closed */
  XyDesk *desk;
  XyId id;
  XyMeetingSheet *sheet; /* NULL until it is read */
  GPtrArray *gaps;       /* of XyMeetingGap */

  /* the head */
  GtkWidget *title, *place, *starts, *ends, *host, *recorder, *figures, *saved;

  /* who comes */
  GtkWidget *arrive, *arrive_says, *people_stack, *present, *present_none, *tick, *tick_all;
  GHashTable *present_rows; /* rows of presences by their id */
  GListStore *due;          /* the same to tick off */
  GHashTable *places;       /* who is due, by the household, person or member */
  GQueue asks;              /* of XyMeetingComing, the first is being asked about */

  /* the lines */
  GtkWidget *lines, *lines_place, *lines_none;
  GHashTable *line_rows;            /* rows by their line's id */
  XyMeetingHand *composed, *edited; /* edited NULL: none is */
  XyId edited_id;
  GPtrArray *sending; /* of XyMeetingLine, on their way into the file */
  guint unbuilt;      /* lines at the beginning that have no row yet */
  XyId new_topic;     /* the last one that was left */
  XyId go_to;         /* a line that gets the keys once it is there */

  /* the foot */
  GtkWidget *status, *resumed, *stage_note, *gaps_button, *first_gap, *undo, *verb;

  gulong changed_handler, desk_handler, refused_handler;
  guint read_source, build_source, come_source;
  gboolean reading, read_again;
  XyDraftKeeper *keeper;
  gboolean loaded;
  gboolean may_close; /* Esc was pressed once */
  gboolean at_end;    /* the last line is in sight, and is to stay there */
  gboolean filling;
};

XyMeetingDesk *xy_meeting_desk_ref (XyMeetingDesk *self);
void xy_meeting_desk_unref (XyMeetingDesk *self);

/* People and lines can be written; before it begins, topics only. */
gboolean xy_meeting_desk_is_recording (const XyMeetingDesk *self);
gboolean xy_meeting_desk_is_open (const XyMeetingDesk *self);
/* WORDS about what the last key met with; NULL: nothing. */
void xy_meeting_desk_say (XyMeetingDesk *self, gboolean wrong, const char *words);
/* All that is shown follows what was read. */
void xy_meeting_desk_show (XyMeetingDesk *self);

/* What can be taken back is something else. */
void xy_meeting_desk_facts_changed (XyMeetingDesk *self);

/* The head */
GtkWidget *xy_meeting_desk_make_head (XyMeetingDesk *self);
void xy_meeting_desk_show_head (XyMeetingDesk *self);
/* It begins, or ends, at this minute. */
void xy_meeting_desk_set_now (XyMeetingDesk *self, gboolean ends);
/* "已保存 19:32", or why not. */
void xy_meeting_desk_show_saved (XyMeetingDesk *self, const GError *error);

/* Who comes */
GtkWidget *xy_meeting_desk_make_people (XyMeetingDesk *self);
void xy_meeting_desk_show_people (XyMeetingDesk *self);
/* An act about COMING is over; takes it. */
void xy_meeting_desk_came (XyMeetingDesk *self, XyMeetingComing *coming, const GError *error);
void xy_meeting_coming_free (XyMeetingComing *coming);
GtkWidget *xy_meeting_desk_make_present (XyMeetingDesk *self);
GtkWidget *xy_meeting_desk_make_tick (XyMeetingDesk *self);
void xy_meeting_desk_show_tick (XyMeetingDesk *self);
/* Somebody looks there. A list makes the widgets of two hundred rows at once, so it has none before. */
void xy_meeting_desk_fill_tick (XyMeetingDesk *self);
/* "3组 · 3-016" of who is on the list, his post, or "". (transfer full) */
char *xy_meeting_desk_place_of (XyMeetingDesk *self, const XyMeetingPresence *presence);
/* PEOPLE: of XyMeetingPerson; taken. */
void xy_meeting_desk_take_due (XyMeetingDesk *self, GPtrArray *people);

/* The lines */
GtkWidget *xy_meeting_desk_make_lines (XyMeetingDesk *self);
void xy_meeting_desk_show_lines (XyMeetingDesk *self);
/* All lines have their rows from now on. */
void xy_meeting_desk_build_lines (XyMeetingDesk *self);
/* Begins to change the line ID, at FIELD (NULL: its text). */
void xy_meeting_desk_edit (XyMeetingDesk *self, const XyId *id, const char *field);
/* The line that is being changed stays as it was. */
void xy_meeting_desk_stop_editing (XyMeetingDesk *self);
/* HAND is left: its line goes into the file. FALSE where something is wrong with it. */
gboolean xy_meeting_desk_leave_hand (XyMeetingDesk *self, XyMeetingHand *hand);
/* A line that could not be kept comes back; ERROR says why. */
void xy_meeting_desk_refused (XyMeetingDesk *self, XyMeetingLine *line, const GError *error);
void xy_meeting_desk_focus_lines (XyMeetingDesk *self);
/* CHILD in the place of what the row of line ID shows; NULL: that again. */
void xy_meeting_desk_set_row_child (XyMeetingDesk *self, const XyId *id, GtkWidget *child);
/* "✓ 议定", and the CSS class. */
char *xy_meeting_desk_sign (const char *kind);

/* The hand */
XyMeetingHand *xy_meeting_hand_new (XyMeetingDesk *desk);
void xy_meeting_hand_free (XyMeetingHand *hand);
/* What LINE says; it is kept. */
void xy_meeting_hand_take (XyMeetingHand *hand, XyMeetingLine *line);
/* An empty line of the same kind. */
void xy_meeting_hand_renew (XyMeetingHand *hand);
/* What stands there, with the id of what was taken. (transfer full) */
XyMeetingLine *xy_meeting_hand_read (XyMeetingHand *hand);
gboolean xy_meeting_hand_is_empty (XyMeetingHand *hand);
void xy_meeting_hand_set_kind (XyMeetingHand *hand, const char *kind);
void xy_meeting_hand_focus (XyMeetingHand *hand, const char *field);
void xy_meeting_hand_set_problem (XyMeetingHand *hand, const char *field, const char *sentence);
void xy_meeting_hand_toggle_words (XyMeetingHand *hand);
/* What is known of the meeting is something else. */
void xy_meeting_hand_refresh (XyMeetingHand *hand);
gboolean xy_meeting_hand_has_focus (XyMeetingHand *hand);
/* Suggestions hang below one of its entries. */
gboolean xy_meeting_hand_drops_down (XyMeetingHand *hand);
/* From the hand: it was typed in. */
void xy_meeting_hand_changed (XyMeetingHand *hand);

/* What a decision has besides its text. Freed with its widget. */
XyMeetingDecisionBox *xy_meeting_decision_box_new (XyMeetingHand *hand);
GtkWidget *xy_meeting_decision_box_get_widget (XyMeetingDecisionBox *box);
void xy_meeting_decision_box_fill (XyMeetingDecisionBox *box, const XyMeetingLine *line);
void xy_meeting_decision_box_read (XyMeetingDecisionBox *box, XyMeetingLine *line);
/* The sentences under the fields, of what stands there now. */
void xy_meeting_decision_box_show (XyMeetingDecisionBox *box);
gboolean xy_meeting_decision_box_focus (XyMeetingDecisionBox *box, const char *field);

/* The foot */
void xy_meeting_desk_make_foot (XyMeetingDesk *self);
void xy_meeting_desk_show_foot (XyMeetingDesk *self);

/* Behind it */
void xy_meeting_desk_load (XyMeetingDesk *self);
void xy_meeting_desk_close (XyMeetingDesk *self);
/* The lines in hand are written down shortly, or now. */
void xy_meeting_desk_keep_draft_soon (XyMeetingDesk *self);
void xy_meeting_desk_keep_draft_now (XyMeetingDesk *self);
/* XyDraftDump and XyDraftSaved. */
char *xy_meeting_desk_dump_draft (gpointer desk);
void xy_meeting_desk_draft_saved (gpointer desk, const GError *error);
/* LINE goes into the file behind all others; taken. */
void xy_meeting_desk_send (XyMeetingDesk *self, XyMeetingLine *line);
void xy_meeting_desk_move (XyMeetingDesk *self, const XyId *line, const XyId *after);
void xy_meeting_desk_delete_line (XyMeetingDesk *self, const XyId *line);
/* Takes COMING. */
void xy_meeting_desk_arrive (XyMeetingDesk *self, XyMeetingComing *coming);
void xy_meeting_desk_arrive_all (XyMeetingDesk *self, const XyId *ids, guint n);
void xy_meeting_desk_set_people (XyMeetingDesk *self, const XyMeetingPresence *presence, gint64 people);
void xy_meeting_desk_take_off (XyMeetingDesk *self, const XyId *presence);
/* A field of the meeting. */
void xy_meeting_desk_set_field (XyMeetingDesk *self, const char *field, const char *value);
void xy_meeting_desk_step (XyMeetingDesk *self, XyMeetingStepKind kind);

G_END_DECLS
