/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office: a township's (or the county's) computer, which looks at the villages of its scope.
 *
 * Its folder holds its own file, office.xiangyue, with the account, its users and the list below, and beside it one
 * village's file for each village, <stream>.xiangyue, as the village itself has it. Each of these has a number of its
 * own with the county, so that all that works on a village's file works here; what may be written there is in
 * core/scope.h. What is written there goes up by itself with the next exchange, also after days without a line.
 *
 *   store = xy_office_found (folder, env, "云岭镇人民政府", "周向前", &error);
 *   xy_office_enroll (store, &enrolment, NULL, &error);
 *   xy_office_sync (store, NULL, NULL, NULL, &error);            all villages, one after the other
 *   villages = xy_office_villages (store, NULL, &error);         from the list, without opening a village's file
 *
 * The list is what the villages' files said last: whoever has changed one of them looks again (xy_office_look()).
 * Functions that speak with the county wait for it, and belong to a thread of their own with a store of its own.
 */
#pragma once

#include "core/day.h"
#include "sync/account.h"

G_BEGIN_DECLS

#define XY_OFFICE_FILE "office" XY_OFFICE_SUFFIX
#define XY_OFFICE_SUFFIX ".xiangyue"

/* Makes the folder's own file, with OFFICER as its first user. CONFLICT where there is one. (transfer full) */
XyStore *xy_office_found (const char *folder, const XyEnv *env, const char *name, const char *officer, GError **error);

/* The office's own file for PATH: its folder, the file itself or a village's file beside it; NULL where PATH belongs to
 * none. (transfer full) */
char *xy_office_file_of (const char *path);
/* Of the village STREAM. (transfer full) */
char *xy_office_village_file (XyStore *office, gint64 stream);
/* "云岭镇人民政府"; NULL where the file is none of an office. (transfer full) */
char *xy_office_name (XyStore *office);

/* Whether it is the county's and no township's. */
gboolean xy_office_is_county (XyStore *office);

/* As xy_account_enroll(). CONFLICT where the code is a village's. */
gboolean xy_office_enroll (XyStore *office, const XyEnrolment *enrolment, GCancellable *cancellable, GError **error);

/*
 * Both at once, for who has nothing yet: in FOLDER, or where there is a village's own file, in a folder "office" of it.
 * Nothing is made where the county says no; where it could not be heard, the same is asked again the next time.
 * INVALID with the field "office" where there is one already. Returns: (transfer full) path of the office's own file.
 */
char *xy_office_begin (const char *folder,
                       const XyEnv *env,
                       const char *name,
                       const char *officer,
                       const XyEnrolment *enrolment,
                       GCancellable *cancellable,
                       GError **error);

/* Asks the county which villages there are. Those that it names no more stay with what is here. */
gboolean xy_office_fetch (XyStore *office, GCancellable *cancellable, GError **error);

/* Before each village: NAME is the DONE-th of TOTAL. In the thread that works. */
typedef void (*XyOfficeFunc) (const char *name, guint done, guint total, gpointer data);

/*
 * Fetches the list of villages, then of each village what came since, and sends what was written here; a village that
 * is new gets its file. A village that does not go keeps its trouble in the list and does not hold up the others. FALSE
 * where nobody answers, CANCELLED, or this computer's disk is full; what came until then stays.
 */
gboolean xy_office_sync (XyStore *office, XyOfficeFunc func, gpointer data, GCancellable *cancellable, GError **error);
/* The same for one village of the list. NOT_FOUND. */
gboolean xy_office_sync_one (XyStore *office, gint64 stream, GCancellable *cancellable, GError **error);

/* Reads how the village's file here stands into the list; OPENED: somebody of the office has just looked at it. */
gboolean xy_office_look (XyStore *office, gint64 stream, gboolean opened, GError **error);

typedef struct
{
  XyId id; /* derived from the stream, for lists */
  gint64 stream;
  char *name;
  gint64 seen_at;   /* instant when the village's own computer last spoke with the county; 0: never */
  gint64 synced_at; /* when all of it came here; 0: never */
  gint64 unread;    /* changes since somebody here last opened it */
  gint64 to_fetch;  /* changes that the county has and that are not here */
  gint64 waiting;   /* own steps that were not answered */
  gint64 returned;  /* own steps that were not taken */
  gint64 conflicts; /* that the village has to look at */
  gint64 reviews;   /* bylaws that wait for the township */
  gboolean here;    /* there is a file of it */
  XyTrouble trouble;
} XyOfficeVillage;

void xy_office_village_free (XyOfficeVillage *village);

/* By name; those that FIND means (find.h), or all for NULL. (transfer full) array of XyOfficeVillage. */
GPtrArray *xy_office_villages (XyStore *office, const char *find, GError **error);
XyOfficeVillage *xy_office_village (XyStore *office, gint64 stream, GError **error);

typedef struct
{
  XyId version;
  gint64 stream;
  char *village;
  char *name;      /* 石板溪村村规民约（第2版） */
  gboolean filing; /* it was voted on and is to be filed; else it waits for the review */
  char since[XY_DAY_SIZE];
  int waited;              /* days */
  char until[XY_DAY_SIZE]; /* a suggestion of the office's own (XY_SETTING_BYLAW_DAYS): no law names a number */
  int days;                /* left; below 0: so many too late */
} XyOfficeReview;

void xy_office_review_free (XyOfficeReview *review);

/* Who has waited longest first. (transfer full) array of XyOfficeReview. */
GPtrArray *xy_office_reviews (XyStore *office, GError **error);

G_END_DECLS
