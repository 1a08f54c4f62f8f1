/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"

typedef struct
{
  char *field;
} XyErrorPrivate;

static void
xy_error_private_init (XyErrorPrivate *priv)
{
}

static void
xy_error_private_copy (const XyErrorPrivate *from, XyErrorPrivate *to)
{
  to->field = g_strdup (from->field);
}

static void
xy_error_private_clear (XyErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (XyError, xy_error)

void
xy_set_invalid (GError **error, const char *field, const char *format, ...)
{
  if (error == NULL)
    return;

  va_list args;
  va_start (args, format);
  *error = g_error_new_valist (XY_ERROR, XY_ERROR_INVALID, format, args);
  va_end (args);

  xy_error_get_private (*error)->field = g_strdup (field);
}

const char *
xy_error_get_field (const GError *error)
{
  if (error == NULL || error->domain != XY_ERROR)
    return NULL;

  return xy_error_get_private (error)->field;
}

gboolean
xy_error_pass (GError **error, GError **problem)
{
  if (*problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (problem));
  return FALSE;
}
