/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paper-picture: the small picture of its first page that each PDF of this program carries, as PDF readers do for
 * their overviews. The notice board draws what hangs from it, so that the archive needs no second file and the program
 * no reader of PDFs.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Pixels of the picture's longer side. An odd number by which it is told from other pictures in the file. */
#define XY_PAPER_PICTURE_SIDE 487

/* The picture's size for a page of WIDTH × HEIGHT, in whatever unit. */
void xy_paper_picture_size (double width, double height, int *picture_width, int *picture_height);

/* The picture in PDF, a file of this program; NULL where there is none. Returns: (transfer full). */
cairo_surface_t *xy_paper_picture_read (GBytes *pdf);

G_END_DECLS
