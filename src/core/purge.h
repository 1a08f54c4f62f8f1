/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * purge: all that is personal of one person goes, for good: at his own request, or because there is no reason left to
 * keep it (个人信息保护法 47). It cannot be undone.
 *
 * Only who does not live here any more can be purged, or who was entered by mistake: the office must know who lives in
 * the village. His record stays, marked deleted, with its household, relation, sex and state, under the name
 * XY_PURGED_NAME, since events, accounts and steps refer to it. Where he is the head of a household in which nobody
 * lives, its head's name, telephone, bank account, note and kind go too. His marks are taken off, and the notes of his
 * events go.
 *
 * The record of changes (op.h) is cleared of the same: lines keep their number, their hash and what is not personal;
 * sentences of acts keep XY_PURGED_NAME in the place of his name. What the county has not answered yet must go up as it
 * was written: it is cleared behind the next answer (xy_purge_finish()). Then the file is written anew, so that nothing
 * is left in unused pages.
 *
 * With the county it goes by one operation that sets "purged": the county clears its own record of changes and what it
 * shows of conflicts (server/purge.c), sends the record down, and the other computers do as above. Whoever changed the
 * person meanwhile, gives way.
 *
 * The yearly clearing (cleaning.h) goes the same way with a person or a household, by an operation that sets "purged"
 * and leaves the name: of the history goes what goes of the record, and names, sentences of acts and events stay. So
 * does the record, which is put right like any other but knows no more than that, and does not come to live here again
 * under its old id. A person can be purged altogether later on. Where the county has that somebody came back meanwhile,
 * it is the clearing that gives way.
 *
 * The record of clearings (cleaning.h) and the log of looks at full numbers (reveal.h) know him by his id, and have no
 * name of him that would have to go.
 *
 * What stays, because the law has it kept (档案法; 村级档案管理办法): what ledgers, minutes, papers and boards say of
 * him in words. What backups hold, they keep until they are thinned away.
 */
#pragma once

#include "core/act.h"
#include "core/record.h"

G_BEGIN_DECLS

/* What stands for the name. */
#define XY_PURGED_NAME "已清除"
/* Why nothing stays of an operation on somebody: the codes of its answer. */
#define XY_PURGED_CODE "purged"
#define XY_PURGE_LIVES_CODE "lives" /* it would have cleared somebody who lives here */
/* Longest reason and name of a witness, in characters. */
#define XY_PURGE_REASON_MOST 100

typedef struct
{
  XyId person;
  const char *reason;  /* 本人要求 …; kept in the act's sentence */
  const char *witness; /* who stands by */
} XyPurge;

/* What a purge of somebody would find. */
typedef struct
{
  char *name;
  char *household;  /* 3-016 */
  gint64 fields;    /* of his record that go */
  gint64 changes;   /* lines of the history that are cleared */
  gboolean waiting; /* some of them only behind the county's next answer */
  gboolean head;    /* what is his of the household goes too */
} XyPurgeFacts;

void xy_purge_facts_clear (XyPurgeFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XyPurgeFacts, xy_purge_facts_clear)

/* FACTS is to be cleared. CONFLICT where he cannot be purged: he lives here, is a user, or was purged before. */
gboolean xy_purge_look (XyStore *store, const XyId *person, XyPurgeFacts *facts, GError **error);

/*
 * Purges, as one act that is not taken back, and then xy_purge_finish(). Two do it: INVALID ("reason"; "witness":
 * nobody, or who does it himself), DENIED, and as xy_purge_look().
 */
gboolean xy_purge_run (XyStore *store, const XyActor *actor, const XyPurge *purge, GError **error);

/*
 * Clears the history of whoever was purged or cleared, here or on another computer, as far as the county has answered;
 * then writes the file anew. Does nothing where nothing waits. To be called when an exchange with the county has ended.
 * What could not be done (another program reads the file) is tried the next time.
 */
gboolean xy_purge_finish (XyStore *store, GError **error);

typedef enum
{
  XY_PURGE_NONE,
  XY_PURGE_FIELDS, /* all but the name and the place, by the yearly clearing */
  XY_PURGE_ALL,
} XyPurgeExtent;

/* What FIELDS (JSON; NULL: none) of a record of TABLE, or of an operation on it, purge. AGAIN: it was purged before. */
XyPurgeExtent xy_purge_extent (const char *table, const char *fields, gboolean again);

/* Whether lines of TABLE are cleared at all. */
gboolean xy_purge_may_clear (const char *table);

/*
 * LINE (op.h) of a record of TABLE that has to do with the person, without what is personal. NAMES: a JSON array of his
 * names, NULL: names stay, and it is a record of XY_PURGE_FIELDS; OWN: of a household, that he was its last head. JSON:
 * any database. Returns: (transfer full).
 */
char *xy_purge_line (XyDb *json, const char *table, const char *line, const char *names, gboolean own, GError **error);

/* A record's fields OBJECT (JSON), likewise; with NAME, there is one also afterwards. */
char *xy_purge_fields (XyDb *json,
                       const char *table,
                       const char *object,
                       gboolean name,
                       const char *names,
                       gboolean own,
                       GError **error);

/* An operation's FIELDS on a record of XY_PURGE_FIELDS: what of them may be put right. Returns: (transfer full). */
char *xy_purge_rest (XyDb *json, const char *table, const char *fields, GError **error);

/* For the test of every statement. */
const XySql *xy_purge_statements (guint *n);
const XySql *xy_purge_history_statements (guint *n);

G_END_DECLS
