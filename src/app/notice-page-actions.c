/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of the page 公示栏. */
#include "app/notice-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/archive-dialog.h"
#include "app/board-dialog.h"
#include "app/document-dialog.h"
#include "app/notice-post-dialog.h"
#include "app/notice-take-down-dialog.h"
#include "app/objection-dialog.h"
#include "app/paper-open.h"
#include "app/print-preview.h"
#include "app/roster-form.h"
#include "app/stamp-dialog.h"
#include "print/papers.h"

static XyDesk *
desk_of (GtkWidget *widget)
{
  return xy_page_get_desk (XY_PAGE (widget));
}

static XyNoticeChosen
chosen_of (GtkWidget *widget)
{
  XyNoticeChosen chosen;

  xy_notice_page_get_chosen (XY_NOTICE_PAGE (widget), &chosen);
  return chosen;
}

/* The notice that the verbs are about: also that of an objection or of a print. */
static const XyNoticeRow *
row_of (const XyNoticeChosen *chosen)
{
  return chosen->row != NULL         ? chosen->row
         : chosen->objection != NULL ? chosen->objection->row
         : chosen->print != NULL     ? chosen->print->row
                                     : NULL;
}

static gboolean
is_hanging (const XyNoticeRow *row)
{
  return row != NULL && row->notice != NULL && row->notice->posted_on != NULL && row->notice->taken_down_on == NULL;
}

static gboolean
is_waiting (const XyNoticeRow *row)
{
  return row != NULL && row->notice != NULL && row->notice->posted_on == NULL;
}

static void
on_posted (const XyId *notice, gpointer page)
{
  xy_notice_page_go_to (page, XY_NOTICE_TAB_HANGING, notice);
}

static void
post (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_notice_post_dialog_open (widget, desk_of (widget), NULL, NULL, on_posted, G_OBJECT (widget));
}

static void
post_paper (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyId id;

  if (xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    xy_notice_post_dialog_open (widget, desk_of (widget), &id, NULL, on_posted, G_OBJECT (widget));
}

static void
post_chosen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (chosen.print != NULL)
    xy_notice_post_dialog_open (widget, desk_of (widget), &chosen.print->paper->record.id, NULL, on_posted,
                                G_OBJECT (widget));
  else if (chosen.row != NULL && !xy_id_is_none (&chosen.row->list_paper))
    xy_notice_post_dialog_open (widget, desk_of (widget), &chosen.row->list_paper, NULL, on_posted, G_OBJECT (widget));
  else if (chosen.row != NULL && chosen.row->notice != NULL)
    xy_notice_post_dialog_open (widget, desk_of (widget), &chosen.row->notice->paper,
                                is_waiting (chosen.row) ? &chosen.row->notice->record.id : NULL, on_posted,
                                G_OBJECT (widget));
}

/* A line that is due: its paper comes from the records, or somebody writes it. */
static void
print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);
  const XyPaperKind *kind;

  if (chosen.row == NULL)
    return;
  kind = chosen.row->paper_kind != NULL ? xy_paper_kind_find (chosen.row->paper_kind) : NULL;
  if (kind != NULL && !xy_id_is_none (&chosen.row->list))
    xy_print_preview_open (widget, desk_of (widget), kind, &(XyPaperAsk){ .record = chosen.row->list });
  else if (kind != NULL && kind->of == NULL)
    xy_print_preview_open (widget, desk_of (widget), kind, &(XyPaperAsk){ .period = chosen.row->period });
  else if (kind != NULL && xy_word_label (xy_document_kinds (), kind->name) != NULL)
    xy_document_dialog_open_for (widget, desk_of (widget), chosen.row->item, kind->name, chosen.row->period);
  else
    xy_document_dialog_open (widget, desk_of (widget), NULL);
}

static void
write_document (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_document_dialog_open (widget, desk_of (widget), NULL);
}

static void
edit_document (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (chosen.document != NULL)
    xy_document_dialog_open (widget, desk_of (widget), &chosen.document->record.id);
}

static void
take_down (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (is_hanging (row_of (&chosen)))
    xy_notice_take_down_dialog_open (widget, desk_of (widget), row_of (&chosen));
}

static void
object (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);
  const XyNoticeRow *row = row_of (&chosen);

  if (row != NULL && row->notice != NULL)
    xy_objection_dialog_file (widget, desk_of (widget), row);
}

static void
answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (chosen.objection != NULL && chosen.objection->objection->answered_on == NULL)
    xy_objection_dialog_answer (widget, desk_of (widget), chosen.objection);
  else if (chosen.row != NULL && chosen.row->n_open > 0)
    xy_notice_page_go_to (XY_NOTICE_PAGE (widget), XY_NOTICE_TAB_OBJECTIONS, NULL);
}

static void
discard (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (is_waiting (chosen.row))
    xy_desk_act (desk_of (widget), _ ("Discard a notice"), xy_notice_discard_act,
                 xy_id_copy (&chosen.row->notice->record.id), g_free, NULL, NULL);
}

/* The paper of the register that the chosen line is about. FALSE where there is none. */
static gboolean
paper_of (const XyNoticeChosen *chosen, XyId *id, const char **title)
{
  const XyNoticeRow *row = row_of (chosen);

  if (chosen->print != NULL)
    {
      *id = chosen->print->paper->record.id;
      *title = chosen->print->paper->title;
      return chosen->print->paper->pdf != NULL;
    }
  if (row == NULL || row->notice == NULL || xy_id_is_none (&row->notice->paper))
    return FALSE;
  *id = row->notice->paper;
  *title = row->title;
  return TRUE;
}

static void
open_pdf (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);
  const char *title;
  XyId id;

  if (paper_of (&chosen, &id, &title))
    xy_paper_open (widget, desk_of (widget), &id);
}

static void
save_copy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);
  const char *title;
  XyId id;

  if (paper_of (&chosen, &id, &title))
    xy_paper_save_copy (widget, desk_of (widget), &id, title);
}

static void
archive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_archive_dialog_open (widget, desk_of (widget));
}

static void
stamp (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_stamp_dialog_open (widget, desk_of (widget), NULL);
}

static void
stamp_chosen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticeChosen chosen = chosen_of (widget);

  if (chosen.print != NULL)
    xy_stamp_dialog_open (widget, desk_of (widget), chosen.print->paper);
}

/* The register of this year, as it is kept in the binder. */
static void
print_stamps (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *today = xy_roster_form_today ();
  g_autofree char *year = g_strndup (today, 4);

  xy_print_preview_open (widget, desk_of (widget), xy_paper_kind_find ("stamp-register"),
                         &(XyPaperAsk){ .period = year });
}

static void
new_board (GtkWidget *widget, const char *name, GVariant *parameter)
{
  xy_board_dialog_open (widget, desk_of (widget), NULL);
}

static void
edit_board (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyNoticePage *self = XY_NOTICE_PAGE (widget);
  XyId id;

  if (!xy_id_from_text (g_variant_get_string (parameter, NULL), &id))
    return;
  for (guint i = 0; self->boards != NULL && i < self->boards->len; i++)
    if (xy_id_same (&((const XyBoard *) self->boards->pdata[i])->record.id, &id))
      xy_board_dialog_open (widget, desk_of (widget), self->boards->pdata[i]);
}

void
xy_notice_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "notice.post", NULL, post);
  gtk_widget_class_install_action (widget_class, "notice.post-paper", "s", post_paper);
  gtk_widget_class_install_action (widget_class, "notice.post-chosen", NULL, post_chosen);
  gtk_widget_class_install_action (widget_class, "notice.print", NULL, print);
  gtk_widget_class_install_action (widget_class, "notice.write", NULL, write_document);
  gtk_widget_class_install_action (widget_class, "notice.edit-document", NULL, edit_document);
  gtk_widget_class_install_action (widget_class, "notice.take-down", NULL, take_down);
  gtk_widget_class_install_action (widget_class, "notice.object", NULL, object);
  gtk_widget_class_install_action (widget_class, "notice.answer", NULL, answer);
  gtk_widget_class_install_action (widget_class, "notice.discard", NULL, discard);
  gtk_widget_class_install_action (widget_class, "notice.open", NULL, open_pdf);
  gtk_widget_class_install_action (widget_class, "notice.save-copy", NULL, save_copy);
  gtk_widget_class_install_action (widget_class, "notice.archive", NULL, archive);
  gtk_widget_class_install_action (widget_class, "notice.stamp", NULL, stamp);
  gtk_widget_class_install_action (widget_class, "notice.stamp-chosen", NULL, stamp_chosen);
  gtk_widget_class_install_action (widget_class, "notice.print-stamps", NULL, print_stamps);
  gtk_widget_class_install_action (widget_class, "notice.new-board", NULL, new_board);
  gtk_widget_class_install_action (widget_class, "notice.edit-board", "s", edit_board);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "notice.post", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "notice.print", NULL);
}

static const struct
{
  const char *action;
  const char *label;
} verbs[] = {
  { "notice.print", N_ ("Print it…") },
  { "notice.edit-document", N_ ("Change or print…") },
  { "notice.post-chosen", N_ ("Register the posting…") },
  { "notice.answer", N_ ("Answer…") },
  { "notice.take-down", N_ ("Take down…") },
  { "notice.object", N_ ("Enter an objection…") },
  { "notice.discard", N_ ("Not to be posted") },
  { "notice.stamp-chosen", N_ ("It was stamped…") },
  { "notice.open", N_ ("Open the PDF") },
  { "notice.save-copy", N_ ("Save a copy…") },
};

void
xy_notice_page_make_buttons (XyNoticePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (verbs[i].label));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), verbs[i].action);
      g_hash_table_insert (self->buttons, (gpointer) verbs[i].action, button);
      xy_detail_add_button (self->detail, button);
    }
}

static void
offer (XyNoticePage *self, const char *action, gboolean offered)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, offered);
  gtk_widget_set_visible (g_hash_table_lookup (self->buttons, action), offered);
}

void
xy_notice_page_update_actions (XyNoticePage *self, const XyNoticeChosen *chosen)
{
  XyDesk *desk = desk_of (GTK_WIDGET (self));
  const XyNoticeRow *row = row_of (chosen);
  gboolean may_post = xy_desk_may (desk, XY_MAY_POST), may_hear = xy_desk_may (desk, XY_MAY_HEAR_OBJECTIONS);
  gboolean is_answer = chosen->objection != NULL;
  const char *title;
  XyId id;
  gboolean has_pdf = paper_of (chosen, &id, &title);

  offer (self, "notice.print",
         chosen->row != NULL && chosen->row->kind == XY_NOTICE_ROW_DUE && xy_desk_may (desk, XY_MAY_PRINT));
  offer (self, "notice.edit-document", chosen->document != NULL);
  offer (self, "notice.post-chosen",
         may_post
             && (is_waiting (chosen->row) || (chosen->row != NULL && !xy_id_is_none (&chosen->row->list_paper))
                 || (chosen->row != NULL && chosen->row->kind == XY_NOTICE_ROW_TOO_SHORT)
                 || (chosen->print != NULL && chosen->print->is_public && chosen->print->row == NULL)));
  offer (self, "notice.answer",
         may_hear
             && ((is_answer && chosen->objection->objection->answered_on == NULL)
                 || (chosen->row != NULL && chosen->row->n_open > 0)));
  offer (self, "notice.take-down", may_post && !is_answer && is_hanging (row));
  offer (self, "notice.object", may_hear && !is_answer && is_hanging (row));
  offer (self, "notice.discard", may_post && is_waiting (chosen->row));
  offer (self, "notice.stamp-chosen", may_post && chosen->print != NULL);
  offer (self, "notice.open", has_pdf);
  offer (self, "notice.save-copy", has_pdf && chosen->print != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notice.post", may_post);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notice.stamp", may_post);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notice.print-stamps", xy_desk_may (desk, XY_MAY_PRINT));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notice.new-board", may_post);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "notice.edit-board", may_post);
}

void
xy_notice_page_activate (XyNoticePage *self)
{
  static const char *const first[] = { "notice.print", "notice.edit-document", "notice.post-chosen", "notice.answer",
                                       "notice.open" };
  XyNoticeChosen chosen;

  xy_notice_page_get_chosen (self, &chosen);
  xy_notice_page_update_actions (self, &chosen);
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (gtk_widget_get_visible (g_hash_table_lookup (self->buttons, first[i])))
      {
        gtk_widget_activate_action (GTK_WIDGET (self), first[i], NULL);
        return;
      }
}
