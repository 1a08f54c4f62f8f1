/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "app/prefs.h"

#include <gio/gsettingsbackend.h>

#include "config.h"

#define PATH "/org/xiangyue/Xiangyue/"

static const double points[] = { 11, 13, 16 };
static double desktop_scale = 1;

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *usual = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = usual != NULL ? g_settings_schema_source_lookup (usual, XY_APP_ID, TRUE) : NULL;
  if (schema != NULL)
    return schema;

  /* Installed under a prefix that XDG_DATA_DIRS does not name. */
  g_autofree char *folder = g_build_filename (XY_DATADIR, "..", "glib-2.0", "schemas", NULL);
  g_autoptr (GSettingsSchemaSource) own = g_settings_schema_source_new_from_directory (folder, NULL, FALSE, NULL);
  schema = own != NULL ? g_settings_schema_source_lookup (own, XY_APP_ID, FALSE) : NULL;
  if (schema == NULL)
    g_error ("The program is not installed whole: %s.gschema.xml is missing", XY_APP_ID);
  return schema;
}

static GSettings *
make_settings (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;

  if (g_getenv ("GSETTINGS_BACKEND") == NULL)
    {
      g_autofree char *file = g_build_filename (g_get_user_config_dir (), "xiangyue", "window.ini", NULL);
      backend = g_keyfile_settings_backend_new (file, PATH, "window");
    }
  return g_settings_new_full (schema, backend, NULL);
}

GSettings *
xy_prefs (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = make_settings ();
  return settings;
}

void
xy_prefs_set_desktop_scale (double scale)
{
  desktop_scale = scale;
}

double
xy_prefs_get_scale (void)
{
  return desktop_scale * points[g_settings_get_enum (xy_prefs (), "text-size")] / points[XY_TEXT_STANDARD];
}

XyTextSize
xy_prefs_get_shown_size (void)
{
  double shown = xy_prefs_get_scale () * points[XY_TEXT_STANDARD] + 0.5;

  return shown >= points[XY_TEXT_LARGEST] ? XY_TEXT_LARGEST
         : shown >= points[XY_TEXT_LARGE] ? XY_TEXT_LARGE
                                          : XY_TEXT_STANDARD;
}
