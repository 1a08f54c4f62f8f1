/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/text-diff.h"

#include <string.h>

/* How alike two clauses are, in thousandths: enough to be one that was changed, and to be one that moved besides. */
#define ALIKE 450
#define ALIKE_MOVED 600
/* Between two clauses that stay, one that begins with as many characters as another was rewritten. */
#define HEAD_LEAST 4
/* Pairs of clauses that are looked at before it is enough: far beyond any bylaw. */
#define PAIRS_MOST (4 << 20)

typedef struct
{
  guint alike, old_at, new_at;
  guint distance; /* of their places */
} Pair;

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
  clause->runs = xy_text_diff_runs (before != NULL ? before : "", after != NULL ? after : "");
  if (before != NULL && after != NULL)
    {
      clause->changed = !g_str_equal (before, after);
      if (kind != XY_DIFF_SAME)
        turn_runs (clause->runs, kind);
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
