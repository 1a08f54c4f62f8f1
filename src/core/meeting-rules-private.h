/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting-rules-private: a file of rules as it is read. */
#pragma once

#include "core/meeting-rules.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *date;
  XyMeetingRules *rules; /* those of the day; NULL where the file has none */
  char *from;            /* the first day of those */
} XyMeetingEdition;

/* The edition in TEXT, with what it has for DAY (FALLBACK: else its first set). UNREADABLE, whole. */
XyMeetingEdition *
xy_meeting_edition_parse (XyDb *db, const char *text, gsize length, const char *day, gboolean fallback, GError **error);
void xy_meeting_edition_free (XyMeetingEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyMeetingEdition, xy_meeting_edition_free)

G_END_DECLS
