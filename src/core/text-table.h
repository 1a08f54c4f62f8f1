/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text-table: what pinyin.c and stroke.c know of each Chinese character. The tables are made when the program is built
 * (text-table-gen.c: from ICU and from data/text), because opening ICU's transliterator costs 170 ms at each start, and
 * because a key that is stored must not change with the ICU of the computer.
 *
 * Only pinyin.c and stroke.c include this. A stored key stays good as long as xy_text_table_version() stays the same;
 * when it changes, the rebuildable columns of pinyin and stroke keys are computed anew.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define XY_TEXT_READINGS 3
#define XY_TEXT_FIRST 0x3400 /* CJK Extension A and the unified block are in one piece */
#define XY_TEXT_LAST 0x9fff
#define XY_TEXT_COUNT (XY_TEXT_LAST - XY_TEXT_FIRST + 1)

/* A rank with this bit is the place that the national table gives; without it, only the number of strokes is sure. */
#define XY_TEXT_RANK_SURE 0x8000

/* A character outside FIRST..LAST. */
typedef struct
{
  guint32 character;
  guint16 syllable;
  guint16 rank;
} XyTextExtra;

/* Readings of a character, most usual first; 0 ends them. */
typedef struct
{
  guint32 character;
  guint16 syllables[XY_TEXT_READINGS];
} XyTextReading;

/* A surname of two characters. */
typedef struct
{
  guint32 characters[2];
  guint16 syllables[2];
} XyTextSurname;

extern const char xy_text_syllables[][8];                /* number 0 is "" */
extern const guint16 xy_text_syllable_of[XY_TEXT_COUNT]; /* 0: no reading known */
extern const guint16 xy_text_rank_of[XY_TEXT_COUNT];     /* 0: number of strokes unknown */
extern const XyTextExtra xy_text_extras[];               /* by character */
extern const gsize xy_text_n_extras;
extern const XyTextReading xy_text_readings[]; /* by character */
extern const gsize xy_text_n_readings;
extern const XyTextReading xy_text_surname_readings[]; /* by character */
extern const gsize xy_text_n_surname_readings;
extern const XyTextSurname xy_text_surnames[]; /* by characters */
extern const gsize xy_text_n_surnames;

/* Eight hexadecimal digits that change whenever a table does. Static. */
const char *xy_text_table_version (void);

/* The one reading and the rank (with XY_TEXT_RANK_SURE) of a character; 0 where there is none. */
guint16 xy_text_syllable (gunichar character);
guint16 xy_text_rank (gunichar character);

/*
 * The readings of CHARACTER, those of the surname first where it begins a name (AS_SURNAME). Returns: how many there
 * are, up to 3.
 */
guint xy_text_readings_of (gunichar character, gboolean as_surname, guint16 syllables[XY_TEXT_READINGS]);

/* The surname of two characters that A and B are, or NULL. */
const XyTextSurname *xy_text_find_surname (gunichar a, gunichar b);

/* Whether CHARACTER is a Chinese character, known or not. */
gboolean xy_text_is_han (gunichar character);

G_END_DECLS
