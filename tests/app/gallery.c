/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gallery: the window with a page of invented points that stands in no store, to look at the widgets in all their
 * states: gallery [filled|empty|loading|failed|nothing|dialog|message|settings|lock|start|toast|bench] [rows]
 */
#include "app/dialog.h"
#include "app/form.h"
#include "app/message-dialog.h"
#include "app/page.h"
#include "app/prefs.h"
#include "app/settings-dialog.h"
#include "app/style.h"
#include "app/table.h"
#include "app/toast.h"
#include "app/window.h"
#include "core/i18n.h"

#include <string.h>
#include <time.h>

#define XY_TYPE_GALLERY_PAGE (xy_gallery_page_get_type ())
G_DECLARE_FINAL_TYPE (XyGalleryPage, xy_gallery_page, XY, GALLERY_PAGE, XyPage)

struct _XyGalleryPage
{
  XyPage parent_instance;
  XyTable *table;
};

G_DEFINE_FINAL_TYPE (XyGalleryPage, xy_gallery_page, XY_TYPE_PAGE)

static const char *mode = "filled";
static guint n_rows = 386;

static const char *const names[] = { "罗玉兰", "张小平", "仇玉兰", "李玉兰", "曾德胜", "谢满生", "罗建军", "仇桂花" };
static const char *const items[] = { "义务清扫主次干道", "房前屋后卫生不达标", "志愿服务累计 4 小时", "邻里互助",
                                     "参加村培训" };
static const char *const kinds[] = { "环境整治", "文明乡风", "扶危济困", "产业发展", "安全生产" };
static const char *const states[] = { "待评议", "公示中", "已入账", "异议中" };

static XyListAnswer *
gallery_ids (XyStore *store, const XyListQuery *query, GCancellable *cancellable, GError **error)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (XyId));

  if (strcmp (mode, "failed") == 0)
    {
      g_array_unref (ids);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "村庄文件暂时读不出来。已保存的内容没有丢，请稍后再试，或从备份恢复。");
      return NULL;
    }
  while (strcmp (mode, "loading") == 0 && !g_cancellable_is_cancelled (cancellable))
    g_usleep (10000);
  for (guint32 i = 0; i < n_rows && strcmp (mode, "empty") != 0 && strcmp (mode, "nothing") != 0; i++)
    {
      XyId id = XY_ID_NONE;
      guint32 number = query->descending ? n_rows - i : i + 1;
      memcpy (&id.b[12], &number, 4);
      g_array_append_val (ids, id);
    }
  return xy_list_answer_new (ids);
}

static GPtrArray *
gallery_records (XyStore *store,
                 const XyListQuery *query,
                 const XyId *ids,
                 guint n_ids,
                 GCancellable *cancellable,
                 GError **error)
{
  GPtrArray *records = g_ptr_array_new ();
  for (guint i = 0; i < n_ids; i++)
    {
      guint32 *record = g_new (guint32, 1);
      memcpy (record, &ids[i].b[12], 4);
      g_ptr_array_add (records, record);
    }
  return records;
}

static char *
gallery_sum (XyStore *store,
             const XyListQuery *query,
             const XyId *ids,
             guint n_ids,
             GCancellable *cancellable,
             GError **error)
{
  return g_strdup_printf ("合计 +%u.0", n_ids);
}

static const XyListSource source = { gallery_ids, gallery_records, g_free, gallery_sum };

static guint32
number_of (gconstpointer record)
{
  return *(const guint32 *) record;
}

static char *
get_day (gconstpointer r)
{
  return g_strdup_printf ("2026-11-%02u", 1 + number_of (r) * 7 % 28);
}

static char *
get_group (gconstpointer r)
{
  return g_strdup_printf ("%u组", 1 + number_of (r) % 14);
}

static char *
get_head (gconstpointer r)
{
  return g_strdup (names[number_of (r) % G_N_ELEMENTS (names)]);
}

static char *
get_item (gconstpointer r)
{
  return g_strdup (items[number_of (r) % G_N_ELEMENTS (items)]);
}

static char *
get_kind (gconstpointer r)
{
  return g_strdup (kinds[number_of (r) % G_N_ELEMENTS (kinds)]);
}

static char *
get_score (gconstpointer r)
{
  guint32 n = number_of (r);
  return n % 7 == 1 ? g_strdup ("\u22125.0") : g_strdup_printf ("+%u.0", 1 + n % 3);
}

static char *
get_state (gconstpointer r)
{
  return g_strdup (states[number_of (r) * 5 % 4]);
}

static XyPillKind
get_state_kind (gconstpointer r)
{
  return (XyPillKind) (number_of (r) * 5 % 4);
}

static char *
get_who (gconstpointer r)
{
  return g_strdup (number_of (r) % 2 ? "曾小平" : "李艳");
}

static const XyColumn columns[] = {
  { "day", "日期", 108, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_day },
  { "unit", "组", 62, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_group },
  { "head", "户主", 84, XY_COLUMN_TEXT, XY_COLUMN_SORTABLE, get_head },
  { "item", "事项", 190, XY_COLUMN_TEXT, XY_COLUMN_EXPAND, get_item },
  { "category", "类别", 90, XY_COLUMN_TEXT, 0, get_kind },
  { "score", "分值", 72, XY_COLUMN_SCORE, XY_COLUMN_SORTABLE, get_score },
  { "state", "状态", 100, XY_COLUMN_PILL, 0, get_state, get_state_kind },
  { "who", "登记人", 80, XY_COLUMN_TEXT, 0, get_who },
};

static GtkWidget *
make_button (const char *icon, const char *words)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return button;
}

static GtkWidget *
make_detail (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new ("仇玉兰户");
  GtkWidget *where = gtk_label_new ("3组 · 3-016 · 4 人");
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *const figure[][2] = { { "127.5", "累计" }, { "+14.0", "本期" }, { "42.0", "可兑" } };

  gtk_widget_add_css_class (box, "content");
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), xy_pill_new (XY_PILL_PLAIN, "待评议"));
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_widget_add_css_class (where, "quiet");
  gtk_widget_add_css_class (figures, "figures");
  gtk_box_set_homogeneous (GTK_BOX (figures), TRUE);
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *number = gtk_label_new (figure[i][0]), *words = gtk_label_new (figure[i][1]);
      gtk_widget_add_css_class (number, "figure");
      gtk_widget_add_css_class (words, "quiet");
      gtk_box_append (GTK_BOX (cell), number);
      gtk_box_append (GTK_BOX (cell), words);
      gtk_box_append (GTK_BOX (figures), cell);
    }
  GtkWidget *verbs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_set_homogeneous (GTK_BOX (verbs), TRUE);
  gtk_box_append (GTK_BOX (verbs), gtk_button_new_with_label ("评议…"));
  gtk_box_append (GTK_BOX (verbs), gtk_button_new_with_label ("更正…"));
  gtk_box_append (GTK_BOX (verbs), gtk_button_new_with_label ("看本户"));
  gtk_widget_set_vexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), where);
  gtk_box_append (GTK_BOX (box), figures);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), verbs);
  return box;
}

static void
on_copied (GSimpleAction *action, GVariant *value, gpointer page)
{
  xy_table_copy (XY_GALLERY_PAGE (page)->table);
}

static void
xy_gallery_page_opened (XyPage *page)
{
  XyGalleryPage *self = XY_GALLERY_PAGE (page);
  XyList *list = xy_list_new (xy_desk_get_worker (xy_page_get_desk (page)), &source, 1);
  const GActionEntry entries[] = { { .name = "copy", .activate = on_copied } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "gallery", G_ACTION_GROUP (group));
  g_menu_append (menu, "复制", "table.copy");
  g_menu_append (menu, "更正…", "gallery.nothing");
  xy_table_set_menu (self->table, G_MENU_MODEL (menu));
  xy_table_set_list (self->table, list);
  xy_page_set_filtered (page, strcmp (mode, "nothing") == 0);
  xy_page_follow (page, list);
  xy_list_set_query (list, NULL, NULL);
  g_object_unref (list);
}

static void
xy_gallery_page_class_init (XyGalleryPageClass *klass)
{
  XY_PAGE_CLASS (klass)->opened = xy_gallery_page_opened;
}

static void
xy_gallery_page_init (XyGalleryPage *self)
{
  XyPage *page = XY_PAGE (self);
  const char *const periods[] = { "2026 年 11 月", "2026 年 10 月", NULL };
  const char *const units[] = { "全部组", "1组", "2组", NULL };

  xy_page_set_title (page, "积分");
  xy_page_add_tab (page, "rank", "排名");
  xy_page_add_tab (page, "ledger", "流水");
  xy_page_add_tab (page, "waiting", "待办 12");
  xy_page_add_tab (page, "rules", "细则");
  xy_page_set_tab (page, "ledger");
  xy_page_set_verb (page, make_button ("xy-add-symbolic", "登记积分"));
  xy_page_add_button (page, gtk_button_new_with_label ("批量评议"));
  xy_page_add_button (page, gtk_button_new_with_label ("打印公示榜"));
  xy_page_add_filter (page, gtk_drop_down_new_from_strings (periods));
  xy_page_add_filter (page, gtk_drop_down_new_from_strings (units));
  self->table = XY_TABLE (xy_table_new ("gallery", columns, G_N_ELEMENTS (columns)));
  xy_page_set_content (page, GTK_WIDGET (self->table));
  xy_page_set_detail (page, make_detail ());
  xy_page_set_empty (page, "xy-points-symbolic", "还没有积分记录", "登记第一笔：一户或三十户，一次记好。", "登记积分",
                     "gallery.copy");
}

static GPtrArray *
gallery_search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  return g_ptr_array_new ();
}

static const XyPageEntry entry = {
  "gallery", "积分", "xy-points-symbolic", xy_gallery_page_get_type, gallery_search, NULL,
};
static const XyPageEntry second = {
  "second", "户籍", "xy-households-symbolic", xy_gallery_page_get_type, NULL, NULL,
};

static void
show_form (GtkWidget *window)
{
  GtkWidget *dialog = xy_dialog_new (window, "登记积分", "登记(_R)");
  XyForm *form = XY_FORM (xy_form_new ());
  const char *const choices[] = { "义务清扫主次干道", "邻里互助", NULL };

  xy_form_add (form, "day", "日期(_D)", gtk_entry_new (), "事情发生的日子");
  xy_form_add (form, "rule", "事项(_I)", gtk_drop_down_new_from_strings (choices), NULL);
  xy_form_add (form, "amount", "数量(_N)", gtk_spin_button_new_with_range (1, 100, 1), NULL);
  xy_form_add (form, "public", "公示", gtk_check_button_new_with_label ("记在本月公示榜上"), NULL);
  xy_form_add (form, "note", "备注(_M)", gtk_text_view_new (), NULL);
  xy_form_set_text (form, "day", "2026-13-01");
  xy_form_set_text (form, "public", "1");
  xy_form_set_error (form, "day", "没有 13 月。日期写作 2026-11-22。");
  xy_dialog_set_content (XY_DIALOG (dialog), GTK_WIDGET (form));
  xy_dialog_set_error (XY_DIALOG (dialog), "这一户已经并入 3-017，不能再记分。");
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The main thread's own time, so that other programs on the machine do not count. */
static gint64
get_thread_time (void)
{
  struct timespec time;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The middle frame of a long scroll, and of jumps, in milliseconds of the main thread. */
typedef struct
{
  GtkAdjustment *adjustment;
  GArray *times;
  gint64 before;
  int n;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
on_before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->before = get_thread_time ();
}

static void
on_after_paint (GdkFrameClock *clock, Bench *bench)
{
  double ms = (double) (get_thread_time () - bench->before) / 1000;
  if (bench->before != 0)
    g_array_append_val (bench->times, ms);
}

static gboolean
on_bench_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer p)
{
  Bench *bench = p;
  double value = gtk_adjustment_get_value (bench->adjustment);

  if (bench->n == 0)
    {
      g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
      g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), bench);
    }
  if (bench->n == 300 || bench->n == 400)
    {
      g_array_sort (bench->times, compare_times);
      g_print ("%s: median %.2f ms, p95 %.2f ms, worst %.2f ms of %u frames\n", bench->n == 300 ? "scroll" : "jumps",
               g_array_index (bench->times, double, bench->times->len / 2),
               g_array_index (bench->times, double, bench->times->len * 95 / 100),
               g_array_index (bench->times, double, bench->times->len - 1), bench->times->len);
      g_array_set_size (bench->times, 0);
    }
  if (bench->n == 400)
    exit (0);
  bench->n++;
  if (bench->n < 300)
    gtk_adjustment_set_value (bench->adjustment, value + 90);
  else
    gtk_adjustment_set_value (bench->adjustment,
                              (double) (bench->n * 7919 % 100) / 100 * gtk_adjustment_get_upper (bench->adjustment));
  return G_SOURCE_CONTINUE;
}

static GtkWidget *
find_scrolled (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget)
      && GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
    return widget;
  for (GtkWidget *w = gtk_widget_get_first_child (widget); w != NULL; w = gtk_widget_get_next_sibling (w))
    {
      GtkWidget *found = find_scrolled (w);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
on_ready (gpointer window)
{
  XyPage *page = xy_window_show_page (window, "gallery", NULL);
  XyTable *table = XY_GALLERY_PAGE (page)->table;
  XyId id = XY_ID_NONE;
  guint32 number = 3;

  memcpy (&id.b[12], &number, 4);
  xy_table_choose (table, &id);
  xy_table_set_foot (table, "共 386 条 · 本月 +412.0 / \u221265.0");
  if (strcmp (mode, "dialog") == 0)
    show_form (window);
  else if (strcmp (mode, "message") == 0)
    xy_message_dialog_ask (window, "彻底删除 张小平 的个人信息？",
                           "本人提出的要求。删除后不能恢复，积分记录会保留但不再带姓名。", "彻底删除(_P)", TRUE, NULL,
                           NULL);
  else if (strcmp (mode, "settings") == 0)
    gtk_window_present (GTK_WINDOW (xy_settings_dialog_new (window, xy_window_get_desk (window))));
  else if (strcmp (mode, "toast") == 0)
    xy_toast_show (GTK_WIDGET (page), "给 14 户记分", "撤销(_U)", "win.undo");
  else if (strcmp (mode, "bench") == 0)
    {
      Bench *bench = g_new0 (Bench, 1);
      bench->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_scrolled (GTK_WIDGET (page))));
      bench->times = g_array_new (FALSE, FALSE, sizeof (double));
      gtk_widget_add_tick_callback (window, on_bench_tick, bench, NULL);
    }
  xy_window_set_status (window, "3 小时前备份");
  return G_SOURCE_REMOVE;
}

static void
on_activated (GtkApplication *application)
{
  GtkWidget *window;

  xy_style_init (gdk_display_get_default ());
  g_settings_set_boolean (xy_prefs (), "maximised", FALSE);
  window = GTK_WIDGET (xy_window_new (application));
  xy_window_add_page (XY_WINDOW (window), &second);
  xy_window_add_page (XY_WINDOW (window), &entry);
  if (strcmp (mode, "start") == 0)
    {
      xy_window_open_store (XY_WINDOW (window), NULL, 0);
    }
  else
    {
      gtk_window_present (GTK_WINDOW (window));
      xy_window_show_page (XY_WINDOW (window), "gallery", NULL);
      g_timeout_add (700, on_ready, window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  xy_i18n_init ();
  gtk_disable_setlocale ();
  if (argc > 1)
    mode = argv[1];
  if (argc > 2)
    n_rows = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  if (g_getenv ("GALLERY_SIZE") != NULL)
    g_settings_set_enum (xy_prefs (), "text-size", (int) g_ascii_strtoll (g_getenv ("GALLERY_SIZE"), NULL, 10));
  if (g_getenv ("GALLERY_COLOURS") != NULL)
    g_settings_set_enum (xy_prefs (), "colours", (int) g_ascii_strtoll (g_getenv ("GALLERY_COLOURS"), NULL, 10));

  g_autoptr (GtkApplication) application =
      g_object_new (GTK_TYPE_APPLICATION, "application-id", "org.xiangyue.Gallery", "resource-base-path",
                    "/org/xiangyue/Xiangyue", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (on_activated), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
