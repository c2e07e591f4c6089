// A link to what the page shows, built from the address that the visitor really sees: it holds behind any proxy.

export function link(location, params) {
  // Streamlit Community Cloud serves the app in a frame below this prefix.
  const path = location.pathname.replace(/^\/~\/\+/, "");
  const query = new URLSearchParams(params).toString();
  return location.origin + path + (query && "?" + query);
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
