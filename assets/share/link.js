// A link to what the page shows, built from the address that the visitor really sees: it holds behind any proxy.

export function link(location, params) {
  // Streamlit Community Cloud serves the app in a frame below this prefix.
  const path = location.pathname.replace(/^\/~\/\+/, "");
  const query = new URLSearchParams(params).toString();
  return location.origin + path + (query && "?" + query);
}

// `search` with what only the browser knows, as a cursor: a name without a value leaves it.
export function inscribed(search, state) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(state)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.toString();
}

// The same in the address of this page, in the same step of its history; no message leaves for it.
export function inscribe(state) {
  const query = inscribed(window.location.search, state);
  history.replaceState(history.state, "", window.location.pathname + (query && "?" + query));
}

// Copies what stands in `field`; whether that worked. A field that had to be shown for it stays.
export async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // A frame of another site may not write to the clipboard, but may copy its own selection.
    field.hidden = false;
    field.select();
    return document.execCommand("copy");
  }
}
