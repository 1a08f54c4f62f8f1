/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/mask.h"

#include <string.h>

#include "core/id-number.h"
#include "core/normalize.h"
#include "core/text-table.h"

#define STAR '*'
#define MOST_BLOCKS 8

static void
append_stars (GString *out, int n)
{
  for (int i = 0; i < n; i++)
    g_string_append_c (out, STAR);
}

/* The first HEAD and last TAIL characters of TEXT (of LENGTH characters), STARS stars between them. */
static void
append_masked (GString *out, const char *text, glong length, int head, int stars, int tail)
{
  g_string_append_len (out, text, g_utf8_offset_to_pointer (text, head) - text);
  append_stars (out, stars);
  g_string_append (out, g_utf8_offset_to_pointer (text, length - tail));
}

/* What is no number of the kind: stars, and the last two if that leaves most of it unseen. */
static void
append_odd (GString *out, const char *text, glong length)
{
  append_masked (out, text, length, 0, length > 0 ? 4 : 0, length >= 6 ? 2 : 0);
}

/* Whether TEXT is what this file writes: few digits, stars, few digits; of phones several with "/" between them. */
static gboolean
is_masked (const char *text)
{
  do
    {
      gsize head = strspn (text, "0123456789"), stars = strspn (text + head, "*");
      gsize tail = strspn (text + head + stars, "0123456789X");

      if (head > 6 || stars < 4 || tail > 4)
        return FALSE;
      text += head + stars + tail;
    }
  while (*text == '/' && *++text != '\0');
  return *text == '\0';
}

static void
append_phone (GString *out, const char *phone)
{
  int length = (int) strlen (phone);

  if (length == 11 && phone[0] == '1')
    append_masked (out, phone, length, 3, 4, 4);
  else if (length >= 10)
    append_masked (out, phone, length, 4, 4, 2);
  else
    append_odd (out, phone, length);
}

static void
append_digits (GString *out, const char *digits)
{
  int length = (int) strlen (digits);

  if (length == 11)
    append_phone (out, digits);
  else if (length == 15 || length == 18)
    append_masked (out, digits, length, 6, length - 10, 4);
  else
    append_masked (out, digits, length, 0, 4, 4);
}

/* Blocks of digits in free text. */

typedef struct
{
  const char *begin, *end;
  int length;
} Block;

/* The digit at AT in any width, or 'X' (*IS_X), or -1. */
static int
digit_at (const char *at, gboolean *is_x)
{
  gunichar c = g_utf8_get_char (at);

  *is_x = c == 'X' || c == 'x' || c == 0xff38 || c == 0xff58;
  if (c >= '0' && c <= '9')
    return (int) (c - '0');
  if (c >= 0xff10 && c <= 0xff19)
    return (int) (c - 0xff10);
  return -1;
}

static Block
read_block (const char *at)
{
  Block block = { .begin = at, .end = at };
  gboolean is_x;

  for (; digit_at (block.end, &is_x) >= 0; block.length++)
    block.end = g_utf8_next_char (block.end);
  /* The X that ends an ID number, or its last block. */
  if (is_x && (block.length == 17 || block.length == 3))
    {
      block.end = g_utf8_next_char (block.end);
      block.length++;
    }
  return block;
}

static char *
block_digits (const Block *blocks, int n)
{
  GString *digits = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    for (const char *at = blocks[i].begin; at < blocks[i].end; at = g_utf8_next_char (at))
      {
        gboolean is_x;
        int digit = digit_at (at, &is_x);

        g_string_append_c (digits, digit >= 0 ? (char) ('0' + digit) : 'X');
      }
  return g_string_free (digits, FALSE);
}

static gboolean
is_personal (int length, const char *digits)
{
  return length == 11 || length >= 15 || (length == 12 && digits[0] == '0' && xy_phone_is_mobile (digits + 1))
         || (length == 13 && g_str_has_prefix (digits, "86") && xy_phone_is_mobile (digits + 2));
}

static gboolean
is_mixed (const Block *block)
{
  gssize bytes = block->end - block->begin;

  return bytes != block->length && bytes != 3 * (gssize) block->length;
}

static gboolean
is_year (const char *digits)
{
  return g_str_has_prefix (digits, "19") || g_str_has_prefix (digits, "20");
}

/* How people break long numbers into blocks; 2023 2024 2025 2026 is none. */
static int
match_blocks (const Block *blocks, int n)
{
  static const int forms[][MOST_BLOCKS] = {
    { 3, 4, 4 },       /* phone */
    { 4, 3, 4 },       /* phone */
    { 2, 3, 4, 4 },    /* 86 phone */
    { 6, 8, 4 },       /* ID */
    { 6, 4, 4, 4 },    /* ID */
    { 6, 4, 2, 2, 4 }, /* ID */
    { 3, 3, 4, 4, 4 }, /* ID */
    { 6, 6, 3 },       /* ID of 15 */
    { 4, 4, 4, 4, 3 }, /* card */
    { 4, 4, 4, 4, 2 }, /* card */
    { 4, 4, 4, 4, 1 }, /* card */
    { 4, 4, 4, 4 },    /* card */
    { 4, 4, 4, 3 },    /* card */
    { 6, 13 },         /* card */
  };

  for (gsize form = 0; form < G_N_ELEMENTS (forms); form++)
    {
      int k = 0;
      gboolean years = TRUE;

      while (k < MOST_BLOCKS && forms[form][k] != 0 && k < n && blocks[k].length == forms[form][k])
        k++;
      if (k == MOST_BLOCKS || forms[form][k] != 0)
        continue;
      for (int i = 0; i < k; i++)
        {
          g_autofree char *digits = block_digits (blocks + i, 1);

          years = years && blocks[i].length == 4 && is_year (digits);
        }
      if (!years)
        return k;
    }
  return 0;
}

static gboolean
is_joint (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return c == ' ' || c == '-' || c == 0x3000 || c == 0xa0 || c == 0xff0d || c == 0x2010 || c == 0x2011 || c == 0x2013;
}

/* Masks what begins at BLOCK; returns where the text goes on. */
static const char *
append_block (GString *out, Block block)
{
  Block blocks[MOST_BLOCKS] = { block };
  g_autofree char *digits = block_digits (&block, 1);
  int n = 1, matched;

  /* Of digits in two widths a part may be the number: 19900001234 beside a full-width 0. */
  if (is_personal (block.length, digits) || (block.length > 11 && is_mixed (&block)))
    {
      append_digits (out, digits);
      return block.end;
    }
  while (n < MOST_BLOCKS && is_joint (blocks[n - 1].end))
    {
      blocks[n] = read_block (g_utf8_next_char (blocks[n - 1].end));
      if (blocks[n].length == 0)
        break;
      n++;
    }
  matched = match_blocks (blocks, n);
  if (matched > 0)
    {
      g_autofree char *all = block_digits (blocks, matched);

      append_digits (out, all);
      return blocks[matched - 1].end;
    }
  g_string_append_len (out, block.begin, block.end - block.begin);
  return block.end;
}

static char *
mask_once (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      Block block = read_block (at);

      if (block.length > 0)
        at = append_block (out, block);
      else
        {
          g_string_append_len (out, at, g_utf8_next_char (at) - at);
          at = g_utf8_next_char (at);
        }
    }
  return g_string_free (out, FALSE);
}

/* Public functions. */

char *
xy_mask_id_number (const char *number)
{
  g_autofree char *text = xy_id_number_clean (number);
  GString *out = g_string_new (NULL);
  glong length = g_utf8_strlen (text, -1);

  if (is_masked (text))
    g_string_append (out, text);
  else if (length == 15 || length == 18)
    append_masked (out, text, length, 6, (int) length - 10, 4);
  else
    append_odd (out, text, length);
  return g_string_free (out, FALSE);
}

char *
xy_mask_phone (const char *phone)
{
  g_autofree char *text = xy_text_clean (phone);
  g_auto (GStrv) phones = xy_phone_split (text);
  GString *out = g_string_new (NULL);

  if (is_masked (text))
    g_string_append (out, text);
  else
    for (int i = 0; phones[i] != NULL; i++)
      {
        if (i > 0)
          g_string_append_c (out, '/');
        append_phone (out, phones[i]);
      }
  return g_string_free (out, FALSE);
}

char *
xy_mask_bank_card (const char *number)
{
  g_autofree char *text = xy_digits_clean (number);
  GString *out = g_string_new (NULL);
  glong length = g_utf8_strlen (text, -1);

  if (is_masked (text))
    g_string_append (out, text);
  else if (length >= 12)
    append_masked (out, text, length, 0, 4, 4);
  else
    append_odd (out, text, length);
  return g_string_free (out, FALSE);
}

char *
xy_mask_name (const char *name)
{
  g_autofree char *text = xy_name_clean (name);
  glong length = g_utf8_strlen (text, -1);
  GString *out = g_string_new (NULL);
  int head = 1;

  if (length > 2 && xy_text_find_surname (g_utf8_get_char (text), g_utf8_get_char (g_utf8_next_char (text))) != NULL)
    head = 2;
  if (length > 0)
    append_masked (out, text, length, head, (int) CLAMP (length - head, 1, 2), 0);
  return g_string_free (out, FALSE);
}

char *
xy_mask_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *before = NULL;

  /* Blocks left over beside masked ones may make up a number again. */
  do
    {
      g_free (before);
      before = valid;
      valid = mask_once (before);
    }
  while (strcmp (before, valid) != 0);
  return g_steal_pointer (&valid);
}
