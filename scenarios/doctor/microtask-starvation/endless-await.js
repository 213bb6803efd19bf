// The flag can never be set: its timer waits behind the microtasks for ever.
let ready = false;
setTimeout(() => (ready = true), 5);
(async () => {
  while (!ready) await undefined;
})();
