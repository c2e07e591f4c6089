// Elements, drawings and icons: what both the reader and the microscope are built of.
const ICONS = {
  first: "M5 5v14h2V5zM19 5v14L9 12z",
  back: "M16 5v14L6 12z",
  play: "M7 4v16l13-8z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  forward: "M8 5v14l10-7z",
  last: "M17 5v14h2V5zM5 5v14l10-7z",
  undo: "M12 5V1L6 6l6 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z",
  close: "M6 4.6 4.6 6l6 6-6 6L6 19.4l6-6 6 6 1.4-1.4-6-6 6-6L18 4.6l-6 6z",
  flag: "M6 3v18h2v-8h11l-3-5 3-5z",
};

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children);
  return node;
}

export function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// A picture that shows from its left edge as far as `open` says. Curtain and picture are layers that move against each
// other, so that nothing is painted again.
export function curtain(picture) {
  const node = element("div", { className: "read" }, picture);
  const open = (x, width) => {
    node.style.transform = `translateX(${Math.round(x - width)}px)`;
    picture.style.transform = `translateX(${Math.round(width - x)}px)`;
  };
  return { node, open };
}

export function icon(name) {
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, drawing("path", { d: ICONS[name] }));
}

// What is as it should be is left alone: a step, or a turned knob, moves little of a picture.
export function put(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

// The text node stays where there is one: a new one would cost a look at its style and its place.
export function say(node, text) {
  const old = node.firstChild;
  if (old?.nodeType !== Node.TEXT_NODE || old.nextSibling) node.textContent = text;
  else if (old.data !== text) old.data = text;
}
