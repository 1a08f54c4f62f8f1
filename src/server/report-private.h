/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report: for its own files. */
#pragma once

#include "core/day.h"
#include "server/report.h"
#include "server/store-private.h"

G_BEGIN_DECLS

typedef enum
{
  XY_REPORT_IN,
  XY_REPORT_END,
  XY_REPORT_START,
  XY_REPORT_LATE,
  XY_REPORT_EXACT,
} XyReportWhen;

/* A column as the file has it. Lists end with NULL; NULL: none. */
typedef struct
{
  XyReportColumn shown;
  char **kinds;
  char **rules;
  char *prefix;
  gboolean of_v;
  XyReportWhen when;
  gboolean villages;
  gboolean negative;
  gboolean hidden;
  gboolean only_village;
  int over, under; /* columns that it is a share or average of; -1 */
  gboolean share;
  char **few;
  char *due; /* "due", "posted" */
} XyReportField;

typedef struct
{
  char *key;
  char *title;
  char *source;
  char *rows_of;
  char **notes;
  char **chart;
  GHashTable *words;  /* rule → what people call it, and its place */
  GPtrArray *ordered; /* of those rules, as the file has them */
  GPtrArray *fields;  /* of XyReportField */
  char *date;
  int few;
} XyReportDefinition;

void xy_report_definition_free (XyReportDefinition *definition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyReportDefinition, xy_report_definition_free)

/* NOT_FOUND, UNREADABLE. */
XyReportDefinition *xy_report_definition_load (XyDb *json, const char *name, GError **error);
/* Names and titles by turns. (transfer full) */
GPtrArray *xy_report_definition_names (XyDb *json, GError **error);
const XyReportField *xy_report_definition_field (const XyReportDefinition *definition, const char *key, guint *place);

/* A time that a row is about. */
typedef struct
{
  gint64 first, last; /* months */
  char last_day[XY_DAY_SIZE];
  char *name; /* 2026-11; NULL: the whole */
} XyReportTime;

/* A village of the scope. */
typedef struct
{
  gint64 sid;
  char *name;
  char *township;
  char *county;
  gint64 since;
} XyReportVillage;

/* What is reckoned, village by village. */
typedef struct
{
  XyServerStore *store;
  const XyReportDefinition *definition;
  gint64 first_sid, last_sid;
  GArray *villages; /* of XyReportVillage, by code */
  GArray *times;    /* of XyReportTime, the oldest first */
  char today[XY_DAY_SIZE];
  GHashTable *rule_places; /* rule → place + 1 */
  GPtrArray *rules;        /* where rows are by rule; otherwise one, "" */
  GHashTable *cells;       /* village, time, rule → XyReportCell for each field */
} XyReportSums;

typedef struct
{
  gint64 n;
  char text[XY_DAY_SIZE]; /* of a day or stage */
} XyReportCell;

XyReportSums *xy_report_sums_new (XyServerStore *store, const XyReportDefinition *definition);
void xy_report_sums_free (XyReportSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyReportSums, xy_report_sums_free)

/* Reads all of it; villages and times are set. */
gboolean xy_report_sums_read (XyReportSums *sums, GError **error);
/* Those of the village, time and rule of these places; NULL where there are none. */
const XyReportCell *xy_report_sums_at (const XyReportSums *sums, guint village, guint time, guint rule);
/* Whether the time is just a month, quarter or year; ".quarter" … in SUFFIX. */
gboolean xy_report_time_is_exact (const XyReportTime *time, const char **suffix);

/* The cells of that place, made if they are not there. */
XyReportCell *xy_report_sums_get (XyReportSums *sums, guint village, guint time, guint rule);
/* What the law has villages publish: report-due.c. */
gboolean xy_report_sums_read_due (XyReportSums *sums, GError **error);
/* Where the county was restored from a backup, and villages in the report's scope that had written before have not
 * spoken since, a sentence that says so: what they sent in between is missing. NULL with no error: nothing is. */
char *xy_report_say_rebuilding (const XyReportSums *sums, GError **error);
/* The place of the village of that code; -1: none. */
int xy_report_sums_find (const XyReportSums *sums, gint64 sid);

G_END_DECLS
