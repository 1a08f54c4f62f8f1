/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/report-page.h"

#include <glib/gi18n-lib.h>

#include "app/export.h"
#include "app/print-preview.h"
#include "app/report-filters.h"
#include "app/report-paper.h"
#include "app/report-question.h"
#include "app/report-view.h"
#include "app/window.h"
#include "core/store.h"
#include "sync/account.h"

#define NAME "reports"

struct _XyReportPage
{
  XyPage parent_instance;
  XyReportFilters *filters;
  XyReportView *view;     /* borrowed */
  char *key;              /* what is asked */
  XyReportAnswer *answer; /* what is shown; NULL: nothing */
  GError *trouble;        /* why it is not what the county says now */
  GCancellable *asking;
  gboolean named; /* the county has said which reports there are */
};

G_DEFINE_FINAL_TYPE (XyReportPage, xy_report_page, XY_TYPE_PAGE)

/* What the office's file says at once. */
typedef struct
{
  gboolean enrolled;
  gboolean county;
  GPtrArray *choices;
} Start;

/* The county is asked. */
typedef struct
{
  char *office; /* path */
  char *key;
  gboolean names; /* which reports there are, too */
} Asking;

static void ask_county (XyReportPage *self);

static void
start_free (gpointer data)
{
  Start *start = data;

  g_clear_pointer (&start->choices, g_ptr_array_unref);
  g_free (start);
}

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_free (asking->office);
  g_free (asking->key);
  g_free (asking);
}

static void
answer_free (gpointer answer)
{
  xy_report_answer_unref (answer);
}

static XyDesk *
desk_of (XyReportPage *self)
{
  return xy_page_get_desk (XY_PAGE (self));
}

static void
offer (XyReportPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reports.save", self->answer != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reports.print", self->answer != NULL);
}

/* Showing */

static void
show_age (XyReportPage *self)
{
  const XyOfficeReport *report = self->answer != NULL ? xy_report_answer_get (self->answer) : NULL;

  if (report == NULL || self->trouble == NULL)
    {
      xy_page_set_banner (XY_PAGE (self), NULL, NULL, NULL);
      return;
    }
  g_autofree char *at = xy_instant_format (report->kept_at);
  g_autofree char *age = xy_report_age (report->kept_at, xy_env_now (xy_env_system ()));
  g_autofree char *words =
      g_strdup_printf (_ ("%s What stands here is the county's answer of %s (%s)."), self->trouble->message, at, age);
  xy_page_set_banner (XY_PAGE (self), words, _ ("Ask once more"), "reports.ask");
}

static void
set_answer (XyReportPage *self, XyReportAnswer *answer)
{
  const XyOfficeReport *report = xy_report_answer_get (answer);

  g_clear_pointer (&self->answer, xy_report_answer_unref);
  self->answer = xy_report_answer_ref (answer);
  offer (self);
  show_age (self);
  /* The sum is always there. */
  if (report->rows->len > 1)
    xy_report_view_show (self->view, xy_desk_get_worker (desk_of (self)), answer);
  xy_page_set_state (XY_PAGE (self), report->rows->len > 1 ? XY_PAGE_FILLED : XY_PAGE_EMPTY);
}

static void
set_trouble (XyReportPage *self, GError *trouble)
{
  g_clear_error (&self->trouble);
  self->trouble = trouble;
  show_age (self);
  if (trouble != NULL && self->answer == NULL)
    xy_page_set_failed (XY_PAGE (self), trouble);
}

/* Asking the county, on a thread of its own */

static void
run_asking (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asking *asking = data;
  GError *error = NULL;
  XyOfficeReportAsk ask;
  G_GNUC_UNUSED g_auto (GStrv) words = xy_office_report_ask (asking->key, &ask);
  g_autoptr (XyStore) office = xy_store_open (asking->office, xy_env_system (), 0, &error);
  XyOfficeReport *report = office != NULL ? xy_office_report_fetch (office, &ask, cancellable, &error) : NULL;

  if (report != NULL && asking->names)
    {
      G_GNUC_UNUSED g_autoptr (GPtrArray) names = xy_office_report_names (office, cancellable, NULL);
    }
  if (report != NULL)
    g_task_return_pointer (task, xy_report_answer_new (report), answer_free);
  else
    g_task_return_error (task, error);
}

/* Which reports there are may differ from what was known. */
static void
on_choices_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyReportPage) self = data;
  Start *start = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (start == NULL)
    return;
  if (self->filters != NULL && start->choices != NULL)
    xy_report_filters_fill (self->filters, start->choices, start->county);
  start_free (start);
}

static gpointer
read_start (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (XyAccount) account = store != NULL ? xy_account_load (store, NULL) : NULL;
  Start *start = g_new0 (Start, 1);

  start->enrolled = account != NULL && account->token != NULL;
  start->county = account != NULL && g_strcmp0 (account->role, "county") == 0;
  start->choices = store != NULL ? xy_office_report_choices (store, NULL) : NULL;
  return start;
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer data)
{
  XyReportPage *self = XY_REPORT_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (XyReportAnswer) answer = g_task_propagate_pointer (G_TASK (result), &error);
  const Asking *asking = g_task_get_task_data (G_TASK (result));

  /* Something else is asked by now. */
  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  g_clear_object (&self->asking);
  if (answer == NULL)
    {
      set_trouble (self, g_steal_pointer (&error));
      return;
    }
  set_trouble (self, NULL);
  set_answer (self, answer);
  if (!asking->names)
    return;
  self->named = TRUE;
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, read_start, NULL, NULL, start_free, NULL,
                 on_choices_read, g_object_ref (self));
}

static void
stop_asking (XyReportPage *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
ask_county (XyReportPage *self)
{
  XyDesk *desk = desk_of (self);

  if (self->key == NULL || desk == NULL || xy_desk_get_office (desk) == NULL)
    return;
  stop_asking (self);
  self->asking = g_cancellable_new ();
  Asking *asking = g_new0 (Asking, 1);
  asking->office = g_strdup (xy_desk_get_path (desk));
  asking->key = g_strdup (self->key);
  asking->names = !self->named;
  g_autoptr (GTask) task = g_task_new (self, self->asking, on_asked, NULL);
  g_task_set_task_data (task, asking, asking_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_asking);
}

/* What was kept comes first */

static gpointer
read_kept (XyStore *store, gpointer key, GCancellable *cancellable, GError **error)
{
  XyOfficeReportAsk ask;
  G_GNUC_UNUSED g_auto (GStrv) words = xy_office_report_ask (key, &ask);
  XyOfficeReport *report = store != NULL ? xy_office_report_kept (store, &ask, error) : NULL;

  return report != NULL ? xy_report_answer_new (report) : NULL;
}

static void
on_kept_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyReportPage) self = data;
  g_autoptr (XyReportAnswer) answer = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (self->view == NULL || g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;
  if (answer != NULL)
    set_answer (self, answer);
  ask_county (self);
}

static void
ask (XyReportPage *self)
{
  g_autofree char *key = xy_report_filters_make_key (self->filters);

  if (key == NULL || (self->asking != NULL && g_strcmp0 (key, self->key) == 0))
    return;
  if (g_strcmp0 (key, self->key) != 0)
    {
      g_clear_pointer (&self->answer, xy_report_answer_unref);
      g_free (self->key);
      self->key = g_steal_pointer (&key);
      set_trouble (self, NULL);
      offer (self);
      xy_page_set_state (XY_PAGE (self), XY_PAGE_LOADING);
    }
  stop_asking (self);
  self->asking = g_cancellable_new ();
  xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_QUERY, read_kept, g_strdup (self->key), g_free,
                 answer_free, self->asking, on_kept_read, g_object_ref (self));
}

static void
say_empty (XyReportPage *self, gboolean enrolled)
{
  xy_page_set_empty (XY_PAGE (self), "xy-document-symbolic", _ ("There is nothing to report yet"),
                     _ ("Figures come by themselves out of what the villages record, as soon as this computer is "
                        "connected with the county and villages have sent something. Nobody fills in a form."),
                     enrolled ? _ ("Synchronise all") : _ ("Connect with the county…"),
                     enrolled ? "win.sync-villages" : "win.enroll-office");
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XyReportPage) self = data;
  Start *start = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (start == NULL)
    return;
  if (self->view != NULL)
    say_empty (self, start->enrolled);
  if (self->view != NULL && !start->enrolled)
    xy_page_set_state (XY_PAGE (self), XY_PAGE_EMPTY);
  else if (self->view != NULL && start->choices != NULL)
    {
      xy_report_filters_fill (self->filters, start->choices, start->county);
      ask (self);
    }
  start_free (start);
}

/* The line is there again, perhaps. */
static void
ask_again (XyReportPage *self)
{
  if (self->trouble != NULL && self->asking == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask_county (self);
}

static void
on_guide_changed (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  XyOfficeGuide *guide = XY_IS_WINDOW (root) ? xy_window_get_guide (XY_WINDOW (root)) : NULL;

  if (guide != NULL && !xy_office_guide_is_busy (guide))
    ask_again (XY_REPORT_PAGE (page));
}

static void
on_network_changed (XyReportPage *self, gboolean available)
{
  if (available)
    ask_again (self);
}

/* Verbs */

static void
ask_now (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_county (XY_REPORT_PAGE (widget));
}

/* An XyExportFunc. */
static gboolean
write_report (XyStore *store,
              const char *path,
              gpointer data,
              GCancellable *cancellable,
              XyListProgress progress,
              gpointer progress_data,
              guint *n,
              GError **error)
{
  const XyOfficeReport *report = xy_report_answer_get (data);
  g_autofree XyListHeading *headings = g_new0 (XyListHeading, report->columns->len);

  for (guint i = 0; i < report->columns->len; i++)
    {
      const XyOfficeReportColumn *column = &g_array_index (report->columns, XyOfficeReportColumn, i);
      headings[i] = (XyListHeading){ .title = column->title, .figures = column->figures };
    }
  XyListExport list = {
    .name = _ ("Report"), .title = report->title, .headings = headings, .n_headings = report->columns->len
  };
  *n = report->rows->len - 1;
  return xy_list_export_rows (&list, report->rows, report->notes, path, error);
}

static void
save (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyReportPage *self = XY_REPORT_PAGE (widget);

  if (self->answer != NULL)
    xy_export_open (widget, desk_of (self), xy_report_answer_get (self->answer)->title, write_report,
                    xy_report_answer_ref (self->answer), answer_free);
}

static void
print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  XyReportPage *self = XY_REPORT_PAGE (widget);

  if (self->answer != NULL)
    xy_print_preview_open (widget, desk_of (self), &xy_report_paper, &(XyPaperAsk){ .scope = self->key });
}

/* The page */

static void
on_rooted (GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);

  if (XY_IS_WINDOW (root))
    xy_office_guide_listen (xy_window_get_guide (XY_WINDOW (root)), page, on_guide_changed);
}

static void
xy_report_page_shown (XyPage *page)
{
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, read_start, NULL, NULL, start_free,
                 NULL, on_started, g_object_ref (page));
}

static void
xy_report_page_dispose (GObject *object)
{
  XyReportPage *self = XY_REPORT_PAGE (object);

  stop_asking (self);
  self->view = NULL;
  g_clear_object (&self->filters);
  g_clear_pointer (&self->answer, xy_report_answer_unref);
  g_clear_error (&self->trouble);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (xy_report_page_parent_class)->dispose (object);
}

static void
xy_report_page_class_init (XyReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = xy_report_page_dispose;
  XY_PAGE_CLASS (klass)->shown = xy_report_page_shown;
  gtk_widget_class_install_action (widget_class, "reports.ask", NULL, ask_now);
  gtk_widget_class_install_action (widget_class, "reports.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "reports.print", NULL, print);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "reports.print", NULL);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
xy_report_page_init (XyReportPage *self)
{
  XyPage *page = XY_PAGE (self);
  GtkWidget *verb = make_button (_ ("Save as a spreadsheet…"), "reports.save");

  xy_page_set_title (page, _ ("Reports"));
  xy_page_add_button (page, make_button (_ ("Ask once more"), "reports.ask"));
  xy_page_add_button (page, make_button (_ ("Print…"), "reports.print"));
  gtk_widget_add_css_class (verb, "suggested-action");
  xy_page_set_verb (page, verb);
  self->filters = xy_report_filters_new (page);
  self->view = XY_REPORT_VIEW (xy_report_view_new ());
  xy_page_set_content (page, GTK_WIDGET (self->view));
  say_empty (self, TRUE);
  offer (self);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (ask), self);
  g_signal_connect (self, "retry", G_CALLBACK (ask_county), NULL);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_rooted), NULL);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (on_network_changed), self,
                           G_CONNECT_SWAPPED);
}

static const XyPageVerb verbs[] = {
  { N_ ("Draw a report from the system"), N_ ("statistics figures monthly quarterly yearly"), NULL, NULL },
  { NULL },
};

const XyPageEntry xy_report_page_entry = {
  .name = NAME,
  .title = N_ ("Reports"),
  .icon = "xy-document-symbolic",
  .get_type = xy_report_page_get_type,
  .verbs = verbs,
  .office = TRUE,
};
