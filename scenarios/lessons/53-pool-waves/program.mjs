// nodes: 26
// crypto: fast
import { pbkdf2 } from "node:crypto";

for (let i = 0; i < 16; i++) {
  const started = Date.now();
  pbkdf2("password", "salt", 400_000, 32, "sha256", () => {
    console.log(i, Date.now() - started);
  });
}
