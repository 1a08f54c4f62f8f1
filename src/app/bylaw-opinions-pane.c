/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-opinions-pane.h"

#include <glib/gi18n-lib.h>

#include "app/bylaw-opinion-dialog.h"
#include "app/bylaw-pane.h"
#include "app/pill.h"
#include "app/words.h"
#include "app/wrap-row.h"
#include "core/bylaw-act.h"
#include "core/household.h"
#include "core/i18n.h"
#include "core/store.h"

#define XY_TYPE_BYLAW_OPINIONS_PANE (xy_bylaw_opinions_pane_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawOpinionsPane, xy_bylaw_opinions_pane, XY, BYLAW_OPINIONS_PANE, XyBylawPane)

typedef struct
{
  XyBylawVersion *version;
  GPtrArray *opinions; /* of XyBylawOpinion: those without an answer first */
  guint n_open;
  GPtrArray *clauses;     /* of the version */
  GHashTable *names;      /* code → 第三条（一） */
  GHashTable *households; /* id → 曾国强 0012 */
} Answer;

struct _XyBylawOpinionsPane
{
  XyBylawPane parent_instance;
  GtkWidget *counts;
  GtkWidget *record;
  GtkWidget *choose;
  GtkWidget *list;
  Answer *answer;
};

G_DEFINE_FINAL_TYPE (XyBylawOpinionsPane, xy_bylaw_opinions_pane, XY_TYPE_BYLAW_PANE)

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_object (&answer->version);
  g_clear_pointer (&answer->opinions, g_ptr_array_unref);
  g_clear_pointer (&answer->clauses, g_ptr_array_unref);
  g_hash_table_unref (answer->names);
  g_hash_table_unref (answer->households);
  g_free (answer);
}

/* On the worker's thread */

static int
compare_opinions (gconstpointer a, gconstpointer b)
{
  const XyBylawOpinion *first = *(XyBylawOpinion *const *) a, *second = *(XyBylawOpinion *const *) b;
  int order = (first->answered_on != NULL) - (second->answered_on != NULL);

  return order != 0 ? order : first->number < second->number ? -1 : first->number > second->number;
}

static void
read_names (XyStore *store, Answer *answer)
{
  g_auto (GStrv) names = xy_bylaw_clauses_names (answer->clauses);

  for (guint i = 0; i < answer->clauses->len; i++)
    g_hash_table_insert (answer->names, xy_id_copy (&((XyBylawClause *) answer->clauses->pdata[i])->code),
                         g_strdup (names[i]));
  for (guint i = 0; i < answer->opinions->len; i++)
    {
      const XyBylawOpinion *opinion = answer->opinions->pdata[i];
      answer->n_open += opinion->answered_on == NULL;
      if (xy_id_is_none (&opinion->household) || g_hash_table_contains (answer->households, &opinion->household))
        continue;
      g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, &opinion->household, NULL);
      if (household != NULL)
        g_hash_table_insert (answer->households, xy_id_copy (&opinion->household),
                             g_strdup_printf ("%s%s%s", household->head_name != NULL ? household->head_name : "",
                                              household->head_name != NULL && household->number != NULL ? " " : "",
                                              household->number != NULL ? household->number : ""));
    }
}

static gpointer
read_opinions (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyBylawPaneAsk *ask = data;
  Answer *answer = g_new0 (Answer, 1);

  answer->names = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  answer->households = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  answer->version = xy_bylaw_version_get (store, &ask->version, error);
  if (answer->version != NULL)
    answer->opinions = xy_bylaw_opinions (store, &ask->version, error);
  if (answer->opinions != NULL)
    answer->clauses = xy_bylaw_clauses (store, &ask->version, error);
  if (answer->clauses == NULL)
    {
      answer_free (answer);
      return NULL;
    }
  g_ptr_array_sort (answer->opinions, compare_opinions);
  read_names (store, answer);
  return answer;
}

/* On the main thread */

static gboolean
is_open (XyBylawOpinionsPane *self)
{
  return self->answer != NULL && self->answer->version->stage < XY_BYLAW_PASSED
         && xy_desk_may (xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), XY_MAY_KEEP_BYLAWS);
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  return xy_words_new (words, css_class, 12, -1);
}

static GtkWidget *
make_pill (const XyBylawOpinion *opinion)
{
  XyPillKind kind = XY_PILL_PLAIN;

  if (opinion->answered_on == NULL)
    return xy_pill_new (XY_PILL_ALERT, _ ("not answered"));
  if (g_strcmp0 (opinion->taken, "yes") == 0)
    kind = XY_PILL_DONE;
  else if (g_strcmp0 (opinion->taken, "part") == 0)
    kind = XY_PILL_WAITING;
  return xy_pill_new (kind, xy_word_label (xy_bylaw_takings, opinion->taken));
}

/* 走访 · 曾国强 0012 · 2026-10-02 · 关于第九条 */
static char *
describe (const Answer *answer, const XyBylawOpinion *opinion)
{
  const char *household = g_hash_table_lookup (answer->households, &opinion->household);
  const char *name = g_hash_table_lookup (answer->names, &opinion->clause);
  g_autoptr (GString) words = g_string_new (xy_word_label (xy_bylaw_sources, opinion->source));

  if (opinion->who != NULL)
    g_string_append_printf (words, " · %s", opinion->who);
  if (household != NULL && (opinion->who == NULL || !g_str_has_prefix (household, opinion->who)))
    g_string_append_printf (words, " · %s", household);
  g_string_append_printf (words, " · %s", opinion->day);
  if (name != NULL)
    {
      g_autofree char *about = g_strdup_printf (_ ("about %s"), name);
      g_string_append_printf (words, " · %s", about);
    }
  return xy_i18n_alone (words->str);
}

static GtkWidget *
make_row (XyBylawOpinionsPane *self, const XyBylawOpinion *opinion)
{
  GtkWidget *row = gtk_list_box_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *pill = make_pill (opinion), *number;
  g_autofree char *figure = g_strdup_printf ("%d", (int) opinion->number), *more = describe (self->answer, opinion);
  g_autofree char *reply = opinion->answer != NULL ? g_strdup_printf (_ ("Answer: %s"), opinion->answer) : NULL;
  g_autofree char *name = g_strdup_printf ("%s. %s %s %s %s", figure, opinion->text, more,
                                           xy_pill_get_text (XY_PILL (pill)), reply != NULL ? reply : "");

  number = gtk_label_new (figure);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "quiet");
  gtk_label_set_width_chars (GTK_LABEL (number), 2);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), make_label (opinion->text, NULL));
  gtk_box_append (GTK_BOX (box), make_label (more, "quiet"));
  if (reply != NULL)
    gtk_box_append (GTK_BOX (box), make_label (reply, NULL));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), pill);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_open (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
show_counts (XyBylawOpinionsPane *self)
{
  guint n = self->answer->opinions->len, n_open = self->answer->n_open;
  g_autofree char *all = g_strdup_printf (ngettext ("%u opinion", "%u opinions", n), n);
  g_autofree char *words = n_open > 0 ? g_strdup_printf (_ ("%s, %u not answered"), all, n_open)
                                      : g_strdup_printf (n > 0 ? _ ("%s, all answered") : "%s", all);
  gboolean open = is_open (self);

  gtk_label_set_text (GTK_LABEL (self->counts), words);
  gtk_widget_set_visible (self->record, open);
  gtk_widget_set_visible (self->choose, open);
}

/* The place of the line with the keyboard; -1 where that is elsewhere. */
static int
focused_at (XyBylawOpinionsPane *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  return GTK_IS_LIST_BOX_ROW (row) && gtk_widget_has_focus (row) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))
                                                                 : -1;
}

static void
xy_bylaw_opinions_pane_fill (XyBylawPane *pane, gpointer data)
{
  XyBylawOpinionsPane *self = XY_BYLAW_OPINIONS_PANE (pane);
  int at = focused_at (self);
  GtkWidget *row;

  g_clear_pointer (&self->answer, answer_free);
  self->answer = data;
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->answer->opinions->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, self->answer->opinions->pdata[i]));
  show_counts (self);
  at = MIN (at, (int) self->answer->opinions->len - 1);
  if (at >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at)));
}

static void
open_opinion (XyBylawOpinionsPane *self, const XyBylawOpinion *opinion)
{
  const char *whom = opinion != NULL ? g_hash_table_lookup (self->answer->households, &opinion->household) : NULL;

  xy_bylaw_opinion_dialog_open (GTK_WIDGET (self), xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)), self->answer->version,
                                self->answer->clauses, opinion, whom);
}

static void
on_activated (GtkListBox *list, GtkListBoxRow *row, XyBylawOpinionsPane *self)
{
  guint at = (guint) gtk_list_box_row_get_index (row);

  if (is_open (self) && at < self->answer->opinions->len)
    open_opinion (self, self->answer->opinions->pdata[at]);
}

static void
on_record_clicked (XyBylawOpinionsPane *self)
{
  if (is_open (self))
    open_opinion (self, NULL);
}

static void
on_choose_clicked (XyBylawOpinionsPane *self)
{
  if (is_open (self))
    xy_bylaw_heard_dialog_open (GTK_WIDGET (self), xy_bylaw_pane_get_desk (XY_BYLAW_PANE (self)),
                                self->answer->version);
}

static gboolean
on_insert (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  on_record_clicked (XY_BYLAW_OPINIONS_PANE (widget));
  return GDK_EVENT_STOP;
}

static void
xy_bylaw_opinions_pane_finalize (GObject *object)
{
  g_clear_pointer (&XY_BYLAW_OPINIONS_PANE (object)->answer, answer_free);
  G_OBJECT_CLASS (xy_bylaw_opinions_pane_parent_class)->finalize (object);
}

static void
xy_bylaw_opinions_pane_class_init (XyBylawOpinionsPaneClass *klass)
{
  XyBylawPaneClass *pane_class = XY_BYLAW_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_bylaw_opinions_pane_finalize;
  pane_class->topics = XY_TOPIC_BYLAW | XY_TOPIC_HOUSEHOLD;
  pane_class->read = read_opinions;
  pane_class->free_answer = answer_free;
  pane_class->fill = xy_bylaw_opinions_pane_fill;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Insert, 0, on_insert, NULL);
}

static void
xy_bylaw_opinions_pane_init (XyBylawOpinionsPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = xy_wrap_row_new (12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = make_label (_ ("Nobody has said anything of this version yet."), "quiet");

  self->counts = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 0);
  gtk_widget_set_hexpand (self->counts, TRUE);
  gtk_widget_add_css_class (self->counts, "bold");
  self->choose = gtk_button_new_with_label (_ ("From meetings and visits…"));
  self->record = gtk_button_new_with_label (_ ("Record an opinion…"));
  gtk_widget_set_tooltip_text (self->record, _ ("The key Insert does the same"));
  xy_wrap_row_append (XY_WRAP_ROW (head), self->counts);
  xy_wrap_row_append (XY_WRAP_ROW (head), self->choose);
  xy_wrap_row_append (XY_WRAP_ROW (head), self->record);
  gtk_widget_add_css_class (head, "bylaw-head");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "bylaw-lines");
  gtk_widget_set_margin_top (nothing, 24);
  gtk_widget_set_margin_start (nothing, 12);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Opinions"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scrolled);
  xy_bylaw_pane_set_content (XY_BYLAW_PANE (self), box);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_activated), self);
  g_signal_connect_swapped (self->record, "clicked", G_CALLBACK (on_record_clicked), self);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (on_choose_clicked), self);
}

GtkWidget *
xy_bylaw_opinions_pane_new (XyDesk *desk)
{
  GtkWidget *pane = g_object_new (XY_TYPE_BYLAW_OPINIONS_PANE, NULL);

  xy_bylaw_pane_set_desk (XY_BYLAW_PANE (pane), desk);
  return pane;
}

void
xy_bylaw_opinions_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  xy_bylaw_pane_show (XY_BYLAW_PANE (pane), bylaw, version);
}
