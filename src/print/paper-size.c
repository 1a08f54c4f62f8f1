/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sizes of sheets and boards, and their names. */
#include "print/paper.h"

#include <string.h>

/* Of a size by its millimetres. */
#define SMALLEST_MM 50
#define LARGEST_MM 4000

static const struct
{
  const char *name;
  double width_mm, height_mm;
} page_sizes[XY_N_PAGE_SIZES] = {
  { "A4", 210, 297 }, { "A3", 297, 420 },      { "8K", 260, 370 },        { "A5", 148, 210 },
  { "A6", 105, 148 }, { "600x900", 600, 900 }, { "900x1200", 900, 1200 }, { "1200x2400", 1200, 2400 },
};

static gboolean
is_custom (XyPageSize size)
{
  return (guint) size >> 24 == 1;
}

XyPageSetup
xy_page_setup (XyPageSize size, gboolean landscape)
{
  g_return_val_if_fail (size < XY_N_PAGE_SIZES || is_custom (size), (XyPageSetup){ 0 });

  double width = is_custom (size) ? size >> 12 & 0xfff : page_sizes[size].width_mm;
  double height = is_custom (size) ? size & 0xfff : page_sizes[size].height_mm;
  double shorter = MIN (width, height);
  double side = shorter >= 200 ? shorter * 18 / 210 : 10;
  XyPageSetup setup = {
    .width_mm = landscape ? height : width,
    .height_mm = landscape ? width : height,
    .top_mm = side,
    .bottom_mm = MAX (side * 0.83, 14),
    .left_mm = landscape ? side * 0.8 : side,
    .right_mm = landscape ? side * 0.8 : side,
  };
  return setup;
}

const char *
xy_page_size_get_name (XyPageSize size)
{
  g_return_val_if_fail (size < XY_N_PAGE_SIZES || is_custom (size), NULL);

  if (!is_custom (size))
    return page_sizes[size].name;
  g_autofree char *name = g_strdup_printf ("%dx%d", size >> 12 & 0xfff, size & 0xfff);
  return g_intern_string (name);
}

gboolean
xy_page_size_from_name (const char *name, XyPageSize *size)
{
  char *end = NULL;

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < XY_N_PAGE_SIZES; i++)
    if (g_ascii_strcasecmp (name, page_sizes[i].name) == 0)
      {
        *size = i;
        return TRUE;
      }
  if (!g_ascii_isdigit (*name))
    return FALSE;
  guint64 width = g_ascii_strtoull (name, &end, 10), height = 0;
  if (g_ascii_tolower (*end) == 'x' && g_ascii_isdigit (end[1]))
    height = g_ascii_strtoull (end + 1, &end, 10);
  else if (g_str_has_prefix (end, "×") && g_ascii_isdigit (end[strlen ("×")]))
    height = g_ascii_strtoull (end + strlen ("×"), &end, 10);
  if (*end != '\0' || width < SMALLEST_MM || width > LARGEST_MM || height < SMALLEST_MM || height > LARGEST_MM)
    return FALSE;
  *size = XY_PAGE_CUSTOM ((int) width, (int) height);
  return TRUE;
}
