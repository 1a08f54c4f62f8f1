/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-rows.h"

#include <glib/gi18n-lib.h>

#include "app/mark-bar.h"
#include "app/wrap-row.h"
#include "core/i18n.h"

struct _XyBylawRows
{
  GtkWidget parent_instance;
  GtkWidget *scrolled;
  GtkListBox *list;
  GPtrArray *families; /* NULL until they are read */
  XyId chosen;
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyBylawRows, xy_bylaw_rows, GTK_TYPE_WIDGET)

void
xy_bylaw_family_free (gpointer data)
{
  XyBylawFamily *family = data;

  g_object_unref (family->bylaw);
  g_ptr_array_unref (family->versions);
  g_free (family->marks);
  g_free (family);
}

/* On the worker's thread. What is said of the bylaw itself is shown at its newest version. */
static XyMark *
find_marks (XyStore *store, const XyBylaw *bylaw, const GPtrArray *versions)
{
  g_autofree XyMark *own = xy_marks_find (store, &bylaw->record.id, 1);
  g_autofree XyId *ids = g_new (XyId, MAX (versions->len, 1));
  XyMark *marks;

  for (guint i = 0; i < versions->len; i++)
    ids[i] = ((const XyBylawVersion *) versions->pdata[i])->record.id;
  marks = xy_marks_find (store, ids, versions->len);
  if (own == NULL || versions->len == 0)
    return marks;
  if (marks == NULL)
    marks = g_new0 (XyMark, versions->len);
  if (marks[0].kind < own->kind)
    marks[0] = *own;
  return marks;
}

gpointer
xy_bylaw_families_read (XyStore *store, gpointer nothing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) bylaws = xy_bylaws (store, error);
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func (xy_bylaw_family_free);

  for (guint i = 0; bylaws != NULL && i < bylaws->len; i++)
    {
      XyBylaw *bylaw = bylaws->pdata[i];
      GPtrArray *versions = xy_bylaw_versions (store, &bylaw->record.id, error);
      if (versions == NULL)
        return NULL;
      XyBylawFamily *family = g_new0 (XyBylawFamily, 1);
      family->bylaw = g_object_ref (bylaw);
      family->versions = versions;
      family->marks = find_marks (store, bylaw, versions);
      g_ptr_array_add (families, family);
    }
  return bylaws != NULL ? g_steal_pointer (&families) : NULL;
}

XyPillKind
xy_bylaw_stage_pill (XyBylawStage stage)
{
  switch (stage)
    {
    case XY_BYLAW_IN_FORCE:
      return XY_PILL_DONE;
    case XY_BYLAW_CORRECTED:
      return XY_PILL_ALERT;
    case XY_BYLAW_REPLACED:
    case XY_BYLAW_REPEALED:
    case XY_BYLAW_DROPPED:
      return XY_PILL_PLAIN;
    case XY_BYLAW_COLLECTING:
    case XY_BYLAW_DRAFTED:
    case XY_BYLAW_ADVISED:
    case XY_BYLAW_REVIEWING:
    case XY_BYLAW_APPROVED:
    case XY_BYLAW_PASSED:
    case XY_BYLAW_FILED:
    case XY_BYLAW_PUBLISHED:
    case XY_BYLAW_N_STAGES:
    default:
      return XY_PILL_WAITING;
    }
}

/* What belongs to a row. */

typedef struct
{
  const XyBylawFamily *family; /* of the list's families */
  const XyBylawVersion *version;
  const XyMark *mark; /* NULL: none */
} Entry;

static const Entry *
entry_of (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "entry") : NULL;
}

/* "2026-03-01 起施行" and the like; what is known last. (transfer full) */
static char *
describe (const XyBylawVersion *version)
{
  if (version->stage > XY_BYLAW_IN_FORCE && version->ended_on != NULL)
    return g_strdup_printf (_ ("until %s"), version->ended_on);
  if (version->stage == XY_BYLAW_IN_FORCE && version->force_on != NULL)
    return g_strdup_printf (_ ("in force since %s"), version->force_on);
  if (version->passed_on != NULL)
    return g_strdup_printf (_ ("passed on %s"), version->passed_on);
  return g_strdup_printf (_ ("begun on %s"), version->since);
}

static GtkWidget *
make_row (const XyBylawFamily *family, guint at)
{
  const XyBylawVersion *version = family->versions->pdata[at];
  const XyMark *mark = family->marks != NULL && family->marks[at].kind != XY_MARK_NONE ? &family->marks[at] : NULL;
  GtkWidget *row = gtk_list_box_row_new (), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = xy_wrap_row_new (6);
  const char *stage = mark != NULL ? xy_mark_word (mark) : xy_bylaw_stage_word ((XyBylawStage) version->stage);
  XyPillKind kind = mark != NULL ? xy_mark_pill (mark) : xy_bylaw_stage_pill (version->stage);
  g_autofree char *number = g_strdup_printf (_ ("Version %d"), (int) version->number);
  g_autofree char *since = describe (version), *more = xy_i18n_alone (since);
  g_autofree char *name = g_strdup_printf ("%s %s %s", family->bylaw->name, number, stage);
  GtkWidget *title = gtk_label_new (number), *pill = xy_pill_new (kind, stage);
  GtkWidget *below = gtk_label_new (more);
  Entry *entry = g_new0 (Entry, 1);

  entry->family = family;
  entry->version = version;
  entry->mark = mark;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  xy_wrap_row_append (XY_WRAP_ROW (head), title);
  xy_wrap_row_append (XY_WRAP_ROW (head), pill);
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (below, "quiet");
  gtk_widget_add_css_class (below, "small");
  gtk_widget_add_css_class (below, "numeric");
  gtk_box_append (GTK_BOX (lines), head);
  gtk_box_append (GTK_BOX (lines), below);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  g_object_set_data_full (G_OBJECT (row), "entry", entry, g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* A bylaw's name stands above the first of its versions. */
static void
on_header_wanted (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const Entry *entry = entry_of (row), *above = entry_of (before);

  if (entry == NULL || (above != NULL && above->family == entry->family))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (entry->family->bylaw->name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, XyBylawRows *self)
{
  const Entry *entry = entry_of (row);

  if (self->filling || entry == NULL)
    return;
  self->chosen = entry->version->record.id;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* The row of ID, or of the newest version of the bylaw ID. */
static GtkListBoxRow *
find_row (XyBylawRows *self, const XyId *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const Entry *entry = entry_of (row);
      if (xy_id_same (&entry->version->record.id, id) || xy_id_same (&entry->family->bylaw->record.id, id))
        return row;
    }
  return NULL;
}

static gboolean
has_focus (XyBylawRows *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

static gboolean
xy_bylaw_rows_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (XY_BYLAW_ROWS (widget)->list);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
xy_bylaw_rows_dispose (GObject *object)
{
  g_clear_pointer (&XY_BYLAW_ROWS (object)->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_bylaw_rows_parent_class)->dispose (object);
}

static void
xy_bylaw_rows_finalize (GObject *object)
{
  g_clear_pointer (&XY_BYLAW_ROWS (object)->families, g_ptr_array_unref);
  G_OBJECT_CLASS (xy_bylaw_rows_parent_class)->finalize (object);
}

static void
xy_bylaw_rows_class_init (XyBylawRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_bylaw_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_bylaw_rows_finalize;
  widget_class->grab_focus = xy_bylaw_rows_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", XY_TYPE_BYLAW_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_bylaw_rows_init (XyBylawRows *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_header_func (self->list, on_header_wanted, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "bylaws");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("List of bylaws"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (self->scrolled, "panel");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_bylaw_rows_new (void)
{
  return g_object_new (XY_TYPE_BYLAW_ROWS, NULL);
}

void
xy_bylaw_rows_set (XyBylawRows *self, GPtrArray *families)
{
  gboolean had = has_focus (self);
  GtkListBoxRow *row;

  self->filling = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->families, g_ptr_array_unref);
  self->families = g_ptr_array_ref (families);
  for (guint i = 0; i < families->len; i++)
    {
      const XyBylawFamily *family = families->pdata[i];
      for (guint v = 0; v < family->versions->len; v++)
        gtk_list_box_append (self->list, make_row (family, v));
    }
  row = find_row (self, &self->chosen);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, row);
  self->chosen = row != NULL ? entry_of (row)->version->record.id : XY_ID_NONE;
  self->filling = FALSE;
  if (had && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  g_signal_emit (self, signals[CHOSEN], 0);
}

gboolean
xy_bylaw_rows_choose (XyBylawRows *self, const XyId *id)
{
  GtkListBoxRow *row = find_row (self, id);

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return row != NULL;
}

const XyBylaw *
xy_bylaw_rows_get_bylaw (XyBylawRows *self)
{
  const Entry *entry = entry_of (gtk_list_box_get_selected_row (self->list));

  return entry != NULL ? entry->family->bylaw : NULL;
}

const XyBylawVersion *
xy_bylaw_rows_get_version (XyBylawRows *self)
{
  const Entry *entry = entry_of (gtk_list_box_get_selected_row (self->list));

  return entry != NULL ? entry->version : NULL;
}

const XyMark *
xy_bylaw_rows_get_mark (XyBylawRows *self)
{
  const Entry *entry = entry_of (gtk_list_box_get_selected_row (self->list));

  return entry != NULL ? entry->mark : NULL;
}

gboolean
xy_bylaw_rows_is_newest (XyBylawRows *self)
{
  const Entry *entry = entry_of (gtk_list_box_get_selected_row (self->list));

  return entry != NULL && entry->family->versions->pdata[0] == entry->version;
}

gboolean
xy_bylaw_rows_have_general (XyBylawRows *self)
{
  for (guint i = 0; self->families != NULL && i < self->families->len; i++)
    if (g_strcmp0 (((XyBylawFamily *) self->families->pdata[i])->bylaw->kind, "general") == 0)
      return TRUE;
  return FALSE;
}
