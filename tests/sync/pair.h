/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pair: what the tests of standing and settling start from: one county and two computers of one village, that say what
 * they have to say when the test wants it.
 */
#pragma once

#include <string.h>

#include "../core/office.h"
#include "core/household.h"
#include "server/store.h"
#include "sync/session.h"
#include "sync/settle.h"

#define PAIR_STREAM 431399101201

typedef struct
{
  Office offices[2];
  XySession *sessions[2];
  XyServerStore *county;
} Pair;

static inline void
pair_enroll (Pair *pair, guint which)
{
  g_autoptr (GError) error = NULL;
  gint64 device;

  g_assert_true (xy_server_store_add_device (pair->county, PAIR_STREAM, 0, which + 1, &device, &error));
  g_assert_true (xy_local_enroll (pair->offices[which].store, PAIR_STREAM, device,
                                  xy_server_store_get_epoch (pair->county), &error));
  pair->sessions[which] = xy_session_new (pair->offices[which].store, &error);
  g_assert_no_error (error);
}

static inline void
pair_open (Pair *pair)
{
  g_autoptr (GError) error = NULL;

  *pair = (Pair){ .county = NULL };
  office_open (&pair->offices[0], 3);
  office_open (&pair->offices[1], 3);
  /* The same village on both, and from here on records of their own. */
  xy_fixed_env_init (&pair->offices[1].fixed, 1795309200000, 4);
  pair->county = xy_server_store_open (":memory:", &pair->offices[0].fixed.env, &error);
  g_assert_no_error (error);
  pair_enroll (pair, 0);
  pair_enroll (pair, 1);
}

static inline void
pair_close (Pair *pair)
{
  for (guint i = 0; i < 2; i++)
    {
      xy_session_free (pair->sessions[i]);
      office_close (&pair->offices[i]);
    }
  xy_server_store_close (pair->county);
}

/* Computer WHICH says all it has to say. */
static inline void
pair_talk (Pair *pair, guint which)
{
  g_auto (XySessionRequest) request = { .send = XY_SEND_NOTHING };
  g_autoptr (GError) error = NULL;
  XyFixedEnv *fixed = &pair->offices[which].fixed;
  gint64 now = xy_env_now (&fixed->env);

  /* Of two computers that draw the same the county would think that they are one. */
  const guint64 drawn = 7 + which;

  g_assert_true (xy_session_tick (pair->sessions[which], now, drawn, TRUE, &request, &error));
  while (request.send != XY_SEND_NOTHING)
    {
      g_autoptr (GString) answer = g_string_new (NULL);

      if (request.send == XY_SEND_PUSH)
        xy_server_store_push (pair->county, request.text->str, request.text->len, answer, &error);
      else if (request.send == XY_SEND_PULL)
        xy_server_store_pull (pair->county, request.stream, request.device, request.epoch, request.cursor, 100, answer,
                              &error);
      else
        xy_server_store_ask (pair->county, request.text->str, request.text->len, answer, &error);
      g_assert_no_error (error);
      g_assert_true (
          xy_session_answer (pair->sessions[which], now, now, drawn, answer->str, answer->len, &request, &error));
      g_assert_no_error (error);
    }
}

static inline void
pair_talk_all (Pair *pair)
{
  for (guint i = 0; i < 4; i++)
    pair_talk (pair, i % 2);
}

static inline XyStanding
pair_standing (Pair *pair, guint which)
{
  XyStanding standing;
  g_autoptr (GError) error = NULL;

  g_assert_true (xy_standing_read (pair->offices[which].store, &standing, &error));
  g_assert_no_error (error);
  return standing;
}

/* Both have the same records. */
static inline void
pair_assert_alike (Pair *pair)
{
  g_autofree char *a = xy_store_dump (pair->offices[0].store, NULL), *b = xy_store_dump (pair->offices[1].store, NULL);

  g_assert_cmpstr (a, ==, b);
}

static inline void
pair_settle (Pair *pair, guint which, const XyId *row, XySettleWay way)
{
  XySettlement settlement = { *row, way };

  office_act (&pair->offices[which], "Settle", xy_settle, &settlement);
}

/* A household, by the name of its head, of which one field is set. */
typedef struct
{
  const char *head;
  const char *field;
  const char *value;
} PairEdit;

static inline gboolean
pair_edit_household (XyTxn *txn, gpointer data, GError **error)
{
  const PairEdit *edit = data;
  g_autoptr (GPtrArray) list = xy_record_list (xy_txn_get_store (txn), &xy_household_type, "WHERE t.head_name = ?1",
                                               XY_BIND (XY_TEXT (edit->head)), error);

  if (list == NULL)
    return FALSE;
  g_autoptr (XyHousehold) household =
      list->len > 0 ? xy_record_copy (list->pdata[0]) : xy_record_new (&xy_household_type);
  xy_set_str (&household->head_name, edit->head);
  if (edit->field != NULL && g_str_equal (edit->field, "del"))
    return xy_record_set_deleted (txn, household, g_str_equal (edit->value, "1"), error);
  if (edit->field != NULL)
    xy_record_set_text (household, xy_record_type_field (&xy_household_type, edit->field), edit->value);
  /* What no form lets through, as from a program that does not look. */
  if (household->note != NULL && strlen (household->note) > 4000)
    {
      if (xy_id_is_none (&household->record.id))
        household->record.id = xy_id_new (xy_txn_get_env (txn));
      xy_set_str (&household->state, "here");
      return xy_record_receive (txn, household, error);
    }
  return xy_record_save (txn, household, error);
}

static inline void
pair_edit (Pair *pair, guint which, const char *head, const char *field, const char *value)
{
  PairEdit edit = { head, field, value };

  pair->offices[which].fixed.instant += 1000;
  office_act (&pair->offices[which], "Edit", pair_edit_household, &edit);
}

/* One field of a household, as computer WHICH has it. Returns: (transfer full). */
static inline char *
pair_value (Pair *pair, guint which, const char *head, const char *field)
{
  g_autoptr (GPtrArray) list = xy_record_list (pair->offices[which].store, &xy_household_type, "WHERE t.head_name = ?1",
                                               XY_BIND (XY_TEXT (head)), NULL);

  g_assert_cmpuint (list->len, ==, 1);
  if (g_str_equal (field, "del"))
    return g_strdup (((XyRecord *) list->pdata[0])->deleted ? "1" : "0");
  return xy_record_get_text (list->pdata[0], xy_record_type_field (&xy_household_type, field));
}
