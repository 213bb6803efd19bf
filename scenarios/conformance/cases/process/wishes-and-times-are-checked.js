// node: >=18
// What process.setSourceMapsEnabled and process.cpuUsage refuse, and what they keep.
const attempt = (run) => {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
attempt(() => process.sourceMapsEnabled);
attempt(() => process.setSourceMapsEnabled(5));
attempt(() => process.setSourceMapsEnabled(true));
attempt(() => process.sourceMapsEnabled);
for (const before of [5, {}, { user: -1 }, { user: 'x', system: 0 }, { user: 0 }, { user: 0, system: NaN }, { user: 0, system: Infinity }]) {
  attempt(() => process.cpuUsage(before));
}
attempt(() => Object.keys(process.cpuUsage({ user: 0, system: 0 })));
