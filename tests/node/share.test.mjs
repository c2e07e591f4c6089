import assert from "node:assert/strict";
import { test } from "node:test";
import { inscribed, link } from "../../assets/share/link.js";

test("a link is the address the visitor sees, with the page's own state", () => {
  const location = { origin: "https://user-app.hf.space", pathname: "/sentiment" };
  const url = new URL(link(location, { model: "es-lstm", text: "¿Qué & cuánto? #1 +2\n«ñ»", lang: "es" }));
  assert.equal(url.origin + url.pathname, "https://user-app.hf.space/sentiment");
  assert.deepEqual(Object.fromEntries(url.searchParams), { model: "es-lstm", text: "¿Qué & cuánto? #1 +2\n«ñ»", lang: "es" });
  assert.equal(url.hash, "");
});

test("a page without state is linked without a query", () => {
  assert.equal(link({ origin: "http://localhost:8501", pathname: "/" }, {}), "http://localhost:8501/");
});

test("the prefix of Streamlit Community Cloud's inner frame is no part of a link", () => {
  assert.equal(link({ origin: "https://a.streamlit.app", pathname: "/~/+/sentiment" }, { lang: "en" }), "https://a.streamlit.app/sentiment?lang=en");
});

test("what only the browser knows enters the address beside the rest, and leaves it", () => {
  const query = inscribed("?lang=es&text=a+%26+b", { at: "12" });
  assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), { lang: "es", text: "a & b", at: "12" });
  assert.equal(inscribed(`?${query}`, { at: false }), "lang=es&text=a+%26+b");
  assert.equal(inscribed("?at=3", { at: "" }), "");
});
