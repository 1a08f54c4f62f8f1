/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-board-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/prefs.h"
#include "core/bylaw-act.h"

#define TEXT_HEIGHT 240 /* its ten lines, at the standard text size */

/* Lines that say something, and the most characters in one of them. */
static guint
count_lines (const char *text, guint *longest)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  *longest = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (g_strstrip (lines[i]), -1);
      n += length > 0;
      *longest = MAX (*longest, length);
    }
  return n;
}

char *
xy_bylaw_board_count (const char *text)
{
  guint longest, n = count_lines (text, &longest);

  if (n > XY_BYLAW_BOARD_LINES)
    return g_strdup_printf (_ ("%u lines: %u more than a board has room for."), n, n - XY_BYLAW_BOARD_LINES);
  return g_strdup_printf (_ ("%u of %d lines, the longest has %u characters."), n, XY_BYLAW_BOARD_LINES, longest);
}

static char *
check_board (XyForm *form, const char *text, gpointer data)
{
  guint longest, n = count_lines (text, &longest);

  return n > XY_BYLAW_BOARD_LINES
             ? g_strdup_printf (_ ("At most %d lines, so that it is read in passing."), XY_BYLAW_BOARD_LINES)
             : NULL;
}

static void
on_changed (XyForm *form, const char *name, GtkLabel *counts)
{
  g_autofree char *text = xy_form_get_text (form, "board");
  g_autofree char *words = xy_bylaw_board_count (text);

  gtk_label_set_text (counts, words);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  XyBylawVersion *version = xy_record_copy (data);

  xy_form_take_into (form, "board", &version->board);
  return version;
}

static const XyFormDialogAct act = {
  .title = N_ ("Write the short form for the board"),
  .act = xy_bylaw_version_write_act,
  .collect = collect,
  .free_collected = g_object_unref,
};

void
xy_bylaw_board_dialog_open (GtkWidget *from, XyDesk *desk, const XyBylawVersion *version)
{
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *text = gtk_text_view_new (), *counts = gtk_label_new (NULL);
  gboolean open = xy_bylaw_is_open (version) && xy_desk_may (desk, XY_MAY_KEEP_BYLAWS);
  char id[XY_ID_TEXT_LENGTH + 1];

  xy_form_add (form, "board", _ ("One line each"), text,
               _ ("What one remembers of the bylaw, as it hangs at the crossroads: at most ten short lines"));
  xy_form_set_check (form, "board", check_board, NULL);
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (text, GTK_TYPE_SCROLLED_WINDOW)),
      (int) (TEXT_HEIGHT * xy_prefs_get_scale ()));
  gtk_label_set_xalign (GTK_LABEL (counts), 0);
  gtk_label_set_wrap (GTK_LABEL (counts), TRUE);
  gtk_widget_add_css_class (counts, "quiet");
  gtk_widget_add_css_class (counts, "numeric");
  xy_form_add_widget (form, counts);
  if (version->board != NULL)
    xy_form_set_text (form, "board", version->board);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (text), open);
  on_changed (form, "board", GTK_LABEL (counts));
  g_signal_connect (form, "changed", G_CALLBACK (on_changed), counts);
  GtkWidget *dialog = xy_form_dialog_new (from, desk, _ ("Short form for the board"), open ? _ ("Keep it") : NULL,
                                          GTK_WIDGET (form), &act, g_object_ref ((gpointer) version), g_object_unref);
  xy_id_to_text (&version->record.id, id);
  g_autofree char *name = g_strconcat ("bylaw-board:", id, NULL);
  if (open)
    xy_form_dialog_keep_draft (dialog, name);
  xy_form_dialog_present (dialog);
}
