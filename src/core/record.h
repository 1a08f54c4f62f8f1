/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record: what the office keeps, described once by a field table.
 *
 * A record type is a table of fields. From it come the GObject properties that .ui files bind to, reading a row,
 * saving, the capture triggers, the wire line, the spreadsheet header and the before/after view. A further type costs
 * about twenty lines:
 *
 *   struct _XyTag { XyRecord record; char *name; char *kind; };
 *
 *   static const XyField fields[] = {
 *     { "name", N_ ("Tag"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, name) },
 *     { "kind", N_ ("Kind"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyTag, kind) },
 *   };
 *   const XyRecordType xy_tag_type = { "tag", N_ ("tag"), XY_TOPIC_TAG, XY_MERGE_FIELD_PATCH, XY_MAY_EDIT_ROSTER,
 *                                      fields, G_N_ELEMENTS (fields), xy_tag_get_type };
 *   XY_DEFINE_RECORD (XyTag, xy_tag)
 *
 * and its table in data/schema: the columns id BLOB PRIMARY KEY, del INTEGER, ext TEXT, then one for each field.
 *
 * Records that reading returns are shared and immutable. To change one, take xy_record_copy(), set the copy's members
 * with xy_set_str() and the like, and hand it to the type's save function inside an act. Text that is empty is kept as
 * NULL.
 */
#pragma once

#include <glib-object.h>

#include "core/db.h"

G_BEGIN_DECLS

typedef struct _XyStore XyStore;
typedef struct _XyTxn XyTxn;
typedef struct _XyRecord XyRecord;
typedef struct _XyRecordType XyRecordType;

/* What changed in an act: lists of these topics reload. */
typedef enum
{
  XY_TOPIC_VILLAGE = 1 << 0,
  XY_TOPIC_UNIT = 1 << 1,
  XY_TOPIC_HOUSEHOLD = 1 << 2,
  XY_TOPIC_PERSON = 1 << 3,
  XY_TOPIC_TAG = 1 << 4,
  XY_TOPIC_EVENT = 1 << 5,
  XY_TOPIC_RULE = 1 << 6,
  XY_TOPIC_POINTS = 1 << 7,
  XY_TOPIC_USER = 1 << 8,
  XY_TOPIC_SETTING = 1 << 9,
  XY_TOPIC_PAPER = 1 << 10,
  XY_TOPIC_NOTICE = 1 << 11,   /* the boards, what hangs on them, what people object to */
  XY_TOPIC_DOCUMENT = 1 << 12, /* what the office writes itself */
  XY_TOPIC_STAMP = 1 << 13,
  XY_TOPIC_REWARD = 1 << 14, /* what points are exchanged for, its stock, who fetched it */
  XY_TOPIC_HYGIENE = 1 << 15,
  XY_TOPIC_MATTER = 1 << 16, /* the ledger of matters */
  XY_TOPIC_MEETING = 1 << 17,
  XY_TOPIC_BYLAW = 1 << 18,
  XY_TOPIC_ALL = 0x7fffffff,
} XyTopic;

/* How two computers' changes of one record come together (sync.md 3.5). */
typedef enum
{
  XY_MERGE_APPEND_ONLY, /* never changed once written; corrected by a further record */
  XY_MERGE_FIELD_PATCH, /* field by field */
  XY_MERGE_DOCUMENT,    /* whole; two versions are both kept */
  XY_MERGE_BALLOT,      /* one by one voter; a difference is contested */
} XyMerge;

/* What a role may do; see user.h. */
typedef enum
{
  XY_MAY_EDIT_ROSTER = 1 << 0,
  XY_MAY_RECORD_POINTS = 1 << 1,
  XY_MAY_REVIEW_POINTS = 1 << 2,
  XY_MAY_EDIT_RULES = 1 << 3,
  XY_MAY_IMPORT = 1 << 4,
  XY_MAY_UNMASK = 1 << 5, /* see and print full ID and phone numbers; asks for a reason and is logged */
  XY_MAY_MANAGE_USERS = 1 << 6,
  XY_MAY_CHANGE_SETTINGS = 1 << 7,
  XY_MAY_BACK_UP = 1 << 8,
  XY_MAY_RESTORE = 1 << 9,
  XY_MAY_PRINT = 1 << 10,
  XY_MAY_POST = 1 << 11,            /* put papers on the notice board and take them down */
  XY_MAY_HEAR_OBJECTIONS = 1 << 12, /* receive and answer objections */
  XY_MAY_KEEP_HYGIENE = 1 << 13,    /* rounds of household hygiene, their scores and lists, rectification */
  XY_MAY_KEEP_MATTERS = 1 << 14,    /* the ledger of matters: register, assign, finish, visit, close */
  XY_MAY_KEEP_MEETINGS = 1 << 15,   /* meetings: call them, keep the minutes, sign and file */
  XY_MAY_KEEP_BYLAWS = 1 << 16,     /* village bylaws: draft them and take them through their steps */
  XY_MAY_REVIEW_BYLAWS = 1 << 17,   /* the township's steps of a bylaw (xy_bylaw_step_is_township()) */
} XyPermission;

typedef enum
{
  XY_FIELD_ID,      /* XyId; none is NULL */
  XY_FIELD_TEXT,    /* char * */
  XY_FIELD_DAY,     /* char *, "YYYY-MM-DD", or "YYYY-MM" and "YYYY" where only that is known */
  XY_FIELD_INT,     /* gint64 */
  XY_FIELD_BOOL,    /* gint64, 0 or 1 */
  XY_FIELD_POINTS,  /* gint64, hundredths of a point */
  XY_FIELD_MONEY,   /* gint64, fen */
  XY_FIELD_INSTANT, /* gint64, ms UTC; 0 is NULL */
  XY_FIELD_BYTES,   /* GBytes * */
} XyFieldType;

typedef enum
{
  XY_FIELD_PERSONAL = 1 << 0,  /* masked in lists and on paper unless asked for with a reason */
  XY_FIELD_SENSITIVE = 1 << 1, /* never on a board (law.md, domain.md 3.6) */
  XY_FIELD_LONG_TEXT = 1 << 2,
  XY_FIELD_HARD = 1 << 3,      /* never merged silently */
  XY_FIELD_IMMUTABLE = 1 << 4, /* set when the record is made, never after */
  XY_FIELD_DERIVED = 1 << 5,   /* computed by the type's derive(); stored for searching, never captured or sent */
  XY_FIELD_REQUIRED = 1 << 6,
  XY_FIELD_ATTACHMENT = 1 << 7, /* text: SHA-256 of a file in the attachments (attachment.h) */
  XY_FIELD_TABLE = 1 << 8,      /* text: rows of cells, with tabs between them */
} XyFieldFlags;

/* One of the few values that a text field may have, and what people call it (translatable). */
typedef struct
{
  const char *value;
  const char *label;
} XyWord;

/* What people call VALUE, translated; NULL where it is none of WORDS, which end with one of NULL (or are NULL). */
const char *xy_word_label (const XyWord *words, const char *value);

typedef struct
{
  const char *name;  /* column, property and wire name */
  const char *label; /* translatable; heading of a column, label in a form */
  XyFieldType type;
  gsize offset; /* of the member in the instance */
  guint flags;
  const XyWord *words; /* ended by a value of NULL; NULL: any text */
  /* Table of the record that an id names without which this one means nothing: the county takes it once that is there.
   */
  const char *of;
} XyField;

struct _XyRecordType
{
  const char *table;
  const char *noun; /* translatable */
  XyTopic topic;
  XyMerge merge;
  guint permission; /* XyPermission an actor needs to write it */
  const XyField *fields;
  guint n_fields;
  GType (*get_gtype) (void);

  /* The rest may be NULL. */
  void (*derive) (XyRecord *record);                                /* fills the DERIVED fields */
  gboolean (*check) (XyTxn *txn, XyRecord *record, GError **error); /* refuses what cannot be, and tidies */
  /* Refuses a deletion. Neither this nor check and saved are asked when an act is undone or redone. */
  gboolean (*check_delete) (XyTxn *txn, XyRecord *record, GError **error);
  /* After the row was written (or marked deleted): brings other records into line. */
  gboolean (*saved) (XyTxn *txn, XyRecord *record, GError **error);
  /* After a row was written, by whatever way (deletion and undo too): refuses a whole that cannot stand. */
  gboolean (*guard) (XyTxn *txn, const XyRecord *record, GError **error);
  /* Undo and redo of an append-only record, which adds a further one; the table then has a column cancelled. */
  gboolean (*cancel) (XyTxn *txn, const XyId *id, GError **error);
};

struct _XyRecord
{
  GObject parent;
  XyId id;
  gboolean deleted;
  gboolean stored; /* it has a row */
};

typedef struct
{
  GObjectClass parent_class;
  const XyRecordType *type;
  char *columns; /* "t.id, t.del, t.name, …" */
  char *insert;
  char *insert_many; /* for XY_RECORD_MANY rows; NULL: nobody wanted it yet */
  char *update;
} XyRecordClass;

#define XY_TYPE_RECORD (xy_record_get_type ())
GType xy_record_get_type (void);
#define XY_RECORD(object) ((XyRecord *) (object))
G_DEFINE_AUTOPTR_CLEANUP_FUNC (XyRecord, g_object_unref)

/* Declares a record type in a header; its struct is public, and read-only outside the type's own module. */
#define XY_DECLARE_RECORD(Type, type_name)                                                                             \
  typedef struct _##Type Type;                                                                                         \
  typedef XyRecordClass Type##Class;                                                                                   \
  GType type_name##_get_type (void);                                                                                   \
  extern const XyRecordType type_name##_type;                                                                          \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, g_object_unref)

#define XY_DEFINE_RECORD(Type, type_name)                                                                              \
  G_DEFINE_TYPE (Type, type_name, XY_TYPE_RECORD)                                                                      \
  static void type_name##_class_init (Type##Class *klass)                                                              \
  {                                                                                                                    \
    xy_record_class_set_up (klass, &type_name##_type);                                                                 \
  }                                                                                                                    \
  static void type_name##_init (Type *self)                                                                            \
  {                                                                                                                    \
  }

void xy_record_class_set_up (XyRecordClass *klass, const XyRecordType *type);

/* All types, in the order of their numbers; NULL-terminated. */
const XyRecordType *const *xy_record_types (void);
const XyRecordType *xy_record_type_by_table (const char *table);
const XyField *xy_record_type_field (const XyRecordType *type, const char *name);

/* A new record without a row; its id is made when it is saved. Returns: (transfer full). */
gpointer xy_record_new (const XyRecordType *type);
/* A copy to change. Returns: (transfer full). */
gpointer xy_record_copy (gconstpointer record);
const XyRecordType *xy_record_type (gconstpointer record);

/* Sets a text member of a copy; TEXT may be NULL. */
void xy_set_str (char **member, const char *text);
/* Empties the N text members. Returns: how many were not empty. */
guint xy_clear_strs (char **const members[], guint n);

/* One field as the machine writes it (ids as UUID, numbers in digits); NULL where empty. Returns: (transfer full). */
char *xy_record_get_text (gconstpointer record, const XyField *field);
/* The field as it is bound in SQL; borrows from RECORD. */
XyValue xy_record_get_value (gconstpointer record, const XyField *field);
/* The reverse; TEXT may be NULL. FALSE where TEXT is no value of the field's type. */
gboolean xy_record_set_text (gpointer record, const XyField *field, const char *text);
gboolean xy_record_field_equal (gconstpointer a, gconstpointer b, const XyField *field);

/*
 * Reading. The record of ID, or NULL with NOT_FOUND; deleted ones are returned too (see ->deleted).
 * Returns: (transfer full).
 */
gpointer xy_record_get (XyStore *store, const XyRecordType *type, const XyId *id, GError **error);

/*
 * The records that TAIL selects: what follows "SELECT … FROM <table> AS t ", for example
 * "WHERE t.household = ?1 AND t.del = 0 ORDER BY t.sort". Returns: (transfer full) array of records, NULL on an error.
 */
GPtrArray *xy_record_list (XyStore *store,
                           const XyRecordType *type,
                           const char *tail,
                           const XyValue *values,
                           guint n_values,
                           GError **error);

/* A record from a row whose columns start with those of xy_record_columns() at FIRST. Returns: (transfer full). */
gpointer xy_record_from_row (const XyRecordType *type, XyRows *rows, int first);
/* "t.id, t.del, t.name, …" for a query of one's own. Static. */
const char *xy_record_columns (const XyRecordType *type);

/*
 * Writing, inside an act only. Save inserts a record without a row and updates one that has; it checks the actor's
 * permission, what is required, and the type's own check. Changing a record of an append-only type is refused.
 */
gboolean xy_record_save (XyTxn *txn, gpointer record, GError **error);
/* Sets or clears the mark of deletion. */
gboolean xy_record_set_deleted (XyTxn *txn, gpointer record, gboolean deleted, GError **error);

/* Within xy_store_receive(): writes the record as it is, with its derived fields; only the table itself may refuse it.
 */
gboolean xy_record_receive (XyTxn *txn, gpointer record, GError **error);

/* The same for XY_RECORD_MANY records of one type that have no row yet, in one statement: where the table refuses one
 * of them (CONFLICT), none is written. */
#define XY_RECORD_MANY 32
gboolean xy_record_receive_many (XyTxn *txn, XyRecord *const *records, GError **error);

/*
 * SQL beside the code that binds it, collected (statements.h) so that one test prepares each and looks how it is run.
 * With a type, TEXT is a tail as above.
 */
typedef struct
{
  const XyRecordType *type;
  const char *text;
  const char *allow_scan; /* why it may read a large table from end to end; NULL: it may not */
} XySql;

G_END_DECLS
