/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tables: what the county's database has, in words that SQLite, PostgreSQL and their kin all understand: no ON
 * CONFLICT, no RETURNING, no sequence. Every key begins with the stream. SQLite takes BYTEA for a type without rules.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Statements that make the tables, each one table or index; ended by NULL. */
extern const char *const xy_server_tables[];

/* Of the tables above; a newer one is refused. */
#define XY_SERVER_SCHEMA 1

G_END_DECLS
