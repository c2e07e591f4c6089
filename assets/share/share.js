// A link to what the page shows, built from the address that the visitor really sees: it holds behind any proxy.

export function link(location, params) {
  // Streamlit Community Cloud serves the app in a frame below this prefix.
  const path = location.pathname.replace(/^\/~\/\+/, "");
  const query = new URLSearchParams(params).toString();
  return location.origin + path + (query && "?" + query);
}

async function copy(field) {
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

export default function ({ data, parentElement }) {
  const [button, open, field] = ["button", "a", "input"].map((tag) => parentElement.querySelector(tag));
  button.textContent = data.copy;
  button.onclick = async () => {
    const copied = await copy(field);
    field.hidden = copied;
    button.textContent = copied ? data.copied : data.failed;
    setTimeout(() => { button.textContent = data.copy; }, 2500);
  };
  field.value = open.href = link(window.location, data.params);
  field.setAttribute("aria-label", data.copy);
  field.hidden = true;
  open.textContent = data.open;
  open.hidden = window.self === window.top;
}
