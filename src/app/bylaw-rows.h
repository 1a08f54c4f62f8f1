/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bylaw-rows: the village's bylaws as a list, the general one first, under each its versions, the newest first, with a
 * pill for where it stands. A version is chosen with the arrows or a click.
 *
 * Signals
 * "chosen" ()  another version, or another record of it
 */
#pragma once

#include <gtk/gtk.h>

#include "app/pill.h"
#include "core/bylaw.h"
#include "core/store.h"
#include "sync/marks.h"

G_BEGIN_DECLS

typedef struct
{
  XyBylaw *bylaw;
  GPtrArray *versions; /* of XyBylawVersion, the newest first */
  XyMark *marks;       /* one for each; NULL: none has one */
} XyBylawFamily;

void xy_bylaw_family_free (gpointer family);

/* On the worker's thread: all bylaws of the village. (transfer full) array of XyBylawFamily. */
gpointer xy_bylaw_families_read (XyStore *store, gpointer nothing, GCancellable *cancellable, GError **error);

/* The sign that goes with a stage. */
XyPillKind xy_bylaw_stage_pill (XyBylawStage stage);

#define XY_TYPE_BYLAW_ROWS (xy_bylaw_rows_get_type ())
G_DECLARE_FINAL_TYPE (XyBylawRows, xy_bylaw_rows, XY, BYLAW_ROWS, GtkWidget)

GtkWidget *xy_bylaw_rows_new (void);

/* FAMILIES is kept. The version that was chosen stays so; where it is gone, or none was, the first is chosen. */
void xy_bylaw_rows_set (XyBylawRows *rows, GPtrArray *families);

/* ID of a version, or of a bylaw, whose newest version it then is. FALSE where it is not there. */
gboolean xy_bylaw_rows_choose (XyBylawRows *rows, const XyId *id);

/* NULL where there is none. Owned by the list. */
const XyBylaw *xy_bylaw_rows_get_bylaw (XyBylawRows *rows);
const XyBylawVersion *xy_bylaw_rows_get_version (XyBylawRows *rows);
/* What waits to be settled with the county about the chosen version; NULL: nothing. Likewise. */
const XyMark *xy_bylaw_rows_get_mark (XyBylawRows *rows);
/* Whether the chosen version is the newest of its bylaw. */
gboolean xy_bylaw_rows_is_newest (XyBylawRows *rows);
/* Whether the village has a general bylaw. */
gboolean xy_bylaw_rows_have_general (XyBylawRows *rows);

G_END_DECLS
