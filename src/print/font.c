/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/font.h"

#include "print/font-chain.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* Glyphs are measured at this size, in pixels of a 72 dpi context, and kept as parts of it. */
#define NOMINAL 100.0
#define MAX_WORDS 4096

typedef struct
{
  XyGlyph *pages[0x110000 >> 8]; /* by character, 256 a page; n_bytes 0 marks what was not looked up yet */
  GHashTable *words;             /* text -> GArray of XyGlyph, for what has to be shaped as a whole */
  PangoFontDescription *description;
  const char *family;
  const char *missing;
  gboolean used;
} Role;

struct _XyFontSet
{
  FcConfig *config;
  PangoFontMap *map;
  PangoContext *context;
  PangoAttrList *attributes;
  cairo_font_options_t *options;
  Role *roles[XY_N_FONT_ROLES];
  GPtrArray *fonts; /* PangoFont, the same index as faces */
  GPtrArray *faces; /* cairo_font_face_t, owned by the fonts */
  GArray *scratch;
  XyGlyphRun *run;
  GHashTable *installed; /* family names, folded */
  char *owner;
  gboolean watching;
  GPtrArray *gaps;
  GHashTable *gap_keys;
};

static void
font_gap_free (gpointer data)
{
  XyFontGap *gap = data;

  g_free (gap->character);
  g_free (gap->owner);
  g_free (gap);
}

static GHashTable *
list_installed (FcConfig *config)
{
  GHashTable *families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const FcSetName names[] = { FcSetSystem, FcSetApplication };

  for (guint s = 0; s < G_N_ELEMENTS (names); s++)
    {
      FcFontSet *fonts = FcConfigGetFonts (config, names[s]);
      for (int i = 0; fonts != NULL && i < fonts->nfont; i++)
        {
          FcChar8 *family;
          for (int n = 0; FcPatternGetString (fonts->fonts[i], FC_FAMILY, n, &family) == FcResultMatch; n++)
            g_hash_table_add (families, g_utf8_casefold ((const char *) family, -1));
        }
    }
  return families;
}

static gboolean
is_installed (XyFontSet *set, const char *family)
{
  g_autofree char *key = g_utf8_casefold (family, -1);

  return g_hash_table_contains (set->installed, key);
}

static Role *
role_new (XyFontSet *set, XyFontRole which)
{
  const XyFontChain *chain = xy_font_chain_get (which);
  Role *role = g_new0 (Role, 1);
  g_autoptr (GString) families = g_string_new (NULL);
  gboolean bold = FALSE;

  role->family = "";
  role->missing = chain->name;
  for (guint i = 0; chain->choices[i].family != NULL; i++)
    {
      if (!is_installed (set, chain->choices[i].family))
        continue;
      if (families->len == 0)
        {
          role->family = chain->choices[i].family;
          role->missing = i < chain->n_proper ? NULL : chain->name;
          bold = chain->choices[i].bold;
        }
      else
        g_string_append_c (families, ',');
      g_string_append (families, chain->choices[i].family);
    }

  role->description = pango_font_description_new ();
  pango_font_description_set_family (role->description, families->len > 0 ? families->str : "sans");
  pango_font_description_set_weight (role->description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (role->description, NOMINAL * PANGO_SCALE);
  role->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return role;
}

static void
role_free (Role *role)
{
  if (role == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (role->pages); i++)
    g_free (role->pages[i]);
  g_hash_table_unref (role->words);
  pango_font_description_free (role->description);
  g_free (role);
}

static Role *
get_role (XyFontSet *set, XyFontRole which)
{
  g_assert (which < XY_N_FONT_ROLES);
  if (set->roles[which] == NULL)
    set->roles[which] = role_new (set, which);
  return set->roles[which];
}

static guint16
index_of_font (XyFontSet *set, PangoFont *font)
{
  for (guint i = 0; i < set->fonts->len; i++)
    if (set->fonts->pdata[i] == font)
      return i;

  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  g_ptr_array_add (set->fonts, g_object_ref (font));
  g_ptr_array_add (set->faces, cairo_scaled_font_get_font_face (scaled));
  return set->fonts->len - 1;
}

/* The glyphs of one item. Where a cluster runs from right to left the whole item is one cluster: only its order
 * matters. */
static void
shape_item (XyFontSet *set, const char *text, gsize length, PangoItem *item, GArray *glyphs)
{
  PangoGlyphString *string = pango_glyph_string_new ();
  const char *start = text + item->offset;
  gboolean backwards = item->analysis.level % 2 == 1;

  pango_shape_full (start, item->length, text, (int) length, &item->analysis, string);
  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[i];
      int from = backwards ? 0 : string->log_clusters[i];
      int to = item->length;
      gboolean first = i == 0 || (!backwards && string->log_clusters[i] != string->log_clusters[i - 1]);

      for (int j = i + 1; !backwards && j < string->num_glyphs; j++)
        if (string->log_clusters[j] != from)
          {
            to = string->log_clusters[j];
            break;
          }

      XyGlyph glyph = {
        .advance = (float) (info->geometry.width / (NOMINAL * PANGO_SCALE)),
        .dx = (float) (info->geometry.x_offset / (NOMINAL * PANGO_SCALE)),
        .dy = (float) (info->geometry.y_offset / (NOMINAL * PANGO_SCALE)),
        .glyph = info->glyph,
        .face = XY_NO_FACE,
        .n_bytes = (guint16) (first ? to - from : 0),
        .ch = g_utf8_get_char (start + from),
      };
      if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)
        {
          glyph.unknown = TRUE;
          glyph.advance = 1;
        }
      else if (info->glyph != PANGO_GLYPH_EMPTY)
        glyph.face = index_of_font (set, item->analysis.font);
      g_array_append_val (glyphs, glyph);
    }
  pango_glyph_string_free (string);
}

static void
shape_whole (XyFontSet *set, Role *role, const char *text, gsize length, GArray *glyphs)
{
  pango_context_set_font_description (set->context, role->description);
  GList *items = pango_itemize (set->context, text, 0, (int) length, set->attributes, NULL);
  GList *visual = pango_reorder_items (items);

  for (GList *l = visual; l != NULL; l = l->next)
    shape_item (set, text, length, l->data, glyphs);
  g_list_free (visual);
  g_list_free_full (items, (GDestroyNotify) pango_item_free);
}

/* A character whose glyph does not depend on its neighbours: Han, kana-less CJK signs, digits and punctuation. */
static gboolean
is_plain (gunichar ch)
{
  if (ch < 0x80)
    return ch >= 0x20 && !g_ascii_isalpha ((char) ch) && ch != 0x7f;
  return ch == 0xb7 || ch == 0xd7 || ch == 0x2212 || (ch >= 0x2010 && ch <= 0x2026) || (ch >= 0x2460 && ch <= 0x24ff)
         || (ch >= 0x2500 && ch <= 0x25ff) || (ch >= 0x3000 && ch <= 0x303f) || (ch >= 0x3400 && ch <= 0x9fff)
         || (ch >= 0xf900 && ch <= 0xfaff) || (ch >= 0xff01 && ch <= 0xff65) || (ch >= 0x20000 && ch <= 0x3ffff);
}

/* A combining mark or variation selector, which changes the glyph of the character before it. */
static gboolean
starts_with_mark (const char *text, const char *end)
{
  return text < end && (guchar) *text >= 0xcc && g_unichar_ismark (g_utf8_get_char (text));
}

static const XyGlyph *
look_up_plain (XyFontSet *set, Role *role, gunichar ch)
{
  XyGlyph **page = &role->pages[ch >> 8];

  if (*page == NULL)
    *page = g_new0 (XyGlyph, 256);
  XyGlyph *glyph = &(*page)[ch & 0xff];
  if (glyph->n_bytes == 0)
    {
      char text[6];
      int length = g_unichar_to_utf8 (ch, text);
      g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (XyGlyph));
      shape_whole (set, role, text, length, glyphs);
      *glyph = glyphs->len > 0 ? g_array_index (glyphs, XyGlyph, 0) : (XyGlyph){ .face = XY_NO_FACE, .ch = ch };
      glyph->n_bytes = (guint16) length;
    }
  return glyph;
}

/* The plain characters at the start of TEXT. Returns: where they end. */
static const char *
append_plain (XyFontSet *set, Role *role, const char *text, const char *end, GArray *glyphs)
{
  guint n = glyphs->len;

  g_array_set_size (glyphs, n + (guint) (end - text));
  XyGlyph *g = (XyGlyph *) (void *) glyphs->data;
  while (text < end)
    {
      gunichar ch = (guchar) *text < 0x80 ? (guchar) *text : g_utf8_get_char (text);
      const char *next = g_utf8_next_char (text);
      if (!is_plain (ch) || starts_with_mark (next, end))
        break;
      const XyGlyph *page = role->pages[ch >> 8];
      g[n++] = page != NULL && page[ch & 0xff].n_bytes > 0 ? page[ch & 0xff] : *look_up_plain (set, role, ch);
      text = next;
    }
  g_array_set_size (glyphs, n);
  return text;
}

static void
append_word (XyFontSet *set, Role *role, const char *text, gsize length, GArray *glyphs)
{
  g_autofree char *key = g_strndup (text, length);
  GArray *word = g_hash_table_lookup (role->words, key);

  if (word == NULL)
    {
      if (g_hash_table_size (role->words) >= MAX_WORDS)
        g_hash_table_remove_all (role->words);
      word = g_array_new (FALSE, FALSE, sizeof (XyGlyph));
      shape_whole (set, role, text, length, word);
      g_hash_table_insert (role->words, g_steal_pointer (&key), word);
    }
  g_array_append_vals (glyphs, word->data, word->len);
}

static void
note_gap (XyFontSet *set, const char *text, gsize length)
{
  g_autofree char *character = g_strndup (text, length);
  g_autofree char *key = g_strdup_printf ("%s\n%s", character, set->owner);

  if (!g_hash_table_add (set->gap_keys, g_steal_pointer (&key)))
    return;
  XyFontGap *gap = g_new0 (XyFontGap, 1);
  gap->character = g_steal_pointer (&character);
  gap->owner = g_strdup (set->owner);
  g_ptr_array_add (set->gaps, gap);
}

/* TEXT is that of GLYPHS from BEFORE on. */
static void
note_gaps (XyFontSet *set, const char *text, const GArray *glyphs, guint before)
{
  for (guint i = before; i < glyphs->len; i++)
    {
      const XyGlyph *glyph = &g_array_index (glyphs, XyGlyph, i);
      if (glyph->unknown)
        note_gap (set, text, glyph->n_bytes);
      text += glyph->n_bytes;
    }
}

XyFontSet *
xy_font_set_new (void)
{
  return xy_font_set_new_for_config (NULL);
}

XyFontSet *
xy_font_set_new_for_config (struct _FcConfig *config)
{
  XyFontSet *set = g_new0 (XyFontSet, 1);

  set->config = FcConfigReference (config);
  set->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  if (config != NULL)
    pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (set->map), config);
  /* Points are the unit of a page; PangoCairo would take 96 dots for an inch. */
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (set->map), 72);

  set->options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (set->options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (set->options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (set->options, CAIRO_ANTIALIAS_GRAY);

  set->context = pango_font_map_create_context (set->map);
  pango_cairo_context_set_font_options (set->context, set->options);
  pango_context_set_round_glyph_positions (set->context, FALSE);
  pango_context_set_language (set->context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (set->context, PANGO_DIRECTION_LTR);

  set->attributes = pango_attr_list_new ();
  pango_attr_list_insert (set->attributes, pango_attr_font_features_new ("tnum"));
  set->fonts = g_ptr_array_new_with_free_func (g_object_unref);
  set->faces = g_ptr_array_new ();
  set->scratch = g_array_new (FALSE, FALSE, sizeof (XyGlyph));
  set->run = xy_glyph_run_new ();
  set->installed = list_installed (set->config);
  set->gaps = g_ptr_array_new_with_free_func (font_gap_free);
  set->gap_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return set;
}

void
xy_font_set_free (XyFontSet *set)
{
  if (set == NULL)
    return;
  for (guint i = 0; i < XY_N_FONT_ROLES; i++)
    role_free (set->roles[i]);
  g_ptr_array_unref (set->faces);
  g_ptr_array_unref (set->fonts);
  g_array_unref (set->scratch);
  xy_glyph_run_free (set->run);
  g_hash_table_unref (set->installed);
  g_hash_table_unref (set->gap_keys);
  g_ptr_array_unref (set->gaps);
  g_free (set->owner);
  pango_attr_list_unref (set->attributes);
  cairo_font_options_destroy (set->options);
  g_object_unref (set->context);
  g_object_unref (set->map);
  FcConfigDestroy (set->config);
  g_free (set);
}

const char *
xy_font_set_get_family (XyFontSet *set, XyFontRole role)
{
  return get_role (set, role)->family;
}

const char *
xy_font_set_get_missing (XyFontSet *set, XyFontRole role)
{
  return get_role (set, role)->missing;
}

gboolean
xy_font_set_is_used (XyFontSet *set, XyFontRole role)
{
  return get_role (set, role)->used;
}

void
xy_font_set_shape (XyFontSet *set, XyFontRole which, const char *text, gsize length, GArray *glyphs)
{
  Role *role = get_role (set, which);
  const char *end = text + length;

  role->used = TRUE;
  while (text < end)
    {
      guint before = glyphs->len;
      const char *start = text;

      text = append_plain (set, role, text, end, glyphs);
      if (text == start)
        {
          text = g_utf8_next_char (text);
          while (text < end && !is_plain (g_utf8_get_char (text)))
            text = g_utf8_next_char (text);
          append_word (set, role, start, text - start, glyphs);
        }
      if (set->watching)
        note_gaps (set, start, glyphs, before);
    }
}

cairo_font_face_t *
xy_font_set_get_face (XyFontSet *set, guint face)
{
  return g_ptr_array_index (set->faces, face);
}

const cairo_font_options_t *
xy_font_set_get_options (XyFontSet *set)
{
  return set->options;
}

void
xy_font_set_watch (XyFontSet *set, const char *owner)
{
  set->watching = owner != NULL;
  g_free (set->owner);
  set->owner = g_strdup (owner != NULL ? owner : "");
}

const GPtrArray *
xy_font_set_get_gaps (XyFontSet *set)
{
  return set->gaps;
}

GArray *
xy_font_set_get_scratch (XyFontSet *set)
{
  return set->scratch;
}

XyGlyphRun *
xy_font_set_get_run (XyFontSet *set)
{
  return set->run;
}
