/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting is called, or changed. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/matter.h"
#include "core/meeting-due.h"
#include "core/meeting-private.h"
#include "core/normalize.h"
#include "core/store.h"
#include "core/unit.h"

/* A hall holds no more. */
#define DUE_MOST 100000

enum
{
  NEXT_NUMBER,
  LAST,
  SAME_TOPIC,
  N_CAME,
};

static const XySql statements[] = {
  /* One that was made void keeps its number, for it may be on a paper. */
  [NEXT_NUMBER] = { NULL, "SELECT 1 + coalesce (max (number), 0) FROM meeting WHERE kind = ?1 "
                          "AND day BETWEEN substr (?2, 1, 4) || '-01-01' AND substr (?2, 1, 4) || '-12-31'" },
  [LAST] = { &xy_meeting_type, "WHERE t.kind = ?1 AND t.del = 0 AND t.stage NOT IN (5, 6) "
                               "ORDER BY t.day DESC, t.id DESC LIMIT 1" },
  [SAME_TOPIC] = { NULL, "SELECT count (*) FROM meeting_line WHERE meeting = ?1 AND matter = ?2 AND kind = 'topic' "
                         "AND del = 0" },
  [N_CAME] = { NULL, "SELECT count (*) FROM meeting_presence WHERE meeting = ?1 AND role = 'due' AND state <> 'leave' "
                     "AND del = 0" },
};

gboolean
xy_meeting_hour_parse (const char *text, char hour[XY_MEETING_HOUR_SIZE])
{
  static const char *const later[] = { "下午", "晚上", "傍晚", "晚" };
  g_autofree char *clean = xy_text_clean (text);
  const char *at = clean;
  gboolean after_noon = FALSE;
  gint64 h, m = 0;
  char *end;

  hour[0] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (later) && !after_noon; i++)
    if (g_str_has_prefix (at, later[i]))
      {
        after_noon = TRUE;
        at += strlen (later[i]);
      }
  if (!after_noon && g_str_has_prefix (at, "上午"))
    at += strlen ("上午");
  if (!g_ascii_isdigit (*at))
    return FALSE;
  h = g_ascii_strtoll (at, &end, 10);
  if (*end == '\0' && end - at >= 3 && end - at <= 4)
    {
      m = h % 100;
      h /= 100;
    }
  else
    {
      static const char *const marks[] = { ":", "：", ".", "点", "时" };
      const char *rest = NULL;
      for (guint i = 0; i < G_N_ELEMENTS (marks) && rest == NULL; i++)
        if (g_str_has_prefix (end, marks[i]))
          rest = end + strlen (marks[i]);
      if (rest == NULL || end - at > 2)
        return FALSE;
      if (g_str_equal (rest, "半"))
        m = 30;
      else if (g_str_equal (rest, "钟"))
        m = 0;
      else if (*rest != '\0')
        {
          if (!g_ascii_isdigit (*rest))
            return FALSE;
          m = g_ascii_strtoll (rest, &end, 10);
          if (end - rest > 2 || (*end != '\0' && !g_str_equal (end, "分")))
            return FALSE;
        }
    }
  if (after_noon && h < 12)
    h += 12;
  if (h > 23 || m > 59)
    return FALSE;
  g_snprintf (hour, XY_MEETING_HOUR_SIZE, "%02d:%02d", (int) h, (int) m);
  return TRUE;
}

gboolean
xy_meeting_day_asks (const char *day, const char *today)
{
  int ahead = xy_day_between (today, day);

  return ahead < -XY_MEETING_DAYS_AGO || ahead > XY_MEETING_DAYS_AHEAD;
}

gboolean
xy_meeting_read_day (const char *typed,
                     const char *fallback,
                     const char *last,
                     const char *field,
                     char day[XY_DAY_SIZE],
                     GError **error)
{
  if (typed == NULL || typed[0] == '\0')
    g_strlcpy (day, fallback, XY_DAY_SIZE);
  else if (xy_day_parse (typed, day) != XY_DAY_FULL)
    {
      xy_set_invalid (error, field, _ ("This is no day of the calendar. Please write it as 2026-11-22."));
      return FALSE;
    }
  if (last == NULL || strcmp (day, last) <= 0)
    return TRUE;
  xy_set_invalid (error, field, _ ("%s is still to come."), day);
  return FALSE;
}

XyMeetingRules *
xy_meeting_rules_of (XyStore *store,
                     const XyMeeting *meeting,
                     const XyMeetingKind *kind,
                     const XyMeetingBody **body,
                     GError **error)
{
  XyMeetingRules *rules = xy_meeting_rules_at (store, NULL, meeting->day, error);

  *body = rules != NULL ? xy_meeting_rules_body (rules, kind->body) : NULL;
  return rules;
}

gboolean
xy_meeting_next_number (XyTxn *txn, const XyMeeting *meeting, gint64 *number, GError **error)
{
  return xy_db_number (xy_txn_get_db (txn), statements[NEXT_NUMBER].text,
                       XY_BIND (XY_ID (&meeting->kind), XY_TEXT (meeting->day)), number, error);
}

char *
xy_meeting_read_name (XyStore *store, const XyMeeting *meeting, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (store, meeting, error);

  return kind != NULL ? xy_meeting_describe (meeting, kind->name) : NULL;
}

gboolean
xy_meeting_check_open (const XyMeeting *meeting, GError **error)
{
  if (meeting->stage == XY_MEETING_RECORDING)
    return TRUE;
  if (meeting->stage == XY_MEETING_PLANNED)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting has not begun yet. Begin the minutes first."));
  else if (meeting->stage == XY_MEETING_READY)
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The record is complete and waits to be signed. Go on writing it to change something."));
  else if (xy_meeting_is_locked (meeting))
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT,
                 _ ("The minutes are signed and do not change any more. Put a mistake right by an addition."));
  else
    g_set_error (error, XY_ERROR, XY_ERROR_CONFLICT, _ ("The meeting of %s is over: %s."), meeting->day,
                 xy_meeting_stage_word ((XyMeetingStage) meeting->stage));
  return FALSE;
}

/* A time of day as it is stored. */
static gboolean
tidy_hour (char **member, const char *field, GError **error)
{
  char hour[XY_MEETING_HOUR_SIZE];

  if (*member == NULL || (*member)[0] == '\0')
    {
      xy_set_str (member, NULL);
      return TRUE;
    }
  if (xy_meeting_hour_parse (*member, hour))
    {
      xy_set_str (member, hour);
      return TRUE;
    }
  xy_set_invalid (error, field, _ ("“%s” is no time of day. Please write it as 19:30."), *member);
  return FALSE;
}

/* "323 days ago: is that so?" */
static gboolean
ask_day (const char *day, const char *today, GError **error)
{
  int ahead = xy_day_between (today, day);

  if (!xy_meeting_day_asks (day, today))
    return TRUE;
  if (ahead < 0)
    xy_set_invalid (error, "day", _ ("%s was %d days ago. Is that the right day?"), day, -ahead);
  else
    xy_set_invalid (error, "day", _ ("%s is %d days off. Is that the right day?"), day, ahead);
  return FALSE;
}

static gboolean
check_day (XyTxn *txn, const XyMeetingWriting *writing, const XyMeeting *was, GError **error)
{
  XyMeeting *meeting = writing->meeting;
  g_autofree char *today = xy_env_today (xy_txn_get_env (txn));
  gboolean begun = was != NULL && was->stage != XY_MEETING_PLANNED;
  char day[XY_DAY_SIZE];

  if (!xy_meeting_read_day (meeting->day, today, begun ? today : NULL, "day", day, error))
    return FALSE;
  xy_set_str (&meeting->day, day);
  return writing->day_sure || (was != NULL && g_str_equal (was->day, day)) || ask_day (day, today, error);
}

static gboolean
check_times (XyMeeting *meeting, GError **error)
{
  if (!tidy_hour (&meeting->starts, "starts", error) || !tidy_hour (&meeting->ends, "ends", error))
    return FALSE;
  if (meeting->starts == NULL || meeting->ends == NULL || strcmp (meeting->starts, meeting->ends) < 0
      || xy_meeting_ends_next_day (meeting))
    return TRUE;
  xy_set_invalid (error, "ends", _ ("It ends at %s, but begins at %s only."), meeting->ends, meeting->starts);
  return FALSE;
}

/* A day of something that comes before the meeting, or of nothing. */
static gboolean
check_before (XyMeeting *meeting, char **member, const char *field, GError **error)
{
  char day[XY_DAY_SIZE];

  if (*member == NULL || (*member)[0] == '\0')
    {
      xy_set_str (member, NULL);
      return TRUE;
    }
  if (!xy_meeting_read_day (*member, NULL, NULL, field, day, error))
    return FALSE;
  xy_set_str (member, day);
  if (strcmp (day, meeting->day) <= 0)
    return TRUE;
  if (member == &meeting->party_on)
    xy_set_invalid (error, field, _ ("The Party organisation discusses it first: %s is after the meeting of %s."), day,
                    meeting->day);
  else
    xy_set_invalid (error, field, _ ("People cannot have been told on %s of a meeting on %s."), day, meeting->day);
  return FALSE;
}

/* 村民委员会组织法 25: ten days before; for a special reason at short notice, which the record then says. */
static gboolean
check_notice (XyStore *store, XyMeeting *meeting, const XyMeetingKind *kind, GError **error)
{
  const XyMeetingBody *body = NULL;
  g_autoptr (XyMeetingRules) rules = xy_meeting_rules_of (store, meeting, kind, &body, error);

  if (rules == NULL)
    return FALSE;
  if (body == NULL || body->notice_days == 0 || !body->special || meeting->notified_on == NULL
      || (meeting->special != NULL && meeting->special[0] != '\0'))
    return TRUE;
  int days = xy_day_between (meeting->notified_on, meeting->day);
  if (days >= body->notice_days)
    return TRUE;
  xy_set_invalid (error, "special",
                  _ ("People were told %d days before, and %s asks for %d. Please write the special reason."), days,
                  body->name, body->notice_days);
  return FALSE;
}

static gboolean
check_due (XyTxn *txn, XyMeeting *meeting, GError **error)
{
  gint64 n_came = 0;

  if (meeting->record.stored
      && !xy_db_number (xy_txn_get_db (txn), statements[N_CAME].text, XY_BIND (XY_ID (&meeting->record.id)), &n_came,
                        error))
    return FALSE;
  if (meeting->due < 0 || meeting->due > DUE_MOST)
    xy_set_invalid (error, "due", _ ("That many cannot be asked to come."));
  else if (meeting->due > 0 && n_came > meeting->due)
    xy_set_invalid (error, "due", _ ("%d came already, so that more than %d were to come."), (int) n_came,
                    (int) meeting->due);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_units (XyStore *store, XyMeeting *meeting, GError **error)
{
  g_autoptr (GHashTable) area = NULL;

  if (meeting->units == NULL || meeting->units[0] == '\0')
    {
      xy_set_str (&meeting->units, NULL);
      return TRUE;
    }
  g_autoptr (GPtrArray) nodes = xy_unit_list_tree (store, error);
  return nodes != NULL && xy_unit_area (nodes, meeting->units, &area, error);
}

static gboolean
check_kind (const XyMeeting *meeting, const XyMeetingKind *kind, GError **error)
{
  if (kind->record.deleted)
    xy_set_invalid (error, "kind", _ ("This kind of meeting was deleted. Please choose another."));
  else if (kind->ends != NULL && strcmp (kind->ends, meeting->day) <= 0)
    xy_set_invalid (error, "kind", _ ("%s was dissolved on %s."), kind->name, kind->ends);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_writing (XyTxn *txn, XyMeetingWriting *writing, XyMeetingKind *kind, const XyMeeting *was, GError **error)
{
  XyMeeting *meeting = writing->meeting;
  XyStore *store = xy_txn_get_store (txn);

  if (was != NULL && was->stage != XY_MEETING_PLANNED && !xy_meeting_check_open (was, error))
    return FALSE;
  return check_day (txn, writing, was, error) && (was != NULL || check_kind (meeting, kind, error))
         && check_times (meeting, error) && check_before (meeting, &meeting->notified_on, "notified_on", error)
         && check_before (meeting, &meeting->party_on, "party_on", error) && check_notice (store, meeting, kind, error)
         && check_units (store, meeting, error) && check_due (txn, meeting, error);
}

static gboolean
add_topic (XyTxn *txn, XyMeetingWriting *writing, guint at, GError **error)
{
  XyStore *store = xy_txn_get_store (txn);
  g_autoptr (XyMeetingLine) line = xy_record_new (&xy_meeting_line_type);
  XyMeetingLineWriting line_writing = { .line = line };

  line->meeting = writing->made;
  xy_set_str (&line->kind, "topic");
  xy_set_str (&line->text, writing->topics != NULL ? writing->topics[at] : NULL);
  if (writing->topic_matters != NULL)
    line->matter = writing->topic_matters[at];
  if ((line->text == NULL || line->text[0] == '\0') && !xy_id_is_none (&line->matter))
    {
      g_autoptr (XyMatter) matter = xy_matter_get (store, &line->matter, error);
      if (matter == NULL)
        return FALSE;
      xy_set_str (&line->text, matter->title);
    }
  return line->text == NULL || line->text[0] == '\0' || xy_meeting_line_write_act (txn, &line_writing, error);
}

static gboolean
save (XyTxn *txn, XyMeetingWriting *writing, const XyMeeting *was, GError **error)
{
  XyMeeting *meeting = writing->meeting;

  if (was == NULL)
    xy_set_str (&meeting->maker, xy_txn_get_actor (txn)->name);
  /* Its number is of the year. */
  else if (meeting->number > 0 && strncmp (was->day, meeting->day, 4) != 0
           && !xy_meeting_next_number (txn, meeting, &meeting->number, error))
    return FALSE;
  if (!xy_record_save (txn, meeting, error))
    return FALSE;
  writing->made = meeting->record.id;
  for (guint i = 0; i < writing->n_topics; i++)
    {
      g_autoptr (GError) problem = NULL;
      if (add_topic (txn, writing, i, &problem))
        continue;
      if (g_error_matches (problem, XY_ERROR, XY_ERROR_INVALID))
        xy_set_invalid (error, "topics", "%s", problem->message);
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

gboolean
xy_meeting_write_act (XyTxn *txn, gpointer data, GError **error)
{
  XyMeetingWriting *writing = data;
  XyMeeting *meeting = writing->meeting;
  XyStore *store = xy_txn_get_store (txn);
  gboolean is_new = !meeting->record.stored;
  g_autoptr (XyMeeting) was = is_new ? NULL : xy_meeting_get (store, &meeting->record.id, error);

  if (!xy_txn_require (txn, XY_MAY_KEEP_MEETINGS, error) || (!is_new && was == NULL))
    return FALSE;
  if (is_new && xy_id_is_none (&meeting->kind))
    {
      xy_set_invalid (error, "kind", _ ("Please choose what kind of meeting it is."));
      return FALSE;
    }
  g_autoptr (XyMeetingKind) kind = xy_meeting_get_kind (store, is_new ? meeting : was, error);
  if (kind == NULL || !check_writing (txn, writing, kind, was, error))
    return FALSE;
  if (!save (txn, writing, was, error))
    {
      /* The caller mends it and tries again with the same record. */
      if (is_new)
        {
          meeting->record.id = XY_ID_NONE;
          meeting->record.stored = FALSE;
        }
      return FALSE;
    }
  g_autofree char *what = xy_meeting_describe (meeting, kind->name);
  g_autofree char *title = g_strdup_printf (is_new ? _ ("Call the meeting %s") : _ ("Change the meeting %s"), what);
  xy_txn_set_title (txn, title);
  return TRUE;
}

XyMeeting *
xy_meeting_propose (XyStore *store, const XyId *kind_id, const char *day, GError **error)
{
  g_autoptr (XyMeetingKind) kind = xy_record_get (store, &xy_meeting_kind_type, kind_id, error);
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (XyMeeting) meeting = xy_record_new (&xy_meeting_type);
  g_autofree char *today = xy_env_today (xy_store_get_env (store));
  XyMeetingRecurs recurs;
  char on[XY_DAY_SIZE];

  if (kind == NULL || !xy_meeting_read_day (day, today, NULL, "day", on, error))
    return NULL;
  if (day == NULL && xy_meeting_recurs_parse (kind->recurs, &recurs) && xy_meeting_recurs_has_days (&recurs))
    xy_meeting_recurs_next (&recurs, on, on);
  last = xy_record_list (store, &xy_meeting_type, statements[LAST].text, XY_BIND (XY_ID (kind_id)), error);
  if (last == NULL)
    return NULL;
  meeting->kind = *kind_id;
  xy_set_str (&meeting->day, on);
  xy_set_str (&meeting->starts, kind->hour);
  xy_set_str (&meeting->place, kind->place);
  if (last->len > 0)
    {
      const XyMeeting *before = last->pdata[0];
      if (meeting->starts == NULL)
        xy_set_str (&meeting->starts, before->starts);
      if (meeting->place == NULL)
        xy_set_str (&meeting->place, before->place);
      xy_set_str (&meeting->host, before->host);
      xy_set_str (&meeting->host_post, before->host_post);
      xy_set_str (&meeting->recorder, before->recorder);
    }
  meeting->due = xy_meeting_count_due (store, meeting, kind, error);
  return meeting->due >= 0 ? g_steal_pointer (&meeting) : NULL;
}

const XySql *
xy_meeting_act_statements (guint *n)
{
  *n = G_N_ELEMENTS (statements);
  return statements;
}
