import assert from "node:assert/strict";
import { test } from "node:test";
import { translator } from "../../assets/interpreter.js";

const PHRASES = [
  ["Upload", "Elegir archivo", "Choose a file"],
  ["Remove {x}", "Quitar {x}", "Remove {x}"],
  ["Is it running? (maybe) {x}", "No responde.", "No answer."],
];

test("a sentence of Streamlit is said in the page's language", () => {
  const spanish = translator(PHRASES, 1);
  assert.equal(spanish("Upload"), "Elegir archivo");
  assert.equal(spanish("Remove reseñas $& {x}.csv"), "Quitar reseñas $& {x}.csv");
  assert.equal(spanish("Is it running? (maybe) not"), "No responde.");
});

test("what was said in the other language is said anew when the visitor changes theirs", () => {
  assert.equal(translator(PHRASES, 2)("Elegir archivo"), "Choose a file");
  assert.equal(translator(PHRASES, 1)("Remove a.csv"), "Quitar a.csv");
  assert.equal(translator(PHRASES, 1)("Quitar a.csv"), "Quitar a.csv");
});

test("everything else stays as it is", () => {
  for (const text of ["", "Uploaded", "An Upload", "upload", "Remove ", "Is it runningX (maybe) not"]) {
    assert.equal(translator(PHRASES, 1)(text), text);
  }
});
