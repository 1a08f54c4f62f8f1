/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * points-record-private: what the two files of the dialog of recording share: its form (points-record-dialog.c), and
 * what goes on behind it, looking what the form comes to and recording it (points-record-work.c).
 */
#pragma once

#include <gtk/gtk.h>

#include "app/desk.h"
#include "core/points-rule.h"

G_BEGIN_DECLS

/* Counted by reference (g_rc_box), for answers that come after the dialog is gone. */
typedef struct
{
  GtkWidget *dialog; /* NULL once it is closed */
  GtkWidget *form;
  GtkWidget *people;
  GtkWidget *person;
  GtkWidget *photo;
  GtkWidget *usual;
  GtkWidget *rule_words;
  GtkWidget *sum;
  GtkWidget *repeats; /* asks whether what is there already is meant once more */
  GtkWidget *repeat_words;
  GtkWidget *again;
  GtkWidget *go_on;
  XyDesk *desk;
  XyPointsRule *rule;
  GPtrArray *members; /* of XyPerson, of the one household that was taken; NULL where there are several */
  XyId members_of;
  GArray *repeated; /* XyId of those who have it already */
  gboolean wants_person;
  GCancellable *counting;
} XyPointsRecord;

XyPointsRecord *xy_points_record_ref (XyPointsRecord *self);
void xy_points_record_unref (XyPointsRecord *self);

/* What a field says in hundredths, OTHERWISE where it says nothing or is no number. */
gint64 xy_points_record_get_points (XyPointsRecord *self, const char *field, gint64 otherwise);

/* The households that were taken (of XyPointsTaken). */
GPtrArray *xy_points_record_taken (XyPointsRecord *self);

/* Who of the one household was chosen; none where nobody is. */
XyId xy_points_record_person (XyPointsRecord *self);

/* Says what it comes to, and whether it may be recorded. */
void xy_points_record_count_up (XyPointsRecord *self);

/* Records it; CALLBACK gets the desk's answer (xy_desk_act_finish()). */
void xy_points_record_run (XyPointsRecord *self, GAsyncReadyCallback callback);

G_END_DECLS
