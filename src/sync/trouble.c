/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync/trouble.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *sentence;
} troubles[] = {
  [XY_TROUBLE_NONE] = { "", NULL },
  [XY_TROUBLE_OFFLINE] = { "offline", N_ ("The county's server cannot be reached. It is tried again by itself.") },
  [XY_TROUBLE_CUT] = { "cut", N_ ("The line broke off. What has arrived stays; the rest is sent at the next try.") },
  [XY_TROUBLE_PORTAL] = { "portal", N_ ("This network wants you to log in first: a page that is not the county's "
                                        "answered.") },
  [XY_TROUBLE_CERTIFICATE] = { "certificate", N_ ("Who answered is not the county's server, so nothing was sent. "
                                                  "Please tell the county.") },
  [XY_TROUBLE_CLOCK] = { "clock", N_ ("This computer's date seems to be wrong. Please set the clock and try again.") },
  [XY_TROUBLE_BUSY] = { "busy", N_ ("The county's server has much to do. It is tried again by itself.") },
  [XY_TROUBLE_SERVER] = { "server", N_ ("The county's server does not work at the moment. It is tried again by "
                                        "itself.") },
  [XY_TROUBLE_DISK_THERE] = { "disk-there", N_ ("The disk of the county's server is full. Please tell the county.") },
  [XY_TROUBLE_UPGRADE] = { "upgrade", N_ ("This program is too old to read what the county has: please upgrade "
                                          "Xiangyue. What is written here is still sent.") },
  [XY_TROUBLE_REFUSED] = { "refused", N_ ("The county does not know this computer any longer. Please ask for a new "
                                          "enrolment code; nothing here is lost.") },
  [XY_TROUBLE_BEHIND] = { "behind", N_ ("The county's records are older than what it has confirmed before. Nothing is "
                                        "sent until the county has looked. Please tell the county.") },
  [XY_TROUBLE_DELETIONS] = { "deletions", N_ ("What came from the county would delete many records here, so it waits "
                                              "until somebody has looked. What is written here goes up as before.") },
  [XY_TROUBLE_DISK_HERE] = { "disk-here", N_ ("This computer's disk is full. Please make room and try again.") },
  [XY_TROUBLE_FILE] = { "file", N_ ("Another program is using the village's file. It is tried again by itself.") },
};

const char *
xy_trouble_word (XyTrouble trouble)
{
  return troubles[trouble].word;
}

XyTrouble
xy_trouble_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_strcmp0 (word, troubles[i].word) == 0)
      return (XyTrouble) i;
  /* Of a newer program. */
  return word == NULL ? XY_TROUBLE_NONE : XY_TROUBLE_SERVER;
}

const char *
xy_trouble_sentence (XyTrouble trouble)
{
  return troubles[trouble].sentence != NULL ? _ (troubles[trouble].sentence) : NULL;
}

XyTrouble
xy_trouble_from_error (const GError *error)
{
  return g_error_matches (error, XY_ERROR, XY_ERROR_FULL) ? XY_TROUBLE_DISK_HERE : XY_TROUBLE_FILE;
}

void
xy_trouble_set_error (XyTrouble trouble, GError **error)
{
  g_set_error_literal (error, XY_ERROR, trouble == XY_TROUBLE_REFUSED ? XY_ERROR_DENIED : XY_ERROR_OFFLINE,
                       xy_trouble_sentence (trouble));
}
