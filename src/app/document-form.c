/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document-form.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/document-table-box.h"
#include "app/form.h"
#include "core/day.h"
#include "core/template.h"

#define BODY_HEIGHT 190

struct _XyDocumentForm
{
  GtkWidget parent_instance;

  GtkWidget *fields_place; /* box with the form of the placeholders */
  XyForm *fields;          /* NULL while there are none */
  GPtrArray *names;        /* of the placeholders that the form has */
  GHashTable *values;      /* what was typed for each name, also those that are gone */
  XyForm *words;
  XyDocumentTableBox *table;
  gboolean setting; /* from outside: not a change */
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void update_fields (XyDocumentForm *self);

G_DEFINE_FINAL_TYPE (XyDocumentForm, xy_document_form, GTK_TYPE_WIDGET)

static void
emit_changed (XyDocumentForm *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_field_changed (XyForm *form, const char *name, XyDocumentForm *self)
{
  g_hash_table_replace (self->values, g_strdup (name), xy_form_get_text (form, name));
  emit_changed (self);
}

static void
on_words_changed (XyForm *form, const char *name, XyDocumentForm *self)
{
  if (!self->setting)
    update_fields (self);
  emit_changed (self);
}

static void
on_table_changed (XyDocumentTableBox *table, XyDocumentForm *self)
{
  emit_changed (self);
}

static void
on_table_failed (XyDocumentTableBox *table, const char *sentence, XyDocumentForm *self)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static gboolean
is_filled_by_program (XyDocumentForm *self, const char *name)
{
  return g_strv_contains (xy_template_builtins (), name) || xy_document_table_box_has_head (self->table, name);
}

static gboolean
equal_names (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* A field for each placeholder that somebody must fill. */
static void
update_fields (XyDocumentForm *self)
{
  static const char *const from[] = { "title", "addressee", "body", "issuer" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (from); i++)
    {
      g_autofree char *text = xy_form_get_text (self->words, from[i]);
      xy_template_add_names (text, all);
    }
  for (guint i = 0; i < all->len; i++)
    if (!is_filled_by_program (self, all->pdata[i]))
      g_ptr_array_add (names, g_strdup (all->pdata[i]));
  if (equal_names (self->names, names))
    return;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  self->names = g_steal_pointer (&names);
  if (self->fields != NULL)
    gtk_box_remove (GTK_BOX (self->fields_place), GTK_WIDGET (self->fields));
  self->fields = NULL;
  if (self->names->len == 0)
    return;
  self->fields = XY_FORM (xy_form_new ());
  xy_form_add_heading (self->fields, _ ("To be filled in"));
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      xy_form_add (self->fields, name, name, gtk_entry_new (), NULL);
      xy_form_set_text (self->fields, name, g_hash_table_lookup (self->values, name));
    }
  g_signal_connect (self->fields, "changed", G_CALLBACK (on_field_changed), self);
  gtk_box_append (GTK_BOX (self->fields_place), GTK_WIDGET (self->fields));
}

static char *
check_day (XyForm *form, const char *text, gpointer data)
{
  char day[XY_DAY_SIZE];

  if (*text == '\0' || xy_day_parse (text, day) == XY_DAY_FULL)
    return NULL;
  return g_strdup (_ ("Please write the day as 2026-11-22, or leave it empty."));
}

static void
add_words (XyDocumentForm *self)
{
  GtkWidget *body = gtk_text_view_new (), *days = gtk_spin_button_new_with_range (0, 366, 1);
  GtkWidget *day = gtk_entry_new ();

  self->words = XY_FORM (xy_form_new ());
  xy_form_add_heading (self->words, _ ("Words"));
  xy_form_add (self->words, "title", _ ("_Title"), gtk_entry_new (), NULL);
  xy_form_add (self->words, "addressee", _ ("_Addressee"), gtk_entry_new (), NULL);
  xy_form_add (self->words, "body", _ ("Te_xt"), body,
               _ ("Each line is a paragraph. A line “{名单}” is the place of the table. Telephone numbers typed here "
                  "are covered; the supervision phone below is not."));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (body)), BODY_HEIGHT);
  xy_form_add (self->words, "issuer", _ ("_Signed by"), gtk_entry_new (), NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (day), _ ("Day of the print"));
  xy_form_add (self->words, "day", _ ("_Date"), day, NULL);
  xy_form_add (self->words, "notice_days", _ ("Days of _publicity"), days,
               _ ("村民委员会组织法 35: at least fifteen. 0: the paper says nothing of it."));
  xy_form_add (self->words, "contact", _ ("_Contact"), gtk_entry_new (), NULL);
  xy_form_add (self->words, "phone", _ ("S_upervision phone"), gtk_entry_new (), NULL);
  xy_form_add (
      self->words, "copies", _ ("Copy t_o"), gtk_entry_new (),
      _ ("Stands with who printed it between rules at the foot of an official paper (GB/T 9704). Empty: no such "
         "lines."));
  xy_form_add (self->words, "printer", _ ("P_rinted by"), gtk_entry_new (), NULL);
  xy_form_set_check (self->words, "day", check_day, NULL);
  xy_form_set_check (self->words, "title", xy_form_check_filled, (gpointer) N_ ("A document needs a title."));
  g_signal_connect (self->words, "changed", G_CALLBACK (on_words_changed), self);
}

static void
xy_document_form_dispose (GObject *object)
{
  XyDocumentForm *self = XY_DOCUMENT_FORM (object);
  GtkWidget *child;

  self->setting = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);

  G_OBJECT_CLASS (xy_document_form_parent_class)->dispose (object);
}

static void
xy_document_form_class_init (XyDocumentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = xy_document_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] =
      g_signal_new ("changed", XY_TYPE_DOCUMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", XY_TYPE_DOCUMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
}

static void
xy_document_form_init (XyDocumentForm *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->fields_place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->table = XY_DOCUMENT_TABLE_BOX (xy_document_table_box_new ());
  add_words (self);
  g_signal_connect (self->table, "changed", G_CALLBACK (on_table_changed), self);
  g_signal_connect (self->table, "failed", G_CALLBACK (on_table_failed), self);
  gtk_box_append (GTK_BOX (box), self->fields_place);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

GtkWidget *
xy_document_form_new (void)
{
  return g_object_new (XY_TYPE_DOCUMENT_FORM, NULL);
}

void
xy_document_form_set_village (XyDocumentForm *self, const XyVillage *village)
{
  if (village == NULL)
    return;
  g_autofree char *committee = xy_village_committee (village);
  const char *const names[] = { "issuer", "contact", "phone" };
  const char *const texts[] = { committee, village->contact, village->phone };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_entry_set_placeholder_text (GTK_ENTRY (xy_form_get_field (self->words, names[i])), texts[i]);
}

void
xy_document_form_set_document (XyDocumentForm *self, const XyDocument *document)
{
  g_autofree char *days = g_strdup_printf ("%d", (int) document->notice_days);

  self->setting = TRUE;
  g_clear_pointer (&self->values, g_hash_table_unref);
  self->values = xy_document_get_fields (document);
  xy_document_table_box_set (self->table, document->sheet, document->columns);
  xy_form_set_text (self->words, "title", document->title);
  xy_form_set_text (self->words, "addressee", document->addressee);
  xy_form_set_text (self->words, "body", document->body);
  xy_form_set_text (self->words, "issuer", document->issuer);
  xy_form_set_text (self->words, "day", document->day);
  xy_form_set_text (self->words, "notice_days", days);
  xy_form_set_text (self->words, "contact", document->contact);
  xy_form_set_text (self->words, "phone", document->phone);
  xy_form_set_text (self->words, "copies", g_hash_table_lookup (self->values, XY_TEMPLATE_COPIES));
  xy_form_set_text (self->words, "printer", g_hash_table_lookup (self->values, XY_TEMPLATE_PRINTER));
  g_clear_pointer (&self->names, g_ptr_array_unref);
  update_fields (self);
  self->setting = FALSE;
  xy_form_focus_first (self->fields != NULL ? self->fields : self->words);
}

void
xy_document_form_read (XyDocumentForm *self, XyDocument *document)
{
  struct
  {
    const char *name;
    char **member;
  } const texts[] = {
    { "title", &document->title },   { "addressee", &document->addressee }, { "body", &document->body },
    { "issuer", &document->issuer }, { "contact", &document->contact },     { "phone", &document->phone },
  };
  g_autofree char *day_text = xy_form_get_text (self->words, "day");
  g_autofree char *days = xy_form_get_text (self->words, "notice_days");
  char day[XY_DAY_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = xy_form_get_text (self->words, texts[i].name);
      xy_set_str (texts[i].member, *text != '\0' ? text : NULL);
    }
  xy_set_str (&document->day, xy_day_parse (day_text, day) == XY_DAY_FULL ? day : NULL);
  document->notice_days = g_ascii_strtoll (days, NULL, 10);
  xy_set_str (&document->fields, NULL);
  for (guint i = 0; self->names != NULL && i < self->names->len; i++)
    xy_document_set_field (document, self->names->pdata[i], g_hash_table_lookup (self->values, self->names->pdata[i]));
  g_autofree char *copies = xy_form_get_text (self->words, "copies");
  g_autofree char *printer = xy_form_get_text (self->words, "printer");
  xy_document_set_field (document, XY_TEMPLATE_COPIES, copies);
  xy_document_set_field (document, XY_TEMPLATE_PRINTER, printer);
  xy_set_str (&document->sheet, xy_document_table_box_get_text (self->table));
  g_autofree char *uses = xy_document_table_box_dup_uses (self->table);
  xy_set_str (&document->columns, uses);
}

gboolean
xy_document_form_check (XyDocumentForm *self)
{
  return xy_form_check (self->words);
}

gboolean
xy_document_form_show_error (XyDocumentForm *self, const GError *error)
{
  return xy_form_show_error (self->words, error);
}
