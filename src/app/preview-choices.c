/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/preview-choices.h"

#include <glib/gi18n-lib.h>

#include "app/prefs.h"
#include "app/preview-private.h"
#include "app/words.h"

#define PREFS_KEY "papers"

struct _XyPreviewChoices
{
  GtkWidget parent_instance;
  const XyPaperKind *kind;
  XyPaperAsk *ask;
  GtkWidget *box;
  GtkWidget *grid;
  guint n_rows;
  XyPageSize sizes[XY_N_PAGE_SIZES]; /* those of the kind, in the order of the list */
  guint n_sizes;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyPreviewChoices, xy_preview_choices, GTK_TYPE_WIDGET)

/* Names that stay, for the file of preferences. */

static guint
count_orders (const XyPaperKind *kind)
{
  guint n = 0;

  while (kind->orders != NULL && kind->orders[n].name != NULL)
    n++;
  return n;
}

/* What was chosen last time. Parts are kept as those that differ from the usual ones, so that new ones are as usual. */
static void
recall (XyPreviewChoices *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (xy_prefs (), PREFS_KEY);
  g_autoptr (GVariant) mine = g_variant_lookup_value (all, self->kind->name, NULL);
  const char *size, *order, *seal;
  g_autofree const char **parts = NULL;
  XyPageSize page_size;
  gboolean turned;

  if (mine == NULL)
    return;
  g_variant_get (mine, "(&sb&s^a&s&s)", &size, &turned, &order, &parts, &seal);
  if (xy_page_size_from_name (size, &page_size) && xy_paper_kind_has_size (self->kind, page_size))
    self->ask->size = page_size;
  if ((self->kind->flags & XY_PAPER_TURNS) != 0)
    self->ask->turned = turned;
  if (xy_paper_kind_find_order (self->kind, order) >= 0)
    self->ask->order = (guint) xy_paper_kind_find_order (self->kind, order);
  self->ask->parts = xy_paper_kind_get_parts (self->kind);
  for (guint i = 0; parts[i] != NULL; i++)
    if (xy_paper_kind_find_part (self->kind, parts[i]) >= 0)
      self->ask->parts ^= 1u << xy_paper_kind_find_part (self->kind, parts[i]);
  if ((self->kind->flags & XY_PAPER_SEAL) != 0)
    xy_seal_from_name (seal, &self->ask->seal);
}

static void
remember (XyPreviewChoices *self)
{
  const XyPaperAsk *ask = self->ask;
  g_autoptr (GVariant) all = g_settings_get_value (xy_prefs (), PREFS_KEY);
  GVariantBuilder builder, parts;
  GVariantIter iter;
  const char *name;
  GVariant *value;
  guint differing = ask->parts ^ xy_paper_kind_get_parts (self->kind);

  g_variant_builder_init (&parts, G_VARIANT_TYPE ("as"));
  for (guint i = 0; self->kind->parts != NULL && self->kind->parts[i].name != NULL; i++)
    if ((differing & 1u << i) != 0)
      g_variant_builder_add (&parts, "s", self->kind->parts[i].name);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(sbsass)}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s@(sbsass)}", &name, &value))
    {
      if (!g_str_equal (name, self->kind->name))
        g_variant_builder_add (&builder, "{s@(sbsass)}", name, value);
      g_variant_unref (value);
    }
  g_variant_builder_add (&builder, "{s(sbsass)}", self->kind->name, xy_page_size_get_name (ask->size), ask->turned,
                         count_orders (self->kind) > 0 ? self->kind->orders[ask->order].name : "", &parts,
                         xy_seal_get_name (ask->seal));
  g_settings_set_value (xy_prefs (), PREFS_KEY, g_variant_builder_end (&builder));
}

static void
tell (XyPreviewChoices *self)
{
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_size_selected (GtkDropDown *drop_down, GParamSpec *spec, XyPreviewChoices *self)
{
  self->ask->size = self->sizes[gtk_drop_down_get_selected (drop_down)];
  tell (self);
}

static void
on_lie_selected (GtkDropDown *drop_down, GParamSpec *spec, XyPreviewChoices *self)
{
  gboolean lies = gtk_drop_down_get_selected (drop_down) == 1;

  self->ask->turned = lies != ((self->kind->flags & XY_PAPER_LANDSCAPE) != 0);
  tell (self);
}

static void
on_order_selected (GtkDropDown *drop_down, GParamSpec *spec, XyPreviewChoices *self)
{
  self->ask->order = gtk_drop_down_get_selected (drop_down);
  tell (self);
}

static void
on_seal_selected (GtkDropDown *drop_down, GParamSpec *spec, XyPreviewChoices *self)
{
  self->ask->seal = gtk_drop_down_get_selected (drop_down);
  tell (self);
}

static void
on_part_toggled (GtkCheckButton *check, XyPreviewChoices *self)
{
  guint bit = 1u << GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "part"));

  self->ask->parts = gtk_check_button_get_active (check) ? self->ask->parts | bit : self->ask->parts & ~bit;
  tell (self);
}

static void
add_drop_down (XyPreviewChoices *self, const char *words, GtkStringList *list, guint chosen, GCallback selected)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (list), NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "quiet");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), drop_down);
  xy_preview_name (drop_down, words);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  g_signal_connect (drop_down, "notify::selected", selected, self);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, (int) self->n_rows, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), drop_down, 1, (int) self->n_rows, 1, 1);
  self->n_rows++;
}

static void
add_size (XyPreviewChoices *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint i = 0; i < XY_N_PAGE_SIZES; i++)
    if (xy_paper_kind_has_size (self->kind, i))
      {
        XyPageSetup setup = xy_page_setup (i, FALSE);
        /* Boards have no name but their millimetres. */
        g_autofree char *words =
            g_ascii_isdigit (xy_page_size_get_name (i)[0]) && i != XY_PAGE_8K
                ? g_strdup_printf (_ ("%g × %g mm"), setup.width_mm, setup.height_mm)
                : g_strdup_printf (_ ("%s, %g × %g mm"), xy_page_size_get_name (i), setup.width_mm, setup.height_mm);
        if (i == self->ask->size)
          chosen = self->n_sizes;
        self->sizes[self->n_sizes++] = i;
        xy_words_append (list, words);
      }
  self->ask->size = self->sizes[chosen];
  add_drop_down (self, _ ("Pap_er"), list, chosen, G_CALLBACK (on_size_selected));
}

static void
add_lie (XyPreviewChoices *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  gboolean lies = self->ask->turned != ((self->kind->flags & XY_PAPER_LANDSCAPE) != 0);

  if ((self->kind->flags & XY_PAPER_TURNS) == 0)
    {
      g_object_unref (list);
      return;
    }
  xy_words_append (list, _ ("Portrait"));
  xy_words_append (list, _ ("Landscape"));
  add_drop_down (self, _ ("O_rientation"), list, lies ? 1 : 0, G_CALLBACK (on_lie_selected));
}

static void
add_order (XyPreviewChoices *self)
{
  guint n = count_orders (self->kind);
  GtkStringList *list = NULL;

  if (n < 2)
    return;
  list = gtk_string_list_new (NULL);
  for (guint i = 0; i < n; i++)
    xy_words_append (list, _ (self->kind->orders[i].label));
  add_drop_down (self, _ ("_Order"), list, self->ask->order, G_CALLBACK (on_order_selected));
}

static void
add_seal (XyPreviewChoices *self)
{
  static const char *const words[XY_N_SEALS] = {
    [XY_SEAL_RIGHT] = N_ ("One, at the right"),
    [XY_SEAL_NONE] = N_ ("No room for one"),
    [XY_SEAL_TWO] = N_ ("Two: committee, supervision"),
  };
  GtkStringList *list = NULL;

  if ((self->kind->flags & XY_PAPER_SEAL) == 0)
    return;
  list = gtk_string_list_new (NULL);
  for (guint i = 0; i < XY_N_SEALS; i++)
    xy_words_append (list, _ (words[i]));
  add_drop_down (self, _ ("Sea_l"), list, self->ask->seal, G_CALLBACK (on_seal_selected));
}

static void
add_parts (XyPreviewChoices *self)
{
  GtkWidget *heading = gtk_label_new (_ ("On the paper"));
  GtkWidget *grid = gtk_grid_new ();

  gtk_widget_add_css_class (heading, "quiet");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("On the paper"), -1);
  for (guint i = 0, place = 0; self->kind->parts[i].name != NULL; i++)
    {
      const char *words = _ (self->kind->parts[i].label);
      GtkWidget *check = gtk_check_button_new_with_label (words);
      gboolean wide = g_utf8_strlen (words, -1) > 6;

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), (self->ask->parts & 1u << i) != 0);
      g_object_set_data (G_OBJECT (check), "part", GUINT_TO_POINTER (i));
      g_signal_connect (check, "toggled", G_CALLBACK (on_part_toggled), self);
      place += wide && place % 2 == 1;
      gtk_grid_attach (GTK_GRID (grid), check, (int) (place % 2), (int) (place / 2), wide ? 2 : 1, 1);
      place += wide ? 2 : 1;
    }
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), grid);
}

static void
xy_preview_choices_dispose (GObject *object)
{
  g_clear_pointer (&XY_PREVIEW_CHOICES (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (xy_preview_choices_parent_class)->dispose (object);
}

static void
xy_preview_choices_class_init (XyPreviewChoicesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = xy_preview_choices_dispose;
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_preview_choices_init (XyPreviewChoices *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_widget_set_margin_bottom (self->grid, 6);
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
xy_preview_choices_new (const XyPaperKind *kind, XyPaperAsk *ask)
{
  XyPreviewChoices *self = g_object_new (XY_TYPE_PREVIEW_CHOICES, NULL);

  self->kind = kind;
  self->ask = ask;
  recall (self);
  add_size (self);
  add_lie (self);
  add_order (self);
  add_seal (self);
  if (kind->parts != NULL)
    add_parts (self);
  return GTK_WIDGET (self);
}
