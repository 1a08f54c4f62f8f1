/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "bylaw-office.h"
#include "core/sample.h"
#include "core/scope.h"
#include "core/user.h"

/* An act that is to leave nothing behind, whatever came of it. */
#define UNDONE XY_ERROR_CANCELLED

typedef enum
{
  INSERT,
  UPDATE,
  DELETE,
  N_WAYS,
} Way;

typedef struct
{
  XyRecord *record;
  Way way;
  gboolean written;
} Try;

static void
set_role (Office *office, const char *role)
{
  g_autoptr (GError) error = NULL;

  xy_store_write_local (office->store,
                        "INSERT OR REPLACE INTO line (one, url, role, receipt_at, receipt_n, last_try_at, last_error) "
                        "VALUES (1, 'https://county', ?1, 0, 0, 0, '')",
                        XY_BIND (XY_TEXT (role)), &error);
  g_assert_no_error (error);
}

static void
set_reviews (Office *office, gboolean reviews)
{
  g_autoptr (GError) error = NULL;
  XyId id = xy_id_new (&office->fixed.env);

  xy_store_write_local (office->store,
                        reviews ? "INSERT INTO sync_row (tbl, id, seq, op, kept, body) "
                                  "VALUES ('_township', ?1, 1, 0, 0, '{\"del\":0}')"
                                : "UPDATE sync_row SET body = '{\"del\":1}' WHERE id IS NOT ?1",
                        XY_BIND (XY_ID (&id)), &error);
  g_assert_no_error (error);
}

/* Another value in the first field that is no id and may be changed. */
static gboolean
change (XyRecord *record)
{
  const XyRecordType *type = xy_record_type (record);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const XyField *field = &type->fields[i];
      if ((field->flags & (XY_FIELD_IMMUTABLE | XY_FIELD_DERIVED | XY_FIELD_ATTACHMENT)) != 0 || field->words != NULL)
        continue;
      if (field->type == XY_FIELD_TEXT && xy_record_set_text (record, field, "改动"))
        return TRUE;
      if ((field->type == XY_FIELD_INT || field->type == XY_FIELD_POINTS) && xy_record_set_text (record, field, "7"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
write_and_leave (XyTxn *txn, gpointer data, GError **error)
{
  Try *try = data;
  g_autoptr (XyRecord) record = xy_record_copy (try->record);

  if (try->way == INSERT)
    {
      record->id = xy_id_new (xy_txn_get_env (txn));
      record->stored = FALSE;
    }
  if (try->way == UPDATE && !change (record))
    {
      g_set_error_literal (error, XY_ERROR, UNDONE, "nothing to change");
      return FALSE;
    }
  if (try->way == DELETE ? !xy_record_set_deleted (txn, record, TRUE, error) : !xy_record_save (txn, record, error))
    return FALSE;
  try->written = TRUE;
  return TRUE;
}

/* The first live record of TYPE, or NULL. */
static XyRecord *
some_record (XyStore *store, const XyRecordType *type)
{
  g_autoptr (GPtrArray) list = xy_record_list (store, type, "LIMIT 1", XY_BIND_NONE, NULL);

  return list != NULL && list->len > 0 ? g_object_ref (list->pdata[0]) : NULL;
}

/*
 * Every kind of record in every way, by somebody with all permissions: in the village's office many can be written, at
 * a township's or the county's computer none, and nothing of the village is another afterwards.
 */
static void
test_every_record (void)
{
  static const char *const roles[] = { "village", "township", "county" };
  XyFixedEnv fixed;
  g_autoptr (GError) error = NULL;
  Office office = { .folder = g_dir_make_tmp ("xiangyue-test-XXXXXX", NULL) };
  XySampleOptions options = { .households = 20, .years = 1, .seed = 7, .today = "2026-11-22" };

  xy_fixed_env_init (&fixed, 1795309200000, 1);
  office.fixed = fixed;
  office.path = g_build_filename (office.folder, "431399101201.xiangyue", NULL);
  xy_sample_create (office.path, &options, &error);
  g_assert_no_error (error);
  office.store = xy_store_open (office.path, &office.fixed.env, 0, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) users = xy_user_list (office.store, &error);
  office.actor = (XyActor){ .user = ((XyRecord *) users->pdata[0])->id, .name = "曾小平", .permissions = ~(guint) 0 };

  g_autofree char *before = xy_store_dump (office.store, &error);
  guint n_written[G_N_ELEMENTS (roles)] = { 0 }, n_types = 0;
  /* The village's own at last: it changes the village. */
  for (guint r = G_N_ELEMENTS (roles); r-- > 0;)
    {
      set_role (&office, roles[r]);
      for (const XyRecordType *const *type = xy_record_types (); *type != NULL; type++)
        {
          g_autoptr (XyRecord) record = some_record (office.store, *type);
          n_types += record != NULL && r == 0;
          for (Way way = 0; record != NULL && way < N_WAYS; way++)
            {
              Try try = { .record = record, .way = way };
              g_autoptr (GError) refused = NULL;
              gboolean done = xy_store_act (office.store, &office.actor, "", write_and_leave, &try, &refused);
              n_written[r] += done && try.written;
              if (r > 0 && done)
                g_error ("%s: %s was written, way %u", roles[r], (*type)->table, way);
            }
        }
      if (r > 0)
        {
          g_autofree char *after = xy_store_dump (office.store, &error);
          g_assert_cmpstr (before, ==, after);
        }
    }
  g_assert_cmpuint (n_types, >, 30);
  g_assert_cmpuint (n_written[0], >, n_types / 2);
  office_close (&office);
}

/* Stage × step × role × computer × whether the township reviews over the line, written anew from the manual. */
static void
test_steps (void)
{
  static const char *const scopes[] = { "village", "township", "county" };
  /* One who keeps bylaws, one who does not, and the township's. */
  static const char *const roles[] = { "head", "supervisor", "township" };
  Office office;
  guint number = 0, n_done = 0;
  office_open (&office, 1);
  const XyActor all = office.actor;

  for (guint stage = 0; stage < XY_BYLAW_N_STAGES; stage++)
    for (guint kind = 0; kind < XY_BYLAW_N_KINDS; kind++)
      {
        gboolean drawn = xy_bylaw_stage_after ((XyBylawStage) stage, (XyBylawStepKind) kind) != XY_BYLAW_N_STAGES
                         && kind != XY_BYLAW_REPLACE;
        gboolean reviews = kind == XY_BYLAW_RETURN || kind == XY_BYLAW_APPROVE || kind == XY_BYLAW_CORRECT;
        XyId version = bring_to (&office, (XyBylawStage) stage, number++);
        XyBylawStepping asked = stepping (&office, &version, (XyBylawStepKind) kind);

        for (guint round = 0; round < 2 * G_N_ELEMENTS (scopes); round++)
          for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
            {
              const XyRole *role = xy_role_by_id (roles[r]);
              g_autoptr (GError) error = NULL;
              gboolean line = round % 2 != 0, keeps = (role->permissions & XY_MAY_KEEP_BYLAWS) != 0;
              guint scope = round / 2;
              gboolean may = scope == 0   ? keeps && !(line && reviews)
                             : scope == 1 ? g_str_equal (role->id, "township") && (reviews || kind == XY_BYLAW_FILE)
                                          : FALSE;

              /* What is done cannot be undone at the township: each pair of the two is tried where it is refused, and
               * once where it is not. */
              if (may && drawn && !(scope == 1 && line))
                continue;
              set_role (&office, scopes[scope]);
              set_reviews (&office, line);
              office.actor.permissions = role->permissions;
              g_autoptr (XyActInfo) before = xy_store_get_undo (office.store, NULL);
              gboolean done = xy_store_act (office.store, &office.actor, "", xy_bylaw_step_act, &asked, &error);
              g_autoptr (XyActInfo) after = xy_store_get_undo (office.store, NULL);
              g_assert_true (done == (may && drawn));
              if (!may)
                g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
              n_done += done;
              g_assert_cmpint (before->number, ==, after->number);
              office.actor = all;
              set_role (&office, "village");
              set_reviews (&office, FALSE);
              if (done)
                {
                  version = bring_to (&office, (XyBylawStage) stage, number++);
                  asked = stepping (&office, &version, (XyBylawStepKind) kind);
                }
            }
      }
  /* return, approve, file, and correct from four stages */
  g_assert_cmpuint (n_done, ==, 7);
  g_autoptr (GArray) wrong = xy_bylaw_verify (office.store, NULL);
  g_assert_cmpuint (wrong->len, ==, 0);
  office_close (&office);
}

/* The village's word on paper counts until the township reviews over the line, and again when it does so no more. */
static void
test_paper_and_line (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 1);
  XyId version = bring_to (&office, XY_BYLAW_REVIEWING, 1);
  XyBylawStepping asked = stepping (&office, &version, XY_BYLAW_RETURN);

  set_reviews (&office, TRUE);
  g_assert_false (xy_store_act (office.store, &office.actor, "", xy_bylaw_step_act, &asked, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  g_clear_error (&error);
  set_reviews (&office, FALSE);
  office_act (&office, "", xy_bylaw_step_act, &asked);
  g_assert_cmpint (stage_of (&office, &version), ==, XY_BYLAW_DRAFTED);
  /* What was entered before, and came back from the county, may still be taken back. */
  set_reviews (&office, TRUE);
  g_assert_true (xy_store_undo (office.store, &office.actor, &error));
  g_assert_cmpint (stage_of (&office, &version), ==, XY_BYLAW_REVIEWING);
  office_close (&office);
}

/* A township's own file has township officers only, and its users are kept there. */
static void
test_office (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  gboolean is = TRUE;
  office_open (&office, 1);

  g_assert_true (xy_scope_is_office (office.store, &is, &error));
  g_assert_false (is);
  xy_store_write_local (office.store, "INSERT INTO office (one, name) VALUES (1, '云岭镇')", XY_BIND_NONE, &error);
  set_role (&office, "township");
  g_assert_true (xy_scope_is_office (office.store, &is, &error));
  g_assert_true (is);
  for (const XyRole *role = xy_roles (); role->id != NULL; role++)
    {
      g_autoptr (XyUser) user = xy_record_new (&xy_user_type);
      xy_set_str (&user->name, role->id);
      xy_set_str (&user->role, role->id);
      gboolean added = xy_store_act (office.store, &office.actor, "", save_all, (gpointer[]){ user, NULL }, NULL);
      g_assert_true (added == g_str_equal (role->id, XY_ROLE_TOWNSHIP));
    }
  g_autoptr (XyUser) last = xy_user_by_name (office.store, XY_ROLE_TOWNSHIP, &error);
  g_autoptr (XyUser) gone = xy_record_copy (last);
  gone->record.deleted = TRUE;
  g_assert_false (xy_store_act (office.store, &office.actor, "", save_all, (gpointer[]){ gone, NULL }, &error));
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scope/every-record", test_every_record);
  g_test_add_func ("/scope/steps", test_steps);
  g_test_add_func ("/scope/paper-and-line", test_paper_and_line);
  g_test_add_func ("/scope/office", test_office);
  return g_test_run ();
}
