/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/chart.h"
#include "app/table.h"

#define COLUMNS_MOST 32
#define BARS_MOST 40
#define CHART_HEIGHT 148
#define SPACING 6
/* Pixels of the table that is always there: its head, five rows and its foot; the chart gives way to it. */
#define TABLE_LEAST 240
/* Pixels of a Chinese character at the standard text size, and what a column has beside its words. */
#define CHARACTER 14
#define ROOM 21

struct _XyReportAnswer
{
  gatomicrefcount refs;
  XyOfficeReport *report;
};

/* A row of the table. */
typedef struct
{
  XyReportAnswer *answer;
  guint at;
} Line;

/* The columns of all reports that have the same ones: a table, and who copies out of it, may keep them for ever. */
typedef struct
{
  char *name;
  XyColumn columns[COLUMNS_MOST];
  guint n;
} Shape;

struct _XyReportView
{
  GtkWidget parent_instance;
  GtkWidget *words; /* the title and what is to be known */
  GtkLabel *title;
  GtkLabel *notes;
  GtkWidget *panel; /* around the chart */
  XyTable *table;
  const Shape *shape; /* that the table has */
};

G_DEFINE_FINAL_TYPE (XyReportView, xy_report_view, GTK_TYPE_WIDGET)

XyReportAnswer *
xy_report_answer_new (XyOfficeReport *report)
{
  XyReportAnswer *answer = g_new0 (XyReportAnswer, 1);

  g_atomic_ref_count_init (&answer->refs);
  answer->report = report;
  return answer;
}

XyReportAnswer *
xy_report_answer_ref (XyReportAnswer *answer)
{
  g_atomic_ref_count_inc (&answer->refs);
  return answer;
}

void
xy_report_answer_unref (XyReportAnswer *answer)
{
  if (!g_atomic_ref_count_dec (&answer->refs))
    return;
  xy_office_report_free (answer->report);
  g_free (answer);
}

const XyOfficeReport *
xy_report_answer_get (const XyReportAnswer *answer)
{
  return answer->report;
}

/* The list: rows by their places */

static XyId
id_of_place (guint at)
{
  XyId id = XY_ID_NONE;
  guint32 number = at + 1;

  memcpy (id.b, &number, sizeof number);
  return id;
}

static XyListAnswer *
line_ids (XyStore *store, const XyListQuery *asked, GCancellable *cancellable, GError **error)
{
  const XyOfficeReport *report = ((const XyReportAnswer *) asked->data)->report;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  for (guint i = 0; i < report->rows->len; i++)
    {
      XyId id = id_of_place (i);
      g_array_append_val (ids, id);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
line_records (XyStore *store,
              const XyListQuery *asked,
              const XyId *ids,
              guint n_ids,
              GCancellable *cancellable,
              GError **error)
{
  XyReportAnswer *answer = (XyReportAnswer *) asked->data;
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      guint32 number;
      Line *line = g_new0 (Line, 1);
      memcpy (&number, ids[i].b, sizeof number);
      line->answer = xy_report_answer_ref (answer);
      line->at = number - 1;
      g_ptr_array_add (lines, line);
    }
  return lines;
}

static void
line_free (gpointer data)
{
  Line *line = data;

  if (line == NULL)
    return;
  xy_report_answer_unref (line->answer);
  g_free (line);
}

static const XyListSource source = { line_ids, line_records, line_free, NULL };

/* Columns: what a table asks for knows no number of its own. */

static char *
text_at (gconstpointer record, guint column)
{
  const Line *line = record;
  const XyOfficeReport *report = line->answer->report;

  if (line->at >= report->rows->len || column >= report->columns->len)
    return NULL;
  return g_strdup (((char **) report->rows->pdata[line->at])[column]);
}

#define GETTER(n)                                                                                                      \
  static char *text_##n (gconstpointer record)                                                                         \
  {                                                                                                                    \
    return text_at (record, n);                                                                                        \
  }
/* Octal numbers, eight in a row. */
#define GETTERS(d)                                                                                                     \
  GETTER (d##0)                                                                                                        \
  GETTER (d##1)                                                                                                        \
  GETTER (d##2)                                                                                                        \
  GETTER (d##3)                                                                                                        \
  GETTER (d##4)                                                                                                        \
  GETTER (d##5)                                                                                                        \
  GETTER (d##6)                                                                                                        \
  GETTER (d##7)
GETTERS (00)
GETTERS (01)
GETTERS (02)
GETTERS (03)

#define NAMES(d) text_##d##0, text_##d##1, text_##d##2, text_##d##3, text_##d##4, text_##d##5, text_##d##6, text_##d##7
static char *(*const getters[COLUMNS_MOST]) (gconstpointer) = { NAMES (00), NAMES (01), NAMES (02), NAMES (03) };
static const char *const names[COLUMNS_MOST] = { "c0",  "c1",  "c2",  "c3",  "c4",  "c5",  "c6",  "c7",
                                                 "c8",  "c9",  "c10", "c11", "c12", "c13", "c14", "c15",
                                                 "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23",
                                                 "c24", "c25", "c26", "c27", "c28", "c29", "c30", "c31" };

static int
width_of (const XyOfficeReport *report, guint column)
{
  const XyOfficeReportColumn *about = &g_array_index (report->columns, XyOfficeReportColumn, column);
  int words = (int) g_utf8_strlen (about->title, -1) * CHARACTER + ROOM;

  return column < report->n_about ? MAX (words, 96) : MAX (words, 72);
}

/* There are few shapes, each is made once. */
static const Shape *
shape_of (const XyOfficeReport *report)
{
  static GHashTable *shapes;
  g_autoptr (GString) titles = g_string_new (report->name);

  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyOfficeReportColumn *column = &g_array_index (report->columns, XyOfficeReportColumn, i);
      g_string_append_printf (titles, "%c%s", column->figures ? '\t' : '\n', column->title);
    }
  if (shapes == NULL)
    shapes = g_hash_table_new (g_str_hash, g_str_equal);
  Shape *shape = g_hash_table_lookup (shapes, titles->str);
  if (shape != NULL)
    return shape;
  shape = g_new0 (Shape, 1);
  shape->name = g_strdup_printf ("report-%s-%u", report->name, report->columns->len);
  shape->n = MIN (report->columns->len, COLUMNS_MOST);
  for (guint i = 0; i < shape->n; i++)
    {
      const XyOfficeReportColumn *column = &g_array_index (report->columns, XyOfficeReportColumn, i);
      shape->columns[i] = (XyColumn){ .name = names[i],
                                      .title = g_strdup (*column->title != '\0' ? column->title : "—"),
                                      .width = width_of (report, i),
                                      .kind = column->figures ? XY_COLUMN_NUMBER : XY_COLUMN_TEXT,
                                      .flags = i + 1 == report->n_about ? XY_COLUMN_EXPAND : 0,
                                      .text = getters[i] };
    }
  g_hash_table_insert (shapes, g_strdup (titles->str), shape);
  return shape;
}

static void
show_table (XyReportView *self, XyWorker *worker, XyReportAnswer *answer)
{
  const Shape *shape = shape_of (answer->report);
  guint n = answer->report->rows->len > 0 ? answer->report->rows->len - 1 : 0;

  if (shape != self->shape)
    {
      g_autoptr (XyList) list = xy_list_new (worker, &source, 0);
      if (self->table != NULL)
        gtk_widget_unparent (GTK_WIDGET (self->table));
      self->shape = shape;
      self->table = XY_TABLE (xy_table_new (shape->name, shape->columns, shape->n));
      gtk_widget_set_vexpand (GTK_WIDGET (self->table), TRUE);
      gtk_widget_set_parent (GTK_WIDGET (self->table), GTK_WIDGET (self));
      xy_table_set_list (self->table, list);
    }
  g_autofree char *foot =
      g_strdup_printf (ngettext ("%u row; the last line is the sum", "%u rows; the last line is the sum", n), n);
  xy_table_set_foot (self->table, foot);
  xy_list_set_query (xy_table_get_list (self->table), xy_report_answer_ref (answer),
                     (GDestroyNotify) xy_report_answer_unref);
}

/* The chart */

static XyChartMeasure
measure_of (XyOfficeUnit unit)
{
  return unit == XY_OFFICE_POINTS ? XY_CHART_POINTS : unit == XY_OFFICE_PERCENT ? XY_CHART_PERCENT : XY_CHART_COUNT;
}

/* A picture of noughts would only take the room of the table. */
static gboolean
has_figures (const XyOfficeReport *report)
{
  for (guint i = 0; i + 1 < report->rows->len; i++)
    for (guint k = 0; k < report->n_chart; k++)
      if (((const gint64 *) report->sums->pdata[i])[report->chart[k]] != 0)
        return TRUE;
  return FALSE;
}

static void
show_chart (XyReportView *self, const XyOfficeReport *report)
{
  g_autoptr (GPtrArray) labels = report->n_chart > 0 ? xy_office_report_labels (report) : NULL;
  gboolean shown = labels != NULL && labels->len <= BARS_MOST && has_figures (report);
  GtkWidget *before = gtk_widget_get_first_child (self->panel);

  if (before != NULL)
    gtk_box_remove (GTK_BOX (self->panel), before);
  gtk_widget_set_visible (self->panel, shown);
  if (!shown)
    return;
  const XyOfficeReportColumn *plus = &g_array_index (report->columns, XyOfficeReportColumn, report->chart[0]);
  const XyOfficeReportColumn *minus =
      report->n_chart > 1 ? &g_array_index (report->columns, XyOfficeReportColumn, report->chart[1]) : NULL;
  if (minus != NULL && minus->unit != plus->unit)
    minus = NULL;
  g_autofree XyChartValue *values = g_new0 (XyChartValue, labels->len);
  for (guint i = 0; i < labels->len; i++)
    {
      const gint64 *sums = report->sums->pdata[i];
      values[i] = (XyChartValue){ .label = labels->pdata[i],
                                  .plus = sums[report->chart[0]],
                                  .minus = minus != NULL ? -ABS (sums[report->chart[1]]) : 0 };
    }
  GtkWidget *chart = xy_chart_new (XY_CHART_COLUMNS, measure_of (plus->unit));
  gtk_widget_set_size_request (chart, -1, CHART_HEIGHT);
  gtk_widget_set_hexpand (chart, TRUE);
  gtk_widget_set_margin_start (chart, 12);
  gtk_widget_set_margin_end (chart, 12);
  gtk_widget_set_margin_top (chart, 6);
  gtk_widget_set_margin_bottom (chart, 6);
  gtk_box_append (GTK_BOX (self->panel), chart);
  if (minus != NULL)
    xy_chart_set_names (XY_CHART (chart), plus->title, minus->title, NULL);
  g_autofree char *title =
      minus != NULL ? g_strdup_printf (_ ("%s and %s"), plus->title, minus->title) : g_strdup (plus->title);
  xy_chart_show (XY_CHART (chart), title, values, labels->len, "");
}

/* The widget */

static gboolean
xy_report_view_grab_focus (GtkWidget *widget)
{
  XyReportView *self = XY_REPORT_VIEW (widget);

  return self->table != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
xy_report_view_dispose (GObject *object)
{
  XyReportView *self = XY_REPORT_VIEW (object);

  if (self->table != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->table));
  self->table = NULL;
  g_clear_pointer (&self->panel, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_report_view_parent_class)->dispose (object);
}

static void
add_size (GtkWidget *child, GtkOrientation orientation, int for_size, int *least, int *natural)
{
  int child_least, child_natural;

  if (child == NULL || !gtk_widget_get_visible (child))
    return;
  gtk_widget_measure (child, orientation, for_size, &child_least, &child_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *least = MAX (*least, child_least);
      *natural = MAX (*natural, child_natural);
      return;
    }
  *least += child_least + SPACING;
  *natural += child_natural + SPACING;
}

/* The least height is that without the chart. */
static void
xy_report_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *least,
                        int *natural,
                        int *least_baseline,
                        int *natural_baseline)
{
  XyReportView *self = XY_REPORT_VIEW (widget);
  int chart_least = 0;

  *least = *natural = 0;
  *least_baseline = *natural_baseline = -1;
  add_size (self->words, orientation, for_size, least, natural);
  add_size (self->panel, orientation, for_size, orientation == GTK_ORIENTATION_VERTICAL ? &chart_least : least,
            natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    add_size (GTK_WIDGET (self->table), orientation, for_size, least, natural);
  else
    {
      *least += TABLE_LEAST;
      *natural += TABLE_LEAST;
    }
}

/* Returns: the height taken. */
static int
place_child (GtkWidget *child, int width, int top, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ 0, top, width, height }, -1);
  return height + SPACING;
}

static void
xy_report_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyReportView *self = XY_REPORT_VIEW (widget);
  int words = 0, chart = 0, top;

  gtk_widget_measure (self->words, GTK_ORIENTATION_VERTICAL, width, &words, NULL, NULL, NULL);
  top = place_child (self->words, width, 0, words);
  if (gtk_widget_get_visible (self->panel))
    {
      gtk_widget_measure (self->panel, GTK_ORIENTATION_VERTICAL, width, &chart, NULL, NULL, NULL);
      gboolean fits = top + chart + SPACING + TABLE_LEAST <= height;
      gtk_widget_set_child_visible (self->panel, fits);
      if (fits)
        top += place_child (self->panel, width, top, chart);
    }
  if (self->table != NULL)
    place_child (GTK_WIDGET (self->table), width, top, MAX (height - top, TABLE_LEAST));
}

static void
xy_report_view_class_init (XyReportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_report_view_dispose;
  widget_class->grab_focus = xy_report_view_grab_focus;
  widget_class->measure = xy_report_view_measure;
  widget_class->size_allocate = xy_report_view_size_allocate;
}

static GtkLabel *
make_label (XyReportView *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->words), label);
  return GTK_LABEL (label);
}

static void
xy_report_view_init (XyReportView *self)
{
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  self->title = make_label (self, "heading");
  self->notes = make_label (self, "quiet");
  self->panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->panel, "panel");
  gtk_widget_set_visible (self->panel, FALSE);
  gtk_widget_set_parent (self->panel, GTK_WIDGET (self));
}

GtkWidget *
xy_report_view_new (void)
{
  return g_object_new (XY_TYPE_REPORT_VIEW, NULL);
}

void
xy_report_view_show (XyReportView *self, XyWorker *worker, XyReportAnswer *answer)
{
  const XyOfficeReport *report = answer->report;
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", (const char *) report->notes->pdata[i]);
  gtk_label_set_text (self->title, report->title);
  gtk_label_set_text (self->notes, report->notes->len > 0 ? report->notes->pdata[0] : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->notes), all->str);
  show_chart (self, report);
  show_table (self, worker, answer);
}
