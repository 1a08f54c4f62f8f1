/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/meeting-kind-dialogs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/message-dialog.h"
#include "app/words.h"
#include "core/i18n.h"
#include "core/meeting-kind-act.h"
#include "core/store.h"

/* How often, as it is chosen; those with a figure ask for it. */
static const struct
{
  const char *value;
  const char *label;
  int least, most; /* of the figure; 0: none */
} often[] = {
  { NULL, N_ ("as needed"), 0, 0 },
  { "month", N_ ("every month"), 0, 0 },
  { "month", N_ ("every month on a day"), 1, 31 },
  { "day", N_ ("on days that end in a figure"), 0, 9 },
  { "week", N_ ("every week on a day"), 1, 7 },
  { "quarter", N_ ("every quarter"), 0, 0 },
  { "year", N_ ("every year"), 0, 0 },
};

/* The dialog's own. */
typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  XyMeetingKind *kind;   /* NULL: a new one */
  XyMeetingRules *rules; /* of today */
} Editing;

static void
editing_free (gpointer data)
{
  Editing *editing = data;

  g_object_unref (editing->from);
  g_object_unref (editing->desk);
  g_clear_object (&editing->kind);
  g_clear_pointer (&editing->rules, xy_meeting_rules_free);
  g_free (editing);
}

static guint
selected (XyForm *form, const char *name)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)));
}

static void
set_member (XyForm *form, const char *name, char **member)
{
  g_autofree char *text = xy_form_get_text (form, name);

  xy_set_str (member, text[0] != '\0' ? text : NULL);
}

/* "week 5"; FALSE, and a sentence there, where the figure does not fit. */
static gboolean
take_often (XyForm *form, XyMeetingKind *kind)
{
  guint at = MIN (selected (form, "recurs"), G_N_ELEMENTS (often) - 1);
  g_autofree char *figure = xy_form_get_text (form, "figure"), *recurs = NULL;
  gint64 n;

  if (often[at].most == 0)
    {
      xy_set_str (&kind->recurs, often[at].value);
      return TRUE;
    }
  if (!g_ascii_string_to_signed (figure, 10, often[at].least, often[at].most, &n, NULL))
    {
      g_autofree char *words =
          g_strdup_printf (_ ("Please write a figure from %d to %d."), often[at].least, often[at].most);
      xy_form_set_error (form, "figure", words);
      return FALSE;
    }
  recurs = g_strdup_printf ("%s %d", often[at].value, (int) n);
  xy_set_str (&kind->recurs, recurs);
  return TRUE;
}

static gpointer
collect (XyForm *form, gpointer data)
{
  const Editing *editing = data;
  g_autoptr (XyMeetingKind) kind =
      editing->kind != NULL ? xy_record_copy (editing->kind) : xy_record_new (&xy_meeting_kind_type);
  guint body = selected (form, "body");

  if (!take_often (form, kind))
    return NULL;
  set_member (form, "name", &kind->name);
  set_member (form, "hour", &kind->hour);
  set_member (form, "place", &kind->place);
  set_member (form, "purpose", &kind->purpose);
  set_member (form, "note", &kind->note);
  xy_set_str (&kind->body, body < editing->rules->bodies->len
                               ? ((const XyMeetingBody *) editing->rules->bodies->pdata[body])->key
                               : NULL);
  xy_set_str (&kind->comes, xy_meeting_comes[MIN (selected (form, "comes"), 2)].value);
  xy_set_str (&kind->form, xy_meeting_forms[MIN (selected (form, "form"), 1)].value);
  return g_steal_pointer (&kind);
}

static void
show_figure (XyForm *form)
{
  xy_form_set_field_visible (form, "figure", often[MIN (selected (form, "recurs"), G_N_ELEMENTS (often) - 1)].most > 0);
}

static void
on_changed (XyForm *form, const char *name, gpointer data)
{
  if (g_str_equal (name, "recurs"))
    show_figure (form);
}

static GtkWidget *
words_drop (const XyWord *words)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (const XyWord *word = words; word->value != NULL; word++)
    xy_words_append (list, _ (word->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

static void
choose_word (XyForm *form, const char *name, const XyWord *words, const char *value)
{
  for (guint i = 0; words[i].value != NULL; i++)
    if (g_strcmp0 (words[i].value, value) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)), i);
}

static void
choose_often (XyForm *form, const char *recurs)
{
  const char *space = recurs != NULL ? strchr (recurs, ' ') : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (often); i++)
    if ((recurs == NULL && often[i].value == NULL)
        || (recurs != NULL && often[i].value != NULL && g_str_has_prefix (recurs, often[i].value)
            && (often[i].most > 0) == (space != NULL)))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "recurs")), i);
  if (space != NULL)
    xy_form_set_text (form, "figure", space + 1);
}

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write what the village calls this meeting.")) : NULL;
}

static void
choose_body (XyForm *form, const XyMeetingRules *rules, const char *key)
{
  for (guint i = 0; i < rules->bodies->len; i++)
    if (g_strcmp0 (((const XyMeetingBody *) rules->bodies->pdata[i])->key, key) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "body")), i);
}

static void
fill (XyForm *form, const Editing *editing)
{
  const XyMeetingKind *kind = editing->kind;

  xy_form_set_text (form, "name", kind->name);
  choose_body (form, editing->rules, kind->body);
  choose_word (form, "comes", xy_meeting_comes, kind->comes);
  choose_word (form, "form", xy_meeting_forms, kind->form);
  choose_often (form, kind->recurs);
  xy_form_set_text (form, "hour", kind->hour);
  xy_form_set_text (form, "place", kind->place);
  xy_form_set_text (form, "purpose", kind->purpose);
  xy_form_set_text (form, "note", kind->note);
}

static void
present (Editing *editing)
{
  static const XyFormDialogAct act = { .title = N_ ("Write a kind of meeting"),
                                       .act = xy_meeting_kind_write_act,
                                       .collect = collect,
                                       .free_collected = g_object_unref };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autoptr (GtkStringList) bodies = gtk_string_list_new (NULL), times = gtk_string_list_new (NULL);
  gboolean is_new = editing->kind == NULL;
  GtkWidget *dialog;

  for (guint i = 0; i < editing->rules->bodies->len; i++)
    gtk_string_list_append (bodies, ((const XyMeetingBody *) editing->rules->bodies->pdata[i])->name);
  for (guint i = 0; i < G_N_ELEMENTS (often); i++)
    xy_words_append (times, _ (often[i].label));
  xy_form_add (form, "name", _ ("What the village _calls it"), gtk_entry_new (), _ ("As 屋场会, 塆组夜话, 道路理事会"));
  xy_form_set_check (form, "name", check_name, NULL);
  xy_form_add (form, "body", _ ("What it is by _law"),
               gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&bodies)), NULL),
               _ ("It says what it may decide, how many must come and how many must be in favour"));
  xy_form_add (form, "comes", _ ("_Who comes"), words_drop (xy_meeting_comes), NULL);
  xy_form_add (form, "recurs", _ ("_How often"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&times)), NULL),
               _ ("What is due is said on the page"));
  xy_form_add (form, "figure", _ ("Which _day"), gtk_entry_new (), _ ("Of the week 1 is Monday"));
  xy_form_add (form, "hour", _ ("Usual _time"), gtk_entry_new (), _ ("As 19:30"));
  xy_form_add (form, "place", _ ("Usual _place"), gtk_entry_new (), NULL);
  xy_form_add (form, "form", _ ("_Minutes"), words_drop (xy_meeting_forms), NULL);
  xy_form_add (form, "purpose", _ ("What it is _for"), gtk_entry_new (), _ ("Of a council: what it was set up for"));
  xy_form_add (form, "note", _ ("N_ote"), gtk_entry_new (), NULL);
  if (!is_new)
    fill (form, editing);
  else
    choose_body (form, editing->rules, "consult");
  g_signal_connect (form, "changed", G_CALLBACK (on_changed), NULL);
  show_figure (form);
  dialog = xy_form_dialog_new (editing->from, editing->desk,
                               is_new ? _ ("A kind of meeting") : _ ("Change the kind of meeting"),
                               is_new ? _ ("Add it") : _ ("Change it"), GTK_WIDGET (form), &act, editing, editing_free);
  if (is_new)
    xy_form_dialog_keep_draft (dialog, "meeting-kind");
  xy_form_dialog_present (dialog);
}

static gpointer
read_rules (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  return xy_meeting_rules_at (store, NULL, today, error);
}

static void
free_rules (gpointer rules)
{
  xy_meeting_rules_free (rules);
}

static void
on_rules_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Editing *editing = data;
  g_autoptr (GError) error = NULL;

  editing->rules = xy_worker_run_finish (XY_WORKER (source), result, &error);
  if (editing->rules != NULL)
    present (editing);
  else
    {
      xy_message_dialog_tell (editing->from, _ ("The rules for meetings cannot be read."), error->message);
      editing_free (editing);
    }
}

void
xy_meeting_kind_dialog_open (GtkWidget *from, XyDesk *desk, const XyMeetingKind *kind)
{
  Editing *editing = g_new0 (Editing, 1);

  editing->from = g_object_ref (from);
  editing->desk = g_object_ref (desk);
  editing->kind = kind != NULL ? xy_record_copy (kind) : NULL;
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_rules, NULL, NULL, free_rules, NULL, on_rules_read,
                 editing);
}

/* Ready ones */

typedef struct
{
  GtkWidget *from;
  XyDesk *desk;
  GPtrArray *ready; /* of XyMeetingKind */
  GPtrArray *ticks; /* their check buttons */
} Adopting;

static void
adopting_free (gpointer data)
{
  Adopting *adopting = data;

  g_object_unref (adopting->from);
  g_object_unref (adopting->desk);
  g_clear_pointer (&adopting->ready, g_ptr_array_unref);
  g_clear_pointer (&adopting->ticks, g_ptr_array_unref);
  g_free (adopting);
}

static void
kinds_free (gpointer kinds)
{
  g_ptr_array_unref (kinds);
}

static gpointer
collect_adopted (XyForm *form, gpointer data)
{
  const Adopting *adopting = data;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < adopting->ready->len; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (adopting->ticks->pdata[i])))
      g_ptr_array_add (chosen, xy_record_copy (adopting->ready->pdata[i]));
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);
  xy_form_set_error (form, "kind-0", _ ("Please tick at least one."));
  return NULL;
}

/* The ones that nearly each village holds. */
static gboolean
is_usual (const XyMeetingKind *kind)
{
  const char *const bodies[] = { "group", "villagers", "representatives", "party", "branch", "committees", NULL };

  return g_strv_contains (bodies, kind->body) || g_str_equal (kind->name, "屋场会");
}

static gpointer
read_ready (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = xy_env_today (xy_store_get_env (store));

  return xy_meeting_kinds_ready (store, today, error);
}

static void
on_ready_read (GObject *source, GAsyncResult *result, gpointer data)
{
  static const XyFormDialogAct act = { .title = N_ ("Adopt kinds of meetings"),
                                       .act = xy_meeting_kinds_adopt_act,
                                       .collect = collect_adopted,
                                       .free_collected = kinds_free };
  Adopting *adopting = data;
  g_autoptr (GError) error = NULL;
  XyForm *form;

  adopting->ready = xy_worker_run_finish (XY_WORKER (source), result, &error);
  if (adopting->ready == NULL || adopting->ready->len == 0)
    {
      xy_message_dialog_tell (adopting->from, _ ("The village has all ready kinds of meetings."),
                              error != NULL ? error->message : NULL);
      adopting_free (adopting);
      return;
    }
  form = XY_FORM (xy_form_new ());
  adopting->ticks = g_ptr_array_new ();
  for (guint i = 0; i < adopting->ready->len; i++)
    {
      const XyMeetingKind *kind = adopting->ready->pdata[i];
      g_autofree char *name = g_strdup_printf ("kind-%u", i);
      g_autofree char *comes = xy_i18n_alone (xy_word_label (xy_meeting_comes, kind->comes));
      GtkWidget *tick = gtk_check_button_new_with_label (comes);
      if (i == (adopting->ready->len + 1) / 2)
        xy_form_add_column (form);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), is_usual (kind));
      xy_form_add (form, name, kind->name, tick, NULL);
      g_ptr_array_add (adopting->ticks, tick);
    }
  xy_form_dialog_present (xy_form_dialog_new (adopting->from, adopting->desk,
                                              _ ("Which meetings does the village hold?"), _ ("Adopt them"),
                                              GTK_WIDGET (form), &act, adopting, adopting_free));
}

void
xy_meeting_kinds_adopt_dialog_open (GtkWidget *from, XyDesk *desk)
{
  Adopting *adopting = g_new0 (Adopting, 1);

  adopting->from = g_object_ref (from);
  adopting->desk = g_object_ref (desk);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_ready, NULL, NULL, kinds_free, NULL, on_ready_read,
                 adopting);
}
