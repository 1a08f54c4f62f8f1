/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-slip-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/hygiene-slip-lists.h"
#include "app/photo-field.h"
#include "app/roster-form.h"
#include "app/words.h"
#include "core/attachment.h"
#include "core/store.h"

/* What was found, in the order of the drop-down. */
static const struct
{
  XyHygieneRecheckKind kind;
  gboolean close;
  const char *label;
} findings[] = {
  { XY_HYGIENE_PASS, TRUE, N_ ("Good, and closed") },
  { XY_HYGIENE_PASS, FALSE, N_ ("Good, to be closed later") },
  { XY_HYGIENE_EXTEND, FALSE, N_ ("Not done yet: more time") },
  { XY_HYGIENE_PASS_ON, FALSE, N_ ("They cannot do it: the village does") },
};

/* The dialog's own. */
typedef struct
{
  XyHygieneSlipVerb verb;
  GArray *slips; /* XyId */
  GtkWidget *photo;
} Asked;

/* What the act gets, with all that it points to. */
typedef struct
{
  GArray *slips;
  XyHygieneRechecking recheck;
  XyHygieneReceipt receipt;
  char *day;
  char *until;
  char *by;
  char *note;
  char *photo_name;
  GBytes *photo;
} Done;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_array_unref (asked->slips);
  g_free (asked);
}

static void
done_free (gpointer data)
{
  Done *done = data;

  g_array_unref (done->slips);
  g_free (done->day);
  g_free (done->until);
  g_free (done->by);
  g_free (done->note);
  g_free (done->photo_name);
  g_clear_pointer (&done->photo, g_bytes_unref);
  g_free (done);
}

static gboolean
recheck_act (XyTxn *txn, gpointer data, GError **error)
{
  Done *done = data;

  if (done->photo != NULL)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (done->photo, &length);
      g_free (done->photo_name);
      done->photo_name = xy_attachment_add (xy_store_get_path (xy_txn_get_store (txn)), bytes, length, error);
      if (done->photo_name == NULL)
        return FALSE;
      done->recheck.photo = done->photo_name;
    }
  return xy_hygiene_recheck_act (txn, &done->recheck, error);
}

static gboolean
receive_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_receive_act (txn, &((Done *) data)->receipt, error);
}

static guint
found_at (XyForm *form)
{
  return MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "found"))),
              G_N_ELEMENTS (findings) - 1);
}

static gpointer
collect (XyForm *form, gpointer data)
{
  Asked *asked = data;
  Done *done = g_new0 (Done, 1);
  XyHygieneRecheckKind kind = asked->verb == XY_HYGIENE_SLIP_VOID ? XY_HYGIENE_MAKE_VOID : XY_HYGIENE_CLOSE;
  gboolean close = FALSE;

  done->slips = g_array_ref (asked->slips);
  if (!xy_roster_form_get_day (form, "day", &done->day))
    {
      done_free (done);
      return NULL;
    }
  if (asked->verb == XY_HYGIENE_SLIP_RECHECK)
    {
      kind = findings[found_at (form)].kind;
      close = findings[found_at (form)].close;
      if (kind == XY_HYGIENE_EXTEND && !xy_roster_form_get_day (form, "until", &done->until))
        {
          done_free (done);
          return NULL;
        }
    }
  done->by = xy_form_take_text (form, "by");
  done->note = xy_form_take_text (form, "note");
  if (asked->photo != NULL && xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)) != NULL)
    done->photo = g_bytes_ref (xy_photo_field_get (XY_PHOTO_FIELD (asked->photo)));
  done->recheck = (XyHygieneRechecking){ .slips = (const XyId *) (gpointer) done->slips->data,
                                         .n = done->slips->len,
                                         .kind = kind,
                                         .close = close,
                                         .day = done->day,
                                         .until = done->until,
                                         .by = done->by,
                                         .note = done->note };
  done->receipt =
      (XyHygieneReceipt){ .slips = done->recheck.slips, .n = done->slips->len, .day = done->day, .by = done->by };
  return done;
}

static void
on_found_changed (XyForm *form, const char *name, gpointer data)
{
  if (g_str_equal (name, "found"))
    xy_form_set_field_visible (form, "until", findings[found_at (form)].kind == XY_HYGIENE_EXTEND);
}

/* "曾国强 3-016：屋前杂物未清理", or how many. */
static void
add_head (XyForm *form, const XyHygieneSlipRow *row, guint n)
{
  g_autofree char *owner = row != NULL ? xy_hygiene_slip_owner (row) : NULL;
  g_autofree char *words =
      row != NULL ? g_strdup_printf (_ ("%s: %s"), owner, row->slip->problem)
                  : g_strdup_printf (ngettext ("%u rectification notice", "%u rectification notices", n), n);

  xy_form_add_head (form, words);
}

static char *
check_note (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please say why.")) : NULL;
}

static void
add_found (XyForm *form)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    xy_words_append (words, _ (findings[i].label));
  xy_form_add (form, "found", _ ("What was f_ound"), gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL),
               NULL);
  xy_roster_form_add_day (form, "until", _ ("Time _until"), FALSE);
  xy_form_set_field_visible (form, "until", FALSE);
  g_signal_connect (form, "changed", G_CALLBACK (on_found_changed), NULL);
}

void
xy_hygiene_slip_dialog_open (GtkWidget *from,
                             XyDesk *desk,
                             XyHygieneSlipVerb verb,
                             const XyId *slips,
                             guint n,
                             const XyHygieneSlipRow *row)
{
  static const XyFormDialogAct receive = {
    .title = N_ ("Sign for a rectification notice"), .act = receive_act, .collect = collect, .free_collected = done_free
  };
  static const XyFormDialogAct look = {
    .title = N_ ("Recheck a rectification notice"), .act = recheck_act, .collect = collect, .free_collected = done_free
  };
  const char *const titles[] = { _ ("Signed for"), _ ("Looked at again"), _ ("Close the notice"),
                                 _ ("Make the notice void") };
  const char *const words[] = { _ ("Enter it"), _ ("Enter it"), _ ("Close the notice"), _ ("Make it void") };
  const XyUser *user = xy_desk_get_user (desk);
  XyForm *form = XY_FORM (xy_form_new ());
  g_autofree char *today = xy_roster_form_today ();
  Asked *asked = g_new0 (Asked, 1);
  GtkWidget *dialog;

  asked->verb = verb;
  asked->slips = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_array_append_vals (asked->slips, slips, n);
  add_head (form, row, n);
  if (verb == XY_HYGIENE_SLIP_RECHECK)
    add_found (form);
  xy_roster_form_add_day (form, "day", _ ("_Day"), FALSE);
  xy_form_set_text (form, "day", today);
  if (verb == XY_HYGIENE_SLIP_RECEIVE)
    xy_form_add (form, "by", _ ("Signed _by"), gtk_entry_new (),
                 _ ("Left empty it is the head of the household, or who looks after the place"));
  else
    {
      xy_form_add (form, "by", _ ("Looked at _by"), gtk_entry_new (), NULL);
      xy_form_set_text (form, "by", user != NULL ? user->name : NULL);
      xy_form_add (form, "note", verb == XY_HYGIENE_SLIP_VOID ? _ ("_Why") : _ ("_Note"), gtk_entry_new (), NULL);
    }
  if (verb == XY_HYGIENE_SLIP_VOID)
    xy_form_set_check (form, "note", check_note, NULL);
  if (verb == XY_HYGIENE_SLIP_RECHECK && n == 1)
    {
      asked->photo = xy_photo_field_new ();
      xy_form_add_widget (form, asked->photo);
    }
  dialog = xy_form_dialog_new (from, desk, titles[verb], words[verb], GTK_WIDGET (form),
                               verb == XY_HYGIENE_SLIP_RECEIVE ? &receive : &look, asked, asked_free);
  if (asked->photo != NULL)
    xy_photo_field_accept_drops (XY_PHOTO_FIELD (asked->photo), dialog);
  if (verb == XY_HYGIENE_SLIP_RECHECK)
    xy_form_dialog_keep_draft (dialog, "hygiene-recheck");
  xy_form_dialog_present (dialog);
}

/* Changing */

static gpointer
collect_change (XyForm *form, gpointer data)
{
  g_autoptr (XyHygieneSlip) slip = xy_record_copy (data);
  g_autofree char *helper = xy_form_take_text (form, "helper"), *due = NULL;

  if (xy_form_get_field (form, "problem") != NULL)
    {
      g_autofree char *problem = xy_form_take_text (form, "problem");
      if (!xy_roster_form_get_day (form, "due", &due))
        return NULL;
      xy_set_str (&slip->problem, problem);
      xy_set_str (&slip->due, due);
    }
  xy_set_str (&slip->helper, helper);
  slip->help = gtk_check_button_get_active (GTK_CHECK_BUTTON (xy_form_get_field (form, "help")));
  return g_steal_pointer (&slip);
}

void
xy_hygiene_slip_change_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygieneSlip *slip)
{
  static const XyFormDialogAct act = { .title = N_ ("Change a rectification notice"),
                                       .act = xy_hygiene_slip_change_act,
                                       .collect = collect_change,
                                       .free_collected = g_object_unref };
  XyForm *form = XY_FORM (xy_form_new ());

  /* What somebody holds in his hand stays as it is. */
  if (slip->received_on == NULL)
    {
      xy_form_add (form, "problem", _ ("_What is to be put right"), gtk_entry_new (), NULL);
      xy_roster_form_add_day (form, "due", _ ("To be _done by"), FALSE);
      xy_form_set_text (form, "problem", slip->problem);
      xy_form_set_text (form, "due", slip->due);
    }
  xy_form_add (form, "helper", _ ("_Helper"), gtk_entry_new (), _ ("Who goes along and helps"));
  xy_form_set_text (form, "helper", slip->helper);
  xy_form_add (form, "help", _ ("H_elped"), gtk_check_button_new_with_label (_ ("Somebody does it with them")),
               _ ("The old, the ill and those who live alone are helped, not told off"));
  xy_form_set_text (form, "help", slip->help ? "1" : "");
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("Change the rectification notice"), _ ("Change it"),
                                              GTK_WIDGET (form), &act, xy_record_copy (slip), g_object_unref));
}
