// node: >=20
// args: --env-file=support/settings.env
// Variables of a file, where the environment has none of that name; quotes, comments and lines are as dotenv files have them.
// env: KEPT=before
console.log(['PLAIN', 'QUOTED', 'LITERAL', 'EMPTY', 'EXPORTED', 'CUT', 'LINES', 'KEPT', 'ABSENT'].map((name) => JSON.stringify(process.env[name])).join('\n'));
console.log(process.execArgv);
