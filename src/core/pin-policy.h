/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pin-policy: what a PIN must be like, how often it is renewed, and what follows from a wrong one. The office chooses
 * one of a few sets of rules (setting "pin_policy"); each is a dated file of data, pin-….json (rule-file.h):
 *
 *   office    what villages do by themselves: six characters, and who has no PIN comes in by his name;
 *   dengbao2  GB/T 22239-2019, level 2, 7.1.4.1: of some complexity, renewed after a time, wrong tries stopped, a
 * screen left alone closed. The standard has no numbers: the file has, and says so; asvs      OWASP ASVS 5.0, 6.2:
 * long, none of the common ones, of whatever characters, and never renewed for its age.
 *
 * A PIN is held against the rules when it is set and each time that its owner comes in by it: there it is known, for
 * all that is kept of it is a hash.
 */
#pragma once

#include "core/record.h"

G_BEGIN_DECLS

#define XY_PIN_POLICY_OFFICE "office"
#define XY_PIN_POLICY_DENGBAO2 "dengbao2"
#define XY_PIN_POLICY_ASVS "asvs"

typedef struct
{
  char *id;
  gint64 shortest, longest;  /* characters */
  gint64 kinds;              /* of letters, digits and signs, so many at least */
  gint64 days;               /* after which it is renewed; 0: never for its age */
  gboolean required;         /* nobody comes in without one */
  gboolean common;           /* what anybody would try is refused (pin-common.json) */
  gint64 tries;              /* wrong ones in a row, until it waits */
  gint64 wait, longest_wait; /* milliseconds: at first, each time twice as long, at most */
  gint64 idle_minutes;       /* after which the screen locks at the latest; 0: as this computer wants it */
} XyPinPolicy;

void xy_pin_policy_free (XyPinPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPinPolicy, xy_pin_policy_free)

/* What the program itself knows of the set ID, where no file can be read: it must still let people in, and guard them.
 * Returns: (transfer full). */
XyPinPolicy *xy_pin_policy_fallback (const char *id);
/* The set ID, out of its file. Returns: (transfer full). */
XyPinPolicy *xy_pin_policy_read (const char *id);
/* The set that the office chose. STORE keeps it, so that its file is read once an edition. Returns: (transfer full). */
XyPinPolicy *xy_pin_policy_of (XyStore *store);

/* What it asks for, in a few sentences. (transfer full) */
char *xy_pin_policy_explain (const XyPinPolicy *policy);
/* The same of all sets, each with its name: what there is to choose from. (transfer full) */
char *xy_pin_policies_explain (void);

/* INVALID, field "pin", with what is wrong with it. NAME is the user's. */
gboolean xy_pin_check (const XyPinPolicy *policy, const char *pin, const char *name, GError **error);

/* For how many milliseconds the FAILURES-th wrong PIN in a row makes wait. */
gint64 xy_pin_policy_wait (const XyPinPolicy *policy, gint64 failures);

/* After how many minutes the screen locks where this computer wants WANTED; 0: never. */
gint64 xy_pin_policy_idle (const XyPinPolicy *policy, gint64 wanted);

G_END_DECLS
