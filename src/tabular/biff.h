/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * biff: the records of an .xls workbook stream and the texts in them. A record is a type, a length and data; a long one
 * goes on in CONTINUE records, and a text in it may break there and change between one and two bytes a character.
 * Every access is checked; past the end it gives zeros and marks the reader as failed. Not for use outside src/tabular.
 */
#pragma once

#include "tabular/compound.h"

G_BEGIN_DECLS

enum
{
  BIFF_FORMULA = 0x0006,
  BIFF_EOF = 0x000a,
  BIFF_DATEMODE = 0x0022,
  BIFF_FILEPASS = 0x002f,
  BIFF_CONTINUE = 0x003c,
  BIFF_CODEPAGE = 0x0042,
  BIFF_COLINFO = 0x007d,
  BIFF_BOUNDSHEET = 0x0085,
  BIFF_MULRK = 0x00bd,
  BIFF_RSTRING = 0x00d6,
  BIFF_XF = 0x00e0,
  BIFF_MERGEDCELLS = 0x00e5,
  BIFF_SST = 0x00fc,
  BIFF_LABELSST = 0x00fd,
  BIFF_NUMBER = 0x0203,
  BIFF_LABEL = 0x0204,
  BIFF_BOOLERR = 0x0205,
  BIFF_STRING = 0x0207,
  BIFF_ROW = 0x0208,
  BIFF_RK = 0x027e,
  BIFF_FORMAT = 0x041e,
  BIFF_BOF = 0x0809,
};

typedef struct
{
  const XyCompoundStream *stream;
  gsize next;    /* where the next record begins */
  gsize scanned; /* bytes gone through in all, wherever they were */
  guint16 type;
  guint8 data[65536];
  gsize length, at;
  gboolean failed;
  gboolean bytes_only; /* BIFF 5: one charset of bytes, not Unicode */
  char charset[16];
  GString *text;
} XyBiff;

/* Goes to the next record. FALSE at the stream's end, and FALSE and failed where a record is cut short. */
gboolean xy_biff_next (XyBiff *biff);

guint xy_biff_u8 (XyBiff *biff);
guint xy_biff_u16 (XyBiff *biff);
guint32 xy_biff_u32 (XyBiff *biff);
double xy_biff_double (XyBiff *biff);

/* An RK: a number in 30 bits, perhaps a hundredth. */
double xy_biff_rk (XyBiff *biff);

/* Skips within the record and those that continue it. */
void xy_biff_skip (XyBiff *biff, gsize length);

/* A text with its length before it in one or two bytes. Returns: (transfer none) UTF-8, until the next call. */
const GString *xy_biff_text (XyBiff *biff, gboolean short_length);

/* One text of the shared table, with its runs of fonts and its phonetics skipped. */
const GString *xy_biff_shared_text (XyBiff *biff);

G_END_DECLS
