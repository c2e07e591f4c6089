// Puts what Streamlit says in English into the page's language, wherever and whenever it appears.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
// Here the page itself speaks, or its visitor, or an icon: those are drawn by their names.
const NOT_STREAMLITS =
  "script, style, textarea, [role=grid], .stMarkdown, .stHtml, .stHeading, .stAlert, [data-testid=stIconMaterial]";

// `phrases` are lists of the same sentence in several languages, {x} standing for anything; `wanted` is the place of
// the one to say. A sentence in any of the languages is understood: the visitor may have changed theirs.
export function translator(phrases, wanted) {
  const known = phrases.flatMap((phrase) => phrase.map((source) => [pattern(source), phrase[wanted]]));
  return (text) => {
    for (const [source, target] of known) {
      const match = source.exec(text);
      if (match) return target.replace("{x}", () => match[1]);
    }
    return text;
  };
}

function pattern(source) {
  const literal = source.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replace("\\{x\\}", "(.+)")}$`);
}

export function interpret(document, phrases, wanted, language) {
  const translate = translator(phrases, wanted);
  const write = (text) => {
    if (text.length > 200) return;
    const translated = translate(text.data);
    if (translated !== text.data && !text.parentElement?.closest(NOT_STREAMLITS)) text.data = translated;
  };
  const label = (element, name) => {
    const said = element.getAttribute(name);
    const translated = said && translate(said);
    if (translated !== said && !element.closest(NOT_STREAMLITS)) element.setAttribute(name, translated);
  };
  const visit = (node) => {
    if (node.nodeType === 3) write(node);
    if (node.nodeType !== 1) return;
    for (const name of ATTRIBUTES) label(node, name);
    node.childNodes.forEach(visit);
  };
  document.documentElement.lang = language;
  visit(document.body);
  window.interpreter?.disconnect();
  window.interpreter = new MutationObserver((changes) => {
    for (const { type, target, attributeName, addedNodes } of changes) {
      if (type === "characterData") write(target);
      else if (type === "attributes") label(target, attributeName);
      else addedNodes.forEach(visit);
    }
  });
  window.interpreter.observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
}
