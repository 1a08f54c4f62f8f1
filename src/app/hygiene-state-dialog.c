/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-state-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/form-dialog.h"
#include "app/form-parts.h"
#include "app/roster-form.h"
#include "app/suggest-entry.h"
#include "app/words.h"
#include "core/hygiene-place.h"
#include "core/hygiene-round.h"

static const char *const states[] = { "in", "excused", "absent" };

/* What the act gets, with all that it points to. */
typedef struct
{
  XyHygieneStating stating;
  GArray *results; /* XyId */
  char *excuse;
} Stating;

static void
stating_free (gpointer data)
{
  Stating *stating = data;

  g_array_unref (stating->results);
  g_free (stating->excuse);
  g_free (stating);
}

static gboolean
state_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_state_act (txn, &((Stating *) data)->stating, error);
}

static const char *
chosen_state (XyForm *form)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (xy_form_get_field (form, "state")));

  return states[MIN (at, G_N_ELEMENTS (states) - 1)];
}

static gpointer
collect_state (XyForm *form, gpointer data)
{
  g_autofree char *excuse = NULL;
  const char *state = xy_hygiene_state_collect (form, &excuse);
  Stating *stating;

  if (state == NULL)
    return NULL;
  stating = g_new0 (Stating, 1);
  stating->results = g_array_ref (data);
  stating->excuse = g_steal_pointer (&excuse);
  stating->stating = (XyHygieneStating){ .results = (const XyId *) (gpointer) stating->results->data,
                                         .n = stating->results->len,
                                         .state = state,
                                         .excuse = stating->excuse };
  return stating;
}

static void
show_excuse (XyForm *form)
{
  xy_form_set_field_visible (form, "excuse", g_str_equal (chosen_state (form), "excused"));
}

void
xy_hygiene_state_add_fields (XyForm *form, const char *state, const char *excuse)
{
  static const char *const excuses[] = { "五保", "特困", "残疾", "独居老人", "大病", "在外长住", NULL };
  const char *const words[] = { _ ("is judged"), _ ("is not judged, is helped instead"), _ ("could not be judged"),
                                NULL };

  xy_form_add (form, "state", _ ("In this _round"), xy_words_new_choice (words), NULL);
  xy_roster_form_add_words (form, "excuse", _ ("_Why"), excuses,
                            _ ("For the office only: it is on no list and no paper"));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i], state) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (xy_form_get_field (form, "state")), i);
  xy_form_set_text (form, "excuse", excuse);
  show_excuse (form);
  g_signal_connect (form, "changed", G_CALLBACK (show_excuse), NULL);
}

const char *
xy_hygiene_state_collect (XyForm *form, char **excuse)
{
  const char *state = chosen_state (form);
  g_autofree char *words = xy_form_get_text (form, "excuse");

  *excuse = NULL;
  if (!g_str_equal (state, "excused"))
    return state;
  if (words[0] != '\0')
    {
      *excuse = g_steal_pointer (&words);
      return state;
    }
  xy_form_set_error (form, "excuse", _ ("Please write why it is helped instead; it stays in the office."));
  gtk_widget_grab_focus (xy_form_get_field (form, "excuse"));
  return NULL;
}

void
xy_hygiene_state_dialog_open (GtkWidget *from,
                              XyDesk *desk,
                              const XyId *results,
                              guint n,
                              const char *who,
                              const char *state,
                              const char *excuse)
{
  static const XyFormDialogAct act = { .title = N_ ("Say whether a household is judged"),
                                       .act = state_act,
                                       .collect = collect_state,
                                       .free_collected = stating_free };
  XyForm *form = XY_FORM (xy_form_new ());
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  g_array_append_vals (ids, results, n);
  xy_form_add_head (form, who);
  xy_hygiene_state_add_fields (form, state, excuse);
  xy_form_dialog_present (xy_form_dialog_new (from, desk, _ ("Judged or not"), _ ("Enter it"), GTK_WIDGET (form), &act,
                                              ids, (GDestroyNotify) g_array_unref));
}

/* Who came late */

typedef struct
{
  XyHygieneAdding adding;
  XyId id;
} Adding;

typedef struct
{
  XyId round;
  GArray *places; /* XyId, by place in the drop-down */
} Late;

static void
late_free (gpointer data)
{
  Late *late = data;

  g_array_unref (late->places);
  g_free (late);
}

static gboolean
add_act (XyTxn *txn, gpointer data, GError **error)
{
  return xy_hygiene_add_act (txn, &((Adding *) data)->adding, error);
}

static gpointer
collect_late (XyForm *form, gpointer data)
{
  const Late *late = data;
  GtkWidget *field = xy_form_get_field (form, "ids");
  const XyId *id = NULL;
  Adding *adding;

  if (GTK_IS_DROP_DOWN (field))
    {
      guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (field));
      id = at < late->places->len ? &g_array_index (late->places, XyId, at) : NULL;
    }
  else
    id = xy_suggest_entry_get_id (XY_SUGGEST_ENTRY (field));
  if (id == NULL)
    {
      xy_form_set_error (form, "ids", _ ("Please choose a household: type its head or number."));
      return NULL;
    }
  adding = g_new0 (Adding, 1);
  adding->id = *id;
  adding->adding = (XyHygieneAdding){ .round = late->round, .ids = &adding->id, .n = 1 };
  return adding;
}

static gpointer
read_places (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_hygiene_place_list (store, error);
}

static void
on_places_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) drop = data;
  g_autoptr (GPtrArray) places = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Late *late = g_object_get_data (G_OBJECT (drop), "late");

  if (places == NULL || gtk_widget_get_root (drop) == NULL)
    return;
  for (guint i = 0; i < places->len; i++)
    {
      const XyHygienePlace *place = places->pdata[i];
      g_array_append_val (late->places, place->record.id);
      gtk_string_list_append (names, place->name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (names));
}

void
xy_hygiene_late_dialog_open (GtkWidget *from, XyDesk *desk, const XyId *round, gboolean of_places)
{
  static const XyFormDialogAct act = {
    .title = N_ ("Take somebody into a round"), .act = add_act, .collect = collect_late, .free_collected = g_free
  };
  XyForm *form = XY_FORM (xy_form_new ());
  Late *late = g_new0 (Late, 1);
  GtkWidget *dialog;

  late->round = *round;
  late->places = g_array_new (FALSE, FALSE, sizeof (XyId));
  if (of_places)
    xy_form_add (form, "ids", _ ("_Public area"), xy_words_new_choice ((const char *[]){ "", NULL }), NULL);
  else
    xy_roster_form_add_household (form, "ids", _ ("Ho_usehold"), desk);
  dialog = xy_form_dialog_new (from, desk, of_places ? _ ("Take a public area in") : _ ("Take a household in"),
                               _ ("Take it in"), GTK_WIDGET (form), &act, late, late_free);
  if (of_places)
    {
      GtkWidget *drop = xy_form_get_field (form, "ids");
      g_object_set_data (G_OBJECT (drop), "late", late);
      xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, read_places, NULL, NULL,
                     (GDestroyNotify) g_ptr_array_unref, NULL, on_places_read, g_object_ref (drop));
    }
  xy_form_dialog_present (dialog);
}
