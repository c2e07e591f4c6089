// The button that copies the link.
import { copy, link } from "./link.js";

export default function ({ data, parentElement }) {
  const [button, open, field] = ["button", "a", "input"].map((tag) => parentElement.querySelector(tag));
  button.textContent = data.copy;
  const renew = () => {
    const here = new URLSearchParams(window.location.search);
    const kept = data.kept.filter((name) => here.has(name)).map((name) => [name, here.get(name)]);
    field.value = open.href = link(window.location, { ...data.params, ...Object.fromEntries(kept) });
  };
  button.onclick = async () => {
    renew();
    const copied = await copy(field);
    field.hidden = copied;
    button.textContent = copied ? data.copied : data.failed;
    setTimeout(() => { button.textContent = data.copy; }, 2500);
  };
  open.onpointerenter = open.onfocus = renew;
  renew();
  field.setAttribute("aria-label", data.copy);
  field.hidden = true;
  open.textContent = data.open;
  open.hidden = window.self === window.top;
}
