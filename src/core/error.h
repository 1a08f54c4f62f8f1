/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * error: the one error domain of Xiangyue.
 *
 * An error's message is a whole sentence in the user's language that says what is wrong with the user's matter and,
 * where there is one, what to do. It is shown as it stands; nothing adds "operation failed" to it. Detail of SQL or of
 * the system goes to the log, and the log never holds a name, an ID number or a phone number.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  XY_ERROR_INVALID,      /* what was typed cannot be so; xy_error_get_field() names the field */
  XY_ERROR_NOT_FOUND,    /* the record named does not exist */
  XY_ERROR_CONFLICT,     /* somebody changed it since, or it exists already */
  XY_ERROR_DENIED,       /* the operator's role does not allow it, or a wrong PIN */
  XY_ERROR_BUSY,         /* another program holds the file */
  XY_ERROR_FULL,         /* the disk is full or cannot be written; nothing was changed */
  XY_ERROR_CORRUPT,      /* the file is damaged */
  XY_ERROR_NEWER_SCHEMA, /* the file was written by a newer program */
  XY_ERROR_NOT_OURS,     /* the file is of another kind */
  XY_ERROR_UNREADABLE,   /* a spreadsheet or backup cannot be read: damaged, encrypted, too large */
  XY_ERROR_CANCELLED,    /* the user stopped it; nothing was changed */
  XY_ERROR_OFFLINE,      /* no line to the county server */
  XY_ERROR_FAILED,       /* anything else; the log has the detail */
} XyError;

#define XY_ERROR (xy_error_quark ())
GQuark xy_error_quark (void);

/* Sets an XY_ERROR_INVALID about FIELD (the field's name as in the record type; may be NULL). */
void xy_set_invalid (GError **error, const char *field, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The name of the field an XY_ERROR_INVALID is about, or NULL. Owned by the error. */
const char *xy_error_get_field (const GError *error);

/*
 * Gives *PROBLEM to the caller's ERROR and clears it: FALSE. TRUE where there is no problem. For what may end well with
 * nothing found, when only the error tells the end from a failure.
 */
gboolean xy_error_pass (GError **error, GError **problem);

G_END_DECLS
