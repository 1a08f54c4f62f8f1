/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/id-array.h"

void
xy_id_array_reverse (GArray *ids)
{
  for (guint i = 0; i < ids->len / 2; i++)
    {
      XyId *a = &g_array_index (ids, XyId, i), *b = &g_array_index (ids, XyId, ids->len - 1 - i), kept = *a;
      *a = *b;
      *b = kept;
    }
}
