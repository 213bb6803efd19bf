// nodes: 26
// crypto: fast
import { readFile } from "node:fs/promises";
import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

async function handler(req, res) {
  const config = await readFile("config.json", "utf8");
  const key = await derive(req.user.id, "salt", 200_000, 32, "sha256");
  res.end(JSON.stringify({ ok: true, config: config.length, key: key.toString("hex") }));
}

const began = Date.now();
let answered = 0;
for (let n = 1; n <= 40; n++) {
  const res = {
    end() {
      answered += 1;
      if ([1, 4, 20, 40].includes(answered)) console.log(`answer ${answered} after ${Date.now() - began} ms`);
    },
  };
  handler({ user: { id: `user ${n}` } }, res);
}
setTimeout(() => console.log('a timer of 10 ms is in time'), 10);
