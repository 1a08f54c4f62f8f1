/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * model: the machine of a device (src/sync/machine.h) as it is, two of it, with the least of a county and of a file
 * around it that can go wrong: for looking at all that can happen, and not at much of it as simulate.c does.
 *
 * An operation adds an entry of its own and writes one field that both devices share. The county gives numbers, sees
 * whether two wrote that field without knowing of each other, and keeps what gave way.
 */
#pragma once

#include "sync/machine.h"

#define MODEL_DEVICES 2
#define MODEL_OPS 2 /* of a device */
#define MODEL_NUMBERS 8
#define MODEL_ALL (MODEL_DEVICES * MODEL_OPS)

/* What is on a device's disk. Operations are numbers of 0 to MODEL_ALL; a value of the field is one of them and 1. */
typedef struct
{
  XyMachine machine;
  guint8 ops[MODEL_ALL], n_ops;
  guint8 first;
  guint8 entries; /* a bit for each */
  guint8 shown;   /* values that gave way */
  guint8 value;
  guint8 seen; /* values that the field ever had here */
  guint8 staged_entries, staged_shown, staged_value;
} ModelDisk;

typedef struct
{
  XySend send;
  gint64 device, acked, max, cursor;
  guint64 acked_hash, max_hash, before;
  guint64 nonce;
  guint8 from, n;
  guint8 ops[MODEL_ALL];
} ModelRequest;

typedef struct
{
  ModelDisk disk, backup;
  ModelRequest request; /* under way */
  guint8 written;       /* operations, also those that a restored disk does not have */
  guint8 backed_up, restored;
} ModelDevice;

typedef struct
{
  guint64 nonce;
  guint8 ops[MODEL_ALL], n;
} ModelNumber;

typedef struct
{
  ModelDevice devices[MODEL_DEVICES];
  ModelNumber numbers[MODEL_NUMBERS];
  guint8 n_numbers;
  guint8 head;
  guint8 seq[MODEL_ALL];      /* of the entries; 0: not there */
  guint8 conflict[MODEL_ALL]; /* of the rows that show what gave way */
  guint8 value, value_seq, value_number;
  guint32 ends; /* a bit for each seq with which a push ended */
  guint8 base[MODEL_ALL], seen[MODEL_ALL];
  guint8 gone; /* operations that were on a lost disk only */
  guint8 draws;
  ModelRequest late; /* still on the line */
} Model;

/* What may happen. */
typedef enum
{
  MODEL_EDIT,
  MODEL_TICK,
  MODEL_ANSWER,
  MODEL_LOSE_REQUEST,
  MODEL_LOSE_ANSWER,
  MODEL_TWICE,
  MODEL_DELAY,
  MODEL_CRASH,
  MODEL_BACK_UP,
  MODEL_RESTORE,
  MODEL_COPY, /* the second one's disk is a copy of the first one's */
  MODEL_LATE, /* comes at last; of no device */
  MODEL_N_ACTIONS,
} ModelAction;

extern const char *const model_action_names[];

void model_init (Model *model);
/* FALSE where that cannot happen now. *WRONG gets what must not be (static), or is left alone. */
gboolean model_act (Model *model, guint device, ModelAction action, guint ops, const char **wrong);
/* What does not hold in this state, or once all is well; NULL. */
const char *model_check (const Model *model);
const char *model_check_settled (const Model *model);
