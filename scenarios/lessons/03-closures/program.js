// nodes: 18 20 26
for (var shared = 1; shared <= 2; shared++) {
  setTimeout(() => console.log(`var ${shared}`), 1);
}
for (let own = 1; own <= 2; own++) {
  setTimeout(() => console.log(`let ${own}`), 1);
}
console.log(`script ends: ${typeof hoisted}`);
var hoisted = 'set too late';
