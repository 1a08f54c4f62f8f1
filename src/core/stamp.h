/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stamp: 用印登记, each use of the village's seal. The seal has a named keeper, is used after the director (村主任) or
 * who stands in for him has agreed, and each use is entered (重庆市实施办法; custom everywhere). Numbers count anew
 * each year.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

XY_DECLARE_RECORD (XyStamp, xy_stamp)

struct _XyStamp
{
  XyRecord record;
  char *day;
  gint64 number; /* of the year; 0 in a new record gets the next */
  char *matter;  /* what the paper is about */
  char *paper;   /* which paper: 证明, 合同, the number of a print */
  XyId document; /* of the office's own; may be none */
  gint64 copies;
  char *applicant; /* who asked for it, takes the paper away */
  char *approver;  /* who agreed */
  char *keeper;    /* who stamped */
  char *note;
};

/* The uses of a year ("2026"; NULL: all) in their order. Returns: (transfer full) array of XyStamp. */
GPtrArray *xy_stamp_list (XyStore *store, const char *year, GError **error);

const XySql *xy_stamp_statements (guint *n);

G_END_DECLS
