// The button that copies the link.
import { copy, link } from "./link.js";

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
