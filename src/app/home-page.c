/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/home-page.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/home-charts.h"
#include "app/home-foot.h"
#include "app/period-words.h"
#include "app/pill.h"
#include "app/window.h"
#include "core/store.h"
#include "core/today.h"

#define LINE "xy-line"
#define QUIET 0xb000 /* of 0xffff: 4.5:1 on the panel still */

struct _XyHomePage
{
  XyPage parent_instance;
  GtkWidget *list;
  GtkWidget *nothing;
  GtkWidget *charts;
  GtkWidget *foot;
  GtkSizeGroup *words; /* what is to be done, one under the other */
  GPtrArray *lines;    /* of XyTodayLine; NULL: not read yet */
  char *day;           /* that they are of */
  gboolean is_stale;
  gboolean wants_focus; /* as soon as there are lines */
};

G_DEFINE_FINAL_TYPE (XyHomePage, xy_home_page, XY_TYPE_PAGE)

/* The content: it takes the keys for the first line. */
G_DECLARE_FINAL_TYPE (XyHomeList, xy_home_list, XY, HOME_LIST, GtkWidget)

struct _XyHomeList
{
  GtkWidget parent_instance;
  XyHomePage *page;
};

G_DEFINE_FINAL_TYPE (XyHomeList, xy_home_list, GTK_TYPE_WIDGET)

/* What the worker reads. */
typedef struct
{
  GPtrArray *lines;
  char *day;
  gboolean has_begun;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->lines, g_ptr_array_unref);
  g_free (answer->day);
  g_free (answer);
}

/* On the worker's thread. */
static gpointer
read_lines (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->day = xy_env_today (xy_store_get_env (store));
  if (xy_today_has_begun (store, &answer->has_begun, error))
    answer->lines = xy_today (store, error);
  if (answer->lines != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

/* Lines */

static const XyTodayLine *
line_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), LINE) : NULL;
}

static GtkWidget *
add_label (GtkWidget *box, const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* What it is about and, in a quieter ink, what is to be known beside: of both in one, the end is cut first. */
static void
add_title (GtkWidget *box, const XyTodayLine *line)
{
  g_autofree char *words = g_strjoin (line->note != NULL ? "   " : NULL, line->title, line->note, NULL);
  GtkWidget *label = add_label (box, words, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *quiet = pango_attr_foreground_alpha_new (QUIET);

  quiet->start_index = (guint) strlen (line->title);
  pango_attr_list_insert (attributes, quiet);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
}

static XyPillKind
pill_of (const XyTodayLine *line)
{
  return line->when == XY_TODAY_OVERDUE ? XY_PILL_ALERT : line->when == XY_TODAY_OPEN ? XY_PILL_PLAIN : XY_PILL_WAITING;
}

static const char *
page_icon (const char *name)
{
  for (const XyPageEntry *const *entry = xy_pages (); *entry != NULL; entry++)
    if (g_strcmp0 ((*entry)->name, name) == 0)
      return (*entry)->icon;
  return "xy-backup-symbolic";
}

static GtkWidget *
make_row (XyHomePage *self, XyTodayLine *line)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *pill = xy_pill_new (pill_of (line), line->word),
            *icon = gtk_image_new_from_icon_name (page_icon (line->page));
  GtkWidget *due;
  const char *sentence = line->sentence != NULL ? line->sentence : line->note;
  g_autofree char *words = g_strjoin ("\n", line->title, sentence, NULL);
  g_autofree char *name = g_strjoin (" ", line->word, line->title, line->due != NULL ? line->due : "", NULL);

  gtk_widget_add_css_class (icon, "quiet");
  gtk_box_append (GTK_BOX (box), icon);
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (place), pill);
  gtk_size_group_add_widget (self->words, place);
  gtk_box_append (GTK_BOX (box), place);
  add_title (box, line);
  due = add_label (box, line->due, line->when == XY_TODAY_OVERDUE ? "minus" : "quiet");
  gtk_widget_add_css_class (due, "numeric");
  gtk_widget_set_tooltip_text (box, words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), LINE, line);
  return row;
}

static guint
count_of (XyHomePage *self, XyTodayWhen when)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const XyTodayLine *line = self->lines->pdata[i];
      n += line->when == when ? line->n : 0;
    }
  return n;
}

/* "逾期 6" over the first line of each. */
static void
head_row (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  XyHomePage *self = data;
  const XyTodayLine *line = line_of (row), *last = line_of (before);

  if (last != NULL && last->when == line->when)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  g_autofree char *words = g_strdup_printf ("%s %u", xy_today_when_word (line->when), count_of (self, line->when));
  GtkWidget *label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group");
  if (line->when == XY_TODAY_OVERDUE)
    gtk_widget_add_css_class (label, "minus");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
is_same (const XyTodayLine *a, const XyTodayLine *b)
{
  return a->kind == b->kind && a->when == b->when && xy_id_same (&a->record, &b->record);
}

/* Where the keys are: the line that was there, or the one in its place. */
static int
find_focus (XyHomePage *self, const XyTodayLine *was, int at)
{
  for (guint i = 0; was != NULL && i < self->lines->len; i++)
    if (is_same (self->lines->pdata[i], was))
      return (int) i;
  return MIN (at, (int) self->lines->len - 1);
}

/* Whether LINES say what stands there already. */
static gboolean
is_shown (XyHomePage *self, const GPtrArray *lines)
{
  if (self->lines == NULL || self->lines->len != lines->len)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const XyTodayLine *old = self->lines->pdata[i], *line = lines->pdata[i];
      if (!is_same (old, line) || old->n != line->n || g_strcmp0 (old->title, line->title) != 0
          || g_strcmp0 (old->note, line->note) != 0 || g_strcmp0 (old->due, line->due) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_lines (XyHomePage *self, GPtrArray *lines)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->list));
  GtkListBoxRow *held = focus != NULL && gtk_widget_is_ancestor (focus, self->list)
                            ? GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW))
                            : NULL;
  const XyTodayLine *was = line_of (held);
  int at = held != NULL ? gtk_list_box_row_get_index (held) : 0;
  G_GNUC_UNUSED g_autoptr (GPtrArray) old = g_steal_pointer (&self->lines);
  GtkWidget *child;

  self->lines = g_ptr_array_ref (lines);
  at = find_focus (self, was, at);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < lines->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, lines->pdata[i]));
  gtk_widget_set_visible (self->list, lines->len > 0);
  gtk_widget_set_visible (self->nothing, lines->len == 0);
  if ((held != NULL || self->wants_focus) && at >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at)));
  self->wants_focus = FALSE;
}

static void
show_day (XyHomePage *self)
{
  g_autofree char *date = xy_period_day (self->day);
  /* Translators: the day of the week, and the day */
  g_autofree char *title = g_strdup_printf (C_ ("home", "%s, %s"), xy_weekday_word (xy_day_weekday (self->day)), date);

  xy_page_set_title (XY_PAGE (self), title);
}

/* Reading */

static void
on_figures_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHomePage) self = data;
  gpointer figures = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (figures != NULL && self->charts != NULL)
    xy_home_charts_show (self->charts, figures);
  g_clear_pointer (&figures, xy_home_figures_free);
}

static void
on_lines_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyHomePage) self = data;
  g_autoptr (GError) problem = NULL;
  Answer *answer = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (self->list == NULL)
    ;
  else if (answer == NULL)
    xy_page_set_failed (XY_PAGE (self), problem);
  else
    {
      g_free (self->day);
      self->day = g_strdup (answer->day);
      show_day (self);
      /* What a state covers takes no keys. */
      xy_page_set_state (XY_PAGE (self), answer->has_begun ? XY_PAGE_FILLED : XY_PAGE_EMPTY);
      if (!is_shown (self, answer->lines))
        show_lines (self, answer->lines);
    }
  g_clear_pointer (&answer, answer_free);
}

static void
read_anew (XyHomePage *self)
{
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self)));

  self->is_stale = FALSE;
  if (self->lines == NULL)
    xy_page_set_state (XY_PAGE (self), XY_PAGE_LOADING);
  xy_worker_run (worker, XY_WORKER_QUERY, read_lines, NULL, NULL, answer_free, NULL, on_lines_read,
                 g_object_ref (self));
  xy_worker_run (worker, XY_WORKER_LATER, xy_home_figures_read, NULL, NULL, xy_home_figures_free, NULL, on_figures_read,
                 g_object_ref (self));
}

static void
on_worker_changed (XyHomePage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_anew (self);
}

static void
on_retried (XyHomePage *self)
{
  read_anew (self);
}

/* Going there */

static void
on_row_activated (XyHomePage *self, GtkListBoxRow *row)
{
  const XyTodayLine *line = line_of (row);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  XyPage *page;

  if (line->page == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), line->kind == XY_TODAY_CLEAR ? "win.yearly-clearing" : "win.back-up",
                                NULL);
  else if (XY_IS_WINDOW (root) && (page = xy_window_show_page (XY_WINDOW (root), line->page, NULL)) != NULL)
    {
      xy_page_go (page, line->tab, line->list, &line->record);
      xy_page_focus_content (page);
    }
}

static void
on_begin_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (XY_IS_WINDOW (root))
    xy_window_show_page (XY_WINDOW (root), "households", NULL);
}

static gboolean
xy_home_list_grab_focus (GtkWidget *widget)
{
  XyHomePage *page = XY_HOME_LIST (widget)->page;
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (GTK_LIST_BOX (page->list), 0);

  page->wants_focus = page->lines == NULL;
  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
xy_home_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (xy_home_list_parent_class)->dispose (object);
}

static void
xy_home_list_class_init (XyHomeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_home_list_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = xy_home_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_home_list_init (XyHomeList *self)
{
}

static void
xy_home_page_opened (XyPage *page)
{
  XyHomePage *self = XY_HOME_PAGE (page);

  self->is_stale = TRUE;
  xy_home_foot_set_desk (self->foot, xy_page_get_desk (page));
  g_signal_connect_object (xy_desk_get_worker (xy_page_get_desk (page)), "changed", G_CALLBACK (on_worker_changed),
                           self, G_CONNECT_SWAPPED);
}

static void
xy_home_page_shown (XyPage *page)
{
  if (XY_HOME_PAGE (page)->is_stale)
    read_anew (XY_HOME_PAGE (page));
}

static void
xy_home_page_dispose (GObject *object)
{
  XyHomePage *self = XY_HOME_PAGE (object);

  g_clear_object (&self->words);
  self->list = NULL;
  self->charts = NULL;
  G_OBJECT_CLASS (xy_home_page_parent_class)->dispose (object);
}

static void
xy_home_page_finalize (GObject *object)
{
  XyHomePage *self = XY_HOME_PAGE (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self->day);
  G_OBJECT_CLASS (xy_home_page_parent_class)->finalize (object);
}

static void
xy_home_page_class_init (XyHomePageClass *klass)
{
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_home_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_home_page_finalize;
  page_class->opened = xy_home_page_opened;
  page_class->shown = xy_home_page_shown;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "home.begin", NULL, on_begin_activated);
}

static GtkWidget *
make_nothing (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("xy-check-symbolic"), *label;

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 48);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_add_css_class (box, "state");
  label = gtk_label_new (_ ("Nothing waits today."));
  gtk_widget_add_css_class (label, "quiet");
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
xy_home_page_init (XyHomePage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *content = g_object_new (xy_home_list_get_type (), NULL);
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  xy_page_set_title (page, _ ("Today"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "home-page");
  XY_HOME_LIST (content)->page = self;
  self->words = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), head_row, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What waits today"),
                                  -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->nothing = make_nothing ();
  gtk_box_append (GTK_BOX (inside), self->list);
  gtk_box_append (GTK_BOX (inside), self->nothing);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inside);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (panel, "panel");
  gtk_widget_add_css_class (panel, "home");
  gtk_widget_set_overflow (panel, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (panel), scrolled);
  self->foot = xy_home_foot_new ();
  gtk_box_append (GTK_BOX (panel), self->foot);
  gtk_widget_set_parent (panel, content);
  xy_page_set_content (page, content);
  self->charts = xy_home_charts_new ();
  xy_page_set_detail (page, self->charts);
  xy_page_set_empty (page, "xy-households-symbolic", _ ("Begin with the roster"),
                     _ ("The village has no households here yet. Import the roster from a spreadsheet, or enter the "
                        "first household; what waits each day stands here then."),
                     _ ("To the roster"), "home.begin");
  g_signal_connect (self, "retry", G_CALLBACK (on_retried), NULL);
}

static const XyPageVerb verbs[] = {
  { N_ ("Hand over the office…"), N_ ("handover term successor package"), NULL, "win.handover" },
  { N_ ("Full numbers looked at…"), N_ ("privacy personal information log assessment"), NULL, "win.privacy" },
  { N_ ("Yearly clearing…"), N_ ("clearing retention delete old personal information"), NULL, "win.yearly-clearing" },
  { N_ ("Practise"), N_ ("practice training learn new sample village eight tasks"), NULL, "win.practise" },
  { NULL },
};

const XyPageEntry xy_home_page_entry = {
  .name = "home",
  .title = N_ ("Home"),
  .icon = "xy-home-symbolic",
  .get_type = xy_home_page_get_type,
  .verbs = verbs,
};
