/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/search-verbs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/find.h"

#define LETTERS_LEAST 2

typedef struct
{
  const XyPageEntry *page;
  const XyPageVerb *verb;
  char *key;
} Known;

struct _XySearchVerbs
{
  GArray *known;
};

static void
known_clear (gpointer data)
{
  g_free (((Known *) data)->key);
}

XySearchVerbs *
xy_search_verbs_new (void)
{
  XySearchVerbs *self = g_new0 (XySearchVerbs, 1);

  self->known = g_array_new (FALSE, FALSE, sizeof (Known));
  g_array_set_clear_func (self->known, known_clear);
  return self;
}

void
xy_search_verbs_free (XySearchVerbs *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->known);
  g_free (self);
}

/* The key of the label and of each further word. */
static char *
make_key (const XyPageVerb *verb)
{
  GString *key = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (verb->words != NULL ? _ (verb->words) : "", " ", -1);
  g_autofree char *label = xy_find_key (_ (verb->label), NULL, NULL, NULL);

  g_string_append (key, label);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *one = xy_find_key (words[i], NULL, NULL, NULL);
      g_string_append (key, one != NULL ? one : "");
    }
  return g_string_free (key, FALSE);
}

void
xy_search_verbs_add (XySearchVerbs *self, const XyPageEntry *entry)
{
  for (const XyPageVerb *verb = entry->verbs; verb != NULL && verb->label != NULL; verb++)
    {
      Known known = { entry, verb, make_key (verb) };
      g_array_append_val (self->known, known);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return ((const XyVerbHit *) a)->rank - ((const XyVerbHit *) b)->rank;
}

GArray *
xy_search_verbs_find (XySearchVerbs *self, const char *text, guint limit)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (XyVerbHit));
  g_autoptr (XyFindPattern) pattern = xy_find_pattern_new (text);
  gboolean letters = g_str_is_ascii (text);

  if (pattern == NULL || (letters && strlen (text) < LETTERS_LEAST))
    return hits;
  for (guint i = 0; i < self->known->len; i++)
    {
      const Known *known = &g_array_index (self->known, Known, i);
      XyVerbHit hit = { known->page, known->verb, xy_find_pattern_match (pattern, known->key) };
      if (hit.rank >= 0 && (!letters || hit.rank <= 1))
        g_array_append_val (hits, hit);
    }
  /* Of those that are alike the page that stands higher comes first. */
  g_array_sort (hits, compare);
  g_array_set_size (hits, MIN (hits->len, limit));
  return hits;
}
