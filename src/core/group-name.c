/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/group-name.h"

#include <string.h>

#include "core/normalize.h"
#include "core/number.h"

#define MOST 999

/* The longer first: of 村民小组 not only 组 is to go. */
static const char *const suffixes[] = { "村民小组", "村民组", "村小组", "小组", "组" };

/* Takes what only says "group" off the end, if anything is left then. */
static gboolean
drop_suffix (char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]) && strlen (name) > strlen (suffixes[i]))
      {
        name[strlen (name) - strlen (suffixes[i])] = '\0';
        return TRUE;
      }
  return FALSE;
}

/* "14", "014", "14.0" as a spreadsheet's number, "十四". */
static int
read_number (const char *text)
{
  gsize n = strspn (text, "0123456789");
  int number = 0;

  if (n == 0)
    {
      xy_chinese_number_parse (text, &number);
      return number;
    }
  if (text[n] == '.' && strspn (text + n + 1, "0") != strlen (text + n + 1))
    return 0;
  if (text[n] != '.' && text[n] != '\0')
    return 0;
  for (gsize i = 0; i < n && number <= MOST; i++)
    number = number * 10 + (text[i] - '0');
  return number;
}

/* The number of a group whose name without its suffix is STEM. */
static int
group_number (const char *stem, gboolean suffixed)
{
  const char *village = strrchr (stem, '\0');
  int number;

  /* Before the number may stand the village: 红旗村三组. Without 组, 新村1 is a name. */
  if (suffixed)
    while (village > stem)
      {
        village = g_utf8_prev_char (village);
        if (g_str_has_prefix (village, "村"))
          {
            stem = village + strlen ("村");
            break;
          }
      }
  if (g_str_has_prefix (stem, "第"))
    stem += strlen ("第");
  number = read_number (stem);
  return number >= 1 && number <= MOST ? number : 0;
}

gboolean
xy_group_name_parse (const char *text, int *number, char **key, char **display)
{
  g_autofree char *name = xy_name_clean (text);
  g_autofree char *stem = xy_digits_clean (name);
  gboolean suffixed = FALSE;
  int found;

  while (drop_suffix (stem))
    suffixed = TRUE;
  found = group_number (stem, suffixed);

  if (number != NULL)
    *number = found;
  if (key != NULL)
    *key = found > 0 ? g_strdup_printf ("%d", found) : g_utf8_strdown (stem, -1);
  if (display != NULL)
    *display = found > 0 ? g_strdup_printf ("%d组", found) : g_steal_pointer (&name);
  return found > 0;
}

char *
xy_group_name_key (const char *text)
{
  char *key;

  xy_group_name_parse (text, NULL, &key, NULL);
  return key;
}
