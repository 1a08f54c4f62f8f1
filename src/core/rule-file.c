/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/rule-file.h"

#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/normalize.h"
#include "core/setting.h"
#include "core/store.h"

#define RESOURCE_FOLDER "/org/xiangyue/Xiangyue/data/rules/"
/* Of the twelve digits of a division's code the last three are the village's (domain.md 4.9). */
#define CODE_LENGTH 12
#define CODE_OF_VILLAGE 9
#define DATE_SQL "SELECT ?1 ->> '$.date'"

const XyWord xy_provinces[] = {
  { "national", N_ ("The whole country") },
  { "hunan", N_ ("Hunan") },
  { "hubei", N_ ("Hubei") },
  { "shandong", N_ ("Shandong") },
  { "chongqing", N_ ("Chongqing") },
  { "shanghai", N_ ("Shanghai") },
  { "sichuan", N_ ("Sichuan") },
  { "hainan", N_ ("Hainan") },
  { NULL, NULL },
};

/* What the division codes of the provinces begin with (GB/T 2260), in the order of xy_provinces. */
static const char *const codes[] = { "", "43", "42", "37", "50", "31", "51", "46" };

/* NULL where it is not there, no file, or far too large. */
static GBytes *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length = 0;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > XY_RULE_FILE_SIZE
      || !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&text), length);
}

/* (transfer full) */
static char *
path_of (const char *name)
{
  g_autofree char *data = xy_store_default_folder ();

  return g_build_filename (data, "rules", name, NULL);
}

char *
xy_rule_file_stamp (const char *name)
{
  g_autofree char *path = path_of (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL
             ? g_strdup_printf ("%s %" G_GOFFSET_FORMAT, g_file_info_get_etag (info), g_file_info_get_size (info))
             : g_strdup ("");
}

GPtrArray *
xy_rule_file_texts (const char *name)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *inside = g_strconcat (RESOURCE_FOLDER, name, NULL);
  g_autofree char *path = path_of (name);
  GBytes *bytes = g_resources_lookup_data (inside, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    g_ptr_array_add (texts, bytes);
  bytes = read_file (path);
  if (bytes != NULL)
    g_ptr_array_add (texts, bytes);
  return texts;
}

char *
xy_rule_file_newest (XyDb *json, const char *name, const char *valid, char **date)
{
  g_autoptr (GPtrArray) texts = xy_rule_file_texts (name);
  g_autofree char *best = NULL, *best_date = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (texts->pdata[i], &length);
      g_autofree char *text = g_strndup (bytes, length);
      gint64 sound = 0;

      if (!g_utf8_validate (text, -1, NULL) || !xy_db_number (json, valid, XY_BIND (XY_TEXT (text)), &sound, NULL)
          || !sound)
        continue;
      g_autofree char *own = xy_db_text (json, DATE_SQL, XY_BIND (XY_TEXT (text)), NULL);
      if (best != NULL && g_strcmp0 (own, best_date) < 0)
        continue;
      g_free (best);
      best = g_steal_pointer (&text);
      g_free (best_date);
      best_date = g_steal_pointer (&own);
    }
  if (date != NULL)
    *date = g_steal_pointer (&best_date);
  return g_steal_pointer (&best);
}

char *
xy_rule_word (XyRows *rows, int column)
{
  g_autofree char *text = xy_text_clean (xy_rows_text (rows, column));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

void
xy_rule_file_free (XyRuleFile *file)
{
  if (file == NULL)
    return;
  g_free (file->id);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

/* Takes BYTES. */
static void
add_file (GPtrArray *list, const char *name, GBytes *bytes)
{
  XyRuleFile *file = g_new0 (XyRuleFile, 1);

  file->id = g_strndup (name, strlen (name) - strlen (".json"));
  file->bytes = bytes;
  g_ptr_array_add (list, file);
}

static gboolean
is_of (const char *prefix, const char *name)
{
  return g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".json");
}

GPtrArray *
xy_rule_files (const char *prefix, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_rule_file_free);
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCE_FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *data = xy_store_default_folder (), *folder = g_build_filename (data, "rules", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (names == NULL)
    return NULL;
  for (char **child = names; *child != NULL; child++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_FOLDER, *child, NULL);
      if (is_of (prefix, *child))
        add_file (list, *child, g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL));
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_of (prefix, name))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        add_file (list, name, read_file (path));
      }
  return g_steal_pointer (&list);
}

void
xy_rule_editions_add (GPtrArray *list, gpointer item, XyEdition (*what) (gconstpointer item))
{
  XyEdition own = what (item);

  for (guint i = 0; own.problem == NULL && i < list->len; i++)
    {
      XyEdition other = what (list->pdata[i]);

      if (!g_str_equal (other.id, own.id) || other.problem != NULL)
        continue;
      gboolean later = g_strcmp0 (own.date, other.date) >= 0;
      g_ptr_array_add (list, item);
      g_ptr_array_remove_index (list, later ? i : list->len - 1);
      return;
    }
  g_ptr_array_add (list, item);
}

static int
compare_editions (gconstpointer a, gconstpointer b, gpointer data)
{
  XyEdition (*what) (gconstpointer) = *(XyEdition (**) (gconstpointer)) data;
  XyEdition one = what (*(const gconstpointer *) a), two = what (*(const gconstpointer *) b);
  int order = g_strcmp0 (one.id, two.id);

  return order != 0 ? order : (one.problem != NULL) - (two.problem != NULL);
}

void
xy_rule_editions_sort (GPtrArray *list, XyEdition (*what) (gconstpointer item))
{
  g_ptr_array_sort_with_data (list, compare_editions, &what);
}

static char *
village_code (XyStore *store)
{
  return xy_db_text (xy_store_get_db (store), "SELECT code FROM village WHERE del = 0", XY_BIND_NONE, NULL);
}

const char *
xy_province_of (XyStore *store, const char *province)
{
  g_autofree char *decided = NULL, *code = NULL;

  for (guint i = 0; xy_provinces[i].value != NULL; i++)
    if (g_strcmp0 (province, xy_provinces[i].value) == 0)
      return xy_provinces[i].value;
  decided = xy_setting_get (store, XY_SETTING_PROVINCE);
  for (guint i = 0; xy_provinces[i].value != NULL; i++)
    if (g_strcmp0 (decided, xy_provinces[i].value) == 0)
      return xy_provinces[i].value;
  code = village_code (store);
  for (guint i = 1; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (code, codes[i]))
      return xy_provinces[i].value;
  return xy_provinces[0].value;
}

gboolean
xy_village_is_community (XyStore *store)
{
  g_autofree char *code = village_code (store);
  gint64 village;

  if (code == NULL || strlen (code) != CODE_LENGTH)
    return FALSE;
  village = g_ascii_strtoll (code + CODE_OF_VILLAGE, NULL, 10);
  return village >= 1 && village <= 199;
}
