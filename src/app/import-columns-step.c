/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/import-columns-step.h"
#include "app/import-sheet.h"

#include <glib/gi18n-lib.h>

struct _XyImportColumnsStep
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *facts;
  GtkWidget *sheet_box;
  GtkDropDown *sheets;
  XyImportSheet *preview;
  GtkWidget *group_box;
  GtkEditable *group;

  XyImportWork *work;
  GArray *used; /* of guint: the layouts that are read */
  guint shown;  /* layout */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyImportColumnsStep, xy_import_columns_step, GTK_TYPE_WIDGET)

static const XyRosterLayout *
get_layout (XyImportColumnsStep *self, guint index)
{
  return xy_import_work_get_layouts (self->work)->pdata[index];
}

static gboolean
has (const XyRosterLayout *layout, XyRosterField field)
{
  return layout->at[field] >= 0;
}

static void
add_fact (XyImportColumnsStep *self, gboolean is_alert, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *label = gtk_label_new (words);
  GtkWidget *icon = gtk_image_new_from_icon_name (is_alert ? "xy-alert-symbolic" : "xy-info-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, is_alert ? "error-words" : "quiet");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->facts, box);
}

static const char *
describe_grouping (const XyRosterLayout *layout)
{
  switch (layout->grouping)
    {
    case XY_ROSTER_BY_NUMBER:
      return _ ("One household for each household number.");
    case XY_ROSTER_BY_HEAD:
      return _ ("No column with household numbers: one household for each name in the column of heads.");
    case XY_ROSTER_BY_RELATION:
      return _ ("No column with household numbers: each head begins a household.");
    case XY_ROSTER_BY_SERIAL:
      return _ ("No column with household numbers: each serial number begins a household.");
    case XY_ROSTER_EACH_ROW:
    default:
      return _ ("No column tells the households apart: each row is a household.");
    }
}

static void
show_facts (XyImportColumnsStep *self)
{
  const XyRosterLayout *layout = get_layout (self, self->shown);
  guint n_left = 0;
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_box_remove (self->facts, old);
  for (guint i = 0; i < layout->columns->len; i++)
    n_left += ((const XyRosterColumn *) layout->columns->pdata[i])->field == XY_ROSTER_NONE;

  if (!has (layout, XY_ROSTER_NAME))
    add_fact (self, TRUE, _ ("No column is the name yet: choose “Name” over the one that it stands in."));
  else
    add_fact (self, FALSE, describe_grouping (layout));
  if (!has (layout, XY_ROSTER_GROUP) && layout->group != NULL)
    {
      g_autofree char *words =
          g_strdup_printf (_ ("No column with the group: by the sheet's name or title it is %s."), layout->group);
      add_fact (self, FALSE, words);
    }
  if (has (layout, XY_ROSTER_NAME) && !has (layout, XY_ROSTER_ID_NUMBER))
    add_fact (self, FALSE, _ ("No column with ID numbers: people are known by household and name."));
  if (n_left > 0)
    {
      g_autofree char *words =
          g_strdup_printf (ngettext ("%u column is not taken.", "%u columns are not taken.", n_left), n_left);
      add_fact (self, FALSE, words);
    }
}

static gboolean
wants_group (XyImportColumnsStep *self)
{
  for (guint i = 0; i < self->used->len; i++)
    {
      const XyRosterLayout *layout = get_layout (self, g_array_index (self->used, guint, i));
      if (!has (layout, XY_ROSTER_GROUP) && layout->group == NULL && !layout->rest)
        return TRUE;
    }
  return FALSE;
}

static void
refresh (XyImportColumnsStep *self)
{
  show_facts (self);
  gtk_widget_set_visible (self->group_box, wants_group (self));
}

static void
on_field_chosen (XyImportColumnsStep *self, guint column, guint field)
{
  xy_import_work_set_field (self->work, self->shown, column, (XyRosterField) field);
  xy_import_sheet_refresh (self->preview);
  refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_sheet_selected (XyImportColumnsStep *self)
{
  guint chosen = gtk_drop_down_get_selected (self->sheets);

  if (self->is_filling || chosen >= self->used->len)
    return;
  self->shown = g_array_index (self->used, guint, chosen);
  xy_import_sheet_show (self->preview, self->work, self->shown, TRUE);
  refresh (self);
}

static void
on_group_changed (XyImportColumnsStep *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
xy_import_columns_step_dispose (GObject *object)
{
  XyImportColumnsStep *self = XY_IMPORT_COLUMNS_STEP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->work);

  G_OBJECT_CLASS (xy_import_columns_step_parent_class)->dispose (object);
}

static void
xy_import_columns_step_finalize (GObject *object)
{
  g_array_unref (XY_IMPORT_COLUMNS_STEP (object)->used);

  G_OBJECT_CLASS (xy_import_columns_step_parent_class)->finalize (object);
}

static void
xy_import_columns_step_class_init (XyImportColumnsStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_import_columns_step_dispose;
  G_OBJECT_CLASS (klass)->finalize = xy_import_columns_step_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_IMPORT_COLUMNS_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (XY_TYPE_IMPORT_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/import-columns-step.ui");
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, box);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, facts);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, sheets);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, preview);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, group_box);
  gtk_widget_class_bind_template_child (widget_class, XyImportColumnsStep, group);
  gtk_widget_class_bind_template_callback (widget_class, on_field_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_group_changed);
}

static void
xy_import_columns_step_init (XyImportColumnsStep *self)
{
  self->used = g_array_new (FALSE, FALSE, sizeof (guint));
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

void
xy_import_columns_step_show (XyImportColumnsStep *self, XyImportWork *work)
{
  g_return_if_fail (XY_IS_IMPORT_COLUMNS_STEP (self));
  GPtrArray *layouts = xy_import_work_get_layouts (work);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_set_object (&self->work, work);
  g_array_set_size (self->used, 0);
  for (guint i = 0; i < layouts->len; i++)
    if (get_layout (self, i)->used)
      {
        g_array_append_val (self->used, i);
        gtk_string_list_append (names, get_layout (self, i)->name);
      }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->sheets, G_LIST_MODEL (names));
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->sheet_box, self->used->len > 1);
  if (self->used->len == 0)
    return;
  self->shown = g_array_index (self->used, guint, 0);
  xy_import_sheet_show (self->preview, work, self->shown, TRUE);
  refresh (self);
}

gboolean
xy_import_columns_step_is_ready (XyImportColumnsStep *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_COLUMNS_STEP (self), FALSE);

  for (guint i = 0; i < self->used->len; i++)
    if (!has (get_layout (self, g_array_index (self->used, guint, i)), XY_ROSTER_NAME))
      return FALSE;
  return self->used->len > 0;
}

const char *
xy_import_columns_step_get_group (XyImportColumnsStep *self)
{
  g_return_val_if_fail (XY_IS_IMPORT_COLUMNS_STEP (self), "");
  return gtk_widget_get_visible (self->group_box) ? gtk_editable_get_text (self->group) : "";
}
