/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/person-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/reveal-dialog.h"
#include "app/roster-form.h"
#include "core/id-number.h"
#include "core/mask.h"
#include "core/relation.h"

struct _XyPersonDialog
{
  XyRosterDialog parent_instance;

  XyDesk *desk; /* the parent's, as is the form */
  XyForm *form;
  XyId id; /* none: a new person */
  XyId household;
  XyPerson *person; /* as it was; NULL for a new one */
  gboolean revealed;
};

typedef struct
{
  XyId id;
  XyId household;
} Asked;

typedef struct
{
  XyPerson *person;
  XyHousehold *household; /* NULL where he is in none */
} Loaded;

G_DEFINE_FINAL_TYPE (XyPersonDialog, xy_person_dialog, XY_TYPE_ROSTER_DIALOG)

/* Fields of the form that are kept as they are typed. */
static const struct
{
  const char *name;
  gsize offset;
} plain[] = {
  { "name", G_STRUCT_OFFSET (XyPerson, name) },           { "relation", G_STRUCT_OFFSET (XyPerson, relation) },
  { "nation", G_STRUCT_OFFSET (XyPerson, nation) },       { "politics", G_STRUCT_OFFSET (XyPerson, politics) },
  { "education", G_STRUCT_OFFSET (XyPerson, education) }, { "marriage", G_STRUCT_OFFSET (XyPerson, marriage) },
  { "health", G_STRUCT_OFFSET (XyPerson, health) },       { "work_place", G_STRUCT_OFFSET (XyPerson, work_place) },
  { "note", G_STRUCT_OFFSET (XyPerson, note) },
};

static void
loaded_free (gpointer p)
{
  Loaded *loaded = p;
  g_clear_object (&loaded->person);
  g_clear_object (&loaded->household);
  g_free (loaded);
}

/* On the worker's thread. */
static gpointer
load_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Asked *asked = p;
  Loaded *loaded = g_new0 (Loaded, 1);

  if (!xy_id_is_none (&asked->id))
    {
      loaded->person = xy_record_get (store, &xy_person_type, &asked->id, error);
      if (loaded->person == NULL)
        {
          loaded_free (loaded);
          return NULL;
        }
      asked->household = loaded->person->household;
    }
  if (!xy_id_is_none (&asked->household))
    loaded->household = xy_record_get (store, &xy_household_type, &asked->household, NULL);
  return loaded;
}

/* On the worker's thread. */
static gboolean
save_on_worker (XyTxn *txn, gpointer person, GError **error)
{
  return xy_record_save (txn, person, error);
}

/* NULL where a field cannot be read; it says so itself. */
static XyPerson *
read_form (XyPersonDialog *self)
{
  g_autoptr (XyPerson) person = self->person != NULL ? xy_record_copy (self->person) : xy_record_new (&xy_person_type);
  const XyPerson *before = self->person;
  char *birthday;

  if (before == NULL)
    person->household = self->household;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *text = xy_form_get_text (self->form, plain[i].name);
      xy_set_str (&G_STRUCT_MEMBER (char *, person, plain[i].offset), text);
    }
  xy_set_str (&person->sex, xy_roster_form_get_sex (self->form));
  if (!xy_roster_form_get_day (self->form, "birthday", &birthday))
    return NULL;
  xy_set_str (&person->birthday, birthday);
  g_free (birthday);

  g_autofree char *number =
      xy_secret_read (self->form, "id_number", before != NULL ? before->id_number : NULL, xy_mask_id_number);
  g_autofree char *phone = xy_secret_read (self->form, "phone", before != NULL ? before->phone : NULL, xy_mask_phone);
  xy_set_str (&person->id_number, number);
  xy_set_str (&person->phone, phone);
  return g_steal_pointer (&person);
}

static XyId
xy_person_dialog_get_saved (XyRosterDialog *dialog, gconstpointer data)
{
  return ((const XyPerson *) data)->record.id;
}

static void
xy_person_dialog_confirmed (XyDialog *dialog)
{
  XyPersonDialog *self = XY_PERSON_DIALOG (dialog);
  XyPerson *person = read_form (self);

  if (person == NULL)
    return;
  if (person->name == NULL)
    {
      xy_form_set_error (self->form, "name", _ ("What is the person's name?"));
      gtk_widget_grab_focus (xy_form_get_field (self->form, "name"));
      g_object_unref (person);
      return;
    }
  g_autofree char *title =
      g_strdup_printf (self->person == NULL ? _ ("Add %s to the household") : _ ("Change %s"), person->name);
  xy_roster_dialog_act (XY_ROSTER_DIALOG (self), title, save_on_worker, person, g_object_unref);
}

static void
show_secrets (XyPersonDialog *self)
{
  xy_secret_show (self->form, "id_number", self->person->id_number, xy_mask_id_number, self->revealed);
  xy_secret_show (self->form, "phone", self->person->phone, xy_mask_phone, self->revealed);
}

static void
on_revealed (gpointer p)
{
  XyPersonDialog *self = p;
  self->revealed = TRUE;
  show_secrets (self);
}

static void
on_reveal_clicked (GtkButton *button, XyPersonDialog *self)
{
  xy_reveal_dialog_ask (GTK_WIDGET (self), self->desk, self->person->name, &self->id, on_revealed, self);
}

static void
fill (XyPersonDialog *self, const Loaded *loaded)
{
  const XyPerson *person = loaded->person;

  self->person = g_object_ref (loaded->person);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    xy_form_set_text (self->form, plain[i].name, G_STRUCT_MEMBER (char *, person, plain[i].offset));
  xy_form_set_text (self->form, "birthday", person->birthday);
  xy_roster_form_set_sex (self->form, person->sex);
  show_secrets (self);
  xy_form_set_error (self->form, "id_number", xy_id_number_explain ((XyIdFlags) person->id_flags));
  /* Who is head changes by an event, which gives the others their new words too. */
  if (xy_relation_is_head (person->relation))
    gtk_widget_set_sensitive (xy_form_get_field (self->form, "relation"), FALSE);
  if (person->id_number != NULL || person->phone != NULL)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Show numbers in full…"));
      g_signal_connect (button, "clicked", G_CALLBACK (on_reveal_clicked), self);
      xy_dialog_add_button (XY_DIALOG (self), button);
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyPersonDialog) self = p;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded == NULL)
    {
      xy_roster_dialog_fail (XY_ROSTER_DIALOG (self), error);
      return;
    }
  if (loaded->person != NULL)
    fill (self, loaded);
  if (loaded->household != NULL)
    {
      g_autofree char *called = xy_household_describe (loaded->household);
      g_autofree char *title = loaded->person != NULL
                                   ? g_strdup_printf (_ ("%s, household of %s"), loaded->person->name, called)
                                   : g_strdup_printf (_ ("New member of the household of %s"), called);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  xy_roster_dialog_load_draft (XY_ROSTER_DIALOG (self));
  loaded_free (loaded);
}

static void
add_fields (XyPersonDialog *self)
{
  XyForm *form = self->form;

  xy_form_add_heading (form, _ ("Person"));
  xy_form_add (form, "name", _ ("N_ame"), gtk_entry_new (), _ ("As on the household booklet"));
  xy_roster_form_add_words (form, "relation", _ ("_Relation to head"), xy_relation_words (),
                            _ ("Who is head changes by an event"));
  xy_roster_form_add_identity (form);
  xy_roster_form_add_words (form, "nation", _ ("_Ethnic group"), xy_nation_words, NULL);
  xy_form_add (form, "phone", _ ("_Phone"), gtk_entry_new (), _ ("Several with / between them"));

  xy_form_add_column (form);
  xy_form_add_heading (form, _ ("Further"));
  xy_roster_form_add_words (form, "politics", _ ("Po_litical status"), xy_politics_words, NULL);
  xy_roster_form_add_words (form, "education", _ ("E_ducation"), xy_education_words, NULL);
  xy_roster_form_add_words (form, "marriage", _ ("_Marital status"), xy_marriage_words, NULL);
  xy_roster_form_add_words (form, "health", _ ("_Health"), xy_health_words, _ ("Never stands on a board"));
  xy_form_add (form, "work_place", _ ("_Works at"), gtk_entry_new (), NULL);
  xy_form_add (form, "note", _ ("No_te"), gtk_entry_new (), NULL);
}

static void
xy_person_dialog_finalize (GObject *object)
{
  XyPersonDialog *self = XY_PERSON_DIALOG (object);

  g_clear_object (&self->person);

  G_OBJECT_CLASS (xy_person_dialog_parent_class)->finalize (object);
}

static void
xy_person_dialog_class_init (XyPersonDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_person_dialog_finalize;
  XY_DIALOG_CLASS (klass)->confirmed = xy_person_dialog_confirmed;
  XY_ROSTER_DIALOG_CLASS (klass)->get_saved = xy_person_dialog_get_saved;
}

static void
xy_person_dialog_init (XyPersonDialog *self)
{
  self->form = xy_roster_dialog_get_form (XY_ROSTER_DIALOG (self));
}

XyPersonDialog *
xy_person_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *id, const XyId *household)
{
  gboolean is_new = id == NULL;
  XyPersonDialog *self =
      g_object_new (XY_TYPE_PERSON_DIALOG, "title", is_new ? _ ("New member") : _ ("Change person"), NULL);
  char text[XY_ID_TEXT_LENGTH + 1] = "";
  Asked *asked = g_new0 (Asked, 1);

  self->desk = desk;
  if (!is_new)
    asked->id = self->id = *id;
  if (household != NULL)
    asked->household = self->household = *household;
  xy_id_to_text (is_new ? &self->household : &self->id, text);
  char *draft = g_strconcat (is_new ? "member:" : "person:", text, NULL);
  xy_roster_dialog_set_up (XY_ROSTER_DIALOG (self), from, desk, draft, is_new ? _ ("_Add") : _ ("_Save"));
  add_fields (self);
  xy_roster_dialog_open (XY_ROSTER_DIALOG (self), load_on_worker, asked, loaded_free, on_loaded);
  return self;
}
