/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-clauses-private: what the files of the pane 条文 share: its frame and keys (bylaw-clauses-pane.c), what is read
 * (bylaw-clauses-read.c), the lines (bylaw-clauses-lines.c), the one that is being written (bylaw-clauses-hand.c), the
 * acts and the draft (bylaw-clauses-work.c), and what stands beside the chosen line (bylaw-clauses-beside.c).
 *
 * A line is a clause, or the preamble, which has the id of the version and the level -1.
 */
#pragma once

#include "app/bylaw-clauses-pane.h"
#include "app/bylaw-pane.h"
#include "app/detail.h"
#include "core/bylaw-act.h"
#include "core/bylaw-lint.h"
#include "core/store.h"

G_BEGIN_DECLS

#define XY_BYLAW_PREAMBLE (-1)

/* What is read. */
typedef struct
{
  XyBylawVersion *version;
  GPtrArray *clauses;  /* of XyBylawClause */
  GStrv marks;         /* of the clauses */
  XyBylawRules *lint;  /* NULL where its file cannot be used */
  GPtrArray *findings; /* by the clauses' places: arrays of XyBylawFinding */
  GPtrArray *opinions; /* of XyBylawOpinion */
  GHashTable *rules;   /* names of points rules by their ids as text */
  char *draft;         /* what was half typed; NULL: nothing */
} XyBylawClausesRead;

gpointer xy_bylaw_clauses_read (XyStore *store, gpointer ask, GCancellable *cancellable, GError **error);
void xy_bylaw_clauses_read_free (gpointer read);
/* The place of the clause ID; -1: it is not there. */
int xy_bylaw_clauses_read_find (const XyBylawClausesRead *read, const XyId *id);
/* The clause that one of LEVEL behind place AT is an item of, where a list follows it; or NULL. */
const char *xy_bylaw_clauses_read_above (const XyBylawClausesRead *read, int at, gint64 level);

#define XY_TYPE_BYLAW_CLAUSES_PANE (xy_bylaw_clauses_pane_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawClausesPane, xy_bylaw_clauses_pane, XY, BYLAW_CLAUSES_PANE, XyBylawPane)

/* A line as it stands among the others. Goes with its row. */
typedef struct
{
  XyId id;
  gint64 level;
  GtkWidget *row, *shown, *mark, *text, *more;
  char *says;
} XyBylawLineRow;

/* A new clause that is not among those read yet: it is being written, or on its way. */
typedef struct
{
  XyId id, after; /* after may be the version's: before all */
} XyBylawFurther;

/* The line that is being written. */
typedef struct
{
  XyBylawClausesPane *pane;
  XyId id, after; /* after: of a new one */
  gboolean is_new;
  gint64 level, was_level;
  char *was;
  GtkWidget *box, *mark, *view, *findings, *problem;
  GPtrArray *wordings; /* of char *: whole clauses, by the number of their key */
  gboolean composing, filling;
  GdkModifierType enter; /* with what Enter was pressed last */
  guint lint_source;
} XyBylawHand;

struct _XyBylawClausesPane
{
  XyBylawPane parent_instance;

  GtkWidget *list, *place, *none, *counts, *write, *board, *menu;
  XyDetail *beside;
  GSimpleActionGroup *actions;
  XyBylawClausesRead *read; /* NULL until there is something */
  GHashTable *rows;         /* XyBylawLineRow by id */
  GArray *further;          /* of XyBylawFurther */
  XyBylawHand *hand;        /* NULL: none is being written */
  XyId go_to;               /* a line that gets the keys once it is there */
  XyId of;                  /* the version that the rows are of */
  guint draft_source;
  guint n_sent;       /* acts that are not over */
  GtkWidget *brought; /* weak: what is to come into sight */
  guint frames;       /* since then */
};

gboolean xy_bylaw_clauses_is_open (XyBylawClausesPane *self);
/* Shows what was read anew. */
void xy_bylaw_clauses_show (XyBylawClausesPane *self);

/* The lines */
XyBylawLineRow *xy_bylaw_line_of (gpointer row);
/* The one that is chosen; NULL: none. */
XyBylawLineRow *xy_bylaw_clauses_get_chosen (XyBylawClausesPane *self);
void xy_bylaw_clauses_show_lines (XyBylawClausesPane *self);
/* A line for a new clause behind AFTER. */
XyBylawLineRow *xy_bylaw_clauses_add_further (XyBylawClausesPane *self, const XyId *id, const XyId *after);
void xy_bylaw_clauses_remove_further (XyBylawClausesPane *self, const XyId *id);
/* CHILD in the place of what the line ID shows; NULL: that again. */
void xy_bylaw_clauses_set_child (XyBylawClausesPane *self, const XyId *id, GtkWidget *child);
/* Puts the keys on the line ID, and what it says, before it is read anew. */
void xy_bylaw_clauses_focus (XyBylawClausesPane *self, const XyId *id);
/* What a line says: LEVEL, MARK, TEXT and MORE (a small line, alert where WARNS). */
void xy_bylaw_line_show (XyBylawLineRow *line,
                         gint64 level,
                         const char *mark,
                         const char *text,
                         const char *more,
                         gboolean warns);
/* WIDGET, of a line, comes into sight as far as there is room, its top at least, once it has its place. */
void xy_bylaw_clauses_bring (XyBylawClausesPane *self, GtkWidget *widget);
/* The mark that a clause of LEVEL gets at the place of ID, or behind AFTER where it is new. (transfer full) */
char *xy_bylaw_clauses_mark_for (XyBylawClausesPane *self, const XyId *id, const XyId *after, gint64 level);
/* Whether a line of LEVEL may stand there: an item needs its clause. */
gboolean xy_bylaw_clauses_fits (XyBylawClausesPane *self, const XyId *id, const XyId *after, gint64 level);

/* The hand */
/* TEXT NULL: what stands in the file. */
void xy_bylaw_clauses_edit (XyBylawClausesPane *self, const XyId *id, const char *text, gint64 level);
/* A new one behind AFTER. */
void xy_bylaw_clauses_write_new (XyBylawClausesPane *self,
                                 const XyId *id,
                                 const XyId *after,
                                 const char *text,
                                 gint64 level);
/* What is being written goes into the file. FALSE where something is wrong with it. */
gboolean xy_bylaw_clauses_leave (XyBylawClausesPane *self);
/* It stays as it was. */
void xy_bylaw_clauses_give_up (XyBylawClausesPane *self);
void xy_bylaw_hand_free (XyBylawHand *hand);
char *xy_bylaw_hand_get_text (XyBylawHand *hand);
/* SENTENCE below the text, as an error where something is WRONG; NULL: nothing. */
void xy_bylaw_hand_say (XyBylawHand *hand, gboolean wrong, const char *sentence);
/* What is found in a clause, with a button for each wording. NUMBER counts the keys. (floating) */
GtkWidget *xy_bylaw_finding_box_new (const XyBylawFinding *finding,
                                     gboolean with_reason,
                                     guint *number,
                                     GCallback chosen,
                                     gpointer data);

/* The acts and the draft */
/* Writes ID (the version's: the preamble), a new one behind AFTER. */
void xy_bylaw_clauses_send (XyBylawClausesPane *self,
                            const XyId *id,
                            gboolean is_new,
                            const XyId *after,
                            const char *text,
                            gint64 level);
void xy_bylaw_clauses_move (XyBylawClausesPane *self, const XyId *id, int by);
void xy_bylaw_clauses_delete (XyBylawClausesPane *self, const XyId *id);
void xy_bylaw_clauses_keep_draft_soon (XyBylawClausesPane *self);
void xy_bylaw_clauses_keep_draft_now (XyBylawClausesPane *self);
/* Of what was read: opens the hand again. */
void xy_bylaw_clauses_restore (XyBylawClausesPane *self);

/* Beside it */
/* "第十条（二）": how people speak of the clause at AT. (transfer full) */
char *xy_bylaw_clauses_name_of (const XyBylawClausesRead *read, int at);
void xy_bylaw_clauses_show_beside (XyBylawClausesPane *self);

G_END_DECLS
