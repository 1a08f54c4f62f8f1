/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/first-rows.h"

struct _XyFirstRows
{
  GObject parent_instance;

  GListModel *model;
  guint n;     /* told of */
  guint whole; /* what MODEL said it has */
  guint limit;
};

static void xy_first_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (XyFirstRows,
                               xy_first_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, xy_first_rows_model_init))

static void
tell (XyFirstRows *self, guint position, guint removed, guint added)
{
  self->n = self->n - removed + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_items_changed (XyFirstRows *self, guint position, guint removed, guint added)
{
  self->whole = self->whole - removed + added;
  /* Beyond what is told of. */
  if (position >= self->n && self->whole - added + removed > self->n)
    return;

  guint gone = MIN (removed, self->n - position);
  if (position + gone == self->n && position < self->limit)
    added = MIN (added, self->limit - position);
  tell (self, position, gone, added);
}

static GType
xy_first_rows_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (XY_FIRST_ROWS (model)->model);
}

static guint
xy_first_rows_get_n_items (GListModel *model)
{
  return XY_FIRST_ROWS (model)->n;
}

static gpointer
xy_first_rows_get_item (GListModel *model, guint position)
{
  XyFirstRows *self = XY_FIRST_ROWS (model);

  return position < self->n ? g_list_model_get_item (self->model, position) : NULL;
}

static void
xy_first_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = xy_first_rows_get_item_type;
  iface->get_n_items = xy_first_rows_get_n_items;
  iface->get_item = xy_first_rows_get_item;
}

static void
xy_first_rows_dispose (GObject *object)
{
  XyFirstRows *self = XY_FIRST_ROWS (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  self->n = self->whole = 0;

  G_OBJECT_CLASS (xy_first_rows_parent_class)->dispose (object);
}

static void
xy_first_rows_class_init (XyFirstRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_first_rows_dispose;
}

static void
xy_first_rows_init (XyFirstRows *self)
{
}

XyFirstRows *
xy_first_rows_new (GListModel *model)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  XyFirstRows *self = g_object_new (XY_TYPE_FIRST_ROWS, NULL);
  self->model = g_object_ref (model);
  self->n = self->whole = g_list_model_get_n_items (model);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}

void
xy_first_rows_set_limit (XyFirstRows *self, guint n)
{
  g_return_if_fail (XY_IS_FIRST_ROWS (self));
  self->limit = n;
}

gboolean
xy_first_rows_is_part (XyFirstRows *self)
{
  g_return_val_if_fail (XY_IS_FIRST_ROWS (self), FALSE);
  return self->n < self->whole;
}

void
xy_first_rows_show (XyFirstRows *self, guint n)
{
  g_return_if_fail (XY_IS_FIRST_ROWS (self));

  if (n > self->n && self->n < self->whole)
    tell (self, self->n, 0, MIN (n, self->whole) - self->n);
}

void
xy_first_rows_show_all (XyFirstRows *self)
{
  xy_first_rows_show (self, G_MAXUINT);
}
