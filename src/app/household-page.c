/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/household-page-private.h"
#include "app/import-assistant.h"

#include "app/prefs.h"

#include <glib/gi18n-lib.h>

#include "core/duplicate.h"
#include "core/error.h"
#include "core/find.h"
#include "core/store.h"
#include "core/tag.h"
#include "core/unit.h"

#define COUNT_KEY "xy-to-mend"

static const char *const tab_names[XY_N_TABS] = { "households", "persons", "problems" };

/* What is to be mended, kept beside the store. */
typedef struct
{
  guint n;
  gboolean is_known;
} Count;

/* What the filters offer, read on the worker. */
typedef struct
{
  GPtrArray *units; /* of XyUnit */
  GPtrArray *tags;  /* of XyTag */
} Choices;

/* Where a hit of the search lives. */
typedef struct
{
  XyId id;
  XyId household;
  XyId person;
  gboolean is_live;
} Place;

G_DEFINE_FINAL_TYPE (XyHouseholdPage, xy_household_page, XY_TYPE_PAGE)

static void
choices_free (gpointer p)
{
  Choices *choices = p;
  g_clear_pointer (&choices->units, g_ptr_array_unref);
  g_clear_pointer (&choices->tags, g_ptr_array_unref);
  g_free (choices);
}

/* On the worker's thread: what was counted holds until the roster changes. */
static void
on_store_changed (XyStore *store, guint topics, Count *count)
{
  if ((topics & (XY_TOPIC_UNIT | XY_TOPIC_HOUSEHOLD | XY_TOPIC_PERSON)) != 0)
    count->is_known = FALSE;
}

/* On the worker's thread: how much there is to mend, which takes a look at everybody. */
static gint64
count_problems (XyStore *store)
{
  Count *count = g_object_get_data (G_OBJECT (store), COUNT_KEY);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_object_set_data_full (G_OBJECT (store), COUNT_KEY, count, g_free);
      g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), count);
    }
  if (!count->is_known)
    {
      g_autoptr (GPtrArray) problems = xy_household_list_problems (store, NULL, 0, NULL);
      g_autoptr (GPtrArray) twins = problems != NULL ? xy_person_list_duplicates (store, 0, NULL) : NULL;
      count->is_known = twins != NULL;
      count->n = count->is_known ? problems->len + twins->len : 0;
    }
  return count->n;
}

/* On the worker's thread. */
static gpointer
read_choices (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Choices *choices = g_new0 (Choices, 1);
  g_autoptr (GPtrArray) tree = xy_unit_list_tree (store, error);

  choices->units = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; tree != NULL && i < tree->len; i++)
    g_ptr_array_add (choices->units, g_object_ref (((XyUnitNode *) tree->pdata[i])->unit));
  choices->tags = tree != NULL ? xy_tag_list (store, NULL, error) : NULL;
  if (choices->tags == NULL)
    {
      choices_free (choices);
      return NULL;
    }
  return choices;
}

/* On the worker's thread. */
static gpointer
count_on_worker (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  gint64 n = count_problems (store);
  return g_memdup2 (&n, sizeof n);
}

XyRosterAsk *
xy_household_page_get_ask (XyHouseholdPage *self)
{
  XyRosterAsk *ask = g_new0 (XyRosterAsk, 1);
  guint who = gtk_drop_down_get_selected (self->who_filter);

  ask->text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->find_entry))));
  if (*ask->text == '\0')
    g_clear_pointer (&ask->text, g_free);
  ask->unit = xy_household_page_get_unit (self);
  ask->tag = xy_household_page_get_tag (self);
  ask->by_pinyin = g_settings_get_enum (xy_prefs (), "name-order") == XY_PREFS_NAMES_PINYIN;
  ask->who = who <= XY_WHO_ALL ? (XyRosterWho) who : XY_WHO_LIVE;
  return ask;
}

gboolean
xy_household_page_is_filtered (XyHouseholdPage *self)
{
  XyRosterAsk *ask = xy_household_page_get_ask (self);
  gboolean filtered =
      ask->text != NULL || !xy_id_is_none (&ask->unit) || !xy_id_is_none (&ask->tag) || ask->who != XY_WHO_LIVE;

  xy_roster_ask_free (ask);
  return filtered;
}

void
xy_household_page_ask (XyHouseholdPage *self)
{
  if (self->is_filling || self->list[0] == NULL)
    return;
  xy_household_page_note_filters (self);
  xy_page_set_filtered (XY_PAGE (self), xy_household_page_is_filtered (self));
  for (guint i = 0; i < XY_N_TABS; i++)
    xy_list_set_query (self->list[i], xy_household_page_get_ask (self), xy_roster_ask_free);
}

/* Fills a filter with NAMES after its first line, and chooses KEPT again. */
static void
fill_filter (GtkDropDown *filter, GArray *ids, XyId kept, const char *first, GPtrArray *records, gsize name_offset)
{
  guint now = 0;
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, first);
  g_array_set_size (ids, 0);
  for (guint i = 0; i < records->len; i++)
    {
      const XyRecord *record = records->pdata[i];
      gtk_string_list_append (names, G_STRUCT_MEMBER (char *, record, name_offset));
      g_array_append_val (ids, record->id);
      if (xy_id_same (&record->id, &kept))
        now = i + 1;
    }
  gtk_drop_down_set_model (filter, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (filter, now);
  gtk_widget_set_visible (GTK_WIDGET (filter), records->len > 0);
  g_object_unref (names);
}

static void
on_choices_read (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdPage) self = p;
  Choices *choices = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (choices == NULL)
    return;
  XyId unit = xy_household_page_get_unit (self), tag = xy_household_page_get_tag (self);
  self->is_filling = TRUE;
  fill_filter (self->unit_filter, self->units, unit, _ ("All groups"), choices->units, G_STRUCT_OFFSET (XyUnit, name));
  fill_filter (self->tag_filter, self->tags, tag, _ ("All tags"), choices->tags, G_STRUCT_OFFSET (XyTag, name));
  self->wanted_unit = self->wanted_tag = XY_ID_NONE;
  self->is_filling = FALSE;
  choices_free (choices);
  /* What was chosen may be gone. */
  XyId now_unit = xy_household_page_get_unit (self), now_tag = xy_household_page_get_tag (self);
  if (!xy_id_same (&unit, &now_unit) || !xy_id_same (&tag, &now_tag))
    xy_household_page_ask (self);
}

static void
on_problems_counted (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdPage) self = p;
  g_autofree gint64 *n = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (n == NULL)
    return;
  g_autofree char *label = *n > 0 ? g_strdup_printf (_ ("To mend %u"), (guint) *n) : g_strdup (_ ("To mend"));
  xy_page_set_tab_label (XY_PAGE (self), tab_names[XY_TAB_PROBLEMS], label);
}

static void
ask_choices (XyHouseholdPage *self)
{
  XyWorker *worker = xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self)));

  xy_worker_run (worker, XY_WORKER_LATER, read_choices, NULL, NULL, choices_free, NULL, on_choices_read,
                 g_object_ref (self));
  xy_worker_run (worker, XY_WORKER_SPARE, count_on_worker, NULL, NULL, g_free, NULL, on_problems_counted,
                 g_object_ref (self));
}

static void
on_worker_changed (XyHouseholdPage *self, guint topics)
{
  if ((topics & (XY_TOPIC_UNIT | XY_TOPIC_TAG | XY_TOPIC_HOUSEHOLD | XY_TOPIC_PERSON)) != 0)
    ask_choices (self);
}

static void
on_filter_changed (XyHouseholdPage *self)
{
  xy_household_page_ask (self);
}

static void
on_search_stopped (XyHouseholdPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->table[self->tab]));
}

static void
on_search_activated (XyHouseholdPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->table[self->tab]));
}

static void
on_clear_filters (XyHouseholdPage *self)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  gtk_drop_down_set_selected (self->unit_filter, 0);
  gtk_drop_down_set_selected (self->who_filter, 0);
  gtk_drop_down_set_selected (self->tag_filter, 0);
  self->wanted_unit = self->wanted_tag = XY_ID_NONE;
  self->is_filling = FALSE;
  xy_household_page_ask (self);
}

/* Whom the chosen row is about. */
static void
follow_choice (XyHouseholdPage *self)
{
  static const XyListSource *const sources[] = { &xy_household_source, &xy_person_source, &xy_problem_source };
  g_autoptr (XyRow) row = xy_table_get_row (self->table[self->tab]);
  gconstpointer record = row != NULL ? xy_row_get_record (row) : NULL;

  if (row != NULL && record == NULL)
    return; /* it comes, and then tells */
  self->household = xy_roster_row_household (sources[self->tab], record);
  self->person = XY_ID_NONE;
  if (record != NULL && self->tab == XY_TAB_PERSONS)
    self->person = *xy_row_get_id (row);
  else if (record != NULL && self->tab == XY_TAB_PROBLEMS)
    self->person = ((const XyProblemRow *) record)->person;
  self->twin = record != NULL && self->tab == XY_TAB_PROBLEMS ? ((const XyProblemRow *) record)->twin : XY_ID_NONE;
  guint n_chosen = xy_table_get_n_chosen (self->table[self->tab]);
  if (n_chosen > 1)
    xy_household_view_show_many (self->view, n_chosen);
  else
    xy_household_view_show (self->view, xy_id_is_none (&self->household) ? NULL : &self->household,
                            xy_id_is_none (&self->person) ? NULL : &self->person);
  xy_household_page_update_actions (self);
}

static void
on_table_chosen (XyTable *table, XyHouseholdPage *self)
{
  if (table == self->table[self->tab])
    follow_choice (self);
}

static void
on_table_activated (XyTable *table, XyRow *row, XyHouseholdPage *self)
{
  const char *verb = !xy_id_is_none (&self->twin)     ? "household.merge"
                     : self->tab == XY_TAB_HOUSEHOLDS ? "household.edit"
                                                      : "household.edit-person";
  gtk_widget_activate_action (GTK_WIDGET (self), verb, NULL);
}

static void
on_table_pasted (XyTable *table, const char *text, XyHouseholdPage *self)
{
  xy_household_page_paste (self, text);
}

static void
say_foot (XyHouseholdPage *self, XyList *list)
{
  guint n = xy_list_get_count (list);

  if (list == self->list[XY_TAB_PERSONS])
    {
      g_autofree char *all = g_strdup_printf (ngettext ("%u person in all", "%u people in all", n), n);
      xy_table_set_foot (self->table[XY_TAB_PERSONS], all);
    }
  if (list != self->list[XY_TAB_HOUSEHOLDS])
    return;
  int n_people = (int) xy_list_get_sum (list, 0);
  g_autofree char *people = g_strdup_printf (ngettext ("%d person", "%d people", n_people), n_people);
  g_autofree char *words = g_strdup_printf (ngettext ("%u household · %s", "%u households · %s", n), n, people);
  xy_table_set_foot (self->table[XY_TAB_HOUSEHOLDS], words);
}

static void
on_list_answered (XyList *list, XyHouseholdPage *self)
{
  XyTable *table = self->table[self->tab];

  say_foot (self, list);
  if (list != self->list[self->tab])
    return;
  xy_table_choose_wanted (table, &self->wanted);
  follow_choice (self);
}

static void
on_member_activated (XyHouseholdPage *self, const XyId *id)
{
  xy_household_page_open_person (self, id);
}

static void
show_tab (XyHouseholdPage *self, XyHouseholdTab tab)
{
  self->tab = tab;
  gtk_stack_set_visible_child (self->tables, GTK_WIDGET (self->table[tab]));
  gtk_widget_set_visible (GTK_WIDGET (self->who_filter), tab != XY_TAB_PROBLEMS);
  if (self->table[tab] != NULL)
    xy_table_set_find_entry (self->table[tab], self->find_entry);
  if (tab == XY_TAB_PROBLEMS)
    xy_page_set_empty (XY_PAGE (self), "xy-check-symbolic", _ ("Nothing to mend"),
                       _ ("Every household has one head, and no ID number looks wrong."), NULL, NULL);
  else
    xy_page_set_empty (
        XY_PAGE (self), "xy-households-symbolic", _ ("No household yet"),
        _ ("The roster of the village belongs here. Import the spreadsheet that you have, or press Ctrl+N "
           "to enter the first household."),
        _ ("Import roster"), "household.import");
  xy_page_follow (XY_PAGE (self), self->list[tab]);
  if (self->list[tab] != NULL)
    follow_choice (self);
}

static void
xy_household_page_tab_changed (XyPage *page, const char *tab)
{
  for (guint i = 0; i < XY_N_TABS; i++)
    if (g_strcmp0 (tab, tab_names[i]) == 0)
      show_tab (XY_HOUSEHOLD_PAGE (page), (XyHouseholdTab) i);
}

static void
add_table (XyHouseholdPage *self,
           XyHouseholdTab tab,
           const XyListSource *source,
           guint topics,
           const XyColumn *columns,
           guint n_columns)
{
  g_autofree char *name = g_strconcat ("roster-", tab_names[tab], NULL);
  XyTable *table = XY_TABLE (xy_table_new (name, columns, n_columns));

  self->table[tab] = table;
  self->list[tab] = xy_list_new (xy_desk_get_worker (xy_page_get_desk (XY_PAGE (self))), source, topics);
  xy_list_set_shown (self->list[tab], FALSE);
  xy_table_set_list (table, self->list[tab]);
  xy_table_set_menu (table, self->household_menu);
  g_signal_connect (table, "chosen", G_CALLBACK (on_table_chosen), self);
  g_signal_connect (table, "activated", G_CALLBACK (on_table_activated), self);
  g_signal_connect (table, "pasted", G_CALLBACK (on_table_pasted), self);
  g_signal_connect (self->list[tab], "answered", G_CALLBACK (on_list_answered), self);
  gtk_stack_add_child (self->tables, GTK_WIDGET (table));
}

static void
xy_household_page_opened (XyPage *page)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (page);
  XyDesk *desk = xy_page_get_desk (page);
  const guint topics = XY_TOPIC_HOUSEHOLD | XY_TOPIC_PERSON | XY_TOPIC_UNIT | XY_TOPIC_TAG;

  xy_household_view_set_desk (self->view, desk);
  add_table (self, XY_TAB_HOUSEHOLDS, &xy_household_source, topics | XY_TOPIC_POINTS, xy_household_columns,
             xy_n_household_columns);
  add_table (self, XY_TAB_PERSONS, &xy_person_source, topics, xy_person_columns, xy_n_person_columns);
  add_table (self, XY_TAB_PROBLEMS, &xy_problem_source, topics, xy_problem_columns, xy_n_problem_columns);
  g_signal_connect_object (xy_desk_get_worker (desk), "changed", G_CALLBACK (on_worker_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (xy_prefs (), "changed::name-order", G_CALLBACK (xy_household_page_ask), self,
                           G_CONNECT_SWAPPED);
  xy_import_assistant_accept_drops (GTK_WIDGET (self), desk);
  ask_choices (self);
  show_tab (self, XY_TAB_HOUSEHOLDS);
  xy_household_page_ask (self);
}

void
xy_household_page_go_to (XyHouseholdPage *self, const XyId *household)
{
  self->wanted = *household;
  if (self->tab != XY_TAB_HOUSEHOLDS)
    xy_page_set_tab (XY_PAGE (self), tab_names[XY_TAB_HOUSEHOLDS]);
  if (!xy_table_choose_wanted (self->table[XY_TAB_HOUSEHOLDS], &self->wanted) && xy_household_page_is_filtered (self))
    on_clear_filters (self);
}

/* On the worker's thread. */
static gpointer
find_place (XyStore *store, gpointer p, GCancellable *cancellable, GError **error)
{
  Place *place = g_memdup2 (p, sizeof *place);
  g_autoptr (XyPerson) person = xy_record_get (store, &xy_person_type, &place->id, NULL);
  g_autoptr (XyHousehold) household = NULL;

  place->person = person != NULL ? place->id : XY_ID_NONE;
  place->household = person != NULL ? person->household : place->id;
  household = xy_record_get (store, &xy_household_type, &place->household, error);
  if (household == NULL)
    {
      g_free (place);
      return NULL;
    }
  place->is_live = xy_household_is_live (household);
  return place;
}

static void
on_place_found (GObject *source, GAsyncResult *result, gpointer p)
{
  g_autoptr (XyHouseholdPage) self = p;
  g_autofree Place *place = xy_worker_run_finish (XY_WORKER (source), result, NULL);

  if (place == NULL)
    return;
  if (!place->is_live)
    gtk_drop_down_set_selected (self->who_filter, XY_WHO_ALL);
  xy_household_page_go_to (self, &place->household);
  xy_household_view_show (self->view, &place->household, xy_id_is_none (&place->person) ? NULL : &place->person);
}

static void
xy_household_page_open (XyPage *page, const XyId *id)
{
  Place *place = g_new0 (Place, 1);

  place->id = *id;
  xy_worker_run (xy_desk_get_worker (xy_page_get_desk (page)), XY_WORKER_QUERY, find_place, place, g_free, g_free, NULL,
                 on_place_found, g_object_ref (page));
}

static void
xy_household_page_shown (XyPage *page)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (page);
  if (self->table[self->tab] != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->table[self->tab]));
}

static void
xy_household_page_dispose (GObject *object)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (object);

  for (guint i = 0; i < XY_N_TABS; i++)
    xy_table_forget (&self->table[i], &self->list[i], self);
  G_OBJECT_CLASS (xy_household_page_parent_class)->dispose (object);
}

static void
xy_household_page_finalize (GObject *object)
{
  XyHouseholdPage *self = XY_HOUSEHOLD_PAGE (object);

  g_array_unref (self->units);
  g_array_unref (self->tags);
  G_OBJECT_CLASS (xy_household_page_parent_class)->finalize (object);
}

static void
xy_household_page_class_init (XyHouseholdPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  XyPageClass *page_class = XY_PAGE_CLASS (klass);

  object_class->dispose = xy_household_page_dispose;
  object_class->finalize = xy_household_page_finalize;
  page_class->opened = xy_household_page_opened;
  page_class->shown = xy_household_page_shown;
  page_class->open = xy_household_page_open;
  page_class->tab_changed = xy_household_page_tab_changed;

  g_type_ensure (XY_TYPE_HOUSEHOLD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/xiangyue/Xiangyue/ui/household-page.ui");
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, tables);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, unit_filter);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, who_filter);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, tag_filter);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, view);
  gtk_widget_class_bind_template_child (widget_class, XyHouseholdPage, household_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_member_activated);
  xy_household_page_install_actions (widget_class);
}

static void
xy_household_page_init (XyHouseholdPage *self)
{
  self->units = g_array_new (FALSE, FALSE, sizeof (XyId));
  self->tags = g_array_new (FALSE, FALSE, sizeof (XyId));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->unit_filter), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tag_filter), FALSE);
  xy_page_add_tab (XY_PAGE (self), tab_names[XY_TAB_HOUSEHOLDS], _ ("Households"));
  xy_page_add_tab (XY_PAGE (self), tab_names[XY_TAB_PERSONS], _ ("People"));
  xy_page_add_tab (XY_PAGE (self), tab_names[XY_TAB_PROBLEMS], _ ("To mend"));
  xy_household_page_keep_filters (self);
  g_signal_connect (self, "clear-filters", G_CALLBACK (on_clear_filters), NULL);
  g_autoptr (GSimpleActionGroup) names = g_simple_action_group_new ();
  g_autoptr (GAction) name_order = g_settings_create_action (xy_prefs (), "name-order");
  g_action_map_add_action (G_ACTION_MAP (names), name_order);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "names", G_ACTION_GROUP (names));
  xy_household_page_add_shortcuts (self);
  xy_household_page_update_actions (self);
}

/* On the worker's thread. */
static GPtrArray *
search (XyStore *store, const char *text, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = xy_find (store, text, limit, error);
  GPtrArray *found = NULL;

  if (hits == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) xy_search_hit_free);
  for (guint i = 0; i < hits->len; i++)
    {
      const XyHit *hit = hits->pdata[i];
      g_autofree char *title =
          hit->kind == XY_HIT_HOUSEHOLD ? g_strdup_printf (_ ("Household of %s"), hit->title) : g_strdup (hit->title);
      g_ptr_array_add (found, xy_search_hit_new (&hit->id, title, hit->subtitle));
    }
  return found;
}

static const XyPageVerb verbs[] = {
  { N_ ("New household"), N_ ("add household"), NULL, "household.add" },
  { N_ ("Import roster"), N_ ("import spreadsheet"), NULL, "household.import" },
  { N_ ("Print roster"), N_ ("print roster"), NULL, "household.print-roster" },
  { N_ ("Mend the roster"), N_ ("problems doubles mistakes"), "problems", NULL },
  { NULL },
};

const XyPageEntry xy_household_page_entry = {
  .name = "households",
  .title = N_ ("Roster"),
  .icon = "xy-households-symbolic",
  .get_type = xy_household_page_get_type,
  .verbs = verbs,
  .search = search,
  .badge = count_problems,
};
