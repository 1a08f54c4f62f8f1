/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/hygiene-history.h"

#include <glib/gi18n-lib.h>

#include "app/hygiene-charts-data.h"
#include "app/hygiene-round-lists.h"
#include "core/household.h"
#include "core/hygiene-place.h"
#include "core/hygiene-slip.h"
#include "core/store.h"
#include "core/unit.h"

#define N_STAYS 12
#define N_SLIPS 6

typedef struct
{
  gboolean household;
  char *name;
  char *more;       /* its group and number; NULL */
  GPtrArray *stays; /* of XyHygieneStay, newest first */
  GPtrArray *slips; /* of XyHygieneSlipRow */
} History;

void
xy_hygiene_history_free (gpointer data)
{
  History *history = data;

  if (history == NULL)
    return;
  g_free (history->name);
  g_free (history->more);
  g_clear_pointer (&history->stays, g_ptr_array_unref);
  g_clear_pointer (&history->slips, g_ptr_array_unref);
  g_free (history);
}

gboolean
xy_hygiene_history_is_household (gconstpointer history)
{
  return ((const History *) history)->household;
}

static gboolean
read_name (XyStore *store, const XyId *id, History *history, GError **error)
{
  g_autoptr (XyHousehold) household = xy_record_get (store, &xy_household_type, id, NULL);
  g_autoptr (XyHygienePlace) place =
      household == NULL ? xy_record_get (store, &xy_hygiene_place_type, id, error) : NULL;
  g_autoptr (XyUnit) unit = NULL;

  if (household == NULL && place == NULL)
    return FALSE;
  history->household = household != NULL;
  if (place != NULL)
    {
      history->name = g_strdup (place->name);
      history->more = g_strdup (place->keeper);
      return TRUE;
    }
  history->name = g_strdup_printf (_ ("Household of %s"), household->head_name != NULL ? household->head_name : "");
  if (!xy_id_is_none (&household->unit))
    unit = xy_record_get (store, &xy_unit_type, &household->unit, NULL);
  history->more =
      g_strdup_printf ("%s%s%s", unit != NULL ? unit->name : "", unit != NULL && household->number != NULL ? " · " : "",
                       household->number != NULL ? household->number : "");
  return TRUE;
}

gpointer
xy_hygiene_history_read (XyStore *store, gpointer id, GCancellable *cancellable, GError **error)
{
  History *history = g_new0 (History, 1);
  XyHygieneSlipFilter filter = { .which = XY_HYGIENE_SLIPS_ALL, .order = XY_HYGIENE_SLIPS_BY_NUMBER };
  g_autoptr (GArray) slips = NULL;

  if (read_name (store, id, history, error))
    history->stays = xy_hygiene_stays (store, id, N_STAYS, error);
  if (history->stays != NULL)
    {
      *(history->household ? &filter.household : &filter.place) = *(XyId *) id;
      slips = xy_hygiene_slip_ids (store, &filter, error);
    }
  if (slips != NULL)
    history->slips =
        xy_hygiene_slip_rows (store, (const XyId *) (gpointer) slips->data, MIN (slips->len, N_SLIPS), error);
  if (history->slips != NULL)
    return history;
  xy_hygiene_history_free (history);
  return NULL;
}

static GtkWidget *
make_label (const char *words, const char *css_class, gboolean wraps)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wraps);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
xy_hygiene_stay_line_new (const XyHygieneStay *stay)
{
  const XyHygieneResult *result = stay->result;
  g_auto (GStrv) bands = xy_hygiene_round_bands (stay->round);
  XyHygieneMark mark = xy_hygiene_result_mark (result->state, result->rank > 0, result->list, result->band, bands);
  gboolean tick = g_str_equal (stay->round->mode, "tick");
  g_autofree char *score = result->rank > 0 && !tick ? xy_hygiene_figure (result->score) : g_strdup ("—");
  g_autofree char *title = xy_hygiene_round_short (stay->round);
  g_autofree char *place = g_strdup_printf (_ ("place %u"), (guint) result->rank);
  g_autoptr (GString) words = g_string_new (NULL);

  if (result->rank == 0)
    g_string_append (words, xy_hygiene_mark_label (mark));
  else
    g_string_append_printf (words, "%s%s%s%s%s", result->list != NULL ? xy_hygiene_mark_label (mark) : "",
                            result->list != NULL ? " · " : "", result->band != NULL ? result->band : "",
                            result->band != NULL && !tick ? " · " : "", tick ? "" : place);
  if (result->plate != NULL)
    g_string_append_printf (words, " · %s", result->plate);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *number = gtk_label_new (score);
  gtk_box_append (GTK_BOX (box), make_label (title, NULL, TRUE));
  gtk_box_append (GTK_BOX (box), make_label (words->str, "second", TRUE));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "bold");
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  GtkWidget *swatch = xy_hygiene_swatch_new (mark);
  gtk_widget_set_valign (swatch, GTK_ALIGN_START);
  gtk_widget_set_margin_top (swatch, 3);
  gtk_box_append (GTK_BOX (line), swatch);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), number);
  return line;
}

void
xy_hygiene_history_show (XyDetail *detail, gconstpointer data)
{
  const History *history = data;
  guint n = history->stays->len;
  const XyHygieneResult *last = n > 0 ? ((XyHygieneStay *) history->stays->pdata[0])->result : NULL;

  xy_detail_start (detail);
  xy_detail_add_title (detail, history->name, history->more, NULL);
  if (last == NULL)
    xy_detail_add_words (detail, _ ("It was in no round that was decided."), "quiet");
  if (last != NULL && (last->bright != NULL || last->problem != NULL))
    {
      GtkWidget *facts = xy_detail_add_facts (detail);
      xy_detail_add_fact (facts, _ ("Bright point"), last->bright);
      xy_detail_add_fact (facts, _ ("Problem"), last->problem);
    }
  if (n > 0)
    {
      xy_detail_add_heading (detail, _ ("Rounds"));
      GtkWidget *box = xy_detail_add_steps (detail);
      for (guint i = 0; i < n; i++)
        gtk_box_append (GTK_BOX (box), xy_hygiene_stay_line_new (history->stays->pdata[i]));
    }
  if (history->slips->len > 0)
    {
      xy_detail_add_heading (detail, _ ("Put right"));
      GtkWidget *steps = xy_detail_add_steps (detail);
      for (guint i = 0; i < history->slips->len; i++)
        {
          const XyHygieneSlipRow *row = history->slips->pdata[i];
          if (row == NULL)
            continue;
          g_autofree char *what = g_strdup_printf ("%s %s", row->number, row->slip->problem);
          xy_detail_add_step (steps, row->slip->stage >= XY_HYGIENE_CLOSED ? "xy-check-symbolic" : "xy-alert-symbolic",
                              what, row->word);
        }
    }
}
