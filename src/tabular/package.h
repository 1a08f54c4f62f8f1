/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * package: an xlsx as a zip of XML parts, each streamed through libxml2's SAX parser and never held whole. (Its push
 * parser and not xmlTextReader, which is slower and shows a document type only after having parsed it.)
 *
 * Hostile files: a part's size and ratio are checked as declared before unpacking and as found while unpacking; a
 * document type declaration ends the reading, so no entity is ever declared, let alone expanded or fetched; elements
 * nest 64 deep at most; the number of parts is seen in the zip's tail before the directory is read. Not for use
 * outside src/tabular.
 */
#pragma once

#include "tabular/input.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

typedef struct _XyPackage XyPackage;

/* Attributes as SAX2 hands them over. */
typedef struct
{
  int n;
  const xmlChar **values;
} XyAttributes;

typedef struct
{
  void (*start) (XyPackage *package, gpointer data, const char *name, const XyAttributes *attributes);
  void (*end) (XyPackage *package, gpointer data, const char *name);
  void (*text) (XyPackage *package, gpointer data, const char *text, gsize length);
} XyPartHandler;

/* NULL with ERROR where it is no zip that could be read. */
XyPackage *xy_package_open (XyInput *input, GError **error);
void xy_package_free (XyPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyPackage, xy_package_free)

gboolean xy_package_has (XyPackage *package, const char *name);

/* Adds the part's size to the total that progress is told against. */
void xy_package_expect (XyPackage *package, const char *name);

/* Streams a part through HANDLER. A part that is not there is an error only if REQUIRED. */
gboolean xy_package_parse (XyPackage *package,
                           const char *name,
                           gboolean required,
                           const XyPartHandler *handler,
                           gpointer data,
                           GError **error);

/* For handlers: where to put an error; then call stop, and no more callbacks come. */
GError **xy_package_error (XyPackage *package);
void xy_package_stop (XyPackage *package);

/* The value of the attribute of that local name, not ended by NUL, or NULL. */
const char *xy_attributes_find (const XyAttributes *attributes, const char *name, gsize *length);

/* The same as a copy with its entities read, or NULL. */
char *xy_attributes_dup (const XyAttributes *attributes, const char *name);

/* FALLBACK where there is none or it is no number. */
guint xy_attributes_number (const XyAttributes *attributes, const char *name, guint fallback);
gboolean xy_attributes_flag (const XyAttributes *attributes, const char *name);

/* "B12" to row 11 and column 1, both from 0. Returns the characters read, 0 if it is no reference within a sheet. */
gsize xy_reference_parse (const char *text, gsize length, guint *row, guint *column);

G_END_DECLS
