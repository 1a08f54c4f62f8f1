/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wire: one operation's line. */
#include <string.h>

#include "sync/wire-private.h"

/* The members of a line; what it has besides is for programs to come. */
enum
{
  N,
  TABLE,
  KIND,
  ID,
  BASE,
  CLOCK,
  UNSURE,
  AT,
  BY,
  FIELDS,
  FIX,
  SALVAGED,
  N_MEMBERS,
};

static const struct
{
  const char *name;
  char kind;
  gboolean needed;
} members[N_MEMBERS] = {
  [N] = { "n", 'n', TRUE },      [TABLE] = { "t", 't', TRUE }, [KIND] = { "k", 't', TRUE },
  [ID] = { "id", 't', TRUE },    [BASE] = { "b", 'n', FALSE }, [CLOCK] = { "c", 't', FALSE },
  [UNSURE] = { "cu", 0, FALSE }, [AT] = { "at", 'n', TRUE },   [BY] = { "by", 't', TRUE },
  [FIELDS] = { "d", '{', TRUE }, [FIX] = { "fx", '[', FALSE }, [SALVAGED] = { "sv", 'n', FALSE },
};

static gboolean
is_name (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && text[i] != '_')
      return FALSE;
  return length > 0 && length <= XY_WIRE_KEY_MOST;
}

/* "0197a3f2c1d4-0003": sorts as it counts. */
static gboolean
is_clock (const char *text)
{
  for (int i = 0; i < 17; i++)
    if (i == 12 ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
      return FALSE;
  return text[17] == '\0';
}

/* The members of the line that TEXT is, in their places in FOUND. FALSE where one is missing or of another kind. */
static gboolean
find_members (char *text, gsize length, XyWireField found[N_MEMBERS])
{
  XyWireField list[XY_WIRE_KEYS_MOST];
  guint n = xy_wire_split (text, length, list, XY_WIRE_KEYS_MOST);

  memset (found, 0, N_MEMBERS * sizeof *found);
  /* Every program writes them in this order. */
  for (guint i = 0, first = 0; i < n; i++)
    for (guint k = 0; k < N_MEMBERS; k++)
      {
        guint m = (first + k) % N_MEMBERS;
        if (strcmp (list[i].name, members[m].name) != 0)
          continue;
        found[m] = list[i];
        first = m + 1;
        break;
      }
  for (guint m = 0; m < N_MEMBERS; m++)
    if (found[m].name == NULL ? members[m].needed : members[m].kind != 0 && found[m].kind != members[m].kind)
      return FALSE;
  return TRUE;
}

/* "fx" into OP, if there is one; FALSE where it is none that can be. */
static gboolean
read_fix (const XyWireField *fix, XyWireOp *op)
{
  XyWireField parts[4];

  if (fix->name == NULL)
    return TRUE;
  guint n = xy_wire_split ((char *) fix->text, strlen (fix->text), parts, G_N_ELEMENTS (parts));
  if (n < 2 || n > 3 || parts[0].kind != 't' || !xy_wire_number_from_text (parts[0].text, &op->fixes_device)
      || op->fixes_device == 0 || parts[1].kind != 'n' || parts[1].number < 1)
    return FALSE;
  op->fixes_n = parts[1].number;
  op->fixes_field = n == 3 ? parts[2].text : NULL;
  return n == 2 || (parts[2].kind == 't' && (*op->fixes_field == '\0' || is_name (op->fixes_field)));
}

static gboolean
read_members (XyWireOp *op, const XyWireField found[N_MEMBERS])
{
  const char *kind = found[KIND].text;

  op->n = found[N].number;
  op->base = found[BASE].number;
  op->at = found[AT].number;
  op->table = found[TABLE].text;
  op->kind = kind[0];
  op->by = found[BY].text;
  op->fields = found[FIELDS].text;
  if (op->n < 1 || op->base < 0 || !is_name (op->table) || strlen (kind) != 1 || strchr ("iud", kind[0]) == NULL
      || (found[CLOCK].text != NULL && !is_clock (found[CLOCK].text)) || !xy_id_from_text (found[ID].text, &op->id)
      || xy_id_is_none (&op->id) || !read_fix (&found[FIX], op))
    return FALSE;
  /* Whatever says that the clock is unsure is believed. */
  char unsure = found[UNSURE].kind;
  if (unsure == 0 || unsure == '0' || (unsure == 'n' && found[UNSURE].number == 0))
    op->clock = found[CLOCK].text;
  op->salvaged = op->kind == 'i' && found[SALVAGED].number != 0;
  op->type = xy_record_type_by_table (op->table);
  return TRUE;
}

void
xy_wire_op_clear (XyWireOp *op)
{
  xy_wire_fields_clear (&op->values);
  g_free (op->own);
  *op = (XyWireOp){ 0 };
}

XyWireFlaw
xy_wire_read_op (const char *line, gsize length, XyWireOp *op)
{
  XyWireFlaw flaw = xy_wire_check_line (line, length);
  XyWireField found[N_MEMBERS];

  *op = (XyWireOp){ 0 };
  if (flaw != XY_WIRE_FINE)
    return flaw;
  op->own = g_strndup (line, length);
  if (!find_members (op->own, length, found) || !read_members (op, found))
    {
      xy_wire_op_clear (op);
      return XY_WIRE_SHAPE;
    }
  xy_wire_fields_read (&op->values, op->fields, strlen (op->fields));
  return XY_WIRE_FINE;
}
