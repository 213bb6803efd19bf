// Which names an import sees of CommonJS files that hand on what they have required.
const show = (label, namespace) => console.log(label, Object.keys(namespace).sort().join(' '));
show('babel', await import('./support/reexports/babel.cjs'));
show('rollup', await import('./support/reexports/rollup.cjs'));
show('by environment', await import('./support/reexports/by-environment.cjs'));
show('computed', await import('./support/reexports/computed.cjs'));
const { first, second } = await import('./support/reexports/rollup.cjs');
console.log(first, second);
