/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every code that the county answers with (wire.h, server/decide.c), for who must do something about it. */
#include <glib/gi18n-lib.h>

#include "sync/standing.h"

#define ANEW (XY_SETTLE_SEND | XY_SETTLE_DROP)
#define DAMAGED N_ ("It came to the county damaged, and could not be read.")
#define SEND_AGAIN N_ ("Send it again. If it comes back once more, tell the county.")

static const XyReturnReason reasons[] = {
  { "missing", N_ ("It belongs to a record that the county does not have yet."),
    N_ ("The county takes it by itself as soon as that record is there. If that one was returned too, settle it first."),
    ANEW },
  { "day", N_ ("Its day is before 2015 or later than tomorrow."),
    N_ ("If the day is right, ask the county to let it pass. If it is wrong, take it back and record it anew."),
    XY_SETTLE_DROP },
  { "mass-delete", N_ ("So much was deleted within a day that the county holds it back."),
    N_ ("If that was meant, ask the county to let it pass. If not, take it back: then the record is here again."),
    XY_SETTLE_DROP },
  { "schema", N_ ("The county's program is older than this one and cannot hold it yet."),
    N_ ("There is nothing to do: the county takes it once its program is renewed."), ANEW },
  { "id", N_ ("The county has another record under the same number."),
    N_ ("The county's stands. If yours is needed too, record it anew."), XY_SETTLE_KEEP },
  { "already", N_ ("Another computer has corrected the same entry before."),
    N_ ("Nothing is wrong: the correction counts once."), XY_SETTLE_KEEP },
  { "immutable", N_ ("It changes what may never be changed once it is recorded."),
    N_ ("Take the change back, and correct it with a further record."), XY_SETTLE_DROP },
  { "step", N_ ("The bylaw was at another step by then."),
    N_ ("Look at the bylaw as it stands now, and go on from there."), XY_SETTLE_DROP },
  { "closed", N_ ("It was closed, or already with the township, by then."),
    N_ ("What is closed stands. Take the change back."), XY_SETTLE_DROP },
  { "ballots-differ", N_ ("The vote was closed over other voices than the county has."),
    N_ ("Report again to read what is missing, settle contested voices, and close the vote once more."),
    XY_SETTLE_DROP },
  { "value", N_ ("One of its fields holds what does not belong there."),
    N_ ("Open the record, mend the field, and send it again."), ANEW },
  { "table", N_ ("The county does not take records of this kind from a village."), N_ ("Take it back."),
    XY_SETTLE_DROP },
  { "number", N_ ("It did not come to the county in its turn."), SEND_AGAIN, ANEW },
  { "role", N_ ("This computer was not given the right to report that."),
    N_ ("Take it back, or ask the township or county for the right and send it again."), ANEW },
  { "revoked", N_ ("It came from a computer that no longer belongs to the office."),
    N_ ("The county looks at it and lets it pass, or not. If it is needed, it can be recorded anew."), XY_SETTLE_DROP },
  { "refused", N_ ("The county could not store it."), SEND_AGAIN, ANEW },
  { "length", N_ ("It is too long to be reported."), N_ ("Open the record, shorten the text, and send it again."),
    ANEW },
  { "text", N_ ("It holds characters that cannot be reported."),
    N_ ("Open the record, type the text anew, and send it again."), ANEW },
  { "key", DAMAGED, SEND_AGAIN, ANEW },
  { "depth", DAMAGED, SEND_AGAIN, ANEW },
  { "json", DAMAGED, SEND_AGAIN, ANEW },
  { "shape", DAMAGED, SEND_AGAIN, ANEW },
  { NULL, N_ ("The county did not take it, for a reason that this program does not know yet."),
    N_ ("Ask the county. It can be sent again, or taken back here."), ANEW },
};

const XyReturnReason *
xy_return_reasons (void)
{
  return reasons;
}

const XyReturnReason *
xy_return_reason (const char *code)
{
  guint i = 0;

  while (reasons[i].code != NULL && g_strcmp0 (reasons[i].code, code) != 0)
    i++;
  return &reasons[i];
}
