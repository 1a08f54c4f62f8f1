/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster: 户籍花名册, the households of a village with their members.
 *
 * A household stands together, its number and head first; groups have a head of their own with the count of households
 * and persons, repeated where a group goes on over the page. Numbers come masked; whole ones are refused unless the
 * roster says that somebody gave a reason for them (UNMASKED). Texts may go once the paper is made.
 */
#pragma once

#include "print/paper.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *relation; /* "户主", "配偶" */
  const char *sex;      /* "男" */
  const char *birthday; /* YYYY-MM-DD, or what is known of it */
  const char *id_number;
  const char *phone;
  const char *note; /* 外出务工, 低保, … */
} XyRosterPerson;

typedef struct
{
  const char *number; /* 户编号 */
  const char *group;  /* "3组"; households of one group stand together */
  const XyRosterPerson *persons;
  gsize n_persons;
} XyRosterHousehold;

typedef struct
{
  const char *village;
  const char *as_of; /* day */
  const char *scope; /* "3组", "脱贫户": what the roster is of, if not of all; may be NULL */
  const XyRosterHousehold *households;
  gsize n_households;
  gboolean unmasked;
  const char *record_number;
  gint64 printed_at;
} XyRoster;

typedef enum
{
  XY_ROSTER_BIRTHDAY = 1 << 0,
  XY_ROSTER_ID_NUMBER = 1 << 1,
  XY_ROSTER_PHONE = 1 << 2,
  XY_ROSTER_NOTE = 1 << 3,
  XY_ROSTER_ALL = 0xf,
} XyRosterColumns;

typedef struct
{
  XyPageSize size;
  gboolean portrait;
  gboolean group_pages; /* each group begins a page, to be handed to its head */
  XyRosterColumns columns;
} XyRosterOptions;

#define XY_ROSTER_OPTIONS_DEFAULT                                                                                      \
  {                                                                                                                    \
    XY_PAGE_A4, FALSE, FALSE, XY_ROSTER_ALL                                                                            \
  }

/* OPTIONS may be NULL. Errors: XY_ERROR_DENIED for a whole number in a masked roster. */
XyPaper *xy_roster_new (const XyRoster *roster, const XyRosterOptions *options, GError **error);

G_END_DECLS
