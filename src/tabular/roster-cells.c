/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/id-number.h"
#include "core/normalize.h"
#include "core/record-check.h"
#include "core/relation.h"

#define PRECISE_DIGITS 15

static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return TRUE;
}

/* CLEAN as the reading keeps it: the workbook's own text where cleaning changed nothing. Takes CLEAN. */
static const char *
keep_clean (XyRosterReader *reader, const char *original, char *clean)
{
  const char *kept = NULL;

  if (!xy_roster_says_nothing (clean))
    kept = g_str_equal (original, clean) ? original : xy_roster_keep (reader->read, clean);
  g_free (clean);
  return kept;
}

static void
warn (XyRosterReader *reader, XyRosterField field, const char *text)
{
  xy_roster_tell_cell (reader, XY_ROSTER_WARNING, field, text);
}

static void
refuse (XyRosterReader *reader, XyRosterRow *row, XyRosterField field, const char *text)
{
  row->state = XY_ROSTER_BAD;
  xy_roster_tell_cell (reader, XY_ROSTER_ERROR, field, text);
}

/* A cell whose formula has no result says nothing that could be taken. */
static gboolean
is_readable (XyRosterReader *reader, XyRosterRow *row, XyRosterField field)
{
  const XyCell *cell = reader->cells[field];

  if (cell == NULL)
    return FALSE;
  if (cell->kind == XY_CELL_ERROR)
    {
      refuse (reader, row, field, _ ("The cell holds an error or a formula without a result."));
      return FALSE;
    }
  return TRUE;
}

const char *
xy_roster_cell_text (XyRosterReader *reader, XyRosterField field)
{
  const XyCell *cell = reader->cells[field];

  if (cell == NULL || cell->kind == XY_CELL_ERROR)
    return NULL;
  if (is_plain (cell->text))
    return cell->text;
  return keep_clean (reader, cell->text, xy_text_clean (cell->text));
}

/* As long as a typed one may be, no longer. */
static gboolean
fits (XyRosterReader *reader, XyRosterRow *row, XyRosterField field, const char *text, glong most)
{
  if (text == NULL || strlen (text) <= (gsize) most || g_utf8_strlen (text, -1) <= most)
    return TRUE;
  refuse (reader, row, field, _ ("The text is too long."));
  return FALSE;
}

static void
take_plain (XyRosterReader *reader, XyRosterRow *row, XyRosterField field)
{
  if (!is_readable (reader, row, field))
    return;
  const char *text = xy_roster_cell_text (reader, field);
  if (fits (reader, row, field, text,
            field == XY_ROSTER_NOTE || field == XY_ROSTER_HOUSEHOLD_NOTE ? XY_LONG_TEXT_MOST : XY_TEXT_MOST))
    row->value[field] = text;
}

/* "李四(妻)", "王五(已故)": what stands in brackets after a name. */
static void
take_apart_name (XyRosterReader *reader, XyRosterRow *row, const char *name)
{
  g_autofree char *squeezed = xy_roster_squeeze (name);
  char *open = strchr (squeezed, '(');
  char *close = open != NULL ? strchr (open, ')') : NULL;

  if (open == NULL || close == NULL || close[1] != '\0' || open == squeezed)
    return;
  *open = *close = '\0';
  if (xy_roster_is_relation (open + 1))
    {
      g_autofree char *relation = xy_relation_clean (open + 1);
      row->value[XY_ROSTER_RELATION] = xy_roster_keep (reader->read, relation);
    }
  else if (xy_roster_life (open + 1) != NULL)
    row->life = xy_roster_life (open + 1);
  else
    return;
  g_autofree char *bare = xy_name_clean (squeezed);
  row->value[XY_ROSTER_NAME] = xy_roster_keep (reader->read, bare);
}

static void
take_name (XyRosterReader *reader, XyRosterRow *row)
{
  const XyCell *cell = reader->cells[XY_ROSTER_NAME];

  if (cell != NULL && !is_readable (reader, row, XY_ROSTER_NAME))
    return;
  const char *name = cell != NULL ? keep_clean (reader, cell->text, xy_name_clean (cell->text)) : NULL;
  if (name == NULL)
    {
      refuse (reader, row, XY_ROSTER_NAME, _ ("The name is missing."));
      return;
    }
  row->value[XY_ROSTER_NAME] = name;
  if (strchr (name, ')') != NULL || strstr (name, "\uFF09") != NULL)
    take_apart_name (reader, row, name);
  if (g_ascii_isdigit (name[0]) || g_utf8_strlen (name, -1) > XY_NAME_MOST)
    refuse (reader, row, XY_ROSTER_NAME, _ ("This is no name."));
}

static void
take_relation (XyRosterReader *reader, XyRosterRow *row)
{
  const char *text = xy_roster_cell_text (reader, XY_ROSTER_RELATION);
  const char *is_head = xy_roster_cell_text (reader, XY_ROSTER_IS_HEAD);

  if (text != NULL)
    {
      g_autofree char *relation = xy_relation_clean (text);
      if (!fits (reader, row, XY_ROSTER_RELATION, relation, XY_TEXT_MOST))
        return;
      row->value[XY_ROSTER_RELATION] = relation != NULL ? xy_roster_keep (reader->read, relation) : NULL;
      if (relation != NULL && !xy_relation_is_known (relation))
        warn (reader, XY_ROSTER_RELATION, _ ("This relation to the head is not a usual one; it is kept as it stands."));
    }
  if (is_head != NULL && (xy_roster_yes_or_no (is_head) == 1 || g_str_equal (is_head, XY_RELATION_HEAD)))
    row->value[XY_ROSTER_RELATION] = XY_RELATION_HEAD;
  row->is_head = xy_relation_is_head (row->value[XY_ROSTER_RELATION]);
}

static void
take_sex (XyRosterReader *reader, XyRosterRow *row)
{
  if (!is_readable (reader, row, XY_ROSTER_SEX))
    return;
  const char *text = xy_roster_cell_text (reader, XY_ROSTER_SEX);
  if (text == NULL)
    return;
  row->value[XY_ROSTER_SEX] = xy_roster_sex (text);
  if (row->value[XY_ROSTER_SEX] == NULL)
    refuse (reader, row, XY_ROSTER_SEX, _ ("The sex is neither 男 nor 女."));
}

static void
take_id_number (XyRosterReader *reader, XyRosterRow *row, XyIdNumber *number)
{
  const XyCell *cell = reader->cells[XY_ROSTER_ID_NUMBER];

  xy_id_number_check (NULL, reader->today, number);
  if (!is_readable (reader, row, XY_ROSTER_ID_NUMBER))
    return;

  const char *text = keep_clean (reader, cell->text, xy_id_number_clean (cell->text));
  if (text == NULL)
    return;
  if (!fits (reader, row, XY_ROSTER_ID_NUMBER, text, XY_NAME_MOST))
    return;
  XyIdFlags flags = xy_id_number_check (text, reader->today, number);
  if (cell->kind == XY_CELL_NUMBER && strspn (cell->text, "0123456789") > PRECISE_DIGITS)
    flags |= XY_ID_PRECISION_LOST;
  if ((flags & XY_ID_PRECISION_LOST) != 0)
    {
      refuse (reader, row, XY_ROSTER_ID_NUMBER, xy_id_number_explain (XY_ID_PRECISION_LOST));
      xy_id_number_check (NULL, reader->today, number);
      return;
    }
  row->value[XY_ROSTER_ID_NUMBER] = text;
  if (flags != XY_ID_GOOD)
    warn (reader, XY_ROSTER_ID_NUMBER, xy_id_number_explain (flags));
}

/* 1963.1 in a cell that is a number may have been 1963.10. */
static gboolean
lost_a_zero (const XyCell *cell)
{
  const char *dot = strchr (cell->text, '.');

  return cell->kind == XY_CELL_NUMBER && dot != NULL && g_str_equal (dot, ".1");
}

static void
take_birthday (XyRosterReader *reader, XyRosterRow *row)
{
  const XyCell *cell = reader->cells[XY_ROSTER_BIRTHDAY];
  char day[XY_DAY_SIZE];

  if (!is_readable (reader, row, XY_ROSTER_BIRTHDAY) || xy_roster_cell_text (reader, XY_ROSTER_BIRTHDAY) == NULL)
    return;
  gsize digits = strspn (cell->text, "0123456789");
  gboolean serial = cell->kind == XY_CELL_NUMBER && (digits == 4 || digits == 5)
                    && (cell->text[digits] == '\0' || (digits == 5 && cell->text[digits] == '.'));
  gint64 number = serial ? g_ascii_strtoll (cell->text, NULL, 10) : 0;

  /* A number of four digits is a year if it can be one: 1963 as a serial would be a day of 1905. */
  if (serial && (digits == 5 || number < 1890 || number > 2100)
      && xy_day_from_serial (number, xy_sheet_is_1904 (reader->sheet), day))
    row->value[XY_ROSTER_BIRTHDAY] = xy_roster_keep (reader->read, day);
  else if (xy_day_parse (cell->text, day) != XY_DAY_NONE)
    row->value[XY_ROSTER_BIRTHDAY] = xy_roster_keep (reader->read, day);
  else
    {
      refuse (reader, row, XY_ROSTER_BIRTHDAY, _ ("The birthday is no day of the calendar."));
      return;
    }
  if (lost_a_zero (cell))
    warn (reader, XY_ROSTER_BIRTHDAY,
          _ ("January, or October with its zero lost in the spreadsheet? Taken as January."));
  if (strncmp (row->value[XY_ROSTER_BIRTHDAY], reader->today, strlen (row->value[XY_ROSTER_BIRTHDAY])) > 0)
    refuse (reader, row, XY_ROSTER_BIRTHDAY, _ ("The birthday lies in the future."));
}

static void
take_phone (XyRosterReader *reader, XyRosterRow *row, XyRosterField field)
{
  if (!is_readable (reader, row, field))
    return;
  const XyCell *cell = reader->cells[field];
  if (xy_phone_is_mobile (cell->text))
    {
      row->value[field] = cell->text;
      return;
    }
  const char *text = xy_roster_cell_text (reader, field);
  if (text == NULL)
    return;

  g_auto (GStrv) phones = xy_phone_split (text);
  g_autofree char *joined = g_strjoinv ("/", phones);
  gboolean odd = FALSE;
  for (char **phone = phones; *phone != NULL; phone++)
    odd |= !xy_phone_is_mobile (*phone) && (strlen (*phone) < 7 || strlen (*phone) > 12 || (*phone)[0] == '1');
  if (phones[0] == NULL)
    {
      refuse (reader, row, field, _ ("There is no phone number in this."));
      return;
    }
  if (!fits (reader, row, field, joined, XY_TEXT_MOST))
    return;
  row->value[field] = xy_roster_keep (reader->read, joined);
  if (odd)
    warn (reader, field, _ ("The phone number has too few or too many digits."));
}

static void
take_bank (XyRosterReader *reader, XyRosterRow *row)
{
  if (!is_readable (reader, row, XY_ROSTER_BANK))
    return;
  const XyCell *cell = reader->cells[XY_ROSTER_BANK];
  if (cell->kind == XY_CELL_NUMBER && strspn (cell->text, "0123456789") > PRECISE_DIGITS)
    refuse (reader, row, XY_ROSTER_BANK,
            _ ("The account was kept as a number by the spreadsheet and has lost its last digits. Format the column as "
               "text and type it again."));
  else if (fits (reader, row, XY_ROSTER_BANK, cell->text, XY_TEXT_MOST))
    row->value[XY_ROSTER_BANK] = keep_clean (reader, cell->text, xy_digits_clean (cell->text));
}

static void
take_life (XyRosterReader *reader, XyRosterRow *row)
{
  const char *resident = xy_roster_cell_text (reader, XY_ROSTER_RESIDENT);
  const char *moved = xy_roster_cell_text (reader, XY_ROSTER_MOVED);
  const char *dead = xy_roster_cell_text (reader, XY_ROSTER_DEAD);

  if (resident != NULL && row->life == NULL)
    {
      int answer = xy_roster_yes_or_no (resident);
      row->life = answer == 1 ? "here" : answer == 0 ? "away" : xy_roster_life (resident);
      if (row->life == NULL)
        warn (reader, XY_ROSTER_RESIDENT,
              _ ("Whether he lives in the village is not clear from this; it is left open."));
    }
  if (moved != NULL && xy_roster_yes_or_no (moved) == 1)
    row->life = "moved";
  if (dead != NULL && xy_roster_yes_or_no (dead) == 1)
    row->life = "dead";
}

/* 脱贫户, 低保 may each have a column that says yes or no: then the heading is the mark. */
static void
take_category (XyRosterReader *reader, XyRosterRow *row)
{
  g_autoptr (GString) all = NULL;

  for (guint i = 0; i < reader->layout->columns->len; i++)
    {
      const XyRosterColumn *column = reader->layout->columns->pdata[i];
      if (column->field != XY_ROSTER_CATEGORY)
        continue;
      g_autofree char *text = xy_text_clean (xy_sheet_get (reader->sheet, reader->row, column->column)->text);
      int answer = xy_roster_yes_or_no (text);
      if (answer == 0 || xy_roster_says_nothing (text))
        continue;
      g_autofree char *heading = xy_roster_squeeze (column->heading);
      const char *mark = answer != 1 ? text : g_str_has_prefix (heading, "是否") ? heading + strlen ("是否") : heading;
      if (all == NULL)
        all = g_string_new (mark);
      else if (strstr (all->str, mark) == NULL)
        g_string_append_printf (all, "、%s", mark);
    }
  if (all != NULL && fits (reader, row, XY_ROSTER_CATEGORY, all->str, XY_TEXT_MOST))
    row->value[XY_ROSTER_CATEGORY] = xy_roster_keep (reader->read, all->str);
}

/* The age as the file says it: by the years alone, or counted from one at birth (虚岁), it may be off by two. */
static void
check_age (XyRosterReader *reader, const XyRosterRow *row, const XyIdNumber *number)
{
  const XyCell *cell = reader->cells[XY_ROSTER_AGE];
  const char *birthday = row->value[XY_ROSTER_BIRTHDAY];

  if (birthday == NULL)
    birthday = number->birthday;
  if (cell == NULL || birthday[0] == '\0' || row->life != NULL)
    return;
  gsize digits = strspn (cell->text, "0123456789");
  int said = digits > 0 && digits <= 3 ? (int) g_ascii_strtoll (cell->text, NULL, 10) : -1;
  int age = xy_day_age (birthday, reader->today);
  if (said >= 0 && age >= 0 && ABS (said - age) > 2)
    warn (reader, XY_ROSTER_AGE, _ ("The age does not fit the birthday."));
}

void
xy_roster_take_cells (XyRosterReader *reader, XyRosterRow *row)
{
  static const XyRosterField plain[] = { XY_ROSTER_POLITICS, XY_ROSTER_EDUCATION,  XY_ROSTER_MARRIAGE,
                                         XY_ROSTER_HEALTH,   XY_ROSTER_WORK_PLACE, XY_ROSTER_NOTE,
                                         XY_ROSTER_NATION,   XY_ROSTER_ADDRESS,    XY_ROSTER_HOUSEHOLD_NOTE };
  XyIdNumber number;

  take_relation (reader, row);
  take_name (reader, row);
  row->is_head = xy_relation_is_head (row->value[XY_ROSTER_RELATION]);
  take_sex (reader, row);
  take_id_number (reader, row, &number);
  take_birthday (reader, row);
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    if (reader->cells[plain[i]] != NULL)
      take_plain (reader, row, plain[i]);
  if (row->value[XY_ROSTER_NATION] != NULL)
    row->value[XY_ROSTER_NATION] = xy_roster_nation (row->value[XY_ROSTER_NATION]);
  take_phone (reader, row, XY_ROSTER_PHONE);
  take_phone (reader, row, XY_ROSTER_HEAD_PHONE);
  take_bank (reader, row);
  take_category (reader, row);
  take_life (reader, row);

  XyIdFlags differs = xy_id_number_compare (&number, row->value[XY_ROSTER_SEX], row->value[XY_ROSTER_BIRTHDAY]);
  if ((differs & XY_ID_SEX_DIFFERS) != 0)
    warn (reader, XY_ROSTER_SEX, xy_id_number_explain (XY_ID_SEX_DIFFERS));
  if ((differs & XY_ID_BIRTHDAY_DIFFERS) != 0)
    warn (reader, XY_ROSTER_BIRTHDAY, xy_id_number_explain (XY_ID_BIRTHDAY_DIFFERS));
  check_age (reader, row, &number);
}
