/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/notice-detail.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/period-words.h"
#include "core/clock.h"
#include "core/store.h"
#include "print/papers.h"

/* A box in the pane that waits for the objections; the pane may show something else by then. */
typedef struct
{
  GtkWidget *box; /* weak */
} History;

static void
add_rule (XyDetail *detail, const char *basis, gboolean check)
{
  g_autofree char *words = NULL;

  if (basis == NULL)
    return;
  /* What has not been compared with the official text is said to be so. */
  words = check ? g_strdup_printf (_ ("By %s (to be compared with the official text)."), basis)
                : g_strdup_printf (_ ("By %s."), basis);
  xy_detail_add_heading (detail, _ ("Rule"));
  xy_detail_add_words (detail, words, NULL);
}

static char *
size_words (gint64 width, gint64 height, gint64 sheets)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%d sheet", "%d sheets", (gulong) sheets), (int) sheets);

  if (width == 0 || height == 0)
    return g_steal_pointer (&count);
  return g_strdup_printf (_ ("%d × %d mm, %s"), (int) width, (int) height, count);
}

/* 曾小平 11-21 */
static char *
who_and_when (const char *who, const char *day)
{
  return g_strdup_printf ("%s%s%s", who != NULL ? who : "", who != NULL ? " " : "",
                          day != NULL && strlen (day) == 10 ? day + 5 : "");
}

static gpointer
read_objections (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) objections = xy_objection_list (store, id, FALSE, error);
  GPtrArray *lines;

  if (objections == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (xy_objection_line_free);
  for (guint i = 0; i < objections->len; i++)
    g_ptr_array_add (lines, xy_objection_line_new (store, g_object_ref (objections->pdata[i])));
  return lines;
}

static void
on_objections_read (GObject *source, GAsyncResult *result, gpointer data)
{
  History *history = data;
  g_autoptr (GPtrArray) list = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  for (guint i = list != NULL ? list->len : 0; i-- > 0 && history->box != NULL;)
    {
      const XyObjectionLine *line = list->pdata[i];
      const XyObjection *objection = line->objection;
      g_autofree char *received = who_and_when (line->who, objection->received_on);
      g_autofree char *what = g_strdup_printf (_ ("Objection: %s"), objection->about);

      xy_detail_add_step (history->box, "xy-alert-symbolic", what, received);
      if (objection->answered_on != NULL)
        {
          g_autofree char *answered = who_and_when (objection->answered_by, objection->answered_on);
          const char *word = xy_word_label (xy_objection_results, objection->result);
          g_autofree char *answer =
              g_strdup_printf (_ ("Answer (%s): %s"), word != NULL ? word : "", objection->answer);
          xy_detail_add_step (history->box, "xy-check-symbolic", answer, answered);
        }
    }
  g_clear_weak_pointer (&history->box);
  g_free (history);
}

static void
add_history (XyDetail *detail, XyDesk *desk, const XyNoticeRow *row)
{
  const XyNotice *notice = row->notice;
  GtkWidget *before, *between;

  xy_detail_add_heading (detail, _ ("What happened"));
  before = xy_detail_add_steps (detail);
  between = xy_detail_add_steps (detail);
  gtk_widget_set_visible (between, row->n_objections > 0);
  if (row->number != NULL)
    {
      g_autofree char *printed = g_strdup_printf (_ ("Printed, %s"), row->number);
      g_autofree char *when = who_and_when (NULL, notice->prepared);
      xy_detail_add_step (before, "xy-check-symbolic", printed, when);
    }
  if (notice->posted_on != NULL)
    {
      g_autofree char *when = who_and_when (notice->posted_by, notice->posted_on);
      xy_detail_add_step (before, "xy-check-symbolic", _ ("Posted"), when);
    }
  if (notice->taken_down_on != NULL)
    {
      g_autofree char *when = who_and_when (notice->taken_down_by, notice->taken_down_on);
      gboolean early = xy_notice_was_early (notice);
      g_autofree char *what = notice->reason != NULL ? g_strdup_printf (_ ("Taken down too early: %s"), notice->reason)
                                                     : g_strdup (_ ("Taken down"));
      xy_detail_add_step (xy_detail_add_steps (detail), early ? "xy-alert-symbolic" : "xy-check-symbolic", what, when);
    }
  if (row->n_objections > 0)
    {
      History *history = g_new0 (History, 1);

      g_set_weak_pointer (&history->box, between);
      xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_objections, xy_id_copy (&notice->record.id),
                     g_free, (GDestroyNotify) g_ptr_array_unref, NULL, on_objections_read, history);
    }
}

static void
add_numbers (XyDetail *detail, const XyNoticeRow *row)
{
  GtkWidget *figures = xy_detail_add_figures (detail);
  int least = xy_day_between (row->notice->posted_on, row->notice->hang_until);
  int hung = row->notice->taken_down_on != NULL ? xy_notice_days_hung (row->notice, row->notice->taken_down_on)
                                                : MAX (0, least - row->days);
  g_autofree char *days = g_strdup_printf ("%d", hung), *of = g_strdup_printf ("%d", least),
                  *objections = g_strdup_printf ("%u", row->n_objections);

  xy_detail_add_figure (figures, days, _ ("days hung"));
  xy_detail_add_figure (figures, of, _ ("at least"));
  xy_detail_add_figure (figures, objections, _ ("objections"));
}

void
xy_notice_detail_show_row (XyDetail *detail, XyDesk *desk, const XyNoticeRow *row)
{
  const XyNotice *notice = row->notice;
  g_autofree char *word = xy_notice_row_word (row);
  g_autofree char *period = xy_period_words (row->period != NULL ? row->period : "");
  g_autofree char *left = xy_notice_row_left (row);
  const XyPaperKind *kind = row->paper_kind != NULL ? xy_paper_kind_find (row->paper_kind) : NULL;
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, row->title, row->boards, xy_pill_new (xy_notice_row_pill (row), word));
  if (notice != NULL && notice->posted_on != NULL && notice->hang_until != NULL)
    add_numbers (detail, row);
  xy_detail_add_words (detail, row->sentence, row->late ? "problem" : NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Matter"), row->item_name);
  xy_detail_add_fact (facts, _ ("Period covered"), period);
  if (notice == NULL)
    {
      xy_detail_add_fact (facts, _ ("By"), row->has_until ? row->until : NULL);
      xy_detail_add_fact (facts, _ ("Time"), left);
      xy_detail_add_fact (facts, _ ("Paper"), kind != NULL ? _ (kind->title) : NULL);
    }
  else
    {
      g_autofree char *size = size_words (notice->width, notice->height, notice->sheets);

      xy_detail_add_fact (facts, _ ("Posted"), notice->posted_on);
      xy_detail_add_fact (facts, _ ("Hangs until"), notice->hang_until);
      xy_detail_add_fact (facts, _ ("Objections until"), notice->objections_until);
      xy_detail_add_fact (facts, _ ("Paper size"), size);
      xy_detail_add_fact (facts, _ ("Record number"), row->number);
    }
  add_rule (detail, row->basis, row->check);
  if (notice != NULL)
    add_history (detail, desk, row);
}

void
xy_notice_detail_show_objection (XyDetail *detail, const XyObjectionLine *line)
{
  const XyObjection *objection = line->objection;
  g_autofree char *word = xy_objection_line_word (line);
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, xy_objection_line_who (line), line->row != NULL ? line->row->title : NULL,
                       xy_pill_new (xy_objection_line_pill (line), word));
  xy_detail_add_words (detail, objection->about, NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Received"), objection->received_on);
  xy_detail_add_fact (facts, _ ("Answer by"), objection->answer_due);
  xy_detail_add_fact (facts, _ ("Answered"), objection->answered_on);
  xy_detail_add_fact (facts, _ ("By whom"), objection->answered_by);
  if (objection->answer != NULL)
    {
      xy_detail_add_heading (detail, _ ("Answer"));
      xy_detail_add_words (detail, objection->answer, NULL);
    }
}

void
xy_notice_detail_show_document (XyDetail *detail, const XyDocument *document)
{
  g_autofree char *written = xy_instant_format (document->written_at);
  g_autofree char *title = xy_document_dup_title (document);
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (detail, title, xy_notice_document_kind (document), NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Addressee"), document->addressee);
  xy_detail_add_fact (facts, _ ("Date"), document->day);
  xy_detail_add_fact (facts, _ ("Last written"), written);
  if (document->body != NULL)
    xy_detail_add_words (detail, document->body, NULL);
}

void
xy_notice_detail_show_print (XyDetail *detail, XyDesk *desk, const XyPrintLine *line)
{
  const XyPaperRecord *paper = line->paper;
  const XyPaperKind *kind = xy_paper_kind_find (paper->kind);
  g_autofree char *at = xy_instant_format (paper->at);
  g_autofree char *period = xy_period_words (paper->period != NULL ? paper->period : "");
  g_autofree char *pages = size_words (paper->width, paper->height, paper->pages);
  g_autofree char *bytes = paper->bytes > 0 ? g_format_size ((guint64) paper->bytes) : NULL;
  g_autofree char *word = line->row != NULL ? xy_notice_row_word (line->row)
                          : line->is_public ? g_strdup (_ ("not posted"))
                                            : NULL;
  GtkWidget *facts;

  xy_detail_start (detail);
  xy_detail_add_title (
      detail, paper->title, paper->number,
      word != NULL ? xy_pill_new (line->row != NULL ? xy_notice_row_pill (line->row) : XY_PILL_PLAIN, word) : NULL);
  facts = xy_detail_add_facts (detail);
  xy_detail_add_fact (facts, _ ("Paper"), kind != NULL ? _ (kind->title) : paper->kind);
  xy_detail_add_fact (facts, _ ("Period covered"), period);
  xy_detail_add_fact (facts, _ ("Printed"), at);
  xy_detail_add_fact (facts, _ ("By whom"), paper->by);
  xy_detail_add_fact (facts, _ ("Paper size"), pages);
  xy_detail_add_fact (facts, _ ("PDF"), bytes);
  xy_detail_add_fact (facts, _ ("Numbers in full because"), paper->unmasked);
  if (paper->pdf == NULL)
    xy_detail_add_words (detail, _ ("It was printed before PDFs were kept: there is only the paper itself."), "quiet");
  if (line->row != NULL)
    {
      xy_detail_add_heading (detail, _ ("On the board"));
      xy_detail_add_words (detail, line->row->sentence, line->row->late ? "problem" : NULL);
      add_history (detail, desk, line->row);
    }
}
