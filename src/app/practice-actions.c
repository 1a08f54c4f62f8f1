/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/practice-actions.h"

#include <glib/gi18n-lib.h>

#include "app/application.h"
#include "app/message-dialog.h"
#include "app/practice-open.h"
#include "app/prefs.h"
#include "app/toast.h"

typedef struct
{
  XyWindow *window;
  XyPracticeBar *bar;
  char *own; /* what was open before practice; NULL: nothing was */
} Practice;

static void
practice_free (gpointer p)
{
  Practice *self = p;

  g_free (self->own);
  g_free (self);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyWindow) window = p;
  g_autoptr (GError) error = NULL;

  if (xy_practice_open_finish (XY_DESK (source), result, &error))
    g_settings_set_string (xy_prefs (), "village", xy_desk_get_path (XY_DESK (source)));
  else
    xy_message_dialog_tell (GTK_WIDGET (window), _ ("The village to practise in could not be opened"), error->message);
}

static void
open_practice (Practice *self, gboolean anew)
{
  xy_toast_show (GTK_WIDGET (self->bar), _ ("The village to practise in is being made…"), NULL, NULL);
  xy_practice_open (xy_window_get_desk (self->window), anew, on_opened, g_object_ref (self->window));
}

static void
on_practise_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  Practice *self = p;
  XyDesk *desk = xy_window_get_desk (self->window);

  if (xy_desk_is_sample (desk))
    {
      xy_practice_bar_focus (self->bar);
      return;
    }
  /* There is nobody yet who could want to. */
  if (xy_desk_get_user (desk) == NULL)
    return;
  g_free (self->own);
  self->own = g_strdup (xy_desk_get_path (desk));
  open_practice (self, FALSE);
}

static void
on_anew_answered (gboolean confirmed, gpointer p)
{
  if (confirmed)
    open_practice (p, TRUE);
}

static void
on_anew_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  Practice *self = p;

  xy_message_dialog_ask (GTK_WIDGET (self->window), _ ("Begin practice anew?"),
                         _ ("The village to practise in is made afresh. What was done in it is gone; your own village "
                            "is not touched."),
                         _ ("Begin anew"), TRUE, on_anew_answered, self);
}

static void
on_leave_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  Practice *self = p;
  g_autofree char *own = self->own != NULL && g_file_test (self->own, G_FILE_TEST_EXISTS)
                             ? g_steal_pointer (&self->own)
                             : xy_application_find_own_village ();
  gboolean is_open = g_strcmp0 (own, xy_desk_get_path (xy_window_get_desk (self->window))) == 0;

  xy_window_open_store (self->window, is_open ? NULL : own, 0);
}

void
xy_practice_actions_add (XyWindow *window, XyPracticeBar *bar)
{
  static const GActionEntry entries[] = {
    { .name = "practise", .activate = on_practise_activated },
    { .name = "practice-anew", .activate = on_anew_activated },
    { .name = "leave-practice", .activate = on_leave_activated },
  };
  Practice *self = g_new0 (Practice, 1);

  *self = (Practice){ .window = window, .bar = bar };
  g_object_set_data_full (G_OBJECT (window), "xy-practice", self, practice_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
}
