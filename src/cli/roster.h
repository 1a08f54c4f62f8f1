/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roster: how households, persons, groups and their fields are named on the command line.
 */
#pragma once

#include "cli/cli.h"
#include "core/household.h"
#include "core/person.h"
#include "core/roster-list.h"

G_BEGIN_DECLS

/* The record of what xy_cli_household() finds. (transfer full) */
XyHousehold *xy_cli_get_household (XyCli *cli, const char *text, GError **error);

/*
 * By id, ID number or name; where a name is not the only one, HOUSEHOLD (may be NULL) must be his. Those who died or
 * left are found by id only. (transfer full)
 */
XyPerson *xy_cli_get_person (XyCli *cli, const XyId *household, const char *text, GError **error);

/* By id, or by the name of somebody who moved out or died. (transfer full) */
XyPerson *xy_cli_get_former (XyCli *cli, const char *text, GError **error);

/* The tag of this name. */
gboolean xy_cli_get_tag (XyCli *cli, const char *text, const char *target, XyId *id, GError **error);

/* Sets the fields "name=value" (ended by NULL, or NULL) of RECORD. INVALID for a field that there is not. */
gboolean xy_cli_set_fields (XyRecord *record, char **fields, GError **error);

/* A copy of a record to save with fields "name=value" of the command line. */
typedef struct
{
  XyRecord *record;
  char **fields;    /* ended by NULL */
  const char *unit; /* of a household: the group to find or make; may be NULL */
} XyCliChange;

/* XyActFunc: sets the fields of an XyCliChange and saves. INVALID for a field that there is not. */
gboolean xy_cli_save_change (XyTxn *txn, gpointer change, GError **error);

/* The options --group --tag --state --text --sort --reverse of lists. */
typedef struct
{
  char *group;
  char *tag;
  char *state; /* live, here, away, left, all */
  char *text;
  char *sort;
  gboolean reverse;
} XyCliFilter;

void xy_cli_filter_clear (XyCliFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyCliFilter, xy_cli_filter_clear)

/* Their lines in a table of GOptionEntry. */
#define XY_CLI_FILTER_ENTRIES(filter)                                                                                  \
  { "group", 0, 0, G_OPTION_ARG_STRING, &(filter).group, NULL, NULL },                                                 \
      { "tag", 0, 0, G_OPTION_ARG_STRING, &(filter).tag, NULL, NULL },                                                 \
      { "state", 0, 0, G_OPTION_ARG_STRING, &(filter).state, NULL, NULL },                                             \
      { "text", 0, 0, G_OPTION_ARG_STRING, &(filter).text, NULL, NULL },                                               \
      { "sort", 0, 0, G_OPTION_ARG_STRING, &(filter).sort, NULL, NULL },                                               \
  {                                                                                                                    \
    "reverse", 0, 0, G_OPTION_ARG_NONE, &(filter).reverse, NULL, NULL                                                  \
  }

/* Borrows from OPTIONS. */
gboolean
xy_cli_filter (XyCli *cli, const XyCliFilter *options, const char *target, XyRosterFilter *filter, GError **error);

/* The place of the option --sort among NAMES, the names of an enum of orders; 0 where it is not given. */
gboolean xy_cli_order (const XyCliFilter *options, const char *const *names, guint n, guint *order, GError **error);

/*
 * Whole numbers of persons: FALSE unless REASON (may be NULL: masked, TRUE) is good enough for the log. SUBJECT is what
 * is looked at. Signs in.
 */
gboolean xy_cli_reveal (XyCli *cli, const char *subject, const XyId *target, const char *reason, GError **error);

/* One line "label: text", if there is a text. */
void xy_cli_print_line (const char *label, const char *text);
/* The record's fields as such lines. */
void xy_cli_print_fields (gconstpointer record, gboolean masked);

/* Opens an object KEY with the record's id and fields; the caller may add to it, and closes it. */
void xy_cli_open_record (XyJson *json, const char *key, gconstpointer record, gboolean masked);

G_END_DECLS
