/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/points-rules-tab.h"

#include <glib/gi18n-lib.h>

#include "app/detail.h"
#include "app/export.h"
#include "app/message-dialog.h"
#include "app/points-rule-dialog.h"
#include "app/points-rule-view.h"
#include "app/points-scheme-dialog.h"
#include "app/print-preview.h"
#include "app/toast.h"
#include "core/catalogue.h"
#include "core/tag.h"
#include "print/points-rules-paper.h"
#include "tabular/points-scheme-sheet.h"
#include "tabular/read.h"

#define DATA "points-rules-tab"
/* As many of a file's faults as a person reads at once. */
#define TOLD_PROBLEMS 8

typedef struct
{
  XyPage *page;   /* owns this */
  XyTable *table; /* of the page */
  GSimpleActionGroup *actions;
  GtkWidget *add;
  GtkWidget *more;
  XyDetail *detail;
} Tab;

/* What is to be asked, once the words to choose from were read. */
typedef enum
{
  ASK_ADD,
  ASK_CHANGE,
  ASK_SCHEME,
  ASK_ADOPT,
} Ask;

typedef struct
{
  XyPage *page;
  XyPointsRule *rule;
  Ask ask;
} Asking;

typedef struct
{
  GPtrArray *catalogues;
  XyPointsScheme *scheme;
  GPtrArray *categories; /* of char *, and so the next two; ended by NULL */
  GPtrArray *pools;
  GPtrArray *tags;
} Offers;

static void
tab_free (gpointer data)
{
  Tab *tab = data;

  g_object_unref (tab->actions);
  g_free (tab);
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->page);
  g_clear_object (&asking->rule);
  g_free (asking);
}

static void
offers_free (gpointer data)
{
  Offers *offers = data;

  g_clear_pointer (&offers->catalogues, g_ptr_array_unref);
  g_clear_object (&offers->scheme);
  g_ptr_array_unref (offers->categories);
  g_ptr_array_unref (offers->pools);
  g_ptr_array_unref (offers->tags);
  g_free (offers);
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (word != NULL && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

/* On the worker's thread. */
static gpointer
read_offers (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Offers *offers = g_new0 (Offers, 1);
  g_autoptr (GPtrArray) rules = xy_points_rule_list (store, NULL, NULL);
  g_autoptr (GPtrArray) tags = xy_tag_list (store, NULL, NULL);

  offers->categories = g_ptr_array_new_with_free_func (g_free);
  offers->pools = g_ptr_array_new_with_free_func (g_free);
  offers->tags = g_ptr_array_new_with_free_func (g_free);
  offers->scheme = xy_points_scheme_get (store, NULL, NULL);
  offers->catalogues = xy_catalogue_list (store, error);
  if (offers->catalogues == NULL)
    {
      offers_free (offers);
      return NULL;
    }
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      add_word (offers->categories, ((XyPointsRule *) rules->pdata[i])->category);
      add_word (offers->pools, ((XyPointsRule *) rules->pdata[i])->pool);
    }
  for (guint i = 0; i < offers->catalogues->len; i++)
    for (char **name = ((XyCatalogue *) offers->catalogues->pdata[i])->categories; *name != NULL; name++)
      add_word (offers->categories, *name);
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    add_word (offers->tags, ((XyTag *) tags->pdata[i])->name);
  g_ptr_array_add (offers->categories, NULL);
  g_ptr_array_add (offers->pools, NULL);
  g_ptr_array_add (offers->tags, NULL);
  return offers;
}

static void
on_offers_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  GtkWidget *from = GTK_WIDGET (asking->page);
  XyDesk *desk = xy_page_get_desk (asking->page);
  g_autoptr (GError) problem = NULL;
  Offers *offers = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (offers == NULL)
    xy_message_dialog_tell (from, _ ("The rules cannot be read."), problem->message);
  else if (asking->ask == ASK_SCHEME)
    xy_points_scheme_dialog_open (from, desk, offers->scheme);
  else if (asking->ask == ASK_ADOPT)
    xy_points_adopt_dialog_open (from, desk, offers->catalogues);
  else
    xy_points_rule_dialog_open (from, desk, asking->ask == ASK_CHANGE ? asking->rule : NULL,
                                asking->rule != NULL ? asking->rule->category : NULL,
                                (const char *const *) offers->categories->pdata,
                                (const char *const *) offers->pools->pdata, (const char *const *) offers->tags->pdata);
  g_clear_pointer (&offers, offers_free);
  asking_free (asking);
}

static void
begin (XyPage *page, Ask ask, XyPointsRule *rule)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (page);
  asking->ask = ask;
  asking->rule = rule != NULL ? g_object_ref (rule) : NULL;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, read_offers, NULL, NULL, offers_free,
                 NULL, on_offers_read, asking);
}

/* Returns: (transfer full), NULL where none or several are chosen. */
static XyPointsRule *
chosen_rule (Tab *tab)
{
  g_autoptr (XyRow) row = xy_table_get_row (tab->table);
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;

  return record != NULL ? g_object_ref ((gpointer) record) : NULL;
}

static void
on_add_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  g_autoptr (XyPointsRule) rule = chosen_rule (data);

  begin (((Tab *) data)->page, ASK_ADD, rule);
}

static void
on_change_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  g_autoptr (XyPointsRule) rule = chosen_rule (data);

  if (rule != NULL)
    begin (((Tab *) data)->page, ASK_CHANGE, rule);
}

static void
on_end_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  Tab *tab = data;
  g_autoptr (XyPointsRule) rule = chosen_rule (tab);

  if (rule != NULL)
    xy_points_rule_end_dialog_open (GTK_WIDGET (tab->page), xy_page_get_desk (tab->page), rule);
}

static void
on_scheme_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  begin (((Tab *) data)->page, ASK_SCHEME, NULL);
}

static void
on_adopt_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  begin (((Tab *) data)->page, ASK_ADOPT, NULL);
}

static gboolean
give_base (XyTxn *txn, gpointer data, GError **error)
{
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  g_autofree char *year = g_strndup (today, 4);

  return xy_points_scheme_give_base (txn, year, NULL, error);
}

static void
on_base_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  xy_desk_act (xy_page_get_desk (((Tab *) data)->page), _ ("Give this year's base points"), give_base, NULL, NULL, NULL,
               NULL);
}

/* A file that is chosen. */
typedef struct
{
  XyPage *page;
  char *path;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->page);
  g_free (choosing->path);
  g_free (choosing);
}

static gboolean
export_scheme (XyStore *store,
               const char *path,
               gpointer data,
               GCancellable *cancellable,
               XyListProgress progress,
               gpointer progress_data,
               guint *n,
               GError **error)
{
  return xy_points_scheme_export (store, NULL, path, n, error);
}

/* On the worker's thread. */
static gpointer
import_on_worker (XyStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choosing *choosing = data;
  g_autoptr (XyWorkbook) workbook = xy_workbook_read (choosing->path, NULL, cancellable, NULL, NULL, error);

  return workbook != NULL ? xy_points_scheme_sheet_read (store, workbook, error) : NULL;
}

static void
sheet_free (gpointer data)
{
  xy_points_scheme_sheet_free (data);
}

static void
tell_problems (GtkWidget *from, const GPtrArray *problems)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MIN (problems->len, TOLD_PROBLEMS); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? "\n" : "", (const char *) problems->pdata[i]);
  if (problems->len > TOLD_PROBLEMS)
    g_string_append_printf (words, "\n%s", _ ("and more. Please mend these first."));
  xy_message_dialog_tell (from, _ ("Nothing was imported."), words->str);
}

static void
on_import_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  GtkWidget *from = GTK_WIDGET (choosing->page);
  g_autoptr (GError) problem = NULL;
  XyPointsSchemeSheet *sheet = xy_worker_run_finish (XY_WORKER (source), result, &problem);

  if (sheet == NULL)
    xy_message_dialog_tell (from, _ ("Nothing was imported."), problem->message);
  else if (sheet->problems->len > 0)
    {
      tell_problems (from, sheet->problems);
      xy_points_scheme_sheet_free (sheet);
    }
  else
    xy_desk_act (xy_page_get_desk (choosing->page), _ ("Import a points scheme"), xy_points_scheme_sheet_act, sheet,
                 sheet_free, NULL, NULL);
  choosing_free (choosing);
}

static void
on_file_chosen (GtkNativeDialog *native, int response, Choosing *choosing)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
      choosing->path = g_file_get_path (file);
      xy_worker_run (xy_desk_get_worker (xy_page_get_desk (choosing->page)), XY_WORKER_QUERY, import_on_worker,
                     choosing, NULL, sheet_free, NULL, on_import_read, choosing);
    }
  else
    choosing_free (choosing);
  g_object_unref (native);
}

static void
on_import_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  Tab *tab = data;
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (tab->page)));
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      _ ("Import rules from a spreadsheet"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Import"), _ ("_Cancel"));
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->page = g_object_ref (tab->page);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (on_file_chosen), choosing);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
on_export_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  Tab *tab = data;

  xy_export_open (GTK_WIDGET (tab->page), xy_page_get_desk (tab->page), "积分细则", export_scheme, NULL, NULL);
}

static void
on_print_activated (GSimpleAction *action, GVariant *args, gpointer data)
{
  Tab *tab = data;

  xy_print_preview_open (GTK_WIDGET (tab->page), xy_page_get_desk (tab->page), &xy_points_rules_paper,
                         &(XyPaperAsk){ 0 });
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new (), scheme = g_menu_new (), files = g_menu_new ();

  g_menu_append (scheme, _ ("Points scheme…"), "rules.scheme");
  g_menu_append (scheme, _ ("Adopt ready rules…"), "rules.adopt");
  g_menu_append (scheme, _ ("Give this year's base points"), "rules.base");
  g_menu_append (files, _ ("Print the rules…"), "rules.print");
  g_menu_append (files, _ ("Import from a spreadsheet…"), "rules.import");
  g_menu_append (files, _ ("Save as a spreadsheet…"), "rules.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (scheme));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Scheme and files"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  return button;
}

GtkWidget *
xy_points_rules_tab_set_up (XyPage *page, XyTable *table)
{
  static const GActionEntry entries[] = {
    { .name = "add", .activate = on_add_activated },       { .name = "change", .activate = on_change_activated },
    { .name = "end", .activate = on_end_activated },       { .name = "scheme", .activate = on_scheme_activated },
    { .name = "adopt", .activate = on_adopt_activated },   { .name = "import", .activate = on_import_activated },
    { .name = "export", .activate = on_export_activated }, { .name = "print", .activate = on_print_activated },
    { .name = "base", .activate = on_base_activated },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  Tab *tab = g_new0 (Tab, 1);

  tab->page = page;
  tab->table = table;
  tab->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (tab->actions), entries, G_N_ELEMENTS (entries), tab);
  gtk_widget_insert_action_group (GTK_WIDGET (page), "rules", G_ACTION_GROUP (tab->actions));
  g_object_set_data_full (G_OBJECT (page), DATA, tab, tab_free);

  tab->more = make_menu_button ();
  tab->add = make_button (_ ("Add a rule…"), "rules.add");
  xy_page_add_button (page, tab->more);
  xy_page_add_button (page, tab->add);
  tab->detail = XY_DETAIL (xy_detail_new ());
  xy_detail_add_button (tab->detail, make_button (_ ("Change the rule…"), "rules.change"));
  xy_detail_add_button (tab->detail, make_button (_ ("End the rule…"), "rules.end"));
  g_menu_append (menu, _ ("Change the rule…"), "rules.change");
  g_menu_append (menu, _ ("End the rule…"), "rules.end");
  g_menu_append (menu, _ ("Add a rule…"), "rules.add");
  xy_table_set_menu (table, G_MENU_MODEL (menu));
  return GTK_WIDGET (tab->detail);
}

void
xy_points_rules_tab_show (XyPage *page, gboolean shown)
{
  static const char *const writing[] = { "add", "change", "end", "scheme", "adopt", "base", "import" };
  Tab *tab = g_object_get_data (G_OBJECT (page), DATA);
  g_autoptr (XyPointsRule) rule = shown ? chosen_rule (tab) : NULL;
  gboolean may = xy_page_get_desk (page) != NULL && xy_desk_may (xy_page_get_desk (page), XY_MAY_EDIT_RULES);

  gtk_widget_set_visible (tab->add, shown);
  gtk_widget_set_visible (tab->more, shown);
  if (shown && rule != NULL)
    xy_points_rule_view_show (tab->detail, xy_page_get_desk (page), rule);
  else if (shown)
    xy_detail_show_nothing (tab->detail, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (tab->actions), writing[i]);
      gboolean needs_rule = g_str_equal (writing[i], "change") || g_str_equal (writing[i], "end");
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), may && (!needs_rule || rule != NULL));
    }
}

void
xy_points_rules_tab_adopt (XyPage *page)
{
  begin (page, ASK_ADOPT, NULL);
}
