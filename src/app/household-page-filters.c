/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of the roster is filtered by, remembered and kept under names (filter-keep.h). */
#include "app/household-page-private.h"

#include "app/filter-keep.h"

#define NAME "households"

/* By their places in the filter of states. */
static const char *const whos[] = { "live", "here", "away", "gone", "all" };

/* What is chosen, or is to be chosen once it is known what there is. */
static XyId
chosen (GtkDropDown *filter, const GArray *ids, const XyId *wanted)
{
  guint at = gtk_drop_down_get_selected (filter);

  return at != GTK_INVALID_LIST_POSITION && at > 0 && at <= ids->len ? g_array_index (ids, XyId, at - 1) : *wanted;
}

static void
add_id (GVariantBuilder *values, const char *name, const XyId *id)
{
  char text[XY_ID_TEXT_LENGTH + 1];

  if (xy_id_is_none (id))
    return;
  xy_id_to_text (id, text);
  g_variant_builder_add (values, "{ss}", name, text);
}

/* An XyFilterGet. */
static GVariant *
get_values (gboolean with_text, gpointer page)
{
  XyHouseholdPage *self = page;
  g_auto (GVariantBuilder) values = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));
  guint who = gtk_drop_down_get_selected (self->who_filter);
  XyId unit = xy_household_page_get_unit (self), tag = xy_household_page_get_tag (self);

  add_id (&values, "unit", &unit);
  add_id (&values, "tag", &tag);
  if (who > 0 && who < G_N_ELEMENTS (whos))
    g_variant_builder_add (&values, "{ss}", "who", whos[who]);
  if (with_text && text[0] != '\0')
    g_variant_builder_add (&values, "{ss}", "text", text);
  return g_variant_builder_end (&values);
}

static void
choose (GtkDropDown *filter, const GArray *ids, GVariant *values, const char *name, XyId *wanted)
{
  const char *text = NULL;
  guint at = 0;

  *wanted = XY_ID_NONE;
  if (g_variant_lookup (values, name, "&s", &text) && xy_id_from_text (text, wanted))
    for (guint i = 0; i < ids->len && at == 0; i++)
      if (xy_id_same (&g_array_index (ids, XyId, i), wanted))
        at = i + 1;
  /* What is known and not there any more is as at first. */
  if (ids->len > 0)
    *wanted = XY_ID_NONE;
  gtk_drop_down_set_selected (filter, at);
}

/* An XyFilterSet. */
static void
set_values (GVariant *values, gpointer page)
{
  XyHouseholdPage *self = page;
  const char *who = NULL, *text = "";
  guint at = 0;

  g_variant_lookup (values, "who", "&s", &who);
  g_variant_lookup (values, "text", "&s", &text);
  for (guint i = 0; who != NULL && i < G_N_ELEMENTS (whos); i++)
    if (g_str_equal (whos[i], who))
      at = i;
  self->is_filling = TRUE;
  choose (self->unit_filter, self->units, values, "unit", &self->wanted_unit);
  choose (self->tag_filter, self->tags, values, "tag", &self->wanted_tag);
  gtk_drop_down_set_selected (self->who_filter, at);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), text);
  self->is_filling = FALSE;
  xy_household_page_ask (self);
}

XyId
xy_household_page_get_unit (XyHouseholdPage *self)
{
  return chosen (self->unit_filter, self->units, &self->wanted_unit);
}

XyId
xy_household_page_get_tag (XyHouseholdPage *self)
{
  return chosen (self->tag_filter, self->tags, &self->wanted_tag);
}

void
xy_household_page_keep_filters (XyHouseholdPage *self)
{
  g_autoptr (GVariant) last = xy_filter_keep_get_last (NAME);

  set_values (last, self);
  self->keep = xy_filter_keep_new (NAME, get_values, set_values, self);
  xy_page_add_filter (XY_PAGE (self), self->keep);
}

void
xy_household_page_note_filters (XyHouseholdPage *self)
{
  if (self->keep != NULL)
    xy_filter_keep_note (XY_FILTER_KEEP (self->keep));
}
