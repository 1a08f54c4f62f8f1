/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-basis-dialogs.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "core/unit.h"

static char *
check_name (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' ? g_strdup (_ ("Please give it a name.")) : NULL;
}

static char *
check_count (XyForm *form, const char *text, gpointer data)
{
  return text[0] == '\0' || g_ascii_string_to_signed (text, 10, 0, 100000, NULL, NULL)
             ? NULL
             : g_strdup (_ ("A whole number is needed here."));
}

/* A public area */

typedef struct
{
  XyHygienePlace *place;
  char *unit; /* the group's name as typed */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_object_unref (place->place);
  g_free (place->unit);
  g_free (place);
}

static gboolean
save_place (XyTxn *txn, gpointer data, GError **error)
{
  Place *place = data;
  g_autofree char *title = g_strdup_printf (_ ("Enter the public area “%s”"), place->place->name);

  xy_txn_set_title (txn, title);
  return xy_unit_find_or_make (txn, place->unit, NULL, NULL, &place->place->unit, error)
         && xy_record_save (txn, place->place, error);
}

static gpointer
collect_place (XyForm *form, gpointer data)
{
  Place *place = g_new0 (Place, 1);
  g_autofree char *sort = xy_form_get_text (form, "sort");

  place->place = data != NULL ? xy_record_copy (data) : xy_record_new (&xy_hygiene_place_type);
  xy_form_take_into (form, "name", &place->place->name);
  xy_form_take_into (form, "kind", &place->place->kind);
  xy_form_take_into (form, "keeper", &place->place->keeper);
  xy_form_take_into (form, "note", &place->place->note);
  place->place->sort = g_ascii_strtoll (sort, NULL, 10);
  place->unit = xy_form_get_text (form, "unit");
  return place;
}

/* What the worker reads for it. */
typedef struct
{
  char **groups;
  char *unit; /* the name of the place's own */
} Groups;

static void
groups_free (gpointer data)
{
  Groups *groups = data;

  g_strfreev (groups->groups);
  g_free (groups->unit);
  g_free (groups);
}

static gpointer
read_groups (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyId *id = data;
  Groups *groups = g_new0 (Groups, 1);
  g_autoptr (XyUnit) unit = xy_id_is_none (id) ? NULL : xy_record_get (store, &xy_unit_type, id, NULL);

  groups->groups = xy_roster_list_groups (store, NULL);
  groups->unit = unit != NULL ? g_strdup (unit->name) : NULL;
  return groups;
}

static void
on_groups_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  Groups *groups = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  GtkWidget *form = g_object_get_data (G_OBJECT (dialog), "form");

  if (groups == NULL)
    return;
  if (gtk_widget_get_root (form) != NULL)
    {
      if (groups->groups != NULL)
        xy_suggest_entry_set_words (XY_SUGGEST_ENTRY (xy_form_get_field (XY_FORM (form), "unit")),
                                    (const char *const *) groups->groups);
      if (groups->unit != NULL)
        xy_form_set_text (XY_FORM (form), "unit", groups->unit);
      xy_form_dialog_keep_draft (dialog, "hygiene-place");
    }
  groups_free (groups);
}

void
xy_hygiene_place_dialog_open (GtkWidget *from, XyDesk *desk, const XyHygienePlace *place)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Enter a public area"), .act = save_place, .collect = collect_place, .free_collected = place_free
  };
  static const char *const kinds[] = { "道路", "沟渠", "河道", "村口", "广场", "公厕", "垃圾收集点", NULL };
  static const char *const none[] = { NULL };
  XyForm *form = XY_FORM (xy_form_new ());
  GtkWidget *dialog;

  xy_form_add (form, "name", _ ("Own _name"), gtk_entry_new (), _ ("As people call it: from where to where"));
  xy_form_set_check (form, "name", check_name, NULL);
  xy_roster_form_add_words (form, "kind", _ ("_Kind"), kinds, NULL);
  xy_roster_form_add_words (form, "unit", _ ("_Group"), none, _ ("Empty where it is of the whole village"));
  xy_form_add (form, "keeper", _ ("_Looked after by"), gtk_entry_new (), _ ("Who took it on, or the cleaner"));
  xy_form_add (form, "sort", _ ("_Order on the walk"), gtk_entry_new (), NULL);
  xy_form_set_check (form, "sort", check_count, NULL);
  xy_form_add (form, "note", _ ("N_ote"), gtk_entry_new (), NULL);
  if (place != NULL)
    {
      g_autofree char *sort = g_strdup_printf ("%d", (int) place->sort);
      xy_form_set_text (form, "name", place->name);
      xy_form_set_text (form, "kind", place->kind);
      xy_form_set_text (form, "keeper", place->keeper);
      xy_form_set_text (form, "sort", sort);
      xy_form_set_text (form, "note", place->note);
    }
  dialog = xy_form_dialog_new (from, desk, place != NULL ? _ ("Change a public area") : _ ("Add a public area"),
                               place != NULL ? _ ("Change it") : _ ("Add"), GTK_WIDGET (form), &act,
                               place != NULL ? xy_record_copy (place) : NULL, place != NULL ? g_object_unref : NULL);
  g_object_set_data (G_OBJECT (dialog), "form", form);
  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_groups,
                 xy_id_copy (place != NULL ? &place->unit : &XY_ID_NONE), g_free, groups_free, NULL, on_groups_read,
                 g_object_ref (dialog));
  xy_form_dialog_present (dialog);
}
