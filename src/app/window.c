/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window.h"
#include "app/backup-keeper.h"
#include "app/damaged.h"
#include "app/day-watch.h"
#include "app/first-start.h"
#include "app/handover-dialog.h"
#include "app/lock-guard.h"
#include "app/lock.h"
#include "app/message-dialog.h"
#include "app/office-guide.h"
#include "app/page-badges.h"
#include "app/practice-actions.h"
#include "app/prefs.h"
#include "app/privacy-dialog.h"
#include "app/retention-dialog.h"
#include "app/search-box.h"
#include "app/settings-dialog.h"
#include "app/sync-carry.h"
#include "app/sync-keeper.h"
#include "app/toast.h"
#include "app/undo-keys.h"

#include <glib/gi18n-lib.h>

struct _XyWindow
{
  GtkApplicationWindow parent_instance;

  GtkStack *faces;
  GtkListBox *page_list;
  GtkLabel *village;
  GtkLabel *place;
  GtkLabel *user_name;
  GtkLabel *user_post;
  XyPracticeBar *practice;
  GtkWidget *undo;
  GtkLabel *undo_words;
  GtkWidget *redo;
  XySearchBox *search;
  GtkWidget *status_button;
  GtkLabel *status;
  GtkWidget *line_button; /* how it stands with the county */
  GtkLabel *line;
  GtkWidget *banner;
  GtkLabel *banner_words;
  GtkWidget *banner_verb;
  GtkStack *pages;

  XyDesk *desk;
  XyBackupKeeper *keeper;
  XyDayWatch *day_watch;
  GtkWidget *lock;
  GtkWidget *first_start;
  GtkWidget *damaged;
  gboolean is_broken; /* the file cannot be worked with: nothing else is shown */
  char *left;         /* the file that is open still while the first start is shown */
  GPtrArray *entries; /* const XyPageEntry * */
  XyLockGuard *guard;
  XyPageBadges *badges;
  XyOfficeGuide *guide;
  char *mode; /* the file that the sidebar was last set for */
};

G_DEFINE_FINAL_TYPE (XyWindow, xy_window, GTK_TYPE_APPLICATION_WINDOW)

static void show_face (XyWindow *self, const char *face);
static void show_first_page (XyWindow *self);

static void
set_action_enabled (XyWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
is_in_office (XyWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "office") == 0;
}

static void
update_undo (XyWindow *self)
{
  const char *undo = xy_desk_get_undo_title (self->desk), *redo = xy_desk_get_redo_title (self->desk);
  gboolean inside = is_in_office (self);
  g_autofree char *undo_words = undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo) : g_strdup (_ ("Undo"));
  g_autofree char *redo_words = redo != NULL ? g_strdup_printf (_ ("Redo: %s"), redo) : g_strdup (_ ("Redo"));
  g_autofree char *undo_tip = g_strconcat (undo_words, " (Ctrl+Z)", NULL);
  g_autofree char *redo_tip = g_strconcat (redo_words, " (Ctrl+Y)", NULL);

  gtk_label_set_text (self->undo_words, undo_words);
  gtk_widget_set_tooltip_text (self->undo, undo_tip);
  gtk_widget_set_tooltip_text (self->redo, redo_tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo), GTK_ACCESSIBLE_PROPERTY_LABEL, undo_words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->redo), GTK_ACCESSIBLE_PROPERTY_LABEL, redo_words, -1);
  gtk_widget_set_visible (self->redo, redo != NULL);
  set_action_enabled (self, "undo", inside && undo != NULL);
  set_action_enabled (self, "redo", inside && redo != NULL);
}

/* The sidebar is narrow: what does not fit is told by the tooltip. */
static void
set_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), *words != '\0' ? words : NULL);
}

static void
update_village (XyWindow *self)
{
  const XyVillage *village = xy_desk_get_village (self->desk);
  const XyUser *user = xy_desk_get_user (self->desk);
  const XyRole *role = user != NULL ? xy_role_by_id (user->role) : NULL;
  gboolean sample = xy_desk_is_sample (self->desk);

  if (xy_desk_get_office (self->desk) != NULL)
    {
      set_words (self->village, xy_desk_get_office (self->desk));
      set_words (self->place, xy_desk_is_county (self->desk) ? _ ("County's office") : _ ("Township's office"));
      gtk_window_set_title (GTK_WINDOW (self), xy_desk_get_office (self->desk));
    }
  else if (village != NULL)
    {
      g_autofree char *place = g_strconcat (village->county != NULL ? village->county : "",
                                            village->township != NULL ? village->township : "", NULL);
      set_words (self->village, village->name);
      set_words (self->place, place);
      gtk_window_set_title (GTK_WINDOW (self), village->name);
    }
  set_words (self->user_name, user != NULL ? user->name : "");
  set_words (self->user_post, user != NULL && user->post != NULL ? user->post : role != NULL ? _ (role->label) : "");
  if (sample)
    gtk_widget_add_css_class (GTK_WIDGET (self), "practice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "practice");
}

static void
update_banner (XyWindow *self)
{
  const char *failure = xy_backup_keeper_get_failure (self->keeper);
  const char *date = xy_day_watch_get_warning (self->day_watch);
  XySyncKeeper *line = xy_sync_keeper_of (self->desk);
  g_autofree char *warning = xy_sync_keeper_get_warning (line);

  xy_window_set_status (self, xy_backup_keeper_get_words (self->keeper));
  xy_sync_keeper_show (line, self->line_button, self->line);
  if (xy_desk_is_read_only (self->desk))
    xy_window_set_banner (self, _ ("This file is damaged. It is only being looked at: nothing can be changed in it."),
                          _ ("Restore a backup…"), "win.mend");
  else if (xy_office_guide_show_banner (self->guide))
    return;
  else if (date != NULL)
    xy_window_set_banner (self, date, NULL, NULL);
  else if (failure == NULL && warning != NULL)
    xy_window_set_banner (self, warning, _ ("See how it stands"), "win.show-line");
  else
    xy_window_set_banner (self, failure, failure != NULL ? _ ("Back up again") : NULL, "win.back-up");
}

static gboolean
has_file (XyWindow *self)
{
  return xy_desk_get_village (self->desk) != NULL || xy_desk_get_office (self->desk) != NULL;
}

/* The pages of an office, or of a village. */
static void
update_mode (XyWindow *self)
{
  const char *path = xy_desk_get_path (self->desk);
  GtkWidget *shown = gtk_stack_get_visible_child (self->pages);

  if (!has_file (self) || g_strcmp0 (self->mode, path) == 0)
    return;
  gboolean is_first = self->mode == NULL;
  g_free (self->mode);
  self->mode = g_strdup (path);
  for (guint i = 0; i < self->entries->len; i++)
    gtk_widget_set_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (self->page_list, (int) i)),
                            xy_page_badges_is_shown (self->badges, i));
  if (!is_first && !xy_office_guide_go (self->guide) && shown != NULL && is_in_office (self))
    {
      gtk_list_box_unselect_all (self->page_list);
      show_first_page (self);
    }
}

static void
on_desk_changed (XyWindow *self)
{
  update_mode (self);
  update_village (self);
  update_undo (self);
  update_banner (self);
  xy_page_badges_count (self->badges);
  if (!has_file (self) || xy_first_start_is_busy (XY_FIRST_START (self->first_start)) || self->is_broken)
    return;
  if (self->left != NULL && g_strcmp0 (self->left, xy_desk_get_path (self->desk)) == 0)
    return;
  g_clear_pointer (&self->left, g_free);
  if (xy_desk_get_user (self->desk) == NULL)
    show_face (self, "lock");
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->faces), "lock") != 0)
    show_face (self, "office");
}

/* The file at PATH met ERROR: nothing but the way out of that is shown. */
static void
show_broken (XyWindow *self, const char *path, const GError *error)
{
  self->is_broken = TRUE;
  show_face (self, "damaged");
  xy_damaged_begin (XY_DAMAGED (self->damaged), path, error);
}

static void
on_desk_damaged (XyWindow *self, const GError *error)
{
  if (!self->is_broken && xy_desk_get_path (self->desk) != NULL)
    show_broken (self, xy_desk_get_path (self->desk), error);
}

static void
on_damaged_opened (XyWindow *self)
{
  self->is_broken = FALSE;
  g_settings_set_string (xy_prefs (), "village", xy_desk_get_path (self->desk));
}

static void
on_desk_acted (XyWindow *self, const char *title, gboolean can_undo)
{
  xy_toast_show (gtk_stack_get_child_by_name (self->faces, "office"), title, can_undo ? _ ("_Undo") : NULL,
                 can_undo ? "win.undo" : NULL);
}

static void
on_desk_refused (XyWindow *self, const GError *error)
{
  if (self->is_broken)
    return;
  xy_message_dialog_tell (GTK_WIDGET (self), _ ("This was not done"), error->message);
}

static XyPage *
ensure_page (XyWindow *self, const XyPageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->name);

  if (page == NULL)
    {
      page = g_object_new (entry->get_type (), NULL);
      gtk_stack_add_named (self->pages, page, entry->name);
      xy_page_set_desk (XY_PAGE (page), self->desk);
    }
  return XY_PAGE (page);
}

static void
on_page_row_selected (XyWindow *self, GtkListBoxRow *row)
{
  /* The focus may come by before there is anything to show. */
  if (row == NULL || self->desk == NULL || self->is_broken || xy_desk_get_path (self->desk) == NULL)
    return;

  const XyPageEntry *entry = self->entries->pdata[gtk_list_box_row_get_index (row)];
  XyPage *page = ensure_page (self, entry);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  xy_page_show (page);
}

static void
on_search_opened (XyWindow *self, const char *name, gpointer id)
{
  XyPage *page = xy_window_show_page (self, name, id);
  if (page != NULL)
    xy_page_focus_content (page);
}

/* Where it needs a row, or somebody else's hand, it only leads there. */
static void
on_verb_chosen (XyWindow *self, const char *name, gconstpointer chosen)
{
  const XyPageVerb *verb = chosen;
  XyPage *page = xy_window_show_page (self, name, NULL);

  if (page == NULL)
    return;
  if (verb->tab != NULL)
    xy_page_set_tab (page, verb->tab);
  xy_page_focus_content (page);
  if (verb->action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), verb->action, NULL);
}

static void
show_first_page (XyWindow *self)
{
  guint first = 0;

  while (first < self->entries->len && !xy_page_badges_is_shown (self->badges, first))
    first++;
  if (first == self->entries->len)
    return;
  XyPage *page = xy_window_show_page (self, ((const XyPageEntry *) self->entries->pdata[first])->name, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->page_list)));
  xy_page_focus_content (page);
}

/* The first page, once there is an office to show. */
static void
show_some_page (XyWindow *self)
{
  if (is_in_office (self) && gtk_stack_get_visible_child (self->pages) == NULL)
    show_first_page (self);
}

static void
show_face (XyWindow *self, const char *face)
{
  gboolean lock = g_strcmp0 (face, "lock") == 0, hides = lock || self->is_broken;

  if (g_strcmp0 (face, gtk_stack_get_visible_child_name (self->faces)) == 0)
    {
      show_some_page (self);
      return;
    }
  if (hides)
    xy_lock_guard_hide_dialogs (self->guard);
  gtk_stack_set_visible_child_name (self->faces, face);
  if (lock)
    xy_lock_begin (XY_LOCK (self->lock));
  if (is_in_office (self))
    {
      xy_lock_guard_show_dialogs (self->guard);
      show_some_page (self);
    }
  set_action_enabled (self, "find", is_in_office (self));
  set_action_enabled (self, "lock", is_in_office (self));
  set_action_enabled (self, "settings", !hides);
  set_action_enabled (self, "handover", is_in_office (self));
  set_action_enabled (self, "privacy", is_in_office (self));
  set_action_enabled (self, "yearly-clearing", is_in_office (self));
  set_action_enabled (self, "page", is_in_office (self));
  update_undo (self);
}

static void
on_unlocked (XyWindow *self)
{
  xy_lock_guard_touch (self->guard);
  show_face (self, "office");
}

static void
on_first_start_done (XyWindow *self)
{
  show_face (self, xy_desk_get_user (self->desk) != NULL ? "office" : "lock");
}

static void
on_idle (GtkWindow *window)
{
  if (is_in_office (XY_WINDOW (window)))
    show_face (XY_WINDOW (window), "lock");
}

static void
on_undo_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  xy_desk_undo (XY_WINDOW (p)->desk);
}

static void
on_redo_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  xy_desk_redo (XY_WINDOW (p)->desk);
}

static void
on_find_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  gtk_widget_grab_focus (GTK_WIDGET (XY_WINDOW (p)->search));
}

static void
on_lock_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  show_face (XY_WINDOW (p), "lock");
}

static void
on_settings_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  gtk_window_present (GTK_WINDOW (xy_settings_dialog_new (GTK_WIDGET (p), XY_WINDOW (p)->desk)));
}

static void
on_handover_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  XyWindow *self = p;

  if (xy_desk_get_village (self->desk) != NULL && xy_desk_get_scope (self->desk) == XY_SCOPE_VILLAGE)
    xy_handover_dialog_open (GTK_WIDGET (self), self->desk);
}

static void
on_privacy_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  if (xy_desk_get_village (XY_WINDOW (p)->desk) != NULL)
    xy_privacy_dialog_open (GTK_WIDGET (p), XY_WINDOW (p)->desk);
}

static void
on_yearly_clearing_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  XyWindow *self = p;

  if (xy_desk_get_village (self->desk) != NULL && xy_desk_get_scope (self->desk) == XY_SCOPE_VILLAGE)
    xy_retention_dialog_open (GTK_WIDGET (self), self->desk);
}

static void
on_page_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  xy_window_show_page (XY_WINDOW (p), g_variant_get_string (parameter, NULL), NULL);
}

/* A paper that was just printed hangs: its page asks where. */
static void
on_post_paper_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  XyPage *page = xy_window_show_page (XY_WINDOW (p), "notice", NULL);
  if (page != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (page), "notice.post-paper", parameter);
}

static void
on_back_up_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  xy_backup_keeper_take (XY_WINDOW (p)->keeper);
}

static void
on_show_line_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  xy_window_show_page (XY_WINDOW (p), "sync", NULL);
}

/* Back from looking at a damaged file to what can be done about it. */
static void
on_mend_activated (GSimpleAction *action, GVariant *parameter, gpointer p)
{
  XyWindow *self = p;
  g_autoptr (GError) error = g_error_new_literal (XY_ERROR, XY_ERROR_CORRUPT, "");

  show_broken (self, xy_desk_get_path (self->desk), error);
}

static const GActionEntry actions[] = {
  { .name = "undo", .activate = on_undo_activated },
  { .name = "redo", .activate = on_redo_activated },
  { .name = "find", .activate = on_find_activated },
  { .name = "lock", .activate = on_lock_activated },
  { .name = "settings", .activate = on_settings_activated },
  { .name = "handover", .activate = on_handover_activated },
  { .name = "privacy", .activate = on_privacy_activated },
  { .name = "yearly-clearing", .activate = on_yearly_clearing_activated },
  { .name = "page", .activate = on_page_activated, .parameter_type = "s" },
  { .name = "post-paper", .activate = on_post_paper_activated, .parameter_type = "s" },
  { .name = "back-up", .activate = on_back_up_activated },
  { .name = "show-line", .activate = on_show_line_activated },
  { .name = "mend", .activate = on_mend_activated },
};

typedef struct
{
  XyWindow *window;
  char *path;
} Opening;

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer p)
{
  Opening *opening = p;
  g_autoptr (XyWindow) self = opening->window;
  g_autofree char *path = opening->path;
  g_autoptr (GError) error = NULL;

  g_free (opening);
  if (xy_desk_open_finish (XY_DESK (source), result, &error))
    {
      self->is_broken = FALSE;
      g_settings_set_string (xy_prefs (), "village", path);
      return;
    }
  if (!g_error_matches (error, XY_ERROR, XY_ERROR_NOT_FOUND))
    {
      show_broken (self, path, error);
      return;
    }
  show_face (self, "start");
  xy_message_dialog_tell (GTK_WIDGET (self), _ ("The village's file could not be opened"), error->message);
}

static gboolean
xy_window_close_request (GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (xy_prefs (), "window-size", "(ii)", width, height);
  g_settings_set_boolean (xy_prefs (), "maximised", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (xy_window_parent_class)->close_request (window);
}

static void
xy_window_dispose (GObject *object)
{
  XyWindow *self = XY_WINDOW (object);

  if (self->keeper != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->keeper, self);
      xy_backup_keeper_stop (self->keeper);
      g_clear_object (&self->keeper);
      g_signal_handlers_disconnect_by_data (self->day_watch, self);
      xy_day_watch_stop (self->day_watch);
      g_clear_object (&self->day_watch);
      g_signal_handlers_disconnect_by_data (xy_sync_keeper_of (self->desk), self);
      xy_sync_keeper_stop (xy_sync_keeper_of (self->desk));
    }
  g_clear_pointer (&self->guard, xy_lock_guard_free);
  if (self->desk != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->desk, self);
      xy_desk_close (self->desk);
    }
  g_clear_pointer (&self->guide, xy_office_guide_free);
  g_clear_pointer (&self->badges, xy_page_badges_free);
  g_clear_pointer (&self->mode, g_free);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->left, g_free);

  G_OBJECT_CLASS (xy_window_parent_class)->dispose (object);
}

static gboolean
on_page_key_pressed (GtkWidget *widget, GVariant *args, gpointer p)
{
  XyWindow *self = XY_WINDOW (widget);
  guint number = g_variant_get_uint32 (args);

  const XyPageEntry *entry = is_in_office (self) ? xy_page_badges_get_shown (self->badges, number) : NULL;

  if (entry == NULL)
    return FALSE;
  XyPage *page = xy_window_show_page (self, entry->name, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  /* The row that had the keys may be gone with what was done to it. */
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    xy_page_focus_content (page);
  return TRUE;
}

/* As the window was left; before it is constructed GTK would still set that it does not fill the screen. */
static void
xy_window_constructed (GObject *object)
{
  int width, height;

  G_OBJECT_CLASS (xy_window_parent_class)->constructed (object);
  g_settings_get (xy_prefs (), "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (object), width, height);
  if (g_settings_get_boolean (xy_prefs (), "maximised"))
    gtk_window_maximize (GTK_WINDOW (object));
}

static void
xy_window_class_init (XyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = xy_window_constructed;
  G_OBJECT_CLASS (klass)->dispose = xy_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = xy_window_close_request;

  g_type_ensure (XY_TYPE_TOASTER);
  g_type_ensure (XY_TYPE_SEARCH_BOX);
  g_type_ensure (XY_TYPE_PRACTICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, XyWindow, faces);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, village);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, place);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, user_name);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, user_post);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, practice);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, undo_words);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, search);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, status_button);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, status);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, line_button);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, line);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, banner_words);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, banner_verb);
  gtk_widget_class_bind_template_child (widget_class, XyWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, on_page_row_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_search_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_verb_chosen);

  xy_undo_keys_bind (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_ALT_MASK, "win.practise", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, GDK_CONTROL_MASK, "win.settings", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.office", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.office", NULL);
  for (guint i = 0; i < 9; i++)
    gtk_widget_class_add_binding (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, on_page_key_pressed, "u", i);
}

static void
xy_window_init (XyWindow *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  /* The top bar is the window's frame. */
  GtkWidget *no_title = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_visible (no_title, FALSE);
  gtk_window_set_titlebar (GTK_WINDOW (self), no_title);

  self->desk = xy_desk_new ();
  self->badges = xy_page_badges_new (self->desk, self->entries, self->page_list);
  self->guide = xy_office_guide_new (self);
  xy_search_box_set_worker (self->search, xy_desk_get_worker (self->desk));
  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    xy_window_add_page (self, *entry);

  xy_practice_bar_set_desk (self->practice, self->desk);
  xy_practice_actions_add (self, self->practice);
  self->keeper = xy_backup_keeper_new (self->desk);
  g_signal_connect_swapped (self->keeper, "changed", G_CALLBACK (update_banner), self);
  self->day_watch = xy_day_watch_new (self->desk);
  g_signal_connect_swapped (self->day_watch, "changed", G_CALLBACK (update_banner), self);
  g_signal_connect_object (xy_sync_keeper_of (self->desk), "changed", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
  self->lock = xy_lock_new (self->desk);
  self->first_start = xy_first_start_new (self->desk);
  gtk_stack_add_named (self->faces, self->lock, "lock");
  self->damaged = xy_damaged_new (self->desk);
  gtk_stack_add_named (self->faces, self->first_start, "start");
  gtk_stack_add_named (self->faces, self->damaged, "damaged");
  g_signal_connect_swapped (self->lock, "unlocked", G_CALLBACK (on_unlocked), self);
  g_signal_connect_swapped (self->first_start, "done", G_CALLBACK (on_first_start_done), self);
  g_signal_connect_swapped (self->damaged, "opened", G_CALLBACK (on_damaged_opened), self);

  g_signal_connect_swapped (self->desk, "changed", G_CALLBACK (on_desk_changed), self);
  g_signal_connect_swapped (self->desk, "acted", G_CALLBACK (on_desk_acted), self);
  g_signal_connect_swapped (self->desk, "refused", G_CALLBACK (on_desk_refused), self);
  g_signal_connect_swapped (self->desk, "damaged", G_CALLBACK (on_desk_damaged), self);

  self->guard = xy_lock_guard_new (GTK_WINDOW (self), self->desk, on_idle);
  xy_sync_carry_accept_drops (GTK_WIDGET (self), self->desk);

  update_undo (self);
}

XyWindow *
xy_window_new (GtkApplication *application)
{
  return g_object_new (XY_TYPE_WINDOW, "application", application, NULL);
}

void
xy_window_open_store (XyWindow *self, const char *path, guint flags)
{
  g_return_if_fail (XY_IS_WINDOW (self));

  if (path == NULL)
    {
      g_free (self->left);
      self->left = g_strdup (xy_desk_get_path (self->desk));
      xy_first_start_begin (XY_FIRST_START (self->first_start));
      show_face (self, "start");
      return;
    }
  Opening *opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (self);
  opening->path = g_strdup (path);
  xy_desk_open (self->desk, path, flags, on_store_opened, opening);
}

XyOfficeGuide *
xy_window_get_guide (XyWindow *self)
{
  g_return_val_if_fail (XY_IS_WINDOW (self), NULL);
  return self->guide;
}

XyDesk *
xy_window_get_desk (XyWindow *self)
{
  g_return_val_if_fail (XY_IS_WINDOW (self), NULL);
  return self->desk;
}

void
xy_window_add_page (XyWindow *self, const XyPageEntry *entry)
{
  g_return_if_fail (XY_IS_WINDOW (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (entry->icon);
  GtkWidget *title = gtk_label_new (_ (entry->title));
  GtkWidget *badge = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "page-name");
  gtk_label_set_max_width_chars (GTK_LABEL (title), 14);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "xy-badge", badge);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (entry->title), -1);

  g_ptr_array_add (self->entries, (gpointer) entry);
  /* The first row added would be selected, and its page made, before there is a village. */
  gtk_list_box_set_selection_mode (self->page_list, GTK_SELECTION_NONE);
  gtk_list_box_append (self->page_list, row);
  gtk_list_box_set_selection_mode (self->page_list, GTK_SELECTION_SINGLE);
  xy_search_box_add (self->search, entry);
}

XyPage *
xy_window_show_page (XyWindow *self, const char *name, const XyId *id)
{
  g_return_val_if_fail (XY_IS_WINDOW (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const XyPageEntry *entry = self->entries->pdata[i];
      if (g_strcmp0 (entry->name, name) != 0)
        continue;
      gtk_list_box_select_row (self->page_list, gtk_list_box_get_row_at_index (self->page_list, (int) i));
      XyPage *page = ensure_page (self, entry);
      if (id != NULL)
        xy_page_open (page, id);
      return page;
    }
  return NULL;
}

void
xy_window_go (GtkWidget *from, const char *name, const XyId *id)
{
  GtkRoot *root = gtk_widget_get_root (from);

  if (XY_IS_WINDOW (root) && !xy_id_is_none (id))
    xy_window_show_page (XY_WINDOW (root), name, id);
}

void
xy_window_set_banner (XyWindow *self, const char *words, const char *verb, const char *action)
{
  g_return_if_fail (XY_IS_WINDOW (self));

  gtk_widget_set_visible (self->banner, words != NULL);
  gtk_label_set_text (self->banner_words, words != NULL ? words : "");
  gtk_widget_set_visible (self->banner_verb, verb != NULL);
  gtk_button_set_label (GTK_BUTTON (self->banner_verb), verb != NULL ? verb : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_verb), action);
}

void
xy_window_set_status (XyWindow *self, const char *words)
{
  g_return_if_fail (XY_IS_WINDOW (self));

  gtk_label_set_text (self->status, words != NULL ? words : "");
  gtk_widget_set_visible (self->status_button, words != NULL);
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->status_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
