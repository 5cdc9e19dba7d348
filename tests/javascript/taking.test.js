// A map that is taken away is the one that is shown, and what is not in it is said.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileAddress, notInIt } from "../../cjm_widgets/browser/picture/map_take.js";

test("view, persona and layers are those that are chosen; “everyone” is no persona", () => {
  const choice = { view: "qia", persona: "carla", hidden: { qia: ["steps", "hot-spots"], all: ["quotes"] } };
  assert.equal(
    fileAddress("/x/", "pdf", "airport", choice, ["carla"]),
    "/x/cjm/export/pdf?journey=airport&view=qia&persona=carla&hide=steps&hide=hot-spots",
  );
  const everyone = { ...choice, view: "ten-layers", persona: "everyone" };
  assert.equal(fileAddress("/", "csv", "airport", everyone, ["carla"]), "/cjm/export/csv?journey=airport&view=ten-layers");
});

test("what is not in a file is one sentence, and nothing where all is in it or the answer is strange", () => {
  const told = (/** @type {string[]} */ all) => encodeURIComponent(JSON.stringify(all));
  assert.equal(notInIt(told(["3 personas left out", "2 ratings rounded"])), "Not in it: 3 personas; 2 ratings rounded.");
  for (const nothing of [told([]), null, "", "%E0%A4%A", "null"]) assert.equal(notInIt(nothing), "");
});
