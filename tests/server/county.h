/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * county: what the tests of the server start from: a county in memory, or in the PostgreSQL that XIANGYUE_TEST_PG names
 * (with-pg.sh), and devices that write lines by hand.
 */
#pragma once

#include <string.h>
#include <unistd.h>

#include "server/copy.h"
#include "server/store.h"
#include "sync/talk.h"

#define SID 431399101201

typedef struct
{
  XyFixedEnv fixed;
  XyServerStore *store;
  XyWire *wire;
} County;

typedef struct
{
  gint64 number;
  gint64 n; /* of its last line */
  guint8 hash[XY_HASH_SIZE];
  gint64 old;    /* of its last line that was written in an epoch before */
  gint64 stream; /* 0: SID */
} Device;

/* A place for a base in which nothing is. Returns: (transfer full). */
static inline char *
county_place (const char *pg)
{
  static int count;
  g_autoptr (GError) error = NULL;

  if (pg == NULL)
    return g_strdup (":memory:");
  g_autoptr (XyBase) base = xy_base_open (pg, &error);
  g_assert_no_error (error);
  g_autofree char *name = g_strdup_printf ("county_%d_%d", (int) getpid (), ++count);
  g_autofree char *sql = g_strconcat ("CREATE SCHEMA ", name, NULL);
  g_assert_true (xy_base_run (base, sql, XY_BIND_NONE, &error));
  return g_strdup_printf ("%s options='-c search_path=%s'", pg, name);
}

static inline void
county_open (County *county)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = county_place (g_getenv ("XIANGYUE_TEST_PG"));

  /* 2026-11-22 09:00 in Shanghai. */
  xy_fixed_env_init (&county->fixed, 1795309200000, 5);
  county->store = xy_server_store_open (place, &county->fixed.env, &error);
  g_assert_no_error (error);
  county->wire = xy_wire_new (&error);
  g_assert_no_error (error);
}

static inline void
county_close (County *county)
{
  xy_server_store_close (county->store);
  xy_wire_free (county->wire);
}

static inline Device
county_device_of (County *county, gint64 stream, guint64 nonce)
{
  g_autoptr (GError) error = NULL;
  Device device = { .stream = stream };

  g_assert_true (xy_server_store_add_device (county->store, stream, 0, nonce, &device.number, &error));
  g_assert_no_error (error);
  return device;
}

static inline Device
county_device (County *county, guint64 nonce)
{
  return county_device_of (county, SID, nonce);
}

/* A line of the device, number N behind its last one: TABLE, KIND, record ID (its last digits), base, fields. */
static inline char *
line_of (gint64 n, const char *table, char kind, int id, gint64 base, const char *clock, const char *fields)
{
  g_autofree char *c = clock != NULL ? g_strdup_printf ("\"c\":\"%s\",", clock) : g_strdup ("");

  return g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT
                          ",\"t\":\"%s\",\"k\":\"%c\",\"id\":\"0197a3f2-c1d4-7003-8000-%012d\","
                          "\"b\":%" G_GINT64_FORMAT ",%s\"at\":1795309200000,\"by\":\"u3\",\"d\":%s}",
                          n, table, kind, id, base, c, fields);
}

/* A push of LINES (ended by NULL) behind FROM, whose hash is BEFORE. HASH gets the last one. */
static inline GString *
push_text (County *county,
           const Device *device,
           gint64 from,
           const guint8 before[XY_HASH_SIZE],
           char **lines,
           guint8 hash[XY_HASH_SIZE])
{
  XyWirePush head = { .stream = device->stream != 0 ? device->stream : SID,
                      .device = device->number,
                      .from = from,
                      .old = device->old,
                      .schema = 11 };
  GString *text = g_string_new (NULL);
  gint64 n = 0;

  g_strlcpy (head.epoch, xy_server_store_get_epoch (county->store), sizeof head.epoch);
  memcpy (head.before, before, XY_HASH_SIZE);
  memmove (hash, before, XY_HASH_SIZE);
  xy_wire_append_push_head (text, &head);
  for (; lines[n] != NULL; n++)
    {
      g_string_append (text, lines[n]);
      g_string_append_c (text, '\n');
      xy_wire_chain (hash, lines[n], strlen (lines[n]));
    }
  xy_wire_append_push_end (text, n, hash);
  return text;
}

/* The store takes TEXT; ANSWER is to be cleared. */
static inline void
send_push (County *county, GString *text, XyAnswer *answer)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_server_store_push (county->store, text->str, text->len, out, &error));
  g_assert_no_error (error);
  g_assert_true (xy_answer_read (county->wire, out->str, out->len, answer));
}

/* The device writes LINES and sends them. */
static inline void
push_lines (County *county, Device *device, char **lines, XyAnswer *answer)
{
  g_autoptr (GString) text = push_text (county, device, device->n + 1, device->hash, lines, device->hash);

  device->n += g_strv_length (lines);
  send_push (county, text, answer);
  g_assert_cmpint (answer->kind, ==, XY_ANSWER_OK);
  g_assert_cmpint (answer->last, ==, device->n);
  g_assert_cmpmem (answer->hash, XY_HASH_SIZE, device->hash, XY_HASH_SIZE);
}

/* LINE, which stands behind the device's last one; "ok" or "held missing" … Returns: (transfer full). */
static inline char *
push_line (County *county, Device *device, char *line)
{
  g_auto (XyAnswer) answer = { 0 };
  char *lines[] = { line, NULL };

  push_lines (county, device, lines, &answer);
  if (answer.results == NULL)
    return g_strdup ("ok");
  g_assert_cmpuint (answer.results->len, ==, 1);
  const XyResult *result = &g_array_index (answer.results, XyResult, 0);
  g_assert_cmpint (result->n, ==, device->n);
  return g_strdup_printf ("%s%s%s", xy_result_word (result->kind), *result->code != '\0' ? " " : "", result->code);
}

/* One line. */
static inline char *
push_one (County *county,
          Device *device,
          const char *table,
          char kind,
          int id,
          gint64 base,
          const char *clock,
          const char *fields)
{
  g_autofree char *line = line_of (device->n + 1, table, kind, id, base, clock, fields);

  return push_line (county, device, line);
}

/* One that makes a record which the county has lost, written later than all others. */
static inline char *
push_salvaged (County *county, Device *device, const char *table, int id, const char *fields)
{
  g_autofree char *line = line_of (device->n + 1, table, 'i', id, 0, NULL, fields);
  g_autofree char *marked = g_strdup_printf ("%.*s,\"sv\":1}", (int) strlen (line) - 1, line);
  char *at = strstr (marked, "\"at\":");

  at[strlen ("\"at\":179530920")]++;

  return push_line (county, device, marked);
}

#define assert_salvaged(result, ...)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *became = push_salvaged (__VA_ARGS__);                                                             \
    g_assert_cmpstr (became, ==, result);                                                                              \
  }                                                                                                                    \
  G_STMT_END

#define assert_push(result, ...)                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *became = push_one (__VA_ARGS__);                                                                  \
    g_assert_cmpstr (became, ==, result);                                                                              \
  }                                                                                                                    \
  G_STMT_END

/* The base, or a copy of it in SQLite, whose functions the tests look at it with. COPY is to be closed. */
static inline XyBase *
county_look (County *county, XyBase **copy)
{
  g_autoptr (GError) error = NULL;
  XyBase *base = xy_server_store_get_base (county->store);

  if (xy_base_get_db (base) != NULL)
    return base;
  *copy = xy_base_open (":memory:", &error);
  g_assert_no_error (error);
  xy_server_copy (base, *copy, &error);
  g_assert_no_error (error);
  return *copy;
}

/* The first column of the first row that SQL finds, as text. Returns: (transfer full). */
static inline char *
county_text (County *county, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XyBase) copy = NULL;
  char *text = xy_base_text (county_look (county, &copy), sql, XY_BIND_NONE, &error);

  g_assert_no_error (error);
  return text;
}

#define assert_county(county, sql, expected)                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *found = county_text (county, sql);                                                                \
    g_assert_cmpstr (found, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END
