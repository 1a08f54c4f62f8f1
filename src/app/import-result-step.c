/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-result-step.h"
#include "app/import-tables.h"

#include <glib/gi18n-lib.h>

enum
{
  ADDED,
  CHANGED,
  UNCHANGED,
  MISSING,
  TO_MEND,
  N_FIGURES,
};

struct _XyImportResultStep
{
  GtkWidget parent_instance;

  GtkStack *states;
  GtkBox *figures;
  GtkBox *tabs;
  GtkWidget *save_rest;
  GtkLabel *words;
  GtkStack *tables;
  GtkImage *done_icon;
  GtkLabel *done_title;
  GtkLabel *done_words;
  GtkWidget *undo;
  GtkWidget *save_rest_after;

  GtkLabel *figure[N_FIGURES];
  GtkWidget *tab[XY_IMPORT_N_TABLES];
  GtkWidget *table[XY_IMPORT_N_TABLES];
  XyImportResult *result;
};

enum
{
  SAVE_REST,
  UNDO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const figure_names[N_FIGURES] = {
  [ADDED] = N_ ("Added"),          [CHANGED] = N_ ("Changes"),
  [UNCHANGED] = N_ ("Unchanged"),  [MISSING] = N_ ("Not in this file"),
  [TO_MEND] = N_ ("Rows to mend"),
};

static const struct
{
  const char *name;
  const char *label;
  const char *words; /* over the table */
  const char *empty; /* in its place, where it has no row */
} tabs[XY_IMPORT_N_TABLES] = {
  [XY_IMPORT_ADDED] = { "added", N_ ("Added"), N_ ("People whom the roster does not have yet."),
                        N_ ("The roster has everybody in this file already.") },
  [XY_IMPORT_CHANGES] = { "changes", N_ ("Changes"),
                          N_ ("What the file says otherwise. Where it says nothing, the roster keeps what it has."),
                          N_ ("The file says nothing otherwise than the roster.") },
  [XY_IMPORT_MISSING] = { "missing", N_ ("Missing"),
                          N_ ("In the roster, but not in this file. The import leaves them as they are; whoever has "
                              "died or moved away is entered in his household."),
                          N_ ("Everybody of these groups is in the file.") },
  [XY_IMPORT_PROBLEMS] = { "problems", N_ ("Problems"),
                           N_ ("Rows to mend are left out, everything else is taken as it is written."),
                           N_ ("No problem was found.") },
};

G_DEFINE_FINAL_TYPE (XyImportResultStep, xy_import_result_step, GTK_TYPE_WIDGET)

static void
on_save_rest_clicked (XyImportResultStep *self)
{
  g_signal_emit (self, signals[SAVE_REST], 0);
}

static void
on_undo_clicked (XyImportResultStep *self)
{
  gtk_widget_set_sensitive (self->undo, FALSE);
  g_signal_emit (self, signals[UNDO], 0);
}

static void
show_table (XyImportResultStep *self, XyImportTable which)
{
  gboolean is_empty = self->result == NULL || xy_import_table_count (which, self->result) == 0;

  gboolean is_fine = which == XY_IMPORT_PROBLEMS && self->result != NULL && self->result->n_problems == 0;

  gtk_label_set_text (self->words, is_fine ? _ ("No problem was found; these rows list nobody and were passed over.")
                                           : _ (tabs[which].words));
  gtk_widget_set_visible (GTK_WIDGET (self->words), !is_empty);
  g_autofree char *child = g_strdup_printf ("%s%s", tabs[which].name, is_empty ? "-empty" : "");
  gtk_stack_set_visible_child_name (self->tables, child);
}

static void
on_tab_toggled (GtkToggleButton *tab, XyImportResultStep *self)
{
  for (guint i = 0; i < XY_IMPORT_N_TABLES; i++)
    if (gtk_toggle_button_get_active (tab) && GTK_WIDGET (tab) == self->tab[i])
      show_table (self, (XyImportTable) i);
}

/* A long reason does not fit its cell: the chosen one stands above in full. */
static void
on_problem_chosen (XyImportResultStep *self)
{
  g_autoptr (XyRow) row = xy_table_get_row (XY_TABLE (self->table[XY_IMPORT_PROBLEMS]));
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;
  g_autofree char *reason = record != NULL ? xy_import_table_describe (record) : NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->tables), tabs[XY_IMPORT_PROBLEMS].name) != 0)
    return;
  if (reason != NULL)
    gtk_label_set_text (self->words, reason);
  else
    show_table (self, XY_IMPORT_PROBLEMS);
}

static void
make_figures (XyImportResultStep *self)
{
  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name = gtk_label_new (_ (figure_names[i]));
      self->figure[i] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->figure[i]), "figure");
      gtk_widget_add_css_class (name, "quiet");
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_ellipsize (self->figure[i], PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figure[i]));
      gtk_box_append (GTK_BOX (box), name);
      gtk_widget_set_hexpand (box, TRUE);
      gtk_box_append (self->figures, box);
    }
}

static GtkWidget *
make_empty (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "quiet");
  gtk_widget_add_css_class (label, "panel");
  return label;
}

static void
make_tables (XyImportResultStep *self)
{
  for (guint i = 0; i < XY_IMPORT_N_TABLES; i++)
    {
      g_autofree char *empty = g_strdup_printf ("%s-empty", tabs[i].name);
      self->tab[i] = gtk_toggle_button_new ();
      gtk_widget_add_css_class (self->tab[i], "tab");
      gtk_box_append (self->tabs, self->tab[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tab[i]), GTK_TOGGLE_BUTTON (self->tab[0]));
      g_signal_connect (self->tab[i], "toggled", G_CALLBACK (on_tab_toggled), self);
      self->table[i] = xy_import_table_new ((XyImportTable) i);
      gtk_stack_add_named (self->tables, self->table[i], tabs[i].name);
      gtk_stack_add_named (self->tables, make_empty (_ (tabs[i].empty)), empty);
    }
  g_signal_connect_swapped (self->table[XY_IMPORT_PROBLEMS], "chosen", G_CALLBACK (on_problem_chosen), self);
}

static char *
count_people (guint households, guint persons)
{
  g_autofree char *first = g_strdup_printf (ngettext ("%u household", "%u households", households), households);
  g_autofree char *second = g_strdup_printf (ngettext ("%u person", "%u persons", persons), persons);

  if (households == 0)
    return g_steal_pointer (&second);
  /* Translators: "620 households", "2300 persons" */
  return g_strdup_printf (_ ("%s, %s"), first, second);
}

static void
set_figure (XyImportResultStep *self, guint which, char *words, gboolean is_zero)
{
  gtk_label_set_text (self->figure[which], words);
  if (is_zero)
    gtk_widget_add_css_class (GTK_WIDGET (self->figure[which]), "zero");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->figure[which]), "zero");
  g_free (words);
}

static void
show_figures (XyImportResultStep *self)
{
  const XyRosterPlan *plan = self->result->plan;
  const guint *h = plan->n_households, *p = plan->n_persons;

  set_figure (self, ADDED, count_people (h[XY_ROSTER_ADDED], p[XY_ROSTER_ADDED]),
              h[XY_ROSTER_ADDED] + p[XY_ROSTER_ADDED] == 0);
  set_figure (self, CHANGED, count_people (h[XY_ROSTER_CHANGED], p[XY_ROSTER_CHANGED]),
              h[XY_ROSTER_CHANGED] + p[XY_ROSTER_CHANGED] == 0);
  set_figure (self, UNCHANGED,
              g_strdup_printf (ngettext ("%u person", "%u persons", p[XY_ROSTER_UNCHANGED]), p[XY_ROSTER_UNCHANGED]),
              p[XY_ROSTER_UNCHANGED] == 0);
  set_figure (self, MISSING,
              g_strdup_printf (ngettext ("%u person", "%u persons", p[XY_ROSTER_MISSING]), p[XY_ROSTER_MISSING]),
              p[XY_ROSTER_MISSING] == 0);
  set_figure (self, TO_MEND,
              g_strdup_printf (ngettext ("%u row", "%u rows", self->result->n_mend), self->result->n_mend),
              self->result->n_mend == 0);
}

/* What the tab says: passed over rows are no problem. */
static guint
count_tab (const XyImportResult *result, XyImportTable which)
{
  return which == XY_IMPORT_PROBLEMS ? result->n_problems : xy_import_table_count (which, result);
}

/* The first tab that has something to look at. */
static XyImportTable
first_tab (XyImportResultStep *self)
{
  static const XyImportTable order[] = { XY_IMPORT_ADDED, XY_IMPORT_CHANGES, XY_IMPORT_PROBLEMS, XY_IMPORT_MISSING };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (count_tab (self->result, order[i]) > 0)
      return order[i];
  return XY_IMPORT_ADDED;
}

static void
xy_import_result_step_dispose (GObject *object)
{
  XyImportResultStep *self = XY_IMPORT_RESULT_STEP (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->result, xy_import_result_unref);

  G_OBJECT_CLASS (xy_import_result_step_parent_class)->dispose (object);
}

static void
xy_import_result_step_class_init (XyImportResultStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_import_result_step_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[SAVE_REST] =
      g_signal_new ("save-rest", XY_TYPE_IMPORT_RESULT_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNDO] =
      g_signal_new ("undo", XY_TYPE_IMPORT_RESULT_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/import-result-step.ui");
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, states);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, figures);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, tabs);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, save_rest);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, words);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, tables);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, done_icon);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, done_title);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, done_words);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, undo);
  gtk_widget_class_bind_template_child (widget_class, XyImportResultStep, save_rest_after);
  gtk_widget_class_bind_template_callback (widget_class, on_save_rest_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked);
}

static void
xy_import_result_step_init (XyImportResultStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_figures (self);
  make_tables (self);
}

void
xy_import_result_step_show (XyImportResultStep *self, XyWorker *worker, XyImportResult *result)
{
  g_return_if_fail (XY_IS_IMPORT_RESULT_STEP (self));

  g_clear_pointer (&self->result, xy_import_result_unref);
  for (guint i = 0; i < XY_IMPORT_N_TABLES; i++)
    xy_import_table_show (XY_TABLE (self->table[i]), (XyImportTable) i, worker, result);
  if (result == NULL)
    return;
  self->result = xy_import_result_ref (result);
  for (guint i = 0; i < XY_IMPORT_N_TABLES; i++)
    {
      guint n = count_tab (result, (XyImportTable) i);
      /* Translators: name of the tab, number of rows in it */
      g_autofree char *label =
          n > 0 ? g_strdup_printf (_ ("%s %u"), _ (tabs[i].label), n) : g_strdup (_ (tabs[i].label));
      gtk_button_set_label (GTK_BUTTON (self->tab[i]), label);
    }
  show_figures (self);
  gtk_widget_set_visible (self->save_rest, result->n_mend > 0);
  XyImportTable which = first_tab (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tab[which]), TRUE);
  show_table (self, which);
  xy_import_result_step_set_state (self, XY_IMPORT_PLANNED);
}

void
xy_import_result_step_set_state (XyImportResultStep *self, XyImportState state)
{
  g_return_if_fail (XY_IS_IMPORT_RESULT_STEP (self) && self->result != NULL);
  const XyRosterPlan *plan = self->result->plan;
  g_autofree char *added = count_people (plan->n_households[XY_ROSTER_ADDED], plan->n_persons[XY_ROSTER_ADDED]);
  g_autofree char *changed = count_people (plan->n_households[XY_ROSTER_CHANGED], plan->n_persons[XY_ROSTER_CHANGED]);
  g_autoptr (GString) words = g_string_new (NULL);

  gtk_stack_set_visible_child_name (self->states, state == XY_IMPORT_PLANNED ? "plan" : "done");
  if (state == XY_IMPORT_PLANNED)
    return;
  if (state == XY_IMPORT_DONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->done_icon), "done-icon");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->done_icon), "done-icon");
  gtk_image_set_from_icon_name (self->done_icon, state == XY_IMPORT_DONE ? "xy-check-symbolic" : "xy-undo-symbolic");
  gtk_label_set_text (self->done_title, state == XY_IMPORT_DONE ? _ ("The roster is in") : _ ("The import was undone"));
  if (state == XY_IMPORT_DONE)
    {
      if (plan->n_persons[XY_ROSTER_ADDED] + plan->n_households[XY_ROSTER_ADDED] > 0)
        g_string_append_printf (words, _ ("Added: %s. "), added);
      if (plan->n_persons[XY_ROSTER_CHANGED] + plan->n_households[XY_ROSTER_CHANGED] > 0)
        g_string_append_printf (words, _ ("Changed: %s. "), changed);
      g_string_append (words, _ ("A backup was taken before."));
      if (self->result->n_mend > 0)
        g_string_append_printf (words,
                                ngettext ("\n%u row is not in the roster yet and is to be mended.",
                                          "\n%u rows are not in the roster yet and are to be mended.",
                                          self->result->n_mend),
                                self->result->n_mend);
    }
  else
    g_string_append (words, _ ("The roster is as it was before the import."));
  gtk_label_set_text (self->done_words, words->str);
  gtk_widget_set_visible (self->undo, state == XY_IMPORT_DONE);
  gtk_widget_set_sensitive (self->undo, TRUE);
  gtk_widget_set_visible (self->save_rest_after, state == XY_IMPORT_DONE && self->result->n_mend > 0);
}
