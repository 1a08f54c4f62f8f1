/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/day.h"
#include "core/matter-list.h"
#include "core/user.h"
#include "core/verify.h"
#include "office.h"

#define NO XY_MATTER_N_STAGES

static XyMatter *
get (Office *office, const XyId *id)
{
  g_autoptr (GError) error = NULL;
  XyMatter *matter = xy_matter_get (office->store, id, &error);

  g_assert_no_error (error);
  return matter;
}

static gboolean
try (Office *office, XyActFunc func, gpointer data, GError **error)
{
  return xy_store_act (office->store, &office->actor, "", func, data, error);
}

static void
assert_refused (Office *office, XyActFunc func, gpointer data, int code, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try (office, func, data, &error));
  g_assert_error (error, XY_ERROR, code);
  if (field != NULL)
    g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static XyId
raise_matter (Office *office, const char *source, const char *day)
{
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, source);
  xy_set_str (&matter->title, "塘坳路灯不亮");
  xy_set_str (&matter->day, day);
  if (g_str_equal (source, "dispute"))
    xy_set_str (&matter->people, "甲户与乙户");
  office_act (office, "", xy_matter_write_act, &writing);
  return writing.made;
}

static XyMatterStepping
stepping (const XyId *matter, XyMatterKind kind, const char *day)
{
  return (XyMatterStepping){ .matters = matter,
                             .n = 1,
                             .kind = kind,
                             .day = day,
                             .by = "林秀英",
                             .note = "原因",
                             .owner = "曾国强",
                             .until = kind == XY_MATTER_EXTEND ? "2026-12-20" : "2026-11-30" };
}

static void
step (Office *office, const XyId *matter, XyMatterKind kind, const char *day)
{
  XyMatterStepping asked = stepping (matter, kind, day);

  office_act (office, "", xy_matter_step_act, &asked);
}

/* Written anew from the drawing in issue and header, act by act. */
static XyMatterStage
drawn (XyMatterStage stage, XyMatterKind kind)
{
  gboolean over = stage >= XY_MATTER_CLOSED;
  gboolean in_hand = stage == XY_MATTER_ASSIGNED || stage == XY_MATTER_WORKING;
  gboolean before_done = stage == XY_MATTER_REGISTERED || in_hand;

  switch (kind)
    {
    case XY_MATTER_ASSIGN:
      return before_done ? XY_MATTER_ASSIGNED : NO;
    case XY_MATTER_START:
      return stage == XY_MATTER_ASSIGNED ? XY_MATTER_WORKING : NO;
    case XY_MATTER_NOTE:
      return over || stage == XY_MATTER_VISITED ? NO : stage;
    case XY_MATTER_EXTEND:
      return in_hand ? stage : NO;
    case XY_MATTER_RAISE:
      return before_done ? stage : NO;
    case XY_MATTER_FINISH:
      return in_hand || stage == XY_MATTER_PASSED_ON ? XY_MATTER_DONE : NO;
    case XY_MATTER_SATISFIED:
      return stage == XY_MATTER_DONE ? XY_MATTER_VISITED : NO;
    case XY_MATTER_UNSATISFIED:
      return stage == XY_MATTER_DONE ? XY_MATTER_WORKING : NO;
    case XY_MATTER_CLOSE:
      return stage == XY_MATTER_VISITED ? XY_MATTER_CLOSED : NO;
    case XY_MATTER_PASS_ON:
      return before_done ? XY_MATTER_PASSED_ON : NO;
    case XY_MATTER_ANSWER:
      return stage == XY_MATTER_PASSED_ON ? XY_MATTER_WORKING : NO;
    case XY_MATTER_SUBMIT:
      return before_done ? XY_MATTER_AT_MEETING : NO;
    case XY_MATTER_DECIDE:
      return stage == XY_MATTER_AT_MEETING ? XY_MATTER_REGISTERED : NO;
    case XY_MATTER_NOT_YET:
      return before_done ? XY_MATTER_NOT_READY : NO;
    case XY_MATTER_NO_ACCORD:
      return before_done ? XY_MATTER_UNSETTLED : NO;
    case XY_MATTER_REOPEN:
      return stage == XY_MATTER_NOT_READY || stage == XY_MATTER_UNSETTLED ? XY_MATTER_REGISTERED : NO;
    case XY_MATTER_MAKE_VOID:
      return stage == XY_MATTER_REGISTERED || stage == XY_MATTER_ASSIGNED ? XY_MATTER_VOID : NO;
    case XY_MATTER_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/* A new matter that was brought to STAGE. */
static XyId
matter_at (Office *office, const char *source, XyMatterStage stage)
{
  static const XyMatterKind way[XY_MATTER_N_STAGES][5] = {
    [XY_MATTER_REGISTERED] = { XY_MATTER_N_KINDS },
    [XY_MATTER_ASSIGNED] = { XY_MATTER_ASSIGN, XY_MATTER_N_KINDS },
    [XY_MATTER_WORKING] = { XY_MATTER_ASSIGN, XY_MATTER_START, XY_MATTER_N_KINDS },
    [XY_MATTER_DONE] = { XY_MATTER_ASSIGN, XY_MATTER_FINISH, XY_MATTER_N_KINDS },
    [XY_MATTER_VISITED] = { XY_MATTER_ASSIGN, XY_MATTER_FINISH, XY_MATTER_SATISFIED, XY_MATTER_N_KINDS },
    [XY_MATTER_PASSED_ON] = { XY_MATTER_PASS_ON, XY_MATTER_N_KINDS },
    [XY_MATTER_AT_MEETING] = { XY_MATTER_SUBMIT, XY_MATTER_N_KINDS },
    [XY_MATTER_CLOSED] = { XY_MATTER_ASSIGN, XY_MATTER_FINISH, XY_MATTER_SATISFIED, XY_MATTER_CLOSE,
                           XY_MATTER_N_KINDS },
    [XY_MATTER_NOT_READY] = { XY_MATTER_NOT_YET, XY_MATTER_N_KINDS },
    [XY_MATTER_UNSETTLED] = { XY_MATTER_NO_ACCORD, XY_MATTER_N_KINDS },
    [XY_MATTER_VOID] = { XY_MATTER_MAKE_VOID, XY_MATTER_N_KINDS },
  };
  XyId id = raise_matter (office, source, "2026-11-01");

  for (guint i = 0; way[stage][i] != XY_MATTER_N_KINDS; i++)
    step (office, &id, way[stage][i], "2026-11-05");
  return id;
}

/* KIND at STAGE by ROLE: done if it is drawn and he may, and then taken back, done again, and taken back. */
static void
try_as (Office *office, const XyId *id, gboolean dispute, XyMatterStage stage, XyMatterKind kind, const XyRole *role)
{
  /* Only a dispute has levels. */
  XyMatterStage to = kind == XY_MATTER_RAISE && !dispute ? NO : drawn (stage, kind);
  gboolean visit = kind == XY_MATTER_SATISFIED || kind == XY_MATTER_UNSATISFIED;
  gboolean keeps = g_str_equal (role->id, "clerk") || g_str_equal (role->id, "head")
                   || g_str_equal (role->id, XY_ROLE_ADMINISTRATOR);
  gboolean may = keeps || (visit && g_str_equal (role->id, "supervisor"));
  XyMatterStepping asked = stepping (id, kind, "2026-11-20");
  g_autoptr (GError) error = NULL;

  office->actor.permissions = role->permissions;
  gboolean done = try (office, xy_matter_step_act, &asked, &error);
  g_autoptr (XyMatter) after = get (office, id);
  g_assert_cmpint (done, ==, to != NO && may);
  g_assert_cmpint (after->stage, ==, done ? to : stage);
  if (done)
    {
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
      g_autoptr (XyMatter) undone = get (office, id);
      g_assert_cmpint (undone->stage, ==, stage);
      g_assert_true (xy_store_redo (office->store, &office->actor, &error));
      g_autoptr (XyMatter) redone = get (office, id);
      g_assert_cmpint (redone->stage, ==, to);
      g_assert_true (xy_store_undo (office->store, &office->actor, &error));
    }
  else
    g_assert_cmpint (error->code, ==, may ? XY_ERROR_CONFLICT : XY_ERROR_DENIED);
  office->actor.permissions = ~0u;
}

/* Every state × every act × every role, of a dispute and of anything else: only what is drawn, only by who may, and
 * undo leads back. */
static void
test_ways (void)
{
  static const char *const sources[] = { "dispute", "visit" };
  Office office;
  office_open (&office, 1);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    for (guint stage = 0; stage < XY_MATTER_N_STAGES; stage++)
      for (guint kind = 0; kind < XY_MATTER_N_KINDS; kind++)
        {
          XyId id = matter_at (&office, sources[i], stage);

          g_assert_cmpint (xy_matter_stage_after (stage, kind), ==, drawn (stage, kind));
          for (const XyRole *role = xy_roles (); role->id != NULL; role++)
            try_as (&office, &id, i == 0, stage, kind, role);
        }
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) wrong = xy_matter_verify (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* The drawing in the documentation is the table's. */
static void
test_drawing (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "CONTRIBUTING.md", NULL);
  g_autofree char *text = NULL, *drawing = xy_matter_drawing ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, drawing));
}

/* What a secretary may type wrong. */
static void
test_refused (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (XyMatter) matter = xy_record_new (&xy_matter_type);
  XyMatterWriting writing = { .matter = matter };

  xy_set_str (&matter->source, "visit");
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "title");
  xy_set_str (&matter->title, "水渠堵了");
  xy_set_str (&matter->day, "2026-11-23");
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "day");
  xy_set_str (&matter->day, "2026-02-30");
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "day");
  xy_set_str (&matter->day, "2026-11-02");
  xy_set_str (&matter->source, "gossip");
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "source");
  xy_set_str (&matter->source, "dispute");
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "people");
  xy_set_str (&matter->people, "甲户与乙户");
  XyMatterStepping first = stepping (NULL, XY_MATTER_ASSIGN, "2026-11-02");
  first.owner = " ";
  writing.first = &first;
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_INVALID, "owner");
  first.owner = "曾国强";
  office_act (&office, "", xy_matter_write_act, &writing);
  XyId id = writing.made;
  g_autoptr (XyMatter) made = get (&office, &id);
  g_assert_cmpint (made->stage, ==, XY_MATTER_ASSIGNED);
  g_assert_true (made->private);
  g_assert_cmpint (made->level, ==, 1);
  g_assert_cmpstr (made->owner, ==, "曾国强");

  XyMatterStepping asked = stepping (&id, XY_MATTER_EXTEND, "2026-11-10");
  asked.until = "2026-11-30";
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "until");
  asked.until = "2026-11-09";
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "until");
  asked.until = NULL;
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "until");
  asked = stepping (&id, XY_MATTER_START, "2026-11-01");
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "day");
  asked = stepping (&id, XY_MATTER_FINISH, "2026-11-10");
  asked.note = "  ";
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "note");
  /* Closing without a visit. */
  asked = stepping (&id, XY_MATTER_CLOSE, "2026-11-10");
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_CONFLICT, NULL);
  step (&office, &id, XY_MATTER_FINISH, "2026-11-10");
  asked = stepping (&id, XY_MATTER_SATISFIED, "2026-11-12");
  asked.by = "曾国强";
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "by");
  asked.n = 0;
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_INVALID, "matters");

  /* A dispute goes up two levels and no further; nothing else goes up. */
  XyId dispute = raise_matter (&office, "dispute", "2026-11-01"), wish = raise_matter (&office, "wish", "2026-11-01");
  step (&office, &dispute, XY_MATTER_RAISE, "2026-11-03");
  step (&office, &dispute, XY_MATTER_RAISE, "2026-11-04");
  asked = stepping (&dispute, XY_MATTER_RAISE, "2026-11-05");
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_CONFLICT, NULL);
  asked = stepping (&wish, XY_MATTER_RAISE, "2026-11-05");
  assert_refused (&office, xy_matter_step_act, &asked, XY_ERROR_CONFLICT, NULL);
  office_close (&office);
}

/* Unsatisfied: it is taken up again; the numbers of a year are never given twice, not even after an undo. */
static void
test_life (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (GError) error = NULL;

  XyId first = raise_matter (&office, "meeting", "2025-12-31"), id = raise_matter (&office, "meeting", "2026-01-01");
  g_autoptr (XyMatter) old = get (&office, &first);
  g_autofree char *number = xy_matter_number (old);
  g_assert_cmpstr (number, ==, "2025-001");
  raise_matter (&office, "wish", "2026-03-01");
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  XyId third = raise_matter (&office, "wish", "2026-03-02");
  g_autoptr (XyMatter) after = get (&office, &third);
  g_assert_cmpint (after->number, ==, 3);
  g_autoptr (XyMatter) found = xy_matter_by_number (office.store, "2026-3", "2026-11-22", &error);
  g_assert_no_error (error);
  g_assert_true (xy_id_same (&found->record.id, &third));
  g_assert_null (xy_matter_by_number (office.store, "2026-2", "2026-11-22", NULL));

  step (&office, &id, XY_MATTER_ASSIGN, "2026-01-03");
  step (&office, &id, XY_MATTER_START, "2026-01-05");
  step (&office, &id, XY_MATTER_FINISH, "2026-02-01");
  step (&office, &id, XY_MATTER_UNSATISFIED, "2026-02-10");
  g_autoptr (XyMatter) again = get (&office, &id);
  g_assert_cmpint (again->stage, ==, XY_MATTER_WORKING);
  g_assert_cmpstr (again->satisfaction, ==, "bad");
  g_assert_true (xy_matter_is_overdue (again, "2026-12-01"));
  step (&office, &id, XY_MATTER_FINISH, "2026-03-01");
  step (&office, &id, XY_MATTER_SATISFIED, "2026-03-05");
  step (&office, &id, XY_MATTER_CLOSE, "2026-03-05");
  g_autoptr (XyMatter) closed = get (&office, &id);
  g_assert_cmpstr (closed->ended_on, ==, "2026-03-05");
  g_assert_cmpstr (closed->satisfaction, ==, "good");
  g_autoptr (GPtrArray) steps = xy_matter_steps (office.store, &id, &error);
  g_assert_cmpuint (steps->len, ==, 7);

  g_autoptr (XyMatter) copy = xy_record_copy (closed);
  xy_set_str (&copy->title, "别的");
  XyMatterWriting writing = { .matter = copy };
  assert_refused (&office, xy_matter_write_act, &writing, XY_ERROR_CONFLICT, NULL);

  g_autoptr (XyMatterLink) link = xy_record_new (&xy_matter_link_type);
  link->matter = id;
  link->target = third;
  xy_set_str (&link->kind, "matter");
  office_act (&office, "", xy_matter_link_act, link);
  g_autoptr (GPtrArray) links = xy_matter_links (office.store, &third, &error);
  g_assert_cmpuint (links->len, ==, 1);
  g_autoptr (XyVerifyReport) report = xy_verify (office.store, XY_VERIFY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_problems, ==, 0);
  office_close (&office);
}

/* What is remembered of one matter, without SQL. */
typedef struct
{
  XyId id;
  XyMatterStage stage;
  gboolean dispute;
  int level;
  char until[XY_DAY_SIZE];
  int satisfaction; /* 0 none, 1 good, 2 bad */
} Model;

/* Random steps, undos among them; after each the ledger says what the model says, and its lists and sums as well. */
static void
test_random (void)
{
  Office office;
  office_open (&office, 7);
  g_autoptr (GArray) models = g_array_new (FALSE, TRUE, sizeof (Model));
  guint n_steps = g_test_slow () ? 4000 : 400;

  for (guint i = 0; i < n_steps; i++)
    {
      if (models->len == 0 || g_test_rand_int_range (0, 5) == 0)
        {
          Model model = { .dispute = g_test_rand_int_range (0, 3) == 0 };
          model.id = raise_matter (&office, model.dispute ? "dispute" : "visit", "2026-11-01");
          model.level = model.dispute;
          g_array_append_val (models, model);
        }
      Model *model = &g_array_index (models, Model, (guint) g_test_rand_int_range (0, (gint32) models->len));
      Model before = *model;
      XyMatterKind kind = (XyMatterKind) g_test_rand_int_range (0, XY_MATTER_N_KINDS);
      XyMatterStepping asked = stepping (&model->id, kind, "2026-11-20");
      g_autofree char *until = g_strdup_printf ("2026-12-%02d", g_test_rand_int_range (1, 29));
      g_autoptr (GError) error = NULL;
      XyMatterStage to = drawn (model->stage, kind);
      gboolean fits = to != NO;

      asked.until = until;
      if (kind == XY_MATTER_EXTEND)
        fits = fits && strcmp (until, model->until) > 0;
      if (kind == XY_MATTER_RAISE)
        fits = fits && model->dispute && model->level < 3;
      g_assert_cmpint (try (&office, xy_matter_step_act, &asked, &error), ==, fits);
      if (fits)
        {
          model->stage = to;
          model->level += kind == XY_MATTER_RAISE;
          if (kind == XY_MATTER_ASSIGN || kind == XY_MATTER_EXTEND)
            g_strlcpy (model->until, until, XY_DAY_SIZE);
          if (kind == XY_MATTER_SATISFIED || kind == XY_MATTER_UNSATISFIED)
            model->satisfaction = kind == XY_MATTER_SATISFIED ? 1 : 2;
          if (g_test_rand_int_range (0, 4) == 0)
            {
              g_assert_true (xy_store_undo (office.store, &office.actor, NULL));
              *model = before;
            }
        }
      g_autoptr (XyMatter) matter = get (&office, &model->id);
      static const char *const words[] = { NULL, "good", "bad" };
      g_assert_cmpint (matter->stage, ==, model->stage);
      g_assert_cmpint (matter->level, ==, model->level);
      g_assert_cmpstr (matter->until != NULL ? matter->until : "", ==, model->until);
      g_assert_cmpstr (matter->satisfaction, ==, words[model->satisfaction]);
    }

  guint counts[XY_MATTERS_N], n_open = 0, n_shelved = 0, n_over = 0, n_public = 0;
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < models->len; i++)
    {
      const Model *model = &g_array_index (models, Model, i);
      n_open += model->stage < XY_MATTER_CLOSED;
      n_shelved += model->stage == XY_MATTER_NOT_READY || model->stage == XY_MATTER_UNSETTLED;
      n_over += model->stage == XY_MATTER_CLOSED || model->stage == XY_MATTER_VOID;
      n_public += !model->dispute && model->stage != XY_MATTER_VOID;
    }
  g_assert_true (xy_matter_counts (office.store, counts, &error));
  g_assert_cmpuint (counts[XY_MATTERS_OPEN], ==, n_open);
  g_assert_cmpuint (counts[XY_MATTERS_SHELVED], ==, n_shelved);
  g_assert_cmpuint (counts[XY_MATTERS_CLOSED], ==, n_over);
  g_assert_cmpuint (counts[XY_MATTERS_ALL], ==, models->len);
  for (guint which = 0; which < XY_MATTERS_N; which++)
    for (guint order = 0; order <= XY_MATTERS_BY_OWNER; order++)
      {
        XyMatterFilter filter = { .which = which, .order = order };
        g_autoptr (GArray) ids = xy_matter_ids (office.store, &filter, &error);
        g_assert_cmpuint (ids->len, ==, counts[which]);
      }
  /* A dispute is on no board, in no list and no sum for one. */
  XyMatterFilter board = { .which = XY_MATTERS_ALL, .board = TRUE };
  g_autoptr (GArray) public = xy_matter_ids (office.store, &board, &error);
  g_autoptr (GPtrArray) rows = xy_matter_rows (office.store, (const XyId *) public->data, public->len, &error);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((XyMatterRow *) rows->pdata[i])->matter->source, !=, "dispute");
  g_autoptr (GPtrArray) sums = xy_matter_summary (office.store, "2026Q4", TRUE, &error);
  const XyMatterSum *sum = sums->pdata[0];
  g_assert_cmpint (sum->raised, ==, n_public);
  g_assert_cmpint (sum->raised, ==, sum->closed + sum->done + sum->away + sum->shelved + sum->open);
  g_assert_cmpint (sum->visited, ==, sum->good + sum->fair + sum->bad);
  g_autoptr (GArray) wrong = xy_matter_verify (office.store, &error);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* Found by words of two characters, by pinyin, by number. */
static void
test_list (void)
{
  Office office;
  office_open (&office, 1);
  g_autoptr (GError) error = NULL;
  XyId lamp = raise_matter (&office, "visit", "2026-11-01"), other = raise_matter (&office, "dispute", "2026-11-02");
  static const char *const texts[] = { "路灯", "ludeng", "tald", "2026-001" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      XyMatterFilter filter = { .which = XY_MATTERS_OPEN, .text = texts[i], .source = "visit" };
      g_autoptr (GArray) ids = xy_matter_ids (office.store, &filter, &error);
      g_assert_cmpuint (ids->len, ==, 1);
      g_assert_true (xy_id_same (&g_array_index (ids, XyId, 0), &lamp));
    }
  XyMatterFilter nothing = { .which = XY_MATTERS_ALL, .text = "水塘" };
  g_autoptr (GArray) none = xy_matter_ids (office.store, &nothing, &error);
  g_assert_cmpuint (none->len, ==, 0);

  /* The most overdue first. */
  step (&office, &lamp, XY_MATTER_ASSIGN, "2026-11-03");
  XyMatterStepping sooner = stepping (&other, XY_MATTER_ASSIGN, "2026-11-03");
  sooner.until = "2026-11-10";
  office_act (&office, "", xy_matter_step_act, &sooner);
  XyMatterFilter open = { .which = XY_MATTERS_OPEN };
  g_autoptr (GArray) ids = xy_matter_ids (office.store, &open, &error);
  g_assert_true (xy_id_same (&g_array_index (ids, XyId, 0), &other));
  g_autoptr (GPtrArray) rows = xy_matter_rows (office.store, (const XyId *) ids->data, ids->len, &error);
  const XyMatterRow *row = rows->pdata[0];
  g_assert_true (row->overdue && row->has_days);
  g_assert_cmpint (row->days, ==, -12);
  g_assert_cmpint (row->age, ==, 20);
  g_autoptr (GPtrArray) owners = xy_matter_owners (office.store, &error);
  g_assert_cmpuint (owners->len, ==, 1);
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matter/ways", test_ways);
  g_test_add_func ("/matter/drawing", test_drawing);
  g_test_add_func ("/matter/refused", test_refused);
  g_test_add_func ("/matter/life", test_life);
  g_test_add_func ("/matter/list", test_list);
  g_test_add_func ("/matter/random", test_random);
  return g_test_run ();
}
