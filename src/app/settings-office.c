/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-office.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/words.h"
#include "core/setting.h"

/* After the last click on a number it is written. */
#define SETTLE_MS 700

typedef struct _Office Office;

typedef struct
{
  Office *office;
  const XySettingKey *key;
  GtkWidget *control;
  guint source;
} Line;

struct _Office
{
  XyDesk *desk;
  XySettingsRows *rows; /* NULL once they are gone */
  GArray *lines;        /* of Line */
  gboolean showing;     /* what is read is being put into the controls */
};

typedef struct
{
  const char *key;
  char *value; /* NULL: what holds by itself */
} Change;

static void
office_clear (gpointer p)
{
  Office *self = p;

  g_array_unref (self->lines);
  g_object_unref (self->desk);
}

static void
office_unref (gpointer p)
{
  g_rc_box_release_full (p, office_clear);
}

static void
change_free (gpointer p)
{
  Change *change = p;

  g_free (change->value);
  g_free (change);
}

/* --- showing --- */

/* On the worker's thread: values in the order of the keys. */
static gpointer
read_values (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (const XySettingKey *key = xy_setting_keys (); key->key != NULL; key++)
    g_ptr_array_add (values, store != NULL ? xy_setting_get (store, key->key) : NULL);
  return values;
}

static void
show_value (Line *line, const char *value)
{
  const XySettingKey *key = line->key;
  guint i = 0;

  if (key->is_number)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (line->control), value != NULL ? g_ascii_strtod (value, NULL) : 0);
  else if (key->words != NULL)
    {
      while (key->words[i].value != NULL && g_strcmp0 (key->words[i].value, value) != 0)
        i++;
      /* The first is what holds by itself, where nothing does. */
      i = key->words[i].value == NULL ? 0 : key->fallback == NULL ? i + 1 : i;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (line->control), i);
    }
  else
    gtk_editable_set_text (GTK_EDITABLE (line->control), value != NULL ? value : "");
}

static void
on_values_read (GObject *source, GAsyncResult *result, gpointer p)
{
  Office *self = p;
  g_autoptr (GPtrArray) values = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  gboolean may = xy_desk_may (self->desk, XY_MAY_CHANGE_SETTINGS) && !xy_desk_is_read_only (self->desk);

  self->showing = TRUE;
  for (guint i = 0; self->rows != NULL && values != NULL && i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      if (line->source == 0)
        show_value (line, values->pdata[i]);
      gtk_widget_set_sensitive (line->control, may);
    }
  self->showing = FALSE;
  office_unref (self);
}

static void
read_anew (Office *self)
{
  xy_worker_run (xy_desk_get_worker (self->desk), XY_WORKER_QUERY, read_values, NULL, NULL,
                 (GDestroyNotify) g_ptr_array_unref, NULL, on_values_read, g_rc_box_acquire (self));
}

static void
on_worker_changed (GtkWidget *rows, guint topics)
{
  Office *self = g_object_get_data (G_OBJECT (rows), "xy-settings-office");

  if (self != NULL && (topics & (XY_TOPIC_SETTING | XY_TOPIC_USER)) != 0)
    read_anew (self);
}

/* --- changing --- */

static gboolean
change_setting (XyStore *store, const XyActor *actor, gpointer data, GError **error)
{
  const Change *change = data;

  return xy_actor_require (actor, XY_MAY_CHANGE_SETTINGS, error)
         && xy_setting_change (store, actor, change->key, change->value, error);
}

/* What was refused is put back. */
static void
on_changed (GObject *source, GAsyncResult *result, gpointer p)
{
  Office *self = p;
  g_autoptr (GError) error = NULL;

  if (!xy_desk_act_finish (XY_DESK (source), result, &error) && self->rows != NULL)
    {
      xy_message_dialog_tell (GTK_WIDGET (self->rows), _ ("This was not done"), error->message);
      read_anew (self);
    }
  office_unref (self);
}

/* What stands in the control; NULL for what holds by itself. (transfer full) */
static char *
get_value (const Line *line)
{
  const XySettingKey *key = line->key;
  guint chosen;

  if (key->is_number)
    return g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (line->control)));
  if (key->words == NULL)
    {
      g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (line->control))));
      return *text != '\0' ? g_steal_pointer (&text) : NULL;
    }
  chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (line->control));
  if (key->fallback == NULL && chosen == 0)
    return NULL;
  return g_strdup (key->words[key->fallback == NULL ? chosen - 1 : chosen].value);
}

static void
write_value (Line *line)
{
  Change *change = g_new0 (Change, 1);

  change->key = line->key->key;
  change->value = get_value (line);
  xy_desk_run (line->office->desk, change_setting, change, change_free, on_changed, g_rc_box_acquire (line->office));
}

static gboolean
on_settled (gpointer p)
{
  Line *line = p;

  line->source = 0;
  write_value (line);
  return G_SOURCE_REMOVE;
}

static void
on_number_changed (GtkWidget *control, Line *line)
{
  if (line->office->showing)
    return;
  g_clear_handle_id (&line->source, g_source_remove);
  line->source = g_timeout_add (SETTLE_MS, on_settled, line);
}

static void
on_word_chosen (GtkWidget *control, GParamSpec *pspec, Line *line)
{
  if (!line->office->showing)
    write_value (line);
}

static void
on_text_entered (GtkWidget *control, Line *line)
{
  write_value (line);
}

/* --- the lines --- */

static GtkWidget *
make_control (const XySettingKey *key)
{
  g_autoptr (GtkStringList) words = NULL;
  GtkWidget *entry;

  if (key->is_number)
    return gtk_spin_button_new_with_range ((double) key->least, (double) key->most, 1);
  if (key->words == NULL)
    {
      entry = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 12);
      return entry;
    }
  words = gtk_string_list_new (NULL);
  if (key->fallback == NULL)
    xy_words_append (words, _ ("by itself"));
  for (const XyWord *word = key->words; word->value != NULL; word++)
    xy_words_append (words, _ (word->label));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
}

static void
connect (Line *line)
{
  if (line->key->is_number)
    g_signal_connect (line->control, "value-changed", G_CALLBACK (on_number_changed), line);
  else if (line->key->words != NULL)
    g_signal_connect (line->control, "notify::selected", G_CALLBACK (on_word_chosen), line);
  else
    g_signal_connect (line->control, "activate", G_CALLBACK (on_text_entered), line);
}

/* What was clicked a moment ago is written still. */
static void
on_rows_destroyed (GtkWidget *rows)
{
  Office *self = g_object_get_data (G_OBJECT (rows), "xy-settings-office");

  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      if (line->source == 0)
        continue;
      g_clear_handle_id (&line->source, g_source_remove);
      write_value (line);
    }
  self->rows = NULL;
}

void
xy_settings_office_add (XySettingsRows *rows, XyDesk *desk)
{
  Office *self = g_rc_box_new0 (Office);

  self->desk = g_object_ref (desk);
  self->rows = rows;
  self->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  for (const XySettingKey *key = xy_setting_keys (); key->key != NULL; key++)
    {
      Line line = { self, key, make_control (key), 0 };
      g_autofree char *help = xy_setting_explain (key);

      gtk_widget_set_sensitive (line.control, FALSE);
      xy_settings_rows_add (rows, _ (key->label), help, NULL, line.control);
      g_array_append_val (self->lines, line);
    }
  for (guint i = 0; i < self->lines->len; i++)
    connect (&g_array_index (self->lines, Line, i));
  g_object_set_data_full (G_OBJECT (rows), "xy-settings-office", self, office_unref);
  g_signal_connect (rows, "destroy", G_CALLBACK (on_rows_destroyed), NULL);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (on_worker_changed), rows,
                           G_CONNECT_SWAPPED);
  read_anew (self);
}
