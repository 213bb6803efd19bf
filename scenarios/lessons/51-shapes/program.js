// nodes: 18 20 26
const show = (name, object) => console.log(`${name}: ${Object.keys(object).join(', ')}`);

show('same order', { x: 1, y: 2 });
show('another order', { y: 2, x: 1 });

const changed = { x: 1, y: 2 };
delete changed.x;
changed.x = 1;
show('deleted and added again', changed);
show('numbers first', { x: 1, 1: 'one' });
