/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-agreement-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/print-preview.h"
#include "app/roster-form.h"
#include "core/matter-agreement.h"

typedef struct
{
  GtkWidget *page;
  XyDesk *desk;
  XyId matter;
} Settling;

typedef struct
{
  XyMatterStepping stepping;
  XyId matter;
  char *day, *by, *note;
} Settled;

static void
settling_free (gpointer data)
{
  Settling *self = data;

  g_object_unref (self->page);
  g_object_unref (self->desk);
  g_free (self);
}

static void
settled_free (gpointer data)
{
  Settled *settled = data;

  g_free (settled->day);
  g_free (settled->by);
  g_free (settled->note);
  g_free (settled);
}

static gboolean
settle_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_step_act (txn, &((Settled *) data)->stepping, error);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  g_autofree char *agreed = xy_form_get_text (form, "note"), *how = xy_form_get_text (form, "how");
  g_autofree char *until = xy_form_get_text (form, "until"), *day = NULL;
  Settled *settled;

  if (!xy_roster_form_get_day (form, "day", &day))
    return NULL;
  if (agreed[0] == '\0')
    {
      xy_form_set_error (form, "note", _ ("Please write what was agreed."));
      return NULL;
    }
  settled = g_new0 (Settled, 1);
  settled->matter = ((const Settling *) data)->matter;
  settled->day = g_steal_pointer (&day);
  settled->by = xy_form_get_text (form, "by");
  settled->note = xy_matter_agreement_note (agreed, how, until);
  settled->stepping = (XyMatterStepping){ .matters = &settled->matter,
                                          .n = 1,
                                          .kind = XY_MATTER_FINISH,
                                          .day = settled->day,
                                          .by = settled->by,
                                          .note = settled->note };
  return settled;
}

/* The parties wait to sign it. */
static void
done (gconstpointer collected, gpointer data)
{
  const Settling *self = data;

  if (xy_desk_may (self->desk, XY_MAY_PRINT))
    xy_print_preview_open (self->page, self->desk, xy_paper_kind_find ("matter-agreement"),
                           &(XyPaperAsk){ .record = self->matter });
}

void
xy_matter_agreement_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatterRow *row)
{
  static const XyFormDialogAct act = { .title = N_ ("Settle a dispute"),
                                       .act = settle_act,
                                       .collect = collect,
                                       .free_collected = settled_free,
                                       .done = done };
  XyForm *form = XY_FORM (xy_form_new ());
  const XyUser *user = xy_desk_get_user (desk);
  Settling *self = g_new0 (Settling, 1);
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *dialog;

  self->page = g_object_ref (from);
  self->desk = g_object_ref (desk);
  self->matter = row->matter->record.id;
  xy_form_add_heading (form, row->matter->people != NULL ? row->matter->people : row->matter->title);
  xy_form_add (form, "note", _ ("What was _agreed"), xy_form_lines_new (400, 120),
               _ ("A point a line, as it is to stand in the agreement"));
  xy_form_add (form, "how", _ ("_How it is kept"), gtk_entry_new (), NULL);
  xy_form_add (form, "until", _ ("By _when"), gtk_entry_new (), _ ("In words, as 2026年12月31日以前"));
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", today);
  xy_form_add (form, "by", _ ("_Mediated by"), gtk_entry_new (), NULL);
  xy_form_set_text (form, "by", row->matter->owner != NULL ? row->matter->owner : user != NULL ? user->name : NULL);
  dialog = xy_form_dialog_new (from, desk, _ ("Settled by agreement"), _ ("Enter and print"), GTK_WIDGET (form), &act,
                               self, settling_free);
  xy_form_dialog_keep_draft (dialog, "matter-agreement");
  xy_form_dialog_present (dialog);
}
