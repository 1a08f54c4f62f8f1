/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-picture: the small pictures of its first pages that each PDF of this program carries, as PDF readers do for
 * their overviews. The notice board draws what hangs from them, so that the archive needs no second file and the
 * program no reader of PDFs.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Pixels of the picture's longer side. An odd number by which it is told from other pictures in the file. */
#define XY_PAPER_PICTURE_SIDE 487

/* How many pages have one: as many sheets as hang side by side on a board. */
#define XY_PAPER_PICTURE_PAGES 4

/* The picture's size for a page of WIDTH × HEIGHT, in whatever unit. */
void xy_paper_picture_size (double width, double height, int *picture_width, int *picture_height);

/* The pictures in PDF, a file of this program, in the order of its pages. Returns: (transfer full) array of surfaces.
 */
GPtrArray *xy_paper_picture_read (GBytes *pdf);

G_END_DECLS
