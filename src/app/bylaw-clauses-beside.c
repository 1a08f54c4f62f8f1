/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to know of the chosen clause: what a village may not write, its story, what it leads to, opinions. */
#include "app/bylaw-clauses-private.h"

#include <glib/gi18n-lib.h>

static void
on_wording_clicked (GtkWidget *button, XyBylawClausesPane *self)
{
  XyBylawLineRow *line = xy_bylaw_clauses_get_chosen (self);
  const char *clause = g_object_get_data (G_OBJECT (button), "clause");

  if (line == NULL || !xy_bylaw_clauses_is_open (self) || self->hand != NULL)
    return;
  xy_bylaw_clauses_send (self, &line->id, FALSE, &self->of, clause, line->level);
  xy_bylaw_clauses_focus (self, &line->id);
}

static void
add_findings (XyBylawClausesPane *self, const GPtrArray *findings)
{
  GtkWidget *box;

  if (findings->len == 0)
    return;
  box = xy_detail_add_steps (self->beside);
  for (guint i = 0; i < findings->len; i++)
    {
      const XyBylawFinding *finding = findings->pdata[i];
      gboolean again = i > 0 && ((XyBylawFinding *) findings->pdata[i - 1])->rule == finding->rule;
      gtk_box_append (GTK_BOX (box), xy_bylaw_finding_box_new (finding, !again, NULL,
                                                               xy_bylaw_clauses_is_open (self) && self->hand == NULL
                                                                   ? G_CALLBACK (on_wording_clicked)
                                                                   : NULL,
                                                               self));
    }
}

/* The lines of TEXT, rows of a field, each by its name in NAMES (NULL: they are names). */
static void
add_links (XyBylawClausesPane *self, const char *text, GHashTable *names, const char *icon)
{
  g_auto (GStrv) rows = g_strsplit (text != NULL ? text : "", "\n", -1);
  GtkWidget *steps = rows[0] != NULL ? xy_detail_add_steps (self->beside) : NULL;

  for (guint i = 0; rows[i] != NULL; i++)
    {
      const char *name = names != NULL ? g_hash_table_lookup (names, rows[i]) : rows[i];
      if (name != NULL)
        xy_detail_add_step (steps, icon, name, "");
    }
}

static void
add_opinions (XyBylawClausesPane *self, const XyBylawClause *clause)
{
  gboolean first = TRUE;

  for (guint i = 0; i < self->read->opinions->len; i++)
    {
      const XyBylawOpinion *opinion = self->read->opinions->pdata[i];
      if (!xy_id_same (&opinion->clause, &clause->code))
        continue;
      if (first)
        xy_detail_add_heading (self->beside, _ ("Opinions on it"));
      first = FALSE;
      g_autofree char *words = g_strdup_printf ("%s%s%s", opinion->who != NULL ? opinion->who : "",
                                                opinion->who != NULL ? "：" : "", opinion->text);
      xy_detail_add_words (self->beside, words, NULL);
      xy_detail_add_words (self->beside,
                           opinion->taken != NULL ? xy_word_label (xy_bylaw_takings, opinion->taken)
                                                  : _ ("not answered yet"),
                           opinion->taken != NULL ? "quiet" : "problem");
    }
}

char *
xy_bylaw_clauses_name_of (const XyBylawClausesRead *read, int at)
{
  for (int i = at; i >= 0 && ((XyBylawClause *) read->clauses->pdata[at])->level == 2; i--)
    if (((XyBylawClause *) read->clauses->pdata[i])->level == 1)
      return g_strconcat (read->marks[i], read->marks[at], NULL);
  return g_strdup (read->marks[at]);
}

void
xy_bylaw_clauses_show_beside (XyBylawClausesPane *self)
{
  XyBylawLineRow *line = self->read != NULL ? xy_bylaw_clauses_get_chosen (self) : NULL;
  int at = line != NULL ? xy_bylaw_clauses_read_find (self->read, &line->id) : -1;

  if (at < 0)
    {
      xy_detail_show_words (self->beside, line != NULL && line->level == XY_BYLAW_PREAMBLE
                                              ? _ ("What stands before the clauses: why, and by what right.")
                                              : _ ("Choose a clause to see why it is there and what goes with it."));
      return;
    }
  const XyBylawClause *clause = self->read->clauses->pdata[at];
  xy_detail_start (self->beside);
  if (clause->level == 0)
    {
      xy_detail_hide_buttons (self->beside);
      xy_detail_add_title (self->beside, clause->text, NULL, NULL);
      xy_detail_add_words (self->beside, _ ("A heading. Clauses stand under it until the next one."), "quiet");
      add_findings (self, self->read->findings->pdata[at]);
      return;
    }
  g_autofree char *title = xy_bylaw_clauses_name_of (self->read, at);
  xy_detail_add_title (self->beside, title, NULL, NULL);
  add_findings (self, self->read->findings->pdata[at]);
  xy_detail_add_heading (self->beside, _ ("Why it is here"));
  xy_detail_add_words (self->beside, clause->story != NULL ? clause->story : _ ("Not written yet."),
                       clause->story != NULL ? NULL : "quiet");
  if (clause->rules != NULL || clause->items != NULL)
    xy_detail_add_heading (self->beside, _ ("What goes with it"));
  add_links (self, clause->rules, self->read->rules, "xy-points-symbolic");
  add_links (self, clause->items, NULL, "xy-hygiene-symbolic");
  add_opinions (self, clause);
  if (!xy_bylaw_clauses_is_open (self))
    xy_detail_hide_buttons (self->beside);
}
