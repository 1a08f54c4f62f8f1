/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of the pane 条文 in their order. */
#include "app/bylaw-clauses-private.h"

#include <glib/gi18n-lib.h>

#include "app/cells.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/i18n.h"

/* Until what was put into the list has its place. */
#define FRAMES 3

static void
line_free (gpointer data)
{
  XyBylawLineRow *line = data;

  g_object_unref (line->shown);
  g_free (line->says);
  g_free (line);
}

XyBylawLineRow *
xy_bylaw_line_of (gpointer row)
{
  return row != NULL ? g_object_get_data (row, "line") : NULL;
}

XyBylawLineRow *
xy_bylaw_clauses_get_chosen (XyBylawClausesPane *self)
{
  return xy_bylaw_line_of (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

static GtkWidget *
make_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = xy_words_new (NULL, css_class, 12, -1);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static XyBylawLineRow *
line_new (const XyId *id)
{
  XyBylawLineRow *line = g_new0 (XyBylawLineRow, 1);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  line->id = *id;
  line->shown = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  line->mark = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (line->mark), 0);
  gtk_label_set_yalign (GTK_LABEL (line->mark), 0);
  gtk_widget_set_valign (line->mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (line->mark, "mark");
  gtk_box_append (GTK_BOX (line->shown), line->mark);
  gtk_box_append (GTK_BOX (line->shown), column);
  line->text = make_label (column, NULL);
  line->more = make_label (column, "more");
  line->row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), line->shown);
  g_object_set_data_full (G_OBJECT (line->row), "line", line, line_free);
  return line;
}

void
xy_bylaw_line_show (XyBylawLineRow *line,
                    gint64 level,
                    const char *mark,
                    const char *text,
                    const char *more,
                    gboolean warns)
{
  static const char *const classes[] = { "preamble", "heading-clause", "clause", "item" };
  g_autofree char *number = g_strdup_printf ("%d%d", (int) level, warns);
  g_autofree char *says = g_strjoin ("\n", number, mark, text, more != NULL ? more : "", NULL);

  line->level = level;
  if (g_strcmp0 (says, line->says) == 0)
    return;
  g_free (line->says);
  line->says = g_steal_pointer (&says);
  for (int i = 0; i < (int) G_N_ELEMENTS (classes); i++)
    xy_cells_set_css (line->row, classes[i], i == level + 1);
  xy_cells_set_css (line->row, "warns", warns);
  gtk_label_set_text (GTK_LABEL (line->mark), mark);
  gtk_widget_set_visible (line->mark, mark[0] != '\0');
  gtk_label_set_text (GTK_LABEL (line->text), text);
  gtk_label_set_text (GTK_LABEL (line->more), more != NULL ? more : "");
  gtk_widget_set_visible (line->more, more != NULL && more[0] != '\0');
  g_autofree char *name = mark[0] != '\0' ? g_strjoin (" ", mark, text, more, NULL) : g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What there is to say of the clause at AT in a small line. (transfer full) */
static char *
say_more (const XyBylawClausesRead *read, guint at, gboolean *warns)
{
  const XyBylawClause *clause = read->clauses->pdata[at];
  const GPtrArray *findings = read->findings->pdata[at];
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_opinions = 0;

  *warns = findings->len > 0;
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("! %s", ((XyBylawFinding *) findings->pdata[i])->rule->name);
      if (!g_ptr_array_find_with_equal_func (parts, name, g_str_equal, NULL))
        g_ptr_array_add (parts, g_steal_pointer (&name));
    }
  for (guint i = 0; i < read->opinions->len; i++)
    n_opinions += xy_id_same (&((XyBylawOpinion *) read->opinions->pdata[i])->clause, &clause->code);
  if (n_opinions > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u opinion", "%u opinions", n_opinions), n_opinions));
  if (clause->rules != NULL)
    g_ptr_array_add (parts, g_strdup (_ ("points rule")));
  if (clause->items != NULL)
    g_ptr_array_add (parts, g_strdup (_ ("hygiene item")));
  g_ptr_array_add (parts, NULL);
  g_autofree char *words = g_strjoinv (" · ", (char **) parts->pdata);
  return xy_i18n_alone (words);
}

/* ROW is at AT from now on, and what has the keys in it keeps them. */
static void
place_row (XyBylawClausesPane *self, GtkWidget *row, int at)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had = focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
  gboolean chosen = gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row));

  if (gtk_widget_get_parent (row) == self->list)
    {
      if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == at)
        return;
      g_object_ref (row);
      gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
      gtk_list_box_insert (GTK_LIST_BOX (self->list), row, at);
      if (chosen)
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
      if (had)
        gtk_widget_grab_focus (focus);
      g_object_unref (row);
      return;
    }
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, at);
}

static XyBylawLineRow *
get_line (XyBylawClausesPane *self, const XyId *id)
{
  XyBylawLineRow *line = g_hash_table_lookup (self->rows, id);

  if (line == NULL)
    {
      line = line_new (id);
      g_hash_table_insert (self->rows, xy_id_copy (id), line);
    }
  return line;
}

/* ID and the new ones behind it. */
static void
add_with_further (XyBylawClausesPane *self, GPtrArray *order, const XyId *id, gboolean itself)
{
  if (itself)
    g_ptr_array_add (order, get_line (self, id)->row);
  for (guint i = 0; i < self->further->len; i++)
    {
      const XyBylawFurther *further = &g_array_index (self->further, XyBylawFurther, i);
      if (xy_id_same (&further->after, id))
        add_with_further (self, order, &further->id, TRUE);
    }
}

static gboolean
is_further (XyBylawClausesPane *self, const XyId *id)
{
  for (guint i = 0; i < self->further->len; i++)
    if (xy_id_same (&g_array_index (self->further, XyBylawFurther, i).id, id))
      return TRUE;
  return FALSE;
}

/* LINE was taken out while it was being written: what is in hand is a new one from now on, at the end. */
static void
make_new (XyBylawClausesPane *self, XyBylawLineRow *line)
{
  const GPtrArray *clauses = self->read->clauses;
  XyBylawFurther further = { xy_id_new (xy_env_system ()), self->read->version->record.id };

  if (clauses->len > 0)
    further.after = ((XyRecord *) clauses->pdata[clauses->len - 1])->id;
  g_hash_table_remove (self->rows, &line->id);
  line->id = self->hand->id = further.id;
  self->hand->after = further.after;
  self->hand->is_new = TRUE;
  g_hash_table_insert (self->rows, xy_id_copy (&line->id), line);
  g_array_append_val (self->further, further);
}

/* What arrived is no further one any more; lines of what is not there go. */
static void
remove_lines (XyBylawClausesPane *self)
{
  GHashTableIter iter;
  XyBylawLineRow *orphan = NULL;
  gpointer data;

  for (guint i = self->further->len; i-- > 0;)
    if (xy_bylaw_clauses_read_find (self->read, &g_array_index (self->further, XyBylawFurther, i).id) >= 0)
      g_array_remove_index (self->further, i);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      XyBylawLineRow *line = data;
      gboolean preamble = xy_id_same (&line->id, &self->read->version->record.id)
                          && (xy_bylaw_is_open (self->read->version) || self->read->version->preamble != NULL);
      if (preamble || is_further (self, &line->id) || xy_bylaw_clauses_read_find (self->read, &line->id) >= 0)
        continue;
      if (self->hand != NULL && xy_id_same (&self->hand->id, &line->id))
        {
          orphan = line;
          continue;
        }
      g_hash_table_iter_remove (&iter);
      gtk_list_box_remove (GTK_LIST_BOX (self->list), line->row);
    }
  if (orphan != NULL)
    make_new (self, orphan);
}

static void
show_preamble (XyBylawClausesPane *self)
{
  const XyBylawVersion *version = self->read->version;
  XyBylawLineRow *line = get_line (self, &version->record.id);

  xy_bylaw_line_show (line, XY_BYLAW_PREAMBLE, "",
                      version->preamble != NULL ? version->preamble : _ ("A few words before the clauses"), NULL,
                      FALSE);
  xy_cells_set_css (line->row, "blank", version->preamble == NULL);
}

void
xy_bylaw_clauses_show_lines (XyBylawClausesPane *self)
{
  const XyBylawClausesRead *read = self->read;
  const XyId *version = &read->version->record.id;
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  gboolean preamble = xy_bylaw_is_open (read->version) || read->version->preamble != NULL;

  remove_lines (self);
  if (preamble)
    show_preamble (self);
  add_with_further (self, order, version, preamble);
  for (guint i = 0; i < read->clauses->len; i++)
    {
      const XyBylawClause *clause = read->clauses->pdata[i];
      gboolean warns;
      g_autofree char *more = say_more (read, i, &warns);

      xy_bylaw_line_show (get_line (self, &clause->record.id), clause->level, read->marks[i], clause->text, more,
                          warns);
      add_with_further (self, order, &clause->record.id, TRUE);
    }
  for (guint i = 0; i < order->len; i++)
    place_row (self, order->pdata[i], (int) i);
}

XyBylawLineRow *
xy_bylaw_clauses_add_further (XyBylawClausesPane *self, const XyId *id, const XyId *after)
{
  XyBylawFurther further = { *id, *after };

  g_array_append_val (self->further, further);
  xy_bylaw_clauses_show_lines (self);
  return g_hash_table_lookup (self->rows, id);
}

void
xy_bylaw_clauses_remove_further (XyBylawClausesPane *self, const XyId *id)
{
  for (guint i = self->further->len; i-- > 0;)
    if (xy_id_same (&g_array_index (self->further, XyBylawFurther, i).id, id))
      g_array_remove_index (self->further, i);
  xy_bylaw_clauses_show_lines (self);
}

void
xy_bylaw_clauses_set_child (XyBylawClausesPane *self, const XyId *id, GtkWidget *child)
{
  XyBylawLineRow *line = g_hash_table_lookup (self->rows, id);

  if (line == NULL)
    return;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), child != NULL ? child : line->shown);
  xy_cells_set_css (line->row, "writing-row", child != NULL);
}

void
xy_bylaw_clauses_focus (XyBylawClausesPane *self, const XyId *id)
{
  XyBylawLineRow *line = g_hash_table_lookup (self->rows, id);

  if (line == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (line->row));
  gtk_widget_grab_focus (line->row);
}

static gboolean
bring (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  XyBylawClausesPane *self = data;
  graphene_rect_t box;

  if (++self->frames < FRAMES)
    return G_SOURCE_CONTINUE;
  GtkWidget *widget = self->brought;
  g_clear_weak_pointer (&self->brought);
  /* It may be gone by now. */
  if (widget == NULL || !gtk_widget_compute_bounds (widget, list, &box))
    return G_SOURCE_REMOVE;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->place));
  double top = box.origin.y, bottom = top + box.size.height, page = gtk_adjustment_get_page_size (adjustment);
  double at = gtk_adjustment_get_value (adjustment);
  if (bottom > at + page || top < at)
    gtk_adjustment_set_value (adjustment, MIN (top, MAX (0, bottom - page)));
  return G_SOURCE_REMOVE;
}

void
xy_bylaw_clauses_bring (XyBylawClausesPane *self, GtkWidget *widget)
{
  self->frames = 0;
  if (self->brought == NULL)
    gtk_widget_add_tick_callback (self->list, bring, self, NULL);
  g_set_weak_pointer (&self->brought, widget);
}

/* The place of a clause among those read; of a new one the place that it gets, as if it were there. */
static guint
place_for (XyBylawClausesPane *self, const XyId *id, const XyId *after, gboolean *is_new)
{
  int at = xy_bylaw_clauses_read_find (self->read, id);

  *is_new = at < 0;
  return *is_new ? (guint) (xy_bylaw_clauses_read_find (self->read, after) + 1) : (guint) at;
}

char *
xy_bylaw_clauses_mark_for (XyBylawClausesPane *self, const XyId *id, const XyId *after, gint64 level)
{
  gboolean is_new;
  guint at = place_for (self, id, after, &is_new);
  XyBylawCount count = { 0 };

  if (level < 0)
    return g_strdup ("");
  for (guint i = 0; i < at; i++)
    g_free (xy_bylaw_count_next (&count, ((XyBylawClause *) self->read->clauses->pdata[i])->level));
  return xy_bylaw_count_next (&count, level);
}

gboolean
xy_bylaw_clauses_fits (XyBylawClausesPane *self, const XyId *id, const XyId *after, gint64 level)
{
  gboolean is_new;
  guint at = place_for (self, id, after, &is_new);

  if (level < 0 || level > 2)
    return FALSE;
  return level < 2 || (at > 0 && ((XyBylawClause *) self->read->clauses->pdata[at - 1])->level > 0);
}
