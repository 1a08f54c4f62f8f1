/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/meeting-count.h"

#include <glib/gi18n-lib.h>

void
xy_meeting_verdict_clear (XyMeetingVerdict *verdict)
{
  g_clear_pointer (&verdict->sentence, g_free);
}

/* "320 户": how many of what the body counts by. */
static char *
figure (gint64 n, gboolean households)
{
  return g_strdup_printf (households ? ngettext ("%d household", "%d households", (gulong) n)
                                     : ngettext ("%d person", "%d persons", (gulong) n),
                          (int) n);
}

static char *
share_word (const XyMeetingShare *share)
{
  if (share->num == 1 && share->den == 2)
    return g_strdup (_ ("half"));
  if (share->num == 2 && share->den == 3)
    return g_strdup (_ ("two thirds"));
  return g_strdup_printf ("%d/%d", share->num, share->den);
}

gboolean
xy_meeting_count_check (const XyMeetingBody *body, const XyMeetingCount *count, GError **error)
{
  gint64 voices = count->yes + count->no + count->abstain;

  if (count->due < 1)
    xy_set_invalid (error, "due", _ ("Say how many should come."));
  else if (count->due < body->least)
    xy_set_invalid (error, "due", _ ("%s has at least %d members, and here are %d."), body->name, body->least,
                    (int) count->due);
  else if (count->present < 0 || count->present > count->due)
    xy_set_invalid (error, "present", _ ("%d should come, so %d cannot have come."), (int) count->due,
                    (int) count->present);
  else if (count->yes < 0 || count->no < 0 || count->abstain < 0)
    xy_set_invalid (error, count->yes < 0 ? "yes" : count->no < 0 ? "no" : "abstain", _ ("A number is missing."));
  else if (voices > count->present)
    xy_set_invalid (error, "yes", _ ("%d in favour, %d against and %d abstaining are %d, but only %d came."),
                    (int) count->yes, (int) count->no, (int) count->abstain, (int) voices, (int) count->present);
  else
    return TRUE;
  return FALSE;
}

static char *
attend_sentence (const XyMeetingShare *share, const XyMeetingCount *count, const XyMeetingVerdict *verdict)
{
  gboolean households = share->of == XY_MEETING_HOUSEHOLDS;
  g_autofree char *due = figure (count->due, households), *present = figure (count->present, households);
  g_autofree char *need = figure (verdict->attend_need, households), *word = share_word (share);

  /* Translators: of these four sentences the numbers are: who should come, who came, a share ("half"), the share's
   * number.
   */
  if (verdict->quorum)
    return g_strdup_printf (share->over ? _ ("%s due, %s came, more than %s (%s); ")
                                        : _ ("%s due, %s came, at least %s (%s); "),
                            due, present, word, need);
  return g_strdup_printf (share->over ? _ ("%s due, %s came, not more than %s (%s): nothing can be decided.")
                                      : _ ("%s due, %s came, less than %s (%s): nothing can be decided."),
                          due, present, word, need);
}

static char *
pass_sentence (const XyMeetingShare *share, gboolean households, gint64 yes, const XyMeetingVerdict *verdict)
{
  g_autofree char *in_favour = figure (yes, households), *need = figure (verdict->pass_need, households);
  g_autofree char *word = share_word (share);
  const char *whose = share->of == XY_MEETING_PRESENT ? _ ("of those who came") : _ ("of all who should come");

  /* Translators: of these four the numbers are: who is in favour, a share ("half"), of whom, the share's number. */
  if (verdict->passed)
    return g_strdup_printf (share->over ? _ ("%s in favour, more than %s %s (%s): passed.")
                                        : _ ("%s in favour, at least %s %s (%s): passed."),
                            in_favour, word, whose, need);
  return g_strdup_printf (share->over ? _ ("%s in favour, not more than %s %s (%s): not passed.")
                                      : _ ("%s in favour, less than %s %s (%s): not passed."),
                          in_favour, word, whose, need);
}

void
xy_meeting_count_judge (const XyMeetingBody *body, const XyMeetingCount *count, XyMeetingVerdict *verdict)
{
  const XyMeetingShare *attend = &body->attend[MIN (count->attend, body->n_attend - 1)];

  g_return_if_fail (body->votes);
  *verdict = (XyMeetingVerdict){ 0 };
  verdict->attend_need = xy_meeting_share_need (attend, count->due);
  verdict->quorum = count->present >= verdict->attend_need;
  verdict->pass_need =
      xy_meeting_share_need (&body->pass, body->pass.of == XY_MEETING_PRESENT ? count->present : count->due);
  verdict->passed = verdict->quorum && count->yes >= verdict->pass_need;
  g_autofree char *who_came = attend_sentence (attend, count, verdict);
  if (!verdict->quorum)
    {
      verdict->sentence = g_steal_pointer (&who_came);
      return;
    }
  g_autofree char *agreed = pass_sentence (&body->pass, attend->of == XY_MEETING_HOUSEHOLDS, count->yes, verdict);
  verdict->sentence = g_strconcat (who_came, agreed, NULL);
}
