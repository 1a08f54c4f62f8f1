/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/points-close.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/points-account.h"
#include "core/store.h"

#define CLOSED_SQL "SELECT period FROM points_close WHERE del = 0 AND account IS ?1"

static const XySql statements[] = {
  { NULL, CLOSED_SQL, NULL },
};

const XyWord xy_points_close_modes[] = {
  { "carry", N_ ("carried on") },
  { "share", N_ ("carried on in part") },
  { "clear", N_ ("cleared") },
  { "expire", N_ ("expire by age") },
  { NULL, NULL },
};

static const XyField fields[] = {
  { "period", N_ ("Period"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, period),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "account", N_ ("Account"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, account), XY_FIELD_IMMUTABLE,
    xy_points_accounts },
  { "mode", N_ ("What becomes of the points"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, mode),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE, xy_points_close_modes },
  { "share", N_ ("Share carried on"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, share), XY_FIELD_IMMUTABLE },
  { "months", N_ ("Months until expiry"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, months), XY_FIELD_IMMUTABLE },
  { "day", N_ ("Day"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, day), XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "n", N_ ("Entries"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPointsClose, n), XY_FIELD_IMMUTABLE },
  { "delta", N_ ("Points"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, delta), XY_FIELD_IMMUTABLE },
  { "spend", N_ ("Can be spent"), XY_FIELD_POINTS, G_STRUCT_OFFSET (XyPointsClose, spend), XY_FIELD_IMMUTABLE },
  { "decision", N_ ("Decision"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, decision), 0 },
  { "confirmed_on", N_ ("Confirmed on"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPointsClose, confirmed_on), 0 },
  { "recorder", N_ ("Recorded by"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPointsClose, recorder),
    XY_FIELD_REQUIRED | XY_FIELD_IMMUTABLE },
  { "at", N_ ("Recorded at"), XY_FIELD_INSTANT, G_STRUCT_OFFSET (XyPointsClose, at), XY_FIELD_IMMUTABLE },
};

const XyRecordType xy_points_close_type = {
  .table = "points_close",
  .noun = N_ ("close"),
  .topic = XY_TOPIC_POINTS,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_RULES,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_points_close_get_type,
};

XY_DEFINE_RECORD (XyPointsClose, xy_points_close)

/* The closed period of ACCOUNT that ends last, and its last day; "" where none was closed. */
static gboolean
find_closed (XyStore *store, const char *account, char last[XY_DAY_SIZE], char **period, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), CLOSED_SQL, XY_BIND (XY_TEXT (account)), &problem);

  last[0] = '\0';
  *period = NULL;
  while (xy_rows_next (rows, &problem))
    {
      char from[XY_DAY_SIZE], to[XY_DAY_SIZE];
      xy_period_parse (xy_rows_text (rows, 0), NULL, from, to);
      if (strcmp (to, last) <= 0)
        continue;
      g_strlcpy (last, to, XY_DAY_SIZE);
      g_free (*period);
      *period = g_strdup (xy_rows_text (rows, 0));
    }
  if (problem == NULL)
    return TRUE;

  g_clear_pointer (period, g_free);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
xy_points_close_check (XyStore *store, const char *account, const char *day, GError **error)
{
  char last[XY_DAY_SIZE];
  g_autofree char *period = NULL;

  if (!find_closed (store, account, last, &period, error))
    return FALSE;
  if (strcmp (day, last) > 0)
    return TRUE;

  g_autofree char *words = xy_period_to_chinese (period);
  xy_set_invalid (error, "day", _ ("%s was closed; nothing is recorded in it or before it any more."), words);
  return FALSE;
}

const XySql *
xy_points_close_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
