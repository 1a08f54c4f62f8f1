/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * privacy: what the office holds of people and how it keeps that, in figures: for the assessment that the law asks for
 * before sensitive information is used, something is published or given to others (个人信息保护法 55, 56), and who
 * looked at numbers in full (reveal.h).
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 households, persons; /* who live here */
  gint64 former;              /* who left or died, and are kept */
  gint64 id_numbers, phones, banks, birthdays, health;
  gint64 minors;     /* under 14, by their birthday: sensitive (28) */
  gint64 tags;       /* marks that never hang on a board */
  gint64 users;      /* who may come in */
  gint64 pins;       /* of them, with a PIN on this computer */
  gint64 full;       /* of them, who may see numbers in full */
  gint64 posted;     /* papers on boards in the year up to today */
  gint64 unmasked;   /* prints with numbers in full in that year */
  gint64 reveals;    /* looks at them, those prints among them */
  gboolean enrolled; /* what is recorded goes up to the county */
} XyPrivacyFacts;

gboolean xy_privacy_facts (XyStore *store, XyPrivacyFacts *facts, GError **error);

/*
 * Who looked at numbers in full, the newest first: in PERIOD ("2026-11"; NULL: ever), with TEXT in subject, reason or
 * name (NULL: all). INVALID ("period"). (transfer full) array of XyReveal.
 */
GPtrArray *xy_privacy_reveals (XyStore *store, const char *period, const char *text, GError **error);

/* For the test of every statement. */
const XySql *xy_privacy_statements (guint *n);

G_END_DECLS
