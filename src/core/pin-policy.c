/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pin-policy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/day.h"
#include "core/pinyin.h"
#include "core/rule-file.h"
#include "core/setting.h"
#include "core/store.h"

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
/* A pattern of so many characters that is only repeated is no secret: 121212, 123123, abcabcabc. */
#define PATTERN 3
#define KEPT "xy-pin-policy"

enum
{
  VALID,
  READ,
  VALID_COMMON,
  COMMON,
};

/* These ask no table: they take a text apart. */
static const char *const statements[] = {
  /* No edition makes it weaker than six characters and ten tries, nor longer than Argon2id and a person bear. */
  [VALID] = "SELECT json_valid (?1) AND (?1 ->> '$.shortest') BETWEEN 6 AND 32"
            " AND (?1 ->> '$.longest') BETWEEN 16 AND 256 AND (?1 ->> '$.kinds') BETWEEN 1 AND 3"
            " AND (?1 ->> '$.days') BETWEEN 0 AND 3650 AND (?1 ->> '$.tries') BETWEEN 3 AND 10"
            " AND (?1 ->> '$.wait_minutes') BETWEEN 1 AND 60"
            " AND (?1 ->> '$.longest_minutes') BETWEEN (?1 ->> '$.wait_minutes') AND 1440"
            " AND (?1 ->> '$.idle_minutes') BETWEEN 0 AND 120 AND json_type (?1, '$.name') = 'text'"
            " AND json_type (?1, '$.source') = 'text' AND json_type (?1, '$.date') = 'text'",
  [READ] = "SELECT ?1 ->> '$.shortest', ?1 ->> '$.longest', ?1 ->> '$.kinds',"
           " ?1 ->> '$.days', ?1 ->> '$.required', ?1 ->> '$.common', ?1 ->> '$.tries', ?1 ->> '$.wait_minutes',"
           " ?1 ->> '$.longest_minutes', ?1 ->> '$.idle_minutes'",
  [VALID_COMMON] = "SELECT json_valid (?1) AND json_type (?1, '$.words') = 'array'"
                   " AND json_type (?1, '$.bases') = 'array' AND json_type (?1, '$.tails') = 'array'",
  /* A word; or a word or the name in pinyin (?3, ?4) with a tail behind it or before it. */
  [COMMON] = "SELECT EXISTS (SELECT 1 FROM json_each (?1, '$.words') WHERE value = ?2)"
             " OR EXISTS (SELECT 1 FROM (SELECT value AS b FROM json_each (?1, '$.bases')"
             " UNION ALL SELECT ?3 UNION ALL SELECT ?4) WHERE b <> '' AND (?2 = b"
             " OR (substr (?2, 1, length (b)) = b AND substr (?2, length (b) + 1)"
             " IN (SELECT value FROM json_each (?1, '$.tails')))"
             " OR (substr (?2, - length (b)) = b AND substr (?2, 1, length (?2) - length (b))"
             " IN (SELECT value FROM json_each (?1, '$.tails')))))",
};

void
xy_pin_policy_free (XyPinPolicy *policy)
{
  if (policy == NULL)
    return;
  g_free (policy->id);
  g_free (policy);
}

/* --- reading --- */

static void
fill (XyPinPolicy *policy, XyRows *rows)
{
  policy->shortest = xy_rows_int (rows, 0);
  policy->longest = xy_rows_int (rows, 1);
  policy->kinds = xy_rows_int (rows, 2);
  policy->days = xy_rows_int (rows, 3);
  policy->required = xy_rows_int (rows, 4) != 0;
  policy->common = xy_rows_int (rows, 5) != 0;
  policy->tries = xy_rows_int (rows, 6);
  policy->wait = xy_rows_int (rows, 7) * MINUTE;
  policy->longest_wait = xy_rows_int (rows, 8) * MINUTE;
  policy->idle_minutes = xy_rows_int (rows, 9);
}

XyPinPolicy *
xy_pin_policy_fallback (const char *id)
{
  XyPinPolicy *policy = g_new0 (XyPinPolicy, 1);

  policy->id = g_strdup (id);
  policy->shortest = g_str_equal (id, XY_PIN_POLICY_OFFICE) ? 6 : 8;
  policy->longest = 64;
  policy->kinds = 1;
  policy->tries = 5;
  policy->wait = MINUTE;
  policy->longest_wait = 60 * MINUTE;
  return policy;
}

/* The file of a set of rules. (transfer full) */
static char *
file_of (const char *id)
{
  return g_strdup_printf ("pin-%s.json", id);
}

XyPinPolicy *
xy_pin_policy_read (const char *id)
{
  g_autoptr (XyDb) json = xy_db_open (":memory:", XY_DB_CREATE, NULL);
  g_autofree char *file = file_of (id);
  g_autofree char *text = json != NULL ? xy_rule_file_newest (json, file, statements[VALID], NULL) : NULL;
  g_autoptr (XyRows) rows = text != NULL ? xy_db_query (json, statements[READ], XY_BIND (XY_TEXT (text)), NULL) : NULL;
  XyPinPolicy *policy = xy_pin_policy_fallback (id);

  if (rows != NULL && xy_rows_next (rows, NULL))
    fill (policy, rows);
  return policy;
}

/* The set that a store read last, of one edition. */
typedef struct
{
  XyPinPolicy *policy;
  char *stamp;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  xy_pin_policy_free (kept->policy);
  g_free (kept->stamp);
  g_free (kept);
}

static XyPinPolicy *
copy (const XyPinPolicy *policy)
{
  XyPinPolicy *result = g_memdup2 (policy, sizeof *policy);

  result->id = g_strdup (policy->id);
  return result;
}

XyPinPolicy *
xy_pin_policy_of (XyStore *store)
{
  g_autofree char *chosen = xy_setting_get (store, XY_SETTING_PIN_POLICY);
  /* A set that only a newer program knows asks for more than nothing. */
  const char *id = xy_setting_check (XY_SETTING_PIN_POLICY, chosen, NULL) ? chosen : XY_PIN_POLICY_DENGBAO2;
  g_autofree char *file = file_of (id), *stamp = xy_rule_file_stamp (file);
  Kept *kept = g_object_get_data (G_OBJECT (store), KEPT);

  if (kept == NULL || !g_str_equal (kept->policy->id, id) || !g_str_equal (kept->stamp, stamp))
    {
      kept = g_new0 (Kept, 1);
      kept->policy = xy_pin_policy_read (id);
      kept->stamp = g_steal_pointer (&stamp);
      g_object_set_data_full (G_OBJECT (store), KEPT, kept, kept_free);
    }
  return copy (kept->policy);
}

/* --- in words --- */

char *
xy_pin_policy_explain (const XyPinPolicy *policy)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("At least %d characters"), (int) policy->shortest);
  if (policy->kinds > 1)
    g_string_append_printf (text, _ (", of letters, digits and signs at least %d kinds"), (int) policy->kinds);
  g_string_append (text, policy->common ? _ ("; common ones and the own name are refused")
                                        : _ ("; 123456 and the like are refused"));
  g_string_append (text, policy->required ? _ ("; everybody has one") : _ ("; who has none comes in by his name"));
  if (policy->days > 0)
    g_string_append_printf (text, _ ("; renewed after %d days"), (int) policy->days);
  else
    g_string_append (text, _ ("; not renewed for its age"));
  g_string_append_printf (text, _ ("; after %d wrong ones in a row it waits %d minutes, and then longer"),
                          (int) policy->tries, (int) (policy->wait / MINUTE));
  if (policy->idle_minutes > 0)
    g_string_append_printf (text, _ ("; the screen locks after %d minutes at the latest"), (int) policy->idle_minutes);
  g_string_append (text, _ ("."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
xy_pin_policies_explain (void)
{
  static const char *const ids[] = { XY_PIN_POLICY_OFFICE, XY_PIN_POLICY_DENGBAO2, XY_PIN_POLICY_ASVS };
  g_autoptr (GString) text = g_string_new (_ ("What a PIN must be like, and when the screen locks."));

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (XyPinPolicy) policy = xy_pin_policy_read (ids[i]);
      g_autofree char *one = xy_pin_policy_explain (policy);
      const XyWord *word = xy_setting_key (XY_SETTING_PIN_POLICY)->words;

      while (!g_str_equal (word->value, ids[i]))
        word++;
      g_string_append_printf (text, _ ("\n%s: %s"), _ (word->label), one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- judging --- */

/* All characters follow one another by the same step of -1, 0 or 1: 111111, 123456, fedcba. */
static gboolean
is_run (const char *pin)
{
  int step = pin[1] - pin[0];

  if (step < -1 || step > 1)
    return FALSE;
  for (gsize i = 1; pin[i] != '\0'; i++)
    if (pin[i] - pin[i - 1] != step)
      return FALSE;
  return TRUE;
}

/* One or a few characters again and again. */
static gboolean
is_pattern (const char *pin)
{
  gsize length = strlen (pin);

  for (gsize period = 1; period <= PATTERN && period * 2 <= length; period++)
    if (strncmp (pin, pin + period, length - period) == 0)
      return TRUE;
  return FALSE;
}

/* Eight digits that are a day: somebody's birthday. */
static gboolean
is_birthday (const char *pin)
{
  int year = 0, month = 0, day = 0;
  char parsed[XY_DAY_SIZE];

  if (strlen (pin) != 8 || strspn (pin, "0123456789") != 8)
    return FALSE;
  for (int i = 0; i < 8; i++)
    {
      int *part = i < 4 ? &year : i < 6 ? &month : &day;
      *part = *part * 10 + pin[i] - '0';
    }
  return year >= 1900 && year < 2100 && xy_day_from_parts (year, month, day, parsed);
}

/* Each once, as far as it is there. */
static gint64
count_kinds (const char *pin)
{
  gboolean letters = FALSE, digits = FALSE, signs = FALSE;

  for (const char *at = pin; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      letters |= g_unichar_isalpha (c);
      digits |= g_unichar_isdigit (c);
      signs |= !g_unichar_isalnum (c);
    }
  return letters + digits + signs;
}

static gboolean
is_common (const char *pin, const char *name)
{
  g_autoptr (XyDb) json = xy_db_open (":memory:", XY_DB_CREATE, NULL);
  g_autofree char *list =
      json != NULL ? xy_rule_file_newest (json, "pin-common.json", statements[VALID_COMMON], NULL) : NULL;
  g_autofree char *lower = g_utf8_strdown (pin, -1), *full = NULL, *initials = NULL;
  gint64 common = 0;

  if (is_pattern (lower) || is_birthday (lower))
    return TRUE;
  xy_pinyin_keys (name, &full, &initials);
  /* Of several readings the most usual. */
  full[strcspn (full, " ")] = '\0';
  initials[strcspn (initials, " ")] = '\0';
  return list != NULL
         && xy_db_number (json, statements[COMMON],
                          XY_BIND (XY_TEXT (list), XY_TEXT (lower), XY_TEXT (full), XY_TEXT (initials)), &common, NULL)
         && common != 0;
}

gboolean
xy_pin_check (const XyPinPolicy *policy, const char *pin, const char *name, GError **error)
{
  glong length = g_utf8_validate (pin, -1, NULL) ? g_utf8_strlen (pin, -1) : 0;

  if (length < policy->shortest || length > policy->longest)
    xy_set_invalid (error, "pin", _ ("A PIN has %d to %d digits or letters."), (int) policy->shortest,
                    (int) policy->longest);
  else if (is_run (pin))
    xy_set_invalid (error, "pin", _ ("This PIN is the first one that anybody would try. Please take another."));
  else if (g_strcmp0 (pin, name) == 0)
    xy_set_invalid (error, "pin", _ ("The PIN must not be the user's own name."));
  else if (count_kinds (pin) < policy->kinds)
    xy_set_invalid (error, "pin", _ ("By the village's rules a PIN has at least %d of these: letters, digits, signs."),
                    (int) policy->kinds);
  else if (policy->common && is_common (pin, name))
    xy_set_invalid (error, "pin", _ ("This PIN is one of those that are tried first. Please take another."));
  else
    return TRUE;
  return FALSE;
}

gint64
xy_pin_policy_wait (const XyPinPolicy *policy, gint64 failures)
{
  gint64 time = policy->wait;

  if (failures < policy->tries)
    return 0;
  for (gint64 i = policy->tries; i < failures && time < policy->longest_wait; i++)
    time *= 2;
  return MIN (time, policy->longest_wait);
}

gint64
xy_pin_policy_idle (const XyPinPolicy *policy, gint64 wanted)
{
  if (policy->idle_minutes == 0)
    return wanted;
  return wanted == 0 ? policy->idle_minutes : MIN (wanted, policy->idle_minutes);
}
