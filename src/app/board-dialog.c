/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/board-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"

static void
board_unref (gpointer board)
{
  g_clear_object (&board);
}

/* Nothing: the usual size. */
static gboolean
parse_side (const char *text, gint64 *side)
{
  *side = 0;
  return text[0] == '\0' || g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, side, NULL);
}

static char *
check_side (XyForm *form, const char *text, gpointer data)
{
  gint64 side;

  if (parse_side (text, &side) && (text[0] == '\0' || (side >= XY_BOARD_LEAST_MM && side <= XY_BOARD_MOST_MM)))
    return NULL;
  return g_strdup_printf (_ ("Please write millimetres, from %d to %d."), XY_BOARD_LEAST_MM, XY_BOARD_MOST_MM);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what the board is called.")) : NULL;
}

static gpointer
collect (XyForm *form, gpointer before)
{
  XyBoard *board = before != NULL ? xy_record_copy (before) : xy_record_new (&xy_board_type);
  g_autofree char *name = xy_form_get_text (form, "name"), *place = xy_form_get_text (form, "place"),
                  *width = xy_form_get_text (form, "width"), *height = xy_form_get_text (form, "height");

  xy_set_str (&board->name, name);
  xy_set_str (&board->place, place[0] != '\0' ? place : NULL);
  parse_side (width, &board->width);
  parse_side (height, &board->height);
  return board;
}

static void
remove_board (GtkWidget *button)
{
  XyDesk *desk = g_object_get_data (G_OBJECT (button), "desk");
  XyBoard *board = g_object_get_data (G_OBJECT (button), "board");

  xy_desk_act (desk, _ ("Remove a board"), xy_board_remove_act, g_object_ref (board), g_object_unref, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (button)));
}

void
xy_board_dialog_open (GtkWidget *from, XyDesk *desk, const XyBoard *board)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Enter a board"), .act = xy_board_save_act, .collect = collect, .free_collected = g_object_unref
  };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog, *remove;
  g_autofree char *width = NULL, *height = NULL;

  xy_form_add (form, "name", _ ("_Name"), gtk_entry_new (), NULL);
  xy_form_add (form, "place", _ ("_Where"), gtk_entry_new (), _ ("As: left of the office's door"));
  xy_form_add (form, "width", _ ("_Width (mm)"), gtk_entry_new (), _ ("Of the part on which papers hang"));
  xy_form_add (form, "height", _ ("_Height (mm)"), gtk_entry_new (), _ ("Of the part on which papers hang"));
  xy_form_set_check (form, "name", check_name, NULL);
  xy_form_set_check (form, "width", check_side, NULL);
  xy_form_set_check (form, "height", check_side, NULL);
  width = g_strdup_printf ("%d", board != NULL ? (int) board->width : XY_BOARD_USUAL_WIDTH_MM);
  height = g_strdup_printf ("%d", board != NULL ? (int) board->height : XY_BOARD_USUAL_HEIGHT_MM);
  xy_form_set_text (form, "name", board != NULL ? board->name : "");
  xy_form_set_text (form, "place", board != NULL && board->place != NULL ? board->place : "");
  xy_form_set_text (form, "width", width);
  xy_form_set_text (form, "height", height);
  dialog = xy_form_dialog_new (from, desk, board != NULL ? _ ("Notice board") : _ ("New notice board"),
                               board != NULL ? _ ("Change it") : _ ("Enter it"), GTK_WIDGET (form), &act,
                               board != NULL ? g_object_ref ((gpointer) board) : NULL, board_unref);
  if (board != NULL)
    {
      remove = gtk_button_new_with_label (_ ("Remove the board"));
      g_object_set_data_full (G_OBJECT (remove), "desk", g_object_ref (desk), g_object_unref);
      g_object_set_data_full (G_OBJECT (remove), "board", g_object_ref ((gpointer) board), g_object_unref);
      g_signal_connect (remove, "clicked", G_CALLBACK (remove_board), NULL);
      xy_dialog_add_button (XY_DIALOG (dialog), remove);
    }
  xy_form_dialog_present (dialog);
}
