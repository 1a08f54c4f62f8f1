/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of reports at a township without a line: which times may be asked for, and its states in all sizes. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/prefs.h"
#include "app/report-question.h"
#include "app/window.h"
#include "core/day.h"
#include "core/store.h"
#include "sync/office-report.h"
#include "tests/app/practice.h"

#define HOUR (3600 * G_GINT64_CONSTANT (1000))
/* Nobody answers there. */
#define LINE_SQL                                                                                                       \
  "INSERT INTO line (one, url, account, role, scope, token, receipt_at, receipt_n, last_try_at, last_error) "          \
  "VALUES (1, 'http://127.0.0.1:9', '7', 'township', 431399101, ?1, 0, 0, 0, '')"
#define KEEP_SQL "INSERT INTO office_report (asked, at, json) VALUES (?1, ?2, ?3)"
#define N_VILLAGES 24

static Practice practice;

static void
test_periods (void)
{
  g_auto (GStrv) months = xy_report_periods (XY_REPORT_OF_MONTH, "2026-03-09");
  g_auto (GStrv) quarters = xy_report_periods (XY_REPORT_OF_QUARTER, "2026-03-09");
  g_auto (GStrv) years = xy_report_periods (XY_REPORT_OF_YEAR, "2026-03-09");
  g_auto (GStrv) range = xy_report_periods (XY_REPORT_OF_RANGE, "2026-03-09");

  g_assert_cmpstr (months[0], ==, "2026-03");
  g_assert_cmpstr (months[3], ==, "2025-12");
  g_assert_cmpuint (g_strv_length (months), ==, 36);
  g_assert_cmpstr (quarters[0], ==, "2026Q1");
  g_assert_cmpstr (quarters[1], ==, "2025Q4");
  g_assert_cmpstr (years[1], ==, "2025");
  /* A report is of ten years at most. */
  g_assert_cmpuint (g_strv_length (range), <, 120);
  for (guint span = 0; span < XY_REPORT_N_SPANS; span++)
    {
      g_assert_cmpint (xy_report_span_from_word (xy_report_span_word ((XyReportSpan) span)), ==, span);
      g_assert_cmpstr (xy_report_parts ((XyReportSpan) span)[0], ==, "");
    }
  g_assert_cmpint (xy_report_span_from_word ("nonsense"), ==, XY_REPORT_OF_MONTH);
}

static void
test_age (void)
{
  g_autofree char *now = xy_report_age (1000, 1000), *hours = xy_report_age (0, 5 * HOUR);
  g_autofree char *days = xy_report_age (0, 49 * HOUR), *ahead = xy_report_age (9 * HOUR, 0);

  g_assert_cmpstr (now, ==, ahead);
  g_assert_nonnull (strchr (hours, '5'));
  g_assert_nonnull (strchr (days, '2'));
}

/* The county's answer for this month, as long as a township has villages. */
static char *
make_answer (const char *month)
{
  GString *json = g_string_new (NULL);

  g_string_printf (
      json,
      "{\"p\":\"xy1\",\"a\":\"ok\",\"report\":\"points\",\"title\":\"积分情况统计表\",\"scope_name\":\"云岭镇\","
      "\"time\":\"%s\",\"by\":\"village\",\"each\":\"\",\"rows_of\":null,\"few\":3,\"today\":\"%s-20\","
      "\"source\":\"各村积分台账\",\"notes\":[\"说明\"],\"chart\":[\"c0\",\"c1\"],\"columns\":[",
      month, month);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (json, "%s[\"c%u\",\"志愿积分笔数\",\"points\"]", i > 0 ? "," : "", i);
  g_string_append (json, "],\"rows\":[");
  for (guint v = 0; v <= N_VILLAGES; v++)
    {
      if (v < N_VILLAGES)
        g_string_append_printf (json, "%s[\"%u\",\"第%u个村\",\"云岭镇\",null,null,[", v > 0 ? "," : "", 1000 + v, v);
      else
        g_string_append (json, "],\"total\":[");
      for (guint i = 0; i < 12; i++)
        g_string_append_printf (json, "%s%u", i > 0 ? "," : "", 100 * v + i);
      g_string_append (json, v < N_VILLAGES ? "]]" : "]}");
    }
  return g_string_free (json, FALSE);
}

static void
write_office (gboolean enrolled)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *today = xy_env_today (xy_env_system ()), *month = xy_period_of (today, XY_SPAN_MONTH);
  g_autofree char *answer = make_answer (month), *token = g_strnfill (64, 'a');
  g_autofree char *key = xy_office_report_key (&(XyOfficeReportAsk){ .name = "points", .from = month, .to = month });
  g_autofree char *folder = g_build_filename (practice.folder, enrolled ? "enrolled" : "new", NULL);
  g_autoptr (XyStore) office = xy_office_found (folder, xy_env_system (), "云岭镇人民政府", "周向前", &error);

  g_assert_no_error (error);
  g_free (practice.village);
  practice.village = g_strdup (xy_store_get_path (office));
  if (!enrolled)
    return;
  gint64 at = xy_env_now (xy_env_system ()) - 50 * HOUR;
  g_assert_true (xy_store_write_local (office, LINE_SQL, XY_BIND (XY_TEXT (token)), NULL));
  g_assert_true (xy_store_write_local (office, KEEP_SQL, XY_BIND (XY_TEXT (key), XY_INT (at), XY_TEXT (answer)), NULL));
}

static XyPage *
open_page (XyWindow *window, XyPageState state)
{
  XyPage *page = xy_window_show_page (window, "reports", NULL);

  for (int i = 0; i < 250 && xy_page_get_state (page) != state; i++)
    wait_ms (20);
  g_assert_cmpint (xy_page_get_state (page), ==, state);
  wait_ms (300);
  return page;
}

static void
test_not_enrolled (void)
{
  write_office (FALSE);
  XyWindow *window = practice_open_window (&practice, 1, FALSE, 1366, 768);
  open_page (window, XY_PAGE_EMPTY);
  practice_check_look (GTK_WIDGET (window), "not enrolled", 1366, 768);
  xy_window_show_page (window, "villages", NULL);
  practice_check_look (GTK_WIDGET (window), "villages, not enrolled", 1366, 768);
  practice_close_window (window);
}

static GtkWidget *
find_named (GtkWidget *widget, const char *tooltip)
{
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 && GTK_IS_DROP_DOWN (widget))
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_named (w, tooltip);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is kept is shown, and what was never asked cannot be. */
static void
test_no_line (void)
{
  write_office (TRUE);
  for (int size = 0; size < 3; size++)
    for (int dark = 0; dark < 2; dark++)
      {
        g_autofree char *where = g_strdup_printf ("size %d%s", size, dark ? ", dark" : "");
        XyWindow *window = practice_open_window (&practice, size, dark == 1, 1366, 768);
        XyPage *page = open_page (window, XY_PAGE_FILLED);
        practice_check_look (GTK_WIDGET (window), where, 1366, 768);
        if (size == 1 && dark == 0)
          {
            GtkWidget *report = find_named (GTK_WIDGET (page), _ ("Which report"));
            g_assert_nonnull (report);
            gtk_drop_down_set_selected (GTK_DROP_DOWN (report), 3);
            open_page (window, XY_PAGE_FAILED);
            practice_check_look (GTK_WIDGET (window), "nothing kept", 1366, 768);
            gtk_drop_down_set_selected (GTK_DROP_DOWN (report), 0);
            open_page (window, XY_PAGE_FILLED);
          }
        practice_close_window (window);
      }
}

int
main (int argc, char *argv[])
{
  practice_set_up (&practice, "ReportPage", &argc, &argv);
  g_test_add_func ("/report-page/periods", test_periods);
  g_test_add_func ("/report-page/age", test_age);
  g_test_add_func ("/report-page/not-enrolled", test_not_enrolled);
  g_test_add_func ("/report-page/no-line", test_no_line);
  return g_test_run ();
}
