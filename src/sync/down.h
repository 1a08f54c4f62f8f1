/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * down: what a township or the county sends down to villages: notices, with a file where there is one, and files of
 * rules (core/rule-file.h: points catalogues, hygiene checklists, bylaw templates, dated rules), which are offered and
 * never taken up by themselves. What was sent is never changed; what is wrong is put right by another, or taken back by
 * a withdrawal: one more in the same list, to the same villages, whose id follows from that of what it takes back
 * (xy_down_withdrawal_of()). A program that does not know withdrawals shows it as a notice, whose words say what it is.
 *
 * Over the line (GET and POST /v1/down) and in the receipt of a bundle it is the same text, lines of JSON:
 *
 *   {"p":"xy1","a":"ok","from":3,"to":7,"more":0,"now":…}
 *   {"seq":7,"id":"0197…","scope":431399101,"kind":"notice","title":"…","text":"…","name":"通知.pdf","size":70000,
 *    "sha":"…","who":"云岭镇人民政府","at":…}
 *   {"part":"<base64 of 45000 bytes of the file>"}
 *   {"part":"<base64 of the rest>"}
 *
 * seq counts at the county, over all scopes; "from" and "to" are numbers too: a computer has seen all that is for it up
 * to "to", and asks behind that. Who sends has "ask":"down" in the first line, without "a" and numbers.
 *
 * A village keeps what came in its own file (table down), each of its computers for itself.
 */
#pragma once

#include "core/store.h"
#include "sync/wire.h"

G_BEGIN_DECLS

#define XY_DOWN_NOTICE "notice"
#define XY_DOWN_RULES "rules"
#define XY_DOWN_WITHDRAWAL "withdrawal"

#define XY_DOWN_TITLE_MOST 100          /* characters */
#define XY_DOWN_TEXT_MOST 10000         /* characters */
#define XY_DOWN_NAME_MOST 80            /* characters of a file's name */
#define XY_DOWN_FILE_MOST (256 * 1024)  /* bytes of a file */
#define XY_DOWN_SEND_MOST (512 * 1024)  /* bytes of a text of the above that sends one */
#define XY_DOWN_PAGE_BYTES (512 * 1024) /* of a page, about; one more may be in it */
#define XY_DOWN_PAGE_MOST (2 * 1024 * 1024)

typedef struct
{
  gint64 seq; /* 0: not sent yet */
  XyId id;
  gint64 scope; /* division code: for all villages below it */
  char *kind;   /* one that this program does not know is shown as a notice */
  char *title;
  char *text; /* "" where there is none */
  char *name; /* of the file; NULL: there is none */
  gint64 size;
  GBytes *file; /* NULL: there is none, or it was not asked for */
  char *who;    /* "" not sent yet */
  gint64 at;
  /* Here. */
  gint64 came_at;
  gint64 read_at;      /* 0: nobody has looked */
  gint64 used_at;      /* when the rules were taken; 0: they were not */
  gint64 withdrawn_at; /* 0: it was not */
  char *withdrawn_why; /* NULL: it was not */
} XyDown;

XyDown *xy_down_new (void);
void xy_down_free (XyDown *down);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyDown, xy_down_free)

/* The id of what withdraws the one of this ID. */
XyId xy_down_withdrawal_of (const XyId *id);
/* What withdraws DOWN, for that REASON. (transfer full) */
XyDown *xy_down_new_withdrawal (const XyDown *down, const char *reason);

/* Never NULL: "" for none. */
void xy_down_set_text (char **member, const char *text);
/* Its file is that at PATH, with its name. INVALID where it cannot be read, or is too large. */
gboolean xy_down_set_file (XyDown *down, const char *path, GError **error);

/*
 * Whether it can be sent: INVALID with the field "kind", "title", "text", "name", "file" or "scope". Files of rules are
 * called as those inside the program (hygiene-household.json), and are JSON with a date; WIRE reads that.
 */
gboolean xy_down_check (XyWire *wire, const XyDown *down, GError **error);

/* As they travel. */
void xy_down_append (GString *out, XyWire *wire, const XyDown *down);
/* The text that sends DOWN. Returns: (transfer full). */
GString *xy_down_make_request (XyWire *wire, const XyDown *down);
/* Returns: (transfer full) what such a text sends; NULL where it is none. */
XyDown *xy_down_read_request (XyWire *wire, const char *text, gsize length);

typedef struct
{
  gint64 from;
  gint64 to;
  gboolean more;
  GPtrArray *list; /* of XyDown */
} XyDownPage;

void xy_down_page_clear (XyDownPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyDownPage, xy_down_page_clear)

void xy_down_append_head (GString *out, gint64 from, gint64 to, gboolean more, gint64 now);
/* FALSE where TEXT is no page, or was cut or changed; PAGE is to be cleared whatever came out. */
gboolean xy_down_read_page (XyWire *wire, const char *text, gsize length, XyDownPage *page);

/* The village's file. */

/* What came up to here is kept. */
gboolean xy_down_get_cursor (XyStore *store, gint64 *cursor, GError **error);
/*
 * What is there already is left alone; a page that does not follow on the cursor is kept, and the cursor stays. What
 * somebody has looked at and is withdrawn is new once more; what nobody saw yet is not.
 */
gboolean xy_down_keep (XyStore *store, const XyDownPage *page, GError **error);

/* The newest first, without the files, and without the withdrawals. Returns: (transfer full) of XyDown. */
GPtrArray *xy_down_list (XyStore *store, GError **error);
/* With its file. NOT_FOUND. */
XyDown *xy_down_get (XyStore *store, const XyId *id, GError **error);
/* How many nobody has looked at. */
gboolean xy_down_count_new (XyStore *store, gint64 *n, GError **error);
gboolean xy_down_mark_read (XyStore *store, const XyId *id, GError **error);

/*
 * Puts a file of rules where those of this computer are (<data folder>/rules): from then on it is among the ready ones,
 * and a dated one holds by its date. An older file there of that name is kept beside it (.old). INVALID where it is
 * none, or not newer than what is there, or withdrawn.
 */
gboolean xy_down_use (XyStore *store, const XyId *id, GError **error);

/* "Circular", "Hygiene checklist", "Bylaw templates" … translated. Static. */
const char *xy_down_kind_label (const XyDown *down);

G_END_DECLS
