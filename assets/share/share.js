// A link to what the page shows, built from the address the visitor really sees, so it holds in any iframe or proxy.

export function link(location, params) {
  // Streamlit Community Cloud serves the app inside a frame below this prefix.
  const path = location.pathname.replace(/^\/~\/\+/, "");
  const query = new URLSearchParams(params).toString();
  return location.origin + path + (query ? "?" + query : "");
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // A cross-site frame may not write to the clipboard, but may copy its own selection.
    field.hidden = false;
    field.select();
    return document.execCommand("copy");
  }
}

export default function ({ data, parentElement }) {
  const [button, open, field, note] = ["button", "a", "input", "p"].map((tag) => parentElement.querySelector(tag));
  const url = link(window.location, data.params);
  const label = button.querySelector("span");
  const fresh = field.value !== url;
  field.value = url;
  field.setAttribute("aria-label", data.copy);
  open.href = url;
  open.textContent = data.open;
  open.hidden = window.self === window.top;
  note.textContent = data.note;
  note.hidden = !data.note;
  if (fresh || !label.textContent) {
    label.textContent = data.copy;
    field.hidden = true;
  }
  button.onclick = async () => {
    const done = await copy(field);
    field.hidden = done;
    label.textContent = done ? data.copied : data.failed;
    if (!done) field.hidden = false;
    setTimeout(() => (label.textContent = data.copy), 2500);
  };
}
