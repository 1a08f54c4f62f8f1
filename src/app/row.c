/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/row-private.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (XyRow, xy_row, G_TYPE_OBJECT)

static void
xy_row_finalize (GObject *object)
{
  XyRow *self = XY_ROW (object);

  if (self->record != NULL && self->free_record != NULL)
    self->free_record (self->record);

  G_OBJECT_CLASS (xy_row_parent_class)->finalize (object);
}

static void
xy_row_class_init (XyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", XY_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
xy_row_init (XyRow *self)
{
  self->link.data = self;
}

XyRow *
xy_row_new (const XyId *id)
{
  XyRow *self = g_object_new (XY_TYPE_ROW, NULL);
  self->id = *id;
  return self;
}

void
xy_row_take_record (XyRow *self, gpointer record, GDestroyNotify free_record, const XyMark *mark)
{
  static guint64 stamps; /* rows are of the window's thread */
  gpointer old = self->record;
  GDestroyNotify free_old = self->free_record;

  self->record = record;
  self->free_record = free_record;
  self->mark = mark != NULL ? *mark : (XyMark){ .kind = XY_MARK_NONE };
  self->stamp = ++stamps;
  self->state = XY_ROW_LOADED;
  g_signal_emit (self, signals[CHANGED], 0);

  if (old != NULL && free_old != NULL)
    free_old (old);
}

const XyId *
xy_row_get_id (XyRow *self)
{
  g_return_val_if_fail (XY_IS_ROW (self), NULL);
  return &self->id;
}

gconstpointer
xy_row_get_record (XyRow *self)
{
  g_return_val_if_fail (XY_IS_ROW (self), NULL);
  return self->record;
}

guint64
xy_row_get_stamp (XyRow *self)
{
  g_return_val_if_fail (XY_IS_ROW (self), 0);
  return self->stamp;
}

const XyMark *
xy_row_get_mark (XyRow *self)
{
  g_return_val_if_fail (XY_IS_ROW (self), NULL);
  return self->mark.kind != XY_MARK_NONE ? &self->mark : NULL;
}
