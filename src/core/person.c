/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/person.h"

#include <glib/gi18n-lib.h>

static const XyField fields[] = {
  { "household", N_ ("Household"), XY_FIELD_ID, G_STRUCT_OFFSET (XyPerson, household), 0 },
  { "name", N_ ("Name"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, name), XY_FIELD_REQUIRED },
  { "relation", N_ ("Relation to head"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, relation), 0 },
  { "sex", N_ ("Sex"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, sex), 0 },
  { "nation", N_ ("Ethnic group"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, nation), 0 },
  { "id_number", N_ ("ID number"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, id_number),
    XY_FIELD_PERSONAL | XY_FIELD_HARD },
  { "birthday", N_ ("Birthday"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPerson, birthday), XY_FIELD_PERSONAL },
  { "phone", N_ ("Phone"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, phone), XY_FIELD_PERSONAL },
  { "politics", N_ ("Political status"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, politics), 0 },
  { "education", N_ ("Education"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, education), 0 },
  { "marriage", N_ ("Marital status"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, marriage), 0 },
  { "health", N_ ("Health"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, health), XY_FIELD_SENSITIVE },
  { "work_place", N_ ("Works at"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, work_place), 0 },
  { "note", N_ ("Note"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, note), XY_FIELD_LONG_TEXT },
  { "state", N_ ("State"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, state), 0 },
  { "since", N_ ("Since"), XY_FIELD_DAY, G_STRUCT_OFFSET (XyPerson, since), 0 },
  { "sort", N_ ("Order"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPerson, sort), 0 },
  { "id_flags", N_ ("ID remarks"), XY_FIELD_INT, G_STRUCT_OFFSET (XyPerson, id_flags), XY_FIELD_DERIVED },
  { "find", N_ ("Search key"), XY_FIELD_TEXT, G_STRUCT_OFFSET (XyPerson, find), XY_FIELD_DERIVED },
  { "stroke", N_ ("Stroke key"), XY_FIELD_BYTES, G_STRUCT_OFFSET (XyPerson, stroke), XY_FIELD_DERIVED },
};

const XyRecordType xy_person_type = {
  .table = "person",
  .noun = N_ ("person"),
  .topic = XY_TOPIC_PERSON,
  .merge = XY_MERGE_FIELD_PATCH,
  .permission = XY_MAY_EDIT_ROSTER,
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_gtype = xy_person_get_type,
};

XY_DEFINE_RECORD (XyPerson, xy_person)
