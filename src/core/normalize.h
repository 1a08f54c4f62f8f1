/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * normalize: text as it is stored, from text as it was typed, pasted or read from a spreadsheet.
 *
 * Every function here takes any bytes, broken UTF-8 included (a broken byte becomes U+FFFD, which is seen), and NULL
 * as "". What it returns is valid (xy_text_is_valid) and is not changed by the same function again.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Whether the LENGTH bytes of TEXT (-1: up to its NUL) may be stored: UTF-8 without NUL, lone surrogates, characters
 * that Unicode will never assign, and control characters other than tab and line feed.
 */
gboolean xy_text_is_valid (const char *text, gssize length);

/*
 * One line: digits, letters and spaces in half width (punctuation stays as wide as it is), characters that are not seen
 * taken out, a line break inside a spreadsheet's cell closed up between Chinese characters and otherwise a space, one
 * space at most in a row and none at the ends, the leading ' that tells a spreadsheet "this is text" taken off.
 * Composed (Unicode NFC). (transfer full)
 */
char *xy_text_clean (const char *text);

/* The same for text of several lines: line breaks stay, as line feeds, without empty lines at the ends. (transfer full)
 */
char *xy_text_clean_lines (const char *text);

/*
 * A person's name: xy_text_clean(); spaces that only pad ("张 三") go, those between Latin words stay; whatever stands
 * for the dot inside a name (・ • ‧ ∙ .) is ·, without spaces round it. (transfer full)
 */
char *xy_name_clean (const char *name);

/*
 * Numbers that are names of things, of IDs, households, bank cards: xy_text_clean() without any space and with every
 * kind of dash as "-". (transfer full)
 */
char *xy_digits_clean (const char *text);

/*
 * The phone numbers in TEXT, "138…/139…" or however they are separated, as digits without +86, dashes and spaces; what
 * is no digit is left out, and a number appears once. (transfer full)
 */
char **xy_phone_split (const char *text);

/*
 * The letters, digits and Chinese characters of TEXT, N of them, in half width and taken apart (Unicode NFKD), for keys
 * to sort and find by; the rest goes. (transfer full)
 */
gunichar *xy_text_characters (const char *text, glong *n);

/* Whether PHONE is eleven digits of a mobile number. */
gboolean xy_phone_is_mobile (const char *phone);

G_END_DECLS
