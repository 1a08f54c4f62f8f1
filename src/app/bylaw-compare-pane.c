/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/bylaw-compare-pane.h"

#include <glib/gi18n-lib.h>

#include "app/bylaw-pane.h"
#include "app/words.h"
#include "app/wrap-row.h"
#include "core/bylaw-redline.h"
#include "core/store.h"

#define XY_TYPE_BYLAW_COMPARE_PANE (xy_bylaw_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawComparePane, xy_bylaw_compare_pane, XY, BYLAW_COMPARE_PANE, XyBylawPane)

typedef struct
{
  GPtrArray *others; /* of XyBylawVersion: those to compare with, newest first */
  guint chosen;
  gint64 old_number, new_number;
  XyBylawRedline *redline; /* NULL: there is only one version */
} Answer;

struct _XyBylawComparePane
{
  XyBylawPane parent_instance;
  GtkWidget *which;
  GtkWidget *only;
  GtkWidget *counts;
  GtkWidget *list;
  Answer *answer;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (XyBylawComparePane, xy_bylaw_compare_pane, XY_TYPE_BYLAW_PANE)

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->others, g_ptr_array_unref);
  g_clear_pointer (&answer->redline, xy_bylaw_redline_free);
  g_free (answer);
}

/* On the worker's thread */

/* Of OTHERS, newest first, the one that was asked for, or the one before NUMBER, or the one after it. */
static guint
choose_other (GPtrArray *others, const XyId *wanted, gint64 number)
{
  for (guint i = 0; i < others->len; i++)
    if (xy_id_same (&((XyRecord *) others->pdata[i])->id, wanted))
      return i;
  for (guint i = 0; i < others->len; i++)
    if (((const XyBylawVersion *) others->pdata[i])->number < number)
      return i;
  return others->len - 1;
}

static gpointer
read_redline (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const XyBylawPaneAsk *ask = data;
  g_autoptr (XyBylawVersion) version = xy_bylaw_version_get (store, &ask->version, error);
  g_autoptr (GPtrArray) others = version != NULL ? xy_bylaw_versions (store, &version->bylaw, error) : NULL;

  if (others == NULL)
    return NULL;
  for (guint i = 0; i < others->len; i++)
    if (xy_id_same (&((XyRecord *) others->pdata[i])->id, &ask->version))
      g_ptr_array_remove_index (others, i--);
  Answer *answer = g_new0 (Answer, 1);
  answer->others = g_ptr_array_ref (others);
  if (others->len == 0)
    return answer;
  answer->chosen = choose_other (others, &ask->other, version->number);
  const XyBylawVersion *other = others->pdata[answer->chosen];
  const XyBylawVersion *older = other->number < version->number ? other : version;
  const XyBylawVersion *newer = older == other ? version : other;
  g_autoptr (GPtrArray) olds = xy_bylaw_clauses (store, &older->record.id, error);
  g_autoptr (GPtrArray) news = olds != NULL ? xy_bylaw_clauses (store, &newer->record.id, error) : NULL;
  if (news == NULL)
    {
      answer_free (answer);
      return NULL;
    }
  answer->old_number = older->number;
  answer->new_number = newer->number;
  answer->redline = xy_bylaw_redline (older->preamble, olds, newer->preamble, news);
  return answer;
}

/* On the main thread */

/* What a line is, in a word; NULL: nothing happened to it. */
static const char *
word_of (const XyBylawRedlineLine *line)
{
  switch (line->kind)
    {
    case XY_DIFF_DELETED:
      return C_ ("redline", "out");
    case XY_DIFF_INSERTED:
      return C_ ("redline", "new");
    case XY_DIFF_MOVED_FROM:
    case XY_DIFF_MOVED_TO:
      return C_ ("redline", "moved");
    case XY_DIFF_SAME:
    default:
      return line->changed ? C_ ("redline", "changed") : NULL;
    }
}

/* Where a line has gone, came from, or what number it had; NULL where nothing is to be said. (transfer full) */
static char *
place_of (const XyBylawRedlineLine *line)
{
  if (line->kind == XY_DIFF_MOVED_FROM)
    return g_strdup_printf (_ ("now %s"), line->other);
  if (line->kind == XY_DIFF_MOVED_TO || line->renumbered)
    return g_strdup_printf (_ ("was %s"), line->other);
  return NULL;
}

static char *
markup_of (const XyBylawRedlineLine *line)
{
  static const char *const open[] = { "<span>", "<span strikethrough='true' fgalpha='65%'>",
                                      "<span underline='single'>", "<span fgalpha='65%'>", "<span>" };
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; i < line->runs->len; i++)
    {
      const XyDiffRun *run = line->runs->pdata[i];
      g_autofree char *text = g_markup_escape_text (run->text, -1);
      g_string_append_printf (markup, "%s%s</span>", open[run->kind], text);
    }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/* The line as it is read aloud: 改 第三条 … ［删］…［增］… */
static char *
spoken_of (const XyBylawRedlineLine *line, const char *word, const char *place)
{
  g_autoptr (GString) spoken = g_string_new (word);

  if (word != NULL)
    g_string_append_c (spoken, ' ');
  g_string_append_printf (spoken, "%s ", line->mark);
  for (guint i = 0; i < line->runs->len; i++)
    {
      const XyDiffRun *run = line->runs->pdata[i];
      gboolean bare = run->kind == line->kind || (run->kind != XY_DIFF_DELETED && run->kind != XY_DIFF_INSERTED);
      if (!bare)
        g_string_append_printf (spoken, "［%s：",
                                run->kind == XY_DIFF_DELETED ? C_ ("redline", "out") : C_ ("redline", "new"));
      g_string_append (spoken, run->text);
      if (!bare)
        g_string_append (spoken, "］");
    }
  if (place != NULL)
    g_string_append_printf (spoken, " %s", place);
  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

static GtkWidget *
make_row (const XyBylawRedlineLine *line)
{
  static const char *const classes[] = { "heading-clause", "clause", "item" };
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tag = gtk_label_new (word_of (line)), *mark = gtk_label_new (line->mark), *text = gtk_label_new (NULL);
  g_autofree char *place = place_of (line), *markup = markup_of (line);
  g_autofree char *spoken = spoken_of (line, word_of (line), place);

  gtk_label_set_width_chars (GTK_LABEL (tag), 4);
  gtk_widget_set_valign (tag, GTK_ALIGN_START);
  gtk_widget_add_css_class (tag, "redline-tag");
  if (word_of (line) == NULL)
    gtk_widget_add_css_class (tag, "none");
  gtk_label_set_xalign (GTK_LABEL (mark), 0);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark, "mark");
  gtk_widget_set_visible (mark, line->mark[0] != '\0');
  gtk_label_set_markup (GTK_LABEL (text), markup);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_width_chars (GTK_LABEL (text), 12);
  gtk_widget_add_css_class (text, "words");
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), tag);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  if (place != NULL)
    {
      GtkWidget *label = gtk_label_new (place);
      gtk_widget_add_css_class (label, "quiet");
      gtk_widget_set_valign (label, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (row, classes[CLAMP (line->level, 0, 2)]);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* So many lines were left out here. */
static GtkWidget *
make_gap (guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u line unchanged", "%u lines unchanged", n), n);
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "quiet");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static void
fill_list (XyBylawComparePane *self)
{
  gboolean only = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->only));
  const GPtrArray *lines = self->answer->redline->lines;
  GtkWidget *row;
  guint n_left = 0;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < lines->len; i++)
    {
      const XyBylawRedlineLine *line = lines->pdata[i];
      if (only && word_of (line) == NULL)
        {
          n_left++;
          continue;
        }
      if (n_left > 0)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_gap (n_left));
      n_left = 0;
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (line));
    }
  if (n_left > 0)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_gap (n_left));
}

static void
fill_head (XyBylawComparePane *self)
{
  const Answer *answer = self->answer;
  const XyBylawRedline *redline = answer->redline;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *counts = NULL;

  for (guint i = 0; i < answer->others->len; i++)
    {
      const XyBylawVersion *other = answer->others->pdata[i];
      g_autofree char *word = g_strdup_printf (_ ("version %d (%s)"), (int) other->number,
                                               xy_bylaw_stage_word ((XyBylawStage) other->stage));
      xy_words_append (words, word);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->which), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), answer->chosen);
  self->filling = FALSE;
  if (redline->n_changed + redline->n_deleted + redline->n_inserted + redline->n_moved == 0)
    counts = g_strdup_printf (_ ("Version %d → version %d: nothing was changed."), (int) answer->old_number,
                              (int) answer->new_number);
  else
    counts = g_strdup_printf (_ ("Version %d → version %d: %u changed, %u new, %u out, %u moved, %u the same"),
                              (int) answer->old_number, (int) answer->new_number, redline->n_changed,
                              redline->n_inserted, redline->n_deleted, redline->n_moved, redline->n_same);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
}

static void
xy_bylaw_compare_pane_fill (XyBylawPane *pane, gpointer data)
{
  XyBylawComparePane *self = XY_BYLAW_COMPARE_PANE (pane);

  g_clear_pointer (&self->answer, answer_free);
  self->answer = data;
  if (self->answer->redline == NULL)
    {
      xy_bylaw_pane_set_words (pane,
                               _ ("This is the only version of this bylaw; there is nothing to compare it with."));
      return;
    }
  fill_head (self);
  fill_list (self);
}

static void
on_which_chosen (XyBylawComparePane *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  if (self->filling || self->answer == NULL || at >= self->answer->others->len || at == self->answer->chosen)
    return;
  xy_bylaw_pane_set_other (XY_BYLAW_PANE (self), &((XyRecord *) self->answer->others->pdata[at])->id);
}

static void
on_only_toggled (XyBylawComparePane *self)
{
  if (self->answer != NULL && self->answer->redline != NULL)
    fill_list (self);
}

static void
xy_bylaw_compare_pane_finalize (GObject *object)
{
  g_clear_pointer (&XY_BYLAW_COMPARE_PANE (object)->answer, answer_free);
  G_OBJECT_CLASS (xy_bylaw_compare_pane_parent_class)->finalize (object);
}

static void
xy_bylaw_compare_pane_class_init (XyBylawComparePaneClass *klass)
{
  XyBylawPaneClass *pane_class = XY_BYLAW_PANE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_bylaw_compare_pane_finalize;
  pane_class->topics = XY_TOPIC_BYLAW;
  pane_class->read = read_redline;
  pane_class->free_answer = answer_free;
  pane_class->fill = xy_bylaw_compare_pane_fill;
}

static void
xy_bylaw_compare_pane_init (XyBylawComparePane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *head = xy_wrap_row_new (12);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *with = gtk_label_new (_ ("Compare with"));

  self->which = gtk_drop_down_new (NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->which), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Compare with"), -1);
  self->only = gtk_check_button_new_with_label (_ ("Only what was changed"));
  self->counts = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->counts), 1);
  gtk_label_set_wrap (GTK_LABEL (self->counts), TRUE);
  /* On a line of their own rather than on three at the side. */
  gtk_label_set_width_chars (GTK_LABEL (self->counts), 44);
  gtk_widget_add_css_class (self->counts, "quiet");
  gtk_widget_add_css_class (self->counts, "numeric");
  gtk_widget_set_hexpand (self->counts, TRUE);
  xy_wrap_row_append (XY_WRAP_ROW (head), with);
  xy_wrap_row_append (XY_WRAP_ROW (head), self->which);
  xy_wrap_row_append (XY_WRAP_ROW (head), self->only);
  xy_wrap_row_append (XY_WRAP_ROW (head), self->counts);
  gtk_widget_set_valign (self->which, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->only, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (head, "bylaw-head");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "redline");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What was changed"),
                                  -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scrolled);
  xy_bylaw_pane_set_content (XY_BYLAW_PANE (self), box);
  g_signal_connect_swapped (self->which, "notify::selected", G_CALLBACK (on_which_chosen), self);
  g_signal_connect_swapped (self->only, "toggled", G_CALLBACK (on_only_toggled), self);
}

GtkWidget *
xy_bylaw_compare_pane_new (XyDesk *desk)
{
  GtkWidget *pane = g_object_new (XY_TYPE_BYLAW_COMPARE_PANE, NULL);

  xy_bylaw_pane_set_desk (XY_BYLAW_PANE (pane), desk);
  return pane;
}

void
xy_bylaw_compare_pane_show (GtkWidget *pane, const XyBylaw *bylaw, const XyBylawVersion *version)
{
  xy_bylaw_pane_show (XY_BYLAW_PANE (pane), bylaw, version);
}
