/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter-thread.h"

#include <glib/gi18n-lib.h>

#include "core/document.h"
#include "core/hygiene-slip.h"
#include "core/matter-list.h"
#include "core/meeting-list.h"
#include "core/paper-list.h"
#include "core/paper-record.h"
#include "core/store.h"

enum
{
  OF_LINES,
  KIND_OF,
  FIND,
};

static const XySql statements[] = {
  [OF_LINES] = { NULL, "SELECT DISTINCT l.meeting FROM meeting_line AS l JOIN meeting AS m ON m.id = l.meeting "
                       "WHERE l.matter = ?1 AND l.del = 0 AND m.del = 0 ORDER BY m.day DESC, m.id DESC" },
  [KIND_OF] = { NULL, "SELECT 'matter' FROM matter WHERE id = ?1 UNION ALL SELECT 'meeting' FROM meeting WHERE id = ?1 "
                      "UNION ALL SELECT 'paper' FROM paper WHERE id = ?1 "
                      "UNION ALL SELECT 'document' FROM document WHERE id = ?1 "
                      "UNION ALL SELECT 'slip' FROM hygiene_slip WHERE id = ?1" },
  [FIND] = { NULL,
             "SELECT * FROM (SELECT id FROM document WHERE del = 0 AND instr (title, ?1) ORDER BY id DESC LIMIT ?2) "
             "UNION ALL SELECT * FROM (SELECT id FROM paper WHERE del = 0 AND (instr (title, ?1) OR instr (number, ?1)) "
             "ORDER BY id DESC LIMIT ?2) "
             "UNION ALL SELECT * FROM (SELECT id FROM hygiene_slip WHERE del = 0 AND (instr (problem, ?1) "
             "OR instr (substr (day, 1, 4) || '-' || printf ('%03d', number), ?1)) ORDER BY id DESC LIMIT ?2)",
             "all documents, prints and notices: some thousands" },
};

static const char *const kinds[] = { "matter", "meeting", "paper", "document", "slip" };

void
xy_matter_tie_free (XyMatterTie *tie)
{
  if (tie == NULL)
    return;
  g_free (tie->title);
  g_free (tie->more);
  g_free (tie);
}

static int
place_of (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return (int) i;
  return -1;
}

static gboolean
describe_matter (XyStore *store, XyMatterTie *tie)
{
  g_autoptr (XyMatter) matter = xy_matter_get (store, &tie->target, NULL);

  if (matter == NULL)
    return FALSE;
  tie->title = xy_matter_describe (matter);
  tie->more = g_strdup (xy_matter_stage_word ((XyMatterStage) matter->stage));
  return TRUE;
}

static gboolean
describe_meeting (XyStore *store, XyMatterTie *tie)
{
  g_autoptr (XyMeeting) meeting = xy_meeting_get (store, &tie->target, NULL);
  g_autoptr (XyMeetingKind) kind = meeting != NULL ? xy_meeting_get_kind (store, meeting, NULL) : NULL;

  if (meeting == NULL)
    return FALSE;
  tie->title = xy_meeting_describe (meeting, kind != NULL ? kind->name : NULL);
  tie->more = g_strdup (meeting->day);
  return TRUE;
}

static gboolean
describe_paper (XyStore *store, XyMatterTie *tie)
{
  g_autoptr (XyPaperRecord) paper = xy_record_get (store, &xy_paper_record_type, &tie->target, NULL);

  if (paper == NULL || paper->record.deleted)
    return FALSE;
  tie->title = g_strdup (paper->title);
  tie->more = g_strdup (paper->number);
  return TRUE;
}

static gboolean
describe_document (XyStore *store, XyMatterTie *tie)
{
  g_autoptr (XyDocument) document = xy_record_get (store, &xy_document_type, &tie->target, NULL);

  if (document == NULL || document->record.deleted)
    return FALSE;
  tie->title = xy_document_dup_title (document);
  tie->more = g_strdup (document->day);
  return TRUE;
}

static gboolean
describe_slip (XyStore *store, XyMatterTie *tie)
{
  g_autoptr (XyHygieneSlip) slip = xy_record_get (store, &xy_hygiene_slip_type, &tie->target, NULL);

  if (slip == NULL || slip->record.deleted)
    return FALSE;
  g_autofree char *number = xy_hygiene_slip_number (slip);
  tie->title = g_strdup_printf ("%s %s", number, slip->problem);
  tie->more = g_strdup (slip->day);
  return TRUE;
}

/* NULL where it is gone, or nothing of the kind. */
static XyMatterTie *
tie_new (XyStore *store, const char *kind, const XyId *target, const XyId *link)
{
  static gboolean (*const describe[]) (XyStore * store, XyMatterTie * tie) = { describe_matter, describe_meeting,
                                                                               describe_paper, describe_document,
                                                                               describe_slip };
  int place = place_of (kind);
  XyMatterTie *tie;

  if (place < 0)
    return NULL;
  tie = g_new0 (XyMatterTie, 1);
  tie->kind = kinds[place];
  tie->target = *target;
  tie->link = link != NULL ? *link : XY_ID_NONE;
  if (describe[place](store, tie))
    return tie;
  xy_matter_tie_free (tie);
  return NULL;
}

/* Not twice the same. */
static void
add (GPtrArray *ties, XyMatterTie *tie)
{
  for (guint i = 0; tie != NULL && i < ties->len; i++)
    if (xy_id_same (&((const XyMatterTie *) ties->pdata[i])->target, &tie->target))
      g_clear_pointer (&tie, xy_matter_tie_free);
  if (tie != NULL)
    g_ptr_array_add (ties, tie);
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  return place_of ((*(const XyMatterTie *const *) a)->kind) - place_of ((*(const XyMatterTie *const *) b)->kind);
}

static gboolean
add_meetings (XyStore *store, const XyId *matter, GPtrArray *ties, GError **error)
{
  g_autoptr (GArray) meetings = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows =
      xy_db_query (xy_store_get_db (store), statements[OF_LINES].text, XY_BIND (XY_ID (matter)), &problem);

  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (meetings, id);
    }
  if (!xy_error_pass (error, &problem))
    return FALSE;
  for (guint i = 0; i < meetings->len; i++)
    add (ties, tie_new (store, "meeting", &g_array_index (meetings, XyId, i), NULL));
  return TRUE;
}

GPtrArray *
xy_matter_thread (XyStore *store, const XyId *matter, GError **error)
{
  g_autoptr (GPtrArray) ties = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_matter_tie_free);
  g_autoptr (GPtrArray) links = xy_matter_links (store, matter, error);
  g_autoptr (GPtrArray) papers = links != NULL ? xy_paper_list_of (store, matter, error) : NULL;

  /* What belongs to it by itself cannot be untied, so it goes first. */
  if (papers == NULL || !add_meetings (store, matter, ties, error))
    return NULL;
  for (guint i = 0; i < papers->len; i++)
    add (ties, tie_new (store, "paper", &((const XyRecord *) papers->pdata[i])->id, NULL));
  for (guint i = 0; i < links->len; i++)
    {
      const XyMatterLink *link = links->pdata[i];
      gboolean from_here = xy_id_same (&link->matter, matter);
      add (ties, tie_new (store, from_here ? link->kind : "matter", from_here ? &link->target : &link->matter,
                          &link->record.id));
    }
  g_ptr_array_sort (ties, compare_kinds);
  return g_steal_pointer (&ties);
}

/* The kind of what ID is of; NULL where it is nothing that can be tied. Static. */
static const char *
find_kind (XyDb *db, const XyId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (XyRows) rows = xy_db_query (db, statements[KIND_OF].text, XY_BIND (XY_ID (id)), &problem);
  const char *kind = NULL;

  if (xy_rows_next (rows, &problem) && place_of (xy_rows_text (rows, 0)) >= 0)
    kind = kinds[place_of (xy_rows_text (rows, 0))];
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (kind == NULL)
    g_set_error_literal (error, XY_ERROR, XY_ERROR_NOT_FOUND, _ ("That cannot be tied to a matter."));
  return kind;
}

static void
add_found (XyStore *store, GPtrArray *ties, const char *kind, const GArray *ids, guint limit)
{
  for (guint i = 0; i < MIN (ids->len, limit); i++)
    add (ties, tie_new (store, kind, &g_array_index (ids, XyId, i), NULL));
}

GPtrArray *
xy_matter_tie_find (XyStore *store, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ties = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_matter_tie_free);
  guint each = MAX (limit / 3, 1);
  XyMatterFilter matters = { .which = XY_MATTERS_ALL, .order = XY_MATTERS_BY_NUMBER, .text = text };
  XyMeetingFilter meetings = { .which = XY_MEETINGS_ALL, .order = XY_MEETINGS_BY_DAY, .text = text };
  g_autoptr (GArray) found = xy_matter_ids (store, &matters, error);
  g_autoptr (GArray) held = found != NULL ? xy_meeting_ids (store, &meetings, error) : NULL;
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (XyId));
  g_autoptr (GError) problem = NULL;

  if (held == NULL)
    return NULL;
  add_found (store, ties, "matter", found, each);
  add_found (store, ties, "meeting", held, each);
  g_autoptr (XyRows) rows = xy_db_query (xy_store_get_db (store), statements[FIND].text,
                                         XY_BIND (XY_TEXT (text), XY_INT (MAX (each / 3, 1))), &problem);
  while (xy_rows_next (rows, &problem))
    {
      XyId id = xy_rows_id (rows, 0);
      g_array_append_val (others, id);
    }
  g_clear_pointer (&rows, xy_rows_free);
  for (guint i = 0; problem == NULL && i < others->len; i++)
    {
      const XyId *id = &g_array_index (others, XyId, i);
      const char *kind = find_kind (xy_store_get_db (store), id, &problem);
      if (kind != NULL)
        add (ties, tie_new (store, kind, id, NULL));
    }
  return xy_error_pass (error, &problem) ? g_steal_pointer (&ties) : NULL;
}

gboolean
xy_matter_tie_act (XyTxn *txn, gpointer data, GError **error)
{
  const XyMatterTying *tying = data;
  XyStore *store = xy_txn_get_store (txn);
  const char *kind = find_kind (xy_txn_get_db (txn), &tying->target, error);
  g_autoptr (GPtrArray) ties = kind != NULL ? xy_matter_thread (store, &tying->matter, error) : NULL;
  g_autoptr (XyMatterLink) link = xy_record_new (&xy_matter_link_type);

  if (ties == NULL)
    return FALSE;
  for (guint i = 0; i < ties->len; i++)
    if (xy_id_same (&((const XyMatterTie *) ties->pdata[i])->target, &tying->target))
      {
        g_autoptr (XyMatter) matter = xy_matter_get (store, &tying->matter, error);
        if (matter == NULL)
          return FALSE;
        g_autofree char *what = xy_matter_describe (matter);
        g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("That is tied to %s already."), what);
        return FALSE;
      }
  link->matter = tying->matter;
  link->target = tying->target;
  xy_set_str (&link->kind, kind);
  xy_set_str (&link->note, tying->note);
  return xy_matter_link_act (txn, link, error);
}

gboolean
xy_matter_untie_act (XyTxn *txn, gpointer data, GError **error)
{
  g_autoptr (XyMatterLink) link = xy_record_get (xy_txn_get_store (txn), &xy_matter_link_type, data, error);
  g_autoptr (XyMatter) matter = link != NULL ? xy_matter_get (xy_txn_get_store (txn), &link->matter, error) : NULL;

  if (matter == NULL || !xy_record_set_deleted (txn, link, TRUE, error))
    return FALSE;
  g_autofree char *what = xy_matter_describe (matter);
  g_autofree char *title = g_strdup_printf (_ ("Untie from the matter %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

const XySql *
xy_matter_thread_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
