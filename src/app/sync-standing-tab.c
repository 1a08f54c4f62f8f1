/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sync-standing-tab.h"

#include <glib/gi18n-lib.h>

#include "app/message-dialog.h"
#include "app/sync-brake.h"
#include "app/sync-carry.h"
#include "app/sync-enroll-dialog.h"
#include "app/sync-keeper.h"
#include "app/toast.h"
#include "core/store.h"
#include "sync/brake.h"
#include "sync/leave.h"

struct _XySyncStandingTab
{
  XyPageTab parent_instance;
  XyDetail *content;
  XySyncKeeper *keeper;
  GArray *leaving;  /* of XyLeaving; NULL: not read yet */
  GArray *kinds;    /* of XyBrakeKind, likewise */
  gint64 deletions; /* of which KINDS are */
};

G_DEFINE_FINAL_TYPE (XySyncStandingTab, xy_sync_standing_tab, XY_TYPE_PAGE_TAB)

static XyDesk *
desk_of (XySyncStandingTab *self)
{
  return xy_page_tab_get_desk (XY_PAGE_TAB (self));
}

static gboolean
is_enrolled (XySyncStandingTab *self)
{
  const XySyncState *state = xy_sync_keeper_get_state (self->keeper);

  return state != NULL && state->enrolment == XY_ENROLMENT_FINE;
}

/* What leaves the village */

/* On the worker's thread. */
static gpointer
read_leaving (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_leave_list (store, error);
}

/* A line for each kind of record of which there is any, with its fields. */
static void
add_leaving (XySyncStandingTab *self)
{
  GtkWidget *facts;
  const XyRecordType *type = NULL;
  g_autoptr (GString) fields = g_string_new (NULL);

  xy_detail_add_heading (self->content, _ ("What leaves the village then, field by field"));
  xy_detail_add_words (self->content,
                       _ ("Only these go to the county's server, and nothing before this computer is enrolled. PINs, "
                          "backups and drafts stay here."),
                       "quiet");
  facts = xy_detail_add_facts (self->content);
  for (guint i = 0; i <= self->leaving->len; i++)
    {
      const XyLeaving *leaving = i < self->leaving->len ? &g_array_index (self->leaving, XyLeaving, i) : NULL;

      if (type != NULL && (leaving == NULL || leaving->type != type) && fields->len > 0)
        {
          xy_detail_add_fact (facts, _ (type->noun), fields->str);
          g_string_truncate (fields, 0);
        }
      if (leaving == NULL)
        break;
      type = leaving->type;
      g_string_append_printf (fields, "%s%s%s", fields->len > 0 ? _ (", ") : "", _ (leaving->field->label),
                              leaving->file ? _ (" (with the picture)") : "");
    }
}

/* The content */

static void
add_count (GtkWidget *figures, gint64 n, const char *words, gboolean alert)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  GtkWidget *label = xy_detail_add_figure (figures, text, words);

  if (alert && n > 0)
    gtk_widget_add_css_class (label, "minus");
}

static char *
say_instant (gint64 instant, const char *never)
{
  return instant != 0 ? xy_instant_format (instant) : g_strdup (never);
}

static char *
say_last_try (const XySyncState *state, const XySyncProgress *progress)
{
  const char *sentence = xy_trouble_sentence (state->trouble);

  if (progress->running && progress->to_send > 0)
    return g_strdup_printf (_ ("Just now: %d of %d are reported"), (int) progress->sent, (int) progress->to_send);
  if (progress->running && progress->fetched > 0)
    return g_strdup_printf (_ ("Just now: %d changes have come"), (int) progress->fetched);
  if (progress->running)
    return g_strdup (_ ("Just now: asking the county…"));
  if (state->last_try_at == 0)
    return g_strdup (_ ("Not yet"));
  g_autofree char *at = xy_instant_format (state->last_try_at);
  return sentence != NULL ? g_strdup_printf (_ ("%s, did not succeed: %s"), at, sentence)
                          : g_strdup_printf (_ ("%s, all went well"), at);
}

static void
show_enrolled (XySyncStandingTab *self, const XySyncState *state)
{
  const XySyncProgress *progress = xy_sync_worker_get_progress (xy_sync_keeper_get_worker (self->keeper));
  g_autofree char *receipt = say_instant (state->receipt_at, _ ("The county has not confirmed anything yet"));
  g_autofree char *last = say_last_try (state, progress);
  g_autofree char *warning = xy_sync_keeper_get_warning (self->keeper);
  GtkWidget *figures, *facts;

  xy_detail_add_title (self->content,
                       state->waiting == 0 ? _ ("All that was written here is reported")
                                           : _ ("Some of what was written here waits to be reported"),
                       NULL, xy_pill_new (warning != NULL ? XY_PILL_ALERT : XY_PILL_DONE, _ ("Enrolled")));
  if (state->deletions > 0)
    xy_sync_brake_show (self->content, self->kinds, state->deletions);
  else if (warning != NULL)
    xy_detail_add_words (self->content, warning, "error-line");
  if (state->news > 0)
    {
      g_autofree char *news = g_strdup_printf (
          ngettext ("%d notice from above", "%d notices from above", (gulong) state->news), (int) state->news);
      xy_detail_add_words (self->content, news, NULL);
    }
  figures = xy_detail_add_figures (self->content);
  add_count (figures, state->accepted, _ ("reported"), FALSE);
  add_count (figures, state->waiting, _ ("to report"), FALSE);
  add_count (figures, state->held, _ ("wait at the county"), FALSE);
  add_count (figures, state->returned, _ ("sent back"), TRUE);
  add_count (figures, state->conflicts, _ ("conflicts"), TRUE);
  add_count (figures, state->photos, _ ("pictures to send"), FALSE);
  facts = xy_detail_add_facts (self->content);
  xy_detail_add_fact (facts, _ ("Last confirmed by the county"), receipt);
  xy_detail_add_fact (facts, _ ("Last time"), last);
  if (state->copied)
    xy_detail_add_fact (facts, _ ("This computer"), _ ("Was restored or copied; the county gives it a new number."));
  xy_detail_add_fact (facts, _ ("County's server"), state->url);
  xy_detail_add_words (self->content,
                       state->deletions > 0 ? _ ("What is written here goes up as before.")
                       : state->returned + state->conflicts > 0
                           ? _ ("What was sent back and what is in conflict is under “To settle”.")
                           : _ ("It reports by itself every ten minutes while there is a network. There is nothing to "
                                "do here."),
                       "quiet");
}

static void
show_not_enrolled (XySyncStandingTab *self, const XySyncState *state)
{
  if (xy_sync_keeper_get_worker (self->keeper) == NULL)
    {
      xy_detail_add_title (self->content, _ ("This village is not reported"), NULL, NULL);
      xy_detail_add_words (self->content,
                           _ ("The village to practise in, and a file that is only looked at, are never connected with "
                              "the county."),
                           NULL);
      return;
    }
  xy_detail_add_title (self->content,
                       state->enrolment == XY_ENROLMENT_AGAIN ? _ ("This computer must be enrolled again")
                                                              : _ ("This computer is not connected with the county"),
                       NULL, NULL);
  xy_detail_add_words (self->content,
                       state->enrolment == XY_ENROLMENT_AGAIN
                           ? _ ("The county no longer knows it, or the file comes out of a backup. Nothing is lost: "
                                "with a new code from the county, what waits is reported.")
                           : _ ("Connected, what the office records is reported to the county by itself, several "
                                "computers of the village see the same, and nothing is lost if this computer breaks. "
                                "Without it all works as before."),
                       NULL);
  xy_detail_add_words (self->content,
                       _ ("You need the slip from the county: its address, and a code of ten characters that is good "
                          "once, for seven days."),
                       NULL);
  if (self->leaving != NULL)
    add_leaving (self);
}

/* On the worker's thread. */
static gpointer
read_kinds (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return xy_brake_list (store, error);
}

static void show (XySyncStandingTab *self);

static void
on_kinds_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XySyncStandingTab) self = data;
  GArray *kinds = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  g_clear_pointer (&self->kinds, g_array_unref);
  self->kinds = kinds;
  show (self);
}

/* What the county would delete is read when it is first heard of, and when it is another. */
static void
follow_deletions (XySyncStandingTab *self, gint64 deletions)
{
  if (deletions == self->deletions)
    return;
  self->deletions = deletions;
  g_clear_pointer (&self->kinds, g_array_unref);
  if (deletions > 0)
    xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, read_kinds, NULL, NULL,
                   (GDestroyNotify) g_array_unref, NULL, on_kinds_read, g_object_ref (self));
}

static void
show (XySyncStandingTab *self)
{
  XyPageTab *tab = XY_PAGE_TAB (self);
  const XySyncState *state;
  gboolean line, enrolled;
  const char *why_not;

  if (self->keeper == NULL || self->content == NULL)
    return;
  state = xy_sync_keeper_get_state (self->keeper);
  line = state != NULL;
  enrolled = is_enrolled (self);
  why_not = xy_sync_keeper_is_carrying (self->keeper) ? _ ("A stick is being written or read.") : NULL;
  xy_page_tab_offer (tab, "sync.now", enrolled, NULL);
  xy_page_tab_offer (tab, "sync.export", enrolled, why_not);
  xy_page_tab_offer (tab, "sync.import", enrolled, why_not);
  follow_deletions (self, enrolled ? state->deletions : 0);
  xy_page_tab_offer_if (tab, "sync.allow", enrolled && state->deletions > 0, XY_MAY_IMPORT);
  xy_page_tab_offer_if (tab, "sync.enroll", line && !enrolled, XY_MAY_CHANGE_SETTINGS);
  xy_detail_start (self->content);
  if (enrolled)
    show_enrolled (self, state);
  else
    show_not_enrolled (self, state);
}

static void
on_leaving_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (XySyncStandingTab) self = data;
  GArray *leaving = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  g_clear_pointer (&self->leaving, g_array_unref);
  self->leaving = leaving;
  show (self);
}

/* Verbs */

static void
sync_now (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncStandingTab *self = data;
  XySyncWorker *worker = self->keeper != NULL ? xy_sync_keeper_get_worker (self->keeper) : NULL;

  if (worker != NULL)
    xy_sync_worker_want (worker);
}

static void
enroll (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncStandingTab *self = data;
  XySyncWorker *worker = self->keeper != NULL ? xy_sync_keeper_get_worker (self->keeper) : NULL;

  if (worker != NULL)
    xy_sync_enroll_dialog_open (GTK_WIDGET (self), worker);
}

static void
on_allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  XySyncStandingTab *self = XY_SYNC_STANDING_TAB (source);
  XyDesk *desk = desk_of (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = xy_sync_brake_allow_finish (result, &error);

  if (desk == NULL)
    return;
  if (sentence == NULL)
    xy_message_dialog_tell (GTK_WIDGET (self), _ ("The deletions could not be let through"), error->message);
  else
    {
      xy_toast_show (GTK_WIDGET (self), sentence, NULL, NULL);
      xy_worker_changed (xy_desk_get_worker (desk), XY_TOPIC_ALL);
    }
  sync_now (NULL, NULL, self);
}

static void
allow_deletions (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  XySyncStandingTab *self = data;

  xy_sync_brake_allow (GTK_WIDGET (self), xy_desk_get_path (desk_of (self)), on_allowed, NULL);
}

/* A stick */

static void
on_place_chosen (GtkNativeDialog *native, int response, gpointer data)
{
  XySyncStandingTab *self = data;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  gboolean import = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (native)) == GTK_FILE_CHOOSER_ACTION_OPEN;
  XyDesk *desk = desk_of (self);

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && desk != NULL)
    xy_sync_carry (GTK_WIDGET (self), desk, g_file_peek_path (file), import);
  g_object_unref (native);
}

static void
choose_place (XySyncStandingTab *self, GtkFileChooserAction action, const char *title, const char *verb)
{
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, verb, _ ("_Cancel"));

  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, _ ("Receipts of the county"));
      gtk_file_filter_add_pattern (filter, "*.xyr");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect_object (native, "response", G_CALLBACK (on_place_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
export_stick (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_place (data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Choose the stick"), _ ("_Write it here"));
}

static void
import_stick (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_place (data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Choose what the county gave back"), _ ("_Read It"));
}

static const GActionEntry entries[] = {
  { .name = "now", .activate = sync_now },        { .name = "allow", .activate = allow_deletions },
  { .name = "enroll", .activate = enroll },       { .name = "export", .activate = export_stick },
  { .name = "import", .activate = import_stick },
};

/* The tab */

static void
xy_sync_standing_tab_ask (XyPageTab *tab, const XyTabScope *scope)
{
  XySyncStandingTab *self = XY_SYNC_STANDING_TAB (tab);

  xy_page_follow (xy_page_tab_get_page (tab), NULL);
  xy_page_set_state (xy_page_tab_get_page (tab), XY_PAGE_FILLED);
  show (self);
  if (!is_enrolled (self))
    xy_worker_run (xy_desk_get_worker (desk_of (self)), XY_WORKER_LATER, read_leaving, NULL, NULL,
                   (GDestroyNotify) g_array_unref, NULL, on_leaving_read, g_object_ref (self));
}

static void
xy_sync_standing_tab_opened (XyPageTab *tab)
{
  XySyncStandingTab *self = XY_SYNC_STANDING_TAB (tab);

  g_set_object (&self->keeper, xy_sync_keeper_of (desk_of (self)));
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
}

static void
xy_sync_standing_tab_made (XyPageTab *tab)
{
  XySyncStandingTab *self = XY_SYNC_STANDING_TAB (tab);

  xy_page_tab_add_actions (tab, "sync", entries, G_N_ELEMENTS (entries));
  xy_page_tab_add_verb (tab, _ ("Read a stick…"), "sync.import", FALSE);
  xy_page_tab_add_verb (tab, _ ("Write to a stick…"), "sync.export", FALSE);
  xy_page_tab_add_verb (tab, _ ("Let the deletions through"), "sync.allow", FALSE);
  xy_page_tab_add_verb (tab, _ ("Connect with the county…"), "sync.enroll", TRUE);
  xy_page_tab_add_verb (tab, _ ("Report now"), "sync.now", TRUE);
  self->content = XY_DETAIL (xy_detail_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->content), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->content), TRUE);
  xy_page_tab_append (tab, GTK_WIDGET (self->content));
}

static void
xy_sync_standing_tab_left (XyPageTab *tab)
{
  XySyncStandingTab *self = XY_SYNC_STANDING_TAB (tab);

  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  self->content = NULL;
}

static void
xy_sync_standing_tab_finalize (GObject *object)
{
  g_clear_pointer (&XY_SYNC_STANDING_TAB (object)->leaving, g_array_unref);
  g_clear_pointer (&XY_SYNC_STANDING_TAB (object)->kinds, g_array_unref);
  G_OBJECT_CLASS (xy_sync_standing_tab_parent_class)->finalize (object);
}

static void
xy_sync_standing_tab_class_init (XySyncStandingTabClass *klass)
{
  XyPageTabClass *tab_class = XY_PAGE_TAB_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = xy_sync_standing_tab_finalize;
  tab_class->no_pane = TRUE;
  tab_class->made = xy_sync_standing_tab_made;
  tab_class->opened = xy_sync_standing_tab_opened;
  tab_class->ask = xy_sync_standing_tab_ask;
  tab_class->left = xy_sync_standing_tab_left;
}

static void
xy_sync_standing_tab_init (XySyncStandingTab *self)
{
}
