/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/household-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/reveal-dialog.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "core/mask.h"
#include "core/relation.h"
#include "core/unit.h"

struct _XyHouseholdDialog
{
  XyRosterDialog parent_instance;

  XyDesk *desk; /* the parent's, as is the form */
  XyForm *form;
  XyId id;                /* none: a new household */
  char *group;            /* as it was */
  XyHousehold *household; /* as it was; NULL for a new one */
  gboolean revealed;
};

/* What was typed, on its way to the worker and back. */
typedef struct
{
  XyId id;
  XyHousehold *household;
  XyPerson *head; /* of a new household; NULL where no name was typed */
  char *group;
} Facts;

typedef struct
{
  XyHousehold *household;
  char *group;
  char **groups;
} Loaded;

G_DEFINE_FINAL_TYPE (XyHouseholdDialog, xy_household_dialog, XY_TYPE_ROSTER_DIALOG)

static void
facts_free (gpointer p)
{
  Facts *facts = p;
  g_clear_object (&facts->household);
  g_clear_object (&facts->head);
  g_free (facts->group);
  g_free (facts);
}

static void
loaded_free (gpointer p)
{
  Loaded *loaded = p;
  g_clear_object (&loaded->household);
  g_free (loaded->group);
  g_strfreev (loaded->groups);
  g_free (loaded);
}

/* On the worker's thread. */
static gpointer
load_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  const XyId *id = p;
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->groups = xy_roster_list_groups (store, error);
  if (loaded->groups != NULL && !xy_id_is_none (id))
    loaded->household = xy_record_get (store, &xy_household_type, id, error);
  if (loaded->groups == NULL || (!xy_id_is_none (id) && loaded->household == NULL))
    {
      loaded_free (loaded);
      return NULL;
    }
  if (loaded->household != NULL && !xy_id_is_none (&loaded->household->unit))
    {
      g_autoptr (XyUnit) unit = xy_record_get (store, &xy_unit_type, &loaded->household->unit, NULL);
      loaded->group = unit != NULL ? g_strdup (unit->name) : NULL;
    }
  return loaded;
}

/* On the worker's thread. */
static gboolean
save_on_worker (XyTxn *txn, gpointer p, GError **error)
{
  Facts *facts = p;

  if (facts->group != NULL && !xy_unit_find_or_make (txn, facts->group, NULL, NULL, &facts->household->unit, error))
    return FALSE;
  if (!xy_record_save (txn, facts->household, error))
    return FALSE;
  facts->id = facts->household->record.id;
  if (facts->head == NULL)
    return TRUE;
  facts->head->household = facts->id;
  return xy_record_save (txn, facts->head, error);
}

static void
take_text (XyForm *form, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (form, name);
  xy_set_str (member, text);
}

static XyPerson *
read_head (XyHouseholdDialog *self)
{
  g_autofree char *name = xy_form_get_text (self->form, "name");
  XyPerson *head;

  if (*name == '\0')
    return NULL;
  head = xy_record_new (&xy_person_type);
  xy_set_str (&head->name, name);
  xy_set_str (&head->relation, XY_RELATION_HEAD);
  xy_set_str (&head->sex, xy_roster_form_get_sex (self->form));
  take_text (self->form, "id_number", &head->id_number);
  take_text (self->form, "nation", &head->nation);
  take_text (self->form, "phone", &head->phone);
  return head;
}

/* NULL where a field cannot be read; it says so itself. */
static Facts *
read_form (XyHouseholdDialog *self)
{
  Facts *facts = g_new0 (Facts, 1);
  gboolean is_new = self->household == NULL;

  facts->household = is_new ? xy_record_new (&xy_household_type) : xy_record_copy (self->household);
  facts->group = xy_form_get_text (self->form, "group");
  if (!is_new && g_strcmp0 (facts->group, self->group != NULL ? self->group : "") == 0)
    g_clear_pointer (&facts->group, g_free);
  take_text (self->form, "number", &facts->household->number);
  take_text (self->form, "address", &facts->household->address);
  take_text (self->form, "category", &facts->household->category);
  take_text (self->form, "note", &facts->household->note);
  if (is_new)
    {
      facts->head = read_head (self);
      if (facts->head == NULL)
        {
          xy_form_set_error (self->form, "name", _ ("Who is the head of the household?"));
          gtk_widget_grab_focus (xy_form_get_field (self->form, "name"));
          facts_free (facts);
          return NULL;
        }
      if (!xy_roster_form_get_day (self->form, "birthday", &facts->head->birthday))
        {
          facts_free (facts);
          return NULL;
        }
      return facts;
    }
  if (xy_form_get_field (self->form, "head_name") != NULL)
    take_text (self->form, "head_name", &facts->household->head_name);
  g_autofree char *phone = xy_secret_read (self->form, "phone", self->household->phone, xy_mask_phone);
  g_autofree char *bank = xy_secret_read (self->form, "bank", self->household->bank, xy_mask_bank_card);
  xy_set_str (&facts->household->phone, phone);
  xy_set_str (&facts->household->bank, bank);
  return facts;
}

static XyId
xy_household_dialog_get_saved (XyRosterDialog *dialog, gconstpointer data)
{
  return ((const Facts *) data)->id;
}

static void
xy_household_dialog_confirmed (XyDialog *dialog)
{
  XyHouseholdDialog *self = XY_HOUSEHOLD_DIALOG (dialog);
  Facts *facts = read_form (self);

  if (facts == NULL)
    return;
  g_autofree char *called =
      facts->head != NULL ? g_strdup (facts->head->name) : xy_household_describe (facts->household);
  g_autofree char *title = self->household == NULL ? g_strdup_printf (_ ("Add household %s"), called)
                                                   : g_strdup_printf (_ ("Change household %s"), called);
  xy_roster_dialog_act (XY_ROSTER_DIALOG (self), title, save_on_worker, facts, facts_free);
}

static void
show_secrets (XyHouseholdDialog *self)
{
  xy_secret_show (self->form, "phone", self->household->phone, xy_mask_phone, self->revealed);
  xy_secret_show (self->form, "bank", self->household->bank, xy_mask_bank_card, self->revealed);
}

static void
on_revealed (gpointer p)
{
  XyHouseholdDialog *self = p;
  self->revealed = TRUE;
  show_secrets (self);
}

static void
on_reveal_clicked (GtkButton *button, XyHouseholdDialog *self)
{
  g_autofree char *subject = xy_household_describe (self->household);
  xy_reveal_dialog_ask (GTK_WIDGET (self), self->desk, subject, &self->id, on_revealed, self);
}

static void
fill (XyHouseholdDialog *self, const Loaded *loaded)
{
  const XyHousehold *household = loaded->household;

  self->household = g_object_ref (loaded->household);
  self->group = g_strdup (loaded->group);
  xy_form_set_text (self->form, "group", loaded->group);
  xy_form_set_text (self->form, "number", household->number);
  xy_form_set_text (self->form, "address", household->address);
  xy_form_set_text (self->form, "category", household->category);
  xy_form_set_text (self->form, "note", household->note);
  show_secrets (self);
  if (xy_id_is_none (&household->head))
    xy_form_set_text (self->form, "head_name", household->head_name);
  else
    xy_form_set_field_visible (self->form, "head_name", FALSE);
  if (household->phone != NULL || household->bank != NULL)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show numbers in full…"));
      g_signal_connect (button, "clicked", G_CALLBACK (on_reveal_clicked), self);
      xy_dialog_add_button (XY_DIALOG (self), button);
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdDialog) self = p;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded == NULL)
    {
      xy_roster_dialog_fail (XY_ROSTER_DIALOG (self), error);
      return;
    }
  xy_suggest_entry_set_words (XY_SUGGEST_ENTRY (xy_form_get_field (self->form, "group")),
                              (const char *const *) loaded->groups);
  if (loaded->household != NULL)
    fill (self, loaded);
  xy_roster_dialog_load_draft (XY_ROSTER_DIALOG (self));
  loaded_free (loaded);
}

static void
add_household_fields (XyHouseholdDialog *self, gboolean is_new)
{
  GtkWidget *number = gtk_entry_new ();

  xy_form_add_heading (self->form, _ ("Household"));
  xy_roster_form_add_words (self->form, "group", _ ("_Group"), NULL, _ ("A group that is not there yet is made"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (number), _ ("Given by itself"));
  xy_form_add (self->form, "number", _ ("_Number"), number,
               _ ("The village's own household number. It is never given to another household."));
  if (!is_new)
    {
      xy_form_add (self->form, "head_name", _ ("_Head"), gtk_entry_new (),
                   _ ("The name alone, until the head is among the members"));
      xy_form_add (self->form, "phone", _ ("_Phone"), gtk_entry_new (), _ ("Several with / between them"));
      xy_form_add (self->form, "bank", _ ("_Bank account"), gtk_entry_new (),
                   _ ("For subsidies. Never stands on a board."));
    }
  xy_form_add (self->form, "address", _ ("_Address"), gtk_entry_new (), NULL);
  xy_roster_form_add_words (self->form, "category", _ ("_Category"), xy_category_words,
                            _ ("As the roster says. Never stands on a board."));
  xy_form_add (self->form, "note", _ ("No_te"), gtk_entry_new (), NULL);
}

static void
add_head_fields (XyHouseholdDialog *self)
{
  xy_form_add_column (self->form);
  xy_form_add_heading (self->form, _ ("Head of household"));
  xy_form_add (self->form, "name", _ ("N_ame"), gtk_entry_new (), _ ("As on the household booklet"));
  xy_roster_form_add_identity (self->form);
  xy_form_add (self->form, "phone", _ ("_Phone"), gtk_entry_new (), _ ("Several with / between them"));
  xy_roster_form_add_words (self->form, "nation", _ ("_Ethnic group"), xy_nation_words, NULL);
}

static void
xy_household_dialog_finalize (GObject *object)
{
  XyHouseholdDialog *self = XY_HOUSEHOLD_DIALOG (object);

  g_clear_object (&self->household);
  g_free (self->group);

  G_OBJECT_CLASS (xy_household_dialog_parent_class)->finalize (object);
}

static void
xy_household_dialog_class_init (XyHouseholdDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_household_dialog_finalize;
  XY_DIALOG_CLASS (klass)->confirmed = xy_household_dialog_confirmed;
  XY_ROSTER_DIALOG_CLASS (klass)->get_saved = xy_household_dialog_get_saved;
}

static void
xy_household_dialog_init (XyHouseholdDialog *self)
{
  self->form = xy_roster_dialog_get_form (XY_ROSTER_DIALOG (self));
}

XyHouseholdDialog *
xy_household_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *id)
{
  gboolean is_new = id == NULL;
  XyHouseholdDialog *self =
      g_object_new (XY_TYPE_HOUSEHOLD_DIALOG, "title", is_new ? _ ("New household") : _ ("Change household"), NULL);
  char text[XY_ID_TEXT_LENGTH + 1] = "new";

  self->desk = desk;
  if (!is_new)
    {
      self->id = *id;
      xy_id_to_text (id, text);
    }
  char *draft = g_strconcat ("household:", text, NULL);
  xy_roster_dialog_set_up (XY_ROSTER_DIALOG (self), from, desk, draft, is_new ? _ ("A_dd") : _ ("_Save"));
  add_household_fields (self, is_new);
  if (is_new)
    add_head_fields (self);
  if (!is_new)
    gtk_widget_set_size_request (GTK_WIDGET (self->form), 420, -1);
  xy_roster_dialog_open (XY_ROSTER_DIALOG (self), load_on_worker, xy_id_copy (&self->id), loaded_free, on_loaded);
  return self;
}
