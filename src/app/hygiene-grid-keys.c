/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/dialog.h"
#include "app/hygiene-grid-private.h"
#include "core/points-rule.h"
#include "core/sentence.h"

/* Typing */

static const char *
get_text (guint row, guint column, gpointer owner)
{
  XyHygieneGridDesk *self = owner;

  return xy_hygiene_typing_get (self->typing, self->judge, row, column);
}

static void
set_text (guint row, guint column, const char *text, gpointer owner)
{
  XyHygieneGridDesk *self = owner;

  xy_hygiene_typing_set (self->typing, self->judge, row, column, text);
  xy_dialog_set_error (XY_DIALOG (self->dialog), NULL);
  g_clear_pointer (&self->said, g_free);
  self->said_wrong = FALSE;
  xy_draft_keeper_now (self->keeper);
  xy_hygiene_grid_show_status (self);
}

static gboolean
may_stand (guint row, gpointer owner)
{
  XyHygieneGridDesk *self = owner;

  return xy_hygiene_typing_may_stand (self->typing, self->judge, row);
}

/* On to the next household; at the end to what is missing still. */
static void
go_on (XyHygieneGridDesk *self)
{
  guint row, column, gap;

  if (xy_cells_go_across (self->cells, 1) || !xy_cells_get_place (self->cells, &row, &column))
    return;
  if (xy_hygiene_typing_next_gap (self->typing, self->judge, 0, &gap) && gap != row
      && xy_hygiene_grid_is_shown (self, gap))
    xy_hygiene_grid_go_and_say (self, gap, 0, _ ("That was the last household. Here a sheet is missing still."));
  else
    {
      xy_cells_go (self->cells, row, 0);
      xy_hygiene_grid_say (self, FALSE, _ ("That was the last household of this list."));
    }
}

/* Enter after the last cell of a line. */
static void
finish_line (XyHygieneGridDesk *self, guint row)
{
  XyHygieneTypedLine *line = xy_hygiene_typing_line (self->typing, self->judge, row);
  g_autofree char *sentence = NULL;
  guint wrong;

  if (!xy_hygiene_typing_check (self->typing, self->judge, row, &wrong, &sentence))
    {
      xy_hygiene_grid_go_and_say (self, row, wrong, sentence);
      return;
    }
  if (xy_hygiene_typing_differs (self->typing, self->judge, row) && !line->asked)
    {
      const XyHygieneGridRow *from = xy_hygiene_typing_row (self->typing, row);
      const XyHygieneJudge *judge = self->typing->grid->judges->pdata[self->judge];
      g_autofree char *was = xy_amount_format (from->cells[self->judge].sum);
      g_autofree char *is = xy_amount_format (xy_hygiene_typing_sum (self->typing, self->judge, row));
      g_autofree char *words = g_strdup_printf (_ ("%s has judged %s already: %s, now %s. Enter once more changes it, "
                                                   "Esc leaves it as it was."),
                                                judge->name, from->number != NULL ? from->number : from->name, was, is);
      line->asked = TRUE;
      xy_hygiene_grid_go_and_say (self, row, self->typing->n_columns - 1, words);
      return;
    }
  if (line->typed)
    xy_hygiene_grid_keep (self, &row, 1);
  go_on (self);
  xy_hygiene_grid_show_state (self);
}

static gboolean
on_enter (guint row, guint column, gpointer owner)
{
  XyHygieneGridDesk *self = owner;
  g_autofree char *problem = xy_hygiene_typing_problem (self->typing, self->judge, row, column);
  const char *text = xy_hygiene_typing_get (self->typing, self->judge, row, column);

  if (column + 1 == self->typing->n_columns && text != NULL)
    finish_line (self, row);
  else if (problem != NULL || text == NULL)
    {
      xy_cells_start_over (self->cells);
      xy_hygiene_grid_say (self, TRUE,
                           problem != NULL ? problem : _ ("This cell is empty. ↓ goes on to the next household."));
      xy_hygiene_grid_show_status (self);
    }
  else
    xy_cells_go_across (self->cells, 1);
  return TRUE;
}

/* The number of a household, typed where a score could be */

/* What was typed in the cell so far was the beginning of it. */
static void
begin_jump (XyHygieneGridDesk *self)
{
  guint row, column;
  const char *text;

  if (!xy_cells_get_place (self->cells, &row, &column))
    return;
  text = xy_cells_is_fresh (self->cells) ? NULL : get_text (row, column, self);
  self->jump = g_string_new (text);
  if (text != NULL)
    {
      g_string_append_c (self->jump, '-');
      if (self->was_typed)
        xy_hygiene_typing_set (self->typing, self->judge, row, column, self->before);
      else
        xy_hygiene_typing_revert (self->typing, self->judge, row);
      xy_cells_start_over (self->cells);
      xy_cells_refresh_row (self->cells, row);
      xy_draft_keeper_now (self->keeper);
    }
}

static void
end_jump (XyHygieneGridDesk *self)
{
  g_string_free (self->jump, TRUE);
  self->jump = NULL;
}

static void
jump (XyHygieneGridDesk *self)
{
  g_autofree char *number = g_strdup (self->jump->str);
  g_autofree char *words = NULL;
  guint row;

  end_jump (self);
  if (!xy_hygiene_typing_find (self->typing, number, &row))
    words = g_strdup_printf (_ ("No household of this round has the number %s."), number);
  else if (xy_hygiene_typing_may_stand (self->typing, self->judge, row))
    {
      xy_hygiene_grid_go (self, row, 0);
      return;
    }
  else
    {
      const char *aside = xy_hygiene_typing_row (self->typing, row)->cells[self->judge].aside;
      words =
          aside != NULL ? g_strdup (aside) : g_strdup_printf (_ ("Household %s is not judged in this round."), number);
    }
  xy_hygiene_grid_say (self, TRUE, words);
}

static gboolean
take_jump_key (XyHygieneGridDesk *self, guint key)
{
  guint32 c = gdk_keyval_to_unicode (key);

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    jump (self);
  else if (key == GDK_KEY_Escape)
    end_jump (self);
  else if (key == GDK_KEY_BackSpace && self->jump->len > 1)
    g_string_truncate (self->jump, self->jump->len - 1);
  else if (key == GDK_KEY_BackSpace)
    end_jump (self);
  else if (c < 0x80 && (g_ascii_isdigit ((char) c) || c == '-') && self->jump->len < 12)
    g_string_append_c (self->jump, (char) c);
  else
    return FALSE;
  xy_hygiene_grid_show_status (self);
  return TRUE;
}

/* A tick: the keys of the pad, or the first letters of 合 and 不 as an input method has them. */
static gboolean
take_tick_key (XyHygieneGridDesk *self, guint key)
{
  guint32 c = gdk_keyval_to_unicode (key);

  if (c == '1' || c == 'h' || c == 'H')
    xy_cells_set_text (self->cells, "1");
  else if (c == '0' || c == 'b' || c == 'B')
    xy_cells_set_text (self->cells, "0");
  else
    return c < 0x80 && (g_ascii_isdigit ((char) c) || c == '.');
  return TRUE;
}

static void
revert (XyHygieneGridDesk *self, guint row)
{
  xy_hygiene_typing_revert (self->typing, self->judge, row);
  xy_draft_keeper_now (self->keeper);
  xy_hygiene_grid_go (self, row, 0);
  xy_cells_refresh_row (self->cells, row);
}

/* What was typed on a line that the store has goes; then the dialog may close. */
static gboolean
on_escape (XyHygieneGridDesk *self)
{
  guint row, column;

  if (!xy_cells_get_place (self->cells, &row, &column) || !xy_hygiene_typing_differs (self->typing, self->judge, row))
    return FALSE;
  revert (self, row);
  return TRUE;
}

static gboolean
take_key (guint key, GdkModifierType state, gpointer owner)
{
  XyHygieneGridDesk *self = owner;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (self->jump != NULL)
    {
      if (take_jump_key (self, key))
        return TRUE;
      end_jump (self);
    }
  if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    {
      begin_jump (self);
      xy_hygiene_grid_show_status (self);
      return TRUE;
    }
  if (key == GDK_KEY_Escape)
    return on_escape (self);
  return self->typing->ticks && take_tick_key (self, key);
}

/* A block of cells */

static void
paste (XyHygieneGridDesk *self, const char *text)
{
  g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (guint));
  guint row, column, n, lost, wrong_row = G_MAXUINT, wrong_column = 0;
  g_autofree char *first_problem = NULL;
  const guint *rows = xy_cells_get_rows (self->cells, &n);

  if (!xy_cells_get_place (self->cells, &row, &column))
    return;
  g_autoptr (GArray) changed = xy_hygiene_typing_paste (self->typing, self->judge, rows, n,
                                                        xy_cells_get_position (self->cells), column, text, &lost);
  for (guint i = 0; i < changed->len; i++)
    {
      guint at = g_array_index (changed, guint, i), wrong;
      g_autofree char *problem = NULL;
      /* A sheet that is there is changed only by typing it, where that is asked. */
      if (xy_hygiene_typing_check (self->typing, self->judge, at, &wrong, &problem)
          && !xy_hygiene_typing_differs (self->typing, self->judge, at))
        {
          if (xy_hygiene_typing_line (self->typing, self->judge, at)->typed)
            g_array_append_val (right, at);
        }
      else if (wrong_row == G_MAXUINT)
        {
          wrong_row = at;
          wrong_column = problem != NULL ? wrong : self->typing->n_columns - 1;
          first_problem = problem != NULL
                              ? g_steal_pointer (&problem)
                              : g_strdup (_ ("This household was judged already. Enter changes its sheet."));
        }
    }
  if (right->len > 0)
    xy_hygiene_grid_keep (self, (const guint *) (gpointer) right->data, right->len);
  xy_draft_keeper_now (self->keeper);
  g_autofree char *words =
      lost > 0 ? g_strdup_printf (_ ("%u lines taken, %u complete; %u found no household that is judged here."),
                                  changed->len, right->len, lost)
               : g_strdup_printf (_ ("%u lines taken, %u complete."), changed->len, right->len);
  g_autofree char *all = xy_sentence_join (words, first_problem);
  xy_hygiene_grid_go_and_say (self, wrong_row != G_MAXUINT ? wrong_row : row,
                              wrong_row != G_MAXUINT ? wrong_column : column, all);
  self->said_wrong = lost > 0 || first_problem != NULL;
  xy_cells_refresh (self->cells);
  xy_hygiene_grid_show_status (self);
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  XyHygieneGridDesk *self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text != NULL && text[0] != '\0' && self->dialog != NULL && self->cells != NULL)
    paste (self, text);
  xy_hygiene_grid_desk_unref (self);
}

void
xy_hygiene_grid_paste (XyHygieneGridDesk *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->dialog), NULL, on_text_read,
                                 xy_hygiene_grid_desk_ref (self));
}

/* What was typed last goes: on this line, or with the last act. */
void
xy_hygiene_grid_undo (XyHygieneGridDesk *self)
{
  guint row, column;

  if (xy_cells_get_place (self->cells, &row, &column) && xy_hygiene_typing_line (self->typing, self->judge, row)->typed)
    {
      revert (self, row);
      return;
    }
  self->undoing = TRUE;
  xy_desk_undo (self->desk);
}

const XyCellsUse xy_hygiene_grid_use = { .make_line = xy_hygiene_grid_make_line,
                                         .show_line = xy_hygiene_grid_show_line,
                                         .get_text = get_text,
                                         .set_text = set_text,
                                         .describe = xy_hygiene_grid_describe,
                                         .take_key = take_key,
                                         .enter = on_enter,
                                         .may_stand = may_stand };
