/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/conf.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "core/error.h"

typedef struct
{
  const char *group;
  const char *key;
  gsize offset;
  const char *text; /* what it is where nothing is said; NULL: a number */
  guint number;
  guint least;
  guint most;
} Key;

#define TEXT(group, key, member, text)                                                                                 \
  {                                                                                                                    \
    group, key, G_STRUCT_OFFSET (XyServerConfig, member), text                                                         \
  }
#define NUMBER(group, key, member, number, least, most)                                                                \
  {                                                                                                                    \
    group, key, G_STRUCT_OFFSET (XyServerConfig, member), NULL, number, least, most                                    \
  }

static const Key keys[] = {
  TEXT ("server", "listen", listen, "0.0.0.0"),
  NUMBER ("server", "port", port, 8443, 1, 65535),
  TEXT ("server", "certificate", certificate, ""),
  TEXT ("server", "key", key, ""),
  NUMBER ("server", "status-port", status_port, 8444, 0, 65535),
  NUMBER ("server", "workers", workers, 2, 1, 64),
  TEXT ("store", "folder", folder, "/var/lib/xiangyue-server"),
  TEXT ("store", "database", database, ""),
  TEXT ("inbox", "folder", inbox, ""),
  NUMBER ("inbox", "seconds", inbox_seconds, 60, 1, 86400),
  NUMBER ("limits", "connections", connections, 2500, 4, 20000),
  NUMBER ("limits", "connections-per-address", connections_per_address, 200, 1, 20000),
  NUMBER ("limits", "head-seconds", head_seconds, 60, 1, 600),
  NUMBER ("limits", "request-seconds", request_seconds, 300, 1, 3600),
  NUMBER ("limits", "bytes-per-second", bytes_per_second, 100, 1, 100000),
  NUMBER ("limits", "body-megabytes", body_megabytes, 128, 8, 4096),
  NUMBER ("limits", "waiting", waiting, 1000, 1, 100000),
  NUMBER ("limits", "requests-per-minute", requests_per_minute, 600, 1, 1000000),
  NUMBER ("limits", "enrolments-per-minute", enrolments_per_minute, 10, 1, 1000000),
  NUMBER ("limits", "disk-megabytes", disk_megabytes, 256, 0, 1000000),
  NUMBER ("limits", "stop-seconds", stop_seconds, 30, 0, 600),
};

static const Key *
find_key (const char *group, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].group, group) && g_str_equal (keys[i].key, key))
      return &keys[i];
  return NULL;
}

static gboolean
check_known (GKeyFile *file, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint g = 0; groups[g] != NULL; g++)
    {
      g_auto (GStrv) names = g_key_file_get_keys (file, groups[g], NULL, NULL);
      for (guint k = 0; names != NULL && names[k] != NULL; k++)
        if (find_key (groups[g], names[k]) == NULL)
          {
            xy_set_invalid (error, names[k], _ ("There is no setting “%s” in [%s]."), names[k], groups[g]);
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
read_key (GKeyFile *file, const Key *key, XyServerConfig *config, GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, key->group, key->key, NULL);
  guint64 number = key->number;

  if (text != NULL)
    g_strstrip (text);
  if (key->text != NULL)
    {
      *(char **) G_STRUCT_MEMBER_P (config, key->offset) = g_strdup (text != NULL ? text : key->text);
      return TRUE;
    }
  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, key->least, key->most, &number, NULL))
    {
      xy_set_invalid (error, key->key, _ ("“%s” in [%s] is a number from %u to %u."), key->key, key->group, key->least,
                      key->most);
      return FALSE;
    }
  *(guint *) G_STRUCT_MEMBER_P (config, key->offset) = (guint) number;
  return TRUE;
}

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

static gboolean
check (const XyServerConfig *config, GError **error)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (config->listen);

  if (inet == NULL)
    xy_set_invalid (error, "listen", _ ("“listen” is no address such as 0.0.0.0 or ::1."));
  else if ((config->certificate == NULL) != (config->key == NULL))
    xy_set_invalid (error, "key", _ ("“certificate” and “key” belong together."));
  else if (config->certificate == NULL && !is_loopback (config->listen))
    xy_set_invalid (error, "certificate",
                    _ ("Without a certificate the server listens on 127.0.0.1 only: set “listen”, or “certificate” and "
                       "“key”."));
  else if (!g_path_is_absolute (config->folder) || (config->inbox != NULL && !g_path_is_absolute (config->inbox)))
    xy_set_invalid (error, "folder", _ ("“folder” is a path that begins with “/”."));
  else
    return TRUE;
  return FALSE;
}

static void
unset_empty (char **text)
{
  if (**text == '\0')
    g_clear_pointer (text, g_free);
}

XyServerConfig *
xy_server_config_load (const char *path, GError **error)
{
  g_autoptr (XyServerConfig) config = g_new0 (XyServerConfig, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &problem))
    {
      gboolean missing = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_set_error (error, XY_ERROR, missing ? XY_ERROR_NOT_FOUND : XY_ERROR_INVALID,
                   missing ? _ ("There is no file of settings: %s") : _ ("The file of settings cannot be read: %s"),
                   path);
      return NULL;
    }
  if (!check_known (file, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!read_key (file, &keys[i], config, error))
      return NULL;
  unset_empty (&config->certificate);
  unset_empty (&config->key);
  unset_empty (&config->inbox);
  if (!check (config, error))
    return NULL;
  if (*config->database == '\0')
    {
      g_free (config->database);
      config->database = xy_server_config_path (config, "county.db");
    }
  return g_steal_pointer (&config);
}

void
xy_server_config_free (XyServerConfig *config)
{
  if (config == NULL)
    return;
  g_free (config->listen);
  g_free (config->certificate);
  g_free (config->key);
  g_free (config->folder);
  g_free (config->database);
  g_free (config->inbox);
  g_free (config);
}

char *
xy_server_config_path (const XyServerConfig *config, const char *name)
{
  return g_build_filename (config->folder, name, NULL);
}
