/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * office: what the tests of the core start from: a temporary folder, a fixed clock, a village's file and somebody who
 * may do all.
 */
#pragma once

#include <string.h>

#include <glib/gstdio.h>

#include "core/act.h"
#include "core/folder.h"
#include "core/store.h"
#include "core/verify.h"
#include "core/village.h"

typedef struct
{
  XyFixedEnv fixed;
  char *folder;
  char *path;
  XyStore *store;
  XyActor actor;
} Office;

static inline gboolean
office_add_village (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyVillage) village = xy_record_new (&xy_village_type);

  xy_set_str (&village->code, "431399101201");
  xy_set_str (&village->name, "石板溪村");
  xy_set_str (&village->township, "云岭镇");
  xy_set_str (&village->county, "清江县");
  return xy_record_save (txn, village, error);
}

static inline void
office_act (Office *office, const char *title, XyActFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  xy_store_act (office->store, &office->actor, title, func, data, &error);
  g_assert_no_error (error);
}

/* 2026-11-22 09:00 in Shanghai. */
static inline void
office_open (Office *office, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  xy_fixed_env_init (&office->fixed, 1795309200000, seed);
  office->folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL);
  office->path = g_build_filename (office->folder, "431399101201.xiangyue", NULL);
  office->actor = (XyActor){ .user = xy_id_new (&office->fixed.env), .name = "曾小平", .permissions = ~0u };
  office->store = xy_store_open (office->path, &office->fixed.env, XY_STORE_CREATE, &error);
  g_assert_no_error (error);
  office_act (office, "Found the village", office_add_village, NULL);
}

static inline void
office_reopen (Office *office)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&office->store);
  office->store = xy_store_open (office->path, &office->fixed.env, 0, &error);
  g_assert_no_error (error);
}

/* Whether TEXT stands anywhere in the village's file or its journal, in used pages or others. */
static inline gboolean
office_file_has (Office *office, const char *text)
{
  static const char *const parts[] = { "", "-wal" };
  gboolean has = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (office->path, parts[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      if (g_file_get_contents (path, &bytes, &length, NULL))
        has |= memmem (bytes, length, text, strlen (text)) != NULL;
    }
  return has;
}

/* The file is sound in all respects. */
static inline void
office_assert_whole (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (char *) report->problems->pdata[i]);
  g_assert_cmpint (report->n_problems, ==, 0);
}

static inline void
office_close (Office *office)
{
  g_clear_object (&office->store);
  xy_folder_remove (office->folder);
  g_free (office->folder);
  g_free (office->path);
}
