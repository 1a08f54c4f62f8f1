/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of meetings: the ready ones, writing and ending them; members as people have them, and who must be among them.
 */
#include <glib/gstdio.h>
#include <locale.h>

#include "core/meeting-kind-act.h"
#include "core/meeting.h"
#include "roster.h"

#define TODAY "2026-11-22"

static gboolean
refused (Office *office, XyActFunc func, gpointer data, const char *field)
{
  g_autoptr (GError) error = NULL;

  if (xy_store_act (office->store, &office->actor, "act", func, data, &error))
    return FALSE;
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
  return TRUE;
}

static GPtrArray *
ready_of (Office *office)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *ready = xy_meeting_kinds_ready (office->store, TODAY, &error);

  g_assert_no_error (error);
  return ready;
}

static guint
n_consultations (Office *office, const char *name)
{
  g_autoptr (GPtrArray) ready = ready_of (office);
  guint n = 0;

  for (guint i = 0; i < ready->len; i++)
    {
      const XyMeetingKind *kind = ready->pdata[i];
      if (g_str_equal (kind->body, "consult") && (name == NULL || g_str_equal (kind->name, name)))
        n++;
    }
  return n;
}

/* The county may bring other ways to consult; a file that is older or damaged changes nothing. */
static void
test_file (void)
{
  static const char *const damaged[] = {
    "{",
    "{\"date\":\"2027-01-01\",\"kinds\":[{\"hour\":\"19:30\"}]}",
    "{\"date\":\"2027-01-01\",\"kinds\":[{\"name\":\"板凳会\",\"hour\":\"晚饭后\"}]}",
    "{\"date\":\"2027-01-01\",\"kinds\":[{\"name\":\"板凳会\",\"recurs\":\"有时\"}]}",
    "{\"date\":\"2020-01-01\",\"kinds\":[{\"name\":\"板凳会\"}]}",
    "{\"kinds\":[{\"name\":\"板凳会\"}]}",
  };
  Office office;

  office_open (&office, 1);
  g_autofree char *folder = g_build_filename (office.folder, "rules", NULL);
  g_autofree char *path = g_build_filename (folder, "meeting-kinds.json", NULL);
  g_setenv ("XIANGYUE_DATA", office.folder, TRUE);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpuint (n_consultations (&office, NULL), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_assert_true (g_file_set_contents (path, damaged[i], -1, NULL));
      g_assert_cmpuint (n_consultations (&office, NULL), ==, 3);
      g_assert_cmpuint (n_consultations (&office, "屋场会"), ==, 1);
    }
  g_assert_true (g_file_set_contents (
      path, "{\"date\":\"2027-01-01\",\"kinds\":[{\"name\":\"板凳会\",\"recurs\":\"month\",\"hour\":\"20:00\"}]}", -1,
      NULL));
  g_assert_cmpuint (n_consultations (&office, NULL), ==, 1);
  g_assert_cmpuint (n_consultations (&office, "板凳会"), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
  office_close (&office);
}

static XyMeetingKind *
adopt (Office *office, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ready = ready_of (office), some = g_ptr_array_new ();

  for (guint i = 0; i < ready->len && some->len == 0; i++)
    if (g_str_equal (((XyMeetingKind *) ready->pdata[i])->body, body))
      g_ptr_array_add (some, ready->pdata[i]);
  g_assert_cmpuint (some->len, ==, 1);
  office_act (office, "Adopt", xy_meeting_kinds_adopt_act, some);
  XyMeetingKind *kind = xy_meeting_kind_find (office->store, ((XyMeetingKind *) some->pdata[0])->name, &error);
  g_assert_no_error (error);
  return kind;
}

static void
test_ready (void)
{
  Office office;

  office_open (&office, 1);
  g_autoptr (GPtrArray) ready = ready_of (&office);
  guint n = ready->len;
  g_assert_cmpuint (n, >, 10);
  office_act (&office, "Adopt", xy_meeting_kinds_adopt_act, ready);
  g_autoptr (GPtrArray) none = ready_of (&office);
  g_assert_cmpuint (none->len, ==, 0);

  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (office.store, TODAY, NULL);
  g_assert_cmpuint (kinds->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const XyMeetingKind *kind = kinds->pdata[i];
      g_assert_cmpstr (kind->name, ==, ((XyMeetingKind *) ready->pdata[i])->name);
      if (g_str_equal (kind->body, "representatives") || g_str_equal (kind->body, "party"))
        g_assert_cmpstr (kind->comes, ==, "member");
      if (g_str_equal (kind->body, "consult") || g_str_equal (kind->body, "villagers"))
        g_assert_cmpstr (kind->comes, ==, "household");
    }
  office_close (&office);
}

static void
test_write (void)
{
  Office office;

  office_open (&office, 2);
  g_autoptr (XyMeetingKind) yard = adopt (&office, "consult");
  g_autoptr (XyMeetingKind) copy = xy_record_copy (yard), other = xy_record_new (&xy_meeting_kind_type);

  xy_set_str (&copy->hour, "7:30");
  office_act (&office, "Change", xy_meeting_kind_write_act, copy);
  g_autoptr (XyMeetingKind) after = xy_meeting_kind_find (office.store, yard->name, NULL);
  g_assert_cmpstr (after->hour, ==, "07:30");
  xy_set_str (&copy->hour, "25:00");
  g_assert_true (refused (&office, xy_meeting_kind_write_act, copy, "hour"));

  xy_set_str (&other->name, yard->name);
  xy_set_str (&other->body, "consult");
  xy_set_str (&other->comes, "household");
  xy_set_str (&other->form, "table");
  g_assert_true (refused (&office, xy_meeting_kind_write_act, other, "name"));
  xy_set_str (&other->name, "道路理事会");
  xy_set_str (&other->body, "parliament");
  g_assert_true (refused (&office, xy_meeting_kind_write_act, other, "body"));
  xy_set_str (&other->body, "council");
  office_act (&office, "Add", xy_meeting_kind_write_act, other);

  /* One that nothing was held of goes without a trace; the other is held no more. */
  XyMeetingKindEnding ending = { .kind = other->record.id };
  office_act (&office, "End", xy_meeting_kind_end_act, &ending);
  g_autoptr (GPtrArray) kinds = xy_meeting_kinds (office.store, NULL, NULL);
  g_assert_cmpuint (kinds->len, ==, 1);
  office_close (&office);
}

static const XyMeetingPasted *
named (GPtrArray *list, const char *name)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((XyMeetingPasted *) list->pdata[i])->member->name, name) == 0)
      return list->pdata[i];
  g_test_message ("%s is not in the list", name);
  g_test_fail ();
  return NULL;
}

static GPtrArray *
paste (Office *office, const XyMeetingKind *kind, const char *text, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = xy_meeting_members_read (office->store, &kind->record.id, text, TODAY, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, n);
  return list;
}

static void
test_paste (void)
{
  Office office;

  office_open (&office, 3);
  roster_add (&office, "3组", "曾国强 户主 男 1963-05-12;刘桂花 妻 女 1965");
  roster_add (&office, "4组", "王秀 户主 女 1970;李建国 夫 男 1969");
  roster_add (&office, "5组", "李建国 户主 男 1950");
  g_autoptr (XyMeetingKind) kind = adopt (&office, "representatives");

  g_autoptr (GPtrArray) chat = paste (&office, kind, "1.曾国强（支书）、刘桂花 妇联主席，李建国;外来人", 4);
  g_assert_cmpstr (named (chat, "曾国强")->member->post, ==, "支书");
  g_assert_cmpstr (named (chat, "刘桂花")->member->post, ==, "妇联主席");
  g_assert_true (named (chat, "刘桂花")->member->woman);
  g_assert_false (xy_id_is_none (&named (chat, "曾国强")->member->person));
  g_assert_null (named (chat, "曾国强")->note);
  /* Two have his name: he is tied to neither, and so is one whom the roster does not know. */
  g_assert_true (xy_id_is_none (&named (chat, "李建国")->member->person));
  g_assert_nonnull (named (chat, "李建国")->note);
  g_assert_nonnull (named (chat, "外来人")->note);

  g_autoptr (GPtrArray) block = paste (
      &office, kind, "序号\t姓名\t性别\t职务\t代表户\n1\t王秀\t女\t代表\t4组1至10户\n2\t新来\t女\t\t\n\t\t\t\t\n", 2);
  g_assert_cmpstr (named (block, "王秀")->member->represents, ==, "4组1至10户");
  g_assert_true (named (block, "新来")->member->woman);

  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  for (guint i = 0; i < block->len; i++)
    g_ptr_array_add (members, ((XyMeetingPasted *) block->pdata[i])->member);
  g_ptr_array_add (members, ((XyMeetingPasted *) chat->pdata[0])->member);
  XyMeetingMembers writing = { kind->record.id, members };
  office_act (&office, "Members", xy_meeting_members_write_act, &writing);

  g_autoptr (GPtrArray) again = paste (&office, kind, "曾国强\n王秀 代表\n刘桂花", 3);
  g_assert_true (named (again, "曾国强")->already);
  g_assert_true (named (again, "王秀")->already);
  g_assert_false (named (again, "刘桂花")->already);
  g_autoptr (GPtrArray) twice = g_ptr_array_new ();
  g_ptr_array_add (twice, ((XyMeetingPasted *) again->pdata[0])->member);
  XyMeetingMembers same = { kind->record.id, twice };
  g_assert_true (refused (&office, xy_meeting_members_write_act, &same, "name"));

  /* Two of three are women: at least one must be. */
  gboolean missed = TRUE;
  g_autofree char *words = xy_meeting_composition (office.store, kind, TODAY, &missed, NULL);
  g_assert_nonnull (words);
  g_assert_false (missed);

  g_autoptr (GPtrArray) all = xy_meeting_members (office.store, &kind->record.id, TODAY, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  XyId women[2];
  for (guint i = 0, n = 0; i < all->len; i++)
    if (((XyMeetingMember *) all->pdata[i])->woman)
      women[n++] = ((XyMeetingMember *) all->pdata[i])->record.id;
  XyMeetingMembersEnding early = { women, 2, "2026-01-01" }, ending = { women, 2, TODAY };
  g_assert_true (refused (&office, xy_meeting_members_end_act, &early, "ends"));
  office_act (&office, "End", xy_meeting_members_end_act, &ending);
  g_autoptr (GPtrArray) left = xy_meeting_members (office.store, &kind->record.id, TODAY, NULL);
  g_assert_cmpuint (left->len, ==, 1);
  g_autofree char *less = xy_meeting_composition (office.store, kind, TODAY, &missed, NULL);
  g_assert_true (missed);
  office_close (&office);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/meeting-kind/file", test_file);
  g_test_add_func ("/meeting-kind/ready", test_ready);
  g_test_add_func ("/meeting-kind/write", test_write);
  g_test_add_func ("/meeting-kind/paste", test_paste);
  return g_test_run ();
}
