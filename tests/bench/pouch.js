// SPDX-License-Identifier: GPL-3.0-or-later
// pouch.js FOLDER serve: a database over HTTP as PouchDB's own server has it; prints its port.
// pouch.js FOLDER push|pull PORT DOCUMENTS BATCH: replicates points to it, or from it; prints how many a second.
// For sync.py alone, which installs what is required here; nothing of it is checked, decided or added up.
"use strict";
const [folder, what, port, documents, batch] = process.argv.slice(2);
const PouchDB = require("pouchdb");

function serve() {
  const express = require("express");
  const own = PouchDB.defaults({ prefix: folder + "/served-" });
  const app = express();
  app.use("/", require("express-pouchdb")(own, { inMemoryConfig: true, logPath: folder + "/log.txt", mode: "minimumForPouchDB" }));
  const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
}

function point(n) {
  const hex = n.toString(16).padStart(12, "0");
  return {
    _id: "0197a3f2-c1d4-7003-8000-" + hex, household: "0197a3f2-c1d4-7003-9000-" + (n % 100).toString().padStart(12, "0"),
    category: "环境整治", item: "义务清扫主次干道", day: new Date(1763856000000 + n * 3000000).toISOString().slice(0, 10), amount: 100,
    delta: 100 * (1 + n % 7), cut: 0, kind: "entry", recorder: "曾小平", at: 1795309200000 + n,
  };
}

async function replicate() {
  const url = "http://127.0.0.1:" + port + "/points";
  const here = new PouchDB(folder + "/" + what);
  if (what === "push")
    for (let n = 0; n < Number(documents); n += 1000)
      await here.bulkDocs(Array.from({ length: Math.min(1000, documents - n) }, (_, i) => point(n + i)));
  const start = process.hrtime.bigint();
  const options = { batch_size: Number(batch) };
  const done = await (what === "push" ? here.replicate.to(url, options) : here.replicate.from(url, options));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.docs_written !== Number(documents))
    throw new Error(done.docs_written + " documents came");
  console.log(documents / seconds);
}

if (what === "serve")
  serve();
else
  replicate().catch((error) => { console.error(error); process.exit(1); });
