/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the page 公示栏 opens: the board's dialog, the document of a matter that is due, a kept PDF in the viewer and as
 * a copy.
 */
#include "app/board-dialog.h"
#include "app/document-dialog.h"
#include "app/form-dialog.h"
#include "app/paper-open.h"
#include "core/board.h"
#include "core/document.h"
#include "core/notice-list.h"
#include "core/paper-list.h"
#include "core/paper-record.h"
#include "core/store.h"
#include "tests/app/practice.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static Practice practice;
static XyWindow *window;
static XyDesk *desk;

typedef struct
{
  gpointer answer;
  gboolean done;
} Waiting;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->answer = xy_worker_run_finish (XY_WORKER (source), result, NULL);
  waiting->done = TRUE;
}

static gpointer
ask (XyWorkerFunc func)
{
  Waiting waiting = { NULL, FALSE };

  xy_worker_run (xy_desk_get_worker (desk), XY_WORKER_QUERY, func, NULL, NULL, NULL, NULL, on_answered, &waiting);
  while (!waiting.done)
    g_main_context_iteration (NULL, TRUE);
  return waiting.answer;
}

static gpointer
read_boards (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_board_list (store, error);
}

static gpointer
read_documents (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_document_list (store, NULL, error);
}

/* The first of the register. */
static gpointer
read_paper (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = xy_paper_list_ids (store, NULL, error);

  return xy_record_get (store, &xy_paper_record_type, &g_array_index (ids, XyId, 0), error);
}

/* The window of TYPE that came last over the others; NULL: there is none. */
static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
wait_for_window (GType type)
{
  for (int i = 0; i < 300 && find_window (type) == NULL; i++)
    wait_ms (20);
  g_assert_nonnull (find_window (type));
  wait_ms (100);
  return find_window (type);
}

static void
wait_until_gone (GType type)
{
  for (int i = 0; i < 300 && find_window (type) != NULL; i++)
    wait_ms (20);
  g_assert_null (find_window (type));
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_child (w, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_EDITABLE (widget) && strcmp (gtk_editable_get_text (GTK_EDITABLE (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    if (has_text (w, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_button (w, label);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
confirm (GtkWidget *dialog)
{
  g_signal_emit_by_name (dialog, "confirmed");
  wait_ms (200);
}

/* A board is entered, not without a name or as small as a hand, changed, and removed. */
static void
test_board (void)
{
  g_autoptr (GPtrArray) before = ask (read_boards);
  XyForm *form;

  xy_board_dialog_open (GTK_WIDGET (window), desk, NULL);
  GtkWidget *dialog = wait_for_window (XY_TYPE_DIALOG);
  form = XY_FORM (find_child (dialog, XY_TYPE_FORM));
  practice_check_look (dialog, "board dialog", 800, 700);
  confirm (dialog);
  g_assert_true (has_text (dialog, _ ("Please write what the board is called.")));
  xy_form_set_text (form, "name", "丁家院子公示栏");
  xy_form_set_text (form, "width", "20");
  confirm (dialog);
  g_assert_true (find_window (XY_TYPE_DIALOG) == dialog);
  xy_form_set_text (form, "width", "1800");
  xy_form_set_text (form, "height", "900");
  confirm (dialog);
  wait_until_gone (XY_TYPE_DIALOG);

  g_autoptr (GPtrArray) after = ask (read_boards);
  const XyBoard *board = NULL;
  g_assert_cmpuint (after->len, ==, before->len + 1);
  for (guint i = 0; i < after->len; i++)
    if (g_str_equal (((XyBoard *) after->pdata[i])->name, "丁家院子公示栏"))
      board = after->pdata[i];
  g_assert_cmpint (board->width, ==, 1800);
  g_assert_cmpint (board->height, ==, 900);
  g_assert_null (board->place);

  xy_board_dialog_open (GTK_WIDGET (window), desk, board);
  dialog = wait_for_window (XY_TYPE_DIALOG);
  xy_form_set_text (XY_FORM (find_child (dialog, XY_TYPE_FORM)), "place", "丁家院子晒谷坪");
  confirm (dialog);
  wait_until_gone (XY_TYPE_DIALOG);
  g_autoptr (GPtrArray) changed = ask (read_boards);
  g_assert_cmpuint (changed->len, ==, after->len);
  for (guint i = 0; i < changed->len; i++)
    if (xy_id_same (&((XyRecord *) changed->pdata[i])->id, &board->record.id))
      g_assert_cmpstr (((XyBoard *) changed->pdata[i])->place, ==, "丁家院子晒谷坪");

  xy_board_dialog_open (GTK_WIDGET (window), desk, board);
  dialog = wait_for_window (XY_TYPE_DIALOG);
  g_signal_emit_by_name (find_button (dialog, _ ("Remove the board")), "clicked");
  wait_until_gone (XY_TYPE_DIALOG);
  wait_ms (300);
  g_autoptr (GPtrArray) left = ask (read_boards);
  g_assert_cmpuint (left->len, ==, before->len);
}

/* What is due and somebody writes begins with its own template and its period; written once, it is opened again. */
static void
test_due_document (void)
{
  g_autoptr (GPtrArray) before = ask (read_documents);

  xy_document_dialog_open_for (GTK_WIDGET (window), desk, "consultation", "announcement", "2026Q2");
  GtkWidget *dialog = wait_for_window (XY_TYPE_DOCUMENT_DIALOG);
  for (int i = 0; i < 200 && !has_text (dialog, "2026年第二季度"); i++)
    wait_ms (20);
  g_assert_true (has_text (dialog, "2026年第二季度"));
  g_assert_true (has_text (dialog, "{时期}协商事项及落实情况公示"));
  practice_check_look (dialog, "document dialog", 1280, 700);
  g_signal_emit_by_name (find_button (dialog, _ ("_Save")), "clicked");
  wait_until_gone (XY_TYPE_DOCUMENT_DIALOG);
  g_autoptr (GPtrArray) written = ask (read_documents);
  g_assert_cmpuint (written->len, ==, before->len + 1);
  g_autofree char *title = xy_document_dup_title (written->pdata[0]);
  g_assert_cmpstr (title, ==, "2026年第二季度协商事项及落实情况公示");

  xy_document_dialog_open_for (GTK_WIDGET (window), desk, "consultation", "announcement", "2026Q2");
  dialog = wait_for_window (XY_TYPE_DOCUMENT_DIALOG);
  wait_ms (300);
  g_signal_emit_by_name (find_button (dialog, _ ("_Save")), "clicked");
  wait_until_gone (XY_TYPE_DOCUMENT_DIALOG);
  g_autoptr (GPtrArray) again = ask (read_documents);
  g_assert_cmpuint (again->len, ==, written->len);
}

static char *
read_file (const char *path, gsize *length)
{
  char *data = NULL;

  g_file_get_contents (path, &data, length, NULL);
  return data;
}

static void
assert_is_kept (const char *path, const XyPaperRecord *paper)
{
  g_autofree char *folder = xy_store_attachments_folder (practice.village);
  g_autofree char *kept = g_build_filename (folder, paper->pdf, NULL);
  gsize n_kept = 0, n = 0;
  g_autofree char *original = read_file (kept, &n_kept), *copy = read_file (path, &n);

  g_assert_nonnull (original);
  g_assert_nonnull (copy);
  g_assert_cmpmem (original, n_kept, copy, n);
}

/* The viewer, which here is a shell, gets a copy and not what is kept. */
static void
test_open (void)
{
  g_autoptr (XyPaperRecord) paper = ask (read_paper);
  g_autofree char *seen = g_build_filename (practice.folder, "seen", NULL), *path = NULL;

  xy_paper_open (GTK_WIDGET (window), desk, &paper->record.id);
  for (int i = 0; i < 300 && (path == NULL || *path == '\0'); i++)
    {
      wait_ms (20);
      g_clear_pointer (&path, g_free);
      g_file_get_contents (seen, &path, NULL, NULL);
    }
  g_assert_nonnull (path);
  g_strchomp (path);
  g_assert_true (g_str_has_suffix (path, ".pdf"));
  g_assert_nonnull (strstr (path, paper->number));
  assert_is_kept (path, paper);
  g_unlink (seen);
}

static void
test_save_copy (void)
{
  g_autoptr (XyPaperRecord) paper = ask (read_paper);
  g_autoptr (GFile) folder = g_file_new_for_path (practice.folder);
  g_autofree char *path = g_build_filename (practice.folder, "copy.pdf", NULL);

  xy_paper_save_copy (GTK_WIDGET (window), desk, &paper->record.id, "一/二");
  GtkWidget *chooser = wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  g_autofree char *offered = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (chooser));
  g_assert_cmpstr (offered, ==, "一-二.pdf");
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "copy.pdf");
  wait_ms (500);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  for (int i = 0; i < 300 && !g_file_test (path, G_FILE_TEST_EXISTS); i++)
    wait_ms (20);
  wait_ms (200);
  assert_is_kept (path, paper);
}

/* A viewer of PDFs that writes down what it was given. */
static void
install_viewer (void)
{
  g_autofree char *home = g_dir_make_tmp ("xiangyue-viewer-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (home, "applications", NULL);
  g_autofree char *desktop = g_build_filename (folder, "viewer.desktop", NULL);
  g_autofree char *list = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *script = g_build_filename (home, "viewer.sh", NULL);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=/bin/sh %s %%f\n"
                                            "MimeType=application/pdf;\n",
                                            script);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents (desktop, entry, -1, NULL);
  g_file_set_contents (list, "[Default Applications]\napplication/pdf=viewer.desktop\n", -1, NULL);
  g_file_set_contents (script, "printf '%s\\n' \"$1\" > \"$XIANGYUE_TEST_SEEN\"\n", -1, NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
}

int
main (int argc, char **argv)
{
  install_viewer ();
  practice_set_up (&practice, "Dialogs", &argc, &argv);
  g_autofree char *seen = g_build_filename (practice.folder, "seen", NULL);
  g_setenv ("XIANGYUE_TEST_SEEN", seen, TRUE);
  window = practice_open_window (&practice, 0, FALSE, 1366, 768);
  desk = xy_window_get_desk (window);
  g_test_add_func ("/notice-dialogs/board", test_board);
  g_test_add_func ("/notice-dialogs/due-document", test_due_document);
  g_test_add_func ("/notice-dialogs/open", test_open);
  g_test_add_func ("/notice-dialogs/save-copy", test_save_copy);
  return g_test_run ();
}
