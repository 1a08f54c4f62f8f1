/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/keys.h"
#include "app/points-reward-counter-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/print-preview.h"
#include "app/suggest-entry.h"
#include "core/day.h"
#include "core/number.h"
#include "core/store.h"
#include "print/reward-papers.h"

#define TOPICS (XY_TOPIC_REWARD | XY_TOPIC_POINTS | XY_TOPIC_HOUSEHOLD | XY_TOPIC_NOTICE)

enum
{
  DAY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyRewardCounter, xy_reward_counter, GTK_TYPE_WIDGET)

static XyDesk *
get_desk (XyRewardCounter *self)
{
  return xy_page_get_desk (self->page);
}

/* ERROR at the field it is about. */
static void
show_error (XyRewardCounter *self, const GError *error)
{
  const char *field = xy_error_get_field (error);
  GtkWidget *entry = self->good, *label = self->good_error;

  if (g_strcmp0 (field, "household") == 0)
    {
      entry = self->household;
      label = self->household_error;
    }
  else if (g_strcmp0 (field, "taker") == 0 || g_strcmp0 (field, "person") == 0)
    {
      entry = self->taker;
      label = self->taker_error;
    }
  else if (g_strcmp0 (field, "day") == 0)
    {
      entry = self->day_entry;
      label = self->day_note;
    }
  xy_reward_counter_say (label, error->message);
  gtk_widget_add_css_class (entry, "error");
  gtk_widget_grab_focus (entry);
}

static void
clear_errors (XyRewardCounter *self)
{
  GtkWidget *const entries[] = { self->household, self->taker, self->good, self->day_entry };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_widget_remove_css_class (entries[i], "error");
  xy_reward_counter_say (self->household_error, NULL);
  xy_reward_counter_say (self->taker_error, NULL);
  xy_reward_counter_say (self->good_error, NULL);
}

static void add_wish (XyRewardCounter *self);
static void hand_out (XyRewardCounter *self);

/* The list */

static void
show_total (XyRewardCounter *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->wishes->len; i++)
    sum += g_array_index (self->wishes, XyRewardWish, i).pieces * ((XyRewardGood *) self->wished->pdata[i])->points;
  gtk_widget_set_sensitive (self->verb, self->wishes->len > 0 && !self->handing);
  if (self->visitor == NULL || self->wishes->len == 0)
    {
      xy_reward_counter_say (self->total, NULL);
      return;
    }
  g_autofree char *taken = xy_points_format (sum), *left = xy_points_format (MAX (self->visitor->spend, 0) - sum);
  g_autofree char *words = g_strdup_printf (_ ("Takes %s, leaves %s"), taken, left);
  xy_reward_counter_say (self->total, words);
}

static void
on_line_removed (GtkButton *button, XyRewardCounter *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  guint at = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  g_array_remove_index (self->wishes, at);
  g_ptr_array_remove_index (self->wished, at);
  gtk_list_box_remove (GTK_LIST_BOX (self->lines), row);
  gtk_widget_set_visible (self->lines, self->wishes->len > 0);
  show_total (self);
  gtk_widget_grab_focus (self->good);
}

static void
add_line (XyRewardCounter *self, XyRewardGood *good, gint64 pieces)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("xy-close-symbolic");
  g_autofree char *points = xy_points_format (pieces * good->points);
  g_autofree char *what = g_strdup_printf ("%s × %d", good->name, (int) pieces);
  g_autofree char *remove = g_strdup_printf (_ ("Take %s off the list"), good->name);
  GtkWidget *name = gtk_label_new (what), *sum = gtk_label_new (points);
  XyRewardWish wish = { good->record.id, pieces };

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (sum, "numeric");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_line_removed), self);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), sum);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_append (GTK_LIST_BOX (self->lines), box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  gtk_widget_set_visible (self->lines, TRUE);
  g_array_append_val (self->wishes, wish);
  g_ptr_array_add (self->wished, g_object_ref (good));
  show_total (self);
}

static void
clear_lines (XyRewardCounter *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->lines), row);
  g_array_set_size (self->wishes, 0);
  g_ptr_array_set_size (self->wished, 0);
  gtk_widget_set_visible (self->lines, FALSE);
  show_total (self);
}

/* The household */

static void
show_visitor (XyRewardCounter *self)
{
  gboolean known = self->visitor != NULL;

  gtk_widget_set_visible (self->facts, known);
  if (!known)
    return;
  g_autofree char *spend = xy_points_format (MAX (self->visitor->spend, 0));
  g_autofree char *owed = xy_points_format (MAX (-self->visitor->spend, 0));
  g_autofree char *words = self->visitor->spend < 0 ? g_strdup_printf (_ ("can be spent; %s to be made up for"), owed)
                                                    : g_strdup (_ ("can be spent"));
  gtk_label_set_text (GTK_LABEL (self->spend), spend);
  gtk_label_set_text (GTK_LABEL (self->spend_words), words);
  xy_reward_counter_say (self->household_error, self->visitor->refused);
  show_total (self);
}

/* The taker may be typed already when the household is read anew. */
static void
on_visitor_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyRewardCounter) self = data;
  g_autoptr (GError) error = NULL;
  XyRewardVisitor *visitor = xy_worker_run_finish (XY_WORKER (source), result, &error);
  gboolean same = visitor != NULL && self->visitor != NULL && xy_id_same (&visitor->id, &self->visitor->id);

  if (self->page == NULL || visitor == NULL || !xy_id_same (&visitor->id, &self->id))
    {
      xy_reward_visitor_free (visitor);
      return;
    }
  xy_reward_visitor_free (self->visitor);
  self->visitor = visitor;
  if (!same)
    {
      xy_suggest_entry_set_words (XY_SUGGEST_ENTRY (self->taker), (const char *const *) visitor->members);
      gtk_editable_set_text (GTK_EDITABLE (self->taker), visitor->head != NULL ? visitor->head : "");
    }
  show_visitor (self);
  if (self->then_add)
    add_wish (self);
}

static void
read_visitor (XyRewardCounter *self)
{
  if (!xy_id_is_none (&self->id))
    xy_worker_run (xy_desk_get_worker (get_desk (self)), XY_WORKER_QUERY, xy_reward_read_visitor,
                   xy_id_copy (&self->id), g_free, (GDestroyNotify) xy_reward_visitor_free, NULL, on_visitor_read,
                   g_object_ref (self));
}

static void
take_household (XyRewardCounter *self, const XyId *id)
{
  if (!xy_id_same (id, &self->id))
    {
      g_clear_pointer (&self->visitor, xy_reward_visitor_free);
      clear_lines (self);
    }
  clear_errors (self);
  self->id = *id;
  read_visitor (self);
  gtk_widget_grab_focus (self->good);
}

static void
on_household_picked (XyRewardCounter *self)
{
  const XyId *id = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (self->household));

  if (id != NULL)
    take_household (self, id);
}

static void
on_household_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyRewardCounter) self = data;
  g_autoptr (GPtrArray) found = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->page == NULL || !self->finding)
    return;
  self->finding = FALSE;
  if (found != NULL && found->len == 1)
    {
      const XySuggestion *only = found->pdata[0];
      xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (self->household), &only->id, only->title);
      take_household (self, &only->id);
      return;
    }
  self->then_add = self->then_finish = FALSE;
  gtk_widget_grab_focus (self->household);
  xy_reward_counter_say (self->household_error, found == NULL || found->len == 0
                                                    ? _ ("No household of the village is found by this.")
                                                    : _ ("Several households are found; choose one from the list."));
  gtk_widget_add_css_class (self->household, "error");
}

/* Enter before the list for what was typed came down. */
static void
on_household_activated (XyRewardCounter *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->household));

  if (xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (self->household)) != NULL || text[0] == '\0' || self->finding)
    return;
  self->finding = TRUE;
  /* Typing goes on meanwhile. */
  gtk_widget_grab_focus (self->good);
  xy_worker_run (xy_desk_get_worker (get_desk (self)), XY_WORKER_QUERY, xy_reward_find_typed, g_strdup (text), g_free,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_household_found, g_object_ref (self));
}

static void
on_household_changed (XyRewardCounter *self)
{
  self->finding = FALSE;
  gtk_widget_remove_css_class (self->household, "error");
  xy_reward_counter_say (self->household_error, NULL);
  if (xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (self->household)) != NULL || xy_id_is_none (&self->id))
    return;
  self->id = XY_ID_NONE;
  g_clear_pointer (&self->visitor, xy_reward_visitor_free);
  clear_lines (self);
  show_visitor (self);
}

/* The goods */

static XyRewardGood *
chosen_good (XyRewardCounter *self, gint64 *pieces)
{
  g_autofree char *name = xy_reward_split_wish (gtk_editable_get_text (GTK_EDITABLE (self->good)), pieces);

  if (name[0] == '\0' || self->goods == NULL)
    return NULL;
  g_autoptr (GPtrArray) found = xy_reward_good_match (self->goods, name);
  return found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

static void
on_good_changed (XyRewardCounter *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->good));
  gint64 pieces = 0;

  gtk_widget_remove_css_class (self->good, "error");
  xy_reward_counter_say (self->good_error, NULL);
  if (text[0] == '\0')
    {
      xy_reward_counter_say (self->good_note, NULL);
      return;
    }
  g_autoptr (XyRewardGood) good = chosen_good (self, &pieces);
  if (good == NULL)
    {
      xy_reward_counter_say (self->good_note, _ ("There is no such good."));
      return;
    }
  g_autofree char *more = xy_reward_good_describe (good);
  g_autofree char *words = g_strdup_printf ("%d %s × %d · %s", (int) good->sort, good->name, (int) pieces, more);
  xy_reward_counter_say (self->good_note, words);
}

static void
on_weighed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyRewardCounter) self = data;
  g_autoptr (GError) error = NULL;
  XyRewardHand *hand = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (self->page == NULL)
    {
      xy_reward_hand_unref (hand);
      return;
    }
  self->weighing = FALSE;
  gboolean finish = self->then_finish;
  self->then_finish = FALSE;
  if (hand == NULL)
    {
      show_error (self, error);
      return;
    }
  /* Another household may stand there by now. */
  if (xy_id_same (&hand->cart.household, &self->id))
    {
      const XyRewardWish *wish = &g_array_index (hand->wishes, XyRewardWish, hand->wishes->len - 1);
      for (guint i = 0; i < self->goods->len; i++)
        if (xy_id_same (&((XyRecord *) self->goods->pdata[i])->id, &wish->good))
          add_line (self, self->goods->pdata[i], wish->pieces);
      gtk_editable_set_text (GTK_EDITABLE (self->good), "");
    }
  xy_reward_hand_unref (hand);
  if (finish)
    hand_out (self);
}

static XyRewardHand *
make_hand (XyRewardCounter *self)
{
  return xy_reward_hand_new (self->visitor, gtk_editable_get_text (GTK_EDITABLE (self->taker)), self->day,
                             self->wishes);
}

/* What is typed goes on the list, if it can be had. */
static void
add_wish (XyRewardCounter *self)
{
  gint64 pieces = 0;

  clear_errors (self);
  self->then_add = self->visitor == NULL && (self->finding || !xy_id_is_none (&self->id));
  if (self->weighing || self->then_add)
    return;
  if (self->visitor == NULL)
    {
      xy_reward_counter_say (self->household_error, _ ("Please say for which household."));
      gtk_widget_grab_focus (self->household);
      return;
    }
  g_autoptr (XyRewardGood) good = chosen_good (self, &pieces);
  if (good == NULL)
    {
      xy_reward_counter_say (self->good_error, _ ("There is no such good."));
      gtk_widget_add_css_class (self->good, "error");
      return;
    }
  XyRewardHand *hand = make_hand (self);
  XyRewardWish wish = { good->record.id, pieces };
  g_array_append_val (hand->wishes, wish);
  self->weighing = TRUE;
  xy_worker_run (xy_desk_get_worker (get_desk (self)), XY_WORKER_QUERY, xy_reward_weigh_hand, hand,
                 (GDestroyNotify) xy_reward_hand_unref, (GDestroyNotify) xy_reward_hand_unref, NULL, on_weighed,
                 g_object_ref (self));
}

/* Handing out */

typedef struct
{
  XyRewardCounter *self;
  XyRewardHand *hand;
} Handing;

static void
next_household (XyRewardCounter *self)
{
  self->id = XY_ID_NONE;
  g_clear_pointer (&self->visitor, xy_reward_visitor_free);
  clear_lines (self);
  gtk_editable_set_text (GTK_EDITABLE (self->household), "");
  gtk_editable_set_text (GTK_EDITABLE (self->taker), "");
  gtk_editable_set_text (GTK_EDITABLE (self->good), "");
  show_visitor (self);
  gtk_widget_grab_focus (self->household);
}

static void
on_handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Handing *handing = data;
  g_autoptr (XyRewardCounter) self = handing->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = xy_desk_act_finish (XY_DESK (source), result, &error);

  if (self->page != NULL)
    {
      self->handing = FALSE;
      if (!ok)
        {
          show_error (self, error);
          show_total (self);
        }
      else
        {
          gboolean print = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->print));
          XyPaperAsk ask = { .record = g_array_index (handing->hand->cart.made, XyId, 0) };
          next_household (self);
          if (print)
            xy_print_preview_open (GTK_WIDGET (self), get_desk (self), &xy_reward_slip_paper, &ask);
        }
    }
  xy_reward_hand_unref (handing->hand);
}

static void
hand_out (XyRewardCounter *self)
{
  if (self->handing)
    return;
  clear_errors (self);
  /* What is typed and not yet on the list goes along. */
  if (self->weighing || gtk_editable_get_text (GTK_EDITABLE (self->good))[0] != '\0')
    {
      add_wish (self);
      self->then_finish = self->weighing || self->then_add;
      return;
    }
  if (self->visitor == NULL || self->wishes->len == 0)
    {
      xy_reward_counter_say (self->good_error, _ ("Please say what is handed out."));
      gtk_widget_grab_focus (self->good);
      return;
    }
  Handing *handing = g_new0 (Handing, 1);
  handing->self = g_object_ref (self);
  handing->hand = make_hand (self);
  self->handing = TRUE;
  gtk_widget_set_sensitive (self->verb, FALSE);
  xy_desk_act (get_desk (self), _ ("Exchange points"), xy_reward_hand_act, xy_reward_hand_ref (handing->hand),
               (GDestroyNotify) xy_reward_hand_unref, on_handed_out, handing);
}

static gboolean
on_finish_shortcut (GtkWidget *widget, GVariant *args, gpointer data)
{
  hand_out (XY_REWARD_COUNTER (widget));
  return TRUE;
}

/* An empty entry takes Ctrl+Z for itself and does nothing: here it takes back what was handed out. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, XyRewardCounter *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean z = key == GDK_KEY_z || key == GDK_KEY_Z, shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & GDK_CONTROL_MASK) == 0 || (!z && key != GDK_KEY_y) || !GTK_IS_TEXT (focus)
      || gtk_entry_buffer_get_length (gtk_text_get_buffer (GTK_TEXT (focus))) > 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), z && !shift ? "win.undo" : "win.redo", NULL);
  return TRUE;
}

/* The day */

static void
on_today_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyRewardCounter) self = data;
  XyRewardShelf *shelf = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (shelf == NULL)
    return;
  if (self->page != NULL && g_str_equal (shelf->day, self->day))
    {
      g_clear_pointer (&self->goods, g_ptr_array_unref);
      self->goods = g_ptr_array_ref (shelf->goods);
      if (!gtk_widget_has_css_class (self->day_entry, "error"))
        xy_reward_counter_say (self->day_note, shelf->note);
      on_good_changed (self);
    }
  xy_reward_shelf_free (shelf);
}

static void
read_shelf (XyRewardCounter *self)
{
  xy_worker_run (xy_desk_get_worker (get_desk (self)), XY_WORKER_QUERY, xy_reward_read_shelf, g_strdup (self->day),
                 g_free, (GDestroyNotify) xy_reward_shelf_free, NULL, on_today_read, g_object_ref (self));
}

static void
on_day_left (XyRewardCounter *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day_entry));
  char day[XY_DAY_SIZE];

  if (self->page == NULL || strcmp (text, self->day) == 0)
    return;
  if (xy_day_parse (text, day) != XY_DAY_FULL)
    {
      gtk_widget_add_css_class (self->day_entry, "error");
      xy_reward_counter_say (self->day_note, _ ("This is no day of the calendar. Please write it as 2026-11-22."));
      return;
    }
  gtk_widget_remove_css_class (self->day_entry, "error");
  g_strlcpy (self->day, day, sizeof self->day);
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), day);
  read_shelf (self);
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

static void
on_worker_changed (XyWorker *worker, guint topics, XyRewardCounter *self)
{
  if ((topics & TOPICS) == 0)
    return;
  read_shelf (self);
  read_visitor (self);
}

/* An answer that is under way may hold the counter longer than its page stands. */
static void
leave (XyRewardCounter *self)
{
  g_clear_signal_handler (&self->worker_handler, self->worker);
  g_clear_object (&self->worker);
  self->page = NULL;
}

static void
xy_reward_counter_dispose (GObject *object)
{
  XyRewardCounter *self = XY_REWARD_COUNTER (object);
  GtkWidget *child;

  leave (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (xy_reward_counter_parent_class)->dispose (object);
}

static void
xy_reward_counter_finalize (GObject *object)
{
  XyRewardCounter *self = XY_REWARD_COUNTER (object);

  xy_reward_visitor_free (self->visitor);
  g_clear_pointer (&self->goods, g_ptr_array_unref);
  g_array_unref (self->wishes);
  g_ptr_array_unref (self->wished);
  G_OBJECT_CLASS (xy_reward_counter_parent_class)->finalize (object);
}

static void
xy_reward_counter_class_init (XyRewardCounterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_reward_counter_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_reward_counter_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_finish_shortcut, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_finish_shortcut, NULL);
  signals[DAY_CHANGED] =
      g_signal_new ("day-changed", XY_TYPE_REWARD_COUNTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
connect_entries (XyRewardCounter *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_day_left), self);
  gtk_widget_add_controller (self->day_entry, focus);
  g_signal_connect_swapped (self->day_entry, "activate", G_CALLBACK (on_day_left), self);
  g_signal_connect_swapped (self->household, "picked", G_CALLBACK (on_household_picked), self);
  g_signal_connect_swapped (self->household, "activate", G_CALLBACK (on_household_activated), self);
  g_signal_connect_swapped (self->household, "changed", G_CALLBACK (on_household_changed), self);
  g_signal_connect_swapped (self->good, "changed", G_CALLBACK (on_good_changed), self);
  g_signal_connect_swapped (self->good, "activate", G_CALLBACK (add_wish), self);
  g_signal_connect_swapped (self->verb, "clicked", G_CALLBACK (hand_out), self);
}

static void
xy_reward_counter_init (XyRewardCounter *self)
{
  g_autofree char *today = xy_env_today (xy_env_system ());

  self->wishes = g_array_new (FALSE, FALSE, sizeof (XyRewardWish));
  self->wished = g_ptr_array_new_with_free_func (g_object_unref);
  g_strlcpy (self->day, today, sizeof self->day);
  xy_reward_counter_build (self);
  gtk_editable_set_text (GTK_EDITABLE (self->day_entry), today);
  connect_entries (self);
  XY_KEYS_TAKE_FIRST (GTK_WIDGET (self), on_key_pressed, self);
  show_total (self);
}

GtkWidget *
xy_reward_counter_new (XyPage *page)
{
  XyRewardCounter *self = g_object_new (XY_TYPE_REWARD_COUNTER, NULL);

  self->page = page;
  g_signal_connect_object (page, "destroy", G_CALLBACK (leave), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
xy_reward_counter_open (XyRewardCounter *self)
{
  self->worker = g_object_ref (xy_desk_get_worker (get_desk (self)));
  xy_suggest_entry_set_find (XY_SUGGEST_ENTRY (self->household), self->worker, xy_reward_find_households);
  self->worker_handler = g_signal_connect (self->worker, "changed", G_CALLBACK (on_worker_changed), self);
  read_shelf (self);
}

const char *
xy_reward_counter_get_day (XyRewardCounter *self)
{
  return self->day;
}

void
xy_reward_counter_focus (XyRewardCounter *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->household);
}
