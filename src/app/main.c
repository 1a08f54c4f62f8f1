/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/prefs.h"
#include "core/i18n.h"

int
main (int argc, char **argv)
{
  g_autofree char *language = g_settings_get_string (xy_prefs (), "language");

  if (*language != '\0')
    g_setenv ("XIANGYUE_LANGUAGE", language, FALSE);
  /* Without a graphics card's driver the usual renderer starts slowly and takes 70 MB more. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  /* Characters are drawn as in China, whatever the system's own language. */
  g_setenv ("PANGO_LANGUAGE", "zh-cn:en", FALSE);

  xy_i18n_init ();
  gtk_disable_setlocale ();
  g_set_application_name ("乡约");

  g_autoptr (XyApplication) application = xy_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
