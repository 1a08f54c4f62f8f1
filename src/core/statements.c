/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/statements.h"

#include "core/find.h"
#include "core/household.h"
#include "core/person.h"
#include "core/unit.h"

const XyStatements *
xy_statements (void)
{
  static const XyStatements list[] = {
    { "find", xy_find_statements },
    { "household", xy_household_statements },
    { "household-problem", xy_household_problem_statements },
    { "person", xy_person_statements },
    { "unit", xy_unit_statements },
    { NULL, NULL },
  };

  return list;
}
