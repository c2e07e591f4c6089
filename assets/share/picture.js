// What stands in some elements of the page, as a PNG: a copy with its computed look written into it, drawn through an
// SVG. An SVG that is drawn loads nothing, so fonts and canvases travel inside it.

const MARGIN = 16;
const LARGEST = 16_000; // pixels a side that every browser's canvas bears
const ICON = "M11 4h2v8h3.5L12 16.5 7.5 12H11zM4 15h2v3h12v-3h2v5H4z";
const SIDES = ["top", "right", "bottom", "left"];
const LOOK = [
  "display", "position", ...SIDES, "z-index", "box-sizing", "width", "height", "overflow-x", "overflow-y", "visibility", "opacity",
  ...SIDES.flatMap((side) => [`margin-${side}`, `padding-${side}`, ...["width", "style", "color"].map((part) => `border-${side}-${part}`)]),
  ...["top-left", "top-right", "bottom-right", "bottom-left"].map((corner) => `border-${corner}-radius`),
  "background-color", "background-image", "background-size", "background-position", "background-repeat",
  "color", "font-family", "font-size", "font-weight", "font-style", "font-variant-numeric", "line-height", "text-align", "text-anchor",
  "text-decoration-line", "text-decoration-style", "text-decoration-thickness", "text-underline-offset", "text-overflow",
  "white-space", "overflow-wrap", "vertical-align", "direction", "list-style-type", "column-width", "column-count", "break-inside",
  "flex-direction", "flex-wrap", "flex-grow", "flex-shrink", "flex-basis", "order", "row-gap", "column-gap", "align-items", "align-content",
  "align-self", "justify-content", "justify-items", "justify-self", "grid-template-columns", "grid-template-rows", "grid-auto-flow",
  "grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end", "translate", "transform", "transform-origin",
  "border-collapse", "border-spacing", "caption-side", "image-rendering",
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "vector-effect",
  "dominant-baseline", "paint-order",
];
const LEFT_OUT = "style, script, template, button, input, select, textarea"; // what a picture can't be asked

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const icon = parentElement.querySelector("path");
  icon.setAttribute("d", ICON);
  button.onclick = async () => {
    const shown = [...document.querySelectorAll(data.shown)].filter((node) => node.getClientRects().length);
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(await bitmap(shown));
    anchor.download = data.file;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
  };
}

// The elements one under the other, as a PNG.
async function bitmap(shown) {
  const sizes = shown.map((node) => node.getBoundingClientRect());
  const width = Math.ceil(Math.max(...sizes.map((size) => size.width))) + 2 * MARGIN;
  const height = Math.ceil(sizes.reduce((sum, size) => sum + size.height + MARGIN, MARGIN));
  const page = document.createElement("div");
  page.style.cssText = `display:grid;gap:${MARGIN}px;padding:${MARGIN}px;justify-items:start;background:${ground()}`;
  page.append(...shown.map(copied));
  const faces = document.createElement("style");
  faces.textContent = await fonts(page);
  page.prepend(faces);
  const body = new XMLSerializer().serializeToString(page);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${body}</foreignObject></svg>`)}`;
  await image.decode();
  const scale = Math.min(2, LARGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height].map((side) => Math.floor(scale * side));
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function ground() {
  return getComputedStyle(document.querySelector(".stApp")).backgroundColor;
}

// A copy of a node, as it looks: shadows opened, canvases as images, what CSS writes before and after as text.
function copied(node) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(LEFT_OUT)) return "";
  const style = getComputedStyle(node);
  if (style.display === "none") return "";
  const copy = node.matches("canvas") ? document.createElement("img") : node.cloneNode(false);
  if (node.matches("canvas")) copy.src = node.toDataURL();
  copy.removeAttribute("class");
  copy.setAttribute("style", look(style));
  const inside = (node.shadowRoot ?? node).childNodes;
  copy.append(written(node, "::before"), ...Array.from(inside, copied), written(node, "::after"));
  return copy;
}

function written(node, pseudo) {
  const style = getComputedStyle(node, pseudo);
  const text = /^"(.*)"$/.exec(style.content); // quotes that an element brings by itself have none
  if (!text) return "";
  const copy = document.createElement("span");
  copy.textContent = text[1];
  copy.setAttribute("style", look(style));
  return copy;
}

function look(style) {
  return LOOK.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
}

// The @font-face rules of the page whose family the copy asks for first, each with its file inside.
async function fonts(page) {
  const asked = new Set(Array.from(page.querySelectorAll("[style]"), (node) => family(node.style.fontFamily)));
  const rules = Array.from(document.styleSheets, rulesOf).flat().filter((rule) => rule instanceof CSSFontFaceRule && asked.has(family(rule.style.getPropertyValue("font-family"))));
  return (await Promise.all(rules.map(inlined))).join("\n");
}

function rulesOf(sheet) {
  try {
    return Array.from(sheet.cssRules);
  } catch {
    return []; // a sheet of another site, which some browser extension may have added
  }
}

function family(list) {
  return list.split(",")[0].replace(/["']/g, "").trim();
}

async function inlined(rule) {
  const found = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"));
  if (!found) return "";
  const file = await (await fetch(new URL(found[1], rule.parentStyleSheet.href ?? document.baseURI))).blob();
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(file);
  });
  return rule.cssText.replace(found[0], `url("${url}")`);
}
