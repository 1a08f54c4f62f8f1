/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All that can happen to two devices and a county (model.h), breadth first, each state once, to the end.
 *
 *   model               two operations of each device, requests that are lost, doubled and late, a crash: some 100,000
 *   model --restore 1   and one of the devices may be restored once from a backup of any moment
 *   model --restore 2   or both
 *   model --copy        and the second may once be made a copy of the first
 *
 * What is found is told with the shortest way that leads there.
 */
#include <stdlib.h>
#include <string.h>

#include "model.h"

#define NO_PARENT G_MAXUINT32

/* How a state came to be. */
typedef struct
{
  guint32 parent;
  guint8 device, action;
} Origin;

static int option_ops = 2, option_restore = 0, option_most = G_MAXINT;
static gboolean option_copy = FALSE, option_late = FALSE;

static const GOptionEntry options[] = {
  { "ops", 0, 0, G_OPTION_ARG_INT, &option_ops, "operations of a device", "N" },
  { "restore", 0, 0, G_OPTION_ARG_INT, &option_restore, "devices that may be restored", "N" },
  { "most", 0, 0, G_OPTION_ARG_INT, &option_most, "end after so many states, whatever is left", "N" },
  { "copy", 0, 0, G_OPTION_ARG_NONE, &option_copy, "one becomes a copy of the other", NULL },
  { "late", 0, 0, G_OPTION_ARG_NONE, &option_late, "requests that come late", NULL },
  { NULL },
};

typedef struct
{
  guint64 a, b;
} Key;

/* Keys that were met, by open addressing; a key of zeros is none. */
typedef struct
{
  Key *slots;
  gsize size, n;
} Met;

static Key
key_of (const Model *model)
{
  const guint8 *bytes = (const guint8 *) model;
  Key key = { G_GUINT64_CONSTANT (0xcbf29ce484222325), G_GUINT64_CONSTANT (0x84222325cbf29ce4) };

  for (gsize i = 0; i < sizeof *model; i += sizeof (guint64))
    {
      guint64 word = 0;
      memcpy (&word, bytes + i, MIN (sizeof word, sizeof *model - i));
      key.a = (key.a ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      key.a ^= key.a >> 32;
      key.b = (key.b + word) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
      key.b ^= key.b >> 29;
    }
  key.a |= key.a == 0;
  return key;
}

static gboolean
put (Met *met, Key key)
{
  gsize at = key.a & (met->size - 1);

  for (; met->slots[at].a != 0; at = (at + 1) & (met->size - 1))
    if (met->slots[at].a == key.a && met->slots[at].b == key.b)
      return FALSE;
  met->slots[at] = key;
  met->n++;
  return TRUE;
}

static gboolean
add (Met *met, Key key)
{
  if (met->n * 2 >= met->size)
    {
      Met larger = { g_new0 (Key, met->size * 2), met->size * 2, 0 };
      for (gsize i = 0; i < met->size; i++)
        if (met->slots[i].a != 0)
          put (&larger, met->slots[i]);
      g_free (met->slots);
      *met = larger;
    }
  return put (met, key);
}

static void
tell (const GArray *origins, guint32 at)
{
  const Origin *origin = &g_array_index (origins, Origin, at);

  if (origin->parent == NO_PARENT)
    return;
  tell (origins, origin->parent);
  g_print ("  device %u: %s\n", origin->device, model_action_names[origin->action]);
}

static gboolean
may (const Model *model, guint device, ModelAction action)
{
  if (action == MODEL_BACK_UP || action == MODEL_RESTORE)
    return (int) device < option_restore;
  if (action == MODEL_COPY)
    return option_copy;
  return option_late || action != MODEL_DELAY;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) origins = g_array_new (FALSE, FALSE, sizeof (Origin));
  g_autoptr (GError) error = NULL;
  Met met = { g_new0 (Key, 1 << 16), 1 << 16, 0 };
  GQueue queue = G_QUEUE_INIT;
  Model *first = g_new (Model, 1);
  gsize n_ways = 0, most = 0;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  model_init (first);
  add (&met, key_of (first));
  g_queue_push_tail (&queue, first);
  g_array_append_vals (origins, &(Origin){ .parent = NO_PARENT }, 1);
  for (guint32 at = 0; !g_queue_is_empty (&queue) && met.n < (gsize) option_most; at++)
    {
      g_autofree Model *model = g_queue_pop_head (&queue);
      for (guint step = 0; step < MODEL_DEVICES * MODEL_N_ACTIONS; step++)
        {
          Origin origin = { at, (guint8) (step % MODEL_DEVICES), (guint8) (step / MODEL_DEVICES) };
          Model next = *model;
          const char *wrong = NULL;

          if (!may (model, origin.device, origin.action)
              || !model_act (&next, origin.device, origin.action, (guint) option_ops, &wrong))
            continue;
          n_ways++;
          if (!add (&met, key_of (&next)))
            continue;
          g_array_append_val (origins, origin);
          if (wrong == NULL)
            wrong = model_check (&next);
          if (wrong == NULL)
            wrong = model_check_settled (&next);
          if (wrong != NULL)
            {
              g_print ("%s, by\n", wrong);
              tell (origins, origins->len - 1);
              return EXIT_FAILURE;
            }
          g_queue_push_tail (&queue, g_memdup2 (&next, sizeof next));
        }
      most = MAX (most, queue.length);
    }
  g_print ("%" G_GSIZE_FORMAT " states, %" G_GSIZE_FORMAT " ways between them, at most %" G_GSIZE_FORMAT " at a time\n",
           met.n, n_ways, most);
  if (!g_queue_is_empty (&queue))
    g_print ("not all of them\n");
  g_queue_clear_full (&queue, g_free);
  g_free (met.slots);
  return EXIT_SUCCESS;
}
