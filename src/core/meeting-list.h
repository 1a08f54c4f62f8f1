/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-list: meetings as lists: what is to be held, written, signed, filed, and of which something agreed is still
 * to be done. What was said in them is searched here as a filter, and with the sentences in meeting-search.h.
 */
#pragma once

#include "core/meeting.h"

G_BEGIN_DECLS

typedef enum
{
  XY_MEETINGS_OPEN, /* called, and not filed, called off or void */
  XY_MEETINGS_SOON, /* to be held within XY_MEETING_SOON_DAYS, or should have been */
  XY_MEETINGS_PLANNED,
  XY_MEETINGS_LATE, /* planned for a day that is over: hold it, put it off or call it off */
  XY_MEETINGS_RECORDING,
  XY_MEETINGS_READY,  /* to be signed */
  XY_MEETINGS_SIGNED, /* to be filed */
  XY_MEETINGS_FOLLOW, /* signed or filed, and a matter that was agreed is not over */
  XY_MEETINGS_FILED,
  XY_MEETINGS_GONE, /* called off or void */
  XY_MEETINGS_ALL,
  XY_MEETINGS_N,
} XyMeetingsWhich;

#define XY_MEETING_SOON_DAYS 7

/* "open", "soon", … "all"; and what people call it, translated. Static. */
const char *xy_meetings_name (XyMeetingsWhich which);
const char *xy_meetings_word (XyMeetingsWhich which);
/* XY_MEETINGS_N where NAME is none. */
XyMeetingsWhich xy_meetings_from_name (const char *name);

typedef enum
{
  XY_MEETINGS_BY_DUE,  /* being written, to be signed, to be held (soonest first), to be filed; then newest first */
  XY_MEETINGS_BY_DAY,  /* newest first */
  XY_MEETINGS_BY_KIND, /* in the order of the kinds, newest first */
  XY_MEETINGS_BY_OPEN, /* with the most matters to be done first */
} XyMeetingsOrder;

/* All that is NULL or none does not filter. */
typedef struct
{
  XyMeetingsWhich which;
  const char
      *text; /* all its parts (spaces divide them) in what was said, who said it, who came, the name, the place */
  XyId kind;
  XyId unit;          /* meetings for it or for one below; not those of the whole village */
  const char *period; /* held in it */
  XyMeetingsOrder order;
  gboolean reversed;
} XyMeetingFilter;

/* (transfer full) array of XyId. */
GArray *xy_meeting_ids (XyStore *store, const XyMeetingFilter *filter, GError **error);

typedef struct
{
  XyMeeting *meeting;
  char *kind_name;
  char *body;       /* of the kind, a key of meeting-rules.h */
  char *title;      /* xy_meeting_describe(): Chinese */
  char *unit_names; /* 3组、4组; NULL: the whole village */
  guint n_topics;   /* on the agenda */
  guint n_present;  /* who was due and came, also online or stood for: households, persons or members */
  guint n_people;   /* heads of those, where several came of a household */
  guint n_guests;
  guint n_leave;
  guint n_decisions;
  guint n_open;     /* matters that came of it and are not over */
  guint n_overdue;  /* of these */
  gboolean late;    /* should have been held */
  int days;         /* to its day from today, below 0: so many ago */
  const char *word; /* translated, static: that it is late, or the stage's */
} XyMeetingRow;

void xy_meeting_row_free (XyMeetingRow *row);

/* The rows of IDS in their order, NULL for one that is gone. (transfer full) array of N XyMeetingRow or NULL. */
GPtrArray *xy_meeting_rows (XyStore *store, const XyId *ids, guint n, GError **error);
/* The same, with title, day and word alone: what is counted, and the units' names, are left out. */
GPtrArray *xy_meeting_rows_named (XyStore *store, const XyId *ids, guint n, GError **error);

/* counts[which], on today. */
gboolean xy_meeting_counts (XyStore *store, guint counts[XY_MEETINGS_N], GError **error);

const XySql *xy_meeting_list_statements (guint *n);

G_END_DECLS
