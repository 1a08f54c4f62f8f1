/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/matter-agreement.h"

#include <string.h>

#define HOW "履行方式"
#define UNTIL "履行期限"

/* What stands after KEY and a colon of either width at the start of LINE; NULL where it begins with something else. */
static const char *
find_value (const char *line, const char *key)
{
  if (!g_str_has_prefix (line, key))
    return NULL;
  line += strlen (key);
  if (g_str_has_prefix (line, "："))
    return line + strlen ("：");
  return *line == ':' ? line + 1 : NULL;
}

static void
take (char **member, const char *text)
{
  g_autofree char *more = g_strstrip (g_strdup (text));
  char *all;

  if (more[0] == '\0')
    return;
  all = *member != NULL ? g_strconcat (*member, "\n", more, NULL) : g_strdup (more);
  g_free (*member);
  *member = all;
}

static void
read_note (XyMatterAgreement *agreement, const char *note)
{
  g_auto (GStrv) lines = g_strsplit (note, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      const char *how = find_value (*line, HOW), *until = find_value (*line, UNTIL);
      if (how != NULL)
        take (&agreement->how, how);
      else if (until != NULL)
        take (&agreement->until, until);
      else
        take (&agreement->agreed, *line);
    }
}

/* People write 曾国强、周小平, or 曾国强与周小平. */
static char **
split_parties (const char *people)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_regex_split_simple ("[、，,；;/\\n]|与", people != NULL ? people : "", 0, 0);
  g_auto (GStrv) pair = g_strsplit (people != NULL ? people : "", "和", -1);
  char **from = parts;

  /* Only between two names: 和 may be in one. */
  if (g_strv_length (parts) == 1 && g_strv_length (pair) == 2 && g_utf8_strlen (pair[0], -1) > 1
      && g_utf8_strlen (pair[1], -1) > 1)
    from = pair;
  for (; *from != NULL; from++)
    {
      char *name = g_strstrip (g_strdup (*from));
      if (name[0] != '\0')
        g_ptr_array_add (parties, name);
      else
        g_free (name);
    }
  while (parties->len < 2)
    g_ptr_array_add (parties, g_strdup (""));
  g_ptr_array_add (parties, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parties), FALSE);
}

XyMatterAgreement *
xy_matter_agreement_read (const XyMatter *matter, const GPtrArray *steps)
{
  XyMatterAgreement *agreement = g_new0 (XyMatterAgreement, 1);
  gboolean done =
      matter->stage == XY_MATTER_DONE || matter->stage == XY_MATTER_VISITED || matter->stage == XY_MATTER_CLOSED;

  agreement->parties = split_parties (matter->people);
  take (&agreement->facts, matter->content != NULL ? matter->content : "");
  for (guint i = steps->len; done && i-- > 0;)
    {
      const XyMatterStep *step = steps->pdata[i];
      if (!g_str_equal (step->kind, "finish"))
        continue;
      read_note (agreement, step->note != NULL ? step->note : "");
      agreement->day = g_strdup (step->day);
      break;
    }
  return agreement;
}

void
xy_matter_agreement_free (XyMatterAgreement *agreement)
{
  g_strfreev (agreement->parties);
  g_free (agreement->facts);
  g_free (agreement->agreed);
  g_free (agreement->how);
  g_free (agreement->until);
  g_free (agreement->day);
  g_free (agreement);
}

char *
xy_matter_agreement_note (const char *agreed, const char *how, const char *until)
{
  GString *note = g_string_new (agreed);

  if (how != NULL && how[0] != '\0')
    g_string_append_printf (note, "\n" HOW "：%s", how);
  if (until != NULL && until[0] != '\0')
    g_string_append_printf (note, "\n" UNTIL "：%s", until);
  return g_string_free (note, FALSE);
}
