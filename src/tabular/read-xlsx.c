/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Office Open XML: the package's relations lead to the workbook, its own to styles, shared strings and sheets.
 */
#include "tabular/xlsx.h"

#include "core/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *id;
  char *type; /* the last word of its URI, which plain and strict files share */
  char *target;
} Relation;

typedef struct
{
  char *name;
  char *relation;
  gboolean hidden;
} SheetEntry;

typedef struct
{
  GPtrArray *entries; /* SheetEntry */
  gboolean is_1904;
} WorkbookPart;

typedef struct
{
  GHashTable *codes; /* id to XyNumberFormat packed into the pointer's bytes */
  GArray *formats;
  gboolean in_cells;
} StylesPart;

typedef struct
{
  XyXlsx *xlsx;
  GString *text;
  guint phonetic;
  gboolean in_text;
} StringsPart;

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static void
sheet_entry_free (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

/* TARGET as the part BASE names it: "../styles.xml" or "/xl/styles.xml" to "xl/styles.xml". */
static char *
resolve (const char *base, const char *target)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = *target == '/' || *target == '\\' ? g_strdup ("") : g_path_get_dirname (base);
  g_autofree char *whole = g_strconcat (folder, "/", target, NULL);
  g_strdelimit (whole, "\\", '/');
  g_auto (GStrv) parts = g_strsplit (whole, "/", 100);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        {
          if (steps->len > 0)
            g_ptr_array_remove_index (steps, steps->len - 1);
        }
      else if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
        g_ptr_array_add (steps, g_strdup (parts[i]));
    }
  g_ptr_array_add (steps, NULL);
  return g_strjoinv ("/", (char **) steps->pdata);
}

static void
on_relation_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  GPtrArray *relations = data;
  g_autofree char *type = NULL, *mode = NULL, *target = NULL;

  if (strcmp (name, "Relationship") != 0 || relations->len >= XY_READ_MAX_PARTS)
    return;
  type = xy_attributes_dup (attributes, "Type");
  mode = xy_attributes_dup (attributes, "TargetMode");
  target = xy_attributes_dup (attributes, "Target");
  if (type == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;

  const char *last = strrchr (type, '/');
  Relation *relation = g_new0 (Relation, 1);
  relation->id = xy_attributes_dup (attributes, "Id");
  relation->type = g_strdup (last != NULL ? last + 1 : type);
  relation->target = g_steal_pointer (&target);
  g_ptr_array_add (relations, relation);
}

/* The relations of PART ("" for the package), their targets resolved. */
static GPtrArray *
read_relations (XyPackage *package, const char *part, GError **error)
{
  static const XyPartHandler handler = { .start = on_relation_started };
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (relation_free);
  const char *slash = strrchr (part, '/');
  const char *base = slash != NULL ? slash + 1 : part;
  g_autofree char *name = g_strdup_printf ("%.*s_rels/%s.rels", (int) (base - part), part, base);

  if (!xy_package_parse (package, name, FALSE, &handler, relations, error))
    return NULL;
  for (guint i = 0; i < relations->len; i++)
    {
      Relation *relation = g_ptr_array_index (relations, i);
      char *whole = resolve (part, relation->target);
      g_free (relation->target);
      relation->target = whole;
    }
  return g_steal_pointer (&relations);
}

static const Relation *
find_relation (GPtrArray *relations, const char *id, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (relations, i);
      if ((id == NULL || g_strcmp0 (relation->id, id) == 0) && strcmp (relation->type, type) == 0)
        return relation;
    }
  return NULL;
}

static void
on_workbook_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  WorkbookPart *part = data;

  if (strcmp (name, "workbookPr") == 0)
    part->is_1904 = xy_attributes_flag (attributes, "date1904");
  if (strcmp (name, "sheet") != 0 || part->entries->len >= 2 * XY_TABLE_MAX_SHEETS)
    return;

  g_autofree char *state = xy_attributes_dup (attributes, "state");
  SheetEntry *entry = g_new0 (SheetEntry, 1);
  entry->name = xy_attributes_dup (attributes, "name");
  entry->relation = xy_attributes_dup (attributes, "id");
  entry->hidden = state != NULL && strcmp (state, "visible") != 0;
  g_ptr_array_add (part->entries, entry);
}

G_STATIC_ASSERT (sizeof (XyNumberFormat) <= sizeof (guint));

static void
on_styles_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  StylesPart *part = data;

  if (strcmp (name, "numFmt") == 0 && g_hash_table_size (part->codes) < XY_READ_MAX_STYLES)
    {
      g_autofree char *code = xy_attributes_dup (attributes, "formatCode");
      guint packed = 0;
      if (code == NULL)
        return;
      XyNumberFormat format = xy_number_format_parse (code, strlen (code));
      memcpy (&packed, &format, sizeof format);
      g_hash_table_insert (part->codes, GUINT_TO_POINTER (xy_attributes_number (attributes, "numFmtId", 0)),
                           GUINT_TO_POINTER (packed));
    }
  else if (strcmp (name, "cellXfs") == 0)
    part->in_cells = TRUE;
  else if (strcmp (name, "xf") == 0 && part->in_cells && part->formats->len < XY_READ_MAX_STYLES)
    {
      guint id = xy_attributes_number (attributes, "numFmtId", 0);
      gpointer packed;
      XyNumberFormat format;
      if (g_hash_table_lookup_extended (part->codes, GUINT_TO_POINTER (id), NULL, &packed))
        {
          guint bits = GPOINTER_TO_UINT (packed);
          memcpy (&format, &bits, sizeof format);
        }
      else
        format = xy_number_format_builtin (id);
      g_array_append_val (part->formats, format);
    }
}

static void
on_styles_ended (XyPackage *package, gpointer data, const char *name)
{
  StylesPart *part = data;

  if (strcmp (name, "cellXfs") == 0)
    part->in_cells = FALSE;
}

static void
on_strings_started (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes)
{
  StringsPart *part = data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (part->text, 0);
  else if (strcmp (name, "rPh") == 0)
    part->phonetic++;
  else if (strcmp (name, "t") == 0)
    part->in_text = part->phonetic == 0;
}

static void
on_strings_ended (XyPackage *package, gpointer data, const char *name)
{
  StringsPart *part = data;

  if (strcmp (name, "t") == 0)
    part->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    part->phonetic--;
  else if (strcmp (name, "si") == 0)
    {
      GPtrArray *strings = part->xlsx->strings;
      if (strings->len >= XY_TABLE_MAX_CELLS)
        {
          xy_set_too_large (xy_package_error (package));
          xy_package_stop (package);
          return;
        }
      xy_xlsx_unescape (part->text);
      const char *kept =
          xy_workbook_intern (part->xlsx->workbook, part->text->str, part->text->len, xy_package_error (package));
      if (kept == NULL)
        xy_package_stop (package);
      else
        g_ptr_array_add (strings, (gpointer) kept);
    }
}

static void
on_strings_text (XyPackage *package, gpointer data, const char *text, gsize length)
{
  StringsPart *part = data;

  /* One byte more than allowed is enough to be refused for it. */
  if (part->in_text && part->text->len <= XY_TABLE_MAX_CELL)
    g_string_append_len (part->text, text, (gssize) length);
}

static gboolean
read_styles (XyXlsx *xlsx, XyPackage *package, const char *name, GError **error)
{
  static const XyPartHandler handler = { .start = on_styles_started, .end = on_styles_ended };
  StylesPart part = { g_hash_table_new (NULL, NULL), xlsx->formats, FALSE };
  gboolean ok = xy_package_parse (package, name, FALSE, &handler, &part, error);

  g_hash_table_unref (part.codes);
  return ok;
}

static gboolean
read_strings (XyXlsx *xlsx, XyPackage *package, const char *name, GError **error)
{
  static const XyPartHandler handler = { .start = on_strings_started,
                                         .end = on_strings_ended,
                                         .text = on_strings_text };
  StringsPart part = { .xlsx = xlsx, .text = g_string_new (NULL) };
  gboolean ok = xy_package_parse (package, name, FALSE, &handler, &part, error);

  g_string_free (part.text, TRUE);
  return ok;
}

/* What else may be in a zip. */
static void
set_stranger (XyPackage *package, GError **error)
{
  const char *sentence;

  if (xy_package_has (package, "xl/workbook.bin"))
    sentence = _ ("This is a binary workbook (.xlsb). Open it in WPS or Excel and save it as .xlsx, then import that.");
  else if (xy_package_has (package, "word/document.xml"))
    sentence = _ ("This is a text document (.docx), not a spreadsheet. Copy its table into WPS and save it as .xlsx.");
  else if (xy_package_has (package, "ppt/presentation.xml"))
    sentence = _ ("This is a presentation, not a spreadsheet.");
  else if (xy_package_has (package, "content.xml") && xy_package_has (package, "mimetype"))
    sentence = _ ("This is an OpenDocument file. Open it in WPS and save it as .xlsx, then import that.");
  else if (xy_package_has (package, "OFD.xml"))
    sentence = _ ("This is an OFD document, not a spreadsheet. Ask for the .xlsx file it was made from.");
  else
    sentence = _ ("This is a compressed archive. Unpack it first, then import the spreadsheet inside.");
  g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_OURS, sentence);
}

/* The name of the workbook part, or NULL with ERROR set where it is no spreadsheet. */
static char *
find_workbook (XyPackage *package, GError **error)
{
  g_autoptr (GPtrArray) relations = read_relations (package, "", error);

  if (relations == NULL)
    return NULL;
  const Relation *main_part = find_relation (relations, NULL, "officeDocument");
  const char *name = main_part != NULL ? main_part->target : "xl/workbook.xml";
  if (!xy_package_has (package, name) || g_str_has_prefix (name, "word/") || g_str_has_prefix (name, "ppt/")
      || g_str_has_suffix (name, ".bin"))
    {
      set_stranger (package, error);
      return NULL;
    }
  return g_strdup (name);
}

static gboolean
read_sheets (XyXlsx *xlsx, XyPackage *package, const WorkbookPart *part, GPtrArray *relations, GError **error)
{
  for (guint i = 0; i < part->entries->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (part->entries, i);
      const Relation *relation = find_relation (relations, entry->relation, "worksheet");
      if (relation == NULL || entry->relation == NULL)
        continue;
      XySheet *sheet = xy_workbook_add_sheet (xlsx->workbook, entry->name != NULL ? entry->name : "", entry->hidden,
                                              part->is_1904, error);
      if (sheet == NULL || !xy_xlsx_read_sheet (xlsx, package, relation->target, sheet, error))
        return FALSE;
    }
  if (xy_workbook_get_n_sheets (xlsx->workbook) > 0)
    return TRUE;

  g_set_error_literal (error, XY_ERROR, XY_ERROR_UNREADABLE, _ ("The file holds no sheet with a table in it."));
  return FALSE;
}

static gboolean
read_workbook (XyXlsx *xlsx, XyPackage *package, const char *name, WorkbookPart *part, GError **error)
{
  static const XyPartHandler handler = { .start = on_workbook_started };
  g_autoptr (GPtrArray) relations = read_relations (package, name, error);

  if (relations == NULL || !xy_package_parse (package, name, TRUE, &handler, part, error))
    return FALSE;

  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = g_ptr_array_index (relations, i);
      if (strcmp (relation->type, "worksheet") == 0 || strcmp (relation->type, "sharedStrings") == 0)
        xy_package_expect (package, relation->target);
    }
  const Relation *styles = find_relation (relations, NULL, "styles");
  const Relation *strings = find_relation (relations, NULL, "sharedStrings");
  return (styles == NULL || read_styles (xlsx, package, styles->target, error))
         && (strings == NULL || read_strings (xlsx, package, strings->target, error))
         && read_sheets (xlsx, package, part, relations, error);
}

gboolean
xy_read_xlsx (XyWorkbook *workbook, XyInput *input, GError **error)
{
  g_autoptr (XyPackage) package = xy_package_open (input, error);
  g_autofree char *name = package != NULL ? find_workbook (package, error) : NULL;

  if (name == NULL)
    return FALSE;

  XyXlsx xlsx = { workbook, g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (XyNumberFormat)) };
  WorkbookPart part = { g_ptr_array_new_with_free_func (sheet_entry_free), FALSE };
  gboolean ok = read_workbook (&xlsx, package, name, &part, error);

  g_ptr_array_unref (part.entries);
  g_ptr_array_unref (xlsx.strings);
  g_array_unref (xlsx.formats);
  return ok;
}
