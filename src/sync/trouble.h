/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * trouble: why a try to reach the county did not go well, kept in the file as a word and said as a sentence.
 */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef enum
{
  XY_TROUBLE_NONE,
  XY_TROUBLE_OFFLINE,     /* no network, no such server, or nobody answers there */
  XY_TROUBLE_CUT,         /* the line broke off or was too slow */
  XY_TROUBLE_PORTAL,      /* some network's login page answered */
  XY_TROUBLE_CERTIFICATE, /* who answers is not the county's server */
  XY_TROUBLE_CLOCK,       /* its certificate does not hold by this computer's clock */
  XY_TROUBLE_BUSY,        /* the county asks for patience */
  XY_TROUBLE_SERVER,      /* the county's server does not work, or does not understand */
  XY_TROUBLE_DISK_THERE,  /* its disk is full */
  XY_TROUBLE_UPGRADE,     /* it wants a newer program */
  XY_TROUBLE_REFUSED,     /* it does not know this computer, or not any longer: enrol again */
  XY_TROUBLE_BEHIND,      /* its history went back without a word: somebody there must look */
  XY_TROUBLE_DELETIONS,   /* what came would delete much here: somebody must look (brake.h) */
  XY_TROUBLE_DISK_HERE,   /* this computer's disk is full */
  XY_TROUBLE_FILE,        /* the village's file is held by another program, or damaged */
} XyTrouble;

/* As it is kept: "offline", "cut" …; "" for none. */
const char *xy_trouble_word (XyTrouble trouble);
XyTrouble xy_trouble_from_word (const char *word);

/* A whole sentence, translated; NULL for none. */
const char *xy_trouble_sentence (XyTrouble trouble);

/* What an error of the village's file is. */
XyTrouble xy_trouble_from_error (const GError *error);
/* Sets the sentence: DENIED where the county refuses, OFFLINE otherwise. */
void xy_trouble_set_error (XyTrouble trouble, GError **error);

G_END_DECLS
