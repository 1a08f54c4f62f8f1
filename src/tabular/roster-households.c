/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/roster-read-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/normalize.h"
#include "core/record-check.h"
#include "core/relation.h"

static guint
start_household (XyRosterReader *reader)
{
  XyRosterHousehold household = { .number = reader->number,
                                  .head_name = reader->head_name,
                                  .first = XY_ROSTER_NOBODY,
                                  .last = XY_ROSTER_NOBODY,
                                  .head = XY_ROSTER_NOBODY };

  if (reader->group != NULL)
    {
      household.group = reader->group->shown;
      household.group_key = reader->group->key;
    }
  g_array_append_val (reader->read->households, household);
  return reader->household = reader->read->households->len - 1;
}

/* The household that NAME (its number or its head) and the group mean, or a new one. */
static guint
find_household (XyRosterReader *reader, const char *name, gboolean may_have_head)
{
  char kind = reader->layout->grouping == XY_ROSTER_BY_NUMBER ? 'n' : 'h';
  g_autofree char *key = g_strdup_printf ("%c%s\n%s", kind, name, reader->group != NULL ? reader->group->key : "");
  gpointer found = g_hash_table_lookup (reader->by_key, key);

  if (found != NULL)
    {
      guint index = GPOINTER_TO_UINT (found) - 1;
      if (may_have_head || xy_roster_household_at (reader->read, index)->head == XY_ROSTER_NOBODY)
        return reader->household = index;
    }
  start_household (reader);
  g_hash_table_insert (reader->by_key, g_steal_pointer (&key), GUINT_TO_POINTER (reader->household + 1));
  return reader->household;
}

/* What a cell of a household says, in a merged block or on its first line; NULL where it says nothing. */
static const char *
block_text (XyRosterReader *reader, XyRosterField field, char *(*clean) (const char *) )
{
  const char *text = xy_roster_cell_text (reader, field);

  if (text == NULL)
    return NULL;
  g_autofree char *cleaned = clean (text);
  /* Nothing of that length is a number or a name. */
  return cleaned[0] == '\0' || g_utf8_strlen (cleaned, -1) > XY_NAME_MOST ? NULL
         : g_str_equal (cleaned, text)                                    ? text
                                                                          : xy_roster_keep (reader->read, cleaned);
}

static gboolean
current_has_head (XyRosterReader *reader)
{
  return reader->household != XY_ROSTER_NOBODY
         && xy_roster_household_at (reader->read, reader->household)->head != XY_ROSTER_NOBODY;
}

static void
place_by_number (XyRosterReader *reader, const XyRosterRow *row)
{
  const char *number = block_text (reader, XY_ROSTER_NUMBER, xy_digits_clean);
  const char *head = block_text (reader, XY_ROSTER_HEAD, xy_name_clean);

  if (number != NULL)
    {
      if (reader->household == XY_ROSTER_NOBODY || g_strcmp0 (number, reader->number) != 0)
        reader->head_name = head;
      reader->number = number;
      find_household (reader, number, TRUE);
    }
  else if (row->is_head && (reader->household == XY_ROSTER_NOBODY || current_has_head (reader)))
    {
      /* A head on a line without a number starts a household that has none. */
      reader->number = NULL;
      reader->head_name = head;
      start_household (reader);
    }
}

static void
place_by_head (XyRosterReader *reader, XyRosterRow *row)
{
  const char *head = block_text (reader, XY_ROSTER_HEAD, xy_name_clean);
  gboolean is_head =
      row->is_head
      || (head != NULL && row->value[XY_ROSTER_RELATION] == NULL && g_strcmp0 (head, row->value[XY_ROSTER_NAME]) == 0);

  if (is_head && !row->is_head)
    {
      row->is_head = TRUE;
      row->value[XY_ROSTER_RELATION] = XY_RELATION_HEAD;
    }
  if (head != NULL)
    {
      reader->head_name = head;
      find_household (reader, head, !is_head);
    }
  else if (row->is_head && (reader->household == XY_ROSTER_NOBODY || current_has_head (reader)))
    {
      reader->head_name = row->value[XY_ROSTER_NAME];
      start_household (reader);
    }
}

static gboolean
starts_by_serial (XyRosterReader *reader)
{
  const XyCell *cell = reader->cells[XY_ROSTER_SERIAL];
  const XyCellRange *merge = NULL;

  if (cell == NULL)
    return FALSE;
  if (reader->merged)
    merge = xy_sheet_merge_at (reader->sheet, reader->row, (guint) reader->layout->at[XY_ROSTER_SERIAL]);
  return merge == NULL || merge->row == reader->row;
}

static void
follow_group (XyRosterReader *reader)
{
  const char *text = xy_roster_cell_text (reader, XY_ROSTER_GROUP);
  const XyRosterGroup *group = text != NULL ? xy_roster_find_group (reader, text) : NULL;

  if (group == NULL || group == reader->group)
    return;
  if (reader->group == NULL || !g_str_equal (group->key, reader->group->key))
    reader->household = XY_ROSTER_NOBODY;
  reader->group = group;
}

static void
choose_household (XyRosterReader *reader, XyRosterRow *row)
{
  switch (reader->layout->grouping)
    {
    case XY_ROSTER_BY_NUMBER:
      place_by_number (reader, row);
      break;
    case XY_ROSTER_BY_HEAD:
      place_by_head (reader, row);
      break;
    case XY_ROSTER_BY_RELATION:
      if (row->is_head)
        start_household (reader);
      break;
    case XY_ROSTER_BY_SERIAL:
      if (starts_by_serial (reader))
        start_household (reader);
      break;
    case XY_ROSTER_EACH_ROW:
    default:
      start_household (reader);
      break;
    }
}

static void
leave_out (XyRosterReader *reader, XyRosterRow *row, const char *text)
{
  row->state = XY_ROSTER_BAD;
  xy_roster_tell (reader->read, XY_ROSTER_ERROR, row->sheet, row->row, -1, text);
}

/* The row that lists the same person by ID number, or XY_ROSTER_NOBODY. */
static guint
find_same (XyRosterReader *reader, XyRosterRow *row, guint index)
{
  const char *id_number = row->value[XY_ROSTER_ID_NUMBER];

  if (id_number == NULL || row->state == XY_ROSTER_BAD || strlen (id_number) < 15)
    return XY_ROSTER_NOBODY;
  gpointer found = g_hash_table_lookup (reader->by_id, id_number);
  if (found == NULL)
    {
      g_hash_table_insert (reader->by_id, (gpointer) id_number, GUINT_TO_POINTER (index + 1));
      return XY_ROSTER_NOBODY;
    }

  guint same = GPOINTER_TO_UINT (found) - 1;
  const XyRosterRow *other = xy_roster_row_at (reader->read, same);
  const char *sheet = xy_sheet_get_name (xy_workbook_get_sheet (reader->read->workbook, other->sheet));
  gboolean same_name = g_strcmp0 (other->value[XY_ROSTER_NAME], row->value[XY_ROSTER_NAME]) == 0;
  g_autofree char *text =
      same_name
          ? g_strdup_printf (_ ("The same person stands in row %u of sheet “%s”; taken once."), other->row + 1, sheet)
          : g_strdup_printf (_ ("Row %u of sheet “%s” has the same ID number with another name."), other->row + 1,
                             sheet);
  if (same_name)
    {
      row->state = XY_ROSTER_REPEAT;
      xy_roster_tell_cell (reader, XY_ROSTER_WARNING, XY_ROSTER_ID_NUMBER, text);
      return same;
    }
  row->state = XY_ROSTER_BAD;
  xy_roster_tell_cell (reader, XY_ROSTER_ERROR, XY_ROSTER_ID_NUMBER, text);
  return XY_ROSTER_NOBODY;
}

static void
join (XyRosterReader *reader, XyRosterRow *row, guint index)
{
  XyRosterHousehold *household = xy_roster_household_at (reader->read, reader->household);

  row->household = reader->household;
  if (household->last == XY_ROSTER_NOBODY)
    household->first = index;
  else
    xy_roster_row_at (reader->read, household->last)->next = index;
  household->last = index;
}

/* What the file says of the household on whatever line of it. */
static void
take_household (XyRosterReader *reader, const XyRosterRow *row)
{
  XyRosterHousehold *household = xy_roster_household_at (reader->read, reader->household);
  const char *count = xy_roster_cell_text (reader, XY_ROSTER_COUNT);

  if (household->address == NULL)
    household->address = row->value[XY_ROSTER_ADDRESS];
  if (household->phone == NULL)
    household->phone = row->value[XY_ROSTER_HEAD_PHONE];
  if (household->bank == NULL)
    household->bank = row->value[XY_ROSTER_BANK];
  if (household->category == NULL)
    household->category = row->value[XY_ROSTER_CATEGORY];
  if (household->note == NULL)
    household->note = row->value[XY_ROSTER_HOUSEHOLD_NOTE];
  if (household->count == 0 && count != NULL)
    household->count = (guint) CLAMP (g_ascii_strtoll (count, NULL, 10), 0, 1000);
}

void
xy_roster_place (XyRosterReader *reader, XyRosterRow *row, guint index)
{
  guint same = find_same (reader, row, index);

  follow_group (reader);
  if (same != XY_ROSTER_NOBODY && row->is_head)
    {
      /* The list of a group once more: those below belong to the household as it was first listed. */
      reader->household = xy_roster_row_at (reader->read, same)->household;
      row->household = reader->household;
      return;
    }
  choose_household (reader, row);
  if (reader->household == XY_ROSTER_NOBODY)
    {
      if (row->state != XY_ROSTER_REPEAT)
        leave_out (reader, row, _ ("No household stands above this row, and the row does not say of which one it is."));
      return;
    }
  take_household (reader, row);
  if (row->state == XY_ROSTER_REPEAT)
    {
      row->household = reader->household;
      return;
    }
  join (reader, row, index);
  XyRosterHousehold *household = xy_roster_household_at (reader->read, reader->household);
  if (row->is_head && household->head == XY_ROSTER_NOBODY)
    household->head = index;
}

static gboolean
says_relation (const XyRosterReader *reader, const XyRosterRow *row)
{
  for (guint i = 0; i < reader->read->layouts->len; i++)
    {
      const XyRosterLayout *layout = reader->read->layouts->pdata[i];
      if (layout->sheet == row->sheet)
        return layout->at[XY_ROSTER_RELATION] >= 0 || layout->at[XY_ROSTER_IS_HEAD] >= 0;
    }
  return FALSE;
}

/* Who is the head where no 户主 stands in the column of relations: the one of the head's name; without such a column,
 * the first. */
static void
find_head (XyRosterReader *reader, XyRosterHousehold *household)
{
  for (guint i = household->first; i != XY_ROSTER_NOBODY && household->head == XY_ROSTER_NOBODY;
       i = xy_roster_row_at (reader->read, i)->next)
    {
      const XyRosterRow *row = xy_roster_row_at (reader->read, i);
      if (household->head_name != NULL && g_strcmp0 (household->head_name, row->value[XY_ROSTER_NAME]) == 0)
        household->head = i;
    }
  if (household->head == XY_ROSTER_NOBODY && household->head_name == NULL
      && !says_relation (reader, xy_roster_row_at (reader->read, household->first)))
    household->head = household->first;
  if (household->head == XY_ROSTER_NOBODY)
    return;
  XyRosterRow *head = xy_roster_row_at (reader->read, household->head);
  head->is_head = TRUE;
  head->value[XY_ROSTER_RELATION] = XY_RELATION_HEAD;
}

/* All rows of HOUSEHOLD wait until it is mended; TEXT says why. */
static void
hold_back (XyRosterReader *reader, XyRosterHousehold *household, const char *text)
{
  for (guint i = household->first; i != XY_ROSTER_NOBODY; i = xy_roster_row_at (reader->read, i)->next)
    {
      XyRosterRow *row = xy_roster_row_at (reader->read, i);
      if (row->state != XY_ROSTER_GOOD)
        continue;
      row->state = XY_ROSTER_WAITS;
      xy_roster_tell (reader->read, XY_ROSTER_ERROR, row->sheet, row->row, -1, text);
    }
}

static gboolean
check_size (XyRosterReader *reader, XyRosterHousehold *household)
{
  guint n = 0;

  for (guint i = household->first; i != XY_ROSTER_NOBODY; i = xy_roster_row_at (reader->read, i)->next)
    n++;
  if (n <= XY_ROSTER_MOST_PERSONS)
    return TRUE;

  g_autofree char *text = g_strdup_printf (_ ("%u persons in one household: is the column right that tells households "
                                              "apart?"),
                                           n);
  hold_back (reader, household, text);
  return FALSE;
}

static gboolean
check_head (XyRosterReader *reader, XyRosterHousehold *household)
{
  guint n_heads = 0, first = 0;

  find_head (reader, household);
  for (guint i = household->first; i != XY_ROSTER_NOBODY; i = xy_roster_row_at (reader->read, i)->next)
    {
      const XyRosterRow *row = xy_roster_row_at (reader->read, i);
      if (row->is_head && n_heads++ == 0)
        first = row->row + 1;
    }
  if (n_heads == 0 && household->head_name != NULL)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("The head %s is not among the persons of this household."), household->head_name);
      hold_back (reader, household, text);
      return FALSE;
    }
  if (n_heads != 1)
    {
      g_autofree char *two =
          g_strdup_printf (_ ("This household has more than one head (户主); the first is in row %u."), first);
      hold_back (reader, household, n_heads == 0 ? _ ("This household has no head (户主).") : two);
      return FALSE;
    }
  if (xy_roster_row_at (reader->read, household->head)->state == XY_ROSTER_GOOD)
    return TRUE;

  g_autofree char *waits = g_strdup_printf (_ ("Waits for the head of the household: row %u must be mended first."),
                                            xy_roster_row_at (reader->read, household->head)->row + 1);
  hold_back (reader, household, waits);
  return FALSE;
}

/* Persons without an ID number who are listed twice in one household. */
static void
drop_repeated (XyRosterReader *reader, XyRosterHousehold *household, XyRosterRow *row)
{
  for (guint i = household->first; xy_roster_row_at (reader->read, i) != row;
       i = xy_roster_row_at (reader->read, i)->next)
    {
      const XyRosterRow *other = xy_roster_row_at (reader->read, i);
      if (other->state != XY_ROSTER_GOOD || g_strcmp0 (other->value[XY_ROSTER_NAME], row->value[XY_ROSTER_NAME]) != 0
          || (row->value[XY_ROSTER_ID_NUMBER] != NULL && other->value[XY_ROSTER_ID_NUMBER] != NULL)
          || (row->value[XY_ROSTER_BIRTHDAY] != NULL && other->value[XY_ROSTER_BIRTHDAY] != NULL
              && strcmp (row->value[XY_ROSTER_BIRTHDAY], other->value[XY_ROSTER_BIRTHDAY]) != 0))
        continue;
      g_autofree char *text =
          g_strdup_printf (_ ("Row %u lists a person of the same name in this household; taken once."), other->row + 1);
      row->state = XY_ROSTER_REPEAT;
      xy_roster_tell (reader->read, XY_ROSTER_WARNING, row->sheet, row->row, -1, text);
      return;
    }
}

static void
check_against_head (XyRosterReader *reader, const XyRosterHousehold *household, guint n_listed)
{
  const XyRosterRow *head = xy_roster_row_at (reader->read, household->head);

  if (household->head_name != NULL && g_strcmp0 (household->head_name, head->value[XY_ROSTER_NAME]) != 0)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("The head is %s here, but the file names %s as the household's head."),
                           head->value[XY_ROSTER_NAME], household->head_name);
      xy_roster_tell (reader->read, XY_ROSTER_WARNING, head->sheet, head->row, -1, text);
    }
  if (household->count != 0 && household->count != n_listed && household->first != household->last)
    {
      g_autofree char *text = g_strdup_printf (_ ("The file says %u persons, and %u are listed in this household."),
                                               household->count, n_listed);
      xy_roster_tell (reader->read, XY_ROSTER_WARNING, head->sheet, head->row, -1, text);
    }
}

void
xy_roster_finish_households (XyRosterReader *reader)
{
  XyRosterRead *read = reader->read;

  for (guint h = 0; h < read->households->len; h++)
    {
      XyRosterHousehold *household = xy_roster_household_at (read, h);
      guint n_listed = 0;

      if (household->first == XY_ROSTER_NOBODY || !check_size (reader, household) || !check_head (reader, household))
        continue;
      for (guint i = household->first; i != XY_ROSTER_NOBODY; i = xy_roster_row_at (read, i)->next)
        {
          XyRosterRow *row = xy_roster_row_at (read, i);
          if (row->state == XY_ROSTER_GOOD && !row->is_head)
            drop_repeated (reader, household, row);
          household->n_good += row->state == XY_ROSTER_GOOD;
          n_listed += row->state == XY_ROSTER_GOOD || row->state == XY_ROSTER_BAD;
        }
      check_against_head (reader, household, n_listed);
      read->n_households++;
      read->n_persons += household->n_good;
    }
  for (guint i = 0; i < read->rows->len; i++)
    {
      guint8 state = xy_roster_row_at (read, i)->state;
      read->n_left_out += state == XY_ROSTER_BAD || state == XY_ROSTER_WAITS;
      read->n_repeated += state == XY_ROSTER_REPEAT;
    }
}
