/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/normalize.h"

#define OLD_LENGTH 15
#define LENGTH 18
#define BIRTHDAY_AT 6
#define FIRST_YEAR 1850

/* GB 11643: the sum of digits by these weights, modulo 11, names the last character. */
static char
last_character (const char *digits)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (int i = 0; i < LENGTH - 1; i++)
    sum += weights[i] * (digits[i] - '0');
  return "10X98765432"[sum % 11];
}

static int
number (const char *text, int n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

/* "4.31399E+17", as a spreadsheet shows it. */
static gboolean
is_scientific (const char *text)
{
  gsize n = strspn (text, "0123456789.");

  if (n == 0 || (text[n] != 'E' && text[n] != 'e'))
    return FALSE;
  text += n + 1;
  if (*text == '+')
    text++;
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* Takes ".0" off, which a number that became text has. */
static gboolean
drop_decimals (char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || text[n] != '.' || strspn (text + n + 1, "0") != strlen (text + n + 1))
    return FALSE;
  text[n] = '\0';
  return TRUE;
}

static void
check_birthday (XyIdNumber *out, int year, const char *month_and_day, const char *today)
{
  if (year < FIRST_YEAR
      || !xy_day_from_parts (year, number (month_and_day, 2), number (month_and_day + 2, 2), out->birthday))
    {
      out->birthday[0] = '\0';
      out->flags |= XY_ID_BAD_DATE;
    }
  else if (today != NULL && strcmp (out->birthday, today) > 0)
    out->flags |= XY_ID_FUTURE_DATE;
}

static const char *
sex_of (char digit)
{
  return (digit - '0') % 2 == 1 ? "男" : "女";
}

static void
check_new (XyIdNumber *out, const char *text, gboolean was_number, const char *today)
{
  memcpy (out->text, text, LENGTH);
  check_birthday (out, number (text + BIRTHDAY_AT, 4), text + BIRTHDAY_AT + 4, today);
  if (last_character (text) != text[LENGTH - 1])
    out->flags |= XY_ID_BAD_CHECKSUM;

  if (was_number || ((out->flags & XY_ID_BAD_CHECKSUM) && g_str_has_suffix (text, "000")))
    out->flags |= XY_ID_PRECISION_LOST;
  else
    out->sex = sex_of (text[LENGTH - 2]);
}

static void
check_old (XyIdNumber *out, const char *text, const char *today)
{
  memcpy (out->text, text, OLD_LENGTH);
  out->flags |= XY_ID_FIFTEEN;
  check_birthday (out, 1900 + number (text + BIRTHDAY_AT, 2), text + BIRTHDAY_AT + 2, today);
  out->sex = sex_of (text[OLD_LENGTH - 1]);
  if (out->flags & XY_ID_BAD_DATE)
    return;

  memcpy (out->suggestion, text, BIRTHDAY_AT);
  memcpy (out->suggestion + BIRTHDAY_AT, "19", 2);
  memcpy (out->suggestion + BIRTHDAY_AT + 2, text + BIRTHDAY_AT, OLD_LENGTH - BIRTHDAY_AT);
  out->suggestion[LENGTH - 1] = last_character (out->suggestion);
}

char *
xy_id_number_clean (const char *raw)
{
  char *text = xy_digits_clean (raw);

  for (char *at = text; *at != '\0'; at++)
    *at = g_ascii_toupper (*at);
  return text;
}

XyIdFlags
xy_id_number_check (const char *raw, const char *today, XyIdNumber *out)
{
  g_autofree char *text = xy_id_number_clean (raw);
  XyIdNumber own;
  gboolean was_number;
  gsize length, digits;

  if (out == NULL)
    out = &own;
  memset (out, 0, sizeof *out);

  if (is_scientific (text))
    return out->flags = XY_ID_PRECISION_LOST;

  was_number = drop_decimals (text);
  length = strlen (text);
  digits = strspn (text, "0123456789");
  if (length == 0)
    out->flags = XY_ID_EMPTY;
  else if (digits < length && !(digits == length - 1 && text[digits] == 'X'))
    out->flags = XY_ID_BAD_CHARACTERS;
  else if (length == LENGTH)
    check_new (out, text, was_number, today);
  else if (length == OLD_LENGTH && digits == length)
    check_old (out, text, today);
  else
    out->flags = XY_ID_BAD_LENGTH;
  return out->flags;
}

XyIdFlags
xy_id_number_compare (const XyIdNumber *self, const char *sex, const char *birthday)
{
  XyIdFlags flags = XY_ID_GOOD;

  if (self->sex != NULL && sex != NULL && *sex != '\0' && strcmp (self->sex, sex) != 0)
    flags |= XY_ID_SEX_DIFFERS;
  /* Of a birthday known by month or year, only that much can differ. */
  if (*self->birthday != '\0' && xy_day_precision (birthday) != XY_DAY_NONE
      && !g_str_has_prefix (self->birthday, birthday))
    flags |= XY_ID_BIRTHDAY_DIFFERS;
  return flags;
}

int
xy_id_number_age (const XyIdNumber *self, const char *today)
{
  return xy_day_age (self->birthday, today);
}

const char *
xy_id_number_explain (XyIdFlags flags)
{
  static const struct
  {
    XyIdFlags flag;
    const char *sentence;
  } sentences[] = {
    { XY_ID_PRECISION_LOST, N_ ("The spreadsheet took the ID number for a quantity and lost its last digits; enter it "
                                "again from the ID card.") },
    { XY_ID_BAD_CHARACTERS, N_ ("An ID number has only digits, and X at its end.") },
    { XY_ID_BAD_LENGTH, N_ ("An ID number has 18 digits; this one has more or fewer.") },
    { XY_ID_BAD_DATE, N_ ("The date of birth in the ID number is not in the calendar.") },
    { XY_ID_FUTURE_DATE, N_ ("The date of birth in the ID number is yet to come.") },
    { XY_ID_FIFTEEN, N_ ("This is an old ID number of 15 digits; enter the one of 18 from the ID card.") },
    { XY_ID_BAD_CHECKSUM, N_ ("The last digit of the ID number does not fit the others; one of them is mistyped.") },
    { XY_ID_SEX_DIFFERS, N_ ("The ID number is that of a person of the other sex.") },
    { XY_ID_BIRTHDAY_DIFFERS, N_ ("The ID number says another date of birth.") },
    { XY_ID_EMPTY, N_ ("No ID number is given.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (flags & sentences[i].flag)
      return _ (sentences[i].sentence);
  return NULL;
}
