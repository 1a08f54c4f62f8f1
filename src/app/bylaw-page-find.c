/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bylaws and clauses that the window's search finds, and where they are. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/bylaw-page-private.h"
#include "app/bylaw-rows.h"
#include "core/bylaw-act.h"
#include "core/store.h"

/* Characters of a clause that a hit shows. */
#define HIT_LENGTH 24

/* Whether all of PARTS stand in TEXT, whatever the case. */
static gboolean
has_all (const char *text, GStrv parts)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] != '\0' && strstr (folded, parts[i]) == NULL)
        return FALSE;
      n += parts[i][0] != '\0';
    }
  return n > 0;
}

static void
add_clause (GPtrArray *hits, const XyBylawClause *clause, const char *mark, const char *more)
{
  g_autofree char *begin = g_utf8_substring (clause->text, 0, MIN (g_utf8_strlen (clause->text, -1), HIT_LENGTH));
  g_autofree char *title = g_strdup_printf ("%s %s", mark, begin);

  g_ptr_array_add (hits, xy_search_hit_new (&clause->record.id, title, more));
}

/* Clauses of the newest version, and of the one in force. */
static gboolean
find_clauses (XyStore *store, const XyBylawFamily *family, GStrv parts, guint limit, GPtrArray *hits, GError **error)
{
  for (guint v = 0; v < family->versions->len && hits->len < limit; v++)
    {
      const XyBylawVersion *version = family->versions->pdata[v];
      if (v > 0 && version->stage != XY_BYLAW_IN_FORCE)
        continue;
      g_autoptr (GPtrArray) clauses = xy_bylaw_clauses (store, &version->record.id, error);
      if (clauses == NULL)
        return FALSE;
      g_auto (GStrv) marks = xy_bylaw_clauses_marks (clauses);
      g_autofree char *number = g_strdup_printf (_ ("Version %d"), (int) version->number);
      g_autofree char *more = g_strdup_printf ("%s · %s", family->bylaw->name, number);
      for (guint i = 0; i < clauses->len && hits->len < limit; i++)
        if (has_all (((XyBylawClause *) clauses->pdata[i])->text, parts))
          add_clause (hits, clauses->pdata[i], marks[i], more);
    }
  return TRUE;
}

GPtrArray *
xy_bylaw_page_search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit (folded, " ", 4);
  g_autoptr (GPtrArray) families = xy_bylaw_families_read (store, NULL, cancellable, error);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);

  if (families == NULL)
    return NULL;
  for (guint i = 0; i < families->len && hits->len < limit; i++)
    {
      const XyBylawFamily *family = families->pdata[i];
      if (family->versions->len > 0 && has_all (family->bylaw->name, parts))
        g_ptr_array_add (
            hits, xy_search_hit_new (&family->bylaw->record.id, family->bylaw->name,
                                     xy_bylaw_stage_word (((XyBylawVersion *) family->versions->pdata[0])->stage)));
    }
  for (guint i = 0; i < families->len; i++)
    if (!find_clauses (store, families->pdata[i], parts, limit, hits, error))
      return NULL;
  return g_steal_pointer (&hits);
}

gpointer
xy_bylaw_place_find (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  XyBylawPlace *place = g_new0 (XyBylawPlace, 1);
  g_autoptr (XyBylawClause) clause = xy_record_get (store, &xy_bylaw_clause_type, id, NULL);
  g_autoptr (XyBylawOpinion) opinion = clause == NULL ? xy_record_get (store, &xy_bylaw_opinion_type, id, NULL) : NULL;

  place->version = clause != NULL ? clause->version : opinion != NULL ? opinion->version : *(const XyId *) id;
  if (clause != NULL)
    place->clause = clause->record.id;
  place->opinion = opinion != NULL;
  return place;
}
