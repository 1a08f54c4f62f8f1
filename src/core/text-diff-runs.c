/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text-diff-runs: one text, before and after. */
#include "core/text-diff.h"

#include <string.h>

/* Steps before it is enough: far beyond any clause. */
#define STEPS_MOST (16 << 20)
/* What is kept between two changes is no shorter, unless the changes are shorter still. */
#define KEPT_LEAST 2
#define KEPT_DOUBTFUL 4
#define WORD_ID 0x200000 /* above all characters */

/* A character, or a figure or Latin word as a whole. */
typedef struct
{
  guint32 id;
  guint at; /* bytes from the start */
} Token;

/* A piece that both have. */
typedef struct
{
  guint old_at, new_at, n;
} Match;

typedef struct
{
  const Token *a, *b;
  guint n_a, n_b;
  guint *first; /* of each place in b, the next one with the same token: NO_PLACE ends */
  GHashTable *places;
  guint32 *row, *row_before;
  gint64 steps;
  GArray *matches;
} Matcher;

#define NO_PLACE G_MAXUINT

static gboolean
is_word (gunichar c)
{
  return (c >= 0xff10 && c <= 0xff19) || (c < 0x80 && g_ascii_isalnum ((char) c));
}

static guint32
intern (GHashTable *words, const char *at, gsize length)
{
  g_autofree char *word = g_strndup (at, length);
  gpointer id = g_hash_table_lookup (words, word);

  if (id == NULL)
    {
      id = GUINT_TO_POINTER (WORD_ID + g_hash_table_size (words));
      g_hash_table_insert (words, g_steal_pointer (&word), id);
    }
  return GPOINTER_TO_UINT (id);
}

/* The last token is none and marks the end. */
static GArray *
tokens_of (const char *text, GHashTable *words)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *at = text;

  while (*at != '\0')
    {
      const char *begin = at;
      gunichar c = g_utf8_get_char (at);
      Token token = { c, (guint) (at - text) };

      at = g_utf8_next_char (at);
      if (is_word (c))
        {
          while (is_word (g_utf8_get_char (at)) || (*at == '.' && is_word (g_utf8_get_char (at + 1))))
            at = g_utf8_next_char (at);
          token.id = intern (words, begin, (gsize) (at - begin));
        }
      g_array_append_val (tokens, token);
    }
  Token end = { 0, (guint) (at - text) };
  g_array_append_val (tokens, end);
  return tokens;
}

static void
index_places (Matcher *self)
{
  self->places = g_hash_table_new (NULL, NULL);
  self->first = g_new (guint, self->n_b + 1);
  for (guint j = self->n_b; j-- > 0;)
    {
      gpointer key = GUINT_TO_POINTER (self->b[j].id), next = NULL;

      self->first[j] =
          g_hash_table_lookup_extended (self->places, key, NULL, &next) ? GPOINTER_TO_UINT (next) : NO_PLACE;
      g_hash_table_insert (self->places, key, GUINT_TO_POINTER (j));
    }
}

static guint
first_place (Matcher *self, guint i)
{
  gpointer place = NULL;

  return g_hash_table_lookup_extended (self->places, GUINT_TO_POINTER (self->a[i].id), NULL, &place)
             ? GPOINTER_TO_UINT (place)
             : NO_PLACE;
}

/* The longest piece that a[a0..a1) and b[b0..b1) have both, the first of equals. */
static Match
longest (Matcher *self, guint a0, guint a1, guint b0, guint b1)
{
  Match best = { 0 };

  for (guint i = a0; i < a1; i++)
    {
      for (guint j = first_place (self, i); j < b1; j = self->first[j], self->steps++)
        if (j >= b0)
          {
            guint n = self->row[j + 1] = (j > b0 ? self->row_before[j] : 0) + 1;

            if (n > best.n)
              best = (Match){ i + 1 - n, j + 1 - n, n };
          }
      if (i > a0)
        for (guint j = first_place (self, i - 1); j < b1; j = self->first[j])
          self->row_before[j + 1] = 0;
      guint32 *swap = self->row;
      self->row = self->row_before;
      self->row_before = swap;
    }
  if (a1 > a0)
    for (guint j = first_place (self, a1 - 1); j < b1; j = self->first[j])
      self->row_before[j + 1] = 0;
  return best;
}

static void
match (Matcher *self, guint a0, guint a1, guint b0, guint b1)
{
  guint head = 0, tail = 0;

  while (a0 + head < a1 && b0 + head < b1 && self->a[a0 + head].id == self->b[b0 + head].id)
    head++;
  if (head > 0)
    g_array_append_val (self->matches, ((Match){ a0, b0, head }));
  a0 += head;
  b0 += head;
  while (a0 + tail < a1 && b0 + tail < b1 && self->a[a1 - tail - 1].id == self->b[b1 - tail - 1].id)
    tail++;
  a1 -= tail;
  b1 -= tail;
  if (a0 < a1 && b0 < b1 && self->steps < STEPS_MOST)
    {
      Match middle = longest (self, a0, a1, b0, b1);

      if (middle.n >= KEPT_LEAST)
        {
          match (self, a0, middle.old_at, b0, middle.new_at);
          g_array_append_val (self->matches, middle);
          match (self, middle.old_at + middle.n, a1, middle.new_at + middle.n, b1);
        }
    }
  if (tail > 0)
    g_array_append_val (self->matches, ((Match){ a1, b1, tail }));
}

/* The size of the change before the match at I; after the last one with I as their number. */
static guint
change_before (GArray *matches, guint i, guint n_a, guint n_b)
{
  Match none = { n_a, n_b, 0 };
  const Match *here = i < matches->len ? &g_array_index (matches, Match, i) : &none;
  const Match *last = i > 0 ? &g_array_index (matches, Match, i - 1) : NULL;
  guint deleted = here->old_at - (last != NULL ? last->old_at + last->n : 0);
  guint inserted = here->new_at - (last != NULL ? last->new_at + last->n : 0);

  return MAX (deleted, inserted);
}

/* Few characters between two changes that are as long are chance, and read badly. */
static void
clean_up (GArray *matches, guint n_a, guint n_b)
{
  for (guint i = 0; i < matches->len;)
    {
      const Match *here = &g_array_index (matches, Match, i);
      guint before = change_before (matches, i, n_a, n_b), after = change_before (matches, i + 1, n_a, n_b);
      gboolean first = here->old_at == 0 && here->new_at == 0;
      gboolean last = here->old_at + here->n == n_a && here->new_at + here->n == n_b;

      if (after == 0 && i + 1 < matches->len)
        {
          g_array_index (matches, Match, i).n += g_array_index (matches, Match, i + 1).n;
          g_array_remove_index (matches, i + 1);
        }
      else if (!first && !last && here->n <= KEPT_DOUBTFUL
               && (here->n < KEPT_LEAST || (here->n <= before && here->n <= after)))
        {
          g_array_remove_index (matches, i);
          i = i > 0 ? i - 1 : 0;
        }
      else
        i++;
    }
}

/* How good a place between two tokens is for a change to begin or end. */
static guint
seam (const Token *tokens, guint n, guint at)
{
  static const char hard[] = "。；！？\n", soft[] = "，、：（）“”";

  if (at == 0 || at == n)
    return 3;
  if (tokens[at - 1].id >= WORD_ID)
    return 0;
  if (g_utf8_strchr (hard, -1, tokens[at - 1].id) != NULL)
    return 3;
  return g_utf8_strchr (soft, -1, tokens[at - 1].id) != NULL ? 2 : 0;
}

/* What was only put in, or only taken out, may often stand some characters further: where stops are, if there are. */
static void
slide (const Token *tokens, guint n, Match *before, Match *after, gboolean deleted)
{
  guint begin = deleted ? before->old_at + before->n : before->new_at + before->n;
  guint end = deleted ? after->old_at : after->new_at;
  guint left = 0, right = 0, best = seam (tokens, n, begin) + seam (tokens, n, end);
  int shift = 0;

  while (left + 1 < before->n && tokens[begin - left - 1].id == tokens[end - left - 1].id)
    left++;
  while (right + 1 < after->n && tokens[begin + right].id == tokens[end + right].id)
    right++;
  for (int s = -(int) left; s <= (int) right; s++)
    {
      guint score = seam (tokens, n, (guint) ((int) begin + s)) + seam (tokens, n, (guint) ((int) end + s));

      if (score > best)
        {
          best = score;
          shift = s;
        }
    }
  before->n = (guint) ((int) before->n + shift);
  after->old_at = (guint) ((int) after->old_at + shift);
  after->new_at = (guint) ((int) after->new_at + shift);
  after->n = (guint) ((int) after->n - shift);
}

static void
slide_all (const Matcher *self)
{
  for (guint i = 0; i + 1 < self->matches->len; i++)
    {
      Match *before = &g_array_index (self->matches, Match, i), *after = &g_array_index (self->matches, Match, i + 1);
      guint deleted = after->old_at - before->old_at - before->n, inserted = after->new_at - before->new_at - before->n;

      if (inserted == 0)
        slide (self->a, self->n_a, before, after, TRUE);
      else if (deleted == 0)
        slide (self->b, self->n_b, before, after, FALSE);
    }
}

static void
run_free (XyDiffRun *run)
{
  g_free (run->text);
  g_free (run);
}

static GPtrArray *
runs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);
}

static void
add_run (GPtrArray *runs, XyDiffKind kind, const char *text, gsize length)
{
  if (length == 0)
    return;
  XyDiffRun *run = g_new0 (XyDiffRun, 1);
  run->kind = kind;
  run->text = g_strndup (text, length);
  g_ptr_array_add (runs, run);
}

static void
add_tokens (GPtrArray *runs, XyDiffKind kind, const char *text, const Token *tokens, guint from, guint to)
{
  add_run (runs, kind, text + tokens[from].at, tokens[to].at - tokens[from].at);
}

GPtrArray *
xy_text_diff_runs (const char *before, const char *after)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) a = tokens_of (before, words), b = tokens_of (after, words);
  Matcher self = { (const Token *) (gpointer) a->data, (const Token *) (gpointer) b->data, a->len - 1, b->len - 1 };
  GPtrArray *runs = runs_new ();
  guint i = 0, j = 0;

  index_places (&self);
  self.row = g_new0 (guint32, self.n_b + 1);
  self.row_before = g_new0 (guint32, self.n_b + 1);
  self.matches = g_array_new (FALSE, FALSE, sizeof (Match));
  match (&self, 0, self.n_a, 0, self.n_b);
  clean_up (self.matches, self.n_a, self.n_b);
  slide_all (&self);
  for (guint m = 0; m <= self.matches->len; m++)
    {
      Match end = { self.n_a, self.n_b, 0 };
      const Match *next = m < self.matches->len ? &g_array_index (self.matches, Match, m) : &end;

      add_tokens (runs, XY_DIFF_DELETED, before, self.a, i, next->old_at);
      add_tokens (runs, XY_DIFF_INSERTED, after, self.b, j, next->new_at);
      i = next->old_at + next->n;
      j = next->new_at + next->n;
      add_tokens (runs, XY_DIFF_SAME, after, self.b, next->new_at, j);
    }
  g_hash_table_unref (self.places);
  g_free (self.first);
  g_free (self.row);
  g_free (self.row_before);
  g_array_unref (self.matches);
  return runs;
}
