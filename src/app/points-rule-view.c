/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-rule-view.h"

#include <glib/gi18n-lib.h>

#include "app/pill.h"
#include "core/clock.h"
#include "core/points-account.h"

#define ASKING "points-rule-view-asking"

typedef struct
{
  XyDetail *detail;
  GtkWidget *steps;
  GCancellable *cancellable;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->detail);
  g_object_unref (asking->steps);
  g_object_unref (asking->cancellable);
  g_free (asking);
}

/* On the worker's thread. */
static gpointer
read_versions (XyStore *store, gpointer code, GCancellable *cancellable, GError **error)
{
  return xy_points_rule_versions (store, code, error);
}

static void
versions_free (gpointer versions)
{
  g_ptr_array_unref (versions);
}

static void
add_version (GtkWidget *steps, const XyPointsRule *rule)
{
  g_autofree char *score = xy_points_rule_score_text (rule), *cap = xy_points_rule_cap_text (rule);
  g_autofree char *what = g_strdup_printf (_ ("Version %d: %s"), (int) rule->version, score);
  g_autofree char *more = cap[0] != '\0' ? g_strdup_printf (_ ("%s, %s"), what, cap) : g_strdup (what);
  g_autofree char *when = NULL;

  if (rule->starts != NULL && rule->ends != NULL)
    when = g_strdup_printf ("%s — %s", rule->starts, rule->ends);
  else if (rule->starts != NULL)
    when = g_strdup_printf (_ ("from %s"), rule->starts);
  else if (rule->ends != NULL)
    when = g_strdup_printf (_ ("until %s"), rule->ends);
  xy_detail_add_step (steps, "xy-points-symbolic", more, when);
}

static void
on_versions_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GPtrArray) versions = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  for (guint i = 0; versions != NULL && i < versions->len && !g_cancellable_is_cancelled (asking->cancellable); i++)
    add_version (asking->steps, versions->pdata[i]);
  asking_free (asking);
}

static void
ask_versions (XyDetail *detail, XyDesk *desk, const char *code)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->detail = g_object_ref (detail);
  asking->steps = g_object_ref (xy_detail_add_steps (detail));
  asking->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (detail), ASKING, g_object_ref (asking->cancellable), g_object_unref);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_versions, g_strdup (code), g_free, versions_free,
                 asking->cancellable, on_versions_read, asking);
}

void
xy_points_rule_view_show (XyDetail *detail, XyDesk *desk, const XyPointsRule *rule)
{
  g_autofree char *today = xy_env_today (xy_env_system ());
  g_autofree char *more = g_strdup_printf ("%s · %s", rule->category, rule->code);
  g_auto (GStrv) sentences = xy_points_rule_sentences (rule);
  GCancellable *before = g_object_get_data (G_OBJECT (detail), ASKING);
  gboolean holds = xy_points_rule_holds (rule, today);
  GtkWidget *facts;

  if (before != NULL)
    g_cancellable_cancel (before);
  xy_detail_start (detail);
  xy_detail_add_title (detail, rule->name, more,
                       holds ? NULL
                             : xy_pill_new (XY_PILL_PLAIN, rule->ends != NULL && g_strcmp0 (rule->ends, today) < 0
                                                               ? _ ("ended")
                                                               : _ ("to come")));
  for (char **sentence = sentences; *sentence != NULL; sentence++)
    xy_detail_add_words (detail, *sentence, sentence == sentences ? "bold" : NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Whose points"), xy_points_account_label (rule->account));
  xy_detail_add_fact (facts, _ ("From"), rule->starts);
  xy_detail_add_fact (facts, _ ("Until"), rule->ends);
  xy_detail_add_fact (facts, _ ("Basis"), rule->basis);
  xy_detail_add_heading (detail, _ ("Versions"));
  ask_versions (detail, desk, rule->code);
}
