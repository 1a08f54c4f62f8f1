/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adopting a ready checklist, of hygiene-basis-dialogs.h. */
#include "app/hygiene-basis-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/hygiene-basis-lists.h"
#include "app/message-dialog.h"
#include "core/hygiene-catalogue.h"
#include "core/i18n.h"
#include "core/number.h"

#define WORDS 62
#define ABOUT_HEIGHT 240

/* The choice of one. */
typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  GPtrArray *catalogues; /* of XyHygieneCatalogue that have a checklist, as the drop-down stands */
  GtkWidget *about;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->from);
  g_object_unref (choice->desk);
  g_clear_pointer (&choice->catalogues, g_ptr_array_unref);
  g_free (choice);
}

static gboolean
adopt (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyHygieneCatalogue) catalogue = xy_hygiene_catalogue_get (xy_txn_get_store (txn), data, error);

  return catalogue != NULL && xy_hygiene_catalogue_adopt_act (txn, catalogue, error);
}

static const XyHygieneCatalogue *
chosen (XyForm *form, const Choice *choice)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "catalogue")));

  return choice->catalogues->pdata[MIN (at, choice->catalogues->len - 1)];
}

static gpointer
collect (XyForm *form, gpointer data)
{
  return g_strdup (chosen (form, data)->id);
}

static void
show_about (XyForm *form, const char *name, Choice *choice)
{
  const XyHygieneCatalogue *catalogue = chosen (form, choice);
  g_autoptr (GArray) items = xy_hygiene_items_read (catalogue->checklist->items, TRUE);
  g_autofree char *most = xy_points_format (xy_hygiene_checklist_most (catalogue->checklist));
  g_autoptr (GString) words = g_string_new (NULL);

  g_autofree char *target = xy_i18n_alone (xy_hygiene_target_word (catalogue->target));
  g_string_append_printf (words, ngettext ("%s · %u item, full score %s", "%s · %u items, full score %s", items->len),
                          target, items->len, most);
  g_string_append (words, "\n");
  for (guint i = 0; i < items->len; i++)
    {
      const XyHygieneItem *item = &g_array_index (items, XyHygieneItem, i);
      g_autofree char *points = xy_points_format (item->most);
      g_string_append_printf (words, "%s%s %s", i > 0 ? "、" : "", item->name, points);
    }
  g_string_append_printf (words, "\n\n%s", catalogue->source != NULL ? catalogue->source : "");
  if (catalogue->note != NULL)
    g_string_append_printf (words, "\n%s", catalogue->note);
  gtk_label_set_text (GTK_LABEL (choice->about), words->str);
}

static gpointer
read_catalogues (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *all = xy_hygiene_catalogue_list (store, NULL, error);

  for (guint i = all != NULL ? all->len : 0; i-- > 0;)
    if (((const XyHygieneCatalogue *) all->pdata[i])->checklist == NULL
        || ((const XyHygieneCatalogue *) all->pdata[i])->problem != NULL)
      g_ptr_array_remove_index (all, i);
  return all;
}

static void
on_catalogues_read (GObject *source, GAsyncResult *result, gpointer data)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Adopt a checklist"), .act = adopt, .collect = collect, .free_collected = g_free
  };
  Choice *choice = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  XyForm *form;

  choice->catalogues = xy_worker_run_finish (XY_WORKER (source), result, &error);
  if (choice->catalogues == NULL || choice->catalogues->len == 0)
    {
      xy_message_dialog_tell (choice->from, _ ("There is no ready checklist."), error != NULL ? error->message : NULL);
      choice_free (choice);
      return;
    }
  for (guint i = 0; i < choice->catalogues->len; i++)
    gtk_string_list_append (names, ((const XyHygieneCatalogue *) choice->catalogues->pdata[i])->name);
  form = XY_FORM (xy_form_new ());
  xy_form_add (form, "catalogue", _ ("_Checklist"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL),
               NULL);
  choice->about = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (choice->about), 0);
  gtk_label_set_yalign (GTK_LABEL (choice->about), 0);
  gtk_label_set_wrap (GTK_LABEL (choice->about), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (choice->about), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (choice->about), WORDS);
  gtk_label_set_max_width_chars (GTK_LABEL (choice->about), WORDS);
  gtk_widget_set_size_request (choice->about, -1, ABOUT_HEIGHT);
  gtk_widget_add_css_class (choice->about, "quiet");
  xy_form_add_widget (form, choice->about);
  g_signal_connect (form, "changed", G_CALLBACK (show_about), choice);
  show_about (form, NULL, choice);
  xy_form_dialog_present (xy_form_dialog_new (choice->from, choice->desk, _ ("Adopt a ready checklist"), _ ("Adopt"),
                                              GTK_WIDGET (form), &act, choice, choice_free));
}

void
xy_hygiene_adopt_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->from = g_object_ref (from);
  choice->desk = g_object_ref (desk);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_catalogues, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_catalogues_read, choice);
}
