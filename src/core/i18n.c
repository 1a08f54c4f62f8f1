/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/i18n.h"

#include <libintl.h>
#include <locale.h>

#include "config.h"

/* Before xy_i18n_init() nothing is translated. */
static gboolean is_english = TRUE;

void
xy_i18n_init (void)
{
  const char *folder = g_getenv ("XIANGYUE_LOCALEDIR");
  const char *locale = setlocale (LC_ALL, "");

  /* gettext translates nothing in the "C" locale, and Chinese text needs UTF-8. */
  if (locale == NULL || g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0
      || g_strcmp0 (setlocale (LC_MESSAGES, NULL), "POSIX") == 0 || !g_get_charset (NULL))
    setlocale (LC_ALL, "C.UTF-8");

  const char *wanted = g_getenv ("XIANGYUE_LANGUAGE");
  if (wanted != NULL && *wanted != '\0')
    g_setenv ("LANGUAGE", wanted, TRUE);
  else if (!g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "en"))
    g_setenv ("LANGUAGE", "zh_CN", TRUE);

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : XY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  is_english = g_str_equal (dgettext (GETTEXT_PACKAGE, "Close"), "Close");
}

gboolean
xy_i18n_is_english (void)
{
  return is_english;
}

char *
xy_i18n_alone (const char *words)
{
  char *alone = g_strdup (words);

  if (is_english && alone != NULL)
    alone[0] = g_ascii_toupper (alone[0]);
  return alone;
}
