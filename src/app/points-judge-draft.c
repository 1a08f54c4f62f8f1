/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was judged at the desk and is not yet entered, as a draft (core/draft.h): lines of
 *   day<tab>…  place<tab>…  judge<tab>name<tab>id  yes<tab>id of the item  no<tab>id<tab>reason
 */
#include "app/points-judge-private.h"

#define KEEP_MS 500

static char *
name_of (XyPointsDesk *self)
{
  return g_strconcat ("points-judge:", xy_points_step_name (self->step), NULL);
}

static void
add_line (GString *body, const char *what, const char *first, const char *second)
{
  g_autofree char *one = g_strdup (first), *two = g_strdup (second != NULL ? second : "");

  g_string_append_printf (body, "%s\t%s\t%s\n", what, g_strdelimit (one, "\t\n", ' '), g_strdelimit (two, "\t\n", ' '));
}

/* NULL where nothing was judged. */
static char *
dump (XyPointsDesk *self)
{
  g_autoptr (GString) body = g_string_new (NULL);
  char id[XY_ID_TEXT_LENGTH + 1];
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      XyPointsJudgeRow *row = xy_points_desk_get_row (self, i);
      XyPointsOpinion opinion = xy_points_judge_row_get_opinion (row);

      if (opinion == XY_POINTS_UNJUDGED)
        continue;
      xy_id_to_text (xy_points_judge_row_get_id (row), id);
      add_line (body, opinion == XY_POINTS_AGREED ? "yes" : "no", id, xy_points_judge_row_get_reason (row));
      n++;
    }
  if (n == 0)
    return NULL;
  for (guint i = 0; self->step == XY_POINTS_STEP_REVIEW && i < self->judges->len; i++)
    {
      const XyPointsJudge *judge = &g_array_index (self->judges, XyPointsJudge, i);
      xy_id_to_text (&judge->person, id);
      add_line (body, "judge", judge->name, id);
    }
  static const char *const fields[] = { "day", "place" };
  for (guint i = 0; i < (self->step == XY_POINTS_STEP_REVIEW ? 2 : 1); i++)
    {
      g_autofree char *text = xy_form_get_text (XY_FORM (self->form), fields[i]);
      add_line (body, fields[i], text, NULL);
    }
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static gboolean
on_keep (gpointer data)
{
  XyPointsDesk *self = data;
  g_autofree char *name = name_of (self), *body = dump (self);

  self->keeping = 0;
  xy_desk_save_draft (self->desk, name, body);
  return G_SOURCE_REMOVE;
}

void
xy_points_desk_keep (XyPointsDesk *self)
{
  if (!self->loaded)
    return;
  self->came_back = FALSE;
  g_clear_handle_id (&self->keeping, g_source_remove);
  self->keeping = g_timeout_add (KEEP_MS, on_keep, self);
}

static XyPointsJudgeRow *
find_row (XyPointsDesk *self, const char *text)
{
  XyId id;

  for (guint i = 0; xy_id_from_text (text, &id) && i < self->items->len; i++)
    if (xy_id_same (xy_points_judge_row_get_id (xy_points_desk_get_row (self, i)), &id))
      return xy_points_desk_get_row (self, i);
  return NULL;
}

static void
take_judge (XyPointsDesk *self, const char *name, const char *text)
{
  XyPointsJudge judge = { g_strdup (name), XY_ID_NONE };

  xy_id_from_text (text, &judge.person);
  g_array_append_val (self->judges, judge);
}

static void
take_draft (XyPointsDesk *self, const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  guint n = 0;

  g_array_set_size (self->judges, 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
      if (g_strv_length (parts) != 3)
        continue;
      XyPointsJudgeRow *row = find_row (self, parts[1]);
      if (g_str_equal (parts[0], "judge"))
        take_judge (self, parts[1], parts[2]);
      else if (g_str_equal (parts[0], "day") || g_str_equal (parts[0], "place"))
        xy_form_set_text (XY_FORM (self->form), parts[0], parts[1]);
      else if (row != NULL)
        {
          gboolean yes = g_str_equal (parts[0], "yes");
          xy_points_judge_row_put (row, yes ? XY_POINTS_AGREED : XY_POINTS_REFUSED, parts[2]);
          n++;
        }
    }
  self->came_back = n > 0;
}

static void
on_draft_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  XyPointsDesk *self = data;
  g_autofree char *draft = xy_desk_load_draft_finish (XY_DESK (source), result, NULL);

  if (self->dialog != NULL)
    {
      if (draft != NULL)
        take_draft (self, draft);
      self->loaded = TRUE;
      if (self->step == XY_POINTS_STEP_REVIEW)
        xy_points_desk_show_judges (self);
      else
        {
          xy_points_desk_find_asides (self);
          xy_points_desk_show_counts (self);
        }
      if (self->came_back || self->step != XY_POINTS_STEP_REVIEW)
        xy_points_desk_focus_list (self);
    }
  xy_points_desk_unref (self);
}

void
xy_points_desk_restore (XyPointsDesk *self)
{
  g_autofree char *name = name_of (self);

  xy_desk_load_draft (self->desk, name, on_draft_loaded, g_rc_box_acquire (self));
}

void
xy_points_desk_forget (XyPointsDesk *self)
{
  g_autofree char *name = name_of (self);

  g_clear_handle_id (&self->keeping, g_source_remove);
  self->loaded = FALSE;
  xy_desk_save_draft (self->desk, name, NULL);
}
