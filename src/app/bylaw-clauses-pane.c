/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-clauses-private.h"

#include <glib/gi18n-lib.h>

#include "app/bylaw-board-dialog.h"
#include "app/bylaw-story-dialog.h"
#include "app/cells.h"
#include "app/keys.h"
#include "app/wrap-row.h"
#include "core/clock.h"

G_DEFINE_FINAL_TYPE (XyBylawClausesPane, xy_bylaw_clauses_pane, XY_TYPE_BYLAW_PANE)

gboolean
xy_bylaw_clauses_is_open (XyBylawClausesPane *self)
{
  return self->read != NULL && xy_bylaw_is_open (self->read->version)
         && xy_desk_may (xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), XY_MAY_KEEP_BYLAWS);
}

/* The verbs; they act on the chosen line. */

static void
write_line (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (data);

  if (line != NULL)
    xy_bylaw_clauses_edit (data, &line->id, NULL, 0);
}

static void
write_new (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyBylawClausesPane *self = data;
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  guint n = self->read != NULL ? self->read->clauses->len : 0;
  XyId made = xy_id_new (xy_env_system ()), after = self->of;

  if (line != NULL)
    after = line->id;
  else if (n > 0)
    after = ((XyRecord *) self->read->clauses->pdata[n - 1])->id;
  xy_bylaw_clauses_write_new (self, &made, &after, "", line != NULL && line->level == 2 ? 2 : 1);
}

static void
move (XyBylawClausesPane *self, int by)
{
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  int at = line != NULL ? xy_bylaw_clauses_read_find (self->read, &line->id) : -1;

  if (at >= 0 && at + by >= 0 && at + by < (int) self->read->clauses->len && xy_bylaw_clauses_is_open (self))
    xy_bylaw_clauses_move (self, &line->id, by);
}

static void
move_up (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, -1);
}

static void
move_down (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, 1);
}

static void
shift_level (XyBylawClausesPane *self, int by)
{
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  int at = line != NULL ? xy_bylaw_clauses_read_find (self->read, &line->id) : -1;

  if (at < 0 || !xy_bylaw_clauses_is_open (self)
      || !xy_bylaw_clauses_fits (self, &line->id, &self->of, line->level + by))
    return;
  xy_bylaw_clauses_send (self, &line->id, FALSE, &self->of, ((XyBylawClause *) self->read->clauses->pdata[at])->text,
                         line->level + by);
}

static void
deeper (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  shift_level (data, 1);
}

static void
higher (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  shift_level (data, -1);
}

static void
take_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyBylawClausesPane *self = data;
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  int at = line != NULL ? xy_bylaw_clauses_read_find (self->read, &line->id) : -1;
  int n = self->read != NULL ? (int) self->read->clauses->len : 0;

  if (at < 0 || !xy_bylaw_clauses_is_open (self))
    return;
  /* The keys go on with the next one. */
  self->go_to = n == 1 ? self->of : ((XyRecord *) self->read->clauses->pdata[at + 1 < n ? at + 1 : at - 1])->id;
  xy_bylaw_clauses_delete (self, &line->id);
}

static void
write_story (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyBylawClausesPane *self = data;
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  int at = line != NULL ? xy_bylaw_clauses_read_find (self->read, &line->id) : -1;

  if (at < 0 || line->level < 1 || !xy_bylaw_clauses_is_open (self))
    return;
  g_autofree char *name = xy_bylaw_clauses_name_of (self->read, at);
  xy_bylaw_story_dialog_open (GTK_WIDGET (self), xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)),
                              self->read->clauses->pdata[at], self->read->rules, name);
}

static void
write_board (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XyBylawClausesPane *self = data;

  if (self->read != NULL)
    xy_bylaw_board_dialog_open (GTK_WIDGET (self), xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), self->read->version);
}

static const GActionEntry entries[] = {
  { .name = "write", .activate = write_line },  { .name = "new", .activate = write_new },
  { .name = "up", .activate = move_up },        { .name = "down", .activate = move_down },
  { .name = "deeper", .activate = deeper },     { .name = "higher", .activate = higher },
  { .name = "take-out", .activate = take_out }, { .name = "story", .activate = write_story },
  { .name = "board", .activate = write_board },
};

static const struct
{
  const char *label, *action, *keys;
} verbs[] = {
  { N_ ("Write"), "clauses.write", "F2" },
  { N_ ("A further one behind it"), "clauses.new", "Insert" },
  { N_ ("Move up"), "clauses.up", "<Alt>Up" },
  { N_ ("Move down"), "clauses.down", "<Alt>Down" },
  { N_ ("An item of the clause above"), "clauses.deeper", "<Alt>Right" },
  { N_ ("One rank up"), "clauses.higher", "<Alt>Left" },
  { N_ ("Take out"), "clauses.take-out", "Delete" },
};

/* Keys on a line */

static gboolean
on_list_key_pressed (GtkEventControllerKey *keys,
                     guint key,
                     guint code,
                     GdkModifierType state,
                     XyBylawClausesPane *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bound[] = {
    { GDK_KEY_F2, 0, "write" },
    { GDK_KEY_Insert, 0, "new" },
    { GDK_KEY_KP_Insert, 0, "new" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "new" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "new" },
    { GDK_KEY_Up, GDK_ALT_MASK, "up" },
    { GDK_KEY_Down, GDK_ALT_MASK, "down" },
    { GDK_KEY_Tab, 0, "deeper" },
    { GDK_KEY_Right, GDK_ALT_MASK, "deeper" },
    { GDK_KEY_Tab, GDK_SHIFT_MASK, "higher" },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, "higher" },
    { GDK_KEY_Left, GDK_ALT_MASK, "higher" },
    { GDK_KEY_Delete, 0, "take-out" },
    { GDK_KEY_KP_Delete, 0, "take-out" },
  };
  GtkRoot *root = gtk_widget_get_root (self->list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (!GTK_IS_LIST_BOX_ROW (focus) || !xy_bylaw_clauses_is_open (self))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (bound); i++)
    if (bound[i].key == key && bound[i].modifiers == modifiers)
      {
        g_action_group_activate_action (G_ACTION_GROUP (self->actions), bound[i].action, NULL);
        return TRUE;
      }
  return FALSE;
}

static void
on_row_activated (XyBylawClausesPane *self, GtkListBoxRow *row)
{
  XyBylawLineRow *line = xy_bylaw_line_of (row);

  if (line != NULL)
    xy_bylaw_clauses_edit (self, &line->id, NULL, 0);
}

static void
on_row_selected (XyBylawClausesPane *self)
{
  if (self->list != NULL)
    xy_bylaw_clauses_show_beside (self);
}

/* What was read */

static guint
count_board (const char *board)
{
  g_auto (GStrv) lines = g_strsplit (board != NULL ? board : "", "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_strstrip (lines[i])[0] != '\0';
  return n;
}

static void
show_foot (XyBylawClausesPane *self)
{
  const XyBylawClausesRead *read = self->read;
  gboolean open = xy_bylaw_clauses_is_open (self);
  guint n[3] = { 0 }, found = 0;

  for (guint i = 0; i < read->clauses->len; i++)
    {
      n[CLAMP (((XyBylawClause *) read->clauses->pdata[i])->level, 0, 2)]++;
      found += ((GPtrArray *) read->findings->pdata[i])->len > 0;
    }
  g_autofree char *counts = xy_bylaw_levels_words (n);
  g_autofree char *warning =
      found > 0 ? g_strdup_printf (ngettext ("%s · %u needs care", "%s · %u need care", found), counts, found) : NULL;
  g_autofree char *words =
      !xy_bylaw_is_open (read->version)
          ? g_strdup_printf ("%s · %s", warning != NULL ? warning : counts, _ ("the text does not change any more"))
          : g_strdup (warning != NULL ? warning : counts);
  gtk_label_set_text (GTK_LABEL (self->counts), words);
  gtk_widget_set_tooltip_text (self->counts, words);
  /* Marks of five characters begin with 第二十一条. */
  xy_cells_set_css (self->list, "many", n[1] > 20);
  gtk_widget_set_visible (self->write, open);
  guint n_board = count_board (read->version->board);
  g_autofree char *board =
      n_board > 0 ? g_strdup_printf (ngettext ("Short form (%u line)…", "Short form (%u lines)…", n_board), n_board)
                  : g_strdup (_ ("Short form…"));
  gtk_button_set_label (GTK_BUTTON (self->board), board);
  gtk_widget_set_visible (self->board, open || n_board > 0);
  gtk_widget_set_visible (self->menu, open && read->clauses->len > 0);
  gtk_widget_set_visible (self->none, read->clauses->len == 0 && self->hand == NULL);
}

void
xy_bylaw_clauses_show (XyBylawClausesPane *self)
{
  xy_bylaw_clauses_show_lines (self);
  show_foot (self);
  if (!xy_id_is_none (&self->go_to) && g_hash_table_contains (self->rows, &self->go_to))
    {
      xy_bylaw_clauses_focus (self, &self->go_to);
      xy_bylaw_clauses_bring (self, ((XyBylawLineRow *) g_hash_table_lookup (self->rows, &self->go_to))->row);
      self->go_to = XY_ID_NONE;
    }
  if (xy_bylaw_clauses_get_chosen (self) == NULL)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
    }
  xy_bylaw_clauses_show_beside (self);
}

static void
empty_list (XyBylawClausesPane *self)
{
  GtkListBoxRow *row;

  g_hash_table_remove_all (self->rows);
  g_array_set_size (self->further, 0);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
xy_bylaw_clauses_pane_fill (XyBylawPane *pane, gpointer answer)
{
  XyBylawClausesPane *self = XY_BYLAW_CLAUSES_PANE (pane);
  XyBylawClausesRead *read = answer;
  gboolean other = !xy_id_same (&self->of, &read->version->record.id);

  /* It was left where it could be when another version was chosen (xy_bylaw_clauses_pane_show()). */
  if (self->hand != NULL && (other || !xy_bylaw_is_open (read->version)))
    g_clear_pointer (&self->hand, xy_bylaw_hand_free);
  g_clear_pointer (&self->read, xy_bylaw_clauses_read_free);
  self->read = read;
  if (other || !xy_bylaw_is_open (read->version))
    empty_list (self);
  self->of = read->version->record.id;
  xy_bylaw_clauses_show (self);
  if (other)
    xy_bylaw_clauses_restore (self);
}

static gboolean
xy_bylaw_clauses_pane_grab_focus (GtkWidget *widget)
{
  XyBylawClausesPane *self = XY_BYLAW_CLAUSES_PANE (widget);
  XyBylawLineRow *line = self->read != NULL ? xy_bylaw_clauses_get_chosen (self) : NULL;

  if (self->hand != NULL)
    return gtk_widget_grab_focus (self->hand->view);
  return line != NULL && gtk_widget_grab_focus (line->row);
}

static void
xy_bylaw_clauses_pane_dispose (GObject *object)
{
  XyBylawClausesPane *self = XY_BYLAW_CLAUSES_PANE (object);

  if (self->draft_source != 0)
    xy_bylaw_clauses_keep_draft_now (self);
  g_clear_pointer (&self->hand, xy_bylaw_hand_free);
  g_clear_weak_pointer (&self->brought);
  self->list = NULL;
  g_clear_pointer (&self->read, xy_bylaw_clauses_read_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->further, g_array_unref);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (xy_bylaw_clauses_pane_parent_class)->dispose (object);
}

static void
xy_bylaw_clauses_pane_class_init (XyBylawClausesPaneClass *klass)
{
  XyBylawPaneClass *pane_class = XY_BYLAW_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_bylaw_clauses_pane_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_bylaw_clauses_pane_grab_focus;
  pane_class->topics = XY_TOPIC_BYLAW | XY_TOPIC_POINTS;
  pane_class->read = xy_bylaw_clauses_read;
  pane_class->free_answer = xy_bylaw_clauses_read_free;
  pane_class->fill = xy_bylaw_clauses_pane_fill;
}

static GtkWidget *
make_list (XyBylawClausesPane *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_widget_add_css_class (self->list, "clauses");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Clauses"), -1);
  XY_KEYS_TAKE_FIRST (self->list, on_list_key_pressed, self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  self->none = gtk_label_new (_ ("There is no clause yet. Insert, or the button below, begins one."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (self->none), 16);
  gtk_label_set_justify (GTK_LABEL (self->none), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->none, "quiet");
  gtk_widget_set_margin_top (self->none, 36);
  gtk_widget_set_visible (self->none, FALSE);
  gtk_box_append (GTK_BOX (inside), self->list);
  gtk_box_append (GTK_BOX (inside), self->none);
  self->place = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->place), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->place), inside);
  gtk_widget_set_vexpand (self->place, TRUE);
  return self->place;
}

static GtkWidget *
make_foot (XyBylawClausesPane *self)
{
  GtkWidget *foot = xy_wrap_row_new (6);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (verbs[i].label), verbs[i].action);
      g_menu_item_set_attribute (item, "accel", "s", verbs[i].keys);
      g_menu_append_item (menu, item);
    }
  self->counts = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->counts), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->counts, TRUE);
  self->write = gtk_button_new_with_label (_ ("Write a further one"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->write), "clauses.new");
  gtk_widget_add_css_class (self->write, "flat");
  gtk_widget_add_css_class (self->write, "small-verb");
  self->board = gtk_button_new_with_label (_ ("Short form…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->board), "clauses.board");
  gtk_widget_add_css_class (self->board, "flat");
  gtk_widget_add_css_class (self->board, "small-verb");
  gtk_widget_set_tooltip_text (self->board, _ ("What hangs at the crossroads: at most ten lines"));
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "xy-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->menu), GTK_ARROW_UP);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu, _ ("What can be done with the clause"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What can be done with the clause"), -1);
  gtk_widget_add_css_class (foot, "foot");
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->counts);
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->board);
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->write);
  xy_wrap_row_append (XY_WRAP_ROW (foot), self->menu);
  return foot;
}

static void
xy_bylaw_clauses_pane_init (XyBylawClausesPane *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, NULL);
  self->further = g_array_new (FALSE, FALSE, sizeof (XyBylawFurther));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "clauses", G_ACTION_GROUP (self->actions));
  gtk_box_append (GTK_BOX (upper), make_list (self));
  gtk_widget_set_hexpand (self->place, TRUE);
  self->beside = XY_DETAIL (xy_detail_new ());
  GtkWidget *story = gtk_button_new_with_label (_ ("Why, and what goes with it…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (story), "clauses.story");
  xy_detail_add_button (self->beside, story);
  gtk_widget_set_vexpand (GTK_WIDGET (self->beside), TRUE);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->beside));
  /* As wide whatever stands in it. */
  GtkWidget *frame = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), right);
  gtk_widget_add_css_class (frame, "clause-beside");
  gtk_box_append (GTK_BOX (upper), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (upper), frame);
  gtk_box_append (GTK_BOX (content), upper);
  gtk_box_append (GTK_BOX (content), make_foot (self));
  xy_bylaw_pane_set_content (XY_BYLAW_PANE (self), content);
  /* What is chosen at the edge keeps to the corners of the panel. */
  gtk_widget_set_overflow (gtk_widget_get_parent (content), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
xy_bylaw_clauses_pane_new (XyDesk *desk)
{
  GtkWidget *pane = g_object_new (XY_TYPE_BYLAW_CLAUSES_PANE, NULL);

  xy_bylaw_pane_set_desk (XY_BYLAW_PANE (pane), desk);
  return pane;
}

void
xy_bylaw_clauses_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  XyBylawClausesPane *self = XY_BYLAW_CLAUSES_PANE (pane);

  /* Another version: what is in hand is kept. Where that cannot be, its draft stays. */
  if (self->hand != NULL && (version == NULL || !xy_id_same (&self->of, &version->record.id)))
    xy_bylaw_clauses_leave (self);
  xy_bylaw_pane_show (XY_BYLAW_PANE (pane), bylaw, version);
}

void
xy_bylaw_clauses_pane_choose (GtkWidget *pane, const XyId *id)
{
  XyBylawClausesPane *self = XY_BYLAW_CLAUSES_PANE (pane);

  self->go_to = *id;
  if (self->read != NULL && g_hash_table_contains (self->rows, id))
    xy_bylaw_clauses_show (self);
}
