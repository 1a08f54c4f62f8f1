/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wire: what travels between a village and the county, protocol "xy1" (the design is in CONTRIBUTING.md, "The line to
 * the county"). Lines of JSON, each ended by a line feed; over a line and on a stick they are the same bytes.
 *
 * One operation is one line, which is the operation's own line (op.h) with the number that it has with the server:
 *
 *   {"n":1202,"t":"household","k":"u","id":"0191…","b":88120,"c":"0197a3f2c2aa-0000","at":…,"by":"0190…","d":{"phone":null}}
 *
 * n    counts 1, 2, 3 … for one device and stream; nothing is left out
 * b    how far the device had read the stream when the record was opened for the change: of what came later it knew
 *      nothing. Missing (what was written before the device was enrolled): 0
 * c    the device's clock, set right by the server's; missing, or with "cu":1: not to be trusted
 * d    the fields; of an update only those that changed
 * sv   1: the county had this record and has lost it (salvage.h); of an insert. Missing: 0
 * fx   what it settles: ["5f1c…",1202], operation 1202 of that device, which was returned, or ["5f1c…",1202,"phone"],
 *      what was in conflict over it ("" where it is a whole). Missing: nothing. With no fields it does nothing else
 *
 * The chain: h(0) is 32 zero bytes, h(n) = SHA-256 (h(n-1) ‖ line n without its line feed). Nobody makes a line anew:
 * it is kept, sent again and hashed byte for byte.
 *
 * A push is a head, lines and an end; a page of a pull is too:
 *
 *   {"p":"xy1","sid":431399101201,"dev":"5f1c…","ep":"a1…","from":1201,"h":"<h(1200)>","old":0,"sch":11,"off":-3200}
 *   …
 *   {"end":500,"sum":"<SHA-256 (h of the last line ‖ head)>"}
 *
 *   {"p":"xy1","sid":…,"ep":"a1…","from":88120,"to":88200,"head":90000,"more":1,"last":1700,"h":"<h(1700)>","now":…}
 *   {"t":"household","id":"0191…","s":88161,"x":0,"d":{…}}
 *   {"end":80,"sum":"<SHA-256 of all bytes before this line>"}
 *
 * What has no end, or another sum, was cut or changed on the way and counts for nothing. "old" is the number of the
 * last operation whose b was read in an epoch before ep; "last" and "h" say which of the device's own operations are in
 * the page.
 *
 * Operations are read here, by a reader that knows no more of JSON than the protocol has (wire-check.c, wire-fields.c):
 * whole numbers, keys of plain letters, each once. All else is refused before SQLite or another database may read it in
 * its own way. Heads, ends and what is asked are read by SQLite. Nothing here opens a file or a socket, or asks for the
 * time.
 */
#pragma once

#include "core/id.h"
#include "core/op.h"
#include "core/record.h"

G_BEGIN_DECLS

#define XY_WIRE_MAGIC "xy1"

/* Limits of the protocol. What is over them is refused whole, but for a single line, which is refused alone. */
#define XY_WIRE_OPS_MOST 2000              /* operations of a push */
#define XY_WIRE_OPS_LEAST 20               /* a push is not made smaller than that on a bad line */
#define XY_WIRE_OPS_USUAL 500              /* where a device begins */
#define XY_WIRE_LINE_MOST (64 * 1024)      /* bytes of one line */
#define XY_WIRE_RAW_MOST (4 * 1024 * 1024) /* bytes of a push, unpacked; about as much is in a page */
#define XY_WIRE_PACKED_MOST (256 * 1024)   /* of a push, packed */
#define XY_WIRE_DEPTH_MOST 4               /* objects and arrays within each other */
#define XY_WIRE_ROW_DEPTH_MOST 8           /* the same in a row of a page */
#define XY_WIRE_KEYS_MOST 128              /* members of one object */
#define XY_WIRE_KEY_MOST 64                /* characters of a key: a to z, _, and 0 to 9 behind */
#define XY_WIRE_PAGE_ROWS 4000             /* rows of a page that are asked for */
#define XY_WIRE_EPOCH_MOST 32              /* characters of an epoch: 0 to 9, a to f */

/* Why a line is refused; as the code of its answer: "length", "text", "key", "depth", "number", "json", "shape". */
typedef enum
{
  XY_WIRE_FINE,
  XY_WIRE_LENGTH, /* too long, or empty */
  XY_WIRE_TEXT,   /* no UTF-8, NUL, a control character other than tab and line feed, half a surrogate pair */
  XY_WIRE_KEY,    /* a key twice in an object, too many, or other characters */
  XY_WIRE_DEPTH,
  XY_WIRE_NUMBER, /* not whole, or out of 64 bits */
  XY_WIRE_JSON,   /* no JSON object */
  XY_WIRE_SHAPE,  /* JSON, but no operation */
} XyWireFlaw;

const char *xy_wire_flaw_code (XyWireFlaw flaw);

/* Whether LINE is a JSON object as the protocol has them: all but XY_WIRE_SHAPE. */
XyWireFlaw xy_wire_check_line (const char *line, gsize length);

/* Likewise of a row of a page, which may be longer and deeper: it may show a line, or a record within another. */
gboolean xy_wire_check_row (const char *row, gsize length);

/* A member of an object. */
typedef struct
{
  const char *name;
  char kind;        /* 'n' number, 't' text, '0' null, 'b' true or false, '{', '[' */
  const char *text; /* of a text itself, of all else as it is written */
  gint64 number;
} XyWireField;

/* The members of one object, in their order. */
typedef struct
{
  XyWireField *list;
  guint n;
  char *own; /* what the texts are in */
} XyWireFields;

/* Reads OBJECT, which was checked as a line or a part of one: or it has no members. To be cleared. */
void xy_wire_fields_read (XyWireFields *fields, const char *object, gsize length);
void xy_wire_fields_clear (XyWireFields *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyWireFields, xy_wire_fields_clear)

/* NULL where there is none. */
const XyWireField *xy_wire_fields_find (const XyWireFields *fields, const char *name);
/* NULL where it is none, or no text; 0 where it is no number. */
const char *xy_wire_fields_text (const XyWireFields *fields, const char *name);
gint64 xy_wire_fields_int (const XyWireFields *fields, const char *name);

/* h(n) from h(n-1). */
void xy_wire_chain (guint8 hash[XY_HASH_SIZE], const char *line, gsize length);
#define XY_WIRE_HEX_SIZE (2 * XY_HASH_SIZE + 1)
void xy_wire_hash_to_text (const guint8 hash[XY_HASH_SIZE], char text[XY_WIRE_HEX_SIZE]);
gboolean xy_wire_hash_from_text (const char *text, guint8 hash[XY_HASH_SIZE]);

/* An epoch's text, and the number of a device or an account (63 bits, hexadecimal), each into what is there for it;
 * FALSE where it is none, or NULL. "" and 0 are read too: what has none yet says so. */
gboolean xy_wire_epoch_from_text (const char *text, char epoch[XY_WIRE_EPOCH_MOST + 1]);
gboolean xy_wire_number_from_text (const char *text, gint64 *number);

/* Appends the operation's LINE (op.h) as number N, without a line feed. */
void xy_wire_append_op (GString *out, const char *line, gint64 n);

/* The next line of *AT, which moves on to behind its line feed. FALSE where none is left; what has no line feed is
 * none. */
gboolean xy_wire_next_line (const char **at, const char *end, const char **line, gsize *length);

/* SQLite as a reader of JSON; it keeps no data. Belongs to one thread. */
typedef struct _XyWire XyWire;
XyWire *xy_wire_new (GError **error);
void xy_wire_free (XyWire *wire);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyWire, xy_wire_free)

/* The database that reads: for other readers of JSON. */
XyDb *xy_wire_get_db (XyWire *wire);

/* One operation, read. */
typedef struct
{
  gint64 n;
  const char *table;
  const XyRecordType *type; /* NULL: none that this program knows */
  char kind;                /* 'i', 'u', 'd' */
  XyId id;
  gint64 base;
  const char *clock; /* NULL: none that can be trusted */
  gint64 at;
  const char *by;
  const char *fields;  /* "d", JSON */
  XyWireFields values; /* the same, read */
  /* "fx"; 0: it settles nothing. FIXES_FIELD is NULL where it is a returned operation. */
  gint64 fixes_device;
  gint64 fixes_n;
  const char *fixes_field;
  gboolean salvaged; /* "sv": the county had the record once, and lost it; its author may send it again, or never */
  char *own;         /* what the texts are in */
} XyWireOp;

void xy_wire_op_clear (XyWireOp *op);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyWireOp, xy_wire_op_clear)

/* Checks LINE and reads it into OP, which is to be cleared whatever came out. */
XyWireFlaw xy_wire_read_op (const char *line, gsize length, XyWireOp *op);

/* The rows that the county shows a village: _quar of operation N of DEVICE that was not taken, and _conflict of what
 * met over FIELD ("": the whole) of RECORD in that operation. */
XyId xy_wire_returned_id (gint64 stream, gint64 device, gint64 n);
XyId xy_wire_conflict_id (const XyId *record, gint64 device, gint64 n, const char *field);

typedef struct
{
  gint64 stream; /* division code: 12, 9 or 6 digits */
  gint64 device; /* 63 bits, from the server */
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 from;                 /* number of the first line */
  guint8 before[XY_HASH_SIZE]; /* h(from-1) */
  gint64 old;
  gint64 schema; /* of the device's program */
  gint64 offset; /* of its clock to the server's, ms */
} XyWirePush;

typedef struct
{
  gint64 stream;
  char epoch[XY_WIRE_EPOCH_MOST + 1];
  gint64 from;
  gint64 to; /* where the device stands once it has applied the page */
  gint64 head;
  gboolean more;
  gint64 last;
  guint8 hash[XY_HASH_SIZE]; /* h(last) */
  gint64 now;
} XyWirePage;

/* The lines between head and end. */
typedef struct
{
  const char *at;
  const char *end;
  gint64 n;
} XyWireLines;

void xy_wire_append_push_head (GString *out, const XyWirePush *head);
/* OUT has the head and the lines; AFTER is the h of the last one. */
void xy_wire_append_push_end (GString *out, gint64 n, const guint8 after[XY_HASH_SIZE]);

/*
 * Reads head and end of TEXT and compares the sum; the lines are not read. HASHES (may be NULL) gets h behind each
 * line, XY_HASH_SIZE bytes one after the other. INVALID where it is no push or was changed.
 */
gboolean xy_wire_read_push (XyWire *wire,
                            const char *text,
                            gsize length,
                            XyWirePush *head,
                            XyWireLines *lines,
                            GByteArray *hashes,
                            GError **error);

/* A page: its head, its rows (each with its line feed) and its end, in OUT, which is empty before. */
void xy_wire_append_page_head (GString *out, const XyWirePage *head);
void xy_wire_append_page_row (GString *out,
                              const char *table,
                              const XyId *id,
                              gint64 seq,
                              gboolean gone,
                              const char *fields);
void xy_wire_append_page_end (GString *out, gint64 n);

/* Reads and checks TEXT whole, its sum too. INVALID where it is no page (a login page of some network …) or was cut. */
gboolean
xy_wire_read_page (XyWire *wire, const char *text, gsize length, XyWirePage *head, XyWireLines *lines, GError **error);

G_END_DECLS
