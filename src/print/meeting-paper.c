/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/meeting-paper.h"

#include <string.h>

#include "core/day.h"
#include "core/mask.h"
#include "core/roster-list.h"
#include "core/store.h"
#include "core/unit.h"
#include "print/document-papers.h"
#include "print/meeting-words.h"
#include "print/paper-parts.h"

#define GROWN_UP 18 /* 村民委员会组织法 25: villagers of eighteen and more sit in the assembly */

/* Whom a body consists of, as one speaks to them, and who convenes it. */
static const struct
{
  const char *body, *audience, *issuer; /* NULL: the committee */
} bodies[] = {
  { "villagers", "全体村民", NULL },
  { "representatives", "各位村民代表", NULL },
  { "branch", "各位党组织委员", "党组织" },
  { "party", "全体党员", "党组织" },
  { "committees", "村“两委”全体成员", NULL },
  { "joint", "各参会单位和人员", NULL },
  { "council", "各位理事", NULL },
  { "collective", "全体集体经济组织成员", "集体经济组织" },
  { "collective-representatives", "各位集体经济组织成员代表", "集体经济组织" },
};

static const char *const stage_marks[XY_MEETING_N_STAGES] = {
  [XY_MEETING_PLANNED] = "草稿",   [XY_MEETING_RECORDING] = "草稿", [XY_MEETING_READY] = "草稿",
  [XY_MEETING_CANCELLED] = "取消", [XY_MEETING_VOID] = "作废",
};

static void
due_free (gpointer data)
{
  XyMeetingDue *due = data;

  g_free (due->unit);
  g_free (due->name);
  g_free (due->post);
  g_free (due);
}

/* The groups that it is for, and their names. */
static void
load_units (XyMeetingPaper *self)
{
  const char *rows = self->sheet->meeting->units;
  g_auto (GStrv) texts = g_strsplit (rows != NULL ? rows : "", "\n", -1);

  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  for (guint i = 0; texts[i] != NULL; i++)
    {
      XyId id;
      if (xy_id_from_text (texts[i], &id))
        g_array_append_val (self->units, id);
    }
  self->groups = rows != NULL ? xy_unit_names (self->store, rows) : NULL;
}

static gboolean
load_matters (XyMeetingPaper *self, GError **error)
{
  self->matters = g_hash_table_new_full (xy_id_hash, xy_id_equal, NULL, g_object_unref);
  for (guint i = 0; i < self->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = self->sheet->lines->pdata[i];
      if (xy_id_is_none (&line->matter))
        continue;
      XyMatter *matter = xy_record_get (self->store, &xy_matter_type, &line->matter, error);
      if (matter == NULL)
        return FALSE;
      g_hash_table_insert (self->matters, (gpointer) &line->record.id, matter);
    }
  return TRUE;
}

/* The household of who spoke or came, where it is known. */
static gboolean
find_household (XyStore *store, const XyId *household, const XyId *person, XyId *id, GError **error)
{
  *id = *household;
  if (!xy_id_is_none (household) || xy_id_is_none (person))
    return TRUE;
  g_autoptr (XyPerson) found = xy_record_get (store, &xy_person_type, person, error);
  if (found != NULL)
    *id = found->household;
  return found != NULL;
}

static gboolean
load_where (XyMeetingPaper *self, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (XyId));
  XyId id;

  self->where = g_hash_table_new_full (xy_id_hash, xy_id_equal, g_free, g_free);
  for (guint i = 0; i < self->sheet->lines->len; i++)
    {
      const XyMeetingLine *line = self->sheet->lines->pdata[i];
      if (!find_household (self->store, &line->household, &line->person, &id, error))
        return FALSE;
      if (!xy_id_is_none (&id) && !g_hash_table_contains (self->where, &id))
        {
          g_hash_table_insert (self->where, xy_id_copy (&id), NULL);
          g_array_append_val (ids, id);
        }
    }
  g_autoptr (GPtrArray) rows =
      xy_household_list_rows (self->store, (const XyId *) (gpointer) ids->data, ids->len, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (row != NULL && row->unit_name != NULL)
        g_hash_table_replace (self->where, xy_id_copy (&row->household->record.id), g_strdup (row->unit_name));
    }
  return rows != NULL;
}

gboolean
xy_meeting_paper_open (XyMeetingPaper *self, XyStore *store, const XyPaperAsk *ask, GError **error)
{
  *self = (XyMeetingPaper){ .store = store, .ask = ask };
  self->village = xy_village_get (store, error);
  self->sheet = self->village != NULL ? xy_meeting_sheet_load (store, &ask->record, error) : NULL;
  if (self->sheet == NULL || !load_matters (self, error) || !load_where (self, error))
    return FALSE;
  load_units (self);
  const XyMeeting *meeting = self->sheet->meeting;
  g_autofree char *called = xy_meeting_sheet_name (self->sheet);
  self->called = xy_meeting_words_text (called);
  self->name = xy_meeting_words_text (meeting->name != NULL ? meeting->name : self->sheet->kind->name);
  if (meeting->number > 0 && meeting->name == NULL)
    self->issue = g_strdup_printf ("%.4s年第%d次", meeting->day, (int) meeting->number);
  self->mark = stage_marks[meeting->stage];
  self->setup = xy_page_setup (ask->size, ask->turned);
  self->k = xy_paper_get_scale (&self->setup);
  return TRUE;
}

void
xy_meeting_paper_clear (XyMeetingPaper *self)
{
  g_clear_object (&self->village);
  g_clear_pointer (&self->sheet, xy_meeting_sheet_free);
  g_clear_pointer (&self->units, g_array_unref);
  g_clear_pointer (&self->groups, g_free);
  g_clear_pointer (&self->called, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->issue, g_free);
  g_clear_pointer (&self->matters, g_hash_table_unref);
  g_clear_pointer (&self->where, g_hash_table_unref);
}

void
xy_meeting_paper_set_furniture (const XyMeetingPaper *self, XyPaper *paper, const char *kind, gboolean marked)
{
  const char *mark = marked ? self->mark : NULL;
  g_autofree char *said = mark != NULL ? g_strdup_printf ("%s（%s）", kind, mark) : g_strdup (kind);

  xy_paper_set_furniture (paper, &(XyFurniture){ .village = self->village->name,
                                                 .kind = said,
                                                 .period = self->called,
                                                 .record_number = self->ask->number,
                                                 .printed_at = self->ask->printed_at });
  xy_paper_set_mark (paper, mark);
}

const XyMatter *
xy_meeting_paper_matter (const XyMeetingPaper *self, const XyMeetingLine *line)
{
  const XyMatter *matter = g_hash_table_lookup (self->matters, &line->record.id);

  return matter != NULL || xy_id_is_none (&line->topic) ? matter : g_hash_table_lookup (self->matters, &line->topic);
}

gboolean
xy_meeting_paper_is_private (const XyMeetingPaper *self, const XyMeetingLine *line)
{
  const XyMatter *own = g_hash_table_lookup (self->matters, &line->record.id),
                 *of_topic = xy_id_is_none (&line->topic) ? NULL : g_hash_table_lookup (self->matters, &line->topic);

  return (own != NULL && own->private) || (of_topic != NULL && of_topic->private);
}

GPtrArray *
xy_meeting_paper_lines (const XyMeetingPaper *self, const char *kind)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < self->sheet->lines->len; i++)
    if (g_str_equal (((const XyMeetingLine *) self->sheet->lines->pdata[i])->kind, kind))
      g_ptr_array_add (lines, self->sheet->lines->pdata[i]);
  return lines;
}

char *
xy_meeting_paper_speaker (const XyMeetingPaper *self, const XyMeetingLine *line)
{
  g_autofree char *who = xy_meeting_words_text (line->who);
  XyId household;

  if (*who == '\0')
    return NULL;
  if (!find_household (self->store, &line->household, &line->person, &household, NULL))
    return g_steal_pointer (&who);
  const char *unit = g_hash_table_lookup (self->where, &household);
  return unit != NULL ? g_strdup_printf ("%s（%s）", who, unit) : g_steal_pointer (&who);
}

char *
xy_meeting_paper_issuer (const XyMeetingPaper *self)
{
  const XyMeetingKind *kind = self->sheet->kind;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (bodies[i].body, kind->body) && bodies[i].issuer != NULL)
      return g_strconcat (self->village->name, bodies[i].issuer, NULL);
  if (g_str_equal (kind->body, "council") && g_str_has_suffix (kind->name, "理事会"))
    return g_strconcat (self->village->name, kind->name, NULL);
  return xy_village_committee (self->village);
}

char *
xy_meeting_paper_audience (const XyMeetingPaper *self)
{
  const XyMeetingKind *kind = self->sheet->kind;
  g_autoptr (GString) all = g_string_new (self->groups != NULL ? "" : "全体村民");

  if (self->groups != NULL)
    g_string_printf (all, g_str_equal (kind->comes, "household") ? "%s各户" : "%s全体村民", self->groups);
  for (guint i = 0; self->groups == NULL && i < G_N_ELEMENTS (bodies); i++)
    if (g_str_equal (bodies[i].body, kind->body))
      g_string_assign (all, bodies[i].audience);
  /* A 居民委员会 has 居民. */
  if (self->sheet->body != NULL && strstr (self->sheet->body->name, "居民") != NULL)
    g_string_replace (all, "村民", "居民", 0);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* --- who is due --- */

static XyMeetingDue *
add_due (GPtrArray *list, const char *unit, const char *name, const char *post)
{
  XyMeetingDue *due = g_new0 (XyMeetingDue, 1);

  due->unit = g_strdup (unit);
  due->name = xy_meeting_words_text (name);
  due->post = post != NULL ? xy_meeting_words_text (post) : NULL;
  g_ptr_array_add (list, due);
  return due;
}

static gboolean
add_households (const XyMeetingPaper *self, const XyId *unit, GPtrArray *list, GError **error)
{
  XyRosterFilter filter = { .unit = *unit };
  g_autoptr (GArray) ids = xy_household_list_ids (self->store, &filter, XY_HOUSEHOLDS_BY_GROUP, FALSE, NULL, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_household_list_rows (self->store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyHouseholdRow *row = rows->pdata[i];
      if (row != NULL)
        add_due (list, row->unit_name, row->household->head_name, NULL)->household = row->household->record.id;
    }
  return rows != NULL;
}

static gboolean
add_persons (const XyMeetingPaper *self, const XyId *unit, GPtrArray *list, GError **error)
{
  XyRosterFilter filter = { .unit = *unit };
  g_autoptr (GArray) ids = xy_person_list_ids (self->store, &filter, XY_PERSONS_BY_GROUP, FALSE, error);
  g_autoptr (GPtrArray) rows =
      ids != NULL ? xy_person_list_rows (self->store, (const XyId *) (gpointer) ids->data, ids->len, error) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const XyPersonRow *row = rows->pdata[i];
      int age = row != NULL ? xy_day_age (row->person->birthday, self->sheet->meeting->day) : 0;
      if (row != NULL && (age < 0 || age >= GROWN_UP))
        add_due (list, row->unit_name, row->person->name, NULL)->person = row->person->record.id;
    }
  return rows != NULL;
}

/* The members, then those who sit in. */
static gboolean
add_members (const XyMeetingPaper *self, gboolean guests, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) members =
      xy_meeting_members (self->store, &self->sheet->kind->record.id, self->sheet->meeting->day, error);

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const XyMeetingMember *member = members->pdata[i];
      if (g_str_equal (member->role, "guest") != guests)
        continue;
      XyMeetingDue *due =
          add_due (list, NULL, member->name, member->represents != NULL ? member->represents : member->post);
      due->member = member->record.id;
      due->guest = guests;
    }
  return members != NULL;
}

/* Who it is that comes: a household's own people come for it, unless everybody comes for himself. */
static const XyId *
get_key (const XyMeetingPaper *self, const XyId *household, const XyId *person, const XyId *member)
{
  gboolean each = g_str_equal (self->sheet->kind->comes, "person") && !xy_id_is_none (person);

  return !xy_id_is_none (member) ? member : !each && !xy_id_is_none (household) ? household : person;
}

/* Ties each presence to its line; whoever is on the list and not due any more, and guests, come at the end. */
static gboolean
join_presences (const XyMeetingPaper *self, GPtrArray *list, gboolean all, GError **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (xy_id_hash, xy_id_equal);
  GPtrArray *presences = self->sheet->presences;

  for (guint i = 0; i < list->len; i++)
    {
      XyMeetingDue *due = list->pdata[i];
      g_hash_table_insert (by_key, (gpointer) get_key (self, &due->household, &due->person, &due->member), due);
    }
  for (guint guests = FALSE; guests <= TRUE; guests++)
    for (guint i = 0; i < presences->len; i++)
      {
        const XyMeetingPresence *presence = presences->pdata[i];
        const XyId *key = get_key (self, &presence->household, &presence->person, &presence->member);
        XyMeetingDue *due = xy_id_is_none (key) ? NULL : g_hash_table_lookup (by_key, key);
        if (g_str_equal (presence->role, "guest") != (gboolean) guests)
          continue;
        if (due == NULL && all)
          {
            g_autoptr (GPtrArray) rows = !xy_id_is_none (&presence->household)
                                             ? xy_household_list_rows (self->store, &presence->household, 1, error)
                                             : g_ptr_array_new ();
            if (rows == NULL)
              return FALSE;
            const XyHouseholdRow *row = rows->len > 0 ? rows->pdata[0] : NULL;
            due = add_due (list, row != NULL ? row->unit_name : NULL,
                           row != NULL ? row->household->head_name : presence->name, presence->post);
            due->household = presence->household;
            due->person = presence->person;
            due->member = presence->member;
            due->guest = guests;
          }
        if (due != NULL)
          due->presence = presence;
      }
  return TRUE;
}

GPtrArray *
xy_meeting_paper_due (const XyMeetingPaper *self, const XyId *unit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (due_free);
  const char *comes = self->sheet->kind->comes;
  gboolean one = !xy_id_is_none (unit), done = TRUE;
  const XyId whole = XY_ID_NONE;
  guint n = one ? 1 : MAX (self->units->len, 1);

  if (g_str_equal (comes, "member"))
    done = add_members (self, FALSE, list, error);
  for (guint i = 0; done && i < n && !g_str_equal (comes, "member"); i++)
    {
      const XyId *of = one ? unit : self->units->len > 0 ? &g_array_index (self->units, XyId, i) : &whole;
      done = g_str_equal (comes, "household") ? add_households (self, of, list, error)
                                              : add_persons (self, of, list, error);
    }
  if (!one && done)
    done = add_members (self, TRUE, list, error);
  return done && join_presences (self, list, !one, error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
xy_meeting_paper_came (const XyMeetingPaper *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (due_free);

  return join_presences (self, list, TRUE, error) ? g_steal_pointer (&list) : NULL;
}

XyPaper *
xy_meeting_paper_post (const XyMeetingPaper *self,
                       XyDocument *document,
                       const char *kind,
                       gboolean marked,
                       GError **error)
{
  g_autofree char *issuer = xy_meeting_paper_issuer (self), *committee = xy_village_committee (self->village);
  XyPaperAsk ask = *self->ask;

  xy_set_str (&document->kind, XY_DOCUMENT_ANNOUNCEMENT);
  /* The committee's own is sealed. */
  if (document->issuer == NULL && !g_str_equal (issuer, committee))
    xy_set_str (&document->issuer, issuer);
  ask.order = ask.parts = 0;
  XyPaper *paper =
      xy_document_paper_new (&(XyDocumentSource){ .document = document, .village = self->village }, &ask, error);
  if (paper != NULL)
    xy_meeting_paper_set_furniture (self, paper, kind, marked);
  return paper;
}
