/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fake-county: a county behind a socket of this computer, in a thread of the test, which answers as the test says: as a
 * county should (its store is the server's own), or with whatever bytes.
 */
#pragma once

#include <gio/gio.h>

#include "server/store.h"

#define SID 431399101201

typedef struct
{
  char *method;
  char *path; /* with its query */
  char *head; /* all headers */
  GString *body;
} FakeRequest;

typedef struct _FakeCounty FakeCounty;

/* Makes the bytes that are sent back, status line and all; in the county's thread. */
typedef void (*FakeFunc) (FakeCounty *county, const FakeRequest *request, GString *out, gpointer data);

struct _FakeCounty
{
  GThread *thread;
  GSocketListener *listener;
  GCancellable *cancellable;
  char *url;
  FakeFunc func; /* set between requests; NULL: as a county should */
  gpointer data;
  gint n_requests;
  guint8 seed[32]; /* of its Ed25519 key */
  /* In its thread. */
  XyFixedEnv fixed;
  XyServerStore *store;
  char *nonce; /* of the last enrolment */
};

FakeCounty *fake_county_new (void);
void fake_county_free (FakeCounty *county);

/* Answers as a county should. */
void fake_county_serve (FakeCounty *county, const FakeRequest *request, GString *out);
/* Status line, headers (HEADERS: further ones, each with its line end) and BODY. */
void fake_county_answer (GString *out, const char *status, const char *headers, const char *body, gsize length);

#define FAKE_CODE "ABCDE12345"
#define FAKE_TOKEN "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
