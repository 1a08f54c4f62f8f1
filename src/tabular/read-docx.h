/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read-docx: the words of a text that somebody brings as a file: a .docx (Office Open XML, as Word and WPS write it)
 * or plain text in any charset met in a village office. What the file is, is seen from its content.
 *
 * Of a .docx its paragraphs in their order, a line each, with those in tables; deleted and moved-away text, notes and
 * drawn boxes are left out. Numbers that the word processor counts by itself are no text: such a line comes without
 * one. The guards against hostile files are those of spreadsheets (package.h).
 *
 * Errors: NOT_FOUND; NOT_OURS, a file of another kind, with what to do about it; UNREADABLE, damaged or too large;
 * CANCELLED.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define XY_DOCX_MAX (64 << 20)     /* bytes of the file; pictures in it are never unpacked */
#define XY_DOCX_MAX_TEXT (8 << 20) /* of what is read */

/* Blocks: call it on a worker. Returns: (transfer full) valid UTF-8. */
char *xy_text_file_read (const char *path, GCancellable *cancellable, GError **error);

/* The same from memory. */
char *xy_text_file_read_bytes (GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
