// A user that two requests share: the second one changes who the first is made for.
'use strict';
const assert = require('assert');
const fs = require('fs').promises;

let user;
async function handle(name) {
  user = name;
  await fs.readFile(__filename);
  assert.strictEqual(user, name, 'an answer for somebody else');
}

handle('ada');
setTimeout(handle, 3, 'grace');
