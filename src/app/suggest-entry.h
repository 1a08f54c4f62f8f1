/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * suggest-entry: an entry that offers what could stand in it: words that a form knows (relations, groups), or records
 * that a search on the worker finds. Whatever else is typed stays; only with a search does it also know which record is
 * meant. Down and the arrow open the list, typing narrows it, Enter takes the chosen line, Esc closes the list only.
 *
 * Signals: "picked" (), a line was taken.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/worker.h"
#include "core/id.h"

G_BEGIN_DECLS

#define XY_TYPE_SUGGEST_ENTRY (xy_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (XySuggestEntry, xy_suggest_entry, XY, SUGGEST_ENTRY, GtkEntry)

/* One line of the list. */
typedef struct
{
  XyId id;
  char *title; /* what stands in the entry once it is taken */
  char *more;  /* may be NULL */
} XySuggestion;

XySuggestion *xy_suggestion_new (const XyId *id, const char *title, const char *more);
void xy_suggestion_free (XySuggestion *suggestion);

/* On the worker's thread. Returns: (transfer full) array of XySuggestion. */
typedef GPtrArray *(*XySuggestFind) (XyStore *store, const char *text, GError **error);

GtkWidget *xy_suggest_entry_new (void);

/* WORDS are copied; NULL-terminated. All of them are offered where nothing fits what stands there. */
void xy_suggest_entry_set_words (XySuggestEntry *entry, const char *const *words);

void xy_suggest_entry_set_find (XySuggestEntry *entry, XyWorker *worker, XySuggestFind find);

/* With a search: the record that is meant, or NULL while none is. */
const XyId *xy_suggest_entry_get_id (XySuggestEntry *entry);
void xy_suggest_entry_set_id (XySuggestEntry *entry, const XyId *id, const char *title);

G_END_DECLS
