/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tabular/input.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>

gboolean
xy_read_xls (XyWorkbook *workbook, XyInput *input, GError **error)
{
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS,
                       _ ("This is an old .xls file. Open it in WPS and save it as .xlsx, then import that."));
  return FALSE;
}
