/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * id-number: 公民身份号码 after GB 11643: 6 digits of the place, 8 of the birthday, 3 of the order (odd is male), and
 * one that follows from the others. Residence permits of 港澳台 (81, 82, 83) and of foreigners (9) are made alike.
 *
 * What is wrong with a number is told, never mended: a number is stored as it was given, with its flags, and only a
 * person with the ID card at hand changes it. An empty number is no fault, for a roster does not need it
 * (个人信息保护法, art. 6). A number with a wrong last digit is a warning, for such cards have been issued.
 */
#pragma once

#include "core/day.h"

G_BEGIN_DECLS

typedef enum
{
  XY_ID_GOOD = 0,
  XY_ID_EMPTY = 1 << 0,
  XY_ID_BAD_CHARACTERS = 1 << 1,  /* something else than digits and a last X */
  XY_ID_BAD_LENGTH = 1 << 2,      /* not 18, nor 15 */
  XY_ID_BAD_CHECKSUM = 1 << 3,    /* the last digit does not follow from the others */
  XY_ID_BAD_DATE = 1 << 4,        /* a birthday that is not in the calendar */
  XY_ID_FUTURE_DATE = 1 << 5,     /* a birthday after today */
  XY_ID_FIFTEEN = 1 << 6,         /* of the old kind, out of use since 2013 */
  XY_ID_PRECISION_LOST = 1 << 7,  /* went through a spreadsheet's number: "4.31399E+17", or 000 at the end */
  XY_ID_SEX_DIFFERS = 1 << 8,     /* xy_id_number_compare() */
  XY_ID_BIRTHDAY_DIFFERS = 1 << 9 /* xy_id_number_compare() */
} XyIdFlags;

typedef struct
{
  XyIdFlags flags;
  char text[19];              /* the 18 or 15 characters, X large; "" where there are not so many */
  char birthday[XY_DAY_SIZE]; /* "" unless it is in the calendar */
  const char *sex;            /* "男" or "女"; NULL where the number does not say */
  char suggestion[19];        /* what the 18 characters of a number of 15 should be; to be asked, never taken */
} XyIdNumber;

/* The number as it is stored: without spaces, narrow, X large; otherwise as it was given. (transfer full) */
char *xy_id_number_clean (const char *raw);

/*
 * Looks at RAW, of any bytes and NULL, on the day TODAY (NULL: any birthday may be) and fills OUT (or not, if NULL).
 * Returns: the flags. A reader that knows the cell to have been a number of more than 15 digits adds
 * XY_ID_PRECISION_LOST itself, for not every spreadsheet leaves zeros.
 */
XyIdFlags xy_id_number_check (const char *raw, const char *today, XyIdNumber *out);

/* Whether sex and birthday, as entered beside the number (NULL or "": not entered), are those the number says. */
XyIdFlags xy_id_number_compare (const XyIdNumber *number, const char *sex, const char *birthday);

/* The age on TODAY that the number says, or -1. */
int xy_id_number_age (const XyIdNumber *number, const char *today);

/* One sentence for the gravest of FLAGS, in the user's language, or NULL for none. Static. */
const char *xy_id_number_explain (XyIdFlags flags);

G_END_DECLS
