/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes the tables of text-table.h as C. Runs when the program is built, never at the user's.
 *
 *   text-table-gen strokes.txt readings.txt surnames.txt OUT.c
 *
 * Readings are those of ICU's Han-Latin without tones. Ranks are those of strokes.txt; a character it does not name
 * comes after those of its number of strokes, which is asked of ICU's collation "zh-u-co-stroke". That collation alone
 * will not do: within a number of strokes it goes by radical, where 姓氏笔画 goes by the strokes themselves.
 */
#include "core/text-table.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MOST_STROKES 64

typedef struct
{
  guint32 character;
  int strokes; /* 0: unknown */
  int place;   /* in strokes.txt, or 0 */
  guint16 syllable;
  guint16 rank;
} Row;

static GArray *rows;             /* Row, by character */
static GPtrArray *syllables;     /* char * */
static GHashTable *syllable_ids; /* char * -> number */
static UCollator *collator;

static void G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN stop (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *words = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("text-table-gen: %s\n", words);
  exit (1);
}

static guint16
syllable_id (const char *syllable)
{
  gpointer id = g_hash_table_lookup (syllable_ids, syllable);

  if (id == NULL)
    {
      if (strlen (syllable) > 7)
        stop ("“%s” is too long for a syllable", syllable);
      id = GUINT_TO_POINTER (syllables->len);
      g_ptr_array_add (syllables, g_strdup (syllable));
      g_hash_table_insert (syllable_ids, g_strdup (syllable), id);
    }
  return (guint16) GPOINTER_TO_UINT (id);
}

/* "lǚ" becomes "lv", "zhāng" "zhang"; of a sign read as two syllables the first is kept. */
static guint16
ask_reading (UTransliterator *transliterator, const UNormalizer2 *nfd, guint32 character)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[64], apart[64];
  int32_t n = 0, limit, length;
  char out[8] = "";
  gsize end = 0;

  U16_APPEND_UNSAFE (text, n, character);
  length = limit = n;
  utrans_transUChars (transliterator, text, &length, G_N_ELEMENTS (text), 0, &limit, &status);
  length = unorm2_normalize (nfd, text, length, apart, G_N_ELEMENTS (apart), &status);
  if (U_FAILURE (status))
    stop ("U+%04X: %s", character, u_errorName (status));

  for (int32_t i = 0; i < length && end < sizeof out - 1; i++)
    if (apart[i] == 0x0308 && end > 0 && out[end - 1] == 'u')
      out[end - 1] = 'v';
    else if (apart[i] < 0x80 && g_ascii_isalpha ((char) apart[i]))
      out[end++] = g_ascii_tolower ((char) apart[i]);
    else if (apart[i] == ' ')
      break;
  return out[0] != '\0' ? syllable_id (out) : 0;
}

/* CLDR marks where N strokes begin by U+FDD0 and U+2800 + N. */
static int
ask_strokes (guint32 character)
{
  UChar text[3], mark[2] = { 0xfdd0, 0 };
  int32_t n = 0;
  int low = 0, high = MOST_STROKES;

  U16_APPEND_UNSAFE (text, n, character);
  while (high - low > 1)
    {
      int middle = (low + high) / 2;

      mark[1] = (UChar) (0x2800 + middle);
      if (ucol_strcoll (collator, text, n, mark, 2) == UCOL_LESS)
        high = middle;
      else
        low = middle;
    }
  return low == MOST_STROKES - 1 ? 0 : low;
}

static Row *
find_row (guint32 character)
{
  guint low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      Row *row = &g_array_index (rows, Row, middle);

      if (row->character == character)
        return row;
      if (row->character < character)
        low = middle + 1;
      else
        high = middle;
    }

  Row row = { .character = character };
  g_array_insert_val (rows, low, row);
  return &g_array_index (rows, Row, low);
}

static char **
read_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    stop ("%s", error->message);
  if (!g_utf8_validate (text, -1, NULL))
    stop ("%s is not UTF-8", path);
  return g_strsplit (text, "\n", -1);
}

static gboolean
is_empty_line (const char *line)
{
  return *line == '\0' || *line == '#';
}

static void
read_strokes (const char *path)
{
  g_auto (GStrv) lines = read_lines (path);
  int place = 0, before = 0;

  for (int i = 0; lines[i] != NULL; i++)
    {
      char *end;
      int strokes;

      if (is_empty_line (lines[i]))
        continue;
      strokes = (int) strtol (lines[i], &end, 10);
      if (strokes < MAX (before, 1) || strokes >= MOST_STROKES || *end != ' ')
        stop ("%s:%d: a line is the number of strokes, a space, the characters; numbers grow", path, i + 1);
      before = strokes;
      for (const char *at = end + 1; *at != '\0'; at = g_utf8_next_char (at))
        {
          Row *row = find_row (g_utf8_get_char (at));

          if (row->place != 0)
            stop ("%s:%d: %.*s stands twice", path, i + 1, (int) (g_utf8_next_char (at) - at), at);
          row->strokes = strokes;
          row->place = ++place;
        }
    }
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const Row *x = *(const Row *const *) a, *y = *(const Row *const *) b;
  UChar s[2], t[2];
  int32_t n = 0, m = 0;

  if (x->strokes != y->strokes)
    return x->strokes - y->strokes;
  if (x->place != 0 && y->place != 0)
    return x->place - y->place;
  if (x->place != 0 || y->place != 0)
    return x->place != 0 ? -1 : 1;
  U16_APPEND_UNSAFE (s, n, x->character);
  U16_APPEND_UNSAFE (t, m, y->character);
  int order = ucol_strcoll (collator, s, n, t, m);
  return order != 0 ? order : (x->character > y->character) - (x->character < y->character);
}

static void
give_ranks (void)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if (row->place == 0)
        row->strokes = ask_strokes (row->character);
      if (row->strokes != 0)
        g_ptr_array_add (order, row);
    }
  if (order->len >= XY_TEXT_RANK_SURE)
    stop ("too many characters");
  g_ptr_array_sort (order, compare_rank);
  for (guint i = 0; i < order->len; i++)
    {
      Row *row = g_ptr_array_index (order, i);

      row->rank = (guint16) ((i + 1) | (row->place != 0 ? XY_TEXT_RANK_SURE : 0));
    }
}

static void
ask_readings (void)
{
  UChar id[16];
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator =
      utrans_openU (u_uastrcpy (id, "Han-Latin"), -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  const UNormalizer2 *nfd = unorm2_getNFDInstance (&status);

  if (U_FAILURE (status))
    stop ("ICU has no Han-Latin: %s", u_errorName (status));
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->syllable = ask_reading (transliterator, nfd, row->character);
    }
  utrans_close (transliterator);
}

static int
compare_readings (gconstpointer a, gconstpointer b)
{
  const XyTextReading *x = a, *y = b;

  return (x->character > y->character) - (x->character < y->character);
}

static int
compare_surnames (gconstpointer a, gconstpointer b)
{
  const XyTextSurname *x = a, *y = b;

  return x->characters[0] != y->characters[0] ? (x->characters[0] > y->characters[0] ? 1 : -1)
                                              : (x->characters[1] > y->characters[1] ? 1 : -1);
}

/* Lines "字 reading…" go to ONE, lines "两字 reading reading" to TWO. */
static void
read_readings (const char *path, GArray *one, GArray *two)
{
  g_auto (GStrv) lines = read_lines (path);

  for (int i = 0; lines[i] != NULL; i++)
    {
      if (is_empty_line (lines[i]))
        continue;

      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      guint n = g_strv_length (words) - 1;
      glong length = g_utf8_strlen (words[0], -1);

      if (length == 1 && n >= 1 && n <= XY_TEXT_READINGS)
        {
          XyTextReading row = { .character = g_utf8_get_char (words[0]) };

          for (guint k = 0; k < n; k++)
            row.syllables[k] = syllable_id (words[k + 1]);
          g_array_append_val (one, row);
        }
      else if (length == 2 && n == 2 && two != NULL)
        {
          XyTextSurname row = { .characters = { g_utf8_get_char (words[0]),
                                                g_utf8_get_char (g_utf8_next_char (words[0])) } };

          for (guint k = 0; k < n; k++)
            row.syllables[k] = syllable_id (words[k + 1]);
          g_array_append_val (two, row);
        }
      else
        stop ("%s:%d: a line is a character and its readings", path, i + 1);
    }

  g_array_sort (one, compare_readings);
  for (guint i = 1; i < one->len; i++)
    if (compare_readings (&g_array_index (one, XyTextReading, i - 1), &g_array_index (one, XyTextReading, i)) == 0)
      stop ("%s: U+%04X stands twice", path, g_array_index (one, XyTextReading, i).character);
}

static void
write_numbers (GString *out, const char *name, gboolean ranks)
{
  g_string_append_printf (out, "\nconst guint16 %s[XY_TEXT_COUNT] = {", name);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->character >= XY_TEXT_FIRST && row->character <= XY_TEXT_LAST)
        g_string_append_printf (out, "%s%d,", i % 16 == 0 ? "\n" : "", ranks ? row->rank : row->syllable);
    }
  g_string_append (out, "\n};\n");
}

static void
write_readings (GString *out, const char *name, GArray *list)
{
  g_string_append_printf (out, "\nconst XyTextReading xy_text_%s[] = {\n", name);
  for (guint i = 0; i < list->len; i++)
    {
      const XyTextReading *row = &g_array_index (list, XyTextReading, i);

      g_string_append_printf (out, "{ 0x%x, { %d, %d, %d } },\n", row->character, row->syllables[0], row->syllables[1],
                              row->syllables[2]);
    }
  g_string_append_printf (out, "};\nconst gsize xy_text_n_%s = G_N_ELEMENTS (xy_text_%s);\n", name, name);
}

static GString *
write_tables (GArray *readings, GArray *surname_readings, GArray *surnames)
{
  GString *out = g_string_new ("/* Made by text-table-gen. */\n#include \"core/text-table.h\"\n");

  g_string_append (out, "\nconst char xy_text_syllables[][8] = {\n");
  for (guint i = 0; i < syllables->len; i++)
    g_string_append_printf (out, "\"%s\",\n", (const char *) g_ptr_array_index (syllables, i));
  g_string_append (out, "};\n");
  write_numbers (out, "xy_text_syllable_of", FALSE);
  write_numbers (out, "xy_text_rank_of", TRUE);

  g_string_append (out, "\nconst XyTextExtra xy_text_extras[] = {\n");
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (row->character < XY_TEXT_FIRST || row->character > XY_TEXT_LAST)
        g_string_append_printf (out, "{ 0x%x, %d, %d },\n", row->character, row->syllable, row->rank);
    }
  g_string_append (out, "};\nconst gsize xy_text_n_extras = G_N_ELEMENTS (xy_text_extras);\n");

  write_readings (out, "readings", readings);
  write_readings (out, "surname_readings", surname_readings);

  g_string_append (out, "\nconst XyTextSurname xy_text_surnames[] = {\n");
  for (guint i = 0; i < surnames->len; i++)
    {
      const XyTextSurname *row = &g_array_index (surnames, XyTextSurname, i);

      g_string_append_printf (out, "{ { 0x%x, 0x%x }, { %d, %d } },\n", row->characters[0], row->characters[1],
                              row->syllables[0], row->syllables[1]);
    }
  g_string_append (out, "};\nconst gsize xy_text_n_surnames = G_N_ELEMENTS (xy_text_surnames);\n");

  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, out->str, (gssize) out->len);
  g_string_append_printf (out, "\nconst char *\nxy_text_table_version (void)\n{\n  return \"%.8s\";\n}\n", sum);
  return out;
}

int
main (int argc, char *argv[])
{
  UErrorCode status = U_ZERO_ERROR;
  g_autoptr (GArray) readings = g_array_new (FALSE, FALSE, sizeof (XyTextReading));
  g_autoptr (GArray) surname_readings = g_array_new (FALSE, FALSE, sizeof (XyTextReading));
  g_autoptr (GArray) surnames = g_array_new (FALSE, FALSE, sizeof (XyTextSurname));
  g_autoptr (GError) error = NULL;

  if (argc != 5)
    stop ("usage: text-table-gen STROKES READINGS SURNAMES OUT");

  rows = g_array_new (FALSE, TRUE, sizeof (Row));
  syllables = g_ptr_array_new_with_free_func (g_free);
  syllable_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (syllables, g_strdup (""));
  collator = ucol_open ("zh-u-co-stroke", &status);
  if (U_FAILURE (status))
    stop ("ICU has no stroke order: %s", u_errorName (status));

  Row zero = { .character = 0x3007 }; /* 〇, a numeral that lies apart */
  g_array_append_val (rows, zero);
  for (guint32 character = XY_TEXT_FIRST; character <= XY_TEXT_LAST; character++)
    {
      Row row = { .character = character };

      g_array_append_val (rows, row);
    }
  read_strokes (argv[1]);
  give_ranks ();
  ask_readings ();
  read_readings (argv[2], readings, NULL);
  read_readings (argv[3], surname_readings, surnames);
  g_array_sort (surnames, compare_surnames);

  GString *out = write_tables (readings, surname_readings, surnames);
  if (!g_file_set_contents (argv[4], out->str, (gssize) out->len, &error))
    stop ("%s", error->message);

  g_string_free (out, TRUE);
  ucol_close (collator);
  g_hash_table_unref (syllable_ids);
  g_ptr_array_unref (syllables);
  g_array_unref (rows);
  return 0;
}
