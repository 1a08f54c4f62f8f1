/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-pane.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  XyDesk *desk;
  XyBylaw *bylaw;
  XyBylawVersion *version;
  XyId other;
  GtkWidget *stack;
  GtkWidget *words;
  GCancellable *reading; /* NULL: nothing is */
  gboolean stale;
} XyBylawPanePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (XyBylawPane, xy_bylaw_pane, GTK_TYPE_WIDGET)

static XyBylawPanePrivate *
get_private (XyBylawPane *self)
{
  return xy_bylaw_pane_get_instance_private (self);
}

static void
stop_reading (XyBylawPanePrivate *priv)
{
  g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyBylawPane) self = data;
  XyBylawPanePrivate *priv = get_private (self);
  XyBylawPaneClass *klass = XY_BYLAW_PANE_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  gpointer answer = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, XY_ERROR, XY_ERROR_CANCELLED))
    return;
  /* What was asked for meanwhile is answered by itself. */
  if (g_cancellable_is_cancelled (priv->reading) || priv->version == NULL || priv->stack == NULL)
    {
      if (answer != NULL)
        klass->free_answer (answer);
      return;
    }
  g_clear_object (&priv->reading);
  if (answer == NULL)
    {
      xy_bylaw_pane_set_words (self, error != NULL ? error->message : "");
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "content");
  klass->fill (self, answer);
}

void
xy_bylaw_pane_ask (XyBylawPane *self)
{
  XyBylawPanePrivate *priv = get_private (self);
  XyBylawPaneClass *klass = XY_BYLAW_PANE_GET_CLASS (self);

  priv->stale = TRUE;
  if (priv->version == NULL || priv->desk == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  stop_reading (priv);
  priv->reading = g_cancellable_new ();
  XyBylawPaneAsk *ask = g_new0 (XyBylawPaneAsk, 1);
  *ask = (XyBylawPaneAsk){ .bylaw = priv->bylaw->record.id, .version = priv->version->record.id, .other = priv->other };
  xy_worker_run (xy_desk_get_worker (priv->desk), XY_WORKER_QUERY, klass->read, ask, g_free, klass->free_answer,
                 priv->reading, on_read, g_object_ref (self));
}

static void
on_changed (XyBylawPane *self, guint topics)
{
  if ((topics & XY_BYLAW_PANE_GET_CLASS (self)->topics) != 0)
    xy_bylaw_pane_ask (self);
}

static void
xy_bylaw_pane_map (GtkWidget *widget)
{
  XyBylawPane *self = XY_BYLAW_PANE (widget);

  GTK_WIDGET_CLASS (xy_bylaw_pane_parent_class)->map (widget);
  if (get_private (self)->stale)
    xy_bylaw_pane_ask (self);
}

static void
xy_bylaw_pane_dispose (GObject *object)
{
  XyBylawPanePrivate *priv = get_private (XY_BYLAW_PANE (object));

  stop_reading (priv);
  g_clear_pointer (&priv->stack, gtk_widget_unparent);
  g_clear_object (&priv->bylaw);
  g_clear_object (&priv->version);
  g_clear_object (&priv->desk);
  G_OBJECT_CLASS (xy_bylaw_pane_parent_class)->dispose (object);
}

static void
xy_bylaw_pane_class_init (XyBylawPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_bylaw_pane_dispose;
  GTK_WIDGET_CLASS (klass)->map = xy_bylaw_pane_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
xy_bylaw_pane_init (XyBylawPane *self)
{
  XyBylawPanePrivate *priv = get_private (self);

  priv->stack = gtk_stack_new ();
  priv->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (priv->words), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (priv->words), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (priv->words), 60);
  gtk_widget_add_css_class (priv->words, "quiet");
  gtk_widget_set_margin_top (priv->words, 36);
  gtk_widget_set_valign (priv->words, GTK_ALIGN_START);
  gtk_stack_add_named (GTK_STACK (priv->stack), priv->words, "words");
  gtk_stack_set_hhomogeneous (GTK_STACK (priv->stack), FALSE);
  gtk_widget_add_css_class (priv->stack, "panel");
  gtk_widget_set_overflow (priv->stack, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (priv->stack, GTK_WIDGET (self));
}

void
xy_bylaw_pane_set_desk (XyBylawPane *self, XyDesk *desk)
{
  XyBylawPanePrivate *priv = get_private (self);

  g_return_if_fail (priv->desk == NULL);
  priv->desk = g_object_ref (desk);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

void
xy_bylaw_pane_show (XyBylawPane *self, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  XyBylawPanePrivate *priv = get_private (self);
  gboolean other =
      version == NULL || priv->version == NULL || !xy_id_same (&version->record.id, &priv->version->record.id);

  g_return_if_fail ((bylaw == NULL) == (version == NULL));
  if (other)
    priv->other = XY_ID_NONE;
  g_set_object (&priv->bylaw, (XyBylaw *) bylaw);
  g_set_object (&priv->version, (XyBylawVersion *) version);
  if (version == NULL)
    {
      stop_reading (priv);
      xy_bylaw_pane_set_words (self, _ ("No bylaw is chosen."));
      return;
    }
  xy_bylaw_pane_ask (self);
}

void
xy_bylaw_pane_set_other (XyBylawPane *self, const XyId *other)
{
  get_private (self)->other = *other;
  xy_bylaw_pane_ask (self);
}

XyDesk *
xy_bylaw_pane_get_desk (XyBylawPane *self)
{
  return get_private (self)->desk;
}

const XyBylaw *
xy_bylaw_pane_get_bylaw (XyBylawPane *self)
{
  return get_private (self)->bylaw;
}

const XyBylawVersion *
xy_bylaw_pane_get_version (XyBylawPane *self)
{
  return get_private (self)->version;
}

void
xy_bylaw_pane_set_content (XyBylawPane *self, GtkWidget *content)
{
  gtk_stack_add_named (GTK_STACK (get_private (self)->stack), content, "content");
}

void
xy_bylaw_pane_set_words (XyBylawPane *self, const char *words)
{
  XyBylawPanePrivate *priv = get_private (self);

  gtk_label_set_text (GTK_LABEL (priv->words), words);
  gtk_stack_set_visible_child_name (GTK_STACK (priv->stack), "words");
}
