/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/matter-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"

/* What is chosen from in each dialog, in its order; what does not fit the matter is left out. */
static const XyMatterKind notes[] = { XY_MATTER_NOTE,   XY_MATTER_FINISH, XY_MATTER_START,
                                      XY_MATTER_ANSWER, XY_MATTER_DECIDE, XY_MATTER_N_KINDS };
static const XyMatterKind visits[] = { XY_MATTER_SATISFIED, XY_MATTER_UNSATISFIED, XY_MATTER_N_KINDS };
static const XyMatterKind others[] = { XY_MATTER_EXTEND,    XY_MATTER_PASS_ON, XY_MATTER_SUBMIT,    XY_MATTER_NOT_YET,
                                       XY_MATTER_NO_ACCORD, XY_MATTER_REOPEN,  XY_MATTER_MAKE_VOID, XY_MATTER_N_KINDS };
static const XyMatterKind assign[] = { XY_MATTER_ASSIGN, XY_MATTER_N_KINDS };
static const XyMatterKind higher[] = { XY_MATTER_RAISE, XY_MATTER_N_KINDS };

static const XyMatterKind *const choices[] = { assign, notes, visits, others, higher };

/* The words of a field, a choice for "nothing" first where NOTHING is said. */
static GtkWidget *
drop_new (const XyWord *words, const char *nothing)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  if (nothing != NULL)
    xy_words_append (list, nothing);
  for (const XyWord *word = words; word->value != NULL; word++)
    xy_words_append (list, _ (word->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

static void
drop_set (XyForm *form, const char *name, const XyWord *words, gboolean nothing, const char *value)
{
  for (guint i = 0; words[i].value != NULL; i++)
    if (g_strcmp0 (words[i].value, value) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, name)), i + nothing);
}

/* Static; NULL for nothing. */
static const char *
drop_get (XyForm *form, const char *name, const XyWord *words, gboolean nothing)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, name))), n = 0;

  while (words[n].value != NULL)
    n++;
  return at >= (guint) nothing && at - nothing < n ? words[at - nothing].value : NULL;
}

/* Writing */

typedef struct
{
  XyMatterWriting writing;
  XyMatterStepping first;
  XyMatter *matter;
  char *owner, *helpers, *until, *day;
} Written;

static void
written_free (gpointer data)
{
  Written *written = data;

  g_clear_object (&written->matter);
  g_free (written->owner);
  g_free (written->helpers);
  g_free (written->until);
  g_free (written->day);
  g_free (written);
}

static gboolean
write_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_write_act (txn, &((Written *) data)->writing, error);
}

static gboolean
collect_matter (XyForm *form, XyMatter *matter)
{
  XySuggestEntry *household = XY_SUGGEST_ENTRY (xy_form_get_field (form, "household"));
  const XyId *id = xy_suggest_entry_get_id (household);
  g_autofree char *typed = xy_form_take_text (form, "household"), *day = NULL;

  if (!xy_roster_form_get_day (form, "day", &day))
    return FALSE;
  if (typed != NULL && id == NULL)
    {
      xy_form_set_error (form, "household", _ ("Choose the household from the list, or leave it empty."));
      return FALSE;
    }
  matter->household = id != NULL ? *id : XY_ID_NONE;
  xy_set_str (&matter->day, day);
  xy_set_str (&matter->source, drop_get (form, "source", xy_matter_sources, FALSE));
  xy_form_take_into (form, "title", &matter->title);
  xy_form_take_into (form, "content", &matter->content);
  xy_form_take_into (form, "people", &matter->people);
  xy_form_take_into (form, "phone", &matter->phone);
  xy_form_take_into (form, "place", &matter->place);
  xy_form_take_into (form, "visitor", &matter->visitor);
  xy_set_str (&matter->heard, drop_get (form, "heard", xy_matter_heard, TRUE));
  xy_set_str (&matter->asked, drop_get (form, "asked", xy_matter_asked, TRUE));
  matter->private = gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "private")));
  return TRUE;
}

static gpointer
collect_writing (XyForm *form, gpointer data)
{
  const XyMatter *was = data;
  Written *written = g_new0 (Written, 1);

  written->matter = was != NULL ? xy_record_copy (was) : xy_record_new (&xy_matter_type);
  written->writing.matter = written->matter;
  if (!collect_matter (form, written->matter))
    {
      written_free (written);
      return NULL;
    }
  if (xy_form_get_field (form, "owner") == NULL)
    return written;
  written->owner = xy_form_take_text (form, "owner");
  written->helpers = xy_form_take_text (form, "helpers");
  written->day = g_strdup (written->matter->day);
  if (!xy_roster_form_get_day (form, "until", &written->until))
    {
      written_free (written);
      return NULL;
    }
  if (written->owner != NULL || written->until != NULL || written->helpers != NULL)
    {
      written->first = (XyMatterStepping){ .kind = XY_MATTER_ASSIGN,
                                           .day = written->day,
                                           .owner = written->owner,
                                           .helpers = written->helpers,
                                           .until = written->until };
      written->writing.first = &written->first;
    }
  return written;
}

/* Of a visit it is asked who was heard and about what (三听三问). */
static void
show_source (XyForm *form)
{
  const char *source = drop_get (form, "source", xy_matter_sources, FALSE);
  gboolean visit = g_strcmp0 (source, "visit") == 0, dispute = g_strcmp0 (source, "dispute") == 0;

  xy_form_set_field_visible (form, "heard", visit);
  xy_form_set_field_visible (form, "asked", visit);
  xy_form_set_field_visible (form, "visitor", visit);
  gtk_widget_set_sensitive (xy_form_get_field (form, "private"), !dispute);
  if (dispute)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "private")), TRUE);
}

static void
on_writing_changed (XyForm *form, const char *name, gpointer data)
{
  if (g_str_equal (name, "source"))
    show_source (form);
}

static char *
check_title (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please write in a few words what it is about.")) : NULL;
}

static void
add_fields (XyForm *form, XyDesk *desk)
{
  xy_form_add (form, "source", _ ("_Where it comes from"), drop_new (xy_matter_sources, NULL), NULL);
  GtkWidget *title = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (title), 22);
  xy_form_add (form, "title", _ ("What _it is about"), title, _ ("In a few words, as it may stand on a board"));
  xy_form_set_check (form, "title", check_title, NULL);
  xy_form_add (form, "content", _ ("_Details"), xy_form_lines_new (300, 72), _ ("Stays in the office"));
  xy_roster_form_add_day (form, "day", _ ("_Raised on"), FALSE);
  xy_form_add (form, "heard", _ ("Who was _heard"), drop_new (xy_matter_heard, _ ("not said")), NULL);
  xy_form_add (form, "asked", _ ("_About what"), drop_new (xy_matter_asked, _ ("not said")), NULL);
  xy_form_add (form, "visitor", _ ("Heard _by"), gtk_entry_new (), NULL);
  xy_form_add_column (form);
  xy_roster_form_add_household (form, "household", _ ("H_ousehold"), desk);
  xy_form_add (form, "people", _ ("Raised b_y"), gtk_entry_new (),
               _ ("Where it is no household of the roster; of a dispute both parties"));
  xy_form_add (form, "phone", _ ("_Phone"), gtk_entry_new (), NULL);
  xy_form_add (form, "place", _ ("P_lace"), gtk_entry_new (), NULL);
  xy_form_add (form, "private", _ ("_Board"), gtk_check_button_new_with_label (_ ("Never on a board")),
               _ ("A dispute never is, whoever it is about"));
}

static void
fill_fields (XyForm *form, const XyMatter *matter, const char *who)
{
  drop_set (form, "source", xy_matter_sources, FALSE, matter->source);
  gtk_widget_set_sensitive (xy_form_get_field (form, "source"), FALSE);
  xy_form_set_text (form, "title", matter->title);
  xy_form_set_text (form, "content", matter->content);
  xy_form_set_text (form, "day", matter->day);
  drop_set (form, "heard", xy_matter_heard, TRUE, matter->heard);
  drop_set (form, "asked", xy_matter_asked, TRUE, matter->asked);
  xy_form_set_text (form, "visitor", matter->visitor);
  if (!xy_id_is_none (&matter->household))
    xy_suggest_entry_set_id (XY_SUGGEST_ENTRY (xy_form_get_field (form, "household")), &matter->household, who);
  xy_form_set_text (form, "people", matter->people);
  xy_form_set_text (form, "phone", matter->phone);
  xy_form_set_text (form, "place", matter->place);
  xy_form_set_text (form, "private", matter->private ? "1" : "");
}

void
xy_matter_write_dialog_open (GtkWidget *from, XyDesk *desk, const XyMatter *matter, const char *who)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Register a matter"), .act = write_act, .collect = collect_writing, .free_collected = written_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  GtkWidget *dialog;

  add_fields (form, desk);
  if (matter != NULL)
    fill_fields (form, matter, who);
  else
    {
      xy_form_set_text (form, "day", today);
      drop_set (form, "source", xy_matter_sources, FALSE, "visit");
      xy_form_add_heading (form, _ ("If it is clear who does it"));
      xy_form_add (form, "owner", _ ("O_wner"), gtk_entry_new (), _ ("Left empty it waits to be assigned"));
      xy_roster_form_add_day (form, "until", _ ("La_st day"), FALSE);
      xy_form_add (form, "helpers", _ ("_Helpers"), gtk_entry_new (), NULL);
    }
  g_signal_connect (form, "changed", G_CALLBACK (on_writing_changed), NULL);
  show_source (form);
  dialog = xy_form_dialog_new (from, desk, matter != NULL ? _ ("Change the matter") : _ ("Register a matter"),
                               matter != NULL ? _ ("Change it") : _ ("Register"), GTK_WIDGET (form), &act,
                               matter != NULL ? xy_record_copy (matter) : NULL, matter != NULL ? g_object_unref : NULL);
  if (matter == NULL)
    xy_form_dialog_keep_draft (dialog, "matter");
  xy_form_dialog_present (dialog);
}

/* Steps */

typedef struct
{
  XyMatterAsk ask;
  GArray *matters; /* XyId */
  GArray *kinds;   /* XyMatterKind, by place in the drop-down */
} Asked;

typedef struct
{
  GArray *matters;
  XyMatterStepping stepping;
  char *day, *by, *note, *owner, *helpers, *partner, *until;
} Taken;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_array_unref (asked->matters);
  g_array_unref (asked->kinds);
  g_free (asked);
}

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_array_unref (taken->matters);
  g_free (taken->day);
  g_free (taken->by);
  g_free (taken->note);
  g_free (taken->owner);
  g_free (taken->helpers);
  g_free (taken->partner);
  g_free (taken->until);
  g_free (taken);
}

static gboolean
step_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_matter_step_act (txn, &((Taken *) data)->stepping, error);
}

static XyMatterKind
kind_of (XyForm *form, const Asked *asked)
{
  GtkWidget *drop = xy_form_get_field (form, "kind");
  guint at = drop != NULL ? gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)) : 0;

  return g_array_index (asked->kinds, XyMatterKind, MIN (at, asked->kinds->len - 1));
}

/* Of a visit the drop-down has three answers for two kinds. */
static void
read_answer (XyForm *form, XyMatterStepping *stepping)
{
  const char *satisfaction = drop_get (form, "satisfaction", xy_matter_satisfactions, FALSE);

  stepping->kind = g_strcmp0 (satisfaction, "bad") == 0 ? XY_MATTER_UNSATISFIED : XY_MATTER_SATISFIED;
  stepping->satisfaction = satisfaction;
}

static gpointer
collect_step (XyForm *form, gpointer data)
{
  const Asked *asked = data;
  Taken *taken = g_new0 (Taken, 1);
  XyMatterKind kind = kind_of (form, asked);
  gboolean has_until = kind == XY_MATTER_ASSIGN || kind == XY_MATTER_EXTEND;

  taken->matters = g_array_ref (asked->matters);
  if (!xy_roster_form_get_day (form, "day", &taken->day)
      || (has_until && !xy_roster_form_get_day (form, "until", &taken->until)))
    {
      taken_free (taken);
      return NULL;
    }
  taken->by = xy_form_take_text (form, "by");
  taken->note = xy_form_take_text (form, "note");
  taken->owner = xy_form_take_text (form, "owner");
  taken->helpers = xy_form_take_text (form, "helpers");
  taken->partner = xy_form_take_text (form, "partner");
  taken->stepping = (XyMatterStepping){ .matters = (const XyId *) (gpointer) taken->matters->data,
                                        .n = taken->matters->len,
                                        .kind = kind,
                                        .day = taken->day,
                                        .by = taken->by,
                                        .note = taken->note,
                                        .owner = taken->owner,
                                        .helpers = taken->helpers,
                                        .partner = taken->partner,
                                        .until = taken->until };
  if (asked->ask == XY_MATTER_ASK_ASSIGN)
    taken->stepping.does = drop_get (form, "does", xy_matter_does, FALSE);
  if (asked->ask == XY_MATTER_ASK_VISIT)
    read_answer (form, &taken->stepping);
  return taken;
}

static void
show_kind (XyForm *form, const Asked *asked)
{
  XyMatterKind kind = kind_of (form, asked);

  if (asked->ask != XY_MATTER_ASK_OTHER)
    return;
  xy_form_set_field_visible (form, "until", kind == XY_MATTER_EXTEND);
  xy_form_set_field_visible (form, "partner", kind == XY_MATTER_PASS_ON);
}

static void
on_step_changed (XyForm *form, const char *name, gpointer data)
{
  if (g_str_equal (name, "kind"))
    show_kind (form, data);
}

static void
add_head (XyForm *form, const XyMatterRow *row, guint n)
{
  g_autofree char *words =
      row != NULL ? xy_matter_describe (row->matter) : g_strdup_printf (ngettext ("%u matter", "%u matters", n), n);

  xy_form_add_head (form, words);
}

static gboolean
kind_fits (XyMatterKind kind, XyMatterStage stage, gboolean dispute)
{
  return xy_matter_stage_after (stage, kind) != XY_MATTER_N_STAGES && (kind != XY_MATTER_RAISE || dispute);
}

gboolean
xy_matter_ask_fits (XyMatterAsk ask, XyMatterStage stage, gboolean dispute)
{
  for (const XyMatterKind *kind = choices[ask]; *kind != XY_MATTER_N_KINDS; kind++)
    if (kind_fits (*kind, stage, dispute))
      return TRUE;
  return FALSE;
}

static void
add_kinds (XyForm *form, Asked *asked, const char *label)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < asked->kinds->len; i++)
    xy_words_append (words, xy_matter_kind_label (g_array_index (asked->kinds, XyMatterKind, i)));
  xy_form_add (form, "kind", label, gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL), NULL);
}

static void
add_assignment (XyForm *form, const XyMatterRow *row)
{
  const XyMatter *matter = row != NULL ? row->matter : NULL;

  xy_form_add (form, "owner", _ ("O_wner"), gtk_entry_new (), _ ("One person who answers for it"));
  xy_roster_form_add_day (form, "until", _ ("La_st day"), FALSE);
  xy_form_add (form, "helpers", _ ("_Helpers"), gtk_entry_new (), NULL);
  xy_form_add (form, "partner", _ ("_Partner outside"), gtk_entry_new (), _ ("As another village, or an office"));
  xy_form_add (form, "does", _ ("Who _does it"), drop_new (xy_matter_does, NULL), NULL);
  drop_set (form, "does", xy_matter_does, FALSE, "village");
  if (matter == NULL)
    return;
  xy_form_set_text (form, "owner", matter->owner);
  xy_form_set_text (form, "until", matter->until);
  xy_form_set_text (form, "helpers", matter->helpers);
  xy_form_set_text (form, "partner", matter->partner);
  if (matter->kind != NULL)
    drop_set (form, "does", xy_matter_does, FALSE, matter->kind);
}

static void
add_step_fields (XyForm *form, Asked *asked, XyDesk *desk, const XyMatterRow *row)
{
  const XyUser *user = xy_desk_get_user (desk);
  g_autofree char *today = xy_roster_form_today ();

  if (asked->ask == XY_MATTER_ASK_ASSIGN)
    add_assignment (form, row);
  else if (asked->ask == XY_MATTER_ASK_VISIT)
    xy_form_add (form, "satisfaction", _ ("_They are"), drop_new (xy_matter_satisfactions, NULL),
                 _ ("Not satisfied: it is taken up again"));
  else if (asked->ask != XY_MATTER_ASK_RAISE)
    add_kinds (form, asked, _ ("_What is entered"));
  if (asked->ask == XY_MATTER_ASK_OTHER)
    {
      xy_roster_form_add_day (form, "until", _ ("Time _until"), FALSE);
      xy_form_add (form, "partner", _ ("Passed on _to"), gtk_entry_new (), _ ("The township's office that takes it"));
    }
  xy_form_add (form, "note", asked->ask == XY_MATTER_ASK_NOTE ? _ ("What _came of it") : _ ("_Note"), gtk_entry_new (),
               NULL);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", today);
  xy_form_add (form, "by", asked->ask == XY_MATTER_ASK_VISIT ? _ ("Visited _by") : _ ("_By"), gtk_entry_new (),
               asked->ask == XY_MATTER_ASK_VISIT ? _ ("Somebody else than the owner") : NULL);
  xy_form_set_text (form, "by", user != NULL ? user->name : NULL);
}

void
xy_matter_step_dialog_open (GtkWidget *from,
                            XyDesk *desk,
                            XyMatterAsk ask,
                            const XyId *matters,
                            guint n,
                            const XyMatterRow *row,
                            XyMatterStage stage)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Go on with a matter"), .act = step_act, .collect = collect_step, .free_collected = taken_free
  };
  const char *const titles[] = { _ ("Assign"), _ ("Enter what was done"), _ ("Visit"), _ ("Another step"),
                                 _ ("One level up") };
  gboolean dispute = row == NULL || row->matter->level > 0;
  XyForm *form = XY_FORM (xy_form_new ());
  Asked *asked = g_new0 (Asked, 1);
  GtkWidget *dialog;

  asked->ask = ask;
  asked->matters = g_array_new (FALSE, FALSE, sizeof (XyId));
  asked->kinds = g_array_new (FALSE, FALSE, sizeof (XyMatterKind));
  g_array_append_vals (asked->matters, matters, n);
  for (const XyMatterKind *kind = choices[ask]; *kind != XY_MATTER_N_KINDS; kind++)
    if (kind_fits (*kind, stage, dispute))
      g_array_append_val (asked->kinds, *kind);
  add_head (form, row, n);
  add_step_fields (form, asked, desk, row);
  g_signal_connect (form, "changed", G_CALLBACK (on_step_changed), asked);
  show_kind (form, asked);
  dialog = xy_form_dialog_new (from, desk, titles[ask], _ ("Enter it"), GTK_WIDGET (form), &act, asked, asked_free);
  if (ask == XY_MATTER_ASK_NOTE)
    xy_form_dialog_keep_draft (dialog, "matter-step");
  xy_form_dialog_present (dialog);
}
