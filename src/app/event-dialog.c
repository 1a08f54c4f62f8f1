/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/event-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/household.h"
#include "core/number.h"
#include "core/relation.h"
#include "core/unit.h"

/* How somebody marries, and where he moves to; in the order of the drop-downs. */
enum
{
  MARRY_IN,
  MARRY_WITHIN,
  MARRY_OUT,
};
enum
{
  INTO_THIS,
  INTO_NEW,
};

struct _XyEventDialog
{
  XyRosterDialog parent_instance;

  XyDesk *desk; /* the parent's, as is the form */
  XyForm *form;
  GtkWidget *who; /* heading and checks of several persons */
  GtkWidget *who_checks;
  XyId household;
  XyId person;
  XyEventKind kind;
  GPtrArray *members; /* of XyPerson, live ones */
  gboolean is_ready;
};

/* What was typed, on its way to the worker and back. */
typedef struct
{
  XyEventPlan plan;
  GArray *persons; /* of XyId */
  XyPerson *newcomer;
  char *group; /* of a household to be made */
  char *day, *relation, *place, *note;
} Happened;

typedef struct
{
  XyHousehold *household;
  GPtrArray *members;
  char **groups;
} Loaded;

G_DEFINE_FINAL_TYPE (XyEventDialog, xy_event_dialog, XY_TYPE_ROSTER_DIALOG)

static void
happened_free (gpointer p)
{
  Happened *happened = p;
  g_array_unref (happened->persons);
  g_clear_object (&happened->newcomer);
  g_free (happened->group);
  g_free (happened->day);
  g_free (happened->relation);
  g_free (happened->place);
  g_free (happened->note);
  g_free (happened);
}

static void
loaded_free (gpointer p)
{
  Loaded *loaded = p;
  g_clear_object (&loaded->household);
  g_clear_pointer (&loaded->members, g_ptr_array_unref);
  g_strfreev (loaded->groups);
  g_free (loaded);
}

/* On the worker's thread. */
static gpointer
load_on_worker (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->household = xy_record_get (store, &xy_household_type, id, error);
  loaded->members = loaded->household != NULL ? xy_household_list_members (store, id, TRUE, error) : NULL;
  loaded->groups = loaded->members != NULL ? xy_roster_list_groups (store, error) : NULL;
  if (loaded->groups != NULL)
    return loaded;
  loaded_free (loaded);
  return NULL;
}

/* On the worker's thread. */
static gboolean
apply_on_worker (XyTxn *txn, gpointer p, GError **error)
{
  Happened *happened = p;
  XyEventPlan *plan = &happened->plan;

  plan->persons = (const XyId *) (void *) happened->persons->data;
  plan->n_persons = happened->persons->len;
  plan->newcomers = &happened->newcomer;
  plan->n_newcomers = happened->newcomer != NULL ? 1 : 0;
  plan->day = happened->day;
  plan->relation = happened->relation;
  plan->place = happened->place;
  plan->note = happened->note;
  if (happened->group != NULL && !xy_unit_find_or_make (txn, happened->group, NULL, NULL, &plan->unit, error))
    return FALSE;
  return xy_event_apply (txn, plan, error);
}

static guint
get_chosen (XyEventDialog *self, const char *field)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (self->form, field)));
}

/* The member that a drop-down names; OFFSET lines stand before the first one. */
static const XyPerson *
get_member (XyEventDialog *self, const char *field, guint offset)
{
  guint chosen = get_chosen (self, field);
  return chosen == GTK_INVALID_LIST_POSITION || chosen < offset || chosen - offset >= self->members->len
             ? NULL
             : self->members->pdata[chosen - offset];
}

static GtkWidget *
get_check (XyEventDialog *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (self->who_checks);
  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child != NULL ? gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)) : NULL;
}

/* Of one person, or those that are ticked. */
static gboolean
takes_several (XyEventKind kind)
{
  return kind == XY_EVENT_MOVE_OUT || kind == XY_EVENT_SPLIT || kind == XY_EVENT_LEAVE || kind == XY_EVENT_RETURN;
}

static gboolean
takes_member (XyEventDialog *self)
{
  return self->kind == XY_EVENT_DEATH || (self->kind == XY_EVENT_MARRIAGE && get_chosen (self, "way") != MARRY_IN);
}

static gboolean
takes_newcomer (XyEventDialog *self)
{
  return self->kind == XY_EVENT_BIRTH || self->kind == XY_EVENT_MOVE_IN
         || (self->kind == XY_EVENT_MARRIAGE && get_chosen (self, "way") == MARRY_IN);
}

static void
list_persons (XyEventDialog *self, GArray *persons)
{
  for (guint i = 0; takes_several (self->kind) && i < self->members->len; i++)
    {
      GtkWidget *check = get_check (self, i);
      if (check != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_val (persons, ((XyPerson *) self->members->pdata[i])->record.id);
    }
  const XyPerson *member = takes_member (self) ? get_member (self, "person", 0) : NULL;
  if (member != NULL)
    g_array_append_val (persons, member->record.id);
}

/* A new head is asked for where the head goes and more than one stays. */
static gboolean
needs_head (XyEventDialog *self)
{
  g_autoptr (GArray) going = g_array_new (FALSE, FALSE, sizeof (XyId));
  gboolean head_goes = FALSE;

  if (self->kind == XY_EVENT_HEAD)
    return TRUE;
  if (self->kind == XY_EVENT_LEAVE || self->kind == XY_EVENT_RETURN)
    return FALSE;
  list_persons (self, going);
  for (guint i = 0; i < self->members->len; i++)
    for (guint j = 0; j < going->len; j++)
      {
        const XyPerson *member = self->members->pdata[i];
        head_goes = head_goes
                    || (xy_id_same (&member->record.id, &g_array_index (going, XyId, j))
                        && xy_relation_is_head (member->relation));
      }
  return head_goes && going->len + 1 < self->members->len;
}

static void
show_fields (XyEventDialog *self)
{
  XyEventKind kind = self->kind;
  gboolean chosen = kind != XY_EVENT_N_KINDS;
  guint way = get_chosen (self, "way");
  gboolean newcomer = chosen && takes_newcomer (self);
  gboolean new_household =
      kind == XY_EVENT_SPLIT || (kind == XY_EVENT_MOVE_IN && get_chosen (self, "where") == INTO_NEW);
  const struct
  {
    const char *name;
    gboolean visible;
  } fields[] = {
    { "way", kind == XY_EVENT_MARRIAGE },
    { "where", kind == XY_EVENT_MOVE_IN },
    { "person", chosen && takes_member (self) },
    { "name", newcomer },
    { "id_number", newcomer },
    { "sex", newcomer },
    { "birthday", newcomer },
    { "phone", newcomer && kind != XY_EVENT_BIRTH },
    { "other", kind == XY_EVENT_MERGE || (kind == XY_EVENT_MARRIAGE && way == MARRY_WITHIN) },
    { "relation",
      (newcomer && !new_household) || kind == XY_EVENT_MERGE || (kind == XY_EVENT_MARRIAGE && way == MARRY_WITHIN) },
    { "new_head", chosen && needs_head (self) },
    { "group", new_household },
    { "points", kind == XY_EVENT_SPLIT },
    { "place", kind == XY_EVENT_MOVE_OUT || kind == XY_EVENT_LEAVE },
    { "day", chosen && kind != XY_EVENT_BIRTH },
    { "note", chosen },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    xy_form_set_field_visible (self->form, fields[i].name, fields[i].visible);
  gtk_widget_set_visible (self->who, takes_several (kind));
  xy_dialog_set_verb_enabled (XY_DIALOG (self), chosen && self->is_ready);
}

static void
on_form_changed (XyEventDialog *self, const char *name)
{
  if (!self->is_ready)
    return;
  if (strcmp (name, "kind") == 0)
    self->kind = (XyEventKind) MIN (get_chosen (self, "kind"), XY_EVENT_N_KINDS);
  if (strcmp (name, "kind") == 0 || strcmp (name, "way") == 0 || strcmp (name, "where") == 0
      || strcmp (name, "person") == 0)
    show_fields (self);
}

static void
on_check_toggled (XyEventDialog *self)
{
  show_fields (self);
}

static char *
get_text (XyEventDialog *self, const char *field)
{
  if (!gtk_widget_get_visible (xy_form_get_field (self->form, field)))
    return NULL;
  char *text = xy_form_get_text (self->form, field);
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static XyPerson *
read_newcomer (XyEventDialog *self)
{
  XyPerson *person = xy_record_new (&xy_person_type);
  g_autofree char *name = get_text (self, "name"), *number = get_text (self, "id_number"),
                  *phone = get_text (self, "phone");

  xy_set_str (&person->name, name);
  xy_set_str (&person->id_number, number);
  xy_set_str (&person->phone, phone);
  xy_set_str (&person->sex, xy_roster_form_get_sex (self->form));
  return person;
}

static gboolean
refuse (XyEventDialog *self, const char *field, const char *sentence)
{
  xy_form_set_error (self->form, field, sentence);
  gtk_widget_grab_focus (xy_form_get_field (self->form, field));
  return FALSE;
}

static gboolean
read_plan (XyEventDialog *self, Happened *happened)
{
  XyEventPlan *plan = &happened->plan;
  const XyPerson *head = needs_head (self) ? get_member (self, "new_head", 0) : NULL;
  const XyId *other = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (xy_form_get_field (self->form, "other")));
  gboolean wants_other = gtk_widget_get_visible (xy_form_get_field (self->form, "other"));

  plan->kind = self->kind;
  plan->household = self->household;
  list_persons (self, happened->persons);
  if (takes_several (self->kind) && happened->persons->len == 0)
    {
      xy_dialog_set_error (XY_DIALOG (self), _ ("Please tick whom it is about."));
      return FALSE;
    }
  if (head != NULL)
    plan->new_head = head->record.id;
  if (wants_other && other == NULL)
    return refuse (self, "other", _ ("Please choose the other household from the list."));
  if (wants_other)
    plan->other = *other;
  if (self->kind == XY_EVENT_MOVE_IN && get_chosen (self, "where") == INTO_NEW)
    plan->household = XY_ID_NONE;
  happened->group = get_text (self, "group");
  happened->relation = get_text (self, "relation");
  happened->place = get_text (self, "place");
  happened->note = get_text (self, "note");
  if (takes_newcomer (self))
    {
      happened->newcomer = read_newcomer (self);
      if (!xy_roster_form_get_day (self->form, "birthday", &happened->newcomer->birthday))
        return FALSE;
      if (self->kind == XY_EVENT_BIRTH)
        {
          xy_set_str (&happened->newcomer->relation, happened->relation);
          if (happened->newcomer->name == NULL)
            return refuse (self, "name", _ ("Please write the child's name."));
          if (happened->newcomer->birthday == NULL)
            return refuse (self, "birthday", _ ("When was the child born?"));
          happened->day = g_strdup (happened->newcomer->birthday);
        }
      else if (happened->newcomer->name == NULL)
        return refuse (self, "name", _ ("What is the person's name?"));
    }
  g_autofree char *points = get_text (self, "points");
  g_autoptr (GError) error = NULL;
  if (points != NULL && !xy_points_parse (points, &plan->points, &error))
    return refuse (self, "points", error->message);
  plan->follow = points == NULL;
  return self->kind == XY_EVENT_BIRTH || xy_roster_form_get_day (self->form, "day", &happened->day);
}

static XyId
xy_event_dialog_get_saved (XyRosterDialog *dialog, gconstpointer data)
{
  const Happened *happened = data;
  return xy_id_is_none (&happened->plan.made) ? XY_EVENT_DIALOG (dialog)->household : happened->plan.made;
}

static void
xy_event_dialog_confirmed (XyDialog *dialog)
{
  XyEventDialog *self = XY_EVENT_DIALOG (dialog);

  if (!self->is_ready || self->kind == XY_EVENT_N_KINDS)
    return;
  Happened *happened = g_new0 (Happened, 1);
  happened->persons = g_array_new (FALSE, FALSE, sizeof (XyId));
  xy_dialog_set_error (dialog, NULL);
  if (!read_plan (self, happened))
    {
      happened_free (happened);
      return;
    }
  xy_roster_dialog_act (XY_ROSTER_DIALOG (self), xy_event_kind_label (self->kind), apply_on_worker, happened,
                        happened_free);
}

static void
fill_members (XyEventDialog *self, const char *field)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (xy_form_get_field (self->form, field));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->members->len; i++)
    {
      const XyPerson *person = self->members->pdata[i];
      g_autofree char *name = person->relation != NULL ? g_strdup_printf (_ ("%s (%s)"), person->name, person->relation)
                                                       : g_strdup (person->name);
      gtk_string_list_append (names, name);
      if (xy_id_same (&person->record.id, &self->person))
        chosen = i;
    }
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, strcmp (field, "person") == 0 ? chosen : GTK_INVALID_LIST_POSITION);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyEventDialog) self = p;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = xy_worker_run_finish (XY_WORKER (source), result, &error);

  if (loaded == NULL)
    {
      xy_roster_dialog_fail (XY_ROSTER_DIALOG (self), error);
      return;
    }
  g_autofree char *called = xy_household_describe (loaded->household);
  g_autofree char *title = g_strdup_printf (_ ("Event: %s"), called);
  gtk_window_set_title (GTK_WINDOW (self), title);
  self->members = g_ptr_array_ref (loaded->members);
  fill_members (self, "person");
  fill_members (self, "new_head");
  for (guint i = 0; i < self->members->len; i++)
    {
      const XyPerson *person = self->members->pdata[i];
      GtkWidget *check = gtk_check_button_new_with_label (person->name);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), xy_id_same (&person->record.id, &self->person));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_check_toggled), self);
      gtk_flow_box_append (GTK_FLOW_BOX (self->who_checks), check);
      gtk_widget_set_focusable (gtk_widget_get_last_child (self->who_checks), FALSE);
    }
  xy_suggest_entry_set_words (XY_SUGGEST_ENTRY (xy_form_get_field (self->form, "group")),
                              (const char *const *) loaded->groups);
  self->is_ready = TRUE;
  show_fields (self);
  xy_roster_dialog_load_draft (XY_ROSTER_DIALOG (self));
  loaded_free (loaded);
}

static void
add_drop_down (XyEventDialog *self, const char *name, const char *label, const char *const *words, guint chosen)
{
  GtkWidget *drop_down = xy_words_new_choice (words);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), chosen);
  xy_form_add (self->form, name, label, drop_down, NULL);
}

static void
add_fields (XyEventDialog *self)
{
  static const char *const nobody[] = { NULL };
  const char *const ways[] = { _ ("into this household"), _ ("into another household of the village"),
                               _ ("out of the village"), NULL };
  const char *const places[] = { _ ("into this household"), _ ("into a new household"), NULL };
  const char *kinds[XY_EVENT_N_KINDS + 1] = { NULL };
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *points = gtk_entry_new ();

  for (guint i = 0; i < XY_EVENT_N_KINDS; i++)
    kinds[i] = xy_event_kind_label ((XyEventKind) i);
  add_drop_down (self, "kind", _ ("_What happened"), kinds, self->kind);
  add_drop_down (self, "way", _ ("_Marries"), ways, MARRY_IN);
  add_drop_down (self, "where", _ ("_Where to"), places, INTO_THIS);
  add_drop_down (self, "person", _ ("_Person"), nobody, GTK_INVALID_LIST_POSITION);

  self->who_checks = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->who_checks), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->who_checks), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->who_checks), 12);
  self->who = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_ ("Whom it is about"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "quiet");
  gtk_box_append (GTK_BOX (self->who), heading);
  gtk_box_append (GTK_BOX (self->who), self->who_checks);
  xy_form_add_widget (self->form, self->who);

  xy_form_add (self->form, "name", _ ("N_ame"), gtk_entry_new (), _ ("As on the household booklet"));
  xy_roster_form_add_identity (self->form);
  xy_form_add (self->form, "phone", _ ("P_hone"), gtk_entry_new (), _ ("Several with / between them"));
  xy_roster_form_add_household (self->form, "other", _ ("_Other household"), self->desk);
  xy_roster_form_add_words (self->form, "relation", _ ("_Relation to head"), xy_relation_words (),
                            _ ("To the head of the household that the person comes to"));
  add_drop_down (self, "new_head", _ ("New _head"), nobody, GTK_INVALID_LIST_POSITION);
  xy_roster_form_add_words (self->form, "group", _ ("_Group"), NULL, _ ("Of the new household"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (points), _ ("As the settings say"));
  xy_form_add (self->form, "points", _ ("Points that go _along"), points,
               _ ("They leave the old household's balance and begin the new one's; 0: none"));
  xy_form_add (self->form, "place", _ ("_Place"), gtk_entry_new (), NULL);
  xy_roster_form_add_day (self->form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (self->form, "day", today);
  xy_form_add (self->form, "note", _ ("No_te"), gtk_entry_new (), NULL);
}

static void
xy_event_dialog_finalize (GObject *object)
{
  XyEventDialog *self = XY_EVENT_DIALOG (object);

  g_clear_pointer (&self->members, g_ptr_array_unref);

  G_OBJECT_CLASS (xy_event_dialog_parent_class)->finalize (object);
}

static void
xy_event_dialog_class_init (XyEventDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = xy_event_dialog_finalize;
  XY_DIALOG_CLASS (klass)->confirmed = xy_event_dialog_confirmed;
  XY_ROSTER_DIALOG_CLASS (klass)->get_saved = xy_event_dialog_get_saved;
}

static void
xy_event_dialog_init (XyEventDialog *self)
{
  self->form = xy_roster_dialog_get_form (XY_ROSTER_DIALOG (self));
  self->members = g_ptr_array_new ();
}

XyEventDialog *
xy_event_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *household, const XyId *person, XyEventKind kind)
{
  XyEventDialog *self = g_object_new (XY_TYPE_EVENT_DIALOG, "title", _ ("Record an event"), NULL);
  char text[XY_ID_TEXT_LENGTH + 1];

  self->desk = desk;
  self->household = *household;
  self->person = person != NULL ? *person : XY_ID_NONE;
  /* The first of the list, so that the form is there at once. */
  self->kind = kind != XY_EVENT_N_KINDS ? kind : person != NULL ? XY_EVENT_LEAVE : XY_EVENT_BIRTH;
  xy_id_to_text (household, text);
  char *draft = g_strconcat ("event:", text, NULL);
  xy_roster_dialog_set_up (XY_ROSTER_DIALOG (self), from, desk, draft, _ ("Rec_ord"));
  add_fields (self);
  show_fields (self);
  gtk_widget_set_size_request (GTK_WIDGET (self->form), 440, -1);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed), self, G_CONNECT_SWAPPED);
  xy_roster_dialog_open (XY_ROSTER_DIALOG (self), load_on_worker, xy_id_copy (household), loaded_free, on_loaded);
  return self;
}
