/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gone: what the tests of the purge and of the yearly clearing ask of a pair: what is where, and whether all is sound.
 */
#pragma once

#include "core/purge.h"
#include "pair.h"
#include "server/store-private.h"

static inline gboolean
county_has (Pair *pair, const char *text)
{
  gint64 n = 0;
  g_autoptr (GError) error = NULL;

  xy_base_number (pair->county->base,
                  "SELECT (SELECT count (*) FROM op_log WHERE instr (CAST (line AS TEXT), ?1))"
                  " + (SELECT count (*) FROM rec WHERE instr (body, ?1)) + (SELECT count (*) FROM entry WHERE "
                  "instr (body, ?1)) + (SELECT count (*) FROM op_log WHERE instr (coalesce (detail, ''), ?1))",
                  XY_BIND (XY_TEXT (text)), &n, &error);
  g_assert_no_error (error);
  return n != 0;
}

/* TEXT is neither in the files of the two computers nor with the county. */
static inline void
assert_nowhere (Pair *pair, const char *text)
{
  for (guint k = 0; k < 2; k++)
    {
      if (office_file_has (&pair->offices[k], text))
        g_test_message ("%s is on computer %u", text, k);
      g_assert_false (office_file_has (&pair->offices[k], text));
    }
  if (county_has (pair, text))
    g_test_message ("%s is with the county", text);
  g_assert_false (county_has (pair, text));
}

/* Both computers are whole, have nothing to say or to settle, and are alike. */
static inline void
assert_sound (Pair *pair)
{
  for (guint k = 0; k < 2; k++)
    {
      XyStanding standing = pair_standing (pair, k);

      office_assert_whole (&pair->offices[k]);
      g_assert_cmpint (standing.waiting, ==, 0);
      g_assert_cmpint (standing.returned, ==, 0);
      g_assert_cmpint (standing.conflicts, ==, 0);
    }
  pair_assert_alike (pair);
}

/* As the program does: when both have talked, their histories are cleared. */
static inline void
talk_all (Pair *pair)
{
  g_autoptr (GError) error = NULL;

  pair_talk_all (pair);
  for (guint k = 0; k < 2; k++)
    {
      xy_purge_finish (pair->offices[k].store, &error);
      g_assert_no_error (error);
    }
}
