/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "core/document-table.h"
#include "core/document.h"
#include "core/error.h"
#include "core/publicity.h"
#include "core/record-check.h"
#include "core/stamp.h"
#include "core/template.h"
#include "office.h"

static gboolean
save (XyTxn *txn, gpointer record, GError **error)
{
  return xy_record_save (txn, record, error);
}

static XyDocument *
new_document (void)
{
  XyDocument *document = xy_record_new (&xy_document_type);

  xy_set_str (&document->kind, XY_DOCUMENT_ANNOUNCEMENT);
  xy_set_str (&document->title, "关于召开{会议名称}的通知");
  xy_set_str (&document->body, "定于{会议时间}召开{会议名称}。\n特此通知。");
  return document;
}

static void
assert_refused (Office *office, gpointer record, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (xy_store_act (office->store, &office->actor, "Write", save, record, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);
  g_assert_cmpstr (xy_error_get_field (error), ==, field);
}

static void
test_save (void)
{
  Office office;
  g_autoptr (XyDocument) document = new_document ();
  g_autoptr (GError) error = NULL;

  office_open (&office, 1);
  xy_document_set_field (document, "会议名称", "屋场会");
  xy_document_set_field (document, "会议时间", "今晚");
  xy_document_set_field (document, "会议时间", "明晚7点");
  xy_set_str (&document->sheet, "组别\t户主\n １组\t 张  三 \n2组\t\n");
  office_act (&office, "Write", save, document);
  office_reopen (&office);

  g_autoptr (XyDocument) found = xy_document_find (office.store, "召开屋场会", &error);
  g_assert_no_error (error);
  g_autofree char *title = xy_document_dup_title (found);
  g_assert_cmpstr (title, ==, "关于召开屋场会的通知");
  g_assert_cmpstr (found->fields, ==, "会议名称=屋场会\n会议时间=明晚7点");
  /* Tabs and empty cells stay; what is in the cells is tidied. */
  g_assert_cmpstr (found->sheet, ==, "组别\t户主\n1组\t张 三\n2组");
  g_assert_cmpint (found->written_at, >, 0);

  g_autoptr (XyDocument) copy = xy_record_copy (found);
  xy_document_set_field (copy, "会议名称", "");
  office_act (&office, "Change", save, copy);
  g_assert_cmpstr (copy->fields, ==, "会议时间=明晚7点");
  g_assert_null (xy_document_find (office.store, "屋场会", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_NOT_FOUND);
  office_close (&office);
}

static void
test_refused (void)
{
  Office office;
  g_autoptr (XyDocument) document = new_document ();
  g_autofree char *long_table = g_strnfill (XY_TABLE_TEXT_MOST + 1, '1');

  office_open (&office, 2);
  xy_set_str (&document->body, "定于{会议时间召开。");
  assert_refused (&office, document, "body");
  xy_set_str (&document->body, "一}");
  assert_refused (&office, document, "body");
  xy_set_str (&document->body, "定于{}召开。");
  assert_refused (&office, document, "body");
  xy_set_str (&document->body, "好");
  xy_set_str (&document->columns, "show,paint");
  xy_set_str (&document->sheet, "甲\t乙");
  assert_refused (&office, document, "columns");
  xy_set_str (&document->columns, "show,mask");
  xy_set_str (&document->sheet, long_table);
  assert_refused (&office, document, "sheet");
  xy_set_str (&document->sheet, NULL);

  /* Two thousand rows with the heads are kept; one more is not, and says how many there are. */
  g_autoptr (GString) rows = g_string_new ("序号\t组别\t姓名\t身份证号\t金额（元）");
  for (guint i = 1; i < XY_TABLE_ROWS_MOST; i++)
    g_string_append_printf (rows, "\n%u\t%u组\t曾国强\t4313991963%02u%02u%04u\t%u.00", i, i % 14 + 1, i % 12 + 1,
                            i % 28 + 1, i, 60 + i % 5 * 30);
  g_assert_cmpuint (rows->len, >, 90000);
  xy_set_str (&document->sheet, rows->str);
  office_act (&office, "Write", save, document);
  g_string_append (rows, "\n2000\t1组\t曾国强");
  xy_set_str (&document->sheet, rows->str);
  {
    g_autoptr (GError) error = NULL;
    g_assert_false (xy_store_act (office.store, &office.actor, "", save, document, &error));
    g_assert_nonnull (strstr (error->message, "2001"));
    g_assert_nonnull (strstr (error->message, "2000"));
  }
  /* What does not deflate is too long before that. */
  g_autoptr (GString) noise = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  while (noise->len < 3 * XY_TABLE_PACKED_MOST)
    g_string_append_printf (noise, "%08x", g_rand_int (rand));
  xy_set_str (&document->sheet, noise->str);
  assert_refused (&office, document, "sheet");
  xy_set_str (&document->sheet, NULL);
  xy_set_str (&document->day, "2026-02");
  assert_refused (&office, document, "day");
  xy_set_str (&document->day, NULL);
  document->notice_days = -1;
  assert_refused (&office, document, "notice_days");
  document->notice_days = 15;
  xy_set_str (&document->kind, "novel");
  assert_refused (&office, document, "kind");
  office_close (&office);
}

static void
test_table (void)
{
  static const char text[] = "序号\t姓名\t身份证号\t电话\t开户\t人数\t金额（元）\t补贴标准\n"
                             "1\t张三\t431399195005121234\t19900000001\t6217990000012345678\t2\t1,200.50\t300\n"
                             "2\t李四\t43139919510512123X\t19900000002\t6217990000012345679\t3\t300.00\t300\n"
                             "小计\t\t\t\t\t5\t1,500.50\t\n"
                             "3\t王五\t\t\t\t1\t0.50\t100\n"
                             "合 计\t\t\t\t\t6\t1,501.00\t";
  g_autoptr (XyDocumentTable) table = xy_document_table_parse (text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (table->n_columns, ==, 8);
  g_assert_cmpuint (table->n_rows, ==, 5);
  g_assert_cmpuint (table->n_plain, ==, 3);
  g_assert_cmpint (table->row_kinds[2], ==, XY_TABLE_ROW_SUBTOTAL);
  g_assert_cmpint (table->row_kinds[4], ==, XY_TABLE_ROW_TOTAL);
  g_assert_cmpint (table->kinds[2], ==, XY_COLUMN_ID);
  g_assert_cmpint (table->kinds[3], ==, XY_COLUMN_PHONE);
  g_assert_cmpint (table->kinds[4], ==, XY_COLUMN_BANK); /* by its cells: the head does not say it */
  g_assert_cmpint (xy_document_table_find_names (table), ==, 1);

  g_autofree char *uses = xy_document_table_uses (table);
  g_assert_cmpstr (uses, ==, "show,show,mask,mask,mask,show,show,show");
  g_assert_false (table->summed[0]);
  g_assert_true (table->summed[5] && table->summed[6]);
  g_assert_false (table->summed[7]);
  g_autofree char *people = xy_document_table_sum (table, 5), *money = xy_document_table_sum (table, 6);
  g_assert_cmpstr (people, ==, "6");
  g_assert_cmpstr (money, ==, "1,501.00");
  g_assert_true (xy_document_table_check_totals (table, &error));
  g_assert_no_error (error);

  g_autofree char *id = xy_document_table_format (table, 0, 2, FALSE);
  g_autofree char *phone = xy_document_table_format (table, 0, 3, TRUE);
  g_autofree char *bank = xy_document_table_format (table, 0, 4, FALSE);
  g_assert_cmpstr (id, ==, "431399********1234");
  g_assert_cmpstr (phone, ==, "199****0001"); /* masked is masked, with or without a reason */
  g_assert_cmpstr (bank, ==, "****5678");
}

/* Shown: whole only for a reason. */
static void
test_shown (void)
{
  g_autoptr (XyDocumentTable) table =
      xy_document_table_parse ("姓名\t电话\n张三\t19900000001\n李四\t0738-8310000", "show,show");
  g_autofree char *masked = xy_document_table_format (table, 0, 1, FALSE);
  g_autofree char *whole = xy_document_table_format (table, 0, 1, TRUE);

  g_assert_null (strstr (masked, "19900000001"));
  g_assert_cmpstr (whole, ==, "19900000001");
}

static void
test_wrong_total (void)
{
  g_autoptr (XyDocumentTable) table = xy_document_table_parse ("户主\t金额\n张三\t1.5\n李四\t2\n总计\t4", NULL);
  g_autofree char *sum = xy_document_table_sum (table, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (sum, ==, "3.5");
  g_assert_false (xy_document_table_check_totals (table, &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_CONFLICT);
}

static void
test_empty_tables (void)
{
  const char *const texts[] = { NULL, "", "姓名", "姓名\t金额", "\t\t" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (XyDocumentTable) table = xy_document_table_parse (texts[i], "hide,mask,show,show,show");
      g_autofree char *uses = xy_document_table_uses (table);
      g_assert_cmpuint (table->n_rows, ==, 0);
      g_assert_true (xy_document_table_check_totals (table, NULL));
      g_assert_true (xy_document_table_check_uses (uses[0] != '\0' ? uses : NULL, NULL));
    }
}

static void
test_from_cells (void)
{
  const char *const cells[] = {
    "石板溪村补贴表", NULL,   NULL, NULL, /* merged over the table */
    "2026年11月",     "",     NULL, NULL, /* and its date */
    "组别",           "姓名", NULL, "金额", NULL, NULL, NULL, NULL, "1组", " 张　三", NULL, "３00",
  };
  g_autofree char *title = NULL;
  g_autofree char *text = xy_document_table_from_cells (cells, 5, 4, &title);

  g_assert_cmpstr (text, ==, "组别\t姓名\t金额\n1组\t张 三\t300");
  g_assert_cmpstr (title, ==, "石板溪村补贴表");
  g_assert_null (xy_document_table_from_cells (cells + 12, 1, 4, NULL));
}

static void
test_templates (void)
{
  Office office;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  office_open (&office, 3);
  g_autoptr (GPtrArray) list = xy_template_list (office.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 18);
  for (guint i = 0; i < list->len; i++)
    {
      const XyTemplate *template = list->pdata[i];
      const char *const texts[] = { template->title, template->addressee, template->body };
      g_autoptr (XyDocument) document = xy_document_from_template (template, 15);

      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        {
          xy_template_check (texts[t], &error);
          g_assert_no_error (error);
        }
      g_hash_table_add (kinds, template->kind);
      g_assert_nonnull (template->about);
      g_assert_cmpint (document->notice_days, ==, template->publicised ? 15 : 0);
      office_act (&office, "Write", save, document);
      /* No fines, nothing withheld: a village has no power to (domain.md 3.3). */
      for (guint t = 0; t < G_N_ELEMENTS (texts); t++)
        g_assert_null (texts[t] != NULL ? strstr (texts[t], "罚款") : NULL);
    }
  g_assert_cmpuint (g_hash_table_size (kinds), ==, 6);

  /* Each matter that the law wants published on a paper that somebody writes has a template of its own. */
  g_autoptr (XyPublicity) publicity = xy_publicity_load (office.store, "national", &error);
  const XyPublicityRules *rules = xy_publicity_at (publicity, "2026-11-22");
  guint n = 0;
  for (guint i = 0; i < rules->items->len; i++)
    {
      const XyPublicityItem *item = rules->items->pdata[i];
      const XyTemplate *template = xy_template_for_item (list, item->key, item->paper);
      if (g_str_equal (item->paper, "points-board") || g_str_equal (item->paper, "hygiene-red")
          || g_str_equal (item->paper, "matter-summary"))
        g_assert_null (template);
      else
        {
          g_autofree char *word = g_strconcat ("\\b", item->key, "\\b", NULL);
          g_assert_cmpstr (template->kind, ==, item->paper);
          g_assert_true (g_regex_match_simple (word, template->publishes, 0, 0));
          if (item->span == XY_PUBLICITY_QUARTER)
            g_assert_nonnull (strstr (template->title, "{" XY_TEMPLATE_PERIOD "}"));
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 11);
  g_assert_cmpstr (xy_template_for_item (list, "nothing", XY_DOCUMENT_FINANCE)->kind, ==, XY_DOCUMENT_FINANCE);
  g_assert_null (xy_template_for_item (list, "finance", "nothing"));
  office_close (&office);
}

static void
test_fill (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_insert (values, (gpointer) "村名", (gpointer) "石板溪村");
  g_hash_table_insert (values, (gpointer) "时期", (gpointer) "");
  g_autofree char *text = xy_template_fill ("{村名}{时期}{地点}，{地点}见", values, missing);
  g_assert_cmpstr (text, ==, "石板溪村【时期】【地点】，【地点】见");
  g_assert_cmpuint (missing->len, ==, 2);
  xy_template_add_names ("{村名}{时期}{地点}，{地点}见", names);
  g_assert_cmpuint (names->len, ==, 3);
}

static void
test_stamps (void)
{
  static const char *const days[] = { "2025-12-31", "2026-01-02", "2026-11-22" };
  Office office;
  g_autoptr (GError) error = NULL;

  office_open (&office, 4);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (days); i++)
    {
      g_autoptr (XyStamp) stamp = xy_record_new (&xy_stamp_type);
      xy_set_str (&stamp->day, days[i % G_N_ELEMENTS (days)]);
      xy_set_str (&stamp->matter, "居住证明");
      xy_set_str (&stamp->applicant, "张三");
      xy_set_str (&stamp->approver, "李四");
      xy_set_str (&stamp->keeper, "王五");
      office_act (&office, "Stamp", save, stamp);
      g_assert_cmpint (stamp->copies, ==, 1);
    }
  g_autoptr (GPtrArray) year = xy_stamp_list (office.store, "2026", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (year->len, ==, 4);
  for (guint i = 0; i < year->len; i++)
    g_assert_cmpint (((XyStamp *) year->pdata[i])->number, ==, i + 1);
  g_autoptr (GPtrArray) all = xy_stamp_list (office.store, NULL, &error);
  g_assert_cmpuint (all->len, ==, 6);
  g_assert_null (xy_stamp_list (office.store, "last year", &error));
  g_assert_error (error, XY_ERROR, XY_ERROR_INVALID);

  /* Nobody agreed; a day to come; nothing stamped. */
  g_autoptr (XyStamp) wrong = xy_record_copy (year->pdata[0]);
  xy_set_str (&wrong->approver, NULL);
  assert_refused (&office, wrong, "approver");
  xy_set_str (&wrong->approver, "李四");
  xy_set_str (&wrong->day, "2026-11-23");
  assert_refused (&office, wrong, "day");
  xy_set_str (&wrong->day, "2026-11-22");
  wrong->copies = 0;
  assert_refused (&office, wrong, "copies");
  office_close (&office);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/save", test_save);
  g_test_add_func ("/document/refused", test_refused);
  g_test_add_func ("/document/table", test_table);
  g_test_add_func ("/document/shown", test_shown);
  g_test_add_func ("/document/wrong-total", test_wrong_total);
  g_test_add_func ("/document/empty-tables", test_empty_tables);
  g_test_add_func ("/document/from-cells", test_from_cells);
  g_test_add_func ("/document/templates", test_templates);
  g_test_add_func ("/document/fill", test_fill);
  g_test_add_func ("/stamp/register", test_stamps);
  return g_test_run ();
}
