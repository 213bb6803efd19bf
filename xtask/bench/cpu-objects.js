// Objects made, linked, grouped and sorted by a comparison of the program's own.
let seed = 1;
const random = () => (seed = (seed * 16_807) % 2_147_483_647);
let sum = 0;
for (let round = 0; round < 8; round++) {
  const people = [];
  for (let n = 0; n < 60_000; n++) people.push({ id: n, age: random() % 100, name: 'p' + (random() % 1_000), next: people[n - 1] ?? null });
  people.sort((a, b) => a.age - b.age || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id));
  const groups = new Map();
  for (const person of people) {
    const group = groups.get(person.name) ?? [];
    group.push(person);
    groups.set(person.name, group);
  }
  sum += people.filter((person) => person.age < 50).map((person) => person.id).reduce((a, b) => (a + b) % 1_000_003, 0) + groups.size;
}
console.log(sum);
