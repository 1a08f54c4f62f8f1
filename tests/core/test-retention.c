/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <utime.h>

#include "core/attachment.h"
#include "core/backup.h"
#include "core/cleaning.h"
#include "core/day.h"
#include "core/draft.h"
#include "core/paper-record.h"
#include "core/household.h"
#include "core/person.h"
#include "core/tag.h"
#include "core/verify.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_save (txn, data, error);
}

static gboolean delete (XyTxn *txn, gpointer data, GError **error)
{
  return xy_record_set_deleted (txn, data, TRUE, error);
}

static XyPerson *
add_person (Office *office, const char *name, const char *state, const char *since)
{
  XyPerson *person = xy_record_new (&xy_person_type);

  xy_set_str (&person->name, name);
  xy_set_str (&person->phone, "19900001234");
  xy_set_str (&person->note, "左腿有伤");
  xy_set_str (&person->state, state);
  xy_set_str (&person->since, since);
  office_act (office, "Save", save, person);
  return person;
}

static XyHousehold *
add_household (Office *office, const char *head, const char *state, const char *since)
{
  XyHousehold *household = xy_record_new (&xy_household_type);

  xy_set_str (&household->head_name, head);
  xy_set_str (&household->bank, "6217000000000000000");
  xy_set_str (&household->address, "石板溪村3组");
  xy_set_str (&household->state, state);
  xy_set_str (&household->since, since);
  office_act (office, "Save", save, household);
  return household;
}

static gboolean
mark (XyTxn *txn, gpointer data, GError **error)
{
  XyId tag;

  return xy_tag_find_or_make (txn, "残疾", XY_TAG_PERSON, &tag, error)
         && xy_tag_set (txn, &tag, data, 1, TRUE, NULL, error);
}

typedef struct
{
  const char *kind, *pdf, *unmasked;
} Print;

static gboolean
register_paper (XyTxn *txn, gpointer data, GError **error)
{
  const Print *print = data;
  const XyPaperPrint paper = { .kind = print->kind,
                               .prefix = "HC",
                               .title = print->kind,
                               .unmasked = print->unmasked,
                               .pdf = print->pdf,
                               .bytes = 4,
                               .pages = 1 };
  g_autoptr (XyPaperRecord) record = xy_paper_register (txn, &paper, error);

  return record != NULL;
}

static char *
add_paper (Office *office, const char *kind, const char *content, const char *unmasked)
{
  g_autoptr (GError) error = NULL;
  char *pdf = xy_attachment_add (office->path, content, strlen (content), &error);

  g_assert_no_error (error);
  office_act (office, "Print", register_paper, &(Print){ kind, pdf, unmasked });
  return pdf;
}

static gboolean
is_here (Office *office, const char *name)
{
  g_autofree char *path = xy_attachment_path (office->path, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static GPtrArray *
list_due (Office *office)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_retention_list (office->store, rules, &error);

  g_assert_no_error (error);
  return list;
}

static const XyRetentionLine *
find (const GPtrArray *list, const char *words)
{
  for (guint i = 0; i < list->len; i++)
    if (strstr (((XyRetentionLine *) list->pdata[i])->title, words) != NULL)
      return list->pdata[i];
  return NULL;
}

static gboolean
is_due (Office *office)
{
  g_autoptr (GError) error = NULL;
  gboolean due = FALSE;

  g_assert_true (xy_retention_is_due (office->store, &due, &error));
  g_assert_no_error (error);
  return due;
}

static void
pass_days (Office *office, int days)
{
  office->fixed.instant += days * 24 * 3600 * G_GINT64_CONSTANT (1000);
}

/* DAY, so many years ago as a file of rules says of KIND. */
static char *
years_ago (XyRetentionKind kind, const char *day, int more)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();

  return g_strdup_printf ("%d%s", atoi (day) - (int) rules->years[kind] - more, day + 4);
}

/* The years, the law and the archives are data, and each has its source. */
static void
test_rules (void)
{
  g_autoptr (XyRetentionRules) rules = xy_retention_rules_read ();

  for (guint i = 0; i < XY_RETENTION_N_KINDS; i++)
    {
      g_assert_cmpint (rules->years[i], >, 0);
      g_assert_cmpint (rules->years[i], <, 30);
      g_assert_nonnull (strstr (rules->sources[i], "个人信息保护法"));
      g_assert_cmpint (xy_retention_kind_of (xy_retention_kind_name ((XyRetentionKind) i)), ==, i);
    }
  g_assert_cmpint (xy_retention_kind_of ("else"), ==, XY_RETENTION_N_KINDS);
  g_assert_nonnull (strstr (rules->law, "第四十七条"));
  g_assert_nonnull (strstr (rules->archives, "\"announcement\""));
}

static void
test_list (void)
{
  Office office;
  office_open (&office, 1);
  g_autofree char *today = xy_env_today (&office.fixed.env);
  g_autofree char *long_ago = years_ago (XY_RETENTION_MOVED, today, 0);
  g_autofree char *that_year = g_strndup (long_ago, 4);
  g_autofree char *further = years_ago (XY_RETENTION_MOVED, today, 1);
  g_autofree char *before = g_strndup (further, 4);
  char lately[XY_DAY_SIZE];

  g_assert_true (xy_day_add (long_ago, 1, lately));
  g_assert_false (is_due (&office));
  g_autoptr (XyPerson) lives = add_person (&office, "李在村", "here", "1990-01-01");
  g_autoptr (XyPerson) away = add_person (&office, "李在外", "away", "1990-01-01");
  g_autoptr (XyPerson) just = add_person (&office, "李刚走", "moved", lately);
  g_autoptr (XyPerson) unsure = add_person (&office, "李那年", "moved", that_year);
  g_autoptr (XyPerson) undated = add_person (&office, "李何时", "moved", NULL);
  g_autoptr (XyPerson) dead_lately = add_person (&office, "李新故", "dead", long_ago);
  g_autoptr (XyHousehold) family = add_household (&office, "张在村", "here", "1990-01-01");
  office_reopen (&office);
  g_assert_false (is_due (&office));
  g_autoptr (XyPerson) gone = add_person (&office, "李走了", "moved", long_ago);
  g_autoptr (XyPerson) year_before = add_person (&office, "李前年", "moved", before);
  g_autoptr (XyPerson) dead = add_person (&office, "李故去", "dead", "1990-05");
  g_autoptr (XyHousehold) merged = add_household (&office, "张并户", "merged", long_ago);
  office_reopen (&office);
  g_assert_true (is_due (&office));

  g_autoptr (GPtrArray) list = list_due (&office);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_nonnull (find (list, "李走了"));
  g_assert_nonnull (find (list, "李前年"));
  g_assert_cmpint (find (list, "李故去")->kind, ==, XY_RETENTION_DEAD);
  g_assert_cmpint (find (list, "张并户")->kind, ==, XY_RETENTION_HOUSEHOLDS);
  office_close (&office);
}

/* The front page asks each time it is drawn: it is looked for once in a day, and again by rules that came meanwhile. */
static void
test_daily (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 6);
  g_autofree char *before = g_strdup (g_getenv ("XIANGYUE_DATA"));
  g_autofree char *folder = g_build_filename (office.folder, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, "retention-personal.json", NULL);
  g_autofree char *today = xy_env_today (&office.fixed.env);
  char lately[XY_DAY_SIZE];

  g_setenv ("XIANGYUE_DATA", office.folder, TRUE);
  xy_day_add (today, -1000, lately);
  g_assert_false (is_due (&office));
  g_autoptr (XyPerson) gone = add_person (&office, "李走了", "moved", "2010-01-01");
  g_assert_false (is_due (&office));
  pass_days (&office, 1);
  g_assert_true (is_due (&office));
  office_act (&office, "Delete", delete, gone);
  g_assert_true (is_due (&office));
  pass_days (&office, 1);
  g_assert_false (is_due (&office));

  g_autoptr (XyPerson) just = add_person (&office, "李刚走", "moved", lately);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path,
                                      "{\"date\":\"2099-01-01\",\"law\":\"x\",\"archives\":[],"
                                      "\"items\":{\"moved\":{\"years\":1}}}",
                                      -1, &error));
  g_assert_true (is_due (&office));
  g_unlink (path);
  g_rmdir (folder);
  if (before != NULL)
    g_setenv ("XIANGYUE_DATA", before, TRUE);
  else
    g_unsetenv ("XIANGYUE_DATA");
  office_close (&office);
}

static void
refuse (Office *office, const XyCleaningRun *run, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_cleaning_run (office->store, &office->actor, run, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
clear (Office *office, GPtrArray *lines)
{
  const XyCleaningRun run = { lines, "王监督" };
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_cleaning_run (office->store, &office->actor, &run, &error));
  g_assert_no_error (error);
}

static void
assert_sound (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyVerifyReport) report = xy_verify (office->store, XY_VERIFY_ALL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->n_problems, ==, 0);
}

/* Two do it, nothing is nothing, and who may not does not. */
static void
test_refuse (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 2);
  g_autoptr (XyPerson) gone = add_person (&office, "李走了", "moved", "2010-01-01");
  g_autoptr (GPtrArray) list = list_due (&office);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  refuse (&office, &(XyCleaningRun){ none, "王监督" }, NULL);
  refuse (&office, &(XyCleaningRun){ list, " " }, "witness");
  refuse (&office, &(XyCleaningRun){ list, NULL }, "witness");
  refuse (&office, &(XyCleaningRun){ list, office.actor.name }, "witness");
  office.actor.permissions = ~(guint) XY_MAY_EDIT_ROSTER;
  g_assert_false (xy_cleaning_run (office.store, &office.actor, &(XyCleaningRun){ list, "王监督" }, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_DENIED);
  office.actor.permissions = ~0u;
  g_autoptr (GPtrArray) cleanings = xy_cleaning_list (office.store, NULL);
  g_assert_cmpuint (cleanings->len, ==, 0);
  office_close (&office);
}

static void
test_records (void)
{
  Office office;
  office_open (&office, 3);
  g_autoptr (XyPerson) gone = add_person (&office, "李走了", "moved", "2010-01-01");
  g_autoptr (XyPerson) kept = add_person (&office, "李留着", "moved", "2011-01-01");
  g_autoptr (XyHousehold) family = add_household (&office, "张并户", "merged", "2010-01-01");
  office_act (&office, "Mark", mark, &gone->record.id);

  g_autoptr (GPtrArray) list = list_due (&office);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < list->len; i++)
    if (list->pdata[i] != find (list, "李留着"))
      g_ptr_array_add (chosen, list->pdata[i]);
  clear (&office, chosen);

  /* What was chosen is gone, and nothing else. */
  g_autoptr (XyPerson) after = xy_record_get (office.store, &xy_person_type, &gone->record.id, NULL);
  g_assert_cmpstr (after->name, ==, "李走了");
  g_assert_cmpstr (after->since, ==, "2010-01-01");
  g_assert_null (after->phone);
  g_assert_null (after->note);
  g_assert_null (strstr (after->find, "1234"));
  g_autoptr (GPtrArray) tags = xy_tag_list_of (office.store, &gone->record.id, NULL);
  g_assert_cmpuint (tags->len, ==, 0);
  g_autoptr (XyPerson) other = xy_record_get (office.store, &xy_person_type, &kept->record.id, NULL);
  g_assert_cmpstr (other->phone, ==, "19900001234");
  g_autoptr (XyHousehold) left = xy_record_get (office.store, &xy_household_type, &family->record.id, NULL);
  g_assert_cmpstr (left->head_name, ==, "张并户");
  g_assert_null (left->bank);
  g_assert_null (left->address);

  /* A backup was taken; the record says what, who and beside whom; it is not undone, and nothing is amiss. */
  g_autofree char *folder = xy_backup_default_folder (office.path);
  g_autoptr (GPtrArray) backups = xy_backup_list (folder, "431399101201");
  g_assert_cmpuint (backups->len, ==, 1);
  g_autoptr (GPtrArray) cleanings = xy_cleaning_list (office.store, NULL);
  g_assert_cmpuint (cleanings->len, ==, 1);
  const XyCleaning *cleaning = cleanings->pdata[0];
  g_assert_cmpint (cleaning->n, ==, 2);
  g_assert_cmpstr (cleaning->who, ==, office.actor.name);
  g_assert_cmpstr (cleaning->witness, ==, "王监督");
  g_autoptr (GPtrArray) rows = xy_cleaning_rows (office.store, cleaning);
  const char *const *row = rows->pdata[0];
  g_assert_cmpstr (row[XY_CLEANED_KIND], ==, "moved");
  g_assert_cmpstr (row[XY_CLEANED_TITLE], ==, "李走了");
  g_assert_cmpstr (row[XY_CLEANED_SINCE], ==, "2010-01-01");
  row = rows->pdata[1];
  g_assert_cmpstr (row[XY_CLEANED_TITLE], ==, "张并户");
  g_assert_null (strstr (cleaning->list, "李走了"));
  g_autoptr (XyActInfo) undo = xy_store_get_undo (office.store, NULL);
  g_assert_true (undo == NULL || strstr (undo->title, "clearing") == NULL);
  assert_sound (&office);

  /* Who was left out waits for the next year. */
  g_assert_false (is_due (&office));
  g_autoptr (GPtrArray) rest = list_due (&office);
  g_assert_cmpuint (rest->len, ==, 1);
  pass_days (&office, 364);
  g_assert_false (is_due (&office));
  pass_days (&office, 1);
  g_assert_true (is_due (&office));
  office_close (&office);
}

static void
test_files (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 4);
  g_autofree char *full = add_paper (&office, "roster", "full", "发证核对");
  g_autofree char *masked = add_paper (&office, "roster", "masked", NULL);
  g_autofree char *both = add_paper (&office, "roster", "both", "发证核对");
  g_autofree char *same = add_paper (&office, "roster", "both", NULL);
  g_autofree char *archive = add_paper (&office, "announcement", "archive", "公示要求");
  g_autofree char *old = g_strconcat (office.path, ".20200101-0900.old", NULL);
  g_autofree char *other = g_strconcat (office.path, ".notes", NULL);

  g_assert_cmpstr (both, ==, same);
  g_assert_true (xy_draft_save (office.store, "person", "{\"name\":\"李走了\"}", &error));
  g_assert_true (g_file_set_contents (old, "old", -1, NULL) && g_file_set_contents (other, "other", -1, NULL));
  g_assert_cmpint (utime (old, &(struct utimbuf){ 1577840400, 1577840400 }), ==, 0);
  g_assert_cmpint (utime (other, &(struct utimbuf){ 1577840400, 1577840400 }), ==, 0);
  pass_days (&office, 4 * 366);

  /* An archive is shown, and cannot be cleared. */
  g_autoptr (GPtrArray) list = list_due (&office);
  g_assert_cmpuint (list->len, ==, 4);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  const XyRetentionLine *shown = find (list, "announcement");
  g_assert_cmpint (shown->kind, ==, XY_RETENTION_ARCHIVES);
  refuse (&office, &(XyCleaningRun){ list, "王监督" }, NULL);
  g_assert_true (is_here (&office, full));
  for (guint i = 0; i < list->len; i++)
    if (list->pdata[i] != shown)
      g_ptr_array_add (chosen, list->pdata[i]);
  clear (&office, chosen);
  g_assert_false (is_here (&office, full));
  g_assert_true (is_here (&office, masked));
  g_assert_true (is_here (&office, both));
  g_assert_true (is_here (&office, archive));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_autofree char *draft = xy_draft_load (office.store, "person", NULL);
  g_assert_null (draft);
  assert_sound (&office);

  /* One that comes back out of a backup, or lies on another computer, follows; one that is needed anew stays. */
  g_assert_true (xy_cleaning_has_file (office.store, full));
  g_assert_false (xy_cleaning_has_file (office.store, masked));
  g_autofree char *again = xy_attachment_add (office.path, "full", 4, &error);
  g_assert_cmpstr (again, ==, full);
  g_assert_true (xy_cleaning_follow (office.store, &error));
  g_assert_no_error (error);
  g_assert_false (is_here (&office, full));
  g_assert_true (is_here (&office, archive));
  g_autofree char *anew = add_paper (&office, "roster", "full", "发证核对");
  g_assert_true (xy_cleaning_follow (office.store, &error));
  g_assert_true (is_here (&office, anew));
  office_close (&office);
}

/* What is too much for one record is in several. */
static void
test_many (void)
{
  Office office;
  office_open (&office, 5);
  for (guint i = 0; i <= XY_CLEANING_MOST; i++)
    {
      g_autofree char *name = g_strdup_printf ("李走%03u", i);
      g_autoptr (XyPerson) person = add_person (&office, name, "moved", "2010-01-01");
    }
  g_autoptr (GPtrArray) list = list_due (&office);
  clear (&office, list);
  g_autoptr (GPtrArray) cleanings = xy_cleaning_list (office.store, NULL);
  guint n = 0;
  g_assert_cmpuint (cleanings->len, ==, 2);
  for (guint i = 0; i < cleanings->len; i++)
    {
      const XyCleaning *cleaning = cleanings->pdata[i];
      g_autoptr (GPtrArray) rows = xy_cleaning_rows (office.store, cleaning);
      g_assert_cmpint (rows->len, ==, cleaning->n);
      g_assert_cmpuint (strlen (cleaning->list), <, 48 * 1024);
      n += rows->len;
    }
  g_assert_cmpuint (n, ==, XY_CLEANING_MOST + 1);
  g_autoptr (GPtrArray) rest = list_due (&office);
  g_assert_cmpuint (rest->len, ==, 0);
  office_close (&office);
}

/* Who came back since the list was read stops all of it. */
static void
test_back_again (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  office_open (&office, 6);
  g_autoptr (XyPerson) stays = add_person (&office, "李甲", "moved", "2009-01-01");
  g_autoptr (XyPerson) gone = add_person (&office, "李走了", "moved", "2010-01-01");
  g_autoptr (GPtrArray) list = list_due (&office);
  g_autoptr (XyPerson) back = xy_record_copy (gone);

  xy_set_str (&back->state, "here");
  office_act (&office, "Back", save, back);
  g_assert_false (xy_cleaning_run (office.store, &office.actor, &(XyCleaningRun){ list, "王监督" }, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
  g_autoptr (XyPerson) after = xy_record_get (office.store, &xy_person_type, &stays->record.id, NULL);
  g_assert_cmpstr (after->phone, ==, "19900001234");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retention/rules", test_rules);
  g_test_add_func ("/retention/list", test_list);
  g_test_add_func ("/retention/daily", test_daily);
  g_test_add_func ("/retention/refuse", test_refuse);
  g_test_add_func ("/retention/records", test_records);
  g_test_add_func ("/retention/files", test_files);
  g_test_add_func ("/retention/many", test_many);
  g_test_add_func ("/retention/back-again", test_back_again);
  return g_test_run ();
}
