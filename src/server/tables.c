/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/tables.h"

/*
 * For the county's own tools: a village and month a row. Who may read them is the database's matter; with PostgreSQL a
 * tool's role is told of which villages: ALTER ROLE tool SET xy.from = '431399000000'; … SET xy.to = '431399999999'.
 */
#define VIEW(name, columns, kinds, rest)                                                                               \
  "CREATE VIEW " name " AS SELECT r.sid AS sid, g.township AS township, g.name AS village, r.month AS month, " columns \
  " FROM rollup AS r JOIN rollup_village AS g ON g.sid = r.sid WHERE r.kind IN (" kinds ") " rest
#define BY_MONTH " GROUP BY r.sid, g.township, g.name, r.month"
#define BY_RULE BY_MONTH ", r.rule"
#define SUM(of, kind, as) "sum (CASE WHEN r.kind = '" kind "' THEN r." of " ELSE 0 END) AS " as

const char *const xy_server_tables[] = {
  /* "schema"; "epoch"; "down": who adds there holds the row; "reader": least schema of who may read, if any;
   * "restored": when it was last restored from a backup, if ever */
  "CREATE TABLE county (k TEXT NOT NULL, v TEXT NOT NULL, PRIMARY KEY (k))",

  /* head: seq given last; who changes the row has the stream for himself until the commit.
   * same_upto: numbers up to here mean the same in all epochs. */
  "CREATE TABLE stream (sid BIGINT NOT NULL, head BIGINT NOT NULL, same_upto BIGINT NOT NULL, PRIMARY KEY (sid))",

  /* last_n, last_h: its last operation that is here, whatever became of it, and the hash of its chain.
   * old: its operations up to that number read seq of an epoch before. state: 1 revoked. account: whose it is; 0: of
   * nobody (tests). */
  "CREATE TABLE device (sid BIGINT NOT NULL, dev BIGINT NOT NULL, parent BIGINT NOT NULL, nonce TEXT NOT NULL, "
  "last_n BIGINT NOT NULL, last_h BYTEA NOT NULL, old BIGINT NOT NULL, seen BIGINT NOT NULL, off_ms BIGINT NOT NULL, "
  "sch BIGINT NOT NULL, state INT NOT NULL, account BIGINT NOT NULL, PRIMARY KEY (sid, dev), UNIQUE (sid, nonce))",

  /* Records of append-only types: the ledger of points. They are their own log: n, h, by_, c and at_ are of the
   * operation; body is what it said. */
  "CREATE TABLE entry (sid BIGINT NOT NULL, seq BIGINT NOT NULL, tbl TEXT NOT NULL, id BYTEA NOT NULL, body TEXT NOT NULL, "
  "dev BIGINT NOT NULL, n BIGINT NOT NULL, h BYTEA NOT NULL, by_ TEXT NOT NULL, b BIGINT NOT NULL, c TEXT, "
  "at_ BIGINT NOT NULL, rx BIGINT NOT NULL, PRIMARY KEY (sid, seq), UNIQUE (sid, id), UNIQUE (sid, dev, n))",

  /* All other records as they are now. fmeta: who set a field last, {"phone":[seq,"dev",n,"c",at]}; "_all": who made
   * the record, for the fields that nobody has set since. */
  "CREATE TABLE rec (sid BIGINT NOT NULL, tbl TEXT NOT NULL, id BYTEA NOT NULL, seq BIGINT NOT NULL, del INT NOT NULL, "
  "body TEXT NOT NULL, fmeta TEXT NOT NULL, PRIMARY KEY (sid, tbl, id), UNIQUE (sid, seq))",

  /* Operations but those that are entries, and what became of them. */
  "CREATE TABLE op_log (sid BIGINT NOT NULL, dev BIGINT NOT NULL, n BIGINT NOT NULL, line BYTEA NOT NULL, "
  "h BYTEA NOT NULL, tbl TEXT, k TEXT, disp TEXT NOT NULL, code TEXT, detail TEXT, seq BIGINT NOT NULL, rx BIGINT NOT NULL, "
  "PRIMARY KEY (sid, dev, n))",
  "CREATE INDEX op_log_deletions ON op_log (sid, dev, tbl, rx) WHERE k = 'd'",

  /* What can be spent of each account of the ledger: owner is a household or a person. */
  "CREATE TABLE purse (sid BIGINT NOT NULL, owner BYTEA NOT NULL, account TEXT NOT NULL, points BIGINT NOT NULL, "
  "PRIMARY KEY (sid, owner, account))",

  /* k: the day of an entry, and what it says, hashed: two devices may have written down the same deed. */
  "CREATE TABLE alike (sid BIGINT NOT NULL, k BYTEA NOT NULL, id BYTEA NOT NULL, dev BIGINT NOT NULL, "
  "n BIGINT NOT NULL, PRIMARY KEY (sid, k, id))",

  /* Operations that are held until the record id comes. */
  "CREATE TABLE waiting (sid BIGINT NOT NULL, id BYTEA NOT NULL, dev BIGINT NOT NULL, n BIGINT NOT NULL, "
  "PRIMARY KEY (sid, id, dev, n))",

  /* Where the pushes ended: a page ends there too. */
  "CREATE TABLE batch (sid BIGINT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (sid, seq))",

  /* What the records come to (rollup.h). month: 202611; 0 is none. */
  "CREATE TABLE rollup (sid BIGINT NOT NULL, kind TEXT NOT NULL, month BIGINT NOT NULL, rule TEXT NOT NULL, "
  "n BIGINT NOT NULL, v BIGINT NOT NULL, PRIMARY KEY (sid, kind, month, rule))",

  /* What a whole (a matter with its steps …) has added to it, a line each: kind, month, n, v, rule. */
  "CREATE TABLE rollup_sum (sid BIGINT NOT NULL, tbl TEXT NOT NULL, id BYTEA NOT NULL, cells TEXT NOT NULL, "
  "PRIMARY KEY (sid, tbl, id))",

  /* How often a household or person took part in each month of the year y, for counting each once. */
  "CREATE TABLE rollup_who (sid BIGINT NOT NULL, id BYTEA NOT NULL, kind TEXT NOT NULL, rule TEXT NOT NULL, "
  "y BIGINT NOT NULL, m1 BIGINT NOT NULL, m2 BIGINT NOT NULL, m3 BIGINT NOT NULL, m4 BIGINT NOT NULL, "
  "m5 BIGINT NOT NULL, m6 BIGINT NOT NULL, m7 BIGINT NOT NULL, m8 BIGINT NOT NULL, m9 BIGINT NOT NULL, "
  "m10 BIGINT NOT NULL, m11 BIGINT NOT NULL, m12 BIGINT NOT NULL, PRIMARY KEY (sid, id, kind, rule, y))",

  /* What is to be looked at when the record whole is: what belongs to it, or follows from it. */
  "CREATE TABLE rollup_link (sid BIGINT NOT NULL, whole BYTEA NOT NULL, tbl TEXT NOT NULL, id BYTEA NOT NULL, "
  "PRIMARY KEY (sid, whole, tbl, id))",

  /* Names as the village has them; since: month of its first act here, 0: none yet. */
  "CREATE TABLE rollup_village (sid BIGINT NOT NULL, name TEXT NOT NULL, township TEXT NOT NULL, county TEXT NOT NULL, "
  "since BIGINT NOT NULL, PRIMARY KEY (sid))",

  /* Computers that were enrolled (access.h). pub: Ed25519; tok: SHA-256 of the token. state: 1 revoked. */
  "CREATE TABLE account (id BIGINT NOT NULL, scope BIGINT NOT NULL, role INT NOT NULL, pub BYTEA NOT NULL, "
  "tok BYTEA NOT NULL, name TEXT NOT NULL, made BIGINT NOT NULL, seen BIGINT NOT NULL, state INT NOT NULL, "
  "PRIMARY KEY (id), UNIQUE (tok))",
  "CREATE INDEX account_scope ON account (scope)",

  /* Codes for enrolling. h: keyed hash. used: when, 0: not yet; nonce, account: by whom. */
  "CREATE TABLE code (h BYTEA NOT NULL, scope BIGINT NOT NULL, role INT NOT NULL, note TEXT NOT NULL, "
  "made BIGINT NOT NULL, until_ BIGINT NOT NULL, used BIGINT NOT NULL, nonce TEXT NOT NULL, account BIGINT NOT NULL, "
  "PRIMARY KEY (h))",

  /* Pushes that came on a stick before what they follow on: the numbers from_n to to_n, packed. */
  "CREATE TABLE parked (sid BIGINT NOT NULL, dev BIGINT NOT NULL, from_n BIGINT NOT NULL, to_n BIGINT NOT NULL, "
  "lines BYTEA NOT NULL, rx BIGINT NOT NULL, PRIMARY KEY (sid, dev, from_n))",

  /* What goes down to villages (down.h): seq counts over all scopes. name: of the file, empty: there is none. */
  "CREATE TABLE down (scope BIGINT NOT NULL, seq BIGINT NOT NULL, id BYTEA NOT NULL, kind TEXT NOT NULL, "
  "title TEXT NOT NULL, body TEXT NOT NULL, name TEXT NOT NULL, file BYTEA NOT NULL, who TEXT NOT NULL, "
  "account BIGINT NOT NULL, at_ BIGINT NOT NULL, PRIMARY KEY (scope, seq), UNIQUE (id))",

  VIEW ("report_points",
        SUM ("v", "points.plus", "awarded") ", " SUM ("v", "points.minus", "deducted") ", " SUM (
            "v",
            "points.redeemed",
            "redeemed") ", " SUM ("n", "points.households", "households"),
        "'points.plus', 'points.minus', 'points.redeemed', 'points.households'",
        "AND r.rule = ''" BY_MONTH),
  VIEW ("report_points_groups",
        "r.rule AS category, " SUM ("v", "points.plus", "awarded") ", " SUM ("v", "points.minus", "deducted") ", " SUM (
            "n",
            "points.households",
            "households"),
        "'points.plus', 'points.minus', 'points.households'",
        "AND r.rule <> ''" BY_RULE),
  VIEW ("report_hygiene",
        SUM ("n", "hygiene.rounds", "rounds") ", " SUM ("n", "hygiene.ranked", "ranked") ", " SUM (
            "n",
            "hygiene.red",
            "red") ", " SUM ("n", "hygiene.low", "low") ", " SUM ("n", "slip.issued", "issued"),
        "'hygiene.rounds', 'hygiene.ranked', 'hygiene.red', 'hygiene.low', 'slip.issued'",
        BY_MONTH),
  VIEW ("report_meetings",
        "r.rule AS body, " SUM ("n", "meeting.held", "held") ", " SUM ("n", "meeting.due", "due") ", " SUM (
            "n",
            "meeting.came",
            "came") ", " SUM ("n", "meeting.decided", "decided"),
        "'meeting.held', 'meeting.due', 'meeting.came', 'meeting.decided'",
        BY_RULE),
  VIEW ("report_matters", "r.rule AS source, sum (r.n) AS raised", "'matter.raised'", BY_RULE),
  VIEW ("report_notices", "r.rule AS item, sum (r.n) AS posted", "'notice.posted'", BY_RULE),
  NULL,
};
