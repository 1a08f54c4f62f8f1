/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/text-diff.h"

#include <string.h>

/* How alike two clauses are, in thousandths: enough to be one that was changed, and to be one that moved besides. */
#define ALIKE 450
#define ALIKE_MOVED 600
/* Between two clauses that stay, one that begins with as many characters as another was rewritten. */
#define HEAD_LEAST 4
/* Pairs of clauses that are looked at, and steps in one clause, before it is enough: far beyond any bylaw. */
#define PAIRS_MOST (4 << 20)
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

typedef struct
{
  guint alike, old_at, new_at;
  guint distance; /* of their places */
} Pair;

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

static int
compare_bigrams (gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;

  return (x > y) - (x < y);
}

/* Each two characters that follow each other, sorted. */
static GArray *
bigrams_of (const char *text)
{
  GArray *bigrams = g_array_new (FALSE, FALSE, sizeof (guint64));
  gunichar last = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      guint64 bigram = (guint64) last << 32 | g_utf8_get_char (at);

      last = g_utf8_get_char (at);
      g_array_append_val (bigrams, bigram);
    }
  g_array_sort (bigrams, compare_bigrams);
  return bigrams;
}

/* In thousandths. */
static guint
alike (const GArray *a, const GArray *b)
{
  const guint64 *x = (const guint64 *) (gconstpointer) a->data, *y = (const guint64 *) (gconstpointer) b->data;
  guint both = 0;

  if (a->len + b->len == 0)
    return 1000;
  if (2 * MIN (a->len, b->len) * 1000 / (a->len + b->len) < ALIKE)
    return 0;
  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    if (x[i] == y[j])
      {
        both++;
        i++;
        j++;
      }
    else if (x[i] < y[j])
      i++;
    else
      j++;
  return both * 2000 / (a->len + b->len);
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = a, *y = b;

  if (x->alike != y->alike)
    return x->alike > y->alike ? -1 : 1;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return x->old_at != y->old_at ? (x->old_at > y->old_at) - (x->old_at < y->old_at)
                                : (x->new_at > y->new_at) - (x->new_at < y->new_at);
}

typedef struct
{
  const char *const *olds, *const *news;
  guint n_olds, n_news;
  int *partner;     /* of each old clause, -1 for none */
  int *partner_old; /* of each new one */
  guint *alike;     /* of each old clause with its partner */
} Pairing;

static void
pair (Pairing *self, guint i, guint j, guint how_alike)
{
  self->partner[i] = (int) j;
  self->partner_old[j] = (int) i;
  self->alike[i] = how_alike;
}

/* Those at the beginning and the end that are the same stay where they are. */
static void
pair_ends (Pairing *self, guint *head, guint *tail)
{
  guint most = MIN (self->n_olds, self->n_news);

  *head = *tail = 0;
  while (*head < most && g_str_equal (self->olds[*head], self->news[*head]))
    {
      pair (self, *head, *head, 1000);
      (*head)++;
    }
  while (*head + *tail < most
         && g_str_equal (self->olds[self->n_olds - *tail - 1], self->news[self->n_news - *tail - 1]))
    {
      pair (self, self->n_olds - *tail - 1, self->n_news - *tail - 1, 1000);
      (*tail)++;
    }
}

/* The most alike first, of equals those whose places are nearest. */
static void
pair_middle (Pairing *self, guint head, guint tail)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GPtrArray) bigrams = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint n = self->n_olds - head - tail, m = self->n_news - head - tail;
  gboolean look = (guint64) n * m <= PAIRS_MOST;

  for (guint j = 0; j < m; j++)
    g_ptr_array_add (bigrams, bigrams_of (self->news[head + j]));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GArray) own = bigrams_of (self->olds[head + i]);

      for (guint j = 0; j < m; j++)
        {
          gint64 distance = (gint64) i * MAX (m, 1) - (gint64) j * MAX (n, 1);
          Pair one = { g_str_equal (self->olds[head + i], self->news[head + j]) ? 1001 : 0, head + i, head + j,
                       (guint) MIN (ABS (distance), G_MAXUINT) };

          if (one.alike == 0 && look)
            one.alike = alike (own, bigrams->pdata[j]);
          if (one.alike >= ALIKE)
            g_array_append_val (pairs, one);
        }
    }
  g_array_sort (pairs, compare_pairs);
  for (guint p = 0; p < pairs->len; p++)
    {
      const Pair *one = &g_array_index (pairs, Pair, p);

      if (self->partner[one->old_at] < 0 && self->partner_old[one->new_at] < 0)
        pair (self, one->old_at, one->new_at, one->alike);
    }
}

/* Of the pairs those stay in place that keep their order and have the most words together. (transfer full) */
static gboolean *
choose_staying (const Pairing *self)
{
  gboolean *stays = g_new0 (gboolean, self->n_olds + 1);
  g_autofree gsize *weight = g_new0 (gsize, self->n_olds + 1);
  g_autofree int *before = g_new (int, self->n_olds + 1);
  int last = -1;

  for (guint i = 0; i < self->n_olds; i++)
    {
      before[i] = -1;
      if (self->partner[i] < 0)
        continue;
      for (guint k = 0; k < i; k++)
        if (self->partner[k] >= 0 && self->partner[k] < self->partner[i]
            && (before[i] < 0 || weight[k] > weight[before[i]]))
          before[i] = (int) k;
      weight[i] = (before[i] >= 0 ? weight[before[i]] : 0) + 1 + strlen (self->olds[i]) * self->alike[i] / 1000;
      if (last < 0 || weight[i] > weight[last])
        last = (int) i;
    }
  for (; last >= 0; last = before[last])
    stays[last] = TRUE;
  return stays;
}

static guint
common_head (const char *a, const char *b)
{
  guint n = 0;

  for (; *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b); n++)
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  return n;
}

/* What stands between the same two clauses and begins alike was rewritten there. */
static void
pair_rewritten (Pairing *self, gboolean *stays)
{
  for (guint i = 0, next = 0; i < self->n_olds; i++)
    {
      if (stays[i])
        next = (guint) self->partner[i] + 1;
      if (self->partner[i] >= 0)
        continue;
      for (guint j = next; j < self->n_news; j++)
        {
          int from = self->partner_old[j];

          if (from >= 0 && stays[from])
            break;
          if (from < 0 && common_head (self->olds[i], self->news[j]) >= HEAD_LEAST)
            {
              pair (self, i, j, ALIKE);
              stays[i] = TRUE;
              next = j + 1;
              break;
            }
        }
    }
}

void
xy_diff_clause_free (XyDiffClause *clause)
{
  g_ptr_array_unref (clause->runs);
  g_free (clause);
}

/* At a moved clause's old place what stayed was moved from there, at its new one it was moved to there. */
static void
turn_runs (GPtrArray *runs, XyDiffKind kind)
{
  for (guint i = runs->len; i-- > 0;)
    {
      XyDiffRun *run = runs->pdata[i];

      if (run->kind == XY_DIFF_SAME)
        run->kind = kind;
      else if (run->kind != (kind == XY_DIFF_MOVED_FROM ? XY_DIFF_DELETED : XY_DIFF_INSERTED))
        g_ptr_array_remove_index (runs, i);
    }
  for (guint i = runs->len; i-- > 1;)
    {
      XyDiffRun *run = runs->pdata[i - 1], *next = runs->pdata[i];

      if (run->kind == next->kind)
        {
          g_autofree char *one = run->text;
          run->text = g_strconcat (one, next->text, NULL);
          g_ptr_array_remove_index (runs, i);
        }
    }
}

static void
add_clause (GPtrArray *list, const Pairing *self, XyDiffKind kind, int old_at, int new_at)
{
  XyDiffClause *clause = g_new0 (XyDiffClause, 1);
  const char *before = old_at >= 0 ? self->olds[old_at] : NULL, *after = new_at >= 0 ? self->news[new_at] : NULL;

  clause->kind = kind;
  clause->old_at = old_at;
  clause->new_at = new_at;
  if (before != NULL && after != NULL)
    {
      clause->changed = !g_str_equal (before, after);
      clause->runs = xy_text_diff_runs (before, after);
      if (kind != XY_DIFF_SAME)
        turn_runs (clause->runs, kind);
    }
  else
    {
      const char *text = before != NULL ? before : after;
      clause->runs = runs_new ();
      add_run (clause->runs, kind, text, strlen (text));
    }
  g_ptr_array_add (list, clause);
}

static void
pairing_init (Pairing *self)
{
  guint head, tail;

  self->partner = g_new (int, self->n_olds + 1);
  self->partner_old = g_new (int, self->n_news + 1);
  self->alike = g_new0 (guint, self->n_olds + 1);
  for (guint i = 0; i < self->n_olds; i++)
    self->partner[i] = -1;
  for (guint j = 0; j < self->n_news; j++)
    self->partner_old[j] = -1;
  pair_ends (self, &head, &tail);
  pair_middle (self, head, tail);
}

GPtrArray *
xy_text_diff (const char *const *olds, guint n_olds, const char *const *news, guint n_news)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_diff_clause_free);
  Pairing self = { olds, news, n_olds, n_news };

  pairing_init (&self);
  g_autofree gboolean *stays = choose_staying (&self);
  /* What only looks a little like something elsewhere did not move there. */
  for (guint i = 0; i < n_olds; i++)
    if (self.partner[i] >= 0 && !stays[i] && self.alike[i] < ALIKE_MOVED)
      {
        self.partner_old[self.partner[i]] = -1;
        self.partner[i] = -1;
      }
  pair_rewritten (&self, stays);
  for (guint i = 0, j = 0; i < n_olds || j < n_news;)
    if (i < n_olds && !stays[i])
      {
        add_clause (list, &self, self.partner[i] >= 0 ? XY_DIFF_MOVED_FROM : XY_DIFF_DELETED, (int) i, self.partner[i]);
        i++;
      }
    else if (j < n_news && (self.partner_old[j] < 0 || !stays[self.partner_old[j]]))
      {
        int from = self.partner_old[j];
        add_clause (list, &self, from >= 0 ? XY_DIFF_MOVED_TO : XY_DIFF_INSERTED, from, (int) j);
        j++;
      }
    else
      add_clause (list, &self, XY_DIFF_SAME, (int) i++, (int) j++);
  g_free (self.partner);
  g_free (self.partner_old);
  g_free (self.alike);
  return list;
}
