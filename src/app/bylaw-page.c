/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-page.h"

#include <glib/gi18n-lib.h>

#include "app/bylaw-clauses-pane.h"
#include "app/bylaw-compare-pane.h"
#include "app/bylaw-dialog.h"
#include "app/bylaw-opinions-pane.h"
#include "app/bylaw-page-private.h"
#include "app/bylaw-rows.h"
#include "app/bylaw-step-dialogs.h"
#include "app/bylaw-steps-pane.h"
#include "app/cells.h"
#include "app/mark-bar.h"
#include "app/prefs.h"
#include "app/print-preview.h"
#include "app/vote-desk.h"
#include "app/vote-dialog.h"
#include "app/vote-pane.h"
#include "app/wrap-row.h"
#include "core/bylaw-act.h"
#include "core/store.h"
#include "print/papers.h"

#define NAME "bylaws"
/* Pixels at the standard text size: in less height the line of steps would leave the clauses three lines or four. */
#define LOW 460

/* Votes need more height than a small window with large text has. */
static GtkWidget *
make_votes (XyDesk *desk)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *votes = xy_vote_pane_new (desk);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), votes);
  g_object_set_data (G_OBJECT (scrolled), "votes", votes);
  return scrolled;
}

static void
show_votes (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  xy_vote_pane_show_bylaw (g_object_get_data (G_OBJECT (pane), "votes"), version != NULL ? &version->record.id : NULL);
}

#define STEPS "steps"

/* What there is to see of a version. */
static const struct
{
  const char *name;
  const char *label;
  GtkWidget *(*make) (XyDesk *desk);
  void (*show) (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version);
} panes[] = {
  { "clauses", N_ ("Clauses"), xy_bylaw_clauses_pane_new, xy_bylaw_clauses_pane_show },
  { "opinions", N_ ("Opinions"), xy_bylaw_opinions_pane_new, xy_bylaw_opinions_pane_show },
  { "compare", N_ ("Compared"), xy_bylaw_compare_pane_new, xy_bylaw_compare_pane_show },
  { "votes", N_ ("Vote"), make_votes, show_votes },
  { STEPS, N_ ("What happened"), xy_bylaw_steps_pane_new, xy_bylaw_steps_pane_show },
};

struct _XyBylawPage
{
  XyPage parent_instance;
  GtkAdjustment *vertical; /* of all beside the list of versions; its page is as high as there is room */
  GtkWidget *content, *steps, *toggles[G_N_ELEMENTS (panes)], *panes[G_N_ELEMENTS (panes)];
  GtkStack *stack;
  XyMarkBar *mark;
  XyBylawRows *rows;
  GtkWidget *revise, *verb, *papers;
  GMenu *paper_menu;
  guint share_source;
  XyId wanted; /* a version or a bylaw that is to be chosen once it is there */
  GCancellable *reading, *asking;
  XyBylawStanding *standing; /* of the chosen version; NULL until it is read */
};

G_DEFINE_FINAL_TYPE (XyBylawPage, xy_bylaw_page, XY_TYPE_PAGE)

static XyDesk *
desk_of (gpointer self)
{
  return xy_page_get_desk (XY_PAGE (self));
}

/* The verbs */

static void fill_papers (XyBylawPage *self);

static void
update_verbs (XyBylawPage *self)
{
  const XyBylawVersion *version = xy_bylaw_rows_get_version (self->rows);
  gboolean may = xy_desk_may (desk_of (self), XY_MAY_KEEP_BYLAWS);
  gboolean over = version != NULL && version->stage >= XY_BYLAW_IN_FORCE && xy_bylaw_rows_is_newest (self->rows);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bylaw.draft", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bylaw.revise", may && over);
  gtk_widget_set_visible (self->revise, over && may);
  fill_papers (self);
}

static void
on_drafted (const XyId *made, gpointer data)
{
  XY_BYLAW_PAGE (data)->wanted = *made;
}

static void
draft (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyBylawPage *self = XY_BYLAW_PAGE (widget);

  xy_bylaw_dialog_open (widget, desk_of (self), xy_bylaw_rows_have_general (self->rows), on_drafted, self);
}

static void
on_revised (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyBylawPage) self = data;
  g_autoptr (GError) error = NULL;

  /* The newest version of the bylaw is chosen already by its id. */
  if (!xy_desk_act_finish (XY_DESK (source), result, &error) && desk_of (self) != NULL)
    g_signal_emit_by_name (source, "refused", error);
}

static void
revise (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyBylawPage *self = XY_BYLAW_PAGE (widget);
  const XyBylaw *bylaw = xy_bylaw_rows_get_bylaw (self->rows);
  XyBylawRevising *revising;

  if (bylaw == NULL)
    return;
  revising = g_new0 (XyBylawRevising, 1);
  revising->bylaw = bylaw->record.id;
  self->wanted = bylaw->record.id;
  xy_desk_act (desk_of (self), "", xy_bylaw_revise_act, revising, g_free, on_revised, g_object_ref (self));
}

/* Papers */

/* Which are offered from stage to stage, the one that is asked for then first. */
static const struct
{
  const char *kind, *label;
  XyBylawStage from, to;
} papers[] = {
  { "bylaw-draft", N_ ("Draft for opinions…"), XY_BYLAW_COLLECTING, XY_BYLAW_APPROVED },
  { "bylaw-filing", N_ ("Letter that files it…"), XY_BYLAW_PASSED, XY_BYLAW_PASSED },
  { "bylaw", N_ ("The bylaw as a document…"), XY_BYLAW_COLLECTING, XY_BYLAW_DROPPED },
  { "bylaw-board", N_ ("Board…"), XY_BYLAW_COLLECTING, XY_BYLAW_DROPPED },
  { "bylaw-leaflet", N_ ("Leaflet for each household…"), XY_BYLAW_COLLECTING, XY_BYLAW_DROPPED },
  { "bylaw-redline", N_ ("What changed…"), XY_BYLAW_COLLECTING, XY_BYLAW_DROPPED },
  { "bylaw-filing", N_ ("Letter that files it…"), XY_BYLAW_FILED, XY_BYLAW_REPLACED },
};

static void
fill_papers (XyBylawPage *self)
{
  const XyBylawVersion *version = xy_bylaw_rows_get_version (self->rows);

  g_menu_remove_all (self->paper_menu);
  for (guint i = 0; version != NULL && i < G_N_ELEMENTS (papers); i++)
    {
      gboolean first = version->number == 1 && g_str_equal (papers[i].kind, "bylaw-redline");
      if (version->stage < papers[i].from || version->stage > papers[i].to || first)
        continue;
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (papers[i].label), NULL);
      g_menu_item_set_action_and_target (item, "bylaw.print", "s", papers[i].kind);
      g_menu_append_item (self->paper_menu, item);
    }
  gtk_widget_set_visible (self->papers, version != NULL);
  gtk_widget_set_sensitive (self->papers, xy_desk_may (desk_of (self), XY_MAY_PRINT));
}

static void
print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const XyBylawVersion *version = xy_bylaw_rows_get_version (XY_BYLAW_PAGE (widget)->rows);
  const XyPaperKind *kind = xy_paper_kind_find (g_variant_get_string (parameter, NULL));

  if (version != NULL && kind != NULL)
    xy_print_preview_open (widget, desk_of (widget), kind, &(XyPaperAsk){ .record = version->record.id });
}

/* Ctrl+P. */
static void
print_first (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyBylawPage *self = XY_BYLAW_PAGE (widget);
  g_autoptr (GVariant) target = NULL;

  if (g_menu_model_get_n_items (G_MENU_MODEL (self->paper_menu)) == 0 || !xy_desk_may (desk_of (self), XY_MAY_PRINT))
    return;
  target = g_menu_model_get_item_attribute_value (G_MENU_MODEL (self->paper_menu), 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  print (widget, name, target);
}

/* Steps */

static void
show_pane (XyBylawPage *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (g_str_equal (panes[i].name, name))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[i]), TRUE);
}

static void
step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const XyBylawVersion *version = xy_bylaw_rows_get_version (XY_BYLAW_PAGE (widget)->rows);
  XyBylawStepKind kind = xy_bylaw_step_from_name (g_variant_get_string (parameter, NULL));

  if (version != NULL && xy_bylaw_stage_after ((XyBylawStage) version->stage, kind) != XY_BYLAW_N_STAGES)
    xy_bylaw_step_dialog_open (widget, desk_of (widget), version, kind);
}

/* What the vote came to is entered; one that is still counted is counted on; where there is none one is called. */
static void
vote (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyBylawPage *self = XY_BYLAW_PAGE (widget);
  const XyVote *vote = self->standing != NULL ? self->standing->vote : NULL;
  const XyBylawVersion *version = xy_bylaw_rows_get_version (self->rows);

  if (version == NULL)
    return;
  if (vote != NULL)
    show_pane (self, "votes");
  if (vote == NULL)
    xy_vote_dialog_open (widget, desk_of (self), NULL, &version->record.id);
  else if (vote->closed_on != NULL)
    xy_bylaw_step_dialog_open (widget, desk_of (self), version, vote->passed != 0 ? XY_BYLAW_PASS : XY_BYLAW_LOSE);
  else
    xy_vote_desk_open (widget, desk_of (self), &vote->record.id);
}

/* What is shown of the chosen version */

static void
show_standing (XyBylawPage *self)
{
  gboolean leads_on = xy_bylaw_step_panel_show (self->steps, self->standing, xy_desk_get_permissions (desk_of (self)));

  /* One accent: what is next goes before what may be begun. */
  xy_cells_set_css (self->verb, "suggested-action", !leads_on);
}

static void
on_standing_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyBylawPage) self = data;
  XyBylawStanding *standing = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (standing == NULL || desk_of (self) == NULL)
    {
      g_clear_pointer (&standing, xy_bylaw_standing_free);
      return;
    }
  g_clear_pointer (&self->standing, xy_bylaw_standing_free);
  self->standing = standing;
  show_standing (self);
}

static void
show_chosen (XyBylawPage *self)
{
  const XyBylaw *bylaw = xy_bylaw_rows_get_bylaw (self->rows);
  const XyBylawVersion *version = xy_bylaw_rows_get_version (self->rows);

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  update_verbs (self);
  xy_mark_bar_show (self->mark, xy_bylaw_rows_get_mark (self->rows));
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    panes[i].show (self->panes[i], bylaw, version);
  if (version == NULL)
    {
      g_clear_pointer (&self->standing, xy_bylaw_standing_free);
      show_standing (self);
      return;
    }
  self->asking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_bylaw_standing_read,
                 xy_id_copy (&version->record.id), g_free, xy_bylaw_standing_free, self->asking, on_standing_read,
                 g_object_ref (self));
}

static void
on_families_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyBylawPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) families = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (desk_of (self) == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (families == NULL)
    {
      xy_page_set_failed (XY_PAGE (self), error);
      return;
    }
  xy_page_set_state (XY_PAGE (self), families->len > 0 ? XY_PAGE_FILLED : XY_PAGE_EMPTY);
  xy_bylaw_rows_set (self->rows, families);
  if (!xy_id_is_none (&self->wanted) && xy_bylaw_rows_choose (self->rows, &self->wanted))
    {
      self->wanted = XY_ID_NONE;
      gtk_widget_grab_focus (GTK_WIDGET (self->rows));
    }
}

static void
free_families (gpointer families)
{
  g_ptr_array_unref (families);
}

static void
load (XyBylawPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, xy_bylaw_families_read, NULL, NULL,
                 free_families, self->reading, on_families_read, g_object_ref (self));
}

static void
on_worker_changed (XyBylawPage *self, guint topics)
{
  if (desk_of (self) != NULL && (topics & (XY_TOPIC_BYLAW | XY_TOPIC_MEETING)) != 0)
    load (self);
}

/* Somebody else may sit here now. */
static void
on_desk_changed (XyBylawPage *self)
{
  if (desk_of (self) == NULL)
    return;
  update_verbs (self);
  show_standing (self);
}

static void
on_retried (XyBylawPage *self)
{
  xy_page_set_state (XY_PAGE (self), XY_PAGE_LOADING);
  load (self);
}

/* The panes */

/* Where there is little height the line of steps stands over what happened only, which is about them. */
static void
share_height (XyBylawPage *self)
{
  gboolean low = gtk_adjustment_get_page_size (self->vertical) < LOW * xy_prefs_get_scale ();
  gboolean about_steps = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggles[i])))
      about_steps = g_str_equal (panes[i].name, STEPS);
  xy_bylaw_step_panel_set_line (self->steps, !low || about_steps);
}

static void
on_toggled (GtkToggleButton *toggle, XyBylawPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (self->toggles[i] == GTK_WIDGET (toggle) && gtk_toggle_button_get_active (toggle))
      gtk_stack_set_visible_child (self->stack, self->panes[i]);
  share_height (self);
}

static gboolean
share_height_now (gpointer data)
{
  XyBylawPage *self = XY_BYLAW_PAGE (data);

  self->share_source = 0;
  share_height (self);
  return G_SOURCE_REMOVE;
}

/* It has its room already in this frame. */
static void
on_height_changed (XyBylawPage *self)
{
  if (self->share_source == 0)
    self->share_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, share_height_now, self, NULL);
}

/* From the list to the pane and back. */
static void
cross (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyBylawPage *self = XY_BYLAW_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->rows)))
    {
      GtkWidget *pane = gtk_stack_get_visible_child (self->stack);
      if (!gtk_widget_grab_focus (pane))
        gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
    }
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->rows));
}

static GtkWidget *
make_toggles (XyBylawPage *self)
{
  GtkWidget *box = xy_wrap_row_new (3);

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      self->toggles[i] = gtk_toggle_button_new_with_label (_ (panes[i].label));
      gtk_widget_add_css_class (self->toggles[i], "tab");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[i]), GTK_TOGGLE_BUTTON (self->toggles[0]));
      else
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[i]), TRUE);
      g_signal_connect (self->toggles[i], "toggled", G_CALLBACK (on_toggled), self);
      xy_wrap_row_append (XY_WRAP_ROW (box), self->toggles[i]);
    }
  /* One alone is no choice. */
  gtk_widget_set_visible (box, G_N_ELEMENTS (panes) > 1);
  return box;
}

static void
make_content (XyBylawPage *self)
{
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();

  self->content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->rows = XY_BYLAW_ROWS (xy_bylaw_rows_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "bylaw-rows");
  self->mark = XY_MARK_BAR (xy_mark_bar_new ());
  self->steps = xy_bylaw_step_panel_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "bylaw-panes");
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->mark));
  gtk_box_append (GTK_BOX (right), self->steps);
  gtk_box_append (GTK_BOX (right), make_toggles (self));
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (self->stack));
  /* With long words the steps alone may need half of a small window. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), right);
  gtk_widget_set_hexpand (scrolled, TRUE);
  self->vertical = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_signal_connect_object (self->vertical, "notify::page-size", G_CALLBACK (on_height_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self->content), scrolled);
  xy_page_set_content (XY_PAGE (self), self->content);
  g_signal_connect_swapped (self->rows, "chosen", G_CALLBACK (show_chosen), self);
}

static void
xy_bylaw_page_opened (XyPage *page)
{
  XyBylawPage *self = XY_BYLAW_PAGE (page);

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      self->panes[i] = panes[i].make (xy_page_get_desk (page));
      gtk_stack_add_child (self->stack, self->panes[i]);
    }
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           page, G_CONNECT_SWAPPED);
  g_signal_connect_object (xy_page_get_desk (page), "changed", G_CALLBACK (on_desk_changed), page, G_CONNECT_SWAPPED);
  xy_page_set_state (page, XY_PAGE_LOADING);
  load (self);
}

static void
on_place_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyBylawPage) self = data;
  g_autofree XyBylawPlace *place = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (place == NULL || desk_of (self) == NULL)
    return;
  self->wanted = xy_bylaw_rows_choose (self->rows, &place->version) ? XY_ID_NONE : place->version;
  if (place->opinion)
    show_pane (self, "opinions");
  if (xy_id_is_none (&place->clause))
    return;
  show_pane (self, "clauses");
  xy_bylaw_clauses_pane_choose (self->panes[0], &place->clause);
}

static void
xy_bylaw_page_open (XyPage *page, const XyId *id)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, xy_bylaw_place_find, xy_id_copy (id),
                 g_free, g_free, NULL, on_place_found, g_object_ref (page));
}

static void
xy_bylaw_page_go (XyPage *page, const char *list, const XyId *record)
{
  XyBylawPage *self = XY_BYLAW_PAGE (page);

  xy_bylaw_page_open (page, record);
  if (list != NULL)
    show_pane (self, list);
}

static void
xy_bylaw_page_dispose (GObject *object)
{
  XyBylawPage *self = XY_BYLAW_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->reading);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->standing, xy_bylaw_standing_free);
  g_clear_object (&self->paper_menu);
  if (self->vertical != NULL)
    g_signal_handlers_disconnect_by_data (self->vertical, self);
  g_clear_handle_id (&self->share_source, g_source_remove);
  g_clear_object (&self->vertical);
  G_OBJECT_CLASS (xy_bylaw_page_parent_class)->dispose (object);
}

static void
xy_bylaw_page_class_init (XyBylawPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_bylaw_page_dispose;
  page_class->opened = xy_bylaw_page_opened;
  page_class->open = xy_bylaw_page_open;
  page_class->go = xy_bylaw_page_go;
  gtk_widget_class_install_action (widget_class, "bylaw.draft", NULL, draft);
  gtk_widget_class_install_action (widget_class, "bylaw.revise", NULL, revise);
  gtk_widget_class_install_action (widget_class, "bylaw.cross", NULL, cross);
  gtk_widget_class_install_action (widget_class, "bylaw.step", "s", step);
  gtk_widget_class_install_action (widget_class, "bylaw.vote", NULL, vote);
  gtk_widget_class_install_action (widget_class, "bylaw.print", "s", print);
  gtk_widget_class_install_action (widget_class, "bylaw.print-first", NULL, print_first);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "bylaw.draft", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "bylaw.print-first", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "bylaw.cross", NULL);
}

static GtkWidget *
make_verb (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
xy_bylaw_page_init (XyBylawPage *self)
{
  XyPage *page = XY_PAGE (self);

  xy_page_set_title (page, _ ("Bylaws"));
  self->revise = make_verb (_ ("Begin a new version"), "bylaw.revise");
  gtk_widget_set_visible (self->revise, FALSE);
  self->paper_menu = g_menu_new ();
  self->papers = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->papers), _ ("Print…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->papers), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Print…"), -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->papers), G_MENU_MODEL (self->paper_menu));
  gtk_widget_set_valign (self->papers, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->papers, FALSE);
  xy_page_add_button (page, self->papers);
  xy_page_add_button (page, self->revise);
  self->verb = make_verb (_ ("Draft a bylaw"), "bylaw.draft");
  xy_page_set_verb (page, self->verb);
  xy_page_set_empty (page, "xy-bylaw-symbolic", _ ("The village has no bylaws here yet"),
                     _ ("The general bylaw and those on single matters are drafted here from a template or from a text "
                        "that there is already, and go step by step until they are in force."),
                     _ ("Draft a bylaw"), "bylaw.draft");
  make_content (self);
  g_signal_connect (self, "retry", G_CALLBACK (on_retried), NULL);
}

/* On the worker's thread: what waits for the office. */
static gint64
count_waiting (XyStore *store)
{
  g_autoptr (GPtrArray) due = xy_bylaw_due (store, NULL);

  return due != NULL ? xy_bylaw_due_count (due) : 0;
}

static const XyPageVerb verbs[] = {
  { N_ ("Draft a bylaw"), N_ ("bylaw rules"), NULL, "bylaw.draft" },
  { NULL },
};

const XyPageEntry xy_bylaw_page_entry = {
  .name = NAME,
  .title = N_ ("Bylaws"),
  .icon = "xy-bylaw-symbolic",
  .get_type = xy_bylaw_page_get_type,
  .verbs = verbs,
  .search = xy_bylaw_page_search,
  .badge = count_waiting,
};
