/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/style.h"

#include "app/prefs.h"
#include "core/i18n.h"

#define UI "/org/xiangyue/Xiangyue/ui/"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_SETTINGS "org.freedesktop.portal.Settings"

typedef enum
{
  SYSTEM,
  LIGHT,
  DARK,
} Colours;

typedef struct
{
  GtkCssProvider *palette;
  GtkCssProvider *size;
  gboolean desktop_is_dark;
} Style;

static Style style;

static void
apply_colours (void)
{
  Colours wanted = g_settings_get_enum (xy_prefs (), "colours");
  gboolean dark = wanted == DARK || (wanted == SYSTEM && style.desktop_is_dark);

  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  gtk_css_provider_load_from_resource (style.palette, dark ? UI "dark.css" : UI "light.css");
}

/* In the larger sizes there is less beside the words of a table; */
#define LARGE "columnview > header > button, columnview > listview > row > cell { padding: 0 6px; } "
/* in the largest what stands at the sides and above gives room to it too. */
#define NARROW                                                                                                         \
  ".sidebar { min-width: 10em; } .detail { min-width: 16.5em; } .bylaw-rows { min-width: 12em; } "                     \
  ".clause-beside { min-width: 12em; } .bylaw-steps { padding: 6px 12px; } "                                           \
  "columnview > header > button { min-height: 2.2em; } "                                                               \
  "columnview > listview > row > cell { min-height: 1.95em; } "                                                        \
  ".topbar { padding: 3px 12px 3px 18px; } .page-box { padding: 12px 18px; border-spacing: 9px; } "                    \
  ".page-head { min-height: 2.2em; } .form-field, .form-label { margin-top: 6px; } "                                   \
  "wraprow > button, wraprow > menubutton > button, wraprow > dropdown > button, wraprow > entry, button.tab, "        \
  ".detail entry, .detail-foot button, .detail .content > button, form entry, form dropdown > button, "                \
  "form menubutton > button, .form-label.of-box { min-height: 1.85em; } "                                              \
  ".page-head button, button.tab { padding: 1px 9px; } headerbar { min-height: 2.5em; } "                              \
  ".dialog-content { padding: 12px 24px; } .dialog-foot { padding: 9px 24px 12px 24px; } "                             \
  ".score-grid .head box.cell { padding: 3px 6px; } .score-grid .head .note { font-size: 0.75em; } "                   \
  "cells .line > .slot { padding: 0 6px; } "
/* English names of pages stay on one line, with the badge that comes beside them; in the largest text smaller, as are
 * the verbs of a pane, which would take its height. */
#define LONG_NAMES                                                                                                     \
  ".sidebar list { padding: 3px 4px; } .sidebar list > row { padding: 0 7px; } .sidebar .page-name { min-width: 6.4em; } "
#define SMALLER_NAMES                                                                                                  \
  ".sidebar { min-width: 10.3em; } .sidebar .page-name { font-size: 0.92em; } .detail-foot button { font-size: 0.87em; } "

static void
apply_size (void)
{
  static const int points[] = { 11, 13, 16 };
  static const int widths[] = { 870, 1200, 1270 };
  XyTextSize size = g_settings_get_enum (xy_prefs (), "text-size"), shown = xy_prefs_get_shown_size ();
  /* A window may be as low as its rows are high where it is as narrow as can be: narrower than this they would be many,
   * the more so in English. */
  int least = xy_i18n_is_english () ? MAX (widths[shown], widths[1]) : widths[shown];
  g_autofree char *css = g_strdup_printf (
      "window, popover, tooltip { font-size: %dpt; } .faces { min-width: %dpx; } %s%s%s%s", points[size], least,
      shown != XY_TEXT_STANDARD ? LARGE : "", shown == XY_TEXT_LARGEST ? NARROW : "",
      xy_i18n_is_english () ? LONG_NAMES : "", xy_i18n_is_english () && shown == XY_TEXT_LARGEST ? SMALLER_NAMES : "");

  gtk_css_provider_load_from_data (style.size, css, -1);
}

/* The desktop says in 1024ths of a dot an inch how large it shows text; GTK reckons points by it. */
static void
take_dots (void)
{
  int dots = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dots, NULL);
  xy_prefs_set_desktop_scale (dots > 0 ? CLAMP (dots / 1024.0 / 96.0, 0.5, 3) : 1);
  apply_size ();
}

/* 1 is "prefer dark" in the desktops' common setting. */
static void
take_scheme (GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *deeper = g_variant_get_variant (inner);
      g_variant_unref (inner);
      inner = deeper;
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;
  style.desktop_is_dark = g_variant_get_uint32 (inner) == 1;
  apply_colours ();
}

static void
on_scheme_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) value = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  if (value != NULL)
    take_scheme (value);
}

static void
on_scheme_changed (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *values,
                   gpointer data)
{
  const char *group, *key;
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (values, "(&s&sv)", &group, &key, &value);
  if (g_strcmp0 (group, "org.freedesktop.appearance") == 0 && g_strcmp0 (key, "color-scheme") == 0)
    take_scheme (value);
}

static void
on_bus_got (GObject *source, GAsyncResult *result, gpointer data)
{
  GDBusConnection *bus = g_bus_get_finish (result, NULL);
  if (bus == NULL)
    return;

  g_dbus_connection_signal_subscribe (bus, PORTAL, PORTAL_SETTINGS, "SettingChanged", PORTAL_PATH, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, on_scheme_changed, NULL, NULL);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, PORTAL_SETTINGS, "Read",
                          g_variant_new ("(ss)", "org.freedesktop.appearance", "color-scheme"), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, 2000, NULL, on_scheme_read, NULL);
}

/* Beside the arrow of a popover there would be a black strip. */
static gboolean
on_realized (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (GTK_IS_POPOVER (widget))
    gtk_popover_set_has_arrow (GTK_POPOVER (widget), FALSE);
  return TRUE;
}

void
xy_style_init (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) common = gtk_css_provider_new ();
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (style.palette == NULL);
  /* The desktops' own GTK themes do not know this program's parts. */
  g_object_get (settings, "gtk-application-prefer-dark-theme", &style.desktop_is_dark, NULL);
  g_object_set (settings, "gtk-theme-name", "Default", NULL);

  style.palette = gtk_css_provider_new ();
  style.size = gtk_css_provider_new ();
  apply_colours ();
  take_dots ();
  gtk_css_provider_load_from_resource (common, UI "style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style.palette),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (common),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style.size),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);

  if (!gdk_display_is_composited (display))
    {
      g_autoptr (GtkCssProvider) opaque = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (opaque, UI "opaque.css");
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (opaque),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
      /* Its signals are there once there is one. */
      g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
      g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realized, NULL, NULL);
    }

  g_signal_connect (xy_prefs (), "changed::colours", G_CALLBACK (apply_colours), NULL);
  g_signal_connect (xy_prefs (), "changed::text-size", G_CALLBACK (apply_size), NULL);
  g_signal_connect (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (take_dots), NULL);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_got, NULL);
}
