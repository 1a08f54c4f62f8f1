/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-story-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/bylaw-links-box.h"
#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/pages.h"
#include "core/bylaw-act.h"
#include "core/hygiene-checklist.h"
#include "core/points-rule.h"
#include "core/store.h"

/* On the worker's thread. */
static GPtrArray *
find_rules (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, today, error);
  GPtrArray *hits;

  if (rules == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < rules->len && hits->len < limit; i++)
    {
      const XyPointsRule *rule = rules->pdata[i];
      g_autofree char *title = g_strdup_printf ("%s %s", rule->code, rule->name);
      g_autofree char *score = xy_points_rule_score_text (rule);
      if (strstr (title, text) != NULL)
        g_ptr_array_add (hits, xy_search_hit_new (&rule->record.id, title, score));
    }
  return hits;
}

static gboolean
has_title (const GPtrArray *hits, const char *title)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (((XySearchHit *) hits->pdata[i])->title, title))
      return TRUE;
  return FALSE;
}

/* On the worker's thread: of the village's own checklists. */
static GPtrArray *
find_items (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lists = xy_hygiene_checklist_list (store, NULL, error);
  GPtrArray *hits;

  if (lists == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < lists->len; i++)
    {
      const XyHygieneChecklist *list = lists->pdata[i];
      g_autoptr (GArray) items = xy_hygiene_items_read (list->items, TRUE);
      for (guint k = 0; k < items->len && hits->len < limit; k++)
        {
          const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, k);
          if (strstr (item->name, text) != NULL && !has_title (hits, item->name))
            g_ptr_array_add (hits, xy_search_hit_new (&list->record.id, item->name, list->name));
        }
    }
  return hits;
}

/* The act */

typedef struct
{
  XyBylawClauseWriting writing;
  XyBylawClause *clause;
} Written;

typedef struct
{
  XyBylawClause *clause;
  XyBylawLinksBox *rules, *items; /* of the dialog */
} Story;

static void
written_free (gpointer data)
{
  g_object_unref (((Written *) data)->clause);
  g_free (data);
}

static void
story_free (gpointer data)
{
  g_object_unref (((Story *) data)->clause);
  g_free (data);
}

static gboolean
write_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_bylaw_clause_write_act (txn, &((Written *) data)->writing, error);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Story *story = data;
  Written *written = g_new0 (Written, 1);
  g_autofree char *rules = xy_bylaw_links_box_get (story->rules), *items = xy_bylaw_links_box_get (story->items);

  written->clause = xy_record_copy (story->clause);
  written->writing.clause = written->clause;
  xy_form_take_into (form, "story", &written->clause->story);
  xy_set_str (&written->clause->rules, rules);
  xy_set_str (&written->clause->items, items);
  return written;
}

static const XyFormDialogAct act = {
  .title = N_ ("Write why a clause is there"),
  .act = write_act,
  .collect = collect,
  .free_collected = written_free,
};

static void
fill (XyBylawLinksBox *box, const char *rows, GHashTable *names)
{
  g_auto (GStrv) each = g_strsplit (rows != NULL ? rows : "", "\n", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *title = names != NULL ? g_hash_table_lookup (names, each[i]) : each[i];
      if (title != NULL)
        xy_bylaw_links_box_add (box, each[i], title);
    }
}

void
xy_bylaw_story_dialog_open (GtkWidget *from,
                            XyDesk *desk,
                            const XyBylawClause *clause,
                            GHashTable *names,
                            const char *title)
{
  XyForm *form = XY_FORM (xy_form_new ());
  XyWorker *worker = xy_desk_get_worker (desk);
  GtkWidget *text = gtk_text_view_new ();
  Story *story = g_new0 (Story, 1);
  g_autofree char *head = g_strdup_printf ("%s　%s", title, clause->text);
  char id[XY_ID_TEXT_LENGTH + 1];

  story->clause = g_object_ref ((gpointer) clause);
  xy_form_add_head (form, head);
  xy_form_add (form, "story", _ ("Why it is here"), text,
               _ ("What happened, and who proposed it. It stays in the office and is on no paper."));
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (text, GTK_TYPE_SCROLLED_WINDOW)), 120);
  if (clause->story != NULL)
    xy_form_set_text (form, "story", clause->story);
  xy_form_add_heading (form, _ ("Points rules"));
  story->rules = XY_BYLAW_LINKS_BOX (
      xy_bylaw_links_box_new (worker, find_rules, TRUE, _ ("Number or words of a rule…"), _ ("Points rules")));
  xy_form_add_widget (form, GTK_WIDGET (story->rules));
  xy_form_add_heading (form, _ ("Hygiene items"));
  story->items = XY_BYLAW_LINKS_BOX (
      xy_bylaw_links_box_new (worker, find_items, FALSE, _ ("Words of an item…"), _ ("Hygiene items")));
  xy_form_add_widget (form, GTK_WIDGET (story->items));
  fill (story->rules, clause->rules, names);
  fill (story->items, clause->items, NULL);
  GtkWidget *dialog = xy_form_dialog_new (from, desk, _ ("Why it is here, and what goes with it"), _ ("Keep it"),
                                          GTK_WIDGET (form), &act, story, story_free);
  xy_id_to_text (&clause->record.id, id);
  g_autofree char *name = g_strconcat ("bylaw-story:", id, NULL);
  xy_form_dialog_keep_draft (dialog, name);
  xy_form_dialog_present (dialog);
}
