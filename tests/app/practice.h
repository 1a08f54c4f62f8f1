/* SPDX-License-Identifier: GPL-3.0-or-later */
/* practice: the window on a village to practise in, for the tests that look at it. */
#pragma once

#include "app/window.h"

typedef struct
{
  GtkApplication *application;
  char *folder;  /* of this run alone */
  char *village; /* its file: 60 households in four groups, on 2026-11-20 */
} Practice;

/* First in main(). NAME is the program's, as "Look". */
void practice_set_up (Practice *practice, const char *name, int *argc, char ***argv);

/* Lets the main loop run for so long. */
void wait_ms (guint ms);

/* A window with text of SIZE (0, 1, 2) on the village, once somebody is at its desk. */
XyWindow *practice_open_window (Practice *practice, int size, gboolean dark, int width, int height);
void practice_close_window (XyWindow *window);

/*
 * Fails where something in WINDOW is clipped, outside, or a control without a name, or WINDOW needs more than WIDTH ×
 * HEIGHT, or a spinner turns unseen; WHERE stands in the message. Looks until all is well, for a page may still be
 * reading or changing its size; gives up after some seconds.
 */
void practice_check_look (GtkWidget *window, const char *where, int width, int height);
