/* SPDX-License-Identifier: GPL-3.0-or-later */
/* publicity-private: a file of rules as it is read, for the two files of publicity. */
#pragma once

#include "core/publicity.h"

G_BEGIN_DECLS

/* A dated set as a file has it. */
typedef struct
{
  char *from;
  char *until; /* NULL: still */
  char *source;
  gboolean check;
  XyPublicityValue values[XY_PUBLICITY_N_VALUES];
  GPtrArray *items; /* of XyPublicityItem; what a province leaves out is NULL */
} XyPublicitySet;

typedef struct
{
  char *name;
  char *date;
  GPtrArray *sets;
} XyPublicityEdition;

/* One file; NULL with UNREADABLE, whole. */
XyPublicityEdition *
xy_publicity_edition_parse (XyDb *db, const char *text, gsize length, gboolean national, GError **error);
void xy_publicity_edition_free (XyPublicityEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPublicityEdition, xy_publicity_edition_free)

void xy_publicity_value_clear (XyPublicityValue *value);
void xy_publicity_item_free (gpointer item);

/* The span that a file calls WORD, or -1. */
int xy_publicity_span_from_word (const char *word);

G_END_DECLS
