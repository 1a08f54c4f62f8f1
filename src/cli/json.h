/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * json: writes the answers of --json. Members come in the order they are added, so that an answer is the same each
 * time. KEY is the member's name inside an object and NULL inside an array.
 *
 *   g_autoptr (XyJson) json = xy_json_new ();
 *   xy_json_open (json, NULL, '{');
 *   xy_json_text (json, "name", "石板溪村");
 *   xy_json_open (json, "units", '[');
 *   xy_json_text (json, NULL, "1组");
 *   xy_json_close (json);
 *   xy_json_close (json);
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _XyJson XyJson;

XyJson *xy_json_new (void);
void xy_json_free (XyJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyJson, xy_json_free)

/* BRACKET is '{' or '['. */
void xy_json_open (XyJson *json, const char *key, char bracket);
void xy_json_close (XyJson *json);

void xy_json_text (XyJson *json, const char *key, const char *text); /* NULL is null */
void xy_json_int (XyJson *json, const char *key, gint64 number);
void xy_json_bool (XyJson *json, const char *key, gboolean value);

/* The text so far; whole once everything opened is closed. Owned by JSON. */
const char *xy_json_get (XyJson *json);

G_END_DECLS
