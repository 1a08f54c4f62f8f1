/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pane-box.h"

#include "app/prefs.h"
#include "core/i18n.h"

#define SPACING 12
/* Pixels at the standard text size, less is narrow: the widest tables and the pane side by side. */
#define WIDE 1100
#define WIDE_ENGLISH 1240
/* Of a box the pane has no more than this part, unless it cannot be narrower. */
#define MOST_OF_BOX 0.35
#define SAYS_KEY "xy-says"

typedef enum
{
  NOTHING = 1, /* but that nothing is chosen */
  RECORD,
  FORM,
} Says;

enum
{
  CONTENT,
  PANE,
  N_PARTS
};

struct _XyPaneBox
{
  GtkWidget parent_instance;
  GtkWidget *parts[N_PARTS];
};

G_DEFINE_FINAL_TYPE (XyPaneBox, xy_pane_box, GTK_TYPE_WIDGET)

void
xy_pane_box_set_blank (GtkWidget *part, gboolean blank)
{
  g_object_set_data (G_OBJECT (part), SAYS_KEY, GINT_TO_POINTER (blank ? NOTHING : RECORD));
  gtk_widget_queue_resize (part);
}

void
xy_pane_box_set_form (GtkWidget *part)
{
  g_object_set_data (G_OBJECT (part), SAYS_KEY, GINT_TO_POINTER (FORM));
  gtk_widget_queue_resize (part);
}

static gboolean
is_wide (int width)
{
  return width >= (xy_i18n_is_english () ? WIDE_ENGLISH : WIDE) * xy_prefs_get_scale ();
}

gboolean
xy_pane_box_is_wide (XyPaneBox *self)
{
  int width = 0;

  for (GtkWidget *widget = GTK_WIDGET (self); widget != NULL && width == 0; widget = gtk_widget_get_parent (widget))
    width = gtk_widget_get_width (widget);
  return width == 0 || is_wide (width);
}

/* A stack shows one of its children. */
static gboolean
says (GtkWidget *widget, Says what)
{
  gboolean found = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (widget), SAYS_KEY)) == (int) what;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = gtk_widget_get_visible (child) && gtk_widget_get_child_visible (child) && says (child, what);
  return found;
}

gboolean
xy_pane_box_lacks_record (XyPaneBox *self)
{
  return gtk_widget_get_visible (self->parts[PANE]) && xy_pane_box_is_wide (self) && says (self->parts[PANE], NOTHING);
}

gboolean
xy_pane_box_is_blank (XyPaneBox *self)
{
  return gtk_widget_get_mapped (self->parts[PANE]) && says (self->parts[PANE], NOTHING);
}

gboolean
xy_pane_box_shows_record (XyPaneBox *self)
{
  return gtk_widget_get_mapped (self->parts[PANE]) && says (self->parts[PANE], RECORD);
}

gboolean
xy_pane_box_goes_first (XyPaneBox *self)
{
  GtkWidget *pane = self->parts[PANE];

  return gtk_widget_should_layout (pane) && (says (pane, NOTHING) || says (pane, RECORD) || says (pane, FORM));
}

static gboolean
shows_pane (XyPaneBox *self, int width)
{
  GtkWidget *pane = self->parts[PANE];

  return gtk_widget_should_layout (pane) && (is_wide (width) || !says (pane, NOTHING));
}

/* What of WIDTH each part has; the pane no more than it wants, nor what the table needs more. */
static void
share_out (XyPaneBox *self, int width, int widths[N_PARTS])
{
  GtkRequestedSize sizes[N_PARTS] = { 0 };
  int left = width - SPACING;

  for (guint i = 0; i < N_PARTS; i++)
    {
      gtk_widget_measure (self->parts[i], GTK_ORIENTATION_HORIZONTAL, -1, &sizes[i].minimum_size,
                          &sizes[i].natural_size, NULL, NULL);
      left -= sizes[i].minimum_size;
    }
  sizes[PANE].natural_size = CLAMP (sizes[PANE].natural_size, sizes[PANE].minimum_size,
                                    MAX (sizes[PANE].minimum_size, (int) (width * MOST_OF_BOX)));
  gtk_distribute_natural_allocation (MAX (left, 0), N_PARTS, sizes);
  widths[PANE] = sizes[PANE].minimum_size;
  widths[CONTENT] = MAX (width - SPACING - widths[PANE], sizes[CONTENT].minimum_size);
}

static GtkSizeRequestMode
xy_pane_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (XyPaneBox *self, int *minimum, int *natural)
{
  gtk_widget_measure (self->parts[CONTENT], GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
  if (!gtk_widget_should_layout (self->parts[PANE]))
    return;
  int least, wanted;
  gtk_widget_measure (self->parts[PANE], GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  *minimum += SPACING + least;
  *natural += SPACING + wanted;
}

static void
measure_height (XyPaneBox *self, int width, int *minimum, int *natural)
{
  int widths[N_PARTS] = { width, width };
  gboolean pane = gtk_widget_should_layout (self->parts[PANE]);

  if (width >= 0 && pane && shows_pane (self, width))
    share_out (self, width, widths);
  for (guint i = 0; i < N_PARTS; i++)
    {
      int least, wanted;
      if (i == PANE && !pane)
        continue;
      gtk_widget_measure (self->parts[i], GTK_ORIENTATION_VERTICAL, widths[i], &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
xy_pane_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (XY_PANE_BOX (widget), minimum, natural);
  else
    measure_height (XY_PANE_BOX (widget), for_size, minimum, natural);
}

static void
xy_pane_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  XyPaneBox *self = XY_PANE_BOX (widget);
  gboolean pane = shows_pane (self, width), rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int widths[N_PARTS] = { width, 0 };

  if (pane)
    share_out (self, width, widths);
  gtk_widget_set_child_visible (self->parts[PANE], pane);
  gtk_widget_size_allocate (self->parts[CONTENT],
                            &(GtkAllocation){ rtl && pane ? widths[PANE] + SPACING : 0, 0, widths[CONTENT], height },
                            -1);
  if (pane)
    gtk_widget_size_allocate (self->parts[PANE],
                              &(GtkAllocation){ rtl ? 0 : widths[CONTENT] + SPACING, 0, widths[PANE], height }, -1);
}

static void
xy_pane_box_dispose (GObject *object)
{
  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&XY_PANE_BOX (object)->parts[i], gtk_widget_unparent);
  G_OBJECT_CLASS (xy_pane_box_parent_class)->dispose (object);
}

static void
xy_pane_box_class_init (XyPaneBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_pane_box_dispose;
  widget_class->get_request_mode = xy_pane_box_get_request_mode;
  widget_class->measure = xy_pane_box_measure;
  widget_class->size_allocate = xy_pane_box_size_allocate;
}

static void
xy_pane_box_init (XyPaneBox *self)
{
}

GtkWidget *
xy_pane_box_new (GtkWidget *content, GtkWidget *pane)
{
  XyPaneBox *self = g_object_new (XY_TYPE_PANE_BOX, NULL);

  self->parts[CONTENT] = content;
  self->parts[PANE] = pane;
  for (guint i = 0; i < N_PARTS; i++)
    gtk_widget_set_parent (self->parts[i], GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
