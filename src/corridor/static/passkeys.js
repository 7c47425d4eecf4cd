// Passkeys: the browser is asked for one, and the form of the page takes it to the server (docs/decisions/0014).
"use strict";

const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = list => list?.map(each => ({ ...each, id: bytes(each.id) }));

function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

function made(options, alone) {
  const wanted = { ...options, challenge: bytes(options.challenge), excludeCredentials: known(options.excludeCredentials) };
  wanted.user = { ...options.user, id: bytes(options.user.id) };
  wanted.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey: wanted });
}

function used(options) {
  const wanted = { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
  return navigator.credentials.get({ publicKey: wanted });
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector(".trouble");
  form.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const { publicKey } = await optionsOf(form);
      const alone = form.elements.namedItem("passwordless")?.checked ?? false;
      const credential = await (form.dataset.passkey === "make" ? made(publicKey, alone) : used(publicKey));
      form.elements.namedItem("credential").value = written(credential);
      form.submit();
    } catch (problem) {
      console.info(problem);
      trouble.hidden = false;
    }
  });
}
