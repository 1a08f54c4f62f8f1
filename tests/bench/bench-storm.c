/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-storm URL CA LIST OPERATIONS: the computers of LIST (a line each: stream, device, epoch, token) come back at
 * once, when the county was away: each makes a connection, says hello, pushes OPERATIONS operations and reads what
 * there is. Started by sync.py, which starts the server. What they send was written and packed before the clock starts.
 */
#include <string.h>

#include <curl/curl.h>

#include "bench.h"
#include "pushes.h"
#include "sync/pack.h"
#include "sync/talk.h"

#define THREADS 16
#define HOUSEHOLDS 20

typedef struct
{
  gint64 stream, device;
  const char *epoch, *token;
  GBytes *push;
  char *hello;
} Computer;

typedef struct
{
  const char *url, *ca;
  GPtrArray *computers;
  int next;
  int failed;
  double *took;
} Storm;

static Computer *
read_computer (const char *line, gint64 operations, guint64 seed)
{
  char **words = g_strsplit (line, " ", 4);
  Computer *computer = g_new0 (Computer, 1);

  if (g_strv_length (words) != 4)
    g_error ("%s", line);
  *computer = (Computer){ .stream = g_ascii_strtoll (words[0], NULL, 10),
                          .device = (gint64) g_ascii_strtoull (words[1], NULL, 16),
                          .epoch = words[2],
                          .token = words[3] };
  Pushes pushes = { .stream = computer->stream,
                    .device = computer->device,
                    .epoch = computer->epoch,
                    .operations = operations,
                    .households = HOUSEHOLDS,
                    .first = operations,
                    .seed = seed };
  g_autoptr (GPtrArray) texts = pushes_write (&pushes);
  g_autoptr (GString) text = texts->pdata[0], hello = g_string_new (NULL);
  XyAsk ask = { .kind = XY_ASK_HELLO, .stream = computer->stream, .device = computer->device, .max = operations };
  g_strlcpy (ask.epoch, computer->epoch, sizeof ask.epoch);
  xy_ask_append (hello, &ask);
  computer->push = xy_pack (text->str, text->len);
  computer->hello = g_strdup (hello->str);
  return computer;
}

static size_t
on_body_came (char *data, size_t size, size_t n, void *body)
{
  g_string_append_len (body, data, (gssize) (size * n));
  return size * n;
}

/* One request over EASY. BODY NULL: a GET. */
static gboolean
ask (const Storm *storm,
     CURL *easy,
     const Computer *computer,
     const char *path,
     const void *body,
     gsize length,
     gboolean packed)
{
  g_autofree char *url = g_strconcat (storm->url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Authorization: Bearer ", computer->token, NULL);
  g_autoptr (GString) answer = g_string_new (NULL);
  struct curl_slist *headers = curl_slist_append (NULL, bearer);
  long status = 0;

  headers = curl_slist_append (headers, "Accept-Encoding: gzip");
  if (packed)
    headers = curl_slist_append (headers, "Content-Encoding: gzip");
  headers =
      curl_slist_append (headers, packed ? "Content-Type: application/x-ndjson" : "Content-Type: application/json");
  curl_easy_setopt (easy, CURLOPT_URL, url);
  curl_easy_setopt (easy, CURLOPT_CAINFO, storm->ca);
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, on_body_came);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, answer);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (easy, CURLOPT_HTTPGET, 1L);
  if (body != NULL)
    {
      curl_easy_setopt (easy, CURLOPT_POST, 1L);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE, (long) length);
      curl_easy_setopt (easy, CURLOPT_POSTFIELDS, body);
    }
  CURLcode code = curl_easy_perform (easy);
  curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
  curl_slist_free_all (headers);
  if (code == CURLE_OK && status == 200 && (!packed || strstr (answer->str, "\"res\":[]") != NULL))
    return TRUE;
  g_printerr ("%s: %s, %ld %.200s\n", path, curl_easy_strerror (code), status, answer->str);
  return FALSE;
}

/* One computer, over a connection of its own. */
static gboolean
come_back (const Storm *storm, const Computer *computer)
{
  CURL *easy = curl_easy_init ();
  gsize length;
  const void *push = g_bytes_get_data (computer->push, &length);
  g_autofree char *pull = g_strdup_printf ("/v1/pull?s=%" G_GINT64_FORMAT "&d=%" G_GINT64_MODIFIER "x&c=0&ep=%s&n=1000",
                                           computer->stream, computer->device, computer->epoch);

  gboolean ok = ask (storm, easy, computer, "/v1/hello", computer->hello, strlen (computer->hello), FALSE)
                && ask (storm, easy, computer, "/v1/push", push, length, TRUE)
                && ask (storm, easy, computer, pull, NULL, 0, FALSE);
  curl_easy_cleanup (easy);
  return ok;
}

static gpointer
run (gpointer data)
{
  Storm *storm = data;
  int at;

  while ((at = g_atomic_int_add (&storm->next, 1)) < (int) storm->computers->len)
    {
      double start = bench_now ();
      if (!come_back (storm, storm->computers->pdata[at]))
        g_atomic_int_inc (&storm->failed);
      storm->took[at] = bench_now () - start;
    }
  return NULL;
}

int
main (int argc, char *argv[])
{
  g_autofree char *list = NULL;
  GThread *threads[THREADS];

  if (argc != 5 || !g_file_get_contents (argv[3], &list, NULL, NULL))
    return 2;
  curl_global_init (CURL_GLOBAL_DEFAULT);
  Storm storm = { .url = argv[1], .ca = argv[2], .computers = g_ptr_array_new () };
  gint64 operations = g_ascii_strtoll (argv[4], NULL, 10);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (list), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (storm.computers, read_computer (lines[i], operations, i + 1));
  guint n = storm.computers->len;
  storm.took = g_new0 (double, n);
  double start = bench_now ();
  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("village", run, &storm);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
  double took = bench_now () - start;
  if (storm.failed > 0)
    g_error ("%d of %u were not served", storm.failed, n);
  bench_print ("until all is taken", took, "s");
  bench_print ("sessions", n / took, "/s");
  bench_print ("session p99", bench_quantile (storm.took, n, 0.99), "s");
  return 0;
}
