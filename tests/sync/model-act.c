/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model.h"

#include <string.h>

const char *const model_action_names[] = { "edit",  "tick",  "answer",  "lose request", "lose answer", "twice",
                                           "delay", "crash", "back up", "restore",      "copy",        "late" };

static guint64
chain (guint64 before, guint n, guint8 op)
{
  guint64 hash = (before ^ (n * 16 + op + 1)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ hash >> 29;
}

static guint64
chain_of (const guint8 *ops, guint n)
{
  guint64 hash = 0;

  for (guint i = 0; i < n; i++)
    hash = chain (hash, i + 1, ops[i]);
  return hash;
}

static void
put_hash (guint8 out[XY_HASH_SIZE], guint64 hash)
{
  memset (out, 0, XY_HASH_SIZE);
  memcpy (out, &hash, sizeof hash);
}

static guint64
get_hash (const guint8 hash[XY_HASH_SIZE])
{
  guint64 out;

  memcpy (&out, hash, sizeof out);
  return out;
}

/* The chain of the device's present number. */
static guint64
own_hash (const ModelDisk *disk, gint64 n)
{
  return chain_of (disk->ops + disk->first, (guint) n);
}

static gint64
own_max (const ModelDisk *disk)
{
  return disk->n_ops - disk->first;
}

/* ---- the county ---- */

static ModelNumber *
find_number (Model *model, gint64 device)
{
  return device > 0 && device <= model->n_numbers ? &model->numbers[device - 1] : NULL;
}

static void
take_value (Model *model, guint number, guint8 op, const char **wrong)
{
  guint8 there = model->value;

  if (there == op + 1)
    return;
  if (there != 0 && model->value_seq > model->base[op] && model->value_number != number)
    model->conflict[there - 1] = ++model->head;
  else if (there != 0 && (model->seen[op] & 1 << (there - 1)) == 0)
    *wrong = "I7: a value that nobody saw is written over";
  model->value = op + 1;
  model->value_seq = ++model->head;
  model->value_number = (guint8) number;
}

static XyAnswerKind
take_push (Model *model, const ModelRequest *request, const char **wrong)
{
  ModelNumber *number = find_number (model, request->device);
  guint8 head = model->head;

  if (request->from > number->n + 1)
    return XY_ANSWER_GAP;
  guint known = MIN ((guint) (number->n - request->from + 1), request->n);
  guint64 hash = request->before;
  for (guint i = 0; i < known; i++)
    hash = chain (hash, request->from + i, request->ops[i]);
  if (hash != chain_of (number->ops, request->from + known - 1))
    return XY_ANSWER_FORK;
  for (guint i = known; i < request->n; i++)
    {
      guint8 op = request->ops[i];
      number->ops[number->n++] = op;
      if (model->seq[op] == 0)
        model->seq[op] = ++model->head;
      take_value (model, (guint) request->device, op, wrong);
    }
  if (model->head != head)
    model->ends |= 1u << model->head;
  return XY_ANSWER_OK;
}

static XyAnswerKind
take_ask (Model *model, const ModelRequest *request)
{
  const ModelNumber *number = find_number (model, request->device);

  if (number->n > request->max
      || (request->acked <= number->n && chain_of (number->ops, (guint) request->acked) != request->acked_hash)
      || (request->max == number->n && chain_of (number->ops, number->n) != request->max_hash))
    return XY_ANSWER_FORK;
  return XY_ANSWER_OK;
}

static gint64
give_number (Model *model, guint64 nonce)
{
  for (guint i = 0; i < model->n_numbers; i++)
    if (model->numbers[i].nonce == nonce)
      return i + 1;
  g_assert_cmpuint (model->n_numbers, <, MODEL_NUMBERS);
  model->numbers[model->n_numbers] = (ModelNumber){ .nonce = nonce };
  return ++model->n_numbers;
}

static void
fill_answer (Model *model, gint64 device, XyAnswerKind kind, XyAnswer *answer)
{
  const ModelNumber *number = find_number (model, device);

  *answer = (XyAnswer){ .kind = kind, .device = device, .last = number->n, .head = model->head, .epoch = "e" };
  put_hash (answer->hash, chain_of (number->ops, number->n));
}

/* The county does what REQUEST asks. */
static void
serve (Model *model, const ModelRequest *request, XyAnswer *answer, XyWirePage *page, const char **wrong)
{
  switch (request->send)
    {
    case XY_SEND_PUSH:
      {
        XyAnswerKind kind = take_push (model, request, wrong);
        fill_answer (model, request->device, kind, answer);
        break;
      }
    case XY_SEND_FORK:
      fill_answer (model, give_number (model, request->nonce), XY_ANSWER_OK, answer);
      break;
    case XY_SEND_PULL:
      {
        const ModelNumber *number = find_number (model, request->device);
        gint64 to = request->cursor + 1;
        while (to < model->head && (model->ends & 1u << to) == 0)
          to++;
        *page = (XyWirePage){
          .from = request->cursor, .to = MIN (to, model->head), .head = model->head, .last = number->n, .epoch = "e"
        };
        page->more = page->to < page->head;
        put_hash (page->hash, chain_of (number->ops, number->n));
        break;
      }
    case XY_SEND_HELLO:
    case XY_SEND_RESULTS:
    case XY_SEND_NOTHING:
    default:
      fill_answer (model, request->device, take_ask (model, request), answer);
      break;
    }
}

/* ---- the device ---- */

static void
stage (const Model *model, ModelDisk *disk, const XyWirePage *page)
{
  for (guint i = 0; i < MODEL_ALL; i++)
    {
      if (model->seq[i] > page->from && model->seq[i] <= page->to)
        disk->staged_entries |= 1 << i;
      if (model->conflict[i] > page->from && model->conflict[i] <= page->to)
        disk->staged_shown |= 1 << i;
    }
  if (model->value_seq > page->from && model->value_seq <= page->to)
    disk->staged_value = model->value;
}

static void
set_value (ModelDisk *disk, guint8 value)
{
  disk->value = value;
  disk->seen |= 1 << (value - 1);
}

static void
apply (ModelDisk *disk)
{
  disk->entries |= disk->staged_entries;
  disk->shown |= disk->staged_shown;
  if (disk->staged_value == 0)
    return;
  set_value (disk, disk->staged_value);
  for (guint i = disk->first + (guint) disk->machine.acked; i < disk->n_ops; i++)
    set_value (disk, disk->ops[i] + 1);
}

static void
unstage (ModelDisk *disk)
{
  disk->staged_entries = disk->staged_shown = disk->staged_value = 0;
}

static void
fill_request (const ModelDisk *disk, const XyActions *actions, ModelRequest *request)
{
  const XyMachine *machine = &disk->machine;

  memset (request, 0, sizeof *request);
  if (actions->send == XY_SEND_NOTHING)
    return;
  request->send = actions->send;
  request->device = machine->device;
  if (actions->send == XY_SEND_FORK)
    request->nonce = machine->nonce;
  else if (actions->send == XY_SEND_PULL)
    request->cursor = machine->staged;
  else if (actions->send == XY_SEND_PUSH)
    {
      request->from = (guint8) actions->from;
      request->before = own_hash (disk, actions->from - 1);
      for (gint64 n = actions->from; n <= actions->to; n++)
        request->ops[request->n++] = disk->ops[disk->first + n - 1];
    }
  else
    {
      request->acked = machine->acked;
      request->max = own_max (disk);
      request->acked_hash = get_hash (machine->acked_hash);
      request->max_hash = own_hash (disk, request->max);
    }
}

/* The machine steps, and what it says is done. What only has to do with time is left out of the state. */
static void
step (Model *model, ModelDevice *device, XyEvent *event, const XyWirePage *page)
{
  ModelDisk *disk = &device->disk;
  gint64 acked = disk->machine.acked;

  event->max = own_max (disk);
  event->random = model->draws * 2 + 2;
  if (event->answer != NULL)
    {
      event->own_known = event->answer->last <= event->max;
      if (event->own_known)
        put_hash (event->own, own_hash (disk, event->answer->last));
    }
  guint64 nonce = disk->machine.nonce;
  char epoch[sizeof disk->machine.epoch];
  g_strlcpy (epoch, disk->machine.epoch, sizeof epoch);
  XyActions actions = xy_machine_step (&disk->machine, event);
  if (disk->machine.nonce != 0 && disk->machine.nonce != nonce)
    model->draws++;
  disk->machine.next_at = disk->machine.failures = 0;
  disk->machine.batch = 1;
  if ((actions.todo & XY_DO_RENUMBER) != 0 && g_str_equal (epoch, disk->machine.epoch))
    disk->first += acked;
  if ((actions.todo & XY_DO_STAGE) != 0)
    stage (model, disk, page);
  if ((actions.todo & XY_DO_UNSTAGE) != 0)
    unstage (disk);
  if ((actions.todo & XY_DO_APPLY) != 0)
    {
      apply (disk);
      unstage (disk);
    }
  fill_request (disk, &actions, &device->request);
}

static void
step_plain (Model *model, ModelDevice *device, XyEventKind kind)
{
  XyEvent event = { .kind = kind, .wanted = TRUE };

  step (model, device, &event, NULL);
}

static void
answer_request (Model *model, ModelDevice *device, gboolean twice, const char **wrong)
{
  XyAnswer answer;
  XyWirePage page;
  ModelRequest request = device->request;
  XyEvent event = { .kind = request.send == XY_SEND_PULL ? XY_EVENT_PAGE : XY_EVENT_ANSWER };

  serve (model, &request, &answer, &page, wrong);
  if (twice)
    serve (model, &request, &answer, &page, wrong);
  if (request.send == XY_SEND_PULL)
    {
      page.stream = device->disk.machine.stream;
      event.page = &page;
    }
  else
    event.answer = &answer;
  step (model, device, &event, &page);
}

static void
edit (Model *model, guint which)
{
  ModelDevice *device = &model->devices[which];
  ModelDisk *disk = &device->disk;
  guint8 op = (guint8) (which * MODEL_OPS + device->written++);

  disk->ops[disk->n_ops++] = op;
  model->base[op] = (guint8) disk->machine.cursor;
  model->seen[op] = disk->seen;
  disk->entries |= 1 << op;
  set_value (disk, op + 1);
}

static guint8
ops_of (const guint8 *ops, guint n)
{
  guint8 set = 0;

  for (guint i = 0; i < n; i++)
    set |= 1 << ops[i];
  return set;
}

static guint8
ops_at_county (const Model *model)
{
  guint8 set = 0;

  for (guint i = 0; i < MODEL_ALL; i++)
    if (model->seq[i] != 0)
      set |= 1 << i;
  return set;
}

static void
restore (Model *model, ModelDevice *device, ModelDisk disk)
{
  guint8 before = ops_of (device->disk.ops, device->disk.n_ops), there = ops_at_county (model);

  device->restored = 1;
  device->disk = disk;
  memset (&device->backup, 0, sizeof device->backup);
  guint8 after = ops_of (device->disk.ops, device->disk.n_ops);
  if (model->late.send == XY_SEND_PUSH)
    there |= ops_of (model->late.ops, model->late.n);
  model->gone |= before & ~after & ~there;
  step_plain (model, device, XY_EVENT_START);
}

gboolean
model_act (Model *model, guint which, ModelAction action, guint ops, const char **wrong)
{
  ModelDevice *device = &model->devices[which];
  gboolean sent = device->request.send != XY_SEND_NOTHING;
  /* Of other requests the county forgets at once that they came. */
  gboolean lasting = device->request.send == XY_SEND_PUSH || device->request.send == XY_SEND_FORK;
  XyAnswer answer;
  XyWirePage page;

  switch (action)
    {
    case MODEL_EDIT:
      if (device->written == ops)
        return FALSE;
      edit (model, which);
      return TRUE;
    case MODEL_TICK:
      if (sent || device->disk.machine.phase != XY_PHASE_IDLE)
        return FALSE;
      step_plain (model, device, XY_EVENT_TICK);
      return TRUE;
    case MODEL_ANSWER:
      if (sent)
        answer_request (model, device, FALSE, wrong);
      return sent;
    case MODEL_LOSE_REQUEST:
      if (sent)
        step_plain (model, device, XY_EVENT_FAILED);
      return sent;
    case MODEL_LOSE_ANSWER:
      if (!lasting)
        return FALSE;
      serve (model, &device->request, &answer, &page, wrong);
      step_plain (model, device, XY_EVENT_FAILED);
      return TRUE;
    case MODEL_TWICE:
      if (lasting)
        answer_request (model, device, TRUE, wrong);
      return lasting;
    case MODEL_DELAY:
      if (!lasting || model->late.send != XY_SEND_NOTHING)
        return FALSE;
      model->late = device->request;
      step_plain (model, device, XY_EVENT_FAILED);
      return TRUE;
    case MODEL_CRASH:
      if (!sent)
        return FALSE;
      step_plain (model, device, XY_EVENT_START);
      return TRUE;
    case MODEL_BACK_UP:
      if (device->backed_up)
        return FALSE;
      device->backed_up = 1;
      device->backup = device->disk;
      return TRUE;
    case MODEL_RESTORE:
      if (!device->backed_up || device->restored)
        return FALSE;
      restore (model, device, device->backup);
      return TRUE;
    case MODEL_COPY:
      if (which == 0 || device->restored)
        return FALSE;
      restore (model, device, model->devices[0].disk);
      return TRUE;
    case MODEL_LATE:
      if (which != 0 || model->late.send == XY_SEND_NOTHING)
        return FALSE;
      serve (model, &model->late, &answer, &page, wrong);
      memset (&model->late, 0, sizeof model->late);
      return TRUE;
    case MODEL_N_ACTIONS:
    default:
      return FALSE;
    }
}

void
model_init (Model *model)
{
  memset (model, 0, sizeof *model);
  for (guint i = 0; i < MODEL_DEVICES; i++)
    {
      xy_machine_init (&model->devices[i].disk.machine, 1, i + 1, "e");
      model->devices[i].disk.machine.batch = 1;
      model->numbers[i].nonce = i * 2 + 1001;
    }
  model->n_numbers = MODEL_DEVICES;
}

const char *
model_check (const Model *model)
{
  guint8 there = ops_at_county (model), somewhere = there, written = 0;

  for (guint d = 0; d < MODEL_DEVICES; d++)
    {
      const ModelDevice *device = &model->devices[d];
      const XyMachine *machine = &device->disk.machine;

      somewhere |= ops_of (device->disk.ops, device->disk.n_ops);
      for (guint i = 0; i < device->written; i++)
        written |= 1 << (d * MODEL_OPS + i);
      if (machine->cursor > model->head)
        return "I5: a device has read further than there is";
      for (guint i = 0; i < MODEL_ALL; i++)
        if (model->seq[i] != 0 && model->seq[i] <= machine->cursor && (device->disk.entries & 1 << i) == 0)
          return "I5: a device has passed what it has not applied";
    }
  if (model->late.send == XY_SEND_PUSH)
    somewhere |= ops_of (model->late.ops, model->late.n);
  return (written & ~somewhere & ~model->gone) != 0 ? "I1: an operation is nowhere" : NULL;
}

const char *
model_check_settled (const Model *model)
{
  static const char *nothing;
  Model settled = *model;
  guint8 gone_before = 0;

  while (model_act (&settled, 0, MODEL_LATE, 0, &nothing))
    ;
  for (guint round = 0; round < 4; round++)
    for (guint d = 0; d < MODEL_DEVICES; d++)
      {
        model_act (&settled, d, MODEL_TICK, 0, &nothing);
        for (guint n = 0; model_act (&settled, d, MODEL_ANSWER, 0, &nothing); n++)
          if (n == 100)
            return "I9: it does not come to an end";
      }
  guint8 there = ops_at_county (&settled), shown = 0;
  for (guint i = 0; i < MODEL_ALL; i++)
    if (settled.conflict[i] != 0)
      shown |= 1 << i;
  for (guint d = 0; d < MODEL_DEVICES; d++)
    {
      const ModelDisk *disk = &settled.devices[d].disk;

      if (disk->machine.phase != XY_PHASE_IDLE || disk->machine.acked != own_max (disk)
          || disk->machine.cursor != settled.head)
        return "I9: something is left to do";
      if ((there & ~disk->entries) != 0 || (disk->entries & ~there) != 0 || disk->value != settled.value)
        return "I3: a device has not what the county has";
      if (disk->shown != shown)
        return "I4: a device does not show what gave way";
      gone_before |= ops_of (disk->ops, disk->n_ops);
    }
  return (gone_before & ~there) != 0 ? "I1: an operation never came" : NULL;
}
