/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster-cases: rosters in all the states of domain.md 4.8, and what must be read of them: households, persons, and
 * each fault by its row.
 */
#pragma once

#include "roster-file.h"

typedef struct
{
  const char *name;
  RosterFormat format;
  const char *text;
  guint households, persons, left_out;
  const char *shown; /* by roster_show() */
} RosterCase;

extern const RosterCase roster_cases[];
extern const guint n_roster_cases;
