/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-minutes: what stands in the minutes of a meeting, in the order of its two forms: fields, then sections of
 * paragraphs. Numbered as GB/T 9704-2012 has it, a section by 一、, its items by （一） and 1.
 */
#pragma once

#include "print/meeting-paper.h"

G_BEGIN_DECLS

/* What of them may be left out, or is chosen; the bits of XyPaperAsk.parts. */
enum
{
  XY_MINUTES_SPEECHES = 1 << 0,
  XY_MINUTES_WORDS = 1 << 1,   /* as it was said */
  XY_MINUTES_SIGN_IN = 1 << 2, /* behind them */
  XY_MINUTES_OTHER = 1 << 3,   /* the other form than its kind has */
};

typedef struct
{
  guint level; /* 2 or 3, with NUMBER; 0: none */
  guint number;
  char *text;
  guint lead; /* bytes at its beginning that say who speaks */
} XyMinutesItem;

typedef struct
{
  const char *head; /* 议定事项 */
  GPtrArray *items; /* XyMinutesItem */
} XyMinutesSection;

/* A field as it stands above the sections: its label, and what it says ("" where nobody said). */
typedef struct
{
  const char *label;
  char *text;
} XyMinutesField;

void xy_minutes_section_free (XyMinutesSection *section);
void xy_minutes_field_free (XyMinutesField *field);

/* (transfer full) arrays of XyMinutesField and of XyMinutesSection; sections may be empty. */
GPtrArray *xy_minutes_fields (const XyMeetingPaper *self);
GPtrArray *xy_minutes_sections (const XyMeetingPaper *self);

/* What was added after signing, NULL where nothing was. (transfer full) */
XyMinutesSection *xy_minutes_additions (const XyMeetingPaper *self);

/* "（一）排水沟清淤。" (transfer full) */
char *xy_minutes_item_text (const XyMinutesItem *item);

/* "会议于21时10分散会。", or NULL. (transfer full) */
char *xy_minutes_end (const XyMeetingPaper *self);

/* The two forms. (transfer full) */
XyPaper *xy_minutes_official_new (const XyMeetingPaper *self, GError **error);
XyPaper *xy_minutes_table_new (const XyMeetingPaper *self, GError **error);

/* 石板溪村2026年第3次屋场会会议记录. (transfer full) */
char *xy_minutes_title (const XyMeetingPaper *self);

G_END_DECLS
